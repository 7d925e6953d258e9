from __future__ import annotations

import datetime as dt

from utlatande import evidence
from utlatande.model import (
    Candidate,
    Confidence,
    DocumentKind,
    Fact,
    Insats,
    Metadata,
    Origin,
    Passage,
    PassageKind,
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
        return [Candidate(passage=one, score=0.8, coverage=0.9, matched=("fältassistenterna",)) for one in fits]


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
    gathered = evidence.gather(LETTER, corpus.search, sources=(source,), date=dt.date(2024, 6, 1))
    assert gathered.found[0].matches[0].passage.id == "ny"
    (notice,) = gathered.notices
    assert "2025-01-01" in notice.text
    assert "2024-06-01" in notice.text


def test_what_the_corpus_knows_is_carried_over():
    source = Source(document="a.docx", kind=DocumentKind.LAGESBILD, metadata=Metadata(title="Lägesbild"))
    fact = Fact(measure="rån", figure="3", sentence="Tre rån anmäldes.", origin=ORIGIN)
    insats = Insats(id="i", passage="p", atgard="Nattvandring", origin=ORIGIN)
    gathered = evidence.gather(
        LETTER, Corpus().search, sources=(source,), insatser=[insats], facts=[fact], renames=[("Gamla", "Nya")]
    )
    assert (gathered.sources, gathered.insatser, gathered.facts) == ((source,), (insats,), (fact,))
    assert gathered.renames == (("Gamla", "Nya"),)
    assert not gathered.notices


def test_an_empty_corpus_is_told():
    assert "inga tidigare dokument" in evidence.gather(LETTER, Corpus().search).notices[0].text
