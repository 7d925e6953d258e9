"""The XML of Word: names, safe text, and the few elements that every part of a draft is made of."""

from __future__ import annotations

import re
from typing import Any

from lxml import etree
from lxml.etree import _Element as Element

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"

# What XML cannot hold, and the two characters that turn the reading direction of what follows.
UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\u202d\u202e]")
BREAKS = re.compile("\r\n?|[\v\f\x85\u2028\u2029]")
NUMBER = re.compile(r"-?[0-9]{1,9}")  # more digits than Word reads
SHOWN = "\ufffd"  # � stands where a character could not be written
PIECES = re.compile("([\n\t])")


def w(name: str) -> str:
    """Return ``name`` in Word's namespace: ``w("p")`` is a paragraph."""
    return f"{{{WORD}}}{name}"


P, R, T, PPR, RPR, VAL = w("p"), w("r"), w("t"), w("pPr"), w("rPr"), w("val")
TBL, TR, TC, BR, TAB = w("tbl"), w("tr"), w("tc"), w("br"), w("tab")
# What may stand after w:highlight in w:rPr.
AFTER_HIGHLIGHT = frozenset(
    w(name)
    for name in (
        "u", "effect", "bdr", "shd", "fitText", "vertAlign", "rtl", "cs", "em", "lang", "eastAsianLayout", "specVanish",
        "oMath", "rPrChange",
    )
)  # fmt: skip


def parse(data: bytes) -> Element:
    """Parse a part: no DTD, no entities, nothing fetched. Raises ``ValueError`` when it is no such XML."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise ValueError(str(error)) from error
    if root.getroottree().docinfo.doctype:  # type: ignore[union-attr]  # lxml-stubs lack it
        raise ValueError("DTD")
    return root


def serialize(root: Element) -> bytes:
    """Return the part's bytes."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def root(namespace: str, tag: str, **prefixes: str) -> Element:
    """Return the root of a new part: ``tag`` in the default namespace, others by their prefixes."""
    spaces: dict[Any, str] = {None: namespace, **prefixes}
    return etree.Element(f"{{{namespace}}}{tag}", nsmap=spaces)


def sub(parent: Element, name: str, /, **attributes: str) -> Element:
    """Add an element of Word's to ``parent``, its attributes in Word's namespace."""
    child = etree.SubElement(parent, w(name))
    for key, value in attributes.items():
        child.set(w(key), value)
    return child


def remove(element: Element) -> None:
    """Take an element away from where it stands."""
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def number(text: str | None, default: int = 0) -> int:
    """Return a number as it stands in an attribute, ``default`` when it is none."""
    return int(text) if text and NUMBER.fullmatch(text) else default


def clean(text: str) -> str:
    """Return ``text`` as XML can hold it: every line break as ``\\n``, what cannot be written as ``�``."""
    return UNWRITABLE.sub(SHOWN, BREAKS.sub("\n", text))


def add_text(run: Element, text: str, tag: str = "t") -> None:
    """Add clean ``text`` to a run: ``\\n`` as a soft break, ``\\t`` as a tab. ``tag`` is ``delText`` in a deletion."""
    for piece in PIECES.split(text):
        if piece == "\n":
            etree.SubElement(run, BR)
        elif piece == "\t":
            etree.SubElement(run, TAB)
        elif piece:
            element = etree.SubElement(run, w(tag))
            element.text = piece
            if piece[0].isspace() or piece[-1].isspace() or "  " in piece:
                element.set(SPACE, "preserve")


def highlight(run: Element) -> None:
    """Make a run yellow."""
    look = run.find(RPR)
    if look is None:
        look = etree.Element(RPR)
        run.insert(0, look)
    for old in look.findall(w("highlight")):
        look.remove(old)
    yellow = etree.Element(w("highlight"))
    yellow.set(VAL, "yellow")
    place = next((n for n, child in enumerate(look) if child.tag in AFTER_HIGHLIGHT), len(look))
    look.insert(place, yellow)


def text_nodes(paragraph: Element) -> list[Element]:
    """Return the paragraph's own w:t in order: not those of text boxes inside it."""
    return [node for node in paragraph.iter(T) if next(node.iterancestors(P), None) is paragraph]


def text_of(element: Element) -> str:
    """Return all shown text in an element."""
    return "".join(node.text or "" for node in element.iter(T))
