"""Earlier documents written for the tests in many offices' manners, what they should become, and how many parts did.

``tests/earlier`` holds them: ``.txt`` as they are, ``.marked`` for Word (see ``marked.py``), ``.pdf`` made from such.
``expected.json`` says for each its kind, what it tells of itself, which text answers which question, insatser, facts
(measure, figure, place, year), under which heading a text stands, and what must not come in.
``python tests/earlier_documents.py`` prints the shares that came out right, and what did not.
"""

from __future__ import annotations

import json
import re
import sys
import tempfile
from collections import Counter
from dataclasses import asdict
from pathlib import Path

import docx

from utlatande import readers
from utlatande.passages import parse

FOLDER = Path(__file__).parent / "earlier"


def expected() -> dict[str, dict]:
    """Return what is expected of each document, by its file's name."""
    found = {}
    for path in sorted(FOLDER.glob("expected*.json")):
        found |= json.loads(path.read_text(encoding="utf-8"))
    return found


def understood(name: str):
    """Read and parse a document of the folder."""
    path = FOLDER / name
    if path.suffix != ".marked":
        return parse(readers.read(path, name=path.name))
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / f"{path.stem}.docx"
        as_word(path.read_text(encoding="utf-8"), made)
        return parse(readers.read(made, name=made.name))


def as_word(text: str, path: Path) -> None:  # noqa: C901 - one branch a mark
    """Write marked lines as a Word file with Word's own styles."""
    word = docx.Document()
    rows: list[list[str]] = []

    def close() -> None:
        table = word.add_table(rows=len(rows), cols=len(rows[0]))
        for row, cells in zip(table.rows, rows, strict=True):
            for cell, value in zip(row.cells, cells, strict=True):
                cell.text = value.replace(" / ", "\n")
        rows.clear()

    for raw in (*text.splitlines(), ""):
        line = raw.strip()
        if line.startswith("|"):
            rows.append([cell.strip() for cell in line.strip("|").split("|")])
            continue
        if rows:
            close()
        if m := re.match(r"(#+) (.*)", line):
            word.add_heading(m[2], len(m[1]))
        elif line.startswith("! "):
            word.add_paragraph().add_run(line[2:]).bold = True
        elif line.startswith("* "):
            word.add_paragraph(line[2:], style="List Bullet")
        elif m := re.match(r"\d+\) (.*)", line):
            word.add_paragraph(m[1], style="List Number")
        elif line:
            word.add_paragraph(line)
    word.save(str(path))


def checked(name: str) -> list[tuple[str, bool, str]]:
    """Return (what sort, whether it is right, what it is about) for each thing expected of a document, and for each
    answer and fact that should not be."""
    want = expected()[name]
    got = understood(name)
    found = [("slag", got.kind.value == want["kind"], f"{want['kind']} blev {got.kind.value}")]
    meta = asdict(got.metadata)
    for key, value in want.get("meta", {}).items():
        own = list(meta[key]) if isinstance(value, list) else meta[key]
        found.append(("metadata", own == value, f"{key}: {value!r} blev {own!r}"))
    answers = [p for p in got.passages if p.kind.value == "answer"]
    due = [(question, text) for question, texts in want.get("answers", {}).items() for text in texts]
    for question, text in due:
        right = any(question in " ".join(a.question.split()) and text in a.text for a in answers)
        found.append(("svar", right, f"{question} → {text}"))
    for one in answers:
        right = any(question in " ".join(one.question.split()) and text in one.text for question, text in due)
        if not right:
            found.append(("svar", False, f"fel: {one.question} → {one.text[:80]}"))
    for insats in want.get("insatser", ()):
        right = any(all((getattr(i, key) or "") == value for key, value in insats.items()) for i in got.insatser)
        found.append(("insatser", right, json.dumps(insats, ensure_ascii=False)))
    if "insatser" in want and len(got.insatser) > len(want["insatser"]):
        found.append(("insatser", False, f"för många: {[i.atgard for i in got.insatser]}"))
    found += _facts(want.get("facts"), got.facts)
    for text, heading in want.get("under", {}).items():
        right = any(text in p.text and any(heading in one for one in p.headings) for p in got.passages)
        found.append(("avsnitt", right, f"{text} under {heading}"))
    for text in want.get("absent", ()):
        found.append(("inte med", not any(text in p.text for p in got.passages), text))
    for text in want.get("notices", ()):
        found.append(("notiser", any(text in n.text for n in got.notices), text))
    return found


def _facts(want, got):
    if want is None:
        return []
    found = []
    left = [(f.measure, f.figure, f.place, f.year) for f in got]
    for measure, figure, place, year in want:
        right = next((f for f in left if measure in f[0] and f[1:] == (figure, place, year)), None)
        found.append(("uppgifter", right is not None, f"{measure} | {figure} | {place} | {year}"))
        if right is not None:
            left.remove(right)
    return found + [("uppgifter", False, f"fel: {one}") for one in left]


def main() -> None:
    right, whole = Counter(), Counter()
    for name in expected():
        for sort, holds, about in checked(name):
            right[sort] += holds
            whole[sort] += 1
            if not holds:
                print(f"{name}: {sort}: {about}")
    for sort, count in sorted(whole.items()):
        print(f"{sort:10} {right[sort]:4} / {count:4}  {right[sort] / count:.2f}")
    print(f"{'allt':10} {right.total():4} / {whole.total():4}  {right.total() / whole.total():.2f}")


if __name__ == "__main__":
    sys.exit(main())
