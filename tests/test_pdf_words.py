"""Where words begin and end on a PDF's page, and what its fonts do not say."""

import pytest
from pdf_pages import HELVETICA, WIDTHS, placed, raw, stream, width

from utlatande.errors import NoText
from utlatande.model import Role
from utlatande.readers.pdf import read_pdf
from utlatande.word.package import Limits


def read(path):
    return " ".join(block.text for block in read_pdf(path, "brev.pdf").blocks)


class TestWords:
    def test_words_whose_characters_are_placed_one_by_one_are_parted_by_a_thin_space(self, tmp_path):
        x = 70 + width("vatten")
        path = raw(tmp_path / "brev.pdf", placed(("vatten", 70), ("och", x + 1.5), ("avlopp", x + 3 + width("och"))))
        assert read(path) == "vatten och avlopp"

    def test_a_whole_line_of_such_words_too(self, tmp_path):
        line = "vi vill veta hur arbetet med lampor i parken ska fortsätta under hösten"
        words, x = [], 70.0
        for word in line.split():
            words.append((word, x))
            x += width(word) + 1.6
        assert read(raw(tmp_path / "brev.pdf", placed(*words))) == line

    def test_a_spaced_out_word_is_one(self, tmp_path):
        letters, x = [], 70.0
        for letter in "trygghet":
            letters.append((letter, x))
            x += width(letter) + 1.4
        assert read(raw(tmp_path / "brev.pdf", placed(*letters))) == "trygghet"

    def test_kerning_parts_no_word(self, tmp_path):
        content = b"BT /F1 12 Tf 70 700 Td [(V) 120 (atten) -30 (verk) 20 (et)] TJ ET"
        assert read(raw(tmp_path / "brev.pdf", content)) == "Vattenverket"

    def test_what_stands_on_another_height_is_another_word(self, tmp_path):
        content = b"BT /F1 12 Tf 1 0 0 1 70 700 Tm (park) Tj 1 0 0 1 93 707 Tm (torg) Tj ET"
        found = read(raw(tmp_path / "brev.pdf", content))
        assert sorted(found.split()) == ["park", "torg"]

    def test_a_raised_sign_is_of_its_word(self, tmp_path):
        content = b"BT /F1 12 Tf 70 700 Td (staden) Tj /F1 7 Tf 4 Ts (1) Tj ET"
        assert read(raw(tmp_path / "brev.pdf", content)) == "staden¹"


class TestUnknownSigns:
    """The font F2 draws squares for the codes 4 and 5 and nothing for 6, and does not say what they are."""

    def written(self, tmp_path, content):
        font = (
            b"<</Type/Font/Subtype/Type3/FontMatrix[0.001 0 0 0.001 0 0]/FontBBox[0 0 600 700]/FirstChar 4/LastChar 6"
            b"/Widths[600 600 600]/CharProcs<</x1 7 0 R/x2 7 0 R/x3 8 0 R>>/Encoding<</Differences[4/x1/x2/x3]>>>>"
        )
        square, empty = stream(b"600 0 0 0 500 500 d1 0 0 500 500 re f"), stream(b"600 0 0 0 0 0 d1")
        return raw(tmp_path / "brev.pdf", content, HELVETICA, font, square, empty, fonts=b"/F1 5 0 R/F2 6 0 R")

    def test_a_file_of_nothing_else_is_refused(self, tmp_path):
        path = self.written(tmp_path, b"BT /F2 12 Tf 70 700 Td <040504060504> Tj ET")
        with pytest.raises(NoText, match=r"brev.pdf går inte att läsa: dess teckensnitt säger inte vilka bokstäver"):
            read_pdf(path, "brev.pdf")

    def test_they_are_shown_and_told(self, tmp_path):
        path = self.written(tmp_path, b"BT /F1 12 Tf 70 700 Td (Vi vill veta hur ) Tj /F2 12 Tf <0405> Tj ET")
        document = read_pdf(path, "brev.pdf")
        assert [block.text for block in document.blocks] == ["Vi vill veta hur \ufffd\ufffd"]
        assert [notice.text for notice in document.notices] == [
            "Sidan 1 i brev.pdf har tecken som inte går att tolka; de visas som \ufffd. Se originalet."
        ]

    def test_what_draws_nothing_is_a_space(self, tmp_path):
        path = self.written(
            tmp_path, b"BT /F1 12 Tf 70 700 Td (Vi) Tj /F2 12 Tf <06> Tj /F1 12 Tf (vill veta hur) Tj ET"
        )
        document = read_pdf(path, "brev.pdf")
        assert [block.text for block in document.blocks] == ["Vi vill veta hur"]
        assert not document.notices

    def test_one_that_opens_a_line_is_a_bullet(self, tmp_path):
        lines = b"".join(
            b"/F2 12 Tf 1 0 0 1 70 %d Tm <04> Tj /F1 12 Tf 1 0 0 1 90 %d Tm (hur ofta det sker,) Tj " % (y, y)
            for y in (700, 685, 670)
        )
        document = read_pdf(self.written(tmp_path, b"BT " + lines + b"ET"), "brev.pdf")
        assert [(block.role, block.text) for block in document.blocks] == [(Role.ITEM, "hur ofta det sker,")] * 3
        assert not document.notices


class TestNamedSigns:
    """PDFium takes a sign's code for its letter; a font without a table of letters names its signs."""

    def drawn(self, *names, width=600, more=b"", at=1):
        """Return a font whose signs are small drawings, of these names from a code on; the drawing is object 7."""
        shapes = b"".join(b"/%s 7 0 R" % name for name in names)
        return (
            b"<</Type/Font/Subtype/Type3/FontMatrix[0.001 0 0 0.001 0 0]/FontBBox[0 0 900 700]/FirstChar %d/LastChar %d"
            b"/Widths[%s]/CharProcs<<%s>>/Encoding<</Differences[%d%s]>>%s>>"
        ) % (
            at, at + len(names) - 1, b"%d " % width * len(names), shapes, at, b"".join(b"/" + n for n in names), more
        )  # fmt: skip

    SHAPE = stream(b"600 0 0 0 500 500 d1 0 0 500 500 re f")
    TEXT = b"BT /F1 12 Tf 70 700 Td <0102030405> Tj ET"

    def test_a_drawn_font(self, tmp_path):
        font = self.drawn(b"f", b"r", b"aring", b"g", b"a")
        assert read(raw(tmp_path / "brev.pdf", self.TEXT, font, HELVETICA, self.SHAPE)) == "fråga"

    def test_codes_that_look_like_other_letters(self, tmp_path):
        font = self.drawn(b"f", b"r", b"aring", b"g", b"a", at=65)
        path = raw(tmp_path / "brev.pdf", b"BT /F1 12 Tf 70 700 Td (ABCDE) Tj ET", font, HELVETICA, self.SHAPE)
        assert read(path) == "fråga"

    def test_two_such_fonts_are_told_apart_by_their_widths(self, tmp_path):
        one, two = self.drawn(b"f", b"r", b"aring", b"g", b"a"), self.drawn(b"p", b"a", b"r", b"k", b"s", width=700)
        content = self.TEXT + b" BT /F2 12 Tf 70 600 Td <01020304> Tj ET"
        path = raw(tmp_path / "brev.pdf", content, one, two, self.SHAPE, fonts=b"/F1 5 0 R/F2 6 0 R")
        assert read(path) == "fråga park"

    def test_where_fonts_do_not_agree_nothing_is_guessed(self, tmp_path):
        one, two = self.drawn(b"f", b"r", b"aring", b"g", b"a"), self.drawn(b"f", b"r", b"o", b"g", b"a")
        path = raw(tmp_path / "brev.pdf", self.TEXT, one, two, self.SHAPE, fonts=b"/F1 5 0 R/F2 6 0 R")
        assert read(path) == "fr\ufffdga"

    def test_a_font_with_a_table_of_letters_keeps_to_it(self, tmp_path):
        table = stream(
            b"begincmap 1 begincodespacerange <00> <FF> endcodespacerange 5 beginbfchar <01> <0073> <02> <0076> <03>"
            b" <0061> <04> <0072> <05> <0061> endbfchar endcmap"
        )
        font = self.drawn(b"f", b"r", b"aring", b"g", b"a", more=b"/ToUnicode 6 0 R")
        assert read(raw(tmp_path / "brev.pdf", self.TEXT, font, table, self.SHAPE)) == "svara"

    def test_a_ligature_by_its_parts(self, tmp_path):
        font = (
            b"<</Type/Font/Subtype/Type1/BaseFont/ABCDEF+Helvetica/FirstChar 31/LastChar 255/Widths[%s]"
            b"/Encoding<</BaseEncoding/WinAnsiEncoding/Differences[31/f_f]>>>>"
        ) % (b"600 " * 225)
        path = raw(tmp_path / "brev.pdf", b"BT /F1 12 Tf 70 700 Td (en o\037ert om f\366rskolan) Tj ET", font)
        assert read(path) == "en offert om förskolan"

    @pytest.mark.parametrize(
        "more",
        [
            b" ".join(b"%d 0 obj%%/Font" % number for number in range(50, 12_000)),  # a comment that never ends
            b"50 0 obj<</Type/ObjStm/N 1/First 5003/Length 5003>>stream\n60 %s endstream" % (b"9" * 5_000),
            b"50 0 obj<</Type/ObjStm/N 2/First 8/Length 600000>>stream\n" + b"1 " * 300_000,
        ],
    )
    def test_hostile_objects_elsewhere_in_the_file_cost_little(self, tmp_path, more):
        font = self.drawn(b"f", b"r", b"aring", b"g", b"a")
        path = raw(tmp_path / "brev.pdf", self.TEXT, font, HELVETICA, self.SHAPE)
        path.write_bytes(path.read_bytes() + b"\n" + more)
        document = read_pdf(path, path.name, Limits(pdf_seconds=3))
        assert " ".join(block.text for block in document.blocks) == "fråga"

    @pytest.mark.parametrize(
        "broken",
        [b"/Encoding 6 0 R", b"/Encoding<</Differences[1/", b"/Encoding[[[[", b"/Encoding<</Differences 9 0 R>>"],
    )
    def test_a_broken_font_is_no_hindrance(self, tmp_path, broken):
        font = b"<</Type/Font/Subtype/Type3/FontMatrix[0 0 0 0 0 0]/FontBBox[0 0 0 0]/FirstChar x/Widths 6 0 R" + broken
        content = b"BT /F1 12 Tf 70 700 Td (fr) Tj /F2 12 Tf (ABC) Tj /F1 12 Tf <010203> Tj ET"
        path = raw(tmp_path / "brev.pdf", content, HELVETICA, font, fonts=b"/F1 5 0 R/F2 6 0 R")
        assert "fr" in read(path)


class TestSpacedOut:
    """PDFium takes the distances of letters that are set apart for spaces."""

    @pytest.mark.parametrize("apart", [1.5, 2.5, 3.0])
    def test_a_title_is_its_words(self, tmp_path, apart):
        content = b"BT /F1 12 Tf %.1f Tc 70 700 Td (TRYGGHET I NORRVIKS PARK) Tj ET" % apart
        assert read(raw(tmp_path / "brev.pdf", content)) == "TRYGGHET I NORRVIKS PARK"

    def test_the_last_letter_of_a_word_is_of_it(self, tmp_path):
        words, x = [], 70.0
        for word in ("Norrviks", "stadsdel", "vill", "veta"):
            for letter in word:
                words.append((letter, x))
                x += width(letter) + 2.6
            x += 3.4
        assert read(raw(tmp_path / "brev.pdf", placed(*words))) == "Norrviks stadsdel vill veta"

    def test_a_title_of_one_word_set_wide_apart(self, tmp_path):
        letters, x = [], 70.0
        for letter in "PROTOKOLL":
            letters.append((letter, x))
            x += WIDTHS.get(letter, 0.556) * 12 + 5.5
        assert read(raw(tmp_path / "brev.pdf", placed(*letters))) == "PROTOKOLL"

    def test_a_short_word_on_the_line_under_such_a_one(self, tmp_path):
        content = b"BT /F1 12 Tf 14 TL 3.2 Tc 70 700 Td (trygghet i parken) Tj T* (nog) Tj ET"
        assert read(raw(tmp_path / "brev.pdf", content)) == "trygghet i parken nog"

    @pytest.mark.parametrize("letters", ["abcdefg", "ABCDEFG", "XZTVRB"])
    def test_letters_that_stand_alone_are_not_one_word(self, tmp_path, letters):
        content = placed(*((letter, 70 + 12.0 * n) for n, letter in enumerate(letters)))
        assert read(raw(tmp_path / "brev.pdf", content)) == " ".join(letters)

    def test_a_short_word_in_plain_text_stays_one(self, tmp_path):
        x = 70 + width("bor") + 3.0
        words = [("bor", 70), ("i", x), ("Norrviks", x + 6), ("park", x + 9 + width("Norrviks"))]
        assert read(raw(tmp_path / "brev.pdf", placed(*words))) == "bor i Norrviks park"
