"""Swedish words: forms of one word meet, compounds come apart, å ä ö stay."""

import subprocess
import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from utlatande import language, settings
from utlatande.language import asked, kindred, stems


@pytest.mark.parametrize(
    "forms",
    [
        "insats insatser insatsen insatserna insatsernas",
        "våld våldet våldets",
        "stad städer staden städerna stadens",
        "bostad bostäder bostaden bostäderna",
        "plats platser platsen platserna",
        "kamera kameran kameror kamerorna",
        "trygg tryggt trygga tryggare trygghet tryggheten",
        "förvaltning förvaltningen förvaltningens förvaltningar",
        "polis polisen polisens poliser",
        "skola skolan skolor skolorna skolans",
        "elev elever eleverna elevernas",
        "ungdom ungdomar ungdomars ungdomarna",
        "barn barnen barns barnets",
        "rån rånen rånas rånades rånet",
        "brott brottet brotten brottens",
        "kurs kurser kursen",
        "ansvar ansvaret ansvarar",
        "förälder föräldrar föräldrarna föräldrars",
        "gå går gick gått",
        "miljö miljön miljöer",
        "öka ökar ökade ökat",
        "utbildning utbildningar utbildningen",
        "åtgärd åtgärder åtgärderna åtgärdens",
        "omhänderta omhändertar omhändertog omhändertagit omhändertas omhändertagen omhändertagna omhändertagandet",
        "utse utser utsett utsedd utsedda utses",
        "anta antar antog antagit antagna antas antogs",
        "beskriva beskriver beskrev beskrivit beskriven beskrivna beskrivs",
        "ingripa ingriper ingrep ingripit ingripande",
        "föreslå föreslår föreslog föreslagit föreslagna föreslås",
        "välja väljer valde valt vald valda väljs",
        "företag företaget företagen företagets",
        "förslag förslaget förslagen förslagens",
        "misstag misstaget misstagen",
        "utseende utseendet",
        "förhållande förhållandet förhållanden förhållandena",
        "arbetsförhållande arbetsförhållanden arbetsförhållandena",
        "andra andras annan",
    ],
)
def test_the_forms_of_a_word_share_a_stem(forms):
    assert len({language.stem(form) for form in forms.split()}) == 1


@pytest.mark.parametrize(
    "pair",
    [
        "år är",
        "råd rad",
        "får far",
        "ål al",
        "hot höt",
        "park parkering",
        "polis politik",
        "rån rand",
        "brott bredd",
        "förslagen föreslå",
        "företaget företa",
        "utseende utser",
        "anseende anser",
        "innehållet innehåller",
        "andra dra",
    ],
)
def test_words_that_only_look_alike_stay_apart(pair):
    one, other = pair.split()
    assert language.stem(one) != language.stem(other)
    assert set(language.tokens(one)).isdisjoint(language.tokens(other))


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("trygghetskamerorna", "trygghet kamera"),
        ("stadsdelsförvaltningen", "stadsdel förvaltning"),
        ("orosanmälningar", "oro anmälning"),
        ("sommarlovsprogram", "sommar lov program"),
        ("föräldravandringsgrupper", "förälder vandring grupp"),
        ("kvinnojour", "kvinna jour"),
        ("skolelever", "skola elev"),
        ("SSPF-arbete", "sspf arbete"),
        ("personrånen", "person rån"),
    ],
)
def test_compounds_come_apart(word, parts):
    assert language.parts(word) == tuple(language.stem(p) for p in parts.split())


@pytest.mark.parametrize(
    "word",
    [
        "verksamhet",
        "utbildning",
        "förebygga",
        "arbetar",
        "samarbete",
        "information",
        "allmänheten",
        "motverka",
        "fortbildas",
        "trygghet",
    ],
)
def test_simple_and_derived_words_stay_whole(word):
    assert language.parts(word) == ()


def test_a_hyphenated_word_is_found_whole_and_by_its_parts():
    tokens = language.tokens("Hägersten-Älvsjös SSPF-samordnare")
    assert {language.stem(w) for w in ("hägersten", "älvsjö", "sspf", "samordnare")} <= set(tokens)
    assert language.words("RF-SISU") == ("rf-sisu",)


def test_tokens_are_the_same_however_the_letters_are_composed():
    assert language.tokens(unicodedata.normalize("NFD", "Trygghetsåtgärder på Älvsjö torg")) == language.tokens(
        "Trygghetsåtgärder på Älvsjö torg"
    )
    assert language.tokens("trygg\u00adhet") == language.tokens("trygghet")


def test_grams_are_cut_within_words():
    assert language.grams("Rån ökar") == ("PrAn", "rAnP", "POka", "Okar", "karP")
    assert language.grams("fält-assistent") == language.grams("fält assistent")
    assert language.grams("i") == ()
    assert not set(language.grams("rån")) & set(language.grams("ran"))


def test_concepts_hold_for_compounds_but_not_for_names_of_authorities():
    assert language.analyse("ungdomsmottagningen").concepts == language.analyse("barn").concepts == ("barn och unga",)
    assert language.analyse("fortbildas").concepts == language.analyse("kompetensutveckling").concepts
    assert language.analyse("utbildningsförvaltningen").concepts == ()


def test_snowball_agrees_with_the_package_on_what_both_versions_do():
    package = pytest.importorskip("snowballstemmer").stemmer("swedish")
    for word in [
        "jaktkarlarne",
        "klostergårdarna",
        "kvinnorna",
        "huvudsakligen",
        "abonnenters",
        "klappade",
        "hastigast",
        "friskt",
        "nödvändighetens",
        "snålhet",
    ]:
        assert stems.snowball(word) == package.stemWord(word)


@given(st.text(max_size=60))
def test_any_text_can_be_cut(text):
    words = language.words(text)
    assert all(words)
    assert [word for _, word in language.spans(text)] == list(words)
    assert len(language.tokens(text)) >= len(words)
    assert all(len(gram) == language.GRAM for gram in language.grams(text))
    assert language.tokens(text) == language.tokens(unicodedata.normalize("NFC", text))


def test_standing_phrases_and_own_names_weigh_little():
    weights = {t.text: t.weight for t in asked.terms("Hur arbetar förvaltningen med klotter i nuläget?")}
    assert weights["klotter"] == 1
    assert weights["hur"] == weights["arbetar"] == weights["nuläget"] == asked.BOILERPLATE
    assert weights["förvaltningen"] == 0


def test_a_question_of_nothing_but_standing_words_is_still_a_question():
    assert all(t.weight for t in asked.terms("förvaltningen"))


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Hur arbetar förvaltningen mot klotter?", "Hur arbetar stadsdelsförvaltningen mot klottret?", True),
        ("Vilka insatser görs mot rån mot barn?", "Vilka insatser görs mot rån mot unga?", True),
        ("Vilka insatser görs mot rån mot barn?", "Vilka insatser görs mot rån mot äldre?", False),
        ("Hur många rån skedde under 2023?", "Hur många rån skedde under 2024?", True),
        ("Ska förskolan läggas ned?", "Ska förskolan inte läggas ned?", False),
        ("Får elever i årskurs 7 gå dit?", "Får elever i årskurs 9 gå dit?", False),
        ("Hur arbetar förvaltningen mot klotter?", "Hur arbetar förvaltningen mot nedskräpning?", False),
        ("Hur arbetar förvaltningen?", "Vad kostar en simhall?", False),
        ("Vad är Ekbacken?", "Vad är Trygg i Norrvik?", False),
        ("Hur ser det ut med klotter i Ekdalen?", "Hur är det med klottret i Ekdalen?", True),
    ],
)
def test_near_identical_questions_are_told_from_near_ones(one, other, same):
    assert (asked.likeness(one, other) >= 0.85) is same
    assert asked.likeness(one, other) == pytest.approx(asked.likeness(other, one))


def test_names_are_capitalised_words_within_a_sentence():
    assert asked.names("Hur är det i Västertorp och Älvsjö/Solberga i Mars? Polisen vet.") == (
        "Västertorp",
        "Älvsjö/Solberga",
    )
    assert asked.same_name("Hägersten-Älvsjö", ("Hägersten-Liljeholmen",))
    assert asked.same_name("Fruängen", ("Fruängens",))
    assert not asked.same_name("Fruängen", ("Västertorp",))


def test_searching_needs_no_spacy():
    code = (
        "import sys; from utlatande import language; language.tokens('Trygghetskameror');"
        "print('spacy' in sys.modules, 'numpy' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False"]


TEXT = """Enligt Polisen ökade rånen i Liljeholmen från 86 (2022-2023) till 70. Hägersten-Älvsjö stadsdelsnämnd sade
den 17 september 2024 om 2,5 miljoner kronor.

Anette Hällström m.fl. (M) frågar om SSPF-arbetet i Västertorp."""


def test_spacy_gives_the_very_search_tokens_and_sentences():
    pipeline = pytest.importorskip("utlatande.language.pipeline")
    from utlatande.sentences import sentences

    doc = pipeline.nlp()(TEXT)
    assert doc._.search == language.tokens(TEXT)
    assert [" ".join(s.text.split()) for s in doc.sents] == [" ".join(s.split()) for s in sentences(TEXT)]


def test_spacy_finds_places_organisations_parties_amounts_and_dates():
    pipeline = pytest.importorskip("utlatande.language.pipeline")
    found = {(e.label_, " ".join(e.text.split())) for e in pipeline.nlp()(TEXT).ents}
    assert {
        ("ORG", "Polisen"),
        ("LOC", "Liljeholmen"),
        ("DATE", "2022-2023"),
        ("ORG", "Hägersten-Älvsjö stadsdelsnämnd"),
        ("DATE", "den 17 september 2024"),
        ("AMOUNT", "2,5 miljoner kronor"),
        ("PARTY", "M"),
        ("LOC", "Västertorp"),
        ("PERSON", "Anette Hällström"),
    } <= found


def test_any_spacy_user_can_add_our_components():
    spacy = pytest.importorskip("spacy")
    pytest.importorskip("utlatande.language.pipeline")
    nlp = spacy.blank("sv")
    for name in ("utlatande_sentences", "utlatande_search", "utlatande_entities"):
        nlp.add_pipe(name)
    assert nlp("Kameror.")._.search == language.tokens("Kameror.")


@given(st.text(max_size=80))
def test_spacy_agrees_on_any_text(text):
    pipeline = pytest.importorskip("utlatande.language.pipeline")
    assert pipeline.nlp()(text)._.search == language.tokens(text)


@pytest.mark.parametrize(
    ("asked_for", "told"),
    [
        ("dagis", "förskolan"),
        ("gratis", "kostnadsfri"),
        ("väntetiden", "handläggningstiden"),
        ("uppsägningarna", "avskedas"),
    ],
)
def test_everyday_and_office_words_of_one_meaning_are_kin(asked_for, told):
    assert language.stem(told) in kindred.of(language.stem(asked_for)).same


def test_a_word_is_kin_of_what_its_answer_is_likely_to_tell_but_not_the_other_way():
    assert language.stem("belysning") in kindred.of(language.stem("otrygghet")).told
    assert language.stem("otrygghet") not in kindred.of(language.stem("belysning")).told


def test_a_compound_without_kin_has_its_parts():
    assert not any(kindred.of(language.stem("avgiftsmodellen")))
    assert language.stem("taxa") in kindred.of_word(language.analyse("avgiftsmodellen")).same


def test_an_unknown_word_has_no_kin():
    assert not any(kindred.of_word(language.analyse("xyzzyqvist")))


def test_every_line_of_the_kin_file_can_be_found_by_each_of_its_words():
    for line in (settings.DATA / "kindred.txt").read_text(encoding="utf-8").splitlines():
        asked_for, colon, told = line.partition("#")[0].partition(":")
        for word in asked_for.split():
            kin = kindred.of(language.stem(word.lower()))
            others = {language.stem(w) for w in (told if colon else asked_for).split()} - {language.stem(word)}
            assert others <= (kin.told if colon else kin.same), (word, line)
        assert len(asked_for.split()) > (0 if told else 1) or not line.partition("#")[0].strip(), line


def test_the_kin_file_may_be_written_with_commas_and_by_a_machine_that_takes_letters_apart(monkeypatch):
    edited = unicodedata.normalize("NFD", "bärplockning, svampplockning\nbärplockning: hink; korg\n")
    monkeypatch.setattr(settings, "data_text", lambda _: edited)
    kindred.of.cache_clear()
    kindred._listed.cache_clear()
    try:
        kin = kindred.of(language.stem("bärplockning"))
        assert language.stem("svampplockning") in kin.same
        assert {language.stem("hink"), language.stem("korg")} <= kin.told
    finally:
        kindred.of.cache_clear()
        kindred._listed.cache_clear()


@pytest.mark.parametrize(
    ("question", "where"),
    [
        ("Var ligger badet?", True),
        ("Vart ska man vända sig?", True),
        ("Var det många som sökte?", False),
        ("Var femte elev saknar betyg, varför?", False),
        ("Var ni nöjda?", False),
    ],
)
def test_where_is_asked_by_var_but_not_by_the_verb_or_by_each(question, where):
    assert asked.wants(question).place is where
