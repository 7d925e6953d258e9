"""utlatande.toml and the user's own file, read into one frozen value; and the data files an office may edit."""

from __future__ import annotations

import functools
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True, kw_only=True)
class Signatory:
    """Who signs: name, title, and the unit under it."""

    name: str
    title: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What an office is called and how it answers. Unknown is None; the draft then has a yellow placeholder."""

    namnd: str | None = None
    forvaltning: str | None = None
    avdelning: str | None = None
    handlaggare: str | None = None
    telefon: str | None = None
    epost: str | None = None
    signatories: tuple[Signatory, ...] = ()
    areas: tuple[str, ...] = ()  # the district and its parts, for telling other places
    corpus: Path | None = None
    template: Path | None = None  # the office's own .docx or .dotx
    templates: Path | None = None  # a folder with its own words (.j2)
    form: str = "per-fraga"  # or "lopande"
    order: str = "tjansteutlatande"  # which order of headings, a name in templates/


@functools.cache
def data(name: str) -> dict[str, Any]:
    """Return the data file ``name`` (``data/<name>.toml``) as a dictionary; callers must not change it."""
    with (DATA / f"{name}.toml").open("rb") as file:
        return tomllib.load(file)
