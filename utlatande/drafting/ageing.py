"""What in a reused text is old, or from elsewhere: shown in comments, never changed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from utlatande import figures
from utlatande.drafting import private
from utlatande.drafting.desk import Desk
from utlatande.figures import FIGURE, YEAR
from utlatande.model import Passage

SHOWN = 5  # figures named in a comment

_SEASON = "våren|hösten|sommaren|vintern|vårterminen|höstterminen|året"
_RELATIVE = re.compile(
    rf"""\b(?:(?:den|det|de)\s+senaste(?:\s+\w+)?|i\s+år|i\s+fjol|fjolårets|årets
        |förra\s+(?:året|hösten|våren|sommaren|vintern)|nästa\s+(?:år|vår|höst|sommar|vinter)
        |(?:under|i|till|inför|efter|denna|den\s+här)\s+(?:{_SEASON})(?!\s+\d)|innevarande\s+år|resten\s+av\s+året
        |hittills|för\s+närvarande|i\s+nuläget|just\s+nu|nyligen|inom\s+kort|i\s+dag|idag)\b""",
    re.VERBOSE | re.IGNORECASE,
)


def checks(text: str, passage: Passage, desk: Desk) -> tuple[str, ...]:
    """Return the comments on a paragraph of an earlier document: what may be out of date, what is from elsewhere."""
    said = ("\n".join(_age(text, passage, desk)), "\n".join(_elsewhere(text, desk)))
    return tuple(one for one in said if one)


def origin(passage: Passage, desk: Desk) -> str:
    """Return a sentence when the whole passage was written for another nämnd or area than the one that asks."""
    namnd = passage.namnd or desk.metadata(passage.origin.document).namnd
    if not namnd or " " not in namnd.strip() or not desk.knows_namnd:
        return ""
    if desk.today(namnd) != desk.today(desk.namnd):
        return f"Texten skrevs för {namnd}. Kontrollera att den passar."
    return ""


def _age(text: str, passage: Passage, desk: Desk) -> Iterator[str]:
    year = desk.year(passage)
    if year is None:
        if FIGURE.search(text):
            yield "Dokumentets datum är okänt. Kontrollera att uppgifterna stämmer i dag."
        return
    if year >= desk.newest_year:
        return
    newer = tuple(_newer(text, year, desk))
    yield from newer
    due = sorted(_due(text, year, desk))
    if due:
        yield f"Texten från {year} säger vad som ska ske {' och '.join(map(str, due))}. Har det blivit så?"
    named = dict.fromkeys(m[0].strip() for m in (*YEAR.finditer(text), *FIGURE.finditer(text)))
    counted = [figure for figure in named if not YEAR.fullmatch(figure)]  # the years only date these
    others = [one for one in named if one not in counted and int(one) not in due]
    if (counted or others) and not newer and not desk.is_newest(passage):
        yield _asks_for_newer(year, counted or [one for one in others if int(one) != year], of_years=not counted)
    words = list(dict.fromkeys(m[0].lower() for m in _RELATIVE.finditer(text)))
    if words:
        yield f"{', '.join(f'”{word}”' for word in words[:SHOWN])} skrevs {year}. Stämmer det i dag?"


def _asks_for_newer(year: int, named: Sequence[str], *, of_years: bool) -> str:
    shown = ", ".join(named[:SHOWN]) + (" …" if len(named) > SHOWN else "")
    if not of_years:
        return f"Uppgifter från {year}: {shown}. Finns det nyare?"
    return f"Texten är från {year}{f' och nämner {shown}' if shown else ''}. Finns det nyare uppgifter?"


def _due(text: str, year: int, desk: Desk) -> set[int]:
    """Return the years, passed since, for which a text says what will be done."""
    return figures.due(text, year, desk.date.year if desk.date else desk.newest_year)


def _newer(text: str, year: int, desk: Desk) -> Iterator[str]:
    """Yield the newer figures that the facts have for what the text's own figures say."""
    for one in desk.figures.newer(text, year):
        fact = one.fact
        page = f", s. {fact.origin.page}" if fact.origin.page else ""
        newest = f"{fact.figure} ({fact.year}). ”{private.plain(' '.join(fact.sentence.split()))}”"
        yield f"Siffra från {one.when}: {one.figure}. Nyare i {desk.prose(fact.origin.document)}{page}: {newest}"


def _elsewhere(text: str, desk: Desk) -> Iterator[str]:
    names = desk.foreign_in(text)
    if names:
        shown = ", ".join(f"”{name}”" for name in names)
        yield f"{shown} nämns inte bland områdets platser. Kontrollera att texten passar för det som frågas."
