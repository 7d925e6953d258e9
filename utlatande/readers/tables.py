"""Tables in plain text: lines with tabs, contents lists, and label/value tables that a PDF flattened."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

from utlatande.readers import wording
from utlatande.readers.lines import Line
from utlatande.readers.pdf_rows import Row, Span
from utlatande.readers.pdf_tables import columns_of, table_rows

RECURS = 5  # a row label stands at least so often at the head of a line
LABELS = 3  # and a table has at least so many different ones
IN_TURN = 0.6  # of the labels are followed by the one that usually follows
CLOSE = 8  # lines from one label to the next, as a rule
WORDS = 4  # in a row label
LONGEST = 60  # lines that one cell may take
SPACED = 2  # lines in columns that make a table
_PIECE = re.compile(r"\S+(?: {1,2}\S+)*")
_LEADER = re.compile(r"(?P<title>\S.*?)(?: ?\.){4,} *(?P<page>\d{1,3})")
_COLON = re.compile(r"[A-ZÅÄÖ][\w ]{1,30}:(?: |$)")


@dataclass(slots=True)
class Rows:
    """A stretch of lines that is one table: ``rows`` are its cells and pages; ``stop`` is the line after it."""

    rows: list[tuple[tuple[str, ...], int | None]]  # cells and page
    stop: int


def tabbed(lines: list[Line], at: int) -> Rows | None:
    """Read the table of tabbed lines, or the contents list with dot leaders, that opens at ``at``."""
    rows: list[tuple[tuple[str, ...], int | None]] = []
    stop = at
    while stop < len(lines):
        line = lines[stop]
        cells = _cells(line)
        if not cells or line.aside or (rows and line.blanks > 1):
            break
        rows.append((cells, line.page))
        stop += 1
    return Rows(rows, stop) if rows else None


def spaced(lines: list[Line], at: int) -> Rows | None:
    """Read the table of lines that white space parts into columns, as ``pdftotext -layout`` writes it."""
    stop = at
    while stop < len(lines) and _in_columns(lines[stop], lines[at], first=stop == at):
        stop += 1
    if sum(line.columns for line in lines[at:stop]) < SPACED:
        return None
    starts = _starts(lines[at:stop])
    rows = [_row(line, number, starts) for number, line in enumerate(lines[at:stop])]
    columns = columns_of(rows)
    widest = max(len(row.spans) for row in rows)
    if len(columns) < SPACED or (len(rows) == SPACED and widest == SPACED):
        return None
    return Rows([(cells, lines[at].page) for cells in table_rows(rows)], stop)


def _in_columns(line: Line, head: Line, *, first: bool) -> bool:
    if line.aside or line.item or line.cells or line.quote or (line.blanks and not first):
        return False
    return line.columns or (not first and line.indent > head.indent + 2)


def _starts(lines: list[Line]) -> frozenset[int]:
    """Return the places where at least half of the lines have a piece that white space sets apart: columns begin there.

    A long cell may leave the next one a single space; it begins where the other lines' cells do.
    """
    counts = Counter(line.indent + m.start() for line in lines for m in _PIECE.finditer(line.text) if m.start())
    return frozenset(place for place, n in counts.items() if n >= SPACED and 2 * n >= len(lines))


def _row(line: Line, number: int, starts: frozenset[int]) -> Row:
    """Make a row of a line, as if each character were six points wide."""
    spans = []
    base = 12.0 * number
    text = line.text
    cuts = [at - line.indent for at in starts]
    for match in _PIECE.finditer(text):
        inner = [cut for cut in cuts if match.start() < cut < match.end() and text[cut - 1] == " " != text[cut]]
        for start, stop in pairwise([match.start(), *sorted(inner), match.end()]):
            piece = text[start:stop].rstrip()
            x0 = 6.0 * (line.indent + start)
            width = 6.0 * len(piece)
            spans.append(Span(piece, x0, x0 + width, base, base - 8, base, 10.0, width, bold=False))
    return Row(base, spans)


def _cells(line: Line) -> tuple[str, ...]:
    if line.cells:
        return tuple("\n".join(map(wording.visible, cell.split("\n"))) for cell in line.cells)
    leader = _LEADER.fullmatch(line.text) if "...." in line.text or " . . ." in line.text else None
    return (leader["title"], leader["page"]) if leader else ()


class Labels:
    """The row labels of the label/value tables in a document: phrases that recur at the head of lines.

    General for any such table: nothing is known of the words. A table ends where a label comes a second time.
    """

    def __init__(self, lines: list[Line]) -> None:
        heads = [_phrase(lines, i) for i in range(len(lines))]
        counts = Counter(head.text for head in heads if head)
        known = {text for text, n in counts.items() if n >= RECURS}
        known -= _values(heads, known, counts)
        self.at: dict[int, _Head] = {}
        if len(known) >= LABELS:
            at = {i: head for i, head in enumerate(heads) if head and _among(head.text, known)}
            self.at = at if _in_turn(at) else {}

    def table(self, lines: list[Line], at: int) -> Rows | None:
        """Read the label/value table that opens at ``at``."""
        if at not in self.at:
            return None
        rows: list[tuple[tuple[str, ...], int | None]] = []
        seen: set[str] = set()
        while at in self.at and self.at[at].text not in seen:
            head = self.at[at]
            seen.add(head.text)
            after = next((i for i in range(at + head.lines, min(at + LONGEST, len(lines))) if i in self.at), None)
            last = after is None or self.at[after].text in seen
            stop = self._end(lines, at + head.lines, after, empty=head.alone) if last else after
            rows.append(((head.text, _value(lines, at, stop or len(lines), head)), lines[at].page))
            at = stop or len(lines)
            if last:
                break
        return Rows(rows, at)

    @staticmethod
    def _end(lines: list[Line], start: int, after: int | None, *, empty: bool) -> int:
        """Find where the last row's value ends: at an empty line, unless what follows stands last on its page."""
        stop = len(lines) if after is None else after
        i = start
        while i < stop:
            line = lines[i]
            if line.aside or _COLON.match(line.text) or line.cut or (i - start > LONGEST):
                break
            if line.blanks and (i > start or not empty):
                here = i + 1
                while here < stop and not (lines[here].blanks or lines[here].cut or _COLON.match(lines[here].text)):
                    here += 1
                if here < len(lines) and not lines[here].cut:
                    break
            i += 1
        return i


@dataclass(frozen=True, slots=True)
class _Head:
    text: str
    lines: int
    alone: bool  # nothing stands after it on its line


def _in_turn(at: dict[int, _Head]) -> bool:
    """Tell whether the phrases follow each other in one order and closely, as row labels do and names do not."""
    after: dict[str, Counter[str]] = {}
    steps: list[int] = []
    for (i, one), (j, two) in pairwise(at.items()):
        after.setdefault(one.text, Counter())[two.text] += 1
        steps.append(j - i)
    usual = sum(own.most_common(1)[0][1] for own in after.values())
    return bool(steps) and usual >= IN_TURN * len(steps) and sorted(steps)[len(steps) // 2] <= CLOSE


def _values(heads: list[_Head | None], known: set[str], counts: Counter[str]) -> set[str]:
    """Find phrases that recur as values: they stand alone on their line, and a row label follows at once."""
    carries: Counter[str] = Counter()
    pairs: list[tuple[str, str]] = []
    for head, after in pairwise([*heads, None]):
        if head is None or head.text not in known:
            continue
        if head.alone and after is not None and after.text in known:
            pairs.append((head.text, after.text))
        else:
            carries[head.text] += 1
    sure = {text for text in known if carries[text] > 0.5 * counts[text]}
    follows = Counter(one for one, other in pairs if other in sure and one not in sure)
    return {text for text, n in follows.items() if n > 0.5 * counts[text]}


def _phrase(lines: list[Line], at: int) -> _Head | None:
    """Return the phrase a line opens with, as a row label is written: a capital, then lower case, up to four words."""
    line = lines[at]
    words = line.text.split(" ")
    if line.aside or line.item or line.cells or not words[0][:1].isupper() or not words[0].isalpha():
        return None
    size = next((i for i, word in enumerate(words) if i and not (word.isalpha() and word.islower())), len(words))
    rest = words[size:]
    if size > WORDS or (rest and rest[0][:1].islower()):
        return None
    phrase = " ".join(words[:size])
    after = lines[at + 1] if at + 1 < len(lines) else None
    if not rest and size < WORDS - 1 and after and not after.blanks and after.text.isalpha() and after.text.islower():
        return _Head(f"{phrase} {after.text}", 2, alone=True)
    return _Head(phrase, 1, alone=not rest)


def _among(text: str, known: set[str]) -> bool:
    """Tell whether a phrase is a known label or the end of one ("Övriga aktörer" of "Tänkbara övriga aktörer")."""
    return text in known or any(one.casefold().endswith(f" {text.casefold()}") for one in known if " " in text)


def _value(lines: list[Line], at: int, stop: int, head: _Head) -> str:
    """Join the lines of a cell; its paragraphs are parted by ``\\n``."""
    first = lines[at].text[len(head.text) :].strip() if head.lines == 1 else ""
    parts = [first] if first else []
    before = lines[at]
    for line in lines[at + head.lines : stop]:
        own = line.text[0].islower() or not line.text[0].isalpha()
        hyphen = wording.hyphenated(before.text)
        if parts and not line.item and (own or hyphen or before.text.endswith(",") or wording.hangs(before.text)):
            parts[-1] = wording.join(parts[-1], line.text)
        else:
            parts.append(line.text)
        before = line
    return "\n".join(wording.visible(part) for part in parts)
