"""Rules on form: headings and their order, dnr, one name for the nämnd."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from utlatande import structure
from utlatande.model import Block, Finding, Role, Severity
from utlatande.passages.common import SHORT_LINE
from utlatande.review.paper import OUTSIDE, Paper, cut, gaps, lines, rules
from utlatande.review.rules import finding

_HEAD = 40  # blocks from the top in which a letterhead stands
_NAMES = {
    "forslag_till_beslut": "Förslag till beslut",
    "sammanfattning": "Sammanfattning",
    "arendet": "Ärendet",
    "beredning": "Ärendets beredning",
    "synpunkter": "Synpunkter och förslag",
    "svar_pa_fragor": "Svar på frågorna",
    "bilagor": "Bilagor",
}


def check(paper: Paper) -> Iterator[Finding]:
    """Yield what is wrong with the form."""
    yield from _headings(paper)
    yield from _dnr(paper)
    yield from _namnd(paper)


# --- headings -----------------------------------------------------------------------------------------------------


def _headings(paper: Paper) -> Iterator[Finding]:
    wanted = rules()["rubriker"]
    found = [(slot, s) for s in paper.outline if s.heading and (slot := structure.slot(s.heading))]
    there = {slot for slot, _ in found}
    form = "tjansteskrivelse" if _is_tjansteskrivelse(paper) else "tjansteutlatande"
    for choice in wanted[form]:
        if there.isdisjoint(choice):
            name = _NAMES.get(choice[0], choice[0])
            yield finding(
                "rubrik-saknas",
                f"Rubriken ”{name}” saknas.",
                "Lägg till rubriken och texten under den, eller ge den formatet rubrik om den finns.",
                "Dokumentet",
                severity=Severity.ERROR if choice[0] in wanted["avgorande"] else None,
            )
    yield from _order_of_headings(paper, found, wanted["ordning"])
    yield from _twice(paper, found)
    yield from _empty(paper)


def _is_tjansteskrivelse(paper: Paper) -> bool:
    return any(re.match(r"tjänsteskrivelse\b", line, re.IGNORECASE) for _, line in lines(paper.document.blocks[:_HEAD]))


def _order_of_headings(
    paper: Paper, found: list[tuple[str, structure.Section]], order: list[list[str]]
) -> Iterator[Finding]:
    step = {slot: n for n, slots in enumerate(order) for slot in slots}
    furthest: tuple[int, structure.Section] | None = None
    told: set[str] = set()
    for slot, section in found:
        if slot not in step or slot in told:
            continue
        told.add(slot)
        if furthest is not None and step[slot] < furthest[0]:
            block = paper.heading(section)
            yield finding(
                "rubrik-ordning",
                f"”{section.heading}” brukar stå före ”{furthest[1].heading}”.",
                "Flytta avsnittet om ni inte har en annan ordning.",
                f"Rubriken ”{cut(section.heading or '', 60)}”",
                origin=block.origin if block else None,
            )
        elif furthest is None or step[slot] > furthest[0]:
            furthest = (step[slot], section)


def _twice(paper: Paper, found: list[tuple[str, structure.Section]]) -> Iterator[Finding]:
    names = Counter(" ".join((s.heading or "").lower().split()) for slot, s in found if slot in _NAMES)
    for name, times in names.items():
        if times > 1:
            section = [s for _, s in found if " ".join((s.heading or "").lower().split()) == name][-1]
            block = paper.heading(section)
            yield finding(
                "rubrik-dubbel",
                f"Rubriken ”{section.heading}” står {'två' if times == 2 else times} gånger.",  # noqa: PLR2004 - a word
                "Slå ihop avsnitten eller byt namn på det ena.",
                f"Rubriken ”{cut(section.heading or '', 60)}”",
                origin=block.origin if block else None,
            )


def _empty(paper: Paper) -> Iterator[Finding]:
    for place, section in enumerate(paper.outline):
        slot = structure.slot(section.heading or "")
        if slot not in _NAMES or any(block.text.strip() for block in section.blocks):
            continue
        below = paper.outline[place + 1] if place + 1 < len(paper.outline) else None
        # A heading may stand right over a heading of its own; one known by its name alone may be a level up or down.
        if below is not None and (below.level > section.level or structure.slot(below.heading or "") not in _NAMES):
            continue
        if below is not None and {slot, structure.slot(below.heading or "")} == {"synpunkter", "svar_pa_fragor"}:
            continue
        block = paper.heading(section)
        yield finding(
            "rubrik-utan-text",
            f"Det står ingenting under ”{section.heading}”.",
            "Skriv texten, eller ta bort rubriken.",
            f"Rubriken ”{cut(section.heading or '', 60)}”",
            origin=block.origin if block else None,
        )


# --- dnr ----------------------------------------------------------------------------------------------------------

_DNR = re.compile(
    r"\b(?:Dnr|Diarienr|Diarienummer|Ärendenummer)\b[\s:.]*(?P<dnr>[A-ZÅÄÖ]{0,8}[ -]?\d[\d.–/-]*(?: ?[\d.–/-]+)*)",
    re.IGNORECASE,
)
_BARE_DNR = re.compile(r"^[A-ZÅÄÖ]{2,8} ?(?:19|20)\d\d/\d{1,6}(?:-\d+)?$")


def _dnr(paper: Paper) -> Iterator[Finding]:
    head = [b for b in paper.document.blocks if b.role in OUTSIDE or b.origin.block < _HEAD]
    first = next((s for s in paper.outline if s.heading and structure.slot(s.heading)), None)
    ends = first.blocks[0].origin.block if first and first.blocks else _HEAD
    own: dict[str, tuple[Block, str]] = {}
    holes = False
    for block, line in lines(head):
        if block.role not in OUTSIDE and block.origin.block >= ends:
            continue  # further down another ärende may be spoken of
        m = _DNR.search(line) or (_BARE_DNR.match(line))
        if m:
            text = m["dnr"] if "dnr" in m.groupdict() else m[0]
            own.setdefault(_bare_dnr(text), (block, " ".join(text.split()).rstrip(" .-/")))
        holes = holes or ("dnr" in line.lower() and bool(gaps(line)))
    if not own:
        if not holes and paper.metadata.dnr is None:
            yield finding("dnr-saknas", "Diarienumret saknas.", "Skriv diarienumret i brevhuvudet.", "Brevhuvudet")
        return
    if len(own) > 1:
        (one, shown), (other, second) = list(own.values())[:2]
        yield finding(
            "dnr-olika",
            f"Diarienumret är {shown} i {_low(paper.place(one))} men {second} i {_low(paper.place(other))}.",
            "Skriv samma diarienummer överallt.",
            paper.place(other),
            origin=other.origin,
            quote=second if second in other.text else None,
        )
    asked = paper.letter.dnr if paper.letter else None
    if asked and _bare_dnr(asked) not in own and len(own) == 1:
        ((block, shown),) = own.values()
        yield finding(
            "dnr-olika",
            f"Diarienumret är {shown}, men skrivelsen har {asked}.",
            "Kontrollera att svaret har rätt diarienummer.",
            paper.place(block),
            origin=block.origin,
            severity=Severity.WARNING,
        )


def _bare_dnr(text: str) -> str:
    return re.sub(r"[\s.–-]", "", text).upper().rstrip("/")


def _low(place: str) -> str:
    return place[:1].lower() + place[1:]


# --- nämnd --------------------------------------------------------------------------------------------------------

_BOARD = re.compile(
    r"(?P<name>[A-ZÅÄÖ]\w{1,40}(?:[-–][A-ZÅÄÖ]\w{1,40}){0,3}) "
    r"(?P<kind>(?:stadsdels|kommundels|stadsområdes)nämnd)(?:en)?s?\b"
    r"|\b(?P<one>[A-ZÅÄÖ]\w{3,40}nämnd)(?:en)?s?\b|\b(?P<ks>Kommunstyrelsen?)s?\b"
)
_NOT_NAMES = frozenset({"Stadsdelsnämnd", "Kommundelsnämnd", "Stadsområdesnämnd", "Nämnd"})


def _boards(text: str) -> list[tuple[str, str, str]]:
    """Return (key, kind, as it stands) of each nämnd that a text names; «Norrviks» and «Norrvik» are one."""
    found = []
    for m in _BOARD.finditer(text):
        if m["name"]:
            core = m["name"].replace("–", "-").casefold()
            found.append((core.removesuffix("s"), m["kind"], " ".join(m[0].split())))
        else:
            name = m["one"] or m["ks"]
            if name not in _NOT_NAMES:
                found.append((name.casefold(), "nämnd", m[0]))
    return found


def _namnd(paper: Paper) -> Iterator[Finding]:
    to = _recipient(paper)
    decides = next(
        ((b, one) for s in paper.of("forslag_till_beslut") for b in s.blocks for one in _boards(b.text)[:1]), None
    )
    if to and decides and to[1][0] != decides[1][0]:
        yield finding(
            "namnd-olika",
            f"Ärendet går till {to[1][2]}, men i förslaget till beslut står {decides[1][2]}.",
            "Skriv samma nämnd på båda ställena.",
            paper.place(decides[0]),
            origin=decides[0].origin,
            quote=decides[1][2] if decides[1][2] in decides[0].text else None,
        )
    own = to or decides
    if own is None:
        return
    yield from _other_boards(paper, own[1], {one[1][0] for one in (to, decides) if one})
    asked = _boards(paper.letter.recipient or "")[:1] if paper.letter else []
    if asked and asked[0][1] == own[1][1] and asked[0][0] != own[1][0]:
        yield finding(
            "namnd-annan",
            f"Skrivelsen är ställd till {asked[0][2]}, men utlåtandet går till {own[1][2]}.",
            "Kontrollera vilken nämnd som ska svara.",
            paper.place(own[0]),
            origin=own[0].origin,
        )


def _recipient(paper: Paper) -> tuple[Block, tuple[str, str, str]] | None:
    """Return the nämnd under «Till» in the letterhead."""
    before = ""
    for block, line in lines(paper.document.blocks[:_HEAD]):
        found = _boards(line)
        to = before.rstrip(":").lower() == "till" or re.match(r"Till:?\s", line)
        if found and to and len(line) <= SHORT_LINE:
            return block, found[0]
        before = line
    return None


def _other_boards(paper: Paper, own: tuple[str, str, str], known: set[str]) -> Iterator[Finding]:
    """Yield the nämnder of the same sort and another name: left from a text that was written for them."""
    told: set[str] = set()
    if own[1] == "nämnd":
        return  # another nämnd of a city is spoken of everywhere
    for block in paper.document.blocks:
        if block.role in (Role.FOOTNOTE, Role.ENDNOTE):
            continue
        for key, kind, shown in _boards(block.text):
            if kind == own[1] and key not in known and key not in told:
                told.add(key)
                yield finding(
                    "namnd-annan",
                    f"{shown} nämns, men utlåtandet går till {own[2]}.",
                    "Kontrollera om namnet är kvar från en äldre text.",
                    paper.place(block),
                    origin=block.origin,
                    quote=shown if shown in block.text else None,
                )
