import http.server
import shutil
import subprocess
import threading
import time
from pathlib import Path

import pytest

from utlatande.errors import DamagedFile, MissingReader, TooLarge
from utlatande.model import Role
from utlatande.readers import legacy, read
from utlatande.readers.legacy import read_legacy
from utlatande.word.package import Limits

SHARED = Path(__file__).parent.parent.parent / "shared"
office = pytest.mark.skipif(legacy.office() is None, reason="LibreOffice is not installed")
RTF = r"""{\rtf1\ansi\ansicpg1252 {\b Skrivelse om parken}\par
Vi vill st\'e4lla n\'e5gra fr\'e5gor.\par
1. Hur m\'e5nga lampor har bytts?\par
2. Vad kostade det?\par}"""


def texts(document):
    return [block.text for block in document.blocks]


def running(process):
    """Whether the process of a folder in /proc has not ended: one that waits for its parent has."""
    try:
        return "(sleep) Z" not in (process / "stat").read_text()
    except OSError:
        return False


class TestWithoutOffice:
    def test_the_line_says_what_to_install(self, tmp_path, monkeypatch):
        monkeypatch.setattr(shutil, "which", lambda _name: None)
        monkeypatch.setattr(legacy, "PLACES", ())
        path = tmp_path / "brev.doc"
        path.write_bytes(b"x")
        with pytest.raises(MissingReader, match=r"brev\.doc.*Installera LibreOffice") as raised:
            read_legacy(path, "brev.doc", Limits(), "doc")
        assert "\n" not in str(raised.value)


class TestLimits:
    def test_a_conversion_that_hangs_is_ended_with_all_it_started(self, tmp_path, monkeypatch):
        mark = tmp_path / "pid"
        program = tmp_path / "soffice"
        program.write_text(f"#!/bin/sh\nsleep 60 &\necho $! > {mark}\nwait\n")
        program.chmod(0o755)
        monkeypatch.setattr(legacy, "office", lambda: str(program))
        path = tmp_path / "brev.rtf"
        path.write_text(RTF)
        start = time.monotonic()
        with pytest.raises(TooLarge, match=r"brev.rtf tog mer än 1 sekunder"):
            read_legacy(path, "brev.rtf", Limits(convert_seconds=1), "rtf")
        assert time.monotonic() - start < 20
        child = Path("/proc") / mark.read_text().strip()
        while running(child) and time.monotonic() - start < 20:  # a killed process may be a moment about it
            time.sleep(0.05)
        assert not running(child)

    def test_a_conversion_that_writes_nothing_is_damage(self, tmp_path, monkeypatch):
        monkeypatch.setattr(legacy, "office", lambda: shutil.which("true"))
        path = tmp_path / "brev.rtf"
        path.write_text(RTF)
        with pytest.raises(DamagedFile, match=r"brev.rtf"):
            read_legacy(path, "brev.rtf", Limits(), "rtf")


@office
class TestOffice:
    def test_an_rtf_letter_is_read(self, tmp_path):
        path = tmp_path / "brev.rtf"
        path.write_text(RTF)
        document = read_legacy(path, "brev.rtf", Limits(), "rtf")
        assert document.format == "rtf"
        assert texts(document)[:2] == ["Skrivelse om parken", "Vi vill ställa några frågor."]
        assert "Vad kostade det?" in texts(document)[-1]
        assert document.blocks[0].origin.document == "brev.rtf"

    def test_an_rtf_letter_named_as_a_word_file_is_read_by_what_it_is(self, tmp_path):
        path = tmp_path / "brev.doc"
        path.write_text(RTF)
        document = read(path)
        assert (document.format, texts(document)[0]) == ("rtf", "Skrivelse om parken")

    @pytest.mark.parametrize(("kind", "as_what"), [("fodt", "fodt"), ("xml", "xml:MS Word 2003 XML")])
    def test_a_letter_that_is_one_xml_file_is_read(self, tmp_path, kind, as_what):
        source = tmp_path / "brev.rtf"
        source.write_text(RTF)
        profile = (tmp_path / "profil").as_uri()
        subprocess.run(
            [legacy.office(), f"-env:UserInstallation={profile}", "--headless", "--convert-to", as_what,
             "--outdir", tmp_path, source],
            check=True, capture_output=True, timeout=120,
        )  # fmt: skip
        document = read(tmp_path / f"brev.{kind}")
        assert texts(document)[:2] == ["Skrivelse om parken", "Vi vill ställa några frågor."]

    @pytest.mark.parametrize("kind", ["odt", "doc"])
    def test_a_letter_survives_the_old_format(self, tmp_path, kind):
        from docx import Document as Word

        word = Word()
        word.add_heading("Skrivelse om parken", 1)
        for question in ("Hur många lampor har bytts?", "Vad kostade det?"):
            word.add_paragraph(question, style="List Number")
        word.save(tmp_path / "brev.docx")
        profile = (tmp_path / "profil").as_uri()
        subprocess.run(
            [legacy.office(), f"-env:UserInstallation={profile}", "--headless", "--convert-to", kind,
             "--outdir", tmp_path, tmp_path / "brev.docx"],
            check=True, capture_output=True, timeout=120,
        )  # fmt: skip
        document = read_legacy(tmp_path / f"brev.{kind}", f"brev.{kind}", Limits(), kind)
        assert [(b.number, b.text) for b in document.blocks if b.role is Role.ITEM] == [
            ("1.", "Hur många lampor har bytts?"),
            ("2.", "Vad kostade det?"),
        ]

    @pytest.mark.parametrize("name", ["--headless.rtf", "å ä ö; rm.rtf", "macro:///a.rtf".replace("/", "_")])
    def test_an_odd_file_name_is_only_a_name(self, tmp_path, name):
        path = tmp_path / name
        path.write_text(RTF)
        assert texts(read_legacy(path, name, Limits(), "rtf"))[0] == "Skrivelse om parken"

    def test_nothing_that_a_document_points_at_is_fetched(self, tmp_path):
        asked = []

        class Server(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                asked.append(self.path)
                self.send_error(404)

            do_HEAD = do_OPTIONS = do_PROPFIND = do_GET  # noqa: N815 - the names that http.server asks for

            def log_message(self, *_):
                pass

        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Server)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}"
        path = tmp_path / "brev.rtf"
        path.write_text(
            r"{\rtf1\ansi{\*\template " + address + r"/mall.dot}Text\par"
            r'{\field{\*\fldinst INCLUDEPICTURE "' + address + r'/bild.png" \\d}{\fldrslt}}'
            r'{\field{\*\fldinst INCLUDETEXT "' + address + r'/text.rtf"}{\fldrslt gammal}}\par}'
        )
        try:
            assert texts(read_legacy(path, "brev.rtf", Limits(), "rtf"))[0] == "Text"
        finally:
            server.shutdown()
            server.server_close()
        assert not asked

    def test_damage_is_one_line(self, tmp_path):
        path = tmp_path / "brev.doc"
        path.write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + b"\x01" * 700)
        with pytest.raises(DamagedFile, match=r"brev.doc") as raised:
            read_legacy(path, "brev.doc", Limits(), "doc")
        assert "\n" not in str(raised.value)

    @pytest.mark.skipif(not SHARED.is_dir(), reason="../shared is not here")
    @pytest.mark.parametrize("name", ["s01_liststil.doc", "s06_tabell.odt", "s12_lang_avstavad.doc"])
    def test_the_shared_letters_read_as_their_word_files_do(self, name):
        from utlatande.word.read import read_word

        path = SHARED / "skrivelser" / name
        mine = read_legacy(path, name, Limits(), path.suffix[1:])
        word = read_word(path.with_suffix(".docx"))
        assert [(b.number, b.text) for b in mine.body] == [(b.number, b.text) for b in word.body]
