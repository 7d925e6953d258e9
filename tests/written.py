"""Drafts written for a test, and what is looked for in them."""

import functools

import invented
import ooxml
from ooxml import w

from utlatande.model import Draft
from utlatande.word.write import render

DAY = "2024-09-02"


@functools.cache
def whole_file():
    """Return the invented draft as a file, written once."""
    data, notices = render(invented.draft(), created=DAY)
    assert notices == ()
    return data


def small(*parts, **rest):
    return Draft(title="Titel", fields=invented.FIELDS, parts=parts, **rest)


def written(*parts, **rest):
    data, _ = render(small(*parts, **rest))
    assert ooxml.problems(data) == []
    return ooxml.parts(data)


def paragraphs(trees, style=None):
    """The paragraphs of the body, or those with a style of this name."""
    names = {s.get(w("styleId")): s.find(w("name")).get(w("val")) for s in trees["word/styles.xml"].iter(w("style"))}
    found = trees["word/document.xml"].iter(w("p"))
    return [p for p in found if style is None or names.get(style_id(p)) == style]


def style_id(paragraph):
    style = paragraph.find(f"{w('pPr')}/{w('pStyle')}")
    return None if style is None else style.get(w("val"))


def number_of(paragraph):
    number = paragraph.find(f"{w('pPr')}/{w('numPr')}/{w('numId')}")
    return None if number is None else number.get(w("val"))
