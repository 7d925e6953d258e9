"""Says what of the findings is asked, from the whole letter: where its lead-in stands, and what else it holds."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from utlatande.model import Notice, Origin, Question, QuestionKind
from utlatande.sentences import sentences
from utlatande.skrivelse import forms, phrases
from utlatande.skrivelse.finding import walk_over
from utlatande.skrivelse.items import Item, finished
from utlatande.skrivelse.pieces import pieces
from utlatande.skrivelse.unit import Unit
from utlatande.skrivelse.walk import Walk
from utlatande.structure import LabelKind

QUOTE = 90  # characters of a text that a notice quotes
BESIDE = 100  # questions of one paragraph that a sentence of it is compared with
MOST = 5  # sentences with a question mark that are told of
LED = ("list", "lead")
ANNOUNCED, IN_WORDS, LOOSELY = (
    3,
    2,
    1,
)  # in a list or after a lead-in; by its own words; a question mark in running text
_MARK = re.compile(r"(?<!\()\?(?=[\s”“\"'»«).!?]|$)")  # no mark of an address («…/?id=2»), nor a «(?)»


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The questions, the unit where asking begins (for the preamble), and what a person should know; ``surely`` says
    how sure it is that something is asked: ANNOUNCED, IN_WORDS, LOOSELY or nothing (0)."""

    questions: tuple[Question, ...]
    begins: int
    surely: int = 0
    notices: tuple[Notice, ...] = ()


def find(units: Sequence[Unit]) -> Asked:
    """Return what is asked in the units of a letter's body (from below its title to its end)."""
    walk = walk_over(units)
    first = _first(walk)
    kept = _kept(walk, first)
    for item in kept:
        _doubt(item)
    left = _left(units, kept)
    notices = [*_passed_over(walk.items, kept, first), *_told(left)] if kept else [_none(walk, left)]
    notices += _more(left)
    leads = [lead for lead in (*walk.leads, *walk.others) if any(item.unit >= lead for item in kept)]
    begins = min([*leads, *(item.unit for item in kept if not item.place)], default=len(units))
    surely = max((_sure(item) for item in kept), default=0)
    return Asked(questions=finished(kept), begins=begins, surely=surely, notices=tuple(notices))


def _sure(item: Item) -> int:
    return ANNOUNCED if item.strength in LED else LOOSELY if item.strength == "loose" else IN_WORDS


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
    """Keep what is asked. Where a lead-in bears questions, what stands before it is the preamble's but for demands,
    lists of nothing but questions, and questions labelled so."""
    runs = _runs(walk.items)
    lists = {id(item) for run in runs if _mostly_asks(run) for item in run}
    before = {id(item) for run in runs if _only_asks(run) for item in run}
    before |= {id(item) for item in walk.items if item.worded and all(_asks(one) for one in _ends([item]))}
    told = any(item.strength in ("indirect", "request", "list") or id(item) in lists for item in walk.items)
    beside = {item.unit for item in walk.items if item.strength in ("indirect", "request")}
    end = max((i for i, unit in enumerate(walk.units) if unit.text), default=0)
    kept: list[Item] = []
    for item in walk.items:
        if item.place or (item.kind is QuestionKind.UPPDRAG and (item.firm or item.strength == "list")):
            keep = True
        elif first is not None:
            keep = item.unit >= first and item.strength != "loose"
            if not keep and id(item) in before:
                keep, item.doubt = True, "Punkten står före den mening som inleder frågorna."
        elif item.strength == "unled":
            keep = id(item) in lists
        elif item.strength == "loose":
            keep = (item.unit in beside and forms.addressed(item.text)) or (not told and _ends_letter(item, end))
        else:
            keep = True
        if keep:
            kept.append(item)
    if first is None:
        kept = _with_paragraphs_before(walk, kept) or [run[0] for run in runs if len(run) == 1 and _asks(run[0])]
    return kept if any(item.strength != "loose" for item in kept) else _unannounced(walk.items, kept)


def _unannounced(items: Sequence[Item], kept: Sequence[Item]) -> list[Item]:
    """Take the questions in running text where a letter asks nothing else: better shown with doubt than missed."""
    own = {id(item) for item in kept}
    found = [item for item in items if id(item) in own or (item.strength == "loose" and not forms.rings(item.text))]
    for item in found:
        if id(item) in own:
            continue
        item.rule = "Mening med frågetecken i en skrivelse som inte ställer några andra frågor."
        item.doubt = "Frågan står i löpande text och kan vara retorisk."
    return found


def _with_paragraphs_before(walk: Walk, kept: Sequence[Item]) -> list[Item]:
    """Add the paragraphs of nothing but questions that stand right before the questions that end a letter."""
    own = {id(item) for item in kept}
    begins = min((item.unit for item in kept), default=0)
    if not kept or any(item.strength not in ("loose", "pure") for item in kept):
        return list(kept)
    while begins and (above := [item for item in walk.items if item.unit == begins - 1]):
        if " ".join(item.text for item in above) != walk.units[begins - 1].text:
            break
        for item in above:
            own.add(id(item))
            if not forms.addressed(item.text):
                item.doubt = item.doubt or "Frågan nämner ingen mottagare och kan vara retorisk."
        begins -= 1
    return [item for item in walk.items if id(item) in own]


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


def _runs(items: Sequence[Item]) -> list[list[Item]]:
    """Return the labelled lists that no lead-in announces."""
    runs: list[list[Item]] = []
    goes_on = False
    for item in items:
        if item.strength != "unled":
            goes_on = False
        elif goes_on and item.value not in ("1", "a"):
            runs[-1].append(item)
        else:
            runs.append([item])
            goes_on = True
    return runs


def _mostly_asks(run: Sequence[Item]) -> bool:
    ends = _ends(run)
    return len(ends) > 1 and sum(_asks(one) for one in ends) * 2 > len(ends)


def _only_asks(run: Sequence[Item]) -> bool:
    ends = _ends(run)
    return len(ends) > 1 and all(_asks(one) for one in ends)


def _ends(items: Iterable[Item]) -> list[Item]:
    """Return what has nothing below it: a heading over sub-questions asks by them."""
    return [end for item in items for end in (_ends(item.children) if item.children else [item])]


def _asks(item: Item) -> bool:
    return any(forms.marked(text) for text in item.asked)


def _doubt(item: Item) -> None:
    if item.doubt or item.kind is QuestionKind.UPPDRAG or item.children or item.stem:
        return
    if item.strength in ("list", "unled") and item.label is not LabelKind.LETTER and not phrases.asks(item.text):
        item.doubt = "Punkten är inte byggd som en fråga."


# --- what a person should know ---------------------------------------------------------------------------------------


def _passed_over(items: Sequence[Item], kept: Sequence[Item], first: int | None) -> list[Notice]:
    """Tell of wishes before the lead-in that were not counted."""
    there = {id(item) for item in kept}
    return [
        Notice(
            text=f"Före frågorna står också: {quoted(item.text)} Det togs inte med som en fråga.", origin=item.origin
        )
        for item in items
        if first is not None
        and item.unit < first
        and item.strength in ("indirect", "request")
        and id(item) not in there
    ]


def _left(units: Sequence[Unit], kept: Sequence[Item]) -> list[tuple[str, Origin]]:
    """Return the sentences with a question mark that no question holds, each with its place."""
    every = [one for item in kept for one in _all(item)]
    said = {
        part for one in every for text in (one.text, one.stem or "", *one.asked) for part in (text, *sentences(text))
    }
    near: dict[int, list[Item]] = {}  # what is asked in each unit: a part of its sentence may be what was taken
    for one in every:
        near.setdefault(one.unit, []).append(one)
    return [
        (piece.text, unit.block.origin)
        for place, unit in enumerate(units)
        if "?" in unit.text
        for piece in pieces(unit)
        if _MARK.search(piece.text) and piece.text not in said and not _holds(near.get(place, [])[:BESIDE], piece.text)
    ]


def _holds(items: Sequence[Item], text: str) -> bool:
    """Tell whether one of the items was taken out of a sentence, or holds it."""
    return any(
        text in one.text or text in (one.stem or "") or any(forms.marked(part) and part in text for part in one.asked)
        for one in items
    )


def _all(item: Item) -> list[Item]:
    return [item, *(one for child in item.children for one in _all(child))]


def _told(left: Sequence[tuple[str, Origin]]) -> list[Notice]:
    """Tell of question marks that were not taken for questions, so that a person can judge."""
    return [
        Notice(text=f"I texten står också {quoted(text)} Det togs inte med som en fråga.", origin=origin)
        for text, origin in left[:MOST]
    ]


def _more(left: Sequence[tuple[str, Origin]]) -> list[Notice]:
    """Tell how many there are beside those that were shown."""
    more = len(left[MOST:])
    what = "en mening" if more == 1 else f"{more} meningar"
    return [Notice(text=f"Ytterligare {what} med frågetecken togs inte med.", origin=left[MOST][1])] if more else []


def _none(walk: Walk, left: Sequence[tuple[str, Origin]]) -> Notice:
    """Tell that nothing is asked, and what might have been taken for a question."""
    leads = walk.leads or walk.others
    text, origin = "Inga frågor hittades i skrivelsen.", None
    if leads:
        text = "Skrivelsen säger att den ställer frågor, men ingen fråga hittades efter inledningen."
        origin = walk.units[leads[-1]].block.origin
    if left:
        shown = " ".join(quoted(one) for one, _ in left[:MOST])
        text = f"{text} I texten står {shown} Det togs inte med."
        origin = origin or left[0][1]
    return Notice(text=text, origin=origin)


def quoted(text: str) -> str:
    """Return a text in quotation marks that ends as a sentence does, once."""
    cut = " …?" if forms.marked(text) else " …"
    short = text if len(text) <= QUOTE else text[: QUOTE - 4].rsplit(" ", 1)[0].rstrip(",;:–") + cut
    ended = short.rstrip('”"»)').endswith((".", "?", "!", "…"))
    return f"”{short}”" if ended else f"”{short}”."
