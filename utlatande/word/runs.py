"""The runs of a paragraph: which characters each shows, cut where a change begins, marked as inserted or deleted."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree
from lxml.etree import _Element as Element

from utlatande.spelling import SOFT, normal
from utlatande.word import xml
from utlatande.word.context import DEL, INS
from utlatande.word.xml import BR, PPR, RPR, TAB, P, R, T, w

_SIGNS = {TAB: "\t", w("ptab"): "\t", BR: "\n", w("cr"): "\n", w("noBreakHyphen"): "-"}
_REFERENCE = w("commentReference")


@dataclass(slots=True)
class Marker:
    """Makes tracked changes; each has an id of its own."""

    author: str
    date: str
    free: int  # the first free id

    def change(self, kind: str) -> Element:
        """Return an empty ``ins`` or ``del``."""
        self.free += 1
        element = etree.Element(w(kind))
        element.set(w("id"), str(self.free - 1))
        element.set(w("author"), self.author)
        element.set(w("date"), self.date)
        return element

    def deletion(self, text: str, look: Element | None) -> Element:
        """Return deleted text that looks as ``look`` says."""
        change = self.change("del")
        run = etree.SubElement(change, R)
        if look is not None:
            run.append(copy.deepcopy(look))
        xml.add_text(run, xml.clean(text), "delText")
        return change

    def mark(self, paragraph: Element, kind: str) -> None:
        """Let a paragraph's own mark be inserted or deleted."""
        properties = paragraph.find(PPR)
        if properties is None:
            properties = etree.Element(PPR)
            paragraph.insert(0, properties)
        look = properties.find(RPR)
        if look is None:
            look = etree.Element(RPR)
            after = next(
                (n for n, c in enumerate(properties) if c.tag in (w("sectPr"), w("pPrChange"))), len(properties)
            )
            properties.insert(after, look)
        if look.find(w(kind)) is None:
            look.insert(1 if kind == "del" and look.find(INS) is not None else 0, self.change(kind))

    def insert(self, runs: list[Element]) -> None:
        """Mark runs as inserted, those that follow each other as one."""
        change: Element | None = None
        for run in runs:
            if run.find(_REFERENCE) is not None:
                continue
            if change is None or run.getprevious() is not change:
                change = self.change("ins")
                run.addprevious(change)
            change.append(run)


def own_runs(paragraph: Element) -> Iterator[Element]:
    """Yield the paragraph's runs in order: not those of text boxes in it."""
    for run in paragraph.iter(R):
        if next(run.iterancestors(P), None) is paragraph:
            yield run


@dataclass(slots=True)
class Shown:
    """The characters that a paragraph shows: ``raw`` as they stand, each with its node and place in it; ``starts``
    says for each character of the normal text (and its end) which raw one it begins at."""

    raw: str
    nodes: list[tuple[Element, int]]
    starts: list[int]


def shown(paragraph: Element, text: str) -> Shown | None:
    """Return where each character of ``text`` stands in a paragraph, or None when that cannot be told."""
    raw: list[str] = []
    nodes: list[tuple[Element, int]] = []
    for run in own_runs(paragraph):
        for node in run:
            piece = node.text or "" if node.tag == T else _SIGNS.get(node.tag, "")
            raw.append(piece)
            nodes += ((node, place) for place in range(len(piece)))
    whole = "".join(raw)
    normals: list[str] = []
    starts: list[int] = []
    for place, character in enumerate(whole):
        plain = normal(character).replace(SOFT, "")
        normals.append(plain)
        starts += [place] * len(plain)
    made = "".join(normals)
    at = made.find(text)
    if at < 0 or made.strip() != text.strip():
        return None
    ends = [*starts, len(whole)]
    return Shown(whole, nodes, ends[at : at + len(text) + 1])


def cut(place: int, where: Shown) -> Element | None:
    """Return the run that begins at a raw character, cut from what stands before it; None at the paragraph's end."""
    if place >= len(where.nodes):
        return None
    node, offset = where.nodes[place]
    run = node.getparent()
    if run is None:
        return None
    if offset == 0 and not any(child.tag != RPR for child in node.itersiblings(preceding=True)):
        return run
    new = etree.Element(R)
    look = run.find(RPR)
    if look is not None:
        new.append(copy.deepcopy(look))
    following = list(node.itersiblings())
    if offset:
        text = node.text or ""
        rest = etree.SubElement(new, T)
        _put(rest, text[offset:])
        _put(node, text[:offset])
        for n in range(place, len(where.nodes)):
            if where.nodes[n][0] is not node:
                break
            where.nodes[n] = (rest, where.nodes[n][1] - offset)
    else:
        new.append(node)
    for child in following:
        new.append(child)
    run.addnext(new)
    return new


def _put(node: Element, text: str) -> None:
    node.text = text
    node.set(xml.SPACE, "preserve")


def can_divide(paragraph: Element, place: int, where: Shown) -> bool:
    """Tell whether a paragraph can become two before a character of its text: not within a link or a field."""
    raw = where.starts[place]
    if not 0 < raw < len(where.nodes):
        return False
    run = where.nodes[raw][0].getparent()
    if run is None or run.getparent() is not paragraph:
        return False
    open_fields = 0
    for character in paragraph.iter(w("fldChar")):
        holder = character.getparent()
        if holder is None or holder.getparent() is not paragraph or paragraph.index(holder) > paragraph.index(run):
            break
        kind = character.get(w("fldCharType"))
        open_fields += (kind == "begin") - (kind == "end")
    return not open_fields


def divide(paragraph: Element, place: int, where: Shown) -> Element:
    """Make two paragraphs of one before a character of its text, and return the first, which is new."""
    run = cut(where.starts[place], where)
    first = etree.Element(P)
    properties = paragraph.find(PPR)
    if properties is not None:
        first.append(copy.deepcopy(properties))
        for section in first[0].findall(w("sectPr")):
            first[0].remove(section)
    for child in [] if run is None else list(paragraph)[: paragraph.index(run)]:
        if child is not properties:
            first.append(child)
    paragraph.addprevious(first)
    return first


def change_words(
    paragraph: Element, changes: list[tuple[str, int, int]], where: Shown, marker: Marker, *, goes_on: bool = False
) -> None:
    """Mark changes in a paragraph: for each the deleted text, and where the inserted text begins and ends. ``goes_on``:
    when they are rejected the next paragraph goes on in this one, so spaces at its end are inserted too."""
    places = [(deleted, where.starts[start], where.starts[end]) for deleted, start, end in changes]
    if goes_on and where.starts[-1] < len(where.raw):
        places.append(("", where.starts[-1], len(where.raw)))
    for deleted, first, last in reversed(places):
        after = cut(last, where)
        begin = cut(first, where) if first < last else after
        inserted: list[Element] = []
        if first < last:
            taken = {node.getparent() for node, _ in where.nodes[first:last]}
            inserted = [run for run in own_runs(paragraph) if run in taken]
        if deleted:
            _delete(paragraph, deleted, begin, where, marker)
        marker.insert(inserted)


def _delete(paragraph: Element, text: str, before: Element | None, where: Shown, marker: Marker) -> None:
    """Put deleted text before a run, or at the end of what the paragraph shows."""
    if before is not None:
        before = _outermost(before)
        before.addprevious(marker.deletion(text, _look(before)))
        return
    if where.nodes:
        last = where.nodes[-1][0].getparent()
        if last is not None:
            _outermost(last).addnext(marker.deletion(text, last.find(RPR)))
        return
    paragraph.insert(0 if paragraph.find(PPR) is None else 1, marker.deletion(text, None))


def _outermost(run: Element) -> Element:
    """Return the change around a run, or the run itself."""
    parent = run.getparent()
    return parent if parent is not None and parent.tag in (INS, DEL) else run


def _look(element: Element) -> Element | None:
    run = element if element.tag == R else element.find(R)
    return None if run is None else run.find(RPR)
