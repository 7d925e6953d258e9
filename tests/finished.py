"""Finished tjänsteutlåtanden as Word files, from marked lines, and the letters that they answer.

As in ``marked``: ``# heading``, ``## heading``, ``! bold line``, ``* item``, ``1) item``, ``a) item below``,
``| cell | cell``, ``~ page header``. Inside a line: ``{gul:…}`` highlighted, ``{in:…}`` and ``{ut:…}`` tracked,
``{k:comment}`` a comment.
"""
# ruff: noqa: E501 - a document is best read a paragraph a line

import re

import word_builder as wb

GOOD = """
~ Tjänsteutlåtande
~ Dnr NOR 2025/88
| Norrviks stadsdelsförvaltning / Avdelningen för stadsmiljö | Tjänsteutlåtande / Dnr NOR 2025/88 / 2025-05-08 |
| Handläggare / K. Exempel / Telefon: 08-465 004 10 | Till / Norrviks stadsdelsnämnd / 2025-05-22 |
# Belysning och klotter kring Sjöhamnens centrum
Svar på skrivelse från (M)
## Förslag till beslut
Norrviks stadsdelsnämnd godkänner förvaltningens tjänsteutlåtande och överlämnar det som svar på skrivelsen.
## Sammanfattning
Moderaterna frågar om belysning och klotter kring Sjöhamnens centrum. Under 2024 sattes 14 belysningspunkter upp längs Kajpromenaden. Förvaltningen ser behov av fler lampor och arbetar tillsammans med skolorna mot klotter.
## Ärendet
Moderaterna har lämnat in en skrivelse om belysning och klotter kring Sjöhamnens centrum. De skriver att många undviker centrum på kvällen. I skrivelsen ställs följande frågor.
1) Hur många belysningspunkter sattes upp i Sjöhamnen under 2024?
2) När saneras klotter i gångtunneln?
3) När det gäller lamporna vid bussterminalen:
a) anser förvaltningen att de behöver bli fler, och
b) vilka platser kommer att få nya lampor under 2025?
4) Hur arbetar förvaltningen tillsammans med skolorna för att förebygga klotter?
## Ärendets beredning
Ärendet har beretts inom avdelningen för stadsmiljö. Ärendet redovisas för de fackliga organisationerna i förvaltningsgrupp den 13 maj 2025.
## Synpunkter och förslag
! 1. Hur många belysningspunkter sattes upp i Sjöhamnen under 2024?
Under 2024 sattes 14 belysningspunkter upp längs Kajpromenaden i Sjöhamnen. De lyser upp vägen till skolan (se bilaga 2).
! 2. När saneras klotter i gångtunneln?
Klotter i gångtunneln saneras inom 24 timmar efter anmälan.
! 3. När det gäller lamporna vid bussterminalen:
! 3a) anser förvaltningen att de behöver bli fler
Förvaltningen bedömer att det finns behov av fler lampor vid bussterminalen. Förvaltningen kommer att ta upp det med trafikkontoret.
! 3b) vilka platser kommer att få nya lampor under 2025?
Trappan vid Hamngatan, parkeringen vid idrottshallen och gångvägen vid Kvarnparken får nya lampor under hösten 2025.
! 4. Hur arbetar förvaltningen tillsammans med skolorna för att förebygga klotter?
Fältassistenterna besöker skolornas klasser i årskurs 7 varje termin och talar om vad klotter kostar. Skolorna och förvaltningen ordnar tillsammans en laglig vägg.
## Bilagor
1) Skrivelse från (M) om belysning och klotter
2) Karta över belysningspunkter
"""

LETTER = """
# Belysning och klotter kring Sjöhamnens centrum
Till Norrviks stadsdelsnämnd
2025-03-20
Många undviker centrum på kvällen. Därför vill vi ställa följande frågor.
1) Hur många belysningspunkter sattes upp i Sjöhamnen under 2024?
2) När saneras klotter i gångtunneln?
3) När det gäller lamporna vid bussterminalen:
a) anser förvaltningen att de behöver bli fler, och
b) vilka platser kommer att få nya lampor under 2025?
4) Hur arbetar förvaltningen tillsammans med skolorna för att förebygga klotter?
Anna Exempel (M)
"""

PROSE = """
| Lövsta stadsdelsförvaltning / Avdelningen för äldreomsorg | Tjänsteutlåtande / Dnr LÖV 2024/17 / 2024-09-02 |
| Handläggare / B. Exempel | Till / Lövsta stadsdelsnämnd / 2024-09-26 |
# Tryggheten i hemtjänsten
Svar på skrivelse från (V)
## Förslag till beslut
Lövsta stadsdelsnämnd besvarar skrivelsen med förvaltningens tjänsteutlåtande.
## Sammanfattning
Vänsterpartiet frågar om personalens utbildning, om larmen och om nattpatrullen i hemtjänsten. Under 2023 gick 85 medarbetare en utbildning om fallskador. Förvaltningen ser behov av en nattpatrull till.
## Ärendets beredning
Ärendet har beretts inom avdelningen för äldreomsorg. Pensionärsrådet behandlar ärendet den 16 september 2024.
## Ärendet
I en skrivelse frågar Vänsterpartiet följande.
1) Vilken utbildning om fallskador får personalen i hemtjänsten?
2) Hur många trygghetslarm var trasiga under 2023?
3) Behöver nattpatrullen förstärkas?
## Synpunkter och förslag
Hemtjänsten i Lövsta har en kommunal utförare och fyra privata. De flesta som har hemtjänst bor ensamma.
All tillsvidareanställd personal erbjuds en utbildning om fallskador som omfattar två halvdagar. Under 2023 gick 85 medarbetare utbildningen. Den tar upp hur man bedömer risken för fall i bostaden och hur man lyfter någon som har fallit.
Under 2023 bytte leverantören ut 41 trygghetslarm som var trasiga. Larmen provas en gång i månaden, och ett larm som inte svarar byts samma dag.
Nattpatrullen består av två bilar. Under vintern har väntetiden ibland varit över en timme. Förvaltningen bedömer att nattpatrullen behöver förstärkas med en bil och kommer att föreslå det i budgeten.
## Bilagor
1) Skrivelse från (V) om tryggheten i hemtjänsten
"""

PROSE_LETTER = """
# Tryggheten i hemtjänsten
Till Lövsta stadsdelsnämnd
2024-06-10
Hemtjänsten är viktig för många. Vi ställer följande frågor.
1) Vilken utbildning om fallskador får personalen i hemtjänsten?
2) Hur många trygghetslarm var trasiga under 2023?
3) Behöver nattpatrullen förstärkas?
Bo Exempel (V)
"""

_STYLES = "".join(
    [
        wb.style("Normal", default=True),
        *(wb.style(f"Heading{n}", title=f"heading {n}", paragraph=f'<w:outlineLvl w:val="{n - 1}"/>') for n in (1, 2)),
        wb.style("Anteckning", title="Utl Anteckning"),
        wb.style("Alternativ", title="Utl Förslag alternativ"),
    ]
)
_LEVELS = (wb.lvl(0), wb.lvl(1, "lowerLetter", "%2)"))
_INLINE = re.compile(r"\{(gul|in|ut|k):([^{}]*)\}")


class _File:
    """What is counted while a file is built."""

    def __init__(self):
        self.lists, self.comments, self.changes = 0, [], 0

    def runs(self, text, bold=False):
        made, at = [], 0
        for m in _INLINE.finditer(text):
            made += [self.run(text[at : m.start()], bold), self.special(m[1], m[2])]
            at = m.end()
        return "".join([*made, self.run(text[at:], bold)])

    def run(self, text, bold=False, more=""):
        look = ("<w:b/>" if bold else "") + more
        text = text.replace("&", "&amp;").replace("<", "&lt;")
        return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>' if text else ""

    def special(self, kind, text):
        self.changes += 1
        who = f'w:id="{900 + self.changes}" w:author="Eva" w:date="2025-05-01T10:00:00Z"'
        if kind == "gul":
            return self.run(text, more='<w:highlight w:val="yellow"/>')
        if kind == "in":
            return f"<w:ins {who}>{self.run(text)}</w:ins>"
        if kind == "ut":
            return f'<w:del {who}><w:r><w:delText xml:space="preserve">{text}</w:delText></w:r></w:del>'
        number = len(self.comments)
        self.comments.append(f'<w:comment w:id="{number}" w:author="Eva"><w:p>{wb.t(text)}</w:p></w:comment>')
        return f'<w:r><w:commentReference w:id="{number}"/></w:r>'


def word(text):
    """Return a Word file's bytes."""
    file, body, heads, rows, before = _File(), [], [], [], ""
    for line in [*text.strip("\n").split("\n"), ""]:
        if rows and not line.startswith("|"):
            body.append(wb.tbl(*rows))
            rows = []
        if line.startswith("|"):
            cells = [cell.strip() for cell in line.strip("|").split("|")]
            rows.append(wb.tr(*(wb.tc(*(wb.p(file.runs(one)) for one in cell.split(" / "))) for cell in cells)))
        elif line.startswith("~ "):
            heads.append(wb.p(file.runs(line[2:])))
        elif m := re.match(r"(#+) (.*)", line):
            body.append(wb.p(file.runs(m[2]), style=f"Heading{len(m[1])}"))
        elif line.startswith("! "):
            body.append(wb.p(file.runs(line[2:], bold=True)))
        elif m := re.match(r"(Anteckning|Alternativ)> (.*)", line):
            body.append(wb.p(file.runs(m[2]), style=m[1]))
        elif m := re.match(r"(\d+|[a-z])\) (.*)", line):
            file.lists += m[1] == "1"
            body.append(wb.p(file.runs(m[2]), num=(max(1, file.lists), 0 if m[1].isdigit() else 1)))
        elif line:
            body.append(wb.p(file.runs(line)))
        before = line
    assert before == ""
    numbering = wb.abstract(0, *_LEVELS) + "".join(wb.num(n, 0, l0=1) for n in range(1, file.lists + 2))
    return wb.docx(
        "".join(body),
        styles=_STYLES,
        numbering=numbering,
        comments="".join(file.comments),
        headers=[("header", "default", "".join(heads))] if heads else (),
    )


def changed(text, *pairs):
    """Return the text with each (old, new) pair replaced once; the old must stand there."""
    for old, new in pairs:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text
