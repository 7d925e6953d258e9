"""``utlatande promises``: what earlier documents say will be done, so that somebody can ask whether it was."""

from __future__ import annotations

from pathlib import Path

import click

from utlatande.cli import options
from utlatande.cli.commands import cli, emit


@cli.command()
@click.argument("text", metavar="[TEXT]", default="")
@options.corpus_options
@options.period_options
@click.option("--year", type=click.IntRange(1900, 2199), metavar="ÅR", help="Bara ett år.")
@click.option("--document", metavar="TEXT", help="Bara dokument vars namn innehåller texten.")
def promises(
    text: str,
    folder: Path | None,
    exclude: tuple[str, ...],
    since: str | None,
    until: str | None,
    year: int | None,
    document: str | None,
    as_json: bool,
) -> None:
    """Visa vad som har utlovats i tidigare svar, och vad protokoll har beslutat att förvaltningen ska göra.

    Med TEXT visas bara löften som innehåller alla orden. Om det är gjort står inte här: det får någon ta reda på.
    """
    from utlatande import settings as settings_room
    from utlatande import shapes
    from utlatande.cli import tables

    with options.open_corpus(folder, exclude, settings_room.load(Path.cwd())) as corpus:
        options.sync(corpus)
        every = corpus.promises()
    words = text.casefold().split()
    found = [
        one
        for one in every
        if (since is None or (one.date is not None and one.date >= since[: len(one.date)]))
        and (until is None or (one.date is not None and one.date[: len(until)] <= until))
        and (year is None or (one.date or "").startswith(str(year)))
        and (document is None or document.casefold() in one.origin.document.casefold())
        and all(word in one.text.casefold() for word in words)
    ]
    found.sort(key=lambda one: (one.date or "", one.origin.document, one.origin.block))
    if as_json:
        emit(shapes.promises(found))
    else:
        tables.promises(found)
