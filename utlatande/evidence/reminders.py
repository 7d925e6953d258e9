"""Which promises of earlier documents are about what a question asks: to be asked about, never answered."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from typing import NamedTuple

from utlatande import language
from utlatande.evidence.likeness import same
from utlatande.language import asked
from utlatande.model import Confidence, Found, Passage, PassageKind, Promise, Reminder, Skrivelse

MOST = 3  # promises that one question is reminded of
SHARE = 0.3  # of a question's telling words, weighed by rarity, that a promise from any document must have
WORDS = 2  # … and how many of them; one is enough where the text the promise stands in is the best answer found
SUBJECT = 0.5  # of the letter's title, where a promise has less of every question
HALF = 0.5
_ANSWERS = (PassageKind.ANSWER, PassageKind.SECTION)


def reminders(skrivelse: Skrivelse, found: Sequence[Found], promises: Sequence[Promise]) -> tuple[Reminder, ...]:
    """Return the promises on the same subject as a question, each under the question that it fits best."""
    questions = [one for one in skrivelse.questions if one.answerable]
    near: dict[str, dict[str, Passage]] = {one.id: {} for one in questions}
    near |= {one.question: _best(one) for one in found}
    best: dict[str, tuple[float, str, Promise]] = {}
    for promise in promises:
        about = _share(skrivelse.title or "", promise)
        subject = about.score >= SUBJECT and about.words >= WORDS
        for question in questions:
            shares = [_share(text, promise) for text in question.searches or (question.text,)]
            share = max(shares, key=lambda one: one.score)
            sure = share.score >= SHARE and share.words >= WORDS
            fits = (
                sure
                or subject
                or (share.words and promise.passage in near[question.id])
                or (
                    share.named
                    and promise.origin.document in {one.origin.document for one in near[question.id].values()}
                )
            )
            key = " ".join(promise.text.split())
            passage = near[question.id].get(promise.passage or "")
            again = passage is not None and same(question, passage)  # promised in answer to this very question
            score = share.score + again
            if (fits or again) and (key not in best or score > best[key][0]):
                best[key] = (score, question.id, promise)
    made: list[Reminder] = []
    for question in questions:
        own = [(score, promise) for score, name, promise in best.values() if name == question.id]
        own.sort(key=lambda pair: -pair[0])
        chosen = sorted((promise for _, promise in own[:MOST]), key=lambda one: one.date or "")
        made += [Reminder(question=question.id, promise=one) for one in chosen]
    return tuple(made)


def _best(found: Found) -> dict[str, Passage]:
    """Return the passages that answer best, by id: the first, with its variants, and all that strongly do."""
    answers = [m for m in found.matches if m.passage.kind in _ANSWERS and m.confidence is not Confidence.NONE]
    chosen = [m for place, m in enumerate(answers) if not place or m.confidence is Confidence.STRONG]
    return {p.id: p for m in chosen for p in (m.passage, *m.variants)}


class _Share(NamedTuple):
    score: float  # weighed by rarity
    words: int  # found whole, or more than half of a compound
    named: bool  # a name is among them


def _share(text: str, promise: Promise) -> _Share:
    """Return how much of a text's telling words a promise has; a name that it lacks does not count."""
    there = _stems(promise.text)
    whole = score = 0.0
    words = named = 0
    for word, weight, name in _wanted(text):
        part = asked.share(word, there)
        if name and part < 1:
            continue
        whole += weight
        score += weight * part
        words += part > HALF
        named += name
    return _Share(score / whole if whole else 0.0, words, bool(named))


@functools.lru_cache(maxsize=1_000)
def _wanted(text: str) -> tuple[tuple[language.Word, float, bool], ...]:
    telling = asked.telling(text)
    names = {word for name in asked.names(text) for word in language.words(name)}
    words = {t.word.stem: t for t in asked.terms(text) if t.text in telling and not t.text[0].isdigit()}
    return tuple((t.word, asked.rarity(stem), t.text in names) for stem, t in words.items())


@functools.lru_cache(maxsize=4_000)
def _stems(text: str) -> frozenset[str]:
    return frozenset(language.tokens(text))
