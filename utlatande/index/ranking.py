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
_FETCH = 30  # candidates fetched at least, to be scored again
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


def search(query: Query, searcher: Searcher, looked: Callable[[list[int]], dict[int, Looked]], own: Collection[str]) -> list[Candidate]:
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
        known = looked([h.row for h in hits])
        kept = [(h.score, p) for h in hits if (p := known.get(h.row)) and p.passage.origin.document not in query.exclude]
        if len(kept) >= query.limit or len(hits) < fetch or fetch >= _MOST:
            break
        fetch *= 4
    wanted = _wanted(asked, searcher)
    found = [_candidate(look, score, wanted) for score, look in kept]
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
    for counted, field, weight in ((grams, "grams", 1.0), (words, "words", WORDS), (groups, "words", CONCEPT)):
        rarity = {t: _idf(searcher.count, searcher.frequency(f"answer_{field}", t)) for t in counted}
        whole = sum(n * rarity[t] ** RARITY for t, n in counted.items()) or 1.0
        if counted is groups:
            whole = max(whole, words_whole)
        words_whole = whole
        scale = share * weight / whole / (1 + WORDS)
        for side in ("question", "answer"):
            name = f"{side}_{field}"
            for t, n in counted.items():
                df = searcher.frequency(name, t)
                if df:
                    found.append((name, t, scale * n * _idf(searcher.count, df) ** (RARITY - 1)))
    return found


def _idf(count: int, df: int) -> float:
    """tantivy's own, so that a boost can lift it to a power."""
    df = min(df, count)
    return math.log(1 + (count - df + 0.5) / (df + 0.5))


class Looked(NamedTuple):
    """A passage with what scoring needs of it."""

    passage: Passage
    stems: frozenset[str]  # of its words and their parts
    groups: frozenset[str]
    lead: frozenset[str]  # of its first words
    pairs: frozenset[tuple[str, str]]  # neighbours


def look(passage: Passage) -> Looked:
    """Analyse a passage for scoring."""
    text = [language.analyse(w) for w in language.words(passage.text)]
    around = [language.analyse(w) for w in language.words(" ".join((passage.question or "", *passage.headings)))]
    row = [w.stem for w in around] + [w.stem for w in text]
    return Looked(
        passage,
        frozenset(t for w in (*around, *text) for t in (w.stem, *w.parts)),
        frozenset(g for w in (*around, *text) for g in w.concepts),
        frozenset(t for w in (*around, *text[:_LEAD]) for t in (w.stem, *w.parts)),
        frozenset(zip(row, row[1:], strict=False)),
    )


class _Wanted(NamedTuple):
    terms: list[tuple[Term, float, float]]  # each distinct word, its weight in this corpus, and in Swedish
    pairs: list[tuple[str, str]]


def _wanted(asked: Sequence[Term], searcher: Searcher) -> _Wanted:
    shares = compounds.background()
    terms: dict[str, tuple[Term, float, float]] = {}
    for term in asked:
        stem = term.word.stem
        if term.weight and stem not in terms:
            here = _idf(searcher.count, searcher.frequency("answer_words", stem))
            terms[stem] = (term, term.weight * here, -term.weight * math.log(shares.get(stem, _UNSEEN)))
    return _Wanted(list(terms.values()), [(a.word.stem, b.word.stem) for a, b in itertools.pairwise(asked)])


def _candidate(look: Looked, score: float, wanted: _Wanted) -> Candidate:
    matched = []
    covered = whole = general = general_whole = lead = 0.0
    for term, here, anywhere in wanted.terms:
        whole += here
        general_whole += anywhere
        share = _share(term.word, look.stems)
        general += anywhere * share
        if share:
            lead += here * _share(term.word, look.lead)
        elif not look.groups.isdisjoint(term.word.concepts):
            share = KIN
        if share:
            covered += here * share
            matched.append((here * share, term.text))
    score += LEAD * lead / (whole or 1.0) + COMMON * general / (general_whole or 1.0)
    if wanted.pairs:
        score += PAIRS * sum(pair in look.pairs for pair in wanted.pairs) / len(wanted.pairs)
    matched.sort(key=lambda pair: -pair[0])
    return Candidate(
        passage=look.passage,
        score=1.0 - math.exp(-2.0 * score),  # 0–1 and never two that differ made equal
        coverage=covered / whole if whole else 0.0,
        matched=tuple(text for _, text in matched),
    )


def _share(word: language.Word, there: frozenset[str]) -> float:
    """How much of a word is found: itself whole, its parts by their share."""
    if word.stem in there:
        return 1.0
    return sum(p in there for p in word.parts) / len(word.parts) if word.parts else 0.0
