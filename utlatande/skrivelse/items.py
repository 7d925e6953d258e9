"""What was found, item by item, and its nesting; then the finished questions with ids, searches and reasons."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from utlatande.model import Origin, Question, QuestionKind
from utlatande.skrivelse import forms, phrases
from utlatande.skrivelse.unit import Unit, tidy
from utlatande.structure import LabelKind


@dataclass(slots=True, kw_only=True)
class Item:
    """One thing asked, while it is being found. ``strength`` says what proved it (see walk.py)."""

    text: str
    origin: Origin
    unit: int
    rule: str
    strength: str
    kind: QuestionKind = QuestionKind.FRAGA
    value: str | None = None
    label: LabelKind | None = None
    stem: str | None = None
    asked: tuple[str, ...] = ()
    context: tuple[str, ...] = ()
    place: str | None = None
    doubt: str | None = None
    ends: bool = False  # is the last sentence of its paragraph
    worded: bool = False  # its label says «Fråga»
    stated: bool = False  # … and a sentence that asks nothing stands behind it («Fråga 1: En lägesbild önskas.»)
    firm: bool = False  # a demand that is put to the vote
    children: list[Item] = field(default_factory=list)


TOPIC = 8  # words of a statement before a question that may be its topic, and are searched with it
_ROMAN_LETTERS = frozenset("ivx")


class Nesting:
    """Tells the depth of each label of a list from the labels before it."""

    def __init__(self) -> None:
        self.styles: list[tuple[LabelKind, int | None]] = []
        self.values: list[str] = []

    def depth(self, unit: Unit) -> int:
        """Return the depth of the unit's label (0 is the list's own level) and remember it."""
        label = unit.label
        if label is None:
            return 0
        kind = self._kind(label.value, label.kind)
        if label.kind is LabelKind.MULTI:
            depth = self._multi(label.value)
        else:
            style = (kind, unit.depth)
            if (counted := self._counted(unit)) is not None:
                depth = counted
            elif style in self.styles:
                depth = self.styles.index(style)
            elif any(kind is known for known, _ in self.styles) and unit.depth is None:
                depth = next(i for i, (known, _) in enumerate(self.styles) if known is kind)
            else:
                depth = len(self.styles)
        del self.styles[depth:], self.values[depth:]
        while len(self.styles) < depth:
            self.styles.append((LabelKind.DIGIT, None))
            self.values.append("")
        self.styles.append((kind, unit.depth))
        self.values.append(label.value)
        return depth

    def _counted(self, unit: Unit) -> int | None:
        """Return the level whose last figure the unit's follows where one of the two knows its depth, and one not."""
        label = unit.label
        if label is None or label.kind is not LabelKind.DIGIT:
            return None
        for depth, ((kind, known), value) in enumerate(zip(self.styles, self.values, strict=True)):
            either = kind is LabelKind.DIGIT and (known is None) != (unit.depth is None)
            if either and value.isdecimal() and int(label.value) == int(value) + 1:
                return depth
        return None

    def _multi(self, value: str) -> int:
        parts = re.findall(r"\d+|[a-z]", value)
        parent = ".".join(parts[:-1]) if "." in value else parts[0]
        for depth, known in enumerate(self.values):
            if known == parent:
                return depth + 1
        for depth, ((kind, _), known) in enumerate(zip(self.styles, self.values, strict=True)):
            if kind is LabelKind.MULTI and len(re.findall(r"\d+|[a-z]", known)) == len(parts):
                return depth
        return 0

    def _kind(self, value: str, kind: LabelKind) -> LabelKind:
        if kind is not LabelKind.LETTER or value not in _ROMAN_LETTERS:
            return kind
        open_kinds = [known for known, _ in self.styles]
        if LabelKind.ROMAN in open_kinds:
            return LabelKind.ROMAN
        top = self.values[-1] if self.styles and open_kinds[-1] is LabelKind.LETTER else ""
        return LabelKind.LETTER if (top and ord(value) == ord(top) + 1) or (value != "i") else LabelKind.ROMAN


def finished(items: Sequence[Item]) -> tuple[Question, ...]:
    """Return the items as questions in reading order, parents before their children."""
    names = _Names(frozenset(f"q{item.value}" for item in items if item.value))
    found: list[Question] = []
    for item in items:
        _add(item, None, names, found)
    return tuple(found)


class _Names:
    """Gives each question an id that no other has: ``q2a`` by its number, else ``q`` and the next free figure."""

    def __init__(self, kept: frozenset[str]) -> None:
        self.kept = kept  # ids that numbered items will want
        self.taken: set[str] = set()
        self.turns: Counter[str] = Counter()

    def name(self, number: str | None, parent: Question | None) -> str:
        if number is not None and f"q{number}" not in self.taken:
            wanted = f"q{number}"
        else:
            base = f"q{number}-" if number is not None else f"{parent.id}-" if parent else "q"
            self.turns[base] += 1 + (number is not None and not self.turns[base])
            while (wanted := f"{base}{self.turns[base]}") in self.taken or wanted in self.kept:
                self.turns[base] += 1
        self.taken.add(wanted)
        return wanted


def _add(item: Item, parent: Question | None, names: _Names, found: list[Question]) -> None:
    number = _number(item, parent)
    made = _question(item, parent, number, names.name(number, parent))
    found.append(made)
    for child in item.children:
        _add(child, made, names, found)


def _number(item: Item, parent: Question | None) -> str | None:
    value = item.value
    if value is None or parent is None or parent.number is None:
        return value
    if item.label is LabelKind.MULTI and value.startswith(parent.number):
        return value
    return f"{parent.number}.{value}" if value.isdigit() and parent.number[-1:].isdigit() else f"{parent.number}{value}"


def _question(item: Item, parent: Question | None, number: str | None, identity: str) -> Question:
    stem = _joined([parent.stem, parent.text] if parent else [item.stem]) or None
    only_stem = bool(item.children) and not any(forms.marked(text) for text in item.asked)
    begun = stem if stem and stem[-1] not in ".?" and not forms.plain_form(item.text) else None
    return Question(
        id=identity,
        number=number,
        text=item.text,
        origin=item.origin,
        stem=stem,
        kind=item.kind,
        asks=() if only_stem else forms.asks(_joined([begun, item.text])),
        parent=parent.id if parent else None,
        answerable=not only_stem,
        place=item.place,
        doubt=item.doubt,
        searches=() if only_stem else _searches(item, stem),
        rule=item.rule,
    )


def _searches(item: Item, stem: str | None) -> tuple[str, ...]:
    """Return the texts to search with: the stem before each question, without who asks; a demand as it stands."""
    if item.kind is QuestionKind.UPPDRAG:
        return (item.text,)
    lead = phrases.clause(stem) if stem else None
    context = " ".join(item.context)
    before = context if len(context.split()) <= TOPIC or forms.points(item.text) else ""
    found: list[str] = []
    for text in item.asked or (item.text,):
        one = phrases.clause(text)
        if found and forms.leans(text):
            one = f"{found[-1]} {one}"
        else:
            one = _joined([lead, before if not found else None, one])
        if one not in found:
            found.append(one)
    return tuple(found)


def _joined(parts: Iterable[str | None]) -> str:
    return tidy(" ".join(part for part in parts if part))
