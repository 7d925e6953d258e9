"""Minutes: what was reported and what was decided, item by item of the agenda, with the meeting's date."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from utlatande import structure
from utlatande.model import Block, Insats, Passage, PassageKind, Role
from utlatande.passages.common import SHORT_LINE, Context, as_passages, shown
from utlatande.sentences import sentences
from utlatande.structure import LabelKind, Section

# Items that say how the meeting went, not what it was about.
_FORMAL = re.compile(
    r"\b(?:sammanträdet öppna\w*|mötet öppna\w*|(?:mötets|sammanträdets) öppnande|öppnande|föregående \w+"
    r"|val av (?:justerare|sekreterare|ordförande)|(?:fastställande|godkännande) av dagordning\w*|dagordning\w*"
    r"|kommande möten?|nästa möte|(?:mötet|sammanträdet) avsluta\w*|(?:mötets|sammanträdets) avslutande|avslutning"
    r"|närvarande|kallade|frånvarande|deltagare|plats och tid|tid|tidpunkt|plats|underskrifter|justering\w*|anmälningar"
    r"|innehållsförteckning|handlingar i ärendet|bevis om anslag\w*)\b",
    re.IGNORECASE,
)
_WHO = re.compile(
    r"(?:Ej )?(?:Närvarande|Kallade|Frånvarande|Deltagare|Beslutande|Ersättare|Tid|Plats|Tid och plats)\b.{0,30}[:\t]"
)
_INSATSER = re.compile(r"\bbeslutad\w* (?:insats\w*|åtgärd\w*)", re.IGNORECASE)
_DECIDED = re.compile(
    r"\b(?:beslutad\w* (?:insats\w*|åtgärd\w*)|insatser|åtgärder|beslutspunkter|åtgärdslista)\b"
    r"|^(?:\d+\.?\s*)?beslut\b",
    re.IGNORECASE,
)
_RESPONSIBLE = re.compile(r"\bAnsvarig(?:a)?:\s*(?P<who>[^.\n]+)\.?")
_SUBJECT = re.compile(
    r"(?P<who>[A-ZÅÄÖ][\w-]+(?: och [\w-]+| [a-zåäö-]+)?) (?:tar (?:fram|upp|över)|återkommer|undersöker|kallar"
    r"|bjuder|ordnar|ansvarar|följer upp|får i uppdrag|sammanställer|kontaktar|bokar)\b"
)
_ITEM = 260  # characters that an item of the agenda has at most
_PARAGRAPH = re.compile(r"(?:§|Paragraf)\s*(\d{1,3})\b(?:/\d{2,4})?")
_DNR = re.compile(r"\s*\b(?:Dnr|Diarienr|Diarienummer)\b.{0,40}$")
_AGENDA_COLUMN = re.compile(r"(?:Punkt|Ärende|Dagordning\w*|Dagordningspunkt|Rubrik|Fråga/punkt)", re.IGNORECASE)
_RESPONSIBLE_COLUMN = re.compile(r"(?:Ansvar\w*|Vem)\b", re.IGNORECASE)
# What a party says, not the authority: never to be reused as its words.
_PARTIES = frozenset({"yrkande", "reservation", "sarskilt_uttalande", "protokollsanteckning", "ersattaryttrande"})
_PARTY_SAYS = re.compile(
    r"\b(?:lät anteckna|yrka(?:r|de)\b[^.:]{0,80}(?:\batt\b|:)"
    r"|(?:reserverar sig|reserverade sig|reservation|särskilt uttalande|till protokollet|anför(?:de)?|anteckning)\b"
    r"[^.]{0,80}(?::|\bföljande\b))"
)
_ADJUSTED = re.compile(r"\bomedelbar(?:t juster|\w* justering)|\bjuster\w* omedelbart", re.IGNORECASE)
_ADJUSTED_LINE = 160  # characters


def passages(context: Context) -> list[Passage]:
    """Return what the minutes say under each item; who came and how the meeting was opened are left out."""
    return [
        passage
        for section in agenda(context.sections)
        if not _is_formal(section) and not _is_a_partys(section)
        for passage in as_passages(context, PassageKind.MINUTES, replace(section, blocks=_own(section.blocks)))
        if not _WHO.match(passage.text)
    ]


def _is_a_partys(section: Section) -> bool:
    return any(structure.slot(heading) in _PARTIES for heading in section.path)


def _own(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Leave out what a party says and the quotation after it, and that an item was adjusted at once."""
    kept: list[Block] = []
    quoting = False
    for block in blocks:
        text = block.text.strip()
        if _PARTY_SAYS.search(text[:_ITEM]):
            quoting = True
        elif not (quoting and text.startswith(("”", "“", '"', "»"))):
            quoting = False
            if not (_ADJUSTED.search(text) and len(text) <= _ADJUSTED_LINE):
                kept.append(block)
    return tuple(kept)


def decided(context: Context, found: Sequence[Passage]) -> list[Insats]:
    """Return the insatser that were decided: each paragraph and list item under «Beslutade insatser» and the like.

    What a nämnd decides («§ 9 … Beslut») is how a matter ends, not an insats.
    """
    official = context.metadata.namnd is not None or any(_PARAGRAPH.match(h) for own in found for h in own.headings)
    return [
        _insats(context, own, number, text)
        for own in found
        if any((_INSATSER if official else _DECIDED).search(heading) for heading in own.headings)
        for number, text in enumerate(_decisions(own.text))
    ]


def _insats(context: Context, own: Passage, number: int, text: str) -> Insats:
    date = context.metadata.date
    responsible = _RESPONSIBLE.search(text)
    first, *rest = sentences(_RESPONSIBLE.sub("", text)) or (text,)
    subject = _SUBJECT.match(first)
    return Insats(
        id=f"i{own.id}{number or ''}",
        passage=own.id,
        atgard=first,
        origin=own.origin,
        year=int(date[:4]) if date else None,
        ansvarig=responsible["who"] if responsible else subject["who"] if subject else None,
        aktiviteter=tuple(rest),
    )


def _decisions(text: str) -> list[str]:
    """Return the items of a list, or a paragraph as it is."""
    lines = text.split("\n")
    marked = [(mark, line) for line in lines if (mark := structure.label(line)) is not None]
    return [line[mark.end :] for mark, line in marked] if marked else [text]


def agenda(sections: Sequence[Section]) -> list[Section]:
    """Cut the sections anew at the items of the agenda: «1. …», «2. …» in order, «§ 1» or «Paragraf 1».

    An item that is only a number takes the line after it for its title; a row of a table whose first column is the
    agenda is an item of its own.
    """
    parted = [(section, _rows(section)) for section in sections]
    rows = {one.heading for section, parts in parted for one in parts if one.heading != section.heading}
    sections = [part for _, parts in parted for part in parts]
    places = _items(sections)
    if not places or (len(places) == 1 and not all(_PARAGRAPH.match(text) for text in places)):
        return sections
    found: list[Section] = []
    item: str | None = None
    bare = False
    for section in sections:
        heading = section.heading
        path = section.path
        if heading and heading in places:
            item, bare = heading, _is_bare(heading)
            path = (item,)
        elif heading and item and bare and not structure.slot(heading):
            item, bare = f"{_without_dnr(item)} {heading}", False
            path = (item,)
        elif item in rows:
            item = None
        elif item is not None and heading:
            path = (item, heading)
        held: list[Block] = []
        for block in section.blocks:
            text = _line(block)
            if text in places:
                found.append(replace(section, path=path, blocks=tuple(held), heading=path[-1] if path else None))
                held, item, bare = [], text, _is_bare(text)
                path = (item,)
            elif bare and item and not held and _can_name(block):
                item, bare = f"{_without_dnr(item)} {text}", False
                path = (item,)
            else:
                held.append(block)
        found.append(replace(section, path=path, blocks=tuple(held), heading=path[-1] if path else None))
    return [section for section in found if section.blocks]


def _is_bare(text: str) -> bool:
    """Tell whether an item is its number alone, or with its dnr: «§ 7 Dnr KS 2017/12»."""
    m = _PARAGRAPH.match(text)
    return m is not None and not _without_dnr(text)[m.end() :].strip(" .:–-")


def _without_dnr(text: str) -> str:
    return _DNR.sub("", text).strip()


def _can_name(block: Block) -> bool:
    text = block.text.strip()
    return block.role in (Role.PARAGRAPH, Role.HEADING) and len(text) <= SHORT_LINE and not text.endswith((".", ":"))


def _rows(section: Section) -> list[Section]:
    """Part a section at the rows of a table of items: «Punkt, Vad som sades, Ansvarig»."""
    tables = {b.table for b in section.blocks if len(b.cells) > 1 and _AGENDA_COLUMN.fullmatch(b.cells[0].strip())}
    if not tables:
        return [section]
    found: list[Section] = []
    held: list[Block] = []

    def close() -> None:
        found.append(replace(section, blocks=tuple(held)))
        held.clear()

    head: Block | None = None
    for block in section.blocks:
        if block.role is not Role.ROW or block.table not in tables:
            held.append(block)
        elif _AGENDA_COLUMN.fullmatch(block.cells[0].strip()):
            head = block
        elif head is not None and block.cells[0].strip():
            close()
            title = " ".join(block.cells[0].split())
            own = tuple(
                replace(block, role=Role.PARAGRAPH, text=_said(name, cell), cells=(), table=None)
                for name, cell in zip(head.cells[1:], block.cells[1:], strict=False)
                if cell.strip()
            )
            found.append(replace(section, heading=title, path=(*section.path, title), blocks=own))
        else:
            held.append(block)
    close()
    return found


def _said(column: str, cell: str) -> str:
    """Return a cell as text; who is responsible keeps the name of its column."""
    return f"{column.strip()}: {cell.strip()}" if _RESPONSIBLE_COLUMN.match(column.strip()) else cell.strip()


def _items(sections: Sequence[Section]) -> frozenset[str]:
    """Return the lines that are items of the agenda: short ones numbered in order, paragraphs («§ 9») before points.

    Paragraphs may leave out numbers (an extract), and begin anew after a list of contents.
    """
    lines = [
        text
        for section in sections
        for text in ((section.heading,) if section.heading else ())
        + tuple(_line(b) for b in section.blocks if _can_be(b))
        if len(text) <= _ITEM
    ]
    paragraphs = [(int(m[1]), text) for text in lines if (m := _PARAGRAPH.match(text)) is not None]
    if paragraphs:
        return frozenset(_rising(paragraphs))
    found: list[str] = []
    due = 1
    for text in lines:
        mark = structure.label(text)
        if mark is not None and mark.kind is LabelKind.DIGIT and (int(mark.value) == due or not found):
            found.append(text)
            due = int(mark.value) + 1
    return frozenset(found)


def _rising(numbered: Sequence[tuple[int, str]]) -> list[str]:
    found: list[str] = []
    first = last = 0
    for number, text in numbered:
        if not found or number == first:
            found, first, last = [*(t for t in found if t == text), text], number, number
        elif number > last:
            found.append(text)
            last = number
    return found


def _line(block: Block) -> str:
    return " ".join(shown(block).split())


def _can_be(block: Block) -> bool:
    if block.role is Role.ROW:
        return _PARAGRAPH.match(block.text.strip()) is not None
    return block.role in (Role.PARAGRAPH, Role.ITEM, Role.HEADING)


def _is_formal(section: Section) -> bool:
    """Tell whether a section comes before the first item, or says only how the meeting went."""
    if not section.path:
        return True
    first = section.path[0]
    mark = structure.label(first)
    paragraph = _PARAGRAPH.match(first)
    about = first[mark.end :] if mark else first[paragraph.end() :].lstrip(" .:–-") if paragraph else first
    return (
        bool(_FORMAL.match(about))
        or bool(section.heading and _FORMAL.match(section.heading))
        or _before_agenda(section)
    )


def _before_agenda(section: Section) -> bool:
    return bool(section.blocks) and all(len(b.text) <= SHORT_LINE and not b.text.endswith(".") for b in section.blocks)
