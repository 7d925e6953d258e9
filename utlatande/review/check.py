"""A tjänsteutlåtande in, findings out: what must be mended, what should be looked at, what is worth knowing."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path

from utlatande import readers
from utlatande.errors import UnknownFormat
from utlatande.figures import Figures
from utlatande.model import Finding, Notice, Search, Severity, Skrivelse
from utlatande.review import (
    rules_answers,
    rules_bilagor,
    rules_dates,
    rules_figures,
    rules_form,
    rules_language,
    rules_leftovers,
    rules_private,
    rules_summary,
    rules_tables,
)
from utlatande.review.paper import Paper
from utlatande.review.rules import BY_ID
from utlatande.settings import Settings
from utlatande.word.edit import Remark
from utlatande.word.edited import Edited

MOST = 100  # findings of one rule that are told one by one
_ORDER = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTE: 2}
_NAMES = {Severity.ERROR: "Fel", Severity.WARNING: "Varning", Severity.NOTE: "Notera"}
_KINDS: tuple[Callable[[Paper], Iterator[Finding]], ...] = (
    rules_answers.check,
    rules_leftovers.check,
    rules_form.check,
    rules_dates.check,
    rules_bilagor.check,
    rules_summary.check,
    rules_figures.check,
    rules_tables.check,
    rules_private.check,
    rules_language.check,
)


_UNSEEN = (
    "{name} är {what}. Kommentarer, färgmarkeringar och spårade ändringar syns inte där, och rubriker kan läsas fel. "
    "Kontrollera helst Word-filen."
)
_WHAT = {"pdf": "en pdf", "text": "ren text"}


def read(path: Path) -> Edited:
    """Read a tjänsteutlåtande to check: a Word file or .odt with all that is left in it; else its text, with a Notice.

    Raises ReadError.
    """
    try:
        return readers.edited(path)
    except UnknownFormat:
        document = readers.read(path)
        told = Notice(text=_UNSEEN.format(name=document.name, what=_WHAT.get(document.format, "ingen Word-fil")))
        return Edited(document=replace(document, notices=(*document.notices, told)))


def check(
    edited: Edited,
    letter: Skrivelse | None = None,
    *,
    settings: Settings | None = None,
    date: dt.date | None = None,
    search: Search | None = None,
    figures: Figures | None = None,
    off: Collection[str] = (),
) -> tuple[Finding, ...]:
    """Check a tjänsteutlåtande, of ours or anybody's, against the letter that it answers.

    Without ``letter`` the questions are those that the document itself says were asked. ``date`` is today's, for what
    is in the past. ``search`` (``corpus.search``) tells text that was taken from earlier documents, and ``figures``
    which of them have newer figures. ``off`` are ids of
    rules that are switched off, as are those of ``settings``. Errors come first, then warnings, then notes; each in
    the order of the text.
    """
    settings = settings or Settings()
    paper = Paper(edited, letter=letter, settings=settings, date=date, search=search, figures=figures)
    silent = {*off, *settings.check}
    found = list(_some(one for kind in _KINDS for one in kind(paper) if one.rule not in silent))
    last = len(paper.document.blocks)
    return tuple(sorted(found, key=lambda one: (_ORDER[one.severity], one.origin.block if one.origin else last)))


def _some(found: Iterable[Finding]) -> Iterator[Finding]:
    """Yield the findings, of each rule no more than a person will read, and how many more there are."""
    counts: Counter[str] = Counter()
    last: dict[str, Finding] = {}
    for one in dict.fromkeys(found):
        counts[one.rule] += 1
        last[one.rule] = one
        if counts[one.rule] <= MOST:
            yield one
    for rule, one in last.items():
        if (more := counts[rule] - MOST) > 0:
            text = f"Ytterligare {more} av samma slag ({rule}) visas inte."
            yield replace(one, text=text, advice="Rätta dem som visas och kör kontrollen igen.", quote=None)


def comments(found: Iterable[Finding]) -> tuple[Remark, ...]:
    """Return findings as comments for ``word.edit.add_comments``."""
    return tuple(
        Remark(
            text=f"{_NAMES[one.severity]} ({one.rule}): {one.text}\n{one.advice}",
            block=one.origin.block if one.origin else None,
            quote=one.quote,
        )
        for one in found
    )


def unknown(off: Iterable[str]) -> tuple[Notice, ...]:
    """Return a notice for each id that is switched off but is no rule."""
    found = []
    for name in off:
        if name not in BY_ID:
            near = get_close_matches(name, BY_ID, n=1)
            hint = f" Menade du ”{near[0]}”?" if near else " Se utlatande check --rules."
            found.append(Notice(text=f"Regeln ”{name}” under [check] finns inte.{hint}"))
    return tuple(found)
