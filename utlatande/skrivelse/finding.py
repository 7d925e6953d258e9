"""Finds what is asked: one walk over the units, then what the whole letter says about each finding.

What proves a finding (``Item.strength``), from sure to unsure:
``list`` a labelled item, or a question in a table, announced or not; ``lead`` a question after a lead-in; ``indirect`` and
``request`` a sentence that asks or demands by its own words; ``pure`` a paragraph of nothing but questions to somebody
named; ``tail`` questions that end the letter; ``loose`` any other question mark.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from utlatande import structure
from utlatande.model import Notice, Question, QuestionKind
from utlatande.skrivelse import phrases
from utlatande.skrivelse.items import Item, Nesting, finished
from utlatande.skrivelse.phrases import Act
from utlatande.skrivelse.pieces import Piece, core, pieces
from utlatande.skrivelse.units import Unit
from utlatande.structure import LabelKind

_END_SLOTS = frozenset({"bilagor", "delges", "beslutsunderlag"})
_END = re.compile(r"^(?:Källor|Källa|Referenser|Noter|Fotnoter|Kopia till|Bifogas|Litteratur)\s*:?$", re.IGNORECASE)
_PLACES = {
    "ersattaryttrande": "ersättaryttrande",
    "sarskilt_uttalande": "särskilt uttalande",
    "reservation": "reservation",
    "protokollsanteckning": "protokollsanteckning",
}
_PLACE = re.compile(
    r"^(?P<name>Ersättaryttrande|Särskilt uttalande|Reservation|Protokollsanteckning)\b(?P<from>[^:.?]{0,80})(?::\s*|$)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What was found: the questions, the unit where asking begins (for the preamble), and what a person should know."""

    questions: tuple[Question, ...]
    begins: int
    notices: tuple[Notice, ...] = ()


@dataclass(slots=True)
class _Walk:
    """Where the walk stands."""

    units: Sequence[Unit]
    items: list[Item] = field(default_factory=list)
    mode: str = (
        ""  # "", "ask", "told" (after an indirect question), "void" (a lead-in, then other text), "demand", "earlier"
    )
    stem: str | None = None
    lead: int | None = None  # the unit of the lead-in now in force
    leads: list[int] = field(default_factory=list)
    others: list[int] = field(default_factory=list)  # lead-ins that speak of somebody else («ställer de frågor»)
    place: str | None = None
    nesting: Nesting = field(default_factory=Nesting)
    branch: list[Item] = field(default_factory=list)  # the open item at each depth of the list
    last: Item | None = None


def find(units: Sequence[Unit]) -> Asked:
    """Return what is asked in the units of a letter's body (from below its title to its end)."""
    walk = _Walk(units)
    for position, unit in enumerate(units):
        if _ends_here(unit):
            break
        _step(walk, position, unit)
    kept, notices = _weigh(walk)
    begins = min(
        [item.unit for item in kept if not item.place]
        + [lead for lead in (*walk.leads, *walk.others) if any(item.unit >= lead for item in kept)],
        default=len(units),
    )
    return Asked(questions=finished(kept), begins=begins, notices=tuple(notices))


def _ends_here(unit: Unit) -> bool:
    if unit.label is not None or len(unit.text) > 40:
        return False
    return structure.slot(unit.text) in _END_SLOTS or _END.match(unit.text) is not None


def _step(walk: _Walk, position: int, unit: Unit) -> None:
    if m := _PLACE.match(unit.text):
        walk.place = m["name"].lower()
        walk.mode, walk.stem, walk.lead = "", None, None
        unit = replace(unit, text=unit.text[m.end() :].strip(), label=None)
        if not unit.text:
            return
    if unit.label is None and len(unit.text) < 60 and _heading(walk, position, unit):
        return
    parts = pieces(unit, open_end=position + 1 < len(walk.units))
    if unit.label is not None or unit.asked:
        _listed(walk, position, unit, parts)
    else:
        _running(walk, position, unit, parts)


def _heading(walk: _Walk, position: int, unit: Unit) -> bool:
    """Take a heading that says what follows («Frågor», «Yrkande»)."""
    place = structure.slot(unit.text)
    if place in _PLACES:
        walk.place, walk.mode = _PLACES[place], ""
    elif place == "fragor":
        _lead(walk, position, None)
    elif place == "yrkande":
        walk.mode, walk.stem, walk.lead = "demand", None, position
        _new_list(walk)
    else:
        return False
    return True


def _lead(walk: _Walk, position: int, stem: str | None, *, own: bool = True) -> None:
    walk.mode, walk.stem, walk.lead = "ask", stem, position
    (walk.leads if own else walk.others).append(position)
    _new_list(walk)


def _new_list(walk: _Walk) -> None:
    walk.nesting, walk.branch, walk.last = Nesting(), [], None


# --- labelled ---------------------------------------------------------------------------------------------------------


def _listed(walk: _Walk, position: int, unit: Unit, parts: Sequence[Piece]) -> None:
    if walk.mode == "earlier":
        return
    text, asked, context = core(parts)
    demand = walk.mode == "demand" or phrases.assigns(unit.text)
    if demand:
        text = re.sub(r"^att\s+", "", unit.text, flags=re.IGNORECASE)
        asked, context = (text,), ()
    item = Item(
        text=text,
        origin=unit.block.origin,
        unit=position,
        rule=_list_rule(walk, unit, demand=demand),
        strength="list" if walk.mode or unit.asked else "unled",
        kind=QuestionKind.UPPDRAG if demand else QuestionKind.FRAGA,
        value=None if unit.label is None or unit.label.kind is LabelKind.BULLET else unit.label.value,
        label=unit.label.kind if unit.label else None,
        stem=walk.stem,
        asked=asked,
        context=(*((unit.topic,) if unit.topic else ()), *context),
        place=walk.place,
    )
    _hang(walk, item, unit)


def _list_rule(walk: _Walk, unit: Unit, *, demand: bool) -> str:
    if unit.asked:
        return "Står i tabellens frågekolumn."
    what = "Punkt" if unit.label is None or unit.label.kind is LabelKind.BULLET else f"Punkt {unit.label.value}"
    if demand:
        return f"{what} i en lista över vad nämnden ska besluta eller förvaltningen göra."
    return f"{what} i listan efter en inledning som ställer frågor." if walk.mode else f"{what} i en lista av frågor."


def _hang(walk: _Walk, item: Item, unit: Unit) -> None:
    """Put a list item where it belongs: on the list's own level, or under the open item above it."""
    depth = walk.nesting.depth(unit)
    depth = min(depth, len(walk.branch))
    del walk.branch[depth:]
    if depth == 0:
        walk.items.append(item)
    else:
        above = walk.branch[-1]
        if item.label is LabelKind.BULLET and not phrases.question_form(item.text) and not above.text.endswith(":"):
            above.text += f"\n– {item.text}"
            above.asked = (*above.asked[:-1], f"{above.asked[-1]} {item.text}") if above.asked else (item.text,)
            return
        item.stem = None
        above.children.append(item)
    walk.branch.append(item)
    walk.last = item


# --- running text -----------------------------------------------------------------------------------------------------


def _running(walk: _Walk, position: int, unit: Unit, parts: Sequence[Piece]) -> None:
    if _list_goes_on(walk, position):
        _beside_list(walk, unit, parts)
        return
    pure = all(p.act is Act.QUESTION for p in parts)
    count = len(walk.items)
    led_here = False
    found = False
    for index, piece in enumerate(parts):
        if piece.act is Act.LEAD or (piece.act is Act.STEM and not _stem_holds(walk, position, parts, index)):
            _lead(walk, position, None, own=phrases.from_sender(piece.text))
            led_here = True
        elif piece.act is Act.STEM:
            _lead(walk, position, piece.text)
            led_here = True
        elif piece.act is Act.DEMAND_STEM:
            walk.mode, walk.stem, walk.lead = "demand", piece.text, position
            _new_list(walk)
            led_here = True
        elif piece.act is Act.EARLIER:
            walk.mode, led_here = "earlier", True
        elif piece.act in (Act.INDIRECT, Act.REQUEST):
            _told(walk, position, unit, piece)
            found = True
        elif piece.act is Act.QUESTION:
            found |= _marked(walk, position, unit, piece, pure=pure)
        elif walk.mode == "demand" and re.match(r"att\s", piece.text, re.IGNORECASE):
            _demanded(walk, position, unit, piece)
            found = True
        elif (
            walk.mode == "ask"
            and walk.lead is not None
            and phrases.plain_form(piece.text)
            and _straight_after(walk, position)
        ):
            _plain(walk, position, unit, piece)
            found = True
    if parts and parts[-1].act is Act.QUESTION and len(walk.items) > count:
        walk.items[-1].ends = True
    if not found and not led_here and not _aside(unit):
        walk.mode = {"ask": "void", "told": "void", "demand": "", "earlier": ""}.get(walk.mode, walk.mode)


def _aside(unit: Unit) -> bool:
    """A short line between questions («Ekonomi:») that neither asks nor tells."""
    return len(unit.text) <= 50 and not unit.text.endswith((".", "!"))


def _stem_holds(walk: _Walk, position: int, parts: Sequence[Piece], index: int) -> bool:
    """A stem is one when its list goes on with it: with a small letter, or labelled and without a question of its own."""
    if index + 1 < len(parts):
        return False
    after = walk.units[position + 1] if position + 1 < len(walk.units) else None
    if after is None:
        return False
    return after.text[:1].islower() or (after.label is not None and not phrases.question_form(after.text))


def _list_goes_on(walk: _Walk, position: int) -> bool:
    """Tell whether the numbered list that is open counts on further down."""
    top = walk.branch[0] if walk.branch else None
    if top is None or walk.last is None or top.value is None or not top.value.isdigit():
        return False
    ahead = next(
        (u for u in walk.units[position + 1 : position + 12] if u.label is not None and u.label.value.isdigit()), None
    )
    return ahead is not None and ahead.label is not None and int(ahead.label.value) == int(top.value) + 1


def _beside_list(walk: _Walk, unit: Unit, parts: Sequence[Piece]) -> None:
    """A paragraph inside a numbered list: its questions belong to the item above, the rest is context."""
    item = walk.last
    if item is None or (_aside(unit) and not unit.text.endswith("?")):
        return
    more = tuple(p.text for p in parts if p.act in (Act.QUESTION, Act.INDIRECT))
    if more:
        item.text = f"{item.text} {' '.join(more)}"
        item.asked = (*item.asked, *more)


def _straight_after(walk: _Walk, position: int) -> bool:
    return walk.lead is not None and position - walk.lead <= 1 + sum(1 for item in walk.items if item.unit > walk.lead)


def _told(walk: _Walk, position: int, unit: Unit, piece: Piece) -> None:
    if piece.act is Act.INDIRECT:
        item = Item(
            text=piece.text,
            origin=unit.block.origin,
            unit=position,
            rule="Avsändaren frågar med egna ord, utan frågetecken.",
            strength="indirect",
            asked=(piece.text,),
            place=walk.place,
        )
    else:
        text, before = phrases.request(piece.text)
        item = Item(
            text=text, origin=unit.block.origin, unit=position, rule="Avsändaren vill att något görs eller redovisas (att-sats).", strength="request",
            kind=QuestionKind.UPPDRAG, stem=before or None, asked=(text,), place=walk.place,
        )  # fmt: skip
    walk.items.append(item)
    if walk.mode not in ("ask", "told"):
        walk.mode, walk.lead = "told", position
    _closed(walk, item)


def _closed(walk: _Walk, item: Item) -> None:
    """An unlabelled item ends the list that was open."""
    walk.nesting, walk.branch, walk.last = Nesting(), [], item


def _marked(walk: _Walk, position: int, unit: Unit, piece: Piece, *, pure: bool) -> bool:
    """Take a sentence with a question mark. Returns whether it was taken for asked."""
    if walk.mode == "earlier":
        return True
    before = walk.items[-1] if walk.items else None
    beside = before is not None and before.unit == position
    if walk.mode == "ask":
        strength, rule = "lead", "Fråga efter en inledning som ställer frågor."
    elif walk.mode == "told":
        strength, rule = "beside", "Fråga efter en mening där avsändaren frågar med egna ord."
    elif pure and phrases.addressed(unit.text):
        strength, rule = "pure", "Stycket består av frågor till en namngiven mottagare."
    else:
        strength, rule = "loose", "Mening med frågetecken."
    if (
        before is not None
        and phrases.leans(piece.text)
        and (beside or _bare(unit, piece))
        and before.kind is QuestionKind.FRAGA
    ):
        before.text = f"{before.text} {piece.text}"
        before.asked = (*before.asked, piece.text)
        return strength != "loose"
    item = Item(
        text=piece.text,
        origin=unit.block.origin,
        unit=position,
        rule=rule,
        strength=strength,
        asked=(piece.text,),
        place=walk.place,
        stem=walk.stem if strength == "lead" else None,
    )
    walk.items.append(item)
    _closed(walk, item)
    return strength != "loose"


def _bare(unit: Unit, piece: Piece) -> bool:
    """A leaning question of a few words in a paragraph of its own («Om inte, varför?»)."""
    return unit.text == piece.text and len(piece.text.split()) <= 5


def _demanded(walk: _Walk, position: int, unit: Unit, piece: Piece) -> None:
    text = re.sub(r"^att\s+", "", piece.text, flags=re.IGNORECASE)
    item = Item(
        text=text, origin=unit.block.origin, unit=position, rule="Att-sats efter en inledning som föreslår eller yrkar.", strength="list",
        kind=QuestionKind.UPPDRAG, stem=walk.stem, asked=(text,), place=walk.place,
    )  # fmt: skip
    walk.items.append(item)
    _closed(walk, item)


def _plain(walk: _Walk, position: int, unit: Unit, piece: Piece) -> None:
    item = Item(
        text=piece.text, origin=unit.block.origin, unit=position, rule="Byggd som en fråga och står efter en inledning som ställer frågor.", strength="lead",
        asked=(piece.text,), place=walk.place, stem=walk.stem, doubt="Frågetecken saknas.",
    )  # fmt: skip
    walk.items.append(item)
    _closed(walk, item)


# --- what the whole letter says ---------------------------------------------------------------------------------------


def _weigh(walk: _Walk) -> tuple[list[Item], list[Notice]]:
    """Keep what is asked. Where a lead-in bears questions, loose question marks and wishes before it are the preamble's."""
    notices: list[Notice] = []
    items = walk.items
    bearing = [
        lead for lead in walk.leads if any(item.unit >= lead and item.strength in ("list", "lead") for item in items)
    ]
    first = bearing[0] if bearing else None
    lists = _lists(items)
    told = [item.unit for item in items if item.strength in ("indirect", "request", "list") or id(item) in lists]
    end = max((i for i, unit in enumerate(walk.units) if unit.text), default=0)
    kept: list[Item] = []
    for item in items:
        if item.place or (
            item.strength in ("list", "lead")
            and (first is None or item.unit >= first or item.kind is QuestionKind.UPPDRAG)
        ):
            kept.append(item)
        elif item.strength == "unled":
            if (id(item) in lists and first is None) or (first is not None and item.unit > first):
                kept.append(item)
        elif first is not None and item.unit < first:
            if item.strength in ("indirect", "request"):
                notices.append(
                    Notice(
                        text=f"Före frågorna står också: «{_short(item.text)}». Det togs inte med som en fråga.",
                        origin=item.origin,
                    )
                )
        elif item.strength in ("indirect", "request", "beside", "pure"):
            kept.append(item)
        elif first is None and not told and item.ends and phrases.calls_to_act(item.text):
            item.rule, item.doubt = (
                "Styckets sista mening frågar en namngiven mottagare vad den tänker göra.",
                "Frågan står i löpande text.",
            )
            kept.append(item)
        elif first is None and not told and item.unit == end and not phrases.rings(item.text):
            item.strength, item.rule = "tail", "Frågan avslutar skrivelsen."
            kept.append(item)
    for item in kept:
        _doubt(item)
    if not kept:
        notices.append(_none(walk))
    return kept, notices


def _first_bearing(leads: Sequence[int], items: Sequence[Item]) -> int | None:
    """Return the first lead-in with a question of its own before the next lead-in or the end."""
    for lead, following in zip(leads, [*leads[1:], None], strict=True):
        if any(
            item.unit >= lead
            and (following is None or item.unit < following or item.unit == lead)
            and item.strength in ("list", "lead")
            for item in items
        ):
            return lead
    return None


def _lists(items: Sequence[Item]) -> set[int]:
    """Return the ids of items in labelled lists that no lead-in announces but whose items mostly are questions."""
    found: set[int] = set()
    run: list[Item] = []
    for item in [*items, None]:
        if item is not None and item.strength == "unled" and (not run or item.value not in ("1", "a")):
            run.append(item)
            continue
        if len(run) >= 2 and sum(any(t.endswith("?") for t in i.asked) for i in run) * 2 > len(run):
            found |= {id(i) for i in run}
        run = [item] if item is not None and item.strength == "unled" else []
    return found


def _short(text: str) -> str:
    return text if len(text) <= 90 else text[:87].rsplit(" ", 1)[0] + " …"


def _doubt(item: Item) -> None:
    for child in item.children:
        _doubt(child)
    if item.doubt or item.kind is QuestionKind.UPPDRAG or item.children:
        return
    if item.strength == "tail" and not phrases.addressed(item.text):
        item.doubt = "Frågan nämner ingen mottagare och kan vara retorisk."
    elif (
        item.strength == "list"
        and not item.stem
        and not phrases.question_form(item.text)
        and item.label is not LabelKind.LETTER
    ):
        item.doubt = "Punkten är inte byggd som en fråga."


def _none(walk: _Walk) -> Notice:
    leads = walk.leads or walk.others
    if leads:
        unit = walk.units[leads[-1]]
        return Notice(
            text="Skrivelsen säger att den ställer frågor, men ingen fråga hittades efter inledningen.",
            origin=unit.block.origin,
        )
    return Notice(text="Inga frågor hittades i skrivelsen.")
