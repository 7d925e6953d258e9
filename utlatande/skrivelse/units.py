"""Blocks into units: one paragraph, one item or one line of a soft-broken paragraph each, with its label read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from utlatande import structure
from utlatande.model import Block, Role
from utlatande.skrivelse import mail, tables
from utlatande.skrivelse.unit import Unit, tidy
from utlatande.structure import Label, LabelKind

_INITIAL = re.compile(
    r"^[A-ZÅÄÖ]\. (?:[A-ZÅÄÖ]\. )?[A-ZÅÄÖ][\w’'-]+(?: [A-ZÅÄÖ][\w’'-]+)?(?:,? m\.?\s?fl\.?| med flera)?$"
)
_SIGNED = re.compile(r"^[A-ZÅÄÖ]\. [A-ZÅÄÖ].{0,100}\([A-Za-zÅÄÖåäö]{1,4}\)$")
_LETTERED = frozenset({LabelKind.LETTER, LabelKind.ROMAN})
_TITLES = frozenset({"Title", "Rubrik"})
_JUNK = re.compile(r"<!(?:\[|--)[^>]*>|[\u200b\ufeff\u00ad¶]")
_RESTART = re.compile(r"(?:att|Att)\s")
_INLINE = re.compile(
    r"(?:(?<=[?:.,;])|(?<=\boch)|(?<=\bsamt)|(?=\s+\(?(?:\d|[a-h])\)))\s+(?:[Ff]råga )?\(?(?P<value>\d{1,2}|[a-h]"
    r"|[ivx]{1,4})"
    r"(?P<close>[.):])\s+(?=[^\W\d_])"
)


def units(blocks: Sequence[Block]) -> tuple[Unit, ...]:
    """Return the units of the blocks but page furniture; of tables, questions, forms, letterheads and signatures."""
    shown = [block for block in blocks if block.role not in _FURNITURE]
    found: list[Unit] = []
    done: set[int | None] = set()
    mailed = mail.has_head(shown)  # and still in that head
    said = False  # some text stood
    for position, block in enumerate(shown):
        if block.role is Role.ROW:
            if block.table not in done:
                done.add(block.table)
                found += _of_table(shown, position)
            continue
        head = mail.head_units(block) if mailed else None
        if head is not None:
            found += head
            continue
        text = _JUNK.sub("", block.text)
        if mail.begins_older(text):
            if said:
                break
            mailed = True  # nothing stands above what was sent on: it is the letter
            found += mail.head_units(block) or []
            continue
        said = said or not _is_line(text)
        mailed = mailed and position < mail.TOP and not said
        found += _of_block(block, text)
    return _settled(_mended(found))


def _is_line(text: str) -> bool:
    return len(text) <= SHORT and not text.rstrip().endswith(tuple(".?!:,;"))


def _of_table(blocks: Sequence[Block], position: int) -> list[Unit]:
    """Return the units of the table that begins at ``position``: a letterhead's or a signature's only at an edge."""
    rows = [block for block in blocks if block.role is Role.ROW and block.table == blocks[position].table]
    around = (blocks[:position], [b for b in blocks[position:] if b.role is not Role.ROW])
    at_edge = any(all(_is_line(b.text) for b in side) and len(side) <= EDGE for side in around)
    return tables.table_units(rows) or (tables.edge_units(rows) if at_edge else [])


_BROKEN = re.compile(r"[.?!]\s(?:[^\s.?!]+\s){0,2}[^\s.?!]+,$")


def _mended(found: Sequence[Unit]) -> list[Unit]:
    """Put together what a reader parted within a sentence just begun («…? Om inte,» / «varför?»), and a label alone on
    its line («Fråga 1») with the line below it.
    """
    mended: list[Unit] = []
    for unit in found:
        before = mended[-1] if mended else None
        if before is not None and unit.label is None and unit.text[:1].islower() and _BROKEN.search(before.text):
            mended[-1] = replace(before, text=f"{before.text} {unit.text}")
        elif before is not None and before.label is not None and not before.text and unit.label is None:
            mended[-1] = replace(unit, label=replace(before.label, weak=False), heading=False)
        else:
            mended.append(unit)
    return [
        unit if unit.text or unit.label is None else replace(unit, text=unit.label.shown, label=None) for unit in mended
    ]


_FURNITURE = frozenset({Role.HEADER, Role.FOOTER, Role.FOOTNOTE, Role.ENDNOTE})
EDGE = 4  # short lines that may stand outside a table with a letterhead or a signature
NEAR = 12  # units in which a weak label's neighbours are looked for
SHORT = 60  # characters a line of a letterhead or a signature has at most


def _of_block(block: Block, text: str) -> Iterator[Unit]:
    lines = [line for line in _lines(text) if line.strip() and not line.lstrip().startswith(">")]
    heading = block.role is Role.HEADING or block.style in _TITLES
    for position, line in enumerate(lines):
        label = structure.label(line)
        depth = block.level if block.role is Role.ITEM and position == 0 else None
        if position == 0 and block.number:
            shown = _automatic(block.number)
            typed = label if label is not None and not label.weak else None
            if typed is not None and (shown.kind is LabelKind.BULLET or shown.value == typed.value):
                shown, line = replace(typed, weak=False), line[typed.end :]  # noqa: PLW2901 - typed behind the automatic one
            yield Unit(text=tidy(line), block=block, label=shown, depth=depth)
        else:
            rest = tidy(line[label.end :]) if label else tidy(line)
            yield from _inline(Unit(text=rest, block=block, label=label, depth=depth, heading=heading))


_VALUE = re.compile(r"(\d{1,3}(?:\.\d{1,2})*[a-z]?|\b[a-z]|\b[ivx]+)\W*$", re.IGNORECASE)


def _automatic(number: str) -> Label:
    """Return the label that an automatic number shows («1.», «Fråga 1:», «§ 1»)."""
    label = structure.label(f"{number} x")
    if label is not None:
        return replace(label, weak=False)
    m = _VALUE.search(number)
    value = (m[1].lstrip("0") or "0").lower() if m else number.strip()
    kind = LabelKind.DIGIT if value.isdecimal() else LabelKind.MULTI if value[:1].isdecimal() else LabelKind.LETTER
    return Label(shown=number, value=value, kind=kind if m else LabelKind.BULLET, end=0)


def _lines(text: str) -> Iterator[str]:
    """Split a block at its empty lines, and each part as its lines tell."""
    for part in re.split(r"\n[ \t]*\n", text):
        yield from _lines_of(part)


def _lines_of(text: str) -> Iterator[str]:
    """Split at soft line breaks where a new line of thought begins: a label, an att-clause, or a capital after an end.

    A block of nothing but short lines without an end (a letterhead, a signature) is split at every one.
    """
    if "\n" in text and all(len(line) <= SHORT and line.strip()[-1:] not in ".?!:,;-" for line in text.split("\n")):
        yield from text.split("\n")
        return
    held: list[str] = []
    for line in text.split("\n"):
        mark = structure.label(line)
        starts = (mark is not None and not mark.weak) or _RESTART.match(line.strip()) is not None
        ended = bool(held) and held[-1].rstrip()[-1:] in _ENDS and bool(re.match(r"\s*[A-ZÅÄÖ”\"»]", line))
        if held and line.strip() and not (starts or ended or (mark and mark.weak and ended)):
            held.append(line.strip())
            continue
        if held:
            yield " ".join(held)
        held = [line] if line else []
    if held:
        yield " ".join(held)


_ENDS = frozenset(".?!:")
_TRIES = 30  # marks a running list may begin at; more is no letter


def _inline(unit: Unit) -> Iterator[Unit]:
    """Split a list that runs on inside one paragraph («… fråga: 1. Hur …? 2. När …?»)."""
    marks = list(_INLINE.finditer(unit.text))
    for first in range(min(len(marks), _TRIES)):
        run = _run(marks[first:], unit)
        if run:
            starts = [m.start() for m in run]
            yield replace(unit, text=unit.text[: starts[0]].strip())
            for m, end in zip(run, [*starts[1:], len(unit.text)], strict=True):
                label = structure.label(unit.text[m.start() : end].strip())
                rest = unit.text[m.end() : end].strip()
                yield replace(unit, text=rest, label=replace(label, weak=False) if label else None, heading=False)
            return
    yield unit


def _run(marks: Sequence[re.Match[str]], unit: Unit) -> list[re.Match[str]]:
    """Return the marks that count on from the first («1», «2» …; «a», «b» …), at least two, or none."""
    order = ["1", "a", "i"]
    if unit.label is not None and unit.label.kind is LabelKind.DIGIT and unit.label.value.isdigit():
        order.append(str(int(unit.label.value) + 1))
    if marks[0]["value"] not in order:
        return []
    kept = [marks[0]]
    for m in marks[1:]:
        if m["close"] == kept[0]["close"] and _follows(m["value"], kept[-1]["value"]):
            kept.append(m)
    alone = kept[0]["value"] in order[3:]  # «2.» inside the item «1.»
    return kept if len(kept) > 1 or alone else []


_ROMANS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")


def _follows(value: str, after: str) -> bool:
    """Tell whether ``value`` is the next label after ``after``: 2 after 1, b after a, ii after i."""
    if value.isdigit() or after.isdigit():
        return value.isdigit() and after.isdigit() and int(value) == int(after) + 1
    if after in _ROMANS and value in _ROMANS and _ROMANS.index(value) == _ROMANS.index(after) + 1:
        return True
    return len(value) == len(after) == 1 and ord(value) == ord(after) + 1


def _settled(found: Sequence[Unit]) -> tuple[Unit, ...]:
    """Drop a weak label («1 Hur», «A. Berg») that no label near counts to or from, and a name's initial always."""
    settled = []
    for position, unit in enumerate(found):
        label = unit.label
        if label is not None and label.weak:
            kinds = _LETTERED if label.kind in _LETTERED else {label.kind}
            near = [
                u.label.value
                for u in found[max(0, position - NEAR) : position + NEAR]
                if u.label and u.label.kind in kinds
            ]
            alone = not any(_follows(value, label.value) or _follows(label.value, value) for value in near)
            if alone or _SIGNED.match(unit.whole) or (_INITIAL.match(unit.whole) and "a" not in (label.value, *near)):
                unit = replace(unit, text=unit.whole, label=None)  # noqa: PLW2901
        settled.append(unit)
    return tuple(settled)
