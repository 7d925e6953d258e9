"""Lägesbilder, and documents of no known kind: sections with their heading path, tables as tables, notes."""

from __future__ import annotations

from utlatande import structure
from utlatande.model import Fact, Passage, PassageKind
from utlatande.passages.common import Context, as_passages
from utlatande.passages.facts import facts
from utlatande.passages.retelling import own_words
from utlatande.passages.tabulated import tabulated
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
    """Return the document's statements of a figure and a year, in running text and in tables."""
    found: list[Fact] = []
    for section in context.sections:
        if section.slot in LEAVE_OUT:
            continue
        heading, area = _about(context, section), context.metadata.area
        for block in section.blocks:
            if not block.cells and "\t" not in block.text:
                text = own_words(block.text, section.slot)
                found += facts(text, block.origin, heading=heading, area=area, areas=context.areas)
        found += tabulated(section.blocks, heading=heading, area=area)
    return found


def _about(context: Context, section: Section) -> str | None:
    """Return what a section's figures are about: its nearest heading that is no standard one, or the title."""
    own = (heading.rstrip(":") for heading in reversed(section.path) if _says(heading))
    return next(own, context.metadata.title)


def _says(heading: str) -> bool:
    """Tell whether a heading says what its text is about: it is no standard one, and no question."""
    return not (structure.slot(heading) or heading.endswith("?") or heading.startswith(("Svar på", "Fråga ")))
