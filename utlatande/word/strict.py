"""Strict Open XML has other namespaces for the same things: they are read as the usual ones."""

from __future__ import annotations

import re

_PLACE = b"http://purl.oclc.org/ooxml/"
_STRICT = re.compile(
    rb"""(=["'])http://purl\.oclc\.org/ooxml/(wordprocessingml/main|officeDocument/\w+|drawingml/\w+)"""
)
_NAMES = {
    b"wordprocessingml/main": b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    b"officeDocument/relationships": b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    b"officeDocument/math": b"http://schemas.openxmlformats.org/officeDocument/2006/math",
    b"officeDocument/customProperties": b"http://schemas.openxmlformats.org/officeDocument/2006/custom-properties",
    b"officeDocument/extendedProperties": b"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties",
    b"officeDocument/docPropsVTypes": b"http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes",
    b"drawingml/main": b"http://schemas.openxmlformats.org/drawingml/2006/main",
    b"drawingml/diagram": b"http://schemas.openxmlformats.org/drawingml/2006/diagram",
    b"drawingml/chart": b"http://schemas.openxmlformats.org/drawingml/2006/chart",
    b"drawingml/wordprocessingDrawing": b"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
}


def transitional(data: bytes) -> bytes:
    """Return a part's XML in the usual (transitional) namespaces; it comes back as it is when it is in them."""
    if _PLACE not in data:
        return data
    return _STRICT.sub(lambda found: found[1] + _NAMES.get(found[2], _PLACE + found[2]), data)
