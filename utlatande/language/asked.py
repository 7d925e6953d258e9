"""What a question's words weigh, and how alike two questions are."""

from __future__ import annotations

import functools
import math
import re
from collections.abc import Collection, Sequence
from typing import NamedTuple

from utlatande import language
from utlatande.language import compounds, concepts

BOILERPLATE = 0.25  # of a word in a phrase that says little: MATCHING.md, nDCG@10 .36 to .38 on the seeds
_OWN = 0.0  # of the authority's own names: MATCHING.md, .34 to .36 without them
_UNSEEN = 0.001  # the share of letters with a word that the background does not know
TELLING = 1.2  # rarity from which a word tells what is asked: "barn" (1.9) does, "behöver" (1.6) too, "även" (0.9) not
_OTHER = 0.8  # the likeness of questions that ask the same of different things, at most
_KIN = 0.8  # of a word that the other question has by another of its concept group
_YEAR = re.compile(r"(?:19|20)\d\d")
_NO_FIGURE = re.compile(r"\b(?:19|20)\d\d(?::\d+|[-–/]\d{2,4})*\b")
_FIGURE = re.compile(r"\d+(?:[.,]\d+)?")
_DATED = re.compile(
    r"\b(?:19|20)\d\d\b|\b(?:januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december)\b"
    r"|\b(?:vår|sommar|höst|vint)(?:en|ern|ar|rar)\b|\b(?:dag|veck|månad|år|timm|minut)(?:ar|or|er|en|an|ars|s)?\b"
)
_NAME = re.compile(r"(?<=[\w,;:)”\"] )[A-ZÅÄÖ][a-zåäöéü]+(?:[-/][A-ZÅÄÖ][a-zåäöéü]+)*")
_HOW_MUCH = re.compile(
    r"\bhur (?:många|mycket|stor|stort|stora|lång|långt|länge|ofta|hög|högt|höga|dyr|dyrt|gammal)\b|\bantal(?:et)?\b"
    r"|\bandel(?:en)?\b|\bkostar?\b|\bkostat\b"
)
_WHEN = re.compile(
    r"^\W*(?:från |sedan |till )?när\b|\bhur (?:länge|ofta|lång tid)\b|\b(?:vilket|vilka) (?:år|datum)\b|\bsista dag"
)
_WHERE = re.compile(
    r"^\W*(?:från )?(?:var(?! (?:de[tn]?|[nv]i|\w+de|\w+te)\b)|vart|varifrån)\b"
    r"|\bpå vilk(?:en|et|a) (?:plats|ställe|adress)"
)
_PLACED = re.compile(
    r"\b(?:[Ii]|[Pp]å|[Tt]ill|[Vv]id|[Ii]ntill|[Nn]edanför|[Mm]ellan|[Hh]os) (?:[A-ZÅÄÖ]\w+|\w{0,20}(?:gatan|vägen"
    r"|torget|parken|centrum|lokal|lokalen|lokaler|lokalerna|huset|skolan|byggnaden|stationen|planen)\b)"
)
_NOT = frozenset({"inte", "ej", "aldrig", "ingen", "inget", "inga", "utan"})
_CALENDAR = re.compile(
    r"(?:Januari|Februari|Mars|April|Maj|Juni|Juli|Augusti|September|Oktober|November|December|Sverige|Stockholm)s?"
    r"|Hur|Vad|Vilk(?:en|et|a)|När|Var(?:för|t|ifrån)?|Vems?|Om|Har|Kan|Finns|Ser|Avser|Anser|Är|Ska|Kommer|På|I|Vi|Det"
)  # capitalised, but no place within an authority, or the first word of a question that follows another


class Term(NamedTuple):
    """A word of a question: as it stands, what is known of it, and its weight."""

    text: str
    word: language.Word
    weight: float


@functools.lru_cache(maxsize=500)
def terms(text: str, own: frozenset[str] = frozenset()) -> tuple[Term, ...]:
    """Return a question's words with their weights: phrases that say little weigh less, own names (stems) nothing."""
    words = language.words(text)
    known = [language.analyse(w) for w in words]
    weights = [1.0] * len(words)
    stems = [k.stem for k in known]
    first = concepts.phrases()
    for at, stem in enumerate(stems):
        for phrase in first.get(stem, ()):
            if stems[at : at + len(phrase)] == phrase:
                weights[at : at + len(phrase)] = [BOILERPLATE] * len(phrase)
                break
    names = concepts.own_names()
    weights = [_OWN if w in names or k.stem in own else x for w, k, x in zip(words, known, weights, strict=True)]
    if not any(weights):
        weights = [1.0] * len(words)  # nothing but names and phrases: then they are what is asked for
    return tuple([Term(w, k, x) for w, k, x in zip(words, known, weights, strict=True)])


@functools.lru_cache(maxsize=20_000)
def rarity(stem: str) -> float:
    """Return how much a word tells in Swedish at large: near 0 for one in every letter, 6.9 for an unknown one."""
    if len(stem) < 2:  # noqa: PLR2004  # one letter: i, å, ö
        return 0.0
    return -math.log(compounds.background().get(stem, _UNSEEN))


@functools.lru_cache(maxsize=500)
def telling(text: str) -> frozenset[str]:
    """Return the words of a question, in lower case, that say what it is about."""
    return frozenset(t.text for t in terms(text) if t.weight > BOILERPLATE and rarity(t.word.stem) >= TELLING)


@functools.lru_cache(maxsize=500)
def tells(text: str) -> dict[str, float]:
    """Return the words of :func:`telling` with how much each tells in Swedish at large."""
    return {t.text: rarity(t.word.stem) for t in terms(text) if t.text in telling(text)}


def likeness(one: str, other: str) -> float:
    """Return how alike two questions are, 0–1: the smaller of the shares of each that is found in the other.

    Years do not count here, nor names that differ: :func:`names` and :func:`years` tell of those.
    """
    if one == other:
        return 1.0
    first, second = _content(one), _content(other)
    if not any(first[stem].weight >= TELLING for stem in first.keys() & second) or _conflict(one, other):
        return 0.0
    (shared, lacking), (shared_too, lacking_too) = _covered(first, second), _covered(second, first)
    alike = min(shared, shared_too)
    # Each has a telling word that the other lacks: the same thing is asked of something else.
    return min(alike, _OTHER) if lacking and lacking_too else alike


@functools.lru_cache(maxsize=2_000)
def names(text: str) -> tuple[str, ...]:
    """Return the names a text has, of places above all: capitalised words that do not begin a sentence."""
    return tuple(dict.fromkeys(n for n in _NAME.findall(text) if not _CALENDAR.fullmatch(n)))


def years(text: str) -> frozenset[str]:
    """Return the years a text names."""
    return frozenset(_YEAR.findall(text))


class Wants(NamedTuple):
    """What sort of answer a question asks for."""

    figure: bool
    time: bool
    place: bool


@functools.lru_cache(maxsize=500)
def wants(text: str) -> Wants:
    """Tell what a question asks for: a figure (how many, how much), when, or where.

    >>> wants("Hur många barn står i kö?").figure, wants("När öppnar badet?").time, wants("Var ligger badet?").place
    (True, True, True)
    """
    low = language.normal(text)
    return Wants(*(sort.search(low) is not None for sort in (_HOW_MUCH, _WHEN, _WHERE)))


def figures(text: str) -> int:
    """Return how many figures a text has, years and numbers of laws aside."""
    return len(_FIGURE.findall(_NO_FIGURE.sub("", text)))


def dated(text: str) -> bool:
    """Tell whether a text says when: a year, a month, a season, a number of days."""
    return _DATED.search(language.normal(text)) is not None


def placed(text: str) -> bool:
    """Tell whether a text says where: at a name, a street, in premises."""
    return _PLACED.search(text) is not None


def same_name(name: str, names_: Sequence[str]) -> bool:
    """Tell whether a name, or a part of it, is among ``names_``: Hägersten-Älvsjö was Hägersten-Liljeholmen."""
    pieces = {language.stem(p) for p in re.split(r"[-/]", name)}
    return any(pieces & {language.stem(p) for p in re.split(r"[-/]", other)} for other in names_)


def _conflict(one: str, other: str) -> bool:
    """Whether one says not and the other does not, or their figures differ."""
    negated = [bool(_NOT.intersection(language.words(text))) for text in (one, other)]
    figures = [set(_FIGURE.findall(_YEAR.sub("", text))) for text in (one, other)]
    return negated[0] != negated[1] or figures[0] != figures[1]


class _Told(NamedTuple):
    word: language.Word
    weight: float
    named: bool  # part of a name: where the other has it not, it does not count here


@functools.lru_cache(maxsize=2_000)
def _content(text: str) -> dict[str, _Told]:
    named = {w for name in names(text) for w in language.words(name)}
    return {
        t.word.stem: _Told(t.word, t.weight * rarity(t.word.stem), t.text in named)
        for t in terms(text)
        if t.weight and not _YEAR.fullmatch(t.text)
    }


def _covered(asked: dict[str, _Told], there: dict[str, _Told]) -> tuple[float, bool]:
    """The share of a question's words found in another, and whether it lacks a telling one."""
    stems = {s for told in there.values() for s in (told.word.stem, *told.word.parts)}
    groups = {g for told in there.values() for g in told.word.concepts}
    whole = found = 0.0
    lacking = False
    for word, weight, named in asked.values():
        part = share(word, stems)
        if named and part < 1:
            continue
        if not part and not groups.isdisjoint(word.concepts):
            part = _KIN
        whole += weight
        found += weight * part
        lacking |= not part and weight >= TELLING
    return (found / whole if whole else 0.0), lacking


def share(word: language.Word, there: Collection[str]) -> float:
    """How much of a word is found among stems: itself whole, its parts by their share."""
    if word.stem in there:
        return 1.0
    return sum([p in there for p in word.parts]) / len(word.parts) if word.parts else 0.0
