"""What a tjänsteutlåtande is to answer, and where it puts the questions again or names them by number."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from utlatande import language, skrivelse, structure
from utlatande.language import asked
from utlatande.model import Block, Document, Origin, Question, QuestionKind, Role
from utlatande.passages.answers import AFTERWARDS, ANSWERING
from utlatande.passages.questions import NO_PASSAGES, TELLING, question_of
from utlatande.passages.questions import asked as reported_in
from utlatande.review.paper import Paper
from utlatande.skrivelse import forms
from utlatande.structure import LabelKind

TOLD = "den är återgiven i löpande text"  # the doubt about a question that only prose reports
SAME = 88  # rapidfuzz ratio (0–100) from which two lines are one question
WITHIN = 92  # … and from which one is a part of the other
LIKE = 0.75  # likeness of two questions from which one is the other in other words
_LONGEST_MARK = 900  # characters
_TIMES = 4  # a line that puts a question again, with others, is so many times as long at most
_TITLE = 120  # characters of a line that is only a question's number and subject
_FEWEST = 4  # words of a question that stands shortened
_NUMBERS = r"\d{1,2}\s?[a-zåäö]?\b(?:\s?(?:,|och|samt|&|–|-)\s?\d{1,2}\s?[a-zåäö]?\b){0,8}"
_NUMBERED = re.compile(
    rf"(?:(?:Förvaltningens |Kontorets )?[Ss]var(?:et)?(?: på| till)? )?"
    rf"(?:(?:[Dd]el)?[Ff]råg(?:a|orna|or)|[Ff]örslag(?:en)?|[Yy]rkande)\s*(?:nr\.?\s*|nummer\s*)?"
    rf"(?P<numbers>{_NUMBERS})\s*(?P<mark>[:.)–-]*)\s*"
)
REFERS = re.compile(
    rf"\b(?:[Ff]råg(?:a|an|orna|or)|[Ff]örslag(?:et|en)?|[Yy]rkande)\s*(?:nr\.?\s*|nummer\s*)?(?P<numbers>{_NUMBERS})"
)
_OPENED = frozenset({"arendet", "beredning", *ANSWERING})  # what comes before the answers, or holds them
_APPENDED = re.compile(r"Bilag(?:a|or)\b", re.IGNORECASE)


def questions(paper: Paper) -> tuple[Question, ...]:
    """Return the questions to answer: the letter's, or those that the document itself says it was asked."""
    if "questions" not in paper.memory:
        paper.memory["questions"] = _questions(paper)
    found: tuple[Question, ...] = paper.memory["questions"]
    return found


def _questions(paper: Paper) -> tuple[Question, ...]:
    if paper.letter is not None:
        return tuple(one for one in paper.letter.questions if one.answerable)
    told = [
        b
        for s in paper.sections
        if s.slot in ("arendet", "fragor", "ersattaryttrande")
        for b in _with_heading(s, paper)
    ]
    retold = [one for one in _parsed(paper.document, told) if one.answerable]
    direct = [
        one for one in retold if one.text.rstrip().endswith("?") or one.number or one.kind is QuestionKind.UPPDRAG
    ]
    if direct:
        return tuple(direct)
    marked = [block for s in answering(paper) for block in _with_heading(s, paper) if question_of(block)]
    if found := tuple(one for one in _parsed(paper.document, marked) if one.answerable):
        return found
    return tuple(retold) or _reported(paper)


def _reported(paper: Paper) -> tuple[Question, ...]:
    """Return the questions that running prose reports; what they were in the letter is not known."""
    origin = Origin(document=paper.document.name, block=0)
    return tuple(
        Question(id=f"q{n}", number=None, text=text, origin=origin, asks=forms.asks(text), searches=(text,), doubt=TOLD)
        for n, text in enumerate(reported_in(paper.sections), 1)
    )


def _parsed(document: Document, blocks: Sequence[Block]) -> tuple[Question, ...]:
    if not blocks:
        return ()
    return skrivelse.parse(replace(document, blocks=tuple(blocks), notices=())).questions


def _with_heading(section: structure.Section, paper: Paper) -> Iterator[Block]:
    if section.heading and question_of(heading := as_block(section, paper)):
        yield heading
    yield from section.blocks


def as_block(section: structure.Section, paper: Paper) -> Block:
    """Return a section's heading as the block that it is."""
    text = section.heading or ""
    there = paper.heading(section)
    if there is not None:
        return replace(there, role=Role.HEADING, text=text)
    origin = section.blocks[0].origin if section.blocks else Origin(document=paper.document.name, block=0)
    return Block(text=text, role=Role.HEADING, origin=origin, level=section.level, strong=True)


def name_of(question: Question, all_of: Sequence[Question]) -> str:
    """Return how a question is spoken of: «Fråga 3b», «Förslag 2»; by its position where it has no number."""
    noun = "Förslag" if question.kind is QuestionKind.UPPDRAG else "Fråga"
    return f"{noun} {question.number or 1 + [one.id for one in all_of].index(question.id)}"


def answering(paper: Paper) -> list[structure.Section]:
    """Return the sections where answers stand; where there are none, all that do not tell of other things."""
    skip = TELLING | NO_PASSAGES | AFTERWARDS | ANSWERING
    begun = next((i for i, s in enumerate(paper.sections) if s.slot in _OPENED), len(paper.sections))
    found = [
        s
        for i, s in enumerate(paper.sections)
        if s.slot in ANSWERING or (i > begun and s.slot not in skip and s.heading and not _APPENDED.match(s.heading))
    ]
    if any(b.text.strip() for s in found for b in s.blocks):
        return found
    # Some answer each question where it is retold.
    return [s for s in paper.sections if s.slot in ("arendet", "fragor")]


def marked(block: Block, all_of: Sequence[Question]) -> tuple[list[str], str]:
    """Return the questions that a block repeats or names, and the answer that goes on in the same block."""
    text = " ".join(block.text.split())
    if not text or block.role in (Role.ROW, Role.FOOTNOTE, Role.ENDNOTE):
        return [], ""
    bare = _bare(block, text)
    if len(bare) <= _LONGEST_MARK and (hit := [one.id for one in all_of if repeats(one, bare, block)]):
        return _narrowed(hit, block, all_of), ""
    m = _NUMBERED.match(text)
    if m is None:
        return [], ""
    hit = of_numbers(m["numbers"], all_of)
    rest = text[m.end() :]
    alone = not rest or (len(text) <= _TITLE and (block.role is Role.HEADING or block.strong) and rest[-1] not in ".?!")
    if hit and (alone or (m["mark"] and not structure.label(rest))):
        return hit, "" if alone else rest
    return [], ""


def _bare(block: Block, text: str) -> str:
    mark = structure.label(text) if block.number is None else None
    return (text[mark.end :] if mark is not None else text).strip('”“"»« ')


def _narrowed(hit: list[str], block: Block, all_of: Sequence[Question]) -> list[str]:
    """Return the questions of a block; of several that are alike, those with the number that it carries."""
    if len(hit) == 1:
        return hit
    mark = structure.label(f"{block.number} x" if block.number else block.text)
    value = mark.value if mark is not None and mark.kind is not LabelKind.BULLET else None
    same = [one.id for one in all_of if one.id in hit and value and one.number and one.number.endswith(value)]
    return same or hit


def leads(block: Block, all_of: Sequence[Question]) -> list[str]:
    """Return the sub-questions that a block leads in to («3. När det gäller belysningen:»); it answers none of them."""
    from rapidfuzz import fuzz

    text = " ".join(block.text.split())
    if not text or len(text) > _LONGEST_MARK or not any(one.stem for one in all_of):
        return []
    bare = _flat(_bare(block, text))
    return [one.id for one in all_of if one.stem and bare and fuzz.ratio(_flat(one.stem), bare) >= SAME]


def of_numbers(numbers: str, all_of: Sequence[Question]) -> list[str]:
    """Return the ids of the questions with these numbers («2a», «2 och 3», «1–4»; «2» is all of 2a and 2b too)."""
    wanted = [re.sub(r"\s", "", piece) for piece in re.findall(r"\d{1,2}\s?[a-zåäö]?\b", numbers)]
    spans = re.findall(r"(\d{1,2})\s?[–-]\s?(\d{1,2})", numbers)
    wanted += [str(n) for first, last in spans for n in range(int(first), int(last) + 1)]
    names = {one.id: (one.number or str(n)).lower() for n, one in enumerate(all_of, 1)}
    whole = [one.id for one in all_of if names[one.id] in wanted]
    if whole:
        return whole
    # «Fråga 2» over all of 2a and 2b
    return [one.id for one in all_of if re.sub(r"\D", "", names[one.id]) in wanted]


def repeats(question: Question, text: str, block: Block) -> bool:
    """Tell whether a line is a question put again, word for word, shortened or a little changed."""
    from rapidfuzz import fuzz

    if len(text) > _TIMES * len(question.text) + _TITLE:
        return False
    one, other = _flat(question.text), _flat(text)
    if not one or not other:
        return False
    if fuzz.ratio(one, other, score_cutoff=SAME):
        return True
    puts = question_of(block) is not None or block.strong or block.role is Role.HEADING
    if not puts:
        return False
    shorter, longer = sorted((one, other), key=len)
    if len(shorter.split()) >= _FEWEST and fuzz.partial_ratio(shorter, longer, score_cutoff=WITHIN):
        return True
    return question_of(block) is not None and asked.likeness(question.text, text) >= LIKE


@functools.lru_cache(maxsize=4096)
def _flat(text: str) -> str:
    return " ".join(language.words(text))
