"""Writes Word's formulas on one line: roots, sums, fractions and brackets keep the signs that they show on the page."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Protocol

from lxml.etree import _Element as Element

from utlatande.word.context import MATH

_RAISED = dict(zip("0123456789+-=()nix−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱˣ⁻", strict=True))
_LOWERED = dict(zip("0123456789+-=()aeioxhklmnpst−", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑᵢₒₓₕₖₗₘₙₚₛₜ₋", strict=True))
_COMPOUND = re.compile(r"[-+−±∓·*/=<>≤≥,;]")  # a text with one of these is set in brackets where it would run together
_INTEGRAL = "∫"  # the sign of a sum-like part that names none
_VAL = f"{MATH}val"


class Line(Protocol):
    """The paragraph that is being read."""

    def put(self, text: str) -> None:
        """Add a sign that is no text of its own."""

    def inline(self, element: Element) -> None:
        """Add what an element holds."""


def _text(element: Element) -> str:
    return "".join(node.text or "" for node in element.iter(f"{MATH}t"))


def _of(element: Element, properties: str, name: str, default: str) -> str:
    """Return a setting of a part; one that is there without a value says that there is no sign."""
    found = element.find(f"{MATH}{properties}/{MATH}{name}")
    return default if found is None else found.get(_VAL, "")


def _bracketed(line: Line, element: Element | None, *, always: bool = False) -> None:
    if element is None:
        return
    around = always or _COMPOUND.search(_text(element)) is not None
    line.put("(" if around else "")
    line.inline(element)
    line.put(")" if around else "")


def _fraction(line: Line, element: Element) -> None:
    _bracketed(line, element.find(f"{MATH}num"))
    line.put(" " if _of(element, "fPr", "type", "bar") == "noBar" else "/")
    _bracketed(line, element.find(f"{MATH}den"))


def _brackets(line: Line, element: Element) -> None:
    line.put(_of(element, "dPr", "begChr", "("))
    between = _of(element, "dPr", "sepChr", "|")
    for place, part in enumerate(element.iterchildren(f"{MATH}e")):
        line.put(between if place else "")
        line.inline(part)
    line.put(_of(element, "dPr", "endChr", ")"))


def _root(line: Line, element: Element) -> None:
    degree, under = element.find(f"{MATH}deg"), element.find(f"{MATH}e")
    if degree is not None and (text := _text(degree)):
        _set_off(line, degree, text, _RAISED, "")
    line.put("√")
    if under is not None:
        _bracketed(line, under, always=len(_text(under)) > 1)


def _sum(line: Line, element: Element) -> None:
    line.put(_of(element, "naryPr", "chr", _INTEGRAL))
    for part in element:
        if part.tag == f"{MATH}e":
            line.put(" ")
            line.inline(part)
        elif part.tag in FORMULA:
            FORMULA[part.tag](line, part)


def _named(line: Line, element: Element) -> None:
    """A function, its name apart from what it is of."""
    name, inner = element.find(f"{MATH}fName"), element.find(f"{MATH}e")
    if name is not None:
        line.inline(name)
    if inner is not None:
        line.put("" if _text(inner)[:1] in ("", "(") or inner.find(f"{MATH}d") is inner[0] else " ")
        line.inline(inner)


def _set_off(line: Line, element: Element, text: str, signs: dict[str, str], mark: str) -> None:
    """Write what is set above or below the line, with signs of its own where there are such for all of it."""
    plain = all(child.tag in (f"{MATH}r", f"{MATH}ctrlPr") for child in element)
    if text and plain and all(character in signs for character in text):
        line.put("".join(signs[character] for character in text))
    else:
        line.put(mark if text else "")
        _bracketed(line, element)


def _above(line: Line, element: Element) -> None:
    _set_off(line, element, _text(element), _RAISED, "^")


def _below(line: Line, element: Element) -> None:
    _set_off(line, element, _text(element), _LOWERED, "_")


def _beside(line: Line, element: Element) -> None:
    """A part of several alike: rows of a matrix, lines of a system."""
    before = element.getprevious()
    line.put(" " if before is not None and before.tag == element.tag else "")
    line.inline(element)


def _limit(line: Line, element: Element) -> None:
    line.put(" ")
    line.inline(element)


FORMULA: dict[str, Callable[[Line, Element], None]] = {
    f"{MATH}f": _fraction,
    f"{MATH}d": _brackets,
    f"{MATH}rad": _root,
    f"{MATH}nary": _sum,
    f"{MATH}func": _named,
    f"{MATH}sup": _above,
    f"{MATH}sub": _below,
    f"{MATH}lim": _limit,
    f"{MATH}e": _beside,
    f"{MATH}mr": _beside,
}
