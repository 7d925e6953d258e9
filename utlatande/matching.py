"""Question and a search function in, ranked Matches out, each with its reasons and an honest confidence.

``match(question, index.search)`` is all another tool needs; nothing here touches a file.
"""

from __future__ import annotations

import functools
import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from utlatande import language, learning
from utlatande.language import asked, kindred
from utlatande.model import (
    Asks,
    Candidate,
    Confidence,
    Match,
    Passage,
    PassageKind,
    Query,
    Question,
    Search,
    Survival,
)

# A question is near-identical to an earlier one when this much of each, weighed by rarity, is found in the other, and
# names, figures and "inte" agree. It alone is strong support.
SAME = 0.85
# Support is possible from this score and coverage on.
POSSIBLE_SCORE = 0.58
POSSIBLE_COVERAGE = 0.28
POSSIBLE_WORDS = 2  # telling words found, at least; one is enough where it is most of the question, or the subject
ALONE_COVERAGE = 0.6
# And the best one must stand out from the rest of the best ten by this much (in the score before it is bent to 0–1),
# its share of the telling words counting a little too: where all are equally near, none may be meant. A passage with
# nearly all of those words needs it not, for many passages may answer as well. Of the four sets of questions that
# ``tests/eval/matching.py`` asks, with their answer there and without, in the mean: 81 of 100 whose right passage is on
# top pass, and 33 whose answer is not there (82 and 35 at .26, 81 and 32 at .28).
STANDS_OUT = 0.27
_FOUND = 0.2
NEARLY_ALL = 0.7
_REST = 10
# Below this a passage is not even shown.
SHOWN_COVERAGE = 0.12
# Or it is this near in meaning, of 1 for the nearest of all and 0 for the mean. NOT measured on a real sentence model:
# so it never gives a passage a band, only a place in the list.
SHOWN_MEANING = 0.6

_SAME_COVERAGE = 0.5  # a passage under a near-identical question has more of its words than this
_TWIN = 0.8  # share of words two passages have in common when they are variants of one
_NEWER = 0.1  # what the newest of the candidates gains over the oldest: of two that fit as well, the newer is first
# The verb after «att», an adverb («aktivt») between them or not; and after a question word, where Swedish has its verb.
_DONE = re.compile(r"\b(?:att (?:\w+t )?|(?:hur|vad|när|var|vart|varför|vem) )(\w+)", re.IGNORECASE)
_HALF = 0.5  # likeness from which a slip of the pen is looked for
_ASKED = 0.3  # what an answer to a like question gains over a text that merely has the words
_SLIP = 88  # rapidfuzz ratio (0-100) from which a long word is another one misspelt
_LONG = 7  # letters of such a word: shorter ones are other words too often
_DEPTH = 2  # candidates searched for each match wanted
_LEAST = 10
_FIRST, _FURTHER, _FURTHEST = 10, 4, 40_960  # matches at a time, where they are read one by one
_WORDS_SHOWN = 6
_KIN_SHOWN = 3


def match(
    question: Question | str,
    search: Search,
    *,
    limit: int = 5,
    context: str = "",
    kinds: Sequence[PassageKind] = (),
    since: str | None = None,
    until: str | None = None,
    areas: Sequence[str] = (),
    namnder: Sequence[str] = (),
    parties: Sequence[str] = (),
    exclude: Sequence[str] = (),
    used: Mapping[str, Survival] | None = None,
    own: str = "",
) -> tuple[Match, ...]:
    """Return the best earlier passages for a question, best first; empty when nothing is near.

    From ``kinds`` on the arguments keep the search to some passages, as :class:`Query` says. ``used`` is how passages
    fared in finished documents, by their ids: it moves the order a little (see ``learning``) and is told as a reason.
    ``own`` is what the authority that asks is called ("Norrviks stadsdelsnämnd"): questions that differ only in naming
    its place ask the same.

    Near-duplicates are one match, the newest, with the others as ``variants``. No document has more than a third of
    the places while another document has something to say.

    >>> from utlatande.index import Index
    >>> match("Hur arbetar ni mot klotter?", Index.in_memory([]).search)
    ()
    """
    name, texts = _texts(question)
    query = Query(
        text="",
        context=context,
        kinds=tuple(kinds),
        since=since,
        until=until,
        areas=tuple(areas),
        namnder=tuple(namnder),
        parties=tuple(parties),
        exclude=tuple(exclude),
        limit=max(limit * _DEPTH, _LEAST),
    )
    found = _searched(texts, search, query)
    telling = frozenset[str]().union(*(asked.telling(text) for text in texts))
    judged = [
        one
        for one in (_judged(c, texts, telling, own.split()) for c in found)
        if (one.telling and one.candidate.coverage >= SHOWN_COVERAGE) or one.is_near
    ]
    groups = _learned(_grouped(sorted(_aged(judged), key=_rank)), used or {})
    asks = question.asks if isinstance(question, Question) else ()
    asking = _Asking(name, texts, asks, _is_clear(groups, found, texts))
    return tuple(_match(asking, group) for group in _varied(groups, limit))


def matches(question: Question | str, search: Search, **within: Any) -> Iterator[Match]:  # noqa: ANN401 - match's own
    """Yield all that is near a question, best first, as far as somebody cares to read; ``within`` as :func:`match`'s.

    More is searched for only when what was found is read to its end.
    """
    seen: set[str] = set()
    limit = _FIRST
    while limit <= _FURTHEST:
        fresh = [one for one in match(question, search, limit=limit, **within) if one.passage.id not in seen]
        if not fresh:
            return
        seen.update(passage.id for one in fresh for passage in (one.passage, *one.variants))
        yield from fresh
        limit *= _FURTHER


def confidence_of(matches: Iterable[Match]) -> Confidence:
    """Return the best match's confidence."""
    bands = {m.confidence for m in matches}
    return next((c for c in (Confidence.STRONG, Confidence.POSSIBLE) if c in bands), Confidence.NONE)


class _Judged(NamedTuple):
    candidate: Candidate
    likeness: float  # of the earlier question to this one
    telling: tuple[str, ...]  # the words found that say what is asked, weightiest first
    other_names: (
        tuple[tuple[str, ...], tuple[str, ...]] | None
    )  # names of this question and of the earlier, where they differ
    worth: float = 0.0  # the score, less for what is older
    fared: Survival | None = None  # what became of it and its variants in finished documents

    @property
    def is_near(self) -> bool:
        """Whether a sentence model, where there is one, puts it near the question: shown, but no support by itself."""
        return (self.candidate.meaning or 0.0) >= SHOWN_MEANING

    @property
    def same(self) -> bool:
        return self.likeness >= SAME and self.other_names is None


class _Asking(NamedTuple):
    name: str
    texts: tuple[str, ...]
    asks: Sequence[Asks]
    clear: bool  # one of what was found stands out


def _texts(question: Question | str) -> tuple[str, tuple[str, ...]]:
    if isinstance(question, str):
        return "", (question,)
    searches = question.searches or (question.text,)
    # Several questions under one number were often asked and answered together before.
    return question.id, searches if len(searches) == 1 else (*searches, " ".join(searches))


def _searched(texts: Sequence[str], search: Search, query: Query) -> list[Candidate]:
    """The candidates of all searches; one found by several keeps its best score and all words that matched."""
    best: dict[str, Candidate] = {}
    for text in texts:
        for one in search(replace(query, text=text)):
            known = best.get(one.passage.id)
            if known is None or one.score > known.score:
                best[one.passage.id] = one
    return list(best.values())


def _is_clear(groups: Sequence[Sequence[_Judged]], found: Sequence[Candidate], texts: Sequence[str]) -> bool:
    """Whether the best of what was found, its variants aside, stands out from the rest."""
    if not groups:
        return False
    best = max(groups, key=lambda group: max(_by_words(j.candidate) for j in group))
    own = {j.candidate.passage.id for j in best}
    rest = [_level(c) for c in sorted(found, key=lambda c: -_by_words(c))[:_REST] if c.passage.id not in own]
    first = max(best, key=lambda j: _by_words(j.candidate))
    share = max(_share(first, text) for text in texts)
    return _level(first.candidate) - sum(rest) / max(1, len(rest)) + _FOUND * share >= STANDS_OUT


def _level(candidate: Candidate) -> float:
    return -math.log(max(1.0 - _by_words(candidate), 1e-9)) / 2


def _judged(candidate: Candidate, texts: Sequence[str], all_telling: frozenset[str], own: Sequence[str]) -> _Judged:
    earlier = candidate.passage.question
    telling = tuple([word for word in candidate.matched if word in all_telling])
    if not earlier or candidate.coverage < _SAME_COVERAGE:
        return _Judged(candidate, 0.0, telling, None)
    likeness, text = max((_alike(text, earlier), text) for text in texts)
    mine, theirs = asked.names(text), asked.names(earlier)
    lacking = tuple(n for n in mine if not asked.same_name(n, theirs))
    instead = tuple(n for n in theirs if not asked.same_name(n, mine))
    if _is_here((*lacking, *instead), candidate.passage.namnd, own):
        lacking = instead = ()
    return _Judged(candidate, likeness, telling, (lacking, instead) if lacking or instead else None)


def _is_here(names: Sequence[str], namnd: str | None, own: Sequence[str]) -> bool:
    """Whether all these names are the authority's own, in a document that is not another authority's."""
    theirs = [word for word in (namnd or "").split() if word[0].isupper()]
    return all(asked.same_name(n, own) for n in names) and (not theirs or any(asked.same_name(n, own) for n in theirs))


def _alike(text: str, earlier: str) -> float:
    """The likeness of two questions; where they are half alike, words misspelt in one are read as in the other."""
    likeness = asked.likeness(text, earlier)
    if not _HALF <= likeness < SAME:
        return likeness
    from rapidfuzz import fuzz, process

    there = [w for w in language.words(earlier) if len(w) >= _LONG]
    words = []
    for word in language.words(text):
        near = process.extractOne(word, there, scorer=fuzz.ratio, score_cutoff=_SLIP) if len(word) >= _LONG else None
        words.append(near[0] if near else word)
    return max(likeness, asked.likeness(" ".join(words), earlier))


def _aged(judged: Sequence[_Judged]) -> list[_Judged]:
    """Give each what it is worth: its score, less where others that were found are newer."""
    dates = sorted({j.candidate.passage.date or "" for j in judged})
    oldness = {date: 1 - at / max(1, len(dates) - 1) for at, date in enumerate(dates)} if len(dates) > 1 else {}
    return [j._replace(worth=_fit(j) * (1 - _NEWER * oldness.get(j.candidate.passage.date or "", 0.0))) for j in judged]


def _fit(judged: _Judged) -> float:
    """The score; an answer to a question that is half this one or more fits at least as well as that says."""
    if judged.likeness < _HALF:
        return judged.candidate.score
    return max(judged.candidate.score, min(1.0, judged.likeness + _ASKED))


def _rank(judged: _Judged) -> tuple[bool, float, float, str, int]:
    """Near-identical questions first, then by worth."""
    origin = judged.candidate.passage.origin
    return (not judged.same, -judged.worth, -judged.likeness, origin.document, origin.block)


def _grouped(judged: Sequence[_Judged]) -> list[list[_Judged]]:
    """Variants of one passage together, newest first; the groups in the order of their best."""
    groups: list[tuple[frozenset[str], list[_Judged]]] = []
    for one in judged:
        words = _vocabulary(one.candidate.passage.text)
        for known, group in groups:
            if _twins(known, words):
                group.append(one)
                break
        else:
            groups.append((words, [one]))
    for _, group in groups:
        group.sort(key=lambda j: j.candidate.passage.date or "", reverse=True)
    return [group for _, group in groups]


def _learned(groups: list[list[_Judged]], used: Mapping[str, Survival]) -> list[list[_Judged]]:
    """The groups with how their passages fared; variants of one passage share its fate."""
    fates = [learning.together(used[i] for j in group if (i := j.candidate.passage.id) in used) for group in groups]
    if not any(fates):
        return groups
    weighed = [
        [j._replace(worth=min(1.0, j.worth * learning.weight(fared)), fared=fared) for j in group]
        for group, fared in zip(groups, fates, strict=True)
    ]
    return sorted(weighed, key=lambda group: min(map(_rank, group)))


def _twins(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two vocabularies have ``_TWIN`` of all their words in common; most have not, and a few words tell."""
    lacking = len(one) - _TWIN * (len(one) + len(other)) / (1 + _TWIN)
    for word in one:
        if lacking < 0:
            return False
        lacking -= word not in other
    return lacking >= 0


@functools.lru_cache(maxsize=2_000)
def _vocabulary(text: str) -> frozenset[str]:
    return frozenset(language.words(text))


def _varied(groups: Sequence[list[_Judged]], limit: int) -> list[list[_Judged]]:
    """The first groups, but of one document no more than a third of the places while others have something."""
    most = max(2, math.ceil(limit / 3))
    taken: dict[str, int] = {}
    first: list[list[_Judged]] = []
    rest: list[list[_Judged]] = []
    for group in groups:
        document = group[0].candidate.passage.origin.document
        taken[document] = taken.get(document, 0) + 1
        (first if taken[document] <= most else rest).append(group)
    return [*first, *rest][:limit]


def _match(asking: _Asking, group: Sequence[_Judged]) -> Match:
    newest, *others = group
    best = max(j.worth for j in group)
    return Match(
        question=asking.name,
        passage=newest.candidate.passage,
        score=round(best, 4),
        confidence=_confidence(asking, group),
        reasons=tuple(_reasons(newest, asking.texts, [j.candidate.passage for j in others], asking.asks)),
        variants=tuple(j.candidate.passage for j in others),
    )


def _confidence(asking: _Asking, group: Sequence[_Judged]) -> Confidence:
    if group[0].same:
        return Confidence.STRONG
    for judged in group:
        meant = asking.clear or max(_share(judged, text) for text in asking.texts) >= NEARLY_ALL
        if judged.likeness >= SAME or (meant and _enough(judged, asking.texts)):
            return Confidence.POSSIBLE
    return Confidence.NONE


def _by_words(candidate: Candidate) -> float:
    """The score that the bands were measured on, whether or not a sentence model took part."""
    return candidate.score if candidate.words is None else candidate.words


def _enough(judged: _Judged, texts: Sequence[str]) -> bool:
    one = judged.candidate
    if _by_words(one) < POSSIBLE_SCORE or one.coverage < POSSIBLE_COVERAGE:
        return False
    return len(judged.telling) >= POSSIBLE_WORDS or one.coverage >= ALONE_COVERAGE or _is_subject(judged, texts)


def _share(judged: _Judged, text: str) -> float:
    """The share of a question's telling words that were found, weighed by how rare they are in Swedish."""
    weights = asked.tells(text)
    return sum([weights.get(word, 0.0) for word in judged.telling]) / (sum(weights.values()) or 1.0)


def _is_subject(judged: _Judged, texts: Sequence[str]) -> bool:
    """Whether a word that was found stands in the passage's own question or heading: then it is what that is about.

    What is done («för att förebygga …», «Vad kostar …») is no subject: much else is done likewise.
    """
    passage = judged.candidate.passage
    done = {word.lower() for text in texts for word in _DONE.findall(text)}
    stems, _ = _known(" ".join((passage.question or "", *passage.headings[-1:])))
    return any(language.analyse(word).stem in stems for word in judged.telling if word not in done)


# -- reasons: Swedish sentences for whoever reviews the draft ---------------------------------------------------------


def _reasons(judged: _Judged, texts: Sequence[str], variants: Sequence[Passage], asks: Sequence[Asks]) -> Iterable[str]:
    passage = judged.candidate.passage
    year = (passage.date or "")[:4]
    if judged.likeness >= SAME:
        yield _earlier(judged, texts, year)
    words, kin = _words(judged)
    if words:
        yield f"Gemensamma ord: {', '.join(words[:_WORDS_SHOWN])}."
    if kin:
        yield f"Besläktade ord: {', '.join(f'{mine} ~ {theirs}' for mine, theirs in kin[:_KIN_SHOWN])}."
    if judged.is_near:
        yield "Ligger nära frågan i innebörd, enligt språkmodellen."
    yield from _about_names(passage, texts)
    if Asks.NUMBER in asks:
        figures = any(c.isdigit() for c in passage.text)
        yield (
            "Frågan gäller en siffra, och stycket har siffror."
            if figures
            else "Frågan gäller en siffra, men stycket har ingen."
        )
    if variants:
        since = sorted({v.date[:4] for v in variants if v.date})
        documents = len({v.origin.document for v in variants} | {passage.origin.document})
        often = (
            f"Nästan samma text finns i {documents} dokument"
            if documents > 1
            else "Nästan samma text finns flera gånger i dokumentet"
        )
        yield f"{often}{f'; den här är nyast ({year})' if year and since and since[-1] < year else ''}."
    if year:
        yield f"Dokumentet är från {year}."
    if judged.fared is not None:
        yield learning.sentence(judged.fared)


def _earlier(judged: _Judged, texts: Sequence[str], year: str) -> str:
    when = f" {year}" if year else " tidigare"
    said = f"Nästan samma fråga besvarades{when}"
    if judged.other_names is not None:
        mine, theirs = judged.other_names
        if mine and theirs:
            return f"{said}, men den gällde {_listed(theirs)} i stället för {_listed(mine)}."
        return (
            f"{said}, men den gällde {_listed(theirs)}."
            if theirs
            else f"{said}, men den gällde inte just {_listed(mine)}."
        )
    now = frozenset().union(*(asked.years(t) for t in texts))
    then = asked.years(judged.candidate.passage.question or "")
    if now and then and now != then:
        return f"{said}; då gällde den {_listed(sorted(then))}, nu {_listed(sorted(now))}."
    return f"{said}."


def _words(judged: _Judged) -> tuple[list[str], list[tuple[str, str]]]:
    """The words that matched as they stand; and those that met another (by a compound, kin, a concept), with that."""
    stems, first = _known(_whole(judged.candidate.passage))
    words, kin = [], []
    for word in judged.telling:
        known = language.analyse(word)
        if known.stem in stems:
            words.append(word)
            continue
        near = (*known.terms.split(" "), *sorted(kindred.of_word(known).same))
        if met := next((first[t] for t in near if t in first), None):
            kin.append((word, met))
    return words, kin


def _whole(passage: Passage) -> str:
    return " ".join((passage.question or "", *passage.headings, passage.text))


@functools.lru_cache(maxsize=1_000)
def _known(text: str) -> tuple[frozenset[str], dict[str, str]]:
    """The stems of a text's words; and the first word that has each stem, part or concept group."""
    there = [(w, language.analyse(w)) for w in dict.fromkeys(language.words(text))]
    first: dict[str, str] = {}
    for word, known in there:
        for term in known.terms.split(" "):
            first.setdefault(term, word)
    return frozenset([k.stem for _, k in there]), first


def _about_names(passage: Passage, texts: Sequence[str]) -> Iterable[str]:
    """Which names of the question the passage shares, and which it lacks."""
    mine = tuple(dict.fromkeys(n for text in texts for n in asked.names(text)))
    if not mine:
        return
    _, first = _known(f"{_whole(passage)} {passage.area or ''}")
    shared = [
        n for n in mine if any(t in first for k in map(language.analyse, language.words(n)) for t in (k.stem, *k.parts))
    ]
    lacking = [n for n in mine if n not in shared]
    if shared:
        yield f"Båda nämner {_listed(shared)}."
    if lacking:
        yield f"Frågan nämner {_listed(lacking)}; det gör inte stycket."


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} och {names[-1]}"
