"""Measure reading beside its peers, in one run on the same files: ``python tests/bench/reading.py [--quick]``.

Processor time (user and system, children included) is what is compared: on a busy machine the clock tells little.
Ratios, not times, carry over to another machine. Peers that are not installed are left out. The Python peers run in
this process; pandoc and pdftotext pay for their own start, which is told apart.
"""

import contextlib
import importlib.util
import io
import logging
import os
import shutil
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from word_builder import abstract, docx, lvl, num, p, t, tbl, tr  # noqa: E402 - lies beside us

from utlatande.readers import read  # noqa: E402
from utlatande.readers.pdf import pool  # noqa: E402

QUICK = "--quick" in sys.argv
ROUNDS = 3 if QUICK else 7
SHORTEST = 0.3  # processor seconds that a measurement takes at least
LINE = "Stycke nummer {} om trygghet, belysning och kameror i parken vid torget."
Reader = Callable[[Path], object]


def installed(name: str) -> bool:
    return importlib.util.find_spec(name) is not None


def python_docx(path: Path) -> str:
    import docx as library

    return "\n".join(paragraph.text for paragraph in library.Document(str(path)).paragraphs)


def docx2python(path: Path) -> str:
    from docx2python import docx2python as opened

    with opened(path) as document:
        return str(document.text)


def mammoth(path: Path) -> str:
    import mammoth as library

    with path.open("rb") as file:
        return str(library.extract_raw_text(file).value)


def pandoc(path: Path) -> str:
    done = subprocess.run(["pandoc", "-f", "docx", "-t", "plain", str(path)], capture_output=True, check=True)  # noqa: S607 - found on the PATH above
    return done.stdout.decode()


def pypdfium2(path: Path) -> str:
    import pypdfium2 as library

    document = library.PdfDocument(path)
    return "\n".join(page.get_textpage().get_text_range() for page in document)


def pdfplumber(path: Path) -> str:
    import pdfplumber as library

    with library.open(path) as document:
        return "\n".join(page.extract_text() for page in document.pages)


def pdftotext(path: Path) -> str:
    return subprocess.run(["pdftotext", str(path), "-"], capture_output=True, check=True).stdout.decode()  # noqa: S607 - found on the PATH above


WORD: dict[str, Reader] = {
    name: reader
    for name, reader, there in (
        ("python-docx, paragraph.text", python_docx, installed("docx")),
        ("docx2python", docx2python, installed("docx2python")),
        ("mammoth", mammoth, installed("mammoth")),
        ("pandoc", pandoc, shutil.which("pandoc")),
    )
    if there
}
PDF: dict[str, Reader] = {
    name: reader
    for name, reader, there in (
        ("pypdfium2", pypdfium2, installed("pypdfium2")),
        ("pdfplumber", pdfplumber, installed("pdfplumber")),
        ("pdftotext", pdftotext, shutil.which("pdftotext")),
    )
    if there
}


Taken = tuple[float, float, int]  # processor seconds, seconds on the clock, files that fail


def used() -> float:
    """Return the processor time of this process and its children, those that still run too (on Linux)."""
    times = os.times()
    taken = times.user + times.system + times.children_user + times.children_system
    tick = os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 100
    for tasks in Path("/proc/self/task").glob("*/children"):
        for child in tasks.read_text().split():
            with contextlib.suppress(OSError):
                fields = Path(f"/proc/{child}/stat").read_text().rpartition(")")[2].split()
                taken += (int(fields[11]) + int(fields[12])) / tick
    return taken


def measured(readers: dict[str, Reader], files: list[Path], rounds: int = ROUNDS) -> dict[str, Taken]:
    """Return each reader's best times for all files, and how many it fails on.

    The readers take turns, so that a busy moment hits them all.
    """
    best: dict[str, Taken] = {}
    for _ in range(rounds):
        for name, reader in readers.items():
            taken = timed(reader, files)
            best[name] = min(best.get(name, taken), taken)
    return best


def timed(reader: Reader, files: list[Path]) -> Taken:
    """Read all files, again and again until it took long enough to tell, and return the times of one round."""
    failed, turns = 0, 0
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        start, before = time.perf_counter(), used()
        while not turns or used() - before < SHORTEST:
            turns += 1
            for path in files:
                try:
                    reader(path)
                except Exception:  # noqa: BLE001 - a peer that fails on a file is told
                    failed += turns == 1
        taken, wall = used() - before, time.perf_counter() - start
    return taken / turns, wall / turns, failed


def table(title: str, peers: dict[str, Reader], files: list[Path], rounds: int = ROUNDS) -> None:
    times = measured({"utlatande": read, **peers}, files, rounds)
    own = times.pop("utlatande")
    fastest = min((taken for taken, _, failed in times.values() if not failed), default=own[0])
    print(f"\n| {title} | processor s | to the fastest peer | clock s |\n| --- | ---: | ---: | ---: |")
    for name, (taken, wall, failed) in [("**utlatande**", own), *sorted(times.items(), key=lambda item: item[1])]:
        told = f" (fails on {failed} of {len(files)})" if failed else ""
        print(f"| {name}{told} | {taken:.3f} | {taken / fastest:.2f} | {wall:.3f} |")


def plain(paragraphs: int) -> bytes:
    return docx("".join(p(LINE.format(n)) for n in range(paragraphs)))


def rich(paragraphs: int) -> bytes:
    """Numbers, bold runs, tracked changes and tables, as letters have them."""
    inserted = '<w:ins w:id="1" w:author="A"><w:r><w:t> infogat</w:t></w:r></w:ins>'
    bold = "<w:r><w:rPr><w:b/><w:sz w:val='22'/></w:rPr><w:t>Fet text. </w:t></w:r>"
    pieces = []
    for n in range(0, paragraphs, 4):
        pieces += [p(bold + t(LINE.format(n))), p(LINE.format(n + 1), num=(1, 0)), p(LINE.format(n + 2), num=(1, 1))]
        pieces.append(tbl(tr("Nr", LINE.format(n + 3))) if n % 40 == 0 else p(t(LINE.format(n + 3)) + inserted))
    return docx("".join(pieces), numbering=abstract(0, lvl(0), lvl(1, "lowerLetter", "%2)")) + num(1, 0))


def pages(path: Path, count: int) -> Path:
    from reportlab.lib.pagesizes import A4
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(str(path), pagesize=A4)
    for page in range(count):
        canvas.setFont("Helvetica", 10)
        canvas.drawString(72, 800, "Norrviks stadsdelsnämnd")
        for line in range(42):
            canvas.drawString(72, 770 - 16 * line, LINE.format(page * 42 + line))
        canvas.drawString(280, 40, f"Sida {page + 1} ({count})")
        canvas.showPage()
    canvas.save()
    return path


def started(command: list[str]) -> float:
    best = float("inf")
    for _ in range(ROUNDS):
        start = time.perf_counter()
        subprocess.run(command, capture_output=True, check=False)
        best = min(best, time.perf_counter() - start)
    return best


def word(folder: Path) -> None:
    sample = sorted(path for path in (ROOT / "corpus").rglob("*.docx") if not path.name.startswith("~$"))
    table(f"Word: {len(sample)} documents of the sample", WORD, sample)
    for title, made in (("plain", plain(5_000)), ("lists, tables, tracked changes", rich(5_000))):
        path = folder / f"{title[:5]}.docx"
        path.write_bytes(made)
        table(f"Word: 5,000 paragraphs, {title}", WORD, [path])
    print("\n| Word: paragraphs | processor s | µs a paragraph |\n| ---: | ---: | ---: |")
    for count in (5_000, 20_000) if QUICK else (5_000, 20_000, 50_000, 200_000):
        path = folder / "long.docx"
        path.write_bytes(plain(count))
        taken = measured({"utlatande": read}, [path], 3)["utlatande"][0]
        print(f"| {count:,} | {taken:.3f} | {taken / count * 1e6:.1f} |")


def pdf(folder: Path) -> None:
    sample = sorted((ROOT / "corpus").rglob("*.pdf"))
    long = pages(folder / "200.pdf", 200)
    first = measured({"alone": read}, [long], 3)["alone"][:2]
    with pool():
        read(long)
        reused = measured({"pool": read}, [long], 3)["pool"][:2]
        table(f"PDF: {len(sample)} documents of the sample, one worker reused", PDF, sample)
        table("PDF: 200 pages, one worker reused", PDF, [long], 3)
        print("\n| PDF: pages | processor s | ms a page |\n| ---: | ---: | ---: |")
        for count in (50, 200) if QUICK else (50, 200, 1_000):
            path = pages(folder / f"{count}.pdf", count)
            taken = measured({"utlatande": read}, [path], 3)["utlatande"][0]
            print(f"| {count:,} | {taken:.3f} | {taken / count * 1e3:.2f} |")
    apart = [alone - pooled for alone, pooled in zip(first, reused, strict=True)]
    print(f"\nStart-up of the PDF worker: {apart[0]:.3f} s of processor, {apart[1]:.3f} s on the clock")


def main() -> None:
    warnings.simplefilter("ignore")
    logging.disable()
    starts = {
        name: started([name, "--version" if name == "pandoc" else "-v"])
        for name in ("pandoc", "pdftotext")
        if shutil.which(name)
    }
    with tempfile.TemporaryDirectory() as folder:
        word(Path(folder))
        pdf(Path(folder))
    print("Start-up of " + ", ".join(f"{name}: {taken:.3f} s" for name, taken in starts.items()))


if __name__ == "__main__":
    main()
