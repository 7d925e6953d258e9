"""Plain text: letters as they are mailed and copied, and documents whose text was taken from a PDF."""

from __future__ import annotations

from itertools import pairwise

from utlatande.errors import EmptyFile, UnknownFormat
from utlatande.model import Document
from utlatande.readers import decoding, headings, lines, pages, wording
from utlatande.readers.flow import Flow, Piece, blocks_of
from utlatande.readers.lines import Line


def read_text(data: bytes, name: str) -> Document:
    """Read the bytes of a plain text.

    Raises UnknownFormat when they are not text, EmptyFile when there is nothing in them.
    """
    text = decoding.decode(data)
    if text is None:
        raise UnknownFormat(
            f"{name} är varken text, Word, PDF, odt eller rtf. Spara om den som Word eller PDF och försök igen.",
            path=name,
        )
    pieces = pieces_of(wording.normal(text))
    if not pieces:
        raise EmptyFile(f"Filen {name} är tom. Kontrollera att det är rätt fil.", path=name)
    return Document(name=name, format="text", blocks=blocks_of(pieces, name))


def pieces_of(text: str) -> list[Piece]:
    """Cut a normal text into pieces: its paragraphs, items, rows, heads and feet, in reading order."""
    found: list[Line] = []
    sheets = text.split("\f")
    for number, sheet in enumerate(sheets, 1):
        own = lines.split(sheet)
        if len(sheets) > 1:
            for line in own:
                line.page = number
            if own and number > 1:
                own[0].cut = True
        found += own
    pages.mark(found, text)
    pieces = Flow(found).run()
    headings.mark_plain(pieces)
    _sure_pages(pieces)
    return pieces


def _sure_pages(pieces: list[Piece]) -> None:
    """Between two pieces of one page, all are of that page."""
    known = [(i, piece.page) for i, piece in enumerate(pieces) if piece.page and piece.role not in headings.HEADS]
    for (i, first), (j, second) in pairwise(known):
        if first == second:
            for piece in pieces[i:j]:
                piece.page = first
