# ruff: noqa: PLR2004 - counts and shares of one rule are read best in the rule
"""Bytes of a text file into text: UTF-8, UTF-16 and UTF-32 with or without a mark, Windows-1252, old DOS and Mac."""

from __future__ import annotations

import codecs
import re

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_LATIN = re.compile(rb"[A-Za-z][\xe5\xe4\xf6]|[\xe5\xe4\xf6][a-z]|\xc4r |\xc5r ")
_OLD = {  # å ä ö inside words, as the old code pages wrote them
    "cp850": re.compile(rb"[a-z][\x86\x84\x94][a-z]"),
    "mac_roman": re.compile(rb"[a-z][\x8c\x8a\x9a][a-z]"),
}
_ODD = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f-\x9f\ufffd]")
_MOJIBAKE = re.compile("Ã[\x80-\xbf¥¤¶…„–˜¼©\u0160\u0161\u201e\u2026\u2013]")
GARBAGE = 0.01  # share of control characters that no text has
MISFITS = 0.02  # share of bad bytes in text that is UTF-8 all the same


def decode(data: bytes) -> str | None:
    """Return the text of ``data``, or None when it is not text."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _sane(data[len(mark) :].decode(name, "replace"))
    wide = _wide(data)
    if wide:
        return _sane(data.decode(wide, "replace"))
    if b"\0" in data[:-1].rstrip(b"\0"):
        return None
    data = data.rstrip(b"\0\x1a")
    try:
        return _mended(_sane(data.decode("utf-8")))
    except UnicodeDecodeError:
        pass
    mended = _mostly_utf8(data)
    return _sane(mended if mended is not None else data.decode(_narrow(data), "replace"))


def _wide(data: bytes) -> str:
    """Name the UTF-16 that unmarked bytes are in: every other byte of Western text is then zero."""
    head = data[:4096]
    if len(head) < 2:
        return ""
    half = len(head) // 2
    even, odd = head[::2].count(0), head[1::2].count(0)
    if odd > 0.6 * half and even < 0.1 * half:
        return "utf-16-le"
    return "utf-16-be" if even > 0.6 * half and odd < 0.1 * half else ""


def _mostly_utf8(data: bytes) -> str | None:
    """Read UTF-8 in which a few bytes are of another code page, or the last character is cut off."""
    text = data.decode("utf-8", "utlatande-1252")
    bad = sum(text.count(c) for c in "\ue0ff")
    good = sum(c > "\x7f" for c in text) - bad
    if bad > max(1, MISFITS * len(data)) or good < 2 * bad:
        return None
    return data.decode("utf-8", "utlatande-1252-keep")


def _bad(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return "\ue0ff" * (error.end - error.start), error.end


def _keep(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", "replace").replace("\ufffd", ""), error.end


codecs.register_error("utlatande-1252", _bad)
codecs.register_error("utlatande-1252-keep", _keep)


def _narrow(data: bytes) -> str:
    """Choose among the one-byte code pages by how å, ä and ö stand inside words."""
    latin = len(_LATIN.findall(data))
    name, count = max(((name, len(own.findall(data))) for name, own in _OLD.items()), key=lambda pair: pair[1])
    return name if count > 2 * latin else "cp1252"


def _sane(text: str) -> str | None:
    """Return ``text`` unless too many of its characters are ones that no text holds."""
    head = text[:200_000]
    return None if len(_ODD.findall(head)) > GARBAGE * len(head) + 1 else text


def _mended(text: str | None) -> str | None:
    """Undo UTF-8 that was once read as Windows-1252 and saved again (``Ã¥`` for å)."""
    if text is None or len(_MOJIBAKE.findall(text)) < 2 or re.search("[åäöÅÄÖ]", text):
        return text
    try:
        return text.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return text
