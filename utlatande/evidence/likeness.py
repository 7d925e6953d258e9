"""Whether an earlier answer answered the same question: the same words, and the same sort of question."""

from __future__ import annotations

import re

from utlatande import language, matching, phrasing
from utlatande.language import asked
from utlatande.model import Passage, PassageKind, Question

ALIKE = 0.5  # share of all words but the smallest that two short questions have in common
_SMALL = frozenset("och att det den de som för med på vid av till om inte finns har är kan ska sig det".split())  # noqa: SIM905
_COUNTS = re.compile(
    r"\bhur (?:många|mycket|stor\w*|ofta|lång\w*|länge|hög\w*)\b|\b(?:antalet|andelen)\b", re.IGNORECASE
)
_OPEN = re.compile(r"\b(?:hur|vad|vilk(?:a|en|et)|på vilket sätt)\b", re.IGNORECASE)
_ONE = re.compile(r"\b(när|var|vart|vem|varför)\b", re.IGNORECASE)


def same(question: Question, passage: Passage) -> bool:
    """Tell whether a passage answered the same or nearly the same question; what is internal is never told of."""
    if passage.internal or not passage.question or passage.kind is not PassageKind.ANSWER:
        return False
    return any(_alike(text, passage.question) for text in question.searches or (question.text,))


def _alike(text: str, earlier: str) -> bool:
    if asked.likeness(text, earlier) < matching.SAME or forms(text).isdisjoint(forms(earlier)):
        return False
    mine, theirs = _words(text), _words(earlier)
    return len(mine & theirs) >= ALIKE * len(mine | theirs)


def forms(text: str) -> frozenset[str]:
    """Return what sorts of question a text asks: a count, an open one, «när», «var», yes or no."""
    return frozenset(_form(part) for part in phrasing.parts(text))


def _form(part: str) -> str:
    if _COUNTS.search(part):
        return "count"
    head = " ".join(part.split()[:6])
    if m := _ONE.match(head):
        return m[1].lower()
    return "open" if _OPEN.search(head) else "yes"


def _words(text: str) -> frozenset[str]:
    return frozenset(
        language.stem(word) for word in language.words(text) if word not in _SMALL and not word[0].isdigit()
    )
