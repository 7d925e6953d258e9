"""What every test needs: own folders for the index and the settings, so that no test touches a person's."""

import os
import shutil
import tempfile
from pathlib import Path

import pytest


@pytest.fixture(autouse=True, scope="session")
def _own_folders(tmp_path_factory):
    folder = tmp_path_factory.mktemp("own")
    patch = pytest.MonkeyPatch()
    patch.setenv("UTLATANDE_DATA", str(folder / "data"))
    patch.setenv("UTLATANDE_CONFIG", str(folder / "config"))
    yield
    patch.undo()


@pytest.fixture
def foreign_folder():
    """A folder that we may read but not write; root becomes nobody meanwhile, for root may write everywhere."""
    folder = Path(tempfile.mkdtemp())
    (folder / "låst.docx").write_bytes(b"x")
    (folder / "låst.docx").chmod(0)
    folder.chmod(0o555)
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    if root:
        os.seteuid(65534)
    yield folder
    if root:
        os.seteuid(0)
    folder.chmod(0o755)
    shutil.rmtree(folder)
