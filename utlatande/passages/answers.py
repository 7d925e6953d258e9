"""Tjänsteutlåtanden: which text answers which question, under it or in running prose; the rest is sections."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from utlatande import structure
from utlatande.model import Block, Origin, Passage, PassageKind, Role
from utlatande.passages.common import Context, Unit, passage, reusable, split, units, without_signatures
from utlatande.passages.laidout import prepared
from utlatande.passages.pairing import HOLDS, assign, content, scores
from utlatande.passages.questions import NO_PASSAGES, TELLING, asked, demands, is_part, question_of
from utlatande.passages.retelling import own_words
from utlatande.structure import Section

ANSWERING = frozenset({"synpunkter", "svar_pa_fragor"})
AFTERWARDS = frozenset({"ekonomi", "barn", "jamstalldhet", "miljo", "uppfoljning", "reservation", "sarskilt_uttalande"})

REPEATS = 0.9  # … and the share from which it does so even where it takes up the question's words
CLOSING = 0.6  # the share of a last paragraph's words that the summary has already: it rounds off, it answers nothing
_TOP = 12  # blocks in which the title stands
_REPLY = re.compile(r"Svar på .{3,120}[^.]$")


@dataclass(slots=True)
class _Answered:
    """A question (or several on end) and the blocks under it."""

    headings: tuple[str, ...]
    questions: list[str]
    stem: str  # the question that parts («a) …») belong to
    blocks: list[Block] = field(default_factory=list)


def passages(context: Context) -> list[Passage]:
    """Return the document's answers and sections in reading order."""
    sections = prepared(context.sections)
    under, rest = _answered_under(sections)
    found = _from_under(context, under, rest) if under else _from_prose(context, sections)
    return sorted(found, key=lambda p: p.origin.block)


# --- answers under their questions --------------------------------------------------------------------------------


def _answered_under(sections: Sequence[Section]) -> tuple[list[_Answered], list[Section]]:
    """Return the answers that stand under their questions, and the document without them."""
    found: list[_Answered] = []
    rest: list[Section] = []
    current: _Answered | None = None
    depth = 0
    for section in sections:
        heading = section.heading
        if current is not None and _ends(section, depth):
            current = None
        kept: list[Block] = []
        if section.slot not in TELLING | NO_PASSAGES or (current and section.slot is None):
            asked = heading and question_of(Block(text=heading, role=Role.HEADING, origin=_place(section)))
            if asked:
                current = _next(found, current, section.path[:-1], asked)
                depth = section.level
            for block in section.blocks:
                if question := question_of(block):
                    current = _next(found, current, section.path, question, part=is_part(block))
                    depth = section.level
                elif current is not None:
                    current.blocks.append(block)
                else:
                    kept.append(block)
        else:
            kept = list(section.blocks)
        rest.append(
            Section(heading=heading, level=section.level, path=section.path, blocks=tuple(kept), slot=section.slot)
        )
    answered = [a for a in found if any(reusable(b.text) for b in a.blocks)]
    return (answered, rest) if answered else ([], list(sections))


def _ends(section: Section, depth: int) -> bool:
    """Tell whether a new section ends the answer that is being read."""
    own = structure.slot(section.heading) if section.heading else None
    return own in NO_PASSAGES | AFTERWARDS | TELLING or section.level <= depth


def _place(section: Section) -> Origin:
    return section.blocks[0].origin if section.blocks else Origin(document="", block=0)


def _next(
    found: list[_Answered], current: _Answered | None, headings: tuple[str, ...], question: str, *, part: bool = False
) -> _Answered:
    if current is not None and not current.blocks:
        if part:
            current.questions[-1] += f" {question}"
        else:
            current.questions.append(question)
            current.stem = question
        return current
    stem = found[-1].stem if part and found else question
    found.append(
        _Answered(headings=headings, questions=[f"{stem} {question}" if stem != question else question], stem=stem)
    )
    return found[-1]


def _from_under(context: Context, under: Sequence[_Answered], rest: Sequence[Section]) -> list[Passage]:
    summary = " ".join(b.text for s in context.sections if s.slot == "sammanfattning" for b in s.blocks)
    found: list[Passage] = []
    for answered in under:
        pieces = list(units(without_signatures(answered.blocks)))
        closing: list[Unit] = []
        if answered is under[-1]:
            pieces, closing = _without_closing(pieces, summary, answered.questions)
        for question in answered.questions:
            for part in split(pieces):
                text = "\n\n".join(unit.text for unit in part)
                if reusable(text):
                    found.append(
                        passage(
                            context,
                            PassageKind.ANSWER,
                            text,
                            part[0].origin,
                            headings=answered.headings,
                            question=question,
                        )
                    )
        found += _sections_of(context, closing, answered.headings)
    for section in rest:
        found += _section(context, section)
    return found


def _without_closing(pieces: Sequence[Unit], summary: str, questions: Sequence[str]) -> tuple[list[Unit], list[Unit]]:
    """Part the paragraphs that round off the whole document from the end of its last answer."""
    told = content(summary)
    end = len(pieces)
    while end > 1:
        text = content(pieces[end - 1].text)
        known = sum(word in told for word in text) / max(1, len(text))
        answers = max(scores(question, [u.text for u in pieces], "")[0][end - 1] for question in questions)
        if known < CLOSING or (answers > HOLDS and known < REPEATS):
            break
        end -= 1
    return list(pieces[:end]), list(pieces[end:])


# --- answers in running prose -------------------------------------------------------------------------------------


def _from_prose(context: Context, sections: Sequence[Section]) -> list[Passage]:
    questions = asked(sections)
    found: list[Passage] = []
    bodies = [s for s in sections if s.slot in ANSWERING] or [
        s for s in sections if s.slot not in TELLING | NO_PASSAGES
    ]
    pieces = [(s, unit) for s in bodies for unit in units(without_signatures(s.blocks)) if reusable(unit.text)]
    pairs = assign(questions, [unit.text for _, unit in pieces], _topic(context))
    for (section, unit), answers in zip(pieces, pairs, strict=True):
        if not answers:
            found += _sections_of(context, [unit], section.path)
        for question in answers:
            found.append(
                passage(
                    context,
                    PassageKind.ANSWER,
                    unit.text,
                    unit.origin,
                    headings=section.path,
                    question=questions[question],
                )
            )
    for section in sections:
        if section not in bodies:
            found += _section(context, section)
    return found


def _topic(context: Context) -> str:
    return " ".join(filter(None, (context.metadata.title, context.metadata.namnd, context.metadata.area)))


# --- sections -----------------------------------------------------------------------------------------------------


def _section(context: Context, section: Section) -> list[Passage]:
    if section.slot in NO_PASSAGES:
        return []
    wanted = demands(section.blocks) if section.slot in TELLING else {}
    told = {id(block) for i, block in enumerate(section.blocks) if i in wanted or question_of(block) is not None}
    blocks = [b for b in without_signatures(section.blocks) if id(b) not in told]
    if section.slot is None and section.blocks and section.blocks[0].origin.block < _TOP:
        blocks = [b for b in blocks if b.text != context.metadata.title and not _REPLY.match(b.text)]
    own = [replace(unit, text=own_words(unit.text, section.slot)) for unit in units(blocks)]
    return _sections_of(context, own, section.path)


def _sections_of(context: Context, pieces: Iterable[Unit], headings: tuple[str, ...]) -> list[Passage]:
    return [
        passage(context, PassageKind.SECTION, unit.text, unit.origin, headings=headings)
        for unit in pieces
        if reusable(unit.text)
    ]
