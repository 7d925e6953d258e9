"""Swedish words for searching: light, without spaCy; the spaCy side is ``utlatande.language.pipeline``.

Every word type is analysed once (:func:`analyse`) and remembered. The letters å, ä and ö are never folded.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from typing import NamedTuple

GRAM = 4  # characters a gram: measured best of 3, 4, 5 on Swedish (see tests/bench/matching.py)
_WORD = re.compile(r"[^\W_]+(?:[-’'–:][^\W_]+)*")
_SPLIT = re.compile(r"[-’'–:]")
_SOFT_HYPHEN = "\u00ad"


class Word(NamedTuple):
    """What is known of a word type: its 4-grams, its stem, and the stems of its parts when it is a compound."""

    grams: tuple[str, ...]
    stem: str
    parts: tuple[str, ...]


def normal(text: str) -> str:
    """Return ``text`` as searching sees it: NFC, lower case, without soft hyphens."""
    if not text.isascii():
        text = unicodedata.normalize("NFC", text.replace(_SOFT_HYPHEN, ""))
    return text.lower()


def words(text: str) -> tuple[str, ...]:
    """Return the words of ``text`` in order, in lower case; a hyphenated word is one."""
    return tuple(_WORD.findall(normal(text)))


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


def parts(word: str) -> tuple[str, ...]:
    """Return the stems of a word's parts: of a compound, or of a hyphenated word; empty for a simple word."""
    return analyse(normal(word)).parts


def stem(word: str) -> str:
    """Return the stem that all forms of ``word`` share, as far as rules can tell."""
    return analyse(normal(word)).stem


@functools.lru_cache(maxsize=200_000)
def analyse(word: str) -> Word:
    """Analyse one word (in lower case, as :func:`words` gives it)."""
    pieces = [p for p in _SPLIT.split(word) if p]
    bare = "".join(pieces) or word
    found = tuple(g for p in pieces for g in _grams_of(p))
    return Word(found, _stem(bare), tuple(_stem(p) for p in pieces) if len(pieces) > 1 else ())


def _grams_of(word: str) -> list[str]:
    padded = f"_{word}_"
    return [padded[i : i + GRAM] for i in range(max(1, len(padded) - GRAM + 1))]


@functools.cache
def _stemmer():  # type: ignore[no-untyped-def]  # noqa: ANN202
    from snowballstemmer.swedish_stemmer import SwedishStemmer

    return SwedishStemmer()


def _stem(word: str) -> str:
    if len(word) < 4 or not word.isalpha():
        return word
    return str(_stemmer().stemWord(word))
