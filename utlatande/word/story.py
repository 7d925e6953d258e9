"""Walks one story of a Word file (the body, a header, a note, a text box) and says what stands in it, in order."""
# ruff: noqa: SLF001 - the table of handlers at the end names the class's own methods

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from lxml.etree import _Element as Element

from utlatande.model import Role
from utlatande.word import looks
from utlatande.word.context import (
    ALTERNATE,
    BOOKMARKS,
    DEL,
    INS,
    MOVE_FROM,
    MOVE_TO,
    RELATION_ID,
    SKIP,
    Context,
    Found,
    TooManyParagraphs,
    chosen,
)  # fmt: skip
from utlatande.word.inline import INLINE, Inline
from utlatande.word.line import Line, joined
from utlatande.word.looks import Style
from utlatande.word.numbering import Counters, integer, on
from utlatande.word.rows import Rows
from utlatande.word.xml import PPR, RPR, TBL, VAL, P, R, w

_SECTION, _PAGE_BREAK, _CHANGE, _VANISH = w("sectPr"), w("pageBreakBefore"), w("pPrChange"), w("vanish")
_ROW_PROPERTIES, _CELL_PROPERTIES = w("trPr"), w("tcPr")
_TABLE_PROPERTIES, _GRID = w("tblPr"), w("tblGrid")
_MOST_COLUMNS = 64  # Word allows 63; a wider span is a trick to fill the memory


@dataclass(slots=True)
class _Properties:
    """What a paragraph says of itself, its style included."""

    style: Style
    outline: int | None = None
    list_id: str | None = None
    level: int = 0
    removed: bool = False  # its mark does not stand in this view: the next paragraph goes on in it
    hidden: bool = False


class Story:
    """One story. ``role`` is that of its paragraphs; None is the body's, where each has its own."""

    def __init__(self, context: Context, *, role: Role | None = None, counters: Counters | None = None) -> None:
        self.context = context
        self.role = role
        self._floating = role if role in (Role.HEADER, Role.FOOTER) else Role.BOX  # of what hangs in a text box
        self._counters = counters or Counters(context.numbering)
        self._within = Inline(context, box=self._boxed, role=self._floating)
        self._rows = Rows(self)
        self._carried: tuple[Line, _Properties] | None = None
        self._hung: tuple[list[Found], list[tuple[Role, str, bool]]] = ([], [])  # what hangs in what is carried

    def blocks(self, elements: Iterable[Element]) -> Iterator[Found]:
        """Yield what ``elements`` hold, text boxes and footnotes after the paragraph or table that they belong to."""
        out: list[Found] = []
        for element in elements:
            self.block(element, out)
            if out or self.context.drawn or self.context.noted:
                yield from out
                out.clear()
                yield from self._hanging()
        self.flush(out)
        yield from out
        yield from self._hanging()

    def _hanging(self) -> list[Found]:
        """Return the text boxes, and in the body the footnotes, that what was just read refers to."""
        drawn, self.context.drawn = self.context.drawn, []
        if self.role is not None:
            return drawn
        noted, self.context.noted = self.context.noted, []
        for role, name, marked in noted:
            note = self._note(role, name, marked=marked)
            if note is not None:
                (drawn if role is Role.FOOTNOTE else self.context.endnotes).append(note)
        late, self.context.drawn = self.context.drawn, []
        return drawn + late

    def _note(self, role: Role, name: str, *, marked: bool) -> Found | None:
        """Return a note as one block; ``marked`` notes have a sign of their own in the text instead of a number."""
        element = self.context.notes.pop((role, name), None)
        if element is None:
            return None
        number = None if marked else self.context.note_number(role)
        found = list(Story(self.context, role=role).blocks(element))
        self.context.drawn += [part for part in found if part.picture]
        parts = [part for part in found if not part.picture]
        text = "\n".join(part.shown for part in parts)
        comments = [comment for part in parts for comment in part.comments]
        note = Found(text, role, self.context.page, number=number, size=1, comments=comments)
        for part in parts:
            note.take_seen(part.seen)
        if not text and self.context.watch is not None:
            self.context.watch.give_back(note.seen)
        return note if text else None

    def _boxed(self, element: Element) -> list[Found]:
        """Return what stands in a text box, on the page of the text that it hangs in."""
        context = self.context
        page, fresh = context.page, context.fresh
        waiting, context.drawn = context.drawn, []
        around = context.watch and context.watch.aside()
        found = list(Story(context, role=self._floating, counters=self._counters).blocks(element))
        if context.watch and around:
            context.watch.back(around)
        for one in found:
            one.page = page
        context.page, context.fresh, context.drawn = page, fresh, waiting
        return found

    # --- blocks --------------------------------------------------------------------------------------------------

    def block(self, element: Element, out: list[Found]) -> None:
        """Read a paragraph, a table, or what stands around such."""
        tag = element.tag
        if tag == P:
            if (found := self._paragraph(element)) is not None:
                out.append(found)
        elif tag == TBL:
            if self._carried is not None and self._rows.shows(element):
                if not self._carried[0].pieces:
                    self._carried = None  # nothing is left of it, also no number
                    self._hang_again()
                self.flush(out)
            self._rows.table(element, out)
        elif tag in _BLOCK:
            _BLOCK[tag](self, element, out)
        elif tag == R or tag in INLINE:
            self._loose(element, out)
        elif tag not in SKIP:
            for child in element:
                self.block(child, out)

    def flush(self, out: list[Found]) -> None:
        """Finish a paragraph whose mark was removed but that has no next one to go on in."""
        if self._carried is not None:
            line, properties = self._carried
            self._carried = None
            self._hang_again()
            if (found := self._finished(line, properties)) is not None:
                out.append(found)

    def _loose(self, element: Element, out: list[Found]) -> None:
        """Read a run that stands outside any paragraph."""
        line, style = Line(), self.context.styles.paragraph(None)
        self._within.loose(element, line, style.look)
        if (found := self._finished(line, _Properties(style))) is not None:
            out.append(found)

    def _alternate_block(self, element: Element, out: list[Found]) -> None:
        for child in chosen(element):
            self.block(child, out)

    def _section(self, element: Element, _: list[Found]) -> None:
        self.formats(element)
        self._furniture(element)

    def formats(self, properties: Element | None) -> None:
        """Note tracked changes of how something looks."""
        if self.context.watch is not None and properties is not None:
            self.context.watch.formats(properties)

    def bookmark(self, element: Element, _: list[Found]) -> None:
        """Begin or end a bookmark."""
        if self.context.watch is not None:
            self.context.watch.bookmark(element)

    def _alt_chunk(self, element: Element, out: list[Found]) -> None:
        found = self.context.inserted(element.get(RELATION_ID, ""))
        if found is None:
            self.context.told["altChunk"] = None
            return
        self.flush(out)
        out += found

    def _inserted_block(self, element: Element, out: list[Found]) -> None:
        self._revised_block(element, out, stands=self.context.accepted)

    def _deleted_block(self, element: Element, out: list[Found]) -> None:
        self._revised_block(element, out, stands=not self.context.accepted)

    def _revised_block(self, element: Element, out: list[Found], *, stands: bool) -> None:
        self.revision(element, stands=stands)
        for child in element if stands else ():
            self.block(child, out)

    def revision(self, element: Element, *, stands: bool) -> None:
        """Note a tracked change around blocks, rows or cells."""
        self.context.told["revised"] = None
        if self.context.watch is None:
            return
        if stands:
            self.context.watch.change(element)
        else:
            self.context.watch.skipped(element)

    def _furniture(self, section: Element) -> None:
        """Note the page heads and feet that show in a section: its own, and those it has from the one before."""
        context = self.context
        for child in section.iterchildren(w("headerReference"), w("footerReference")):
            role = Role.HEADER if child.tag == w("headerReference") else Role.FOOTER
            context.heads[role, child.get(w("type"), "default")] = child.get(RELATION_ID, "")
        first = section.find(w("titlePg"))
        own = first is not None and on(first)
        for (role, kind), relation in context.heads.items():
            if {"first": own, "even": kind == "even" and context.even_pages()}.get(kind, True):
                context.furniture[role, relation] = None

    # --- paragraphs ----------------------------------------------------------------------------------------------

    def _paragraph(self, element: Element) -> Found | None:
        self.context.paragraphs += 1
        if self.context.paragraphs > self.context.most_paragraphs:
            raise TooManyParagraphs
        properties = self._properties(element.find(PPR))
        line = self._carried[0] if self._carried else Line()
        self._carried = None
        drawn, noted = self.context.drawn, self.context.noted
        places = len(drawn), len(noted)
        self._hang_again()
        self._within.paragraph(element, line, properties.style.look)
        if properties.removed:
            self._carried = (line, properties)
            self._hung = drawn[places[0] :], noted[places[1] :]
            del drawn[places[0] :], noted[places[1] :]
            return None
        return self._finished(line, properties, element)

    def _hang_again(self) -> None:
        """Let what hung in a paragraph whose mark was removed hang in the one that it goes on in."""
        drawn, noted = self._hung
        self.context.drawn += drawn
        self.context.noted += noted
        self._hung = [], []

    def _properties(self, element: Element | None) -> _Properties:
        styles, accepted = self.context.styles, self.context.accepted
        if element is None:
            style = styles.paragraph(None)
            return _Properties(style, style.heading, style.list_id, style.level or 0)
        own = element
        if not accepted and (change := element.find(f"{w('pPrChange')}/{PPR}")) is not None:
            own = change
        found = self._formatted(own)
        self.formats(element)
        for child in element:
            if child.tag == RPR:
                self._mark(child, found)
                self.formats(child)
            elif child.tag == _PAGE_BREAK and on(child):
                self.context.typed_break()
            elif child.tag == looks.NUMPR:
                self.formats(child)
            elif child.tag == _SECTION:
                self._section(child, [])
            elif child.tag == _CHANGE:
                self.context.told["revised"] = None
        found.removed &= element.find(_SECTION) is None  # the mark that ends a section stays with it
        return found

    def _formatted(self, element: Element) -> _Properties:
        named = element.find(looks.PSTYLE)
        style = self.context.styles.paragraph(None if named is None else named.get(VAL))
        found = _Properties(style, style.heading, style.list_id, self._level_of(style) if style.list_id else 0)
        for child in element:
            if child.tag == looks.OUTLINE:
                found.outline = integer(child.get(VAL), 9)
            elif child.tag == looks.NUMPR:
                self._numbered(child, found)
        return found

    def _level_of(self, style: Style) -> int:
        for name in style.lineage:
            if (level := self.context.numbering.level_of_style(style.list_id or "", name)) is not None:
                return level
        return style.level or 0

    def _numbered(self, element: Element, found: _Properties) -> None:
        number, level = element.find(looks.NUMID), element.find(looks.ILVL)
        if number is not None:
            found.list_id = number.get(VAL)
            found.level = 0
        if level is not None:
            found.level = integer(level.get(VAL))
        if element.find(INS) is not None:
            self.context.told["revised"] = None
            if not self.context.accepted:
                found.list_id = None

    def _mark(self, properties: Element, found: _Properties) -> None:
        """Read the properties of the paragraph's own mark."""
        gone = (DEL, MOVE_FROM) if self.context.accepted else (INS, MOVE_TO)
        for child in properties:
            tag = child.tag
            if tag in (INS, DEL, MOVE_FROM, MOVE_TO):
                self.context.told["revised"] = None
                found.removed |= tag in gone
            elif tag == _VANISH:
                found.hidden = on(child)

    def _finished(self, line: Line, properties: _Properties, element: Element | None = None) -> Found | None:
        """Return the paragraph as a block, its number counted, or None when nothing of it is shown."""
        text = joined(line.pieces) if line.pieces else ""
        number = None
        list_id = properties.list_id
        if list_id not in (None, "0", "") and (text or not properties.hidden):
            number = self._counters.next(list_id or "", properties.level)
        listed = number is not None
        if line.struck and (struck := joined([line.struck_text()])):
            role, page = self.role or Role.PARAGRAPH, line.page or self.context.page
            self.context.drawn.append(Found(struck, role, page, picture=True, struck=True))
        if number and self.context.numbering.word(list_id or "", properties.level):
            text, number = (f"{number} {text}" if text else ""), None
        watch = self.context.watch
        if not text and (number is None or not self._rows.nested):
            if watch is not None:
                watch.nothing()
            return None  # outside tables an empty paragraph shows a number only until somebody writes there
        heading = looks.heading_level(properties.outline)
        role, level = Role.PARAGRAPH, None
        if self.role is not None:
            role, level = self.role, properties.level if listed else None
        elif heading is not None:
            role, level = Role.HEADING, heading
        elif listed:
            role, level = Role.ITEM, properties.level
        return Found(
            text,
            role,
            line.page,
            level,
            number,
            bold=bool(line.bold),
            size=line.size,
            style=properties.style.name or None,
            comments=line.comments,
            seen=None if watch is None else watch.paragraph(text, role.value, properties.style.name or None, element),
        )  # fmt: skip


_BLOCK: dict[str, Callable[[Story, Element, list[Found]], None]] = {
    ALTERNATE: Story._alternate_block,
    **dict.fromkeys(BOOKMARKS, Story.bookmark),
    _SECTION: Story._section,
    w("altChunk"): Story._alt_chunk,
    w("subDoc"): Story._alt_chunk,
    INS: Story._inserted_block,
    MOVE_TO: Story._inserted_block,
    DEL: Story._deleted_block,
    MOVE_FROM: Story._deleted_block,
}
