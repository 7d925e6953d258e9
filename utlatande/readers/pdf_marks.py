# ruff: noqa: PLR2004 - counts and shares of one rule are read best in the rule
"""What stands on a PDF's page beside its text, as the child process reads it: notes, fields, drawn lines, pictures."""

from __future__ import annotations

import ctypes
from ctypes import byref, c_float

from pdf_calls import Matrix, Rect  # type: ignore[import-not-found]  # beside us, with no package around
from pdf_page import FAR, Page  # type: ignore[import-not-found]

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

OBJECTS = 20_000  # on a page, looked through for the lines of tables
SEGMENTS = 4_000  # of a path
ANNOTATIONS = 500  # of a page
_WRITTEN, _WIDGET, _HIDDEN = 3, 20, 2
_DRAWN = (3, 13, 20)  # text written on the page, stamps, fields: their look may hold text
_REMARKS = (1, 4, 5, 6, 7, 8, 9, 10, 11, 12, 14)  # notes, markings, strokes: what somebody says beside the text
_Placed = list[tuple[str, Rect]]


def objects(page: Page, kind: int) -> list[int]:
    """Return the handles of the page's objects of one kind (2 paths, 3 pictures)."""
    pdf, own = page.pdf, page.page
    count = min(pdf.FPDFPage_CountObjects(own), OBJECTS)
    handles = (pdf.FPDFPage_GetObject(own, i) for i in range(count))
    return [handle for handle in handles if handle and pdf.FPDFPageObj_GetType(handle) == kind]


def picture(page: Page) -> float:
    """Return the share of the page that its largest picture covers."""
    box = [c_float() for _ in range(4)]
    most = 0.0
    for handle in objects(page, 3):
        if page.pdf.FPDFPageObj_GetBounds(handle, *(byref(side) for side in box)):
            most = max(most, (box[2].value - box[0].value) * (box[3].value - box[1].value))
    whole = page.width * page.height
    return round(min(most / whole, 1.0), 2) if whole > 0 and 0 <= most < 1e9 else 0.0


def rules(page: Page) -> list[list[float]]:
    """Return the straight lines, along the axes, that are drawn on the page."""
    found: list[list[float]] = []
    box = [c_float() for _ in range(4)]
    for handle in objects(page, 2):
        if len(found) > SEGMENTS:
            break
        if not page.pdf.FPDFPageObj_GetBounds(handle, *(byref(side) for side in box)):
            continue
        x0, y0, x1, y1 = (side.value for side in box)
        if x1 - x0 <= 3 or y1 - y0 <= 3:
            found.append(list(page.shown(x0, y0, x1, y1)))
        else:
            found += _path(page, handle)
    long = (rule for rule in found if max(rule[2] - rule[0], rule[3] - rule[1]) > 4)
    return [[round(value, 1) if -FAR < value < FAR else 0.0 for value in rule] for rule in long]


def _path(page: Page, handle: int) -> list[list[float]]:
    pdf = page.pdf
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
            found.append(list(page.shown(*sides)))
        at = to
    return found


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
    return string(lambda buffer, size: pdf.FPDFAnnot_GetStringValue(handle, key, buffer, size))


def string(call: Callable[[object, int], int]) -> str:
    """Ask PDFium for a string: first how long it is, then itself."""
    size = min(int(call(None, 0)), 100_000)
    if size <= 2:
        return ""
    buffer = ctypes.create_string_buffer(size)
    call(buffer, size)
    return buffer.raw[:size].decode("utf-16-le", "replace").rstrip("\0")
