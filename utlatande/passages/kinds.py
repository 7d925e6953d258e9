"""What sort of document it is, from what it calls itself, its headings and its formulas."""

from __future__ import annotations

import re
from collections.abc import Sequence

from utlatande import structure
from utlatande.model import Document, DocumentKind
from utlatande.passages import insatser
from utlatande.passages.common import SHORT_LINE, lines_of
from utlatande.passages.questions import question_of
from utlatande.structure import Section

_ENOUGH = 3  # points from which a kind is taken for granted
_STANDARD = 3  # standard headings that a tjänsteutlåtande has at least
_HEAD = 40  # lines in which a document says what it is

_TITLES = {
    DocumentKind.MINUTES: r"^(?:.{0,40}\bprotokoll(?:sutdrag)?\b|\w*protokoll\b|(?:minnes|mötes)anteckningar"
    r"|anteckningar från)",
    DocumentKind.ATGARDSPLAN: r"^(?:\w*(?:åtgärds|handlings|aktivitets|insats)plan\b|insatser\b|åtgärder\b"
    r"|.{0,40}\b(?:åtgärdsplan|handlingsplan|insatser för)\b)",
    DocumentKind.LAGESBILD: r"^(?:.{0,40}\blägesbild(?:en)?\b|lokal problembild)",
    DocumentKind.SKRIVELSE: r"^(?:skrivelse|motion|interpellation|enkel fråga|medborgarförslag)\b",
}
_SAYS = {
    DocumentKind.TJANSTEUTLATANDE: r"^(?:tjänsteutlåtande|tjänsteskrivelse)\b"
    r"|^svar på (?:skrivelse|motion|interpellation|medborgarförslag)|förvaltningens\s+tjänsteutlåtande som svar",
    DocumentKind.MINUTES: r"^(?:kallade|närvarande|beslutande|frånvarande|justera(?:re|t)|utses att justera|deltagare"
    r"|ej närvarande):?\b"
    r"|\b(?:sammanträdet|mötet) öppna",
    DocumentKind.SKRIVELSE: r"^till:? (?:\S+ ){0,2}\S*nämnd(?:en)?$|\bställer (?:vi|jag)\b"
    r"|\b(?:vi|jag|\S+partiet|moderaterna|liberalerna|\S+demokraterna)"
    r" (?:frågar|undrar|vill (?:fråga|veta|framföra)|yrkar|föreslår)\b"
    r"|\batt (?:ge förvaltningen i uppdrag|uppdra åt)\b|^(?:ersättar)?yttrande:",
}
TITLED = {kind: re.compile(pattern, re.IGNORECASE) for kind, pattern in _TITLES.items()}
_SAID = {kind: re.compile(pattern, re.IGNORECASE) for kind, pattern in _SAYS.items()}
_ORDER = (
    DocumentKind.TJANSTEUTLATANDE,
    DocumentKind.MINUTES,
    DocumentKind.ATGARDSPLAN,
    DocumentKind.LAGESBILD,
    DocumentKind.SKRIVELSE,
)


def kind_of(document: Document, outline: Sequence[Section] | None = None) -> DocumentKind:
    """Return what sort of document this is, from its title, headings and formulas; OTHER when too little tells.

    ``outline`` is the document's, for a caller that has it.
    """
    points = _points(document, structure.outline(document) if outline is None else outline)
    best = max(_ORDER, key=lambda kind: points[kind])
    return best if points[best] >= _ENOUGH else DocumentKind.OTHER


def _points(document: Document, outline: Sequence[Section]) -> dict[DocumentKind, int]:
    slots = {structure.slot(s.heading) for s in outline if s.heading} - {None}
    lines = lines_of(document)
    head = lines[:_HEAD]
    points = dict.fromkeys(DocumentKind, 0)
    for kind, pattern in TITLED.items():
        # A document's name stands at the very top; further down it is spoken of.
        points[kind] += 4 * any(
            pattern.search(line) for line in head[:8] if len(line) <= SHORT_LINE and not line.endswith(".")
        )
    points[DocumentKind.TJANSTEUTLATANDE] += 4 * any(
        re.match(r"(?:tjänsteutlåtande|tjänsteskrivelse)\b(?!.*[.?]$)", line, re.IGNORECASE) for line in lines
    )
    for kind, pattern in _SAID.items():
        points[kind] += 2 * min(2, sum(bool(pattern.search(line)) for line in head))
    points[DocumentKind.TJANSTEUTLATANDE] += len(slots & {"sammanfattning", "arendet", "beredning", "synpunkter"})
    points[DocumentKind.TJANSTEUTLATANDE] += 2 * ({"forslag_till_beslut"} < slots and len(slots) >= _STANDARD)
    points[DocumentKind.MINUTES] += 2 * any(re.match(r"§ ?\d+\b", line) for line in lines[:200])
    points[DocumentKind.ATGARDSPLAN] += 5 * (insatser.is_plan(document))
    if not slots & {"sammanfattning", "beredning", "synpunkter"}:
        points[DocumentKind.SKRIVELSE] += any(question_of(b) for b in document.body)
        points[DocumentKind.SKRIVELSE] += any(structure.is_signature(b) for b in document.body[-8:])
    else:
        points[DocumentKind.SKRIVELSE] = 0
    return points
