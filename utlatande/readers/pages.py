# ruff: noqa: PLR2004 - counts and shares of one rule are read best in the rule
"""Pages of plain text: where they start, their heads and feet, letterheads and notes that landed in the text."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from statistics import median

from utlatande.readers import wording
from utlatande.readers.lines import Line, label

FEW = 25  # lines: pages are longer than this, lists of bullets that were lost are shorter
FOOT = 90  # characters of a page's foot
SENTENCE = 20  # characters: a shorter line may end in an abbreviation
EDGE = 4  # lines at a page's top and bottom that may be its head and foot
_OF = r"(?:\((?P<total>\d{1,3})\)|(?:/ ?|av )(?P<total2>\d{1,3}))"
_FOOT = re.compile(rf"(?:Sid(?:a|an)?|Page|S)\.?:? ?(?P<page>\d{{1,3}})(?: ?{_OF})?", re.IGNORECASE)
_DIGITS, _SPACE = re.compile(r"\d+"), re.compile(r"\s+")
_BARE = re.compile(rf"[-–]? ?(?P<page>\d{{1,3}})(?: ?{_OF})? ?[-–]?")
_WORDED = re.compile(rf"\S\s+Sid(?:a|an)?\.?:? ?(?P<page>\d{{1,3}})(?: ?{_OF})?$", re.IGNORECASE)
_NOTE = re.compile(r"[¹²³⁴⁵⁶⁷⁸⁹⁰]+ ?\S")
_CUES = {
    "person": re.compile(r"Handläggare\b|Kontaktperson\b"),
    "phone": re.compile(r"Telefon\b|Tfn\b|Tel\b|(?:\+46|0\d{1,3})[ -]?\(?\d[\d ()-]{4,}$"),
    "dnr": re.compile(r"(?:Dnr|Diarienummer|Diarienr)\b"),
    "to": re.compile(r"Till\b"),
    "date": re.compile(r"\d{4}-\d{2}-\d{2}$|\d{1,2} (?:jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec)\w* \d{4}$"),
    "mail": re.compile(r"\S+@\S+\.\w+$|www\.|\S+\.(?:se|stockholm)$"),
    "post": re.compile(r"\d{3} \d{2} [A-ZÅÄÖ]"),
    "kind": re.compile(r"(?:Tjänsteutlåtande|Tjänsteskrivelse|Skrivelse)$"),
    "office": re.compile(r"(?:Avdelningen för|\S*(?:förvaltningen?|nämnden?))\b|.*(?:förvaltning|nämnd)$"),
}


def mark(lines: list[Line], text: str) -> None:
    """Find pages, heads, feet, letterheads and notes, and say so on the lines."""
    if not lines:
        return
    if "\f" not in text:
        _leading_spaces(lines, text)
    _feet(lines)
    _heads(lines)
    if any(line.page is None for line in lines):
        _repeated_runs(lines)
    _running_title(lines)
    _letterheads(lines)
    _notes(lines)
    _cuts(lines)


def _leading_spaces(lines: list[Line], text: str) -> None:
    """One leading space opens a page in text that was taken from a PDF; so does, in some, a bullet that was lost."""
    first = text.lstrip("\n")
    if not re.match(r" \S", first):
        return
    numbers = _numbers(lines)
    found = [i for i, line in enumerate(lines) if line.indent == 1]
    if not found or found[0] != 0 or sum(line.indent > 1 for line in lines) > len(found):
        return
    if len(found) * FEW <= numbers[-1]:
        starts = [0]
        for i in found[1:]:
            gap = numbers[i] - numbers[starts[-1]]
            if gap < 45 and _heading_like(lines[i - 1]) and not lines[i].blanks:
                lines[i].item, lines[i].body = "?", lines[i].text
            elif gap >= FEW:
                starts.append(i)
    else:
        starts = _chain(found, numbers)
        if not starts:
            return
        for i in set(found) - set(starts):
            lines[i].item, lines[i].body = "?", lines[i].text
    for i in found:
        lines[i].indent, lines[i].width = 0, lines[i].width - 1
    _number(lines, starts)


def _numbers(lines: list[Line]) -> list[int]:
    """Number the lines as they stood, empty ones counted."""
    numbers, at = [], -1
    for line in lines:
        at += line.blanks + 1
        numbers.append(at)
    return numbers


def _chain(found: list[int], numbers: list[int]) -> list[int]:
    """Choose, among lines that may open a page, those that stand about one page apart."""
    best: tuple[float, list[int]] = (0.0, [])
    for size in range(30, 80):
        low, high = 0.82 * size, 1.18 * size
        score, back, reach = {0: 0.0}, {0: -1}, 0
        for k in range(1, len(found)):
            at, j = numbers[found[k]], k - 1
            while j >= 0 and at - numbers[found[j]] <= high:
                gap = at - numbers[found[j]]
                value = score.get(j, -1.0) + 1 - abs(gap - size) / size
                if gap >= low and j in score and value > score.get(k, 0.0):
                    score[k], back[k] = value, j
                j -= 1
            reach = k if k in score else reach
        if numbers[found[reach]] + high >= numbers[-1] and score[reach] > best[0]:
            chain, k = [], reach
            while k >= 0:
                chain.append(found[k])
                k = back[k]
            best = (score[reach], chain[::-1])
    return best[1]


def _number(lines: list[Line], starts: list[int]) -> None:
    page = 0
    at = set(starts)
    for i, line in enumerate(lines):
        if i in at:
            page += 1
            line.cut = i > 0
        line.page = max(page, 1)


def _heading_like(line: Line) -> bool:
    return len(line.text) < 60 and not line.trailing and not wording.ends_sentence(line.text)


def foot_number(text: str, *, bare: bool) -> int | None:
    """Return the page number when a line says nothing else."""
    found = _FOOT.fullmatch(text) or (_BARE.fullmatch(text) if bare else None)
    if found is None:
        return None
    number, total = int(found["page"]), found["total"] or found["total2"]
    return None if number == 0 or (total and int(total) < number) else number


def _feet(lines: list[Line]) -> None:
    """Take out lines that are only a page number, and learn the pages from them where nothing else told them."""
    marks = [(i, n) for i, line in enumerate(lines) if (n := foot_number(line.text, bare=False)) is not None]
    marks = marks or _bare_feet(lines) or _worded_feet(lines)
    for i, _ in marks:
        lines[i].aside = "footer"
    if marks and lines[0].page is None and all(a < b for (_, a), (_, b) in pairwise(marks)):
        _pages_from(marks, lines)


def _bare_feet(lines: list[Line]) -> list[tuple[int, int]]:
    """Find bare numbers that count the pages: at page edges, or one more each time and far apart."""
    found = [(i, n) for i, line in enumerate(lines) if (n := foot_number(line.text, bare=True)) is not None]
    if any(line.cut for line in lines):
        edges = {i for i, line in enumerate(lines) if line.cut} | {
            i - 1 for i, line in enumerate(lines) if line.cut and i
        }
        edges |= {0, len(lines) - 1}
        return [(i, n) for i, n in found if i in edges and abs(n - (lines[i].page or -9)) < 3]
    marked = [(i, n) for i, n in found if re.search(r"[(/–-]|av", lines[i].text)]
    last = len(lines) - 1
    if len(marked) >= 2 and all(b == a + 1 and (j - i > 8 or j == last) for (i, a), (j, b) in pairwise(marked)):
        return marked
    apart = all(lines[i].blanks and (i == last or lines[i + 1].blanks) for i, _ in found)
    if apart and [n for _, n in found] == list(range(1, len(found) + 1)) and len(found) > 1 and found[-1][0] == last:
        return found
    if len(found) >= 3 and all(b == a + 1 and j - i > 15 for (i, a), (j, b) in pairwise(found)):
        return found
    return []


def _worded_feet(lines: list[Line]) -> list[tuple[int, int]]:
    """Find the same words before a page number that counts on («Norrviks stadsdelsnämnd  Sida 2»), twice or more."""
    found: dict[str, list[tuple[int, int]]] = {}
    for i, line in enumerate(lines):
        if (m := _WORDED.search(line.text)) and len(line.text) <= FOOT:
            found.setdefault(key(line.text), []).append((i, int(m["page"])))
    for marks in found.values():
        if len(marks) > 1 and marks[0][1] in {1, 2} and all(b == a + 1 for (_, a), (_, b) in pairwise(marks)):
            return marks
    return []


def _pages_from(marks: list[tuple[int, int]], lines: list[Line]) -> None:
    """Number pages from the marks that stand at their tops or bottoms."""
    numbers = _numbers(lines)
    where, first = numbers[marks[0][0]], marks[0][1]
    steps = [(numbers[j] - numbers[i]) / (b - a) for (i, a), (j, b) in pairwise(marks)]
    per = median(steps) if steps else (numbers[-1] + 1) / max(first, 2)
    bottom = abs(where - per * first) <= abs(where - per * (first - 1)) if where > 6 else False
    if not steps and first > 1:
        bottom = numbers[-1] - where < 0.15 * where
    bounds = [0, *(i for i, _ in marks), len(lines)]
    for k, (start, stop) in enumerate(pairwise(bounds)):
        before = marks[k - 1][1] if k else None
        after = marks[k][1] if k < len(marks) else None
        page = _page_between(before, after, bottom=bottom, lines_there=numbers[stop - 1] - numbers[start], per=per)
        for line in lines[start:stop]:
            line.page = page
    for i, n in marks:
        lines[i].page = n
        if i + 1 < len(lines):
            lines[i + 1].cut = True


def _page_between(before: int | None, after: int | None, *, bottom: bool, lines_there: float, per: float) -> int | None:
    """Number the stretch between two marks, or None when a mark between them seems to be missing."""
    last = lines_there <= 1.4 * per
    if bottom:
        if after is None:
            return (before or 0) + 1 if last else None
        return after if after == (before or 0) + 1 else None
    if before is None:
        return (after or 2) - 1 if after in {1, 2} else None
    return before if after == before + 1 or (after is None and last) else None


def key(text: str) -> str:
    """Return what a head or foot has in common on all pages: its text without numbers."""
    return _DIGITS.sub("#", _SPACE.sub(" ", text)).casefold()


def _heads(lines: list[Line]) -> None:
    """Lines that stand at the same place at the top, or at the bottom, of most pages are heads and feet."""
    pages: dict[int, list[Line]] = {}
    for line in lines:
        if line.page is not None and not line.aside:
            pages.setdefault(line.page, []).append(line)
    if len(pages) < 2:
        return
    for role in ("header", "footer"):
        edges = [own[:EDGE] if role == "header" else own[: -EDGE - 1 : -1] for own in pages.values()]
        counts = Counter((place, _on_page(line)) for own in edges for place, line in enumerate(own))
        least = max(2, len(pages) / 2)
        for own in edges:
            for place, line in enumerate(own):
                if counts[place, _on_page(line)] < least or not _head_like(line, own, place, few=len(pages) < 3):
                    break
                line.aside = role


def _on_page(line: Line) -> str:
    """Return a line's text with the number of its page left open."""
    return re.sub(rf"(?<!\d)0*{line.page}(?!\d)", "#", line.text)


def is_sentence(text: str) -> bool:
    """Tell whether a line ends as a sentence does: then it is no head or foot, however often it is said."""
    return len(text) > SENTENCE and text.endswith((".", "?", "!"))


def _head_like(line: Line, edge: list[Line], place: int, *, few: bool) -> bool:
    """Tell whether a repeated line can be a head or foot: no item, no table row, no sentence that goes on."""
    inner = edge[place + 1] if place + 1 < len(edge) else None
    apart = line.blanks or line.cut or (inner is not None and inner.blanks) or line.columns
    letters = sum(c.isalpha() for c in line.text)
    whole = letters >= 3 and len(line.text) <= 120 and not line.cells and not label(line.text)[0]
    running = wording.hangs(line.text) or line.text[0].islower() or is_sentence(line.text)
    return whole and not running and not (few and not apart)


def _repeated_runs(lines: list[Line]) -> None:
    """Without known pages: lines that recur beside a page number are heads (``Diarienummer:`` / ``Sid 7`` / …)."""
    counts = Counter(key(line.text) for line in lines if len(line.text) < 100 and not line.cells)
    beside: Counter[str] = Counter()
    runs: list[list[Line]] = [[]]
    for line in lines:
        if counts[key(line.text)] >= 3 or line.aside == "footer":
            runs[-1].append(line)
        elif runs[-1]:
            runs.append([])
    for run in runs:
        if len(run) > 1 and any(line.aside == "footer" for line in run):
            beside.update({key(line.text) for line in run})
    for run in runs:
        if len(run) > 1 and all(beside[key(line.text)] > 1 for line in run):
            for line in run:
                line.aside = line.aside or "header"


def _running_title(lines: list[Line]) -> None:
    """The first lines of a later page that are a part of the title are its running head."""
    end = next((i for i, line in enumerate(lines) if i and line.blanks), 1)
    title = _squeezed(lines[: min(end, 4)])
    least = max(12, 0.3 * len(title))
    for i, line in enumerate(lines):
        if not line.cut or line.aside or i < 5:
            continue
        for size in (3, 2, 1):
            own = lines[i : i + size]
            text = _squeezed(own)
            if (
                len(text) >= least
                and (title.endswith(text) or title.startswith(text))
                and all(not b.blanks for b in own[1:])
            ):
                for one in own:
                    one.aside = "gone"
                line.aside, line.text = "header", " ".join(one.text for one in own)
                break


def _squeezed(lines: list[Line]) -> str:
    return re.sub(r"\s", "", "".join(line.text for line in lines))


def _letterheads(lines: list[Line]) -> None:
    """A run of short lines with three kinds of letterhead cues is a letterhead, wherever it landed."""
    run: list[Line] = []
    for line in [*lines, Line("x" * 99)]:
        short = len(line.text) <= 60 and not line.aside and not line.cells and not line.item
        if short and not (line.text.endswith((".", "?")) and not cue_of(line.text)):
            if line.blanks > 2 or (line.cut and run):
                _settle(run)
                run = []
            run.append(line)
            continue
        _settle(run)
        run = []


def cue_of(text: str) -> str:
    """Name what in a letterhead a line is (``dnr``, ``date``, ``phone`` …), or return an empty string."""
    return next((name for name, cue in _CUES.items() if cue.match(text)), "")


def _settle(run: list[Line]) -> None:
    cues = [cue_of(line.text) for line in run]
    if len(run) < 4 or len(set(cues) - {""}) < 3:
        return
    first = next(i for i, cue in enumerate(cues) if cue)
    last = max(i for i, cue in enumerate(cues) if cue)
    for line in run[first : last + 1]:
        line.aside = "alone"


def _notes(lines: list[Line]) -> None:
    for line in lines:
        if not line.aside and _NOTE.match(line.text):
            line.aside = "note"


def note(text: str) -> tuple[str, str]:
    """Part a note's raised number from its text."""
    number = re.match(r"[¹²³⁴⁵⁶⁷⁸⁹⁰]+", text)
    return (number[0], wording.visible(text[number.end() :])) if number else ("", text)


def _cuts(lines: list[Line]) -> None:
    """Say on each line what stood between it and the line of the running text before it."""
    gaps: list[tuple[Line, int, int]] = []
    above, below, cut, feet = 0, 0, False, False
    for line in lines:
        if line.aside:
            above, below = (above, below + line.blanks) if cut else (line.blanks, 0)
            cut, feet = True, feet or line.aside != "alone"
            continue
        if cut:
            line.cut = True
            if feet:
                gaps.append((line, above, below + line.blanks))
            line.blanks += above + below
        above, below, cut, feet = 0, 0, False, False
    tops = [above for _, above, _ in gaps] + ([above] if feet else [])
    least = (min(tops, default=0), min((below for *_, below in gaps), default=0))
    for line, before, after in gaps:
        line.cut_even = (before, after) == least
