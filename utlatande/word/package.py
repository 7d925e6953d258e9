"""The zip of an Office file, opened behind guards: only what is asked for is inflated, within the limits."""

from __future__ import annotations

import io
import posixpath
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self
from urllib.parse import unquote

from lxml import etree
from lxml.etree import _Element as Element

from utlatande.errors import DamagedFile, EncryptedFile, MissingFile, TooLarge
from utlatande.word.limits import DEFAULT, Limits
from utlatande.word.saving import save_atomically
from utlatande.word.strict import transitional

__all__ = ["DEFAULT", "BrokenPart", "Limits", "Package", "Relation", "save_atomically"]


_CHUNK = 1 << 18
_DIRECTORY = 4 << 20  # bytes of a zip's table of contents; 5,000 entries take a quarter of it
_ENCRYPTED = 0x1
_USUAL_DEPTH = 12  # of a paragraph or table: a question so shallow is cheap to ask of each
_LIBXML_DEPTH = 256  # what libxml2 allows without its huge mode
_TOO_LARGE = re.compile(r"depth|huge|too long|too large|XML_PARSE_HUGE|buffer", re.IGNORECASE)
_ENCODING = re.compile(r"^\s*<\?xml[^>]*\?>")
RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
OVERRIDE = "{http://schemas.openxmlformats.org/package/2006/content-types}Override"


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """What a part points at: ``kind`` is the type's last word (``footnotes``), ``target`` a part's name or None."""

    id: str
    kind: str
    target: str | None
    external: str | None = None


class BrokenPart(DamagedFile):
    """A part cannot be unpacked or parsed; a reader may go on without a part that is not its main one."""


class Package:
    """An open zip. ``name`` is how the file is called in what a person reads."""

    def __init__(
        self, path: Path, *, name: str | None = None, limits: Limits = DEFAULT, data: bytes | None = None
    ) -> None:
        """Open the zip at ``path`` and check its table of contents; no part is read yet.

        With ``data``, the file's content, nothing is opened, and ``path`` only says where it is from.
        """
        self.path = path
        self.name = name or path.name
        self.limits = limits
        self.read_bytes = 0
        try:
            self._file: IO[bytes] = path.open("rb") if data is None else io.BytesIO(data)
        except OSError as error:
            raise MissingFile(
                f"Filen {self.name} går inte att öppna. Kontrollera att den finns och att du får läsa den.", path=path
            ) from error
        try:
            self._parts = self._contents()
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    def has(self, name: str) -> bool:
        """Tell whether there is a part of this name; case does not count, as in Word."""
        return name.lower() in self._parts

    def names(self) -> list[str]:
        """Return the names of all parts, in lower case."""
        return list(self._parts)

    def read(self, name: str) -> bytes:
        """Return a part's bytes, counted while they are inflated. Raises KeyError when there is no such part."""
        info = self._parts[name.lower()]
        if info.flag_bits & _ENCRYPTED:
            raise self.locked()
        if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise self.damaged()
        try:
            data = self._inflated(info)
        except (OSError, zlib.error, struct.error, OverflowError, ValueError) as error:
            raise self.damaged() from error
        if zlib.crc32(data) != info.CRC:
            raise self.damaged()
        return data

    def tree(self, name: str) -> Element:
        """Return a part's root. Raises KeyError when there is no such part."""
        data = self._xml(name)
        try:
            root = etree.fromstring(data, self._parser())
        except etree.LxmlError as error:
            raise self._refused(error) from error
        if root is None:
            raise self.damaged()
        self._check(root)
        return root

    def stream(self, name: str, parent: str) -> Iterator[Element]:
        """Yield the children of the part's element ``parent`` one by one, each whole, and forget it afterwards."""
        data = self._xml(name)
        parser: Any = etree.XMLPullParser(events=("start",), tag=parent, **self._options())
        holder: Element | None = None
        checked = False
        try:
            for start in range(0, len(data), _CHUNK):
                parser.feed(data[start : start + _CHUNK])
                if holder is None:
                    holder = next((element for _, element in parser.read_events()), None)
                if holder is not None:
                    if not checked:
                        self._check(holder.getroottree().getroot())
                        checked = True
                    yield from self._taken(holder, last=False)
            parser.close()
        except etree.LxmlError as error:
            raise self._refused(error) from error
        if holder is None:
            raise self.damaged()
        yield from self._taken(holder, last=True)

    def relations(self, source: str) -> list[Relation]:
        """Return what ``source`` points at (``""`` for the package itself); an unreadable list is an empty one."""
        folder, base = posixpath.split(source)
        name = posixpath.join(folder, "_rels", f"{base}.rels")
        if not self.has(name):
            return []
        found = []
        for relation in self.tree(name).iter(RELATIONSHIP):
            kind = relation.get("Type", "").rstrip("/").rsplit("/", 1)[-1]
            goal = relation.get("Target", "")
            outside = relation.get("TargetMode") == "External"
            target = None if outside else self._target(folder, goal)
            found.append(
                Relation(id=relation.get("Id", ""), kind=kind, target=target, external=goal if outside else None)
            )
        return found

    def content_types(self) -> dict[str, str]:
        """Return the type of each part that has one of its own, by its lower-case name."""
        if not self.has("[Content_Types].xml"):
            return {}
        return {
            override.get("PartName", "").replace("\\", "/").lstrip("/").lower(): override.get("ContentType", "")
            for override in self.tree("[Content_Types].xml").iter(OVERRIDE)
        }

    def damaged(self) -> BrokenPart:
        """Return the error for a file that is no whole zip of sound parts."""
        return BrokenPart(
            f"Filen {self.name} är skadad eller ofullständig. Öppna den i Word och spara den på nytt, "
            "eller be avsändaren skicka den igen.",
            path=self.path,
        )

    def hostile(self, what: str) -> DamagedFile:
        """Return the error for a file that is made as no word processor makes it."""
        return DamagedFile(
            f"Filen {self.name} läses inte, för den {what}. Be avsändaren om en ny fil, sparad i Word.", path=self.path
        )

    def locked(self) -> EncryptedFile:
        """Return the error for a file with a password."""
        return EncryptedFile(
            f"Filen {self.name} är låst med lösenord. Öppna den i Word och spara den utan lösenord.", path=self.path
        )

    def too_large(self, what: str) -> TooLarge:
        """Return the error for a file beyond a limit."""
        return TooLarge(
            f"Filen {self.name} läses inte, för {what}. Dela upp dokumentet, eller spara det på nytt i Word.",
            path=self.path,
        )

    # --- inside --------------------------------------------------------------------------------------------------

    def _contents(self) -> dict[str, zipfile.ZipInfo]:
        try:
            listed = zipfile.ZipFile(_Gauge(self._file, self)).infolist()
        except (
            zipfile.BadZipFile,
            OSError,
            ValueError,
            NotImplementedError,
            EOFError,
            struct.error,
            OverflowError,
        ) as error:
            raise self.damaged() from error
        if len(listed) > self.limits.entries:
            raise self.too_large(f"den består av {len(listed)} delar och gränsen är {self.limits.entries}")
        parts: dict[str, zipfile.ZipInfo] = {}
        for info in listed:
            name = info.orig_filename.replace("\\", "/")
            if name.startswith("/") or ".." in name.split("/") or re.match(r"[A-Za-z]:", name) or "\0" in name:
                raise self.hostile("har en del med en sökväg ut ur filen")
            if name.endswith("/"):
                continue
            if name.lower() in parts:
                raise self.hostile("har två delar med samma namn")
            parts[name.lower()] = info
        return parts

    def _inflated(self, info: zipfile.ZipInfo) -> bytes:
        self._guard(info.file_size, info.compress_size)
        self._file.seek(info.header_offset)
        head = self._file.read(30)
        if head[:4] != b"PK\x03\x04":
            raise self.damaged()
        name_length, extra_length = struct.unpack("<HH", head[26:30])
        self._file.seek(name_length + extra_length, 1)
        left = info.compress_size
        inflater = zlib.decompressobj(-zlib.MAX_WBITS) if info.compress_type == zipfile.ZIP_DEFLATED else None
        pieces: list[bytes] = []
        size = 0
        while left > 0 and not (inflater and inflater.eof):
            packed = self._file.read(min(left, _CHUNK))
            if not packed:
                raise self.damaged()
            left -= len(packed)
            while packed:
                piece = inflater.decompress(packed, _CHUNK * 4) if inflater else packed
                packed = inflater.unconsumed_tail if inflater else b""
                size += len(piece)
                pieces.append(piece)
                self._guard(size, info.compress_size)
        if inflater and not inflater.eof:
            tail = inflater.flush()
            if not inflater.eof:
                raise self.damaged()
            pieces.append(tail)
        self.read_bytes += size
        return b"".join(pieces)

    def _guard(self, size: int, packed: int) -> None:
        """Refuse a part that unpacks to ``size`` bytes, as its header says or as counted so far."""
        limits = self.limits
        if size > limits.part_bytes:
            raise self.too_large(f"en del av den blir större än {limits.part_bytes >> 20} MB när den packas upp")
        if self.read_bytes + size > limits.total_bytes:
            raise self.too_large(f"den blir större än {limits.total_bytes >> 20} MB när den packas upp")
        if size > limits.ratio_from and packed < size * limits.ratio:
            raise self.too_large("den är packad på ett sätt som bara en fil som ska fylla minnet är")

    def _xml(self, name: str) -> bytes:
        """Return a part as UTF-8 in the transitional namespaces, without DTD, within the limits."""
        data = self.read(name)
        if data[:2] in (b"\xff\xfe", b"\xfe\xff") or data[:4] in (b"<\0?\0", b"\0<\0?"):
            data = self._from_utf16(data)
        if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
            raise self.hostile("har en dokumenttypsdefinition (DTD)")
        if len(data) > self.limits.tags < data.count(b"<") + 2 * (data.count(b'="') + data.count(b"='")):
            raise self.too_large("den har orimligt många märken i sin XML")
        return transitional(data)

    def _from_utf16(self, data: bytes) -> bytes:
        encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-16-le" if data[1] == 0 else "utf-16-be"
        try:
            return _ENCODING.sub("", data.decode(encoding)).encode()
        except UnicodeError as error:
            raise self.damaged() from error

    def _options(self) -> dict[str, Any]:
        return {
            "resolve_entities": False,
            "no_network": True,
            "load_dtd": False,
            "dtd_validation": False,
            "huge_tree": self.limits.depth > _LIBXML_DEPTH,
            "remove_comments": True,
            "remove_pis": True,
            "collect_ids": False,
        }

    def _parser(self) -> etree.XMLParser:
        return etree.XMLParser(**self._options())

    def _check(self, root: Element) -> None:
        """Refuse what slipped past the bytes: a DTD in an odd encoding, or elements too deep in each other."""
        if root.getroottree().docinfo.internalDTD is not None:
            raise self.hostile("har en dokumenttypsdefinition (DTD)")
        if _deeper_than(min(_USUAL_DEPTH, self.limits.depth))(root) and _deeper_than(self.limits.depth)(root):
            raise self.too_large(f"dess XML är djupare än {self.limits.depth} nivåer")

    def _taken(self, holder: Element, *, last: bool) -> Iterator[Element]:
        """Yield and remove the children that are whole: all that have a next one, and the last one when told so."""
        below = self.limits.depth - 2  # the holder's own level and the root's are above
        some, deep = _deeper_than(min(_USUAL_DEPTH, below)), _deeper_than(below)
        child = next(holder.iterchildren(), None)
        while child is not None:
            following = child.getnext()
            if following is None and not last:
                return
            if some(child) and deep(child):
                raise self.too_large(f"dess XML är djupare än {self.limits.depth} nivåer")
            yield child
            child.clear()  # first: lxml removes an element with many children in quadratic time
            holder.remove(child)
            child = following

    def _refused(self, error: etree.LxmlError) -> DamagedFile | TooLarge:
        if _TOO_LARGE.search(str(error)):
            return self.too_large("dess XML är för djup eller har för långa stycken")
        return self.damaged()

    def _target(self, folder: str, goal: str) -> str | None:
        goal = unquote(goal).replace("\\", "/").partition("#")[0]
        if not goal:
            return None
        name = goal.lstrip("/") if goal.startswith("/") else posixpath.normpath(posixpath.join(folder, goal))
        return name if self.has(name) else None


class _Gauge:
    """A file as zipfile sees it, which refuses a table of contents that would fill the memory."""

    def __init__(self, file: IO[bytes], package: Package) -> None:
        self._file = file
        self._package = package
        self.seek, self.tell, self.seekable = file.seek, file.tell, file.seekable

    def read(self, size: int = -1) -> bytes:
        """Read, but not more than the table of contents of a real file is long."""
        if size > _DIRECTORY:
            raise self._package.too_large("dess innehållsförteckning är orimligt lång")
        return self._file.read(size)


@lru_cache(maxsize=8)
def _deeper_than(depth: int) -> Any:  # noqa: ANN401 - lxml's XPath, called with an element
    if depth > _LIBXML_DEPTH:  # asked for by hand; then Python's own stack is what ends it
        return lambda _: False
    return etree.XPath(f"boolean({'*/' * max(depth, 1)}*)")
