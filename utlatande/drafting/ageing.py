"""What in a reused text is old, or from elsewhere: shown in comments, never changed."""

from __future__ import annotations

import re

from utlatande.drafting.desk import Desk
from utlatande.model import Fact, Passage

SHOWN = 6  # figures named in a comment
_YEAR = re.compile(r"(?<![\d/.-])(?:19|20)\d{2}(?![\d/])")
_FIGURE = re.compile(
    r"(?<![\w/.-])(?:\d{1,3}(?:[ \u00a0]\d{3})+|\d+)(?:,\d+)?"
    r"(?:[ \u00a0]?(?:%|procent|kronor|mnkr|tkr|miljon(?:er)? kronor))?(?![\w/-])"
)
_RELATIVE = re.compile(
    r"""\b(?:(?:den|det|de)\s+senaste(?:\s+\w+)?|i\s+år|i\s+fjol|förra\s+(?:året|hösten|våren|sommaren|vintern)
        |fjolårets|årets|nästa\s+(?:år|vår|höst|sommar|vinter)|(?:under|i|till|inför|efter|denna|den\s+här)\s+(?:våren|hösten|sommaren|vintern|vårterminen|höstterminen|året)
        |(?:under|resten\s+av)\s+(?:innevarande\s+år|året)|innevarande\s+år|hittills|för\s+närvarande|i\s+nuläget|just\s+nu|nyligen|inom\s+kort|i\s+dag|idag)\b""",
    re.VERBOSE | re.IGNORECASE,
)


def checks(text: str, passage: Passage, desk: Desk) -> tuple[str, ...]:
    """Return the comments on a paragraph of an earlier document: what may be out of date, what is from elsewhere."""
    return tuple(one for one in (*_age(text, passage, desk), _places(text, passage, desk)) if one)


def _age(text: str, passage: Passage, desk: Desk) -> tuple[str, ...]:
    date = passage.date or desk.metadata(passage.origin.document).date
    year = int(date[:4]) if date and date[:4].isdigit() else None
    if year is None:
        return (
            ("Dokumentets datum är okänt. Kontrollera att uppgifterna stämmer i dag.",) if _FIGURE.search(text) else ()
        )
    if year >= newest_year(desk):
        return ()
    comments = list(_newer(text, passage, desk))
    figures = list(dict.fromkeys(m[0].strip() for m in (*_YEAR.finditer(text), *_FIGURE.finditer(text))))
    if figures and not comments:
        shown = ", ".join(figures[:SHOWN]) + (" …" if len(figures) > SHOWN else "")
        comments.append(f"Texten är från {year}. Kontrollera om det finns nyare uppgifter: {shown}.")
    words = list(dict.fromkeys(m[0] for m in _RELATIVE.finditer(text)))
    if words:
        shown = ", ".join(f"”{word}”" for word in words[:4])
        comments.append(f"{shown} skrevs {year}. Kontrollera att det stämmer i dag.")
    return tuple(comments)


def newest_year(desk: Desk) -> int:
    """Return the year of the newest known document, or of the draft."""
    years = [
        int(s.metadata.date[:4]) for s in desk.evidence.sources if s.metadata.date and s.metadata.date[:4].isdigit()
    ]
    if desk.date:
        years.append(desk.date.year)
    return max(years, default=0)


def _newer(text: str, passage: Passage, desk: Desk) -> tuple[str, ...]:
    """Return, for each figure in the text that a newer document also has, a comment with the newer one."""
    comments = []
    for old in desk.evidence.facts:
        if old.origin.document != passage.origin.document or old.figure not in text or not _same_text(old, text):
            continue
        newer = [
            fact
            for fact in desk.evidence.facts
            if _key(fact) == _key(old)
            and (fact.year or 0) > (old.year or 0)
            and fact.origin.document != old.origin.document
        ]
        if newer:
            best = max(newer, key=lambda fact: fact.year or 0)
            page = f" s. {best.origin.page}" if best.origin.page else ""
            where = f"{desk.named(best.origin.document)}{page}"
            comments.append(
                f"{old.measure}: {old.figure} gäller {old.year}. Nyare siffra ({best.year}) i {where}: {best.figure}."
            )
    return tuple(dict.fromkeys(comments))


def _same_text(fact: Fact, text: str) -> bool:
    return " ".join(fact.sentence.split()) in " ".join(text.split())


def _key(fact: Fact) -> tuple[str, str]:
    return fact.measure.casefold(), (fact.place or "").casefold()


def _places(text: str, passage: Passage, desk: Desk) -> str | None:
    areas = desk.settings.areas
    if not areas:
        return None
    known = {fact.place for fact in desk.evidence.facts} | {passage.area}
    known |= {insats.plats for insats in desk.evidence.insatser} | {s.metadata.area for s in desk.evidence.sources}
    letter = " ".join(
        (desk.skrivelse.title or "", *desk.skrivelse.preamble, *(q.text for q in desk.skrivelse.questions))
    )
    own = {area.casefold() for area in areas}
    renamed = {old for old, _ in desk.evidence.renames}
    foreign = [
        place
        for place in sorted(place for place in known if place)
        if place.casefold() not in own
        and place not in renamed
        and not _stands(place, letter)
        and _stands(place, text)
        and not any(area in place.casefold() for area in own)
    ]
    if not foreign:
        return None
    names = ", ".join(f"”{place}”" for place in foreign)
    return f"{names} hör inte till det område som skrivelsen gäller. Kontrollera att texten passar."


def _stands(place: str, text: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(place)}s?(?!\w)", text) is not None
