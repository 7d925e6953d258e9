"""Make the Word templates that we ship: ``python tests/build_templates.py``. Run it, look at the pages, commit both.

An office changes the look in Word; we change it here, so that the change can be read. Measures are twentieths of a
point (567 a centimetre) unless they say otherwise.
"""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from pathlib import Path

import docx
from docx.document import Document
from docx.oxml import parse_xml

TEMPLATES = Path(__file__).parent.parent / "templates"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
SANS, SERIF = "Arial", "Times New Roman"  # on every office PC; elsewhere their metric twins take over
GREY, LINE, TINT = "595959", "A6A6A6", "F2F2F2"

PAGE = (11906, 16838)  # A4
LEFT, RIGHT, TOP, BOTTOM = 2268, 1701, 1701, 1418
HANG = 1134  # the letterhead stands this far out in the left margin
WIDE = PAGE[0] - LEFT - RIGHT + HANG
STEP = 454  # that each level of a list stands further in
COLUMNS = (5783, WIDE - 5783)

PAGES = (
    "<w:r><w:t xml:space='preserve'>Sida </w:t></w:r>"
    "<w:fldSimple w:instr=' PAGE '><w:r><w:t>1</w:t></w:r></w:fldSimple>"
    "<w:r><w:t xml:space='preserve'> (</w:t></w:r>"
    "<w:fldSimple w:instr=' NUMPAGES '><w:r><w:t>1</w:t></w:r></w:fldSimple>"
    "<w:r><w:t>)</w:t></w:r>"
)


def font(name: str) -> str:
    return f'<w:rFonts w:ascii="{name}" w:hAnsi="{name}" w:eastAsia="{name}" w:cs="{name}"/>'


def size(points: float) -> str:
    return f'<w:sz w:val="{round(points * 2)}"/><w:szCs w:val="{round(points * 2)}"/>'


def space(before: int = 0, after: int = 0, line: int | None = None) -> str:
    lines = f' w:line="{line}" w:lineRule="auto"' if line else ""
    return f'<w:spacing w:before="{before * 20}" w:after="{after * 20}"{lines}/>'


def heading(points: float, before: int, after: int, level: int, extra: str = "") -> tuple[str, str]:
    return (
        f'<w:keepNext/><w:keepLines/>{space(before, after)}<w:outlineLvl w:val="{level}"/>',
        f"{font(SANS)}<w:b/><w:bCs/>{extra}{size(points)}",
    )


def box(color: str, fill: str | None) -> str:
    left = f'<w:pBdr><w:left w:val="single" w:sz="18" w:space="8" w:color="{color}"/></w:pBdr>'
    return left + (f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>' if fill else "")


B, I = "<w:b/><w:bCs/>", "<w:i/><w:iCs/>"  # noqa: E741 - bold and italic
SMALL = f"{font(SANS)}{size(9)}"
HEAD = f'{font(SANS)}<w:color w:val="{GREY}"/>{size(9)}'

# id (as Swedish Word writes it), name (as Word stores it), based on, next, paragraph look, character look
PARAGRAPHS = [
    ("Normal", "Normal", None, None, "", ""),
    ("Brdtext", "Body Text", "Normal", None, f"<w:widowControl/>{space(0, 9, 259)}", ""),
    ("Rubrik", "Title", "Normal", "Underrubrik", *heading(17, 30, 4, 9)),
    ("Underrubrik", "Subtitle", "Normal", "Brdtext", f"<w:keepNext/>{space(0, 10)}", f"{font(SANS)}{size(11)}"),
    ("Rubrik1", "heading 1", "Normal", "Brdtext", *heading(13, 20, 4, 0)),
    ("Rubrik2", "heading 2", "Normal", "Brdtext", *heading(11, 14, 3, 1)),
    ("Rubrik3", "heading 3", "Normal", "Brdtext", *heading(10.5, 12, 3, 2, I)),
    ("Punktlista", "List Bullet", "Brdtext", None, f'<w:numPr><w:numId w:val="1"/></w:numPr>{space(0, 4, 259)}', ""),
    (
        "Numreradlista",
        "List Number",
        "Brdtext",
        None,
        f'<w:numPr><w:numId w:val="2"/></w:numPr>{space(0, 5, 259)}',
        "",
    ),
    ("UtlFraga", "Utl Fråga", "Brdtext", "Brdtext", f"<w:keepNext/><w:keepLines/>{space(12, 5, 259)}", B),
    ("UtlAteranvandtext", "Utl Återanvänd text", "Brdtext", None, "", ""),
    (
        "UtlForslagalternativ",
        "Utl Förslag alternativ",
        "Brdtext",
        None,
        f'{box("8EAADB", TINT)}{space(0, 8, 252)}<w:ind w:left="340"/>',
        f'<w:color w:val="404040"/>{size(11)}',
    ),
    ("UtlCitat", "Utl Citat", "Brdtext", None, '<w:ind w:left="454" w:right="454"/>', size(11)),
    (
        "UtlAnteckning",
        "Utl Anteckning",
        "Normal",
        None,
        f'{box("BF9000", "FFF8E5")}{space(4, 10, 252)}<w:ind w:left="340"/>',
        f'{font(SANS)}<w:color w:val="5F4B00"/>{size(9.5)}',
    ),
    ("UtlUnderskrift", "Utl Underskrift", "Normal", None, f"<w:keepNext/><w:keepLines/>{space(36, 0)}", ""),
    (
        "UtlBilageforteckning",
        "Utl Bilageförteckning",
        "Brdtext",
        None,
        f'<w:numPr><w:numId w:val="3"/></w:numPr>{space(0, 4, 259)}',
        "",
    ),
    ("UtlTabelltext", "Utl Tabelltext", "Normal", None, space(2, 2), SMALL),
    ("UtlBrevhuvud", "Utl Brevhuvud", "Normal", None, space(0, 0, 264), f"{font(SANS)}{size(9.5)}"),
    ("Sidhuvud", "header", "Normal", None, "", HEAD),
    ("Sidfot", "footer", "Normal", None, "", HEAD),
    ("Kommentarer", "annotation text", "Normal", None, space(0, 0), f"{font(SANS)}{size(10)}"),
]

STYLES = f"""<w:styles {W}>
<w:docDefaults><w:rPrDefault><w:rPr>{font(SERIF)}{size(12)}
<w:lang w:val="sv-SE" w:eastAsia="sv-SE" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>
<w:pPrDefault><w:pPr><w:spacing w:after="0" w:line="240" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>
{{paragraphs}}
<w:style w:type="character" w:default="1" w:styleId="Standardstycketeckensnitt"><w:name w:val="Default Paragraph Font"/>
<w:uiPriority w:val="1"/><w:semiHidden/><w:unhideWhenUsed/></w:style>
<w:style w:type="character" w:styleId="Kommentarsreferens"><w:name w:val="annotation reference"/>
<w:basedOn w:val="Standardstycketeckensnitt"/><w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/>
<w:rPr><w:sz w:val="16"/><w:szCs w:val="16"/></w:rPr></w:style>
<w:style w:type="table" w:default="1" w:styleId="Normaltabell"><w:name w:val="Normal Table"/><w:uiPriority w:val="99"/>
<w:semiHidden/><w:unhideWhenUsed/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>
<w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>
<w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>
<w:style w:type="table" w:customStyle="1" w:styleId="UtlTabell"><w:name w:val="Utl Tabell"/>
<w:basedOn w:val="Normaltabell"/><w:uiPriority w:val="59"/><w:qFormat/><w:tblPr><w:tblBorders>
<w:top w:val="single" w:sz="8" w:space="0" w:color="{GREY}"/>
<w:bottom w:val="single" w:sz="8" w:space="0" w:color="{GREY}"/>
<w:insideH w:val="single" w:sz="4" w:space="0" w:color="{LINE}"/></w:tblBorders>
<w:tblCellMar><w:top w:w="28" w:type="dxa"/><w:left w:w="85" w:type="dxa"/><w:bottom w:w="28" w:type="dxa"/>
<w:right w:w="85" w:type="dxa"/></w:tblCellMar></w:tblPr>
<w:tblStylePr w:type="firstRow"><w:rPr>{B}</w:rPr><w:tcPr><w:tcBorders>
<w:bottom w:val="single" w:sz="8" w:space="0" w:color="{GREY}"/></w:tcBorders>
<w:shd w:val="clear" w:color="auto" w:fill="{TINT}"/><w:vAlign w:val="bottom"/></w:tcPr></w:tblStylePr></w:style>
<w:style w:type="numbering" w:default="1" w:styleId="Ingenlista"><w:name w:val="No List"/><w:uiPriority w:val="99"/>
<w:semiHidden/><w:unhideWhenUsed/></w:style>
</w:styles>"""


def paragraph_style(row: tuple[str, str, str | None, str | None, str, str]) -> str:
    style, name, base, following, ppr, rpr = row
    sort = 'w:default="1"' if base is None else 'w:customStyle="1"' if name.startswith("Utl ") else ""
    return (
        f'<w:style w:type="paragraph" {sort} w:styleId="{style}"><w:name w:val="{name}"/>'
        + (f'<w:basedOn w:val="{base}"/>' if base else "")
        + (f'<w:next w:val="{following}"/>' if following else "")
        + "<w:qFormat/>"
        + (f"<w:pPr>{ppr}</w:pPr>" if ppr else "")
        + (f"<w:rPr>{rpr}</w:rPr>" if rpr else "")
        + "</w:style>"
    )


def level(depth: int, kind: str, text: str, style: str, *, symbol: bool = False) -> str:
    left = (depth + 1) * STEP
    look = '<w:rFonts w:ascii="Symbol" w:hAnsi="Symbol" w:hint="default"/>' if symbol else ""
    linked = f'<w:pStyle w:val="{style}"/>' if depth == 0 else ""
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>{linked}<w:lvlText w:val="{text}"/>'
        f'<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{left}" w:hanging="{STEP}"/></w:pPr>'
        f"<w:rPr>{look}</w:rPr></w:lvl>"
    )


def numbering() -> str:
    dots = [level(d, "bullet", "–" if d % 2 else "\uf0b7", "Punktlista", symbol=d % 2 == 0) for d in range(3)]
    kinds = [("decimal", "%1."), ("lowerLetter", "%2)"), ("lowerRoman", "%3.")]
    numbers = [level(d, kind, text, "Numreradlista") for d, (kind, text) in enumerate(kinds)]
    lists = [dots, numbers, [level(0, "decimal", "%1.", "UtlBilageforteckning")]]
    return (
        f"<w:numbering {W}>"
        + "".join(
            f'<w:abstractNum w:abstractNumId="{n}"><w:multiLevelType w:val="hybridMultilevel"/>{"".join(levels)}'
            "</w:abstractNum>"
            for n, levels in enumerate(lists)
        )
        + "".join(f'<w:num w:numId="{n + 1}"><w:abstractNumId w:val="{n}"/></w:num>' for n in range(len(lists)))
        + "</w:numbering>"
    )


def paragraph(text: str, style: str, bold: bool = False, xml: str = "", ppr: str = "") -> str:
    run = f"<w:r>{f'<w:rPr>{B}</w:rPr>' if bold else ''}<w:t xml:space='preserve'>{text}</w:t></w:r>" if text else ""
    return f'<w:p {W}><w:pPr><w:pStyle w:val="{style}"/>{ppr}</w:pPr>{run}{xml}</w:p>'


def columns(left: list[str], right: list[str], widths: tuple[int, int], indent: int, description: str) -> str:
    cells = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{"".join(column)}</w:tc>'
        for column, width in zip((left, right), widths, strict=True)
    )
    return (
        f'<w:tbl {W}><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblInd w:w="{indent}" w:type="dxa"/>'
        '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/>'
        f'</w:tblCellMar><w:tblLook w:val="0000"/><w:tblDescription w:val="{description}"/></w:tblPr><w:tblGrid>'
        + "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        + f"</w:tblGrid><w:tr>{cells}</w:tr></w:tbl>"
    )


def letterhead(kind: str) -> str:
    left = [
        paragraph("{{ forvaltning }}", "UtlBrevhuvud", bold=True),
        paragraph("{{ avdelning }}", "UtlBrevhuvud"),
    ]
    right = [
        paragraph(kind, "UtlBrevhuvud", bold=True),
        paragraph("Dnr {{ dnr }}", "UtlBrevhuvud"),
        paragraph("{{ datum }}", "UtlBrevhuvud"),
        paragraph("", "UtlBrevhuvud", xml=PAGES),
    ]
    return columns(left, right, COLUMNS, -HANG, "Brevhuvud: avsändare, diarienummer, datum och sida")


def addressees() -> str:
    left = [
        paragraph("Handläggare", "UtlBrevhuvud", bold=True),
        paragraph("{{ handlaggare }}", "UtlBrevhuvud"),
        paragraph("Telefon: {{ telefon }}", "UtlBrevhuvud"),
        paragraph("{% if epost %}E-post: {{ epost }}{% endif %}", "UtlBrevhuvud"),
    ]
    right = [
        paragraph("Till", "UtlBrevhuvud", bold=True),
        paragraph("{{ namnd }}", "UtlBrevhuvud"),
        paragraph("{{ sammantradesdatum }}", "UtlBrevhuvud"),
    ]
    return columns(left, right, COLUMNS, -HANG, "Handläggare och mottagare")


def running_head(kind: str) -> str:
    """Title left, number and page right; as wide as the text, so it fits a landscape page too."""
    left = [paragraph("{{ titel }}", "Sidhuvud")]
    right = [
        paragraph(f"{kind}, dnr {{{{ dnr }}}}", "Sidhuvud", ppr='<w:jc w:val="right"/>'),
        paragraph("", "Sidhuvud", xml=PAGES, ppr='<w:jc w:val="right"/>'),
    ]
    width = PAGE[0] - LEFT - RIGHT
    table = columns(left, right, (4600, width - 4600), 0, "Sidhuvud: rubrik, diarienummer och sida")
    table = table.replace('<w:tblLayout w:type="fixed"/>', "")
    for size in (width, 4600, width - 4600):  # shares of the width instead of measures
        table = table.replace(f'W w:w="{size}" w:type="dxa"', f'W w:w="{round(size / width * 5000)}" w:type="pct"')
    return table


def replace_children(element: object, *xml: str) -> None:
    for child in list(element):
        element.remove(child)
    for one in xml:
        element.append(parse_xml(one))


def build(kind: str) -> Document:
    document = docx.Document()
    styles = STYLES.replace("{paragraphs}", "".join(paragraph_style(row) for row in PARAGRAPHS))
    replace_children(document.styles.element, *(part for part in children(styles)))
    replace_children(document.part.numbering_part.element, *children(numbering()))
    section = document.sections[0]
    section.page_width, section.page_height = (n * 635 for n in PAGE)
    section.left_margin, section.right_margin = LEFT * 635, RIGHT * 635
    section.top_margin, section.bottom_margin = TOP * 635, BOTTOM * 635
    section.header_distance, section.footer_distance = 794 * 635, 567 * 635
    section.different_first_page_header_footer = True
    empty = paragraph("", "Sidhuvud")
    replace_children(section.first_page_header._element, letterhead(kind), empty)
    replace_children(section.header._element, running_head(kind), empty)
    replace_children(section.first_page_footer._element, paragraph("", "Sidfot"))
    replace_children(section.footer._element, paragraph("", "Sidfot"))
    body = document.element.body
    body.insert(0, parse_xml(addressees()))
    body.insert(1, parse_xml(paragraph("{{ innehåll }}", "Brdtext")))
    settings(document)
    return document


def children(xml: str) -> list[str]:
    from lxml import etree

    return [etree.tostring(child, encoding="unicode") for child in etree.fromstring(xml)]


def settings(document: Document) -> None:
    replace_children(
        document.settings.element,
        f'<w:zoom {W} w:percent="100"/>',
        f'<w:defaultTabStop {W} w:val="1304"/>',
        f'<w:autoHyphenation {W} w:val="0"/>',
        f'<w:characterSpacingControl {W} w:val="doNotCompress"/>',
        f'<w:compat {W}><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" '
        'w:val="15"/></w:compat>',
        f'<w:themeFontLang {W} w:val="sv-SE"/>',
        f'<w:decimalSymbol {W} w:val=","/>',
        f'<w:listSeparator {W} w:val=";"/>',
    )
    core = document.core_properties
    core.title = core.author = core.comments = core.keywords = core.subject = core.last_modified_by = ""
    core.language = "sv-SE"
    core.created = core.modified = dt.datetime(2024, 1, 1, tzinfo=dt.UTC)


# Parts of python-docx's own template that ours has no use for.
DROPPED = (
    "customXml/",
    "docProps/thumbnail.jpeg",
    "docProps/app.xml",
    "word/stylesWithEffects.xml",
    "word/webSettings.xml",
)


def saved(document: Document) -> bytes:
    """Save without the dropped parts, with fixed times, so that the same script makes the same file."""
    for rels in (document.part.package.rels, document.part.rels):
        for key in [key for key, rel in rels.items() if rel.target_part.partname.lstrip("/").startswith(DROPPED)]:
            rels.pop(key)
    raw, out = io.BytesIO(), io.BytesIO()
    document.save(raw)
    with zipfile.ZipFile(raw) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for info in source.infolist():
            fixed = zipfile.ZipInfo(info.filename, date_time=(1980, 1, 1, 0, 0, 0))
            fixed.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(fixed, source.read(info))
    return out.getvalue()


def main() -> None:
    for name, kind in (("tjansteutlatande", "Tjänsteutlåtande"), ("tjansteskrivelse", "Tjänsteskrivelse")):
        (TEMPLATES / f"{name}.docx").write_bytes(saved(build(kind)))


if __name__ == "__main__":
    main()
