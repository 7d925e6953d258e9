"""An earlier document in, what can be reused from it out: its kind, metadata, passages, insatser and facts."""

from __future__ import annotations

import re
from collections.abc import Sequence

from utlatande import structure
from utlatande.model import Document, DocumentKind, Earlier, Insats, Notice, Passage, PassageKind, Role
from utlatande.passages import answers, insatser, lagesbild, minutes
from utlatande.passages.common import Context, sections
from utlatande.passages.metadata import metadata

_ENOUGH = 3  # points from which a kind is taken for granted
_HEAD = 30  # blocks in which a document says what it is
_UNKNOWN = "Dokumentets slag kunde inte avgöras; det läses som avsnitt. Ange slaget i corpus.toml om det är fel."

_TITLES = {
    DocumentKind.MINUTES: r"^(?:.{0,40}\bprotokoll(?:sutdrag)?\b|\w*protokoll\b|minnesanteckningar|mötesanteckningar|anteckningar från)",
    DocumentKind.ATGARDSPLAN: r"^(?:\w*(?:åtgärds|handlings|aktivitets|insats)plan\b|insatser\b|åtgärder\b"
    r"|.{0,40}\b(?:åtgärdsplan|handlingsplan|insatser för)\b)",
    DocumentKind.LAGESBILD: r"^(?:.{0,40}\blägesbild(?:en)?\b|lokal problembild)",
    DocumentKind.SKRIVELSE: r"^(?:skrivelse|motion|interpellation|enkel fråga|medborgarförslag)\b",
}
_SAYS = {
    DocumentKind.TJANSTEUTLATANDE: r"^(?:tjänsteutlåtande|tjänsteskrivelse)\b"
    r"|^svar på (?:skrivelse|motion|interpellation|medborgarförslag)|förvaltningens\s+tjänsteutlåtande som svar",
    DocumentKind.MINUTES: r"^(?:kallade|närvarande|beslutande|frånvarande|justera(?:re|t)|utses att justera|deltagare|ej närvarande):?\b"
    r"|\b(?:sammanträdet|mötet) öppna",
    DocumentKind.SKRIVELSE: r"^till:? (?:\S+ ){0,2}\S*nämnd(?:en)?$|\bställer (?:vi|jag)\b"
    r"|\b(?:vi|jag|\S+partiet|moderaterna|liberalerna|\S+demokraterna) (?:frågar|undrar|vill (?:fråga|veta|framföra)|yrkar|föreslår)\b"
    r"|\batt (?:ge förvaltningen i uppdrag|uppdra åt)\b|^(?:ersättar)?yttrande:",
}
_TITLED = {kind: re.compile(pattern, re.IGNORECASE) for kind, pattern in _TITLES.items()}
_SAID = {kind: re.compile(pattern, re.IGNORECASE) for kind, pattern in _SAYS.items()}
_ORDER = (
    DocumentKind.TJANSTEUTLATANDE, DocumentKind.MINUTES, DocumentKind.ATGARDSPLAN, DocumentKind.LAGESBILD, DocumentKind.SKRIVELSE,
)  # fmt: skip


def kind_of(document: Document) -> DocumentKind:
    """Return what sort of document this is, from its title, headings and formulas; OTHER when too little tells."""
    points = _points(document)
    best = max(_ORDER, key=lambda kind: points[kind])
    return best if points[best] >= _ENOUGH else DocumentKind.OTHER


def _points(document: Document) -> dict[DocumentKind, int]:
    outline = structure.outline(document)
    slots = {structure.slot(s.heading) for s in outline if s.heading} - {None}
    running = [b.text for b in document.blocks if b.role in (Role.HEADER, Role.FOOTER)]
    lines = [line.strip() for b in document.body for line in b.text.split("\n") if line.strip()]
    head = [
        *(line.strip() for text in running for line in text.split("\n")),
        *(line.strip() for b in document.body[:_HEAD] for line in b.text.split("\n")),
    ]
    points = dict.fromkeys(DocumentKind, 0)
    for kind, pattern in _TITLED.items():
        # A document's name stands at the very top; further down it is spoken of.
        points[kind] += 4 * any(pattern.search(line) for line in head[:8] if len(line) <= 90 and not line.endswith("."))
    points[DocumentKind.TJANSTEUTLATANDE] += 4 * any(
        re.match(r"(?:tjänsteutlåtande|tjänsteskrivelse)\b(?!.*[.?]$)", line, re.IGNORECASE)
        for line in (*running, *lines)
    )
    for kind, pattern in _SAID.items():
        points[kind] += 2 * min(2, sum(bool(pattern.search(line)) for line in head))
    points[DocumentKind.TJANSTEUTLATANDE] += len(slots & {"sammanfattning", "arendet", "beredning", "synpunkter"})
    points[DocumentKind.TJANSTEUTLATANDE] += 2 * ({"forslag_till_beslut"} < slots and len(slots) >= 3)
    points[DocumentKind.MINUTES] += 2 * any(re.match(r"§ ?\d+\b", line) for line in lines[:200])
    points[DocumentKind.ATGARDSPLAN] += 5 * (insatser.is_plan(document))
    if not slots & {"sammanfattning", "beredning", "synpunkter"}:
        points[DocumentKind.SKRIVELSE] += any(answers.question_of(b) for b in document.body)
        points[DocumentKind.SKRIVELSE] += any(structure.is_signature(b) for b in document.body[-8:])
    else:
        points[DocumentKind.SKRIVELSE] = 0
    return points


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
    notices = list(document.notices)
    found = kind or kind_of(document)
    if found is DocumentKind.OTHER and kind is None:
        notices.append(Notice(text=_UNKNOWN))
    clean = sections(document)
    about = metadata(document, found, clean)
    if area is not None:
        from dataclasses import replace

        about = replace(about, area=area)
    context = Context(
        name=document.name, kind=found, metadata=about, sections=clean, internal=internal, areas=tuple(areas)
    )
    passages, register = _understood(context)
    return Earlier(
        document=document.name,
        kind=found,
        metadata=about,
        passages=_each_once(passages),
        insatser=tuple(register),
        facts=() if found is DocumentKind.SKRIVELSE else tuple(lagesbild.figures(context)),
        notices=tuple(notices),
    )


def _understood(context: Context) -> tuple[list[Passage], list[Insats]]:
    if context.kind is DocumentKind.SKRIVELSE:
        return [], []  # a letter asks; nothing in it answers
    context, passages, register = insatser.register(context)
    if context.kind is DocumentKind.TJANSTEUTLATANDE:
        passages += answers.passages(context)
        register += insatser.in_prose(passages)
    elif context.kind is DocumentKind.MINUTES:
        items = minutes.passages(context)
        passages += items
        register += minutes.decided(context, items)
    elif context.kind is DocumentKind.LAGESBILD:
        passages += lagesbild.passages(context)
    else:
        passages += lagesbild.passages(context, PassageKind.SECTION)
    return sorted(passages, key=lambda p: p.origin.block), register


def _each_once(passages: Sequence[Passage]) -> tuple[Passage, ...]:
    first: dict[str, Passage] = {}
    for one in passages:
        first.setdefault(one.id, one)
    return tuple(first.values())
