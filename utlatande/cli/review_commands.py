"""The commands for what comes after Word: check."""

from __future__ import annotations

import datetime as dt
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

import click

from utlatande.cli import options
from utlatande.cli.commands import cli, emit
from utlatande.cli.options import PATH

if TYPE_CHECKING:
    from utlatande.model import Finding, Skrivelse
    from utlatande.settings import Settings
    from utlatande.word.edited import Edited


def _show_rules(ctx: click.Context, _: click.Parameter, value: bool) -> None:
    if value and not ctx.resilient_parsing:
        from utlatande.cli import tables

        tables.rules()
        ctx.exit()


@cli.command()
@click.argument("document", metavar="UTLÅTANDE", type=PATH)
@click.option(
    "--letter", metavar="SKRIVELSE", type=PATH, help="Skrivelsen. Annars läses frågorna ur utlåtandet självt."
)
@options.corpus_options
@click.option("--comment", metavar="FIL", type=PATH, help="Skriv anmärkningarna som Word-kommentarer i en kopia.")
@click.option("--force", is_flag=True, help="Skriv kopian även om filen finns. Den gamla sparas.")
@click.option("--date", type=click.DateTime(["%Y-%m-%d"]), metavar="ÅÅÅÅ-MM-DD", help="Dagens datum, om ett annat.")
@click.option("--rules", is_flag=True, is_eager=True, expose_value=False, callback=_show_rules, help="Visa reglerna.")
def check(
    document: Path,
    letter: Path | None,
    folder: Path | None,
    exclude: tuple[str, ...],
    comment: Path | None,
    force: bool,
    date: dt.datetime | None,
    as_json: bool,
) -> int:
    """Kontrollera UTLÅTANDE innan det skickas vidare: obesvarade frågor, luckor, siffror, datum och personuppgifter."""
    from utlatande import readers, shapes, skrivelse
    from utlatande import settings as settings_room
    from utlatande.model import Severity
    from utlatande.review import check as review

    settings = settings_room.load(Path.cwd())
    edited = review.read(document)
    asked = skrivelse.parse(readers.read_letter(letter)) if letter else None
    day = options.today(date)
    if comment is not None:
        options.refuse_output(comment, (document, letter), "--comment", force=force)
    found = _checked(edited, asked, settings, day=day, folder=folder, exclude=(*exclude, str(document)))
    written = _commented(document, found, comment, day, force=force) if comment is not None else None
    notices = (*settings.notices, *review.unknown(settings.check), *edited.document.notices)
    if as_json:
        names = [None if path is None else str(path) for path in (letter, written)]
        emit(shapes.check(str(document), names[0], found, notices, names[1]))
    else:
        from utlatande.cli import tables

        options.tell(notices)
        tables.check(found, written)
    return 1 if any(one.severity is Severity.ERROR for one in found) else 0


def _checked(
    edited: Edited,
    asked: Skrivelse | None,
    settings: Settings,
    *,
    day: dt.date,
    folder: Path | None,
    exclude: tuple[str, ...],
) -> tuple[Finding, ...]:
    """Check against the earlier documents where there are any; a check needs none."""
    from utlatande.figures import Figures
    from utlatande.review.check import check as checked

    some = folder or settings.corpus or (Path("corpus") if Path("corpus").is_dir() else None)
    with options.open_corpus(folder, exclude, settings) if some else nullcontext() as corpus:
        if corpus is None:
            return checked(edited, asked, settings=settings, date=day)
        options.sync(corpus, quiet=True)
        figures = Figures(corpus.facts(), corpus.renames(), settings.areas)
        return checked(edited, asked, settings=settings, date=day, search=corpus.search, figures=figures)


def _commented(document: Path, found: tuple[Finding, ...], target: Path, day: dt.date, *, force: bool) -> Path:
    from utlatande import readers
    from utlatande.review.check import comments
    from utlatande.word.edit import add_comments
    from utlatande.word.package import save_atomically

    data = add_comments(readers.word_bytes(document), comments(found), created=day.isoformat(), name=document.name)
    save_atomically(target, data, force=force)
    return target
