# ruff: noqa: PLR2004 - counts and shares of one rule are read best in the rule
"""Lines of plain text: what each looks like, and whether the next one belongs to it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from utlatande.readers import wording

BULLETS = "•▪◦‣●○■□➢✓·–—―‒−*-\ufffd"  # the last: a sign that the font does not name
_BULLET = re.compile(rf"(?P<mark>[{re.escape(BULLETS)}])[ \t]+(?=\S)|(?P<glued>[•▪◦‣●■➢])(?=\w)")
_LABEL = re.compile(
    r"(?P<number>\d{1,2}|[a-zåäö]|[ivx]{2,4}|[IVX]{1,4})(?P<mark>[.)])(?:[ \t]+(?=\S)|(?=[A-ZÅÄÖ]))"
    r"|\((?P<bracket>\d{1,2}|[a-zåäö])\)[ \t]+(?=\S)"
    r"|(?P<multi>\d{1,2}(?:\.\d{1,2}){1,3})\.?[ \t]+(?=[A-ZÅÄÖ])"
    r"|Fråga (?P<word>\d{1,2})[.:)]"
)
_QUOTE = re.compile(r"^(?:> ?)+", re.MULTILINE)
_TITLED = re.compile(r"[A-ZÅÄÖ]\w*(?: \w+){0,2}: \S")
_COLUMNS = re.compile(r"\S {3,}\S")
EXACT_SHARE = 0.04  # of the pairs that surely belong together, so many may break the rule of a strict wrap
STROKES = 4  # borders of a table of three columns, the outer ones included; where those are drawn, two will do
ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
FIRST = ("1", "a", "i", "I")  # labels that open a list
QUANTILE = 0.08
NEAR = 0.85  # of the widest line: a wrap fills more than one line so far
WIDE, WIDEST = 55, 100  # characters: the width of a letter that somebody wrapped


@dataclass(slots=True)
class Line:
    """A line as it stood, without its quote marks."""

    text: str  # without outer spaces; soft hyphens are still there
    indent: int = 0
    width: float = 0  # in characters, or in points for a PDF, from the left edge to the last visible character
    trailing: bool = False  # ended in a space, as a line that PDF text wraps does
    blanks: int = 0  # empty lines before it
    spaced: bool = False  # one of those held a space: an empty paragraph, not a gap
    page: int | None = None
    cut: bool = False  # a page start, a page foot or a note stood between it and the line before
    cut_even: bool = False  # … with as many empty lines as such a cut always has
    aside: str = ""  # "header", "footer", "note" or "alone": not part of the running text
    quote: int = 0  # how deep it is quoted (``>``)
    cells: tuple[str, ...] = ()  # when tabs part it
    item: str = ""  # the label that opens a list item; "?" for a bullet that was lost
    body: str = ""  # the text after that label
    apart: bool = False  # the label stood in a column of its own
    group: str = ""  # lines of one group were set to one width
    word: float = 0  # the width of its first word with a space, when it was measured
    size: float = 0  # of its font
    strong: bool = False

    @property
    def needs(self) -> float:
        """The room that its first word would have needed on the line before."""
        return self.word or len(self.text.split(None, 1)[0]) + 1

    @property
    def columns(self) -> bool:
        """Whether words stand apart as in columns."""
        text = self.body or self.text
        return "   " in text and bool(_COLUMNS.search(text))


def split(text: str) -> list[Line]:
    """Return the non-empty lines of ``text`` (already normal), each knowing the blank ones before it."""
    lines: list[Line] = []
    blanks, spaced = 0, False
    mailed = len(_QUOTE.findall(text)) > 1
    for whole in text.split("\n"):
        raw, quote = _unquoted(whole) if mailed else (whole, 0)
        bare = raw.strip(" \t\f")
        if not bare or bare == wording.SOFT:
            blanks += 1
            spaced |= bool(raw)
            continue
        width = len(raw.rstrip())
        body = raw.expandtabs(4)
        indent = len(body) - len(body.lstrip(" \f"))
        line = Line(bare, indent=indent, width=width, trailing=raw.endswith(" "), blanks=blanks, spaced=spaced)
        line.quote, line.group = quote, "quoted" if quote else ""
        line.cells = _cells(raw.strip(" \f"))
        lines.append(line)
        blanks, spaced = 0, False
    return _stroked(lines)


def _stroked(lines: list[Line]) -> list[Line]:
    """Give lines that strokes part into equally many cells («Åtgärd | Ansvarig | Plats») their cells."""
    kept: list[Line] = []
    for _, group in groupby(lines, key=_strokes):
        run = list(group)
        rows = [line for line in run if any(map(str.isalnum, line.text))]
        if _strokes(run[0]) >= STROKES - run[0].text.startswith("|") and len(rows) > 1:
            for line in rows:
                line.cells = tuple(cell.strip() for cell in line.text.strip("|").split("|"))
            run = rows
        kept += run
    return kept


def _strokes(line: Line) -> int:
    text = line.text
    return text.count("|") + (not text.startswith("|")) + (not text.endswith("|")) if "|" in text else 0


def _unquoted(raw: str) -> tuple[str, int]:
    found = _QUOTE.match(raw)
    return (raw[found.end() :], found[0].count(">")) if found else (raw, 0)


def _cells(raw: str) -> tuple[str, ...]:
    """Return the cells of a line that tabs part; a tab first on a line, or after a list's label, parts nothing."""
    if "\t" not in raw.strip("\t") and raw.count("\t") < 2:
        return ()
    mark, body = label(raw)
    if mark and "\t" not in body:
        return ()
    return tuple(cell.strip() for cell in raw.split("\t"))


def label(text: str) -> tuple[str, str]:
    """Return a list label and the text after it, or two empty strings."""
    if text[:2].isalpha() and text[:1] not in "ivxIVXF":
        return "", ""
    found = _BULLET.match(text) or _LABEL.match(text)
    if found and not any(map(str.isalnum, text[found.end() :])):
        return "", ""  # a row of dashes
    return (found[0].strip(), text[found.end() :].lstrip()) if found else ("", "")


def is_bullet(mark: str) -> bool:
    """Tell whether a label is a bullet or a dash."""
    return len(mark) == 1 and mark in BULLETS


class Labels:
    """Tells a list's label from a number or dash that a wrap put first on its line."""

    def __init__(self) -> None:
        self.last = ""

    def take(self, line: Line, before: Line | None, *, full: bool, coming: str = "") -> bool:
        """Set ``line.item`` when the line opens an item, and tell so.

        ``full``: the line before had no room left. ``coming`` is the next label in the lines below.
        """
        mark, body = label(line.text)
        if not mark:
            return False
        goes_on = coming == mark if is_bullet(mark) else bool(coming) and mark[:-1] in FIRST and follows(mark, coming)
        if not (goes_on or self._opens(mark, line, before, full=full)):
            return False
        line.item, line.body, self.last = mark, body, mark
        return True

    def _opens(self, mark: str, line: Line, before: Line | None, *, full: bool) -> bool:
        if before is None or line.blanks or not full or before.item == "?":
            return True
        if wording.ends_sentence(before.text):
            return True
        if is_bullet(mark):
            return mark == self.last
        if wording.hangs(before.text) and not before.text.endswith((" och", " eller", " samt")):
            return False
        return follows(self.last, mark) or before.text.endswith(",")


def follows(first: str, second: str) -> bool:
    """Tell whether two labels are neighbours in one list (``1.`` ``2.``; ``a)`` ``b)``; ``1.1`` ``1.2``)."""
    one, two = first.strip("().:").lower(), second.strip("().:").lower()
    if second.startswith("Fråga"):
        return True
    if one.isdecimal() and two.isdecimal():
        return int(two) == int(one) + 1
    if one in ROMAN and two in ROMAN and (len(one) > 1 or len(two) > 1 or one == "i"):
        return ROMAN.index(two) == ROMAN.index(one) + 1
    if len(one) == len(two) == 1 and one.isalpha() and two.isalpha():
        return ord(two) == ord(one) + 1
    return "." in two


@dataclass(frozen=True, slots=True)
class Fit:
    """How wide the text was set. ``room`` is the least that a line and the next word came to where a line was surely
    wrapped: a shorter sum means that the writer ended the line. 0: nothing was wrapped, so every line stands alone."""

    room: float = 0
    exact: bool = False
    floor: float = 0  # hardly a wrapped line is narrower
    blank_mode: bool = False  # empty lines part the paragraphs
    trailing: bool = False  # a wrapped line ends in a space, the last of a paragraph does not
    hanging: bool = False  # the wrapped lines of an item are indented

    def share(self, line: Line, after: Line) -> float:
        """How full ``line`` was when its next word had to go down, 1 being surely full."""
        return (line.width + after.needs) / self.room if self.room else 0.0


def measure(lines: Sequence[Line]) -> Fit:
    """Learn how the text was wrapped from the lines themselves."""
    pairs = list(pairwise(lines))
    sure = [(a, b) for a, b in pairs if _sure(a, b)]
    finished = [b for a, b in pairs if wording.ends_sentence(a.text) and not b.item and not b.cut]
    blank = sum(b.blanks > 0 for b in finished)
    blank_mode = blank >= 0.25 * len(finished) or blank >= 8
    widest = max((line.width for line in lines if not line.cells), default=0)
    if not sure:
        near = sum(line.width >= NEAR * widest for line in lines if not line.cells)
        told = WIDE <= widest <= WIDEST and near > 1 and blank >= 0.4 * len(finished)
        return Fit(room=widest + 1.0 if told else 0, exact=True, blank_mode=True)
    if max(len(a.text) for a, _ in sure) > 250:
        return Fit(blank_mode=True)
    sums = sorted(a.width + b.needs for a, b in sure)
    room, exact = float(sums[int(len(sums) * QUANTILE)]), False
    for width in sorted({a.width for a, _ in sure}, reverse=True)[:3]:
        if len(sums) >= 4 and sum(total <= width for total in sums) <= EXACT_SHARE * len(sums):
            room, exact = width + 1.0, True
            break
    else:
        room = room if len(sums) >= 12 else min(min(sums) * 0.97, max(a.width for a, _ in sure) + 1)
    inner = sum(a.trailing for a, _ in sure) / len(sure)
    ends = [a for a, b in pairs if b.blanks and wording.ends_sentence(a.text)]
    outer = sum(a.trailing for a in ends) / len(ends) if ends else 1.0
    return Fit(
        room=room,
        exact=exact,
        floor=sorted(a.width for a, _ in sure)[int(len(sure) * QUANTILE)],
        blank_mode=blank_mode,
        trailing=inner > 0.9 and outer < 0.5,
        hanging=any(a.item and b.indent > a.indent and not b.item for a, b in pairs),
    )


def _sure(line: Line, after: Line) -> bool:
    """Tell whether two lines surely were one: the second begins as no sentence does."""
    return (
        after.text[0].islower()
        and len(line.text) > 24
        and not (after.blanks or after.cut or after.item or line.cells)
        and line.group == after.group
        and not line.text.endswith(",")
        and not wording.ends_sentence(line.text)
        and not after.columns
        and not label(after.text)[0]
    )


def continues(line: Line, after: Line, fit: Fit, *, so_far: str) -> bool:
    """Tell whether ``after`` goes on where ``line`` ended; ``so_far`` is the paragraph up to ``line``."""
    if after.item or line.quote != after.quote or _restyled(line, after) or line.cells or after.cells:
        return False
    small = _small(after.text)
    if wording.hyphenated(line.text):
        return small or not after.blanks or after.cut
    if line.columns or after.columns:
        return False
    if after.blanks or after.cut:
        return _over_gap(line, after, fit, small=small, so_far=so_far)
    share = fit.share(line, after)
    if share < 1:
        return _after_short(line, after, share, fit, small=small)
    return _after_full(line, after, fit, small=small, so_far=so_far)


def _restyled(line: Line, after: Line) -> bool:
    """Tell whether the font changes so that a new paragraph begins."""
    if abs(line.size - after.size) > 0.08 * max(line.size, after.size):
        return True
    if line.strong == after.strong:
        return False
    return wording.ends_sentence(line.text) or not _small(after.text)


def _small(text: str) -> bool:
    """Tell whether a line begins as no sentence begins."""
    first = text.lstrip("\"'”’»(")[:1]
    return bool(first) and not first.isupper()


def _over_gap(line: Line, after: Line, fit: Fit, *, small: bool, so_far: str) -> bool:
    """Tell whether a sentence goes on after an empty line, a page foot or a note."""
    if after.text.startswith("§") and not after.cut:
        return False  # a paragraph of minutes
    share = fit.share(line, after) if fit.room else 1.0
    ended = wording.ends_sentence(line.text)
    if after.cut and fit.room and share >= 1 and after.cut_even:
        return not ended or small or (fit.blank_mode and wording.mark(line.text) == ".")
    if ended:
        return False
    if wording.hangs(line.text):
        return share >= 0.55 and (small or not after.spaced)
    if after.text.startswith("att ") and not after.cut:
        return False
    if not small or after.spaced:
        return False
    if line.text.endswith(",") and not after.cut:
        return share >= 0.97 and len(so_far) > 150
    return share >= (0.8 if after.cut else 0.93)


def _after_short(line: Line, after: Line, share: float, fit: Fit, *, small: bool) -> bool:
    """The line had room for more: its writer ended it, unless it cannot end there."""
    if wording.ends_sentence(line.text):
        return False
    if line.text.endswith(","):
        lowest = 0.7 if fit.trailing and line.trailing else 0.85
        return small and share >= lowest and not fit.exact and not after.text.startswith("att ")
    if wording.hangs(line.text):
        return share >= 0.5
    if small and not after.text.startswith("att "):
        return share >= (0.97 if fit.exact and len(line.text) < 40 else 0.55)
    if fit.trailing and line.trailing and share >= 0.8:
        return True
    return share >= 0.94 and not fit.exact


def _after_full(line: Line, after: Line, fit: Fit, *, small: bool, so_far: str) -> bool:
    """The line had no room left: a new paragraph must show itself in another way."""
    mark = wording.mark(line.text)
    if not (mark or small or fit.exact) and line.width < 0.9 * fit.floor and not wording.hangs(line.text):
        return so_far != line.text  # a heading over a long word
    if mark in {"", ","} or small:
        return not (mark in {":", ","} and after.text.startswith("att ") and not fit.exact)
    if mark == ":" or _TITLED.match(after.text):
        return False
    if mark == "?":
        return fit.blank_mode and bool(re.search(r"[.!?]\W+\w", so_far))
    if fit.trailing and not line.trailing:
        return False
    return not (after.indent > line.indent and not line.item and not fit.hanging)
