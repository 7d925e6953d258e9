"""Says what of the findings is asked, from the whole letter: where its lead-in stands, and what else it holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from utlatande.model import Notice, Question, QuestionKind
from utlatande.skrivelse import forms
from utlatande.skrivelse.finding import Walk, walk_over
from utlatande.skrivelse.items import Item, finished
from utlatande.skrivelse.units import Unit
from utlatande.structure import LabelKind

QUOTE = 90  # characters of a text that a notice quotes
LED = ("list", "lead")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The questions, the unit where asking begins (for the preamble), and what a person should know."""

    questions: tuple[Question, ...]
    begins: int
    notices: tuple[Notice, ...] = ()


def find(units: Sequence[Unit]) -> Asked:
    """Return what is asked in the units of a letter's body (from below its title to its end)."""
    walk = walk_over(units)
    first = _first(walk)
    kept = _kept(walk, first)
    for item in kept:
        _doubt(item)
    notices = _passed_over(walk.items, kept, first) if kept else [_none(walk)]
    leads = [lead for lead in (*walk.leads, *walk.others) if any(item.unit >= lead for item in kept)]
    begins = min([*leads, *(item.unit for item in kept if not item.place)], default=len(units))
    return Asked(questions=finished(kept), begins=begins, notices=tuple(notices))


def _first(walk: Walk) -> int | None:
    """Return the first lead-in that bears questions: the sender's before another's, with text between if need be."""
    for strengths in (LED, (*LED, "unled")):
        for leads in (walk.leads, walk.others):
            for lead, following in pairwise([*leads, None]):
                if lead is not None and any(
                    _under(item, lead, following) and item.strength in strengths for item in walk.items
                ):
                    return lead
    return None


def _under(item: Item, lead: int, following: int | None) -> bool:
    return item.unit == lead or (item.unit > lead and (following is None or item.unit < following))


def _kept(walk: Walk, first: int | None) -> list[Item]:
    """Keep what is asked. Where a lead-in bears questions, what stands before it is the preamble's, demands aside."""
    lists = _lists(walk.items)
    told = any(item.strength in ("indirect", "request", "list") or id(item) in lists for item in walk.items)
    beside = {item.unit for item in walk.items if item.strength in ("indirect", "request")}
    end = max((i for i, unit in enumerate(walk.units) if unit.text), default=0)
    kept: list[Item] = []
    for item in walk.items:
        if item.place or (item.kind is QuestionKind.UPPDRAG and (item.firm or item.strength == "list")):
            keep = True
        elif first is not None:
            keep = item.unit >= first and item.strength != "loose"
        elif item.strength == "unled":
            keep = id(item) in lists
        elif item.strength == "loose":
            keep = (item.unit in beside and forms.addressed(item.text)) or (not told and _ends_letter(item, end))
        else:
            keep = True
        if keep:
            kept.append(item)
    return kept


def _ends_letter(item: Item, end: int) -> bool:
    """Take a question in running text where nothing else is asked: one that calls to act, or the letter's last line."""
    if item.ends and forms.calls_to_act(item.text):
        item.rule = "Styckets sista mening frågar en namngiven mottagare vad den tänker göra."
        item.doubt = "Frågan står i löpande text."
        return True
    if item.unit == end and not forms.rings(item.text):
        item.rule = "Frågan avslutar skrivelsen."
        item.doubt = None if forms.addressed(item.text) else "Frågan nämner ingen mottagare och kan vara retorisk."
        return True
    return False


def _lists(items: Sequence[Item]) -> set[int]:
    """Return the ids of items in labelled lists that no lead-in announces but whose items mostly are questions."""
    found: set[int] = set()
    run: list[Item] = []
    for item in [*items, None]:
        if item is not None and item.strength == "unled" and (not run or item.value not in ("1", "a")):
            run.append(item)
            continue
        marked = sum(any(forms.marked(text) for text in one.asked) for one in run)
        if len(run) > 1 and marked * 2 > len(run):
            found |= {id(one) for one in run}
        run = [item] if item is not None and item.strength == "unled" else []
    return found


def _doubt(item: Item) -> None:
    if item.doubt or item.kind is QuestionKind.UPPDRAG or item.children or item.stem:
        return
    if item.strength in ("list", "unled") and item.label is not LabelKind.LETTER and not forms.question_form(item.text):
        item.doubt = "Punkten är inte byggd som en fråga."


def _passed_over(items: Sequence[Item], kept: Sequence[Item], first: int | None) -> list[Notice]:
    """Tell of wishes before the lead-in that were not counted."""
    there = {id(item) for item in kept}
    return [
        Notice(
            text=f"Före frågorna står också: «{_short(item.text)}» Det togs inte med som en fråga.", origin=item.origin
        )
        for item in items
        if first is not None
        and item.unit < first
        and item.strength in ("indirect", "request")
        and id(item) not in there
    ]


def _short(text: str) -> str:
    return text if len(text) <= QUOTE else text[: QUOTE - 3].rsplit(" ", 1)[0] + " …"


def _none(walk: Walk) -> Notice:
    leads = walk.leads or walk.others
    if leads:
        origin = walk.units[leads[-1]].block.origin
        return Notice(
            text="Skrivelsen säger att den ställer frågor, men ingen fråga hittades efter inledningen.", origin=origin
        )
    return Notice(text="Inga frågor hittades i skrivelsen.")
