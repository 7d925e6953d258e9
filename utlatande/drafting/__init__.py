"""Skrivelse and Evidence in, Draft out: a whole tjänsteutlåtande before Word exists.

Nothing is written that no source says.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator

from utlatande import phrasing, templating
from utlatande.drafting import answers, closing, opening
from utlatande.drafting.desk import Desk
from utlatande.drafting.pieces import paragraph
from utlatande.model import (
    Draft,
    Evidence,
    Mark,
    Notice,
    Paragraph,
    Passage,
    Placeholder,
    Run,
    Skrivelse,
    Style,
    Table,
)
from utlatande.settings import Settings
from utlatande.templating import Gap, Words


def draft(
    skrivelse: Skrivelse,
    evidence: Evidence,
    settings: Settings | None = None,
    *,
    date: dt.date | None = None,
    words: Words | None = None,
) -> Draft:
    """Draft the tjänsteutlåtande that answers a letter.

    ``date`` is the draft's own date; ``words`` are the phrases and the order of headings, else those of ``settings``.
    Raises TemplateError when an office's own phrases cannot be used.
    """
    settings = settings or Settings()
    words = words or templating.words(settings.order, settings.templates)
    desk = Desk(skrivelse, evidence, settings, words, date)
    known = "\n".join((f"i {desk.namnd}", *(f"i {area}" for area in settings.areas), *skrivelse.preamble))
    title = phrasing.subject(skrivelse.title, known)
    fields = _fields(desk, title)
    parts = tuple(_parts(desk, title))
    return Draft(
        title=title or Gap("titel"),
        fields=fields,
        parts=parts,
        found=evidence.found,
        promises=evidence.promises,
        earlier=evidence.earlier,
        differences=evidence.differences,
        provenance=_provenance(desk, parts),
        placeholders=_placeholders(fields, parts),
        notices=_notices(desk),
    )


def _parts(desk: Desk, title: str | None) -> Iterator[Paragraph | Table]:
    heading = title or Gap("titel")
    yield paragraph(Style.TITLE, Run(text=heading, mark=Mark.PLACEHOLDER if isinstance(heading, Gap) else Mark.PLAIN))
    yield paragraph(Style.SUBTITLE, *desk.words.runs("undertitel", marken=phrasing.marks(desk.skrivelse.parties)))
    writers: dict[str, Callable[[Desk], Iterator[Paragraph | Table]]] = {
        "beslut": opening.decision,
        "sammanfattning": opening.summary,
        "arendet": opening.matter,
        "beredning": opening.preparation,
        "synpunkter": _views,
        "underskrifter": closing.signatures,
        "bilagor": closing.attachments,
    }
    for section in desk.words.sections:
        text = desk.words.heading(section)
        if text:
            yield paragraph(Style.HEADING, text, level=1)
        if desk.words.has(f"text_{section}"):
            yield paragraph(Style.BODY, *desk.words.runs(f"text_{section}"))
        if section in writers:
            yield from writers[section](desk)
    yield from closing.appendix(desk)


def _views(desk: Desk) -> Iterator[Paragraph | Table]:
    if not desk.asked:
        yield paragraph(Style.BODY, *desk.words.runs("inget_svar_behovs"))
        return
    if desk.words.has("underrubrik_svar"):
        yield paragraph(Style.HEADING, desk.words.text("underrubrik_svar"), level=2)
    yield from (answers.running if desk.settings.form == "lopande" else answers.per_question)(desk)


def _fields(desk: Desk, title: str | None) -> tuple[tuple[str, str], ...]:
    office, letter = desk.settings, desk.skrivelse
    known = {
        "namnd": desk.namnd,
        "forvaltning": office.forvaltning or Gap("förvaltning"),
        "avdelning": office.avdelning or Gap("avdelning"),
        "handlaggare": office.handlaggare or Gap("handläggare"),
        "telefon": office.telefon or Gap("telefon"),
        "epost": office.epost or Gap("e-post"),
        "dnr": letter.dnr or Gap("dnr"),
        "datum": desk.date.isoformat() if desk.date else Gap("datum"),
        "sammantradesdatum": Gap("sammanträdesdatum"),
        "titel": title or Gap("titel"),
        "undertitel": desk.words.text("undertitel", marken=phrasing.marks(letter.parties)),
    }
    return tuple(known.items())


def _provenance(desk: Desk, parts: tuple[Paragraph | Table, ...]) -> tuple[Passage, ...]:
    known = {one.id: one for one in desk.evidence.beside}
    known |= {m.passage.id: m.passage for one in desk.evidence.found for m in one.matches}
    used = dict.fromkeys(source for part in parts for source in part.sources)
    return tuple(known[one] for one in used if one in known)


def _placeholders(fields: tuple[tuple[str, str], ...], parts: tuple[Paragraph | Table, ...]) -> tuple[Placeholder, ...]:
    left = [Placeholder(text=value) for _, value in fields if isinstance(value, Gap)]
    for part in parts:
        if isinstance(part, Paragraph):
            gaps = (run.text for run in part.runs if run.mark is Mark.PLACEHOLDER)
            left += [Placeholder(text=text, question=part.question) for text in gaps]
        else:
            cells = (run for row in part.runs for cell in row for run in cell)
            left += [Placeholder(text=run.text) for run in cells if run.mark is Mark.PLACEHOLDER]
    return tuple(dict.fromkeys(left))


def _notices(desk: Desk) -> tuple[Notice, ...]:
    notices = [*desk.skrivelse.notices, *desk.evidence.notices, *_other_board(desk)]
    bare = not desk.evidence.sources and not any(one.matches for one in desk.evidence.found)
    if bare and not desk.evidence.notices:
        notices.append(Notice(text=desk.words.text("tom_korpus")))
    return tuple(dict.fromkeys(notices))


# A nämnd that a letter names without saying which.
_ANY = re.compile(r"(?:till\s+)?(?:stadsdels|kommun)?(?:nämnden|förvaltningen|styrelsen)", re.IGNORECASE)


def _other_board(desk: Desk) -> Iterator[Notice]:
    """Tell when the letter goes to another nämnd than the one in the settings."""
    own, to = desk.settings.namnd, desk.skrivelse.recipient
    if not own or not to or _ANY.fullmatch(to.strip()):
        return
    mine, theirs = desk.today(own), desk.today(to)
    if mine not in theirs and theirs not in mine:
        text = f"Skrivelsen är ställd till {to.strip()}, men utkastet skrivs för {own}. Vilken nämnd ska besvara den?"
        yield Notice(text=text)
