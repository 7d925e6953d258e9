"""What in a reused text is old, or from elsewhere: shown in comments, never changed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from utlatande import sentences
from utlatande.drafting.desk import Desk, Figure
from utlatande.drafting.pieces import stems
from utlatande.model import Fact, Passage

SHOWN = 5  # figures named in a comment
NEWER = 2  # newer figures named for one paragraph
SHARED = 3  # words that two sentences must share to be about the same thing

_YEAR = re.compile(r"(?<![\d/.-])(?:19|20)\d{2}(?![\d/])")
_FIGURE = re.compile(
    r"(?<![\w/.:-])(?<!årskurs )(?<!klockan )(?<!kl\. )(?<!§ )(?<!bilaga )(?<!fråga )(?<!den )(?<!Den )"
    r"(?:\d{1,3}(?:[ \u00a0]\d{3})+|\d+)(?:,\d+)?(?:[ \u00a0]?(?:%|procent|kronor|mnkr|tkr|miljon(?:er)? kronor))?"
    r"(?![\w/:-])"
)
_AGE = re.compile(r"\s+år\b")  # «65 år»: of somebody, not a count
_AHEAD = re.compile(
    r"\b(?:ska|kommer\s+att|avser|planerar|planeras|beräknas|återkommer|väntas|senast|börjar|öppnar?|startar|införs)\b",
    re.IGNORECASE,
)
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
    return tuple(one for one in ("\n".join(_age(text, passage, desk)), "\n".join(_elsewhere(text, desk))) if one)


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
        if _FIGURE.search(text):
            yield "Dokumentets datum är okänt. Kontrollera att uppgifterna stämmer i dag."
        return
    if year >= desk.newest_year:
        return
    newer = tuple(_newer(text, year, desk))
    yield from newer
    due = sorted(_due(text, year, desk))
    if due:
        yield f"Texten från {year} säger vad som ska ske {' och '.join(map(str, due))}. Har det blivit så?"
    named = dict.fromkeys(m[0].strip() for m in (*_YEAR.finditer(text), *_FIGURE.finditer(text)))
    figures = [figure for figure in named if not (figure.isdigit() and int(figure) in due)]
    if figures and not newer and not desk.is_newest(passage):
        shown = ", ".join(figures[:SHOWN]) + (" …" if len(figures) > SHOWN else "")
        yield f"Uppgifter från {year}: {shown}. Finns det nyare?"
    words = list(dict.fromkeys(m[0].lower() for m in _RELATIVE.finditer(text)))
    if words:
        yield f"{', '.join(f'”{word}”' for word in words[:SHOWN])} skrevs {year}. Stämmer det i dag?"


def _due(text: str, year: int, desk: Desk) -> set[int]:
    """Return the years, passed since, for which a text says what will be done."""
    now = desk.date.year if desk.date else desk.newest_year
    ahead = (sentence for sentence in sentences.sentences(text) if _AHEAD.search(sentence))
    return {int(m[0]) for sentence in ahead for m in _YEAR.finditer(sentence) if year <= int(m[0]) <= now}


def _newer(text: str, year: int, desk: Desk) -> Iterator[str]:
    """Yield the newer figures that the facts have for what the text's own figures say."""
    told: set[Fact] = set()
    for sentence in sentences.sentences(text):
        figure, when = _latest(sentence, year)
        if figure is None or len(told) >= NEWER:
            continue
        fits = [fact for fact in _same_thing(sentence, when, desk) if fact not in told]
        if fits:
            words = stems(sentence)
            best = max(fits, key=lambda fact: (fact.year or 0, len(stems(fact.sentence) & words)))
            told.add(best)
            page = f", s. {best.origin.page}" if best.origin.page else ""
            where = desk.prose(best.origin.document)
            newest = f"{best.figure} ({best.year}). ”{' '.join(best.sentence.split())}”"
            yield f"Siffra från {when}: {figure}. Nyare i {where}{page}: {newest}"


def _latest(sentence: str, year: int) -> tuple[str | None, int]:
    """Return the figure nearest to the last year of a sentence, and that year; ``year`` where it names none."""
    years = [(int(m[0]), m.start()) for m in _YEAR.finditer(sentence)]
    figures = [
        m for m in _FIGURE.finditer(sentence) if not _YEAR.fullmatch(m[0]) and _AGE.match(sentence, m.end()) is None
    ]
    when, at = max(years, default=(year, 0))
    nearest = min(figures, key=lambda m: abs(m.start() - at), default=None)
    return nearest and nearest[0], when


def _same_thing(sentence: str, when: int, desk: Desk) -> Iterator[Fact]:
    """Yield the facts later than ``when`` that measure what a sentence measures, in the same place."""
    flat, words = " ".join(sentence.split()), stems(sentence)
    places = {desk.today(place) for place in desk.places_in(sentence)}
    own = [one for one in desk.facts if one.flat in flat]
    keys = {one.key for one in own}
    for one in desk.facts:
        if (one.fact.year or 0) <= when or one.flat in flat:
            continue
        near = not places or one.place is None or one.place in places
        if one.key in keys or (near and _measures(one, words)):
            yield one.fact


def _measures(one: Figure, words: frozenset[str]) -> bool:
    """Tell whether most of what a fact measures stands in a sentence that shares its other words too."""
    most = len(one.measure & words) * 2 >= len(one.measure)
    return bool(one.measure) and most and len(one.words & words) >= min(SHARED, len(one.words))


def _elsewhere(text: str, desk: Desk) -> Iterator[str]:
    names = desk.foreign_in(text)
    if names:
        shown = ", ".join(f"”{name}”" for name in names)
        yield f"{shown} nämns inte bland områdets platser. Kontrollera att texten passar för det som frågas."
