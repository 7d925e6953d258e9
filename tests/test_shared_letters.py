"""The six letters of ../shared in all their formats, and letters made of the questions of its real documents."""

import functools
import json
import shutil
from pathlib import Path

import pytest
from letters import document

from utlatande import readers, structure
from utlatande.model import Document, Role
from utlatande.skrivelse import parse

SHARED = Path(__file__).parent.parent.parent / "shared"
LETTERS = SHARED / "skrivelser"
EXPECTED = {
    name: (LETTERS / name, expected)
    for path in sorted(LETTERS.glob("*.expected.json"))
    for expected in [json.loads(path.read_text(encoding="utf-8"))]
    for name in expected["filer"]
}
KIND = {"fråga": "fraga", "uppdrag": "uppdrag"}

pytestmark = pytest.mark.skipif(not SHARED.is_dir(), reason="../shared is not here")


def read(name):
    if Path(name).suffix in {".odt", ".doc"} and not shutil.which("soffice"):
        pytest.skip("LibreOffice is not installed")
    path, expected = EXPECTED[name]
    return parse(opened(path)), expected


@functools.cache
def opened(path):
    return readers.read(path)


@pytest.mark.parametrize("name", EXPECTED)
def test_exactly_the_questions_of_a_shared_letter_are_found(name):
    found, expected = read(name)
    number = {question.id: question.number for question in found.questions}
    assert [(q.number, q.text, q.kind.value, number.get(q.parent), q.place) for q in found.questions] == [
        (q["nr"], q["text"], KIND[q["typ"]], q.get("under"), q.get("plats")) for q in expected["fragor"]
    ]


@pytest.mark.parametrize("name", EXPECTED)
def test_the_facts_of_a_shared_letter_are_found(name):
    found, expected = read(name)
    assert expected["titel"].casefold().endswith(found.title.casefold())
    assert list(found.parties) == expected["partier"]
    assert found.recipient == expected["till"]
    assert found.date == expected["datum"]
    assert found.signatories


def seed(number):
    return readers.read(next((SHARED / "seeds").glob(f"{number}_*.txt")))


def test_the_three_questions_of_a_real_arendet_are_found():
    section = next(s for s in structure.outline(seed("000")) if s.slot == "arendet")
    found = parse(Document(name="brev.docx", format="docx", blocks=section.blocks)).questions
    assert [q.number for q in found] == ["1", "2", "3"]
    assert all(q.text.endswith("?") and len(q.searches) == 1 and q.answerable for q in found)


def test_the_four_questions_over_real_answers_make_a_letter():
    asked = [b.text for b in seed("001").blocks if b.role is Role.ITEM and b.text.endswith("?")]
    found = parse(document("# Trygghet", "Vi är oroliga.", "Vi vill veta följande:", *asked, "Anna Ek (X)")).questions
    assert [q.number for q in found] == ["1", "2", "3", "4"]
    assert [len(q.searches) for q in found] == [1, 2, 2, 1]
