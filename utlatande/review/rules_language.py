"""Rules on plain Swedish, for new text only: LIX, long sentences, abbreviations, and words that weigh it down."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence

from utlatande import sentences
from utlatande.model import Block, Finding
from utlatande.review.own import own
from utlatande.review.paper import Paper, cut, rules
from utlatande.review.rules import finding

_LONG_WORD = 6  # letters: LIX counts the words that have more
_SHOWN = 3  # places named for one word

Texts = Sequence[tuple[Block, str]]


def check(paper: Paper) -> Iterator[Finding]:
    """Yield what makes new text hard to read."""
    texts = tuple(own(paper))
    yield from _lix(paper, texts)
    yield from _long(paper, texts)
    yield from _found(paper, texts, "forkortning", _abbreviations(), "forkortningar")
    yield from _found(paper, texts, "tungt-ord", _heavy(), "ord")


def lix(text: str) -> float:
    """Return the readability index of a text: words a sentence, and the percentage of words over six letters.

    Below 30 is for children, 40–50 is a newspaper, over 60 is bureaucratic. 0 for a text without words.
    """
    words = sentences.words(text)
    if not words:
        return 0.0
    long = sum(len(word) > _LONG_WORD for word in words)
    return len(words) / max(1, len(sentences.sentences(text))) + 100 * long / len(words)


def _lix(paper: Paper, texts: Texts) -> Iterator[Finding]:
    limits = rules()["lasbarhet"]
    by_place: dict[str, list[tuple[Block, str]]] = {}
    for block, text in texts:
        by_place.setdefault(paper.place(block), []).append((block, text))
    for place, some in by_place.items():
        text = "\n\n".join(one for _, one in some)
        index = lix(text)
        if len(sentences.words(text)) >= int(limits["lix_minsta_ord"]) and index > float(limits["lix"]):
            yield finding(
                "lix",
                f"Den nya texten är svår att läsa: LIX är {round(index)} (över {limits['lix']} är mycket svårt).",
                "Dela långa meningar och byt långa ord mot kortare.",
                place,
                origin=some[0][0].origin,
            )


def _long(paper: Paper, texts: Texts) -> Iterator[Finding]:
    limits = rules()["lasbarhet"]
    longest, shown = int(limits["langsta_mening"]), int(limits["langa_meningar_visas"])
    found = []
    for block, text in texts:
        for one in sentences.sentences(text):
            count = len(sentences.words(one))
            if count > longest and "\n" not in one:
                found.append((count, block, one))
    for count, block, one in found[:shown]:
        yield finding(
            "lang-mening",
            f"Meningen har {count} ord: ”{cut(one)}”",
            "Dela den i två.",
            paper.place(block),
            origin=block.origin,
        )
    if len(found) > shown:
        yield finding(
            "lang-mening",
            f"Ytterligare {len(found) - shown} meningar har mer än {longest} ord.",
            "Dela dem.",
            "Dokumentet",
            origin=found[shown][1].origin,
        )


def _found(paper: Paper, texts: Texts, rule: str, pattern: re.Pattern[str], table: str) -> Iterator[Finding]:
    better = {_key(word): str(instead) for word, instead in rules()[table].items()}
    hits: dict[str, list[tuple[Block, str]]] = {}
    for block, text in texts:
        for m in pattern.finditer(text):
            hits.setdefault(_key(m[0]), []).append((block, m[0]))
    for key, some in hits.items():
        block, word = some[0]
        times = "" if len(some) == 1 else f" ({len(some)} gånger)"
        instead = better.get(key, "")
        what = "är en förkortning" if rule == "forkortning" else "gör texten tyngre"
        yield finding(
            rule,
            f"”{word}” {what}{times}.",
            f"Skriv {instead}." if instead else "Skriv enklare.",
            paper.place(block),
            origin=block.origin,
            quote=word if word in block.text else None,
        )


def _key(word: str) -> str:
    return re.sub(r"[\s.]", "", word.lower())


@functools.cache
def _abbreviations() -> re.Pattern[str]:
    patterns = []
    for word in rules()["forkortningar"]:
        letters = [piece for piece in str(word).split(".") if piece]
        dotted = str(word).endswith(".")
        if len(letters) > 1:  # «t.ex.», «t ex»
            patterns.append(r"\.?\s?".join(map(re.escape, letters)) + r"\b\.?")
        else:
            patterns.append(
                re.escape(letters[0]) + (r"\." if dotted and letters[0] not in ("dvs", "osv") else r"\b\.?")
            )
    return re.compile(rf"(?<![\w.])(?:{'|'.join(sorted(patterns, key=len, reverse=True))})(?!\w)")


@functools.cache
def _heavy() -> re.Pattern[str]:
    words = sorted((re.escape(str(word)) for word in rules()["ord"]), key=len, reverse=True)
    return re.compile(rf"(?<![\w/-])(?:{'|'.join(words)})(?![\w-])", re.IGNORECASE)
