"""What a Word file carries of who worked on it, when and with what: found and taken away."""

from __future__ import annotations

import posixpath
from collections.abc import Collection, Iterator
from urllib.parse import unquote

from lxml.etree import _Element as Element

from utlatande.word import xml
from utlatande.word.opened import MAIN, RELS_NS, TYPES, TYPES_NS, Opened, relations_of, source_of
from utlatande.word.parts import CORE, DC
from utlatande.word.xml import w

W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"
W16CID = "{http://schemas.microsoft.com/office/word/2016/wordml/cid}"
W16CEX = "{http://schemas.microsoft.com/office/word/2018/wordml/cex}"

# The last word of the relations to parts that go, wherever they are.
_GONE = frozenset(
    (
        "customXml", "custom-properties", "extended-properties", "thumbnail", "glossaryDocument", "attachedTemplate",
        "printerSettings", "mailMergeSource", "mailMergeHeaderSource", "mailMergeRecipientData", "recipientData",
        "vbaProject", "wordVbaData", "keyMapCustomizations", "attachedToolbars", "extensibility",
        "userCustomization", "webextensiontaskpanes", "classificationlabels", "origin", "signature",
        "transform",
    )
)  # fmt: skip
_COMMENTS = frozenset(("comments", "commentsExtended", "commentsIds", "commentsExtensible", "documenttasks"))
_SETTINGS = frozenset(
    (
        *(w(n) for n in ("rsids", "attachedTemplate", "docVars", "mailMerge", "saveThroughXslt", "writeProtection")),
        f"{W14}docId",
        f"{W15}docId",
    )
)
_KEPT_PROPERTIES = (f"{{{DC}}}title", f"{{{DC}}}language")
_BINDINGS = w("dataBinding"), f"{W15}dataBinding"


def remove(opened: Opened) -> None:
    """Take away all of it; what shows in the text is kept."""
    drop(opened, set(_of_kinds(opened, _GONE)))
    _external(opened)
    for root in opened.trees.values():
        _revision_ids(root)
        if root.tag == w("settings"):
            for child in [c for c in root if c.tag in _SETTINGS]:
                root.remove(child)
        for one in list(root.iter(*_BINDINGS, w("printerSettings"))):
            xml.remove(one)
    _people(opened)
    _core(opened)
    _as_document(opened)
    _unreached(opened)


def parts_of_comments(opened: Opened) -> set[str]:
    """Return the parts that hold comments and what belongs to them."""
    return set(_of_kinds(opened, _COMMENTS))


def drop(opened: Opened, names: Collection[str]) -> None:
    """Take parts away, with their types, their relations and all relations to them."""
    if not names:
        return
    lower = {name.lower() for name in names}
    for name in [part for part in opened.parts if part.lower() in lower]:
        for gone in (name, relations_of(name)):
            opened.parts.pop(gone, None)
            opened.trees.pop(gone, None)
    types = opened.tree(TYPES)
    for override in types.findall(f"{{{TYPES_NS}}}Override"):
        if override.get("PartName", "").lstrip("/").lower() in lower:
            types.remove(override)
    for source, relation in list(_relations(opened)):
        if (_goal(source, relation) or "").lower() in lower:
            xml.remove(relation)


# --- parts -----------------------------------------------------------------------------------------------------------


def _relations(opened: Opened) -> Iterator[tuple[str, Element]]:
    """Yield every relation with the part that it belongs to."""
    for name in [part for part in opened.parts if part.endswith(".rels")]:
        source = source_of(name)
        for relation in opened.tree(name).iterchildren(f"{{{RELS_NS}}}Relationship"):
            yield source, relation


def _goal(source: str, relation: Element) -> str | None:
    """Return the name of the part that a relation points at, as Word finds it; None outside the file."""
    if relation.get("TargetMode") == "External":
        return None
    goal = unquote(relation.get("Target", "")).replace("\\", "/").partition("#")[0]
    if goal.startswith("/"):
        return goal.lstrip("/")
    return posixpath.normpath(posixpath.join(posixpath.dirname(source), goal))


def _kind(relation: Element) -> str:
    return relation.get("Type", "").rstrip("/").rsplit("/", 1)[-1]


def _of_kinds(opened: Opened, kinds: frozenset[str]) -> Iterator[str]:
    for source, relation in _relations(opened):
        if _kind(relation) in kinds and (goal := _goal(source, relation)):
            yield goal


def _external(opened: Opened) -> None:
    """Take away relations to what lies outside the file and goes: the template, the source of a mail merge."""
    for _, relation in list(_relations(opened)):
        if _kind(relation) in _GONE:
            xml.remove(relation)


def _unreached(opened: Opened) -> None:
    """Take away parts that nothing points at any more: nobody sees them, but they would follow."""
    points: dict[str, set[str]] = {}
    for source, relation in _relations(opened):
        points.setdefault(source.lower(), set()).add((_goal(source, relation) or "").lower())
    reached, waiting = {TYPES.lower()}, [""]
    while waiting:
        one = waiting.pop()
        if one not in reached:
            reached.add(one)
            reached.add(relations_of(one))
            waiting += points.get(one, ())
    if opened.main.lower() in reached and opened.main.lower() in points:
        drop(opened, {name for name in opened.parts if name.lower() not in reached})


def _as_document(opened: Opened) -> None:
    """Make it a plain document: it no longer is a template and has no macros."""
    for override in opened.tree(TYPES).iter(f"{{{TYPES_NS}}}Override"):
        if override.get("PartName", "").lstrip("/").lower() == opened.main.lower():
            override.set("ContentType", MAIN)
    default = opened.tree(TYPES).findall(f"{{{TYPES_NS}}}Default")
    for one in default:
        if "macroEnabled" in one.get("ContentType", "") and opened.main.endswith(f".{one.get('Extension')}"):
            one.set("ContentType", MAIN)


# --- in the parts ----------------------------------------------------------------------------------------------------


def _revision_ids(root: Element) -> None:
    """Take away the ids that tell which words were written in one sitting."""
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        for key in [k for k in element.attrib if str(k).startswith(f"{{{xml.WORD}}}rsid")]:
            del element.attrib[key]
    for element in list(root.iter(w("rsid"))):
        xml.remove(element)


def _people(opened: Opened) -> None:
    """Keep only those persons whose comments or changes are left."""
    left = {
        element.get(w("author"))
        for root in opened.trees.values()
        for element in root.iter()
        if element.get(w("author")) is not None
    }
    for name, root in list(opened.trees.items()):
        if root.tag != f"{W15}people":
            continue
        for person in [p for p in root if p.get(f"{W15}author") not in left]:
            root.remove(person)
        if not len(root):
            drop(opened, {name})


def _core(opened: Opened) -> None:
    """Keep the title and the language of the document's properties, and nothing else."""
    for root in opened.trees.values():
        if root.tag == f"{{{CORE}}}coreProperties":
            for child in [c for c in root if c.tag not in _KEPT_PROPERTIES]:
                root.remove(child)
