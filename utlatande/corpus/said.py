"""corpus.toml: what an office says of its earlier documents, and which names have changed."""

from __future__ import annotations

import re
import tomllib
import unicodedata
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
_DOCUMENTS, _RENAMES = ("dokument", "documents"), ("namn", "renames")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What is said of one document: None where nothing is. ``internal``: it may be pointed at, never quoted."""

    kind: DocumentKind | None = None
    area: str | None = None
    valid_until: str | None = None
    superseded_by: str | None = None
    internal: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """All of corpus.toml: entries by document, and names that changed (old, new)."""

    documents: tuple[tuple[str, Entry], ...] = ()
    renames: tuple[tuple[str, str], ...] = ()

    def of(self, name: str) -> Entry:
        """Return what is said of one document."""
        return next((entry for own, entry in self.documents if own == name), Entry())


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
        raise SettingsError(f'”{unknown[0]}” i {path} är okänt. Använd [dokument."filnamn"] och [namn].', path=path)
    return Said(
        documents=tuple((nfc(name), _entry(name, one, path)) for name, one in _table(values, _DOCUMENTS, path).items()),
        renames=tuple((nfc(old), _text(new, old, path)) for old, new in _table(values, _RENAMES, path).items()),
    )


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


def _entry(name: str, value: object, path: Path) -> Entry:
    if not isinstance(value, dict):
        raise SettingsError(f'”{name}” i {path} ska vara en tabell: [dokument."{name}"].', path=path)
    found: dict[str, Any] = {}
    for key, one in value.items():
        field = _KEYS.get(key)
        if field is None:
            known = "slag, omrade, galler_till, ersatt_av och intern"
            raise SettingsError(f"”{key}” för {name} i {path} är okänt. Det som kan stå är {known}.", path=path)
        found[field] = _value(field, one, f"{name}: {key}", path)
    return Entry(**found)


def _value(field: str, value: object, where: str, path: Path) -> object:
    if field == "internal":
        if not isinstance(value, bool):
            raise SettingsError(f"”{where}” i {path} ska vara true eller false.", path=path)
        return value
    if field == "valid_until" and not isinstance(value, (dict, list, bool)):
        return str(value)  # a date of TOML's own, or a year
    text = _text(value, where, path)
    if field != "kind":
        return text
    kind = _KINDS.get(text.lower())
    if kind is None:
        raise SettingsError(f"”{text}” ({where}) i {path} är inget slag. Välj bland {', '.join(_KINDS)}.", path=path)
    return kind


def _text(value: object, where: str, path: Path) -> str:
    if not isinstance(value, str):
        raise SettingsError(f"”{where}” i {path} ska vara text inom citattecken.", path=path)
    return nfc(value.strip())
