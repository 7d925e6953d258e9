"""Question and a search function in, ranked Matches out, each with its reasons and an honest confidence."""

from __future__ import annotations

from collections.abc import Sequence

from utlatande import language
from utlatande.model import Candidate, Confidence, Match, Passage, PassageKind, Query, Question, Search

POSSIBLE = 0.35  # coverage from which a passage is possible support
NEAR = 0.9  # likeness of two texts from which they count as the same


def match(
    question: Question | str, search: Search, *, kinds: Sequence[PassageKind] = (), limit: int = 5, context: str = ""
) -> tuple[Match, ...]:
    """Return the best earlier passages for a question, best first; empty when nothing is near."""
    name, searches = ("", (question,)) if isinstance(question, str) else (question.id, question.searches or (question.text,))
    best: dict[str, Candidate] = {}
    for text in searches:
        for candidate in search(Query(text=text, context=context, kinds=tuple(kinds), limit=limit * 4)):
            known = best.get(candidate.passage.id)
            if known is None or candidate.score > known.score:
                best[candidate.passage.id] = candidate
    found = sorted(best.values(), key=lambda c: -c.score)[:limit]
    return tuple(_match(name, searches, c) for c in found)


def confidence_of(matches: Sequence[Match]) -> Confidence:
    """Return the best match's confidence."""
    order = (Confidence.STRONG, Confidence.POSSIBLE)
    return next((c for c in order if any(m.confidence is c for m in matches)), Confidence.NONE)


def _match(name: str, searches: Sequence[str], candidate: Candidate) -> Match:
    passage, reasons = candidate.passage, []
    same = any(_same_question(text, passage) for text in searches)
    if same:
        reasons.append("Nästan samma fråga har besvarats tidigare.")
    if candidate.matched:
        reasons.append("Gemensamma ord: " + ", ".join(candidate.matched[:6]) + ".")
    confidence = Confidence.STRONG if same else Confidence.POSSIBLE if candidate.coverage >= POSSIBLE else Confidence.NONE
    return Match(question=name, passage=passage, score=candidate.score, confidence=confidence, reasons=tuple(reasons))


def _same_question(text: str, passage: Passage) -> bool:
    if not passage.question:
        return False
    one, other = set(language.grams(text)), set(language.grams(passage.question))
    return bool(one | other) and len(one & other) / len(one | other) >= NEAR
