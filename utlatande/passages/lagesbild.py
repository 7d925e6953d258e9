"""Lägesbilder, and documents of no known kind: sections with their heading path, tables as tables, notes."""

from __future__ import annotations

from utlatande import structure
from utlatande.model import Fact, Passage, PassageKind
from utlatande.passages.common import Context, as_passages
from utlatande.passages.facts import facts
from utlatande.passages.retelling import own_words
from utlatande.structure import Section

LEAVE_OUT = frozenset({"innehall", "bilagor", "delges"})


def passages(context: Context, kind: PassageKind = PassageKind.LAGESBILD) -> list[Passage]:
    """Return the document's paragraphs and tables in reading order."""
    return [
        passage
        for section in context.sections
        if section.slot not in LEAVE_OUT
        for passage in as_passages(context, kind, section)
    ]


def figures(context: Context) -> list[Fact]:
    """Return the document's statements of a figure and a year."""
    return [
        fact
        for section in context.sections
        if section.slot not in LEAVE_OUT
        for block in section.blocks
        if not block.cells and "\t" not in block.text
        for fact in facts(
            own_words(block.text, section.slot),
            block.origin,
            heading=_about(context, section),
            area=context.metadata.area,
            areas=context.areas,
        )
    ]


def _about(context: Context, section: Section) -> str | None:
    """Return what a section's figures are about: its nearest heading that is no standard one, or the title."""
    own = (heading.rstrip(":") for heading in reversed(section.path) if not structure.slot(heading))
    return next(own, context.metadata.title)
