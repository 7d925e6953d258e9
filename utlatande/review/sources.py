"""The källförteckning of a finished document: which earlier documents and pages its text comes from, per question."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from utlatande.model import Fate
from utlatande.review.finalize import Finished, Used
from utlatande.word.plain import Part, plain_document

_HEAD = ("Dokument", "Datum", "Sida", "Avsnitt", "Texten i utlåtandet")
_WIDTHS = (72, 22, 12, 40, 24)
_FATES = {Fate.KEPT: "oförändrad", Fate.EDITED: "ändrad", Fate.REWRITTEN: "omskriven"}
_KINDS = {"lagesbild": "lägesbild", "insats": "insats", "minutes": "protokoll"}
_ELSEWHERE = "Text utanför svaren"
_ABOUT = (
    "Listan säger vilka tidigare dokument som text i utlåtandet kommer från. Text som har skrivits eller lagts till "
    "för det här ärendet har ingen källa i listan."
)
_NOTHING = "Ingen text i utlåtandet kommer från tidigare dokument."
_UNKNOWN = (
    "Källorna är okända. Filen är inget utkast från utlatande, eller så har uppgifterna om källorna gått förlorade när "
    "den sparades (det händer i .odt)."
)


def sources_document(finished: Finished, name: str, *, date: dt.date, asked: Mapping[str, str] | None = None) -> bytes:
    """Return the list as a Word file. ``name`` is the finished document's file name, ``date`` the day it was finished;
    ``asked`` are questions by their ids, from the letter when it is known."""
    lines = [f"Till: {name}", f"Upprättad: {date.isoformat()}"]
    if finished.sources is None:
        return plain_document("Källförteckning", (*lines, _UNKNOWN), ())
    if not finished.sources:
        return plain_document("Källförteckning", (*lines, _NOTHING), ())
    questions = dict(finished.asked) | dict(asked or {})
    parts = [
        Part(heading=_heading(question, questions), rows=(_HEAD, *_rows(of)), widths=_WIDTHS)
        for question, of in _by_question(finished.sources, [*(asked or {}), *questions]).items()
    ]
    return plain_document("Källförteckning", (*lines, _ABOUT), parts)


def _by_question(sources: Sequence[Used], order: Sequence[str]) -> dict[str | None, list[Used]]:
    """Return the sources of each question in ``order``, as the questions were asked (a summary that comes first may
    tell of a few of them only); what stands outside the answers last."""
    found: dict[str | None, list[Used]] = {}
    for one in sources:
        found.setdefault(one.question, []).append(one)
    known = [one for one in dict.fromkeys(order) if one in found]
    unknown = [one for one in found if one is not None and one not in known]
    return {one: found[one] for one in (*known, *unknown, *([None] if None in found else []))}


def _heading(question: str | None, asked: Mapping[str, str]) -> str:
    if question is None:
        return _ELSEWHERE
    return asked.get(question) or f"Fråga {question.removeprefix('q')}"


def _rows(sources: Sequence[Used]) -> list[tuple[str, ...]]:
    """Return a row for each place in a document; what became of several texts from there is told together."""
    found: dict[tuple[str, ...], dict[str, None]] = {}
    for one in sources:
        kind = _KINDS.get(one.kind or "")
        key = (
            f"{one.document} ({kind})" if kind else one.document,
            one.date or "–",
            "–" if one.page is None else str(one.page),
            " > ".join(one.headings) or "–",
        )
        found.setdefault(key, {})[_FATES.get(one.fate, "–")] = None
    return [(*key, ", ".join(fates)) for key, fates in found.items()]
