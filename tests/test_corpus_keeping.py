"""What a folder of earlier documents may do to its index: be away, be linked, be told of by patterns; what is kept."""

import os
import shutil
import sqlite3
import sys
import threading

import pytest
from earlier_documents import FOLDER

from utlatande.corpus import Corpus
from utlatande.corpus import folder as walk
from utlatande.corpus.reading import results
from utlatande.corpus.said import said
from utlatande.differing import differences, told
from utlatande.errors import CorpusError, SettingsError
from utlatande.index import Index
from utlatande.model import DocumentKind
from utlatande.readers.pdf_process import Worker

ANSWER = """Tjänsteutlåtande

Förskolor i område {0}

Synpunkter och förslag

Förvaltningen öppnar förskolor i område {0} under året och följer kön varje månad tillsammans med rektorerna.
"""
PLAN = """Åtgärdsplan för Hägernäs 2024

Åtgärd | Ansvarig | Plats | Målgrupp
Utökad belysning | Stadsdelsförvaltningen | Hägernäs centrum | Alla
Kvällsöppet på biblioteket | Biblioteket | Södra Hägernäs | Ungdomar 13–19 år
Trygghetsvandring | Preventionssamordnarna | Ekbacken | Äldre
"""


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("UTLATANDE_DATA", str(tmp_path / "data"))
    made = tmp_path / "arkiv"
    made.mkdir()
    return made


def write(folder, name, text):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def filled(folder, count=3):
    for number in range(count):
        write(folder, f"år/{number}.txt", ANSWER.format(number))


def synced(folder):
    with Corpus(folder) as corpus:
        return corpus.sync()


def names(folder):
    with Corpus(folder) as corpus:
        return corpus.names()


# --- a folder that is away ----------------------------------------------------------------------------------------


def test_a_folder_that_is_suddenly_empty_is_told_and_nothing_is_removed(folder):
    filled(folder)
    synced(folder)
    shutil.rmtree(folder / "år")
    report = synced(folder)
    assert report.removed == ()
    (notice,) = report.notices
    assert "är tom, men hade 3 dokument" in notice.text
    assert "rebuild" in notice.text
    assert len(names(folder)) == 3
    filled(folder)
    assert synced(folder).notices == ()


def test_a_folder_that_was_emptied_on_purpose_is_rebuilt(folder):
    filled(folder)
    synced(folder)
    shutil.rmtree(folder / "år")
    with Corpus(folder) as corpus:
        corpus.rebuild()
        assert corpus.names() == ()


def test_a_folder_that_is_missing_is_told_and_the_index_stays(folder):
    filled(folder)
    synced(folder)
    away = folder.rename(folder.with_name("bortkopplad"))
    with pytest.raises(CorpusError) as caught:
        Corpus(folder)
    assert "finns inte" in caught.value.message
    assert "det som är inläst är kvar" in caught.value.message
    away.rename(folder)
    assert len(names(folder)) == 3


def test_a_part_that_cannot_be_looked_at_is_told_and_its_documents_are_kept(folder, monkeypatch):
    filled(folder)
    write(folder, "annat/9.txt", ANSWER.format(9))
    synced(folder)
    (folder / "annat" / "9.txt").unlink()
    scandir = os.scandir

    def refuse(path):
        if str(path).endswith("år"):
            raise PermissionError(13, "Permission denied", str(path))
        return scandir(path)

    monkeypatch.setattr(walk.os, "scandir", refuse)
    report = synced(folder)
    assert report.removed == ("annat/9.txt",)
    assert "år/ i" in report.notices[0].text
    assert "kan inte läsas just nu" in report.notices[0].text


def test_a_file_that_goes_while_the_folder_is_read_is_told_and_not_lost(folder, monkeypatch):
    filled(folder, 2)
    synced(folder)
    changed = write(folder, "år/0.txt", ANSWER.format("noll"))

    def vanish(todo):
        changed.unlink()
        return results(todo)

    with monkeypatch.context() as patch:
        patch.setattr("utlatande.corpus.sync.results", vanish)
        report = synced(folder)
    assert [notice.text for notice in report.notices] == [
        "år/0.txt försvann medan mappen lästes; det läses nästa gång."
    ]
    with Corpus(folder) as corpus:
        assert corpus.show("år/0.txt").passages


# --- links --------------------------------------------------------------------------------------------------------

linked = pytest.mark.skipif(sys.platform == "win32", reason="links need rights on Windows")


@linked
def test_a_document_keeps_its_own_name_whatever_links_point_at_it(folder):
    filled(folder, 2)
    (folder / "a-länk").symlink_to(folder / "år")
    (folder / "0-länk.txt").symlink_to(folder / "år" / "1.txt")
    report = synced(folder)
    assert report.added == ("år/0.txt", "år/1.txt")
    assert report.skipped == ()


@linked
def test_a_linked_folder_from_elsewhere_is_read_under_the_links_name(folder, tmp_path):
    filled(tmp_path / "annanstans", 1)
    (folder / "gammalt").symlink_to(tmp_path / "annanstans")
    (folder / "runt").symlink_to(folder)
    (folder / "bruten").symlink_to(folder / "finns inte")
    assert synced(folder).added == ("gammalt/år/0.txt",)


# --- corpus.toml --------------------------------------------------------------------------------------------------


def test_a_whole_folder_and_a_pattern_can_be_told_of(folder):
    filled(folder, 2)
    write(folder, "Internt/djupt/4.txt", ANSWER.format(4))
    write(folder, "Internt/öppet.txt", ANSWER.format(5))
    write(
        folder,
        "corpus.toml",
        '[dokument."Internt/"]\nintern = true\nslag = "annat"\n[dokument."*/?.txt"]\nomrade = "Ekbacken"\n'
        '[dokument."Internt/öppet.txt"]\nintern = false\n',
    )
    report = synced(folder)
    assert report.notices == ()
    own = said(folder)
    assert own.of("internt/djupt/4.txt").internal  # case tells nothing in a pattern
    with Corpus(folder) as corpus:
        secret = {name for name in corpus.names() if corpus.show(name).passages[0].internal}
        assert secret == {"Internt/djupt/4.txt"}
        assert corpus.show("Internt/öppet.txt").kind is DocumentKind.OTHER
        assert corpus.show("år/0.txt").metadata.area == "Ekbacken"
        assert corpus.said_of("år/0.txt").area == "Ekbacken"


def test_a_pattern_that_fits_nothing_and_a_name_nearly_right_are_told(folder):
    filled(folder, 1)
    write(
        folder,
        "corpus.toml",
        '[dokument."Hemligt/*"]\nintern = true\n[dokument."år/O.txt"]\nomrade = "A"\n'
        '[dokument."år/0.txt"]\nersatt_av = "år/1.txt"\n',
    )
    texts = [notice.text for notice in synced(folder).notices]
    assert any("Hemligt/*" in text for text in texts)
    assert any("år/O.txt" in text and "Menade du ”år/0.txt”?" in text for text in texts)
    assert any("är ersatt av år/1.txt, som inte finns" in text for text in texts)


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ('[dokumnet."a.txt"]\nintern = true', "Menade du ”dokument”?"),
        ('[dokument."a.txt"]\ninternt = true', "Menade du ”intern”?"),
        ('[dokument."a.txt"]\nslag = "lägesbilden"', "Menade du ”lägesbild”?"),
        ('[dokument."a.txt"]\ngaller_till = "snart"', "ett datum"),
        ('[dokument."a.txt"]\ngaller_till = "2025-13-01"', "ett datum"),
    ],
)
def test_an_error_in_corpus_toml_is_one_line_that_helps(folder, text, hint):
    write(folder, "corpus.toml", text)
    with pytest.raises(SettingsError) as caught:
        Corpus(folder)
    assert hint in caught.value.message
    assert "\n" not in caught.value.message
    assert caught.value.exit_code == 7


# --- the register -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({"plats": "Hägernäs"}, 2),
        ({"plats": "hägernäs centrum"}, 1),
        ({"plats": "Ekbackens"}, 1),
        ({"ansvarig": "förvaltningen"}, 1),
        ({"ansvarig": "preventionssamordnare"}, 1),
        ({"malgrupp": "unga"}, 1),
        ({"malgrupp": "pensionärer"}, 1),
        ({"malgrupp": "småbarn"}, 0),
        ({"year": 2024}, 3),
        ({"year": 2023}, 0),
        ({"plats": "Gamla Hägern"}, 0),
    ],
)
def test_the_register_is_found_by_any_form_of_a_word(folder, wanted, found):
    write(folder, "plan.txt", PLAN)
    with Corpus(folder) as corpus:
        corpus.sync()
        assert len(corpus.insatser(**wanted)) == found


def test_a_place_is_found_by_its_other_name(folder):
    write(folder, "plan.txt", PLAN)
    write(folder, "corpus.toml", '[namn]\n"Ekbacken" = "Nya Ekbyn"\n')
    with Corpus(folder) as corpus:
        corpus.sync()
        assert [one.atgard for one in corpus.insatser(plats="Nya Ekbyn")] == ["Trygghetsvandring"]


# --- status, and many pdf files -----------------------------------------------------------------------------------


def test_status_counts_without_reading_a_passage(folder, monkeypatch):
    filled(folder)
    write(folder, "plan.txt", PLAN)
    with Corpus(folder) as corpus:
        corpus.sync()
        whole = {name: corpus.show(name) for name in corpus.names()}
        monkeypatch.setattr(Index, "earlier", None)
        state = corpus.status()
    assert {one.name: one.passages for one in state.documents} == {n: len(e.passages) for n, e in whole.items()}
    assert state.insatser == sum(len(e.insatser) for e in whole.values()) == 3
    assert state.facts == sum(len(e.facts) for e in whole.values())


def test_a_few_pdf_files_are_read_by_one_child(folder, monkeypatch):
    for number in range(3):
        data = next(FOLDER.glob("06*.pdf")).read_bytes()
        (folder / f"{number}.pdf").write_bytes(data + b"\n%" + str(number).encode())
    started = []
    start = Worker._start

    def count(self, memory):
        started.append(memory)
        start(self, memory)

    monkeypatch.setattr(Worker, "_start", count)
    assert len(synced(folder).added) == 3
    assert len(started) == 1


def test_a_database_that_another_process_is_just_making_is_waited_for(tmp_path):
    other = sqlite3.connect(tmp_path / "index.sqlite", isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    done = threading.Timer(0.3, lambda: other.execute("COMMIT"))
    done.start()
    with Index.open(tmp_path) as index:  # SQLite itself gives up at once when the journal's mode is to be changed
        assert index.documents() == {}
    done.join()
    other.close()


# --- what differs -------------------------------------------------------------------------------------------------


def test_what_differs_is_said_in_words():
    one = "Under 2023 anmäldes 51 rån i Norrvik, de flesta vid stationen."
    assert differences(one, one) == []
    assert told(one, one) == ""
    assert told(one, one.replace("51", "64")) == "där står ”64” i stället för ”51”"
    assert told(one, one + " De flesta är unga.") == "där står också ”De flesta är unga.”"
    assert told(one, one.replace("de flesta ", "")) == "där står inte ”de flesta”"


def test_more_differences_than_a_person_reads_are_counted():
    one = " ".join(f"mening {n} om skolan" for n in range(9))
    other = " ".join(f"mening {n + 10} om skolan" for n in range(9))
    assert told(one, other).endswith("och 6 skillnader till")
