"""Word's fields while they are read, and what Word shows for those that store no result."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml.etree import _Element as Element

from utlatande.word.numbering import integer, on, written
from utlatande.word.xml import VAL, w

_MACROBUTTON = re.compile(r"\s*(?:MACROBUTTON|GOTOBUTTON)\s+\S+\s(.*)", re.IGNORECASE | re.DOTALL)
_CHECKED, _UNCHECKED = "☒", "☐"


@dataclass(slots=True)
class Field:
    """An open complex field. ``held`` is text met before its result: given back if the field is broken."""

    form: Element | None = None  # the settings of a form field
    instruction: str = ""
    in_result: bool = False
    shown: bool = False  # some of the result has been shown
    held: list[str] = field(default_factory=list)


class AutoNumbers:
    """Counts the old AUTONUM and LISTNUM fields, whose numbers are stored nowhere."""

    def __init__(self) -> None:
        self._plain = 0
        self._lists: dict[str, list[int]] = {}

    def shown(self, instruction: str) -> str:
        """Return the number that the field shows, or nothing for another field."""
        words = instruction.split()
        name = words[0].upper() if words else ""
        if name in ("AUTONUM", "AUTONUMLGL", "AUTONUMOUT"):
            self._plain += 1
            return f"{self._plain}."
        if name != "LISTNUM":
            return ""
        level = min(max(integer(_switch(words, "\\l"), 1), 1), 9)
        own = words[1].strip('"') if len(words) > 1 and not words[1].startswith("\\") else ""
        counts = self._lists.setdefault(own.lower(), [0] * 9)
        start = _switch(words, "\\s")
        counts[level - 1] = counts[level - 1] + 1 if start is None else integer(start, 1)
        counts[level:] = [0] * (9 - level)
        style = ("decimal", "lowerLetter", "lowerRoman")[(level - 1) % 3]
        number = written(counts[level - 1], style)
        return f"{number})" if level <= 3 else f"({number})"  # noqa: PLR2004 - Word's own default list


def _switch(words: list[str], name: str) -> str | None:
    place = next((n for n, word in enumerate(words) if word.lower() == name), None)
    return words[place + 1] if place is not None and place + 1 < len(words) else None


def without_result(instruction: str, form: Element | None, numbers: AutoNumbers) -> str:
    """Return what Word shows for a field that stores no result: a form field's choice, a button's text, a number."""
    if form is not None:
        return _form(form)
    if m := _MACROBUTTON.match(instruction):
        return m[1].strip()
    return numbers.shown(instruction)


def _form(form: Element) -> str:
    box, choices = form.find(w("checkBox")), form.find(w("ddList"))
    if box is not None:
        state = box.find(w("checked"))
        state = box.find(w("default")) if state is None else state
        return _CHECKED if state is not None and on(state) else _UNCHECKED
    if choices is not None:
        entries = [entry.get(VAL, "") for entry in choices.findall(w("listEntry"))]
        chosen = choices.find(w("result"))
        chosen = choices.find(w("default")) if chosen is None else chosen
        place = integer(None if chosen is None else chosen.get(VAL))
        return entries[place] if 0 <= place < len(entries) else ""
    return ""
