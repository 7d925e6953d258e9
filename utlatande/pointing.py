"""What in a text points at something that stands elsewhere in its document: a table, a picture, the text before it."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from utlatande.phrasing.verbs import verbs


class Sort(StrEnum):
    """What is pointed at."""

    TABLE = "table"
    PICTURE = "picture"  # a diagram, a map, a photo: never part of a text
    TEXT = "text"  # «enligt ovan», «se nedan»
    BEFORE = "before"  # «Dessa insatser …», where a text begins: what stands just before it
    LIST = "list"  # «… följande:», where a text ends: what stands just after it
    APPENDIX = "appendix"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pointer:
    """What points: the ``words`` as they stand, at ``start``; ``number`` is the label of what they point at («2» of
    «tabell 2»); ``side`` is -1 where that stands before the text, 1 after it, 0 where the words do not say."""

    sort: Sort
    words: str
    start: int
    number: str | None = None
    side: int = 0


_TABLE = r"\w{0,30}tabell(?:en|ens|er|erna|ernas)?"
_PICTURE = (
    r"\w{0,30}diagram(?:met|mets|men|mens)?|figur(?:en|ens|er|erna)?|\w{0,20}graf(?:en|ens|er|erna)"
    r"|\w{0,20}kart(?:a|an|ans|or|orna)|bild(?:en|er|erna)?|\w{0,20}skiss(?:en)?|foto(?:t|na|n)?"
)
_DRAWN_UP = (
    r"sammanställning(?:en)?|uppställning(?:en)?|förteckning(?:en)?|matris(?:en)?|översikt(?:en)?|faktaruta(?:n)?"
)
_LIST = r"\w{0,20}lista(?:n)?|punkter(?:na)?|punktlista(?:n)?|rader(?:na)?|kolumner(?:na)?"
_NOUN = rf"(?:{_TABLE}|{_PICTURE}|{_DRAWN_UP}|{_LIST})"
_SHOWS = r"(?:visar|redovisar|redogör|illustrerar|beskriver|framgår|redovisas|visas|ses|syns|anges|återges)"
_LABEL = r"(?:\d{1,3}(?:[.:]\d{1,2})?|(?-i:[A-H])\b)(?![\d-])"
# How a thing is pointed at: by its side («nedanstående tabell», «diagrammet nedan»), its number, the definite form.
_THING = (
    rf"\b(?:(?P<beside>följande|efterföljande|nedanstående|ovanstående|föregående|denna|detta|dessa)\s+(?P<a>{_NOUN})\b"
    rf"|(?P<b>{_NOUN})\s+(?:här\s+)?(?P<side>ovan|nedan|ovanför|nedanför|till (?:höger|vänster)|på nästa sida)\b"
    rf"|(?P<c>{_TABLE}|{_PICTURE})\s+(?P<number>{_LABEL})"
    rf"|(?P<d>{_TABLE}|{_PICTURE}|{_DRAWN_UP})\s+{_SHOWS}\b"
    rf"|(?:framgår|redovisas|visas|syns|ses|anges|återges|återfinns|läsas)\s+(?:\w+\s+)?(?:av|i|på|ur)\s+(?P<e>{_TABLE}|{_PICTURE}|{_DRAWN_UP})\b"
    rf"(?:\s+(?P<label>{_LABEL}))?"
    rf"|(?:av|i|ur|enligt|se)\s+(?P<f>{_TABLE}|{_PICTURE}|{_DRAWN_UP})\s+{_SHOWS}\b"
    r"|(?P<g>\w{0,30}tabell(?:en|erna)|\w{0,30}diagram(?:met|men)|figur(?:en|erna))\b)"
)
# Without any of these nothing is named that can be pointed at: telling so is quicker than to try every form of it.
_NAMED = re.compile(
    "tabell|diagram|figur|graf|kart|bild|skiss|foto|ställning|förteckning|matris|översikt|faktarut|list|punkt|rad|kolumn",
    re.IGNORECASE,
)
_APPENDIX = re.compile(r"\bbilag(?:a|orna|an|or)\b(?:\s\d{1,2}(?!\d))?", re.IGNORECASE)
_TEXT = re.compile(
    r"\b(?:som\s)?(?:tidigare\s)?(?:nämn(?:t|ts|des|da)|beskriv(?:its|s|et|na)|redovisa(?:ts|s|de|t|d)|angivits|framgått"
    r"|framgår|anges|sagts)\s(?:här\s)?(?:ovan|nedan|ovanför|tidigare)\b|\bsom\stidigare\s(?:nämn|beskriv|sag)\w{1,5}"
    r"|\b(?:ovan|nedan)(?:stående|nämnd\w*|beskrivn\w+|angiv\w+)\b|\b(?:se|enligt|i|från|med)\s(?:\w+\s)?(?:ovan|nedan)\b"
    r"|\b(?:ovan|nedan)\b(?!\s(?:jord|mark|vatten|vid|att|för|molnen|på|ytan))"
    r"|\b(?:föregående|nästa|följande)\s(?:avsnitt|stycke|kapitel|sida)\b|\b(?:se\s)?avsnitt\s\d{1,2}(?:\.\d{1,2}){0,3}\b",
    re.IGNORECASE,
)
_AFTER = re.compile(r"nedan|följande|nästa", re.IGNORECASE)
_EARLIER = re.compile(r"ovan|föregående|tidigare|\bsom\b", re.IGNORECASE)
_DEMONSTRATIVE = re.compile(
    r"(?:dessa|denna|detta|sådana?|sådant|(?:de|den|det)\s+(?:här|där)|bägge|båda|samtliga\s+dessa"
    r"|alla\s+dessa|(?:två|tre|fyra|flera|många|några|ingen|inget|inga|en\s+del)\s+av\s+(?:dessa|dem))\b"
    r"(?:\s+[a-zåäöé-]{3,40})?",
    re.IGNORECASE,
)
_PRONOUN = re.compile(r"(?P<word>de|den|dem|han|hon|där|dit|därifrån|däri)\s+(?P<next>[a-zåäöé]+)\b", re.IGNORECASE)
_OPENING = 200  # characters in which a text's first words are looked for
_LISTED = re.compile(r"\bföljande\b[^.?!\n]{0,200}:$", re.IGNORECASE)


@functools.lru_cache(maxsize=2_000)
def pointers(text: str) -> tuple[Pointer, ...]:
    """Return all that points elsewhere in a text, in order. The time it takes grows with the text's length."""
    things = [_thing(m) for m in _things().finditer(text)] if _NAMED.search(text) else []
    things += [Pointer(sort=Sort.APPENDIX, words=_flat(m[0]), start=m.start()) for m in _APPENDIX.finditer(text)]
    taken = [(one.start, one.start + len(one.words)) for one in things]
    for m in _TEXT.finditer(text):
        if not any(start < m.end() and m.start() < end for start, end in taken):
            things.append(Pointer(sort=Sort.TEXT, words=_flat(m[0]), start=m.start(), side=_side(m[0])))
    things += [*_opening(text), *_ending(text)]
    return tuple(sorted(things, key=lambda one: one.start))


def stands_alone(sentence: str) -> bool:
    """Tell whether a sentence points at nothing outside itself."""
    return not pointers(sentence)


@functools.cache
def _things() -> re.Pattern[str]:
    """Return what finds things that are pointed at, made when it is first needed: most texts need it not."""
    return re.compile(_THING, re.IGNORECASE)


def _thing(m: re.Match[str]) -> Pointer:
    noun = next(word for name in "abcdefg" if (word := m[name]))
    sort = Sort.TABLE if re.fullmatch(_TABLE, noun, re.IGNORECASE) else Sort.PICTURE
    if re.fullmatch(f"{_DRAWN_UP}|{_LIST}", noun, re.IGNORECASE):
        sort = Sort.TABLE
    side = _side(m["beside"] or m["side"] or "")
    return Pointer(sort=sort, words=_flat(m[0]), start=m.start(), number=m["number"] or m["label"], side=side)


def _side(words: str) -> int:
    return 1 if _AFTER.search(words) else -1 if _EARLIER.search(words) else 0


def _opening(text: str) -> Iterator[Pointer]:
    """Yield what the first words of a text stand for: what was told before it."""
    first = text[:_OPENING].lstrip("•–- \n")
    start = len(text) - len(text.lstrip("•–- \n"))
    said = _DEMONSTRATIVE.match(first)
    if said and not (_NAMED.search(first) and _things().match(first)):
        words = _flat(said[0]).split(" ")
        bare = words[:-1] if len(words) > 1 and verbs().is_finite(words[-1].lower()) else words
        yield Pointer(sort=Sort.BEFORE, words=" ".join(bare), start=start, side=-1)
        return
    m = _PRONOUN.match(first)
    if m and verbs().is_finite(m["next"].lower()) and not _relative(first):
        yield Pointer(sort=Sort.BEFORE, words=m["word"], start=start, side=-1)


def _relative(text: str) -> bool:
    """Tell whether a pronoun is explained at once: «De som bor …», «Den är bäst som …»."""
    return re.match(r"\w+\s+som\b", text) is not None


def _ending(text: str) -> Iterator[Pointer]:
    """Yield the lead-in of a list that is not there."""
    last = text.rstrip()[-300:]
    if m := _LISTED.search(last):
        yield Pointer(sort=Sort.LIST, words=_flat(m[0]), start=len(text.rstrip()) - len(m[0]), side=1)


def _flat(text: str) -> str:
    return " ".join(text.split())


def label(caption: str) -> str | None:
    """Return the number that a caption gives what it stands over: «2» of «Tabell 2. Orosanmälningar»."""
    m = re.match(r"\s*(?:tabell|diagram|figur|karta|bild)\s+(\d{1,3}(?:[.:]\d{1,2})?|[A-H])\b", caption, re.IGNORECASE)
    return m[1] if m else None
