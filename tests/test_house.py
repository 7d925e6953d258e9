"""The rules of the house: who may import whom, each foreign library's only home, a light start."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "utlatande"

# A file imports only from rows above its own; two rooms of one row do not know each other.
ROWS = [
    {"model", "errors"},
    {"settings", "shapes"},
    {"differing", "embedders", "sentences", "spelling", "templating"},
    {"language"},
    {"phrasing", "structure", "word", "index", "history", "learning"},
    {"readers", "skrivelse", "passages"},
    {"corpus"},
    {"matching", "figures", "pointing"},
    {"evidence"},
    {"drafting", "review"},
    {"__init__"},
    {"cli"},
    {"__main__"},
]
ROW = {room: number for number, rooms in enumerate(ROWS) for room in rooms}

HOMES = {
    "spacy": {"language"},
    "jinja2": {"templating"},
    "docx": {"word"},
    "lxml": {"word", "readers"},
    "pypdfium2": {"readers"},
    "sqlite3": {"index"},
    "tantivy": {"index"},
    "personnummer": {"review"},
    "rapidfuzz": {"matching", "passages", "review"},
    "click": {"cli"},
    "rich": {"cli"},
    "platformdirs": {"settings"},
    "numpy": {"index", "embedders"},
    "onnxruntime": {"embedders"},
    "tokenizers": {"embedders"},
}
FILES = sorted(PACKAGE.rglob("*.py"))


def room_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports_of(path: Path) -> set[str]:
    """Dotted names a file imports, at the top or inside functions; relative ones made absolute."""
    package = ["utlatande", *path.relative_to(PACKAGE).parts[:-1]]
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            stem = ".".join([*base, *([node.module] if node.module else [])])
            found |= {f"{stem}.{alias.name}" for alias in node.names} | {stem}
    return found


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_a_file_imports_only_from_rows_above_its_own(path):
    room = room_of(path)
    known = {name.split(".")[1] for name in imports_of(path) if name.startswith("utlatande.")}
    wrong = {other for other in known if other in ROW and other != room and ROW[other] >= ROW[room]}
    assert room in ROW, f"{room} has no row yet"
    assert not wrong


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_a_foreign_library_is_used_only_in_its_home(path):
    foreign = {name.split(".")[0] for name in imports_of(path)}
    assert not {library for library in foreign & HOMES.keys() if room_of(path) not in HOMES[library]}


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_a_file_says_in_its_first_line_what_it_is_for(path):
    assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))


def test_help_loads_click_and_nothing_heavy():
    code = (
        "import sys, runpy; sys.argv = ['utlatande', '--help']\n"
        "try: runpy.run_module('utlatande', run_name='__main__')\n"
        "except SystemExit: pass\n"
        "print(*sorted(sys.modules), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(done.stderr.split())
    assert "click" in loaded
    assert not loaded & {
        "spacy",
        "docx",
        "lxml",
        "jinja2",
        "rapidfuzz",
        "tantivy",
        "sqlite3",
        "rich",
        "pypdfium2",
        "numpy",
        "utlatande.model",
        "utlatande.settings",
    }
