# ruff: noqa: PLR2004 - counts and shares of one rule are read best in the rule
"""Spaced-out text on a PDF's page: the spaces that PDFium puts between its letters taken out again.

Where letters are set apart (to fill a narrow column, for a title, by text recognition), PDFium takes some of the
distances for spaces. A space that it made up, and that is no wider than what parts the letters of that line, is none.
"""

from __future__ import annotations

import re

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pdf_page import Page  # type: ignore[import-not-found]

JOINER = "\u2060"  # stands for a space that is none: the text must stay as long as it is, and this is never shown
APART = 0.04  # of the font size: letters that stand so far apart are spaced out
WIDER = 0.12  # of the font size: a space is so much wider than what parts the letters
WIDEST = 0.6  # of the font size: no letters of a word stand farther apart
EVEN = 0.25  # of the font size: single letters that stand so far apart, all of them, stand alone
MANY = 5  # letters: a line of nothing but single letters is a spaced-out word from here on
LINES = 2_000  # of a page, looked at
_ALONE = re.compile(r"[ \n]\w(?=[ \r])")  # a line of them has one that is neither first nor last of the text


def joined(page: Page, text: str) -> str:
    """Return the text with JOINER for the spaces that are none."""
    made = page.pdf.FPDFText_IsGenerated
    done, changed = 0, list[int]()
    for _, match in zip(range(LINES), _ALONE.finditer(text), strict=False):
        at = match.end() - 1
        parted = (text[at - 1] == " " and made(page.text, at - 1)) or (text[at + 1] == " " and made(page.text, at + 1))
        if not parted or at < done:
            continue
        start, end = text.rfind("\n", 0, at) + 1, _ends(text, at)
        changed += _line(page, text, start, end)
        done = end
    if not changed:
        return text
    letters = list(text)
    for at in changed:
        letters[at] = JOINER
    return "".join(letters)


def _ends(text: str, at: int) -> int:
    found = text.find("\r", at)
    return len(text) if found < 0 else found


def _line(page: Page, text: str, start: int, end: int) -> list[int]:
    """Return the places of the spaces of one line that are none."""
    made = page.pdf.FPDFText_IsGenerated
    within: list[float] = []  # the gaps between letters that stand together
    across: list[tuple[int, float]] = []  # the made-up spaces and the gaps that they stand for
    before, space = None, -1
    for at in range(start, end):
        if text[at] == " ":
            space = at if made(page.text, at) and before else -1
            before = before if space >= 0 else None
            continue
        box = page.character(at)
        if before is not None:
            gap = box[0] - before[1]
            if space < 0:
                within.append(gap)
            elif text[at].isalnum() and text[space - 1].isalnum():
                across.append((space, gap))
        before, space = box, -1
    if not across:
        return []
    size, angle = page.size(start)
    alone = len(within) < 2
    if angle or (alone and len(across) < MANY - 1):
        return []
    gaps = sorted(gap for _, gap in across) if alone else sorted(within)
    usual = gaps[len(gaps) // 4 if alone else (len(gaps) - 1) // 2]
    if usual < APART * size or (alone and usual > EVEN * size and gaps[-1] < 2 * usual):
        return []
    return [at for at, gap in across if 0 <= gap < min(usual + WIDER * size, WIDEST * size)]
