"""An auxiliary and the verb it leads to: between them stand the subject and the adverbs of a question, whole."""

# ruff: noqa: SIM905, PLR2004 - lists of words read best as text; the numbers count words in a phrase

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from utlatande.phrasing import nouns
from utlatande.phrasing.nouns import closes, core
from utlatande.phrasing.verbs import verbs

COUNTS = frozenset("många mycket stor stort stora lång hög god gott kort högt".split())
TO_CLAUSE = frozenset("kommer avser ämnar avsåg kom".split())
HOLDS = frozenset("har hade".split())
OPENS_RELATIVE = frozenset("de den det dessa alla samtliga".split())
BREAKS = frozenset("att där när innan sedan eftersom medan".split())
NEUTER = frozenset("ett något inget det mer detta sitt mycket väl".split())

Tokens = Sequence[str]


def text_of(words: Tokens) -> str:
    """Return words as text, without the mark that ended them."""
    return " ".join(words).rstrip(",;:")


def edge(verb: str, rest: Tokens) -> int | None:
    """Return where the second verb stands that an auxiliary leads to; all before it is the subject and adverbs."""
    table = verbs()
    if len(rest) > 1 and core(rest[0]) == "det" and core(rest[1]) == "sig":
        return None  # «hur kommer det sig att»
    if verb in TO_CLAUSE:
        return _to_clause(rest)
    if verb in HOLDS:
        found = _fitting(rest, table.is_supine)
        return None if len(found) > 1 and not _joined_up(rest, found) else next(iter(found), None)
    if verb in table.modal and len(rest) == 1 and rest[0].endswith("a") and not nouns.is_definite(rest[0]):
        return 0  # «hur många elever kan simma»: an infinitive that we do not know
    if verb in table.modal or verb in table.judging:
        return next(iter(_fitting(rest, table.is_infinitive)), None)
    return None


def _to_clause(rest: Tokens) -> int | None:
    """«avser … att utreda», «kommer … att»: return where «att» stands, or the infinitive where it is left out."""
    table = verbs()
    for place, token in enumerate(rest):
        word, before = core(token), core(rest[place - 1]) if place else ""
        if word == "att" and before not in nouns.PREPOSITIONS:
            return place
        if word in ("som", "när", "om", "där"):
            return None
        if place and table.is_infinitive(word) and before not in ("att", "och", "eller"):
            return place  # «avser utreda»
    return None


def _fitting(rest: Tokens, fits: Callable[[str], bool]) -> list[int]:
    """Return where words that fit as the second verb stand, none of a further clause."""
    table = verbs()
    found: list[int] = []
    inside = False  # in a relative clause of the subject, until its own verb has passed
    for place, token in enumerate(rest):
        word = core(token)
        if word == "som":
            if not place or core(rest[0]) not in OPENS_RELATIVE:
                break
            inside = True
        elif inside:
            inside = not (table.is_finite(word) or table.is_supine(word))
        elif word in BREAKS or word in nouns.QUESTION_WORDS:
            break
        else:
            before = core(rest[place - 1]) if place else ""
            if fits(word) and before not in NEUTER:  # «ett ökat stöd»: not the verb
                found.append(place)
            if closes(token) and found:
                break
    return found


def _joined_up(rest: Tokens, found: Sequence[int]) -> bool:
    """Tell whether the second supine is a further verb of the same clause: «tagit fram och genomfört»."""
    first, second = found[0], found[1]
    return any(core(token) in ("och", "eller", "samt") for token in rest[first + 1 : second])


def middle(asked: Tokens, words: Tokens) -> tuple[list[str], list[str]] | None:
    """Split what stands between an auxiliary and its verb into subject and adverbs; «som» where there is no subject."""
    if any(closes(word) and not word.endswith(",") for word in words):
        return None
    at = 0
    moved: list[str] = []
    while at < len(words) and (length := nouns.adverbial(words, at)):
        moved += words[at : at + length]
        at += length
    rest = list(words[at:])
    if not rest:
        return (["som"], moved) if can_be_subject(asked) else None
    if core(rest[0]) in nouns.PREPOSITIONS:
        end = nouns.prepositional(rest, 0)
        alone = end == len(rest) and not any(nouns.is_actor(word) for word in rest)
        return (["som"], [*moved, *rest]) if alone and can_be_subject(asked) else None
    if nouns.is_function(rest[0]):
        return None
    if _has_relative(rest):
        return rest, moved
    end = nouns.noun_phrase(rest)
    if end is None or not hangs_on(rest, end):
        return None
    if any(word.endswith(",") for word in rest[end - 1 :]) and end != len(rest):
        return None
    if rest[-1].endswith(",") or core(rest[-1]) in nouns.CONJUNCTIONS:
        return None
    return rest, moved


def _has_relative(words: Tokens) -> bool:
    """Tell whether words are «de åtgärder som har vidtagits»."""
    places = [place for place, token in enumerate(words) if core(token) == "som"]
    if len(places) != 1 or core(words[0]) not in OPENS_RELATIVE or places[0] < 2:
        return False
    return all(nouns.is_noun(token) or nouns.is_adjective(token) for token in words[1 : places[0]])


def hangs_on(words: Tokens, at: int) -> bool:
    """Tell whether all from ``at`` hangs on the noun phrase before it: phrases, adverbs, participles."""
    while at < len(words):
        word = core(words[at])
        to = word == "till" and at + 1 < len(words) and not nouns.is_function(words[at + 1])  # no loose word here
        if not to and (length := nouns.adverbial(words, at)):
            at += length
        elif word in nouns.PREPOSITIONS or word in ("och", "samt", "eller", "respektive", "än"):
            if at + 2 < len(words) and core(words[at + 1]) == "att":
                return _is_plain(words[at + 2 :])  # «arbetet med att rusta parken»
            them = at + 1 < len(words) and core(words[at + 1]) in ("dem", "dessa")
            end = at + 2 if them else nouns.noun_phrase(words, at + 1)
            if end is None:
                return False
            at = end
        elif re.search(r"(?:ade|ande|rda|da|ta)$", word):
            at += 1  # «satsningar riktade till unga»
        else:
            return False
    return True


def _is_plain(words: Tokens) -> bool:
    """Tell whether an infinitive and what belongs to it hold no further clause."""
    table = verbs()
    if not table.is_infinitive(core(words[0])):
        return False
    return not any(
        core(token) in ("som", "att") or core(token) in nouns.QUESTION_WORDS or table.is_finite(core(token))
        for token in words[1:]
    )


def can_be_subject(asked: Tokens) -> bool:
    """Tell whether what is asked for can be the subject: a thing or a person, not a place, time, manner or reason."""
    if not asked:
        return False
    start = core(asked[0])
    if start in ("vad", "vem", "vilka", "vilken", "vilket"):
        return not (len(asked) > 1 and core(asked[1]) in ("och", "eller"))
    return (
        start == "hur" and len(asked) > 1 and core(asked[1]) in COUNTS and (len(asked) > 2 or core(asked[1]) == "många")
    )
