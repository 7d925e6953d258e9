"""The head of an e-mail, and where an older one that is quoted below begins."""

from __future__ import annotations

import re
from collections.abc import Sequence

from utlatande.model import Block, Role
from utlatande.skrivelse.unit import Unit, tidy

TOP = 8  # blocks in which a letter's own head stands
_SURE = 2  # lines of it that make it one
SHORT = 60  # characters a line of a head has at most
_OUTSIDE = frozenset({Role.HEADER, Role.FOOTER, Role.FOOTNOTE, Role.ENDNOTE, Role.ROW})
_OLDER = re.compile(
    r"^(?:-{2,}\s*(?:Ursprungligt|Original|Vidarebefordrat|Forwarded)\b|_{10,}$|(?:Från|From):\s.+@|Den .{5,80} skrev "
    r".{0,80}:$|On .{5,80} wrote:$|(?:Begin forwarded message|Vidarebefordrat (?:brev|meddelande)):$)",
    re.IGNORECASE,
)
_WROTE = re.compile(r"^Den (?P<when>.{5,80}) skrev .{0,80}:$")
_SAID = {
    "från": "Från",
    "from": "Från",
    "till": "Till",
    "to": "Till",
    "skickat": "Datum",
    "sent": "Datum",
    "datum": "Datum",
    "date": "Datum",
    "ämne": "Ämne",
    "subject": "Ämne",
    **dict.fromkeys(("kopia", "cc", "bilagor", "attachments", "prioritet", "svara till", "reply-to"), ""),
}
_LINE = re.compile(rf"(?P<key>{'|'.join(_SAID)}):\s*(?P<value>.*)", re.IGNORECASE)
_REPLY = re.compile(r"^(?:(?:VB|SV|FW|FWD|RE|AW)\s*:\s*)+", re.IGNORECASE)


def has_head(blocks: Sequence[Block]) -> bool:
    """Tell whether a letter begins as an e-mail does: «Från: …», «Till: …», «Ämne: …»."""
    return sum(_LINE.match(line) is not None for block in blocks[:TOP] for line in _lines(block)) >= _SURE


def head_units(block: Block) -> list[Unit] | None:
    """Return a block of an e-mail's head as the lines of a letter's head, or None for any other block.

    Lines that tell nothing of the letter (copies, attachments) are left out.
    """
    if m := _WROTE.match(block.text.strip()):
        return [Unit(text=f"Datum: {tidy(m['when'])}", block=block)]
    read = [_LINE.match(line) for line in _lines(block)]
    if not read or not all(read):
        return None
    told = [(_SAID[m["key"].lower()], _REPLY.sub("", tidy(m["value"]))) for m in read if m]
    return [Unit(text=f"{said}: {value}", block=block) for said, value in told if said and value]


def is_head_line(text: str) -> bool:
    """Tell whether a line stands in the head of an e-mail, or above one that is sent on."""
    return _LINE.match(text.strip()) is not None or begins_older(text)


def begins_older(text: str) -> bool:
    """Tell whether an older letter that is quoted begins here."""
    return _OLDER.match(text.strip()) is not None


def messages(blocks: Sequence[Block]) -> list[tuple[Block, ...]]:
    """Return the messages that an e-mail holds, the newest first: below it, those that it answers or sends on."""
    found: list[list[Block]] = [[]]
    said = False  # some text stood in this message
    for place, block in enumerate(blocks):
        if block.role in _OUTSIDE:
            found[-1].append(block)
            continue
        lines = _lines(block)
        if said and lines and (begins_older(lines[0]) or _begins_head(lines, blocks[place + 1 : place + 3])):
            found.append([])
            said = False
        said = said or not _is_of_head(lines)
        found[-1].append(block)
    return [tuple(one) for one in found]


def _begins_head(lines: Sequence[str], after: Sequence[Block]) -> bool:
    """Tell whether the head of a message begins: «Från: Anna Ek», and below that «Skickat: …»."""
    if not lines[0].lower().startswith(("från:", "from:")):
        return False
    below = [*lines[1:], *(line for block in after for line in _lines(block))]
    return sum(_LINE.match(line) is not None for line in below[:3]) >= _SURE


def _is_of_head(lines: Sequence[str]) -> bool:
    """Tell whether lines are of a head: facts or names, no text yet."""
    return all(len(line) <= SHORT and not line.endswith(tuple(".?!:,;")) for line in lines) or all(
        _LINE.match(line) or begins_older(line) for line in lines
    )


def _lines(block: Block) -> list[str]:
    return [line.strip() for line in block.text.split("\n") if line.strip()]
