"""What earlier documents become: their kind, metadata, answers, sections, minutes, insatser and facts."""

import os
import re
import unicodedata
from pathlib import Path

import pytest
from golden_passages import as_text
from hypothesis import given
from hypothesis import strategies as st
from marked import document

from utlatande import readers
from utlatande.model import DocumentKind, PassageKind
from utlatande.passages import kind_of, parse
from utlatande.passages.dates import iso_dates
from utlatande.passages.pairing import assign
from utlatande.passages.questions import reported

UNDER = """
Tjänsteutlåtande
Dnr NOR 2024/113
2024-05-07
Handläggare
Disa Exempel
Till
Norrviks stadsdelsnämnd
2024-05-30
# Ordningsvakter i Sjöhamnen
Svar på skrivelse från (M) och (L)
# Förslag till beslut
Norrviks stadsdelsnämnd anser skrivelsen besvarad.
# Sammanfattning
Förvaltningen ser behov av ordningsvakter och följer hur arbetet vid terminalen utvecklas under året.
# Ärendet
I en skrivelse ställer Moderaterna och Liberalerna två frågor till förvaltningen.
# Synpunkter och förslag
Förvaltningens brottsförebyggande arbete vilar på två ben, platsen och människorna som rör sig där.
## Svar på frågorna
1) Hur många timmar har ordningsvakter tjänstgjort i Sjöhamnen?
Ordningsvakterna tjänstgjorde 2 480 timmar under 2023 enligt bolagets redovisning.
De flesta timmarna låg på fredags- och lördagskvällar mellan klockan 17 och 24.
2) Vad kostar ordningsvakterna?
---
Kostnaden var 1,1 miljoner kronor och täcktes av stadens medel för trygghet.
* ordinarie pass på vardagar
* extra pass under helger
Förvaltningen ser behov av ordningsvakter och följer hur arbetet vid terminalen utvecklas under året.
Berit Exempel
stadsdelsdirektör
# Bilagor
1. Skrivelse från (M) och (L)
2. Insatser för trygghet 2024
"""


def passages(text, kind=None, **rest):
    return parse(document(text, **rest), kind=kind).passages


def of(found, kind):
    return [p for p in found if p.kind is kind]


# --- tjänsteutlåtanden --------------------------------------------------------------------------------------------


def test_each_question_gets_the_paragraphs_under_it_as_one_answer():
    answers = of(passages(UNDER), PassageKind.ANSWER)
    assert [a.question for a in answers] == [
        "Hur många timmar har ordningsvakter tjänstgjort i Sjöhamnen?",
        "Vad kostar ordningsvakterna?",
    ]
    assert answers[0].text.count("\n\n") == 1
    assert answers[0].headings == ("Synpunkter och förslag", "Svar på frågorna")
    assert answers[1].text.startswith("Kostnaden var 1,1 miljoner")
    assert answers[1].origin.page == 2


def test_a_list_stays_with_its_answer():
    assert "• ordinarie pass på vardagar\n• extra pass under helger" in of(passages(UNDER), PassageKind.ANSWER)[1].text


def test_a_closing_that_repeats_the_summary_is_no_answer():
    answers = of(passages(UNDER), PassageKind.ANSWER)
    assert not any("följer hur arbetet" in a.text for a in answers)
    assert any("följer hur arbetet" in p.text for p in of(passages(UNDER), PassageKind.SECTION))


def test_signatures_letterhead_attachments_and_questions_are_no_passages():
    everything = "\n".join(p.text for p in passages(UNDER))
    for text in (
        "Berit",
        "stadsdelsdirektör",
        "Disa",
        "NOR 2024",
        "Bilagor",
        "Insatser för trygghet 2024",
        "Hur många timmar",
    ):
        assert text not in everything


def test_the_letterhead_tells_who_when_and_what():
    meta = parse(document(UNDER)).metadata
    assert meta.title == "Ordningsvakter i Sjöhamnen"
    assert meta.dnr == "NOR 2024/113"
    assert (meta.date, meta.meeting_date) == ("2024-05-07", "2024-05-30")
    assert meta.namnd == "Norrviks stadsdelsnämnd"
    assert meta.area == "Norrvik"
    assert meta.handlaggare == "Disa Exempel"
    assert meta.parties == ("M", "L")
    assert meta.attachments == ("Skrivelse från (M) och (L)", "Insatser för trygghet 2024")


def test_two_questions_on_end_share_the_text_under_them():
    text = """
    # Förvaltningens svar
    1) Hur många kameror finns i Sjöhamnen?
    2) Vilka fler kameror planeras under året?
    Polisen har satt upp sex kameror, och fyra till är planerade vid bussterminalen.
    """
    found = of(passages(text, DocumentKind.TJANSTEUTLATANDE), PassageKind.ANSWER)
    assert [p.question for p in found] == [
        "Hur många kameror finns i Sjöhamnen?",
        "Vilka fler kameror planeras under året?",
    ]
    assert found[0].text == found[1].text
    assert found[0].id != found[1].id


def test_a_question_that_is_a_heading_is_answered_by_its_section():
    text = """
    # Förvaltningens synpunkter
    ## Hur arbetar fältassistenterna på kvällarna?
    Fältassistenterna är ute onsdag till lördag och följer upp det som skolorna berättar.
    # Ekonomiska konsekvenser
    Arbetet ryms inom nämndens budget för året och medför inga nya kostnader.
    """
    found = passages(text, DocumentKind.TJANSTEUTLATANDE)
    assert [(p.kind, p.question) for p in found] == [
        (PassageKind.ANSWER, "Hur arbetar fältassistenterna på kvällarna?"),
        (PassageKind.SECTION, None),
    ]


def test_a_long_answer_is_split_at_its_paragraphs():
    paragraph = "Förvaltningen arbetar tillsammans med polisen. " * 20
    text = "# Svar på frågorna\n1) Hur arbetar förvaltningen?\n" + "\n".join(f"{i} {paragraph}" for i in range(5))
    found = of(passages(text, DocumentKind.TJANSTEUTLATANDE), PassageKind.ANSWER)
    assert len(found) > 1
    assert all(len(p.text) <= 2500 for p in found)
    assert {p.question for p in found} == {"Hur arbetar förvaltningen?"}


def pairs(text):
    found = of(passages(text, DocumentKind.TJANSTEUTLATANDE), PassageKind.ANSWER)
    return [(p.question, p.text.rstrip(".").split(" ")[-1]) for p in found]


@pytest.mark.parametrize(
    "text",
    [
        """
        # Förvaltningens svar
        | Nr | Fråga | Svar
        | 1 | Hur många kameror finns i centrum? | Det finns sex kameror vid terminalen och fyra på torget.
        | 2 | När kommer fler kameror? | Fler sätts upp i höst efter polisens bedömning av platsen.
        """,
        """
        # Svar på frågorna
        ! Fråga 1
        Hur många kameror finns i centrum?
        ! Svar
        Det finns sex kameror vid terminalen och fyra på torget.
        ! Fråga 2
        När kommer fler kameror?
        ! Svar
        Fler sätts upp i höst efter polisens bedömning av platsen.
        """,
        """
        # Förvaltningens synpunkter och förslag
        Fråga 1: Hur många kameror finns i centrum?
        Svar: Det finns sex kameror vid terminalen och fyra på torget.
        Fråga 2: När kommer fler kameror?
        Förvaltningens svar: Fler sätts upp i höst efter polisens bedömning av platsen.
        """,
        """
        # Förvaltningens synpunkter och förslag
        ”Hur många kameror finns i centrum?”
        Det finns sex kameror vid terminalen och fyra på torget.
        ”När kommer fler kameror?”
        Fler sätts upp i höst efter polisens bedömning av platsen.
        """,
    ],
    ids=["table", "marks", "inline", "quoted"],
)
def test_questions_and_answers_are_found_however_they_are_set(text):
    assert pairs(text) == [
        ("Hur många kameror finns i centrum?", "torget"),
        ("När kommer fler kameror?", "platsen"),
    ]


def test_a_part_carries_the_question_it_is_a_part_of():
    text = """
    # Förvaltningens synpunkter
    1. Hur arbetar förvaltningen med kameror?
    a) Hur många finns det?
    Det finns sex kameror vid bussterminalen och fyra på torget.
    b) Vad kostar de?
    De kostar sammanlagt 300 000 kronor om året i drift.
    """
    assert [question for question, _ in pairs(text)] == [
        "Hur arbetar förvaltningen med kameror? Hur många finns det?",
        "Hur arbetar förvaltningen med kameror? Vad kostar de?",
    ]


def test_a_bold_line_that_asks_needs_no_question_mark():
    text = """
    # Förvaltningens synpunkter
    ! Vad gör förvaltningen för tryggheten
    Förvaltningen bjuder in handlarna till möten varje månad året om.
    """
    assert pairs(text) == [("Vad gör förvaltningen för tryggheten", "om")]


def test_demands_are_paired_with_the_prose_that_meets_them():
    text = """
    # Ärendet
    Vänsterpartiet föreslår att nämnden ger förvaltningen i uppdrag
    * att utreda en ny fritidsgård i Kvarnängen
    * att redovisa hur många flickor som besöker gårdarna
    # Förvaltningens synpunkter
    En ny fritidsgård i Kvarnängen kan tidigast öppna 2027 eftersom lokaler saknas.
    Av besökarna på gårdarna var 38 procent flickor under 2024, enligt gårdarnas egen räkning.
    """
    assert pairs(text) == [
        ("att utreda en ny fritidsgård i Kvarnängen", "saknas"),
        ("att redovisa hur många flickor som besöker gårdarna", "räkning"),
    ]
    assert len(passages(text, DocumentKind.TJANSTEUTLATANDE)) == 2


PROSE = """
# Förslag till beslut
Norrviks stadsdelsnämnd godkänner förvaltningens tjänsteutlåtande som svar på skrivelsen.
# Ärendets beredning
Ärendet har beretts inom avdelningen för stadsmiljö. Facklig information lämnades den 3 april 2018.
# Ärendet
Moderaterna skriver om snatterier i butikerna och ställer följande frågor.
1. Hur arbetar förvaltningen för att förebygga snatterier i butikerna?
2. Vilken kännedom har förvaltningen om handlarnas utsatthet?
3. Ser förvaltningen behov av fler åtgärder, som väktare, larm eller spegelglas?
# Synpunkter och förslag
Under 2017 invigdes ett nytt torg med bänkar och planteringar, och många besökare har hittat dit.
Det förebyggande arbetet mot snatterier bygger på samverkan mellan handlare, polis och förvaltning.
Kännedom om utsattheten får förvaltningen vid handlarmötena, som hålls fyra gånger om året.
Det finns ett behov av att fortsätta. Väktare kan anlitas av centrumägaren, och larm provas i tre butiker.
"""


def test_prose_is_paired_with_the_questions_it_answers_and_the_rest_is_sections():
    found = passages(PROSE)
    pairs = [
        (p.question and p.question.split(" ")[0], p.text.split(" ")[0]) for p in found if "Synpunkter" in p.headings[0]
    ]
    assert pairs == [(None, "Under"), ("Hur", "Det"), ("Vilken", "Kännedom"), ("Ser", "Det")]


def test_without_a_letterhead_the_year_of_the_beredning_dates_a_document():
    assert parse(document(PROSE)).metadata.date == "2018"


def test_a_paragraph_can_answer_several_questions():
    questions = ["Vilka kameror finns vid stationen?", "Vilka väktare finns vid stationen?"]
    paragraph = "Vid stationen finns både kameror och väktare alla kvällar i veckan."
    assert assign(questions, [paragraph, "Snön röjs av entreprenören."]) == [[0, 1], []]


def test_what_the_letter_says_is_not_kept_as_our_own_words():
    text = """
    # Förslag till beslut
    Nämnden anser skrivelsen besvarad.
    # Sammanfattning
    I en skrivelse frågar Moderaterna hur snatterierna ska minska. Förvaltningen bjuder in handlarna varje kvartal.
    # Ärendet
    Moderaterna skriver att snatterierna har ökat. År 2023 var det 45 anmälda snatterier. Mer måste göras.
    # Bakgrund
    Torget byggdes om 2019 och har sedan dess fått flera nya butiker och en busshållplats.
    # Synpunkter och förslag
    Förvaltningen har anställt en samordnare som träffar handlarna varje vecka.
    """
    earlier = parse(document(text))
    assert [p.text.split(" ")[0] for p in earlier.passages] == ["Nämnden", "Förvaltningen", "Torget", "Förvaltningen"]
    assert not earlier.facts


def test_no_question_no_answer():
    assert assign([], ["Snön röjs."]) == [[]]
    assert assign(["Hur röjs snön?"], []) == []


def test_reported_questions_are_found_in_prose():
    text = "Partiet frågar hur ansvaret är fördelat, hur snabbt snön ska vara borta och om skolvägar kan prioriteras."
    assert reported(text) == [
        "hur ansvaret är fördelat",
        "hur snabbt snön ska vara borta",
        "om skolvägar kan prioriteras",
    ]
    assert reported("Partiet beskriver läget i parken.") == []


def test_a_standard_heading_that_runs_on_is_a_heading_all_the_same():
    text = """
    # Ärendets beredning
    Ärendet har beretts inom avdelningen för stadsmiljö och fritid.
    Förvaltningens synpunkter och förslag Förvaltningen arbetar med platssamverkan i hela området.
    """
    found = passages(text, DocumentKind.TJANSTEUTLATANDE)
    assert [(p.headings, p.text.split(" ")[0]) for p in found] == [
        (("Ärendets beredning",), "Ärendet"),
        (("Förvaltningens synpunkter och förslag",), "Förvaltningen"),
    ]


def test_a_tjansteskrivelse_without_questions_becomes_sections():
    text = """
    TJÄNSTESKRIVELSE
    2018-01-22
    KFKS 2018/53
    # Nedläggning av Ekbackens förskola
    # Förslag till beslut
    Kommunstyrelsen beslutar att förskolan läggs ned den 1 augusti 2018.
    # Sammanfattning
    Förskolan har under flera år gått med underskott och barnen erbjuds plats på en annan förskola.
    # Ekonomiska konsekvenser
    Skolenhetens möjligheter till ett positivt resultat förbättras när förskolan läggs ned.
    """
    earlier = parse(document(text))
    assert earlier.kind is DocumentKind.TJANSTEUTLATANDE
    assert {p.kind for p in earlier.passages} == {PassageKind.SECTION}
    assert earlier.metadata.dnr == "KFKS 2018/53"
    assert earlier.metadata.date == "2018-01-22"


# --- lägesbilder --------------------------------------------------------------------------------------------------

LAGESBILD = """
# Lokal lägesbild 2024
# Innehåll
| Brott | 2
| Trygghet | 3
| Källor | 4
# Brott
## Personrån
Antalet anmälda personrån har gått ned, från 64 (2021-2022) till 51 (2022-2023).¹ Brotten sker oftast på kvällstid.
^¹ Polisens statistik, september 2024
Tabell 1. Anmälda brott i Norrvik
| Brott | 2022 | 2023
| Rån | 64 | 51
Källa: Polisen
# Trygghet
I Sjöhamnen uppger 31 procent av de boende att de är otrygga sent på kvällen under 2023.
"""


def test_a_lagesbild_keeps_its_heading_path_tables_notes_and_sources():
    earlier = parse(document(LAGESBILD))
    assert earlier.kind is DocumentKind.LAGESBILD
    assert earlier.metadata.date == "2024"
    first, table, last = earlier.passages
    assert {p.kind for p in earlier.passages} == {PassageKind.LAGESBILD}
    assert first.headings[-2:] == ("Brott", "Personrån")
    assert first.text.endswith("\n\n¹ Polisens statistik, september 2024")
    assert table.text == "Tabell 1. Anmälda brott i Norrvik\nBrott\t2022\t2023\nRån\t64\t51\nKälla: Polisen"
    assert last.headings[-1] == "Trygghet"


def test_figures_with_a_year_become_facts():
    facts = parse(document(LAGESBILD)).facts
    assert [(f.measure, f.figure, f.year) for f in facts] == [
        ("antalet anmälda personrån", "64", 2022),
        ("antalet anmälda personrån", "51", 2023),
        ("Personrån: Rån", "64", 2022),
        ("Personrån: Rån", "51", 2023),
        ("andel av de boende som uppger att de är otrygga sent på kvällen", "31 procent", 2023),
    ]
    assert facts[4].place == "Sjöhamnen"
    assert facts[2].sentence == "Brott\t2022\t2023\nRån\t64\t51"
    assert facts[0].sentence.startswith("Antalet anmälda personrån")


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Från 31 anmälda inbrott (2022-2023) till 25 anmälda inbrott (2023-2024).", [("31", 2023), ("25", 2024)]),
        ("2022-2023 var det 410 anmälda inbrott.", [("410", 2023)]),
        ("Rånen har ökat under 2016 (18 brott) och 2017 (29 brott).", [("18", 2016), ("29", 2017)]),
        ("Anmälningarna ökade från 2 296 (2022) till 12 455 (2023).", [("2 296", 2022), ("12 455", 2023)]),
        ("De fackliga organisationerna informerades den 3 april 2018.", []),
        ("Perioden är 1 september 2019 – 31 augusti 2020.", []),
        ("Det är 470 fler än 2022.", []),
        ("Rånen mot personer under 18 år 2022 redovisas i tertialrapport 1 år 2025.", []),
        ("Stadsdelen har 17 delar.", []),
    ],
)
def test_a_fact_is_a_figure_with_a_year_of_its_own(sentence, expected):
    facts = parse(document(f"# Lägesbild\n{sentence}")).facts
    assert [(f.figure, f.year) for f in facts] == expected


def test_running_heads_and_the_printed_lines_of_a_form_are_left_out():
    body = "\n".join(
        f"Lokalpolisområde Norrvik\nStycke {i} handlar om något eget i stadsdelsområdet.\nSid {i}" for i in range(4)
    )
    text = "# Lägesbild 2024\n" + body.replace("Stycke 3", "Ett annat stycke")
    found = passages(text)
    assert not any("Lokalpolisområde" in p.text or p.text.startswith("Sid") for p in found)


def test_a_footnote_follows_its_mark_wherever_it_was_printed():
    text = """
    # Lägesbild 2024
    Andelen som känner sig otrygga har ökat i hela området.2
    Kvinnor är otrygga i större utsträckning än män, som förut.
    2 Resultaten för 2017 kan inte jämföras rakt av.
    """
    first, second = passages(text)
    assert first.text.endswith("\n\n² Resultaten för 2017 kan inte jämföras rakt av.")
    assert second.text.endswith("som förut.")


def test_a_large_table_is_split_by_rows_with_its_head_on_each_part():
    rows = "\n".join(f"| Stadsdel nummer {i} med ett långt namn | {i} | {i * 2}" for i in range(90))
    found = passages(f"# Lägesbild\nTabell 1. Invånare\n| Stadsdel | Antal | Andel\n{rows}")
    assert len(found) > 1
    assert all(p.text.startswith("Tabell 1. Invånare\nStadsdel\tAntal\tAndel\n") for p in found)


# --- insatser -----------------------------------------------------------------------------------------------------

TABLE = """
| Åtgärd | Fler trygga vuxna vid terminalen
| Ansvarig | Stadsdelsförvaltningen
| Samverkansforum | Trygga platser
| Prioriterade aktiviteter | • Stödja nattvandrare / • Bjuda in handlarna
| Polisens kontakt | Kommunpolis
| Polisens åtagande | Delta vid genomgången
| Stadsdelsförvaltningens kontakt | Preventionssamordnare
| Tänkbara övriga aktörer | Centrumägaren
| Finansiering | 120 000 kronor
| Kommunikation | Affischer
| Uppföljning | Antal kvällar
"""
PLAN = f"""
# Gemensam åtgärdsplan 2024
Planen beslutades av lokala brottsförebyggande rådet och gäller hela stadsdelsområdet.
# Sjöhamnen
Mål: Boende ska uppleva Sjöhamnens centrum som tryggt.
Syfte: När fler ser blir det svårare att begå brott.
Målgrupp: Boende och besökare.
{TABLE}
# Äldre
Mål: Äldre ska känna sig trygga.
{TABLE.replace("Fler trygga vuxna vid terminalen", "Informera om bedrägerier")}
"""


def test_a_two_column_table_becomes_an_insats_with_its_columns_and_the_sections_aims():
    earlier = parse(document(PLAN))
    assert earlier.kind is DocumentKind.ATGARDSPLAN
    first, second = earlier.insatser
    assert first.atgard == "Fler trygga vuxna vid terminalen"
    assert first.aktiviteter == ("Stödja nattvandrare", "Bjuda in handlarna")
    assert [(p.part, p.kontakt, p.atagande) for p in first.parter] == [
        ("Polisen", "Kommunpolis", "Delta vid genomgången"),
        ("Stadsdelsförvaltningen", "Preventionssamordnare", None),
    ]
    assert (first.ansvarig, first.samverkansforum) == ("Stadsdelsförvaltningen", "Trygga platser")
    assert (first.ovriga_aktorer, first.finansiering) == ("Centrumägaren", "120 000 kronor")
    assert (first.kommunikation, first.uppfoljning) == ("Affischer", "Antal kvällar")
    assert (first.mal, first.malgrupp) == ("Boende ska uppleva Sjöhamnens centrum som tryggt.", "Boende och besökare.")
    assert (first.plats, first.year) == ("Sjöhamnen", 2024)
    assert (second.mal, second.syfte, second.plats) == ("Äldre ska känna sig trygga.", None, None)


def test_each_insats_is_a_passage_too_and_the_text_around_is_sections():
    earlier = parse(document(PLAN))
    by_id = {p.id: p for p in earlier.passages}
    assert all(by_id[i.passage].kind is PassageKind.INSATS for i in earlier.insatser)
    assert by_id[earlier.insatser[0].passage].headings[-1] == "Sjöhamnen"
    rest = [p for p in earlier.passages if p.kind is PassageKind.SECTION]
    assert [p.text[:6] for p in rest] == ["Planen"]


def test_a_column_named_after_two_things_or_unknown_is_kept():
    text = """
    # Insatser för trygghet 2024
    | Insats | Syfte och innehåll | Ansvarig | Finansiering | Anmärkning
    | Nattvandring | Fler vuxna ute på kvällarna | Samordnaren | Egna medel | Ses över i maj
    """
    earlier = parse(document(text))
    (insats,) = earlier.insatser
    assert (insats.atgard, insats.syfte) == ("Nattvandring", "Fler vuxna ute på kvällarna")
    (passage,) = [p for p in earlier.passages if p.id == insats.passage]
    assert "Syfte och innehåll: Fler vuxna ute på kvällarna" in passage.text
    assert "Anmärkning: Ses över i maj" in passage.text


def test_a_table_with_a_header_row_becomes_an_insats_a_row():
    text = """
    # Insatser för trygghet 2024
    | Insats | Plats | Ansvarig | Finansiering | Uppföljning
    | Ordningsvakter | Sjöhamnen | Samordnaren | Stadens medel | Timmar varje månad
    | Ny belysning | Kajen | Trafikkontoret | Driftbudget |
    """
    earlier = parse(document(text))
    assert earlier.kind is DocumentKind.ATGARDSPLAN
    assert [(i.atgard, i.plats, i.ansvarig, i.uppfoljning, i.year) for i in earlier.insatser] == [
        ("Ordningsvakter", "Sjöhamnen", "Samordnaren", "Timmar varje månad", 2024),
        ("Ny belysning", "Kajen", "Trafikkontoret", None, 2024),
    ]


FLAT = """
# Åtgärdsplan 2024
Mål: Färre brott mot unga
Åtgärd Tidiga insatser när en elev oroar
Ansvarig Polis
Samverkansforum Unga i Norrvik
Prioriterade aktiviteter Starta grupper vid två skolor
Besök i alla klasser i årskurs 7
Polisens kontakt Ungdomspolis
Stadsdelsförvaltningens
kontakt
Fältassistenterna
Finansiering Varje part bär sina egna kostnader och
kostnader för sin verksamhet
Uppföljning Enkät till årskurs 7
Statistik
Kvarnängen
Mål: En lugn park
Åtgärd Bättre sikt i parken
Ansvarig Stadsdelsförvaltning
Finansiering Driftbudget
"""


def test_flattened_text_is_read_by_its_labels():
    first, second = parse(document(FLAT)).insatser
    assert first.aktiviteter == ("Starta grupper vid två skolor", "Besök i alla klasser i årskurs 7")
    assert [(p.part, p.kontakt) for p in first.parter] == [
        ("Polisen", "Ungdomspolis"),
        ("Stadsdelsförvaltningen", "Fältassistenterna"),
    ]
    assert first.finansiering == "Varje part bär sina egna kostnader och kostnader för sin verksamhet"
    assert first.uppfoljning == "Enkät till årskurs 7\nStatistik"
    assert (second.atgard, second.mal) == ("Bättre sikt i parken", "En lugn park")
    assert second.uppfoljning is None


def test_a_table_over_two_pages_with_its_header_on_both_is_one_list():
    text = """
    # Insatser 2024
    | Insats | Ansvarig | Plats
    | Ordningsvakter | Samordnaren | Torget
    | | Centrumägaren |
    ---
    | Insats | Ansvarig | Plats
    | Belysning | Kontoret | Parken
    """
    register = parse(document(text)).insatser
    assert [(i.atgard, i.ansvarig) for i in register] == [
        ("Ordningsvakter", "Samordnaren\nCentrumägaren"),
        ("Belysning", "Kontoret"),
    ]


def test_a_paragraph_after_a_flattened_table_is_not_of_it():
    text = """
    # Åtgärdsplan 2023
    Åtgärd: Tryggare gångväg
    Ansvarig: Parkenheten
    Uppföljning: Årsvis
    Texten efter tabellen är ett vanligt stycke som beskriver hur planen togs fram.
    """
    earlier = parse(document(text))
    assert earlier.insatser[0].uppfoljning == "Årsvis"
    assert [p.kind for p in earlier.passages] == [PassageKind.INSATS, PassageKind.SECTION]


def test_a_list_in_a_plan_is_insatser():
    text = """
    # Insatser under 2025
    Listan visar de viktigaste insatserna som pågår.
    * Trygghetsvandringar ska genomföras i Sjöhamnen och Lillåsen.
    * Ordningsvakter: tjänstgör torsdag till lördag. Ansvarig: samordnaren
    """
    earlier = parse(document(text))
    assert [(i.atgard, i.ansvarig, i.plats, i.year) for i in earlier.insatser] == [
        ("Trygghetsvandringar ska genomföras i Sjöhamnen och Lillåsen.", None, "Sjöhamnen och Lillåsen", 2025),
        ("Ordningsvakter", "samordnaren", None, 2025),
    ]
    assert [p.kind for p in earlier.passages] == [PassageKind.SECTION, PassageKind.INSATS, PassageKind.INSATS]


def test_running_text_that_promises_something_at_a_place_is_in_the_register():
    text = UNDER.replace(
        "extra pass under helger",
        "extra pass under helger\nTrygghetsvandringar ska genomföras i Sjöhamnen, Lillåsen och Kvarnängen.",
    )
    (insats,) = parse(document(text)).insatser
    assert (insats.atgard, insats.plats, insats.year) == (
        "Trygghetsvandringar",
        "Sjöhamnen, Lillåsen och Kvarnängen",
        2024,
    )


# --- minutes ------------------------------------------------------------------------------------------------------

MINUTES = """
Minnesanteckningar från lokala brottsförebyggande rådet
Torsdagen den 14 mars 2019
Närvarande:
Anders Exempel, ordförande
Eva Exempel, polisen
1. Mötet öppnas
Ordföranden hälsade välkommen och föregående anteckningar lades till handlingarna.
2. Läget i stadsdelsområdet
Polisen redovisade statistiken för januari och februari, då sex rån anmäldes.
3. Beslutade insatser
* Preventionssamordnaren tar fram en kontaktlista till handlarna.
* Gallring av buskage görs i april. Ansvarig: parkingenjören.
4. Nästa möte
Nästa möte hålls den 9 maj klockan 9 i förvaltningens lokaler på andra våningen.
"""


def test_minutes_are_called_by_their_date_and_not_by_the_label_before_it():
    lines = ("Utbildningsnämnden", "PROTOKOLL", "Sammanträdesdatum 2026-04-16", "§ 31 Skolskjuts", "Turen körs.")
    assert parse(document("\n".join(lines))).metadata.title == "Protokoll 2026-04-16"


def test_minutes_become_updates_under_their_items_and_decided_insatser():
    earlier = parse(document(MINUTES))
    assert earlier.kind is DocumentKind.MINUTES
    assert earlier.metadata.date == "2019-03-14"
    assert [(p.kind, p.headings) for p in earlier.passages] == [
        (PassageKind.MINUTES, ("2. Läget i stadsdelsområdet",)),
        (PassageKind.MINUTES, ("3. Beslutade insatser",)),
    ]
    assert [(i.atgard, i.year) for i in earlier.insatser] == [
        ("Preventionssamordnaren tar fram en kontaktlista till handlarna.", 2019),
        ("Gallring av buskage görs i april.", 2019),
    ]
    assert [i.ansvarig for i in earlier.insatser] == ["Preventionssamordnaren", "parkingenjören"]


@pytest.mark.parametrize(
    ("name", "text", "date"),
    [
        ("x.docx", "Åtgärdsplan 2019–2020\nPlanen beslutades av rådet den 11 april 2019.", "2019-04-11"),
        ("x.docx", "Åtgärdsplan 2019–2020\nPlanen gäller i två år.", "2019"),
        ("2018/Arbetsmaterial 2025-01 rekrytering.docx", "Rekrytering av unga", "2025-01"),
        ("Informationskort 2024-03-05.docx", "Lägg på luren", "2024-03-05"),
        ("Plan 2019-2020.docx", "Lägg på luren", "2019"),
        ("kort.docx", "Lägg på luren", None),
    ],
)
def test_a_document_without_a_letterhead_is_dated_by_what_it_says_or_by_its_name(name, text, date):
    assert parse(document(text, name=name)).metadata.date == date


# --- kinds --------------------------------------------------------------------------------------------------------


def test_a_skrivelse_has_nothing_that_can_be_an_answer():
    text = """
    Skrivelse om belysning i Kvarnparken
    Till Norrviks stadsdelsnämnd
    Många undviker parken på kvällen eftersom det är mörkt. Mot denna bakgrund vill vi fråga:
    1. Vilka lampor är trasiga?
    2. När byts de?
    Karin Exempel (M)
    """
    earlier = parse(document(text))
    assert earlier.kind is DocumentKind.SKRIVELSE
    assert earlier.passages == ()
    assert earlier.facts == ()


def test_an_unknown_kind_becomes_sections_and_says_so():
    earlier = parse(document("# Ringlista\nBanken, polisen och förvaltningen ringer aldrig och ber om din kod."))
    assert earlier.kind is DocumentKind.OTHER
    assert [p.kind for p in earlier.passages] == [PassageKind.SECTION]
    assert any("corpus.toml" in n.text for n in earlier.notices)


def test_a_lead_in_never_stands_alone():
    found = passages(
        "# Lägesbild\nOmrådet har tre delar:\nNorrvik, Lillåsen och Kvarnängen, alla med egna centrum.\nSe vidare:"
    )
    assert [p.text for p in found] == [
        "Området har tre delar:\nNorrvik, Lillåsen och Kvarnängen, alla med egna centrum."
    ]


def test_the_kind_that_is_said_wins_and_needs_no_notice():
    earlier = parse(
        document("# Ringlista\nBanken, polisen och förvaltningen ringer aldrig."), kind=DocumentKind.LAGESBILD
    )
    assert earlier.kind is DocumentKind.LAGESBILD
    assert not earlier.notices


def test_an_internal_document_marks_all_its_passages():
    earlier = parse(document(UNDER), internal=True, area="Lillåsen")
    assert all(p.internal and p.area == "Lillåsen" for p in earlier.passages)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Protokoll nr 5/2024\n§ 9 Ordningsvakter\nBeslut\nSvar på skrivelse från (M)", DocumentKind.MINUTES),
        ("Kallade:\nEva Exempel\n1. Sammanträdet öppnades av ordföranden.", DocumentKind.MINUTES),
        ("Handlingsplan mot våld 2023\nPlanen gäller i två år.", DocumentKind.ATGARDSPLAN),
        (
            "Motion om fler bänkar\nVi föreslår att ge förvaltningen i uppdrag att ställa ut bänkar.",
            DocumentKind.SKRIVELSE,
        ),
        ("Frukost serveras klockan åtta.", DocumentKind.OTHER),
    ],
)
def test_the_kind_is_inferred_from_what_a_document_says_of_itself(text, kind):
    assert kind_of(document(text)) is kind


# --- ids and limits -----------------------------------------------------------------------------------------------


def test_ids_survive_a_new_reading_and_are_unique_in_a_document():
    one, two = passages(UNDER), passages("~ Sidhuvud som inte fanns förut\n" + UNDER)
    assert [p.id for p in one] == [p.id for p in two]
    assert len({p.id for p in one}) == len(one)


def test_ids_differ_between_documents():
    assert not {p.id for p in passages(UNDER)} & {p.id for p in passages(UNDER, name="annat.docx")}


def test_an_empty_document_is_no_trouble():
    assert parse(document("")).passages == ()


@given(st.lists(st.text(alphabet="aåb .?:1)|#*\t!", max_size=60), max_size=25))
def test_any_text_can_be_parsed_and_every_passage_stands_in_it(lines):
    whole = document("\n".join(lines))
    for kind in DocumentKind:
        earlier = parse(whole, kind=kind)
        blocks = {b.origin.block for b in whole.blocks}
        assert all(p.origin.block in blocks for p in earlier.passages)
        assert all(len(p.text) >= 25 for p in earlier.passages if p.kind is not PassageKind.INSATS)


@pytest.mark.parametrize(
    "text",
    [
        "skrivelse " * 20_000,
        "frågar hur " * 10_000,
        "2022-2023 var det 840 anmälda inbrott, " * 3_000,
        "Förvaltningen ska genomföra möten i A, " * 5_000,
        "Antalet " * 20_000 + "2022",
        "Åtgärd\nAnsvarig Polis\nUppföljning\n" * 2_000,
        "\n".join(f"{i}. Hur många?" for i in range(3_000)),
        "¹ " * 20_000,
    ],
    ids=lambda text: text[:12],
)
def test_no_text_takes_more_than_its_length_deserves(text):
    for kind in (DocumentKind.TJANSTEUTLATANDE, DocumentKind.ATGARDSPLAN, DocumentKind.LAGESBILD):
        parse(document(f"# Ärendet\n{text}"), kind=kind)
        parse(document(f"# Svar på frågorna\n{text}"), kind=kind)


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("den 3 april 2018 och 2024-05-23", ["2018-04-03", "2024-05-23"]),
        ("2024-13-01 och 45 maj 2024", []),
        ("Fredagen den 22 februari 2019 kl. 09.00", ["2019-02-22"]),
    ],
)
def test_dates_become_iso(text, dates):
    assert iso_dates(text) == dates


# --- the sample, as golden files ----------------------------------------------------------------------------------

ROOT = Path(__file__).parent.parent
SAMPLE = sorted(path for path in (ROOT / "corpus").rglob("*.*") if path.suffix in (".docx", ".pdf", ".txt"))
GOLDEN = Path(__file__).parent / "golden" / "passages"


def golden_name(path):
    plain = unicodedata.normalize("NFKD", path.stem).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") + ".txt"


@pytest.mark.parametrize("path", SAMPLE, ids=golden_name)
def test_the_sample_becomes_what_its_golden_files_show(path):
    name = unicodedata.normalize("NFC", path.relative_to(ROOT / "corpus").as_posix())
    text = as_text(parse(readers.read(path, name=name)))
    golden = GOLDEN / golden_name(path)
    if os.environ.get("UTLATANDE_UPDATE_GOLDEN"):
        golden.parent.mkdir(parents=True, exist_ok=True)
        golden.write_text(text, encoding="utf-8")
    assert text == golden.read_text(encoding="utf-8"), "UTLATANDE_UPDATE_GOLDEN=1 skriver om filerna; läs skillnaden"


def test_every_golden_file_has_its_document():
    assert {path.name for path in GOLDEN.glob("*.txt")} == {golden_name(path) for path in SAMPLE}


# --- the five real documents --------------------------------------------------------------------------------------

SEEDS = ROOT.parent / "shared" / "seeds"
shared = pytest.mark.skipif(not SEEDS.is_dir(), reason="the shared documents are not here")


def seed(number):
    path = next(SEEDS.glob(f"{number}_*.txt"))
    return parse(readers.read(path, name=path.name))


@shared
def test_seed_000_answers_three_questions_in_prose():
    earlier = seed("000")
    assert earlier.kind is DocumentKind.TJANSTEUTLATANDE
    answers = of(earlier.passages, PassageKind.ANSWER)
    by_question = {}
    for one in answers:
        by_question.setdefault(one.question.split(" ")[0], []).append(one.text.split(" ")[:3])
    assert [" ".join(words) for words in by_question["Vilken"]] == ["Stadsdelsförvaltningen får kännedom"]
    assert [" ".join(words) for words in by_question["Ser"]] == ["Det finns alltid"]
    assert {" ".join(words) for words in by_question["Hur"]} >= {
        "Stadsdelsförvaltningen arbetar på",
        "Förvaltningen arbetar med",
    }
    assert any(p.text.startswith("Rån mot personer") for p in of(earlier.passages, PassageKind.SECTION))
    assert earlier.metadata.parties == ("M",)
    assert earlier.metadata.area == "Hägersten-Liljeholmen"
    assert len(earlier.metadata.attachments) == 1


@shared
def test_seed_001_answers_four_questions_each_under_it():
    earlier = seed("001")
    answers = of(earlier.passages, PassageKind.ANSWER)
    assert len(dict.fromkeys(a.question for a in answers)) == 4
    assert all(a.question.endswith("?") for a in answers)
    assert any("SSPF" in a.text and a.question.startswith("Vad har") for a in answers)
    meta = earlier.metadata
    assert (meta.dnr, meta.date, meta.meeting_date) == ("HÄ 2024/295", "2024-07-08", "2024-09-26")
    assert set(meta.parties) == {"M", "L", "C", "SD", "KD"}
    assert len(meta.attachments) == 2
    assert "Trygghetsvandringar" in [i.atgard for i in earlier.insatser]
    assert not any("@" in p.text or "direktör" in p.text for p in earlier.passages)


@shared
def test_seed_002_is_minutes_with_a_decided_insats():
    earlier = seed("002")
    assert earlier.kind is DocumentKind.MINUTES
    assert earlier.metadata.date == "2019-02-22"
    assert {p.kind for p in earlier.passages} == {PassageKind.MINUTES}
    assert len(earlier.insatser) == 1
    assert not any("@" in p.text or p.text.split(" ")[-1] == "Preventionssamordnare" for p in earlier.passages)


@shared
def test_seed_003_is_a_register_of_seven_insatser():
    earlier = seed("003")
    assert earlier.kind is DocumentKind.ATGARDSPLAN
    assert len(earlier.insatser) == 7
    for insats in earlier.insatser:
        assert insats.ansvarig
        assert insats.aktiviteter
        assert [part.part for part in insats.parter] == ["Polisen", "Stadsdelsförvaltningen"]
        assert all(part.kontakt and part.atagande for part in insats.parter)
        assert insats.ovriga_aktorer
        assert insats.finansiering
        assert insats.kommunikation
        assert insats.uppfoljning
        assert insats.mal
        assert insats.syfte
        assert insats.malgrupp
    assert [i.plats for i in earlier.insatser if i.plats] == ["Liljeholmen", "Västertorp"]
    described = [p.headings[-1] for p in of(earlier.passages, PassageKind.SECTION)]
    assert "Tryggare äldre" in described


@shared
def test_seed_004_is_a_lagesbild_with_sections_tables_notes_and_figures():
    earlier = seed("004")
    assert earlier.kind is DocumentKind.LAGESBILD
    assert earlier.metadata.date == "2024"
    text = [p.text for p in earlier.passages]
    assert any(t.count("\t") > 50 for t in text)
    assert any("\n\n¹ " in t for t in text)
    personran = [f for f in earlier.facts if "personrån" in f.measure]
    assert [(f.figure, f.year, f.place) for f in personran] == [
        ("86", 2023, "Hägersten-Älvsjö"),
        ("70", 2024, "Hägersten-Älvsjö"),
    ]
    assert len({p.headings[0] for p in earlier.passages}) >= 20


@pytest.mark.skipif(not (SEEDS.parent / "nacka").is_dir(), reason="the shared documents are not here")
def test_the_same_genre_elsewhere_is_known():
    kinds = {}
    for path in sorted((SEEDS.parent / "nacka").glob("*.pdf")):
        earlier = parse(readers.read(path, name=path.name))
        kinds[path.name.split("_")[0]] = earlier.kind
        assert earlier.passages
        assert earlier.metadata.dnr
        assert earlier.metadata.date
    assert kinds == {"protokoll": DocumentKind.MINUTES, "tjansteskrivelse": DocumentKind.TJANSTEUTLATANDE}


def test_a_decision_of_three_words_is_a_passage_of_the_minutes():
    text = """
    ~ Sammanträdesprotokoll
    # Protokoll 2024-03-12
    Kultur- och fritidsnämnden
    ## § 18 Elljusspåret
    ### Beslut
    Nämnden godkänner förvaltningens förslag till belysning av elljusspåret.
    ## § 19 Medborgarförslag om skatepark
    ### Beslut
    Nämnden avslår medborgarförslaget.
    ### Ärendet
    Förslagsställaren vill ha en skatepark vid skolan, så att fler unga får något att göra.
    """
    found = parse(document(text, name="Protokoll 2024-03-12.docx"))
    assert found.kind is DocumentKind.MINUTES
    assert "Nämnden avslår medborgarförslaget." in [one.text for one in found.passages]
