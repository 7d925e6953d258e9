"""What letters ask: every question, nothing else."""
# ruff: noqa: E501 - a letter, or a case, stands on one line

import textwrap
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from letters import document
from small_letters import LETTERS

from utlatande.errors import ReadError
from utlatande.model import Block, Document, Origin, Role
from utlatande.readers.text import read_text
from utlatande.skrivelse import parse


def told(skrivelse):
    """One line a question: [number] text, «u» before the number of an uppdrag, «=» after it where there is nothing to answer."""
    return [
        f"[{'u' if q.kind == 'uppdrag' else ''}{q.number or ''}{'' if q.answerable else '='}] {q.text}"
        for q in skrivelse.questions
    ]


@pytest.mark.parametrize("name", LETTERS)
def test_a_letter_gives_what_it_asks(name):
    lines, expected = LETTERS[name]
    assert told(parse(document(*lines))) == expected


# --- beside the text of a question -----------------------------------------------------------------------------------


def asked(*lines):
    return parse(document(*lines)).questions


def test_sub_questions_keep_their_parent_and_its_stem_and_search_with_it():
    parent, first, second = asked(
        "# Stöd", "Vi frågar:", "1. Vad gäller fältarbetet:", "a) hur många är ute,", "b) när är de ute?"
    )
    assert (parent.id, first.id, second.id) == ("q1", "q1a", "q1b")
    assert not parent.answerable
    assert parent.searches == ()
    assert (first.parent, first.stem) == ("q1", "Vad gäller fältarbetet:")
    assert first.searches == ("Vad gäller fältarbetet: hur många är ute,",)
    assert second.searches == ("Vad gäller fältarbetet: när är de ute?",)


def test_a_question_with_sub_questions_is_still_to_be_answered():
    parent, child = asked("# Stöd", "Vi frågar:", "1. Hur ser bemanningen ut?", "a) på vardagar")
    assert parent.answerable
    assert child.searches == ("Hur ser bemanningen ut? på vardagar",)


def test_a_split_stem_is_carried_into_every_search():
    found = asked("# Stöd", "Vad avser förvaltningen att göra för att:", "1. korta kön", "2. hjälpa fler")
    assert [q.stem for q in found] == ["Vad avser förvaltningen att göra för att:"] * 2
    assert found[0].searches == ("Vad avser förvaltningen att göra för att: korta kön",)
    assert [q.doubt for q in found] == [None, None]


def test_who_asks_is_left_out_of_a_search_with_a_stem():
    found = asked("# Stöd", "Vi vill fråga vad förvaltningen avser att göra för att:", "1. korta kön", "2. hjälpa fler")
    assert found[0].stem == "Vi vill fråga vad förvaltningen avser att göra för att:"
    assert found[0].searches == ("vad förvaltningen avser att göra för att: korta kön",)


def test_a_demand_is_searched_without_who_puts_it():
    (found,) = asked("# Stöd", "Vi föreslår att nämnden beslutar", "att ge förvaltningen i uppdrag att korta kön")
    assert found.stem == "Vi föreslår att nämnden beslutar"
    assert found.searches == ("ge förvaltningen i uppdrag att korta kön",)


@pytest.mark.parametrize("label", ["Yrkande:", "Yrkanden:", "Vårt yrkande:", "Att-sats:"])
def test_a_demand_that_a_word_on_its_own_line_announces_is_kept(label):
    *_, found = asked("# Badet", "Vi frågar:", "1. Varför stängs badet?", f"{label} att badet hålls öppet.")
    assert (found.kind, found.text) == ("uppdrag", "att badet hålls öppet")


def test_several_questions_under_one_number_are_searched_each_for_itself():
    (found,) = asked(
        "# Stöd", "Vi frågar:", "1. Hur lång är kön till öppenvården? Vilka insatser planeras under hösten?"
    )
    assert found.searches == ("Hur lång är kön till öppenvården?", "Vilka insatser planeras under hösten?")


def test_a_leaning_question_is_searched_with_the_one_before_it():
    (found,) = asked("# Stöd", "Vi frågar:", "1. Finns det en plan mot hedersvåld? Om inte, varför?")
    assert found.searches == ("Finns det en plan mot hedersvåld?", "Finns det en plan mot hedersvåld? Om inte, varför?")


def test_an_indirect_question_is_searched_without_who_asks():
    (found,) = asked("# Stöd", "Vi vill veta om förvaltningen har en plan mot hedersvåld.")
    assert found.searches == ("om förvaltningen har en plan mot hedersvåld.",)


def test_a_statement_that_the_question_points_to_is_searched_with_it():
    (found,) = asked(
        "# Stöd", "Vi frågar:", "1. Kön till öppenvården har vuxit kraftigt i tre år. Vad gör förvaltningen åt detta?"
    )
    assert found.text == "Vad gör förvaltningen åt detta?"
    assert found.searches == ("Kön till öppenvården har vuxit kraftigt i tre år. Vad gör förvaltningen åt detta?",)


def test_a_numbers_second_use_gets_an_id_of_its_own():
    found = asked(
        "# Stöd",
        "Vi frågar:",
        "Skola",
        "1. Hur lång är kön?",
        "2. Vem ansvarar?",
        "Vård",
        "1. Vad kostar vården?",
        "2. Vem betalar?",
    )
    assert [q.number for q in found] == ["1", "2", "1", "2"]
    assert [q.id for q in found] == ["q1", "q2", "q1-2", "q2-2"]


def test_unnumbered_questions_get_ids_that_no_number_has():
    found = asked(
        "# Stöd",
        "Vi vill fråga:",
        "Hur lång är kön till vården?",
        "Vi har dessutom följande frågor:",
        "1. Vem ansvarar för kön?",
    )
    assert [(q.number, q.id) for q in found] == [(None, "q2"), ("1", "q1")]


def test_a_wish_after_the_signature_says_where_it_stands():
    lines = ["# Stöd", "Vi frågar:", "1. Hur lång är kön?", "Anna Ek (M)"]
    *_, found = asked(*lines, "Särskilt uttalande från (V): Vänsterpartiet vill att förvaltningen redovisar kostnaden.")
    assert found.place == "särskilt uttalande"
    assert asked(*lines)[0].place is None


ASKS = {
    "Hur många ordningsvakter finns i Ekbacken?": ["number"],
    "Vilka aktörer ingår i samverkan?": ["list"],
    "När öppnar badet?": ["plan"],
    "Hur ser förvaltningen på kamerornas effekt?": ["stance", "description"],
    "Hur arbetar förvaltningen mot rån?": ["description"],
    "Har förvaltningen en plan?": ["plan", "yes_no"],
    "Är samverkan god?": ["yes_no"],
    "Vilka åtgärder avser förvaltningen att vidta?": ["list", "plan"],
    "Vad har platssamverkan kostat per år?": ["number", "description"],
    "Vad anser nämnden om förslaget?": ["stance", "description"],
    "Kan förvaltningen redovisa kostnaderna?": ["number", "description", "yes_no"],
}


@pytest.mark.parametrize("text", ASKS)
def test_what_sort_of_answer_a_question_wants(text):
    (found,) = asked("# Stöd", "Vi frågar:", f"1. {text}")
    assert [kind.value for kind in found.asks] == ASKS[text]


def test_every_question_says_why_it_was_taken_for_one():
    for lines, _ in LETTERS.values():
        assert all(question.rule.endswith(".") for question in asked(*lines))


# --- honesty ---------------------------------------------------------------------------------------------------------


def notices(*lines):
    return [notice.text for notice in parse(document(*lines)).notices]


def test_a_letter_in_which_nothing_is_asked_says_so():
    assert notices("# Badet", "Badet är stängt. Det är synd.") == ["Inga frågor hittades i skrivelsen."]


def test_a_single_numbered_question_needs_no_lead_in():
    (question,) = asked("# Simhallen", "Simhallen är stängd sedan i våras.", "1. När öppnar simhallen?")
    assert (question.number, question.text) == ("1", "När öppnar simhallen?")


def test_questions_in_the_paragraph_before_the_last_one_are_questions_too():
    found = asked("# Simhallen", "Hallen är stängd.", "När öppnar hallen? Vad har den kostat?", "Vad gör nämnden nu?")
    assert [question.text for question in found] == ["När öppnar hallen? Vad har den kostat?", "Vad gör nämnden nu?"]
    assert found[0].doubt


def test_a_lead_in_with_nothing_after_it_says_so():
    (notice,) = notices("# Badet", "Badet är stängt.", "Vi vill därför fråga förvaltningen:", "Anna Ek (M)")
    assert "ingen fråga hittades efter inledningen" in notice


def test_a_wish_to_know_in_the_preamble_is_not_counted_but_told():
    (notice,) = notices(
        "# Badet", "Vi vill veta hur det kunde bli så här.", "Vi frågar därför:", "1. När öppnar badet?"
    )
    assert "Vi vill veta hur det kunde bli så här." in notice


def test_a_question_mark_that_was_not_taken_for_a_question_is_told():
    preamble = "Badet är stängt. Är det någon som tror att barnen lär sig simma ändå? Det gör inte vi."
    found = parse(document("# Badet", preamble, "Vi frågar därför:", "1. När öppnar badet? Om inte i år, varför?"))
    (notice,) = found.notices
    assert notice.text == (
        "I texten står också ”Är det någon som tror att barnen lär sig simma ändå?” Det togs inte med som en fråga."
    )
    assert notice.origin is not None
    assert notice.origin.block == 1


def test_an_older_question_that_is_quoted_is_told():
    told = notices(
        "# Badet", "I vår förra skrivelse frågade vi:", "När öppnar badet?", "Nu frågar vi:", "1. Vem äger badet?"
    )
    assert any("”När öppnar badet?”" in text for text in told)


def test_what_is_told_ends_as_a_sentence_does_once():
    preamble = 'Skylten säger "Varför då?" Är det rimligt att skylten fortfarande står kvar i parken fast ingen av de boende förstår vad den vill säga dem?'
    told = notices("# Badet", preamble, "Vi vill veta hur det blev så.", "Vi frågar:", "1. Vem äger skylten?")
    assert len(told) == 3
    assert not any(wrong in text for text in told for wrong in (".”.", "?”.", '?"”.', "..", "…”."))
    assert any("…?” Det togs" in text for text in told)


def test_of_many_question_marks_some_are_told_and_the_rest_counted():
    many = " ".join(f"Är det rimligt att dörr {n} är låst?" for n in range(1, 9))
    told = notices("# Badet", many, "Vi frågar därför:", "1. När öppnar badet?")
    assert [("står också" in text) for text in told] == [True] * 5 + [False]
    assert told[-1] == "Ytterligare 3 meningar med frågetecken togs inte med."


def test_a_letter_without_questions_tells_what_it_might_have_asked():
    (notice,) = notices("# Badet", "Vem vet, kanske öppnar badet?", "Det vore roligt. Vi ser fram emot sommaren.")
    assert notice.startswith("Inga frågor hittades i skrivelsen.")
    assert "”Vem vet, kanske öppnar badet?”" in notice


@pytest.mark.parametrize("text", ["Se www.norrvik.example/?id=2 om badet.", "Avgiften är 70 kronor (?) i år."])
def test_a_question_mark_inside_an_address_or_in_brackets_alone_is_nothing_to_tell(text):
    assert notices("# Badet", text, "Vi frågar därför:", "1. När öppnar badet?") == []


def test_a_list_of_questions_before_the_lead_in_is_asked_with_a_doubt():
    found = asked(
        "# Badet", "Badet är stängt.", "- När öppnar det?", "- Vem har nyckeln?", "Vi frågar även:", "Vad kostar taket?"
    )
    assert [question.text for question in found] == ["När öppnar det?", "Vem har nyckeln?", "Vad kostar taket?"]
    assert [bool(question.doubt) for question in found] == [True, True, False]


def test_headings_over_sub_questions_need_no_lead_in():
    found = asked("# Badet", "A. Taket", "1. Vem lagar det?", "2. När?", "B. Golvet", "1. Vad kostar ett nytt?")
    assert [question.text for question in found if question.answerable] == [
        "Vem lagar det?",
        "När?",
        "Vad kostar ett nytt?",
    ]


def test_a_point_that_is_no_question_is_doubtful():
    first, second = asked("# Badet", "Vi vill ställa följande frågor:", "1. När öppnar badet?", "2. Taket och väggarna")
    assert first.doubt is None
    assert second.doubt == "Punkten är inte byggd som en fråga."


@pytest.mark.parametrize(
    "text",
    [
        "Redogör för kostnaderna under de tre senaste åren.",
        "Vänligen beskriv hur badet sköts",
        "Ange antalet besökare per år, uppdelat på flickor och pojkar.",
        "Ge gärna exempel på vad som har gjorts",
        "Vi önskar även få veta om badet ska rustas upp.",
        "Vi vill att förvaltningen redovisar vad taket kostar.",
        "En tidplan för upprustningen önskas.",
        "Förklara skillnaden mot förra året.",
    ],
)
def test_a_point_that_bids_somebody_to_tell_is_a_question_without_doubt(text):
    first, second = asked("# Badet", "Vi vill ställa följande frågor:", "1. När öppnar badet?", f"2. {text}")
    assert first.doubt is second.doubt is None
    assert text.rstrip(".").endswith(second.text.rstrip("."))  # a demand may have its lead as stem


@pytest.mark.parametrize(
    "text", ["Angående taket", "Listan över besökare", "Gestaltning av entrén", "Svaret från i fjol"]
)
def test_a_point_that_only_begins_like_a_bidding_is_doubtful(text):
    assert asked("# Badet", "Vi vill ställa följande frågor:", "1. När öppnar badet?", f"2. {text}")[1].doubt


def test_a_dash_that_bids_somebody_to_tell_is_a_question_of_its_own():
    found = asked(
        "# Badet", "Vi vill ställa följande frågor:", "1. När öppnar badet?", "– Beskriv kostnaderna.", "– Taket"
    )
    assert [question.text for question in found] == ["När öppnar badet?", "Beskriv kostnaderna.", "Taket"]


def test_a_question_that_names_nobody_and_that_nothing_announces_is_doubtful():
    (found,) = asked("# Badet", "Badet är stängt sedan i våras och ingen vet varför. Hur länge får barnen vänta?")
    assert found.doubt


def test_a_rhetorical_last_line_is_not_asked():
    assert asked("# Badet", "Badet är stängt sedan i våras.", "Vem vet, kanske öppnar det igen en vacker dag?") == ()


# --- who, to whom, about what and when -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("last", "marks"),
    [
        ("Vänsterpartiet", ("V",)),
        ("(S) (V)", ("S", "V")),
        ("Socialdemokraterna och Vänsterpartiet", ("S", "V")),
    ],
)
def test_a_last_line_of_parties_alone_signs(last, marks):
    found = parse(document("# Badet", "Badet är stängt.", "Vi frågar:", "1. När öppnar badet?", "2. Varför?", last))
    assert found.parties == marks
    assert len(found.questions) == 2


def test_a_line_that_says_who_speaks_tells_the_parties():
    lines = (
        "# Badet",
        "Ledamöterna från (M), (L) och (KD) anför:",
        "Badet är stängt.",
        "Vi frågar:",
        "1. När öppnar det?",
    )
    assert parse(document(*lines)).parties == ("M", "L", "KD")


def test_another_who_speaks_is_no_sender():
    lines = ("# Badet", "Statsrådet Anna Ek (S) skriver:", "Bad är bra.", "Vi frågar:", "1. När öppnar det?")
    assert parse(document(*lines)).parties == ()


def test_the_head_says_whom_a_letter_is_to_before_its_text_does():
    lines = ("# Badet", "Norrviks stadsdelsnämnd, den 6 maj 2025", "Frågor till förvaltningen:", "1. När öppnar badet?")
    assert parse(document(*lines)).recipient == "Norrviks stadsdelsnämnd"


@pytest.mark.parametrize("kind", ["Gemensam skrivelse", "Uppföljande skrivelse", "Ny interpellation"])
def test_the_sort_of_letter_is_no_part_of_its_title(kind):
    assert parse(document(f"{kind} om badet", "Vi frågar:", "1. När öppnar det?")).title == "Badet"


def test_a_title_may_be_a_question():
    found = parse(document("Vem äger badet?", "Badet är stängt.", "Vi frågar:", "1. När öppnar badet?"))
    assert found.title == "Vem äger badet?"
    assert [question.text for question in found.questions] == ["När öppnar badet?"]


def test_what_is_attached_below_the_signature_is_not_asked():
    below = ("Bilaga 1: Enkäten", "1. Hur ofta badar du?", "2. Vad tycker du om vattnet?")
    found = parse(document("# Badet", "Vi frågar:", "1. När öppnar badet?", "Anna Ek (M)", *below))
    assert [question.text for question in found.questions] == ["När öppnar badet?"]
    assert found.parties == ("M",)


def test_fraga_in_a_label_needs_no_lead_in_and_its_question_may_come_late():
    found = asked(
        "# Badet", "Fråga 1", "Badet är stängt.", "Taket läcker. När lagas taket?", "Fråga 2", "Vad kostar det?"
    )
    assert [(question.number, question.text) for question in found] == [
        ("1", "När lagas taket?"),
        ("2", "Vad kostar det?"),
    ]


def test_what_is_stated_on_the_line_of_fraga_is_kept_when_a_question_follows():
    (found,) = asked("# Badet", "Fråga 1: En lägesbild av badet önskas.", "Kan vi räkna med svar före sommaren?")
    assert found.text == "En lägesbild av badet önskas. Kan vi räkna med svar före sommaren?"
    assert len(found.searches) == 2


def test_fraga_in_a_label_begins_a_list_of_its_own_below_another():
    found = asked("# Badet", "Hur avser nämnden att", "a) laga taket,", "b) torka golvet?", "Fråga 1: Vem äger badet?")
    assert [(question.parent, question.searches) for question in found] == [
        (None, ("Hur avser nämnden att laga taket,",)),
        (None, ("Hur avser nämnden att torka golvet?",)),
        (None, ("Vem äger badet?",)),
    ]


def test_questions_may_count_on_from_statements():
    found = asked(
        "# Badet", "Vi ser två fel:", "1. Taket läcker.", "2. Golvet är halt.", "Vi frågar:", "3. När lagas de?"
    )
    assert [(question.number, question.text) for question in found] == [("3", "När lagas de?")]


def test_a_wish_about_the_answer_belongs_to_its_question():
    (found,) = asked("# Badet", "Vi frågar:", "1. Hur många badar? Vi önskar svaret uppdelat på kön. Badet är stort.")
    assert found.text == "Hur många badar? Vi önskar svaret uppdelat på kön."
    assert found.searches == ("Hur många badar?",)


def test_the_facts_of_a_whole_letter():
    found = parse(
        document(
            "Skrivelse", "Till Norrviks stadsdelsnämnd", "2024-05-23", "Dnr NO 2024/117", "Skrivelse om belysningen i Ekbacken",
            "Gångvägen är mörk. Sedan 2021 har 12 lampor släckts.", "Det duger inte.", "Vi frågar:", "1. När lagas lamporna?",
            "För Moderaterna i Norrvik", "Karin Ek (M)", "Per Al m.fl. (M)",
        )
    )  # fmt: skip
    assert found.title == "Belysningen i Ekbacken"
    assert found.parties == ("M",)
    assert found.signatories == ("Karin Ek", "Per Al")
    assert found.recipient == "Norrviks stadsdelsnämnd"
    assert found.date == "2024-05-23"
    assert found.dnr == "NO 2024/117"
    assert found.preamble == ("Gångvägen är mörk. Sedan 2021 har 12 lampor släckts.", "Det duger inte.")
    assert found.claims == ("Sedan 2021 har 12 lampor släckts.",)


def test_a_lead_in_is_left_out_of_the_preambles_last_paragraph():
    found = parse(
        document(
            "# Badet", "Badet är stängt sedan 2022. Vi vill därför ställa följande frågor.", "1. När öppnar badet?"
        )
    )
    assert found.preamble == ("Badet är stängt sedan 2022.",)


TITLES = {
    "Skrivelse angående badet i Norrvik": "Badet i Norrvik",
    "Skrivelse om badet i Norrvik": "Badet i Norrvik",
    "Skrivelse: Badet i Norrvik": "Badet i Norrvik",
    "Skrivelse – Badet i Norrvik": "Badet i Norrvik",
    "Skrivelse från Liberalerna om badet i Norrvik": "Badet i Norrvik",
    "Skrivelse av Anna Ek m.fl. (M) angående badet": "Badet",
    "Ang. badet i Norrvik": "Badet i Norrvik",
    "Ärende: Badet i Norrvik": "Badet i Norrvik",
    "Badet i Norrvik": "Badet i Norrvik",
    "Skrivelse om: Hur går det med badet?": "Hur går det med badet?",
    "Samverkan med Norrviks kommun": "Samverkan med Norrviks kommun",
}


@pytest.mark.parametrize("line", TITLES)
def test_a_title_is_bare_of_what_sort_of_letter_it_is(line):
    assert parse(document(line, "Badet är stängt.", "Vi frågar:", "1. När öppnar det?")).title == TITLES[line]


def test_a_letter_without_a_title_has_none_but_its_files():
    lines = [
        "Badet i Norrvik är stängt sedan i våras och ingen vet varför det är så.",
        "Vi frågar:",
        "1. När öppnar det?",
    ]
    assert parse(document(*lines)).title is None
    assert parse(document(*lines, properties=(("title", "Badet i Norrvik"),))).title == "Badet i Norrvik"
    assert parse(document(*lines, properties=(("title", "Microsoft Word - brev.docx"),))).title is None


PARTIES = {
    "Anna Ek (M)": ("M",),
    "Anna Ek (s)": ("S",),
    "Anna Ek (mp)": ("MP",),
    "Anna Ek (Mp)": ("MP",),
    "Anna Ek m.fl. (M)": ("M",),
    "Anna Ek m fl (M)": ("M",),
    "Anna Ek mfl (M)": ("M",),
    "Anna Ek m. fl.(M)": ("M",),
    "Anna Ek med flera (M)": ("M",),
    "Anna Ek (M), Bo Al (L), Eva Ås (C) och Ulf Ny (SD)": ("M", "L", "C", "SD"),
    "Bo Al, Norrvikslistan (NL)": ("NL",),
    "För Kristdemokraterna i Norrvik": ("KD",),
}


@pytest.mark.parametrize("line", PARTIES)
def test_parties_are_known_by_letters_and_names(line):
    assert parse(document("# Badet", "Vi frågar:", "1. När öppnar badet?", line)).parties == PARTIES[line]


def test_parties_that_only_the_text_names_are_those_that_ask():
    found = parse(
        document(
            "# Badet",
            "Socialdemokraterna byggde badet.",
            "Liberalerna och Centerpartiet önskar svar på följande:",
            "1. När öppnar badet?",
        )
    )
    assert found.parties == ("L", "C")


@pytest.mark.parametrize(
    ("lines", "parties", "names"),
    [
        (("Moderaterna genom", "Anna Ek"), ("M",), ("Anna Ek",)),
        (("För Moderaterna genom Anna Ek",), ("M",), ("Anna Ek",)),
        (("Anna Ek, Moderaterna",), ("M",), ("Anna Ek",)),
        (("Anna Ek, Vänsterpartiet, ersättare", "Bo Al, Miljöpartiet"), ("V", "MP"), ("Anna Ek", "Bo Al")),
        (("Anna Ek, M",), ("M",), ("Anna Ek",)),
        (("/Anna Ek, (V) ledamot",), ("V",), ("Anna Ek",)),
        (("För Socialdemokraterna i Norrvik", "Anna Ek och Bo Al"), ("S",), ("Anna Ek", "Bo Al")),
        (("Vänsterpartiets grupp i Norrviks stadsdelsnämnd", "gm Anna Ek"), ("V",), ("Anna Ek",)),
        (("Anna Ek (Norrvikspartiet)",), ("Norrvikspartiet",), ("Anna Ek",)),
    ],
)
def test_who_signs_is_told_in_any_order_of_name_party_and_office(lines, parties, names):
    found = parse(document("# Badhuset", "Vi frågar:", "1. När öppnar badhuset?", "2. Vad kostar det?", *lines))
    assert (found.parties, found.signatories) == (parties, names)
    assert told(found) == ["[1] När öppnar badhuset?", "[2] Vad kostar det?"]


def test_questions_among_statements_are_taken_with_doubt_where_nothing_else_is_asked():
    found = parse(
        document(
            "# Simhallen",
            "Simhallen har varit stängd i två år. När öppnar hallen? Barnen i Norrvik väntar.",
            "Vilka åtgärder görs under tiden? Föreningarna behöver besked.",
            "Anna Ek (M)",
        )
    )
    assert told(found) == ["[] När öppnar hallen?", "[] Vilka åtgärder görs under tiden?"]
    assert "löpande text" in found.questions[0].doubt


def test_a_rhetorical_question_is_not_taken_where_other_questions_are_asked():
    found = asked("# Simhallen", "Hur kunde det bli så här? Hallen är stängd.", "Vi frågar:", "1. När öppnar hallen?")
    assert [q.text for q in found] == ["När öppnar hallen?"]


def test_an_ersattaryttrandes_party_does_not_sign():
    found = parse(
        document(
            "# Badet",
            "Vi frågar:",
            "1. När öppnar badet?",
            "Anna Ek (M)",
            "Ersättaryttrande: Kristdemokraterna vill att förvaltningen svarar.",
        )
    )
    assert found.parties == ("M",)


DATES = {
    "2024-05-23": "2024-05-23",
    "Norrvik den 23 maj 2024": "2024-05-23",
    "Norrvik 23/5 2024": "2024-05-23",
    "Datum: 3 april 2018": "2018-04-03",
    "maj 2024": "2024-05",
    "Norrviks stadsdelsnämnd 2024-05-23": "2024-05-23",
}


@pytest.mark.parametrize("line", DATES)
def test_a_date_is_found_in_the_head_and_by_the_signature(line):
    body = ["Badet stängdes den 1 mars 2023 och är ännu stängt.", "Vi frågar:", "1. När öppnar badet?"]
    assert parse(document(line, "# Badet", *body, "Anna Ek (M)")).date == DATES[line]
    if "nämnd" not in line:
        assert parse(document("# Badet", *body, line, "Anna Ek (M)")).date == DATES[line]


DNRS = {
    "Dnr HÄ 2024/295": "HÄ 2024/295",
    "KFKS 2018/1099": "KFKS 2018/1099",
    "1.2.4-182-2013": "1.2.4-182-2013",
    "(Dnr 002 – 443 / 05)": "002-443/05",
    "KFKS 20 18/ I 097": "KFKS 2018/1097",
    "Diarienummer: NO 2024/117-1.5": "NO 2024/117-1.5",
}


@pytest.mark.parametrize("line", DNRS)
def test_a_diarienummer_is_found_in_all_its_forms(line):
    assert parse(document(line, "# Badet", "Vi frågar:", "1. När öppnar badet?")).dnr == DNRS[line]


def test_a_page_head_gives_date_and_party():
    found = parse(
        document("^ Moderaterna i Norrvik  Skrivelse 2024-06-13", "# Badet", "Vi frågar:", "1. När öppnar badet?")
    )
    assert (found.date, found.parties) == ("2024-06-13", ("M",))


@pytest.mark.parametrize(
    "line",
    [
        "Till Norrviks stadsdelsnämnd",
        "Till: Norrviks stadsdelsnämnd",
        "Ställd till Norrviks stadsdelsnämnd",
        "Norrviks stadsdelsnämnd",
        "Till\nNorrviks stadsdelsnämnd",
    ],
)
def test_a_recipient_is_found(line):
    assert parse(document(line, "# Badet", "Vi frågar:", "1. När öppnar badet?")).recipient == "Norrviks stadsdelsnämnd"


# --- for any text ----------------------------------------------------------------------------------------------------

PIECES = st.sampled_from(
    ["Vi vill fråga:", "följande frågor", "1.", "2)", "a)", "(i)", "•", "–", "Hur", "Är det så?", "att", "beslutar att", "Bilagor", "Ersättaryttrande:",
     "Anna Ek (M)", "m.fl.", "”", "(", "?", ":", ".", "\n", "\n\n", " ", "2024-05-23", "Fråga 1:", "1.1", "I så fall när?", "Vi yrkar", "|", "\t"]
)  # fmt: skip


@given(st.lists(PIECES | st.text(max_size=12), max_size=30).map(" ".join))
def test_parsing_never_raises_and_ids_are_unique(text):
    found = parse(document(*text.split("\n\n")))
    ids = [question.id for question in found.questions]
    assert len(ids) == len(set(ids))
    assert all(q.parent is None or q.parent in ids for q in found.questions)
    assert all(q.searches for q in found.questions if q.answerable)
    assert found.questions or found.notices


@given(st.text(max_size=300))
def test_parsing_plain_text_never_raises(text):
    try:
        read = read_text(text.encode("utf-8", "replace"), "brev.txt")
    except ReadError:
        return
    parse(read)


POINTS = st.sampled_from(
    ["Hur många lampor är trasiga?", "När lagas de", "Taket", "Redovisa kostnaden.", "Vad gäller parken:", "Är det så? Om inte, varför?",
     "I dag är badet stängt. När öppnar det?", "Kan kommunen svara före den 3 april 2025?", "Förvaltningens syn på ”trygghet”", "badet, och"]
)  # fmt: skip


@given(st.lists(POINTS, min_size=1, max_size=8), st.sampled_from(["{}. ", "{}) ", "({}) ", "Fråga {}: ", "{}\t"]))
def test_no_numbered_line_between_lead_in_and_signature_is_lost(points, style):
    lines = [style.format(n) + point for n, point in enumerate(points, 1)]
    style_is_bare = style == "{}\t"
    found = parse(document("# Badet", "Badet är stängt.", "Vi vill ställa följande frågor:", *lines, "Anna Ek (M)"))
    if not style_is_bare:
        assert [q.number for q in found.questions] == [str(n) for n in range(1, len(points) + 1)]


SENTENCES = st.sampled_from(
    ["Badet i Norrvik stängdes när taket började läcka för snart tre år sedan.", "Sedan dess har 140 barn fått resa till grannkommunen för att lära sig simma.",
     "Vi har tidigare tagit upp saken i nämnden utan att få något svar.", "Föreningslivet har erbjudit sig att hjälpa till.", "Det är inte rimligt."]
)  # fmt: skip
QUESTIONS = st.sampled_from(
    ["Hur långt har upphandlingen av ett nytt tak kommit, och när kan arbetet börja?", "Vilka åtgärder avser förvaltningen att vidta under tiden för att alla barn ska lära sig simma?",
     "Har förvaltningen prövat om badet i Ekbacken kan hyras? Om inte, varför?", "Vad kostar resorna per år?", "Vem ansvarar för att hålla föreningarna underrättade?"]
)  # fmt: skip


@given(
    st.lists(st.lists(SENTENCES, min_size=3, max_size=5, unique=True), min_size=1, max_size=3),
    st.lists(QUESTIONS, min_size=1, max_size=4, unique=True),
    st.booleans(),
    st.integers(58, 76),
    st.booleans(),
)
def test_what_is_asked_is_the_same_however_the_letter_is_wrapped(paragraphs, questions, numbered, width, blank):
    lines = [
        "Skrivelse om badet i Norrvik",
        *(" ".join(p) for p in paragraphs),
        "Mot bakgrund av detta vill vi ställa följande frågor:",
    ]
    lines += [f"{n}. {text}" if numbered else text for n, text in enumerate(questions, 1)]
    whole = "\n\n".join([*lines, "Anna Ek (M)"])
    between = "\n\n" if blank else "\n"
    wrapped = between.join([*(textwrap.fill(line, width, break_on_hyphens=False) for line in lines), "Anna Ek (M)"])
    asked_whole, asked_wrapped = (told(parse(read_text(text.encode(), "brev.txt"))) for text in (whole, wrapped))
    assert asked_whole == [f"[{n if numbered else ''}] {text}" for n, text in enumerate(questions, 1)]
    if blank or numbered:
        assert asked_wrapped == asked_whole
    else:  # without an empty line or a number, two paragraphs may become one; nothing may be lost or added
        assert [line[3:] for line in asked_wrapped] == [line[3:] for line in asked_whole]


# --- e-mails and forms -----------------------------------------------------------------------------------------------

MAIL_HEAD = ("From: Ek, Anna (M) <anna.ek@example.org>", "To: Norrviks stadsdelsnämnd", "Subject: SV: VB: Badet i dag")
MAIL_BODY = ("Badet är stängt sedan i våras.", "Vi frågar:", "1. När öppnar badet?")
OLDER = ("Från: Bo Al <bo.al@example.org>", "Vi frågar:", "1. Vem äger parken?")


@pytest.mark.parametrize("head", [MAIL_HEAD, ("\n".join(MAIL_HEAD),)])
def test_an_e_mail_is_a_letter_with_a_head(head):
    found = parse(document(*head, *MAIL_BODY, *OLDER))
    assert (found.title, found.parties, found.recipient) == ("Badet i dag", ("M",), "Norrviks stadsdelsnämnd")
    assert [question.text for question in found.questions] == ["När öppnar badet?"]


def test_a_letter_that_was_only_sent_on_is_read():
    found = parse(document("-----Ursprungligt meddelande-----", *MAIL_HEAD, *MAIL_BODY))
    assert [question.text for question in found.questions] == ["När öppnar badet?"]


def table(*rows, number=0):
    """Blocks of a table; the cells of a row are parted by « | »."""
    return [
        Block(
            text=row.replace(" | ", "\t"),
            role=Role.ROW,
            origin=Origin(document="brev.docx", block=place),
            cells=tuple(row.split(" | ")),
            table=number,
        )
        for place, row in enumerate(rows)
    ]


def test_a_form_is_read_as_a_letter():
    rows = table(
        "Mottagare | Norrviks stadsdelsnämnd",
        "Avsändare | Anna Ek (KD)",
        "Rubrik | Badet",
        "Motivering | Är det rimligt att stänga? Nej.",
        "Frågor | a) När öppnar badet?\nb) Vad kostar det?",
    )
    found = parse(Document(name="brev.docx", format="docx", blocks=tuple(rows)))
    assert (found.title, found.parties, found.recipient) == ("Badet", ("KD",), "Norrviks stadsdelsnämnd")
    assert [question.text for question in found.questions] == ["När öppnar badet?", "Vad kostar det?"]


def test_a_letterhead_and_a_signature_in_tables_are_read():
    top = table("Centerpartiet | Skrivelse\nDnr NOR 2025/99\n2025-02-14", "Till | Norrviks stadsdelsnämnd")
    end = table("Anna Ek (C) | Bo Al (C)", number=1)
    body = document("# Skrivelse om badet", "Badet är stängt. Det är synd.", "Vi frågar:", "1. När öppnar det?").blocks
    found = parse(Document(name="brev.docx", format="docx", blocks=(*top, *body, *end)))
    assert (found.title, found.parties, found.date) == ("Badet", ("C",), "2025-02-14")
    assert found.recipient == "Norrviks stadsdelsnämnd"
    assert found.signatories == ("Anna Ek", "Bo Al")
    assert [question.text for question in found.questions] == ["När öppnar det?"]


def test_a_table_of_figures_is_no_letterhead():
    body = document("# Skrivelse om badet", "Badet är stängt.", "Vi frågar:", "1. När öppnar det?").blocks
    rows = table("Badet | 120 | 130", "Parken | 12 | 14")
    found = parse(Document(name="brev.docx", format="docx", blocks=(*rows, *body)))
    assert (found.title, found.parties) == ("Badet", ())


BADET = (
    "Badet är stängt sedan i våras och ingen vet varför.",
    "Vi frågar därför:",
    "1. När öppnar badet?",
    "Anna Ek (M)",
)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Till Socialnämnden i Norrviks kommun", "Socialnämnden i Norrviks kommun"),
        (
            "Till: miljö- och byggnadsnämnden i Västra Norrviks kommun",
            "miljö- och byggnadsnämnden i Västra Norrviks kommun",
        ),
        ("Till Norrviks kommuns socialnämnd", "Norrviks kommuns socialnämnd"),
        ("Till Norrviks kommuns styrelse", "Norrviks kommuns styrelse"),
        ("Till Bygg- och miljönämnden Norrviks kommun", "Bygg- och miljönämnden Norrviks kommun"),
        ("Till kulturnämnden, Norrviks stad", "kulturnämnden"),
        ("Till kommunstyrelsen i kommunen", "kommunstyrelsen i kommunen"),
        ("Till ledamöterna i stadsdelsnämnden", "stadsdelsnämnden"),
        ("Till ordföranden i socialnämnden Bo Al (S)", "socialnämnden"),
        ("Till styrelsen för Norrviks bostäder", "styrelsen för Norrviks bostäder"),
    ],
)
def test_a_recipient_is_read_with_its_place(line, expected):
    assert parse(document(line, "# Badet", *BADET)).recipient == expected


@pytest.mark.parametrize(
    "head",
    [
        ("PM",), ("PM 5 mars 2024",), ("Promemoria",), ("Föreningen Badets vänner", "Till Norrviks stadsdelsnämnd"),
        ("Hyresgästföreningen i Norrvik", "Box 123, 123 45 Norrvik", "Till Bostadsbolagets styrelse"),
        ("Till styrelsen för Norrviks bostäder", "Kopia: Norrviks stadsdelsnämnd"), ("Storgatan 1", "123 45 Norrvik"),
    ],
)  # fmt: skip
def test_what_only_says_who_writes_to_whom_is_no_title(head):
    assert parse(document(*head, *BADET)).title is None
    assert parse(document(*head, "Badet i Sjöhamnen", *BADET)).title == "Badet i Sjöhamnen"


@pytest.mark.parametrize(
    "title", ["PM om badet", "Stöd till föreningar", "Kopiatorn i biblioteket", "Avfallsplan 2021–2025"]
)
def test_a_title_that_looks_a_little_like_a_head_is_one(title):
    assert parse(document(title, *BADET)).title == title


def test_a_question_over_a_pm_is_asked_and_is_not_its_title():
    letter = parse(document("PM", "Hur går det med badet?", BADET[0], "Förvaltningen bör se över saken."))
    assert (letter.title, [question.text for question in letter.questions]) == (None, ["Hur går det med badet?"])


def test_a_title_that_is_a_question_is_told():
    letter = parse(document("Varför är badet stängt?", *BADET))
    assert letter.title == "Varför är badet stängt?"
    assert [notice.text for notice in letter.notices] == [
        "Rubriken är en fråga: ”Varför är badet stängt?” Den togs inte med bland frågorna."
    ]
    assert not parse(document("När öppnar badet?", *BADET)).notices


def in_a_table(*rows):
    table = [
        Block(text="\t".join(row), role=Role.ROW, origin=Origin(document="b", block=n), cells=row, table=0)
        for n, row in enumerate(rows)
    ]
    return parse(Document(name="b", format="docx", blocks=tuple(table)))


@pytest.mark.parametrize(
    "rows",
    [
        (("Fråga", "När öppnar badet?"), ("Fråga", "Redogör för kostnaden.")),
        (("Fråga", "När öppnar badet?"), ("Svar", ""), ("Fråga", "Redogör för kostnaden."), ("Svar", "")),
        (
            ("Fråga:", "När öppnar badet?", ""),
            ("Bakgrund", "Badet är stängt.", ""),
            ("Fråga:", "Redogör för kostnaden.", ""),
        ),
    ],
)
def test_rows_that_say_that_they_are_questions_are_asked(rows):
    assert [question.text for question in in_a_table(*rows).questions] == [
        "När öppnar badet?",
        "Redogör för kostnaden.",
    ]


def test_a_table_headed_question_and_answer_has_its_questions_below():
    letter = in_a_table(("Fråga", "Svar"), ("När öppnar badet?", ""), ("Vad kostar det?", ""))
    assert [question.text for question in letter.questions] == ["När öppnar badet?", "Vad kostar det?"]


@pytest.mark.parametrize("shape", ["in one paragraph", "on soft lines", "leaning", "below a list", "a line each"])
def test_a_long_letter_takes_time_by_its_length(shape):
    def taken(count):
        asked = [f"Hur många lampor finns det i park {n}?" for n in range(count)]
        lines = {
            "in one paragraph": [" ".join(asked)],
            "on soft lines": ["\n".join(f"{n}. {text}" for n, text in enumerate(asked))],
            "leaning": [asked[0] + " Om inte, varför?" * count],
            "below a list": ["1. När?", *(f"Lampan är trasig. {text}" for text in asked)],
            "a line each": asked,
        }[shape]
        letter = document("# Parken", "Vi frågar:", *lines)
        begun = time.process_time()
        parse(letter)
        return time.process_time() - begun

    taken(200)
    short = min(taken(1_000) for _ in range(2))
    assert taken(8_000) < 8 * 4 * short  # a square would take 64 times as long
