"""The register of insatser kept to a place, somebody responsible, a target group and a year."""

from __future__ import annotations

from collections.abc import Sequence

from utlatande.corpus.renames import names
from utlatande.model import Insats


def kept_to(
    register: Sequence[Insats],
    *,
    plats: str | None = None,
    ansvarig: str | None = None,
    malgrupp: str | None = None,
    year: int | None = None,
    renames: Sequence[tuple[str, str]] = (),
) -> tuple[Insats, ...]:
    """Return the insatser that fit; what is None is not asked for.

    Words are compared by their stems, and with the parts of compounds: «Norrviks» finds «Norrvik», «förvaltningen»
    finds «Stadsdelsförvaltning», «unga» finds «ungdomar». A place is also searched for by its other names.
    """
    places = names([plats], renames) if plats else ()
    return tuple(
        one
        for one in register
        if (year is None or one.year == year)
        and (not plats or any(_fits(name, one.plats) for name in places))
        and (not ansvarig or _fits(ansvarig, one.ansvarig))
        and (not malgrupp or _fits(malgrupp, one.malgrupp, alike=True))
    )


def _fits(wanted: str, text: str | None, *, alike: bool = False) -> bool:
    """Tell whether a text has all the words that are wanted, in any form; ``alike``: or one of the same concept."""
    if not text:
        return False
    if wanted.strip().casefold() in text.casefold():
        return True
    from utlatande import language

    there = [language.analyse(word) for word in language.words(text)]
    stems = {stem for word in there for stem in (word.stem, *word.parts)}
    concepts = {concept for word in there for concept in word.concepts}
    asked = [language.analyse(word) for word in language.words(wanted)]
    return bool(asked) and all(
        word.stem in stems or (alike and not concepts.isdisjoint(word.concepts)) for word in asked
    )
