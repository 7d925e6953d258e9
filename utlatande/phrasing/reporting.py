"""A letter's statements as what its senders say: «Torget är mörkt.» → «att torget är mörkt». Unsure is None."""

from __future__ import annotations

import re
from collections.abc import Sequence

from utlatande import sentences
from utlatande.phrasing import nouns
from utlatande.phrasing.nouns import core
from utlatande.phrasing.verbs import verbs

LENGTH = range(3, 41)  # words of a statement that is retold
_OTHERS = frozenset(("vi", "oss", "vår", "vårt", "våra", "jag", "mig", "min", "mitt", "mina", "ni", "er", "du"))
_OPENERS = frozenset(
    ("det", "den", "de", "en", "ett", "flera", "många", "några", "alla", "samtliga", "antalet", "andelen", "varje")
)
_INVERTS = frozenset(("då", "nu", "därför", "här", "där", "dessutom", "sedan", "samtidigt", "trots"))
_SUBJECTS = frozenset(
    ("han", "hon", "de", "det", "den", "man")
)  # after the verb: the sentence began with something else
_NARROW = frozenset(("bara", "endast", "enbart"))  # belong to the next word, wherever the verb stands
_TIMES = frozenset(
    ("gånger", "gång", "år", "dag", "dagar", "kväll", "kvällar", "natt", "månader", "veckor", "tid", "helger")
)
_MARKS = re.compile(r"[?!:;”\"«»–—()]|\.\.|…")


def reported(sentence: str, context: str = "") -> str | None:
    """Return a statement as a clause with «att», or None when its words' places are not sure.

    ``context`` is the text around it: it tells whether the first word is a name.
    """
    words = sentence.split()
    if len(words) not in LENGTH or not sentence.endswith(".") or _MARKS.search(sentence):
        return None
    if any(core(word) in _OTHERS for word in words):
        return None
    first = _first(words[0], context)
    if first is None:
        return None
    words = [first, *words[1:]]
    end = _subject(words)
    if end is None or not verbs().is_finite(core(words[end])) or _turns(words[end + 1 :]):
        return None
    place = end + 1
    while place < len(words) and (length := nouns.adverbial(words, place)) and nouns.is_inner(words, place, length):
        if nouns.closes(words[place + length - 1]) or core(words[place]) in _NARROW:
            return None
        place += length
    clause = [*words[:end], *words[end + 1 : place], words[end], *words[place:]]
    return f"att {' '.join(clause).rstrip('.')}"


def _first(word: str, context: str) -> str | None:
    """Return the first word as it stands inside a sentence: a name keeps its capital; None when we cannot tell."""
    low = word[:1].lower() + word[1:]
    if core(word) in _OPENERS or re.search(rf"(?<!\w){re.escape(low)}(?!\w)", context):
        return low
    inside = re.search(rf"(?<=[\wåäö,] ){re.escape(word)}(?!\w)", context)
    return word if inside or word.isupper() else None


def _subject(words: Sequence[str]) -> int | None:
    """Return where the subject of a statement ends and its verb stands."""
    end = nouns.noun_phrase(words)
    while end is not None and end < len(words) and core(words[end]) in nouns.PREPOSITIONS:
        end = nouns.noun_phrase(words, end + 1)
    if end is None or end + 1 >= len(words) or nouns.closes(words[end - 1]) or core(words[end - 1]) in _TIMES:
        return None
    fronted = core(words[end + 1]) in _SUBJECTS and nouns.noun_phrase(words, end + 1) == end + 2
    return None if fronted else end


def _turns(words: Sequence[str]) -> bool:
    """Tell whether a further main clause stands in the rest, in an order that a clause with «att» cannot have."""
    table = verbs()
    for place, token in enumerate(words):
        word = core(token)
        following = words[place + 1] if place + 1 < len(words) else ""
        if table.is_finite(word) and core(following) in nouns.INNER:
            return True
        if word in _INVERTS and table.is_finite(core(following)):
            return True
        joins = word in ("och", "men", "utan") and following
        if joins and (core(following) in nouns.PREPOSITIONS or nouns.adverbial(words, place + 1)):
            return True
        if token.endswith(",") and following:
            start = place + 2 if core(following) in ("och", "men", "utan") else place + 1
            end = nouns.noun_phrase(words, start)
            further = end is not None and end < len(words) and table.is_finite(core(words[end]))
            if (
                table.is_finite(core(following))
                or (further and start == place + 1)
                or (end and start > place + 1 and not further)
            ):
                return True
    return False


def retold(text: str, limit: int, context: str = "") -> tuple[tuple[str, ...], str]:
    """Return up to ``limit`` clauses for the first statements of a text, and the rest of it verbatim."""
    clauses: list[str] = []
    spans = sentences.spans(text)
    for start, end in spans[:limit]:
        clause = reported(" ".join(text[start:end].split()), f"{text}\n{context}")
        if clause is None:
            return tuple(clauses), text[start:]
        clauses.append(clause)
    rest = spans[len(clauses)][0] if len(clauses) < len(spans) else len(text)
    return tuple(clauses), text[rest:].strip()
