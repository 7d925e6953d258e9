"""What utlatande check says of a finished tjänsteutlåtande, and of one that is not."""
# ruff: noqa: E501 - a document is best read a paragraph a line

import re
from pathlib import Path

import marked
import pytest

from utlatande.model import Severity
from utlatande.review.check import check
from utlatande.review.rules import RULES
from utlatande.word.edited import Edited

GOOD = """
~ Tjänsteutlåtande
~ Dnr NOR 2025/88
| Norrviks stadsdelsförvaltning / Avdelningen för stadsmiljö | Tjänsteutlåtande / Dnr NOR 2025/88 / 2025-05-08 |
| Handläggare / K. Exempel / Telefon: 08-465 004 10 | Till / Norrviks stadsdelsnämnd / 2025-05-22 |
# Belysning och klotter kring Sjöhamnens centrum
Svar på skrivelse från (M)
## Förslag till beslut
Norrviks stadsdelsnämnd godkänner förvaltningens tjänsteutlåtande som svar på skrivelsen.
## Sammanfattning
Moderaterna frågar om belysning och klotter kring Sjöhamnens centrum. Under 2024 sattes 14 belysningspunkter upp längs Kajpromenaden. Förvaltningen ser behov av fler.
## Ärendet
Moderaterna har lämnat in en skrivelse om belysning och klotter. I skrivelsen ställs följande frågor.
1) Hur många belysningspunkter sattes upp i Sjöhamnen under 2024?
2) När saneras klotter i gångtunneln?
3) Anser förvaltningen att det behövs fler lampor vid bussterminalen?
## Ärendets beredning
Ärendet har beretts inom avdelningen för stadsmiljö. Ärendet redovisas för de fackliga organisationerna i förvaltningsgrupp den 13 maj 2025.
## Synpunkter och förslag
! 1. Hur många belysningspunkter sattes upp i Sjöhamnen under 2024?
Under 2024 sattes 14 belysningspunkter upp längs Kajpromenaden i Sjöhamnen. De lyser upp vägen till skolan (se bilaga 2).
! 2. När saneras klotter i gångtunneln?
Klotter i gångtunneln saneras inom 24 timmar efter anmälan.
! 3. Anser förvaltningen att det behövs fler lampor vid bussterminalen?
Förvaltningen bedömer att det finns behov av fler lampor vid bussterminalen och kommer att ta upp det med trafikkontoret.
## Bilagor
1) Skrivelse från (M) om belysning och klotter
2) Karta över belysningspunkter
"""


def findings(text, **rest):
    return check(Edited(document=marked.document(text)), **rest)


def rules(text, **rest):
    return [one.rule for one in findings(text, **rest)]


def errors(text, **rest):
    return [one.rule for one in findings(text, **rest) if one.severity is Severity.ERROR]


def changed(old, new):
    assert old in GOOD
    return GOOD.replace(old, new)


def test_a_well_made_document_has_no_findings():
    assert findings(GOOD) == ()


def test_a_rule_that_is_switched_off_is_silent():
    text = changed(
        "14 belysningspunkter upp längs Kajpromenaden i", "[antal] belysningspunkter upp längs Kajpromenaden i"
    )
    assert "lucka-kvar" in rules(text)
    assert "lucka-kvar" not in rules(text, off=("lucka-kvar",))


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ("Klotter i gångtunneln saneras inom 24 timmar efter anmälan.\n", "", "fraga-utan-svar"),
        ("Klotter i gångtunneln saneras inom 24 timmar efter anmälan.", "[Svar på fråga 2]", "fraga-utan-svar"),
        ("## Förslag till beslut", "Förslagen", "rubrik-saknas"),
        ("den 13 maj 2025", "den 27 maj 2025", "datum-ordning"),
        ("Norrviks stadsdelsnämnd godkänner", "Lövsta stadsdelsnämnd godkänner", "namnd-olika"),
        ("(se bilaga 2)", "(se bilaga 3)", "bilaga-saknas"),
    ],
)
def test_one_defect_is_told(old, new, rule):
    assert rule in rules(changed(old, new))


def test_every_rule_is_explained_in_the_docs():
    text = (Path(__file__).parent.parent / "docs" / "kontroll.md").read_text(encoding="utf-8")
    assert [rule.id for rule in RULES] == re.findall(r"^\| `([a-z-]+)` \|", text, re.MULTILINE)
    assert all(rule.about in text for rule in RULES)
