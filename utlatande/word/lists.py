"""Real numbering for lists: bullets and numbers as the template's styles have them, each numbered list by itself.

A letter's own numbers come as text (``1. ``, ``2a) ``). Where Word would count the same, Word counts; else they stay.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence

from lxml import etree
from lxml.etree import _Element as Element

from utlatande.model import Paragraph, Style, Table
from utlatande.word import xml
from utlatande.word.opened import Opened
from utlatande.word.xml import VAL, w

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"
KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering"
STEP = 454  # twentieths of a point that each level stands further in
KINDS = {
    "bullet": [("bullet", "•"), ("bullet", "–"), ("bullet", "•")],
    "number": [("decimal", "%1."), ("lowerLetter", "%2)"), ("lowerRoman", "%3.")],
}
DEPTH = 2  # the deepest level we use, from 0
LABEL = re.compile(r"(\d{1,3} ?[a-zåäö]?[.)]|[a-zåäö][.)])[ \t\u00a0]+")
LETTERS = "abcdefghijklmnopqrstuvwxyz"


def labelled(part: Paragraph) -> tuple[str, Paragraph]:
    """Return the label that a paragraph's text begins with (``""`` without one), and the paragraph without it."""
    match = LABEL.match(part.runs[0].text) if part.runs and part.runs[0].replaces is None else None
    if match is None:
        return "", part
    first = dataclasses.replace(part.runs[0], text=part.runs[0].text[match.end() :])
    return match[1], dataclasses.replace(part, runs=(first, *part.runs[1:]))


def depth_of(part: Paragraph) -> int:
    """Return how deep an item stands, from 0."""
    return min(max(part.level or 0, 0), DEPTH)


def list_from(parts: Sequence[Paragraph | Table], place: int) -> list[Paragraph]:
    """Return the items of the numbered list that begins at ``place``; bullets under its items do not end it."""
    items = []
    for part in parts[place:]:
        if not isinstance(part, Paragraph):
            break
        if part.role is parts[place].role:  # type: ignore[union-attr]
            items.append(part)
        elif part.role is not Style.LIST or not depth_of(part):
            break
    return items


def first_number(items: Sequence[Paragraph]) -> int | None:
    """Return the number that a list begins with when Word would count as its labels do, else None."""
    labels = [labelled(item)[0] for item in items]
    if not any(labels):
        return 1
    if depth_of(items[0]) or not labels[0][:-1].isdigit():
        return None
    start = int(labels[0][:-1])
    counts = [start - 1, 0, 0]
    for item, label in zip(items, labels, strict=True):
        depth = depth_of(item)
        counts[depth] += 1
        counts[depth + 1 :] = [0] * (DEPTH - depth)
        shown = (f"{counts[0]}.", f"{LETTERS[(counts[1] - 1) % len(LETTERS)]})")
        if depth >= len(shown) or label != shown[depth]:
            return None
    return start


class Lists:
    """The numbering part of one template; made only when a list is written."""

    def __init__(self, opened: Opened) -> None:
        """Remember the template; nothing is read before the first list."""
        self.opened = opened
        self._root: Element | None = None
        self._own: dict[str, str] = {}

    @property
    def root(self) -> Element:
        """The part's root."""
        if self._root is None:
            empty = etree.Element(w("numbering"), nsmap={"w": xml.WORD})
            self._root = self.opened.ensure(self.opened.main, "word/numbering.xml", KIND, CONTENT_TYPE, empty)
        return self._root

    def bullets(self) -> str:
        """Return the number of the one bulleted list, for a style that carries none."""
        if "bullet" not in self._own:
            self._own["bullet"] = self._number(self._abstract("bullet"))
        return self._own["bullet"]

    def restarted(self, like: str | None, start: int = 1) -> str:
        """Return the number of a new list that begins at ``start`` and looks like the list ``like``."""
        abstract = self._abstract_of(like) if like else None
        if abstract is None:
            if "number" not in self._own:
                self._own["number"] = self._abstract("number")
            abstract = self._own["number"]
        number = self._number(abstract)
        element = next(n for n in self.root.iter(w("num")) if n.get(w("numId")) == number)
        for depth in range(DEPTH + 1):
            override = xml.sub(element, "lvlOverride", ilvl=str(depth))
            xml.sub(override, "startOverride", val="1" if depth else str(start))
        return number

    def reaches(self, number: str | None, depth: int) -> bool:
        """Tell whether the list ``number`` has a look of its own for items ``depth`` levels in."""
        key = self._abstract_of(number) if number else None
        levels = (
            level.get(w("ilvl"))
            for abstract in self.root.iter(w("abstractNum"))
            if abstract.get(w("abstractNumId")) == key
            for level in abstract.iter(w("lvl"))
        )
        return key is not None and str(depth) in levels

    def _abstract_of(self, number: str) -> str | None:
        for element in self.root.iter(w("num")):
            if element.get(w("numId")) == number:
                abstract = element.find(w("abstractNumId"))
                return None if abstract is None else abstract.get(VAL)
        return None

    def _number(self, abstract: str) -> str:
        number = str(1 + max((xml.number(n.get(w("numId"))) for n in self.root.iter(w("num"))), default=0))
        element = etree.Element(w("num"))
        element.set(w("numId"), number)
        xml.sub(element, "abstractNumId", val=abstract)
        after = self.root.findall(w("num")) or self.root.findall(w("abstractNum"))
        if after:
            after[-1].addnext(element)
        else:
            self.root.append(element)
        return number

    def _abstract(self, kind: str) -> str:
        key = str(
            1 + max((xml.number(a.get(w("abstractNumId"))) for a in self.root.iter(w("abstractNum"))), default=-1)
        )
        element = etree.Element(w("abstractNum"))
        element.set(w("abstractNumId"), key)
        xml.sub(element, "multiLevelType", val="hybridMultilevel")
        for depth, (form, text) in enumerate(KINDS[kind]):
            level = xml.sub(element, "lvl", ilvl=str(depth))
            xml.sub(level, "start", val="1")
            xml.sub(level, "numFmt", val=form)
            xml.sub(level, "lvlText", val=text)
            xml.sub(level, "lvlJc", val="left")
            xml.sub(xml.sub(level, "pPr"), "ind", left=str((depth + 1) * STEP), hanging=str(STEP))
        first = self.root.find(w("num"))
        if first is not None:
            first.addprevious(element)
        else:
            self.root.append(element)
        return key
