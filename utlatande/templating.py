"""Finds and fills the words of a draft: the .j2 files in templates/. The only home of jinja2.

An order of headings is one file (``tjansteutlatande.j2``): each ``{% block rubrik_… %}`` is a heading, in the order
they stand; other blocks replace phrases. The phrases themselves stand in ``fraser.j2``, a block each. An office's own
folder comes first, ours second, block by block. A value handed to a phrase is data: it is never read as a template.
"""

from __future__ import annotations

import contextlib
import functools
import hashlib
import marshal
import os
import re
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import CodeType
from typing import TYPE_CHECKING, Any, Self

from utlatande import settings
from utlatande.errors import TemplateError
from utlatande.model import Mark, Run

if TYPE_CHECKING:
    from jinja2 import Template
    from jinja2.sandbox import SandboxedEnvironment

HERE = Path(__file__).parent
PHRASES = "fraser"
HEADING = "rubrik_"
_MARK = hashlib.sha256().digest_size
LONGEST = 20_000  # characters that one phrase may become
_OPEN, _CLOSE = "\ue000", "\ue001"  # stand for a value's own brackets while the phrase is filled
_GAP = re.compile(r"\[[^\[\]]*\]")

Block = Callable[[Mapping[str, Any]], str]


class Gap(str):
    """What is not known: ``Gap("dnr")`` is shown as a yellow ``[dnr]``."""

    __slots__ = ()

    def __new__(cls, name: str) -> Self:
        """Put the name in brackets."""
        return super().__new__(cls, f"[{name}]")


def folder() -> Path:
    """Return the folder of our own templates: inside the package once installed, beside it in the repository."""
    inside = HERE / "templates"
    return inside if inside.is_dir() else HERE.parent / "templates"


@dataclass(frozen=True, slots=True)
class Words:
    """The standing phrases and the order of headings of one sort of document."""

    order: str
    sections: tuple[str, ...]
    blocks: Mapping[str, Block]

    def has(self, name: str) -> bool:
        """Tell whether there is a phrase ``name``."""
        return name in self.blocks

    def runs(self, name: str, /, **values: object) -> tuple[Run, ...]:
        """Fill the phrase ``name``; what stands in brackets in the phrase, and every Gap, is a placeholder."""
        text = " ".join(self._filled(name, values).split())
        runs, at = [], 0
        for gap in _GAP.finditer(text):
            runs.append(Run(text=_restored(text[at : gap.start()])))
            runs.append(Run(text=_restored(gap[0]), mark=Mark.PLACEHOLDER))
            at = gap.end()
        runs.append(Run(text=_restored(text[at:])))
        return tuple(run for run in runs if run.text)

    def text(self, name: str, /, **values: object) -> str:
        """Fill the phrase ``name`` as one line of plain text."""
        return _restored(" ".join(self._filled(name, values).split()))

    def heading(self, section: str) -> str:
        """Return the heading of a section, empty when it stands without one."""
        return self.text(HEADING + section)

    def _filled(self, name: str, values: Mapping[str, object]) -> str:
        if name not in self.blocks:
            raise TemplateError(f"Mallen {self.order}.j2 saknar stycket ”{name}”. Lägg till det, eller ta bort mallen.")
        return self.blocks[name]({key: _guarded(value) for key, value in values.items()})


def words(order: str, own: Path | None = None) -> Words:
    """Return the words of an order of headings, an office's own folder first.

    Raises TemplateError when the folder or the file is missing, or a file cannot be used.
    """
    if own is not None and not own.is_dir():
        raise TemplateError(f"Mappen med egna formuleringar finns inte: {own}. Kontrollera sökvägen.", path=own)
    if not re.fullmatch(r"[\w-]+", order):
        raise TemplateError(f"”{order}” är inget namn på en ordning av rubriker. Välj: {', '.join(orders(own))}.")
    found = [path for path in _paths(order, own) if path.is_file()]
    if not found:
        raise TemplateError(f"Det finns ingen mall {order}.j2. Välj en av: {', '.join(orders(own))}.", path=own)
    chosen = _blocks(found[0])
    blocks: dict[str, Block] = {}
    for path in reversed(_paths(PHRASES, own)):
        if path.is_file():
            blocks |= _blocks(path)
    sections = tuple(name.removeprefix(HEADING) for name in chosen if name.startswith(HEADING))
    if not sections:
        raise TemplateError(f"Mallen {found[0]} har inga rubriker (block som heter {HEADING}…).", path=found[0])
    return Words(order, sections, blocks | chosen)


def orders(own: Path | None = None) -> tuple[str, ...]:
    """Return the names of the orders of headings that can be chosen."""
    places = [place for place in (own, folder()) if place is not None]
    return tuple(sorted({path.stem for place in places for path in place.glob("*.j2") if path.stem != PHRASES}))


def _paths(name: str, own: Path | None) -> list[Path]:
    return [place / f"{name}.j2" for place in (own, folder()) if place is not None]


def _blocks(path: Path) -> dict[str, Block]:
    """Compile one file and return its blocks, in the order they stand."""
    import jinja2

    try:
        source = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        message = f"Mallen {path} går inte att läsa. Spara den som vanlig text (UTF-8)."
        raise TemplateError(message, path=path) from error
    try:
        template = _compiled(source)
    except jinja2.TemplateSyntaxError as error:
        reason = (error.message or "").rstrip(".")
        message = f"Mallen {path} går inte att läsa. Något är fel på rad {error.lineno}: {reason}."
        raise TemplateError(message, path=path) from error
    return {name: functools.partial(_fill, path, template, name) for name in template.blocks}


def _compiled(source: str) -> Template:
    """The template, from its code where that was kept: compiling it anew is a tenth of a short run."""
    import jinja2

    environment = _environment()
    kept = settings.data_folder() / "phrases" / _key(source, jinja2.__version__)
    code = _kept(kept)
    if code is None:
        code = environment.compile(source)
        _keep(kept, marshal.dumps(code))
    return environment.template_class.from_code(environment, code, environment.make_globals(None))


def _key(source: str, jinja: str) -> str:
    made_by = (jinja, sys.implementation.cache_tag, sys.hexversion, source)
    return hashlib.sha256(repr(made_by).encode()).hexdigest()


def _kept(path: Path) -> CodeType | None:
    """The code that was kept; None where there is none, or not whole."""
    try:
        whole = path.read_bytes()
    except OSError:
        return None
    mark, code = whole[:_MARK], whole[_MARK:]
    return marshal.loads(code) if hashlib.sha256(code).digest() == mark else None  # noqa: S302 - our own folder


def _keep(path: Path, code: bytes) -> None:
    """Keep a template's code for the next run, readable by its owner only; where it cannot be kept it is not."""
    own = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with os.fdopen(os.open(own, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
            file.write(hashlib.sha256(code).digest() + code)
        own.replace(path)
    except OSError:
        with contextlib.suppress(OSError):
            own.unlink(missing_ok=True)


def _fill(path: Path, template: Any, name: str, values: Mapping[str, Any]) -> str:  # noqa: ANN401 - a jinja2 Template
    try:
        filled = "".join(template.blocks[name](template.new_context(dict(values))))
    except Exception as error:  # whatever an office's own template does wrong is bad input, never a defect of ours
        known = ", ".join(values) or "inga"
        reason = " ".join(str(error).split())
        raise TemplateError(
            f"Mallen {path} går inte att fylla i, stycket ”{name}”: {reason}. Fält som finns där: {known}.", path=path
        ) from error
    if len(filled) > LONGEST:
        raise TemplateError(f"Mallen {path} ger för lång text i stycket ”{name}”. Korta den.", path=path)
    return filled


@functools.cache
def _environment() -> SandboxedEnvironment:
    from jinja2 import StrictUndefined
    from jinja2.exceptions import SecurityError
    from jinja2.sandbox import SandboxedEnvironment

    class Guarded(SandboxedEnvironment):
        """A sandbox in which no sum can fill the memory."""

        intercepted_binops = frozenset({"*", "**"})

        def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:  # noqa: ANN401, ARG002
            raise SecurityError(f"räknesättet {operator} får inte användas i en mall")

    # Plain text comes out, never HTML: escaping would spoil «&» and «<2024>».
    return Guarded(undefined=StrictUndefined, autoescape=False, trim_blocks=True, lstrip_blocks=True)


def _guarded(value: object) -> object:
    if isinstance(value, Gap) or not isinstance(value, str):
        return value
    return value.replace("[", _OPEN).replace("]", _CLOSE)


def _restored(text: str) -> str:
    return text.replace(_OPEN, "[").replace(_CLOSE, "]")
