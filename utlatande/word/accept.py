"""Accepts every tracked change of a Word file: what was inserted stays, what was deleted goes, as in Word itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lxml import etree
from lxml.etree import _Element as Element

from utlatande.word import xml
from utlatande.word.context import DEL, ID, INS, MATH, MOVE_FROM, MOVE_TO
from utlatande.word.xml import PPR, RPR, TBL, TC, TR, VAL, P, T, w

W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_CONFLICTS = (f"{W14}conflictIns", f"{W14}conflictDel")
_COMES = frozenset((INS, MOVE_TO, _CONFLICTS[0]))
_GOES = frozenset((DEL, MOVE_FROM, _CONFLICTS[1]))
_MARKERS = frozenset(  # what only tells of a change: how it looked before, and where it begins and ends
    w(name)
    for name in (
        "rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "tblPrExChange", "trPrChange", "tcPrChange",
        "tblGridChange", "numberingChange", "cellIns", "cellMerge", "moveFromRangeStart", "moveFromRangeEnd",
        "moveToRangeStart", "moveToRangeEnd", "customXmlInsRangeStart", "customXmlInsRangeEnd",
        "customXmlDelRangeStart", "customXmlDelRangeEnd", "customXmlMoveFromRangeStart", "customXmlMoveFromRangeEnd",
        "customXmlMoveToRangeStart", "customXmlMoveToRangeEnd",
    )
) | {
    f"{W14}{name}"
    for name in (
        "customXmlConflictInsRangeStart", "customXmlConflictInsRangeEnd", "customXmlConflictDelRangeStart",
        "customXmlConflictDelRangeEnd",
    )
}  # fmt: skip
_ROW, _CELL, _SECTION, _NUMBER = w("trPr"), w("tcPr"), w("sectPr"), w("numPr")
_SPAN, _GRID = w("gridSpan"), w("tblGrid")
_LEFT = w("delText"), w("delInstrText")
_SIGNS = (RPR, f"{MATH}ctrlPr")  # where an empty w:ins or w:del speaks of the sign itself: a paragraph mark, a fraction
_THROUGH = frozenset(w(name) for name in ("sdt", "sdtContent", "customXml", "smartTag"))  # a paragraph goes on in these
_SHELLS = frozenset((w("sdt"), w("customXml")))
_HOLDERS = (TC, *(w(n) for n in ("body", "hdr", "ftr", "footnote", "endnote", "comment", "txbxContent")))
_WRITTEN = (T, f"{MATH}t")
_SET = tuple(w(n) for n in ("tab", "ptab", "br", "cr", "sym", "noBreakHyphen"))  # signs without a text of their own
_BEFORE_NUMBER = frozenset(
    w(n) for n in ("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl")
)
_BLOCKS = frozenset((P, TBL, *_SHELLS))


def accept_changes(root: Element) -> bool:
    """Accept every change in a part (a document, header, notes …); returns whether there were any."""
    changed = False
    for element in [e for e in root.iter(*_GOES) if not _is_sign(e)]:
        changed = True
        xml.remove(element)
    for element in [e for e in root.iter(*_COMES) if not _is_sign(e)]:
        changed = True
        _unwrap(element)
    for element in list(root.iter(*_MARKERS, *_LEFT)):
        changed = True
        xml.remove(element)
    changed |= _tables(root)
    changed |= _paragraph_marks(root)
    for element in [e for e in root.iter(*_GOES, *_COMES) if _is_sign(e)]:
        changed = True
        _unwrap(element)  # a sign of mathematics holds its formatting
    if changed:
        _hold_paragraphs(root)
    return changed


def _is_sign(change: Element) -> bool:
    """Tell whether a change stands among properties: it then says what became of a mark, a row or a cell."""
    parent = change.getparent()
    return parent is not None and parent.tag in (*_SIGNS, _ROW, _NUMBER)


def _unwrap(element: Element) -> None:
    """Put what an element holds in its place."""
    for child in list(element):
        element.addprevious(child)
    xml.remove(element)


# --- tables ----------------------------------------------------------------------------------------------------------


def _tables(root: Element) -> bool:
    rows = [row for properties in root.iter(_ROW) for row in [properties.getparent()] if _is_gone(properties)]
    cells = list(root.iter(w("cellDel")))
    for row in rows:
        _remove_row(row)
    for table in {id(t): t for c in cells if (t := next(c.iterancestors(TBL), None)) is not None}.values():
        _remove_cells(table)
    return bool(rows or cells)


def _is_gone(properties: Element) -> bool:
    return any(child.tag in _GOES for child in properties)


def _remove_row(row: Element | None) -> None:
    """Take a row away, and its table when it was the last."""
    if row is None or row.tag != TR:
        return
    table = next(row.iterancestors(TBL), None)
    _remove_with_shell(row)
    if table is not None and next(table.iter(TR), None) is None:
        _remove_with_shell(table)


def _remove_with_shell(element: Element) -> None:
    """Take an element away, and the content controls that then hold nothing."""
    parent = element.getparent()
    while parent is not None:
        parent.remove(element)
        if parent.tag not in (w("sdtContent"), *_SHELLS) or any(_holds(child) for child in parent):
            return
        element, parent = parent, parent.getparent()


def _holds(child: Element) -> bool:
    return child.tag in (P, TBL, TR, TC, w("r"), w("sdtContent"), *_SHELLS)


def _remove_cells(table: Element) -> None:
    """Take the deleted cells of a table away, with the columns that no row has any more."""
    gone: list[set[int]] = []
    for row in _own(table, TR):
        column, lost = xml.number(_value(row.find(_ROW), w("gridBefore"))), set[int]()
        for cell in _own(row, TC):
            width = max(1, xml.number(_value(cell.find(_CELL), _SPAN), 1))
            if cell.find(f"{_CELL}/{w('cellDel')}") is not None:
                lost.update(range(column, min(column + width, column + 64)))
                _remove_with_shell(cell)
            column += width
        if next(_own(row, TC), None) is None:
            _remove_row(row)
        else:
            gone.append(lost)
            row.set("lost", str(len(lost)))
    if table.getparent() is None or not gone:
        return
    grid, everywhere = table.find(_GRID), set.intersection(*gone)
    columns = [] if grid is None else list(grid.iterchildren(w("gridCol")))
    for place in everywhere:
        if grid is not None and place < len(columns):
            grid.remove(columns[place])
    for row in _own(table, TR):
        lost_here = xml.number(row.attrib.pop("lost", "0")) - len(everywhere)  # type: ignore[arg-type]
        if lost_here > 0:
            _leave_space(row, lost_here)


def _leave_space(row: Element, columns: int) -> None:
    """Say that a row ends some columns before its table does."""
    properties = row.find(_ROW)
    if properties is None:
        properties = etree.Element(_ROW)
        row.insert(1 if len(row) and row[0].tag == w("tblPrEx") else 0, properties)
    space = properties.find(w("gridAfter"))
    if space is None:
        space = xml.sub(properties, "gridAfter", val="0")
    space.set(VAL, str(xml.number(space.get(VAL)) + columns))


def _own(element: Element, tag: str) -> Iterator[Element]:
    """Yield the rows of a table or the cells of a row, also those in content controls; not those of inner tables."""
    for child in list(element):
        if child.tag == tag:
            yield child
        elif child.tag in _THROUGH:
            yield from _own(child, tag)


def _value(properties: Element | None, name: str) -> str | None:
    found = None if properties is None else properties.find(name)
    return None if found is None else found.get(VAL)


# --- paragraphs whose mark was deleted -------------------------------------------------------------------------------


def _paragraph_marks(root: Element) -> bool:
    """Let each paragraph whose mark was deleted go on in the next one."""
    found = False
    for holder in root.iter(*_HOLDERS):
        following: Element | None = None
        last = []
        for block in reversed(list(_flow(holder))):  # from the end, so that each text is moved once
            if block.tag == P and _mark_is_gone(block):
                found = True
                if following is not None and following.tag == P:
                    _carry(block, following)
                    continue
                if following is not None:
                    last.append(block)
            following = block
        for paragraph in last:  # before a table, in which no paragraph can go on
            if not _has_text(paragraph):
                _leave_out(paragraph)
    return found


def _flow(holder: Element) -> Iterator[Element]:
    """Yield the paragraphs and tables of one text in order, also those in content controls."""
    for child in holder:
        if child.tag in (P, TBL):
            yield child
        elif child.tag in _THROUGH:
            yield from _flow(child)


def _mark_is_gone(paragraph: Element) -> bool:
    """Tell whether the mark was deleted. A mark that ends a section stays: the pages before it would change."""
    properties = next((child for child in paragraph if child.tag == PPR), None)  # find() is slower the larger the file
    if properties is None or any(child.tag == _SECTION for child in properties):
        return False
    sign = next((child for child in properties if child.tag == RPR), None)
    return sign is not None and _is_gone(sign)


def _carry(paragraph: Element, following: Element) -> None:
    """Move what a paragraph holds to the beginning of the next one."""
    first = next(iter(following), None)
    properties = first if first is not None and first.tag == PPR else None
    for child in reversed([child for child in paragraph if child.tag != PPR]):
        if properties is None:
            following.insert(0, child)
        else:
            properties.addnext(child)
    _remove_with_shell(paragraph)


def _has_text(paragraph: Element) -> bool:
    """Tell whether something is left in the line itself: not in a text box that hangs in it."""
    return any(
        (node.text or node.tag not in _WRITTEN) and next(node.iterancestors(P), None) is paragraph
        for node in paragraph.iter(*_WRITTEN, *_SET)
    )


def _leave_out(paragraph: Element) -> None:
    """Take an empty paragraph away; with a picture, or between two tables, it stays but counts in no list."""
    before = paragraph.getprevious()
    if before is not None and before.tag == P and all(child.tag == PPR for child in paragraph):
        _remove_with_shell(paragraph)
        return
    properties = paragraph.find(PPR)
    if properties is None:
        return
    for old in properties.findall(_NUMBER):
        properties.remove(old)
    number = etree.Element(_NUMBER)
    xml.sub(number, "numId", val="0")
    place = next((n for n, child in enumerate(properties) if child.tag not in _BEFORE_NUMBER), len(properties))
    properties.insert(place, number)


def _hold_paragraphs(root: Element) -> None:
    """Put an empty paragraph where one must stand and none is left."""
    for holder in root.iter(*_HOLDERS):
        blocks = [child for child in holder if child.tag in _BLOCKS]
        if not blocks or (holder.tag == TC and blocks[-1].tag == TBL):
            section = holder.find(_SECTION)
            holder.insert(len(holder) if section is None else holder.index(section), etree.Element(P))


# --- what lost its other half ----------------------------------------------------------------------------------------


def mend_pairs(roots: Iterable[Element], start: str, end: str) -> None:
    """Remove range marks (bookmarks, comments) whose beginning or end went with deleted text."""
    everything = [mark for root in roots for mark in root.iter(w(start), w(end))]
    starts = {mark.get(ID) for mark in everything if mark.tag == w(start)}
    ends = {mark.get(ID) for mark in everything if mark.tag == w(end)}
    whole = starts & ends
    for mark in everything:
        if mark.get(ID) not in whole:
            xml.remove(mark)
