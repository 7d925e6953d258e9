"""Letters as e-mail, as web pages under any name, and as one XML file."""
# ruff: noqa: E501 - a letter, or a line of one, stands on one line

import base64
import re
from email.message import EmailMessage

import pytest
from word_builder import docx, p, word_parts, zipped

from utlatande.errors import DamagedFile, EmptyFile, EncryptedFile, ReadError, TooLarge, UnknownFormat
from utlatande.model import Role
from utlatande.readers import read, render, web
from utlatande.skrivelse import parse

BODY = "Hej!\n\nVi undrar följande:\n\n1. Hur många lampor är trasiga?\n2. När lagas de?\n\nAnna Ek (M)\n"
COVER = "Hej!\n\nHär kommer vår skrivelse.\n\nMed vänlig hälsning\nAnna Ek"
LETTER = docx(p("Skrivelse om parken") + p("Vi undrar:") + p("1. Hur många lampor är trasiga?") + p("2. När lagas de?"))


@pytest.fixture
def reading(tmp_path):
    def reading(data, name="brev.eml"):
        path = tmp_path / name
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
        return read(path)

    return reading


def mail(body=BODY, *, attached=(), html=None):
    message = EmailMessage()
    message["From"] = "Åsa Ek <asa.ek@exempel.se>"
    message["To"] = "Norrviks stadsdelsförvaltning <norrvik@exempel.se>"
    message["Subject"] = "Frågor om parken i Sjöhamnen"
    message["Date"] = "Tue, 05 Mar 2024 10:11:12 +0100"
    message.set_content(body)
    if html:
        message.add_alternative(html, subtype="html")
    for name, content in attached:
        message.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    return bytes(message)


def one_line_or_read(reading, data):
    try:
        reading(data)
    except ReadError as error:
        return "\n" not in error.message
    return True


def texts(document, *roles):
    return [block.text for block in document.blocks if not roles or block.role in roles]


def asked(document):
    return [(question.number, question.text) for question in parse(document).questions]


QUESTIONS = [("1", "Hur många lampor är trasiga?"), ("2", "När lagas de?")]


class TestMail:
    def test_a_letter_in_the_message_is_read_with_its_head(self, reading):
        document = reading(mail())
        assert texts(document)[:4] == [
            "Från: Åsa Ek <asa.ek@exempel.se>",
            "Till: Norrviks stadsdelsförvaltning <norrvik@exempel.se>",
            "Datum: 2024-03-05 10:11",
            "Ämne: Frågor om parken i Sjöhamnen",
        ]
        assert asked(document) == QUESTIONS

    def test_an_attached_letter_is_the_letter_when_the_message_only_hands_it_over(self, reading):
        document = reading(mail(COVER, attached=[("Skrivelse åäö.docx", LETTER)]))
        assert texts(document)[0] == "Skrivelse om parken"
        assert "Här kommer vår skrivelse." in document.text
        assert asked(document) == QUESTIONS
        assert parse(document).title == "Parken"
        assert "Bilagor som lästs: Skrivelse åäö.docx" in document.notices[0].text
        assert [block.origin.block for block in document.blocks] == list(range(len(document.blocks)))
        assert {block.origin.document for block in document.blocks} == {"brev.eml"}

    def test_a_message_that_asks_comes_before_what_is_attached(self, reading):
        document = reading(mail(attached=[("bakgrund.docx", docx(p("Bakgrund till frågorna.")))]))
        assert texts(document)[-1] == "Bakgrund till frågorna."
        assert asked(document) == QUESTIONS

    def test_an_attachment_that_cannot_be_read_is_told(self, reading):
        document = reading(
            mail(attached=[("ark.bin", b"\x89PNG\r\n\x1a\n" + bytes(200)), ("brev.docx", b"PK\3\4trasig")])
        )
        told = " ".join(notice.text for notice in document.notices)
        assert "Bilagan ark.bin i brev.eml är inte läst" in told
        assert "Bilagan brev.docx i brev.eml är inte läst" in told
        assert asked(document) == QUESTIONS

    def test_a_forwarded_message_is_an_attachment_and_ends_somewhere(self, reading):
        data = mail()
        for _ in range(6):
            outer = EmailMessage()
            outer["From"] = "b@exempel.se"
            outer.set_content("Vidarebefordras.")
            outer.add_attachment(data, maintype="application", subtype="octet-stream", filename="m.eml")
            data = bytes(outer)
        document = reading(data)
        assert any("för djupt i andra meddelanden" in notice.text for notice in document.notices)

    def test_only_a_web_page_in_the_message_is_read_as_one(self, reading):
        message = EmailMessage()
        message["From"] = "a@exempel.se"
        message.set_content(
            "<p>Vi undrar:</p><ol><li>Hur många lampor är trasiga?<li>När lagas de?</ol>", subtype="html"
        )
        assert asked(reading(bytes(message))) == QUESTIONS

    def test_what_is_struck_in_a_message_stands_apart(self, reading):
        message = EmailMessage()
        message["From"] = "a@exempel.se"
        message.set_content("<p>Vi undrar <s>inte</s> detta.</p>", subtype="html")
        document = reading(bytes(message))
        assert (texts(document)[-1], [one.text for one in document.struck]) == ("Vi undrar detta.", ["inte"])

    def test_both_renderings_of_a_message_are_read_once(self, reading):
        assert reading(mail(html="<p>Vi undrar om parken</p>")).text.count("undrar") == 1

    @pytest.mark.parametrize(
        "data",
        [
            b"MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n" + b"--x\r\n" * 2000,
            (b"MIME-Version: 1.0\r\nContent-Type: text/plain; charset=\xff\r\n"
            b"Content-Transfer-Encoding: base64\r\n\r\n@@@"),
            b"Subject: =?utf-8?b?@@@?=\r\nFrom: =?x?q?=\r\nMIME-Version: 1.0\r\nDate: 99 Foo 99999\r\n\r\nHej",
            b"MIME-Version: 1.0\r\n" + b"".join(
                b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n) for n in range(1500)
            ),
        ],
        ids=["empty parts", "odd code", "odd head", "deep"],
    )  # fmt: skip
    def test_a_hostile_message_is_read_or_refused_in_one_line(self, reading, data):
        assert one_line_or_read(reading, data)

    def test_an_empty_message_is_told(self, reading):
        with pytest.raises(EmptyFile, match=r"brev.eml är tomt"):
            reading(b"MIME-Version: 1.0\r\nContent-Type: text/plain\r\n\r\n\r\n")

    def test_a_web_archive_is_read(self, reading):
        head = 'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="x"\r\n\r\n--x\r\n'
        part = (
            "Content-Type: text/html; charset=utf-8\r\n\r\n<html><body><h1>Skrivelse</h1><p>Hur då?</p></body></html>"
        )
        document = reading(head + part + "\r\n--x--\r\n", "brev.doc")
        assert texts(document) == ["Skrivelse", "Hur då?"]


FULL = docx(
    p("Till Norrviks stadsdelsnämnd")
    + p("2024-03-01")
    + p("Skrivelse om belysningen i parken")
    + p("Parken är mörk sedan i höstas. Vi undrar därför:")
    + p("1. Hur många lampor är trasiga?")
    + p("2. När lagas de?")
    + p("Bo Al (L)")
)
SECOND = docx(p("Skrivelse om badet") + p("Vi frågar:") + p("1. När öppnar badet?") + p("2. Vad kostar det?"))
ANSWER = docx(
    p("Tjänsteutlåtande") + p("Följande frågor ställs:") + p("1. Vem äger parken?") + p("2. Hur stor är den?")
)
RECEIPT = "Hej!\n\nBifogat finner ni vår skrivelse. Kan ni bekräfta att ni har fått den?\n\nMed vänlig hälsning\nAnna Ek (M)\n"
LONG = (
    "Hej!\n\nHär kommer skrivelsen.\n\n--\nAnna Ek\n\nHar du frågor om dina uppgifter? Läs mer på vår webbplats. " * 9
)


class TestTheLetterAmongTheParts:
    @pytest.mark.parametrize("body", [COVER, RECEIPT, LONG], ids=["hands over", "asks for a receipt", "small print"])
    def test_an_attached_letter_is_read_as_the_letter_whatever_the_message_says(self, reading, body):
        document = reading(mail(body, attached=[("Skrivelse.docx", FULL)]))
        letter = parse(document)
        assert asked(document) == QUESTIONS
        assert (letter.title, letter.recipient, letter.date) == (
            "Belysningen i parken",
            "Norrviks stadsdelsnämnd",
            "2024-03-01",
        )
        assert (letter.parties, letter.signatories) == (("L",), ("Bo Al",))
        assert letter.preamble == ("Parken är mörk sedan i höstas.",)
        told = [notice.text for notice in letter.notices]
        assert any(
            text.startswith("Skrivelsen är bilagan Skrivelse.docx. I e-postmeddelandet står dessutom ”Hej!")
            for text in told
        )

    def test_the_message_tells_what_the_letter_does_not(self, reading):
        letter = parse(reading(mail(RECEIPT, attached=[("Skrivelse.docx", LETTER)])))
        assert (letter.title, letter.date, letter.signatories) == ("Parken", "2024-03-05", ("Anna Ek",))

    def test_what_is_attached_is_marked_and_nothing_is_lost(self, reading):
        document = reading(mail(RECEIPT, attached=[("Skrivelse.docx", FULL)]))
        shown = render.as_text(document)
        assert shown.startswith("[E-postmeddelande]\nFrån: ")
        assert "\n\n[Bilaga: Skrivelse.docx]\nTill Norrviks" in shown
        assert "Kan ni bekräfta att ni har fått den?" in shown
        assert {block["part"] for block in render.as_json(document)["blocks"]} == {None, "Skrivelse.docx"}

    def test_a_message_that_asks_is_the_letter_and_what_it_encloses_is_not(self, reading):
        for name, enclosed in (("bakgrund.docx", docx(p("Vem vet hur det går? Det är mörkt."))), ("svar.docx", ANSWER)):
            assert asked(reading(mail(attached=[(name, enclosed)]))) == QUESTIONS

    def test_questions_of_both_are_all_there_and_told_apart(self, reading):
        body = "Hej!\n\nBifogat är skrivelsen. Vi vill också fråga:\n\n1. Vem äger parken?\n2. Hur stor är den?\n\nAnna Ek (M)\n"
        questions = parse(reading(mail(body, attached=[("Skrivelse.docx", FULL)]))).questions
        assert [(q.text, q.place) for q in questions] == [
            ("Hur många lampor är trasiga?", None), ("När lagas de?", None),
            ("Vem äger parken?", "e-postmeddelande"), ("Hur stor är den?", "e-postmeddelande"),
        ]  # fmt: skip
        assert len({q.id for q in questions}) == 4

    def test_the_same_letter_in_the_message_and_attached_is_asked_once(self, reading):
        assert asked(reading(mail(attached=[("Skrivelse.docx", FULL)]))) == QUESTIONS

    def test_a_second_attached_letter_is_told(self, reading):
        letter = parse(reading(mail(COVER, attached=[("Skrivelse.docx", FULL), ("Badet.docx", SECOND)])))
        assert [question.text for question in letter.questions] == [text for _, text in QUESTIONS]
        assert any(notice.text.startswith("Även bilagan Badet.docx ställer frågor.") for notice in letter.notices)

    def test_one_that_asks_in_running_text_too(self, reading):
        badet = docx(p("Badet har varit stängt hela hösten. Varför är det så? Många är besvikna."))
        letter = parse(reading(mail(COVER, attached=[("Skrivelse.docx", FULL), ("Badet.docx", badet)])))
        assert any(notice.text.startswith("Även bilagan Badet.docx verkar ställa") for notice in letter.notices)

    def test_what_the_message_asks_far_down_is_told(self, reading):
        body = f"Hej!\n\nHär kommer vår skrivelse. {'Parken är viktig för oss. ' * 5}Vi undrar också vem som äger parken.\n"
        letter = parse(reading(mail(body, attached=[("Skrivelse.docx", FULL)])))
        assert [question.text for question in letter.questions] == [text for _, text in QUESTIONS]
        told = [notice.text for notice in letter.notices]
        assert "E-postmeddelandet frågar också: ”Vi undrar också vem som äger parken.” Det togs inte med." in told


HEAD = "Från: Anna Ek{}\nSkickat: den 1 mars 2024 10:11\nTill: Norrviks stadsdelsnämnd\nÄmne: Skrivelse om parken\n"
OLDER = (
    "Hej!\n\nParken är mörk. Vi undrar följande:\n\n1. Hur många lampor är trasiga?\n2. När lagas de?\n\nAnna Ek (M)\n"
)
QUOTED = "".join(f"> {line}".rstrip() + "\n" for line in OLDER.splitlines())
ABOVE = "Hej Lena!\n\nSe nedan. Kan du ta hand om den här?\n\n/Per\n\n"
TOP = "Från: Per Al <per@exempel.se>\nSkickat: den 5 mars 2024 10:11\nTill: Lena Ek\nÄmne: VB: Skrivelse om parken\n\n"


class TestALetterInTheText:
    @pytest.mark.parametrize("form", ["eml", "txt"])
    @pytest.mark.parametrize(
        "body",
        [
            f"{ABOVE}-----Ursprungligt meddelande-----\n{HEAD.format(' <anna@exempel.se>')}\n{OLDER}",
            f"{ABOVE}{'_' * 32}\n{HEAD.format(' <anna@exempel.se>')}\n{OLDER}",
            f"{ABOVE}{HEAD.format('')}\n{OLDER}",
            f"{ABOVE}---------- Forwarded message ---------\n{HEAD.format(' <anna@exempel.se>')}\n{OLDER}",
            f"{ABOVE}Den fre 1 mars 2024 kl 10:11 skrev Anna Ek <anna@exempel.se>:\n{QUOTED}",
        ],
        ids=["original message", "stroke", "head alone", "forwarded", "quoted"],
    )
    def test_a_letter_that_is_sent_on_is_the_letter(self, reading, form, body):
        document = reading(mail(body) if form == "eml" else TOP + body, f"brev.{form}")
        letter = parse(document)
        assert asked(document) == QUESTIONS
        assert (letter.parties, letter.signatories, letter.date) == (("M",), ("Anna Ek",), "2024-03-01")
        assert letter.preamble == ("Parken är mörk.",)
        (told,) = [notice.text for notice in letter.notices]
        assert told.startswith(
            "Skrivelsen är det meddelande som skickats vidare. I e-postmeddelandet står dessutom ”Hej Lena!"
        )

    @pytest.mark.parametrize("form", ["eml", "txt"])
    def test_a_question_in_what_is_answered_below_is_told_and_not_asked(self, reading, form):
        below = "\nDen tis 5 mars 2024 kl 10:11 skrev Lena Al <lena@exempel.se>:\n> Hej Anna!\n> Vi undrar när ni vill ha svaret.\n"
        document = reading(mail(BODY + below) if form == "eml" else TOP + BODY + below, f"brev.{form}")
        assert asked(document) == QUESTIONS
        assert any("ett äldre meddelande" in notice.text for notice in parse(document).notices)

    @pytest.mark.parametrize("form", ["eml", "txt"])
    def test_greeting_signature_and_small_talk_ask_nothing(self, reading, form):
        body = (
            "Hej Lena,\n\nhoppas att allt är bra. Hur var semestern?\n\nVi undrar:\n\n1. Hur många lampor är trasiga?\n2. När lagas de?\n\n"
            "Mvh\nAnna\n-- \nAnna Ek\nLedamot (M), Norrviks stadsdelsnämnd\nanna.ek@exempel.se\nVill du veta mer? Besök vår webbplats!\n"
        )
        document = reading(mail(body) if form == "eml" else TOP + body, f"brev.{form}")
        assert asked(document) == QUESTIONS
        assert parse(document).parties == ("M",)

    def test_the_lines_of_a_head_stay_lines_however_long_they_are(self, reading):
        head = [
            "Från: Anna Ek <anna.ek@exempel.se>",
            "Skickat: den 5 mars 2024 10:11",
            "Till: Norrviks stadsdelsnämnd och alla andra som vill veta hur det går",
            "Ämne: Frågor om parken",
        ]
        document = reading("\n".join([*head, "", "Hej,", "", "vi i parken undrar", "hur det går."]), "brev.txt")
        assert texts(document)[:4] == head


class TestWeb:
    def test_a_web_page_named_as_a_word_file_is_read(self, reading):
        document = reading(
            '<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><meta charset="windows-1252"><style>p{x:y}'
            "</style></head><body><h1>Skrivelse om parken</h1><p>Vi <b>undrar</b>\n detta:</p><ol><li>Hur många"
            " lampor är trasiga?</li><li>När lagas de?<ul><li>I år?</li></ul></li></ol><p>Anna Ek</p></html>".encode(
                "cp1252"
            ),
            "brev.doc",
        )
        assert [(b.role, b.level, b.number, b.text) for b in document.blocks] == [
            (Role.HEADING, 1, None, "Skrivelse om parken"),
            (Role.PARAGRAPH, None, None, "Vi undrar detta:"),
            (Role.ITEM, 0, "1.", "Hur många lampor är trasiga?"),
            (Role.ITEM, 0, "2.", "När lagas de?"),
            (Role.ITEM, 1, "•", "I år?"),
            (Role.PARAGRAPH, None, None, "Anna Ek"),
        ]

    def test_lists_start_where_they_say_and_count_in_letters(self, reading):
        document = reading('<!DOCTYPE html><ol start="3" type="a"><li>Ett<li>Två<li value="9">Tre</ol>')
        assert [b.number for b in document.blocks] == ["c.", "d.", "i."]

    def test_a_table_is_rows_and_one_for_the_looks_is_not(self, reading):
        document = reading(
            "<html><table><tr><td><p>Ett brev</p><table><tr><th>Nr</th><th>Fråga</th></tr><tr><td><ol><li></ol><td>Hur?"
            "</table></td></tr></table>"
        )
        assert [(b.role, b.cells or b.text) for b in document.blocks] == [
            (Role.PARAGRAPH, "Ett brev"), (Role.ROW, ("Nr", "Fråga")), (Role.ROW, ("1.", "Hur?")),
        ]  # fmt: skip

    def test_a_cell_over_several_rows_is_read_once_and_the_others_keep_their_columns(self, reading):
        document = reading(
            "<html><table><tr><td rowspan=2>Ett<td>Hur?<td rowspan=99999999>Ja<tr><td>När?<tr><td colspan=2>Slut<td>Nej"
        )
        assert [b.cells for b in document.blocks] == [("Ett", "Hur?", "Ja"), ("", "När?"), ("Slut", "", "Nej")]

    def test_what_is_hidden_is_not_read_and_what_is_struck_stands_apart(self, reading):
        document = reading(
            "<html><p>Synligt<span style='display: none'> dolt</span><script>kod()</script> <s>struket</s>kvar</p>"
        )
        assert texts(document) == ["Synligt kvar"]
        assert [one.text for one in document.struck] == ["struket"]
        assert "[Överstruket] struket" in render.as_text(document)

    def test_lines_broken_by_hand_stay_and_others_do_not(self, reading):
        assert texts(reading("<html><p>ett\n två<br>tre</p>löst<div>fyra</div>fem")) == [
            "ett två\ntre",
            "löst",
            "fyra",
            "fem",
        ]

    def test_every_word_is_there_once(self, reading):
        words = [f"ord{n}" for n in range(200)]
        tags = ["p", "div", "li", "td", "b", "span", "h2", "blockquote", "tr", "table", "i"]
        inside = "".join(
            f"<{tags[n % 11]}>{word} " + (f"</{tags[n % 11]}>" if n % 3 else "") for n, word in enumerate(words)
        )
        found = reading(f"<html><body>{inside}</body></html>").text.split()
        found = [word for word in found if word != "•"]
        assert sorted(found) == sorted(words)

    def test_a_deep_or_long_page_is_read_or_refused(self, reading, monkeypatch):
        assert texts(reading("<html>" + "<div>" * 1_000 + "djupt")) == ["djupt"]
        with pytest.raises(TooLarge, match="för djupt i varandra"):
            reading("<html>" + "<div>" * 50_000 + "djupt")
        monkeypatch.setattr(web, "MOST", 100)
        with pytest.raises(TooLarge, match=r"brev.eml är större"):
            reading("<html>" + "lång " * 100)

    def test_nothing_is_fetched_and_a_page_without_text_is_told(self, reading):
        with pytest.raises(EmptyFile, match="ingen text"):
            reading('<!DOCTYPE html SYSTEM "http://127.0.0.1:1/x.dtd"><img src="http://127.0.0.1:1/x.png">')


class TestFlat:
    @staticmethod
    def flat(body, more=""):
        parts = word_parts(body)
        kinds = {
            "word/document.xml": "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
        }
        inside = "".join(
            f'<pkg:part pkg:name="/{name}" pkg:contentType="{kinds.get(name, "application/xml")}"><pkg:xmlData>'
            + re.sub(r"^<\?xml.*?\?>", "", content if isinstance(content, str) else content.decode())
            + "</pkg:xmlData></pkg:part>"
            for name, content in parts.items()
            if not name.startswith("[Content")
        )
        return (
            '<?xml version="1.0"?><?mso-application progid="Word.Document"?><pkg:package '
            f'xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage">{inside}{more}</pkg:package>'
        )

    def test_a_word_file_saved_as_one_xml_file_is_read(self, reading):
        picture = base64.b64encode(bytes(100)).decode()
        more = f'<pkg:part pkg:name="/word/media/a.png"><pkg:binaryData>{picture}</pkg:binaryData></pkg:part>'
        assert texts(reading(self.flat(p("Hur många lampor?"), more), "brev.xml")) == ["Hur många lampor?"]

    def test_a_broken_one_is_told(self, reading):
        with pytest.raises(DamagedFile, match=r"brev.xml är skadad"):
            reading(self.flat(p("Hej"))[:-40], "brev.xml")


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"\x78\x9f\x3e\x22" + bytes(60), "Outlook"),
        (b"\xe4\x52\x5c\x7b\x8c\xd8" + bytes(60), "OneNote"),
        (b"\xffWPC" + bytes(60), "WordPerfect"),
        (b"\xdb\xa5" + bytes(60), "mycket gammalt Word-dokument"),
        (b"<?xml version='1.0'?><a/>", "en XML-fil"),
    ],
)
def test_other_things_that_people_send_are_told_for_what_they_are(reading, data, what):
    with pytest.raises(UnknownFormat, match=what) as caught:
        reading(data, "bilaga.doc")
    assert "spara" in caught.value.message.lower()


def ole(entry):
    """The start of an old Office file whose directory has one entry."""
    name = entry.encode("utf-16-le")
    held = name.ljust(64, b"\0") + (len(name) + 2).to_bytes(2, "little")
    return bytes.fromhex("d0cf11e0a1b11ae1").ljust(1024, b"\0") + held.ljust(128, b"\0") + bytes(512)


def office(kind):
    """A package of another sort than Word."""
    main = f"application/vnd.openxmlformats-officedocument.{kind}.main+xml"
    return zipped(word_parts(p("Hej"), main="word/document.xml", type=main))


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (ole("MatOST"), "ett Works-dokument"),
        (ole("Workbook"), "ett Excel-ark"),
        (ole("Book"), "ett Excel-ark"),
        (ole("PowerPoint Document"), "en PowerPoint-presentation"),
        (ole("__properties_version1.0"), "Outlook"),
        (ole("Någonting"), "okänt slag"),
        (zipped({"Index/Document.iwa": "x"}), "ett dokument från Pages"),
        (zipped({"index.zip": "x", "preview.jpg": "x"}), "ett dokument från Pages"),
        (zipped({"bild.jpg": "x"}), "ett zip-arkiv"),
        (zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}), "ett kalkylark"),
        (office("spreadsheetml.sheet"), "ett Excel-ark"),
        (office("presentationml.presentation"), "en PowerPoint-presentation"),
    ],
)
def test_documents_of_other_programs_are_refused_by_name_in_one_line(reading, data, what):
    with pytest.raises(UnknownFormat, match=what) as caught:
        reading(data, "Skrivelse.docx")
    assert caught.value.message.startswith("Filen Skrivelse.docx är ")
    assert "spara" in caught.value.message.lower()
    assert "\n" not in caught.value.message


def test_a_locked_old_file_is_told_as_locked(reading):
    with pytest.raises(EncryptedFile, match="låst med lösenord"):
        reading(ole("EncryptedPackage"), "Skrivelse.docx")
