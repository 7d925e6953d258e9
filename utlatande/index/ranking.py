"""Puts passages in order. All weights stand here, with what set them.

A passage's score is a sum of BM25 over four fields (question and answer, each as 4-grams and as words), every field's
sum divided by what the question would get against itself, so that it is near 1 for the very question and comparable
between questions. tantivy computes it in one query: each term is boosted from tantivy's weight to ours.
"""

from __future__ import annotations

import itertools
import math
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

import tantivy

from utlatande import language
from utlatande.index.engine import Known, Searcher
from utlatande.language import kindred
from utlatande.language.asked import TELLING, Term, Wants, dated, figures, placed, rarity, share, terms, wants
from utlatande.model import Candidate, Passage, Query

# What set the weights is the mean acc@1 and reciprocal rank over sets of questions: parliamentary letters' and those of
# tests/eval/everyday.jsonl and namnd.jsonl that are for tuning (``tests/eval/matching.py`` has them); near the weights
# chosen it hardly moves. What is held back of them was measured last: README. RARITY, IDF's power, is in ``engine``.
SPARED = 0.02  # the share of the 4-grams' weight that is not looked for, the lightest: it saves a tenth of the time
WORDS = 0.35  # the words' share beside the 4-grams: MATCHING.md's, and nothing near it is clearly better
PARTS = 1.0  # a compound part's against its word's
KIN = 0.5  # of a word that is found by another of nearly its meaning or of its concept group, in the coverage
CONCEPT = 0.4  # a concept group's against a word's
CONTEXT = 0.2  # the preamble's against the question's: MATCHING.md
_CONTEXT_WORDS = 120  # of the context that are looked at, the first ones
_FETCH = 12  # candidates fetched at least, to be scored again: 40 gave the same first ones
POOR = 0.25  # where no candidate has this share of the question's words,
OTHERS = 0.4  # its telling words that none has are looked for by others of nearly their meaning: "dagis", "förskola"
# Added to the best candidates, where tantivy cannot count it.
SAME = 0.4  # the share of its words found by others of nearly their meaning (``data/kindred.txt``): .2 to .5 are near
TOLD = 0.1  # and by what answers to them are likely to tell, for each of such words; half where the word stands itself
_TOLD_WORDS = 2  # of them that count, at most
PAIRS = 0.3  # the share of the question's neighbouring words that are neighbours there
TURNED = 0.5  # of such a pair that stands the other way round: «är LVU» is asked, «LVU är» is answered
LEAD = 0.15  # the share of its words found among the heading and the passage's first words
_LEAD = 25
# Added, times the share of its words found, where the question asks for a figure, when or where.
FIGURES = 0.4  # where the passage has three figures and more, less for fewer: what answers "how many" has several
_ENOUGH = 3
TIME = 0.2  # where the passage says when anything is
PLACE = 0.3  # and where
_OWN_SHARE = 3  # a name is the authority's own when one in so many documents carries it
_OWN_LETTERS = 3  # and the word has more letters


def own_names(authorities: Mapping[tuple[str, ...], int]) -> frozenset[str]:
    """Return the stems of the words in names that at least a third of the documents carry."""
    counted: Counter[str] = Counter()
    for names, count in authorities.items():
        for stem in {language.stem(w) for name in names for w in language.words(name) if len(w) > _OWN_LETTERS}:
            counted[stem] += count
    whole = sum(authorities.values())
    return frozenset(stem for stem, count in counted.items() if count * _OWN_SHARE >= whole)


def search(
    query: Query,
    searcher: Searcher,
    seen: Callable[[list[int]], dict[int, Seen]],
    own: frozenset[str],
    rows: Sequence[int] = (),
) -> list[Candidate]:
    """Return the candidates for a query, best first; what the query is kept to counts before the limit.

    Of the ``rows`` that are given only, where any are.
    """
    asked = terms(query.text, own)
    if not asked or not searcher.count:
        return []
    weighted = _weighted(asked, searcher, 1.0)
    if query.context:
        around = [Term(w, language.analyse(w), 1.0) for w in language.words(query.context)[:_CONTEXT_WORDS]]
        # Its words only: 4-grams of a whole preamble would cost more than the question itself.
        weighted += _weighted([t for t in around if t.word.stem not in own], searcher, CONTEXT, grams=False)
    wanted = _wanted(query.text, asked, searcher)

    def scored(sought: Sequence[tuple[tantivy.Query, float]]) -> list[tuple[Seen, Candidate]]:
        hits = searcher.find(sought, max(query.limit, _FETCH), query, rows)
        known = seen([h.row for h in hits])
        kept = [(known[h.row], h.score) for h in hits if h.row in known]
        return [(one, _candidate(one, score, wanted)) for one, score in kept]

    found = scored(weighted)
    if not rows and all(candidate.coverage < POOR for _, candidate in found):
        others = _in_other_words(wanted, [one.stems for one, _ in found], searcher)
        found = scored([*weighted, *others]) if others else found
    candidates = sorted((candidate for _, candidate in found), key=lambda c: -c.score)
    return candidates[: query.limit]


def _weighted(
    asked: Sequence[Term], searcher: Searcher, part: float, *, grams: bool = True
) -> list[tuple[tantivy.Query, float]]:
    """Every field's terms with tantivy's boosts that make them ours."""
    pieces: defaultdict[str, float] = defaultdict(float)
    words: defaultdict[str, float] = defaultdict(float)
    groups: defaultdict[str, float] = defaultdict(float)
    for text, word, weight in asked:
        if not weight:
            continue
        for gram in language.word_grams(text) if grams else ():
            pieces[gram] += weight
        words[word.stem] += weight
        for inner in word.parts:
            words[inner] += weight * PARTS
        for name in word.concepts:
            groups[language.concept(name)] = max(groups[language.concept(name)], weight)
    scale = part / (1 + WORDS)
    all_pieces, whole_pieces = _looked_up("grams", pieces, searcher)
    all_words, whole_words = _looked_up("words", words, searcher)
    all_groups, whole_groups = _looked_up("words", groups, searcher)
    return [
        *_boosted(_telling(all_pieces, whole_pieces), scale / whole_pieces),
        *_boosted(all_words, scale * WORDS / whole_words),
        *_boosted(all_groups, scale * CONCEPT / max(whole_words, whole_groups)),
    ]


def _in_other_words(
    wanted: _Wanted, found: Sequence[frozenset[str]], searcher: Searcher
) -> list[tuple[tantivy.Query, float]]:
    """Terms for the kin of those telling words that no candidate has, by themselves or by their kin."""
    lacking: defaultdict[str, float] = defaultdict(float)
    for one in wanted.terms:
        term = one.term
        if not one.same or term.weight * rarity(one.stem) < TELLING:
            continue
        if any(share(term.word, there) or not one.same.isdisjoint(there) for there in found):
            continue
        for stem in one.same:
            lacking[stem] = max(lacking[stem], term.weight)
    known, _ = _looked_up("words", lacking, searcher)
    return _boosted(known, OTHERS / wanted.whole)


def _looked_up(cut: str, counted: Mapping[str, float], searcher: Searcher) -> tuple[list[tuple[Known, float]], float]:
    """What is known of each term, with its times; and what all of them weigh."""
    known = list(zip(searcher.known(cut, counted), counted.values(), strict=True))
    return known, sum([one.weight * times for one, times in known]) or 1.0


def _telling(known: list[tuple[Known, float]], whole: float) -> list[tuple[Known, float]]:
    """Leave out the lightest, ``SPARED`` of the whole weight: they are many, and cost as much to look for."""
    spared = SPARED * whole
    heaviest = sorted(known, key=lambda one: one[0].weight * one[1])
    for at, (one, times) in enumerate(heaviest):
        spared -= one.weight * times
        if spared < 0:
            return heaviest[at:]
    return []


def _boosted(known: list[tuple[Known, float]], scale: float) -> list[tuple[tantivy.Query, float]]:
    return [(query, scale * times * boost) for one, times in known for query, boost in one.queries]


class _Sought(NamedTuple):
    """A distinct word of the question, flat: each is looked for in every candidate."""

    stem: str
    parts: tuple[str, ...]
    concepts: tuple[str, ...]
    same: frozenset[str]  # its kin's stems
    told: frozenset[str]
    here: float  # its weight in this corpus
    text: str
    term: Term


class _Wanted(NamedTuple):
    """What is looked for in a candidate."""

    terms: list[_Sought]
    pairs: list[tuple[str, str, str, str]]  # neighbours; as they stand in ``Seen.joined``, and the other way round
    whole: float  # all the weights in this corpus
    wants: Wants


def _wanted(text: str, asked: Sequence[Term], searcher: Searcher) -> _Wanted:
    distinct: dict[str, Term] = {}
    for term in asked:
        if term.weight:
            distinct.setdefault(term.word.stem, term)
    known = searcher.known("words", distinct)
    found = [
        _Sought(*term.word[:3], *kindred.of_word(term.word), term.weight * one.rarity, term.text, term)
        for term, one in zip(distinct.values(), known, strict=True)
    ]
    return _Wanted(
        found,
        [(a, b, f" {a} {b} ", f" {b} {a} ") for a, b in itertools.pairwise([term.word.stem for term in asked])],
        sum(one.here for one in found) or 1.0,
        wants(text),
    )


def _candidate(seen: Seen, score: float, wanted: _Wanted) -> Candidate:
    there, lead = seen.stems, seen.lead
    matched = []
    covered = first = same = told = 0.0
    for stem, parts, concepts, near, likely, here, text, term in wanted.terms:
        if stem in there:
            found = 1.0
            first += here if stem in lead else 0.0
        elif parts and (found := share(term.word, there)):
            first += here * share(term.word, lead)
        else:
            found = 0.0
        if likely and not there.isdisjoint(likely):
            told += here * (1 - found / 2) * min(_TOLD_WORDS, len(likely & there))
        if found < 1 and near and not there.isdisjoint(near):
            same += here * (1 - found)
            found = max(found, KIN)
        elif not found and concepts and not seen.groups.isdisjoint(concepts):
            found = KIN
        if found:
            covered += here * found
            matched.append((here * found, text))
    score += (LEAD * first + SAME * same + TOLD * told) / wanted.whole
    score += _more(seen, wanted, covered / wanted.whole)
    matched.sort(key=lambda pair: -pair[0])
    return Candidate(
        passage=seen.passage,
        score=1.0 - math.exp(-2.0 * score),  # 0–1 and never two that differ made equal
        coverage=covered / wanted.whole,
        matched=tuple([text for _, text in matched]),
    )


def _more(seen: Seen, wanted: _Wanted, covered: float) -> float:
    """What a candidate gains by the question's neighbouring words, and by the figure, time or place asked for."""
    gained = 0.0
    if wanted.pairs:
        there, joined = seen.stems, seen.joined
        both = [(straight, turned) for a, b, straight, turned in wanted.pairs if a in there and b in there]
        gained = sum([1.0 if straight in joined else TURNED * (turned in joined) for straight, turned in both])
        gained *= PAIRS / len(wanted.pairs)
    if wanted.wants.figure:
        gained += FIGURES * seen.figures * covered
    if wanted.wants.time and seen.dated:
        gained += TIME * covered
    if wanted.wants.place and seen.placed:
        gained += PLACE * covered
    return gained


class Seen(NamedTuple):
    """A passage with what scoring needs of it, so that a question asks only its own words of it."""

    passage: Passage
    stems: frozenset[str]  # of all its words and their parts, its question's and headings' too
    groups: frozenset[str]
    lead: frozenset[str]  # the stems of question, headings and first words
    joined: str  # the words' stems in order, with spaces around
    figures: float  # 0–1: three and more are 1
    dated: bool
    placed: bool


def see(passage: Passage) -> Seen:
    """Analyse a passage for scoring."""
    around = language.words(" ".join((passage.question or "", *passage.headings)))
    words = [language.analyse(w) for w in (*around, *language.words(passage.text))]
    first = words[: len(around) + _LEAD]
    return Seen(
        passage,
        frozenset([t for w in words for t in (w.stem, *w.parts)]),
        frozenset([g for w in words for g in w.concepts]),
        frozenset([t for w in first for t in (w.stem, *w.parts)]),
        f" {' '.join([w.stem for w in words])} ",
        min(1.0, figures(passage.text) / _ENOUGH),
        dated(passage.text),
        placed(passage.text),
    )
