from __future__ import annotations

import subprocess
import sys

import pytest

from utlatande import templating
from utlatande.errors import TemplateError
from utlatande.model import Mark, Run
from utlatande.templating import Gap


@pytest.fixture
def own(tmp_path):
    def write(name, text):
        (tmp_path / f"{name}.j2").write_text(text, encoding="utf-8")
        return tmp_path

    return write


def test_every_order_that_we_ship_can_be_used():
    for order in templating.orders():
        words = templating.words(order)
        assert {"beslut", "sammanfattning", "arendet", "synpunkter", "bilagor"} <= set(words.sections)


def test_the_orders_differ_as_the_real_ones_do():
    one, other = templating.words("tjansteutlatande"), templating.words("tjansteutlatande-beredning-forst")
    assert one.sections.index("arendet") < one.sections.index("beredning")
    assert other.sections.index("beredning") < other.sections.index("arendet")
    assert (
        templating.words("tjansteutlatande-forvaltningens").heading("synpunkter")
        == "Förvaltningens synpunkter och förslag"
    )
    assert "ekonomi" in templating.words("tjansteskrivelse").sections


def test_what_is_unknown_becomes_a_placeholder():
    runs = templating.words("tjansteutlatande").runs("beredning", avdelning=Gap("avdelning"))
    assert Run(text="[avdelning]", mark=Mark.PLACEHOLDER) in runs
    assert "".join(run.text for run in runs).startswith("Ärendet har beretts inom [avdelning].")


@pytest.mark.parametrize("text", ["{{ 7*7 }}", "{% for x in y %}", "[inte en lucka]", "<w:p>", "<2024>", "{# bort #}"])
def test_text_of_a_letter_is_never_read_as_a_template(text):
    words = templating.words("tjansteutlatande")
    runs = words.runs("alternativ", sak="fråga", nummer="1", dokument=text)
    assert text in "".join(run.text for run in runs)
    assert all(run.mark is Mark.PLAIN for run in runs)
    assert text in words.text("alternativ", sak="fråga", nummer="1", dokument=text)


def test_an_office_changes_one_phrase_and_keeps_the_rest(own):
    folder = own("fraser", "{% block undertitel %}Svar till {{ marken }}{% endblock %}")
    words = templating.words("tjansteutlatande", folder)
    assert words.text("undertitel", marken="(M)") == "Svar till (M)"
    assert words.text("tom_korpus")


def test_an_office_has_an_order_of_its_own(own):
    folder = own("eget", "{% block rubrik_synpunkter %}Svar{% endblock %}{% block rubrik_beslut %}Beslut{% endblock %}")
    words = templating.words("eget", folder)
    assert words.sections == ("synpunkter", "beslut")
    assert words.heading("beslut") == "Beslut"
    assert "eget" in templating.orders(folder)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{% block rubrik_beslut %}Beslut", "fel på rad 1"),
        ("{% block rubrik_beslut %}{{ namnden }}{% endblock %}", "namnden"),
        ("{% block rubrik_beslut %}{{ ''.__class__.__mro__ }}{% endblock %}", "går inte att fylla i"),
        ("{% block rubrik_beslut %}{% include 'x' %}{% endblock %}", "går inte att fylla i"),
        ("{% block rubrik_beslut %}{{ 'a' * 10**9 }}{% endblock %}", "räknesättet"),
        ("{% block rubrik_beslut %}{% for n in range(90000) %}aaaaaaaaaa{% endfor %}{% endblock %}", "för lång"),
        ("{% block rubrik_beslut %}{{ 1 / 0 }}{% endblock %}", "går inte att fylla i"),
        ("Bara text", "inga rubriker"),
    ],
)
def test_a_template_that_cannot_be_used_is_one_swedish_line_with_its_name(own, text, said):
    folder = own("trasig", text)
    with pytest.raises(TemplateError) as caught:
        templating.words("trasig", folder).heading("beslut")
    message = str(caught.value)
    assert said in message
    assert "trasig.j2" in message
    assert "\n" not in message
    assert caught.value.path


def test_a_template_in_another_encoding_is_told(tmp_path):
    (tmp_path / "latin.j2").write_bytes("{% block rubrik_beslut %}Förslag{% endblock %}".encode("latin-1"))
    with pytest.raises(TemplateError, match="UTF-8"):
        templating.words("latin", tmp_path)


def test_a_missing_order_names_those_that_exist():
    with pytest.raises(TemplateError, match="tjansteskrivelse"):
        templating.words("finns-inte")
    with pytest.raises(TemplateError, match="tjansteutlatande"):
        templating.words("../../etc/passwd")


def test_a_missing_folder_is_told(tmp_path):
    with pytest.raises(TemplateError, match="finns inte"):
        templating.words("tjansteutlatande", tmp_path / "borta")


def test_a_missing_phrase_is_told():
    with pytest.raises(TemplateError, match="saknar stycket"):
        templating.words("tjansteutlatande").text("finns_inte")


def test_jinja_is_loaded_only_when_words_are_wanted():
    code = "import sys, utlatande.templating; sys.exit('jinja2' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


# -- kept code ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def office(tmp_path, monkeypatch):
    """An office's own folder of phrases, and an empty data folder."""
    monkeypatch.setenv("UTLATANDE_DATA", str(tmp_path / "data"))
    folder = tmp_path / "egna"
    folder.mkdir()
    (folder / "fraser.j2").write_text("{% block halsning %}Hej {{ namn }}!{% endblock %}", encoding="utf-8")
    return folder


def greeting(office):
    return templating.words("tjansteutlatande", office).text("halsning", namn="Åsa")


def kept(office):
    return list((office.parent / "data" / "phrases").iterdir())


def test_phrases_are_compiled_once_and_then_kept(office, monkeypatch):
    assert greeting(office) == "Hej Åsa!"
    assert len(kept(office)) == 3
    monkeypatch.setattr(type(templating._environment()), "compile", None)
    assert greeting(office) == "Hej Åsa!"


def test_an_edited_phrase_is_another(office):
    greeting(office)
    (office / "fraser.j2").write_text("{% block halsning %}God dag {{ namn }}.{% endblock %}", encoding="utf-8")
    assert greeting(office) == "God dag Åsa."


@pytest.mark.parametrize("damage", [b"", b"damaged", b"\0" * 5_000])
def test_kept_code_that_is_damaged_is_made_anew(office, damage):
    greeting(office)
    for file in kept(office):
        file.write_bytes(damage)
    assert greeting(office) == "Hej Åsa!"
    for file in kept(office):
        file.write_bytes(file.read_bytes()[:-3] + b"abc")
    assert greeting(office) == "Hej Åsa!"


def test_where_nothing_can_be_kept_phrases_work_all_the_same(office, monkeypatch):
    (office.parent / "fil").write_text("x")
    monkeypatch.setenv("UTLATANDE_DATA", str(office.parent / "fil" / "data"))
    assert greeting(office) == greeting(office) == "Hej Åsa!"
