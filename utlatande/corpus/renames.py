"""Names that have changed: a search for today's name is one for what it was called before, too."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

Words = tuple[str, ...]


def names(asked: Sequence[str], renames: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    """Return the names with all that they were before, and what became of each that alone became it.

    A nämnd put together of two is more than one of them was: who asks for the one does not get the whole. Names are
    compared by their words, folded; where both end alike («Norrviks nämnd») their first words are names as well.

    >>> names(["Nya nämnden"], [("Gamla nämnden", "Nya nämnden")])
    ('Nya nämnden', 'gamla')
    """
    if not asked or not renames:
        return tuple(asked)
    from utlatande.index.filters import folded

    pairs = set(_pairs([(folded(old), folded(new)) for old, new in renames]))
    became = [new for _, new in pairs]
    back = [(new, old) for old, new in pairs]
    on = [(old, new) for old, new in pairs if became.count(new) == 1]
    found: dict[str, None] = {}
    for name in asked:
        own = folded(name)
        more = {*_reached(own, back), *_reached(own, on)} if own else ()
        found |= dict.fromkeys([name, *sorted(" ".join(words) for words in more)])
    return tuple(found)


def fits(name: str, known: Collection[str], renames: Sequence[tuple[str, str]], *, party: bool = False) -> bool:
    """Tell whether one of the known names is the one asked for, as a search compares them."""
    from utlatande.index.filters import folded, mark

    asked = names([name], renames)
    if party:
        return not {mark(one) for one in asked}.isdisjoint(map(mark, known))
    return any(words and words <= set(folded(one)) for words in map(set, map(folded, asked)) for one in known)


def _pairs(renames: Sequence[tuple[Words, Words]]) -> Iterator[tuple[Words, Words]]:
    for old, new in renames:
        if not old or not new:
            continue
        yield old, new
        alike = 0
        while alike < min(len(old), len(new)) - 1 and old[-1 - alike] == new[-1 - alike]:
            alike += 1
        if alike:
            yield old[:-alike], new[:-alike]


def _reached(start: Words, steps: Sequence[tuple[Words, Words]]) -> set[Words]:
    """All that can be reached from a name, whose words may be some of a whole name's."""
    found: set[Words] = set()
    todo = [start]
    while todo:
        here = set(todo.pop())
        fresh = {end for begin, end in steps if here <= set(begin)} - found
        found |= fresh
        todo += fresh
    return found
