"""Puts candidates in order: tantivy fetches them, this scores them. All weights stand here, with what set them."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable

from utlatande import language
from utlatande.index.engine import Searcher
from utlatande.model import Candidate, Passage, Query

WORDS = 0.35  # a word's share against the grams: MATCHING.md's best row
_MORE = 4  # candidates fetched for each one wanted
_MOST = 2_000  # candidates looked at when filters leave too few


def search(query: Query, searcher: Searcher, passages: Callable[[list[int]], dict[int, Passage]]) -> list[Candidate]:
    """Return the candidates for a query, best first; kinds and excluded documents are left out before the limit."""
    terms = _terms(query.text, searcher)
    if not terms or not searcher.count:
        return []
    kinds = tuple(k.value for k in query.kinds)
    wanted, fetch = query.limit, max(query.limit, 10) * _MORE
    while True:
        hits = searcher.find(terms, fetch, kinds=kinds)
        known = passages([h.row for h in hits])
        kept = [(h, p) for h in hits if (p := known.get(h.row)) is not None and p.origin.document not in query.exclude]
        if len(kept) >= wanted or len(hits) < fetch or fetch >= _MOST:
            break
        fetch *= 4
    if not kept:
        return []
    top = kept[0][0].score or 1.0
    weights = _word_weights(query.text, searcher)
    return [_candidate(p, h.score / top, weights) for h, p in kept[:wanted]]


def _candidate(passage: Passage, score: float, weights: dict[str, tuple[str, float]]) -> Candidate:
    text = " ".join((passage.question or "", *passage.headings, passage.text))
    there = set(language.tokens(text))
    found = sorted(((w, word) for stem, (word, w) in weights.items() if stem in there), reverse=True)
    total = sum(w for _, w in weights.values()) or 1.0
    return Candidate(
        passage=passage, score=min(1.0, score), coverage=sum(w for w, _ in found) / total, matched=tuple(word for _, word in found)
    )


def _idf(searcher: Searcher, field: str, term: str) -> float:
    n, df = searcher.count, min(searcher.count, searcher.frequency(field, term))
    return math.log(1 + (n - df + 0.5) / (df + 0.5))


def _word_weights(text: str, searcher: Searcher) -> dict[str, tuple[str, float]]:
    """The question's words by stem: as they stand, and their weight."""
    return {
        language.analyse(w).stem: (w, _idf(searcher, "answer_words", language.analyse(w).stem)) for w in language.words(text)
    }


def _terms(text: str, searcher: Searcher) -> list[tuple[str, str, float]]:
    grams = Counter(language.grams(text))
    words = Counter(language.tokens(text))
    terms = []
    for field, counted, weight in (("grams", grams, 1.0), ("words", words, WORDS * 5)):
        for side in ("question", "answer"):
            terms += [(f"{side}_{field}", term, weight * times) for term, times in counted.items()]
    return terms
