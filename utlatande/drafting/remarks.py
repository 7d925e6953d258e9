"""What a handläggare should know of a question: doubt, what the found text lacks, earlier answers, promises."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from utlatande import phrasing, sentences
from utlatande.drafting import private
from utlatande.drafting.desk import Desk
from utlatande.drafting.pieces import has_count, usable
from utlatande.model import Asks, Confidence, Origin, PassageKind, Question, Reply, Said

_TAKES_SIDES = frozenset((Asks.STANCE, Asks.YES_NO))
REPLIES = 3  # earlier answers told of one by one
INTERNAL = 2  # internal documents pointed at
_MONTHS = "|".join(sentences.MONTHS)
_WHEN = re.compile(r"\bnär\b(?! det gäller)", re.IGNORECASE)
_TIME = re.compile(
    rf"\b(?:(?:19|20)\d\d|{_MONTHS}|(?:vår|höst|sommar|vinter)(?:en|terminen)|vecka\s\d+|kvartal\w*|årsskiftet"
    r"|i (?:vår|höst|sommar|vinter|dag|år)|idag|inom kort|varje (?:år|månad|vecka|dag|termin)|årligen|nästa \w+"
    r"|klockan|kl\.?\s?\d|(?:mån|tis|ons|tors|fre|lör|sön)dag\w*|\d{1,2}/\d{1,2}|årets \w+|samma (?:dag|kväll))\b",
    re.IGNORECASE,
)
_LIST = re.compile(r"(?:,[^.]{0,300}){2,}|,[^.]{0,300}\boch\b|\n\s*(?:[•–*-]|\d{1,2}[.)]|[a-z]\))|\t|\bbilaga\b")
_PLAN = re.compile(
    r"\b(?:ska|kommer|planera\w*|avser|fortsätter|påbörja\w*|börjar|beräknas|startar|inled\w*|genomförs|återkommer"
    r"|kommande|framöver|\w*plan(?:en|er|erna)?|nästa (?:år|steg)|(?:under|i) (?:hösten|våren|sommaren|vintern))\b",
    re.IGNORECASE,
)
_STANCE = re.compile(
    r"\b(?:bedöm\w*|anser|ställer\s+sig|ser\s+(?:\w+\s+){0,3}(?:behov|positivt|negativt|fördel\w*|skäl|anledning|risk\w*"
    r"|hinder|möjlighet\w*)|ser\s+\w+\s+som|positiv\w*|negativ\w*|delar|menar|föreslår|instämmer|välkomnar|avstyrker"
    r"|tillstyrker|förordar|avråder|behov|viktigt|angeläget|lämpligt|olämpligt)\b|^(?:Ja|Nej)\b",
    re.IGNORECASE,
)


def remarks(group: Sequence[Question], desk: Desk) -> tuple[str, ...]:
    """Return the comments on a group of questions, each a comment of its own."""
    made = [f"Osäker: {one.doubt}" for one in group if one.doubt]
    made += _lacking(group, desk)
    ids = {one.id for one in group}
    made += _answered([one for one in desk.evidence.earlier if one.question in ids], group, desk)
    made += _differing(ids, desk)
    made += _promised(ids, desk)
    made += _internal(group, desk)
    return tuple(made)


def _lacking(group: Sequence[Question], desk: Desk) -> Iterator[str]:
    """Yield what the questions ask for that the text found for them has not."""
    matches = desk.matches(group)
    chosen = usable(matches, PassageKind.ANSWER, PassageKind.SECTION)[:1]
    others = usable(matches, PassageKind.LAGESBILD)[:1] + usable(matches, PassageKind.INSATS)
    text = "\n".join(m.passage.text for m in (*chosen, *others))
    if not text:
        return
    wanted = dict.fromkeys((asks, bool(_WHEN.search(one.text))) for one in group for asks in one.asks)
    said = dict.fromkeys(name for asks, when in wanted if (name := _lacks(asks, text, when=when)))
    for name in said:
        yield f"Frågan efterfrågar {name}. Det finns inte i den hittade texten."


def _lacks(asks: Asks, text: str, *, when: bool) -> str | None:
    """Return what a text lacks of what is asked for, in words; None when it has it."""
    if asks is Asks.NUMBER:
        return None if has_count(text) else "ett antal eller en siffra"
    if asks is Asks.LIST:
        return None if _LIST.search(text) else "en uppräkning"
    if asks is Asks.PLAN and when:
        return None if _TIME.search(text) else "en tidpunkt"
    if asks is Asks.PLAN:
        return None if _PLAN.search(text) else "en plan"
    if asks is Asks.STANCE:
        return None if _STANCE.search(text) else "förvaltningens ställningstagande"
    return None


def _answered(replies: Sequence[Reply], group: Sequence[Question], desk: Desk) -> Iterator[str]:
    """Yield to whom, when and with what stance the same question was answered before."""
    if not replies:
        return
    asked = {_plain(text) for one in group for text in (one.text, *one.searches)}
    same = any(_plain(one.passage.question or "") in asked for one in replies)
    lines = [f"{'Samma' if same else 'Nästan samma'} fråga har besvarats förut."]
    each = list({one.passage.id: one for one in replies}.values())
    for reply in each[:REPLIES]:
        lines += _reply(reply, desk, asked, wanted=any(_TAKES_SIDES.intersection(one.asks) for one in group))
    if len(each) > REPLIES:
        lines.append(f"Dessutom i {len(each) - REPLIES} äldre svar.")
    yield "\n".join(lines)


def _reply(reply: Reply, desk: Desk, asked: set[str], *, wanted: bool) -> Iterator[str]:
    passage = reply.passage
    parties = passage.parties or desk.metadata(passage.origin.document).parties
    to = f"till {phrasing.marks(parties)}" if parties else "till avsändare som inte framgår av dokumentet"
    yield f"• Svaret gick {to} {_on(passage.date)}, {_where(passage.origin, desk)}."
    earlier = _shown(passage.question or "")
    if earlier and _plain(earlier) not in asked:
        yield f"Frågan löd då: ”{earlier}”"
    if reply.stances:
        yield f"Ställningstagande då: {' '.join(f'”{_shown(one)}”' for one in reply.stances)}"
    elif wanted:
        yield "Något uttryckligt ställningstagande hittades inte i svaret."
    if reply.decision:
        said = reply.decision
        yield f"Nämndens beslut {_on(said.date)}, {_where(said.origin, desk)}: ”{_shown(said.text)}”"


def _differing(ids: set[str], desk: Desk) -> Iterator[str]:
    """Yield two earlier answers that differ, side by side and without a verdict."""
    for one in desk.evidence.differences:
        if one.question in ids:
            yield "\n".join(
                ("Två tidigare svar skiljer sig åt. Läs båda.", _dated(one.newer, desk), _dated(one.older, desk))
            )


def _promised(ids: set[str], desk: Desk) -> Iterator[str]:
    """Yield what was promised on the subject: whether it is done is asked, never answered."""
    found = [one.promise for one in desk.evidence.promises if one.question in ids]
    for ordered, lead in ((False, "Utlovat tidigare. Är det gjort?"), (True, "Beslutat tidigare. Är det gjort?")):
        some = [one for one in found if one.ordered is ordered]
        if some:
            lines = [_dated(Said(text=one.text, origin=one.origin, date=one.date), desk) for one in some]
            yield "\n".join((lead, *lines))


def _dated(said: Said, desk: Desk) -> str:
    return f"• {_on(said.date).capitalize()}, {_where(said.origin, desk)}: ”{_shown(said.text)}”"


def _internal(group: Sequence[Question], desk: Desk) -> Iterator[str]:
    found = [m for m in desk.matches(group) if m.passage.internal and m.confidence is not Confidence.NONE]
    for match in found[:INTERNAL]:
        page = f", s. {match.passage.origin.page}" if match.passage.origin.page else ""
        document = desk.named(match.passage.origin.document, definite=True)
        yield f"Även {document}{page} rör frågan, men får inte citeras: dokumentet är internt."


def _on(date: str | None) -> str:
    day = phrasing.swedish_date(date)
    if day is None:
        return "utan känt datum"
    return f"den {day}" if day[0].isdigit() and " " in day else f"i {day}" if " " in day else day


def _where(origin: Origin, desk: Desk) -> str:
    page = f", s. {origin.page}" if origin.page else ""
    return f"{desk.named(origin.document)}{page}"


def _shown(text: str) -> str:
    """Return a verbatim text on one line, what is private masked."""
    return private.plain(" ".join(text.split())).strip("”")


def _plain(text: str) -> str:
    return " ".join(sentences.words(text)).casefold()
