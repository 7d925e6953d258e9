"""Tables that plain text draws with strokes («Åtgärd | Ansvarig | Plats») become rows of cells."""

from __future__ import annotations

import re
from dataclasses import replace

from utlatande.model import Block, Document, Role

_FEWEST = 2  # cells of a row, and rows of a table
_RULE = re.compile(r"[|+:=\s-]+")
_PLAIN = frozenset({Role.PARAGRAPH, Role.HEADING, Role.ITEM})


def with_tables(document: Document) -> Document:
    """Return the document with runs of lines that strokes part into equally many cells as tables."""
    if not any("|" in block.text for block in document.blocks):
        return document
    found: list[Block] = []
    run: list[Block] = []
    table = max((block.table or 0 for block in document.blocks), default=0) + 1
    for block in (*document.blocks, None):
        if block is not None and _is_row(block) and (not run or _width(block) in (0, _width(run[0]))):
            run.append(block)
            continue
        rows = [one for one in run if _width(one)]
        if len(rows) >= _FEWEST:
            found += [_row(one, table) for one in rows]
            table += 1
        else:
            found += run
        run = []
        if block is not None:
            if _is_row(block) and _width(block):
                run = [block]
            else:
                found.append(block)
    return replace(document, blocks=tuple(found))


def _is_row(block: Block) -> bool:
    return block.role in _PLAIN and "|" in block.text and "\n" not in block.text


def _cells(block: Block) -> tuple[str, ...]:
    text = block.text.strip()
    return () if _RULE.fullmatch(text) else tuple(cell.strip() for cell in text.strip("|").split("|"))


def _width(block: Block) -> int:
    """Return how many cells a line has; 0 for one that is only drawn."""
    cells = _cells(block)
    return len(cells) if len(cells) >= _FEWEST else 0


def _row(block: Block, table: int) -> Block:
    cells = _cells(block)
    if block.number:
        cells = (f"{block.number} {cells[0]}", *cells[1:])
    return replace(block, role=Role.ROW, text="\t".join(cells), cells=cells, table=table, number=None, level=None)
