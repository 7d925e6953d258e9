"""The end of a draft: underskrifter, the list of Bilagor, and the Bilaga with insatser."""

from __future__ import annotations

from collections.abc import Iterator

from utlatande.drafting import reuse
from utlatande.drafting.desk import Desk
from utlatande.drafting.pieces import paragraph
from utlatande.model import Insats, Mark, Paragraph, Run, Style, Table


def signatures(desk: Desk) -> Iterator[Paragraph]:
    """Write who signs, from the settings, or placeholders for two."""
    for one in desk.settings.signatories:
        lines = [line for line in (one.name, one.title, one.unit) if line]
        yield paragraph(Style.SIGNATURE, "\n".join(lines))
    if not desk.settings.signatories:
        lines = desk.words.text("underskrift_lucka").split("|")
        for _ in range(2):
            runs = [
                Run(text=text, mark=Mark.PLACEHOLDER) if text != "\n" else Run(text=text) for text in _between(lines)
            ]
            yield paragraph(Style.SIGNATURE, *runs)


def _between(lines: list[str]) -> Iterator[str]:
    for position, line in enumerate(lines):
        if position:
            yield "\n"
        yield line


def attachments(desk: Desk) -> Iterator[Paragraph]:
    """Write the list of Bilagor; the letter itself is the first."""
    for name in desk.bilagor:
        yield paragraph(Style.ATTACHMENT, name)


def appendix(desk: Desk) -> Iterator[Paragraph | Table]:
    """Write the Bilaga with insatser, when the letter asks which were made and the register has some."""
    register = desk.bilaga_insatser
    if not register:
        return
    runs = desk.words.runs("bilaga_rubrik", nummer=desk.bilaga_nummer, namn=desk.bilagor[desk.bilaga_nummer - 1])
    header = tuple(desk.words.text("kolumner_insatser").split("|"))
    rows = [_row(one)[: len(header)] for one in register]
    kept = [place for place in range(len(header)) if not place or any(row[place] for row in rows)]
    filled = tuple(tuple(row[place] for place in kept) for row in (header, *rows))
    table, comments = reuse.table(filled, tuple(dict.fromkeys(one.passage for one in register)), desk)
    yield paragraph(Style.HEADING, *runs, level=1, comments=comments)
    yield table


def _row(one: Insats) -> tuple[str, ...]:
    target = "; ".join(text for text in (one.malgrupp, one.plats) if text)
    return (one.atgard, one.ansvarig or "", "\n".join(one.aktiviteter), target, str(one.year) if one.year else "")
