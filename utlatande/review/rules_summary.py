"""Rules on the summary: every figure, year and name in it stands in the body too, and most of its words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from utlatande import language
from utlatande import settings as settings_room
from utlatande.language import asked
from utlatande.model import Block, Finding
from utlatande.passages.pairing import content
from utlatande.review.numbers import Number, numbers, years
from utlatande.review.paper import Paper, gaps, rules, styled
from utlatande.review.rules import finding

_FEWEST = 15  # words of a summary that is compared with the body
_ROUNDED = 0.1  # share by which a figure that is called «omkring» may differ
_MOST = 200  # figures of one paragraph that are looked for
_ADDED = 40  # figures that are added to each other at most
_SUM = re.compile(
    r"\b(?:sammanlagt|totalt|tillsammans|summa|sammantaget|fler|färre|mer|mindre|ökat|minskat)\b", re.IGNORECASE
)
_PARTY = re.compile(r"\(([A-ZÅÄÖ]{1,4})\)")


def check(paper: Paper) -> Iterator[Finding]:
    """Yield what the summary says and the body does not."""
    summary = [b for s in paper.of("sammanfattning") for b in s.blocks if not styled(b, "note")]
    inside = {block.origin.block for block in summary}
    rest = [b for b in paper.document.body if b.origin.block not in inside]
    body = "\n".join("\n".join(b.cells) if b.cells else b.text for b in rest)
    if not summary or len(body.split()) < _FEWEST:
        return
    yield from _figures(paper, summary, body)
    yield from _years(paper, summary, body)
    yield from _names(paper, summary, body)
    yield from _words(paper, summary, body)


def _figures(paper: Paper, summary: list[Block], body: str) -> Iterator[Finding]:
    there = numbers(body, words=True)
    values = sorted({one.value for one in there})
    for block in summary:
        for one in numbers(block.text)[:_MOST]:
            if not _stands(one, values, block.text):
                yield finding(
                    "sammanfattning-siffra",
                    f"Talet {one.shown} i sammanfattningen finns inte i resten av texten.",
                    "Rätta talet, eller skriv det också där det hör hemma.",
                    paper.place(block),
                    origin=block.origin,
                    quote=one.shown,
                )


def _stands(one: Number, values: list[float], text: str) -> bool:
    """Tell whether a figure is among others: as it is, rounded, or their sum or difference where the text says so."""
    near = _ROUNDED * one.value if one.about else 0.5 * one.unit
    if any(abs(value - one.value) <= near for value in values):
        return True
    before = text[max(0, one.start - 80) : one.start + len(one.shown) + 40]
    if not _SUM.search(before):
        return False
    small = [value for value in values if value <= one.value * 20][-_ADDED:]
    sums = (sum(some) for size in (2, 3) for some in combinations(small, size))
    differences = (abs(a - b) for a, b in combinations(values[-_ADDED:], 2))
    return any(abs(s - one.value) <= near for s in (*sums, *differences))


def _years(paper: Paper, summary: list[Block], body: str) -> Iterator[Finding]:
    there = {year for _, span in years(body) for year in span}
    for block in summary:
        for shown, span in years(block.text):
            if not there & set(span):
                yield finding(
                    "sammanfattning-ar",
                    f"Årtalet {shown} i sammanfattningen finns inte i resten av texten.",
                    "Rätta årtalet, eller skriv det också där det hör hemma.",
                    paper.place(block),
                    origin=block.origin,
                    quote=shown,
                )


def _names(paper: Paper, summary: list[Block], body: str) -> Iterator[Finding]:
    low = body.casefold()
    marks = {m[1] for m in _PARTY.finditer(body)}
    parties = settings_room.data("parties")["parties"]
    of_name = {name.casefold(): mark for mark, names in parties.items() for name in names}
    for block in summary:
        text = block.text
        for gap in gaps(text):
            text = text.replace(gap, " ")
        found = [(name, of_name.get(name.casefold())) for name in (*asked.names(text), *_party_names(text, of_name))]
        for name, mark in dict.fromkeys(found):
            if mark is not None:
                known = mark in marks or any(other.casefold() in low for other in parties[mark])
            else:
                known = _spoken_of(name, low)
            if not known:
                yield finding(
                    "sammanfattning-namn",
                    f"{name} nämns i sammanfattningen men inte i resten av texten.",
                    "Kontrollera namnet, eller skriv det också där det hör hemma.",
                    paper.place(block),
                    origin=block.origin,
                    quote=name,
                )


def _party_names(text: str, of_name: dict[str, str]) -> Iterator[str]:
    for word in re.findall(r"\b[A-ZÅÄÖ]\w+", text):
        if word.casefold() in of_name:
            yield word


def _spoken_of(name: str, low: str) -> bool:
    """Tell whether a name, or what it is a form of, stands in a text."""
    pieces = [piece for piece in re.split(r"[-/]", name) if piece]
    return all(
        piece.casefold() in low or piece.casefold().removesuffix("s") in low or language.stem(piece) in low
        for piece in pieces
    )


def _words(paper: Paper, summary: list[Block], body: str) -> Iterator[Finding]:
    said = [language.analyse(word) for word in content("\n".join(block.text for block in summary))]
    if len(said) < _FEWEST:
        return
    there = [language.analyse(word) for word in dict.fromkeys(language.words(body))]
    stems = {stem for known in there for stem in (known.stem, *known.parts)}
    share = sum(asked.share(word, stems) >= 0.5 for word in said) / len(said)  # noqa: PLR2004 - half of a compound
    if share < float(rules()["sammanfattning"]["minsta_andel"]):
        yield finding(
            "sammanfattning-ord",
            f"Bara {round(100 * share)} procent av sammanfattningens ord finns i resten av texten.",
            "Kontrollera att sammanfattningen säger det som texten säger.",
            paper.place(summary[0]),
            origin=summary[0].origin,
        )
