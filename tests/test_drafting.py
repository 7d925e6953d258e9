from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

import pytest
from golden_draft import as_text
from hypothesis import HealthCheck, given
from hypothesis import settings as trying
from hypothesis import strategies as st

from utlatande import drafting
from utlatande.drafting import private
from utlatande.model import (
    Asks,
    Confidence,
    DocumentKind,
    Evidence,
    Fact,
    Found,
    Insats,
    Mark,
    Match,
    Metadata,
    Notice,
    Origin,
    Paragraph,
    Passage,
    PassageKind,
    Question,
    QuestionKind,
    Skrivelse,
    Source,
    Style,
    Table,
)
from utlatande.settings import Settings, Signatory

DAY = dt.date(2025, 10, 1)
STRONG, POSSIBLE, NONE = Confidence.STRONG, Confidence.POSSIBLE, Confidence.NONE
NUMBER = "811228-9874"  # the example number that Skatteverket uses


def origin(document="brev.docx", page=None):
    return Origin(document=document, block=1, page=page)


def question(name, text, **more):
    more.setdefault("number", name.removeprefix("q"))
    return Question(id=name, text=text, origin=origin(), searches=(text,), **more)


def letter(*questions, **more):
    more.setdefault("title", "Skrivelse om torget")
    more.setdefault("parties", ("M",))
    return Skrivelse(questions=questions, **more)


def passage(text, name="p", kind=PassageKind.ANSWER, **more):
    more.setdefault("origin", origin("2023/svar.docx", 2))
    more.setdefault("date", "2023-05-04")
    return Passage(id=name, kind=kind, text=text, **more)


def source(document="2023/svar.docx", kind=DocumentKind.TJANSTEUTLATANDE, **more):
    more.setdefault("title", "Trygghet på torget")
    more.setdefault("date", "2023-05-04")
    return Source(document=document, kind=kind, metadata=Metadata(**more))


def found(name, *matches):
    best = next((m.confidence for m in matches), NONE)
    return Found(question=name, matches=matches, confidence=best)


def match(one, confidence=POSSIBLE, name="q1", score=0.5, reasons=("Gemensamma ord: torget.",), **more):
    return Match(question=name, passage=one, score=score, confidence=confidence, reasons=reasons, **more)


def drafted(asked, *finds, settings=None, **more):
    more.setdefault("sources", (source(),))
    return drafting.draft(asked, Evidence(found=finds, **more), settings or Settings(), date=DAY)


def paragraphs(draft, role):
    return [part for part in draft.parts if isinstance(part, Paragraph) and part.role is role]


def texts(draft, role):
    return [part.text for part in paragraphs(draft, role)]


def section(draft, heading):
    parts = list(draft.parts)
    names = [part.text if isinstance(part, Paragraph) and part.role is Style.HEADING else None for part in parts]
    start = names.index(heading) + 1
    end = next((place for place in range(start, len(parts)) if names[place]), len(parts))
    return parts[start:end]


def text_of(draft, heading):
    return "\n".join(part.text for part in section(draft, heading) if isinstance(part, Paragraph))


Q1 = question("q1", "Hur arbetar förvaltningen med tryggheten på torget?")
Q2 = question("q2", "Finns det planer på fler bänkar?")
ANSWER = "Fältassistenterna arbetar med tryggheten på torget.\n\nOrdningsvakter finns på plats varje fredag kväll."


@pytest.fixture
def simple():
    return drafted(letter(Q1, Q2), found("q1", match(passage(ANSWER), STRONG)), found("q2"))


# --- headings, decision, summary --------------------


def test_the_headings_are_the_standard_ones_in_order(simple):
    assert texts(simple, Style.HEADING) == [
        "Förslag till beslut",
        "Sammanfattning",
        "Ärendet",
        "Ärendets beredning",
        "Synpunkter och förslag",
        "Bilagor",
    ]


@pytest.mark.parametrize(
    ("order", "third"),
    [("tjansteutlatande-beredning-forst", "Ärendets beredning"), ("tjansteskrivelse", "Ärendet")],
)
def test_the_order_of_headings_comes_from_the_template(order, third):
    draft = drafted(letter(Q1), found("q1"), settings=Settings(order=order))
    assert texts(draft, Style.HEADING)[2] == third


def test_the_decision_is_by_kind_of_matter():
    task = question("q1", "att ge förvaltningen i uppdrag att utreda frågan", kind=QuestionKind.UPPDRAG)
    assert "godkänner förvaltningens tjänsteutlåtande som svar" in text_of(drafted(letter(Q1)), "Förslag till beslut")
    only = text_of(drafted(letter(task)), "Förslag till beslut")
    assert "anser att skrivelsen från Moderaterna är besvarad" in only
    assert "[Förvaltningens ställningstagande" in only
    assert "frågorna och förslagen" in text_of(drafted(letter(Q2, task)), "Förslag till beslut")


def test_the_board_is_the_offices_else_the_letters_else_a_placeholder():
    office = drafted(letter(Q1, recipient="Norrviks stadsdelsnämnd"), settings=Settings(namnd="Järva"))
    assert text_of(office, "Förslag till beslut").startswith("Järva stadsdelsnämnd godkänner")
    asked = drafted(letter(Q1, recipient="Norrviks stadsdelsnämnd"))
    assert text_of(asked, "Förslag till beslut").startswith("Norrviks stadsdelsnämnd godkänner")
    assert text_of(drafted(letter(Q1)), "Förslag till beslut").startswith("[nämnd] godkänner")


def test_the_summary_says_what_is_asked_and_one_sentence_of_each_answer(simple):
    asked, answer = section(simple, "Sammanfattning")
    assert asked.text == (
        "I en skrivelse frågar Moderaterna hur förvaltningen arbetar med tryggheten på torget"
        " och om det finns planer på fler bänkar."
    )
    assert answer.text == "Fältassistenterna arbetar med tryggheten på torget."
    assert answer.sources == ("p",)
    assert "Källa: tjänsteutlåtande ”Trygghet på torget”" in answer.comments[0]


def test_a_question_that_cannot_be_turned_is_quoted_in_the_summary():
    odd = question("q2", "Vad kan vi göra åt detta?")
    text = text_of(drafted(letter(Q1, odd)), "Sammanfattning")
    assert "De ställer även frågan ”Vad kan vi göra åt detta?”" in text


def test_a_task_is_proposed_not_asked():
    task = question("q1", "att ge förvaltningen i uppdrag att utreda frågan, samt", kind=QuestionKind.UPPDRAG)
    text = text_of(drafted(letter(task)), "Sammanfattning")
    assert "föreslår Moderaterna att nämnden beslutar att ge förvaltningen i uppdrag att utreda frågan." in text


def test_nothing_is_said_of_who_asks_when_nobody_is_known():
    text = text_of(drafted(letter(Q1, parties=())), "Sammanfattning")
    assert text.startswith("I en skrivelse ställs frågan hur förvaltningen arbetar")


# --- the matter --------------------


def test_the_matter_says_who_and_when_and_quotes_the_letter():
    asked = letter(
        Q1,
        signatories=("A. Exempel (M)", "B. Exempel (M)"),
        date="2025-09-18",
        recipient="Norrviks stadsdelsnämnd",
        preamble=("Torget är otryggt.",),
    )
    draft = drafted(asked)
    text = text_of(draft, "Ärendet")
    assert "A. Exempel m.fl. (M) har lämnat in en skrivelse om torget till Norrviks stadsdelsnämnd." in text
    assert "Skrivelsen är daterad den 18 september 2025." in text
    assert "De skriver att torget är otryggt." in text


def test_a_long_letter_is_quoted_by_its_first_sentences_and_its_figures():
    filler = "Detta är en lång mening om torget som inte säger någonting alls av vikt. " * 8
    claim = "Under 2024 anmäldes 70 rån."
    first = "Under våren har torget blivit otryggt."
    asked = letter(Q1, preamble=(f"{first} {filler}{claim}", filler), claims=(claim,))
    quotes = paragraphs(drafted(asked), Style.QUOTE)
    assert quotes[0].text == f"{first} (…) {claim}"
    assert "förkortad" in quotes[0].comments[0]


def test_plain_statements_of_the_letter_are_retold_with_attribution():
    asked = letter(Q1, preamble=("Torget är inte tryggt. Många äldre går hem tidigt. Så kan vi inte ha det.",))
    draft = drafted(asked)
    assert "De skriver att torget inte är tryggt och att många äldre går hem tidigt." in text_of(draft, "Ärendet")
    assert texts(draft, Style.QUOTE) == ["Så kan vi inte ha det."]


def test_questions_stand_as_they_were_put_and_count_as_the_letter_does():
    stem = question("q2", "När det gäller belysningen:", answerable=False)
    sub = question("q2a", "vilka platser är mörkast?", parent="q2")
    draft = drafted(letter(Q1, stem, sub))
    listed = paragraphs(draft, Style.NUMBERED)
    assert [(one.text, one.level) for one in listed] == [(Q1.text, 0), (stem.text, 0), (sub.text, 1)]


def test_numbers_that_word_would_not_count_are_written_out():
    draft = drafted(letter(question("q3", "Vad kostar bänkarna?"), question("q7", "Vad kostar träden?")))
    assert "3. Vad kostar bänkarna?\n7. Vad kostar träden?" in text_of(draft, "Ärendet")


def test_a_question_put_elsewhere_is_told_with_its_place():
    extra = question("q2", "hur civilsamhället kan bidra", number=None, place="ersättaryttrande")
    assert "Därutöver framförs följande i ett ersättaryttrande." in text_of(drafted(letter(Q1, extra)), "Ärendet")


def test_a_letter_without_questions_gives_all_headings_and_says_so():
    draft = drafted(letter())
    assert len(texts(draft, Style.HEADING)) == 6
    assert any("Inga frågor hittades" in text for text in texts(draft, Style.NOTE))
    assert "[Förvaltningens synpunkter på skrivelsen skrivs här]" in text_of(draft, "Synpunkter och förslag")


# --- answers --------------------


def test_an_answer_stands_verbatim_under_its_question_with_source_and_reason(simple):
    answer = [part for part in section(simple, "Synpunkter och förslag") if part.role is Style.REUSED]
    assert [part.text for part in answer] == ANSWER.split("\n\n")
    assert texts(simple, Style.QUESTION)[0] == f"1. {Q1.text}"
    for part in answer:
        assert part.question == "q1"
        assert part.sources == ("p",)
        assert "tjänsteutlåtande ”Trygghet på torget”" in part.comments[0]
        assert "s. 2" in part.comments[0]
        assert "2023-05-04" in part.comments[0]
        assert "2023/svar.docx" in part.comments[0]
    assert "Vald för att: Gemensamma ord: torget." in answer[0].comments[0]
    assert [one.id for one in simple.provenance] == ["p"]


def test_when_nothing_is_found_there_is_a_placeholder_and_a_request(simple):
    text = text_of(simple, "Synpunkter och förslag")
    assert "Inget tidigare svar" in text
    assert "[Svar på fråga 2 skrivs här]" in text
    assert "Förslag till begäran om underlag" in text
    assert ("[Svar på fråga 2 skrivs här]", "q2") in {(one.text, one.question) for one in simple.placeholders}


def test_a_weak_match_is_named_in_a_comment_and_never_in_the_text():
    weak = passage("Något helt annat om snöröjning.", "w")
    sources = (source(avdelning="Avdelningen för stadsmiljö"),)
    draft = drafted(letter(Q1), found("q1", match(weak, NONE)), sources=sources)
    assert "snöröjning" not in "\n".join(part.text for part in draft.parts)
    notes = paragraphs(draft, Style.NOTE)
    assert "Trygghet på torget" in notes[0].comments[0]
    assert "inom avdelningen för stadsmiljö" in notes[1].text


def test_the_newest_lagesbild_comes_after_the_answer():
    old = passage("Läget var gott.", "l1", PassageKind.LAGESBILD, origin=origin("l19.pdf"), date="2019")
    new = passage("Läget är gott.", "l2", PassageKind.LAGESBILD, origin=origin("l24.pdf", 28), date="2024")
    sources = (
        source(),
        source("l19.pdf", DocumentKind.LAGESBILD, title=None, date="2019"),
        source("l24.pdf", DocumentKind.LAGESBILD, title=None, date="2024"),
    )
    finds = found("q1", match(passage(ANSWER)), match(old), match(new))
    text = text_of(drafted(letter(Q1), finds, sources=sources), "Synpunkter och förslag")
    assert text.index("Ordningsvakter finns") < text.index("Följande framgår av lägesbilden för 2024.")
    assert "Läget är gott." in text
    assert "Läget var gott." not in text


def test_a_plan_is_no_earlier_answer_and_is_introduced():
    plan = passage("Arbetet styrs av rådet.", "s", PassageKind.SECTION, origin=origin("plan.docx"))
    sources = (source(), source("plan.docx", DocumentKind.ATGARDSPLAN, title="Åtgärdsplan 2023"))
    alone = drafted(letter(Q1), found("q1", match(plan)), sources=sources)
    assert "Följande framgår av ”Åtgärdsplan 2023”.\nArbetet styrs av rådet." in text_of(
        alone, "Synpunkter och förslag"
    )
    both = drafted(letter(Q1), found("q1", match(plan, score=0.9), match(passage(ANSWER), score=0.5)), sources=sources)
    assert texts(both, Style.REUSED)[-1] == "Ordningsvakter finns på plats varje fredag kväll."


def test_insatser_are_listed_with_who_is_responsible():
    insats = Insats(id="i", passage="i1", atgard="Nattvandring.", ansvarig="Fältgruppen", origin=origin("plan.docx"))
    one = passage("Nattvandring", "i1", PassageKind.INSATS, origin=origin("plan.docx"), date="2024")
    finds = found("q1", match(passage(ANSWER)), match(one))
    draft = drafted(letter(Q1), finds, insatser=(insats,))
    assert texts(draft, Style.LIST) == ["Nattvandring (ansvarig: Fältgruppen)"]


def test_a_plan_whose_time_is_over_is_not_told_as_going_on():
    insats = Insats(id="i", passage="i1", atgard="Nattvandring.", origin=origin("plan.docx"))
    one = passage("Nattvandring", "i1", PassageKind.INSATS, origin=origin("plan.docx"), date="2019")
    finds = found("q1", match(passage(ANSWER)), match(one))
    for until, listed in (("2020-12-31", []), ("2099", ["Nattvandring"])):
        plan = replace(source("plan.docx", DocumentKind.ATGARDSPLAN), valid_until=until)
        draft = drafted(letter(Q1), finds, insatser=(insats,), sources=(source(), plan))
        assert texts(draft, Style.LIST) == listed


def test_what_the_office_says_of_a_source_stands_in_its_comment():
    own = replace(source(), valid_until="2020-12-31", superseded_by="ny.docx")
    (reused, *_) = paragraphs(drafted(letter(Q1), found("q1", match(passage(ANSWER))), sources=(own,)), Style.REUSED)
    told = "\n".join(reused.comments)
    assert "gällde till och med 2020-12-31" in told
    assert "ersatt av ny.docx" in told


def test_a_letter_that_asks_which_insatser_were_made_gets_them_as_a_bilaga():
    asked = question("q1", "Vilka insatser har förvaltningen genomfört på torget?")
    insats = Insats(id="i", passage="i1", atgard="Nattvandring", ansvarig="Fält", origin=origin("plan.docx"), year=2024)
    one = passage("Nattvandring", "i1", PassageKind.INSATS, origin=origin("plan.docx"), date="2024")
    draft = drafted(letter(asked), found("q1", match(passage(ANSWER)), match(one)), insatser=(insats,))
    assert "redovisas i bilaga 2." in text_of(draft, "Synpunkter och förslag")
    assert len(texts(draft, Style.ATTACHMENT)) == 2
    table = draft.parts[-1]
    assert isinstance(table, Table)
    assert table.rows[1][:2] == ("Nattvandring", "Fält")
    assert table.sources == ("i1",)
    assert texts(draft, Style.HEADING)[-1].startswith("Bilaga 2.")


def test_other_good_answers_are_alternatives_and_poor_ones_are_not():
    best, good, poor = (passage(f"Svar {name} om torget.", name) for name in ("a", "b", "c"))
    finds = found("q1", match(best, score=0.9), match(good, score=0.8), match(poor, score=0.2))
    draft = drafted(letter(Q1), finds)
    assert texts(draft, Style.ALTERNATIVE) == ["Svar b om torget."]
    assert any(text.startswith("Alternativ till svaret på fråga 1") for text in texts(draft, Style.NOTE))


def test_two_questions_under_one_number_have_one_answer():
    first = question("q2", "Vilka insatser gör ni?", number="2")
    second = question("q2b", "Vad kostar de?", number="2")
    one = passage(ANSWER)
    draft = drafted(letter(first, second), found("q2", match(one, name="q2")), found("q2b", match(one, name="q2b")))
    assert texts(draft, Style.QUESTION) == ["2. Vilka insatser gör ni? Vad kostar de?"]
    body = [part.text for part in section(draft, "Synpunkter och förslag") if part.role is Style.REUSED]
    assert body == ANSWER.split("\n\n")


def test_sub_questions_stand_under_their_stem():
    stem = question("q2", "När det gäller belysningen:", answerable=False)
    sub = question("q2a", "vilka platser är mörkast, och", parent="q2")
    draft = drafted(letter(stem, sub), found("q2a"))
    assert texts(draft, Style.QUESTION) == ["2. När det gäller belysningen:", "2a) vilka platser är mörkast"]


@pytest.mark.parametrize(
    ("asks", "name", "text"),
    [
        (Asks.NUMBER, "siffra", "Vakterna är många."),
        (Asks.LIST, "uppräkning", "Vakterna är många."),
        (Asks.PLAN, "plan", "Vakterna är många."),
        (Asks.STANCE, "ställningstagande", "Vakterna är många."),
    ],
)
def test_a_question_whose_text_has_not_what_it_asks_for_is_told_so(asks, name, text):
    draft = drafted(letter(question("q1", "Hur många?", asks=(asks,))), found("q1", match(passage(text))))
    (heading,) = paragraphs(draft, Style.QUESTION)
    assert name in heading.comments[0]


def test_text_that_has_what_is_asked_for_draws_no_remark():
    asked = question("q1", "Hur många?", asks=(Asks.NUMBER, Asks.PLAN))
    draft = drafted(letter(asked), found("q1", match(passage("Sex vakter ska tjänstgöra."))))
    assert paragraphs(draft, Style.QUESTION)[0].comments == ()


def test_the_running_form_has_no_questions_among_the_answers_and_repeats_nothing():
    one = passage(ANSWER)
    finds = (found("q1", match(one)), found("q2", match(one, name="q2")))
    draft = drafted(letter(Q1, Q2), *finds, settings=Settings(form="lopande"))
    assert not texts(draft, Style.QUESTION)
    body = [part for part in section(draft, "Synpunkter och förslag") if part.role is Style.REUSED]
    assert [part.text for part in body] == ANSWER.split("\n\n")
    assert "Svarar på fråga 1." in body[0].comments[0]


def test_the_summary_of_an_earlier_utlatande_is_no_answer():
    retold = passage("Förvaltningen arbetar med torget.", kind=PassageKind.SECTION, headings=("Sammanfattning",))
    assert "Inget tidigare svar" in text_of(drafted(letter(Q1), found("q1", match(retold))), "Synpunkter och förslag")


def test_what_stands_under_bakgrund_may_answer():
    told = passage("Biblioteket har öppet 42 timmar i veckan.", kind=PassageKind.SECTION, headings=("Bakgrund",))
    assert "öppet 42 timmar" in text_of(drafted(letter(Q1), found("q1", match(told))), "Synpunkter och förslag")


# --- what is old, from elsewhere, or private --------------------


def comments(text, **more):
    one = passage(text, **{key: more.pop(key) for key in ("date", "namnd", "internal", "question") if key in more})
    draft = drafted(letter(Q1, **more.pop("letter", {})), found("q1", match(one)), **more)
    return "\n".join(c for part in paragraphs(draft, Style.REUSED) for c in part.comments)


def test_a_yes_to_an_earlier_question_is_shown():
    said = comments("Ja. Det finns en plan.", question="Finns det en plan för parken?")
    assert "Svarade då på: ”Finns det en plan för parken?”" in said
    assert "Texten börjar med ”Ja”" in said


def test_old_figures_and_words_of_time_are_shown():
    said = comments("Under våren fick 29 personer hjälp, vilket är fler än den senaste mätningen visade.")
    assert "Uppgifter från 2023: 29. Finns det nyare?" in said
    assert "”under våren”" in said
    assert "”den senaste mätningen” skrevs 2023" in said


@pytest.mark.parametrize(
    "text", ["Elever i F–3 och åk 4–6 får stöd.", "Årskurs 8 eller 9 deltar.", "Klass 5 och 6 deltar."]
)
def test_a_school_year_is_no_figure_that_can_be_old(text):
    assert "Finns det nyare" not in comments(text)
    assert "Uppgifter från 2023: 120. Finns det nyare?" in comments(f"{text} De går 120 minuter.")


def test_what_was_to_happen_by_now_is_asked_after():
    said = comments("Förvaltningen återkommer till nämnden senast i december 2024. Parken är från 1920.")
    assert "Texten från 2023 säger vad som ska ske 2024. Har det blivit så?" in said


def test_text_of_this_year_is_not_called_old():
    assert "Finns det nyare" not in comments("Under våren fick 29 personer hjälp.", date="2025-05-01")


def test_a_newer_figure_of_the_same_measure_and_place_is_named():
    old = Fact(
        measure="rån", place="Norrvik", figure="29", year=2017, sentence="29 rån anmäldes 2017.", origin=origin("a")
    )
    new = Fact(
        measure="rån",
        place="Norrvik",
        figure="70",
        year=2024,
        sentence="Under 2024 anmäldes 70 rån.",
        origin=origin("l24.pdf", 28),
    )
    lagesbild = source("l24.pdf", DocumentKind.LAGESBILD, title=None, date="2024")
    said = comments("29 stölder anmäldes 2017.", facts=(old, new), sources=(source(), lagesbild))
    assert "Nyare" not in said
    said = comments("29 rån anmäldes 2017.", facts=(old, new), sources=(source(), lagesbild))
    assert "Siffra från 2017: 29. Nyare i lägesbilden för 2024, s. 28: 70 (2024)." in said


def test_a_share_of_a_year_is_no_age_and_the_newer_one_is_named():
    old, new = (
        Fact(
            measure="andelen ekologiska livsmedel",
            figure=f"{share} procent",
            year=year,
            sentence=f"Andelen ekologiska livsmedel var {share} procent år {year}.",
            origin=origin(name),
        )
        for share, year, name in ((37, 2022, "a"), (40, 2024, "l24.pdf"))
    )
    lagesbild = source("l24.pdf", DocumentKind.LAGESBILD, title=None, date="2024")
    said = comments(old.sentence, facts=(old, new), sources=(source(), lagesbild))
    assert "Siffra från 2022: 37 procent. Nyare i lägesbilden för 2024: 40 procent (2024)." in said


def test_the_years_that_figures_are_of_are_not_shown_as_figures():
    said = comments("År 2022 var svinnet 48 gram, jämfört med 61 gram år 2020.")
    assert "Uppgifter från 2023: 48, 61. Finns det nyare?" in said


def test_changed_names_become_tracked_changes():
    one = passage("Norrvik-Lövstas stadsdelsnämnd ansvarar.")
    draft = drafted(letter(Q1), found("q1", match(one)), renames=(("Norrvik-Lövsta", "Norrvik"),))
    runs = paragraphs(draft, Style.REUSED)[-1].runs
    assert (runs[0].text, runs[0].mark, runs[0].replaces) == ("Norrviks", Mark.INSERTED, "Norrvik-Lövstas")
    assert "har ändrats" in paragraphs(draft, Style.REUSED)[-1].comments[1]


OLD_NEW = (("Norrvik-Lövsta", "Norrvik"),)


def changed(runs):
    return [(run.replaces, run.text) for run in runs if run.mark is Mark.INSERTED]


def test_names_in_the_cells_of_a_reused_table_become_tracked_changes():
    one = passage("Insatser per område:\nOmråde\tAntal\nNorrvik-Lövsta\t14")
    draft = drafted(letter(Q1), found("q1", match(one)), renames=OLD_NEW)
    (table,) = [part for part in draft.parts if isinstance(part, Table)]
    assert changed(table.runs[1][0]) == [("Norrvik-Lövsta", "Norrvik")]
    assert table.rows[1] == ("Norrvik", "14")
    assert "har ändrats" in "\n".join(c for part in paragraphs(draft, Style.REUSED) for c in part.comments)


def test_names_and_what_is_private_in_the_bilaga_and_in_listed_insatser_are_shown():
    asked = question("q1", "Vilka insatser har förvaltningen genomfört på torget?")
    other = question("q2", "Vad gör förvaltningen för att förebygga brott på torget?")
    insats = Insats(
        id="i",
        passage="i1",
        atgard="Vandringar i Norrvik-Lövsta",
        ansvarig="Norrvik-Lövstas stadsdelsnämnd",
        aktiviteter=(f"Kontakta {NUMBER}",),
        origin=origin("plan.docx"),
    )
    again = replace(insats, id="j", passage="i2")
    texts_ = (passage("Vandringar", name, PassageKind.INSATS, origin=origin("plan.docx")) for name in ("i1", "i2"))
    first, second = texts_
    draft = drafted(
        letter(asked, other),
        found("q1", match(first)),
        found("q2", match(second, name="q2")),
        insatser=(insats, again),
        renames=OLD_NEW,
    )
    table = draft.parts[-1]
    assert changed(table.runs[1][0]) == [("Norrvik-Lövsta", "Norrvik")]
    assert changed(table.runs[1][1]) == [("Norrvik-Lövstas", "Norrviks")]
    assert [run.mark for run in table.runs[1][2]] == [Mark.PLAIN, Mark.PLACEHOLDER]
    assert NUMBER not in as_text(draft)
    assert "[personnummer]" in [placeholder.text for placeholder in draft.placeholders]
    heading = draft.parts[-2]
    assert any("har ändrats" in comment for comment in heading.comments)
    (listed,) = paragraphs(draft, Style.LIST)
    assert ("Norrvik-Lövsta", "Norrvik") in changed(listed.runs)


def test_places_outside_the_area_are_shown():
    fact = Fact(measure="x", figure="1", sentence="y", origin=origin(), place="Sjöhamnen")
    office = Settings(areas=("Norrvik", "Björkhaga"))
    assert "”Sjöhamnen” nämns inte" in comments("Arbetet i Sjöhamnen pågår.", facts=(fact,), settings=office)
    asked = {"title": "Skrivelse om Sjöhamnen"}
    said = comments("Arbetet i Sjöhamnen pågår.", facts=(fact,), settings=office, letter=asked)
    assert "nämns inte" not in said


def test_text_written_for_another_board_is_shown():
    office = Settings(namnd="Norrviks stadsdelsnämnd")
    assert "skrevs för Järva stadsdelsnämnd" in comments(
        "Text om torget.", namnd="Järva stadsdelsnämnd", settings=office
    )
    renames = (("Norrvik-Lövsta", "Norrvik"),)
    said = comments("Text om torget.", namnd="Norrvik-Lövsta stadsdelsnämnd", settings=office, renames=renames)
    assert "skrevs för" not in said


def test_an_internal_document_is_pointed_at_and_never_quoted():
    secret = passage("Hemlig lägesbild om torget.", "s", internal=True)
    draft = drafted(letter(Q1), found("q1", match(secret)))
    assert "Hemlig" not in as_text(draft)
    (said,) = [c for c in paragraphs(draft, Style.QUESTION)[0].comments if "internt" in c]
    assert re.search(
        "Även tjänsteutlåtandet ”[^”]+”, s. 2 rör frågan, men får inte citeras: dokumentet är internt.", said
    )


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (f"Ansökan från {NUMBER} kom in.", "personnummer"),
        (f"Ansökan från 19{NUMBER} kom in.", "personnummer"),
        ("Ansökan från 701063-2391 kom in.", "personnummer"),  # a samordningsnummer: the day is 3 + 60
        ("Ring Anna på 070-123 45 67 om det.", "telefonnummer"),
        ("Skriv till anna.berg@exempel.se om det.", "e-postadress"),
    ],
)
def test_what_is_private_is_masked_and_yellow(text, kind):
    draft = drafted(letter(Q1), found("q1", match(passage(text))))
    part = paragraphs(draft, Style.REUSED)[-1]
    assert f"[{kind}]" in part.text
    assert [run.text for run in part.runs if run.mark is Mark.PLACEHOLDER] == [f"[{kind}]"]
    assert any("borttage" in comment for comment in part.comments)
    assert f"[{kind}]" in {one.text for one in draft.placeholders}


@pytest.mark.parametrize(
    "text",
    [
        "Dnr 811228-9875 gäller.",
        "Vi fick 1 234 567 kronor.",
        "Ring växeln på 08-123 00 00.",
        "Skriv till registrator@exempel.se.",
        "Åren 2018-2024 och 2019–2020.",
    ],
)
def test_what_is_public_is_left(text):
    runs, told = private.masked(text)
    assert "".join(run.text for run in runs) == text
    assert not told


def test_a_personnummer_needs_a_real_day_and_a_right_digit():
    assert private.is_personnummer(NUMBER)
    assert private.is_personnummer("19811228-9874")
    assert not private.is_personnummer("811228-9875")
    assert not private.is_personnummer("811328-9874")
    assert not private.is_personnummer("123")


def test_a_table_in_an_earlier_text_is_a_table_in_the_draft():
    text = "Tabell 1. Anmälda rån\nÅr\tAntal\n2022\t41\n2023\t34\tpreliminärt\nKälla: polisen."
    one = passage(text, "l", PassageKind.LAGESBILD, origin=origin("l24.pdf"), date="2024")
    draft = drafted(letter(Q1), found("q1", match(passage(ANSWER)), match(one)))
    (table,) = [part for part in draft.parts if isinstance(part, Table)]
    assert table.rows == (("År", "Antal", ""), ("2022", "41", ""), ("2023", "34", "preliminärt"))
    assert table.sources == ("l",)
    reused = texts(draft, Style.REUSED)
    assert reused[-2:] == ["Tabell 1. Anmälda rån", "Källa: polisen."]


def test_contact_lines_and_signatures_are_not_carried_over():
    text = "Arbetet pågår på torget.\n\nTelefon: 08-123 00 00\n\nanna.berg@exempel.se"
    draft = drafted(letter(Q1), found("q1", match(passage(text))))
    assert [part.text for part in section(draft, "Synpunkter och förslag") if part.role is Style.REUSED] == [
        "Arbetet pågår på torget."
    ]


# --- the whole --------------------


def test_letter_text_is_never_a_template():
    odd = question("q1", "Vad är {{ 7*7 }} och {% raw %}?")
    draft = drafted(letter(odd, title="Skrivelse om {{ namnd }}"), found("q1", match(passage("Svar {{ 8*8 }}."))))
    text = as_text(draft)
    assert "{{ 7*7 }}" in text
    assert "{{ 8*8 }}" in text
    assert draft.title == "{{ namnd }}"
    assert "49" not in text


def test_brackets_in_a_letter_are_no_placeholders():
    draft = drafted(letter(question("q1", "Vad är [detta]?"), parties=("M",)), found("q1"))
    assert "[detta]" not in {one.text for one in draft.placeholders}


def test_the_letterhead_has_every_field_and_gaps_for_what_is_unknown(simple):
    fields = dict(simple.fields)
    assert fields["datum"] == "2025-10-01"
    assert fields["handlaggare"] == "[handläggare]"
    assert fields["undertitel"] == "Svar på skrivelse från (M)"
    assert {"[handläggare]", "[dnr]", "[sammanträdesdatum]"} <= {one.text for one in simple.placeholders}


def test_who_signs_comes_from_the_settings():
    who = (Signatory(name="A. Exempel", title="stadsdelsdirektör", unit="Norrvik"), Signatory(name="B. Exempel"))
    draft = drafted(letter(Q1), settings=Settings(signatories=who))
    assert texts(draft, Style.SIGNATURE) == ["A. Exempel\nstadsdelsdirektör\nNorrvik", "B. Exempel"]


def test_an_empty_corpus_gives_a_whole_draft_and_says_so():
    draft = drafted(letter(Q1), found("q1"), sources=())
    assert len(texts(draft, Style.HEADING)) == 6
    assert "inga tidigare dokument" in draft.notices[-1].text


def test_notices_of_the_letter_follow_the_draft():
    draft = drafted(letter(Q1, notices=(Notice(text="Något gick snett."),)))
    assert "Något gick snett." in [one.text for one in draft.notices]


def test_the_same_letter_gives_the_same_draft_twice():
    finds = found("q1", match(passage(ANSWER)))
    assert drafted(letter(Q1), finds) == drafted(letter(Q1), finds)


PIECES = st.sampled_from(
    [
        NUMBER,
        "070-123 45 67",
        "anna@exempel.se",
        "Torget är mörkt.",
        "1 234",
        "i år",
        "Norrvik-Lövsta",
        "\n\n",
        "\t",
        "[",
        "{{",
    ]
)


@trying(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(PIECES | st.text(max_size=12), max_size=8).map(" ".join))
def test_masking_loses_nothing_else(text):
    runs, _ = private.masked(text)
    shown = "".join(run.text if run.mark is Mark.PLAIN else "\0" for run in runs)
    for kept in shown.split("\0"):
        assert kept in text
    assert NUMBER not in "".join(run.text for run in runs)


@trying(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(PIECES | st.text(max_size=20), max_size=10).map(" ".join))
def test_any_text_can_be_reused(text):
    draft = drafted(letter(Q1), found("q1", match(passage(text))), renames=(("Norrvik-Lövsta", "Norrvik"),))
    assert texts(draft, Style.HEADING)[0] == "Förslag till beslut"


# --- questions of several parts --------------------

BOTH = question("q1", "Får personalen utbildning i brandskydd, och hur många brandövningar hölls i Almparken?")
TRAINED = "All personal får utbildning i brandskydd varje höst."
DRILLS = "I Almparken hölls fyra brandövningar."


def test_each_part_of_a_question_gets_its_own_answer_and_no_choice_is_asked_for():
    one = match(passage(TRAINED, "a", question="Får personalen utbildning i brandskydd?"), score=0.9)
    other = match(passage(DRILLS, "b", question="Hur många brandövningar hölls i Almparken?"), score=0.8)
    draft = drafted(letter(BOTH), found("q1", one, other))
    answers = [part for part in section(draft, "Synpunkter och förslag") if part.role is Style.REUSED]
    assert [part.text for part in answers] == [TRAINED, DRILLS]
    said = "\n".join(answers[1].comments)
    assert "Svarar på den här delen av frågan: ”hur många brandövningar hölls i Almparken?”" in said
    assert "Välj ett" not in as_text(draft)


def test_a_text_that_answers_the_same_part_is_a_choice_and_one_on_another_matter_is_none():
    one = match(passage(TRAINED, "a", question="Får personalen utbildning i brandskydd?"), score=0.9)
    same = match(passage("Personalen får utbildning i brandskydd av räddningstjänsten.", "b"), score=0.8)
    other = match(passage("Personalen plogar vägarna.", "c", question="Vilka vägar plogas först?"), score=0.85)
    draft = drafted(letter(BOTH), found("q1", one, other, same))
    assert texts(draft, Style.ALTERNATIVE) == ["Personalen får utbildning i brandskydd av räddningstjänsten."]


# --- the nämnd --------------------


@pytest.mark.parametrize(
    ("recipient", "told"),
    [
        ("Socialnämnden", True),
        ("Järva stadsdelsnämnd", True),
        ("Norrviks stadsdelsnämnd", False),
        ("Norrviks stadsdelsförvaltning", False),
        ("Norrvik-Lövsta stadsdelsnämnd", False),  # its name before
        ("stadsdelsnämnden", False),
        (None, False),
    ],
)
def test_a_letter_to_another_board_than_the_settings_is_told(recipient, told):
    office = Settings(namnd="Norrviks stadsdelsnämnd")
    renames = (("Norrvik-Lövsta", "Norrvik"),)
    draft = drafted(letter(Q1, recipient=recipient), found("q1"), settings=office, renames=renames)
    assert any("är ställd till" in notice.text for notice in draft.notices) is told


# --- proposals --------------------


def proposed(*wanted, **more):
    some = [question(f"q{n}", text, kind=QuestionKind.UPPDRAG, **more) for n, text in enumerate(wanted, 1)]
    return drafted(letter(*some), *(found(one.id) for one in some))


def test_a_proposal_with_its_own_subject_is_not_said_to_be_decided_twice():
    text = text_of(proposed("att nämnden ger förvaltningen i uppdrag att utreda frågan"), "Sammanfattning")
    assert "föreslår Moderaterna att nämnden ger förvaltningen i uppdrag" in text
    assert "nämnden beslutar att nämnden" not in as_text(proposed("att nämnden ger förvaltningen i uppdrag att utreda"))


def test_a_proposal_that_begins_with_what_to_do_is_decided():
    text = text_of(proposed("att ge förvaltningen i uppdrag att utreda frågan"), "Sammanfattning")
    assert "föreslår Moderaterna att nämnden beslutar att ge förvaltningen i uppdrag" in text


def test_proposals_of_both_sorts_stand_in_a_sentence_each():
    text = text_of(proposed("att ge förvaltningen i uppdrag att utreda", "att gården öppnas igen"), "Sammanfattning")
    assert "föreslår Moderaterna att nämnden beslutar att ge" in text
    assert "De föreslår även att gården öppnas igen." in text


def test_a_proposal_is_counted_among_proposals_and_a_question_among_questions():
    asked = question("q1", "Hur arbetar ni?", number=None)
    task = question("q2", "att utreda frågan", kind=QuestionKind.UPPDRAG, number=None)
    text = text_of(drafted(letter(asked, task), found("q1"), found("q2")), "Synpunkter och förslag")
    assert "svar på fråga 1 " in text
    assert "svar på förslag 1 " in text


@pytest.mark.parametrize(
    ("number", "shown"), [("bi", "b i)"), ("2bii", "2b ii)"), ("2b", "2b)"), ("iv", "iv)"), ("3", "3.")]
)
def test_a_label_of_several_levels_is_written_apart(number, shown):
    draft = drafted(letter(question("q1", "Var ligger parken?", number=number)), found("q1"))
    assert texts(draft, Style.QUESTION) == [f"{shown} Var ligger parken?"]


# --- what a handläggare should not have to mend --------------------


def summed_up(answer, asked=Q1, earlier="Hur tryggt är det på torget om kvällarna?"):
    one = passage(answer, question=earlier)
    draft = drafted(letter(asked), found(asked.id, match(one, name=asked.id)))
    return [part.text for part in section(draft, "Sammanfattning") if part.role is Style.REUSED]


def test_the_sentence_that_opens_an_answer_stands_in_the_summary_before_one_with_as_many_of_the_words():
    opening = "Fältassistenterna ser till tryggheten på torget varje kväll i veckan."
    rest = "Föräldrar på torget säger att tryggheten är bra."
    assert summed_up(f"{opening} {rest}") == [opening]


def test_a_sentence_that_begins_with_what_was_told_before_it_does_not_stand_alone():
    asked = question("q1", "När är tryggheten på torget utvärderad?")
    assert summed_up("Medlen kom i maj. Arbetet utvärderar tryggheten på torget i oktober 2024.", asked) == []
    assert summed_up("Medlen kom i maj. Tryggheten på torget utvärderas i oktober 2024.", asked) != []


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Insatserna beskrivs i bilaga 1.", "”bilaga 1” är en bilaga till tjänsteutlåtandet ”Trygghet på torget”"),
        (
            "Det arbete som beskrivits ovan fortsätter.",
            "”som beskrivits ovan” syftar på text som inte är med här.",
        ),
        (
            "Som tidigare nämnts är det löpande arbete.",
            "”Som tidigare nämnts” syftar på text som inte är med här.",
        ),
    ],
)
def test_what_points_at_other_places_in_the_earlier_document_is_shown(text, shown):
    assert shown in comments(text)
    assert "s. 2" in comments(text)


def test_a_text_that_points_nowhere_draws_no_such_remark():
    assert "syftar på" not in comments("Ovanför torget ligger en park. Vi redovisade det 2021.")


def test_what_a_letter_says_twice_is_retold_once():
    long = "Handlare vittnar om en allt otryggare miljö kring torget på kvällarna. " + "De är trötta på läget. " * 40
    draft = drafted(letter(Q1, preamble=("Torget är mörkt.", long, "Vi vill ha svar nu.", long)), found("q1"))
    assert text_of(draft, "Ärendet").count("Handlare vittnar om en allt otryggare miljö") == 1


def test_a_column_of_the_bilaga_that_would_be_empty_is_left_out():
    asked = question("q1", "Vilka insatser har förvaltningen genomfört på torget?")
    insats = Insats(id="i", passage="i1", atgard="Nattvandring", ansvarig="Fält", origin=origin("plan.docx"))
    one = passage("Nattvandring", "i1", PassageKind.INSATS, origin=origin("plan.docx"))
    draft = drafted(letter(asked), found("q1", match(passage(ANSWER)), match(one)), insatser=(insats,))
    assert draft.parts[-1].rows == (("Åtgärd", "Ansvarig"), ("Nattvandring", "Fält"))


def test_a_request_for_underlag_to_a_proposal_asks_for_a_stance_and_to_a_question_for_an_answer():
    task = question("q2", "att ge förvaltningen i uppdrag att utreda frågan.", kind=QuestionKind.UPPDRAG)
    text = text_of(drafted(letter(Q1, task), found("q1"), found("q2")), "Synpunkter och förslag")
    assert f"för att svara på ”{Q1.text}” Kan ni" in text
    assert "för att ta ställning till förslaget ”att ge förvaltningen i uppdrag att utreda frågan”. Kan ni" in text


def test_a_question_that_is_quoted_ends_with_its_mark_also_where_the_list_took_it():
    asked = question("q1", "blörbar nämnden parken, och")
    assert "frågan ”blörbar nämnden parken?”" in text_of(drafted(letter(asked), found("q1")), "Sammanfattning")


def test_a_text_on_another_question_does_not_stand_in_the_summary_for_one_word():
    one = passage("Samverkan bygger på ett gemensamt arbete med andra parter.", question="Hur görs det?")
    asked = question("q1", "Vad har platsen kostat per år, och hur delas kostnaden mellan parterna?")
    draft = drafted(letter(asked), found("q1", match(one)))
    assert "[Förvaltningens svar i korthet]" in text_of(draft, "Sammanfattning")


def test_a_title_in_capitals_is_not_shouted_in_the_text():
    asked = letter(Q1, title="OTRYGGT PÅ TORGET I NORRVIK", preamble=("Torget i Norrvik är otryggt.",))
    text = as_text(drafted(asked, found("q1")))
    assert "”Otryggt på torget i Norrvik”" in text
    assert "OTRYGGT" not in text


# --- the figure that is asked for --------------------

LAWN = "Gräsytorna i stadsdelen klipps av en entreprenör som upphandlas vart fjärde år."


@pytest.mark.parametrize(
    ("asked", "answer", "told"),
    [
        (
            "Hur många hundrastgårdar finns det i stadsdelen?",
            "Hundrastgårdar i stadsdelen sköts av parkenheten och är populära. I dag finns tre hundrastgårdar.",
            "I dag finns tre hundrastgårdar.",
        ),
        (
            "Hur många anmälningar om buller kom in under 2022?",
            (
                "Anmälningar om buller handläggs av miljöförvaltningen, som fick in många anmälningar under 2022. "
                "Under 2021 kom det in 84 anmälningar om buller. Under 2022 kom det in 97 anmälningar om buller."
            ),
            "Under 2022 kom det in 97 anmälningar om buller.",
        ),
        (
            "Vad kostade vinterväghållningen förra vintern?",
            (
                "Vinterväghållningen förra vintern utfördes av två entreprenörer med 14 maskiner. "
                "Kostnaden för vinterväghållningen blev 7,4 miljoner kronor."
            ),
            "Kostnaden för vinterväghållningen blev 7,4 miljoner kronor.",
        ),
        (
            "Hur stor andel av förskollärarna är legitimerade?",
            (
                "Förvaltningen har 212 förskollärare, och andelen legitimerade förskollärare följs upp varje år. "
                "Av förskollärarna är 61 procent legitimerade."
            ),
            "Av förskollärarna är 61 procent legitimerade.",
        ),
        (
            "Hur många simskolor anordnas på somrarna?",
            "Simskolor anordnas på somrarna av föreningar. Sommaren 2023 anordnades elva simskolor på somrarna.",
            "Sommaren 2023 anordnades elva simskolor på somrarna.",
        ),
        (
            "Hur många cykelställ har ställts ut?",
            "Vid stationen är det ont om cykelställ som har ställts ut. Det finns 140 cykelställ vid stationen.",
            "Det finns 140 cykelställ vid stationen.",
        ),
        (
            "Hur många ärenden om bostadsanpassning avgjordes?",
            (
                "Ärenden om bostadsanpassning avgjordes tidigare av staden centralt. "
                "Antalet ärenden om bostadsanpassning som avgjordes var 318 under 2023."
            ),
            "Antalet ärenden om bostadsanpassning som avgjordes var 318 under 2023.",
        ),
        (
            "Hur många elever går i grundsärskolan i stadsdelen?",
            (
                "Elever i grundsärskolan i stadsdelen har rätt till skolskjuts enligt skollagen. "
                "I grundsärskolan går 46 elever hösten 2023."
            ),
            "I grundsärskolan går 46 elever hösten 2023.",
        ),
        (
            "Hur mycket föreningsbidrag har betalats ut till idrottsföreningar?",
            (
                "Föreningsbidrag till idrottsföreningar söks av 37 föreningar. "
                "Till idrottsföreningar har 1 450 000 kronor i föreningsbidrag betalats ut."
            ),
            "Till idrottsföreningar har 1 450 000 kronor i föreningsbidrag betalats ut.",
        ),
        (
            "Hur många platser har korttidsboendet?",
            (
                "Korttidsboendet har platser för dem som väntar på annat boende enligt beslut från 2019. "
                "Sedan flytten har korttidsboendet 24 platser."
            ),
            "Sedan flytten har korttidsboendet 24 platser.",
        ),
    ],
)
@pytest.mark.parametrize("beside", ["before", "after"])
def test_the_sentence_with_the_figure_that_is_asked_for_stands_in_the_summary(asked, answer, told, beside):
    whole = f"{LAWN}\n\n{answer}" if beside == "before" else f"{answer}\n\n{LAWN}"
    assert summed_up(whole, question("q1", asked, asks=(Asks.NUMBER,)), None) == [told]


def test_a_year_or_a_date_is_no_figure_that_was_asked_for():
    answer = "Hundrastgårdar i stadsdelen byggdes 2019 och 2021. I stadsdelen finns nu fem hundrastgårdar."
    asked = question("q1", "Hur många hundrastgårdar finns det i stadsdelen?", asks=(Asks.NUMBER,))
    assert summed_up(answer, asked, None) == ["I stadsdelen finns nu fem hundrastgårdar."]


def test_a_figure_from_the_answer_to_something_else_is_not_summed_up_for_one_word():
    answer = "Av 22 fritidsledare har 15 gått en kurs i samtalsmetodik."
    asked = question("q1", "Hur många fritidsledare har högskoleutbildning?", asks=(Asks.NUMBER,))
    assert summed_up(answer, asked, "Vilken fortbildning ges till fritidsledare?") == []


def test_a_table_without_a_title_is_not_given_the_name_of_a_standing_heading():
    one = passage("Öppettiderna är dessa.\n\nPark\tTid\nLunden\t9–16", headings=("Synpunkter och förslag",))
    draft = drafted(letter(Q1), found("q1", match(one, STRONG)))
    assert texts(draft, Style.REUSED)[-1] == "Tabell"


def test_figures_in_two_cells_are_not_read_as_one_and_the_number_of_a_table_is_no_figure():
    one = passage("Tabell 3. Kärl\nÅr\tGlas\tPapper\n2019\t790\t331", headings=("Avfall",), date="2020-01-01")
    draft = drafted(letter(Q1), found("q1", match(one, STRONG)))
    assert "Uppgifter från 2020: 790, 331. Finns det nyare?" in [
        c for p in draft.parts for c in getattr(p, "comments", ())
    ]


# --- what is only near must look like it --------------------

NOTHING_BUT_NEAR = "nämner mindre än hälften av det som fråga 1 handlar om"


def test_a_text_that_is_only_near_has_a_line_over_it_that_says_so():
    one = match(passage(ANSWER), lacking=("brandskydd",), near=True)
    draft = drafted(letter(Q1), found("q1", one))
    parts = [part for part in draft.parts if isinstance(part, Paragraph) and part.question == "q1"]
    place = next(i for i, part in enumerate(parts) if NOTHING_BUT_NEAR in part.text)
    assert parts[place].role is Style.NOTE
    assert parts[place + 1].text in ANSWER
    assert "Möjligt stöd. Texten nämner inte ”brandskydd”. Läs och bedöm om den svarar." in parts[place + 1].comments[0]


def test_possible_support_says_so_and_strong_support_does_not():
    assert "Möjligt stöd. Läs och bedöm om den svarar." in as_text(
        drafted(letter(Q1), found("q1", match(passage(ANSWER))))
    )
    sure = as_text(drafted(letter(Q1), found("q1", match(passage(ANSWER), STRONG))))
    assert "Möjligt stöd" not in sure
    assert NOTHING_BUT_NEAR not in sure


def test_several_words_that_a_text_lacks_are_joined_as_swedish_joins_them():
    one = match(passage(ANSWER), lacking=("brandskydd", "bad", "kö"))
    assert "Texten nämner inte ”brandskydd”, ”bad” eller ”kö”." in as_text(drafted(letter(Q1), found("q1", one)))


def test_what_another_letter_demanded_is_no_answer():
    demands = passage("1. att ge förvaltningen i uppdrag att rusta torget\n2. att redovisa kostnaden", "d")
    draft = drafted(letter(Q1), found("q1", match(demands), match(passage(ANSWER, "a"))))
    assert texts(draft, Style.REUSED)[-2:] == ANSWER.split("\n\n")
    assert "att rusta torget" not in as_text(draft)


def test_where_nothing_was_answered_the_lagesbild_tells_it_in_the_summary():
    asked = question("q1", "Hur många bilar parkeras på torget?", asks=(Asks.NUMBER,))
    told = passage("Under 2023 parkerades 140 bilar på torget.", "l", PassageKind.LAGESBILD)
    draft = drafted(letter(asked), found("q1", match(told)))
    assert "Under 2023 parkerades 140 bilar på torget." in text_of(draft, "Sammanfattning")
