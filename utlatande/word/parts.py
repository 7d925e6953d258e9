"""The parts of a Word file beside its text: comments and properties."""

from __future__ import annotations

import re

from lxml import etree
from lxml.etree import _Element as Element

from utlatande.word import marks, xml
from utlatande.word.opened import Opened
from utlatande.word.styles import Styles
from utlatande.word.xml import w

WORDPROCESSING = "application/vnd.openxmlformats-officedocument.wordprocessingml"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
CORE = f"{PACKAGE}/metadata/core-properties"
DC = "http://purl.org/dc/elements/1.1/"
TERMS = "http://purl.org/dc/terms/"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
CUSTOM = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
EXTENDED = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
FORMAT = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"  # marks a property as one of the user's own
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(Z|[+-]\d{2}:\d{2})")


def moment(created: str | None) -> str | None:
    """Return ``created`` (a day or a moment in ISO 8601) as Word writes it, or None when it is neither."""
    if created and DAY.fullmatch(created):
        return f"{created}T00:00:00Z"
    return created if created and MOMENT.fullmatch(created) else None


class Comments:
    """The comments part; made when the first comment is written."""

    def __init__(self, opened: Opened, styles: Styles, created: str | None) -> None:
        """``created`` is the comments' moment, or None."""
        self.opened, self.styles, self.created = opened, styles, created
        self._root: Element | None = None
        self._next = 0
        self._looks = ("", "")

    def add(self, text: str) -> str:
        """Add a comment, a paragraph a line, and return its id."""
        root = self._part()
        number = str(self._next)
        self._next += 1
        comment = xml.sub(root, "comment", id=number, author=marks.AUTHOR, initials=marks.INITIALS)
        if self.created:
            comment.set(w("date"), self.created)
        for position, line in enumerate(text.split("\n")):
            paragraph = xml.sub(comment, "p")
            xml.sub(xml.sub(paragraph, "pPr"), "pStyle", val=self._looks[0])
            if position == 0:
                mark = xml.sub(paragraph, "r")
                xml.sub(xml.sub(mark, "rPr"), "rStyle", val=self._looks[1])
                xml.sub(mark, "annotationRef")
            xml.add_text(xml.sub(paragraph, "r"), line)
        return number

    def refer(self, paragraph: Element, number: str) -> None:
        """Add the mark of a comment to the text."""
        run = xml.sub(paragraph, "r")
        xml.sub(xml.sub(run, "rPr"), "rStyle", val=self._looks[1])
        xml.sub(run, "commentReference", id=number)

    def _part(self) -> Element:
        if self._root is None:
            empty = etree.Element(w("comments"), nsmap={"w": xml.WORD})
            kind, content_type = f"{OFFICE}/comments", f"{WORDPROCESSING}.comments+xml"
            self._root = self.opened.ensure(self.opened.main, "word/comments.xml", kind, content_type, empty)
            anchors = self.opened.tree(self.opened.main).iter(w("commentRangeStart"), w("commentReference"))
            used = [*self._root.iter(w("comment")), *anchors]
            self._next = 1 + max((xml.number(one.get(w("id"))) for one in used), default=-1)
            self._looks = self.styles.comment()
        return self._root


def core_properties(opened: Opened, title: str, author: str, created: str | None) -> None:
    """Write title, author and language; nothing of the template's own authors stays, and no machine's user."""
    root = etree.Element(f"{{{CORE}}}coreProperties", nsmap={"cp": CORE, "dc": DC, "dcterms": TERMS, "xsi": XSI})
    etree.SubElement(root, f"{{{DC}}}title").text = title
    etree.SubElement(root, f"{{{DC}}}creator").text = author
    etree.SubElement(root, f"{{{CORE}}}lastModifiedBy").text = author
    etree.SubElement(root, f"{{{DC}}}language").text = marks.LANGUAGE
    if created:
        for name in ("created", "modified"):
            element = etree.SubElement(root, f"{{{TERMS}}}{name}")
            element.set(f"{{{XSI}}}type", "dcterms:W3CDTF")
            element.text = created
    _replace(opened, f"{PACKAGE}/relationships/metadata/core-properties", "core", root)


def app_properties(opened: Opened) -> None:
    """Write who made the file; paths, company and manager that a template carries do not follow."""
    root = xml.root(EXTENDED, "Properties")
    etree.SubElement(root, f"{{{EXTENDED}}}Application").text = marks.AUTHOR
    _replace(opened, f"{OFFICE}/extended-properties", "app", root)


def custom_property(opened: Opened, name: str, value: str) -> None:
    """Add a custom property; the template's own ones stay."""
    content_type = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
    empty = xml.root(CUSTOM, "Properties", vt=TYPES)
    root = opened.ensure("", "docProps/custom.xml", f"{OFFICE}/custom-properties", content_type, empty)
    for old in [child for child in root if child.get("name") == name]:
        root.remove(old)
    number = 1 + max((xml.number(child.get("pid"), 1) for child in root), default=1)
    element = etree.SubElement(root, f"{{{CUSTOM}}}property", fmtid=FORMAT, pid=str(number), name=name)
    etree.SubElement(element, f"{{{TYPES}}}lpwstr").text = value


def _replace(opened: Opened, kind: str, name: str, root: Element) -> None:
    part = next(iter(opened.related("", kind.rsplit("/", 1)[-1])), f"docProps/{name}.xml")
    types = {"core": "application/vnd.openxmlformats-package.core-properties+xml",
             "app": "application/vnd.openxmlformats-officedocument.extended-properties+xml"}  # fmt: skip
    opened.add(part, root, types[name])
    opened.relate("", part, kind)
