"""Plain text: letters as they are mailed and copied, and documents whose text was taken from a PDF."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

from utlatande.errors import EmptyFile, UnknownFormat
from utlatande.model import Document, Role
from utlatande.readers import decoding, lines, pages, wording
from utlatande.readers.flow import Flow, Piece, blocks_of
from utlatande.readers.lines import Line

HEADS = (Role.HEADER, Role.FOOTER)
HEADING = 100  # characters a heading has at most
_NO_HEADING = re.compile(
    r"(?:Källa|Tabell|Figur|Diagram|Bild|Till|Från|Datum|Dnr|Diarienummer|Handläggare|Telefon|Tel|Tfn|E-post|Ämne|"
    r"Skickat|Hej|Sid|Sida)\b|\*|\d{4}-\d{2}-\d{2}|\S+@\S+|.*\S@\S|\d{3} \d{2} |(?:den )?\d{1,2} \w+ \d{4}$|.*\((?:[A-ZÅÄÖ]{1,3}|[a-zåäö]{1,3})\)$|"
    r".*(?:förvaltning|nämnd|kommun|s stad)$"
)
_VERB = re.compile(r" (?:är|har|ska|skall|kan|var|får|blir|bör|vill|kommer|föreslås) ")


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
        raise EmptyFile(f"{name} är tom. Kontrollera att det är rätt fil.", path=name)
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
    _headings(pieces)
    _sure_pages(pieces)
    return pieces


def _headings(pieces: list[Piece]) -> None:
    """Mark as headings the titles of a contents list, and short unmarked lines that stand over other text."""
    titles = {_squeezed(p.cells[0]): p for p in pieces if _is_contents(p)}
    colons = Counter(p.text for p in pieces if p.text.endswith(":") and p.text.count(" ") < 3)
    following = False
    for i in range(len(pieces) - 1, -1, -1):
        piece = pieces[i]
        if piece.role in HEADS or piece.role is Role.FOOTNOTE:
            continue
        text = piece.text
        if piece.role is Role.PARAGRAPH and _squeezed(text) in titles and following:
            piece.role, piece.level = Role.HEADING, 1
            piece.page = piece.page or int(titles[_squeezed(text)].cells[-1])
        elif colons[text] >= 3 and following:
            piece.role, piece.level = Role.HEADING, 2
        elif following and _looks_heading(piece, pieces[i + 1]):
            piece.role, piece.level = Role.HEADING, 2 if titles else 1
        following = not piece.alone and (
            piece.apart if piece.role is Role.HEADING else piece.role is not Role.PARAGRAPH or _carries(piece)
        )


def _carries(piece: Piece) -> bool:
    """Tell whether a paragraph is text that a heading may stand over."""
    text = piece.text
    long = len(text) > 60 or piece.count > 1 or wording.ends_sentence(text)
    return long or (not _NO_HEADING.match(text) and bool(re.match(r"\w+: \w", text)))


def _looks_heading(piece: Piece, after: Piece) -> bool:
    text = piece.text
    return (
        piece.role is Role.PARAGRAPH
        and not piece.alone
        and piece.style is None
        and piece.count <= 2
        and 3 <= len(text) <= HEADING
        and (piece.apart or after.count > 1 or after.role is not Role.PARAGRAPH)
        and (text[0].isupper() or bool(re.match(r"\d+(?:\.\d+)* [A-ZÅÄÖ]", text)))
        and not text.endswith((".", ",", ";", ":", "?", "!"))
        and "  " not in text
        and text != after.text
        and not _NO_HEADING.match(text)
        and not (text.count(" ") > 4 and _VERB.search(text))
    )


def _is_contents(piece: Piece) -> bool:
    return piece.role is Role.ROW and len(piece.cells) == 2 and piece.cells[1].isdecimal() and len(piece.cells[1]) < 4


def _squeezed(text: str) -> str:
    return re.sub(r"\s", "", text).casefold()


def _sure_pages(pieces: list[Piece]) -> None:
    """Between two pieces of one page, all are of that page."""
    known = [(i, piece.page) for i, piece in enumerate(pieces) if piece.page and piece.role not in HEADS]
    for (i, first), (j, second) in pairwise(known):
        if first == second:
            for piece in pieces[i:j]:
                piece.page = first
