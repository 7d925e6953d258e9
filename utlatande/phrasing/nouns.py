"""Where a Swedish noun phrase ends, by rules alone: pronoun, name, definite noun, what stands before and after them."""

# ruff: noqa: SIM905, PLR2004 - lists of words read best as text; the numbers count words in a phrase

from __future__ import annotations

import re
from collections.abc import Sequence

from utlatande.phrasing.verbs import verbs

PRONOUNS = frozenset("han hon man den det de detta denna dessa alla vem".split())
PREPOSITIONS = frozenset(
    """av bland efter enligt exklusive framför för före från genom gentemot hos i inför inklusive innanför inom
    intill invid jämte kring längs med mellan mot nära ovanför om omkring på runt rörande sedan till
    trots under undan ur utan utanför utifrån utom utöver vid via åt över angående avseende gällande
    beträffande istället bortom tack oavsett per à""".split()
)
CONJUNCTIONS = frozenset(
    "och samt eller men att som om när där då så eftersom medan innan än respektive för utan".split()
)
QUESTION_WORDS = frozenset(
    """hur vad vem vems vilka vilken vilket vilkas var vart varifrån varför när hurdan hurudan varav varmed
    varvid huruvida""".split()
)
ADVERBS = frozenset(
    """inte aldrig ännu också även redan nu då alltid fortfarande idag hittills egentligen faktiskt därför
    dessutom numera någonsin ens verkligen fortsatt alltjämt kontinuerligt regelbundet konkret specifikt
    särskilt framöver generellt samtidigt nyligen tidigare senast ofta normalt således alltså väl ju nog
    kanske möjligen eventuellt sannolikt bara endast enbart främst däremot ändå tyvärr exempelvis där
    här dit hit sammanlagt totalt årligen aktivt snart sedan igen ihop tillsammans vidare mer mest minst
    mindre bäst särskilt just dock ut in upp ner ned fram bort till tillbaka imorgon igår härnäst lokalt
    praktiskt rent annars dagligen successivt långsiktigt kortsiktigt ständigt löpande vanligtvis
    vanligen istället gemensamt medvetet strukturerat systematiskt åter därmed härmed alls tills vidare
    sist först parallellt direkt snabbt ute inne hemma borta uppe nere framme""".split()
)
# Adverbs that must stand before the finite verb of a subordinate clause.
INNER = frozenset(
    """inte aldrig ännu också även redan alltid fortfarande egentligen faktiskt därför dessutom numera någonsin
    ens verkligen alltjämt således alltså väl ju nog kanske möjligen eventuellt sannolikt bara endast
    enbart däremot ändå nu då exempelvis senast annars""".split()
)
PHRASES = (
    "i dag",
    "i nuläget",
    "i dagsläget",
    "i år",
    "i så fall",
    "i stället",
    "i praktiken",
    "i första hand",
    "i övrigt",
    "för närvarande",
    "för övrigt",
    "just nu",
    "redan nu",
    "redan i dag",
    "än så länge",
    "så långt",
    "till exempel",
    "framför allt",
    "på sikt",
    "till dags dato",
    "inom kort",
    "över huvud taget",
    "överhuvudtaget",
    "i fjol",
    "hittills i år",
    "tills vidare",
    "från och med nu",
)
_INNER_PHRASES = ("till exempel", "i så fall", "över huvud taget", "överhuvudtaget")
_TIME_HEADS = frozenset("varje denna detta förra nästa hela innevarande".split())
_TIME = frozenset(
    """år året vecka veckan dag dagen månad månaden termin terminen vår våren sommar sommaren höst hösten
    vinter vintern kväll kvällen gång mandatperiod mandatperioden kvartal kvartalet tid tiden åren
    månaderna veckorna""".split()
)
_DETERMINERS = frozenset(
    """en ett någon något några alla allt samtliga varje många flera fler båda bägge olika vissa sådana sådan
    sådant ingen inga inget annan annat andra ytterligare samma denna detta dessa mer mest få färre
    övriga respektive egna eget egen vilken viss två tre fyra fem sex sju åtta nio tio""".split()
)
_ARTICLES = frozenset(("den", "det", "de"))
_ADJECTIVES = frozenset(
    """nya nytt ny öppna öppen stora stort stor små större största mindre bättre bästa sämre fler äldre yngre
    unga ung gamla egna lokala aktuella fristående särskilda särskilt trygga tryggare fria offentliga
    privata sociala gemensamma högre lägre höga låga hög låg långa korta tidiga tidigare senare senaste
    nuvarande kommande dåvarande samlade ökade ökad minskade minskad förbättrade förstärkta utökade
    utökad utsatta utsatt viktigaste främsta övriga hela halva enskilda enskild boende mobila digitala
    fysiska tillfälliga permanenta ordinarie extra vuxna svenska nära närmaste""".split()
)
_ADJECTIVE_END = re.compile(
    r".{3,}(?:ande|ende|iska|isk|liga|lig|ade|ala|iva|iv|ella|ell|bara|samma|aste|rade|siga|sig|inga|ta|da|ga)$"
)
# The sure ones: a noun hardly ends so.
_SURELY_ADJECTIVE = re.compile(r".{3,}(?:ande|ende|iska|liga|ade|ella|bara|samma|aste|iva|ala|ära)$")
# «utebliven», «nedlagd»: forms that look like definite nouns.
_PARTICIPLE = re.compile(r"(?:bliven|given|skriven|bruten|sliten|driven|riven|stulen|vunnen|lagd|byggd)$")
_NEUTER = re.compile(r"(?:igt|bart|ligt|at|it|tt|sant|skt|ivt|rt|gt|nt)$")
_DEFINITE = re.compile(r".{2,}(?:en|et|erna|arna|orna|na|an|nen|ren|ern|eln|let|ret|net)$")
_NOT_DEFINITE = frozenset(
    "även redan sedan innan medan utan men igen den bara gärna inga någon ingen annan hurdan sådan".split()
)
_GENITIVE = re.compile(r".{2,}(?:ens|ets|ernas|arnas|ornas|nas|ans|rns|lns|dens|ars|ors|ers|ngars)$")
# Who acts: after a verb such a word is its subject.
_ACTOR = re.compile(
    r"(?:förvaltning(?:en|arna)|kontoret|nämnd(?:en|erna)|styrelsen|minister(?:n)?|statsrådet|borgarråd(?:et)?|kommunalråd(?:et)?|regeringen|kommunen|kommunerna"
    r"|(?:^|s)(?:regionen|staden|ledningen|enheten)|polisen|myndighet(?:en|erna)|direktör(?:en)?|chef(?:en)?|majoriteten|tjänsten"
    r"|skolverket|trafikverket|fältassistenterna|fritidsledarna|ordningsvakterna|socialsekreterarna|avdelningen"
    r"|fullmäktige|utskottet|verksamheten|verksamheterna|personalen|handläggarna)$"
)
_COUNTED = re.compile(r"^(?:antalet|andelen|mängden|graden|typen|delar|gruppen)$")
_NAMED = re.compile(
    r"(?:gården|parken|skolan|förskolan|projektet|programmet|föreningen|kvarteret|gatan|bolaget|anläggningen|leken"
    r"|lokalen|stadsdelen|området|appen|torget|centret|huset|biblioteket|mötesplatsen|hallen|gymnasiet|boendet|metoden)$"
)
_TITLE = re.compile(
    r"(?:minister|statsråd(?:et)?|borgarråd(?:et)?|kommunalråd(?:et)?|direktör(?:en)?|ordförande(?:n)?|chef(?:en)?)$"
)
_BOARD = re.compile(r"(?:nämnden|förvaltningen|styrelsen|partiet|avdelningen|skolan|föreningen)$")
_NAME_TAIL = frozenset(
    """stad kommun stadsdelsförvaltning stadsdelsnämnd stadsdelsområde centrum torg park skola station
    fritidsgård socialförvaltning län bibliotek förskola gymnasium brandförsvar sjukhus""".split()
)

Words = Sequence[str]
ASIDE = "\ue001"  # begins a token that is a whole parenthesis (folding.py)


def core(token: str) -> str:
    """Return a token without the marks around it, lower case."""
    return token.strip("”\"»«’',;:.()?!").lower()


def bare(token: str) -> str:
    """Return a token without the marks around it, its case kept."""
    return token.strip("”\"»«’',;:.()?!")


def closes(token: str) -> bool:
    """Tell whether something ends after a token: it carries a mark."""
    return token.endswith((",", ";", ":", ".", "?", "!"))


def is_name(token: str) -> bool:
    """Tell whether a token, not the first of its sentence, is a name."""
    word = bare(token)
    return bool(word) and word[0].isupper()


def is_function(token: str) -> bool:
    """Tell whether a token is a small word that no noun phrase begins with or goes on with."""
    word = core(token)
    if token.startswith(ASIDE):
        return True
    return word in PREPOSITIONS or word in CONJUNCTIONS or word in QUESTION_WORDS or word in ADVERBS or not word


def is_noun(token: str) -> bool:
    """Tell whether a token may be a noun: neither a small word nor plainly a verb."""
    word = core(token)
    table = verbs()
    if (
        is_function(token)
        or word in PRONOUNS
        or word in _DETERMINERS
        or word[:1].isdigit()
        or word in ("sig", "dem", "henne", "honom")
    ):
        return False
    return not (table.is_finite(word) or table.is_supine(word) or table.is_infinitive(word)) or is_name(token)


def is_definite(token: str) -> bool:
    """Tell whether a token has the ending of a definite noun."""
    word = core(token)
    return word not in _NOT_DEFINITE and not is_function(token) and bool(_DEFINITE.match(word))


def is_actor(token: str) -> bool:
    """Tell whether a token is one who acts: «förvaltningen», «polisen»."""
    return bool(_ACTOR.search(core(token)))


def is_counted(token: str) -> bool:
    """Tell whether a token is followed by what it counts: «antalet»."""
    return bool(_COUNTED.match(core(token)))


def is_adjective(token: str, *, sure: bool = False) -> bool:
    """Tell whether a token may be an adjective before a noun."""
    word = core(token)
    if is_function(token):
        return False
    if word in _ADJECTIVES or _SURELY_ADJECTIVE.match(word) or _PARTICIPLE.search(word):
        return True
    return not sure and bool(_ADJECTIVE_END.match(word)) and not _DEFINITE.match(word)


def is_genitive(token: str) -> bool:
    """Tell whether a token owns what follows it: «stadens», «Norrviks»."""
    word = core(token)
    if closes(token) or is_function(token):
        return False
    return (is_name(token) and word.endswith("s") and not bare(token).isupper()) or bool(_GENITIVE.match(word))


_A_YEAR = re.compile(r"(?:19|20)\d\d(?:[/–-]\d{2,4})?")


def adverbial(words: Words, at: int) -> int:
    """Return how many tokens at ``at`` are an adverb or a phrase of time: «i dag», «hittills», «de senaste åren»."""
    if at < len(words) and words[at].startswith(ASIDE):
        return 1
    text = [core(word) for word in words[at : at + 4]]
    for length in (4, 3, 2):
        if " ".join(text[:length]) in PHRASES:
            return length
    if not text:
        return 0
    if _A_YEAR.fullmatch(text[0]):  # «betalades ut 2023», «2022 och 2023»
        several = len(text) > 2 and text[1] in ("och", "till", "samt") and _A_YEAR.fullmatch(text[2]) is not None
        return 3 if several else 1
    if text[0] in ("senaste", "föregående", "innevarande") and len(text) > 1 and text[1] in _TIME:
        return 2
    if text[0] == "per" and len(text) > 1:
        return 2
    if text[0] in _TIME_HEADS and len(text) > 1 and text[1] in _TIME:
        return 2
    if text[0] in _ARTICLES and len(text) > 2 and text[1] in ("senaste", "gångna", "kommande") and text[2] in _TIME:
        return 3
    return 1 if text[0] in ADVERBS else 0


def is_inner(words: Words, at: int, length: int) -> bool:
    """Tell whether the adverbial must stand before the finite verb of a subordinate clause."""
    text = " ".join(core(word) for word in words[at : at + length])
    return words[at].startswith(ASIDE) or text in INNER or text in _INNER_PHRASES


def noun_phrase(words: Words, at: int = 0) -> int | None:
    """Return where the shortest noun phrase that begins at ``at`` ends, its coordinated parts in; None when unsure."""
    end = _one(words, at)
    while end is not None and end < len(words):
        token = core(words[end])
        if token in ("och", "samt", "eller", "respektive") and not closes(words[end - 1]):
            following = _one(words, end + 1)
            if following is None or (following < len(words) and verbs().is_finite(core(words[following]))):
                return end
            end = following
        elif words[end - 1].endswith(","):
            end = _list(words, end)
            break
        else:
            break
    return end


def _list(words: Words, at: int) -> int | None:
    """Return where «a, b och c» ends whose first comma stands before ``at``; None when it is no such list."""
    end: int | None = at
    while end is not None and end < len(words):
        end = _one(words, end)
        if end is None:
            return None
        if words[end - 1].endswith(","):
            continue
        if end < len(words) and core(words[end]) in ("och", "samt", "eller"):
            return _one(words, end + 1)
        return None
    return None


def prepositional(words: Words, at: int) -> int | None:
    """Return where the prepositional phrase at ``at`` ends, when it holds a definite phrase or a name."""
    if at >= len(words) or core(words[at]) not in PREPOSITIONS or closes(words[at]):
        return None
    end = noun_phrase(words, at + 1)
    if end is None:
        return None
    first = words[at + 1]
    sure = is_definite(words[end - 1]) or is_name(words[end - 1]) or is_genitive(first) or core(first) in _ARTICLES
    return end if sure or bare(words[end - 1]).isdigit() else None


def _one(words: Words, at: int) -> int | None:
    if at >= len(words):
        return None
    word = core(words[at])
    if word in _ARTICLES or word in ("detta", "denna", "dessa"):
        return _article(words, at)
    if word in PRONOUNS:
        return at + 1 if word != "alla" or not _head(words, at + 1) else _head(words, at + 1)
    if bare(words[at])[:1].isdigit():
        return _head(words, at + 1) or at + 1
    if word in _DETERMINERS:
        return _head(words, at + 1)
    if is_function(words[at]):
        return None
    if is_genitive(words[at]) and (end := _owned(words, at + 1)) is not None:
        return end
    if is_name(words[at]):
        return _name(words, at)
    return _head(words, at)


def _article(words: Words, at: int) -> int | None:
    """«det», «de nya reglerna», «dessa åtgärder»: a pronoun, or a determiner with its noun."""
    word = core(words[at])
    if closes(words[at]) or at + 1 >= len(words):
        return at + 1
    following = words[at + 1]
    if word in _ARTICLES:
        if is_adjective(following) and not (word == "det" and _NEUTER.search(core(following))):
            end = _head(words, at + 1)
            if end is not None and end > at + 2:
                return end
            # «de boende», «de äldre»: an adjective stands for the noun; «det avgörande att» is a pronoun
            return at + 2 if word == "de" and not closes(words[at]) else at + 1
        # «den personal som», «de åtgärder som», «det stöd som»: a determiner after all
        owned = is_noun(following) and not is_definite(following)
        leads = word == "det" and at + 2 < len(words) and core(words[at + 2]) == "som"
        return None if owned and (word != "det" or leads) else at + 1
    if is_noun(following) and not _NEUTER.search(core(following)):
        return _head(words, at + 1) or at + 1
    return at + 1


def _head(words: Words, at: int) -> int | None:  # noqa: C901 - one case after the other
    """Adjectives and then a noun, with what hangs on it."""
    place = at
    while place + 1 < len(words) and not closes(words[place]) and _leads(words, place):
        place += 1
    if place >= len(words):
        return None
    word = core(words[place])
    if words[place].endswith("-") and place + 2 < len(words) and core(words[place + 1]) in ("och", "eller"):
        return _head(words, place + 2)
    if not is_noun(words[place]) and word not in verbs().odd_finite:
        return None
    if is_genitive(words[place]) and (end := _owned(words, place + 1)) is not None:
        return end
    place += 1
    if closes(words[place - 1]) or place >= len(words):
        return place
    if is_counted(word) and (end := _head(words, place)) is not None:
        return end
    if words[place].startswith("(") and words[place].rstrip(",").endswith(")"):
        place += 1
    elif _TITLE.search(word):
        place = _named_person(words, place) or place
    elif _NAMED.search(word) and is_name(words[place]):
        place = _name(words, place) or place
    elif _BOARD.search(word) and core(words[place]) == "i" and place + 1 < len(words) and is_name(words[place + 1]):
        place = _name(words, place + 1) or place
    return place


def _named_person(words: Words, at: int) -> int | None:
    """Return where a person's name ends: two capitalised words or three, the last no genitive («Svenska kraftnäts»)."""
    end = at
    while end < len(words) and is_name(words[end]) and bare(words[end])[1:].islower() and end < at + 3:
        end += 1
        if closes(words[end - 1]):
            break
    person = end - at > 1 and not core(words[end - 1]).endswith("s")
    return end if person else None


def _leads(words: Words, at: int) -> bool:
    """Tell whether an adjective or a number stands at ``at``, with a noun or a further one after it."""
    following = words[at + 1]
    if bare(words[at])[:1].isdigit():
        return is_noun(following) or bare(following)[:1].isdigit()
    leads = is_adjective(words[at]) or core(words[at]) in _DETERMINERS
    return leads and (is_noun(following) or is_adjective(following) or bare(following).isdigit())


def _owned(words: Words, at: int) -> int | None:
    """What follows a genitive: adjectives and a noun, perhaps a genitive again."""
    if at >= len(words) or is_function(words[at]):
        return None
    return _head(words, at)


def _name(words: Words, at: int) -> int | None:
    place = at
    while place < len(words) and is_name(words[place]):
        place += 1
        if closes(words[place - 1]):
            return place
    if place < len(words) and (is_genitive(words[place - 1]) or core(words[place]) in _NAME_TAIL):
        end = _owned(words, place)
        if end is not None:
            return end
    return place
