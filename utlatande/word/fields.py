"""The fields of a template: ``{{ dnr }}`` anywhere, ``{% if epost %} … {% endif %}``, and the mark for the body.

Nothing is evaluated. A tag is text that is looked up and replaced in the document's own tree, so neither a template nor
a value can run anything or add XML.
"""

from __future__ import annotations

import copy
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches

from lxml import etree
from lxml.etree import _Element as Element

from utlatande.model import Notice
from utlatande.word import marks, xml
from utlatande.word.opened import Opened, stories
from utlatande.word.xml import PPR, RPR, TC, TR, P, R, w

TAG = re.compile(r"\{\{\s*([^{}]*?)\s*\}\}")
IF = re.compile(r"\{%\s*if\s+(\w+)\s*%\}")
ENDIF = re.compile(r"\{%\s*endif\s*%\}")
ROW = re.compile(rf"{IF.pattern}(?:(?!\{{%).)*{ENDIF.pattern}", re.DOTALL)
LEFTOVER = re.compile(r"\{%.*?%\}|\{%|%\}|\{\{[^{}]*|\}\}")


@dataclass(slots=True)
class Filled:
    """What filling met: known fields without a value, unknown ones, and tags that could not be read."""

    empty: set[str] = field(default_factory=set)
    unknown: dict[str, None] = field(default_factory=dict)
    leftover: dict[str, None] = field(default_factory=dict)

    def notices(self, known: Mapping[str, str]) -> tuple[Notice, ...]:
        """Say what a person should know, a sentence each."""
        found = [
            f"Mallen har ett okänt fält, {tag}. Det står kvar gulmarkerat.{_hint(tag, known)}" for tag in self.unknown
        ]
        found += [
            f"Mallen har en tagg som inte går att tolka, {tag}. Den står kvar gulmarkerad." for tag in self.leftover
        ]
        found += [
            f"Uppgift saknas: {marks.FIELDS.get(name, name)}. Den är gulmarkerad i utkastet."
            for name in sorted(self.empty)
        ]
        return tuple(Notice(text=text) for text in found)


def fold(name: str) -> str:
    """Return a field's name as it is looked up: ``Nämnd`` is ``namnd``."""
    spread = unicodedata.normalize("NFKD", name.strip().casefold())
    return "".join(c for c in spread if not unicodedata.combining(c))


def fill(opened: Opened, values: Mapping[str, str], mark: Element | None = None) -> Filled:
    """Fill every field of the template in place, but for the ``mark``; ``values`` are by folded name and clean."""
    filled = Filled()
    for name in stories(opened):
        root = opened.tree(name)
        text = xml.text_of(root)
        if "{%" in text:
            _choose(root, values, filled)
        if "{" not in text and "}" not in text:
            continue
        for paragraph in list(root.iter(P)):
            if paragraph is not mark:
                _fill_paragraph(paragraph, values, filled)
    return filled


def body_mark(root: Element) -> Element | None:
    """Return the paragraph that says where the text goes, or None."""
    return next((paragraph for paragraph in root.iter(P) if _is_body(_own_text(paragraph))), None)


def names_in(opened: Opened, part: str) -> set[str]:
    """Return the folded names of the fields in one part."""
    texts = (_own_text(paragraph) for paragraph in opened.tree(part).iter(P))
    return {fold(match[1]) for text in texts for match in TAG.finditer(text)}


def _is_body(text: str) -> bool:
    match = TAG.fullmatch(text.strip())
    return match is not None and fold(match[1]) in marks.BODY


def _own_text(paragraph: Element) -> str:
    return "".join(node.text or "" for node in xml.text_nodes(paragraph))


def _hint(tag: str, known: Mapping[str, str]) -> str:
    near = get_close_matches(fold(tag.strip("{} ")), known, n=1)
    return f" Menades {{{{ {near[0]} }}}}?" if near else ""


def _fill_paragraph(paragraph: Element, values: Mapping[str, str], filled: Filled) -> None:
    text = _own_text(paragraph)
    if "{" not in text and "}" not in text:
        return
    found = sorted(
        [*TAG.finditer(text), *LEFTOVER.finditer(TAG.sub(lambda match: " " * len(match[0]), text))],
        key=lambda match: match.start(),
        reverse=True,  # from the end, so that the places before stay true
    )
    for match in found:
        value, yellow = _value(match, values, filled)
        replace(paragraph, match.start(), match.end(), value, yellow=yellow)


def _value(match: re.Match[str], values: Mapping[str, str], filled: Filled) -> tuple[str, bool]:
    """Return what stands in a tag's place, and whether it is yellow."""
    if match.re is not TAG:
        filled.leftover[match[0].strip()] = None
        return match[0], True
    name = fold(match[1])
    if name in values:
        return values[name], values[name].startswith("[")
    if name in marks.FIELDS:
        filled.empty.add(name)
        return f"[{marks.FIELDS[name]}]", True
    filled.unknown[match[0]] = None
    return match[0], True


def replace(paragraph: Element, start: int, end: int, value: str, *, yellow: bool = False) -> None:
    """Put ``value`` in place of the characters ``start`` to ``end`` of a paragraph's text, in the look they had."""
    place = 0
    first = True
    for node in xml.text_nodes(paragraph):
        text = node.text or ""
        low, high = max(start - place, 0), min(end - place, len(text))
        place += len(text)
        if low >= high:
            continue
        if first:
            _release(node)
            _split(node, text[:low], value, text[high:], yellow=yellow)
            first = False
        else:
            _set(node, text[high:])
            _tidy(node.getparent())


def _split(node: Element, before: str, value: str, after: str, *, yellow: bool) -> None:
    """Cut a run in three at ``node``: what stood before, the value, and what stood after."""
    run = node.getparent()
    if run is None or run.tag != R:
        _set(node, before + value + after)
        return
    middle, last = _like(run), _like(run)
    xml.add_text(middle, value)
    xml.add_text(last, after)
    for follower in list(node.itersiblings()):
        last.append(follower)
    _set(node, before)
    run.addnext(middle)
    if yellow:
        xml.highlight(middle)
    middle.addnext(last)
    for piece in (run, middle, last):
        _tidy(piece)


def _release(node: Element) -> None:
    """Let a content control keep the text it is given: a bound one would show its stored value again."""
    for control in node.iterancestors(w("sdt")):
        for name in ("dataBinding", "showingPlcHdr"):
            for setting in control.findall(f"{w('sdtPr')}/{w(name)}"):
                xml.remove(setting)


def _tidy(run: Element | None) -> None:
    """Take away a run that shows nothing."""
    if run is not None and run.tag == R and all(c.tag == RPR or (c.tag == xml.T and not c.text) for c in run):
        xml.remove(run)


def _like(run: Element) -> Element:
    new = etree.Element(R)
    look = run.find(RPR)
    if look is not None:
        new.append(copy.deepcopy(look))
    return new


def _set(node: Element, text: str) -> None:
    node.text = text
    node.set(xml.SPACE, "preserve")


def _choose(root: Element, values: Mapping[str, str], filled: Filled) -> None:
    """Keep or take away what stands between ``{% if … %}`` and ``{% endif %}``."""
    for container in [root, *root.iter(w("body"), TC, w("tbl"), w("txbxContent"), w("sdtContent"))]:
        _choose_blocks(container, values, filled)
    for row in list(root.iter(TR)):
        _choose_row(row, values, filled)
    for paragraph in list(root.iter(P)):
        _choose_inside(paragraph, values, filled)


def _choose_blocks(container: Element, values: Mapping[str, str], filled: Filled) -> None:
    """Tags in paragraphs or rows of their own, with whole paragraphs or rows between them."""
    opening: tuple[Element, bool] | None = None
    for child in list(container):
        text = xml.text_of(child).strip() if child.tag in (P, TR) else ""
        begins, ends = IF.fullmatch(text), ENDIF.fullmatch(text)
        if begins and opening is None and _closes(child):
            opening = (child, _is_set(begins[1], values, filled))
        elif ends and opening is not None:
            _remove(opening[0])
            _remove(child)
            opening = None
        elif opening is not None and not opening[1]:
            _remove(child)


def _closes(opening: Element) -> bool:
    return any(ENDIF.fullmatch(xml.text_of(later).strip()) for later in opening.itersiblings() if later.tag in (P, TR))


def _choose_row(row: Element, values: Mapping[str, str], filled: Filled) -> None:
    """A row that begins with the one tag and ends with the other, each in a cell of its own or not."""
    whole = ROW.fullmatch(xml.text_of(row).strip())
    if whole is None:
        return
    if not _is_set(whole[1], values, filled):
        _remove(row)
        return
    for paragraph in row.iter(P):
        for pattern in (ENDIF, IF):
            for match in reversed(list(pattern.finditer(_own_text(paragraph)))):
                replace(paragraph, match.start(), match.end(), "")


def _choose_inside(paragraph: Element, values: Mapping[str, str], filled: Filled) -> None:
    """Both tags within one paragraph."""
    while (begins := IF.search(text := _own_text(paragraph))) and (ends := ENDIF.search(text, begins.end())):
        kept = _is_set(begins[1], values, filled)
        if kept:
            replace(paragraph, ends.start(), ends.end(), "")
            replace(paragraph, begins.start(), begins.end(), "")
        else:
            replace(paragraph, begins.start(), ends.end(), "")
            if _is_bare(paragraph):
                _remove(paragraph)
                return


def _is_set(name: str, values: Mapping[str, str], filled: Filled) -> bool:
    key = fold(name)
    if key not in values and key not in marks.FIELDS:
        filled.unknown[f"{{% if {name} %}}"] = None
    return bool(values.get(key))


def _is_bare(paragraph: Element) -> bool:
    """Whether nothing is left in a paragraph but its look."""
    return all(child.tag in (PPR, w("proofErr"), w("bookmarkStart"), w("bookmarkEnd")) for child in paragraph) and (
        paragraph.find(f"{PPR}/{w('sectPr')}") is None
    )


def _remove(element: Element) -> None:
    """Take away a paragraph, row or table, but leave what the place cannot be without."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tag == P and element.find(f"{PPR}/{w('sectPr')}") is not None:
        for child in [child for child in element if child.tag != PPR]:
            element.remove(child)
        return
    parent.remove(element)
    if parent.tag in (TC, w("hdr"), w("ftr"), w("txbxContent")) and (len(parent) == 0 or parent[-1].tag != P):
        xml.sub(parent, "p")
    elif parent.tag == w("tbl") and next(parent.iterchildren(TR, w("sdt")), None) is None:
        _remove(parent)
