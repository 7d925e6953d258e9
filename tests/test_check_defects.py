"""One defect at a time, put into a finished tjänsteutlåtande: the check tells it, says where, and tells nothing else."""
# ruff: noqa: E501 - a document is best read a paragraph a line

import shutil

import finished
import ooxml
import pytest
from finished import GOOD, LETTER, PROSE, PROSE_LETTER, changed

from utlatande import readers, skrivelse
from utlatande.model import Severity
from utlatande.review.check import check, read

A1 = "Under 2024 sattes 14 belysningspunkter upp längs Kajpromenaden i Sjöhamnen. De lyser upp vägen till skolan (se bilaga 2).\n"
A2 = "Klotter i gångtunneln saneras inom 24 timmar efter anmälan.\n"
A3A = "Förvaltningen bedömer att det finns behov av fler lampor vid bussterminalen. Förvaltningen kommer att ta upp det med trafikkontoret.\n"
A3B = "Trappan vid Hamngatan, parkeringen vid idrottshallen och gångvägen vid Kvarnparken får nya lampor under hösten 2025.\n"
A4 = "Fältassistenterna besöker skolornas klasser i årskurs 7 varje termin och talar om vad klotter kostar. Skolorna och förvaltningen ordnar tillsammans en laglig vägg.\n"
P1 = "All tillsvidareanställd personal erbjuds en utbildning om fallskador som omfattar två halvdagar. Under 2023 gick 85 medarbetare utbildningen. Den tar upp hur man bedömer risken för fall i bostaden och hur man lyfter någon som har fallit.\n"
P2 = "Under 2023 bytte leverantören ut 41 trygghetslarm som var trasiga. Larmen provas en gång i månaden, och ett larm som inte svarar byts samma dag.\n"
P3 = "Nattpatrullen består av två bilar. Under vintern har väntetiden ibland varit över en timme. Förvaltningen bedömer att nattpatrullen behöver förstärkas med en bil och kommer att föreslå det i budgeten.\n"
S2024 = "Under 2024 sattes 14 belysningspunkter upp längs Kajpromenaden. Förvaltningen"

# name: (document, changes, rule, words in the finding's text or place, other rules that may be told too)
DEFECTS = {
    # questions
    "the answer to a question is deleted": (GOOD, [(A2, "")], "fraga-utan-svar", "Fråga 2", ()),
    "the answer to a sub-question is deleted": (GOOD, [(A3B, "")], "fraga-utan-svar", "Fråga 3b", ()),
    "the first sub-question has no answer": (GOOD, [(A3A, "")], "fraga-utan-svar", "Fråga 3a", ()),
    "the last question has no answer": (GOOD, [(A4, "")], "fraga-utan-svar", "Fråga 4", ()),
    "an answer is a placeholder": (GOOD, [(A4, "[Svar på fråga 4 skrivs här]\n")], "fraga-utan-svar", "Fråga 4", ("lucka-kvar",)),
    "an answer is XXX": (GOOD, [(A2, "XXX\n")], "fraga-utan-svar", "Fråga 2", ("lucka-kvar",)),
    "a question and its answer are deleted": (GOOD, [("! 4. Hur arbetar förvaltningen tillsammans med skolorna för att förebygga klotter?\n" + A4, "")], "fraga-utan-svar", "Fråga 4", ()),
    "a sub-question and its answer are deleted": (GOOD, [("! 3b) vilka platser kommer att få nya lampor under 2025?\n" + A3B, "")], "fraga-utan-svar", "Fråga 3b", ()),
    "the question is put again twice and never answered": (GOOD, [(A2, "När saneras klotter i gångtunneln?\n")], "fraga-utan-svar", "Fråga 2", ()),
    "two answers are swapped": (GOOD, [(A2, "@"), (A4, A2), ("@", A4)], "svar-under-fel-fraga", "bytt plats", ("svar-utan-tid",)),
    "an answer in prose is deleted": (PROSE, [(P2, "")], "fraga-utan-svar", "Fråga 2", ()),
    "another answer in prose is deleted": (PROSE, [(P1, ""), ("Under 2023 gick 85 medarbetare en utbildning om fallskador. ", "")], "fraga-utan-svar", "Fråga 1", ()),
    "the last answer in prose is deleted": (PROSE, [(P3, ""), ("Förvaltningen ser behov av en nattpatrull till.", "")], "fraga-utan-svar", "Fråga 3", ()),
    "how many is answered without a number": (GOOD, [(A1, "Nya belysningspunkter har satts upp längs Kajpromenaden i Sjöhamnen.\n"), ("en laglig vägg.", "en laglig vägg (bilaga 2)."), (" Under 2024 sattes 14 belysningspunkter upp längs Kajpromenaden.", "")], "svar-utan-antal", "Fråga 1", ()),
    "when is answered without a time": (GOOD, [(A2, "Klotter i gångtunneln saneras av en entreprenör som förvaltningen har avtal med.\n")], "svar-utan-tid", "Fråga 2", ()),
    "what the förvaltning thinks is not said": (GOOD, [(A3A, "Vid bussterminalen sitter lampor på sex stolpar. Trafikkontoret äger stolparna.\n"), ("Förvaltningen ser behov av fler lampor och arbetar", "Förvaltningen arbetar")], "svar-utan-stallning", "Fråga 3a", ()),
    "which is answered without naming any": (GOOD, [(A3B, "Lampor kommer att sättas upp under hösten 2025.\n")], "svar-utan-upprakning", "Fråga 3b", ()),
    # left from writing
    "a placeholder in the head": (GOOD, [("K. Exempel", "[handläggare]")], "lucka-kvar", "[handläggare]", ()),
    "a date to be filled in": (GOOD, [("den 13 maj 2025", "den XX maj 2025")], "lucka-kvar", "XX", ()),
    "a template's own text": (GOOD, [("Svar på skrivelse från (M)\n", "Svar på skrivelse från (M)\nKlicka här för att ange text.\n")], "lucka-kvar", "Klicka här", ()),
    "a yellow sentence": (GOOD, [("De lyser upp vägen till skolan", "{gul:De lyser upp vägen till skolan}")], "markering-kvar", "De lyser upp", ()),
    "a colleague's comment": (GOOD, [("inom 24 timmar", "inom 24 timmar{k:Stämmer det här?}")], "kommentar-kvar", "Stämmer det här?", ()),
    "a tracked insertion": (GOOD, [("inom 24 timmar", "inom 24 timmar{in: på vardagar}")], "andring-kvar", "på vardagar", ()),
    "a tracked deletion": (GOOD, [("inom 24 timmar", "inom {ut:cirka }24 timmar")], "andring-kvar", "cirka", ()),
    "a note to the writer": (GOOD, [(A2, A2 + "Anteckning> Det som framgår av lägesbilden rör även den här frågan.\n")], "anteckning-kvar", "lägesbilden", ()),
    "an alternative nobody chose": (GOOD, [(A2, A2 + "Alternativ> Klotter saneras inom tre arbetsdagar.\n")], "alternativ-kvar", "tre arbetsdagar", ()),
    # form
    "no heading over the decision": (GOOD, [("## Förslag till beslut\n", "")], "rubrik-saknas", "Förslag till beslut", ()),
    "no summary": (GOOD, [("## Sammanfattning\nModeraterna frågar om belysning och klotter kring Sjöhamnens centrum. " + S2024 + " ser behov av fler lampor och arbetar tillsammans med skolorna mot klotter.\n", "")], "rubrik-saknas", "Sammanfattning", ()),
    "no preparation": (PROSE, [("## Ärendets beredning\nÄrendet har beretts inom avdelningen för äldreomsorg. Pensionärsrådet behandlar ärendet den 16 september 2024.\n", "")], "rubrik-saknas", "beredning", ()),
    "the summary last": (PROSE, [("## Bilagor", "## Sammanfattning\nHemtjänsten får fler bilar.\n## Bilagor"), ("## Sammanfattning\nVänsterpartiet frågar om personalens utbildning, om larmen och om nattpatrullen i hemtjänsten. Under 2023 gick 85 medarbetare en utbildning om fallskador. Förvaltningen ser behov av en nattpatrull till.\n", "")], "rubrik-ordning", "Sammanfattning", ()),
    "an empty section": (PROSE, [("Ärendet har beretts inom avdelningen för äldreomsorg. Pensionärsrådet behandlar ärendet den 16 september 2024.\n", "")], "rubrik-utan-text", "beredning", ()),
    "a heading twice": (PROSE, [("## Bilagor", "## Synpunkter och förslag\nFörvaltningen föreslår att nämnden besvarar skrivelsen.\n## Bilagor")], "rubrik-dubbel", "Synpunkter och förslag", ()),
    "no dnr": (PROSE, [("Dnr LÖV 2024/17 / ", "")], "dnr-saknas", "Diarienumret", ()),
    "another dnr on the page head": (GOOD, [("~ Dnr NOR 2025/88", "~ Dnr NOR 2025/83")], "dnr-olika", "NOR 2025/83", ()),
    "told to the unions after the meeting": (GOOD, [("den 13 maj 2025", "den 3 juni 2025")], "datum-ordning", "3 juni", ()),
    "heard by the pensionärsråd after the meeting, without a year": (PROSE, [("den 16 september 2024", "den 30 september")], "datum-ordning", "30 september", ()),
    "dated after the meeting": (GOOD, [("/ 2025-05-08", "/ 2025-06-08")], "datum-ordning", "2025-06-08", ()),
    "dated before the letter": (GOOD, [("/ 2025-05-08", "/ 2025-02-08")], "datum-ordning", "2025-02-08", ()),
    "a day that does not exist": (GOOD, [("den 13 maj 2025", "den 31 april 2025")], "datum-omojligt", "31 april", ()),
    "a wrong weekday": (GOOD, [("den 13 maj 2025", "onsdagen den 13 maj 2025")], "datum-veckodag", "tisdag", ()),
    "another nämnd decides": (GOOD, [("Norrviks stadsdelsnämnd godkänner", "Lövsta stadsdelsnämnd godkänner")], "namnd-olika", "Lövsta", ()),
    "an older nämnd in the text": (GOOD, [("ta upp det med trafikkontoret", "ta upp det med Norrvik-Lövsta stadsdelsnämnd och trafikkontoret")], "namnd-annan", "Norrvik-Lövsta", ()),
    "a bilaga that is not listed": (GOOD, [("(se bilaga 2)", "(se bilaga 2 och 3)")], "bilaga-saknas", "Bilaga 3", ()),
    "a bilaga that is not mentioned": (GOOD, [(" (se bilaga 2)", "")], "bilaga-namns-inte", "Bilaga 2", ()),
    "bilagor numbered with a gap": (GOOD, [("1) Skrivelse från (M) om belysning och klotter\n2) Karta över belysningspunkter", "1. Skrivelse från (M) om belysning och klotter\n3. Karta över belysningspunkter")], "bilaga-nummer", "Bilaga 2 saknas", ("bilaga-saknas", "bilaga-namns-inte")),
    "a bilaga under another name": (GOOD, [("2) Karta över belysningspunkter", "2) Karta över belysningspunkter\n# Bilaga 2. Klotterstatistik för skolorna\nHär redovisas anmälningarna.")], "bilaga-namn", "Klotterstatistik", ()),
    # figures
    "a figure only in the summary": (GOOD, [("Under 2024 sattes 14 belysningspunkter upp längs Kajpromenaden. F", "Under 2024 sattes 16 belysningspunkter upp längs Kajpromenaden. F")], "sammanfattning-siffra", "16", ("siffror-olika",)),
    "a year only in the summary": (PROSE, [("Under 2023 gick 85 medarbetare en utbildning om fallskador.", "Under 2022 gick 85 medarbetare en utbildning om fallskador.")], "sammanfattning-ar", "2022", ()),
    "a name only in the summary": (GOOD, [("arbetar tillsammans med skolorna mot klotter", "arbetar tillsammans med Hamnskolan mot klotter")], "sammanfattning-namn", "Hamnskolan", ()),
    "another party in the summary": (GOOD, [("Moderaterna frågar om", "Centerpartiet frågar om")], "sammanfattning-namn", "Centerpartiet", ()),
    "a summary of something else": (GOOD, [("Moderaterna frågar om belysning och klotter kring Sjöhamnens centrum. " + S2024 + " ser behov av fler lampor och arbetar tillsammans med skolorna mot klotter.", "Parkleken har öppet varje helg och erbjuder cirkusskola, hantverk och odling för familjer. Besökarna uppskattar kaféet, de nya klätterställningarna och sommarens utflykter. Personalen önskar längre öppettider, större kök och bättre cykelställ.")], "sammanfattning-ord", "procent", ()),
    "the same thing with two figures": (PROSE, [("Hemtjänsten i Lövsta har en kommunal utförare och fyra privata.", "Hemtjänsten i Lövsta har en kommunal utförare och fyra privata. Under 2023 bytte leverantören ut 47 trygghetslarm som var trasiga.")], "siffror-olika", "47", ()),
    "a plan whose year is over": (GOOD, [(A4, A4 + "En ny laglig vägg ska vara klar senast hösten 2023.\n")], "artal-passerat", "2023", ()),
    # private
    "a personnummer": (PROSE, [("De flesta som har hemtjänst bor ensamma.", "De flesta som har hemtjänst bor ensamma, till exempel 811218-9876.")], "personnummer", "personnummer", ()),
    "a samordningsnummer": (PROSE, [("De flesta som har hemtjänst bor ensamma.", "Ett ärende gällde 19701063-2391.".replace("1063", "1063"))], "personnummer", "samordningsnummer", ()),
    "a mobile number in the text": (GOOD, [(A2, A2 + "Ring Kalle på 070-123 45 67 om det klottras.\n")], "privat-telefon", "telefonnummer", ()),
    "a private e-mail address": (GOOD, [(A2, A2 + "Tips lämnas till kalle.exempel@gmail.com eller via appen.\n")], "privat-epost", "gmail.com", ()),
    "few persons and a place": (GOOD, [(A4, A4 + "Under våren klottrade tre elever på Hamnskolan.\n")], "fa-personer", "tre elever", ()),
    # plain Swedish
    "an over-long sentence": (GOOD, [(A4, A4 + "Det finns skäl att se över hur ansvaret är delat mellan förvaltningen och trafikkontoret och fastighetsägarna, eftersom de som bor här inte ska behöva veta vem som äger en vägg eller en stolpe för att kunna anmäla klotter och få det borttaget inom den tid som gäller i resten av staden.\n")], "lang-mening", "ord", ()),
    "an abbreviation": (GOOD, [("en laglig vägg", "bl.a. en laglig vägg")], "forkortning", "bl.a.", ()),
    "a heavy word": (GOOD, [("en laglig vägg", "erforderliga väggar")], "tungt-ord", "erforderliga", ()),
}  # fmt: skip
LETTERS = {GOOD: LETTER, PROSE: PROSE_LETTER}


def found(tmp_path, text, letter=None, kinds=()):
    path = tmp_path / "utlåtande.docx"
    path.write_bytes(finished.word(text))
    path = ooxml.through_libreoffice(path, tmp_path, *kinds) if kinds else path
    asked = None
    if letter:
        (tmp_path / "skrivelse.docx").write_bytes(finished.word(letter))
        asked = skrivelse.parse(readers.read(tmp_path / "skrivelse.docx"))
    return check(read(path), asked)


@pytest.mark.parametrize("text", [GOOD, PROSE], ids=["per-fraga", "lopande"])
@pytest.mark.parametrize("given", [True, False], ids=["letter", "alone"])
def test_a_finished_document_has_no_findings(tmp_path, text, given):
    assert [(one.rule, one.text) for one in found(tmp_path, text, LETTERS[text] if given else None)] == []


@pytest.mark.parametrize("name", DEFECTS)
def test_one_defect_is_told_and_nothing_else(tmp_path, name):
    text, changes, rule, words, others = DEFECTS[name]
    findings = found(tmp_path, changed(text, *changes), LETTERS[text])
    told = [one for one in findings if one.rule == rule and words in f"{one.place} {one.text}"]
    assert told, [(one.rule, one.text) for one in findings]
    assert all(one.advice and one.text.endswith((".", "”", "]", "?")) for one in findings)
    more = {one.rule for one in findings if one.severity is not Severity.NOTE} - {rule, *others}
    assert not more, [(one.rule, one.text) for one in findings if one.rule in more]


@pytest.mark.skipif(shutil.which("soffice") is None, reason=ooxml.NO_OFFICE)
@pytest.mark.parametrize(
    "name",
    [
        "the answer to a sub-question is deleted",
        "an answer in prose is deleted",
        "a placeholder in the head",
        "a yellow sentence",
        "a colleague's comment",
        "a tracked insertion",
        "a note to the writer",
        "a bilaga that is not listed",
        "told to the unions after the meeting",
        "a figure only in the summary",
    ],
)
@pytest.mark.parametrize("kinds", [("odt",), ("odt", "docx")], ids=["odt", "docx-by-libreoffice"])
def test_a_defect_is_told_in_a_file_from_libreoffice(tmp_path, name, kinds):
    text, changes, rule, words, _ = DEFECTS[name]
    findings = found(tmp_path, changed(text, *changes), LETTERS[text], kinds)
    assert [one for one in findings if one.rule == rule and words in f"{one.place} {one.text}"], findings
