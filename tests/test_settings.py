"""Settings: what holds where, and what a broken file says."""

import tomllib

import pytest

from utlatande import settings
from utlatande.errors import SettingsError


@pytest.fixture(autouse=True)
def own_folders(tmp_path, monkeypatch):
    monkeypatch.setenv("UTLATANDE_CONFIG", str(tmp_path / "config"))
    (tmp_path / "config").mkdir()


def write(folder, text):
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "utlatande.toml").write_text(text, encoding="utf-8")


def test_without_a_file_all_is_unknown(tmp_path):
    assert settings.load(tmp_path) == settings.Settings()


def test_the_nearest_file_above_the_working_folder_holds(tmp_path):
    write(tmp_path, 'namnd = "Långt bort"')
    write(tmp_path / "a", 'namnd = "Norrviks stadsdelsnämnd"')
    (tmp_path / "a" / "b").mkdir()
    assert settings.load(tmp_path / "a" / "b").namnd == "Norrviks stadsdelsnämnd"


def test_the_users_own_file_fills_what_the_nearest_leaves_out(tmp_path):
    write(tmp_path / "config", 'namnd = "A"\ntelefon = "08-1"')
    write(tmp_path / "work", 'namnd = "B"')
    found = settings.load(tmp_path / "work")
    assert (found.namnd, found.telefon) == ("B", "08-1")


def test_a_relative_folder_counts_from_the_file_that_names_it(tmp_path):
    write(tmp_path / "a", 'corpus = "Tidigare"')
    (tmp_path / "a" / "b").mkdir()
    assert settings.load(tmp_path / "a" / "b").corpus == tmp_path.resolve() / "a" / "Tidigare"


def test_signatories_come_in_order(tmp_path):
    write(tmp_path, '[[signatories]]\nname = "A"\ntitle = "direktör"\n[[signatories]]\nname = "B"')
    assert [(s.name, s.title) for s in settings.load(tmp_path).signatories] == [("A", "direktör"), ("B", "")]


def test_a_misspelt_key_is_told_with_the_likely_one(tmp_path):
    write(tmp_path, 'namd = "A"')
    (notice,) = settings.load(tmp_path).notices
    assert "namd" in notice.text
    assert "namnd" in notice.text


@pytest.mark.parametrize(
    "text",
    ["namnd = ", "namnd = 3", 'signatories = "A"', "[[signatories]]\ntitle = 'x'", 'form = "annan"', "areas = [1]"],
)
def test_a_broken_file_is_one_swedish_line_that_names_it(tmp_path, text):
    write(tmp_path, text)
    with pytest.raises(SettingsError) as caught:
        settings.load(tmp_path)
    assert "utlatande.toml" in str(caught.value)
    assert "\n" not in str(caught.value)
    assert caught.value.exit_code == 7


def test_a_file_saved_with_a_byte_order_mark_is_read_and_one_in_latin_1_is_told(tmp_path):
    (tmp_path / "utlatande.toml").write_bytes('namnd = "Nämnden"'.encode("utf-8-sig"))
    assert settings.load(tmp_path).namnd == "Nämnden"
    (tmp_path / "utlatande.toml").write_bytes('namnd = "Nämnden"'.encode("latin-1"))
    with pytest.raises(SettingsError):
        settings.load(tmp_path)


def test_the_example_is_valid_and_each_of_its_keys_is_known(tmp_path):
    assert tomllib.loads(settings.EXAMPLE) == {}
    switched_on = "\n".join(
        line.removeprefix("# ") for line in settings.EXAMPLE.splitlines() if "=" in line or line.startswith("# [")
    )
    write(tmp_path, switched_on)
    found = settings.load(tmp_path)
    assert not found.notices
    assert all(getattr(found, key) for key in settings.KEYS)


@pytest.mark.parametrize(
    ("name", "edited"), [("kindred.txt", "förskola dagis\n".encode("cp1252")), ("concepts.toml", b"[groups\n")]
)
def test_a_data_file_that_was_spoilt_by_an_edit_is_told_with_its_path(tmp_path, monkeypatch, name, edited):
    (tmp_path / name).write_bytes(edited)
    monkeypatch.setattr(settings, "DATA", tmp_path)
    read = settings.data.__wrapped__ if name.endswith(".toml") else settings.data_text  # past what is remembered
    with pytest.raises(SettingsError, match="går inte att läsa") as told:
        read(name.removesuffix(".toml"))
    assert told.value.path == str(tmp_path / name)
