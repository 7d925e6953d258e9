"""What the parts of the Word reader hand to each other: the blocks in the making, and what a file's stories share."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from lxml.etree import _Element as Element

from utlatande.model import Role
from utlatande.word.drawn import DIAGRAM, DRAWING
from utlatande.word.looks import Styles
from utlatande.word.numbering import Numbering, written
from utlatande.word.watch import END, START, Seen, Watch
from utlatande.word.xml import RELATION, T, w

MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
PLACED = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
OFFICE = "{urn:schemas-microsoft-com:office:office}"
VML = "{urn:schemas-microsoft-com:vml}"
ID, RELATION_ID = w("id"), f"{{{RELATION}}}id"
ALTERNATE = f"{MC}AlternateContent"
INS, DEL, MOVE_FROM, MOVE_TO = w("ins"), w("del"), w("moveFrom"), w("moveTo")
BOOKMARKS = (START, END)

# What never holds shown text: not walked.
SKIP = frozenset(
    w(name)
    for name in (
        "pPr", "rPr", "sdtPr", "sdtEndPr", "tblPr", "tblGrid", "trPr", "tcPr", "tblPrEx", "bookmarkStart",
        "bookmarkEnd", "proofErr", "commentRangeStart", "commentRangeEnd", "moveFromRangeStart", "moveFromRangeEnd",
        "moveToRangeStart", "moveToRangeEnd", "permStart", "permEnd", "delInstrText", "softHyphen", "footnoteRef",
        "endnoteRef", "annotationRef", "separator", "continuationSeparator", "smartTagPr", "customXmlPr", "rubyPr",
        "fldData", "background", "sectPrChange",
        "pgNum", "customXmlInsRangeStart", "customXmlInsRangeEnd", "customXmlDelRangeStart", "customXmlDelRangeEnd",
    )
)  # fmt: skip


class TooManyParagraphs(Exception):
    """A story goes on beyond the limit."""


@dataclass(slots=True)
class Found:
    """A block in the making; ``bold`` is whether all of it is, ``size`` its smallest text in half points."""

    text: str
    role: Role
    page: int | None = None
    level: int | None = None
    number: str | None = None
    cells: tuple[str, ...] = ()
    table: int | None = None
    bold: bool = False
    size: int = 0
    style: str | None = None
    comments: list[str] = field(default_factory=list)
    picture: bool = False  # no block, but what is written about a picture that stands here, or what is struck through
    struck: bool = False  # the latter
    seen: Seen | None = None  # beside the text, when somebody looks on

    def take_seen(self, seen: Seen | None) -> None:
        """Add what was seen in a text that becomes part of this block."""
        if seen is not None:
            self.seen = self.seen or Seen()
            self.seen.take(seen)

    @property
    def shown(self) -> str:
        """The text with its number in front, cells apart by tabs."""
        text = "\t".join(cell for cell in self.cells if cell) if self.cells else self.text
        return f"{self.number} {text}".rstrip() if self.number else text


@dataclass(slots=True)
class Context:
    """What all stories of a file share: its styles and lists, the view, the page, and what a person should be told."""

    styles: Styles
    numbering: Numbering
    accepted: bool = True
    notes: dict[tuple[Role, str], Element] = field(default_factory=dict)
    note_formats: dict[Role, tuple[str, int]] = field(default_factory=dict)  # how notes are numbered, and from what
    diagram: Callable[[str], list[str]] = lambda _: []
    chart: Callable[[str], list[str]] = lambda _: []
    inserted: Callable[[str], list[Found] | None] = lambda _: None  # the blocks of a file that is set in whole
    drawn: list[Found] = field(default_factory=list)  # text boxes waiting for the end of the block they hang in
    noted: list[tuple[Role, str, bool]] = field(
        default_factory=list
    )  # notes waiting likewise: role, id, has its own sign
    endnotes: list[Found] = field(default_factory=list)
    heads: dict[tuple[Role, str], str] = field(
        default_factory=dict
    )  # page heads and feet that sections have named so far: relations by kind of page (default, first, even)
    furniture: dict[tuple[Role, str], None] = field(default_factory=dict)  # those of them that show, by relation
    even_pages: Callable[[], bool] = lambda: False  # whether even pages have heads and feet of their own
    sizes: Counter[int] = field(default_factory=Counter)
    page: int = 1
    paged: bool = False  # some page break was seen, so pages are known
    fresh: bool = False  # a typed page break was just counted; Word's own mark for the same break follows it
    tables: int = 0
    paragraphs: int = 0
    most_paragraphs: int = sys.maxsize
    hidden: int = 0  # characters
    struck: int = 0  # characters
    told: dict[str, None] = field(default_factory=dict)  # what was met: "revised", "object", "altChunk", "picture"
    watch: Watch | None = None  # looks on for what an edited file carries beside its text

    def typed_break(self) -> None:
        """Count a page break that somebody typed."""
        self.page += 1
        self.paged = self.fresh = True

    def note_number(self, role: Role) -> str:
        """Count one more footnote or endnote and return its number."""
        style, number = self.note_formats.get(role, ("decimal" if role is Role.FOOTNOTE else "lowerRoman", 1))
        self.note_formats[role] = (style, number + 1)
        return written(number, style)

    def rendered_break(self) -> None:
        """Count a page break that Word noted when it last laid out the pages."""
        self.page += 0 if self.fresh else 1
        self.paged, self.fresh = True, False


def chosen(element: Element) -> Element | tuple[()]:
    """Return the one alternative that is shown: the first choice, or the fallback when only that holds text."""
    choice, fallback = element.find(f"{MC}Choice"), element.find(f"{MC}Fallback")
    if choice is None or fallback is None:
        return choice if choice is not None else fallback if fallback is not None else ()
    texts = (T, f"{DRAWING}t", f"{MATH}t", w("delText"), f"{DIAGRAM}relIds", f"{VML}textpath")
    return (
        fallback
        if next(choice.iter(*texts), None) is None and next(fallback.iter(*texts), None) is not None
        else choice
    )
