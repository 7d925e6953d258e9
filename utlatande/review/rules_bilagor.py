"""Rules on bilagor: what is mentioned is listed, what is listed is mentioned, and numbers and names agree."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from utlatande import structure
from utlatande.model import Block, Finding, Severity
from utlatande.passages.common import shown
from utlatande.review.paper import Paper, cut
from utlatande.review.rules import finding

_LISTS = ("bilagor", "beslutsunderlag")
_NUMBERS = r"\d{1,2}(?:\s?(?:,|och|samt|–|-)\s?\d{1,2}\b){0,8}"
_MENTION = re.compile(
    rf"\b[Bb]ilag(?:a|an|or|orna)\s*(?:nr\.?\s*)?(?P<numbers>{_NUMBERS})(?![\d,]*\s?(?:procent|%|kr))"
)
_TITLE = re.compile(r"Bilaga\s*(?P<number>\d{1,2})\s*[.:–-]?\s*(?P<name>.*)$")
_LETTER = re.compile(r"\b(?:skrivelse|motion|interpellation|medborgarförslag|remiss|uppdrag)", re.IGNORECASE)
_LIKE = 60  # rapidfuzz ratio (0–100) from which two names are of one bilaga
_WORDS = 3  # letters of a word that tells what a bilaga is


@dataclass(frozen=True, slots=True)
class _Listed:
    number: int | None
    name: str
    block: Block


def check(paper: Paper) -> Iterator[Finding]:
    """Yield where text and list of bilagor differ."""
    listed = list(_listed(paper))
    numbered: dict[int | None, _Listed] = {one.number: one for one in listed if one.number is not None}
    titles = list(_titles(paper))
    mentioned: dict[int, Block] = {}
    for block in _text(paper):
        for m in _MENTION.finditer(block.text):
            for number in _all(m["numbers"]):
                mentioned.setdefault(number, block)
    yield from _missing(paper, mentioned, listed, numbered, {n for n, _, _ in titles})
    yield from _numbers(paper, listed)
    yield from _names(paper, numbered, titles)
    yield from _unmentioned(paper, listed, mentioned)


def _listed(paper: Paper) -> Iterator[_Listed]:
    for section in paper.of(*_LISTS):
        under = section.slot == "bilagor"
        for block in section.blocks:
            if structure.is_signature(block):
                continue
            for line in shown(block).split("\n"):
                text = line.strip()
                if m := _TITLE.match(text):
                    yield _Listed(int(m["number"]), m["name"].strip(), block)
                elif under and text:
                    mark = structure.label(text)
                    number = int(mark.value) if mark is not None and mark.value.isdigit() else None
                    if number is not None or mark is not None or not block.cells:
                        yield _Listed(number, text[mark.end :].strip() if mark else text, block)


def _text(paper: Paper) -> Iterator[Block]:
    for section in paper.outline:
        if section.slot not in _LISTS:
            yield from section.blocks


def _all(numbers: str) -> list[int]:
    found = [int(n) for n in re.findall(r"\d+", numbers)]
    spans = re.findall(r"(\d{1,2})\s?[–-]\s?(\d{1,2})", numbers)
    return [*found, *(n for a, b in spans for n in range(int(a) + 1, int(b)))]


def _titles(paper: Paper) -> Iterator[tuple[int, str, Block]]:
    """Yield the headings of bilagor that lie in the same file: «Bilaga 2. Insatser»."""
    for section in paper.outline:
        m = _TITLE.match(section.heading or "")
        block = paper.heading(section) if m else None
        if m and block and structure.slot(section.heading or "") is None:
            yield int(m["number"]), m["name"].strip(), block


def _missing(
    paper: Paper,
    mentioned: dict[int, Block],
    listed: list[_Listed],
    numbered: dict[int | None, _Listed],
    added: set[int],
) -> Iterator[Finding]:
    if not listed:
        first = next(iter(mentioned.items()), None)
        if first and not added:
            yield finding(
                "bilaga-saknas",
                f"Bilaga {first[0]} nämns, men det finns ingen lista över bilagor.",
                "Lägg till rubriken Bilagor sist med en numrerad lista.",
                paper.place(first[1]),
                origin=first[1].origin,
                severity=Severity.WARNING,
            )
        return
    for number, block in mentioned.items():
        unnumbered = not numbered and number <= len(listed)
        if number not in numbered and not unnumbered:
            yield finding(
                "bilaga-saknas",
                f"Bilaga {number} nämns men finns inte i listan över bilagor.",
                "Lägg till bilagan i listan, eller rätta numret.",
                paper.place(block),
                origin=block.origin,
            )


def _numbers(paper: Paper, listed: list[_Listed]) -> Iterator[Finding]:
    numbers = [one.number for one in listed if one.number is not None]
    if not numbers or numbers == list(range(1, len(numbers) + 1)):
        return
    twice = next((n for n in numbers if numbers.count(n) > 1), None)
    gap = next((n for n in range(1, max(numbers)) if n not in numbers), None)
    if twice is not None and len({one.name for one in listed if one.number == twice}) > 1:
        text = f"Två bilagor har nummer {twice}."
    elif gap is not None:
        text = f"Bilaga {gap} saknas i listan: numren är {', '.join(map(str, numbers))}."
    elif numbers != sorted(numbers):
        text = f"Bilagorna står inte i nummerordning: {', '.join(map(str, numbers))}."
    else:
        return
    yield finding(
        "bilaga-nummer",
        text,
        "Numrera bilagorna 1, 2, 3 i ordning, och på samma sätt i texten.",
        paper.place(listed[0].block),
        origin=listed[0].block.origin,
    )


def _names(
    paper: Paper, numbered: dict[int | None, _Listed], titles: list[tuple[int, str, Block]]
) -> Iterator[Finding]:
    from rapidfuzz import fuzz

    for number, name, block in titles:
        one = numbered.get(number)
        if one is None or not name or not one.name or fuzz.token_set_ratio(name.lower(), one.name.lower()) >= _LIKE:
            continue
        yield finding(
            "bilaga-namn",
            f"Bilaga {number} heter ”{cut(one.name)}” i listan men ”{cut(name)}” i sin rubrik.",
            "Ge bilagan samma namn på båda ställena.",
            paper.place(block),
            origin=block.origin,
        )


def _unmentioned(paper: Paper, listed: list[_Listed], mentioned: dict[int, Block]) -> Iterator[Finding]:
    body = "\n".join(block.text for block in _text(paper)).lower()
    for position, one in enumerate(listed, 1):
        number = one.number or position
        if number in mentioned or _LETTER.search(one.name) or not one.name:
            continue
        words = [w for w in re.findall(r"[^\W\d_]{5,}", one.name.lower()) if len(w) > _WORDS]
        alone = len([o for o in listed if not _LETTER.search(o.name)]) == 1
        speaks = alone and re.search(r"\bbilaga(?:n|s)?\b(?!\s*\d)|\bbifog", body)
        named = words and all(word[:6] in body for word in words) and re.search(r"\bbilag|\bbifog", body)
        if not speaks and not named:
            yield finding(
                "bilaga-namns-inte",
                f"Bilaga {number}, ”{cut(one.name)}”, finns i listan men nämns inte i texten.",
                "Hänvisa till bilagan där den behövs, eller ta bort den ur listan.",
                paper.place(one.block),
                origin=one.block.origin,
            )
