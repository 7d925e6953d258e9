"""The JSON shapes that other programs build on. Keys may be added; those here stay. Unknown is null, never missing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from utlatande.errors import UtlatandeError
from utlatande.model import (
    Confidence,
    Draft,
    Earlier,
    Edit,
    Fate,
    Finding,
    Found,
    Insats,
    Match,
    Notice,
    Origin,
    Paragraph,
    Promise,
    Question,
    Said,
    Severity,
    Skrivelse,
    Survival,
    Use,
)

SCHEMA = 1
Json = dict[str, Any]


def error(problem: UtlatandeError) -> Json:
    """Shape an error: its code, Swedish sentence and file."""
    return {"schema": SCHEMA, "error": {"code": problem.code, "message": problem.message, "path": problem.path}}


def questions(skrivelse: Skrivelse) -> Json:
    """Shape what ``utlatande questions`` found in a letter."""
    return {
        "schema": SCHEMA,
        "title": skrivelse.title,
        "parties": list(skrivelse.parties),
        "signatories": list(skrivelse.signatories),
        "recipient": skrivelse.recipient,
        "date": skrivelse.date,
        "dnr": skrivelse.dnr,
        "preamble": list(skrivelse.preamble),
        "claims": list(skrivelse.claims),
        "questions": [question(one) for one in skrivelse.questions],
        "notices": texts(skrivelse.notices),
    }


def question(one: Question) -> Json:
    """Shape one question."""
    return {
        "id": one.id,
        "number": one.number,
        "text": one.text,
        "stem": one.stem,
        "kind": one.kind.value,
        "asks": [asks.value for asks in one.asks],
        "parent": one.parent,
        "answerable": one.answerable,
        "place": one.place,
        "doubt": one.doubt,
        "page": one.origin.page,
        "searches": list(one.searches),
        "rule": one.rule,
    }


def matches(text: str, found: Iterable[Match], confidence: Confidence) -> Json:
    """Shape what ``utlatande match`` found for a question."""
    return {
        "schema": SCHEMA,
        "question": text,
        "confidence": confidence.value,
        "matches": [match(one) for one in found],
    }


def match(one: Match) -> Json:
    """Shape one match."""
    passage = one.passage
    return {
        "id": passage.id,
        "kind": passage.kind.value,
        "document": passage.origin.document,
        "headings": list(passage.headings),
        "page": passage.origin.page,
        "date": passage.date,
        "question": passage.question,
        # An internal document may be pointed at, never quoted.
        "text": None if passage.internal else passage.text,
        "internal": passage.internal,
        "score": round(one.score, 4),
        "confidence": one.confidence.value,
        "reasons": list(one.reasons),
        "variants": [
            {"id": v.id, "document": v.origin.document, "page": v.origin.page, "date": v.date} for v in one.variants
        ],
    }


def draft(whole: Draft, asked: Iterable[Question], output: str) -> Json:
    """Shape a draft: questions with their matches, paragraphs with their sources, what is left to fill in."""
    found: Mapping[str, Found] = {one.question: one for one in whole.found}
    return {
        "schema": SCHEMA,
        "output": output,
        "title": whole.title,
        "questions": [_answered(one, found.get(one.id)) | _told(one, whole) for one in asked],
        "paragraphs": [
            {
                "text": p.text,
                "role": p.role.value,
                "question": p.question,
                "sources": list(p.sources),
                "comments": list(p.comments),
            }
            if isinstance(p, Paragraph)
            else {
                "text": "\n".join("\t".join(row) for row in p.rows),
                "role": "table",
                "question": None,
                "sources": list(p.sources),
                "comments": [],
            }
            for p in whole.parts
        ],
        "placeholders": [{"text": p.text, "question": p.question} for p in whole.placeholders],
        "notices": texts(whole.notices),
    }


def _answered(one: Question, found: Found | None) -> Json:
    confidence = found.confidence if found else Confidence.NONE
    return question(one) | {
        "confidence": confidence.value if one.answerable else None,
        "matches": [match(m) for m in found.matches] if found else [],
    }


def _told(one: Question, whole: Draft) -> Json:
    """Shape what a draft tells of a question beside its matches."""
    return {
        "earlier": [
            {
                "id": reply.passage.id,
                **_place(reply.passage.origin, reply.passage.date),
                "parties": list(reply.passage.parties),
                "question": reply.passage.question,
                "stances": list(reply.stances),
                "decision": _said(reply.decision) if reply.decision else None,
            }
            for reply in whole.earlier
            if reply.question == one.id
        ],
        "differences": [
            {"newer": _said(two.newer), "older": _said(two.older)}
            for two in whole.differences
            if two.question == one.id
        ],
        "promises": [promise(mind.promise) for mind in whole.promises if mind.question == one.id],
    }


def _said(one: Said) -> Json:
    return {"text": one.text, **_place(one.origin, one.date)}


def _place(origin: Origin, date: str | None) -> Json:
    return {"document": origin.document, "page": origin.page, "date": date}


def promises(found: Iterable[Promise]) -> Json:
    """Shape what ``utlatande promises`` lists."""
    return {"schema": SCHEMA, "promises": [promise(one) for one in found]}


def promise(one: Promise) -> Json:
    """Shape one promise: ``ordered`` when minutes decided it; whether it is done is not known."""
    return {
        "text": one.text,
        **_place(one.origin, one.date),
        "passage": one.passage,
        "ordered": one.ordered,
    }


def document(earlier: Earlier) -> Json:
    """Shape an earlier document as ``utlatande corpus show`` prints it."""
    meta = earlier.metadata
    return {
        "schema": SCHEMA,
        "document": earlier.document,
        "kind": earlier.kind.value,
        "metadata": {
            "title": meta.title,
            "namnd": meta.namnd,
            "forvaltning": meta.forvaltning,
            "avdelning": meta.avdelning,
            "dnr": meta.dnr,
            "date": meta.date,
            "meeting_date": meta.meeting_date,
            "handlaggare": meta.handlaggare,
            "parties": list(meta.parties),
            "attachments": list(meta.attachments),
            "area": meta.area,
        },
        "passages": [
            {
                "id": p.id,
                "kind": p.kind.value,
                "headings": list(p.headings),
                "page": p.origin.page,
                "question": p.question,
                "text": p.text,
            }
            for p in earlier.passages
        ],
        "facts": [
            {"measure": f.measure, "place": f.place, "figure": f.figure, "year": f.year, "sentence": f.sentence}
            for f in earlier.facts
        ],
        "promises": [promise(one) for one in earlier.promises],
        "notices": texts(earlier.notices),
    }


def insatser(register: Iterable[Insats]) -> Json:
    """Shape the register of insatser."""
    return {"schema": SCHEMA, "insatser": [insats(one) for one in register]}


def insats(one: Insats) -> Json:
    """Shape one insats, with the register's columns."""
    return {
        "id": one.id,
        "passage": one.passage,
        "document": one.origin.document,
        "page": one.origin.page,
        "year": one.year,
        "atgard": one.atgard,
        "ansvarig": one.ansvarig,
        "samverkansforum": one.samverkansforum,
        "aktiviteter": list(one.aktiviteter),
        "parter": [{"part": p.part, "kontakt": p.kontakt, "atagande": p.atagande} for p in one.parter],
        "ovriga_aktorer": one.ovriga_aktorer,
        "finansiering": one.finansiering,
        "kommunikation": one.kommunikation,
        "uppfoljning": one.uppfoljning,
        "mal": one.mal,
        "syfte": one.syfte,
        "malgrupp": one.malgrupp,
        "plats": one.plats,
    }


def check(
    document: str, letter: str | None, found: Iterable[Finding], notices: Iterable[Notice], output: str | None = None
) -> Json:
    """Shape what ``utlatande check`` found; ``output`` is the copy with comments."""
    every = list(found)
    return {
        "schema": SCHEMA,
        "document": document,
        "letter": letter,
        "findings": [finding(one) for one in every],
        "counts": {severity.value: sum(one.severity is severity for one in every) for severity in Severity},
        "output": output,
        "notices": texts(notices),
    }


def compare(
    document: str,
    draft: str | None,
    edits: Iterable[Edit],
    cited: Mapping[str, Json],
    *,
    notices: Iterable[Notice],
    output: str | None = None,
) -> Json:
    """Shape what became of a draft. ``cited`` tells of each source by its passage id; ``output`` is the redline. The
    counts are of suggestions, but ``added``, which are paragraphs."""
    every = list(edits)
    counted = [one for one in every if one.bookmark is not None or one.fate is Fate.ADDED]
    return {
        "schema": SCHEMA,
        "document": document,
        "draft": draft,
        "edits": [edit(one, cited) for one in every],
        "counts": {fate.value: sum(one.fate is fate for one in counted) for fate in Fate},
        "moved": sum(one.moved for one in counted),
        "output": output,
        "notices": texts(notices),
    }


def edit(one: Edit, cited: Mapping[str, Json]) -> Json:
    """Shape what became of one text. ``suggested`` is false for the draft's own text, told when it was changed, and
    for what was added. ``block`` is its position now from 0, as ``utlatande text --json`` counts."""
    return {
        "fate": one.fate.value,
        "moved": one.moved,
        "kept": one.kept if one.fate is not Fate.ADDED else None,
        "suggested": one.bookmark is not None,
        "bookmark": one.bookmark,
        "question": one.question,
        "role": one.role,
        "before": one.before,
        "after": one.after,
        "words": [{"before": before, "after": after} for before, after in one.words],
        "sources": [{"passage": source, **cited.get(source, {})} for source in one.sources],
        "block": one.origin.block if one.origin else None,
        "page": one.origin.page if one.origin else None,
    }


def finding(one: Finding) -> Json:
    """Shape one finding. ``block`` is its position in the document from 0, as ``utlatande text --json`` counts."""
    return {
        "rule": one.rule,
        "severity": one.severity.value,
        "place": one.place,
        "text": one.text,
        "advice": one.advice,
        "quote": one.quote,
        "question": one.question,
        "block": one.origin.block if one.origin else None,
        "page": one.origin.page if one.origin else None,
    }


def not_finished(hindered: Iterable[tuple[str, str, str]], found: Iterable[Finding]) -> Json:
    """Shape why ``utlatande finalize`` refused: each hindrance's text, advice and the option that overrides it."""
    return {
        "schema": SCHEMA,
        "finished": False,
        "hindrances": [{"text": text, "advice": advice, "option": option} for text, advice, option in hindered],
        "findings": [finding(one) for one in found],
    }


def finished(
    done: Any,  # noqa: ANN401 - a Finished of review.finalize, in a room below
    output: str,
    listed: str,
    left: Iterable[Finding],
    notices: Iterable[Notice],
) -> Json:
    """Shape what ``utlatande finalize`` made. ``sources`` is null when they are not known."""
    return {
        "schema": SCHEMA,
        "finished": True,
        "output": output,
        "sources_output": listed,
        "draft": done.draft,
        "uses": [use(one) for one in done.uses],
        "sources": None
        if done.sources is None
        else [
            {
                "document": one.document,
                "kind": one.kind,
                "date": one.date,
                "page": one.page,
                "headings": list(one.headings),
                "question": one.question,
                "fate": one.fate.value,
            }
            for one in done.sources
        ],
        "findings": [finding(one) for one in left],
        "notices": texts(notices),
    }


def use(one: Use) -> Json:
    """Shape what became of a passage in one finished document."""
    return {
        "passage": one.passage,
        "document": one.document,
        "draft": one.draft,
        "date": one.date,
        "fate": one.fate.value,
        "kept": one.kept,
    }


def history(
    path: str, active: bool, uses: Iterable[Use], fared: Mapping[str, Survival], notices: Iterable[Notice]
) -> Json:
    """Shape what ``utlatande history`` shows: how each passage fared, and every use."""
    return {
        "schema": SCHEMA,
        "path": path,
        "active": active,
        "passages": [
            {"id": name, "times": one.times, "removed": one.removed, "kept": one.kept} for name, one in fared.items()
        ],
        "uses": [use(one) for one in uses],
        "notices": texts(notices),
    }


def texts(notices: Iterable[Notice]) -> list[str]:
    """Return the notices' sentences."""
    return [notice.text for notice in notices]
