"""What a PDF's fonts call the signs that PDFium knows no letter for: ``aring`` is å, ``f_f`` two f. Loaded when needed.

PDFium takes a sign's code for its letter where a font has no table of letters, also where the font names its signs.
"""

from __future__ import annotations

import re
import unicodedata

from pdf_objects import Objects  # type: ignore[import-not-found]  # beside us, with no package around

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

_ACCENTS = {
    "grave": "\u0300", "acute": "\u0301", "circumflex": "\u0302", "tilde": "\u0303", "macron": "\u0304",
    "breve": "\u0306", "dotaccent": "\u0307", "dieresis": "\u0308", "ring": "\u030a", "hungarumlaut": "\u030b",
    "caron": "\u030c", "cedilla": "\u0327", "commaaccent": "\u0326", "ogonek": "\u0328",
}  # fmt: skip
_SIGNS = """
    space= nbspace= exclam=! quotedbl=" numbersign=# dollar=$ percent=% ampersand=& quotesingle=' parenleft=(
    parenright=) asterisk=* plus=+ comma=, hyphen=- sfthyphen=- minus=− period=. slash=/ zero=0 one=1 two=2 three=3
    four=4 five=5 six=6 seven=7 eight=8 nine=9 colon=: semicolon=; less=< equal== greater=> question=? at=@
    bracketleft=[ backslash=\\ bracketright=] asciicircum=^ underscore=_ grave=` braceleft={ bar=| braceright=}
    asciitilde=~ exclamdown=¡ cent=¢ sterling=£ currency=¤ yen=¥ brokenbar=¦ section=§ dieresis=¨ copyright=©
    ordfeminine=ª guillemotleft=« logicalnot=¬ registered=® macron=¯ degree=° plusminus=± acute=´ mu=µ paragraph=¶
    periodcentered=· cedilla=¸ ordmasculine=º guillemotright=» onequarter=¼ onehalf=½ threequarters=¾ questiondown=¿
    AE=Æ Eth=Ð multiply=× Oslash=Ø Thorn=Þ germandbls=ß ae=æ eth=ð divide=÷ oslash=ø thorn=þ dotlessi=ı OE=Œ oe=œ
    Lslash=Ł lslash=ł florin=ƒ circumflex=ˆ tilde=˜ endash=– emdash=— quoteleft=‘ quoteright=’ quotesinglbase=‚
    quotedblleft=“ quotedblright=” quotedblbase=„ dagger=† daggerdbl=‡ bullet=• ellipsis=… perthousand=‰
    guilsinglleft=‹ guilsinglright=› fraction=⁄ Euro=€ trademark=™ onesuperior=¹ twosuperior=² threesuperior=³ fi=ﬁ
    fl=ﬂ ff=ﬀ ffi=ﬃ ffl=ﬄ f_f=ﬀ f_i=ﬁ f_l=ﬂ f_f_i=ﬃ f_f_l=ﬄ
"""
_NAMES = {name: sign or " " for name, _, sign in (pair.partition("=") for pair in _SIGNS.split())}
_CODE = re.compile(r"uni([0-9A-F]{4})|u([0-9A-F]{4,5})")
_FIRST, _HALVES = 0x20, 0xD800  # the first letter there is; the first half of a pair
_SUBSET = re.compile(r"[A-Z]{6}\+")  # before the name of a font of which only some signs are in the file
EQUAL = 2.0  # thousandths of the font's size: widths that differ by less are one
Letters = dict[int, str]


def letter(name: str) -> str:
    """Return the one character that a sign's name means, or nothing."""
    name = name.split(".", 1)[0]
    if name in _NAMES:
        return _NAMES[name]
    if len(name) == 1:
        return name if name.isalpha() else ""
    if code := _CODE.fullmatch(name):
        number = int(code[1] or code[2], 16)
        return chr(number) if _FIRST <= number < _HALVES else ""  # of one unit: so PDFium counts its places
    if not name[:1].isalpha() or name[1:] not in _ACCENTS:
        return ""
    made = unicodedata.normalize("NFC", name[0] + _ACCENTS[name[1:]])
    return made if len(made) == 1 else ""


class Names:
    """The letters of a file's fonts that have no table of letters of their own."""

    def __init__(self, data: bytes) -> None:
        self.objects = Objects(data)
        self.fonts: dict[str, list[tuple[Letters, dict[int, float]]]] = {}  # by name; "" for what is drawn (Type 3)
        self.told: set[str] = set()  # of these one has a table
        for font in self.objects.fonts():
            base = font.get("BaseFont")
            drawn = font.get("Subtype") == "/Type3" or not isinstance(base, str)
            name = "" if drawn else plain(str(base)[1:])
            if "ToUnicode" in font:
                self.told.add(name)
            self.fonts.setdefault(name, []).append((self._letters(font), self._widths(font) if drawn else {}))

    def letters(self, name: str, codes: set[int], width: Callable[[int], float]) -> Letters:
        """Return what a font calls these codes, where all that fit agree; ``width`` tells a code's width in it."""
        if plain(name) in self.told:
            return {}
        fit = [(letters, widths) for letters, widths in self.fonts.get(plain(name), []) if codes <= letters.keys()]
        if len(fit) > 1 and not name:
            shown = {code: width(code) for code in codes}
            fit = [own for own in fit if all(abs(own[1].get(c, 0.0) - w) < EQUAL for c, w in shown.items())]
        agreed = {code: {letters[code] for letters, _ in fit} for code in codes}
        return {code: own.pop() for code, own in agreed.items() if len(own) == 1 and "" not in own}

    def _letters(self, font: dict[str, object]) -> Letters:
        encoding = self.objects.get(font.get("Encoding"))
        differences = self.objects.get(encoding.get("Differences")) if isinstance(encoding, dict) else None
        found: Letters = {}
        at = -1
        for item in differences if isinstance(differences, list) else []:
            if isinstance(item, str):
                found[at] = letter(item[1:])
                at += 1
            else:
                at = self.objects.number(item)
        return found

    def _widths(self, font: dict[str, object]) -> dict[int, float]:
        widths, matrix = (self.objects.get(font.get(key)) for key in ("Widths", "FontMatrix"))
        first = self.objects.number(font.get("FirstChar"))
        if not isinstance(widths, list) or not isinstance(matrix, list) or not matrix or first < 0:
            return {}
        scale = 1_000 * self.objects.real(matrix[0])
        return {code: scale * self.objects.real(width) for code, width in enumerate(widths[:256], first)}


def plain(name: str) -> str:
    """Return a font's name without the mark of a subset."""
    return _SUBSET.sub("", name)
