"""One form for the many in which offices set questions and answers: tables, «Fråga»/«Svar», numbers, under Bakgrund."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from utlatande import structure
from utlatande.model import Block, Origin, Role
from utlatande.passages.questions import ASKED, NO_PASSAGES, TELLING, asks, is_part, question_of
from utlatande.sentences import sentences
from utlatande.structure import LabelKind, Section

_NUMBERED = re.compile(r"(?:Del)?fråga(?: nr| nummer)?\s*(\d{1,2})\s?[a-z]?[.:)]?", re.IGNORECASE)
_QUESTION = re.compile(r"(?:Del|Följd)?fråga(?:n|ställning)?[.:]?", re.IGNORECASE)
_ANSWER = re.compile(
    r"(?:[\wåäö]*(?:förvaltningens|kontorets|nämndens) )?(?:[Ss]var|SVAR)"
    r"(?: på (?:del)?fråga(?: nr| nummer)?\s*(?P<number>\d{1,2})\s?[a-z]?| (?P<bare>\d{1,2}))?(?:\s*[:.–-]\s*|$)",
    re.IGNORECASE,
)
_IS_ABOUT = re.compile(
    r"\bFråga (?P<number>\d{1,2}) (?:gäller|handlar om|rör|avser|är|lyder:?) (?P<what>[^.?]{8,300})[.?]", re.IGNORECASE
)
_NAMED = re.compile(r"(?:Del)?fråga(?:\s*\d{1,2})?\s?[a-z]?\s*[:.]\s*\S", re.IGNORECASE)
_ASKED_COLUMN = re.compile(r"Fråg(?:a|or|an|ställning)", re.IGNORECASE)
_FEWEST = 2  # answers under numbers alone, or columns of a table
_SHORT = 120  # characters of a line «Fråga 1: …» that asks without a question mark


def prepared(sections: Iterable[Section]) -> list[Section]:
    """Return the sections with questions and answers as blocks in order, whether in a table, under marks or numbers."""
    whole = [replace(own, blocks=tuple(out_of_tables(own.blocks))) for own in sections]
    known = _numbered(whole)
    parted = [part for section in whole for part in _out_of_telling(section)]
    found: list[Section] = []
    for own in parted:
        section = replace(own, blocks=tuple(_bare(own.blocks)))
        heading = section.heading or ""
        last = found[-1] if found else None
        answer = _ANSWER.fullmatch(heading)
        number = answer and (answer["number"] or answer["bare"])
        if (m := _NUMBERED.fullmatch(heading)) is not None:
            blocks = _asked_by_number(section, m[1], known)
            if last is None or last.slot in TELLING | NO_PASSAGES:
                found.append(
                    replace(section, heading=None, path=section.path[:-1], slot="svar_pa_fragor", blocks=blocks)
                )
            else:
                found[-1] = replace(last, blocks=(*last.blocks, *blocks))
        elif last is not None and answer and _stated(last):
            question = _as_question(last.blocks)
            found[-1] = _answering(last, (question, *section.blocks))
        elif last is not None and answer and _is_asked(last):
            found[-1] = replace(last, blocks=(*last.blocks, *section.blocks))
        elif number and number in known:
            blocks = (_asked(known[number], section.blocks), *section.blocks)
            found.append(_answering(section, blocks))
        else:
            found.append(_under_numbers(section, known))
    return found


def _answering(section: Section, blocks: tuple[Block, ...]) -> Section:
    """Return a section whose heading was only a mark, as one of questions and answers."""
    return replace(section, heading=None, path=section.path[:-1], slot="svar_pa_fragor", blocks=blocks)


def _is_asked(section: Section) -> bool:
    """Tell whether a section ends in a question, its own heading or its last block."""
    if section.blocks:
        return question_of(section.blocks[-1]) is not None
    heading = Block(text=section.heading or "", role=Role.HEADING, origin=Origin(document="", block=0))
    return bool(section.heading) and question_of(heading) is not None


def _stated(section: Section) -> bool:
    """Tell whether a section is a question because its heading says so: «Fråga», and a paragraph or few."""
    heading = section.heading or ""
    return bool(section.blocks) and (_QUESTION.fullmatch(heading) is not None)


def _as_question(blocks: Sequence[Block]) -> Block:
    text = " ".join(" ".join(block.text.split()) for block in blocks)
    return replace(blocks[0], text=text, role=Role.PARAGRAPH, number=None, style=ASKED)


def _asked(text: str, blocks: Sequence[Block]) -> Block:
    """Return a question as a block that stands where its answer begins."""
    origin = blocks[0].origin if blocks else Origin(document="", block=0)
    return Block(text=text, role=Role.PARAGRAPH, origin=origin, style=ASKED)


# --- by number ----------------------------------------------------------------------------------------------------


def _numbered(sections: Sequence[Section]) -> dict[str, str]:
    """Return the questions that the document retells, by number: «1. Hur …?», «Fråga 1 gäller hur …»."""
    found: dict[str, str] = {}
    for section in sections:
        if section.slot not in TELLING:
            continue
        for block in section.blocks:
            question = question_of(block)
            number = _number(block)
            if question is not None and number and not is_part(block):
                found.setdefault(number, question)
            for m in _IS_ABOUT.finditer(block.text):
                found.setdefault(m["number"], m["what"].strip())
    return found


def _number(block: Block) -> str | None:
    mark = structure.label(f"{block.number} x" if block.number else block.text)
    return mark.value if mark is not None and mark.kind is LabelKind.DIGIT else None


def _asked_by_number(section: Section, number: str, known: dict[str, str]) -> tuple[Block, ...]:
    """Return the blocks under «Fråga 1», the question before them where only its number stands there."""
    asked = any(question_of(block) for block in section.blocks)
    if asked or number not in known or not section.blocks:
        return section.blocks
    return (_asked(known[number], section.blocks), *section.blocks)


def _under_numbers(section: Section, known: dict[str, str]) -> Section:
    """Put each question before its answer where answers stand under numbers alone: as many, in the same order."""
    if section.slot in TELLING | NO_PASSAGES or len(known) < _FEWEST:
        return section
    marked = [(i, number) for i, block in enumerate(section.blocks) if (number := _number(block)) is not None]
    if [number for _, number in marked] != list(known) or any(question_of(section.blocks[i]) for i, _ in marked):
        return section
    blocks: list[Block] = []
    places = dict(marked)
    for i, block in enumerate(section.blocks):
        if i not in places:
            blocks.append(block)
            continue
        blocks.append(_asked(known[places[i]], [block]))
        mark = structure.label(block.text) if block.number is None else None
        text = block.text[mark.end :] if mark else block.text
        if text.strip():
            blocks.append(replace(block, text=text.strip(), number=None, role=Role.PARAGRAPH))
    return replace(section, blocks=tuple(blocks))


# --- under marks --------------------------------------------------------------------------------------------------


def _out_of_telling(section: Section) -> list[Section]:
    """Part a section that retells the letter where it goes over to questions each with «Svar: …» under it."""
    blocks = section.blocks
    if section.slot not in TELLING:
        return [section]
    first = next((i for i, (one, two) in enumerate(pairwise(blocks)) if _asks_before(one, two)), None)
    if first is None:
        return [section]
    while first and _asks_before(blocks[first - 1], None):
        first -= 1
    return [
        replace(section, blocks=blocks[:first]),
        replace(section, heading=None, slot="svar_pa_fragor", blocks=blocks[first:]),
    ]


def _asks_before(block: Block, after: Block | None) -> bool:
    """Tell whether a block is a question: it asks, or it is «Fråga 1: …» and its answer follows."""
    if block.role is Role.ROW:
        return False
    named = _named_question(block)
    if after is None:
        return question_of(block) is not None or named
    m = _ANSWER.match(after.text.strip())
    return (
        m is not None
        and (m.end() == len(after.text.strip()) or ":" in m[0])
        and (named or question_of(block) is not None)
    )


def _named_question(block: Block) -> bool:
    text = block.text.strip()
    return len(text) <= _SHORT and _NAMED.match(text) is not None


def _bare(blocks: Sequence[Block]) -> Iterable[Block]:
    """Leave out the marks «Fråga 1» and «Svar:» that say what stands after them."""
    asked_now = False
    for i, block in enumerate(blocks):
        text = block.text.strip()
        after = blocks[i + 1] if i + 1 < len(blocks) else None
        if _NUMBERED.fullmatch(text):
            continue
        if after is not None and _QUESTION.fullmatch(text) and block.role is not Role.ROW:
            continue
        mark = _ANSWER.match(text) if asked_now and block.role is not Role.ROW else None
        if mark is not None and not text[mark.end() :]:
            continue
        own = block if mark is None else replace(block, text=text[mark.end() :])
        if _named_question(block) and after is not None and _asks_before(block, after) and question_of(block) is None:
            own = replace(block, text=re.split(r"[:.]\s*", text, maxsplit=1)[1], style=ASKED)
        yield own
        asked_now = question_of(own) is not None


# --- in tables ----------------------------------------------------------------------------------------------------


def out_of_tables(blocks: Sequence[Block]) -> Iterable[Block]:
    """Turn the rows of a table of questions and answers into blocks: a question, then its answer's paragraphs."""
    tables: dict[int | None, list[Block]] = {}
    for block in blocks:
        if block.role is Role.ROW:
            tables.setdefault(block.table, []).append(block)
    columns = {table: found for table, rows in tables.items() if (found := _columns(rows[0])) is not None}
    asking = {table for table, rows in tables.items() if sum(_pair(row) is not None for row in rows) * 2 > len(rows)}
    for block in blocks:
        if block.role is not Role.ROW or (block.table not in asking and block.table not in columns):
            yield block
            continue
        pair = _cells(block, columns[block.table]) if block.table in columns else _pair(block)
        if pair is not None:
            question, answer = pair
            yield replace(
                block,
                role=Role.PARAGRAPH,
                text=" ".join(question.split()),
                cells=(),
                table=None,
                strong=True,
                style=ASKED,
            )
            for line in answer.split("\n"):
                yield replace(block, role=Role.PARAGRAPH, text=line.strip(), cells=(), table=None)


def _columns(head: Block) -> tuple[int, int] | None:
    """Return which columns hold the questions and the answers, by the names in a table's first row."""
    names = [cell.strip() for cell in head.cells]
    asked = next((i for i, name in enumerate(names) if _ASKED_COLUMN.fullmatch(name)), None)
    answer = next((i for i, name in enumerate(names) if name and _ANSWER.fullmatch(name)), None)
    return (asked, answer) if asked is not None and answer is not None else None


def _cells(block: Block, columns: tuple[int, int]) -> tuple[str, str] | None:
    asked, answer = columns
    if max(columns) >= len(block.cells) or _columns(block) is not None:
        return None
    question, text = block.cells[asked].strip(), block.cells[answer].strip()
    return (question, text) if question and text else None


def _pair(block: Block) -> tuple[str, str] | None:
    """Return a row's question and answer, or None: a cell that asks, and the text in the cell after it."""
    cells = [cell.strip() for cell in block.cells]
    for cell, after in pairwise(cells):
        if after and cell and all(asks(sentence) for sentence in sentences(" ".join(cell.split()))):
            return cell, after
    return None
