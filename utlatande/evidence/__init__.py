"""Skrivelse and a search function in, Evidence out: all that drafting may use, and nothing else may enter a draft."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from utlatande import matching, phrasing, pointing
from utlatande.evidence import answered
from utlatande.evidence.nearness import judged
from utlatande.evidence.reminders import reminders
from utlatande.language import asked
from utlatande.model import (
    Confidence,
    Evidence,
    Found,
    Library,
    Match,
    Notice,
    Passage,
    PassageKind,
    Question,
    Search,
    Skrivelse,
    Source,
    Survival,
)

# How many passages of each kind a draft can use for one question.
LIMITS: tuple[tuple[tuple[PassageKind, ...], int], ...] = (
    ((PassageKind.ANSWER, PassageKind.SECTION), 5),
    ((PassageKind.LAGESBILD,), 3),
    ((PassageKind.INSATS,), 12),
    ((PassageKind.MINUTES,), 2),
)
PARTS = 2  # answers looked for to each part of a question with several
TELLING = 3  # words that say what a part is about, from which it is looked for by itself
Look = Callable[..., tuple[Match, ...]]  # matching.match with all that is the same for every question
_BANDS = {Confidence.STRONG: 0, Confidence.POSSIBLE: 1, Confidence.NONE: 2}


def gather(
    skrivelse: Skrivelse,
    search: Search,
    library: Library | None = None,
    *,
    date: dt.date | None = None,
    since: str | None = None,
    until: str | None = None,
    used: Mapping[str, Survival] | None = None,
) -> Evidence:
    """Search for each question that is to be answered, with the letter's title and preamble as context.

    ``library`` (``corpus.library()``) is what the earlier documents hold beside the passages that ``search`` finds.
    Only texts dated ``since`` to ``until`` (ISO, whole or shortened, themselves included) are suggested. ``used`` is
    how passages fared in finished documents, as :func:`matching.match` takes it.

    A document dated after ``date``, the draft's own, is used and told of in a Notice.
    """
    library = library or Library()
    context = "\n".join(text for text in (skrivelse.title, *skrivelse.preamble) if text)
    look: Look = functools.partial(
        matching.match,
        search=search,
        context=context,
        since=since,
        until=until,
        used=used,
        own=skrivelse.recipient or "",
    )
    questions = [one for one in skrivelse.questions if one.answerable]
    sources = {one.document: one for one in library.sources}
    found = tuple(_found(one, look, sources) for one in questions)
    earlier = answered.replies(questions, found, library.sources, search)
    return Evidence(
        found=found,
        sources=library.sources,
        insatser=library.insatser,
        facts=library.facts,
        promises=reminders(skrivelse, found, library.promises),
        earlier=earlier,
        differences=answered.differences(earlier),
        renames=library.renames,
        beside=_beside(found, library),
        notices=(*_notices(library.sources), *_later(found, date)),
    )


def _found(question: Question, look: Look, sources: Mapping[str, Source]) -> Found:
    """Return what was found for a question; what a document that has been replaced says comes after the rest."""
    matches: list[Match] = []
    for kinds, limit in LIMITS:
        matches += look(question, kinds=kinds, limit=limit)
    titles = {name: one.metadata.title for name, one in sources.items()}
    replaced = frozenset(name for name, one in sources.items() if one.superseded_by is not None)
    matches = [
        judged(one, question, titles.get(one.passage.origin.document)) for one in _with_parts(question, look, matches)
    ]
    matches.sort(key=lambda one: (_BANDS[one.confidence] // 2, one.passage.origin.document in replaced))
    return Found(question=question.id, matches=tuple(matches), confidence=matching.confidence_of(matches))


def _with_parts(question: Question, look: Look, matches: Sequence[Match]) -> list[Match]:
    """Add what answered a part of a question with several; it supports the whole question possibly, never strongly."""
    known = {one.passage.id: one for one in matches}
    for part in pieces if len(pieces := phrasing.parts(question.text)) > 1 else ():
        if len(asked.telling(part)) < TELLING:
            continue
        asking = replace(question, text=part, searches=(part,))
        for one in look(asking, kinds=LIMITS[0][0], limit=PARTS):
            before = known.get(one.passage.id)
            if one.confidence is Confidence.STRONG and (before is None or before.confidence is Confidence.NONE):
                known[one.passage.id] = replace(one, confidence=Confidence.POSSIBLE)
    return list(known.values())


def _beside(found: Sequence[Found], library: Library) -> tuple[Passage, ...]:
    """Return all passages of the documents in which a text that may be quoted points at something, or is of minutes:
    what was decided stands beside it."""
    if library.passages_of is None:
        return ()
    usable = (one for each in found for one in each.matches if one.confidence is not Confidence.NONE)
    passages = {one.passage.id: one.passage for one in usable if not one.passage.internal}.values()
    wanted = (one for one in passages if one.kind is PassageKind.MINUTES or pointing.pointers(one.text))
    documents = dict.fromkeys(one.origin.document for one in wanted)
    return tuple(one for name in documents for one in library.passages_of(name) if not one.internal)


def _later(found: Sequence[Found], date: dt.date | None) -> tuple[Notice, ...]:
    """Tell of documents that are dated after the draft: the date may be wrong, or the draft's is."""
    if date is None:
        return ()
    passages = {one.passage.origin.document: one.passage for each in found for one in each.matches}
    day = date.isoformat()
    later = [p for p in passages.values() if p.date is not None and p.date > day[: len(p.date)]]
    return tuple(
        Notice(text=f"{p.origin.document} är daterat {p.date}, efter utkastets datum {day}.", origin=p.origin)
        for p in later
    )


def _notices(sources: Sequence[Source]) -> tuple[Notice, ...]:
    if sources:
        return ()
    return (Notice(text="Det finns inga tidigare dokument att söka i. Utkastet har bara rubriker och luckor."),)
