"""A Word file that people work in, opened in memory to be changed and packed again: guarded, and never a template."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from utlatande.errors import EncryptedFile, UnknownFormat
from utlatande.word import xml
from utlatande.word.opened import OLE, STRICT, Opened
from utlatande.word.package import DEFAULT, BrokenPart, Limits, Package
from utlatande.word.read import main_part

READ = (".xml", ".rels")


def open_document(data: bytes, *, name: str = "dokumentet", limits: Limits = DEFAULT, strict: bool = False) -> Opened:
    """Return the parts of a Word file, all its XML parsed within the limits; ``name`` is what messages call it.

    Raises ReadError when it is damaged, locked, too large, no Word file, or saved as Strict Open XML; with ``strict``
    such a file becomes an ordinary one.
    """
    path = Path(name)
    if data.startswith(OLE):
        raise EncryptedFile(
            f"Filen {name} är låst med lösenord eller i gammalt format. Spara den i Word som .docx utan lösenord.",
            path=path,
        )
    with Package(path, name=name, limits=limits, data=data) as package:
        opened = Opened(path, {}, broken=package.damaged())
        with zipfile.ZipFile(io.BytesIO(data)) as listed:
            names = [entry.replace("\\", "/") for entry in listed.namelist() if not entry.endswith("/")]
        if any(not package.has(part) for part in names):
            raise package.damaged()
        opened.parts.update({part: package.read(part) for part in names})
        main = main_part(package)
        opened.main = next((part for part in names if main is not None and part.lower() == main.lower()), "")
        if not opened.main:
            raise UnknownFormat(f"Filen {name} är ingen Word-fil. Spara den i Word som .docx.", path=path)
        if not strict and STRICT.encode() in opened.parts[opened.main]:
            raise UnknownFormat(
                f"Filen {name} är sparad som Strict Open XML. Spara den i Word som vanligt Word-dokument (.docx).",
                path=path,
            )
        for part in [part for part in names if part.lower().endswith(READ)]:
            _parse(opened, package, part)
        root = opened.trees[opened.main]
        root.attrib.pop(xml.w("conformance"), "")
        if root.tag != xml.w("document") or root.find(xml.w("body")) is None:
            raise package.damaged()
    return opened


def _parse(opened: Opened, package: Package, part: str) -> None:
    """Parse a part; one that is broken stays as it is, unless the file cannot do without it."""
    try:
        opened.trees[part] = package.tree(part)
    except BrokenPart:
        if part == opened.main or part.startswith("[") or part.endswith(".rels"):
            raise
