"""Templates as offices have them, made for a test, and a draft on them."""

import io
import zipfile

import docx
import invented
import ooxml
from docx.oxml import parse_xml
from invented import said
from ooxml import shown, w

from utlatande.word.write import render

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
BODY = "{{ innehåll }}"
RELATIONS = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'


def office(tmp_path):
    """Return a function that saves a template of these paragraphs (texts or XML) and returns its path."""

    def made(*paragraphs, change=None, name="mall.docx", header=None):
        document = docx.Document()
        for one in paragraphs:
            if one.startswith("<"):
                document.element.body.insert(len(document.element.body) - 1, parse_xml(one.replace(">", f" {W}>", 1)))
            else:
                document.add_paragraph(one)
        if header:
            document.sections[0].header.paragraphs[0].text = header
        if change:
            change(document)
        path = tmp_path / name
        document.save(path)
        return path

    return made


def repacked(path, change, name=None):
    """Save a changed copy of a file: ``change`` gets its parts by name, and may change them."""
    with zipfile.ZipFile(path) as file:
        parts = {info.filename: file.read(info) for info in file.infolist()}
    change(parts)
    path = path.with_name(name or path.name)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for part, data in parts.items():
            file.writestr(part, data)
    return path


def unpacked(data):
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        return b"".join(file.read(name) for name in file.namelist())


def filled(path, *parts, fields=invented.FIELDS):
    """The parts of a draft on this template, and its notices; the template stays as it was."""
    before = path.read_bytes()
    data, notices = render(invented.draft(parts=parts or (said("Texten."),), fields=fields), template=path)
    assert path.read_bytes() == before
    assert set(ooxml.problems(data)) <= set(ooxml.problems(before))  # what was amiss before is the template's
    return ooxml.parts(data), [notice.text for notice in notices]


def lines(trees, part="word/document.xml"):
    return [shown(p) for p in trees[part].iter(w("p")) if not any(True for _ in p.iterancestors(w("p")))]


def yellow(trees, part="word/document.xml"):
    return [shown(r) for r in trees[part].iter(w("r")) if r.find(f"{w('rPr')}/{w('highlight')}") is not None]


def bare(parts):
    """A template with next to nothing: no styles, numbering, settings, theme or properties."""
    for name in [n for n in parts if n.startswith(("word/", "docProps/", "customXml/")) and n != "word/document.xml"]:
        del parts[name]
    parts["[Content_Types].xml"] = (
        b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" '
        b'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override '
        b'PartName="/word/document.xml" '
        b'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
    )
    parts["_rels/.rels"] = (
        RELATIONS + b'<Relationship Id="rId1" '
        b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
        b'Target="/word/document.xml"/></Relationships>'
    )
    parts["word/document.xml"] = f"<w:document {W}><w:body><w:p/></w:body></w:document>".encode()


def as_dotx(parts):
    text = parts["[Content_Types].xml"].decode()
    parts["[Content_Types].xml"] = text.replace("document.main+xml", "template.main+xml").encode()
