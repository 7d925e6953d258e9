"""Sentences of units with what each does: the stream in which questions are found."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from utlatande.sentences import sentences
from utlatande.skrivelse import forms, phrases
from utlatande.skrivelse.phrases import Act
from utlatande.skrivelse.unit import Unit, tidy

_COLON = re.compile(r"^(?P<before>[^?]*?:)\s+(?P<after>[”\"»]?[A-ZÅÄÖ–-].*)$", re.DOTALL)
_IN_TURN = re.compile(
    r"^(?:Slutligen|Vidare|Dessutom|Därutöver|Avslutningsvis|Till sist|För det (?:första|andra|tredje|fjärde"
    r"|femte)|Fråga|Frågan)\s*:\s+(?P<after>[A-ZÅÄÖ].*)$",
    re.DOTALL,
)
_GLUED = re.compile(
    r"^(?P<before>.*\bfråg(?:a|or)\b.{0,90}?\b(?:är|blir|lyder)(?: därför| följande)?)\s+"
    r"(?P<after>(?:Vad|Vilk(?:a|en|et)|Hur|När|Varför|Var|Vem|På|I|Är|Har|Avser|Kommer|Kan|Ska|Finns|Anser|Vill)\b.*\?)$",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A sentence, or what stands before or after the colon of one that announces («… svar på följande: Har …?»)."""

    text: str
    act: Act


def pieces(unit: Unit, *, open_end: bool = True) -> tuple[Piece, ...]:
    """Return the unit's sentences with their acts. ``open_end``: something that may be its list stands after the unit.

    A question inside a quotation that runs over several sentences is somebody else's, unless the unit is a list's item.
    """
    found: list[Piece] = []
    parts = [part for sentence in sentences(unit.text) for part in _halves(tidy(sentence))]
    within = False
    for position, part in enumerate(parts):
        act = phrases.act(part, last=open_end and position == len(parts) - 1)
        if position + 1 < len(parts) and part.endswith((":", "är", "blir", "lyder")):
            act = phrases.act(part, last=True)
        opened, within = within, _within_quotation(part, within=within)
        if act is Act.QUESTION and (opened or within) and unit.label is None:
            act = Act.RHETORICAL
        if (
            act is Act.LEAD
            and not part.endswith(":")
            and position + 1 < len(parts)
            and not forms.question_form(parts[position + 1])
        ):
            act = Act.STATEMENT  # it speaks of a question, and goes on to speak of something else
        found.append(Piece(text=part, act=act))
    return _rejoined(found)


def _halves(sentence: str) -> tuple[str, ...]:
    """Cut a sentence at the colon (or the forgotten one) after which what it announces begins."""
    if m := _IN_TURN.match(sentence):
        return (m["after"],)
    for pattern in (_COLON, _GLUED):
        m = pattern.match(sentence)
        if m and phrases.act(m["before"], last=True) in (Act.LEAD, Act.STEM, Act.EARLIER, Act.RHETORICAL):
            return m["before"], m["after"]
    return (sentence,)


def _within_quotation(part: str, *, within: bool) -> bool:
    """Tell whether a quotation is still open at the end of ``part``."""
    for mark in re.findall(r"[”“»«\"]", part):
        within = mark != "«" and not within
    return within


def _rejoined(found: list[Piece]) -> tuple[Piece, ...]:
    """Put together a question that a full stop inside it has cut («… boken Vattnet. Ett hot räcker?»)."""
    joined: list[Piece] = []
    for piece in found:
        before = joined[-1] if joined else None
        if (
            before is not None
            and piece.act is Act.QUESTION
            and not forms.plain_form(piece.text)
            and before.act is Act.STATEMENT
            and forms.plain_form(before.text)
        ):
            joined[-1] = Piece(text=f"{before.text} {piece.text}", act=Act.QUESTION)
        else:
            joined.append(piece)
    return tuple(joined)


def core(parts: Sequence[Piece]) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """Return what of an item is asked: its text from first to last question, each question, the statements before.

    An item without any sign of a question is taken whole.
    """
    asked = [i for i, p in enumerate(parts) if p.act in (Act.QUESTION, Act.INDIRECT, Act.REQUEST)]
    if not asked:
        asked = [i for i, p in enumerate(parts) if forms.plain_form(p.text)]
        if len(parts) == 1 or not asked or asked[0] > 0:
            asked = list(range(len(parts)))
    elif (
        asked[-1] == len(parts) - 2
        and parts[-1].act is Act.STATEMENT
        and forms.plain_form(parts[-1].text)
        and parts[-1].text[-1:].isalpha()
    ):
        asked.append(len(parts) - 1)  # the last question mark forgotten
    first, last = asked[0], asked[-1]
    while last + 1 < len(parts) and phrases.of_the_answer(parts[last + 1].text):
        last += 1
    text = " ".join(p.text for p in parts[first : last + 1])
    return text, tuple(parts[i].text for i in asked), tuple(p.text for p in parts[:first])
