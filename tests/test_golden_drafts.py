from __future__ import annotations

import os
from pathlib import Path

import pytest
from golden_draft import LETTERS, ROOT, as_text, drafted, name

from utlatande.corpus import Corpus

GOLDEN = Path(__file__).parent / "golden" / "drafts"


@pytest.fixture(scope="module")
def corpus():
    with Corpus(ROOT / "corpus") as opened:
        opened.sync()
        yield opened


@pytest.mark.parametrize("letter", LETTERS, ids=name)
def test_a_letter_becomes_the_draft_that_its_golden_file_shows(letter, corpus):
    text = as_text(drafted(letter, corpus))
    golden = GOLDEN / name(letter)
    if os.environ.get("UTLATANDE_UPDATE_GOLDEN"):
        golden.parent.mkdir(parents=True, exist_ok=True)
        golden.write_text(text, encoding="utf-8")
    assert text == golden.read_text(encoding="utf-8"), "UTLATANDE_UPDATE_GOLDEN=1 skriver om filerna; läs skillnaden"


def test_every_golden_draft_has_its_letter():
    assert {path.name for path in GOLDEN.glob("*.txt")} == {name(letter) for letter in LETTERS}
