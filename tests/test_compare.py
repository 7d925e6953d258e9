"""What became of a draft is told right, however people edited it."""

import shutil

import edited_drafts
import editing
import invented
import ooxml
import pytest
from written import whole_file

from utlatande import readers
from utlatande.errors import DraftUnknown
from utlatande.model import Draft, Fate, Mark, Origin, Paragraph, Passage, PassageKind, Run, Style
from utlatande.review import alignment
from utlatande.review.compare import compare
from utlatande.review.redlining import redline
from utlatande.word.edited import read_edited
from utlatande.word.read import read_word
from utlatande.word.watch import Piece
from utlatande.word.write import render, shipped

needs_office = pytest.mark.skipif(shutil.which("soffice") is None, reason=ooxml.NO_OFFICE)
FIRST, LIGHT, STATEMENT, ITEM, WALKS, YOUTH, TABLE = (f"_utl_p{n:03d}" for n in range(1, 8))


@pytest.fixture
def desk():
    return editing.Desk(whole_file())


@pytest.fixture
def told(tmp_path):
    """Compares what stands on a desk: (edits by bookmark, all edits)."""

    def tell(desk, draft=None):
        found = compare(read(tmp_path, desk.packed()), draft)
        return {edit.bookmark: edit for edit in found if edit.bookmark}, found

    return tell


def read(tmp_path, data):
    path = tmp_path / "redigerat.docx"
    path.write_bytes(data)
    return read_edited(path)


def fates(edits):
    return {name: (edit.fate, edit.moved) for name, edit in edits.items()}


def test_a_draft_that_nobody_touched_is_kept_whole(desk, told):
    edits, every = told(desk)
    assert fates(edits) == desk.truth
    assert {(edit.fate, edit.kept) for edit in every} == {(Fate.KEPT, 1.0)}
    assert edits[LIGHT].sources == ("p1",)
    assert (edits[LIGHT].question, edits[LIGHT].role) == ("q1", "reused")
    assert edits[LIGHT].before == edits[LIGHT].after == desk.texts[LIGHT]


def test_a_file_that_does_not_say_what_was_suggested_needs_the_draft(desk, tmp_path):
    from word_builder import docx, p

    draft = read(tmp_path, desk.packed())
    desk.shorten(LIGHT)
    desk.files = {name: data for name, data in desk.files.items() if not name.startswith("customXml/item")}
    lost = read(tmp_path, desk.packed())
    with pytest.raises(DraftUnknown, match="--draft"):
        compare(lost)
    with pytest.raises(DraftUnknown, match="inget utkast härifrån"):
        compare(read(tmp_path, docx(p("Något annat"))))
    edits = {edit.bookmark: edit for edit in compare(lost, draft)}
    assert edits[LIGHT].fate is Fate.EDITED
    assert edits[LIGHT].sources == ("p1",)


# --- one edit at a time ----------------------------------------------------------------------------------------------

EDITS = (
    "change_words", "rewrite", "replace_all", "change_case", "change_sign", "add_sentence", "begin_otherwise",
    "shorten", "edit_tracked", "restyle", "cut_runs", "remove", "empty", "remove_tracked", "split", "forget",
    "join", "move", "copied",
)  # fmt: skip


@pytest.mark.parametrize("kind", EDITS)
@pytest.mark.parametrize("name", [LIGHT, WALKS])
def test_an_edit_is_told_as_what_it_is_and_all_else_is_kept(desk, told, kind, name):
    getattr(desk, kind)(name)
    edits, every = told(desk)
    assert fates(edits) == desk.truth
    assert [edit.after for edit in every if edit.fate is Fate.ADDED] == desk.added


@pytest.mark.parametrize("kind", ["edit_cell", "add_row", "remove_row"])
def test_an_edited_table_is_one_edit(desk, told, kind):
    getattr(desk, kind)(TABLE)
    edits, every = told(desk)
    assert fates(edits) == desk.truth
    assert [edit for edit in every if edit.fate is Fate.ADDED] == []
    assert edits[TABLE].words


def test_a_table_taken_away_is_removed(desk, told):
    editing.take(desk.table(TABLE))
    edits, _ = told(desk)
    assert (edits[TABLE].fate, edits[TABLE].kept, edits[TABLE].after) == (Fate.REMOVED, 0.0, None)


@pytest.mark.parametrize(("accept", "fate"), [(True, Fate.KEPT), (False, Fate.EDITED)])
def test_our_own_change_of_a_name_is_kept_when_accepted_and_edited_when_rejected(desk, told, accept, fate):
    desk.settle(WALKS, accept=accept)
    edits, _ = told(desk)
    assert edits[WALKS].fate is fate
    assert edits[WALKS].words == (() if accept else (("Norrviks", "Söderviks"),))


def test_the_changed_words_are_told_in_order(desk, told):
    (node,) = desk.nodes(desk.where[LIGHT])
    editing.put(node, node.text.replace("varje höst", "varje vår").replace("46", "52").replace(" och torg", ""))
    edits, _ = told(desk)
    assert edits[LIGHT].words == (("höst", "vår"), ("och torg", ""), ("46", "52"))
    assert 0.8 < edits[LIGHT].kept < 1


def test_a_letter_and_a_sign_count_as_changes_but_every_word_is_kept(desk, told):
    desk.change_case(LIGHT)
    desk.change_sign(STATEMENT)
    edits, _ = told(desk)
    assert (edits[LIGHT].kept, edits[LIGHT].words) == (1.0, (("Förvaltningen", "förvaltningen"),))
    assert (edits[STATEMENT].kept, edits[STATEMENT].words) == (1.0, ((".", "!"),))


def test_joined_passages_are_each_told_with_their_own_text(desk, told):
    assert desk.join(LIGHT)  # with STATEMENT
    edits, _ = told(desk)
    assert fates(edits) == desk.truth
    assert edits[LIGHT].after == desk.texts[LIGHT]
    assert edits[STATEMENT].after == desk.texts[STATEMENT]


def test_a_split_passage_is_told_with_both_halves(desk, told):
    desk.split(WALKS)
    edits, _ = told(desk)
    assert len(edits[WALKS].after.split("\n")) == 2
    assert edits[WALKS].after.split() == desk.texts[WALKS].split()


def test_a_passage_that_stands_twice_is_kept_once_and_added_once(desk, told):
    desk.copied(LIGHT)
    desk.forget(LIGHT)
    edits, every = told(desk)
    assert fates(edits) == desk.truth
    assert [edit.after for edit in every if edit.fate is Fate.ADDED] == [desk.texts[LIGHT]]


def test_of_two_passages_that_are_nearly_equal_each_has_its_own_fate(tmp_path):
    from invented import said
    from ooxml import w
    from written import small

    from utlatande.model import Style
    from utlatande.word.write import render

    one = "Under 2023 hölls fyra trygghetsvandringar i stadsdelsområdet tillsammans med boende och polis."
    other = one.replace("2023", "2024").replace("fyra", "sju")
    parts = (said(one, Style.REUSED, sources=("a",)), said("Något emellan."), said(other, Style.REUSED, sources=("b",)))
    data = render(small(*parts), created="2025-01-01")[0]
    for removed, left in (("_utl_p001", "_utl_p002"), ("_utl_p002", "_utl_p001")):
        for lost in (False, True):
            desk = editing.Desk(data)
            desk.remove(removed)
            desk.add_sentence(left)
            if lost:
                desk.forget(left)
            edits = {edit.bookmark: edit.fate for edit in compare(read(tmp_path, desk.packed())) if edit.bookmark}
            assert edits == {removed: Fate.REMOVED, left: Fate.EDITED}
            assert desk.root.find(f".//{w('p')}") is not None


def test_a_placeholder_filled_in_is_an_edit_of_the_drafts_own_text(desk, told):
    (paragraph,) = desk.own("[datum]")
    (node,) = [node for node in desk.nodes(paragraph) if node.text == "[datum]"]
    editing.put(node, "3 mars 2025")
    _, every = told(desk)
    (edit,) = [edit for edit in every if edit.fate is not Fate.KEPT]
    assert (edit.fate, edit.bookmark, edit.words) == (Fate.EDITED, None, (("[datum]", "3 mars 2025"),))


def test_what_is_written_where_nothing_was_found_fills_that_place(desk, told):
    (paragraph,) = desk.own("[Svar på fråga 3")
    for node in desk.nodes(paragraph):
        editing.put(node, "")
    paragraph.append(editing.run("Ja, förvaltningen ser ett sådant behov."))
    _, every = told(desk)
    (edit,) = [edit for edit in every if edit.fate is not Fate.KEPT]
    assert (edit.bookmark, edit.before, edit.after) == (
        None,
        "[Svar på fråga 3: inget tidigare svar hittades]",
        "Ja, förvaltningen ser ett sådant behov.",
    )


def test_what_was_added_is_told_under_its_question(desk, told):
    desk.add(WALKS)
    _, every = told(desk)
    (edit,) = [edit for edit in every if edit.fate is Fate.ADDED]
    assert (edit.after, edit.before, edit.question, edit.sources) == (desk.added[0], None, "q2", ())
    assert edit.origin.document == "redigerat.docx"


def test_an_alternative_that_was_not_chosen_is_removed(desk, told):
    assert "Annat förslag" in desk.texts[YOUTH]
    desk.remove(YOUTH)
    edits, _ = told(desk)
    assert (edits[YOUTH].role, edits[YOUTH].fate) == ("alternative", Fate.REMOVED)


def test_several_paragraphs_under_one_bookmark_are_one_passage(desk, told):
    desk.split(LIGHT)
    second = desk.where[LIGHT].getnext()
    second.addnext(editing.new_paragraph("Ett stycke till."))
    second.getnext().append(second.find(editing.w("bookmarkEnd")))  # pasted within the bookmark
    edits, every = told(desk)
    assert edits[LIGHT].fate is Fate.KEPT
    assert [edit.after for edit in every if edit.fate is Fate.ADDED] == ["Ett stycke till."]


def test_an_answer_moved_into_a_table_is_found_there(desk, told):
    paragraph = desk.where[STATEMENT]
    editing.take(paragraph)
    list(desk.table(TABLE).iter(editing.w("tc")))[-1].insert(1, paragraph)
    edits, _ = told(desk)
    assert edits[STATEMENT].fate is Fate.KEPT
    assert edits[STATEMENT].moved


def test_what_stands_where_a_text_stood_was_rewritten_also_when_no_bookmark_is_left(told):
    answer, other = "Ordningsvakterna går två och två om kvällarna.", "Lamporna byttes i maj."
    desk = editing.Desk(answered(answer, other))
    first, second = desk.texts
    desk.replace_all(first)
    for name in (first, second):
        desk.forget(name)
    _, every = told(desk)
    (edit,) = [edit for edit in every if edit.before == answer]
    assert edit.fate is Fate.REWRITTEN
    assert edit.kept == 0.0
    assert Fate.ADDED not in {edit.fate for edit in every}


def test_what_is_of_another_sort_or_number_than_what_stood_there_was_added(told):
    answer, other = "Ordningsvakterna går två och två om kvällarna.", "Lamporna byttes i maj."
    desk = editing.Desk(answered(answer, other))
    first, second = desk.texts
    desk.add(first)
    desk.remove(first)
    desk.where[second].addprevious(editing.new_paragraph("Trumman låg på vinden hela sommaren."))
    desk.forget(second)
    _, every = told(desk)
    assert [edit.fate for edit in every if edit.before == answer] == [Fate.REMOVED]
    assert Fate.ADDED in {edit.fate for edit in every}


def test_those_who_sign_stand_under_no_question(told):
    desk = editing.Desk(answered("Ordningsvakterna går två och två om kvällarna.", "Lamporna byttes i maj."))
    (name,) = [node for node in desk.nodes(desk.body) if node.text == "[namn]"]
    editing.put(name, "Kim Testsson")
    _, every = told(desk)
    (edit,) = [edit for edit in every if edit.fate is not Fate.KEPT]
    assert "Kim Testsson" in edit.after
    assert edit.question is None


def answered(*texts):
    """Return a draft with one question, answered by these texts, and somebody who signs."""
    passages = [
        Passage(id=f"p{n}", kind=PassageKind.ANSWER, text=text, origin=Origin(document="svar.docx", block=n))
        for n, text in enumerate(texts)
    ]
    parts = [
        Paragraph(runs=(Run(text="Synpunkter och förslag"),), role=Style.HEADING, level=1),
        Paragraph(runs=(Run(text="1. Hur går det?"),), role=Style.QUESTION, question="q1"),
        *(
            Paragraph(runs=(Run(text=one.text),), role=Style.REUSED, question="q1", sources=(one.id,))
            for one in passages
        ),
        Paragraph(runs=(Run(text="[namn]", mark=Mark.PLACEHOLDER), Run(text="\nDirektör")), role=Style.SIGNATURE),
    ]
    draft = Draft(title="Titel", fields=invented.FIELDS, parts=tuple(parts), provenance=tuple(passages))
    return render(draft, created="2024-09-02")[0]


# --- many edits at once ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("lost", "floor"), [(False, 0.98), (True, 0.9)])
def test_combinations_of_edits_are_told_right(tmp_path, lost, floor):
    every, right = 0, 0
    for seed in range(60):
        desk = edited_drafts.edited(seed, lost=lost)
        some, told, _ = edited_drafts.wrong(desk, read(tmp_path, desk.packed()))
        every += sum(n for fate, n in some.items() if fate != "untouched")
        right += sum(n for fate, n in told.items() if fate != "untouched")
    assert every > 200
    assert right >= floor * every


@needs_office
@pytest.mark.parametrize("way", ["docx", "odt"])
def test_what_libreoffice_has_saved_is_told_right(tmp_path, way):
    desk = edited_drafts.edited(5)
    path, draft = tmp_path / "redigerat.docx", tmp_path / "utkast.docx"
    path.write_bytes(desk.packed())
    draft.write_bytes(desk.data)
    saved = readers.edited(ooxml.through_libreoffice(path, tmp_path / "ut", way))
    assert edited_drafts.wrong(desk, saved, readers.edited(draft) if way == "odt" else None)[2] == []


def test_a_long_document_takes_seconds():
    import time

    words = [f"ord{n}" for n in range(3000)]

    def text(place, other=0):
        return " ".join(words[(place * 37 + n * n + other * (n % 5 == 0)) % 3000] for n in range(40))

    old = [Piece(text=text(n), role="paragraph") for n in range(2000)]
    new = [Piece(text=text(n, 1), role="paragraph") for n in range(2000)]
    start = time.process_time()
    aligned = alignment.align(old, new)
    assert all(aligned.parts)
    assert time.process_time() - start < 20  # 3 s alone on one core


# --- the redline -----------------------------------------------------------------------------------------------------


def lines(document):
    return [line for block in document.body for line in block.text.replace("\t", "\n").split("\n") if line.strip()]


def marked(tmp_path, desk):
    """The redline of what stands on a desk, checked: (bytes, path)."""
    path, out, draft = tmp_path / "redigerat.docx", tmp_path / "jämförelse.docx", tmp_path / "utkast.docx"
    path.write_bytes(desk.packed())
    draft.write_bytes(desk.data)
    data = redline(desk.packed(), read_edited(path), created="2025-10-02")
    out.write_bytes(data)
    assert lines(read_word(out, view="accepted")) == lines(read_word(path))
    assert lines(read_word(out, view="original")) == lines(read_word(draft))
    known = ooxml.problems(desk.packed())
    assert [text for text in ooxml.problems(data) if text not in known] == []
    return data, out


def changes(data):
    root = ooxml.parts(data)["word/document.xml"]
    return list(root.iter(ooxml.w("ins"), ooxml.w("del")))


@pytest.mark.parametrize("seed", range(45))
def test_accepting_a_redline_gives_the_edited_text_and_rejecting_it_the_draft(tmp_path, seed):
    data, _ = marked(tmp_path, edited_drafts.edited(seed, lost=seed % 4 == 3))
    assert {node.get(ooxml.w("author")) for node in changes(data)} <= {"utlatande"}


def test_a_draft_that_nobody_touched_has_no_change_in_its_redline(tmp_path, desk):
    data, _ = marked(tmp_path, desk)
    assert changes(data) == []


def test_a_changed_word_is_one_deletion_and_one_insertion(tmp_path, desk):
    (node,) = desk.nodes(desk.where[LIGHT])
    editing.put(node, node.text.replace("varje höst", "varje vår"))
    data, _ = marked(tmp_path, desk)
    assert [(n.tag[-3:], "".join(n.itertext())) for n in changes(data)] == [("del", "höst"), ("ins", "vår")]


def test_a_split_paragraph_is_only_a_mark_that_came(tmp_path, desk):
    desk.split(WALKS)
    data, _ = marked(tmp_path, desk)
    assert [(n.tag[-3:], n.getparent().tag) for n in changes(data) if not len(n)] == [("ins", ooxml.w("rPr"))]
    assert [("".join(n.itertext())) for n in changes(data) if len(n)] == [" "]  # the space where it was cut


def test_joined_paragraphs_are_only_a_mark_that_went(tmp_path, desk):
    desk.join(LIGHT)
    data, _ = marked(tmp_path, desk)
    assert [(n.tag[-3:], n.getparent().tag) for n in changes(data) if not len(n)] == [("del", ooxml.w("rPr"))]
    assert [("".join(n.itertext())) for n in changes(data) if len(n)] == [" "]


def without_tables(desk):
    for table in list(desk.body.iter(editing.w("tbl"))):
        editing.take(table)


def with_another_table(desk):
    import copy

    table = copy.deepcopy(desk.table(TABLE))
    for t in table.iter(editing.TEXT):
        editing.put(t, f"ny {t.text}")
    desk.where[STATEMENT].addnext(table)


def without_the_end(desk):
    blocks = list(desk.body)
    for block in blocks[len(blocks) // 2 : -1]:
        if block.find(f".//{editing.w('sectPr')}") is None:
            editing.take(block)
    desk.body.insert(len(desk.body) - 1, editing.new_paragraph("Slut."))


def all_new(desk):
    for block in list(desk.body)[:-1]:
        editing.take(block)
    desk.body.insert(0, editing.new_paragraph("Allt är nytt."))


@pytest.mark.parametrize("change", [without_tables, with_another_table, without_the_end, all_new])
def test_a_redline_holds_when_whole_parts_come_and_go(tmp_path, desk, change):
    change(desk)
    marked(tmp_path, desk)


@pytest.mark.skipif(ooxml.validator() is None, reason=ooxml.NO_VALIDATOR)
@pytest.mark.parametrize("change", [without_tables, without_the_end, all_new, None])
def test_word_itself_would_find_nothing_wrong_in_a_redline(tmp_path, desk, change):
    desk = edited_drafts.edited(5) if change is None else desk
    if change is not None:
        change(desk)
    _, path = marked(tmp_path, desk)
    assert ooxml.errors(path) == []


def in_a_cell(tmp_path):
    """A template that lays out the page with a table: the whole text stands in one of its cells."""
    import io
    import zipfile

    from lxml import etree

    with zipfile.ZipFile(io.BytesIO(shipped().read_bytes())) as file:
        parts = {name: file.read(name) for name in file.namelist()}
    root = etree.fromstring(parts["word/document.xml"])
    mark = next(p for p in root.iter(editing.w("p")) if "innehåll" in "".join(p.itertext()))
    table = etree.fromstring(
        f'<w:tbl xmlns:w="{ooxml.WORD}"><w:tblPr><w:tblW w:w="9000" w:type="dxa"/></w:tblPr><w:tblGrid>'
        '<w:gridCol w:w="9000"/></w:tblGrid><w:tr><w:tc><w:tcPr><w:tcW w:w="9000" w:type="dxa"/></w:tcPr></w:tc></w:tr>'
        "</w:tbl>"
    )
    mark.addprevious(table)
    next(table.iter(editing.w("tc"))).append(mark)
    table.addnext(etree.Element(editing.w("p")))
    parts["word/document.xml"] = etree.tostring(root)
    path = tmp_path / "mall.docx"
    with zipfile.ZipFile(path, "w") as file:
        for name, data in parts.items():
            file.writestr(name, data)
    return path


def test_a_template_with_the_text_in_a_table_cell_is_compared_like_any_other(tmp_path, told):
    desk = editing.Desk(render(invented.draft(), template=in_a_cell(tmp_path), created="2024-01-01")[0])
    desk.change_words(LIGHT)
    desk.remove(STATEMENT)
    desk.split(WALKS)
    desk.shorten(YOUTH)
    desk.add(WALKS)
    edits, every = told(desk)
    assert fates(edits) == desk.truth
    assert [edit.after for edit in every if edit.fate is Fate.ADDED] == desk.added
    marked(tmp_path, desk)
