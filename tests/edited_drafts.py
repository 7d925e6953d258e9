"""Drafts edited in many ways at once, with what is true of every passage; ``python tests/edited_drafts.py`` counts.

Each combination touches about half of the suggestions of one draft: one or two edits each, drawn by a seed. It is
compared as saved by Word, with every bookmark lost, and after LibreOffice has saved it as .docx and as .odt.
"""

from __future__ import annotations

import functools
import os
import random
import sys
import tempfile
from collections import Counter
from pathlib import Path

import ooxml
from editing import Desk
from golden_draft import LETTERS, ROOT, drafted
from written import whole_file

from utlatande import readers
from utlatande.corpus import Corpus
from utlatande.model import Fate
from utlatande.review.compare import compare
from utlatande.word.edited import Edited
from utlatande.word.write import render

SOFT = (
    "change_words", "change_sign", "change_case", "add_sentence", "begin_otherwise", "shorten", "edit_tracked",
)  # fmt: skip
PLANS = (
    *((one,) for one in SOFT),
    ("restyle",), ("cut_runs",), ("remove",), ("empty",), ("remove_tracked",), ("rewrite",), ("replace_all",),
    ("split",), ("join",), ("move",), ("move_lost",), ("copied",), ("forget",),
    ("soft", "move"), ("soft", "move_lost"), ("soft", "split"), ("soft", "copied"), ("soft", "forget"),
)  # fmt: skip
IN_TABLES = ("edit_cell", "add_row", "remove_row")
SEVERAL = 8  # words that a text must have to be split or shortened


@functools.cache
def drafts() -> tuple[bytes, ...]:
    """Return the drafts that are edited: an invented one with everything in it, and those of the sample's letters."""
    with Corpus(ROOT / "corpus") as corpus:
        corpus.sync()
        return (whole_file(), *(render(drafted(one, corpus), created="2025-10-01")[0] for one in LETTERS))


def edited(seed: int, *, lost: bool = False) -> Desk:
    """Return a draft that somebody worked on; ``lost``: without a single bookmark left."""
    choose = random.Random(seed)
    desk = Desk(drafts()[seed % len(drafts())], seed)
    names = desk.names()
    busy: set[str] = set()
    for name in choose.sample(names, (len(names) + 1) // 2):
        if name not in busy:
            busy.add(name)
            _edit(desk, name, choose.choice(PLANS), choose, busy)
    for name in desk.names(tables=True):
        kind = choose.choice(IN_TABLES)
        getattr(desk, kind)(name)
        desk.done.append((kind, name))
    if lost:
        for name in desk.texts:
            desk.forget(name)
    return desk


def _edit(desk: Desk, name: str, plan: tuple[str, ...], choose: random.Random, busy: set[str]) -> None:
    for step in plan:
        kind = choose.choice(SOFT) if step == "soft" else step
        if kind in ("split", "shorten") and len(desk.texts[name].split()) < SEVERAL:
            continue
        if kind == "join":
            following = desk.where[name].getnext()
            other = next((one for one, held in desk.where.items() if held is following), name)
            if other in busy - {name} or not desk.join(name):
                continue
            busy.add(other)
        elif kind == "move_lost":
            desk.move(name, lose=True)
        elif desk.can(kind, name):
            getattr(desk, kind)(name)
        desk.done.append((kind, name))


def wrong(desk: Desk, found: Edited, draft: Edited | None = None) -> tuple[Counter[str], Counter[str], list[str]]:
    """Return how many passages there are of each fate, how many of them were told right, and what was told wrong."""
    edits = compare(found, draft)
    told = {edit.bookmark: (edit.fate, edit.moved) for edit in edits if edit.bookmark}
    touched = {name for _, name in desk.done}
    every: Counter[str] = Counter()
    right: Counter[str] = Counter()
    mistakes = []
    for name, truth in desk.truth.items():
        fate = truth[0].value + (", moved" if truth[1] else "") if name in touched else "untouched"
        every[fate] += 1
        if told[name] == truth:
            right[fate] += 1
        else:
            mistakes.append(f"{name}: {told[name]}, not {truth}")
    added = Counter(" ".join((edit.after or "").split()) for edit in edits if edit.fate is Fate.ADDED)
    wanted = Counter(" ".join(text.split()) for text in desk.added)
    every["added"] += wanted.total()
    right["added"] += (added & wanted).total()
    return every, right, [*mistakes, *(f"added: {text}" for text in added - wanted)]


def main(count: int) -> None:
    """Print how many edits are told right, by fate, for each way a file comes back."""
    folder = Path(tempfile.mkdtemp())
    path = folder / "redigerat.docx"
    for way in ("word", "without bookmarks", "docx", "odt"):
        every: Counter[str] = Counter()
        right: Counter[str] = Counter()
        several = count if way in ("word", "without bookmarks") else len(drafts())
        for seed in range(several):
            desk = edited(seed, lost=way == "without bookmarks")
            path.write_bytes(desk.packed())
            saved = ooxml.through_libreoffice(path, folder / f"{way}{seed}", way) if way in ("docx", "odt") else path
            (folder / "utkast.docx").write_bytes(desk.data)
            draft = readers.edited(folder / "utkast.docx") if way == "odt" else None
            some, told, mistakes = wrong(desk, readers.edited(saved), draft)
            every, right = every + some, right + told
            for text in mistakes if os.environ.get("UTLATANDE_SHOW") else ():
                print(f"    {way} {seed}: {text}")
        print(f"{way}: {several} documents")
        for fate in sorted(every, key=lambda one: (one == "untouched", one)):
            print(f"    {fate:18} {right[fate]:4} of {every[fate]}")
        touched = sum(n for fate, n in every.items() if fate != "untouched")
        print(f"    {'all edits':18} {sum(n for fate, n in right.items() if fate != 'untouched'):4} of {touched}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100)
