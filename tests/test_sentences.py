"""Where Swedish sentences and words end."""
# ruff: noqa: E501 - a letter, or a case, stands on one line

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from utlatande.sentences import sentences, spans, words

TEXTS = {
    "two sentences": ("Badet är stängt. Det är synd.", ["Badet är stängt.", "Det är synd."]),
    "a question and an answer": ("Vad hände? Inget.", ["Vad hände?", "Inget."]),
    "an abbreviation inside": ("Det gäller t.ex. Norrvik och bl.a. Ekbacken. Inget mer.", ["Det gäller t.ex. Norrvik och bl.a. Ekbacken.", "Inget mer."]),
    "an abbreviation written with spaces": ("Det gäller t. ex. Norrvik.", ["Det gäller t. ex. Norrvik."]),
    "an abbreviation that ends the sentence": ("Vi har lampor m.m. Sedan kom vintern.", ["Vi har lampor m.m.", "Sedan kom vintern."]),
    "m.fl. before a party": ("Anna Ek m.fl. (X) skrev. Vi svarar.", ["Anna Ek m.fl. (X) skrev.", "Vi svarar."]),
    "initials": ("A. Ek och B. C. Al kom. De gick.", ["A. Ek och B. C. Al kom.", "De gick."]),
    "an ordinal before a month": ("Det var den 3. april. Sedan hände inget.", ["Det var den 3. april.", "Sedan hände inget."]),
    "a figure that ends the sentence": ("De var 30. Nu är de 15. Det räcker.", ["De var 30.", "Nu är de 15.", "Det räcker."]),
    "a year that ends the sentence": ("Det var 2018. Sedan dess är det lugnt.", ["Det var 2018.", "Sedan dess är det lugnt."]),
    "a decimal figure and a section": ("Det kostar 3.5 mkr enligt 9 kap. 3 § lagen. Det är mycket.", ["Det kostar 3.5 mkr enligt 9 kap. 3 § lagen.", "Det är mycket."]),
    "a typed label": ("1. Hur många är de? Var bor de?", ["1. Hur många är de?", "Var bor de?"]),
    "a label after a soft line break": ("Vi frågar:\na) hur många\nb) varför", ["Vi frågar:", "a) hur många", "b) varför"]),
    "a soft line break alone": ("Badet är\nstängt. Det\när synd.", ["Badet är\nstängt.", "Det\när synd."]),
    "an empty line": ("Badet är stängt\n\nDet är synd", ["Badet är stängt", "Det är synd"]),
    "a sentence glued on": ("När öppnar badet?Vem betalar det?", ["När öppnar badet?", "Vem betalar det?"]),
    "a glued full stop": ("Badet är stängt.Det är synd.", ["Badet är stängt.", "Det är synd."]),
    "a web address": ("Se www.Exempel.invalid/Bad?sida=2 för mer. Tack.", ["Se www.Exempel.invalid/Bad?sida=2 för mer.", "Tack."]),
    "a quotation": ("Han sade: ”Badet är stängt.” Sedan gick han.", ["Han sade: ”Badet är stängt.”", "Sedan gick han."]),
    "a question quoted inside": ("På frågan ”När öppnar badet?” fick vi inget svar.", ["På frågan ”När öppnar badet?” fick vi inget svar."]),
    "a question mark in parentheses": ("Enligt rapporten (Bad eller hav? 2021) är det så. Tack.", ["Enligt rapporten (Bad eller hav? 2021) är det så.", "Tack."]),
    "three dots": ("Vi väntar… Nu öppnar det.", ["Vi väntar…", "Nu öppnar det."]),
    "nothing": ("  \n ", []),
}  # fmt: skip


@pytest.mark.parametrize("name", TEXTS)
def test_a_text_is_cut_where_its_sentences_end(name):
    text, expected = TEXTS[name]
    assert list(sentences(text)) == expected


def test_words_are_as_they_stand_and_marks_are_none():
    assert words("SSPF-arbetet i Älvsjö/Solberga: 3 000 kr!") == (
        "SSPF-arbetet",
        "i",
        "Älvsjö",
        "Solberga",
        "3",
        "000",
        "kr",
    )


@given(st.text(alphabet="aÅb 1.?!\n()”–t:e,x", max_size=80))
def test_sentences_lose_nothing_but_space(text):
    assert "".join("".join(sentences(text)).split()) == "".join(text.split())


@given(st.text(max_size=200))
def test_spans_stand_in_order_and_never_overlap(text):
    found = spans(text)
    assert all(start < end for start, end in found)
    assert all(before[1] <= after[0] for before, after in pairwise(found))
