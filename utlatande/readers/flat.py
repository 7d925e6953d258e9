"""Word files saved as one XML file (Flat OPC): put into a package in memory, as Word itself would save them."""

from __future__ import annotations

import io
import re
import zipfile
from xml.sax.saxutils import quoteattr

from lxml import etree

from utlatande.errors import DamagedFile, TooLarge
from utlatande.word.package import Limits

_PKG = "{http://schemas.microsoft.com/office/2006/xmlPackage}"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_BINARY = re.compile(rb"<(pkg:)?binaryData\b[^<>]*>[^<]*</(?:pkg:)?binaryData>")


def package_of(data: bytes, name: str, limits: Limits) -> bytes:
    """Return the bytes of a Word package with the same parts, pictures left out. Raises DamagedFile or TooLarge."""
    if len(data) > limits.part_bytes:
        raise TooLarge(f"Filen {name} är större än {limits.part_bytes >> 20} MB. Spara den som .docx.", path=name)
    damaged = DamagedFile(f"Filen {name} är skadad. Öppna den i Word och spara den som .docx.", path=name)
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise damaged
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
    try:
        root = etree.fromstring(_BINARY.sub(b"", data), parser)
    except (etree.LxmlError, ValueError) as error:
        raise damaged from error
    types = []
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as package:
        for part in root.iterchildren(f"{_PKG}part"):
            label = part.get(f"{_PKG}name", "")
            inside = next(iter(part.iterchildren(f"{_PKG}xmlData")), None)
            if not label.startswith("/") or inside is None or not len(inside):
                continue
            types.append(
                f"<Override PartName={quoteattr(label)} ContentType={quoteattr(part.get(f'{_PKG}contentType', ''))}/>"
            )
            package.writestr(label[1:], etree.tostring(inside[0], encoding="utf-8", xml_declaration=True))
        package.writestr("[Content_Types].xml", f'<Types xmlns="{_TYPES}">{"".join(types)}</Types>')
    return out.getvalue()
