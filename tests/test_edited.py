"""A draft that comes back from editing is read with our marks, and with all that is left to settle in it."""

import shutil
from dataclasses import replace

import invented
import ooxml
import pytest
from word_builder import docx, p, style, t, tbl, tc, tr
from written import whole_file

from utlatande import readers
from utlatande.errors import UnknownFormat
from utlatande.model import Paragraph
from utlatande.word.edited import read_edited
from utlatande.word.provenance import draft_id

needs_office = pytest.mark.skipif(shutil.which("soffice") is None, reason=ooxml.NO_OFFICE)


def edited(tmp_path, body, **more):
    path = tmp_path / "edited.docx"
    path.write_bytes(docx(body, **more))
    return read_edited(path)


def marked(number, text):
    """``text`` under one of our bookmarks."""
    inside = text if text.startswith("<") or not text else t(text)
    return f'<w:bookmarkStart w:id="{number}" w:name="_utl_p{number:03d}"/>{inside}<w:bookmarkEnd w:id="{number}"/>'


def ins(text, author="Anna"):
    return f'<w:ins w:id="7" w:author="{author}">{t(text)}</w:ins>'


def deleted(text, author="Anna"):
    return f'<w:del w:id="8" w:author="{author}"><w:r><w:delText>{text}</w:delText></w:r></w:del>'


def lit(text, colour="yellow"):
    return f'<w:r><w:rPr><w:highlight w:val="{colour}"/></w:rPr><w:t>{text}</w:t></w:r>'


def changes(found):
    return [(one.kind, one.text) for one in found.changes]


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    path = tmp_path_factory.mktemp("whole") / "utkast.docx"
    path.write_bytes(whole_file())
    return path


# --- what we put in --------------------------------------------------------------------------------------------------


def reused():
    return [part for part in invented.PARTS if part.sources]


def holds_our_marks(found):
    assert found.draft == draft_id(invented.draft())
    texts = {block.origin.block: block.text for block in found.document.blocks}
    assert [name for name, _ in found.places] == [f"_utl_p{n:03d}" for n in range(1, len(reused()) + 1)]
    for (_, blocks), part in zip(found.places, reused(), strict=True):
        said = [part.text] if isinstance(part, Paragraph) else ["\t".join(row) for row in part.rows]
        assert [texts[block] for block in blocks] == said
    assert "[telefon]" in [one.text for one in found.highlights]
    assert [(one.kind, one.author) for one in found.changes] == [("deletion", "utlatande"), ("insertion", "utlatande")]


def test_a_draft_as_written_holds_its_marks(whole):
    holds_our_marks(readers.edited(whole))


def test_the_suggestions_come_back_with_their_sources(whole):
    found = readers.edited(whole)
    assert [one.sources for one in found.suggestions] == [part.sources for part in reused()]
    second = found.suggestions[1]
    assert (second.question, second.role, second.text) == ("q1", "reused", invented.LIGHT)
    (source,) = second.cited
    assert (source.passage, source.document) == ("p1", "tjansteutlatanden/2023 Belysning.docx")
    assert (source.kind, source.block, source.page, source.date) == ("answer", 1, 2, "2023-10-12")
    assert source.headings == ("Förvaltningens synpunkter och förslag",)


def test_the_whole_draft_comes_back_paragraph_by_paragraph(whole):
    found = readers.edited(whole)
    assert found.provenance.written == tuple(replace(one, block=None) for one in found.pieces)
    said = [line for block in found.document.body for line in block.text.replace("\t", "\n").splitlines() if line]
    assert [line for one in found.pieces for line in one.text.replace("\t", "\n").splitlines()] == said


def test_paragraphs_in_a_table_know_their_cell(tmp_path):
    found = edited(tmp_path, p("Före") + tbl(tr("a", tc("b", "c")), tr("d")) + p("Efter") + tbl(tr("e")) + p())
    assert [(one.text, one.block, one.table, one.row, one.cell) for one in found.pieces] == [
        ("Före", 0, None, None, None),
        ("a", 1, 0, 0, 0),
        ("b", 1, 0, 0, 1),
        ("c", 1, 0, 0, 1),
        ("d", 2, 0, 1, 0),
        ("Efter", 3, None, None, None),
        ("e", 4, 1, 0, 0),
    ]


@needs_office
@pytest.mark.parametrize("way", ["docx", "odt"])
def test_libreoffice_keeps_the_marks(whole, tmp_path, way):
    found = readers.edited(ooxml.through_libreoffice(whole, tmp_path, way))
    holds_our_marks(found)
    assert bool(found.suggestions) == (way == "docx")  # an .odt has no room for the custom XML part
    assert found.document.format == way


def test_a_file_that_is_not_ours_is_read_all_the_same(tmp_path):
    found = edited(tmp_path, p("Text"))
    assert (found.draft, found.suggestions, found.places) == (None, (), ())
    assert found.document.text == "Text"


def test_a_broken_part_of_ours_is_as_none(tmp_path):
    parts = {"customXml/item1.xml": "<provenance", "customXml/item2.xml": "<other/>"}
    assert edited(tmp_path, p("Text"), parts=parts).suggestions == ()


@pytest.mark.parametrize("data", [b"%PDF-1.4\n", b"Fri text\n"])
def test_only_documents_that_can_be_edited_are_taken(tmp_path, data):
    path = tmp_path / "fil.docx"
    path.write_bytes(data)
    with pytest.raises(UnknownFormat, match=r"som Word-fil \(\.docx\) eller \.odt"):
        readers.edited(path)


# --- bookmarks -------------------------------------------------------------------------------------------------------


def covers(found):
    return [(one.bookmark[-1], one.block, one.text) for one in found.covers]


def test_a_bookmark_may_cover_several_paragraphs(tmp_path):
    body = (
        p('<w:bookmarkStart w:id="1" w:name="_utl_p001"/>' + t("A"))
        + p("B")
        + p(t("C") + '<w:bookmarkEnd w:id="1"/>' + t("D"))
    )
    found = edited(tmp_path, body)
    assert covers(found) == [("1", 0, "A"), ("1", 1, "B"), ("1", 2, "C")]
    assert found.places == (("_utl_p001", (0, 1, 2)),)


def test_a_bookmark_between_paragraphs_and_rows_is_seen(tmp_path):
    start, end = '<w:bookmarkStart w:id="1" w:name="_utl_p001"/>', '<w:bookmarkEnd w:id="1"/>'
    assert covers(edited(tmp_path, start + p("A") + end + p("B"))) == [("1", 0, "A")]
    found = edited(tmp_path, tbl(start + tr("A", "B"), end + tr("C")) + p())
    assert covers(found) == [("1", 0, "A"), ("1", 0, "B")]


def test_two_bookmarks_in_one_paragraph_each_cover_their_text(tmp_path):
    found = edited(tmp_path, p(marked(1, "Ett.") + t(" ") + marked(2, "Två.")))
    assert covers(found) == [("1", 0, "Ett."), ("2", 0, "Två.")]


def test_a_bookmark_without_text_covers_nothing_but_is_there(tmp_path):
    found = edited(tmp_path, p("Före") + p(marked(1, "") + t("Efter")))
    assert found.places == (("_utl_p001", ()),)


def test_a_bookmark_of_deleted_text_covers_nothing(tmp_path):
    assert edited(tmp_path, p(marked(1, deleted("Borta")) + t("Kvar"))).covers == ()
    start, end = '<w:bookmarkStart w:id="1" w:name="_utl_p001"/>', '<w:bookmarkEnd w:id="1"/>'
    whole = deleted("Borta").replace("<w:r>", start + "<w:r>").replace("</w:r>", "</w:r>" + end)
    found = edited(tmp_path, p(whole + t("Kvar")))
    assert found.places == (("_utl_p001", ()),)


def test_the_copies_that_a_program_names_after_ours_are_not_ours(tmp_path):
    copy = '<w:bookmarkStart w:id="5" w:name="_utl_p001_Copy_1"/><w:bookmarkEnd w:id="5"/>'
    other = '<w:bookmarkStart w:id="6" w:name="_Toc1"/>' + t("B") + '<w:bookmarkEnd w:id="6"/>'
    assert edited(tmp_path, p(marked(1, "A") + copy + other)).bookmarks == ("_utl_p001",)


def test_a_text_box_is_not_covered_by_the_bookmark_around_it(tmp_path):
    from word_builder import box

    found = edited(tmp_path, p(marked(1, t("A") + box(p("I rutan")) + t("B"))))
    assert covers(found) == [("1", 0, "AB")]


# --- highlights ------------------------------------------------------------------------------------------------------


def lights(found):
    return [(one.text, one.origin.block) for one in found.highlights]


def test_highlighted_runs_that_touch_are_one(tmp_path):
    body = p(t("Det var ") + lit("[antal") + lit("]", "green") + t(" och ") + lit("[år]")) + p(lit("[ort]"))
    assert lights(edited(tmp_path, body)) == [("[antal]", 0), ("[år]", 0), ("[ort]", 1)]


def test_no_highlight_is_none_and_white_is_no_shade(tmp_path):
    def shaded(fill):
        return f'<w:r><w:rPr><w:shd w:val="clear" w:color="auto" w:fill="{fill}"/></w:rPr><w:t>{fill}</w:t></w:r>'

    body = p(lit("a", "none") + shaded("auto") + shaded("FFFFFF") + shaded("FFFF00"))
    assert lights(edited(tmp_path, body)) == [("FFFF00", 0)]


def test_a_style_may_highlight_and_a_run_may_take_it_away(tmp_path):
    sheet = style("Gul", run='<w:highlight w:val="yellow"/>', kind="character")
    run = '<w:r><w:rPr><w:rStyle w:val="Gul"/>{}</w:rPr><w:t>{}</w:t></w:r>'
    body = p(run.format("", "Lyser") + t(" ") + run.format('<w:highlight w:val="none"/>', "Inte"))
    assert lights(edited(tmp_path, body, styles=sheet)) == [("Lyser", 0)]


def test_highlights_in_tables_stand_in_their_row(tmp_path):
    assert lights(edited(tmp_path, p("A") + tbl(tr("x", tc(p(lit("[n]"))))) + p())) == [("[n]", 1)]


# --- changes ---------------------------------------------------------------------------------------------------------


def test_insertions_and_deletions_are_told_with_author_text_and_place(tmp_path):
    found = edited(tmp_path, p("Först") + p(t("A ") + deleted("gammalt") + ins("nytt")))
    assert changes(found) == [("deletion", "gammalt"), ("insertion", "nytt")]
    assert {(one.author, one.origin.block) for one in found.changes} == {("Anna", 1)}
    assert found.document.blocks[1].text == "A nytt"


def test_a_paragraph_deleted_as_a_whole_is_told(tmp_path):
    mark = '<w:del w:id="1" w:author="Bo"/>'
    found = edited(tmp_path, p("A") + p(deleted("Borta"), mark=mark) + p("B"))
    assert ("deletion", "Borta") in changes(found)
    assert [block.text for block in found.document.blocks] == ["A", "B"]


def test_a_deletion_that_leaves_nothing_at_the_end_is_told(tmp_path):
    assert changes(edited(tmp_path, p("A") + p(deleted("Borta")))) == [("deletion", "Borta")]
    assert changes(edited(tmp_path, p(deleted("Allt")))) == [("deletion", "Allt")]


def test_moves_and_changed_looks_are_told(tmp_path):
    move = f'<w:moveFrom w:id="1" w:author="Bo">{t("text")}</w:moveFrom>'
    there = f'<w:moveTo w:id="2" w:author="Bo">{t("text")}</w:moveTo>'
    look = '<w:r><w:rPr><w:b/><w:rPrChange w:id="3" w:author="Bo"><w:rPr/></w:rPrChange></w:rPr><w:t>fet</w:t></w:r>'
    kind = '<w:pPrChange w:id="4" w:author="Bo"><w:pPr/></w:pPrChange>'
    found = edited(tmp_path, p(t("A") + move) + p(there, more=kind) + p(look))
    assert changes(found) == [("move", "text"), ("format", ""), ("move", "text"), ("format", "")]


def test_rows_and_cells_that_were_inserted_or_deleted_are_told(tmp_path):
    gone, new = '<w:del w:id="1" w:author="Bo"/>', '<w:ins w:id="2" w:author="Bo"/>'
    cell = tc("c", properties='<w:cellIns w:id="3" w:author="Bo"/>')
    found = edited(tmp_path, tbl(tr("a", properties=gone), tr("b", properties=new), tr(cell)) + p())
    assert changes(found) == [("deletion", "a"), ("insertion", ""), ("insertion", "")]


def test_changes_in_headers_notes_and_boxes_are_told(tmp_path):
    from word_builder import box

    note = f'<w:footnote w:id="2">{p(t("Not") + ins("N"))}</w:footnote>'
    body = p(t("A") + '<w:r><w:footnoteReference w:id="2"/></w:r>' + box(p(t("Ruta") + ins("R"))))
    header = ("header", "default", p(t("Sidhuvud") + ins("H")))
    found = edited(tmp_path, body, footnotes=note, headers=[header])
    assert sorted(changes(found)) == [("insertion", "H"), ("insertion", "N"), ("insertion", "R")]
    texts = {block.origin.block: block.text for block in found.document.blocks}
    assert all(texts[one.origin.block].endswith(one.text) for one in found.changes)


def test_a_file_without_any_text_is_read(tmp_path):
    assert edited(tmp_path, p()).changes == ()
