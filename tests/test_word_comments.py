"""Comments put into a copy of somebody's Word file: where they belong, and nothing else is touched."""

import shutil

import finished
import ooxml
import pytest
from lxml import etree
from ooxml import w
from word_builder import box, docx, p, strict, t, tbl, tc, tr, word_parts, zipped
from written import whole_file

from utlatande.errors import ReadError
from utlatande.readers import read
from utlatande.word.edit import Remark, add_comments

DAY = "2025-10-01"


def saved(tmp_path, data, name="fil.docx"):
    path = tmp_path / name
    path.write_bytes(data)
    return path


def commented(tmp_path, data, *remarks):
    """The document as read before, and after the remarks were written."""
    before = read(saved(tmp_path, data, "före.docx"))
    return before, read(saved(tmp_path, add_comments(data, remarks, created=DAY), "efter.docx"))


def same_text(before, after):
    return [(b.text, b.role, b.number, b.cells, b.style) for b in before.blocks] == [
        (b.text, b.role, b.number, b.cells, b.style) for b in after.blocks
    ]


def under(data, number):
    """The text between the two ends of a comment."""
    root = ooxml.parts(data)["word/document.xml"]
    inside, text = False, ""
    for node in root.iter():
        if node.tag == w("commentRangeStart"):
            inside |= node.get(w("id")) == str(number)
        elif node.tag == w("commentRangeEnd"):
            inside &= node.get(w("id")) != str(number)
        elif node.tag == w("t") and inside:
            text += node.text or ""
    return text


@pytest.mark.parametrize("quote", ["Första", "andra meningen", "slutet.", "Första meningen"])
def test_a_comment_stands_on_the_quoted_words(tmp_path, quote):
    data = docx(p("Först.") + p("Första meningen. Den andra meningen är slutet."))
    before, after = commented(tmp_path, data, Remark(text="Se här.", block=1, quote=quote))
    assert same_text(before, after)
    assert [(c.text, c.author, c.origin.block) for c in after.comments] == [("Se här.", "utlatande", 1)]
    assert under(add_comments(data, [Remark(text="x", block=1, quote=quote)]), 0) == quote


def test_a_quote_across_runs_and_with_a_hard_space_is_found(tmp_path):
    data = docx(p(t("Det kostar 14") + t("\u00a0000 kro") + t("nor om året.")))
    before, after = commented(tmp_path, data, Remark(text="Räkna om.", block=0, quote="14 000 kronor"))
    assert same_text(before, after)
    assert under(add_comments(data, [Remark(text="x", block=0, quote="14 000 kronor")]), 0) == "14\u00a0000 kronor"


def test_without_a_quote_or_with_one_that_is_gone_the_paragraph_is_meant():
    data = docx(p("Ett stycke."))
    for quote in (None, "finns inte"):
        assert under(add_comments(data, [Remark(text="x", block=0, quote=quote)]), 0) == "Ett stycke."


def test_several_comments_on_one_paragraph_and_the_same_words(tmp_path):
    data = docx(p("Två fel i samma mening."))
    remarks = [
        Remark(text=name, block=0, quote=quote) for name, quote in (("a", "Två fel"), ("b", "fel i"), ("c", "Två"))
    ]
    before, after = commented(tmp_path, data, *remarks)
    assert same_text(before, after)
    assert [c.text for c in after.comments] == ["a", "b", "c"]
    made = add_comments(data, remarks)
    assert [under(made, n) for n in range(3)] == ["Två fel", "fel i", "Två"]


def test_other_peoples_comments_stay_and_ids_do_not_meet(tmp_path):
    comment = f'<w:comment w:id="7" w:author="Eva">{p("Stämmer det?")}</w:comment>'
    body = p(
        '<w:commentRangeStart w:id="7"/>'
        + t("Uppgift")
        + '<w:commentRangeEnd w:id="7"/><w:r><w:commentReference w:id="7"/></w:r>'
    )
    before, after = commented(tmp_path, docx(body, comments=comment), Remark(text="Vår.", block=0))
    assert same_text(before, after)
    assert [(c.author, c.text) for c in after.comments] == [("Eva", "Stämmer det?"), ("utlatande", "Vår.")]


def test_in_a_cell_a_text_box_and_a_tracked_insertion(tmp_path):
    body = (
        tbl(tr("a", tc("Cellens text.", "Andra stycket.")))
        + p(t("Runt rutan.") + box(p("I rutan.")))
        + p('<w:ins w:id="1" w:author="Eva"><w:r><w:t>Tillagt här.</w:t></w:r></w:ins>')
    )
    data = docx(body)
    before = read(saved(tmp_path, data))
    places = {block.text: block.origin.block for block in before.blocks}
    remarks = [
        Remark(text="cell", block=0, quote="Andra stycket."),
        Remark(text="ruta", block=places["I rutan."]),
        Remark(text="tillagt", block=places["Tillagt här."], quote="här"),
    ]
    before, after = commented(tmp_path, data, *remarks)
    assert same_text(before, after)
    assert [c.text for c in after.comments] == ["cell", "ruta", "tillagt"]
    made = add_comments(data, remarks)
    assert under(made, 0) == "Andra stycket."
    assert under(made, 2) == "Tillagt här."
    root = ooxml.parts(made)["word/document.xml"]
    boxes = [node for one in root.iter(w("txbxContent")) for node in one.iter(w("commentReference"))]
    assert not boxes  # Word allows none there


def test_what_is_in_the_page_head_is_told_at_the_first_paragraph(tmp_path):
    data = docx(p("Text."), headers=[("header", "default", p("Dnr [dnr]"))])
    before, after = commented(tmp_path, data, Remark(text="Fyll i.", block=0, quote="[dnr]"))
    assert same_text(before, after)
    assert [(c.text, c.origin.block) for c in after.comments] == [("Fyll i.", 1)]


def test_an_empty_document_can_carry_a_comment(tmp_path):
    _, after = commented(tmp_path, docx(""), Remark(text="Tomt."))
    assert [c.text for c in after.comments] == ["Tomt."]


def test_a_file_in_strict_open_xml_becomes_an_ordinary_one(tmp_path):
    data = zipped(strict(word_parts(p("Sparad strikt."))))
    before, after = commented(tmp_path, data, Remark(text="Se.", block=0, quote="strikt"))
    assert same_text(before, after)
    trees = ooxml.parts(add_comments(data, [Remark(text="x", block=0)]))
    assert not [name for name, tree in trees.items() if b"purl.oclc.org" in etree.tostring(tree)]


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", zipped({"a.txt": "a"}), b"%PDF-1.4"])
def test_what_is_no_word_file_is_refused(data):
    with pytest.raises(ReadError):
        add_comments(data, [Remark(text="x")])


def test_what_cannot_be_written_in_xml_is_shown_as_such(tmp_path):
    _, after = commented(tmp_path, docx(p("a")), Remark(text="\x00<&>\nrad två", block=0))
    assert [c.text for c in after.comments] == ["\ufffd<&>\nrad två"]


@pytest.mark.skipif(ooxml.validator() is None, reason=ooxml.NO_VALIDATOR)
@pytest.mark.parametrize("kind", ["draft", "finished", "strict"])
def test_the_copy_is_a_sound_word_file(tmp_path, kind):
    data = {"draft": whole_file, "finished": lambda: finished.word(finished.GOOD), "strict": lambda: None}[kind]()
    data = data or zipped(strict(word_parts(p("Sparad strikt."))))
    known = set(ooxml.errors(saved(tmp_path, data, "före.docx"))) if kind != "strict" else set()
    blocks = read(saved(tmp_path, data)).blocks
    remarks = [Remark(text=f"Om {b.origin.block}", block=b.origin.block, quote=b.text[2:9] or None) for b in blocks]
    made = add_comments(data, remarks, created=DAY)
    assert not [one for one in ooxml.errors(saved(tmp_path, made, "efter.docx")) if one not in known]
    before, after = read(saved(tmp_path, data)), read(saved(tmp_path, made, "efter.docx"))
    assert same_text(before, after)
    assert len(after.comments) == len(before.comments) + len(remarks)


@pytest.mark.skipif(shutil.which("soffice") is None, reason=ooxml.NO_OFFICE)
def test_in_a_file_that_libreoffice_saved_and_that_opens_there_again(tmp_path):
    path = ooxml.through_libreoffice(saved(tmp_path, finished.word(finished.GOOD)), tmp_path, "odt", "docx")
    blocks = read(path).blocks
    remarks = [Remark(text="Läs.", block=b.origin.block, quote=b.text[:12]) for b in blocks if b.text]
    made = saved(tmp_path, add_comments(path.read_bytes(), remarks), "med.docx")
    assert same_text(read(path), read(made))
    assert len(read(made).comments) == len(remarks)
    again = read(ooxml.through_libreoffice(made, tmp_path / "igen", "odt"))
    assert [c.text for c in again.comments].count("Läs.") >= len(remarks) - 3  # of page heads on end it may keep one
