"""A plain Word file of headings, paragraphs and tables: for lists that go beside a document, in no office's look."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from utlatande.word import marks, xml
from utlatande.word.strip import strip

_FONT, _SIZE = "Arial", 10
_A4 = (210, 297)  # millimetres
_MARGIN = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A heading and what stands under it: lines, then a table whose first row is the header (none when empty), with
    columns of these ``widths`` in millimetres (as wide as each other when empty; together 170)."""

    heading: str
    lines: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    widths: tuple[int, ...] = ()


def plain_document(title: str, lines: Sequence[str], parts: Sequence[Part]) -> bytes:
    """Return a Word file with a title, lines under it and the parts in order. It names no author and no program."""
    import docx

    document = docx.Document()
    _look(document)
    document.core_properties.title = xml.clean(title)
    document.add_heading(xml.clean(title), 1)
    for line in lines:
        document.add_paragraph(xml.clean(line))
    for part in parts:
        document.add_heading(xml.clean(part.heading), 2)
        for line in part.lines:
            document.add_paragraph(xml.clean(line))
        if part.rows:
            _table(document, part.rows, part.widths)
            document.add_paragraph()
    out = io.BytesIO()
    document.save(out)
    return strip(out.getvalue(), name=title)


def _look(document: Any) -> None:  # noqa: ANN401 - python-docx has no types
    """Set page, fonts and language."""
    from docx.shared import Mm, Pt, RGBColor

    section = document.sections[0]
    section.page_width, section.page_height = Mm(_A4[0]), Mm(_A4[1])
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(_MARGIN)
    for language in document.styles.element.iter(xml.w("lang")):
        language.set(xml.VAL, marks.LANGUAGE)
    document.styles["Normal"].font.size = Pt(_SIZE)
    for name in ("Normal", "Heading 1", "Heading 2"):
        style = document.styles[name]
        for fonts in style.element.iter(xml.w("rFonts")):
            fonts.attrib.clear()  # those of the theme would win
        style.font.name = _FONT
        style.font.color.rgb = RGBColor(0, 0, 0)


def _table(document: Any, rows: Sequence[tuple[str, ...]], widths: Sequence[int]) -> None:  # noqa: ANN401 - no types
    """Add a table; its first row is repeated on every page, and no row goes over two pages."""
    from docx.shared import Mm

    table = document.add_table(len(rows), len(rows[0]), style="Table Grid")
    table.autofit = not widths
    for column, width in zip(table.columns, widths, strict=False):
        column.width = Mm(width)
    for row, cells in zip(table.rows, rows, strict=True):
        xml.sub(row._tr.get_or_add_trPr(), "cantSplit")  # noqa: SLF001 - python-docx has no other way
        for place, (cell, text) in enumerate(zip(row.cells, cells, strict=True)):
            cell.text = xml.clean(text)
            if widths:
                cell.width = Mm(widths[place])
    first = table.rows[0]
    for cell in first.cells:
        for run in cell.paragraphs[0].runs:
            run.bold = True
    xml.sub(first._tr.get_or_add_trPr(), "tblHeader")  # noqa: SLF001
