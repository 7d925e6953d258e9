"""What became of a draft: each suggested passage kept, edited, rewritten, moved or removed, and what was added."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from utlatande.errors import DraftUnknown
from utlatande.model import Edit, Fate, Origin, Role, Style
from utlatande.review import alignment, likeness, wording
from utlatande.review.alignment import Aligned
from utlatande.word import marks
from utlatande.word.edited import Edited
from utlatande.word.provenance import Suggestion
from utlatande.word.watch import Piece

HALF = 0.5  # of the suggested words left, from which a text was edited, not rewritten
SHORTENED = 0.8  # of the words that stand there now being suggested ones: it was shortened, not rewritten
TABLE = "table"
_QUESTIONS = marks.STYLES[Style.QUESTION]
_SIGNATURES = marks.STYLES[Style.SIGNATURE]


@dataclass(frozen=True, slots=True)
class Unit:
    """What is told of as one: a suggestion, a table of the draft, or a paragraph that the draft wrote itself."""

    places: tuple[int, ...]  # its paragraphs
    suggestion: Suggestion | None
    question: str | None


def compare(edited: Edited, draft: Edited | None = None) -> tuple[Edit, ...]:
    """Tell what became of each suggestion and of the draft's own text, in the draft's order, and what was added.

    ``draft`` is the draft as it was written, for a file that has lost what we put into it. Of the draft's own text only
    what was changed is told. Raises DraftUnknown when neither says what was suggested.
    """
    before, suggestions = written(edited, draft)
    aligned = alignment.align(before, edited.pieces)
    found = _units(before, suggestions)
    told: list[tuple[tuple[int, int], Edit]] = []
    tables = _tables(found, aligned)
    for unit in found:
        edit = _edit(unit, aligned, edited, tables)
        if unit.suggestion is not None or edit.fate is not Fate.KEPT:
            told.append(((unit.places[0], -1), edit))
    told += _added(aligned, edited, found, tables)
    return tuple(edit for _, edit in sorted(told, key=lambda one: one[0]))


def written(edited: Edited, draft: Edited | None = None) -> tuple[tuple[Piece, ...], tuple[Suggestion, ...]]:
    """Return the draft's paragraphs as they were written, and what was suggested among them."""
    if draft is not None:
        if draft.provenance is not None and draft.provenance.written:
            return draft.provenance.written, draft.suggestions
        pieces = draft.pieces
    elif edited.provenance is not None and edited.provenance.written:
        return edited.provenance.written, edited.suggestions
    else:
        raise DraftUnknown(
            f"{edited.document.name} säger inte vad som föreslogs"
            + (" (det går förlorat när filen sparas som .odt)" if edited.draft else "; det är inget utkast härifrån")
            + ". Ange utkastet som det skrevs med --draft UTKAST.docx.",
            path=edited.document.name,
        )
    known = {one.bookmark: one for one in edited.suggestions}
    names = dict.fromkeys(name for piece in pieces for name, _ in piece.covers)
    made = tuple(known.get(name) or _unnamed(name, pieces) for name in names)
    return pieces, made


def _unnamed(name: str, pieces: Sequence[Piece]) -> Suggestion:
    """Return a suggestion that only its bookmark tells of."""
    first = next(piece for piece in pieces if name in dict(piece.covers))
    text = "\n".join(under for piece in pieces for covered, under in piece.covers if covered == name)
    role = TABLE if first.table is not None else ""
    return Suggestion(bookmark=name, question=None, role=role, sources=(), text=text)


def _units(before: Sequence[Piece], suggestions: Sequence[Suggestion]) -> list[Unit]:
    known = {one.bookmark: one for one in suggestions}
    names: dict[int, set[str]] = {}
    for piece in before:
        if piece.table is not None:
            names.setdefault(piece.table, set()).update(name for name, _ in piece.covers if name in known)
    whole = {  # not a table that lays out the page, with much else in it
        table: name for table, (name, *more) in ((t, sorted(n)) for t, n in names.items() if n) if not more
    }
    by_table = {table: known[name] for table, name in whole.items() if known[name].role == TABLE}
    groups: dict[object, list[int]] = {}
    for place, piece in enumerate(before):
        name = next((name for name, _ in piece.covers if name in known), None)
        if piece.table in by_table:
            groups.setdefault(by_table[piece.table].bookmark, []).append(place)
        else:
            groups.setdefault(name or place, []).append(place)
    asked = _questions(before, known)
    return [
        Unit(
            places=tuple(places),
            suggestion=(one := known.get(key) if isinstance(key, str) else None),
            question=(one.question if one else None) or asked[places[0]],
        )
        for key, places in groups.items()
    ]


def _questions(before: Sequence[Piece], known: dict[str, Suggestion]) -> list[str | None]:
    """Return for each paragraph the question under whose heading it stands, where that is known."""
    found: list[str | None] = []
    now: str | None = None
    pending: list[int] = []
    for place, piece in enumerate(before):
        if piece.role == Role.HEADING or piece.style in (*_QUESTIONS, *_SIGNATURES):
            now = None
            pending = []
        own = next((known[name].question for name, _ in piece.covers if name in known), None)
        if own:
            for earlier in pending:
                found[earlier] = found[earlier] or own
            now = own
        elif now is None and (piece.style in _QUESTIONS or pending):
            pending.append(place)
        found.append(now)
    return found


def _tables(units: Sequence[Unit], aligned: Aligned) -> dict[int, int]:
    """Return the table each suggested table is now: the new one's number with the old unit's position."""
    found: dict[int, int] = {}
    for number, unit in enumerate(units):
        if unit.suggestion is None or unit.suggestion.role != TABLE:
            continue
        old = aligned.olds[unit.places[0]].piece.table
        if len(unit.places) != sum(one.piece.table == old for one in aligned.olds):
            continue  # a table within one that lays out the page
        for place in unit.places:
            for part in aligned.parts[place]:
                table = aligned.news[part.new].piece.table
                if table is not None:
                    found.setdefault(table, number)
    return found


def _edit(unit: Unit, aligned: Aligned, edited: Edited, tables: dict[int, int]) -> Edit:
    pieces = [aligned.olds[place].piece for place in unit.places]
    parts = sorted((part for place in unit.places for part in aligned.parts[place]), key=lambda p: (p.new, p.start))
    news = [aligned.news[part.new].piece for part in parts]
    texts = [piece.text[part.start : part.end].strip() for piece, part in zip(news, parts, strict=True)]
    one = unit.suggestion
    if one is not None and one.role == TABLE:
        before = _rows(pieces, [piece.text for piece in pieces])
        now = {table for table in (piece.table for piece in news) if table in tables}
        inside = [piece for piece in edited.pieces if piece.table is not None and piece.table in now]
        outside = [(piece, text) for piece, text in zip(news, texts, strict=True) if piece.table not in now]
        after = _rows([*inside, *(p for p, _ in outside)], [*(p.text for p in inside), *(t for _, t in outside)])
    else:
        before, after = "\n".join(piece.text for piece in pieces), "\n".join(texts)
    total = sum(len(aligned.olds[place].words) for place in unit.places)
    kept = sum(aligned.kept(place) for place in unit.places)
    fate = _fate(before, after, kept, total) if parts else Fate.REMOVED
    share = kept / total if total else float(fate is Fate.KEPT)
    first = max(parts, key=lambda part: part.words, default=None)
    return Edit(
        fate=fate,
        before=before,
        after=after if parts else None,
        kept=round(share, 4),
        words=wording.changed(before, after) if fate in (Fate.EDITED, Fate.REWRITTEN) else (),
        moved=any(place in aligned.moved for place in unit.places),
        bookmark=one.bookmark if one else None,
        question=unit.question,
        role=one.role if one else pieces[0].role,
        sources=one.sources if one else (),
        origin=None if first is None else _origin(edited, aligned.news[first.new].piece),
    )


def _fate(before: str, after: str, kept: int, total: int) -> Fate:
    if wording.same(before, after):
        return Fate.KEPT
    now = len(likeness.WORD.findall(after))
    if not total:
        return Fate.EDITED
    if kept >= HALF * total or (now and kept >= SHORTENED * now):
        return Fate.EDITED
    return Fate.REWRITTEN


def _rows(pieces: Sequence[Piece], texts: Sequence[str]) -> str:
    """Return a table's text: its rows on a line each, cells apart by tabs."""
    lines: dict[object, list[str]] = {}
    for piece, text in zip(pieces, texts, strict=True):
        lines.setdefault((piece.table, piece.row), []).append(text)
    return "\n".join("\t".join(cells) for cells in lines.values())


def _origin(edited: Edited, piece: Piece) -> Origin | None:
    return None if piece.block is None else edited.document.blocks[piece.block].origin


def _added(
    aligned: Aligned, edited: Edited, units: Sequence[Unit], tables: dict[int, int]
) -> Iterator[tuple[tuple[int, int], Edit]]:
    """Yield what was never in the draft, a table's row as one, with what sorts it after what stands before it."""
    questions = {place: unit.question for unit in units for place in unit.places}
    after = -1
    free = set(aligned.free)
    groups: dict[object, tuple[int, list[Piece]]] = {}
    for new, text in enumerate(aligned.news):
        piece = text.piece
        here = [old for old, _, _ in aligned.shared[new] if old not in aligned.moved]
        after = here[-1] if here else after
        if new in free and piece.table not in tables and piece.text:
            key = new if piece.table is None else (piece.table, piece.row)
            groups.setdefault(key, (after, []))[1].append(piece)
    for number, (place, pieces) in enumerate(groups.values()):
        yield (
            (place, number),
            Edit(
                fate=Fate.ADDED,
                after="\t".join(piece.text for piece in pieces),
                question=questions.get(place) if pieces[0].role != Role.HEADING else None,
                role=pieces[0].role,
                origin=_origin(edited, pieces[0]),
            ),
        )
