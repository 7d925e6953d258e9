"""The paragraph that is being read, and how its pieces become text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from utlatande.spelling import SOFT, normal

SPACES = " \t\n"
OBJECT = "\ufffc"  # where a picture or a note's sign stands in the line: between two words it parts them
_BETWEEN = re.compile(rf"(?<=\w){OBJECT}+(?=\w)")


@dataclass(slots=True)
class Line:
    """The paragraph that is being read."""

    pieces: list[str] = field(default_factory=list)
    page: int | None = None
    bold: bool | None = None
    size: int = 0
    comments: list[str] = field(default_factory=list)
    struck: list[tuple[int, str]] = field(default_factory=list)  # text that is struck through, and how far the line was

    def struck_text(self) -> str:
        """Return what is struck through; a space stands where other text does in the line."""
        before, text = -1, ""
        for place, piece in self.struck:
            text += piece if place == before or text.endswith(" ") else f" {piece}"
            before = place
        return text


def joined(pieces: Iterable[str]) -> str:
    """Return the text that pieces make: in normal form, without soft hyphens and outer white space."""
    text = "".join(pieces)
    if OBJECT in text:
        text = _BETWEEN.sub(" ", text)
    return normal(text).replace(SOFT, "").strip(SPACES)


def on_one_line(text: str) -> str:
    """Return a run's text without its line breaks: a break in the XML is none on the page, but white space."""
    words = " ".join(text.split())
    before, after = text[0].isspace(), words and text[-1].isspace()
    return f"{' ' if before else ''}{words}{' ' if after else ''}"
