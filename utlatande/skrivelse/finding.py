"""Finds what may be asked: one walk over the units. What of it is kept, the whole letter decides (weighing.py)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from utlatande import structure
from utlatande.model import QuestionKind
from utlatande.skrivelse import forms, phrases
from utlatande.skrivelse.items import Item
from utlatande.skrivelse.listed import ASIDE, beside_list, fills, listed
from utlatande.skrivelse.phrases import Act
from utlatande.skrivelse.pieces import Piece, pieces
from utlatande.skrivelse.unit import Unit
from utlatande.skrivelse.walk import (
    Walk,
    breaks_off,
    demand,
    lead,
    leads_on,
    list_goes_on,
    stem_holds,
    straight_after,
    take,
)
from utlatande.skrivelse.words import ATT

HEADING = 60  # characters a heading over questions has at most
LEANING = 40  # questions that may lean on each other under one number
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
        listed(walk, position, unit, parts)
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
        lead(walk, position, None)
    elif slot == "yrkande" or (slot == "forslag_till_beslut" and " " in unit.text):
        demand(walk, position, None)
    elif unit.label is not None:
        walk.mode = ""
    else:
        return False
    return True


# --- running text -----------------------------------------------------------------------------------------------------


def _running(walk: Walk, position: int, unit: Unit, parts: Sequence[Piece]) -> None:
    if fills(walk, parts):
        return
    if list_goes_on(walk, position) and not leads_on(walk, position, parts):
        beside_list(walk, unit, parts)
        return
    pure = all(piece.act is Act.QUESTION for piece in parts)
    named = pure and bool(parts) and forms.addressed(unit.text)  # looked for once: a paragraph may be long
    count = len(walk.items)
    taken = False
    for index, piece in enumerate(parts):
        taken |= _said(walk, position, unit, piece, pure=(pure, named), last=index == len(parts) - 1)
    if walk.mode == "earlier" and parts and parts[-1].act is not Act.EARLIER:
        walk.mode = ""  # the quotation ended in its own paragraph
    if parts and parts[-1].act is Act.QUESTION and len(walk.items) > count:
        walk.items[-1].ends = True
    aside = len(unit.text) <= ASIDE and not unit.text.endswith((".", "!"))
    if not taken and not aside:
        walk.mode = {"ask": "void", "told": "void", "demand": "", "earlier": ""}.get(walk.mode, walk.mode)


def _said(walk: Walk, position: int, unit: Unit, piece: Piece, *, pure: tuple[bool, bool], last: bool) -> bool:
    """Take one sentence of a paragraph. Returns whether it announces, asks or demands."""
    match piece.act:
        case Act.LEAD | Act.STEM | Act.DEMAND_STEM | Act.EARLIER:
            _announced(walk, position, unit, piece, last=last)
        case Act.INDIRECT | Act.REQUEST:
            _told(walk, position, unit, piece)
        case Act.QUESTION:
            return _marked(walk, position, unit, piece, pure=pure)
        case Act.STATEMENT if last and breaks_off(walk, position, piece):
            lead(walk, position, piece.text)
        case Act.STATEMENT:
            return _unmarked(walk, position, unit, piece)
        case _:
            return False
    return True


def _announced(walk: Walk, position: int, unit: Unit, piece: Piece, *, last: bool) -> None:
    """Take a lead-in or a stem. A stem that its list does not go on with is a lead-in, or asks all by itself."""
    if piece.act is Act.EARLIER:
        walk.mode = "earlier"
    elif piece.act is Act.DEMAND_STEM:
        demand(walk, position, piece.text)
    elif piece.act is Act.STEM and last and stem_holds(walk, position):
        lead(walk, position, piece.text)
    elif piece.act is Act.STEM and not phrases.only_begun(piece.text):
        _told(walk, position, unit, Piece(text=piece.text, act=Act.INDIRECT))
    else:
        lead(walk, position, None, own=piece.act is Act.STEM or phrases.from_sender(piece.text))


def _told(walk: Walk, position: int, unit: Unit, piece: Piece) -> None:
    """Take a sentence that asks or demands by its own words."""
    demanded = piece.act is Act.REQUEST
    text, before = phrases.request(piece.text) if demanded else (piece.text, "")
    rule = (
        "Avsändaren vill att något görs eller redovisas (att-sats)."
        if demanded
        else "Avsändaren frågar med egna ord, utan frågetecken."
    )
    take(
        walk,
        Item(
            text=text,
            origin=unit.block.origin,
            unit=position,
            rule=rule,
            strength="request" if demanded else "indirect",
            kind=QuestionKind.UPPDRAG if demanded else QuestionKind.FRAGA,
            stem=before or None,
            asked=(text,),
            place=walk.place,
            firm=demanded and phrases.firm(piece.text),
        ),
    )
    if walk.mode not in ("ask", "told"):
        walk.mode, walk.lead = "told", position


_MARKED = {
    "ask": ("lead", "Fråga efter en inledning som ställer frågor."),
    "told": ("beside", "Fråga efter en mening där avsändaren frågar med egna ord."),
    "pure": ("pure", "Stycket består av frågor till en namngiven mottagare."),
    "loose": ("loose", "Mening med frågetecken."),
}


def _marked(walk: Walk, position: int, unit: Unit, piece: Piece, *, pure: tuple[bool, bool]) -> bool:
    """Take a sentence with a question mark. ``pure`` is whether its paragraph is nothing but questions, and whether
    those name somebody. Returns whether it surely was asked, so that the list of them goes on."""
    if walk.mode == "earlier":
        return True
    alone, named = pure
    how = walk.mode if walk.mode in _MARKED else "pure" if named else "loose"
    if how == "ask" and walk.branch and not alone and not forms.addressed(piece.text):
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
    take(
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
    if before.kind is QuestionKind.UPPDRAG or len(before.asked) >= LEANING:
        return False
    if before.unit == position:
        return forms.leans(piece.text)
    return unit.text == piece.text and len(piece.text.split()) <= BARE and forms.hangs(piece.text)


def _unmarked(walk: Walk, position: int, unit: Unit, piece: Piece) -> bool:
    """Take a sentence that its place says is asked: an att-clause, or a question whose mark is forgotten."""
    if walk.mode == "demand" and ATT.match(piece.text):
        text, rule, kind, doubt = (
            ATT.sub("", piece.text),
            "Att-sats efter en inledning som föreslår eller yrkar.",
            QuestionKind.UPPDRAG,
            None,
        )
    elif walk.mode == "ask" and forms.plain_form(piece.text) and straight_after(walk, position):
        text, kind = piece.text, QuestionKind.FRAGA
        rule, doubt = "Byggd som en fråga och står efter en inledning som ställer frågor.", "Frågetecken saknas."
    elif walk.mode == "ask" and walk.stem and piece.text[:1].islower() and straight_after(walk, position):
        text, kind, doubt = piece.text, QuestionKind.FRAGA, None
        rule = "Fortsätter meningen som frågar."
    else:
        return False
    take(
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
