"""File names that every office PC accepts."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from utlatande.errors import OutputError
from utlatande.word.naming import file_name, target


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Trygghet i Björkhaga", "Tjänsteutlåtande - Trygghet i Björkhaga.docx"),
        ('Vad hände? "Planen": del 1/2', "Tjänsteutlåtande - Vad hände Planen del 1 2.docx"),
        ("Slutar med punkt. . .", "Tjänsteutlåtande - Slutar med punkt.docx"),
        ("rad ett\nrad\ttvå", "Tjänsteutlåtande - rad ett rad två.docx"),
        ("../../etc/passwd", "Tjänsteutlåtande - etc passwd.docx"),
        (None, "Tjänsteutlåtande - brevet.docx"),
        ("???", "Tjänsteutlåtande - brevet.docx"),
    ],
)
def test_a_title_becomes_a_legal_windows_name(title, name):
    assert file_name(title, "brevet", prefix="Tjänsteutlåtande - ") == name


def test_a_long_title_is_cut_between_words():
    name = file_name("ordningsvakter " * 30, "x", prefix="Tjänsteutlåtande - ")
    assert len(name) <= 120
    assert name.endswith("ordningsvakter.docx")


def test_a_decomposed_letter_is_put_together():
    assert file_name(unicodedata.normalize("NFD", "Åäö"), "x") == "Åäö.docx"


def test_a_device_name_is_not_used_bare():
    assert file_name("CON", "x") == "_CON.docx"


@given(st.text(), st.text(), st.sampled_from(["", "Tjänsteutlåtande - "]))
def test_any_title_gives_a_name_that_windows_takes(title, fallback, prefix):
    name = file_name(title, fallback, prefix=prefix)
    stem = name.removesuffix(".docx")
    assert len(name) <= 120
    assert stem.removeprefix(prefix)
    assert not set(name) & set('<>:"/\\|?*')
    assert not stem.endswith((" ", "."))
    assert all(unicodedata.category(character)[0] != "C" for character in name)
    assert len(name.encode("utf-8")) <= 220


def test_a_title_in_wide_letters_still_fits_a_file_system():
    assert len(file_name("漢" * 300, "x", prefix="Tjänsteutlåtande - ").encode()) <= 220


# --- where a draft goes --------------------


def test_without_a_wish_it_goes_beside_the_letter(tmp_path):
    assert target(None, tmp_path, "Svar.docx") == tmp_path / "Svar.docx"


def test_a_folder_is_a_place_to_put_it_in(tmp_path):
    assert target(tmp_path, tmp_path / "annan", "Svar.docx") == tmp_path / "Svar.docx"


@pytest.mark.parametrize(
    ("wished", "got"),
    [
        ("utkast.docx", "utkast.docx"),
        ("UTKAST.DOCX", "UTKAST.DOCX"),
        ("utkast", "utkast.docx"),
        ("Dnr 1.2", "Dnr 1.2.docx"),
        ("svar 2025-10-01 v. 2", "svar 2025-10-01 v. 2.docx"),
    ],
)
def test_a_name_without_an_ending_gets_one(tmp_path, wished, got):
    assert target(tmp_path / wished, tmp_path, "Svar.docx") == tmp_path / got


@pytest.mark.parametrize("ending", ["pdf", "odt", "doc", "DOTX", "docm", "txt"])
def test_the_ending_of_another_sort_of_file_is_refused_in_one_line(tmp_path, ending):
    with pytest.raises(OutputError) as caught:
        target(tmp_path / f"utkast.{ending}", tmp_path, "Svar.docx")
    assert "Kalla det utkast.docx." in caught.value.message
    assert "\n" not in caught.value.message
