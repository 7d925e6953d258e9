"""What a tjänsteutlåtande tells of the letter it answers: another's words and claims, never to be reused as our own."""

from __future__ import annotations

import functools
import re

from utlatande import settings
from utlatande.sentences import spans

# Sections that tell of the letter from end to end: one such sentence makes a paragraph the letter's.
TOLD = frozenset({"arendet", "fragor", "ersattaryttrande", "reservation", "sarskilt_uttalande"})
_VERBS = (
    r"frågar|undrar|skriver|påpekar|menar|anser|vill|önskar|ställer|ställt|ställde|ställs|inkommit|inkom|lämnat|lämnade"
    r"|lämnades|beskriver|beskrivs|framhåller|konstaterar|konstateras|uppger|uppges|framgår|föreslår|yrkar|lyfter"
    r"|efterfrågar|anmäldes|efterlyser|begär|nämner|hänvisar"
)
_VERB = re.compile(rf"\b(?:{_VERBS})\b")
_LETTER = re.compile(r"\b(?:skrivelse|motion|interpellation|medborgarförslag)", re.IGNORECASE)
_LONGEST = 1000  # characters of a sentence that are looked at
_GOES_ON = re.compile(
    r"(?:De|Hon|Han|Partiet|Partierna|Skribent\w+|Förslagsställar\w+|Ledamöterna|Av skrivelsen|I skrivelsen|Skrivelsen"
    r"|Med anledning av|Mot (?:den|denna) bakgrund|Utifrån detta)\b"
)


def retells(sentence: str) -> bool:
    """Tell whether a sentence reports what a letter or a party says or asks."""
    sentence = sentence[:_LONGEST]
    if _LETTER.search(sentence) or _GOES_ON.match(sentence):
        return _VERB.search(sentence) is not None
    asker = _asker().search(sentence)
    return asker is not None and _VERB.search(sentence, asker.end()) is not None


def own_words(text: str, slot: str | None) -> str:
    """Return the part of a paragraph that is the förvaltning's own: all, what follows the retelling, or nothing."""
    if slot not in TOLD and slot != "sammanfattning":
        return text
    parts = spans(text)
    told = [i for i, (start, end) in enumerate(parts) if retells(text[start:end])]
    if not told:
        return text
    if slot in TOLD or told[-1] + 1 == len(parts):
        return ""
    return text[parts[told[-1] + 1][0] :]


@functools.cache
def _asker() -> re.Pattern[str]:
    names = [name for names in settings.data("parties")["parties"].values() for name in names]
    known = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    return re.compile(rf"\b(?:{known}|\w{{1,30}}partiet)\b|\([A-ZÅÄÖ]{{1,4}}\)", re.IGNORECASE)
