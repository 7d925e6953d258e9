"""An edited tjänsteutlåtande made ready to be sent on: what hinders it, what became of the suggestions, its sources.

The file that comes out has no trace of the work on it and the very same text; see ``word.strip``.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from utlatande.errors import DraftUnknown
from utlatande.model import Comment, Document, Edit, Fate, Finding, Notice, Severity, Skrivelse, Style, Use
from utlatande.review.compare import compare
from utlatande.word import marks
from utlatande.word.edited import Edited, read_edited_package
from utlatande.word.package import Package
from utlatande.word.provenance import Cited
from utlatande.word.strip import is_ours, strip

_KEPT = 0.995  # of a passage's words left, from which it counts as kept whole
_HALF = 0.5
_UNKNOWN = "okänt dokument"
_QUESTIONS = marks.STYLES[Style.QUESTION]
_CHANGES = {"insertion": "infogad", "deletion": "borttagen", "move": "flyttad", "format": "formaterad"}
_SHOWN = 60  # characters of a quoted comment or change
_MANY = 3  # quoted of each sort
_UNREAD = re.compile(r"skadad \([^()]*comments[^()]*\)")  # how the reader tells of comments that it cannot read


@dataclass(frozen=True, slots=True, kw_only=True)
class Hindrance:
    """What keeps a document from being finished: one Swedish sentence, and what to do. ``option`` is the flag that
    overrides it."""

    text: str
    advice: str
    option: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Used:
    """An earlier document that text in the finished one comes from. ``question`` is a question's id or None; ``fate``
    is how much of the text stands as it was."""

    document: str
    kind: str | None
    date: str | None
    page: int | None
    headings: tuple[str, ...]
    question: str | None
    fate: Fate


@dataclass(frozen=True, slots=True, kw_only=True)
class Finished:
    """A document ready to be sent on. ``data`` is the Word file; ``uses`` are what became of the suggestions in the
    draft ``draft`` (None when it is not ours); ``sources`` the text's sources, None when they are not known;
    ``asked`` are questions as they stand in the draft, by their ids."""

    data: bytes
    draft: str | None
    uses: tuple[Use, ...]
    sources: tuple[Used, ...] | None
    asked: tuple[tuple[str, str], ...]
    notices: tuple[Notice, ...]


def hindrances(
    edited: Edited,
    findings: Sequence[Finding],
    *,
    force: bool = False,
    accept_changes: bool = False,
    drop_comments: bool = False,
) -> tuple[Hindrance, ...]:
    """Return what keeps a document from being finished, nothing when it may be.

    ``findings`` are the check's; those of severity error hinder unless ``force``. Changes that nobody has accepted, and
    comments of others than us, hinder also then.
    """
    found = []
    errors = [one for one in findings if one.severity is Severity.ERROR]
    if not force:
        found += [Hindrance(text=f"{one.place}: {one.text}", advice=one.advice, option="--force") for one in errors]
    if edited.changes and not accept_changes:
        shown = _quoted(f"{_CHANGES[one.kind]} ”{_short(one.text)}”" for one in edited.changes if one.text.strip())
        found.append(
            Hindrance(
                text=_counted(
                    len(edited.changes),
                    "spårad ändring är inte godkänd eller avvisad",
                    "spårade ändringar är inte godkända eller avvisade",
                )
                + f"{shown}.",
                advice="Godkänn eller avvisa dem i Word, eller godkänn alla med --accept-changes.",
                option="--accept-changes",
            )
        )
    if not drop_comments and any(_UNREAD.search(one.text) for one in edited.document.notices):
        found.append(
            Hindrance(
                text="Kommentarerna går inte att läsa: den delen av filen är skadad. Någon annan kan ha skrivit dem.",
                advice="Öppna filen i Word och spara den på nytt, eller ta bort alla kommentarer med --drop-comments.",
                option="--drop-comments",
            )
        )
    others = comments_of_others(edited)
    if others and not drop_comments:
        shown = _quoted(f"{one.author or 'okänd'}: ”{_short(one.text)}”" for one in others)
        found.append(
            Hindrance(
                text=f"{_counted(len(others), 'kommentar', 'kommentarer')} från andra än utlatande finns kvar{shown}.",
                advice="Besvara och ta bort dem i Word, eller ta bort alla med --drop-comments.",
                option="--drop-comments",
            )
        )
    return tuple(found)


def comments_of_others(edited: Edited) -> tuple[Comment, ...]:
    """Return the comments that people have written: all but ours."""
    known = edited.provenance.comments if edited.provenance else ()
    return tuple(one for one in edited.document.comments if not is_ours(one.author, one.text, known))


def finalize(
    data: bytes,
    edited: Edited,
    *,
    date: dt.date,
    draft: Edited | None = None,
    accept_changes: bool = False,
    drop_comments: bool = False,
) -> Finished:
    """Return the finished document. ``data`` is the Word file that ``edited`` was read from; ``date`` is today;
    ``draft`` is the draft as it was written, for a file that has lost what we put into it.

    What became of the suggestions is told before anything is taken away. Ask :func:`hindrances` first. Raises
    ReadError for a file that cannot be changed.
    """
    notices: list[Notice] = []
    edits: tuple[Edit, ...] | None = None
    try:
        edits = compare(edited, draft)
    except DraftUnknown:
        text = f"{edited.document.name} säger inte vad som föreslogs: källorna är okända och inget utfall sparas."
        notices.append(Notice(text=text))
    known = draft if draft is not None and draft.provenance is not None else edited
    identity = edited.draft or (draft.draft if draft else None)
    cited = {one.passage: one for suggestion in known.suggestions for one in suggestion.cited}
    done = strip(data, accept_changes=accept_changes, drop_comments=drop_comments, name=edited.document.name)
    _same_text(edited.document, done)
    return Finished(
        data=done,
        draft=identity,
        uses=_uses(_chosen(edits or (), edited), cited, identity, date) if identity else (),
        sources=None if edits is None else _sources(edits, cited),
        asked=_asked(known),
        notices=tuple(notices),
    )


def _same_text(before: Document, data: bytes) -> None:
    """Make sure that not a word was lost. Raises RuntimeError: that would be a defect of ours."""
    from pathlib import Path

    with Package(Path(before.name), data=data) as package:
        after = read_edited_package(package).document
    if sorted(_words(before)) != sorted(_words(after)):
        raise RuntimeError("den rensade filens text är inte densamma")


def _words(document: Document) -> Iterable[tuple[str, str]]:
    return ((block.number or "", block.text) for block in document.blocks)


# --- what became of the suggestions ----------------------------------------------------------------------------------


def _chosen(edits: Sequence[Edit], edited: Edited) -> Iterator[Edit]:
    """Yield the edits that say something of their text: not a further suggestion that nobody chose."""
    styles = {block.origin.block: block.style for block in edited.document.blocks}
    for edit in edits:
        left = edit.origin is not None and styles.get(edit.origin.block) in marks.STYLES[Style.ALTERNATIVE]
        if edit.role != Style.ALTERNATIVE.value or not (left or edit.fate is Fate.REMOVED):
            yield edit


def _uses(edits: Iterable[Edit], cited: dict[str, Cited], draft: str, date: dt.date) -> tuple[Use, ...]:
    """Return what became of each passage."""
    found: dict[str, list[tuple[int, Edit]]] = {}
    for edit in edits:
        for passage in edit.sources:
            found.setdefault(passage, []).append((len((edit.before or "").split()) or 1, edit))
    uses = []
    for passage, parts in found.items():
        kept = sum(words * edit.kept for words, edit in parts) / sum(words for words, _ in parts)
        gone = all(edit.fate is Fate.REMOVED for _, edit in parts)
        kept = 0.0 if gone else min(max(kept, 0.0), 1.0)
        one = cited.get(passage)
        uses.append(
            Use(
                passage=passage,
                document=(one.document if one else None) or _UNKNOWN,
                draft=draft,
                date=date.isoformat(),
                fate=Fate.REMOVED if gone else _fate(kept),
                kept=round(kept, 4),
            )
        )
    return tuple(uses)


def _fate(kept: float) -> Fate:
    if kept >= _KEPT:
        return Fate.KEPT
    return Fate.EDITED if kept >= _HALF else Fate.REWRITTEN


def _sources(edits: Sequence[Edit], cited: dict[str, Cited]) -> tuple[Used, ...]:
    """Return the sources of what stands in the document, each once for each question.

    Where not a word of a suggestion is left the text is somebody's own, and has no source."""
    found: dict[Used, None] = {}
    for edit in edits:
        if edit.fate is Fate.REMOVED or not edit.bookmark or (edit.fate is Fate.REWRITTEN and not edit.kept):
            continue
        for passage in edit.sources or ("",):
            one = cited.get(passage, Cited(passage=passage))
            used = Used(
                document=one.document or _UNKNOWN,
                kind=one.kind,
                date=one.date,
                page=one.page,
                headings=one.headings,
                question=edit.question,
                fate=edit.fate,
            )
            found[used] = None
    return tuple(found)


def _asked(edited: Edited) -> tuple[tuple[str, str], ...]:
    """Return the questions as the draft wrote them over its answers, by their ids."""
    if edited.provenance is None:
        return ()
    known = {one.bookmark: one.question for one in edited.suggestions}
    found: dict[str, str] = {}
    over = ""
    for piece in edited.provenance.written:
        if piece.style in _QUESTIONS:
            over = piece.text
        for name, _ in piece.covers:
            question = known.get(name)
            if question and over:
                found.setdefault(question, over)
    return tuple(found.items())


def asked_in(letter: Skrivelse) -> tuple[tuple[str, str], ...]:
    """Return a letter's questions with their numbers, by their ids."""
    return tuple((one.id, f"{one.number}. {one.text}" if one.number else one.text) for one in letter.questions)


def _counted(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


def _quoted(texts: Iterable[str]) -> str:
    """Return the first of the texts in brackets, and how many more there are."""
    every = list(texts)
    if not every:
        return ""
    more = f" och {len(every) - _MANY} till" if len(every) > _MANY else ""
    return f" ({', '.join(every[:_MANY])}{more})"


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN].rsplit(' ', 1)[0]} …"
