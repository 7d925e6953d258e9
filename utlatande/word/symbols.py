"""Signs of Word's symbol fonts (Symbol, Wingdings) as the Unicode characters that look like them."""

from __future__ import annotations

import re

from utlatande.spelling import normal

_LATIN = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_GREEK = "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖαβχδεφγηιϕκλμνοπθρστυϖωξψζ"
_SYMBOL = {
    **dict(zip(map(ord, _LATIN), _GREEK, strict=True)),
    0x2D: "−", 0xA2: "′", 0xA3: "≤", 0xA5: "∞", 0xAB: "↔", 0xAC: "←", 0xAD: "↑", 0xAE: "→", 0xAF: "↓", 0xB0: "°",
    0xB1: "±", 0xB2: "″", 0xB3: "≥", 0xB4: "×", 0xB7: "•", 0xB8: "÷", 0xB9: "≠", 0xBA: "≡", 0xBB: "≈", 0xBC: "…",
    0xC6: "∅", 0xC7: "∩", 0xC8: "∪", 0xCE: "∈", 0xD2: "®", 0xD3: "©", 0xD4: "™", 0xD6: "√", 0xD7: "⋅", 0xDB: "⇔",
    0xDE: "⇒", 0xE2: "®", 0xE3: "©", 0xE4: "™", 0xE5: "∑", 0xF2: "∫",
}  # fmt: skip
_WINGDINGS = {
    0x28: "☎", 0x2A: "✉", 0x46: "☞", 0x4A: "☺", 0x4C: "☹", 0x6C: "●", 0x6D: "❍", 0x6E: "■", 0x6F: "□", 0x70: "❐",
    0x71: "❑", 0x72: "❒", 0x73: "◆", 0x74: "◆", 0x75: "◆", 0x76: "❖", 0x77: "◆", 0x78: "☒", 0x9E: "·", 0x9F: "•",
    0xA0: "▪", 0xA1: "○", 0xA7: "▪", 0xA8: "□", 0xD8: "➢", 0xDF: "←", 0xE0: "→", 0xE1: "↑", 0xE2: "↓", 0xE8: "➔",
    0xEF: "⇦", 0xF0: "⇨", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
}  # fmt: skip
_WINGDINGS_2 = {0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0x97: "●", 0xA3: "□"}
_FONTS = {"symbol": _SYMBOL, "wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS_2, "wingdings 3": {}, "webdings": {}}
_UNKNOWN = "•"
_WORD = re.compile(r"[^\W\d_]{2}|^[^\W_]$")
_BULLETS = frozenset("•·▪●○■◦‣⁃►➢✓–—-*")
_BULLETS_LIKE = {"o": "◦", "O": "◦", "−": "–", "‐": "-", "‑": "-", "Ø": "➢", "ü": "✓", "§": "▪"}
_ASCII = range(0x20, 0x7F)
_WRITABLE = range(0x20, 0x110000)
PRIVATE = re.compile("[\uf000-\uf0ff]")
_PRIVATE = range(0xF000, 0xF100)  # where Word puts the signs of a symbol font


def sign(code: int, font: str | None) -> str:
    """Return what the character ``code`` looks like in ``font``."""
    table = _FONTS.get((font or "").strip().lower())
    if table is None:
        if code in _PRIVATE:
            return _known(normal(chr(code)))
        return normal(chr(code)) if code in _WRITABLE else ""
    low = code - 0xF000 if code in _PRIVATE else code
    if low in table:
        return table[low]
    if table is _SYMBOL and low in _ASCII:
        return chr(low)
    return " " if chr(low).isspace() else _UNKNOWN


def in_font(text: str, font: str | None) -> str:
    """Return ``text`` with the private characters of a symbol font made readable."""
    return "".join(sign(ord(c), font) if ord(c) in _PRIVATE else c for c in text)


def bullet(text: str, font: str | None) -> str:
    """Return the sign of a bulleted list: a well-known one as it is, ``•`` for all others."""
    text = text.strip()
    if (font or "").strip().lower() in _FONTS or (text and ord(text[0]) in _PRIVATE):
        text = sign(ord(text[0]), font) if text else ""
    text = _BULLETS_LIKE.get(text) or normal(text)
    return text if text in _BULLETS or _WORD.search(text) else _UNKNOWN


def _known(sign: str) -> str:
    return _UNKNOWN if ord(sign[:1] or " ") in _PRIVATE else sign
