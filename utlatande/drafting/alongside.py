"""What a reused text points at: a table is brought along, and what cannot be is named with where it stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from utlatande.drafting import private
from utlatande.drafting.desk import Desk
from utlatande.model import Passage, PassageKind
from utlatande.pointing import Pointer, Sort, label, pointers

REACH = 3  # pieces of the same section in which a table stands that is pointed at without a number
CHAIN = 20  # pieces shown from which a table brings no further table along: each may point at the next
LONGEST = 400  # characters of a neighbouring text that a comment quotes


class Item(NamedTuple):
    """A paragraph, or a table with its caption, of a document."""

    passage: Passage
    text: str

    @property
    def is_table(self) -> bool:
        """Whether it holds rows."""
        return "\t" in self.text


class Along(NamedTuple):
    """What goes with a text: ``before``, its first words that stand for what was told before it, with that text where
    it is known; remarks beside it, tables after it, and what is missing, as (template, words)."""

    before: tuple[tuple[str, str], ...] = ()
    remarks: tuple[str, ...] = ()
    tables: tuple[Item, ...] = ()
    missing: tuple[tuple[str, str], ...] = ()


def along(place: int, every: Sequence[Item], shown: Sequence[Item], question: str | None, desk: Desk) -> Along:
    """Return what goes with a piece of text.

    ``every`` are the pieces of its document in order and ``place`` its own among them; ``shown`` are those of its
    passage that stand in the draft with it.
    """
    remarks: dict[str, None] = {}
    tables: dict[Item, None] = {}
    missing: dict[tuple[str, str], None] = {}
    own = every[place]
    for one in pointers(own.text):
        if one.sort is Sort.TABLE:
            if own.is_table and one.number in (None, label(own.text)):
                continue  # it is the table
            found = _table(one, every, place)
            if found and found[0] in shown:
                continue
            if not found or (own.is_table and len(shown) > CHAIN):
                missing.setdefault(("saknad_tabell", one.words))
            elif (stands := desk.tables.get(found[0].passage.id)) is not None:
                remarks.setdefault(_standing(one, stands, question, desk))
            else:
                tables.update(dict.fromkeys(found))
                remarks.setdefault(_brought(one, found[0], desk))
        elif one.sort is Sort.PICTURE:
            missing.setdefault(("saknad_bild", one.words))
        elif one.sort is Sort.APPENDIX:
            remarks.setdefault(f"”{one.words}” är en bilaga till {where(own, desk)}. Ändra eller ta bort.")
        elif one.sort is not Sort.BEFORE:
            remarks.update(dict.fromkeys(_elsewhere(one, every, place, shown, desk)))
    return Along(_leaning(place, every, shown), tuple(remarks), tuple(tables), tuple(missing))


def _leaning(place: int, every: Sequence[Item], shown: Sequence[Item]) -> tuple[tuple[str, str], ...]:
    """Return the first words of a piece that stand for what was told before it, where that does not stand above."""
    own, there = every[place], every[place - 1] if place else None
    if there is not None and there in shown:
        return ()
    leans = (one for one in pointers(own.text) if one.sort is Sort.BEFORE)
    return tuple((one.words, _neighbour(one, own, there)) for one in leans)


def _table(pointer: Pointer, every: Sequence[Item], place: int) -> tuple[Item, ...]:
    """Return the table that is meant, in all its parts: by its number, else the nearest of its section."""
    at = [position for position, item in enumerate(every) if item.is_table]
    if pointer.number is not None:
        at = [position for position in at if label(every[position].text) == pointer.number]
    else:
        own = every[place].passage
        at = [
            position
            for position in at
            if abs(position - place) <= REACH
            and every[position].passage.headings == own.headings
            and every[position].passage.question == own.question
            and (position - place) * pointer.side >= 0
            and position != place
        ]
    if not at:
        return ()
    nearest = min(at, key=lambda position: (abs(position - place), position < place))
    caption = every[nearest].text.partition("\n")[0]
    end = nearest + 1
    while end < len(every) and every[end].is_table and every[end].text.partition("\n")[0] == caption:
        end += 1  # a long table is several passages under one caption
    return tuple(every[nearest:end])


def _brought(pointer: Pointer, table: Item, desk: Desk) -> str:
    said = f"”{pointer.words}” syftar på en tabell i {where(table, desk)}. Den följer med här nedanför."
    return f"{said} Stämmer ”{pointer.words}” fortfarande?" if pointer.side or pointer.number else said


def _standing(pointer: Pointer, stands: str, question: str | None, desk: Desk) -> str:
    name = desk.label(stands)
    where = "står i samma svar" if stands == question or name is None else f"står under fråga {name}"
    return f"Tabellen som ”{pointer.words}” syftar på {where}."


def _elsewhere(pointer: Pointer, every: Sequence[Item], place: int, shown: Sequence[Item], desk: Desk) -> Iterator[str]:
    """Yield a remark on words that point at text before or after, with that text where it is left out of the draft."""
    own = every[place]
    near = place + (pointer.side or -1)
    there = every[near] if 0 <= near < len(every) else None
    beside = there is not None and there in shown
    if pointer.sort is not Sort.TEXT and beside:
        return
    said = f"”{pointer.words}” syftar på text"
    if beside:
        yield f"{said} i {where(own, desk)}. Ändra eller ta bort om den inte står här."
        return
    yield f"{said} som inte är med här. Se {where(own, desk)}. Ändra eller ta bort.{_quoted(pointer, own, there)}"


def _quoted(pointer: Pointer, own: Item, there: Item | None) -> str:
    text = _neighbour(pointer, own, there)
    return f"\nStycket {'före' if pointer.side < 0 else 'efter'} lyder: ”{text}”" if text else ""


def _neighbour(pointer: Pointer, own: Item, there: Item | None) -> str:
    """Return the text beside a piece, where it can be what is meant; "" where not."""
    if there is None or not pointer.side or there.is_table:
        return ""
    if there.passage is not own.passage:
        gap = abs(there.passage.origin.block - own.passage.origin.block)
        follows = own.passage.question is None or gap == 1  # between an answer and the one before stands a question
        if there.passage.headings != own.passage.headings or not follows:
            return ""
    return _shortened(there.text)


def decided(passage: Passage, desk: Desk) -> str:
    """Return what minutes say was decided in the matter that a text of theirs tells of; "" where that is not known."""
    if passage.kind is not PassageKind.MINUTES or not passage.headings or _is_decision(passage):
        return ""
    item = passage.headings[0]
    for one in desk.beside.get(passage.origin.document, ()):
        if one.headings[:1] == (item,) and _is_decision(one):
            return f"Beslut i ärendet: ”{_shortened(one.text)}”"
    return ""


def _is_decision(passage: Passage) -> bool:
    return len(passage.headings) > 1 and passage.headings[-1].lower().lstrip("0123456789. ").startswith("beslut")


def _shortened(text: str) -> str:
    flat = private.plain(" ".join(text.split()))
    return flat if len(flat) <= LONGEST else f"{flat[:LONGEST].rsplit(' ', 1)[0]} …"


def where(item: Item, desk: Desk) -> str:
    """Return where a piece stands, as running text says it: its document with the page, or else the section."""
    passage = item.passage
    document = desk.prose(passage.origin.document)
    if passage.origin.page:
        return f"{document}, s. {passage.origin.page}"
    return f"{document}, avsnitt ”{passage.headings[-1]}”" if passage.headings else document
