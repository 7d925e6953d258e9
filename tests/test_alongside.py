"""A reader of a draft is never left with words that point at something which is not there, without being told."""

from __future__ import annotations

import datetime as dt

import pytest

from utlatande import drafting, evidence
from utlatande.model import (
    Candidate,
    Confidence,
    DocumentKind,
    Evidence,
    Found,
    Library,
    Match,
    Metadata,
    Origin,
    Paragraph,
    Passage,
    PassageKind,
    Question,
    Skrivelse,
    Source,
    Style,
    Table,
)
from utlatande.pointing import Sort, pointers
from utlatande.settings import Settings

REPORT = "Rapporter/Uppföljning av sophämtningen 2023.docx"
ROWS = "Tabell 4. Hämtade kärl\nOmråde\tKärl\nVästra hamnen\t310\nÖstra hamnen\t275\nKälla: Driftenheten."
OTHER = "Tabell 5. Klagomål\nOmråde\tKlagomål\nVästra hamnen\t31"


def passage(text, block, *, headings=("Sophämtning",), page=7, kind=PassageKind.LAGESBILD, **more):
    origin = Origin(document=REPORT, block=block, page=page)
    return Passage(id=f"p{block}", kind=kind, text=text, origin=origin, headings=headings, date="2023-11-02", **more)


def question(number, text):
    return Question(
        id=f"q{number}", number=str(number), text=text, searches=(text,), origin=Origin(document="brev.docx", block=1)
    )


def drafted(document, *quoted):
    """Draft an answer to as many questions as passages are quoted, from a document of passages in order."""
    asked = tuple(question(n, f"Hur går det med sak nummer {n}?") for n in range(1, len(quoted) + 1))
    finds = tuple(
        Found(
            question=one.id,
            matches=(Match(question=one.id, passage=found, score=0.9, confidence=Confidence.STRONG),),
            confidence=Confidence.STRONG,
        )
        for one, found in zip(asked, quoted, strict=True)
    )
    source = Source(
        document=REPORT,
        kind=DocumentKind.OTHER,
        metadata=Metadata(title="Uppföljning av sophämtningen", date="2023-11-02"),
    )
    found = Evidence(found=finds, sources=(source,), beside=tuple(document))
    return drafting.draft(Skrivelse(title="Sopor", questions=asked), found, Settings(), date=dt.date(2024, 5, 2))


def answers(draft):
    """Return what stands under Synpunkter: texts and tables in order."""
    parts = list(draft.parts)
    start = next(i for i, p in enumerate(parts) if isinstance(p, Paragraph) and p.text == "Synpunkter och förslag")
    end = next(i for i, p in enumerate(parts) if isinstance(p, Paragraph) and p.role is Style.SIGNATURE)
    return parts[start + 1 : end]


def shown(draft):
    return [p.text if isinstance(p, Paragraph) else p.rows for p in answers(draft)]


def comments(draft):
    return "\n".join(c for p in draft.parts if isinstance(p, Paragraph) for c in p.comments)


def notes(draft):
    return [p.text for p in answers(draft) if isinstance(p, Paragraph) and p.role is Style.NOTE]


TEXT = passage("Tabellen visar att hämtningen fungerar bättre i väster än i öster.", 3, kind=PassageKind.SECTION)
TABLE = passage(ROWS, 4, page=8)


def test_the_table_that_a_quoted_text_speaks_of_comes_with_it():
    draft = drafted((TEXT, TABLE), TEXT)
    parts = shown(draft)
    at = parts.index(TEXT.text)
    assert parts[at + 1 : at + 3] == [
        "Tabell 4. Hämtade kärl",
        (("Område", "Kärl"), ("Västra hamnen", "310"), ("Östra hamnen", "275")),
    ]
    assert "”Tabellen visar” syftar på en tabell i dokumentet ”Uppföljning av sophämtningen” från 2023, s. 8" in (
        comments(draft)
    )
    assert "Texten före hänvisar till tabellen." in comments(draft)


def test_a_table_that_came_along_has_its_source_in_the_provenance():
    draft = drafted((TEXT, TABLE), TEXT)
    assert TABLE in draft.provenance
    assert [p.sources for p in draft.parts if isinstance(p, Table)] == [("p4",)]


def test_a_table_is_found_by_its_number_wherever_it_stands():
    text = passage("Klagomålen redovisas i tabell 5 och är få.", 3, kind=PassageKind.SECTION)
    far = passage(OTHER, 40, headings=("Klagomål",), page=12)
    assert (("Område", "Klagomål"), ("Västra hamnen", "31")) in shown(drafted((text, TABLE, far), text))


def test_a_table_that_stands_above_is_the_one_before_the_text():
    text = passage("Av ovanstående tabell framgår att det går bra.", 5, kind=PassageKind.SECTION)
    draft = drafted((passage(ROWS, 4), text, passage(OTHER, 6)), text)
    assert "Tabell 4. Hämtade kärl" in shown(draft)
    assert "Tabell 5. Klagomål" not in shown(draft)
    assert "Stämmer ”ovanstående tabell” fortfarande?" in comments(draft)


def test_a_table_of_another_section_is_not_taken_for_the_one_that_is_meant():
    draft = drafted((TEXT, passage(ROWS, 4, headings=("Snöröjning",))), TEXT)
    assert not [p for p in draft.parts if isinstance(p, Table)]
    (note,) = notes(draft)
    assert note.startswith("Texten ovanför hänvisar till en tabell (”Tabellen visar”) som inte har kunnat följa med.")
    assert "Leta upp den i dokumentet ”Uppföljning av sophämtningen” från 2023, s. 7," in note


def test_a_table_stands_once_and_is_pointed_at_after_that():
    again = passage("I tabellen syns också att öster ligger efter.", 5, kind=PassageKind.SECTION)
    draft = drafted((TEXT, TABLE, again), TEXT, again)
    assert shown(draft).count("Tabell 4. Hämtade kärl") == 1
    assert "står under fråga 1." in comments(draft)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Diagrammet nedan visar utvecklingen sedan 2019.", "Diagrammet nedan"),
        ("Som framgår av figuren ökar mängden avfall.", "framgår av figuren"),
        ("Utvecklingen framgår av figur 3.", "framgår av figur 3"),
        ("Kartan visar var kärlen står.", "Kartan visar"),
    ],
)
def test_a_picture_that_cannot_come_along_is_told_of_where_it_is_missed(text, words):
    one = passage(text, 3, kind=PassageKind.SECTION)
    (note,) = notes(drafted((one,), one))
    assert f"(”{words}”)" in note
    assert "från 2023, s. 7" in note


def test_where_there_are_no_pages_the_section_is_named():
    one = passage("Diagrammet visar mängden avfall.", 3, kind=PassageKind.SECTION, page=None)
    assert "från 2023, avsnitt ”Sophämtning”" in notes(drafted((one,), one))[0]


@pytest.mark.parametrize("opening", ["Dessa insatser", "Detta", "De", "Båda åtgärderna", "Där"])
def test_a_text_that_begins_with_what_was_told_before_it_has_that_beside_it(opening):
    before = passage("Driftenheten har satt ut fler kärl och tömmer dem oftare.", 2, kind=PassageKind.SECTION)
    one = passage(f"{opening} är uppskattade av de boende enligt enkäten.", 3, kind=PassageKind.SECTION)
    draft = drafted((before, one), one)
    (note,) = notes(draft)
    assert note == (
        f"”{opening}” i texten nedan syftar på något som står före den i dokumentet ”Uppföljning av sophämtningen” "
        "från 2023, s. 7: ”Driftenheten har satt ut fler kärl och tömmer dem oftare.” Skriv så att det framgår."
    )
    assert shown(draft).index(note) == shown(draft).index(one.text) - 1


def test_what_was_told_before_it_and_stands_above_it_needs_no_remark():
    whole = passage(
        "Driftenheten har satt ut fler kärl.\n\nDessa är uppskattade av de boende.", 2, kind=PassageKind.SECTION
    )
    assert notes(drafted((whole,), whole)) == []
    assert "syftar på" not in comments(drafted((whole,), whole))


def test_the_text_of_another_question_is_not_taken_for_what_stood_before_an_answer():
    before = passage("Renhållningen sköts av bolaget.", 2, kind=PassageKind.ANSWER, question="Vem sköter den?")
    one = passage("Detta följs upp varje år.", 4, kind=PassageKind.ANSWER, question="Hur följs den upp?")
    (note,) = notes(drafted((before, one), one))
    assert note.startswith("”Detta” i texten nedan syftar på något som står före den i dokumentet")
    assert "Läs där och skriv så att det framgår." in note
    assert "Renhållningen sköts" not in note


@pytest.mark.parametrize(
    "text",
    [
        "De som bor i området är nöjda.",
        "Det finns fyra återvinningsstationer.",
        "Den senaste mätningen visar att fler är nöjda.",
        "Kärlen står ovan mark och är inte ovanliga.",
        "Bilden av området är ljus.",
        "Förvaltningen har satt frågan på kartan.",
    ],
)
def test_words_that_point_nowhere_are_left_alone(text):
    assert pointers(text) == ()


@pytest.mark.parametrize(
    ("text", "sort", "side", "number"),
    [
        ("Kostnaderna redovisas i följande tabell.", Sort.TABLE, 1, None),
        ("Av tabell 3 framgår kostnaderna.", Sort.TABLE, 0, "3"),
        ("Hur det fördelas framgår av sammanställningen.", Sort.TABLE, 0, None),
        ("Stapeldiagrammet på nästa sida visar andelen.", Sort.PICTURE, 1, None),
        ("Arbetet sker enligt ovan.", Sort.TEXT, -1, None),
        ("Kostnaderna redovisas nedan.", Sort.TEXT, 1, None),
        ("Området består av följande delar:", Sort.LIST, 1, None),
    ],
)
def test_what_points_is_known_with_what_and_where_to(text, sort, side, number):
    (one,) = pointers(text)
    assert (one.sort, one.side, one.number) == (sort, side, number)
    assert " ".join(text.split())[one.start :].startswith(one.words)


def test_a_sentence_of_the_summary_points_at_no_table():
    one = passage(
        "Tabellen visar hur det går med sak nummer ett i hela området.\n\n"
        "Med sak nummer ett går det bra enligt mätningen.",
        3,
        kind=PassageKind.ANSWER,
    )
    draft = drafted((one,), one)
    summary = [p.text for p in draft.parts if isinstance(p, Paragraph)]
    start = summary.index("Sammanfattning")
    assert not any("Tabellen" in text for text in summary[start : summary.index("Ärendet")])


def test_gather_reads_the_document_of_a_text_that_points_and_no_other():
    read = []

    def passages_of(name):
        read.append(name)
        return (TEXT, TABLE)

    def search(_):
        return [Candidate(passage=TEXT, score=0.99, coverage=0.9, matched=("hämtningen", "väster", "öster"))]

    asked = question(1, "Fungerar hämtningen bättre i väster än i öster?")
    found = evidence.gather(
        Skrivelse(title=None, questions=(asked,)), search, Library(passages_of=passages_of), date=dt.date(2024, 5, 2)
    )
    assert read == [REPORT]
    assert found.beside == (TEXT, TABLE)


def test_a_long_text_is_looked_through_in_time_that_grows_with_it():
    import time

    def seconds(text):
        start = time.process_time()
        pointers(text)
        return time.process_time() - start

    for unit in ("tabell ", "framgår ", "följande ", "se ", "de ", "ovan ", "x", "följande " + "a" * 40 + " "):
        assert seconds(unit * 20_000) < 2


# --- what minutes say was decided ------------------------------------------------------------------------------------


def minutes(text, block, under):
    return passage(text, block, headings=("§ 12 Ny badbrygga", under), kind=PassageKind.MINUTES)


def test_what_was_decided_in_a_matter_that_minutes_tell_of_stands_beside_it():
    told = minutes("Boende vill ha en ny badbrygga vid udden.", 5, "Ärendet")
    decision = minutes("Nämnden avslår medborgarförslaget.", 4, "Beslut")
    assert "Beslut i ärendet: ”Nämnden avslår medborgarförslaget.”" in comments(drafted((decision, told), told))


def test_what_was_decided_in_another_matter_does_not():
    told = minutes("Boende vill ha en ny badbrygga vid udden.", 5, "Ärendet")
    other = passage("Nämnden bifaller förslaget.", 4, headings=("§ 11 Lekpark", "Beslut"), kind=PassageKind.MINUTES)
    assert "Beslut i ärendet" not in comments(drafted((other, told), told))


def suggested_second(*tables):
    """Return the tables of a draft in which a text that points at «tabell 4» is the other suggestion."""
    other = passage("Sak nummer går bra. Hämtningen framgår av tabell 4.", 1, kind=PassageKind.ANSWER)
    best = passage("Hur det går med sak nummer: bra.", 9, kind=PassageKind.ANSWER)
    asked = question(1, "Hur går det med sak nummer 1?")
    matches = tuple(Match(question="q1", passage=one, score=0.9, confidence=Confidence.STRONG) for one in (best, other))
    source = Source(document=REPORT, kind=DocumentKind.OTHER, metadata=Metadata(title="Uppföljning", date="2023-11-02"))
    found = Evidence(
        found=(Found(question="q1", matches=matches, confidence=Confidence.STRONG),),
        sources=(source,),
        beside=(other, *(passage(text, 2 + at) for at, text in enumerate(tables)), best),
    )
    made = drafting.draft(Skrivelse(title="Sopor", questions=(asked,)), found, Settings(), date=dt.date(2024, 5, 2))
    return [part for part in made.parts if isinstance(part, Table)]


def test_two_tables_that_point_at_each_other_stand_once_each_in_another_suggestion():
    one = "Tabell 4. Hämtade kärl, jämför tabell 5\nOmråde\tKärl\nVästra hamnen\t310"
    two = "Tabell 5. Klagomål, jämför tabell 4\nOmråde\tKlagomål\nVästra hamnen\t31"
    shown = [table.rows[0][-1] for table in suggested_second(one, two)]
    assert sorted(map(str, shown)) == ["Klagomål", "Kärl"]


def test_a_long_chain_of_tables_that_point_at_the_next_comes_to_an_end():
    chain = [f"Tabell {n}. Kärl, jämför tabell {n + 1}\nOmråde\tKärl\nVästra hamnen\t{n}" for n in range(4, 90)]
    assert 2 < len(suggested_second(*chain)) < 40
