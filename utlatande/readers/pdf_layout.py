"""The layout of a PDF's pages: from pieces of text with their places to lines in reading order.

A page is cut where a gutter of white runs down it (columns, a letterhead in the margin) and its tables are made rows;
what is left are lines of text, which are joined as those of a plain text are (lines.py), but measured in points.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from statistics import median
from typing import Any

from utlatande.readers import wording
from utlatande.readers.lines import Line, label
from utlatande.readers.pages import cue_of

GUTTER = 8.0  # points of white that part two columns at least
FAR = 4.0  # font sizes between a list label and its text at most
FAR_SECTION = 12.0  # and between the number of a paragraph of minutes and its
JOINED = 2.2  # font sizes: two pieces of one line that stand closer are one text
SPACED = 1.22  # times the usual distance of two lines: paragraphs are parted
TILT = 10  # degrees: text that slants more is read apart
CANDIDATES = 60  # gutters looked at on a page
NEAR_EDGE = 14.0  # points
_SECTION = re.compile(r"§ ?\d{1,3}")  # of minutes
SUPER = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
STACKED = 60  # characters a line of a letterhead or of signatures has at most
CUES = 3  # kinds of things that only a letterhead names (pages.py)
TEXT = 30  # characters a line of running text has on average, at least


@dataclass(slots=True)
class Span:
    """A piece of a line: words that stand close together."""

    text: str
    x0: float
    x1: float
    base: float
    top: float
    bottom: float
    size: float
    word: float  # the width of its first word
    bold: bool
    mark: str = ""  # a list's label that stood in a column of its own before it
    angle: int = 0


@dataclass(slots=True)
class Row:
    """What stands on one base line, from left to right; or a whole ruled table."""

    base: float
    spans: list[Span]
    table: list[tuple[str, ...]] = field(default_factory=list)
    bottom: float = 0.0

    @property
    def x0(self) -> float:
        """Left edge."""
        return self.spans[0].x0

    @property
    def x1(self) -> float:
        """Right edge."""
        return self.spans[0].x1 if len(self.spans) == 1 else max(span.x1 for span in self.spans)

    @property
    def size(self) -> float:
        """The largest font size."""
        return self.spans[0].size if len(self.spans) == 1 else max(span.size for span in self.spans)


@dataclass(slots=True)
class Flow:
    """Rows that are read one after the other: a page's text, one of its columns, or a table's rows."""

    rows: list[Row]
    kind: str = "text"  # or "side", a narrow column beside the text; or "table"
    column: bool = False  # it is one of several beside each other


def spans_of(pieces: Iterable[Sequence[Any]]) -> list[Span]:
    """Read the worker's pieces of text."""
    found = []
    for text, x0, x1, base, top, bottom, size, word, bold, angle in pieces:
        clean = wording.normal(str(text)).replace("\n", " ").strip()
        if clean and clean != wording.SOFT:
            found.append(
                Span(clean, x0, max(x0, x1), base, top, bottom, max(size, 1.0), word, bool(bold), angle=int(angle))
            )
    return found


def upright(spans: list[Span], width: float, height: float) -> tuple[list[Span], list[Span]]:
    """Part text that is read from left to right from text that stands on its side; turn a page that all does."""
    turned = [span for span in spans if TILT < span.angle < 360 - TILT]
    if not turned:
        return spans, []
    level = [span for span in spans if not TILT < span.angle < 360 - TILT]
    angles = Counter(90 * round(span.angle / 90) % 360 for span in turned for _ in span.text)
    angle, letters = angles.most_common(1)[0]
    if letters < 3 * sum(len(span.text) for span in level):
        return level, turned
    same = [span for span in turned if 90 * round(span.angle / 90) % 360 == angle]
    rest = [*level, *(span for span in turned if span not in same)]
    return [_turned(span, angle, width, height) for span in same], rest


def _turned(span: Span, angle: int, width: float, height: float) -> Span:
    if angle == 90:  # read from below upwards
        x0, x1, top, bottom = height - span.bottom, height - span.top, span.x0, span.x1
    elif angle == 270:
        x0, x1, top, bottom = span.top, span.bottom, width - span.x1, width - span.x0
    else:
        x0, x1, top, bottom = width - span.x1, width - span.x0, height - span.bottom, height - span.top
    return replace(span, x0=x0, x1=x1, top=top, bottom=bottom, base=bottom, angle=0)


def rows_of(spans: list[Span]) -> list[Row]:
    """Put pieces on one base line together, from the top of the page down."""
    rows: list[Row] = []
    for span in sorted(spans, key=lambda one: (one.base, one.x0)):
        last = rows[-1] if rows else None
        if last is not None and abs(span.base - last.base) <= 0.3 * min(span.size, last.spans[0].size):
            last.spans.append(span)
        else:
            rows.append(Row(span.base, [span], bottom=span.bottom))
    rows = _raised(rows)
    for row in rows:
        row.spans.sort(key=lambda one: one.x0)
        row.spans = _labelled(row.spans)
    return rows


def _raised(rows: list[Row]) -> list[Row]:
    """Put a raised note number that stands alone back on its line."""
    found: list[Row] = []
    for i, row in enumerate(rows):
        span, after = row.spans[0], rows[i + 1] if i + 1 < len(rows) else None
        raised = (
            after is not None
            and len(row.spans) == 1
            and len(span.text) < 3
            and span.text.isdecimal()
            and span.size < 0.85 * after.size
            and after.base - row.base < 0.6 * after.size
        )
        own = [s for s in after.spans if -2 < s.x0 - span.x1 < s.size or -2 < span.x0 - s.x1 < s.size] if raised else []
        if own:
            number = span.text.translate(SUPER)
            own[0].text = f"{number} {own[0].text}" if own[0].x0 >= span.x0 else f"{own[0].text}{number}"
            own[0].x0 = min(own[0].x0, span.x0)
        else:
            found.append(row)
    return found


def _labelled(spans: list[Span]) -> list[Span]:
    """Give a text the label that stands before it in a column of its own."""
    found: list[Span] = []
    for span in spans:
        last = found[-1] if found else None
        far = FAR_SECTION if last and last.text.startswith("§") else FAR
        if last and not last.mark and is_label(last.text) and 0 <= span.x0 - last.x1 <= far * last.size:
            span.mark, span.x0 = last.text, last.x0
            found[-1] = span
        else:
            found.append(span)
    return found


def is_label(text: str) -> bool:
    """Tell whether a piece is nothing but a list's label."""
    return len(text) < 12 and (label(f"{text} x")[0] == text or bool(_SECTION.fullmatch(text)))


def flows_of(rows: list[Row]) -> list[Flow]:
    """Cut a page into flows, in reading order."""
    if len(rows) < 2:
        return [Flow(rows)] if rows else []
    best = _gutter(rows)
    if best is None:
        return [Flow(rows)]
    start, stop, low, high = best
    above, band, below = rows[:start], rows[start:stop], rows[stop:]
    left = [Row(r.base, own) for r in band if (own := [s for s in r.spans if s.x1 <= low + 0.1])]
    right = [Row(r.base, own) for r in band if (own := [s for s in r.spans if s.x0 >= high - 0.1])]
    kind = _kind(band, left, right)
    if kind == "rows" and not _stacked(band, _columns(band)) and (chapters := _chapters(left, right)):
        return [*flows_of(above), *chapters, *flows_of(below)]
    if kind == "rows":
        first = next(i for i, row in enumerate(band) if len(row.spans) > 1)
        last = next(i for i in range(len(band) - 1, -1, -1) if len(band[i].spans) > 1)
        last = _last_wrapped(band, last)
        table = Flow(band[first : last + 1], kind="table")
        return [*flows_of([*above, *band[:first]]), table, *flows_of([*band[last + 1 :], *below])]
    sides = (flows_of(left), flows_of(right))
    for flow in (*sides[0], *sides[1]):
        flow.column = True
    if kind == "left is side":
        sides = (_as_side(sides[0]), sides[1])
    elif kind == "right is side":
        sides = (sides[0], _as_side(sides[1]))
    first_left = kind != "left is side" or left[0].base <= right[0].base + 2 * right[0].size
    ordered = [*sides[0], *sides[1]] if first_left else [*sides[1], *sides[0]]
    return [*flows_of(above), *ordered, *flows_of(below)]


def _chapters(left: list[Row], right: list[Row]) -> list[Flow]:
    """Read margin headings with whole texts beside them (``Beslut`` | paragraphs) as headings and texts."""
    starts = [row for i, row in enumerate(left) if i == 0 or _parted(left[i - 1], row)]
    bounds = [*(row.base - 2 for row in starts), float("inf")]
    texts = [[row for row in right if low <= row.base < high] for low, high in zip(bounds, bounds[1:], strict=False)]
    labels = [[row for row in left if low <= row.base < high] for low, high in zip(bounds, bounds[1:], strict=False)]
    if not any(is_chapter(own) for own in texts):
        return []
    found = flows_of([row for row in right if row.base < bounds[0]])
    for label_rows, own in zip(labels, texts, strict=True):
        found += [Flow(label_rows, column=True), *flows_of(own)]
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
        for one, two in zip(row.spans, row.spans[1:], strict=False):
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


def table_rows(rows: list[Row]) -> list[tuple[str, ...]]:
    """Make the rows of an unruled table: cells by columns, lines that a cell wrapped to put back."""
    columns = _columns(rows)
    if _stacked(rows, columns):
        return _stacks(rows, columns)
    grid: list[list[list[str]]] = []
    leading = min((b.base - a.base for a, b in zip(rows, rows[1:], strict=False)), default=0.0)
    before: Row | None = None
    for row in rows:
        cells: list[list[str]] = [[] for _ in columns]
        for span in row.spans:
            text = f"{span.mark} {span.text}" if span.mark else span.text
            cells[_column(span, columns)].append(text)
        if grid and before is not None and _wraps(cells, grid[-1], row, before, leading):
            for own, more in zip(grid[-1], cells, strict=True):
                own += more
        else:
            grid.append(cells)
        before = row
    return [tuple(_cell(cell) for cell in cells) for cells in grid]


def _stacked(rows: list[Row], columns: list[tuple[float, float]]) -> bool:
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
    steps = sorted(b.base - a.base for a, b in zip(rows, rows[1:], strict=False))
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


def _columns(rows: list[Row]) -> list[tuple[float, float]]:
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
        for a, b in zip(rows, rows[1:], strict=False)
        if abs(a.size - b.size) < 0.5 and 0.8 * a.size < b.base - a.base < 2.6 * a.size
    ]
    lower = [
        (b.base - a.base) / a.size
        for a, b in zip(rows, rows[1:], strict=False)
        if b.spans[0].text[0].islower() and 0.8 * a.size < b.base - a.base < 2.6 * a.size
    ]
    return median(lower) if lower else (min(found) * 1.03 if found else 1.25)


def line_of(row: Row, left: float) -> Line:
    """Make a line of a row that is running text."""
    texts = [span.text for span in row.spans]
    far = len(row.spans) > 1 and any(b.x0 - a.x1 > JOINED * a.size for a, b in zip(row.spans, row.spans[1:], strict=False))
    first = row.spans[0]
    line = Line(" ".join(texts), indent=max(0, round((row.x0 - left) / (0.5 * row.size))))
    line.width, line.word = row.x1 - left, first.word + 0.25 * first.size
    line.size, line.strong = row.size, all(span.bold for span in row.spans)
    if far and not first.mark:
        line.cells = tuple(wording.visible(text) for text in texts)
        line.text = "\t".join(line.cells)
    elif first.mark:
        line.item, line.body, line.apart = first.mark, line.text, True
        line.text = f"{first.mark} {line.text}"
    return line
