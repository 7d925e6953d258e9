"""A draft's parts as Word's XML: paragraphs, lists, tables and signatures, with comments, changes and bookmarks."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from lxml import etree
from lxml.etree import _Element as Element

from utlatande.model import Mark, Paragraph, Run, Style, Table
from utlatande.word import marks, tables, xml
from utlatande.word.lists import STEP, Lists, depth_of, first_number, labelled, list_from
from utlatande.word.parts import Comments
from utlatande.word.provenance import Suggestion, suggestion
from utlatande.word.styles import Styles
from utlatande.word.xml import PPR, P, R, sub, w

NUMBERED = (Style.NUMBERED, Style.ATTACHMENT)
LABELLED = (*NUMBERED, Style.QUESTION)  # may begin with a number of the letter's own
TEXT = (Style.BODY, Style.REUSED, Style.QUOTE, Style.LIST, Style.NUMBERED, Style.ALTERNATIVE, Style.NOTE)
LOOKS = {Mark.BOLD: ("b", "bCs"), Mark.ITALIC: ("i", "iCs")}
ENDS = "ends"  # a note on a table, taken off again: the bookmark that ends after it
AIR = "200"  # over text that follows a table, in twentieths of a point


@dataclass(slots=True)
class Body:
    """Turns parts into elements, and keeps count of what must be unique in a file."""

    styles: Styles
    lists: Lists
    comments: Comments
    free: int  # the first free id for bookmarks and tracked changes
    suggestions: list[Suggestion] = field(default_factory=list)
    running: dict[Style, str] = field(default_factory=dict)  # the lists going on; "" when their numbers are text

    def elements(self, parts: Sequence[Paragraph | Table], width: int, *, new_page: bool = False) -> list[Element]:
        """Return the elements of ``parts`` in order; ``width`` is the text's, ``new_page`` begins with a page break."""
        made: list[Element] = []
        place = 0
        while place < len(parts):
            part = parts[place]
            after_table = bool(made) and made[-1].tag == xml.TBL
            if isinstance(part, Paragraph) and part.role is not Style.SIGNATURE:
                if part.role in NUMBERED and part.role not in self.running:
                    self._begin(list_from(parts, place))
                following = parts[place + 1] if place + 1 < len(parts) else None
                made.append(self._paragraph(part, following, after_table=after_table, new_page=new_page and not made))
                place += 1
                continue
            if after_table:
                made.append(etree.Element(P))  # two tables in a row would become one
            if isinstance(part, Table):
                before = made[-1] if made and made[-1].tag == P else None
                made += self._table(part, width, before)
                place += 1
                continue
            group = []
            while place < len(parts) and isinstance(one := parts[place], Paragraph) and one.role is Style.SIGNATURE:
                group.append(self._paragraph(one, None))
                place += 1
            made.append(tables.signatures(group, width))
        if made and made[-1].tag == xml.TBL:
            made.append(_thin())  # a page, a cell and a section end with a paragraph
        _close_tables(made)
        return made

    def _paragraph(
        self,
        part: Paragraph,
        following: Paragraph | Table | None,
        *,
        after_table: bool = False,
        new_page: bool = False,
    ) -> Element:
        part, typed = self._with_number(part)
        element = etree.Element(P)
        look = sub(element, "pPr")
        style = self.styles.paragraph(part.role, part.level)
        sub(look, "pStyle", val=style)
        if _keeps(part, following):
            sub(look, "keepNext")
        if new_page:
            sub(look, "pageBreakBefore")
        self._numbering(look, part, style)
        if after_table and part.role in TEXT:
            sub(look, "spacing", before=AIR)
        if typed:
            sub(look, "ind", left=str((depth_of(part) + 1) * STEP), hanging=str(STEP))
        self._content(element, part)
        return element

    def _content(self, element: Element, part: Paragraph) -> None:
        bookmark = self._bookmark(element, part, part.text)
        comments = [self.comments.add(text) for text in part.comments]
        for number in comments:
            sub(element, "commentRangeStart", id=number)
        for run in part.runs:
            self._run(element, run)
        for number in comments:
            sub(element, "commentRangeEnd", id=number)
        if bookmark is not None:
            sub(element, "bookmarkEnd", id=bookmark)
        for number in comments:
            self.comments.refer(element, number)

    def _with_number(self, part: Paragraph) -> tuple[Paragraph, bool]:
        """Return an item with its number as it shall stand in the text, and whether it stands there."""
        if part.role not in LABELLED:
            return part, False
        label, rest = labelled(part)
        if not label or self.running.get(part.role):
            return rest, part.role in NUMBERED and not self.running.get(part.role)
        return dataclasses.replace(rest, runs=(Run(text=f"{label}\t"), *rest.runs)), True

    def _run(self, parent: Element, run: Run) -> None:
        tracked = run.mark is Mark.INSERTED and run.replaces != run.text
        if tracked and run.replaces:
            xml.add_text(sub(self._change(parent, "del"), "r"), run.replaces, "delText")
        if not run.text:
            return
        if tracked:
            parent = self._change(parent, "ins")
        element = etree.SubElement(parent, R)
        if run.mark in LOOKS:
            look = sub(element, "rPr")
            for name in LOOKS[run.mark]:
                sub(look, name)
        xml.add_text(element, run.text)
        if run.mark is Mark.PLACEHOLDER:
            xml.highlight(element)

    def _change(self, parent: Element, kind: str) -> Element:
        change = sub(parent, kind, id=self._id(), author=marks.AUTHOR)
        if self.comments.created:
            change.set(w("date"), self.comments.created)
        return change

    def _bookmark(self, parent: Element, part: Paragraph | Table, text: str) -> str | None:
        """Open a hidden bookmark where a reused part begins, remember what it holds, and return its id."""
        if not part.sources:
            return None
        one = suggestion(part, len(self.suggestions) + 1, text)
        self.suggestions.append(one)
        number = self._id()
        sub(parent, "bookmarkStart", id=number, name=one.bookmark)
        return number

    def _id(self) -> str:
        self.free += 1
        return str(self.free - 1)

    def _begin(self, items: Sequence[Paragraph]) -> None:
        """Begin a numbered list: Word counts it, unless its own numbers go otherwise."""
        start = first_number(items)
        role = items[0].role
        like = self.styles.number(self.styles.paragraph(role))
        if not self.lists.reaches(like, max(map(depth_of, items))):
            like = None
        self.running[role] = "" if start is None else self.lists.restarted(like, start)

    def _numbering(self, look: Element, part: Paragraph, style: str) -> None:
        """Say which list an item belongs to."""
        depth = depth_of(part)
        if part.role is Style.LIST:
            if not depth:
                self.running.clear()
            number = self.styles.number(style)
            if number and not depth:
                return  # the style says it
            if number is None or not self.lists.reaches(number, depth):
                number = self.lists.bullets()
        elif part.role in NUMBERED:
            number = self.running[part.role] or "0"  # 0 takes the style's numbers away
        else:
            self.running.clear()
            return
        numbering = sub(look, "numPr")
        sub(numbering, "ilvl", val=str(depth))
        sub(numbering, "numId", val=number)

    def _table(self, part: Table, width: int, before: Element | None) -> list[Element]:
        """Return a table; its bookmark begins at the end of the paragraph before it and ends at the start of the next.

        Between cells LibreOffice would shrink it to a point. Where no paragraph stands before, it is in the first cell.
        """
        self.running.clear()
        if not any(part.rows):
            return []
        element, first = tables.grid(part, self.styles, width, self._run)
        text = "\n".join("\t".join(row) for row in part.rows)
        bookmark = self._bookmark(first if before is None else before, part, text)
        if bookmark is not None and before is None:
            first.insert(1, first[-1])  # before the runs, after the look
            sub(first, "bookmarkEnd", id=bookmark)
        elif bookmark is not None:
            element.set(ENDS, bookmark)
        return [element]


def _close_tables(made: Sequence[Element]) -> None:
    """End the bookmark over each table where the paragraph after it begins."""
    for table, following in pairwise(made):
        bookmark = table.get(ENDS)
        if bookmark is not None:
            del table.attrib[ENDS]
            end = etree.Element(w("bookmarkEnd"))
            end.set(w("id"), bookmark)
            following.insert(1 if following.find(PPR) is not None else 0, end)


def _keeps(part: Paragraph, following: Paragraph | Table | None) -> bool:
    """Whether a paragraph stays on the page of what follows: a lead-in with its list, the last with the names."""
    if isinstance(following, Table):
        return True
    if following is None:
        return False
    leads = following.role in (Style.LIST, Style.NUMBERED, Style.QUOTE) and part.text.rstrip().endswith((":", "."))
    pairs = ((Style.ATTACHMENT, Style.ATTACHMENT), (Style.NOTE, Style.ALTERNATIVE))
    return (
        (part.role, following.role) in pairs or following.role is Style.SIGNATURE or (leads and part.role is Style.BODY)
    )


def _thin() -> Element:
    """Return an empty paragraph that takes next to no room."""
    element = etree.Element(P)
    look = sub(element, "pPr")
    sub(look, "spacing", before="0", after="0", line="20", lineRule="exact")
    mark = sub(look, "rPr")
    sub(mark, "sz", val="2")
    sub(mark, "szCs", val="2")
    return element
