"""What every test needs: own folders for the index and the settings, so that no test touches a person's."""

import pytest


@pytest.fixture(autouse=True, scope="session")
def _own_folders(tmp_path_factory):
    folder = tmp_path_factory.mktemp("own")
    patch = pytest.MonkeyPatch()
    patch.setenv("UTLATANDE_DATA", str(folder / "data"))
    patch.setenv("UTLATANDE_CONFIG", str(folder / "config"))
    yield
    patch.undo()
