"""Words that go together in questions and answers, in everyday and in office Swedish: ``data/kindred.txt``.

An office may edit the file. Unlike concept groups it is not indexed: a question's words are looked for by their kin in
the candidates only, so that a change holds at once.
"""

from __future__ import annotations

import functools
from typing import NamedTuple

from utlatande import language, settings
from utlatande.language import stems

_LOOK = 3  # first letters by which words are looked up: only those of a question are stemmed, not thousands


class Kin(NamedTuple):
    """The stems that mean nearly the same as a word, and those that an answer about it is likely to have."""

    same: frozenset[str]
    told: frozenset[str]


@functools.lru_cache(maxsize=10_000)
def of(stem: str) -> Kin:
    """Return the kin of the word with this stem; nothing for most words."""
    lines, by_start = _listed()
    found = {at for word, at in by_start.get(stem[:_LOOK], ()) if _stem(word) == stem}
    same, told = ([w for at in found for w in lines[at][which]] for which in (0, 1))
    return Kin(*(frozenset(map(_stem, some)) - {stem} for some in (same, told)))


def _stem(word: str) -> str:
    return stems.stem(word) if word.isalpha() else language.stem(word)


def of_word(word: language.Word) -> Kin:
    """Return a word's kin; of a compound that has none, those of its first part: that says what it is about."""
    own = of(word.stem)
    return own if any(own) or not word.parts else of(word.parts[0])


@functools.cache
def _listed() -> tuple[list[tuple[tuple[str, ...], tuple[str, ...]]], dict[str, list[tuple[str, int]]]]:
    """Each line's words, those after its colon apart; and by their stems' first letters where the others stand."""
    text = settings.data_text("kindred.txt")
    lines: list[tuple[tuple[str, ...], tuple[str, ...]]] = []
    by_start: dict[str, list[tuple[str, int]]] = {}
    irregular = stems.forms()
    for line in text.splitlines():
        asked, colon, told = line.partition("#")[0].partition(":")
        words = language.words(asked)
        for word in words:
            by_start.setdefault(irregular.get(word, word).replace("-", "")[:_LOOK], []).append((word, len(lines)))
        lines.append((() if colon else words, language.words(told)))
    return lines, by_start
