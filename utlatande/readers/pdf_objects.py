# ruff: noqa: PLR2004 - lengths and counts of PDF's own syntax are read best where they stand
"""The dictionaries of a PDF file, as far as they tell what its fonts call their signs. Loaded where PDFium is lost.

No page tree and no cross-references: every object of the file is looked at that names a font. Nothing here raises on
a broken file, and all of it is linear in the file's length.
"""

from __future__ import annotations

import re
import zlib

_OBJECT = re.compile(rb"(?<!\d)(\d{1,10})\s{1,8}\d{1,5}\s{1,8}obj\b")
_TOKEN = re.compile(
    rb"[\0\t\n\f\r ]*(?:%[^\r\n]*[\r\n][\0\t\n\f\r ]*)*"
    rb"(?:(?P<ref>(?P<number>\d{1,10})[ \r\n\t]+\d{1,5}[ \r\n\t]+R(?![\w]))|(?P<name>/[^\0\t\n\f\r ()<>\[\]{}/%]*)"
    rb"|(?P<mark><<|>>|\[|\])|(?P<hex><[0-9A-Fa-f\s]*>)|(?P<string>\()|(?P<word>[^\0\t\n\f\r ()<>\[\]{}/%]+))"
)
_HEXED = re.compile(rb"#([0-9A-Fa-f]{2})")
DEEP = 40  # dictionaries in dictionaries
LONG = 200_000  # bytes of one object that are looked at
PACKED = 50_000_000  # bytes of packed objects that are unpacked, in all
OBJECTS = 300_000  # of a file
LOOKED_AT = 10_000_000  # bytes of what may be fonts, in all: packed objects may be said to overlap
FONTS = 2_000  # of a file


class Ref(int):
    """The number of an object elsewhere in the file."""


class Objects:
    """The objects of one file, by number."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.at: dict[int, tuple[bytes, int, int]] = {}  # the bytes that hold it, and where in them
        self.known: dict[int, object] = {}
        if re.search(rb"/Encrypt\b", data):
            return  # what is packed cannot be read, and the rest tells too little
        places = [(int(m[1]), m.end()) for _, m in zip(range(OBJECTS), _OBJECT.finditer(data), strict=False)]
        ends = [*(at for _, at in places[1:]), len(data)]
        self.at = {number: (data, at, end) for (number, at), end in zip(places, ends, strict=False)}
        left = PACKED
        for _, at in places:
            if b"/ObjStm" in data[at : at + 400]:
                left -= self._unpack(at, left)

    def _unpack(self, at: int, most: int) -> int:
        """Add the objects of an object stream, which never stand over ones written out."""
        head = value(self.data, at, at + 4_000)
        start = self.data.find(b"stream", at, at + 4_000)
        first, count = (self.number(head.get(key)) for key in ("First", "N")) if isinstance(head, dict) else (0, 0)
        if start < 0 or most <= 0 or not 0 < count <= OBJECTS or not isinstance(head, dict):
            return 0
        start += 8 if self.data[start + 6 : start + 8] == b"\r\n" else 7
        body = self.data[start : start + max(self.number(head.get("Length")), 0)]
        if head.get("Filter") in ("/FlateDecode", ["/FlateDecode"]) and "DecodeParms" not in head:
            try:
                body = zlib.decompressobj().decompress(body, most)
            except zlib.error:
                return 0
        elif "Filter" in head:
            return 0
        told = body[:first].split(None, 2 * count)[: 2 * count]
        numbers = [int(n) if n.isdigit() and len(n) < 12 else -1 for n in told]
        offsets = numbers[1::2]
        for number, offset, end in zip(numbers[::2], offsets, [*offsets[1:], len(body)], strict=False):
            if number >= 0 and 0 <= offset < len(body) - first:
                self.at.setdefault(number, (body, first + offset, first + end))
        return len(body)

    def get(self, thing: object) -> object:
        """Follow a reference to what it means."""
        for _ in range(DEEP):
            if not isinstance(thing, Ref):
                return thing
            if thing not in self.known:
                self.known[thing] = value(*self.at[thing]) if thing in self.at else None
            thing = self.known[thing]
        return None

    def number(self, thing: object) -> int:
        """Return a whole number, or -1."""
        thing = self.get(thing)
        return int(thing) if isinstance(thing, bytes) and thing.isdigit() and len(thing) < 12 else -1

    def real(self, thing: object) -> float:
        """Return a number, or 0."""
        thing = self.get(thing)
        try:
            return float(thing) if isinstance(thing, bytes) and len(thing) < 20 else 0.0
        except ValueError:
            return 0.0

    def fonts(self) -> list[dict[str, object]]:
        """Return the dictionaries of the file's simple fonts."""
        found: list[dict[str, object]] = []
        left = LOOKED_AT
        for body, at, end in self.at.values():
            if left > 0 and b"/Font" in body[at : min(end, at + 2_000)]:
                left -= min(end - at, LONG)
                own = value(body, at, end)
                if isinstance(own, dict) and own.get("Type") == "/Font" and own.get("Subtype") != "/Type0":
                    found.append(own)
                    if len(found) == FONTS:
                        break
        return found


def value(data: bytes, at: int, end: int) -> object:
    """Read the value that begins at a place: dict, list, ``/name``, Ref, or the bytes of anything else."""
    stack: list[list[object]] = [[]]
    kinds: list[bytes] = []
    end = min(len(data), end, at + LONG)
    while at < end and (token := _TOKEN.match(data, at, end)) is not None:
        at = token.end()
        mark = token["mark"]
        if mark in (b"<<", b"["):
            if len(stack) > DEEP:
                break
            stack.append([])
            kinds.append(mark)
            continue
        if token["string"]:
            at = _past_string(data, at, end)
        if mark and not kinds:
            break
        own = _closed(stack.pop(), kinds.pop()) if mark else _simple(token)
        stack[-1].append(own)
        if len(stack) == 1:
            return stack[0][0]
    return None


def _simple(token: re.Match[bytes]) -> object:
    if token["ref"]:
        return Ref(token["number"])
    if token["name"]:
        return _HEXED.sub(lambda m: bytes([int(m[1], 16)]), token["name"]).decode("latin-1")
    return token["word"] or token["hex"] or b""


def _closed(items: list[object], kind: bytes) -> object:
    return items if kind == b"[" else _dictionary(items)


def _dictionary(items: list[object]) -> dict[str, object]:
    return {key[1:]: item for key, item in zip(items[::2], items[1::2], strict=False) if isinstance(key, str)}


def _past_string(data: bytes, at: int, end: int) -> int:
    depth = 1
    for mark in re.compile(rb"\\.|[()]", re.DOTALL).finditer(data, at, end):
        depth += {b"(": 1, b")": -1}.get(mark[0], 0)
        if not depth:
            return mark.end()
    return end
