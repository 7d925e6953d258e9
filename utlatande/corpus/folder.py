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


def files(folder: Path, passed: list[str] | None = None, unread: list[str] | None = None) -> Iterator[File]:
    """Yield the files that may be documents, in every folder below; a link back to a folder above is not followed.

    What is there under its own name comes before what a link points at, and is not given twice. ``passed`` is given the
    names of hidden files, lock files and our own outputs, which are none; ``unread`` what could not be looked at.
    """
    walk = _Walk(passed, unread)
    try:
        yield from walk.folder(str(folder), "")
    except OSError as error:
        raise _missing(folder, error) from error
    yield from walk.rest()


class _Walk:
    """One walk through a folder. Links wait until all that is there under its own name has been seen."""

    def __init__(self, passed: list[str] | None, unread: list[str] | None) -> None:
        self._below: list[tuple[str, str]] = []
        self._links: list[tuple[str, str]] = []
        self._seen: set[tuple[int, int]] = set()
        self._passed = passed
        self._unread = unread

    def rest(self) -> Iterator[File]:
        """Yield what is in the folders below, and what is linked."""
        while self._below or self._links:
            if self._below:
                path, name = self._below.pop()
                try:
                    yield from self.folder(path, f"{name}/")
                except OSError as error:
                    self._lost(f"{name}/", error)
            else:
                path, name = self._links.pop(0)
                try:
                    yield from self._linked(path, name)
                except OSError as error:
                    self._lost(name, error)

    def folder(self, path: str, prefix: str) -> Iterator[File]:
        """Yield the files of one folder, and note the folders and links in it."""
        self._seen.add(_mark(os.stat(path)))  # noqa: PTH116 - a scandir entry's stat has no inode on Windows
        with os.scandir(path) as found:
            entries = sorted(found, key=lambda entry: entry.name)
        for entry in entries:
            if not _may_be_one(entry.name, prefix, self._passed):
                continue
            name = f"{prefix}{entry.name}"
            try:
                if entry.is_symlink():
                    self._links.append((entry.path, name))
                elif entry.is_dir():
                    self._below.append((entry.path, name))
                elif entry.is_file():
                    stat = entry.stat()
                    self._seen.add(_mark(stat))
                    yield File(nfc(name), Path(entry.path), stat.st_size, stat.st_mtime_ns)
            except OSError as error:
                self._lost(name, error)

    def _linked(self, path: str, name: str) -> Iterator[File]:
        stat = os.stat(path)  # noqa: PTH116 - as above
        if _mark(stat) in self._seen:
            return
        if os.path.isdir(path):  # noqa: PTH112 - as above
            self._below.append((path, name))
        elif os.path.isfile(path):  # noqa: PTH113 - as above
            self._seen.add(_mark(stat))
            yield File(nfc(name), Path(path), stat.st_size, stat.st_mtime_ns)

    def _lost(self, name: str, error: OSError) -> None:
        """Note what is there but cannot be looked at; what has gone since is simply gone."""
        if self._unread is not None and not isinstance(error, FileNotFoundError):
            self._unread.append(nfc(name))


def _mark(stat: os.stat_result) -> tuple[int, int]:
    return stat.st_dev, stat.st_ino


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
