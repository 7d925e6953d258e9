"""How a paragraph or run looks by its style and its own formatting: name, level, list, bold, size, hidden, struck."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml.etree import _Element as Element

from utlatande.word.numbering import integer, on
from utlatande.word.xml import RPR, VAL, w

PSTYLE, NUMPR, NUMID, ILVL, OUTLINE = w("pStyle"), w("numPr"), w("numId"), w("ilvl"), w("outlineLvl")
_STYLE, _DEFAULTS, _STYLE_ID, _TYPE, _DEFAULT = w("style"), w("docDefaults"), w("styleId"), w("type"), w("default")
_B, _SZ, _VANISH, _RSTYLE, _FONTS = w("b"), w("sz"), w("vanish"), w("rStyle"), w("rFonts")
_STRIKES = (w("strike"), w("dstrike"))
_ASCII, _HANSI = w("ascii"), w("hAnsi")
_HIGHLIGHT, _SHADE, _FILL = w("highlight"), w("shd"), w("fill")
_NO_SHADE = ("auto", "ffffff", "none", "")
_HEADING = re.compile(
    r"(?:heading|rubrik|überschrift|overskrift|otsikko|titre|título|titolo|kop)[ _]?([1-9])", re.IGNORECASE
)
_BODY_TEXT = 9  # an outline level of "body text"
_LONGEST_LINE = 20  # of styles based on each other; Word's own go to five
_USUAL_SIZE = 20  # half points, when no style says


@dataclass(frozen=True, slots=True)
class Look:
    """What a run looks like; None is "as what stands around it"."""

    bold: bool | None = None
    size: int | None = None  # half points
    hidden: bool | None = None
    font: str | None = None
    struck: bool | None = None
    lit: bool | None = None  # highlighted, or shaded as LibreOffice saves a highlight

    def over(self, base: Look) -> Look:
        """Return this look where it says something, else ``base``."""
        return Look(
            base.bold if self.bold is None else self.bold,
            self.size or base.size,
            base.hidden if self.hidden is None else self.hidden,
            self.font or base.font,
            base.struck if self.struck is None else self.struck,
            base.lit if self.lit is None else self.lit,
        )


PLAIN = Look()


@dataclass(frozen=True, slots=True)
class Style:
    """A style with all that it inherits; ``lineage`` is itself and the styles it is based on, nearest first."""

    id: str
    name: str
    look: Look = PLAIN
    heading: int | None = None
    list_id: str | None = None
    level: int | None = None
    lineage: tuple[str, ...] = ()


class Styles:
    """The styles of styles.xml, each worked out when it is first asked for."""

    def __init__(self, root: Element | None) -> None:
        self._elements: dict[str, Element] = {}
        self._made: dict[str | None, Style] = {}
        self._run_looks: dict[str, Look] = {}
        self.default: str | None = None
        self.size = _USUAL_SIZE
        self.list_styles: dict[str, str] = {}
        for element in root.iterchildren(_STYLE, _DEFAULTS) if root is not None else ():
            self._take(element)

    def _take(self, element: Element) -> None:
        if element.tag == _DEFAULTS:
            size = element.find(f".//{_SZ}")
            self.size = integer(None if size is None else size.get(VAL), _USUAL_SIZE)
            return
        name, kind = element.get(_STYLE_ID, ""), element.get(_TYPE)
        self._elements.setdefault(name, element)
        if kind == "paragraph" and element.get(_DEFAULT, "0") in ("1", "true", "on"):
            self.default = name
        if kind == "numbering" and (number := element.find(f"{w('pPr')}/{NUMPR}/{NUMID}")) is not None:
            self.list_styles[name] = number.get(VAL, "")

    def paragraph(self, name: str | None) -> Style:
        """Return the paragraph style of this id; without an id, or with an unknown one, the default style's look."""
        style = self._made.get(name)
        if style is None:
            style = self._made[name] = self._worked_out(name)
        return style

    def run(self, name: str) -> Look:
        """Return what the character style of this id adds."""
        look = self._run_looks.get(name)
        if look is None:
            look = PLAIN
            for element in reversed(self._lineage(name)):
                look = look_of(element.find(RPR)).over(look)
            self._run_looks[name] = look
        return look

    def _lineage(self, name: str | None) -> list[Element]:
        """Return a style and those it is based on, nearest first."""
        found: list[Element] = []
        seen = set()
        while (
            name
            and name not in seen
            and len(found) < _LONGEST_LINE
            and (element := self._elements.get(name)) is not None
        ):
            seen.add(name)
            found.append(element)
            base = element.find(w("basedOn"))
            name = None if base is None else base.get(VAL)
        return found

    def _worked_out(self, name: str | None) -> Style:
        own = name if name in self._elements else self.default
        lineage = self._lineage(own)
        look, heading, list_id, level = PLAIN, None, None, None
        for element in reversed(lineage):
            look = look_of(element.find(RPR)).over(look)
            properties = element.find(w("pPr"))
            for child in properties if properties is not None else ():
                if child.tag == OUTLINE:
                    heading = integer(child.get(VAL), _BODY_TEXT)
                elif child.tag == NUMPR:
                    number, depth = child.find(NUMID), child.find(ILVL)
                    list_id = list_id if number is None else number.get(VAL)
                    level = level if depth is None else integer(depth.get(VAL))
        title = next((t.get(VAL) for e in lineage[:1] if (t := e.find(w("name"))) is not None), None)
        shown = title if title and name in (own, None) else name or title or ""
        if heading is None and (m := _HEADING.fullmatch(shown)):
            heading = int(m[1]) - 1
        ids = tuple(element.get(w("styleId"), "") for element in lineage)
        return Style(name or "", shown, look, heading, list_id, level, ids)


def heading_level(outline: int | None) -> int | None:
    """Return a heading's level from 1 for an outline level from 0, or None for body text."""
    return None if outline is None or not 0 <= outline < _BODY_TEXT else outline + 1


def look_of(properties: Element | None) -> Look:
    """Return what run properties say, their character style apart."""
    bold = size = hidden = font = struck = lit = None
    for child in properties if properties is not None else ():
        tag = child.tag
        if tag == _B:
            bold = on(child)
        elif tag == _SZ:
            size = integer(child.get(VAL)) or None
        elif tag == _VANISH:
            hidden = on(child)
        elif tag in _STRIKES:
            struck = on(child) or bool(struck)
        elif tag == _FONTS:
            font = child.get(_ASCII) or child.get(_HANSI)
        elif tag == _HIGHLIGHT:
            lit = child.get(VAL, "none") != "none" or bool(lit)
        elif tag == _SHADE:
            lit = child.get(_FILL, "auto").lower() not in _NO_SHADE or bool(lit)
    return Look(bold, size, hidden, font, struck, lit)


def style_of(properties: Element) -> str | None:
    """Return the character style that run properties name."""
    style = properties.find(_RSTYLE)
    return None if style is None else style.get(VAL)
