"""Rules on dates: they are in the calendar, and come in an order that is possible."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterator
from typing import NamedTuple

from utlatande.model import Finding, Origin
from utlatande.passages.dates import iso_dates
from utlatande.review.paper import Paper
from utlatande.review.rules import finding
from utlatande.sentences import MONTHS

_BEFORE, _SENTENCE = 20, 600  # characters before a date in which its weekday stands, and what happens then
_HEAD = 40  # blocks from the top in which a letterhead stands


def check(paper: Paper) -> Iterator[Finding]:
    """Yield the dates that cannot be right."""
    yield from _days(paper)
    yield from _order_of_dates(paper)


_MONTHS = "|".join(MONTHS)
_WRITTEN = re.compile(
    rf"(?P<y>(?:19|20)\d\d)-(?P<m>\d\d)-(?P<d>\d\d)(?!\d|-)|(?<!\d)(?P<d2>\d{{1,2}})\s+(?P<m2>{_MONTHS})(?:\s+(?P<y2>(?:19|20)\d\d))?\b",
    re.IGNORECASE,
)
_WEEKDAYS = ("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag")
_WEEKDAY = re.compile(rf"\b({'|'.join(_WEEKDAYS)})(?:en)?\s+(?:den\s+)?$", re.IGNORECASE)


class _Date(NamedTuple):
    day: dt.date
    shown: str
    origin: Origin


def _days(paper: Paper) -> Iterator[Finding]:
    """Yield dates that are in no calendar, and weekdays that are of another date."""
    for block in paper.document.blocks:
        for m in _WRITTEN.finditer(block.text):
            year = int(m["y"] or m["y2"] or 2024)  # without a year 29 February may be right
            month = int(m["m"]) if m["m"] else MONTHS.index(m["m2"].lower()) + 1
            day = int(m["d"] or m["d2"])
            if not 1 <= month <= 12 or not 1 <= day <= calendar.monthrange(year, month)[1]:  # noqa: PLR2004 - months
                yield finding(
                    "datum-omojligt",
                    f"Datumet {m[0]} finns inte.",
                    "Rätta datumet.",
                    paper.place(block),
                    origin=block.origin,
                    quote=m[0],
                )
                continue
            said = _WEEKDAY.search(block.text[max(0, m.start() - _BEFORE) : m.start()])
            if said and (m["y"] or m["y2"]):
                right = _WEEKDAYS[dt.date(year, month, day).weekday()]
                if right != said[1].lower():
                    yield finding(
                        "datum-veckodag",
                        f"{m[0]} är en {right}, inte en {said[1].lower()}.",
                        "Rätta veckodagen eller datumet.",
                        paper.place(block),
                        origin=block.origin,
                        quote=m[0],
                    )


def _order_of_dates(paper: Paper) -> Iterator[Finding]:
    """Yield what cannot be: written after the meeting, told to the unions after it, or before the letter came."""
    meta = paper.metadata
    meeting, written = _day(meta.meeting_date), _day(meta.date)
    letter = _day(paper.letter.date if paper.letter else None)
    beredning = list(_prepared(paper, meeting or written))
    here = _origin_of(paper, meta.meeting_date)
    if meeting and written and written > meeting:
        yield finding(
            "datum-ordning",
            f"Utlåtandet är daterat {written} men ska behandlas av nämnden {meeting}, som är tidigare.",
            "Rätta det datum som är fel.",
            "Brevhuvudet",
            origin=here,
        )
    for one in beredning:
        if meeting and one.day > meeting:
            yield finding(
                "datum-ordning",
                f"Beredningen är klar först {_said(one)}, efter nämndens sammanträde {meeting}.",
                "Rätta datumet. Facklig information, råd och samråd ska vara före sammanträdet.",
                paper.place(one.origin),
                origin=one.origin,
                quote=one.shown,
            )
        elif letter and one.day < letter:
            yield finding(
                "datum-ordning",
                f"Ärendet bereddes {_said(one)}, innan skrivelsen skrevs ({letter}).",
                "Rätta datumet om det är fel.",
                paper.place(one.origin),
                origin=one.origin,
                quote=one.shown,
            )
    if letter and written and written < letter:
        yield finding(
            "datum-ordning",
            f"Utlåtandet är daterat {written}, före skrivelsen ({letter}).",
            "Rätta det datum som är fel.",
            "Brevhuvudet",
            origin=_origin_of(paper, meta.date),
        )
    if letter and meeting and meeting < letter and not (written and written < letter):
        yield finding(
            "datum-ordning",
            f"Nämndens sammanträde är {meeting}, före skrivelsen ({letter}).",
            "Rätta det datum som är fel.",
            "Brevhuvudet",
            origin=here,
        )


def _said(one: _Date) -> str:
    return f"den {one.shown}" if " " in one.shown else one.shown


_HAPPENS = re.compile(
    r"\b(?:fackliga?|förvaltningsgrupp\w*|samverkansgrupp\w*|samverkan|rådet|råd|pensionärsråd\w*|MBL|redovisas|informer\w*|information)\b",
    re.IGNORECASE,
)


def _prepared(paper: Paper, near: dt.date | None) -> Iterator[_Date]:
    """Yield the dates of the preparation on which somebody is told or heard; without a year it is the meeting's."""
    for section in paper.of("beredning"):
        for block in section.blocks:
            for m in _WRITTEN.finditer(block.text):
                before = block.text[max(0, m.start() - _SENTENCE) : m.start()]
                sentence = before[max(before.rfind(". ") + 1, 0) :]
                year = m["y"] or m["y2"] or (str(near.year) if near else None)
                month = int(m["m"]) if m["m"] else MONTHS.index(m["m2"].lower()) + 1
                found = _day(f"{year}-{month:02}-{int(m['d'] or m['d2']):02}") if year else None
                if found is None or not _HAPPENS.search(sentence):
                    continue
                if not (m["y"] or m["y2"]) and near and found > near and (found - near).days > _HALF_A_YEAR:
                    found = found.replace(year=found.year - 1)  # «den 12 december» before a meeting in January
                yield _Date(found, m[0], block.origin)


_HALF_A_YEAR = 183


def _day(text: str | None) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text) if text and len(text) == len("2024-01-01") else None
    except ValueError:
        return None


def _origin_of(paper: Paper, date: str | None) -> Origin | None:
    head = paper.document.blocks[:_HEAD]
    return next((b.origin for b in head if date and date in iso_dates(b.text)), None)
