"""corpus.toml: what an office says of its earlier documents, and which names have changed."""

from __future__ import annotations

import difflib
import functools
import re
import tomllib
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from utlatande.errors import SettingsError
from utlatande.model import DocumentKind

FILE = "corpus.toml"
_KINDS = {
    "tjänsteutlåtande": DocumentKind.TJANSTEUTLATANDE,
    "lägesbild": DocumentKind.LAGESBILD,
    "åtgärdsplan": DocumentKind.ATGARDSPLAN,
    "protokoll": DocumentKind.MINUTES,
    "annat": DocumentKind.OTHER,
    **{kind.value: kind for kind in DocumentKind},
}
# The keys of a document's table as an office writes them (TOML wants bare keys in ASCII), and the fields of Entry.
_KEYS = {
    "slag": "kind",
    "omrade": "area",
    "galler_till": "valid_until",
    "ersatt_av": "superseded_by",
    "intern": "internal",
    **{field: field for field in ("kind", "area", "valid_until", "superseded_by", "internal")},
}
_DATE = re.compile(r"(?:19|20)\d\d(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")
_DOCUMENTS, _RENAMES = ("dokument", "documents"), ("namn", "renames")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What is said of one document: None where nothing is. ``internal``: it may be pointed at, never quoted."""

    kind: DocumentKind | None = None
    area: str | None = None
    valid_until: str | None = None
    superseded_by: str | None = None
    internal: bool = False


NOTHING = Entry()


@dataclass(frozen=True, kw_only=True)
class Said:
    """All of corpus.toml: what is said by document, folder («Internt/») or pattern («*arbetsmaterial*»), in order, and
    names that changed (old, new)."""

    documents: tuple[tuple[str, dict[str, Any]], ...] = ()
    renames: tuple[tuple[str, str], ...] = ()

    def of(self, name: str) -> Entry:
        """Return what is said of one document: by patterns in order, a later over an earlier, its own name over all."""
        if not self.documents:
            return NOTHING
        found: dict[str, Any] = {}
        for fits, fields in self._patterns:
            if fits.fullmatch(name.casefold()):
                found |= fields
        found |= self._exact.get(name, {})
        return Entry(**found) if found else NOTHING

    def unmatched(self, names: Collection[str]) -> tuple[str, ...]:
        """Return the documents, folders and patterns of corpus.toml that none of these names fits."""
        folded = [name.casefold() for name in names]
        return tuple(
            own
            for own, _ in self.documents
            if own not in names and not (_is_pattern(own) and any(map(_pattern(own).fullmatch, folded)))
        )

    @functools.cached_property
    def _exact(self) -> dict[str, dict[str, Any]]:
        return dict(self.documents)

    @functools.cached_property
    def _patterns(self) -> list[tuple[re.Pattern[str], dict[str, Any]]]:
        return [(_pattern(name), fields) for name, fields in self.documents if _is_pattern(name)]


def _is_pattern(name: str) -> bool:
    return name.endswith("/") or "*" in name or "?" in name


@functools.lru_cache(maxsize=256)
def _pattern(name: str) -> re.Pattern[str]:
    """Return a folder with all below it, or a pattern where ``*`` is any text and ``?`` any letter, folders' too."""
    whole = f"{name}*" if name.endswith("/") else name
    parts = re.split(r"(\*+|\?)", whole.casefold())
    return re.compile(
        "".join(".*" if p.startswith("*") else "." if p == "?" else re.escape(p) for p in parts), re.DOTALL
    )


def said(folder: Path) -> Said:
    """Read corpus.toml in the corpus folder, where there is one. SettingsError when it cannot be used."""
    path = folder / FILE
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        return Said()
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"at line (\d+)", str(error))
        place = f"rad {line[1]}" if line else "slutet"
        raise SettingsError(
            f"{path} går inte att läsa: {place} är felskriven. "
            "Namn med å, ä, ö eller mellanslag ska stå inom citattecken.",
            path=path,
        ) from error
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path} går inte att läsa. Spara filen som vanlig text (UTF-8).", path=path) from error
    unknown = sorted(values.keys() - {*_DOCUMENTS, *_RENAMES})
    if unknown:
        hint = near(unknown[0], (*_DOCUMENTS, *_RENAMES)) or 'Använd [dokument."filnamn"] och [namn].'
        raise SettingsError(f"”{unknown[0]}” i {path} är okänt. {hint}", path=path)
    return Said(
        documents=tuple(
            (nfc(name).replace("\\", "/").removeprefix("./"), _fields(name, one, path))
            for name, one in _table(values, _DOCUMENTS, path).items()
        ),
        renames=tuple((nfc(old), _text(new, old, path)) for old, new in _table(values, _RENAMES, path).items()),
    )


def near(name: str, known: Collection[str]) -> str:
    """Return «Menade du …?» with the known name that is most like one, or nothing."""
    alike = difflib.get_close_matches(name.casefold(), {one.casefold(): one for one in known}, n=1)
    return next((f"Menade du ”{one}”?" for one in known if alike and one.casefold() == alike[0]), "")


def nfc(text: str) -> str:
    """Return a text with its letters composed, as every name in the corpus is."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def _table(values: dict[str, Any], names: tuple[str, str], path: Path) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name in names:
        table = values.get(name, {})
        if not isinstance(table, dict):
            raise SettingsError(f"”{name}” i {path} ska vara en tabell: [{name}].", path=path)
        found |= table
    return found


def _fields(name: str, value: object, path: Path) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise SettingsError(f'”{name}” i {path} ska vara en tabell: [dokument."{name}"].', path=path)
    found: dict[str, Any] = {}
    for key, one in value.items():
        field = _KEYS.get(key)
        if field is None:
            hint = near(key, _KEYS) or "Det som kan stå är slag, omrade, galler_till, ersatt_av och intern."
            raise SettingsError(f"”{key}” för {name} i {path} är okänt. {hint}", path=path)
        found[field] = _value(field, one, f"{name}: {key}", path)
    return found


def _value(field: str, value: object, where: str, path: Path) -> object:
    if field == "internal":
        if not isinstance(value, bool):
            raise SettingsError(f"”{where}” i {path} ska vara true eller false.", path=path)
        return value
    if field == "valid_until" and not isinstance(value, (dict, list, bool)):
        date = str(value).strip()[:10]  # a date of TOML's own, or a year
        if not _DATE.fullmatch(date):
            raise SettingsError(f"”{where}” i {path} ska vara ett datum (2025-12-31) eller ett år (2025).", path=path)
        return date
    text = _text(value, where, path)
    if field != "kind":
        return text
    kind = _KINDS.get(text.lower())
    if kind is None:
        hint = near(text, _KINDS) or f"Välj bland {', '.join(_KINDS)}."
        raise SettingsError(f"”{text}” ({where}) i {path} är inget slag. {hint}", path=path)
    return kind


def _text(value: object, where: str, path: Path) -> str:
    if not isinstance(value, str):
        raise SettingsError(f"”{where}” i {path} ska vara text inom citattecken.", path=path)
    return nfc(value.strip())
