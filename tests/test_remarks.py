"""The comments on a question: what its text lacks, earlier answers, where two differ, what was promised."""

from __future__ import annotations

import time

import pytest
from test_drafting import NUMBER, Q1, Q2, drafted, found, letter, match, origin, paragraphs, passage, question, source

from utlatande import shapes
from utlatande.drafting import pieces
from utlatande.model import Asks, Difference, Promise, Reminder, Reply, Said, Style
from utlatande.settings import Settings

DOCUMENT = "tjänsteutlåtande ”Trygghet på torget”, s. 2"
PLACE = origin("2023/svar.docx", 2)
PROMISE = Promise(text="Förvaltningen kommer att ansöka om medel.", origin=PLACE, date="2023-05-04")
NEWER = Said(text="Åtta vakter finns.", origin=PLACE, date="2024-05")
OLDER = Said(text="Sex vakter finns.", origin=PLACE, date="2021")


def remarks(text="Fältassistenterna arbetar på torget.", asked=Q1, **more):
    draft = drafted(letter(asked), found("q1", match(passage(text))), **more)
    return paragraphs(draft, Style.QUESTION)[0].comments


def test_an_earlier_answer_is_told_with_whom_when_where_and_its_stance():
    old = passage("Nej, det behövs inte.", question="Hur är tryggheten på torget?", parties=("M", "L"))
    reply = Reply(question="q1", passage=old, stances=("Nej, det behövs inte.",))
    (said,) = remarks(earlier=(reply,))
    assert said.split("\n") == [
        "Nästan samma fråga har besvarats förut.",
        f"• Svaret gick till (M) och (L) den 4 maj 2023, {DOCUMENT}.",
        "Frågan löd då: ”Hur är tryggheten på torget?”",
        "Ställningstagande då: ”Nej, det behövs inte.”",
    ]


def test_the_very_same_question_is_called_so_and_what_is_not_known_is_said():
    old = passage("Vakter finns.", question=Q1.text, date=None)
    asked = question("q1", Q1.text, asks=(Asks.YES_NO,))
    (said,) = remarks(asked=asked, earlier=(Reply(question="q1", passage=old),))
    assert said.startswith("Samma fråga har besvarats förut.\n")
    assert "till avsändare som inte framgår av dokumentet utan känt datum" in said
    assert "Något uttryckligt ställningstagande hittades inte i svaret." in said
    assert "Frågan löd då" not in said


def test_the_boards_decision_is_told_from_the_minutes():
    decision = Said(text="Nämnden avslår förslaget.", origin=PLACE, date="2023-06-01")
    (said,) = remarks(earlier=(Reply(question="q1", passage=passage("Text."), decision=decision),))
    assert f"Nämndens beslut den 1 juni 2023, {DOCUMENT}: ”Nämnden avslår förslaget.”" in said


def test_two_answers_that_differ_stand_side_by_side_without_a_verdict():
    (said,) = remarks(differences=(Difference(question="q1", newer=NEWER, older=OLDER),))
    assert said.split("\n") == [
        "Två tidigare svar skiljer sig åt. Läs båda.",
        f"• I maj 2024, {DOCUMENT}: ”Åtta vakter finns.”",
        f"• 2021, {DOCUMENT}: ”Sex vakter finns.”",
    ]


def test_a_promise_is_told_and_whether_it_is_done_is_asked():
    (said,) = remarks(promises=(Reminder(question="q1", promise=PROMISE),))
    assert said == f"Utlovat tidigare. Är det gjort?\n• Den 4 maj 2023, {DOCUMENT}: ”{PROMISE.text}”"


def test_what_a_board_ordered_is_told_apart_from_what_was_promised():
    order = Promise(text="Nämnden ger förvaltningen i uppdrag att utreda.", origin=PLACE, ordered=True)
    said = remarks(promises=(Reminder(question="q1", promise=PROMISE), Reminder(question="q1", promise=order)))
    assert [one.split(".")[0] for one in said] == ["Utlovat tidigare", "Beslutat tidigare"]


@pytest.mark.parametrize("form", ["per-fraga", "lopande"])
def test_a_question_without_an_answer_is_reminded_too(form):
    draft = drafted(
        letter(Q1, Q2),
        found("q1"),
        found("q2"),
        settings=Settings(form=form),
        promises=(Reminder(question="q1", promise=PROMISE),),
    )
    every = [comment for part in draft.parts for comment in getattr(part, "comments", ())]
    assert sum("Är det gjort?" in one for one in every) == 1


def test_a_personnummer_in_what_is_told_is_masked():
    promise = Promise(text=f"Förvaltningen kommer att svara {NUMBER}.", origin=PLACE)
    old = passage("Ja.", question=f"Vem är {NUMBER}?")
    replies = (Reply(question="q1", passage=old, stances=(f"Ja, {NUMBER}.",)),)
    said = "\n".join(remarks(promises=(Reminder(question="q1", promise=promise),), earlier=replies))
    assert NUMBER not in said
    assert said.count("[personnummer]") == 3


def test_the_json_of_a_draft_has_what_its_comments_tell():
    old = passage("Nej.", question="Var?", parties=("M",))
    draft = drafted(
        letter(Q1),
        found("q1"),
        promises=(Reminder(question="q1", promise=PROMISE),),
        earlier=(Reply(question="q1", passage=old, stances=("Nej.",)),),
        differences=(Difference(question="q1", newer=NEWER, older=OLDER),),
        sources=(source(),),
    )
    shape = shapes.draft(draft, (Q1,), "utkast.docx")
    (one,) = shape["questions"]
    assert one["promises"][0]["text"] == PROMISE.text
    assert (one["earlier"][0]["parties"], one["earlier"][0]["stances"]) == (["M"], ["Nej."])
    assert one["differences"][0]["older"]["text"] == OLDER.text
    assert any("Är det gjort?" in comment for part in shape["paragraphs"] for comment in part["comments"])


# --- what the found text lacks --------------------


@pytest.mark.parametrize(
    ("asks", "text", "asked", "lacks"),
    [
        (Asks.PLAN, "Upprustningen var klar den 3 oktober.", "När är parken klar?", None),
        (Asks.PLAN, "Parken öppnar 2026.", "När öppnar parken?", None),
        (Asks.PLAN, "Gården är öppen på lördagar.", "När är gården öppen?", None),
        (Asks.PLAN, "Parken är stor och grön.", "När öppnar parken?", "en tidpunkt"),
        (Asks.PLAN, "Parken är stor och grön.", "Vilken plan finns för parken?", "en plan"),
        (Asks.NUMBER, "Under 2023 arbetade vakterna på torget.", "Hur många vakter?", "ett antal eller en siffra"),
        (Asks.NUMBER, "Sedan den 3 maj gäller det elever i åk 4–6.", "Hur många elever?", "ett antal eller en siffra"),
        (Asks.NUMBER, "Se bilaga 2 och fråga 3.", "Hur många elever?", "ett antal eller en siffra"),
        (Asks.NUMBER, "Under 2023 arbetade 14 vakter.", "Hur många vakter?", None),
        (Asks.NUMBER, "Inga vakter arbetar där.", "Hur många vakter?", None),
        (Asks.STANCE, "Nej. Parken räcker.", "Anser nämnden att parken räcker?", None),
        (Asks.STANCE, "Parken är stor.", "Anser nämnden att parken räcker?", "förvaltningens ställningstagande"),
        (Asks.LIST, "Insatserna är:\n• vandringar\n• möten", "Vilka insatser görs?", None),
        (Asks.LIST, "Arbetet pågår.", "Vilka insatser görs?", "en uppräkning"),
    ],
)
def test_what_is_asked_for_and_not_in_the_text_is_told(asks, text, asked, lacks):
    said = remarks(text, question("q1", asked, asks=(asks,)))
    assert said == ((f"Frågan efterfrågar {lacks}. Det finns inte i den hittade texten.",) if lacks else ())


def test_counts_are_looked_for_in_linear_time_among_empty_lines():
    start = time.process_time()
    assert not pieces.has_count("\n" * 40_000 + "1. Arbetet går vidare.")
    assert time.process_time() - start < 1
