"""Tables of a draft: one with a header row for data, one without borders for signatures."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from lxml import etree
from lxml.etree import _Element as Element

from utlatande.model import Mark, Run, Table
from utlatande.word import xml
from utlatande.word.styles import Styles
from utlatande.word.xml import TBL, sub

WHOLE = 12  # rows of a table that is kept on one page
NARROWEST = 850  # twentieths of a point (1.5 cm): room for a year
LETTER = 105  # about what a letter of 9 points takes, with room to spare
PADDING = 190  # left and right in a cell
SIGNATURES = 2  # columns


def grid(table: Table, styles: Styles, width: int, write: Callable[[Element, Run], None]) -> tuple[Element, Element]:
    """Return a table with its header repeated on each page, and its first paragraph; ``write`` adds a run to one."""
    columns = max(len(row) for row in table.rows)
    rows = [(*row, *("",) * (columns - len(row))) for row in table.rows]
    widths = _widths(rows, width)
    style, text = styles.table(), styles.table_text()
    element = _table(widths, style, f"Tabell med kolumnerna {', '.join(cell for cell in rows[0] if cell)}"[:250])
    for position, row in enumerate(rows):
        line = sub(element, "tr")
        look = sub(line, "trPr")
        sub(look, "cantSplit")
        if position == 0:
            sub(look, "tblHeader")
        marked = table.runs[position] if position < len(table.runs) else ()
        for place, (cell, size) in enumerate(zip(row, widths, strict=True)):
            runs = marked[place] if place < len(marked) else (Run(text=cell),)
            keep = position + 1 < len(rows) <= WHOLE
            _fill(_cell(line, size), runs, text, write, keep=keep)
    return element, next(element.iter(xml.P))


def signatures(paragraphs: Sequence[Element], width: int) -> Element:
    """Return a table without borders, two signatures a row."""
    widths = [width // SIGNATURES] * SIGNATURES
    element = _table(widths, None, "Underskrifter")
    for start in range(0, len(paragraphs), SIGNATURES):
        line = sub(element, "tr")
        sub(sub(line, "trPr"), "cantSplit")
        for place, size in enumerate(widths, start):
            cell = _cell(line, size)
            if place < len(paragraphs):
                cell.append(paragraphs[place])
            else:
                sub(cell, "p")
    return element


def _table(widths: Sequence[int], style: str | None, description: str) -> Element:
    element = etree.Element(TBL)
    look = sub(element, "tblPr")
    if style:
        sub(look, "tblStyle", val=style)
    sub(look, "tblW", w=str(sum(widths)), type="dxa")
    sub(look, "tblLayout", type="fixed")
    if not style:
        margins = sub(look, "tblCellMar")
        sub(margins, "left", w="0", type="dxa")
        sub(margins, "right", w="0", type="dxa")
    sub(look, "tblLook", val="0420" if style else "0000")
    sub(look, "tblDescription", val=description)
    columns = sub(element, "tblGrid")
    for size in widths:
        sub(columns, "gridCol", w=str(size))
    return element


def _cell(row: Element, width: int) -> Element:
    cell = sub(row, "tc")
    sub(sub(cell, "tcPr"), "tcW", w=str(width), type="dxa")
    return cell


def _fill(cell: Element, runs: Sequence[Run], style: str, write: Callable[[Element, Run], None], *, keep: bool) -> None:
    """Write a cell's runs, a paragraph a line; ``keep``: on the page of the next row."""
    paragraph = _line(cell, style, keep=keep)
    for run in runs:
        for number, text in enumerate(run.text.split("\n")):
            if number:
                paragraph = _line(cell, style, keep=keep)
            if text or (run.replaces and not number):
                gap = run.mark is Mark.PLAIN and text.startswith("[")
                mark = Mark.PLACEHOLDER if gap else run.mark
                write(paragraph, replace(run, text=text, mark=mark, replaces=None if number else run.replaces))


def _line(cell: Element, style: str, *, keep: bool) -> Element:
    paragraph = sub(cell, "p")
    look = sub(paragraph, "pPr")
    sub(look, "pStyle", val=style)
    if keep:
        sub(look, "keepNext")
    return paragraph


def _widths(rows: Sequence[Sequence[str]], width: int) -> list[int]:
    """Share the width: each column holds its longest word where there is room, the rest goes by the amount of text."""
    columns = list(zip(*rows, strict=True))
    words = [max((len(word) for cell in column for word in cell.split()), default=1) for column in columns]
    least = [max(NARROWEST, min(count * LETTER + PADDING, width // 3)) for count in words]
    if sum(least) >= width:
        return [size * width // sum(least) for size in least]
    amounts = [max(1.0, sum(len(cell) for cell in column)) ** 0.7 for column in columns]
    left = width - sum(least)
    return [size + int(left * amount / sum(amounts)) for size, amount in zip(least, amounts, strict=True)]
