"""Sentences of units with what each does: the stream in which questions are found."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from utlatande.sentences import sentences
from utlatande.skrivelse import phrases
from utlatande.skrivelse.phrases import Act
from utlatande.skrivelse.units import Unit, tidy


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A sentence, or what stands before or after the colon of one that announces («… svar på följande: Har …?»)."""

    text: str
    act: Act


_COLON = re.compile(r"^(?P<before>[^?]*?:)\s*(?P<after>[”\"»]?[A-ZÅÄÖ–-].*)$", re.DOTALL)


def pieces(unit: Unit, *, open_end: bool = True) -> tuple[Piece, ...]:
    """Return the unit's sentences with their acts. ``open_end``: something that may be its list stands after the unit."""
    found: list[Piece] = []
    parts = sentences(unit.text)
    for position, part in enumerate(parts):
        last = position == len(parts) - 1
        split = _COLON.match(tidy(part))
        if split and phrases.act(split["before"], last=True) in (Act.LEAD, Act.STEM, Act.EARLIER, Act.RHETORICAL):
            found.append(Piece(text=split["before"], act=phrases.act(split["before"], last=True)))
            found.append(Piece(text=split["after"], act=phrases.act(split["after"], last=last and open_end)))
            continue
        found.append(Piece(text=tidy(part), act=phrases.act(part, last=last and open_end)))
    return tuple(found)


def core(parts: Sequence[Piece]) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """Return what of an item is asked: its text from first to last question, each question, and the statements before.

    An item without any sign of a question is taken whole.
    """
    asked = [i for i, p in enumerate(parts) if p.act in (Act.QUESTION, Act.INDIRECT, Act.REQUEST)]
    if not asked:
        asked = [i for i, p in enumerate(parts) if phrases.plain_form(p.text)]
        if len(parts) == 1 or not asked or asked[0] > 0:
            asked = list(range(len(parts)))
    elif (
        asked[-1] == len(parts) - 2
        and parts[-1].act is Act.STATEMENT
        and phrases.plain_form(parts[-1].text)
        and parts[-1].text[-1:].isalpha()
    ):
        asked.append(len(parts) - 1)  # the last question mark forgotten
    first, last = asked[0], asked[-1]
    text = " ".join(p.text for p in parts[first : last + 1])
    return text, tuple(parts[i].text for i in asked), tuple(p.text for p in parts[:first])
