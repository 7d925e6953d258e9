"""What of a question a found text says nothing of; a text that shares but a place's name with it is no support."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

from utlatande import language, phrasing
from utlatande.language import asked
from utlatande.model import Confidence, Match, Passage, PassageKind, Question

FOUND = 0.5  # of a word, by its parts, from which it is found
NEAR = 0.5  # of what a question asks about, weighed by rarity, below which a text is only near it
BEGINS, ENDING = 5, 3  # letters that forms of a word share, at least; letters in which they may differ
LONG = 8  # letters that a word's beginning has, to be known by it alone
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


def judged(match: Match, question: Question, title: str | None = None) -> Match:
    """Return a match with what its text lacks of the question; one that has but names of it supports nothing.

    ``title`` is its document's: what that is about need not be said again in it."""
    if match.confidence is not Confidence.POSSIBLE or match.passage.kind is PassageKind.INSATS:
        return match
    wanted = _wanted(question.searches or (question.text,))
    there = _there(match.passage, title or "")
    shares = {one.text: _share(one, there) for one in wanted}
    whole = sum(one.weight for one in wanted)
    if not whole:
        return match  # it asks of nothing but a name
    telling = [one for one in wanted if one.weight >= TOLD and one.text not in _SMALL]
    near = _only_near(question, there)
    beside = near and telling and not any(shares[one.text] for one in telling)  # it tells of what nobody asked about
    if beside or not any(shares.values()):
        return replace(match, confidence=Confidence.NONE)
    lacking = sorted((one for one in telling if shares[one.text] < FOUND), key=lambda one: -one.weight)[:LACKING]
    told = {one.text for one in lacking}
    return replace(match, lacking=tuple(one.text for one in wanted if one.text in told), near=near)


def _only_near(question: Question, there: _There) -> bool:
    """Tell whether a text has less than half of what is asked, of every part of the question."""
    parts = phrasing.parts(question.text)
    for texts in (question.searches or (question.text,), *((part,) for part in parts if len(parts) > 1)):
        wanted = _wanted(texts)
        whole = sum(one.weight for one in wanted)
        if len(wanted) > 1 and sum(one.weight * _share(one, there) for one in wanted) >= NEAR * whole:
            return False
    return True


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


def _share(one: _Word, there: _There) -> float:
    if not there.groups.isdisjoint(one.word.concepts) or one.text[: _begins(one.text)] in there.beginnings:
        return 1.0
    return asked.share(one.word, there.stems)


def _ends(word: str) -> range:
    """Return at which letters a form of a word may have been cut: a long one has room for two endings."""
    long = len(word) - 2 * ENDING >= LONG
    return range(max(2, len(word) - (2 if long else 1) * ENDING), len(word) + 1)


def _begins(word: str) -> int:
    """Return by how many letters forms of a word are known as one: «skadats» and «skadades», «kö» and «kön»."""
    return max(BEGINS, len(word) - ENDING) if len(word) > BEGINS else len(word)


class _There(NamedTuple):
    stems: frozenset[str]
    groups: frozenset[str]
    beginnings: frozenset[str]


@functools.lru_cache(maxsize=2_000)
def _there(passage: Passage, title: str) -> _There:
    """Return the stems, the concept groups and the beginnings of all words that a passage and what is over it have."""
    text = " ".join((title, passage.question or "", *passage.headings, passage.text))
    words = tuple(dict.fromkeys(language.words(text)))
    known = [language.analyse(word) for word in words]
    return _There(
        frozenset(stem for one in known for stem in (one.stem, *one.parts)),
        frozenset(group for one in known for group in one.concepts),
        frozenset(word[:end] for word in words for end in _ends(word)),
    )
