"""What of a question a found text says nothing of; a text that shares but a place's name with it is no support."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

from utlatande import language
from utlatande.language import asked
from utlatande.model import Confidence, Match, Passage, PassageKind, Question

FOUND = 0.5  # of a word, by its parts, from which it is found
NEAR = 0.5  # of what a question asks about, weighed by rarity, below which a text is only near it
LACKING = 4  # words named that a text lacks …
TOLD = 3.2  # … and how rare each is in Swedish at large: «förebygga» (3.2) is named, «planer» (2.9) not
_SMALL = frozenset(("före", "vart", "respektive", "emot", "vardera", "dels", "sådana", "utöver", "fördelar", "anger"))
# What follows a name and belongs to it: «Kvarnbackens torg», «Norrviks station».
_PLACE = re.compile(
    r"(?<=\w )[A-ZÅÄÖ]\w{1,30}s "
    r"(\w{0,20}(?:torg|centrum|station|park|plats|terminal|gata|gård|skola|hamn|strand|bad|hall)(?:en|et|n)?)\b"
)


class _Word(NamedTuple):
    text: str
    word: language.Word
    weight: float


def judged(match: Match, question: Question) -> Match:
    """Return a match with what its text lacks of the question; one that has but names of it supports nothing."""
    if match.confidence is not Confidence.POSSIBLE or match.passage.kind is PassageKind.INSATS:
        return match
    wanted = _wanted(question.searches or (question.text,))
    there = _there(match.passage)
    shares = {one.text: _share(one.word, there) for one in wanted}
    whole = sum(one.weight for one in wanted)
    if not whole:
        return match  # it asks of nothing but a name
    if not any(shares.values()):
        return replace(match, confidence=Confidence.NONE)
    covered = sum(one.weight * shares[one.text] for one in wanted) / whole
    rare = (one for one in wanted if one.weight >= TOLD and one.text not in _SMALL)
    lacking = sorted((one for one in rare if shares[one.text] < FOUND), key=lambda one: -one.weight)[:LACKING]
    told = {one.text for one in lacking}
    return replace(match, lacking=tuple(one.text for one in wanted if one.text in told), near=covered < NEAR)


def _wanted(texts: Iterable[str]) -> tuple[_Word, ...]:
    """Return the words of a question that say what it is about, names and figures aside, in order."""
    found: dict[str, _Word] = {}
    for text in texts:
        telling = asked.telling(text)
        names = {word for name in asked.names(text) for word in language.words(name)}
        names |= {word for m in _PLACE.finditer(text) for word in language.words(m[1])}
        for term in asked.terms(text):
            if term.text in telling and term.text not in names and not term.text[0].isdigit():
                found.setdefault(term.word.stem, _Word(term.text, term.word, asked.rarity(term.word.stem)))
    return tuple(found.values())


def _share(word: language.Word, there: tuple[frozenset[str], frozenset[str]]) -> float:
    stems, groups = there
    return 1.0 if not groups.isdisjoint(word.concepts) else asked.share(word, stems)


@functools.lru_cache(maxsize=2_000)
def _there(passage: Passage) -> tuple[frozenset[str], frozenset[str]]:
    """Return the stems and the concept groups of all words that a passage and what stands over it have."""
    text = " ".join((passage.question or "", *passage.headings, passage.text))
    known = [language.analyse(word) for word in dict.fromkeys(language.words(text))]
    return (
        frozenset(stem for one in known for stem in (one.stem, *one.parts)),
        frozenset(group for one in known for group in one.concepts),
    )
