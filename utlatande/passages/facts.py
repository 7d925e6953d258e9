"""Figures in running text: what is measured, how much, where and which year, with the sentence that says so."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from utlatande.model import Fact, Origin
from utlatande.passages.measures import Said, measure_of
from utlatande.sentences import MONTHS, sentences

NUMBER = r"\d{1,3}(?:[ \u00a0]\d{3})+(?:,\d+)?|\d+(?:,\d+)?"
YEARS = r"(?:19|20)\d\d(?:\s?[–/-]\s?(?:19|20)\d\d|/\d\d(?!\d)|[–-]\d\d(?!\d|\s[a-z]))?"
UNIT = (
    r"[ \u00a0]?(?:%|procent(?:enheter)?\b|tkr\b|mnkr\b|mkr\b|kr\b|tusen kronor\b|kronor\b|miljon(?:er)?(?: kronor)?\b"
    r"|miljard(?:er)?(?: kronor)?\b)"
)
_FIGURE = re.compile(rf"(?<![\w,.§/:-])(?P<figure>(?:{NUMBER})(?:{UNIT})?)(?![\w/:]|[-–]\d|,\d|\.\d)")
_YEARS = re.compile(rf"(?<![\w,.:/–-]){YEARS}(?![\w:-])(?!\s?–\s?\d)")
_ONE_YEAR = re.compile(r"(?:19|20)\d\d(?:[–/-]\d{2,4})?")
# A year that something is compared with is no year of the other figures.
_COMPARED = re.compile(r"\b(?:jämfört med|jämförelser? med|än|sedan|mot|sen|liksom|från och med)(?:\s\w+){0,3}\s*$")
_NEXT_YEAR = re.compile(
    rf"(?:\s(?!och\b|varav\b|jämfört\b)[a-zåäöA-ZÅÄÖ-]+){{0,4}}\s(?:år\s|under\s|i\s)?"
    rf"(?:(?:läsåret|våren|hösten|sommaren|vintern|höstterminen|vårterminen)\s)?(?P<years>{YEARS})(?![\w-])"
)
_BETWEEN, _TO_YEAR = re.compile(r"\bmellan\s$"), re.compile(rf"\soch\s(?P<years>{YEARS})")
_IN_BRACKETS = re.compile(rf"(?:\s[\wåäö-]+){{0,4}}\s\((?:år\s|läsåret\s)?(?P<years>{YEARS})\)")
_BEFORE_BRACKET = re.compile(rf"(?P<years>{YEARS})\s\($")
_BEFORE = re.compile(
    rf"(?P<years>{YEARS})(?:\s(?:då|var|fanns|blev|gjordes|anmäldes|inkom|uppgick till|siffran|antalet|motsvarande|det"
    r"|cirka|ca|drygt|ungefär|nästan|omkring))*\s$"
)
_NO_COUNT = re.compile(  # what a number before such a word is: a date, an age, a share of something, a difference
    rf"\s?(?:{'|'.join(MONTHS)}|år|åring\w*|-åring\w*|fler|färre|mer|mindre|av|kap|§|tim\w*|minuter|meter|km|kilometer|kvm"
    r"|gånger|året innan|föregående år|förra året)\b|\s?[-–]\s?\d",
    re.IGNORECASE,
)
_NO_FIGURE = re.compile(  # what stands before a number that counts nothing
    r"\b(?:årskurs(?:erna)?|åk|klass|kapitel|kap\.|klockan|kl\.?|plan|sid(?:an|a)?|s\.|bilaga|tabell|diagram|figur|nr|nummer"
    r"|tertialrapport|kvartal|vecka|fas|linje|den|de|dessa|alla|dnr|minst|högst|över|under|mer än|mindre än|rum|hus"
    r"|ålder\w*|mellan|index på|per|\d+ av)\s$",
    re.IGNORECASE,
)
_NAME = (
    r"[A-ZÅÄÖ][\wåäö]+(?:[-/][A-ZÅÄÖ][\wåäö]+)*"
    r"(?:\s(?:stad|kommun|län|centrum|station|torg|park|gård)\b|\s[A-ZÅÄÖ]\w+)?"
)
_PLACE = re.compile(rf"\b(?:[Ii]|[Pp]å|[Vv]id|[Ii]nom|[Kk]ring|[Ff]ör)\s(?:hela\s)?({_NAME})\b(?!-)(?!\s\w+-)")
_NO_PLACE = re.compile(
    r"(?:lag|lagen|listan|avtal|avtalet|plan|planen|rapport|rapporten|undersökning\w*|mätning\w*|enkät\w*|förvaltning\w*"
    r"|nämnd\w*|kontor\w*|styrelse\w*|polisen?|polisregion|tjänst|tjänsten|program\w*)$",
    re.IGNORECASE,
)
_MOST = 40  # figures of a sentence that are looked at: more is a table that lost its lines
_BEHIND = 60  # characters before a figure or a year that tell what it is
_SINGLE = 1  # year in a sentence, that all its figures are of
_LONGEST = 1000  # characters: what is longer is no sentence
_UNITS = re.compile(rf"(?:{NUMBER})(?:{UNIT})")


class _Figure(NamedTuple):
    text: str
    start: int
    end: int
    year: int


def facts(text: str, origin: Origin, *, heading: str | None, area: str | None, areas: Sequence[str] = ()) -> list[Fact]:
    """Return the facts of a paragraph: one for each figure that has a year of its own."""
    found: list[Fact] = []
    if not _YEARS.search(text):
        return found
    place: str | None = None
    before: str | None = None  # what the sentence before measured
    for sentence in sentences(text):
        if len(sentence) > _LONGEST:
            continue
        places = _places(sentence, areas)
        figures = _figures(sentence)
        main: str | None = None
        for one in figures:
            said = Said(
                sentence=sentence,
                start=one.start,
                end=one.end,
                figure=one.text,
                heading=heading,
                before=main or before,
                others=tuple((other.start, other.end) for other in figures),
            )
            measure, bare = measure_of(said)
            if measure is None:
                continue
            main = main or bare
            found.append(
                Fact(
                    measure=measure,
                    figure=one.text,
                    sentence=sentence,
                    origin=origin,
                    place=_place_of(sentence, one, places) or place or area,
                    year=one.year,
                )
            )
        place = places[0][1] if places else place
        before = main or before
    return found


# --- figures and their years --------------------------------------------------------------------------------------


def _figures(sentence: str) -> list[_Figure]:
    """Return the sentence's figures that have a year, in the order they stand."""
    own = [
        m for m in _YEARS.finditer(sentence) if not _COMPARED.search(sentence[max(0, m.start() - _BEHIND) : m.start()])
    ]
    single = {last_year(m[0]) for m in own}
    found: list[_Figure] = []
    for m in _FIGURE.finditer(sentence):
        start, end = m.span("figure")
        figure = m["figure"]
        if _ONE_YEAR.fullmatch(figure) and not _counted_year(sentence, m):
            continue
        if _NO_FIGURE.search(sentence[max(0, start - _BEHIND) : start]):
            continue
        if not _UNITS.fullmatch(figure) and _NO_COUNT.match(sentence, end):
            continue
        year = _year_beside(sentence, start, end)
        if year is None and len(single) == _SINGLE and (_UNITS.fullmatch(figure) or _counts(sentence, end)):
            (year,) = single
        if len(found) >= _MOST:
            break
        if year is not None:
            found.append(_Figure(figure, start, end, year))
    return found


def _counted_year(sentence: str, m: re.Match[str]) -> bool:
    """Tell whether four digits are a figure: another year stands right before them («2024 var det 1961»)."""
    return _BEFORE.search(sentence[max(0, m.start() - _BEHIND) : m.start()]) is not None and not m["figure"].startswith(
        "20"
    )


def _year_beside(sentence: str, start: int, end: int) -> int | None:
    """Return the year that stands by a figure: «86 (2023)», «2016 (18 brott)», «86 elever 2023», «2023 var det 86»."""
    head = sentence[max(0, start - 80) : start]
    for m in (_IN_BRACKETS.match(sentence, end), _NEXT_YEAR.match(sentence, end)):
        between = sentence[end : m.start("years")] if m is not None else ""
        if m is not None and not _FIGURE.search(between) and not _COMPARED.search(between.removesuffix("(")):
            later = _TO_YEAR.match(sentence, m.end("years")) if _BETWEEN.search(between) else None
            return last_year(later["years"] if later else m["years"])
    found = _BEFORE_BRACKET.search(head) or _BEFORE.search(head)
    return last_year(found["years"]) if found is not None else None


def _counts(sentence: str, end: int) -> bool:
    """Tell whether a bare number counts what the next word names: «48 personrån»."""
    return re.match(r"\s[a-zåäö]{3,}", sentence[end:]) is not None


def last_year(years: str) -> int:
    """Return the year of «2024», or the last of a span: «2023-2024», «2023/24»."""
    first, last = years[:4], re.split(r"[–/-]", years)[-1].strip()
    return int(last if len(last) == len(first) else first[:2] + last)


# --- places -------------------------------------------------------------------------------------------------------


def _places(sentence: str, areas: Sequence[str]) -> list[tuple[int, str]]:
    """Return the places that a sentence names and where, known areas first."""
    found = ((re.search(rf"\b{re.escape(area)}s?\b", sentence), area) for area in areas)
    known = [(m.start(), area) for m, area in found if m is not None]
    named = [
        (m.start(1), m[1])
        for m in _PLACE.finditer(sentence)
        if not _NO_PLACE.search(m[1]) and not any(_NO_PLACE.search(word) for word in m[1].split())
    ]
    return known or named


def _place_of(sentence: str, one: _Figure, places: list[tuple[int, str]]) -> str | None:
    """Return the place of a figure: the name right before it, the place right after it, else the last one before."""
    m = re.search(
        r"(?:(?<=[\w(] )|(?<=\())([A-ZÅÄÖ][\w-]+(?: (?:stad|kommun))?) $",
        sentence[max(0, one.start - _BEHIND) : one.start],
    )
    if m is not None and not _NO_PLACE.search(m[1]):
        return m[1]
    tail = re.match(rf"(?:\s[a-zåäö]+){{0,2}}\s(?:i|på|vid|från)\s({_NAME})", sentence[one.end :])
    if tail is not None and not _NO_PLACE.search(tail[1]):
        return tail[1]
    before = [name for at, name in places if at < one.start]
    if before:
        return before[-1]
    among = sentence.find("varav")
    after = [name for at, name in places if among < 0 or at < among]
    return after[0] if after else None
