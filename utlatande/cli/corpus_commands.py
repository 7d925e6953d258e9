"""``utlatande corpus …``: what is in the folder of earlier documents, and the index derived from it."""

from __future__ import annotations

from pathlib import Path

from utlatande.cli import options
from utlatande.cli.commands import cli, emit


@cli.group()
def corpus() -> None:
    """Visa och sköta mappen med tidigare dokument."""


def _open(folder: Path | None, exclude: tuple[str, ...]) -> options.Corpus:
    from utlatande import settings as settings_room

    return options.open_corpus(folder, exclude, settings_room.load(Path.cwd()))


@corpus.command()
@options.corpus_options
def status(folder: Path | None, exclude: tuple[str, ...], as_json: bool) -> None:
    """Visa vad som finns i mappen: dokument, slag, år och vad som lämnats utanför."""
    from utlatande.cli import tables

    with _open(folder, exclude) as opened:
        report = options.sync(opened)
        state = opened.status()
    if as_json:
        emit(tables.status_shape(state, report))
    else:
        tables.status(state)
