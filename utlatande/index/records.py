"""The nouns as JSON and back, for the store."""

from __future__ import annotations

import dataclasses
import json
from typing import Any

from utlatande.model import Fact, Insats, Metadata, Notice, Origin, Part, Passage, PassageKind, Promise


def dump(value: object) -> str:
    """Return a noun, or a tuple of nouns, as JSON."""
    return json.dumps(_plain(value), ensure_ascii=False, separators=(",", ":"))


def _plain(value: object) -> object:
    if isinstance(value, tuple):
        return [_plain(v) for v in value]
    if dataclasses.is_dataclass(value):
        # What equals the default is left out: rows are half as long.
        return {n: _plain(v) for n, d in _fields(type(value)) if (v := getattr(value, n)) != d}
    return value


_FIELDS: dict[type, tuple[tuple[str, Any], ...]] = {}


def _fields(kind: type) -> tuple[tuple[str, Any], ...]:
    known = _FIELDS.get(kind)
    if known is None:
        known = _FIELDS[kind] = tuple((f.name, f.default) for f in dataclasses.fields(kind))
    return known


def passage(text: str) -> Passage:
    """Return the passage that ``dump`` wrote."""
    d = json.loads(text)
    d["kind"] = PassageKind(d["kind"])
    d["origin"] = Origin(**d["origin"])
    return Passage(**_tuples(d))


def insatser(text: str) -> tuple[Insats, ...]:
    """Return the insatser that ``dump`` wrote."""
    return tuple(
        Insats(**_tuples({**d, "origin": Origin(**d["origin"]), "parter": [Part(**p) for p in d.get("parter", ())]}))
        for d in json.loads(text)
    )


def facts(text: str) -> tuple[Fact, ...]:
    """Return the facts that ``dump`` wrote."""
    return tuple(Fact(**{**d, "origin": Origin(**d["origin"])}) for d in json.loads(text))


def promises(text: str) -> tuple[Promise, ...]:
    """Return the promises that ``dump`` wrote."""
    return tuple(Promise(**{**d, "origin": Origin(**d["origin"])}) for d in json.loads(text))


def notices(text: str) -> tuple[Notice, ...]:
    """Return the notices that ``dump`` wrote."""
    return tuple(
        Notice(text=d["text"], origin=Origin(**d["origin"]) if "origin" in d else None) for d in json.loads(text)
    )


def metadata(text: str) -> Metadata:
    """Return the metadata that ``dump`` wrote."""
    return Metadata(**_tuples(json.loads(text)))


def _tuples(d: dict[str, Any]) -> dict[str, Any]:
    return {k: tuple(v) if isinstance(v, list) else v for k, v in d.items()}
