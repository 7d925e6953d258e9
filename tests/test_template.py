"""An office's own template: filled without programming, whatever Word did to it and whatever it lacks."""

import io
import itertools

import docx
import invented
import offices
import ooxml
import pytest
from docx.shared import Pt
from hypothesis import given, settings
from hypothesis import strategies as st
from invented import said
from offices import BODY, bare, filled, lines, repacked, yellow
from ooxml import shown, w

from utlatande.model import Style
from utlatande.word import fields
from utlatande.word.write import render

office = pytest.fixture(offices.office)


# --- fields ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("tag", ["{{ dnr }}", "{{dnr}}", "{{  dnr }}", "{{\u00a0dnr }}", "{{ Dnr }}", "{{ DNR }}"])
def test_a_field_is_found_however_it_is_typed(office, tag):
    trees, _ = filled(office(f"Diarienummer: {tag}.", BODY))
    assert lines(trees) == ["Diarienummer: NV 2024/123.", "Texten."]


@pytest.mark.parametrize("tag", ["{{ nämnd }}", "{{ namnd }}", "{{ NÄMND }}", "{{ na\u0308mnd }}"])
def test_a_field_may_have_its_swedish_letters(office, tag):
    assert lines(filled(office(tag, BODY))[0])[0] == "Norrviks stadsdelsnämnd"


def test_a_field_that_word_split_between_runs_keeps_its_look(office):
    split = (
        "<w:p><w:r><w:t xml:space='preserve'>Dnr </w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>{</w:t></w:r>"
        "<w:proofErr w:type='spellStart'/><w:r><w:rPr><w:b/></w:rPr><w:t>{ dn</w:t></w:r>"
        "<w:proofErr w:type='spellEnd'/>"
        "<w:r><w:t>r }</w:t></w:r><w:r><w:t>}, sida</w:t></w:r></w:p>"
    )
    trees, _ = filled(office(split, BODY))
    assert lines(trees)[0] == "Dnr NV 2024/123, sida"
    (run,) = [r for r in trees["word/document.xml"].iter(w("r")) if shown(r) == "NV 2024/123"]
    assert run.find(f"{w('rPr')}/{w('b')}") is not None


def test_several_fields_in_a_paragraph_are_all_filled(office):
    trees, _ = filled(office("{{ dnr }} – {{ datum }} – {{ dnr }}", BODY))
    assert lines(trees)[0] == "NV 2024/123 – 2024-09-02 – NV 2024/123"


def test_a_field_is_filled_in_headers_tables_and_text_boxes(office):
    def change(document):
        document.add_table(1, 1).cell(0, 0).text = "{{ dnr }}"
        document.add_paragraph(BODY)

    box = (
        "<w:p><w:r><w:pict><v:shape xmlns:v='urn:schemas-microsoft-com:vml' style='width:100pt;height:20pt'><v:textbox>"
        "<w:txbxContent><w:p><w:r><w:t>{{ datum }}</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict>"
        "</w:r></w:p>"
    )
    trees, notices = filled(office(box, header="{{ avdelning }}", change=change))
    assert "2024-09-02NV 2024/123Texten." in "".join(lines(trees))
    assert lines(trees, "word/header1.xml") == ["Avdelningen för samhälle och service"]
    assert not any("{" in notice for notice in notices)


def test_a_field_in_a_content_control_is_not_bound_any_more(office):
    control = (
        "<w:sdt><w:sdtPr><w:showingPlcHdr/><w:dataBinding w:xpath='/a' w:storeItemID='{0}'/></w:sdtPr><w:sdtContent>"
        "<w:p><w:r><w:t>{{ dnr }}</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    )
    trees, _ = filled(office(control, BODY))
    assert lines(trees)[0] == "NV 2024/123"
    assert not list(trees["word/document.xml"].iter(w("dataBinding"), w("showingPlcHdr")))


def test_a_value_of_several_lines_breaks_softly(office):
    trees, _ = filled(office("{{ handlaggare }}", BODY), fields=(("handlaggare", "Förnamn Efternamn\nutredare"),))
    assert lines(trees)[0] == "Förnamn Efternamn\nutredare"
    assert len(list(trees["word/document.xml"].iter(w("br")))) == 1


def test_a_value_that_is_a_placeholder_is_yellow_and_the_rest_is_not(office):
    trees, _ = filled(office("Telefon: {{ telefon }}, växel 08", BODY))
    assert lines(trees)[0] == "Telefon: [telefon], växel 08"
    assert yellow(trees) == ["[telefon]"]


def test_a_known_field_without_a_value_is_a_placeholder_with_a_notice(office):
    trees, notices = filled(office("{{ sammanträdesdatum }}", BODY), fields=())
    assert yellow(trees) == ["[sammanträdesdatum]"]
    assert "Uppgift saknas: sammanträdesdatum. Den är gulmarkerad i utkastet." in notices


def test_an_unknown_field_stays_yellow_and_is_told(office):
    trees, notices = filled(office("Ref {{ handlagare }} {{ 7*7 }}", BODY))
    assert lines(trees)[0] == "Ref {{ handlagare }} {{ 7*7 }}"
    assert yellow(trees) == ["{{ handlagare }}", "{{ 7*7 }}"]
    assert (
        "Mallen har ett okänt fält, {{ handlagare }}. Det står kvar gulmarkerat. Menades {{ handlaggare }}?" in notices
    )
    assert "Mallen har ett okänt fält, {{ 7*7 }}. Det står kvar gulmarkerat." in notices


@pytest.mark.parametrize("tag", ["{% for x in y %}", "{{ dnr", "dnr }}", "{% if dnr %}", "{% endif %}", "{%"])
def test_a_tag_that_cannot_be_read_stays_yellow_and_is_told(office, tag):
    trees, notices = filled(office(f"Ref {tag}", BODY))
    assert lines(trees)[0] == f"Ref {tag}"
    assert yellow(trees)
    assert any("som inte går att tolka" in notice for notice in notices)


def test_a_value_is_never_read_as_a_tag(office):
    trees, _ = filled(office("{{ titel }}", "{{ dnr }}", BODY), fields=(("titel", "{{ dnr }}"), ("dnr", BODY)))
    assert lines(trees) == ["{{ dnr }}", BODY, "Texten."]


@pytest.mark.parametrize(
    "tag",
    [
        "{{ ''.__class__.__mro__ }}", "{{ cycler.__init__.__globals__.os.popen('id').read() }}", "{{ id }}",
        "{% include '/etc/passwd' %}", "{% import os %}", "{{ config }}", "{{ open('/etc/x').read() }}", "{{ 7*7 }}",
    ],
)  # fmt: skip
def test_nothing_in_a_template_is_run(office, tag):
    trees, _ = filled(office(f"A {tag} B", BODY))
    assert lines(trees)[0] == f"A {tag} B"


def test_a_title_in_the_template_s_body_is_not_written_twice(office):
    path = office("{{ titel }}", "{{ undertitel }}", BODY)
    trees, _ = filled(path, said("Rubriken", Style.TITLE), said("Svar", Style.SUBTITLE), said("Texten."))
    assert lines(trees) == [
        "Trygghet och belysning kring Sjöhamnstorget",
        "Svar på skrivelse från (A) och (B)",
        "Texten.",
    ]


def test_a_title_in_the_header_does_not_replace_the_one_in_the_text(office):
    trees, _ = filled(office(BODY, header="{{ titel }}"), said("Rubriken", Style.TITLE), said("Texten."))
    assert lines(trees) == ["Rubriken", "Texten."]


# --- anything --------------------------------------------------------------------------------------------------------

PLAIN = st.text("ab {}%åÅ<&\u00a0", max_size=6).filter(lambda text: "{" not in text and "}" not in text)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.tuples(PLAIN, st.sampled_from(["dnr", "datum", "Nämnd", "telefon"])), max_size=4),
    PLAIN,
    st.lists(st.integers(0, 80), max_size=8),
)
def test_a_field_is_filled_wherever_word_splits_it(chunks, end, cuts):
    values = dict(invented.FIELDS)
    typed = "".join(f"{text}{{{{ {name} }}}}" for text, name in chunks) + end
    paragraph = docx.oxml.OxmlElement("w:p")
    for low, high in itertools.pairwise(sorted({0, len(typed), *(cut for cut in cuts if cut < len(typed))})):
        run = docx.text.run.Run(paragraph.add_r(), None)
        run.text, run.italic = typed[low:high], bool(low % 2)
    fields._fill_paragraph(paragraph, values, fields.Filled())
    assert shown(paragraph) == "".join(f"{text}{values[fields.fold(name)]}" for text, name in chunks) + end


# --- choices ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("epost", "line"), [("a@b.se", ["E-post: a@b.se"]), ("", [])])
def test_a_choice_within_a_paragraph(office, epost, line):
    trees, _ = filled(office("{% if epost %}E-post: {{ epost }}{% endif %}", BODY), fields=(("epost", epost),))
    assert lines(trees) == [*line, "Texten."]


def test_a_choice_within_a_longer_text_leaves_the_rest(office):
    trees, _ = filled(office("Tel 08{% if epost %}, {{ epost }}{% endif %}.", BODY), fields=(("epost", ""),))
    assert lines(trees)[0] == "Tel 08."


@pytest.mark.parametrize(("epost", "between"), [("a@b.se", ["Skriv till a@b.se", "eller ring"]), ("", [])])
def test_a_choice_over_paragraphs(office, epost, between):
    path = office("före", "{% if epost %}", "Skriv till {{ epost }}", "eller ring", "{% endif %}", BODY)
    assert lines(filled(path, fields=(("epost", epost),))[0]) == ["före", *between, "Texten."]


@pytest.mark.parametrize(("epost", "rows"), [("a@b.se", ["08", "E-post", "a@b.se"]), ("", ["08"])])
@pytest.mark.parametrize("cells", [("{% if epost %}E-post", "{{ epost }}{% endif %}")])
def test_a_choice_of_a_row(office, epost, rows, cells):
    def change(document):
        table = document.add_table(2, 2)
        table.cell(0, 0).merge(table.cell(0, 1)).text = "08"
        table.cell(1, 0).text, table.cell(1, 1).text = cells
        document.add_paragraph(BODY)

    trees, _ = filled(office(change=change), fields=(("epost", epost),))
    assert [line for line in lines(trees) if line] == [*rows, "Texten."]


@pytest.mark.parametrize(("epost", "rows"), [("a@b.se", ["a", "a@b.se", "b"]), ("", ["a", "b"])])
def test_a_choice_over_rows(office, epost, rows):
    def change(document):
        table = document.add_table(5, 1)
        for n, text in enumerate(["a", "{% if epost %}", "{{ epost }}", "{% endif %}", "b"]):
            table.cell(n, 0).text = text
        document.add_paragraph(BODY)

    assert lines(filled(office(change=change), fields=(("epost", epost),))[0]) == [*rows, "Texten."]


def test_a_choice_that_empties_a_cell_or_a_table_leaves_a_sound_file(office):
    def change(document):
        document.add_table(1, 1).cell(0, 0).text = "{% if epost %}x{% endif %}"
        document.add_paragraph(BODY)

    assert lines(filled(office(change=change), fields=(("epost", ""),))[0])[-1] == "Texten."


def test_a_choice_on_an_unknown_field_is_told(office):
    _, notices = filled(office("{% if webb %}x{% endif %}", BODY))
    assert any("{% if webb %}" in notice for notice in notices)


# --- where the text goes ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("mark", ["{{ innehåll }}", "{{innehall}}", "{{ body }}", "{{ Innehåll }}"])
def test_the_mark_says_where_the_text_goes(office, mark):
    assert lines(filled(office("före", mark, "efter"))[0]) == ["före", "Texten.", "efter"]


def test_without_a_mark_the_text_stands_last_and_that_is_told(office):
    trees, notices = filled(office("före"))
    assert lines(trees) == ["före", "Texten."]
    assert "Mallen saknar märket {{ innehåll }}. Texten står sist i dokumentet." in notices


def test_a_mark_that_a_choice_takes_away_takes_no_text_with_it(office):
    path = office("före", "{% if epost %}", BODY, "{% endif %}", "efter")
    assert lines(filled(path, fields=(("epost", ""),))[0]) == ["före", "efter", "Texten."]


def test_a_second_mark_stays_and_is_told(office):
    trees, notices = filled(office(BODY, BODY))
    assert lines(trees) == ["Texten.", BODY]
    assert any("innehåll" in notice for notice in notices)


def test_the_mark_may_stand_in_a_cell(office):
    def change(document):
        document.add_table(1, 1).cell(0, 0).text = BODY

    trees, _ = filled(office(change=change), *invented.PARTS)
    assert trees["word/document.xml"].find(f"{w('body')}/{w('tbl')}") is not None


def test_the_mark_may_stand_in_a_content_control_which_then_goes(office):
    control = "<w:sdt><w:sdtContent><w:p><w:r><w:t>{{ innehåll }}</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    trees, _ = filled(office("före", control, "efter"))
    assert lines(trees) == ["före", "Texten.", "efter"]
    assert not list(trees["word/document.xml"].iter(w("sdt")))


def test_the_mark_may_end_a_section(office):
    section = "<w:sectPr><w:pgSz w:w='11906' w:h='16838'/></w:sectPr>"
    end = f"<w:p><w:pPr>{section}</w:pPr><w:r><w:t>{{{{ body }}}}</w:t></w:r></w:p>"
    trees, _ = filled(office(end, "efter"), *invented.PARTS)
    assert lines(trees)[-1] == "efter"
    kinds = [s.find(w("pgSz")).get(w("orient")) for s in trees["word/document.xml"].iter(w("sectPr"))]
    assert kinds == [None, "landscape", None, None]


def test_text_after_the_mark_stays_upright_after_a_landscape_table(office):
    trees, _ = filled(office(BODY, "efter"), *invented.PARTS)
    kinds = [s.find(w("pgSz")).get(w("orient")) for s in trees["word/document.xml"].iter(w("sectPr"))]
    assert kinds == [None, "landscape", None]


# --- styles ----------------------------------------------------------------------------------------------------------


def renamed(parts, changes):
    text = parts["word/styles.xml"].decode()
    for old, new in changes.items():
        assert old in text
        text = text.replace(old, new)
    parts["word/styles.xml"] = text.encode()


def test_styles_are_found_by_name_whatever_their_ids(office):
    path = repacked(office(BODY), lambda p: renamed(p, {'"Heading1"': '"Rubrik1"', '"ListBullet"': '"Punktlista"'}))
    trees, _ = filled(path, invented.heading("Ärendet"), said("punkt", Style.LIST))
    styles = [p.find(f"{w('pPr')}/{w('pStyle')}").get(w("val")) for p in trees["word/document.xml"].iter(w("p"))]
    assert styles == ["Rubrik1", "Punktlista"]


def test_a_swedish_style_name_will_do(office):
    path = repacked(office(BODY), lambda p: renamed(p, {'w:val="heading 1"': 'w:val="Rubrik 1"'}))
    trees, notices = filled(path, invented.heading("Ärendet"))
    assert trees["word/document.xml"].find(f".//{w('pStyle')}").get(w("val")) == "Heading1"
    assert not any("Rubrik 1" in notice for notice in notices)


def test_a_missing_style_leans_on_the_nearest_one_and_is_told(office):
    def change(document):
        document.styles["Body Text"].font.size = Pt(13)

    trees, notices = filled(office(BODY, change=change), said("Ta bort mig", Style.NOTE))
    style = trees["word/document.xml"].find(f".//{w('pStyle')}").get(w("val"))
    (added,) = [s for s in trees["word/styles.xml"].iter(w("style")) if s.get(w("styleId")) == style]
    assert added.find(w("name")).get(w("val")) == "Utl Anteckning"
    assert added.find(w("basedOn")).get(w("val")) == "BodyText"
    assert notices == [
        "Mallen saknar formatmallar: ”Utl Anteckning”. I utkastet liknar de mallens närmaste formatmall."
    ]


def test_a_list_style_of_one_level_does_not_number_what_stands_under_it(office):
    """The lists of python-docx's own template, as many offices' ones, have one level."""
    parts = [
        said("a", Style.LIST),
        said("b", Style.LIST, level=1),
        said("c", Style.NUMBERED),
        said("d", Style.NUMBERED, level=1),
    ]
    trees, _ = filled(office(BODY), *parts)
    kinds = {}
    for paragraph in trees["word/document.xml"].iter(w("p")):
        number, depth = (paragraph.find(f"{w('pPr')}/{w('numPr')}/{w(tag)}") for tag in ("numId", "ilvl"))
        if number is not None:
            kinds[shown(paragraph)] = level_of(trees, number.get(w("val")), depth.get(w("val")))
    assert kinds == {"b": "bullet", "c": "decimal", "d": "lowerLetter"}


def test_a_bare_template_gets_all_it_needs(office):
    path = repacked(office(BODY), bare)
    data, _ = render(invented.draft(), template=path)
    found = ooxml.problems(data)
    assert [one for one in found if "does not end with its section" not in one] == []
    assert docx.Document(io.BytesIO(data)).paragraphs[0].style.name == "Title"


def level_of(trees, number, depth):
    root = trees["word/numbering.xml"]
    (element,) = [n for n in root.iter(w("num")) if n.get(w("numId")) == number]
    key = element.find(w("abstractNumId")).get(w("val"))
    (abstract,) = [a for a in root.iter(w("abstractNum")) if a.get(w("abstractNumId")) == key]
    (level,) = [one for one in abstract.iter(w("lvl")) if one.get(w("ilvl")) == depth]
    return level.find(w("numFmt")).get(w("val"))
