"""The sentence of an answer that says most of what was asked and can stand alone: for Sammanfattning."""

from __future__ import annotations

import re
from collections.abc import Sequence

from utlatande import figures, pointing, sentences
from utlatande.drafting import reuse
from utlatande.drafting.pieces import COMMON, has_count
from utlatande.figures import ANY, STEM, YEAR, stems
from utlatande.model import Asks, Passage, Question
from utlatande.phrasing import nouns
from utlatande.phrasing.verbs import verbs

TOUCHES = 2  # words that a telling sentence must share with the question
FIRST = 0.6  # what it is worth to open the answer, in words shared: there an answer says most directly what is asked
DATED = 0.4  # what it is worth that a figure has its year
NEWER = 0.01  # what each later year is worth, of two sentences that tell of several
BREVITY = 0.03  # what each further word of a telling sentence costs, in words shared with the question
TELLING = range(6, 46)  # words of a sentence that can stand for an answer
SHORTEST = 4  # … and of one that holds the figure
NEAR = 4  # words after a figure among which that which is counted stands

_LEANS = re.compile(
    r"(?:detta|det|den|de|dessa|denna|där|då|här|däremot|dessutom|därför|därmed|därutöver|vidare|även|också|exempel"
    r"|exempelvis|till exempel|utifrån d|genom d|på så|på det|som tidigare|som nämn|enligt ovan|ovan|utöver d|båda"
    r"|andra|han|hon|dock|slutligen|sist|först|samtidigt|av de|av dem|av dessa)\b",
    re.IGNORECASE,
)
_STATES = re.compile(r"det\s+(?:finns|fanns|saknas|saknades|bor|bodde|pågår|pågick)\b", re.IGNORECASE)
_POINTS = re.compile(
    r"\bbilag|\bovan|\bnedan\b|\bföljande\b|:$|\bsåda(?:n|nt|na)\b|\b(?:denna|detta|dessa|densamma)\b", re.IGNORECASE
)
_COUNTED = re.compile(r"\bhur\s+många\s+(?:olika\s+|fler\s+|av\s+)?(\w+)(?:\s+(\w+))?", re.IGNORECASE)
_SHARE = re.compile(r"\bandel\w*|\bprocent\b|\bhur stor del\b", re.IGNORECASE)
_MONEY = re.compile(
    r"\b(?:kost\w*|kronor|budget\w*|pengar|utgift\w*|avgift\w*|medel|\w{0,30}bidrag\w*|\w{0,30}kostnad\w*)\b",
    re.IGNORECASE,
)


def telling(passage: Passage, group: Sequence[Question], *, sure: bool) -> str | None:
    """Return the sentence of a passage that says most of what is asked, one that can stand alone; None without one.

    Where a figure is asked for, a sentence that has it comes before any that has not. ``sure``: the passage answers
    this very question.
    """
    asked = frozenset[str]().union(*(stems(one.text) for one in group)) - COMMON
    answered = stems(passage.question or "") & asked
    alike = sure or len(answered) >= min(TOUCHES, len(asked))
    best, most = None, (0, 0.0)
    for number, piece in enumerate(reuse.pieces(passage.text)):
        if "\t" in piece:
            continue  # a table
        for place, sentence in enumerate(sentences.sentences(piece)):
            first = not number and not place
            rank = _figure(sentence, group)
            words = sentences.words(sentence)
            if not _can_stand(sentence, words, figure=rank > 1) or (not first and _refers(words, asked)):
                continue
            own = stems(sentence) & asked
            shared = len(own)
            score = shared - len(words) * BREVITY + (_years(sentence, group) if rank else 0)
            score += FIRST if first and alike else 0
            one = (first and alike) or (rank > 1 and own - ANY and (alike or not passage.question))
            enough = shared >= min(1 if one else TOUCHES, len(asked))
            if enough and (rank, score) > most:
                best, most = sentence, (rank, score)
    return best


def _can_stand(sentence: str, words: Sequence[str], *, figure: bool) -> bool:
    if not (len(words) in TELLING or (figure and SHORTEST <= len(words) < TELLING.stop)) or not sentence.endswith("."):
        return False
    leans = _LEANS.match(sentence) is not None and _STATES.match(sentence) is None
    return not leans and not _POINTS.search(sentence) and pointing.stands_alone(sentence)


def _figure(sentence: str, group: Sequence[Question]) -> int:
    """Return how surely a sentence has the figure that is asked for: 0 not, 1 it has one, 2 one of what is counted."""
    asked = [one.text for one in group if Asks.NUMBER in one.asks]
    if not asked or not has_count(sentence):
        return 0
    return 2 if any(_has(sentence, text) for text in asked) else 1


def _has(sentence: str, text: str) -> bool:
    """Tell whether a sentence has a figure of the sort that a question asks for: a share, a sum, so many of these."""
    sorts = {figures.sort(m[0]) for m in figures.FIGURE.finditer(sentence) if not YEAR.fullmatch(m[0])}
    if _SHARE.search(text):
        return "share" in sorts
    if _MONEY.search(text):
        return "money" in sorts
    m = _COUNTED.search(text)
    return any(_counts(sentence, word) for word in m.groups() if word) if m else False


def _counts(sentence: str, noun: str) -> bool:
    """Tell whether a sentence says how many of these: «14 olika medarbetare», «antalet besök var»."""
    stem = noun.lower()[:STEM]
    words = [word.lower() for word in sentence.replace("\u00a0", " ").split()]
    for place, word in enumerate(words):
        if not word.startswith(stem):
            continue
        before = words[max(0, place - NEAR) : place]
        if any(has_count(one) for one in before) or any(one.startswith("antal") for one in before):
            return True
    return False


def _years(sentence: str, group: Sequence[Question]) -> float:
    """Return what the years of a figure are worth: that it has one, that it is late, that it is the one asked for."""
    years = {int(m[0]) for m in YEAR.finditer(sentence)}
    asked = {int(m[0]) for one in group for m in YEAR.finditer(one.text)}
    if not years:
        return 0.0
    return DATED + (1 if years & asked else 0) + (max(years) - 2000) * NEWER


def _refers(words: Sequence[str], asked: frozenset[str]) -> bool:
    """Tell whether a sentence begins with what the text before it told of: «Arbetet börjar …», «Medlen räcker …»."""
    subject = words[0]
    known = nouns.is_actor(subject) or bool(stems(subject) & asked)
    return nouns.is_definite(subject) and not known and len(words) > 1 and verbs().is_finite(words[1].lower())
