"""The README cannot lie: its commands exist, its files are there, and its Python runs."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from utlatande.cli.commands import cli

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
GUIDE = (ROOT / "docs" / "handledning.md").read_text(encoding="utf-8")


def commands_in(text):
    """Every ``utlatande word [word]`` that stands in code."""
    code = re.findall(r"```sh\n(.*?)```", text, re.DOTALL) + re.findall(r"`([^`\n]+)`", text)
    code += re.findall(r"^    (.+)$", text, re.MULTILINE)
    return {found for piece in code for found in re.findall(r"\butlatande ((?:corpus |template )?[a-z]+)\b", piece)}


def test_every_command_that_is_named_exists():
    named = commands_in(README) | commands_in(GUIDE)
    assert len(named) > 5
    for words in named - {"corpus", "template"}:
        command = cli
        for word in words.split():
            command = command.commands[word]


def test_every_command_that_exists_is_named():
    named = commands_in(README)
    assert set(cli.commands) - {word.split()[0] for word in named} == set()


def test_every_option_that_is_named_exists():
    known = {
        option
        for group in (cli, cli.commands["corpus"], cli.commands["template"])
        for command in group.commands.values()
        for param in command.params
        for option in param.opts
    }
    known |= {"--help", "--version", "--quiet", "--upgrade"}
    assert set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", GUIDE)) <= known


@pytest.mark.parametrize("text", [README, GUIDE], ids=["README", "handledning"])
def test_every_file_that_is_linked_is_there(text):
    folder = ROOT if text is README else ROOT / "docs"
    links = re.findall(r"\]\(([^)#:]+)\)", text)
    assert all((folder / link).exists() for link in links), links


def test_the_letter_of_the_first_command_is_there():
    (letter,) = re.findall(r"draft '?(tests/data/letters/[^'\n]+\.docx)", README)
    assert (ROOT / letter).exists()


def test_the_python_examples_run(tmp_path):
    blocks = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    assert blocks
    for block in blocks:
        code = block.replace('"utkast.docx"', repr(str(tmp_path / "utkast.docx")))
        done = subprocess.run(
            [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False
        )
        assert done.returncode == 0, done.stderr


def test_ci_runs_the_very_test_command():
    assert "<!-- tests -->" in README
    assert "README.md" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")
