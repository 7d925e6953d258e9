"""Puts passages in order. All weights stand here, with what set them.

A passage's score is a sum of BM25 over four fields (question and answer, each as 4-grams and as words), every field's
sum divided by what the question would get against itself, so that it is near 1 for the very question and comparable
between questions. tantivy computes it in one query: each term is boosted from tantivy's weight to ours.
"""

from __future__ import annotations

import itertools
import math
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from typing import NamedTuple

from utlatande import language
from utlatande.index import engine
from utlatande.index.engine import Searcher
from utlatande.language import compounds, concepts
from utlatande.model import Candidate, Passage, Query

# Measured on swefaq (110 questions), questions of 400 parliamentary letters against their preambles (1,085 against
# 1,361 passages) and sentences against the passage they were cut from (500), acc@1:
RARITY = 1.25  # IDF's power: .627/.763/.29 at 1, .645/.776/.29 at 1.25, .636/.777/.28 at 2 (4-grams alone)
WORDS = 0.35  # the words' share beside the 4-grams: .645/.776 at 0, .655/.770 at .35, .636/.761 at .7
PARTS = 1.0  # a compound part's against its word's: words alone .545/.698 without parts, .591/.737 with
KIN = 0.5  # of a word that is found through its concept group only, in the coverage
CONCEPT = 0.8  # a concept group's against a word's
BOILERPLATE = 0.25  # of a word in a phrase that says little: MATCHING.md, nDCG@10 .36 to .38 on the seeds
CONTEXT = 0.2  # the preamble's against the question's: MATCHING.md
_CONTEXT_WORDS = 120  # of the context that are looked at, the first ones
_FETCH = 20  # candidates fetched at least, to be scored again
_MOST = 4_096  # candidates looked at when filters leave too few
# Added to the best candidates, where tantivy cannot count it: .655/.786/.290 without, .664/.784/.298 with all three.
PAIRS = 0.15  # the share of the question's neighbouring words that are neighbours there
COMMON = 0.1  # the share of its words found, weighed by how rare they are in Swedish rather than in this corpus
LEAD = 0.1  # the share of its words found among the heading and the passage's first words
_LEAD = 25
_UNSEEN = 0.001  # the share of letters with a word that the background does not know
_OWN_SHARE = 3
_OWN_LETTERS = 3
_OWN = 0.0  # the authority's own names: MATCHING.md, .34 to .36 without them


def own_names(authorities: Iterable[Sequence[str]]) -> frozenset[str]:
    """Return the stems of the words in names that at least a third of the documents carry."""
    named = [{language.stem(w) for name in names for w in language.words(name) if len(w) > _OWN_LETTERS} for names in authorities]
    named = [stems for stems in named if stems]
    counted = Counter(stem for stems in named for stem in stems)
    return frozenset(stem for stem, n in counted.items() if n * _OWN_SHARE >= len(named))


class Term(NamedTuple):
    """A word of the question: as it stands, what is known of it, and its weight."""

    text: str
    word: language.Word
    weight: float


def search(query: Query, searcher: Searcher, seen: Callable[[list[int]], dict[int, Seen]], own: Collection[str]) -> list[Candidate]:
    """Return the candidates for a query, best first; kinds and excluded documents are left out before the limit."""
    asked = question_terms(query.text, own)
    if not asked or not searcher.count:
        return []
    weighted = _weighted(asked, searcher, 1.0)
    if query.context:
        around = [Term(w, language.analyse(w), 1.0) for w in language.words(query.context)[:_CONTEXT_WORDS]]
        weighted += _weighted([t for t in around if t.word.stem not in own], searcher, CONTEXT)
    kinds = tuple(k.value for k in query.kinds)
    fetch = max(query.limit, _FETCH)
    while True:
        hits = searcher.find(weighted, fetch, kinds=kinds)
        known = seen([h.row for h in hits])
        kept = [(h.score, p) for h in hits if (p := known.get(h.row)) and p.passage.origin.document not in query.exclude]
        if len(kept) >= query.limit or len(hits) < fetch or fetch >= _MOST:
            break
        fetch *= 4
    wanted = _wanted(asked, searcher)
    found = [_candidate(one, score, wanted) for score, one in kept]
    found.sort(key=lambda c: -c.score)
    return found[: query.limit]


def question_terms(text: str, own: Collection[str] = ()) -> list[Term]:
    """Return the question's words with their weights: phrases that say little weigh less, own names nothing."""
    words = language.words(text)
    known = [language.analyse(w) for w in words]
    weights = [1.0] * len(words)
    for phrase in concepts.phrases():
        size = len(phrase)
        for at in range(len(words) - size + 1):
            if known[at].stem == phrase[0] and all(known[at + k].stem == phrase[k] for k in range(1, size)):
                weights[at : at + size] = [BOILERPLATE] * size
    names = concepts.own_names()
    weights = [_OWN if w in names or k.stem in own else x for w, k, x in zip(words, known, weights, strict=True)]
    if not any(weights):
        weights = [1.0] * len(words)  # nothing but names and phrases: then they are what is asked for
    return [Term(w, k, x) for w, k, x in zip(words, known, weights, strict=True)]


def _weighted(asked: Sequence[Term], searcher: Searcher, share: float) -> list[tuple[str, str, float]]:
    """Every field's terms with tantivy's boosts that make them ours."""
    grams: Counter[str] = Counter()
    words: Counter[str] = Counter()
    groups: Counter[str] = Counter()
    for term in asked:
        if term.weight:
            for gram in term.word.grams:
                grams[gram] += term.weight  # type: ignore[assignment]  # Counter takes floats
            words[term.word.stem] += term.weight  # type: ignore[assignment]
            for part in term.word.parts:
                words[part] += term.weight * PARTS  # type: ignore[assignment]
            for name in term.word.concepts:
                groups[engine.concept(name)] = max(groups[engine.concept(name)], term.weight)  # type: ignore[assignment]
    found = []
    whole_words = 0.0
    for counted, field, weight in ((grams, "grams", 1.0), (words, "words", WORDS), (groups, "words", CONCEPT)):
        question, answer = f"question_{field}", f"answer_{field}"
        whole = sum([n * searcher.rarity(answer, t)[1] ** RARITY for t, n in counted.items()])
        if counted is words:
            whole_words = whole
        elif counted is groups:
            whole = max(whole, whole_words)
        scale = share * weight / (whole or 1.0) / (1 + WORDS)
        for name in (question, answer):
            for t, n in counted.items():
                df, idf = searcher.rarity(name, t)
                if df:
                    found.append((name, t, scale * n * idf ** (RARITY - 1)))
    return found


class _Wanted(NamedTuple):
    """What is looked for in a candidate."""

    terms: list[tuple[Term, float, float]]  # each distinct word, its weight in this corpus, and in Swedish
    stems: frozenset[str]  # theirs and their parts'
    groups: frozenset[str]
    pairs: frozenset[tuple[str, str]]  # neighbours
    whole: float  # all the weights in this corpus
    common: float  # and in Swedish


def _wanted(asked: Sequence[Term], searcher: Searcher) -> _Wanted:
    shares = compounds.background()
    terms: dict[str, tuple[Term, float, float]] = {}
    for term in asked:
        stem = term.word.stem
        if term.weight and stem not in terms:
            here = searcher.rarity("answer_words", stem)[1]
            terms[stem] = (term, term.weight * here, -term.weight * math.log(shares.get(stem, _UNSEEN)))
    return _Wanted(
        list(terms.values()),
        frozenset(s for term, _, _ in terms.values() for s in (term.word.stem, *term.word.parts)),
        frozenset(g for term, _, _ in terms.values() for g in term.word.concepts),
        frozenset((a.word.stem, b.word.stem) for a, b in itertools.pairwise(asked)),
        sum(here for _, here, _ in terms.values()) or 1.0,
        sum(anywhere for _, _, anywhere in terms.values()) or 1.0,
    )


def _candidate(seen: Seen, score: float, wanted: _Wanted) -> Candidate:
    there, pairs, groups, lead = _look(seen, wanted)
    matched = []
    covered = common = first = 0.0
    for term, here, anywhere in wanted.terms:
        share = _share(term.word, there)
        if share:
            common += anywhere * share
            first += here * _share(term.word, lead)
        elif not groups.isdisjoint(term.word.concepts):
            share = KIN
        if share:
            covered += here * share
            matched.append((here * share, term.text))
    score += LEAD * first / wanted.whole + COMMON * common / wanted.common
    if wanted.pairs:
        score += PAIRS * pairs / len(wanted.pairs)
    matched.sort(key=lambda pair: -pair[0])
    return Candidate(
        passage=seen.passage,
        score=1.0 - math.exp(-2.0 * score),  # 0–1 and never two that differ made equal
        coverage=covered / wanted.whole,
        matched=tuple(text for _, text in matched),
    )


class Seen(NamedTuple):
    """A passage with its words analysed: those of its question and headings, then those of its text."""

    passage: Passage
    around: int
    words: tuple[language.Word, ...]


def see(passage: Passage) -> Seen:
    """Analyse a passage for scoring."""
    around = language.words(" ".join((passage.question or "", *passage.headings)))
    return Seen(passage, len(around), tuple([language.analyse(w) for w in (*around, *language.words(passage.text))]))


def _look(seen: Seen, wanted: _Wanted) -> tuple[set[str], int, set[str], set[str]]:
    """Which stems, how many pairs and which groups a passage has, and which stems among its first words."""
    stems, groups = wanted.stems, wanted.groups
    there: set[str] = set()
    related: set[str] = set()
    pairs: set[tuple[str, str]] = set()
    lead: set[str] = set()
    end = seen.around + _LEAD
    before = ""
    for at, (stem, parts, concepts_of, _) in enumerate(seen.words):
        if at == end:
            lead = set(there)
        if stem in stems:
            there.add(stem)
            if before and (before, stem) in wanted.pairs:
                pairs.add((before, stem))
            before = stem
        else:
            before = ""
        if parts and not stems.isdisjoint(parts):
            there |= stems.intersection(parts)
        if concepts_of and not groups.isdisjoint(concepts_of):
            related |= groups.intersection(concepts_of)
    return there, len(pairs), related, lead or there


def _share(word: language.Word, there: set[str]) -> float:
    """How much of a word is found: itself whole, its parts by their share."""
    if word.stem in there:
        return 1.0
    return sum(p in there for p in word.parts) / len(word.parts) if word.parts else 0.0
