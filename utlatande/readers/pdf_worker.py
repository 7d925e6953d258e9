"""The child process that reads PDFs: one request a line on stdin, JSON lines back. Never imported by ours.

PDFium is C++ and the files are foreign: when memory runs out it aborts its whole process. So it lives in here, under
limits of memory, processor and (set by the parent) wall time, and nothing of utlatande is loaded: a cold start takes
some 30 ms. It only tells what stands where; all rules of layout are the parent's (pdf_layout.py).

    request   {"path", "seconds", "pages", "characters"}
    replies   {"page": n, "width", "height", "lines": [[text, x0, x1, base, top, bottom, size, word, bold, angle]...],
               (places and sizes of lines in tenths of a point)
               "rules": [[x0, y0, x1, y1]...], "images": n, "picture": share, "comments": [...]}      one a page
              {"done": pages, "failed": [n...], "info": {...}}  or  {"error": code}       last
"""

from __future__ import annotations

import ctypes
import gc
import itertools
import json
import math
import sys

from pdf_calls import load  # type: ignore[import-not-found]  # beside us, with no package around
from pdf_marks import objects, picture, remarks, rules, string  # type: ignore[import-not-found]
from pdf_page import Page  # type: ignore[import-not-found]

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

FAILURES = 200  # pages that fail one after the other before the rest is given up
FEW_CHARACTERS = 300  # on a page: it may be a picture with a stamp
_MIXED = 0.2  # of the words; a field drawn close to a word makes one of two
_INFO = ("Title", "Author", "Subject", "CreationDate", "Producer")
_ERRORS = {3: "damaged", 4: "encrypted", 5: "encrypted"}


def _lost(text: str, whole: str) -> bool:
    """Tell whether words of the page are gone once its stamps and fields are drawn on it.

    PDFium forgets the fonts that a page has from its parent then (LibreOffice writes such pages), and spells its text
    with the wrong letters.
    """
    words = set(text.split())
    return len(words - set(whole.split())) > _MIXED * len(words)


class Book:
    """An open document, and what is found out about it on the way."""

    def __init__(self, pdf: ctypes.CDLL, handle: int, data: bytes) -> None:
        self.pdf, self.handle, self.data = pdf, handle, data
        self.fonts: dict[int, tuple[bool, bool]] = {}
        self._names: object = None

    def text(self, page: Page) -> tuple[str, list[list[Any]]]:
        """Return a page's text, one sign for each of PDFium's, and its pieces of line."""
        text = page.characters()
        lines = page.lines(text)
        if page.lost:
            if self._names is None:
                from pdf_names import Names  # type: ignore[import-not-found]

                self._names = Names(self.data)
            named = page.named(text, self._names)
            if named != text:
                return named, page.lines(named)
        return text, lines


def read_page(book: Book, number: int) -> dict[str, object] | None:
    """Read one page, or return None when PDFium cannot."""
    pdf, document = book.pdf, book.handle
    handle = pdf.FPDF_LoadPage(document, number)
    if not handle:
        return None
    page = None
    try:
        drawn, comments, values, written = remarks(pdf, handle)
        page = Page(pdf, handle, book.fonts)
        text, lines = book.text(page)
        if drawn and pdf.FPDFPage_Flatten(handle, 0) == 1:
            page.close()
            pdf.FPDF_ClosePage(handle)
            handle = pdf.FPDF_LoadPage(document, number)
            if not handle:
                return None
            page = Page(pdf, handle, book.fonts)
            whole, other = book.text(page)
            if _lost(text, whole):
                values += written
            else:
                text, lines = whole, other
        lines += [line for value, box in values for line in page.field(value, box, text)]
        bases = sorted(line[3] for line in lines)
        level = sum(a == b for a, b in itertools.pairwise(bases))
        reply: dict[str, object] = {
            "page": number + 1,
            "width": page.width,
            "height": page.height,
            "lines": lines,
            "rules": rules(page) if level > 1 else [],
            "images": 0 if lines else len(objects(page, 3)) + len(objects(page, 5)),
            "picture": picture(page) if len(text) < FEW_CHARACTERS else 0.0,
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
        book = Book(pdf, document, data)
        left, in_a_row = int(str(request["characters"])), 0
        for number in range(count):
            page = read_page(book, number)
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
        info = {name: string(lambda b, n, k=name: pdf.FPDF_GetMetaText(document, k.encode(), b, n)) for name in _INFO}
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
