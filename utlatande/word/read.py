"""Reads a Word file (.docx .docm .dotx .dotm, strict or transitional) from its XML: every word that shows."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

from lxml.etree import _Element as Element

from utlatande.errors import ReadError
from utlatande.model import Block, Comment, Document, Notice, Origin, Picture, Role, Struck
from utlatande.word.context import ID, Context, Found, TooManyParagraphs
from utlatande.word.drawn import chart_texts, diagram_texts
from utlatande.word.looks import Styles
from utlatande.word.numbering import Numbering, integer, on
from utlatande.word.package import DEFAULT, BrokenPart, Limits, Package, Relation
from utlatande.word.story import Story
from utlatande.word.watch import Seen, Watch
from utlatande.word.xml import VAL, w

View = Literal["accepted", "original"]
Inserted = Callable[[bytes, str], Document]

_MOST_INSERTED = 20  # files set in whole
_LARGER = 3  # half points above the body text, from which text is strong
_NAMES = {
    "title": "title",
    "creator": "author",
    "created": "created",
    "modified": "modified",
    "lastModifiedBy": "last author",
    "subject": "subject",
}
_TOLD = {
    "altChunk": "{name} hämtar text ur en annan fil som inte läses. Öppna den i Word och spara den på nytt.",
    "object": "{name} innehåller inbäddade objekt (till exempel Excel-blad) som inte läses.",
}
_REVISED = {
    "accepted": "{name} har spårade ändringar. Texten läses som om alla ändringar var godkända.",
    "original": "{name} har spårade ändringar. Texten läses som den var före ändringarna.",
}


def read_word(path: Path, *, name: str | None = None, limits: Limits = DEFAULT, view: View = "accepted") -> Document:
    """Read the Word file at ``path``. ``view`` is how tracked changes count. Raises ReadError."""
    with Package(path, name=name, limits=limits) as package:
        return read_package(package, view=view)


def read_package(package: Package, *, view: View = "accepted", inserted: Inserted | None = None) -> Document:
    """Read an open Word file. ``inserted`` reads a file that is set into it whole, of whatever kind."""
    with guarded(package):
        reader = Reader(package, view)
        if inserted is not None:
            reader.read_inserted(inserted)
        return reader.document()


@contextmanager
def guarded(package: Package) -> Iterator[None]:
    """Turn what a file of unreasonable depth or length raises into errors that say so."""
    try:
        yield
    except RecursionError as error:
        raise package.too_large("dess delar ligger för djupt i varandra") from error
    except TooManyParagraphs as error:
        raise package.too_large(f"den har mer än {package.limits.paragraphs} stycken") from error


def main_part(package: Package) -> str | None:
    """Return the name of the part with the document's text, or None when there is none."""
    named = next((r.target for r in package.relations("") if r.kind == "officeDocument" and r.target), None)
    if named:
        return named
    typed = (name for name, kind in package.content_types().items() if "word" in kind and kind.endswith(".main+xml"))
    return next((name for name in (*typed, "word/document.xml") if package.has(name)), None)


class Reader:
    """One reading of one file; ``watch`` looks on, and what it saw in each block stays in ``seen``.

    ``body`` is the document's body where it is parsed already, so that its elements outlive the reading.
    """

    def __init__(
        self, package: Package, view: View, watch: Watch | None = None, *, body: Element | None = None
    ) -> None:
        main = main_part(package)
        if main is None:
            raise package.damaged()
        self.package = package
        self.view = view
        self.main = main
        self.body = body
        self.notices: list[str] = []
        self._set: tuple[Element | None] | None = None  # the settings part, once it was asked for
        self.seen: list[tuple[int, Seen]] = []  # with the positions of the blocks
        self.relations = package.relations(main)
        self.by_id = {relation.id: relation for relation in self.relations}
        styles = Styles(self._related("styles"))
        self.context = Context(
            styles,
            Numbering(self._related("numbering"), styles.list_styles),
            accepted=view == "accepted",
            diagram=lambda relation: self._drawn(relation, diagram_texts),
            chart=lambda relation: self._drawn(relation, chart_texts),
            even_pages=self._even_pages,
            most_paragraphs=package.limits.paragraphs,
            watch=watch,
        )
        self._take_notes()

    def document(self) -> Document:
        """Return all of it as a Document."""
        context = self.context
        flow = self.package.stream(self.main, w("body")) if self.body is None else self.body
        body = list(Story(context).blocks(flow))
        ends = self._furniture()
        found = [
            *(f for f in ends if f.role is Role.HEADER),
            *body,
            *context.endnotes,
            *(f for f in ends if f.role is Role.FOOTER),
        ]
        usual = context.sizes.most_common(1)[0][0] if context.sizes else context.styles.size
        blocks: list[Block] = []
        pictures: list[Picture] = []
        struck: list[Struck] = []
        places: dict[str, Origin] = {}  # of comments
        for one in found:
            if one.picture:
                origin = blocks[-1].origin if blocks else None
                if one.struck:
                    struck.append(Struck(text=one.text, origin=origin))
                else:
                    pictures.append(Picture(text=one.text, origin=origin))
                continue
            blocks.append(self._block(one, len(blocks), usual))
            places.update(dict.fromkeys(one.comments, blocks[-1].origin))
            if one.seen is not None:
                self.seen.append((blocks[-1].origin.block, one.seen))
        if context.watch is not None:  # what stood in no block that shows
            self.seen.append((max(len(blocks) - 1, 0), context.watch.taken()))
        comments = self._comments(places)
        properties = tuple(self._properties())
        self._tell(blocks)
        return Document(
            name=self.package.name,
            format="docx",
            blocks=tuple(blocks),
            properties=properties,
            comments=comments,
            pictures=tuple(pictures),
            struck=tuple(struck),
            notices=tuple(Notice(text=text) for text in self.notices),
        )

    # --- parts ---------------------------------------------------------------------------------------------------

    def _part(self, name: str) -> Element | None:
        """Return a part beside the text, or None with a notice when it is broken."""
        try:
            return self.package.tree(name)
        except BrokenPart:
            self.notices.append(
                f"En del av {self.package.name} är skadad ({name}) och lästes inte. Jämför med originalet."
            )
            return None

    def _related(self, kind: str) -> Element | None:
        named = next((r.target for r in self.relations if r.kind == kind and r.target), None)
        if named is None and not self.relations:
            usual = posixpath.join(posixpath.dirname(self.main), f"{kind}.xml")
            named = usual if self.package.has(usual) else None
        return self._part(named) if named else None

    def _settings(self) -> Element | None:
        if self._set is None:
            self._set = (self._related("settings"),)
        return self._set[0]

    def _even_pages(self) -> bool:
        settings = self._settings()
        even = None if settings is None else settings.find(w("evenAndOddHeaders"))
        return even is not None and on(even)

    def _take_notes(self) -> None:
        found = False
        for role, kind, tag in ((Role.FOOTNOTE, "footnotes", w("footnote")), (Role.ENDNOTE, "endnotes", w("endnote"))):
            root = self._related(kind)
            for note in root.iterchildren(tag) if root is not None else ():
                if note.get(w("type"), "normal") == "normal":
                    self.context.notes.setdefault((role, note.get(ID, "")), note)
                    found = True
        settings = self._settings() if found else None
        for role, name, usual in ((Role.FOOTNOTE, "footnotePr", "decimal"), (Role.ENDNOTE, "endnotePr", "lowerRoman")):
            properties = None if settings is None else settings.find(w(name))
            if properties is not None:
                style, start = properties.find(w("numFmt")), properties.find(w("numStart"))
                self.context.note_formats[role] = (
                    usual if style is None else style.get(VAL, usual),
                    1 if start is None else integer(start.get(VAL), 1),
                )

    def _furniture(self) -> list[Found]:
        """Return the page headers and footers, each text once."""
        found: list[Found] = []
        seen: set[object] = set()
        for role, relation_id in self.context.furniture:
            relation = self.by_id.get(relation_id)
            if relation is None or relation.target is None or relation.target in seen:
                continue
            seen.add(relation.target)
            root = self._part(relation.target)
            for block in Story(self.context, role=role).blocks(root if root is not None else ()):
                block.page = None
                if (key := (role, block.number, block.text, block.cells)) not in seen:
                    seen.add(key)
                    found.append(block)
                elif self.context.watch is not None:
                    self.context.watch.give_back(block.seen)
        return found

    def read_inserted(self, read: Inserted) -> None:
        """Have files that are set in whole (altChunk) read by ``read``."""
        taken: list[str] = []

        def found(relation_id: str) -> list[Found] | None:
            relation = self.by_id.get(relation_id)
            if relation is None or relation.target is None or len(taken) >= _MOST_INSERTED:
                return None
            taken.append(relation.target)
            try:
                document = read(self.package.read(relation.target), posixpath.basename(relation.target))
            except ReadError:
                return None
            tables = self.context.tables
            own = [_found(block, tables) for block in document.body]
            self.context.tables += 1 + max((b.table for b in document.body if b.table is not None), default=-1)
            self.notices += [notice.text for notice in document.notices]
            return own

        self.context.inserted = found

    def _drawn(self, relation_id: str, texts: Callable[[Element], list[str]]) -> list[str]:
        """Return the texts of a part that is drawn in the line."""
        relation = self.by_id.get(relation_id)
        root = self._part(relation.target) if relation is not None and relation.target else None
        return [] if root is None else texts(root)

    def _comments(self, places: dict[str, Origin]) -> tuple[Comment, ...]:
        root = self._related("comments")
        found = []
        plain = Context(self.context.styles, self.context.numbering, accepted=self.context.accepted)
        for comment in root.iterchildren(w("comment")) if root is not None else ():
            blocks = Story(plain, role=Role.PARAGRAPH).blocks(comment)
            text = "\n".join(block.shown for block in blocks if not block.picture)
            if text:
                origin = places.get(comment.get(ID, ""))
                found.append(
                    Comment(text=text, author=comment.get(w("author")), date=comment.get(w("date")), origin=origin)
                )
        return tuple(found)

    def _properties(self) -> Iterator[tuple[str, str]]:
        top = self.package.relations("")
        for child in self._top(top, "core-properties"):
            name = _NAMES.get(child.tag.rpartition("}")[2])
            if name and (text := (child.text or "").strip()):
                yield name, text
        for child in self._top(top, "custom-properties"):
            text = "".join(str(part) for value in child for part in value.itertext()).strip()
            if text and (own := child.get("name")):
                yield own, text

    def _top(self, relations: list[Relation], kind: str) -> Element | tuple[()]:
        named = next((r.target for r in relations if r.kind in (kind, kind.replace("-p", "P")) and r.target), None)
        root = self._part(named) if named else None
        return () if root is None else root

    # --- blocks --------------------------------------------------------------------------------------------------

    def _block(self, found: Found, place: int, usual: int) -> Block:
        known = self.context.paged and found.page is not None
        return Block(
            text=found.text,
            role=found.role,
            origin=Origin(document=self.package.name, block=place, page=found.page if known else None),
            level=found.level,
            number=found.number,
            cells=found.cells,
            table=found.table,
            strong=found.bold or found.size >= usual + _LARGER,
            style=found.style,
        )

    def _tell(self, blocks: list[Block]) -> None:
        context, name = self.context, self.package.name
        if "revised" in context.told:
            self.notices.append(_REVISED[self.view].format(name=name))
        if any(part.endswith("vbaproject.bin") for part in self.package.names()):
            self.notices.append(f"{name} innehåller makron. De har inte körts.")
        self.notices += [text.format(name=name) for kind, text in _TOLD.items() if kind in context.told]
        if context.hidden:
            self.notices.append(f"{name} har dold text ({context.hidden} tecken) som inte läses.")
        if context.struck:
            self.notices.append(f"{name} har överstruken text ({context.struck} tecken) som inte räknas med.")
        if not blocks:
            only = (
                " – bara bilder. Är det en inskannad skrivelse behöver den läsas in som text först"
                if "picture" in context.told
                else ""
            )
            self.notices.append(f"{name} innehåller ingen text{only}.")


def _found(block: Block, tables: int) -> Found:
    """Return a block of a file that was set in as one of this file's."""
    return Found(
        block.text,
        block.role,
        level=block.level,
        number=block.number,
        cells=block.cells,
        table=None if block.table is None else tables + block.table,
        bold=block.strong,
    )
