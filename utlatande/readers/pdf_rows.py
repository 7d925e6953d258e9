# ruff: noqa: PLR2004 - counts and shares of one rule are read best in the rule
"""Pieces of a PDF's text and the rows they make: what stands on one base line, labels and raised numbers in place."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from operator import attrgetter
from typing import Any

from utlatande.readers import wording
from utlatande.readers.lines import label

FAR = 4.0  # font sizes between a list label and its text at most
FAR_SECTION = 12.0  # and between the number of a paragraph of minutes and its text
TILT = 10  # degrees: text that slants more is read apart
_SECTION = re.compile(r"§ ?\d{1,3}")  # of minutes
SUPER = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


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
    size: float = 0.0  # the largest font size

    def __post_init__(self) -> None:
        """Learn the largest font size."""
        self.size = self.spans[0].size if len(self.spans) == 1 else max(span.size for span in self.spans)

    @property
    def x0(self) -> float:
        """Left edge."""
        return self.spans[0].x0

    @property
    def x1(self) -> float:
        """Right edge."""
        return self.spans[0].x1 if len(self.spans) == 1 else max(span.x1 for span in self.spans)


def spans_of(pieces: Sequence[Sequence[Any]]) -> list[Span]:
    """Read the worker's pieces of text."""
    found = []
    odd = not wording.plain("".join(piece[0] for piece in pieces))
    for text, x0, x1, base, top, bottom, size, word, bold, angle in pieces:
        clean = wording.normal(text).replace("\n", " ").strip() if odd else text.strip()
        if clean and clean != wording.SOFT:
            found.append(
                Span(
                    clean, x0 / 10, max(x0, x1) / 10, base / 10, top / 10, bottom / 10,
                    size / 10 if size > 10 else 1.0, word / 10, bool(bold), "", angle,
                )
            )  # fmt: skip
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
    for span in sorted(spans, key=attrgetter("base", "x0")):
        last = rows[-1] if rows else None
        if last is not None and abs(span.base - last.base) <= 0.3 * min(span.size, last.spans[0].size):
            last.spans.append(span)
            last.size = max(last.size, span.size)
        else:
            rows.append(Row(span.base, [span], bottom=span.bottom))
    rows = _raised(rows)
    for row in rows:
        if len(row.spans) > 1:
            row.spans.sort(key=attrgetter("x0"))
            row.spans = _labelled(row.spans)
    return rows


def _raised(rows: list[Row]) -> list[Row]:
    """Put a raised note number that stands alone back on its line."""
    found: list[Row] = []
    for i, row in enumerate(rows):
        span, after = row.spans[0], rows[i + 1] if i + 1 < len(rows) else row
        raised = (
            after is not row
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
