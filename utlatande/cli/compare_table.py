"""What became of a draft, as a handläggare reads it on the terminal."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from utlatande.cli import grid
from utlatande.model import Edit, Fate

FATE = {
    Fate.KEPT: "Behållet",
    Fate.EDITED: "Ändrat",
    Fate.REWRITTEN: "Omskrivet",
    Fate.REMOVED: "Borttaget",
    Fate.ADDED: "Tillagt",
}
COUNTED = {
    Fate.KEPT: ("behållet", "behållna"),
    Fate.EDITED: ("ändrat", "ändrade"),
    Fate.REWRITTEN: ("omskrivet", "omskrivna"),
    Fate.REMOVED: ("borttaget", "borttagna"),
}
_GAP = re.compile(r"\[[^\[\]]{2,80}\]")
WORDS = 3  # changed words shown for each text
SHORT = 44  # characters of a text
LONG = 40  # characters of changed words on one side


def show(
    edits: Sequence[Edit], cited: Mapping[str, Mapping[str, Any]], redline: Path | None, *, everything: bool
) -> None:
    """Print the suggestions with what became of each, then the draft's own text that was changed and what was added;
    last how many. What nobody touched is left out of the second part always, of the first unless ``everything``."""
    suggested = [edit for edit in edits if edit.bookmark is not None]
    own = [edit for edit in edits if edit.bookmark is None and edit.fate is not Fate.ADDED]
    added = [edit for edit in edits if edit.fate is Fate.ADDED]
    touched = [edit for edit in suggested if everything or edit.moved or edit.fate is not Fate.KEPT]
    for title, some in (
        ("Förslag ur tidigare dokument" if everything else "Förslag som har ändrats", touched),
        ("Utkastets egen text som har ändrats", own),
        ("Tillagt", added),
    ):
        if some:
            click.echo(f"{title}:")
            _table(some, cited)
            click.echo()
    click.echo(_summary(suggested, added))
    if redline is not None:
        click.echo(str(redline))


def _table(edits: Sequence[Edit], cited: Mapping[str, Mapping[str, Any]]) -> None:
    """Print a table; columns that no row fills are left out."""
    rows = [
        {
            "Fråga": (edit.question or "").removeprefix("q"),
            "Text": _short(edit.before if edit.before is not None else edit.after or "", SHORT),
            "Vad hände": _fate(edit),
            "Kvar": "" if edit.fate is Fate.ADDED or _is_filled(edit) else f"{share(edit)} %",
            "Ändrade ord": _words(edit),
            "Källa": "; ".join(dict.fromkeys(_source(cited.get(one, {})) for one in edit.sources)),
        }
        for edit in edits
    ]
    names = [name for name in rows[0] if any(row[name] for row in rows)]
    grid.show(names, [[row[name] for name in names] for row in rows])


def _is_filled(edit: Edit) -> bool:
    gap, now = _GAP.search(edit.before or ""), edit.after
    return edit.bookmark is None and gap is not None and now is not None and not _GAP.search(now)


def _fate(edit: Edit) -> str:
    if _is_filled(edit):
        return "Ifyllt"
    return FATE[edit.fate] + (", flyttat" if edit.moved else "")


def share(edit: Edit) -> int:
    """Return how much is left in whole per cent: 100 only when all is, 0 only when nothing is."""
    if edit.kept in (0.0, 1.0):
        return round(100 * edit.kept)
    return min(99, max(1, round(100 * edit.kept)))


def _words(edit: Edit) -> str:
    pairs = [_pair(_short(old, LONG), _short(new, LONG)) for old, new in edit.words[:WORDS]]
    more = len(edit.words) - WORDS
    return "; ".join([*pairs, *([f"och {more} till"] if more > 0 else [])])


def _pair(old: str, new: str) -> str:
    return f"{old} → {new}" if old and new else f"+ {new}" if new else f"– {old}"


def _source(source: Mapping[str, Any]) -> str:
    document = (source.get("document") or "").rpartition("/")[2]
    page = f", s. {source['page']}" if source.get("page") else ""
    year = f" ({source['date'][:4]})" if source.get("date") else ""
    return f"{document}{page}{year}"


def _short(text: str, length: int) -> str:
    text = " ".join(text.split())
    return text if len(text) <= length else text[: length - 1].rsplit(" ", 1)[0] + " …"


def _summary(suggested: Sequence[Edit], added: Sequence[Edit]) -> str:
    counts = {fate: sum(edit.fate is fate for edit in suggested) for fate in COUNTED}
    parts = [f"{count} {COUNTED[fate][count != 1]}" for fate, count in counts.items() if count]
    moved = sum(edit.moved for edit in suggested)
    told = f"{len(suggested)} förslag: {', '.join(parts)}" if suggested else "Inga förslag fanns i utkastet"
    if moved:
        told += f" ({moved} {'flyttat' if moved == 1 else 'flyttade'})"
    if added:
        told += f". {len(added)} {'stycke tillagt' if len(added) == 1 else 'stycken tillagda'}"
    return f"{told}."
