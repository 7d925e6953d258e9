"""``utlatande compare`` as a handläggare meets it: exit code, table, JSON, and the copy with tracked changes."""

import json
import re
import shutil

import editing
import ooxml
import pytest
from test_cli import one_line, run  # noqa: F401 - a fixture
from word_builder import docx, p
from written import whole_file

from utlatande.word.read import read_word

LIGHT, STATEMENT, WALKS, YOUTH = "_utl_p002", "_utl_p003", "_utl_p005", "_utl_p006"


@pytest.fixture
def files(tmp_path):
    """The draft and what became of it: a word changed, an alternative not chosen, an answer moved, a line added."""
    desk = editing.Desk(whole_file())
    (node,) = desk.nodes(desk.where[LIGHT])
    editing.put(node, node.text.replace("varje höst", "varje vår"))
    desk.remove(YOUTH)
    desk.move(STATEMENT)
    desk.add(WALKS)
    edited, draft = tmp_path / "utlåtande.docx", tmp_path / "utkast.docx"
    edited.write_bytes(desk.packed())
    draft.write_bytes(desk.data)
    return edited, draft, desk


def test_compare_tells_what_was_changed_and_how_many(run, files):  # noqa: F811
    code, out, _ = run("compare", files[0])
    assert code == 0
    assert re.search(r"Förvaltningen går varje höst .*Ändrat +9\d % +höst → vår +2023 Belysning\.docx, s\. 2", out)
    assert re.search(r"Annat förslag .*Borttaget +0 %", out)
    assert re.search(r"Behållet, flyttat +100 %", out)
    assert files[2].added[0][:20] in out
    assert out.splitlines()[-1] == "7 förslag: 5 behållna, 1 ändrat, 1 borttaget (1 flyttat). 1 stycke tillagt."
    assert out.count("→") == 1
    assert "Trygghetsvandringar hålls" not in out  # nobody touched it
    assert "Trygghetsvandringar hålls" in run("compare", files[0], "--all")[1]


def test_compare_as_json_has_its_keys(run, files):  # noqa: F811
    code, out, _ = run("compare", files[0], "--json")
    told = json.loads(out)
    assert (code, told["schema"], told["output"]) == (0, 1, None)
    assert told["counts"] == {"kept": 5, "edited": 1, "rewritten": 0, "removed": 1, "added": 1}
    edit = next(one for one in told["edits"] if one["bookmark"] == LIGHT)
    assert (edit["fate"], edit["question"], edit["words"]) == ("edited", "q1", [{"before": "höst", "after": "vår"}])
    (source,) = edit["sources"]
    assert source == {
        "passage": "p1",
        "document": "tjansteutlatanden/2023 Belysning.docx",
        "page": 2,
        "date": "2023-10-12",
        "headings": ["Förvaltningens synpunkter och förslag"],
    }
    assert {one["suggested"] for one in told["edits"] if one["fate"] == "added"} == {False}


def test_the_redline_is_a_copy_and_never_overwrites(run, files, tmp_path):  # noqa: F811
    before = files[0].read_bytes()
    code, out, _ = run("compare", files[0], "--redline", "jämförelse.docx")
    assert (code, out.splitlines()[-1]) == (0, "jämförelse.docx")
    copy = tmp_path / "arbete" / "jämförelse.docx"
    assert read_word(copy, view="accepted").text == read_word(files[0]).text
    assert read_word(copy, view="original").text == read_word(files[1]).text
    code, out, err = run("compare", files[0], "--redline", "jämförelse.docx")
    assert (code, out) == (6, "")
    assert "finns redan" in one_line(err)
    assert run("compare", files[0], "--redline", "jämförelse.docx", "--force")[0] == 0
    assert (tmp_path / "arbete" / "jämförelse (tidigare 1).docx").exists()
    code, _, err = run("compare", files[0], "--redline", files[0], "--force")
    assert code == 6
    assert "en av filerna som läses" in one_line(err)
    assert files[0].read_bytes() == before


def test_a_document_that_no_draft_is_known_of_is_one_line_that_says_what_to_do(run, tmp_path):  # noqa: F811
    path = tmp_path / "annat.docx"
    path.write_bytes(docx(p("Något annat.")))
    code, out, err = run("compare", path)
    assert (code, out) == (3, "")
    assert "--draft UTKAST.docx" in one_line(err)
    code, out, _ = run("compare", path, "--json")
    assert (code, json.loads(out)["error"]["code"]) == (3, "draft_unknown")


def test_another_draft_than_its_own_is_told(run, files, tmp_path):  # noqa: F811
    from invented import said
    from written import small

    from utlatande.model import Style
    from utlatande.word.write import render

    other = tmp_path / "annat utkast.docx"
    other.write_bytes(render(small(said("Annat.", Style.REUSED, sources=("a",))))[0])
    code, _, err = run("compare", files[0], "--draft", other)
    assert code == 0
    assert "annat utkast.docx är inte det utkast som utlåtande.docx gjordes av" in err


@pytest.mark.skipif(shutil.which("soffice") is None, reason=ooxml.NO_OFFICE)
def test_an_odt_needs_the_draft_and_is_then_told_alike(run, files, tmp_path):  # noqa: F811
    odt = ooxml.through_libreoffice(files[0], tmp_path, "odt")
    code, _, err = run("compare", odt)
    assert code == 3
    assert "förlorat när filen sparas som .odt" in one_line(err)
    code, out, _ = run("compare", odt, "--draft", files[1], "--redline", "ut.docx")
    assert code == 0
    assert out.splitlines()[-2] == "7 förslag: 5 behållna, 1 ändrat, 1 borttaget (1 flyttat). 1 stycke tillagt."
    assert "varje höst" in read_word(tmp_path / "arbete" / "ut.docx", view="original").text
