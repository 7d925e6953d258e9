"""A letter that stands alone becomes a Skrivelse: frame, facts, questions, preamble and its claims."""

from __future__ import annotations

import re
from collections.abc import Sequence

from utlatande.model import Document, Notice, Question, Role, Skrivelse
from utlatande.sentences import sentences
from utlatande.skrivelse import avsandare, phrases
from utlatande.skrivelse.frame import STATEMENT, Frame, frame, is_fact
from utlatande.skrivelse.phrases import Act
from utlatande.skrivelse.unit import Unit, tidy
from utlatande.skrivelse.units import units
from utlatande.skrivelse.weighing import find, quoted


def understood(document: Document) -> tuple[Skrivelse, int]:
    """Return a letter as understood, and how sure it is that it asks something (see ``weighing.Asked``)."""
    every = units(document.blocks)
    place = frame(document, every)
    body = [*every[place.begins : place.ends], *_statements(every[place.ends :])]
    asked = find(body)
    preamble = _preamble(body, asked.begins)
    head, signed, near, furniture = _edges(document, every, place)
    skrivelse = Skrivelse(
        title=place.title,
        questions=asked.questions,
        parties=avsandare.parties(signed, [*head, *furniture], [unit.text for unit in body]),
        signatories=avsandare.signatories(signed),
        recipient=avsandare.recipient([*head, *(unit.text for unit in body[:3]), *furniture], [*head, *furniture]),
        date=avsandare.date(head) or avsandare.date(furniture) or avsandare.date([*near, *signed]),
        dnr=avsandare.dnr([*head, *furniture, *near]),
        preamble=preamble,
        claims=_claims(preamble),
        notices=(*document.notices, *_of_title(place.title, asked.questions), *asked.notices),
    )
    return skrivelse, asked.surely


def _of_title(title: str | None, questions: Sequence[Question]) -> list[Notice]:
    """Tell that a title is a question where nothing that is asked holds it."""
    if (
        title is None
        or not title.endswith("?")
        or any(title.lower() in question.text.lower() for question in questions)
    ):
        return []
    return [Notice(text=f"Rubriken är en fråga: {quoted(title)} Den togs inte med bland frågorna.")]


SIGNERS = 8  # units of a signature that are read for names
_APART = re.compile(r"\s*(?:\n|\t| {3,})\s*")


def _edges(
    document: Document, every: Sequence[Unit], place: Frame
) -> tuple[list[str], list[str], list[str], list[str]]:
    """Return the lines of the head, of the signature, those close over it, and the page's own."""
    after = every[place.ends :]
    statement = next((i for i, unit in enumerate(after) if STATEMENT.match(unit.text)), len(after))
    return (
        [unit.text for unit in every[: place.begins]],
        [part for unit in after[: min(statement, SIGNERS)] for part in _APART.split(unit.block.text) if part],
        [unit.text for unit in every[max(place.begins, place.ends - 3) : place.ends] if is_fact(unit.text)],
        [tidy(b.text) for b in document.blocks if b.role in (Role.HEADER, Role.FOOTER, Role.BOX)],
    )


def _statements(units: Sequence[Unit]) -> Sequence[Unit]:
    """Return what stands after the signature and still is somebody's wish: an ersättaryttrande, say."""
    return next((units[i:] for i, unit in enumerate(units) if STATEMENT.match(unit.text)), ())


def _preamble(body: Sequence[Unit], begins: int) -> tuple[str, ...]:
    """Return the paragraphs before the questions; of the last, what stands before its lead-in."""
    found = [unit.whole for unit in body[:begins]]
    if begins < len(body) and body[begins].label is None:
        kept: list[str] = []
        for text in sentences(body[begins].text):
            if phrases.act(text, last=True) not in (Act.STATEMENT, Act.RHETORICAL, Act.EARLIER):
                break
            kept.append(text)
        found.append(" ".join(kept))
    return tuple(text for text in found if text)


_FIGURE = re.compile(
    r"\d|\b(?:procent|hälften|dubbl\w+|fördubbl\w+|halver\w+|tredjedel\w*|fjärdedel\w*|tusental\w*|hundratal\w*|miljon\w*|"
    r"miljard\w*)\b",
    re.IGNORECASE,
)
_LABEL = re.compile(r"^\(?\d{1,2}[.)]\s")


def _claims(preamble: Sequence[str]) -> tuple[str, ...]:
    """Return the sentences of the preamble that carry a figure or a year."""
    return tuple(text for part in preamble for text in sentences(part) if _FIGURE.search(_LABEL.sub("", text)))
