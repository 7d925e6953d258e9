"""Where each reused paragraph comes from, carried in the file: a hidden bookmark each, and a custom XML part.

The part also holds the text of the whole draft, so that what was added or filled in can be told when it comes back.
"""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from lxml import etree

from utlatande.model import Draft, Paragraph, Passage, Table
from utlatande.word import marks, xml
from utlatande.word.context import Context
from utlatande.word.looks import Styles
from utlatande.word.numbering import Numbering
from utlatande.word.opened import Opened
from utlatande.word.story import Story
from utlatande.word.watch import Piece, Watch

KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/customXml"
STORE = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """A passage that a suggestion comes from, as the file remembers it: its id, document, kind, block, page, date and
    headings."""

    passage: str
    document: str | None = None
    kind: str | None = None
    block: int | None = None
    page: int | None = None
    date: str | None = None
    headings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """A reused paragraph as it was suggested: its bookmark, question, role, sources (passage ids) and text; ``cited``
    tells of the sources when it was read from a file."""

    bookmark: str
    question: str | None
    role: str
    sources: tuple[str, ...]
    text: str
    cited: tuple[Cited, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """What our part of a file says: the draft's id, what was suggested, the whole draft paragraph by paragraph (``()``
    when it is not told), and what our comments are known by (``comment_digest``)."""

    draft: str
    suggestions: tuple[Suggestion, ...] = ()
    written: tuple[Piece, ...] = ()
    comments: tuple[str, ...] = ()


def draft_id(draft: Draft) -> str:
    """Return a draft's id: a hash of all that is shown, so that the same draft has the same id."""
    digest = hashlib.sha256()
    for text in (draft.title, *(piece for pair in draft.fields for piece in pair)):
        digest.update(text.encode("utf-8", "backslashreplace") + b"\0")
    for part in draft.parts:
        texts = (part.text,) if isinstance(part, Paragraph) else tuple(cell for row in part.rows for cell in row)
        for text in (*texts, *part.sources):
            digest.update(text.encode("utf-8", "backslashreplace") + b"\0")
    return digest.hexdigest()[:16]


def suggestion(part: Paragraph | Table, number: int, text: str) -> Suggestion:
    """Return how a reused part is remembered; ``number`` counts from 1, ``text`` is what the file shows."""
    return Suggestion(
        bookmark=f"{marks.BOOKMARK}{number:03d}",
        question=part.question if isinstance(part, Paragraph) else None,
        role=part.role.value if isinstance(part, Paragraph) else "table",
        sources=part.sources,
        text=text,
    )


def add_part(opened: Opened, identity: str, suggestions: Iterable[Suggestion], passages: Iterable[Passage]) -> None:
    """Add the custom XML part that says what was suggested under each bookmark, and from where."""
    known = {passage.id: passage for passage in passages}
    root = xml.root(marks.PROVENANCE, "provenance")
    root.set("draft", identity)
    root.set("comments", " ".join(_ours(opened)))
    for one in suggestions:
        element = etree.SubElement(root, _name("suggestion"), bookmark=one.bookmark, role=one.role)
        _set(element, "question", one.question)
        etree.SubElement(element, _name("text")).text = one.text
        for source in one.sources:
            _add_source(element, source, known.get(source))
    _add_written(root, opened)
    item = opened.free("customXml/item{}.xml")
    opened.add(item, root)
    opened.relate(opened.main, item, KIND)
    properties = etree.Element(f"{{{STORE}}}datastoreItem", nsmap={"ds": STORE})
    # The id of the store must be its own; the draft's id makes it the same each time.
    properties.set(
        f"{{{STORE}}}itemID", f"{{{str(uuid.uuid5(uuid.NAMESPACE_URL, marks.PROVENANCE + identity)).upper()}}}"
    )
    references = etree.SubElement(properties, f"{{{STORE}}}schemaRefs")
    etree.SubElement(references, f"{{{STORE}}}schemaRef").set(f"{{{STORE}}}uri", marks.PROVENANCE)
    name = item.replace("/item", "/itemProps")
    opened.add(name, properties, "application/vnd.openxmlformats-officedocument.customXmlProperties+xml")
    opened.relate(item, name, f"{KIND}Props")


def comment_digest(text: str) -> str:
    """Return what a comment of ours is known by when Word has taken its author's name away: its letters, hashed."""
    return hashlib.sha256("".join(text.split()).encode("utf-8", "backslashreplace")).hexdigest()[:12]


def _ours(opened: Opened) -> list[str]:
    parts = [opened.tree(name) for name in opened.related(opened.main, "comments") if name in opened.parts]
    found = (c for part in parts for c in part.iter(xml.w("comment")) if c.get(xml.w("author")) == marks.AUTHOR)
    return list(dict.fromkeys(comment_digest(xml.text_of(comment)) for comment in found))


def read_part(root: etree._Element) -> Provenance | None:
    """Return what a custom XML part says, or None when it is not ours. Whatever is missing in it is left empty."""
    if root.tag != _name("provenance"):
        return None
    return Provenance(
        draft=root.get("draft", ""),
        suggestions=tuple(_suggested(one) for one in root.iterchildren(_name("suggestion")) if one.get("bookmark")),
        written=tuple(
            Piece(
                text=one.text or "",
                role=one.get("role", ""),
                style=one.get("style"),
                table=_integer(one.get("table")),
                row=_integer(one.get("row")),
                cell=_integer(one.get("cell")),
                covers=tuple((name, one.text or "") for name in one.get("bookmarks", "").split()),
            )
            for one in root.iterfind(f"{_name('written')}/{_name('paragraph')}")
        ),
        comments=tuple(root.get("comments", "").split()),
    )


def _suggested(element: etree._Element) -> Suggestion:
    cited = tuple(
        Cited(
            passage=source.get("passage", ""),
            document=source.get("document"),
            kind=source.get("kind"),
            block=_integer(source.get("block")),
            page=_integer(source.get("page")),
            date=source.get("date"),
            headings=tuple(heading.text or "" for heading in source.iterchildren(_name("heading"))),
        )
        for source in element.iterchildren(_name("source"))
    )
    return Suggestion(
        bookmark=element.get("bookmark", ""),
        question=element.get("question"),
        role=element.get("role", ""),
        sources=tuple(one.passage for one in cited),
        text=element.findtext(_name("text")) or "",
        cited=cited,
    )


def _integer(text: str | None) -> int | None:
    return xml.number(text) if text and xml.NUMBER.fullmatch(text) else None


def _add_written(parent: etree._Element, opened: Opened) -> None:
    """Add the draft as our reader will see it, changes accepted."""
    sheets = [opened.tree(name) for name in opened.related(opened.main, "styles") if name in opened.parts]
    lists = [opened.tree(name) for name in opened.related(opened.main, "numbering") if name in opened.parts]
    styles = Styles(sheets[0] if sheets else None)
    watch = Watch()
    context = Context(styles, Numbering(lists[0] if lists else None, styles.list_styles), watch=watch)
    body = opened.tree(opened.main).find(xml.w("body"))
    element = etree.SubElement(parent, _name("written"))
    blocks = Story(context).blocks(() if body is None else body)
    for piece in (piece for found in blocks if found.seen is not None for piece in found.seen.pieces):
        block = etree.SubElement(element, _name("paragraph"), role=piece.role)
        block.text = xml.clean(piece.text)
        _set(block, "style", piece.style)
        for key, place in (("table", piece.table), ("row", piece.row), ("cell", piece.cell)):
            _set(block, key, None if place is None else str(place))
        _set(block, "bookmarks", " ".join(name for name, _ in piece.covers))


def _add_source(parent: etree._Element, identity: str, passage: Passage | None) -> None:
    element = etree.SubElement(parent, _name("source"))
    _set(element, "passage", identity)
    if passage is None:
        return
    _set(element, "document", passage.origin.document)
    _set(element, "kind", passage.kind.value)
    _set(element, "block", str(passage.origin.block))
    _set(element, "page", None if passage.origin.page is None else str(passage.origin.page))
    _set(element, "date", passage.date)
    for heading in passage.headings:
        etree.SubElement(element, _name("heading")).text = xml.clean(heading)


def _set(element: etree._Element, key: str, value: str | None) -> None:
    if value:
        element.set(key, xml.clean(value))


def _name(tag: str) -> str:
    return f"{{{marks.PROVENANCE}}}{tag}"
