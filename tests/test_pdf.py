import json
import os
import random
import re
import shutil
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader, simpleSplit
from reportlab.pdfgen.canvas import Canvas

from utlatande.errors import DamagedFile, EmptyFile, EncryptedFile, MissingFile, ReadError, TooLarge
from utlatande.model import Role
from utlatande.readers import legacy, pdf, pdf_process
from utlatande.readers.pdf import read_pdf
from utlatande.word.package import Limits

SHARED = Path(__file__).parent.parent.parent / "shared"
shared = pytest.mark.skipif(not SHARED.is_dir(), reason="../shared is not here")
WIDTH, HEIGHT = A4
TEXT = (
    "Förvaltningen har under året arbetat med belysning längs gångvägarna och med att klippa buskar som skymmer sikten "
    "vid hållplatserna och utanför förskolans entré i parken, och arbetet fortsätter under hösten."
)
OTHER = (
    "Polisen och fastighetsägarna deltar i arbetet sedan i våras. De träffas en gång i månaden och går igenom vad som "
    "har hänt, vad som är på gång och vad som behöver göras av var och en till nästa gång de ses."
)


class Paper:
    """Sets text on pages with reportlab; ``y`` goes down from the top."""

    def __init__(self, path, **options):
        self.path, self.canvas, self.y = path, Canvas(str(path), pagesize=A4, **options), 80.0

    def line(self, text, x=70.0, *, size=11.0, font="Helvetica", y=None, step=1.25):
        self.canvas.setFont(font, size)
        self.canvas.drawString(x, HEIGHT - (self.y if y is None else y), text)
        if y is None:
            self.y += step * size
        return self

    def text(self, text, x=70.0, width=400.0, *, size=11.0, font="Helvetica", after=9.0):
        for line in simpleSplit(text, font, size, width):
            self.line(line, x, size=size, font=font)
        self.y += after
        return self

    def page(self):
        self.canvas.showPage()
        self.y = 80.0
        return self

    def read(self, **limits):
        self.canvas.save()
        return read_pdf(self.path, self.path.name, Limits(**limits))


@pytest.fixture
def paper(tmp_path):
    return Paper(tmp_path / "brev.pdf")


def texts(document, *roles):
    return [b.text for b in document.blocks if not roles or b.role in roles]


class TestText:
    def test_wrapped_lines_become_paragraphs(self, paper):
        assert texts(paper.text(TEXT).text(OTHER).read()) == [TEXT, OTHER]

    def test_paragraphs_without_white_between_them_are_parted_by_their_short_last_lines(self, paper):
        short = "Det är bra. Vi vill ändå fråga hur det går med lamporna i parken och längs hela stigen mot skolan nu."
        assert texts(paper.text(short, after=0).text(OTHER, after=0).read()) == [short, OTHER]

    def test_a_hyphenated_line_end_is_undone(self, paper):
        paper.line("Nämnden vill veta hur det trygghetsskapande och brottsföre-")
        paper.line("byggande arbetet i Norrvik-")
        paper.line("Lövsta går, och hur barn-")
        paper.line("och ungdomsvården deltar.")
        assert "brottsförebyggande arbetet i Norrvik-Lövsta" in texts(paper.read())[0]

    def test_the_page_stands_in_each_blocks_origin(self, paper):
        document = paper.text(TEXT).page().text(OTHER).read()
        assert [(b.text, b.origin.page) for b in document.blocks] == [(TEXT, 1), (OTHER, 2)]

    def test_a_sentence_goes_on_over_a_page(self, paper):
        lines = simpleSplit(TEXT, "Helvetica", 11, 400)
        paper.y = 740
        paper.line(lines[0]).line(lines[1]).page().line(lines[2])
        document = paper.read()
        assert texts(document) == [TEXT]
        assert document.blocks[0].origin.page == 1

    def test_a_raised_number_is_a_note_and_its_text_a_footnote(self, paper):
        paper.text(TEXT).text(OTHER)
        paper.line("Valdeltagandet är högre än i staden.")
        x = 70 + paper.canvas.stringWidth("Valdeltagandet är högre än i staden.", "Helvetica", 11)
        paper.line("1", x, size=6.5, y=paper.y - 13.75 - 4)
        paper.line("1", size=6, y=740 - 3).line(" Stadens trygghetsmätning 2023", 73, size=9, y=740)
        document = paper.read()
        assert texts(document, Role.PARAGRAPH)[-1] == "Valdeltagandet är högre än i staden.¹"
        assert [(b.number, b.text) for b in document.blocks if b.role is Role.FOOTNOTE] == [
            ("¹", "Stadens trygghetsmätning 2023")
        ]

    def test_text_on_its_side_is_kept_apart(self, paper):
        paper.text(TEXT)
        paper.canvas.saveState()
        paper.canvas.translate(30, 300)
        paper.canvas.rotate(90)
        paper.canvas.drawString(0, 0, "Utdragsbestyrkande")
        paper.canvas.restoreState()
        assert texts(paper.text(OTHER).read()) == [TEXT, OTHER, "Utdragsbestyrkande"]

    @pytest.mark.parametrize("turn", [90, 180, 270])
    def test_a_turned_page_is_read_as_it_is_shown(self, paper, turn):
        paper.canvas.setPageRotation(turn)
        paper.canvas.saveState()
        paper.canvas.translate(
            *{90: (HEIGHT, 0), 180: (WIDTH, HEIGHT), 270: (0, WIDTH)}[turn]
        )  # reportlab swaps the sides
        paper.canvas.rotate(turn)
        for n, line in enumerate(simpleSplit(TEXT, "Helvetica", 11, 400)):
            paper.canvas.setFont("Helvetica", 11)
            paper.canvas.drawString(70, 500 - 14 * n, line)
        paper.canvas.restoreState()
        assert texts(paper.read()) == [TEXT]


class TestHeadings:
    def test_a_larger_font_ranks_the_headings(self, paper):
        paper.line("Svar på skrivelse om parken", size=18).line("Ärendet", size=14).text(TEXT)
        paper.line("Bakgrund", font="Helvetica-Bold").text(OTHER)
        found = [(b.text, b.level) for b in paper.read().blocks if b.role is Role.HEADING]
        assert found == [("Svar på skrivelse om parken", 1), ("Ärendet", 2), ("Bakgrund", 3)]

    def test_a_bold_question_is_strong_but_no_heading(self, paper):
        paper.text(TEXT).line("Hur många lampor har bytts?", font="Helvetica-Bold").text(OTHER)
        block = paper.read().blocks[1]
        assert (block.role, block.strong) == (Role.PARAGRAPH, True)

    def test_the_titles_of_a_contents_list_are_headings_though_they_are_set_as_the_text(self, paper):
        paper.line("Lägesbild för Norrvik", size=18).line("Bakgrund " + "." * 60 + " 1")
        paper.line("2. Vad som görs " + "." * 60 + " 2").text("", after=20)
        paper.line("Bakgrund").text(TEXT).line("2. Vad som görs").text(OTHER)
        paper.line("• annat,").line("• Bakgrund").line("• mer.")
        found = [(b.text, b.level) for b in paper.read().blocks if b.role is Role.HEADING]
        assert found == [("Lägesbild för Norrvik", 1), ("Bakgrund", 2), ("Vad som görs", 2)]


class TestLists:
    def test_a_label_in_its_own_column_is_the_items_number(self, paper):
        paper.text("Vi vill ställa följande frågor:")
        for number, question in (("1.", TEXT), ("2.", OTHER)):
            paper.line(number, 70, y=paper.y).text(question, 95, 370, after=4)
        found = [(b.number, b.text) for b in paper.read().blocks if b.role is Role.ITEM]
        assert found == [("1.", TEXT), ("2.", OTHER)]

    def test_bullets_and_letters(self, paper):
        paper.line("Vi har hört om").line("•", y=paper.y).line("skadegörelse,", 85).line("•", y=paper.y)
        paper.line("klotter.", 85).line("a) hur många fall,").line("b) hur ofta?")
        assert [(b.number, b.text) for b in paper.read().blocks][1:] == [
            ("•", "skadegörelse,"), ("•", "klotter."), ("a)", "hur många fall,"), ("b)", "hur ofta?"),
        ]  # fmt: skip

    def test_a_question_over_a_page_is_one_block(self, paper):
        lines = simpleSplit(f"3. {TEXT}", "Helvetica", 11, 400)
        paper.text("Vi frågar:").y = 745
        paper.line(lines[0]).line("Sida 1 (2)", 480, y=810).page()
        for line in lines[1:]:
            paper.line(line)
        document = paper.line("Sida 2 (2)", 480, y=810).read()
        assert texts(document, Role.ITEM) == [TEXT]
        assert texts(document, Role.FOOTER) == ["Sida 1 (2)"]


class TestLayout:
    def test_two_columns_are_read_one_after_the_other(self, paper):
        for text, x in ((f"{TEXT} {OTHER}", 60), (f"{OTHER} {TEXT}", 320)):
            paper.y = 120
            paper.text(text, x, 215)
        paper.line("Rubrik över båda spalterna", 60, size=20, y=90)
        assert texts(paper.read()) == ["Rubrik över båda spalterna", f"{TEXT} {OTHER}", f"{OTHER} {TEXT}"]

    def test_a_paragraph_goes_on_in_the_next_column(self, paper):
        lines = simpleSplit(f"{TEXT} {OTHER} {TEXT} {OTHER}", "Helvetica", 11, 215)
        half = len(lines) // 2
        for part, x in ((lines[:half], 60), (lines[half:], 320)):
            paper.y = 120
            for line in part:
                paper.line(line, x)
        assert texts(paper.read()) == [f"{TEXT} {OTHER} {TEXT} {OTHER}"]

    def test_a_letterhead_beside_the_text_does_not_break_it(self, paper):
        for n, line in enumerate(("Handläggare", "P. Exempel", "Telefon: 08-123 45 67", "p.exempel@exempel.se")):
            paper.line(line, 40, size=8, y=90 + 11 * n)
        paper.y = 80
        paper.text(f"{TEXT} {OTHER}", 190, 350).text(TEXT, 190, 350)
        found = texts(paper.read())
        assert found[-2:] == [f"{TEXT} {OTHER}", TEXT]
        assert found[:-2] == ["Handläggare", "P. Exempel", "Telefon: 08-123 45 67", "p.exempel@exempel.se"]

    def test_heads_feet_and_page_numbers_are_told_once(self, paper):
        for number in range(1, 5):
            paper.line("Norrviks stadsdelsnämnd", 70, y=40).line(f"Sida {number} (4)", 470, y=40)
            paper.line("Kajpromenaden 2, 000 00 Västerlånga", 70, size=8, y=810)
            for part in "abc":
                paper.text(f"{part}) Fråga {number}{part}. {OTHER if part == 'b' else TEXT}")
            paper.page()
        document = paper.read()
        assert texts(document, Role.HEADER) == ["Norrviks stadsdelsnämnd Sida 1 (4)"]
        assert texts(document, Role.FOOTER) == ["Kajpromenaden 2, 000 00 Västerlånga"]
        assert len(document.body) == 12

    def test_numbered_headings_at_the_same_place_are_no_heads(self, paper):
        for number in range(1, 5):
            paper.line(f"§ {number} Dnr NO 2024/{number}", size=14).text(TEXT).page()
        assert len(texts(paper.read(), Role.HEADING)) == 4

    def test_small_print_under_the_only_page_is_a_foot(self, paper):
        document = paper.text(TEXT).line("Postadress: Kajpromenaden 2", 70, size=7, y=805).read()
        assert texts(document, Role.FOOTER) == ["Postadress: Kajpromenaden 2"]


class TestTables:
    ROWS = (
        ("1", "Vilka deltar i arbetet, och hur ofta möts de?", "Namn"),
        ("2", "Vad har det kostat per år, och hur delas kostnaden?", ""),
        ("3", "När är det klart?", "Datum"),
    )

    def table(self, paper, *, ruled):
        paper.text(TEXT)
        xs = (70, 110, 260, 360)
        top = paper.y
        for row in (("Nr", "Fråga", "Underlag"), *self.ROWS):
            lines = [
                simpleSplit(cell, "Helvetica", 11, x1 - x0 - 12) for cell, x0, x1 in zip(row, xs, xs[1:], strict=False)
            ]
            if ruled:
                paper.canvas.line(xs[0], HEIGHT - paper.y, xs[-1], HEIGHT - paper.y)
            for cell, x in zip(lines, xs, strict=False):
                for n, line in enumerate(cell):
                    paper.line(line, x + 4, y=paper.y + 14 + 13 * n)
            paper.y += 10 + 13 * max(map(len, lines)) + (0 if ruled else 6)
        if ruled:
            paper.canvas.line(xs[0], HEIGHT - paper.y, xs[-1], HEIGHT - paper.y)
            for x in xs:
                paper.canvas.line(x, HEIGHT - top, x, HEIGHT - paper.y)
        paper.y += 30
        return paper.text(OTHER).read()

    @pytest.mark.parametrize("ruled", [True, False])
    def test_a_table_becomes_rows_and_wrapped_cells_one_text(self, paper, ruled):
        document = self.table(paper, ruled=ruled)
        assert [b.cells for b in document.blocks if b.cells] == [("Nr", "Fråga", "Underlag"), *self.ROWS]
        assert [texts(document)[0], texts(document)[-1]] == [TEXT, OTHER]

    def test_a_table_with_many_columns_of_figures(self, paper):
        paper.text(TEXT)
        rows = [("Stadsdel", "2021", "2022", "2023"), *((f"Område {c}", "12", "1 345", "9,5 %") for c in "ABCDEF")]
        for row in rows:
            for cell, x in zip(row, (70, 200, 280, 360), strict=True):
                paper.line(cell, x, y=paper.y)
            paper.y += 15
        assert [b.cells for b in paper.read().blocks if b.cells] == rows

    def test_signatures_side_by_side_are_read_downwards(self, paper):
        paper.text(TEXT).text(OTHER)
        paper.y += 40
        for left, right in (("A. Exempel", "B. Exempel"), ("stadsdelsdirektör", "avdelningschef")):
            paper.line(left, y=paper.y).line(right, 300)
        assert [b.cells for b in paper.read().blocks if b.cells] == [
            ("A. Exempel\nstadsdelsdirektör", "B. Exempel\navdelningschef")
        ]

    def test_a_contents_list_is_rows(self, paper):
        paper.line("Inledning " + "." * 60 + " 2").line("Syfte " + "." * 60 + " 3")
        assert [b.cells for b in paper.read().blocks] == [("Inledning", "2"), ("Syfte", "3")]


class TestForms:
    def test_what_is_filled_in_stands_beside_its_label(self, paper):
        paper.line("Namn:", y=100)
        paper.canvas.acroForm.textfield(
            name="namn", value="Fråga om parken", x=120, y=HEIGHT - 106, height=18, width=200
        )
        assert "Fråga om parken" in " ".join(texts(paper.text(TEXT).read()))

    def test_a_comment_is_kept_out_of_the_text(self, paper):
        paper.canvas.textAnnotation("Ska vi fråga om detta?", Rect=(10, 10, 30, 30))
        document = paper.text(TEXT).read()
        assert texts(document) == [TEXT]
        assert [c.text for c in document.comments] == ["Ska vi fråga om detta?"]


class TestRawPages:
    """Pages as other programs write them, byte by byte."""

    @staticmethod
    def written(path, page, *objects):
        numbered = [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 595 842]/Resources<</Font<</F1 5 0 R>>>>>>",
            b"<</Type/Page/Parent 2 0 R/Contents 4 0 R" + page + b">>",
            *objects,
        ]
        body = b"".join(b"%d 0 obj%s endobj\n" % (n, one) for n, one in enumerate(numbered, 1))
        path.write_bytes(b"%PDF-1.7\n" + body + b"trailer<</Root 1 0 R>>\n%%EOF")
        return path

    @staticmethod
    def stream(data, more=b""):
        return b"<</Length %d%s>>stream\n%s\nendstream" % (len(data), more, data)

    def test_a_stamp_on_a_page_whose_fonts_are_its_parents_does_not_garble_it(self, tmp_path):
        shifted = b" ".join(b"/" + bytes([letter]) for letter in range(ord("A"), ord("Z") + 1))
        font = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding<</Differences[33 " + shifted + b"]>>>>"
        coded = bytes(ord(c) - 32 if c != " " else 32 for c in "FINNS DET PLANER").replace(b"(", b"\\(")
        text = self.stream(b"BT /F1 12 Tf 70 700 Td (" + coded.replace(b")", b"\\)") + b") Tj ET")
        look = self.stream(
            b"BT /H 10 Tf 0 0 Td (INKOM) Tj ET",
            b"/Type/XObject/Subtype/Form/BBox[0 0 100 20]/Resources<</Font<</H<</Type/Font/Subtype/Type1"
            b"/BaseFont/Helvetica>>>>>>",
        )
        stamp = (
            b"<</Type/Annot/Subtype/FreeText/F 4/Rect[300 760 400 780]/Contents(INKOM)/DA(/H 10 Tf)/AP<</N 7 0 R>>>>"
        )
        path = self.written(tmp_path / "brev.pdf", b"/Annots[6 0 R]", text, font, stamp, look)
        found = " ".join(texts(read_pdf(path, "brev.pdf")))
        assert "FINNS DET PLANER" in found
        assert "INKOM" in found

    def test_signs_beyond_the_first_plane_are_kept(self, tmp_path):
        names = b"begincmap 1 begincodespacerange <00> <FF> endcodespacerange 2 beginbfchar <41> <D83DDE00> <42> <0042>"
        font = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 6 0 R>>"
        text = self.stream(b"BT /F1 12 Tf 70 700 Td (BB A BA) Tj ET")
        path = self.written(tmp_path / "brev.pdf", b"", text, font, self.stream(names + b" endbfchar endcmap"))
        assert "😀" in " ".join(texts(read_pdf(path, "brev.pdf")))

    def test_pages_with_nothing_but_what_recurs_keep_it(self, paper):
        for number in range(1, 6):
            paper.line(f"Lott {number}", y=60).page()
        found = " ".join(texts(paper.read()))
        assert all(f"Lott {number}" in found for number in range(1, 6))

    def test_the_head_of_an_empty_page_among_others_is_no_text(self, paper):
        for number in range(1, 5):
            paper.line("Norrviks stadsdelsnämnd", y=40)
            if number != 3:
                paper.text(TEXT)
            paper.page()
        document = paper.read()
        assert sum("Norrviks" in block.text for block in document.blocks) == 1


class TestRefusals:
    def test_a_password_is_told(self, paper):
        locked = Paper(paper.path, encrypt="hemligt")
        with pytest.raises(EncryptedFile, match=r"brev.pdf är låst med lösenord"):
            locked.text(TEXT).read()

    def test_a_document_that_only_its_owner_may_change_is_read(self, paper):
        from reportlab.lib.pdfencrypt import StandardEncryption

        assert texts(Paper(paper.path, encrypt=StandardEncryption("", "hemligt")).text(TEXT).read()) == [TEXT]

    def test_a_scan_is_told_as_such(self, paper, monkeypatch):
        monkeypatch.setattr(shutil, "which", lambda _name: None)
        with pytest.raises(EmptyFile, match=r"inskannad.*ocrmypdf"):
            scan(paper).read()

    def test_a_scan_is_read_with_ocrmypdf_when_that_is_installed(self, paper, monkeypatch, tmp_path):
        folder = tmp_path / "program"
        folder.mkdir()
        source = tmp_path / "tolkad.pdf"
        Paper(source).text(TEXT).canvas.save()
        program = folder / "ocrmypdf"
        program.write_text(f"#!{sys.executable}\nimport shutil, sys\nshutil.copyfile({str(source)!r}, sys.argv[-1])\n")
        program.chmod(0o755)
        monkeypatch.setenv("PATH", str(folder), prepend=os.pathsep)
        document = scan(paper).read()
        assert texts(document) == [TEXT]
        assert "tolkad ur bilden med ocrmypdf" in document.notices[0].text

    def test_a_scanned_page_among_others_is_a_notice(self, paper):
        document = scan(paper.text(TEXT).page()).read()
        assert texts(document) == [TEXT]
        assert "Sidan 2 i brev.pdf är bild utan text" in document.notices[0].text

    def test_a_scanned_page_with_only_a_stamp_is_a_notice(self, paper):
        document = scan(paper.text(TEXT).page()).line("Inkom 2024-05-06  Dnr NSN 2024/12").read()
        assert "Sidan 2 i brev.pdf är bild med bara några ord text" in document.notices[0].text

    def test_a_page_with_a_small_picture_and_few_words_is_no_scan(self, paper):
        from PIL import Image

        paper.text(TEXT).page().line("Bilaga 1").canvas.drawImage(ImageReader(Image.new("L", (9, 9))), 90, 90, 99, 99)
        assert not paper.read().notices

    @pytest.mark.parametrize("works", [True, False])
    def test_a_scanned_page_among_others_is_read_with_ocrmypdf(self, paper, monkeypatch, tmp_path, works):
        source = tmp_path / "tolkad.pdf"
        Paper(source).text(TEXT).page().text(OTHER).canvas.save()
        program = tmp_path / "ocrmypdf"
        does = f"shutil.copyfile({str(source)!r}, sys.argv[-1])" if works else "sys.exit(1)"
        program.write_text(f"#!{sys.executable}\nimport shutil, sys\n{does}\n")
        program.chmod(0o755)
        monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
        document = scan(paper.text(TEXT).page()).read()
        assert texts(document) == ([TEXT, OTHER] if works else [TEXT])
        told = "Sidan 2 i brev.pdf är inskannad: texten är tolkad" if works else "Sidan 2 i brev.pdf är bild utan text"
        assert told in document.notices[0].text

    def test_a_page_without_anything_is_told(self, paper):
        paper.canvas.showPage()
        with pytest.raises(EmptyFile, match=r"brev.pdf har ingen text"):
            paper.read()

    @pytest.mark.parametrize(
        "objects",
        [
            b"",
            b"%%EOF\n",
            b"1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[2 0 R]/Count 1>>endobj\n",
            b"1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n",
            b"1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[]/Count 2000000000>>endobj\n",
        ],
        ids=["head only", "no trailer", "page cycle", "no pages", "too many pages"],
    )
    def test_damage_is_one_line_in_swedish(self, tmp_path, objects):
        path = tmp_path / "trasig.pdf"
        trailer = b"trailer<</Root 1 0 R>>\n%%EOF" if b"obj" in objects else b""
        path.write_bytes(b"%PDF-1.4\n" + objects + trailer)
        with pytest.raises(ReadError, match=r"trasig.pdf") as raised:
            read_pdf(path, path.name)
        assert "\n" not in str(raised.value)

    def test_a_truncated_file_is_read_as_far_as_it_goes_or_refused(self, paper):
        for _ in range(5):
            paper.text(TEXT).page()
        paper.canvas.save()
        whole = paper.path.read_bytes()
        for share in (0.1, 0.3, 0.5, 0.7, 0.9, 0.99):
            paper.path.write_bytes(whole[: int(share * len(whole))])
            try:
                assert texts(read_pdf(paper.path, "brev.pdf"))
            except (DamagedFile, EmptyFile):
                continue

    def test_a_missing_file_is_told(self, tmp_path):
        with pytest.raises(MissingFile, match=r"borta.pdf"):
            read_pdf(tmp_path / "borta.pdf", "borta.pdf")

    def test_too_many_pages_are_refused(self, paper):
        with pytest.raises(TooLarge, match=r"fler än 2 sidor"):
            paper.text(TEXT).page().text(TEXT).page().text(TEXT).read(pdf_pages=2)


def scan(paper):
    from PIL import Image

    picture = Image.new("L", (200, 300), 255)
    picture.paste(0, (20, 20, 180, 40))
    paper.canvas.drawImage(ImageReader(picture), 0, 0, WIDTH, HEIGHT)
    return paper


def bomb(path, content):
    """Write a one-page PDF with this content stream."""
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
        b"<</Length %d>>stream\n" % len(content) + content + b"\nendstream",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    data = b"%PDF-1.4\n" + b"".join(b"%d 0 obj%sendobj\n" % (n, part) for n, part in enumerate(parts, 1))
    path.write_bytes(data + b"trailer<</Root 1 0 R>>\n%%EOF")
    return path


class TestLimits:
    def test_a_file_that_takes_too_long_is_ended(self, tmp_path):
        path = bomb(tmp_path / "trög.pdf", b"BT /F 9 Tf " + b"(abc def) Tj 1 0 0 1 5 5 Tm " * 1_500_000 + b"ET")
        start = time.monotonic()
        with pytest.raises(TooLarge, match=r"trög.pdf"):
            read_pdf(path, path.name, Limits(pdf_seconds=0.3))
        assert time.monotonic() - start < 10

    def test_a_file_that_takes_too_much_memory_is_refused(self, tmp_path):
        path = bomb(tmp_path / "stor.pdf", b"BT /F 9 Tf " + b"(abc def) Tj 1 0 0 1 5 5 Tm " * 1_500_000 + b"ET")
        with pytest.raises(ReadError, match=r"stor.pdf"):
            read_pdf(path, path.name, Limits(pdf_memory_bytes=96 << 20))

    def test_the_same_child_reads_many_files_and_is_replaced_after_a_hang(self, tmp_path, paper):
        paper.text(TEXT).canvas.save()
        slow = bomb(tmp_path / "trög.pdf", b"BT /F 9 Tf " + b"(abc def) Tj 1 0 0 1 5 5 Tm " * 1_500_000 + b"ET")
        with pdf.pool():
            assert texts(read_pdf(paper.path, "a")) == [TEXT]
            first = pdf._shared.workers[-1]._process.pid
            assert texts(read_pdf(paper.path, "b")) == [TEXT]
            assert pdf._shared.workers[-1]._process.pid == first
            with pytest.raises(TooLarge):
                read_pdf(slow, "c", Limits(pdf_seconds=0.3))
            assert texts(read_pdf(paper.path, "d")) == [TEXT]
            last = pdf._shared.workers[-1]._process
            assert last.pid != first
        assert last.poll() is not None

    def test_a_child_that_dies_is_a_damaged_file(self, paper, monkeypatch, tmp_path):
        worker = tmp_path / "dying.py"
        worker.write_text("import os, sys\ndef main(_):\n sys.stdin.readline()\n os.abort()\n")
        monkeypatch.setattr(pdf_process, "WORKER", worker)
        with pytest.raises(DamagedFile, match=r"brev.pdf"):
            paper.text(TEXT).read()

    def test_the_child_loads_nothing_of_ours(self):
        for name in ("pdf_worker", "pdf_page", "pdf_marks", "pdf_calls", "pdf_names", "pdf_objects", "pdf_spacing"):
            text = pdf_process.WORKER.with_name(f"{name}.py").read_text("utf-8")
            assert "import utlatande" not in text
            assert "from utlatande" not in text


class TestHostile:
    def test_files_with_random_bytes_changed_are_read_or_refused(self, tmp_path):
        paper = Paper(tmp_path / "brev.pdf", pageCompression=0)
        for n in range(3):
            paper.line("Norrvik", y=40).text(f"{n}. {TEXT}").text(OTHER).page()
        paper.canvas.save()
        whole = paper.path.read_bytes()
        chance = random.Random(11)
        outcomes = Counter()
        with pdf.pool():
            for _ in range(150):
                data = bytearray(whole)
                for _ in range(chance.randint(1, 40)):
                    data[chance.randrange(len(data))] = chance.randrange(256)
                paper.path.write_bytes(data)
                try:
                    read_pdf(paper.path, "brev.pdf")
                    outcomes["read"] += 1
                except ReadError as error:
                    outcomes[type(error).__name__] += 1
        assert sum(outcomes.values()) == 150
        assert outcomes["read"] > 50


WORD = st.text("abcdefghijklmnopqrstuvwxyzåäö", min_size=2, max_size=9)


class TestProperties:
    @given(
        st.lists(st.lists(WORD, min_size=1, max_size=60), min_size=1, max_size=12), st.integers(120, 460), st.booleans()
    )
    @settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    def test_no_word_is_lost_or_doubled(self, tmp_path, paragraphs, width, columns):
        paper = Paper(tmp_path / "ord.pdf")
        numbers = iter(range(10**6))
        expected = []
        for plain in paragraphs:
            words = [
                f"{word}{chr(97 + n % 26)}{chr(97 + n // 26 % 26)}" for word, n in zip(plain, numbers, strict=False)
            ]
            expected += words
            paper.text(
                " ".join(words), 320 if columns and len(words) % 2 else 60, min(width, 220) if columns else width
            )
            if paper.y > 700:
                paper.page()
        found = [word for block in paper.read().blocks for word in re.findall(r"\w+", block.text)]
        assert Counter(found) == Counter(expected)


@pytest.mark.skipif(legacy.office() is None, reason="LibreOffice is not installed")
class TestOffice:
    def test_what_word_says_comes_back_from_its_pdf(self, tmp_path):
        from docx import Document as Word

        word = Word()
        word.add_heading("Skrivelse om parken", 1)
        word.add_paragraph(TEXT)
        word.add_paragraph("Vi frågar:")
        for question in (OTHER, TEXT):
            word.add_paragraph(question, style="List Number")
        table = word.add_table(2, 2, style="Table Grid")
        for cell, text in zip((c for row in table.rows for c in row.cells), ("Nr", "Fråga", "1", OTHER), strict=True):
            cell.text = text
        word.save(tmp_path / "brev.docx")
        profile = (tmp_path / "profil").as_uri()
        subprocess.run(
            [legacy.office(), f"-env:UserInstallation={profile}", "--headless", "--convert-to", "pdf",
             "--outdir", tmp_path, tmp_path / "brev.docx"],
            check=True, capture_output=True, timeout=120,
        )  # fmt: skip
        document = read_pdf(tmp_path / "brev.pdf", "brev.pdf")
        assert texts(document, Role.HEADING) == ["Skrivelse om parken"]
        assert [(b.number, b.text) for b in document.blocks if b.role is Role.ITEM] == [("1.", OTHER), ("2.", TEXT)]
        assert [b.cells for b in document.blocks if b.cells] == [("Nr", "Fråga"), ("1", OTHER)]


@shared
class TestSharedFiles:
    @pytest.mark.parametrize("path", sorted((SHARED / "skrivelser").glob("*.pdf")), ids=lambda p: p.stem)
    def test_every_question_of_the_letters_is_one_block_or_cell(self, path):
        expected = json.loads(path.with_suffix(".expected.json").read_text("utf-8"))
        blocks = read_pdf(path, path.name).blocks
        found = [(b.number or "", text) for b in blocks for text in (b.cells or (b.text,))]
        for question in expected["fragor"]:
            own = [number for number, text in found if question["text"].rstrip(".?,") in text]
            assert own, question["text"]
            if question["nr"] and not any(b.cells for b in blocks):
                assert (
                    own[0].strip("().") == question["nr"].lstrip("0123456789") or own[0].strip("().") == question["nr"]
                )

    @pytest.mark.parametrize(
        ("name", "headings", "pages"),
        [
            ("tjansteskrivelse_2018_forskola", 10, 2),
            ("tjansteskrivelse_2019_fastighet", 12, 5),
            ("protokoll_2018-02-06", 40, 17),
        ],
    )
    def test_real_municipal_files_keep_their_shape(self, name, headings, pages):
        path = SHARED / "nacka" / f"{name}.pdf"
        blocks = read_pdf(path, path.name).blocks
        assert len([b for b in blocks if b.role is Role.HEADING]) >= headings
        assert max(b.origin.page for b in blocks) == pages
        joined = " ".join(b.text for b in blocks)
        assert not re.search(r"\w- [a-zåäö]{3,}", joined.replace("- och", "").replace("- eller", ""))

    @pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext is not installed")
    @pytest.mark.parametrize("path", sorted(SHARED.glob("*/*.pdf")), ids=lambda p: p.stem)
    def test_no_word_that_pdftotext_finds_is_lost(self, path):
        peer = subprocess.run([shutil.which("pdftotext"), path, "-"], capture_output=True, check=True).stdout.decode()
        mine = re.sub(r"[\W_]", "", "".join(b.text for b in read_pdf(path, path.name).blocks)).casefold()
        words = {word.casefold() for word in re.findall(r"[^\W\d_]{4,}", peer.replace("ﬁ", "fi").replace("ﬀ", "ff"))}
        lost = {word for word in words if word not in mine}
        assert len(lost) <= 0.01 * len(words), lost
