"""Makes plain text of fields that show what is taken away: the author, a property … What they show stays."""

from __future__ import annotations

from lxml.etree import _Element as Element

from utlatande.word import xml
from utlatande.word.xml import RPR, R, w

FIELDS = frozenset(
    (
        "AUTHOR", "LASTSAVEDBY", "USERNAME", "USERINITIALS", "USERADDRESS", "DOCPROPERTY", "DOCVARIABLE", "INFO",
        "SUBJECT", "KEYWORDS", "COMMENTS", "CREATEDATE", "SAVEDATE", "PRINTDATE", "EDITTIME", "REVNUM", "TEMPLATE",
        "MERGEFIELD", "CITATION", "BIBLIOGRAPHY",
    )
)  # fmt: skip


def unlink_fields(root: Element) -> None:
    """Make plain text of those fields in a part; one that shows nothing, or within another's instruction, is left."""
    for simple in list(root.iter(w("fldSimple"))):
        if _name(simple.get(w("instr"), "")) in FIELDS and any(child.tag == R for child in simple):
            for child in list(simple):
                if child.tag != w("fldData"):
                    simple.addprevious(child)
            xml.remove(simple)
    stack: list[_Open] = []
    for node in list(root.iter(w("fldChar"), w("instrText"))):
        kind = node.get(w("fldCharType"))
        if kind == "begin":
            stack.append(_Open(node))
        elif not stack:
            continue
        elif kind == "end":
            _ended(stack.pop(), node, stack)
        else:
            stack[-1].read(node)


def _name(instruction: str) -> str:
    words = instruction.replace("\\", " ").split(maxsplit=1)
    return words[0].upper() if words else ""


class _Open:
    """A field in the making."""

    def __init__(self, begin: Element) -> None:
        self.marks = [begin]
        self.instruction = ""
        self.result = False
        self.plain = True  # no other field within its instruction

    def read(self, node: Element) -> None:
        """Take a piece of the instruction, or the mark that ends it."""
        if self.result:
            return
        self.marks.append(node)
        self.result = node.tag == w("fldChar")
        self.instruction += node.text or ""


def _ended(field: _Open, end: Element, around: list[_Open]) -> None:
    """Take a field's own marks away where it is one of those; what it shows stays."""
    instructions = [outer for outer in around if not outer.result]
    for outer in instructions:
        outer.plain = False
    if not (field.result and field.plain) or instructions or _name(field.instruction) not in FIELDS:
        return
    for mark in (*field.marks, end):
        run = mark.getparent()
        xml.remove(mark)
        if run is not None and run.tag == R and all(child.tag == RPR for child in run):
            xml.remove(run)
