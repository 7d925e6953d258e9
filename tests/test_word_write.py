"""A Draft becomes a Word file that is whole and says what the draft says."""

import io
import re
import zipfile
from pathlib import Path

import docx
import invented
import ooxml
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from invented import heading, said
from lxml import etree
from ooxml import shown, w
from written import DAY, paragraphs, small, style_id, whole_file, written

from utlatande.errors import OutputError
from utlatande.model import Draft, Mark, Paragraph, Run, Style, Table
from utlatande.word import marks
from utlatande.word.write import render, write

needs_validator = pytest.mark.skipif(ooxml.validator() is None, reason=ooxml.NO_VALIDATOR)
GOLDEN = Path(__file__).parent / "golden" / "word.txt"


@pytest.fixture(scope="module")
def whole():
    return whole_file()


@pytest.fixture(scope="module")
def trees():
    return ooxml.parts(whole_file())


# --- the whole -------------------------------------------------------------------------------------------------------


def test_a_draft_is_style_text_and_comments_as_last_read(whole):
    assert ooxml.as_text(whole) == GOLDEN.read_text(encoding="utf-8")


@needs_validator
def test_the_validator_finds_no_error(whole, tmp_path):
    path = tmp_path / "utkast.docx"
    path.write_bytes(whole)
    assert ooxml.errors(path) == []


def test_our_own_eyes_find_no_problem(whole):
    assert ooxml.problems(whole) == []


def test_python_docx_opens_it(whole):
    document = docx.Document(io.BytesIO(whole))
    assert [p.text for p in document.paragraphs if p.style.name == "Title"] == [invented.draft().title]
    assert len(list(document.comments)) == 5


def test_the_same_draft_gives_the_same_bytes(whole):
    assert render(invented.draft(), created=DAY)[0] == whole


def test_all_times_in_the_zip_are_fixed(whole):
    with zipfile.ZipFile(io.BytesIO(whole)) as file:
        assert {info.date_time for info in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_nothing_asks_the_clock(trees):
    assert b"2024-09-02T00:00:00Z" in etree.tostring(trees["docProps/core.xml"])
    dates = {node.get(w("date")) for node in trees["word/comments.xml"]}
    assert dates == {"2024-09-02T00:00:00Z"}


def test_without_a_date_comments_and_changes_have_none():
    trees = ooxml.parts(render(invented.draft())[0])
    assert {node.get(w("date")) for node in trees["word/comments.xml"]} == {None}
    assert trees["docProps/core.xml"].find("{http://purl.org/dc/terms/}created") is None


# --- letterhead ------------------------------------------------------------------------------------------------------


def test_the_letterhead_has_the_fields(trees):
    head = "\n".join(shown(p) for name in ("word/header1.xml",) for p in trees[name].iter(w("p")))
    assert (
        "Norrviks stadsdelsförvaltning\nAvdelningen för samhälle och service\nTjänsteutlåtande\nDnr NV 2024/123" in head
    )
    assert "Sida 1 (1)" in head


def test_pages_are_counted_by_fields(trees):
    for name in ("word/header1.xml", "word/header2.xml"):
        assert [f.get(w("instr")).strip() for f in trees[name].iter(w("fldSimple"))] == ["PAGE", "NUMPAGES"]


def test_a_field_that_is_a_placeholder_is_yellow(trees):
    (run,) = [r for r in trees["word/document.xml"].iter(w("r")) if shown(r) == "[telefon]"]
    assert run.find(f"{w('rPr')}/{w('highlight')}").get(w("val")) == "yellow"


# --- paragraphs ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("role", "name"),
    [(role, names[0]) for role, names in marks.STYLES.items()],
)
def test_each_role_has_its_own_style(role, name):
    assert [shown(p) for p in paragraphs(written(said("En text", role)), name)] == ["En text"]


@pytest.mark.parametrize("level", [1, 2, 3])
def test_headings_are_real_headings_with_levels(level):
    trees = written(heading("Ärendet", level))
    (paragraph,) = paragraphs(trees, f"heading {level}")
    style = next(s for s in trees["word/styles.xml"].iter(w("style")) if s.get(w("styleId")) == style_id(paragraph))
    assert style.find(f"{w('pPr')}/{w('outlineLvl')}").get(w("val")) == str(level - 1)


@pytest.mark.parametrize("level", [None, 0, -3, 4, 9, 12])
def test_any_heading_level_is_written(level):
    trees = written(heading("Ärendet", level))
    assert (
        shown(next(p for p in paragraphs(trees) if (style_id(p) or "").lower().startswith(("rubrik", "heading"))))
        == "Ärendet"
    )


def test_soft_breaks_and_tabs_are_word_s_own():
    (paragraph,) = paragraphs(written(said("Rad ett\nrad två\tmed tabb  och luft ")), "Body Text")
    assert shown(paragraph) == "Rad ett\nrad två\tmed tabb  och luft "
    assert len(list(paragraph.iter(w("br")))) == 1
    assert len(list(paragraph.iter(w("tab")))) == 1


def test_a_placeholder_is_a_yellow_run():
    (paragraph,) = paragraphs(
        written(Paragraph(runs=(Run(text="Den "), Run(text="[datum]", mark=Mark.PLACEHOLDER)), role=Style.BODY)),
        "Body Text",
    )
    yellow = [shown(r) for r in paragraph.iter(w("r")) if r.find(f"{w('rPr')}/{w('highlight')}") is not None]
    assert yellow == ["[datum]"]


@pytest.mark.parametrize(("mark", "tag"), [(Mark.BOLD, "b"), (Mark.ITALIC, "i")])
def test_bold_and_italic_are_runs_of_their_own(mark, tag):
    (paragraph,) = paragraphs(
        written(Paragraph(runs=(Run(text="a"), Run(text="b", mark=mark)), role=Style.BODY)), "Body Text"
    )
    assert [shown(r) for r in paragraph.iter(w("r")) if r.find(f"{w('rPr')}/{w(tag)}") is not None] == ["b"]


def test_an_empty_paragraph_and_an_empty_run_are_allowed():
    assert paragraphs(written(Paragraph(runs=(), role=Style.BODY), said("")), "Body Text")


# --- tracked changes and comments ------------------------------------------------------------------------------------


def change(text, replaces):
    return Paragraph(
        runs=(Run(text="I "), Run(text=text, mark=Mark.INSERTED, replaces=replaces), Run(text=".")),
        role=Style.REUSED,
        sources=("p1",),
        comments=("Namnet är bytt.",),
    )


def test_a_changed_name_is_a_tracked_change_by_us():
    (paragraph,) = paragraphs(written(change("Norrvik", "Södervik")), "Utl Återanvänd text")
    deleted, inserted = paragraph.find(w("del")), paragraph.find(w("ins"))
    assert "".join(node.text for node in deleted.iter(w("delText"))) == "Södervik"
    assert shown(inserted) == "Norrvik"
    assert {deleted.get(w("author")), inserted.get(w("author"))} == {"utlatande"}


@pytest.mark.parametrize(
    ("text", "replaces", "tags"),
    [("ny", "", ["ins"]), ("", "gammal", ["del"]), ("ny", None, ["ins"]), ("lika", "lika", []), ("", "", [])],
)
def test_a_change_without_one_side_has_only_the_other(text, replaces, tags):
    (paragraph,) = paragraphs(written(change(text, replaces)), "Utl Återanvänd text")
    assert [c.tag for c in paragraph if c.tag in (w("ins"), w("del"))] == [w(tag) for tag in tags]
    assert shown(paragraph) == f"I {text}."


def test_what_was_masked_is_not_kept_as_a_deletion():
    mask = Run(text="[personnummer]", mark=Mark.PLACEHOLDER, replaces="19121212-1212")
    trees = written(Paragraph(runs=(mask,), role=Style.REUSED))
    assert b"1212" not in etree.tostring(trees["word/document.xml"])


def test_a_comment_is_anchored_around_all_runs_tracked_ones_too():
    (paragraph,) = paragraphs(written(change("Norrvik", "Södervik")), "Utl Återanvänd text")
    order = [etree.QName(child).localname for child in paragraph]
    assert order == [
        "pPr", "bookmarkStart", "commentRangeStart", "r", "del", "ins", "r", "commentRangeEnd", "bookmarkEnd", "r",
    ]  # fmt: skip


def test_comments_are_signed_and_have_a_paragraph_a_line(trees):
    first = trees["word/comments.xml"][0]
    assert (first.get(w("author")), first.get(w("initials"))) == ("utlatande", "utl")
    assert [shown(p) for p in first] == [
        "Starkt stöd. Tjänsteutlåtande, Norrviks stadsdelsnämnd, 2023-10-12, s. 2.",
        "Frågan är nästan densamma.",
    ]


def test_two_comments_on_a_paragraph_are_both_there():
    trees = written(said("En text", comments=("Ett", "Två")))
    assert [shown(c) for c in trees["word/comments.xml"]] == ["Ett", "Två"]


def test_without_comments_there_is_no_comments_part():
    assert "word/comments.xml" not in written(said("En text"))


# --- language and properties -----------------------------------------------------------------------------------------


def test_the_language_is_swedish(trees):
    assert {node.get(w("val")) for node in trees["word/styles.xml"].iter(w("lang"))} == {"sv-SE"}


def test_title_and_author_are_the_draft_s_and_never_the_machine_s(trees):
    texts = {etree.QName(node).localname: node.text for node in trees["docProps/core.xml"]}
    assert texts["title"] == "Trygghet och belysning kring Sjöhamnstorget"
    assert texts["creator"] == texts["lastModifiedBy"] == "Förnamn Efternamn"
    assert texts["language"] == "sv-SE"


def test_an_unknown_author_is_nobody():
    fields = tuple((name, "[handläggare]" if name == "handlaggare" else value) for name, value in invented.FIELDS)
    trees = ooxml.parts(render(invented.draft(fields=fields))[0])
    assert not trees["docProps/core.xml"].findtext("{http://purl.org/dc/elements/1.1/}creator")


# --- any text --------------------------------------------------------------------------------------------------------

HOSTILE = [
    "{{ 7*7 }}", "{{ id }}", "{% if x %}", "<w:p>", "<2024>", "]]>", "&amp;", "'\"", "=cmd|'/c calc'!A0",
    '{ DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe "/k calc" }', "{{ innehåll }}", "\\s 1.2 |{#", "${jndi:ldap://x}",
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_text_is_never_read_as_code(text):
    fields = tuple((name, text) for name, _ in invented.FIELDS)
    runs = (Run(text=text), Run(text=text, mark=Mark.INSERTED, replaces=text + "!"))
    parts = [Paragraph(runs=runs, role=role, comments=(text,), sources=("p1",)) for role in Style]
    data, _ = render(small(*parts, Table(rows=((text, text), (text, text)))))
    assert ooxml.problems(data) == []
    trees = ooxml.parts(ren := render(Draft(title=text, fields=fields, parts=tuple(parts)))[0])
    assert ooxml.problems(ren) == []
    assert [shown(p) for p in paragraphs(trees, "Body Text")] == [text * 2]
    assert shown(trees["word/comments.xml"][0]) == text
    assert text in [shown(p) for p in trees["word/header1.xml"].iter(w("p"))]
    assert not list(trees["word/document.xml"].iter(w("instrText"), w("fldChar")))


@pytest.mark.parametrize("character", ["\0", "\x01", "\x1f", chr(0xD800), "\ufffe", "\uffff", "\u202e", "\u202d"])
def test_what_cannot_be_written_is_shown_and_told(character):
    data, notices = render(small(said(f"a{character}b", comments=(f"c{character}",)), Table(rows=((character,),))))
    assert ooxml.problems(data) == []
    assert [shown(p) for p in paragraphs(ooxml.parts(data), "Body Text")] == ["a\ufffdb"]
    assert [n.text for n in notices] == [
        f"Tecken som inte kan skrivas i Word visas som � i utkastet (U+{ord(character):04X})."
    ]


@pytest.mark.parametrize("character", ["\r", "\r\n", "\v", "\f", "\u2028", "\u2029", "\x85"])
def test_every_sort_of_line_break_is_a_soft_break(character):
    data, notices = render(small(said(f"a{character}b")))
    assert [shown(p) for p in paragraphs(ooxml.parts(data), "Body Text")] == ["a\nb"]
    assert notices == ()


ANY = st.text(st.characters(codec=None), max_size=30) | st.sampled_from(HOSTILE)
RUNS = st.lists(
    st.builds(Run, text=ANY, mark=st.sampled_from(Mark), replaces=st.none() | ANY), max_size=4
).map(tuple)  # fmt: skip
PARAGRAPHS = st.builds(
    Paragraph,
    runs=RUNS,
    role=st.sampled_from(Style),
    level=st.none() | st.integers(-2, 12),
    question=st.none() | ANY,
    sources=st.lists(ANY, max_size=2).map(tuple),
    comments=st.lists(ANY, max_size=2).map(tuple),
)
TABLES = st.builds(
    Table,
    rows=st.lists(st.lists(ANY, max_size=6).map(tuple), max_size=3).map(tuple),
    sources=st.lists(ANY, max_size=1).map(tuple),
)
DRAFTS = st.builds(
    Draft,
    title=ANY,
    fields=st.lists(st.tuples(st.sampled_from(list(marks.FIELDS)), ANY), unique_by=lambda pair: pair[0]).map(tuple),
    parts=st.lists(PARAGRAPHS | TABLES, max_size=8).map(tuple),
)


def plain(text):
    """A text as it is shown: breaks as \\n, what cannot be written as �."""
    text = re.sub("\r\n|[\r\v\f\x85\u2028\u2029]", "\n", text)
    return "".join(c if writable(c) else "\ufffd" for c in text)


def writable(c):
    return c in "\t\n" or (c >= " " and not 0xD800 <= ord(c) < 0xE000 and c not in "\ufffe\uffff\u202d\u202e")


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(DRAFTS)
@example(Draft(title="", fields=(), parts=()))
def test_any_draft_becomes_a_sound_file_with_the_same_text(draft):
    data, _ = render(draft)
    assert ooxml.problems(data) == []
    root = ooxml.parts(data)["word/document.xml"]
    seen = re.sub(r"\s", "", shown(root.find(w("body"))))
    at = 0
    for part in draft.parts:
        texts = (
            [part.text]
            if isinstance(part, Paragraph)
            else [c for row in part.rows for c in row]
            if any(part.rows)
            else []
        )
        for text in texts:
            wanted = re.sub(r"\s", "", plain(text))
            if isinstance(part, Paragraph) and part.role in (Style.NUMBERED, Style.ATTACHMENT):
                wanted = re.sub(r"^(\d{1,3}[.)]|[a-zåäö][.)])", "", wanted)
            found = seen.find(wanted, at)
            assert found >= 0, (wanted, seen[at : at + 200])
            at = found + len(wanted)


# --- on disk ---------------------------------------------------------------------------------------------------------


def test_a_draft_is_written_whole(tmp_path, whole):
    path = tmp_path / "Tjänsteutlåtande.docx"
    done = write(invented.draft(), path, created=DAY)
    assert (done.path, done.kept, done.notices) == (path, None, ())
    assert path.read_bytes() == whole
    assert [p.name for p in tmp_path.iterdir()] == [path.name]


def test_an_existing_file_is_never_overwritten(tmp_path):
    path = tmp_path / "utkast.docx"
    path.write_text("arbete")
    with pytest.raises(OutputError):
        write(invented.draft(), path)
    assert path.read_text() == "arbete"


def test_force_keeps_the_old_file(tmp_path):
    path = tmp_path / "utkast.docx"
    path.write_text("arbete")
    done = write(invented.draft(), path, force=True)
    assert done.kept.read_text() == "arbete"
    assert path.read_bytes()[:2] == b"PK"


# --- marks in the cells of a table --------------------


def test_a_changed_name_and_a_gap_in_a_cell_are_tracked_and_yellow():
    cells = (
        (Run(text="Område"),),
        (Run(text="I "), Run(text="Norrvik", mark=Mark.INSERTED, replaces="Norrvik-Lövsta"), Run(text="\nrad två")),
        (Run(text="Ring "), Run(text="[telefonnummer]", mark=Mark.PLACEHOLDER)),
    )
    rows = tuple(("".join(run.text for run in cell),) for cell in cells)
    trees = written(said("Före"), Table(rows=rows, sources=("p",), runs=tuple((cell,) for cell in cells)))
    *_, table = trees["word/document.xml"].iter(w("tbl"))
    assert [shown(node) for node in table.iter(w("ins"))] == ["Norrvik"]
    assert ["".join(node.itertext()) for node in table.iter(w("delText"))] == ["Norrvik-Lövsta"]
    yellow = [run for run in table.iter(w("r")) if run.find(f"{w('rPr')}/{w('highlight')}") is not None]
    assert [shown(run) for run in yellow] == ["[telefonnummer]"]
    second = list(table.iter(w("tr")))[1]
    assert [shown(p) for p in second.iter(w("p"))] == ["I Norrvik", "rad två"]
