"""What the words of a sentence say: does it ask, announce questions, demand, quote, or lean on the one before."""

from __future__ import annotations

import functools
import re
from enum import StrEnum

from utlatande import settings
from utlatande.model import Asks
from utlatande.skrivelse.units import tidy


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


@functools.cache
def parties() -> dict[str, str]:
    """Return the party names in lower case and the mark of each."""
    table = settings.data("parties")["parties"]
    return {name.lower(): mark for mark, names in table.items() for name in names}


@functools.cache
def _sender() -> str:
    names = "|".join(re.escape(name) for name in sorted(parties(), key=len, reverse=True))
    return rf"(?:vi|jag|undertecknad\w*|partierna|\w+(?:gruppen|partiet|listan)|(?:{names})(?: i [A-ZÅÄÖ][\w-]+)?)"


_WH = (
    r"(?:(?:i|på|till|av|med|från|för|hos|inom|under|efter|mot|enligt|genom|utifrån|vid)\s+(?:vilk(?:en|et|a)|vad|vem)\b|vad|vilk(?:a|en|et)|hur|när|varför|"
    r"var(?:t|ifrån|till|för|på)?|vem|vems|huruvida|om|ifall|mot bakgrund av vilk\w+)"
)
_VERB_FIRST = (
    r"(?:är|har|avser|kommer|kan|ska|skall|finns|planerar|anser|ämnar|tänker|bedömer|ser|delar|vill|känner|får|gör|görs|sker|stämmer|behöver|hade|var|"
    r"blir|borde|bör|måste|kunde|skulle|pågår|arbetar|följer|deltar|ingår|erbjuder|erbjuds|samverkar|samarbetar|förekommer|fungerar|räcker|tar|ger|håller|"
    r"omfattas|räknar|överväger|menar|tycker|instämmer|vet|existerar|genomförs|genomför|har|uppfyller|uppnås|lever|når|används|använder|kvarstår|gäller|"
    r"står|säkerställer|säkerställs|tillämpar|tillämpas|mäter|mäts|utbildas|informeras|innebär|leder|föreligger|förväntas|beräknas|garanterar|avsätts|"
    r"utreder|utreds|utvärderas|redovisas|dokumenteras|prövas|sköts|bedrivs|bedriver|tror|upplever|föreslår|hyser|innehåller|hinner|lyckas|kostar|krävs|"
    r"accepterar|stödjer|stöder|förbereder|förbereds|verkar|riskerar|betyder|ligger|fick|gick|kom|gjorde|gjordes|tog|togs|ställer|hänger|medför|saknas|"
    r"saknar|tolkar|vidtar|vidtas|sätts|går|driver|söker|möter|ges|tas|prioriteras|prioriterar|motsvarar|välkomnar|beaktas|beaktar|ansvarar)"
)
_OPENER = r"(?:(?:och|men|så|samt|eller|vidare|dessutom|slutligen|därutöver|då|nu|[^.?!]{3,60},)\s+)?"
_QUESTION_FORM = re.compile(rf"^[”\"»(–-]*\s*{_OPENER}(?:{_WH}|{_VERB_FIRST})\b", re.IGNORECASE)
_PLAIN_FORM = re.compile(rf"^[”\"»(–-]*\s*(?:(?:och|men|samt|eller)\s+)?(?:{_WH}|{_VERB_FIRST})\b", re.IGNORECASE)

_PAST = (
    r"(?:ställde|frågade|undrade|efterfrågade|har (?:jag |vi |tidigare |redan |också )*(?:frågat|ställt|undrat|efterfrågat|begärt)|svarade|besvarade\w*|"
    r"ställdes|ställts|frågats|löd|lydde|uppkom|besvarats|fick svar|interpellerat|inlämnade|lämnade)"
)
_EARLIER = re.compile(
    rf"\b{_PAST}\b|\b(?:tidigare|förra|föregående|skriftliga?|muntliga?) (?:skriftliga |muntliga )?(?:fråga|frågor|skrivelse|skrivelser|interpellation)\b"
    rf"|\bsvaret på\b|\bsvar på (?:frågan|frågorna|min|vår|mina|våra|skrivelsen)\b|\bsom svar på\b|\bsvarat på\b",
    re.IGNORECASE,
)
_NOW = re.compile(r"\b(?:vill|vilja|undrar|frågar|önskar|ber|ställer|begär|är|blir)\b", re.IGNORECASE)
_RHETORICAL = re.compile(
    r"\b(?:fråga|frågar|frågade|undrar?|frågat)\s+(?:man\s+)?(?:sig|mig|oss)\b|\bställ(?:er|a|t) (?:jag |vi |man |sig |mig |oss )*(?:sig|mig|oss) (?:själv\w* )?(?:fråg|undrande)"
    r"|\b(?:man|många|andra|boende|föräldrar|invånare|medborgare|somliga|vän av ordning)(?: \w+){0,3} (?:undra|fråga)|\bväcker\b.{0,30}\bfrågor?\b"
    r"|\bfrågan är (?:om|hur|vad|vilk|var|när|egentligen)|\bfrågan (?:uppkommer|kvarstår|infinner)|\bundra(?:r)? man\b|\bfrågor (?:uppkommer|väcks|hopar)",
    re.IGNORECASE,
)

# A lead-in's own words. What the sender does with a question; what the sender wants.
_ASKING = re.compile(
    r"\b(?:fråg(?:a|ar|an|or|orna|eställning(?:ar)?)|undrar?|spörsmål)\b|\b(?:svar|besked|klarhet|klargörande|upplysning\w*|information)\b|\b(?:veta|vetskap|höra)\b"
    r"|\bredo(?:visning|göra|görelse|visa|visas|visar)\b|\bbesvara[rst]?\b|\bbelys[ae]?s?\b",
    re.IGNORECASE,
)
_ANNOUNCES = re.compile(
    r"\b(?:följande|nedanstående|nedan|dessa|några|ett par|ett antal|två|tre|fyra|fem|sex|sju|åtta|nio|tio|\d+)\b[^.:?]{0,60}?\bfråg(?:a|or|eställning(?:ar)?)\b"
    r"|\bfråg(?:a|or|eställning(?:ar)?|orna)\b[^.:?]{0,80}?\b(?:följande|nedan|nedanstående|enligt nedan|som följer|i tabellen|blir därför|är därför|är följande|lyder|är|blir)\b[^.?]{0,40}$"
    r"|\b(?:ställa|rikta|ha svar på|få svar på|svar på|besvara[rst]?|redogöra för|redovisa|besked om|veta|fråga)\s+(?:om\s+)?(?:följande|nedanstående)\b"
    r"|\bfrågar\b[^.:?]{0,60}\bföljande\b|\bföljande\b[^.:?]{0,60}\bfrågar\b|\b(?:ställa|rikta|har)\b[^.:?]{0,30}\b(?:en fråga|frågor|en interpellation)\b|\bfrågor(?:na)? i tabellen\b",
    re.IGNORECASE,
)
_HEADS = re.compile(
    r"^(?:(?:våra|mina|vår|min|partiets|partiernas|frågor?|frågeställning(?:ar)?)\b.{0,90}?)[:.]?$|^(?:vi|jag) (?:frågar|undrar)(?: därför| nu| nu därför)?\s*[:.]?$",
    re.IGNORECASE,
)
_CLAUSE_AFTER = re.compile(
    rf"(?:^|[\s,])(?:{_WH})\s+(?!följande|nedanstående|att\b|detta\s*[:.]?$|saken|ovanstående)\w", re.IGNORECASE
)


@functools.cache
def _wants() -> re.Pattern[str]:
    sender = _sender()
    verbs = r"(?:frågar|undrar|vill|önskar|ber|begär|efterfrågar|skulle|behöver|ställer|riktar|efterlyser|emotser|förväntar|har|vilja)"
    return re.compile(
        rf"\b{sender}\b[^.?!:]{{0,60}}?\b{verbs}\b|\b{verbs}\b(?:\s+\w+){{0,2}}?\s+{sender}\b|\b(?:min|mina|vår|våra) fråg(?:a|or)\b|^(?:därför )?(?:undrar|frågar|önskar)\b|\bvilja fråga\b",
        re.IGNORECASE,
    )


@functools.cache
def _indirect() -> re.Pattern[str]:
    """The sender asks, and the question follows as a clause in the same sentence."""
    ask = (
        r"(?:frågar|undrar|undra|fråga|veta|höra|(?:ha|få|önskar|begär|efterfrågar|ber om) (?:ett |en |in |ett tydligt |tydliga )?(?:svar|besked|information|klarhet|redovisning|"
        r"redogörelse|beskrivning|upplysning\w*|förklaring|reda|kännedom|uppgift\w*|veta)(?: från \w+| av \w+)?(?: i| på| om| kring| av| över)?|få (?:veta|höra|reda på))"
    )
    own = (
        r"(?:(?:min|vår|mina|våra) fråg(?:a|or)\b[^.?:]{0,90}?\b(?:är|blir|lyder|gäller)(?: därför| då| nu| alltså| också)?"
        r"|(?:är|blir)\b[^.?:,]{0,30}\b(?:min|vår|mina|våra) fråg(?:a|or)|(?:ställa|ställer|riktar|rikta)\b[^.?:,]{0,40}?\bfråg(?:a|an|or|orna))"
    )
    return re.compile(
        rf"\b(?:{ask}|{own})\b(?P<who>[^.?!:]{{0,160}}?)(?:^|[\s,])(?P<clause>(?:{_WH})\s+(?!följande|nedanstående)\S.*)$",
        re.IGNORECASE | re.DOTALL,
    )


_DENIED = re.compile(r"\binte (?:vill |att )?(?:efterfråga|fråga|begär|undrar|önskar|ber)", re.IGNORECASE)
_NOUN_REQUEST = re.compile(
    r"\b(?:önskar|vill ha|vill få|vill se|begär|efterfrågar|ber om|efterlyser|vill därför ha|önskar få|vill även ha|vill dessutom ha|önskar därför|begär därför)\b[^.?:]{0,30}?\b(?P<thing>(?:en |ett |in )?"
    r"(?:\w+ ){0,3}?(?:redovisning|redogörelse|beskrivning|sammanställning|kartläggning|statistik|uppgifter|information|förteckning|lista|tidplan|analys|utvärdering|uppföljning)\b\s+(?:av|om|över|för|kring|på|rörande|gällande|avseende).+)$",
    re.IGNORECASE | re.DOTALL,
)
_BODY = r"(?:stads(?:dels)?nämnden|nämnden|förvaltningen|stadsdelsförvaltningen|kommunen|kommunstyrelsen|kommunfullmäktige|fullmäktige|kontoret|styrelsen|regionen|staden|stadsdelsdirektören|\w+(?:nämnden|förvaltningen|kontoret|styrelsen|ministern|rådet))"
_PROPOSES = r"(?:föreslår|yrkar|hemställer|kräver|begär|uppmanar|anhåller|vill|önskar|ber)"


@functools.cache
def _request() -> re.Pattern[str]:
    """The sender proposes that somebody do something: «Vi yrkar att nämnden ger …», «vill därutöver att förvaltningen …»."""
    sender = _sender()
    doing = rf"(?:\b{sender}\b[^.?!]{{0,120}}?\b{_PROPOSES}\b|\b{_PROPOSES}\b(?:\s+\w+){{0,2}}?\s+{sender}\b|^{_PROPOSES}\b)"
    return re.compile(
        rf"{doing}[^.?!]{{0,60}}?(?P<clause>\batt\s+(?:\w+\s+){{0,3}}?(?:{_BODY}|uppdra|ge)\b.*)$",
        re.IGNORECASE | re.DOTALL,
    )


_ASSIGN = re.compile(
    rf"\b(?:ge|ger|få|får|gav|uppdra(?:r)?)\b[^.?!]{{0,60}}?\b(?:i uppdrag(?: av \w+)?|åt {_BODY})\s+att\b|\b{_BODY} (?:ges|får) i uppdrag att\b",
    re.IGNORECASE,
)
_DEMAND_STEM = re.compile(
    rf"\b(?:föreslå[rs]?|yrkar?|hemställer|kräver|begär|vill|önskar|uppmanar|föreslås|beslutar?|besluta|ger|ge|uppdrag|uppdrar|anhåller)"
    rf"\b[^.?!]{{0,160}}?(?:\batt\s*:?|\b{_BODY}\s*:?|beslutar?(?: följande| enligt följande)?\s*:?)$"
    r"|\b(?:föreslå[rs]?|yrkar?|hemställer|kräver|föreslås)\b[^.?!]{0,160}:$"
    r"|^(?:förslag till beslut|yrkanden?|att-satser|vi yrkar|vi föreslår|jag yrkar)\s*:?$",
    re.IGNORECASE,
)
_STEM = re.compile(
    rf"\b(?:föreslå[rs]?|yrkar?|hemställer|kräver|begär|vill|önskar|uppmanar|föreslås|beslutar?|besluta|ger|ge|uppdrag|uppdrar|anhåller)\b[^.?!]{{0,160}}?"
    rf"(?:\batt\s*:?|\b{_BODY}\s*:?|beslutar?(?: följande| enligt följande)?\s*:?|följande\s*:?|:)$|^(?:förslag till beslut|yrkanden?|att-satser|vi yrkar|vi föreslår|jag yrkar)\s*:?$",
    re.IGNORECASE,
)
_STEM = re.compile(
    r"(?:\bför att|\batt|\bvad gäller|\bnär det gäller|\bi fråga om|\bavseende|\bmed)?\s*[:–…]$|\b(?:för att|i syfte att|så att)$",
    re.IGNORECASE,
)
_LEANS = re.compile(
    r"^(?:och |men |eller )?(?:om inte|om så|om ja|om nej|om svaret|i så fall|isåfall|i sådant fall|i sådana fall|i annat fall|annars|hur då|varför då|varför inte|varför|vilka då|"
    r"när då|vilka|vilken|vilket|hur|när|var|vad|hur många|hur ofta|på vilket sätt|av vilka skäl|av vilken anledning|på vilka grunder|och i så fall|hur kommer det sig|vad beror det(?:ta)? på)"
    r"(?:\s*[,?]|\s+(?:i så fall|då|inte|är fallet|är det|beror det|nej|ja|sker|blir det|gäller det)\b)|^(?:och|eller)\b|\bi så fall\b|\bi sådant fall\b",
    re.IGNORECASE,
)
_POINTS = re.compile(r"\b(?:detta|dessa|denna|det|de|dem|den|sådan\w*|dessas|deras|dess)\b", re.IGNORECASE)
_ADDRESSED = re.compile(
    rf"\b(?:{_BODY}s?|\w*minister\w*|statsråd\w*|regeringen\w*|förvaltning\w*|nämnd\w*|ni|er|borgarråd\w*|kommunalråd\w*|ordföranden|avser|planerar|ämnar)\b",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"[”\"»“][^”\"«»“]*\?[!?]*\s*[”\"«»“]")
_LIGHT = frozenset(
    [
        "och",
        "eller",
        "men",
        "om",
        "inte",
        "så",
        "i",
        "på",
        "av",
        "till",
        "för",
        "med",
        "att",
        "är",
        "har",
        "det",
        "detta",
        "de",
        "dem",
        "den",
        "då",
        "sker",
        "blir",
        "hur",
        "när",
        "var",
        "vad",
        "vilka",
        "vilken",
        "vilket",
        "varför",
        "vem",
        "fall",
        "ja",
        "nej",
        "kommer",
        "ska",
        "skall",
        "kan",
        "man",
        "vi",
        "ni",
        "sig",
        "som",
        "en",
        "ett",
        "dess",
        "deras",
        "denna",
        "dessa",
        "ser",
        "ut",
        "också",
        "även",
        "gäller",
        "sätt",
        "vilken",
        "anledning",
        "skäl",
        "skälet",
        "beror",
    ]
)


def act(sentence: str, *, last: bool = False) -> Act:
    """Return what a sentence does. ``last``: nothing stands after it in its paragraph, so a list may follow it."""
    text = tidy(sentence)
    if not text:
        return Act.STATEMENT
    if _RHETORICAL.search(text) and not re.search(r"\b(?:min|mina|vår|våra) fråg", text, re.IGNORECASE):
        return Act.RHETORICAL
    asks = text.rstrip('”"»«)!').endswith("?")
    if asks and _QUOTED.search(text) and not text.startswith(("”", '"', "»")):
        return Act.RHETORICAL
    if asks:
        return Act.QUESTION
    return _unmarked(text, last=last)


def _unmarked(text: str, *, last: bool) -> Act:
    """The act of a sentence without a question mark at its end."""
    wants = _wants().search(text) is not None and not _DENIED.search(text)
    open_end = text.endswith((":", "–", "…")) or (last and not text.endswith((".", "!", ",", ";")))
    if _EARLIER.search(text) and not (
        wants and _NOW.search(text) and (_ANNOUNCES.search(text) or _indirect().search(text))
    ):
        return Act.EARLIER if _ASKING.search(text) and open_end else Act.STATEMENT
    if (
        last
        and open_end
        and _DEMAND_STEM.search(text)
        and not re.search(r"\bfråg(?:a|or|ar)\b|\bundrar\b|\bsvar\b|\bbesked\b", text, re.IGNORECASE)
    ):
        return Act.DEMAND_STEM
    clause = _indirect().search(text) if wants else None
    if clause and not (text.endswith(":") and re.search(r"\bföljande\b", text)):
        return Act.STEM if open_end and _STEM.search(text) else Act.INDIRECT
    if wants and (_ANNOUNCES.search(text) or (_ASKING.search(text) and (open_end or _bare_ask(text)))):
        return Act.LEAD
    if (open_end and _ASKING.search(text) and (_ANNOUNCES.search(text) or _HEADS.search(text))) or (
        len(text) < 60 and _HEADS.match(text) and last
    ):
        return Act.LEAD
    if _request().search(text) or (_ASSIGN.search(text) and wants):
        return Act.REQUEST
    if wants and _NOUN_REQUEST.search(text):
        return Act.INDIRECT
    if last and open_end and text.endswith(":") and _PLAIN_FORM.match(text):
        return Act.STEM
    return Act.STATEMENT


def _proposed(text: str) -> bool:
    """A demand's lead-in is the sender's, or nobody's («föreslås», «att nämnden …»), never a third one's."""
    own = rf"\b{_sender()}\b[^.?!]{{0,160}}?\b{_PROPOSES}\b|\b{_PROPOSES}\b(?:\s+\w+){{0,2}}?\s+{_sender()}\b|\bföreslås\b|\b{_BODY} föreslås\b"
    alone = rf"^(?:att\b|(?:{_BODY}) (?:beslutar|ges|får|ger|uppdrar|föreslås)|yrka|hemställ|föreslå|förslag till beslut|att-satser)"
    return re.search(own, text, re.IGNORECASE) is not None or re.match(alone, text, re.IGNORECASE) is not None


def _bare_ask(text: str) -> bool:
    """«Jag vill därför fråga statsrådet.» – asks, with nothing asked in it."""
    return re.search(
        r"\b(?:fråga|frågar)\b[^.,]{0,80}\.?$", text, re.IGNORECASE
    ) is not None and not _CLAUSE_AFTER.search(text)


def from_sender(sentence: str) -> bool:
    """Tell whether a lead-in speaks for the sender («vill vi fråga», «Våra frågor:») and not of others («ställer de frågor»)."""
    return _wants().search(tidy(sentence)) is not None or _HEADS.match(tidy(sentence)) is not None


def clause(sentence: str) -> str:
    """Return the question inside an indirect one (without «Vi vill veta»), or the sentence itself."""
    text = tidy(sentence)
    found = _indirect().search(text)
    return found["clause"] if found else text


def request(sentence: str) -> tuple[str, str]:
    """Return the att-clause of a demand and what stands before it; the clause without its full stop where cut free."""
    text = tidy(sentence)
    found = _request().search(text)
    if not found:
        return text, ""
    return found["clause"].rstrip(". "), text[: found.start("clause")].strip()


def assigns(text: str) -> bool:
    """Tell whether the text gives somebody a task («ge förvaltningen i uppdrag att …», «att nämnden …»)."""
    return (
        _ASSIGN.search(text) is not None or re.match(rf"att\s+(?:{_BODY}|ge|uppdra)\b", text, re.IGNORECASE) is not None
    )


def question_form(text: str) -> bool:
    """Tell whether a text is built as a question: a question word or the verb first, question mark or not."""
    return text.rstrip('”" )').endswith("?") or _QUESTION_FORM.match(text) is not None


def plain_form(text: str) -> bool:
    """As ``question_form``, but only where the very first word says so."""
    return _PLAIN_FORM.match(text) is not None


def leans(text: str) -> bool:
    """Tell whether a question cannot be answered without the one before it («Om inte, varför?», «I så fall när?»)."""
    text = tidy(text)
    if _LEANS.search(text):
        return True
    words = re.findall(r"[^\W\d_]+", text.lower())
    heavy = [w for w in words if w not in _LIGHT]
    return not heavy or (len(words) <= 7 and len(heavy) <= 1 and _POINTS.search(text) is not None)


def addressed(text: str) -> bool:
    """Tell whether a question names somebody who could answer it."""
    return _ADDRESSED.search(text) is not None


_ACTS = re.compile(
    r"\b(?:avser|planerar|ämnar|tänker|kommer|beredd|vidta|vidtar|agera|verka för|ta initiativ)\b", re.IGNORECASE
)


def calls_to_act(text: str) -> bool:
    """Tell whether a question asks somebody named what they mean to do («Hur avser förvaltningen att …?»)."""
    return _ADDRESSED.search(text) is not None and _ACTS.search(text) is not None and plain_form(text)


_RINGS = re.compile(
    r"^(?:vem vet|kanske|ska (?:vi|man|det)|skall vi|hur (?:kunde|kan det|ska vi|länge ska)|vad ska vi|varför ska|vill vi|är det (?:inte|rimligt|konstigt)|"
    r"borde (?:inte|vi)|kan det vara|vem bryr|visst)\b|\b(?:verkligen|månne|eller hur|väl ändå|över huvud taget)\b",
    re.IGNORECASE,
)


def rings(text: str) -> bool:
    """Tell whether a question that names nobody has the ring of a rhetorical one («Vem vet, …?», «Är det rimligt att …?»)."""
    return _RINGS.search(text) is not None and not calls_to_act(text)


def quoted(text: str) -> bool:
    """Tell whether the question in a text stands inside quotation marks."""
    return _QUOTED.search(text) is not None


_ASKS: tuple[tuple[Asks, re.Pattern[str]], ...] = (
    (Asks.NUMBER, re.compile(r"\bhur (?:många|mycket|stor\w*|hög\w*|ofta|lång\w*|länge)\b|\b(?:antal(?:et)?|andel(?:en)?|kostnad(?:en|er|erna)?|kostat|kostar|kostade|belopp\w*|summa\w*|statistik\w*|siffror)\b", re.IGNORECASE)),
    (Asks.LIST, re.compile(r"\bvilka\b|\bvem\b|\blista\b|\bförteckning\b|\bvilken typ\b|\buppdelat\b|\bsammanställ", re.IGNORECASE)),
    (Asks.PLAN, re.compile(r"\bnär\b(?! det gäller)|\bplan(?:en|er|erar|eras|ering\w*)?\b|\btid(?:s)?plan\w*|\bavser\b|\bämnar\b|\btänker\b|\bkommer\b[^.?]{0,60}\batt\b|\bframöver\b|\bska\b|\bunder (?:våren|sommaren|hösten|vintern|året|20\d\d)\b[^.?]*\bplaner|\båtgärder\b[^.?]*\bvidta", re.IGNORECASE)),
    (Asks.STANCE, re.compile(r"\b(?:anser|bedömer|tycker|menar|syn på|ställer sig|inställning|uppfattning\w*|ståndpunkt|delar|slutsats\w*|håller med|hur ser\b[^.?]*\bpå|ser\b[^.?]{0,40}\b(?:behov|risk))", re.IGNORECASE)),
    (Asks.DESCRIPTION, re.compile(r"\bhur\b(?! (?:många|mycket|stor|hög|ofta|lång|länge))|\bpå vilk\w+ sätt\b|\bvad\b|\bvarför\b|\bvilken\b|\bvilket\b|\bredogör\w*|\bredovis\w*|\bbeskriv\w*|\bbelys\w*", re.IGNORECASE)),
)  # fmt: skip
_YES_NO = re.compile(rf"^(?:och |men )?(?:{_VERB_FIRST}|om|huruvida)\b", re.IGNORECASE)


def asks(text: str) -> tuple[Asks, ...]:
    """Return what sorts of answer a question wants, in the order of the enumeration; at least one."""
    found = [kind for kind, pattern in _ASKS if pattern.search(text)]
    if any(_YES_NO.match(tidy(part)) for part in re.split(r"(?<=[?.:])\s+|,\s*(?:och|samt)\s+", text)):
        found.append(Asks.YES_NO)
    return tuple(found) or (Asks.DESCRIPTION,)


def points(text: str) -> bool:
    """Tell whether a question points back («detta», «dessa»), so that the statement before it says what it is about."""
    return re.search(r"\b(?:detta|dessa|denna|sådan\w*)\b", text, re.IGNORECASE) is not None
