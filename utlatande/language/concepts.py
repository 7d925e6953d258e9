"""What an office may edit: words that belong together, phrases that say little, and the authority's own names."""

from __future__ import annotations

import functools
import zlib

from utlatande import settings
from utlatande.language.stems import stem


@functools.cache
def groups() -> dict[str, str]:
    """Return the concept group's name by the stem of each of its words (``data/concepts.toml``)."""
    listed: dict[str, list[str]] = settings.data("concepts")["groups"]
    return {stem(word.lower()): name for name, words in listed.items() for word in words}


def of(stem_: str, parts: tuple[str, ...]) -> tuple[str, ...]:
    """Return the groups of a word: its own, or else those of its parts, unless its last part names an authority."""
    known = groups()
    if stem_ in known:
        return (known[stem_],)
    if not parts or parts[-1] in _authorities():
        return ()
    return tuple(dict.fromkeys(known[part] for part in parts if part in known))


@functools.cache
def _authorities() -> frozenset[str]:
    return frozenset(stem(word) for word in settings.data("concepts")["authorities"])


@functools.cache
def phrases() -> dict[str, tuple[list[str], ...]]:
    """Return the phrases that say little by their first stem, as stems, longest first (``data/boilerplate.toml``)."""
    found: dict[str, list[list[str]]] = {}
    for phrase in sorted(settings.data("boilerplate")["phrases"], key=lambda p: -len(p.split())):
        stems = [stem(w) for w in phrase.split()]
        found.setdefault(stems[0], []).append(stems)
    return {first: tuple(rest) for first, rest in found.items()}


@functools.cache
def own_names() -> frozenset[str]:
    """Return what authorities call themselves, in lower case (``data/boilerplate.toml``)."""
    return frozenset(settings.data("boilerplate")["own_names"])


@functools.cache
def fingerprint() -> int:
    """Return a number that changes when a data file that cuts words changes: what was indexed must follow."""
    names = ("words.toml", "concepts.toml", "background.txt")
    return zlib.crc32(b"".join((settings.DATA / name).read_bytes() for name in names))
