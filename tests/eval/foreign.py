"""Read a folder of foreign files, each in a fresh process, beside what its peers make of it.

    python tests/eval/foreign.py FOLDER [--out FILE] [--jobs N] [--no-peers]

Every .docx, .docm, .dotx, .dotm and .pdf below FOLDER (and .doc, .rtf, .odt … with ``--legacy``) goes through
``utlatande text FILE``: wall and processor time, memory, exit code and messages are kept, a line a file, in FILE
(JSON lines; a run that was broken off goes on where it stopped). A collection for it is in any reader's own tests:
LibreOffice's sw/qa, Apache POI, pdf.js, pdfbox, qpdf, pypdf; none of it lies here.

Recall: of the words (with their numbers of times) that at least two peers find in a file, the share that we print;
the mean over files. Words hold a letter (on the numbers of lists and pages readers differ; the report gives what it
is with figures too), after NFKC, small, line-end hyphens joined. Page heads and feet are told once by design: their
words count as found.
"""

import argparse
import contextlib
import importlib.util
import io
import json
import logging
import multiprocessing
import os
import re
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import unicodedata
import warnings
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

WORD_ENDINGS = (".docx", ".docm", ".dotx", ".dotm")
LEGACY_ENDINGS = (".doc", ".dot", ".rtf", ".odt", ".ott", ".fodt", ".msg", ".eml", ".wps", ".mht", ".xml", ".html")
SECONDS = 20.0  # a peer's time for a file; ours may not take more either
MEMORY = 1 << 30
WORDS = re.compile(r"[^\W_]+")
HYPHEN = re.compile("(?<=[^\\W\\d_])[-\u00ad\u2010\ufffe\x02][ \t]*\r?\n\\s*(?=[^\\W\\d_])")
JOINERS = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
LONGER = 20  # words from which a file is told apart from those that test one sign
REFUSED = (3,)  # the exit code of a file that cannot be read


def words(text):
    text = HYPHEN.sub("", unicodedata.normalize("NFKC", text)).translate(JOINERS).lower()
    return Counter(WORDS.findall(text))


def furniture(text):
    """Return the words of the page heads and feet that ``utlatande text`` marks."""
    parts = re.findall(r"^\[Sid(?:huvud|fot)\]\n(.*?)(?:^$|\Z)", text, re.MULTILINE | re.DOTALL)
    return sorted(words("\n".join(parts)))


# --- ours: a process a file --------------------------------------------------------------------------------------


def ours(path):
    """Run ``utlatande text`` on a file; return what it took and what it said."""
    command = [sys.executable, "-m", "utlatande", "text", str(path)]
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        start = time.perf_counter()
        child = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=out, stderr=err, start_new_session=True)
        late = threading.Timer(4 * SECONDS, lambda: os.killpg(child.pid, signal.SIGKILL))
        late.start()
        _, status, used = os.wait4(child.pid, 0)
        late.cancel()
        wall = time.perf_counter() - start
        child.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        err.seek(0)
        text = out.read().decode("utf-8", "replace")
        said = err.read().decode("utf-8", "replace").splitlines()
    return {
        "code": child.returncode,
        "wall": round(wall, 3),
        "cpu": round(used.ru_utime + used.ru_stime, 3),
        "memory": used.ru_maxrss << 10,  # of the larger of the process and its children
        "said": said[:20],
        "words": words(text),
        "furniture": furniture(text),
    }


# --- peers: a process a peer, ended when it hangs ----------------------------------------------------------------


def _python_docx(path):
    import docx

    return "\n".join(paragraph.text for paragraph in docx.Document(path).paragraphs)


def _docx2python(path):
    from docx2python import docx2python

    with docx2python(path) as document:
        return re.sub(r"<[^<>]*>|----[^-\n]*----", " ", document.text)


def _mammoth(path):
    import mammoth

    with Path(path).open("rb") as file:
        return mammoth.extract_raw_text(file).value


def _ran(*command):
    return subprocess.run(command, capture_output=True, check=True, timeout=SECONDS).stdout.decode("utf-8", "replace")


def _pandoc(path):
    return _ran("pandoc", "-f", "docx", "-t", "plain", "--wrap=none", path)


def _pypdfium2(path):
    import pypdfium2

    with pypdfium2.PdfDocument(path) as document:
        return "\n".join(page.get_textpage().get_text_range() for page in document)


def _pdfplumber(path):
    import pdfplumber

    with pdfplumber.open(path) as document:
        return "\n".join(page.extract_text() for page in document.pages)


def _pdftotext(path):
    return _ran("pdftotext", path, "-")


PEERS = {
    "word": {"python-docx": _python_docx, "docx2python": _docx2python, "mammoth": _mammoth, "pandoc": _pandoc},
    "pdf": {"pypdfium2": _pypdfium2, "pdfplumber": _pdfplumber, "pdftotext": _pdftotext},
}
MODULES = {"python-docx": "docx"}
PROGRAMS = ("pandoc", "pdftotext")


def there(name):
    return bool(shutil.which(name) if name in PROGRAMS else importlib.util.find_spec(MODULES.get(name, name)))


def _serve(pipe, kind, name):
    warnings.simplefilter("ignore")
    logging.disable()
    with contextlib.suppress(ImportError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (6 * MEMORY, 6 * MEMORY))
    reader = PEERS[kind][name]
    while path := pipe.recv():
        try:
            with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
                found = words(reader(path) or "")
        except Exception:  # noqa: BLE001 - a peer that fails on a file is told
            found = None
        pipe.send(found)


class Peer:
    """One peer in a process of its own, started again after a hang or a crash."""

    def __init__(self, kind, name):
        self.kind, self.name, self.process = kind, name, None

    def words(self, path):
        if self.process is None:
            self.pipe, other = multiprocessing.Pipe()
            self.process = multiprocessing.Process(target=_serve, args=(other, self.kind, self.name), daemon=True)
            self.process.start()
            other.close()
        try:
            self.pipe.send(str(path))
            if self.pipe.poll(SECONDS + 5):
                return self.pipe.recv()
        except (EOFError, OSError):
            pass
        self.process.kill()
        self.process = None
        return None


# --- the run -----------------------------------------------------------------------------------------------------


def kind_of(path):
    ending = path.suffix.lower()
    return "word" if ending in WORD_ENDINGS else "pdf" if ending == ".pdf" else "legacy"


def files_of(folder, *, legacy):
    endings = (*WORD_ENDINGS, ".pdf", *(LEGACY_ENDINGS if legacy else ()))
    return sorted(path for path in folder.rglob("*") if path.suffix.lower() in endings and path.is_file())


def run(files, out, *, jobs, peers):
    done = {row["file"] for row in rows_of(out)} if out.exists() else set()
    left = [path for path in files if str(path) not in done]
    local = threading.local()

    def one(path):
        if not hasattr(local, "peers"):
            local.peers = {
                (kind, name): Peer(kind, name) for kind, own in PEERS.items() for name in own if peers and there(name)
            }
        row = {"file": str(path), "kind": kind_of(path), **ours(path)}
        row["peers"] = {name: peer.words(path) for (kind, name), peer in local.peers.items() if kind == row["kind"]}
        return row

    with out.open("a", encoding="utf-8") as file, ThreadPoolExecutor(jobs) as pool:
        for row in pool.map(one, left):
            file.write(json.dumps(row, ensure_ascii=True) + "\n")
            file.flush()


def rows_of(out):
    with out.open(encoding="utf-8") as file:
        return [json.loads(line) for line in file if line.endswith("\n")]


def agreed(found):
    """Return the words that at least two peers have, each as often as the second of them."""
    counts = [words for words in found if words]
    common = {}
    for word in set().union(*counts):
        second = sorted((count.get(word, 0) for count in counts), reverse=True)[1:2]
        if second and second[0]:
            common[word] = second[0]
    return common


def recall(row, *, figures=False):
    """Return (found, wanted, found of the distinct, distinct) of the words two peers agree on; None without any."""
    wanted = agreed(row["peers"].values())
    if not figures:
        wanted = {word: count for word, count in wanted.items() if not word.isdecimal()}
    if not wanted:
        return None
    have, once = row["words"], set(row["furniture"])
    return (
        sum(count if word in once else min(have.get(word, 0), count) for word, count in wanted.items()),
        sum(wanted.values()),
        sum(word in have for word in wanted),
        len(wanted),
    )


def faults(rows):
    """Return what may not be: (what, file)."""
    for row in rows:
        if row["code"] not in (0, 1, *REFUSED):
            yield f"exit {row['code']}", row
        elif row["code"] in REFUSED and len(row["said"]) != 1:
            yield "refused in more than one line", row
        if row["wall"] > SECONDS:
            yield f"{row['wall']:.1f} s ({row['cpu']:.1f} s of processor)", row
        if row["memory"] > MEMORY:
            yield f"{row['memory'] >> 20} MiB", row


def report(rows):
    for kind in ("word", "pdf", "legacy"):
        own = [row for row in rows if row["kind"] == kind]
        if not own:
            continue
        opened = sum(row["code"] not in REFUSED for row in own)
        print(f"\n{kind}: {len(own)} files, {opened} opened, {len(own) - opened} refused")
        for name in PEERS.get(kind, {}):
            if got := [row["peers"][name] for row in own if name in row["peers"]]:
                print(f"  {name}: {sum(found is not None for found in got)} opened")
        for figures in (False, True):
            read = (row for row in own if row["code"] not in REFUSED)
            scores = [score for row in read if (score := recall(row, figures=figures))]
            if scores:
                longer = [score for score in scores if score[1] >= LONGER]
                print(
                    f"  recall of agreed words{' and figures' if figures else ''}, {len(scores)} files:"
                    f" {statistics.mean(a / b for a, b, _, _ in scores):.4f}"
                    f" (of {LONGER} such words and more"
                    f" {statistics.mean(a / b for a, b, _, _ in longer or scores):.4f},"
                    f" distinct words {statistics.mean(c / d for _, _, c, d in scores):.4f},"
                    f" all files as one {sum(s[0] for s in scores) / sum(s[1] for s in scores):.4f})"
                )
        print(
            f"  a file with start-up: median {statistics.median(row['wall'] for row in own):.3f} s wall,"
            f" {statistics.median(row['cpu'] for row in own):.3f} s processor;"
            f" most {max(row['wall'] for row in own):.1f} s, {max(row['memory'] for row in own) >> 20} MiB"
        )
    found = list(faults(rows))
    print(f"\n{len(found)} faults")
    for what, row in found:
        print(f"  {what}: {row['file']} {row['said'][:2]}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--out", type=Path, default=Path("foreign.jsonl"))
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--no-peers", action="store_true")
    parser.add_argument("--legacy", action="store_true", help="also .doc, .rtf, .odt and mail")
    given = parser.parse_args()
    run(files_of(given.folder, legacy=given.legacy), given.out, jobs=given.jobs, peers=not given.no_peers)
    rows = rows_of(given.out)
    report(rows)
    return 1 if any(faults(rows)) else 0


if __name__ == "__main__":
    raise SystemExit(main())
