"""Unruled tables of a PDF: rows and columns that only white space parts, letterheads and signatures read downwards."""

from __future__ import annotations

from itertools import pairwise

from utlatande.readers import wording
from utlatande.readers.pages import cue_of
from utlatande.readers.pdf_rows import Row, Span

STACKED = 60  # characters a line of a letterhead or of signatures has at most
CUES = 3  # kinds of things that only a letterhead names (pages.py)


def table_rows(rows: list[Row]) -> list[tuple[str, ...]]:
    """Make the rows of an unruled table: cells by columns, lines that a cell wrapped to put back."""
    columns = columns_of(rows)
    if stacked(rows, columns):
        return _stacks(rows, columns)
    grid: list[list[list[str]]] = []
    leading = min((b.base - a.base for a, b in pairwise(rows)), default=0.0)
    before: Row | None = None
    for row in rows:
        cells: list[list[str]] = [[] for _ in columns]
        for span in row.spans:
            text = f"{span.mark} {span.text}" if span.mark else span.text
            cells[_column(span, columns)].append(text)
        if grid and before is not None and _wraps(cells, grid[-1], row, before, leading):
            for own, more in zip(grid[-1], cells, strict=True):
                own.extend(more)
        else:
            grid.append(cells)
        before = row
    return [tuple(_cell(cell) for cell in cells) for cells in grid]


def stacked(rows: list[Row], columns: list[tuple[float, float]]) -> bool:
    """Tell whether the columns are to be read downwards: a letterhead, or signatures with titles under the names."""
    texts = [span.text for row in rows for span in row.spans]
    if any(len(text) > STACKED for text in texts):
        return False
    if len({cue for text in texts if (cue := cue_of(text))}) >= CUES:
        return True
    firsts: list[list[str]] = [[] for _ in columns]
    for row in rows:
        for span in row.spans:
            firsts[_column(span, columns)].append(span.text)
    titled = all(len(own) > 1 and own[0][0].isupper() and own[1][0].islower() for own in firsts)
    return titled and not any(c.isdigit() for text in texts for c in text)


def _stacks(rows: list[Row], columns: list[tuple[float, float]]) -> list[tuple[str, ...]]:
    """Read columns downwards, one cell each for every stretch of lines that stand close."""
    steps = sorted(b.base - a.base for a, b in pairwise(rows))
    usual = steps[len(steps) // 4] if steps else 0.0
    found: list[list[list[str]]] = []
    last: dict[int, float] = {}
    for row in rows:
        own = [_column(span, columns) for span in row.spans]
        if not found or any(row.base - last[column] > 1.6 * usual for column in own if column in last):
            found.append([[] for _ in columns])
        for span, column in zip(row.spans, own, strict=True):
            found[-1][column].append(f"{span.mark} {span.text}" if span.mark else span.text)
            last[column] = row.base
    return [tuple("\n".join(map(wording.visible, cell)) for cell in cells) for cells in found]


def _cell(lines: list[str]) -> str:
    text = ""
    for line in lines:
        text = wording.join(text, line)
    return wording.visible(text)


def _wraps(cells: list[list[str]], above: list[list[str]], row: Row, before: Row, leading: float) -> bool:
    """Tell whether a row is the rest of the row above it."""
    if row.base - before.base > 1.3 * leading:
        return False
    if not cells[0]:
        return any(own and up for own, up in zip(cells, above, strict=True))
    filled = [own[0] for own in cells if own]
    return len(filled) < sum(map(bool, above)) and all(text[0].islower() for text in filled)


def columns_of(rows: list[Row]) -> list[tuple[float, float]]:
    """Find the columns of a table: intervals that the pieces of its rows fall into."""
    taken: list[tuple[float, float]] = []
    crowd = max(len(row.spans) for row in rows)
    typical = [row for row in rows if len(row.spans) > 1 and len(row.spans) >= crowd - 1] or rows
    for x0, x1 in sorted((span.x0, span.x1) for row in typical for span in row.spans):
        if taken and x0 < taken[-1][1] - 1:
            taken[-1] = (taken[-1][0], max(taken[-1][1], x1))
        else:
            taken.append((x0, x1))
    return taken


def _column(span: Span, columns: list[tuple[float, float]]) -> int:
    """Choose the column that a piece overlaps most, else the nearest."""
    shares = [min(span.x1, x1) - max(span.x0, x0) for x0, x1 in columns]
    return max(range(len(columns)), key=shares.__getitem__)
