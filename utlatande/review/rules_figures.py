"""Rules on figures and years: the same thing has one figure, and neither figure nor year is older than it need be."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from utlatande.figures import AHEAD, stems
from utlatande.language import asked
from utlatande.model import Block, Finding
from utlatande.review.numbers import Number, numbers, years
from utlatande.review.paper import Paper, cut
from utlatande.review.prose import prose
from utlatande.review.rules import finding
from utlatande.sentences import MONTHS

_ALIKE = 0.6  # share of the words of two sentences that they have in common when they tell of one thing
_FEWEST = 4  # words that such a sentence has
_MOST = 300  # sentences with figures that are compared
_LONGEST = 1000  # characters of a sentence
_TELLS = ("synpunkter", "svar_pa_fragor", "sammanfattning", "ekonomi", "uppfoljning", None)
_WHEN = re.compile(
    r"\b(?:under|i|till|inför|senast|före|innan|år|våren|hösten|sommaren|vintern|kvartalet|halvåret|vårterminen"
    rf"|höstterminen|årsskiftet|{'|'.join(MONTHS)})\s+(?:under\s+|år\s+)?$",
    re.IGNORECASE,
)
_SAID = re.compile(
    r"\b(?:enligt|budget\w*|verksamhetsplan\w*|beslut\w*|uppdrag\w*|strategi\w*|program\w*|sedan)\b[^,.]{0,40}$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Told:
    block: Block
    text: str
    words: frozenset[str]
    figures: tuple[Number, ...]
    years: frozenset[int]
    names: frozenset[str]


def check(paper: Paper) -> Iterator[Finding]:
    """Yield figures that differ, and those that are out of date."""
    yield from _differing(paper)
    yield from _older(paper)
    yield from _passed(paper)


def _differing(paper: Paper) -> Iterator[Finding]:
    told: list[_Told] = []
    for one in prose(paper):
        for sentence in one.sentences:
            if len(sentence) > _LONGEST or len(told) >= _MOST:
                continue
            found = tuple(numbers(sentence, words=True))
            words = stems(sentence)
            if found and len(words) >= _FEWEST:
                span = frozenset(year for _, several in years(sentence) for year in several)
                told.append(_Told(one.block, sentence, words, found, span, frozenset(asked.names(sentence))))
    yield from _pairs(paper, told)


def _pairs(paper: Paper, told: list[_Told]) -> Iterator[Finding]:
    """Yield the sentences that differ from one other by a figure; several alike are a list, and may well differ."""
    alike: dict[int, list[tuple[int, str, str]]] = {}
    for i, one in enumerate(told):
        for j, other in enumerate(told[:i]):
            if (differs := _differ(other, one)) is not None:
                alike.setdefault(i, []).append((j, *differs))
                alike.setdefault(j, []).append((i, differs[1], differs[0]))
    for i, several in alike.items():
        j, first, second = several[0]
        if j > i or len(several) > 1 or len(alike[j]) > 1:
            continue
        one, other = told[i], told[j]
        yield finding(
            "siffror-olika",
            f"Här står {second} men i {_low(paper.place(other.block))} står {first} i nästan samma mening: "
            f"”{cut(other.text)}”",
            "Kontrollera vilken siffra som är rätt.",
            paper.place(one.block),
            origin=one.block.origin,
            quote=second,
        )


def _low(place: str) -> str:
    return place[:1].lower() + place[1:]


def _differ(one: _Told, other: _Told) -> tuple[str, str] | None:
    """Return the figures by which two sentences on one thing differ, or None."""
    shared = len(one.words & other.words)
    if shared < _ALIKE * min(len(one.words), len(other.words)) or shared * 2 < max(len(one.words), len(other.words)):
        return None
    if one.years != other.years or one.names != other.names or len(one.figures) != len(other.figures):
        return None
    pairs = [(a, b) for a, b in zip(one.figures, other.figures, strict=True) if a.value != b.value]
    if len(pairs) != 1 or pairs[0][0].about or pairs[0][1].about:
        return None
    return pairs[0][0].shown, pairs[0][1].shown


def _older(paper: Paper) -> Iterator[Finding]:
    if paper.figures is None or paper.year is None:
        return
    whole = {one.value for one in numbers(paper.document.text)}
    for piece in prose(paper):
        if piece.slot not in _TELLS:
            continue
        block = piece.block
        for one in paper.figures.newer(block.text, paper.year):
            fact = one.fact
            said = [number.value for number in numbers(fact.figure)]
            if (fact.year or 0) > paper.year or (said and said[0] in whole):
                continue
            page = f", s. {fact.origin.page}" if fact.origin.page else ""
            yield finding(
                "siffra-gammal",
                f"{one.figure} är från {one.when}. Nyare finns i {fact.origin.document}{page}: {fact.figure} "
                f"({fact.year}). ”{cut(fact.sentence, 200)}”",
                "Kontrollera om den nyare siffran ska stå i stället.",
                paper.place(block),
                origin=block.origin,
                quote=one.figure if one.figure in block.text else None,
            )


def _passed(paper: Paper) -> Iterator[Finding]:
    told: set[str] = set()
    for piece in prose(paper) if paper.year is not None else ():
        block = piece.block
        for sentence in piece.sentences if piece.slot in _TELLS else ():
            gone = list(_gone(sentence, paper.year or 0)) if len(sentence) <= _LONGEST else []
            if not gone or sentence in told:
                continue
            told.add(sentence)
            yield finding(
                "artal-passerat",
                f"Texten säger vad som ska ske {' och '.join(gone)}, men det är {paper.year}: ”{cut(sentence)}”",
                "Skriv hur det gick, eller när det nu ska ske.",
                paper.place(block),
                origin=block.origin,
                quote=gone[0],
            )


def _gone(sentence: str, now: int) -> Iterator[str]:
    """Yield the years before ``now`` for which a sentence says what will be done."""
    ahead = AHEAD.search(sentence)
    rest = sentence[ahead.start() :] if ahead else ""
    for shown, span in years(rest):
        before = rest[: rest.find(shown)]
        if span[-1] < now and _WHEN.search(before[-40:]) and not _SAID.search(before):
            yield shown
