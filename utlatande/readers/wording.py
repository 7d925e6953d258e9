"""The spelling of text that was taken from a page: one normal form, and wrapped lines put together again."""

from __future__ import annotations

import re
import unicodedata

# Ligatures that NFC keeps; NFKC would also change ² to 2, so only these are undone.
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
# Bullets of Word's Symbol and Wingdings fonts, as they come out of a PDF.
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

# A line that ends in one of these is not finished: what follows belongs to it.
UNFINISHED = frozenset(
    "och eller samt men i på för av med till från om att som den det de dem en ett vid under över mellan utan genom mot "
    "efter inom enligt kring hos per än ur åt sin sitt sina deras dess vår vårt våra denna detta dessa vilka vilket "
    "vilken där när hur är var har hade ska skall kan kunde bör får inte mer ännu m.fl. bl.a. t.ex. dvs. s.k. ca".split()
)
KEEPS_HYPHEN = ("och", "eller", "samt", "respektive", "alternativt", "till")
_ENDS = ".?!:;…"
_CLOSERS = "\"'”’»)]*"


def normal(text: str) -> str:
    """Return ``text`` as NFC without ligatures, invisible marks and odd spaces; line breaks are ``\\n``."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", text.translate(_TABLE))


def visible(text: str) -> str:
    """Return ``text`` without soft hyphens and with single spaces."""
    return re.sub(r"[ \n]+", " ", text.replace(SOFT, "")).strip()


def join(first: str, second: str) -> str:
    """Put two parts of a wrapped line together.

    A line-end hyphen: lower case joins; ``och``/``eller``/``samt`` keeps ``- ``; a capital or a digit keeps ``-``.
    """
    if not first or not second:
        return first + second
    if first.endswith(SOFT):
        return first.rstrip(SOFT) + second
    if not hyphenated(first):
        return f"{first} {second}"
    word = re.match(r"\w*", second)
    if word and word[0] in KEEPS_HYPHEN:
        return f"{first} {second}"
    return first[:-1] + second if second[0].islower() else first + second


def hyphenated(line: str) -> bool:
    """Tell whether a line ends inside a word."""
    return line.endswith(SOFT) or (len(line) > 1 and line[-1] == "-" and line[-2].isalnum())


def ends_sentence(line: str) -> bool:
    """Tell whether a line ends as a sentence, a lead-in or a heading with a mark does."""
    bare = line.rstrip(_CLOSERS)
    return bool(bare) and bare[-1] in _ENDS


def mark(line: str) -> str:
    """Return the punctuation mark that ends a line, closing quotes apart, or an empty string."""
    bare = line.rstrip(_CLOSERS) or line
    return bare[-1] if bare[-1:] in (*_ENDS, ",") else ""


def hangs(line: str) -> bool:
    """Tell whether a line ends in a word that cannot end a sentence (``och``, ``i``, ``att`` …)."""
    return line.rsplit(None, 1)[-1].lower() in UNFINISHED if line.strip() else False
