"""Dates and years as documents write them, in ISO 8601."""

from __future__ import annotations

import re

from utlatande.sentences import MONTHS

DATE = re.compile(
    r"(?P<y>(?:19|20)\d\d)-(?P<m>0[1-9]|1[0-2])-(?P<d>0[1-9]|[12]\d|3[01])(?!\d)"
    rf"|\b(?P<d2>0?[1-9]|[12]\d|3[01])\s+(?P<m2>{'|'.join(MONTHS)})\s+(?P<y2>(?:19|20)\d\d)",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?<![\d-])((?:19[89]|20[0-4])\d)(?!\d)(?!-\d)")
_FIRST_YEAR = re.compile(r"(?<!\d)((?:19[89]|20[0-4])\d)(?!\d)")


def iso_dates(text: str) -> list[str]:
    """Return the whole dates in a text as ISO 8601, in order: «2024-05-23», «23 maj 2024»."""
    found = []
    for m in DATE.finditer(text):
        if m["y"]:
            found.append(f"{m['y']}-{m['m']}-{m['d']}")
        else:
            found.append(f"{m['y2']}-{MONTHS.index(m['m2'].lower()) + 1:02}-{int(m['d2']):02}")
    return found


def last_year_in(text: str) -> int | None:
    """Return the last year that stands alone in a text, or None."""
    years = _YEAR.findall(text)
    return int(years[-1]) if years else None


def first_year_in(text: str) -> int | None:
    """Return the first year of a text, so that «2019–2020» is a plan of 2019; None when there is none."""
    m = _FIRST_YEAR.search(text)
    return int(m[1]) if m else None
