"""The store under real kills, a full disk, two writers and readers: a second run reaches what an unbroken one does.

``UTLATANDE_KILLS`` sets how many kills (50 when unset).
"""

import functools
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from utlatande.corpus import Corpus
from utlatande.model import Query

ROOT = Path(__file__).parent.parent
KILLS = int(os.environ.get("UTLATANDE_KILLS", "50"))
DOCUMENTS = 7  # few enough to be read in one process: a run is short, and most kills meet the writing
AT_ONCE = 2  # chains of kills beside each other: one a core

SYNC = """
import sys
from utlatande.corpus import Corpus
from utlatande.errors import UtlatandeError
try:
    with Corpus(sys.argv[1]) as corpus:
        corpus.sync(lambda name, done, total: print(name, flush=True))
except UtlatandeError as error:
    print(error.code, error.message, file=sys.stderr)
    sys.exit(error.exit_code)
"""
LIMITED = """
import resource, signal, sys
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), int(sys.argv[2])))
"""

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="kills and limits are those of POSIX")


def text(number):
    lines = "\n\n".join(
        f"Förvaltningen följer upp område {number}.{i} tillsammans med handlarna varje kvartal." for i in range(20)
    )
    return f"Lägesbild 2024 för område {number}\n\nSammanfattning\n\n{lines}\n"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    made = tmp_path_factory.mktemp("arkiv")
    for number in range(DOCUMENTS):
        (made / f"{number:02}.txt").write_text(text(number), encoding="utf-8")
    return made


def run(folder, data, *, code=SYNC, args=(), **rest):
    env = os.environ | {
        "UTLATANDE_DATA": str(data),
        "PYTHONPATH": os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")]),
    }
    return subprocess.Popen(
        [sys.executable, "-c", code, str(folder), *args],
        env=env,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        **rest,
    )


def opened(folder, data):
    from utlatande.corpus import folder as room
    from utlatande.index import Index

    name = room.index_path(folder).name
    return Corpus(folder, index=Index.open(Path(data) / "index" / name))


def exported(folder, data):
    with opened(folder, data) as corpus:
        return [json.dumps(line, ensure_ascii=False) for line in corpus.export()]


@pytest.fixture(scope="module")
def unbroken(folder, tmp_path_factory):
    """What one run to its end exports, and how long it took."""
    data = tmp_path_factory.mktemp("hel")
    began = time.monotonic()
    process = run(folder, data)
    process.communicate()
    assert process.returncode == 0
    lines = exported(folder, data)
    assert sum('"type": "document"' in line for line in lines) == DOCUMENTS
    assert sum('"type": "passage"' in line for line in lines) >= 20 * DOCUMENTS
    return lines, time.monotonic() - began


def killed(folder, data, unbroken, kills, seed):
    """Kill run after run; after each, what is in the index must be whole; begin anew when a run came to its end."""
    lines, length = unbroken
    chance = random.Random(seed)
    whole = set(lines)
    reached = 0
    for _ in range(kills):
        process = run(folder, data)
        told = [process.stdout.readline().strip() for _ in range(chance.randint(0, DOCUMENTS))]
        time.sleep(chance.uniform(0, 0.04 if any(told) else length))
        process.send_signal(signal.SIGKILL)
        process.wait()
        told += process.stdout.read().split()
        process.stdout.close()
        process.stderr.close()
        if not list(Path(data).rglob("index.sqlite")):
            continue
        found = exported(folder, data)
        assert set(found) <= whole  # documents are in whole or not at all
        names = {line["document"] for line in map(json.loads, found) if line["type"] == "document"}
        assert set(filter(None, told)) <= names  # what was told of is there
        reached += 0 < len(names) < DOCUMENTS
        if len(names) == DOCUMENTS:
            shutil.rmtree(data)
    process = run(folder, data)
    _, said = process.communicate()
    assert process.returncode == 0, said
    assert exported(folder, data) == lines
    with opened(folder, data) as corpus:
        corpus.verify()
        assert corpus.search(Query(text="uppföljning i område 5 med handlarna"))
    return reached


def test_killed_at_any_moment_a_second_run_reaches_the_same(folder, unbroken, tmp_path):
    with ThreadPoolExecutor(AT_ONCE) as pool:
        chains = [
            pool.submit(killed, folder, tmp_path / str(chain), unbroken, KILLS // AT_ONCE, chain)
            for chain in range(AT_ONCE)
        ]
        assert sum(chain.result() for chain in chains) > 0  # some kills fell in the midst of the writing


@pytest.mark.parametrize("limit", [1, 4_096, 20_000, 60_000, 150_000])
def test_a_full_disk_says_so_and_loses_nothing(folder, unbroken, tmp_path, limit):
    process = run(folder, tmp_path, code=LIMITED + SYNC, args=[str(limit)])
    told, said = process.communicate(timeout=60)
    if process.returncode != 0:
        assert process.returncode == 5, said
        assert said.count("\n") == 1
        assert "Traceback" not in said
    process = run(folder, tmp_path)
    again, said = process.communicate(timeout=60)
    assert process.returncode == 0, said
    assert not set(told.split()) & set(again.split())  # what was told of was there
    assert exported(folder, tmp_path) == unbroken[0]


def test_two_runs_at_once_neither_harm_nor_double_anything(folder, unbroken, tmp_path):
    processes = [run(folder, tmp_path) for _ in range(3)]
    for process in processes:
        _, said = process.communicate(timeout=60)
        assert process.returncode == 0, said
    assert exported(folder, tmp_path) == unbroken[0]


def test_reading_works_while_another_process_writes(folder, unbroken, tmp_path):
    process = run(folder, tmp_path)
    process.stdout.readline()
    seen = []
    with opened(folder, tmp_path) as corpus:
        while process.poll() is None:
            seen.append(len(corpus.names()))
            found = corpus.search(Query(text="uppföljning i område 5 med handlarna"))
            assert all(candidate.passage.text for candidate in found)
    process.communicate()
    assert process.returncode == 0
    assert seen == sorted(seen)
    assert exported(folder, tmp_path) == unbroken[0]


def left_behind(data):
    """Return the processes that still run with this data folder."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if f"UTLATANDE_DATA={data}".encode() in (process / "environ").read_bytes().split(b"\0"):
                found.append(process.name)
        except OSError:
            continue
    return found


@pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="processes are looked up in /proc")
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
def test_interrupted_with_workers_nothing_is_left_running_and_nothing_told_is_lost(tmp_path, how):
    folder, data = tmp_path / "arkiv", tmp_path / "data"
    folder.mkdir()
    for number in range(30):
        (folder / f"{number:02}.txt").write_text(text(number), encoding="utf-8")
    heard = functools.partial(signal.signal, signal.SIGINT, signal.SIG_DFL)  # also where the tests run unheard
    process = run(folder, data, start_new_session=True, preexec_fn=heard)
    told = [process.stdout.readline().strip() for _ in range(3)]
    assert len(left_behind(data)) > 1  # the run and its workers
    if how is signal.SIGINT:
        os.killpg(process.pid, how)  # as a terminal does: the workers get it too
    else:
        process.send_signal(how)
    rest, said = process.communicate(timeout=20)
    assert process.returncode != 0
    deadline = time.monotonic() + 10
    while left_behind(data) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not left_behind(data)
    with opened(folder, data) as corpus:
        assert set(told + rest.split()) <= set(corpus.names())
    process = run(folder, data)
    again, said = process.communicate(timeout=60)
    assert process.returncode == 0, said
    assert not set(told) & set(again.split())
    with opened(folder, data) as corpus:
        assert len(corpus.names()) == 30
