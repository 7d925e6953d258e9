"""Skrivelse and a search function in, Evidence out: all that drafting may use, and nothing else may enter a draft."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from utlatande import matching
from utlatande.model import (
    Confidence,
    Evidence,
    Fact,
    Found,
    Insats,
    Match,
    Notice,
    Passage,
    PassageKind,
    Question,
    Search,
    Skrivelse,
    Source,
)

# How many passages of each kind a draft can use for one question.
LIMITS: tuple[tuple[tuple[PassageKind, ...], int], ...] = (
    ((PassageKind.ANSWER, PassageKind.SECTION), 5),
    ((PassageKind.LAGESBILD,), 3),
    ((PassageKind.INSATS,), 12),
    ((PassageKind.MINUTES,), 2),
)
_BANDS = {Confidence.STRONG: 0, Confidence.POSSIBLE: 1, Confidence.NONE: 2}


def gather(
    skrivelse: Skrivelse,
    search: Search,
    *,
    sources: Sequence[Source] = (),
    insatser: Sequence[Insats] = (),
    facts: Sequence[Fact] = (),
    renames: Sequence[tuple[str, str]] = (),
    date: dt.date | None = None,
) -> Evidence:
    """Search for each question that is to be answered, with the letter's title and preamble as context.

    Documents dated after ``date`` are left out: a draft cannot rest on what was not yet written.
    """
    context = "\n".join(text for text in (skrivelse.title, *skrivelse.preamble) if text)
    found = tuple(_found(one, search, context, date) for one in skrivelse.questions if one.answerable)
    return Evidence(
        found=found,
        sources=tuple(sources),
        insatser=tuple(insatser),
        facts=tuple(facts),
        renames=tuple(renames),
        notices=_notices(sources),
    )


def _found(question: Question, search: Search, context: str, date: dt.date | None) -> Found:
    matches: list[Match] = []
    for kinds, limit in LIMITS:
        some = matching.match(question, search, kinds=kinds, limit=limit, context=context)
        matches += [kept for one in some if (kept := _until(one, date)) is not None]
    matches.sort(key=lambda one: _BANDS[one.confidence] // 2)
    return Found(question=question.id, matches=tuple(matches), confidence=matching.confidence_of(matches))


def _until(match: Match, date: dt.date | None) -> Match | None:
    """Return the match without what was written after ``date``; an older variant takes the place of a newer text."""
    kept = [one for one in (match.passage, *match.variants) if not _later(one, date)]
    return replace(match, passage=kept[0], variants=tuple(kept[1:])) if kept else None


def _later(passage: Passage, date: dt.date | None) -> bool:
    when = passage.date
    return date is not None and when is not None and when[:10] > date.isoformat()[: len(when[:10])]


def _notices(sources: Sequence[Source]) -> tuple[Notice, ...]:
    if sources:
        return ()
    return (Notice(text="Det finns inga tidigare dokument att söka i. Utkastet har bara rubriker och luckor."),)
