"""Typed labels, headings and their slots, the sections of any document; what is letterhead, signature or contact."""

from __future__ import annotations

import difflib
import functools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from utlatande import settings
from utlatande.model import Block, Document, Role


class LabelKind(StrEnum):
    """The sort of a label; letters that can be roman numerals (i, v, x) are LETTER until their list tells."""

    DIGIT = "digit"
    LETTER = "letter"
    ROMAN = "roman"
    MULTI = "multi"  # 1.1, 2a
    BULLET = "bullet"


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A label at the start of a line. ``shown`` as it stands, ``value`` as a person says it (``"2a"``, ``"•"`` for any
    bullet), ``end`` where the text after it begins, ``weak`` when only a list proves it (``1 Hur``, ``A. Ek``).
    """

    shown: str
    value: str
    kind: LabelKind
    end: int
    weak: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A heading and the blocks under it, up to the next heading. ``path`` is the headings above it and its own; blocks
    before the first heading are a section without one. ``slot`` is the heading's place, or the nearest parent's."""

    heading: str | None
    level: int
    path: tuple[str, ...]
    blocks: tuple[Block, ...]
    slot: str | None = None


_SPACE = r"[ \t\u00a0]"
_DASHES = "–—‒―−-"  # whatever a keyboard or a program puts for one
_QUESTION_WORD = re.compile(
    # «Frågan:» is a word of its own, and no question n
    rf"(?:Delfråga|Fråga|Frågeställning|Punkt|Yrkande|Förslag)(?=[\W\d_]|nr|nummer){_SPACE}*(?:nr|nummer)?\.?{_SPACE}*",
    re.IGNORECASE,
)
_COUNTED = ("ett", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio")
_QUESTION_NUMBER = re.compile(
    rf"(\d{{1,2}}{_SPACE}?[a-z]?|[a-zA-Z]|(?i:{'|'.join(_COUNTED)}))"
    rf"(?:{_SPACE}*[.):{_DASHES}]+|(?=\s*$)|(?=\n)|(?={_SPACE}+[A-ZÅÄÖ]))(?=\s|$|[A-ZÅÄÖa-zåäö])"
)
_DIGIT = re.compile(rf"(\d{{1,2}}){_SPACE}?([.):]+|{_SPACE}*[–—-](?={_SPACE}))(?=\s|$|[A-ZÅÄÖa-zåäö”\"«»])")
_PAREN = re.compile(r"\((\d{1,2}|[a-zåäö]|[ivx]{1,4})\)[.:]?(?=\s|$|[A-ZÅÄÖa-zåäö])", re.IGNORECASE)
_MULTI = re.compile(
    rf"(\d{{1,2}}(?:\.\d{{1,2}}){{1,3}})(?:[.):]|(?={_SPACE}))(?=\s|[A-ZÅÄÖ])|(\d{{1,2}}){_SPACE}?([a-zåäö])(?:[.):]+(?=\s|$|[A-ZÅÄÖ])|(?=\t))",
    re.IGNORECASE,
)
_MEASURE = re.compile(
    r"\s*(?:miljon|miljard|procent|%|kr|tkr|mkr|mnkr|gånger|timm|meter|km|kvm|ton|tusen|poäng|promille)", re.IGNORECASE
)
_ONLY_MARKS = re.compile(r"(?:\([A-ZÅÄÖ]{1,4}\)[\s,/]*(?:och )?)+")  # of parties
_LETTER = re.compile(r"([a-zåäöA-ZÅÄÖ])(?:(\))(?=\s|$|[^\W\d_])|[.:](?=\s|$|[A-ZÅÄÖ]))")
_ROMAN = re.compile(r"((?:x{0,2}(?:ix|iv|v?i{1,3}|v|x)))([.)])(?=\s|$|[A-ZÅÄÖ])", re.IGNORECASE)
_BULLET = re.compile(rf"([•·▪●○■◦‣⁃►➢✓\uf0b7\uf0a7\uf02d*]|[{_DASHES}](?={_SPACE}|[A-ZÅÄÖ])|[oO](?=\t))")
_BARE = re.compile(rf"(\d{{1,2}})(?:{_SPACE}+|\t)(?=[A-ZÅÄÖ])")


def only_marks(text: str) -> bool:
    """Tell whether a line is nothing but the marks of parties («(S), (V) och (MP)»)."""
    return _ONLY_MARKS.fullmatch(text.strip()) is not None


def label(text: str) -> Label | None:
    """Return the typed label that ``text`` begins with, or None: «1.», «(1)», «Fråga 1:», «1.1», «2a)», «iv)», «•»."""
    lead = len(text) - len(text.lstrip())
    body = text[lead:]
    if only_marks(body):
        return None
    for reader in (_worded, _figured, _lettered):
        if found := reader(body):
            length, value, kind, weak = found
            return _made(text, lead, length, value, kind, weak=weak)
    return None


_Read = tuple[int, str, LabelKind, bool] | None  # length, value, kind, weak


def _worded(body: str) -> _Read:
    """«Fråga 1:», «Fråga två»."""
    m = _QUESTION_WORD.match(body)
    n = _QUESTION_NUMBER.match(body[m.end() :]) if m else None
    if m is None or n is None:
        return None
    value = re.sub(r"\s", "", n[1]).lower()
    value = str(_COUNTED.index(value) + 1) if value in _COUNTED else value
    kind = LabelKind.DIGIT if value.isdecimal() else LabelKind.LETTER if value.isalpha() else LabelKind.MULTI
    return m.end() + n.end(), value, kind, False


def _figured(body: str) -> _Read:
    """«1.1», «2a)», «1.», «(1)»; weakly «1 –» and «1 Hur»."""
    if (m := _MULTI.match(body)) and not _MEASURE.match(body, m.end()):
        return m.end(), m[1] or m[2] + m[3].lower(), LabelKind.MULTI, False
    if m := _DIGIT.match(body):
        return m.end(), m[1].lstrip("0") or "0", LabelKind.DIGIT, m[2].strip() in "–—-"
    if m := _PAREN.match(body):
        value = m[1].lower()
        kind = LabelKind.DIGIT if value.isdecimal() else LabelKind.ROMAN if len(value) > 1 else LabelKind.LETTER
        return m.end(), value, kind, False
    if m := _BARE.match(body):
        return m.end(), m[1], LabelKind.DIGIT, True
    return None


def _lettered(body: str) -> _Read:
    """«iv)», «a)», «•»; weakly «II.» and «A.»."""
    if (m := _ROMAN.match(body)) and len(m[1]) > 1:
        return m.end(), m[1].lower(), LabelKind.ROMAN, m[2] == "." and m[1].isupper()
    if m := _LETTER.match(body):
        return m.end(), m[1].lower(), LabelKind.LETTER, m[2] is None
    m = _BULLET.match(body)
    return (m.end(), "•", LabelKind.BULLET, False) if m else None


def _made(text: str, lead: int, length: int, value: str, kind: LabelKind, *, weak: bool = False) -> Label:
    end = lead + length
    shown = text[lead:end].strip()
    end += len(text[end:]) - len(text[end:].lstrip(" \t\u00a0\n"))
    return Label(shown=shown, value=value, kind=kind, end=end, weak=weak)


# --- slots -----------------------------------------------------------------------------------------------------------

_NOT_WORD = re.compile(r"[^\w ]+")
_LIKE = 0.9  # difflib ratio from which two headings are one; below it «Förslag» and «Frågor» begin to meet
_FUZZY = 6  # letters a heading has at least for that
_NAMED = 80  # … and the longest that may name a slot


@functools.lru_cache(maxsize=4096)
def slot(heading: str) -> str | None:
    """Return the slot (a key of data/headings.toml) that a heading's text names, or None."""
    text = _heading_key(heading) if len(heading) <= 2 * _NAMED else ""
    names = _slot_names()
    if not text or len(text) > _NAMED:
        return None
    if text in names:
        return names[text]
    first, _, rest = text.partition(" ")
    if first in settings.data("headings")["owners"]["words"] and rest in names:
        return names[rest]
    alike = [name for name in names if name[0] == text[0] and abs(len(name) - len(text)) <= len(text) // 5]
    close = difflib.get_close_matches(text, alike, n=1, cutoff=_LIKE) if len(text) >= _FUZZY else []
    return names[close[0]] if close else None


def _heading_key(heading: str) -> str:
    mark = label(heading)
    if mark is not None and mark.kind in (LabelKind.DIGIT, LabelKind.MULTI):
        heading = heading[mark.end :]
    return " ".join(_NOT_WORD.sub(" ", heading.lower()).split())


@functools.cache
def _slot_names() -> dict[str, str]:
    return {_heading_key(name): key for key, names in settings.data("headings")["slots"].items() for name in names}


# --- what is not body -------------------------------------------------------------------------------------------------

LINE = 80  # characters a line of a letterhead has at most
SIGNED = 120  # … and one of a signature
_RUN, _SURE = 6, 3  # lines a letterhead has at least, and how many of them must say so (READING.md)
_MONTHS = "januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december"
_DATE = rf"(?:\d{{4}}-\d{{2}}-\d{{2}}|(?:[A-ZÅÄÖ][\w-]+,? )?(?:den )?\d{{1,2}} (?:{_MONTHS}) \d{{4}})"
_CONTACT = re.compile(
    r"(?:Telefon|Tfn|Tel|Mobil|Växel|Fax|E-?post|E-?mail|Webb|Org\.?\s?nr|Postadress|Besöksadress|Kontakt)\b[^?]*"
    r"|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?:https?://|www\.)\S+|[\w-]+\.(?:se|stockholm|nu|com)"
    r"|\d{3} ?\d{2} [A-ZÅÄÖ]\w+|0\d{1,3}[ -–]\d[\d -]{4,}"
    r"|(?:[A-ZÅÄÖ][\w ]{2,30}, )?[A-ZÅÄÖ][\w -]+"
    r"(?:väg|vägen|gatan|gata|gränd|plan|torg|backen|stigen|klippan) \d+\w?(?:, ?(?:plan|vån) \d+)?"
    r"(?:, ?\d{3} ?\d{2} [A-ZÅÄÖ]\w+)?",
    re.IGNORECASE,
)
_LETTERHEAD = re.compile(
    rf"(?i:Till|Handläggare|Skrivelse|Tjänsteutlåtande|Tjänsteskrivelse|Interpellation|Motion):?"
    r"|(?i:Till:?) [A-ZÅÄÖ].{0,60}(?:nämnd|nämnden|styrelsen|förvaltning|förvaltningen)"
    rf"|Handläggare\b.{{0,60}}|(?i:Sid(?:an|a)?\.?) ?\d.*|(?i:Dnr|Diarienummer|Diarienr)\b.{{0,40}}|(?:Datum:? "
    rf"?)?{_DATE}"
    r"|(?:[A-ZÅÄÖ][\w-]*[ ]){1,4}(?:stadsdelsförvaltning|stadsdelsnämnd|kommun|stad|förvaltning|nämnd)"
    r"|(?:[A-ZÅÄÖ]\w*-(?:, \w+-)? och \w+|[A-ZÅÄÖ]\w*)(?:nämnden|förvaltningen|kontoret|styrelsen)"
    r"(?: i [A-ZÅÄÖ][\w-]+)?"
    r"|(?:Avdelningen|Enheten) för .{0,60}"
)
_ONE_NAME = r"[A-ZÅÄÖÉ][\w’'é-]*\.?(?: (?:af|von|van|de|di|el|al)? ?[A-ZÅÄÖÉ“”\"][\w’'é“”\"-]*\.?){1,3}"
_PLAIN = re.compile(_ONE_NAME)
_MARK = r"\(?(?:[A-ZÅÄÖ]{1,4}|[a-zåäö]{1,2}|[A-ZÅÄÖ][a-zåäö]{1,2})\)"
_OFFICE = (
    r"(?:(?:vice |bitr\w* |tf\.? )?(?:ordförande|stadsdelsdirektör|avdelningschef|enhetschef|ledamot|ersättare"
    r"|gruppledare|"
    r"förvaltningschef|förvaltningsdirektör|socialdirektör|kommundirektör))"
)
_SIGNATURE = re.compile(
    rf"(?:{_ONE_NAME}(?:,? (?:m\.? ?fl\.?|med flera))?,? ?{_MARK}(?:[ ,/]+(?:och )?|\t+|$))+"
    r"|För (?:[A-ZÅÄÖ]|partigruppen|gruppen).{0,80}[^.?:,;]|Å .{0,80}vägnar,?"
    r"|Med vänliga? hälsning(?:ar)?\b.{0,60}|(?:Mvh|Vänligen|Hälsningar),?|_{3,}"
    rf"|[A-ZÅÄÖÉ][\w’'é-]* (?:(?:[A-ZÅÄÖÉ][\w’'é-]*|af|von|van|de|di|el|al),? ){{1,8}}(?i:{_OFFICE})\b.{{0,60}}"
    rf"|(?i:{_OFFICE})\b.{{0,60}}"
)


def is_contact(block: Block) -> bool:
    """Tell whether a block is a line of contact facts: telephone, e-mail, postal address, web address."""
    lines = _short_lines(block, LINE)
    return bool(lines) and all(_CONTACT.fullmatch(line) for line in lines)


def is_letterhead(blocks: Block | Iterable[Block]) -> bool:
    """Tell whether a block is a line of a letterhead, or a run of blocks one: six short lines, three of them sure.

    Sure are «Handläggare», «Dnr», «Till», a date, an office's name, an address.
    """
    if isinstance(blocks, Block):
        lines = _short_lines(blocks, LINE)
        return bool(lines) and (is_contact(blocks) or all(_LETTERHEAD.fullmatch(line) for line in lines))
    run = [block for block in blocks if block.text.strip()]
    return len(run) >= _RUN and all(len(b.text) <= LINE for b in run) and sum(is_letterhead(b) for b in run) >= _SURE


def is_signature(block: Block) -> bool:
    """Tell whether a block is of a signature: «Karin Berg (M)», «För Moderaterna i …», a name with a title."""
    lines = _short_lines(block, SIGNED)
    signed = [line for line in lines if _SIGNATURE.fullmatch(line)]
    return bool(signed) and all(line in signed or _PLAIN.fullmatch(line) for line in lines)


def _short_lines(block: Block, limit: int) -> list[str]:
    """Return the lines of a block that is short enough, else none."""
    text = block.text.strip()
    return [" ".join(line.split()) for line in text.split("\n") if line.strip()] if len(text) <= limit else []


# --- headings and sections --------------------------------------------------------------------------------------------

_CONTENTS = re.compile(r"^(?P<title>[^\s\d][^\t]{2,118}?)(?:\t+|\s?(?:\.{3,}|…+)\s?)(?P<page>\d{1,3})$")
_CONTENTS_LINES = 3
_HEADING_LENGTH = 120


def contents(document: Document) -> tuple[str, ...]:
    """Return the titles of the document's list of contents, in order; empty without one.

    It is the first three or more lines «title⇥page» (or «title … page») in a row whose pages do not fall.
    """
    run: list[tuple[str, int]] = []
    for text in (line for block in document.body for line in block.text.split("\n") if line.strip()):
        m = _CONTENTS.match(text.strip())
        if m and (not run or int(m["page"]) >= run[-1][1]):
            run.append((m["title"].strip(), int(m["page"])))
        elif len(run) >= _CONTENTS_LINES:
            break
        else:
            run = []
    return tuple(title for title, _ in run) if len(run) >= _CONTENTS_LINES else ()


def heading_of(block: Block, titles: Sequence[str] = ()) -> tuple[str, int] | None:
    """Return the heading a block is, as (text, level), or None. ``titles`` are those of the list of contents."""
    text = " ".join(block.text.split())
    if not text or block.role in (Role.ROW, Role.HEADER, Role.FOOTER, Role.FOOTNOTE, Role.ENDNOTE):
        return None
    if block.role is Role.HEADING:
        return None if is_signature(block) else (text, block.level or 1)
    if (
        len(text) > _HEADING_LENGTH
        or _CONTENTS.match(block.text.strip())
        or is_signature(block)
        or is_letterhead(block)
    ):
        return None
    if block.role is Role.ITEM and not block.strong:
        return None
    if text.lower() in {title.lower() for title in titles}:
        return text, 1
    if slot(text) and (text[0].isupper() or label(text)):
        return text, 1
    return (text, 2) if block.strong and text[-1] not in ".?,;" else None


def _parted(block: Block) -> tuple[Block, ...]:
    """Part a known heading from the text that a reader has run into it («Förslag till beslut Nämnden …»)."""
    m = _glued().match(block.text) if block.role is Role.PARAGRAPH else None
    if m is None:
        return (block,)
    return replace(block, text=m["heading"], role=Role.HEADING, level=1), replace(block, text=m["rest"])


@functools.cache
def _glued() -> re.Pattern[str]:
    names = [name for names in settings.data("headings")["slots"].values() for name in names if " " in name]
    known = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    return re.compile(rf"(?P<heading>{known})\s+(?P<rest>[A-ZÅÄÖ]\w+.{{40,}})$", re.DOTALL)


def outline(document: Document) -> tuple[Section, ...]:
    """Return the document as sections in reading order; every body block but the headings stands in exactly one."""
    titles = contents(document)
    sections: list[Section] = []
    path: list[tuple[int, str]] = []
    heading: str | None = None
    level = 0
    held: list[Block] = []

    def close() -> None:
        if heading is not None or held:
            names = tuple(name for _, name in path)
            place = next((s for name in reversed(names) if (s := slot(name))), None)
            sections.append(Section(heading=heading, level=level, path=names, blocks=tuple(held), slot=place))

    for block in (part for whole in document.body for part in _parted(whole)):
        found = heading_of(block, titles)
        if found is None:
            held.append(block)
            continue
        close()
        held = []
        heading, level = found
        path = [*((depth, name) for depth, name in path if depth < level), (level, heading)]
    close()
    return tuple(sections)
