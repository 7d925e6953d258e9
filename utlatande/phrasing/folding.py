"""What stands around a question's own clause: told of first and put back after, so that the order can be turned.

A parenthesis between commas («, inom sitt ansvarsområde,») and the asker's own words («att vi når målet») become one
token each; a condition or a ground that stands first («Om så är fallet, …») moves inside or last.
"""

# ruff: noqa: SIM905, PLR2004 - lists of words read best as text; the numbers count words in a phrase

from __future__ import annotations

import re
from collections.abc import Sequence

from utlatande.phrasing import nouns
from utlatande.phrasing.nouns import ASIDE, core

SPACE, END = "\ue000", "\ue002"  # inside a folded token: a space, and the end of it
LONGEST = 20  # words of a parenthesis, a ground or a condition that is moved
EARLY = 10  # words from the beginning of a question within which a parenthesis may stand
_ASKER = frozenset("vi oss jag mig".split())
_UNDER = frozenset("att om där som när hur eftersom medan innan vad så".split())  # what begins a clause of one's own
_GROUNDS = re.compile(
    r"(?:enligt|inom|utöver|förutom|trots|såvitt|givet|utifrån|tillsammans med|företrädesvis|exempelvis|inklusive"
    r"|med (?:anledning|tanke|hänsyn|utgångspunkt|hänvisning|stöd|undantag|beaktande)|mot bakgrund|i sin(?:a|a egna)?"
    r"|i sitt|i enlighet|i synnerhet|i likhet|som)\b",
    re.IGNORECASE,
)
_FIRST = re.compile(
    r"^(?P<yes>om (?:så är fallet|det är så|svaret är ja|ja)"
    r"|(?P<no>om (?:inte|så inte är fallet|så inte sker|svaret är nej|nej))),\s*(?=\S)",
    re.IGNORECASE,
)
_IF = re.compile(
    r"^om [^,?–]{3,200},\s+(?=(?:(?:på|för|i|med|till|av|vid|under)\s+)?"
    r"(?:hur|vad|vilk\w+|när|var|varför|vem)\b)",
    re.IGNORECASE,
)
_GROUND_FIRST = re.compile(
    r"^(?:med (?:anledning av|tanke på|hänsyn till|utgångspunkt i|hänvisning till)|mot bakgrund av|utifrån|trots|givet)"
    r" [^,?–]{3,160},\s+(?=\S)",
    re.IGNORECASE,
)
_SAYS = re.compile(
    r"^(?:[^?:]{0,220}?\s)??(?:(?:vill|skulle vilja|önskar|ber att få)\s+(?:(?:jag|vi)\s+)?"
    r"(?:(?:därför|också|även|gärna|nu|här)\s+)*(?:fråga|höra|veta)"
    r"|(?:jag|vi)\s+(?:vill|skulle vilja)\s+[^?:,]{0,80}?(?:fråga|höra|veta)"
    r"|(?:min|vår) fråga\b(?=[^?:]{0,80}? är )|ställer\s+(?:(?:jag|vi)\s+)?(?:därför\s+)?frågan\b)"
    r"(?:\s+(?:till\s+)?(?P<who>[^?:.,]{2,70}?))?(?:\s+är)?,?\s+"
    r"(?P<rest>(?:(?:på|i|av|vid|för|med)\s+)?(?:om|huruvida|hur|vad|vilk(?:a|en|et)|när|var|varför|vem)\s.{3,})$",
    re.IGNORECASE | re.DOTALL,
)
_HE = frozenset("han hon hen den de".split())


def asked_inside(text: str) -> str | None:
    """Return the question that a statement holds: «Jag vill fråga nämnden hur den avser …» → «hur nämnden avser …»."""
    m = _SAYS.match(text.rstrip("?. ")[:600])
    if m is None:
        return None
    who, words = m["who"], m["rest"].split()
    if who and any(core(word) in nouns.QUESTION_WORDS for word in who.split()):
        return None
    place = next((n for n, word in enumerate(words[:6]) if core(word) in _HE), None)
    if place is not None and _opens(words[place - 1 : place + 2]):
        if not who:
            return None
        words[place : place + 1] = who.split()
    return " ".join(words)


def _opens(words: Sequence[str]) -> bool:
    """Tell whether a pronoun is a subject, with its verb after it: not «de åtgärder»."""
    from utlatande.phrasing.verbs import verbs

    return len(words) == 3 and verbs().is_finite(core(words[2]))


def unconditional(text: str) -> tuple[str, str, str]:
    """Cut off what stands first: return (the question, what goes after its verb, what goes last)."""
    if m := _FIRST.match(text):
        return text[m.end() :], "annars" if m["no"] else "i så fall", ""
    if m := _IF.match(text):
        condition = m[0].rstrip(" ,")
        fits = len(condition.split()) <= LONGEST and not _ASKER & {core(word) for word in condition.split()}
        return (text[m.end() :], "", condition[:1].lower() + condition[1:]) if fits else (text, "", "")
    m = _GROUND_FIRST.match(text)
    if m and len(m[0].split()) <= LONGEST:
        ground = m[0].rstrip(" ,")
        return text[m.end() :], _folded(ground[:1].lower() + ground[1:]), ""
    return text, "", ""


def with_asides(words: Sequence[str]) -> list[str]:
    """Return words with a parenthesis between commas, near the beginning, as one token."""
    made = list(words)
    at = 1
    while at < min(EARLY, len(made) - 1):
        if made[at].endswith(",") and _GROUNDS.match(" ".join(made[at + 1 : at + 4])):
            end = next((n for n in range(at + 1, min(at + LONGEST, len(made))) if made[n].endswith(",")), None)
            inside = made[at + 1 : end + 1] if end is not None else []
            asks = any(core(word) in nouns.QUESTION_WORDS for word in inside)
            if end is not None and end + 1 < len(made) and not asks and len(inside) > 1:
                made[at] = made[at].rstrip(",")
                made[at + 1 : end + 1] = [_folded(" ".join(inside).rstrip(","))]
        at += 1
    return made


def with_own_words(words: Sequence[str]) -> list[str] | None:
    """Return words with what the asker says of «vi» quoted as one token; None when «vi» is who acts in the question."""
    made = list(words)
    for at, word in enumerate(made):
        if core(word) in _ASKER:
            tail = made[at:]
            ours = core(made[at - 1]) in _UNDER and at >= 3
            further = any(core(one) in nouns.QUESTION_WORDS - {"när", "var", "vart"} for one in tail)
            if not ours or further or not 1 < len(tail) <= LONGEST or "”" in " ".join(tail):
                return None
            return [*made[:at], f"”{SPACE.join(tail)}”"]
    return made


def unfolded(clause: str) -> str:
    """Return a clause with its tokens as text again."""
    text = clause.replace(f" {ASIDE}", ", ").replace(ASIDE, "").replace(END, ",").replace(SPACE, " ")
    return re.sub(r",\s*,", ",", text).rstrip(" ,")


def _folded(text: str) -> str:
    return f"{ASIDE}{SPACE.join(text.split())}{END}"
