"""The tables of a draft and of the edited document side by side: table with table, row with row, cell with cell."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from utlatande.review.wording import runs_of
from utlatande.word.watch import Piece

Cell = list[int]  # positions of its paragraphs
Row = dict[int, Cell]
Table = dict[int, Row]

MOST_IN_CELL = 8  # paragraphs; a cell with more holds running text (a template may lay out the page with a table)
LIKE_TABLE, LIKE_ROW = 0.3, 0.4  # share of common words, 0-1
MOST_TABLES, MOST_ROWS = 10_000, 20_000  # pairs of tables, and of rows in one place, that are weighed


def pairs(before: Sequence[Piece], after: Sequence[Piece]) -> Iterator[tuple[int, int]]:
    """Yield the positions of paragraphs in tables that stand in the same cell."""
    olds, news = _tables(before), _tables(after)
    for old, new in _same_tables(olds, news, before, after):
        rows = ([olds[old][n] for n in sorted(olds[old])], [news[new][n] for n in sorted(news[new])])
        for one, other in _same_rows(*rows, before, after):
            yield from _same_cells(one, other, before, after)


def _tables(pieces: Sequence[Piece]) -> dict[int, Table]:
    found: dict[int, Table] = {}
    for place, piece in enumerate(pieces):
        if piece.table is not None:
            row = found.setdefault(piece.table, {}).setdefault(piece.row or 0, {})
            row.setdefault(piece.cell or 0, []).append(place)
    return {
        number: table
        for number, table in found.items()
        if max(len(cell) for row in table.values() for cell in row.values()) <= MOST_IN_CELL
    }


def _same_tables(
    olds: dict[int, Table], news: dict[int, Table], before: Sequence[Piece], after: Sequence[Piece]
) -> Iterator[tuple[int, int]]:
    if len(olds) * len(news) > MOST_TABLES:
        yield from zip(olds, news, strict=False)
        return
    ours = {n: (_names(table, before), _bag(table, before)) for n, table in olds.items()}
    theirs = {n: (_names(table, after), _bag(table, after)) for n, table in news.items()}
    scores = []
    for old, (names, bag) in ours.items():
        for new, (other_names, other) in theirs.items():
            like = _like(bag, other)
            marked = bool(names & other_names)
            if like >= LIKE_TABLE or marked:
                scores.append((-(like + marked), abs(old - new), old, new))
    for _, _, old, new in sorted(scores):
        if old in ours and new in theirs:
            del ours[old], theirs[new]
            yield old, new


def _names(table: Table, pieces: Sequence[Piece]) -> set[str]:
    return {
        name for row in table.values() for cell in row.values() for place in cell for name, _ in pieces[place].covers
    }


def _bag(table: Table, pieces: Sequence[Piece]) -> Counter[str]:
    return Counter(word for row in table.values() for word in _words(row, pieces))


def _words(row: Row, pieces: Sequence[Piece]) -> list[str]:
    return [word for cell in row.values() for place in cell for word in pieces[place].text.casefold().split()]


def _like(one: Counter[str], other: Counter[str]) -> float:
    total = max(one.total(), other.total())
    return (one & other).total() / total if total else 0.0


def _key(row: Row, pieces: Sequence[Piece]) -> tuple[str, ...]:
    return tuple("\n".join(pieces[place].text.casefold() for place in row[cell]) for cell in sorted(row))


def _same_rows(
    olds: list[Row], news: list[Row], before: Sequence[Piece], after: Sequence[Piece]
) -> Iterator[tuple[Row, Row]]:
    """Yield pairs of rows: first those that are equal, then those between them that are most alike, then moved ones."""
    left: list[int] = []
    rest: list[int] = []
    old = new = 0
    one_keys, other_keys = [_key(row, before) for row in olds], [_key(row, after) for row in news]
    for start, there, length in (*_equal(one_keys, other_keys), (len(olds), len(news), 0)):
        gap = list(range(old, start)), list(range(new, there))
        for one, other in _in_gap(*gap, [olds, news], before, after):
            gap[0].remove(one)
            gap[1].remove(other)
            yield olds[one], news[other]
        left += gap[0]
        rest += gap[1]
        yield from ((olds[start + n], news[there + n]) for n in range(length))
        old, new = start + length, there + length
    where = defaultdict(list)
    for other in reversed(rest):
        where[other_keys[other]].append(other)
    for one in left:
        if where[one_keys[one]]:
            yield olds[one], news[where[one_keys[one]].pop()]


def _equal(one: Sequence[object], other: Sequence[object]) -> list[tuple[int, int, int]]:
    known: dict[object, int] = {}
    numbers = [[known.setdefault(key, len(known)) for key in keys] for keys in (one, other)]
    return [(run.old, run.new, run.length) for run in runs_of(*numbers)]


def _in_gap(
    olds: list[int], news: list[int], rows: list[list[Row]], before: Sequence[Piece], after: Sequence[Piece]
) -> list[tuple[int, int]]:
    if len(olds) == len(news) or len(olds) * len(news) > MOST_ROWS:
        return list(zip(olds, news, strict=False))
    bags = {new: Counter(_words(rows[1][new], after)) for new in news}
    found: list[tuple[int, int]] = []
    first = 0
    for old in olds:
        bag = Counter(_words(rows[0][old], before))
        near = [(_like(bag, bags[new]), -place, new) for place, new in enumerate(news) if place >= first]
        if near and (best := max(near))[0] >= LIKE_ROW:
            found.append((old, best[2]))
            first = 1 - best[1]
    return found


def _same_cells(one: Row, other: Row, before: Sequence[Piece], after: Sequence[Piece]) -> Iterator[tuple[int, int]]:
    if len(one) == len(other) or max(one) == max(other):
        columns = [(cell, cell) for cell in one if cell in other]
    else:  # a column came or went
        keys = [[_key({0: row[cell]}, pieces) for cell in row] for row, pieces in ((one, before), (other, after))]
        left, right = list(one), list(other)
        columns = [(left[a + n], right[b + n]) for a, b, length in _equal(*keys) for n in range(length)]
    for cell, there in columns:
        yield from _in_cell(one[cell], other[there], before, after)


def _in_cell(one: Cell, other: Cell, before: Sequence[Piece], after: Sequence[Piece]) -> Iterator[tuple[int, int]]:
    texts = [before[place].text.casefold() for place in one], [after[place].text.casefold() for place in other]
    old = new = 0
    for start, there, length in (*_equal(*texts), (len(one), len(other), 0)):
        yield from zip(one[old:start], other[new:there], strict=False)
        yield from zip(one[start : start + length], other[there : there + length], strict=True)
        old, new = start + length, there + length
