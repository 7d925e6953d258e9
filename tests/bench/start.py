"""Measure start-up beside bare imports, in one run: ``python tests/bench/start.py``. Ratios, not times, carry over.

Processor time of fresh processes, with the byte code kept as an installed program has it.
"""

import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
LETTER = next(iter(sorted((ROOT / "tests" / "data" / "letters").glob("*.docx"))))
ROUNDS = 15


def seconds(arguments: list[str], env: dict[str, str]) -> float:
    """Return the median processor time of a fresh process, after one that warms the disk."""
    times = []
    for turn in range(ROUNDS + 1):
        start = os.times()
        subprocess.run(arguments, env=env, check=True, capture_output=True)
        end = os.times()
        if turn:
            times.append(sum(end[2:4]) - sum(start[2:4]))  # what the children used
    return statistics.median(times)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        env = os.environ | {"UTLATANDE_DATA": folder, "UTLATANDE_CONFIG": folder}
        env |= {"PYTHONPYCACHEPREFIX": str(Path(folder) / "bytecode"), "PYTHONDONTWRITEBYTECODE": ""}
        python, tool = sys.executable, [sys.executable, "-m", "utlatande"]
        draft = [*tool, "draft", str(LETTER), "--corpus", str(ROOT / "corpus"), "-o", str(Path(folder) / "utkast.docx")]
        click = seconds([python, "-c", "import click"], env)
        help_ = seconds([*tool, "--help"], env)
        five = seconds([python, "-c", "import spacy, docx, jinja2, click, rapidfuzz"], env)
        whole = seconds([*draft, "--force"], env)
    print(f"import click                                  {click:.3f} s")
    print(f"utlatande --help                              {help_:.3f} s   {help_ / click:.2f} x (aim: under 2.5)")
    print(f"import spacy, docx, jinja2, click, rapidfuzz  {five:.3f} s")
    print(f"utlatande draft, indexed sample               {whole:.3f} s   {whole / five:.2f} x (aim: 0.5 or below)")


if __name__ == "__main__":
    main()
