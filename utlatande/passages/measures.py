"""What a figure in a sentence measures, as a noun phrase that can be read by itself."""

from __future__ import annotations

import re
from typing import NamedTuple


class Said(NamedTuple):
    """A figure in its sentence: where it stands, the heading above, what the text before measured, other figures."""

    sentence: str
    start: int
    end: int
    figure: str
    heading: str | None
    before: str | None
    others: tuple[tuple[int, int], ...]


_VERBS = (
    r"har|hade|är|var|blev|blir|bli|ökade?|ökar|ökat|minska\w*|sjunk\w*|sjönk|steg|stig\w*|uppg\w*|låg|ligger|gick"
    r"|beräkna\w*|täck\w*|kostade|kostar|utgör|utgjorde|motsvara\w*|stod|varit|fortsätter|visar|omfattar|omfattade|höll"
    r"|håller|nådde|når|kom|inkom|redovisas|anmäldes|halverades|fördubblades|tredubblades|beviljades?|beviljats"
)
# Words that end a noun phrase: finite verbs, comparisons, and prepositions of time and change.
_ENDS = rf"(?:{_VERBS}|från|under(?! året\b)|jämfört|vilket|sedan|minskning|ökning|samt|men|än|då|när|där|medan|enligt)"
_AGE = r"årskurs \d|åk \d|(?:under|över|mellan) \d+(?:[–-]\d+| och \d+)? år|som (?:har|är|var|hade)|per \d+(?: \d{3})*"
_WORD = rf"(?:{_AGE}|(?!{_ENDS}\b|\d)[\wåäö/-]+)"
_COUNTED = re.compile(
    r"\b((?:[Dd]e[tn] (?:totala |genomsnittliga )?)?(?:[Aa]ntal(?:et)?|[Aa]ndel(?:en)?|[Ss]umman|[Kk]ostnaden"
    r"|[Mm]edelinkomsten|[Gg]enomsnittet|[Bb]ehörigheten|[Mm]eritvärdet|[Ff]rånvaron|[Ii]ndex(?:et)?|[Nn]ivån"
    r"|[Rr]esultatet|[Uu]nderskottet|[Öö]verskottet|[Bb]udgeten|[Hh]yran|[Aa]vgiften|[Bb]idraget|[Oo]msättningen)"
    rf"(?:\s{_WORD}){{0,12}})"
)
_NO_NOUN = (
    r"(?:i|på|vid|inom|kring|till|av|med|om|mot|för|som|att|och|eller|emot|in|ut|upp|ner|bort|fram|längs|mellan|hos|per"
    r"|genom|utan|efter|året|förra|fler|färre|mer|mindre|år|gånger|stycken|respektive|\w+(?<!pl)ats|\w+(?:its|örts|älts|utits))"
)
_NOUNS = re.compile(rf"^((?:\s(?!(?:{_NO_NOUN}|{_ENDS})\b)[a-zåäö/-]+){{1,3}})")
_OF = re.compile(
    r"^(?P<of>\s(?:med|över)\s(?:(?:mer|mindre) än\s|minst\s|högst\s)?\d+\s?(?:%|procents?)\s\w+"
    r"|\s(?:med|av|om|mot|utan|för|till|bland)\s(?!(?:en|ett|den|det|de|mer|mindre|alla|sina)\b)"
    rf"{_WORD}(?:\s(?:och|eller)\s{_WORD})?(?:\s(?:under|över)\s\d+\sår)?"
    r"|\s(?:(?:under|över)\s\d+|mellan\s\d+(?:\soch\s|[–-])\d+)\sår|\sper\s\d+(?:[ \u00a0]\d{3})*\s\w+)?"
)
_SAYING = r"uppger|uppgav|svarar|svarade|känner|kände|anser|ansåg|tycker|tyckte"
_SHARE_OF = re.compile(
    r"^(?:s|s andel)?\s(?:av|bland)\s(?P<of>[^.,;:()]{3,90}?)"
    rf"(?=\s(?:att|som|har|hade|är|var|{_SAYING}|under|år|jämfört|vilket|mot|\d{{4}})\b|[.,;:()]|$)"
    r"(?P<rest>[^.,;:()]{0,110})"
)
_SHARE_SAYING = re.compile(rf"^\s(?P<rest>(?:som\s)?(?:{_SAYING})\s[^.,;:()]{{4,110}})")
_PARTICIPLE = re.compile(
    r"^(?P<of>.{3,70}?)\s(?P<adverb>någon gång |aldrig |inte |själva |redan )?"
    r"(?P<done>\w{3,}(?:at|it|yt|[rtnlkpgs]t)\b.*)$"
)
_DOES = re.compile(r"^(?P<who>(?:[a-zåäö]+\s){0,3}?[a-zåäö]+na)\s(?P<does>[a-zåäö]+(?:er|ar|år|de|te)\b.*)$")
_SAYS = re.compile(rf"\b(?P<verb>{_SAYING})\s(?:\w+\s){{0,1}}$")
_SUBJECT = re.compile(
    rf"^(?P<what>[A-ZÅÄÖ](?:(?!\b(?:{_VERBS})\b)[^.,;:()\d]|\b(?:under|över) \d+ år\b){{2,90}}?)\s(?:{_VERBS})\b"
)
_NEAR = 60  # characters from a subject's verb to its figure
_SET_IN = re.compile(
    r"^(?:Under|I|År|Enligt|Sedan|Mellan|Från|På|Vid|Av|Jämfört|Det|Detta|Vi|Siffr\w+|De|Motsvarande|Utfallet|Den|Man"
    r"|\w*(?:förvaltningen|tjänsten|polisen|skolan|kommunen|nämnden|staden|kontoret|enheten|teamet|teamen|gruppen))\b",
    re.IGNORECASE,
)
_INVERTED = re.compile(
    r"\b(?:ligger|låg|är|var|uppgick|uppgår|kommer|ökade|ökar|minskade|minskar|sjönk|steg|beräknas|blev)\s"
    r"(?P<what>(?!(?:det|den|de|en|ett|andelen|antalet|siffran|summan|kostnaden)\b)[a-zåäö]{4,}(?:en|et|na|heten)\b"
    r"(?:\s(?:för|av|mot|om)\s[a-zåäö]+){0,2})"
)
_TOPIC = re.compile(
    r"^(?:Även )?(?:[Nn]är det gäller|[Vv]ad gäller|[Ff]rån|[Ii]nom|[Ff]ör)\s(?P<topic>[a-zåäö][a-zåäö ]{2,40}?)\s"
    r"(?:är|var|har|ligger|uppgår|uppgick|hade)\b"
)
_CHANGE = re.compile(r"\b(?P<how>ökning|minskning|uppgång|nedgång)(?:en)?\s(?:med|på|om)\s(?:\w+\s){0,1}$")
_CHANGED = re.compile(
    r"\b(?P<how>öka\w*|minska\w*|sjunk\w*|sjönk|steg|stig\w*)\b[^.;]{0,80}?"
    r"\bmed\s(?:cirka\s|drygt\s|omkring\s|ungefär\s|nästan\s|ca\s)?$"
)
_MONEY_NOUN = r"\w*(?:skottsmål|skott|resultat|\w{3}kostnad|budget|ram|bidrag|intäkt|avvikelse)(?:en|et)?"
_MADE = re.compile(rf"\b(?P<what>(?:(?!(?:en|ett)\s)\w+\s)?{_MONEY_NOUN})\s(?:mot budget\s)?(?:på|om|av)\s(?:\w+\s)?$")
_AMONG = re.compile(r"\bvarav\s(?:\w+\s)?$")
_VAGUE = re.compile(
    r"\b(?:kategorin|perioden|gruppen|området)$|^andel av (?:fallen|ärendena|tillfällena|dem)$"
    r"|^(?:sådana |anmälda |nya |inkomna )+\w+$"
    r"|^(?:antalet|andelen) (?:anmälningar|brott|fall|ärenden|personer|barn|elever)$",
    re.IGNORECASE,
)
_SINGLE_WORD = 10  # letters of a single word that says too little by itself
_RESTATES = re.compile(r"(?:Det ska jämföras|Vi går|Från|Det är|Det var|Siffran|Siffrorna|Motsvarande|(?:19|20)\d\d)\b")
_BESIDE = re.compile(
    r"(?:,|\b(?:och|jämfört med|mot))\s(?:\w+\s)?$"
)  # before a figure of what the one before it counts
_ANAPHOR = re.compile(
    r"\b(?:andelen|antalet|siffran|summan)\s(?:var\s|låg på\s|uppgick till\s)?(?:\w+\s)?$", re.IGNORECASE
)
# A part of a year is no newer figure of what the year before it was told of.
_PART_OF_YEAR = re.compile(
    r"\b(?:månad\w*|halvår\w*|kvartal\w*|januari[ –-]+|hittills|fram till|till och med)", re.IGNORECASE
)
_SEASON = r"våren|hösten|sommaren|vintern|läsåret|höstterminen|vårterminen"
_TRAILING = re.compile(
    rf"(?:\s+(?:och|eller|samt|i|på|till|från|för|med|som|under|(?<!\d )år|av|än|per|mot|jämfört|var|är|har|vilket"
    rf"|över|vid|inom|kring|ha|de|att|om|så|mellan|längs|mer|i stort sett(?: oförändrat?)?|oförändrat?|{_SEASON}))+$"
)
_PLACE_TAIL = re.compile(
    r"\s(?:i|på|vid|inom|kring|för)\s(?:hela\s)?[A-ZÅÄÖ][\w/-]*(?:\s[A-ZÅÄÖ][\w/-]*|\s(?:stad|kommun|län|stadsdelsområde))*$"
)
_MONEY = re.compile(r"kronor|kr$|tkr|mnkr|mkr|miljon|miljard")
_BEHIND = 140  # characters before a figure in which a change is told
_LONGEST = 100  # characters of a measure


def measure_of(said: Said) -> tuple[str | None, str | None]:
    """Return what a figure measures, and that without a change that is only this figure's; None where it is unknown.

    A heading alone is enough only where the sentence restates what the heading says: «Från 86 (2022) till 70 (2023)».
    """
    change = _change(said)
    found = _own(said)
    head = said.sentence[: said.start]
    restates = _RESTATES.match(said.sentence) is not None or _ANAPHOR.search(head) is not None
    if found is None and restates and not _PART_OF_YEAR.search(head):
        found = said.before or said.heading
    if found is None:
        return None, None
    if _is_vague(found) and said.heading and said.heading.lower() not in found.lower():
        found = f"{said.heading}: {found}"
    return (f"{found}, {change}" if change else found), found


def _is_vague(measure: str) -> bool:
    return _VAGUE.search(measure) is not None or (" " not in measure and len(measure) <= _SINGLE_WORD)


def _own(said: Said) -> str | None:
    """Return what the figure's own sentence says it measures, best rule first."""
    head, tail = said.sentence[: said.start], said.sentence[said.end :]
    changed = _change(said) is not None
    money = _MONEY.search(said.figure) is not None
    if _AMONG.search(head):
        return _among(said, tail)
    if money and not changed and (m := _MADE.search(head)) is not None:
        return _tidy(m["what"])
    if (counted := _counted(head)) is not None:
        return _with_topic(counted, said.sentence)
    if said.figure.endswith(("%", "procent")):
        if not changed and (share := _share(tail, head)) is not None:
            return share
    elif not money and (noun := _noun(tail)) is not None:
        return noun
    if changed and (noun := _noun_before(said)) is not None:
        return noun
    subject = _SUBJECT.match(said.sentence)
    if subject is not None and 0 <= said.start - subject.end() <= _NEAR and not _SET_IN.match(subject["what"]):
        return _tidy(subject["what"])
    inverted = _INVERTED.search(head)
    if inverted is not None:
        return _tidy(inverted["what"])
    return _noun_before(said) if _BESIDE.search(head) and _is_count(said.figure) else None


def _is_count(figure: str) -> bool:
    return not figure.endswith(("%", "procent", "procentenheter")) and _MONEY.search(figure) is None


def _counted(head: str) -> str | None:
    """Return the last «antalet …», «andelen …» before a figure."""
    found = [m[1] for m in _COUNTED.finditer(head)]
    tidy = _tidy(found[-1]) if found else ""
    return tidy if " " in tidy or re.match(r"(?:frånvaron|meritvärdet|behörigheten|medelinkomsten)", tidy) else None


def _with_topic(measure: str, sentence: str) -> str:
    """Add what a sentence is about: «När det gäller förskolan är antalet anmälningar …»."""
    m = _TOPIC.match(sentence)
    return f"{measure}, {m['topic']}" if m is not None and not re.search(r"antal|andel", m["topic"]) else measure


def _share(tail: str, head: str) -> str | None:
    """Return what «7 procent av eleverna i årskurs 9 att …» is a share of, and who of them."""
    if (m := _SHARE_SAYING.match(tail)) is not None:
        return _tidy(f"andel {'' if m['rest'].startswith('som ') else 'som '}{_cut(m['rest'])}")
    m = _SHARE_OF.match(tail)
    if m is None:
        return None
    of, rest = m["of"].strip(), _cut(m["rest"].strip())
    says = _SAYS.search(head)
    if says is not None and rest.startswith("att "):
        return _tidy(f"andel av {of} som {says['verb']} {rest}")
    if re.search(r"\b(?:har|hade)\s(?:\w+\s)?$", head) and (done := _PARTICIPLE.match(of)) is not None:
        return _tidy(f"andel av {done['of']} som {done['adverb'] or ''}har {done['done']}")
    if (does := _DOES.match(of)) is not None:
        return _tidy(f"andel av {does['who']} som {_cut(does['does'])}")
    if re.match(rf"(?:har|hade|är|var|{_SAYING})\b", rest):
        return _tidy(f"andel av {of} som {rest}")
    return _tidy(f"andel av {of} {rest}" if rest.startswith("som ") else f"andel av {of}")


def _cut(rest: str) -> str:
    """Cut what follows at a year or a comparison."""
    return re.split(r"\s(?:under|år|jämfört|vilket|mot|enligt|\d{4})\b", rest, maxsplit=1)[0]


def _noun(tail: str) -> str | None:
    """Return what a bare number counts: «samtal med unga», «rån mot personer under 18 år»."""
    m = _NOUNS.match(tail)
    if m is None:
        return None
    more = _OF.match(tail[m.end() :])
    return _tidy(m[1] + ((more["of"] or "") if more else ""))


def _noun_before(said: Said) -> str | None:
    """Return what an earlier figure of the sentence counts: «48 personrån, en minskning med 12 procent»."""
    for start, end in reversed(said.others):
        if end <= said.start and start != said.start:
            return _noun(said.sentence[end:])
    return None


def _among(said: Said, tail: str) -> str | None:
    """Return «besök, andel av flickor» for «9 800 besök, varav 42 procent av flickor»."""
    whole = _noun_before(said)
    m = re.match(r"^\s(?P<who>(?:av|var|är)\s[a-zåäö ]{3,40}?)(?=[.,;:]|\soch\s|$)", tail)
    if whole is None or m is None:
        return None
    who = re.sub(r"^(?:var|är)\s", "", m["who"])
    return f"{whole}, andel {who}" if said.figure.endswith(("%", "procent")) else f"{whole}, {who}"


def _change(said: Said) -> str | None:
    """Return «ökning» or «minskning» where the figure is one."""
    head = said.sentence[max(0, said.start - _BEHIND) : said.start]
    if (m := _CHANGE.search(head)) is not None:
        return "ökning" if m["how"] in ("ökning", "uppgång") else "minskning"
    if (m := _CHANGED.search(head)) is not None:
        return "ökning" if m["how"].startswith(("ök", "st")) else "minskning"
    return None


def _tidy(text: str) -> str:
    """Return a noun phrase without a loose end, its first letter small unless it is a name."""
    text = " ".join(text.split())
    text = _TRAILING.sub("", _PLACE_TAIL.sub("", _TRAILING.sub("", text))).strip(" ,–-")
    if len(text) > _LONGEST:
        text = _TRAILING.sub("", text[:_LONGEST].rsplit(" ", 1)[0])
    return text[:1].lower() + text[1:] if text[1:2].islower() else text
