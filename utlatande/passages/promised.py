"""Insatser that running text promises: «Trygghetsvandringar ska genomföras i …», with their places."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence

from utlatande import settings
from utlatande.model import Insats, Passage
from utlatande.sentences import sentences

_WILL = re.compile(r"\b(?:ska|skall|kommer att)\b")


def promised(passages: Sequence[Passage]) -> list[Insats]:
    """Return the insatser that running text promises: «Trygghetsvandringar ska genomföras i …», with their places."""
    found: dict[str, Insats] = {}
    for own in passages:
        for sentence in sentences(own.text) if _WILL.search(own.text) else ():
            if m := _promise().match(sentence):
                active = m["verb"].lower() in _active()
                what = f"{m['verb']} {m['what'].strip()}" if active else m["who"]
                insats = Insats(
                    id=f"i{own.id}{len(found)}",
                    passage=own.id,
                    atgard=what[:1].upper() + what[1:],
                    origin=own.origin,
                    year=int(own.date[:4]) if own.date else None,
                    ansvarig=m["who"] if active else None,
                    plats=m["places"],
                )
                found.setdefault(sentence, insats)
    return list(found.values())


@functools.cache
def _active() -> frozenset[str]:
    return frozenset(v for v in settings.data("insatser")["lopande_text"]["verb"] if not v.endswith("s"))


@functools.cache
def _promise() -> re.Pattern[str]:
    verbs = "|".join(
        re.escape(v) for v in sorted(settings.data("insatser")["lopande_text"]["verb"], key=len, reverse=True)
    )
    name = r"[A-ZÅÄÖ][\wåäö]+(?:[/-][A-ZÅÄÖ][\wåäö]+)*"
    return re.compile(
        rf"(?P<who>[A-ZÅÄÖ][^.;:,]{{2,80}}?) (?:ska|skall|kommer att) (?:även |också |under \w+ )?"
        rf"(?P<verb>{verbs})\b(?P<what>[^.;:]{{0,120}}?)"
        rf" (?:i|på|vid|kring) (?P<places>{name}(?:(?:, | och | samt ){name})*)(?P<tail>[^.;:]{{0,80}})\.?$"
    )
