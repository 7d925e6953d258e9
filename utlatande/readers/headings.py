# ruff: noqa: PLR2004 - counts and shares of one rule are read best in the rule
"""Which pieces are headings: by font in a PDF, by their look and a contents list in plain text."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

from utlatande.model import Role
from utlatande.readers import wording
from utlatande.readers.flow import Piece

HEADS = (Role.HEADER, Role.FOOTER)
LARGER = 1.12  # times the size of the body: a heading
TITLE = 200  # characters a heading set in its own font has at most
HEADING = 100  # characters a heading has at most
_NO_HEADING = re.compile(
    r"(?:Källa|Tabell|Figur|Diagram|Bild|Till|Från|Datum|Dnr|Diarienummer|Handläggare|Telefon|Tel|Tfn|E-post|Ämne|"
    r"Skickat|Hej|Sid|Sida)\b|\*|\d{4}-\d{2}-\d{2}|.*\S@\S|\d{3} \d{2} |(?:den )?\d{1,2} \w+ \d{4}$|"
    r".*\((?:[A-ZÅÄÖ]{1,3}|[a-zåäö]{1,3})\)$|.*(?:förvaltning|nämnd|kommun|s stad)$"
)
_NUMBERED = re.compile(r"(\d{1,2}(?:\.\d{1,2}){0,5})\.?\s+(?=\S)")
_VERB = re.compile(r" (?:är|har|ska|skall|kan|var|får|blir|bör|vill|kommer|föreslås) ")


def mark_plain(pieces: list[Piece]) -> None:
    """Mark as headings the titles of a contents list, and short unmarked lines that stand over other text."""
    titles = {_squeezed(p.cells[0]): p for p in pieces if _is_contents(p)}
    colons = Counter(p.text for p in pieces if p.text.endswith(":") and p.text.count(" ") < 3)
    following = False
    for i in range(len(pieces) - 1, -1, -1):
        piece = pieces[i]
        if piece.role in HEADS or piece.role is Role.FOOTNOTE:
            continue
        text = piece.text
        if titles and following and piece.role in {Role.PARAGRAPH, Role.ITEM} and _squeezed(text) in titles:
            piece.role, piece.level = Role.HEADING, 1
            piece.page = piece.page or int(titles[_squeezed(text)].cells[-1])
        elif colons[text] >= 3 and following:
            piece.role, piece.level = Role.HEADING, 2
        elif following and _looks_heading(piece, pieces[i + 1]):
            piece.role, piece.level = Role.HEADING, 2 if titles else 1
        following = not piece.alone and (
            piece.apart if piece.role is Role.HEADING else piece.role is not Role.PARAGRAPH or _carries(piece)
        )
    _rank_by_number(pieces)


def _rank_by_number(pieces: list[Piece]) -> None:
    """Among headings that look alike, «2.1 …» stands below «2 …», and «2.1.3 …» below that."""
    alike: dict[int, list[tuple[Piece, int]]] = {}
    for piece in pieces:
        if piece.role is Role.HEADING and piece.level:
            number = _NUMBERED.match(f"{piece.number} {piece.text}" if piece.number else piece.text)
            if number:
                alike.setdefault(piece.level, []).append((piece, number[1].count(".") + 1))
    for level, own in alike.items():
        top = min(depth for _, depth in own)
        for piece, depth in own:
            piece.level = min(level + depth - top, 9)


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


def mark_by_font(pieces: list[Piece], body: float) -> None:
    """Mark as headings what is set larger than the body, by rank of size, and short bold lines below those."""
    letters = sum(len(piece.text) for piece in pieces) or 1
    bold = sum(len(piece.text) for piece in pieces if piece.strong) < 0.4 * letters
    large = [piece for piece in pieces if _large(piece, body)]
    sizes = sorted({round(piece.size * 2) for piece in large}, reverse=True)
    for piece in large:
        piece.role, piece.level = Role.HEADING, min(sizes.index(round(piece.size * 2)) + 1, 9)
    lowest = min(len(sizes) + 1, 9)
    found = bool(large)
    titles = {_squeezed(piece.cells[0]) for piece in pieces if _is_contents(piece)}
    for piece, after in pairwise(pieces):
        if (bold and _bold_heading(piece, after)) or (titles and _listed(piece, after, titles)):
            piece.role, piece.level = Role.HEADING, lowest
            found = True
    if not found:
        mark_plain(pieces)
    else:
        _rank_by_number(pieces)


def _large(piece: Piece, body: float) -> bool:
    known = piece.role in {Role.PARAGRAPH, Role.ITEM} and not piece.alone
    sentence = piece.text.endswith(".") and (piece.count > 1 or len(piece.text) > 60)  # an ingress
    return (
        known
        and not sentence
        and piece.size >= LARGER * body
        and len(piece.text) <= TITLE
        and any(map(str.isalpha, piece.text))
    )


def _listed(piece: Piece, after: Piece, titles: set[str]) -> bool:
    """Tell whether a line that is set as the text is a title of the contents list, and opens a text."""
    return (
        (piece.role is Role.PARAGRAPH or (piece.role is Role.ITEM and (piece.number or "")[:1].isdigit()))
        and not piece.alone
        and len(piece.text) <= TITLE
        and any(map(str.isalpha, piece.text))
        and after.role not in {Role.ROW, Role.FOOTER, Role.HEADER}
        and (_squeezed(piece.text) in titles or _squeezed(f"{piece.number or ''}{piece.text}") in titles)
    )


def _bold_heading(piece: Piece, after: Piece) -> bool:
    return (
        piece.strong
        and piece.role in {Role.PARAGRAPH, Role.ITEM}
        and not piece.alone
        and after.role not in {Role.FOOTER, Role.HEADER}
        and piece.count <= 3
        and 2 < len(piece.text) <= TITLE
        and not piece.text.endswith((".", ",", ";", ":", "?", "!"))
        and any(map(str.isalpha, piece.text))
    )
