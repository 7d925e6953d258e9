"""What a handläggare reads on the terminal."""

from __future__ import annotations

import contextlib
import csv
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from utlatande import differing
from utlatande.cli import grid
from utlatande.model import (
    Confidence,
    Draft,
    Earlier,
    Finding,
    Found,
    Insats,
    Match,
    Passage,
    PassageKind,
    Promise,
    Question,
    Severity,
    Skrivelse,
    Survival,
    Use,
)

if TYPE_CHECKING:
    from utlatande.corpus import DocumentStatus, Status
    from utlatande.word.write import Written

SUPPORT = {
    Confidence.STRONG: "Starkt stöd",
    Confidence.POSSIBLE: "Möjligt stöd",
    Confidence.NONE: "Inget tidigare svar",
}
KIND = {
    PassageKind.ANSWER: "svar",
    PassageKind.LAGESBILD: "lägesbild",
    PassageKind.INSATS: "insats",
    PassageKind.MINUTES: "protokoll",
    PassageKind.SECTION: "avsnitt",
}
DOCUMENT = {
    "tjansteutlatande": "tjänsteutlåtande",
    "lagesbild": "lägesbild",
    "atgardsplan": "åtgärdsplan",
    "minutes": "protokoll",
    "skrivelse": "skrivelse",
    "other": "övrigt",
}
SHORT = 60  # characters of a question in a table


def support(found: Found | None) -> str:
    """Return how well a question is supported: the band, and the kind when it is no earlier answer."""
    if found is None or not found.matches or found.confidence is Confidence.NONE:
        return SUPPORT[Confidence.NONE]
    usable = _usable(found)
    best = usable[0].passage
    if not best.internal and any(m.passage.kind is PassageKind.ANSWER for m in usable):
        kept = any(m.confidence is found.confidence for m in usable)
        return SUPPORT[found.confidence if kept else Confidence.POSSIBLE]
    told = f"{SUPPORT[Confidence.NONE]}, men {KIND[best.kind]} {(best.date or '')[:4]}".rstrip()
    return f"{told}, internt" if best.internal else told


def _usable(found: Found) -> list[Match]:
    """Return the matches that are not weak: those to quote, or the internal ones if there are no others."""
    strong = [m for m in found.matches if m.confidence is not Confidence.NONE]
    return [m for m in strong if not m.passage.internal] or strong


def source(match: Match) -> str:
    """Return a match's document (without its folders), page and year on one line."""
    return place(match.passage)


def place(passage: Passage) -> str:
    """Return a passage's document (without its folders), page and year on one line."""
    origin, date = passage.origin, passage.date
    name = origin.document.rpartition("/")[2]
    page = f", s. {origin.page}" if origin.page else ""
    year = f" ({date[:4]})" if date else ""
    return f"{name}{page}{year}"


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= SHORT else text[: SHORT - 1].rsplit(" ", 1)[0] + " …"


def _label(question: Question, position: int) -> str:
    return question.number or f"({position})"


def draft(whole: Draft, asked: Skrivelse, written: Written) -> None:
    """Print a finished draft: each question with its support, what is left to fill in, and last the file's path."""
    found = {one.question: one for one in whole.found}
    rows = []
    for position, question in enumerate(asked.questions, 1):
        if not question.answerable:
            continue
        one = found.get(question.id)
        usable = _usable(one) if one else []
        under = source(usable[0]) if usable else "–"
        rows.append((_label(question, position), _short(question.text), support(one), under))
    if rows:
        grid.show(("Nr", "Fråga", "Stöd", "Underlag"), rows)
    else:
        click.echo("Inga frågor hittades i skrivelsen.")
    if whole.placeholders:
        left = dict.fromkeys(placeholder.text for placeholder in whole.placeholders)
        click.echo(f"\nAtt fylla i ({len(left)}, gult i utkastet):")
        for text in left:
            click.echo(f"  {text}")
    click.echo()
    if written.kept:
        click.echo(f"Det tidigare utkastet finns kvar som {written.kept}")
    click.echo(str(written.path))


def questions(asked: Skrivelse, *, explain: bool) -> None:
    """Print what a letter asks, a question a line, sub-questions set in."""
    facts = [
        ("Titel", asked.title),
        ("Från", ", ".join(f"({mark})" for mark in asked.parties) or None),
        ("Undertecknat", ", ".join(asked.signatories) or None),
        ("Till", asked.recipient),
        ("Datum", asked.date),
        ("Dnr", asked.dnr),
    ]
    for name, value in facts:
        click.echo(f"{name + ':':<13} {value or '–'}")
    click.echo()
    for position, question in enumerate(asked.questions, 1):
        indent = "    " if question.parent else ""
        mark = "uppdrag: " if question.kind.value == "uppdrag" else ""
        place = f" [{question.place}]" if question.place else ""
        click.echo(f"{indent}{_label(question, position)} {mark}{question.text}{place}")
        if question.doubt:
            click.echo(f"{indent}    Osäkert: {question.doubt}")
        if explain and question.rule:
            click.echo(f"{indent}    {question.rule}")
    if not asked.questions:
        click.echo("Inga frågor hittades i skrivelsen.")


def matches(found: Sequence[Match], confidence: Confidence) -> None:
    """Print matches with their text and reasons."""
    if confidence is Confidence.NONE:
        click.echo("Inget tillräckligt likt finns i de tidigare dokumenten." + (" Närmast kommer:" if found else ""))
    for position, one in enumerate(found, 1):
        passage = one.passage
        headings = " > ".join(passage.headings)
        click.echo(f"\n{position}. {SUPPORT[one.confidence]} – {KIND[passage.kind]}: {source(one)}")
        if headings:
            click.echo(f"   {headings}")
        if passage.question:
            click.echo(f"   Fråga då: {' '.join(passage.question.split())}")
        for reason in one.reasons:
            click.echo(f"   • {reason}")
        for variant in () if passage.internal else one.variants:
            told = "" if variant.internal else differing.told(passage.text, variant.text)
            click.echo(f"   • Nästan samma text i {place(variant)}{': ' if told else ''}{told}")
        body = "[internt dokument: får inte citeras]" if passage.internal else passage.text
        click.echo("   " + body.replace("\n", "\n   "))


def insatser(register: Sequence[Insats]) -> None:
    """Print the register of insatser as a table."""
    rows = []
    for one in register:
        where = f"{one.origin.document}{f', s. {one.origin.page}' if one.origin.page else ''}"
        cells = (one.year, one.atgard, one.ansvarig, one.plats, one.malgrupp, where)
        rows.append([str(cell) if cell else "–" for cell in cells])
    if rows:
        grid.show(("År", "Åtgärd", "Ansvarig", "Plats", "Målgrupp", "Dokument"), rows, framed=True)
    else:
        click.echo("Inga insatser hittades.")


def promises(found: Sequence[Promise]) -> None:
    """Print promises as a table, oldest first."""
    rows = []
    for one in found:
        origin = one.origin
        where = f"{origin.document.rpartition('/')[2]}{f', s. {origin.page}' if origin.page else ''}"
        mark = "Beslutat: " if one.ordered else ""
        rows.append((one.date or "–", f"{mark}{' '.join(one.text.split())}", where))
    if rows:
        grid.show(("Datum", "Vad", "Dokument"), rows, ruled=True)
        click.echo("Om det är gjort framgår inte av dokumenten.")
    else:
        click.echo("Inga löften hittades.")


def insatser_csv(register: Sequence[Insats]) -> None:
    """Print the register as CSV with semicolons, as Excel opens it in Sweden."""
    columns = (
        "atgard",
        "ansvarig",
        "samverkansforum",
        "ovriga_aktorer",
        "finansiering",
        "kommunikation",
        "uppfoljning",
    )
    writer = csv.writer(sys.stdout, delimiter=";", lineterminator="\n")
    writer.writerow(
        ["dokument", "sida", "year", *columns, "aktiviteter", "parter", "mal", "syfte", "malgrupp", "plats"]
    )
    for one in register:
        parter = " | ".join(f"{p.part}: {p.kontakt or '–'}; {p.atagande or '–'}" for p in one.parter)
        row = [one.origin.document, one.origin.page, one.year, *(getattr(one, column) for column in columns)]
        row += [" | ".join(one.aktiviteter), parter, one.mal, one.syfte, one.malgrupp, one.plats]
        writer.writerow([_cell(value) for value in row])


def _cell(value: object) -> str:
    """Return a cell's text, such that a spreadsheet never takes a document's text for a formula."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text


def document(earlier: Earlier) -> None:
    """Print an earlier document as understood."""
    meta = earlier.metadata
    click.echo(f"{earlier.document}: {DOCUMENT[earlier.kind.value]}")
    for name, value in (("Titel", meta.title), ("Nämnd", meta.namnd), ("Dnr", meta.dnr), ("Datum", meta.date)):
        click.echo(f"  {name + ':':<8}{value or '–'}")
    for notice in earlier.notices:
        click.echo(f"  Obs: {notice.text}")
    for passage in earlier.passages:
        page = f", s. {passage.origin.page}" if passage.origin.page else ""
        click.echo(f"\n[{KIND[passage.kind]}{page}] {' > '.join(passage.headings)}")
        if passage.question:
            click.echo(f"Fråga: {' '.join(passage.question.split())}")
        click.echo(passage.text)
    if earlier.insatser:
        click.echo("\nInsatser i registret:")
    for one in earlier.insatser:
        more = [text for text in (one.ansvarig, one.plats, one.malgrupp, one.year and str(one.year)) if text]
        click.echo(
            f"  {' '.join(one.atgard.split())}{' – ' if more else ''}{'; '.join(' '.join(m.split()) for m in more)}"
        )
    if earlier.facts:
        click.echo("\nUppgifter (mått, plats, år: siffra):")
    for fact in earlier.facts:
        click.echo(f"  {fact.measure}, {fact.place or 'okänd plats'}, {fact.year or 'okänt år'}: {fact.figure}")


def _secret(one: DocumentStatus) -> str:
    return " [internt]" if one.said.internal else ""


def status(state: Status) -> None:
    """Print what the corpus holds."""
    passages = sum(one.passages for one in state.documents)
    click.echo(f"Mapp:  {state.folder}")
    click.echo(f"Index: {state.index}")
    click.echo(f"{len(state.documents)} dokument, {passages} textstycken, {state.insatser} insatser.")
    if state.embedded is not None:
        name, dimension, made, whole = state.embedded
        click.echo(f"Språkmodell: {name}, {made} av {whole} textstycken, {dimension} tal vardera.")
    click.echo()
    rows = [
        (DOCUMENT[one.kind.value], (one.date or "–")[:4], str(one.passages), f"{one.name}{_secret(one)}")
        for one in state.documents
    ]
    if rows:
        grid.show(("Slag", "År", "Stycken", "Dokument"), rows)
    for notice in state.left_out:
        click.echo(f"Utanför: {notice.text}")
    for one in state.documents:
        for notice in one.notices:
            click.echo(f"{one.name}: {notice.text}")


@contextlib.contextmanager
def progress(title: str) -> Iterator[Callable[..., None]]:
    """Show a progress bar with time left on stderr; yields ``advance(document, done, total, title=…)``."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(title, total=None)

        def advance(_document: str, done: int, total: int, title: str = title) -> None:
            bar.update(task, completed=done, total=total, description=title)

        yield advance


SEVERITY = {Severity.ERROR: "Fel", Severity.WARNING: "Varning", Severity.NOTE: "Notera"}
_COUNTED = {
    Severity.ERROR: ("fel", "fel"),
    Severity.WARNING: ("varning", "varningar"),
    Severity.NOTE: ("sak att notera", "saker att notera"),
}


def check(found: Sequence[Finding], written: Path | None) -> None:
    """Print what a check found, worst first: where, what and what to do; last how many, and the copy's path."""
    for severity in Severity:
        some = [one for one in found if one.severity is severity]
        if some:
            click.echo(f"{SEVERITY[severity]}:")
        for one in some:
            page = f", s. {one.origin.page}" if one.origin and one.origin.page else ""
            click.echo(f"  {one.place}{page}: {one.text}")
            click.echo(f"      {one.advice} ({one.rule})")
        if some:
            click.echo()
    counts = {severity: sum(one.severity is severity for one in found) for severity in Severity}
    told = [f"{n} {_COUNTED[severity][n != 1]}" for severity, n in counts.items() if n]
    click.echo(", ".join(told) + "." if told else "Inget att anmärka på.")
    if written is not None:
        click.echo(str(written))


def rules() -> None:
    """Print every rule of the check with its weight."""
    from utlatande.review.rules import RULES

    width = max(len(rule.id) for rule in RULES)
    for rule in RULES:
        click.echo(f"{rule.id:<{width}}  {SEVERITY[rule.severity]:<7}  {rule.about}")


def history(path: Path, uses: Sequence[Use], fared: Mapping[str, Survival]) -> None:
    """Print how each passage fared in finished documents, the most used first; last the file's path."""
    last = {use.passage: use for use in uses}
    rows = [
        (name, str(one.times), f"{round(100 * one.kept)} %", str(one.removed), last[name].date, last[name].document)
        for name, one in sorted(fared.items(), key=lambda item: (-item[1].times, item[0]))
    ]
    if rows:
        grid.show(("Stycke", "Gånger", "Behållet", "Borttaget", "Senast", "Dokument"), rows)
        drafts = len({use.draft for use in uses})
        click.echo(f"\n{drafts} {'färdigt utlåtande' if drafts == 1 else 'färdiga utlåtanden'}.")
    else:
        click.echo("Inget utlåtande har gjorts färdigt än.")
    click.echo(str(path))
