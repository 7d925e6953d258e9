"""What officers kept and took out moves later suggestions a little, aloud, and never lifts what does not fit."""

import pytest

from utlatande.index import Index
from utlatande.learning import GAIN, LOSS, sentence, together, weight
from utlatande.matching import match
from utlatande.model import Origin, Passage, PassageKind, Survival

QUESTION = "Hur arbetar förvaltningen för att motverka klotter?"


def answer(name, text, date="2023-05-02", question="Hur arbetas det mot klotter i parkerna?"):
    return Passage(
        id=name,
        kind=PassageKind.ANSWER,
        text=text,
        question=question,
        date=date,
        origin=Origin(document=f"{name}.docx", block=0),
    )


ONE = answer("ett", "Klotter saneras inom ett dygn av en upphandlad entreprenör som går runt i parkerna varje vecka.")
TWO = answer("två", "Mot klotter sätts skydd på väggar som drabbas ofta, och konstnärer målar portar ihop med unga.")
OTHER = answer(
    "annat", "Parkleken öppnar i april och har öppet alla dagar till oktober.", question="När öppnar parkleken?"
)


def ranked(passages, used=None):
    return match(QUESTION, Index.in_memory(passages).search, used=used)


def order(passages, used=None):
    return [one.passage.id for one in ranked(passages, used)]


def test_what_officers_keep_comes_before_an_equal_that_they_take_out():
    first, second = order([ONE, TWO])[:2]
    liked = {second: Survival(times=3, removed=0, kept=0.9), first: Survival(times=3, removed=3, kept=0.0)}
    assert order([ONE, TWO], liked)[:2] == [second, first]


def test_it_says_so_in_the_reasons():
    used = {"ett": Survival(times=3, removed=0, kept=0.9), "två": Survival(times=3, removed=3, kept=0.0)}
    said = {one.passage.id: one.reasons[-1] for one in ranked([ONE, TWO], used)}
    assert said["ett"] == "Har använts 3 gånger, 90 % behållet."
    assert said["två"] == "Har tagits bort ur 3 av 3 färdiga utlåtanden."


def test_without_a_history_nothing_is_said_and_nothing_moves():
    assert ranked([ONE, TWO], {}) == ranked([ONE, TWO])
    assert not any("använts" in reason for one in ranked([ONE, TWO]) for reason in one.reasons)


def test_an_unrelated_text_is_never_lifted_over_a_right_one():
    used = {"annat": Survival(times=1000, removed=0, kept=1.0), "ett": Survival(times=1000, removed=1000, kept=0.0)}
    assert order([ONE, OTHER], used)[0] == "ett"
    plain, moved = ranked([ONE, OTHER]), ranked([ONE, OTHER], used)
    assert [m.confidence for m in moved] == [m.confidence for m in plain]


def test_nearly_the_same_question_stays_first_however_often_its_answer_was_taken_out():
    same = answer("samma", "Klotter saneras inom ett dygn.", question=QUESTION)
    used = {"samma": Survival(times=50, removed=50, kept=0.0), "två": Survival(times=50, removed=0, kept=1.0)}
    assert order([same, TWO], used)[0] == "samma"


def test_variants_of_one_text_share_its_fate():
    newer = answer("nyare", ONE.text.replace("varje vecka", "varje månad"), date="2025-02-01")
    (found, *_) = ranked([ONE, newer], {"ett": Survival(times=2, removed=0, kept=1.0)})
    assert (found.passage.id, [v.id for v in found.variants]) == ("nyare", ["ett"])
    assert found.reasons[-1] == "Har använts 2 gånger, 100 % behållet."


def test_the_weight_is_small_and_bounded():
    assert weight(None) == 1
    assert weight(Survival(times=0, removed=0, kept=0)) == 1
    for times in (1, 3, 10_000):
        assert 1 < weight(Survival(times=times, removed=0, kept=1.0)) <= 1 + GAIN
        assert 1 - LOSS <= weight(Survival(times=times, removed=times, kept=0.0)) < 1
        assert weight(Survival(times=times, removed=0, kept=0.5)) == 1
    assert max(GAIN, LOSS) < 0.1  # less than what a newer text gains


def test_the_more_often_the_more_it_counts():
    weights = [weight(Survival(times=n, removed=n, kept=0.0)) for n in (1, 2, 5, 50)]
    assert weights == sorted(weights, reverse=True)


@pytest.mark.parametrize(
    ("fared", "said"),
    [
        (Survival(times=1, removed=0, kept=1.0), "Har använts 1 gång, 100 % behållet."),
        (Survival(times=1, removed=1, kept=0.0), "Har tagits bort ur 1 av 1 färdiga utlåtanden."),
        (
            Survival(times=4, removed=1, kept=0.6),
            "Har använts 3 gånger, 80 % behållet. Har tagits bort ur 1 av 4 färdiga utlåtanden.",
        ),
    ],
)
def test_how_it_is_said(fared, said):
    assert sentence(fared) == said


def test_several_fates_are_one():
    both = together([Survival(times=3, removed=1, kept=0.5), Survival(times=1, removed=0, kept=0.9)])
    assert (both.times, both.removed, round(both.kept, 4)) == (4, 1, 0.6)
    assert together([]) is None
