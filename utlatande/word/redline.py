"""An edited file with what was changed since the draft as tracked changes: rejected they give the draft's text back."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import cast

from lxml import etree
from lxml.etree import _Element as Element

from utlatande.word import marks, parts, xml
from utlatande.word.accept import accept_changes, mend_pairs
from utlatande.word.context import Context
from utlatande.word.existing import open_document
from utlatande.word.looks import Styles
from utlatande.word.numbering import Numbering
from utlatande.word.opened import Opened, stories
from utlatande.word.runs import Marker, can_divide, change_words, divide, own_runs, shown
from utlatande.word.story import Story
from utlatande.word.watch import Piece, Watch
from utlatande.word.xml import PPR, TBL, TC, TR, P, sub, w

FLOATING = ("box", "footnote", "endnote")  # what stands beside the running text is left as it is
Place = tuple[int, int, int] | None  # table, row and cell; None is outside tables


@dataclass(frozen=True, slots=True)
class Pair:
    """A paragraph of the draft and the one that it became. ``changes``: the old words, and where the new ones begin and
    end in the new text. ``start``: the new paragraph was joined of several, and this one's text begins there.
    ``goes_on``: it was split, and goes on in the next pair."""

    old: int
    new: int
    changes: tuple[tuple[str, int, int], ...] = ()
    start: int = 0
    goes_on: bool = False


@dataclass(slots=True)
class Redline:
    """An edited file, its own tracked changes accepted, ready to be marked. ``pieces`` are its paragraphs."""

    opened: Opened
    pieces: list[Piece] = field(default_factory=list)

    def marked(self, before: Sequence[Piece], pairs: Iterable[Pair], created: str | None = None) -> bytes:
        """Return the file with all that differs from ``before`` marked. ``pairs`` rise in both their positions; what
        is in none was deleted, or inserted. ``created`` is a day or moment in ISO 8601."""
        pairs = list(pairs)
        names = [name for name in stories(self.opened) if name in self.opened.parts]
        ids = (node.get(w("id")) for name in names for node in self.opened.tree(name).iter())
        marker = Marker(
            marks.AUTHOR, parts.moment(created) or "1980-01-01T00:00:00Z", 1 + max(map(xml.number, ids), default=0)
        )
        _Marking(self, list(before), _by_old(pairs), marker, _style_ids(self.opened)).all()
        return self.opened.packed()

    def can_divide(self, new: int, place: int) -> bool:
        """Tell whether a paragraph can be marked as joined of two before a character of its text."""
        piece = self.pieces[new]
        where = None if piece.element is None else shown(piece.element, piece.text)
        return where is not None and piece.element is not None and can_divide(piece.element, place, where)

    def are_split(self, first: int, last: int) -> bool:
        """Tell whether paragraphs follow each other with nothing between, and each shows no more than its text."""
        for new in range(first, last + 1):
            piece = self.pieces[new]
            element = piece.element
            where = None if element is None else shown(element, piece.text)
            if element is None or where is None or where.starts[0]:
                return False
            if new < last and element.getnext() is not self.pieces[new + 1].element:
                return False
        return True


def _by_old(pairs: Iterable[Pair]) -> dict[int, list[Pair]]:
    found: dict[int, list[Pair]] = {}
    for pair in pairs:
        found.setdefault(pair.old, []).append(pair)
    return found


def open_redline(data: bytes, *, name: str = "dokumentet") -> Redline:
    """Open an edited Word file and accept the tracked changes in it. Raises ReadError."""
    opened = open_document(data, name=name, strict=True)
    names = [one for one in stories(opened) if one in opened.trees]
    for one in names:
        accept_changes(opened.tree(one))
    roots = [opened.tree(one) for one in names]
    mend_pairs(roots, "bookmarkStart", "bookmarkEnd")
    _drop_comments(opened, roots)
    sheets = [opened.trees[one] for one in opened.related(opened.main, "styles") if one in opened.trees]
    lists = [opened.trees[one] for one in opened.related(opened.main, "numbering") if one in opened.trees]
    styles = Styles(sheets[0] if sheets else None)
    context = Context(styles, Numbering(lists[0] if lists else None, styles.list_styles), watch=Watch(keeps=True))
    body = opened.tree(opened.main).find(w("body"))
    found = Story(context).blocks(() if body is None else body)
    pieces = [piece for one in found if one.seen is not None for piece in one.seen.pieces]
    return Redline(opened, [piece for piece in pieces if piece.role not in FLOATING and piece.element is not None])


def _drop_comments(opened: Opened, roots: Sequence[Element]) -> None:
    """Take away the comments on text that is gone, and what is left of their marks."""
    left = {node.get(w("id")) for root in roots for node in root.iter(w("commentReference"))}
    for name in opened.related(opened.main, "comments"):
        for comment in list(opened.trees[name]) if name in opened.trees else ():
            if comment.get(w("id")) not in left:
                xml.remove(comment)
    for root in roots:
        for mark in list(root.iter(w("commentRangeStart"), w("commentRangeEnd"))):
            if mark.get(w("id")) not in left:
                xml.remove(mark)


def _style_ids(opened: Opened) -> dict[str, str]:
    """Return the paragraph styles' ids by their names, case apart."""
    sheets = [opened.trees[one] for one in opened.related(opened.main, "styles") if one in opened.trees]
    found = {}
    for style in (style for sheet in sheets[:1] for style in sheet.iterchildren(w("style"))):
        name = style.find(w("name"))
        if style.get(w("type")) == "paragraph" and name is not None:
            found[name.get(xml.VAL, "").casefold()] = style.get(w("styleId"), "")
    return found


@dataclass(slots=True)
class _Marking:
    """One marking of one file."""

    redline: Redline
    before: list[Piece]
    pairs: dict[int, list[Pair]]  # by the old paragraph
    marker: Marker
    styles: dict[str, str]
    elements: dict[tuple[int, int], tuple[Element, str]] = field(default_factory=dict)  # by new paragraph and start
    last: dict[Place, Element] = field(default_factory=dict)  # in each place what the next deleted paragraph follows
    tables: dict[int, int] = field(default_factory=dict)  # old to new
    rows: dict[tuple[int, int], Element] = field(default_factory=dict)  # old table and row to the row now
    cells: dict[tuple[int, int, int], Element] = field(default_factory=dict)
    gone: set[object] = field(default_factory=set)  # tables and rows of the draft that were put back as deleted ones

    def all(self) -> None:
        """Mark what was inserted, what was changed, and what was deleted."""
        every = [pair for some in self.pairs.values() for pair in some]
        self._divide(every)
        self._know_tables()
        self._insert({pair.new for pair in every})
        redone = {pair.old for pair in every if not self._change(pair)}
        for place, piece in enumerate(self.before):
            row = (piece.table, piece.row or 0)
            if piece.table is not None and piece.table not in self.tables:
                if piece.table not in self.gone:
                    self.gone.add(piece.table)
                    self._delete_table([p for p in self.before[place:] if p.table == piece.table])
            elif piece.table is not None and row not in self.rows:
                self._delete_row((piece.table, row[1]), [p for p in self.before if (p.table, p.row or 0) == row])
            elif place in self.pairs and place not in redone:
                self._stands(piece, self._of(self.pairs[place][-1])[0])
            elif (piece.table, row[1]) not in self.gone:
                self._delete(piece, self._of(self.pairs[place][0])[0] if place in redone else None)

    def _element(self, new: int) -> Element:
        return cast(Element, self.redline.pieces[new].element)  # those without were left out

    def _of(self, pair: Pair) -> tuple[Element, str]:
        """Return the paragraph of a pair, and its text."""
        return self.elements.get((pair.new, pair.start)) or (
            self._element(pair.new),
            self.redline.pieces[pair.new].text,
        )

    def _divide(self, pairs: Sequence[Pair]) -> None:
        """Make paragraphs that were joined several again, the ends of all but the last deleted."""
        starts: dict[int, list[int]] = {}
        for pair in pairs:
            starts.setdefault(pair.new, []).append(pair.start)
        for new, some in starts.items():
            text, element = self.redline.pieces[new].text, self._element(new)
            edges = sorted(set(some))
            for start, end in pairwise(edges):
                where = shown(element, text[start:])
                if where is None:
                    break
                first = divide(element, end - start, where)
                self.marker.mark(first, "del")
                self.elements[new, start] = (first, text[start:end])
            if edges[-1]:
                self.elements[new, edges[-1]] = (element, text[edges[-1] :])

    def _know_tables(self) -> None:
        """Find out which row and cell each of the draft's is now."""
        for old, (pair, *_) in self.pairs.items():
            one, other = self.before[old], self.redline.pieces[pair.new]
            if one.table is None or other.table is None:
                continue
            element = self._element(pair.new)
            row = list(element.iterancestors(TR))[-1]
            self.tables.setdefault(one.table, other.table)
            self.rows.setdefault((one.table, one.row or 0), row)
            self.cells.setdefault((one.table, one.row or 0, one.cell or 0), list(element.iterancestors(TC))[-1])

    # --- what came -----------------------------------------------------------------------------------------------

    def _insert(self, kept: set[int]) -> None:
        stays = set(self.rows.values())
        tables = set(self.tables.values())
        rows: dict[Element, None] = {}
        for new, piece in enumerate(self.redline.pieces):
            if new in kept:
                continue
            element = self._element(new)
            self._inserted(element)
            if piece.table is not None:
                row = list(element.iterancestors(TR))[-1]
                whole = [row] if piece.table in tables else [tr for tr in _top(row).iter(TR) if _top(tr) is _top(row)]
                rows.update((one, None) for one in whole if one not in stays)
        for row in rows:
            _row_change(row, self.marker.change("ins"))

    def _inserted(self, paragraph: Element) -> None:
        self.marker.insert(list(own_runs(paragraph)))
        self.marker.mark(paragraph, "ins")

    # --- what was changed ----------------------------------------------------------------------------------------

    def _change(self, pair: Pair) -> bool:
        """Mark the words that were changed in a paragraph; False when it must be deleted and inserted as a whole."""
        if not pair.changes and not pair.goes_on:
            return True
        element, text = self._of(pair)
        where = shown(element, text)
        if where is None:
            self._inserted(element)
            return False
        change_words(element, list(pair.changes), where, self.marker, goes_on=pair.goes_on)
        if pair.goes_on:
            self.marker.mark(element, "ins")
        return True

    # --- what went -----------------------------------------------------------------------------------------------

    def _stands(self, piece: Piece, element: Element) -> None:
        """Remember that a paragraph of the draft stands here; deleted ones follow it."""
        self.last[_place(piece)] = element
        if piece.table is not None:
            self.last[None] = _top(element)

    def _delete(self, piece: Piece, beside: Element | None = None) -> None:
        """Put a deleted paragraph where it stood."""
        place = _place(piece)
        anchor = self.last.get(place)
        cell = None if place is None else self.cells.get(place)
        if place is not None and cell is None:
            cell = self._cell(place)
        element = self._deleted(piece)
        if beside is not None:
            beside.addprevious(element)
        elif anchor is not None:
            anchor.addnext(element)
        elif cell is not None:
            _first_in(cell, element)
        else:
            _first_in(self._body(), element)
        self._stands(piece, self._mark_deleted(element))

    def _cell(self, place: tuple[int, int, int]) -> Element:
        """Return the cell of a row that stands where one of the draft's was."""
        cells = self.rows[place[:2]].findall(f".//{TC}")
        return cells[min(place[2], len(cells) - 1)]

    def _body(self) -> Element:
        return cast(Element, self.redline.opened.tree(self.redline.opened.main).find(w("body")))

    def _deleted(self, piece: Piece) -> Element:
        element = etree.Element(P)
        style = self.styles.get((piece.style or "").casefold())
        if style:
            sub(sub(element, "pPr"), "pStyle", val=style)
        if piece.text:
            element.append(self.marker.deletion(piece.text, None))
        return element

    def _mark_deleted(self, element: Element) -> Element:
        """Delete a paragraph's mark; the last one's cannot go, so that of the paragraph before it goes instead. Return
        the paragraph that holds the text."""
        following = element.getnext()
        while following is not None and following.tag not in (P, TBL, w("sdt")):
            following = following.getnext()
        before = element.getprevious()
        if following is not None or before is None or before.tag != P:
            self.marker.mark(element, "del")
            return element
        if not _shows(before):  # an empty paragraph, which stays, takes the text
            for child in [child for child in element if child.tag != PPR]:
                before.append(child)
            xml.remove(element)
            return before
        self.marker.mark(before, "del")
        old, properties = element.find(PPR), before.find(PPR)
        if old is not None:
            element.remove(old)
        if properties is not None:
            new = copy.deepcopy(properties)
            for look in new.findall(xml.RPR):
                for change in [*look.findall(w("ins")), *look.findall(w("del"))]:
                    look.remove(change)
            for section in new.findall(w("sectPr")):
                new.remove(section)
            element.insert(0, new)
        return element

    def _delete_row(self, key: tuple[int, int], pieces: list[Piece]) -> None:
        """Put a deleted row below the one it stood below."""
        above = [row for row in range(key[1] - 1, -1, -1) if (key[0], row) in self.rows]
        below = sorted(row for table, row in self.rows if table == key[0] and row > key[1])
        like = self.rows[key[0], above[0] if above else below[0]]
        row = copy.deepcopy(like)
        for change in [one for one in row.iter(w("ins"), w("del")) if one.getparent() is not None]:
            xml.remove(change)
        cells = row.findall(f".//{TC}")
        texts: dict[int, list[Piece]] = {}
        for piece in pieces:
            texts.setdefault(min(piece.cell or 0, len(cells) - 1), []).append(piece)
        for number, cell in enumerate(cells):
            self._fill(cell, texts.get(number, []))
        _row_change(row, self.marker.change("del"))
        (like.addnext if above else like.addprevious)(row)
        self.rows[key] = row
        self.gone.add(key)

    def _fill(self, cell: Element, pieces: list[Piece]) -> None:
        """Let a cell hold deleted paragraphs and nothing else."""
        properties = cell.find(w("tcPr"))
        for child in list(cell):
            if child is not properties:
                cell.remove(child)
        for merge in [] if properties is None else properties.findall(w("vMerge")):
            xml.remove(merge)
        for piece in pieces:
            element = self._deleted(piece)
            self.marker.mark(element, "del")
            cell.append(element)
        if not pieces:
            etree.SubElement(cell, P)

    def _delete_table(self, pieces: list[Piece]) -> None:
        """Put a deleted table after what it stood after."""
        columns = 1 + max(piece.cell or 0 for piece in pieces)
        table = etree.Element(TBL)
        look = sub(table, "tblPr")
        sub(look, "tblW", w="0", type="auto")
        borders = sub(look, "tblBorders")
        for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
            sub(borders, side, val="single", sz="4", space="0", color="auto")
        grid = sub(table, "tblGrid")
        for _ in range(columns):
            sub(grid, "gridCol", w=str(9000 // columns))
        for number in sorted({piece.row or 0 for piece in pieces}):
            row = sub(table, "tr")
            _row_change(row, self.marker.change("del"))
            for column in range(columns):
                cell = sub(row, "tc")
                sub(sub(cell, "tcPr"), "tcW", w=str(9000 // columns), type="dxa")
                self._fill(cell, [p for p in pieces if (p.row or 0) == number and (p.cell or 0) == column])
        anchor = self.last.get(None)
        if anchor is None:
            _first_in(self._body(), table)
        else:
            anchor.addnext(table)
        before, after = table.getprevious(), table.getnext()
        if before is not None and before.tag == TBL:
            table.addprevious(self._nothing())
        if after is None or after.tag != P:
            table.addnext(self._nothing())
        self.last[None] = table

    def _nothing(self) -> Element:
        """Return a paragraph that keeps two tables apart, and is gone when changes are accepted and when rejected."""
        element = etree.Element(P)
        self.marker.mark(element, "ins")
        self.marker.mark(element, "del")
        return element


def _place(piece: Piece) -> Place:
    return None if piece.table is None else (piece.table, piece.row or 0, piece.cell or 0)


def _top(element: Element) -> Element:
    """Return the outermost table around an element, or the element itself."""
    tables = list(element.iterancestors(TBL))
    return tables[-1] if tables else element


def _first_in(holder: Element, element: Element) -> None:
    """Put a block first in a body or a cell."""
    first = next((child for child in holder if child.tag in (P, TBL, w("sdt"))), None)
    if first is not None:
        first.addprevious(element)
    else:
        holder.insert(1 if holder.find(w("tcPr")) is not None else 0, element)


def _shows(paragraph: Element) -> bool:
    return any(True for _ in own_runs(paragraph))


def _row_change(row: Element, change: Element) -> None:
    """Mark a row as inserted or deleted."""
    properties = row.find(w("trPr"))
    if properties is None:
        properties = etree.Element(w("trPr"))
        exceptions = row.find(w("tblPrEx"))
        row.insert(0 if exceptions is None else 1, properties)
    properties.append(change)
