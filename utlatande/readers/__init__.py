"""File in, Document out: the reader is chosen by what the file holds."""

from __future__ import annotations

import stat
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeVar

from utlatande.errors import EmptyFile, EncryptedFile, MissingFile, NoText, TooLarge, UnknownFormat
from utlatande.model import Document
from utlatande.readers.kinds import HEAD, OLE, OUTLOOK, Kind, kind_of, said

if TYPE_CHECKING:
    from utlatande.word.edited import Edited
    from utlatande.word.package import Limits, Package

View = Literal["accepted", "original"]
Result = TypeVar("Result")

_DEEPEST = 3  # files within files
_OPEN_DOCUMENT = "application/vnd.oasis.opendocument."
_OTHER_ZIPS = {
    "spreadsheetml": "ett Excel-ark",
    "presentationml": "en PowerPoint-presentation",
    "visio": "en Visio-ritning",
}


def read(
    path: Path | str, *, name: str | None = None, limits: Limits | None = None, view: View = "accepted"
) -> Document:
    """Read the file at ``path``, whatever its name says it is.

    ``name`` is what the file is called in the blocks' origins and in messages (the file's own name when not given).
    ``limits`` are the reading limits; ``view`` is how a Word file's tracked changes count. Raises ReadError.
    """
    from utlatande.word.package import DEFAULT

    path = Path(path)
    return _read(path, name or path.name or str(path), limits or DEFAULT, view)


def read_letter(path: Path | str, *, name: str | None = None, limits: Limits | None = None) -> Document:
    """Read the file at ``path`` as a letter, which must say something. Raises ReadError; NoText without a word."""
    document = read(path, name=name, limits=limits)
    if any(character.isalnum() for block in document.body for character in block.text):
        return document
    said = next(
        (one.text for one in document.notices if one.text.startswith(f"{document.name} innehåller ingen")), None
    )
    what = f"Filen {document.name} har ingen text. Kontrollera att det är rätt fil."
    raise NoText(f"Filen {said}" if said else what, path=Path(path))


def _read(path: Path, name: str, limits: Limits, view: View, depth: int = 0) -> Document:
    """Read a file; ``depth`` is how many others it lies within."""
    head = _head(path, name, limits)
    whole = path.read_bytes() if head.startswith(OLE) else b""
    kind = kind_of(head, whole)
    if kind is Kind.ZIP:
        return _read_zip(path, name, limits, view, depth)
    if kind is Kind.PDF:
        from utlatande.readers.pdf import read_pdf

        return read_pdf(path, name, limits)
    if kind is Kind.MAIL:
        return _read_mail(path, name, limits, view, depth)
    if kind is Kind.FLAT:
        return _read_flat(path, name, limits, view)
    if kind is Kind.HTML:
        from utlatande.readers.web import read_web

        return read_web(path.read_bytes(), name)
    if kind in (Kind.DOC, Kind.RTF, Kind.FODT, Kind.WORDML):
        from utlatande.readers.legacy import read_legacy

        return read_legacy(path, name, limits, str(kind))
    if kind is Kind.LOCKED:
        raise _locked(path, name)
    if kind is Kind.TEXT:
        return _read_text(path, name, limits)
    raise unknown(path, name, said(kind))


def edited(path: Path | str, *, name: str | None = None, limits: Limits | None = None) -> Edited:
    """Read a Word file that came back from editing, with our marks and what is left to settle; .odt, .doc and .rtf by
    way of LibreOffice. Raises ReadError, UnknownFormat also for pdf and text."""
    from utlatande.word.edited import read_edited

    found, legacy = _in_word(path, name, limits, read_edited)
    return found if legacy is None else replace(found, document=replace(found.document, format=legacy))


def word_bytes(path: Path | str, *, name: str | None = None, limits: Limits | None = None) -> bytes:
    """Return the Word file that ``edited`` reads: the file's own bytes, or what LibreOffice makes of it.

    Raises ReadError, UnknownFormat also for pdf and text.
    """
    return _in_word(path, name, limits, _bytes)[0]


def edited_bytes(path: Path | str, *, name: str | None = None, limits: Limits | None = None) -> tuple[Edited, bytes]:
    """Return what ``edited`` and ``word_bytes`` return, of one and the same reading of the file."""
    from utlatande.word.edited import read_edited_package
    from utlatande.word.package import DEFAULT, Package

    path = Path(path)
    name = name or path.name or str(path)
    data, legacy = _in_word(path, name, limits, _bytes)
    with Package(path, name=name, limits=limits or DEFAULT, data=data) as package:
        found = read_edited_package(package)
    return (found if legacy is None else replace(found, document=replace(found.document, format=legacy))), data


def _bytes(path: Path, **_: object) -> bytes:
    return path.read_bytes()


def _in_word(
    path: Path | str, name: str | None, limits: Limits | None, use: Callable[..., Result]
) -> tuple[Result, str | None]:
    """Return what ``use(path, name=, limits=)`` makes of the Word file, and the format when that was another."""
    from utlatande.word.package import DEFAULT

    path = Path(path)
    name = name or path.name or str(path)
    limits = limits or DEFAULT
    head = _head(path, name, limits)
    kind = kind_of(head, path.read_bytes() if head.startswith(OLE) else b"")
    if kind is Kind.LOCKED:
        raise _locked(path, name)
    if kind in (Kind.PDF, Kind.TEXT):
        what = "en pdf" if kind is Kind.PDF else "ren text"
        raise UnknownFormat(
            f"Filen {name} är {what}, ingen Word-fil. Här behövs dokumentet som Word-fil (.docx) eller .odt.", path=path
        )
    if kind not in (Kind.ZIP, Kind.DOC, Kind.RTF):
        raise unknown(path, name, said(kind))
    legacy = _package_kind(path, name, limits) if kind is Kind.ZIP else str(kind)
    if legacy is None:
        return use(path, name=name, limits=limits), None
    from utlatande.readers.legacy import as_word

    return as_word(path, name, limits, legacy, lambda target: use(target, name=name, limits=limits)), legacy


def _read_mail(path: Path, name: str, limits: Limits, view: View, depth: int) -> Document:
    from utlatande.readers.mail import read_mail

    def attached(part: Path, label: str) -> Document:
        return _read(part, label, limits, view, depth + 1)

    return read_mail(path.read_bytes(), name, attached, depth=depth)


def _read_flat(path: Path, name: str, limits: Limits, view: View) -> Document:
    """Read a Word file that is one XML file."""
    from utlatande.readers.flat import package_of

    with tempfile.TemporaryDirectory(prefix="utlatande-", ignore_cleanup_errors=True) as folder:
        packed = Path(folder) / "in.docx"
        packed.write_bytes(package_of(path.read_bytes(), name, limits))
        return _read_zip(packed, name, limits, view)


def _package_kind(path: Path, name: str, limits: Limits) -> str | None:
    """Return ``odt`` for a text document of OpenDocument and None for a Word file; refuse what is neither."""
    from utlatande.word.package import Package

    with Package(path, name=name, limits=limits) as package:
        return _word_or_odt(package)


def unknown(path: Path, name: str, what: str = "") -> UnknownFormat:
    """Return the error for a file of a format that we do not read; ``what`` says what it is."""
    says = (
        f"Filen {name} är {what}, inget brev eller dokument som kan läsas"
        if what
        else f"Filen {name} är av ett okänt slag"
    )
    todo = (
        "Öppna det i Outlook och spara brevet som pdf, eller spara bilagan för sig"
        if what == OUTLOOK
        else "Spara den som Word (.docx) eller pdf"
    )
    return UnknownFormat(f"{says}. {todo}.", path=path)


def _locked(path: Path, name: str) -> EncryptedFile:
    return EncryptedFile(f"Filen {name} är låst med lösenord. Öppna den i Word och spara den utan lösenord.", path=path)


def _head(path: Path, name: str, limits: Limits) -> bytes:
    """Return the first bytes of a file that is there, is a file, is not empty and not too large."""
    try:
        there = path.stat()
        if stat.S_ISDIR(there.st_mode):
            raise MissingFile(f"{name} är en mapp. Ange en fil.", path=path)
        if not stat.S_ISREG(there.st_mode):
            raise MissingFile(f"{name} är ingen vanlig fil. Ange ett dokument.", path=path)
        if there.st_size == 0:
            raise EmptyFile(f"Filen {name} är tom (0 byte). Be avsändaren skicka den igen.", path=path)
        if there.st_size > limits.file_bytes:
            raise TooLarge(
                f"Filen {name} är större än {limits.file_bytes >> 20} MB. Dela upp den eller minska bilderna i den.",
                path=path,
            )
        with path.open("rb") as file:
            return file.read(HEAD)
    except FileNotFoundError as error:
        raise MissingFile(f"Filen {name} finns inte. Kontrollera namnet och mappen.", path=path) from error
    except PermissionError as error:
        raise MissingFile(
            f"Filen {name} får inte läsas. Stäng den i andra program, eller be om läsrätt till den.", path=path
        ) from error
    except (OSError, ValueError) as error:
        raise MissingFile(f"Filen {name} går inte att öppna. Kontrollera namnet och mappen.", path=path) from error


def _read_zip(path: Path, name: str, limits: Limits, view: View, depth: int = 0) -> Document:
    from utlatande.word.package import Package
    from utlatande.word.read import read_package

    with Package(path, name=name, limits=limits) as package:
        open_document = _word_or_odt(package)
        if open_document is None:

            def inserted(data: bytes, label: str) -> Document:
                with tempfile.TemporaryDirectory(prefix="utlatande-", ignore_cleanup_errors=True) as folder:
                    part = Path(folder) / "del"
                    part.write_bytes(data)
                    return _read(part, label, limits, view, depth + 1)

            return read_package(package, view=view, inserted=inserted if depth < _DEEPEST else None)
    from utlatande.readers.legacy import read_legacy

    return read_legacy(path, name, limits, open_document)


def _word_or_odt(package: Package) -> str | None:
    """Return None for a Word file, ``odt`` for a text document of OpenDocument; refuse what is neither."""
    from utlatande.word.read import main_part

    main = main_part(package)
    if main is None:
        open_document = _open_document(package)
        if open_document is None:
            pages = any(part.endswith(".iwa") or part == "index.zip" for part in package.names())
            apple = "ett dokument från Pages, Numbers eller Keynote på Mac"
            raise unknown(package.path, package.name, apple if pages else "ett zip-arkiv")
        return open_document
    typed = package.content_types().get(main.lower(), "")
    other = next((what for word, what in _OTHER_ZIPS.items() if word in typed), None)
    if other:
        raise unknown(package.path, package.name, other)
    return None


def _open_document(package: Package) -> str | None:
    """Return ``odt`` for a text document of OpenDocument, or None for another zip; refuse what is neither."""
    if not package.has("mimetype"):
        return None
    kind = package.read("mimetype").decode("ascii", "replace").strip()
    if kind in (f"{_OPEN_DOCUMENT}text", f"{_OPEN_DOCUMENT}text-template", f"{_OPEN_DOCUMENT}text-master"):
        manifest = package.read("META-INF/manifest.xml") if package.has("META-INF/manifest.xml") else b""
        if b"encryption-data" in manifest:
            raise package.locked()
        return "odt"
    if kind.startswith(_OPEN_DOCUMENT):
        raise unknown(package.path, package.name, "ett kalkylark, en presentation eller en ritning")
    return None


def _read_text(path: Path, name: str, limits: Limits) -> Document:
    from utlatande.readers.text import read_text

    if path.stat().st_size > limits.text_bytes:
        raise TooLarge(f"Filen {name} är större än {limits.text_bytes >> 20} MB. Dela upp den.", path=path)
    return read_text(path.read_bytes(), name)
