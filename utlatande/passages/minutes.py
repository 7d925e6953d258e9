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
_PARAGRAPH = re.compile(r"§ ?(\d{1,3})\b")


def passages(context: Context) -> list[Passage]:
    """Return what the minutes say under each item; who came and how the meeting was opened are left out."""
    return [
        passage
        for section in agenda(context.sections)
        if not _is_formal(section)
        for passage in as_passages(context, PassageKind.MINUTES, section)
        if not _WHO.match(passage.text)
    ]


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
    """Cut the sections anew at the items of the agenda: «1. …», «2. …» in order, or «§ 1», «§ 2»; else as they are."""
    places = _items(sections)
    if len(places) <= 1:
        return list(sections)
    found: list[Section] = []
    item: str | None = None
    for section in sections:
        if section.heading and section.heading in places:
            item = section.heading
        path = _path(item, section, places)
        held: list[Block] = []
        for block in section.blocks:
            if shown(block) not in places:
                held.append(block)
                continue
            found.append(replace(section, path=path, blocks=tuple(held), heading=path[-1] if path else None))
            held, item = [], " ".join(shown(block).split())
            path = (item,)
        found.append(replace(section, path=path, blocks=tuple(held), heading=path[-1] if path else None))
    return found


def _path(item: str | None, section: Section, places: frozenset[str]) -> tuple[str, ...]:
    if item is None or section.heading is None or section.heading in places:
        return section.path if item is None or section.heading in places else (item,)
    return (item, section.heading)


def _items(sections: Sequence[Section]) -> frozenset[str]:
    """Return the lines that are items of the agenda: short ones numbered in order."""
    lines = [
        text
        for section in sections
        for text in ((section.heading,) if section.heading else ())
        + tuple(shown(b) for b in section.blocks if _can_be(b))
    ]
    found: list[str] = []
    due = 1
    for text in lines:
        number = _number(text)
        if number is not None and len(text) <= _ITEM and (number == due or not found):
            found.append(text)
            due = number + 1
    return frozenset(found)


def _can_be(block: Block) -> bool:
    return block.role in (Role.PARAGRAPH, Role.ITEM, Role.HEADING)


def _number(text: str) -> int | None:
    if m := _PARAGRAPH.match(text):
        return int(m[1])
    mark = structure.label(text)
    return int(mark.value) if mark is not None and mark.kind is LabelKind.DIGIT else None


def _is_formal(section: Section) -> bool:
    """Tell whether a section comes before the first item, or says only how the meeting went."""
    if not section.path:
        return True
    first = section.path[0]
    mark = structure.label(first)
    about = first[mark.end :] if mark else first
    return (
        bool(_FORMAL.match(about))
        or bool(section.heading and _FORMAL.match(section.heading))
        or _before_agenda(section)
    )


def _before_agenda(section: Section) -> bool:
    return bool(section.blocks) and all(len(b.text) <= SHORT_LINE and not b.text.endswith(".") for b in section.blocks)
