"""What all kinds of earlier documents share: clean sections, pieces of a good size, passages with stable ids."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from utlatande import structure
from utlatande.model import Block, Document, DocumentKind, Metadata, Origin, Passage, PassageKind, Role
from utlatande.structure import Section

LONGEST = 2500  # characters: a longer answer or table is split at its paragraphs or rows
SHORTEST = 25  # characters: shorter pieces are captions and leftovers
FEWEST_WORDS = 4
SHORT_LINE = 90  # characters a line of a letterhead has at most
_DATED = re.compile(r"(\S.{3,}?)[ ,]+((?:19|20)\d\d-\d\d-\d\d)$")
_BESIDE = re.compile(
    r"(\S.{3,}?)[ ,]+((?:Tjänsteutlåtande|Tjänsteskrivelse|TJÄNSTEUTLÅTANDE|TJÄNSTESKRIVELSE|Protokoll|PROTOKOLL)$"
    r"|(?:Dnr|Diarienummer|Diarienr)\b.{3,40}$|Sid(?:a|an)? \d.{0,8}$)"
)
_SIGNED = 160  # characters of a line of signatures
_SOURCE = 400  # characters of a line on a table's source
_HEAD_LINE = 90  # characters of a running head
_FORM_LINE = 200  # characters of a line that is printed again and again
_LINE = 110  # characters: a single line below this is a passage only when it is a sentence

_LEAD_IN = re.compile(r"[^.?!\n]*:")
_RUNNING = re.compile(
    r"(?:Tjänsteutlåtande|Tjänsteskrivelse|Protokoll)?\s*(?:Dnr|Diarienummer)\b.{0,40}", re.IGNORECASE
)
_SUPERSCRIPT = re.compile(r"[¹²³⁴⁵⁶⁷⁸⁹⁰]+")
_LOWERED = re.compile(r"(?<=[a-zåäö)][.,])(\d{1,2})(?=\s|$)")
_RAISE = str.maketrans("1234567890", "¹²³⁴⁵⁶⁷⁸⁹⁰")
_FOOTNOTE = re.compile(r"(?P<mark>[¹²³⁴⁵⁶⁷⁸⁹⁰]+|\d{1,2}(?= [A-ZÅÄÖ]))\s*(?=\S)")
_PAGE = re.compile(
    r"^(?:Sid(?:a|an)?\.?\s*\d+(?:\s*(?:\(|av )\s*\d+\)?)?|\d{1,3}\s*\(\d{1,3}\)|\d{1,3})$", re.IGNORECASE
)
_FACTS = re.compile(r"[\d@]|www|://")  # what a line of contact facts has; the word «kontakt» alone may be a row's name
_SURE = re.compile(  # in a letterhead, and in no table
    r"[@]|://|^(?:Handläggare|Dnr|Diarienummer|Till:?$|Till [A-ZÅÄÖ]|Tjänsteutlåtande$"
    r"|Tjänsteskrivelse$|Telefon|Tfn|E-post|Sid)"
    r"|^\d{4}-\d\d-\d\d$|^\d{3} ?\d\d [A-ZÅÄÖ]",
    re.IGNORECASE,
)
_TABLE_TITLE = re.compile(r"^(?:Tabell|Diagram|Figur|Antal|Andel|Källa|Källor)\b[^?]*$")
_WORD = re.compile(r"[^\W\d_]{2,}")
_REPEATS = 3  # a short line that stands this often in a document is a running head
_ENDS = (".", "!", "?", ":", "”", '"', ")", ";", ",")


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What the parsers of one document need to know of it."""

    name: str
    kind: DocumentKind
    metadata: Metadata
    sections: tuple[Section, ...]
    internal: bool = False
    areas: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A paragraph with its list, or a table with its caption: the smallest thing worth reusing."""

    text: str
    origin: Origin
    table: bool = False


def passage_id(document: str, headings: Sequence[str], question: str | None, text: str) -> str:
    """Return the id of a passage: the same for the same words in the same place, whenever they are read."""
    parts = [document, "\x1f".join(headings), question or "", text]
    return hashlib.sha256("\x1e".join(parts).encode()).hexdigest()[:16]


def passage(
    context: Context,
    kind: PassageKind,
    text: str,
    origin: Origin,
    *,
    headings: tuple[str, ...] = (),
    question: str | None = None,
) -> Passage:
    """Return a passage of the document, dated and placed as its document is."""
    meta = context.metadata
    return Passage(
        id=passage_id(context.name, headings, question, text),
        kind=kind,
        text=text,
        origin=origin,
        headings=headings,
        question=question,
        date=meta.date,
        namnd=meta.namnd,
        area=meta.area,
        parties=meta.parties,
        internal=context.internal,
    )


# «Nämnden avslår medborgarförslaget.»: short, and all that was decided.
_DECIDES = re.compile(
    r"[A-ZÅÄÖ][\w -]{3,60} (?:avslår|avslog|bifaller|biföll|godkänner|godkände|antar|antog|återremitterar"
    r"|beslutar|beslutade|bordlägger|bordlade|tillstyrker|avstyrker|lägger|lade) [^.\n]{4,200}\.$"
)


def reusable(text: str) -> bool:
    """Tell whether a text says enough to be a passage: not a caption, a name, or words left from a drawing."""
    if len(text) < SHORTEST or len(_WORD.findall(text)) < FEWEST_WORDS or _LEAD_IN.fullmatch(text):
        return False
    return len(text) >= _LINE or "\n" in text or text.rstrip('”"’)').endswith((".", "!", "?", ":"))


# --- what is not body ---------------------------------------------------------------------------------------------


def sections(document: Document, outline: Sequence[Section]) -> tuple[Section, ...]:
    """Return the sections of a document's outline without letterhead, contacts, contents and running heads."""
    repeated = _running_heads(document)
    kept = []
    for section in _notes_placed(outline):
        if section.slot == "innehall" and section.heading and structure.slot(section.heading) == "innehall":
            continue
        blocks = _without_letterhead(tuple(b for b in section.blocks if _is_body(b, repeated)))
        kept.append(replace(section, blocks=blocks))
    return tuple(kept)


def _notes_placed(outline: Sequence[Section]) -> list[Section]:
    """Put each footnote right after the block that carries its mark, wherever on the page it was printed."""
    flow = [(place, block) for place, section in enumerate(outline) for block in section.blocks]
    carried = [_marks(block.text) for _, block in flow]
    marks = {mark for own in carried for mark in own}
    notes = {i: note for i, (_, block) in enumerate(flow) if (note := _note(block, marks)) is not None}
    after: dict[int, list[Block]] = {}
    for i, note in notes.items():
        carriers = [j for j, own in enumerate(carried) if j not in notes and note.number in own]
        before = [j for j in carriers if j < i]
        carrier = (
            before[-1]
            if before
            else carriers[0]
            if carriers
            else max((j for j in range(i) if j not in notes), default=i)
        )
        after.setdefault(carrier, []).append(note)
    blocks: list[list[Block]] = [[] for _ in outline]
    for i, (place, block) in enumerate(flow):
        blocks[place] += [*([] if i in notes else [block]), *after.get(i, [])]
    return [replace(section, blocks=tuple(own)) for section, own in zip(outline, blocks, strict=True)]


def _note(block: Block, marks: set[str]) -> Block | None:
    """Return a footnote with its mark as its number, or None: by role, a raised mark, or a number that is one."""
    text = block.text.strip()
    if block.role in (Role.FOOTNOTE, Role.ENDNOTE):
        return replace(block, number=_raised(block.number or ""))
    if block.role is not Role.PARAGRAPH:
        return None
    if m := _FOOTNOTE.match(text):
        mark = _raised(m["mark"])
        if mark in marks - _marks(text) or m["mark"] == mark:
            return replace(block, role=Role.FOOTNOTE, number=mark, text=text[m.end() :])
    return None


def _marks(text: str) -> set[str]:
    """Return the footnotes' marks in a text, raised; a PDF's may have come down after a full stop («ökar.2»)."""
    return {*_SUPERSCRIPT.findall(text), *(_raised(mark) for mark in _LOWERED.findall(text))}


def _raised(mark: str) -> str:
    return mark.translate(_RAISE)


def _running_heads(document: Document) -> frozenset[str]:
    """Return the texts that stand three times or more: running heads, and the printed lines of a form.

    A sentence under a question answers it, also where several questions have the same answer."""
    under = False
    short = []
    for block in document.body:
        text = block.text.strip()
        if not text:
            continue
        answers = under and text.endswith((".", "!"))
        if block.role is Role.PARAGRAPH and len(text) <= _FORM_LINE and not answers:
            short.append(text)
        under = block.role is not Role.HEADING and under
        under = under or text.rstrip('”"»* ').endswith("?")
    count = Counter(_bare(text) for text in short)
    return frozenset(text for text, times in count.items() if times >= _REPEATS)


def _bare(text: str) -> str:
    """Return a line as it repeats: a short one whatever its numbers («Sid 7», «Sid 8»), a sentence word for word."""
    text = " ".join(text.split())
    return re.sub(r"\d+", "#", text) if len(text) <= _HEAD_LINE and not text.endswith(".") else text


def _is_body(block: Block, repeated: frozenset[str]) -> bool:
    text = block.text.strip()
    if not text and not any(cell.strip() for cell in block.cells):
        return False
    if block.role is Role.ROW:
        return True
    if _PAGE.match(text) or _RUNNING.fullmatch(text) or (structure.is_contact(block) and _FACTS.search(text)):
        return False
    return not (block.role is Role.PARAGRAPH and _bare(text) in repeated)


def _without_letterhead(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Leave out runs of short lines that are a letterhead, and single lines that can be nothing else."""
    kept: list[Block] = []
    run: list[Block] = []
    for block in (*blocks, None):
        if block is not None and _is_short_line(block):
            run.append(block)
            continue
        if not (structure.is_letterhead(run) and any(_SURE.search(b.text) for b in run)):
            kept += [b for b in run if not structure.is_letterhead(b) or not _SURE.search(b.text)]
        run = []
        if block is not None:
            kept.append(block)
    return tuple(kept)


def _is_short_line(block: Block) -> bool:
    if block.role in (Role.ROW, Role.ITEM, Role.FOOTNOTE, Role.ENDNOTE):
        return False
    return len(block.text) <= SHORT_LINE and not block.text.rstrip().endswith((".", "?", "!", ":"))


def without_signatures(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Leave out the signatures at the end: short lines without a full stop, of which one is known for a signature."""
    end = len(blocks)
    while end and _can_sign(blocks[end - 1]):
        end -= 1
    tail = blocks[end:]
    if tail and any(structure.is_signature(b) or _TITLE.search(b.text) for b in tail):
        return tuple(blocks[:end])
    return tuple(b for b in blocks if not structure.is_signature(b))


_TITLE = re.compile(
    r"\b(?:\w*direktör|\w*chef|ordförande|sekreterare|handläggare|strateg|samordnare|utredare)\b", re.IGNORECASE
)


def _can_sign(block: Block) -> bool:
    text = block.text.strip()
    if block.role is Role.ROW:
        return len(text) <= _SIGNED and not any(cell.rstrip().endswith((".", "?")) for cell in block.cells)
    return block.role is not Role.ITEM and len(text) <= _SIGNED and not text.endswith(_ENDS)


# --- lines -------------------------------------------------------------------------------------------------------


def lines_of(document: Document) -> list[str]:
    """Return the document's lines, a letterhead that is a table read by columns, a date at a line's end by itself."""
    found: list[str] = []
    columns: list[list[str]] = []
    for block in (*document.blocks, None):
        row = _row(block)
        if row is not None:
            columns += [[] for _ in range(len(row) - len(columns))]
            for column, cell in zip(columns, row, strict=False):
                column.extend(cell.split("\n"))
            continue
        found += [line for column in columns for line in column]
        columns = []
        found += block.text.split("\n") if block is not None else []
    return [part for line in found if line.strip() for part in parted(line.strip())]


def _row(block: Block | None) -> tuple[str, ...] | None:
    if block is None:
        return None
    if block.cells:
        return block.cells
    return tuple(block.text.split("\t")) if "\t" in block.text else None


def parted(line: str) -> tuple[str, ...]:
    """Return a line of a letterhead without the column that was run into it: a date, «Tjänsteutlåtande», «Dnr …»."""
    m = (_DATED.match(line) or _BESIDE.match(line)) if len(line) <= SHORT_LINE else None
    return (*parted(m[1]), m[2]) if m else (line,)


# --- pieces -------------------------------------------------------------------------------------------------------


def units(blocks: Sequence[Block]) -> tuple[Unit, ...]:
    """Return the pieces of a section in order: each paragraph with the list it leads, each table with title and source.

    A footnote follows the piece whose text carries its mark, as a paragraph of its own.
    """
    found: list[Unit] = []
    notes: list[Block] = []
    group: list[Block] = []
    for block in blocks:
        if block.role in (Role.FOOTNOTE, Role.ENDNOTE):
            notes.append(block)
        elif group and not _belongs(block, group):
            found += _with_notes(_units_of(group), notes)
            group, notes = [block], []
        else:
            group.append(block)
    return (*found, *_with_notes(_units_of(group), notes))


def _belongs(block: Block, group: Sequence[Block]) -> bool:
    last = group[-1]
    if _is_row(last):
        same = last.table == block.table if block.role is Role.ROW else True
        return (_is_row(block) and same) or (bool(_TABLE_TITLE.match(block.text)) and len(block.text) <= _SOURCE)
    if _is_row(block):
        return len(last.text) <= _FORM_LINE and last.role is not Role.ITEM and not last.text.endswith((".", "?"))
    leads = last.text.rstrip().endswith(":")
    if block.role is Role.ITEM:
        return last.role is Role.ITEM or leads
    return leads and len(group) == 1 and last.role is Role.PARAGRAPH


def _is_row(block: Block) -> bool:
    return block.role is Role.ROW or "\t" in block.text.strip()


def _units_of(group: Sequence[Block]) -> list[Unit]:
    if not group:
        return []
    table = any(_is_row(b) for b in group)
    lines = [(shown(b), b.origin) for b in group]
    head = lines[:2] if table else lines[:1]
    found: list[Unit] = []
    held: list[tuple[str, Origin]] = []
    for line in lines:
        if held and sum(len(text) + 1 for text, _ in held) + len(line[0]) > LONGEST:
            found.append(Unit(text="\n".join(text for text, _ in held), origin=held[0][1], table=table))
            held = [*head, line] if table and line not in head else [line]
        else:
            held.append(line)
    found.append(Unit(text="\n".join(text for text, _ in held), origin=held[0][1], table=table))
    return found


def shown(block: Block) -> str:
    """Return a block's text as a reader sees it, automatic number first, cells apart by tabs."""
    text = "\t".join(" ".join(cell.split()) for cell in block.cells) if block.cells else block.text.strip()
    return f"{block.number} {text}" if block.number else text


def _with_notes(found: list[Unit], notes: Sequence[Block]) -> list[Unit]:
    for note in notes:
        if not found:
            return [Unit(text=shown(note), origin=note.origin)]
        place = next((i for i, unit in enumerate(found) if note.number and note.number in unit.text), len(found) - 1)
        found[place] = replace(found[place], text=f"{found[place].text}\n\n{shown(note)}")
    return found


def split(paragraphs: Sequence[Unit]) -> list[list[Unit]]:
    """Split a long answer at its paragraphs into parts of at most ``LONGEST`` characters."""
    parts: list[list[Unit]] = []
    for unit in paragraphs:
        if parts and sum(len(u.text) + 2 for u in parts[-1]) + len(unit.text) <= LONGEST:
            parts[-1].append(unit)
        else:
            parts.append([unit])
    return parts


def as_passages(context: Context, kind: PassageKind, section: Section) -> list[Passage]:
    """Return a section's pieces as passages under its headings."""
    return [
        passage(context, kind, unit.text, unit.origin, headings=section.path)
        for unit in units(without_signatures(section.blocks))
        if reusable(unit.text) or (kind is PassageKind.MINUTES and _DECIDES.match(unit.text))
    ]
