"""utlatande.toml and the user's own file, read into one frozen value; and the data files an office may edit."""

from __future__ import annotations

import functools
import os
import tomllib
from dataclasses import dataclass, fields, replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from utlatande.errors import SettingsError
from utlatande.model import Notice

DATA = Path(__file__).parent / "data"
FILE = "utlatande.toml"
FORMS = ("per-fraga", "lopande")

EXAMPLE = """\
# Inställningar för utlatande. En rad som börjar med # är en förklaring och läses inte.
# Filen gäller i den här mappen och i alla mappar under den.
# Det som saknas här blir gula luckor i utkastet.

# Nämnden som skrivelsen ställs till, och förvaltningen som svarar.
# namnd = "Norrviks stadsdelsnämnd"
# forvaltning = "Norrviks stadsdelsförvaltning"
# avdelning = "Avdelningen för samhälle och service"

# Handläggaren som står i brevhuvudet.
# handlaggare = "Förnamn Efternamn"
# telefon = "08-000 00 00"
# epost = "fornamn.efternamn@exempel.se"

# Stadsdelen och dess delar. Platser som inte står här pekas ut när de förekommer i äldre text.
# areas = ["Norrvik", "Sjöhamnen", "Björkhaga"]

# Mappen med tidigare dokument. En relativ sökväg räknas från den här filen.
# corpus = "Tidigare dokument"

# Förvaltningens egen Word-mall (.docx eller .dotx) och egna formuleringar (en mapp med .j2-filer).
# template = "Mallar/tjansteutlatande.dotx"
# templates = "Mallar"

# Hur frågorna besvaras: "per-fraga" (varje fråga med sitt svar) eller "lopande" (löpande text).
# form = "per-fraga"
# Ordningen på rubrikerna: namnet på en .j2-fil bland mallarna.
# order = "tjansteutlatande"

# När ett utlåtande blir färdigt (utlatande finalize) sparas hur mycket som blev kvar av varje förslag, men ingen text.
# Det påverkar ordningen på förslagen lite nästa gång. false stänger av både att spara och att använda.
# larande = true
# Filen där det sparas. Annars ligger den i användarens egen datamapp.
# historik = "historik.jsonl"

# En språkmodell som också söker på innebörd, på den här datorn (behövs inte; ingenting laddas ned).
# Antingen en mapp med en ONNX-modell, eller en tjänst på 127.0.0.1 och modellens namn där.
# [embeddings]
# model = "Modeller/min-modell"
# url = "http://127.0.0.1:8080"

# De som skriver under, i ordning. Upprepa stycket för varje person.
# [[signatories]]
# name = "Förnamn Efternamn"
# title = "stadsdelsdirektör"
# unit = "Norrviks stadsdelsförvaltning"

# Regler som utlatande check inte ska använda. Vilka som finns visar utlatande check --rules.
# [check]
# av = ["lix", "forkortning"]
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Signatory:
    """Who signs: name, title, and the unit under it."""

    name: str
    title: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Embeddings:
    """A sentence model: the folder ``model``, or the model of that name that answers at ``url``."""

    model: str = ""
    url: str | None = None


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
    form: str = "per-fraga"  # one of FORMS
    order: str = "tjansteutlatande"  # which order of headings: a .j2 file's name in templates/
    historik: Path | None = None  # the file that says what became of suggestions; None is the user's data folder
    larande: bool = True  # whether what became of suggestions is recorded and counts in later rankings
    check: tuple[str, ...] = ()  # ids of the rules of ``utlatande check`` that are switched off: av under [check]
    embeddings: Embeddings | None = None
    notices: tuple[Notice, ...] = ()


PATHS = ("corpus", "template", "templates", "historik")
KEYS = tuple(field.name for field in fields(Settings) if field.name != "notices")


@functools.cache
def data(name: str) -> dict[str, Any]:
    """Return the data file ``name`` (``data/<name>.toml``) as a dictionary; callers must not change it.

    SettingsError when it was edited into something else.
    """
    return _toml(DATA / f"{name}.toml")


def data_text(name: str) -> str:
    """Return the data file ``name``, with its ending, as text; SettingsError when it is not saved as UTF-8."""
    return _plain(DATA / name)


def data_folder() -> Path:
    """Return the folder for what we derive (the index): ``UTLATANDE_DATA`` when set, else the user's data folder."""
    own = os.environ.get("UTLATANDE_DATA")
    if own:
        return Path(own)
    import platformdirs

    return platformdirs.user_data_path("utlatande", appauthor=False)


def config_folder() -> Path:
    """Return the folder of the user's own utlatande.toml: ``UTLATANDE_CONFIG`` when set, else where the system says."""
    own = os.environ.get("UTLATANDE_CONFIG")
    if own:
        return Path(own)
    import platformdirs

    return platformdirs.user_config_path("utlatande", appauthor=False)


def load(start: Path) -> Settings:
    """Read the settings that hold in the folder ``start``.

    The nearest utlatande.toml in ``start`` or a folder above it wins, key by key, over the user's own file.
    Raises SettingsError when a file cannot be read or a value is of the wrong sort; an unknown key is a Notice.
    """
    settings = Settings()
    for path in (config_folder() / FILE, nearest(start)):
        if path is not None and path.is_file():
            settings = _merged(settings, path)
    return settings


def nearest(start: Path) -> Path | None:
    """Return the utlatande.toml in ``start`` or the nearest folder above it, or None."""
    start = start.resolve()
    return next((folder / FILE for folder in (start, *start.parents) if (folder / FILE).is_file()), None)


def _toml(path: Path) -> dict[str, Any]:
    text = _plain(path)
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"Inställningarna i {path} går inte att läsa: {error}. Rätta raden.", path=path) from error


def _plain(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(
            f"Inställningarna i {path} går inte att läsa. Spara filen som vanlig text (UTF-8).", path=path
        ) from error


def _merged(base: Settings, path: Path) -> Settings:
    values = _toml(path)
    notices = tuple(_unknown(key, path) for key in values if key not in KEYS)
    known = {key: _checked(key, value, path) for key, value in values.items() if key in KEYS}
    return replace(base, **known, notices=base.notices + notices)


def _unknown(key: str, path: Path) -> Notice:
    near = get_close_matches(key.lower(), KEYS, n=1)
    hint = f" Menade du ”{near[0]}”?" if near else ""
    return Notice(text=f"Inställningen ”{key}” i {path} är okänd och används inte.{hint}")


def _checked(key: str, value: object, path: Path) -> Any:  # noqa: ANN401 - one of the Settings fields' types
    if key == "signatories":
        return tuple(_signatory(one, path) for one in _list(key, value, path))
    if key == "areas":
        return tuple(_text(key, one, path) for one in _list(key, value, path))
    if key == "check":
        if not isinstance(value, dict) or set(value) - {"av"}:
            raise SettingsError(
                f'”[check]” i {path} ska bara ha av = ["regel", …]. Se exemplet från utlatande init.', path=path
            )
        return tuple(_text("av", one, path) for one in _list("av", value.get("av", []), path))
    if key == "larande":
        if not isinstance(value, bool):
            raise SettingsError(f"”larande” i {path} ska vara true eller false, utan citattecken.", path=path)
        return value
    if key == "embeddings":
        return _embeddings(value, path)
    text = _text(key, value, path)
    if key in PATHS:
        return path.parent / Path(text).expanduser() if text else None
    if key == "form" and text not in FORMS:
        raise SettingsError(f"”{text}” i {path} är ingen form för svaren. Välj {' eller '.join(FORMS)}.", path=path)
    return text or getattr(Settings(), key)


def _list(key: str, value: object, path: Path) -> list[object]:
    if not isinstance(value, list):
        raise SettingsError(f"”{key}” i {path} ska vara en lista. Se exemplet från utlatande init.", path=path)
    return value


def _text(key: str, value: object, path: Path) -> str:
    if not isinstance(value, str):
        raise SettingsError(f"”{key}” i {path} ska vara text inom citattecken.", path=path)
    return value.strip()


def _signatory(value: object, path: Path) -> Signatory:
    if isinstance(value, str):
        return Signatory(name=value)
    if not isinstance(value, dict) or not isinstance(value.get("name"), str):
        raise SettingsError(f"En underskrift i {path} saknar name. Se exemplet från utlatande init.", path=path)
    return Signatory(
        name=value["name"],
        title=_text("title", value.get("title", ""), path),
        unit=_text("unit", value.get("unit", ""), path),
    )


def _embeddings(value: object, path: Path) -> Embeddings | None:
    if not isinstance(value, dict) or value.keys() - {"model", "url"}:
        raise SettingsError(
            f"[embeddings] i {path} ska ha model, eller url och model. Se exemplet från utlatande init.", path=path
        )
    model, url = (_text(f"embeddings: {key}", value.get(key, ""), path) for key in ("model", "url"))
    if url:
        return Embeddings(model=model, url=url)
    return Embeddings(model=str(path.parent / Path(model).expanduser())) if model else None
