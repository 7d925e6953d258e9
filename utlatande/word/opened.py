"""A template opened in memory: its parts, their types and relations, changed and packed into a new file."""

from __future__ import annotations

import io
import posixpath
import zipfile
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree
from lxml.etree import _Element as Element

from utlatande.errors import DamagedFile, EncryptedFile, MissingFile, TemplateError, TooLarge, UtlatandeError
from utlatande.word import xml
from utlatande.word.package import Package

TYPES = "[Content_Types].xml"
TYPES_NS = "http://schemas.openxmlformats.org/package/2006/content-types"
RELS_NS = "http://schemas.openxmlformats.org/package/2006/relationships"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
DOTX = "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"
STRICT = "http://purl.oclc.org/ooxml/"
OLE = bytes.fromhex("d0cf11e0a1b11ae1")  # old Word files, and locked new ones
EPOCH = (1980, 1, 1, 0, 0, 0)  # the oldest time a zip can hold: the same draft gives the same bytes

# Fields that fetch, run or insert something from outside the file.
REACHING = ("DDE", "DDEAUTO", "INCLUDETEXT", "INCLUDEPICTURE", "INCLUDE", "IMPORT", "LINK", "RD", "DATABASE")


@dataclass(slots=True)
class Opened:
    """The parts of a Word file by name (``word/document.xml``); ``main`` is the document's."""

    path: Path | None
    parts: dict[str, bytes]
    main: str = ""
    trees: dict[str, Element] = field(default_factory=dict)
    broken: UtlatandeError | None = None  # what is raised for a part that cannot be parsed; a template's when None

    def tree(self, name: str) -> Element:
        """Return a part's root; what is changed in it is saved."""
        if name not in self.trees:
            try:
                self.trees[name] = xml.parse(self.parts[name])
            except (KeyError, ValueError) as error:
                raise (self.broken or damaged(self.path)) from error
        return self.trees[name]

    def relations(self, source: str) -> Element:
        """Return the root of the relations of a part (``""`` for the package's own), made when missing."""
        name = relations_of(source)
        if name not in self.parts:
            self.trees[name] = xml.root(RELS_NS, "Relationships")
            self.parts[name] = b""
        return self.tree(name)

    def related(self, source: str, kind: str) -> list[str]:
        """Return the names of the parts that ``source`` points at with a relation of this kind (its last word)."""
        return [
            target(source, relation)
            for relation in self.relations(source)
            if relation.get("Type", "").rsplit("/", 1)[-1] == kind and relation.get("TargetMode") != "External"
        ]

    def add(self, name: str, root: Element, content_type: str | None = None) -> None:
        """Add or replace a part. Without a type it is plain XML."""
        self.parts[name] = b""
        self.trees[name] = root
        types = self.tree(TYPES)
        for old in types.findall(f"{{{TYPES_NS}}}Override"):
            if old.get("PartName") == f"/{name}":
                types.remove(old)
        etree.SubElement(
            types, f"{{{TYPES_NS}}}Override", PartName=f"/{name}", ContentType=content_type or "application/xml"
        )

    def relate(self, source: str, name: str, kind: str) -> None:
        """Let ``source`` point at the part ``name``, once; ``kind`` is the relation's whole type."""
        if name in self.related(source, kind.rsplit("/", 1)[-1]):
            return
        relations = self.relations(source)
        used = {relation.get("Id") for relation in relations}
        number = next(n for n in range(1, len(used) + 2) if f"rId{n}" not in used)
        goal = posixpath.relpath(name, posixpath.dirname(source) or ".")
        etree.SubElement(relations, f"{{{RELS_NS}}}Relationship", Id=f"rId{number}", Type=kind, Target=goal)

    def ensure(self, source: str, name: str, kind: str, content_type: str, new: Element) -> Element:
        """Return the root of the part that ``source`` has of this kind; when it has none, ``new`` becomes the part."""
        found = [part for part in (*self.related(source, kind.rsplit("/", 1)[-1]), name) if part in self.parts]
        if not found:
            self.add(name, new, content_type)
        self.relate(source, (*found, name)[0], kind)
        return self.tree((*found, name)[0])

    def free(self, pattern: str) -> str:
        """Return the first part name of ``pattern`` (``customXml/item{}.xml``) that is not taken."""
        return next(name for n in range(1, len(self.parts) + 2) if (name := pattern.format(n)) not in self.parts)

    def drop(self, name: str) -> None:
        """Take away a part, its type, its own relations and every relation to it."""
        for gone in (name, relations_of(name)):
            self.parts.pop(gone, None)
            self.trees.pop(gone, None)
        for override in self.tree(TYPES).findall(f"{{{TYPES_NS}}}Override"):
            if override.get("PartName") == f"/{name}":
                self.tree(TYPES).remove(override)
        for rels in [part for part in self.parts if part.endswith(".rels")]:
            source = source_of(rels)
            for relation in [r for r in self.tree(rels) if r.get("TargetMode") != "External"]:
                if target(source, relation) == name:
                    self.tree(rels).remove(relation)

    def packed(self) -> bytes:
        """Return the file: the same parts always give the same bytes."""
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
            for name in sorted(self.parts, key=lambda part: (part != TYPES, part != "_rels/.rels", part)):
                info = zipfile.ZipInfo(name, date_time=EPOCH)
                info.compress_type = zipfile.ZIP_DEFLATED
                info.create_system = 0
                file.writestr(info, xml.serialize(self.trees[name]) if name in self.trees else self.parts[name])
        return out.getvalue()


def relations_of(source: str) -> str:
    """Return the name of the part that holds the relations of ``source``."""
    folder, name = posixpath.split(source)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def source_of(rels: str) -> str:
    """Return the part whose relations ``rels`` holds."""
    folder, name = posixpath.split(rels)
    return posixpath.join(posixpath.dirname(folder), name.removesuffix(".rels"))


def target(source: str, relation: Element) -> str:
    """Return the name of the part a relation of ``source`` points at."""
    goal = relation.get("Target", "")
    return (
        goal.lstrip("/")
        if goal.startswith("/")
        else posixpath.normpath(posixpath.join(posixpath.dirname(source), goal))
    )


def damaged(path: Path | None) -> TemplateError:
    """Return the error for a template that is no whole Word file."""
    return TemplateError(
        f"Mallen {path} är skadad eller ingen Word-fil. Öppna den i Word och spara den på nytt som .docx.", path=path
    )


def open_template(path: Path) -> Opened:
    """Open the template at ``path``: a .docx, or a .dotx made a document in memory.

    Raises TemplateError when it is missing, damaged, locked, carries macros, or reaches outside itself.
    """
    opened = Opened(path, _parts(path))
    opened.main = next(iter(opened.related("", "officeDocument")), "")
    if opened.main not in opened.parts:
        raise damaged(path)
    for name in [part for part in opened.parts if part.endswith((".xml", ".rels"))]:
        opened.tree(name)  # Word opens a file only when all of it can be read
    root = opened.tree(opened.main)
    if root.tag.startswith(f"{{{STRICT}"):
        raise TemplateError(
            f"Mallen {path} är sparad som Strict Open XML. Spara den i Word som vanligt Word-dokument (.docx).",
            path=path,
        )
    if root.tag != xml.w("document") or root.find(xml.w("body")) is None:
        raise damaged(path)
    _as_document(opened)
    _refuse_reaching(opened)
    return opened


def _parts(path: Path) -> dict[str, bytes]:
    if _is_ole(path):
        raise _locked(path)
    try:
        with Package(path) as package, zipfile.ZipFile(path) as listed:
            names = [name for name in listed.namelist() if not name.endswith("/")]
            return {name: package.read(name.replace("\\", "/")) for name in names}
    except (OSError, MissingFile) as error:
        raise _absent(path) from error
    except EncryptedFile as error:
        raise _locked(path) from error
    except TooLarge as error:
        raise TemplateError(f"Mallen {path} är för stor. Ta bort stora bilder ur den.", path=path) from error
    except (DamagedFile, zipfile.BadZipFile, KeyError) as error:
        raise damaged(path) from error


def _is_ole(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(len(OLE)) == OLE
    except OSError as error:
        raise _absent(path) from error


def _locked(path: Path) -> TemplateError:
    return TemplateError(
        f"Mallen {path} är låst med lösenord eller i gammalt format. Spara den i Word som .docx utan lösenord.",
        path=path,
    )


def _absent(path: Path) -> TemplateError:
    return TemplateError(f"Mallen {path} finns inte eller går inte att öppna. Kontrollera sökvägen.", path=path)


def _as_document(opened: Opened) -> None:
    for override in opened.tree(TYPES).iter(f"{{{TYPES_NS}}}Override"):
        if override.get("PartName") != f"/{opened.main}":
            continue
        kind = override.get("ContentType", "")
        if "macroEnabled" in kind:
            break
        override.set("ContentType", MAIN)
    for name in opened.parts:
        if posixpath.basename(name).lower().startswith("vbaproject"):
            raise TemplateError(
                f"Mallen {opened.path} innehåller makron. Spara den i Word som .docx eller .dotx.", path=opened.path
            )


def _refuse_reaching(opened: Opened) -> None:
    """A draft fetches nothing: no linked pictures, no attached template elsewhere, no fields that read files."""
    for name in [part for part in opened.parts if part.endswith(".rels")]:
        for relation in list(opened.tree(name)):
            if relation.get("TargetMode") != "External":
                continue
            kind = relation.get("Type", "").rsplit("/", 1)[-1]
            if kind == "attachedTemplate":
                _unattach(opened, name, relation)
            elif kind != "hyperlink":
                raise TemplateError(
                    f"Mallen {opened.path} hämtar innehåll utifrån ({relation.get('Target')}). Infoga det i mallen.",
                    path=opened.path,
                )
    for name in stories(opened):
        for field_ in _fields(opened.tree(name)):
            if field_.upper() in REACHING:
                raise TemplateError(
                    f"Mallen {opened.path} har ett fält som hämtar innehåll utifrån ({field_}). Ta bort fältet.",
                    path=opened.path,
                )


def _unattach(opened: Opened, name: str, relation: Element) -> None:
    settings = opened.tree(source_of(name))
    for attached in settings.findall(xml.w("attachedTemplate")):
        settings.remove(attached)
    opened.tree(name).remove(relation)


def _fields(root: Element) -> list[str]:
    """Return the first word of every field's instruction, however Word split it between runs."""
    texts = [simple.get(xml.w("instr"), "") for simple in root.iter(xml.w("fldSimple"))]
    for node in root.iter(xml.w("fldChar"), xml.w("instrText")):
        if node.tag == xml.w("instrText"):
            texts[-1:] = [texts[-1] + (node.text or "")] if texts else [node.text or ""]
        elif node.get(xml.w("fldCharType")) == "begin":
            texts.append("")
    return [words[0] for text in texts if (words := text.replace("\\", " ").split())]


def stories(opened: Opened) -> list[str]:
    """Return the parts that hold text: the document, then its headers, footers and notes."""
    kinds = ("header", "footer", "footnotes", "endnotes")
    return [
        opened.main,
        *(name for kind in kinds for name in opened.related(opened.main, kind) if name in opened.parts),
    ]
