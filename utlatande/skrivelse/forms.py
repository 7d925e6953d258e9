"""How a question is built: its form, whether it leans on the one before, whom it addresses, what answer it wants."""

from __future__ import annotations

import re

from utlatande.model import Asks
from utlatande.skrivelse.unit import tidy
from utlatande.skrivelse.words import ADDRESSED, BODY, VERB_FIRST, WH

_OPENER = r"(?:(?:och|men|så|samt|eller|vidare|dessutom|slutligen|därutöver|då|nu|[^.?!]{3,60},)\s+)?"
_FORM = re.compile(rf"^[”\"»(–-]*\s*{_OPENER}(?:{WH}|{VERB_FIRST})\b", re.IGNORECASE)
_PLAIN_FORM = re.compile(
    rf"^[”\"»(–-]*\s*(?:(?:och|men|samt|eller)\s+)?(?:(?:{WH}|{VERB_FIRST})\b|\w+[rs]\s+(?:{BODY}|regeringen|ministern|statsrådet|ni)\b)",
    re.IGNORECASE,
)


def question_form(text: str) -> bool:
    """Tell whether a text is built as a question: a question word or the verb first, question mark or not."""
    return marked(text) or _FORM.match(text) is not None


def plain_form(text: str) -> bool:
    """As ``question_form``, but only where the very first word says so."""
    return _PLAIN_FORM.match(text) is not None


_TELL = (
    r"(?:redogör|redovisa|beskriv|ange|uppge|förklara|belys|specificera|precisera|definiera|lista|räkna upp"
    r"|sammanställ|motivera|klargör|tydliggör|förtydliga|kommentera|bedöm|utveckla|jämför|analysera|presentera"
    r"|informera|berätta|besvara|svara|uppskatta|kvantifiera|exemplifiera|återge|bifoga|visa (?=hur|vad|vilk|på)"
    r"|lämna (?=en |ett |uppgift|statistik)|ge (?=(?:\w+ )?(?:en |ett |exempel|förslag)))"
)
_KINDLY = r"(?:(?:och|samt|även|vänligen|gärna|snälla|var (?:vänlig(?:a)?|god)(?: och| att)?)[\s,]+){0,3}"
_TELLS = re.compile(rf"^[”\"»(–-]*\s*{_KINDLY}{_TELL}\b", re.IGNORECASE)
_IS_WISHED = re.compile(r"\b(?:önskas|efterfrågas|begärs|efterlyses)\b", re.IGNORECASE)


def tells_to_tell(text: str) -> bool:
    """Tell whether a text bids somebody to tell something («Redogör för …», «Ange antalet …», «En tidplan önskas.»)."""
    return _TELLS.match(text) is not None or _IS_WISHED.search(text) is not None


def marked(text: str) -> bool:
    """Tell whether a text ends with a question mark, closing quotes and parentheses aside."""
    return text.rstrip('”"»«) ').endswith("?")


# --- leaning, pointing, addressing ------------------------------------------------------------------------------------

_LEANS = re.compile(
    r"^(?:och |men |eller )?(?:om inte|om så|om ja|om nej|om svaret|i så fall|isåfall|i sådant fall|i sådana fall"
    r"|i annat fall|annars|"
    r"hur då|varför då|varför inte|varför|vilka då|när då|vilka|vilken|vilket|hur|när|var|vad|hur många|hur ofta"
    r"|på vilket sätt|av vilka skäl|"
    r"av vilken anledning|på vilka grunder|och i så fall|hur kommer det sig|vad beror det(?:ta)? på)"
    r"(?:\s*[,?]|\s+(?:i så fall|då|inte|är fallet|är det|beror det|nej|ja|sker|blir det|gäller det)\b)"
    r"|^(?:(?!\boch\b)[^,])*\bi (?:så|sådant) fall\b",
    re.IGNORECASE,
)
_AND = re.compile(r"^(?:och|men|eller)\s+", re.IGNORECASE)
_POINTING = re.compile(r"\b(?:detta|dessa|denna|det|de|dem|den|sådan\w*|dessas|deras|dess)\b", re.IGNORECASE)
_POINTS = re.compile(r"\b(?:detta|dessa|denna|sådan\w*)\b", re.IGNORECASE)
_LIGHT = frozenset(
    (  # noqa: SIM905 - a list of words reads best as text
        "och eller men om inte så i på av till för med att är har det detta de dem den då sker blir hur när "
        "var vad vilka vilken vilket varför vem fall ja nej kommer ska skall kan man vi ni sig som en ett "
        "dess deras denna dessa ser ut också även gäller sätt anledning skäl skälet beror"
    ).split()
)
_BRIEF = 5  # words of a question that may be all pointing
_ACTS = re.compile(
    r"\b(?:avser|planerar|ämnar|tänker|kommer|beredd|vidta|vidtar|agera|verka för|ta initiativ)\b", re.IGNORECASE
)
_RINGS = re.compile(
    r"^(?:vem vet|kanske|ska (?:vi|man|det)|skall vi|hur (?:kunde|kan det|ska vi|länge ska)|vad ska vi|varför ska"
    r"|vill vi|"
    r"är det (?:inte|rimligt|konstigt)|borde (?:inte|vi)|kan det vara|vem bryr|visst)\b"
    r"|\b(?:verkligen|månne|väl ändå|eller hur|väl|egentligen|över huvud taget)\b",
    re.IGNORECASE,
)


def leans(text: str) -> bool:
    """Tell whether a question cannot be answered without the one before it («Om inte, varför?», «I så fall när?»)."""
    text = _AND.sub("", tidy(text))
    if _LEANS.search(text):
        return True
    words = re.findall(r"[^\W\d_]+", text.lower())
    heavy = [word for word in words if word not in _LIGHT]
    return not heavy or (len(words) <= _BRIEF and len(heavy) <= 1 and _POINTING.search(text) is not None)


def hangs(text: str) -> bool:
    """Tell whether a question leans by its own words («Om inte», «I så fall») and not only by a «det» or «dem»."""
    return _LEANS.search(_AND.sub("", tidy(text))) is not None


def points(text: str) -> bool:
    """Tell whether a question points back («detta», «dessa»), so that the statement before it says what it is about."""
    return _POINTS.search(text) is not None


def addressed(text: str) -> bool:
    """Tell whether a question names somebody who could answer it."""
    return ADDRESSED.search(text) is not None


def calls_to_act(text: str) -> bool:
    """Tell whether a question asks somebody named what they mean to do («Hur avser förvaltningen att …?»)."""
    return addressed(text) and _ACTS.search(text) is not None and plain_form(text)


def rings(text: str) -> bool:
    """Tell whether a question has the ring of a rhetorical one («Vem vet, …?», «Är det rimligt att …?»)."""
    return _RINGS.search(text) is not None and not calls_to_act(text)


# --- what answer it wants ---------------------------------------------------------------------------------------------

_ASKS = (
    (
        Asks.NUMBER,
        (
            r"\bhur (?:många|mycket|stor\w*|hög\w*|ofta|lång\w*|länge)\b|\b(?:antal(?:et)?|andel(?:en)?|kostnad(?:en"
            r"|er|erna)?|kostat|"
            r"kostar|kostade|belopp\w*|summa\w*|statistik\w*|siffror)\b"
        ),
    ),
    (Asks.LIST, r"\bvilka\b|\bvem\b|\blista\b|\bförteckning\b|\bvilken typ\b|\buppdelat\b|\bsammanställ"),
    (
        Asks.PLAN,
        (
            r"\bnär\b(?! det gäller)|\bplan(?:en|er|erar|eras|ering\w*)?\b|\btid(?:s)?plan\w*|\b(?:avser|ämnar|tänker"
            r"|framöver|ska)\b"
            r"|\bkommer\b[^.?]{0,60}\batt\b|\båtgärder\b[^.?]*\bvidta"
        ),
    ),
    (
        Asks.STANCE,
        (
            r"\b(?:anser|bedömer|tycker|menar|syn på|ställer sig|inställning|uppfattning\w*|ståndpunkt|delar"
            r"|slutsats\w*|håller med)\b"
            r"|\b(?:hur )?ser\b[^.?]{0,40}\b(?:på|behov|risk)"
        ),
    ),
    (
        Asks.DESCRIPTION,
        (
            r"\bhur\b(?! (?:många|mycket|stor|hög|ofta|lång|länge))|\bpå vilk\w+ sätt\b"
            r"|\b(?:vad|varför|vilken|vilket)\b"
            r"|\b(?:redogör\w*|redovis\w*|beskriv\w*|belys(?:a|er|es|t)?)\b"
        ),
    ),
)
_PATTERNS = tuple((kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in _ASKS)
_YES_NO = re.compile(rf"^(?:och |men )?(?:{VERB_FIRST}|om|huruvida)\b", re.IGNORECASE)
_CLAUSES = re.compile(r"(?<=[?.:])\s+|,\s*(?:och|samt)\s+")


def asks(text: str) -> tuple[Asks, ...]:
    """Return what sorts of answer a question wants, in the order of the enumeration; at least one."""
    found = [kind for kind, pattern in _PATTERNS if pattern.search(text)]
    if any(_YES_NO.match(tidy(part)) for part in _CLAUSES.split(text)):
        found.append(Asks.YES_NO)
    return tuple(found) or (Asks.DESCRIPTION,)
