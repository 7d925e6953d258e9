"""A question with several parts, cut where a further question begins: «Hur arbetar …, och hur många …?»."""

from __future__ import annotations

import re

from utlatande import sentences

_JOINT = re.compile(
    r",\s+(?:och|samt|men|eller)\s+(?=(?:i så fall,?\s+|dessutom\s+)?(?:(?:på|vid|i|av|med|till|för|under|från)\s+)?"
    r"(?:hur|vad|vilk(?:a|en|et)|när|var|varför|vem|om|har|är|kan|kommer|ska|avser|anser|finns|får|ser|planerar|sker"
    r"|gör|bedömer)\b)",
    re.IGNORECASE,
)


def parts(question: str) -> tuple[str, ...]:
    """Return the parts of a question in order, verbatim; one when it asks one thing."""
    return tuple(part for sentence in sentences.sentences(question) for part in _JOINT.split(sentence))
