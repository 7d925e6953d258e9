"""Two texts word by word: what they have in common, and which words were changed."""

from __future__ import annotations

import re
from collections.abc import Hashable, Sequence
from dataclasses import dataclass

TOKEN = re.compile(r"\w+(?:[-’':]\w+)*|[^\w\s]")
FEW, APART = 2, 4  # a few words in common, this many times farther from the others, are chance
MOST = 60_000_000  # word pairs that are weighed; two texts beyond are compared by their beginnings and ends


@dataclass(frozen=True, slots=True)
class Run:
    """Words in common: ``length`` from place ``old`` in one text and ``new`` in the other."""

    old: int
    new: int
    length: int


def common(one: Sequence[int], other: Sequence[int]) -> int:
    """Return how many words two texts have in common, in the same order."""
    from rapidfuzz.distance import LCSseq

    if len(one) * len(other) > MOST:
        return sum(run.length for run in _ends(one, other))
    return int(LCSseq.similarity(one, other))


def runs_of(one: Sequence[Hashable], other: Sequence[Hashable]) -> list[Run]:
    """Return the words that two texts have in common, in order; a chance word far from all others is left out."""
    from rapidfuzz.distance import Indel

    if len(one) * len(other) > MOST:
        return _ends(one, other)
    found = [
        Run(op.src_start, op.dest_start, op.src_end - op.src_start)
        for op in Indel.opcodes(one, other)
        if op.tag == "equal"
    ]
    return _sure(found, len(one), len(other))


def _ends(one: Sequence[Hashable], other: Sequence[Hashable]) -> list[Run]:
    """Return what two long texts begin and end with alike."""
    least = min(len(one), len(other))
    start = next((n for n in range(least) if one[n] != other[n]), least)
    end = next((n for n in range(least - start) if one[-1 - n] != other[-1 - n]), least - start)
    runs = (Run(0, 0, start), Run(len(one) - end, len(other) - end, end))
    return [run for run in runs if run.length]


def _sure(found: list[Run], old_end: int, new_end: int) -> list[Run]:
    kept: list[Run] = []
    old = new = 0  # where the last kept run ended
    for place, run in enumerate(found):
        following = found[place + 1] if place + 1 < len(found) else Run(old_end, new_end, 0)
        before = max(run.old - old, run.new - new)
        after = max(following.old - run.old, following.new - run.new) - run.length
        if run.length <= FEW and min(before, after) >= APART * run.length:
            continue
        kept.append(run)
        old, new = run.old + run.length, run.new + run.length
    return kept


def changed(before: str, after: str) -> tuple[tuple[str, str], ...]:
    """Return the (old, new) words that differ, in order; signs and case count, spaces and line breaks do not."""
    olds, news = list(TOKEN.finditer(before)), list(TOKEN.finditer(after))
    pairs = []
    old = new = 0
    runs = runs_of([m[0] for m in olds], [m[0] for m in news])
    for run in [*runs, Run(len(olds), len(news), 0)]:
        if run.old > old or run.new > new:
            pairs.append((_between(before, olds[old : run.old]), _between(after, news[new : run.new])))
        old, new = run.old + run.length, run.new + run.length
    return tuple(pairs)


def same(before: str, after: str) -> bool:
    """Tell whether two texts are the same but for spaces and line breaks."""
    return before.split() == after.split() or "".join(before.split()) == "".join(after.split())


def _between(text: str, tokens: Sequence[re.Match[str]]) -> str:
    return " ".join(text[tokens[0].start() : tokens[-1].end()].split()) if tokens else ""
