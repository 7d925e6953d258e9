"""The door: what a file is by its content, what is refused and how that is said, and what a person is shown of it."""
# ruff: noqa: E501 - a piece of XML is best read on one line

import ctypes
import os
import re
import signal
import stat
import struct
import subprocess
import sys
import threading
import time
import zipfile
import zlib
from dataclasses import replace
from pathlib import Path

import pytest
from word_builder import W, abstract, box, docx, lvl, num, p, strict, t, tbl, tc, tr, word_parts, zipped

from utlatande.errors import (
    DamagedFile,
    EmptyFile,
    EncryptedFile,
    MissingFile,
    MissingReader,
    OutputError,
    ReadError,
    TooLarge,
    UnknownFormat,
)  # fmt: skip
from utlatande.model import Role
from utlatande.readers import read, render, windows_job
from utlatande.readers.kinds import OLE, Kind, kind_of
from utlatande.word.package import DEFAULT, Limits, save_atomically
from utlatande.word.saving import earlier_name

SENTENCE = re.compile(r"[^\n]+[.)]$")


def refused(path, error, *words, **more):
    """The file is refused with this error: one Swedish line that names it and says what to do."""
    with pytest.raises(error) as caught:
        read(path, **more)
    assert type(caught.value) is error or error not in (DamagedFile, MissingFile, EmptyFile)
    message = caught.value.message
    assert SENTENCE.fullmatch(message), message
    assert path.name in message
    assert caught.value.path == str(path)
    assert caught.value.exit_code == 3
    for word in words:
        assert word in message
    return message


@pytest.fixture
def file(tmp_path):
    """Write bytes under a name."""

    def file(name, data):
        path = tmp_path / name
        path.write_bytes(data)
        return path

    return file


def ole(*names):
    """An OLE file whose directory has entries of these names."""
    entries = b""
    for name in ("Root Entry", *names):
        raw = name.encode("utf-16-le") + b"\0\0"
        entries += raw.ljust(64, b"\0") + struct.pack("<H", len(raw)) + b"\2" + bytes(61)
    return (OLE + bytes(504) + entries).ljust(4096, b"\0")


# --- what it is ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["brev.docx", "brev.pdf", "brev.txt", "brev", "brev.DOC", "åäö brev.dotx"])
def test_a_word_file_is_read_whatever_its_name_says(file, name):
    assert [b.text for b in read(file(name, docx(p("Hur går det?")))).blocks] == ["Hur går det?"]


@pytest.mark.parametrize("name", ["brev.txt", "brev.docx", "brev.pdf", "brev.md"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_text_is_read_whatever_its_name_says(file, name, encoding):
    document = read(file(name, "Hur går det på ön?\r\n\r\nVi undrar också när det är klart.\r\n".encode(encoding)))
    assert document.blocks[0].text == "Hur går det på ön?"
    assert document.format == "text"


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"%PDF-1.7\n", Kind.PDF), (b"\xef\xbb\xbf%PDF-1.4", Kind.PDF), (b"skrap\n%PDF-1.4\n1 0 obj", Kind.PDF),
        (b"{\\rtf1\\ansi", Kind.RTF), (b"PK\x03\x04", Kind.ZIP), (b"Hej", Kind.TEXT), ("Hejsan på er".encode("utf-16-le"), Kind.TEXT),
        ("Så går det".encode("cp1252"), Kind.TEXT), ("BM: bostadsmiljö".encode("cp1252"), Kind.TEXT), (b"MZ\x90\0\3\0\0", "ett program"),
        (b"\x89PNG\r\n\x1a\n\0\0", "en bild"), (b"<!DOCTYPE html><p>", Kind.HTML), (b"  <HTML><body>", Kind.HTML),
        (b"From: a@b.se\r\nMIME-Version: 1.0\r\n", Kind.MAIL), (b"<?xml version='1.0'?><a/>", "en XML-fil"),
        (bytes(range(256)), ""), (b"\0" * 100, ""), (ole("EncryptedPackage"), Kind.LOCKED), (ole("WordDocument"), Kind.DOC),
        (ole("Workbook"), "ett Excel-ark"), (ole("annat"), ""), (OLE + b"\0" * 600, ""),
        (OLE + bytes(505) + "EncryptedPackage".encode("utf-16-le") + bytes(200), ""),
    ],
)  # fmt: skip
def test_kinds_are_told_by_content(head, kind):
    assert kind_of(head) == kind


def test_an_old_word_file_with_a_password_is_told_by_its_header():
    fib = bytearray(512)
    fib[:2], fib[10:12] = b"\xec\xa5", (0x0100).to_bytes(2, "little")
    data = ole("WordDocument")
    assert kind_of(data[:512] + bytes(fib) + data[512:]) is Kind.LOCKED


# --- what is refused -------------------------------------------------------------------------------------------------


def test_a_missing_file_a_folder_and_an_empty_file(tmp_path, file):
    refused(tmp_path / "saknas.docx", MissingFile, "finns inte")
    (tmp_path / "mapp.docx").mkdir()
    refused(tmp_path / "mapp.docx", MissingFile, "mapp")
    refused(file("tom.docx", b""), EmptyFile, "tom")
    with pytest.raises(MissingFile):
        read(tmp_path / "noll\0.docx")
    with pytest.raises(MissingFile):
        read(tmp_path / ("x" * 400))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_is_refused_and_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "rör.docx")
    refused(tmp_path / "rör.docx", MissingFile, "ingen vanlig fil")


def test_a_file_without_permission(foreign_folder):
    refused(foreign_folder / "låst.docx", MissingFile, "får inte läsas")


@pytest.mark.parametrize(
    ("data", "error", "word"),
    [
        (docx(p("Hej"))[:300], DamagedFile, "skadad"),
        (docx(p("Hej"))[:-10], DamagedFile, "skadad"),
        (b"PK\x03\x04" + bytes(200), DamagedFile, "skadad"),
        (ole("EncryptedPackage", "EncryptionInfo"), EncryptedFile, "lösenord"),
        (ole("Workbook"), UnknownFormat, "Excel"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), UnknownFormat, "bild"),
        (bytes(range(256)) * 4, UnknownFormat, "okänt"),
        (zipped({"a.txt": "hej"}), UnknownFormat, "zip"),
        (zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}), UnknownFormat, "kalkylark"),
        (
            docx(p("Hej"), type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml", main="xl/workbook.xml"),
            UnknownFormat,
            "Excel",
        ),
        (zipped({"mimetype": "application/vnd.oasis.opendocument.text", "META-INF/manifest.xml": "<encryption-data/>"}), EncryptedFile, "lösenord"),
        (zipped(word_parts(p("Hej")) | {"word/document.xml": "<inte klart"}), DamagedFile, "skadad"),
        (zipped(word_parts(p("Hej")) | {"word/document.xml": f'<w:document xmlns:w="{W}"/>'}), DamagedFile, "skadad"),
        (zipped(word_parts(p("Hej")) | {"word/document.xml": ""}), DamagedFile, "skadad"),
        (b"<html><body></body></html>", EmptyFile, "ingen text"),
    ],
)  # fmt: skip
def test_each_fault_has_its_own_error_and_sentence(file, data, error, word):
    with pytest.raises(error) as caught:
        read(file("brev.docx", data))
    assert SENTENCE.fullmatch(caught.value.message)
    assert "brev.docx" in caught.value.message
    assert word in caught.value.message


def _flagged(data):
    """Set the encryption flag of every entry."""
    data = bytearray(data)
    for m in re.finditer(rb"PK\x01\x02|PK\x03\x04", bytes(data)):
        place = m.start() + (8 if m[0] == b"PK\x01\x02" else 6)
        data[place] |= 1
    return bytes(data)


def test_a_zip_with_a_password_is_told(file):
    refused(file("brev.docx", _flagged(docx(p("Hej")))), EncryptedFile, "lösenord")


DOCTYPE = '<!DOCTYPE w [<!ENTITY a "{}"><!ENTITY b SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize("part", ["word/document.xml", "word/styles.xml", "_rels/.rels", "[Content_Types].xml"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_document_type_is_refused_in_every_part(file, part, encoding):
    parts = word_parts(p("&a;&b;") if part == "word/document.xml" else p("Hej"), styles="<w:style/>")
    if part == "[Content_Types].xml":
        parts.pop("_rels/.rels")
    parts[part] = (DOCTYPE.format("x" * 50) + parts[part]).encode(encoding)
    refused(file("brev.docx", zipped(parts)), DamagedFile, "DTD")


@pytest.mark.parametrize("name", ["../../ond.txt", "/etc/passwd", "word/../../ond.xml", "C:\\ond.exe", "..\\ond"])
def test_path_names_out_of_the_file_are_refused(file, name):
    refused(file("brev.docx", zipped(word_parts(p("Hej")) | {name: "x"})), DamagedFile, "sökväg")


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_parts_of_one_name_are_refused(tmp_path):
    path = tmp_path / "brev.docx"
    path.write_bytes(docx(p("Hej")))
    with zipfile.ZipFile(path, "a") as out:
        out.writestr("WORD/document.xml", "<x/>")
    refused(path, DamagedFile, "samma namn")


SMALL = Limits(
    file_bytes=1 << 20,
    entries=20,
    part_bytes=200_000,
    total_bytes=300_000,
    ratio_from=10_000,
    tags=2_000,
    text_bytes=1_000,
)
LONG = "".join(f"Stycke {zlib.crc32(str(n).encode())} {n}. " for n in range(3_000))


@pytest.mark.parametrize(
    ("parts", "limits"),
    [
        ({f"media/{n}.png": "x" for n in range(30)}, SMALL),
        ({"word/document.xml": f'<w:document xmlns:w="{W}"><w:body>{p(LONG * 3)}</w:body></w:document>'}, SMALL),
        ({"word/document.xml": f'<w:document xmlns:w="{W}"><w:body>{p("a" * 100_000)}</w:body></w:document>'}, SMALL),
        ({"word/document.xml": f'<w:document xmlns:w="{W}"><w:body>{p("a") * 500}</w:body></w:document>'}, SMALL),
        ({"word/document.xml": f'<w:document xmlns:w="{W}"><w:body>{"<w:sdt>" * 200}{"</w:sdt>" * 200}</w:body></w:document>'}, replace(DEFAULT, depth=100)),
        ({"word/document.xml": f'<w:document xmlns:w="{W}"><w:body>{"<w:sdt>" * 252}{"</w:sdt>" * 252}</w:body></w:document>'}, DEFAULT),
        ({"word/document.xml": f'<w:document xmlns:w="{W}"><w:body>{"<w:tbl><w:tr><w:tc>" * 1000}{"</w:tc></w:tr></w:tbl>" * 1000}</w:body></w:document>'}, DEFAULT),
        ({"word/document.xml": f'<w:document xmlns:w="{W}"><w:body>{"<w:sdt>" * 1500}{"</w:sdt>" * 1500}</w:body></w:document>'}, replace(DEFAULT, depth=100_000)),
    ],
)  # fmt: skip
def test_files_beyond_a_limit_are_refused(file, parts, limits):
    refused(file("brev.docx", zipped(word_parts(p("Hej")) | parts)), TooLarge, limits=limits)


def test_limits_on_the_file_and_on_plain_text(file):
    refused(file("stor.docx", b"PK\x03\x04" + bytes(2 << 20)), TooLarge, "1 MB", limits=SMALL)
    refused(file("stor.txt", b"Hej hej. " * 1_000), TooLarge, limits=SMALL)
    assert read(file("stor2.txt", b"Hej hej. " * 1_000), limits=replace(SMALL, text_bytes=100_000)).blocks


def test_bytes_are_counted_while_they_are_inflated_since_headers_lie(tmp_path):
    path = tmp_path / "brev.docx"
    parts = word_parts(p("Hej")) | {"word/document.xml": f'<w:document xmlns:w="{W}">{LONG * 3}</w:document>'}
    data = bytearray(zipped(parts))
    for m in re.finditer(rb"PK\x01\x02", bytes(data)):
        data[m.start() + 24 : m.start() + 28] = (10).to_bytes(4, "little")
    path.write_bytes(bytes(data))
    refused(path, TooLarge, limits=SMALL)


def test_what_is_not_needed_is_never_inflated(file):
    bomb = {"word/media/image1.bmp": bytes(30 << 20), "customXml/item1.xml": "x" * (1 << 20)}
    assert [b.text for b in read(file("brev.docx", zipped(word_parts(p("Hej")) | bomb)), limits=SMALL).blocks] == [
        "Hej"
    ]


def test_a_table_of_contents_that_fills_the_memory_is_refused(file):
    data = zipped({})
    lie = bytearray(data + bytes(8 << 20))
    end = data[:12] + (6 << 20).to_bytes(4, "little") + (0).to_bytes(4, "little") + b"\0\0"
    refused(file("brev.docx", b"PK\x03\x04" + bytes(lie) + end), ReadError)


def test_nothing_that_a_document_points_at_is_fetched(file, monkeypatch):
    def connect(*_):
        raise AssertionError("somebody tried to reach the network")

    monkeypatch.setattr("socket.socket.connect", connect)
    rels = '<Relationship Id="x" Type="http://x/attachedTemplate" Target="http://127.0.0.1:9/a.dotm" TargetMode="External"/>'
    field = '<w:fldSimple w:instr=" INCLUDETEXT http://127.0.0.1:9/a "/>'
    assert [b.text for b in read(file("brev.docx", docx(p(t("Hej") + field), relations=rels))).blocks] == ["Hej"]


def test_strict_files_templates_and_macro_files_are_read(file):
    assert read(file("strict.docx", zipped(strict(word_parts(p("Hej")))))).blocks[0].text == "Hej"
    document = read(file("makro.docm", docx(p("Hej"), parts={"word/vbaProject.bin": b"x"})))
    assert document.blocks[0].text == "Hej"
    assert "makron" in document.notices[0].text


def test_the_original_view_reaches_the_word_reader(file):
    changed = p(
        '<w:ins w:id="1"><w:r><w:t>ny</w:t></w:r></w:ins><w:del w:id="2"><w:r><w:delText>gammal</w:delText></w:r></w:del>'
    )
    path = file("brev.docx", docx(changed))
    assert read(path).blocks[0].text == "ny"
    assert read(path, view="original").blocks[0].text == "gammal"


def test_the_given_name_stands_in_origins_and_messages(file):
    assert read(file("brev.docx", docx(p("Hej"))), name="mapp/å.docx").blocks[0].origin.document == "mapp/å.docx"
    with pytest.raises(EmptyFile, match="mapp/å"):
        read(file("tom.docx", b""), name="mapp/å.docx")


# --- what is shown ---------------------------------------------------------------------------------------------------


def everything(file):
    body = (
        p("Rubrik", more='<w:outlineLvl w:val="0"/>')
        + p(t("Hur?") + '<w:r><w:footnoteReference w:id="1"/></w:r>', num=(1, 0))
        + tbl(tr("a", "b"), tr("c", tc(p("d"), p("e"))))
        + p(t("Efter.") + box(p("ruta"), p("två")))
    )
    return read(
        file(
            "brev.docx",
            docx(
                body,
                numbering=abstract(0, lvl(0)) + num(1, 0),
                footnotes=f'<w:footnote w:id="1">{p("Källa")}</w:footnote>',
                headers=[("header", "default", p("Dnr 1")), ("footer", "default", p("Sida 1"))],
            ),
        )
    )


def test_as_text_marks_tables_boxes_notes_and_headers_once(file):
    assert render.as_text(everything(file)).split("\n") == [
        "[Sidhuvud]", "Dnr 1", "", "Rubrik", "1. Hur?", "", "[Fotnot]", "1 Källa", "", "[Tabell]", "a | b", "c | d / e", "",
        "Efter.", "", "[Textruta]", "ruta", "två", "", "[Sidfot]", "Sida 1",
    ]  # fmt: skip


def test_as_json_gives_every_block_with_all_its_keys(file):
    shape = render.as_json(everything(file))
    assert shape["schema"] == 1
    assert [block["role"] for block in shape["blocks"]] == [
        "header", "heading", "item", "footnote", "row", "row", "paragraph", "box", "box", "footer",
    ]  # fmt: skip
    assert {"role", "level", "number", "page", "text", "cells"} <= shape["blocks"][0].keys()
    assert (shape["blocks"][2]["number"], shape["blocks"][5]["cells"]) == ("1.", ["c", "d\ne"])


# --- saving ----------------------------------------------------------------------------------------------------------


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def refuses(path, *words, force=False, data=b"nytt"):
    with pytest.raises(OutputError) as caught:
        save_atomically(path, data, force=force)
    assert SENTENCE.fullmatch(caught.value.message), caught.value.message
    assert caught.value.exit_code == 6
    for word in words:
        assert word in caught.value.message


def test_saving_writes_whole_and_leaves_nothing_else(tmp_path):
    assert save_atomically(tmp_path / "utkast.docx", b"data") is None
    assert (tmp_path / "utkast.docx").read_bytes() == b"data"
    assert names(tmp_path) == ["utkast.docx"]


def test_an_existing_file_is_refused_and_with_force_kept(tmp_path):
    path = tmp_path / "utkast.docx"
    save_atomically(path, b"1")
    refuses(path, "finns redan", "--force")
    assert save_atomically(path, b"2", force=True) == tmp_path / "utkast (tidigare 1).docx"
    assert save_atomically(path, b"3", force=True) == tmp_path / "utkast (tidigare 2).docx"
    assert [path.read_bytes() for path in sorted(tmp_path.iterdir())] == [b"1", b"2", b"3"]
    assert save_atomically(tmp_path / "annan.docx", b"4", force=True) is None


@pytest.mark.parametrize(
    ("name", "lock"),
    [
        ("brev.docx", "~$brev.docx"),
        ("brevet7.docx", "~$revet7.docx"),
        ("utkastet.docx", "~$kastet.docx"),
        ("brev.docx", ".~lock.brev.docx#"),
    ],
)
def test_a_file_open_in_an_office_program_is_left_alone(tmp_path, name, lock):
    (tmp_path / name).write_bytes(b"hennes")
    (tmp_path / lock).write_bytes(b"")
    refuses(tmp_path / name, "öppen", lock, force=True)
    assert (tmp_path / name).read_bytes() == b"hennes"
    assert names(tmp_path) == sorted([name, lock])


def test_a_folder_a_missing_folder_and_a_name_too_long(tmp_path):
    (tmp_path / "mapp.docx").mkdir()
    refuses(tmp_path / "mapp.docx", "mapp", force=True)
    refuses(tmp_path / "saknas" / "utkast.docx", f"mappen {tmp_path / 'saknas'} finns inte")
    (tmp_path / "fil").write_bytes(b"")
    refuses(tmp_path / "fil" / "utkast.docx", "fil är en fil")
    refuses(tmp_path / ("x" * 300 + ".docx"), "för lång")
    refuses(tmp_path / "noll\0.docx", "filnamn")
    assert names(tmp_path) == ["fil", "mapp.docx"]


@pytest.mark.parametrize(
    ("number", "word"),
    [
        (28, "disken är full"),
        (27, "större än"),
        (30, "skrivskyddad"),
        (13, "får inte skriva"),
        (5, "kunde inte skrivas"),
    ],
)
@pytest.mark.parametrize("where", ["write", "fsync", "link"])
def test_a_full_disk_or_a_closed_folder_is_one_line_and_nothing_changes(tmp_path, monkeypatch, number, word, where):
    path = tmp_path / "utkast.docx"
    path.write_bytes(b"gammalt")

    def fails(*_, **__):
        raise OSError(number, os.strerror(number))

    with monkeypatch.context() as patch:
        patch.setattr(os, {"write": "open", "fsync": "fsync", "link": "link"}[where], fails)
        if where == "link" and number == 13:
            patch.setattr(Path, "replace", fails)
        refuses(path, word, force=True)
    assert path.read_bytes() == b"gammalt"
    assert names(tmp_path) == ["utkast.docx"]


def test_a_file_system_without_hard_links_is_written_to_all_the_same(tmp_path, monkeypatch):
    def fails(*_, **__):
        raise OSError(95, "not supported")

    monkeypatch.setattr(os, "link", fails)
    path = tmp_path / "utkast.docx"
    save_atomically(path, b"1")
    refuses(path, "finns redan")
    assert save_atomically(path, b"2", force=True).read_bytes() == b"1"
    assert path.read_bytes() == b"2"
    assert names(tmp_path) == ["utkast (tidigare 1).docx", "utkast.docx"]


def test_many_writers_at_once_lose_nothing(tmp_path):
    path = tmp_path / "utkast.docx"
    path.write_bytes(b"0")
    data = [str(n).encode() * 1000 for n in range(1, 25)]
    threads = [threading.Thread(target=save_atomically, args=(path, one), kwargs={"force": True}) for one in data]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(one.read_bytes() for one in tmp_path.iterdir()) == sorted([b"0", *data])


def test_of_many_writers_without_force_one_wins(tmp_path):
    path, failed = tmp_path / "utkast.docx", []

    def write(data):
        try:
            save_atomically(path, data)
        except OutputError:
            failed.append(data)

    threads = [threading.Thread(target=write, args=(bytes([n]),)) for n in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(failed) == 15
    assert path.read_bytes() not in failed
    assert names(tmp_path) == ["utkast.docx"]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such rights")
def test_who_may_read_the_old_file_may_read_the_new_and_no_one_else(tmp_path):
    path = tmp_path / "utkast.docx"
    path.write_bytes(b"")
    path.chmod(0o600)
    save_atomically(path, b"1", force=True)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.skipif(os.name == "nt", reason="made with symbolic links")
def test_what_a_killed_program_left_is_taken_away_at_the_next_save_and_nothing_else(tmp_path):
    """Ours and old goes; ours and fresh (somebody writes it now), another's, a folder and a link stay."""
    left, fresh = tmp_path / f".utl-{'a' * 16}.tmp", tmp_path / f".utl-{'b' * 16}.tmp"
    others = [tmp_path / name for name in (".utl-min.tmp", f"utl-{'a' * 16}.tmp", f".utl-{'a' * 16}.tmp.docx", "x.tmp")]
    for one in (left, fresh, *others):
        one.write_bytes(b"halvt")
    folder, link = tmp_path / f".utl-{'c' * 16}.tmp", tmp_path / f".utl-{'d' * 16}.tmp"
    folder.mkdir()
    link.symlink_to(others[0])
    hours = time.time() - 7_200
    for one in (left, *others, folder):
        os.utime(one, (hours, hours))
    save_atomically(tmp_path / "utkast.docx", b"data")
    kept = {one.name for one in (fresh, *others, folder, link)} | {"utkast.docx"}
    assert {one.name for one in tmp_path.iterdir()} == kept


@pytest.mark.skipif(os.name == "nt", reason="killed by a signal")
def test_a_save_that_is_killed_leaves_at_most_what_the_next_one_takes_away(tmp_path):
    program = (
        "import os, signal, sys, pathlib, utlatande.word.saving as saving\n"
        "saving._placed = lambda *_: os.kill(os.getpid(), signal.SIGKILL)\n"
        "saving.save_atomically(pathlib.Path(sys.argv[1]), b'nytt')\n"
    )
    path = tmp_path / "utkast.docx"
    assert subprocess.run([sys.executable, "-c", program, str(path)], check=False).returncode == -signal.SIGKILL
    (left,) = tmp_path.iterdir()
    os.utime(left, (time.time() - 7_200,) * 2)
    save_atomically(path, b"data")
    assert [one.name for one in tmp_path.iterdir()] == ["utkast.docx"]


def test_the_name_of_the_kept_file_fits_the_file_system():
    assert earlier_name("utkast.docx", 1) == "utkast (tidigare 1).docx"
    assert earlier_name("utkast", 2) == "utkast (tidigare 2)"
    long = earlier_name("å" * 125 + ".docx", 10)
    assert len(os.fsencode(long)) <= 255
    assert long.endswith(" (tidigare 10).docx")


def test_roles_are_told_apart_in_the_whole(file):
    assert {block.role for block in everything(file).blocks} == {
        Role.HEADER, Role.HEADING, Role.ITEM, Role.FOOTNOTE, Role.ROW, Role.PARAGRAPH, Role.BOX, Role.FOOTER,
    }  # fmt: skip


@pytest.mark.skipif(struct.calcsize("P") != 8, reason="laid out for 64 bits")
def test_the_limits_of_a_windows_job_are_laid_out_as_windows_has_them():
    """The call itself runs on Windows only, and is untested."""
    assert (ctypes.sizeof(windows_job._Basic), ctypes.sizeof(windows_job._Extended)) == (64, 144)
    assert windows_job._Extended.ProcessMemoryLimit.offset == 112


def test_a_missing_reader_says_what_to_install(file, monkeypatch):
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr("shutil.which", lambda *_, **__: None)
    with pytest.raises(MissingReader, match="LibreOffice"):
        read(file("brev.rtf", b"{\\rtf1 Hej}"))


def test_a_paragraph_of_very_many_runs_is_read_in_linear_time(file):
    """A quadratic reader takes minutes here."""
    path = file(
        "brev.docx", zipped(word_parts(f"<w:p>{'<w:r/>' * 400_000}</w:p>{p('Hej')}"), method=zipfile.ZIP_STORED)
    )
    assert [b.text for b in read(path).blocks] == ["Hej"]


def test_too_many_paragraphs_are_refused(file):
    path = file("brev.docx", docx("".join(p(str(n)) for n in range(30))))
    refused(path, TooLarge, "20 stycken", limits=replace(DEFAULT, paragraphs=20))
