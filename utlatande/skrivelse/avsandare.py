"""Who writes, to whom, about what and when: the facts of a letter's head and of its signature."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from utlatande import structure
from utlatande.model import Document, Role
from utlatande.skrivelse import phrases
from utlatande.skrivelse.phrases import Act
from utlatande.skrivelse.units import Unit, tidy

TOP = 14  # units in which a letterhead and a title are looked for


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """Where the body stands: units ``begins`` up to ``ends``; the title and the signature's units."""

    title: str | None
    begins: int
    ends: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What head and signature say."""

    parties: tuple[str, ...]
    signatories: tuple[str, ...]
    recipient: str | None
    date: str | None
    dnr: str | None


# --- frame ------------------------------------------------------------------------------------------------------------

_KIND = r"(?:Skrivelse|Interpellation|Motion|Fråga|Enkel fråga|Ledamotsinitiativ|Initiativ|Medborgarförslag|Öppet brev|Brev)"
_ABOUT = r"(?:angående|ang\.?|om|gällande|avseende|rörande|beträffande|kring|med anledning av|till .{3,60}? (?:om|angående)|från .{1,80}? (?:om|angående|gällande|rörande)|av .{3,80}? (?:om|angående|gällande|rörande))"
_PREFIX = re.compile(
    rf"^(?:{_KIND}(?:\s+{_ABOUT}|\s*[:–-])|(?:Angående|Ang|Ärende|Ämne|Rubrik|Rör|Gällande)\s*[.:])\s*", re.IGNORECASE
)
_KIND_LINE = re.compile(rf"^{_KIND}\s*(?:\d{{4}}[-/:]\S+)?$", re.IGNORECASE)
_FROM_LINE = re.compile(rf"^(?:{_KIND}\s+)?(?:från|av)\s+.{{2,80}}$", re.IGNORECASE)
_TO_LINE = re.compile(r"^(?:Ställd )?Till\b", re.IGNORECASE)
_GREETING = re.compile(r"^(?:Hej|Bästa|Kära|Till den det berör)\b.{0,40}$", re.IGNORECASE)


def frame(document: Document, units: Sequence[Unit]) -> Frame:
    """Return where a letter's title and body stand among its units."""
    at, title = _title(units)
    begins = at + 1 if at is not None else 0
    while begins < len(units) and begins < TOP and _head_line(units[begins]):
        begins += 1
    if title is None:
        own = next((value for key, value in document.properties if key == "title" and _worth(value)), None)
        title = own
    return Frame(title=_bare(title) if title else None, begins=begins, ends=_signature(units, begins))


def _worth(value: str) -> bool:
    return len(value.split()) > 1 and not re.search(r"\.(?:docx?|pdf|odt|txt)$|^Microsoft Word", value, re.IGNORECASE)


def _bare(title: str) -> str:
    """The title without «Skrivelse angående»."""
    text = _PREFIX.sub("", tidy(title)).strip(" .:–-")
    return (text[:1].upper() + text[1:]) if text else tidy(title)


def _head_line(unit: Unit) -> bool:
    text = unit.text
    return (
        structure.is_letterhead(unit.block)
        or _KIND_LINE.match(text) is not None
        or (_TO_LINE.match(text) is not None and len(text) < 90)
        or (len(text) < 60 and (dates([text]) is not None or dnr([text]) is not None))
        or _party_line(text)
        or _GREETING.match(text) is not None
        or (len(text) < 90 and _FROM_LINE.match(text) is not None)
    )


def _party_line(text: str) -> bool:
    names = "|".join(re.escape(name) for name in phrases.parties())
    return (
        len(text) < 80
        and re.match(
            rf"^(?:För )?(?:{names})\b(?:(?:,| och| i)? [A-ZÅÄÖ][\w-]+)*(?: \([^)]{{1,3}}\))?$", text, re.IGNORECASE
        )
        is not None
    )


def _title(units: Sequence[Unit]) -> tuple[int | None, str | None]:
    top = [(i, u) for i, u in enumerate(units[:TOP])]
    long = next((i for i, u in top if len(u.text) > 160 or (u.text.endswith(".") and len(u.text) > 90)), len(top))
    for i, unit in top[: long + 1]:
        if (
            _PREFIX.match(unit.text)
            and len(unit.text) <= 220
            and not unit.text.endswith((":", "?"))
            and not _sentence(unit.text)
        ):
            return i, unit.text
    for i, unit in top[:long]:
        if unit.heading and not _head_line(unit) and not structure.slot(unit.text) and not _announces(unit):
            return i, unit.text
    for i, unit in top[:long]:
        text = unit.text
        if unit.label is not None or _head_line(unit) or structure.slot(text) or len(text) > 140 or i + 1 >= len(units):
            continue
        if unit.block.strong or (
            not text.endswith((".", "?", "!", ":", ",", ";")) and phrases.act(text, last=True) is Act.STATEMENT
        ):
            return i, text
        return None, None
    return None, None


def _announces(unit: Unit) -> bool:
    return unit.label is not None or phrases.act(unit.text, last=True) in (Act.LEAD, Act.STEM, Act.DEMAND_STEM, Act.INDIRECT, Act.REQUEST)


def _sentence(text: str) -> bool:
    return text.endswith(".") and len(text.split()) > 12


def _signature(units: Sequence[Unit], begins: int) -> int:
    """Return the unit where the signature begins: the first after which nothing more is announced or listed."""
    end = len(units)
    for position in range(len(units) - 1, begins - 1, -1):
        unit = units[position]
        if unit.label is None and _signs(unit):
            end = position
        elif (
            (unit.label is not None
            and unit.label.value != "•")
            or phrases.act(unit.text, last=position + 1 < len(units)) in (Act.LEAD, Act.DEMAND_STEM)
        ):
            if position + 1 < end or end == len(units):
                break
    return end


_WITH_MARK = re.compile(r"^(?:[A-ZÅÄÖÉ][\w’'é.-]*\s+){1,5}(?:m\.?\s?fl\.?\s*|med flera\s*)?\([A-Za-zÅÄÖåäö]{1,4}\)")


def _signs(unit: Unit) -> bool:
    return structure.is_signature(unit.block) or (
        len(unit.text) < 200 and unit.text[-1:] not in ".?:" and _WITH_MARK.match(unit.text) is not None
    )


# --- facts ------------------------------------------------------------------------------------------------------------


def facts(document: Document, units: Sequence[Unit], place: Frame) -> Facts:
    """Return what head, page heads and signature say of sender, recipient, date and diarienummer."""
    furniture = [tidy(b.text) for b in document.blocks if b.role in (Role.HEADER, Role.FOOTER, Role.BOX)]
    head = [u.text for u in units[: place.begins]]
    signed = [
        u.text
        for u in units[place.ends : place.ends + 8]
        if not re.match(r"(?:Ersättaryttrande|Särskilt uttalande|Reservation)", u.text)
    ]
    around = [u.text for u in units[max(place.begins, place.ends - 3) : place.ends] if len(u.text) < 60]
    return Facts(
        parties=_parties(signed, [*head, *furniture], [u.text for u in units[place.begins : place.ends]]),
        signatories=tuple(dict.fromkeys(name for line in signed for name in _names(line))),
        recipient=_recipient(head, [u.text for u in units[place.begins : place.begins + 3]], furniture),
        date=dates(head) or dates(furniture) or dates([*around, *(line for line in signed if len(line) < 120)]),
        dnr=dnr([*head, *furniture, *around]),
    )


_MARK = re.compile(r"\((?P<mark>[A-ZÅÄÖ]{1,4}|[a-zåäö]{1,2}|[A-ZÅÄÖ][a-zåäö]{1,2})\)")
_NAME = re.compile(
    r"(?P<name>[A-ZÅÄÖÉ][\w’'é-]*(?:\s+(?:[A-ZÅÄÖÉ]\.|af|von|van|de|der|den|di|el|al)){0,2}(?:\s+[”“\"][^”“\"]{1,20}[”“\"])?(?:\s+[A-ZÅÄÖÉ][\w’'é-]*){1,3})"
    r"(?:,?\s*(?:m\.?\s?fl\.?|med flera))?,?\s*\((?P<mark>[A-Za-zÅÄÖåäö]{1,4})\)"
)


def _names(line: str) -> list[str]:
    found = [m["name"] for m in _NAME.finditer(line)]
    if found:
        return [re.sub(r"^(?:För\s+\S+\s+i\s+\S+\s+)", "", name) for name in found]
    plain = line.strip()
    if (
        re.fullmatch(r"[A-ZÅÄÖÉ][\w’'é-]*(?:\s+[A-ZÅÄÖÉ][\w’'é-]*){1,3}", plain)
        and not _party_line(plain)
        and not re.search(r"(?:nämnd|förvaltning|kommun|stad)$", plain)
    ):
        return [plain]
    return []


def _parties(signed: Iterable[str], head: Iterable[str], body: Sequence[str]) -> tuple[str, ...]:
    sure = _marks(signed)
    above = _marks(line for line in head if not line.startswith("Till "))
    if sure or above:
        return tuple(dict.fromkeys([*sure, *above]))
    said = [
        line
        for line in body
        if any(
            act in (Act.LEAD, Act.DEMAND_STEM, Act.INDIRECT, Act.REQUEST)
            for act in [phrases.act(line[-400:], last=True)]
        )
    ]
    return tuple(dict.fromkeys(_marks(said)))


def _marks(lines: Iterable[str]) -> list[str]:
    """Return the marks of the parties that lines name, with letters or with words, in their order."""
    known = {mark.lower(): mark for mark in phrases.parties().values()}
    names = phrases.parties()
    pattern = re.compile(
        "|".join(rf"\b{re.escape(name)}s?\b" for name in sorted(names, key=len, reverse=True)), re.IGNORECASE
    )
    found: list[tuple[int, int, str]] = []
    for number, line in enumerate(lines):
        for m in _MARK.finditer(line):
            mark = known.get(m["mark"].lower()) or (
                m["mark"] if m["mark"].isupper() and m["mark"] not in {"SOU", "HR"} else None
            )
            if mark:
                found.append((number, m.start(), mark))
        for m in pattern.finditer(line):
            name = m[0].lower()
            found.append((number, m.start(), names.get(name) or names[name.removesuffix("s")]))
    return list(dict.fromkeys(mark for _, _, mark in sorted(found)))


_RECIPIENT = re.compile(
    r"(?:^|\b)(?:Ställd )?[Tt]ill:?\s+(?P<who>(?:[A-ZÅÄÖ][\wåäöé–-]*\s+(?:och\s+)?){0,4}?\w*(?:nämnd(?:en)?|styrelsen?|fullmäktige|utskott(?:et)?|förvaltning(?:en)?|kontor(?:et)?)(?: i [A-ZÅÄÖ]\w+(?:-[A-ZÅÄÖ]\w+)?)?)(?=\s*(?:$|[,.;]|\d))"
)
_BODY_LINE = re.compile(
    r"^(?P<who>(?:[A-ZÅÄÖ][\wåäöé–-]*\s+(?:och\s+)?){0,4}\w*(?:nämnd(?:en)?|styrelsen|fullmäktige)(?: i [A-ZÅÄÖ]\w+(?:-[A-ZÅÄÖ]\w+)?)?)$"
)


def _recipient(head: Sequence[str], first: Sequence[str], furniture: Sequence[str]) -> str | None:
    lines = [*head, *first, *furniture]
    for position, line in enumerate(lines):
        if re.fullmatch(r"(?:Ställd )?Till:?", line, re.IGNORECASE) and position + 1 < len(lines):
            return lines[position + 1]
        if (m := _RECIPIENT.search(line)) and len(line) < 160:
            return tidy(m["who"])
    return next(
        (tidy(m["who"]) for line in [*head, *furniture] if (m := _BODY_LINE.match(line)) and not line.isupper()), None
    )


_MONTHS = {
    name: n
    for n, name in enumerate(
        ["januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober", "november", "december"], 1
    )
}
_MONTHS |= {name[:3]: n for name, n in list(_MONTHS.items())} | {"sept": 9}
_ISO = re.compile(
    r"(?<![\d/-])(?P<y>(?:19|20)\d{2})[-–./](?P<m>0?[1-9]|1[0-2])[-–./](?P<d>0?[1-9]|[12]\d|3[01])(?![\d-])"
)
_WORDS = re.compile(
    rf"(?<!\d)(?:(?P<d>\d{{1,2}})\.?\s+)?(?P<m>{'|'.join(sorted(_MONTHS, key=len, reverse=True))})\.?\s+(?P<y>(?:19|20)\d{{2}})\b",
    re.IGNORECASE,
)
_SLASH = re.compile(r"(?<![\d/])(?P<d>\d{1,2})[/.](?P<m>\d{1,2})[\s./-]+(?P<y>(?:19|20)\d{2})\b")
_COMPACT = re.compile(r"(?<!\d)(?P<y>20\d{2})(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12]\d|3[01])(?!\d)")


def dates(lines: Iterable[str]) -> str | None:
    """Return the first date in the lines as ISO 8601, whole or (``maj 2024``) shortened."""
    for line in lines:
        for pattern in (_ISO, _WORDS, _SLASH, _COMPACT):
            for m in pattern.finditer(line):
                month = _MONTHS.get(m["m"].lower()) or (int(m["m"]) if m["m"].isdigit() else 0)
                day = int(m["d"]) if m["d"] else 0
                if 1 <= month <= 12 and day <= 31:
                    return f"{m['y']}-{month:02}-{day:02}" if day else f"{m['y']}-{month:02}"
    return None


_DNR = re.compile(
    r"\b(?:Dnr|Diarienr|Diarienummer|Ärendenr|Ärendenummer|Diarienummer/dnr|Beteckning)\.?\s*:?\s*(?P<dnr>(?:[A-ZÅÄÖ]{1,8}[\s-]?)?\d[\d\s.]*?(?:\s?[-–/:.]\s?\d[\d.]*)+(?:\s?[-–/]\s?\d+)?)(?=$|[\s,;)])"
    r"|\b(?P<alone>[A-ZÅÄÖ]{2,5}\s(?:19|20)\s?\d\s?\d\s?/\s?[\dIlO][\dIlO ]*)\b|(?<![\d.-])(?P<series>\d\.\d{1,2}(?:\.\d{1,2})?[-/]\d+[-/](?:19|20)\d\d)(?![\d-])",
    re.IGNORECASE,
)


def dnr(lines: Iterable[str]) -> str | None:
    """Return the first diarienummer in the lines, its spaces put right («002 – 443 / 05» is «002-443/05»)."""
    for line in lines:
        for m in _DNR.finditer(line):
            raw = m["dnr"] or m["alone"] or m["series"]
            if m["alone"]:
                if not m["alone"][:2].isupper():
                    continue
                head, _, tail = raw.partition(" ")
                return f"{head} {re.sub(r'[Il]', '1', tail).replace('O', '0').replace(' ', '')}"
            if not re.search(r"\d.*[-–/:.].*\d", raw):
                continue
            prefix = re.match(r"[A-ZÅÄÖa-zåäö]+", raw)
            rest = re.sub(r"\s", "", raw[prefix.end() :] if prefix else raw).replace("–", "-")
            return f"{prefix[0]} {rest.lstrip('-')}" if prefix else rest
    return None
