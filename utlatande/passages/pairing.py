"""Pairs prose with the questions it answers, by the words they share: a rule, not a model."""

from __future__ import annotations

import functools
import math
import re
from collections.abc import Sequence

from utlatande import language, settings
from utlatande.sentences import sentences

HOLDS = 0.33  # the share of a question's weight a paragraph must hold to answer it
CLEAR = 0.15  # … and the share that is enough for the nearest paragraph of a question, if it holds a rare word at least
TELLS = 1.0  # the weight of such a word
NEAR = 0.75  # … and of the best share that the question, and the paragraph, has anywhere
_UNSEEN = 0.5  # a word that no paragraph has tells only that the question may be unanswered
_TOPIC = 0.3  # a word of the document's title is everywhere
_ALIKE = 0.5  # share of letter 4-grams from which two compounds have a part in common
_WORD = 3  # letters that a word has at least
_SHORT = 5  # letters: words no longer than this are alike only when their stem is


def assign(questions: Sequence[str], paragraphs: Sequence[str], topic: str = "") -> list[list[int]]:
    """Return for each paragraph the questions (by position) it answers: none, one or several.

    A paragraph answers a question when it holds enough of the weight of the question's words; its first sentence counts
    once more, for prose takes up a question's own words where it begins to answer it. Words of the document's ``topic``
    (its title) tell little. Less is enough for the one paragraph that comes nearest, and for one that goes on with what
    the paragraph before it answered.
    """
    if not questions:
        return [[] for _ in paragraphs]
    shares, held = [], []
    for question in questions:
        share, weight = scores(question, paragraphs, topic)
        shares.append(share)
        held.append(weight)
    found: list[list[int]] = []
    for row in range(len(paragraphs)):
        # Which question: a large share of a short question tells less than many words of a long one.
        fits = [share[row] * math.sqrt(weight[row]) for share, weight in zip(shares, held, strict=True)]
        best = max(range(len(questions)), key=lambda i: fits[i])
        answers = [
            i
            for i, share in enumerate(shares)
            if share[row] >= max(HOLDS, NEAR * max(share)) and fits[i] >= NEAR * fits[best]
        ]
        alone = shares[best][row] >= max(CLEAR, *shares[best]) and held[best][row] >= TELLS
        goes_on = bool(found) and best in found[-1] and shares[best][row] >= HOLDS / 2
        if not answers and (alone or goes_on):
            answers = [best]
        found.append(answers)
    return _filled(questions, paragraphs, found)


def _filled(questions: Sequence[str], paragraphs: Sequence[str], found: list[list[int]]) -> list[list[int]]:
    """Give a question that nothing answers the paragraph that stands where its answer would: prose answers in order.

    It does where the answers before and after stand in order, as many paragraphs between them are left over as
    questions are, and the two have a word, or a word of one concept group, in common.
    """
    places = {i: [row for row, answers in enumerate(found) if i in answers] for i in range(len(questions))}
    first = 0
    while first < len(questions):
        if places[first]:
            first += 1
            continue
        last = first
        while last + 1 < len(questions) and not places[last + 1]:
            last += 1
        above = max(places[first - 1]) if first else None
        below = min(places[last + 1]) if last + 1 < len(questions) else len(paragraphs)
        if above is not None:
            left = [row for row in range(above + 1, below) if not found[row]]
            pairs = list(zip(range(first, last + 1), left, strict=False))
            if len(left) == last - first + 1 and all(_touch(questions[i], paragraphs[row]) for i, row in pairs):
                for i, row in pairs:
                    found[row].append(i)
        first = last + 1
    return found


def _touch(question: str, paragraph: str) -> bool:
    """Tell whether two texts have a word or a concept group in common."""
    there = content(paragraph)
    known = {group for word in there for group in language.analyse(word).concepts}
    return any(
        known & set(language.analyse(word).concepts) or any(_same(word, other) for other in there)
        for word in content(question)
    )


def scores(question: str, paragraphs: Sequence[str], topic: str) -> tuple[list[float], list[float]]:
    """Return for each paragraph the share of the question's weight it holds, 0–1, and the weight itself."""
    asked = content(question) + ((_FIGURES,) if _HOW_MANY.search(question) else ())
    known = content(topic)
    whole = [_held(asked, paragraph) for paragraph in paragraphs]
    first = [_held(asked, next(iter(sentences(paragraph)), "")) for paragraph in paragraphs]
    weights = []
    for i, word in enumerate(asked):
        times = sum(row[i] for row in whole)
        rare = math.log(1 + (len(paragraphs) - times + 1) / (times + 0.5))
        about = any(_same(word, other) for other in known)
        weights.append(rare * (_UNSEEN if not times else _TOPIC if about else 1.0))
    held = [
        sum(w * (2 * a + b) / 3 for w, a, b in zip(weights, row, lead, strict=True))
        for row, lead in zip(whole, first, strict=True)
    ]
    total = sum(weights) or 1.0
    return [weight / total for weight in held], held


def _held(asked: Sequence[str], text: str) -> list[float]:
    there = content(text) + ((_FIGURES,) if len(_NUMBER.findall(text)) >= _SEVERAL else ())
    return [max((_same(word, other) for other in there), default=0.0) for word in asked]


# What asks for figures is answered where figures stand; the sign counts as a word of both.
_FIGURES = "#"
_SEVERAL = 2
_HOW_MANY = re.compile(
    r"\b(?:hur (?:många|mycket|stor\w*|lång\w*|ofta|snabbt|länge)|vad kosta\w*|kostnad\w*|antal\w*)\b", re.IGNORECASE
)
_NUMBER = re.compile(r"(?<![\w-])(?!(?:19|20)\d\d\b)\d+(?:[  ,]\d+)*(?![\w-])")


def content(text: str) -> tuple[str, ...]:
    """Return the words that tell something, each once."""
    stop = _stop_words()
    return tuple(dict.fromkeys(w for w in language.words(text) if len(w) >= _WORD and w not in stop))


@functools.cache
def _stop_words() -> frozenset[str]:
    return frozenset(settings.data("insatser")["ord_som_inte_sager_nagot"])


@functools.lru_cache(maxsize=50_000)
def _same(word: str, other: str) -> float:
    """Return 1 for two forms of a word, 0.5 and more for compounds that share half their letters, else 0."""
    if word == other:
        return 1.0
    if _FIGURES in (word, other):
        return 0.0
    one, two = language.analyse(word), language.analyse(other)
    if one.stem == two.stem:
        return 1.0
    if min(len(word), len(other)) <= _SHORT:
        return 0.0
    mine = set(language.grams(word))
    share = len(mine.intersection(language.grams(other))) / len(mine) if mine else 0.0
    return share if share >= _ALIKE else 0.0
