"""Finds what may be asked: one walk over the units. What of it is kept, the whole letter decides (weighing.py).

What proves a finding (``Item.strength``), from sure to unsure:
``list`` a labelled item after a lead-in, or a question in a table; ``lead`` a question after a lead-in;
``indirect`` and ``request`` a sentence that asks or demands by its own words; ``beside`` a question after such a
sentence; ``unled`` a labelled item that nothing announces; ``pure`` a paragraph of nothing but questions to somebody
named; ``loose`` any other question mark.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from utlatande import structure
from utlatande.model import QuestionKind
from utlatande.skrivelse import forms, phrases
from utlatande.skrivelse.items import Item, Nesting
from utlatande.skrivelse.phrases import Act
from utlatande.skrivelse.pieces import Piece, core, pieces
from utlatande.skrivelse.units import Unit
from utlatande.structure import LabelKind

HEADING = 60  # characters a heading over questions has at most
ASIDE = 50  # … and a line between questions that neither asks nor tells
AHEAD = 12  # units in which an open list's next number is looked for
BARE = 5  # words of a leaning question that belongs to the paragraph before
_PLACES = {
    "ersattaryttrande": "ersättaryttrande",
    "sarskilt_uttalande": "särskilt uttalande",
    "reservation": "reservation",
    "protokollsanteckning": "protokollsanteckning",
}
_PLACE = re.compile(
    r"^(?P<name>Ersättaryttrande|Särskilt uttalande|Reservation"
    r"|Protokollsanteckning)\b(?P<from>[^:.?]{0,80})(?::\s*|$)",
    re.IGNORECASE,
)
_END_SLOTS = frozenset({"bilagor", "delges"})
_END = re.compile(r"^(?:Källor|Källa|Referenser|Noter|Fotnoter|Kopia till|Bifogas|Litteratur)\s*:?$", re.IGNORECASE)
_PART = "\n– "
_ATT = re.compile(r"^att\s+", re.IGNORECASE)


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


def walk_over(units: Sequence[Unit]) -> Walk:
    """Walk over the units of a letter's body, from below its title to its end."""
    walk = Walk(units)
    for position, unit in enumerate(units):
        if _ends_here(unit):
            break
        _step(walk, position, unit)
    return walk


def _ends_here(unit: Unit) -> bool:
    if unit.label is not None or len(unit.text) > HEADING:
        return False
    return structure.slot(unit.text) in _END_SLOTS or _END.match(unit.text) is not None


def _step(walk: Walk, position: int, unit: Unit) -> None:
    if m := _PLACE.match(unit.text):
        walk.place = m["name"].lower()
        walk.mode, walk.stem, walk.lead = "", None, None
        unit = replace(unit, text=unit.text[m.end() :].strip(), label=None)
        if not unit.text:
            return
    if len(unit.text) < HEADING and (_section(walk, unit) or unit.label is None) and _heading(walk, position, unit):
        return
    parts = pieces(unit, open_end=position + 1 < len(walk.units))
    if unit.label is not None or unit.asked:
        _listed(walk, position, unit, parts)
    else:
        _running(walk, position, unit, parts)


_SECTIONS = frozenset({"arendet", "sammanfattning", "fragor", "yrkande"})


def _section(walk: Walk, unit: Unit) -> bool:
    """Tell whether a numbered line is a section's heading («1. Bakgrund», «2. Frågor», then «3. Avslutning»)."""
    label = unit.label
    if label is None or not label.value.isdecimal() or unit.text.endswith(("?", ".", ":")):
        return False
    number = int(label.value)
    known = structure.slot(unit.text) in _SECTIONS or (walk.section > 0 and len(unit.text.split()) <= BARE)
    if known and number == walk.section + 1:
        walk.section = number
        return True
    return False


def _heading(walk: Walk, position: int, unit: Unit) -> bool:
    """Take a heading that says what follows («Frågor», «Yrkande»)."""
    slot = structure.slot(unit.text)
    if slot in _PLACES:
        walk.place, walk.mode = _PLACES[slot], ""
    elif slot == "fragor":
        _lead(walk, position, None)
    elif slot == "yrkande" or (slot == "forslag_till_beslut" and " " in unit.text):
        _demand(walk, position, None)
    elif unit.label is not None:
        walk.mode = ""
    else:
        return False
    return True


def _lead(walk: Walk, position: int, stem: str | None, *, own: bool = True) -> None:
    walk.mode, walk.stem, walk.lead = "ask", stem, position
    (walk.leads if own else walk.others).append(position)
    _new_list(walk)


def _demand(walk: Walk, position: int, stem: str | None) -> None:
    walk.mode, walk.stem, walk.lead = "demand", stem, position
    _new_list(walk)


def _new_list(walk: Walk) -> None:
    walk.nesting, walk.branch, walk.last = Nesting(), [], None


# --- labelled ---------------------------------------------------------------------------------------------------------


def _listed(walk: Walk, position: int, unit: Unit, parts: Sequence[Piece]) -> None:
    if walk.mode == "earlier":
        return
    text, asked, context = core(parts)
    demand = phrases.assigns(unit.text) or (walk.mode == "demand" and not any(forms.marked(one) for one in asked))
    if demand:
        text, context = _ATT.sub("", unit.text), ()
        asked = (text,)
    item = Item(
        text=text,
        origin=unit.block.origin,
        unit=position,
        rule=_list_rule(walk, unit, demand=demand),
        strength="list" if walk.mode in ("ask", "told", "demand") or unit.asked else "unled",
        kind=QuestionKind.UPPDRAG if demand else QuestionKind.FRAGA,
        value=None if unit.label is None or unit.label.kind is LabelKind.BULLET else unit.label.value,
        label=unit.label.kind if unit.label else None,
        stem=walk.stem,
        asked=asked,
        context=(*((unit.topic,) if unit.topic else ()), *context),
        place=walk.place,
    )
    _hang(walk, item, unit)


def _list_rule(walk: Walk, unit: Unit, *, demand: bool) -> str:
    if unit.asked:
        return "Står i tabellens frågekolumn."
    what = "Punkt" if unit.label is None or unit.label.kind is LabelKind.BULLET else f"Punkt {unit.label.value}"
    if demand:
        return f"{what} i en lista över vad nämnden ska besluta eller förvaltningen göra."
    return f"{what} i listan efter en inledning som ställer frågor." if walk.mode else f"{what} i en lista av frågor."


def _hang(walk: Walk, item: Item, unit: Unit) -> None:
    """Put a list item where it belongs: on the list's own level, or under the open item above it."""
    depth = min(walk.nesting.depth(unit), len(walk.branch))
    del walk.branch[depth:]
    if depth == 0:
        walk.items.append(item)
    else:
        above = walk.branch[-1]
        if _splits_up(item, above):
            above.text += f"{_PART}{item.text}"
            above.asked = (*above.asked[:-1], f"{above.asked[-1]} {item.text}") if above.asked else (item.text,)
            return
        item.stem = None
        above.children.append(item)
    walk.branch.append(item)
    walk.last = item


def _splits_up(item: Item, above: Item) -> bool:
    """A bullet that only divides the question above it («… fördelat på», «– flickor»)."""
    if item.label is not LabelKind.BULLET or above.text.endswith(":"):
        return False
    return _PART in above.text or not forms.question_form(item.text)


# --- running text -----------------------------------------------------------------------------------------------------


def _running(walk: Walk, position: int, unit: Unit, parts: Sequence[Piece]) -> None:
    if _list_goes_on(walk, position):
        _beside_list(walk, unit, parts)
        return
    pure = all(piece.act is Act.QUESTION for piece in parts)
    count = len(walk.items)
    taken = False
    for index, piece in enumerate(parts):
        if piece.act in (Act.LEAD, Act.STEM, Act.DEMAND_STEM, Act.EARLIER):
            _announced(walk, position, unit, piece, last=index == len(parts) - 1)
            taken = True
        elif piece.act in (Act.INDIRECT, Act.REQUEST):
            _told(walk, position, unit, piece)
            taken = True
        elif piece.act is Act.QUESTION:
            taken |= _marked(walk, position, unit, piece, pure=pure)
        elif piece.act is Act.STATEMENT:
            taken |= _unmarked(walk, position, unit, piece)
    if walk.mode == "earlier" and parts and parts[-1].act is not Act.EARLIER:
        walk.mode = ""  # the quotation ended in its own paragraph
    if parts and parts[-1].act is Act.QUESTION and len(walk.items) > count:
        walk.items[-1].ends = True
    aside = len(unit.text) <= ASIDE and not unit.text.endswith((".", "!"))
    if not taken and not aside:
        walk.mode = {"ask": "void", "told": "void", "demand": "", "earlier": ""}.get(walk.mode, walk.mode)


def _announced(walk: Walk, position: int, unit: Unit, piece: Piece, *, last: bool) -> None:
    """Take a lead-in or a stem. A stem that its list does not go on with is a lead-in, or asks all by itself."""
    if piece.act is Act.EARLIER:
        walk.mode = "earlier"
    elif piece.act is Act.DEMAND_STEM:
        _demand(walk, position, piece.text)
    elif piece.act is Act.STEM and last and _stem_holds(walk, position):
        _lead(walk, position, piece.text)
    elif piece.act is Act.STEM and not phrases.only_begun(piece.text):
        _told(walk, position, unit, Piece(text=piece.text, act=Act.INDIRECT))
    else:
        _lead(walk, position, None, own=piece.act is Act.STEM or phrases.from_sender(piece.text))


def _stem_holds(walk: Walk, position: int) -> bool:
    """Tell whether the next unit goes on with a stem: in small letters, or labelled and no question of its own."""
    after = walk.units[position + 1] if position + 1 < len(walk.units) else None
    if after is None:
        return False
    return after.text[:1].islower() or (after.label is not None and not forms.question_form(after.text))


def _list_goes_on(walk: Walk, position: int) -> bool:
    """Tell whether the numbered list that is open counts on further down."""
    top = walk.branch[0] if walk.branch else None
    if top is None or top.value is None or not top.value.isdecimal():
        return False
    ahead = walk.units[position + 1 : position + AHEAD]
    following = next((u.label.value for u in ahead if u.label is not None and u.label.value.isdecimal()), None)
    return following is not None and int(following) == int(top.value) + 1


def _beside_list(walk: Walk, unit: Unit, parts: Sequence[Piece]) -> None:
    """A paragraph inside a numbered list: its questions belong to the item above, the rest is context."""
    item = walk.last
    more = tuple(piece.text for piece in parts if piece.act in (Act.QUESTION, Act.INDIRECT))
    if item is not None and more and (len(unit.text) > ASIDE or forms.marked(unit.text)):
        item.text = f"{item.text} {' '.join(more)}"
        item.asked = (*item.asked, *more)


def _told(walk: Walk, position: int, unit: Unit, piece: Piece) -> None:
    """Take a sentence that asks or demands by its own words."""
    demand = piece.act is Act.REQUEST
    text, before = phrases.request(piece.text) if demand else (piece.text, "")
    rule = (
        "Avsändaren vill att något görs eller redovisas (att-sats)."
        if demand
        else "Avsändaren frågar med egna ord, utan frågetecken."
    )
    _take(
        walk,
        Item(
            text=text,
            origin=unit.block.origin,
            unit=position,
            rule=rule,
            strength="request" if demand else "indirect",
            kind=QuestionKind.UPPDRAG if demand else QuestionKind.FRAGA,
            stem=before or None,
            asked=(text,),
            place=walk.place,
            firm=demand and phrases.firm(piece.text),
        ),
    )
    if walk.mode not in ("ask", "told"):
        walk.mode, walk.lead = "told", position


def _take(walk: Walk, item: Item) -> None:
    """Add an unlabelled item; it ends the list that was open."""
    walk.items.append(item)
    walk.nesting, walk.branch, walk.last = Nesting(), [], item


_MARKED = {
    "ask": ("lead", "Fråga efter en inledning som ställer frågor."),
    "told": ("beside", "Fråga efter en mening där avsändaren frågar med egna ord."),
    "pure": ("pure", "Stycket består av frågor till en namngiven mottagare."),
    "loose": ("loose", "Mening med frågetecken."),
}


def _marked(walk: Walk, position: int, unit: Unit, piece: Piece, *, pure: bool) -> bool:
    """Take a sentence with a question mark. Returns whether it surely was asked, so that the list of them goes on."""
    if walk.mode == "earlier":
        return True
    named = pure and forms.addressed(unit.text)
    how = walk.mode if walk.mode in _MARKED else "pure" if named else "loose"
    if how == "ask" and walk.branch and not pure and not forms.addressed(piece.text):
        how = "loose"  # it stands in other text below a list of questions
    strength, rule = _MARKED[how]
    before = walk.items[-1] if walk.items else None
    if (
        before is not None
        and (walk.lead is None or before.unit >= walk.lead)
        and _belongs(piece, unit, position, before)
    ):
        before.text = f"{before.text} {piece.text}"
        before.asked = (*before.asked, piece.text)
        return strength != "loose"
    stem = walk.stem if how == "ask" else None
    _take(
        walk,
        Item(
            text=piece.text,
            origin=unit.block.origin,
            unit=position,
            rule=rule,
            strength=strength,
            asked=(piece.text,),
            place=walk.place,
            stem=stem,
        ),
    )
    return strength != "loose"


def _belongs(piece: Piece, unit: Unit, position: int, before: Item) -> bool:
    """A leaning question belongs to the one before it in its paragraph; a very short one, to the paragraph before."""
    if before.kind is QuestionKind.UPPDRAG:
        return False
    if before.unit == position:
        return forms.leans(piece.text)
    return unit.text == piece.text and len(piece.text.split()) <= BARE and forms.hangs(piece.text)


def _unmarked(walk: Walk, position: int, unit: Unit, piece: Piece) -> bool:
    """Take a sentence that its place says is asked: an att-clause, or a question whose mark is forgotten."""
    if walk.mode == "demand" and _ATT.match(piece.text):
        text, rule, kind, doubt = (
            _ATT.sub("", piece.text),
            "Att-sats efter en inledning som föreslår eller yrkar.",
            QuestionKind.UPPDRAG,
            None,
        )
    elif walk.mode == "ask" and forms.plain_form(piece.text) and _straight_after(walk, position):
        text, kind = piece.text, QuestionKind.FRAGA
        rule, doubt = "Byggd som en fråga och står efter en inledning som ställer frågor.", "Frågetecken saknas."
    elif walk.mode == "ask" and walk.stem and piece.text[:1].islower() and _straight_after(walk, position):
        text, kind, doubt = piece.text, QuestionKind.FRAGA, None
        rule = "Fortsätter meningen som frågar."
    else:
        return False
    _take(
        walk,
        Item(
            text=text,
            origin=unit.block.origin,
            unit=position,
            rule=rule,
            strength="list" if kind is QuestionKind.UPPDRAG else "lead",
            kind=kind,
            stem=walk.stem,
            asked=(text,),
            place=walk.place,
            doubt=doubt,
        ),
    )
    return True


def _straight_after(walk: Walk, position: int) -> bool:
    """Tell whether only questions stand between the lead-in and here."""
    return walk.lead is not None and position - walk.lead <= 1 + sum(1 for item in walk.items if item.unit > walk.lead)
