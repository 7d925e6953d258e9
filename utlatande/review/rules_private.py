"""Rules on what is private: personnummer, telephone and e-mail of persons, so few persons that they can be known."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from utlatande import sentences, structure
from utlatande.language import asked
from utlatande.model import Block, Finding
from utlatande.review.paper import OUTSIDE, Paper, lines, rules
from utlatande.review.rules import finding

_BEFORE = 80  # characters before a number that say what it is
_DIGITS = re.compile(r"(?<![\d-])(?P<century>18|19|20)?(?P<date>\d{6})\s?(?P<sign>[-–+])?\s?(?P<last>\d{4})(?![\d-])")
_SAYS = re.compile(r"\b(?:person|samordnings)(?:nummer|nr)|\bpnr\b|\bfödd\b", re.IGNORECASE)
_MOBILE = re.compile(r"(?<![\w/.-])(?:\+\s?46|0046|0)[\s()–-]{0,3}7[02369](?:[\s()–-]{0,2}\d){7}(?!\w)")
_PHONE = re.compile(r"(?<![\w/.-])0\d{1,3}[\s–-]{1,2}\d(?:[\s–-]{0,2}\d){4,8}(?!\w)")
_HOME = re.compile(r"\b(?:hem|bostad|privat|anhörig|mobil|hemma)\w*\b[^.\n]{0,40}$", re.IGNORECASE)
_MAIL = re.compile(r"[\w.+-]{1,64}@(?P<domain>[\w-]+(?:\.[\w-]+)+)")
_SMALL = {
    "1": 1,
    "2": 2,
    "3": 3,
    "4": 4,
    "två": 2,
    "tre": 3,
    "fyra": 4,
    "ett par": 2,
    "endast en": 1,
    "endast ett": 1,
    "bara en": 1,
    "bara ett": 1,
}
_PLACE = re.compile(
    r"\b(?:[Ii]|[Pp]å|[Vv]id|[Ff]rån|[Kk]ring|[Uu]r|[Hh]os)\s(?:[a-zåäö]+\s){0,2}[A-ZÅÄÖ]\w+|\b[A-ZÅÄÖ]\w*(?:skolan?|gården|förskola|parken|torget|vägen|gatan|boendet)\b"
)  # fmt: skip


def check(paper: Paper) -> Iterator[Finding]:
    """Yield what should not be read by everybody."""
    for block, line in lines(paper.document.blocks):
        yield from _personnummer(paper, block, line)
        yield from _mail(paper, block, line)
    for section in paper.outline:
        if section.heading is None and section is paper.outline[0] and len(paper.outline) > 1:
            continue  # the letterhead says whom to call
        for block, line in lines(section.blocks):
            if not structure.is_contact(block):
                yield from _telephone(paper, block, line)
            yield from _few(paper, block, line)


def _personnummer(paper: Paper, block: Block, line: str) -> Iterator[Finding]:
    for m in _DIGITS.finditer(line):
        kind = _kind(m)
        if kind is None:
            continue
        phone = m["sign"] is None and m["century"] is None and m["date"].startswith("07")
        if phone and not _SAYS.search(line[max(0, m.start() - _BEFORE) : m.start()]):
            continue
        # The number itself is not repeated: findings are read on screens and saved in files.
        yield finding(
            "personnummer",
            f"Ett {kind} står i texten (det börjar på {m['date'][:2]}…).",
            "Ta bort numret. Ett tjänsteutlåtande är en allmän handling.",
            paper.place(block),
            origin=block.origin,
        )


def _kind(m: re.Match[str]) -> str | None:
    """Return what sort of number ten or twelve digits are, or None: a day that is, and the right check digit."""
    from personnummer import personnummer

    sign = (m["sign"] or "-").replace("–", "-")
    text = f"{m['century'] or ''}{m['date']}{sign}{m['last']}"
    if not personnummer.valid(text):
        return None
    return "samordningsnummer" if personnummer.parse(text).is_coordination_number() else "personnummer"


def _telephone(paper: Paper, block: Block, line: str) -> Iterator[Finding]:
    own = re.sub(r"\D", "", paper.settings.telefon or "")
    found = list(_MOBILE.finditer(line))
    found += [m for m in _PHONE.finditer(line) if _HOME.search(line[max(0, m.start() - _BEFORE) : m.start()])]
    for m in found:
        if own and re.sub(r"\D", "", m[0]).endswith(own.lstrip("0")):
            continue
        yield finding(
            "privat-telefon",
            "Ett telefonnummer som kan vara privat står i texten.",
            "Ta bort numret om det inte är en tjänstetelefon som ska stå där.",
            paper.place(block),
            origin=block.origin,
        )


def _mail(paper: Paper, block: Block, line: str) -> Iterator[Finding]:
    private = {str(domain).lower() for domain in rules()["privat"]["epost"]}
    for m in _MAIL.finditer(line[:_LONGEST]):
        if m["domain"].lower() in private:
            yield finding(
                "privat-epost",
                f"En e-postadress hos {m['domain'].lower()} står i dokumentet.",
                "Ta bort adressen om den är någons egen.",
                paper.place(block),
                origin=block.origin,
            )


_LONGEST = 20_000  # characters of a line that are looked at


def _few(paper: Paper, block: Block, line: str) -> Iterator[Finding]:
    if block.role in OUTSIDE or structure.is_signature(block):
        return
    for sentence in sentences.sentences(line[:_LONGEST]):
        for m in _persons().finditer(sentence):
            count = _SMALL[" ".join(m["count"].lower().split())]
            if count >= int(rules()["privat"]["minst_antal"]) or not _has_place(paper, sentence, m):
                continue
            yield finding(
                "fa-personer",
                f"”{m[0]}” är få personer, och en plats nämns i samma mening.",
                "Skriv ”färre än fem” eller utan plats om någon kan kännas igen.",
                paper.place(block),
                origin=block.origin,
                quote=m[0],
            )


@functools.cache
def _persons() -> re.Pattern[str]:
    nouns = "|".join(sorted((re.escape(str(noun)) for noun in rules()["privat"]["personer"]), key=len, reverse=True))
    counts = "|".join(sorted((word.replace(" ", r"\s") for word in _SMALL), key=len, reverse=True))
    # One adjective may stand between («två äldre kvinnor»); «1–2 barn» and «2,4 barn» are other things.
    return re.compile(
        rf"(?<![\w,./–-])(?<!\d )(?P<count>{counts})\s(?:(?!av\b|till\b|år\b)[a-zåäö]+[aten]\s)?(?:{nouns})\b(?!-)",
        re.IGNORECASE,
    )


def _has_place(paper: Paper, sentence: str, m: re.Match[str]) -> bool:
    names = (*asked.names(sentence), *(area for area in paper.settings.areas if area in sentence))
    return bool(names and _PLACE.search(sentence)) or bool(_PLACE.search(sentence[: m.start()] + sentence[m.end() :]))
