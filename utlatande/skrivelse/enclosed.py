"""A read document becomes a Skrivelse. Of an e-mail, the part that asks is the letter: what is attached or sent on, or
the message itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from utlatande.model import Block, Document, Notice, Question, Skrivelse
from utlatande.skrivelse import mail
from utlatande.skrivelse.parsing import understood
from utlatande.skrivelse.unit import tidy
from utlatande.skrivelse.weighing import ANNOUNCED, IN_WORDS, LOOSELY, MOST, quoted

MESSAGE = "e-postmeddelande"
_MOST = 20  # messages below each other that are looked through
_TOP = 12  # blocks in which a document says what it is
_ANSWERS = re.compile(
    r"(?:Tjänste(?:utlåtande|skrivelse)|(?:Sammanträdes)?protokoll|Svar på|Yttrande)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class _Part:
    """One part of an e-mail; ``name`` is that of the attached file, ``below`` how many messages stand above it."""

    name: str | None
    below: int
    blocks: tuple[Block, ...]
    letter: Skrivelse
    surely: int

    @property
    def answers(self) -> bool:
        """Whether it answers earlier questions: a tjänsteutlåtande, minutes."""
        return any(_ANSWERS.match(block.text.strip()) for block in self.blocks[:_TOP])


def parse(document: Document) -> Skrivelse:
    """Return a letter as understood: every question, nothing else, and who asks whom, about what and when."""
    parts = _parts(document)
    if len(parts) <= 1:
        return understood(document)[0]
    chosen = _chosen(parts)
    others = [part for part in parts if part is not chosen]
    message = next((part for part in others if part.name is None and not part.below), None)
    return replace(
        _filled(chosen, message.letter if message else None),
        questions=(*chosen.letter.questions, *_from_message(chosen, message)),
        notices=(*document.notices, *_told(chosen, others), *chosen.letter.notices),
    )


def _parts(document: Document) -> list[_Part]:
    """Return what an e-mail holds: the message and those below it, then what is attached. All else is one part."""
    files: dict[str | None, list[Block]] = {}
    for block in document.blocks:
        files.setdefault(block.part, []).append(block)
    held = [
        (name, below, blocks)
        for name in sorted(files, key=lambda name: name is not None)
        for below, blocks in enumerate(mail.messages(files[name])[:_MOST])
    ]
    if len(held) <= 1:
        return []
    alone = replace(document, notices=(), struck=(), pictures=())
    return [_Part(name, below, blocks, *understood(replace(alone, blocks=blocks))) for name, below, blocks in held]


def _chosen(parts: Sequence[_Part]) -> _Part:
    """Return the part that is the letter: what asks surely before what asks loosely, what is attached before what is
    written in the message, and that before what it answers."""
    letters = [part for part in parts if part.name is not None and not part.answers]
    written = [part for part in parts if part.name is None]
    answers = [part for part in parts if part.name is not None and part.answers]
    for surely in (ANNOUNCED, IN_WORDS, LOOSELY):
        for part in (*letters, *written):
            if part.surely >= surely:
                return part
    return next((part for part in answers if part.surely), (letters or written or answers)[0])


def _from_message(chosen: _Part, message: _Part | None) -> list[Question]:
    """Return the questions that the message announces beside a letter that is attached to it, each told as its."""
    if message is None or chosen.name is None or message.surely < ANNOUNCED:
        return []
    return [
        replace(
            question,
            id=f"{question.id}-epost",
            parent=f"{question.parent}-epost" if question.parent else None,
            place=question.place or MESSAGE,
        )
        for question in _new(chosen, message)
    ]


def _new(chosen: _Part, other: _Part) -> list[Question]:
    """Return what another part asks that the letter does not."""
    asked = {_words(question.text) for question in chosen.letter.questions}
    return [question for question in other.letter.questions if _words(question.text) not in asked]


def _told(chosen: _Part, others: Sequence[_Part]) -> list[Notice]:
    """Tell what is the letter, what else the message says, and who else asks."""
    notices = []
    letter = _words(" ".join(block.text for block in chosen.blocks))
    where = f"bilagan {chosen.name}" if chosen.name else "det meddelande som skickats vidare"
    for part in others:
        origin = part.blocks[0].origin
        own = " ".join(tidy(block.text) for block in part.blocks if not mail.is_head_line(block.text))
        if part.name is None and not part.below:
            if own and _words(own) not in letter:
                text = f"Skrivelsen är {where}. I e-postmeddelandet står dessutom {quoted(own)}"
                notices.append(Notice(text=text, origin=origin))
            if not _from_message(chosen, part):
                notices += _asked_beside(one for one in _new(chosen, part) if one.text not in quoted(own))
        elif part.surely >= (LOOSELY if part.name else IN_WORDS) and not part.answers and _new(chosen, part):
            what = f"bilagan {part.name}" if part.name else "ett äldre meddelande längre ned"
            asks = "ställer" if part.surely >= IN_WORDS else "verkar ställa"
            text = f"Även {what} {asks} frågor. De togs inte med: ska de besvaras, spara den delen som en egen fil."
            notices.append(Notice(text=text, origin=origin))
    return notices


def _asked_beside(questions: Iterable[Question]) -> list[Notice]:
    """Tell what a message asks beside the letter, where the quotation of its first words does not reach so far."""
    return [
        Notice(text=f"E-postmeddelandet frågar också: {quoted(one.text)} Det togs inte med.", origin=one.origin)
        for one in islice(questions, MOST)
    ]


def _words(text: str) -> str:
    return re.sub(r"\W+", " ", text).strip().casefold()


def _filled(chosen: _Part, message: Skrivelse | None) -> Skrivelse:
    """Let the message tell what the letter itself does not: of one that is sent on, only what it is about."""
    letter = chosen.letter
    if message is None:
        return letter
    if chosen.name is None:
        return replace(letter, title=letter.title or message.title)
    return replace(
        letter,
        title=letter.title or message.title,
        parties=letter.parties or message.parties,
        signatories=letter.signatories or message.signatories,
        date=letter.date or message.date,
        dnr=letter.dnr or message.dnr,
    )
