"""Letters as people really send them, each with what a careful registrar would say of it.

``TEXTS`` are plain text. ``WORDS`` are lists of lines, from which Word files are made: «# » begins a heading («## » one
below it), «* » a line all bold, «~ » one struck through, and «<list:level> » an item of an automatic list; « | » parts
the cells of a table's row; ** or ~~ stands around what is bold or struck within a line. A line break is a soft one in a
line and begins a new paragraph in a cell. A line that begins with «<w:» is XML inside a paragraph.

Of a question, ``under`` is the number (or, without one, the text) of the question it stands under; ``mere`` is a stem
or a heading with nothing to answer; ``stem`` is what a search for it must carry.
"""
# ruff: noqa: E501 - a letter's line is best read on one line

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Asked:
    number: str | None
    text: str
    under: str | None = None
    mere: bool = False
    kind: str = "fraga"
    stem: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    body: object
    asked: tuple[Asked, ...] = ()
    title: str | None = None
    parties: tuple[str, ...] = ()
    recipient: str | None = None
    date: str | None = None


NAMND = "Norrviks stadsdelsnämnd"


def plain(*texts, **more):
    """Questions without numbers."""
    return tuple(Asked(None, text, **more) for text in texts)


def numbered(*texts, start=1, **more):
    """Questions numbered from ``start``."""
    return tuple(Asked(str(number), text, **more) for number, text in enumerate(texts, start))


TEXTS = {
    # --- headings over sub-questions ---
    "numbered headings over sub-questions, and nothing that leads in": Letter(
        body="""Till: Norrviks stadsdelsnämnd
Datum: 2025-04-08

SKRIVELSE OM SKOLGÅRDAR

1. Skuggan
1.1 Hur många skolgårdar saknar träd?
1.2 Vilka av dem får träd i år?
2. Staketen
2.1 Hur ofta ses staketen över?
2.2 Vilka fel hittades under 2024?

H. Exempel (C)
""",
        asked=(
            Asked("1", "Skuggan", mere=True),
            Asked("1.1", "Hur många skolgårdar saknar träd?", under="1", stem="Skuggan"),
            Asked("1.2", "Vilka av dem får träd i år?", under="1", stem="Skuggan"),
            Asked("2", "Staketen", mere=True),
            Asked("2.1", "Hur ofta ses staketen över?", under="2", stem="Staketen"),
            Asked("2.2", "Vilka fel hittades under 2024?", under="2", stem="Staketen"),
        ),
        title="SKOLGÅRDAR",
        parties=("C",),
        recipient=NAMND,
        date="2025-04-08",
    ),
    "lettered headings whose questions count from one each time": Letter(
        body="""Skrivelse om hemtjänsten i Lillåsen
Norrviks stadsdelsnämnd, den 9 april 2025

Vi har träffat många brukare och deras anhöriga under vintern.

Frågor till förvaltningen

A. Personalen
1. Hur många olika medarbetare möter en brukare under två veckor?
2. Hur stor andel av dem har undersköterskeexamen?
B. Larmen
1. Hur lång tid tar det att komma fram efter ett larm?

L. Exempel (KD)
""",
        asked=(
            Asked("a", "Personalen", mere=True),
            Asked("a1", "Hur många olika medarbetare möter en brukare under två veckor?", under="a", stem="Personalen"),
            Asked("a2", "Hur stor andel av dem har undersköterskeexamen?", under="a", stem="Personalen"),
            Asked("b", "Larmen", mere=True),
            Asked("b1", "Hur lång tid tar det att komma fram efter ett larm?", under="b", stem="Larmen"),
        ),
        title="Hemtjänsten i Lillåsen",
        parties=("KD",),
        recipient=NAMND,
        date="2025-04-09",
    ),
    "numbered headings over lettered sub-questions, and nothing that leads in": Letter(
        body="""Skrivelse om Kvarnbadet
Till Norrviks stadsdelsnämnd
2025-05-12

1. Öppettider
a) Varför stänger badet tidigare på lördagar?
b) Går det att ha kvällsöppet en dag i veckan?
2. Avgifter
a) Hur mycket har avgifterna höjts sedan 2022?
b) Vilka grupper badar gratis?

Norrvik den 12 maj 2025
B. Exempel (L)
""",
        asked=(
            Asked("1", "Öppettider", mere=True),
            Asked("1a", "Varför stänger badet tidigare på lördagar?", under="1", stem="Öppettider"),
            Asked("1b", "Går det att ha kvällsöppet en dag i veckan?", under="1", stem="Öppettider"),
            Asked("2", "Avgifter", mere=True),
            Asked("2a", "Hur mycket har avgifterna höjts sedan 2022?", under="2", stem="Avgifter"),
            Asked("2b", "Vilka grupper badar gratis?", under="2", stem="Avgifter"),
        ),
        title="Kvarnbadet",
        parties=("L",),
        recipient=NAMND,
        date="2025-05-12",
    ),
    "unnumbered headings among numbers that run on": Letter(
        body="""Skrivelse om vinterväghållning
Till Norrviks stadsdelsnämnd
2025-01-22

Halkan har varit svår i år. Vi ställer följande frågor:

Plogning
1. Vilka gator plogas först?
2. Hur snabbt ska de vara plogade?

Sandning
3. Var sandas det inte alls?
4. Kan den som behöver få sand till sin egen infart?

A. Exempel (S)
""",
        asked=numbered(
            "Vilka gator plogas först?",
            "Hur snabbt ska de vara plogade?",
            "Var sandas det inte alls?",
            "Kan den som behöver få sand till sin egen infart?",
        ),
        title="Vinterväghållning",
        parties=("S",),
        recipient=NAMND,
        date="2025-01-22",
    ),
    # --- stems ---
    "a question that a numbered list goes on with, begun at the end of a paragraph": Letter(
        body="""Skrivelse om lekplatser för alla
Till Norrviks stadsdelsnämnd                    2025-06-10

Föräldrar i Tallbacken har hört av sig till oss. Vad har nämnden gjort för att
1. bygga om gungorna vid Kvarnparken,
2. jämna ut gångarna i Björkhaga,
3. ordna skugga vid sandlådorna?

E. Exempel (KD)
""",
        asked=numbered(
            "bygga om gungorna vid Kvarnparken,",
            "jämna ut gångarna i Björkhaga,",
            "ordna skugga vid sandlådorna?",
            stem="Vad har nämnden gjort för att",
        ),
        title="Lekplatser för alla",
        parties=("KD",),
        recipient=NAMND,
        date="2025-06-10",
    ),
    "a question that dashes go on with": Letter(
        body="""Skrivelse om digitala tjänster för äldre
Norrviks stadsdelsnämnd 2025-02-18

Allt fler ärenden sköts på nätet. Hur tänker förvaltningen
– nå dem som saknar e-legitimation,
– hjälpa den som inte ser skärmen och
– följa upp att hjälpen räcker?

Hälsningar
F. Exempel (V)
""",
        asked=plain(
            "nå dem som saknar e-legitimation,",
            "hjälpa den som inte ser skärmen och",
            "följa upp att hjälpen räcker?",
            stem="Hur tänker förvaltningen",
        ),
        title="Digitala tjänster för äldre",
        parties=("V",),
        recipient=NAMND,
        date="2025-02-18",
    ),
    "a stem of its own line with letters below it": Letter(
        body="""Skrivelse om skolskjuts
Till Norrviks stadsdelsnämnd
2025-08-28

Bussarna är överfulla på morgnarna.

Vi vill veta på vilket sätt förvaltningen avser att
a) mäta trängseln,
b) sätta in fler turer,
c) informera vårdnadshavarna.

G. Exempel (SD)
""",
        asked=(
            Asked("a", "mäta trängseln,", stem="på vilket sätt förvaltningen avser att"),
            Asked("b", "sätta in fler turer,", stem="på vilket sätt förvaltningen avser att"),
            Asked("c", "informera vårdnadshavarna.", stem="på vilket sätt förvaltningen avser att"),
        ),
        title="Skolskjuts",
        parties=("SD",),
        recipient=NAMND,
        date="2025-08-28",
    ),
    "indirect clauses in great roman numerals": Letter(
        body="""Skrivelse om trygghetslarm
Norrviks stadsdelsnämnd, den 13 maj 2025

Larmen har krånglat sedan i höstas. Vänsterpartiet vill veta

I. hur många hushåll i Norrvik som har larm,
II. hur länge ett larm har fått vänta som mest, och
III. om förvaltningen tänker byta leverantör före sommaren.

J. Exempel (V)
""",
        asked=(
            Asked("i", "hur många hushåll i Norrvik som har larm,"),
            Asked("ii", "hur länge ett larm har fått vänta som mest, och"),
            Asked("iii", "om förvaltningen tänker byta leverantör före sommaren."),
        ),
        title="Trygghetslarm",
        parties=("V",),
        recipient=NAMND,
        date="2025-05-13",
    ),
    "indirect clauses behind figures and a colon": Letter(
        body="""Skrivelse om vaccinering i skolan
Till Norrviks stadsdelsnämnd
2024-09-17

Läget på skolorna är oklart. Centerpartiet vill därför veta:

1) hur många elever som har tackat nej,
2) vilka språk informationen finns på, samt
3) när den andra omgången ges.

K. Exempel (C)
""",
        asked=numbered(
            "hur många elever som har tackat nej,",
            "vilka språk informationen finns på, samt",
            "när den andra omgången ges.",
        ),
        title="Vaccinering i skolan",
        parties=("C",),
        recipient=NAMND,
        date="2024-09-17",
    ),
    "small roman numerals under a numbered stem": Letter(
        body="""Skrivelse om odling på skoltomter
Till Norrviks stadsdelsnämnd
2025-03-19

Vi frågar:

1. Hur stor är ytan
i. vid Lövstaskolan,
ii. vid Kvarnskolan,
iii. vid Hamnskolan?
2. Vem vattnar under sommarlovet?

M. Exempel (MP)
""",
        asked=(
            Asked("1", "Hur stor är ytan", mere=True),
            Asked("1i", "vid Lövstaskolan,", under="1", stem="Hur stor är ytan"),
            Asked("1ii", "vid Kvarnskolan,", under="1", stem="Hur stor är ytan"),
            Asked("1iii", "vid Hamnskolan?", under="1", stem="Hur stor är ytan"),
            Asked("2", "Vem vattnar under sommarlovet?"),
        ),
        title="Odling på skoltomter",
        parties=("MP",),
        recipient=NAMND,
        date="2025-03-19",
    ),
    "things to know without a verb": Letter(
        body="""Skrivelse om cykelställ
Norrviks stadsdelsnämnd 2025-04-22

Det saknas cykelställ vid stationen. Vi vill veta följande:

- antalet platser i dag
- kostnaden för en ny plats
- hur många cyklar som har bortforslats sedan 2023

N. Exempel (L)
""",
        asked=plain(
            "antalet platser i dag", "kostnaden för en ny plats", "hur många cyklar som har bortforslats sedan 2023"
        ),
        title="Cykelställ",
        parties=("L",),
        recipient=NAMND,
        date="2025-04-22",
    ),
    # --- lists that go on, and lists that begin again ---
    "statements numbered first, and the questions counting on": Letter(
        body="""Skrivelse om föreningslokaler
Till Norrviks stadsdelsnämnd
2025-05-06

Vi ser tre problem:

1. Hyrorna stiger.
2. Lokalerna stängs för tidigt.
3. Ingen svarar i telefonen.

Därför frågar vi:

4. Hur har hyrorna ändrats sedan 2021?
5. Vad skulle en timme längre öppettid kosta?
6. Vem tar emot samtalen?

P. Exempel (S)
""",
        asked=numbered(
            "Hur har hyrorna ändrats sedan 2021?",
            "Vad skulle en timme längre öppettid kosta?",
            "Vem tar emot samtalen?",
            start=4,
        ),
        title="Föreningslokaler",
        parties=("S",),
        recipient=NAMND,
        date="2025-05-06",
    ),
    "two addressees, each with a list from one": Letter(
        body="""Skrivelse om Hamntorget
Till Norrviks stadsdelsnämnd
2025-06-17

Torget har grävts upp två gånger på ett år.

Frågor till förvaltningen:
1. Varför grävdes torget upp igen?
2. Vad har arbetet kostat?

Frågor till nämndens ordförande:
1. När fick ordföranden veta om den andra grävningen?
2. Avser ordföranden att träffa handlarna?

R. Exempel (M)
""",
        asked=(
            *numbered("Varför grävdes torget upp igen?", "Vad har arbetet kostat?"),
            *numbered("När fick ordföranden veta om den andra grävningen?", "Avser ordföranden att träffa handlarna?"),
        ),
        title="Hamntorget",
        parties=("M",),
        recipient=NAMND,
        date="2025-06-17",
    ),
    "numbers that run on through two lead-ins": Letter(
        body="""Skrivelse om barns fritid
Till Norrviks stadsdelsnämnd
2025-09-09

Om kulturskolan frågar vi:
1. Hur många barn står i kö?
2. Vilka instrument har längst kö?

Om fritidsgårdarna frågar vi:
3. Vilka gårdar har öppet på söndagar?
4. Hur många flickor kommer dit?

S. Exempel (V)
""",
        asked=numbered(
            "Hur många barn står i kö?",
            "Vilka instrument har längst kö?",
            "Vilka gårdar har öppet på söndagar?",
            "Hur många flickor kommer dit?",
        ),
        title="Barns fritid",
        parties=("V",),
        recipient=NAMND,
        date="2025-09-09",
    ),
    "questions first and then what is moved": Letter(
        body="""Skrivelse om översvämmade källare
Till Norrviks stadsdelsnämnd
2024-10-01

Regnet i augusti fyllde källarna i Björkhaga.

Vi frågar:
1. Hur många fastigheter drabbades?
2. Vem ansvarar för brunnarna?

Vi yrkar att nämnden beslutar att
1. låta rensa samtliga brunnar före vintern
2. ta fram en plan för skyfall

T. Exempel (C)
""",
        asked=(
            *numbered("Hur många fastigheter drabbades?", "Vem ansvarar för brunnarna?"),
            *numbered("låta rensa samtliga brunnar före vintern", "ta fram en plan för skyfall", kind="uppdrag"),
        ),
        title="Översvämmade källare",
        parties=("C",),
        recipient=NAMND,
        date="2024-10-01",
    ),
    "what to answer if yes and if no": Letter(
        body="""Skrivelse om kolloplatser
Till Norrviks stadsdelsnämnd
2025-02-04

Vi undrar:

1. Räckte platserna till alla som sökte förra sommaren?
– Om ja, hur många platser blev över?
– Om nej, hur många barn fick avslag?
2. När öppnar anmälan i år?

U. Exempel (S)
""",
        asked=(
            Asked("1", "Räckte platserna till alla som sökte förra sommaren?"),
            Asked(None, "Om ja, hur många platser blev över?", under="1", stem="Räckte platserna"),
            Asked(None, "Om nej, hur många barn fick avslag?", under="1", stem="Räckte platserna"),
            Asked("2", "När öppnar anmälan i år?"),
        ),
        title="Kolloplatser",
        parties=("S",),
        recipient=NAMND,
        date="2025-02-04",
    ),
    # --- e-mail ---
    "an e-mail with its head, a greeting, and a telephone's last line": Letter(
        body="""Från: Exempel, A. (M) <a.exempel@norrvik.example>
Till: Norrviks stadsdelsnämnd <namnden@norrvik.example>
Skickat: den 4 februari 2025 08:14
Ämne: Skrivelse till nämnden om trasiga belysningsstolpar

Hej!

Här kommer en skrivelse. Kan du bekräfta att den har kommit fram?

Stolparna längs Sjöstigen har varit släckta sedan i november. De boende går en omväg.

Frågor:
- Vem äger stolparna?
- När blir de lagade?
- Hur många felanmälningar har kommit in under 2024?

Mvh
A. Exempel (M)

Skickat från min iPhone
""",
        asked=plain("Vem äger stolparna?", "När blir de lagade?", "Hur många felanmälningar har kommit in under 2024?"),
        title="Trasiga belysningsstolpar",
        parties=("M",),
        recipient=NAMND,
        date="2025-02-04",
    ),
    "an answered and forwarded e-mail with an older one quoted below": Letter(
        body="""Från: B. Exempel <b.exempel@norrvik.example>
Skickat: den 11 mars 2025 17:40
Till: Norrviks stadsdelsnämnd
Kopia: Kansliet
Ämne: VB: Skrivelse om sophämtning i Lillåsen

Hej igen,

Vi vill ställa följande frågor till nämnden:
1. Hur ofta töms kärlen på Ringvägen?
2. Vem har beslutat om glesare tömning?

Med vänlig hälsning
B. Exempel (SD)

-----Ursprungligt meddelande-----
Från: Kansliet <kansliet@norrvik.example>
Skickat: den 3 mars 2025 09:02
Till: B. Exempel
Ämne: Annat ärende om parkering

Hej! Vi undrar följande:
1. Vilken dag vill du komma?
2. Behöver du en projektor?
""",
        asked=numbered("Hur ofta töms kärlen på Ringvägen?", "Vem har beslutat om glesare tömning?"),
        title="Sophämtning i Lillåsen",
        parties=("SD",),
        recipient=NAMND,
        date="2025-03-11",
    ),
    "an e-mail with an English head": Letter(
        body="""From: C. Exempel <c.exempel@norrvik.example>
Sent: Monday, 7 April 2025 07:55
To: Norrviks stadsdelsnämnd
Subject: Fråga om gångtunneln vid Norrviks station

God morgon!

Tunneln luktar illa och lamporna är krossade. Jag vill fråga nämnden följande:

1. Hur ofta städas tunneln?
2. När byts lamporna?

Vänligen
C. Exempel (KD)
""",
        asked=numbered("Hur ofta städas tunneln?", "När byts lamporna?"),
        title="Gångtunneln vid Norrviks station",
        parties=("KD",),
        recipient=NAMND,
        date="2025-04-07",
    ),
    # --- the word «fråga», dashes, numbers ---
    "Fråga 1 with a colon, 2 with a dash, 3 with a full stop": Letter(
        body="""SKRIVELSE

Liberalerna i Norrvik
2024-11-12

Läxhjälp i Tallbacken

Fråga 1: Har förvaltningen talat med
biblioteket om läxhjälp på kvällstid?

Fråga 2 – Vilka skolor har läxhjälp i dag?

Fråga 3. Hur ser förvaltningen på att studenter sköter
läxhjälpen?

D. Exempel (L)
""",
        asked=numbered(
            "Har förvaltningen talat med biblioteket om läxhjälp på kvällstid?",
            "Vilka skolor har läxhjälp i dag?",
            "Hur ser förvaltningen på att studenter sköter läxhjälpen?",
        ),
        title="Läxhjälp i Tallbacken",
        parties=("L",),
        date="2024-11-12",
    ),
    "Fråga nr, with sub-questions and other marks each time": Letter(
        body="""Skrivelse om båthuset
Till Norrviks stadsdelsnämnd
2025-05-27

Fråga nr 1: Vem äger båthuset?
Fråga nr 2. Taket och bryggan
a) När lades taket?
b) Håller bryggan?
Fråga nr 3 – Vad skulle en renovering kosta?

V. Exempel (M)
""",
        asked=(
            Asked("1", "Vem äger båthuset?"),
            Asked("2", "Taket och bryggan", mere=True),
            Asked("2a", "När lades taket?", under="2", stem="Taket och bryggan"),
            Asked("2b", "Håller bryggan?", under="2", stem="Taket och bryggan"),
            Asked("3", "Vad skulle en renovering kosta?"),
        ),
        title="Båthuset",
        parties=("M",),
        recipient=NAMND,
        date="2025-05-27",
    ),
    "Fråga ett, två and tre on lines of their own": Letter(
        body="""Skrivelse om studiero
Till Norrviks stadsdelsnämnd
2025-10-02

Fråga ett
Hur många elever byter skola under läsåret?

Fråga två
Vilka skolor har mobilfria klassrum?

Fråga tre
Hur mäts studieron?

X. Exempel (L)
""",
        asked=numbered(
            "Hur många elever byter skola under läsåret?", "Vilka skolor har mobilfria klassrum?", "Hur mäts studieron?"
        ),
        title="Studiero",
        parties=("L",),
        recipient=NAMND,
        date="2025-10-02",
    ),
    "four sorts of dashes, and a party's mark alone as the signature": Letter(
        body="""Skrivelse – färjan till Sjöholmen
Norrviks stadsdelsnämnd
14/3 2025

Färjan går inte längre på söndagar.
Med anledning av detta frågar vi:

‒ Har nämnden talat med rederiet?
— Hur många reser på söndagar?
– Finns en buss i stället?
−  Kommer färjan tillbaka?

(SD)
""",
        asked=plain(
            "Har nämnden talat med rederiet?",
            "Hur många reser på söndagar?",
            "Finns en buss i stället?",
            "Kommer färjan tillbaka?",
        ),
        title="Färjan till Sjöholmen",
        parties=("SD",),
        recipient=NAMND,
        date="2025-03-14",
    ),
    "hyphens, stars and horizontal bars as bullets, and two marks as the signature": Letter(
        body="""Skrivelse om klotter
Norrviks stadsdelsnämnd
2025-04-03

Vi undrar:
- Hur snabbt saneras klotter?
* Vem betalar saneringen?
― Vilka väggar är lagliga?
‑ Har anmälningarna ökat?

(S) (V)
""",
        asked=plain(
            "Hur snabbt saneras klotter?",
            "Vem betalar saneringen?",
            "Vilka väggar är lagliga?",
            "Har anmälningarna ökat?",
        ),
        title="Klotter",
        parties=("S", "V"),
        recipient=NAMND,
        date="2025-04-03",
    ),
    "parties in words as the signature": Letter(
        body="""Skrivelse om ordningsvakter
Till Norrviks stadsdelsnämnd
2025-01-16

Vi önskar svar på följande frågor.

1. Hur många vakter finns vid Hamntorget?
2. Hur länge gäller avtalet?

Moderaterna, Liberalerna, Centerpartiet och Sverigedemokraterna
""",
        asked=numbered("Hur många vakter finns vid Hamntorget?", "Hur länge gäller avtalet?"),
        title="Ordningsvakter",
        parties=("M", "L", "C", "SD"),
        recipient=NAMND,
        date="2025-01-16",
    ),
    "parties in words in the head, names without marks below": Letter(
        body="""Skrivelse från Socialdemokraterna, Vänsterpartiet och Miljöpartiet
Norrviks stadsdelsnämnd den 20 november 2025

Matsvinnet i förskolan

Våra frågor:

1. Hur mycket mat slängs per barn?
2. Vilka förskolor väger svinnet?

Y. Exempel, Z. Exempel och Å. Exempel
""",
        asked=numbered("Hur mycket mat slängs per barn?", "Vilka förskolor väger svinnet?"),
        title="Matsvinnet i förskolan",
        parties=("S", "V", "MP"),
        recipient=NAMND,
        date="2025-11-20",
    ),
    "a title that is a question": Letter(
        body="""Till Norrviks stadsdelsnämnd
2025-08-19

Hur mår ungdomarna i Norrvik?

Vi såg med oro på vårens enkät. Därför frågar vi:

1. Vilka slutsatser drar förvaltningen av enkäten?
2. Hur går arbetet vidare?

Ä. Exempel (KD)
""",
        asked=numbered("Vilka slutsatser drar förvaltningen av enkäten?", "Hur går arbetet vidare?"),
        title="Hur mår ungdomarna i Norrvik?",
        parties=("KD",),
        recipient=NAMND,
        date="2025-08-19",
    ),
    "questions that an older letter asked, before those that are asked now": Letter(
        body="""Skrivelse om Gläntan
Norrviks stadsdelsnämnd 2025-09-25

I vår skrivelse från november ställde vi följande frågor:
1. Vilka kvällar är Gläntan öppen?
2. Vem har nycklarna?

Något svar har vi inte fått. Vi frågar därför på nytt:
1. När får vi svar på skrivelsen från november?
2. Har öppettiderna ändrats sedan dess?

Ö. Exempel (S)
""",
        asked=numbered("När får vi svar på skrivelsen från november?", "Har öppettiderna ändrats sedan dess?"),
        title="Gläntan",
        parties=("S",),
        recipient=NAMND,
        date="2025-09-25",
    ),
    "a statute in points before the questions": Letter(
        body="""Skrivelse om drönare
Norrviks stadsdelsnämnd
2025-02-06

Av reglerna följer att
1. den som flyger ska ha registrerat sig,
2. ingen får flyga över en folkmassa,
3. bilder på skyddsobjekt inte får spridas.

Vid Kvarnparken flygs det varje kväll.

Vi vill veta:
1. Vem kontrollerar flygningen?
2. Kan nämnden sätta upp skyltar?

A. Exempel (C)
""",
        asked=numbered("Vem kontrollerar flygningen?", "Kan nämnden sätta upp skyltar?"),
        title="Drönare",
        parties=("C",),
        recipient=NAMND,
        date="2025-02-06",
    ),
    "an enquiry's form put in below the signature": Letter(
        body="""Skrivelse om enkäten till föreningarna
Till Norrviks stadsdelsnämnd
2025-03-27

Vi har en fråga till förvaltningen:

1. Hur många föreningar har svarat på den bifogade enkäten?

B. Exempel (L)

Bilaga: Enkäten
1. Hur många medlemmar har ni?
2. Vilken lokal använder ni?
3. Är ni nöjda?
""",
        asked=numbered("Hur många föreningar har svarat på den bifogade enkäten?"),
        title="Enkäten till föreningarna",
        parties=("L",),
        recipient=NAMND,
        date="2025-03-27",
    ),
    "Fråga 1 and a minus sign, a party through its group leader": Letter(
        body="""Skrivelse om elbilsladdning
Till Norrviks stadsdelsnämnd
2025-03-05

Fråga 1 − Hur många laddplatser finns på gatumark?
Fråga 2 − Vem bestämmer priset?
Fråga 3 − Planeras fler platser i Tallbacken?

För Miljöpartiet genom
E. Exempel, gruppledare
""",
        asked=numbered(
            "Hur många laddplatser finns på gatumark?", "Vem bestämmer priset?", "Planeras fler platser i Tallbacken?"
        ),
        title="Elbilsladdning",
        parties=("MP",),
        recipient=NAMND,
        date="2025-03-05",
    ),
    "an e-mail that answers, with the older one in angle brackets": Letter(
        body="""Från: F. Exempel <f.exempel@norrvik.example>
Till: Norrviks stadsdelsnämnd
Datum: 2025-05-19
Ämne: SV: Skrivelse om gallringen i Lövstaskogen

Hej,

tack för ert mejl. Vi vill nu fråga:
1. Vem har beställt gallringen?
2. Hur många träd är kvar att fälla?

F. Exempel (V)

Den 16 maj 2025 skrev Kansliet:
> Hej! Två frågor till er:
> 1. När vill ni ha svar?
> 2. Ska svaret gå till hela gruppen?
""",
        asked=numbered("Vem har beställt gallringen?", "Hur många träd är kvar att fälla?"),
        title="Gallringen i Lövstaskogen",
        parties=("V",),
        recipient=NAMND,
        date="2025-05-19",
    ),
    "dashes that wrap over two lines": Letter(
        body="""Skrivelse om förskolans kök
Norrviks stadsdelsnämnd
2025-04-10

Flera kök har stängts under våren. Vi ställer därför följande frågor till
förvaltningen:

− Vilka av förskolorna i Björkhaga och i Tallbacken har i dag ett
  kök som är godkänt?
− Hur lång tid tar maten från centralköket till den förskola som
  ligger längst bort?

G. Exempel (S)
""",
        asked=plain(
            "Vilka av förskolorna i Björkhaga och i Tallbacken har i dag ett kök som är godkänt?",
            "Hur lång tid tar maten från centralköket till den förskola som ligger längst bort?",
        ),
        title="Förskolans kök",
        parties=("S",),
        recipient=NAMND,
        date="2025-04-10",
    ),
    "a heading over sub-questions, and then a question beside it": Letter(
        body="""Skrivelse om nattvandring
Till Norrviks stadsdelsnämnd
2025-09-16

1. Stödet till föreningarna
1.1 Hur många föreningar nattvandrar?
1.2 Vilket stöd får de?
2. Hur ser förvaltningen på att samordna vandringarna?

H. Exempel (M)
""",
        asked=(
            Asked("1", "Stödet till föreningarna", mere=True),
            Asked("1.1", "Hur många föreningar nattvandrar?", under="1", stem="Stödet till föreningarna"),
            Asked("1.2", "Vilket stöd får de?", under="1", stem="Stödet till föreningarna"),
            Asked("2", "Hur ser förvaltningen på att samordna vandringarna?"),
        ),
        title="Nattvandring",
        parties=("M",),
        recipient=NAMND,
        date="2025-09-16",
    ),
    # --- nothing is asked ---
    "numbered views": Letter(
        body="""Synpunkter på busslinje 12

Till Norrviks stadsdelsnämnd
2025-02-11

Vi vill lämna följande synpunkter:
1. Turerna är för få på kvällen.
2. Hållplatsen vid Tallbacken bör ha tak.
3. Förarna är vänliga.

Centerpartiet
""",
        title="Synpunkter på busslinje 12",
        parties=("C",),
        recipient=NAMND,
        date="2025-02-11",
    ),
    "thanks for an answer": Letter(
        body="""Tack för svaret om båtbryggan

Till Norrviks stadsdelsnämnd
2025-06-24

Svaret på våra frågor var klargörande. Följande vill vi skicka med:
1. Fortsätt samarbetet med båtklubben.
2. Glöm inte belysningen.

Moderaterna
""",
        title="Tack för svaret om båtbryggan",
        parties=("M",),
        recipient=NAMND,
        date="2025-06-24",
    ),
    "a rhetorical question at the end": Letter(
        body="""Uttalande om Sjöparken

Till Norrviks stadsdelsnämnd
2025-05-08

Sjöparken är hela stadsdelens vardagsrum. Nu ska den bli parkering. Partiet säger nej.

Vem vill väl egentligen dricka sitt kaffe bland parkerade bilar?

C. Exempel (MP)
""",
        title="Uttalande om Sjöparken",
        parties=("MP",),
        recipient=NAMND,
        date="2025-05-08",
    ),
    "an agenda": Letter(
        body="""Dagordning för gruppmöte

Norrviks stadsdelsnämnd
2025-09-01

1. Val av justerare
2. Föregående anteckningar
3. Frågor till nämnden
4. Hur går arbetet med budgeten?
5. Övriga frågor
6. Nästa möte

Liberalerna i Norrvik
""",
        title="Dagordning för gruppmöte",
        parties=("L",),
        recipient=NAMND,
        date="2025-09-01",
    ),
    "a statute in points and no more": Letter(
        body="""Påminnelse om offentlighetsprincipen

Till Norrviks stadsdelsnämnd
2025-01-28

Enligt lagen ska den som begär ut en handling få besked om
a) huruvida handlingen är allmän,
b) vilka uppgifter som är hemliga,
c) hur beslutet kan överklagas.

Vi utgår från att nämnden följer lagen.

D. Exempel (V)
""",
        title="Påminnelse om offentlighetsprincipen",
        parties=("V",),
        recipient=NAMND,
        date="2025-01-28",
    ),
}


# --- Word ------------------------------------------------------------------------------------------------------------

HEAD = ["Till Norrviks stadsdelsnämnd", "2025-05-20"]
FOR_WORD = {"recipient": NAMND, "date": "2025-05-20"}

WORDS = {
    # --- headings over sub-questions ---
    "automatic numbers 1. and 1.1, and nothing that leads in": Letter(
        body=[
            "# Skrivelse om gruppboenden",
            *HEAD,
            "<dec:0> Bemanning",
            "<dec:1> Hur många arbetar på natten?",
            "<dec:1> Hur många vikarier anlitas en vanlig vecka?",
            "<dec:0> Delaktighet",
            "<dec:1> Hur bestäms helgernas utflykter?",
            "A. Exempel (C)",
        ],
        asked=(
            Asked("1", "Bemanning", mere=True),
            Asked("1.1", "Hur många arbetar på natten?", under="1", stem="Bemanning"),
            Asked("1.2", "Hur många vikarier anlitas en vanlig vecka?", under="1", stem="Bemanning"),
            Asked("2", "Delaktighet", mere=True),
            Asked("2.1", "Hur bestäms helgernas utflykter?", under="2", stem="Delaktighet"),
        ),
        title="Gruppboenden",
        parties=("C",),
        **FOR_WORD,
    ),
    "headings Fråga 1 and Fråga 2 with the question in the paragraph below": Letter(
        body=[
            "# Skrivelse om ensamhet",
            *HEAD,
            "Träffpunkten i Lillåsen stängde i mars. Vi har pratat med dem som brukade gå dit.",
            "## Fråga 1",
            "Vart hänvisas de som gick till träffpunkten?",
            "## Fråga 2",
            "Hur många besökare hade träffpunkten 2024? Vi önskar svaret uppdelat på kvinnor och män.",
            "B. Exempel (KD)",
        ],
        asked=numbered(
            "Vart hänvisas de som gick till träffpunkten?",
            "Hur många besökare hade träffpunkten 2024? Vi önskar svaret uppdelat på kvinnor och män.",
        ),
        title="Ensamhet",
        parties=("KD",),
        **FOR_WORD,
    ),
    "bold lines Fråga 1 and 2 with several paragraphs below each": Letter(
        body=[
            "* Skrivelse om kajens räcken",
            *HEAD,
            "* Fråga 1",
            "I höstas lossnade ett räcke vid Sjöhamnen.",
            "Vem kontrollerar räckena?",
            "* Fråga 2",
            "Besiktningen gjordes senast 2019.",
            "När görs nästa besiktning?",
            "C. Exempel (M)",
        ],
        asked=numbered("Vem kontrollerar räckena?", "När görs nästa besiktning?"),
        title="Kajens räcken",
        parties=("M",),
        **FOR_WORD,
    ),
    # --- stems ---
    "an automatic list that goes on with a question begun above": Letter(
        body=[
            "# Skrivelse om språkförskolan",
            *HEAD,
            "Förskolan har fått fler barn. Hur avser förvaltningen att",
            "<abc:0> rekrytera pedagoger som kan flera språk,",
            "<abc:0> ordna lokaler till hösten,",
            "<abc:0> hålla föräldrarna underrättade?",
            "D. Exempel (S)",
        ],
        asked=numbered(
            "rekrytera pedagoger som kan flera språk,",
            "ordna lokaler till hösten,",
            "hålla föräldrarna underrättade?",
            stem="Hur avser förvaltningen att",
        ),
        title="Språkförskolan",
        parties=("S",),
        **FOR_WORD,
    ),
    "automatic great roman numerals with indirect clauses": Letter(
        body=[
            "# Skrivelse om kulturhuset",
            *HEAD,
            "Miljöpartiet vill veta",
            "<rom:0> hur många besök kulturhuset har haft i år,",
            "<rom:0> vilka grupper som saknas bland besökarna, och",
            "<rom:0> om entrén kan göras bredare.",
            "E. Exempel (MP)",
        ],
        asked=(
            Asked("i", "hur många besök kulturhuset har haft i år,"),
            Asked("ii", "vilka grupper som saknas bland besökarna, och"),
            Asked("iii", "om entrén kan göras bredare."),
        ),
        title="Kulturhuset",
        parties=("MP",),
        **FOR_WORD,
    ),
    "a label that says Fråga, with lettered sub-questions": Letter(
        body=[
            "# Skrivelse om simskolan",
            *HEAD,
            "<fra:0> Hur många sjätteklassare kan inte simma?",
            "<fra:0> Hur ser det ut",
            "<fra:1> i Lillåsen?",
            "<fra:1> i Tallbacken?",
            "F. Exempel (V)",
        ],
        asked=(
            Asked("1", "Hur många sjätteklassare kan inte simma?"),
            Asked("2", "Hur ser det ut", mere=True),
            Asked("2a", "i Lillåsen?", under="2", stem="Hur ser det ut"),
            Asked("2b", "i Tallbacken?", under="2", stem="Hur ser det ut"),
        ),
        title="Simskolan",
        parties=("V",),
        **FOR_WORD,
    ),
    # --- lists that go on ---
    "statements and questions in one automatic list": Letter(
        body=[
            "# Skrivelse angående koloniträdgårdar",
            *HEAD,
            "Tre saker oroar odlarna:",
            "<dec:0> Vattnet är avstängt för länge.",
            "<dec:0> Avgiften har höjts.",
            "<dec:0> Grindarna saknar lås.",
            "Därför frågar vi:",
            "<dec:0> Hur länge ska vattnet vara avstängt?",
            "<dec:0> Hur stor är höjningen sedan 2022?",
            "Om höjningen är större än en tiondel vill vi också veta:",
            "<dec:0> Vad täcker höjningen?",
            "G. Exempel (SD)",
        ],
        asked=numbered(
            "Hur länge ska vattnet vara avstängt?",
            "Hur stor är höjningen sedan 2022?",
            "Vad täcker höjningen?",
            start=4,
        ),
        title="Koloniträdgårdar",
        parties=("SD",),
        **FOR_WORD,
    ),
    "two statements and one question in one automatic list": Letter(
        body=[
            "# Skrivelse om lokalvård",
            *HEAD,
            "Vi konstaterar att",
            "<dec:0> toaletterna städas en gång om dagen,",
            "<dec:0> eleverna undviker dem.",
            "Vi vill därför fråga förvaltningen:",
            "<dec:0> Vad skulle en städning till om dagen kosta?",
            "H. Exempel (L)",
        ],
        asked=numbered("Vad skulle en städning till om dagen kosta?", start=3),
        title="Lokalvård",
        parties=("L",),
        **FOR_WORD,
    ),
    # --- bullets, headings and soft breaks ---
    "bullets with a bold question and a plain sentence behind it": Letter(
        body=[
            "# Skrivelse om gångtunneln",
            *HEAD,
            "Tunneln stod under vatten i tre dagar. Är det rimligt?",
            "<bul:0> **Varför tog det tre dagar?** Vi har hört olika uppgifter.",
            "<bul:0> **Finns en plan för skyfall?** I så fall vill vi ta del av den.",
            "Vi vill också fråga ordföranden: Hur ska det undvikas i framtiden?",
            "I. Exempel (V)",
        ],
        asked=plain(
            "Varför tog det tre dagar?",
            "Finns en plan för skyfall? I så fall vill vi ta del av den.",
            "Hur ska det undvikas i framtiden?",
        ),
        title="Gångtunneln",
        parties=("V",),
        **FOR_WORD,
    ),
    "bullets with a statement before the question": Letter(
        body=[
            "# Skrivelse om bostadsanpassning",
            *HEAD,
            "Våra frågor är:",
            "<bul:0> Handläggningstiden har vuxit. Hur lång är den i dag?",
            "<bul:0> Flera ärenden har överklagats. Hur många har ändrats?",
            "J. Exempel (KD)",
        ],
        asked=(
            Asked(None, "Hur lång är den i dag?", stem="Handläggningstiden"),
            Asked(None, "Hur många har ändrats?"),
        ),
        title="Bostadsanpassning",
        parties=("KD",),
        **FOR_WORD,
    ),
    "headings by topic with one question below each": Letter(
        body=[
            "# Skrivelse om nattöppet bibliotek",
            *HEAD,
            "Vi har följande frågor till förvaltningen.",
            "## Kostnad",
            "Vad kostar en timme nattöppet?",
            "## Trygghet",
            "Hur bemannas entrén efter klockan tio?",
            "K. Exempel (S)",
        ],
        asked=plain("Vad kostar en timme nattöppet?", "Hur bemannas entrén efter klockan tio?"),
        title="Nattöppet bibliotek",
        parties=("S",),
        **FOR_WORD,
    ),
    "the whole letter in one paragraph with soft breaks": Letter(
        body=[
            "Skrivelse om korgar\nTill: Norrviks stadsdelsnämnd\n2025-05-20\n\nVi undrar:\n1.\tHur många finns?\n2.\tHur ofta töms de?\n\nL. Ek (C)",
        ],
        asked=numbered("Hur många finns?", "Hur ofta töms de?"),
        title="Korgar",
        parties=("C",),
        **FOR_WORD,
    ),
    "a question without its mark after a colon": Letter(
        body=[
            "Enkel fråga om ungdomsrådet",
            *HEAD,
            "Rådet har inte träffats i år. Jag vill fråga ordföranden:",
            "Avser ordföranden att kalla rådet till möte före sommaren",
            "M. Exempel (MP)",
        ],
        asked=plain("Avser ordföranden att kalla rådet till möte före sommaren"),
        title="Ungdomsrådet",
        parties=("MP",),
        **FOR_WORD,
    ),
    # --- forms and tables ---
    "a form whose cell holds the questions": Letter(
        body=[
            "Skrivelse till | Norrviks stadsdelsnämnd",
            "Parti | Centerpartiet (C)",
            "Datum | 2025-05-20",
            "Ärende | Odlingslotter i Lillåsen",
            "Bakgrund | Kön till lotterna är sju år.",
            "Frågor | 1. Hur många står i kö?\n2. Var kan nya lotter anläggas?\n3. Vad kostar en ny lott?",
            "Underskrift | N. Exempel",
        ],
        asked=numbered("Hur många står i kö?", "Var kan nya lotter anläggas?", "Vad kostar en ny lott?"),
        title="Odlingslotter i Lillåsen",
        parties=("C",),
        **FOR_WORD,
    ),
    "a form with automatic numbers in the cell, and other words before it": Letter(
        body=[
            "Mottagare | Norrviks stadsdelsnämnd",
            "Inlämnad av | O. Exempel (L)",
            "Inlämnad den | 20 maj 2025",
            "Rubrik | Elsparkcyklar på kajen",
            "Frågeställningar | <dec:0> Var får de ställas upp?\n<dec:0> Vem flyttar dem som ligger i vägen?",
        ],
        asked=numbered("Var får de ställas upp?", "Vem flyttar dem som ligger i vägen?"),
        title="Elsparkcyklar på kajen",
        parties=("L",),
        **FOR_WORD,
    ),
    "a form with a row a question": Letter(
        body=[
            "# Skrivelse om skolbiblioteken",
            *HEAD,
            "Parti | Liberalerna",
            "Fråga 1 | Vilka skolor har en bibliotekarie?",
            "Fråga 2 | Hur många böcker köptes in under 2024?",
            "Fråga 3 | Hur mäts läslusten?",
        ],
        asked=numbered(
            "Vilka skolor har en bibliotekarie?", "Hur många böcker köptes in under 2024?", "Hur mäts läslusten?"
        ),
        title="Skolbiblioteken",
        parties=("L",),
        **FOR_WORD,
    ),
    "a table of questions with an empty column for the answers": Letter(
        body=[
            "# Skrivelse om brandskydd",
            *HEAD,
            "Nr | Fråga | Svar",
            "1 | Vilka förskolor saknar sprinkler? | ",
            "2 | När hölls den senaste övningen? | ",
            "P. Exempel (SD)",
        ],
        asked=numbered("Vilka förskolor saknar sprinkler?", "När hölls den senaste övningen?"),
        title="Brandskydd",
        parties=("SD",),
        **FOR_WORD,
    ),
    "a form whose one question has no number": Letter(
        body=[
            "Till | Norrviks stadsdelsnämnd",
            "Från | I. Exempel (KD)",
            "Datum | 2025-05-20",
            "Ämne | Minneslunden",
            "Fråga | När öppnar minneslunden för besökare?",
        ],
        asked=plain("När öppnar minneslunden för besökare?"),
        title="Minneslunden",
        parties=("KD",),
        **FOR_WORD,
    ),
    "questions among reasons below a heading": Letter(
        body=[
            "# Skrivelse om fältarbete",
            *HEAD,
            "Fältarbetarna syns mer sällan i centrum.",
            "## Frågor",
            "Hur många fältarbetare är i tjänst på fredagar? Vi har hört att de är två.",
            "Samarbetet med skolorna är viktigt. Hur ofta träffas fältarbetarna och skolorna?",
            "J. Exempel (C)",
        ],
        asked=plain("Hur många fältarbetare är i tjänst på fredagar?", "Hur ofta träffas fältarbetarna och skolorna?"),
        title="Fältarbete",
        parties=("C",),
        **FOR_WORD,
    ),
    # --- what is struck, deleted or negative ---
    "a question that is struck through": Letter(
        body=[
            "# Skrivelse om dagverksamhet",
            *HEAD,
            "Vi frågar:",
            "1. Hur många platser finns i dag?",
            "~ 2. Vem bestämde detta?",
            "3. Hur lång är kön?",
            "R. Exempel (S)",
        ],
        asked=(Asked("1", "Hur många platser finns i dag?"), Asked("3", "Hur lång är kön?")),
        title="Dagverksamhet",
        parties=("S",),
        **FOR_WORD,
    ),
    "words that are struck through, and a deletion not yet accepted": Letter(
        body=[
            "# Skrivelse om ledsagning",
            *HEAD,
            "Vi frågar:",
            "<dec:0> Hur många ~~timmar~~ ärenden väntar på beslut?",
            '<w:del w:id="9" w:author="Kansliet"><w:r><w:delText>Vad säger juristen?</w:delText></w:r></w:del>',
            "<dec:0> Vem får ledsagning på lördagar?",
            "S. Exempel (M)",
        ],
        asked=numbered("Hur många ärenden väntar på beslut?", "Vem får ledsagning på lördagar?"),
        title="Ledsagning",
        parties=("M",),
        **FOR_WORD,
    ),
    "a question with two lines through it": Letter(
        body=[
            "# Skrivelse om mötesplatser",
            *HEAD,
            "Vi frågar:",
            "– Vilka mötesplatser är öppna på sommaren?",
            "<w:r><w:rPr><w:dstrike/></w:rPr><w:t>– Varför är de så få?</w:t></w:r>",
            "– Vem beslutar om öppettiderna?",
            "K. Exempel (L)",
        ],
        asked=plain("Vilka mötesplatser är öppna på sommaren?", "Vem beslutar om öppettiderna?"),
        title="Mötesplatser",
        parties=("L",),
        **FOR_WORD,
    ),
    "an agenda in a table": Letter(
        body=[
            "# Dagordning för samrådet",
            *HEAD,
            "Nr | Punkt | Föredragande",
            "1 | Förra mötets frågor | L. Exempel",
            "2 | Hur ser sommaren ut? | M. Exempel",
            "3 | Avslutning | L. Exempel",
        ],
        title="Dagordning för samrådet",
        **FOR_WORD,
    ),
    "views in an automatic list": Letter(
        body=[
            "# Synpunkter på budgeten",
            *HEAD,
            "Vi vill framhålla följande:",
            "<dec:0> Skolan måste få mer.",
            "<dec:0> Hur pengarna används är viktigare än hur mycket det blir.",
            "<dec:0> Parkerna kan vänta.",
            "T. Exempel (C)",
        ],
        title="Synpunkter på budgeten",
        parties=("C",),
        **FOR_WORD,
    ),
}
