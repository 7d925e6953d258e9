"""Small letters from marked lines, for the tests of structure and skrivelse.

``# text`` is a heading, ``* text`` a strong line, ``[1.] text`` an item with an automatic number (``[1.|1]``: at
depth 1), ``a | b`` a table's row, ``^ text`` a page head, and any other line a paragraph; ``\\n`` inside is a soft line
break.
"""

import re

from utlatande.model import Block, Document, Origin, Role


def document(*lines, name="brev.docx", **more):
    blocks, table = [], -1
    before = ""
    for line in lines:
        origin = Origin(document=name, block=len(blocks))
        if " | " in line:
            table += " | " not in before
            cells = tuple(cell.strip() for cell in line.split(" | "))
            blocks.append(Block(text="\t".join(cells), role=Role.ROW, origin=origin, cells=cells, table=table))
        elif m := re.match(r"\[(?P<number>[^\]|]+)(?:\|(?P<level>\d))?\] (?P<text>.*)", line, re.DOTALL):
            level = int(m["level"] or 0)
            blocks.append(Block(text=m["text"], role=Role.ITEM, origin=origin, number=m["number"], level=level))
        elif line.startswith("# "):
            blocks.append(Block(text=line[2:], role=Role.HEADING, origin=origin, level=1))
        elif line.startswith("* "):
            blocks.append(Block(text=line[2:], role=Role.PARAGRAPH, origin=origin, strong=True))
        elif line.startswith("^ "):
            blocks.append(Block(text=line[2:], role=Role.HEADER, origin=origin))
        else:
            blocks.append(Block(text=line, role=Role.PARAGRAPH, origin=origin))
        before = line
    return Document(name=name, format="docx", blocks=tuple(blocks), **more)
