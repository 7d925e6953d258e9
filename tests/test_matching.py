"""Matching: what is suggested for a question, why, and how sure it may be."""

import concurrent.futures
import dataclasses
import subprocess
import sys
from pathlib import Path

import pytest

from utlatande.index import Index
from utlatande.matching import confidence_of, match
from utlatande.model import Asks, Candidate, Confidence, Origin, Passage, PassageKind, Query, Question

SEEDS = Path(__file__).parent.parent.parent / "shared" / "seeds"

CORPUS = [
    (
        "tu2023.docx",
        "2023-05-02",
        "Hur arbetar förvaltningen för att motverka klotter?",
        "Klotter saneras inom ett dygn av en upphandlad entreprenör, och platser som drabbas ofta får klotterskydd.",
    ),
    (
        "tu2021.docx",
        "2021-03-01",
        "Hur många trygghetsvandringar har genomförts i Ekdalen?",
        "Under 2020 genomfördes fyra trygghetsvandringar i Ekdalen tillsammans med polisen.",
    ),
    (
        "tu2022.docx",
        "2022-10-11",
        "På vilket sätt utbildas personalen på fritidsgårdarna?",
        "Fritidsledarna har fått föreläsningar om nya droger och samtalsmetodik.",
    ),
    (
        "lage2024.docx",
        "2024",
        None,
        "Personrånen har minskat från 40 till 31. Rånen mot unga sker mest vid tunnelbanan i Norrvik.",
    ),
    (
        "lage2024.docx",
        "2024",
        None,
        "Otryggheten är störst vid Norrviks centrum, där kameror har satts upp under hösten.",
    ),
    ("plan2024.docx", "2024", None, "Belysningen i parkerna ses över och gallras fram i samråd med trafikkontoret."),
    ("protokoll.docx", "2020-02-02", None, "Nästa möte hålls den 10 maj klockan nio i förvaltningens lokaler."),
]


def passage(document, date, question, text, block=0, **more):
    kind = PassageKind.ANSWER if question else PassageKind.LAGESBILD
    origin = Origin(document=document, block=block)
    return Passage(id=f"{document}-{block}", kind=kind, text=text, question=question, date=date, origin=origin, **more)


@pytest.fixture(scope="module")
def index():
    return Index.in_memory(passage(*row, block=n) for n, row in enumerate(CORPUS))


def best(index, question, **more):
    return match(question, index.search, **more)[0]


@pytest.mark.parametrize(
    ("question", "document"),
    [
        ("Vad görs mot klottret?", "tu2023.docx"),
        ("Hur ser det ut med trygghetskameror?", "lage2024.docx"),
        ("Hur fortbildas de som arbetar på fritidsgård?", "tu2022.docx"),
        ("Hur arbetar ni mot att elever rånas?", "lage2024.docx"),
        ("Kommer parkbelysningen att förbättras?", "plan2024.docx"),
    ],
)
def test_forms_compounds_and_kindred_words_find_the_passage(index, question, document):
    assert best(index, question).passage.origin.document == document


def test_everyday_words_find_what_the_office_calls_otherwise_and_the_reason_names_both():
    texts = {
        "rätt": "Avgiften för förskolan följer maxtaxan och faktureras i efterskott.",
        "fel": "Avgiften för bygglov faktureras i efterskott.",
        "annat": "Parken har fått nya bänkar och en lekplats.",
    }
    found = match("Vad kostar dagis?", Index.in_memory(texts).search)
    assert found[0].passage.id == "rätt"
    assert any("dagis ~ förskolan" in reason for reason in found[0].reasons)


def test_verb_and_subject_change_places_between_a_question_and_its_answer():
    texts = {
        "fel": "Vård enligt LVU får många barn varje år.",
        "rätt": "En lag med namnet LVU är till för barn som behöver vård.",
    }
    assert match("Vad är LVU?", Index.in_memory(texts).search)[0].passage.id == "rätt"


def test_where_something_is_is_answered_by_a_text_that_names_a_place():
    texts = {
        "fel": "Mötesplatsen för seniorer är öppen varje vardag och är mycket uppskattad av dem som kommer dit.",
        "rätt": "Mötesplatsen för seniorer flyttade i våras till Kvarngatan 4 och är nu större än den var förut.",
    }
    assert match("Var ligger mötesplatsen för seniorer?", Index.in_memory(texts).search)[0].passage.id == "rätt"


def test_a_year_is_not_the_figure_that_how_many_asks_for():
    texts = {
        "fel": "Barn placerades redan före 1990 av nämnden, och lagen från 2001 ändrade inte mycket för barnen.",
        "rätt": "Nämnden placerade 34 barn i familjehem och 12 barn i andra hem, och 7 barn kom tillbaka hem.",
    }
    assert match("Hur många barn placerades av nämnden?", Index.in_memory(texts).search)[0].passage.id == "rätt"


def test_what_an_answer_is_likely_to_tell_puts_it_before_one_that_has_only_the_word():
    texts = {
        "rätt": "För att minska otryggheten vid torget förbättras belysningen och ordningsvakter patrullerar.",
        "fel": "Otryggheten vid torget togs upp på mötet, och protokollet från det skickas till alla deltagare.",
    }
    assert match("Vad görs mot otryggheten vid torget?", Index.in_memory(texts).search)[0].passage.id == "rätt"


def test_only_a_near_identical_earlier_question_is_strong(index):
    same = match("Hur arbetar stadsdelsförvaltningen för att motverka klotter?", index.search)
    assert same[0].confidence is Confidence.STRONG
    assert same[0].reasons[0] == "Nästan samma fråga besvarades 2023."
    assert confidence_of(same) is Confidence.STRONG
    near = match("Hur arbetar förvaltningen för att motverka nedskräpning och klotter på skolor?", index.search)
    assert confidence_of(near) is Confidence.POSSIBLE


@pytest.mark.parametrize(
    "question",
    [
        "Hur många trygghetsvandrningar har genomförts i Ekdalen?",
        "På vilket sätt utbilldas personalen på fritidsgårdrana?",
    ],
)
def test_a_slip_of_the_pen_does_not_hide_an_earlier_answer(index, question):
    assert match(question, index.search)[0].confidence is not Confidence.NONE


def test_a_misspelt_word_of_the_very_question_is_still_the_very_question(index):
    found = match("Hur många trygghetsvandrningar har genomförts i Ekdalen?", index.search)
    assert found[0].confidence is Confidence.STRONG


def test_two_questions_that_were_answered_as_one_are_found_again_as_one():
    earlier = "Vilka insatser har förvaltningen gjort själv, och till vilken kostnad? Vilka har polisen bekostat?"
    text = "Förvaltningen har betalat nattvandringen och polisen de mobila kamerorna."
    parts = ("Vilka insatser har förvaltningen gjort själv, och till vilken kostnad?", "Vilka har polisen bekostat?")
    asked = Question(id="q2", number="2", text=earlier, origin=Origin(document="brev.docx", block=3), searches=parts)
    found = match(asked, Index.in_memory([passage("tu.docx", "2024", earlier, text)]).search)
    assert found[0].confidence is Confidence.STRONG


def test_what_is_done_is_not_what_a_question_is_about():
    other = passage("tu.docx", "2024", "Hur arbetar förvaltningen för att förebygga klotter?", "Klotter saneras fort.")
    found = match("Hur arbetar ni för att förebygga bedrägerier?", Index.in_memory([other]).search)
    assert confidence_of(found) is Confidence.NONE


@pytest.mark.parametrize(
    ("asked", "earlier", "text"),
    [
        ("Vad kostar dagis?", "Vad kostar ordningsvakterna?", "Kostnaden är 1,1 miljoner kronor."),
        ("När öppnar badet?", "När öppnar cykelbanan?", "Den öppnar i maj."),
    ],
)
def test_the_same_asked_of_something_else_is_no_support(asked, earlier, text):
    other = passage("tu.docx", "2024", earlier, text)
    found = match(asked, Index.in_memory([other]).search)
    assert confidence_of(found) is Confidence.NONE


def test_the_first_word_of_a_second_question_is_no_name():
    earlier = passage("tu.docx", "2024", None, "I Ekdalen finns fyra fritidsgårdar.")
    reasons = match("Vilka fritidsgårdar finns i Ekdalen? Hur många är de?", Index.in_memory([earlier]).search)[
        0
    ].reasons
    assert "Hur" not in " ".join(reasons)


def test_an_answer_to_a_like_question_goes_before_a_text_that_repeats_a_word():
    when = passage(
        "tu.docx", "2024", "När införs boendeparkering på Ekgatan?", "Boendeparkering på Ekgatan införs i maj."
    )
    cost = passage("tu.docx", "2024", "Vad kostar boendeparkering per månad?", "Avgiften är 350 kronor.", 1)
    other = passage("tu.docx", "2024", "Hur många platser finns i centrum?", "Det finns 412 platser på gatan.", 2)
    found = match("Vad kostar boendeparkering?", Index.in_memory([when, cost, other]).search)
    assert found[0].passage.text == "Avgiften är 350 kronor."


def test_a_clearly_newer_text_that_fits_nearly_as_well_comes_first():
    old = passage("tu2015.docx", "2015", "Vad görs mot klotter på torget?", "Klottret på torget saneras av en firma.")
    new = passage("tu2025.docx", "2025", "Vad görs mot klotter på torg?", "Klotter på torg saneras inom ett dygn.")
    found = match("Hur saneras klotter på torget?", Index.in_memory([old, new]).search)
    assert [m.passage.origin.document for m in found] == ["tu2025.docx", "tu2015.docx"]


def test_the_same_question_of_another_place_is_not_strong_and_says_so(index):
    found = best(index, "Hur många trygghetsvandringar har genomförts i Norrvik?")
    assert found.passage.origin.document == "tu2021.docx"
    assert found.confidence is Confidence.POSSIBLE
    assert found.reasons[0] == "Nästan samma fråga besvarades 2021, men den gällde Ekdalen i stället för Norrvik."
    assert "Frågan nämner Norrvik; det gör inte stycket." in found.reasons


@pytest.mark.parametrize("namnd", ["Ekdalens stadsdelsnämnd", None])
def test_a_question_that_names_the_office_s_own_place_asks_the_same_as_one_that_does_not(namnd):
    earlier = passage("a.docx", "2023", "Hur många fältassistenter finns i Ekdalen?", "Det finns tre.", namnd=namnd)
    index = Index.in_memory([earlier])
    found = best(index, "Hur många fältassistenter finns det?", own="Ekdalens stadsdelsnämnd")
    assert found.confidence is Confidence.STRONG
    assert found.reasons[0] == "Nästan samma fråga besvarades 2023."


def test_another_office_s_own_place_is_still_another_place():
    text = "Det finns tre."
    without = passage("a.docx", "2023", "Hur många fältassistenter finns det?", text, namnd="Lindalens stadsdelsnämnd")
    named = passage("b.docx", "2023", "Hur många fältassistenter finns i Lindalen?", text)
    for earlier in (without, named):
        index = Index.in_memory([earlier])
        found = best(index, "Hur många fältassistenter finns i Ekdalen?", own="Ekdalens stadsdelsnämnd")
        assert found.confidence is Confidence.POSSIBLE


def test_the_same_question_of_another_year_is_strong_and_says_so():
    index = Index.in_memory([passage("a.docx", "2023-09-01", "Hur många rån skedde under 2022?", "Det skedde 40 rån.")])
    found = best(index, "Hur många rån skedde under 2024?")
    assert found.confidence is Confidence.STRONG
    assert found.reasons[0] == "Nästan samma fråga besvarades 2023; då gällde den 2022, nu 2024."


@pytest.mark.parametrize(
    "question",
    [
        "Vad kostar det att bygga en simhall?",
        "Hur många hemtjänsttimmar beviljas varje vecka?",
        "När öppnar den nya cykelbanan över bron?",
        "Vilken skatt betalar företagen?",
        "",
        "?",
    ],
)
def test_nothing_found_is_said(index, question):
    assert confidence_of(match(question, index.search)) is Confidence.NONE


def test_reasons_name_the_words_that_met(index):
    reasons = best(index, "Hur ser det ut med trygghetskameror i centrum?").reasons
    assert any(r.startswith("Gemensamma ord: centrum") for r in reasons)
    assert "Besläktade ord: trygghetskameror ~ otryggheten." in reasons or any("kameror" in r for r in reasons)
    assert reasons[-1] == "Dokumentet är från 2024."


def test_standing_words_are_no_reason(index):
    for reason in best(index, "På vilket sätt arbetar förvaltningen i nuläget med klotter, exempelvis?").reasons:
        assert not {"sätt", "arbetar", "nuläget", "exempelvis", "förvaltningen"} & set(
            reason.replace(",", " ").replace(".", " ").split()
        )


def test_a_shared_name_is_a_reason(index):
    assert "Båda nämner Ekdalen." in best(index, "Vad händer med trygghetsvandringar i Ekdalen?").reasons


def test_a_question_for_a_number_is_told_whether_there_is_one(index):
    def asked(text):
        origin = Origin(document="brev.docx", block=1)
        return Question(id="q1", number="1", text=text, origin=origin, asks=(Asks.NUMBER,), searches=(text,))

    assert (
        "Frågan gäller en siffra, och stycket har siffror."
        in best(index, asked("Hur många personrån har skett?")).reasons
    )
    assert (
        "Frågan gäller en siffra, men stycket har ingen." in best(index, asked("Hur mycket klotter finns det?")).reasons
    )


def test_every_search_of_a_question_counts(index):
    searches = ("Vad görs mot klotter?", "Hur ser belysningen i parkerna ut?")
    question = Question(id="q3", number="3", text="Vad görs?", origin=Origin(document="b", block=0), searches=searches)
    found = match(question, index.search)
    assert {m.passage.origin.document for m in found[:2]} == {"tu2023.docx", "plan2024.docx"}
    assert {m.question for m in found} == {"q3"}


def test_near_duplicates_are_one_match_the_newest_with_variants():
    text = "Klottret på torget saneras av en entreprenör inom ett dygn från det att det anmäls."
    rows = [
        ("a.docx", "2021-01-01", text),
        ("b.docx", "2024-01-01", text.replace("ett", "ett helt")),
        ("c.docx", None, text),
    ]
    index = Index.in_memory([passage(d, date, "Hur saneras klotter?", t) for d, date, t in rows])
    found = match("Vad görs åt klotter?", index.search)
    assert len(found) == 1
    assert found[0].passage.origin.document == "b.docx"
    assert [v.origin.document for v in found[0].variants] == ["a.docx", "c.docx"]
    assert "Nästan samma text finns i 3 dokument; den här är nyast (2024)." in found[0].reasons


def test_among_equals_the_newer_is_first():
    rows = [
        ("a.docx", "2019-01-01", "Klotter saneras fort av staden här."),
        ("b.docx", "2024-01-01", "Klotter tvättas bort av oss alltid nu."),
    ]
    for order in (rows, rows[::-1]):
        index = Index.in_memory([passage(d, date, None, t) for d, date, t in order])
        assert best(index, "Hur görs det med klotter?").passage.origin.document == "b.docx"


def test_one_document_does_not_fill_the_list():
    many = [
        passage("stor.docx", "2024", None, f"Klotter på plats {w} saneras.", n)
        for n, w in enumerate(["ett", "två", "tre", "fyra", "fem", "sex", "sju"])
    ]
    others = [
        passage(f"{n}.docx", "2020", None, f"Om klotter sägs något {w}.", n) for n, w in enumerate(["här", "där"])
    ]
    found = match("Hur saneras klotter på platser?", Index.in_memory([*many, *others]).search, limit=5)
    assert [m.passage.origin.document for m in found].count("stor.docx") == 3
    assert {"0.docx", "1.docx"} <= {m.passage.origin.document for m in found[:4]}


def test_kinds_and_limit_are_kept(index):
    found = match("klotter rån kameror belysning personal", index.search, kinds=(PassageKind.LAGESBILD,), limit=2)
    assert len(found) == 2
    assert {m.passage.kind for m in found} == {PassageKind.LAGESBILD}


def test_scores_fall_and_stay_within_bounds(index):
    scores = [m.score for m in match("Hur motverkas klotter och rån vid tunnelbanan?", index.search)]
    assert scores == sorted(scores, reverse=True)
    assert all(0 < s <= 1 for s in scores)


def test_the_same_question_gives_the_same_answer_in_any_thread(index):
    questions = ["Vad görs mot klotter?", "Hur är det med rånen?", "Finns kameror?"] * 20
    alone = [match(q, index.search) for q in questions]
    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        assert list(pool.map(lambda q: match(q, index.search), questions)) == alone


def test_any_search_function_will_do():
    def search(query: Query):
        assert query.limit >= 5
        return []

    assert match("Hur?", search) == ()


def test_matching_loads_nothing_heavy():
    code = (
        "import sys; import utlatande.matching, utlatande.index;"
        "print(*[m for m in ('spacy', 'numpy', 'simplemma', 'rapidfuzz', 'docx') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


# -- the five real documents --------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def seeds(tmp_path_factory):
    if not SEEDS.is_dir():
        pytest.skip("../shared is not here")
    from utlatande.corpus import Corpus

    with Corpus(SEEDS, index=Index.open(tmp_path_factory.mktemp("seeds") / "index")) as corpus:
        corpus.sync()
        yield corpus


def _letters(seeds):
    """Each earlier question with the document it stands in, as the corpus has read them."""
    for name in seeds.names():
        for question in dict.fromkeys(p.question for p in seeds.show(name).passages if p.question):
            yield name, question


def test_each_earlier_question_of_the_seeds_finds_its_own_answer(seeds):
    rows = list(_letters(seeds))
    assert len(rows) == 7
    for _, question in rows:
        first = match(question, seeds.search)[0]
        assert first.passage.question == question
        assert first.confidence is Confidence.STRONG


@pytest.mark.parametrize(
    ("words", "good"),
    [
        ("förebygga rån mot barn", ("personrån", "elever rånas")),
        ("kring barns brottsutsatthet", ("brottsutsatthet", "rånas", "utsatts")),
        ("belysningsåtgärder, övervakningskameror", ("kameror", "ordningsvakter")),
        ("minska rekryteringen av barn och unga", ("platssamverkan", "vuxennärvaron", "föreningar")),
        ("helt på egen hand", ("samverka", "finansiering")),
        ("resten av året", ("fritid",)),
        ("fortbildas den personal", ("fältassistenter", "kunskap")),
    ],
)
def test_without_its_own_document_a_good_passage_is_in_the_top_three(seeds, words, good):
    document, question = next((d, q) for d, q in _letters(seeds) if words in q)

    def search(query):
        return seeds.search(dataclasses.replace(query, exclude=(document,)))

    found = match(question, search, limit=3)
    assert any(word in m.passage.text.lower() for m in found for word in good)
    assert all(m.confidence is not Confidence.STRONG for m in found)


KINDERGARTENS = "Granen Tallen Eken Linden Lönnen Aspen Björken Rönnen Almen Hasseln Oxeln Syrenen".split()  # noqa: SIM905


@pytest.mark.parametrize(("first", "confidence"), [(0.7, Confidence.NONE), (0.92, Confidence.POSSIBLE)])
def test_where_everything_is_equally_near_and_half_of_the_question_is_missing_nothing_was_found(first, confidence):
    found = [
        Candidate(
            passage=passage(f"{name}.docx", "2024", None, f"{name} är en förskola med gård."),
            score=score,
            coverage=0.45,
            matched=("förskola", "gård"),
        )
        for name, score in zip(KINDERGARTENS, [first] + [0.69] * 11, strict=True)
    ]
    question = "Har någon förskola en gård utan giftiga växter, farliga klätterställningar och trasiga staket?"
    assert confidence_of(match(question, lambda _: found)) is confidence


def test_many_passages_that_have_nearly_all_of_the_question_are_possible_all_of_them():
    question = "Har någon förskola en gård utan staket?"
    found = [
        Candidate(
            passage=passage(f"{name}.docx", "2024", None, f"{name} är en förskola; staket saknas runt gården."),
            score=0.7,
            coverage=0.45,
            matched=("förskola", "staket", "gård"),
        )
        for name in KINDERGARTENS
    ]
    for n, one in enumerate(found):  # no variants of one another
        text = " ".join((one.passage.text, *(f"{name}{n}" for name in KINDERGARTENS)))
        found[n] = dataclasses.replace(one, passage=dataclasses.replace(one.passage, text=text))
    assert {m.confidence for m in match(question, lambda _: found)} == {Confidence.POSSIBLE}


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Hur många barn går i simskolan?", "I simskolan gick 214 barn under 2023 och 190 under 2022."),
        ("När öppnar simskolan för barn?", "Simskolan för barn är stängd till i augusti."),
    ],
)
def test_a_question_for_a_figure_or_a_time_prefers_a_passage_that_has_one(question, answer):
    other = "Simskolan börjar för barn med en lek."
    two = Index.in_memory([passage("a.docx", None, None, other), passage("b.docx", None, None, answer)])
    assert match(question, two.search)[0].passage.text == answer
