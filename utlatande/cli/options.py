"""Options that several commands share, and what they become."""

from __future__ import annotations

import datetime as dt
import sys
import unicodedata
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from utlatande.errors import CorpusError, OutputError

if TYPE_CHECKING:
    from utlatande import settings as settings_room
    from utlatande.corpus import Corpus, SyncReport
    from utlatande.model import Notice

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]
PATH = click.Path(path_type=Path)


def letter_argument(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add the letter's path as an argument."""
    return click.argument("letter", metavar="SKRIVELSE", type=PATH)(function)


def corpus_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add ``--corpus`` and ``--exclude``."""
    function = click.option(
        "--exclude",
        multiple=True,
        metavar="DOKUMENT",
        help="Lämna ett dokument i korpusen utanför (sökväg räknad från mappen). Får upprepas.",
    )(function)
    return click.option("--corpus", "folder", metavar="MAPP", type=PATH, help="Mappen med tidigare dokument.")(function)


def period_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add ``--since`` and ``--until``."""
    for name, help_ in (
        ("--until", "Bara dokument från den tiden eller tidigare."),
        ("--since", "Bara dokument från den tiden eller senare."),
    ):
        function = click.option(name, metavar="ÅÅÅÅ[-MM-DD]", callback=_date, help=help_)(function)
    return function


def _date(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    if value is None:
        return None
    try:
        year, *rest = (int(piece) for piece in value.strip().split("-"))
        dt.date(year, *rest, *(1, 1)[len(rest) :])
    except (TypeError, ValueError):
        raise click.BadParameter("skriv ÅÅÅÅ, ÅÅÅÅ-MM eller ÅÅÅÅ-MM-DD") from None
    date = "-".join([f"{year:04}", *(f"{one:02}" for one in rest)])
    since, until = {"since": ctx.params.get("since"), "until": ctx.params.get("until"), param.name: date}.values()
    if since and until and until < since[: len(until)]:
        raise click.BadParameter("--until är före --since")
    return date


def open_corpus(folder: Path | None, exclude: Iterable[str], settings: settings_room.Settings) -> Corpus:
    """Open the corpus that the flag, the settings or a folder named corpus in the working folder point at."""
    from utlatande import embedders
    from utlatande.corpus import Corpus

    beside = Path("corpus")
    chosen = folder or settings.corpus or (beside if beside.is_dir() else None)
    if chosen is None:
        raise CorpusError(
            "Det är inte angivet var de tidigare dokumenten finns. Ange mappen med --corpus MAPP, "
            'eller skriv corpus = "…" i utlatande.toml (utlatande init skapar filen).'
        )
    return Corpus(
        chosen,
        exclude=tuple(document_name(name) for name in exclude),
        areas=settings.areas,
        embedder=embedders.chosen(settings.embeddings),
    )


def document_name(text: str) -> str:
    """Return a document's name as the corpus has it: NFC, with ``/``."""
    return unicodedata.normalize("NFC", text.replace("\\", "/")).removeprefix("./")


def sync(corpus: Corpus, *, quiet: bool = False) -> SyncReport:
    """Bring the index up to date, with a progress bar on a terminal, and tell what was left out unless ``quiet``."""
    if not sys.stderr.isatty():
        report = corpus.sync()
    else:
        from utlatande.cli.tables import progress

        with progress("Läser in dokument") as advance:
            report = corpus.sync(advance, lambda done, whole: advance("", done, whole, "Räknar vektorer"))
    if not quiet:
        tell(report.notices)
    return report


def tell(notices: Iterable[Notice]) -> None:
    """Print soft problems on stderr, each once."""
    for text in dict.fromkeys(notice.text for notice in notices):
        click.echo(f"Obs: {text}", err=True)


def refuse_output(target: Path, inputs: Iterable[Path | None], option: str, *, force: bool) -> None:
    """Refuse an output (of ``option``) where an input, another file or no folder is, before any work is done."""
    folder = target.parent
    if not folder.is_dir():
        raise OutputError(f"Mappen {folder} finns inte. Skapa den eller välj en annan med {option}.", path=folder)
    if not target.exists():
        return
    if any(one is not None and one.exists() and target.samefile(one) for one in inputs):
        raise OutputError(f"{target} är en av filerna som läses. Välj ett annat namn med {option}.", path=target)
    if not force:
        raise OutputError(
            f"{target} finns redan. Välj ett annat namn med {option}, eller --force (då sparas den gamla).", path=target
        )


def today(date: dt.datetime | None) -> dt.date:
    """Return the date that the flag gives, else today's: the only place that asks the clock."""
    return date.date() if date else dt.datetime.now().astimezone().date()
