"""What in a reused text is old, or from elsewhere: shown in comments, never changed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from utlatande import sentences
from utlatande.drafting.desk import Desk
from utlatande.drafting.pieces import stems
from utlatande.model import Fact, Passage

SHOWN = 5  # figures named in a comment
NEWER = 2  # newer figures named for one paragraph
SHARED = 3  # words that two sentences must share to be about the same thing

_YEAR = re.compile(r"(?<![\d/.-])(?:19|20)\d{2}(?![\d/])")
_FIGURE = re.compile(
    r"(?<![\w/.:-])(?<!årskurs )(?<!klockan )(?<!kl\. )(?<!§ )(?<!bilaga )(?<!fråga )(?<!den )"
    r"(?:\d{1,3}(?:[ \u00a0]\d{3})+|\d+)(?:,\d+)?(?:[ \u00a0]?(?:%|procent|kronor|mnkr|tkr|miljon(?:er)? kronor))?"
    r"(?![\w/:-])"
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
    named = namnd.casefold()
    for old, new in desk.evidence.renames:
        named = named.replace(old.casefold(), new.casefold())
    if _core(named) != _core(desk.namnd.casefold()):
        return f"Texten skrevs för {namnd}. Kontrollera att den passar."
    return ""


def _core(name: str) -> str:
    """Return a nämnd's name so that «Norrvik» and «Norrviks stadsdelsnämnd» are one."""
    return re.sub(r"s?\s+stadsdelsnämnd$|s$", "", name)


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
    figures = dict.fromkeys(m[0].strip() for m in (*_YEAR.finditer(text), *_FIGURE.finditer(text)))
    if figures and not newer and not desk.is_newest(passage):
        shown = ", ".join(list(figures)[:SHOWN]) + (" …" if len(figures) > SHOWN else "")
        yield f"Uppgifter från {year}: {shown}. Finns det nyare?"
    words = list(dict.fromkeys(m[0].lower() for m in _RELATIVE.finditer(text)))
    if words:
        yield f"{', '.join(f'”{word}”' for word in words[:SHOWN])} skrevs {year}. Stämmer det i dag?"


def _newer(text: str, year: int, desk: Desk) -> Iterator[str]:
    """Yield the newer figures that the facts have for what the text's own figures say."""
    told: set[Fact] = set()
    for sentence in sentences.sentences(text):
        figure = next((m[0] for m in _FIGURE.finditer(sentence) if not _YEAR.fullmatch(m[0])), None)
        if figure is None or len(told) >= NEWER:
            continue
        when = max((int(m[0]) for m in _YEAR.finditer(sentence)), default=year)
        words = stems(sentence)
        places = desk.places_in(sentence)
        flat = " ".join(sentence.split())
        keys = {_key(fact) for fact, _ in desk.facts if " ".join(fact.sentence.split()) in flat}
        fits = [
            fact
            for fact, own in desk.facts
            if (fact.year or 0) > when
            and fact not in told
            and (_key(fact) in keys or _fits(fact, own, sentence, words))
            and (_key(fact) in keys or not places or fact.place is None or fact.place in places)
        ]
        if fits:
            best = max(fits, key=lambda fact: (fact.year or 0, len(stems(fact.sentence) & words)))
            told.add(best)
            page = f", s. {best.origin.page}" if best.origin.page else ""
            where = desk.prose(best.origin.document)
            newest = f"{best.figure} ({best.year}). ”{' '.join(best.sentence.split())}”"
            yield f"Siffra från {when}: {figure}. Nyare i {where}{page}: {newest}"


def _key(fact: Fact) -> tuple[str, str]:
    return fact.measure.casefold(), (fact.place or "").casefold()


def _fits(fact: Fact, own: frozenset[str], sentence: str, words: frozenset[str]) -> bool:
    """Tell whether a fact measures what a sentence measures, and is not that very sentence."""
    if " ".join(fact.sentence.split()) in " ".join(sentence.split()):
        return False
    measure = stems(fact.measure.rpartition(":")[2])
    return bool(measure) and measure <= words and len(own & words) >= min(SHARED, len(own))


def _elsewhere(text: str, desk: Desk) -> Iterator[str]:
    names = desk.foreign_in(text)
    if names:
        shown = ", ".join(f"”{name}”" for name in names)
        yield f"{shown} nämns inte bland områdets platser. Kontrollera att texten passar för det som frågas."
