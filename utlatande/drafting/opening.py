"""The parts before the answers: Förslag till beslut, Sammanfattning, Ärendet, Ärendets beredning."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from utlatande import phrasing, sentences
from utlatande.drafting import reuse
from utlatande.drafting.desk import Desk
from utlatande.drafting.pieces import clean, numbered, paragraph, usable
from utlatande.drafting.telling import telling
from utlatande.model import Confidence, Paragraph, PassageKind, Question, QuestionKind, Style
from utlatande.templating import Gap

LONG = 45  # words of questions that one sentence may hold
RETOLD = 3  # statements of a letter that are retold as clauses
SHORT = 160  # words of a letter that are quoted whole
CUT = "(…)"
_LEADS_IN = re.compile(
    r"\b(?:följande|frågor|besked|svar|beslutar|yrkar|föreslår)\b[^.?!]*:$|\bbeslutar$", re.IGNORECASE
)


def decision(desk: Desk) -> Iterator[Paragraph]:
    """Write Förslag till beslut, by kind of matter."""
    kinds = {one.kind for one in desk.asked}
    name = {
        frozenset({QuestionKind.FRAGA}): "beslut_fraga",
        frozenset({QuestionKind.UPPDRAG}): "beslut_uppdrag",
        frozenset(QuestionKind): "beslut_bada",
    }.get(frozenset(kinds), "beslut_inget")
    yield paragraph(Style.BODY, *desk.words.runs(name, namnd=_capital(desk.namnd), fran=desk.sender))
    if QuestionKind.UPPDRAG in kinds:
        yield paragraph(Style.BODY, *desk.words.runs("beslut_ta_stallning"))


def summary(desk: Desk) -> Iterator[reuse.Part]:
    """Write Sammanfattning: what is asked, as indirect clauses, then a sentence of each chosen answer."""
    if not desk.asked:
        runs = desk.words.runs("ingen_fraga_sammanfattning", avsandare=_capital(desk.sender), om=desk.about)
        yield paragraph(Style.BODY, *runs)
        return
    asked = " ".join(_asked_sentences(desk))
    yield paragraph(Style.BODY, asked)
    said: set[str] = set()
    for group in desk.groups:
        found = desk.matches(group)
        answers = usable(found, PassageKind.ANSWER, PassageKind.SECTION)
        for match in (answers or usable(found, PassageKind.LAGESBILD))[:1]:
            sentence = telling(match.passage, group, sure=match.confidence is Confidence.STRONG)
            if sentence and sentence not in said:
                said.add(sentence)
                yield from reuse.paragraphs(match, desk, Style.REUSED, question=group[0].id, only=(sentence,))
    if not said:
        yield paragraph(Style.BODY, *desk.words.runs("svar_i_korthet"))


def _asked_sentences(desk: Desk) -> Iterator[str]:
    """Yield what is asked and proposed in sentences, the questions first."""
    who = desk.sender
    pieces: list[tuple[str, str]] = []
    for indirect, clauses in _chunks(desk):
        if indirect:
            pieces.append(("fragar" if who else "fragas", clauses_joined(clauses)))
        else:
            pieces.append(("citerad" if who else "citeras", clauses[0]))
    proposals = [_demand(one) for one in desk.proposals(QuestionKind.UPPDRAG) if not one.place]
    wishes = [text for text in proposals if phrasing.has_subject(text)]
    for name, some in (("foresla", [text for text in proposals if text not in wishes]), ("onska", wishes)):
        if some:
            pieces.append((name + ("r" if who else "s"), clauses_joined(some)))
    for position, (name, text) in enumerate(pieces):
        turn = "mer" if position % 2 else "vidare"
        yield desk.words.text(f"{name}_{turn if position else 'forst'}", avsandare=who, text=text)
    yield from _put_elsewhere(desk)


def _put_elsewhere(desk: Desk) -> Iterator[str]:
    """Yield what is asked or proposed in an ersättaryttrande and the like, by another than the sender."""
    for one in desk.asked:
        if not one.place:
            continue
        place = _a(one.place)
        clause = _demand(one) if one.kind is QuestionKind.UPPDRAG else phrasing.indirect(one.text)
        name = "plats_forslag" if one.kind is QuestionKind.UPPDRAG else "plats_fraga" if clause else "plats_citerad"
        yield desk.words.text(name, plats=place, text=clause or _as_asked(one))


def _a(place: str) -> str:
    return f"{'ett' if place.endswith('ande') else 'en'} {place}"


def _demand(one: Question) -> str:
    return clean(one).rstrip(".")


def _chunks(desk: Desk) -> Iterator[tuple[bool, list[str]]]:
    """Yield the questions as (indirect, clauses): clauses that one sentence can hold, or one question verbatim."""
    chunk: list[str] = []
    for one in desk.proposals(QuestionKind.FRAGA):
        if one.place:
            continue
        clause = phrasing.indirect(one.text)
        length = sum(len(text.split()) for text in chunk) + len((clause or "").split())
        if chunk and (clause is None or length > LONG):
            yield True, chunk
            chunk = []
        if clause is None:
            yield False, [_as_asked(one)]
        else:
            chunk.append(clause)
    if chunk:
        yield True, chunk


def _as_asked(one: Question) -> str:
    """Return a question to be quoted: as it was put, with the question mark that its place in a list took."""
    text = clean(one)
    return text if text.endswith((".", "?", "!")) else f"{text}?"


def clauses_joined(items: Sequence[str]) -> str:
    """Join clauses: with «samt» before the last when one of them has its own «och»."""
    if not any(" och " in one or "," in one for one in items):
        return phrasing.joined(items)
    *most, last = items
    return f"{', '.join(most)}, samt {last}" if most else last


def matter(desk: Desk) -> Iterator[Paragraph]:
    """Write Ärendet: who handed in what, what the letter says, and the questions as they were put."""
    letter = desk.skrivelse
    who = phrasing.people(letter.signatories, letter.parties) or phrasing.parties_in_prose(letter.parties) or None
    date = phrasing.swedish_date(letter.date)
    name = "inkommit" if who else "inkommit_utan_avsandare"
    values = {"avsandare": who, "om": desk.about, "rubrik": desk.rubrik, "mottagare": letter.recipient, "datum": date}
    yield paragraph(Style.BODY, *desk.words.runs(name, **values))
    yield from _told(desk)
    yield from _as_put(desk)


def _told(desk: Desk) -> Iterator[Paragraph]:
    """Retell the letter with attribution: its first statements as clauses, the rest as quotes."""
    said = [text for text in desk.skrivelse.preamble if not _repeats(text, desk)]
    if not said:
        return
    kind = "skriver" if desk.sender else "skrivs"
    said = list(phrasing.unique(said))
    clauses, rest = phrasing.retold(said[0], RETOLD, _whole(desk))
    if clauses:
        runs = desk.words.runs(f"{kind}_att", text=clauses_joined(clauses))
        yield paragraph(Style.BODY, *runs, comments=(desk.words.text("aterberattat"),))
    quotes = tuple(_quoted([rest, *said[1:]] if rest else said[1:], desk))
    if quotes:
        yield paragraph(Style.BODY, *desk.words.runs(f"{kind}_citat{'_mer' if clauses else ''}"))
        yield from quotes


def _whole(desk: Desk) -> str:
    letter = desk.skrivelse
    return "\n".join((letter.title or "", *letter.preamble, *(one.text for one in letter.questions)))


def _quoted(said: Sequence[str], desk: Desk) -> Iterator[Paragraph]:
    """Quote paragraphs: whole when they are short, else the first sentence of each and those with figures."""
    if sum(len(text.split()) for text in said) <= SHORT:
        yield from (paragraph(Style.QUOTE, text) for text in said)
        return
    claims = {" ".join(claim.split()) for claim in desk.skrivelse.claims}
    note = desk.words.text("citat_kortat")
    told: set[str] = set()
    for text in said:
        kept: list[str] = []
        for position, sentence in enumerate(sentences.sentences(text)):
            if not position or " ".join(sentence.split()) in claims:
                kept.append(sentence)
            elif kept[-1] != CUT:
                kept.append(CUT)
        new = {" ".join(one.split()) for one in kept if one != CUT} - told
        if not new:
            continue  # the letter says it twice
        told |= new
        yield paragraph(Style.QUOTE, " ".join(kept), comments=(note,) if CUT in kept else ())
        note = "" if CUT in kept else note


def _repeats(text: str, desk: Desk) -> bool:
    """Tell whether a paragraph is the lead-in to the questions, or one of them, which stand below."""
    flat = " ".join(text.split())
    asked = any(" ".join(one.text.split()).rstrip(".,;") in flat for one in desk.skrivelse.questions)
    return bool(desk.asked) and (asked or _LEADS_IN.search(flat) is not None)


def _as_put(desk: Desk) -> Iterator[Paragraph]:
    questions = desk.skrivelse.questions
    if not desk.asked:
        yield paragraph(Style.NOTE, *desk.words.runs("inga_fragor", rubrik=desk.words.heading("synpunkter")))
        return
    among = [one for one in questions if not one.place]
    asked = [one for one in among if one.kind is QuestionKind.FRAGA]
    proposed = [one for one in among if one.kind is QuestionKind.UPPDRAG]
    wished = any(phrasing.has_subject(_demand(one)) for one in proposed)
    for name, some in (("onskemalen" if wished else "forslagen", proposed), ("fragorna", asked)):
        if some:
            yield paragraph(Style.BODY, *desk.words.runs(name, antal=sum(one.answerable for one in some)))
            yield from _list(some)
    for place in phrasing.unique(one.place for one in questions if one.place):
        yield paragraph(Style.BODY, *desk.words.runs("dessutom", plats=_a(place)))
        yield from _list([one for one in questions if one.place == place])


def _list(questions: Sequence[Question]) -> Iterator[Paragraph]:
    """Write questions with their own numbers: as a real list when it counts as the letter does."""
    plain = all(one.number is None for one in questions)
    counted = all(one.number == label for one, label in zip(questions, _counted(questions), strict=True))
    for one in questions:
        level = 1 if one.parent else 0
        if plain:
            text = one.text if clean(one).startswith(one.text[:3]) else f"att {one.text}"
            yield paragraph(Style.LIST, text, level=level, question=one.id)
        elif counted:
            yield paragraph(Style.NUMBERED, one.text, level=level, question=one.id)
        else:
            yield paragraph(Style.BODY, numbered(one), question=one.id)


def _counted(questions: Sequence[Question]) -> list[str]:
    """Return the labels that Word's own counting would give: «1», «2», «2a», «2b»."""
    labels: list[str] = []
    outer = inner = 0
    for one in questions:
        if one.parent:
            inner += 1
            labels.append(f"{outer}{chr(ord('a') + inner - 1)}")
        else:
            outer, inner = outer + 1, 0
            labels.append(str(outer))
    return labels


def preparation(desk: Desk) -> Iterator[Paragraph]:
    """Write Ärendets beredning from the settings, with placeholders for what a person must say."""
    avdelning = desk.settings.avdelning
    shown = avdelning[:1].lower() + avdelning[1:] if avdelning else Gap("avdelning")
    yield paragraph(Style.BODY, *desk.words.runs("beredning", avdelning=shown))


def _capital(text: str | None) -> str | None:
    if not text or isinstance(text, Gap):
        return text
    return text[:1].upper() + text[1:]
