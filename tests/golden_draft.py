"""A draft as text for golden files: style, text and comments of each paragraph; a change is read in review."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from pathlib import Path

from utlatande import drafting, evidence, readers, skrivelse
from utlatande.corpus import Corpus
from utlatande.model import Draft, Mark, Paragraph, Run
from utlatande.settings import Settings

ROOT = Path(__file__).parent.parent
LETTERS = sorted(path for path in (ROOT / "tests" / "data" / "letters").glob("*") if path.suffix != ".json")
DAY = dt.date(2025, 10, 1)
OFFICE = Settings(
    namnd="Norrviks stadsdelsnämnd",
    forvaltning="Norrviks stadsdelsförvaltning",
    avdelning="Avdelningen för stadsmiljö och trygghet",
    areas=("Norrvik", "Björkhaga", "Kvarnängen", "Lillåsen", "Sjöhamnen", "Stationsstaden", "Tallbacken"),
)


def name(letter: Path) -> str:
    """Return the name of a letter's golden file."""
    plain = unicodedata.normalize("NFKD", letter.stem).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") + ".txt"


def drafted(letter: Path, corpus: Corpus) -> Draft:
    """Draft the answer to a letter of the repository from the sample corpus, as ``utlatande draft`` does."""
    asked = skrivelse.parse(readers.read(letter))
    found = evidence.gather(
        asked,
        corpus.search,
        corpus.library(),
        date=DAY,
    )
    return drafting.draft(asked, found, OFFICE, date=DAY)


def as_text(draft: Draft) -> str:
    """Return the whole draft: fields, parts with their marks and comments, what is left to fill in, notices."""
    lines = [f"{name}: {value}" for name, value in draft.fields]
    for part in draft.parts:
        lines.append("")
        if isinstance(part, Paragraph):
            level = f" {part.level}" if part.level is not None else ""
            about = f" ({part.question})" if part.question else ""
            lines.append(f"[{part.role.value}{level}{about}] {''.join(_run(run) for run in part.runs)}")
            lines += [_indented(f"# {comment}") for comment in part.comments]
        else:
            lines.append("[table]")
            cells = part.runs or tuple(tuple((Run(text=cell),) for cell in row) for row in part.rows)
            shown = [["".join(_run(run) for run in cell).replace("\n", " / ") for cell in row] for row in cells]
            lines += ["  | " + " | ".join(row) for row in shown]
    lines += [
        "",
        "Att fylla i:",
        *(f"  {p.text}" + (f" ({p.question})" if p.question else "") for p in draft.placeholders),
    ]
    lines += ["", "Meddelanden:", *(f"  {notice.text}" for notice in draft.notices)]
    return "\n".join(lines) + "\n"


def _run(run: Run) -> str:
    if run.mark is Mark.PLACEHOLDER:
        return f"«{run.text}»"
    if run.mark is Mark.INSERTED:
        return f"{{-{run.replaces}-}}{{+{run.text}+}}"
    if run.mark is Mark.BOLD:
        return f"**{run.text}**"
    if run.mark is Mark.ITALIC:
        return f"_{run.text}_"
    return run.text


def _indented(text: str) -> str:
    return "\n".join(f"    {line}" for line in text.split("\n"))
