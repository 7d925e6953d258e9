"""Plain text: letters as they are mailed and copied, and documents whose text was taken from a PDF."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

from utlatande.errors import EmptyFile, UnknownFormat
from utlatande.model import Block, Document, Origin, Role
from utlatande.readers import decoding, lines, pages, tables, wording
from utlatande.readers.lines import Fit, Line

HEADS = (Role.HEADER, Role.FOOTER)
HEADING = 100  # characters a heading has at most
_NO_HEADING = re.compile(
    r"(?:Källa|Tabell|Figur|Diagram|Bild|Till|Från|Datum|Dnr|Diarienummer|Handläggare|Telefon|Tel|Tfn|E-post|Ämne|"
    r"Skickat|Hej|Sid|Sida)\b|\*|\d{4}-\d{2}-\d{2}|\S+@\S+|.*\S@\S|\d{3} \d{2} |(?:den )?\d{1,2} \w+ \d{4}$|.*\((?:[A-ZÅÄÖ]{1,3}|[a-zåäö]{1,3})\)$|"
    r".*(?:förvaltning|nämnd|kommun|s stad)$"
)
_VERB = re.compile(r" (?:är|har|ska|skall|kan|var|får|blir|bör|vill|kommer|föreslås) ")


@dataclass(slots=True)
class Piece:
    """A block in the making."""

    text: str
    role: Role = Role.PARAGRAPH
    page: int | None = None
    number: str | None = None
    cells: tuple[str, ...] = ()
    table: int | None = None
    level: int | None = None
    style: str | None = None
    count: int = 1  # lines it was made of
    apart: bool = True  # an empty line, or a page's start, stood before it
    alone: bool = False  # of a letterhead


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


def blocks_of(pieces: list[Piece], name: str) -> tuple[Block, ...]:
    """Number the pieces as the blocks of a document."""
    return tuple(
        Block(
            text=piece.text,
            role=piece.role,
            origin=Origin(document=name, block=number, page=piece.page),
            level=piece.level,
            number=piece.number,
            cells=piece.cells,
            table=piece.table,
            style=piece.style,
        )
        for number, piece in enumerate(pieces)
    )


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
    pieces = _Flow(found).run()
    _headings(pieces)
    _sure_pages(pieces)
    return pieces


class _Flow:
    """Walks the lines and puts them together; what interrupts a paragraph waits until it ends."""

    def __init__(self, found: list[Line]) -> None:
        self.lines = found
        self.pieces: list[Piece] = []
        self.heads: dict[str, Piece] = {}
        self.waiting: list[Piece] = []
        self.open: Piece | None = None
        self.before: Line | None = None
        self.table = -1

    def run(self) -> list[Piece]:
        """Return the pieces: page heads first, page feet last."""
        self.fits = {quoted: _fit([one for one in self.lines if bool(one.quote) is quoted]) for quoted in (False, True)}
        labels = tables.Labels(self.lines)
        at = 0
        while at < len(self.lines):
            line = self.lines[at]
            rows = None if line.aside else labels.table(self.lines, at) or tables.tabbed(self.lines, at)
            if rows is None:
                self._take(line)
                at += 1
                continue
            self._close()
            self._rows(rows, at)
            at = rows.stop
        self._close()
        heads = [piece for piece in self.heads.values() if piece.role is Role.HEADER]
        feet = [piece for piece in self.heads.values() if piece.role is Role.FOOTER]
        return [*heads, *self.pieces, *feet]

    def _take(self, line: Line) -> None:
        if line.aside in {"header", "footer"}:
            role = Role.HEADER if line.aside == "header" else Role.FOOTER
            key = pages.key(line.text)
            self.heads.setdefault(key, Piece(wording.visible(line.text), role=role, page=line.page))
        elif line.aside == "note":
            number, text = pages.note(line.text)
            self.waiting.append(Piece(text, role=Role.FOOTNOTE, page=line.page, number=number))
        elif line.aside == "alone":
            self.waiting.append(Piece(wording.visible(line.text), page=line.page, alone=True))
        elif line.aside:
            return
        elif self.open and self.before and self._goes_on(self.before, line):
            self.open.text = wording.join(self.open.text, line.text)
            self.open.count += 1
            self.before = line
        else:
            self._close()
            self._start(line)

    def _goes_on(self, before: Line, line: Line) -> bool:
        return lines.continues(before, line, self.fits[bool(line.quote)], so_far=self.open.text if self.open else "")

    def _start(self, line: Line) -> None:
        mark = line.item if line.item != "?" else ""
        bullet = lines.is_bullet(mark)
        self.open = Piece(
            line.body if bullet or line.item == "?" else line.text,
            role=Role.ITEM if line.item else Role.PARAGRAPH,
            page=line.page,
            number=mark if bullet else None,
            level=0 if line.item else None,
            style="quoted" if line.quote else None,
            apart=bool(line.blanks or line.cut) or self.before is None,
        )
        self.before = line

    def _close(self) -> None:
        if self.open:
            self.open.text = wording.visible(self.open.text)
            self.pieces.append(self.open)
        self.pieces += self.waiting
        self.open, self.waiting = None, []

    def _rows(self, rows: tables.Rows, at: int) -> None:
        first = self.lines[at]
        if not self.pieces or self.pieces[-1].role is not Role.ROW or first.blanks or self.lines[at - 1].aside:
            self.table += 1
        for cells, page in rows.rows:
            text = "\t".join(cells)
            self.pieces.append(Piece(text, role=Role.ROW, page=page, cells=cells, table=self.table))
        self.before = self.lines[rows.stop - 1]


def _fit(own: list[Line]) -> Fit:
    """Measure how the lines were wrapped, and find the labels of lists, which need the measure and change it."""
    running = [line for line in own if not line.aside]
    fit = lines.measure(running)
    labels = lines.Labels()
    before: Line | None = None
    for line in running:
        if not line.item:
            full = before is not None and not line.cut and fit.share(before, line) >= 1
            labels.take(line, before, full=full)
        before = line
    return lines.measure(running)


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
