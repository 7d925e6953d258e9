# ruff: noqa: PLR2004 - counts and shares of one rule are read best in the rule
"""PDF files: read by a child process under limits, then laid out here."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from utlatande.errors import DamagedFile, EmptyFile, EncryptedFile, MissingFile, NoText, ReadError, TooLarge
from utlatande.model import Comment, Document, Notice, Origin
from utlatande.readers import pdf_text, processes, wording
from utlatande.readers.flow import blocks_of
from utlatande.readers.pdf_process import Worker, WorkerDied, WorkerTimeout
from utlatande.word.package import DEFAULT, Limits

CHARACTERS = 20_000_000  # of text in one file
OCR_SECONDS = 30.0  # for a page that is only a picture
COVERED = 0.6  # of a page: a picture that large is the page itself
FEW_WORDS = 15  # a stamp, a page number
UNKNOWN = "\ufffd"  # what the child writes for a sign of which the font does not say what it is
_PROPERTIES = {"Title": "title", "Author": "author", "Subject": "subject", "CreationDate": "created"}


class _Shared(threading.local):
    """The worker that a pool() lends to every read_pdf within it, in its own thread: a worker answers one at a time."""

    def __init__(self) -> None:
        self.workers: list[Worker] = []


_shared = _Shared()


@contextmanager
def pool() -> Iterator[None]:
    """Keep one child process for all PDFs that this thread reads within the ``with`` block."""
    if _shared.workers:
        yield
        return
    _shared.workers.append(Worker())
    try:
        yield
    finally:
        _shared.workers.pop().close()


def read_pdf(path: Path, name: str, limits: Limits = DEFAULT) -> Document:
    """Read a PDF.

    Raises EncryptedFile, DamagedFile, TooLarge, EmptyFile (no text: a scan, or no pages) or MissingFile.
    """
    pages, last = _pages(path, name, limits)
    notices: list[Notice] = []
    pieces = pdf_text.pieces_of(pages)
    if not pieces:
        pages, last, notices = _recognised(path, name, limits, pages)
        pieces = pdf_text.pieces_of(pages)
        if not pieces:
            raise _no_text(path, name)
    elif (scanned := [page["page"] for page in pages if _scanned(page)]) and (program := shutil.which("ocrmypdf")):
        with suppress(ReadError):  # then those pages are told as not read
            own, own_last = _with_text(program, path, name, limits, len(scanned))
            pages, last, pieces = own, own_last, pdf_text.pieces_of(own)
            notices.append(_guessed(f"{_numbered(scanned)} i {name}", plural=len(scanned) > 1))
    lettered = any(character.isalnum() for piece in pieces for character in piece.text)
    if not lettered and any(UNKNOWN in piece.text for piece in pieces):
        raise _unknown(path, name)
    notices += _notices(pages, last, name)
    info = last.get("info", {})
    return Document(
        name=name,
        format="pdf",
        blocks=blocks_of(pieces, name),
        properties=tuple(
            (_PROPERTIES[key], wording.visible(wording.normal(info[key]))) for key in _PROPERTIES if info.get(key)
        ),
        comments=_comments(pages, name),
        notices=tuple(notices),
    )


def _pages(path: Path, name: str, limits: Limits) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """Have the child read the file: its pages, and its last word."""
    worker = _shared.workers[-1] if _shared.workers else Worker()
    request = {
        "path": str(path.absolute()),
        "seconds": limits.pdf_seconds,
        "pages": limits.pdf_pages,
        "characters": CHARACTERS,
    }
    try:
        replies = worker.ask(
            request, seconds=2 * limits.pdf_seconds, memory=limits.pdf_memory_bytes, each=pdf_text.prepare
        )
    except WorkerTimeout as error:
        raise TooLarge(
            f"Filen {name} tog mer än {limits.pdf_seconds:.0f} sekunder att läsa. Dela upp filen eller spara om den.",
            path=path,
        ) from error
    except WorkerDied as error:
        raise DamagedFile(
            f"Filen {name} är skadad eller kräver för mycket minne och går inte att läsa. Spara om den som PDF.",
            path=path,
        ) from error
    finally:
        if not _shared.workers:
            worker.close()
    last = replies[-1]
    if "error" in last:
        raise _refusal(str(last["error"]), path, name, limits)
    if last["done"] == 0:
        raise EmptyFile(f"Filen {name} har inga sidor. Kontrollera att det är rätt fil.", path=path)
    if not replies[:-1]:
        raise DamagedFile(f"Ingen sida i {name} går att läsa: filen är skadad. Spara om den som PDF.", path=path)
    return replies[:-1], last


def _refusal(code: str, path: Path, name: str, limits: Limits) -> ReadError:
    if code == "encrypted":
        return EncryptedFile(
            f"Filen {name} är låst med lösenord. Spara en kopia utan lösenord och försök igen.", path=path
        )
    if code == "missing":
        return MissingFile(f"Filen {name} går inte att öppna. Kontrollera sökvägen och behörigheten.", path=path)
    if code == "pages":
        return TooLarge(f"Filen {name} har fler än {limits.pdf_pages} sidor. Dela upp filen.", path=path)
    if code == "characters":
        return TooLarge(f"Filen {name} innehåller för mycket text. Dela upp filen.", path=path)
    if code == "memory":
        return TooLarge(f"Filen {name} kräver för mycket minne. Dela upp filen eller spara om den.", path=path)
    return DamagedFile(
        f"Filen {name} är skadad eller ingen riktig PDF. Spara om den som PDF och försök igen.", path=path
    )


def _no_text(path: Path, name: str) -> NoText:
    return NoText(
        f"Filen {name} saknar text: den är inskannad som bild. Installera ocrmypdf, eller be om filen som Word eller"
        " sökbar PDF.",
        path=path,
    )


def _unknown(path: Path, name: str) -> NoText:
    return NoText(
        f"Filen {name} går inte att läsa: dess teckensnitt säger inte vilka bokstäver de visar. Be om filen som Word.",
        path=path,
    )


def _recognised(
    path: Path, name: str, limits: Limits, pages: list[dict[str, Any]]
) -> tuple[list[dict[str, Any]], dict[str, Any], list[Notice]]:
    """Have ocrmypdf, when it is installed, add text to a scan, and read that."""
    program = shutil.which("ocrmypdf")
    if program is None or not any(page["images"] for page in pages):
        if any(page["images"] for page in pages):
            raise _no_text(path, name)
        raise NoText(f"Filen {name} har ingen text. Kontrollera att det är rätt fil.", path=path)
    own, last = _with_text(program, path, name, limits, len(pages))
    return own, last, [_guessed(f"Filen {name}")]


def _guessed(what: str, *, plural: bool = False) -> Notice:
    scanned = "inskannade" if plural else "inskannad"
    return Notice(
        text=f"{what} är {scanned}: texten är tolkad ur bilden med ocrmypdf och kan ha fel. Jämför med originalet."
    )


def _with_text(
    program: str, path: Path, name: str, limits: Limits, scanned: int
) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """Have ocrmypdf add text to the ``scanned`` pages that have none, and read the file so made."""
    with tempfile.TemporaryDirectory(prefix="utlatande-") as folder:
        target = Path(folder) / "text.pdf"
        for language in (["-l", "swe"], []):
            command = [program, "--quiet", "--skip-text", *language, "--", str(path.absolute()), str(target)]
            try:
                processes.run(command, seconds=OCR_SECONDS * scanned, folder=folder)
            except subprocess.TimeoutExpired as error:
                raise TooLarge(
                    f"Filen {name} är inskannad, och att tolka bilden tog för lång tid. Be om filen som sökbar PDF.",
                    path=path,
                ) from error
            if target.exists():
                break
        if not target.exists():
            raise _no_text(path, name)
        return _pages(target, name, limits)


def _notices(pages: list[dict[str, Any]], last: dict[str, Any], name: str) -> list[Notice]:
    """Say which pages could not be read, or are pictures without text."""
    found: list[Notice] = []
    failed = last.get("failed", [])
    if failed:
        found.append(Notice(text=f"{_numbered(failed)} i {name} är skadade eller går inte att läsa; resten är läst."))
    odd = [page["page"] for page in pages if any(UNKNOWN in line[0][1:] for line in page["lines"])]  # [0]: a bullet
    if odd:
        text = f"{_numbered(odd)} i {name} har tecken som inte går att tolka; de visas som {UNKNOWN}. Se originalet."
        found.append(Notice(text=text, origin=Origin(document=name, block=0, page=odd[0])))
    pictures = [page["page"] for page in pages if not page["lines"] and page["images"]]
    if pictures:
        origin = Origin(document=name, block=0, page=pictures[0])
        found.append(Notice(text=f"{_numbered(pictures)} i {name} är bild utan text och är inte läst.", origin=origin))
    stamped = [page["page"] for page in pages if page["lines"] and _covered(page) and _words(page) < FEW_WORDS]
    if stamped:
        origin = Origin(document=name, block=0, page=stamped[0])
        text = f"{_numbered(stamped)} i {name} är bild med bara några ord text; det som står i bilden är inte läst."
        found.append(Notice(text=text, origin=origin))
    return found


def _scanned(page: dict[str, Any]) -> bool:
    return not page["lines"] and _covered(page)


def _covered(page: dict[str, Any]) -> bool:
    return float(page.get("picture", 0.0)) >= COVERED


def _words(page: dict[str, Any]) -> int:
    return sum(len(str(line[0]).split()) for line in page["lines"])


def _numbered(numbers: list[int]) -> str:
    shown = ", ".join(map(str, numbers[:10])) + (" …" if len(numbers) > 10 else "")
    return f"Sidan {shown}" if len(numbers) == 1 else f"Sidorna {shown}"


def _comments(pages: list[dict[str, Any]], name: str) -> tuple[Comment, ...]:
    return tuple(
        Comment(
            text=wording.visible(wording.normal(text)),
            author=wording.visible(wording.normal(author)) or None,
            origin=Origin(document=name, block=0, page=page["page"]),
        )
        for page in pages
        for text, author in page["comments"]
    )
