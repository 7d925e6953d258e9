"""Rules on what is left from writing: placeholders, notes to the writer, choices, colour, comments, tracked changes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from utlatande.model import Block, Finding
from utlatande.review.paper import Paper, cut, gaps, rules, styled
from utlatande.review.rules import finding
from utlatande.word.strip import is_ours

_SHOWN = 3  # changes named in one finding
_RULE = re.compile(r"[\s_.–-]*")  # a line to write on
_NOTE = re.compile(r"Till handläggaren\b|Inget tidigare svar på \S+ \S+ hittades|Förslag till begäran om underlag\b")
_CHANGES = {
    "insertion": "tillagd text",
    "deletion": "borttagen text",
    "move": "flyttad text",
    "format": "ändrad formatering",
}


def check(paper: Paper) -> Iterator[Finding]:
    """Yield what somebody must still fill in, choose, answer or accept."""
    yield from _gaps(paper)
    yield from _notes(paper)
    yield from _highlights(paper)
    yield from _comments(paper)
    yield from _changes(paper)


def _gaps(paper: Paper) -> Iterator[Finding]:
    left = tuple(str(text) for text in rules()["luckor"]["mallrester"])
    seen: Counter[tuple[str, str]] = Counter()
    for block in paper.document.blocks:
        if _NOTE.match(block.text) or styled(block, "note"):
            continue  # told of by itself
        text = "\n".join(block.cells) if block.cells else block.text
        low = text.lower()
        found = [] if _RULE.fullmatch(text) else gaps(text)
        found += [text[low.find(one) :][: len(one)] for one in left if one in low and len(low) == len(text)]
        for gap in dict.fromkeys(found):
            place = paper.place(block)
            seen[gap, place] += 1
            if seen[gap, place] == 1:
                yield finding(
                    "lucka-kvar",
                    f"Här ska något fyllas i: ”{cut(gap)}”",
                    "Skriv det som ska stå där, eller ta bort luckan.",
                    place,
                    origin=block.origin,
                    quote=gap,
                )


def _notes(paper: Paper) -> Iterator[Finding]:
    for block in paper.document.body:
        if styled(block, "alternative"):
            yield finding(
                "alternativ-kvar",
                f"Ett alternativt förslag står kvar: ”{cut(block.text)}”",
                "Välj ett av förslagen och ta bort de andra.",
                paper.place(block),
                origin=block.origin,
            )
        elif styled(block, "note") or _NOTE.match(block.text):
            yield finding(
                "anteckning-kvar",
                f"En rad till handläggaren står kvar: ”{cut(block.text)}”",
                "Gör det som står där och ta bort raden.",
                paper.place(block),
                origin=block.origin,
            )


def _highlights(paper: Paper) -> Iterator[Finding]:
    for one in paper.edited.highlights:
        block = paper.at(one.origin.block)
        if not one.text.strip() or gaps(one.text) or (block is not None and _is_told(block)):
            continue  # a yellow placeholder is told of as what it is
        yield finding(
            "markering-kvar",
            f"Texten är markerad med färg: ”{cut(one.text)}”",
            "Kontrollera texten och ta bort markeringen.",
            paper.place(block or one.origin),
            origin=one.origin,
            quote=one.text,
        )


def _is_told(block: Block) -> bool:
    return styled(block, "note", "alternative") or bool(_NOTE.match(block.text))


def _comments(paper: Paper) -> Iterator[Finding]:
    provenance = paper.edited.provenance
    digests = provenance.comments if provenance else ()
    ours = [one for one in paper.document.comments if is_ours(one.author, one.text, digests)]
    for one in paper.document.comments:
        if one in ours:
            continue
        yield finding(
            "kommentar-kvar",
            f"En kommentar{f' från {one.author}' if one.author else ''} står kvar: ”{cut(one.text)}”",
            "Ta hand om det som står i kommentaren och ta bort den.",
            paper.place(one.origin),
            origin=one.origin,
        )
    if ours:
        count = "En kommentar" if len(ours) == 1 else f"{len(ours)} kommentarer"
        yield finding(
            "kommentar-utlatande",
            f"{count} från utlatande står kvar.",
            "Läs dem. De tas bort av utlatande finalize.",
            "Dokumentet",
            origin=ours[0].origin,
        )


def _changes(paper: Paper) -> Iterator[Finding]:
    groups: dict[str, list[int]] = {}
    for number, one in enumerate(paper.edited.changes):
        groups.setdefault(paper.place(one.origin), []).append(number)
    for place, numbers in groups.items():
        changes = [paper.edited.changes[n] for n in numbers]
        shown = [f"{_CHANGES.get(one.kind, 'ändring')} ”{cut(one.text, 40)}”" for one in changes if one.text.strip()]
        told = ", ".join(shown[:_SHOWN]) + (" …" if len(shown) > _SHOWN else "")
        count = "En spårad ändring" if len(changes) == 1 else f"{len(changes)} spårade ändringar"
        yield finding(
            "andring-kvar",
            f"{count} står kvar{': ' + told if told else ''}.",
            "Godkänn eller avvisa ändringarna i Word.",
            place,
            origin=changes[0].origin,
        )
