"""When the same question was answered before: to whom, when, with what stance; and where two answers differ."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from utlatande import language, sentences
from utlatande.evidence.likeness import same
from utlatande.language import asked
from utlatande.model import (
    Difference,
    Found,
    Passage,
    PassageKind,
    Query,
    Question,
    Reply,
    Said,
    Search,
    Source,
)

STANCES = 2  # sentences of an answer that say its stance
DIFFERENCES = 2  # shown for a question
SHARED = 3  # telling words that two sentences must share to be about one thing
ALIKE = 0.5  # … and their share of the shorter one's
TITLE = 0.8  # share of a title's words that an item of minutes must have to be about that document
MOST = 40  # sentences of an answer that are compared
LONGEST = 600  # characters of a sentence that is shown
_YES_NO = re.compile(r"(?:Ja|Nej)\b", re.IGNORECASE)
_STANCE = re.compile(
    r"\b(?:anser|bedömer|instämmer|avstyrker|tillstyrker|välkomnar|förordar|avråder|avvisar|ställer sig"
    r"|delar (?:\w+ ){0,3}(?:uppfattning|bedömning|bild|syn)\w*|är (?:positiv|negativ|tveksam|angeläg)\w*"
    r"|ser (?:\w+ ){0,3}(?:behov|skäl|anledning|hinder|möjlighet|fördel|nackdel|risk)\w*|ser (?:positivt|negativt)"
    r"|föreslår|bör (?:avslås|bifallas|anses)|avslå\w*|bifall\w*"
    r"|är (?:inte )?(?:aktuellt|möjligt|motiverat|lämpligt))\b",
    re.IGNORECASE,
)
_DECIDES = re.compile(
    r"\b(?:beslutar|beslutade|avslår|avslog|bifaller|biföll|godkänner|godkände|återremitterar|återremitterade"
    r"|anser (?:\w+ ){0,8}besvara[dt]\w*|ansåg (?:\w+ ){0,8}besvara[dt]\w*|lägger (?:\w+ ){0,6}till handlingarna)\b",
    re.IGNORECASE,
)
_PROPOSES = re.compile(r"\b(?:yrka\w*|föreslå\w*|föreslog|reserver\w*|förslag till beslut)\b", re.IGNORECASE)
_YEAR = re.compile(r"(?<![\d,.])(?:19|20)\d\d(?![\d,])")
_DATE = re.compile(
    r"\b\d{1,2} (?:januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december)"
)
_REFERENCE = re.compile(
    r"\b(?:bilaga|tabell|diagram|figur|sida|s\.|fråga|dnr|§|tertialrapport|kvartal|årskurs|kl\.?|klockan)\s*\d+"
)
_FIGURE = re.compile(r"(?<![\w/:.-])\d{1,3}(?:[ \u00a0]\d{3})+(?:,\d+)?|(?<![\w/:.-])\d+(?:,\d+)?(?![\w/:-])")
_WRITTEN = ("två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv")
_NUMBERS = {word: str(number) for number, word in enumerate(_WRITTEN, 2)}
_NOT = frozenset("inte ej aldrig ingen inget inga nej saknas saknar utan upphört avslutats".split())  # noqa: SIM905


def replies(
    questions: Sequence[Question], found: Sequence[Found], sources: Sequence[Source], search: Search
) -> tuple[Reply, ...]:
    """Return the earlier answers to the same or nearly the same questions, newest first for each question."""
    known = {one.document: one for one in sources}
    made: list[Reply] = []
    for question in questions:
        matches = next((one.matches for one in found if one.question == question.id), ())
        fits = {p.id: p for m in matches for p in (m.passage, *m.variants) if same(question, p)}
        for passage in sorted(fits.values(), key=lambda p: p.date or "", reverse=True):
            decision = _decision(passage, known.get(passage.origin.document), search)
            stances = tuple(_stances(passage.text))
            made.append(Reply(question=question.id, passage=passage, stances=stances, decision=decision))
    return tuple(made)


def differences(answers: Sequence[Reply]) -> tuple[Difference, ...]:
    """Return where two earlier answers to one question differ in figures, in a negation, or in yes and no."""
    made: list[Difference] = []
    for question in dict.fromkeys(one.question for one in answers):
        own = [one.passage for one in answers if one.question == question]
        pairs = [pair for newer, older in combinations(own, 2) for pair in _differing(newer, older)]
        pairs.sort(key=lambda pair: -pair[0])
        shown: set[str] = set()
        for _, newer, older in pairs:
            if shown.isdisjoint((newer.text, older.text)) and len(shown) < 2 * DIFFERENCES:
                shown |= {newer.text, older.text}
                made.append(Difference(question=question, newer=newer, older=older))
    return tuple(made)


def _stances(text: str) -> Iterator[str]:
    """Yield the sentences that say the stance of an answer: its «Ja» or «Nej» first, then what it holds."""
    every = _sentences(text)
    first = [one for one in every[:1] if _YES_NO.match(one)]
    held = [one for one in every[len(first) :] if _STANCE.search(one)]
    yield from [*first, *held][:STANCES]


def _decision(passage: Passage, source: Source | None, search: Search) -> Said | None:
    """Return what minutes say was decided on the document an answer stands in; found by its title, never guessed."""
    title = source.metadata.title if source else None
    if not title:
        return None
    for one in search(Query(text=title, kinds=(PassageKind.MINUTES,), limit=5)):
        item = one.passage
        later = not (item.date and passage.date) or item.date >= passage.date[: len(item.date)]
        if item.internal or not later or not _about(title, " ".join(item.headings)):
            continue
        for sentence in sentences.sentences(item.text):
            if _DECIDES.search(sentence) and not _PROPOSES.search(sentence) and len(sentence) <= LONGEST:
                return Said(text=sentence, origin=item.origin, date=item.date)
    return None


def _about(title: str, heading: str) -> bool:
    wanted, there = _telling(title), _telling(heading)
    return bool(wanted) and len(wanted & there) >= TITLE * len(wanted)


def _differing(newer: Passage, older: Passage) -> Iterator[tuple[float, Said, Said]]:
    if newer.text == older.text or newer.origin.document == older.origin.document:
        return
    for one in _sentences(newer.text):
        for other in _sentences(older.text):
            if one == other:
                continue
            opposed = {_word(one), _word(other)} == {"ja", "nej"}
            alike = _alike(one, other)
            differ = _figures(one) != _figures(other) if _figures(one) and _figures(other) else False
            if opposed or (alike >= ALIKE and (differ or _denies(one) != _denies(other))):
                yield alike + opposed, _said(one, newer), _said(other, older)


def _said(text: str, passage: Passage) -> Said:
    return Said(text=text, origin=passage.origin, date=passage.date)


@functools.lru_cache(maxsize=500)
def _sentences(text: str) -> tuple[str, ...]:
    spans = list(sentences.spans(text))
    if len(spans) > 1 and _YES_NO.fullmatch(text[slice(*spans[0])].rstrip(".,!")):
        spans[:2] = [(spans[0][0], spans[1][1])]  # «Nej. Förvaltningen ser inget behov.»
    every = [text[start:end] for start, end in spans]
    return tuple(one for one in every if len(one) <= LONGEST and "\t" not in one and not one.endswith("?"))[:MOST]


def _word(sentence: str) -> str:
    m = _YES_NO.match(sentence)
    return m[0].lower() if m else ""


def _alike(one: str, other: str) -> float:
    mine, theirs = _telling(one), _telling(other)
    shared = len(mine & theirs)
    return shared / min(len(mine), len(theirs)) if shared >= SHARED else 0.0


@functools.lru_cache(maxsize=2_000)
def _telling(text: str) -> frozenset[str]:
    return frozenset(language.stem(word) for word in asked.telling(text))


@functools.lru_cache(maxsize=2_000)
def _figures(text: str) -> frozenset[str]:
    bare = _REFERENCE.sub(" ", _DATE.sub(" ", _YEAR.sub(" ", text)))
    written = (_NUMBERS.get(word) for word in language.words(bare))
    return frozenset("".join(figure.split()) for figure in _FIGURE.findall(bare)) | {one for one in written if one}


def _denies(text: str) -> bool:
    return not _NOT.isdisjoint(language.words(text))
