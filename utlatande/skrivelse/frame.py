"""Where a letter's title, body and signature stand."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from utlatande import structure
from utlatande.model import Document
from utlatande.sentences import sentences
from utlatande.skrivelse import avsandare, phrases
from utlatande.skrivelse.phrases import Act
from utlatande.skrivelse.unit import Unit, tidy

TOP = 14  # units in which a letterhead and a title are looked for
TITLE = 220  # characters a title has at most, «Skrivelse angående» in front
UNMARKED = 140  # … and one that nothing marks as a title
PARAGRAPH = 160  # characters from which a unit is text for certain
LINE = 90  # characters a line of a letterhead has at most
NAME = 60  # … and a line over the names of a signature


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """The title, and the units of the body: from ``begins`` up to ``ends``, where the signature begins."""

    title: str | None
    begins: int
    ends: int


def frame(document: Document, units: Sequence[Unit]) -> Frame:
    """Return where a letter's title, body and signature stand among its units."""
    at, title = _title(units)
    begins = at + 1 if at is not None else 0
    while begins < min(len(units), TOP) and _head_line(units[begins]):
        begins += 1
    if title is None:
        title = next((value for key, value in document.properties if key == "title" and _worth(value)), None)
    return Frame(title=bare(title) if title else None, begins=begins, ends=_signature(units, begins))


# --- title ------------------------------------------------------------------------------------------------------------

_SORT = r"(?:(?:Gemensam|Uppföljande|Kompletterande|Förnyad|Ny|Skriftlig|Öppen)\s+)?"
_KIND = rf"(?:{_SORT}(?:Skrivelse|Interpellation|Motion|Fråga|Enkel fråga|Ledamotsinitiativ|Initiativ|Öppet brev|Brev))"
_RE = r"(?:angående|ang\.?|om|gällande|avseende|rörande|beträffande|kring)"
_ABOUT = rf"(?:{_RE}|med anledning av|(?:till|från|av) .{{1,80}}? {_RE})"
_PREFIX = re.compile(
    rf"^(?:{_KIND}(?:\s+{_ABOUT}\b|\s*[:–-])|(?:Angående|Ang|Ärende|Ämne|Rubrik|Rör|Gällande)\s*[.:])[\s:]*",
    re.IGNORECASE,
)
_KIND_LINE = re.compile(
    rf"^(?:{_KIND}\s*(?:\d{{4}}[-/:]\S+)?|(?:PM|Promemoria)(?:\s+(?:den\s+)?\d[\w\s/.-]{{0,20}})?)$", re.IGNORECASE
)
_COPY_LINE = re.compile(r"^(?:Kopia|Cc|För kännedom)\b(?:\s+till)?:?\s", re.IGNORECASE)
_ADDRESS = re.compile(
    r"^(?:Box \d|\w*(?:gatan|vägen|torget|gränd|allén|stigen|platsen) \d{1,3} ?[A-Za-z]?$)|\b\d{3} ?\d{2} [A-ZÅÄÖ]\w+$"
)
_SENDER_LINE = re.compile(
    r"^(?:\w+ )?\w*(?:förening(?:en)?|förbund(?:et)?|klubb(?:en)?|sällskap(?:et)?|byalag(?:et)?|samfällighet(?:en)?"
    r"|nätverk(?:et)?|partigrupp(?:en)?)(?: [^.?!:;]+)?$",
    re.IGNORECASE,
)
_FROM_LINE = re.compile(rf"^(?:{_KIND}\s+)?(?:från|av)(?::\s*|\s+).{{2,80}}$", re.IGNORECASE)
_TO_LINE = re.compile(r"^(?:Ställd )?Till\b", re.IGNORECASE)
_GREETING = re.compile(r"^(?:Hej|God (?:morgon|dag|kväll)|Bästa|Kära|Till den det berör)\b.{0,40}$", re.IGNORECASE)
_FILE_NAME = re.compile(r"\.(?:docx?|pdf|odt|txt)$|^Microsoft Word", re.IGNORECASE)


def bare(title: str) -> str:
    """Return a title without «Skrivelse angående»."""
    text = tidy(title)
    while (rest := _PREFIX.sub("", text)) != text:
        text = rest
    text = text.strip(" .:–-")
    return (text[:1].upper() + text[1:]) if text else tidy(title)


def _worth(value: str) -> bool:
    return len(value.split()) > 1 and not _FILE_NAME.search(value)


def _title(units: Sequence[Unit]) -> tuple[int | None, str | None]:
    top = list(enumerate(units[:TOP]))
    text_begins = next((i for i, u in top if len(u.text) > PARAGRAPH or _sentence(u.text)), len(top))
    for i, unit in top[: text_begins + 1]:
        if (
            _PREFIX.match(unit.text)
            and len(unit.text) <= TITLE
            and not unit.text.endswith(":")
            and not _sentence(unit.text)
        ):
            return i, unit.text
    for i, unit in top[:text_begins]:
        if unit.heading and not _head_line(unit) and not structure.slot(unit.text) and not _announces(unit):
            return i, unit.text
    for i, unit in top[:text_begins]:
        if unit.label is not None or _head_line(unit) or structure.slot(unit.text) or len(unit.text) > UNMARKED:
            continue
        last = i + 1 >= len(units)
        marked = unit.block.strong or unit.text[-1:] not in ".?!:,;" or _asks_as_title(units, i)
        return (i, unit.text) if marked and not last and not _announces(unit) else (None, None)
    return None, None


def _asks_as_title(units: Sequence[Unit], position: int) -> bool:
    """Tell whether a question stands alone above the text of a letter that leads in its questions further down."""
    text = units[position].text
    if not text.endswith("?") or text.count("?") > 1 or len(text) > LINE:
        return False
    last = (sentences(unit.text)[-1:] for unit in units[position + 1 :])
    return any(phrases.act(one, last=True) in (Act.LEAD, Act.STEM) for ends in last for one in ends)


def _sentence(text: str) -> bool:
    return text.endswith(".") and len(text.split()) > 12  # noqa: PLR2004 -- a title ends in a full stop, too, at times


def _announces(unit: Unit) -> bool:
    acts = (Act.LEAD, Act.STEM, Act.DEMAND_STEM, Act.INDIRECT, Act.REQUEST)
    return unit.label is not None or phrases.act(unit.text, last=True) in acts


def is_fact(text: str) -> bool:
    """Tell whether a line is short and no sentence, so that a date or a number in it is the letter's own."""
    return len(text) < NAME and text[-1:] not in ".?!:"


def _head_line(unit: Unit) -> bool:
    text = unit.text
    return (
        structure.is_letterhead(unit.block)
        or _KIND_LINE.match(text) is not None
        or (len(text) < LINE and _TO_LINE.match(text) is not None and not _announces(unit))
        or (is_fact(text) and (avsandare.date([text]) is not None or avsandare.dnr([text]) is not None))
        or avsandare.is_party_line(text)
        or _GREETING.match(text) is not None
        or (len(text) < LINE and (_FROM_LINE.match(text) or _COPY_LINE.match(text)) is not None)
        or (len(text) < NAME and _ADDRESS.search(text) is not None)
        or (len(text) < NAME and unit.text[:1].isupper() and _SENDER_LINE.match(text) is not None)
    )


# --- signature --------------------------------------------------------------------------------------------------------

STATEMENT = re.compile(r"^(?:Ersättaryttrande|Särskilt uttalande|Reservation|Protokollsanteckning)\b", re.IGNORECASE)
_WITH_MARK = re.compile(
    r"^(?:[A-ZÅÄÖÉ][\w’'é.-]*,?\s+){1,5}(?:m\.?\s?fl\.?\s*|med flera\s*)?"
    rf"\((?:[A-Za-zÅÄÖåäö]{{1,4}}|{avsandare.LOCAL})\)[^.?:]{{0,140}}$"
)
_REGARDS = re.compile(r"(?:Med (?:vänlig|vänliga) hälsning(?:ar)?|Vänligen|Hälsningar|Mvh),?", re.IGNORECASE)


def _signature(units: Sequence[Unit], begins: int) -> int:
    """Return the unit where the signature begins: below it nothing more is asked but in somebody else's statement."""
    below = (i for i in range(begins, len(units)) if STATEMENT.match(units[i].text) or _attached(units, i))
    limit = next(below, len(units))
    end = len(units)
    for position in range(limit - 1, begins - 1, -1):
        unit = units[position]
        last = position == len(units) - 1
        if unit.label is None and (_signs(unit) or (last and _closes(unit.text))):
            end = position
        elif (unit.label is not None and unit.label.value != "•") or unit.text.endswith(("?", ":")):
            break
    while begins < end < len(units) and units[end - 1].label is None and _over_names(units[end - 1].text):
        end -= 1
    return end


_ATTACHED = re.compile(r"^Bilag(?:a|or)\b(?:\s*\d{1,2})?\s*(?:[:.–-].{0,80})?$", re.IGNORECASE)
_SIGNERS = 4  # units of a signature that may stand above what is attached


def _attached(units: Sequence[Unit], position: int) -> bool:
    """Tell whether a line says that what follows is put in below the signature («Bilaga 1: Enkäten»)."""
    unit = units[position]
    signed = any(_signs(one) for one in units[max(0, position - _SIGNERS) : position])
    return signed and unit.label is None and _ATTACHED.match(unit.text) is not None


def _closes(text: str) -> bool:
    return avsandare.is_name(text) or avsandare.is_party_line(text) or avsandare.signs(text)


def _signs(unit: Unit) -> bool:
    return structure.is_signature(unit.block) or _WITH_MARK.match(unit.text) is not None


def _over_names(text: str) -> bool:
    """A line over the names of a signature: a plain name, the party, place and date, a greeting."""
    return len(text) < NAME and (
        avsandare.is_name(text)
        or avsandare.is_party_line(text)
        or avsandare.signs(text)
        or _REGARDS.fullmatch(text) is not None
        or (is_fact(text) and avsandare.date([text]) is not None)
    )
