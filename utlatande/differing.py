"""What differs between two nearly identical texts, as a person would say it."""

from __future__ import annotations

import difflib
import re

SHOWN = 3  # differences that are named
_LONGEST = 60  # characters of one side of a difference that are shown
_WORDS = 2_000  # words that are compared
_WORD = re.compile(r"\S+")


def differences(text: str, other: str) -> list[tuple[str, str]]:
    """Return where two texts differ, in order, as (what ``text`` says, what ``other`` says); one may be empty.

    >>> differences("Under 2023 anmäldes 51 rån.", "Under 2022 anmäldes 64 rån.")
    [('2023', '2022'), ('51', '64')]
    """
    one, two = (_WORD.findall(whole)[:_WORDS] for whole in (text, other))
    matcher = difflib.SequenceMatcher(None, one, two, autojunk=False)
    return [(" ".join(one[a:b]), " ".join(two[c:d])) for kind, a, b, c, d in matcher.get_opcodes() if kind != "equal"]


def told(text: str, other: str) -> str:
    """Return a sentence's end that says what stands in ``other`` and not in ``text``, or nothing where they are alike.

    >>> told("Under 2023 anmäldes 51 rån.", "Under 2022 anmäldes 64 rån.")
    'där står ”2022” i stället för ”2023”, ”64” i stället för ”51”'
    """
    found = differences(text, other)
    if not found:
        return ""
    parts = [_one(mine, theirs) for mine, theirs in found[:SHOWN]]
    more = (
        f" och {len(found) - SHOWN} skillnader till" if len(found) > SHOWN + 1 else " med mera" * (len(found) > SHOWN)
    )
    return f"där står {', '.join(parts)}{more}"


def _one(mine: str, theirs: str) -> str:
    if not mine:
        return f"också ”{_short(theirs)}”"
    return f"”{_short(theirs)}” i stället för ”{_short(mine)}”" if theirs else f"inte ”{_short(mine)}”"


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST].rsplit(' ', 1)[0]} …"
