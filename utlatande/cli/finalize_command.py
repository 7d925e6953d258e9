"""``utlatande finalize`` and ``history``: a document made ready to be sent on, and what is learned from it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from utlatande.cli import options
from utlatande.cli.commands import cli, emit
from utlatande.cli.options import PATH
from utlatande.errors import OutputError

if TYPE_CHECKING:
    from utlatande.model import Finding, Notice
    from utlatande.review.finalize import Finished, Hindrance
    from utlatande.settings import Settings
    from utlatande.word.edited import Edited

SOURCES = " - källförteckning"


@cli.command()
@click.argument("document", metavar="UTLÅTANDE", type=PATH)
@click.option("-o", "--output", metavar="FIL", type=PATH, help="Den färdiga filens namn. Annars ”… (färdigt).docx”.")
@click.option("--letter", metavar="SKRIVELSE", type=PATH, help="Skrivelsen, för att se att alla frågor har svar.")
@click.option("--draft", metavar="UTKAST", type=PATH, help="Utkastet som det skrevs, om filen har sparats som .odt.")
@click.option("--force", is_flag=True, help="Trots fel som check hittar. En fil med samma namn sparas undan.")
@click.option("--accept-changes", is_flag=True, help="Godkänn alla spårade ändringar.")
@click.option("--drop-comments", is_flag=True, help="Ta bort alla kommentarer, också andras.")
@click.option("--date", type=click.DateTime(["%Y-%m-%d"]), metavar="ÅÅÅÅ-MM-DD", help="Dagens datum, om ett annat.")
def finalize(
    document: Path,
    output: Path | None,
    letter: Path | None,
    draft: Path | None,
    date: dt.datetime | None,
    as_json: bool,
    **how: bool,
) -> int:
    """Gör UTLÅTANDE färdigt att lämna ifrån sig, med en källförteckning bredvid. Texten ändras inte.

    Kommentarer från utlatande, gul markering, dolda märken och uppgifter om vem som har skrivit tas bort.
    """
    from utlatande import readers, skrivelse
    from utlatande import settings as settings_room
    from utlatande.model import Severity
    from utlatande.review import finalize as room
    from utlatande.review.check import check

    settings = settings_room.load(Path.cwd())
    day = options.today(date)
    target = output or document.with_name(f"{document.stem} (färdigt).docx")
    beside = target.with_name(f"{target.stem}{SOURCES}.docx")
    edited, data = readers.edited_bytes(document)
    _refuse_targets((target, beside), (document, letter, draft), force=how["force"])
    asked = skrivelse.parse(readers.read_letter(letter)) if letter else None
    findings = check(edited, asked, settings=settings, date=day)
    hindered = room.hindrances(edited, findings, **how)
    if hindered:
        _refused(hindered, findings, as_json=as_json)
        return 1
    before = readers.edited(draft) if draft else None
    how.pop("force")
    finished = room.finalize(data, edited, date=day, draft=before, **how)
    told = [*settings.notices, *_remarks(edited), *finished.notices, *_record(finished, settings, day)]
    _write(finished, target, beside, day, dict(room.asked_in(asked)) if asked else {})
    left = [one for one in findings if one.severity is Severity.ERROR]
    _tell(finished, (target, beside), left, told, as_json=as_json)
    return 0


def _refuse_targets(targets: tuple[Path, ...], inputs: tuple[Path | None, ...], *, force: bool) -> None:
    """Refuse, before anything is recorded or written, what may not be written there."""
    for target in targets:
        if target.suffix.lower() != ".docx":
            raise OutputError(f"{target} ska vara en Word-fil. Välj ett namn som slutar på .docx.", path=target)
        options.refuse_output(target, inputs, "-o", force=force)


def _refused(hindered: tuple[Hindrance, ...], findings: tuple[Finding, ...], *, as_json: bool) -> None:
    if as_json:
        from utlatande import shapes

        emit(shapes.not_finished([(one.text, one.advice, one.option) for one in hindered], findings))
        return
    click.echo("Utlåtandet är inte färdigt. Ingenting har skrivits. Det här hindrar:")
    for one in hindered:
        click.echo(f"  {one.text}")
        click.echo(f"      {one.advice}")
    if any(one.option == "--force" for one in hindered):
        click.echo("\nDet som check har hittat kan lämnas som det är med --force.")


def _remarks(edited: Edited) -> list[Notice]:
    """Return what a person should know of what follows along, or does not."""
    from utlatande.model import Notice

    document = edited.document
    told = [one for one in document.notices if "spårade ändringar" not in one.text]
    if document.format != "docx":
        text = f"{document.name} är en .{document.format}-fil som LibreOffice gjorde till Word. Jämför hur den ser ut."
        told.append(Notice(text=text))
    if document.struck or any(word in one.text for one in told for word in ("dold text", "inbäddade objekt")):
        text = "Dold och överstruken text och inbäddade filer följer med. Ta bort dem i Word om de inte ska lämnas ut."
        told.append(Notice(text=text))
    return told


def _record(finished: Finished, settings: Settings, day: dt.date) -> list[Notice]:
    """Keep what became of the suggestions, before anything is written; that it cannot be kept stops nothing."""
    from utlatande import history
    from utlatande.model import Notice

    if not settings.larande or finished.draft is None or finished.sources is None:
        return []
    try:
        history.record(history.place(settings), finished.draft, finished.uses, date=day)
    except OutputError as error:
        return [Notice(text=f"{error.message} Utlåtandet är färdigt ändå.")]
    return []


def _write(finished: Finished, target: Path, beside: Path, day: dt.date, asked: dict[str, str]) -> None:
    """Write both files, or none of them."""
    from utlatande.review.sources import sources_document
    from utlatande.word.package import save_atomically

    listed = sources_document(finished, target.name, date=day, asked=asked)
    kept = save_atomically(beside, listed, force=beside.exists())
    try:
        save_atomically(target, finished.data, force=target.exists())
    except BaseException:
        if kept is not None:
            kept.replace(beside)
        else:
            beside.unlink(missing_ok=True)
        raise


def _tell(
    finished: Finished, paths: tuple[Path, Path], left: list[Finding], told: list[Notice], *, as_json: bool
) -> None:
    if as_json:
        from utlatande import shapes

        emit(shapes.finished(finished, str(paths[0]), str(paths[1]), left, told))
        return
    options.tell(told)
    for one in left:
        click.echo(f"Obs: kvar trots --force: {one.place}: {one.text}", err=True)
    if finished.uses:
        kept = sum(use.kept for use in finished.uses) / len(finished.uses)
        gone = sum(use.fate.value == "removed" for use in finished.uses)
        removed = f", {gone} togs bort" if gone else ""
        count = f"{len(finished.uses)} textstycke{'n' if len(finished.uses) > 1 else ''}"
        click.echo(f"Ur tidigare dokument föreslogs {count}: {round(100 * kept)} % är kvar{removed}.")
    click.echo(f"Källor: {paths[1]}")
    click.echo(str(paths[0]))


@cli.command()
@click.option("--forget", metavar="ID", help="Räkna inte längre ett textstycke eller ett helt utkast (se listan).")
def history(forget: str | None, as_json: bool) -> None:
    """Visa vad som har blivit av förslagen i färdiga utlåtanden: det påverkar ordningen på förslagen lite.

    Här sparas id, dokumentnamn, datum och andelar, aldrig text ur dokument. larande = false stänger av det.
    """
    from utlatande import history as room
    from utlatande import settings as settings_room
    from utlatande.model import Notice

    settings = settings_room.load(Path.cwd())
    place = room.place(settings)
    found = room.read(place)
    if forget is not None:
        drafts = {use.draft for use in found.uses}
        if forget not in drafts | {use.passage for use in found.uses}:
            raise click.BadParameter(f"{forget} finns inte i historiken", param_hint="--forget")
        what: dict[str, Any] = {"draft": forget} if forget in drafts else {"passage": forget}
        room.forget(place, **what, date=options.today(None))
        found = room.read(place)
    told = [*settings.notices, *found.notices]
    if not settings.larande:
        told.append(Notice(text="larande = false i utlatande.toml: inget nytt sparas, och det här används inte."))
    fared = room.survival(found.uses)
    if as_json:
        from utlatande import shapes

        emit(shapes.history(str(place), settings.larande, found.uses, fared, told))
        return
    from utlatande.cli import tables

    options.tell(told)
    tables.history(place, found.uses, fared)
