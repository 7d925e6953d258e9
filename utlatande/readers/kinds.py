"""Tells what a file is by its content, never by its name."""

from __future__ import annotations

import re
from enum import StrEnum

HEAD = 1 << 16  # bytes that are looked at
OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_ENTRY = 128  # bytes of an entry in an OLE file's directory
_FIB_ENCRYPTED = 0x0100
OUTLOOK = "ett e-postmeddelande i Outlooks eget format"
_SIGNS = {
    b"\x89PNG": "en bild",
    b"\xff\xd8\xff": "en bild",
    b"GIF8": "en bild",
    b"II*\0": "en bild",
    b"MM\0*": "en bild",
    b"BM": "en bild",
    b"RIFF": "en bild eller ett ljud",
    b"ID3": "ett ljud",
    b"OggS": "ett ljud",
    b"MZ": "ett program",
    b"\x7fELF": "ett program",
    b"\x1f\x8b": "ett packat arkiv",
    b"7z\xbc\xaf": "ett packat arkiv",
    b"Rar!": "ett packat arkiv",
    b"BZh": "ett packat arkiv",
    b"\xfd7zXZ": "ett packat arkiv",
    b"SQLite format 3": "en databas",
    b"\x78\x9f\x3e\x22": OUTLOOK,
    b"\xe4\x52\x5c\x7b\x8c\xd8": "en OneNote-anteckning",
    b"\xffWPC": "ett WordPerfect-dokument",
    b"\xdb\xa5": "ett mycket gammalt Word-dokument",
    b"\x31\xbe\0\0": "ett mycket gammalt Word-dokument",
}
_WEB = re.compile(
    rb"\s*(?:<\?xml[^<>]*\?>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|(?:html|head|body|meta)\b)",
    re.IGNORECASE | re.DOTALL,
)
_MAIL = re.compile(rb"(?:[A-Za-z-]+: .*\r?\n(?:[ \t].*\r?\n)*)*MIME-Version: ", re.IGNORECASE)
_XML = re.compile(rb"\s*<\?xml\b|\s*<(?:\w+:)?[\w.-]+[^<>]*\sxmlns")
_CONTROL = frozenset(range(0x20)) - frozenset(b"\t\n\x0b\x0c\r\x1b\x02\x1a")
_MOST_CONTROL = 0.002  # of the bytes of a text may be control characters


class Kind(StrEnum):
    """What we read."""

    ZIP = "zip"  # Word, or OpenDocument: its parts tell
    PDF = "pdf"
    DOC = "doc"
    RTF = "rtf"
    HTML = "html"
    MAIL = "eml"
    FLAT = "flat"  # a Word file as one XML file
    FODT = "fodt"  # OpenDocument as one XML file
    WORDML = "xml"  # Word 2003's XML
    LOCKED = "locked"
    TEXT = "text"


_SAID: dict[str, str] = {
    Kind.HTML: "en webbsida",
    Kind.MAIL: "ett sparat e-postmeddelande",
    **dict.fromkeys((Kind.FLAT, Kind.FODT, Kind.WORDML), "en XML-fil"),
}
_DIALECTS = {
    b"http://schemas.microsoft.com/office/2006/xmlPackage": Kind.FLAT,
    b"application/vnd.oasis.opendocument.text": Kind.FODT,
    b"http://schemas.microsoft.com/office/word/2003/wordml": Kind.WORDML,
}


def said(kind: Kind | str) -> str:
    """Say in Swedish what a file of this kind is; empty when nobody knows."""
    return _SAID.get(kind, str(kind))


def kind_of(head: bytes, whole: bytes = b"") -> Kind | str:
    """Return the kind of a file by its first bytes, or in Swedish what else it is (empty when nobody knows).

    ``whole`` is all of it, needed for an old Office file only.
    """
    start = head[3:] if head.startswith(b"\xef\xbb\xbf") else head
    if start.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return Kind.ZIP
    if start.lstrip().startswith(b"%PDF-") or (b"%PDF-" in head[:1024] and b" obj" in head):
        return Kind.PDF
    if head.startswith(OLE):
        return _of_ole(whole or head)
    if start.lstrip().startswith(b"{\\rtf"):
        return Kind.RTF
    for sign, what in _SIGNS.items():
        if head.startswith(sign) and not _is_text(head):
            return what
    if _WEB.match(start):
        return Kind.HTML
    if _MAIL.match(start):
        return Kind.MAIL
    if _XML.match(start):
        return next((kind for sign, kind in _DIALECTS.items() if sign in head), "en XML-fil")
    return Kind.TEXT if _is_text(head) else ""


def _of_ole(data: bytes) -> Kind | str:
    if _holds(data, "EncryptedPackage"):
        return Kind.LOCKED
    if _holds(data, "WordDocument"):
        fib = data.find(b"\xec\xa5", 512)
        flags = int.from_bytes(data[fib + 10 : fib + 12], "little") if fib >= 0 and fib % 512 == 0 else 0
        return Kind.LOCKED if flags & _FIB_ENCRYPTED else Kind.DOC
    if _holds(data, "Workbook") or _holds(data, "Book"):
        return "ett Excel-ark"
    if _holds(data, "PowerPoint Document"):
        return "en PowerPoint-presentation"
    if _holds(data, "__properties_version1.0"):
        return OUTLOOK
    if _holds(data, "MatOST"):
        return "ett Works-dokument"
    return ""


def _holds(data: bytes, name: str) -> bool:
    """Tell whether an OLE file's directory has an entry of this name."""
    sought = name.encode("utf-16-le")
    length = (len(sought) + 2).to_bytes(2, "little")
    place = data.find(sought, 512)
    while place >= 0:
        if place % _ENTRY == 0 and data[place + 64 : place + 66] == length:
            return True
        place = data.find(sought, place + 1)
    return False


def _is_text(head: bytes) -> bool:
    """Tell whether bytes are text: UTF-16 by its mark or its zeros, else hardly any control characters."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    zeros = head.count(0)
    if zeros:
        even, odd = head[::2].count(0), head[1::2].count(0)
        return zeros > len(head) * 0.3 and min(even, odd) < zeros * 0.05
    return sum(1 for byte in head if byte in _CONTROL) <= len(head) * _MOST_CONTROL
