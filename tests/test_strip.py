"""A finished file: nothing is left of the work on it, and of the text not a letter has changed."""
# ruff: noqa: E501 - a piece of XML is best read on one line

import io
import re
import shutil
import zipfile
from pathlib import Path

import ooxml
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ooxml import w
from word_builder import box, docx, field, p, relation, t, tbl, tc, tr, word_parts, zipped
from word_cases import AUTHOR, CASES, DECIMAL, control, gone, ins
from written import whole_file

from utlatande.errors import ReadError
from utlatande.model import Role
from utlatande.word.package import Package
from utlatande.word.read import read_package
from utlatande.word.strip import strip

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared" / "skrivelser"
FOREIGN = [
    *sorted((ROOT / "tests/data/letters").glob("*.docx")),
    *sorted((ROOT / "corpus").rglob("*.docx")),
    *sorted(SHARED.glob("*.docx")),
]
needs_office = pytest.mark.skipif(shutil.which("soffice") is None, reason=ooxml.NO_OFFICE)
needs_validator = pytest.mark.skipif(ooxml.validator() is None, reason=ooxml.NO_VALIDATOR)
RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def read(data):
    with Package(Path("brev.docx"), data=data) as package:
        return read_package(package)


def seen(data):
    """All that our reader sees: texts, numbers, cells, notes, headers, and what each is."""
    blocks = read(data).blocks
    return [(b.role, b.level, b.number, b.text, b.cells, b.strong, b.style) for b in blocks]


def finished(data, **how):
    return strip(data, **({"accept_changes": True, "drop_comments": True} | how))


def changes(data):
    names = (
        "ins",
        "del",
        "moveFrom",
        "moveTo",
        "rPrChange",
        "pPrChange",
        "cellIns",
        "cellDel",
        "cellMerge",
        "delText",
        "sectPrChange",
        "tblPrChange",
        "trPrChange",
        "tcPrChange",
        "numberingChange",
        "moveFromRangeStart",
    )
    return [n.tag for root in trees(data).values() for n in root.iter(*map(w, names))]


def trees(data):
    from lxml import etree

    with zipfile.ZipFile(io.BytesIO(data)) as file:
        return {name: etree.fromstring(file.read(name)) for name in file.namelist() if name.endswith((".xml", ".rels"))}


def names(data):
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        return set(file.namelist())


def everything(data):
    """All bytes of all parts: where no trace may hide."""
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        return b"\n".join(name.encode() + b"\n" + file.read(name) for name in file.namelist()).decode(
            "utf-8", "replace"
        )


# --- the text is untouched -------------------------------------------------------------------------------------------


def test_our_own_draft_reads_the_same():
    assert seen(finished(whole_file())) == seen(whole_file())


@pytest.mark.parametrize("path", FOREIGN, ids=lambda path: path.name)
def test_a_word_file_of_somebody_else_reads_the_same(path):
    data = path.read_bytes()
    assert seen(finished(data)) == seen(data)
    assert changes(finished(data)) == []


@pytest.mark.parametrize("name", [name for name, case in CASES.items() if case.view == "accepted"])
def test_every_pitfall_reads_the_same(name):
    data = docx(CASES[name].body, **CASES[name].more)
    done = finished(data)
    assert seen(done) == seen(data)
    assert changes(done) == []


WORDS = st.sampled_from(["ett", "två ", " tre", "fyra\u00a0", "", "Åtta"])
RUNS = st.recursive(
    st.one_of(
        WORDS.map(t),
        st.just("<w:r><w:tab/></w:r>"),
        st.just("<w:r><w:br/></w:r>"),
        WORDS.map(gone),
        WORDS.map(lambda x: field(" AUTHOR ", t(x))),
        WORDS.map(lambda x: f'<w:r><w:rPr><w:highlight w:val="yellow"/></w:rPr><w:t>{x}</w:t></w:r>'),
    ),
    lambda inside: st.one_of(
        inside.map(ins),
        inside.map(lambda x: f"<w:moveFrom {AUTHOR}>{x}</w:moveFrom>"),
        inside.map(lambda x: f"<w:moveTo {AUTHOR}>{x}</w:moveTo>"),
        inside.map(control),
        inside.map(lambda x: box(p(x))),
        st.tuples(inside, inside).map("".join),
    ),
    max_leaves=4,
)
MARK = st.sampled_from(
    ["", "", f"<w:ins {AUTHOR}/>", f"<w:del {AUTHOR}/>", f"<w:moveFrom {AUTHOR}/>", f"<w:del {AUTHOR}/><w:b/>"]
)
PARAGRAPHS = st.builds(
    lambda inside, mark, num: p(inside, mark=mark, num=num), RUNS, MARK, st.sampled_from([None, (1, 0)])
)
ROWS = st.sampled_from(["", "", f"<w:ins {AUTHOR}/>", f"<w:del {AUTHOR}/>"])
CELLS = st.sampled_from(
    [
        "",
        "",
        "",
        f"<w:cellIns {AUTHOR}/>",
        f"<w:cellDel {AUTHOR}/>",
        f'<w:cellMerge {AUTHOR} w:vMerge="cont"/>',
        f'<w:cellMerge {AUTHOR} w:vMerge="rest"/>',
        '<w:vMerge w:val="restart"/>',
        "<w:vMerge/>",
    ]
)


def table(blocks):
    cell = st.builds(
        lambda inside, last, properties: tc(*inside, last, properties=properties),
        st.lists(blocks, max_size=2),
        PARAGRAPHS,
        CELLS,
    )
    row = st.builds(
        lambda cells, properties: tr(*cells, properties=properties), st.lists(cell, min_size=1, max_size=3), ROWS
    )
    return st.lists(row, min_size=1, max_size=3).map(lambda rows: tbl(*rows))


BLOCKS = st.recursive(
    PARAGRAPHS,
    lambda inside: st.one_of(
        table(inside),
        inside.map(control),
        inside.map(lambda x: f"<w:ins {AUTHOR}>{x}</w:ins>"),
        inside.map(lambda x: f"<w:del {AUTHOR}>{x}</w:del>"),
        st.tuples(inside, inside).map("".join),
    ),
    max_leaves=8,
)


def boxes_last(data):
    """What is seen, but for which block a text box follows: a wrapper around paragraphs holds its boxes back."""
    return sorted(seen(data), key=lambda block: block[0] == Role.BOX)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(BLOCKS, min_size=1, max_size=6))
def test_whatever_was_changed_accepting_it_gives_the_text_that_was_read(blocks):
    data = docx("".join(blocks), numbering=DECIMAL)
    done = finished(data)
    assert boxes_last(done) == boxes_last(data)
    assert changes(done) == []
    assert seen(strip(data)) == seen(data)  # also where the changes are left
    assert seen(finished(done)) == seen(done)  # and once more changes nothing
    for cell in trees(done)["word/document.xml"].iter(w("tc")):
        assert cell[-1].tag == w("p")


# --- no trace is left ------------------------------------------------------------------------------------------------

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
W15 = "http://schemas.microsoft.com/office/word/2012/wordml"
RSID = "00AB12CD"


def comment(number, author, text, paragraph="1A2B3C4D"):
    return f'<w:comment w:id="{number}" w:author="{author}" w:initials="X" w:date="2024-05-01T00:00:00Z"><w:p xmlns:w14="{W14}" w14:paraId="{paragraph}"><w:r><w:t>{text}</w:t></w:r></w:p></w:comment>'


def commented(text, number):
    return f'<w:commentRangeStart w:id="{number}"/>{t(text)}<w:commentRangeEnd w:id="{number}"/><w:r><w:rPr><w:rStyle w:val="K"/></w:rPr><w:commentReference w:id="{number}"/></w:r>'


def foreign():
    """A file with a trace of every kind, as an office's Word leaves them."""
    body = (
        f'<w:p w:rsidR="{RSID}" w:rsidRDefault="{RSID}">{commented("Brödtext", 0)}</w:p>'
        + p(field(" AUTHOR ", t("Anna Andersson")) + field(" DOCPROPERTY Dnr ", t("Dnr 1")) + field(" PAGE ", t("2")))
        + p('<w:permStart w:id="7" w:ed="anna@exempel.se"/>' + t("Låst") + '<w:permEnd w:id="7"/>')
        + f'<w:sdt><w:sdtPr><w:dataBinding w:xpath="/x" w:storeItemID="{{1}}"/></w:sdtPr><w:sdtContent>{p("Bundet")}</w:sdtContent></w:sdt>'
        + p(
            '<w:r><w:rPr><w:shd w:val="clear" w:fill="FFFF00"/></w:rPr><w:t>[antal]</w:t></w:r><w:r><w:rPr><w:shd w:val="clear" w:fill="D9D9D9"/></w:rPr><w:t>grått</w:t></w:r>'
        )
    )
    parts = word_parts(
        body,
        comments=comment(0, "Anna Andersson", "Stämmer det?"),
        relations=relation("s1", "settings", "settings.xml")
        + relation("s2", "customXml", "../customXml/item1.xml")
        + relation("s3", "http://schemas.microsoft.com/office/2011/relationships/people", "people.xml")
        + relation("s4", "http://schemas.microsoft.com/office/2006/relationships/vbaProject", "vbaProject.bin")
        + relation("s5", "glossaryDocument", "glossary/document.xml")
        + relation("s6", "printerSettings", "printerSettings1.bin")
        + relation(
            "s7", "http://schemas.microsoft.com/office/2011/relationships/commentsExtended", "commentsExtended.xml"
        ),
        top=relation("t1", f"{PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml")
        + relation("t2", "extended-properties", "docProps/app.xml")
        + relation("t3", "custom-properties", "docProps/custom.xml")
        + relation("t4", f"{PACKAGE}/relationships/metadata/thumbnail", "docProps/thumbnail.jpeg"),
    )
    w_ns = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    parts |= {
        "word/settings.xml": f'<w:settings {w_ns} xmlns:r="{OFFICE}/relationships" xmlns:w14="{W14}" xmlns:w15="{W15}"><w:attachedTemplate r:id="a1"/><w:defaultTabStop w:val="1304"/><w:rsids><w:rsidRoot w:val="{RSID}"/><w:rsid w:val="{RSID}"/></w:rsids><w:docVars><w:docVar w:name="Handlaggare" w:val="Anna Andersson"/></w:docVars><w14:docId w14:val="{RSID}"/><w15:docId w15:val="{{{RSID}}}"/></w:settings>',
        "word/_rels/settings.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">{relation("a1", "attachedTemplate", "file:///C:/Users/anna/Mall.dotx", external=True)}</Relationships>',
        "word/people.xml": f'<w15:people xmlns:w15="{W15}"><w15:person w15:author="Anna Andersson"><w15:presenceInfo w15:providerId="AD" w15:userId="anna@exempel.se"/></w15:person></w15:people>',
        "word/commentsExtended.xml": f'<w15:commentsEx xmlns:w15="{W15}"><w15:commentEx w15:paraId="1A2B3C4D" w15:done="0"/></w15:commentsEx>',
        "word/vbaProject.bin": "makro av Anna Andersson",
        "word/printerSettings1.bin": r"\\server\Anna Andersson",
        "word/glossary/document.xml": f"<w:glossaryDocument {w_ns}><w:docParts/></w:glossaryDocument>",
        "word/orphan.xml": "<x>Anna Andersson</x>",
        "customXml/item1.xml": "<x>Anna Andersson</x>",
        "customXml/_rels/item1.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">{relation("i1", "customXmlProps", "itemProps1.xml")}</Relationships>',
        "customXml/itemProps1.xml": "<x>Anna Andersson</x>",
        "docProps/core.xml": f'<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Titeln</dc:title><dc:creator>Anna Andersson</dc:creator><cp:lastModifiedBy>Anna Andersson</cp:lastModifiedBy><cp:revision>17</cp:revision></cp:coreProperties>',
        "docProps/app.xml": f'<Properties xmlns="{OFFICE}/extended-properties"><Template>Mall av Anna Andersson.dotx</Template><Company>Förvaltningen</Company><Manager>Anna Andersson</Manager></Properties>',
        "docProps/custom.xml": f'<Properties xmlns="{OFFICE}/custom-properties"><property name="Handlaggare">Anna Andersson</property></Properties>',
        "docProps/thumbnail.jpeg": "bild",
    }  # fmt: skip
    return parts


def test_nothing_tells_who_wrote_it_with_what_and_when():
    data = zipped(foreign())
    done = finished(data)
    # What shows her name in the text stays: it is text.
    assert seen(done) == seen(data)
    left = everything(done).replace("Anna Andersson</w:t>", "")
    for trace in ("Anna", "anna@", RSID, "Mall", "Förvaltningen", "rsid", "AUTHOR", "DOCPROPERTY", "Handlaggare"):
        assert trace not in left, trace
    assert "PAGE" in left
    assert "defaultTabStop" in left
    assert "Titeln" in left
    assert names(done) == {
        "[Content_Types].xml", "_rels/.rels", "docProps/core.xml", "word/document.xml", "word/_rels/document.xml.rels",
        "word/settings.xml", "word/_rels/settings.xml.rels",
    }  # fmt: skip
    assert read(done).comments == ()
    assert dict(read(done).properties) == {"title": "Titeln"}


def test_a_content_control_keeps_its_text_when_what_it_showed_is_taken_away():
    done = finished(zipped(foreign()))
    assert not list(trees(done)["word/document.xml"].iter(w("dataBinding")))
    assert "Bundet" in read(done).text


def test_a_field_that_showed_the_author_is_plain_text_and_a_page_number_still_a_field():
    (one,) = [
        n
        for n in trees(finished(zipped(foreign())))["word/document.xml"].iter(w("p"))
        if "Andersson" in "".join(n.itertext())
    ]
    assert [n.text for n in one.iter(w("instrText"))] == [" PAGE "]
    assert [n.get(w("fldCharType")) for n in one.iter(w("fldChar"))] == ["begin", "separate", "end"]


def test_yellow_goes_and_grey_stays():
    document = trees(finished(zipped(foreign())))["word/document.xml"]
    assert [n.get(w("fill")) for n in document.iter(w("shd"))] == ["D9D9D9"]


def test_a_template_with_macros_becomes_a_plain_document():
    parts = foreign()
    parts["[Content_Types].xml"] = (
        parts["[Content_Types].xml"]
        .replace("wordprocessingml.document.main+xml", "x")
        .replace(
            "application/vnd.openxmlformats-officedocument.x", "application/vnd.ms-word.document.macroEnabled.main+xml"
        )
    )
    types = everything(finished(zipped(parts)))
    assert "macroEnabled" not in types
    assert "wordprocessingml.document.main+xml" in types


def test_comments_of_others_stay_unless_they_are_to_go_too():
    data = zipped(foreign())
    left = read(strip(data)).comments
    assert [(c.author, c.text) for c in left] == [("Anna Andersson", "Stämmer det?")]
    assert left[0].origin is not None
    assert "anna@exempel.se" in everything(strip(data))  # who it is goes with the comment
    assert read(strip(data, drop_comments=True)).comments == ()


def with_comment(data, author, text):
    """Our draft with a colleague's comment put on its first paragraph."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as file, zipfile.ZipFile(out, "w") as target:
        for name in file.namelist():
            part = file.read(name).decode("utf-8") if name.endswith(".xml") else file.read(name)
            if name == "word/comments.xml":
                part = part.replace(
                    "</w:comments>",
                    comment(900, author, text).replace(f'xmlns:w14="{W14}" w14:paraId="1A2B3C4D"', "")
                    + "</w:comments>",
                )
            if name == "word/document.xml":
                part = part.replace("</w:p>", '<w:r><w:commentReference w:id="900"/></w:r></w:p>', 1)
            target.writestr(name, part)
    return out.getvalue()


def test_our_comments_go_and_a_colleagues_stays():
    data = with_comment(whole_file(), "Kollega", "Se över detta.")
    assert len(read(data).comments) > 2
    assert [c.author for c in read(strip(data)).comments] == ["Kollega"]
    assert seen(strip(data)) == seen(data)


def test_our_comments_are_known_also_when_word_has_called_every_author_the_same():
    data = with_comment(whole_file(), "Kollega", "Se över detta.")
    parts = {}
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        for name in file.namelist():
            parts[name] = file.read(name)
    parts["word/comments.xml"] = (
        parts["word/comments.xml"]
        .replace(b'w:author="utlatande"', b'w:author="Author"')
        .replace(b'w:author="Kollega"', b'w:author="Author"')
    )
    left = read(strip(zipped(parts))).comments
    assert [c.text for c in left] == ["Se över detta."]


def test_nothing_of_ours_is_left_in_a_finished_draft():
    done = finished(whole_file())
    for trace in ("utlatande", "_utl_", "highlight", "Källa:", "customXml", "w:ins ", "w:del ", "commentRange"):
        assert trace not in everything(done), trace
    assert ooxml.problems(done) == []
    assert dict(read(done).properties)["title"]


def test_the_same_file_gives_the_same_bytes():
    assert finished(whole_file()) == finished(whole_file())


@needs_validator
@pytest.mark.parametrize("how", [{}, {"accept_changes": False, "drop_comments": False}], ids=["all", "least"])
def test_the_validator_finds_nothing_in_a_finished_draft(tmp_path, how):
    path = tmp_path / "klart.docx"
    path.write_bytes(finished(whole_file(), **how))
    assert ooxml.errors(path) == []


@needs_validator
def test_the_validator_finds_nothing_new_in_files_of_others(tmp_path):
    for number, path in enumerate(FOREIGN):
        done = tmp_path / f"{number}.docx"
        done.write_bytes(finished(path.read_bytes()))
        new = [re.sub(r"\d+", "", line) for line in ooxml.errors(done)]
        old = [re.sub(r"\d+", "", line) for line in ooxml.errors(path)]
        assert set(new) <= set(old), path.name


@needs_office
@pytest.mark.parametrize("way", [("docx",), ("odt", "docx")], ids=["docx", "odt"])
def test_after_libreoffice_it_is_stripped_as_well(tmp_path, way):
    path = tmp_path / "utkast.docx"
    path.write_bytes(with_comment(whole_file(), "Kollega", "Se över detta."))
    data = ooxml.through_libreoffice(path, tmp_path, *way).read_bytes()
    assert seen(finished(data)) == seen(data)
    assert [c.author for c in read(strip(data)).comments] == ["Kollega"]
    left = everything(finished(data))
    for trace in ('"utlatande"', "_utl_", "w:highlight", "FFFF00", "Källa:", "utlatande-draft", "LibreOffice/"):
        assert trace not in left, trace
    assert changes(finished(data)) == []


# --- files that are none ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("data", [b"", b"hej", b"%PDF-1.7\n", zipped({"a.txt": "b"}), whole_file()[:4000]])
def test_what_is_no_sound_word_file_is_refused(data):
    with pytest.raises(ReadError):
        strip(data)


def test_strict_open_xml_is_refused_with_what_to_do():
    from word_builder import strict

    with pytest.raises(ReadError, match="Strict Open XML"):
        strip(zipped(strict(word_parts(p("text")))))
