"""What earlier answers say will be done, and what minutes order: verbatim sentences, to be asked about later.

Only what the office says of itself counts. What others will do, what somebody else is quoted with, conditions,
questions, denials and rules that always hold are left out: a promise missed is better than one that nobody gave.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from utlatande import structure
from utlatande.model import DocumentKind, Passage, Promise
from utlatande.passages.common import Context
from utlatande.passages.retelling import retells
from utlatande.phrasing.verbs import verbs
from utlatande.sentences import sentences

KINDS = frozenset({DocumentKind.TJANSTEUTLATANDE, DocumentKind.MINUTES, DocumentKind.OTHER})
NOT_OWN = frozenset(
    """sammanfattning arendet fragor forslag_till_beslut ersattaryttrande sarskilt_uttalande reservation yrkande
    protokollsanteckning beredning bilagor innehall delges beslutsunderlag""".split()  # noqa: SIM905
)
_LONGEST = 700  # characters of a sentence that are looked at
_LIST = 1200  # characters of a promise with the list it leads
_REACH = 8  # words between «kommer» and its «att», subject and adverbs
_BEFORE = 12  # words of a clause before its verb that are looked at
_WORD = re.compile(r"[^\W_]+(?:[-’'–:/][^\W_]+)*|[,;:()–—]")
_QUOTED = re.compile(r"[”“\"»][^”“\"«»]{1,600}[”\"«]")

_PROMISES = frozenset("kommer ska skall avser ämnar planerar åtar lovar återkommer".split())  # noqa: SIM905
_EDGES = frozenset(", ; : ( ) – — och samt men utan".split())  # noqa: SIM905 - where a clause begins
_UNDER = frozenset(  # a clause that begins so says no promise of its own
    """som när om ifall innan eftersom medan därför hur vad vilka vilken vilket varför huruvida där vars tills då
    sedan än""".split()  # noqa: SIM905
)
_NOT = frozenset("inte ej aldrig knappast troligen kanske eventuellt möjligen sannolikt troligtvis".split())  # noqa: SIM905
_STATES = frozenset(  # after «ska»: how things shall be, not what will be done
    "vara ha kunna få finnas bli känna ske gälla utgå präglas bestå verka alltid kännas upplevas enligt".split()  # noqa: SIM905
)
_NOT_DONE = frozenset(  # infinitives in -s that nobody does
    """behövas krävas finnas saknas märkas synas kännas hoppas lyckas trivas vistas påverkas drabbas minnas umgås
    fördubblas upplevas uppfattas tyckas mötas ses fattas åldras""".split()  # noqa: SIM905
)
_OWN = re.compile(
    r"(?:(?:stadsdels|miljö|kommun)?förvaltningen|kontoret|(?:stadsdels|kommun)?nämnden|avdelningen|enheten|vi"
    r"|verksamheten|verksamheterna|hemtjänsten|socialtjänsten|äldreomsorgen|förskolorna|personalen|(?:förvaltnings)?ledningen"
    r"|\w{0,30}(?:assistenterna|ledarna|gården|gårdarna|vakterna|teamet|vägledarna|samordnaren|samordnarna|sekreterarna"
    r"|parkleken|parklekarna|mottagningen|träffpunkten|träffpunkterna|mötesplatsen|mötesplatserna))"
)
_OWNED = re.compile(
    r"(?:(?:stadsdels)?förvaltningens|(?:stadsdels)?nämndens|avdelningens|enhetens|vårt|vår|våra|kontorets)"
)
_WORK = re.compile(
    r"\w{0,40}(?:arbetet|insatsen|insatserna|åtgärden|åtgärderna|projektet|satsningen|samarbetet|samverkan|dialogen"
    r"|utvärderingen|översynen|kartläggningen|upphandlingen|rekryteringen|upprustningen|ombyggnaden|utbildningen"
    r"|planen|programmet|uppföljningen|redovisningen|inventeringen)"
)
_OTHERS = re.compile(
    r"(?:polis\w*|region(?:en)?s?|trafik(?:kontoret|förvaltningen|verket)|\w{2,40}(?:kontoret|verket|bolaget|bolagen"
    r"|ministeriet|styrelsen|fullmäktige|myndigheten|departementet|stiftelsen|ägaren|ägarna|företagen|föreningarna"
    r"|föreningen)|regeringen|riksdagen|staten|sl|kommunen|kommunerna|skolorna|skolan|vårdnadshavar\w*|föräldra\w*"
    r"|entreprenören|leverantören|byggherren|länsstyrelsen)"
)
_FORVALTNING = re.compile(r"\w{2,40}(?:förvaltningen|nämnden)")  # of another, unless the document is its own
_IF = re.compile(
    r"^(?:Om|Ifall|Såvida|Skulle)\b|\b(?:förutsatt att|under förutsättning|ifall|såvida|i den mån|i mån av|vid behov"
    r"|skulle)\b"
)
_IF_LATER = 7  # words after «om» within which a condition has its verb
_RULE = re.compile(
    r"\b(?:alltid|enligt (?:\w+ ){0,2}\w*(?:lag|lagen|balken|förordning\w*|reglemente\w*|författning\w*))\b"
)
_SETTLED = re.compile(
    r"\b(?:beslutat|planen (?:är|var)|tanken är|avsikten är|innebär|räknar med|planeras för|överens om)\s*$"
)
_WHEN = re.compile(
    r"\b(?:(?:19|20)\d\d|(?:vår|höst|sommar|vinter)(?:en|terminen)|senast|framöver|kommande|nästa|inom kort|i höst"
    r"|i vår|i sommar|i vinter|januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december"
    r"|(?:första|andra|tredje|fjärde) kvartalet|årsskiftet)\b",
    re.IGNORECASE,
)
_BACK = re.compile(
    r"\båterkommer\b[^.?!]{0,120}?\b(?:till (?:\w+)?nämnden|med|i (?:ett|samband|ärende\w*)|när|under|senast)\b"
)
_ORDER = re.compile(
    r"\b(?:(?:ger|gav|ge) (?:\w+){0,1}förvaltning(?:en|sdirektören) i uppdrag att"
    r"|förvaltning(?:en|sdirektören) (?:får|fick|ges|gavs) i uppdrag att"
    r"|uppdra(?:r|s|gs)? (?:åt|till) (?:\w+){0,1}förvaltning(?:en|sdirektören) att)",
    re.IGNORECASE,
)
_ASKED_FOR = re.compile(
    r"\b(?:yrka\w*|föreslå\w*|föreslog|förslag\w*|avslå\w*|avslog|bifall\w*|reserver\w*|återremi\w*|vill|borde|bör|anför\w*)\b",
    re.IGNORECASE,
)
_DECIDES = re.compile(r"\bbeslut", re.IGNORECASE)


def promises(context: Context, passages: Sequence[Passage]) -> tuple[Promise, ...]:
    """Return what a document's own text says will be done, each sentence once, in the order it stands."""
    if context.kind not in KINDS:
        return ()
    own = _own_names(context)
    minutes = context.kind is DocumentKind.MINUTES
    found: dict[str, Promise] = {}
    for one in passages:
        if not NOT_OWN.isdisjoint(_slots(one, minutes=minutes)):
            continue
        for text in _said(one.text):
            ordered = minutes and _orders(text, one)
            if ordered or promises_in(text, own):
                key = " ".join(text.split())
                found.setdefault(
                    key, Promise(text=text, origin=one.origin, date=one.date, passage=one.id, ordered=ordered)
                )
    return tuple(found.values())


def promises_in(sentence: str, own: frozenset[str] = frozenset()) -> bool:
    """Tell whether a sentence says that the office will do something.

    ``own`` are the names, lower case, by which the document's förvaltning and nämnd are also spoken of.
    """
    text = " ".join(sentence.split())[:_LONGEST]
    if text.endswith("?") or retells(text) or _IF.search(text) or _RULE.search(text):
        return False
    quoted = [(m.start(), m.end()) for m in _QUOTED.finditer(text)]
    tokens = [(m[0].lower(), m.start()) for m in _WORD.finditer(text)]
    words = [word for word, _ in tokens]
    if any(word == "om" and _sets_condition(words, place) for place, word in enumerate(words)):
        return False
    return any(
        word in _PROMISES
        and not any(start <= at < end for start, end in quoted)
        and _is_promise(words, place, text, at, own)
        for place, (word, at) in enumerate(tokens)
    )


def _sets_condition(words: Sequence[str], at: int) -> bool:
    """Tell «rekrytera om medel tillförs» from «ansöka om medel»: a condition has a subject and its own verb."""
    forms = verbs()
    for word in words[at + 2 : at + 2 + _IF_LATER]:
        if word in _EDGES - {"och"} or word in _UNDER or word in _PROMISES:
            return False
        if forms.is_finite(word):
            return True
    return False


def _said(text: str) -> Iterator[str]:
    """Yield the sentences of a text; one that leads a list with the list."""
    held = ""
    for sentence in sentences(text):
        if held:
            item = structure.label(sentence) is not None
            if item and len(held) + len(sentence) <= _LIST:
                held = f"{held}\n{sentence}"
                continue
            yield held
            held = ""
        if sentence.endswith(":"):
            held = sentence
        else:
            yield sentence
    if held:
        yield held


def _slots(passage: Passage, *, minutes: bool) -> set[str | None]:
    """Return the slots of a passage's headings; a decision in minutes is one, in an utlåtande it is a proposal."""
    slots = {structure.slot(heading) for heading in passage.headings}
    if minutes and any(re.match(r"(?:\w+ )?beslut\b", heading, re.IGNORECASE) for heading in passage.headings):
        slots.discard("forslag_till_beslut")
    return slots


def _own_names(context: Context) -> frozenset[str]:
    """Return how the document's own förvaltning and nämnd are spoken of: «socialförvaltningen»."""
    named = (context.metadata.forvaltning, context.metadata.namnd)
    last = [name.split()[-1].lower() for name in named if name and name.strip()]
    return frozenset(name if name.endswith(("en", "et")) else f"{name}en" for name in last)


def _orders(text: str, passage: Passage) -> bool:
    """Tell whether minutes decide that the förvaltning do something; a proposal is none."""
    order = _ORDER.search(text[:_LONGEST])
    if order is None or _ASKED_FOR.search(text[: order.end()]):
        return False
    decides = _DECIDES.search(text[: order.start()]) or any(_DECIDES.match(h) for h in passage.headings)
    return bool(decides) or re.match(r"(?:ge|uppdra)\b", order[0], re.IGNORECASE) is None


def _is_promise(words: Sequence[str], at: int, text: str, place: int, own: frozenset[str]) -> bool:
    verb = words[at]
    start = _clause(words, at)
    before = words[start:at]
    opener = words[start - 1] if start else ""
    if before and (before[0] in _UNDER or (before[0] == "att" and not _SETTLED.search(_up_to(text, start)))):
        return False
    if before and before[0] == "att":
        before = before[1:]
    after = words[at + 1 : at + 1 + _REACH]
    if verb == "återkommer":
        return _BACK.search(text, place) is not None and _acts(before, after, own, words[:start], opener)
    done = _done(verb, after)
    if done is None:
        return False
    between, infinitive = done
    if not _NOT.isdisjoint((*before[-3:], *between)):
        return False
    if verb in ("ska", "skall") and (infinitive in _STATES or not _STATES.isdisjoint(between)):
        return False
    if _acts(before, between, own, words[:start], opener):
        return True
    return _passive((*before, *between), (verb, infinitive), words[at:], text)


def _clause(words: Sequence[str], at: int) -> int:
    """Return where the clause of a verb begins: after a mark or a joining word, at «att» or «som»."""
    for place in range(at - 1, max(-1, at - _BEFORE), -1):
        if words[place] in _EDGES:
            return place + 1
        if words[place] in _UNDER or words[place] == "att":
            return place
    return max(0, at - _BEFORE + 1)


def _up_to(text: str, place: int) -> str:
    """Return the text before a word, found by counting: good enough for what stands right before «att»."""
    spans = [m.start() for m in _WORD.finditer(text)]
    return text[: spans[place]].lower() if place < len(spans) else text.lower()


def _done(verb: str, after: Sequence[str]) -> tuple[Sequence[str], str] | None:
    """Return what stands between a verb and its infinitive, and the infinitive."""
    if verb in ("ska", "skall"):
        place = next((n for n, word in enumerate(after) if _is_infinitive(word)), None)
        return None if place is None else (after[:place], after[place])
    if "att" not in after:
        return None
    place = list(after).index("att")
    if any(word in _EDGES - {"och", "samt"} for word in after[:place]) or place + 1 >= len(after):
        return None
    infinitive = next((word for word in after[place + 1 :] if _is_infinitive(word)), after[place + 1])
    return (after[:place], infinitive)


def _is_infinitive(word: str) -> bool:
    return len(word) > 1 and (
        word.endswith(("a", "as"))
        or word in ("se", "ses", "ge", "ges", "få", "gå", "stå", "bli", "bero", "ske", "nå", "nås", "be", "bes")
    )


def _acts(
    before: Sequence[str], between: Sequence[str], own: frozenset[str], earlier: Sequence[str], opener: str
) -> bool:
    """Tell whether the office is the subject: before the verb, right after it, or carried over «och»."""
    for some in (before, between):
        kind = _first_actor(some, own)
        if kind is not None:
            return kind
    if before and before[0] not in ("även", "också", "därför", "nu", "då"):
        return False  # another subject, or none that we know
    return opener in ("och", "samt", "men") and _first_actor(earlier, own) is True and not _UNDER & set(earlier)


def _first_actor(words: Sequence[str], own: frozenset[str]) -> bool | None:
    """Tell whether the first that can act among words is the office; None when none is named."""
    for place, word in enumerate(words):
        if word in ("av", "med", "från", "till", "för", "i", "på", "hos", "inom", "mellan", "mot"):
            rest = words[place + 1 :]
            return _first_actor(rest[_phrase(rest) :], own) if rest else None
        if _OWN.fullmatch(word) or word in own or _OWNED.fullmatch(word):
            return True
        if _OTHERS.fullmatch(word) or _FORVALTNING.fullmatch(word):
            return False
    return None


def _phrase(words: Sequence[str]) -> int:
    """Return how many words belong to a preposition: up to the first definite noun, figure or name-like word."""
    for place, word in enumerate(words):
        if word[0].isdigit() or re.search(r"(?:en|et|na|an|året|or|ar|er|s)$", word):
            return place + 1
    return len(words)


def _passive(around: Sequence[str], verbs_: tuple[str, str], rest: Sequence[str], text: str) -> bool:
    """«En översyn kommer att genomföras»: something will be done, and nobody else is named as the one who does it."""
    verb, infinitive = verbs_
    if verb not in ("kommer", "ska", "skall"):
        return False
    if any(_OTHERS.fullmatch(word) or _FORVALTNING.fullmatch(word) for word in (*around, *rest)):
        return False
    subject = [word for word in around if word != "att"]
    work = any(_WORK.fullmatch(word) for word in subject)
    passive = infinitive.endswith("s") and infinitive not in _NOT_DONE
    if verb == "kommer":
        return passive or (work and not infinitive.endswith("s"))
    named = not {"det", "detta"}.issuperset(subject)
    return passive and named and _WHEN.search(text) is not None
