"""The förvaltning's own running text: no tables, no questions put again, nothing retold, sentence by sentence."""

from __future__ import annotations

from dataclasses import dataclass

from utlatande import sentences
from utlatande.model import Block, Role
from utlatande.passages.questions import question_of
from utlatande.passages.retelling import own_words
from utlatande.review.asked import marked, questions
from utlatande.review.paper import Paper, styled


@dataclass(frozen=True, slots=True)
class Prose:
    """A block of running text with its section's slot and its sentences."""

    slot: str | None
    block: Block
    sentences: tuple[str, ...]


def prose(paper: Paper) -> tuple[Prose, ...]:
    """Return the document's running text in reading order."""
    if "prose" not in paper.memory:
        paper.memory["prose"] = tuple(_found(paper))
    found: tuple[Prose, ...] = paper.memory["prose"]
    return found


def _found(paper: Paper) -> list[Prose]:
    asked_for = questions(paper)
    found = []
    for section in paper.sections:
        for block in section.blocks:
            if block.role is Role.ROW or styled(block, "note", "alternative") or question_of(block) is not None:
                continue
            if not marked(block, asked_for)[0]:
                text = own_words(block.text, section.slot) if section.slot == "sammanfattning" else block.text
                found.append(Prose(section.slot, block, sentences.sentences(text)))
    return found
