"""A figure in a table and the same figure in the text: the two must agree.

Told only where all of a sentence is accounted for: it names the row (and column) and the year of a cell, no other
place, nothing that narrows what is counted, and as many figures as cells.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from utlatande import figures, language, sentences
from utlatande.language import asked
from utlatande.model import Block, Finding, Role
from utlatande.phrasing import nouns
from utlatande.phrasing.verbs import verbs
from utlatande.review.numbers import Number, numbers
from utlatande.review.paper import Paper, cut
from utlatande.review.prose import prose
from utlatande.review.rules import finding

_CAPTION = 220  # characters of the line over a table
_CELLS = 2_000  # of a document, that are compared
_LONGEST = 400  # characters of a sentence
_YEAR = re.compile(r"(?:År(?:et)? |Under )?((?:19|20)\d\d)", re.IGNORECASE)
_YEARS = re.compile(r"(?<![\d/–-])(?:19|20)\d\d(?![\d/–-])")
_PART = re.compile(r"\b(?:därav|varav|summa|totalt?|samtliga|övrig\w*|andra|genomsnitt|medel)\b", re.IGNORECASE)
# What makes a sentence's figure another than the table's: a part of the year, a share of a count, a difference.
_NARROWED = re.compile(
    rf"\b(?:{'|'.join(sentences.MONTHS)}|jan|feb|mar|apr|jun|jul|aug|sep|okt|nov|dec|hittills|halvår\w*|kvartal\w*|tertial\w*"
    r"|våren|hösten|sommaren|vintern|vårterminen|höstterminen|varav|därav|av dessa|av dem|per|i snitt|genomsnitt\w*"
    r"|fler|färre|mer än|mindre än|minst|högst|över|mellan|prognos\w*|mål\w*|budget\w*|ytterligare|bara|endast"
    r"|inte|inget|ingen|inga|av \d+|sedan|fördubbl\w*|halver\w*|respektive|var\w* för sig|vardera|av de)\b",
    re.IGNORECASE,
)
# What follows tells of something else: «…, en ökning med 7 procent jämfört med 2022».
_BESIDES = re.compile(r",\s(?:en|vilket|varav|därav|jämfört|att jämföra|fler|färre|mer|mindre|som|där)\b")
_CHANGE = re.compile(r"\b(?:med|plus|minus)\s(?:\w+\s)?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Cell:
    words: frozenset[str]  # that must all stand in a sentence
    year: int | None
    value: Number
    sort: str
    block: Block


@dataclass(frozen=True, slots=True)
class _Table:
    cells: tuple[_Cell, ...]
    known: frozenset[str]  # stems of all its words, and of what stands over it
    names: frozenset[str]
    values: frozenset[float]


def check(paper: Paper) -> Iterator[Finding]:
    """Yield the sentences whose figure is another than that of the same row, column and year in a table."""
    tables = list(_tables(paper))
    if not tables:
        return
    for piece in prose(paper):
        for sentence in piece.sentences:
            for one, number in _differing(sentence, tables) if len(sentence) <= _LONGEST else ():
                yield finding(
                    "siffror-olika",
                    f"Här står {number.shown} men i tabellen står {one.value.shown}: "
                    f"”{cut(one.block.text.replace(chr(9), ' · '))}”",
                    "Kontrollera vilken siffra som är rätt.",
                    paper.place(piece.block),
                    origin=piece.block.origin,
                    quote=number.shown,
                )


def _differing(whole: str, tables: Sequence[_Table]) -> Iterator[tuple[_Cell, Number]]:
    sentence = _BESIDES.split(whole, maxsplit=1)[0]
    if _NARROWED.search(sentence):
        return
    own = [one for one in numbers(sentence) if not one.about and not _CHANGE.search(sentence[: one.start][-20:])]
    if not own:
        return
    stems = frozenset(language.stem(word) for word in language.words(sentence))
    years = {int(m[0]) for m in _YEARS.finditer(sentence)}
    for table in tables:
        cells = [one for one in table.cells if one.words <= stems and (one.year in years if one.year else not years)]
        said = [one for one in own if figures.sort(one.shown) == "count" or (cells and cells[0].sort != "count")]
        if not cells or len(cells) != len(said) or len({one.sort for one in cells}) > 1:
            continue
        unmet = [one for one in cells if not any(_agree(one.value, other) for other in said)]
        strange = [one for one in said if not any(_near(one, value) for value in table.values)]
        if (
            len(unmet) == len(strange) == 1
            and _is_of(sentence, table)
            and figures.sort(strange[0].shown) == unmet[0].sort
        ):
            yield unmet[0], strange[0]
            return


def _agree(cell: Number, said: Number) -> bool:
    return abs(cell.value - said.value) <= 0.5 * max(said.unit, cell.unit)


def _near(said: Number, value: float) -> bool:
    return abs(said.value - value) <= 0.5 * said.unit


def _is_of(sentence: str, table: _Table) -> bool:
    """Tell whether a sentence speaks of all that a table does, and of nothing narrower."""
    if any(not asked.same_name(name, tuple(table.names)) for name in asked.names(sentence)):
        return False
    before = ""
    for word in language.words(sentence):
        counted = before[:1].isdigit()  # «från 184 fall»
        before = word
        if counted or word[0].isdigit() or language.stem(word) in table.known or not figures.stems(word):
            continue
        if not (verbs().is_finite(word) or verbs().is_supine(word) or nouns.is_actor(word)):
            return False
    return True


# --- tables ---------------------------------------------------------------------------------------------------------


def _tables(paper: Paper) -> Iterator[_Table]:
    left = _CELLS
    for section in paper.sections:
        before = ""
        for number, group in groupby(section.blocks, key=lambda b: b.table if b.role is Role.ROW and b.cells else None):
            rows = list(group)
            if number is None:
                before = rows[-1].text if len(rows[-1].text) <= _CAPTION else ""
                continue
            over = "\n".join((before, *section.path, paper.topic))
            cells = tuple(_cells(rows, before))[:left]
            left -= len(cells)
            if cells:
                yield _table(rows, over, cells)
    return


def _table(rows: Sequence[Block], over: str, cells: tuple[_Cell, ...]) -> _Table:
    text = "\n".join((over, *(cell for row in rows for cell in row.cells)))
    keys = [(one.words, one.year) for one in cells]
    single = tuple(one for one, key in zip(cells, keys, strict=True) if keys.count(key) == 1)
    values = frozenset(number.value for row in rows for cell in row.cells[1:] for number in numbers(f" {cell}"))
    return _Table(
        cells=single,
        known=frozenset(language.stem(word) for word in language.words(text)),
        names=frozenset(re.findall(r"[A-ZÅÄÖ][\wåäö-]+", text)),
        values=values,
    )


def _cells(rows: Sequence[Block], caption: str) -> Iterator[_Cell]:
    head = [" ".join(cell.split()) for cell in rows[0].cells]
    if len(rows) < 2 or len(head) < 2 or len(set(head)) < len(head):  # noqa: PLR2004 - a head and a row, a name and a value
        return
    columns = [int(m[1]) if (m := _YEAR.fullmatch(cell)) else None for cell in head]
    titled = {int(m[0]) for m in _YEARS.finditer(caption)}
    for row in rows[1:]:
        label = " ".join(row.cells[0].split())
        beside = _YEAR.fullmatch(label)
        if len(row.cells) != len(head) or not label or _PART.search(label):
            continue
        for place, cell in enumerate(row.cells[1:], 1):
            text = " ".join(cell.split())
            found = numbers(f" {text}")
            if len(found) != 1 or found[0].shown != text or _PART.search(head[place]):
                continue
            year = columns[place] or (int(beside[1]) if beside else None)
            if year is None and any((*columns, *titled)):
                if any(columns) or len(titled) > 1:
                    continue
                year = next(iter(titled))
            said = "" if beside else label
            said += "" if columns[place] else f" {head[place]}"
            words = _content(said) or _content(caption)
            sort = _sort(text, head[place], caption)
            if words and (sort != "money" or sort == figures.sort(text)):  # «tkr» over a column may mean many things
                yield _Cell(words, year, found[0], sort, row)


def _sort(value: str, column: str, caption: str) -> str:
    """Return what sort of figure a cell has: its unit may stand over it."""
    if figures.sort(value) != "count":
        return figures.sort(value)
    if re.search(r"%|\b(?:andel\w*|procent)\b", f"{column} {caption}", re.IGNORECASE):
        return "share"
    return (
        "money"
        if re.search(r"\b(?:tkr|mnkr|mkr|kr|kronor|kostnad\w*)\b", f"{column} {caption}", re.IGNORECASE)
        else "count"
    )


def _content(text: str) -> frozenset[str]:
    """Return the stems of the words of a label that say something; none where it has figures of its own."""
    if re.search(r"\d", re.sub(_YEARS, "", re.sub(r"(?i)\b(?:tabell|diagram)\s\d+", "", text))):
        return frozenset()
    words = (word for word in language.words(text) if figures.stems(word) and word not in ("tabell", "källa"))
    return frozenset(language.stem(word) for word in words if not word[0].isdigit())
