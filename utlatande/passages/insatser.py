"""Åtgärdsplaner and lists of insatser: a register, from labelled tables, tables with a header and flattened text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from utlatande.model import Block, Document, Insats, Origin, Part, Passage, PassageKind, Role
from utlatande.passages.common import SHORT_LINE, Context, passage
from utlatande.passages.dates import first_year_in
from utlatande.passages.rows import Label, broken_label, flat, label_of, shown_names
from utlatande.passages.rows import lines as row_lines
from utlatande.structure import Section

SECTION_KEYS = frozenset({"mal", "syfte", "malgrupp", "plats", "year"})
_COLUMNS = 3  # of the register that a table has at least
_PARAGRAPH = 300  # characters from which a block is running text, not a cell
_SENTENCE = 60  # … if it is a whole sentence
_NAME = 3  # letters that a place's name has at least
_AHEAD = 14  # lines after «Åtgärd …» in which two more labels prove a table
_BULLET = re.compile(r"^\s*[•·▪●○■◦‣\uf0b7\uf0a7–—*-]\s+|^[ \u00a0]+(?=\S)")
_OPEN_END = re.compile(
    r"(?:[,–-]|\b(?:och|eller|samt|för|med|av|i|på|till|från|om|inom|runt|kring|mot|vid|att|som|den|det|en|ett|per))$"
)

_AND = re.compile(r"\s+(?:och|samt)\s+|\s*[/,&]\s*")


@dataclass(slots=True)
class _Record:
    """One insats while it is read: its rows in order, as (key, part, name as it stands, lines)."""

    headings: tuple[str, ...]
    origin: Origin
    above: dict[str, str]
    rows: list[tuple[str, str | None, str, list[str]]] = field(default_factory=list)

    def start(self, label: Label) -> None:
        self.rows.append((label.key, label.part, label.spelled, [label.rest] if label.rest else []))

    def has(self, key: str) -> bool:
        return any(row[0] == key for row in self.rows)

    def lines(self, key: str, part: str | None = None) -> list[str]:
        return [line for k, p, _, lines in self.rows if k == key and p == part for line in lines]


def is_plan(document: Document) -> bool:
    """Tell whether a document holds a table of insatser: Åtgärd and at least two more rows (or columns)."""
    lines = [text for block in document.body for text in row_lines(block)]
    keys = {label.key for text in lines if (label := label_of(text)) is not None}
    if "atgard" in keys and len(keys - SECTION_KEYS) >= _COLUMNS:
        return True
    return any(_header(block) for block in document.body if block.role is Role.ROW)


def register(context: Context) -> tuple[Context, list[Passage], list[Insats]]:
    """Return the document without its tables of insatser, a passage for each insats, and the register."""
    reader = _Reader()
    kept = [replace(section, blocks=reader.read(section)) for section in context.sections]
    reader.close()
    passages, found = [], []
    for record in reader.records:
        text = _text(record)
        if not record.lines("atgard"):
            continue
        own = passage(context, PassageKind.INSATS, text, record.origin, headings=record.headings)
        passages.append(own)
        found.append(_insats(context, record, own))
    return replace(context, sections=tuple(kept)), passages, found


# --- reading ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Columns:
    """The header row of a table: what each column of the register is, and what it is called there."""

    table: int | None
    keys: list[str | None]
    names: list[str]


class _Reader:
    """Reads sections one after another into records, and hands back the blocks that are none."""

    def __init__(self) -> None:
        self.records: list[_Record] = []
        self._record: _Record | None = None
        self._above: dict[str, str] = {}
        self._above_key: str | None = None
        self._columns: _Columns | None = None
        self._path: tuple[str, ...] = ()
        self._table: int | None = None
        self._half = ""  # a label's first line, until its second comes

    def close(self) -> None:
        if self._record is not None:
            self.records.append(self._record)
        self._record = None
        self._columns = None

    def read(self, section: Section) -> tuple[Block, ...]:
        blocks = list(section.blocks)
        heading = section.heading
        if heading is not None:
            label = label_of(heading)
            if self._record is not None and blocks and broken_label(heading, blocks[0].text):
                self._half = heading
            elif self._record is not None and label is not None and not self._record.has(label.key):
                self._record.start(label)
            else:
                self.close()
                self._above, self._above_key = {}, None
                self._path = section.path
        kept: list[Block] = []
        for i, block in enumerate(blocks):
            if not self._take(block, blocks[i + 1 :], kept):
                kept.append(block)
        return tuple(kept)

    def _take(self, block: Block, following: Sequence[Block], kept: list[Block]) -> bool:
        if block.role is Role.ROW:
            return self._take_row(block, following)
        if self._columns is not None:
            self.close()
        lines = row_lines(block)
        if len(lines) == 1 and following and broken_label(lines[0], following[0].text):
            return self._record is not None and self._pending(lines[0])
        taken = False
        for i, line in enumerate(lines):
            rest = [*lines[i + 1 :], *(t for b in following[:_AHEAD] for t in row_lines(b))]
            taken = self._take_line(line, block, rest, kept, fresh=i == 0) or taken
        return taken

    def _pending(self, line: str) -> bool:
        self._half = line.strip()
        return True

    def _take_line(self, line: str, block: Block, following: Sequence[str], kept: list[Block], *, fresh: bool) -> bool:
        if self._half:
            line, self._half = f"{self._half} {line.strip()}", ""
        label = label_of(line)
        if label is not None and label.key == "atgard" and (self._record is not None or _proved(following)):
            self.close()
            self._begin(block.origin, label)
            return True
        if label is not None and self._is_above(label, line, following):
            return self._take_above(label, following, kept)
        if self._record is not None:
            if label is not None and (label.part or not self._record.has(label.key)):
                self._record.start(label)
                return True
            return self._go_on(line, block, fresh=fresh)
        if self._above_key and not fresh:
            self._above[self._above_key] += f" {line.strip()}"
            return True
        return False

    def _is_above(self, label: Label, line: str, following: Sequence[str]) -> bool:
        """Tell whether a line is one of those over a table: «Mål: …», «Syfte: …»."""
        if label.key not in SECTION_KEYS | {"samverkansforum"} or not label.firm or ":" not in line:
            return False
        return self._record is None or label.key in ("mal", "plats") or _proved(following, "atgard")

    def _take_above(self, label: Label, following: Sequence[str], kept: list[Block]) -> bool:
        """Take «Mål: …» over a table; after another table, the short line before it was the new section's heading."""
        if not any((found := label_of(t)) and found.key == "atgard" for t in following):
            return False
        if self._record is not None:
            title = self._pop_title()
            self.close()
            self._above = {}
            self._path = (*self._path[:-1], title) if title else self._path
        elif "mal" in self._above and label.key == "mal":
            self._above = {}
        if not self._path and kept and len(kept[-1].text) <= SHORT_LINE:
            self._path = (kept[-1].text.strip(),)
        self._above[label.key] = label.rest
        self._above_key = label.key
        return True

    def _pop_title(self) -> str | None:
        rows = self._record.rows if self._record else []
        if not rows or len(rows[-1][3]) <= 1:
            return None
        line = rows[-1][3][-1]
        if len(line) > SHORT_LINE or line.endswith((".", ",", ":")) or not line[:1].isupper():
            return None
        return rows[-1][3].pop()

    def _begin(self, origin: Origin, label: Label) -> None:
        self._record = _Record(headings=self._path, origin=origin, above=dict(self._above))
        self._above_key = None
        self._record.start(label)

    def _go_on(self, line: str, block: Block, *, fresh: bool) -> bool:
        record = self._record
        if record is None or not record.rows:
            return False
        lines = record.rows[-1][3]
        if fresh and lines and self._is_prose(block, lines[-1]):  # the table is over
            self.close()
            return False
        item = bool(_BULLET.match(line)) or (block.role is Role.ITEM and fresh)
        text = _BULLET.sub("", line).strip()
        if not text:
            return True
        goes_on = lines and not item and (text[0].islower() or text[0] in "0123456789§(" or _OPEN_END.search(lines[-1]))
        if goes_on:
            lines[-1] = _joined(lines[-1], text)
        else:
            lines.append(text)
        return True

    @staticmethod
    def _is_prose(block: Block, before: str) -> bool:
        """Tell whether a block is a paragraph of its own, not the next line of a cell."""
        text = block.text.strip()
        if block.role is Role.ITEM or _OPEN_END.search(before):
            return False
        return len(text) > _PARAGRAPH or (len(text) > _SENTENCE and text[0].isupper() and text.endswith("."))

    # rows

    def _take_row(self, block: Block, following: Sequence[Block]) -> bool:
        header = _header(block)
        if header is not None:
            if self._columns is None or self._columns.keys != header:
                self.close()
            self._columns = _Columns(block.table, header, [flat(cell).rstrip(":") for cell in block.cells])
            return True
        if self._columns is not None and self._columns.table == block.table:
            return self._take_columns(block, self._columns)
        cells = [cell.strip() for cell in block.cells] or block.text.split("\t")
        label = label_of(f"{flat(cells[0])}\t") if cells else None
        value = "\n".join(cell for cell in cells[1:] if cell)
        if label is not None and not label.rest:
            if label.key == "atgard" and (
                self._record is not None or _proved([row_lines(b)[0] for b in following[:_AHEAD] if row_lines(b)])
            ):
                self.close()
                self._begin(block.origin, label)
                self._table = block.table
                self._fill(value)
                return True
            if self._record is not None and (label.part or not self._record.has(label.key)):
                self._record.start(label)
                self._fill(value)
                return True
            if label.key in SECTION_KEYS and any(_row_key(b) == "atgard" for b in following):
                self.close()
                self._above[label.key] = value
                return True
        if self._record is not None and self._table == block.table and block.table is not None:
            self._fill("\n".join(cell for cell in cells if cell))  # a row without a name, or with one of its own
            return True
        self.close()
        return False

    def _fill(self, value: str) -> None:
        if self._record is None:
            return
        for line in value.split("\n"):
            text = _BULLET.sub("", line).strip()
            if text:
                self._record.rows[-1][3].append(text)

    def _take_columns(self, block: Block, columns: _Columns) -> bool:
        cells = [cell.strip() for cell in block.cells]
        values = {key: cell for key, cell in zip(columns.keys, cells, strict=False) if key and cell}
        if not values:
            return True
        if "atgard" not in values and self._record is not None:
            for key, cell in values.items():
                for row in self._record.rows:
                    if row[0] == key:
                        row[3].extend(cell.split("\n"))
            return True
        if self._record is not None:
            self.records.append(self._record)
        self._record = _Record(headings=self._path, origin=block.origin, above=dict(self._above))
        names = dict(zip(columns.keys, columns.names, strict=True))
        for key, cell in values.items():
            self._record.start(Label(key, "", None, names[key]))
            self._fill(cell)
        return True


def _row_key(block: Block) -> str | None:
    label = label_of(f"{flat(block.cells[0])}\t") if block.cells else None
    return label.key if label else None


def _proved(following: Sequence[str], wanted: str | None = None) -> bool:
    """Tell whether the lines after «Åtgärd …» hold two more labels of the register (or the one wanted)."""
    keys = {label.key for line in following[:_AHEAD] if (label := label_of(line)) is not None}
    return wanted in keys if wanted else len(keys - SECTION_KEYS - {"atgard"}) >= _COLUMNS - 1


def _header(block: Block) -> list[str | None] | None:
    """Return the register's columns of a header row, or None: three cells or more name them, Åtgärd among them.

    A column called two things («Syfte och innehåll») is the first of them. One that the register does not have keeps
    its own name, so that its text stays in the passage.
    """
    if len(block.cells) < _COLUMNS:
        return None
    cells = [flat(cell) for cell in block.cells]
    keys = [_column(cell) for cell in cells]
    for position, cell in enumerate(cells):
        first = _column(_AND.split(cell)[0])
        if keys[position] is None and first not in keys:
            keys[position] = first
    known = [key for key in keys if key]
    if "atgard" not in known or len(known) < _COLUMNS or len(set(known)) != len(known):
        return None
    return [key or flat(cell).strip() or None for key, cell in zip(keys, block.cells, strict=True)]


def _column(name: str) -> str | None:
    """Return the register's column that a column's name says."""
    label = label_of(f"{name}\t")
    return label.key if label is not None and label.part is None and not label.rest else None


def _joined(line: str, text: str) -> str:
    if line.endswith("-") and text[0].islower() and not re.match(r"(?:och|eller|samt)\b", text):
        return line[:-1] + text
    return f"{line} {text}"


# --- what becomes of a record -------------------------------------------------------------------------------------


def _text(record: _Record) -> str:
    """Return an insats as text: its rows as they stand, one a line, the section's aims first."""
    names = shown_names()
    above = [f"{names[key]}: {text}" for key, text in record.above.items() if text]
    own = []
    for _, _, name, lines in record.rows:
        if len(lines) > 1:
            own.append("\n".join([f"{name}:", *(f"• {line}" for line in lines)]))
        else:
            own.append(f"{name}: {' '.join(lines)}".rstrip())
    return "\n".join([*above, *own])


def _insats(context: Context, record: _Record, own: Passage) -> Insats:
    def value(key: str) -> str | None:
        return "\n".join(record.lines(key)) or record.above.get(key) or None

    atgard = value("atgard") or ""
    parts = dict.fromkeys(part for _, part, _, _ in record.rows if part)
    section = " ".join([*record.headings, atgard, *record.above.values()])
    year = value("year")
    return Insats(
        id=f"i{own.id}",
        passage=own.id,
        atgard=flat(atgard),
        origin=record.origin,
        year=(first_year_in(year) if year else None) or _year(context, record),
        ansvarig=value("ansvarig"),
        samverkansforum=value("samverkansforum"),
        aktiviteter=tuple(record.lines("aktiviteter")),
        parter=tuple(
            Part(
                part=part,
                kontakt="\n".join(record.lines("kontakt", part)) or None,
                atagande="\n".join(record.lines("atagande", part)) or None,
            )
            for part in parts
        ),
        ovriga_aktorer=value("ovriga_aktorer"),
        finansiering=value("finansiering"),
        kommunikation=value("kommunikation"),
        uppfoljning=value("uppfoljning"),
        mal=value("mal"),
        syfte=value("syfte"),
        malgrupp=value("malgrupp"),
        plats=value("plats") or place(record.headings[-1:], section, context.areas),
    )


def _year(context: Context, record: _Record) -> int | None:
    for heading in reversed(record.headings):
        if (year := first_year_in(heading)) is not None:
            return year
    date = context.metadata.date
    return int(date[:4]) if date else None


def place(headings: Iterable[str], text: str, areas: Sequence[str] = ()) -> str | None:
    """Return the place that a heading names, or None: a known area, or a name that the text uses as one.

    It does where it says «i …», «på …», or «… centrum».
    """
    for heading in headings:
        for match in re.finditer(r"[A-ZÅÄÖ][\w]+(?:[-/ ](?=[A-ZÅÄÖ])[A-ZÅÄÖ]\w+)*", heading):
            name = match[0]
            if any(name in area or area in name for area in areas if len(area) >= _NAME):
                return name
            first = re.escape(name)
            if re.search(
                rf"\b(?:i|på|vid|runt|kring|från|för)\s+{first}\b|\b{first}s?\s+(?:centrum|torg|station|område|park)",
                text,
            ):
                return name
    return None
