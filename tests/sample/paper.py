"""Writes a sample's blocks into a Word file that comes out the same byte for byte each time."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import datetime

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_BREAK, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor
from lxml import etree
from markup import INLINE, ITEM

FOOTNOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
HEADINGS = (("Title", 18), ("Heading 1", 13), ("Heading 2", 11.5), ("Heading 3", 11))
LEVELS = (("decimal", "%1.", 0), ("lowerLetter", "%2)", 1))
PROPERTIES = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>'
)
EPOCH = (1980, 1, 1, 0, 0, 0)


class Writer:
    """Writes one document, block by block."""

    def __init__(self, fields):
        self.fields = fields
        self.document = Document()
        self.notes = []
        self.revision = 0
        self.toc = None
        self.headings = []
        self.list = None
        self.made = datetime.fromisoformat(fields.get("created", fields.get("date", "2024-01-01")))
        self.set_styles()
        self.set_page()
        self.abstract = self.add_abstract_list()

    # the look

    def set_styles(self):
        styles = self.document.styles
        body, head = self.fields.get("font", "Times New Roman"), self.fields.get("heading font", "Arial")
        looks = [("Normal", float(self.fields.get("size", 11.5)), body, None), ("Subtitle", 12, head, False)]
        looks += [(name, size, head, True) for name, size in HEADINGS]
        for name, size, font, bold in looks:
            style = styles[name]
            style.font.name, style.font.size, style.font.bold = font, Pt(size), bold
            style.font.color.rgb = RGBColor(0, 0, 0)
            style.font.italic = False
            fonts = style.element.rPr.find(qn("w:rFonts"))
            for key in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
                fonts.attrib.pop(qn(f"w:{key}"), None)
            for key in ("eastAsia", "cs"):
                fonts.set(qn(f"w:{key}"), font)
            for key in ("spacing", "kern"):
                for found in style.element.rPr.findall(qn(f"w:{key}")):
                    style.element.rPr.remove(found)
        border = styles["Title"].element.pPr.find(qn("w:pBdr"))
        if border is not None:
            styles["Title"].element.pPr.remove(border)
        styles["Normal"].paragraph_format.space_after = Pt(8)
        styles["Normal"].paragraph_format.line_spacing = 1.08
        language = styles["Normal"].element.get_or_add_rPr()
        language.append(parse_xml(f'<w:lang {nsdecls("w")} w:val="sv-SE"/>'))
        for found in styles.element.iter(qn("w:lang")):
            found.set(qn("w:val"), "sv-SE")

    def set_page(self):
        section = self.document.sections[0]
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        wide = self.fields.get("page") == "landscape"
        if wide:
            section.orientation = WD_ORIENT.LANDSCAPE
            section.page_width, section.page_height = Cm(29.7), Cm(21)
        section.left_margin = Cm(2 if wide else 3.2)
        section.right_margin = Cm(2 if wide else 3)
        section.top_margin, section.bottom_margin = Cm(2.4), Cm(2.2)
        self.width = section.page_width - section.left_margin - section.right_margin
        if "header" in self.fields or self.fields.get("kind") == "tjansteutlatande":
            section.different_first_page_header_footer = "letterhead" in self.fields or "office" in self.fields
            self.header_lines(section.header)
        if "footer" in self.fields:
            for footer in (section.footer, section.first_page_footer):
                paragraph = footer.paragraphs[0]
                self.small(paragraph, self.fields["footer"])

    def header_lines(self, header):
        lines = self.fields.get("header", "Tjänsteutlåtande | Dnr " + self.fields.get("dnr", "")).split(" | ")
        for number, line in enumerate([*lines, "Sida «sida» («sidor»)"]):
            paragraph = header.paragraphs[0] if number == 0 else header.add_paragraph()
            paragraph.alignment = 2
            paragraph.paragraph_format.space_after = Pt(0)
            for piece in re.split(r"(«sida»|«sidor»)", line):
                if piece.startswith("«"):
                    self.field(paragraph, "PAGE" if piece == "«sida»" else "NUMPAGES")
                else:
                    self.small(paragraph, piece)

    @staticmethod
    def small(paragraph, text):
        run = paragraph.add_run(text)
        run.font.size, run.font.name = Pt(8.5), "Arial"

    def field(self, paragraph, code, shown="1"):
        for kind, text in (("begin", None), (None, code), ("separate", None), ("shown", shown), ("end", None)):
            run = paragraph.add_run()
            run.font.size = Pt(8.5) if code in ("PAGE", "NUMPAGES") else None
            run.font.name = "Arial" if code in ("PAGE", "NUMPAGES") else None
            if kind == "shown":
                run.text = text
            elif kind is None:
                run._r.append(parse_xml(f'<w:instrText {nsdecls("w")} xml:space="preserve"> {text} </w:instrText>'))
            else:
                run._r.append(parse_xml(f'<w:fldChar {nsdecls("w")} w:fldCharType="{kind}"/>'))

    # numbering

    def add_abstract_list(self):
        numbering = self.document.part.numbering_part.element
        number = 900
        abstract = parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{number}"/>')
        for kind, shown, level in LEVELS:
            left = 425 + 425 * level
            abstract.append(
                parse_xml(
                    f'<w:lvl {nsdecls("w")} w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>'
                    f'<w:lvlText w:val="{shown}"/><w:lvlJc w:val="left"/>'
                    f'<w:pPr><w:ind w:left="{left}" w:hanging="425"/></w:pPr></w:lvl>'
                )
            )
        numbering.insert(len(numbering.findall(qn("w:abstractNum"))), abstract)
        return number

    def new_list(self):
        numbering = self.document.part.numbering_part.element
        number = numbering.add_num(self.abstract)
        for level in range(len(LEVELS)):
            number.add_lvlOverride(ilvl=level).add_startOverride(1)
        self.list = number.numId

    # the blocks

    def letterhead(self):
        """Put the letterhead of a tjänsteutlåtande: office and document, then handläggare and recipient."""
        fields = self.fields
        right = ["**Tjänsteutlåtande**", "Dnr " + fields["dnr"], fields["date"], fields.get("pages", "")]
        left = [f"**{fields['office']}**", fields.get("unit", "")]
        lower = ["**Handläggare**", fields["clerk"], "Telefon: " + fields.get("phone", "08-465 004 10")]
        to = ["**Till**", fields["to"], fields["meeting"]]
        place = self.document
        if fields.get("letterhead") == "header":
            place = self.document.sections[0].first_page_header
            table = place.add_table(2, 2, self.width)
            place.paragraphs[0]._p.getparent().remove(place.paragraphs[0]._p)
            place.add_paragraph()
        else:
            table = place.add_table(2, 2)
        table.alignment = WD_TABLE_ALIGNMENT.LEFT
        for cell, lines in zip((c for row in table.rows for c in row.cells), (left, right, lower, to), strict=True):
            self.fill(cell, [line for line in lines if line], size=9.5)
        self.set_widths(table, (0.58, 0.42))
        if fields.get("letterhead") != "header":
            self.document.add_paragraph().paragraph_format.space_after = Pt(4)

    def fill(self, cell, lines, size=None, bold=False):
        for place, line in enumerate(lines):
            paragraph = cell.paragraphs[0] if place == 0 else cell.add_paragraph()
            paragraph.paragraph_format.space_after = Pt(1)
            if line.startswith("• "):
                paragraph.style = self.document.styles["List Bullet"]
            elif line == "#":
                if cell._tc.getprevious() is None and self.list is None:
                    self.new_list()
                self.number(paragraph, 0)
                continue
            self.inline(paragraph, line.removeprefix("• "), size=size, bold=bold)

    def number(self, paragraph, level):
        numbering = paragraph._p.get_or_add_pPr().get_or_add_numPr()
        numbering.get_or_add_ilvl().val = level
        numbering.get_or_add_numId().val = self.list

    def block(self, kind, mark, text):
        document = self.document
        if kind == "heading":
            paragraph = document.add_heading(level=mark)
            self.inline(paragraph, text)
            self.bookmark(paragraph, text, mark)
        elif kind == "item":
            level = 0 if mark[0].isdigit() else 1
            if mark == "1." or self.list is None:
                self.new_list()
            paragraph = document.add_paragraph(style="List Paragraph")
            self.number(paragraph, level)
            paragraph.paragraph_format.keep_with_next = text.startswith("**")
            self.inline(paragraph, text)
        elif kind == "bullet":
            self.inline(document.add_paragraph(style="List Bullet"), text)
        elif kind == "table":
            self.table(text)
        elif kind == "text":
            self.text(text)
        else:
            getattr(self, "do_" + kind)(text)

    def text(self, text):
        paragraph = self.document.add_paragraph()
        mark = text[:3]
        if mark in ("{+}", "{-}"):
            text = text[3:].strip()
            kind, sign = ("ins", "++") if mark == "{+}" else ("del", "~~")
            paragraph._p.get_or_add_pPr().append(parse_xml(f"<w:rPr {nsdecls('w')}/>"))
            paragraph._p.pPr.find(qn("w:rPr")).append(self.change(kind))
            if found := ITEM.match(text):
                text = found["text"]
                paragraph.style = self.document.styles["List Paragraph"]
                self.number(paragraph, 0)
                properties = paragraph._p.pPr
                properties.append(properties.find(qn("w:rPr")))
            text = f"{sign}{text}{sign}"
        self.inline(paragraph, text.replace("\\1.", "1.").replace("\\", "", 1) if re.match(r"\\\w", text) else text)

    def do_page(self, _):
        self.document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)

    def do_toc(self, text):
        self.toc = self.document.add_paragraph(text or "Innehåll", style="Subtitle")

    def do_title(self, text):
        self.inline(self.document.add_paragraph(style="Title"), text)

    def do_subtitle(self, text):
        self.inline(self.document.add_paragraph(style="Subtitle"), text)

    def do_sign(self, text):
        signers = text.split(" | ")
        table = self.document.add_table(1, len(signers))
        for cell, signer in zip(table.rows[0].cells, signers, strict=True):
            self.fill(cell, ["", "", *signer.split(", ")])
        self.document.add_paragraph()

    def table(self, lines):
        header = len(lines) > 1 and set(lines[1]) <= set("|-")
        rows = [[c.strip() for c in line.strip("|").split(" | ")] for line in lines if set(line) - set("|-")]
        wide = max(len(row) for row in rows)
        table = self.document.add_table(0, wide, style="Table Grid")
        self.list = None if any("#" in row for row in rows) else self.list
        for number, row in enumerate(rows):
            cells = table.add_row().cells
            if len(row) < wide:
                cells[0].merge(cells[-1])
            label = wide == 2 and not header
            for place, text in enumerate(row):
                bold = (header and number == 0) or (label and place == 0) or len(row) < wide
                self.fill(cells[place], text.split("<br>"), size=9.5, bold=bold)
            if header and number == 0:
                table.rows[0]._tr.get_or_add_trPr().append(parse_xml(f"<w:tblHeader {nsdecls('w')}/>"))
                for cell in cells:
                    shade = parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="E7EDF3"/>')
                    cell._tc.get_or_add_tcPr().append(shade)
        self.set_widths(table, self.shares(rows, wide))
        self.document.add_paragraph().paragraph_format.space_after = Pt(2)

    def set_widths(self, table, shares):
        table.autofit = False
        for column, share in zip(table.columns, shares, strict=True):
            column.width = int(self.width * share)
            for cell in column.cells:
                cell.width = int(self.width * share)

    def shares(self, rows, wide):
        if "columns" in self.fields and len(self.fields["columns"].split()) == wide:
            numbers = [float(part) for part in self.fields["columns"].split()]
        elif wide == 2:
            numbers = [30, 70]
        else:
            numbers = [min(60, max(8, *(len(row[i]) for row in rows if len(row) == wide))) for i in range(wide)]
        return [number / sum(numbers) for number in numbers]

    # the inline marks

    def change(self, kind):
        self.revision += 1
        element = OxmlElement(f"w:{kind}")
        element.set(qn("w:id"), str(9000 + self.revision))
        element.set(qn("w:author"), "Gruppkansliet")
        element.set(qn("w:date"), self.made.strftime("%Y-%m-%dT%H:%M:%SZ"))
        return element

    def inline(self, paragraph, text, size=None, bold=False):
        for piece in INLINE.split(text):
            if not piece:
                continue
            run = paragraph.add_run()
            if size:
                run.font.size, run.font.name = Pt(size), "Arial"
            run.bold = True if bold else None
            if piece == "\\\\":
                run.add_break()
            elif piece == "«tab»":
                run.add_tab()
            elif piece.startswith("^["):
                self.footnote(run, piece[2:-1])
            elif piece[:2] in ("++", "~~"):
                self.tracked(run, piece[2:-2], "ins" if piece[0] == "+" else "del")
            elif piece.startswith("**"):
                run.text, run.bold = piece[2:-2], True
            else:
                run.text = piece

    def tracked(self, run, text, kind):
        run.text = text
        element = run._r
        wrapper = self.change(kind)
        element.addprevious(wrapper)
        wrapper.append(element)
        if kind == "del":
            for found in element.findall(qn("w:t")):
                found.tag = qn("w:delText")
                found.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")

    def footnote(self, run, text):
        self.notes.append(text)
        run.font.superscript = True
        run._r.append(parse_xml(f'<w:footnoteReference {nsdecls("w")} w:id="{len(self.notes)}"/>'))

    def bookmark(self, paragraph, text, level):
        name = f"_Toc{len(self.headings):03}"
        self.headings.append((name, INLINE.sub("", text), level))
        start = parse_xml(f'<w:bookmarkStart {nsdecls("w")} w:id="{len(self.headings)}" w:name="{name}"/>')
        paragraph._p.insert(1 if paragraph._p.pPr is not None else 0, start)
        paragraph._p.append(parse_xml(f'<w:bookmarkEnd {nsdecls("w")} w:id="{len(self.headings)}"/>'))

    # the ends

    def fill_toc(self):
        for name, text, level in reversed(self.headings):
            if level > 2:
                continue
            paragraph = self.document.add_paragraph()
            self.toc._p.addnext(paragraph._p)
            layout = paragraph.paragraph_format
            layout.left_indent, layout.space_after = Cm(0.6 * (level - 1)), Pt(2)
            layout.tab_stops.add_tab_stop(self.width, WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
            paragraph.add_run(text).add_tab()
            self.field(paragraph, f"PAGEREF {name} \\h")

    def add_footnotes(self):
        separators = ("separator", "continuationSeparator")
        body = "".join(
            f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:r><w:{kind}/></w:r></w:p></w:footnote>'
            for number, kind in enumerate(separators, start=-1)
        )
        root = etree.fromstring(f"<w:footnotes {nsdecls('w')}>{body}</w:footnotes>")
        for number, text in enumerate(self.notes, start=1):
            note = etree.fromstring(
                f'<w:footnote {nsdecls("w")} w:id="{number}"><w:p>'
                '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteRef/></w:r>'
                '<w:r><w:rPr><w:sz w:val="17"/></w:rPr><w:t xml:space="preserve"/></w:r></w:p></w:footnote>'
            )
            next(note.iter(qn("w:t"))).text = " " + text
            root.append(note)
        blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
        part = Part(PackURI("/word/footnotes.xml"), FOOTNOTES, blob, self.document.part.package)
        self.document.part.relate_to(part, RT.FOOTNOTES)

    def finish(self):
        if self.toc is not None:
            self.fill_toc()
        if self.notes:
            self.add_footnotes()
        properties = self.document.core_properties
        properties.title = self.fields.get("title", "")
        properties.author = self.fields.get("author", "")
        properties.last_modified_by, properties.comments = "", ""
        properties.created = properties.modified = self.made
        package = self.document.part.package
        for key, relation in list(package.rels.items()):
            if relation.reltype.endswith("/thumbnail"):
                del package.rels[key]
            elif relation.reltype.endswith("/extended-properties"):
                relation.target_part._blob = PROPERTIES
        file = io.BytesIO()
        self.document.save(file)
        return still(file.getvalue())


def still(data):
    """Return the same package with every date in the zip set to one day."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, source.read(name), compresslevel=9)
    return made.getvalue()


def word(fields, blocks):
    writer = Writer(fields)
    if fields.get("kind") == "tjansteutlatande":
        writer.letterhead()
        writer.block("title", None, fields["title"])
        if "subtitle" in fields:
            writer.block("subtitle", None, fields["subtitle"])
    for block in blocks:
        writer.block(*block)
    return writer.finish()
