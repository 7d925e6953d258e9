"""The edited document with every change since the draft as a tracked change."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from utlatande.review import alignment, ordering, wording
from utlatande.review.alignment import Aligned
from utlatande.review.compare import written
from utlatande.review.wording import Run
from utlatande.word.edited import Edited
from utlatande.word.redline import FLOATING, Pair, Redline, open_redline
from utlatande.word.watch import Piece

_TOKEN = re.compile(r"\s+|\w+(?:[-’':]\w+)*|[^\w\s]")


def redline(data: bytes, edited: Edited, draft: Edited | None = None, *, created: str | None = None) -> bytes:
    """Return the edited Word file ``data`` with all that differs from the draft as tracked changes of ours.

    Tracked changes that it had are accepted first. Accepting ours gives the edited text, rejecting them the draft's.
    Text boxes, notes, headers and footers are left as they are. Raises as ``compare`` and ``open_redline`` do.
    """
    before = [piece for piece in written(edited, draft)[0] if piece.role not in FLOATING]
    opened = open_redline(data, name=edited.document.name)
    aligned = alignment.align(before, opened.pieces)
    return opened.marked(before, pairs(before, opened, aligned), created)


def pairs(before: Sequence[Piece], opened: Redline, aligned: Aligned) -> list[Pair]:
    """Return the paragraphs that stand in the same order and the same row and cell, with their changes."""
    after = opened.pieces
    words: dict[tuple[int, int], int] = {}
    for old, parts in enumerate(aligned.parts):
        if old not in aligned.moved:
            for part in parts:
                words[old, part.new] = words.get((old, part.new), 0) + part.words
    chosen: dict[int, int] = {}
    taken: set[int] = set()
    for (old, new), _ in sorted(words.items(), key=lambda item: (-item[1], item[0])):
        if old not in chosen and new not in taken and (before[old].table is None) == (after[new].table is None):
            chosen[old] = new
            taken.add(new)
    olds = sorted(chosen)
    firm = ordering.heaviest([(chosen[old], 0) for old in olds], [1 + words[old, chosen[old]] for old in olds])
    found = [(old, chosen[old]) for place, old in enumerate(olds) if place in firm]
    made: list[Pair] = []
    for old, new in _squared(found, before, after):
        made += (
            _split(old, before, opened, aligned)
            or _joined(new, before, opened, aligned)
            or [Pair(old, new, changes(before[old].text, after[new].text))]
        )
    return made


def _split(old: int, before: Sequence[Piece], opened: Redline, aligned: Aligned) -> list[Pair]:
    """Return the pairs of a paragraph that stands as several in a row, none when it does not."""
    news = sorted({part.new for part in aligned.parts[old]})
    whole = [new for new in news if [one[0] for one in aligned.shared[new]] == [old]]
    alike = {_spot(opened.pieces[new], 3) for new in news}
    if len(news) == 1 or whole != news or len(alike) > 1 or news[-1] - news[0] != len(news) - 1:
        return []
    where = aligned.found[old]
    firsts = [where.index(new) if new in where else -1 for new in news]
    if -1 in firsts or [new for new in where if new >= 0] != sorted(new for new in where if new >= 0):
        return []
    if not opened.are_split(news[0], news[-1]):
        return []
    spans = aligned.olds[old].spans
    text = before[old].text
    cuts = [0, *(spans[first][0] for first in firsts[1:]), len(text)]
    return [
        Pair(old, new, changes(text[cuts[n] : cuts[n + 1]], opened.pieces[new].text), goes_on=new != news[-1])
        for n, new in enumerate(news)
    ]


def _joined(new: int, before: Sequence[Piece], opened: Redline, aligned: Aligned) -> list[Pair]:
    """Return the pairs of a paragraph that several in a row became, none when it is of one."""
    shared = aligned.shared[new]
    olds = [old for old, _, _ in shared]
    alike = {_spot(before[old], 3) for old in olds}
    if len(olds) == 1 or olds != list(range(olds[0], olds[0] + len(olds))) or len(alike) > 1:
        return []
    if any(old in aligned.moved or {part.new for part in aligned.parts[old]} != {new} for old in olds):
        return []
    if not all(opened.can_divide(new, start) for _, start, _ in shared[1:]):
        return []
    text = opened.pieces[new].text
    return [Pair(old, new, changes(before[old].text, text[start:end]), start=start) for old, start, end in shared]


def _squared(
    found: Sequence[tuple[int, int]], before: Sequence[Piece], after: Sequence[Piece]
) -> list[tuple[int, int]]:
    """Return the pairs whose tables, rows and cells go together one to one."""
    there: dict[object, object] = {}
    back: dict[object, object] = {}
    kept = []
    for old, new in found:
        one, other = before[old], after[new]
        keys = [(_spot(one, n), _spot(other, n)) for n in range(1, 4)] if one.table is not None else []
        if all(there.get(a, b) == b and back.get(b, a) == a for a, b in keys):
            there.update(keys)
            back.update((b, a) for a, b in keys)
            kept.append((old, new))
    return kept


def _spot(piece: Piece, depth: int) -> tuple[int | None, ...]:
    return (piece.table, piece.row, piece.cell)[:depth]


def changes(before: str, after: str) -> tuple[tuple[str, int, int], ...]:
    """Return what was changed: the old text, and where the new text begins and ends (characters of ``after``)."""
    if before == after:
        return ()
    olds, news = list(_TOKEN.finditer(before)), list(_TOKEN.finditer(after))
    runs = wording.runs_of([m[0] for m in olds], [m[0] for m in news])
    runs = [run for run in runs if not all(m[0].isspace() for m in olds[run.old : run.old + run.length])]
    edges = [Run(0, 0, 0), *runs, Run(len(olds), len(news), 0)]
    found = []
    for one, following in pairwise(edges):
        old = _stretch(olds, one.old + one.length, following.old, before)
        new = _stretch(news, one.new + one.length, following.new, after)
        if old[0] < old[1] or new[0] < new[1]:
            found.append((before[old[0] : old[1]], *new))
    return tuple(found)


def _stretch(tokens: Sequence[re.Match[str]], first: int, last: int, text: str) -> tuple[int, int]:
    """Return where the tokens from ``first`` to ``last`` stand in a text."""
    start = tokens[first].start() if first < len(tokens) else len(text)
    return start, max(start, tokens[last - 1].end() if last > first else start)
