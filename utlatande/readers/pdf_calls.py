"""PDFium's calls, as the child process makes them: by ctypes, which loads in a tenth of pypdfium2's own time."""

from __future__ import annotations

import ctypes
import os
import sys
from ctypes import POINTER, c_char_p, c_double, c_float, c_int, c_size_t, c_uint, c_ulong, c_void_p


class Rect(ctypes.Structure):
    """A box; y grows upwards."""

    _fields_ = [("left", c_float), ("top", c_float), ("right", c_float), ("bottom", c_float)]


class Matrix(ctypes.Structure):
    """A transformation."""

    _fields_ = [(name, c_float) for name in "abcdef"]


_F = POINTER(c_float)
_CALLS: dict[str, tuple[object, list[object]]] = {
    "FPDF_InitLibrary": (None, []),
    "FPDF_LoadMemDocument64": (c_void_p, [c_char_p, c_size_t, c_char_p]),
    "FPDF_CloseDocument": (None, [c_void_p]),
    "FPDF_GetLastError": (c_ulong, []),
    "FPDF_GetPageCount": (c_int, [c_void_p]),
    "FPDF_GetMetaText": (c_ulong, [c_void_p, c_char_p, c_void_p, c_ulong]),
    "FPDF_LoadPage": (c_void_p, [c_void_p, c_int]),
    "FPDF_ClosePage": (None, [c_void_p]),
    "FPDF_GetPageWidthF": (c_float, [c_void_p]),
    "FPDF_GetPageHeightF": (c_float, [c_void_p]),
    "FPDF_GetPageBoundingBox": (c_int, [c_void_p, POINTER(Rect)]),
    "FPDFPage_GetRotation": (c_int, [c_void_p]),
    "FPDFPage_CountObjects": (c_int, [c_void_p]),
    "FPDFPage_GetObject": (c_void_p, [c_void_p, c_int]),
    "FPDFPage_GetAnnotCount": (c_int, [c_void_p]),
    "FPDFPage_GetAnnot": (c_void_p, [c_void_p, c_int]),
    "FPDFPage_CloseAnnot": (None, [c_void_p]),
    "FPDFPage_Flatten": (c_int, [c_void_p, c_int]),
    "FPDFAnnot_GetFlags": (c_int, [c_void_p]),
    "FPDFAnnot_GetRect": (c_int, [c_void_p, POINTER(Rect)]),
    "FPDFAnnot_GetSubtype": (c_int, [c_void_p]),
    "FPDFAnnot_GetStringValue": (c_ulong, [c_void_p, c_char_p, c_void_p, c_ulong]),
    "FPDFPageObj_GetType": (c_int, [c_void_p]),
    "FPDFPageObj_GetBounds": (c_int, [c_void_p, _F, _F, _F, _F]),
    "FPDFPageObj_GetMatrix": (c_int, [c_void_p, POINTER(Matrix)]),
    "FPDFPath_CountSegments": (c_int, [c_void_p]),
    "FPDFPath_GetPathSegment": (c_void_p, [c_void_p, c_int]),
    "FPDFPathSegment_GetPoint": (c_int, [c_void_p, _F, _F]),
    "FPDFPathSegment_GetType": (c_int, [c_void_p]),
    "FPDFText_LoadPage": (c_void_p, [c_void_p]),
    "FPDFText_ClosePage": (None, [c_void_p]),
    "FPDFText_CountChars": (c_int, [c_void_p]),
    "FPDFText_GetText": (c_int, [c_void_p, c_int, c_int, c_void_p]),
    "FPDFText_GetUnicode": (c_uint, [c_void_p, c_int]),
    "FPDFText_IsHyphen": (c_int, [c_void_p, c_int]),
    "FPDFFont_GetBaseFontName": (c_size_t, [c_void_p, c_char_p, c_size_t]),
    "FPDFFont_GetWeight": (c_int, [c_void_p]),
    "FPDFFont_GetFlags": (c_int, [c_void_p]),
}

# Called for each line or word: without argument types, which double what a call costs. Handles are passed as c_void_p.
_HOT: dict[str, object] = {
    "FPDFText_CountRects": c_int,
    "FPDFText_GetRect": c_int,
    "FPDFText_GetLooseCharBox": c_int,
    "FPDFText_GetCharBox": c_int,
    "FPDFText_GetCharOrigin": c_int,
    "FPDFText_GetFontSize": c_double,
    "FPDFText_GetMatrix": c_int,
    "FPDFText_GetTextObject": c_void_p,
    "FPDFText_IsGenerated": c_int,
    "FPDFTextObj_GetFont": c_void_p,
}


def load(folder: str) -> ctypes.CDLL:
    """Load PDFium from the folder of pypdfium2's raw package, with the calls we use."""
    system = sys.platform
    name = "pdfium.dll" if system == "win32" else "libpdfium.dylib" if system == "darwin" else "libpdfium.so"
    path = os.path.join(folder, name)  # noqa: PTH118 - pathlib costs a third of our start-up
    if os.path.exists(path):  # noqa: PTH110
        library = ctypes.CDLL(path)
    else:  # pypdfium2 built against another PDFium knows where that is
        sys.path.append(os.path.dirname(folder))  # noqa: PTH120
        from pypdfium2_raw import bindings  # type: ignore[import-untyped, unused-ignore]

        library = bindings._libs["pdfium"]  # noqa: SLF001 - its public names carry other types
    for call, (result, arguments) in _CALLS.items():
        function = getattr(library, call, None)
        if function is not None:
            function.restype, function.argtypes = result, arguments
    for call, result in _HOT.items():
        getattr(library, call).restype = result
    library.FPDF_InitLibrary()
    return library
