"""The head of an e-mail, and where an older one that is quoted below begins."""

from __future__ import annotations

import re
from collections.abc import Sequence

from utlatande.model import Block
from utlatande.skrivelse.unit import Unit, tidy

TOP = 8  # blocks in which a letter's own head stands
_SURE = 2  # lines of it that make it one
_OLDER = re.compile(
    r"^(?:-{2,}\s*(?:Ursprungligt|Original|Vidarebefordrat)\b|_{10,}$|(?:Från|From):\s.+@|Den .{5,80} skrev "
    r".{0,80}:$|On .{5,80} wrote:$)",
    re.IGNORECASE,
)
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
    read = [_LINE.match(line) for line in _lines(block)]
    if not read or not all(read):
        return None
    told = [(_SAID[m["key"].lower()], _REPLY.sub("", tidy(m["value"]))) for m in read if m]
    return [Unit(text=f"{said}: {value}", block=block) for said, value in told if said and value]


def begins_older(text: str) -> bool:
    """Tell whether an older letter that is quoted begins here."""
    return _OLDER.match(text.strip()) is not None


def _lines(block: Block) -> list[str]:
    return [line.strip() for line in block.text.split("\n") if line.strip()]
