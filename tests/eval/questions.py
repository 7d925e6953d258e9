"""How well the questions of real letters are found: ../shared/riksdag, in three renderings.

``dev`` are the 400 letters of letters_dev.jsonl (gold: question lines); ``every`` the letters of
letters_unlabelled.jsonl that labels_unlabelled.json labels (line, start, end). Of each, a third, chosen by a hash of
the id, was held back until the rules were done. A found question is right when its token_sort_ratio to a wanted one is
at least 85, one to one; a letter is right when all of its are, and none is over.
"""

import hashlib
import json
import re
import sys
from pathlib import Path

import renderings
from rapidfuzz.fuzz import token_sort_ratio

from utlatande.readers.text import read_text
from utlatande.skrivelse import parse

HERE = Path(__file__).parent
RIKSDAG = HERE.parent.parent.parent / "shared" / "riksdag"
RENDERINGS = (renderings.clean, renderings.wrapped68, renderings.wrapped64)
LIKE = 85
_LABEL = re.compile(r"^(?:\s*<!\[[^>]*>\s*[-·]?\s*)*(?:\(?\d{1,2}[.):]\s*)?")


def held_back(ids):
    """Return the third of the ids that rules are not tuned to."""
    order = sorted(ids, key=lambda one: hashlib.sha256(f"held back {one}".encode()).hexdigest())
    return frozenset(order[: -(-len(order) // 3)])


def letters(which):
    """Return {id: (lines, wanted questions)}."""
    if which == "dev":
        rows = _rows("letters_dev.jsonl")
        return {row["id"]: (row["lines"], [_LABEL.sub("", row["lines"][i]) for i in row["gold"]]) for row in rows}
    labels = json.loads((HERE / "labels_unlabelled.json").read_text(encoding="utf-8"))
    rows = {row["id"]: row["lines"] for row in _rows("letters_unlabelled.jsonl")}
    return {
        one: (rows[one], [rows[one][line][start:end] for line, start, end in spans]) for one, spans in labels.items()
    }


def _rows(name):
    with (RIKSDAG / name).open(encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def found(lines, rendering):
    document = read_text(rendering(lines).encode(), "brev.txt")
    return [question.text for question in parse(document).questions if question.answerable]


def hits(got, wanted):
    """Return how many of the wanted are among the got, one to one, best first."""
    left, count = list(got), 0
    for text in wanted:
        best = max(left, key=lambda one: token_sort_ratio(one, text), default=None)
        if best is not None and token_sort_ratio(best, text) >= LIKE:
            left.remove(best)
            count += 1
    return count


def measure(parts=("tuned", "held"), tell=None):
    """Return {which: {part: {rendering: {exact, precision, recall}}}}; ``tell`` is called with each wrong letter."""
    result = {}
    for which in ("dev", "every"):
        every = letters(which)
        held = held_back(every)
        for part in parts:
            chosen = {one: pair for one, pair in every.items() if (one in held) == (part == "held")}
            for rendering in RENDERINGS:
                result.setdefault(which, {}).setdefault(part, {})[rendering.__name__] = _measure(
                    chosen, rendering, tell
                )
    return result


def _measure(chosen, rendering, tell):
    exact = right = got_all = wanted_all = 0
    for one, (lines, wanted) in chosen.items():
        got = found(lines, rendering)
        count = hits(got, wanted)
        right, got_all, wanted_all = right + count, got_all + len(got), wanted_all + len(wanted)
        if count == len(got) == len(wanted):
            exact += 1
        elif tell:
            tell(rendering.__name__, one, wanted, got)
    return {
        "exact": round(exact / len(chosen), 3),
        "precision": round(right / max(got_all, 1), 3),
        "recall": round(right / wanted_all, 3),
    }


def _tell(rendering, one, wanted, got):
    print(f"\n{one} ({rendering})", *(f"  - {text}" for text in wanted), *(f"  + {text}" for text in got), sep="\n")


if __name__ == "__main__":
    chosen = tuple(part for part in ("tuned", "held") if part in sys.argv) or ("tuned",)
    print(json.dumps(measure(chosen, _tell if "tell" in sys.argv else None), indent=1))
