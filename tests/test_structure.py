"""Labels, heading slots, sections, and what is not body."""
# ruff: noqa: E501 - a letter, or a case, stands on one line

import pytest
from hypothesis import given
from hypothesis import strategies as st
from letters import document

from utlatande import structure
from utlatande.model import Role
from utlatande.structure import LabelKind, is_contact, is_letterhead, is_signature, label, outline, slot

LABELS = {
    "1. Hur": ("1", "digit", "Hur"),
    "1) Hur": ("1", "digit", "Hur"),
    "(1) Hur": ("1", "digit", "Hur"),
    "1.Hur": ("1", "digit", "Hur"),
    "01. Hur": ("1", "digit", "Hur"),
    "1: Hur": ("1", "digit", "Hur"),
    "1)\u00a0Hur": ("1", "digit", "Hur"),
    "1.\tHur": ("1", "digit", "Hur"),
    "Fråga 1: Hur": ("1", "digit", "Hur"),
    "Fråga 1 – Hur": ("1", "digit", "Hur"),
    "Fråga nr 12. Hur": ("12", "digit", "Hur"),
    "Fråga 2\nHur": ("2", "digit", "Hur"),
    "1.1 Hur": ("1.1", "multi", "Hur"),
    "1.1. Hur": ("1.1", "multi", "Hur"),
    "2a) hur": ("2a", "multi", "hur"),
    "2 b. hur": ("2b", "multi", "hur"),
    "a) hur": ("a", "letter", "hur"),
    "(a) hur": ("a", "letter", "hur"),
    "B. Hur": ("b", "letter", "Hur"),
    "ii) hur": ("ii", "roman", "hur"),
    "(iv) hur": ("iv", "roman", "hur"),
    "• hur": ("•", "bullet", "hur"),
    "– hur": ("•", "bullet", "hur"),
    "-Hur": ("•", "bullet", "Hur"),
    "o\thur": ("•", "bullet", "hur"),
}


@pytest.mark.parametrize("text", LABELS)
def test_a_typed_label_is_read(text):
    found = label(text)
    assert (found.value, found.kind, text[found.end :]) == LABELS[text]


@pytest.mark.parametrize(
    "text",
    ["12 kameror", "3 april 2018", "1 200 skolor", "2024-05-23", "2024. Sedan", "I takt med", "1.5 miljoner kronor",
     "Frågan 1 är", "Frågan: hur går det?", "Yrkanden: att badet öppnas", "Hur", "", "10.12.2024 kl. 9", "–", "§ 3 Badet", "t.ex. badet", "A-kassan"],
)  # fmt: skip
def test_what_only_looks_like_a_label_is_none(text):
    found = label(text)
    assert found is None or not text[found.end :].strip()


def test_a_label_that_only_a_list_can_prove_is_weak():
    assert label("1 Hur").weak
    assert label("A. Berg").weak
    assert not label("1. Hur").weak


SLOTS = {
    "Förslag till beslut": "forslag_till_beslut",
    "Förvaltningens förslag till beslut": "forslag_till_beslut",
    "SAMMANFATTNING": "sammanfattning",
    "Bakgrund": "arendet",
    "2. Bakgrund": "arendet",
    "3.1 Ärendets beredning": "beredning",
    "Synpunkter och förslag": "synpunkter",
    "Förvaltningens synpunkter och förslag": "synpunkter",
    "Socialförvaltningens bedömning": "synpunkter",
    "Ekonomiska konsekvenser": "ekonomi",
    "Ekonomiska konsekvenser:": "ekonomi",
    "Ärendets bredning": "beredning",
    "Barnkonsekvensanalys": "barn",
    "Beslutsunderlag": "beslutsunderlag",
    "Bilagor": "bilagor",
    "Våra frågor": "fragor",
    "Ersättaryttrande": "ersattaryttrande",
}


@pytest.mark.parametrize("heading", SLOTS)
def test_a_heading_is_known_by_its_many_names(heading):
    assert slot(heading) == SLOTS[heading]


@pytest.mark.parametrize(
    "heading", ["Liljor", "Syftet med badet", "Frågan om badet", "", "Beslutet fattades i går av nämnden"]
)
def test_another_heading_has_no_slot(heading):
    assert slot(heading) is None


def one(text, **more):
    return document(text, **more).blocks[0]


@pytest.mark.parametrize(
    "text", ["Karin Ek (M)", "Karin Ek m.fl. (M)", "Karin Ek m fl (M)", "Jo Ek (L)    Bo Al (C)", "För Moderaterna i Norrvik",
             "Med vänlig hälsning", "Eva von Ås, ordförande", "Lo Ek  Bo Al stadsdelsdirektör avdelningschef", "Eva Ås\nenhetschef"],
)  # fmt: skip
def test_a_signature_is_known(text):
    assert is_signature(one(text))


@pytest.mark.parametrize(
    "text",
    [
        "Hur är det, Karin Ek (M)?",
        "För att minska brotten behövs mer.",
        "Badet är stängt.",
        "Karin Ek frågade om badet.",
    ],
)
def test_a_line_of_text_is_no_signature(text):
    assert not is_signature(one(text))


@pytest.mark.parametrize(
    "text",
    [
        "Till",
        "Till Norrviks stadsdelsnämnd",
        "2024-05-23",
        "Norrvik den 3 april 2024",
        "Dnr NO 2024/117",
        "Handläggare",
        "Norrviks stadsdelsförvaltning",
        "Avdelningen för kultur",
    ],
)
def test_a_line_of_a_letterhead_is_known(text):
    assert is_letterhead(one(text))


@pytest.mark.parametrize(
    "text",
    ["Frågor till förvaltningen", "Samverkan med Norrviks kommun", "Badet är stängt", "Till hösten öppnar badet"],
)
def test_a_short_line_of_text_is_no_letterhead(text):
    assert not is_letterhead(one(text))


def test_a_run_of_short_lines_is_a_letterhead_when_three_are_sure():
    lines = ["Handläggare", "Eva Ås", "Telefon: 08-123 45 67", "Till", "Norrviks stadsdelsnämnd", "2024-05-23"]
    assert is_letterhead(document(*lines).blocks)
    assert not is_letterhead(document(*lines[:4]).blocks)
    assert not is_letterhead(document("Ett", "två", "tre", "fyra", "fem", "sex").blocks)


@pytest.mark.parametrize(
    "text",
    [
        "Telefon: 08-123 45 67",
        "eva.as@exempel.invalid",
        "123 45 Norrvik",
        "www.exempel.invalid",
        "Klippvägen 6",
        "08-123 45 67",
    ],
)
def test_contact_facts_are_known(text):
    assert is_contact(one(text))


def test_sections_follow_headings_and_keep_every_block():
    sections = outline(document("Före", "# Bakgrund", "Ett", "Två", "# Förvaltningens bedömning", "Tre"))
    assert [(s.heading, s.slot, [b.text for b in s.blocks]) for s in sections] == [
        (None, None, ["Före"]),
        ("Bakgrund", "arendet", ["Ett", "Två"]),
        ("Förvaltningens bedömning", "synpunkter", ["Tre"]),
    ]


def test_a_section_knows_the_headings_above_it_and_their_slot():
    sections = outline(document("# Synpunkter och förslag", "Ett", "* Fältarbete", "Två"))
    assert sections[1].path == ("Synpunkter och förslag", "Fältarbete")
    assert sections[1].slot == "synpunkter"


def test_a_short_line_with_a_known_name_is_a_heading_without_any_mark():
    assert [
        s.heading for s in outline(document("Bakgrund", "Badet är stängt.", "Ekonomiska konsekvenser", "Inga."))
    ] == ["Bakgrund", "Ekonomiska konsekvenser"]


def test_lines_of_the_contents_are_headings_further_down():
    lines = [
        "# Innehåll",
        "Inledning om badet\t1",
        "Vattnet\t2",
        "Taket och väggarna\t3",
        "Inledning om badet",
        "Text.",
        "Vattnet",
        "Text.",
    ]
    found = outline(document(*lines))
    assert structure.contents(document(*lines)) == ("Inledning om badet", "Vattnet", "Taket och väggarna")
    assert [s.heading for s in found] == ["Innehåll", "Inledning om badet", "Vattnet"]


def test_a_known_heading_is_parted_from_the_text_run_into_it():
    text = "Norrviks stadsdelsnämnd godkänner förvaltningens svar på skrivelsen om badet."
    (found,) = outline(document(f"Förslag till beslut {text}"))
    assert (found.heading, found.slot, [b.text for b in found.blocks]) == (
        "Förslag till beslut",
        "forslag_till_beslut",
        [text],
    )
    (other,) = outline(document("Förslag till beslut fattas av nämnden när ärendet har beretts i sin helhet av alla."))
    assert other.heading is None


def test_a_table_of_figures_is_no_list_of_contents():
    assert structure.contents(document("Norrvik\t12", "Ekbacken\t4", "Kvarnen\t9")) == ()


def test_a_signature_in_bold_is_no_heading():
    assert [s.heading for s in outline(document("# Bakgrund", "Text.", "* Karin Ek (M)"))] == ["Bakgrund"]


@given(st.lists(st.text(max_size=60), max_size=12))
def test_outline_never_raises_and_loses_no_block(lines):
    made = document(*lines)
    found = outline(made)
    held = sum(len(s.blocks) + (s.heading is not None) for s in found)
    assert held == len([b for b in made.blocks if b.role is not Role.HEADER])


@given(st.text(max_size=40))
def test_a_label_never_eats_the_text(text):
    found = label(text)
    assert found is None or (0 < found.end <= len(text) and found.shown in text and found.kind in LabelKind)
