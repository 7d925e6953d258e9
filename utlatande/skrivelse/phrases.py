"""What a sentence does: asks, announces questions, demands, quotes an earlier letter, or only tells."""

from __future__ import annotations

import functools
import re
from enum import StrEnum

from utlatande.skrivelse import forms
from utlatande.skrivelse.unit import tidy
from utlatande.skrivelse.words import BODY, FIRMLY, FLAGS, PROPOSES, WH, sender


class Act(StrEnum):
    """What a sentence does."""

    QUESTION = "question"  # ends with a question mark
    INDIRECT = "indirect"  # «Vi vill veta om …», «… undrar därför hur …»
    REQUEST = "request"  # «Vi vill att förvaltningen redovisar …», «… ge förvaltningen i uppdrag att …»
    LEAD = "lead"  # «… vill jag ställa följande frågor:»
    STEM = "stem"  # «vad avser förvaltningen att göra för att:», the list goes on with it
    DEMAND_STEM = "demand_stem"  # «… föreslår vi att nämnden beslutar att»
    EARLIER = "earlier"  # «I vår förra skrivelse frågade vi:», what follows is quoted
    RHETORICAL = "rhetorical"  # «Man kan fråga sig …»
    STATEMENT = "statement"


# --- of earlier letters, and of nobody in particular ------------------------------------------------------------------

_PAST = (
    r"(?:ställde|frågade|undrade|efterfrågade|har (?:jag |vi |tidigare |redan |också )*(?:frågat|ställt|undrat"
    r"|efterfrågat|begärt)|svarade|"
    r"(?<!önskas )(?<!få )(?<!bli )besvarade|"
    r"ställdes|ställts|frågats|löd|lydde|uppkom|besvarats|fick svar|interpellerat|inlämnade|lämnade)"
)
_EARLIER = re.compile(
    rf"\b{_PAST}\b|\b(?:tidigare|förra|föregående|skriftliga?|muntliga?) (?:skriftliga |muntliga )?"
    r"(?:fråga|frågor|skrivelse|skrivelser|interpellation)\b"
    r"|\bsvaret på\b|\bsvar på (?:frågan|frågorna|min|vår|mina|våra|skrivelsen)\b|\bsom svar på\b|\bsvarat på\b",
    FLAGS,
)
_NOW = re.compile(r"\b(?:vill|vilja|undrar|frågar|önskar|ber|ställer|begär|är|blir)\b", FLAGS)
_RHETORICAL = re.compile(
    r"\b(?:fråga|frågar|frågade|undrar?|frågat)\s+(?:man\s+)?(?:sig|mig|oss)\b"
    r"|\bställ(?:er|a|t) (?:jag |vi |man |sig |mig |oss )*(?:sig|mig|oss) (?:själv\w* )?(?:fråg|undrande)"
    r"|\b(?:man|många|andra|boende|föräldrar|invånare|medborgare|somliga|vän av ordning)(?: \w+){0,3} (?:undra|fråga)"
    r"|\bväcker\b.{0,30}\bfrågor?\b|\bfrågan är (?:om|hur|vad|vilk|var|när|egentligen)|\bfrågan (?:uppkommer"
    r"|kvarstår|infinner)"
    r"|\bundra(?:r)? man\b|\bfrågor (?:uppkommer|väcks|hopar)",
    FLAGS,
)
_OWN_QUESTION = re.compile(r"\b(?:min|mina|vår|våra) fråg", FLAGS)
_QUOTED = re.compile(r"[”\"»“][^”\"«»“]*\?[!?]*\s*[”\"«»“]")

# --- announcing -------------------------------------------------------------------------------------------------------

_ASKING = re.compile(
    r"\b(?:fråg(?:a|ar|an|or|orna|eställning(?:ar)?)|undrar?|spörsmål)\b|\b(?:svar|besked|klarhet|klargörande|upplysning\w*|information)\b"
    r"|\b(?:veta|vetskap|höra)\b|\bredo(?:visning|göra|görelse|visa|visas|visar)\b|\b(?:be)?svara[rst]?\b|\bbelys[ae]?s?\b",
    FLAGS,
)
_COUNTED = r"(?:följande|nedanstående|nedan|dessa|några|ett par|ett antal|två|tre|fyra|fem|sex|sju|åtta|nio|tio|\d+)"
_QUESTIONS = r"fråg(?:a|or|eställning(?:ar)?)"
_ANNOUNCES = re.compile(
    rf"\b{_COUNTED}\b[^.:?]{{0,60}}?\b{_QUESTIONS}\b"
    rf"|\b(?:{_QUESTIONS}|frågorna)\b[^.:?]{{0,80}}?\b(?:följande|nedan|nedanstående|enligt nedan|som följer|i "
    rf"tabellen|"
    r"blir därför|är därför|är följande|lyder|är|blir)\b[^.?]{0,40}$"
    r"|\b(?:ställa|rikta|ha svar på|få svar på|svar på|besvara[rst]?|svara[rst]? på|redogöra för|redovisa|besked om"
    r"|veta"
    r"|fråga)\s+(?:om\s+)?"
    r"(?:följande|nedanstående)\b"
    r"|\b(?:frågar|undrar)\b[^.:?]{0,60}\bföljande\b|\bföljande\b[^.:?]{0,60}\bfrågar\b|\bfrågor(?:na)? i tabellen\b"
    r"|\b(?:ställa|rikta|har)\b[^.:?]{0,30}\b(?:en fråga|frågor|en interpellation)\b",
    FLAGS,
)
_HEADS = re.compile(
    r"^(?:(?:våra|mina|vår|min|partiets|partiernas|frågor?|frågeställning(?:ar)?)\b.{0,90}?)[:.]?$"
    r"|^(?:vi|jag) (?:frågar|undrar)(?: därför| nu| nu därför)?\s*[:.]?$",
    FLAGS,
)
_HEAD_LENGTH = 60
_CLAUSE_AFTER = re.compile(
    rf"(?:^|[\s,])(?:{WH})\s+(?!följande|nedanstående|att\b|detta\s*[:.]?$|saken|ovanstående)\w", FLAGS
)
_STEM_END = re.compile(r"[:–…]$|\b(?:för att|i syfte att|så att)$", FLAGS)
_ONLY_BEGUN = re.compile(r"\batt\s*:?$", FLAGS)
_BARE_ASK = re.compile(r"\b(?:fråga|frågar)\b[^.,]{0,80}\.?$", FLAGS)
_DENIED = re.compile(r"\binte (?:vill |att )?(?:efterfråga|fråga|begär|undrar|önskar|ber)", FLAGS)


@functools.cache
def _wants() -> re.Pattern[str]:
    """The sender wants something: «vi vill», «önskar Liberalerna», «vår fråga»."""
    verbs = (
        r"(?:frågar|undrar|vill|önskar|ber|begär|efterfrågar|skulle|behöver|ställer|riktar|efterlyser|emotser"
        r"|förväntar|har|vilja)"
    )
    return re.compile(
        rf"\b{sender()}\b[^.?!:]{{0,60}}?\b{verbs}\b|\b{verbs}\b(?:\s+\w+){{0,2}}?\s+{sender()}\b|\b(?:min|mina"
        rf"|vår|våra) fråg(?:a|or)\b"
        r"|^(?:därför )?(?:undrar|frågar|önskar)\b|\bvilja fråga\b",
        FLAGS,
    )


@functools.cache
def _indirect() -> re.Pattern[str]:
    """The sender asks, and the question follows as a clause in the same sentence."""
    thing = (
        r"(?:svar|besked|information|klarhet|redovisning|redogörelse|beskrivning|upplysning\w*|förklaring"
        r"|reda|kännedom|uppgift\w*|veta)"
    )
    ask = (
        r"(?:frågar|undrar|undra|fråga|veta|höra|få (?:veta|höra|reda på)|(?:ha|få|önskar|begär|efterfrågar|ber om) "
        rf"(?:ett |en |in |ett tydligt |tydliga )?{thing}(?: från \w+| av \w+)?(?: i| på| om| kring| av| över)?)"
    )
    own = (
        r"(?:(?:min|vår|mina|våra) fråg(?:a|or)\b[^.?:]{0,90}?\b(?:är|blir|lyder|gäller)(?: därför| då| nu| "
        r"alltså| också)?"
        r"|(?:är|blir)\b[^.?:,]{0,30}\b(?:min|vår|mina|våra) fråg(?:a|or)|(?:ställa|ställer|riktar"
        r"|rikta)\b[^.?:,]{0,40}?\bfråg(?:a|an|or|orna))"
    )
    return re.compile(
        rf"\b(?:{ask}|{own})\b(?P<who>[^.?!:]{{0,160}}?):?(?:^|[\s,])(?P<clause>(?:{WH})\s+(?!följande|nedanstående)\S.*)$",
        FLAGS,
    )


_WISH = (
    r"(?:önskar|begär|efterfrågar|efterlyser|ber om|vill (?:därför |även |också |dessutom |gärna )?(?:ha"
    r"|få|se))(?: därför| även)?"
)
_THING = (
    r"(?:redovisning|redogörelse|beskrivning|sammanställning|kartläggning|statistik|uppgifter|information|förteckning|lista|tidplan|analys|"
    r"utvärdering|uppföljning)"
)
_NOUN_REQUEST = re.compile(
    rf"\b{_WISH}\b[^.?:]{{0,30}}?\b{_THING}\b\s+(?:av|om|över|för|kring|på|rörande|gällande|avseende)\b"
    r"|\b(?:vill|önskar|vilja)\b[^.?:]{0,30}\b(?:veta|ha besked om|få besked om|få klarhet i)\s+"
    r"(?!följande|nedanstående|mer[. ]|det\b|detta\b|svar)(?![^.?]*\bfråg)\w+",
    FLAGS,
)

# --- demanding --------------------------------------------------------------------------------------------------------

_ASSIGN = re.compile(
    rf"\b(?:ge|ger|få|får|gav|uppdra(?:r)?)\b[^.?!]{{0,60}}?\b(?:i uppdrag(?: av \w+)?|åt {BODY})\s+att\b"
    rf"|\b{BODY} (?:ges|får) i uppdrag att\b",
    FLAGS,
)
_ATT_CLAUSE = re.compile(rf"att\s+(?:{BODY}|ge|uppdra)\b", FLAGS)
_DEMAND_STEM = re.compile(
    r"\b(?:föreslå[rs]?|yrkar?|hemställer|kräver|begär|vill|önskar|uppmanar|föreslås|beslutar?|ger|ge|uppdrag|uppdrar|anhåller)"
    rf"\b[^.?!]{{0,160}}?(?:\batt\s*:?|\b{BODY}\s*:?|beslutar?(?: följande| enligt följande)?\s*:?)$"
    rf"|\b{FIRMLY}\b[^.?!]{{0,160}}:$|\batt {BODY} (?:redovisar|redogör|beskriver|belyser|utreder|tar fram"
    rf"|återkommer)\b[^.?!]{{0,60}}:$"
    r"|^(?:förslag till beslut|yrkanden?|att-satser|vi yrkar|vi föreslår|jag yrkar)\s*:?$",
    FLAGS,
)
_OF_QUESTIONS = re.compile(r"\bfråg(?:a|or|ar|orna)\b|\bundrar\b|\bveta\b|\bsvar\b|\bbesked\b", FLAGS)
_BY_ITSELF = re.compile(
    rf"^(?:att\b|{BODY} (?:beslutar|ges|får|ger|uppdrar|föreslås)|yrka|hemställ|föreslå|förslag till beslut|att-satser)"
    rf"|\bföreslås\b|\b{BODY} föreslås\b",
    FLAGS,
)


@functools.cache
def _proposes() -> re.Pattern[str]:
    return re.compile(
        rf"\b{sender()}\b[^.?!]{{0,160}}?\b{PROPOSES}\b|\b{PROPOSES}\b(?:\s+\w+){{0,2}}?\s+{sender()}\b", FLAGS
    )


@functools.cache
def _request() -> re.Pattern[str]:
    """The sender proposes that somebody do something: «Vi yrkar att badet …», «vill därutöver att förvaltningen …»,
    «Yrkande: att badet …»."""
    who, firm = sender(), r"(?:yrkar|hemställer)"

    def doing(verb: str) -> str:
        return rf"(?:\b{who}\b[^.?!]{{0,120}}?\b{verb}\b|\b{verb}\b(?:\s+\w+){{0,2}}?\s+{who}\b|^{verb}\b)"

    return re.compile(
        rf"{doing(PROPOSES)}[^.?!]{{0,60}}?(?P<clause>\batt\s+(?:\w+\s+){{0,3}}?(?:{BODY}|uppdra|ge)\b.*)$"
        rf"|(?:{doing(firm)}[^.?!]{{0,30}}?|^(?:(?:vårt|våra|mitt|mina)\s+)?"
        r"(?:yrkanden?|att-sats(?:er)?|förslag till beslut)\s*:\s*)"
        r"(?P<firm>\batt\s+.*)$",
        FLAGS,
    )


# One of these stands in whatever asks, announces or demands: most sentences need no other look.
_CUES = (  # noqa: SIM905 - a list of words reads best as text
    "fråg undra veta svar besked klarhet redo belys höra beskriv information upplysning spörsmål "
    "yrka hemställ föreslå uppdra beslut kräver begär önskar efterlys uppmanar anhåller att-sats"
).split()
_CUE_WORDS = re.compile(r"\b(?:vill|ber|ge|får)")  # so short that within a word they tell nothing («torget»)

# What a sentence holds that a slower pattern can match: most hold none of it.
_IN_RHETORICAL = ("fråg", "undra")
_IN_ANNOUNCES = ("fråg", "följande", "nedanstående", "interpellation")
_IN_WANTS = (
    "fråg", "undrar", "vill", "vilja", "önskar", "ber", "begär", "skulle", "behöver", "ställer", "riktar", "efterlyser",
    "emotser", "förväntar", "har",
)  # fmt: skip


def _may(text: str, parts: tuple[str, ...]) -> bool:
    small = text.lower()
    return any(part in small for part in parts)


# --- the act ----------------------------------------------------------------------------------------------------------


@functools.lru_cache(maxsize=4096)  # a sentence is asked of more than once, and in minutes it recurs
def act(sentence: str, *, last: bool = False) -> Act:
    """Return what a sentence does. ``last``: nothing stands after it in its paragraph, so a list may follow it."""
    text = tidy(sentence)
    if not text:
        return Act.STATEMENT
    if _may(text, _IN_RHETORICAL) and _RHETORICAL.search(text) and not _OWN_QUESTION.search(text):
        return Act.RHETORICAL
    if forms.marked(text):
        others = _QUOTED.search(text) is not None and not text.startswith(("”", '"', "»"))
        return Act.RHETORICAL if others else Act.QUESTION
    return _unmarked(text, last=last)


def _unmarked(text: str, *, last: bool) -> Act:
    """The act of a sentence without a question mark at its end."""
    small = text.lower()
    if not text.endswith(":") and not any(cue in small for cue in _CUES) and not _CUE_WORDS.search(small):
        return Act.STATEMENT
    wants = _may(text, _IN_WANTS) and _wants().search(text) is not None and not _DENIED.search(text)
    open_end = text.endswith((":", "–", "…")) or (last and text[-1] not in ".!,;")
    asks_now = wants and _NOW.search(text) is not None
    if _EARLIER.search(text) and not (asks_now and (_ANNOUNCES.search(text) or _indirect().search(text))):
        return Act.EARLIER if open_end and _ASKING.search(text) else Act.STATEMENT
    if last and open_end and _demands(text):
        return Act.DEMAND_STEM
    if wants and _indirect().search(text) and not (text.endswith(":") and "följande" in small):
        return Act.STEM if open_end else Act.INDIRECT
    if _leads(text, wants=wants, open_end=open_end, last=last):
        return Act.LEAD
    if ("att " in small and _request().search(text)) or (wants and _ASSIGN.search(text)):
        return Act.REQUEST
    if wants and _NOUN_REQUEST.search(text):
        return Act.STEM if open_end else Act.INDIRECT
    return Act.STEM if last and text.endswith(":") and forms.plain_form(text) else Act.STATEMENT


def _leads(text: str, *, wants: bool, open_end: bool, last: bool) -> bool:
    announces = _may(text, _IN_ANNOUNCES) and _ANNOUNCES.search(text) is not None
    if wants and (announces or (_ASKING.search(text) and (open_end or _bare_ask(text)))):
        return True
    heads = _HEADS.search(text) is not None
    return (open_end and _ASKING.search(text) is not None and (announces or heads)) or (
        last and heads and len(text) < _HEAD_LENGTH
    )


def _bare_ask(text: str) -> bool:
    """«Jag vill därför fråga statsrådet.» – asks, with nothing asked in it."""
    return _BARE_ASK.search(text) is not None and not _CLAUSE_AFTER.search(text)


def _demands(text: str) -> bool:
    """A demand's lead-in is the sender's, or nobody's («föreslås», «att nämnden …»), never a third one's."""
    if not _DEMAND_STEM.search(text) or _OF_QUESTIONS.search(text):
        return False
    return _BY_ITSELF.search(text) is not None or _proposes().search(text) is not None


# --- what of a sentence is asked --------------------------------------------------------------------------------------


def from_sender(sentence: str) -> bool:
    """Tell whether a lead-in is the sender's («vill vi fråga», «Våra frågor:») and no other's («ställer de frågor»)."""
    text = tidy(sentence)
    return _wants().search(text) is not None or _HEADS.match(text) is not None


def only_begun(sentence: str) -> bool:
    """Tell whether a sentence cannot end where it ends («… avser göra för att», «… följande:»): a list must follow."""
    text = tidy(sentence)
    return _STEM_END.search(text) is not None or _ONLY_BEGUN.search(text) is not None


_OF_ANSWER = re.compile(r"\b(?:svar\w*|uppdel\w+|fördel\w+|redovis\w+|ta del av|specificera\w*)\b", FLAGS)


def asks(text: str) -> bool:
    """Tell whether a point of a list asks by its own words: a question, «Redogör för …», «Vi vill veta …»."""
    return forms.question_form(text) or forms.tells_to_tell(text) or act(text) in (Act.INDIRECT, Act.REQUEST)


def of_the_answer(sentence: str) -> bool:
    """Tell whether a sentence after a question says how it should be answered («Vi önskar svaret uppdelat på kön.»)."""
    text = tidy(sentence)
    return _wants().search(text) is not None and _OF_ANSWER.search(text) is not None and not _EARLIER.search(text)


def clause(sentence: str) -> str:
    """Return the question inside an indirect one (without «Vi vill veta»), or the sentence itself."""
    text = tidy(sentence)
    found = None if forms.marked(text) and forms.plain_form(text) else _indirect().search(text)
    return found["clause"] if found else text


def request(sentence: str) -> tuple[str, str]:
    """Return the att-clause of a demand and what stands before it; the clause without its full stop where cut free."""
    text = tidy(sentence)
    found = _request().search(text)
    if not found:
        return text, ""
    group = "clause" if found["clause"] else "firm"
    return found[group].rstrip(". "), text[: found.start(group)].strip()


def firm(text: str) -> bool:
    """Tell whether a demand is put to the vote and no mere wish («föreslår», «yrkar», «ge … i uppdrag att»)."""
    return _ASSIGN.search(text) is not None or re.search(rf"\b{FIRMLY}\b", text, FLAGS) is not None


def assigns(text: str) -> bool:
    """Tell whether the text gives somebody a task («ge förvaltningen i uppdrag att …», «att nämnden …»)."""
    return _ASSIGN.search(text) is not None or _ATT_CLAUSE.match(text) is not None
