"""A question with several parts: which found text answers which part, so that no part is left for another's sake."""

from __future__ import annotations

from collections.abc import Sequence

from utlatande import phrasing
from utlatande.drafting.pieces import COMMON, clean
from utlatande.figures import stems
from utlatande.model import Match, Question

SHARE = 0.7  # of a part's telling words that a text must have to be that part's own answer
WORDS, FEWEST = 3, 2  # … and how many; fewer where the part has no more
SAME = 0.6  # of the words of a part and of the earlier question that they share, from which it is the same question
# Words that ask, and tell nothing of what: «vad gör ni för att …», «hur många …».
_ASKING = frozenset(("gör", "göra", "görs", "gjort", "gjord", "många", "mycke", "sker"))


def parts(group: Sequence[Question]) -> tuple[str, ...]:
    """Return what a group of questions asks, part by part."""
    return tuple(part for one in group for part in phrasing.parts(clean(one)))


def own_answers(group: Sequence[Question], best: Match, others: Sequence[Match]) -> tuple[tuple[str, Match], ...]:
    """Return for each part that the best text leaves out the text that answers it, as (part, match)."""
    asked = parts(group)
    if len(asked) < 2:  # noqa: PLR2004
        return ()
    found: list[tuple[str, Match]] = []
    first = max(asked, key=lambda part: _share(part, best))
    for part in asked:
        if part == first:
            continue
        taken = [match for _, match in found]
        fits = [one for one in others if one not in taken and _answers(part, one, best)]
        if fits:
            found.append((part, max(fits, key=lambda one: (_likeness(part, one), _share(part, one)))))
    return tuple(found)


def _answers(part: str, match: Match, best: Match) -> bool:
    """Tell whether a text answers a part better than the best text does, and well."""
    if _likeness(part, match) >= SAME > _likeness(part, best):
        return True
    wanted = _wanted(part)
    enough = _share(part, match) >= SHARE and len(wanted & _there(match)) >= max(FEWEST, min(WORDS, len(wanted)))
    return enough and _share(part, match) > _share(part, best)


def _likeness(part: str, match: Match) -> float:
    """Return how much a part and the earlier question that a text answered have in common."""
    mine, theirs = _wanted(part), _wanted(match.passage.question or "")
    return len(mine & theirs) / len(mine | theirs) if len(mine & theirs) > 1 else 0.0


def _share(part: str, match: Match) -> float:
    wanted = _wanted(part)
    return len(wanted & _there(match)) / len(wanted) if wanted else 0.0


def _wanted(text: str) -> frozenset[str]:
    return stems(text) - COMMON - _ASKING


def _there(match: Match) -> frozenset[str]:
    passage = match.passage
    return stems(passage.text) | stems(passage.question or "")
