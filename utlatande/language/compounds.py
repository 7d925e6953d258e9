"""Splits compounds into the stems of their parts: ``trygghetskamerorna`` into ``trygg`` and ``kamera``.

A word splits where both sides are known by their stems (``data/background.txt``, and ``compound`` in
``data/words.toml``) and into as few parts as can be. Parts of four letters and more did better than of three (words
alone, 110 questions: acc@1 .527 whole, .545 with three, .555 with four): shorter ones count only where they are listed.
"""

from __future__ import annotations

import functools
from typing import NamedTuple

from utlatande import settings
from utlatande.language.stems import irregular, stem

_PART = 4  # letters a part has at least, if it is not listed
_SHORTEST = 3  # listed or not
_LINKS = "saeou"  # letters between parts: trygghetsvandring, gatumiljö, kvinnojour
_LONGEST = 40  # letters of a word that is split; longer ones are no words
_DEPTH = 3  # splits within splits


class _Known(NamedTuple):
    forms: dict[str, str]  # what a first part may be without its link, with its stem where that is listed
    bound: dict[str, str]  # irregular forms that first parts have, with their stems: föräldra
    stems: frozenset[str]
    listed: frozenset[str]
    starts: frozenset[str]  # first letters of known stems: what begins otherwise need not be looked at
    never_first: frozenset[str]
    never_last: frozenset[str]


def parts(word: str) -> tuple[str, ...]:
    """Return the stems of a compound's parts in order; empty when it is none."""
    return tuple(_split(word, 0) or ()) if word.isalpha() and 2 * _PART - 1 <= len(word) <= _LONGEST else ()


def _split(word: str, depth: int) -> list[str] | None:
    known = _known()
    if word[:_SHORTEST] not in known.starts and word[: _SHORTEST - 1] not in known.starts:
        return None
    best: tuple[tuple[int, bool, int], list[str]] | None = None
    for at in range(_SHORTEST, len(word) - _SHORTEST + 1):
        piece = word[:at]
        if piece not in known.forms and piece[:-1] not in known.forms and piece not in known.bound:
            continue
        head = _head(piece, known)
        if head is None:
            continue
        tail = _tail(word[at:], known)
        rest = [tail] if tail is not None else _split(word[at:], depth + 1) if depth < _DEPTH else None
        if rest is None:
            continue
        # Few parts, a head that lost no vowel, parts of even length.
        rank = (-len(rest), word[at - 1] not in "eoua", min(at, len(word) - at))
        if best is None or rank > best[0]:
            best = (rank, [head, *rest])
    return best[1] if best else None


def _tail(piece: str, known: _Known) -> str | None:
    if piece[:_SHORTEST] not in known.starts or piece in known.never_last:
        return None
    key = stem(piece)
    if key in known.never_last:
        return None
    return (
        key if key in known.listed or (len(piece) >= _PART and len(key) >= _SHORTEST and key in known.stems) else None
    )


def _head(piece: str, known: _Known) -> str | None:
    """The stem of a first part as it looks in a compound; the stems of the background go before what is listed."""
    if piece in known.never_first:
        return None
    looks = [piece[:-1], piece] if piece[-1] in _LINKS else [piece]
    looks = [form for form in looks if form in known.forms]
    for form in sorted(looks, key=lambda form: not (len(form) >= _PART and form in known.stems)):
        key = known.forms[form] or stem(form)
        return key if key in known.stems else form
    return known.bound.get(piece)


@functools.cache
def _known() -> _Known:
    words = settings.data("words")
    listed = {w: stem(w) for w in words["compound"]}
    stems = frozenset(background()) | frozenset(listed.values())
    forms = {s: "" for s in stems if len(s) >= _PART} | dict.fromkeys(listed.values(), "") | listed
    bound = {
        form: base for form, base in irregular().items() if base in stems and form[-1] in _LINKS and len(form) >= _PART
    }
    starts = frozenset(s[:_SHORTEST] for s in {*stems, *listed, *bound})
    return _Known(
        forms,
        bound,
        stems,
        frozenset(listed.values()),
        starts,
        frozenset(words["never_first"]),
        frozenset(words["never_last"]),
    )


@functools.cache
def background() -> dict[str, float]:
    """Return in which share of 700 parliamentary letters each common stem occurs (``data/background.txt``)."""
    first, *lines = settings.data_text("background.txt").splitlines()
    letters = int(first)
    shares: dict[str, float] = {}
    for line in lines:
        count, *stems = line.split()
        shares.update(dict.fromkeys(stems, int(count) / letters))
    return shares
