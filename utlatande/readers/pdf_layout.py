# ruff: noqa: PLR2004 - counts and shares of one rule are read best in the rule
"""The layout of a PDF's pages: from pieces of text with their places to lines in reading order.

A page is cut where a gutter of white runs down it (columns, a letterhead in the margin) and its tables are made rows;
what is left are lines of text, which are joined as those of a plain text are (lines.py), but measured in points.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from utlatande.readers import wording
from utlatande.readers.lines import Line
from utlatande.readers.pdf_rows import Row
from utlatande.readers.pdf_tables import columns_of, stacked

GUTTER = 8.0  # points of white that part two columns at least
JOINED = 2.2  # font sizes: two pieces of one line that stand closer are one text
SPACED = 1.22  # times the usual distance of two lines: paragraphs are parted
CANDIDATES = 60  # gutters looked at on a page
NEAR_EDGE = 14.0  # points
TEXT = 30  # characters a line of running text has on average, at least
DEEP = 40  # a page that is cut so often within cuts is no page of text
MANY = 3_000  # rows: a page with more is not cut at all


@dataclass(slots=True)
class Flow:
    """Rows that are read one after the other: a page's text, one of its columns, or a table's rows."""

    rows: list[Row]
    kind: str = "text"  # or "side", a narrow column beside the text; or "table"
    column: bool = False  # it is one of several beside each other


def flows_of(rows: list[Row], depth: int = 0) -> list[Flow]:
    """Cut a page into flows, in reading order."""
    if len(rows) < 2:
        return [Flow(rows)] if rows else []
    best = _gutter(rows) if depth < DEEP and len(rows) <= MANY else None
    depth += 1
    if best is None:
        return [Flow(rows)]
    start, stop, low, high = best
    above, band, below = rows[:start], rows[start:stop], rows[stop:]
    left = [Row(r.base, own) for r in band if (own := [s for s in r.spans if s.x1 <= low + 0.1])]
    right = [Row(r.base, own) for r in band if (own := [s for s in r.spans if s.x0 >= high - 0.1])]
    kind = _kind(band, left, right)
    if kind == "rows" and not stacked(band, columns_of(band)) and (chapters := _chapters(left, right, depth)):
        return [*flows_of(above, depth), *chapters, *flows_of(below, depth)]
    if kind == "rows":
        first = next(i for i, row in enumerate(band) if len(row.spans) > 1)
        last = next(i for i in range(len(band) - 1, -1, -1) if len(band[i].spans) > 1)
        last = _last_wrapped(band, last)
        table = Flow(band[first : last + 1], kind="table")
        return [*flows_of([*above, *band[:first]], depth), table, *flows_of([*band[last + 1 :], *below], depth)]
    sides = (flows_of(left, depth), flows_of(right, depth))
    for flow in (*sides[0], *sides[1]):
        flow.column = True
    if kind == "left is side":
        sides = (_as_side(sides[0]), sides[1])
    elif kind == "right is side":
        sides = (sides[0], _as_side(sides[1]))
    first_left = kind != "left is side" or left[0].base <= right[0].base + 2 * right[0].size
    ordered = [*sides[0], *sides[1]] if first_left else [*sides[1], *sides[0]]
    return [*flows_of(above, depth), *ordered, *flows_of(below, depth)]


def _chapters(left: list[Row], right: list[Row], depth: int) -> list[Flow]:
    """Read margin headings with whole texts beside them (``Beslut`` | paragraphs) as headings and texts."""
    starts = [row for i, row in enumerate(left) if i == 0 or _parted(left[i - 1], row)]
    bounds = [*(row.base - 2 for row in starts), float("inf")]
    texts = [[row for row in right if low <= row.base < high] for low, high in pairwise(bounds)]
    labels = [[row for row in left if low <= row.base < high] for low, high in pairwise(bounds)]
    if not any(is_chapter(own) for own in texts):
        return []
    found = flows_of([row for row in right if row.base < bounds[0]], depth)
    for label_rows, own in zip(labels, texts, strict=True):
        found += [Flow(label_rows, column=True), *flows_of(own, depth)]
    for flow in found:
        flow.column = True
    return found


def is_chapter(rows: list[Row]) -> bool:
    """Tell whether a cell is a text of its own: it has headings in it, or several paragraphs of several lines."""
    bold = [all(span.bold for span in row.spans) for row in rows]
    headed = any(bold[1:]) and not all(bold)
    parted = [i for i in range(1, len(rows)) if _parted(rows[i - 1], rows[i])]
    return headed or (len(parted) > 1 and len(rows) > 3 * len(parted) + 3)


def _as_side(flows: list[Flow]) -> list[Flow]:
    for flow in flows:
        flow.kind = "side" if flow.kind == "text" else flow.kind
    return flows


def _last_wrapped(band: list[Row], last: int) -> int:
    """Include the lines under a table's last row that its cells wrapped to."""
    while last + 1 < len(band):
        row, after = band[last], band[last + 1]
        left = min(r.x0 for r in band[: last + 1])
        if after.base - row.base > 1.6 * row.size or after.x0 < left + 2 * row.size:
            break
        last += 1
    return last


def _gutter(rows: list[Row]) -> tuple[int, int, float, float] | None:
    """Find the white gutter that parts the most rows: first row, row after the last, its left and right edge."""
    seen: set[tuple[int, int]] = set()
    best: tuple[float, tuple[int, int, float, float]] | None = None
    covered: dict[tuple[int, int], int] = {}
    for i, row in enumerate(rows):
        for one, two in pairwise(row.spans):
            if two.x0 - one.x1 < GUTTER or row.table:
                continue
            spot = (round((one.x1 + two.x0) / 16), 0)
            if covered.get(spot, -1) >= i or len(seen) > CANDIDATES:
                continue
            seen.add((spot[0], i))
            found = _extended(rows, i, one.x1, two.x0)
            covered[spot] = found[1]
            value = _value(rows, found)
            if value and (best is None or value > best[0]):
                best = (value, found)
    return best[1] if best else None


def _extended(rows: list[Row], at: int, low: float, high: float) -> tuple[int, int, float, float]:
    """Follow a gutter up and down from one row as far as no text crosses it."""
    ends = []
    for step in (-1, 1):
        i = at
        while 0 <= i + step < len(rows):
            free = _narrowed(rows[i + step], low, high)
            if free is None:
                break
            low, high = free
            i += step
        ends.append(i)
    return ends[0], ends[1] + 1, low, high


def _narrowed(row: Row, low: float, high: float) -> tuple[float, float] | None:
    """Return what a row leaves free of a gutter, or None when it crosses it."""
    if row.table:
        return None
    middle = (low + high) / 2
    for span in row.spans:
        if span.x1 <= low or span.x0 >= high:
            continue
        if span.x0 < low and span.x1 > high:
            return None
        if span.x1 < high and (span.x0 < low or (span.x0 + span.x1) / 2 < middle):
            low = max(low, span.x1)
        else:
            high = min(high, span.x0)
    return (low, high) if high - low >= GUTTER else None


def _value(rows: list[Row], found: tuple[int, int, float, float]) -> float:
    """Say how much a gutter parts: 0 when it is no more than a gap in a line or two."""
    start, stop, low, high = found
    left = sum(any(s.x1 <= low + 0.1 for s in row.spans) for row in rows[start:stop])
    right = sum(any(s.x0 >= high - 0.1 for s in row.spans) for row in rows[start:stop])
    both = left + right - (stop - start)
    if both < 2 and not (min(left, right) >= 2 and left + right >= 5):
        return 0.0
    return min(left, right) + 0.2 * both + (high - low) / 1000


def _kind(band: list[Row], left: list[Row], right: list[Row]) -> str:
    """Tell columns from a table: ``columns``, ``left is side``, ``right is side`` or ``rows``."""
    texts = (_running(left), _running(right))
    if all(texts):
        return "columns"
    both = len(left) + len(right) - len(band)
    if not any(texts):
        return "rows" if both >= 0.6 * min(len(left), len(right)) else "columns"
    narrow, wide = (right, left) if texts[0] else (left, right)
    starts = [row for i, row in enumerate(narrow) if i == 0 or _parted(narrow[i - 1], row)]
    opened = {row.base: i for i, row in enumerate(wide)}
    edge = max(row.x1 for row in wide)
    aligned = 0
    for row in starts:
        at = next((i for base, i in opened.items() if abs(base - row.base) < 2), None)
        if at is not None and (at == 0 or _parted(wide[at - 1], wide[at]) or wide[at - 1].x1 < 0.8 * edge):
            aligned += 1
    if aligned >= 0.75 * len(starts):
        return "rows"
    return "right is side" if texts[0] else "left is side"


def _running(rows: list[Row]) -> bool:
    """Tell whether one side of a gutter is running text: long lines, most of them full."""
    if len(rows) < 3 or sum(len(row.spans) > 1 for row in rows) > 0.3 * len(rows):
        return False
    left, right = min(row.x0 for row in rows), max(row.x1 for row in rows)
    full = sum(row.x1 >= right - 0.18 * (right - left) for row in rows)
    length = sum(len(span.text) for row in rows for span in row.spans) / len(rows)
    return length >= TEXT and full >= 0.5 * len(rows)


def _parted(row: Row, after: Row) -> bool:
    """Tell whether a row stands apart from the one before."""
    return after.base - row.base > 1.5 * max(row.size, after.size)


def edge(ends: list[float]) -> float:
    """Return where lines end that have no room left: the outermost place at which several do."""
    ends = sorted(ends, reverse=True)
    least = max(2, len(ends) // 25)
    for i, end in enumerate(ends):
        if ends[min(i + least, len(ends)) - 1] >= end - NEAR_EDGE:
            return end
    return ends[0] if ends else 0.0


def usual_leading(rows: list[Row]) -> float:
    """Return the usual distance of two lines of one text, in font sizes."""
    found = [
        (b.base - a.base) / a.size
        for a, b in pairwise(rows)
        if abs(a.size - b.size) < 0.5 and 0.8 * a.size < b.base - a.base < 2.6 * a.size
    ]
    lower = [
        (b.base - a.base) / a.size
        for a, b in pairwise(rows)
        if b.spans[0].text[0].islower() and 0.8 * a.size < b.base - a.base < 2.6 * a.size
    ]
    return median(lower) if lower else (min(found) * 1.03 if found else 1.25)


def line_of(row: Row, left: float) -> Line:
    """Make a line of a row that is running text."""
    first = row.spans[0]
    alone = len(row.spans) == 1
    line = Line(first.text if alone else " ".join(span.text for span in row.spans))
    line.indent = max(0, round((first.x0 - left) / (0.5 * row.size)))
    line.width, line.word = row.x1 - left, first.word + 0.25 * first.size
    line.size, line.strong = row.size, first.bold and (alone or all(span.bold for span in row.spans))
    if first.mark:
        line.item, line.body, line.apart = first.mark, line.text, True
        line.text = f"{first.mark} {line.text}"
    elif not alone and any(b.x0 - a.x1 > JOINED * a.size for a, b in pairwise(row.spans)):
        line.cells = tuple(wording.visible(span.text) for span in row.spans)
        line.text = "\t".join(line.cells)
    return line
