"""What earlier documents say will be done; not what others will do, nor conditions, rules and quoted words."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from marked import document

from utlatande import cli
from utlatande.corpus import Corpus
from utlatande.passages import parse
from utlatande.passages.promises import promises_in

CORPUS = Path(__file__).parent.parent / "corpus"

GIVEN = [
    "Förvaltningen kommer att ansöka om medel för trygghetsvandringar under 2025.",
    "Stadsdelsförvaltningen kommer under hösten att se över belysningen i Almparken.",
    "Under 2024 kommer förvaltningen att ta fram en plan för gångstråken.",
    "Förvaltningen ska ansöka om statsbidrag för fler ordningsvakter.",
    "Därefter återkommer förvaltningen till nämnden med ett förslag.",
    "Förvaltningen återkommer med en redovisning i samband med tertialrapport 2.",
    "Avdelningen för stadsmiljö kommer att byta ut armaturerna vid lekplatsen.",
    "Förvaltningen avser att inrätta två tjänster som fältassistent.",
    "Enheten planerar att utöka öppettiderna från och med våren 2026.",
    "Vi kommer att följa upp hur rutinen fungerar.",
    "En översyn av skyltningen kommer att genomföras under våren.",
    "Arbetet kommer att fortsätta och utvecklas under 2025.",
    "Bänkarna ska bytas ut senast 2026.",
    "Fritidsgården kommer att ha öppet även på lördagar.",
    "Förvaltningen har påbörjat en kartläggning och kommer att redovisa den för nämnden.",
    "Vid stationen, och i övrigt också, kommer förvaltningen att fördjupa samarbetet med föreningarna.",
    "Förvaltningen har beslutat att en ny parklek ska öppnas 2026.",
    "Förvaltningens fältassistenter kommer att besöka skolorna varje vecka.",
    "Av den anledningen kommer förvaltningen att anlita fler vikarier.",
    "Förvaltningen åtar sig att rapportera utfallet årligen.",
    "Tillsammans med polisen kommer förvaltningen att genomföra vandringar i höst.",
    "Nämnden kommer att få en återrapport i december.",
    "Rekryteringen av två samordnare kommer att påbörjas i augusti.",
    "Kontoret kommer även att kartlägga behovet av laddplatser.",
]

NOT_GIVEN = [
    "Förvaltningen kommer att rekrytera fler vikarier om medel tillförs.",
    "Förvaltningen kommer att öppna gården, om ansökan beviljas av staden.",
    "Polisen kommer att öka sin närvaro på torget under hösten.",
    "Trafikkontoret ska byta ut belysningen under 2025.",
    "Utbildningsförvaltningen kommer att ta fram en plan.",
    "Befolkningen kommer att öka med 2 000 personer till 2030.",
    "Fler platser kommer att behövas.",
    "Hyrorna kommer att stiga.",
    "Om nämnden avsätter medel kommer förvaltningen att ansöka om kameror.",
    "Förvaltningen kommer vid behov att sätta in extra vakter.",
    "Förvaltningen kommer att rekrytera, förutsatt att budgeten medger det.",
    "Förvaltningen kommer inte att ansöka om kamerabevakning.",
    "Förvaltningen ska inte ta fram någon ny plan.",
    "Kommer förvaltningen att ansöka om medel?",
    "Moderaterna anser att förvaltningen ska ansöka om medel.",
    "I skrivelsen föreslås att förvaltningen ska inrätta en mottagning.",
    "Partiet skriver ”förvaltningen kommer att lägga ned gården under 2025”.",
    "Förvaltningen kom att ta över driften 2019.",
    "Förvaltningen skulle återkomma med ett förslag.",
    "Förskolorna ska vara trygga för alla barn.",
    "Alla barn ska ha rätt till en meningsfull fritid.",
    "Förvaltningen ska enligt socialtjänstlagen verka för goda miljöer.",
    "Förvaltningen ska alltid göra en orosanmälan vid misstanke.",
    "De insatser som ska genomföras redovisas i bilaga 2.",
    "Syftet är att fler ska kunna delta i aktiviteterna.",
    "Mycket av problematiken kommer av att stationen är en knutpunkt.",
    "Kartläggningen görs innan förvaltningen ska rekrytera.",
    "Skälet är att tillståndsverksamheten ska komma närmare verksamheten.",
    "Belysningen kommer att bytas av trafikkontoret under 2025.",
    "Förvaltningen bedömer att polisen kommer att öka sin närvaro.",
    "Barnen återkommer gärna till parkleken.",
    "Det är oklart när förvaltningen ska börja.",
    "Det ska jämföras med 66 anmälningar 2019.",
    "Regionen ska tillsammans med förvaltningen öppna en mottagning.",
]


@pytest.mark.parametrize("sentence", GIVEN)
def test_what_the_office_says_it_will_do_is_a_promise(sentence):
    assert promises_in(sentence)


@pytest.mark.parametrize("sentence", NOT_GIVEN)
def test_what_others_will_do_conditions_rules_and_quotes_are_none(sentence):
    assert not promises_in(sentence)


def test_an_office_that_names_itself_otherwise_promises_too():
    sentence = "Socialförvaltningen kommer att öppna en mottagning."
    assert not promises_in(sentence)
    assert promises_in(sentence, frozenset({"socialförvaltningen"}))


ANSWER = """
# Tjänsteutlåtande
# Bänkar och belysning i Almparken
Svar på skrivelse från (L)
# Förslag till beslut
Nämnden godkänner förvaltningens tjänsteutlåtande som svar på skrivelsen.
# Sammanfattning
Förvaltningen kommer att byta bänkarna.
# Ärendet
Liberalerna skriver att parken är mörk. De vill att förvaltningen ska sätta upp fler armaturer i parken.
# Synpunkter och förslag
! 1. Kommer förvaltningen att byta bänkarna i Almparken?
Ja. Förvaltningen kommer att byta samtliga bänkar i parken under våren 2025. Trafikkontoret kommer att måla räckena.
! 2. Vad gör förvaltningen åt belysningen i Almparken?
Förvaltningen kommer under 2025 att:
* se över belysningen vid lekplatsen,
* bjuda in till en kvällsvandring i parken.
"""
MINUTES = """
# Protokoll 3/2024
Sammanträdesdatum 2024-05-30
Närvarande: ledamöterna
# § 8 Bänkar i Almparken
# Yrkanden
Anna Berg (L) yrkar att nämnden ger förvaltningen i uppdrag att bygga en scen i parken.
# Beslut
Stadsdelsnämnden beslutar att ge förvaltningen i uppdrag att utreda en ny lekplats i parken.
# § 9 Snöröjning
Nämnden diskuterade snöröjningen. Förvaltningen återkommer till nämnden med en redovisning i oktober.
"""


WITH_LIST = """Förvaltningen kommer under 2025 att:
• se över belysningen vid lekplatsen,
• bjuda in till en kvällsvandring i parken."""


def test_an_answer_gives_its_promises_with_where_they_stand_and_nothing_of_the_letters():
    earlier = parse(document(ANSWER, name="svar.docx"))
    texts = [one.text for one in earlier.promises]
    assert texts == [
        "Förvaltningen kommer att byta samtliga bänkar i parken under våren 2025.",
        WITH_LIST,
    ]
    first = earlier.promises[0]
    assert first.origin.document == "svar.docx"
    assert first.passage in {one.id for one in earlier.passages}
    assert not first.ordered


def test_minutes_give_what_was_decided_to_be_done_and_never_a_proposal():
    promises = parse(document(MINUTES, name="protokoll.docx")).promises
    assert [(one.ordered, one.date) for one in promises] == [(True, "2024-05-30"), (False, "2024-05-30")]
    assert "lekplats" in promises[0].text
    assert "snöröjningen" not in promises[1].text
    assert not any("scen" in one.text for one in promises)


# --- the command --------------------


@pytest.fixture
def run(capsys, monkeypatch, tmp_path):
    """Run ``utlatande promises`` over the sample; return exit code, stdout and stderr."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments):
        code = cli.run(["promises", "--corpus", str(CORPUS), *arguments])
        out = capsys.readouterr()
        return code, out.out, out.err

    return run


def listed(run, *arguments):
    return json.loads(run(*arguments, "--json")[1])["promises"]


def test_promises_are_listed_with_date_and_document_oldest_first(run):
    code, out, _ = run()
    assert code == 0
    assert "samlad lokalplan" in out
    assert "2021-04-08" in out
    assert "Om det är gjort framgår inte av dokumenten." in out
    every = listed(run)
    assert [one["date"] for one in every] == sorted(one["date"] for one in every)
    assert set(every[0]) == {"text", "document", "page", "date", "passage", "ordered"}


def test_promises_are_filtered_by_year_day_document_and_words(run):
    every = listed(run)
    assert listed(run, "--year", "2019") == [one for one in every if one["date"].startswith("2019")] != []
    assert listed(run, "--since", "2024-06") == [one for one in every if one["date"] >= "2024-06"] != []
    assert listed(run, "--until", "2019") == [one for one in every if one["date"] < "2020"] != []
    assert listed(run, "--document", "FÖRSKOLEKÖ") == [one for one in every if "förskolekö" in one["document"]] != []
    assert [one["page"] for one in listed(run, "BREVET", "--since", "2019")] == [2]
    assert run("månens baksida")[1] == "Inga löften hittades.\n"


def test_a_date_that_is_none_is_told_in_one_line(run):
    code, _, err = run("--since", "i fjol")
    assert code == 2
    assert "ÅÅÅÅ-MM-DD" in err
    assert len(err.splitlines()) == 1


def test_what_an_internal_document_promises_is_left_out_unless_asked_for(tmp_path):
    text = (
        "Tjänsteutlåtande\n\nSynpunkter och förslag\n\nFörvaltningen kommer att ansöka om medel för torget under 2025."
    )
    for name in ("öppet.txt", "internt.txt"):
        (tmp_path / name).write_text(f"{text} {name}.", encoding="utf-8")
    (tmp_path / "corpus.toml").write_text('[documents."internt.txt"]\nintern = true\n', encoding="utf-8")
    with Corpus(tmp_path) as corpus:
        corpus.sync()
        assert {one.origin.document for one in corpus.promises()} == {"öppet.txt"}
        assert {one.origin.document for one in corpus.promises(internal=True)} == {"öppet.txt", "internt.txt"}
