"""What utlatande check says of a finished tjänsteutlåtande, and of one that is not."""
# ruff: noqa: E501 - a document is best read a paragraph a line

import re
import time
from pathlib import Path

import marked
import pytest

from utlatande.figures import Figures
from utlatande.index import Index
from utlatande.model import Fact, Origin, Passage, PassageKind, Severity
from utlatande.review.check import check, read
from utlatande.review.numbers import numbers
from utlatande.review.paper import Paper
from utlatande.review.rules import RULES
from utlatande.review.rules_language import lix
from utlatande.word.edited import Edited

GOOD = """
~ Tjänsteutlåtande
~ Dnr NOR 2025/88
| Norrviks stadsdelsförvaltning / Avdelningen för stadsmiljö | Tjänsteutlåtande / Dnr NOR 2025/88 / 2025-05-08 |
| Handläggare / K. Exempel / Telefon: 08-465 004 10 | Till / Norrviks stadsdelsnämnd / 2025-05-22 |
# Belysning och klotter kring Sjöhamnens centrum
Svar på skrivelse från (M)
## Förslag till beslut
Norrviks stadsdelsnämnd godkänner förvaltningens tjänsteutlåtande och överlämnar det som svar på skrivelsen.
## Sammanfattning
Moderaterna frågar om belysning och klotter kring Sjöhamnens centrum. Under 2024 sattes 14 belysningspunkter upp längs Kajpromenaden. Förvaltningen ser behov av fler.
## Ärendet
Moderaterna har lämnat in en skrivelse om belysning och klotter. I skrivelsen ställs följande frågor.
1) Hur många belysningspunkter sattes upp i Sjöhamnen under 2024?
2) När saneras klotter i gångtunneln?
3) Anser förvaltningen att det behövs fler lampor vid bussterminalen?
## Ärendets beredning
Ärendet har beretts inom avdelningen för stadsmiljö. Ärendet redovisas för de fackliga organisationerna i förvaltningsgrupp den 13 maj 2025.
## Synpunkter och förslag
! 1. Hur många belysningspunkter sattes upp i Sjöhamnen under 2024?
Under 2024 sattes 14 belysningspunkter upp längs Kajpromenaden i Sjöhamnen. De lyser upp vägen till skolan (se bilaga 2).
! 2. När saneras klotter i gångtunneln?
Klotter i gångtunneln saneras inom 24 timmar efter anmälan.
! 3. Anser förvaltningen att det behövs fler lampor vid bussterminalen?
Förvaltningen bedömer att det finns behov av fler lampor vid bussterminalen och kommer att ta upp det med trafikkontoret.
## Bilagor
1) Skrivelse från (M) om belysning och klotter
2) Karta över belysningspunkter
"""


def findings(text, **rest):
    return check(Edited(document=marked.document(text)), **rest)


def rules(text, **rest):
    return [one.rule for one in findings(text, **rest)]


def errors(text, **rest):
    return [one.rule for one in findings(text, **rest) if one.severity is Severity.ERROR]


def changed(old, new):
    assert old in GOOD
    return GOOD.replace(old, new)


def test_a_well_made_document_has_no_findings():
    assert findings(GOOD) == ()


def test_a_sentence_that_closes_every_answer_is_no_running_head():
    again = "Uppgifterna följs upp i nämndens tertialrapport."
    text = re.sub(r"(?m)^(! \d\. .*\?\n.*)$", rf"\1\n{again}", GOOD)
    assert text.count(again) == 3
    paper = Paper(Edited(document=marked.document(text)))
    assert sum(block.text == again for section in paper.sections for block in section.blocks) == 3


@pytest.mark.parametrize(
    "same", ["Förvaltningen för ingen statistik över det.", "Se bilaga 2.", "Nej, det är inte känt."]
)
def test_the_same_answer_to_every_question_answers_each(same):
    text = re.sub(r"(?m)^(! \d\. .*\?)\n.*$", rf"\1\n{same}", GOOD)
    assert text.count(same) == 3
    assert "fraga-utan-svar" not in rules(text)


def test_a_rule_that_is_switched_off_is_silent():
    text = changed(
        "14 belysningspunkter upp längs Kajpromenaden i", "[antal] belysningspunkter upp längs Kajpromenaden i"
    )
    assert "lucka-kvar" in rules(text)
    assert "lucka-kvar" not in rules(text, off=("lucka-kvar",))


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ("Klotter i gångtunneln saneras inom 24 timmar efter anmälan.\n", "", "fraga-utan-svar"),
        ("Klotter i gångtunneln saneras inom 24 timmar efter anmälan.", "[Svar på fråga 2]", "fraga-utan-svar"),
        ("## Förslag till beslut", "Förslagen", "rubrik-saknas"),
        ("den 13 maj 2025", "den 27 maj 2025", "datum-ordning"),
        ("Norrviks stadsdelsnämnd godkänner", "Lövsta stadsdelsnämnd godkänner", "namnd-olika"),
        ("(se bilaga 2)", "(se bilaga 3)", "bilaga-saknas"),
    ],
)
def test_one_defect_is_told(old, new, rule):
    assert rule in rules(changed(old, new))


def test_every_rule_is_explained_in_the_docs():
    text = (Path(__file__).parent.parent / "docs" / "kontroll.md").read_text(encoding="utf-8")
    assert [rule.id for rule in RULES] == re.findall(r"^\| `([a-z-]+)` \|", text, re.MULTILINE)
    assert all(rule.about in text for rule in RULES)


# --- questions on end ---

ON_END = GOOD.replace("Klotter i gångtunneln saneras inom 24 timmar efter anmälan.\n", "")


def test_a_question_right_over_the_next_one_is_unanswered_unless_the_text_says_that_it_answers_both():
    assert errors(ON_END) == ["fraga-utan-svar"]
    for said in ("Frågorna 2 och 3 besvaras gemensamt.", "Förvaltningen svarar samlat på de båda frågorna."):
        assert errors(ON_END.replace("Förvaltningen bedömer att det", f"{said} Förvaltningen bedömer att det")) == []


def test_a_question_right_over_a_text_that_speaks_of_it_is_asked_about():
    text = ON_END.replace("kommer att ta upp", "sanerar klotter i gångtunneln inom 24 timmar och kommer att ta upp")
    assert rules(text) == ["fraga-svar-osakert"]


@pytest.mark.parametrize(
    "answer",
    [
        "Svar på fråga 2: Klotter saneras inom 24 timmar.",
        "Fråga 2\nKlotter saneras inom 24 timmar.",
        "Se svaret på fråga 1.",
        "Det är ännu inte bestämt.",
    ],
)
def test_a_short_answer_or_one_under_a_number_is_an_answer(answer):
    assert rules(changed("Klotter i gångtunneln saneras inom 24 timmar efter anmälan.", answer)) == []


# --- against earlier documents ---------------------------------------------------------------------------------------


def fact(year, figure, sentence):
    origin = Origin(document="Lägesbilder/Lägesbild 2025.docx", block=3, page=2)
    measure = "antalet ingripanden vid bussterminalen"
    return Fact(measure=measure, figure=figure, sentence=sentence, origin=origin, place="Sjöhamnen", year=year)


OLD = "Antalet ingripanden vid bussterminalen i Sjöhamnen var 421 under 2023."
NEW = "Antalet ingripanden vid bussterminalen i Sjöhamnen var 388 under 2024."


def test_an_older_figure_than_the_earlier_documents_have_is_told():
    text = changed("Klotter i gångtunneln saneras", f"{OLD} Klotter i gångtunneln saneras")
    (one,) = findings(text, figures=Figures((fact(2023, "421", OLD), fact(2024, "388", NEW))))
    assert (one.rule, one.severity, one.quote) == ("siffra-gammal", Severity.WARNING, "421")
    assert "388 (2024)" in one.text
    assert "Lägesbild 2025.docx, s. 2" in one.text


def test_a_figure_that_is_told_too_or_is_of_a_later_year_is_no_older_one():
    both = changed("Klotter i gångtunneln saneras", f"{OLD} {NEW} Klotter i gångtunneln saneras")
    assert "siffra-gammal" not in rules(both, figures=Figures((fact(2024, "388", NEW),)))
    text = changed("Klotter i gångtunneln saneras", f"{OLD} Klotter i gångtunneln saneras")
    later = fact(2027, "300", "Antalet ingripanden vid bussterminalen i Sjöhamnen var 300 under 2027.")
    assert rules(text, figures=Figures((later,))) == []


HEAVY = "Erforderliga åtgärder vidtogs bl.a. av entreprenören enligt avtalet om klottersanering."


def test_only_new_text_is_judged_by_its_words():
    text = changed("Klotter i gångtunneln saneras", f"{HEAVY} Klotter i gångtunneln saneras")
    assert rules(text) == ["forkortning", "tungt-ord"]
    earlier = Passage(id="1", kind=PassageKind.SECTION, text=HEAVY, origin=Origin(document="2020.docx", block=1))
    assert rules(text, search=Index.in_memory([earlier]).search) == []


def test_what_is_quoted_or_the_letters_own_is_not_judged():
    assert rules(changed("De lyser upp", "Partiet kallar det ”erforderliga åtgärder”. De lyser upp")) == []
    assert (
        rules(changed("## Ärendets beredning", "De skriver att erforderliga åtgärder saknas.\n## Ärendets beredning"))
        == []
    )


def test_the_readability_index_counts_words_a_sentence_and_long_words():
    assert lix("Här är en kort text. Den har två meningar.") == pytest.approx(9 / 2 + 100 * 1 / 9)
    assert lix("") == 0


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("cirka 1 500 000 kronor", [1_500_000]),
        ("1,6 miljoner kronor", [1_600_000]),
        ("ett underskott om cirka -1 500 000 kronor", [1_500_000]),
        ("−1 och -1 500 tkr", [1, 1_500_000]),
        ("den 3 april 2018 kl. 14.30, dnr 1.2-34/2018", []),
        ("år 2024 och 2023/24", []),
        ("årskurs 7 och fråga 2", []),
        ("38,5 procent av 14", [38.5, 14]),
        ("2024-05-06 och 08-123 45 67", []),
    ],
)
def test_figures_are_read_and_dates_are_not(text, values):
    assert [one.value for one in numbers(text)] == values


def test_a_figure_that_is_called_rounded_may_differ_a_little_from_the_bodys():
    text = changed("Förvaltningen ser behov", "Kostnaden är cirka -1 500 000 kronor. Förvaltningen ser behov")
    body = text.replace("De lyser upp", "Kostnaden är 1 382 tkr. De lyser upp")
    assert "sammanfattning-siffra" in rules(text)
    assert "sammanfattning-siffra" not in rules(body)


# --- who may be known ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "Vid Hamnskolan polisanmäldes två elever.",
        "I Lillåsen fick 3 familjer stöd.",
        "På Åsgården finns fyra unga flickor.",
        "Bara en elev i Björkhaga gick klart.",
    ],
)
def test_few_persons_with_a_place_are_told(text):
    assert rules(changed("Klotter i gångtunneln saneras", f"{text} Klotter i gångtunneln saneras")) == ["fa-personer"]


@pytest.mark.parametrize(
    "text",
    [
        "Vid Hamnskolan finns två lärare i lokalen.",
        "I Lillåsen fick 30 familjer stöd.",
        "Tre barn av tio läser varje dag.",
        "På Åsgården är 1–2 elever sjuka i snitt varje dag.",
        "En person i Sjöhamnen kan ringa kontaktcenter.",
        "Barn mellan 2 och 4 år i Björkhaga har plats.",
    ],
)
def test_what_points_at_nobody_is_not_told(text):
    assert rules(changed("Klotter i gångtunneln saneras", f"{text} Klotter i gångtunneln saneras")) == []


@pytest.mark.parametrize("text", ["212000-0142", "850101-0000", "0701234567", "20250101-1234 5", "08-508 22 030"])
def test_what_is_no_personnummer_is_not_told_as_one(text):
    assert "personnummer" not in rules(
        changed("Klotter i gångtunneln saneras", f"{text}. Klotter i gångtunneln saneras")
    )


@pytest.mark.parametrize("text", ["811218-9876", "19811218-9876", "8112189876", "811218 – 9876", "701063-2391"])
def test_a_personnummer_is_told_without_being_repeated(text):
    told = findings(changed("Klotter i gångtunneln saneras", f"Det gäller {text}. Klotter i gångtunneln saneras"))
    assert [one.rule for one in told] == ["personnummer"]
    assert not any(
        "9876" in str(value) or "2391" in str(value) for value in (told[0].text, told[0].quote, told[0].advice)
    )


# --- real ones -------------------------------------------------------------------------------------------------------

SEEDS = sorted(Path(__file__).parent.parent.joinpath("../shared/seeds").glob("00[01]_*.txt"))


@pytest.mark.skipif(not SEEDS, reason="../shared is not there")
@pytest.mark.parametrize("path", SEEDS, ids=lambda p: p.name[:3])
def test_a_real_one_has_no_errors(path):
    found = check(read(path))
    assert [one for one in found if one.severity is Severity.ERROR] == []
    assert {one.rule for one in found if one.severity is Severity.WARNING} <= {"dnr-saknas"}  # lost from the pdf


def test_the_samples_own_have_no_errors_but_what_is_true_of_them():
    told = {}
    for path in sorted(Path(__file__).parent.parent.joinpath("corpus", "Tjänsteutlåtanden").rglob("*.docx")):
        for one in check(read(path)):
            if one.severity is Severity.ERROR:
                told.setdefault(path.name[:15], []).append((one.rule, one.quote))
    # that summary names two schools that its text never does
    assert told == {
        "TJUT 2023-05-04": [("sammanfattning-namn", "Hamnskolan"), ("sammanfattning-namn", "Kvarnängsskolan")]
    }


# --- hostile text ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "piece",
    [
        "inte ",
        "svar på fråga 1, ",
        "den 3 maj ",
        "bilaga 1 och ",
        "2024–",
        "Aa-",
        "[",
        "”a ",
        "08-",
        "1 000 ",
        "två elever i Ab. ",
        "a.b@c.",
    ],
)
def test_a_paragraph_made_to_take_long_takes_no_time(piece):
    text = changed("Klotter i gångtunneln saneras inom 24 timmar efter anmälan.", piece * (60_000 // len(piece)))
    began = time.process_time()
    findings(text)
    assert time.process_time() - began < 15  # seconds of a busy machine; what grows with the square takes minutes


def test_of_very_many_findings_of_one_rule_the_rest_are_counted():
    text = changed("Klotter i gångtunneln saneras", " ".join(f"[lucka {n}]" for n in range(150)) + " Klotter saneras")
    told = [one for one in findings(text) if one.rule == "lucka-kvar"]
    assert len(told) == 101
    assert told[-1].text == "Ytterligare 50 av samma slag (lucka-kvar) visas inte."


# --- the forms in which questions are answered -----------------------------------------------------------------------

ASKED = (
    "1. Hur många belysningspunkter sattes upp i Sjöhamnen under 2024?",
    "2. När saneras klotter i gångtunneln?",
    "3. Anser förvaltningen att det behövs fler lampor vid bussterminalen?",
)
SAID = (
    "Under 2024 sattes 14 belysningspunkter upp längs Kajpromenaden (se bilaga 2).",
    "Klotter i gångtunneln saneras inom 24 timmar.",
    "Förvaltningen bedömer att det finns behov av fler lampor vid bussterminalen.",
)
FORMS = {
    "table": "| {} | {} |",
    "numbers": "## Fråga {0[0]}\n{1}",
    "numbers in the answer": "Svar på fråga {0[0]}: {1}",
    "prose": "{1}",
    "other words": "! {2}\n{1}",
    "quoted": "”{0}”\n{1}",
}
OTHERWISE = ("Hur många belysningspunkter sattes upp?", "När saneras klotter?", "Behövs det fler lampor?")


def answered(form, leave_out=None):
    lines = [
        FORMS[form].format(question, said, other)
        for n, (question, said, other) in enumerate(zip(ASKED, SAID, OTHERWISE, strict=True), 1)
        if n != leave_out
    ]
    head, tail = GOOD.partition("! 1. Hur")[0], GOOD[GOOD.index("## Bilagor") :]
    return head + "\n".join(lines) + "\n" + tail


@pytest.mark.parametrize("form", FORMS)
def test_every_form_of_answering_is_understood(form):
    assert rules(answered(form)) == []


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("number", [1, 2, 3])
def test_in_every_form_the_question_without_an_answer_is_named(form, number):
    missing = [one for one in findings(answered(form, number)) if one.rule.startswith("fraga-")]
    assert [one.place for one in missing] == [f"Fråga {number}"]
