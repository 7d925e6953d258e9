"""``utlatande corpus …``: what is in the folder of earlier documents, and the index derived from it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from utlatande.cli import options
from utlatande.cli.commands import cli, emit

if TYPE_CHECKING:
    from utlatande.corpus import Corpus, Status


@cli.group()
def corpus() -> None:
    """Visa och sköta mappen med tidigare dokument."""


def _open(folder: Path | None, exclude: tuple[str, ...]) -> Corpus:
    from utlatande import settings as settings_room

    return options.open_corpus(folder, exclude, settings_room.load(Path.cwd()))


@corpus.command()
@options.corpus_options
def status(folder: Path | None, exclude: tuple[str, ...], as_json: bool) -> None:
    """Visa vad som finns i mappen: dokument, slag, år och vad som lämnats utanför."""
    from utlatande.cli import tables

    with _open(folder, exclude) as opened:
        options.sync(opened, quiet=True)
        state = opened.status()
    if as_json:
        emit(_status_shape(state))
    else:
        tables.status(state)


def _status_shape(state: Status) -> dict[str, Any]:
    return {
        "schema": 1,
        "folder": str(state.folder),
        "index": str(state.index),
        "documents": [
            {
                "document": one.name,
                "kind": one.kind.value,
                "title": one.metadata.title,
                "date": one.date,
                "passages": one.passages,
                "notices": [notice.text for notice in one.notices],
            }
            for one in state.documents
        ],
        "insatser": state.insatser,
        "facts": state.facts,
        "embeddings": state.embedded._asdict() if state.embedded is not None else None,
        "left_out": [notice.text for notice in state.left_out],
    }


@corpus.command("list")
@options.corpus_options
def list_(folder: Path | None, exclude: tuple[str, ...], as_json: bool) -> None:
    """Skriv ett dokumentnamn per rad, som --exclude och corpus show tar dem."""
    with _open(folder, exclude) as opened:
        options.sync(opened)
        names = list(opened.names())
    if as_json:
        emit({"schema": 1, "documents": names})
    else:
        for name in names:
            click.echo(name)


@corpus.command()
@click.argument("document", metavar="DOKUMENT")
@options.corpus_options
def show(document: str, folder: Path | None, exclude: tuple[str, ...], as_json: bool) -> None:
    """Visa vad programmet har förstått av ett dokument."""
    from utlatande import shapes
    from utlatande.cli import tables

    with _open(folder, exclude) as opened:
        options.sync(opened)
        earlier = opened.show(document)
    if as_json:
        emit(shapes.document(earlier))
    else:
        tables.document(earlier)


@corpus.command()
@options.corpus_options
def sync(folder: Path | None, exclude: tuple[str, ...], as_json: bool) -> None:
    """Läs in det som är nytt eller ändrat. En rad skrivs för varje dokument när det är i säkert förvar."""
    with _open(folder, exclude) as opened:
        report = opened.sync(None if as_json else lambda name, _done, _total: click.echo(name))
    shape = {key: list(getattr(report, key)) for key in ("added", "changed", "removed", "skipped")}
    if as_json:
        emit({"schema": 1, **shape, "notices": [notice.text for notice in report.notices]})
        return
    options.tell(report.notices)
    counts = (("nya", "added"), ("ändrade", "changed"), ("borttagna", "removed"), ("utanför", "skipped"))
    click.echo(", ".join(f"{len(shape[key])} {word}" for word, key in counts) + ".", err=True)


@corpus.command()
@options.corpus_options
def export(folder: Path | None, exclude: tuple[str, ...], as_json: bool) -> None:
    """Skriv alla dokument och textstycken som JSON-rader, i fast ordning."""
    with _open(folder, exclude) as opened:
        options.sync(opened)
        if as_json:
            emit({"schema": 1, "records": list(opened.export())})
            return
        for record in opened.export():
            click.echo(json.dumps(record, ensure_ascii=False))


@corpus.command()
@options.corpus_options
def verify(folder: Path | None, exclude: tuple[str, ...], as_json: bool) -> None:
    """Kontrollera att indexet är helt."""
    with _open(folder, exclude) as opened:
        opened.verify()
    if as_json:
        emit({"schema": 1, "whole": True})
    else:
        click.echo("Indexet är helt.")


@corpus.command()
@options.corpus_options
def rebuild(folder: Path | None, exclude: tuple[str, ...], as_json: bool) -> None:
    """Gör om indexet från början. Mappen med dokument rörs inte."""
    with _open(folder, exclude) as opened:
        report = opened.rebuild()
        count = len(opened.names())
    if as_json:
        emit({"schema": 1, "documents": count, "notices": [notice.text for notice in report.notices]})
        return
    options.tell(report.notices)
    click.echo(f"Indexet är gjort på nytt: {count} dokument.")
