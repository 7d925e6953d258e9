"""Synpunkter och förslag: for each question what earlier documents say, best first, and honestly when they do not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from utlatande.drafting import reuse
from utlatande.drafting.desk import Desk, asks_for_insatser, gap, name_of, numbered, paragraph, stems, usable
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
NEAR = 0.6  # share of the best answer's score that an alternative must have
PIECES = 4  # paragraphs of a long section shown as an alternative
INSATSER = 5  # insatser listed under a question
FRESH = 3  # years by which a plan may be older than the newest that fits
LAGESBILD_PIECES = 2  # paragraphs of a lägesbild shown under a question

_ACTS = re.compile(
    r"\b(?:\w*(?:insats|åtgärd|satsning|aktivitet)\w*|arbetar|arbete\w*|förebygg\w*|motverka\w*|minska\w*|stärka\w*|gör|görs"
    r"|gjort|gjorts|planera\w*|genomför\w*)\b",
    re.IGNORECASE,
)

_JOINS = re.compile(r"[\s,;]+(?:och|samt|eller)$|[,;]$")  # what joins a question to the next in the letter's list

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
        text = _JOINS.sub("", " ".join([numbered(group[0]), *(one.text for one in group[1:])]))
        yield paragraph(Style.QUESTION, text, question=group[0].id, comments=_remarks(group, desk))
        yield from answer(group, desk, set())


def running(desk: Desk) -> Iterator[Paragraph]:
    """Write the answers as prose: a passage that answers several questions stands once, where it is first needed."""
    used: set[str] = set()
    for group in _by_subject(desk):
        note = desk.words.text("svarar_pa", nummer=name_of(group, desk))
        yield from answer(group, desk, used, remarks=(note, *_remarks(group, desk)))


def _by_subject(desk: Desk) -> list[Group]:
    """Return the groups so that those answered from one section of one document follow each other, unanswered last."""
    places: dict[tuple[str, ...], list[Group]] = {}
    unanswered: list[Group] = []
    for group in desk.groups:
        best = usable(desk.matches(group), PassageKind.ANSWER, PassageKind.SECTION, PassageKind.MINUTES)[:1]
        if best:
            passage = best[0].passage
            places.setdefault((passage.origin.document, *passage.headings), []).append(group)
        else:
            unanswered.append(group)
    return [group for some in places.values() for group in some] + unanswered


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
    others = [match for match in earlier[1:] if match.score >= NEAR * earlier[0].score]
    yield from _alternatives(group, desk, others[:ALTERNATIVES], used)


def _alternatives(group: Group, desk: Desk, matches: Sequence[Match], used: set[str]) -> Iterator[Paragraph]:
    for match in matches:
        if match.passage.id in used:
            continue
        used.add(match.passage.id)
        values = {"nummer": name_of(group, desk), "dokument": desk.prose(match.passage.origin.document)}
        yield paragraph(Style.NOTE, *desk.words.runs("alternativ", **values), question=group[0].id)
        yield from _excerpt(match, group, desk, Style.ALTERNATIVE, PIECES)


def _excerpt(match: Match, group: Group, desk: Desk, role: Style, limit: int) -> Iterator[Paragraph]:
    """Write the paragraphs of a passage that share most with the questions, and say when some are left out."""
    every = reuse.pieces(match.passage.text)
    chosen = _nearest(every, group, limit)
    left = f"Utdrag: {len(chosen)} av {len(every)} stycken." if len(chosen) < len(every) else ""
    yield from reuse.paragraphs(match, desk, role, question=group[0].id, only=chosen, remarks=(left,))


def _lagesbild(group: Group, desk: Desk, matches: Sequence[Match], used: set[str]) -> Iterator[Paragraph]:
    found = [m for m in usable(matches, PassageKind.LAGESBILD) if m.passage.id not in used]
    if not found:
        return
    newest = max((m.passage.date or "") for m in found)
    best = next(m for m in found if (m.passage.date or "") == newest)
    used.add(best.passage.id)
    text = tuple(_excerpt(best, group, desk, Style.REUSED, LAGESBILD_PIECES))
    if text:
        runs = desk.words.runs("lagesbild_inledning", dokument=desk.prose(best.passage.origin.document))
        yield paragraph(Style.BODY, *runs, question=group[0].id)
        yield from text


def _nearest(every: Sequence[str], group: Group, limit: int) -> tuple[str, ...]:
    """Return the pieces that share most with the questions, in the order they stand."""
    asked = frozenset[str]().union(*(stems(one.text) for one in group))
    scores = {piece: len(stems(piece) & asked) for piece in every}
    best = sorted(scores, key=lambda piece: -scores[piece])[:limit]
    return tuple(piece for piece in scores if piece in best)


def _insatser(group: Group, desk: Desk, matches: Sequence[Match], used: set[str]) -> Iterator[Paragraph]:
    found = [m for m in usable(matches, PassageKind.INSATS) if m.passage.id not in used]
    if any(asks_for_insatser(one) for one in group) and desk.bilaga_insatser:
        yield paragraph(Style.BODY, *desk.words.runs("se_bilaga", nummer=desk.bilaga_nummer), question=group[0].id)
        return
    if not any(_ACTS.search(one.text) for one in group):
        return
    newest = max((desk.year(m.passage) or 0 for m in found), default=0)
    found = [m for m in found if (desk.year(m.passage) or 0) > newest - FRESH][:INSATSER]
    found.sort(key=lambda m: m.passage.origin.document)
    last = None
    for match in found:
        passage = match.passage
        used.add(passage.id)
        if passage.origin.document != last:
            last = passage.origin.document
            runs = desk.words.runs("insatser_inledning", dokument=desk.prose(passage.origin.document))
            yield paragraph(Style.BODY, *runs, question=group[0].id)
        insats = desk.insatser.get(passage.id)
        if insats is None:
            yield from reuse.paragraphs(match, desk, Style.LIST, question=group[0].id)
            continue
        runs = desk.words.runs("insats", atgard=insats.atgard.strip().rstrip("."), ansvarig=insats.ansvarig)
        lines = [reuse.source_line(passage, desk), reuse.reason_line(match)]
        year = desk.year(passage)
        if year and year < desk.newest_year:
            lines.append(f"Planen är från {year}. Pågår insatsen fortfarande?")
        comment = "\n".join(line for line in lines if line)
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
        avdelning = desk.avdelning(match.passage.origin.document)
        if avdelning and not match.passage.internal:
            return desk.prose(match.passage.origin.document), avdelning
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
        re.compile(
            r"\d|\b(?:två|tre|fyra|fem|sex|sju|åtta|nio|tio|elva|tolv|inga|ingen|hundra|tusen)\b", re.IGNORECASE
        ),
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
            r"\b(?:bedöm\w*|anser|ställer\s+sig|ser\s+(?:ett\s+|inte\s+|inget\s+|positivt\s+)?(?:behov|positivt|fördel\w*)|ser\s+\w+\s+som|positiv\w*|delar|menar|föreslår|instämmer|välkomnar|behov)\b",
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
