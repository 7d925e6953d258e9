"""File names that every office PC accepts."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

from utlatande.errors import OutputError

LONGEST_BYTES = 220  # Linux and macOS allow 255 bytes; leaves room for " (tidigare N)"
LONGEST = 120  # characters, ending included: leaves room for a deep folder under Windows' 260
RESERVED = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))}
# Not allowed in Windows file names; see "Naming Files, Paths, and Namespaces" of the Windows API.
FORBIDDEN = re.compile(r'[<>:"/\\|?*]')


ENDING = ".docx"
# Endings that promise another sort of file; any other («Dnr 1.2») is part of a name.
OTHERS = frozenset(
    """.pdf .odt .doc .docm .dot .dotx .dotm .rtf .txt .htm .html .md .json .xml .csv .xls .xlsx .ppt .pptx .ods
    .odp .pages .png .jpg .jpeg .zip""".split()  # noqa: SIM905 - words read best as text
)


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


def target(wished: Path | None, beside: Path, name: str) -> Path:
    """Return where a Word file named ``name`` goes: to ``wished``, into it when it is a folder, else ``beside``.

    A name without an ending gets .docx. The ending of another sort of file is an OutputError: what is written is Word.
    """
    if wished is None:
        return beside / name
    if wished.is_dir():
        return wished / name
    ending = wished.suffix.lower()
    if ending == ENDING:
        return wished
    if ending in OTHERS:
        right = wished.with_suffix(ENDING).name
        raise OutputError(f"{wished} kan inte skrivas: utkastet är en Word-fil. Kalla det {right}.", path=wished)
    return wished.with_name(f"{wished.name}{ENDING}")


def _clean(text: str) -> str:
    text = unicodedata.normalize("NFC", FORBIDDEN.sub(" ", text))
    kept = "".join(" " if c.isspace() else c for c in text if c.isspace() or unicodedata.category(c)[0] != "C")
    return re.sub(r" +", " ", kept).strip(" .")


def _cut(stem: str, room: int) -> str:
    if len(stem) <= room:
        return stem
    whole_words = stem[: room + 1].rsplit(" ", 1)[0]
    return (whole_words if len(whole_words) > room // 2 else stem[:room]).strip(" .,;:-–")
