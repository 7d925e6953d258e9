# ruff: noqa: PLR2004 - counts and shares of one rule are read best in the rule
"""Ruled tables of a PDF: the lines drawn on a page, the cells they make, and the text in each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from utlatande.readers import wording
from utlatande.readers.pdf_layout import is_chapter
from utlatande.readers.pdf_rows import Span, rows_of

NEAR = 3.0  # points: lines that end so close meet
THIN = 3.5  # points: a box so thin is a line
LINES = 2_000  # on a page, beyond which a drawing is no table
CELLS = 4_000  # of a table, beyond which it is squared paper


@dataclass(slots=True)
class Rule:
    """A horizontal or vertical line: where it runs, from and to."""

    at: float
    start: float
    stop: float


@dataclass(slots=True)
class Grid:
    """A ruled table: its outer edges, the text taken out of the page, and its rows with their base lines."""

    top: float
    bottom: float
    left: float
    right: float
    rows: list[tuple[str, ...]]
    bases: list[float]


def grids(rules: Sequence[Sequence[float]], spans: list[Span]) -> tuple[list[Grid], list[Span]]:
    """Return the ruled tables of a page and the pieces of text that stand in none."""
    if not rules or len(rules) > LINES:
        return [], spans
    across = _merged([Rule((y0 + y1) / 2, x0, x1) for x0, y0, x1, y1 in rules if y1 - y0 <= THIN < x1 - x0])
    down = _merged([Rule((x0 + x1) / 2, y0, y1) for x0, y0, x1, y1 in rules if x1 - x0 <= THIN < y1 - y0])
    found: list[Grid] = []
    for own_across, own_down in _parts(across, down):
        grid, spans = _grid(own_across, own_down, spans)
        if grid:
            found.append(grid)
    return found, spans


def _merged(rules: list[Rule]) -> list[Rule]:
    """Put together the pieces of one drawn line."""
    tracks: list[list[Rule]] = []
    for rule in sorted(rules, key=lambda one: one.at):
        if tracks and rule.at - tracks[-1][-1].at < NEAR / 2:
            tracks[-1].append(rule)
        else:
            tracks.append([rule])
    found: list[Rule] = []
    for track in tracks:
        track.sort(key=lambda one: one.start)
        found.append(track[0])
        for rule in track[1:]:
            if rule.start <= found[-1].stop + NEAR:
                found[-1].stop = max(found[-1].stop, rule.stop)
            else:
                found.append(rule)
    return found


def _parts(across: list[Rule], down: list[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """Part lines into tables: lines that meet belong together."""
    parent = list(range(len(across) + len(down)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for i, one in enumerate(across):
        for j, two in enumerate(down, len(across)):
            if one.start - NEAR <= two.at <= one.stop + NEAR and two.start - NEAR <= one.at <= two.stop + NEAR:
                parent[root(i)] = root(j)
    parts: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for i, rule in enumerate([*across, *down]):
        own = parts.setdefault(root(i), ([], []))
        own[0 if i < len(across) else 1].append(rule)
    return [own for own in parts.values() if len(own[0]) > 1 and len(own[1]) > 1]


def _grid(across: list[Rule], down: list[Rule], spans: list[Span]) -> tuple[Grid | None, list[Span]]:
    xs, ys = _places(down), _places(across)
    left, right, top, bottom = xs[0], xs[-1], ys[0], ys[-1]
    inside = [s for s in spans if left < (s.x0 + s.x1) / 2 < right and top < (s.top + s.bottom) / 2 < bottom]
    if len(xs) * len(ys) > CELLS:
        return None, spans
    if len(xs) < 3 or len(ys) < 2 or not inside or (len(ys) < 3 and len(inside) < 2):
        return None, spans
    owner = _owners(xs, ys, across, down)
    cells: dict[tuple[int, int], list[Span]] = {}
    for span in inside:
        row = _slot(ys, (span.top + span.bottom) / 2)
        column = _slot(xs, min(span.x0 + 2, (span.x0 + span.x1) / 2))
        cells.setdefault(owner[row, column], []).append(span)
    if len(xs) <= 3 and any(is_chapter(rows_of([replace(s) for s in own])) for own in cells.values()):
        return None, spans  # lines round a text with headings in the margin
    rows, bases = [], []
    for i in range(len(ys) - 1):
        columns = sorted({owner[i, j] for j in range(len(xs) - 1)}, key=lambda cell: cell[1])
        texts = tuple(_cell(cells.get(cell, []), xs, cell) if cell[0] == i else "" for cell in columns)
        if any(texts):
            rows.append(texts)
            bases.append(ys[i])
    taken = {id(span) for span in inside}
    rest = [span for span in spans if id(span) not in taken]
    if not any(sum(map(bool, row)) > 1 for row in rows):
        return None, spans  # a frame round text, no table
    return Grid(top, bottom, left, right, rows, bases), rest


def _places(rules: list[Rule]) -> list[float]:
    """Return where the lines of one direction run, near ones taken together."""
    places: list[float] = []
    for at in sorted(rule.at for rule in rules):
        if not places or at - places[-1] > NEAR:
            places.append(at)
    return places


def _slot(places: list[float], at: float) -> int:
    return max(i for i, place in enumerate(places[:-1]) if place <= at or i == 0)


def _owners(
    xs: list[float], ys: list[float], across: list[Rule], down: list[Rule]
) -> dict[tuple[int, int], tuple[int, int]]:
    """Map each cell of the grid to the one it is merged with: no line is drawn between them."""
    owner: dict[tuple[int, int], tuple[int, int]] = {}
    for i in range(len(ys) - 1):
        for j in range(len(xs) - 1):
            owner[i, j] = (i, j)
            middle = (ys[i] + ys[i + 1]) / 2
            if j and not _drawn(down, xs[j], middle):
                owner[i, j] = owner[i, j - 1]
            elif i and not _drawn(across, ys[i], (xs[j] + xs[j + 1]) / 2):
                owner[i, j] = owner[i - 1, j]
    return owner


def _drawn(rules: list[Rule], at: float, through: float) -> bool:
    return any(abs(rule.at - at) <= NEAR and rule.start <= through <= rule.stop for rule in rules)


def _cell(spans: list[Span], xs: list[float], cell: tuple[int, int]) -> str:
    """Join the lines in a cell; its paragraphs are parted by ``\\n``."""
    if not spans:
        return ""
    right = next((x for x in xs[cell[1] + 1 :] if x >= max(span.x1 for span in spans) - NEAR), xs[-1])
    parts: list[str] = []
    before: tuple[float, float, str] | None = None  # base line, right edge, text
    leading = 0.0
    for row in rows_of(spans):
        text = " ".join(f"{span.mark} {span.text}" if span.mark else span.text for span in row.spans)
        first = row.spans[0]
        joins = False
        if before is not None:
            base, edge, above = before
            step = row.base - base
            room = edge + first.word + 0.3 * first.size <= right - 4 and not wording.hyphenated(above)
            lower = text[0].islower() or wording.hangs(above) or above.endswith(",")
            apart = step > (1.3 * leading if leading else 2.2 * first.size)
            joins = not (apart or first.mark) and (lower or not (room or wording.ends_sentence(above)))
            leading = leading or step
        if joins:
            parts[-1] = wording.join(parts[-1], text)
        else:
            parts.append(text)
        before = (row.base, row.x1, text)
    return "\n".join(wording.visible(part) for part in parts)
