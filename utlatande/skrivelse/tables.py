"""Tables of a letter: what is asked in them, forms filled in, and a letterhead or a signature set in cells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from utlatande import structure
from utlatande.model import Block, Role
from utlatande.skrivelse.unit import Unit, tidy
from utlatande.structure import Label, LabelKind

_NUMBER_HEAD = re.compile(r"^(?:nr|nummer|#|no|löpnr|löpnummer|frågenr|frågenummer)\.?$", re.IGNORECASE)
_QUESTION_HEAD = re.compile(
    r"^(?:våra |mina |partiets )?(?:fråg(?:a|an|or|orna)|frågeställning(?:ar)?)(?: till .{1,40})?:?$", re.IGNORECASE
)
_TOPIC_HEAD = re.compile(r"^(?:område|ämne|tema|rubrik|verksamhet|kategori|avser)$", re.IGNORECASE)
_LABEL_CELL = re.compile(r"^\(?(?:fråga )?(\d{1,2}[a-z]?|[a-z])[.):]*$", re.IGNORECASE)


_FIELDS = {
    said: line
    for line, names in {
        "Till": ("till", "skrivelse till", "ställd till", "ställs till", "mottagare", "nämnd"),
        "Från": ("från", "parti", "partier", "inlämnad av", "avsändare", "frågeställare", "underskrift", "namn"),
        "Datum": ("datum", "inlämnad den", "inkom", "inkommen"),
        "Ärende": ("ärende", "ämne", "rubrik", "titel", "gäller"),
        "Dnr": ("dnr", "diarienummer"),
    }.items()
    for said in names
}
_SURE = 2  # fields that make a table a form; one is enough where questions stand in it, too
_PAIR = 2  # columns of a form


def _is_form(rows: Sequence[Block]) -> bool:
    """Tell whether a table is a form: its first column names what stands in its second."""
    if any(len(row.cells) != _PAIR for row in rows):
        return False
    keys = [_key(row).lower() for row in rows]
    named = sum(key in _FIELDS for key in keys)
    asks = any(_QUESTION_HEAD.match(key) or _LABEL_CELL.match(key) for key in keys)
    return named >= _SURE or (named > 0 and asks)


def _key(row: Block) -> str:
    return tidy(row.cells[0]).rstrip(":")


def _form(rows: Sequence[Block]) -> list[Unit]:
    """Return a form as the lines of a letter: the head's first, then its texts, and its questions behind a lead-in."""
    head = [
        Unit(text=f"{_FIELDS[_key(row).lower()]}: {tidy(row.cells[1])}", block=row)
        for row in rows
        if _key(row).lower() in _FIELDS
    ]
    return head + [unit for row in rows if _key(row).lower() not in _FIELDS for unit in _field(row)]


def _field(row: Block) -> list[Unit]:
    """Return the lines of one field: a question that its number names, a cell of questions, or any text."""
    key, value = _key(row), row.cells[1].strip()
    if numbered := _LABEL_CELL.match(key):
        label = Label(shown=key, value=numbered[1].lower(), kind=LabelKind.DIGIT, end=0)
        return [Unit(text=tidy(value), block=row, label=label, asked=True)]
    asks = _QUESTION_HEAD.match(key) is not None
    found = [Unit(text="Frågor:", block=row)] if asks else []
    lines = [line for line in value.split("\n") if line.strip()]
    for line in lines:
        mark = structure.label(line)
        text = tidy(line[mark.end :]) if mark else tidy(line)
        found.append(Unit(text=text, block=row, label=mark, asked=asks and (mark is not None or len(lines) == 1)))
    return found


def _labelled(rows: Sequence[Block]) -> list[Unit]:
    """Return the questions of a table where each row says what it is («Fråga» beside the question, «Svar» below)."""
    named = [row for row in rows if len(row.cells) > 1 and _QUESTION_HEAD.match(_key(row)) and row.cells[1].strip()]
    if not any(row.cells[1].strip().endswith("?") for row in named):
        return []
    found = []
    for row in named:
        text = row.cells[1].strip()
        label = structure.label(text)
        found.append(Unit(text=tidy(text[label.end :] if label else text), block=row, label=label, asked=True))
    return found


def table_units(rows: Sequence[Block]) -> list[Unit]:
    """Return the questions of a table: the cells of its question column with their row's number; none of another table.

    The column is the one headed «Fråga», or one where at least half of the rows (two or more) end in a question mark.
    """
    if _is_form(rows):
        return _form(rows)
    if labelled := _labelled(rows):
        return labelled
    head = [tidy(cell) for cell in rows[0].cells]
    width = max(len(row.cells) for row in rows)
    column = next((i for i, cell in enumerate(head) if _QUESTION_HEAD.match(cell)), None)
    body = rows if column is None else rows[1:]
    if column is None:
        marks = [
            sum(1 for row in body if i < len(row.cells) and row.cells[i].strip().endswith("?")) for i in range(width)
        ]
        column = max(range(width), key=marks.__getitem__) if marks else 0
        if not marks or marks[column] <= 1 or marks[column] * 2 < len(body):
            return []
    numbers = next((i for i, cell in enumerate(head) if _NUMBER_HEAD.match(cell)), None)
    topics = next((i for i, cell in enumerate(head) if _TOPIC_HEAD.match(cell)), None)
    found, topic = [], None
    for row in body:
        text = row.cells[column].strip() if column < len(row.cells) else ""
        if topics is not None and topics < len(row.cells):
            topic = tidy(row.cells[topics]) or topic
        if not text or (row is rows[0] and not text.endswith("?")):
            continue
        before = [numbers] if numbers is not None else range(column)
        cells = [row.cells[i].strip() for i in before if i < len(row.cells)]
        label = structure.label(text)
        if label is not None:
            text = text[label.end :]
        if m := next((m for cell in cells if (m := _LABEL_CELL.match(cell))), None):
            label = Label(shown=m[0], value=m[1].lower(), kind=LabelKind.DIGIT, end=0)
        found.append(Unit(text=tidy(text), block=row, label=label, asked=True, topic=topic))
    return found


_LINE = 90  # characters a line of a letterhead or a signature has at most


def edge_units(rows: Sequence[Block]) -> list[Unit]:
    """Return the lines of a table that holds a letterhead or a signature, or none of another table.

    It is one when all of its lines are short and at least half of them are sure to be such lines.
    """
    found = [Unit(text=line, block=_as_line(row, line)) for row in rows for line in _lines(row)]
    sure = sum(structure.is_letterhead(unit.block) or structure.is_signature(unit.block) for unit in found)
    short = all(len(unit.text) <= _LINE and "?" not in unit.text for unit in found)
    return found if found and short and sure * 2 >= len(found) else []


def _lines(row: Block) -> list[str]:
    """Return the lines of a row's cells; «Till» in a cell of its own with what stands beside it."""
    cells = [cell for cell in row.cells if cell.strip()]
    if len(cells) == _PAIR and _key(row).lower() in _FIELDS:
        return [f"{_FIELDS[_key(row).lower()]}: {tidy(cells[1])}"]
    return [tidy(line) for cell in cells for line in cell.split("\n") if line.strip()]


def _as_line(row: Block, line: str) -> Block:
    return replace(row, text=line, role=Role.PARAGRAPH, cells=())
