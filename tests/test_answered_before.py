"""The same question answered twice before: whom, when and with what stance; what differs; what was promised."""

from __future__ import annotations

import datetime as dt

import pytest

from utlatande import drafting, evidence, readers, skrivelse
from utlatande.corpus import Corpus
from utlatande.evidence.likeness import forms
from utlatande.model import Paragraph, Style

ANSWER = """Tjänsteutlåtande
Dnr ALM {year}/14
{year}-05-04

Till Almby kommunstyrelse

Svar på skrivelse från {party}

Förslag till beslut

Kommunstyrelsen godkänner förvaltningens tjänsteutlåtande som svar på skrivelsen.

Synpunkter och förslag

1. Hur många laddplatser finns vid badhuset?

Vid badhuset finns {count} laddplatser på den norra parkeringen.

2. Avser förvaltningen att bygga fler laddplatser vid badhuset?

{stance}
"""
YES = (
    "Ja. Förvaltningen ser ett behov av fler laddplatser vid badhuset. Förvaltningen kommer att ansöka om bidrag för"
    " ytterligare sex under hösten. Energibolaget kommer att bekosta elen."
)
NO = "Nej. Förvaltningen ser inget behov av fler laddplatser vid badhuset i dag."
LETTER = """Almby kommunstyrelse
2025-09-02

Skrivelse om laddplatser vid badhuset

Vi frågar:

1. Hur många laddplatser finns vid badhuset?
2. Avser förvaltningen att bygga fler laddplatser vid badhuset?
3. Hur sköts gräset vid badhuset?

Miljöpartiet (MP)
"""


@pytest.fixture(scope="module")
def said(tmp_path_factory):
    """The comments on each question of the letter."""
    folder = tmp_path_factory.mktemp("arkiv")
    for year, party, count, stance in ((2021, "(MP)", "fyra", YES), (2024, "(C) och (L)", "tio", NO)):
        text = ANSWER.format(year=year, party=party, count=count, stance=stance)
        (folder / f"{year} svar.txt").write_text(text, encoding="utf-8")
    path = tmp_path_factory.mktemp("brev") / "brev.txt"
    path.write_text(LETTER, encoding="utf-8")
    letter = skrivelse.parse(readers.read(path))
    with Corpus(folder) as corpus:
        corpus.sync()
        found = evidence.gather(letter, corpus.search, corpus.library())
    draft = drafting.draft(letter, found, date=dt.date(2025, 10, 1))
    parts = [one for one in draft.parts if isinstance(one, Paragraph) and one.role is Style.QUESTION]
    return ["\n".join(one.comments) for one in parts]


def test_each_question_is_told_only_of_its_own_earlier_answers_newest_first(said):
    first, second, third = said
    for comments in (first, second):
        assert comments.index("till (C) och (L) den 4 maj 2024") < comments.index("till (MP) den 4 maj 2021")
        assert comments.count("Svaret gick till") == 2
    assert "besvarats förut" not in third


def test_the_stance_is_told_in_the_answers_own_words(said):
    assert f"Ställningstagande då: ”{NO}”" in said[1]
    assert "Ställningstagande då: ”Ja. Förvaltningen ser ett behov av fler laddplatser vid badhuset.”" in said[1]
    assert "tällningstagande" not in said[0]  # a count has none


def test_counts_that_differ_and_a_yes_and_a_no_stand_side_by_side(said):
    assert "Två tidigare svar skiljer sig åt. Läs båda." in said[0]
    assert "tio laddplatser" in said[0]
    assert "fyra laddplatser" in said[0]
    assert said[1].count("Två tidigare svar skiljer sig åt") == 1


def test_what_was_promised_in_answer_to_the_question_is_asked_after_and_what_others_will_do_is_not(said):
    assert "Utlovat tidigare. Är det gjort?" in said[1]
    assert "ansöka om bidrag" in said[1]
    assert "Energibolaget" not in "".join(said)
    assert "Utlovat" not in said[0] + said[2]


@pytest.mark.parametrize(
    ("question", "sort"),
    [
        ("Hur många platser finns?", {"count"}),
        ("Hur arbetar förvaltningen?", {"open"}),
        ("Avser förvaltningen att bygga?", {"yes"}),
        ("När öppnar parken?", {"när"}),
        ("Finns det en plan, och när är den klar?", {"yes", "när"}),
    ],
)
def test_questions_of_another_sort_are_not_the_same(question, sort):
    assert forms(question) == sort
