"""Synpunkter och förslag: for each question what earlier documents say, best first, and honestly when they do not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from utlatande.drafting import reuse
from utlatande.drafting.desk import Desk, asks_for_insatser, gap, name_of, numbered, paragraph, usable
from utlatande.model import (
    Asks,
    Confidence,
    Match,
    Paragraph,
    PassageKind,
    Question,
    Style,
)

ALTERNATIVES = 2  # further suggestions shown for a question
INSATSER = 8  # insatser listed under a question
LAGESBILD_PIECES = 2  # paragraphs of a lägesbild shown under a question

Group = tuple[Question, ...]


def per_question(desk: Desk) -> Iterator[Paragraph]:
    """Write each question in bold with its answer under it."""
    parents = {one.id: one for one in desk.skrivelse.questions}
    shown: set[str] = set()
    for group in desk.groups:
        parent = group[0].parent
        if parent in parents and parent not in shown and not parents[parent].answerable:
            shown.add(parent)
            yield paragraph(Style.QUESTION, numbered(parents[parent]), question=parent)
        text = " ".join([numbered(group[0]), *(one.text for one in group[1:])])
        yield paragraph(Style.QUESTION, text, question=group[0].id, comments=_remarks(group, desk))
        yield from answer(group, desk, set())


def running(desk: Desk) -> Iterator[Paragraph]:
    """Write the answers as prose: a passage that answers several questions stands once, where it is first needed."""
    used: set[str] = set()
    for group in desk.groups:
        yield from answer(group, desk, used, remarks=_remarks(group, desk))


def answer(group: Group, desk: Desk, used: set[str], *, remarks: Sequence[str] = ()) -> Iterator[Paragraph]:
    """Write what there is for a group of questions; passages in ``used`` stand already and are not repeated."""
    matches = desk.matches(group)
    earlier = usable(matches, PassageKind.ANSWER, PassageKind.SECTION)
    minutes = usable(matches, PassageKind.MINUTES)
    if not earlier and minutes:
        earlier, minutes = minutes[:1], minutes[1:]
    if not earlier:
        yield from _nothing(group, desk, matches)
    for match in earlier[:1]:
        if match.passage.id not in used:
            used.add(match.passage.id)
            yield from reuse.paragraphs(match, desk, Style.REUSED, question=group[0].id, remarks=remarks)
    yield from _lagesbild(group, desk, matches, used)
    yield from _insatser(group, desk, matches, used)
    yield from _alternatives(group, desk, earlier[1 : 1 + ALTERNATIVES], used)


def _alternatives(group: Group, desk: Desk, matches: Sequence[Match], used: set[str]) -> Iterator[Paragraph]:
    for match in matches:
        if match.passage.id in used:
            continue
        used.add(match.passage.id)
        values = {"nummer": name_of(group, desk), "dokument": desk.document(match.passage)}
        yield paragraph(Style.NOTE, *desk.words.runs("alternativ", **values), question=group[0].id)
        yield from reuse.paragraphs(match, desk, Style.ALTERNATIVE, question=group[0].id)


def _lagesbild(group: Group, desk: Desk, matches: Sequence[Match], used: set[str]) -> Iterator[Paragraph]:
    found = [m for m in usable(matches, PassageKind.LAGESBILD) if m.passage.id not in used]
    if not found:
        return
    newest = max((m.passage.date or "") for m in found)
    best = next(m for m in found if (m.passage.date or "") == newest)
    used.add(best.passage.id)
    every = reuse.pieces(best.passage.text)
    chosen = _nearest(every, group, LAGESBILD_PIECES)
    if not chosen:
        return
    left = f"Utdrag: {len(chosen)} av {len(every)} stycken i avsnittet." if len(chosen) < len(every) else ""
    runs = desk.words.runs("lagesbild_inledning", dokument=desk.document(best.passage))
    yield paragraph(Style.BODY, *runs, question=group[0].id)
    yield from reuse.paragraphs(best, desk, Style.REUSED, question=group[0].id, only=chosen, remarks=(left,))


def _nearest(every: Sequence[str], group: Group, limit: int) -> tuple[str, ...]:
    """Return the pieces that share most with the questions, in the order they stand."""
    asked = {word.lower()[:6] for one in group for word in re.findall(r"\w{4,}", one.text)}
    scores = {piece: len({word.lower()[:6] for word in re.findall(r"\w{4,}", piece)} & asked) for piece in every}
    best = sorted(scores, key=lambda piece: -scores[piece])[:limit]
    return tuple(piece for piece in scores if piece in best)


def _insatser(group: Group, desk: Desk, matches: Sequence[Match], used: set[str]) -> Iterator[Paragraph]:
    found = [m for m in usable(matches, PassageKind.INSATS) if m.passage.id not in used][:INSATSER]
    if any(asks_for_insatser(one) for one in group) and desk.bilaga_insatser:
        yield paragraph(Style.BODY, *desk.words.runs("se_bilaga", nummer=desk.bilaga_nummer), question=group[0].id)
        return
    last = None
    for match in found:
        passage = match.passage
        used.add(passage.id)
        if passage.origin.document != last:
            last = passage.origin.document
            runs = desk.words.runs("insatser_inledning", dokument=desk.document(passage))
            yield paragraph(Style.BODY, *runs, question=group[0].id)
        insats = desk.insatser.get(passage.id)
        if insats is None:
            yield from reuse.paragraphs(match, desk, Style.LIST, question=group[0].id)
            continue
        runs = desk.words.runs("insats", atgard=insats.atgard.strip().rstrip("."), ansvarig=insats.ansvarig)
        comment = "\n".join(text for text in (reuse.source_line(passage, desk), reuse.reason_line(match)) if text)
        yield paragraph(Style.LIST, *runs, question=group[0].id, sources=(passage.id,), comments=(comment,))


def _nothing(group: Group, desk: Desk, matches: Sequence[Match]) -> Iterator[Paragraph]:
    name, first = name_of(group, desk), group[0].id
    yield paragraph(Style.NOTE, *desk.words.runs("inget_svar"), question=first, comments=_weak(matches, desk))
    yield paragraph(Style.BODY, gap(f"Svar på fråga {name} skrivs här"), question=first)
    document, avdelning = _asked_before(matches, desk)
    runs = desk.words.runs(
        "begar_underlag",
        avdelning=avdelning,
        dokument=document,
        fran=desk.sender,
        om=desk.about,
        fraga=" ".join(" ".join(one.text.split()) for one in group),
    )
    yield paragraph(Style.NOTE, *runs, question=first)


def _asked_before(matches: Sequence[Match], desk: Desk) -> tuple[str | None, str | None]:
    """Return the document nearest to the question whose avdelning is known, and that avdelning."""
    for match in matches:
        avdelning = desk.metadata(match.passage.origin.document).avdelning
        if avdelning and not match.passage.internal:
            return desk.document(match.passage), avdelning[:1].lower() + avdelning[1:]
    return None, None


def _weak(matches: Sequence[Match], desk: Desk) -> tuple[str, ...]:
    weak = [m for m in matches if m.confidence is Confidence.NONE and not m.passage.internal][:3]
    if not weak:
        return ()
    lines = [
        f"– {desk.document(m.passage)}" + (f", s. {m.passage.origin.page}" if m.passage.origin.page else "")
        for m in weak
    ]
    return ("Svaga träffar, som kan vara värda att läsa:\n" + "\n".join(dict.fromkeys(lines)),)


_ANSWERS = {
    Asks.NUMBER: (
        re.compile(r"\d|\b(?:två|tre|fyra|fem|sex|sju|åtta|nio|tio|elva|tolv|inga|ingen|hundra|tusen)\b"),
        "ett antal eller en siffra",
    ),
    Asks.LIST: (re.compile(r"(?:,[^.]*){2,}|\n\s*[•–*-]|\bbilaga\b"), "en uppräkning"),
    Asks.PLAN: (
        re.compile(
            r"\b(?:ska|kommer\s+att|planera\w*|avser|fortsätter|påbörjas|kommande|framöver|plan(?:en|er)?|under\s+(?:hösten|våren))\b",
            re.IGNORECASE,
        ),
        "en plan",
    ),
    Asks.STANCE: (
        re.compile(
            r"\b(?:bedöm\w*|anser|ställer\s+sig|ser\s+(?:ett\s+|inte\s+|inget\s+|positivt\s+)?(?:behov|positivt|fördel\w*)|delar|menar|föreslår|instämmer|välkomnar|behov)\b",
            re.IGNORECASE,
        ),
        "förvaltningens ställningstagande",
    ),
}


def _remarks(group: Group, desk: Desk) -> tuple[str, ...]:
    """Return what to know of a question: doubt, what it asks for that the text has not, what may not be quoted."""
    remarks = [f"Osäker: {one.doubt}" for one in group if one.doubt]
    matches = desk.matches(group)
    chosen = usable(matches, PassageKind.ANSWER, PassageKind.SECTION)[:1]
    others = usable(matches, PassageKind.LAGESBILD)[:1] + usable(matches, PassageKind.INSATS)
    text = "\n".join(m.passage.text for m in (*chosen, *others))
    if text:
        for asks in dict.fromkeys(asks for one in group for asks in one.asks if asks in _ANSWERS):
            pattern, name = _ANSWERS[asks]
            if not pattern.search(text):
                remarks.append(f"Frågan efterfrågar {name}. Det finns inte i den hittade texten.")
    internal = [m for m in matches if m.passage.internal and m.confidence is not Confidence.NONE]
    for match in internal[:2]:
        page = f", s. {match.passage.origin.page}" if match.passage.origin.page else ""
        remarks.append(f"Även {desk.document(match.passage)}{page} rör frågan, men är internt och får inte citeras.")
    return tuple(remarks)
