"""File names that every office PC accepts."""

from __future__ import annotations

import re
import unicodedata

LONGEST_BYTES = 220  # Linux and macOS allow 255 bytes; leaves room for " (tidigare N)"
LONGEST = 120  # characters, ending included: leaves room for a deep folder under Windows' 260
RESERVED = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))}
# Not allowed in Windows file names; see "Naming Files, Paths, and Namespaces" of the Windows API.
FORBIDDEN = re.compile(r'[<>:"/\\|?*]')


def file_name(title: str | None, fallback: str, *, prefix: str = "", ending: str = ".docx") -> str:
    """Return a legal file name of at most 120 characters from ``title``, or from ``fallback`` when it leaves nothing.

    ``prefix`` stands before it and ``ending`` after it. The result is NFC, with no control or direction characters.
    """
    stem = _clean(title or "") or _clean(fallback) or "skrivelse"
    if not prefix and stem.split(".")[0].lower() in RESERVED:
        stem = f"_{stem}"
    room = LONGEST - len(prefix) - len(ending)
    cut = _cut(stem, room)
    while len(f"{prefix}{cut}{ending}".encode()) > LONGEST_BYTES:
        cut = cut[:-1].rstrip(" .")
    return f"{prefix}{cut}{ending}"


def _clean(text: str) -> str:
    text = unicodedata.normalize("NFC", FORBIDDEN.sub(" ", text))
    kept = "".join(" " if c.isspace() else c for c in text if c.isspace() or unicodedata.category(c)[0] != "C")
    return re.sub(r" +", " ", kept).strip(" .")


def _cut(stem: str, room: int) -> str:
    if len(stem) <= room:
        return stem
    whole_words = stem[: room + 1].rsplit(" ", 1)[0]
    return (whole_words if len(whole_words) > room // 2 else stem[:room]).strip(" .,;:-–")
