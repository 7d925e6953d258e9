"""Forms of Swedish verbs, from data/verbs.toml: what is finite, what is a supine, what is an infinitive."""

from __future__ import annotations

import functools
from dataclasses import dataclass

from utlatande import settings

LONG = 6  # letters over which «-erar» and the like tell a verb
_NOT_VERBS = frozenset(
    ("för", "åt", "vars", "särskilt", "över", "ut", "inför", "framför")
)  # prepositions and adverbs far oftener


@dataclass(frozen=True)
class Verbs:
    """The sets of forms; ``passive`` holds the finite forms in -s, ``particles`` the loose words of a finite form."""

    finite: frozenset[str]
    passive: frozenset[str]
    supine: frozenset[str]
    infinitive: frozenset[str]
    modal: frozenset[str]
    judging: frozenset[str]
    odd_finite: frozenset[str]
    odd_infinitive: frozenset[str]
    particles: dict[str, frozenset[str]]

    def is_finite(self, word: str, *, first: bool = False) -> bool:
        """Tell whether a word is a finite verb; what is as often a noun counts only where a question begins."""
        if word in self.odd_finite:
            return first
        return word in self.finite or (len(word) > LONG and word.endswith(("erar", "erade", "eras", "erades")))

    def is_passive(self, word: str) -> bool:
        """Tell whether a finite verb is in the passive."""
        return word in self.passive or (len(word) > LONG and word.endswith(("eras", "erades")))

    def is_supine(self, word: str) -> bool:
        """Tell whether a word is what follows «har»."""
        return word in self.supine or (len(word) > LONG and word.endswith(("erat", "erats")))

    def is_infinitive(self, word: str) -> bool:
        """Tell whether a word is what follows «ska»."""
        if word in self.odd_infinitive:
            return False
        return word in self.infinitive or (len(word) > LONG and word.endswith(("era", "eras")))


@functools.cache
def verbs() -> Verbs:
    """Return the forms, made once."""
    table = settings.data("verbs")
    rows = [_regular(word) for word in table["ar"].split()]
    rows += [tuple(line.split()) for line in table["ovriga"].strip().splitlines()]
    by_name: dict[str, list[tuple[str, ...]]] = {}
    for row in rows:
        by_name.setdefault(row[0], []).append(row)
    for word in table["sammansatta"].split():
        prefix, base = word.split("+")
        for row in by_name[base]:
            rows.append(tuple(prefix + form for form in row))
            by_name.setdefault(prefix + base, []).append(rows[-1])
    finite, passive, supine, infinitive = set(), set(), set(), set()
    for name, present, past, done in rows:
        infinitive |= {name, name + "s"}
        supine |= {done, done + "s"}
        passives = _passives(present) | {past + "s"}
        finite |= {present, past} | passives
        passive |= passives
    modal = frozenset(table["modala"].split())
    judging = frozenset(table["bedomande"].split())
    deponent = {row[1] for row in rows if row[1].endswith("s")}
    return Verbs(
        finite=(frozenset(finite) | modal | judging) - _NOT_VERBS,
        passive=frozenset(passive - deponent),
        supine=frozenset(supine) - _NOT_VERBS,
        infinitive=frozenset(infinitive - {"vars"}),
        modal=modal,
        judging=judging,
        odd_finite=frozenset(table["inte_presens"].split()),
        odd_infinitive=frozenset(table["inte_grundform"].split()),
        particles=_particles(table["partiklar"], by_name),
    )


def _regular(name: str) -> tuple[str, ...]:
    return name, name + "r", name + "de", name + "t"


def _passives(present: str) -> set[str]:
    """Return what a present form can be in the passive: «arbetas», «följs», «läses», «görs», «nås»."""
    if present.endswith("s"):
        return set()
    if present.endswith("er"):
        stem = present[:-2]
        short = {stem[:-1] + "s"} if stem.endswith(("mm", "nn")) else set()  # «töms», «bestäms»
        return {stem + "s", stem + "es", present[:-1] + "s"} | short
    if present.endswith(("ör", "är", "yr")):
        return {present + "s"}
    return {present[:-1] + "s"} if present.endswith("r") else set()


def _particles(text: str, by_name: dict[str, list[tuple[str, ...]]]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for line in text.strip().splitlines():
        name, *words = line.split()
        for row in by_name.get(name, ()):
            for form in (row[1], row[2], row[2] + "s", *_passives(row[1])):
                found.setdefault(form, set()).update(words)
    return {form: frozenset(words) for form, words in found.items()}
