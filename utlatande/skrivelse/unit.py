"""A unit of a letter: one paragraph, one item or one line, with its label apart."""

from __future__ import annotations

from dataclasses import dataclass

from utlatande.model import Block
from utlatande.structure import Label


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """One line of thought. ``text`` is without the label; ``depth`` is an automatic list's level."""

    text: str
    block: Block
    label: Label | None = None
    depth: int | None = None
    heading: bool = False
    asked: bool = False  # stands in the question column of a table
    topic: str | None = None  # what the row's other column says it is about

    @property
    def whole(self) -> str:
        """The text with its label in front, as it is shown."""
        return f"{self.label.shown} {self.text}" if self.label else self.text


def tidy(text: str) -> str:
    """Return ``text`` on one line with single spaces."""
    return " ".join(text.split())
