"""Reads the tables of a story: rows as rows, merged cells once, and only those that are there in the view."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from lxml.etree import _Element as Element

from utlatande.model import Role
from utlatande.word.context import ALTERNATE, BOOKMARKS, DEL, INS, MOVE_FROM, MOVE_TO, SKIP, Context, Found, chosen
from utlatande.word.numbering import integer, on
from utlatande.word.xml import TC, TR, VAL, w

_ROW_PROPERTIES, _CELL_PROPERTIES = w("trPr"), w("tcPr")
_TABLE_PROPERTIES, _GRID = w("tblPr"), w("tblGrid")
_MOST_COLUMNS = 64  # Word allows 63; a wider span is a trick to fill the memory


class Reader(Protocol):
    """The story that a table stands in: it reads what stands in the cells."""

    context: Context
    role: Role | None

    def block(self, element: Element, out: list[Found]) -> None:
        """Read a paragraph or a table."""

    def flush(self, out: list[Found]) -> None:
        """Finish what is held for a next paragraph."""

    def formats(self, properties: Element | None) -> None:
        """Note tracked changes of how something looks."""

    def revision(self, element: Element, *, stands: bool) -> None:
        """Note a tracked change around rows or cells."""

    def bookmark(self, element: Element, out: list[Found]) -> None:
        """Begin or end a bookmark."""


class Rows:
    """The reader of one story's tables; ``nested`` is how many stand around what is read now."""

    def __init__(self, story: Reader) -> None:
        self.story = story
        self.context = story.context
        self.nested = 0

    def table(self, element: Element, out: list[Found]) -> None:
        """Add the rows of a table to ``out``."""
        number = self.context.tables
        if not self.nested:
            self.context.tables += 1
        self.nested += 1
        watch, line = self.context.watch, -1
        merged: set[int] = set()  # columns whose cell goes on in the row below
        for look in element.iterchildren(_TABLE_PROPERTIES, _GRID):
            self.story.formats(look)
        for row in self._unwrapped(element, TR):
            properties = row.find(_ROW_PROPERTIES)
            self.story.formats(properties)
            if not self._stands(properties, w("ins"), w("del")):
                self._unread(row)
                continue
            line += 1
            if watch is not None and self.nested == 1:
                watch.table = (number, line, -1)
            found, merged = self._row(row, merged)
            if any(found.cells):
                found.table = number
                out.append(found)
            elif self.context.watch is not None:
                self.context.watch.give_back(found.seen)
        self.nested -= 1
        if watch is not None and not self.nested:
            watch.table = None

    def shows(self, element: Element) -> bool:
        """Tell whether a table has rows in this view."""
        return any(self._stands(row.find(_ROW_PROPERTIES), w("ins"), w("del")) for row in self._unwrapped(element, TR))

    def _row(self, row: Element, merged: set[int]) -> tuple[Found, set[int]]:
        context = self.context
        before, last, going_on = context.page, context.page, set[int]()
        found = Found(
            "", self.story.role if self.story.role in (Role.HEADER, Role.FOOTER) else Role.ROW, None, bold=True
        )
        cells: list[str] = []
        column = _span(row.find(_ROW_PROPERTIES), w("gridBefore"), 0)
        for cell in self._unwrapped(row, TC):
            properties = cell.find(_CELL_PROPERTIES)
            self.story.formats(properties)
            if not self._stands(properties, w("cellIns"), w("cellDel")):
                self._unread(cell)
                continue
            if context.watch is not None and context.watch.table is not None and self.nested == 1:
                context.watch.table = (*context.watch.table[:2], context.watch.table[2] + 1)
            width = _span(properties, w("gridSpan"), 1)
            goes_on = _goes_on(properties)
            if goes_on is not None:
                going_on.add(column)
            context.page = before  # a row that crosses a page does so in each of its cells
            repeats = (goes_on and column in merged) or _goes_on(properties, w("hMerge"))
            if repeats:
                cells.append("")
                self._unread(cell)
            else:
                cells.append(self._cell(cell, found))
            last = max(last, context.page)
            column += width
        context.page = last
        found.cells = tuple(cells)
        found.text = "\t".join(cells)
        if context.watch is not None:
            found.take_seen(context.watch.taken())
        return found, going_on

    def _unread(self, element: Element) -> None:
        """Note what stands in a row or a cell that is not there in this view."""
        if self.context.watch is not None:
            self.context.watch.unread(element)

    def _cell(self, cell: Element, row: Found) -> str:
        held: list[Found] = []
        for child in cell:
            self.story.block(child, held)
        self.story.flush(held)
        for found in held:
            row.take_seen(found.seen)
        if any(found.text or found.cells for found in held):
            held = [found for found in held if found.text or found.cells]
        for found in held:
            row.page = row.page or found.page
            row.bold &= found.bold or not found.text
            row.size = min(row.size, found.size) if row.size and found.size else row.size or found.size
            row.comments += found.comments
        return "\n".join(found.shown for found in held)

    def _unwrapped(self, element: Element, tag: str) -> Iterator[Element]:
        """Yield the rows of a table or the cells of a row, out of content controls and tracked changes."""
        for child in element:
            name = child.tag
            if name == tag:
                yield child
            elif name == ALTERNATE:
                for inner in chosen(child):
                    yield from [inner] if inner.tag == tag else self._unwrapped(inner, tag)
            elif name in (DEL, MOVE_FROM, INS, MOVE_TO):
                stands = self.context.accepted == (name in (INS, MOVE_TO))
                self.story.revision(child, stands=stands)
                if stands:
                    yield from self._unwrapped(child, tag)
            elif name in BOOKMARKS:
                self.story.bookmark(child, [])
            elif name not in SKIP:
                yield from self._unwrapped(child, tag)

    def _stands(self, properties: Element | None, inserted: str, deleted: str) -> bool:
        """Tell whether a row or a cell is there in this view, and not hidden."""
        if properties is None:
            return True
        new, gone = properties.find(inserted) is not None, properties.find(deleted) is not None
        if new or gone:
            self.context.told["revised"] = None
        hidden = properties.find(w("hidden"))
        return not (gone if self.context.accepted else new) and (hidden is None or not on(hidden))


def _span(properties: Element | None, name: str, default: int) -> int:
    span = None if properties is None else properties.find(name)
    return default if span is None else min(max(integer(span.get(VAL), default), default), _MOST_COLUMNS)


def _goes_on(properties: Element | None, name: str = w("vMerge")) -> bool | None:
    """Tell whether a cell goes on from the one above (or before); None when it is not merged at all."""
    merge = None if properties is None else properties.find(name)
    return None if merge is None else merge.get(VAL, "continue") != "restart"
