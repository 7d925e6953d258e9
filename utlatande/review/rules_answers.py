"""Rules on the letter's questions: each has an answer, under the right question, and of the sort that was asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from utlatande.model import Asks, Finding, QuestionKind
from utlatande.review.answered import Answer, answers, fit
from utlatande.review.asked import TOLD
from utlatande.review.paper import Paper, cut
from utlatande.review.rules import finding
from utlatande.sentences import MONTHS

# How much better two answers must fit each other's questions, together. Measured on 53 pairs of answers in real and
# made documents: as they stand no pair is told, and of the pairs changed by hand 28.
SWAPPED = 0.3
_MOST = 60  # answers compared with each other
_LIST = 2  # things that a list has at least


def check(paper: Paper) -> Iterator[Finding]:
    """Yield what the answers lack."""
    found = answers(paper)
    paper.under.update({block: one.name for one in found for block in one.blocks})
    swapped = {one.question.id for pair in _swapped(found) for one in pair}
    for one in found:
        if not one.pieces:
            yield _missing(one)
        elif not one.sure:
            if not one.question.doubt:
                yield _unsure(paper, one)
        elif one.question.id not in swapped:
            yield from _wanted(one)
    for first, second in _swapped(found):
        yield finding(
            "svar-under-fel-fraga",
            f"Svaren på {_low(first.name)} och {_low(second.name)} verkar ha bytt plats: "
            "vart och ett passar den andra frågan.",
            "Läs båda svaren och flytta dem om de står fel.",
            first.name,
            origin=first.pieces[0].origin,
            question=first.question.id,
        )


def _low(name: str) -> str:
    return name[:1].lower() + name[1:]


def _missing(one: Answer) -> Finding:
    about, doubt = f"”{cut(one.question.text)}”", one.question.doubt
    said = f"{one.name} saknar svar: {about}"
    if one.gaps:
        said = f"{one.name} saknar svar: där står bara {cut(one.gaps[0], 40)}."
    advice = "Skriv svaret där." if one.mark else "Skriv ett svar, eller skriv ut numret vid svaret om det finns."
    if doubt == TOLD:
        said = f"Det går inte att se att det här är besvarat: {about}"
        advice = "Frågan är bara återgiven i löpande text. Läs och bedöm, eller ange skrivelsen med --letter."
    elif doubt:
        advice = f"Det är osäkert om det är en fråga: {doubt[:1].lower()}{doubt[1:].rstrip('.')}. {advice}"
    return finding(
        "fraga-svar-osakert" if doubt else "fraga-utan-svar",
        said,
        advice,
        one.name,
        origin=one.mark.origin if one.mark else None,
        question=one.question.id,
    )


def _unsure(paper: Paper, one: Answer) -> Finding:
    there = paper.place(one.pieces[0].origin)
    return finding(
        "fraga-svar-osakert",
        f"Det är osäkert om {_low(one.name)} har fått ett svar: ”{cut(one.question.text)}”",
        f"Det som ligger närmast står under {there}: ”{cut(one.pieces[0].text)}” "
        "Läs, och skriv tydligare om det är svaret.",
        one.name,
        origin=one.pieces[0].origin,
        question=one.question.id,
    )


# --- under the right question -------------------------------------------------------------------------------------


def _swapped(found: Sequence[Answer]) -> list[tuple[Answer, Answer]]:
    """Return the pairs of answers that each fit the other's question clearly better."""
    own = [one for one in found if one.mark is not None and one.pieces and not one.shared][:_MOST]
    fits = [[fit(one.question, other.text) for other in own] for one in own]
    pairs = []
    for i, j in combinations(range(len(own)), 2):
        gain = fits[i][j] + fits[j][i] - fits[i][i] - fits[j][j]
        if fits[i][j] > fits[i][i] and fits[j][i] > fits[j][j] and gain >= SWAPPED:
            pairs.append((own[i], own[j]))
    return pairs


# --- of the sort that was asked for -------------------------------------------------------------------------------


def _words(text: str) -> re.Pattern[str]:
    """Return a pattern for any of the words of ``text``; one that ends with * is the beginning of a word."""
    parts = [re.escape(word[:-1]) + r"\w*" if word.endswith("*") else re.escape(word) for word in text.split()]
    return re.compile(rf"\b(?:{'|'.join(parts)})\b", re.IGNORECASE)


_DIGITS = re.compile(r"(?<![\w§-])\d+(?:[ \u00a0,.:]\d+)*(?![\w-])")
_COUNTED = _words(
    """noll en ett två tre fyra fem sex sju åtta nio tio elva tolv tretton fjorton femton sexton sjutton arton nitton
    tjugo* trettio* fyrtio* femtio* sextio* sjuttio* åttio* nittio* hundra* ett hundra* tusen* etthundra* tvåhundra*
    trehundra* miljon* tiotal* dussin* hälften fjärdedel* tredjedel* samtliga alla inga ingen inget dagligen varje
    halvår* årligen löpande"""
)
_UNKNOWN = re.compile(
    r"\b(?:saknar|saknas|saknades|inte|ej|ingen|inga|inget|svårt att|går inte)\b[^.]{0,80}"
    r"\b(?:statistik|uppgift|siffr|underlag|mät|räkn|känn|redovis|följ|registr|uppskatt|ange|svara|kostnad|sammanställ"
    r"|kartlagt|särskilj)"
    r"|\b(?:statistik|uppgift|siffr|underlag|kostnad)\w*\b[^.]{0,60}\b(?:saknas|finns inte|ingår|redovisas|sekretess)",
    re.IGNORECASE,
)
_SEE = re.compile(r"\b(?:bilaga\w*|bifog\w+|tabell\w*|nedan|ovan|fråga \d|se svar\w*|svaret på)\b", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_DAY = re.compile(rf"\b\d{{1,2}}[./:]\d{{1,2}}\b|\b\d{{1,2}} (?:{'|'.join(MONTHS)})\b", re.IGNORECASE)
_TIME = _words(
    f"""{" ".join(MONTHS)}
    våren vår sommaren hösten höst vintern årsskiftet halvår* kvartal* tertial* vecka veckor* månad* år
    året åren läsår* termin* vårterminen höstterminen dag dagar dags tid tidplan* tidpunkt* datum
    nyligen snart redan löpande kontinuerligt klar klart färdig* pågår påbörja* inlett inletts omgående
    när innan efter sedan senast ännu bestäm* först timme timmar minut*
    dygn* direkt genast omedelbart aldrig alltid dröjer"""
)
_PLANS = _words(
    """ska skall kommer avser planera* plan* tänker ämnar fortsätt* utveckl* påbörja* inför* starta* inled* utred*
    återkom* under framöver föresl* pröva* överväg* undersök* bered* arbetar arbete* pågår genomför* vidta* inte ingen
    inga inget redan beslut* uppdrag* söker ansök* öka* behåll* möjlighet* mål* bygg* öppna* sätt* beräkna*"""
)
_STANCE = _words(
    """anser ansåg anses bedöm* tycker menar ställer ser delar instämm* välkomn* föresl* tillstyrk* avstyrk* positiv*
    negativ* tveksam* viktig* angeläg* behov* behöv* bör borde kan inte vill önsk* prioriter* lämplig* rimlig* motiverat
    god* bra tillräcklig* uppfatt* ståndpunkt* slutsats* avslå* bifall* besvara* håller effekt* resultat* framgår visar
    ökat minskat bidra* sämst* bäst* störst* värst*"""
)
_YES_NO = _words(
    """ja nej jo delvis nja inte ingen inget inga aldrig ännu redan har är finns kan ska kommer avser ser gör pågår
    bedömer anser arbetar deltar får sker genomför* ställer planera* erbjud* återkom* beslut* följs behöv*"""
)
_ENUMERATES = re.compile(r"\w[^.;:]*,[^.;:]*\b(?:och|samt|eller)\b|\w\s+(?:och|samt)\s+\w|•|\n|:")
_WHEN = re.compile(r"\bnär\b(?!\s+det\s+gäller)|\bvilk(?:et|en) (?:datum|tidpunkt|år)\b|\btid(?:s)?plan", re.IGNORECASE)
_WHICH = re.compile(r"\bvilka\b|\blista\b|\bförteckning\b|\buppdelat\b|\bsammanställ", re.IGNORECASE)


def _wanted(one: Answer) -> Iterator[Finding]:
    """Yield a finding for each sort of answer that a question wants and does not get."""
    text, asked, kinds = one.text, one.question.text, set(one.question.asks)
    if _UNKNOWN.search(text) or _SEE.search(text):
        return
    if Asks.NUMBER in kinds and not _has_number(text):
        yield _lacks(one, "svar-utan-antal")
    if Asks.LIST in kinds and _WHICH.search(asked) and len(one.pieces) < _LIST and not _enumerates(one):
        yield _lacks(one, "svar-utan-upprakning")
    timed = bool(_TIME.search(text) or _YEAR.search(text) or _DAY.search(text))
    if _WHEN.search(asked) and not timed:
        yield _lacks(one, "svar-utan-tid")
    elif Asks.PLAN in kinds and not timed and not _PLANS.search(text):
        yield _lacks(one, "svar-utan-plan")
    if Asks.STANCE in kinds and not _STANCE.search(text):
        yield _lacks(one, "svar-utan-stallning")
    alone = kinds <= {Asks.YES_NO, Asks.DESCRIPTION} and one.question.kind is QuestionKind.FRAGA
    if Asks.YES_NO in kinds and alone and not _YES_NO.search(text):
        yield _lacks(one, "svar-utan-ja-eller-nej")


def _has_number(text: str) -> bool:
    text = _DAY.sub(" ", _YEAR.sub(" ", text))
    return bool(_DIGITS.search(text) or _COUNTED.search(text))


def _enumerates(one: Answer) -> bool:
    return any(piece.table for piece in one.pieces) or bool(_ENUMERATES.search(one.text))


_LACKS = {
    "svar-utan-antal": (
        "frågar efter ett antal eller en mängd, men svaret har inget tal",
        "Skriv talet, eller säg att uppgiften saknas.",
    ),
    "svar-utan-upprakning": (
        "frågar vilka, men svaret räknar inte upp något",
        "Räkna upp dem, eller säg att det inte finns några.",
    ),
    "svar-utan-tid": (
        "frågar när, men svaret nämner ingen tid",
        "Skriv när, eller säg att det inte är bestämt.",
    ),
    "svar-utan-plan": (
        "frågar vad som planeras, men svaret säger inget om det",
        "Skriv vad som ska göras och när, eller säg att inget är planerat.",
    ),
    "svar-utan-stallning": (
        "frågar vad förvaltningen anser, men svaret tar inte ställning",
        "Skriv vad förvaltningen bedömer och varför.",
    ),
    "svar-utan-ja-eller-nej": (
        "kan besvaras med ja eller nej, men svaret säger inget av det",
        "Skriv först ja eller nej, och sedan varför.",
    ),
}


def _lacks(one: Answer, rule: str) -> Finding:
    what, advice = _LACKS[rule]
    origin = one.pieces[0].origin
    return finding(rule, f"{one.name} {what}.", advice, one.name, origin=origin, question=one.question.id)
