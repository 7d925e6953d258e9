"""The order of a subordinate clause: where the subject of a question ends, and what goes before its verb."""

# ruff: noqa: SIM905, PLR2004 - lists of words read best as text; the numbers count words in a phrase
# ruff: noqa: C901, PLR0912 - a grammar is one case after the other; cut apart they could not be compared

from __future__ import annotations

import re

from utlatande.phrasing import nouns
from utlatande.phrasing.auxiliaries import HOLDS, Tokens, can_be_subject, edge, middle, text_of
from utlatande.phrasing.nouns import closes, core
from utlatande.phrasing.verbs import verbs

_WITHOUT_SUBJECT = frozenset("finns fanns saknas saknades krävs krävdes behövs behövdes pågår pågick planeras".split())
_COMES = frozenset("kom kommer inkom gick går".split())
_GETS = frozenset("hade fick får".split())  # «hur många besök hade biblioteket»
_COPULAS = frozenset("är var blir blev förblir vore".split())
# Verbs that a body does: after «vilka åtgärder» the noun phrase that follows them is their subject.
_DOES = frozenset(
    """erbjuder planerar avser genomför vidtar gör ser anser bedömer tänker använder lägger avsätter ansvarar
    arbetar driver bedriver följer tar prioriterar föreslår drar ställer samverkar samarbetar har
    behöver önskar vill kan ska deltar ger lämnar redovisar räknar hanterar tillämpar utgår avstår
    satsar tycker upplever gav tog gjorde vidtog genomförde gjort""".split()
)
# After «vad» and «hur mycket»: the thing that follows is the subject.
_AMOUNTS = frozenset(
    "kostar kostade innebär innebar betyder betydde omfattar motsvarar beror säger visar visade heter gör".split()
)
_HUMAN = re.compile(
    r"(?:aktör|parti|person|företag|förening|myndighet|organisation|part|skol|ledare|assistent|vakt|pedagog|elev|ungdom"
    r"|barn|boende|invånare|förvaltning|nämnd|verksamhet|handläggare|yrkesgrupp|grupp|enhet|avdelning|kommun|rektor|lärare)",
)
_RELATIONS = {
    "arbetet": {"med", "mot", "för", "kring"},
    "samarbetet": {"med", "mellan", "kring"},
    "samverkan": {"med", "mellan", "kring"},
    "dialogen": {"med", "mellan"},
    "tillgången": {"till", "på"},
    "ansvaret": {"för"},
    "ansvarsfördelningen": {"mellan"},
    "kostnaden": {"för"},
    "kostnaderna": {"för"},
    "risken": {"för"},
    "fördelningen": {"mellan"},
    "skillnaden": {"mellan"},
    "statistiken": {"över", "för"},
    "planerna": {"på", "för"},
    "planen": {"för"},
    "planeringen": {"för"},
    "behovet": {"av"},
    "uppföljningen": {"av"},
    "effekten": {"av"},
    "kötiden": {"till"},
    "väntetiden": {"till"},
}
_NEEDS_NO_OBJECT = frozenset(
    """sker skedde fungerar fungerade går gick ser ingår pågår arbetar samarbetar samverkar ansvarar fortsätter
    fortskrider deltar bor uppstår ökar minskar ökade minskade återkommer kommer ligger står förekommer
    leder beror syftar bidrar räcker gäller agerar resonerar verkar tjänstgör svarar fortlöper framgår
    träffas vistas finns äger jobbar handlar""".split()
)
_DONE_TO = re.compile(
    r"(?:ningen|ningarna|synen|andet|bygget|byggnaden|gången|brottet|bruket)$"
)  # what somebody does to it
_LOOSE = frozenset("ut in upp ner ned bort fram igen".split())  # «betalades ut», «kom in»
_TAKES_AV = frozenset("består bestod beror berodde följer präglas utgörs".split())


def turned(asked: Tokens, verb: str, rest: Tokens) -> str | None:
    """Put the subject before the verb; where what is asked for is itself the subject, put «som» there."""
    table = verbs()
    if closes(verb) and rest:
        return None
    head = list(asked) or ["om"]
    group = [verb]
    rest = list(rest)
    if len(rest) > 1 and core(rest[0]) in ("och", "eller") and table.is_finite(core(rest[1])):
        group += rest[:2]  # «planerar och genomför»
        rest = rest[2:]
    if rest and core(rest[0]) == "sig":
        group.append(rest.pop(0))
    found = _split(asked, core(group[-1] if group[-1] != "sig" else verb), rest)
    if found is None:
        return None
    subject, inner, after = found
    return text_of([*head, *subject, *inner, *group, *after])


Split = tuple[list[str], list[str], list[str]]


def _split(asked: Tokens, verb: str, rest: Tokens) -> Split | None:
    """Return (subject, what goes before the verb, what goes after it), or None."""
    if not rest:
        return (["som"], [], []) if can_be_subject(asked) else None
    second = edge(verb, rest)
    if second is not None:
        found = middle(asked, rest[:second])
        return None if found is None else (found[0], found[1], list(rest[second:]))
    return _simple(asked, verb, rest)


# --- a verb of its own --------------------


def _simple(asked: Tokens, verb: str, rest: Tokens) -> Split | None:
    table = verbs()
    rest = list(rest)
    at = 0
    moved: list[str] = []
    kept: list[str] = []
    while at < len(rest) and (length := nouns.adverbial(rest, at)):
        if core(rest[at]) in table.particles.get(verb, ()) and not nouns.is_inner(rest, at, length):
            break
        (moved if nouns.is_inner(rest, at, length) else kept).extend(rest[at : at + length])
        at += length
    body = rest[at:]
    if can_be_subject(asked):
        who = _asked_is_subject(asked, verb, body)
        if who is None:
            return None
        if who:
            return ["som"], moved, [*kept, *body]
    elif not body:
        return None
    if verb in _AMOUNTS and body and core(body[0]) == "att":
        return ["det"], moved, [*kept, *body]
    if verb in _WITHOUT_SUBJECT and body and not kept and not moved and _is_new(body):
        return ["det"], [], body
    if (
        table.is_passive(verb)
        and body
        and core(body[0]) in ("vart", "om", "hur", "vilka", "vem", "vilken")
        and not kept
    ):
        return ["det"], moved, body
    end = nouns.noun_phrase(body)
    if end is None:
        return None
    end = _longer(asked, verb, body, end)
    if end is None:
        return None
    subject, after = body[:end], body[end:]
    if closes(subject[-1]) and after:
        return None
    place = 0
    while place < len(after) and (length := nouns.adverbial(after, place)) and nouns.is_inner(after, place, length):
        if place + length < len(after) and table.is_finite(core(after[place + length])):
            return None  # «bedömer … inte kommer»: the negation belongs to the next verb
        moved += after[place : place + length]
        place += length
    return subject, moved, [*kept, *after[place:]]


def _is_new(body: Tokens) -> bool:
    """Tell whether a noun phrase is indefinite: «rutiner för …», «en plan», «fler lokaler»."""
    end = nouns.noun_phrase(body)
    if end is None or core(body[0]) in nouns.PRONOUNS or nouns.is_genitive(body[0]) or nouns.is_name(body[0]):
        return False
    return not nouns.is_definite(body[end - 1]) or core(body[0]) in ("en", "ett", "någon", "något", "några", "fler")


def _asked_is_subject(asked: Tokens, verb: str, body: Tokens) -> bool | None:
    """Tell whether what is asked for does what the verb says, or what follows the verb does; None when unsure."""
    table = verbs()
    start = core(asked[0])
    if not body:
        return True
    word = core(body[0])
    if word in _LOOSE and (table.is_passive(verb) or verb in _COMES):
        after = body[1:]
        if not after or nouns.adverbial(after, 0) == len(after):
            return True
        reach = nouns.prepositional(after, 0) if core(after[0]) in nouns.PREPOSITIONS else None
        hidden = reach is None or (reach < len(after) and nouns.is_actor(after[reach]))
        return None if hidden else True
    human = (
        start == "vem" or any(_HUMAN.search(core(token)) for token in asked[1:]) or (len(asked) == 1 and start != "vad")
    )
    if word in nouns.PRONOUNS or word in ("de", "det", "den"):
        end = nouns.noun_phrase(body)
        if end == 1:
            return False
        return None if end is None else False if not human and verb in _DOES else None
    if word in nouns.PREPOSITIONS:
        end = nouns.prepositional(body, 0)
        hidden = end is not None and end < len(body) and nouns.is_actor(body[end]) and core(body[end - 1]) != "av"
        return None if hidden else True
    if word in nouns.CONJUNCTIONS:
        return word != "att" or verb not in _AMOUNTS
    end = nouns.noun_phrase(body)
    actor = end is not None and (nouns.is_actor(body[0]) or _is_body(body[:end]))
    if verb in _COPULAS:
        if actor:
            return False
        return True if end is None or not (nouns.is_definite(body[end - 1]) or nouns.is_genitive(body[0])) else None
    if actor and not table.is_passive(verb):
        stranded = core(body[-1]) in nouns.PREPOSITIONS
        return False if not human or verb in _DOES - {"har", "ger"} or stranded else None
    if table.is_infinitive(word) and verb in table.judging:
        return True
    if end is None:
        return None
    if start == "vem" and not actor and not nouns.is_name(body[0]):
        indefinite = end == 1 and not nouns.is_definite(body[0])
        return (
            True
            if indefinite or verb in ("leder", "äger", "betalar", "samordnar", "finansierar", "utför", "sköter")
            else None
        )
    definite = nouns.is_definite(body[end - 1]) or nouns.is_genitive(body[0])
    if verb in _AMOUNTS and start in ("vad", "hur") and (definite or nouns.is_name(body[0])):
        return False if start == "vad" or len(asked) == 2 else None
    if verb in _DOES | _GETS and not human and definite and start != "vad":
        return False
    if verb in HOLDS and start == "hur" and human and not definite:
        return True  # «hur stor andel av eleverna har hög frånvaro»
    if verb in HOLDS and start == "hur" and word in ("en", "ett", "någon", "något", "ingen"):
        return True
    return None


def _is_body(words: Tokens) -> bool:
    """Tell whether a name is that of a body: «Stockholms stad», «Region Skåne», «Norrviks stadsdelsförvaltning»."""
    last = core(words[-1])
    return nouns.is_name(words[0]) and last in ("stad", "kommun", "stadsdelsförvaltning", "stadsdelsnämnd", "region")


def _longer(asked: Tokens, verb: str, body: Tokens, end: int) -> int | None:
    """Return where the subject ends when more than the shortest noun phrase belongs to it; None when unsure."""
    table = verbs()
    if end >= len(body):
        return end
    if closes(body[end - 1]):
        return None
    word, last = core(body[end]), body[end - 1]
    pronoun = end == 1 and core(body[0]) in nouns.PRONOUNS
    if word == "som":
        return end if (pronoun and last == "det") or (nouns.is_actor(last) and asked) else None
    if pronoun:
        return end
    particle = _particle(verb, body, end)
    if particle is not None:
        return particle or None
    actor = nouns.is_actor(last) or (end > 1 and nouns.is_actor(body[0]) and nouns.is_name(last))
    if nouns.adverbial(body, end):
        return end
    if word in nouns.PREPOSITIONS and not actor:
        relations = _RELATIONS.get(core(last), set())
        belongs = word in relations or (word == "av" and not table.is_passive(verb) and verb not in _TAKES_AV)
        reach = nouns.prepositional(body, end)
        if verb in _COPULAS:
            return _predicate(asked, body, end)
        if belongs and reach is not None:
            return reach
        if belongs and word == "av":
            return None
        if word == "av" and table.is_passive(verb) and _DONE_TO.search(core(last)):
            return None  # «återupptas översynen av parken»: whose, or by whom?
        if table.is_passive(verb) or verb in _NEEDS_NO_OBJECT:
            return end
        # an object may come after: then the phrase before it belongs to the subject
        return end if reach is not None and reach == len(body) and nouns.is_definite(last) else None
    if nouns.is_noun(body[end]):
        # a second noun: an object, unless the first was an adjective we do not know
        single = end == 1 and not nouns.is_definite(last) and not nouns.is_name(last)
        apposition = nouns.is_name(body[end]) and not actor
        return None if single or apposition else end
    return end


def _particle(verb: str, body: Tokens, end: int) -> int | None:
    """«ser … ut»: return where the subject ends before the loose word, None without one, 0 when unsure."""
    loose = verbs().particles.get(verb)
    if not loose:
        return None
    at = end
    while at < len(body):
        word = core(body[at])
        if word in loose and (
            word != "till" or at + 1 == len(body) or nouns.is_function(body[at + 1]) or closes(body[at])
        ):
            return at
        if word in loose and word in ("om", "av", "till"):
            return None
        if word in ("att", "som", "när") or word in nouns.QUESTION_WORDS or closes(body[at - 1]):
            return None
        if length := nouns.adverbial(body, at):
            if any(core(token) in loose for token in body[at + length :]) and length == 1 and word not in loose:
                return 0
            at += length
            continue
        reach = nouns.noun_phrase(body, at + 1) if core(body[at]) in nouns.PREPOSITIONS else None
        if reach is None:
            return 0 if any(core(token) in loose - {"om", "av", "till"} for token in body[at:]) else None
        at = reach
    return None


def _predicate(asked: Tokens, body: Tokens, end: int) -> int | None:
    """«Är belysningen vid torget tillräcklig»: return where the subject ends before what is said of it."""
    at: int | None = end
    while at is not None and at < len(body) and core(body[at]) in nouns.PREPOSITIONS:
        reach = nouns.noun_phrase(body, at + 1) if asked else nouns.prepositional(body, at)
        if reach is None:
            # «i gott skick» is what is said of the subject; in anything longer we could not tell
            return end if not asked and len(body) - end <= 3 else None
        at = reach
    if at is None:
        return None
    if at == len(body):
        return at if asked else end
    if nouns.is_function(body[at]) or closes(body[at - 1]):
        return None
    return at
