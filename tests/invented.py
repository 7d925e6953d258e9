"""A whole draft of an invented district, with one of everything that Word can be asked to show."""

from utlatande.model import Draft, Mark, Origin, Paragraph, Passage, PassageKind, Placeholder, Run, Style, Table


def said(text, role=Style.BODY, **rest):
    return Paragraph(runs=(Run(text=text),), role=role, **rest)


def heading(text, level=1):
    return said(text, Style.HEADING, level=level)


def passage(number, document, text, **rest):
    return Passage(
        id=f"p{number}",
        kind=rest.pop("kind", PassageKind.ANSWER),
        text=text,
        origin=Origin(document=document, block=number, page=2),
        headings=("Förvaltningens synpunkter och förslag",),
        date="2023-10-12",
        **rest,
    )


LIGHT = (
    "Förvaltningen går varje höst igenom belysningen på gångvägar och torg tillsammans med trafikkontoret. Platser där "
    "många rör sig kvällstid går först. Under 2022 byttes 46 armaturer, varav de flesta vid Sjöhamnstorget."
)
WALKS = (
    "Trygghetsvandringar hålls vår och höst i alla delar av stadsdelsområdet. Boende, föreningar, polis och "
    "fastighetsägare går en slinga tillsammans, och det som ses antecknas och följs upp."
)
YOUTH = (
    "Fältassistenterna arbetar uppsökande på kvällar och helger. De har kontakt med skolor, fritidsgårdar och polis "
    "varje vecka och kan därför rikta sin närvaro dit den behövs som mest."
)
STATEMENT = "I lägesbilden beskrivs tryggheten på Sjöhamnstorget som oförändrad jämfört med året innan."

PASSAGES = (
    passage(1, "tjansteutlatanden/2023 Belysning.docx", LIGHT),
    passage(2, "tjansteutlatanden/2021 Trygghetsvandringar.pdf", WALKS),
    passage(3, "tjansteutlatanden/2022 Unga.docx", YOUTH),
    passage(4, "lagesbilder/2024.pdf", STATEMENT, kind=PassageKind.LAGESBILD),
)

QUESTIONS = (
    "Hur arbetar förvaltningen med belysningen kring Sjöhamnstorget?",
    "Vilka trygghetsvandringar har hållits under det senaste året, och vad ledde de till?",
    "Ser förvaltningen behov av fler vuxna ute på kvällarna?",
)

INSATSER = Table(
    rows=(
        ("Insats", "Ansvarig", "Samverkan", "Aktiviteter", "Finansiering", "Uppföljning"),
        (
            "Tryggare torg",
            "Avdelningen för samhälle och service",
            "Platssamverkan Sjöhamnen",
            "Belysning ses över\nTorgvärdar fredag och lördag\nStädning varje morgon",
            "[belopp]",
            "Två gånger om året",
        ),
        (
            "Vuxna ute",
            "Enheten för fält och fritid",
            "Nattvandrarna i Norrvik, polisen",
            "Rekrytering av nattvandrare\nGemensam planering inför skolavslutningen",
            "Inom ram",
            "Varje kvartal",
        ),
        (
            "Trygghetsvandringar",
            "Trygghetssamordnaren",
            "Föreningar, fastighetsägare",
            "Fyra slingor per termin",
            "Inom ram",
            "",
        ),
    ),
    sources=("p4",),
)

PARTS = (
    said("Trygghet och belysning kring Sjöhamnstorget", Style.TITLE),
    said("Svar på skrivelse från (A) och (B)", Style.SUBTITLE),
    heading("Förslag till beslut"),
    said("Norrviks stadsdelsnämnd godkänner förvaltningens tjänsteutlåtande som svar på skrivelsen."),
    heading("Sammanfattning"),
    said(
        "I en skrivelse frågar Partiet A och Partiet B hur förvaltningen arbetar med belysningen kring Sjöhamnstorget, "
        "vilka trygghetsvandringar som har hållits det senaste året och om förvaltningen ser behov av fler vuxna ute "
        "på kvällarna."
    ),
    said("Förvaltningen går varje höst igenom belysningen på gångvägar och torg.", sources=("p1",)),
    heading("Ärendet"),
    Paragraph(
        runs=(
            Run(text="Partiet A och Partiet B lämnade den "),
            Run(text="[datum]", mark=Mark.PLACEHOLDER),
            Run(text=" in en skrivelse om tryggheten kring Sjöhamnstorget. De skriver:"),
        ),
        role=Style.BODY,
    ),
    said("Vi hör allt oftare att äldre väljer en omväg för att slippa gå över torget.", Style.QUOTE),
    said("Med anledning av detta ställs följande frågor:"),
    *(said(f"{n}. {text}", Style.NUMBERED, question=f"q{n}") for n, text in enumerate(QUESTIONS, 1)),
    heading("Ärendets beredning"),
    said("Ärendet har beretts av trygghetssamordnaren tillsammans med enheten för fält och fritid."),
    heading("Förvaltningens synpunkter och förslag"),
    heading("Förvaltningens svar på frågorna i skrivelsen", 2),
    said(f"1. {QUESTIONS[0]}", Style.QUESTION, question="q1"),
    Paragraph(
        runs=(Run(text=LIGHT),),
        role=Style.REUSED,
        question="q1",
        sources=("p1",),
        comments=(
            "Starkt stöd. Tjänsteutlåtande, Norrviks stadsdelsnämnd, 2023-10-12, s. 2.\nFrågan är nästan densamma.",
            "Siffra från 2022: 46 armaturer. Lägesbilden 2024, s. 12: 61 armaturer.",
        ),
    ),
    Paragraph(
        runs=(Run(text=STATEMENT),),
        role=Style.REUSED,
        question="q1",
        sources=("p4",),
        comments=("Lägesbild 2024, s. 2.",),
    ),
    said("Insatser som rör frågan:", question="q1"),
    said("Tryggare torg (ansvarig: Avdelningen för samhälle och service)", Style.LIST, question="q1", sources=("p4",)),
    said("Belysning ses över", Style.LIST, level=1),
    said("Torgvärdar fredag och lördag", Style.LIST, level=1),
    said("Vuxna ute (ansvarig: Enheten för fält och fritid)", Style.LIST),
    said(f"2. {QUESTIONS[1]}", Style.QUESTION, question="q2"),
    Paragraph(
        runs=(
            Run(text="Trygghetsvandringar hålls vår och höst i alla delar av "),
            Run(text="Norrviks stadsdelsområde", mark=Mark.INSERTED, replaces="Söderviks stadsdelsområde"),
            Run(text=". "),
            Run(text=WALKS.split(". ", 1)[1]),
        ),
        role=Style.REUSED,
        question="q2",
        sources=("p2",),
        comments=("Möjligt stöd. Tjänsteutlåtande 2021, s. 2. Frågan ber om en lista; texten har ingen.",),
    ),
    said(
        "Annat förslag (2022): " + YOUTH,
        Style.ALTERNATIVE,
        question="q2",
        sources=("p3",),
        comments=("Ta bort eller använd.",),
    ),
    said(f"3. {QUESTIONS[2]}", Style.QUESTION, question="q3"),
    Paragraph(
        runs=(Run(text="[Svar på fråga 3: inget tidigare svar hittades]", mark=Mark.PLACEHOLDER),),
        role=Style.BODY,
        question="q3",
    ),
    said(
        "Begäran om underlag till Enheten för fält och fritid: kan ni svara på fråga 3 en vecka före beredningen?",
        Style.NOTE,
        question="q3",
    ),
    said("De viktigaste insatserna under året finns i bilaga 2."),
    said("Förnamn Efternamn\nstadsdelsdirektör\nNorrviks stadsdelsförvaltning", Style.SIGNATURE),
    said("Förnamn Efternamn\navdelningschef\nNorrviks stadsdelsförvaltning", Style.SIGNATURE),
    heading("Bilagor"),
    said("Skrivelse från (A) och (B) om trygghet och belysning kring Sjöhamnstorget", Style.ATTACHMENT),
    said("Insatser under 2024", Style.ATTACHMENT),
    heading("Bilaga 2. Insatser under 2024"),
    said("Tabellen är hämtad ur åtgärdsplanen för Norrvik 2024."),
    INSATSER,
)

FIELDS = (
    ("namnd", "Norrviks stadsdelsnämnd"),
    ("forvaltning", "Norrviks stadsdelsförvaltning"),
    ("avdelning", "Avdelningen för samhälle och service"),
    ("handlaggare", "Förnamn Efternamn"),
    ("telefon", "[telefon]"),
    ("epost", "fornamn.efternamn@exempel.se"),
    ("dnr", "NV 2024/123"),
    ("datum", "2024-09-02"),
    ("sammantradesdatum", "2024-09-26"),
    ("titel", "Trygghet och belysning kring Sjöhamnstorget"),
    ("undertitel", "Svar på skrivelse från (A) och (B)"),
)


def draft(parts=PARTS, fields=FIELDS, title="Trygghet och belysning kring Sjöhamnstorget"):
    return Draft(
        title=title,
        fields=tuple(fields),
        parts=tuple(parts),
        provenance=PASSAGES,
        placeholders=(Placeholder(text="[telefon]"), Placeholder(text="[datum]")),
    )
