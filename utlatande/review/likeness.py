"""A paragraph as words, and when two are the same text: how many words they must have in common."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from utlatande.word.watch import Piece

WORD = re.compile(r"\w+(?:[-’':]\w+)*")
_END = re.compile(r"[.!?…:]$")
SHORT = 3  # words of a heading and the like, which must be there whole
SHARE, SHARE_IN_PLACE = 0.5, 0.35  # of the shorter text's words, to be the same text; less when it also stands there
OF_LONGER = 0.3  # of the longer text's words
WITHIN, LEAST = 0.8, 6  # a text within a longer one: share of its words, and how many


@dataclass(slots=True)
class Text:
    """A paragraph with its words as numbers (equal words have equal numbers, case apart) and where they stand."""

    piece: Piece
    words: list[int]
    spans: list[tuple[int, int]]
    names: frozenset[str]


def as_text(piece: Piece, known: dict[str, int], apart: set[str]) -> Text:
    """Return a paragraph's words; ``known`` numbers them, ``apart`` are bookmarks that say nothing of it."""
    found = list(WORD.finditer(piece.text))
    return Text(
        piece,
        [known.setdefault(m[0].casefold(), len(known)) for m in found],
        [m.span() for m in found],
        frozenset(name for name, _ in piece.covers if name not in apart),
    )


def cut(text: Text, last: int, first: int) -> int:
    """Return where one text ends and the next begins between two words: after the last sentence that ends there."""
    for place in range(first - 1, last - 1, -1):
        between = text.piece.text[text.spans[place][1] : text.spans[place + 1][0]]
        if _END.search(between.strip()[:1]) or "\n" in between:
            return text.spans[place + 1][0]
    return text.spans[first][0]


def fits(same: int, shorter: int, longer: int, *, again: bool, in_place: bool) -> bool:
    """Tell whether so many words in common make one text; ``again``: the rest of it was found elsewhere."""
    if again and same < SHORT + 1:
        return False
    if shorter <= SHORT:
        return same == shorter and longer <= 2 * shorter + 1
    if in_place and same >= SHORT and same >= SHARE_IN_PLACE * shorter and same >= OF_LONGER * longer:
        return True
    return same >= SHARE * shorter and (same >= OF_LONGER * longer or (same >= WITHIN * shorter and same >= LEAST))


def holds(words: Sequence[int], some: Sequence[int]) -> bool:
    """Tell whether ``words`` begin or end with ``some``."""
    return words[: len(some)] == some or words[-len(some) :] == some


def shingles(words: Sequence[int]) -> list[tuple[int, ...]]:
    """Return what a text is looked up by: its pairs of words, and single words of short ones."""
    pairs: list[tuple[int, ...]] = list(pairwise(words))
    return [*pairs, *((word,) for word in words)] if len(words) <= 2 * SHORT else pairs
