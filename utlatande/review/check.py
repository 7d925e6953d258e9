"""A tjänsteutlåtande in, findings out: what must be mended, what should be looked at, what is worth knowing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterator

from utlatande.model import Finding, Search, Severity, Skrivelse
from utlatande.review import rules_answers, rules_bilagor, rules_dates, rules_form, rules_leftovers
from utlatande.review.paper import Paper
from utlatande.settings import Settings
from utlatande.word.edited import Edited

_ORDER = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTE: 2}
_KINDS: tuple[Callable[[Paper], Iterator[Finding]], ...] = (
    rules_answers.check,
    rules_leftovers.check,
    rules_form.check,
    rules_dates.check,
    rules_bilagor.check,
)


def check(
    edited: Edited,
    letter: Skrivelse | None = None,
    *,
    settings: Settings | None = None,
    date: dt.date | None = None,
    search: Search | None = None,
    off: Collection[str] = (),
) -> tuple[Finding, ...]:
    """Check a tjänsteutlåtande, of ours or anybody's, against the letter that it answers.

    Without ``letter`` the questions are those that the document itself says were asked. ``date`` is today's, for what
    is in the past. ``search`` (``corpus.search``) tells text that was taken from earlier documents. ``off`` are ids of
    rules that are switched off, as are those of ``settings``. Errors come first, then warnings, then notes; each in
    the order of the text.
    """
    settings = settings or Settings()
    paper = Paper(edited, letter=letter, settings=settings, date=date, search=search)
    silent = {*off, *settings.check}
    found = [one for kind in _KINDS for one in kind(paper) if one.rule not in silent]
    last = len(paper.document.blocks)
    return tuple(
        sorted(dict.fromkeys(found), key=lambda one: (_ORDER[one.severity], one.origin.block if one.origin else last))
    )
