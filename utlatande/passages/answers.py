"""Tjänsteutlåtanden: which text answers which question, under it or in running prose; the rest is sections."""

from __future__ import annotations

import functools
import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from utlatande import language, settings, structure
from utlatande.model import Block, Origin, Passage, PassageKind, Role
from utlatande.passages.common import Context, Unit, passage, reusable, split, units, without_signatures
from utlatande.passages.retelling import own_words
from utlatande.sentences import sentences
from utlatande.structure import Section

# Slots whose text retells the letter or names papers: questions found there are not answered under themselves.
TELLING = frozenset({"sammanfattning", "arendet", "beredning", "fragor", "forslag_till_beslut", "ersattaryttrande"})
NO_PASSAGES = frozenset({"bilagor", "delges", "innehall", "beslutsunderlag"})
ANSWERING = frozenset({"synpunkter", "svar_pa_fragor"})
AFTERWARDS = frozenset({"ekonomi", "barn", "jamstalldhet", "miljo", "uppfoljning", "reservation", "sarskilt_uttalande"})

HOLDS = 0.33  # the share of a question's weight a paragraph must hold to answer it
CLEAR = 0.15  # … and the share that is enough for the nearest paragraph of a question, if it holds a rare word at least
TELLS = 1.0  # the weight of such a word
NEAR = 0.75  # … and of the best share that the question, and the paragraph, has anywhere
REPEATS = 0.9  # … and the share from which it does so even where it takes up the question's words
_UNSEEN = 0.5  # a word that no paragraph has tells only that the question may be unanswered
_TOPIC = 0.3  # a word of the document's title is everywhere
_ALIKE = 0.5  # share of letter 4-grams from which two compounds have a part in common
_WORD = 3  # letters that a word has at least
_SHORT = 5  # letters: words no longer than this are alike only when their stem is
CLOSING = 0.6  # the share of a last paragraph's words that the summary has already: it rounds off, it answers nothing
_LONGEST_QUESTION = 900
_TOP = 12  # blocks in which the title stands
_REPLY = re.compile(r"Svar på .{3,120}[^.]$")


@dataclass(slots=True)
class _Answered:
    """A question (or several on end) and the blocks under it."""

    headings: tuple[str, ...]
    questions: list[str]
    blocks: list[Block] = field(default_factory=list)


def passages(context: Context) -> list[Passage]:
    """Return the document's answers and sections in reading order."""
    under, rest = _answered_under(context.sections)
    found = _from_under(context, under, rest) if under else _from_prose(context)
    return sorted(found, key=lambda p: p.origin.block)


def question_of(block: Block) -> str | None:
    """Return the question a block is (its label taken off), or None: a line of questions and nothing else."""
    if block.role in (Role.ROW, Role.FOOTNOTE, Role.ENDNOTE, Role.HEADER, Role.FOOTER):
        return None
    text = " ".join(block.text.split())
    mark = structure.label(text) if block.number is None else None
    if mark is not None and not mark.weak:
        text = text[mark.end :]
    numbered = block.number is not None or mark is not None
    if not text.rstrip('”"’) ').endswith("?") or len(text) > _LONGEST_QUESTION:
        return None
    marked = numbered or block.strong or block.role is Role.HEADING
    asked = [s.rstrip('”"’) ').endswith("?") for s in sentences(text)]
    return text if marked or all(asked) else None


# --- answers under their questions --------------------------------------------------------------------------------


def _answered_under(sections: Sequence[Section]) -> tuple[list[_Answered], list[Section]]:
    """Return the answers that stand under their questions, and the document without them."""
    found: list[_Answered] = []
    rest: list[Section] = []
    current: _Answered | None = None
    depth = 0
    for section in sections:
        heading = section.heading
        if current is not None and _ends(section, depth):
            current = None
        kept: list[Block] = []
        if section.slot not in TELLING | NO_PASSAGES or (current and section.slot is None):
            asked = heading and question_of(Block(text=heading, role=Role.HEADING, origin=_place(section)))
            if asked:
                current = _next(found, current, section.path[:-1], asked)
                depth = section.level
            for block in section.blocks:
                if question := question_of(block):
                    current = _next(found, current, section.path, question)
                    depth = section.level
                elif current is not None:
                    current.blocks.append(block)
                else:
                    kept.append(block)
        else:
            kept = list(section.blocks)
        rest.append(
            Section(heading=heading, level=section.level, path=section.path, blocks=tuple(kept), slot=section.slot)
        )
    answered = [a for a in found if any(reusable(b.text) for b in a.blocks)]
    return (answered, rest) if answered else ([], list(sections))


def _ends(section: Section, depth: int) -> bool:
    """Tell whether a new section ends the answer that is being read."""
    own = structure.slot(section.heading) if section.heading else None
    return own in NO_PASSAGES | AFTERWARDS | TELLING or section.level <= depth


def _place(section: Section) -> Origin:
    return section.blocks[0].origin if section.blocks else Origin(document="", block=0)


def _next(found: list[_Answered], current: _Answered | None, headings: tuple[str, ...], question: str) -> _Answered:
    if current is not None and not current.blocks:
        current.questions.append(question)
        return current
    found.append(_Answered(headings=headings, questions=[question]))
    return found[-1]


def _from_under(context: Context, under: Sequence[_Answered], rest: Sequence[Section]) -> list[Passage]:
    summary = " ".join(b.text for s in context.sections if s.slot == "sammanfattning" for b in s.blocks)
    found: list[Passage] = []
    for answered in under:
        pieces = list(units(without_signatures(answered.blocks)))
        closing: list[Unit] = []
        if answered is under[-1]:
            pieces, closing = _without_closing(pieces, summary, answered.questions)
        for question in answered.questions:
            for part in split(pieces):
                text = "\n\n".join(unit.text for unit in part)
                if reusable(text):
                    found.append(
                        passage(
                            context,
                            PassageKind.ANSWER,
                            text,
                            part[0].origin,
                            headings=answered.headings,
                            question=question,
                        )
                    )
        found += _sections_of(context, closing, answered.headings)
    for section in rest:
        found += _section(context, section)
    return found


def _without_closing(pieces: Sequence[Unit], summary: str, questions: Sequence[str]) -> tuple[list[Unit], list[Unit]]:
    """Part the paragraphs that round off the whole document from the end of its last answer."""
    told = _content(summary)
    end = len(pieces)
    while end > 1:
        text = _content(pieces[end - 1].text)
        known = sum(word in told for word in text) / max(1, len(text))
        answers = max(_scores(question, [u.text for u in pieces], "")[0][end - 1] for question in questions)
        if known < CLOSING or (answers > HOLDS and known < REPEATS):
            break
        end -= 1
    return list(pieces[:end]), list(pieces[end:])


# --- answers in running prose -------------------------------------------------------------------------------------


def _from_prose(context: Context) -> list[Passage]:
    questions = _asked(context.sections)
    found: list[Passage] = []
    bodies = [s for s in context.sections if s.slot in ANSWERING] or [
        s for s in context.sections if s.slot not in TELLING | NO_PASSAGES
    ]
    pieces = [(s, unit) for s in bodies for unit in units(without_signatures(s.blocks)) if reusable(unit.text)]
    pairs = assign(questions, [unit.text for _, unit in pieces], _topic(context))
    for (section, unit), answers in zip(pieces, pairs, strict=True):
        if not answers:
            found += _sections_of(context, [unit], section.path)
        for question in answers:
            found.append(
                passage(
                    context,
                    PassageKind.ANSWER,
                    unit.text,
                    unit.origin,
                    headings=section.path,
                    question=questions[question],
                )
            )
    for section in context.sections:
        if section not in bodies:
            found += _section(context, section)
    return found


def _topic(context: Context) -> str:
    return " ".join(filter(None, (context.metadata.title, context.metadata.namnd, context.metadata.area)))


def _asked(sections: Iterable[Section]) -> list[str]:
    """Return the questions that the document says it was asked, each once; reported ones where none stands as such."""
    told = [section for section in sections if section.slot not in NO_PASSAGES]
    direct = dict.fromkeys(q for section in told for block in section.blocks if (q := question_of(block)))
    if direct:
        return list(direct)
    for slot in ("arendet", "sammanfattning"):
        indirect = dict.fromkeys(q for s in told if s.slot == slot for b in s.blocks for q in reported(b.text))
        if indirect:
            return list(indirect)
    return []


_ASKING = re.compile(
    r"\b(?:frågar|undrar|vill (?:även |också )?veta|ställ(?:s|er|t) frågor om|(?:svar|besked) (?:på|om)"
    r"|vill att (?:förvaltningen|nämnden) redovisar|redovisning av)\b"
    r"[^.:]*?(?=\b(?:hur|vad|vilk\w+|när|var|varför|vem|om)\b)"
)
_CLAUSE = re.compile(
    r"(?:,\s+|\s+och\s+|\s+samt\s+|,\s+(?:samt|och)\s+)(?=(?:hur|vad|vilk(?:a|en|et)|när|var|varför|vem|om)\b)"
)


def reported(text: str) -> list[str]:
    """Return the questions that prose reports: «Partiet frågar hur snabbt …, vad som … och om …», each as it stands."""
    found = []
    for sentence in sentences(text):
        if m := _ASKING.search(sentence):
            found += [clause.strip(" .,") for clause in _CLAUSE.split(sentence[m.end() :])]
    return [clause for clause in found if _content(clause)]


def assign(questions: Sequence[str], paragraphs: Sequence[str], topic: str = "") -> list[list[int]]:
    """Return for each paragraph the questions (by position) it answers: none, one or several.

    A paragraph answers a question when it holds enough of the weight of the question's words; its first sentence counts
    once more, for prose takes up a question's own words where it begins to answer it. Words of the document's ``topic``
    (its title) tell little. Less is enough for the one paragraph that comes nearest, and for one that goes on with what
    the paragraph before it answered.
    """
    if not questions:
        return [[] for _ in paragraphs]
    shares, held = [], []
    for question in questions:
        share, weight = _scores(question, paragraphs, topic)
        shares.append(share)
        held.append(weight)
    found: list[list[int]] = []
    for row in range(len(paragraphs)):
        # Which question: a large share of a short question tells less than many words of a long one.
        fits = [share[row] * math.sqrt(weight[row]) for share, weight in zip(shares, held, strict=True)]
        best = max(range(len(questions)), key=lambda i: fits[i])
        answers = [
            i
            for i, share in enumerate(shares)
            if share[row] >= max(HOLDS, NEAR * max(share)) and fits[i] >= NEAR * fits[best]
        ]
        alone = shares[best][row] >= max(CLEAR, *shares[best]) and held[best][row] >= TELLS
        goes_on = bool(found) and best in found[-1] and shares[best][row] >= HOLDS / 2
        if not answers and (alone or goes_on):
            answers = [best]
        found.append(answers)
    return found


def _scores(question: str, paragraphs: Sequence[str], topic: str) -> tuple[list[float], list[float]]:
    """Return for each paragraph the share of the question's weight it holds, 0–1, and the weight itself."""
    asked = _content(question) + ((_FIGURES,) if _HOW_MANY.search(question) else ())
    known = _content(topic)
    whole = [_held(asked, paragraph) for paragraph in paragraphs]
    first = [_held(asked, next(iter(sentences(paragraph)), "")) for paragraph in paragraphs]
    weights = []
    for i, word in enumerate(asked):
        times = sum(row[i] for row in whole)
        rare = math.log(1 + (len(paragraphs) - times + 1) / (times + 0.5))
        about = any(_same(word, other) for other in known)
        weights.append(rare * (_UNSEEN if not times else _TOPIC if about else 1.0))
    held = [
        sum(w * (2 * a + b) / 3 for w, a, b in zip(weights, row, lead, strict=True))
        for row, lead in zip(whole, first, strict=True)
    ]
    total = sum(weights) or 1.0
    return [weight / total for weight in held], held


def _held(asked: Sequence[str], text: str) -> list[float]:
    there = _content(text) + ((_FIGURES,) if len(_NUMBER.findall(text)) >= _SEVERAL else ())
    return [max((_same(word, other) for other in there), default=0.0) for word in asked]


# What asks for figures is answered where figures stand; the sign counts as a word of both.
_FIGURES = "#"
_SEVERAL = 2
_HOW_MANY = re.compile(
    r"\b(?:hur (?:många|mycket|stor\w*|lång\w*|ofta|snabbt|länge)|vad kosta\w*|kostnad\w*|antal\w*)\b", re.IGNORECASE
)
_NUMBER = re.compile(r"(?<![\w-])(?!(?:19|20)\d\d\b)\d+(?:[  ,]\d+)*(?![\w-])")


def _content(text: str) -> tuple[str, ...]:
    """Return the words that tell something, each once."""
    stop = _stop_words()
    return tuple(dict.fromkeys(w for w in language.words(text) if len(w) >= _WORD and w not in stop))


@functools.cache
def _stop_words() -> frozenset[str]:
    return frozenset(settings.data("insatser")["ord_som_inte_sager_nagot"])


@functools.lru_cache(maxsize=50_000)
def _same(word: str, other: str) -> float:
    """Return 1 for two forms of a word, 0.5 and more for compounds that share half their letters, else 0."""
    if word == other:
        return 1.0
    if _FIGURES in (word, other):
        return 0.0
    one, two = language.analyse(word), language.analyse(other)
    if one.stem == two.stem:
        return 1.0
    if min(len(word), len(other)) <= _SHORT:
        return 0.0
    share = len(set(one.grams) & set(two.grams)) / len(set(one.grams))
    return share if share >= _ALIKE else 0.0


# --- sections -----------------------------------------------------------------------------------------------------


def _section(context: Context, section: Section) -> list[Passage]:
    if section.slot in NO_PASSAGES:
        return []
    blocks = [b for b in without_signatures(section.blocks) if question_of(b) is None]
    if section.slot is None and section.blocks and section.blocks[0].origin.block < _TOP:
        blocks = [b for b in blocks if b.text != context.metadata.title and not _REPLY.match(b.text)]
    own = [replace(unit, text=own_words(unit.text, section.slot)) for unit in units(blocks)]
    return _sections_of(context, own, section.path)


def _sections_of(context: Context, pieces: Iterable[Unit], headings: tuple[str, ...]) -> list[Passage]:
    return [
        passage(context, PassageKind.SECTION, unit.text, unit.origin, headings=headings)
        for unit in pieces
        if reusable(unit.text)
    ]
