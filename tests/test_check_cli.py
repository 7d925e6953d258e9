"""utlatande check as a handläggare meets it: exit codes, all that is printed, the copy, rules switched off."""

import json

import finished
import pytest
from finished import GOOD, LETTER, changed

from utlatande import cli, readers
from utlatande.review.rules import RULES

CLEAN = "Inget att anmärka på."
UNANSWERED = changed(GOOD, ("Klotter i gångtunneln saneras inom 24 timmar efter anmälan.\n", ""))


@pytest.fixture
def run(capsys, monkeypatch, tmp_path):
    """Run the command line in a folder of its own; return exit code, stdout and stderr."""
    work = tmp_path / "arbete"
    work.mkdir()
    monkeypatch.chdir(work)
    (work / "brev.docx").write_bytes(finished.word(LETTER))
    (work / "färdigt.docx").write_bytes(finished.word(GOOD))
    (work / "brist.docx").write_bytes(finished.word(UNANSWERED))

    def run(*arguments):
        code = cli.run([str(argument) for argument in arguments])
        out = capsys.readouterr()
        return code, out.out, out.err

    return run


def test_a_finished_document_passes(run):
    assert run("check", "färdigt.docx", "--letter", "brev.docx") == (0, f"{CLEAN}\n", "")


def test_an_unanswered_question_is_an_error_and_says_where_and_what_to_do(run):
    code, out, err = run("check", "brist.docx", "--letter", "brev.docx")
    assert (code, err) == (1, "")
    assert out == (
        "Fel:\n  Fråga 2: Fråga 2 saknar svar: ”När saneras klotter i gångtunneln?”\n"
        "      Skriv svaret där. (fraga-utan-svar)\n\n1 fel.\n"
    )


def test_only_warnings_leave_the_exit_code_at_0(run, tmp_path):
    text = changed(GOOD, (" (se bilaga 2)", ""))
    (tmp_path / "arbete" / "varning.docx").write_bytes(finished.word(text))
    code, out, _ = run("check", "varning.docx")
    assert code == 0
    assert out.endswith("1 varning.\n")


def test_json_has_every_finding_with_its_rule_place_and_block(run):
    code, out, _ = run("check", "brist.docx", "--letter", "brev.docx", "--json")
    found = json.loads(out)
    assert code == 1
    assert found["schema"] == 1
    assert found["counts"] == {"error": 1, "warning": 0, "note": 0}
    (one,) = found["findings"]
    assert (one["rule"], one["severity"], one["place"], one["question"]) == (
        "fraga-utan-svar",
        "error",
        "Fråga 2",
        "q2",
    )
    assert readers.read("brist.docx").blocks[one["block"]].text == "2. När saneras klotter i gångtunneln?"


def test_the_copy_has_the_findings_as_comments_and_the_original_is_untouched(run, tmp_path):
    before = (tmp_path / "arbete" / "brist.docx").read_bytes()
    code, out, _ = run("check", "brist.docx", "--letter", "brev.docx", "--comment", "kopia.docx")
    assert code == 1
    assert out.endswith("1 fel.\nkopia.docx\n")
    assert (tmp_path / "arbete" / "brist.docx").read_bytes() == before
    copy = readers.read("kopia.docx")
    assert copy.text == readers.read("brist.docx").text
    (comment,) = copy.comments
    assert comment.author == "utlatande"
    assert comment.text.startswith("Fel (fraga-utan-svar): Fråga 2 saknar svar")


def test_a_checked_copy_checked_again_says_the_same_and_names_our_comments(run):
    run("check", "brist.docx", "--letter", "brev.docx", "--comment", "kopia.docx")
    code, out, _ = run("check", "kopia.docx", "--letter", "brev.docx")
    assert code == 1
    assert "1 fel, 1 sak att notera." in out


@pytest.mark.parametrize("target", ["brist.docx", "brev.docx"])
def test_the_copy_never_stands_where_what_is_read_stands(run, target):
    code, out, err = run("check", "brist.docx", "--letter", "brev.docx", "--comment", target, "--force")
    assert (code, out) == (6, "")
    assert "Välj ett annat namn" in err


def test_an_existing_copy_is_kept(run, tmp_path):
    (tmp_path / "arbete" / "kopia.docx").write_bytes(b"mitt")
    assert run("check", "brist.docx", "--comment", "kopia.docx")[0] == 6
    assert (tmp_path / "arbete" / "kopia.docx").read_bytes() == b"mitt"
    assert run("check", "brist.docx", "--comment", "kopia.docx", "--force")[0] == 1
    assert (tmp_path / "arbete" / "kopia (tidigare 1).docx").read_bytes() == b"mitt"


def test_rules_are_switched_off_in_the_settings_and_a_misspelt_one_is_told(run, tmp_path):
    settings = tmp_path / "arbete" / "utlatande.toml"
    settings.write_text('[check]\nav = ["fraga-utan-svar", "fraga-utan-svr"]\n', encoding="utf-8")
    code, out, err = run("check", "brist.docx", "--letter", "brev.docx")
    assert (code, out) == (0, f"{CLEAN}\n")
    assert err == "Obs: Regeln ”fraga-utan-svr” under [check] finns inte. Menade du ”fraga-utan-svar”?\n"


@pytest.mark.parametrize("text", ['check = "lix"', '[check]\nav = "lix"', "[check]\nav = [1]", '[check]\npå = ["lix"]'])
def test_settings_of_the_wrong_sort_are_told(run, tmp_path, text):
    (tmp_path / "arbete" / "utlatande.toml").write_text(text, encoding="utf-8")
    code, out, err = run("check", "färdigt.docx")
    assert (code, out) == (7, "")
    assert len(err.splitlines()) == 1


def test_the_rules_are_listed(run):
    code, out, _ = run("check", "--rules")
    assert code == 0
    assert [line.split()[0] for line in out.splitlines()] == [rule.id for rule in RULES]


def test_plain_text_is_checked_and_it_is_said_what_cannot_be_seen(run, tmp_path):
    (tmp_path / "arbete" / "svar.txt").write_text(readers.read("brist.docx").text, encoding="utf-8")
    code, out, err = run("check", "svar.txt")
    assert code == 1
    assert "Fråga 2 saknar svar" in out
    assert "Kommentarer, färgmarkeringar och spårade ändringar syns inte där" in err
    code, out, err = run("check", "svar.txt", "--comment", "kopia.docx")
    assert (code, out) == (3, "")
    assert "ingen Word-fil" in err


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04trasig", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)])
def test_what_cannot_be_read_is_one_line(run, tmp_path, data):
    (tmp_path / "arbete" / "trasig.docx").write_bytes(data)
    code, out, err = run("check", "trasig.docx")
    assert (code, out) == (3, "")
    assert len(err.strip().splitlines()) == 1


def test_a_file_that_is_not_there_and_a_letter_that_is_not_there(run):
    assert run("check", "finns inte.docx")[0] == 3
    assert run("check", "färdigt.docx", "--letter", "finns inte.docx")[0] == 3


def test_the_document_itself_among_the_earlier_ones_does_not_count(run, tmp_path):
    corpus = tmp_path / "tidigare"
    corpus.mkdir()
    (corpus / "svar.docx").write_bytes(finished.word(changed(GOOD, ("en laglig vägg", "erforderliga väggar"))))
    code, out, _ = run("check", corpus / "svar.docx", "--corpus", corpus)
    assert code == 0
    assert "erforderliga" in out
    older = changed(GOOD, ("en laglig vägg", "erforderliga väggar"), ("inom 24 timmar", "inom 48 timmar"))
    (corpus / "äldre.docx").write_bytes(finished.word(older))
    code, out, _ = run("check", corpus / "svar.docx", "--corpus", corpus)
    assert "erforderliga" not in out
