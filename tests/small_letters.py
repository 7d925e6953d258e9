"""Small letters of many kinds, and what they ask: (lines for letters.document, questions as test_skrivelse tells them)."""
# ruff: noqa: E501 - a letter, or a case, stands on one line

LETTERS = {
    "numbered by hand, with a full stop": (
        ["# Belysning i Ekbacken", "Gångvägen är mörk sedan i höstas.", "Vi vill därför fråga:",
         "1. Hur många stolpar är trasiga?", "2. När lagas de?", "Anna Ek (X)"],
        ["[1] Hur många stolpar är trasiga?", "[2] När lagas de?"],
    ),
    "numbered with a parenthesis, and no space": (
        ["# Belysning", "Mörkt är det.", "Därför frågar vi förvaltningen följande:", "1)Hur många stolpar är trasiga?", "2)När lagas de?"],
        ["[1] Hur många stolpar är trasiga?", "[2] När lagas de?"],
    ),
    "numbered in two parentheses": (
        ["# Belysning", "Mörkt är det.", "Våra frågor är:", "(1) Hur många stolpar är trasiga?", "(2) När lagas de?"],
        ["[1] Hur många stolpar är trasiga?", "[2] När lagas de?"],
    ),
    "the word fråga before each number": (
        ["# Belysning", "Mörkt är det.", "Vi önskar svar på nedanstående frågor.", "Fråga 1: Hur många stolpar är trasiga?", "Fråga 2: När lagas de?"],
        ["[1] Hur många stolpar är trasiga?", "[2] När lagas de?"],
    ),
    "a full stop and no space": (
        ["# Belysning", "Mörkt är det.", "Vi frågar:", "1.Hur många stolpar är trasiga?", "2.När lagas de?"],
        ["[1] Hur många stolpar är trasiga?", "[2] När lagas de?"],
    ),
    "numbers without any mark": (
        ["# Belysning", "Mörkt är det.", "Vi frågar:", "1 Hur många stolpar är trasiga?", "2 När lagas de?"],
        ["[1] Hur många stolpar är trasiga?", "[2] När lagas de?"],
    ),
    "automatic numbers": (
        ["# Belysning", "Mörkt är det.", "Vi frågar:", "[1.] Hur många stolpar är trasiga?", "[2.] När lagas de?"],
        ["[1] Hur många stolpar är trasiga?", "[2] När lagas de?"],
    ),
    "letters for the questions": (
        ["# Belysning", "Mörkt är det.", "Vi undrar följande:", "a) Hur många stolpar är trasiga?", "b) När lagas de?"],
        ["[a] Hur många stolpar är trasiga?", "[b] När lagas de?"],
    ),
    "roman numerals for the questions": (
        ["# Belysning", "Mörkt är det.", "Vi undrar följande:", "i) Hur många stolpar är trasiga?", "ii) När lagas de?", "iii) Vem betalar?"],
        ["[i] Hur många stolpar är trasiga?", "[ii] När lagas de?", "[iii] Vem betalar?"],
    ),
    "dashes": (
        ["# Belysning", "Mörkt är det.", "Vi vill ha svar på:", "– Hur många stolpar är trasiga?", "– När lagas de?"],
        ["[] Hur många stolpar är trasiga?", "[] När lagas de?"],
    ),
    "automatic bullets": (
        ["# Belysning", "Mörkt är det.", "Vi vill ha svar på:", "[•] Hur många stolpar är trasiga?", "[•] När lagas de?"],
        ["[] Hur många stolpar är trasiga?", "[] När lagas de?"],
    ),
    "sub-questions under a stem": (
        ["# Fältarbete", "Allt färre är ute på kvällen.", "Vi frågar förvaltningen:", "1. Vad gäller fältassistenterna:",
         "a) hur många är anställda,", "b) hur många kvällar i veckan arbetar de, och", "c) vilka platser besöker de?", "2. Hur mäts effekten?"],
        ["[1=] Vad gäller fältassistenterna:", "[1a] hur många är anställda,", "[1b] hur många kvällar i veckan arbetar de, och",
         "[1c] vilka platser besöker de?", "[2] Hur mäts effekten?"],
    ),
    "sub-questions behind soft line breaks": (
        ["# Fältarbete", "Allt färre är ute.", "Vi frågar:", "1)\u00a0Vad gäller fältassistenterna:\na) hur många är anställda,\nb) när arbetar de?", "2)\tHur mäts effekten?"],
        ["[1=] Vad gäller fältassistenterna:", "[1a] hur många är anställda,", "[1b] när arbetar de?", "[2] Hur mäts effekten?"],
    ),
    "sub-questions in roman numerals": (
        ["# Fältarbete", "Allt färre är ute.", "Vi frågar:", "1. Hur ser bemanningen ut?", "i) vardagar", "ii) helger", "iii) lov", "2. Hur mäts effekten?"],
        ["[1] Hur ser bemanningen ut?", "[1i] vardagar", "[1ii] helger", "[1iii] lov", "[2] Hur mäts effekten?"],
    ),
    "sub-questions 1.1": (
        ["# Fältarbete", "Allt färre är ute.", "Vi frågar:", "1. Bemanning", "1.1 Hur många är anställda?", "1.2 Hur många är lediga?", "2. Uppföljning", "2.1 Hur mäts effekten?"],
        ["[1=] Bemanning", "[1.1] Hur många är anställda?", "[1.2] Hur många är lediga?", "[2=] Uppföljning", "[2.1] Hur mäts effekten?"],
    ),
    "sub-questions 2a without their own level": (
        ["# Fältarbete", "Allt färre är ute.", "Vi frågar:", "1. Hur många är anställda?", "2a) När arbetar de?", "2b) Var arbetar de?"],
        ["[1] Hur många är anställda?", "[2a] När arbetar de?", "[2b] Var arbetar de?"],
    ),
    "automatic sub-levels": (
        ["# Fältarbete", "Allt färre är ute.", "Vi frågar:", "[1.] Angående fältassistenterna", "[a)|1] hur många är de?", "[b)|1] när arbetar de?", "[2.] Hur mäts effekten?"],
        ["[1=] Angående fältassistenterna", "[1a] hur många är de?", "[1b] när arbetar de?", "[2] Hur mäts effekten?"],
    ),
    "bullets that split up one question": (
        ["# Stöd", "Köerna växer.", "Vi frågar:", "1. Hur många fick stöd 2024, fördelat på", "[•|1] flickor", "[•|1] pojkar", "2. Hur lång är kön?"],
        ["[1] Hur många fick stöd 2024, fördelat på\n– flickor\n– pojkar", "[2] Hur lång är kön?"],
    ),
    "a list that runs on inside a paragraph": (
        ["# Stöd", "Köerna växer. Vi vill därför ställa följande frågor: 1. Hur lång är kön? 2. Hur många står i den? 3. När är den borta?"],
        ["[1] Hur lång är kön?", "[2] Hur många står i den?", "[3] När är den borta?"],
    ),
    "one question in a paragraph of its own": (
        ["# Stöd", "Köerna växer.", "Mot den bakgrunden vill vi fråga nämndens ordförande:", "Hur lång är kön till öppenvården?"],
        ["[] Hur lång är kön till öppenvården?"],
    ),
    "one a paragraph, no numbers": (
        ["# Stöd", "Köerna växer.", "Vi vill ställa några frågor.", "Hur lång är kön till öppenvården?", "Vad kostar den förvaltningen?"],
        ["[] Hur lång är kön till öppenvården?", "[] Vad kostar den förvaltningen?"],
    ),
    "several in one paragraph, each to be answered alone": (
        ["# Stöd", "Köerna växer. Hur lång är kön till öppenvården i dag? Vilka insatser planerar förvaltningen under hösten?"],
        ["[] Hur lång är kön till öppenvården i dag?", "[] Vilka insatser planerar förvaltningen under hösten?"],
    ),
    "a question that leans on the one before": (
        ["# Stöd", "Vi frågar:", "Har förvaltningen en plan mot hedersvåld? Om inte, varför?", "Kommer mottagningen att öppna igen? I så fall när?", "Arbetar förvaltningen med föräldrar? Hur då?"],
        ["[] Har förvaltningen en plan mot hedersvåld? Om inte, varför?", "[] Kommer mottagningen att öppna igen? I så fall när?", "[] Arbetar förvaltningen med föräldrar? Hur då?"],
    ),
    "several under one number": (
        ["# Stöd", "Vi frågar:", "1. Hur lång är kön, och hur mäts den? Vilka får vänta längst?", "2. Vem ansvarar?"],
        ["[1] Hur lång är kön, och hur mäts den? Vilka får vänta längst?", "[2] Vem ansvarar?"],
    ),
    "a statement before the question is context": (
        ["# Stöd", "Vi frågar:", "1. Kön har vuxit i tre år. Hur lång är den?", "2. Vem ansvarar för kön?"],
        ["[1] Hur lång är den?", "[2] Vem ansvarar för kön?"],
    ),
    "statement and question in one paragraph, no numbers": (
        ["# Stöd", "Med anledning av detta frågar vi:", "Kön till öppenvården har vuxit i tre år. Vad avser förvaltningen att göra åt kön?"],
        ["[] Vad avser förvaltningen att göra åt kön?"],
    ),
    "indirect: vi vill veta": (
        ["# Parklek", "Parkleken har varit stängd länge.", "Vi vill veta om förvaltningen har för avsikt att öppna parkleken igen."],
        ["[] Vi vill veta om förvaltningen har för avsikt att öppna parkleken igen."],
    ),
    "indirect: undrar därför hur": (
        ["# Parklek", "Parkleken är stängd.", "Många barn saknar den och vi undrar därför hur förvaltningen ser på frågan."],
        ["[] Många barn saknar den och vi undrar därför hur förvaltningen ser på frågan."],
    ),
    "indirect: jag vill fråga om": (
        ["# Parklek", "Parkleken är stängd.", "Jag vill fråga nämndens ordförande om han avser att ta upp saken med fastighetskontoret."],
        ["[] Jag vill fråga nämndens ordförande om han avser att ta upp saken med fastighetskontoret."],
    ),
    "indirect: a party that asks": (
        ["# Parklek", "Parkleken är stängd.", "Centerpartiet undrar när parkleken öppnar."],
        ["[] Centerpartiet undrar när parkleken öppnar."],
    ),
    "indirect: our question is": (
        ["# Parklek", "Parkleken är stängd.", "Vår fråga till förvaltningen är vilka åtgärder som planeras."],
        ["[] Vår fråga till förvaltningen är vilka åtgärder som planeras."],
    ),
    "indirect: a wish for an account": (
        ["# Parklek", "Parkleken är stängd.", "Vi önskar en redovisning av kostnaderna för parkleken de senaste fem åren."],
        ["[] Vi önskar en redovisning av kostnaderna för parkleken de senaste fem åren."],
    ),
    "a split stem before a numbered list": (
        ["# Trygghet", "Otryggheten växer.", "Vi vill därför fråga vad förvaltningen avser att göra för att:", "1. säkra belysningen", "2. få dit fler vuxna"],
        ["[1] säkra belysningen", "[2] få dit fler vuxna"],
    ),
    "a split stem without its own lead-in": (
        ["# Trygghet", "Otryggheten växer.", "Vad avser förvaltningen att göra för att:", "– säkra belysningen", "– få dit fler vuxna"],
        ["[] säkra belysningen", "[] få dit fler vuxna"],
    ),
    "att-clauses after a lead-in": (
        ["# Trygghet", "Otryggheten växer.", "Mot bakgrund av detta föreslår vi att nämnden beslutar", "att ge förvaltningen i uppdrag att skriva en plan,", "att planen redovisas i mars."],
        ["[u] ge förvaltningen i uppdrag att skriva en plan,", "[u] planen redovisas i mars."],
    ),
    "att-clauses with numbers": (
        ["# Trygghet", "Otryggheten växer.", "Liberalerna yrkar:", "1. Att nämnden ger förvaltningen i uppdrag att skriva en plan", "2. Att planen redovisas i mars"],
        ["[u1] nämnden ger förvaltningen i uppdrag att skriva en plan", "[u2] planen redovisas i mars"],
    ),
    "a demand in one sentence": (
        ["# Trygghet", "Otryggheten växer.", "Vi föreslår att nämnden ger förvaltningen i uppdrag att utreda frågan."],
        ["[u] att nämnden ger förvaltningen i uppdrag att utreda frågan"],
    ),
    "a demand that ends in a list": (
        ["# Trygghet", "Otryggheten växer.", "Vi yrkar att nämnden uppdrar åt förvaltningen att:", "– ta fram en plan", "– redovisa den i mars"],
        ["[u] ta fram en plan", "[u] redovisa den i mars"],
    ),
    "demands and questions in one letter": (
        ["# Trygghet", "Otryggheten växer.", "Vi yrkar att nämnden beslutar att", "att ge förvaltningen i uppdrag att skriva en plan", "Vi vill dessutom ha svar på följande frågor:", "1. Hur många vakter finns?", "2. Vad kostar de?"],
        ["[u] ge förvaltningen i uppdrag att skriva en plan", "[1] Hur många vakter finns?", "[2] Vad kostar de?"],
    ),
    "a wish after the signature": (
        ["# Trygghet", "Vi frågar:", "1. Hur många vakter finns?", "Anna Ek (X)", "Ersättaryttrande: Vänsterpartiet instämmer och vill även att förvaltningen redovisar kostnaden."],
        ["[1] Hur många vakter finns?", "[u] att förvaltningen redovisar kostnaden"],
    ),
    "a särskilt uttalande under a heading": (
        ["# Trygghet", "Vi frågar:", "1. Hur många vakter finns?", "Anna Ek (X)", "# Särskilt uttalande", "Miljöpartiet undrar hur parken påverkas."],
        ["[1] Hur många vakter finns?", "[] Miljöpartiet undrar hur parken påverkas."],
    ),
    "a rhetorical question in the preamble": (
        ["# Badet", "Hur kunde det gå så här? Badet har varit stängt i två år.", "Är det rimligt att barn ska vänta?", "Vi vill därför fråga:", "1. När öppnar badet?"],
        ["[1] När öppnar badet?"],
    ),
    "an earlier question that is quoted": (
        ["# Badet", "I svaret på vår tidigare fråga ”Hur ofta städas badet?” stod att det sker varje dag.", "I fjol frågade vi: ”När byts taket?”", "Vi vill nu fråga:", "1. När öppnar badet?"],
        ["[1] När öppnar badet?"],
    ),
    "an earlier letter's list that is quoted": (
        ["# Badet", "I vår förra skrivelse ställde vi följande frågor:", "1. Hur ofta städas badet?", "2. När byts taket?", "Svaret var knapphändigt.", "Vi frågar därför:", "1. När öppnar badet?"],
        ["[1] När öppnar badet?"],
    ),
    "a statute that is quoted": (
        ["# Badet", "I lagen står:", "1. Kommunen ska ha bad.", "2. Bad ska hållas rena.", "3. Tillsyn sker årligen.", "Vi vill fråga:", "Följer förvaltningen lagen?"],
        ["[] Följer förvaltningen lagen?"],
    ),
    "many demands of somebody else before one question": (
        ["# Badet", "Föreningen Badets vänner har lämnat sina krav:", *[f"{n}. Krav nummer {n} ska uppfyllas." for n in range(1, 14)], "Vi undrar hur förvaltningen ställer sig till kraven."],
        ["[] Vi undrar hur förvaltningen ställer sig till kraven."],
    ),
    "a table with a question column": (
        ["# Badet", "Vi har samlat våra frågor nedan.", "Nr | Område | Fråga | Önskat underlag", "1 | Drift | När öppnar badet? | Datum", "2 |  | Vem städar? | Avtal", "3 | Ekonomi | Vad kostar taket? | Gärna per år", "Vi önskar svar till mars.", "Bo Al (Y)"],
        ["[1] När öppnar badet?", "[2] Vem städar?", "[3] Vad kostar taket?"],
    ),
    "a table without a header": (
        ["# Badet", "Vi vill ha svar på frågorna i tabellen.", "1. | När öppnar badet? | Bo", "2. | Vem städar? | Eva"],
        ["[1] När öppnar badet?", "[2] Vem städar?"],
    ),
    "a table of figures is no question": (
        ["# Badet", "År | Besök", "2022 | 100", "2023 | 90", "Vi frågar:", "Varför minskar besöken?"],
        ["[] Varför minskar besöken?"],
    ),
    "headings between the questions": (
        ["# Badet", "Vi frågar:", "Ekonomi:", "1. Vad kostar taket?", "2. Vem betalar?", "Personal:", "3. Vem städar?"],
        ["[1] Vad kostar taket?", "[2] Vem betalar?", "[3] Vem städar?"],
    ),
    "a heading says that questions follow": (
        ["# Badet", "Badet är stängt.", "# Frågor", "1. När öppnar badet?", "2. Vem betalar?"],
        ["[1] När öppnar badet?", "[2] Vem betalar?"],
    ),
    "a question mark forgotten": (
        ["# Badet", "Vi frågar:", "1. När öppnar badet", "2. Vem betalar."],
        ["[1] När öppnar badet", "[2] Vem betalar."],
    ),
    "a question mark forgotten, no numbers": (
        ["# Badet", "Badet är stängt.", "Vi vill därför fråga ordföranden:", "Vilka åtgärder avser nämnden att vidta för att badet ska öppna."],
        ["[] Vilka åtgärder avser nämnden att vidta för att badet ska öppna."],
    ),
    "a lead-in at the end of the paragraph before": (
        ["# Badet", "Badet är stängt sedan 2022. Mot bakgrund av det vill vi ställa följande frågor.", "1. När öppnar badet?"],
        ["[1] När öppnar badet?"],
    ),
    "the question behind the lead-in's colon": (
        ["# Badet", "Badet är stängt. Därför vill vi få besked om följande: Har förvaltningen ett datum för öppningen, och i så fall vilket?"],
        ["[] Har förvaltningen ett datum för öppningen, och i så fall vilket?"],
    ),
    "what stands after the questions": (
        ["# Badet", "Vi frågar:", "1. När öppnar badet?", "Vi ser fram emot svar.", "Källor:", "1. Badets årsbok 2022", "2. https://exempel.invalid/?sida=2", "Anna Ek (X)"],
        ["[1] När öppnar badet?"],
    ),
    "an older letter quoted below": (
        ["Badet är stängt. Vi undrar när badet öppnar.", "Anna Ek (X)", "-----Ursprungligt meddelande-----", "> Hur mår du?", "Hur många kommer på mötet?"],
        ["[] Vi undrar när badet öppnar."],
    ),
    "a lead-in with nothing after it": (["# Badet", "Badet är stängt.", "Med anledning av detta vill vi fråga:", "Anna Ek (X)"], []),
    "nothing asked": (["# Badet", "Badet är stängt. Det är synd.", "Vi är glada att det ska öppna.", "Anna Ek (X)"], []),
    "questions where no lead-in was": (
        ["# Badet", "Badet är stängt.", "1. När öppnar badet?", "2. Vem betalar?", "Anna Ek (X)"],
        ["[1] När öppnar badet?", "[2] Vem betalar?"],
    ),
    "a paragraph of an item that goes on": (
        ["# Badet", "Vi frågar:", "1. När öppnar badet?", "Enligt planen skulle det ske i maj. Varför höll inte planen?", "2. Vem betalar?"],
        ["[1] När öppnar badet? Varför höll inte planen?", "[2] Vem betalar?"],
    ),
    "a label alone on its line": (
        ["# Badet", "Vi frågar:", "Fråga 1", "När öppnar badet?", "Fråga 2", "Vem betalar?"],
        ["[1] När öppnar badet?", "[2] Vem betalar?"],
    ),
    "labels in headings": (
        ["# Badet", "Badet är stängt.", "Vi önskar svar på dessa frågor:", "# Fråga 1", "När öppnar badet?", "# Fråga 2", "Vem betalar? Varför?"],
        ["[1] När öppnar badet?", "[2] Vem betalar? Varför?"],
    ),
    "the word fråga inside a paragraph": (
        ["# Badet", "Badet är stängt. Fråga 1: När öppnar badet? Fråga 2: Vem betalar?"],
        ["[1] När öppnar badet?", "[2] Vem betalar?"],
    ),
    "capital roman numerals": (
        ["# Badet", "Vi frågar:", "I. När öppnar badet?", "II. Vem betalar?", "III. Vem städar?"],
        ["[i] När öppnar badet?", "[ii] Vem betalar?", "[iii] Vem städar?"],
    ),
    "numbers in words": (
        ["# Badet", "Vi frågar:", "Fråga ett: När öppnar badet?", "Fråga två: Vem betalar?"],
        ["[1] När öppnar badet?", "[2] Vem betalar?"],
    ),
    "för det första": (
        ["# Badet", "Vi vill ställa följande frågor.", "För det första: När öppnar badet?", "För det andra: Vem betalar?"],
        ["[] När öppnar badet?", "[] Vem betalar?"],
    ),
    "topics between questions without numbers": (
        ["# Badet", "Vi frågar:", "Ekonomi", "Vad kostar taket?", "Underlag", "Finns det en besiktning?", "Uppföljning", "Hur mäts resultatet?"],
        ["[] Vad kostar taket?", "[] Finns det en besiktning?", "[] Hur mäts resultatet?"],
    ),
    "topics in bold between numbers": (
        ["# Badet", "Vi frågar:", "* Ekonomi", "1. Vad kostar taket?", "* Personal", "2. Vem städar?"],
        ["[1] Vad kostar taket?", "[2] Vem städar?"],
    ),
    "a lead-in in which nobody speaks": (
        ["# Badet", "Badet är stängt.", "Svar önskas på följande frågor:", "1. När öppnar badet?", "2. Vem betalar?"],
        ["[1] När öppnar badet?", "[2] Vem betalar?"],
    ),
    "a lead-in that speaks of the parties": (
        ["# Badet", "Badet är stängt.", "Med anledning av detta ställer partierna följande frågor till förvaltningen.", "1. När öppnar badet?", "2. Vem betalar?"],
        ["[1] När öppnar badet?", "[2] Vem betalar?"],
    ),
    "an indirect question behind a colon": (
        ["# Badet", "Vi vill ha svar på: hur många som besöker badet, vad taket kostar och när det är klart."],
        ["[] Vi vill ha svar på: hur många som besöker badet, vad taket kostar och när det är klart."],
    ),
    "a wish for an account of a list": (
        ["# Badet", "Vi önskar en redovisning av:", "– antalet besök per månad", "– kostnaden för taket"],
        ["[] antalet besök per månad", "[] kostnaden för taket"],
    ),
    "a demand for an account of a list": (
        ["# Badet", "Vi vill att förvaltningen redovisar:", "– antalet besök per månad", "– kostnaden för taket"],
        ["[u] antalet besök per månad", "[u] kostnaden för taket"],
    ),
    "an indirect question without a full stop": (
        ["# Badet", "Vi undrar när badet öppnar", "Anna Ek (M)"],
        ["[] Vi undrar när badet öppnar"],
    ),
    "text between the lead-in and its list": (
        ["# Badet", "Vi vill ställa några frågor.", "Badet har varit stängt i tre år och ingen har fått veta varför det dröjer så länge med taket.", "1. När öppnar badet?", "2. Redovisa kostnaden."],
        ["[1] När öppnar badet?", "[2] Redovisa kostnaden."],
    ),
    "a demand before the lead-in": (
        ["# Badet", "Badet är stängt.", "Vi föreslår att nämnden ger förvaltningen i uppdrag att öppna badet.", "Vi vill också fråga:", "1. När öppnar badet?"],
        ["[u] att nämnden ger förvaltningen i uppdrag att öppna badet", "[1] När öppnar badet?"],
    ),
    "a proposal for a decision": (
        ["# Badet", "Badet är stängt.", "# Förslag till beslut", "Stadsdelsnämnden föreslås besluta", "1. att ge förvaltningen i uppdrag att öppna badet", "2. att kostnaden redovisas"],
        ["[u1] ge förvaltningen i uppdrag att öppna badet", "[u2] kostnaden redovisas"],
    ),
    "a demand that names nobody": (
        ["# Badet", "Badet är stängt. Jag yrkar att badet öppnas."],
        ["[u] att badet öppnas"],
    ),
    "a demand whose list runs on": (
        ["# Badet", "Vi yrkar därför att nämnden beslutar att 1) öppna badet, 2) laga taket och 3) redovisa kostnaden."],
        ["[u1] öppna badet,", "[u2] laga taket och", "[u3] redovisa kostnaden."],
    ),
    "a title that is a question": (
        ["# Hur går det med badet?", "Badet är stängt.", "Vi undrar:", "1. När öppnar det?"],
        ["[1] När öppnar det?"],
    ),
    "a mail": (
        ["Hej!", "Badet är stängt sedan i våras. När öppnar ni det igen? Vem städar under tiden hos er?", "Mvh", "Anna Ek"],
        ["[] När öppnar ni det igen?", "[] Vem städar under tiden hos er?"],
    ),
    "a note's mark": (
        ["# Badet", "Vi frågar:", "1. När öppnar badet?¹", "2. Vem betalar?"],
        ["[1] När öppnar badet?¹", "[2] Vem betalar?"],
    ),
    "years in a question": (
        ["# Badet", "Vi frågar:", "1. Hur många besök hade badet 2021, 2022 och 2023?", "2. Hur många väntas 2024?"],
        ["[1] Hur många besök hade badet 2021, 2022 och 2023?", "[2] Hur många väntas 2024?"],
    ),
    "a sigh below the list": (
        ["# Badet", "Vi frågar:", "1. När öppnar badet?", "2. Vem betalar?", "Vi ser gärna att svaret lämnas före sommaren. Är det inte på tiden?", "Anna Ek (M)"],
        ["[1] När öppnar badet?", "[2] Vem betalar?"],
    ),
    "an indirect question below the list": (
        ["# Badet", "Vi frågar:", "1. När öppnar badet?", "2. Vem betalar?", "Vi undrar också om förvaltningen har kontakt med föreningarna.", "Anna Ek (M)"],
        ["[1] När öppnar badet?", "[2] Vem betalar?", "[] Vi undrar också om förvaltningen har kontakt med föreningarna."],
    ),
    "two lists to two people": (
        ["# Badet", "Till förvaltningen ställer vi följande frågor:", "1. När öppnar badet?", "2. Vem betalar?", "Till nämndens ordförande ställer vi följande frågor:", "1. Vad anser du om badet?", "2. Är du nöjd?"],
        ["[1] När öppnar badet?", "[2] Vem betalar?", "[1] Vad anser du om badet?", "[2] Är du nöjd?"],
    ),
    "questions in small letters": (
        ["# Badet", "Vi undrar:", "- när öppnar badet", "- vem betalar", "- hur många som badar"],
        ["[] när öppnar badet", "[] vem betalar", "[] hur många som badar"],
    ),
    "a clause that its list goes on with": (
        ["# Badet", "Vi undrar därför om förvaltningen", "– har en tidplan", "– har räknat på kostnaden", "– tänker informera föreningarna"],
        ["[] har en tidplan", "[] har räknat på kostnaden", "[] tänker informera föreningarna"],
    ),
    "three levels": (
        ["# Badet", "Vi frågar:", "1. Ekonomi", "a) Kostnader:", "i) vad kostar taket?", "ii) vad kostar golvet?", "b) Intäkter?", "2. När öppnar badet?"],
        ["[1=] Ekonomi", "[1a=] Kostnader:", "[1ai] vad kostar taket?", "[1aii] vad kostar golvet?", "[1b] Intäkter?", "[2] När öppnar badet?"],
    ),
    "letters over figures": (
        ["# Badet", "Vi frågar:", "A. Ekonomi", "1. Vad kostar taket?", "2. Vem betalar?", "B. Personal", "1. Vem städar?"],
        ["[a=] Ekonomi", "[a1] Vad kostar taket?", "[a2] Vem betalar?", "[b=] Personal", "[b1] Vem städar?"],
    ),
    "a lead-in that says how many": (
        ["# Badet", "Vi vill ställa följande tre frågor till stadsdelsdirektören och hoppas på svar före sommaren.", "När öppnar badet?", "Vem betalar?", "Vem städar?"],
        ["[] När öppnar badet?", "[] Vem betalar?", "[] Vem städar?"],
    ),
    "nothing but rhetoric": (
        ["# Badet", "Hur länge ska barnen vänta? Det undrar många.", "Vi anser att badet är viktigt.", "Anna Ek (M)"],
        [],
    ),
    "a list of facts before the question": (
        ["# Badet", "Följande har hänt:", "1. Taket läckte 2021.", "2. Badet stängdes 2022.", "3. Inget har hänt sedan dess.", "Mot bakgrund av detta undrar vi:", "Vad avser förvaltningen att göra?"],
        ["[] Vad avser förvaltningen att göra?"],
    ),
    "a question that quotes": (
        ["# Badet", "Vi frågar:", "1. Vad menar förvaltningen med ”snart”?", "2. Gäller uttrycket ”när öppnar badet?” ännu?"],
        ["[1] Vad menar förvaltningen med ”snart”?", "[2] Gäller uttrycket ”när öppnar badet?” ännu?"],
    ),
    "a table without numbers": (
        ["# Badet", "Vi frågar:", "Fråga | Svar senast", "När öppnar badet? | maj", "Vem betalar? | juni"],
        ["[] När öppnar badet?", "[] Vem betalar?"],
    ),
    "a wish that the förvaltning comes back": (
        ["# Badet", "Badet är stängt. Vi önskar att förvaltningen återkommer till nämnden med en tidplan."],
        ["[u] att förvaltningen återkommer till nämnden med en tidplan"],
    ),
    "a question beside a wish to know": (
        ["# Badet", "Badet är stängt. Kan förvaltningen redogöra för tidplanen? Vi vill också veta kostnaden."],
        ["[] Kan förvaltningen redogöra för tidplanen?", "[] Vi vill också veta kostnaden."],
    ),
    "abbreviations in questions": (
        ["# Badet", "Vi frågar:", "1. Hur arbetar förvaltningen med t.ex. flickors fritid, bl.a. i Ekbacken?", "2. Finns det s.k. drop-in?"],
        ["[1] Hur arbetar förvaltningen med t.ex. flickors fritid, bl.a. i Ekbacken?", "[2] Finns det s.k. drop-in?"],
    ),
    "double marks": (
        ["# Badet", "Vi frågar:", "1. När öppnar badet?!", "2. Vem betalar??"],
        ["[1] När öppnar badet?!", "[2] Vem betalar??"],
    ),
    "a dash behind the number": (
        ["# Badet", "Vi frågar:", "1 – När öppnar badet?", "2 – Vem betalar?"],
        ["[1] När öppnar badet?", "[2] Vem betalar?"],
    ),
    "the party in the head": (
        ["# Badet", "Moderaterna i Norrvik", "Vi frågar:", "1. När öppnar badet?", "2. Vem betalar?"],
        ["[1] När öppnar badet?", "[2] Vem betalar?"],
    ),
    "a split stem without marks": (
        ["# Badet", "Hur ser förvaltningen på att:", "badet är stängt,", "taket läcker?"],
        ["[] badet är stängt,", "[] taket läcker?"],
    ),
    "numbers that do not count on": (
        ["# Badet", "Vi frågar:", "1. När öppnar badet?", "3. Vem betalar?", "3. Vem städar?"],
        ["[1] När öppnar badet?", "[3] Vem betalar?", "[3] Vem städar?"],
    ),
    "a clause before the question word": (
        ["# Badet", "Vi frågar förvaltningen:", "Med tanke på att badet har varit stängt i tre år, vad avser förvaltningen att göra för barnen i Ekbacken?"],
        ["[] Med tanke på att badet har varit stängt i tre år, vad avser förvaltningen att göra för barnen i Ekbacken?"],
    ),
    "a leaning question in a paragraph of its own": (
        ["# Badet", "Vi vill därför ställa följande frågor till nämndens ordförande:", "Är du beredd att öppna badet?", "Om inte, varför?"],
        ["[] Är du beredd att öppna badet? Om inte, varför?"],
    ),
    "a long leaning question in a paragraph of its own": (
        ["# Badet", "Vi frågar:", "Är du beredd att öppna badet?", "Om inte, vilka andra åtgärder är du beredd att vidta för barnen?"],
        ["[] Är du beredd att öppna badet?", "[] Om inte, vilka andra åtgärder är du beredd att vidta för barnen?"],
    ),
    "automatic numbers that say fråga": (
        ["# Badet", "Vi frågar:", "[Fråga 1:] När öppnar badet?", "[Fråga 2:] Vem betalar?"],
        ["[1] När öppnar badet?", "[2] Vem betalar?"],
    ),
    "automatic numbers of another look": (
        ["# Badet", "Vi frågar:", "[§ 01] När öppnar badet?", "[§ 02] Vem betalar?"],
        ["[1] När öppnar badet?", "[2] Vem betalar?"],
    ),
    "automatic figures under figures": (
        ["# Badet", "Vi frågar:", "[1.] Ekonomi", "[1.|1] Vad kostar taket?", "[2.|1] Vem betalar?", "[2.] När öppnar badet?"],
        ["[1=] Ekonomi", "[1.1] Vad kostar taket?", "[1.2] Vem betalar?", "[2] När öppnar badet?"],
    ),
    "bullets that say more of one question": (
        ["# Badet", "Vi frågar:", "[1.] När öppnar badet?", "[•|1] exakt datum", "[•|1] vilken tid", "[2.] Vem betalar?"],
        ["[1] När öppnar badet?\n– exakt datum\n– vilken tid", "[2] Vem betalar?"],
    ),
    "bullets under a stem": (
        ["# Badet", "Vi frågar:", "[1.] Redovisa följande:", "[•|1] antal besök", "[•|1] kostnad", "[2.] Vem betalar?"],
        ["[1=] Redovisa följande:", "[] antal besök", "[] kostnad", "[2] Vem betalar?"],
    ),
    "questions that are wished answered": (
        ["# Badet", "Följande frågor önskas besvarade av förvaltningen", "När öppnar badet?", "Vem betalar?"],
        ["[] När öppnar badet?", "[] Vem betalar?"],
    ),
    "points after a proposal": (
        ["# Badet", "Med hänvisning till detta föreslås nämnden besluta följande:", "1. Förvaltningen får i uppdrag att laga taket.", "2. Uppdraget redovisas i maj."],
        ["[u1] Förvaltningen får i uppdrag att laga taket.", "[u2] Uppdraget redovisas i maj."],
    ),
    "if yes and if no": (
        ["# Badet", "# Frågeställningar", "Är taket lagat? Om ja, när öppnar det? Om nej, vad återstår?", "Vem betalar?"],
        ["[] Är taket lagat? Om ja, när öppnar det? Om nej, vad återstår?", "[] Vem betalar?"],
    ),
    "a clause of several parts in prose": (
        ["# Trygghet", "Varför har inget hänt? Vi vill därför veta hur många av de 40 lamporna som är uppsatta, när resten kommer och vad det har kostat. Dessutom undrar vi om förvaltningen har talat med trafikkontoret, och i så fall när."],
        ["[] Vi vill därför veta hur många av de 40 lamporna som är uppsatta, när resten kommer och vad det har kostat.", "[] Dessutom undrar vi om förvaltningen har talat med trafikkontoret, och i så fall när."],
    ),
    "i så fall inside a question of its own": (
        ["# Trygghet", "Vi frågar:", "Hur många vakter finns i Ekbacken? Har förvaltningen en plan, och i så fall vilken?"],
        ["[] Hur många vakter finns i Ekbacken?", "[] Har förvaltningen en plan, och i så fall vilken?"],
    ),
    "sections with numbers": (
        ["# Trygghet", "1. Bakgrund", "Ekbacken är otryggt.", "2. Frågor", "Hur många vakter finns?", "Vem betalar dem?", "3. Avslutning", "Vi ser fram emot svaret."],
        ["[] Hur många vakter finns?", "[] Vem betalar dem?"],
    ),
    "a lead-in that asks for answers": (
        ["# Trygghet", "Därför vill vi att förvaltningen svarar på följande:", "Hur många larm har kommit in?", "Vad gör förvaltningen för de äldre?"],
        ["[] Hur många larm har kommit in?", "[] Vad gör förvaltningen för de äldre?"],
    ),
    "questions under a wish for an account": (
        ["# Trygghet", "Nu önskar Liberalerna en redogörelse från förvaltningen:", "- Vad har hänt?", "- Vilka åtgärder har vidtagits?"],
        ["[] Vad har hänt?", "[] Vilka åtgärder har vidtagits?"],
    ),
    "what the förvaltning wrote before": (
        ["# Trygghet", "Förvaltningen skrev 2022: ”Vi planerar att sätta upp 40 lampor.” Hur många av dem är uppsatta?", "Eva Ås (L)"],
        ["[] Hur många av dem är uppsatta?"],
    ),
    "words about questions": (
        ["# Trygghet", "Frågan om trygghet är viktig. Frågorna är många. Vi ställer oss frågande till detta. Vi hoppas på svar.", "Eva Ås (L)"],
        [],
    ),
}  # fmt: skip
