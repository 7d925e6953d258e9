"""Where a tjänsteutlåtande has its questions: as lines, headings, demands, or told of in prose."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from utlatande import structure
from utlatande.model import Block, Role
from utlatande.passages.pairing import content
from utlatande.sentences import sentences
from utlatande.structure import LabelKind, Section

# Slots whose text retells the letter or names papers: questions found there are not answered under themselves.
TELLING = frozenset({"sammanfattning", "arendet", "beredning", "fragor", "forslag_till_beslut", "ersattaryttrande"})
NO_PASSAGES = frozenset({"bilagor", "delges", "innehall", "beslutsunderlag"})

ASKED = "utlatande: fråga"  # the style of a block that its place says is a question, whatever its words
_LONGEST_QUESTION = 900  # characters
_LONGEST_DEMAND = 500
_FEWEST_WORDS = 4  # in a question that has no question mark
_ASKS = re.compile(r"(?:Hur|Vad|Vilka|Vilken|Vilket|När|Varför|Var|Vem|På vilket sätt|I vilken utsträckning)\b")
_DEMANDS = re.compile(r"\b(?:uppdrag|yrka\w*|föreslå\w*|vill|kräver|förslag|följande)\b", re.IGNORECASE)


def question_of(block: Block) -> str | None:
    """Return the question a block is (label and quotation marks taken off), or None.

    It is a line of questions and nothing else, or one that is numbered, bold or a heading and asks («Hur …»).
    """
    if block.role in (Role.ROW, Role.FOOTNOTE, Role.ENDNOTE, Role.HEADER, Role.FOOTER):
        return None
    text = " ".join(block.text.split())
    mark = structure.label(text) if block.number is None else None
    if mark is not None and not mark.weak:
        text = text[mark.end :]
    if not text or len(text) > _LONGEST_QUESTION:
        return None
    bare = text.strip('”“"»« ')
    if block.style == ASKED:
        return bare
    heads = block.strong or block.role is Role.HEADING
    if bare.rstrip(") ").endswith("?"):
        marked = heads or block.number is not None or mark is not None
        return bare if marked or all(asks(sentence) for sentence in sentences(text)) else None
    if heads and _ASKS.match(bare) and len(bare.split()) >= _FEWEST_WORDS and not bare.endswith((".", ":", ",")):
        return bare
    return None


def asks(sentence: str) -> bool:
    """Tell whether a sentence ends as a question does."""
    return sentence.rstrip('”"’») ').endswith("?")


def is_part(block: Block) -> bool:
    """Tell whether a question is a part of the one before it: «a) …» under «1. …»."""
    mark = structure.label(f"{block.number} x" if block.number else block.text)
    return (block.level or 0) > 0 or (mark is not None and mark.kind is LabelKind.LETTER)


def demands(blocks: Sequence[Block]) -> dict[int, str]:
    """Return the demands among blocks, by position: «att utreda …» after a line that says who wants it."""
    found: dict[int, str] = {}
    wanted = False
    for i, block in enumerate(blocks):
        text = " ".join(block.text.split())
        mark = structure.label(text) if block.number is None else None
        bare = text[mark.end :] if mark else text
        if wanted and bare.startswith("att ") and len(bare) <= _LONGEST_DEMAND:
            found[i] = bare.rstrip(" .,;")
        else:
            wanted = bool(_DEMANDS.search(text))
    return found


def asked(sections: Iterable[Section]) -> list[str]:
    """Return what the document says it was asked, each once: questions, else demands, else what prose reports."""
    told = [section for section in sections if section.slot not in NO_PASSAGES]
    direct = dict.fromkeys(q for section in told for block in section.blocks if (q := question_of(block)))
    wanted = dict.fromkeys(
        demand for section in told if section.slot in TELLING for demand in demands(section.blocks).values()
    )
    if direct or wanted:
        return [*direct, *wanted]
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
        if m := _ASKING.search(sentence[:_LONGEST_QUESTION]):
            found += [clause.strip(" .,") for clause in _CLAUSE.split(sentence[m.end() :])]
    return [clause for clause in found if content(clause)]
