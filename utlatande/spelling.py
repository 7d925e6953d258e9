"""One normal form for all text that is read: NFC, no ligatures, no invisible marks, plain spaces."""

from __future__ import annotations

import re
import unicodedata

# Ligatures that NFC keeps; NFKC would also change ² to 2, so only these are undone.
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
# Bullets of Word's Symbol and Wingdings fonts, where the font is not known.
_SYMBOLS = {"\uf0b7": "•", "\uf0a7": "▪", "\uf0d8": "➢", "\uf0fc": "✓", "\uf02d": "–", "\uf0a8": "◦", "\uf06f": "◦"}
_INVISIBLE = "\u200b\u200c\u200d\u200e\u200f\u2060\u2061\u2062\u2063\ufeff\ufff9\ufffa\ufffb\ufffc"
_BIDI = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_SPACES = "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
SOFT = "\u00ad"  # a soft hyphen; PDFium writes U+FFFE or U+0002 in its place

_TABLE: dict[int, str | None] = {
    **dict.fromkeys(range(0x20)),
    **dict.fromkeys(range(0x7F, 0xA0)),
    **dict.fromkeys(range(0xD800, 0xE000)),
    **dict.fromkeys(range(0xFDD0, 0xFDF0)),
    **dict.fromkeys(map(ord, _INVISIBLE + _BIDI)),
    **{ord(c): " " for c in _SPACES},
    **{ord(c): text for c, text in {**_LIGATURES, **_SYMBOLS}.items()},
    ord("\t"): "\t",
    ord("\n"): "\n",
    ord("\f"): "\f",
    ord("\u2010"): "-",
    ord("\u2011"): "-",
    0x02: SOFT,
    0xFFFE: SOFT,
    0xFFFF: None,
    0x85: "\n",
    0x0B: "\n",
    0x2028: "\n",
    0x2029: "\n",
}
# Most text holds nothing that the table or NFC would change.
_ODD = re.compile("[^\t\n\x20-\x7e\u00a1-\u00ac\u00ae-\u00ff–—‘’“”•…]")


def plain(text: str) -> bool:
    """Tell whether ``normal`` would leave a text without line breaks as it is."""
    return not _ODD.search(text)


def normal(text: str) -> str:
    """Return ``text`` as NFC without ligatures, invisible marks and odd spaces; line breaks are ``\\n``.

    Soft hyphens stay: whoever knows the lines decides on them.
    """
    if not _ODD.search(text):
        return text
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", text.translate(_TABLE))
