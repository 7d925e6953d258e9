# ruff: noqa: PLR2004 - counts and shares of one rule are read best in the rule
"""From lines to the pieces of a document: paragraphs, items, rows, notes, heads and feet, in reading order."""

from __future__ import annotations

import re
from dataclasses import dataclass

from utlatande.model import Block, Origin, Role
from utlatande.readers import lines, pages, tables, wording
from utlatande.readers.lines import Fit, Line

# A line of an e-mail's head, and a stroke over what is signed or sent on: neither is part of a paragraph.
_ALONE = re.compile(
    r"(?:Från|Till|Kopia|Skickat|Datum|Ämne|Svara till|From|To|Cc|Sent|Date|Subject): \S|[-_=*–—]{3,}|--\s*$"
)
_GOES_ON = re.compile(r"\d[\d.,:–-]*\s+[a-zåäö]")  # a figure in the middle of a sentence
_VERB = re.compile(r" (?:är|har|hade|ska|skall|kan|var|får|blir|bör|vill|kommer|finns|säger|undrar|frågar|anser) ")
LOOKED_AT = 2_000  # characters of a paragraph so far
AHEAD = 10  # lines in which the next item of a list is looked for
FULL = 0.97  # of the width: a line that full may have wrapped before a number


@dataclass(slots=True)
class Piece:
    """A block in the making."""

    text: str
    role: Role = Role.PARAGRAPH
    page: int | None = None
    number: str | None = None
    cells: tuple[str, ...] = ()
    table: int | None = None
    level: int | None = None
    style: str | None = None
    count: int = 1  # lines it was made of
    apart: bool = True  # an empty line, or a page's start, stood before it
    alone: bool = False  # of a letterhead
    size: float = 0  # of its font, where known
    strong: bool = False


class Flow:
    """Walks the lines and puts them together; what interrupts a paragraph waits until it ends."""

    def __init__(self, found: list[Line], fits: dict[str, Fit] | None = None) -> None:
        """``fits`` are the widths that the layout of a page has told; without them the text tells all there is."""
        self.lines = found
        self.fits = dict(fits or {})
        self.measured = fits is not None
        self.labels = tables.Labels([] if fits else found)
        self.pieces: list[Piece] = []
        self.heads: dict[str, Piece] = {}
        self.waiting: list[Piece] = []
        self.open: Piece | None = None
        self.parts: list[
            str
        ] = []  # of the open piece's text: put together when it is whole, so that length costs no more
        self.so_far = ""  # its text, as far as rules look at it
        self.before: Line | None = None
        self.table = -1

    def run(self) -> list[Piece]:
        """Return the pieces: page heads first, page feet last."""
        for group in {line.group for line in self.lines} - self.fits.keys():
            self.fits[group] = fit_of([line for line in self.lines if line.group == group])
        at = 0
        while at < len(self.lines):
            line = self.lines[at]
            rows = None if line.aside else self._table(at)
            if rows is None:
                self._take(line)
                at += 1
                continue
            self._close()
            self._rows(rows, at)
            at = rows.stop
        self._close()
        heads = [piece for piece in self.heads.values() if piece.role is Role.HEADER]
        feet = [piece for piece in self.heads.values() if piece.role is Role.FOOTER]
        return [*heads, *self.pieces, *feet]

    def _table(self, at: int) -> tables.Rows | None:
        rows = self.labels.table(self.lines, at) or tables.tabbed(self.lines, at)
        if rows is None and not self.measured and self.lines[at].columns:
            rows = tables.spaced(self.lines, at)
        return rows

    def _take(self, line: Line) -> None:
        if line.aside in {"header", "footer"}:
            role = Role.HEADER if line.aside == "header" else Role.FOOTER
            key = pages.key(line.text)
            self.heads.setdefault(key, Piece(wording.visible(line.text), role=role, page=line.page))
        elif line.aside == "note":
            number, text = pages.note(line.text)
            if not number and self.waiting and self.waiting[-1].role is Role.FOOTNOTE:
                last = self.waiting[-1]
                last.text = wording.visible(wording.join(last.text, text))
                return
            self.waiting.append(Piece(text, role=Role.FOOTNOTE, page=line.page, number=number))
        elif line.aside == "alone":
            text = wording.visible(line.text)
            self.waiting.append(Piece(text, page=line.page, alone=True, size=line.size, strong=line.strong))
        elif line.aside:
            return
        elif self.open and self.before and self._goes_on(self.before, line):
            self._add(line.text)
            self.open.count += 1
            self.open.strong &= line.strong
            self.before = line
        else:
            self._close()
            self._start(line)

    def _goes_on(self, before: Line, line: Line) -> bool:
        if _ALONE.match(line.text) or _ALONE.match(before.text):
            return False
        if not (self.measured or self.fits[line.group].room) and _wrapped_once(before, line):
            return True
        return lines.continues(before, line, self.fits[line.group], so_far=self.so_far)

    def _add(self, text: str) -> None:
        """Add a line to the open piece."""
        joined = wording.join(self.parts.pop(), text)  # only where two lines meet does anything change
        whole = len(joined) - len(text)
        self.parts += [joined[:whole], text]
        if len(self.so_far) < LOOKED_AT:
            self.so_far = "".join(self.parts)

    def _start(self, line: Line) -> None:
        mark = line.item if line.item != "?" else ""
        apart = lines.is_bullet(mark) or line.apart
        self.open = Piece(
            line.body if apart or line.item == "?" else line.text,
            role=Role.ITEM if line.item else Role.PARAGRAPH,
            page=line.page,
            number=(mark or None) if apart else None,
            level=0 if line.item else None,
            style="quoted" if line.quote else None,
            apart=bool(line.blanks or line.cut) or self.before is None,
            size=line.size,
            strong=line.strong,
        )
        self.parts, self.so_far = [self.open.text], self.open.text
        self.before = line

    def _close(self) -> None:
        if self.open:
            self.open.text = wording.visible("".join(self.parts))
            self.pieces.append(self.open)
        self.pieces += self.waiting
        self.open, self.waiting = None, []

    def _title_above(self, rows: tables.Rows) -> None:
        """Put a contents entry that was wrapped before its page number together again."""
        (cells, page), *others = rows.rows
        last = self.pieces[-1] if self.pieces else None
        if last is None or last.role is not Role.PARAGRAPH or len(cells) != 2 or not cells[1].isdecimal():
            return
        if wording.ends_sentence(last.text) or not (cells[0][:1].islower() or wording.hangs(last.text)):
            return
        self.pieces.pop()
        rows.rows[:] = [((wording.join(last.text, cells[0]), cells[1]), page), *others]

    def _rows(self, rows: tables.Rows, at: int) -> None:
        first = self.lines[at]
        if not self.pieces or self.pieces[-1].role is not Role.ROW or first.blanks or self.lines[at - 1].aside:
            self.table += 1
        self._title_above(rows)
        for cells, page in rows.rows:
            text = "\t".join(cells)
            self.pieces.append(Piece(text, role=Role.ROW, page=page, cells=cells, table=self.table))
        self.before = self.lines[rows.stop - 1]


def _wrapped_once(before: Line, line: Line) -> bool:
    """Tell whether a line surely goes on in the next one, in a text with no other wrap to tell how wide it was set."""
    if line.blanks or line.cut or line.item or line.cells or before.cells or before.quote != line.quote:
        return False
    if wording.mark(before.text) or not lines.WIDE // 2 <= before.width <= lines.WIDEST:
        return False
    if wording.hangs(before.text):
        return True
    small = _GOES_ON.match(line.text) is not None
    says = _VERB.search(before.text) is not None and wording.ends_sentence(line.text)
    return before.width >= lines.WIDE and (small or says)


def fit_of(own: list[Line]) -> Fit:
    """Measure how the lines were wrapped, and find the labels of lists, which need the measure and change it."""
    running = [line for line in own if not line.aside]
    fit = lines.measure(running)
    labels = lines.Labels()
    before: Line | None = None
    found = False
    marks = [lines.label(line.text)[0] for line in running]
    coming = [""] * len(running)
    last, where = "", 0
    for i in range(len(running) - 1, -1, -1):
        coming[i] = last if where - i <= AHEAD else ""
        if marks[i]:
            last, where = marks[i], i
    for line, after in zip(running, coming, strict=True):
        if not line.item:
            full = before is not None and not line.cut and fit.share(before, line) >= FULL
            found |= labels.take(line, before, full=full, coming=after)
        before = line
    return lines.measure(running) if found else fit


def blocks_of(pieces: list[Piece], name: str) -> tuple[Block, ...]:
    """Number the pieces as the blocks of a document."""
    return tuple(
        Block(
            text=piece.text,
            role=piece.role,
            origin=Origin(document=name, block=number, page=piece.page),
            level=piece.level,
            number=piece.number,
            cells=piece.cells,
            table=piece.table,
            strong=piece.strong,
            style=piece.style,
        )
        for number, piece in enumerate(pieces)
    )
