"""A written draft can be recognised when it comes back, also from LibreOffice."""

import re
import shutil

import invented
import ooxml
import pytest
from invented import said
from ooxml import shown, w
from written import small, whole_file, written

from utlatande.model import Mark, Paragraph, Run, Style, Table
from utlatande.word import marks
from utlatande.word.provenance import draft_id
from utlatande.word.write import render

needs_office = pytest.mark.skipif(shutil.which("soffice") is None, reason=ooxml.NO_OFFICE)
PROVENANCE = f"{{{marks.PROVENANCE}}}"


@pytest.fixture(scope="module")
def whole():
    return whole_file()


@pytest.fixture(scope="module")
def trees():
    return ooxml.parts(whole_file())


# --- provenance ------------------------------------------------------------------------------------------------------


def bookmarks(trees):
    """Each of our bookmarks with the text between its beginning and end."""
    found, open_ = {}, {}
    for node in trees["word/document.xml"].iter():
        if node.tag == w("bookmarkStart") and node.get(w("name")).startswith(marks.BOOKMARK):
            open_[node.get(w("id"))] = node.get(w("name"))
            found[node.get(w("name"))] = ""
        elif node.tag == w("bookmarkEnd"):
            open_.pop(node.get(w("id")), None)
        elif node.tag in (w("t"), w("br"), w("tab")) and not any(True for _ in node.iterancestors(w("del"))):
            for name in open_.values():
                found[name] += {w("br"): "\n", w("tab"): "\t"}.get(node.tag, node.text or "")
    return found


def test_each_reused_part_has_a_hidden_bookmark_around_its_text(trees):
    found = bookmarks(trees)
    reused = [part for part in invented.PARTS if part.sources]
    assert list(found) == [f"_utl_p{n:03d}" for n in range(1, len(reused) + 1)]
    assert [found[name] for name, part in zip(found, reused, strict=True) if isinstance(part, Paragraph)] == [
        part.text for part in reused if isinstance(part, Paragraph)
    ]
    cells = [cell for row in invented.INSATSER.rows for cell in row]
    assert re.sub(r"\s", "", found[list(found)[-1]]) == re.sub(r"\s", "", "".join(cells))  # a table's holds all of it


def test_the_custom_part_says_what_was_suggested_and_from_where(trees):
    root = trees["customXml/item1.xml"]
    assert root.get("draft") == draft_id(invented.draft())
    first = root[1]
    assert (first.get("bookmark"), first.get("question"), first.get("role")) == ("_utl_p002", "q1", "reused")
    assert first.find(f"{PROVENANCE}text").text == invented.LIGHT
    source = first.find(f"{PROVENANCE}source")
    assert dict(source.attrib) == {
        "passage": "p1",
        "document": "tjansteutlatanden/2023 Belysning.docx",
        "kind": "answer",
        "block": "1",
        "page": "2",
        "date": "2023-10-12",
    }
    assert [h.text for h in source.iter(f"{PROVENANCE}heading")] == ["Förvaltningens synpunkter och förslag"]


def test_what_a_bookmark_holds_is_what_the_custom_part_says(trees):
    given = trees["customXml/item1.xml"].iterchildren(f"{PROVENANCE}suggestion")
    suggested = {s.get("bookmark"): s.find(f"{PROVENANCE}text").text for s in given}
    *texts, (table, cells) = bookmarks(trees).items()
    assert [suggested[name] for name, _ in texts] == [text for _, text in texts]
    assert re.sub(r"\s", "", suggested[table]) == re.sub(r"\s", "", cells)
    assert suggested[table].splitlines()[0].split("\t") == list(invented.INSATSER.rows[0])


def test_two_tables_in_a_row_and_one_that_comes_first_have_each_their_own_bookmark():
    tables = [Table(rows=(("Insats", "År"), (f"Vandring {n}", "2024")), sources=(f"p{n}",)) for n in range(3)]
    trees = written(tables[0], said("Text", Style.REUSED, sources=("p",)), *tables[1:])
    assert [re.sub(r"\s", "", text) for text in bookmarks(trees).values()][1:] == [
        "Text",
        "InsatsÅrVandring12024",
        "InsatsÅrVandring22024",
    ]
    ends = [node.get(w("id")) for node in trees["word/document.xml"].iter(w("bookmarkEnd"))]
    assert len(ends) == len(set(ends)) == 4


def test_a_source_that_is_not_in_the_provenance_is_still_named():
    trees = written(said("text", Style.REUSED, sources=("okänd",)))
    (source,) = trees["customXml/item1.xml"].iter(f"{PROVENANCE}source")
    assert dict(source.attrib) == {"passage": "okänd"}


def test_the_draft_has_an_id_in_a_custom_property(trees):
    (one,) = trees["docProps/custom.xml"]
    assert (one.get("name"), one[0].text) == ("utlatande-draft", draft_id(invented.draft()))


def test_two_drafts_have_two_ids():
    assert draft_id(small(said("a"))) != draft_id(small(said("b")))


# --- LibreOffice -----------------------------------------------------------------------------------------------------


def said_in(trees):
    return sorted(shown(comment).strip() for comment in trees["word/comments.xml"])


def is_yellow(run):
    """Word's highlight, or the shading that an .odt keeps of it."""
    look = run.find(w("rPr"))
    kept = () if look is None else [n.get(w("val")) for n in look.iter(w("highlight"))]
    shades = () if look is None else [n.get(w("fill")) for n in look.iter(w("shd"))]
    return "yellow" in kept or "FFFF00" in shades


@needs_office
@pytest.mark.parametrize("way", [("docx",), ("odt", "docx")], ids=["docx", "odt"])
def test_a_round_trip_in_libreoffice_keeps_what_we_need(tmp_path, whole, way):
    path = tmp_path / "utkast.docx"
    path.write_bytes(whole)
    before, after = ooxml.parts(whole), ooxml.parts(ooxml.through_libreoffice(path, tmp_path, *way).read_bytes())
    assert said_in(after) == said_in(before)
    assert {c.get(w("author")) for c in after["word/comments.xml"]} == {"utlatande"}
    changes = [n for n in after["word/document.xml"].iter(w("ins"), w("del")) if n.get(w("author")) == "utlatande"]
    assert {n.tag for n in changes} == {w("ins"), w("del")}
    assert {k: re.sub(r"\s", "", v) for k, v in bookmarks(after).items()} == {
        k: re.sub(r"\s", "", v) for k, v in bookmarks(before).items()
    }
    properties = {p.get("name"): "".join(p.itertext()) for p in after["docProps/custom.xml"]}
    assert properties["utlatande-draft"] == draft_id(invented.draft())
    assert after["docProps/core.xml"].findtext("{http://purl.org/dc/elements/1.1/}creator") == "Förnamn Efternamn"
    assert "[telefon]" in {shown(run) for run in after["word/document.xml"].iter(w("r")) if is_yellow(run)}
    if way == ("docx",):
        assert any(root.tag == f"{PROVENANCE}provenance" for root in after.values())


@needs_office
@pytest.mark.parametrize("way", [("docx",), ("odt", "docx")], ids=["docx", "odt"])
def test_a_round_trip_in_libreoffice_keeps_a_table_s_changes_gaps_and_bookmark(tmp_path, way):
    cells = (
        (Run(text="Område"),),
        (Run(text="I "), Run(text="Norrvik", mark=Mark.INSERTED, replaces="Norrvik-Lövsta")),
        (Run(text="[telefonnummer]", mark=Mark.PLACEHOLDER),),
    )
    table = Table(
        rows=tuple(("".join(run.text for run in cell),) for cell in cells),
        sources=("p",),
        runs=tuple((cell,) for cell in cells),
    )
    path = tmp_path / "utkast.docx"
    path.write_bytes(render(small(said("Före"), table, said("Efter")))[0])
    after = ooxml.parts(ooxml.through_libreoffice(path, tmp_path, *way).read_bytes())
    document = after["word/document.xml"]
    assert ["".join(node.itertext()) for node in document.iter(w("del"), w("ins"))] == ["Norrvik-Lövsta", "Norrvik"]
    assert "[telefonnummer]" in {shown(run) for run in document.iter(w("r")) if is_yellow(run)}
    assert bookmarks(after) == {"_utl_p001": "OmrådeI Norrvik[telefonnummer]"}


@needs_office
def test_libreoffice_shows_three_pages(tmp_path, whole):
    path = tmp_path / "utkast.docx"
    path.write_bytes(whole)
    import pypdfium2

    pdf = pypdfium2.PdfDocument(ooxml.through_libreoffice(path, tmp_path, "pdf"))
    pages = [pdf[n].get_textpage().get_text_bounded() for n in range(len(pdf))]
    sizes = [pdf[n].get_size() for n in range(len(pdf))]
    pdf.close()
    assert ["Sida 1 (3)" in pages[0], "Sida 2 (3)" in pages[1], "Sida 3 (3)" in pages[2]] == [True] * 3
    assert [wide > high for wide, high in sizes] == [False, False, True]
