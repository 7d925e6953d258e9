"""Where a draft's parts go in a template: at its mark, attachments on new pages, a wide table on a landscape one."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator, Sequence

from lxml import etree
from lxml.etree import _Element as Element

from utlatande.model import Notice, Paragraph, Style, Table
from utlatande.word import xml
from utlatande.word.body import Body
from utlatande.word.opened import Opened
from utlatande.word.xml import PPR, TBL, TC, P, w

ATTACHMENT = re.compile(r"Bilaga\s+\d")
WIDE = 5  # columns from which a table needs a landscape page
EDGE = 1247  # left and right of a landscape page, in twentieths of a point (2.2 cm)
WIDTH = 9026  # of the text on A4 with Word's own margins, for a template that says nothing
SECTION = w("sectPr")
Parts = Sequence[Paragraph | Table]


def insert(opened: Opened, body: Body, content: Parts, mark: Element | None) -> list[Notice]:
    """Put ``content`` where the template's ``mark`` stands, or last without one; the mark itself goes."""
    notices = []
    if mark is None or next(mark.iterancestors(w("document")), None) is None:  # none, or taken away by a choice
        notices.append(Notice(text="Mallen saknar märket {{ innehåll }}. Texten står sist i dokumentet."))
        mark = _last_place(opened.tree(opened.main))
    _unwrap(mark)
    section = _section(mark)
    sheets = list(_sheets(content))
    turns = [section is not None and _is_wide(sheet) and not _is_landscape(section) for sheet in sheets]
    last: Element | None = None
    breaks: list[Element] = []
    for number, (sheet, turned) in enumerate(zip(sheets, turns, strict=True)):
        if section is not None and last is not None and turned != turns[number - 1]:
            breaks.append(_break(last, section, turned=turns[number - 1]))
        opens_section = bool(breaks) and turned != turns[number - 1]
        width = _width(mark, section, turned=turned)
        for element in body.elements(sheet, width, new_page=number > 0 and not opens_section):
            before = mark.getprevious()
            if before is not None and before.tag == element.tag == TBL:
                mark.addprevious(etree.Element(P))  # two tables in a row would become one
            mark.addprevious(element)
            last = element
    _end(mark, last, section, breaks, turned=bool(turns) and turns[-1])
    _end_with_paragraph(opened.tree(opened.main))
    return notices


def _sheets(content: Parts) -> Iterator[Parts]:
    """Yield the letter, then each attachment, which begins with its heading."""
    starts = [n for n, part in enumerate(content) if n and _is_attachment(part)]
    for start, end in zip([0, *starts], [*starts, len(content)], strict=True):
        yield content[start:end]


def _is_attachment(part: Paragraph | Table) -> bool:
    if not isinstance(part, Paragraph) or part.role is not Style.HEADING or (part.level or 1) > 1:
        return False
    return ATTACHMENT.match(part.text) is not None


def _is_wide(sheet: Parts) -> bool:
    return any(isinstance(part, Table) and max(map(len, part.rows), default=0) >= WIDE for part in sheet)


def _last_place(root: Element) -> Element:
    """Return an empty paragraph at the end of the document."""
    body = root.find(w("body"))
    assert body is not None  # noqa: S101 - a template without one was refused
    inside = [child for child in body if child.tag != SECTION]
    if inside and inside[-1].tag == P and not xml.text_of(inside[-1]) and all(c.tag == PPR for c in inside[-1]):
        return inside[-1]
    paragraph = etree.Element(P)
    body.insert(len(inside), paragraph)
    return paragraph


def _unwrap(mark: Element) -> None:
    """Take away content controls around the text: LibreOffice loses commented text in them."""
    for control in list(mark.iterancestors(w("sdt"))):
        content = control.find(w("sdtContent"))
        for child in list(content) if content is not None else []:
            control.addprevious(child)
        xml.remove(control)


def _section(mark: Element) -> Element | None:
    """Return the properties of the section that the mark stands in; None in a table or text box."""
    parent = mark.getparent()
    if parent is None or parent.tag != w("body"):
        return None
    for place in (mark, *mark.itersiblings()):
        own = place if place.tag == SECTION else place.find(f"{PPR}/{SECTION}")
        if own is not None:
            return own
    return None


def _is_landscape(section: Element) -> bool:
    size = section.find(w("pgSz"))
    return size is not None and xml.number(size.get(w("w"))) > xml.number(size.get(w("h")))


def _width(mark: Element, section: Element | None, *, turned: bool) -> int:
    """Return the width of the text where the mark stands."""
    if section is None:
        cell = next(mark.iterancestors(TC), None)
        size = None if cell is None else cell.find(f"{w('tcPr')}/{w('tcW')}")
        return WIDTH if size is None or size.get(w("type")) != "dxa" else max(xml.number(size.get(w("w"))), 1000)
    if turned:
        section = _turned(copy.deepcopy(section))
    size, margins = section.find(w("pgSz")), section.find(w("pgMar"))
    if size is None or margins is None:
        return WIDTH
    used = sum(xml.number(margins.get(w(side))) for side in ("left", "right", "gutter"))
    return max(xml.number(size.get(w("w"))) - used, 1000)


def _turned(section: Element) -> Element:
    """Lay the pages of a section down."""
    size, margins = section.find(w("pgSz")), section.find(w("pgMar"))
    if size is None:
        return section
    wide, high = size.get(w("h"), "16838"), size.get(w("w"), "11906")
    size.set(w("w"), wide)
    size.set(w("h"), high)
    size.set(w("orient"), "landscape")
    if margins is not None:
        for side in ("left", "right"):
            margins.set(w(side), str(min(xml.number(margins.get(w(side))), EDGE)))
    return section


def _break(last: Element, section: Element, *, turned: bool) -> Element:
    """End a section after ``last``: a copy of the template's own, laid down when ``turned``."""
    new = copy.deepcopy(section)
    look = last.find(PPR)
    if look is None:
        look = etree.Element(PPR)
        last.insert(0, look)
    change = look.find(w("pPrChange"))
    if change is not None:
        change.addprevious(new)
    else:
        look.append(new)
    return _turned(new) if turned else new


def _end(mark: Element, last: Element | None, section: Element | None, breaks: list[Element], *, turned: bool) -> None:
    """Take the mark away, and let the last section be what its pages need."""
    holds_section = mark.find(f"{PPR}/{SECTION}") is not None
    followed = any(sibling.tag != SECTION for sibling in mark.itersiblings())
    if section is not None and turned and last is not None:
        if followed or holds_section:
            breaks.append(_break(last, section, turned=True))
        else:
            _turned(section)
    if section is not None and breaks:
        for later in [*breaks[1:], section]:
            for name in ("type", "titlePg", "pgNumType"):  # a new page, no second letterhead, numbers go on
                for old in later.findall(w(name)):
                    later.remove(old)
    neighbours = [one.tag for one in (mark.getprevious(), mark.getnext()) if one is not None]
    if holds_section or P not in neighbours:  # a cell and a page cannot be without a paragraph
        for child in [child for child in mark if child.tag != PPR]:
            mark.remove(child)
    else:
        xml.remove(mark)


def _end_with_paragraph(root: Element) -> None:
    body = root.find(w("body"))
    inside = [] if body is None else [child for child in body if child.tag != SECTION]
    if inside and inside[-1].tag == TBL:
        inside[-1].addnext(etree.Element(P))
