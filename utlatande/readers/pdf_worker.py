# ruff: noqa: PLR2004 - counts and shares of one rule are read best in the rule
"""The child process that reads PDFs: one request a line on stdin, JSON lines back. Never imported by ours.

PDFium is C++ and the files are foreign: when memory runs out it aborts its whole process. So it lives in here, under
limits of memory, processor and (set by the parent) wall time, and nothing of utlatande is loaded: a cold start takes
some 30 ms. It only tells what stands where; all rules of layout are the parent's (pdf_layout.py).

    request   {"path", "seconds", "pages", "characters", "ocr"}
    replies   {"page": n, "width", "height", "lines": [[text, x0, x1, base, top, bottom, size, word, bold, angle]...],
               "rules": [[x0, y0, x1, y1]...], "images": n, "picture": share, "comments": [...]}      one a page
              {"done": pages, "failed": [n...], "info": {...}}  or  {"error": code}       last
"""

from __future__ import annotations

import ctypes
import gc
import itertools
import json
import math
import re
import sys
from ctypes import byref, c_double, c_float

from pdf_calls import Matrix, Rect, load  # type: ignore[import-not-found]  # beside us, with no package around

GAP = 0.95  # of the font size: a wider gap on a line parts two pieces
OBJECTS = 20_000  # on a page, looked through for the lines of tables
SEGMENTS = 4_000  # of a path
FAILURES = 200  # pages that fail one after the other before the rest is given up
_HYPHENS = ("\ufffe", "\x02")  # what PDFium makes of a hyphen at a line's end
_LINE = re.compile("[^\r\n\ufffe\x02]+")
_NUMBERED = re.compile(r"(?<=[^\s\d])\d{1,3}(?!\S)")  # may end in a note's number
_WORD = re.compile("[^\\s\0\ufffe\x02]+")
FEW_CHARACTERS = 300  # on a page: it may be a picture with a stamp
FEW = 3  # words: a line so short is measured word by word
LOOSE = 0.6  # of the font size: characters that take more each may hide a gap
DRIFT = 0.35  # of the font size, up or down: more is another line
HUGE = 2_000.0  # points
FAR = 1e6  # points: what lies farther off is no number
ANNOTATIONS = 500  # of a page
FIELD = 10.0  # points: the size taken for what is filled in
_WRITTEN, _WIDGET, _HIDDEN = 3, 20, 2
_MIXED = 0.2  # of the words; a field drawn close to a word makes one of two
_DRAWN = (3, 13, 20)  # text written on the page, stamps, fields: their look may hold text
_REMARKS = (1, 4, 5, 6, 7, 8, 9, 10, 11, 12, 14)  # notes, markings, strokes: what somebody says beside the text
RAISED = 0.8  # a last character smaller than this share of its word is a raised note number
_Word = tuple[int, int, float, float, float, float, float]
_SUPER = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_INFO = ("Title", "Author", "Subject", "CreationDate", "Producer")
_ERRORS = {3: "damaged", 4: "encrypted", 5: "encrypted"}
_BOLD = (b"bold", b"black", b"heavy", b"semibold", b"demi")
FORCE_BOLD = 1 << 18


class Page:
    """One page: its pieces of line, and on demand the lines of its tables."""

    def __init__(self, pdf: ctypes.CDLL, page: int, fonts: dict[int, bool]) -> None:
        self.pdf, self.page, self.fonts = pdf, page, fonts
        self.width = float(pdf.FPDF_GetPageWidthF(page))
        self.height = float(pdf.FPDF_GetPageHeightF(page))
        self.turn = int(pdf.FPDFPage_GetRotation(page)) % 4
        box = Rect()
        ok = pdf.FPDF_GetPageBoundingBox(page, byref(box))
        self.left: float = box.left if ok else 0.0
        self.bottom: float = box.bottom if ok else 0.0
        self.text = pdf.FPDFText_LoadPage(page)
        self.plain = not (self.turn or self.left or self.bottom)
        self._box = Rect()
        self._at = (c_double(), c_double())
        self._sides = [c_double() for _ in range(4)]  # left, top, right, bottom
        self._side_pointers = [byref(side) for side in self._sides]
        self._matrix = Matrix()
        self._matrix_pointer = byref(self._matrix)
        self._box_pointer = byref(self._box)
        self.angle = 0
        self._x, self._y = byref(self._at[0]), byref(self._at[1])

    def close(self) -> None:
        """Let PDFium forget the page's text."""
        if self.text:
            self.pdf.FPDFText_ClosePage(self.text)
            self.text = None

    def characters(self) -> str:
        """Return the page's text, one UTF-16 unit for each of PDFium's characters."""
        count = self.pdf.FPDFText_CountChars(self.text) if self.text else 0
        if count <= 0:
            return ""
        buffer = (ctypes.c_ushort * (count + 1))()
        got = self.pdf.FPDFText_GetText(self.text, 0, count, buffer)
        text = bytes(buffer)[: 2 * max(got - 1, 0)].decode("utf-16-le", "surrogatepass")
        if len(text) == count:
            return text
        if got - 1 == count:
            return "".join(map(chr, buffer[:count]))  # halves of a pair stay apart: JSON puts them together again
        one = self.pdf.FPDFText_GetUnicode
        return "".join(chr(c) if 0 < c < 0x110000 else "\0" for c in (one(self.text, i) for i in range(count)))

    def lines(self, text: str) -> list[list[object]]:
        """Cut the page's text into pieces: words on one line that stand close together."""
        found: list[list[object]] = []
        for match in _LINE.finditer(text):
            line = match[0].strip()
            if not line:
                continue
            start, end = match.span()
            hyphen = end < len(text) and text[end] in _HYPHENS
            if line.count(" ") >= FEW and "\0" not in line:
                start += match[0].index(line[0])
                piece = self._one(text, line, start, hyphen=hyphen)
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
        pdf, page, sides = self.pdf, self.text, self._sides
        last = first + len(line)
        count = pdf.FPDFText_CountRects(page, first, len(line))
        if not 1 <= count <= len(line):
            return None
        size = self._size(first)
        left = right = top = bottom = 0.0
        for i in range(count):
            if not pdf.FPDFText_GetRect(page, i, *self._side_pointers):
                return None
            x0, y1, x1, y0 = (side.value for side in sides)
            if self.plain:
                y0, y1 = self.height - y1, self.height - y0
            else:
                x0, y0, x1, y1 = self._shown(x0, y0, x1, y1)
            if i == 0:
                left, top, right, bottom = x0, y0, x1, y1
            elif not -0.5 * size < x0 - right <= GAP * size or y0 > bottom or y1 < top:
                return None
            else:
                right, top, bottom = max(right, x1), min(top, y0), max(bottom, y1)
        if right - left > LOOSE * size * len(line):
            return None  # so wide that a gap may hide in it
        _, _, word_left, _, word_right, _, base = self._word(first, first + line.index(" "))
        if not -0.3 * size < bottom - base < size:
            return None
        box = self._box
        pdf.FPDFText_GetLooseCharBox(page, last - 1, self._box_pointer)
        last_right = box.right if self.plain else self._shown(box.left, box.bottom, box.right, box.top)[2]
        right = max(right, last_right)
        shown = " ".join(line.split())
        if _NUMBERED.search(line):
            spans = (word.span() for word in _WORD.finditer(text, first, last))
            shown = " ".join(self._spelled(text, *span) for span in spans)
        return [
            shown + "-" if hyphen else shown,
            *[
                round(value, 1) if -FAR < value < FAR else 0.0
                for value in (min(left, word_left), right, base, top, bottom, size, word_right - word_left)
            ],
            int(self._bold(first) and (count == 1 or self._bold(last - 1))),
            self.angle,
        ]  # fmt: skip

    def _by_word(self, text: str, words: list[tuple[int, int]], found: list[list[object]], *, hyphen: bool) -> None:
        """Add the pieces of a line: a wide gap, or another base line, parts two."""
        piece: list[_Word] = []
        size = 0.0
        for start, end in words:
            word = self._word(start, end)
            if piece and (
                not -size < word[2] - piece[-1][4] <= GAP * size or abs(word[6] - piece[-1][6]) > DRIFT * size
            ):
                found.append(self._piece(text, piece, size, hyphen=False))
                piece = []
            if not piece:
                size = self._size(start)
            piece.append(word)
        found.append(self._piece(text, piece, size, hyphen=hyphen))

    def _word(self, start: int, end: int) -> _Word:
        """Return a word's place in the text and on the page: left, top, right, bottom, base line."""
        box, pdf = self._box, self.pdf
        if self.plain:
            return self._plain_word(start, end)
        pdf.FPDFText_GetLooseCharBox(self.text, start, byref(box))
        left, top, right, bottom = self._shown(box.left, box.bottom, box.right, box.top)
        if end - start > 1:
            pdf.FPDFText_GetLooseCharBox(self.text, end - 1, byref(box))
            other = self._shown(box.left, box.bottom, box.right, box.top)
            left, top, right, bottom = (
                min(left, other[0]), min(top, other[1]), max(right, other[2]), max(bottom, other[3])
            )  # fmt: skip
        pdf.FPDFText_GetCharOrigin(self.text, start, self._x, self._y)
        base = self._shown(self._at[0].value, self._at[1].value, self._at[0].value, self._at[1].value)[3]
        return start, end, left, top, right, bottom, base

    def _plain_word(self, start: int, end: int) -> _Word:
        """Do the same on a page that is not turned, which nearly all are, without a call for each box."""
        box, pdf, text, height = self._box, self.pdf, self.text, self.height
        pdf.FPDFText_GetLooseCharBox(text, start, self._box_pointer)
        left, top, right, bottom = box.left, height - box.top, box.right, height - box.bottom
        if end - start > 1:
            pdf.FPDFText_GetLooseCharBox(text, end - 1, self._box_pointer)
            left, right = min(left, box.left), max(right, box.right)
            top, bottom = min(top, height - box.top), max(bottom, height - box.bottom)
        pdf.FPDFText_GetCharOrigin(text, start, self._x, self._y)
        return start, end, left, top, right, bottom, height - self._at[1].value

    def _size(self, index: int) -> float:
        """Return the font size as it is shown; ``self.angle`` is then the way the text runs, in degrees."""
        matrix = self._matrix
        size = float(self.pdf.FPDFText_GetFontSize(self.text, index))
        self.angle = 0
        if self.pdf.FPDFText_GetMatrix(self.text, index, self._matrix_pointer):
            a, b, c, d = matrix.a, matrix.b, matrix.c, matrix.d
            size *= (abs(d) if not c else math.hypot(c, d)) or 1.0
            if b or a < 0 or self.turn:
                angle = math.degrees(math.atan2(b, a)) if -HUGE < a < HUGE and -HUGE < b < HUGE else 0.0
                self.angle = round(90 * self.turn - angle) % 360
        return size if 0 < size < HUGE else 1.0

    def _shown(self, x0: float, y0: float, x1: float, y1: float) -> tuple[float, float, float, float]:
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

    def _piece(self, text: str, words: list[_Word], size: float, *, hyphen: bool) -> list[object]:
        first = words[0][0]
        shown = [self._spelled(text, start, end) for start, end, *_ in words]
        bold = self._bold(first) and self._bold(words[-1][1] - 1) and self._bold(words[len(words) // 2][0])
        sides = (min(w[2] for w in words), max(w[4] for w in words), words[0][6])
        heights = (min(w[3] for w in words), max(w[5] for w in words), size)
        numbers = [_short(value) for value in (*sides, *heights, words[0][4] - words[0][2])]
        return [" ".join(shown) + ("-" if hyphen else ""), *numbers, int(bold), self.angle]

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

    def _bold(self, index: int) -> bool:
        pdf = self.pdf
        font = pdf.FPDFTextObj_GetFont(pdf.FPDFText_GetTextObject(self.text, index) or None) or 0
        if font not in self.fonts:
            name = ctypes.create_string_buffer(256)
            pdf.FPDFFont_GetBaseFontName(font, name, 256)
            heavy = pdf.FPDFFont_GetWeight(font) >= 600 or bool(pdf.FPDFFont_GetFlags(font) & FORCE_BOLD)
            self.fonts[font] = bool(font) and (any(word in name.value.lower() for word in _BOLD) or heavy)
        return self.fonts[font]

    def field(self, value: str, box: Rect, text: str) -> list[list[object]]:
        """Return what somebody filled in, as lines in its field, unless it is drawn on the page."""
        if not value.strip() or value.split(None, 1)[0] in text:
            return []
        left, top, right, bottom = self._shown(box.left, box.bottom, box.right, box.top)
        found: list[list[object]] = []
        single = len(value.splitlines()) == 1
        for i, line in enumerate(value.splitlines()):
            base = (top + bottom + 0.7 * FIELD) / 2 if single else top + FIELD * (1 + 1.2 * i)
            numbers = [_short(n) for n in (left, right, base, base - FIELD, base, FIELD, FIELD)]
            found.append([line, *numbers, 0, 0])
        return found

    def objects(self, kind: int) -> list[int]:
        """Return the handles of the page's objects of one kind (2 paths, 3 pictures)."""
        pdf, page = self.pdf, self.page
        count = min(pdf.FPDFPage_CountObjects(page), OBJECTS)
        handles = (pdf.FPDFPage_GetObject(page, i) for i in range(count))
        return [handle for handle in handles if handle and pdf.FPDFPageObj_GetType(handle) == kind]

    def picture(self) -> float:
        """Return the share of the page that its largest picture covers."""
        box = [c_float() for _ in range(4)]
        most = 0.0
        for handle in self.objects(3):
            if self.pdf.FPDFPageObj_GetBounds(handle, *(byref(side) for side in box)):
                most = max(most, (box[2].value - box[0].value) * (box[3].value - box[1].value))
        whole = self.width * self.height
        return round(min(most / whole, 1.0), 2) if whole > 0 and 0 <= most < 1e9 else 0.0

    def rules(self) -> list[list[float]]:
        """Return the straight lines, along the axes, that are drawn on the page."""
        found: list[list[float]] = []
        box = [c_float() for _ in range(4)]
        for handle in self.objects(2):
            if len(found) > SEGMENTS:
                break
            if not self.pdf.FPDFPageObj_GetBounds(handle, *(byref(side) for side in box)):
                continue
            x0, y0, x1, y1 = (side.value for side in box)
            if x1 - x0 <= 3 or y1 - y0 <= 3:
                found.append(list(self._shown(x0, y0, x1, y1)))
            else:
                found += self._path(handle)
        return [[_short(value) for value in rule] for rule in found if max(rule[2] - rule[0], rule[3] - rule[1]) > 4]

    def _path(self, handle: int) -> list[list[float]]:
        pdf = self.pdf
        count = pdf.FPDFPath_CountSegments(handle)
        if not 2 <= count <= SEGMENTS:
            return []
        matrix, x, y = Matrix(), c_float(), c_float()
        if not pdf.FPDFPageObj_GetMatrix(handle, byref(matrix)):
            matrix = Matrix(1, 0, 0, 1, 0, 0)
        found: list[list[float]] = []
        at: tuple[float, float] | None = None
        for i in range(count):
            segment = pdf.FPDFPath_GetPathSegment(handle, i)
            pdf.FPDFPathSegment_GetPoint(segment, byref(x), byref(y))
            to = (
                matrix.a * x.value + matrix.c * y.value + matrix.e,
                matrix.b * x.value + matrix.d * y.value + matrix.f,
            )
            kind = pdf.FPDFPathSegment_GetType(segment)
            if at and kind == 0 and (abs(at[0] - to[0]) < 1 or abs(at[1] - to[1]) < 1):
                sides = (min(at[0], to[0]), min(at[1], to[1]), max(at[0], to[0]), max(at[1], to[1]))
                found.append(list(self._shown(*sides)))
            at = to
        return found


def _short(value: float) -> float:
    """Round to a tenth of a point; what is no number at all (a broken matrix) becomes 0."""
    return round(value, 1) if -FAR < value < FAR else 0.0


_Placed = list[tuple[str, Rect]]


def remarks(pdf: ctypes.CDLL, page: int) -> tuple[bool, list[list[str]], _Placed, _Placed]:
    """Tell whether something is stamped or written on the page; return its comments, filled-in fields and writing."""
    drawn, comments, values, written = False, [], [], []
    for i in range(min(pdf.FPDFPage_GetAnnotCount(page), ANNOTATIONS)):
        handle = pdf.FPDFPage_GetAnnot(page, i)
        if not handle:
            continue
        kind = pdf.FPDFAnnot_GetSubtype(handle)
        drawn |= kind in _DRAWN
        hidden = pdf.FPDFAnnot_GetFlags(handle) & _HIDDEN
        if kind == _WIDGET and not hidden and _entry(pdf, handle, b"FT") in {"Tx", "Ch"}:
            box = Rect()
            value = _entry(pdf, handle, b"V")
            if value and pdf.FPDFAnnot_GetRect(handle, byref(box)):
                values.append((value, box))
        elif kind == _WRITTEN and not hidden and (text := _entry(pdf, handle, b"Contents")):
            box = Rect()
            if pdf.FPDFAnnot_GetRect(handle, byref(box)):
                written.append((text, box))
        elif kind in _REMARKS and (text := _entry(pdf, handle, b"Contents")):
            comments.append([text, _entry(pdf, handle, b"T")])
        pdf.FPDFPage_CloseAnnot(handle)
    return drawn, comments, values, written


def _entry(pdf: ctypes.CDLL, handle: int, key: bytes) -> str:
    return _string(lambda buffer, size: pdf.FPDFAnnot_GetStringValue(handle, key, buffer, size))


def _string(call: object) -> str:
    """Ask PDFium for a string: first how long it is, then itself."""
    size = min(int(call(None, 0)), 100_000)  # type: ignore[operator]
    if size <= 2:
        return ""
    buffer = ctypes.create_string_buffer(size)
    call(buffer, size)  # type: ignore[operator]
    return buffer.raw[:size].decode("utf-16-le", "replace").rstrip("\0")


def _lost(text: str, whole: str) -> bool:
    """Tell whether words of the page are gone once its stamps and fields are drawn on it.

    PDFium forgets the fonts that a page has from its parent then (LibreOffice writes such pages), and spells its text
    with the wrong letters.
    """
    words = set(text.split())
    return len(words - set(whole.split())) > _MIXED * len(words)


def read_page(pdf: ctypes.CDLL, document: int, number: int, fonts: dict[int, bool]) -> dict[str, object] | None:
    """Read one page, or return None when PDFium cannot."""
    handle = pdf.FPDF_LoadPage(document, number)
    if not handle:
        return None
    page = None
    try:
        drawn, comments, values, written = remarks(pdf, handle)
        page = Page(pdf, handle, fonts)
        text = page.characters()
        lines = page.lines(text)
        if drawn and pdf.FPDFPage_Flatten(handle, 0) == 1:
            page.close()
            pdf.FPDF_ClosePage(handle)
            handle = pdf.FPDF_LoadPage(document, number)
            if not handle:
                return None
            page = Page(pdf, handle, fonts)
            whole = page.characters()
            if _lost(text, whole):
                values += written
            else:
                text, lines = whole, page.lines(whole)
        lines += [line for value, box in values for line in page.field(value, box, text)]
        bases = sorted(line[3] for line in lines)  # type: ignore[type-var]
        level = sum(a == b for a, b in itertools.pairwise(bases))
        reply: dict[str, object] = {
            "page": number + 1,
            "width": page.width,
            "height": page.height,
            "lines": lines,
            "rules": page.rules() if level > 1 else [],
            "images": 0 if lines else len(page.objects(3)) + len(page.objects(5)),
            "picture": page.picture() if len(text) < FEW_CHARACTERS else 0.0,
            "comments": comments,
            "characters": len(text),
        }
        return reply
    finally:
        if page is not None:
            page.close()
        if handle:
            pdf.FPDF_ClosePage(handle)


def read(pdf: ctypes.CDLL, request: dict[str, object], reply: object) -> None:
    """Read the file of a request and reply page by page."""
    with open(str(request["path"]), "rb") as file:  # noqa: PTH123 - pathlib costs a third of our start-up
        data = file.read()
    document = pdf.FPDF_LoadMemDocument64(data, len(data), None)
    if not document:
        reply({"error": _ERRORS.get(int(pdf.FPDF_GetLastError()), "damaged")})  # type: ignore[operator]
        return
    try:
        count = int(pdf.FPDF_GetPageCount(document))
        if count > int(str(request["pages"])):
            reply({"error": "pages"})  # type: ignore[operator]
            return
        failed: list[int] = []
        fonts: dict[int, bool] = {}
        left, in_a_row = int(str(request["characters"])), 0
        for number in range(count):
            page = read_page(pdf, document, number, fonts)
            if page is None:
                failed.append(number + 1)
                in_a_row += 1
                if in_a_row >= FAILURES:
                    break
                continue
            in_a_row = 0
            left -= int(str(page["characters"]))
            if left < 0:
                reply({"error": "characters"})  # type: ignore[operator]
                return
            reply(page)  # type: ignore[operator]
        info = {name: _string(lambda b, n, k=name: pdf.FPDF_GetMetaText(document, k.encode(), b, n)) for name in _INFO}
        reply({"done": count, "failed": failed[:1000], "info": {k: v for k, v in info.items() if v}})  # type: ignore[operator]
    finally:
        pdf.FPDF_CloseDocument(document)


def limit(memory: int) -> None:
    """Limit this process's memory where the system can (the parent's job object does it on Windows)."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if memory:
        hard = resource.getrlimit(resource.RLIMIT_AS)[1]
        resource.setrlimit(resource.RLIMIT_AS, (memory, hard))


def allow(seconds: float) -> None:
    """Allow so much more processor time: past it the system ends this process."""
    try:
        import resource
    except ImportError:
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    resource.setrlimit(resource.RLIMIT_CPU, (math.ceil(used.ru_utime + used.ru_stime + seconds), hard))


def main(arguments: list[str]) -> int:
    """Serve requests until stdin ends. Arguments: the folder of PDFium, bytes of memory."""
    gc.disable()  # a page leaves no cycles behind, and looking for them takes a tenth of the time
    pdf = load(arguments[0])
    limit(int(arguments[1]))
    out = sys.stdout.buffer

    def reply(value: dict[str, object]) -> None:
        out.write(json.dumps(value, ensure_ascii=True, separators=(",", ":")).encode("ascii") + b"\n")

    for line in sys.stdin.buffer:
        request = json.loads(line)
        allow(float(request["seconds"]))
        code = ""
        try:
            read(pdf, request, reply)
        except MemoryError:
            code = "memory"
        except OSError:
            code = "missing"
        if code:
            reply({"error": code})
        out.flush()
        if code == "memory":
            return 1
    return 0
