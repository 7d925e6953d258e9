"""What became of suggestions: kept whole under kills, full disks and two writers, and never any text of a document."""

import datetime as dt
import json
import os
import random
import signal
import stat
import subprocess
import sys
import time
from dataclasses import fields
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from utlatande import history
from utlatande.errors import OutputError, ReadError
from utlatande.model import Fate, Use
from utlatande.settings import Settings

ROOT = Path(__file__).parent.parent
DAY = dt.date(2026, 3, 2)
posix = pytest.mark.skipif(sys.platform == "win32", reason="rights, kills and limits are those of POSIX")


def use(passage="p1", draft="d1", kept=0.9, fate=Fate.EDITED, date=DAY):
    return Use(passage=passage, document="2024/Ett svar.docx", draft=draft, date=date.isoformat(), fate=fate, kept=kept)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "data" / "historik.jsonl"


def test_what_is_recorded_is_read_again(path):
    uses = (use(), use("p2", kept=0.0, fate=Fate.REMOVED))
    history.record(path, "d1", uses, date=DAY)
    assert history.read(path) == history.History(uses=uses)


def test_no_history_yet_is_an_empty_one(path):
    assert history.read(path) == history.History()


def test_a_draft_that_is_finished_twice_counts_once_and_the_newest_wins(path):
    history.record(path, "d1", (use(kept=0.2), use("p2")), date=DAY)
    history.record(path, "d2", (use(draft="d2"),), date=DAY)
    history.record(path, "d1", (use(kept=0.7),), date=DAY)
    assert [(u.draft, u.passage, u.kept) for u in history.read(path).uses] == [("d2", "p1", 0.9), ("d1", "p1", 0.7)]
    assert len(path.read_bytes().splitlines()) == 3  # only added to


def test_how_a_passage_fared():
    fared = history.survival(
        [
            use(kept=1.0, fate=Fate.KEPT),
            use(draft="d2", kept=0.5),
            use(draft="d3", kept=0.0, fate=Fate.REMOVED),
            use("p2"),
        ]
    )
    assert (fared["p1"].times, fared["p1"].removed, fared["p1"].kept) == (3, 1, 0.5)
    assert (fared["p2"].times, fared["p2"].removed, fared["p2"].kept) == (1, 0, 0.9)


def test_a_draft_or_a_passage_can_be_forgotten(path):
    for draft in ("d1", "d2"):
        history.record(path, draft, (use(draft=draft), use("p2", draft=draft)), date=DAY)
    history.forget(path, draft="d1", date=DAY)
    history.forget(path, passage="p2", date=DAY)
    assert [(u.draft, u.passage) for u in history.read(path).uses] == [("d2", "p1")]
    history.record(path, "d3", (use("p2", draft="d3"),), date=DAY)  # what comes later counts
    assert [(u.draft, u.passage) for u in history.read(path).uses] == [("d2", "p1"), ("d3", "p2")]


def test_it_holds_ids_names_days_and_shares_and_nothing_else(path):
    history.record(path, "d1", (use(),), date=DAY)
    (line,) = path.read_text(encoding="utf-8").splitlines()
    assert json.loads(line) == {
        "schema": 1,
        "draft": "d1",
        "date": "2026-03-02",
        "uses": [{"passage": "p1", "document": "2024/Ett svar.docx", "fate": "edited", "kept": 0.9}],
    }
    assert {field.name for field in fields(Use)} == {"passage", "document", "draft", "date", "fate", "kept"}


@posix
def test_only_the_owner_may_read_it(path):
    old = os.umask(0)
    try:
        history.record(path, "d1", (use(),), date=DAY)
    finally:
        os.umask(old)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


# --- lines that are none ---------------------------------------------------------------------------------------------

BROKEN = [
    b'{"schema": 1, "draft": "d9", "da',
    b"\xff\xfe\x00",
    b"null",
    b"[]",
    b'"text"',
    b'{"schema": 2, "draft": "d9", "date": "2026-03-02", "uses": []}',
    b'{"schema": 1, "draft": "d9", "date": "igar", "uses": []}',
    b'{"schema": 1, "draft": "d9", "date": "2026-03-02", "uses": [{"passage": "p", "document": "d", "fate": "kept", "kept": 7}]}',  # noqa: E501
    b'{"schema": 1, "draft": "d9", "date": "2026-03-02", "uses": [{"passage": "p", "document": "d", "fate": "kept", "kept": NaN}]}',  # noqa: E501
    b'{"schema": 1, "draft": "d9", "date": "2026-03-02", "uses": [{"passage": "p", "document": "d", "fate": "added", "kept": 1}]}',  # noqa: E501
    b'{"schema": 1, "draft": "' + b"x" * 5000 + b'", "date": "2026-03-02", "uses": []}',
    b"[" * 100_000,
]


@pytest.mark.parametrize("line", BROKEN, ids=range(len(BROKEN)))
def test_a_broken_line_is_skipped_and_told_of_and_the_others_are_kept(path, line):
    history.record(path, "d1", (use(),), date=DAY)
    with path.open("ab") as file:
        file.write(line)  # cut off: no line break after it
    history.record(path, "d2", (use(draft="d2"),), date=DAY)
    found = history.read(path)
    assert [u.draft for u in found.uses] == ["d1", "d2"]
    assert [n.text for n in found.notices] == [f"En rad i historiken {path} går inte att läsa och räknas inte."]


@given(st.binary(max_size=300))
def test_whatever_the_file_holds_it_is_read_without_a_crash(tmp_path_factory, data):
    path = tmp_path_factory.mktemp("h") / "historik.jsonl"
    path.write_bytes(data)
    history.read(path)


def test_a_folder_is_no_history(tmp_path):
    with pytest.raises(ReadError):
        history.read(tmp_path)
    with pytest.raises(OutputError, match="Historiken"):
        history.record(tmp_path, "d1", (use(),), date=DAY)


@posix
def test_a_pipe_is_no_history_and_nobody_waits_for_it(tmp_path):
    os.mkfifo(tmp_path / "rör")
    with pytest.raises(ReadError):
        history.read(tmp_path / "rör")
    with pytest.raises(OutputError):
        history.record(tmp_path / "rör", "d1", (use(),), date=DAY)


def test_a_history_that_may_not_be_written_is_said(foreign_folder):
    with pytest.raises(OutputError, match="du får inte skriva där"):
        history.record(foreign_folder / "historik.jsonl", "d1", (use(),), date=DAY)


# --- settings --------------------------------------------------------------------------------------------------------


def test_it_lies_where_the_settings_say(tmp_path, monkeypatch):
    monkeypatch.setenv("UTLATANDE_DATA", str(tmp_path / "min"))
    assert history.place(Settings()) == tmp_path / "min" / "historik.jsonl"
    assert history.place(Settings(historik=tmp_path / "vår.jsonl")) == tmp_path / "vår.jsonl"


def test_switched_off_nothing_is_learned(path):
    history.record(path, "d1", (use(),), date=DAY)
    assert history.learned(Settings(historik=path))[0]
    assert history.learned(Settings(historik=path, larande=False)) == ({}, ())


def test_a_history_that_cannot_be_read_stops_nothing(tmp_path):
    fared, notices = history.learned(Settings(historik=tmp_path))
    assert fared == {}
    assert "Tidigare utfall räknas inte." in notices[0].text


# --- two writers, kills, a full disk ---------------------------------------------------------------------------------

WRITER = """
import datetime as dt, sys
from pathlib import Path
from utlatande import history
from utlatande.model import Fate, Use
path, name, count = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
day = dt.date(2026, 3, 2)
for number in range(count):
    draft = f"{name}-{number}"
    uses = [Use(passage=f"p{n}", document="Ett långt namn på ett dokument.docx" * 3, draft=draft,
                date=day.isoformat(), fate=Fate.KEPT, kept=1.0) for n in range(60)]
    history.record(path, draft, uses, date=day)
    print(number, flush=True)
"""
LIMITED = """
import resource, signal, sys
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[4]), int(sys.argv[4])))
"""


def writer(path, name, count, *more, code=WRITER):
    env = os.environ | {"PYTHONPATH": os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])}
    return subprocess.Popen(
        [sys.executable, "-c", code, str(path), name, str(count), *more],
        env=env,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_writers_at_the_same_time_lose_and_mix_nothing(path):
    writers = [writer(path, name, 40) for name in "abcd"]
    for one in writers:
        _, error = one.communicate(timeout=120)
        assert one.returncode == 0, error
    found = history.read(path)
    assert found.notices == ()
    assert sorted({u.draft for u in found.uses}) == sorted(f"{name}-{n}" for name in "abcd" for n in range(40))
    assert len(found.uses) == 4 * 40 * 60


@posix
def test_killed_while_writing_everything_that_was_done_is_kept_and_nothing_is_half(path):
    chance = random.Random(8)
    done = set()
    for kill in range(12):
        other = writer(path, f"{kill}-andra", 10)
        one = writer(path, f"{kill}", 10_000)
        told = [one.stdout.readline().strip() for _ in range(chance.randint(1, 30))]
        time.sleep(chance.uniform(0, 0.01))
        one.send_signal(signal.SIGKILL)
        told += one.communicate()[0].split()
        done |= {f"{kill}-{number}" for number in told if number}
        other.communicate(timeout=120)
        assert other.returncode == 0
        done |= {f"{kill}-andra-{n}" for n in range(10)}
    found = history.read(path)
    per_draft = {}
    for one in found.uses:
        per_draft[one.draft] = per_draft.get(one.draft, 0) + 1
    assert done <= set(per_draft)
    assert set(per_draft.values()) == {60}  # never half a document


@posix
def test_on_a_full_disk_it_is_said_and_what_was_there_is_whole(path):
    full = writer(path, "a", 100, "60000", code=LIMITED + WRITER)
    out, error = full.communicate(timeout=60)
    assert full.returncode == 1
    assert "Historiken" in error
    assert "filen får inte bli större" in error
    found = history.read(path)
    assert found.notices == ()
    assert len({u.draft for u in found.uses}) == len(out.split()) > 1
    history.record(path, "d1", (use(),), date=DAY)
    assert len({u.draft for u in history.read(path).uses}) == len(out.split()) + 1
