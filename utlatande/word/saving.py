"""Writes a file whole or not at all, and never over another one."""

from __future__ import annotations

import errno
import os
import re
import secrets
import stat
import time
from contextlib import suppress
from pathlib import Path

from utlatande.errors import OutputError

_NAME_BYTES = 255  # of a file name on ext4, APFS and NTFS (there: UTF-16 units, so never more)
_TRIES = 1_000
_OURS = re.compile(r"\.utl-[0-9a-f]{16}\.tmp")  # a file that is being written
_LEFT = 3_600  # seconds after which it is one that a killed program left
_NO_LINKS = {errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK, errno.EACCES, errno.EINVAL}
_SHARING_VIOLATION = 32  # Windows: another program has it open
_WHY = {
    errno.ENOSPC: "disken är full. Frigör utrymme eller välj en annan mapp",
    errno.EDQUOT: "utrymmet på disken är slut. Frigör utrymme eller välj en annan mapp",
    errno.EFBIG: "filen blir större än vad som får skrivas här. Välj en annan mapp",
    errno.ENAMETOOLONG: "namnet eller sökvägen är för lång. Välj ett kortare namn",
    errno.ENOENT: "mappen finns inte. Skapa mappen eller välj en annan",
    errno.ENOTDIR: "mappen finns inte. Skapa mappen eller välj en annan",
    errno.EROFS: "mappen är skrivskyddad. Välj en annan mapp",
    errno.EACCES: "du får inte skriva i mappen. Välj en annan mapp",
    errno.EPERM: "du får inte skriva i mappen. Välj en annan mapp",
    errno.ETXTBSY: "den är öppen i ett annat program. Stäng den och försök igen",
    errno.EBUSY: "den är öppen i ett annat program. Stäng den och försök igen",
}


def save_atomically(path: Path, data: bytes, *, force: bool = False) -> Path | None:
    """Write ``data`` to ``path``. An existing file is refused, or with ``force`` first kept as ``<name> (tidigare N)``.

    The file appears whole under its name, or not at all; nothing else is ever overwritten, also not by another process
    that writes there at the same time. What a killed program of ours left unfinished in the folder at least an hour ago
    is taken away. Returns where the existing file was kept, or None. Raises OutputError.
    """
    try:
        mode = _refuse(path, force=force)
        _sweep(path.parent)
        temporary = _written(path.parent, data, mode)
        kept: Path | None = None
        try:
            kept = _kept(path) if force else None
            for _ in range(_TRIES):
                if _placed(temporary, path):
                    _sync_folder(path.parent)
                    return kept
                if not force:
                    raise _exists(path)  # noqa: TRY301 - the way out is the same
                kept = _kept(path) or kept
        except BaseException:
            if kept is not None:
                _give_back(kept, path)
            raise
        finally:
            with suppress(OSError):
                temporary.unlink()
    except OSError as error:
        raise _told(path, error) from error
    except ValueError as error:  # a null character in the path
        raise OutputError(f"{path!r} är inget filnamn. Välj ett annat namn.", path=path) from error
    raise OutputError(f"{path} kunde inte skrivas: andra program skriver dit hela tiden. Försök igen.", path=path)


def _refuse(path: Path, *, force: bool) -> int:
    """Refuse what may not be written over; return the access rights of the new file."""
    try:
        there = path.lstat()
    except FileNotFoundError:
        return 0o666
    if path.is_dir():
        raise OutputError(f"{path} är en mapp. Ange ett filnamn med -o.", path=path)
    if not stat.S_ISREG(there.st_mode) and not stat.S_ISLNK(there.st_mode):
        raise OutputError(f"{path} är ingen vanlig fil och skrivs inte över. Välj ett annat namn med -o.", path=path)
    if lock := _lock_of(path):
        raise OutputError(
            f"{path} verkar vara öppen i Word eller LibreOffice. Stäng den och försök igen "
            f"(eller ta bort {lock.name} om den är kvarglömd).",
            path=path,
        )
    if not force:
        raise _exists(path)
    return stat.S_IMODE(there.st_mode) & 0o666 | 0o600


def _exists(path: Path) -> OutputError:
    return OutputError(
        f"{path} finns redan och skrivs inte över. "
        "Välj ett annat namn med -o, eller --force som sparar den gamla filen.",
        path=path,
    )


def _lock_of(path: Path) -> Path | None:
    """Return the lock file that Word or LibreOffice keeps beside a file they have open, or None."""
    name, stem = path.name, path.stem
    word = "~$" + name[min(max(len(stem) - 6, 0), 2) :]  # Word writes ~$ over the first letters of names over six
    for lock in dict.fromkeys((word, f"~${name}", f".~lock.{name}#")):
        beside = path.with_name(lock)
        with suppress(OSError, ValueError):
            if beside.exists():
                return beside
    return None


def _sweep(folder: Path) -> None:
    """Take away what a killed program of ours left half written here an hour ago or more; nothing else."""
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if not _OURS.fullmatch(entry.name):
                continue
            with suppress(OSError):
                there = entry.stat(follow_symlinks=False)
                mine = not hasattr(os, "getuid") or there.st_uid == os.getuid()
                if stat.S_ISREG(there.st_mode) and mine and time.time() - there.st_mtime > _LEFT:
                    os.unlink(entry.path)  # noqa: PTH108 - the entry is at hand


def _written(folder: Path, data: bytes, mode: int) -> Path:
    """Write ``data`` to a new file of its own in ``folder``, to the disk itself, and return its path."""
    temporary = folder / f".utl-{secrets.token_hex(8)}.tmp"
    handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), mode)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise
    return temporary


def _placed(temporary: Path, path: Path) -> bool:
    """Give the finished file its name, unless that is taken: then return False."""
    try:
        if os.name == "nt":
            temporary.rename(path)  # Windows never renames over a file
        else:
            os.link(temporary, path)
    except FileExistsError:
        return False
    except OSError as error:
        if os.name == "nt" or error.errno not in _NO_LINKS:
            raise
        return _placed_without_links(temporary, path)
    return True


def _placed_without_links(temporary: Path, path: Path) -> bool:
    """Do the same where the file system has no hard links: claim the name with an empty file, then put ours over it."""
    if not _claimed(path):
        return False
    try:
        temporary.replace(path)
    except BaseException:
        with suppress(OSError):
            path.unlink()
        raise
    return True


def _kept(path: Path) -> Path | None:
    """Move the file at ``path`` to the first free ``<name> (tidigare N)``; None if there is no file."""
    for number in range(1, _TRIES):
        kept = path.with_name(earlier_name(path.name, number))
        if not _claimed(kept):
            continue
        try:
            path.replace(kept)  # over the empty file that claims the name
        except FileNotFoundError:
            kept.unlink()
            return None
        except BaseException:
            with suppress(OSError):
                kept.unlink()
            raise
        return kept
    raise OutputError(f"Det finns redan {_TRIES} tidigare versioner av {path}. Flytta undan dem.", path=path)


def _claimed(path: Path) -> bool:
    try:
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL))
    except FileExistsError:
        return False
    return True


def _give_back(kept: Path, path: Path) -> None:
    """Give the kept file its name again, when the new one could not be placed."""
    for place in (_placed, _placed_without_links):
        with suppress(OSError):
            if place(kept, path):
                kept.unlink(missing_ok=True)
            return


def earlier_name(name: str, number: int) -> str:
    """Return ``<name> (tidigare N).<ext>``, the name cut where the whole would be too long for a file system."""
    stem, dot, ending = name.rpartition(".")
    if not stem:
        stem, dot, ending = name, "", ""
    tail = f" (tidigare {number}){dot}{ending}"
    while stem and len(os.fsencode(stem + tail)) > _NAME_BYTES:
        stem = stem[:-1]
    return stem.rstrip() + tail


def _sync_folder(folder: Path) -> None:
    """Make the new name itself last through a power cut, where the system can."""
    if os.name == "nt":
        return
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _told(path: Path, error: OSError) -> OutputError:
    if error.errno in (errno.ENOENT, errno.ENOTDIR) and not path.parent.is_dir():
        folder = path.parent
        lacks = f"mappen {folder} finns inte. Skapa mappen eller välj en annan"
        why = f"{folder} är en fil. Välj en mapp" if folder.exists() else lacks
        return OutputError(f"{path} kunde inte skrivas: {why}.", path=path)
    if getattr(error, "winerror", None) == _SHARING_VIOLATION:
        why = _WHY[errno.EBUSY]
    else:
        why = _WHY.get(error.errno or 0, f"{error.strerror or error}. Välj en annan mapp eller ett annat namn")
    return OutputError(f"{path} kunde inte skrivas: {why}.", path=path)
