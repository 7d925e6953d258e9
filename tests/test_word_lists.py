"""Lists, tables, signatures and attachments of a draft in Word."""

import ooxml
import pytest
from invented import heading, said
from ooxml import shown, w
from written import number_of, paragraphs, whole_file, written

from utlatande.model import Style, Table


@pytest.fixture(scope="module")
def trees():
    return ooxml.parts(whole_file())


# --- lists -----------------------------------------------------------------------------------------------------------


def numbered(*texts, level=None):
    return tuple(said(text, Style.NUMBERED, level=level) for text in texts)


def test_each_numbered_list_begins_anew():
    trees = written(*numbered("a", "b"), said("text"), *numbered("c"))
    numbers = [number_of(p) for p in paragraphs(trees, "List Number")]
    assert numbers[0] == numbers[1] != numbers[2]
    starts = {
        n.get(w("numId")): n.find(f"{w('lvlOverride')}/{w('startOverride')}").get(w("val"))
        for n in trees["word/numbering.xml"].iter(w("num"))
        if n.get(w("numId")) in numbers
    }
    assert set(starts.values()) == {"1"}


def test_bullets_under_a_numbered_item_do_not_end_its_list():
    trees = written(*numbered("a"), said("punkt", Style.LIST, level=1), *numbered("b"))
    one, two = (number_of(p) for p in paragraphs(trees, "List Number"))
    assert one == two


def test_numbers_that_word_counts_alike_are_word_s():
    trees = written(
        *numbered("1. Första", "2. Andra"), *numbered("a) Del", "b) Del till", level=1), *numbered("3. Tredje")
    )
    found = paragraphs(trees, "List Number")
    assert [shown(p) for p in found] == ["Första", "Andra", "Del", "Del till", "Tredje"]
    assert len({number_of(p) for p in found}) == 1


def test_a_list_may_begin_at_another_number():
    trees = written(*numbered("4. Fjärde", "5. Femte"))
    number = number_of(paragraphs(trees, "List Number")[0])
    (element,) = [n for n in trees["word/numbering.xml"].iter(w("num")) if n.get(w("numId")) == number]
    assert element.find(f"{w('lvlOverride')}/{w('startOverride')}").get(w("val")) == "4"
    assert [shown(p) for p in paragraphs(trees, "List Number")] == ["Fjärde", "Femte"]


@pytest.mark.parametrize(
    "texts",
    [
        ("1. Första", "3. Tredje"),
        ("1. Första", "2a) Andra"),
        ("1) Första", "2) Andra"),
        ("1. Första", "Andra"),
        ("c) Tredje",),
    ],
)
def test_other_numbers_stay_as_the_letter_has_them(texts):
    found = paragraphs(written(*numbered(*texts)), "List Number")
    assert [shown(p).replace("\t", " ") for p in found] == list(texts)
    assert {number_of(p) for p in found} == {"0"}


def test_a_question_keeps_its_number_and_hangs_from_it():
    (paragraph,) = paragraphs(written(said("2a) Hur går det?", Style.QUESTION)), "Utl Fråga")
    assert shown(paragraph) == "2a)\tHur går det?"
    assert paragraph.find(f"{w('pPr')}/{w('ind')}").get(w("hanging"))


@pytest.mark.parametrize("text", ["2024 blev ett bra år.", "1,5 miljoner", "Hur går det?", "12 kap. 3 § gäller"])
def test_what_only_looks_like_a_number_is_text(text):
    assert [shown(p) for p in paragraphs(written(said(text, Style.NUMBERED)), "List Number")] == [text]


def test_attachments_are_numbered_and_stay_together():
    names = [said(name, Style.ATTACHMENT) for name in ("Skrivelse", "Insatser")]
    found = paragraphs(written(heading("Bilagor"), *names), "Utl Bilageförteckning")
    assert number_of(found[0]) == number_of(found[1]) is not None
    assert [p.find(f"{w('pPr')}/{w('keepNext')}") is not None for p in found] == [True, False]


# --- tables ----------------------------------------------------------------------------------------------------------


def test_a_table_repeats_its_header_and_is_described():
    trees = written(Table(rows=(("Insats", "År"), ("Belysning", "2024"))))
    table = list(trees["word/document.xml"].iter(w("tbl")))[-1]
    rows = table.findall(w("tr"))
    assert [row.find(f"{w('trPr')}/{w('tblHeader')}") is not None for row in rows] == [True, False]
    assert table.find(f"{w('tblPr')}/{w('tblDescription')}").get(w("val")) == "Tabell med kolumnerna Insats, År"
    assert [[shown(cell) for cell in row.iter(w("tc"))] for row in rows] == [["Insats", "År"], ["Belysning", "2024"]]


def test_the_lines_of_a_cell_are_paragraphs():
    trees = written(Table(rows=(("Aktiviteter",), ("Ett\nTvå",))))
    cell = list(trees["word/document.xml"].iter(w("tc")))[-1]
    assert [shown(p) for p in cell.iter(w("p"))] == ["Ett", "Två"]


@pytest.mark.parametrize("rows", [(("a", "b"), ("c",)), (("a",), ("b", "c", "d")), (("",),), (("a", ""), ())])
def test_ragged_rows_are_filled_out(rows):
    written(Table(rows=rows), Table(rows=rows))


@pytest.mark.parametrize("rows", [(), ((),), ((), ())])
def test_a_table_without_cells_is_not_written(rows):
    assert len(list(written(Table(rows=rows), said("text"))["word/document.xml"].iter(w("tbl")))) == 1


@pytest.mark.parametrize(("rows", "kept"), [(12, 11), (13, 0)])
def test_a_short_table_is_not_broken_over_two_pages(rows, kept):
    trees = written(Table(rows=tuple((f"Rad {n}", str(n)) for n in range(rows))))
    table = list(trees["word/document.xml"].iter(w("tbl")))[-1]
    keeps = [
        all(p.find(f"{w('pPr')}/{w('keepNext')}") is not None for p in r.iter(w("p"))) for r in table.iter(w("tr"))
    ]
    assert keeps == [True] * kept + [False] * (rows - kept)


def test_a_column_holds_its_longest_word():
    long = "Trygghetsskapandeåtgärdssamordnare"
    trees = written(Table(rows=(("År", "Ansvarig", "Text"), ("2024", long, "ord " * 300))))
    widths = [int(c.get(w("w"))) for c in list(trees["word/document.xml"].iter(w("tblGrid")))[-1]]
    assert widths[0] >= 700
    assert widths[1] > 2000
    assert sum(widths) <= 7937


def test_signatures_stand_two_by_two_without_borders():
    names = [said(f"Förnamn Efternamn\ntitel {n}", Style.SIGNATURE) for n in range(3)]
    trees = written(said("Sist."), *names, heading("Bilagor"))
    table = list(trees["word/document.xml"].iter(w("tbl")))[-1]
    assert [[shown(c) for c in row.iter(w("tc"))] for row in table.iter(w("tr"))] == [
        ["Förnamn Efternamn\ntitel 0", "Förnamn Efternamn\ntitel 1"],
        ["Förnamn Efternamn\ntitel 2", ""],
    ]
    assert table.find(f"{w('tblPr')}/{w('tblBorders')}") is None
    assert paragraphs(trees, "Body Text")[0].find(f"{w('pPr')}/{w('keepNext')}") is not None


# --- attachments -----------------------------------------------------------------------------------------------------


WIDE = Table(rows=(("A", "B", "C", "D", "E"), ("1", "2", "3", "4", "5")))
NARROW = Table(rows=(("A", "B"), ("1", "2")))


def sections(trees):
    return [s.find(w("pgSz")).get(w("orient")) or "portrait" for s in trees["word/document.xml"].iter(w("sectPr"))]


def test_a_wide_table_lies_on_a_landscape_page(trees):
    assert sections(trees) == ["portrait", "landscape"]


def test_after_a_landscape_attachment_the_next_one_stands_up_again():
    trees = written(said("text"), heading("Bilaga 1. A"), WIDE, heading("Bilaga 2. B"), NARROW)
    assert sections(trees) == ["portrait", "landscape", "portrait"]


def test_two_landscape_attachments_share_a_section_but_not_a_page():
    trees = written(said("text"), heading("Bilaga 1. A"), WIDE, heading("Bilaga 2. B"), WIDE)
    assert sections(trees) == ["portrait", "landscape"]
    breaks = [shown(p) for p in paragraphs(trees) if p.find(f"{w('pPr')}/{w('pageBreakBefore')}") is not None]
    assert breaks == ["Bilaga 2. B"]


def test_a_narrow_attachment_begins_on_a_new_page():
    trees = written(said("text"), heading("Bilaga 1. A"), NARROW)
    assert sections(trees) == ["portrait"]
    assert [shown(p) for p in paragraphs(trees) if p.find(f"{w('pPr')}/{w('pageBreakBefore')}") is not None] == [
        "Bilaga 1. A"
    ]


def test_only_the_first_page_has_the_letterhead():
    trees = written(said("text"), heading("Bilaga 1. A"), WIDE)
    first, last = trees["word/document.xml"].iter(w("sectPr"))
    assert first.find(w("titlePg")) is not None
    assert last.find(w("titlePg")) is None
