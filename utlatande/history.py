"""What became of suggestions in finished documents: a plain file that is only added to, one JSON line a document.

It holds ids of passages, names of documents, days and shares, and no text from any document. Two programs may write at
once; a line that was cut off (a kill, a full disk) is skipped and told of, and never takes the next one with it.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import errno
import json
import math
import os
import stat
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from utlatande.errors import OutputError, ReadError
from utlatande.model import Fate, Notice, Survival, Use
from utlatande.settings import Settings, data_folder

FILE = "historik.jsonl"
SCHEMA = 1
_MOST = 256 << 20  # bytes that are read; a finished document takes a few thousand
_LONGEST = 1_000  # characters of an id or a name
_LOCK_AT = 1 << 40  # a byte far behind the text: on Windows what is locked cannot be read
_FATES = frozenset((Fate.KEPT, Fate.EDITED, Fate.REWRITTEN, Fate.REMOVED))
_WHY = {
    errno.ENOSPC: "disken är full",
    errno.EDQUOT: "utrymmet på disken är slut",
    errno.EFBIG: "filen får inte bli större",
    errno.EACCES: "du får inte skriva där",
    errno.EPERM: "du får inte skriva där",
    errno.EROFS: "mappen är skrivskyddad",
    errno.EEXIST: "det finns en fil där mappen skulle ligga",
    errno.ENOTDIR: "det finns en fil där mappen skulle ligga",
    errno.EISDIR: "det är en mapp",
    errno.ENAMETOOLONG: "namnet är för långt",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """What the file says: every use, the oldest document first, and what could not be read."""

    uses: tuple[Use, ...] = ()
    notices: tuple[Notice, ...] = ()


def place(settings: Settings) -> Path:
    """Return where the history lies: where the settings say (``historik``), else in the user's data folder."""
    return settings.historik or data_folder() / FILE


def record(path: Path, draft: str, uses: Sequence[Use], *, date: dt.date) -> None:
    """Add what became of the suggestions in the draft with this id, which was finished on ``date``.

    Every use is of this draft and day. The line is whole or not there at all. Raises OutputError.
    """
    if any(use.draft != draft or use.date != date.isoformat() for use in uses):
        raise ValueError("a use of another draft or day")
    entries = [
        {"passage": u.passage, "document": u.document, "fate": u.fate.value, "kept": round(u.kept, 4)} for u in uses
    ]
    _append(path, {"schema": SCHEMA, "draft": draft, "date": date.isoformat(), "uses": entries})


def forget(path: Path, *, draft: str | None = None, passage: str | None = None, date: dt.date) -> None:
    """Say that a draft, or a passage in all drafts so far, no longer counts. What was written stays. OutputError."""
    what = {"draft": draft} if draft is not None else {"passage": passage}
    _append(path, {"schema": SCHEMA, "forget": what, "date": date.isoformat()})


def read(path: Path) -> History:
    """Read the history; a file that is not there is an empty one. Of a draft that was finished twice the last counts.

    Raises ReadError when the file cannot be opened or is none.
    """
    drafts: dict[str, tuple[Use, ...]] = {}
    damaged = 0
    for line in _lines(path):
        if not line.strip():
            continue
        try:
            entry = json.loads(line.decode("utf-8"))
            _take(entry, drafts)
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            damaged += 1
    said = "En rad" if damaged == 1 else f"{damaged} rader"
    text = f"{said} i historiken {path} går inte att läsa och räknas inte."
    notices = (Notice(text=text),) if damaged else ()
    return History(uses=tuple(use for uses in drafts.values() for use in uses), notices=notices)


def survival(uses: Iterable[Use]) -> dict[str, Survival]:
    """Return how each passage fared, by its id."""
    found: dict[str, list[Use]] = {}
    for use in uses:
        found.setdefault(use.passage, []).append(use)
    return {
        passage: Survival(
            times=len(of),
            removed=sum(use.fate is Fate.REMOVED for use in of),
            kept=round(math.fsum(use.kept for use in of) / len(of), 4),
        )
        for passage, of in found.items()
    }


def learned(settings: Settings) -> tuple[Mapping[str, Survival], tuple[Notice, ...]]:
    """Return how passages fared, for the ranking, and what a person should know. Nothing when it is switched off.

    A history that cannot be read stops nothing: it is a Notice.
    """
    if not settings.larande:
        return {}, ()
    try:
        found = read(place(settings))
    except ReadError as error:
        return {}, (Notice(text=f"{error.message} Tidigare utfall räknas inte."),)
    return survival(found.uses), found.notices


# --- lines in --------------------------------------------------------------------------------------------------------


def _lines(path: Path) -> Iterator[bytes]:
    try:
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0))
    except FileNotFoundError:
        return
    except (OSError, ValueError) as error:
        raise ReadError(f"Historiken {path} går inte att öppna. Kontrollera sökvägen.", path=path) from error
    there = os.fstat(handle)
    if not stat.S_ISREG(there.st_mode) or there.st_size > _MOST:
        os.close(handle)
        raise ReadError(f"{path} är ingen historik: det är ingen vanlig fil, eller för stor.", path=path)
    with os.fdopen(handle, "rb") as file:
        yield from file.read(_MOST).split(b"\n")


def _take(entry: Any, drafts: dict[str, tuple[Use, ...]]) -> None:  # noqa: ANN401 - whatever JSON holds
    """Take one line in; raises when it is not as :func:`record` or :func:`forget` writes it."""
    if entry["schema"] != SCHEMA:
        raise ValueError("another schema")
    if "forget" in entry:
        gone = entry["forget"]
        if "draft" in gone:
            drafts.pop(_text(gone["draft"]), None)
            return
        passage = _text(gone["passage"])
        for draft, uses in list(drafts.items()):
            drafts[draft] = tuple(use for use in uses if use.passage != passage)
        return
    draft, date = _text(entry["draft"]), dt.date.fromisoformat(_text(entry["date"])).isoformat()
    uses = tuple(_use(one, draft, date) for one in entry["uses"])
    drafts.pop(draft, None)  # the newest last
    drafts[draft] = uses


def _use(one: dict[str, Any], draft: str, date: str) -> Use:
    kept, fate = one["kept"], Fate(one["fate"])
    if isinstance(kept, bool) or not isinstance(kept, int | float) or not 0 <= kept <= 1 or fate not in _FATES:
        raise ValueError("no share")
    return Use(
        passage=_text(one["passage"]),
        document=_text(one["document"]),
        draft=draft,
        date=date,
        fate=fate,
        kept=float(kept),
    )


def _text(value: object) -> str:
    if not isinstance(value, str) or not value or len(value) > _LONGEST:
        raise ValueError("no text")
    return value


# --- lines out -------------------------------------------------------------------------------------------------------


def _append(path: Path, entry: dict[str, Any]) -> None:
    """Add one line, whole or not at all, also beside another program that does the same."""
    line = json.dumps(entry, ensure_ascii=False).encode("utf-8", "backslashreplace") + b"\n"
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        flags = os.O_RDWR | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0)
        handle = os.open(path, flags, 0o600)
        try:
            if not stat.S_ISREG(os.fstat(handle).st_mode):
                raise OutputError(f"Historiken {path} är ingen vanlig fil. Ange en annan sökväg.", path=path)
            with _locked(handle):
                _add(handle, line)
        finally:
            os.close(handle)
    except OSError as error:
        why = _WHY.get(error.errno or 0, error.strerror or str(error))
        raise OutputError(f"Historiken {path} kunde inte skrivas: {why}.", path=path) from error
    except ValueError as error:  # a null character in the path
        raise OutputError(f"{str(path)!r} är ingen sökväg för historiken.", path=path) from error


def _add(handle: int, line: bytes) -> None:
    size = os.fstat(handle).st_size
    if size and _last_byte(handle, size) != b"\n":
        line = b"\n" + line  # somebody was cut off in the middle of a line: it ends here
    try:
        written = 0
        while written < len(line):
            written += os.write(handle, line[written:])
        os.fsync(handle)
    except OSError:
        with contextlib.suppress(OSError):
            os.ftruncate(handle, size)
        raise


def _last_byte(handle: int, size: int) -> bytes:
    os.lseek(handle, size - 1, os.SEEK_SET)
    return os.read(handle, 1)


@contextlib.contextmanager
def _locked(handle: int) -> Iterator[None]:
    """Keep other writers out. Where the file system has no locks, a line is still added in one piece."""
    if sys.platform == "win32":
        import msvcrt

        os.lseek(handle, _LOCK_AT, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_LOCK, 1)  # tries for ten seconds
        try:
            yield
        finally:
            os.lseek(handle, _LOCK_AT, os.SEEK_SET)
            msvcrt.locking(handle, msvcrt.LK_UNLCK, 1)
        return
    import fcntl

    with contextlib.suppress(OSError):
        fcntl.flock(handle, fcntl.LOCK_EX)
    yield  # closing the file lets go of it
