"""Figures in tables: measures under years, years beside measures, places beside the measures of one year."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from utlatande.model import Block, Fact, Role
from utlatande.passages.facts import NUMBER, UNIT, YEARS, last_year

_VALUE = re.compile(rf"(?:{NUMBER})(?:{UNIT})?")
_YEAR = re.compile(rf"(?:År |Läsåret |Våren |Hösten |vt |ht )?(?P<years>{YEARS})(?: ?\([^)]{{1,20}}\))?", re.IGNORECASE)
_IN_CAPTION = re.compile(rf"(?<![\w/–-]){YEARS}(?![\w/–-])")
_OF_PLACES = re.compile(
    r"(?:Stadsdel\w*|Område\w*|Plats\w*|Ort|Kommun|Skol(?:a|enhet)|Förskola|Enhet|Distrikt\w*)", re.IGNORECASE
)
_PLACE = re.compile(
    r"(?:(?P<of>(?:Stadsdelsområde|Stadsdelen?|Kommunen?|Området?|Distrikt) )?"
    r"(?P<name>[A-ZÅÄÖ][\w/-]*(?: [A-ZÅÄÖ][\w/-]*)*)"
    r"(?P<sort>s? (?:kommun|stad|län|stadsdelsområde|stadsdel))?)(?: \([^)]{1,20}\))?"
)
_NAMES_TIME = re.compile(r"År|Läsår|Period|Tid", re.IGNORECASE)
_NO_MEASURE = re.compile(r"(?:Summa|Totalt?|Summa totalt)", re.IGNORECASE)
_NUMBER_OF_TABLE = re.compile(r"^(?:Tabell|Diagram|Figur)\s*\d*[.:]?\s*", re.IGNORECASE)
_FEWEST = 2  # years, or values of a row
_CAPTION = 220  # characters
_MARKS = re.compile(r"[*¹²³⁴⁵⁶⁷⁸⁹⁰]+")


def tabulated(blocks: Sequence[Block], *, heading: str | None, area: str | None) -> list[Fact]:
    """Return the facts of a section's tables: one for each value that has a measure and a year."""
    found: list[Fact] = []
    caption = ""
    for table, group in groupby(blocks, key=lambda b: b.table if b.role is Role.ROW and b.cells else None):
        rows = list(group)
        if table is None:
            caption = rows[-1].text if len(rows[-1].text) <= _CAPTION else ""
            continue
        found += _clear(_facts(rows, caption, _clean(heading or "") or None, area))
    return found


def _clear(facts: Iterator[Fact]) -> list[Fact]:
    """Return facts each once; none of two that say different figures of one thing: the table says more than we read."""
    by_key: dict[tuple[str, str | None, int | None], dict[str, Fact]] = {}
    for fact in facts:
        by_key.setdefault((fact.measure, fact.place, fact.year), {}).setdefault(fact.figure, fact)
    return [fact for figures in by_key.values() if len(figures) == 1 for fact in figures.values()]


def _facts(rows: Sequence[Block], caption: str, heading: str | None, area: str | None) -> Iterator[Fact]:
    cells = [tuple(_clean(cell) for cell in row.cells) for row in rows]
    head = next((i for i, row in enumerate(cells[:3]) if sum(bool(_YEAR.fullmatch(c)) for c in row) >= _FEWEST), None)
    if head is not None:
        if cells[head][0] and _OF_PLACES.fullmatch(cells[head][0]):
            yield from _places_under_years(rows, cells, head, _titled(caption) or heading)
        else:
            yield from _under_years(rows, cells, head, heading, area)
        return
    if len(cells) < _FEWEST:
        return
    if sum(bool(_YEAR.fullmatch(row[0])) for row in cells[1:]) >= _FEWEST:
        yield from _beside_years(rows, cells, heading, area)
        return
    years = {last_year(m) for m in _IN_CAPTION.findall(caption)}
    if len(years) == 1 and _OF_PLACES.fullmatch(cells[0][0]):
        yield from _of_places(rows, cells, years.pop())


def _titled(caption: str) -> str | None:
    """Return what a table's title says, without its number and its years."""
    title = _NUMBER_OF_TABLE.sub("", caption)
    title = re.sub(rf"[,:]?\s(?:åren |år |under )?{YEARS}.*$", "", title).strip(" .,:")
    return title if " " in title and not caption.endswith(".") else None


def _places_under_years(
    rows: Sequence[Block], cells: Sequence[tuple[str, ...]], head: int, measure: str | None
) -> Iterator[Fact]:
    years = {i: last_year(m["years"]) for i, c in enumerate(cells[head]) if (m := _YEAR.fullmatch(c)) is not None}
    for row, own in zip(rows[head + 1 :], cells[head + 1 :], strict=True):
        for i, year in years.items():
            if measure and own[0] and i < len(own) and _VALUE.fullmatch(own[i]) and not _NO_MEASURE.match(own[0]):
                yield _fact((rows[head], row), measure, own[i], own[0].removesuffix(" totalt"), year)


def _under_years(
    rows: Sequence[Block], cells: Sequence[tuple[str, ...]], head: int, heading: str | None, area: str | None
) -> Iterator[Fact]:
    """Read rows of measures under years; a row above them may name groups of columns, one below parts of a year."""
    years = {i: last_year(m["years"]) for i, c in enumerate(cells[head]) if (m := _YEAR.fullmatch(c)) is not None}
    groups = _filled(cells[head - 1]) if head else ()
    first = head + 1
    parts: tuple[str, ...] = ()
    if first < len(cells) and len(years) * 2 <= len(cells[head]) and not any(_VALUE.fullmatch(c) for c in cells[first]):
        parts = cells[first]
        spread = _filled(cells[head])
        years = {i: last_year(m["years"]) for i, c in enumerate(spread) if (m := _YEAR.fullmatch(c)) is not None}
        first += 1
    place, group = area, ""
    for row, own in zip(rows[first:], cells[first:], strict=True):
        label = own[0] if own and not _VALUE.fullmatch(own[0]) else ""
        if label and not any(own[1:]):  # a row that only names those below it
            named = _named(label, area)
            place, group = (named, "") if named else (place, label)
            continue
        for i, year in years.items():
            over = groups[i] if i < len(groups) and not _NAMES_TIME.fullmatch(groups[i]) else ""
            if i >= len(own) or not _VALUE.fullmatch(own[i]) or not (label or over):
                continue
            names = [over, group if group != label else "", label, parts[i].lower() if i < len(parts) else ""]
            measure = ", ".join(name for name in names if name)
            yield _fact((rows[head], row), _full(measure, heading), own[i], place, year)


def _named(label: str, area: str | None) -> str | None:
    """Return the place that a row names, or None: «Norrviks kommun», «Stadsdelsområde Norrvik», the area itself."""
    m = _PLACE.fullmatch(label)
    if m is None or not (m["of"] or m["sort"] or m["name"] == area):
        return None
    return f"{m['name']}{m['sort'] or ''}" if m["sort"] else m["name"]


def _beside_years(
    rows: Sequence[Block], cells: Sequence[tuple[str, ...]], heading: str | None, area: str | None
) -> Iterator[Fact]:
    for row, own in zip(rows[1:], cells[1:], strict=True):
        m = _YEAR.fullmatch(own[0])
        for name, value in zip(cells[0][1:], own[1:], strict=False) if m is not None else ():
            if m is not None and name and _VALUE.fullmatch(value):
                yield _fact((rows[0], row), _full(name, heading), value, area, last_year(m["years"]))


def _of_places(rows: Sequence[Block], cells: Sequence[tuple[str, ...]], year: int) -> Iterator[Fact]:
    names, first = cells[0], 1
    if not cells[1][0] and not any(_VALUE.fullmatch(cell) for cell in cells[1]):
        over = _filled(cells[0])
        names = tuple(f"{above}: {name}" if name else above for above, name in zip(over, cells[1], strict=False))
        first = 2
    for row, own in zip(rows[first:], cells[first:], strict=True):
        if not own[0] or _NO_MEASURE.match(own[0]):
            continue
        for name, value in zip(names[1:], own[1:], strict=False):
            if " " in name and _VALUE.fullmatch(value):  # a single word says too little without its table
                place = own[0].removesuffix(" totalt")
                yield _fact((rows[first - 1], row), name[:1].lower() + name[1:], value, place, year)


def _fact(rows: tuple[Block, Block], measure: str, figure: str, place: str | None, year: int) -> Fact:
    _, row = rows
    text = "\n".join("\t".join(" ".join(cell.split()) for cell in one.cells) for one in rows)
    return Fact(measure=measure, figure=figure, sentence=text, origin=row.origin, place=place, year=year)


def _full(measure: str, heading: str | None) -> str:
    """Return a measure with the heading it stands under, unless it says the same."""
    return measure if not heading or heading.lower() in measure.lower() else f"{heading}: {measure}"


def _filled(cells: Sequence[str]) -> tuple[str, ...]:
    """Return cells where an empty one has the text of the one before: empty ones follow a cell that spans columns."""
    found: list[str] = []
    for cell in cells:
        found.append(cell or (found[-1] if found else ""))
    return tuple(found)


def _clean(cell: str) -> str:
    return _MARKS.sub("", " ".join(cell.split())).strip()
