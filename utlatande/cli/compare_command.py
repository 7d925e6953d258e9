"""``utlatande compare``: what became of a draft when people had worked on it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from utlatande.cli import options
from utlatande.cli.commands import cli, emit
from utlatande.cli.options import PATH

if TYPE_CHECKING:
    from utlatande.model import Notice
    from utlatande.word.edited import Edited


@cli.command()
@click.argument("document", metavar="UTLÅTANDE", type=PATH)
@click.option(
    "--draft", metavar="UTKAST", type=PATH, help="Utkastet som det skrevs. Behövs när UTLÅTANDE har sparats som .odt."
)
@click.option(
    "--redline", metavar="FIL", type=PATH, help="Skriv en kopia i Word med allt som ändrats som spårade ändringar."
)
@click.option("--force", is_flag=True, help="Skriv kopian även om filen finns. Den gamla sparas.")
@click.option("--all", "everything", is_flag=True, help="Visa också det som står kvar oförändrat.")
def compare(
    document: Path, draft: Path | None, redline: Path | None, force: bool, everything: bool, as_json: bool
) -> None:
    """Visa vad som blev av utkastet i UTLÅTANDE: behållet, ändrat, omskrivet, flyttat, borttaget och tillagt."""
    from utlatande import readers, shapes
    from utlatande.review import compare as review

    if redline is not None:
        options.refuse_output(redline, (document, draft), "--redline", force=force)
    edited = readers.edited(document)
    original = readers.edited(draft) if draft else None
    edits = review.compare(edited, original)
    if redline is not None:
        _write(redline, document, edited, original, force=force)
    notices = _notices(edited, original)
    cited = _cited(edited, original)
    if as_json:
        names = [None if path is None else str(path) for path in (draft, redline)]
        emit(shapes.compare(str(document), names[0], edits, cited, notices=notices, output=names[1]))
        return
    from utlatande.cli import compare_table

    options.tell(notices)
    compare_table.show(edits, cited, redline, everything=everything)


def _write(target: Path, document: Path, edited: Edited, original: Edited | None, *, force: bool) -> None:
    from utlatande import readers
    from utlatande.review.redlining import redline
    from utlatande.word.package import save_atomically

    now = dt.datetime.now(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    save_atomically(target, redline(readers.word_bytes(document), edited, original, created=now), force=force)


def _cited(edited: Edited, original: Edited | None) -> dict[str, dict[str, Any]]:
    """Return what the files remember of each source, by its passage."""
    suggestions = (*edited.suggestions, *(original.suggestions if original else ()))
    return {
        source.passage: {
            "document": source.document,
            "page": source.page,
            "date": source.date,
            "headings": list(source.headings),
        }
        for one in suggestions
        for source in one.cited
    }


def _notices(edited: Edited, original: Edited | None) -> tuple[Notice, ...]:
    from utlatande.model import Notice

    found = list(edited.document.notices)
    if original is not None and edited.draft and original.draft and edited.draft != original.draft:
        found.append(
            Notice(
                text=f"{original.document.name} är inte det utkast som {edited.document.name} gjordes av."
                " Jämförelsen kan bli missvisande."
            )
        )
    return tuple(found)
