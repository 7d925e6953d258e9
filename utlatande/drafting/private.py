"""What must not be carried over from an earlier document: personnummer, private contact details, signatures."""

from __future__ import annotations

import re

from utlatande import structure
from utlatande.model import Block, Mark, Origin, Role, Run

_NUMBER = re.compile(r"(?<![\d-])(?P<century>19|20|18)?(?P<date>\d{6})\s?(?P<sign>[-–+])?\s?(?P<last>\d{4})(?![\d-])")
_PHONE = re.compile(r"(?<![\w/.-])(?:\+\s?46|0046|0)(?:[\s()-]{0,2}\d){6,11}(?!\w)")
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_OFFICE_MAIL = re.compile(
    r"(?:info|registrator|kontakt|kontaktcenter|kansli|namnd|stadsdelsnamnd|diarium|press|reception|post|medborgarkontor"
    r"|stadsdelsforvaltning|forvaltningen|servicecenter|synpunkter|support|vaxel)[\w.+-]*@",
    re.IGNORECASE,
)
_SWITCHBOARD = re.compile(r"0{2}\s?0{2}$|000$|\b11\s?4\s?14$")
LENGTH = 10  # digits of a personnummer without the century
MONTHS, DAYS = range(1, 13), range(1, 32)
COORDINATION = 60  # is added to the day of a samordningsnummer
NUMBER, PHONE, MAIL = "personnummer", "telefonnummer", "e-postadress"
REMOVED = {
    NUMBER: "Ett personnummer är borttaget ur texten.",
    PHONE: "Ett telefonnummer är borttaget ur texten. Skriv in det om det är förvaltningens eget och ska stå här.",
    MAIL: "En e-postadress är borttagen ur texten. Skriv in den om den är förvaltningens egen och ska stå här.",
}


def is_personnummer(text: str) -> bool:
    """Tell whether ten or twelve digits are a personnummer or samordningsnummer: a real day and a right check digit."""
    digits = re.sub(r"\D", "", text)[-LENGTH:]
    if len(digits) != LENGTH:
        return False
    month, day = int(digits[2:4]), int(digits[4:6])
    if month not in MONTHS or day % COORDINATION not in DAYS:
        return False
    # Luhn: every other digit is doubled, and a product of two digits counts as their sum
    total = sum(sum(divmod(int(digit) * (2 - place % 2), 10)) for place, digit in enumerate(digits))
    return total % 10 == 0


def masked(text: str) -> tuple[tuple[Run, ...], tuple[str, ...]]:
    """Return the text as runs with what is private replaced by placeholders, and a comment on what was taken out."""
    spots: list[tuple[int, int, str]] = []
    spots += [(m.start(), m.end(), NUMBER) for m in _NUMBER.finditer(text) if is_personnummer(m[0])]
    spots += [(m.start(), m.end(), MAIL) for m in _MAIL.finditer(text) if not _OFFICE_MAIL.match(m[0])]
    for m in _PHONE.finditer(text):
        if not _SWITCHBOARD.search(m[0]) and not any(start < m.end() and m.start() < end for start, end, _ in spots):
            spots.append((m.start(), m.end(), PHONE))
    runs, at, kinds = [], 0, []
    for start, end, kind in sorted(spots):
        runs += [Run(text=text[at:start]), Run(text=f"[{kind}]", mark=Mark.PLACEHOLDER)]
        kinds.append(kind)
        at = end
    runs.append(Run(text=text[at:]))
    comments = tuple(REMOVED[kind] for kind in dict.fromkeys(kinds))
    return tuple(run for run in runs if run.text), comments


def plain(text: str) -> str:
    """Return the text with what is private replaced, for where no placeholder can be marked: a cell of a table."""
    return "".join(run.text for run in masked(text)[0])


def is_contact(text: str) -> bool:
    """Tell whether a paragraph is only contact facts or a signature, which are never reused."""
    block = Block(text=text, role=Role.PARAGRAPH, origin=Origin(document="", block=0))
    return structure.is_contact(block) or structure.is_signature(block)
