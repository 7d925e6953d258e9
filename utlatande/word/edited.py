"""A Word file as it came back from editing: the text, what we put into it, and what is left for a person to settle."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from utlatande.model import Document, Origin, Role
from utlatande.spelling import SOFT, normal
from utlatande.word import marks, provenance
from utlatande.word.package import DEFAULT, BrokenPart, Limits, Package
from utlatande.word.provenance import Provenance, Suggestion
from utlatande.word.read import Reader, guarded
from utlatande.word.watch import Kind, Piece, Watch

ENDS = (Role.HEADER, Role.FOOTER)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tracked:
    """A tracked change that is neither accepted nor rejected. ``text`` is what it adds or takes away (empty for a
    changed look, and for a paragraph's end); ``origin`` is the block where it stands."""

    kind: Kind
    author: str | None
    text: str
    origin: Origin | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Highlight:
    """Text that is highlighted or shaded, in any colour."""

    text: str
    origin: Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class Cover:
    """The text that one of our bookmarks covers in one paragraph of a block."""

    bookmark: str
    block: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Edited:
    """An edited file. ``document`` is read with all tracked changes accepted.

    ``draft`` is the id of the draft it was made from, None when it is not ours; ``provenance`` is what our part in the
    file says was suggested and written, None when that is lost; ``bookmarks`` are those of ours that are left, also
    empty ones; ``pieces`` are all paragraphs that show in the body, its tables, text boxes and notes, in reading order;
    ``changes`` are the tracked changes left, anywhere.
    """

    document: Document
    draft: str | None = None
    provenance: Provenance | None = None
    bookmarks: tuple[str, ...] = ()
    pieces: tuple[Piece, ...] = ()
    highlights: tuple[Highlight, ...] = ()
    changes: tuple[Tracked, ...] = ()

    @property
    def suggestions(self) -> tuple[Suggestion, ...]:
        """What was suggested, with its sources; nothing when our part of the file is lost."""
        return () if self.provenance is None else self.provenance.suggestions

    @property
    def covers(self) -> tuple[Cover, ...]:
        """The text under our bookmarks, paragraph by paragraph."""
        return tuple(
            Cover(bookmark=name, block=piece.block or 0, text=text)
            for piece in self.pieces
            for name, text in piece.covers
        )

    @property
    def places(self) -> tuple[tuple[str, tuple[int, ...]], ...]:
        """Each of our bookmarks with the positions of the blocks whose text it covers now."""
        found: dict[str, dict[int, None]] = {name: {} for name in self.bookmarks}
        for cover in self.covers:
            found.setdefault(cover.bookmark, {})[cover.block] = None
        return tuple((name, tuple(blocks)) for name, blocks in found.items())


def read_edited(path: Path, *, name: str | None = None, limits: Limits = DEFAULT) -> Edited:
    """Read the edited Word file at ``path``. Raises ReadError."""
    with Package(path, name=name, limits=limits) as package:
        return read_edited_package(package)


def read_edited_package(package: Package) -> Edited:
    """Read an open Word file that was edited."""
    with guarded(package):
        watch = Watch()
        reader = Reader(package, "accepted", watch)
        document = reader.document()
    pieces: list[Piece] = []
    highlights: list[Highlight] = []
    changes: list[Tracked] = []
    for place, seen in reader.seen:
        origin = document.blocks[place].origin if document.blocks else None
        pieces += (replace(one, block=place) for one in seen.pieces if one.role not in ENDS)
        if origin is not None:
            highlights += (Highlight(text=text, origin=origin) for one in seen.highlights if (text := _shown(one)))
        changes += (
            Tracked(kind=one.kind, author=one.author, text=normal(one.text), origin=origin) for one in seen.changes
        )
    pieces = _ended(pieces, set(watch.open.values()))
    draft = dict(document.properties).get(marks.PROPERTY)
    found = _provenance(package, draft)
    return Edited(
        document=document,
        draft=draft or (found.draft if found else None),
        provenance=found,
        bookmarks=tuple(watch.names),
        pieces=tuple(pieces),
        highlights=tuple(highlights),
        changes=tuple(changes),
    )


def _ended(pieces: list[Piece], endless: set[str]) -> list[Piece]:
    """Let a bookmark without an end (LibreOffice loses it over a split paragraph) cover the first paragraph alone."""
    met: set[str] = set()
    found = []
    for piece in pieces if endless else ():
        covers = tuple(cover for cover in piece.covers if cover[0] not in endless or cover[0] not in met)
        met.update(name for name, _ in covers)
        found.append(replace(piece, covers=covers))
    return found or pieces


def _shown(text: str) -> str:
    return normal(text).replace(SOFT, "").strip()


def _provenance(package: Package, draft: str | None) -> Provenance | None:
    """Return what our custom XML part says; of several (a draft pasted into another) that of this draft."""
    found: list[Provenance] = []
    for name in sorted(package.names()):
        if not (name.startswith("customxml/") and name.endswith(".xml")):
            continue
        try:
            one = provenance.read_part(package.tree(name))
        except BrokenPart:
            continue
        if one is not None:
            found.append(one)
    return next((one for one in found if one.draft == draft), found[0] if found else None)
