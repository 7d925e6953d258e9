"""What an edited file carries beside its text: our bookmarks, highlighting, and changes nobody has accepted yet."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal

from lxml.etree import _Element as Element

from utlatande.word import marks
from utlatande.word.line import joined
from utlatande.word.xml import BR, TAB, T, w

Kind = Literal["insertion", "deletion", "move", "format"]

START, END = w("bookmarkStart"), w("bookmarkEnd")
_OURS = re.compile(re.escape(marks.BOOKMARK) + r"[0-9]{3,6}")  # not the copies that a program names after it
_MOST_OPEN = 64  # bookmarks at a time: ours never overlap, so more is a trick to fill the memory
KINDS: dict[str, Kind] = {
    w("ins"): "insertion",
    w("del"): "deletion",
    w("moveFrom"): "move",
    w("moveTo"): "move",
    w("cellIns"): "insertion",
    w("cellDel"): "deletion",
    w("cellMerge"): "format",
    **{
        w(f"{name}Change"): "format"
        for name in ("rPr", "pPr", "sectPr", "tblPr", "tblPrEx", "trPr", "tcPr", "tblGrid", "numbering")
    },
}
_SIGNS = {BR: "\n", TAB: "\t", w("noBreakHyphen"): "-"}
_TEXT = frozenset((T, w("delText"), *_SIGNS))


@dataclass(frozen=True, slots=True)
class Change:
    """A tracked change that is neither accepted nor rejected; ``text`` is what it adds or takes away."""

    kind: Kind
    author: str | None
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A paragraph that shows, also one in a cell or a note. ``covers`` are our bookmarks in it with the text under
    each; ``table``, ``row`` and ``cell`` count from 0, the outermost table's; ``block`` is the position of the block
    that it is, or is part of."""

    text: str
    role: str
    style: str | None = None
    table: int | None = None
    row: int | None = None
    cell: int | None = None
    covers: tuple[tuple[str, str], ...] = ()
    block: int | None = None
    element: Element | None = field(default=None, compare=False, repr=False)


@dataclass(slots=True)
class Seen:
    """What was seen in one block: its paragraphs, highlighted texts, changes."""

    pieces: list[Piece] = field(default_factory=list)
    highlights: list[str] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)

    def take(self, other: Seen | None) -> None:
        """Add what was seen in another block that becomes part of this one."""
        if other is None or other is self:
            return
        self.pieces += other.pieces
        self.highlights += other.highlights
        self.changes += other.changes


@dataclass(slots=True)
class Watch:
    """Looks on while a file is read; what it sees waits in ``seen`` for the block that is being read.

    ``keeps``: pieces know their elements, which is of use only where those are not thrown away while reading.
    """

    open: dict[str, str] = field(default_factory=dict)  # our bookmarks that have begun: their ids and names
    names: dict[str, None] = field(default_factory=dict)  # all of ours that were met
    seen: Seen = field(default_factory=Seen)
    covered: dict[str, list[str]] = field(default_factory=dict)  # text under our bookmarks, of the paragraph being read
    lit: bool = False  # the text just read was highlighted
    table: tuple[int, int, int] | None = None  # table, row and cell that are being read
    keeps: bool = False

    def bookmark(self, element: Element) -> None:
        """Begin or end a bookmark."""
        number = element.get(w("id"), "")
        if element.tag == END:
            self.open.pop(number, None)
        elif _OURS.fullmatch(name := element.get(w("name"), "")) and len(self.open) < _MOST_OPEN:
            self.open[number] = name
            self.names[name] = None

    def text(self, text: str, *, lit: bool) -> None:
        """Note text that shows."""
        for name in self.open.values():
            self.covered.setdefault(name, []).append(text)
        if lit and self.lit and self.seen.highlights:
            self.seen.highlights[-1] += text
        elif lit:
            self.seen.highlights.append(text)
        self.lit = lit

    def change(self, element: Element, text: str = "") -> None:
        """Note a tracked change."""
        self.seen.changes.append(Change(KINDS[element.tag], element.get(w("author")), text))

    def formats(self, properties: Element) -> None:
        """Note tracked changes of how something looks, and of whether a row, a cell or a paragraph's mark is there."""
        for child in properties:
            if child.tag in KINDS:
                self.change(child)

    def skipped(self, element: Element) -> None:
        """Note a tracked change that is not read: its text, and bookmarks that begin or end there."""
        self.change(element, self._text_of(element))

    def unread(self, element: Element) -> None:
        """Note the text of a row or cell that is not there; that it was inserted or deleted is noted already."""
        text = self._text_of(element)
        changes = self.seen.changes
        if text and changes and not changes[-1].text:
            changes[-1] = Change(changes[-1].kind, changes[-1].author, text)

    def _text_of(self, element: Element) -> str:
        pieces = []
        for node in element.iter():
            if node.tag in _TEXT:
                pieces.append(_SIGNS.get(node.tag, node.text or ""))
            elif node.tag in (START, END):
                self.bookmark(node)
        return "".join(pieces)

    def aside(self) -> Watch:
        """Return what is open and waits, and begin anew, for a text box that hangs in the text being read."""
        around = Watch(open=self.open, seen=self.seen, covered=self.covered, lit=self.lit, table=self.table)
        self.open, self.seen, self.covered, self.lit, self.table = {}, Seen(), {}, False, None
        return around

    def back(self, around: Watch) -> None:
        """Go on in the text around a text box; what waits in the box is the text's."""
        around.seen.take(self.seen)
        self.open, self.seen, self.covered = around.open, around.seen, around.covered
        self.lit, self.table = around.lit, around.table

    def paragraph(self, text: str, role: str, style: str | None, element: Element | None) -> Seen:
        """Note a paragraph that shows, and return all that was seen in it."""
        shown = ((name, joined(texts)) for name, texts in self.covered.items())
        table, row, cell = self.table or (None, None, None)
        self.seen.pieces.append(
            Piece(
                text=text,
                role=role,
                style=style,
                table=table,
                row=row,
                cell=cell,
                covers=tuple((name, under) for name, under in shown if under),
                element=element if self.keeps else None,
            )
        )
        self.covered = {}
        return self.taken()

    def nothing(self) -> None:
        """Note that a paragraph is over that shows nothing."""
        self.covered = {}

    def taken(self) -> Seen:
        """Return what waits and begin anew."""
        seen, self.seen, self.lit = self.seen, Seen(), False
        return seen

    def give_back(self, seen: Seen | None) -> None:
        """Let what was seen in a block that is not shown wait for the next one."""
        if seen is not None:
            seen.take(self.seen)
            self.seen = seen
