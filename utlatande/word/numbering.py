"""Counts Word's automatic numbers: what stands before a paragraph without being part of its text."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from lxml.etree import _Element as Element

from utlatande.spelling import normal
from utlatande.word import symbols
from utlatande.word.xml import VAL, w

LEVELS = 9
_INTEGER = re.compile(r"\s*([+-]?[0-9]{1,9})\s*", re.ASCII)
_WORD = re.compile(r"[^\W\d_]{2}")
_PLACE = re.compile(r"%([1-9])")
_MOST_LETTERS = 26 * 30  # Word writes the 27th as aa, the 53rd as aaa …
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"))
_ROMAN_SMALL = (*_ROMAN, (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_CHICAGO = "*†‡§"
_SWEDISH = (
    "noll en två tre fyra fem sex sju åtta nio tio elva tolv tretton fjorton femton sexton sjutton arton nitton tjugo"
)
_SWEDISH_ORDER = (
    "nollte första andra tredje fjärde femte sjätte sjunde åttonde nionde tionde elfte tolfte trettonde fjortonde "
    "femtonde sextonde sjuttonde artonde nittonde tjugonde"
)


def integer(text: str | None, default: int = 0) -> int:
    """Return an attribute's whole number, or ``default`` when it is none (also ``²``, or thousands of digits)."""
    m = _INTEGER.fullmatch(text or "")
    return int(m[1]) if m else default


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """One level of a list: how it counts and how its number looks."""

    start: int = 1
    format: str = "decimal"
    text: str = ""
    restart: int | None = None  # counted from 1: the level whose use restarts this one; 0 never
    legal: bool = False  # all its numbers in digits
    style: str | None = None
    font: str | None = None
    picture: bool = False


@dataclass(slots=True)
class Counted:
    """A list as its paragraphs count it: the levels, and which of them start anew with their first paragraph."""

    family: str  # lists of one family (Word's abstractNum) share their counters
    levels: dict[int, Level]
    starts: dict[int, int] = field(default_factory=dict)

    def start(self, level: int) -> int:
        """Return the number that ``level`` begins with."""
        return self.starts.get(level, self.levels[level].start if level in self.levels else 1)

    def word(self, level: int) -> bool:
        """Tell whether ``level`` shows a word and no number: «att» before each of a list of demands."""
        known = self.levels.get(level)
        return known is not None and known.format in ("none", "bullet") and bool(_WORD.search(known.text))


class Numbering:
    """The definitions of numbering.xml. ``list_styles`` says which list a numbering style stands for."""

    def __init__(self, root: Element | None, list_styles: Mapping[str, str]) -> None:
        self._list_styles = list_styles
        self._families: dict[str, Element] = {}
        self._lists: dict[str, Element] = {}
        self._made: dict[str, Counted | None] = {}
        for child in root if root is not None else ():
            if child.tag == w("abstractNum"):
                self._families.setdefault(child.get(w("abstractNumId"), ""), child)
            elif child.tag == w("num"):
                self._lists.setdefault(child.get(w("numId"), ""), child)

    def counted(self, number_id: str) -> Counted | None:
        """Return the list of this id, or None when it is not defined (then Word shows no number)."""
        if number_id not in self._made:
            self._made[number_id] = self._make(number_id)
        return self._made[number_id]

    def word(self, number_id: str, level: int) -> bool:
        """Tell whether what a list shows at ``level`` is a word of the text and no number."""
        counted = self.counted(number_id)
        return counted is not None and counted.word(level)

    def level_of_style(self, number_id: str, style: str) -> int | None:
        """Return the level that a paragraph style is tied to in a list, or None."""
        counted = self.counted(number_id)
        return next((n for n, level in counted.levels.items() if level.style == style), None) if counted else None

    def _make(self, number_id: str) -> Counted | None:
        number = self._lists.get(number_id)
        family = self._family(number_id, set())
        if number is None or family is None:
            return None
        counted = Counted(family.get(w("abstractNumId"), ""), _levels(family))
        for override in number.iterchildren(w("lvlOverride")):
            place = _place(override)
            if (level := override.find(w("lvl"))) is not None:
                counted.levels[place] = _level(level, counted.levels.get(place))
            if (start := override.find(w("startOverride"))) is not None:
                counted.starts[place] = integer(start.get(VAL))
        return counted

    def _family(self, number_id: str, seen: set[str]) -> Element | None:
        """Return the definition behind a list, followed through numbering styles."""
        number = self._lists.get(number_id)
        pointer = None if number is None else number.find(w("abstractNumId"))
        family = None if pointer is None else self._families.get(pointer.get(VAL, ""))
        link = None if family is None else family.find(w("numStyleLink"))
        if link is None or number_id in seen:
            return family
        meant = self._list_styles.get(link.get(VAL, ""))
        linked = self._family(meant, seen | {number_id}) if meant else None
        return family if linked is None else linked


class Counters:
    """Where the counting of every list stands, in one story of a document."""

    def __init__(self, numbering: Numbering) -> None:
        self._numbering = numbering
        self._counts: dict[str, list[int | None]] = {}
        self._begun: set[tuple[str, int]] = set()

    def next(self, number_id: str, level: int) -> str | None:
        """Count one more paragraph of a list and return the number shown before it, or None when none is."""
        counted = self._numbering.counted(number_id)
        if counted is None:
            return None
        level = min(max(level, 0), LEVELS - 1)
        counts = self._counts.setdefault(counted.family, [None] * LEVELS)
        for above in range(level):
            if counts[above] is None:
                counts[above] = counted.start(above)
        now = counts[level]
        first = level in counted.starts and (number_id, level) not in self._begun
        self._begun.add((number_id, level))
        counts[level] = counted.start(level) if now is None or first else now + 1
        for below in range(level + 1, LEVELS):
            restart = counted.levels[below].restart if below in counted.levels else None
            if restart is None or level < restart:
                counts[below] = None
        return _shown(counted, level, counts)


def _levels(family: Element) -> dict[int, Level]:
    return {_place(level): _level(level) for level in family.iterchildren(w("lvl"))}


def _place(element: Element) -> int:
    return min(max(integer(element.get(w("ilvl"))), 0), LEVELS - 1)


def _level(element: Element, base: Level | None = None) -> Level:
    values = {
        child.tag: child
        for child in element.iterchildren(w("start"), w("lvlText"), w("lvlRestart"), w("isLgl"), w("pStyle"))
    }
    known = base or Level()
    formats = element.findall(f".//{w('numFmt')}")
    start, text, restart = values.get(w("start")), values.get(w("lvlText")), values.get(w("lvlRestart"))
    legal, style = values.get(w("isLgl")), values.get(w("pStyle"))
    fonts = element.find(f"{w('rPr')}/{w('rFonts')}")
    return replace(
        known,
        start=known.start if start is None else integer(start.get(VAL)),
        format=_format(formats[0]) if formats else known.format,
        text=known.text if text is None else text.get(VAL, ""),
        restart=known.restart if restart is None else integer(restart.get(VAL)),
        legal=known.legal if legal is None else on(legal),
        style=known.style if style is None else style.get(VAL),
        font=known.font if fonts is None else fonts.get(w("ascii")) or fonts.get(w("hAnsi")),
        picture=element.find(w("lvlPicBulletId")) is not None,
    )


def _format(element: Element) -> str:
    name = element.get(VAL, "decimal")
    if name == "custom":  # "001, 002, 003, ..."
        width = len(element.get(w("format"), "").split(",")[0].strip())
        return f"zeros{width}"
    return name


def on(element: Element) -> bool:
    """Tell whether a yes-or-no property is on."""
    return element.get(VAL, "true") not in ("0", "false", "off", "none")


def _shown(counted: Counted, place: int, counts: list[int | None]) -> str | None:
    level = counted.levels.get(place)
    if level is None:
        return None
    if level.picture:
        return "•"
    if level.format == "bullet":
        return symbols.bullet(level.text, level.font) if level.text.strip() else None

    def value(m: re.Match[str]) -> str:
        other = int(m[1]) - 1
        source = counted.levels.get(other)
        number = counts[other]
        if number is None:
            number = counted.start(other)
        return written(number, "decimal" if level.legal or source is None else source.format)

    return normal(_PLACE.sub(value, symbols.in_font(level.text, level.font))).strip() or None


def written(number: int, style: str) -> str:
    """Return a number as one of Word's number formats writes it; an unknown format counts in digits."""
    if style == "none":
        return ""
    if number < 0:
        return str(number)
    if style.startswith("zeros"):
        return str(number).zfill(integer(style[5:], 1))
    writer = _WRITERS.get(style)
    return writer(number) if writer else str(number)


def _roman(number: int) -> str:
    if not 0 < number < 4000:  # noqa: PLR2004 - where the Romans stop
        return str(number)
    shown = ""
    for value, letters in _ROMAN_SMALL:
        shown += letters * (number // value)
        number %= value
    return shown


def _letters(number: int) -> str:
    if not 0 < number <= _MOST_LETTERS:
        return str(number)
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)


def _swedish(words: str, number: int, otherwise: str) -> str:
    listed = words.split()
    return listed[number].capitalize() if number < len(listed) else otherwise


def _ordinal(number: int) -> str:
    return f"{number}:{'a' if number % 10 in (1, 2) and number % 100 not in (11, 12) else 'e'}"


_WRITERS: dict[str, Callable[[int], str]] = {
    "upperRoman": lambda n: _roman(n).upper(),
    "lowerRoman": _roman,
    "upperLetter": lambda n: _letters(n).upper(),
    "lowerLetter": _letters,
    "decimalZero": lambda n: f"{n:02}",
    "decimalEnclosedParen": lambda n: f"({n})",
    "decimalEnclosedCircle": lambda n: chr(0x2460 + n - 1) if 0 < n <= 20 else str(n),  # noqa: PLR2004 - ① to ⑳
    "decimalFullStop": lambda n: f"{n}.",
    "numberInDash": lambda n: f"- {n} -",
    "hex": lambda n: f"{n:X}",
    "chicago": lambda n: _CHICAGO[(n - 1) % 4] * min((n - 1) // 4 + 1, 30) if n else "",
    "ordinal": _ordinal,
    "cardinalText": lambda n: _swedish(_SWEDISH, n, str(n)),
    "ordinalText": lambda n: _swedish(_SWEDISH_ORDER, n, _ordinal(n)),
}
