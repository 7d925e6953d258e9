"""Changes to a Word file that somebody works in: comments into a copy. Text and other comments stay as they are."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from lxml import etree
from lxml.etree import _Element as Element

from utlatande.word import marks, xml
from utlatande.word.existing import open_document
from utlatande.word.opened import Opened
from utlatande.word.package import DEFAULT, Limits, Package
from utlatande.word.parts import OFFICE, WORDPROCESSING, moment
from utlatande.word.read import Reader
from utlatande.word.watch import Watch
from utlatande.word.xml import BR, PPR, RPR, TAB, P, R, T, w

_START, _END, _REFERENCE = w("commentRangeStart"), w("commentRangeEnd"), w("commentReference")
_GONE = (w("del"), w("moveFrom"))  # their text does not stand when changes are accepted
_BOX = w("txbxContent")
_SIGNS = {TAB: "\t", BR: "\n", w("cr"): "\n", w("noBreakHyphen"): "-"}
_PLAIN = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2009": " ", "\u2010": "-", "\u2011": "-"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """A comment to be written: on the words ``quote`` of the block at position ``block`` (as read, changes accepted);
    on the whole of it without ``quote``; on the document's first paragraph without ``block``."""

    text: str
    block: int | None = None
    quote: str | None = None


def add_comments(
    data: bytes,
    remarks: Iterable[Remark],
    *,
    author: str = marks.AUTHOR,
    created: str | None = None,
    name: str = "dokumentet",
    limits: Limits = DEFAULT,
) -> bytes:
    """Return the Word file with the remarks as comments, in their order at each place.

    Where Word allows no comment (a page header, a note, a text box) it stands at the paragraph before or around it. A
    file in Strict Open XML becomes an ordinary one. ``created`` is a day or a moment in ISO 8601. Raises ReadError.
    """
    opened = open_document(data, name=name, limits=limits, strict=True)
    body = opened.tree(opened.main).find(w("body"))
    wanted = list(remarks)
    if body is None or not wanted:
        return opened.packed() if wanted else data
    places = _places(data, body, name, limits)
    pen = _Pen(opened, author, moment(created))
    for one in wanted:
        pen.write(one, _element(one, places, body))
    return opened.packed()


# --- where --------------------------------------------------------------------------------------------------------


def _places(data: bytes, body: Element, name: str, limits: Limits) -> dict[int, list[Element]]:
    """Return the paragraphs of the body that each block is read from, in order."""
    watch = Watch(keeps=True)
    with Package(Path(name), name=name, limits=limits, data=data) as package:
        reader = Reader(package, "accepted", watch, body=body)
        reader.document()
    found: dict[int, list[Element]] = {}
    for place, seen in reader.seen:
        for piece in seen.pieces:
            if piece.element is not None and (outer := _outermost(piece.element, body)) is not None:
                found.setdefault(place, []).append(outer)
    return found


def _outermost(element: Element, body: Element) -> Element | None:
    """Return the paragraph of the body that an element is, or that a text box with it hangs in; None elsewhere."""
    lineage = [element, *element.iterancestors()]
    if body not in lineage:
        return None
    boxes = [n for n, one in enumerate(lineage) if one.tag == _BOX]
    around = lineage[boxes[-1] :] if boxes else lineage
    return next((one for one in around if one.tag == P), None)


def _element(one: Remark, places: dict[int, list[Element]], body: Element) -> Element:
    own = places.get(one.block, []) if one.block is not None else []
    if own:
        with_quote = (p for p in own if one.quote and one.quote.translate(_PLAIN) in _Line(p).text)
        return next(with_quote, own[0])
    before = [place for place in places if one.block is not None and place < one.block]
    if before:
        return places[max(before)][-1]
    first = next((p for p in body.iter(P)), None)
    if first is None:  # a document without any paragraph
        first = etree.Element(P)
        body.insert(0, first)
    return first


class _Line:
    """The text of a paragraph as it stands with changes accepted, and which run each character is of."""

    def __init__(self, paragraph: Element) -> None:
        pieces: list[str] = []
        self.nodes: list[tuple[int, Element]] = []  # where each piece of text begins, and its element
        length = 0
        for node in paragraph.iter(T, *_SIGNS):
            around = list(node.iterancestors())
            inside = around[: around.index(paragraph)]
            if any(one.tag in _GONE or one.tag == P for one in inside):
                continue
            text = (node.text or "") if node.tag == T else _SIGNS[node.tag]
            self.nodes.append((length, node))
            pieces.append(text.translate(_PLAIN))
            length += len(text)
        self.text = "".join(pieces)

    def at(self, position: int) -> tuple[Element, int]:
        """Return the element that holds a character, and where in its text."""
        start, node = next((s, n) for s, n in reversed(self.nodes) if s <= position)
        return node, position - start


# --- how ----------------------------------------------------------------------------------------------------------


class _Pen:
    """Writes comments into one file."""

    def __init__(self, opened: Opened, author: str, created: str | None) -> None:
        self.opened, self.author, self.created = opened, author, created
        empty = etree.Element(w("comments"), nsmap={"w": xml.WORD})
        kind, content_type = f"{OFFICE}/comments", f"{WORDPROCESSING}.comments+xml"
        self.root = opened.ensure(opened.main, "word/comments.xml", kind, content_type, empty)
        anchors = opened.tree(opened.main).iter(_START, _END, _REFERENCE)
        used = [xml.number(one.get(w("id")), -1) for one in (*self.root.iter(w("comment")), *anchors)]
        self.next = 1 + max(used, default=-1)

    def write(self, one: Remark, paragraph: Element) -> None:
        number = str(self.next)
        self.next += 1
        comment = xml.sub(self.root, "comment", id=number, author=self.author, initials=marks.INITIALS)
        if self.created:
            comment.set(w("date"), self.created)
        for line in xml.clean(one.text).split("\n"):
            xml.add_text(xml.sub(xml.sub(comment, "p"), "r"), line)
        start, end = etree.Element(_START), etree.Element(_END)
        for element in (start, end):
            element.set(w("id"), number)
        _around(paragraph, one.quote, start, end)
        run = etree.Element(R)
        xml.sub(run, "commentReference", id=number)
        end.addnext(run)


def _around(paragraph: Element, quote: str | None, start: Element, end: Element) -> None:
    """Put the ends of a comment's range around the quoted words, else around the whole paragraph."""
    line = _Line(paragraph)
    wanted = (quote or "").translate(_PLAIN)
    position = line.text.find(wanted) if wanted else -1
    if position >= 0:
        first = _split(paragraph, *line.at(position))
        first.addprevious(start)
        line = _Line(paragraph)
        last, offset = line.at(position + len(wanted) - 1)
        _split(paragraph, last, offset + 1, before=True).addnext(end)
        return
    properties = paragraph.find(PPR)
    if properties is None:
        paragraph.insert(0, start)
    else:
        properties.addnext(start)
    paragraph.append(end)


def _split(paragraph: Element, node: Element, offset: int, *, before: bool = False) -> Element:
    """Return the child of the paragraph that begins at the character ``offset`` of ``node`` (that ends there with
    ``before``). A plain run is parted there; what is more than that is taken whole."""
    top = node
    while (parent := top.getparent()) is not None and parent is not paragraph:
        top = parent
    text = node.text or ""
    children: Sequence[Element] = [child for child in top if child.tag != RPR]
    plain = top.tag == R and node.tag == T and list(children) == [node]
    if not plain or not 0 < offset < len(text):
        return top
    rest = copy.deepcopy(top)
    rest.tail = top.tail
    top.tail = None
    top.addnext(rest)
    other = next(iter(rest.iter(T)))
    for element, part in ((node, text[:offset]), (other, text[offset:])):
        element.text = part
        element.set(xml.SPACE, "preserve")
    return top if before else rest
