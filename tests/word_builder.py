"""Builds small Word files from a few pieces of XML, so that each test shows the very XML it is about."""
# ruff: noqa: E501 - a piece of XML is best read on one line

import io
import zipfile

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT_W = "http://purl.oclc.org/ooxml/wordprocessingml/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_R = "http://purl.oclc.org/ooxml/officeDocument/relationships"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
WPS = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
V = "urn:schemas-microsoft-com:vml"
M = "http://schemas.openxmlformats.org/officeDocument/2006/math"
NAMES = (
    f'xmlns:w="{W}" xmlns:r="{R}" xmlns:mc="{MC}" xmlns:wps="{WPS}" xmlns:a="{A}" xmlns:wp="{WP}" xmlns:v="{V}" xmlns:m="{M}" '
    'xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
)
CONTENT = "application/vnd.openxmlformats-officedocument.wordprocessingml"
MAIN = f"{CONTENT}.document.main+xml"
TYPES_NS = "http://schemas.openxmlformats.org/package/2006/content-types"
RELS_NS = "http://schemas.openxmlformats.org/package/2006/relationships"


def t(text):
    """A run of text."""
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def p(inside="", *, style=None, num=None, mark="", more=""):
    """A paragraph; ``num`` is (list id, level); ``mark`` goes into the paragraph mark's properties."""
    if inside and not inside.startswith("<"):
        inside = t(inside)
    properties = f'<w:pStyle w:val="{style}"/>' if style else ""
    if num:
        properties += f'<w:numPr><w:ilvl w:val="{num[1]}"/><w:numId w:val="{num[0]}"/></w:numPr>'
    properties += more + (f"<w:rPr>{mark}</w:rPr>" if mark else "")
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{inside}</w:p>"


def tc(*paragraphs, properties=""):
    """A table cell."""
    inside = "".join(one if one.startswith("<") else p(one) for one in paragraphs) or p()
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inside}</w:tc>"


def tr(*cells, properties=""):
    """A table row."""
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(c if c.startswith('<') else tc(c) for c in cells)}</w:tr>"


def tbl(*rows):
    """A table."""
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(rows)}</w:tbl>"


def field(instruction, result=None):
    """A complex field."""
    shown = "" if result is None else f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{result}'
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve">{instruction}</w:instrText></w:r>'
        f'{shown}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def box(*paragraphs):
    """A text box as Word writes it: the same text once for new and once for old programs."""
    inside = f"<w:txbxContent>{''.join(paragraphs)}</w:txbxContent>"
    return (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><a:graphic><a:graphicData><wps:wsp><wps:txbx>{inside}'
        "</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>"
        f"{inside}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


def lvl(level, fmt="decimal", text=None, *, start=1, more="", after=""):
    """A level of a list."""
    text = f"%{level + 1}." if text is None else text
    return f'<w:lvl w:ilvl="{level}"><w:start w:val="{start}"/><w:numFmt w:val="{fmt}"/>{more}<w:lvlText w:val="{text}"/>{after}</w:lvl>'


def abstract(number, *levels, more=""):
    """A list definition."""
    return f'<w:abstractNum w:abstractNumId="{number}">{more}{"".join(levels)}</w:abstractNum>'


def num(number, definition, **restarts):
    """A list; ``l0=5`` lets level 0 start at 5."""
    overrides = "".join(
        f'<w:lvlOverride w:ilvl="{key[1:]}"><w:startOverride w:val="{value}"/></w:lvlOverride>'
        for key, value in restarts.items()
    )
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{definition}"/>{overrides}</w:num>'


def style(name, *, title=None, based=None, paragraph="", run="", kind="paragraph", default=False):
    """A style."""
    first = ' w:default="1"' if default else ""
    return (
        f'<w:style w:type="{kind}"{first} w:styleId="{name}"><w:name w:val="{title or name}"/>'
        f"{f'<w:basedOn w:val={chr(34)}{based}{chr(34)}/>' if based else ''}<w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>"
    )


def relation(number, kind, target, *, external=False):
    """A relation of the main part."""
    mode = ' TargetMode="External"' if external else ""
    kind = kind if ":" in kind else f"{R}/{kind}"
    return f'<Relationship Id="{number}" Type="{kind}" Target="{target}"{mode}/>'


def word_parts(
    body,
    *,
    numbering="",
    styles="",
    footnotes="",
    endnotes="",
    comments="",
    headers=(),
    parts=None,
    relations="",
    **how,
):
    """The parts of a Word file by name. ``headers`` are (header|footer, type, XML) triples."""
    main = how.get("main", "word/document.xml")
    folder = main.rpartition("/")[0]
    found = {}
    rels = relations
    for kind, root, inside in (
        ("numbering", "numbering", numbering), ("styles", "styles", styles), ("footnotes", "footnotes", footnotes),
        ("endnotes", "endnotes", endnotes), ("comments", "comments", comments),
    ):  # fmt: skip
        if inside:
            found[f"{folder}/{kind}.xml"] = f"<w:{root} {NAMES}>{inside}</w:{root}>"
            rels += relation(f"r{kind}", kind, f"{kind}.xml")
    references = ""
    for place, (kind, sort, inside) in enumerate(headers):
        root = "hdr" if kind == "header" else "ftr"
        found[f"{folder}/{kind}{place}.xml"] = f"<w:{root} {NAMES}>{inside}</w:{root}>"
        rels += relation(f"h{place}", kind, f"{kind}{place}.xml")
        references += f'<w:{kind}Reference w:type="{sort}" r:id="h{place}"/>'
    found[main] = f"<w:document {NAMES}><w:body>{body}<w:sectPr>{references}</w:sectPr></w:body></w:document>"
    found[f"{folder}/_rels/{main.rpartition('/')[2]}.rels"] = f'<Relationships xmlns="{RELS_NS}">{rels}</Relationships>'
    found["_rels/.rels"] = (
        f'<Relationships xmlns="{RELS_NS}">{relation("r1", "officeDocument", main)}{how.get("top", "")}</Relationships>'
    )
    found["[Content_Types].xml"] = (
        f'<Types xmlns="{TYPES_NS}"><Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/{main}" ContentType="{how.get("type", MAIN)}"/></Types>'
    )
    return found | (parts or {})


def strict(parts):
    """The same file in Strict Open XML."""
    return {
        name: text.replace(W, STRICT_W).replace(R, STRICT_R).replace(M, "http://purl.oclc.org/ooxml/officeDocument/math").replace(A, "http://purl.oclc.org/ooxml/drawingml/main")
        for name, text in parts.items()
    }  # fmt: skip


def zipped(parts, *, method=zipfile.ZIP_DEFLATED):
    """Pack parts into a zip."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as file:
        for name, text in parts.items():
            file.writestr(name, text)
    return out.getvalue()


def docx(body, **more):
    """A Word file's bytes."""
    return zipped(word_parts(body, **more))
