"""The figures of a table and of the text beside it: told where they differ, and only where they must agree."""

import time

import marked
import pytest

from utlatande.review.check import check
from utlatande.word.edited import Edited

CRIMES = """
Tabell 3. Anmälda brott i Norrvik
| Brottstyp | 2021 | 2022 | 2023 |
| Cykelstölder | 158 | 163 | 141 |
| därav vid stationen | 37 | 41 | 34 |
| Bostadsinbrott | 96 | 81 | 74 |
"""
VISITS = """
Tabell 2. Besök på biblioteken
| År | Antal besök | Antal lån |
| 2021 | 51 200 | 9 800 |
| 2022 | 68 600 | 10 400 |
"""
PLACES = """
Tabell 5. Förskolor i Norrvik 2023
| Stadsdel | Förskolor | Inskrivna barn |
| Björkhaga | 12 | 640 |
| Lillåsen | 9 | 480 |
"""
SHARES = """
| Mätning | 2020 | 2023 |
| Andel trygga | 61 % | 66 % |
| Antal svar | 410 | 388 |
"""
MONEY = """
Tabell 1. Kostnad för snöröjning, mnkr
| År | Kostnad |
| 2021 | 3,4 |
| 2022 | 4,1 |
"""


def differing(table, sentence):
    text = f"# Svar\n## Förslag till beslut\nNämnden godkänner svaret.\n## Synpunkter och förslag\n{table}\n{sentence}"
    found = check(Edited(document=marked.document(text)))
    return [(one.quote, one.text) for one in found if one.rule == "siffror-olika"]


@pytest.mark.parametrize(
    ("table", "sentence", "said", "there"),
    [
        (CRIMES, "Antalet anmälda cykelstölder minskade från 165 under 2022 till 141 under 2023.", "165", "163"),
        (CRIMES, "Under 2023 anmäldes 47 bostadsinbrott i Norrvik, en minskning med 7 sedan 2022.", "47", "74"),
        (VISITS, "Biblioteken hade 66 800 besök under 2022.", "66 800", "68 600"),
        (PLACES, "I Björkhaga fanns 13 förskolor 2023.", "13", "12"),
        (SHARES, "Andelen trygga var 60 procent 2023.", "60 procent", "66 %"),
    ],
)
def test_a_figure_that_differs_from_its_table_is_told_with_both(table, sentence, said, there):
    ((quote, text),) = differing(table, sentence)
    assert quote == said
    assert f"Här står {said} men i tabellen står {there}" in text


@pytest.mark.parametrize(
    ("table", "sentence"),
    [
        (CRIMES, "Antalet anmälda cykelstölder minskade från 163 under 2022 till 141 under 2023."),
        (CRIMES, "Under 2023 anmäldes 12 cykelstölder vid skolor."),  # a part
        (CRIMES, "Under 2023 anmäldes 12 cykelstölder i Sjöhamnen."),  # another place
        (CRIMES, "Under 2023 anmäldes 34 cykelstölder vid stationen."),  # another row
        (CRIMES, "Antalet bostadsinbrott minskade med 12 under 2023."),  # a difference
        (CRIMES, "Under 2023 anmäldes drygt 70 bostadsinbrott."),  # rounded
        (CRIMES, "Under januari–mars 2023 anmäldes 19 bostadsinbrott."),  # a part of the year
        (CRIMES, "Under 2020 anmäldes 104 bostadsinbrott."),  # a year that the table has not
        (CRIMES, "Det anmäldes 104 bostadsinbrott."),  # no year
        (CRIMES, "Under 2023 klarades inget av 19 bostadsinbrott upp."),  # something else was counted
        (VISITS, "Under 2022 hade biblioteken 68 600 besök, varav 31 200 av barn."),
        (VISITS, "Under 2022 kostade biblioteken 7,1 miljoner kronor per besök."),
        (PLACES, "I Björkhaga finns 13 förskolor."),
        (PLACES, "Under 2023 hade de största förskolorna i Lillåsen 90 barn var."),
        (SHARES, "Andelen trygga kvinnor var 58 procent 2023."),
        (MONEY, "Kostnaden för snöröjning var 4,1 miljoner kronor 2022."),
    ],
)
def test_a_sentence_that_says_more_or_less_than_the_table_is_left_alone(table, sentence):
    assert differing(table, sentence) == []


def test_two_rows_of_one_name_are_not_compared_with_anything():
    table = "| Sort | 2022 | 2023 |\n| Inbrott | 5 | 7 |\n| Inbrott | 15 | 17 |"
    assert differing(table, "Under 2023 anmäldes 9 inbrott.") == []


def test_a_table_is_not_compared_with_what_is_asked():
    assert (
        differing(CRIMES, "! 1. Varför anmäldes 90 bostadsinbrott under 2023?\nPolisen bedömer att det var färre.")
        == []
    )


def test_long_documents_are_compared_in_time():
    rows = "\n".join(f"| Sak{chr(97 + n % 26)}{chr(97 + n // 26 % 26)}ning | {n} | {n + 1} |" for n in range(600))
    text = " ".join(f"Under 2023 fanns {n} sakabning i området." for n in range(1000))
    start = time.process_time()
    differing(f"| Sort | 2022 | 2023 |\n{rows}", text)
    assert time.process_time() - start < 20
