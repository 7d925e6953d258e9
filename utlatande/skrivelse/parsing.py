"""A read letter becomes a Skrivelse: frame, facts, questions, preamble and its claims."""

from __future__ import annotations

import re
from collections.abc import Sequence

from utlatande.model import Document, Skrivelse
from utlatande.sentences import sentences
from utlatande.skrivelse import avsandare, phrases
from utlatande.skrivelse.finding import find
from utlatande.skrivelse.phrases import Act
from utlatande.skrivelse.units import Unit, units


def parse(document: Document) -> Skrivelse:
    """Return a letter as understood: every question, nothing else, and who asks whom, about what and when."""
    every = units(document.blocks)
    place = avsandare.frame(document, every)
    told = avsandare.facts(document, every, place)
    body = [*every[place.begins : place.ends], *_after(every[place.ends :])]
    asked = find(body)
    preamble = _preamble(body[: asked.begins + 1], asked.begins)
    return Skrivelse(
        title=place.title,
        questions=asked.questions,
        parties=told.parties,
        signatories=told.signatories,
        recipient=told.recipient,
        date=told.date,
        dnr=told.dnr,
        preamble=preamble,
        claims=_claims(preamble),
        notices=(*document.notices, *asked.notices),
    )


_STATEMENTS = re.compile(r"^(?:Ersättaryttrande|Särskilt uttalande|Reservation|Protokollsanteckning)\b", re.IGNORECASE)


def _after(units: Sequence[Unit]) -> Sequence[Unit]:
    """Return what stands after the signature and still is somebody's wish: ersättaryttrande, särskilt uttalande …"""
    return next((units[i:] for i, unit in enumerate(units) if _STATEMENTS.match(unit.text)), ())


def _preamble(units: Sequence[Unit], begins: int) -> tuple[str, ...]:
    """Return the paragraphs before the questions; of the last, what stands before its lead-in."""
    found = [unit.whole for unit in units[:begins]]
    if begins < len(units):
        kept: list[str] = []
        for text in sentences(units[begins].text):
            if phrases.act(text, last=True) not in (Act.STATEMENT, Act.RHETORICAL, Act.EARLIER) or units[begins].label:
                break
            kept.append(text)
        found.append(" ".join(kept))
    return tuple(text for text in found if text)


_FIGURE = re.compile(
    r"\d|\b(?:procent|hälften|dubbl\w+|fördubbl\w+|halver\w+|tredjedel\w*|fjärdedel\w*|tusentals|hundratals|miljon\w*|miljard\w*)\b",
    re.IGNORECASE,
)


def _claims(preamble: Sequence[str]) -> tuple[str, ...]:
    return tuple(
        text
        for paragraph in preamble
        for text in sentences(paragraph)
        if _FIGURE.search(re.sub(r"^\(?\d{1,2}[.)]\s", "", text))
    )
