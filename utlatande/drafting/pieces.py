"""What the parts of a draft are put together from: questions and matches told apart, words counted, paragraphs made."""

from __future__ import annotations

import re
from collections.abc import Sequence

from utlatande import sentences, structure
from utlatande.model import (
    Confidence,
    Mark,
    Match,
    Paragraph,
    Passage,
    PassageKind,
    Question,
    QuestionKind,
    Run,
    Style,
)
from utlatande.templating import Gap

NO_ANSWER = frozenset(("forslag_till_beslut", "sammanfattning", "beredning", "bilagor", "delges", "innehall"))
# Words that every question and every answer has.
COMMON = frozenset(("förva", "stads", "nämnd", "arbet", "nuläg", "fråga", "frågo", "områd", "finns", "genom"))
_MEASURES = re.compile(r"\b\w*(?:insats|åtgärd|satsning|aktivitet)(?:er|erna|en)?\b", re.IGNORECASE)
_DONE = re.compile(
    r"\b(?:vidtagi?ts?|vidtogs?|genomför(?:t|ts|des)|gjor(?:t|ts|des)|satts\s+in|påbörjats|initierats|prövats)\b",
    re.IGNORECASE,
)
_WHICH = re.compile(r"\b(?:vilka|vad|lista|förteckning|redovisa)\b", re.IGNORECASE)
_BANDS = {Confidence.STRONG: 0, Confidence.POSSIBLE: 1, Confidence.NONE: 2}
_KINDS = {
    PassageKind.ANSWER: 0,
    PassageKind.SECTION: 0,
    PassageKind.LAGESBILD: 1,
    PassageKind.INSATS: 2,
    PassageKind.MINUTES: 3,
}
_MONTHS = "|".join(sentences.MONTHS)
# What is a figure but no count: years, dates, references, school years, times.
_NO_COUNT = re.compile(
    rf"(?<![\d,.])(?:19|20)\d\d(?:[-/](?:\d\d-\d\d|\d\d(?:\d\d)?))?(?![\d,])|\b\d{{1,2}}\s(?:{_MONTHS})\b"
    r"|\b(?:f|åk|årskurs\w*|klass|bilaga|fråga|tabell|diagram|figur|s|sid|sida|kl|klockan|§|kapitel|tertial\w*|punkt"
    r"|åldern|dnr)\.?\s?\d+(?:\s?[–-]\s?\d+)?|^[^\S\n]*\d{1,2}[.)]\s|\b\d{1,2}\.\d\d\b",
    re.IGNORECASE | re.MULTILINE,
)
_COUNT = re.compile(
    r"\d|\b(?:två|tre|fyra|fem|sex|sju|åtta|nio|tio|elva|tolv|tjugo|trettio|inga|ingen|inget|hundra|tusen|miljon\w*"
    r"|hälften|en tredjedel|en fjärdedel|samtliga)\b",
    re.IGNORECASE,
)
_UNDER = re.compile(r"(\d{0,2}[a-hj-uwyzåäö])(i{1,3}|iv|vi{0,3}|ix|x)")
_ASKED = re.compile(r"\s*(?:[•·▪–*-]|\(?\d{1,2}[.):]|\(?[a-z][.)])?\s*att\s", re.IGNORECASE)
_JOINS = re.compile(r"[\s,;]+(?:och|samt|eller)$|[,;]$")  # what joins a question to the next in the letter's list


def asks_for_insatser(question: Question) -> bool:
    """Tell whether a question asks which insatser were made."""
    text = question.text
    return bool(_WHICH.search(text) and _MEASURES.search(text) and _DONE.search(text))


def rank(match: Match, place: int, *, told: bool) -> tuple[int, int, bool, int, int]:
    """Return the key that sorts matches best first: weak ones last, answers before other kinds, then as found.

    ``told``: the text is of a document that answers nothing itself.
    """
    band = _BANDS[match.confidence]
    return (band // 2, _KINDS[match.passage.kind], told, band, place)


def usable(matches: Sequence[Match], *kinds: PassageKind) -> tuple[Match, ...]:
    """Return the matches of these kinds that may stand as text: not weak, not internal, not empty."""
    return tuple(
        match
        for match in matches
        if match.passage.kind in kinds
        and match.confidence is not Confidence.NONE
        and not match.passage.internal
        and match.passage.text.strip()
        and not (match.passage.kind is PassageKind.SECTION and _tells_of_matter(match.passage))
        and not _only_asks(match.passage.text)
    )


def answering(matches: Sequence[Match]) -> tuple[Match, ...]:
    """Return what can answer, best first: earlier answers, and minutes only where there are none."""
    return usable(matches, PassageKind.ANSWER, PassageKind.SECTION) or usable(matches, PassageKind.MINUTES)


def _tells_of_matter(passage: Passage) -> bool:
    """Tell whether a section is no answer: the summary, the preparation, the decision of a utlåtande.

    What stands under Ärendet or Bakgrund may be: what it retells of a letter is no passage to begin with.
    """
    slots = {structure.slot(heading) for heading in passage.headings}
    return not slots.isdisjoint(NO_ANSWER)


def _only_asks(text: str) -> bool:
    """Tell whether a text is what a letter asked or demanded, retold: «1. att ge förvaltningen i uppdrag …»."""
    return all(_ASKED.match(line) or line.rstrip().endswith("?") for line in text.split("\n") if line.strip())


def clean(question: Question) -> str:
    """Return a question's text without what joins it to the next; a demand begins with its «att»."""
    text = _JOINS.sub("", " ".join(question.text.split()))
    demand = question.kind is QuestionKind.UPPDRAG and re.match(r"(?:att|och)\b", text) is None and text[:1].islower()
    return f"att {text}" if demand else text


def numbered(question: Question) -> str:
    """Return a question as it was put, with its number as the letter has it."""
    if not question.number:
        return clean(question)
    number = spoken(question.number)
    return f"{number}{'.' if number.isdigit() else ')'} {clean(question)}"


def has_count(text: str) -> bool:
    """Tell whether a text has a figure or a number in words that counts something: no year, date or reference."""
    return _COUNT.search(text) is not None and _COUNT.search(_NO_COUNT.sub(" ", text)) is not None


def spoken(number: str) -> str:
    """Return a label as it is said: «b i» for the letter's «bi», where a roman numeral stands under a letter."""
    m = _UNDER.fullmatch(number)
    return f"{m[1]} {m[2]}" if m else number


def noun(group: Sequence[Question]) -> str:
    """Return what a group of questions is called."""
    return "förslag" if group[0].kind is QuestionKind.UPPDRAG else "fråga"


def paragraph(
    role: Style,
    *runs: Run | str,
    level: int | None = None,
    question: str | None = None,
    sources: Sequence[str] = (),
    comments: Sequence[str] = (),
) -> Paragraph:
    """Make a paragraph from runs and plain texts."""
    made = tuple(run if isinstance(run, Run) else Run(text=run) for run in runs)
    return Paragraph(
        runs=tuple(run for run in made if run.text or run.replaces),
        role=role,
        level=level,
        question=question,
        sources=tuple(sources),
        comments=tuple(text for text in comments if text),
    )


def gap(text: str) -> Run:
    """Return a yellow placeholder."""
    return Run(text=Gap(text), mark=Mark.PLACEHOLDER)
