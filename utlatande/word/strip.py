"""Takes out of a Word file what was only for the work on it: our comments and marks, and who wrote on what. The text
that shows stays, word for word.

    comments            ours; with ``drop_comments`` everybody's
    marks               every highlight, yellow shading, our bookmarks, our custom part, all custom parts and properties
    tracked changes     accepted with ``accept_changes``
    who and with what   author, company, manager, dates and times of saving, revision ids, the template and its data,
                        macros, printer, signature, picture of the first page

A field or content control that shows what is taken away (author, a property …) keeps what it shows, as plain text.
Hidden text, descriptions of pictures, and what lies within embedded files and pictures are left.
"""

from __future__ import annotations

from collections.abc import Iterable

from lxml.etree import _Element as Element

from utlatande.word import marks, traces, xml
from utlatande.word.accept import accept_changes as accept
from utlatande.word.accept import mend_pairs
from utlatande.word.context import ID
from utlatande.word.existing import open_document
from utlatande.word.opened import Opened
from utlatande.word.provenance import comment_digest
from utlatande.word.unlink import unlink_fields
from utlatande.word.xml import RPR, P, R, w

_STORIES = tuple(w(name) for name in ("document", "hdr", "ftr", "footnotes", "endnotes", "comments"))
_COMMENT_MARKS = w("commentRangeStart"), w("commentRangeEnd"), w("commentReference")
_YELLOW = ("FFFF00", "YELLOW")  # what LibreOffice makes of yellow highlight on its way through .odt
_W14, _W15 = traces.W14, traces.W15


def strip(data: bytes, *, accept_changes: bool = False, drop_comments: bool = False, name: str = "dokumentet") -> bytes:
    """Return the Word file without what was only for the work on it; its text is the same.

    ``name`` is what messages call the file. Raises ReadError when it is no sound Word file.
    """
    opened = open_document(data, name=name)
    roots = _stories(opened)
    if accept_changes:
        for root in roots:
            accept(root)
        _unused_notes(roots)
    _comments(opened, roots, everybody=drop_comments)
    for root in roots:
        _highlights(root)
        _bookmarks(root)
        _permissions(root)
        unlink_fields(root)
    mend_pairs(roots, "bookmarkStart", "bookmarkEnd")
    traces.remove(opened)
    return opened.packed()


def is_ours(author: str | None, text: str, digests: Iterable[str]) -> bool:
    """Tell whether a comment is ours: by its author, or by its text where Word took all authors' names away."""
    return author == marks.AUTHOR or comment_digest(text) in digests


def _stories(opened: Opened) -> list[Element]:
    return [root for root in opened.trees.values() if root.tag in _STORIES]


# --- comments --------------------------------------------------------------------------------------------------------


def _comments(opened: Opened, roots: list[Element], *, everybody: bool) -> None:
    """Take comments away, with their marks in the text and all that other parts say of them."""
    digests = _digests(opened)
    gone: set[str] = set()
    paragraphs: set[str] = set()  # by which the other parts know a comment
    left = 0
    anchored = {mark.get(ID) for root in roots for mark in root.iter(w("commentReference"))}
    for part in [root for root in roots if root.tag == w("comments")]:
        for comment in list(part):
            text = xml.text_of(comment)
            if everybody or comment.get(ID) not in anchored or is_ours(comment.get(w("author")), text, digests):
                gone.add(comment.get(ID, ""))
                paragraphs |= {p.get(f"{_W14}paraId", "") for p in comment.iter(P)}
                part.remove(comment)
            else:
                left += 1
    known = {c.get(ID) for root in roots if root.tag == w("comments") for c in root}
    for root in roots:
        for mark in [m for m in root.iter(*_COMMENT_MARKS) if m.get(ID) in gone or m.get(ID) not in known]:
            _remove_mark(mark)
    if left:
        _forget(opened, paragraphs)
    else:
        traces.drop(opened, traces.parts_of_comments(opened))


def _digests(opened: Opened) -> frozenset[str]:
    """Return by what our comments are known, as our custom part says."""
    found = (
        root.get("comments", "") for root in opened.trees.values() if root.tag == f"{{{marks.PROVENANCE}}}provenance"
    )
    return frozenset(digest for text in found for digest in text.split())


def _remove_mark(mark: Element) -> None:
    """Remove a comment's mark, and the run that held nothing else."""
    run = mark.getparent()
    xml.remove(mark)
    if run is not None and run.tag == R and all(child.tag == RPR for child in run):
        xml.remove(run)


def _forget(opened: Opened, paragraphs: set[str]) -> None:
    """Take from the parts beside the comments what they say of those that are gone."""
    durable: set[str] = set()
    for root in opened.trees.values():
        for one in [e for e in root if e.get(f"{traces.W16CID}paraId") in paragraphs]:
            durable.add(one.get(f"{traces.W16CID}durableId", ""))
            root.remove(one)
        for one in [e for e in root if e.get(f"{_W15}paraId") in paragraphs]:
            root.remove(one)
        for answer in root:
            if answer.get(f"{_W15}paraIdParent") in paragraphs:
                del answer.attrib[f"{_W15}paraIdParent"]
    for root in opened.trees.values():
        for one in [e for e in root if e.get(f"{traces.W16CEX}durableId") in durable]:
            root.remove(one)


# --- marks in the text -----------------------------------------------------------------------------------------------


def _highlights(root: Element) -> None:
    """Take highlight away, and the yellow shading of words (not of paragraphs, cells or tables)."""
    for look in root.iter(RPR):
        for mark in [child for child in look if child.tag in (w("highlight"), w("shd"))]:
            if mark.tag == w("highlight") or mark.get(w("fill"), "").upper() in _YELLOW:
                look.remove(mark)


def _bookmarks(root: Element) -> None:
    ours = [b for b in root.iter(w("bookmarkStart")) if b.get(w("name"), "").startswith(marks.BOOKMARK)]
    numbers = {b.get(ID) for b in ours}
    for mark in [*ours, *(e for e in root.iter(w("bookmarkEnd")) if e.get(ID) in numbers)]:
        xml.remove(mark)


def _permissions(root: Element) -> None:
    """Take away who may edit what: it names people."""
    for mark in list(root.iter(w("permStart"), w("permEnd"))):
        xml.remove(mark)


def _unused_notes(roots: list[Element]) -> None:
    """Take away notes that only deleted text referred to."""
    for part, reference in (("footnote", "footnoteReference"), ("endnote", "endnoteReference")):
        used = {mark.get(ID) for root in roots for mark in root.iter(w(reference))}
        for root in roots:
            for note in [n for n in root.iterchildren(w(part)) if n.get(w("type"), "normal") == "normal"]:
                if note.get(ID) not in used:
                    root.remove(note)
