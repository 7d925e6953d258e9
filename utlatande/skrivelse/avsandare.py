"""Who writes, to whom and when: the facts of a letter's head and of its signature."""

from __future__ import annotations

import functools
import re
from collections.abc import Collection, Iterable, Sequence

from utlatande import structure
from utlatande.skrivelse import phrases, words
from utlatande.skrivelse.phrases import Act
from utlatande.skrivelse.unit import tidy

LINE = 160  # characters of a line that may still name a recipient
_PARTICLE = r"(?:\s+(?:af|von|van|de|der|den|di|el|al))?"
_WORD = r"[A-ZÅÄÖÉ][\w’'é-]*"

# --- parties and names ------------------------------------------------------------------------------------------------

LOCAL = r"[A-ZÅÄÖ][\w-]{2,30}(?:partiet|listan)"  # a party of the place, by its name
_MARK = re.compile(rf"\((?P<mark>[A-ZÅÄÖ]{{1,4}}|[a-zåäö]{{1,2}}|[A-ZÅÄÖ][a-zåäö]{{1,2}}|{LOCAL})\)")
_LONGEST_MARK = 4
_NO_PARTY = frozenset({"SOU", "HR", "BRÅ", "SL", "FN", "EU", "SCB"})
_PLAIN_NAME = re.compile(rf"(?:{_WORD}|[A-ZÅÄÖÉ]\.){_PARTICLE}(?:\s+(?:{_WORD}|[A-ZÅÄÖÉ]\.)){{1,3}}")
_NAME = re.compile(
    rf"(?P<name>(?!För )(?:{_WORD}"
    rf"|[A-ZÅÄÖÉ]\.)(?:\s+[A-ZÅÄÖÉ]\.)?{_PARTICLE}(?:\s+[”“\"][^”“\"]{{1,20}}[”“\"])?(?:\s+{_WORD}){{1,3}})"
    r"(?:,?\s*(?:m\.?\s?fl\.?|med flera))?(?:,\s*[A-ZÅÄÖ][\w-]{3,}(?:\s[\w-]+){0,2})?,?\s*"
    rf"\((?:[A-Za-zÅÄÖåäö]{{1,4}}|{LOCAL})\)"
)
_INSTITUTION = re.compile(r"(?:nämnd|nämnden|förvaltning|kommun|stad|centrum|parken?)$", re.IGNORECASE)


def is_name(text: str) -> bool:
    """Tell whether a line is a plain name («Anna Ek»)."""
    return _PLAIN_NAME.fullmatch(text) is not None and not is_party_line(text) and not _INSTITUTION.search(text)


@functools.cache
def _party_line() -> re.Pattern[str]:
    names = "|".join(re.escape(name) for name in words.parties())
    place = rf"(?:(?:,| och| i| för)? {_WORD})*"
    return re.compile(rf"(?:För )?(?i:{names})\b{place}(?: \([^)]{{1,3}}\))?")


def is_party_line(text: str) -> bool:
    """Tell whether a line only says which parties write («Moderaterna i Norrvik», «(S) och (V)»)."""
    if len(text) > 80:  # noqa: PLR2004 -- a line, not a sentence
        return False
    return _party_line().fullmatch(text) is not None or structure.only_marks(text)


_BETWEEN = re.compile(r"\s*(?:,|/|;|\boch\b|\bgenom\b|\bgm\b\.?|\bvia\b|\bm\.?\s?fl\.?|\bmed flera\b| {2,}|\t)\s*")
_THROUGH = re.compile(r"(?:genom|gm\.?) (?=[A-ZÅÄÖÉ])")
_PARTY_GROUP = re.compile(r"(?:s|s?:s)? (?:grupp|ledam[oö]t\w*|företrädare|fraktion|gruppledning)\b[^.?!:]{0,60}$")
_OFFICE = re.compile(
    r"(?:\([A-Za-zÅÄÖåäö]{1,4}\) )?(?:tjänstgörande |(?:första|andra|förste|andre|1:e|2:e) )?(?:vice )?"
    r"(?:\w*(?:gruppledare|ledamot|ersättare|ordförande|ledamöter)|\w*(?:kommun|oppositions|borgar|region)råd)"
    r"(?: (?:i|för) [^.?!:]{1,50})?",
    re.IGNORECASE,
)


def signs(text: str) -> bool:
    """Tell whether a line only says who signs: names with their party or office, in any order («Moderaterna genom Anna
    Ek», «Anna Ek, Vänsterpartiet, ersättare», «Anna Ek, M»)."""
    if len(text) > LINE or text.endswith(("?", ":")):
        return False
    kinds = {_signing(part) for part in _parts(text)}
    return None not in kinds and (not kinds.isdisjoint({"party", "office"}) or _THROUGH.match(text) is not None)


def _parts(line: str) -> list[str]:
    return [part for part in _BETWEEN.split(line.strip("/ ")) if part]


def _signing(part: str) -> str | None:
    if part in words.parties().values() or is_party_line(part) or is_party_line(_PARTY_GROUP.sub("", part)):
        return "party"
    if _OFFICE.fullmatch(part):
        return "office"
    return "name" if is_name(part) else None


def signatories(lines: Iterable[str]) -> tuple[str, ...]:
    """Return the names that sign, in their order, without «m.fl.» and party."""
    found: list[str] = []
    for line in lines:
        names = [m["name"] for m in _NAME.finditer(line)]
        if not names and len(line) <= LINE and all(kinds := [_signing(part) for part in _parts(line)]):
            names = [part for part, kind in zip(_parts(line), kinds, strict=True) if kind == "name"]
        found += names
    return tuple(dict.fromkeys(re.sub(r"^För\s+\S+\s+i\s+\S+\s+", "", name) for name in found))


def parties(signed: Iterable[str], head: Iterable[str], body: Sequence[str]) -> tuple[str, ...]:
    """Return the marks of the parties that write: those that sign, then those the head names; else those that ask
    or speak («Ledamöterna från (M) och (L) anför:»).
    """
    known = dict.fromkeys([*marks(signed), *marks(line for line in head if not line.startswith("Till "))])
    if not known:
        asking = (Act.LEAD, Act.DEMAND_STEM, Act.INDIRECT, Act.REQUEST)
        known = dict.fromkeys(
            marks(line for line in body if _SPEAKS.search(line) or phrases.act(line[-400:], last=True) in asking)
        )
    return tuple(known)


_SPEAKS = re.compile(
    r"^(?:Vi|Undertecknade|Ledam(?:ot|öter)\w*|Parti(?:er|erna|grupperna)|Gruppledar\w*|Företrädar\w*)\b[^.?!]{0,120}"
    r"\b(?:anför|skriver|framför|anser)(?: följande)?:$",
    re.IGNORECASE,
)


def marks(lines: Iterable[str]) -> list[str]:
    """Return the marks of the parties that lines name, with letters or with words, in their order."""
    names = words.parties()
    known = {mark.lower(): mark for mark in names.values()}
    found: list[tuple[int, int, str]] = []
    for number, line in enumerate(lines):
        found += [(number, line.find(part), part) for part in _bare_marks(line, known.values())]
        for m in _MARK.finditer(line):
            named = len(m["mark"]) > _LONGEST_MARK
            own = m["mark"] if (m["mark"].isupper() and m["mark"] not in _NO_PARTY) or named else None
            if mark := known.get(m["mark"].lower()) or names.get(m["mark"].lower()) or own:
                found.append((number, m.start(), mark))
        for m in _spelled().finditer(line):
            name = m[0].lower()
            found.append((number, m.start(), names.get(name) or names[name.removesuffix("s")]))
    return list(dict.fromkeys(mark for _, _, mark in sorted(found)))


def _bare_marks(line: str, known: Collection[str]) -> list[str]:
    """Return the marks that stand without brackets beside the name of who signs («Anna Ek, M»)."""
    return [part for part in _parts(line) if part in known] if len(line) <= LINE and signs(line) else []


@functools.cache
def _spelled() -> re.Pattern[str]:
    names = sorted(words.parties(), key=len, reverse=True)
    return re.compile("|".join(rf"\b{re.escape(name)}s?\b" for name in names), re.IGNORECASE)


# --- recipient --------------------------------------------------------------------------------------------------------

_PROPER = r"(?:(?:[A-ZÅÄÖ][\wåäöé–-]*|\w+-)\s+(?:(?:och|kommuns|stads|regions)\s+)?){0,4}?"
_OF_PLACE = r"[A-ZÅÄÖ]\w+(?:[ -][A-ZÅÄÖ]\w+){0,2}"
_PLACED = rf"(?: (?:(?:i|för) )?{_OF_PLACE} (?:kommun|stad|stadsdel(?:sområde)?)| (?:i|för) {_OF_PLACE}| i kommunen)?"
_BODIES = r"(?:nämnd(?:en)?|styrelsen?|fullmäktige|utskott(?:et)?|förvaltning(?:en)?|kontor(?:et)?)"
_CHAIR = r"(?:(?:(?:vice )?ordförand\w*|ledam[oö]t\w*|presidiet|förtroendevalda) (?:i|för) )?"
_RECIPIENT = re.compile(
    rf"(?:^|\b)(?:Ställd )?[Tt]ill:?\s+{_CHAIR}(?P<who>{_PROPER}\w*{_BODIES}{_PLACED})(?=\s*(?:$|[,.;:<(]|\d))"
)
_CHAIRED = re.compile(
    rf"(?:Ställd )?[Tt]ill:?\s+{_CHAIR[:-1]}(?P<who>{_PROPER}\w*{_BODIES}(?: (?:i|för) {_OF_PLACE})?)\b"
)
_BODY_LINE = re.compile(
    rf"^(?P<who>{_PROPER}\w*(?:nämnd(?:en)?|styrelsen|fullmäktige){_PLACED})(?=,?\s*(?:$|\d|den \d))"
)
_TO = re.compile(r"(?:Ställd )?Till:?", re.IGNORECASE)
_TO_LINE = re.compile(rf"(?:Ställd )?[Tt]ill:?\s+(?P<who>(?=.*\w*{_BODIES}\b)[^.,;:<(\d?!]{{3,60}})")
_OPEN_END = re.compile(r"\b(?:i|för|och)$")


def recipient(lines: Sequence[str], head: Sequence[str]) -> str | None:
    """Return whom the letter is to, as it stands: after «Till», or the line of the head that is a nämnd's name.

    The head tells before the other lines («Frågor till förvaltningen» may stand in those).
    """
    head = [line for line in head if len(line) < LINE]
    named = (tidy(m["who"]) for line in head if (m := _BODY_LINE.match(line)) and not line.isupper())
    whole = (tidy(m["who"]) for line in head if (m := _TO_LINE.fullmatch(line)) and not line.isupper())
    return _addressee(head) or next(named, None) or next(whole, None) or _addressee(lines)


def _addressee(lines: Sequence[str]) -> str | None:
    for position, line in enumerate(lines):
        if _TO.fullmatch(line) and position + 1 < len(lines):
            below = lines[position + 1 : position + 3]
            return " ".join(below if _OPEN_END.search(below[0]) else below[:1])
        if len(line) < LINE and (m := _RECIPIENT.search(line) or _CHAIRED.match(line)):
            return tidy(m["who"])
    return None


# --- date and diarienummer --------------------------------------------------------------------------------------------

_NAMES = tuple("januari februari mars april maj juni juli augusti september oktober november december".split())  # noqa: SIM905
_MONTHS = (
    {name: n for n, name in enumerate(_NAMES, 1)} | {name[:3]: n for n, name in enumerate(_NAMES, 1)} | {"sept": 9}
)
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_DATES = (
    re.compile(
        r"(?<![\d/-])(?P<y>(?:19|20)\d{2})[-–./](?P<m>0?[1-9]|1[0-2])[-–./](?P<d>0?[1-9]|[12]\d|3[01])(?![\d-])"
    ),
    re.compile(rf"(?<!\d)(?:(?P<d>\d{{1,2}})\.?\s+)?(?P<m>{_MONTH})\.?\s+(?P<y>(?:19|20)\d{{2}})\b", re.IGNORECASE),
    re.compile(r"(?<![\d/])(?P<d>\d{1,2})[/.](?P<m>\d{1,2})[\s./-]+(?P<y>(?:19|20)\d{2})\b"),
    re.compile(r"(?<!\d)(?P<y>20\d{2})(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12]\d|3[01])(?!\d)"),
)


def date(lines: Iterable[str]) -> str | None:
    """Return the first date in the lines as ISO 8601, whole or (``maj 2024``) shortened."""
    for line in lines:
        for pattern in _DATES:
            for m in pattern.finditer(line):
                month = _MONTHS.get(m["m"].lower()) or (int(m["m"]) if m["m"].isdecimal() else 0)
                day = int(m["d"]) if m["d"] else 0
                if 1 <= month <= 12 and day <= 31:  # noqa: PLR2004 -- a calendar's
                    return f"{int(m['y'])}-{month:02}-{day:02}" if day else f"{int(m['y'])}-{month:02}"
    return None


_DNR = re.compile(
    r"\b(?:Dnr|Diarienr|Diarienummer|Ärendenr|Ärendenummer|Beteckning)\.?\s*:?\s*"
    r"(?P<dnr>(?:[A-ZÅÄÖ]{1,8}[\s-]?)?\d[\d\s.]*?(?:\s?[-–/:.]\s?\d[\d.]*)+(?:\s?[-–/]\s?\d+)?)(?=$|[\s,;)])"
    r"|\b(?P<alone>[A-ZÅÄÖ]{2,5}\s(?:19|20)\s?\d\s?\d\s?/\s?[\dIlO][\dIlO ]*)\b"
    r"|(?<![\d.-])(?P<series>\d\.\d{1,2}(?:\.\d{1,2})?[-/]\d+[-/](?:19|20)\d\d)(?![\d-])",
    re.IGNORECASE,
)
_TWO_NUMBERS = re.compile(r"\d.*[-–/:.].*\d")


def dnr(lines: Iterable[str]) -> str | None:
    """Return the first diarienummer in the lines, its spaces put right («002 – 443 / 05» is «002-443/05»)."""
    for line in lines:
        for m in _DNR.finditer(line):
            raw = m["dnr"] or m["alone"] or m["series"]
            if m["alone"]:
                head, _, tail = raw.partition(" ")
                if head.isupper():  # digits that a scanner read as letters
                    return f"{head} {tail.replace('I', '1').replace('l', '1').replace('O', '0').replace(' ', '')}"
            elif _TWO_NUMBERS.search(raw):
                prefix = re.match(r"[A-ZÅÄÖa-zåäö]+", raw)
                rest = re.sub(r"\s", "", raw[prefix.end() :] if prefix else raw).replace("–", "-")
                return f"{prefix[0]} {rest.lstrip('-')}" if prefix else rest
    return None
