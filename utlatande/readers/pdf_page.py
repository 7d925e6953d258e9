# ruff: noqa: PLR2004 - counts and shares of one rule are read best in the rule
"""The text of one PDF page, as the child process reads it: pieces of line, each with its place and font.

Most lines are one text object of one font, so a line is asked for as a whole; only short, wide or scattered ones word
by word. The calls made for each line go without declared argument types, which halves what a call costs.
"""

from __future__ import annotations

import ctypes
import math
import re
from ctypes import byref, c_double, c_void_p
from itertools import pairwise

from pdf_calls import Matrix, Rect  # type: ignore[import-not-found]  # beside us, with no package around
from pdf_spacing import JOINER, joined  # type: ignore[import-not-found]

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pdf_names import Names  # type: ignore[import-not-found]

GAP = 0.95  # of the font size: a wider gap on a line parts two pieces
FEW = 3  # words: a line so short is measured word by word
LOOSE = 0.6  # of the font size: characters that take more each may hide a gap
SCATTERED = 0.5  # text objects a character: a line whose characters are placed one by one
DRIFT = 0.35  # of the font size, up or down: more is another line
JUMP = 0.45  # of the font size, within a word: more is another word, less a raised or lowered sign
BELOW = 1.4  # of the font size: the next character of a text that runs downwards stands no lower
TALL = 0.7  # of a character's height: a font is no smaller
THIN = 0.095  # of the font size: the thinnest space between two words
EVEN = 0.08  # of the font size: a space is so much wider than what else parts the characters of its word
HUGE = 2_000.0  # points
FAR = 1e6  # points: what lies farther off is no number
FARTHEST = 1e5  # points, in all: where a page is surely no stranger
FIELD = 10.0  # points: the size taken for what is filled in
RAISED = 0.8  # a last character smaller than this share of its word is a raised note number
FORCE_BOLD = 1 << 18
UNKNOWN = "\ufffd"  # a sign that is drawn, and of which the font does not say what it is
_HYPHENS = "\ufffe\x02"  # what PDFium makes of a hyphen at a line's end
_CODES = re.compile("[\x01-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")  # what PDFium writes where it knows no letter
_LINE = re.compile("[^\r\n\ufffe\x02]+")
_NUMBERED = re.compile(r"\d(?<=[^\s\d]\d)\d{0,2}(?!\S)")  # may end in a note's number
_WORD = re.compile("[^\\s\0\ufffe\x02]+")
_SUPER = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_BOLD = (b"bold", b"black", b"heavy", b"semibold", b"demi")
_Word = tuple[int, int, float, float, float, float, float]


class Page:
    """One page and its pieces of line."""

    def __init__(self, pdf: ctypes.CDLL, page: int, fonts: dict[int, tuple[bool, bool]]) -> None:
        self.pdf, self.page, self.fonts = pdf, page, fonts
        self.width = float(pdf.FPDF_GetPageWidthF(page))
        self.height = float(pdf.FPDF_GetPageHeightF(page))
        self.turn = int(pdf.FPDFPage_GetRotation(page)) % 4
        box = Rect()
        ok = pdf.FPDF_GetPageBoundingBox(page, byref(box))
        self.left: float = box.left if ok else 0.0
        self.bottom: float = box.bottom if ok else 0.0
        self.plain = not (self.turn or self.left or self.bottom)
        self.text = c_void_p(pdf.FPDFText_LoadPage(page))
        self.lost = False  # PDFium may not know what some of its letters are
        self._box, self._matrix = Rect(), Matrix()
        self._box_at, self._matrix_at = byref(self._box), byref(self._matrix)
        self._point = (c_double * 2)()
        self._x, self._y = byref(self._point), byref(self._point, 8)
        self._sides = (c_double * 4)()  # left, top, right, bottom
        self._sides_at = [byref(self._sides, 8 * i) for i in range(4)]

    def close(self) -> None:
        """Let PDFium forget the page's text."""
        if self.text:
            self.pdf.FPDFText_ClosePage(self.text)
            self.text = c_void_p()

    def characters(self) -> str:
        """Return the page's text, one UTF-16 unit for each of PDFium's characters."""
        count = self.pdf.FPDFText_CountChars(self.text) if self.text else 0
        if count <= 0:
            return ""
        buffer = (ctypes.c_ushort * (count + 1))()
        got = self.pdf.FPDFText_GetText(self.text, 0, count, buffer)
        text = bytes(buffer)[: 2 * max(got - 1, 0)].decode("utf-16-le", "surrogatepass")
        if len(text) != count:
            if got - 1 == count:
                text = "".join(map(chr, buffer[:count]))  # halves of a pair stay apart: JSON puts them together again
            else:
                one = self.pdf.FPDFText_GetUnicode
                text = "".join(chr(c) if 0 < c < 0x110000 else "\0" for c in (one(self.text, i) for i in range(count)))
        self._coded = text
        if _CODES.search(text):
            self.lost = True
            text = _CODES.sub(self._sign, text)
        elif "\t" in text:
            text = text.replace("\t", " ")
        return str(joined(self, text))

    def named(self, text: str, names: Names) -> str:
        """Return the text with the letters that its fonts' names tell where PDFium knew none."""
        pdf, coded = self.pdf, self._coded
        drawn: dict[int, list[int]] = {}  # by font, the places of what it draws
        for i in range(len(text)):
            font = pdf.FPDFTextObj_GetFont(c_void_p(pdf.FPDFText_GetTextObject(self.text, i)))
            if font and not (coded[i] == " " and pdf.FPDFText_IsGenerated(self.text, i)):
                drawn.setdefault(font, []).append(i)
        letters = list(text)
        for font, places in drawn.items():
            base = self._font_name(font)
            codes = {i: ord(coded[i]) for i in places if not base or _CODES.match(coded[i])}
            if not codes:
                continue
            shown = {code: i for i, code in codes.items()}
            found = names.letters(base.decode("latin-1"), set(shown), lambda code, at=shown: self._width(at[code]))
            for i, code in codes.items():
                letters[i] = found.get(code, letters[i])
        return "".join(letters)

    def _sign(self, match: re.Match[str]) -> str:
        """Return what stands for a code without a letter: a space when nothing is drawn, else the unknown sign."""
        at = match.start()
        if match[0] == "\x02" and self.pdf.FPDFText_IsHyphen(self.text, at) == 1:
            return match[0]
        if not self.pdf.FPDFText_GetCharBox(self.text, at, *self._sides_at):
            return " "
        left, right, bottom, top = self._sides
        return UNKNOWN if right > left and top > bottom else " "

    def lines(self, text: str) -> list[list[object]]:
        """Cut the page's text into pieces: words on one line that stand close together."""
        found: list[list[object]] = []
        length = len(text)
        self._numbered = _NUMBERED.search(text) is not None
        for match in _LINE.finditer(text):
            own = match[0]
            line = own.strip()
            if not line:
                continue
            start, end = match.span()
            hyphen = end < length and text[end] in _HYPHENS
            if line.count(" ") >= FEW and "\0" not in line:
                first = start if own[0] == line[0] else start + own.index(line[0])
                piece = self._one(text, line, first, hyphen=hyphen)
                if piece is not None:
                    found.append(piece)
                    continue
            words = [word.span() for word in _WORD.finditer(text, start, end)]
            if words:
                self._by_word(text, words, found, hyphen=hyphen)
        return found

    def _one(self, text: str, line: str, first: int, *, hyphen: bool) -> list[object] | None:
        """Return a line that is one piece, or None when it may be several.

        Asking for every word's place would cost three times as much as the rest of the reading.
        """
        pdf, page = self.pdf, self.text
        last = first + len(line) - 1
        one, other = pdf.FPDFText_GetTextObject(page, first), pdf.FPDFText_GetTextObject(page, last)
        size, angle = self.size(first)
        _, _, left, top, word_right, bottom, base = self._word(first, first + line.index(" "))
        end = self.character(last)[1]
        word, right = word_right - left, max(word_right, end)
        if one != other or angle or end < word_right:
            along = self._along(first, len(line), size)
            if along is None:
                return None
            left, right = min(left, along[0]), max(along[2], end)
            top, bottom = along[1], along[3]
        if right - left > LOOSE * size * len(line) or not -0.3 * size < bottom - base < size:
            return None  # so wide that a gap may hide in it, or so high that it is no line
        shown = " ".join(line.split()) if "  " in line else line
        if self._numbered and _NUMBERED.search(line):
            spans = (word.span() for word in _WORD.finditer(text, first, last + 1))
            shown = " ".join(self._spelled(text, *span) for span in spans)
        bold = self._bold(one) and (one == other or self._bold(other))
        sides = (left, right, base, top, bottom, size, word)
        return [shown + "-" if hyphen else shown, *tenths(sides), int(bold), angle]

    def _along(self, first: int, length: int, size: float) -> tuple[float, float, float, float] | None:
        """Return the sides of a line of several text objects, or None where they do not stand close together."""
        pdf, page = self.pdf, self.text
        count = pdf.FPDFText_CountRects(page, first, length)
        if not 1 <= count <= SCATTERED * length:
            return None
        left = right = top = bottom = 0.0
        for i in range(count):
            if not pdf.FPDFText_GetRect(page, i, *self._sides_at):
                return None
            x0, y1, x1, y0 = self._sides
            if self.plain:
                y0, y1 = self.height - y1, self.height - y0
            else:
                x0, y0, x1, y1 = self.shown(x0, y0, x1, y1)
            if i == 0:
                left, top, right, bottom = x0, y0, x1, y1
            elif not -0.5 * size < x0 - right <= GAP * size or y0 > bottom or y1 < top:
                return None
            else:
                right, top, bottom = max(right, x1), min(top, y0), max(bottom, y1)
        return left, top, right, bottom

    def _by_word(self, text: str, words: list[tuple[int, int]], found: list[list[object]], *, hyphen: bool) -> None:
        """Add the pieces of a line: a wide gap, or another base line, parts two."""
        piece: list[_Word] = []
        size, angle = 0.0, 0
        for start, end in words:
            for word in self._words(text, start, end):
                if piece and (
                    not -size < word[2] - piece[-1][4] <= GAP * size or abs(word[6] - piece[-1][6]) > DRIFT * size
                ):
                    found.append(self._piece(text, piece, size, angle, hyphen=False))
                    piece = []
                if not piece:
                    size, angle = self.size(start)
                piece.append(word)
        found.append(self._piece(text, piece, size, angle, hyphen=hyphen))

    def _words(self, text: str, start: int, end: int) -> list[_Word]:
        """Return what PDFium took for a word: one, or the several that its places on the page tell."""
        word = self._word(start, end)
        if end - start == 1 or JOINER in text[start:end]:
            return [word]
        raised = abs(self._drift) > DRIFT * (word[5] - word[3])
        if not raised:
            if end - start < 4:
                return [word]
            objects = self.pdf.FPDFText_GetTextObject
            if objects(self.text, start) == objects(self.text, end - 1):
                return [word]
        size, angle = self.size(start)
        cuts = [] if angle else self._cuts(start, end, size)
        if not cuts:
            return [word]
        return [self._word(one, other) for one, other in zip([start, *cuts], [*cuts, end], strict=True)]

    def _cuts(self, start: int, end: int, size: float) -> list[int]:
        """Find where another word begins: on another height, or after a gap that the others are not like."""
        characters = [self._word(i, i + 1) for i in range(start, end)]
        size = max(size, TALL * (characters[0][5] - characters[0][3]))  # the size a font tells may not be what is shown
        pairs = list(pairwise(characters))
        gaps = [after[2] - before[4] for before, after in pairs]
        usual = sorted(gaps)[(len(gaps) - 1) // 2]
        thinnest = max(THIN * size, usual + EVEN * size) if len(gaps) > 2 else math.inf
        return [
            after[0]
            for (before, after), gap in zip(pairs, gaps, strict=True)
            if gap >= thinnest or (abs(after[6] - before[6]) >= JUMP * size and not _under(before, after, size))
        ]

    def _word(self, start: int, end: int) -> _Word:
        """Return a word's place in the text and on the page: left, top, right, bottom, base line."""
        box, pdf, text = self._box, self.pdf, self.text
        pdf.FPDFText_GetLooseCharBox(text, start, self._box_at)
        if self.plain:  # as nearly all pages are: without a call for each box
            height = self.height
            left, top, right, bottom = box.left, height - box.top, box.right, height - box.bottom
        else:
            left, top, right, bottom = self.shown(box.left, box.bottom, box.right, box.top)
        self._drift = 0.0
        if end - start > 1:
            pdf.FPDFText_GetLooseCharBox(text, end - 1, self._box_at)
            if self.plain:
                x0, y0, x1, y1 = box.left, height - box.top, box.right, height - box.bottom
            else:
                x0, y0, x1, y1 = self.shown(box.left, box.bottom, box.right, box.top)
            self._drift = y1 - bottom
            left, right = min(left, x0), max(right, x1)
            top, bottom = min(top, y0), max(bottom, y1)
        pdf.FPDFText_GetCharOrigin(text, start, self._x, self._y)
        x, y = self._point
        return start, end, left, top, right, bottom, self.height - y if self.plain else self.shown(x, y, x, y)[3]

    def character(self, index: int) -> tuple[float, float]:
        """Return where a character begins and ends along a level line."""
        box = self._box
        self.pdf.FPDFText_GetLooseCharBox(self.text, index, self._box_at)
        if self.plain:
            return box.left, box.right
        left, _, right, _ = self.shown(box.left, box.bottom, box.right, box.top)
        return left, right

    def size(self, index: int) -> tuple[float, int]:
        """Return the font size as it is shown, and the way the text runs, in degrees."""
        matrix, pdf = self._matrix, self.pdf
        size, angle = float(pdf.FPDFText_GetFontSize(self.text, index)), 0
        if pdf.FPDFText_GetMatrix(self.text, index, self._matrix_at):
            a, b, c, d = matrix.a, matrix.b, matrix.c, matrix.d
            size *= (abs(d) if not c else math.hypot(c, d)) or 1.0
            if b or a < 0 or self.turn:
                degrees = math.degrees(math.atan2(b, a)) if -HUGE < a < HUGE and -HUGE < b < HUGE else 0.0
                angle = round(90 * self.turn - degrees) % 360
        return (size if 0 < size < HUGE else 1.0), angle

    def shown(self, x0: float, y0: float, x1: float, y1: float) -> tuple[float, float, float, float]:
        """Turn a box of PDF's space (y upwards) into left, top, right, bottom of the page as it is shown."""
        if self.plain:
            return x0, self.height - y1, x1, self.height - y0
        x0, x1, y0, y1 = x0 - self.left, x1 - self.left, y0 - self.bottom, y1 - self.bottom
        if self.turn == 0:
            return x0, self.height - y1, x1, self.height - y0
        if self.turn == 1:
            return y0, x0, y1, x1
        if self.turn == 2:
            return self.width - x1, y0, self.width - x0, y1
        return self.width - y1, self.height - x1, self.width - y0, self.height - x0

    def _piece(self, text: str, words: list[_Word], size: float, angle: int, *, hyphen: bool) -> list[object]:
        first = words[0][0]
        shown = [self._spelled(text, start, end) for start, end, *_ in words]
        of = self.pdf.FPDFText_GetTextObject
        places = (first, words[-1][1] - 1, words[len(words) // 2][0])
        bold = all(self._bold(of(self.text, place)) for place in places)
        sides = (min(w[2] for w in words), max(w[4] for w in words), words[0][6])
        heights = (min(w[3] for w in words), max(w[5] for w in words), size)
        numbers = tenths((*sides, *heights, words[0][4] - words[0][2]))
        return [" ".join(shown) + ("-" if hyphen else ""), *numbers, int(bold), angle]

    def _spelled(self, text: str, start: int, end: int) -> str:
        """Spell a word; a raised note number at its end is written as one (``staden¹``)."""
        if not text[end - 1].isdigit() or text[start].isdigit():
            return text[start:end]
        cut = end
        while cut > start and text[cut - 1].isdigit():
            cut -= 1
        size = self.pdf.FPDFText_GetFontSize
        if size(self.text, end - 1) >= RAISED * size(self.text, start):
            return text[start:end]
        return text[start:cut] + text[cut:end].translate(_SUPER)

    def _bold(self, text_object: int | None) -> bool:
        pdf = self.pdf
        font = pdf.FPDFTextObj_GetFont(c_void_p(text_object)) or 0
        if font not in self.fonts:
            name = self._font_name(font).lower() if font else b"?"
            heavy = pdf.FPDFFont_GetWeight(font) >= 600 or bool(pdf.FPDFFont_GetFlags(font) & FORCE_BOLD)
            bold = bool(font) and (any(word in name for word in _BOLD) or heavy)
            self.fonts[font] = bold, not name
        bold, nameless = self.fonts[font]
        self.lost |= nameless
        return bold

    def _width(self, index: int) -> float:
        """Return a character's width in thousandths of its font's size."""
        box, pdf = self._box, self.pdf
        pdf.FPDFText_GetLooseCharBox(self.text, index, self._box_at)
        size = float(pdf.FPDFText_GetFontSize(self.text, index))
        scale = abs(self._matrix.a) if pdf.FPDFText_GetMatrix(self.text, index, self._matrix_at) else 1.0
        return 1_000 * (box.right - box.left) / (size * scale) if size * scale > 0 else 0.0

    def _font_name(self, font: int) -> bytes:
        """Return what a font is called; nothing for one whose letters are small drawings (Type 3)."""
        name = ctypes.create_string_buffer(256)
        self.pdf.FPDFFont_GetBaseFontName(font, name, 256)
        return name.value

    def field(self, value: str, box: Rect, text: str) -> list[list[object]]:
        """Return what somebody filled in, as lines in its field, unless it is drawn on the page."""
        if not value.strip() or value.split(None, 1)[0] in text:
            return []
        left, top, right, bottom = self.shown(box.left, box.bottom, box.right, box.top)
        found: list[list[object]] = []
        single = len(value.splitlines()) == 1
        for i, line in enumerate(value.splitlines()):
            base = (top + bottom + 0.7 * FIELD) / 2 if single else top + FIELD * (1 + 1.2 * i)
            found.append([line, *tenths((left, right, base, base - FIELD, base, FIELD, FIELD)), 0, 0])
        return found


def _under(before: _Word, after: _Word, size: float) -> bool:
    """Tell whether a character stands right under the one before, as in writing that runs downwards."""
    return 0 < after[6] - before[6] <= BELOW * size and abs(after[2] + after[4] - before[2] - before[4]) < size


def tenths(values: tuple[float, ...]) -> list[int]:
    """Round to tenths of a point, as whole numbers; what is no number at all (a broken matrix) becomes 0."""
    if -FARTHEST < sum(map(abs, values)) < FARTHEST:  # what is no number makes no such sum
        return [int(10 * value + 0.5) for value in values]
    return [int(10 * value + 0.5) if -FAR < value < FAR else 0 for value in values]
