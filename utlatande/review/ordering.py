"""Which paragraphs stand in another order than before: the fewest whose moving explains it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from utlatande.word.watch import Piece

# How firmly a paragraph stands: an answer is moved to another heading, not the heading to the answer.
HEADING, OWN, SUGGESTED = 12, 2, 1


def out_of_order(pieces: Sequence[Piece], homes: Sequence[tuple[int, int] | None]) -> frozenset[int]:
    """Return the positions in ``pieces`` that moved; ``homes`` say where each stands now. A table moves as a whole."""
    seen: dict[int, list[int]] = {}
    nodes: list[list[int]] = []
    for place, (piece, home) in enumerate(zip(pieces, homes, strict=True)):
        if home is None:
            continue
        if piece.table is None:
            nodes.append([place])
        elif piece.table in seen:
            seen[piece.table].append(place)
        else:
            seen[piece.table] = [place]
            nodes.append(seen[piece.table])
    ends = [homes[node[0]] or (0, 0) for node in nodes]
    firm = heaviest(ends, [_weight(pieces[node[0]]) for node in nodes])
    return frozenset(place for number, node in enumerate(nodes) if number not in firm for place in node)


def _weight(piece: Piece) -> int:
    return HEADING if piece.role == "heading" else SUGGESTED if piece.covers else OWN


def heaviest(keys: Sequence[tuple[int, int]], weights: Sequence[int]) -> set[int]:
    """Return the positions of the rising sequence among ``keys`` that weighs most."""
    ranks = sorted(set(keys))
    best: list[tuple[int, int]] = [(0, -1)] * (len(ranks) + 1)  # a Fenwick tree of (weight, last position)
    previous = [-1] * len(keys)
    top = (0, -1)
    for place, (key, weight) in enumerate(zip(keys, weights, strict=True)):
        rank = bisect_left(ranks, key)
        found, node = (0, -1), rank
        while node > 0:
            found = max(found, best[node])
            node -= node & -node
        previous[place] = found[1]
        mine = (found[0] + weight, place)
        top = max(top, mine)
        node = rank + 1
        while node <= len(ranks):
            best[node] = max(best[node], mine)
            node += node & -node
    chosen: set[int] = set()
    place = top[1]
    while place >= 0:
        chosen.add(place)
        place = previous[place]
    return chosen
