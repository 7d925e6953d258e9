"""Web pages: letters saved or sent as HTML (often under another name), and the texts of e-mail."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree
from lxml.etree import _Element as Element

from utlatande.errors import DamagedFile, EmptyFile, TooLarge
from utlatande.model import Document, Notice, Role, Struck
from utlatande.readers import decoding, wording
from utlatande.readers.flow import Piece, blocks_of
from utlatande.word.numbering import integer, written

MOST_SPAN = 100  # columns or rows of a cell
MOST_TAGS = 500_000  # each takes some 500 bytes
MOST = 8 << 20  # bytes: no letter is longer, and a tree takes ten times as much
_CHARSET = re.compile(rb"<meta[^<>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{2,40})", re.IGNORECASE)
_SKIP = frozenset(("script", "style", "template", "noscript", "select", "svg", "object", "iframe", "head"))
_BLOCK_NAMES = """
    address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure footer
    form h1 h2 h3 h4 h5 h6 header hr html legend li main nav ol p pre section summary table tbody td tfoot th thead tr
    ul
"""
_BLOCKS = frozenset(_BLOCK_NAMES.split())
_STRUCK = frozenset(("del", "s", "strike"))
_BOLD = frozenset(("b", "strong", "th", "h1", "h2", "h3", "h4", "h5", "h6"))
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)
_COUNTS = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_WHITE = re.compile(r"[ \t\r\n\f]+")


def read_web(data: bytes, name: str) -> Document:
    """Read the bytes of an HTML file. Raises TooLarge, DamagedFile, or EmptyFile when no text shows."""
    if len(data) > MOST:
        raise TooLarge(f"Filen {name} är större än {MOST >> 20} MB. Dela upp den.", path=name)
    found = _CHARSET.search(data[:4096])
    text = decoded(data, found[1].decode("ascii") if found else None)
    if text is None:
        raise DamagedFile(f"Filen {name} är skadad. Be avsändaren skicka den som Word eller pdf.", path=name)
    pieces, struck = pieces_of(text, name)
    if not pieces:
        raise EmptyFile(f"Filen {name} har ingen text. Kontrollera att det är rätt fil.", path=name)
    notices = (
        (Notice(text=f"{name} har överstruken text ({len(struck)} tecken) som inte räknas med."),) if struck else ()
    )
    return Document(
        name=name,
        format="html",
        blocks=blocks_of(pieces, name),
        struck=(Struck(text=struck),) if struck else (),
        notices=notices,
    )


def decoded(data: bytes, charset: str | None) -> str | None:
    """Return the text of bytes that say which code they are in, or whose code must be told from them."""
    if charset and not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        try:
            return data.decode("cp1252" if charset.lower() in ("iso-8859-1", "latin1", "us-ascii") else charset)
        except (LookupError, UnicodeError):
            pass
    return decoding.decode(data)


def pieces_of(text: str, name: str) -> tuple[list[Piece], str]:
    """Cut the text of an HTML file into pieces: headings, paragraphs, items with their numbers, rows.

    What is struck through or deleted is returned apart. Raises TooLarge, saying ``name``, when all cannot be read.
    """
    if text.count("<") > MOST_TAGS:
        raise TooLarge(f"{name} har orimligt många märken. Be om brevet som Word eller pdf.", path=name)
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except (etree.LxmlError, ValueError):
        return [], ""
    if any("depth" in entry.message.lower() for entry in parser.error_log):
        raise TooLarge(f"{name} har delar som ligger för djupt i varandra. Be om brevet som Word eller pdf.", path=name)
    if root is None:
        return [], ""
    walk = _Walk()
    for event, element in etree.iterwalk(root, events=("start", "end")):
        walk.start(element) if event == "start" else walk.end(element)
    walk.flush()
    return walk.pieces, wording.visible(" ".join(walk.struck))


@dataclass(slots=True)
class _List:
    """An open list: its last number, and how it is written (nothing: bullets)."""

    last: int
    style: str


@dataclass(slots=True)
class _Cell:
    """A cell that was read: what stands in it, and how many columns and rows it takes."""

    pieces: list[Piece]
    columns: int
    rows: int


class _Walk:
    """Walks the elements of a page and puts its text together."""

    def __init__(self) -> None:
        self.pieces: list[Piece] = []
        self._text: list[str] = []
        self._skipped = self._bold = self._kept = 0  # how many open elements skip, embolden, keep white space
        self._struck = 0
        self.struck: list[str] = []  # what is struck through, or deleted
        self._strong = True  # all of the piece so far is bold
        self._heading = 0
        self._lists: list[_List] = []
        self._number: str | None = None
        self._rows: list[list[_Cell]] = []  # of each open row: its cells
        self._going: list[dict[int, int]] = []  # of each open table: rows that a column's cell goes on for
        self._cells: list[tuple[Element, list[Piece]]] = []  # each open cell, and what goes on after it
        self._tables = 0

    def start(self, element: Element) -> None:
        """Open an element."""
        tag = str(element.tag).lower()
        if self._skipped or tag in _SKIP or _hidden(element):
            self._skipped += 1
            return
        if tag in _BLOCKS:
            self.flush()
        self._bold += tag in _BOLD
        self._kept += tag == "pre"
        self._struck += tag in _STRUCK
        if tag == "br":
            self._text.append("\n")
        elif tag == "table":
            self._tables += 1
            self._going.append({})
        elif tag in ("ol", "ul"):
            style = _COUNTS.get(element.get("type", ""), "decimal") if tag == "ol" else ""
            self._lists.append(_List(integer(element.get("start"), 1) - 1, style))
        elif tag == "li":
            self._item(element)
        elif tag == "tr":
            self._rows.append([])
        elif tag in ("td", "th") and self._rows:
            self._cells.append((element, self.pieces))
            self.pieces = []
        elif len(tag) == 2 and tag[0] == "h" and tag[1] in "123456":  # noqa: PLR2004 - h1 to h6
            self._heading = int(tag[1])
        self._add(element.text)

    def end(self, element: Element) -> None:
        """Close an element."""
        tag = str(element.tag).lower()
        if self._skipped:
            self._skipped -= 1
            if not self._skipped:
                self._add(element.tail)
            return
        if tag in _BLOCKS:
            self.flush()
        self._bold -= tag in _BOLD
        self._kept -= tag == "pre"
        self._struck -= tag in _STRUCK
        if tag in ("ol", "ul") and self._lists:
            self._lists.pop()
        elif tag == "li":
            if self._number and self._rows:  # an empty numbered cell is its row's number
                self.pieces.append(Piece("", role=Role.ITEM, number=self._number))
            self._number = None
        elif self._heading and tag == f"h{self._heading}":
            self._heading = 0
        else:
            self._end_table(tag, element)
        self._add(element.tail)

    def _end_table(self, tag: str, element: Element) -> None:
        """Close a cell, a row or a table."""
        if self._cells and self._cells[-1][0] is element:
            self._rows[-1].append(_Cell(self.pieces, _span(element, "colspan"), _span(element, "rowspan")))
            self.pieces = self._cells.pop()[1]
        elif tag == "tr" and self._rows:
            self._row(self._spread(self._rows.pop()))
        elif tag == "table" and self._going:
            self._going.pop()

    def flush(self) -> None:
        """End the piece that is being read."""
        text = "\n".join(line for line in map(wording.visible, "".join(self._text).split("\n")) if line)
        strong, self._strong = self._strong and bool(text), True
        self._text.clear()
        if not text:
            return
        piece = Piece(text, strong=strong)
        if self._heading:
            piece.role, piece.level = Role.HEADING, self._heading
        elif self._number:
            piece.role, piece.level, piece.number = Role.ITEM, max(len(self._lists) - 1, 0), self._number
            self._number = None
        self.pieces.append(piece)

    def _add(self, text: str | None) -> None:
        if not text or self._skipped:
            return
        shown = wording.normal(text if self._kept else _WHITE.sub(" ", text))
        if self._struck:
            self.struck.append(shown)
            return
        self._text.append(shown)
        self._strong &= bool(self._bold) or not shown.strip()

    def _item(self, element: Element) -> None:
        own = self._lists[-1] if self._lists else _List(0, "")
        own.last = integer(element.get("value"), own.last + 1)
        self._number = f"{written(own.last, own.style)}." if own.style else "•"

    def _spread(self, cells: list[_Cell]) -> list[list[Piece]]:
        """Put an empty cell where one of a row above goes on."""
        going = self._going[-1] if self._going else {}
        found: list[list[Piece]] = []
        column = 0
        for cell in cells:
            while going.get(column):
                going[column] -= 1
                found.append([])
                column += 1
            found.append(cell.pieces)
            for _ in range(cell.columns):
                going[column] = cell.rows - 1
                column += 1
        return found

    def _row(self, cells: list[list[Piece]]) -> None:
        """Add a row; a page's looks may be made with rows of one cell, whose paragraphs stand alone."""
        full = [cell for cell in cells if cell]
        if not full or (len(full) == 1 and (len(cells) == 1 or len(full[0]) > 1)):
            for cell in full:
                self.pieces += cell
            return
        shown = tuple("\n".join(f"{p.number or ''} {p.text}".strip() for p in cell) for cell in cells)
        strong = all(piece.strong for cell in full for piece in cell)
        row = Piece("\t".join(shown), role=Role.ROW, cells=shown, table=self._tables - 1, strong=strong)
        self.pieces.append(row)


def _span(element: Element, name: str) -> int:
    return min(max(integer(element.get(name), 1), 1), MOST_SPAN)


def _hidden(element: Element) -> bool:
    style = element.get("style")
    return element.get("hidden") is not None or bool(style and _HIDDEN.search(style))
