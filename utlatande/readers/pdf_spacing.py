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
_VOWEL = re.compile("[AEIOUYÅÄÖÆØÉÜ]")
_ALONE = re.compile(r"[ \n]\w(?=[ \r])")  # a line of them has one that is neither first nor last of the text


def joined(page: Page, text: str) -> str:
    """Return the text with JOINER for the spaces that are none."""
    made = page.pdf.FPDFText_IsGenerated
    done, known, changed = 0, 0.0, list[int]()
    for _, match in zip(range(LINES), _ALONE.finditer(text), strict=False):
        at = match.end() - 1
        parted = (text[at - 1] == " " and made(page.text, at - 1)) or (text[at + 1] == " " and made(page.text, at + 1))
        if not parted or at < done:
            continue
        start, done = text.rfind("\n", 0, at) + 1, _ends(text, at)
        within, across = _gaps(page, text, start, done)
        size, angle = page.size(start)
        usual = 0.0 if angle or not across else _usual(text[start:done], within, across, size, known)
        if usual >= APART * size:
            known = usual / size
            most = min(usual + WIDER * size, WIDEST * size)
            changed += [space for space, gap in across if 0 <= gap < most]
    if not changed:
        return text
    letters = list(text)
    for at in changed:
        letters[at] = JOINER
    return "".join(letters)


def _ends(text: str, at: int) -> int:
    found = text.find("\r", at)
    return len(text) if found < 0 else found


def _gaps(page: Page, text: str, start: int, end: int) -> tuple[list[float], list[tuple[int, float]]]:
    """Return the gaps between letters that stand together, and the made-up spaces of a line with their gaps."""
    made = page.pdf.FPDFText_IsGenerated
    within: list[float] = []
    across: list[tuple[int, float]] = []
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
    return within, across


def _usual(line: str, within: list[float], across: list[tuple[int, float]], size: float, known: float) -> float:
    """Return what parts the letters of a line's words, or 0 where that cannot be told.

    ``known`` is what parted those of the last such line, in font sizes.
    """
    if len(within) > 1:
        return sorted(within)[(len(within) - 1) // 2]
    gaps = sorted(gap for _, gap in across)
    usual = gaps[len(gaps) // 4]
    if known and abs(usual - known * size) < WIDER * size / 2:
        return usual
    if len(gaps) < MANY - 1:
        return 0.0
    even = gaps[-1] < 2 * usual
    return 0.0 if even and usual > EVEN * size and not _title(line) else usual


def _title(line: str) -> bool:
    """Tell whether single letters spell a word in capitals: they are no alphabet, and some can be sung."""
    letters = line.split()
    word = "".join(letters)
    return word.isalpha() and word.isupper() and letters != sorted(letters) and bool(_VOWEL.search(word))
