"""Labelled items: what each asks, where in its list it hangs, and what a paragraph beside it adds."""

from __future__ import annotations

from collections.abc import Sequence

from utlatande.model import QuestionKind
from utlatande.skrivelse import forms, phrases
from utlatande.skrivelse.items import Item
from utlatande.skrivelse.phrases import Act
from utlatande.skrivelse.pieces import Piece, core
from utlatande.skrivelse.unit import Unit, tidy
from utlatande.skrivelse.walk import Walk, new_list
from utlatande.skrivelse.words import ATT
from utlatande.structure import LabelKind

ASIDE = 50  # characters of a line in a list that neither asks nor tells
_PART = "\n– "


def listed(walk: Walk, position: int, unit: Unit, parts: Sequence[Piece]) -> None:
    """Take a labelled unit, or a cell of a table's question column."""
    if walk.mode == "earlier":
        return
    worded = _worded(unit)
    if worded and walk.branch and _is_another(walk.branch[0]):
        new_list(walk)
        walk.stem = None
    text, asked, context = core(parts)
    demand = phrases.assigns(unit.text) or (walk.mode == "demand" and not any(forms.marked(one) for one in asked))
    if demand:
        text, context = ATT.sub("", unit.text), ()
        asked = (text,)
    item = Item(
        text=text,
        origin=unit.block.origin,
        unit=position,
        rule=_list_rule(walk, unit, demand=demand),
        strength="list" if walk.mode in ("ask", "told", "demand") or unit.asked or worded else "unled",
        kind=QuestionKind.UPPDRAG if demand else QuestionKind.FRAGA,
        value=None if unit.label is None or unit.label.kind is LabelKind.BULLET else unit.label.value,
        label=unit.label.kind if unit.label else None,
        stem=walk.stem,
        asked=asked,
        worded=worded,
        stated=worded and text.endswith(".") and _on_its_line(unit),
        context=(*((unit.topic,) if unit.topic else ()), *context),
        place=walk.place,
    )
    _hang(walk, item, unit)


def _worded(unit: Unit) -> bool:
    """A label that says «Fråga 2» announces what it stands before."""
    return unit.label is not None and unit.label.shown.lower().startswith(("fråga", "delfråga", "frågeställning"))


def _on_its_line(unit: Unit) -> bool:
    """Tell whether a label stands on the line of its text, and not alone above it."""
    shown = unit.label.shown if unit.label else ""
    return unit.block.number is not None or tidy(unit.block.text).startswith(shown)


def _is_another(item: Item) -> bool:
    """Tell whether an open item asks by itself and is of another list than «Fråga 1», which cannot belong below it."""
    return not item.worded and (item.stem is not None or forms.question_form(item.text))


def _list_rule(walk: Walk, unit: Unit, *, demand: bool) -> str:
    if unit.asked:
        return "Står i tabellens frågekolumn."
    what = "Punkt" if unit.label is None or unit.label.kind is LabelKind.BULLET else f"Punkt {unit.label.value}"
    if demand:
        return f"{what} i en lista över vad nämnden ska besluta eller förvaltningen göra."
    return f"{what} i listan efter en inledning som ställer frågor." if walk.mode else f"{what} i en lista av frågor."


def _hang(walk: Walk, item: Item, unit: Unit) -> None:
    """Put a list item where it belongs: on the list's own level, or under the open item above it."""
    depth = min(walk.nesting.depth(unit), len(walk.branch))
    del walk.branch[depth:]
    if depth == 0:
        walk.items.append(item)
    else:
        above = walk.branch[-1]
        if _splits_up(item, above):
            above.text += f"{_PART}{item.text}"
            above.asked = (*above.asked[:-1], f"{above.asked[-1]} {item.text}") if above.asked else (item.text,)
            return
        item.stem = None
        above.children.append(item)
    walk.branch.append(item)
    walk.last = item


def _splits_up(item: Item, above: Item) -> bool:
    """A bullet that only divides the question above it («… fördelat på», «– flickor»)."""
    if item.label is not LabelKind.BULLET or above.text.endswith(":") or above.children:
        return False
    return _PART in above.text or not phrases.asks(item.text)


# --- paragraphs beside a list -----------------------------------------------------------------------------------------


def fills(walk: Walk, parts: Sequence[Piece]) -> bool:
    """Take a paragraph below «Fråga 1» that has had no question yet: what was told there becomes its context, but for a
    sentence on the label's own line, which may be the question."""
    item = walk.last
    asked = tuple(piece.text for piece in parts if piece.act in (Act.QUESTION, Act.INDIRECT, Act.REQUEST))
    if item is None or not item.worded or not asked or forms.question_form(item.text):
        return False
    if item.stated:
        item.text, item.asked = " ".join((item.text, *asked)), (*item.asked, *asked)
    else:
        item.context = (*item.context, item.text)
        item.text, item.asked = " ".join(asked), asked
    return True


def beside_list(walk: Walk, unit: Unit, parts: Sequence[Piece]) -> None:
    """A paragraph inside a numbered list: its questions belong to the item above, the rest is context."""
    item = walk.last
    more = tuple(piece.text for piece in parts if piece.act in (Act.QUESTION, Act.INDIRECT))
    if item is not None and more and (len(unit.text) > ASIDE or forms.marked(unit.text)):
        item.text = f"{item.text} {' '.join(more)}"
        item.asked = (*item.asked, *more)
