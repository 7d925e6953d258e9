"""Figures in running text: what is measured, how much, where and which year, with the sentence that says so."""

from __future__ import annotations

import re
from collections.abc import Sequence

from utlatande.model import Fact, Origin
from utlatande.sentences import sentences

_NUMBER = r"\d{1,3}(?:[ \u00a0]\d{3})+(?:,\d+)?|\d+(?:,\d+)?"
_YEARS = r"(?:19|20)\d\d(?:\s?[–/-]\s?(?:19|20)\d\d|[–/-]\d\d(?!\d|\s[a-z]))?"
_UNIT = r"(?:[ \u00a0](?:procent(?:enheter)?|%|kronor|kr|tkr|mnkr|miljoner(?: kronor)?|miljarder(?: kronor)?))"
# «86 (2022-2023)», «322 anmälda brott (2022-2023)», «9 296 (2022)»
_BEFORE = re.compile(
    rf"(?<![\d,-])(?P<figure>(?:{_NUMBER}){_UNIT}?)(?P<noun>(?:\s[a-zåäö-]+){{0,3}})\s\((?P<years>{_YEARS})\)"
)
# «2016 (18 brott)»
_AFTER = re.compile(
    rf"(?<![\d-])(?P<years>{_YEARS})\s\((?P<figure>(?:{_NUMBER}){_UNIT}?)(?P<noun>(?:\s[a-zåäö-]+){{0,3}})\)"
)
# «2022-2023 var det 840 anmälda brott»
_WAS = re.compile(
    rf"(?<![\d-])(?P<years>{_YEARS})\s(?:var|fanns|blev|gjordes|anmäldes|inkom|uppgick)\s(?:det\s|till\s|siffran\s|antalet\s)?"
    rf"(?:cirka\s|drygt\s|ungefär\s)?(?P<figure>(?:{_NUMBER}){_UNIT}?)(?P<noun>(?:\s[a-zåäö-]+){{0,2}})"
)
# «13 personer 2023», «okt 2022 137 elever»
_THEN = re.compile(
    rf"(?<![\d,-])(?P<figure>(?:{_NUMBER}){_UNIT}?)(?P<noun>(?:\s[a-zåäö-]+){{1,2}})\s(?:år\s)?(?P<years>{_YEARS})(?![\d-])"
)
_BESIDE = re.compile(
    rf"(?<![\d-])(?P<years>(?:19|20)\d\d)\s(?P<figure>\d{{1,3}}(?:[ \u00a0]\d{{3}})*{_UNIT}?)(?![\d-])"
    r"(?P<noun>(?:\s[a-zåäö-]+){1,2})"
)
# «Under 2023 ökade antalet … med 27 procent»; «… uppgår till 18 procent … 2024»
_SHARE = re.compile(rf"(?<![\d,-])(?<!mer än )(?<!minst )(?<!högst )(?<!under )(?P<figure>(?:{_NUMBER}){_UNIT})")
_MEASURE = re.compile(
    r"\b((?:det (?:totala|genomsnittliga) )?(?:antalet?|andelen?|summan|kostnaden|medelinkomsten|genomsnittet"
    r"|behörigheten|meritvärdet|frånvaron)\b"
    r"(?:\s(?!har\b|är\b|var\b|ökade?\b|ökar\b|minska\w*\b|sjunk\w*\b|sjönk\b|steg\b|stig\w*\b|uppg\w*\b|låg\b|ligger\b|från\b|till\b|under\b|med\b|i\b|ökat\b|gjort\b|gick\b|blev\b|beräkna\w*|täck\w*|bli\w*\b|\d)[\wåäö-]+){0,6})",
    re.IGNORECASE,
)
_PLACE = re.compile(
    r"\b(?:[Ii]|[Pp]å|[Vv]id|[Ii]nom|[Kk]ring|[Ff]ör)\s(?:hela\s)?([A-ZÅÄÖ][\w]+(?:[-/][A-ZÅÄÖ][\w]+)*(?:\s(?:stad|kommun|län|centrum|station|torg|park|gård)\b)?)"
)
_NO_MEASURE = re.compile(  # «den 3 april 2018», «470 fler än 2022»
    r"\b(?:januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december|fler|färre|mer|mindre|av|till|år)\b"
)
_TRAILING = re.compile(
    r"(?:\b(?:och|eller|samt|i|på|till|från|för|med|som|under|år|av|än|per|mot|sedan|jämfört|som|var|vilket|över|vid|inom|kring)\s*)+$"
)
_VAGUE = re.compile(
    r"\b(?:kategorin|perioden|gruppen|området)$|^\w+ (?:anmälda )?(?:brott|fall|ärenden|anmälningar)$", re.IGNORECASE
)
_YEARLY = re.compile(r"(?:19|20)\d\d")
_LONGEST = 1000  # characters: what is longer is no sentence
_ONE_YEAR = re.compile(r"(?<![\d-])((?:19|20)\d\d)(?![\d-])")


def facts(text: str, origin: Origin, *, heading: str | None, area: str | None, areas: Sequence[str] = ()) -> list[Fact]:
    """Return the facts of a paragraph: one for each figure that has a year of its own."""
    found: list[Fact] = []
    place = None
    if not _YEARLY.search(text):
        return found
    for sentence in sentences(text):
        if len(sentence) > _LONGEST:
            continue
        place = _place(sentence, areas) or place
        for figure, noun, years in _figures(sentence):
            found.append(
                Fact(
                    measure=_measure(sentence, noun, heading),
                    figure=figure,
                    sentence=sentence,
                    origin=origin,
                    place=_own_place(sentence, figure) or place or area,
                    year=years,
                )
            )
    return found


def _figures(sentence: str) -> list[tuple[str, str, int]]:
    """Return (figure, noun after it, year) in the order they stand."""
    hits: dict[int, tuple[str, str, int]] = {}
    for pattern in (_BEFORE, _AFTER, _WAS, _THEN, _BESIDE):
        for m in pattern.finditer(sentence):
            place = m.start("figure")
            if not _ONE_YEAR.fullmatch(m["figure"]) and not _NO_MEASURE.search(m["noun"]):
                hits.setdefault(place, (m["figure"], m["noun"].strip(), last_year(m["years"])))
    if not hits:
        years = {int(year) for year in _ONE_YEAR.findall(sentence)}
        if len(years) == 1:
            (year,) = years
            hits = {m.start(): (m["figure"], "", year) for m in _SHARE.finditer(sentence)}
    return [hits[place] for place in sorted(hits)]


def last_year(years: str) -> int:
    """Return the year of «2024», or the last of a span: «2023-2024», «2023/24»."""
    first, last = years[:4], re.split(r"[–/-]", years)[-1].strip()
    return int(last if len(last) == len(first) else first[:2] + last)


def _measure(sentence: str, noun: str, heading: str | None) -> str:
    """Return what a figure measures: «antalet …» as the sentence has it, else the noun after it; under its heading."""
    noun = _TRAILING.sub("", noun).strip()
    if (m := _MEASURE.search(sentence)) and " " in m[1]:
        said = _TRAILING.sub("", " ".join(m[1].split())).strip()
        said = said[0].lower() + said[1:]
        return f"{heading}: {said}" if heading and _VAGUE.search(said) else said
    if noun and heading:
        return f"{heading}: {noun}"
    return noun or heading or "uppgift"


def _place(sentence: str, areas: Sequence[str]) -> str | None:
    for area in areas:
        if re.search(rf"\b{re.escape(area)}s?\b", sentence):
            return area
    m = _PLACE.search(sentence)
    return m[1] if m else None


def _own_place(sentence: str, figure: str) -> str | None:
    """Return the name that stands right before a figure: «(Stockholms stad 18 % och Norrvik 19 %)»."""
    m = re.search(
        rf"(?:(?<=[\w(] )|(?<=\())([A-ZÅÄÖ][\w-]+(?: (?:stad|kommun))?) {re.escape(figure)}",
        sentence,
    )
    return m[1] if m else None
