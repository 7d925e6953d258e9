"""Puts passages in order. All weights stand here, with what set them.

A passage's score is a sum of BM25 over four fields (question and answer, each as 4-grams and as words), every field's
sum divided by what the question would get against itself, so that it is near 1 for the very question and comparable
between questions. tantivy computes it in one query: each term is boosted from tantivy's weight to ours.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from typing import NamedTuple

from utlatande import language
from utlatande.index import engine
from utlatande.index.engine import Searcher
from utlatande.language import concepts
from utlatande.model import Candidate, Passage, Query

# Measured on swefaq (110 questions), questions of 400 parliamentary letters against their preambles (1,085 against
# 1,361 passages) and sentences against the passage they were cut from (500), acc@1:
RARITY = 1.25  # IDF's power: .627/.763/.29 at 1, .645/.776/.29 at 1.25, .636/.777/.28 at 2 (4-grams alone)
WORDS = 0.35  # the words' share beside the 4-grams: .645/.776 at 0, .655/.770 at .35, .636/.761 at .7
PARTS = 1.0  # a compound part's against its word's: words alone .545/.698 without parts, .591/.737 with
CONCEPT = 0.5  # a concept group's against a word's
BOILERPLATE = 0.25  # of a word in a phrase that says little: MATCHING.md, nDCG@10 .36 to .38 on the seeds
CONTEXT = 0.2  # the preamble's against the question's: MATCHING.md
_CONTEXT_WORDS = 120  # of the context that are looked at, the first ones
_FETCH = 3  # candidates fetched for each one wanted, for what is excluded and to be scored again
_MOST = 4_096  # candidates looked at when filters leave too few
_OWN = 0.0  # the authority's own names: MATCHING.md, .34 to .36 without them


class Term(NamedTuple):
    """A word of the question: as it stands, what is known of it, and its weight."""

    text: str
    word: language.Word
    weight: float


def search(
    query: Query, searcher: Searcher, passages: Callable[[list[int]], dict[int, Passage]], own: Collection[str] = ()
) -> list[Candidate]:
    """Return the candidates for a query, best first; kinds and excluded documents are left out before the limit."""
    asked = question_terms(query.text, own)
    if not asked or not searcher.count:
        return []
    weighted = _weighted(asked, searcher, 1.0)
    if query.context:
        around = [Term(w, language.analyse(w), 1.0) for w in language.words(query.context)[:_CONTEXT_WORDS]]
        weighted += _weighted([t for t in around if t.text not in own], searcher, CONTEXT)
    kinds = tuple(k.value for k in query.kinds)
    fetch = query.limit * _FETCH
    while True:
        hits = searcher.find(weighted, fetch, kinds=kinds)
        known = passages([h.row for h in hits])
        kept = [(h, p) for h in hits if (p := known.get(h.row)) is not None and p.origin.document not in query.exclude]
        if len(kept) >= query.limit or len(hits) < fetch or fetch >= _MOST:
            break
        fetch *= 4
    weights = _coverage_weights(asked, searcher)
    return [_candidate(p, h.score, weights) for h, p in kept[: query.limit]]


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
    weights = [_OWN if w in names or w in own else x for w, x in zip(words, weights, strict=True)]
    if not any(weights):
        weights = [1.0] * len(words)  # nothing but names and phrases: then they are what is asked for
    return [Term(w, k, x) for w, k, x in zip(words, known, weights, strict=True)]


def _weighted(asked: Sequence[Term], searcher: Searcher, share: float) -> list[tuple[str, str, float]]:
    """Every field's terms with tantivy's boosts that make them ours."""
    grams: Counter[str] = Counter()
    words: Counter[str] = Counter()
    for term in asked:
        if term.weight:
            for gram in term.word.grams:
                grams[gram] += term.weight  # type: ignore[assignment]  # Counter takes floats
            words[term.word.stem] += term.weight  # type: ignore[assignment]
            for part in term.word.parts:
                words[part] += term.weight * PARTS  # type: ignore[assignment]
            for name in term.word.concepts:
                words[engine.concept(name)] += term.weight * CONCEPT  # type: ignore[assignment]
    found = []
    for counted, field, weight in ((grams, "grams", 1.0), (words, "words", WORDS)):
        rarity = {t: _idf(searcher.count, searcher.frequency(f"answer_{field}", t)) for t in counted}
        whole = sum(n * rarity[t] ** RARITY for t, n in counted.items()) or 1.0
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


def _coverage_weights(asked: Sequence[Term], searcher: Searcher) -> list[tuple[Term, float]]:
    """The question's distinct words with their weight in the coverage."""
    found: dict[str, tuple[Term, float]] = {}
    for term in asked:
        stem = term.word.stem
        if term.weight and stem not in found:
            found[stem] = (term, term.weight * _idf(searcher.count, searcher.frequency("answer_words", stem)))
    return list(found.values())


def _candidate(passage: Passage, score: float, weights: Sequence[tuple[Term, float]]) -> Candidate:
    there: set[str] = set()
    groups: set[str] = set()
    for word in language.words(" ".join((passage.question or "", *passage.headings, passage.text))):
        known = language.analyse(word)
        there.add(known.stem)
        there.update(known.parts)
        groups.update(known.concepts)
    matched = []
    covered = total = 0.0
    for term, weight in weights:
        total += weight
        share = _share(term.word, there, groups)
        if share:
            covered += weight * share
            matched.append((weight * share, term.text))
    matched.sort(key=lambda pair: -pair[0])
    return Candidate(
        passage=passage,
        score=1.0 - math.exp(-2.0 * score),  # 0–1 and never two that differ made equal
        coverage=covered / total if total else 0.0,
        matched=tuple(text for _, text in matched),
    )


def _share(word: language.Word, there: set[str], groups: set[str]) -> float:
    """How much of a word is found: itself whole, its parts by their share, its concept half."""
    if word.stem in there:
        return 1.0
    share = sum(p in there for p in word.parts) / len(word.parts) if word.parts else 0.0
    return max(share, CONCEPT if any(g in groups for g in word.concepts) else 0.0)
