"""Where a tjänsteutlåtande has its questions: as lines, in tables, under «Fråga 1», as demands, or told of in prose."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from utlatande import structure
from utlatande.model import Block, Role
from utlatande.passages.pairing import content
from utlatande.sentences import sentences
from utlatande.structure import LabelKind, Section

# Slots whose text retells the letter or names papers: questions found there are not answered under themselves.
TELLING = frozenset({"sammanfattning", "arendet", "beredning", "fragor", "forslag_till_beslut", "ersattaryttrande"})
NO_PASSAGES = frozenset({"bilagor", "delges", "innehall", "beslutsunderlag"})

_LONGEST_QUESTION = 900  # characters
_LONGEST_DEMAND = 500
_FEWEST_WORDS = 4  # in a question that has no question mark
_NUMBERED = re.compile(r"(?:Del)?fråga(?: nr| nummer)?\s*\d{1,2}\s?[a-z]?[.:)]?", re.IGNORECASE)
_ANSWER = re.compile(
    r"(?:(?:Stadsdels)?[Ff]örvaltningens |Kontorets )?[Ss]var(?: på fråga\s*\d{1,2})?(?:\s*[:–-]\s*|$)"
)
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
    heads = block.strong or block.role is Role.HEADING
    if bare.rstrip(") ").endswith("?"):
        marked = heads or block.number is not None or mark is not None
        return bare if marked or all(_asks(sentence) for sentence in sentences(text)) else None
    if heads and _ASKS.match(bare) and len(bare.split()) >= _FEWEST_WORDS and not bare.endswith((".", ":", ",")):
        return bare
    return None


def _asks(sentence: str) -> bool:
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


# --- one form for the many ----------------------------------------------------------------------------------------


def prepared(sections: Iterable[Section]) -> list[Section]:
    """Return the sections with questions and answers as blocks in order, whether in a table or under marks."""
    found: list[Section] = []
    for own in sections:
        section = replace(own, blocks=tuple(_bare(out_of_tables(own.blocks))))
        heading = section.heading or ""
        last = found[-1] if found else None
        if _NUMBERED.fullmatch(heading):
            if last is None or last.slot in TELLING | NO_PASSAGES:
                found.append(replace(section, heading=None, path=section.path[:-1], slot="svar_pa_fragor"))
            else:
                found[-1] = replace(last, blocks=(*last.blocks, *section.blocks))
        elif last is not None and _ANSWER.fullmatch(heading) and last.blocks and question_of(last.blocks[-1]):
            found[-1] = replace(last, blocks=(*last.blocks, *section.blocks))
        else:
            found.append(section)
    return found


def _bare(blocks: Iterable[Block]) -> Iterable[Block]:
    """Leave out the marks «Fråga 1» and «Svar:» that say what stands after them."""
    asked_now = False
    for block in blocks:
        text = block.text.strip()
        if _NUMBERED.fullmatch(text):
            continue
        mark = _ANSWER.match(text) if asked_now and block.role is not Role.ROW else None
        if mark is not None and not text[mark.end() :]:
            continue
        yield replace(block, text=text[mark.end() :]) if mark is not None else block
        asked_now = question_of(block) is not None


def out_of_tables(blocks: Sequence[Block]) -> Iterable[Block]:
    """Turn the rows of a table of questions and answers into blocks: a question, then its answer's paragraphs."""
    tables: dict[int | None, list[Block]] = {}
    for block in blocks:
        if block.role is Role.ROW:
            tables.setdefault(block.table, []).append(block)
    asking = {table for table, rows in tables.items() if sum(_pair(row) is not None for row in rows) * 2 > len(rows)}
    for block in blocks:
        if block.role is not Role.ROW or block.table not in asking:
            yield block
        elif (pair := _pair(block)) is not None:
            question, answer = pair
            yield replace(block, role=Role.PARAGRAPH, text=question, cells=(), table=None, strong=True)
            for line in answer.split("\n"):
                yield replace(block, role=Role.PARAGRAPH, text=line.strip(), cells=(), table=None)


def _pair(block: Block) -> tuple[str, str] | None:
    """Return a row's question and answer, or None: a cell that asks, and the text in the cell after it."""
    cells = [cell.strip() for cell in block.cells]
    for cell, after in pairwise(cells):
        if after and cell and all(_asks(sentence) for sentence in sentences(" ".join(cell.split()))):
            return cell, after
    return None
