"""The index: what was added is found, kept and safe."""

import shutil
import signal
import sqlite3
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from utlatande import language
from utlatande.errors import CorpusError
from utlatande.index import Fingerprint, Index
from utlatande.index.engine import Busy, Engine, gram_analyser
from utlatande.model import (
    DocumentKind,
    Earlier,
    Fact,
    Insats,
    Metadata,
    Notice,
    Origin,
    Part,
    Passage,
    PassageKind,
    Query,
)

PRINT = Fingerprint(size=10, mtime_ns=20, sha256="ab")


def passage(text, document="svar.docx", block=0, **more):
    more = {"kind": PassageKind.ANSWER, "id": f"{document}-{block}"} | more
    return Passage(text=text, origin=Origin(document=document, block=block), **more)


def earlier(name, *texts, **more):
    return Earlier(
        document=name,
        kind=DocumentKind.TJANSTEUTLATANDE,
        metadata=more.pop("metadata", Metadata()),
        passages=tuple(passage(t, name, n) for n, t in enumerate(texts)),
        **more,
    )


def found(index, text, **more):
    return [c.passage.text for c in index.search(Query(text=text, **more))]


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "index"


def test_a_document_comes_back_just_as_it_was_added(folder):
    origin = Origin(document="plan.pdf", block=3, page=2)
    whole = Earlier(
        document="plan.pdf",
        kind=DocumentKind.ATGARDSPLAN,
        metadata=Metadata(title="Plan", parties=("M", "C"), attachments=("Bilaga 1",)),
        passages=(
            passage(
                "Vi går.",
                "plan.pdf",
                3,
                question="Går ni?",
                headings=("Ett", "Två"),
                date="2024",
                parties=("V",),
                internal=True,
            ),
        ),
        insatser=(
            Insats(
                id="i",
                passage="p",
                atgard="Gå",
                origin=origin,
                year=2024,
                aktiviteter=("a", "b"),
                parter=(Part(part="Polis", kontakt="x"),),
            ),
        ),
        facts=(Fact(measure="rån", figure="29", sentence="29 rån.", origin=origin, place="Torget", year=2017),),
        notices=(Notice(text="En sida saknas."), Notice(text="Här.", origin=origin)),
    )
    with Index.open(folder) as index:
        index.add(whole, PRINT)
    with Index.open(folder) as index:
        assert index.earlier("plan.pdf") == whole
        assert index.insatser() == whole.insatser
        assert index.facts() == whole.facts
        assert [s.metadata for s in index.sources()] == [whole.metadata]
        assert index.documents()["plan.pdf"].fingerprint == PRINT
        assert index.documents()["plan.pdf"].kind is DocumentKind.ATGARDSPLAN


def test_what_was_added_is_found_at_once_and_after_opening_again(folder):
    with Index.open(folder) as index:
        index.add(earlier("a.docx", "Belysningen i parken har bytts.", "Skolan har öppnat."), PRINT)
        assert found(index, "parkbelysning")[0].startswith("Belysningen")
    with Index.open(folder) as index:
        assert found(index, "parkbelysning")[0].startswith("Belysningen")


def test_many_documents_are_put_in_at_once_and_the_last_of_a_name_counts(folder, monkeypatch):
    monkeypatch.setattr("utlatande.index._BATCH", 5)
    names = [f"d{n}.docx" for n in range(12)]
    with Index.open(folder) as index:
        index.add(earlier("d3.docx", "Gammal text om klotter."), PRINT)
        index.add_all((earlier(name, f"Belysningen vid {name} har bytts."), PRINT) for name in [*names, "d1.docx"])
        assert sorted(index.documents()) == sorted(names)
        assert len(found(index, "belysning", limit=50)) == len(names)
        assert found(index, "klotter") == []


def test_documents_put_in_before_a_failure_are_kept_whole(folder, monkeypatch):
    monkeypatch.setattr("utlatande.index._BATCH", 4)

    def documents():
        for n in range(6):
            yield earlier(f"d{n}.docx", "Ett stycke.", "Ett till."), PRINT
        raise RuntimeError

    with Index.open(folder) as index:
        with pytest.raises(RuntimeError):
            index.add_all(documents())
        kept = sorted(index.documents())
        assert kept == [f"d{n}.docx" for n in range(len(kept))]
        assert all(len(index.earlier(name).passages) == 2 for name in kept)


@given(st.text(max_size=80))
def test_the_engine_cuts_the_grams_that_the_language_does(text):
    assert gram_analyser().analyze(language.edged(language.words(text))) == list(language.grams(text))


def test_adding_again_replaces_and_forgetting_removes(folder):
    with Index.open(folder) as index:
        index.add(earlier("a.docx", "Gammal text om klotter."), PRINT)
        index.add(earlier("a.docx", "Ny text om klotter."), PRINT)
        assert found(index, "klotter") == ["Ny text om klotter."]
        before = index.generation
        index.forget("a.docx")
        assert index.generation > before
        assert found(index, "klotter") == []
        assert index.documents() == {}
        with pytest.raises(KeyError):
            index.earlier("a.docx")


def test_touching_changes_the_fingerprint_and_nothing_else(folder):
    with Index.open(folder) as index:
        index.add(earlier("a.docx", "Text."), PRINT)
        before = index.generation
        index.touch("a.docx", Fingerprint(size=11, mtime_ns=21, sha256="ab"))
        assert index.documents()["a.docx"].fingerprint.mtime_ns == 21
        assert index.generation == before


def test_excluded_documents_and_other_kinds_do_not_crowd_out_what_is_wanted():
    many = [passage("Klotter på torget och klotter i parken.", "stor.docx", n) for n in range(400)]
    wanted = passage("Om klotter står det lite.", "liten.docx", 0, kind=PassageKind.LAGESBILD)
    index = Index.in_memory([*many, wanted])
    assert found(index, "klotter på torget", exclude=("stor.docx",), limit=3) == [wanted.text]
    assert found(index, "klotter på torget", kinds=(PassageKind.LAGESBILD,), limit=3) == [wanted.text]
    assert found(index, "klotter på torget", kinds=(PassageKind.MINUTES,), limit=3) == []


def test_an_index_in_memory_touches_no_file_and_may_be_empty(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    index = Index.in_memory([])
    assert index.search(Query(text="klotter")) == []
    assert Index.in_memory([passage("Klotter.")]).search(Query(text="")) == []
    assert list(tmp_path.iterdir()) == []


def test_both_the_earlier_question_and_its_answer_are_searched():
    index = Index.in_memory(
        [
            passage("Det sker varje vecka.", block=1, question="Hur ofta klipps gräset?"),
            passage("Gräset klipps varje vecka.", block=2),
            passage("Bussen går varje vecka.", block=3),
        ]
    )
    assert set(found(index, "gräsklippning", limit=2)) == {"Det sker varje vecka.", "Gräset klipps varje vecka."}


def test_a_heading_helps_to_find_its_section():
    index = Index.in_memory(
        [passage("Här görs en hel del.", headings=("Personrån",)), passage("Här görs en hel del annat.", block=2)]
    )
    assert index.search(Query(text="rån"))[0].passage.headings == ("Personrån",)


def test_the_words_that_matched_are_told_weightiest_first():
    index = Index.in_memory(
        [
            passage(t, block=n)
            for n, t in enumerate(["Kameror i centrum.", "Det är bra i centrum.", "Det är fint i centrum."])
        ]
    )
    best = index.search(Query(text="Finns det trygghetskameror i centrum?"))[0]
    assert best.passage.text == "Kameror i centrum."
    assert best.matched[0] in {"trygghetskameror", "centrum"}
    assert {"trygghetskameror", "centrum"} <= set(best.matched)
    assert 0 < best.coverage <= 1
    assert 0 < best.score <= 1


def test_the_authoritys_own_name_decides_nothing():
    passages = [
        passage("Norrvikens stadsdelsförvaltning finns.", f"{n}.docx", namnd="Norrvikens stadsdelsnämnd")
        for n in range(4)
    ]
    wanted = passage("Simhallen öppnar.", "s.docx", namnd="Norrvikens stadsdelsnämnd")
    assert (
        found(Index.in_memory([*passages, wanted]), "Vad gör Norrvikens stadsdelsförvaltning med simhallen?")[0]
        == wanted.text
    )


def test_context_counts_less_than_the_question():
    texts = ["Om belysningen här.", "Om klotter på torget.", "Om klotter i parken.", "Om bussar i stan."]
    index = Index.in_memory([passage(t, block=n) for n, t in enumerate(texts)])
    assert found(index, "Vad görs åt klotter?", context="Det gäller parken och belysning.")[:2] == [texts[2], texts[1]]


def test_files_are_readable_by_their_owner_only(folder):
    with Index.open(folder) as index:
        index.add(earlier("a.docx", "Text."), PRINT)
        index.publish()
        paths = [folder, *folder.rglob("*")]
        assert len(paths) > 4
        assert {stat.S_IMODE(p.stat().st_mode) & 0o077 for p in paths} == {0}


def test_a_lost_or_damaged_engine_is_made_anew_from_the_records(folder):
    with Index.open(folder) as index:
        index.add(earlier("a.docx", "Om klotter."), PRINT)
    shutil.rmtree(folder / "search")
    with Index.open(folder) as index:
        assert found(index, "klotter") == ["Om klotter."]
    for file in (folder / "search").iterdir():
        file.write_bytes(b"trasig")
    with Index.open(folder) as index:
        assert found(index, "klotter") == ["Om klotter."]


@pytest.mark.parametrize("part", [".store", ".term", ".idx", ".fast", ".pos", ".fieldnorm"])
def test_an_engine_with_a_truncated_file_is_made_anew(folder, part):
    with Index.open(folder) as index:
        index.add(earlier("a.docx", "Om klotter."), PRINT)
    for file in (folder / "search").glob(f"*{part}"):
        file.write_bytes(file.read_bytes()[:3])
    with Index.open(folder) as index:
        assert found(index, "klotter") == ["Om klotter."]


@pytest.mark.parametrize("part", [".term", ".idx", ".fast", ".fieldnorm"])
def test_an_engine_that_proves_broken_at_a_search_is_made_anew(folder, part):
    with Index.open(folder) as index:
        index.add(earlier("a.docx", *(f"Nummer {n} om klotter." for n in range(300))), PRINT)
    for file in (folder / "search").glob(f"*{part}"):
        data = bytearray(file.read_bytes())
        data[: len(data) // 2] = b"\xa5" * (len(data) // 2)
        file.write_bytes(data)
    with Index.open(folder) as index:
        assert len(found(index, "klotter", limit=5)) == 5
        index.add(earlier("b.docx", "Om simhallen."), PRINT)
        assert found(index, "simhallen")[0] == "Om simhallen."


def test_an_engine_that_lags_behind_catches_up(folder):
    with Index.open(folder) as index:
        index.add(earlier("a.docx", "Om klotter."), PRINT)
    shutil.copytree(folder / "search", folder / "old")
    with Index.open(folder) as index:
        index.add(earlier("b.docx", "Mer om klotter."), PRINT)
        index.forget("a.docx")
    shutil.rmtree(folder / "search")
    (folder / "old").rename(folder / "search")
    with Index.open(folder) as index:
        assert found(index, "klotter") == ["Mer om klotter."]


def test_an_engine_of_another_database_is_not_believed(folder):
    with Index.open(folder) as index:
        index.add(earlier("a.docx", "Om klotter."), PRINT)
    for file in folder.glob("index.sqlite*"):
        file.unlink()
    with Index.open(folder) as index:
        index.add(earlier("b.docx", "Om simhallen."), PRINT)
        assert found(index, "klotter simhallen") == ["Om simhallen."]


def test_a_changed_concept_file_makes_the_engine_anew(folder, monkeypatch):
    from utlatande.language import concepts

    with Index.open(folder) as index:
        index.add(earlier("a.docx", "Om klotter."), PRINT)
    monkeypatch.setattr(concepts, "fingerprint", lambda: 7)
    with Index.open(folder) as index:
        assert found(index, "klotter") == ["Om klotter."]


def test_a_damaged_database_is_noticed(folder):
    with Index.open(folder) as index:
        index.add(earlier("a.docx", *(f"Text nummer {n} om klotter." for n in range(200))), PRINT)
    file = folder / "index.sqlite"
    data = bytearray(file.read_bytes())
    data[4096:-4096] = b"\xff" * (len(data) - 8192)
    file.write_bytes(data)
    with pytest.raises(CorpusError) as caught, Index.open(folder) as index:
        index.verify()
    assert caught.value.code == "index_damaged"
    assert "byggs om" in str(caught.value)


@pytest.mark.parametrize("content", [b"inte en databas" * 100, b"\0" * 5000])
def test_a_file_that_is_no_database_is_noticed(folder, content):
    folder.mkdir()
    (folder / "index.sqlite").write_bytes(content)
    with pytest.raises(CorpusError) as caught:
        Index.open(folder)
    assert caught.value.code == "index_damaged"


def test_somebody_elses_database_is_left_alone(folder):
    folder.mkdir()
    file = folder / "index.sqlite"
    with sqlite3.connect(file) as db:
        db.execute("CREATE TABLE bilder (namn TEXT)")
    db.close()
    before = file.read_bytes()
    with pytest.raises(CorpusError, match="inte ett index"):
        Index.open(folder)
    assert file.read_bytes() == before


@pytest.mark.parametrize(("version", "code"), [(99, "corpus"), (0, "index_old")])
def test_an_index_of_another_version_is_told_apart(folder, version, code):
    Index.open(folder).close()
    with sqlite3.connect(folder / "index.sqlite") as db:
        db.execute(f"PRAGMA user_version = {version}")
    db.close()
    with pytest.raises(CorpusError) as caught:
        Index.open(folder)
    assert caught.value.code == code


def test_a_folder_that_may_not_be_written_says_so(foreign_folder):
    with pytest.raises(CorpusError, match="index"):
        Index.open(foreign_folder)
    with pytest.raises(CorpusError, match="index"):
        Index.open(foreign_folder / "index")


def test_a_folder_that_cannot_be_made_says_so(tmp_path):
    (tmp_path / "fil").write_text("x")
    with pytest.raises(CorpusError, match="kan inte öppnas"):
        Index.open(tmp_path / "fil" / "index")


FULL = """
import resource, signal, sys
from pathlib import Path
sys.path.insert(0, "tests")
from test_index import PRINT, CorpusError, Index, earlier
folder = Path(sys.argv[1])
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
index = Index.open(folder)
resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, 400_000))
for n in range(10_000):
    try:
        index.add(earlier(f"{n}.docx", *(f"Text {n} {k} om klotter och annat. " * 10 for k in range(20))), PRINT)
    except CorpusError as error:
        print("full:", error)
        break
    print("in", n, flush=True)
"""


def test_a_full_disk_says_so_and_loses_nothing(folder):
    root = Path(__file__).parent.parent
    done = subprocess.run(
        [sys.executable, "-c", FULL, str(folder)], capture_output=True, text=True, check=False, cwd=root
    )
    lines = done.stdout.splitlines()
    assert lines, done.stderr
    assert lines[-1].startswith("full: Disken är full")
    said = {f"{line.split()[1]}.docx" for line in lines if line.startswith("in ")}
    assert said
    with Index.open(folder) as index:
        assert said == set(index.documents())
        assert len(found(index, "klotter", limit=5)) == 5


KILLED = """
import sys
from pathlib import Path
sys.path.insert(0, "tests")
from test_index import PRINT, Index, earlier
with Index.open(Path(sys.argv[1])) as index:
    for n in range(10_000):
        index.add(earlier(f"{n % 40}.docx", f"Text {n} om klotter.", f"Text {n} om skolan."), PRINT)
        print(n, flush=True)
        if n % 7 == 0:
            index.publish()
"""


def test_killed_at_any_moment_nothing_acknowledged_is_missing_and_nothing_is_half_in(folder):
    root = Path(__file__).parent.parent
    for kill in range(6):
        with subprocess.Popen(
            [sys.executable, "-c", KILLED, str(folder)], stdout=subprocess.PIPE, text=True, cwd=root
        ) as child:
            assert child.stdout is not None
            for _ in range(3 + 11 * kill):
                child.stdout.readline()
            child.send_signal(signal.SIGKILL)
            said = [line for line in child.stdout.read().splitlines() if line.isdigit()]
        with Index.open(folder) as index:
            index.verify()
            names = index.documents()
            assert all(len(index.earlier(name).passages) == 2 for name in names)
            if said:
                last = int(said[-1])
                assert (
                    f"Text {last} om klotter." in {p.text for p in index.earlier(f"{last % 40}.docx").passages}
                    or f"{last % 40}.docx" in names
                )
            assert len(found(index, "klotter", limit=100)) == len(names)


def test_two_processes_at_once_harm_and_double_nothing(folder):
    root = Path(__file__).parent.parent
    code = KILLED.replace("10_000", "80")
    children = [
        subprocess.Popen([sys.executable, "-c", code, str(folder)], stdout=subprocess.DEVNULL, cwd=root)
        for _ in range(2)
    ]
    assert [child.wait(timeout=120) for child in children] == [0, 0]
    with Index.open(folder) as index:
        index.verify()
        assert len(index.documents()) == 40
        assert len(found(index, "klotter", limit=100)) == 40


def test_an_engine_that_another_process_has_written_since_is_not_given_the_same_again(folder):
    passages = [(row, 1, p) for row, p in enumerate(earlier("a.docx", "Om klotter.").passages)]
    one, other = Engine(folder), Engine(folder)
    other.write(passages, (), 1, anew=True)
    with pytest.raises(Busy):
        one.write(passages, (), 1, anew=True)
    one.reload()
    assert (one.generation, one.searcher().count) == (1, len(passages))


def test_reading_in_many_threads_while_another_writes(folder):
    with Index.open(folder) as index:
        index.add(earlier("a.docx", "Om klotter."), PRINT)
        wrong = []

        def read():
            try:
                for _ in range(20):
                    assert found(index, "klotter")
                    assert index.documents()
            except BaseException as error:  # noqa: BLE001
                wrong.append(error)

        threads = [threading.Thread(target=read) for _ in range(4)]
        for thread in threads:
            thread.start()
        for n in range(15):
            index.add(earlier(f"{n}.docx", f"Nummer {n} om klotter."), PRINT)
        for thread in threads:
            thread.join()
        assert wrong == []
        assert len(found(index, "klotter", limit=100)) == 16


def test_another_process_sees_what_was_added(folder):
    with Index.open(folder) as one, Index.open(folder) as other:
        assert found(other, "klotter") == []
        one.add(earlier("a.docx", "Om klotter."), PRINT)
        assert found(other, "klotter") == ["Om klotter."]
        other.forget("a.docx")
        assert found(one, "klotter") == []
