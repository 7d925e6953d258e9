"""Synpunkter och förslag: for each question what earlier documents say, best first, and honestly when they do not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from utlatande.drafting import reuse
from utlatande.drafting.desk import Desk, name_of
from utlatande.drafting.halves import own_answers
from utlatande.drafting.pieces import (
    COMMON,
    answering,
    asks_for_insatser,
    clean,
    gap,
    noun,
    numbered,
    paragraph,
    usable,
)
from utlatande.drafting.remarks import remarks
from utlatande.drafting.reuse import Part
from utlatande.figures import stems
from utlatande.model import (
    Confidence,
    Mark,
    Match,
    PassageKind,
    Question,
    QuestionKind,
    Run,
    Style,
)

ALTERNATIVES = 2  # further suggestions shown for a question
NEAR = 0.75  # share of the best answer's score that an alternative must have
RIVAL = 0.6  # share of the words asked for that the best answer has, which an alternative must have too
AGAIN = 1  # paragraphs repeated of an answer that stands under an earlier question
PIECES = 3  # paragraphs of a long section shown as an alternative
INSATSER = 5  # insatser listed under a question
FRESH = 3  # years by which a plan may be older than the newest that fits
LAGESBILD_PIECES = 2  # paragraphs of a lägesbild shown under a question

_ACTS = re.compile(
    r"\b(?:\w*(?:insats|åtgärd|satsning|aktivitet)\w*|arbetar|arbete\w*|förebygg\w*|motverka\w*|minska\w*|stärka\w*|gör|görs"
    r"|gjort|gjorts|planera\w*|genomför\w*)\b",
    re.IGNORECASE,
)

Group = tuple[Question, ...]
Used = dict[str, str]  # a passage's id, and the question under which it stands


def per_question(desk: Desk) -> Iterator[Part]:
    """Write each question in bold with its answer under it."""
    parents = {one.id: one for one in desk.skrivelse.questions}
    shown: set[str] = set()
    used: Used = {}
    for group in desk.groups:
        parent = group[0].parent
        if parent in parents and parent not in shown and not parents[parent].answerable:
            shown.add(parent)
            yield paragraph(Style.QUESTION, numbered(parents[parent]), question=parent)
        text = " ".join([numbered(group[0]), *(clean(one) for one in group[1:])])
        yield paragraph(Style.QUESTION, text, question=group[0].id, comments=remarks(group, desk))
        yield from answer(group, desk, used, again=AGAIN)


def running(desk: Desk) -> Iterator[Part]:
    """Write the answers as prose: a passage that answers several questions stands once, where it is first needed."""
    used: Used = {}
    for group in _by_subject(desk):
        note = desk.words.text("svarar_pa", nummer=name_of(group, desk), sak=noun(group))
        yield from answer(group, desk, used, notes=(note, *remarks(group, desk)))


def _by_subject(desk: Desk) -> list[Group]:
    """Return the groups so that those answered from one section of one document follow each other, unanswered last."""
    places: dict[tuple[str, ...], list[Group]] = {}
    unanswered: list[Group] = []
    for group in desk.groups:
        best = answering(desk.matches(group))[:1]
        if best:
            passage = best[0].passage
            places.setdefault((passage.origin.document, *passage.headings), []).append(group)
        else:
            unanswered.append(group)
    return [group for some in places.values() for group in some] + unanswered


def answer(group: Group, desk: Desk, used: Used, *, notes: Sequence[str] = (), again: int = 0) -> Iterator[Part]:
    """Write what there is for a group of questions.

    ``used`` says under which question a passage stands already: of such a one ``again`` paragraphs are repeated.
    """
    matches, name = desk.matches(group), name_of(group, desk)
    earlier = answering(matches)
    if not earlier:
        yield from _nothing(group, desk, matches, notes)
    for match in earlier[:1]:
        stands = used.setdefault(match.passage.id, name)
        if match.near and match.confidence is Confidence.POSSIBLE:
            yield paragraph(
                Style.NOTE, *desk.words.runs("bara_nara", sak=noun(group), nummer=name), question=group[0].id
            )
        yield from _told_in(match, group, desk)
        if stands == name:
            yield from reuse.paragraphs(match, desk, Style.REUSED, question=group[0].id, remarks=notes)
        elif again:
            note = desk.words.text("hela_svaret", nummer=stands)
            yield from _excerpt(match, group, desk, role=Style.REUSED, limit=again, remark=note)
    yield from _other_parts(group, desk, earlier, used)
    yield from _lagesbild(group, desk, matches, used)
    yield from _insatser(group, desk, matches, used)
    yield from _alternatives(group, desk, earlier, used)


def _told_in(match: Match, group: Group, desk: Desk) -> Iterator[Part]:
    """Say first where a text stands that was no answer: in a plan, minutes, a lägesbild."""
    if desk.is_told(match.passage):
        runs = desk.words.runs("protokoll_inledning", dokument=desk.prose(match.passage.origin.document))
        yield paragraph(Style.BODY, *runs, question=group[0].id)


def _other_parts(group: Group, desk: Desk, earlier: Sequence[Match], used: Used) -> Iterator[Part]:
    """Write what answers the parts of a question that the best text leaves out."""
    stands = used.keys() | desk.chosen | desk.tables.keys()
    others = [match for match in earlier[1:] if match.passage.id not in stands]
    for part, match in own_answers(group, earlier[0], others) if others else ():
        used[match.passage.id] = name_of(group, desk)
        yield from _told_in(match, group, desk)
        remark = desk.words.text("svarar_pa_del", del_=part.strip())
        yield from reuse.paragraphs(match, desk, Style.REUSED, question=group[0].id, remarks=(remark,))


def _alternatives(group: Group, desk: Desk, earlier: Sequence[Match], used: Used) -> Iterator[Part]:
    """Write other good answers, none that stands elsewhere in the draft."""
    stands = used.keys() | desk.chosen | desk.tables.keys()
    near = [match for match in earlier[1:] if match.score >= NEAR * earlier[0].score]
    others = [match for match in near if match.passage.id not in stands and _rivals(match, earlier[0], group)]
    sure = [match for match in others if match.confidence is Confidence.STRONG]
    fullest = sorted(others, key=lambda match: -_shared(match, group))[:1]
    for match in (sure or fullest)[:ALTERNATIVES]:
        used[match.passage.id] = name_of(group, desk)
        values = {
            "nummer": name_of(group, desk),
            "sak": noun(group),
            "dokument": desk.prose(match.passage.origin.document),
        }
        yield paragraph(Style.NOTE, *desk.words.runs("alternativ", **values), question=group[0].id)
        yield from _excerpt(match, group, desk, role=Style.ALTERNATIVE, limit=PIECES)


def _rivals(match: Match, best: Match, group: Group) -> bool:
    """Tell whether a text is a choice beside the best: it has most of the words asked for that the best has, and what
    it once answered was not something else altogether."""
    asked = frozenset[str]().union(*(stems(one.text) for one in group)) - COMMON
    answered = stems(match.passage.question or "") - COMMON
    if match.confidence is not Confidence.STRONG and answered and asked and answered.isdisjoint(asked):
        return False
    return match.confidence is Confidence.STRONG or _shared(match, group) >= RIVAL * _shared(best, group)


def _shared(match: Match, group: Group) -> int:
    """How many of the words asked for a text has, with what it once answered."""
    asked = frozenset[str]().union(*(stems(one.text) for one in group)) - COMMON
    return len(asked & (stems(match.passage.text) | stems(match.passage.question or "")))


def _excerpt(match: Match, group: Group, desk: Desk, *, role: Style, limit: int, remark: str = "") -> Iterator[Part]:
    """Write the paragraphs of a passage that share most with the questions, and say when some are left out."""
    every = reuse.pieces(match.passage.text)
    chosen = _nearest(every, group, limit)
    left = f"Utdrag: {len(chosen)} av {len(every)} stycken." if len(chosen) < len(every) else ""
    yield from reuse.paragraphs(match, desk, role, question=group[0].id, only=chosen, remarks=(left, remark))


def _lagesbild(group: Group, desk: Desk, matches: Sequence[Match], used: Used) -> Iterator[Part]:
    """Write what the newest lägesbild says; where that stands already, say so."""
    found = [m for m in usable(matches, PassageKind.LAGESBILD) if desk.tables.get(m.passage.id) != group[0].id]
    if not found:
        return
    newest = max((m.passage.date or "") for m in found)
    best = next(m for m in found if (m.passage.date or "") == newest)
    document, first = desk.prose(best.passage.origin.document), group[0].id
    before = desk.label(desk.tables.get(best.passage.id))
    stands = used.setdefault(best.passage.id, before or name_of(group, desk))
    if stands != name_of(group, desk):
        yield paragraph(Style.NOTE, *desk.words.runs("se_lagesbild", dokument=document, nummer=stands), question=first)
        return
    text = tuple(_excerpt(best, group, desk, role=Style.REUSED, limit=LAGESBILD_PIECES))
    if text:
        yield paragraph(Style.BODY, *desk.words.runs("lagesbild_inledning", dokument=document), question=first)
        yield from text


def _nearest(every: Sequence[str], group: Group, limit: int) -> tuple[str, ...]:
    """Return the pieces that share most with the questions, in the order they stand."""
    asked = frozenset[str]().union(*(stems(one.text) for one in group))
    scores = {piece: len(stems(piece) & asked) for piece in every}
    best = sorted(scores, key=lambda piece: -scores[piece])[:limit]
    return tuple(piece for piece in scores if piece in best)


def _insatser(group: Group, desk: Desk, matches: Sequence[Match], used: Used) -> Iterator[Part]:
    current = [m for m in usable(matches, PassageKind.INSATS) if not desk.is_over(m.passage)]
    found = [m for m in current if m.passage.id not in used]
    if any(asks_for_insatser(one) for one in group) and desk.bilaga_insatser:
        values = {"nummer": desk.bilaga_nummer, "dokument": desk.bilaga_dokument}
        yield paragraph(Style.BODY, *desk.words.runs("se_bilaga", **values), question=group[0].id)
        return
    if not any(_ACTS.search(one.text) for one in group):
        return
    newest = max((desk.year(m.passage) or 0 for m in found), default=0)
    found = [m for m in found if (desk.year(m.passage) or 0) > newest - FRESH][:INSATSER]
    found.sort(key=lambda m: m.passage.origin.document)
    last = None
    for match in found:
        passage = match.passage
        used[passage.id] = name_of(group, desk)
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
        changed: list[str] = []
        made: list[Run] = []
        for run in runs:
            pieces, said = reuse.marked(run.text, desk) if run.mark is Mark.PLAIN else ((run,), ())
            made += pieces
            changed += said
        comments = (comment, *dict.fromkeys(changed))
        yield paragraph(Style.LIST, *made, question=group[0].id, sources=(passage.id,), comments=comments)


def _nothing(group: Group, desk: Desk, matches: Sequence[Match], notes: Sequence[str]) -> Iterator[Part]:
    name, first = name_of(group, desk), group[0].id
    runs = desk.words.runs("inget_svar", sak=noun(group), nummer=name)
    yield paragraph(Style.NOTE, *runs, question=first, comments=(*notes, *_weak(matches, desk)))
    yield paragraph(Style.BODY, gap(f"Svar på {noun(group)} {name} skrivs här"), question=first)
    document, avdelning = _asked_before(matches, desk)
    runs = desk.words.runs(
        "begar_underlag",
        avdelning=avdelning,
        dokument=document,
        fran=desk.sender,
        om=desk.about,
        rubrik=desk.rubrik,
        fraga=" ".join(clean(one) for one in group).rstrip(".,; "),
        forslag=group[0].kind is QuestionKind.UPPDRAG,
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
