"""Swedish words for searching: light, without spaCy; the spaCy side is ``utlatande.language.pipeline``.

Every word type is analysed once (:func:`analyse`) and remembered. The letters å, ä and ö are never folded.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from utlatande.language import compounds, concepts, stems

CONCEPT = "§"  # begins a concept group's term: no word does
GRAM = 4  # characters a gram: measured best of 3, 4, 5 on Swedish (see tests/bench/matching.py)
_WORD = re.compile(r"[^\W_]+(?:[-’'–:][^\W_]+)*")
_SPLIT = re.compile(r"[-’'–:]")
_SOFT_HYPHEN = "\u00ad"


class Word(NamedTuple):
    """What is known of a word type: its stem, its parts' stems if it is a compound, its concept groups, its 4-grams."""

    stem: str
    parts: tuple[str, ...]
    concepts: tuple[str, ...]
    joined: str  # the grams with a space between: a tenth of the memory that a tuple of them takes
    terms: str  # stem, parts and concept groups (under :func:`concept`'s names), likewise

    @property
    def grams(self) -> list[str]:
        """The character 4-grams of the word between underscores."""
        return self.joined.split(" ")


def normal(text: str) -> str:
    """Return ``text`` as searching sees it: NFC, lower case, without soft hyphens."""
    if not text.isascii():
        text = unicodedata.normalize("NFC", text.replace(_SOFT_HYPHEN, ""))
    return text.lower()


def words(text: str) -> tuple[str, ...]:
    """Return the words of ``text`` in order, in lower case; a hyphenated word is one."""
    return tuple(_WORD.findall(normal(text)))


def spans(text: str) -> Iterator[tuple[int, str]]:
    """Yield where each word of ``text`` begins, and the word as :func:`words` gives it."""
    if unicodedata.is_normalized("NFC", text) and _SOFT_HYPHEN not in text and len(text.lower()) == len(text):
        for m in _WORD.finditer(text.lower()):
            yield m.start(), m[0]
        return
    for m in re.finditer(r"\S+", text):  # positions shift: a stretch without spaces at a time
        for word in words(m[0]):
            yield m.start(), word


def tokens(text: str) -> tuple[str, ...]:
    """Return the search tokens of ``text``: each word's stem, then those of its parts.

    >>> tokens("Trygghetskamerorna vid skolan")
    ('trygghetskamer', 'trygg', 'kamer', 'vid', 'skol')
    """
    found: list[str] = []
    for word in words(text):
        known = analyse(word)
        found.append(known.stem)
        found.extend(known.parts)
    return tuple(found)


def grams(text: str) -> tuple[str, ...]:
    """Return the character 4-grams of the words of ``text``, each word between underscores."""
    return tuple(gram for word in words(text) for gram in analyse(word).grams)


@functools.cache
def gram_shares() -> dict[str, float]:
    """Return in which share of Swedish texts each 4-gram stands, from what the background knows of stems."""
    without: dict[str, float] = {}
    for stem_, share in compounds.background().items():
        for gram in set(_grams_of(stem_)):
            without[gram] = without.get(gram, 1.0) * (1.0 - share)
    return {gram: 1.0 - rest for gram, rest in without.items()}


def parts(word: str) -> tuple[str, ...]:
    """Return the stems of a word's parts: of a compound, or of a hyphenated word; empty for a simple word."""
    return analyse(normal(word)).parts


def stem(word: str) -> str:
    """Return the stem that all forms of ``word`` share, as far as rules can tell."""
    return analyse(normal(word)).stem


@functools.lru_cache(maxsize=100_000)  # about 40 MB when full
def analyse(word: str) -> Word:
    """Analyse one word (in lower case, as :func:`words` gives it)."""
    pieces = [p for p in _SPLIT.split(word) if p] if not word.isalnum() else [word]
    cut = " ".join([g for p in pieces for g in _grams_of(p)])
    if len(pieces) == 1:
        whole, inside = stems.stem(pieces[0]), compounds.parts(pieces[0])
    else:
        whole = stems.stem("".join(pieces))
        inside = tuple(dict.fromkeys(t for p in pieces for t in (stems.stem(p), *compounds.parts(p))))
    groups = concepts.of(whole, inside)
    return Word(whole, inside, groups, cut, " ".join((whole, *inside, *map(concept, groups))))


@functools.cache
def concept(name: str) -> str:
    """Return the term under which a concept group is searched."""
    return CONCEPT + name.replace(" ", "_")


def _grams_of(word: str) -> list[str]:
    padded = f"_{word}_"
    return [padded[i : i + GRAM] for i in range(max(1, len(padded) - GRAM + 1))]
