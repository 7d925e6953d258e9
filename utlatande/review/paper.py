"""A tjänsteutlåtande as the rules see it: its sections, what it says of itself, and how its places are spoken of."""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from utlatande import settings as settings_room
from utlatande import structure
from utlatande.figures import Figures
from utlatande.model import Block, Document, DocumentKind, Metadata, Origin, Role, Search, Skrivelse
from utlatande.passages.common import sections
from utlatande.passages.metadata import metadata
from utlatande.settings import Settings
from utlatande.structure import Section
from utlatande.word import marks
from utlatande.word.edited import Edited

OUTSIDE = (Role.HEADER, Role.FOOTER)
_NEAR = 6  # blocks over a section in which its heading stands
_SHORT = 60  # characters of a heading in a place
_PLACES = {Role.HEADER: "Sidhuvudet", Role.FOOTER: "Sidfoten"}

# «[dnr]», «[Svar på fråga 5 skrivs här]»; not «[1]», «[sic]», «[…]», «[min översättning]»
_BRACKETS = re.compile(r"\[(?!\s*(?:\d{1,3}|sic!?|…|\.{2,3}|[a-zåäö])\s*\])[^\[\]\n]{2,300}\]")
_HOLES = re.compile(
    r"(?<![\w/.-])(?:[Xx]{2,}|[XxNnYy]{4}-[XxMmNn]{2}-[XxDdNn]{2}|ÅÅÅÅ(?:-MM-DD)?|åååå-mm-dd|YYYY-MM-DD|yyyy-mm-dd"
    r"|20[Xx]{2}(?:-[Xx]{2}-[Xx]{2})?|20\d[Xx]|TODO|TBD|FIXME|N\.N\.|NN)(?![\w/-])"
    r"|_{4,}|\.{6,}|…{3,}|\?{3,}|\{\{[^{}\n]{0,80}\}\}|\{%[^{}\n]{0,80}%\}|<<[^<>\n]{1,80}>>|#{3,}"
)
# Without any of these a text has no placeholder: telling so is quicker than to look for each at every letter.
_SIGNS = (
    *(
        "[",
        "X",
        "xx",
        "ÅÅÅÅ",
        "åååå",
        "YYYY",
        "yyyy",
        "NN",
        "nnnn",
        "N.N.",
        "TODO",
        "TBD",
        "FIXME",
        "0x",
        "1x",
        "2x",
        "3x",
    ),
    *("3x", "yyyy-", "____", "......", "………", "???", "{{", "{%", "<<", "###"),
)
_ASIDE = re.compile(r"\[(?:min|vår|våra|förf|red|anm|övers|kurs|utel)\w*\b[^\]]*\]", re.IGNORECASE)


@dataclass(frozen=True)
class Paper:
    """Everything a check reads. ``letter`` is the skrivelse it answers, when it was given; ``date`` is today's."""

    edited: Edited
    letter: Skrivelse | None = None
    settings: Settings = field(default_factory=Settings)
    date: dt.date | None = None
    search: Search | None = None
    figures: Figures | None = None
    memory: dict[str, Any] = field(default_factory=dict, compare=False)  # what was found once and is asked for again

    @property
    def document(self) -> Document:
        """The document, tracked changes accepted."""
        return self.edited.document

    @functools.cached_property
    def outline(self) -> tuple[Section, ...]:
        """Its sections, every block in one of them."""
        return structure.outline(self.document)

    @functools.cached_property
    def sections(self) -> tuple[Section, ...]:
        """Its sections without letterhead, contents and running heads."""
        return sections(self.document, self.outline)

    @functools.cached_property
    def metadata(self) -> Metadata:
        """What it says of itself."""
        return metadata(self.document, DocumentKind.TJANSTEUTLATANDE, self.sections)

    @functools.cached_property
    def topic(self) -> str:
        """The words that stand everywhere in it."""
        meta = self.metadata
        return " ".join(filter(None, (meta.title, meta.namnd, meta.area)))

    @functools.cached_property
    def year(self) -> int | None:
        """The year it is decided or was written; else this year."""
        said = self.metadata.meeting_date or self.metadata.date
        if said and said[:4].isdigit():
            return int(said[:4])
        return self.date.year if self.date else None

    @functools.cached_property
    def _headings(self) -> dict[int, str]:
        found: dict[int, str] = {}
        last = None  # a bold line may look like a heading of its own; it still stands under the one before
        for section in self.outline:
            named = next((name for name in reversed(section.path) if structure.slot(name)), None)
            last = named or last
            for block in section.blocks:
                found.setdefault(block.origin.block, _named(section, named or last))
        return found

    @functools.cached_property
    def under(self) -> dict[int, str]:
        """The questions by the blocks that stand under them; filled in by whoever finds that out."""
        return {}

    def place(self, block: Block | Origin | None) -> str:
        """Return where something stands, as a person would say it."""
        if block is None:
            return "Dokumentet"
        origin = block if isinstance(block, Origin) else block.origin
        if isinstance(block, Block) and block.role in _PLACES:
            return _PLACES[block.role]
        if origin.block in self._headings:
            asked = self.under.get(origin.block)
            place = self._headings[origin.block] or "Brevhuvudet"
            return f"{place.partition(', ”')[0]}, {asked[:1].lower()}{asked[1:]}" if asked else place
        there = self.at(origin.block)
        if there is not None and there.role in _PLACES:
            return _PLACES[there.role]
        text = " ".join(there.text.split()) if there is not None else ""
        return f"Rubriken ”{_cut(text)}”" if text else "Dokumentet"

    def heading(self, section: Section) -> Block | None:
        """Return the block that a section's heading is."""
        text = section.heading or ""
        if section.blocks:
            after = section.blocks[0].origin.block
            near = (self.at(place) for place in range(after, max(-1, after - _NEAR), -1))
            found = next((b for b in near if b is not None and " ".join(b.text.split()) == text), None)
            if found is not None:
                return found
        return self._by_text.get(text)

    @functools.cached_property
    def _by_text(self) -> dict[str, Block]:
        return {" ".join(block.text.split()): block for block in reversed(self.document.body)}

    @functools.cached_property
    def _by_place(self) -> dict[int, Block]:
        return {block.origin.block: block for block in self.document.blocks}

    def at(self, place: int) -> Block | None:
        """Return the block at a position of the document."""
        return self._by_place.get(place)

    def of(self, *slots: str) -> Iterator[Section]:
        """Yield the sections of these slots."""
        return (section for section in self.sections if section.slot in slots)

    def text_of(self, *slots: str) -> str:
        """Return the text of the sections of these slots."""
        return "\n".join(block.text for section in self.of(*slots) for block in section.blocks)


def rules() -> dict[str, Any]:
    """Return what an office may edit of the rules (data/review.toml)."""
    return settings_room.data("review")


def styled(block: Block, *styles: str) -> bool:
    """Tell whether a block has one of our own paragraph styles, by our names for them."""
    return any(block.style in marks.STYLES[marks_style] for marks_style in marks.STYLES if marks_style.value in styles)


def gaps(text: str) -> list[str]:
    """Return the placeholders in a text, as they stand: «[dnr]», «XX», «20XX-XX-XX», «____»."""
    if not any(sign in text for sign in _SIGNS):
        return []
    found = [m for m in _BRACKETS.finditer(text) if not _ASIDE.fullmatch(m[0])]
    inside = _BRACKETS.sub(lambda m: " " * len(m[0]), text)
    found += _HOLES.finditer(inside)
    return [m[0] for m in sorted(found, key=lambda m: m.start())]


def without_gaps(text: str) -> str:
    """Return a text without its placeholders."""
    if not any(sign in text for sign in _SIGNS):
        return text
    return _HOLES.sub(" ", _BRACKETS.sub(lambda m: m[0] if _ASIDE.fullmatch(m[0]) else " ", text))


def lines(blocks: Iterable[Block]) -> Iterator[tuple[Block, str]]:
    """Yield each line of text with its block, the cells of a table by themselves."""
    for block in blocks:
        for piece in block.cells or (block.text,):
            for line in piece.split("\n"):
                if line.strip():
                    yield block, line.strip()


def _named(section: Section, named: str | None) -> str:
    own = section.heading
    if own and named and own != named and len(own) <= _SHORT:
        return f"{named}, ”{own}”"
    return _cut(named or own or "")


def _cut(text: str) -> str:
    return text if len(text) <= _SHORT else text[: _SHORT - 1].rsplit(" ", 1)[0] + " …"


def cut(text: str, most: int = 80) -> str:
    """Return a text on one line, shortened at a word."""
    text = " ".join(text.split())
    return text if len(text) <= most else text[: most - 1].rsplit(" ", 1)[0] + " …"
