"""The nouns: frozen values that the rooms hand to each other. Nothing here reads, writes or decides.

Unknown is ``None`` (or an empty tuple), never a made-up value. Dates are ISO 8601 strings, whole
(``2024-05-23``) or shortened (``2024-05``, ``2024``). All text is NFC with ``\\n`` for a soft line break.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What a block is in its document."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    ITEM = "item"  # an item of a list, numbered or bulleted
    ROW = "row"  # one row of a table; ``cells`` holds its cells
    BOX = "box"  # a paragraph of a text box
    FOOTNOTE = "footnote"
    ENDNOTE = "endnote"
    HEADER = "header"  # page header, once a document
    FOOTER = "footer"


class DocumentKind(StrEnum):
    """What sort of earlier document a file is."""

    TJANSTEUTLATANDE = "tjansteutlatande"
    LAGESBILD = "lagesbild"
    ATGARDSPLAN = "atgardsplan"
    MINUTES = "minutes"
    SKRIVELSE = "skrivelse"
    OTHER = "other"


class PassageKind(StrEnum):
    """What sort of reusable text a passage is."""

    ANSWER = "answer"
    LAGESBILD = "lagesbild"
    INSATS = "insats"
    MINUTES = "minutes"
    SECTION = "section"


class QuestionKind(StrEnum):
    """A question, or a demand that the förvaltning do something (ge … i uppdrag att …)."""

    FRAGA = "fraga"
    UPPDRAG = "uppdrag"


class Asks(StrEnum):
    """What sort of thing a question asks for."""

    NUMBER = "number"
    LIST = "list"
    PLAN = "plan"
    STANCE = "stance"
    DESCRIPTION = "description"
    YES_NO = "yes_no"


class Confidence(StrEnum):
    """How well a text supports an answer."""

    STRONG = "strong"  # Starkt stöd
    POSSIBLE = "possible"  # Möjligt stöd
    NONE = "none"  # Inget tidigare svar


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where a text stands: document (path relative to the corpus with ``/``, or a file name), the block's
    position from 0, and the page from 1 where the format has pages."""

    document: str
    block: int
    page: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """What went less well and a person should know: one Swedish sentence."""

    text: str
    origin: Origin | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One paragraph, list item, table row, note … of a document, in reading order.

    ``number`` is an automatic label as it is shown (``"1."``, ``"a)"``, ``"•"``) and is not part of ``text``; a label
    that somebody typed by hand stays in ``text``. ``level`` is a heading's 1–9, or an item's depth from 0. A row has
    ``cells`` (one text a cell, paragraphs joined by ``\\n``, automatic numbers included), ``table`` (the table's
    position in the document from 0) and ``text`` = the cells joined by tabs. ``strong``: all of it is bold, or larger
    than the body text. ``style``: the Word style's name. ``part``: the name of the file attached to an e-mail that it
    stands in; None in the e-mail itself, and in any other document.
    """

    text: str
    role: Role
    origin: Origin
    level: int | None = None
    number: str | None = None
    cells: tuple[str, ...] = ()
    table: int | None = None
    strong: bool = False
    style: str | None = None
    part: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment:
    """A comment beside the text: never part of it."""

    text: str
    author: str | None = None
    date: str | None = None
    origin: Origin | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """What somebody wrote about a picture for those who cannot see it: never part of the text. ``origin`` is the block
    that it follows."""

    text: str
    origin: Origin | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Struck:
    """What somebody struck through but left to be seen: never part of the text. ``origin`` is the block that it stands
    in, or follows when all of its paragraph is struck."""

    text: str
    origin: Origin | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A file as read. ``format`` is how it was read (``docx``, ``pdf``, ``text``, ``odt`` …); ``properties`` are the
    file's own (title, author, created, and custom ones under their names)."""

    name: str
    format: str
    blocks: tuple[Block, ...]
    properties: tuple[tuple[str, str], ...] = ()
    comments: tuple[Comment, ...] = ()
    pictures: tuple[Picture, ...] = ()
    struck: tuple[Struck, ...] = ()
    notices: tuple[Notice, ...] = ()

    @property
    def body(self) -> tuple[Block, ...]:
        """The blocks without page headers and footers."""
        return tuple(b for b in self.blocks if b.role not in (Role.HEADER, Role.FOOTER))

    @property
    def text(self) -> str:
        """The body as plain text, one block a line, shown numbers included."""
        return "\n".join(f"{b.number} {b.text}" if b.number else b.text for b in self.body)


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One thing that is asked.

    ``id`` is unique in the letter (``q1``, ``q2a``). ``number`` is as a person would say it (``"2a"``) or None.
    ``text`` is verbatim, without number and stem; ``stem`` is the lead-in that its parent or list carries; ``searches``
    are the texts to search with, stem included, at least one for an answerable question. A mere stem over
    sub-questions has ``answerable`` False. ``place`` is where it was put when not among the questions
    (``"ersättaryttrande"``); ``doubt`` says in Swedish why it may not be a question; ``rule`` why it was taken for one.
    """

    id: str
    number: str | None
    text: str
    origin: Origin
    stem: str | None = None
    kind: QuestionKind = QuestionKind.FRAGA
    asks: tuple[Asks, ...] = ()
    parent: str | None = None
    answerable: bool = True
    place: str | None = None
    doubt: str | None = None
    searches: tuple[str, ...] = ()
    rule: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Skrivelse:
    """A letter as understood. ``parties`` are short marks (``"M"``); ``preamble`` and ``claims`` (sentences of the
    preamble that carry a figure or a year) are verbatim."""

    title: str | None
    questions: tuple[Question, ...]
    parties: tuple[str, ...] = ()
    signatories: tuple[str, ...] = ()
    recipient: str | None = None
    date: str | None = None
    dnr: str | None = None
    preamble: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    notices: tuple[Notice, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A piece of an earlier document that can be reused, verbatim.

    ``id`` is a hash of document, headings, question and text, so it survives a new reading. ``headings`` is the section
    path.
    ``question`` is the earlier question an answer belongs to. ``date`` is the document's (written, or decided).
    ``internal``: may be pointed at, never quoted.
    """

    id: str
    kind: PassageKind
    text: str
    origin: Origin
    headings: tuple[str, ...] = ()
    question: str | None = None
    date: str | None = None
    namnd: str | None = None
    area: str | None = None
    parties: tuple[str, ...] = ()
    internal: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What one party to an insats does: its contact and its åtagande."""

    part: str
    kontakt: str | None = None
    atagande: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Insats:
    """One measure of the register, with the columns such plans have. ``passage`` is the id of the passage it is."""

    id: str
    passage: str
    atgard: str
    origin: Origin
    year: int | None = None
    ansvarig: str | None = None
    samverkansforum: str | None = None
    aktiviteter: tuple[str, ...] = ()
    parter: tuple[Part, ...] = ()
    ovriga_aktorer: str | None = None
    finansiering: str | None = None
    kommunikation: str | None = None
    uppfoljning: str | None = None
    mal: str | None = None
    syfte: str | None = None
    malgrupp: str | None = None
    plats: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A figure with what it measures, where and when. ``sentence`` is the verbatim source of it."""

    measure: str
    figure: str
    sentence: str
    origin: Origin
    place: str | None = None
    year: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """What an earlier document says that the office will do, verbatim; ``date`` is the document's.

    ``passage`` is the id of the passage it stands in; ``ordered``: minutes say that it was decided.
    """

    text: str
    origin: Origin
    date: str | None = None
    passage: str | None = None
    ordered: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """What an earlier document says of itself."""

    title: str | None = None
    namnd: str | None = None
    forvaltning: str | None = None
    avdelning: str | None = None
    dnr: str | None = None
    date: str | None = None
    meeting_date: str | None = None
    handlaggare: str | None = None
    parties: tuple[str, ...] = ()
    attachments: tuple[str, ...] = ()
    area: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """An earlier document as understood: its kind and all that can be reused from it."""

    document: str
    kind: DocumentKind
    metadata: Metadata
    passages: tuple[Passage, ...] = ()
    insatser: tuple[Insats, ...] = ()
    facts: tuple[Fact, ...] = ()
    promises: tuple[Promise, ...] = ()
    notices: tuple[Notice, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """What to search for. ``context`` (title, preamble) counts a little.

    The rest keeps the search to some passages; empty means all, and of several one is enough. ``since`` and ``until``
    are dates, themselves included, whole or shortened (``"2020"`` to ``"2023"`` is all of four years); what has no date
    is then left out. ``areas`` and ``namnder`` are names or words of them, ``parties`` marks or names, compared without
    regard to case and genitive; ``exclude`` are whole names of documents.
    """

    text: str
    context: str = ""
    kinds: tuple[PassageKind, ...] = ()
    since: str | None = None
    until: str | None = None
    areas: tuple[str, ...] = ()
    namnder: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    limit: int = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A passage that the index found, with the shares (0–1 within the query) its fields got and what matched.

    ``coverage`` is the IDF-weighted share of the question's words found in the passage; ``matched`` are those words as
    they stand in the question, weightiest first. Where a sentence model is used as well, ``words`` is the score by the
    words alone and ``meaning`` (0–1) how near the model puts passage and question, 1 being the nearest passage of all.
    """

    passage: Passage
    score: float
    coverage: float = 0.0
    matched: tuple[str, ...] = ()
    words: float | None = None
    meaning: float | None = None


Search = Callable[[Query], Sequence[Candidate]]
PassagesOf = Callable[[str], Sequence[Passage]]  # a document's name in, all its passages out
Embedder = Callable[[Sequence[str]], Iterable[Iterable[float]]]  # a vector for each text, all of one length


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A suggestion for a question. ``score`` is 0–1, comparable within one query; ``reasons`` are Swedish sentences;
    ``variants`` are near-duplicates of the passage, newest first; ``lacking`` are words of the question that the
    passage says nothing of, and ``near``: those are more than half of what is asked."""

    question: str
    passage: Passage
    score: float
    confidence: Confidence
    reasons: tuple[str, ...] = ()
    variants: tuple[Passage, ...] = ()
    lacking: tuple[str, ...] = ()
    near: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What was found for one question: ``question`` is its id; ``confidence`` is the best match's."""

    question: str
    matches: tuple[Match, ...] = ()
    confidence: Confidence = Confidence.NONE


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """What a draft must say of a document it reuses: for comments and the list of sources. ``valid_until`` and
    ``superseded_by`` (another document) are what the office says of it in corpus.toml."""

    document: str
    kind: DocumentKind
    metadata: Metadata
    valid_until: str | None = None
    superseded_by: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A sentence of an earlier document, verbatim; ``date`` is the document's."""

    text: str
    origin: Origin
    date: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminder:
    """That an earlier document promised something on the subject of a question; ``question`` is its id."""

    question: str
    promise: Promise


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """An earlier answer to the same or nearly the same question (``passage.question``); ``question`` is an id.

    ``stances`` are the sentences that say its stance, none when none does; ``decision`` is what minutes say the nämnd
    then decided.
    """

    question: str
    passage: Passage
    stances: tuple[str, ...] = ()
    decision: Said | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """That two earlier answers to one question differ in figures or in a negation: both, without a verdict."""

    question: str
    newer: Said
    older: Said


@dataclass(frozen=True, slots=True, kw_only=True)
class Library:
    """What earlier documents hold beside the passages that are searched. ``renames`` are (old, new) names;
    ``passages_of`` gives all passages of a document in the order they stand."""

    sources: tuple[Source, ...] = ()
    insatser: tuple[Insats, ...] = ()
    facts: tuple[Fact, ...] = ()
    promises: tuple[Promise, ...] = ()
    renames: tuple[tuple[str, str], ...] = ()
    passages_of: PassagesOf | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """All that drafting may use, gathered: nothing else may enter a draft. ``renames`` are (old, new) names;
    ``earlier`` are answers to the same questions, and ``differences`` where two of them differ; ``beside`` are all
    passages, in order, of the documents in which a text that was found points at something."""

    found: tuple[Found, ...] = ()
    sources: tuple[Source, ...] = ()
    insatser: tuple[Insats, ...] = ()
    facts: tuple[Fact, ...] = ()
    promises: tuple[Reminder, ...] = ()
    earlier: tuple[Reply, ...] = ()
    differences: tuple[Difference, ...] = ()
    renames: tuple[tuple[str, str], ...] = ()
    beside: tuple[Passage, ...] = ()
    notices: tuple[Notice, ...] = ()


class Mark(StrEnum):
    """How a run is shown."""

    PLAIN = "plain"
    PLACEHOLDER = "placeholder"  # yellow: a person must fill it in
    BOLD = "bold"
    ITALIC = "italic"
    INSERTED = "inserted"  # a tracked insertion; ``replaces`` is the tracked deletion before it


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A piece of a paragraph with one look."""

    text: str
    mark: Mark = Mark.PLAIN
    replaces: str | None = None


class Style(StrEnum):
    """What a paragraph of a draft is; word/marks.py maps each to a Word style."""

    TITLE = "title"
    SUBTITLE = "subtitle"
    HEADING = "heading"
    BODY = "body"
    QUESTION = "question"  # a question over its answer, bold
    REUSED = "reused"  # verbatim text from an earlier document
    ALTERNATIVE = "alternative"  # a further suggestion for the same question, to choose from
    QUOTE = "quote"  # the letter's own words
    LIST = "list"
    NUMBERED = "numbered"
    NOTE = "note"  # a line to the handläggare, to be deleted
    SIGNATURE = "signature"
    ATTACHMENT = "attachment"


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A paragraph of a draft. ``question`` is a question id; ``sources`` are ids of matched passages (the provenance);
    ``comments`` become Word comments on it."""

    runs: tuple[Run, ...]
    role: Style
    level: int | None = None
    question: str | None = None
    sources: tuple[str, ...] = ()
    comments: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The paragraph's text, tracked insertions in, deletions out."""
        return "".join(r.text for r in self.runs)


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table of a draft: rows of cell texts, the first row being the header. ``sources`` as a paragraph's.

    ``runs`` are the same cells with their marks, where some have any; the texts of ``rows`` are then those of the runs.
    """

    rows: tuple[tuple[str, ...], ...]
    sources: tuple[str, ...] = ()
    runs: tuple[tuple[tuple[Run, ...], ...], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Placeholder:
    """What a person must still fill in, as it stands in the draft, and the question it belongs to."""

    text: str
    question: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A whole tjänsteutlåtande before Word exists. ``fields`` fill the template's letterhead (``dnr``, ``datum`` …; a
    value of a field that is itself a placeholder begins with ``[``); ``parts`` is the body in order; ``promises``,
    ``earlier`` and ``differences`` are what its comments tell of the evidence; ``provenance``
    holds every passage that ``sources`` name."""

    title: str
    fields: tuple[tuple[str, str], ...]
    parts: tuple[Paragraph | Table, ...]
    found: tuple[Found, ...] = ()
    promises: tuple[Reminder, ...] = ()
    earlier: tuple[Reply, ...] = ()
    differences: tuple[Difference, ...] = ()
    provenance: tuple[Passage, ...] = ()
    placeholders: tuple[Placeholder, ...] = ()
    notices: tuple[Notice, ...] = ()


class Severity(StrEnum):
    """How much a finding weighs."""

    ERROR = "error"  # must be mended before the document is sent on
    WARNING = "warning"  # should be looked at
    NOTE = "note"  # worth knowing


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What a check found in a tjänsteutlåtande.

    ``rule`` is the rule's stable id (``"fraga-utan-svar"``); ``text`` says in one Swedish sentence what is wrong and
    ``advice`` what to do; ``place`` is where, as a person would say it (``"Sammanfattning"``, ``"Fråga 3b"``);
    ``quote`` are the words it is about, verbatim in the block of ``origin``; ``question`` is the question's id in the
    letter.
    """

    rule: str
    severity: Severity
    text: str
    advice: str
    place: str
    origin: Origin | None = None
    quote: str | None = None
    question: str | None = None


class Fate(StrEnum):
    """What became of a suggested text."""

    KEPT = "kept"
    EDITED = "edited"  # some words changed
    REWRITTEN = "rewritten"  # it stands there, but most words are others
    REMOVED = "removed"
    ADDED = "added"  # was never suggested


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """What became of one suggested paragraph or table (or a paragraph that was added).

    ``before`` is the suggested text (None when added), ``after`` the text now, changes accepted (None when removed);
    ``kept`` is the share, 0–1, of the suggested words that are left; ``words`` are (old, new) pairs of changed words in
    order; ``moved``: it stands in another order than suggested; ``sources`` are passage ids; ``origin`` is where it
    stands now.
    """

    fate: Fate
    before: str | None = None
    after: str | None = None
    kept: float = 0.0
    words: tuple[tuple[str, str], ...] = ()
    moved: bool = False
    bookmark: str | None = None
    question: str | None = None
    role: str | None = None
    sources: tuple[str, ...] = ()
    origin: Origin | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """That a passage was suggested in a draft which was then finished: ``draft`` is the draft's id, ``date`` the day it
    was finished, ``kept`` the share, 0–1, of the passage's words that were left."""

    passage: str
    document: str
    draft: str
    date: str
    fate: Fate
    kept: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Survival:
    """How a passage fared in finished documents: ``times`` it was suggested there, in ``removed`` of them it was taken
    out, and ``kept`` is the mean share, 0–1, of its words that was left, those included."""

    times: int
    removed: int
    kept: float
