"""Questions into indirect clauses: «Hur arbetar nämnden?» → «hur nämnden arbetar». Unsure is None, never a guess."""

# ruff: noqa: SIM905, PLR2004 - lists of words read best as text; the numbers count words in a phrase

from __future__ import annotations

import re

from utlatande import sentences
from utlatande.phrasing import folding, nouns
from utlatande.phrasing.auxiliaries import Tokens, hangs_on, text_of
from utlatande.phrasing.nouns import closes, core
from utlatande.phrasing.order import turned
from utlatande.phrasing.verbs import verbs

_OTHERS = frozenset("vi oss jag mig ni er ert era du dig din ditt dina".split())
_OURS = frozenset("vår vårt våra min mitt mina".split())
_DEGREE = frozenset(
    """många mycket stor stort stora ofta länge långt lång låg lågt hög högt höga snabbt tidigt nära vanligt
    vanliga god gott goda väl bra gammal gammalt gamla omfattande utbredd utbrett effektiv effektivt
    effektiva trygg tryggt pass nöjda kort länge""".split()
)
_OPENS = ("hur", "varför", "när", "vad", "och", "eller", "fall", "inte")  # after these a question may begin
_WHICH = ("vilka", "vilken", "vilket")
LONGEST_OWN = 5  # words of «min ovan redovisade bedömning»
FEW = 5  # words of a further question without a verb: «och i så fall när»
_PLACES = frozenset("var vart varifrån varför när hurdan hur".split())
_THEN = re.compile(r"^(?:om (?:inte|så(?: är fallet)?|ja|nej)|i så fall)\b,?\s*", re.IGNORECASE)
_LEAD = re.compile(
    r"^(?:och|men|samt|dessutom|vidare|slutligen|därutöver|därtill|för det (?:första|andra|tredje))\b[,:]?\s+(?=\S)",
    re.IGNORECASE,
)
_WONDER = re.compile(
    r"^(?:(?:vidare|dessutom|slutligen|därför|även|därutöver)\s+)?(?:vi\s+|jag\s+)?"
    r"(?:undrar|frågar|(?:vill|skulle|önskar)(?:\s+(?:därför|också|även|gärna))?(?:\s+vilja)?\s+(?:få\s+)?veta)"
    r"(?:\s+(?:vi|jag))?(?:\s+(?:därför|också|även))?,?\s+",
    re.IGNORECASE,
)
_TAIL = re.compile(r"[\s,;:.?!]+(?:(?:och|samt)[\s,;:.]*)?$")


def indirect(question: str) -> str | None:
    """Return a question as the clause that follows «frågar»; None when the rules are not sure of every word's place.

    Several questions in one text are joined. «Vår» and «våra» are put in quotation marks, for they are the asker's.
    """
    text = " ".join(question.replace("\u00ad", "").split())
    if not text or len(text) > 900:
        return None
    conditional = text.lower().startswith("om ")  # «Om så är fallet …», not «Vi undrar om …»
    text = _WONDER.sub("", _TAIL.sub("", text) + "?")
    inside = folding.asked_inside(text)
    if inside is not None:
        words = folding.with_own_words(inside.split())
        return _shown(text_of(words)) if words and _is_clause(words) and not _asks_still(words) else None
    inserted = last = ""
    if conditional or not text.lower().startswith("om "):
        text, inserted, last = folding.unconditional(text)
    if conditional and text.lower().startswith("om "):
        return None  # a condition, and no question that we can tell from it
    found: list[str] = []
    for sentence in sentences.sentences(text):
        clause = _sentence(_LEAD.sub("", sentence), first=not found, inserted="" if found else inserted)
        if clause is None:
            return None
        found.append(clause)
    if not found or (last and (len(found) > 1 or found[0].startswith("om "))):
        return None
    whole = ", och ".join(found) if len(found) < 3 else f"{', '.join(found[:-1])}, och {found[-1]}"
    return _shown(f"{whole} {last}".strip())


def _shown(clause: str) -> str | None:
    quoted = _quoted(clause)
    return folding.unfolded(quoted) if quoted else None


def _is_clause(words: Tokens) -> bool:
    """Tell whether a question that follows «fråga» has the order of a clause: a subject, or «som», before its verb."""
    table = verbs()
    place = next((n for n, word in enumerate(words) if n and table.is_finite(core(word))), None)
    if place is None:
        return False
    before = [word for n, word in enumerate(words[:place]) if n and not nouns.adverbial(words, n)]
    if not before:
        return False
    last = before[-1]
    named = nouns.is_name(last) or nouns.is_actor(last) or nouns.is_definite(last) or core(last) in nouns.PRONOUNS
    return named or core(last) in ("som", "det", "de", "man") or core(words[0]) in ("om", "huruvida")


def _sentence(sentence: str, *, first: bool, inserted: str = "") -> str | None:
    body = _TAIL.sub("", sentence)
    own = folding.with_own_words(body.split())
    if own is None:
        return None
    words = folding.with_asides(own)
    if "?" in body or any(core(word) in _OTHERS or word in ("–", "—", "-", "@") or word[-1] in ":;" for word in words):
        return None
    prefix = ""
    if not first and (m := _THEN.match(body)):
        prefix, words = m[0].lower(), folding.with_asides(body[m.end() :].split())
    made: list[str] = []
    for joint, piece in _pieces(words):
        clause = _piece(_with(piece, inserted) if inserted and not made else piece, first=first and not made)
        if clause is None:
            return None
        made.append(f"{joint}{clause}")
    whole = prefix + "".join(made)
    return None if _asks_still(whole.split()) else whole


def _with(words: Tokens, inserted: str) -> list[str]:
    """Put an adverb right after the finite verb of a question, from where it finds its place."""
    found = _finite(words) if _asks(words, 0) else (0, True)
    place = found[0] + 1 if found and found[1] else len(words)
    return [*words[:place], *inserted.split(" "), *words[place:]]


def _asks_still(words: Tokens) -> bool:
    """Tell whether a verb stands before its subject somewhere after all: «och i så fall, avser nämnden …»."""
    table = verbs()
    for place in range(2, len(words) - 1):
        subject = core(words[place + 1])
        if subject not in ("han", "hon", "de", "man", "vi") and not nouns.is_actor(words[place + 1]):
            continue
        before = core(words[place - 1])
        opens = before in ("hur", "varför", "när", "vad", "och", "eller", "fall", "inte") or words[place - 1].endswith(
            ","
        )
        if opens and table.is_finite(core(words[place]), first=True):
            return True
    return False


# --- coordinated questions --------------------


def _pieces(words: Tokens) -> list[tuple[str, list[str]]]:
    """Cut coordinated questions apart: (what joins it to the one before, its words)."""
    pieces: list[tuple[str, list[str]]] = []
    joint, start, at = "", 0, 1
    while at < len(words):
        length = _joint(words, at, start)
        if length is None:
            at += 1
            continue
        pieces.append((joint, list(words[start:at])))
        comma = "," if words[at - 1].endswith(",") else ""
        pieces[-1][1][-1] = pieces[-1][1][-1].rstrip(",")
        joint = f"{comma} {' '.join(words[at : at + length])} " if length else f"{comma} "
        start = at + length
        at = start + 1
    pieces.append((joint, list(words[start:])))
    return pieces


def _joint(words: Tokens, at: int, start: int) -> int | None:
    """Return how many joining words stand at ``at`` when a new question begins there, else None."""
    word, comma = core(words[at]), words[at - 1].endswith(",")
    joins = 1 if word in ("och", "samt", "eller") else 0
    if (not joins and not comma) or (at - start == 1 and core(words[start]) in nouns.QUESTION_WORDS):
        return None
    if joins and verbs().is_finite(core(words[at - 1]), first=True) and at - start < 3:
        return None  # «hur planerar och genomför …»
    rest = words[at + joins :]
    if not rest:
        return None
    so = 3 if [core(one) for one in rest[:3]] == ["i", "så", "fall"] and len(rest) > 3 else 0
    if _asks(rest, so):
        if _embeds(words[start:at]) and not _direct(rest[so:]):
            return None  # «kan … redovisa hur … och vilka … som …»: a part of the question before it
        lone = core(rest[0]) in ("när", "var", "hur") and len(rest) < 3
        return None if lone and not joins else joins + so
    table = verbs()
    opens = len(rest) > 1 and table.is_finite(core(rest[0])) and not closes(rest[0])
    if opens and joins and nouns.noun_phrase(rest, 1) is not None:
        subject = core(rest[1])
        sure = comma or subject in nouns.PRONOUNS or nouns.is_actor(rest[1]) or nouns.is_counted(rest[1])
        return joins if sure and core(rest[0]) not in ("för", "var") else None
    return None


def _direct(words: Tokens) -> bool:
    """Tell whether a question word begins a question in its own order: the verb before its subject."""
    found = _finite(words)
    return found is not None and found[1]


def _asks(words: Tokens, at: int) -> bool:
    """Tell whether a question word, or a preposition and one, stands at ``at``."""
    word = core(words[at])
    if word in nouns.QUESTION_WORDS:
        return True
    return (
        word in nouns.PREPOSITIONS
        and at + 1 < len(words)
        and core(words[at + 1]) in ("vilka", "vilken", "vilket", "vem")
    )


def _embeds(words: Tokens) -> bool:
    """Tell whether words hold a question of their own inside: «kan … redovisa hur …»."""
    inside = [core(word) for place, word in enumerate(words) if place > 1 and not _each(words, place)]
    return any(word in nouns.QUESTION_WORDS - {"när", "var"} or (word == "om" and _states(words)) for word in inside)


def _each(words: Tokens, at: int) -> bool:
    """Tell whether «vart» is that of «vart och ett»."""
    return core(words[at]) in ("vart", "var") and [core(word) for word in words[at + 1 : at + 3]] in (
        ["och", "ett"],
        ["och", "en"],
    )


def _states(words: Tokens) -> bool:
    return any(core(word) in ("redovisa", "svara", "veta", "beskriva", "förklara", "bedöma") for word in words)


# --- one question --------------------


def _piece(words: Tokens, *, first: bool) -> str | None:
    if not words:
        return None
    words = [words[0][:1].lower() + words[0][1:], *words[1:]]
    table = verbs()
    start = core(words[0])
    if (start == "om" and not first) or start == "huruvida":
        return text_of(words)
    if start == "om":
        end = nouns.noun_phrase(words, 1)
        return text_of(words) if end and end < len(words) and _finite_after(words, end) else None
    if not _asks(words, 0):
        if not table.is_finite(start, first=True) or len(words) < 2:
            return None
        return turned([], words[0], words[1:])
    found = _finite(words)
    if found is None:
        verb = any(table.is_finite(core(word), first=True) for word in words[1:])
        loose = len(words) <= FEW or words[0].endswith(",") or core(words[1]) == "som"
        return text_of(words) if not first and not verb and loose else None
    place, direct = found
    if not direct:
        return text_of(words)
    if place + 1 < len(words) and core(words[place]) in ("är", "var") and start == "vad" and place == 1:
        return _what_is(words)
    if place + 1 < len(words) and core(words[place]) in ("är", "var") and start in _WHICH and place == 1:
        return _which_is(words)
    return turned(words[:place], words[place], words[place + 1 :])


def has_subject(clause: str) -> bool:
    """Tell whether a clause with «att» says who does it: «att nämnden ger …», not «att ge …»."""
    words = clause.split()
    if not words or core(words[0]) != "att":
        return False
    end = nouns.noun_phrase(words, 1)
    while end is not None and end < len(words) and core(words[end]) in nouns.PREPOSITIONS:
        end = nouns.noun_phrase(words, end + 1)
    return end is not None and _finite_after(words, end)


def _finite_after(words: Tokens, at: int) -> bool:
    """Tell whether a finite verb stands at ``at``, adverbs between: the order of a subordinate clause."""
    while at < len(words) and (length := nouns.adverbial(words, at)):
        at += length
    return at < len(words) and verbs().is_finite(core(words[at]))


def _finite(words: Tokens) -> tuple[int, bool] | None:
    """Return where the finite verb of a question stands, and whether the order is a question's own."""
    table = verbs()
    start = core(words[0])
    second = core(words[1]) if len(words) > 1 else ""
    if start in nouns.PREPOSITIONS:
        return _scanned(words, 2)
    if start in ("vilka", "vilken", "vilket", "vilkas", "vems"):
        return _scanned(words, 1)
    if second in ("och", "eller") and len(words) > 3 and core(words[2]) in nouns.QUESTION_WORDS:
        return (3, True) if table.is_finite(core(words[3]), first=True) else None
    if table.is_finite(second, first=True) and second != "stor":
        return 1, True
    if start == "hur" and second in _DEGREE:
        return _scanned(words, 2)
    if start in _PLACES or start in ("vem", "vad"):
        end = nouns.noun_phrase(words, 1)
        return (end, False) if end and end < len(words) and _finite_after(words, end) else None
    return None


def _scanned(words: Tokens, at: int) -> tuple[int, bool] | None:
    """Find the finite verb after a phrase like «vilka åtgärder i parken»; «som» before it: it is indirect already."""
    table = verbs()
    weak = None
    for place in range(at, len(words)):
        word = core(words[place])
        if word == "som":
            return place, False
        if table.is_finite(word) and not nouns.is_name(words[place]):
            if not _is_phrase(words[:place]):
                return None
            if re.search(r"(?:ade|erade)$", word) and place + 1 < len(words) and nouns.is_noun(words[place + 1]):
                weak = weak or place
                continue
            return place, True
        if closes(words[place]) or word in ("att", *nouns.QUESTION_WORDS):
            return None
    return (weak, True) if weak else None


def _is_phrase(asked: Tokens) -> bool:
    """Tell whether «vilka platser i parken» is one phrase: no verb that we do not know hides in it."""
    at = 2 if core(asked[0]) in nouns.PREPOSITIONS or core(asked[0]) == "hur" else 1
    if at < len(asked) and not nouns.is_function(asked[at]):
        end = nouns.noun_phrase(["några", *asked[at:]])
        if end is None:
            return False
        at += end - 1
    return hangs_on(asked, at)


def _what_is(words: Tokens) -> str | None:
    """«Vad är skälet till …» → «vad som är skälet till …»; «Vad är det som …» → «vad det är som …»."""
    rest = words[2:]
    if core(rest[0]) in ("det", "detta"):
        return text_of([words[0], rest[0], words[1], *rest[1:]]) if len(rest) > 1 or core(rest[0]) == "detta" else None
    end = nouns.noun_phrase(rest)
    if end is None or nouns.adverbial(rest, 0):
        return None
    if end == len(rest):
        return text_of([words[0], *rest, words[1]])  # «vad syftet är»
    return text_of([words[0], "som", words[1], *rest])


def _which_is(words: Tokens) -> str | None:
    """«Vilka är skälen till …» → «vilka skälen är till …»."""
    rest = words[2:]
    end = nouns.noun_phrase(rest)
    if end is None or nouns.adverbial(rest, 0):
        return None
    known = nouns.is_definite(rest[end - 1]) or nouns.is_genitive(rest[0]) or core(rest[0]) in ("de", "den", "det")
    if not known or closes(rest[end - 1]) or (end < len(rest) and core(rest[end]) not in nouns.PREPOSITIONS):
        return None
    return text_of([words[0], *rest[:end], words[1], *rest[end:]])


# --- words back to text --------------------


def _modifies(words: Tokens) -> bool:
    """Tell whether the first of two words stands between «min» and its noun: «ovan redovisade»."""
    if len(words) < 2 or closes(words[0]) or core(words[1]) in nouns.CONJUNCTIONS | nouns.PREPOSITIONS:
        return False
    word = core(words[0])
    leads = word in nouns.ADVERBS or word == "ovan" or nouns.is_adjective(words[0]) or word.endswith(("ade", "rda"))
    return leads and (nouns.is_noun(words[1]) or nouns.is_adjective(words[1]))


def _quoted(text: str) -> str | None:
    """Put «vår stadsmiljö» in quotation marks: in our mouth it would be somebody else's."""
    words = text.split()
    made: list[str] = []
    at = 0
    while at < len(words):
        word = core(words[at])
        following = words[at + 1] if at + 1 < len(words) else ""
        if word not in _OURS or (word == "vår" and (not following or nouns.is_function(following))):
            made.append(words[at])
            at += 1
            continue
        length = 2
        while length < LONGEST_OWN and _modifies(words[at + length - 1 : at + length + 1]):
            length += 1
        if at + length > len(words) or words[at] != word or "”" in following:
            return None
        phrase = " ".join(words[at : at + length])
        mark = re.search(r"[,;:.]*$", phrase)
        cut = mark.start() if mark else len(phrase)
        made.append(f"”{phrase[:cut]}”{phrase[cut:]}")
        at += length
    return " ".join(made)
