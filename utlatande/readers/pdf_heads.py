# ruff: noqa: PLR2004 - counts and shares of one rule are read best in the rule
"""Heads and feet of a PDF's pages: what stands at the same place on many pages, and page numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

from utlatande.model import Role
from utlatande.readers import pages as text_pages
from utlatande.readers import wording
from utlatande.readers.flow import Piece
from utlatande.readers.pdf_rows import Span

ZONE = 0.13  # of the page's height, at its top and bottom, where heads and feet stand
SHARE = 0.3  # of the pages that a head or foot stands on
CLOSE = 1.6  # font sizes: what stands so near is a line of the same text
SPREAD = 12.0  # points: a head stands so nearly at one height on most pages
SMALL = 0.82  # times the size of the body: small print
_NOTE = re.compile(r"[⁰¹²³⁴⁵⁶⁷⁸⁹]|\d{1,2}(?: ?[A-ZÅÄÖ]|$)|\*")
LINE = 40  # characters: what begins in lower case and is longer is text
CROWD = 3_000  # pieces on a page: no page of text
LETTERS = 3  # that a head has at least, unless it is a page number


@dataclass(slots=True)
class _Spot:
    """A piece of text that may be of a head or foot, and the page it stands on, from 0."""

    page: int
    span: Span


def take(sheets: list[list[Span]], pages: Sequence[dict[str, Any]]) -> list[Piece]:
    """Take heads, feet and page numbers out of the pages, and return each once."""
    groups: dict[tuple[Role, str], list[_Spot]] = {}
    for number, (spans, page) in enumerate(zip(sheets, pages, strict=True)):
        for span in spans:
            role = _zone(span, page["height"])
            if role:
                groups.setdefault((role, text_pages.key(span.text)), []).append(_Spot(number, span))
    body = body_size(sheets)
    taken: dict[int, tuple[Role, str]] = {}
    for (role, key), spots in groups.items():
        for name, own in _alike(key, spots):
            if _is_head(own, pages, body):
                taken |= {id(spot.span): (role, name) for spot in own}
    _spare_text(sheets, taken)
    taken |= _above_numbers(sheets, pages, taken)
    taken |= _small_print(sheets, pages, taken, body)
    _spare_pages(sheets, taken)
    found: list[Piece] = []
    seen: set[tuple[Role, str]] = set()
    for number, spans in enumerate(sheets):
        fresh = [span for span in spans if id(span) in taken and taken[id(span)] not in seen]
        found += _pieces(fresh, taken, number + 1)
        seen |= {taken[id(span)] for span in fresh}
        spans[:] = [span for span in spans if id(span) not in taken]
    return found


def _spare_text(sheets: list[list[Span]], taken: dict[int, tuple[Role, str]]) -> None:
    """Leave on the pages what stands as close to the text as its own lines do: that is text, though it recurs."""
    close: Counter[tuple[Role, str]] = Counter()
    total: Counter[tuple[Role, str]] = Counter(taken.values())
    for spans in sheets:
        if len(spans) > CROWD:
            continue
        heads = [span for span in spans if id(span) in taken]
        for role, sign in ((Role.HEADER, 1), (Role.FOOTER, -1)):
            own = sorted((span for span in heads if taken[id(span)][0] is role), key=lambda s: -sign * s.base)
            if not own:
                continue
            ids = set(map(id, own))
            body = [span for span in spans if id(span) not in ids]
            for span in own:
                near = [
                    b for b in body if 0.3 * span.size < sign * (b.base - span.base) < CLOSE * max(b.size, span.size)
                ]
                number = text_pages.foot_number(span.text, bare=True) is not None
                if not number and any(b.x0 < span.x1 and b.x1 > span.x0 for b in near):
                    close[taken[id(span)]] += 1
                    body.append(span)
    for key, (role, name) in list(taken.items()):
        if 2 * close[role, name] >= total[role, name]:
            del taken[key]


def _spare_pages(sheets: list[list[Span]], taken: dict[int, tuple[Role, str]]) -> None:
    """Where most pages hold nothing but what recurs, that is their text: a ticket a page, a row of title pages."""
    emptied = [spans for spans in sheets if spans and all(id(span) in taken for span in spans)]
    if 2 * len(emptied) > sum(map(bool, sheets)):
        for spans in emptied:
            for span in spans:
                del taken[id(span)]


def _above_numbers(
    sheets: list[list[Span]], pages: Sequence[dict[str, Any]], taken: dict[int, tuple[Role, str]]
) -> dict[int, tuple[Role, str]]:
    """From the second page on, what stands above or beside a page number at the top is the head, also when once."""
    found: dict[int, tuple[Role, str]] = {}
    for spans, page in list(zip(sheets, pages, strict=True))[1:]:
        numbers = [
            span.base
            for span in spans
            if taken.get(id(span), (None, ""))[0] is Role.HEADER and text_pages.foot_number(span.text, bare=True)
        ]
        if numbers:
            lowest = min(max(numbers), ZONE * page["height"]) + 2
            own = [span for span in spans if span.base <= lowest and id(span) not in taken]
            found |= {id(span): (Role.HEADER, text_pages.key(span.text)) for span in own}
    return found


def _small_print(
    sheets: list[list[Span]], pages: Sequence[dict[str, Any]], taken: dict[int, tuple[Role, str]], body: float
) -> dict[int, tuple[Role, str]]:
    """Find an address in small print under a page's text, also when only one page has it."""
    found: dict[int, tuple[Role, str]] = {}
    for spans, page in zip(sheets, pages, strict=True):
        lowest = max((span.base for span in spans if span.size > SMALL * body and id(span) not in taken), default=0.0)
        own = [
            s
            for s in spans
            if s.base > lowest + body and s.base > (1 - ZONE) * page["height"] and s.size <= SMALL * body
        ]
        if lowest and own and not any(_NOTE.match(span.text) for span in own):
            found |= {id(span): (Role.FOOTER, text_pages.key(span.text)) for span in own}
    return found


def body_size(sheets: list[list[Span]]) -> float:
    """Return the font size that most of the text is set in."""
    sizes: dict[float, int] = {}
    for spans in sheets:
        for span in spans:
            sizes[span.size] = sizes.get(span.size, 0) + len(span.text)
    return max(sizes, key=sizes.__getitem__, default=0.0)


def _zone(span: Span, height: float) -> Role | None:
    if span.base < ZONE * height:
        return Role.HEADER
    return Role.FOOTER if span.base > (1 - ZONE) * height else None


def _alike(key: str, spots: list[_Spot]) -> list[tuple[str, list[_Spot]]]:
    """Part pieces that differ in numbers, unless those numbers count the pages."""
    numbers = [[int(n) for n in re.findall(r"\d{1,9}", spot.span.text)] for spot in spots]
    columns = list(zip(*numbers, strict=False)) if len({len(own) for own in numbers}) == 1 else []
    counting = all(
        len(set(column)) == 1 or len({n - spot.page for n, spot in zip(column, spots, strict=True)}) == 1
        for column in columns
    )
    if counting and (columns or not numbers[0]):
        return [(key, spots)]
    parts: dict[str, list[_Spot]] = {}
    for spot in spots:
        parts.setdefault(spot.span.text, []).append(spot)
    return list(parts.items())


def _is_head(spots: list[_Spot], pages: Sequence[dict[str, Any]], body: float) -> bool:
    text, own = spots[0].span.text, {spot.page for spot in spots}
    number = text_pages.foot_number(text, bare=True)
    if number is None and (
        text.startswith("§") or (spots[0].span.size > 1.1 * body and len({s.span.text for s in spots}) > 1)
    ):
        return False  # a heading that counts as the pages do
    if number is not None and (text_pages.foot_number(text, bare=False) is not None or "(" in text):
        return True
    if number is not None and len(own) == len(pages) == 1:
        return number == 1 and spots[0].span.size > 0.7 * body
    if (len(text) > LINE and text[0].islower()) or text_pages.is_sentence(text):
        return False  # a line of running text
    if len(own) < max(2, SHARE * len(pages)) or (number is None and sum(map(str.isalpha, text)) < LETTERS):
        return False
    middle = median(spot.span.base for spot in spots)
    return sum(abs(spot.span.base - middle) <= SPREAD for spot in spots) >= 0.5 * len(spots)


def _pieces(spans: list[Span], taken: dict[int, tuple[Role, str]], page: int) -> list[Piece]:
    """Return one piece a line."""
    found: list[Piece] = []
    last = -1e9
    for span in sorted(spans, key=lambda one: (round(one.base / 3), one.x0)):
        role = taken[id(span)][0]
        if found and found[-1].role is role and abs(span.base - last) < 3:
            found[-1].text += f" {wording.visible(span.text)}"
        else:
            found.append(Piece(wording.visible(span.text), role=role, page=page, size=span.size))
        last = span.base
    return found
