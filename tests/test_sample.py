"""The sample of an invented district: it is all there, it is what its sources say, and it is read right."""

import json
import sys
import unicodedata
import zipfile
from collections import Counter
from io import BytesIO
from pathlib import Path

import pytest

from utlatande import Corpus, parse, read

ROOT = Path(__file__).parent.parent
CORPUS = ROOT / "corpus"
LETTERS = ROOT / "tests" / "data" / "letters"
SAMPLE = ROOT / "tests" / "sample"
EXPECTED = sorted(LETTERS.glob("*.expected.json"))
KINDS = {
    "Internt": "other",
    "Lägesbilder": "lagesbild",
    "Minnesanteckningar": "minutes",
    "Protokoll": "minutes",
    "Skrivelser": "skrivelse",
    "Tjänsteutlåtanden": "tjansteutlatande",
    "Åtgärdsplaner": "atgardsplan",
    "Övrigt": "other",
}

sys.path.insert(0, str(SAMPLE))
from markup import parse as parsed  # noqa: E402
from paper import word  # noqa: E402


def documents():
    files = [path for path in CORPUS.rglob("*.*") if path.is_file() and path.suffix != ".toml"]
    return sorted(unicodedata.normalize("NFC", path.relative_to(CORPUS).as_posix()) for path in files)


def sources():
    return {source.name: parsed(source.read_text(encoding="utf-8")) for source in sorted(SAMPLE.glob("*.txt"))}


@pytest.fixture(scope="module")
def corpus():
    with Corpus(CORPUS) as opened:
        opened.sync()
        yield opened


def expected(path):
    return json.loads(path.read_text(encoding="utf-8"))


def letter(path):
    return parse(read(LETTERS / expected(path)["file"]))


def name(path):
    return path.name.removesuffix(".expected.json")


def test_the_corpus_holds_what_a_newcomer_needs_to_see_the_point():
    count = Counter(KINDS[document.split("/")[0]] for document in documents())
    assert count["tjansteutlatande"] >= 6
    assert count["lagesbild"] >= 1
    assert count["atgardsplan"] >= 2
    assert count["minutes"] >= 2
    assert count["skrivelse"] >= 1
    assert {Path(document).suffix for document in documents()} == {".docx", ".pdf", ".txt"}


def test_the_sample_is_light():
    files = [path for folder in (CORPUS, LETTERS) for path in folder.rglob("*") if path.is_file()]
    assert sum(path.stat().st_size for path in files) < 3_000_000


def test_every_source_has_its_file_and_every_file_its_source():
    made = {fields["file"] for fields, _ in sources().values()}
    there = {f"corpus/{document}" for document in documents()}
    there |= {f"tests/data/letters/{expected(path)['file']}" for path in EXPECTED}
    assert made == there


@pytest.mark.parametrize("source", [n for n, (fields, _) in sources().items() if fields["file"].endswith(".docx")])
def test_a_word_file_says_what_its_source_says(source):
    fields, blocks = sources()[source]
    with zipfile.ZipFile(BytesIO(word(fields, blocks))) as made, zipfile.ZipFile(ROOT / fields["file"]) as there:
        assert there.read("word/document.xml") == made.read("word/document.xml"), "run tests/sample/build.py"


def test_every_document_of_the_corpus_can_be_read(corpus):
    assert list(corpus.names()) == documents()
    assert not corpus.status().left_out


@pytest.mark.parametrize("document", documents())
def test_the_kind_of_every_document_is_inferred(document):
    from utlatande.passages import kind_of

    assert kind_of(read(CORPUS / document)).value == KINDS[document.split("/")[0]]


def test_corpus_toml_names_only_documents_that_are_there():
    import tomllib

    said = tomllib.loads((CORPUS / "corpus.toml").read_text(encoding="utf-8"))["documents"]
    named = set(said) | {entry["superseded_by"] for entry in said.values() if "superseded_by" in entry}
    folders = {name.rpartition("/")[0] + "/" for name in documents()}
    assert named <= set(documents()) | folders


@pytest.mark.parametrize("path", EXPECTED, ids=name)
def test_every_question_of_every_letter_is_found_with_its_number_and_kind(path):
    found = letter(path).questions
    of = {question.id: question.number for question in found}
    wanted = expected(path)["questions"]
    assert [(q.number, q.kind.value, of.get(q.parent), q.answerable) for q in found] == [
        (q["number"], q["kind"], q["parent"], q["answerable"]) for q in wanted
    ]
    for question, of_it in zip(found, wanted, strict=True):
        assert question.text == of_it["text"] or (  # «Vidare undrar vi om …»: the lead-in may stay
            question.number is None and question.text.endswith(of_it["text"])
        )


@pytest.mark.parametrize("path", EXPECTED, ids=name)
def test_a_letters_title_sender_recipient_and_date_are_found(path):
    wanted, found = expected(path), letter(path)
    assert wanted["title"].casefold().endswith(found.title.casefold())  # «Skrivelse om» may be left out
    assert (list(found.parties), found.recipient, found.date, found.dnr) == (
        wanted["parties"],
        wanted["recipient"],
        wanted["date"],
        wanted["dnr"],
    )


@pytest.mark.parametrize("path", [path for path in EXPECTED if expected(path)["never_questions"]], ids=name)
def test_what_is_no_question_is_not_taken_for_one(path):
    texts = [question.text for question in letter(path).questions]
    assert not [never for never in expected(path)["never_questions"] if any(never in text for text in texts)]
