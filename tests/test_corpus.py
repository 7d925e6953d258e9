"""The corpus: what is new, changed or gone is noticed, what must not come in stays out, and the index can always go."""

import json
import os
import random
import shutil
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest

from utlatande.corpus import Corpus, index_path
from utlatande.corpus.reading import MANY
from utlatande.corpus.said import said
from utlatande.corpus.sync import Stamp
from utlatande.errors import CorpusError, SettingsError
from utlatande.model import DocumentKind, PassageKind, Query

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"


def utlatande_text(number, topic="snatterier"):
    return f"""Tjänsteutlåtande
Dnr NOR 2024/{number}
2024-05-07

Svar på skrivelse om {topic} nummer {number}

Förslag till beslut
Norrviks stadsdelsnämnd anser skrivelsen besvarad.

Sammanfattning
Förvaltningen arbetar tillsammans med handlarna mot {topic}, och arbetet fortsätter under året.

Svar på frågorna

1. Hur arbetar förvaltningen mot {topic} i område {number}?

Förvaltningen träffar handlarna i område {number} fyra gånger om året och går igenom {topic} med polisen.
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


def synced(folder, **rest):
    with Corpus(folder, **rest) as corpus:
        return corpus.sync()


def exported(folder):
    with Corpus(folder) as corpus:
        corpus.sync()
        return [json.dumps(line, ensure_ascii=False) for line in corpus.export()]


# --- keeping in step ----------------------------------------------------------------------------------------------


def test_new_changed_and_removed_files_are_noticed(folder):
    write(folder, "ett.txt", utlatande_text(1))
    write(folder, "2024/två.txt", utlatande_text(2))
    assert synced(folder).added == ("2024/två.txt", "ett.txt")
    assert synced(folder).added == synced(folder).changed == ()
    write(folder, "ett.txt", utlatande_text(1, "klotter i parken"))
    (folder / "2024/två.txt").unlink()
    report = synced(folder)
    assert (report.changed, report.removed, report.added) == (("ett.txt",), ("2024/två.txt",), ())
    with Corpus(folder) as corpus:
        assert corpus.names() == ("ett.txt",)
        assert [c.passage.kind for c in corpus.search(Query(text="klotter i parken"))][:1] == [PassageKind.ANSWER]


def test_a_new_time_alone_is_confirmed_by_content_and_read_once(folder):
    path = write(folder, "ett.txt", utlatande_text(1))
    synced(folder)
    os.utime(path, ns=(1, 5_000_000_000))
    assert synced(folder).changed == ()
    with Corpus(folder) as corpus:
        assert corpus._index.documents()["ett.txt"].fingerprint.mtime_ns == path.stat().st_mtime_ns


def test_where_nothing_changed_no_file_is_opened(folder, monkeypatch):
    write(folder, "ett.txt", utlatande_text(1))
    synced(folder)
    (folder / "ett.txt").chmod(0)
    monkeypatch.setattr("utlatande.corpus.sync.digest", lambda _: pytest.fail("opened"))
    monkeypatch.setattr("utlatande.corpus.reading.digest", lambda _: pytest.fail("opened"))
    assert synced(folder).added == ()


def test_a_sync_without_changes_imports_no_reader():
    code = (
        "import sys\nfrom utlatande.corpus import Corpus\n"
        "with Corpus(sys.argv[1]) as corpus:\n    corpus.sync()\n"
        "print(*sorted(sys.modules))"
    )
    sample = str(ROOT / "corpus")
    synced(Path(sample))
    done = subprocess.run([sys.executable, "-c", code, sample], capture_output=True, text=True, check=True, cwd=ROOT)
    loaded = set(done.stdout.split())
    assert "utlatande.corpus" in loaded
    assert not loaded & {
        "utlatande.readers",
        "utlatande.passages",
        "utlatande.structure",
        "lxml",
        "docx",
        "spacy",
        "pypdfium2",
    }


def test_progress_is_told_once_each_document_is_in(folder):
    for number in range(3):
        write(folder, f"{number}.txt", utlatande_text(number))
    told = []
    with Corpus(folder) as corpus:
        corpus.sync(lambda name, done, total: told.append((name, done, total, name in corpus._index.documents())))
    assert told == [("0.txt", 1, 3, True), ("1.txt", 2, 3, True), ("2.txt", 3, 3, True)]


def test_many_documents_are_read_by_workers_and_become_the_same(folder, tmp_path):
    for number in range(MANY + 4):
        write(folder, f"{number}.txt", utlatande_text(number))
    write(folder, "trasig.docx", "PK\x03\x04 detta är ingen Word-fil")
    report = synced(folder)
    assert len(report.added) == MANY + 4
    assert report.skipped == ("trasig.docx",)
    together = exported(folder)
    shutil.rmtree(tmp_path / "data")
    kept = sorted(p for p in folder.iterdir())
    moved = tmp_path / "undan"
    moved.mkdir()
    for path in kept:  # a few at a time: no workers
        shutil.move(path, moved / path.name)
    for i in range(0, len(kept), 3):
        for path in kept[i : i + 3]:
            shutil.move(moved / path.name, path)
        synced(folder)
    assert exported(folder) == together


def test_a_worker_that_dies_costs_its_one_document(folder, monkeypatch):
    monkeypatch.setattr("utlatande.corpus.workers._RUN", "import os, sys; sys.stdin.buffer.read(8); os._exit(3)")
    for number in range(MANY):
        write(folder, f"{number}.txt", utlatande_text(number))
    report = synced(folder)
    assert len(report.skipped) == MANY
    assert "gick inte att läsa" in report.notices[0].text


def test_a_name_is_nfc_with_slashes(folder):
    write(folder, unicodedata.normalize("NFD", "Lägesbilder/Öst å.txt"), utlatande_text(1))
    assert synced(folder).added == ("Lägesbilder/Öst å.txt",)
    with Corpus(folder) as corpus:
        assert corpus.show(unicodedata.normalize("NFD", "Lägesbilder/Öst å.txt")).document == "Lägesbilder/Öst å.txt"


def test_a_link_to_a_folder_above_is_no_trap(folder):
    write(folder, "a/ett.txt", utlatande_text(1))
    (folder / "a" / "runt").symlink_to(folder, target_is_directory=True)
    assert "a/ett.txt" in synced(folder).added


# --- what must not come in ----------------------------------------------------------------------------------------


def test_lock_files_hidden_files_and_outputs_are_left_out_with_a_notice(folder):
    write(folder, "ett.txt", utlatande_text(1))
    for name in ("~$ett.docx", ".~lock.ett.docx#", ".dold.txt", ".git/ett.txt", "svar.json"):
        write(folder, name, "skräp som inte ska läsas in i arkivet")
    report = synced(folder)
    assert report.added == ("ett.txt",)
    (notice,) = report.notices
    assert "~$ett.docx" in notice.text or ".dold.txt" in notice.text
    with Corpus(folder) as corpus:
        assert corpus.status().left_out == (notice,)


def test_an_unfinished_draft_is_left_out_with_a_notice(folder):
    from utlatande.word import marks
    from utlatande.word.write import write as write_word  # noqa: F401 - the room that makes drafts

    source = next((ROOT / "corpus").rglob("*.docx"))
    with_property(source, folder / "utkast.docx", marks.PROPERTY)
    shutil.copy(source, folder / "färdigt.docx")
    report = synced(folder)
    assert (report.added, report.skipped) == (("färdigt.docx",), ("utkast.docx",))
    assert "utkast" in report.notices[0].text
    assert synced(folder).notices == ()


def with_property(source, target, name):
    import zipfile

    custom = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Properties xmlns="http://schemas.openxmlformats.org/'
        'officeDocument/2006/custom-properties" xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/'
        'docPropsVTypes"><property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="2" '
        f'name="{name}"><vt:lpwstr>1</vt:lpwstr></property></Properties>'
    )
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for item in old.namelist():
            data = old.read(item)
            if item == "[Content_Types].xml":
                data = data.replace(
                    b"</Types>",
                    b'<Override PartName="/docProps/custom.xml" ContentType="application/vnd.openxmlformats-office'
                    b'document.custom-properties+xml"/></Types>',
                )
            if item == "_rels/.rels":
                data = data.replace(
                    b"</Relationships>",
                    b'<Relationship Id="rIdUtl" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
                    b'custom-properties" Target="docProps/custom.xml"/></Relationships>',
                )
            if item != "docProps/custom.xml":
                new.writestr(item, data)
        new.writestr("docProps/custom.xml", custom)


def test_an_unreadable_file_is_a_notice_and_stops_nothing(folder):
    write(folder, "ett.txt", utlatande_text(1))
    (folder / "tom.docx").write_bytes(b"")
    (folder / "bild.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    report = synced(folder)
    assert report.added == ("ett.txt",)
    assert report.skipped == ("bild.png", "tom.docx")
    assert len(report.notices) == 2
    assert synced(folder).skipped == ()  # told once, and not read again
    with Corpus(folder) as corpus:
        assert len(corpus.status().left_out) == 2
        assert [d.name for d in corpus.status().documents] == ["ett.txt"]
        assert [s.document for s in corpus.sources()] == ["ett.txt"]


def test_an_identical_file_is_skipped_until_the_first_has_gone(folder):
    for name in ("b.txt", "a.txt", "c.txt"):
        write(folder, name, utlatande_text(1))
    report = synced(folder)
    assert (report.added, report.skipped) == (("a.txt",), ("b.txt", "c.txt"))
    assert "samma fil som a.txt" in report.notices[0].text
    assert synced(folder).skipped == ()
    (folder / "a.txt").unlink()
    report = synced(folder)
    assert report.removed == ("a.txt",)
    with Corpus(folder) as corpus:
        assert corpus.names() == ("b.txt",)
        assert Stamp.of(corpus._index.documents()["c.txt"].fingerprint.sha256).same_as == "b.txt"
    write(folder, "a.txt", utlatande_text(1))
    synced(folder)
    with Corpus(folder) as corpus:
        assert corpus.names() == ("a.txt",)


def test_a_missing_folder_is_one_swedish_line(folder):
    with pytest.raises(CorpusError, match="finns inte") as caught:
        Corpus(folder / "saknas")
    assert caught.value.exit_code == 5
    write(folder, "fil.txt", "text")
    with pytest.raises(CorpusError, match="finns inte"):
        Corpus(folder / "fil.txt")


def test_an_empty_corpus_is_a_notice(folder):
    assert "inga tidigare dokument" in synced(folder).notices[0].text


# --- corpus.toml --------------------------------------------------------------------------------------------------


def test_what_is_said_in_corpus_toml_wins_and_is_noticed_when_it_changes(folder):
    write(folder, "ett.txt", utlatande_text(1))
    synced(folder)
    write(folder, "corpus.toml", '[documents."ett.txt"]\nkind = "other"\narea = "Lillåsen"\nintern = true\n')
    assert synced(folder).changed == ("ett.txt",)
    with Corpus(folder) as corpus:
        earlier = corpus.show("ett.txt")
        assert earlier.kind is DocumentKind.OTHER
        assert all(p.internal and p.area == "Lillåsen" for p in earlier.passages)
    (folder / "corpus.toml").unlink()
    assert synced(folder).changed == ("ett.txt",)


def test_corpus_toml_is_read_in_swedish_and_english(folder):
    write(
        folder,
        "corpus.toml",
        '[dokument."a.txt"]\nslag = "lägesbild"\nomrade = "Norrvik"\ngaller_till = 2025-12-31\nersatt_av = "b.txt"\n'
        '[namn]\n"Gamla nämnden" = "Nya nämnden"\n',
    )
    entry = said(folder).of("a.txt")
    assert (entry.kind, entry.area, entry.valid_until) == (DocumentKind.LAGESBILD, "Norrvik", "2025-12-31")
    assert entry.superseded_by == "b.txt"
    assert not entry.internal
    with Corpus(folder) as corpus:
        assert corpus.renames() == (("Gamla nämnden", "Nya nämnden"),)


def test_a_name_in_corpus_toml_that_no_document_has_is_a_notice(folder):
    write(folder, "ett.txt", utlatande_text(1))
    write(folder, "corpus.toml", '[documents."två.txt"]\narea = "Lillåsen"\n')
    (notice,) = synced(folder).notices
    assert "två.txt" in notice.text


@pytest.mark.parametrize(
    "text",
    [
        "[documents",
        "okänt = 1",
        "documents = 3",
        '[documents]\n"a.txt" = 3',
        '[documents."a.txt"]\nkind = "roman"',
        '[documents."a.txt"]\nintern = "ja"',
        '[documents."a.txt"]\nfärg = "blå"',
        '[documents."a.txt"]\narea = 3',
        "[renames]\na = 1",
    ],
)
def test_a_bad_corpus_toml_is_one_line_that_names_the_file(folder, text):
    write(folder, "corpus.toml", text)
    with pytest.raises(SettingsError) as caught:
        Corpus(folder)
    assert "corpus.toml" in caught.value.message
    assert "\n" not in caught.value.message.strip()


def test_corpus_toml_that_is_no_text_is_one_line_too(folder):
    (folder / "corpus.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(SettingsError):
        Corpus(folder)


# --- the index ----------------------------------------------------------------------------------------------------


def test_the_index_lies_in_the_users_folder_and_the_corpus_is_only_read(folder, tmp_path):
    write(folder, "ett.txt", utlatande_text(1))
    before = sorted(p.name for p in folder.rglob("*"))
    synced(folder)
    assert sorted(p.name for p in folder.rglob("*")) == before
    assert index_path(folder).is_relative_to(tmp_path / "data")
    assert index_path(folder).exists()
    assert not index_path(folder).stat().st_mode & 0o077


def test_the_index_can_be_deleted_at_any_time_and_comes_back_the_same(folder, tmp_path):
    for number in range(3):
        write(folder, f"{number}.txt", utlatande_text(number))
    before = exported(folder)
    shutil.rmtree(tmp_path / "data")
    assert exported(folder) == before
    with Corpus(folder) as corpus:
        corpus.rebuild()
        corpus.verify()
        assert [json.dumps(line, ensure_ascii=False) for line in corpus.export()] == before


def test_the_export_has_no_times_and_no_row_numbers(folder):
    write(folder, "ett.txt", utlatande_text(1))
    first = [json.loads(line) for line in exported(folder)]
    assert first[0]["type"] == "document"
    assert {line["type"] for line in first[1:]} == {"passage"}
    assert not {key for line in first for key in line} & {"row", "mtime_ns", "generation", "sha256"}


def test_a_damaged_index_is_noticed_and_made_anew(folder):
    for number in range(3):
        write(folder, f"{number}.txt", utlatande_text(number))
    before = exported(folder)
    for path in index_path(folder).rglob("*"):
        if path.is_file():
            path.write_bytes(os.urandom(max(8192, path.stat().st_size)))
    with Corpus(folder) as corpus:
        corpus.sync()
        assert corpus.search(Query(text="snatterier i område 1"))
        assert [json.dumps(line, ensure_ascii=False) for line in corpus.export()] == before


def test_two_corpora_do_not_share_an_index(folder, tmp_path):
    other = tmp_path / "annat"
    other.mkdir()
    assert index_path(folder) != index_path(other)
    assert index_path(folder) == index_path(folder / ".." / folder.name)


@pytest.mark.parametrize("seed", range(6))
def test_whatever_happens_to_the_folder_the_index_becomes_what_a_new_one_would_be(folder, tmp_path, seed):
    chance = random.Random(seed)
    names = ["a.txt", "b.txt", "c/d.txt", "c/e.txt", "f.docx", "corpus.toml"]
    for _ in range(14):
        for _ in range(chance.randint(1, 3)):
            name, path = (one := chance.choice(names)), folder / one
            path.parent.mkdir(exist_ok=True)
            what = chance.random()
            if name == "corpus.toml":
                kind = chance.choice(["lägesbild", "annat"])
                internal = "true" if what < 0.5 else "false"
                path.write_text(f'[dokument."{chance.choice(names)}"]\nslag = "{kind}"\nintern = {internal}\n')
            elif what < 0.5:
                path.write_text(utlatande_text(chance.randint(1, 3)), encoding="utf-8")
            elif what < 0.7:
                path.unlink(missing_ok=True)
            elif what < 0.8:
                path.write_bytes(b"PK\x03\x04 trasig")
            elif path.exists():
                os.utime(path, ns=(0, chance.randint(1, 10) * 1_000_000_000))
        synced(folder)
    kept = exported(folder)
    with Corpus(folder) as corpus:
        left = [notice.text for notice in corpus.status().left_out]
    shutil.rmtree(tmp_path / "data")
    assert exported(folder) == kept
    with Corpus(folder) as corpus:
        assert [notice.text for notice in corpus.status().left_out] == left


# --- using it -----------------------------------------------------------------------------------------------------


def test_excluded_documents_are_not_found(folder):
    write(folder, "ett.txt", utlatande_text(1))
    write(folder, "två.txt", utlatande_text(2))
    query = Query(text="Hur arbetar förvaltningen mot snatterier?")
    with Corpus(folder, exclude=("ett.txt",)) as corpus:
        corpus.sync()
        assert {c.passage.origin.document for c in corpus.search(query)} == {"två.txt"}
        assert [s.document for s in corpus.sources()] == ["två.txt"]


def test_a_document_is_excluded_by_its_path_or_its_last_name_too(folder):
    path = write(folder, "2024/ett.txt", utlatande_text(1))
    write(folder, "två.txt", utlatande_text(2))
    for name in ("ett.txt", str(path), "2024/ett.txt", "./2024/ett.txt", "2024\\ett.txt"):
        with Corpus(folder, exclude=(name,)) as corpus:
            assert corpus.sync().notices == ()
            assert {c.passage.origin.document for c in corpus.search(Query(text="snatterier"))} == {"två.txt"}
    with Corpus(folder, exclude=("saknas.txt",)) as corpus:
        assert "saknas.txt" in corpus.sync().notices[0].text


def test_an_internal_document_lends_no_figures_and_no_insatser_to_a_draft(folder):
    text = "Åtgärdsplan 2024\n\nUnder 2024 anmäldes 38 inbrott i parken, vilket var 38 procent fler än 2023.\n\n"
    plan = "Insats\tPlats\tAnsvarig\nBelysning\tParken\tKontoret\nVakter\tTorget\tBolaget\n"
    write(folder, "plan.txt", text + plan)
    with Corpus(folder) as corpus:
        corpus.sync()
        assert len(corpus.insatser()) == 2
    write(
        folder, "corpus.toml", '[documents."plan.txt"]\nintern = true\nsuperseded_by = "ny.txt"\nvalid_until = "2024"\n'
    )
    with Corpus(folder) as corpus:
        corpus.sync()
        assert corpus.insatser() == corpus.facts() == ()
        assert len(corpus.insatser(internal=True)) == 2
        (source,) = corpus.sources()
        assert (source.superseded_by, source.valid_until) == ("ny.txt", "2024")


def test_a_name_that_changed_is_searched_for_as_it_was(folder):
    write(folder, "ett.txt", utlatande_text(1, "frågor i Norrvik-Lövsta"))
    write(folder, "corpus.toml", '[renames]\n"Norrvik-Lövsta" = "Nya Norrvik"\n')
    asked = []
    with Corpus(folder) as corpus:
        corpus.sync()
        search = corpus._index.search
        corpus._index.search = lambda query: asked.append(query) or search(query)
        corpus.search(Query(text="Hur arbetar Nya Norrvik?", context="tryggt"))
    assert asked[0].context == "tryggt Norrvik-Lövsta"


def test_show_finds_a_document_by_its_last_name_and_helps_when_it_cannot(folder):
    write(folder, "2024/ett.txt", utlatande_text(1))
    with Corpus(folder) as corpus:
        corpus.sync()
        assert corpus.show("ett.txt").document == "2024/ett.txt"
        with pytest.raises(CorpusError, match=r"Menade du ”2024/ett\.txt”"):
            corpus.show("2024/et.txt")
        with pytest.raises(CorpusError, match="finns inte"):
            corpus.show("något helt annat")


def test_status_tells_kind_date_and_passages(folder):
    write(folder, "ett.txt", utlatande_text(1))
    with Corpus(folder) as corpus:
        corpus.sync()
        (one,) = corpus.status().documents
    assert (one.kind, one.date) == (DocumentKind.TJANSTEUTLATANDE, "2024-05-07")
    assert one.passages >= 2


def test_a_read_only_data_folder_is_one_line(folder, tmp_path, monkeypatch):
    blocked = tmp_path / "fil"
    blocked.write_text("en fil där en mapp skulle vara")
    monkeypatch.setenv("UTLATANDE_DATA", str(blocked / "data"))
    with pytest.raises(CorpusError):
        Corpus(folder)
