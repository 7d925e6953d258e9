"""Small documents for tests, from a few marked lines.

``# heading``, ``## heading``, ``! bold line``, ``* item``, ``1) item with an automatic number``, ``| cell | cell``
(``/`` parts a cell's paragraphs), ``^¹ footnote``, ``~ page header``, ``---`` a new page; other lines are paragraphs.
"""

import re

from utlatande.model import Block, Document, Origin, Role


def document(text, name="prov.docx", **rest):  # noqa: C901 - one branch a mark
    blocks = []
    page, table, row_before = 1, -1, False

    def add(text, role=Role.PARAGRAPH, **more):
        origin = Origin(document=name, block=len(blocks), page=page)
        blocks.append(Block(text=text, role=role, origin=origin, **more))

    for raw in text.strip("\n").split("\n"):
        line = raw.strip()
        if line.startswith("|"):
            table += not row_before
            cells = tuple(cell.strip().replace(" / ", "\n") for cell in line.strip("|").split("|"))
            add("\t".join(cells), Role.ROW, cells=cells, table=table)
        elif line == "---":
            page += 1
        elif m := re.match(r"(#+) (.*)", line):
            add(m[2], Role.HEADING, level=len(m[1]))
        elif line.startswith("! "):
            add(line[2:], strong=True)
        elif line.startswith("* "):
            add(line[2:], Role.ITEM, number="•", level=0)
        elif m := re.match(r"(\d+)\) (.*)", line):
            add(m[2], Role.ITEM, number=f"{m[1]}.", level=0)
        elif m := re.match(r"\^(\S+) (.*)", line):
            add(m[2], Role.FOOTNOTE, number=m[1])
        elif line.startswith("~ "):
            add(line[2:], Role.HEADER)
        elif line:
            add(line)
        row_before = line.startswith("|")
    return Document(name=name, format="docx", blocks=tuple(blocks), **rest)
