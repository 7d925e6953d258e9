"""The files of a corpus folder, as the file system tells of them: nothing is opened."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from utlatande import settings
from utlatande.corpus.said import FILE, nfc
from utlatande.errors import CorpusError
from utlatande.model import Notice

_HIDDEN = (".", "~$")  # hidden files, and the lock files of Word and LibreOffice
_OUTPUTS = (".json", ".jsonl")  # what our own commands print
_IGNORED = frozenset(
    {"thumbs.db", "desktop.ini", ".ds_store", FILE}
)  # what systems leave behind; what we are told with
_SHOWN = 3  # names in the notice of what was passed over


@dataclass(frozen=True, slots=True)
class File:
    """A file of the folder: its name relative to it with ``/`` (NFC), where it lies, its size and time."""

    name: str
    path: Path
    size: int
    mtime_ns: int


def index_path(folder: Path) -> Path:
    """Return where the index of a corpus folder lies: in the user's data folder, never in the corpus."""
    own = hashlib.sha256(os.fsencode(os.path.normcase(folder.resolve()))).hexdigest()[:16]
    return settings.data_folder() / "index" / own


def files(folder: Path, passed: list[str] | None = None) -> Iterator[File]:
    """Yield the files that may be documents, in every folder below; a link back to a folder above is not followed.

    ``passed`` is given the names of hidden files, lock files and our own outputs, which are none.
    """
    stack = [(str(folder), "")]
    seen: set[tuple[int, int]] = set()
    while stack:
        here, prefix = stack.pop()
        try:
            with os.scandir(here) as found:
                entries = sorted(found, key=lambda entry: entry.name)
        except OSError as error:
            if not prefix:
                raise _missing(folder, error) from error
            continue
        for entry in entries:
            if not _may_be_one(entry.name, prefix, passed):
                continue
            try:
                if entry.is_dir():
                    stat = os.stat(entry.path)  # noqa: PTH116 - a scandir entry's stat has no inode on Windows
                    mark = (stat.st_dev, stat.st_ino)
                    if mark not in seen:
                        seen.add(mark)
                        stack.append((entry.path, f"{prefix}{entry.name}/"))
                elif entry.is_file():
                    stat = entry.stat()
                    yield File(nfc(prefix + entry.name), Path(entry.path), stat.st_size, stat.st_mtime_ns)
            except OSError:  # gone between the two calls
                continue


def _may_be_one(name: str, prefix: str, passed: list[str] | None) -> bool:
    if name.lower() in _IGNORED:
        return False
    if name.startswith(_HIDDEN) or name.lower().endswith(_OUTPUTS):
        if passed is not None:
            passed.append(f"{prefix}{name}")
        return False
    return True


def passed_over(folder: Path) -> Notice | None:
    """Return a Notice of the hidden files, lock files and outputs that are left out, or None where there are none."""
    passed: list[str] = []
    for _ in files(folder, passed):
        pass
    return told(passed)


def told(passed: list[str]) -> Notice | None:
    """Return a Notice that names what was passed over."""
    if not passed:
        return None
    names = ", ".join(sorted(passed)[:_SHOWN])
    more = f" och {len(passed) - _SHOWN} till" if len(passed) > _SHOWN else ""
    return Notice(text=f"Dolda filer, låsfiler och utdata från utlatande är inte med: {names}{more}.")


def _missing(folder: Path, error: OSError) -> CorpusError:
    return CorpusError(
        f"Mappen {folder} med tidigare dokument kan inte läsas ({error.strerror}). Kontrollera sökvägen.", path=folder
    )
