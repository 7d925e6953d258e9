"""How much what became of a passage counts when it is suggested again: a little, and said aloud."""

from __future__ import annotations

from collections.abc import Iterable

from utlatande.model import Survival

# What a passage gains at most when it was always kept whole, and loses at most when it was always taken out, as a share
# of its score. Less than what is newer gains (a tenth): of two that fit alike, the one that officers keep is first, but
# no text comes before one that fits clearly better.
GAIN = 0.05
LOSS = 0.08
_HALF_SURE = 2  # finished documents after which half of it counts


def weight(fared: Survival | None) -> float:
    """Return what a passage's score is multiplied by: from 1 - LOSS to 1 + GAIN; 1 where nothing is known."""
    if fared is None or fared.times <= 0:
        return 1.0
    sure = fared.times / (fared.times + _HALF_SURE)
    liked = 2 * min(max(fared.kept, 0.0), 1.0) - 1
    return 1.0 + sure * liked * (GAIN if liked > 0 else LOSS)


def together(fared: Iterable[Survival]) -> Survival | None:
    """Return how the variants of one passage fared as one, or None when none of them was ever suggested."""
    known = [one for one in fared if one.times > 0]
    times = sum(one.times for one in known)
    if not times:
        return None
    kept = sum(one.kept * one.times for one in known) / times
    return Survival(times=times, removed=sum(one.removed for one in known), kept=kept)


def sentence(fared: Survival) -> str:
    """Return the reason as a reviewer reads it, «Har använts 3 gånger, 90 % behållet.», in one or two sentences."""
    used = fared.times - fared.removed
    gone = f"agits bort ur {fared.removed} av {fared.times} färdiga utlåtanden."
    if not used:
        return f"Har t{gone}"
    kept = fared.kept * fared.times / used
    said = f"Har använts {used} {'gång' if used == 1 else 'gånger'}, {round(100 * min(kept, 1.0))} % behållet."
    return f"{said} Har t{gone}" if fared.removed else said
