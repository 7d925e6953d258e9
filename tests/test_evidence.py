from __future__ import annotations

import datetime as dt
from dataclasses import replace

from utlatande import evidence, sentences
from utlatande.model import (
    Candidate,
    Confidence,
    DocumentKind,
    Fact,
    Insats,
    Library,
    Metadata,
    Origin,
    Passage,
    PassageKind,
    Promise,
    Question,
    Skrivelse,
    Source,
)

ORIGIN = Origin(document="brev.docx", block=1)


def question(number, text, **more):
    return Question(id=f"q{number}", number=str(number), text=text, origin=ORIGIN, searches=(text,), **more)


def passage(name, kind=PassageKind.ANSWER, date="2023-05-04", asked=None):
    return Passage(
        id=name,
        kind=kind,
        text="Fältassistenterna arbetar på torget varje fredag kväll.",
        origin=Origin(document=f"{name}.docx", block=1),
        date=date,
        question=asked,
    )


class Corpus:
    """A search that answers with what it was given, of the kinds that are asked for."""

    def __init__(self, *passages):
        self.passages = passages
        self.queries = []

    def search(self, query):
        self.queries.append(query)
        fits = [one for one in self.passages if not query.kinds or one.kind in query.kinds]
        matched = tuple(sentences.words(query.text.lower()))
        return [Candidate(passage=one, score=0.8, coverage=0.9, matched=matched) for one in fits]


LETTER = Skrivelse(
    title="Skrivelse om torget",
    preamble=("Torget är otryggt.",),
    questions=(
        question(1, "Hur arbetar fältassistenterna på torget?"),
        question(2, "Vad gäller belysningen:", answerable=False),
    ),
)


def test_each_question_that_is_to_be_answered_is_searched_for_with_the_letter_as_context():
    corpus = Corpus(passage("a"))
    found = evidence.gather(LETTER, corpus.search).found
    assert [one.question for one in found] == ["q1"]
    assert all("Skrivelse om torget" in query.context and "otryggt" in query.context for query in corpus.queries)


def test_every_kind_gets_its_share():
    kinds = [PassageKind.ANSWER, PassageKind.LAGESBILD, PassageKind.INSATS, PassageKind.MINUTES]
    corpus = Corpus(*(passage(kind.value, kind) for kind in kinds))
    found = evidence.gather(LETTER, corpus.search).found[0]
    assert {match.passage.kind for match in found.matches} == set(kinds)
    assert found.matches[0].passage.kind is PassageKind.ANSWER


def test_the_confidence_is_that_of_the_best_match():
    same = passage("a", asked="Hur arbetar fältassistenterna på torget?")
    assert evidence.gather(LETTER, Corpus(same).search).found[0].confidence is Confidence.STRONG
    assert evidence.gather(LETTER, Corpus().search).found[0].confidence is Confidence.NONE


def test_a_document_dated_after_the_draft_is_used_and_told():
    corpus = Corpus(passage("ny", date="2025-01-01"), passage("gammal", date="2023"), passage("odaterad", date=None))
    source = Source(document="ny.docx", kind=DocumentKind.TJANSTEUTLATANDE, metadata=Metadata())
    gathered = evidence.gather(LETTER, corpus.search, Library(sources=(source,)), date=dt.date(2024, 6, 1))
    assert gathered.found[0].matches[0].passage.id == "ny"
    (notice,) = gathered.notices
    assert "2025-01-01" in notice.text
    assert "2024-06-01" in notice.text


def test_what_the_corpus_knows_is_carried_over():
    source = Source(document="a.docx", kind=DocumentKind.LAGESBILD, metadata=Metadata(title="Lägesbild"))
    fact = Fact(measure="rån", figure="3", sentence="Tre rån anmäldes.", origin=ORIGIN)
    insats = Insats(id="i", passage="p", atgard="Nattvandring", origin=ORIGIN)
    gathered = evidence.gather(
        LETTER,
        Corpus().search,
        Library(sources=(source,), insatser=(insats,), facts=(fact,), renames=(("Gamla", "Nya"),)),
    )
    assert (gathered.sources, gathered.insatser, gathered.facts) == ((source,), (insats,), (fact,))
    assert gathered.renames == (("Gamla", "Nya"),)
    assert not gathered.notices


def test_what_a_replaced_document_says_comes_after_what_replaces_it():
    asked = "Hur arbetar fältassistenterna på torget?"
    old = passage("gammal", asked=asked)
    new = replace(passage("ny", asked=asked), text="Numera är fältassistenterna på torget alla dagar utom söndag.")
    source = Source(
        document="gammal.docx", kind=DocumentKind.TJANSTEUTLATANDE, metadata=Metadata(), superseded_by="ny.docx"
    )
    (before,) = evidence.gather(LETTER, Corpus(old, new).search).found
    (after,) = evidence.gather(LETTER, Corpus(old, new).search, Library(sources=(source,))).found
    assert [one.passage.id for one in before.matches] == ["gammal", "ny"]
    assert [one.passage.id for one in after.matches] == ["ny", "gammal"]


def test_an_empty_corpus_is_told():
    assert "inga tidigare dokument" in evidence.gather(LETTER, Corpus().search).notices[0].text


# --- promises and earlier answers --------------------


def promise(text, document="svar.docx", **more):
    more.setdefault("date", "2023-05-04")
    return Promise(text=text, origin=Origin(document=document, block=3, page=2), **more)


def test_a_promise_on_the_subject_of_a_question_is_remembered_under_it_and_others_are_not():
    kept = promise("Förvaltningen kommer att låta fältassistenterna arbeta på torget även på lördagar.")
    other = promise("Förvaltningen kommer att rusta upp badplatsen.")
    (found,) = evidence.gather(LETTER, Corpus().search, Library(promises=(kept, other))).promises
    assert (found.question, found.promise) == ("q1", kept)


def test_a_promise_stands_once_even_where_two_questions_fit_it():
    two = Skrivelse(
        title="Torget",
        questions=(
            question(1, "Hur ofta är fältassistenterna på torget?"),
            question(2, "Hur arbetar fältassistenterna på torget på lördagar?"),
        ),
    )
    kept = promise("Förvaltningen kommer att låta fältassistenterna arbeta på torget även på lördagar.")
    assert [one.question for one in evidence.gather(two, Corpus().search, Library(promises=(kept, kept))).promises] == [
        "q2"
    ]


def answered(name, text, date, asked="Hur många ordningsvakter finns på torget?", **more):
    origin = Origin(document=f"{name}.docx", block=1)
    return Passage(
        id=name, kind=PassageKind.ANSWER, text=text, origin=origin, date=date, question=asked, parties=("M",), **more
    )


GUARDS = Skrivelse(title="Torget", questions=(question(1, "Hur många ordningsvakter finns på torget?"),))
OLD = answered("gammal", "Sex ordningsvakter, eller 6 om dagen, finns på torget på vardagar.", "2021-05-04")
NEW = answered("ny", "Åtta ordningsvakter, eller 8 om dagen, finns på torget på vardagar.", "2024-05-04")


def test_the_same_question_answered_before_is_told_newest_first_with_its_stance():
    stance = answered("svar", "Nej, förvaltningen ser inget behov av fler ordningsvakter på torget.", "2022-02-01")
    found = evidence.gather(GUARDS, Corpus(OLD, stance).search)
    assert [one.passage.id for one in found.earlier] == ["svar", "gammal"]
    assert found.earlier[0].stances == (stance.text,)
    assert found.earlier[1].stances == ()


def test_another_question_or_an_internal_answer_is_not_the_same_answered_before():
    other = answered("annat", NEW.text, "2024-01-01", asked="Hur många bänkar finns i parken vid sjön?")
    internal = answered("internt", NEW.text, "2024-01-01", internal=True)
    assert not evidence.gather(GUARDS, Corpus(other, internal).search).earlier


def test_two_answers_that_differ_in_a_figure_stand_side_by_side():
    (two,) = evidence.gather(GUARDS, Corpus(OLD, NEW).search).differences
    assert (two.newer.text, two.newer.date) == (NEW.text, "2024-05-04")
    assert (two.older.text, two.older.date) == (OLD.text, "2021-05-04")


def test_two_answers_that_differ_in_a_negation_stand_side_by_side():
    yes = answered("ja", "Det finns ordningsvakter på torget på kvällarna.", "2021-05-04")
    no = answered("nej", "Det finns inte ordningsvakter på torget på kvällarna.", "2024-05-04")
    (two,) = evidence.gather(GUARDS, Corpus(yes, no).search).differences
    assert (two.newer.text, two.older.text) == (no.text, yes.text)


def test_answers_that_differ_only_in_year_date_or_reference_do_not_differ():
    one = answered("a", "Den 3 maj 2021 fanns 6 ordningsvakter på torget, se bilaga 2.", "2021-05-04")
    other = answered("b", "Den 9 juni 2024 fanns 6 ordningsvakter på torget, se bilaga 4.", "2024-06-14")
    assert not evidence.gather(GUARDS, Corpus(one, other).search).differences


def test_what_minutes_decided_on_the_earlier_answer_is_told_and_a_proposal_is_not():
    minutes = Passage(
        id="p",
        kind=PassageKind.MINUTES,
        text="Anna Berg (M) yrkar att nämnden avslår skrivelsen. Nämnden godkänner tjänsteutlåtandet.",
        origin=Origin(document="protokoll.pdf", block=9, page=4),
        headings=("§ 7 Ordningsvakter på torget i Norrvik, svar på skrivelse",),
        date="2024-05-30",
    )
    source = Source(
        document="ny.docx", kind=DocumentKind.TJANSTEUTLATANDE, metadata=Metadata(title="Ordningsvakter på torget")
    )
    (reply,) = evidence.gather(GUARDS, Corpus(NEW, minutes).search, Library(sources=(source,))).earlier
    assert reply.decision.text == "Nämnden godkänner tjänsteutlåtandet."
    assert (reply.decision.date, reply.decision.origin.page) == ("2024-05-30", 4)


# --- what is only near --------------------


def gathered(asked, text, kind=PassageKind.MINUTES, **more):
    one = replace(passage("p", kind), text=text, **more)

    def search(query):
        matched = tuple(word for word in sentences.words(query.text.lower()) if word in text.lower())
        found = Candidate(passage=one, score=0.9, coverage=0.8, matched=matched)
        return [found] if not query.kinds or kind in query.kinds else []

    found = evidence.gather(Skrivelse(title=None, questions=(question(1, asked),)), search).found[0]
    return found.matches[0] if found.matches else None


def test_minutes_that_share_but_the_name_of_a_place_with_the_question_are_no_support():
    asked = "Hur många medborgarvärdar finns vid Kvarnbackens torg?"
    near = gathered(asked, "Hållplatsen vid Kvarnbackens torg byggs om under våren.")
    assert near is None or near.confidence is Confidence.NONE or near.near
    only = gathered("Hur går det med medborgarvärdarna i Kvarnbacken?", "I Kvarnbacken byggs hållplatsen om.")
    assert only is None or only.confidence is Confidence.NONE


def test_what_a_possible_text_says_nothing_of_is_told():
    asked = "Vilken utbildning i brandskydd och hjärtlungräddning har personalen på fritidsgårdarna?"
    one = gathered(asked, "Personalen på fritidsgårdarna har utbildning i samtal.", PassageKind.SECTION)
    assert one.confidence is Confidence.POSSIBLE
    assert one.lacking == ("brandskydd", "hjärtlungräddning")
    assert one.near


def test_a_text_that_says_most_of_what_is_asked_is_more_than_near():
    asked = "Vilken utbildning i brandskydd har personalen på fritidsgårdarna?"
    one = gathered(asked, "Personalen på fritidsgårdarna får utbildning i brandskydd varje år.", PassageKind.SECTION)
    assert one.confidence is Confidence.POSSIBLE
    assert one.lacking == ()
    assert not one.near


def test_another_word_of_the_same_concept_is_not_lacking():
    one = gathered("Vilket stöd får ungdomar som rånas?", "Barn som har rånats får stöd.", PassageKind.SECTION)
    assert "ungdomar" not in one.lacking


def test_a_question_about_nothing_but_a_place_keeps_what_is_said_of_the_place():
    one = gathered("Vad gäller för Kvarnbacken?", "I Kvarnbacken råder parkeringsförbud.", PassageKind.SECTION)
    assert one is None or one.confidence is not Confidence.STRONG


def test_a_text_that_has_but_the_commonest_words_of_a_question_is_no_support():
    asked = "Vad kostar parkskötseln per år?"
    one = gathered(asked, "Att hålla badhuset öppet kostar 300 kronor per timme varje år.", PassageKind.SECTION)
    assert one is None or one.confidence is Confidence.NONE
    right = gathered(asked, "Parkskötseln kostar 9 miljoner kronor per år.", PassageKind.SECTION)
    assert right.confidence is Confidence.POSSIBLE


def test_a_word_in_another_form_is_not_lacking():
    asked = "Hur många skadades, och hur ser samarbetet med ungdomspsykiatri ut?"
    one = gathered(asked, "Två har skadats. Samarbetet med ungdomspsykiatrin är gott.", PassageKind.SECTION)
    assert one.lacking == ()
