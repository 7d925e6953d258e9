# ruff: noqa: PLR2004 - counts and shares of one rule are read best in the rule
"""A PDF's pages into pieces: heads and feet apart, flows into lines, lines joined, headings and notes by their font."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from utlatande.model import Role
from utlatande.readers import headings, pdf_heads, pdf_rows, pdf_tables, wording
from utlatande.readers import pages as text_pages
from utlatande.readers import pdf_layout as layout
from utlatande.readers.flow import Flow, Piece, fit_of
from utlatande.readers.lines import Fit, Line, label
from utlatande.readers.pdf_grid import Grid, grids
from utlatande.readers.pdf_rows import Row, Span

SMALL = 0.93  # times the size of the body: a note
ROWS = 6  # on a page, needed to learn its margin from it
NOTE_LINES = 12  # at the foot of a page where notes of the body's own size are looked for
DEDENT = 1.0  # font sizes to the left of a hanging text: a new paragraph

_RAISED = re.compile(r"[⁰¹²³⁴⁵⁶⁷⁸⁹]+")

Page = dict[str, Any]


def prepare(page: Page) -> None:
    """Read a page's pieces of text, while the child is at the next page."""
    page["spans"] = pdf_rows.upright(pdf_rows.spans_of(page["lines"]), page["width"], page["height"])


def pieces_of(pages: Sequence[Page]) -> list[Piece]:
    """Put the worker's pages together to pieces in reading order."""
    sheets: list[list[Span]] = []
    turned: list[list[Span]] = []
    for page in pages:
        if "spans" not in page:
            prepare(page)
        upright, other = page.pop("spans")
        sheets.append(upright)
        turned.append(other)
    heads = pdf_heads.take(sheets, pages)
    body = pdf_heads.body_size(sheets)
    margin = _margin([span for spans in sheets for span in spans])
    found: list[Line] = []
    for spans, other, page in zip(sheets, turned, pages, strict=True):
        own = _page_lines(spans, page, body, margin)
        if own and found:
            own[0].cut = True
            _table_goes_on(found, own)
        found += own
        found += [Line(span.text, page=page["page"], aside="alone", size=span.size) for span in other]
    _settle_cuts(found)
    pieces = Flow(found, _fits(found)).run()
    headings.mark_by_font(pieces, body)
    return [*(h for h in heads if h.role is Role.HEADER), *pieces, *(h for h in heads if h.role is Role.FOOTER)]


def _margin(spans: list[Span]) -> float:
    """Return where most lines begin."""
    starts = Counter(round(span.x0 / 2) * 2 for span in spans)
    return float(starts.most_common(1)[0][0]) if starts else 0.0


def _page_lines(spans: list[Span], page: Page, body: float, margin: float) -> list[Line]:
    """Read one page: its ruled tables, then its flows, line by line."""
    tables, rest = grids(page["rules"], spans)
    rows = pdf_rows.rows_of(rest)
    for grid in tables:
        rows.append(_table_row(grid, body))
    rows.sort(key=lambda row: row.base)
    left = _margin(rest) if len(rows) >= ROWS else margin
    found: list[Line] = []
    for flow in layout.flows_of(rows):
        own = _table_lines(pdf_tables.table_rows(flow.rows)) if flow.kind == "table" else _text_lines(flow, left)
        if own and found and not own[0].cells:
            own[0].cut = True
        found += own
    for line in found:
        line.page = page["page"]
    _notes(found, body)
    return found


def _table_goes_on(found: list[Line], own: list[Line]) -> None:
    """A table that opens a page as wide as the one before it ended is the same one; its head is not said again."""
    before = found[-1]
    if not own[0].cells or len(own[0].cells) != len(before.cells):
        return
    own[0].blanks = 0
    top = len(found) - 1
    while top and found[top - 1].cells and not found[top].blanks:
        top -= 1
    if own[0].cells == found[top].cells and len(own) > 1 and own[1].cells:
        own.pop(0)
        own[0].blanks, own[0].cut = 0, True
    above, below = before.cells, own[0].cells
    pairs = [(up, down) for up, down in zip(above, below, strict=True) if down]
    if len(pairs) < sum(map(bool, above)) and all(up and _unfinished(up, down) for up, down in pairs):
        before.cells = tuple(wording.join(up, down) if down else up for up, down in zip(above, below, strict=True))
        before.text = "\t".join(before.cells)
        own.pop(0)
        if own and own[0].cells:
            own[0].blanks = 0


def _unfinished(up: str, down: str) -> bool:
    """Tell whether a cell goes on in the row under it."""
    return not wording.ends_sentence(up) and not down[0].isupper() and not label(down)[0]


def _table_row(grid: Grid, body: float) -> Row:
    span = Span("", grid.left, grid.right, grid.top, grid.top, grid.bottom, body or 10.0, 0, bold=False)
    return Row(grid.top, [span], table=grid.rows, bottom=grid.bottom)


def _table_lines(rows: Sequence[tuple[str, ...]]) -> list[Line]:
    return [
        Line("\t".join(cells), cells=cells, blanks=0 if number else 2, group="table")
        for number, cells in enumerate(rows)
    ]


def _text_lines(flow: layout.Flow, margin: float) -> list[Line]:
    """Make the lines of a flow, each knowing whether it stands apart from the one before."""
    whole = flow.kind == "text" and not flow.column
    texts = [row for row in flow.rows if not row.table]
    left = margin if whole else min((row.x0 for row in texts), default=0.0)
    group = "text" if whole else f"{flow.kind} {round(left / 20)}"
    leading = layout.usual_leading(texts)
    found: list[Line] = []
    before: Row | None = None
    for row in flow.rows:
        if row.table:
            found += _table_lines(row.table)
            before = None
            continue
        line = layout.line_of(row, left)
        line.group = group
        line.aside = "alone" if flow.kind == "side" else ""
        if before is not None and _apart(before, row, leading):
            line.blanks, line.spaced = 1, True
        if before is None and found:
            line.blanks = 1
        found.append(line)
        before = row
    _fresh(found, flow)
    return found


def _apart(before: Row, row: Row, leading: float) -> bool:
    """Tell whether more white than usual stands between two rows."""
    size = min(before.size, row.size)
    usual = leading * (size if abs(before.size - row.size) < 0.5 else max(before.size, row.size))
    return row.base - before.base > layout.SPACED * usual


def _fresh(found: list[Line], flow: layout.Flow) -> None:
    """A line that steps back from where two lines of an item hung begins a new paragraph."""
    rows = [row for row in flow.rows if not row.table]
    texts = [line for line in found if line.size]
    for i in range(2, min(len(rows), len(texts))):
        hung = rows[i - 1].x0 - rows[i].x0 > DEDENT * rows[i].size
        if hung and rows[i - 1].x0 - rows[i - 2].x0 < DEDENT * rows[i].size and not texts[i].blanks:
            texts[i].blanks, texts[i].spaced = 1, True


def _notes(found: list[Line], body: float) -> None:
    """At the foot of a page, what opens with a raised number, or with one raised in the text above, is notes."""
    small = len(found)
    while small and found[small - 1].size and found[small - 1].size <= SMALL * body and not found[small - 1].cells:
        small -= 1
    for at in range(max(0, min(small, len(found) - NOTE_LINES)), len(found)):
        line = found[at]
        number = re.match(r"(\d{1,2}) (?=\S)", line.text)
        if line.cells or line.aside or not (at >= small or line.blanks):
            continue
        if number and number[1].translate(pdf_rows.SUPER) in _raised(found[:at]):
            line.text = number[1].translate(pdf_rows.SUPER) + line.text[number.end() - 1 :]
        elif at < small or not text_pages.note(line.text)[0]:
            continue
        line.item = ""
        for note in found[at:]:
            note.aside = "note"
        return


def _raised(found: list[Line]) -> set[str]:
    return set(_RAISED.findall(" ".join(line.text for line in found)))


def _settle_cuts(found: list[Line]) -> None:
    """Where a page or column ends, only a finished sentence tells that its paragraph does."""
    before: Line | None = None
    for line in found:
        if line.aside:
            continue
        if line.cut and before is not None:
            line.cut_even = not wording.ends_sentence(before.text)
        before = line


def _fits(found: list[Line]) -> dict[str, Fit]:
    """Learn how wide each group of lines was set, from its wraps or else from its right edge."""
    groups: dict[str, list[Line]] = {}
    for line in found:
        if line.group != "table" and not line.cells:
            groups.setdefault(line.group, []).append(line)
    fits: dict[str, Fit] = {}
    for group, own in groups.items():
        fit = fit_of(own)
        for line in own:
            line.apart = bool(line.item)  # whether typed or automatic, a page does not tell
        if not fit.room:
            edge = layout.edge([line.width for line in own if not line.aside])
            fit = replace(fit, room=edge + 1, exact=True)
        fits[group] = fit
    return fits
