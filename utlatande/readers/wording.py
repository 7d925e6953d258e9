"""The spelling of text that was taken from a page: one normal form, and wrapped lines put together again."""

from __future__ import annotations

import re

from utlatande.spelling import SOFT, normal, plain

__all__ = [
    "KEEPS_HYPHEN",
    "SOFT",
    "UNFINISHED",
    "ends_sentence",
    "hangs",
    "hyphenated",
    "join",
    "mark",
    "normal",
    "plain",
    "visible",
]

_SPACED = re.compile(r"^ |\n|  | $")

# A line that ends in one of these is not finished: what follows belongs to it.
_OPEN_WORDS = """
    och eller samt men i på för av med till från om att som den det de dem en ett vid under över mellan utan genom mot
    efter inom enligt kring hos per än ur åt sin sitt sina deras dess vår vårt våra denna detta dessa vilka vilket
    vilken där när hur är var har hade ska skall kan kunde bör får inte mer ännu m.fl. bl.a. t.ex. dvs. s.k. ca
"""
UNFINISHED = frozenset(_OPEN_WORDS.split())
KEEPS_HYPHEN = ("och", "eller", "samt", "respektive", "alternativt", "till")
_ENDS = ".?!:;…"
_CLOSERS = "\"'”’»)]*"


def visible(text: str) -> str:
    """Return ``text`` without soft hyphens and with single spaces."""
    if SOFT in text:
        text = text.replace(SOFT, "")
    return re.sub(r"[ \n]+", " ", text).strip() if _SPACED.search(text) else text


def join(first: str, second: str) -> str:
    """Put two parts of a wrapped line together.

    A line-end hyphen: lower case joins; ``och``/``eller``/``samt`` keeps ``- ``; a capital or a digit keeps ``-``.
    """
    if not first or not second:
        return first + second
    if first.endswith(SOFT):
        return first.rstrip(SOFT) + second
    if first[-1] in "–/" and first[-2:-1].isalnum() and second[0].isalnum():
        return first + second
    if not hyphenated(first):
        return f"{first} {second}"
    word = re.match(r"\w*", second)
    if word and word[0] in KEEPS_HYPHEN:
        return f"{first} {second}"
    return first[:-1] + second if second[0].islower() else first + second


def hyphenated(line: str) -> bool:
    """Tell whether a line ends inside a word."""
    return line.endswith(SOFT) or (len(line) > 1 and line[-1] == "-" and line[-2].isalnum())


def ends_sentence(line: str) -> bool:
    """Tell whether a line ends as a sentence, a lead-in or a heading with a mark does."""
    bare = line.rstrip(_CLOSERS)
    return bool(bare) and bare[-1] in _ENDS


def mark(line: str) -> str:
    """Return the punctuation mark that ends a line, closing quotes apart, or an empty string."""
    bare = line.rstrip(_CLOSERS) or line
    return bare[-1] if bare[-1:] in (*_ENDS, ",") else ""


def hangs(line: str) -> bool:
    """Tell whether a line ends in a word that cannot end a sentence (``och``, ``i``, ``att`` …)."""
    return line.rsplit(None, 1)[-1].lower() in UNFINISHED if line.strip() else False
