"""What a handläggare meets: the command line's exit codes, and all that it prints."""

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from word_builder import docx, p

from utlatande import cli

ROOT = Path(__file__).parent.parent
CORPUS = ROOT / "corpus"
LETTER = """Norrviks stadsdelsnämnd
2026-03-02

Skrivelse om nattvandring och belysning i Björkhaga

Under hösten 2025 anmäldes 14 rån mot unga i Björkhaga.

Med anledning av detta vill vi ställa följande frågor:

1. Hur arbetar stadsdelsförvaltningen för att förebygga rån mot unga i Björkhaga?
2. Hur många svävande trädgårdar har förvaltningen anlagt på månens baksida?

Moderaterna (M)
"""


@pytest.fixture
def run(capsys, monkeypatch, tmp_path):
    """Run the command line in an empty working folder; return exit code, stdout and stderr."""
    work = tmp_path / "arbete"
    work.mkdir()
    monkeypatch.chdir(work)

    def run(*arguments):
        code = cli.run([str(argument) for argument in arguments])
        out = capsys.readouterr()
        return code, out.out, out.err

    return run


@pytest.fixture
def letter(tmp_path):
    path = tmp_path / "skrivelse.txt"
    path.write_text(LETTER, encoding="utf-8")
    return path


def one_line(text):
    assert text.strip(), "nothing was said"
    assert len(text.strip().splitlines()) == 1, text
    assert "Traceback" not in text
    return text


def everything(folder):
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_draft_writes_beside_the_letter_under_its_title_and_ends_with_the_path(run, letter):
    code, out, _ = run("draft", letter, "--corpus", CORPUS)
    made = letter.parent / "Tjänsteutlåtande - Nattvandring och belysning i Björkhaga.docx"
    assert code == 0
    assert out.splitlines()[-1] == str(made)
    assert made.stat().st_size > 5000
    assert letter.read_text(encoding="utf-8") == LETTER


def test_draft_prints_each_question_with_its_support_and_what_is_left_to_fill_in(run, letter):
    _, out, _ = run("draft", letter, "--corpus", CORPUS)
    first, second = (line for line in out.splitlines() if line.startswith(("1 ", "2 ")))
    assert "stöd" in first or "men" in first
    assert "Inget tidigare svar" in second
    assert "Att fylla i" in out


def test_an_existing_draft_is_never_overwritten(run, letter):
    run("draft", letter, "--corpus", CORPUS, "-o", "utkast.docx")
    Path("utkast.docx").write_bytes(b"her own work")
    code, out, err = run("draft", letter, "--corpus", CORPUS, "-o", "utkast.docx")
    assert code == 6
    assert not out
    assert "utkast.docx" in one_line(err)
    assert Path("utkast.docx").read_bytes() == b"her own work"


def test_force_keeps_every_earlier_file(run, letter):
    for text in (b"first", b"second"):
        Path("utkast.docx").write_bytes(text)
        code, out, _ = run("draft", letter, "--corpus", CORPUS, "-o", "utkast.docx", "--force")
        assert code == 0
        assert "tidigare" in out
    assert Path("utkast (tidigare 1).docx").read_bytes() == b"first"
    assert Path("utkast (tidigare 2).docx").read_bytes() == b"second"
    assert Path("utkast.docx").read_bytes()[:2] == b"PK"


def test_the_letter_itself_is_never_the_output(run, letter):
    code, _, err = run("draft", letter, "--corpus", CORPUS, "-o", letter, "--force")
    assert code == 6
    assert "själva skrivelsen" in one_line(err)
    assert letter.read_text(encoding="utf-8") == LETTER


def test_a_file_open_in_word_is_told_and_left_alone(run, letter):
    Path("utkast.docx").write_bytes(b"her own work")
    Path("~$utkast.docx").write_bytes(b"Word's lock")
    code, _, err = run("draft", letter, "--corpus", CORPUS, "-o", "utkast.docx", "--force")
    assert code == 6
    one_line(err)
    assert Path("utkast.docx").read_bytes() == b"her own work"


@pytest.mark.parametrize("where", ["finns/inte/utkast.docx", "fil/utkast.docx"])
def test_a_place_that_cannot_be_written_is_one_line(run, letter, where):
    Path("fil").write_text("a file, not a folder", encoding="utf-8")
    code, _, err = run("draft", letter, "--corpus", CORPUS, "-o", where)
    assert code == 6
    assert "utkast.docx" in one_line(err)


BAD = {
    "tom.docx": b"",
    "skadad.docx": b"PK\x03\x04" + b"\0" * 200,
    "stympad.pdf": b"%PDF-1.7\n1 0 obj",
    "bild.docx": b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4,
    "gammal.docx": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
}


def test_a_pdf_without_text_is_shown_as_nothing_but_no_letter_is_made_of_it(run):
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas("tom.pdf")
    canvas.showPage()
    canvas.save()
    code, out, err = run("text", "tom.pdf")
    assert (code, out.strip()) == (0, "")
    assert "tom.pdf har ingen text" in one_line(err)
    code, out, _ = run("text", "tom.pdf", "--json")
    assert (code, json.loads(out)["blocks"]) == (0, [])
    for command in ("questions", "draft"):
        code, out, err = run(command, "tom.pdf", *(["--corpus", CORPUS] if command == "draft" else []))
        assert (code, out) == (3, "")
        assert "tom.pdf har ingen text" in one_line(err)


GRAPHIC = "<a:graphic><a:graphicData><a:blip/></a:graphicData></a:graphic>"
PICTURE = f"<w:r><w:drawing><wp:inline>{GRAPHIC}</wp:inline></w:drawing></w:r>"
WORDLESS = {
    "tom.docx": (docx(p()), "innehåller ingen text."),
    "bild.docx": (docx(p(PICTURE)), "bara bilder"),
    "huvud.docx": (docx(p(), headers=[("header", "default", p("Moderaterna i Norrvik"))]), "har ingen text"),
    "streck.docx": (docx(p("– – –") + p("?")), "har ingen text"),
    "tom.txt": (b"\n \n\n", "är tom"),
    "streck.txt": ("– – –\n".encode(), "har ingen text"),
}


@pytest.mark.parametrize("name", WORDLESS)
@pytest.mark.parametrize("command", ["draft", "questions"])
def test_of_a_letter_without_a_word_nothing_is_made(run, name, command):
    content, says = WORDLESS[name]
    Path(name).write_bytes(content)
    before = everything(Path())
    code, out, err = run(command, name, *(["--corpus", CORPUS] if command == "draft" else []))
    assert (code, out) == (3, "")
    assert one_line(err).startswith(f"Filen {name} ")
    assert says in err
    assert everything(Path()) == before


@pytest.mark.parametrize("name", [*BAD, "saknas.docx", "mapp.docx"])
@pytest.mark.parametrize("command", ["draft", "questions", "text"])
def test_a_file_that_cannot_be_read_is_one_swedish_line_and_exit_3(run, name, command):
    if name in BAD:
        Path(name).write_bytes(BAD[name])
    elif name == "mapp.docx":
        Path(name).mkdir()
    before = everything(Path())
    code, out, err = run(command, name, *(["--corpus", CORPUS] if command == "draft" else []))
    assert code == 3
    assert not out
    assert name in one_line(err)
    assert everything(Path()) == before


def test_an_error_under_json_is_an_object_on_stdout(run):
    code, out, err = run("questions", "saknas.docx", "--json")
    error = json.loads(out)["error"]
    assert (code, err) == (3, "")
    assert error["code"] == "missing"
    assert "saknas.docx" in error["message"]
    assert error["path"].endswith("saknas.docx")


def test_a_missing_corpus_is_exit_5_and_none_at_all_says_where_to_name_it(run, letter):
    code, _, err = run("draft", letter, "--corpus", "finns inte")
    assert code == 5
    assert "finns inte" in one_line(err)
    code, _, err = run("match", "Hur går det?")
    assert code == 5
    assert "--corpus" in one_line(err)


def test_an_empty_corpus_gives_a_draft_and_says_so(run, letter):
    Path("tom").mkdir()
    code, out, err = run("draft", letter, "--corpus", "tom")
    assert code == 0
    assert out.count("Inget tidigare svar") == 2
    assert "Obs:" in err


def test_a_letter_that_asks_nothing_gives_a_draft_and_says_so(run):
    Path("brev.txt").write_text(
        "Hej!\n\nVi vill tacka för den fina festen i parken.\n\nVänligen\nFöreningen\n", encoding="utf-8"
    )
    code, out, err = run("draft", "brev.txt", "--corpus", CORPUS)
    assert code == 0
    assert "Inga frågor" in out + err
    assert Path(out.splitlines()[-1]).exists()


def test_broken_settings_are_exit_7_and_a_broken_template_exit_4(run, letter):
    Path("mall.docx").write_bytes(b"no template")
    code, _, err = run("draft", letter, "--corpus", CORPUS, "--template", "mall.docx")
    assert code == 4
    assert "mall.docx" in one_line(err)
    code, _, err = run("draft", letter, "--corpus", CORPUS, "--template", "saknas.dotx")
    assert code == 4
    one_line(err)
    Path("utlatande.toml").write_text("namnd = [", encoding="utf-8")
    code, _, err = run("draft", letter, "--corpus", CORPUS)
    assert code == 7
    assert "utlatande.toml" in one_line(err)
    assert not list(letter.parent.glob("*.docx"))


def test_settings_fill_the_letterhead_and_flags_win(run, letter):
    Path("utlatande.toml").write_text(
        f'namnd = "Testnämnden"\navdelning = "Avdelning A"\ncorpus = "{CORPUS.as_posix()}"', encoding="utf-8"
    )
    run("draft", letter, "-o", "a.docx", "--avdelning", "Avdelning B")
    _, out, _ = run("text", "a.docx")
    assert "Testnämnden" in out
    assert "Avdelning B" in out
    assert "Avdelning A" not in out


QUESTION_KEYS = {
    "id",
    "number",
    "text",
    "stem",
    "kind",
    "asks",
    "parent",
    "answerable",
    "place",
    "doubt",
    "page",
    "searches",
}
MATCH_KEYS = {
    "id",
    "kind",
    "document",
    "headings",
    "page",
    "date",
    "question",
    "text",
    "score",
    "confidence",
    "reasons",
}


def test_questions_as_json_have_their_keys(run, letter):
    code, out, _ = run("questions", letter, "--json")
    shape = json.loads(out)
    assert code == 0
    assert shape.keys() >= {
        "schema",
        "title",
        "parties",
        "signatories",
        "recipient",
        "date",
        "dnr",
        "preamble",
        "claims",
        "questions",
        "notices",
    }
    assert shape["schema"] == 1
    assert (shape["parties"], shape["date"], shape["dnr"]) == (["M"], "2026-03-02", None)
    assert [question["number"] for question in shape["questions"]] == ["1", "2"]
    assert all(question.keys() >= QUESTION_KEYS for question in shape["questions"])


def test_draft_as_json_gives_questions_paragraphs_and_sources(run, letter):
    code, out, _ = run("draft", letter, "--corpus", CORPUS, "--json")
    shape = json.loads(out)
    assert code == 0
    assert shape.keys() >= {"schema", "output", "title", "questions", "paragraphs", "placeholders", "notices"}
    assert Path(shape["output"]).exists()
    ids = {match["id"] for question in shape["questions"] for match in question["matches"]}
    used = {source for paragraph in shape["paragraphs"] for source in paragraph["sources"]}
    assert used
    assert used <= ids | {one["id"] for one in json.loads(run("insatser", "--corpus", CORPUS, "--json")[1])["insatser"]}
    assert shape["questions"][1]["confidence"] == "none"


def test_match_as_json_has_its_keys_and_keeps_to_the_kind_and_the_limit(run):
    _, out, _ = run(
        "match", "Hur förebyggs rån mot unga?", "--corpus", CORPUS, "--json", "--kind", "answer", "--limit", 2
    )
    shape = json.loads(out)
    assert shape.keys() >= {"schema", "question", "confidence", "matches"}
    assert 1 <= len(shape["matches"]) <= 2
    assert all(match.keys() >= MATCH_KEYS for match in shape["matches"])
    assert {match["kind"] for match in shape["matches"]} == {"answer"}
    assert all(0 <= match["score"] <= 1 for match in shape["matches"])


def test_match_is_kept_to_a_time_an_area_a_namnd_and_a_party(run):
    def years(*within):
        code, out, _ = run("match", "Hur arbetar fältassistenterna?", "--corpus", CORPUS, "--json", *within)
        assert code == 0
        return {one["date"][:4] for one in json.loads(out)["matches"]}

    assert min(years("--since", "2022", "--limit", "20")) >= "2022"
    assert max(years("--until", "2019-12", "--limit", "20")) <= "2019"
    assert years("--area", "lillåsen") == {"2018"}
    assert "2018" in years("--namnd", "Norrviks stadsdelsnämnd", "--until", "2018", "--party", "Vänsterpartiet")
    assert years("--party", "V", "--party", "S", "--since", "2020") == {"2025"}


def test_a_name_that_no_document_carries_is_told_with_those_there_are(run):
    code, _, err = run("match", "Hur arbetar fältassistenterna?", "--corpus", CORPUS, "--area", "Lillby")
    assert code == 0
    assert "”Lillby”" in one_line(err)
    assert "Lillåsen" in err


def test_a_draft_may_be_kept_to_what_is_newer(run, letter):
    code, out, _ = run("draft", letter, "--corpus", CORPUS, "--since", "2023", "--json")
    assert code == 0
    matches = [one for question in json.loads(out)["questions"] for one in question["matches"]]
    assert matches
    assert min(one["date"] for one in matches) >= "2023"


def test_an_excluded_document_is_never_found(run):
    question = ("match", "Hur förebyggs rån mot unga?", "--corpus", CORPUS, "--json")
    top = json.loads(run(*question)[1])["matches"][0]["document"]
    without = json.loads(run(*question, "--exclude", top)[1])["matches"]
    assert top not in {match["document"] for match in without}
    assert without


@pytest.mark.parametrize("last_name_only", [False, True])
def test_an_excluded_document_is_in_no_list_status_or_export(run, last_name_only):
    name = json.loads(run("corpus", "list", "--corpus", CORPUS, "--json")[1])["documents"][0]
    given = name.rpartition("/")[2] if last_name_only else name
    for command in ("list", "status", "export"):
        code, out, _ = run("corpus", command, "--corpus", CORPUS, "--exclude", given, "--json")
        assert code == 0
        assert name in run("corpus", command, "--corpus", CORPUS, "--json")[1]
        assert name not in out


def test_a_document_to_exclude_that_is_not_there_is_told(run):
    code, _, err = run("match", "Hur förebyggs rån?", "--corpus", CORPUS, "--exclude", "finns inte.docx")
    assert code == 0
    assert "finns inte.docx" in one_line(err)


def test_corpus_status_list_and_show_tell_what_is_in_it(run):
    _, out, _ = run("corpus", "status", "--corpus", CORPUS, "--json")
    documents = json.loads(out)["documents"]
    assert {one["kind"] for one in documents} >= {"tjansteutlatande", "lagesbild", "atgardsplan", "minutes"}
    name = next(one["document"] for one in documents if one["kind"] == "tjansteutlatande")
    _, out, _ = run("corpus", "show", name, "--corpus", CORPUS, "--json")
    shape = json.loads(out)
    assert (shape["document"], shape["kind"]) == (name, "tjansteutlatande")
    assert shape["passages"]
    _, out, _ = run("corpus", "show", name, "--corpus", CORPUS)
    assert name in out
    code, _, err = run("corpus", "show", "finns inte.docx", "--corpus", CORPUS)
    assert code == 5
    assert "finns inte.docx" in one_line(err)


def test_the_index_lies_in_the_data_folder_and_never_in_the_corpus(run):
    before = everything(CORPUS)
    run("match", "Hur förebyggs rån?", "--corpus", CORPUS)
    assert everything(CORPUS) == before
    _, out, _ = run("corpus", "status", "--corpus", CORPUS, "--json")
    assert json.loads(out)["index"].startswith(os.environ["UTLATANDE_DATA"])


def test_insatser_can_be_filtered_and_come_as_table_csv_or_json(run):
    register = json.loads(run("insatser", "--corpus", CORPUS, "--json")[1])["insatser"]
    assert register
    ansvarig = next(one["ansvarig"] for one in register if one["ansvarig"])
    few = json.loads(run("insatser", "--corpus", CORPUS, "--json", "--ansvarig", ansvarig.upper())[1])["insatser"]
    assert {one["ansvarig"].casefold() for one in few} >= {ansvarig.casefold()}
    assert len(run("insatser", "--corpus", CORPUS, "--csv")[1].splitlines()) > len(register)
    assert run("insatser", "--corpus", CORPUS)[0] == 0


def test_init_writes_a_commented_file_once(run):
    assert run("init")[0] == 0
    text = Path("utlatande.toml").read_text(encoding="utf-8")
    assert "nämnd" in text.lower()
    code, _, err = run("init")
    assert code == 6
    one_line(err)
    assert Path("utlatande.toml").read_text(encoding="utf-8") == text


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["drat"], "Menade du draft?"),
        (["draft"], "SKRIVELSE saknas"),
        (["draft", "--corpus"], "behöver ett värde"),
        (["match", "x", "--limit", "0"], "heltal från 1 till 100"),
        (["match", "x", "--kind", "svar"], "answer, lagesbild"),
        (["match", "två", "ord"], "citattecken"),
        (["match", "  "], "tom"),
        (["draft", "x", "--date", "i morgon"], "ÅÅÅÅ-MM-DD"),
        (["match", "x", "--since", "i fjol"], "skriv ÅÅÅÅ, ÅÅÅÅ-MM eller ÅÅÅÅ-MM-DD"),
        (["match", "x", "--until", "2024-13"], "skriv ÅÅÅÅ"),
        (["draft", "x", "--until", "2019", "--since", "2020"], "--until är före --since"),
    ],
)
def test_wrong_usage_is_one_swedish_line_and_exit_2(run, arguments, says):
    code, out, err = run(*arguments)
    assert (code, out) == (2, "")
    assert says in one_line(err)


def test_a_defect_of_ours_is_one_line_and_exit_70(run, letter, monkeypatch):
    monkeypatch.setattr("utlatande.skrivelse.parse", lambda _: 1 / 0)
    code, _, err = run("questions", letter)
    assert code == 70
    assert "--debug" in one_line(err)
    with pytest.raises(ZeroDivisionError):
        run("questions", letter, "--debug")


def test_an_interruption_is_exit_130(run, letter, monkeypatch):
    def interrupt(_):
        raise KeyboardInterrupt

    monkeypatch.setattr("utlatande.skrivelse.parse", interrupt)
    assert run("draft", letter, "--corpus", CORPUS)[0] == 130
    assert not list(letter.parent.glob("*.docx"))


def test_the_corpus_is_left_as_it_was_by_every_command(run, letter):
    before = {path: hashlib.sha256(data).digest() for path, data in everything(CORPUS).items()}
    run("draft", letter, "--corpus", CORPUS)
    run("corpus", "rebuild", "--corpus", CORPUS)
    assert {path: hashlib.sha256(data).digest() for path, data in everything(CORPUS).items()} == before


def test_spacy_is_not_loaded_on_the_way_of_a_draft(letter, tmp_path):
    code = (
        "import sys; from utlatande import cli; "
        f"code = cli.run(['draft', {str(letter)!r}, '--corpus', {str(CORPUS)!r}, '-o', {str(tmp_path / 'x.docx')!r}]); "
        "print(code, 'spacy' in sys.modules, 'numpy' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, encoding="utf-8", check=True)
    assert done.stdout.splitlines()[-1] == "0 False False"


def test_the_table_of_a_draft_names_what_may_be_quoted_before_what_is_internal(tmp_path):
    letter, folder = tmp_path / "brev.txt", tmp_path / "underlag"
    asked = "Skrivelse om elevhälsan\n\nVi undrar:\n1. Hur ser elevhälsans bemanning ut?\n"
    letter.write_text(asked, encoding="utf-8")
    folder.mkdir()
    (folder / "corpus.toml").write_text('[documents."PM.txt"]\nintern = true\n', encoding="utf-8")
    text = "Elevhälsans bemanning\n\nElevhälsans bemanning ser ut så att två kuratorer saknas.\n"
    (folder / "PM.txt").write_text(f"PM om elevhälsan\n2026-08-20\n\n{text}", encoding="utf-8")

    def table():
        return subprocess.run(
            [sys.executable, "-m", "utlatande", "draft", str(letter), "--corpus", str(folder), "--force"],
            capture_output=True,
            encoding="utf-8",
            env=os.environ | {"UTLATANDE_DATA": str(tmp_path / "data"), "PYTHONUTF8": "1"},
            check=True,
        ).stdout

    assert "men avsnitt 2026, internt" in table()
    (folder / "Lägesbild 2025.txt").write_text(f"Lägesbild 2025\n2025-11-03\n\n{text}", encoding="utf-8")
    after = table()
    assert "internt" not in after
    assert "Lägesbild 2025.txt (2025)" in after
