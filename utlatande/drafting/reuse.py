"""Earlier text into paragraphs of the draft: verbatim, with its source, and with all that must be checked shown."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from utlatande import differing, phrasing, structure
from utlatande.drafting import ageing, private
from utlatande.drafting.alongside import Along, Item, along, decided, where
from utlatande.drafting.desk import Desk
from utlatande.drafting.pieces import paragraph
from utlatande.model import Confidence, Mark, Match, Paragraph, Passage, Run, Style, Table

CAPTION = "Tabell"
Part = Paragraph | Table
_YES_NO = re.compile(r"\s*(Ja|Nej)\b")
_NOTE = re.compile(r"[¹²³⁰⁴-⁹]+\s")
_BLANK = re.compile(r"\n[ \t\u00a0]*\n")


def pieces(text: str) -> tuple[str, ...]:
    """Return the paragraphs of a passage, verbatim; contact lines, signatures and its footnotes are left out."""
    found = (piece.strip("\n ") for piece in _BLANK.split(text))
    return tuple(piece for piece in found if piece and not private.is_contact(piece) and not _NOTE.match(piece))


def source_line(passage: Passage, desk: Desk) -> str:
    """Return where a text stands, for a comment: document, nämnd or source, date, section, page, file."""
    metadata = desk.metadata(passage.origin.document)
    date = passage.date or metadata.date
    parts = [
        desk.document(passage),
        passage.namnd or metadata.namnd or metadata.forvaltning,
        date if date and date not in desk.document(passage) else None,
        f"avsnitt ”{passage.headings[-1]}”" if passage.headings else None,
        f"s. {passage.origin.page}" if passage.origin.page else None,
    ]
    lines = [f"Källa: {', '.join(part for part in parts if part)}.", f"Fil: {passage.origin.document}"]
    return "\n".join((*lines, *_standing(passage, desk)))


def _standing(passage: Passage, desk: Desk) -> Iterator[str]:
    """Yield what the office says of the document in corpus.toml: that it has run out, or that another replaces it."""
    source = desk.sources.get(passage.origin.document)
    if source is None:
        return
    if desk.is_over(passage):
        yield f"Dokumentet gällde till och med {source.valid_until}."
    if source.superseded_by:
        yield f"Dokumentet är ersatt av {source.superseded_by}."


def reason_line(match: Match) -> str:
    """Return why a text was chosen."""
    return f"Vald för att: {' '.join(match.reasons)}" if match.reasons else ""


def paragraphs(
    match: Match,
    desk: Desk,
    role: Style,
    *,
    question: str | None = None,
    only: Sequence[str] | None = None,
    remarks: Sequence[str] = (),
    beside: Sequence[Item] = (),
) -> tuple[Part, ...]:
    """Return a passage's paragraphs (or ``only`` some of them) with comments; the first says why it was chosen.

    Rows of a table in the text become a real table, under the line before it. A table that the text points at follows
    it; what it points at that cannot is told in a line of its own. ``beside`` stands in the draft with it.
    """
    passage = match.passage
    chosen = pieces(passage.text) if only is None else tuple(only)
    every, places = _around(passage, desk)
    shown = [*beside, *(every[places[piece]] for piece in chosen if piece in places)]
    made: list[Part] = []
    for position, piece in enumerate(chosen):
        head = [source_line(passage, desk)]
        if not position:
            head += [
                _support(match),
                _asked(match),
                reason_line(match),
                _variants(match, desk),
                decided(passage, desk),
                ageing.origin(passage, desk),
                *remarks,
            ]
        comment = "\n".join(text for text in head if text)
        with_it = along(places[piece], every, shown, question, desk) if piece in places else Along()
        for words, said in with_it.before:
            values = {"ord": words, "dokument": where(Item(passage, ""), desk), "text": said}
            made.append(paragraph(Style.NOTE, *desk.words.runs("syftar_pa", **values), question=question))
        for text, rows in _blocks(piece, passage):
            runs, changed = marked(text, desk)
            grid, inside = table(rows, (passage.id,), desk)
            told = "\n".join((text, *("\t".join(row) for row in grid.rows)))
            checks = ageing.checks(
                "".join(run.replaces or run.text for run in runs) if not rows else told, passage, desk
            )
            comments = [comment, *dict.fromkeys((*changed, *inside)), *checks, *with_it.remarks]
            made.append(paragraph(role, *runs, question=question, sources=(passage.id,), comments=comments))
            if rows:
                made.append(grid)
                if question and role is not Style.ALTERNATIVE:
                    desk.tables.setdefault(passage.id, question)
        made += _alongside(with_it, passage, desk, role, question, shown=shown)
    return tuple(made)


def _around(passage: Passage, desk: Desk) -> tuple[tuple[Item, ...], dict[str, int]]:
    """Return the pieces of a passage's document in order, and where among them those of the passage stand."""
    every = tuple(
        Item(one, piece) for one in desk.beside.get(passage.origin.document, (passage,)) for piece in pieces(one.text)
    )
    own = (passage.origin.block, passage.text)
    places = {
        item.text: place for place, item in enumerate(every) if (item.passage.origin.block, item.passage.text) == own
    }
    return every, places


def _alongside(
    with_it: Along, passage: Passage, desk: Desk, role: Style, question: str | None, *, shown: Sequence[Item]
) -> Iterator[Part]:
    """Yield the tables that a text points at, and a line on each thing that cannot be brought along."""
    for item in with_it.tables:
        asked = Match(
            question=question or "",
            passage=item.passage,
            score=0.0,
            confidence=Confidence.STRONG,
            reasons=("Texten före hänvisar till tabellen.",),
        )
        stands = (*shown, *with_it.tables)  # tables may point at each other
        yield from paragraphs(asked, desk, role, question=question, only=(item.text,), beside=stands)
    for name, words in with_it.missing:
        values = {"ord": words, "dokument": where(Item(passage, ""), desk)}
        yield paragraph(Style.NOTE, *desk.words.runs(name, **values), question=question)


Rows = tuple[tuple[str, ...], ...]


def _blocks(piece: str, passage: Passage) -> Iterator[tuple[str, Rows]]:
    """Yield the text of a piece with the rows of the table that follows it, none where no table does."""
    if "\t" not in piece:
        yield piece, ()
        return
    text: list[str] = []
    rows: list[tuple[str, ...]] = []
    for line in [*piece.split("\n"), ""]:
        if "\t" in line:
            rows.append(tuple(cell.strip() for cell in line.split("\t")))
            continue
        if rows:
            caption = "\n".join(text) or _caption(passage)
            width = max(len(row) for row in rows)
            yield caption, tuple(row + ("",) * (width - len(row)) for row in rows)
            text, rows = [], []
        if line.strip():
            text.append(line)
    if text:
        yield "\n".join(text), ()


def _caption(passage: Passage) -> str:
    """Return what stands over a table that has no title: its heading, where that says what the table is about."""
    last = passage.headings[-1] if passage.headings else ""
    return f"{CAPTION}. {last}" if last and structure.slot(last) is None and last != passage.question else CAPTION


def _support(match: Match) -> str:
    """Return that a text is only possible support, and what of the question it says nothing of."""
    if match.confidence is not Confidence.POSSIBLE or not match.reasons:
        return ""
    words = phrasing.joined([f"”{word}”" for word in match.lacking], "eller")
    return f"Möjligt stöd. {f'Texten nämner inte {words}. ' if words else ''}Läs och bedöm om den svarar."


def _asked(match: Match) -> str:
    """Return the earlier question that an answer answered; a «Ja» or «Nej» answered that one, not the new one."""
    passage = match.passage
    asked = private.plain(" ".join((passage.question or "").split()))
    told = f"Svarade då på: ”{asked}”" if asked else ""
    word = _YES_NO.match(passage.text)
    if word and match.confidence is not Confidence.STRONG:
        told = f"{told}\nTexten börjar med ”{word[1]}”, som svar på den tidigare frågan. Stämmer det här?".strip()
    return told


def _variants(match: Match, desk: Desk) -> str:
    if not match.variants:
        return ""
    newest: dict[str, Passage] = {}
    for one in match.variants:
        newest.setdefault(desk.document(one), one)
    said = (f"{name}{_differs(match.passage, one)}" for name, one in newest.items())
    return f"Nästan samma text finns också i {'; '.join(said)}."


def _differs(passage: Passage, variant: Passage) -> str:
    """Return what stands in a variant and not in the passage; nothing of an internal document is quoted."""
    told = "" if variant.internal or passage.internal else differing.told(passage.text, variant.text)
    return f" ({told})" if told else ""


def marked(text: str, desk: Desk) -> tuple[tuple[Run, ...], tuple[str, ...]]:
    """Return a text as runs, what is private masked and old names changed, and the comments on that."""
    runs, masked = private.masked(text)
    runs, renamed = renamed_runs(runs, desk.evidence.renames)
    return runs, (*masked, *renamed)


def table(rows: Rows, sources: tuple[str, ...], desk: Desk) -> tuple[Table, tuple[str, ...]]:
    """Return a table of earlier texts, masked and renamed cell by cell, and the comments on what was changed in it."""
    cells = [[marked(cell, desk) for cell in row] for row in rows]
    comments = tuple(dict.fromkeys(text for row in cells for _, said in row for text in said))
    made = tuple(tuple(runs for runs, _ in row) for row in cells)
    texts = tuple(tuple("".join(run.text for run in runs) for runs in row) for row in made)
    return Table(rows=texts, sources=sources, runs=made if comments else ()), comments


def renamed_runs(runs: Sequence[Run], renames: Sequence[tuple[str, str]]) -> tuple[tuple[Run, ...], tuple[str, ...]]:
    """Return the runs with old names replaced as tracked changes, and a comment on each change."""
    table = {old: new for old, new in renames if old and old != new}
    if not table:
        return tuple(runs), ()
    names = "|".join(re.escape(old) for old in sorted(table, key=len, reverse=True))
    pattern = re.compile(rf"(?<![\w-])({names})(s?)(?![\w-])")
    made: list[Run] = []
    used: dict[str, None] = {}
    for run in runs:
        if run.mark is not Mark.PLAIN:
            made.append(run)
            continue
        at = 0
        for m in pattern.finditer(run.text):
            made.append(Run(text=run.text[at : m.start()]))
            made.append(Run(text=f"{table[m[1]]}{m[2]}", mark=Mark.INSERTED, replaces=m[0]))
            used[m[1]] = None
            at = m.end()
        made.append(Run(text=run.text[at:]))
    comments = tuple(f"Namnet ”{old}” har ändrats till ”{table[old]}”. Godkänn eller avvisa ändringen." for old in used)
    return tuple(run for run in made if run.text), comments
