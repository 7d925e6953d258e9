"""An earlier document in, what can be reused from it out: its kind, metadata, passages, insatser and facts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from utlatande import structure
from utlatande.model import Document, DocumentKind, Earlier, Insats, Notice, Passage, PassageKind
from utlatande.passages import answers, insatser, lagesbild, minutes
from utlatande.passages.common import Context, sections
from utlatande.passages.kinds import kind_of
from utlatande.passages.metadata import metadata
from utlatande.passages.piped import with_tables
from utlatande.passages.promised import listed, promised
from utlatande.passages.promises import promises
from utlatande.structure import Section

__all__ = ["kind_of", "parse"]

_UNKNOWN = "Dokumentets slag kunde inte avgöras; det läses som avsnitt. Ange slaget i corpus.toml om det är fel."

_EMPTY = (
    "Dokumentet gav ingen text som kan återanvändas: det har bara rubriker, korta rader eller bilder. "
    "Läs vad som kom med genom utlatande text."
)


def parse(
    document: Document,
    *,
    kind: DocumentKind | None = None,
    area: str | None = None,
    internal: bool = False,
    areas: Sequence[str] = (),
) -> Earlier:
    """Understand an earlier document.

    ``kind`` and ``area`` win over what the document shows; ``internal`` marks every passage as not to be quoted;
    ``areas`` are the district and its parts, for telling places.
    """
    document = with_tables(document)
    notices = list(document.notices)
    outline = structure.outline(document)
    found = kind or kind_of(document, outline)
    if found is DocumentKind.OTHER and kind is None:
        notices.append(Notice(text=_UNKNOWN))
    clean = sections(document, outline)
    about = metadata(document, found, clean)
    if area is not None:
        about = replace(about, area=area)
    context = Context(
        name=document.name,
        kind=found,
        metadata=about,
        sections=tuple(_below(section, about.title) for section in clean),
        internal=internal,
        areas=tuple(areas),
    )
    passages, register = _understood(context)
    own = _each_once(passages)
    if not passages and found is not DocumentKind.SKRIVELSE:
        notices.append(Notice(text=_EMPTY))
    return Earlier(
        document=document.name,
        kind=found,
        metadata=about,
        passages=own,
        insatser=tuple(register),
        facts=() if found is DocumentKind.SKRIVELSE else tuple(lagesbild.figures(context)),
        promises=promises(context, own),
        notices=tuple(notices),
    )


def _below(section: Section, title: str | None) -> Section:
    """Return a section with a path that begins below the document's title."""
    if len(section.path) > 1 and section.path[0] == title:
        return replace(section, path=section.path[1:])
    return section


def _understood(context: Context) -> tuple[list[Passage], list[Insats]]:
    if context.kind is DocumentKind.SKRIVELSE:
        return [], []  # a letter asks; nothing in it answers
    context, passages, register = insatser.register(context)
    if context.kind is DocumentKind.TJANSTEUTLATANDE:
        passages += answers.passages(context)
        register += promised(passages)
    elif context.kind is DocumentKind.MINUTES:
        items = minutes.passages(context)
        passages += items
        register += minutes.decided(context, items)
    elif context.kind is DocumentKind.LAGESBILD:
        passages += lagesbild.passages(context)
    elif context.kind is DocumentKind.ATGARDSPLAN:
        context, items, more = listed(context)
        described = lagesbild.passages(context, PassageKind.SECTION)
        passages += items + described
        register += more + promised(described)
    else:
        passages += lagesbild.passages(context, PassageKind.SECTION)
    return sorted(passages, key=lambda p: p.origin.block), register


def _each_once(passages: Sequence[Passage]) -> tuple[Passage, ...]:
    first: dict[str, Passage] = {}
    for one in passages:
        first.setdefault(one.id, one)
    return tuple(first.values())
