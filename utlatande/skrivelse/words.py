"""The words that a letter's grammar turns on: who speaks, who is spoken to, how a question begins."""

from __future__ import annotations

import functools
import re

from utlatande import settings

FLAGS = re.IGNORECASE | re.DOTALL

WH = (
    r"(?:(?:i|på|till|av|med|från|för|hos|inom|under|efter|mot|enligt|genom|utifrån|vid|kring|om)\s+(?:vilk(?:en|et|a)|vad|vem)\b"
    r"|vad|vilk(?:a|en|et)|hur|när|varför|var(?:t|ifrån|till|för|på)?|vem|vems|huruvida|om|ifall|mot bakgrund av "
    r"vilk\w+)"
)
VERB_FIRST = (
    r"(?:är|har|hade|avser|kommer|kom|kan|kunde|ska|skall|skulle|finns|planerar|anser|ämnar|tänker|bedömer|ser|delar|vill|känner|får|fick|"
    r"gör|görs|gjorde|gjordes|sker|stämmer|behöver|behövs|var|blir|borde|bör|måste|pågår|arbetar|följer|deltar|ingår|erbjuder|erbjuds|samverkar|"
    r"samarbetar|förekommer|fungerar|räcker|tar|tog|tas|togs|ger|gav|ges|gäller|håller|omfattas|räknar|överväger|menar|tycker|instämmer|vet|"
    r"existerar|genomför|genomförs|uppfyller|uppnås|lever|når|används|använder|kvarstår|står|säkerställer|säkerställs|tillämpar|"
    r"tillämpas|mäter|mäts|utbildas|informeras|innebär|leder|föreligger|förväntas|beräknas|garanterar|avsätts|utreder|utreds|utvärderas|"
    r"redovisas|dokumenteras|prövas|sköts|bedrivs|bedriver|tror|upplever|föreslår|hyser|innehåller|hinner|lyckas|kostar|krävs|accepterar|"
    r"stödjer|stöder|förbereder|förbereds|verkar|riskerar|betyder|ligger|gick|går|ställer|hänger|medför|saknas|saknar|tolkar|vidtar|vidtas|"
    r"sätts|driver|söker|möter|prioriteras|prioriterar|motsvarar|välkomnar|beaktas|beaktar|ansvarar|avsåg|vidhåller|backar|öppnar|stänger)"
)
BODY = (
    r"(?:stads(?:dels)?nämnden|nämnden|förvaltningen|stadsdelsförvaltningen|kommunen|kommunstyrelsen|kommunfullmäktige|fullmäktige|"
    r"kontoret|styrelsen|regionen|staden|stadsdelsdirektören|\w+(?:nämnden|förvaltningen|kontoret|styrelsen|ministern|rådet))"
)
PROPOSES = r"(?:föreslår|yrkar|hemställer|kräver|begär|uppmanar|anhåller|vill|önskar|ber)"
ATT = re.compile(r"^att\s+", re.IGNORECASE)
FIRMLY = r"(?:föreslår|yrkar|hemställer|föreslås)"
ADDRESSED = re.compile(
    rf"\b(?:{BODY}s?|\w*minister\w*|statsråd\w*|regeringen\w*|förvaltning\w*|nämnd\w*|ni|er|borgarråd\w*|kommunalråd\w*|"
    r"ordföranden|avser|planerar|ämnar)\b",
    re.IGNORECASE,
)


@functools.cache
def parties() -> dict[str, str]:
    """Return the party names in lower case and the mark of each."""
    table = settings.data("parties")["parties"]
    return {name.lower(): mark for mark, names in table.items() for name in names}


@functools.cache
def sender() -> str:
    """Return the pattern of whoever writes: vi, jag, a party."""
    names = "|".join(re.escape(name) for name in sorted(parties(), key=len, reverse=True))
    return rf"(?:vi|jag|undertecknad\w*|partierna|\w+(?:gruppen|partiet|listan)|(?:{names})(?: i [A-ZÅÄÖ][\w-]+)?)"
