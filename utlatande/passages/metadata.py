"""What an earlier document says of itself: nämnd, dnr, dates, handläggare, parties, title, attachments, area."""

from __future__ import annotations

import re
from collections.abc import Sequence

from utlatande import settings, structure
from utlatande.model import Document, DocumentKind, Metadata, Role
from utlatande.passages.common import shown
from utlatande.structure import Section

MONTHS = (
    "januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober", "november", "december",
)  # fmt: skip
_DATE = re.compile(
    rf"(?P<y>(?:19|20)\d\d)-(?P<m>\d\d)-(?P<d>\d\d)|\b(?P<d2>\d{{1,2}})\s+(?P<m2>{'|'.join(MONTHS)})\s+(?P<y2>(?:19|20)\d\d)",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?<![\d-])((?:19[89]|20[0-4])\d)(?![\d])(?!-\d)")
_DNR = re.compile(
    r"\b(?:Dnr|Diarienr|Diarienummer|Ärendenummer)\b[\s:.]*(?P<a>[A-ZÅÄÖ]{0,8}[ -]?\d[\d .–/-]*\d(?:[-/]\d+)*)"
    r"|\b(?P<b>[A-ZÅÄÖ]{2,8} ?(?:19|20)\d{2}/\d{1,6}(?:-\d+)?)\b",
)
_NAMND = re.compile(
    r"(?:[A-ZÅÄÖ][\w-]+ (?:stadsdelsnämnd|kommundelsnämnd|stadsområdesnämnd)\b"
    r"|\b(?:[A-ZÅÄÖ][\wåäö]*(?:nämnden|nämnd)|Kommunstyrelsen(?:s \w+utskott)?|Kommunfullmäktige|Regionstyrelsen)\b)"
)
_FORVALTNING = re.compile(
    r"^(?:[A-ZÅÄÖ][\w-]+(?: [\w-]+)? (?:stadsdelsförvaltning|kommun)|[A-ZÅÄÖ][\wåäö-]*(?:förvaltningen|förvaltning|kontoret|kontor))$"
)
_AVDELNING = re.compile(
    r"\b([Aa]vdelningen för [^.,;()\n]{3,60}?)(?= i samverkan| i samråd| och avdelningen| tillsammans|[.,;()\n]|$)"
)
_PARTY = re.compile(r"\(([A-ZÅÄÖ]{1,4}|[mslcv]|mp|kd|sd|fi|fp)\)")
_FROM = re.compile(r"(?:skrivelse|motion|interpellation)\w* (?:från|av) (?:\([A-ZÅÄÖ]+\),? (?:och )?)*$", re.IGNORECASE)
_PERSON = r"[A-ZÅÄÖÉ](?:[\w’'é-]+|\.)(?: [A-ZÅÄÖÉ][\w’'é-]+){1,3}"
_HANDLAGGARE = re.compile(rf"^Handläggare:?\s*(?P<name>{_PERSON})?", re.MULTILINE)
_NAME = re.compile(rf"^{_PERSON}$")
_OFFICIAL = frozenset({DocumentKind.TJANSTEUTLATANDE, DocumentKind.SKRIVELSE})
_HEAD = 40  # blocks from the top in which a title and a letterhead are looked for
_LONGEST_TITLE = 200
_TITLE_STYLES = ("Title", "Rubrik", "Titel")
_AS_REPLY = re.compile(r"^(?:Svar på|Yttrande över|Remiss|Tjänsteutlåtande|Tjänsteskrivelse)\b", re.IGNORECASE)


def iso_dates(text: str) -> list[str]:
    """Return the whole dates in a text as ISO 8601, in order: «2024-05-23», «23 maj 2024»."""
    found = []
    for m in _DATE.finditer(text):
        if m["y"]:
            year, month, day = m["y"], int(m["m"]), int(m["d"])
        else:
            year, month, day = m["y2"], MONTHS.index(m["m2"].lower()) + 1, int(m["d2"])
        if 1 <= month <= 12 and 1 <= day <= 31:
            found.append(f"{year}-{month:02}-{day:02}")
    return found


def year_in(text: str) -> int | None:
    """Return the last year that stands alone in a text, or None."""
    years = _YEAR.findall(text)
    return int(years[-1]) if years else None


def first_year_in(text: str) -> int | None:
    """Return the first year of a text, so that «2019–2020» is a plan of 2019."""
    m = re.search(r"(?<!\d)((?:19[89]|20[0-4])\d)(?!\d)(?!-\d\d-)", text)
    return int(m[1]) if m else None


def metadata(document: Document, kind: DocumentKind, sections: Sequence[Section]) -> Metadata:
    """Return what the document says of itself; what it does not say is None."""
    head = "\n".join(b.text for b in document.blocks if b.role in (Role.HEADER, Role.FOOTER))
    lines = [line.strip() for block in document.blocks for line in block.text.split("\n") if line.strip()]
    letterhead = [line for line in lines if len(line) <= 90]
    title = _title(document, sections)
    namnd = _namnd(lines, letterhead)
    forvaltning = next((line for line in letterhead if _FORVALTNING.match(line)), None)
    written, meeting = _dates(document, kind, letterhead, lines)
    opening = "\n".join([title or "", head, *lines[:_HEAD]])
    return Metadata(
        title=title,
        namnd=namnd,
        forvaltning=forvaltning,
        avdelning=_avdelning(letterhead, lines) if kind in _OFFICIAL else None,
        dnr=_dnr(head, letterhead),
        date=written or _shortened(document, kind, title, sections),
        meeting_date=meeting,
        handlaggare=_handlaggare(lines),
        parties=_parties(opening, sections) if kind in _OFFICIAL else (),
        attachments=_attachments(sections),
        area=_area(namnd, forvaltning, title),
    )


def _title(document: Document, sections: Sequence[Section]) -> str | None:
    """Return the title: in the title's style, the first heading above the standard ones, or the first line of all."""
    named = next((b for b in document.body if b.style in _TITLE_STYLES and b.text.strip()), None)
    if named is not None:
        return " ".join(named.text.split())
    first = None
    before = ""
    for block in document.body[:_HEAD]:
        text = " ".join(block.text.split())
        found = structure.heading_of(block)
        if found is not None and structure.slot(text):
            break
        can_be = bool(text) and len(text) <= _LONGEST_TITLE and not _AS_REPLY.match(text) and not structure.is_letterhead(block)
        if can_be and found is not None:
            return text
        if can_be and first is None and block.role is Role.PARAGRAPH and not before.startswith(("Handläggare", "Till")):
            first = None if text.endswith((".", ":")) else text
        before = text
    top = next((s.heading for s in sections if s.heading and not structure.slot(s.heading)), None)
    return first or top or dict(document.properties).get("title") or None


def _dnr(head: str, letterhead: Sequence[str]) -> str | None:
    for text in (head, *letterhead):
        if m := _DNR.search(text):
            return " ".join((m["a"] or m["b"]).split()).rstrip(" .-/")
    return None


def _namnd(lines: Sequence[str], letterhead: Sequence[str]) -> str | None:
    for previous, line in zip(("", *letterhead), letterhead, strict=False):
        if (m := _NAMND.search(line)) and (previous.rstrip(":") == "Till" or line.startswith("Till ") or m[0] == line):
            return m[0]
    for line in lines:
        if (m := _NAMND.match(line)) and re.match(
            r" (?:godkänner|beslutar|föreslår|anser|lägger|överlämnar|tackar)", line[m.end() :]
        ):
            return m[0]
    return next((m[0] for line in lines[:_HEAD] if (m := _NAMND.search(line))), None)


def _area(namnd: str | None, forvaltning: str | None, title: str | None) -> str | None:
    """Return the district that a nämnd or förvaltning is named after, or that is all a title says besides its date."""
    for name in filter(None, (namnd, forvaltning)):
        if m := re.match(r"(.+) (?:stadsdels|kommundels|stadsområdes)(?:nämnd|förvaltning)$", name):
            own = m[1]
            return own if own.endswith(("ås", "näs", "fors", "hus", "es")) else own.removesuffix("s")
    bare = _DATE.sub("", title or "").strip(" ,–-")
    return bare if bare != title and re.fullmatch(r"[A-ZÅÄÖ]\w+(?:-[A-ZÅÄÖ]\w+)*", bare) else None


def _avdelning(letterhead: Sequence[str], lines: Sequence[str]) -> str | None:
    own = next(
        (line for line in letterhead if re.match(r"Avdelningen för \w.{0,70}$", line) and not line.endswith(".")), None
    )
    if own:
        return own
    return next((m[1] for line in lines if "beretts" in line and (m := _AVDELNING.search(line))), None)


def _handlaggare(lines: Sequence[str]) -> str | None:
    for i, line in enumerate(lines):
        if m := _HANDLAGGARE.match(line):
            if m["name"]:
                return m["name"]
            if i + 1 < len(lines) and _NAME.match(lines[i + 1]):
                return lines[i + 1]
    return None


def _parties(opening: str, sections: Sequence[Section]) -> tuple[str, ...]:
    about = [opening, *(b.text for s in sections if s.slot in ("arendet", "sammanfattning") for b in s.blocks)]
    known = settings.data("parties")["parties"]
    found: dict[str, None] = {}
    for text in about:
        for m in _PARTY.finditer(text):
            if m[1].upper() in known or _FROM.search(text[: m.start()]):
                found[m[1].upper()] = None
        for mark, names in known.items():
            if any(re.search(rf"\b{re.escape(name)}\b", text, re.IGNORECASE) for name in names):
                found[mark] = None
    return tuple(found)


def _attachments(sections: Sequence[Section]) -> tuple[str, ...]:
    found: list[str] = []
    for section in sections:
        if section.slot != "bilagor":
            continue
        for block in section.blocks:
            for line in shown(block).split("\n"):
                mark = structure.label(line)
                if mark is not None or not found:
                    found.append(line[mark.end :].strip() if mark else line.strip())
                else:
                    found[-1] = f"{found[-1]} {line.strip()}"
    return tuple(text for text in found if text)


# --- dates --------------------------------------------------------------------------------------------------------


def _dates(
    document: Document, kind: DocumentKind, letterhead: Sequence[str], lines: Sequence[str]
) -> tuple[str | None, str | None]:
    """Return (written or held, meeting of the nämnd): the date under «Till … nämnd» is the meeting's."""
    if kind is DocumentKind.MINUTES:
        dates = [d for line in (*_running(document), *lines[:_HEAD]) for d in iso_dates(line)]
        return (dates[0], dates[0]) if dates else (None, None)
    alone = [(i, iso_dates(line)[0]) for i, line in enumerate(letterhead) if iso_dates(line) and len(line) <= 40]
    meeting = None
    for i, date in alone:
        before = letterhead[max(0, i - 2) : i]
        said = re.search(r"sammanträde|nämndmöte", letterhead[i], re.IGNORECASE)
        if said or any(_NAMND.search(line) for line in before) and any(line.startswith("Till") for line in before):
            meeting = date
            break
    written = next((date for _, date in alone if date != meeting), None)
    return written or meeting, meeting


def _running(document: Document) -> list[str]:
    return [b.text for b in document.blocks if b.role is Role.HEADER]


def _shortened(document: Document, kind: DocumentKind, title: str | None, sections: Sequence[Section]) -> str | None:
    """Return a date for a document without a letterhead: its year, from title, beredning or file name."""
    opening = [title or "", *(b.text for b in document.body[:6] if len(b.text) <= 120)]
    if kind in (DocumentKind.LAGESBILD, DocumentKind.ATGARDSPLAN):
        years = [year for text in opening if (year := first_year_in(text))]
        if years:
            return str(years[0])
    for section in sections:
        if section.slot == "beredning":
            text = " ".join(b.text for b in section.blocks)
            if dates := iso_dates(text):
                return dates[-1][:4]
            if (year := year_in(text)) is not None:
                return str(year)
    stem = document.name.rpartition("/")[2]
    year = first_year_in(stem)
    return str(year) if year else None
