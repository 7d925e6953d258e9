"""An edited draft made ready to be sent on: what hinders it, what comes out, what is remembered and what of it."""

import io
import json
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import ooxml
import pytest
from ooxml import w
from word_builder import docx, p

from utlatande import history
from utlatande.cli import run
from utlatande.corpus import Corpus
from utlatande.matching import match
from utlatande.model import Fate
from utlatande.readers import read
from utlatande.word.xml import parse, serialize

ROOT = Path(__file__).parent.parent
LETTER = ROOT / "tests/data/letters/Skrivelse om trygghet kring Sjöhamnens centrum.docx"
needs_office = pytest.mark.skipif(shutil.which("soffice") is None, reason=ooxml.NO_OFFICE)
needs_validator = pytest.mark.skipif(ooxml.validator() is None, reason=ooxml.NO_VALIDATOR)
SETTINGS = """
namnd = "Norrviks stadsdelsnämnd"
forvaltning = "Norrviks stadsdelsförvaltning"
avdelning = "Avdelningen för samhälle och service"
handlaggare = "Förnamn Efternamn"
telefon = "08-000 00 00"
epost = "fornamn.efternamn@exempel.se"
historik = "historik.jsonl"
"""


@pytest.fixture(scope="module")
def drafted(tmp_path_factory):
    """A draft of the sample's letter, made once, as the command makes it."""
    folder = tmp_path_factory.mktemp("utkast")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        (folder / "utlatande.toml").write_text(SETTINGS, encoding="utf-8")
        done = run(["draft", str(LETTER), "--corpus", str(ROOT / "corpus"), "-o", "u.docx", "--date", "2025-10-01"])
        assert done == 0
    return (folder / "u.docx").read_bytes()


@pytest.fixture
def desk(tmp_path, monkeypatch, drafted):
    """A folder of her own, with settings and the draft in it."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "utlatande.toml").write_text(SETTINGS, encoding="utf-8")
    (tmp_path / "u.docx").write_bytes(drafted)
    return tmp_path


def edit(data, change):
    """Let ``change`` edit the document's body, and a person's other parts by name."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as file, zipfile.ZipFile(out, "w") as target:
        for name in file.namelist():
            part = file.read(name)
            if name == "word/document.xml":
                root = parse(part)
                change(root)
                part = serialize(root)
            target.writestr(name, part)
    return out.getvalue()


def style(paragraph):
    found = paragraph.find(f"{w('pPr')}/{w('pStyle')}")
    return "" if found is None else found.get(w("val"))


def shown(paragraph):
    return "".join(t.text or "" for t in paragraph.iter(w("t")))


def work(root):
    """What she does in Word: fills every gap, deletes the lines to her and the further suggestions, settles changes."""
    from utlatande.word.accept import accept_changes

    accept_changes(root)
    for paragraph in list(root.iter(w("p"))):
        if "Anteckning" in style(paragraph) or "alternativ" in style(paragraph).lower():
            paragraph.getparent().remove(paragraph)
            continue
        for text in paragraph.iter(w("t")):
            if text.text and re.fullmatch(r"\[.*\]", text.text):
                text.text = {"[dnr]": "2025/123", "[datum]": "2025-10-02"}.get(text.text, "Ifyllt")
            elif text.text and "[" in text.text:
                text.text = re.sub(r"\[[^]]*\]", "Ifyllt", text.text)


def headers(data):
    """Fill the gaps in headers too."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as file, zipfile.ZipFile(out, "w") as target:
        for name in file.namelist():
            part = file.read(name)
            if name.startswith(("word/header", "word/footer")):
                part = part.replace(b"[dnr]", b"2025/123").replace(b"[sammantr\xc3\xa4desdatum]", b"2025-11-20")
            target.writestr(name, part)
    return out.getvalue()


@pytest.fixture(scope="module")
def worked(drafted):
    return headers(edit(drafted, work))


@pytest.fixture
def finished_desk(desk, worked):
    (desk / "u.docx").write_bytes(worked)
    return desk


def said(capsys):
    return capsys.readouterr().out


def uses(folder):
    return history.read(folder / "historik.jsonl").uses


# --- what hinders ----------------------------------------------------------------------------------------------------


def test_a_draft_that_nobody_has_worked_on_is_refused_and_nothing_is_written(desk, capsys):
    assert run(["finalize", "u.docx", "-o", "k.docx"]) == 1
    told = said(capsys)
    assert told.startswith("Utlåtandet är inte färdigt. Ingenting har skrivits. Det här hindrar:")
    assert "[dnr]" in told
    assert "--force" in told
    assert sorted(p.name for p in desk.iterdir()) == ["u.docx", "utlatande.toml"]


def with_insertion(root):
    first = next(p for p in root.iter(w("p")) if shown(p))
    run_ = first.find(w("r"))
    change = run_.makeelement(w("ins"), {w("id"): "9001", w("author"): "Kollega"})
    run_.addprevious(change)
    change.append(run_)


def with_comment(data):
    data = edit(data, lambda root: mark_comment(next(p for p in root.iter(w("p")) if shown(p))))
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as file, zipfile.ZipFile(out, "w") as target:
        for name in file.namelist():
            part = file.read(name)
            if name == "word/comments.xml":
                text = "<w:p><w:r><w:t>Stämmer det här?</w:t></w:r></w:p>"
                own = f'<w:comment w:id="9002" w:author="Kollega">{text}</w:comment>'
                part = part.replace(b"</w:comments>", own.encode() + b"</w:comments>")
            target.writestr(name, part)
    return out.getvalue()


def mark_comment(paragraph):
    run_ = paragraph.makeelement(w("r"), {})
    run_.append(run_.makeelement(w("commentReference"), {w("id"): "9002"}))
    paragraph.append(run_)


def test_changes_that_nobody_accepted_hinder_also_under_force(finished_desk, capsys, worked):
    (finished_desk / "u.docx").write_bytes(edit(worked, with_insertion))
    for more in ([], ["--force"], ["--drop-comments", "--force"]):
        assert run(["finalize", "u.docx", "-o", "k.docx", *more]) == 1
        told = said(capsys)
        assert "1 spårad ändring är inte godkänd eller avvisad (infogad ”" in told
        assert "--accept-changes" in told
    assert not (finished_desk / "k.docx").exists()
    assert uses(finished_desk) == ()
    assert run(["finalize", "u.docx", "-o", "k.docx", "--accept-changes"]) == 0
    assert not list(ooxml.parts((finished_desk / "k.docx").read_bytes())["word/document.xml"].iter(w("ins")))


def test_a_colleagues_comment_hinders_also_under_force_and_ours_do_not(finished_desk, capsys, worked):
    (finished_desk / "u.docx").write_bytes(with_comment(worked))
    for more in ([], ["--force"], ["--accept-changes", "--force"]):
        assert run(["finalize", "u.docx", "-o", "k.docx", *more]) == 1
        told = said(capsys)
        assert "1 kommentar från andra än utlatande finns kvar (Kollega: ”Stämmer det här?”)." in told
        assert "--drop-comments" in told
    assert run(["finalize", "u.docx", "-o", "k.docx", "--drop-comments"]) == 0
    assert read(finished_desk / "k.docx").comments == ()


def test_comments_that_cannot_be_read_hinder_too_for_a_colleague_may_have_written_them(finished_desk, capsys, worked):
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(worked)) as file, zipfile.ZipFile(out, "w") as target:
        for name in file.namelist():
            part = file.read(name)
            target.writestr(name, part[:300] if name == "word/comments.xml" else part)
    (finished_desk / "u.docx").write_bytes(out.getvalue())
    assert run(["finalize", "u.docx", "-o", "k.docx", "--force"]) == 1
    assert "Kommentarerna går inte att läsa" in said(capsys)
    assert not (finished_desk / "k.docx").exists()
    assert run(["finalize", "u.docx", "-o", "k.docx", "--force", "--drop-comments"]) == 0


def test_a_question_of_the_letter_without_an_answer_hinders(finished_desk, capsys, worked):
    (finished_desk / "u.docx").write_bytes(edit(worked, without_last_answer))
    assert run(["finalize", "u.docx", "-o", "k.docx", "--letter", str(LETTER)]) == 1
    assert "Fråga 5" in said(capsys)


def without_last_answer(root):
    gone = False
    for paragraph in list(root.iter(w("p"))):
        gone = gone or ("felparkerade" in shown(paragraph) and "Fr" in style(paragraph))
        if gone and paragraph.getparent().tag == w("body") and paragraph.find(f"{w('pPr')}/{w('sectPr')}") is None:
            paragraph.getparent().remove(paragraph)


@pytest.mark.usefixtures("desk")
def test_as_json_it_says_the_same(capsys):
    assert run(["finalize", "u.docx", "-o", "k.docx", "--json"]) == 1
    told = json.loads(said(capsys))
    assert told["finished"] is False
    assert {"text", "advice", "option"} == set(told["hindrances"][0])


# --- what comes out --------------------------------------------------------------------------------------------------


def test_what_she_has_worked_through_is_finished_with_not_a_word_changed(finished_desk, capsys):
    before = (finished_desk / "u.docx").read_bytes()
    assert run(["finalize", "u.docx", "-o", "k.docx"]) == 0
    told = said(capsys)
    assert told.splitlines()[-1] == "k.docx"
    assert (finished_desk / "u.docx").read_bytes() == before
    old, new = read(finished_desk / "u.docx"), read(finished_desk / "k.docx")
    assert [(b.role, b.number, b.text, b.cells) for b in new.blocks] == [
        (b.role, b.number, b.text, b.cells) for b in old.blocks
    ]
    assert new.comments == ()
    assert set(dict(new.properties)) == {"title"}
    assert ooxml.problems((finished_desk / "k.docx").read_bytes()) == []


def test_it_says_which_sources_and_pages_in_a_file_of_its_own(finished_desk):
    assert run(["finalize", "u.docx", "-o", "k.docx", "--letter", str(LETTER)]) == 0
    data = (finished_desk / "k - källförteckning.docx").read_bytes()
    listed = read(finished_desk / "k - källförteckning.docx")
    assert listed.blocks[0].text == "Källförteckning"
    headings = [b.text for b in listed.blocks if b.role == "heading"]
    assert any(h.startswith("1. Hur många timmar har ordningsvakter tjänstgjort") for h in headings)
    rows = [b.cells for b in listed.blocks if b.role == "row"]
    assert rows[0] == ("Dokument", "Datum", "Sida", "Avsnitt", "Texten i utlåtandet")
    assert any("Lägesbild Norrvik 2024.pdf" in row[0] and row[1] == "2024-11-04" and row[2] == "8" for row in rows)
    assert not any("utlatande" in value.lower() for _, value in listed.properties)
    assert set(ooxml.parts(data)) >= {"word/document.xml"}


def test_the_sources_stand_in_the_order_of_the_questions(finished_desk):
    for letter in ([], ["--letter", str(LETTER)]):
        assert run(["finalize", "u.docx", "-o", "k.docx", "--force", *letter]) == 0
        listed = read(finished_desk / "k - källförteckning.docx")
        numbers = [m[1] for b in listed.blocks if b.role == "heading" and (m := re.match(r"(\d+\w?)[.)]", b.text))]
        assert len(numbers) > 2
        assert numbers == sorted(numbers)


def test_an_answer_of_which_not_a_word_is_left_has_no_source(finished_desk, worked):
    def rewrite(root):
        for paragraph in root.iter(w("p")):
            if "teranv" in style(paragraph):
                for n, text in enumerate(paragraph.iter(w("t"))):
                    text.text = "" if n else "Zebror dansar balett."

    (finished_desk / "u.docx").write_bytes(edit(worked, rewrite))
    assert run(["finalize", "u.docx", "-o", "k.docx", "--force"]) == 0
    assert "omskriven" not in read(finished_desk / "k - källförteckning.docx").text


@needs_validator
def test_the_validator_finds_nothing_in_either_file(finished_desk):
    assert run(["finalize", "u.docx", "-o", "k.docx"]) == 0
    for name in ("k.docx", "k - källförteckning.docx"):
        assert ooxml.errors(finished_desk / name) == []


def test_nothing_is_ever_written_over(finished_desk, capsys):
    (finished_desk / "k - källförteckning.docx").write_text("mitt eget")
    assert run(["finalize", "u.docx", "-o", "k.docx"]) == 6
    assert "finns redan" in capsys.readouterr().err
    assert not (finished_desk / "k.docx").exists()
    assert run(["finalize", "u.docx", "-o", "k.docx", "--force"]) == 0
    assert (finished_desk / "k - källförteckning (tidigare 1).docx").read_text() == "mitt eget"
    assert run(["finalize", "u.docx", "-o", "u.docx", "--force"]) == 6
    assert "är en av filerna som läses" in capsys.readouterr().err


def test_a_folder_that_is_not_there_is_told_as_such_before_anything_is_remembered(finished_desk, capsys):
    target = finished_desk / "färdiga svar" / "k.docx"
    assert run(["finalize", "u.docx", "-o", str(target)]) == 6
    told = capsys.readouterr().err
    assert f"Mappen {target.parent} finns inte. Skapa den eller välj en annan med -o." in told
    assert "källförteckning" not in told
    assert run(["history"]) == 0
    assert "u.docx" not in capsys.readouterr().out
    assert not target.parent.exists()


@pytest.mark.usefixtures("desk")
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="ingen /dev/full")
@pytest.mark.parametrize("command", [["check"], ["compare"], ["compare", "--json"]])
def test_what_is_printed_to_a_full_disk_is_told_in_one_line(command):
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "utlatande", *command, "u.docx"], stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert done.returncode == 6
    assert done.stderr.decode() == (
        "Disken är full: resultatet kunde inte skrivas. Frigör utrymme och kör samma kommando igen.\n"
    )


def test_a_history_in_a_folder_that_is_a_file_is_told_in_swedish(finished_desk, capsys):
    (finished_desk / "fil").write_text("")
    (finished_desk / "utlatande.toml").write_text(SETTINGS.replace("historik.jsonl", "fil/h.jsonl"), encoding="utf-8")
    assert run(["finalize", "u.docx", "-o", "k.docx"]) == 0
    assert "kunde inte skrivas: det finns en fil där mappen skulle ligga." in capsys.readouterr().err


def test_a_pdf_is_refused_in_one_line(desk, capsys):
    (desk / "u.pdf").write_bytes(b"%PDF-1.7\n1 0 obj\n")
    assert run(["finalize", "u.pdf", "-o", "k.docx"]) == 3
    assert (
        capsys.readouterr().err
        == "Filen u.pdf är en pdf, ingen Word-fil. Här behövs dokumentet som Word-fil (.docx) eller .odt.\n"
    )


def test_a_word_file_of_somebody_else_is_stripped_and_its_sources_are_unknown(desk, capsys):
    path = next((ROOT / "corpus").rglob("*.docx"))
    shutil.copy(path, desk / "annat.docx")
    assert run(["finalize", "annat.docx", "-o", "k.docx", "--force", "--accept-changes", "--drop-comments"]) == 0
    assert "källorna är okända" in capsys.readouterr().err
    assert "Källorna är okända." in read(desk / "k - källförteckning.docx").text
    assert read(desk / "k.docx").text == read(path).text
    assert uses(desk) == ()


@pytest.mark.parametrize("look", ["vanish", "strike"])
def test_hidden_and_struck_text_follows_and_that_is_said(desk, capsys, look):
    (desk / "annat.docx").write_bytes(docx(p("Texten") + p(f"<w:r><w:rPr><w:{look}/></w:rPr><w:t>Kvar</w:t></w:r>")))
    assert run(["finalize", "annat.docx", "-o", "k.docx", "--force"]) == 0
    assert "Dold och överstruken text och inbäddade filer följer med." in capsys.readouterr().err
    assert "Kvar" in shown(ooxml.parts((desk / "k.docx").read_bytes())["word/document.xml"])


@needs_office
def test_an_odt_becomes_word_and_with_the_draft_its_sources_are_known(finished_desk, capsys):
    odt = ooxml.through_libreoffice(finished_desk / "u.docx", finished_desk / "o", "odt")
    shutil.copy(odt, finished_desk / "u.odt")
    options = ["--force", "--accept-changes", "--drop-comments"]
    assert run(["finalize", "u.odt", "-o", "k.docx", *options]) == 0
    told = capsys.readouterr().err
    assert "LibreOffice" in told
    assert "källorna är okända" in told
    shutil.copy(finished_desk / "u.docx", finished_desk / "utkast.docx")
    assert run(["finalize", "u.odt", "-o", "k2.docx", "--draft", "utkast.docx", *options]) == 0
    assert "Lägesbild Norrvik 2024.pdf" in read(finished_desk / "k2 - källförteckning.docx").text
    assert uses(finished_desk)


# --- what is remembered ----------------------------------------------------------------------------------------------


def without_second_answer(root):
    """She keeps the first answer, cuts the second one out, and writes her own."""
    found = [b for b in root.iter(w("bookmarkStart")) if b.get(w("name"), "").startswith("_utl_p")]
    texts = [b for b in found if len(shown(b.getparent())) > 100]
    for text in texts[1].getparent().iter(w("t")):
        text.text = ""


def test_how_much_was_kept_is_remembered_before_it_is_stripped(finished_desk, worked):
    (finished_desk / "u.docx").write_bytes(edit(worked, without_second_answer))
    assert run(["finalize", "u.docx", "-o", "k.docx", "--date", "2025-10-05"]) == 0
    found = uses(finished_desk)
    assert {u.date for u in found} == {"2025-10-05"}
    assert len({u.draft for u in found}) == 1
    assert any(u.kept == 1.0 and u.fate is Fate.KEPT for u in found)
    assert any(u.kept < 1.0 for u in found)
    text = (finished_desk / "historik.jsonl").read_text(encoding="utf-8")
    assert "Ordningsvakterna" not in text  # names of documents, and no text of theirs


def test_finished_twice_counts_once(finished_desk):
    assert run(["finalize", "u.docx", "-o", "k.docx"]) == 0
    once = uses(finished_desk)
    assert run(["finalize", "u.docx", "-o", "k2.docx"]) == 0
    assert [(u.passage, u.kept) for u in uses(finished_desk)] == [(u.passage, u.kept) for u in once]


def test_switched_off_nothing_is_remembered(finished_desk):
    (finished_desk / "utlatande.toml").write_text(SETTINGS + "larande = false\n", encoding="utf-8")
    assert run(["finalize", "u.docx", "-o", "k.docx"]) == 0
    assert not (finished_desk / "historik.jsonl").exists()


def test_a_history_that_cannot_be_written_stops_nothing(finished_desk, capsys):
    (finished_desk / "historik.jsonl").mkdir()
    assert run(["finalize", "u.docx", "-o", "k.docx"]) == 0
    assert "Utlåtandet är färdigt ändå." in capsys.readouterr().err


@pytest.mark.usefixtures("finished_desk")
def test_the_history_can_be_looked_at_and_forgotten(capsys):
    assert run(["history"]) == 0
    assert said(capsys).startswith("Inget utlåtande har gjorts färdigt än.")
    assert run(["finalize", "u.docx", "-o", "k.docx"]) == 0
    capsys.readouterr()
    assert run(["history"]) == 0
    told = said(capsys)
    assert "1 färdigt utlåtande." in told
    assert run(["history", "--json"]) == 0
    shape = json.loads(said(capsys))
    assert shape["active"] is True
    assert {"id", "times", "removed", "kept"} == set(shape["passages"][0])
    assert run(["history", "--forget", shape["uses"][0]["draft"], "--json"]) == 0
    assert json.loads(said(capsys))["uses"] == []
    assert run(["history", "--forget", "finns-inte"]) == 2


def test_the_next_draft_says_how_the_suggestion_fared(finished_desk, capsys):
    assert run(["finalize", "u.docx", "-o", "k.docx"]) == 0
    capsys.readouterr()
    again = ["draft", str(LETTER), "--corpus", str(ROOT / "corpus"), "-o", "igen.docx", "--date", "2025-10-01"]
    assert run([*again, "--json"]) == 0
    reasons = [r for q in json.loads(said(capsys))["questions"] for m in q["matches"] for r in m["reasons"]]
    assert "Har använts 1 gång, 100 % behållet." in reasons
    assert any("Har använts 1 gång, 100 % behållet." in c.text for c in read(finished_desk / "igen.docx").comments)


# --- what comes of it ------------------------------------------------------------------------------------------------


def test_a_finished_document_in_the_corpus_becomes_the_newest_earlier_answer(finished_desk):
    assert run(["finalize", "u.docx", "-o", "k.docx"]) == 0
    folder = finished_desk / "arkiv"
    shutil.copytree(ROOT / "corpus", folder)
    shutil.copy(finished_desk / "k.docx", folder / "2025 trygghet.docx")
    shutil.copy(finished_desk / "u.docx", folder / "2025 utkast.docx")
    question = "Hur många timmar har ordningsvakter tjänstgjort vid Sjöhamnens centrum under 2023 och under 2024?"
    with Corpus(folder) as corpus:
        report = corpus.sync()
        names = {one.document for one in corpus.sources()}
        assert "2025 trygghet.docx" in names
        assert "2025 utkast.docx" not in names  # never finished: left out, and said
        assert any("är ett utkast som inte är färdigt" in n.text for n in report.notices)
        first = match(question, corpus.search)[0]
    assert first.passage.origin.document == "2025 trygghet.docx"
    assert first.passage.date == "2025-10-01"
    assert not any("källförteckning" in name for name in names)
