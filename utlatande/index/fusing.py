"""Words and meaning together: the max-normalised sum of the score by words and of how near a sentence model puts them.

The sum is brought back to the scale of the words' score, so that it stays comparable; the words' own score is kept
beside it, for what is said of support was measured on words alone.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from utlatande.index.vectors import Meanings
from utlatande.model import Candidate, Passage, Query

# The meaning's weight beside the words' 1. NOT measured: no real sentence model was at hand. Half lets a model reorder
# what the words find and bring in what they miss, and cannot alone put a text above the words' best.
MEANING = 0.5
_DEPTH = 30  # candidates looked at of each sort, at least

Find = Callable[[Query, Sequence[int]], list[Candidate]]


def fused(
    query: Query,
    meanings: Meanings,
    *,
    within: Sequence[int] | None,
    find: Find,
    passages: Callable[[list[int]], Mapping[int, Passage]],
    rows: Mapping[Passage, int],
) -> list[Candidate]:
    """Return the candidates by words and meaning, best first.

    ``find`` searches by words, all rows or those given; ``within`` are the rows that the query allows (None: all);
    ``rows`` has the row of each passage that ``find`` and ``passages`` gave.
    """
    deep = replace(query, limit=max(query.limit, _DEPTH))
    near = passages(meanings.nearest(deep.limit, within))
    found = {one.passage: one for one in find(deep, ())}
    other = [row for row, passage in near.items() if passage not in found]
    found |= {one.passage: one for one in (find(deep, other) if other else ())}
    for passage in near.values():
        found.setdefault(passage, Candidate(passage=passage, score=0.0))
    best = max((one.score for one in found.values()), default=0.0) or 1.0
    together = [_together(one, best, meanings.of(rows[one.passage])) for one in found.values()]
    together.sort(key=lambda one: -one.score)
    return together[: query.limit]


def _together(one: Candidate, best: float, meaning: float | None) -> Candidate:
    near = one.score / best if meaning is None else meaning  # what no model may read neither gains nor loses
    return replace(one, score=(one.score + MEANING * best * near) / (1 + MEANING), words=one.score, meaning=meaning)
