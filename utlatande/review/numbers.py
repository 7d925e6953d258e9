"""Numbers and years in Swedish text, as values that can be compared."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from utlatande.sentences import MONTHS

_MONTHS = "|".join(MONTHS)
# What is no figure: dates, times, telephone numbers, dnr, and what is counted by its place.
_NO_FIGURE = re.compile(
    rf"(?:19|20)\d\d-\d\d-\d\d|\d{{1,2}}(?:\s?[–-]\s?\d{{1,2}})?\s(?:{_MONTHS})(?:\s(?:19|20)\d\d)?\b"
    r"|\b(?:kl\.?|klockan)\s\d{1,2}(?:[.:]\d\d)?(?:\s?[–-]\s?\d{1,2}(?:[.:]\d\d)?)?(?:\soch\s\d{1,2}(?:[.:]\d\d)?\b)?"
    r"|§+\s?\d+|\b(?:bilag\w+|fråg\w+|årskurs(?:erna)?|åk|sida|sidan|punkt(?:erna)?|kapitel|paragraf\w*|buss|linje"
    r"|tabell|figur|version|del|steg|fas|zon|block|nr|nummer|dnr)"
    r"\s(?:nr\s)?\d+(?:\s?(?:–|-|och|till|,)\s?\d+)*"
    r"|\b\d+\s?(?:–|-)\s?\d+\s(?:år|kap)|\b\d+\skap\b|\b0\d{1,3}[- –]\d[\d –-]{4,}|\b\w+\s?\d+/\d+(?:-\d+)?|\d+/\d+",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?<![\d.,/-])(?P<first>(?:19|20)\d\d)(?:\s?[–/-]\s?(?P<last>(?:19|20)?\d\d)(?![\d]))?(?![\d,]\d)")
_NUMBER = re.compile(
    r"(?<![\w.,:/])(?<!\w[-–])(?P<whole>\d{1,3}(?:[ \u00a0.]\d{3})+|\d+)(?:,(?P<part>\d+))?"
    r"(?P<big>[ \u00a0](?:miljon(?:er)?|mnkr|mkr|miljard(?:er)?|tusen|tkr)\b)?"
    r"(?P<rest>[ \u00a0]?(?:procent\w*|%|kronor|kr\b))?(?![\w/:]|-\d|,\d)"
)
_BIG = {
    "miljon": 1e6,
    "miljoner": 1e6,
    "mnkr": 1e6,
    "mkr": 1e6,
    "miljard": 1e9,
    "miljarder": 1e9,
    "tusen": 1e3,
    "tkr": 1e3,
}
_ABOUT = re.compile(
    r"\b(?:cirka|ca\.?|omkring|ungefär|drygt|knappt|nästan|runt|över|närmare|mer än|mindre än|minst|högst|upp till|nära"
    r"|uppemot|under)\s[-–−]?$",
    re.IGNORECASE,
)
_COUNTED = (
    "noll ett två tre fyra fem sex sju åtta nio tio elva tolv tretton fjorton femton sexton sjutton arton nitton tjugo"
)
_WORDS = {word: value for value, word in enumerate(_COUNTED.split())}
_WORDS |= {"en": 1, "trettio": 30, "fyrtio": 40, "femtio": 50, "hundra": 100}
_WORD = re.compile(rf"\b(?:{'|'.join(_WORDS)})\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A figure in a text: its value, as it is shown, where it begins, the ``unit`` it is given in (1 for whole ones,
    0.1 for one decimal …), and whether it is said to be rounded."""

    value: float
    shown: str
    start: int
    unit: float = 0.0
    about: bool = False


def numbers(text: str, *, words: bool = False) -> list[Number]:
    """Return the figures of a text, years and dates left out; ``words``: those that are spelt out, too."""
    spots = [m.span() for m in _NO_FIGURE.finditer(text)]
    ends = [end for _, end in spots]
    found = []
    for m in _NUMBER.finditer(text):
        near = bisect_right(ends, m.start())  # the first spot that ends behind the number's beginning
        if (near < len(spots) and spots[near][0] < m.end()) or _is_year(m):
            continue
        scale = _BIG.get((m["big"] or "").strip().lower(), 1.0)
        digits = re.sub(r"\D", "", m["whole"])
        value = float(f"{digits}.{m['part'] or 0}") * scale
        # «38 procent» may be 38,5; «14 punkter» is never 14,2
        decimals = len(m["part"] or "")
        unit = scale * 10.0**-decimals if decimals or scale > 1 or m["rest"] else 0.0
        about = bool(_ABOUT.search(text[max(0, m.start() - 14) : m.start()]))
        found.append(Number(value=value, shown=m[0].strip(), start=m.start(), unit=unit, about=about))
    if words:
        found += [Number(value=float(_WORDS[m[0].lower()]), shown=m[0], start=m.start()) for m in _WORD.finditer(text)]
    return sorted(found, key=lambda one: one.start)


def _is_year(m: re.Match[str]) -> bool:
    return re.fullmatch(r"(?:19|20)\d\d", m["whole"]) is not None and not (m["part"] or m["big"] or m["rest"])


def years(text: str) -> Iterator[tuple[str, range]]:
    """Yield the years of a text as they are shown, with all years of a span («2022–2024», «2023/24»)."""
    for m in _YEAR.finditer(text):
        first = int(m["first"])
        last = int(m["last"] if len(m["last"] or "") != 2 else f"{m['first'][:2]}{m['last']}") if m["last"] else first  # noqa: PLR2004
        if last < first or last - first > 60:  # noqa: PLR2004 - no span, but a date («2024-05»)
            last = first
        yield (m[0] if last > first else m["first"]), range(first, last + 1)
