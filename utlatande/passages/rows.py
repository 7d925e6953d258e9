"""The rows (or columns) of a table of insatser: what they are called, as data/insatser.toml has it."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from utlatande import settings
from utlatande.model import Block

# What parts a row's name from its value: a colon, a tab, the line's end, or a capital, a figure or a bullet.
_GAP = r"(?P<gap>\s*:\s*|\t\s*|\s*$|\s+(?=[A-ZÅÄÖ0-9§•\uf0b7–-]))"


@dataclass(frozen=True, slots=True)
class Label:
    """A row's name: which column of the register, whose (of a part's own rows), and the text after it."""

    key: str
    rest: str
    part: str | None = None
    spelled: str = ""
    firm: bool = False  # followed by a colon, a tab or a cell border: it can be nothing else


def label_of(text: str) -> Label | None:
    """Return the row's name that a line begins with, or None: «Ansvarig Polis», «Mål: …», «Polisens åtagande …»."""
    text = text.strip()
    if not text or not text[0].isupper():
        return None
    if m := _part_rows().match(text):
        part = " ".join(m["part"].split()).removesuffix("s")
        return Label(
            _part_keys()[m["what"].lower()], _rest(text[m.end() :]), part, m[0].rstrip(": \t"), ":" in m["gap"]
        )
    if m := _names().match(text):
        return Label(
            _keys()[m["name"].lower()], _rest(text[m.end() :]), None, m["name"], firm=bool(m["gap"].strip(" "))
        )
    return None


def _rest(text: str) -> str:
    return text.strip(" \t")


@functools.cache
def _keys() -> dict[str, str]:
    return {name.lower(): key for key, names in settings.data("insatser")["rader"].items() for name in names}


@functools.cache
def _part_keys() -> dict[str, str]:
    return {name.lower(): key for key, names in settings.data("insatser")["parter"].items() for name in names}


@functools.cache
def _names() -> re.Pattern[str]:
    names = "|".join(re.escape(n) for n in sorted(_keys(), key=len, reverse=True))
    return re.compile(rf"(?P<name>(?i:{names})){_GAP}")


@functools.cache
def _part_rows() -> re.Pattern[str]:
    names = "|".join(re.escape(n) for n in sorted(_part_keys(), key=len, reverse=True))
    return re.compile(rf"(?P<part>[A-ZÅÄÖ][\w-]*(?: och [\w-]+| [\w-]+)?s)\s+(?P<what>{names}){_GAP}")


def lines(block: Block) -> list[str]:
    """Return a block's lines, a label that was broken over two put together: «Stadsdelsförvaltningens⏎kontakt»."""
    if block.cells:
        return [f"{cell.strip()}\t" for cell in block.cells[:1]]
    lines: list[str] = []
    for line in block.text.split("\n"):
        if lines and broken_label(lines[-1], line):
            lines[-1] = f"{lines[-1].rstrip()} {line.strip()}"
        else:
            lines.append(line)
    return lines


def broken_label(line: str, following: str) -> bool:
    """Tell whether a part's row name is broken over two lines."""
    if not re.fullmatch(r"\s*[A-ZÅÄÖ][\w-]+s\s*", line):
        return False
    first = following.strip().split(" ")[0].rstrip(":").lower()
    return first in _part_keys()


@functools.cache
def shown_names() -> dict[str, str]:
    """Return what each column of the register is called first of all."""
    return {key: names[0] for key, names in settings.data("insatser")["rader"].items()}


def flat(text: str) -> str:
    """Return a text on one line."""
    return " ".join(text.split())
