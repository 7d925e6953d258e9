"""How much of a file is read before it is refused."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much of a file is read before it is refused.

    The Word figures refuse none of 1,842 real packages (most of them stay below 291 entries, 12.6 MB the largest part,
    15.3 MB in all, depth 29, ratio 0.024).
    """

    file_bytes: int = 200 << 20  # the file on disk
    text_bytes: int = 64 << 20  # a plain text file
    entries: int = 5_000  # files in a zip; one real letter with a formula a line has 1,714
    part_bytes: int = 64 << 20  # one unpacked part of a zip
    total_bytes: int = 200 << 20  # all parts that are read
    ratio: float = 0.01  # packed to unpacked size, below which a large part is a zip bomb
    ratio_from: int = 100_000  # bytes from which a part counts as large
    depth: int = 250  # of elements within elements
    paragraphs: int = 1_000_000  # empty ones too
    tags: int = 6_000_000  # tags and attributes of one part: each costs memory; attributes count double
    pdf_pages: int = 5_000
    pdf_seconds: float = 20.0  # processor time for one PDF, and twice that on the clock
    pdf_memory_bytes: int = 1 << 30
    convert_seconds: float = 60.0  # LibreOffice on one .doc, .odt or .rtf


DEFAULT = Limits()
