"""The commands: each reads its options, calls the library and hands the result to tables.py or shapes.py."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from utlatande.cli import options
from utlatande.cli.options import PATH
from utlatande.cli.swedish import Group
from utlatande.errors import OutputError

KINDS = ("answer", "lagesbild", "insats", "minutes", "section")


@click.group(cls=Group)
@click.version_option(package_name="utlatande", message="utlatande %(version)s", help="Visa versionen.")
def cli() -> None:
    """Läser en skrivelse, hittar frågorna, letar upp vad som har svarats förut och skriver ett utkast i Word.

    Allt sker på den egna datorn. Börja med: utlatande draft skrivelse.docx
    """


def emit(shape: dict[str, Any]) -> None:
    """Print one JSON object on stdout."""
    click.echo(json.dumps(shape, ensure_ascii=False, indent=2))


@cli.command()
@options.letter_argument
@click.option(
    "-o",
    "--output",
    metavar="FIL",
    type=PATH,
    help="Utkastets namn (.docx), eller en mapp för det. Annars bredvid skrivelsen.",
)
@click.option("--force", is_flag=True, help="Skriv även om filen finns. Den gamla sparas som ”… (tidigare 1).docx”.")
@options.corpus_options
@options.period_options
@click.option("--template", metavar="FIL", type=PATH, help="Förvaltningens egen Word-mall (.docx eller .dotx).")
@click.option("--templates", metavar="MAPP", type=PATH, help="Mapp med egna formuleringar (.j2).")
@click.option("--form", type=click.Choice(["per-fraga", "lopande"]), help="Svar under varje fråga, eller löpande text.")
@click.option("--order", metavar="NAMN", help="Rubrikernas ordning: namnet på en .j2-fil bland mallarna.")
@click.option("--namnd", metavar="NAMN", help="Nämnden som ärendet går till.")
@click.option("--forvaltning", metavar="NAMN", help="Förvaltningen som svarar.")
@click.option("--avdelning", metavar="NAMN", help="Avdelningen som har berett ärendet.")
@click.option("--handlaggare", metavar="NAMN", help="Handläggaren.")
@click.option("--telefon", metavar="NUMMER", help="Handläggarens telefon.")
@click.option("--date", type=click.DateTime(["%Y-%m-%d"]), metavar="ÅÅÅÅ-MM-DD", help="Utkastets datum. Annars i dag.")
def draft(
    letter: Path,
    output: Path | None,
    force: bool,
    folder: Path | None,
    exclude: tuple[str, ...],
    since: str | None,
    until: str | None,
    date: dt.datetime | None,
    as_json: bool,
    **flags: Any,  # noqa: ANN401 - each is a field of Settings
) -> None:
    """Skriv ett utkast till tjänsteutlåtande som svar på SKRIVELSE."""
    from utlatande import drafting, evidence, history, readers, shapes, skrivelse, templating
    from utlatande import settings as settings_room
    from utlatande.word import write

    settings = settings_room.load(Path.cwd())
    settings = replace(settings, **{key: value for key, value in flags.items() if value})
    words = templating.words(settings.order, settings.templates)
    asked = skrivelse.parse(readers.read_letter(letter))
    own = output is not None and output.exists() and output.samefile(letter)
    target = letter if own else _target(output, letter, asked.title)
    if own or (target.exists() and target.samefile(letter)):
        raise OutputError(f"{target} är själva skrivelsen. Välj ett annat namn för utkastet med -o.", path=target)
    if target.exists() and not force:
        raise OutputError(
            f"{target} finns redan. Välj ett annat namn med -o, eller --force (då sparas den gamla).", path=target
        )
    day = options.today(date)
    used, told = history.learned(settings)
    with options.open_corpus(folder, exclude, settings) as corpus:
        options.sync(corpus)
        found = evidence.gather(
            asked,
            corpus.search,
            corpus.library(),
            date=day,
            since=since,
            until=until,
            used=used,
        )
        found = replace(found, notices=(*found.notices, *corpus.notices))
    form = settings.template or write.template_for(settings.order, settings.templates)
    whole = drafting.draft(asked, found, settings, date=day, words=words)
    written = write.write(whole, target, template=form, force=force, created=day.isoformat())
    whole = replace(whole, notices=(*settings.notices, *told, *whole.notices, *written.notices))
    if as_json:
        emit(shapes.draft(whole, asked.questions, str(written.path)))
        return
    from utlatande.cli import tables

    options.tell(whole.notices)
    tables.draft(whole, asked, written)


def _target(output: Path | None, letter: Path, title: str | None) -> Path:
    from utlatande.word.naming import file_name, target

    return target(output, letter.parent, file_name(title, letter.stem, prefix="Tjänsteutlåtande - "))


@cli.command()
@options.letter_argument
@click.option("--explain", is_flag=True, help="Säg för varje fråga varför den togs med.")
def questions(letter: Path, explain: bool, as_json: bool) -> None:
    """Visa vad som frågas i SKRIVELSE, och inget annat."""
    from utlatande import readers, shapes, skrivelse

    asked = skrivelse.parse(readers.read_letter(letter))
    if as_json:
        emit(shapes.questions(asked))
        return
    from utlatande.cli import tables

    options.tell(asked.notices)
    tables.questions(asked, explain=explain)


@cli.command()
@click.argument("question", metavar="FRÅGA")
@options.corpus_options
@click.option(
    "--limit", default=5, show_default=True, type=click.IntRange(1, 100), metavar="ANTAL", help="Antal träffar."
)
@click.option(
    "--kind", "kinds", multiple=True, type=click.Choice(KINDS), help="Bara träffar av ett slag. Får upprepas."
)
@options.period_options
@click.option("--area", "areas", multiple=True, metavar="NAMN", help="Bara dokument om ett område. Får upprepas.")
@click.option("--namnd", "namnder", multiple=True, metavar="NAMN", help="Bara dokument till en nämnd. Får upprepas.")
@click.option(
    "--party", "parties", multiple=True, metavar="PARTI", help="Bara svar till ett parti (M, (M) …). Får upprepas."
)
def match(
    question: str,
    folder: Path | None,
    exclude: tuple[str, ...],
    limit: int,
    kinds: tuple[str, ...],
    as_json: bool,
    **within: Any,  # noqa: ANN401 - each is an argument of matching.match
) -> None:
    """Visa vad tidigare dokument säger om FRÅGA (skriv den inom citattecken)."""
    from utlatande import history, matching, shapes
    from utlatande import settings as settings_room
    from utlatande.model import PassageKind, Query

    if not question.strip():
        raise click.BadParameter("Frågan är tom.", param_hint="FRÅGA")
    settings = settings_room.load(Path.cwd())
    used, told = history.learned(settings)
    options.tell(told)
    with options.open_corpus(folder, exclude, settings) as corpus:
        options.sync(corpus)
        chosen = tuple(PassageKind(kind) for kind in kinds)
        found = matching.match(
            question, corpus.search, limit=limit, kinds=chosen, used=used, own=settings.namnd or "", **within
        )
        if not found:
            options.tell(corpus.unknown(Query(text=question, **within)))
        options.tell(corpus.notices)
    confidence = matching.confidence_of(found)
    if as_json:
        emit(shapes.matches(question, found, confidence))
        return
    from utlatande.cli import tables

    tables.matches(found, confidence)


@cli.command()
@options.corpus_options
@click.option("--plats", metavar="TEXT", help="Bara insatser på en plats.")
@click.option("--ansvarig", metavar="TEXT", help="Bara insatser som någon ansvarar för.")
@click.option("--malgrupp", metavar="TEXT", help="Bara insatser för en målgrupp.")
@click.option("--year", type=int, metavar="ÅR", help="Bara ett år.")
@click.option("--csv", "as_csv", is_flag=True, help="Skriv som CSV med semikolon (öppnas i Excel).")
def insatser(
    folder: Path | None,
    exclude: tuple[str, ...],
    plats: str | None,
    ansvarig: str | None,
    malgrupp: str | None,
    year: int | None,
    as_csv: bool,
    as_json: bool,
) -> None:
    """Visa registret över insatser ur åtgärdsplaner och listor."""
    from utlatande import settings as settings_room
    from utlatande import shapes
    from utlatande.cli import tables

    with options.open_corpus(folder, exclude, settings_room.load(Path.cwd())) as corpus:
        options.sync(corpus)
        register = corpus.insatser(plats=plats, ansvarig=ansvarig, malgrupp=malgrupp, year=year)
    if as_json:
        emit(shapes.insatser(register))
    elif as_csv:
        tables.insatser_csv(register)
    else:
        tables.insatser(register)


@cli.command()
@click.argument("file", metavar="FIL", type=PATH)
@click.option("--original", is_flag=True, help="Visa texten som den var före spårade ändringar.")
def text(file: Path, original: bool, as_json: bool) -> None:
    """Visa all text som programmet läser ur FIL, med tabeller, rutor och noter."""
    from utlatande import readers
    from utlatande.errors import NoText
    from utlatande.model import Document, Notice
    from utlatande.readers import render

    try:
        document = readers.read(file, view="original" if original else "accepted")
    except NoText as error:  # shown as it is: nothing, and why
        document = Document(name=file.name, format="pdf", blocks=(), notices=(Notice(text=error.message),))
    if as_json:
        emit(render.as_json(document))
    else:
        options.tell(document.notices)
        click.echo(render.as_text(document))


@cli.command()
def init(as_json: bool) -> None:
    """Skapa utlatande.toml i den här mappen, med förklaringar."""
    from utlatande import settings as settings_room
    from utlatande.word.package import save_atomically

    target = Path.cwd() / settings_room.FILE
    save_atomically(target, settings_room.EXAMPLE.encode())
    if as_json:
        emit({"schema": 1, "output": str(target)})
    else:
        click.echo(f"Skapade {target}. Öppna filen, ta bort # framför det som ska gälla och fyll i.")


@cli.group()
def template() -> None:
    """Kontrollera en egen Word-mall."""


@template.command("check")
@click.argument("file", metavar="MALL", type=PATH)
def template_check(file: Path, as_json: bool) -> int:
    """Se efter om MALL går att använda: okända fält, kvarglömda taggar, formatmallar som saknas."""
    from utlatande.word.check_template import check

    findings = check(file)
    if as_json:
        emit({"schema": 1, "template": str(file), "findings": [{"text": finding.text} for finding in findings]})
    else:
        for finding in findings:
            click.echo(finding.text)
        if not findings:
            click.echo(f"{file} går att använda.")
    return 1 if findings else 0


from utlatande.cli import (  # noqa: E402 - add what they have to cli
    compare_command,  # noqa: F401
    corpus_commands,  # noqa: F401
    finalize_command,  # noqa: F401
    promises_command,  # noqa: F401
    review_commands,  # noqa: F401
)
