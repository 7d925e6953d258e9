"""Swedish phrasing: names, lists and dates in prose, and who says what. No guesses: unsure is None."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence

from utlatande import sentences, settings
from utlatande.phrasing.clauses import has_subject, indirect
from utlatande.phrasing.parts import parts
from utlatande.phrasing.reporting import reported, retold

__all__ = [
    "about",
    "board",
    "genitive",
    "has_subject",
    "indirect",
    "joined",
    "marks",
    "parties_in_prose",
    "parts",
    "people",
    "reported",
    "retold",
    "sender",
    "subject",
    "swedish_date",
    "unique",
]

_VOWELS = "aeiouy"
_MARK = re.compile(r"\s*\([^()]*\)\s*$")
_ABOUT = re.compile(
    r"""(?:skrivelse|yrkande|motion|fråga|frågor|interpellation)
        (?:\s+(?:till|från|av)\s+(?:\([^()]+\)|[^\s()]+)(?:(?:,|\s+och|\s+samt)\s*(?:\([^()]+\)|[A-ZÅÄÖ][^\s()]*))*)?
        \s+(?P<word>om|angående|ang\.?|gällande|rörande|avseende|beträffande|kring|med\s+synpunkter\s+på)
        \s+(?P<rest>\S.*)""",
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)


def joined(items: Sequence[str], last: str = "och") -> str:
    """Return items as a list in prose: «a», «a och b», «a, b och c»."""
    *most, final = items or ("",)
    return f"{', '.join(most)} {last} {final}" if most else final


def genitive(name: str) -> str:
    """Return a place name as it stands before what belongs to it: «Hägersten-Älvsjös» but «Järva».

    Names that end in an unstressed vowel stand bare, as offices write them; a name in -s, -x or -z is left alone.
    """
    last = name[-1:].lower()
    return name if last in _VOWELS or last in "sxz" or not last else f"{name}s"


def board(name: str) -> str:
    """Return the nämnd's name: a bare place becomes «…s stadsdelsnämnd», a full name is left as it is."""
    return (
        name
        if re.search(r"nämnd|styrelse|utskott|fullmäktige", name, re.IGNORECASE)
        else f"{genitive(name)} stadsdelsnämnd"
    )


def swedish_date(date: str | dt.date | None) -> str | None:
    """Return an ISO date, whole or shortened, in prose: «23 maj 2024», «maj 2024», «2024»."""
    if date is None:
        return None
    m = re.fullmatch(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", str(date))
    if m is None:
        return None
    month = sentences.MONTHS[(int(m[2]) - 1) % len(sentences.MONTHS)] if m[2] else ""
    return " ".join(part for part in (m[3] and str(int(m[3])), month, m[1]) if part)


def marks(parties: Sequence[str]) -> str:
    """Return party marks in brackets: «(M), (L) och (C)»."""
    return joined([f"({party})" for party in parties])


def parties_in_prose(parties: Sequence[str]) -> str:
    """Return the parties by name; a mark that is not in data/parties.toml stays «(X)»."""
    names = _party_names()
    return joined([names.get(party.upper(), f"({party})") for party in parties])


def _party_names() -> dict[str, str]:
    names = {}
    for mark, entry in settings.data("parties")["parties"].items():
        name = entry if isinstance(entry, str) else (entry[0] if isinstance(entry, list) else entry.get("name"))
        if name:
            names[mark.upper()] = name
    return names


def people(signatories: Sequence[str], parties: Sequence[str]) -> str | None:
    """Return who signed as an utlåtande says it: «Anna Berg m.fl. (M) och (L)»; None when nobody did."""
    names = [name for name in (_MARK.sub("", one).strip() for one in signatories) if name]
    if not names:
        return None
    several = len(names) > 1 or any("m.fl" in one for one in names)
    first = re.sub(r"\s*m\.\s?fl\.?", "", names[0]).strip()
    return " ".join(part for part in (first, "m.fl." if several else "", marks(parties)) if part)


def sender(signatories: Sequence[str], parties: Sequence[str]) -> str | None:
    """Return who asks, for the running text: the parties by name, else who signed, else their marks, else None."""
    names = _party_names()
    if parties and all(party.upper() in names for party in parties):
        return parties_in_prose(parties)
    return people(signatories, parties) or parties_in_prose(parties) or None


def about(title: str | None) -> str | None:
    """Return what a letter is about as «om …», in its title's own words; None when the title does not say it so."""
    m = _ABOUT.match((title or "").strip())
    if m is None:
        return None
    word = "med synpunkter på" if m["word"].lower().startswith("med") else "om"
    return f"{word} {m['rest'].strip().rstrip('.')}"


def subject(title: str | None, context: str = "") -> str | None:
    """Return a title without «Skrivelse om»: what the matter is called.

    A title all in capitals is written as a sentence, with the names that ``context`` has.
    """
    if not title or not title.strip():
        return None
    m = _ABOUT.match(title.strip())
    rest = (m["rest"] if m else title).strip()
    if rest.isupper() and " " in rest:
        names = {
            m[0].upper(): m[0] for m in re.finditer(r"(?<=[\wåäö,] )[A-ZÅÄÖ][a-zåäö]+(?:-[A-ZÅÄÖ][a-zåäö]+)*", context)
        }
        rest = " ".join(names.get(word, word.lower()) for word in rest.split())
    return rest[:1].upper() + rest[1:]


def unique(items: Iterable[str]) -> tuple[str, ...]:
    """Return the items in order, each once."""
    return tuple(dict.fromkeys(items))
