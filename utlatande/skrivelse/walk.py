"""Where the walk over a letter's units stands, what it has found, and what lies ahead of it.

What proves a finding (``Item.strength``), from sure to unsure:
``list`` a labelled item after a lead-in or labelled «Fråga», or a question in a table; ``lead`` a question after a
lead-in; ``indirect`` and ``request`` a sentence that asks or demands by its own words; ``beside`` a question after such
a sentence; ``unled`` a labelled item that nothing announces; ``pure`` a paragraph of nothing but questions to somebody
named; ``loose`` any other question mark.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from utlatande.skrivelse import forms
from utlatande.skrivelse.items import Item, Nesting
from utlatande.skrivelse.phrases import Act
from utlatande.skrivelse.pieces import Piece
from utlatande.skrivelse.unit import Unit

AHEAD = 12  # units in which an open list's next number is looked for


@dataclass(slots=True)
class Walk:
    """Where the walk stands, and what it has found.

    ``mode``: ``""``, ``"ask"`` after a lead-in, ``"told"`` after an indirect question, ``"void"`` after a lead-in and
    then other text, ``"demand"`` after a demand's lead-in, ``"earlier"`` while an older letter is quoted.
    """

    units: Sequence[Unit]
    items: list[Item] = field(default_factory=list)
    mode: str = ""
    stem: str | None = None
    lead: int | None = None  # the unit of the lead-in now in force
    leads: list[int] = field(default_factory=list)
    others: list[int] = field(default_factory=list)  # lead-ins that speak of somebody else («ställer de frågor»)
    place: str | None = None
    section: int = 0  # the number of the last numbered heading
    nesting: Nesting = field(default_factory=Nesting)
    branch: list[Item] = field(default_factory=list)  # the open item at each depth of the list
    last: Item | None = None


def lead(walk: Walk, position: int, stem: str | None, *, own: bool = True) -> None:
    """Take the unit at ``position`` for a lead-in, with the stem that its list goes on with; ``own``: the sender's."""
    walk.mode, walk.stem, walk.lead = "ask", stem, position
    (walk.leads if own else walk.others).append(position)
    new_list(walk)


def demand(walk: Walk, position: int, stem: str | None) -> None:
    """Take the unit at ``position`` for the lead-in of demands."""
    walk.mode, walk.stem, walk.lead = "demand", stem, position
    new_list(walk)


def take(walk: Walk, item: Item) -> None:
    """Add an unlabelled item; it ends the list that was open."""
    walk.items.append(item)
    new_list(walk, item)


def new_list(walk: Walk, last: Item | None = None) -> None:
    """Close the open list; ``last`` is the item that a paragraph below may belong to."""
    walk.nesting, walk.branch, walk.last = Nesting(), [], last


# --- what lies ahead, and behind --------------------------------------------------------------------------------------


def stem_holds(walk: Walk, position: int) -> bool:
    """Tell whether the next unit goes on with a stem: in small letters, or labelled and no question of its own."""
    after = _after(walk, position)
    if after is None:
        return False
    return after.text[:1].islower() or (after.label is not None and not forms.question_form(after.text))


def breaks_off(walk: Walk, position: int, piece: Piece) -> bool:
    """Tell whether a question stops before its end («Vad har nämnden gjort för att»), and labelled lines in small
    letters go on with it."""
    after = _after(walk, position)
    goes_on = after is not None and after.label is not None and after.text[:1].islower()
    return goes_on and forms.plain_form(piece.text) and piece.text[-1] not in ".!?;"


def list_goes_on(walk: Walk, position: int) -> bool:
    """Tell whether the numbered list that is open counts on further down."""
    ahead = walk.units[position + 1 : position + AHEAD]
    return _counts_on(walk, next((u for u in ahead if u.label is not None and u.label.value.isdecimal()), None))


def leads_on(walk: Walk, position: int, parts: Sequence[Piece]) -> bool:
    """Tell whether a paragraph inside a numbered list announces the questions that the very next unit begins."""
    return bool(parts) and parts[-1].act in (Act.LEAD, Act.STEM) and _counts_on(walk, _after(walk, position))


def straight_after(walk: Walk, position: int) -> bool:
    """Tell whether only questions stand between the lead-in and here."""
    return walk.lead is not None and position - walk.lead <= 1 + sum(1 for item in walk.items if item.unit > walk.lead)


def _after(walk: Walk, position: int) -> Unit | None:
    return walk.units[position + 1] if position + 1 < len(walk.units) else None


def _counts_on(walk: Walk, after: Unit | None) -> bool:
    """Tell whether a unit's number follows the last one on the open list's own level."""
    top = walk.branch[0].value if walk.branch else None
    if top is None or not top.isdecimal() or after is None or after.label is None:
        return False
    return after.label.value.isdecimal() and int(after.label.value) == int(top) + 1
