"""What an earlier document says of itself: nämnd, dnr, dates, handläggare, parties, title, attachments, area."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence

from utlatande import settings, structure
from utlatande.model import Block, Document, DocumentKind, Metadata, Origin, Role
from utlatande.passages.common import SHORT_LINE, lines_of, parted, shown
from utlatande.passages.dates import DATE, first_year_in, iso_dates, last_year_in
from utlatande.passages.kinds import TITLED
from utlatande.structure import Section

_DNR = re.compile(
    r"\b(?:Dnr|Diarienr|Diarienummer|Ärendenummer)\b[\s:.]*(?P<a>[A-ZÅÄÖ]{0,8}[ -]?\d[\d .–/-]*\d(?:[-/]\d+)*)"
    r"|\b(?P<b>[A-ZÅÄÖ]{2,8} ?(?:19|20)\d{2}/\d{1,6}(?:-\d+)?)\b",
)
_NAMND = re.compile(
    r"(?:[A-ZÅÄÖ][\w-]{1,60} (?:stadsdelsnämnd|kommundelsnämnd|stadsområdesnämnd)\b"
    r"|\b(?:[A-ZÅÄÖ][\wåäö]*-(?:, [\wåäö]+-)? och [\wåäö-]*nämnd(?:en)?|[A-ZÅÄÖ][\wåäö]{3,}a nämnden"
    r"|[A-ZÅÄÖ][\wåäö]*(?:nämnden|nämnd)|Kommunstyrelsen(?:s \w+utskott)?|Kommunfullmäktige|Regionstyrelsen)\b)"
)
_FORVALTNING = re.compile(
    r"^(?:[A-ZÅÄÖ][\w-]+(?: [\w-]+)? (?:stadsdelsförvaltning|kommun)"
    r"|(?:[A-ZÅÄÖ][\wåäö]*-(?:, [\wåäö]+-)? och )?[\wåäö-]*(?:förvaltningen|förvaltning|kontoret|kontor))$"
)
_NAMED_FORVALTNING = re.compile(r"[A-ZÅÄÖ][\w-]+ (?:stadsdels|kommundels|stadsområdes)förvaltning\b")
_AVDELNING = re.compile(
    r"\b([Aa]vdelningen för [^.,;()\n]{3,60}?)(?= i samverkan| i samråd| och avdelningen| tillsammans|[.,;()\n]|$)"
)
_AREA_NAME = re.compile(r"(?<=\s)[A-ZÅÄÖ][a-zåäö]+(?:[-/ ][A-ZÅÄÖ][a-zåäö]+)*(?=\s|$|,)")
_ADOPTED = re.compile(r"\b(?:fastställ\w*|beslutad\w*|antag\w*|antog\w*|reviderad\w*|daterad)\b", re.IGNORECASE)
_PARTY = re.compile(r"\(([A-ZÅÄÖ]{1,4}|[mslcv]|mp|kd|sd|fi|fp)\)")
_FROM = re.compile(r"(?:skrivelse|motion|interpellation)\w* (?:från|av) (?:\([A-ZÅÄÖ]+\),? (?:och )?)*$", re.IGNORECASE)
_PERSON = r"[A-ZÅÄÖÉ](?:[\w’'é-]+|\.)(?: [A-ZÅÄÖÉ][\w’'é-]+){1,3}"
_HANDLAGGARE = re.compile(rf"^Handläggare:?\s*(?P<name>{_PERSON})?", re.MULTILINE)
_NAME = re.compile(rf"^{_PERSON}$")
_OFFICIAL = frozenset({DocumentKind.TJANSTEUTLATANDE, DocumentKind.SKRIVELSE})
_HEAD = 40  # blocks from the top in which a title and a letterhead are looked for
_LONGEST_TITLE = 200  # characters
_DATE_LINE = 40  # characters of a line that is a date and little more
_TOP = 12  # lines in which a document names itself
_TITLE_STYLES = ("Title", "Rubrik", "Titel")
_LABEL = re.compile(r"(?:sammanträdes|mötes)?(?:datum|dag|tid)(?: och (?:tid|plats))?:?|plats:?", re.IGNORECASE)
_AS_REPLY = re.compile(r"^(?:Svar på|Yttrande över|Remiss|Tjänsteutlåtande|Tjänsteskrivelse)\b", re.IGNORECASE)


def metadata(document: Document, kind: DocumentKind, sections: Sequence[Section]) -> Metadata:
    """Return what the document says of itself; what it does not say is None."""
    lines = lines_of(document)
    letterhead = [line for line in lines if len(line) <= SHORT_LINE]
    title = _title(document, kind, lines, sections)
    namnd = _namnd(lines, letterhead)
    forvaltning = _forvaltning(kind, lines, letterhead)
    written, meeting = _dates(kind, letterhead, lines)
    opening = "\n".join([title or "", *lines[:_HEAD]])
    return Metadata(
        title=title,
        namnd=namnd,
        forvaltning=forvaltning,
        avdelning=_avdelning(letterhead, lines) if kind in _OFFICIAL else None,
        dnr=_dnr(letterhead),
        date=written or _shortened(lines, kind, title, sections) or _date_of_name(document.name),
        meeting_date=meeting,
        handlaggare=_handlaggare(lines),
        parties=_parties(opening, sections) if kind in _OFFICIAL else (),
        attachments=_attachments(sections),
        area=_area(namnd, forvaltning, title, kind),
    )


def _title(document: Document, kind: DocumentKind, lines: Sequence[str], sections: Sequence[Section]) -> str | None:
    """Return the title: in the title's style, as its kind is named, the first heading, or the first line of all."""
    named = next((b for b in document.body if b.style in _TITLE_STYLES and b.text.strip()), None)
    if named is not None:
        return " ".join(named.text.split())
    if kind in TITLED and kind is not DocumentKind.SKRIVELSE:
        for i, line in enumerate(lines[:_TOP]):
            if len(line) <= _LONGEST_TITLE and not line.endswith(".") and TITLED[kind].search(line):
                below = [text for text in lines[i + 1 : i + 3] if not _LABEL.fullmatch(text)]
                alone = " " not in line and below and len(below[0]) <= SHORT_LINE
                return f"{line.capitalize() if line.isupper() else line} {below[0]}" if alone else line
    return _first_title(document) or _top(sections) or dict(document.properties).get("title") or None


def _first_title(document: Document) -> str | None:
    """Return the title above the first standard heading: a heading, the line that «Svar på skrivelse» follows, or the
    last line of all but the letterhead's."""
    lines: list[str] = []
    reply = None
    before = ""
    for block in document.body[:_HEAD]:
        text = " ".join(block.text.split())
        found = structure.heading_of(block)
        if found is not None and structure.slot(text):
            break
        if _AS_REPLY.match(text) and len(text) <= _LONGEST_TITLE and not _is_of_letterhead(text):
            if lines:
                return lines[-1]
            reply = reply or text
        elif text and len(text) <= _LONGEST_TITLE and not _is_of_letterhead(text):
            if found is not None:
                return text
            named = before.startswith(("Handläggare", "Till")) and not iso_dates(before)
            if block.role is Role.PARAGRAPH and not named and not text.endswith((".", ":")):
                lines.append(text)
        before = text
    if reply or not lines:
        return reply
    return lines[0 if document.format == "pdf" else -1]  # a PDF may read the letterhead after the title


# «Kultur- och fritidsförvaltningen, Sälgby kommun»
_OFFICE_OF = re.compile(
    r"[A-ZÅÄÖ][\w\s-]{2,60}(?:förvaltning(?:en)?|kontor(?:et)?|nämnd(?:en)?|styrelse(?:n)?)[,\s]\s*[\w\s-]{2,40}"
    r"(?:kommun|stad|region|län)s?"
)


def _is_of_letterhead(text: str) -> bool:
    """Tell whether a line is a letterhead's, or two of its columns on one line."""

    def known(line: str) -> bool:
        return structure.is_letterhead(Block(text=line, role=Role.PARAGRAPH, origin=Origin(document="", block=0)))

    return known(text) or _OFFICE_OF.fullmatch(text) is not None or all(known(part) for part in parted(text))


def _top(sections: Sequence[Section]) -> str | None:
    return next((s.heading for s in sections if s.heading and not structure.slot(s.heading)), None)


def _dnr(letterhead: Sequence[str]) -> str | None:
    for text in letterhead:
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


def _area(namnd: str | None, forvaltning: str | None, title: str | None, kind: DocumentKind) -> str | None:
    """Return the district that a nämnd or förvaltning is named after, that is all a title says besides its date, or
    the only name in a lägesbild's or a plan's title: «Lägesbild för Norrvik 2024»."""
    for name in filter(None, (namnd, forvaltning)):
        if m := re.match(r"(.+) (?:stadsdels|kommundels|stadsområdes)(?:nämnd|förvaltning)$", name):
            own = m[1]
            return own if own.endswith(("ås", "näs", "fors", "hus", "es")) else own.removesuffix("s")
    bare = DATE.sub("", title or "").strip(" ,–-")
    if kind in (DocumentKind.LAGESBILD, DocumentKind.ATGARDSPLAN):
        named = set(_AREA_NAME.findall(bare))
        if len(named) == 1:
            return str(named.pop())
    return bare if bare != title and re.fullmatch(r"[A-ZÅÄÖ]\w+(?:-[A-ZÅÄÖ]\w+)*", bare) else None


def _forvaltning(kind: DocumentKind, lines: Sequence[str], letterhead: Sequence[str]) -> str | None:
    if kind in _OFFICIAL:
        known = [line for line in letterhead if line[:1].isupper() and _FORVALTNING.match(line)]
        return next((line for line in known if not line.endswith("kommun")), next(iter(known), None))
    named = (_NAMED_FORVALTNING.match(line) for line in lines[:_TOP])
    return next((m[0] for m in named if m), None)


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
        for m in _party_names().finditer(text):
            found[_marks()[m[1].lower()]] = None
    return tuple(found)


@functools.cache
def _marks() -> dict[str, str]:
    return {name.lower(): mark for mark, names in settings.data("parties")["parties"].items() for name in names}


@functools.cache
def _party_names() -> re.Pattern[str]:
    names = "|".join(re.escape(name) for name in sorted(_marks(), key=len, reverse=True))
    return re.compile(rf"\b({names})\b", re.IGNORECASE)


def _attachments(sections: Sequence[Section]) -> tuple[str, ...]:
    found: list[str] = []
    for section in sections:
        if section.slot != "bilagor":
            continue
        labelled = any(structure.label(shown(block)) for block in section.blocks)
        for block in (b for b in section.blocks if not structure.is_signature(b)):
            for line in shown(block).split("\n"):
                mark = structure.label(line)
                if mark is not None or not found or not labelled:
                    found.append(line[mark.end :].strip() if mark else line.strip())
                else:
                    found[-1] = f"{found[-1]} {line.strip()}"
    return tuple(text for text in found if text)


# --- dates --------------------------------------------------------------------------------------------------------


def _dates(kind: DocumentKind, letterhead: Sequence[str], lines: Sequence[str]) -> tuple[str | None, str | None]:
    """Return (written or held, meeting of the nämnd): the date under «Till … nämnd» is the meeting's."""
    if kind is DocumentKind.MINUTES:
        dates = [d for line in lines[:_HEAD] for d in iso_dates(line)]
        return (dates[0], dates[0]) if dates else (None, None)
    alone = [
        (i, iso_dates(line)[0]) for i, line in enumerate(letterhead) if iso_dates(line) and len(line) <= _DATE_LINE
    ]
    meeting = None
    for i, date in alone:
        before = letterhead[max(0, i - 2) : i]
        said = re.search(r"sammanträde|nämndmöte", letterhead[i], re.IGNORECASE)
        if said or (any(_NAMND.search(line) for line in before) and any(line.startswith("Till") for line in before)):
            meeting = date
            break
    written = next((date for _, date in alone if date != meeting), None)
    return written or meeting, meeting if kind is DocumentKind.TJANSTEUTLATANDE else None


def _shortened(lines: Sequence[str], kind: DocumentKind, title: str | None, sections: Sequence[Section]) -> str | None:
    """Return a date for a document without a letterhead: adopted when, its title's year, or that of its beredning."""
    opening = [title or "", *lines[:_TOP]]
    if kind in (DocumentKind.LAGESBILD, DocumentKind.ATGARDSPLAN):
        adopted = [date for text in opening if _ADOPTED.search(text) for date in iso_dates(text)]
        years = [year for text in opening if len(text) <= _LONGEST_TITLE and (year := first_year_in(text))]
        if adopted or years:
            return adopted[0] if adopted else str(years[0])
    for section in sections:
        if section.slot == "beredning":
            text = " ".join(b.text for b in section.blocks)
            if dates := iso_dates(text):
                return dates[-1][:4]
            if (year := last_year_in(text)) is not None:
                return str(year)
    return None


def _date_of_name(name: str) -> str | None:
    """Return the date, month or year in a file's name."""
    stem = name.rpartition("/")[2]
    if dates := iso_dates(stem):
        return dates[0]
    if m := re.search(r"(?<!\d)((?:19|20)\d\d)-(0[1-9]|1[0-2])(?!\d)", stem):
        return m[0]
    year = first_year_in(stem)
    return str(year) if year else None
