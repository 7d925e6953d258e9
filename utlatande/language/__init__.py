"""Swedish words for searching: light, without spaCy; the spaCy side is ``utlatande.language.pipeline``.

Every word type is analysed once (:func:`analyse`) and remembered. The letters å, ä and ö are never folded.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from utlatande.language import compounds, concepts, stems

CONCEPT = "§"  # begins a concept group's term: no word does
GRAM = 4  # characters a gram: measured best of 3, 4, 5 on Swedish (see tests/bench/matching.py)
_WORD = re.compile(r"[^\W_]+(?:[-’'–:][^\W_]+)*")
_SPLIT = re.compile(r"[-’'–:]")
_SOFT_HYPHEN = "\u00ad"
# What a search engine cuts into n-grams by itself is kept within words so: words are in lower case, so a capital can
# mark their edges, and letters outside a–z stand as capitals too. A gram with anything else in it (the space between
# words) is dropped.
_EDGE = "P"
_BETWEEN = f"{_EDGE} {_EDGE}"
_PLAIN = (*zip("åäöéüèáæø", "AEOIUJKLM", strict=True), *((mark, _BETWEEN) for mark in "-’'–:"))


class Word(NamedTuple):
    """What is known of a word type: its stem, its parts' stems if it is a compound, and its concept groups."""

    stem: str
    parts: tuple[str, ...]
    concepts: tuple[str, ...]
    terms: str  # all of them, concept groups under :func:`concept`'s names, with a space between


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
    """Return the character 4-grams of the words of ``text``, in the letters of :func:`edged`.

    >>> grams("Rån ökar")
    ('PrAn', 'rAnP', 'POka', 'Okar', 'karP')
    """
    return tuple(gram for word in words(text) for gram in word_grams(word))


def edged(words_: Iterable[str]) -> str:
    """Return words (as :func:`words` gives them) as one text whose 4-grams of letters and digits are the words' own.

    >>> edged(words("Rån i Älvsjö-Solberga"))
    'PrAnP PiP PElvsjOP PsolbergaP'
    """
    text = f"{_EDGE}{_BETWEEN.join(words_)}{_EDGE}"
    for letter, plain in _PLAIN:  # a tenth of the time that str.translate takes
        text = text.replace(letter, plain)
    return text


@functools.lru_cache(maxsize=10_000)
def word_grams(word: str) -> tuple[str, ...]:
    """Return the 4-grams of one word (as :func:`words` gives it); a single letter has none."""
    text = edged((word,))
    return tuple([g for i in range(len(text) - GRAM + 1) if (g := text[i : i + GRAM]).isalnum() and g.isascii()])


@functools.cache
def gram_shares() -> dict[str, float]:
    """Return in which share of Swedish texts each 4-gram stands, from what the background knows of stems."""
    background = compounds.background()
    without: dict[str, float] = {}
    for text, share in zip(edged(background).split(" "), background.values(), strict=True):
        for gram in {text[i : i + GRAM] for i in range(len(text) - GRAM + 1)}:
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
    if len(pieces) == 1:
        whole, inside = stems.stem(pieces[0]), compounds.parts(pieces[0])
    else:
        whole = stems.stem("".join(pieces))
        inside = tuple(dict.fromkeys(t for p in pieces for t in (stems.stem(p), *compounds.parts(p))))
    groups = concepts.of(whole, inside)
    return Word(whole, inside, groups, " ".join((whole, *inside, *map(concept, groups))))


@functools.cache
def concept(name: str) -> str:
    """Return the term under which a concept group is searched."""
    return CONCEPT + name.replace(" ", "_")
