import json
import re
import sys
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from utlatande.errors import EmptyFile, UnknownFormat
from utlatande.model import Role
from utlatande.readers import wording
from utlatande.readers.text import read_text

sys.path.append(str(Path(__file__).parent / "eval"))
import renderings

SHARED = Path(__file__).parent.parent.parent / "shared"
shared = pytest.mark.skipif(not SHARED.is_dir(), reason="../shared is not here")


def blocks(text, name="brev.txt"):
    return read_text(text.encode() if isinstance(text, str) else text, name).blocks


def texts(text):
    return [block.text for block in blocks(text)]


def shown(text):
    return [(block.role.value, block.text) for block in blocks(text)]


LONG = (
    "Förvaltningen har under året arbetat med belysning längs gångvägarna och med att\n"
    "klippa buskar som skymmer sikten vid hållplatserna och utanför förskolans entré i\n"
    "parken. Arbetet fortsätter under hösten.\n"
)


class TestWrappedLines:
    def test_wrapped_lines_become_one_paragraph(self):
        assert texts(LONG) == [LONG.replace("\n", " ").strip()]

    def test_an_empty_line_parts_paragraphs(self):
        assert len(texts(LONG + "\n" + LONG)) == 2

    def test_a_short_line_ends_its_paragraph_without_an_empty_line(self):
        assert texts(LONG + "Kort rad.\nNästa stycke börjar här och är lite längre än så.\n")[1:] == [
            "Kort rad.",
            "Nästa stycke börjar här och är lite längre än så.",
        ]

    @pytest.mark.parametrize(
        ("first", "second", "joined"),
        [
            ("trygghets-", "arbetet", "trygghetsarbetet"),
            ("barn-", "och ungdomsvården", "barn- och ungdomsvården"),
            ("in-", "eller utflyttning", "in- eller utflyttning"),
            ("kultur-", "samt fritidsnämnden", "kultur- samt fritidsnämnden"),
            ("Norrvik-", "Lövsta", "Norrvik-Lövsta"),
            ("åren 2021–", "2024", "åren 2021–2024"),
            ("onsdag–", "lördag", "onsdag–lördag"),
            ("områden -", "eventuellt fler", "områden - eventuellt fler"),
            ("Liljehol\u00ad", "mens", "Liljeholmens"),
            ("Covid-", "19", "Covid-19"),
        ],
    )
    def test_a_hyphen_at_a_lines_end_is_undone_by_rule(self, first, second, joined):
        assert wording.join(first, second) == joined

    def test_a_sentence_goes_on_over_an_empty_line_when_it_cannot_have_ended(self):
        text = (
            "Nämnden beslutade i maj att förvaltningen ska ta fram en plan för hur parken och \n"
            "\n"
            "gångvägarna ska bli tryggare under den mörka delen av året i hela stadsdelen. \n"
            "Planen ska vara klar till hösten och redovisas för nämnden före årets slut i \n"
            "december månad så att den kan börja gälla direkt efter årsskiftet. \n"
        )
        assert len(texts(text)) == 1

    def test_two_lines_of_a_head_are_two_though_one_is_wide(self):
        head = ["Skrivelse från Centerpartiet, Liberalerna och Vänsterpartiet", "Norrviks stadsdelsnämnd 2025-11-20"]
        assert texts("\n".join([*head, "", "Kajens räcken", "", "Våra frågor:", "", "1. Vem lagar dem?"]))[:2] == head

    @pytest.mark.parametrize(
        ("first", "second"),
        [
            (
                "Parken är mörk sedan i höstas och vi undrar därför varför lamporna vid",
                "Sjöhamnens centrum inte är tända.",
            ),
            ("Parken är mörk och många säger att också lamporna vid centrum", "Sjöhamnen har slocknat."),
            ("1. Hur många lampor i parken har varit trasiga sedan januari", "2024 och när lagas de?"),
            ("Det har vi flera gånger påpekat för", "Bo Al på förvaltningen."),
        ],
    )
    def test_the_only_wrap_of_a_text_is_seen(self, first, second):
        found = texts(f"Skrivelse om parken\n\nHej!\n\n{first}\n{second}\n\nVi väntar på svar.\n\nAnna Ek (M)\n")
        assert found == ["Skrivelse om parken", "Hej!", f"{first} {second}", "Vi väntar på svar.", "Anna Ek (M)"]

    @pytest.mark.parametrize(
        ("first", "second"),
        [
            ("Skrivelse om trygghet i Norrviks stadsdelsnämnds område och dess parker", "Parken är mörk."),
            ("Parken är mörk sedan i höstas och det har vi flera gånger påpekat.", "Vi undrar när de lagas."),
            ("Anna Ek, gruppledare för Moderaterna i Norrviks stadsdelsnämnd", "Bo Al, ersättare."),
            ("Våra frågor till förvaltningen och stadsdelsnämnden i Norrvik om parken", "Hur många är trasiga?"),
            ("Moderaterna och Liberalerna i Norrviks stadsdelsnämnd, Sjöhamnen", "123 45 Norrvik"),
        ],
    )
    def test_two_lines_where_nothing_says_that_one_was_wrapped_stay_two(self, first, second):
        assert [first, second] == texts(f"{first}\n{second}\n\nHej!\n\nVi väntar på svar.\n")[:2]


class TestLists:
    def test_items_are_blocks_of_their_own_and_keep_a_typed_label(self):
        assert shown("Vi frågar:\n1. Hur många?\n2. Hur ofta?\n") == [
            ("paragraph", "Vi frågar:"),
            ("item", "1. Hur många?"),
            ("item", "2. Hur ofta?"),
        ]

    @pytest.mark.parametrize("label", ["1.", "1)", "(1)", "a)", "a.", "1.1", "Fråga 1:", "ii)", "I.", "―", "*"])
    def test_every_way_of_numbering_opens_an_item(self, label):
        assert blocks(f"Vi frågar följande.\n{label} Hur många timmar?\n")[1].role is Role.ITEM

    def test_a_label_without_a_space_opens_an_item(self):
        assert blocks("Vi frågar:\n1.Hur många?\n2.Hur ofta?\n")[2].role is Role.ITEM

    def test_a_bullet_is_the_items_number(self):
        found = blocks("Vi har hört om:\n\uf0b7 skadegörelse,\n• klotter.\n")[1:]
        assert [(b.number, b.text, b.role) for b in found] == [
            ("•", "skadegörelse,", Role.ITEM),
            ("•", "klotter.", Role.ITEM),
        ]

    def test_a_wrapped_item_with_a_hanging_indent_is_one_block(self):
        text = (
            "1. Vilka åtgärder har förvaltningen vidtagit under året för att förbättra\n"
            "   belysningen i parken?\n"
            "2. När är de genomförda?\n"
        )
        assert texts(text) == [
            "1. Vilka åtgärder har förvaltningen vidtagit under året för att förbättra belysningen i parken?",
            "2. När är de genomförda?",
        ]

    def test_an_item_with_an_empty_line_in_the_middle_is_one_block(self):
        text = (
            "1. Vilka åtgärder har förvaltningen för avsikt att genomföra under året för \n\n"
            "att förbättra belysningen i parken och vid gångvägarna runt torget? \n\n"
            "2. När är de genomförda? \n"
        )
        assert len(texts(text)) == 2

    def test_a_number_that_a_wrap_put_first_is_no_label(self):
        text = (
            "Enligt statistiken som förvaltningen har tagit fram minskade antalet anmälda fall från\n"
            "15. Det framgår inte av underlaget varför det blev så, och någon analys har inte gjorts\n"
            "eller beställts av nämnden.\n"
        )
        assert [b.role for b in blocks(text)] == [Role.PARAGRAPH]

    def test_a_list_that_goes_on_from_a_full_line_is_a_list_when_its_next_item_follows(self):
        text = (
            "Vi vill också att förvaltningen på ett tydligt sätt redogör för hur den har för avsikt att\n"
            "1. bygga om gungorna vid parken och vid skolan så att de blir säkra för de minsta barnen,\n"
            "2. jämna ut gångarna, och\n"
            "3. ordna skugga?\n"
        )
        assert [b.role for b in blocks(text)] == [Role.PARAGRAPH, Role.ITEM, Role.ITEM, Role.ITEM]

    def test_att_clauses_stay_apart(self):
        text = (
            "Med anledning av det som har sagts ovan föreslår vi att stadsdelsnämnden beslutar\n\n"
            "att ge förvaltningen i uppdrag att beskriva hur parkerna sköts under sommaren i hela\n"
            "centrum,\n"
            "att ge förvaltningen i uppdrag att sätta upp skyltar.\n"
        )
        assert len(texts(text)) == 3

    def test_a_row_of_dashes_is_no_item(self):
        assert blocks("Slut på ärendet.\n- - - - -\n")[1].role is Role.PARAGRAPH


class TestTables:
    def test_tabbed_lines_are_rows(self):
        found = blocks("Skola\tElever\nHamnskolan\t412\n")
        assert [b.cells for b in found] == [("Skola", "Elever"), ("Hamnskolan", "412")]
        assert {b.role for b in found} == {Role.ROW}

    def test_empty_cells_keep_their_places(self):
        assert blocks("\tÅr\t\t\n")[0].cells == ("", "År", "", "")

    def test_a_contents_list_is_rows_and_tells_the_headings_and_their_pages(self):
        text = (
            f"Innehåll\n\nInledning\t2\nSyfte\t3\nKällor\t4\n\nInledning\n\n{LONG}\nSyfte\n\n{LONG}\nKällor\n\n{LONG}"
        )
        found = blocks(text)
        assert [b.cells for b in found if b.role is Role.ROW] == [("Inledning", "2"), ("Syfte", "3"), ("Källor", "4")]
        headings = [(b.text, b.origin.page) for b in found if b.role is Role.HEADING]
        assert headings[-3:] == [("Inledning", 2), ("Syfte", 3), ("Källor", 4)]

    def test_dot_leaders_make_a_contents_list(self):
        assert blocks("Inledning ........ 2\nSyfte .......... 3\n")[1].cells == ("Syfte", "3")

    def test_a_table_that_was_flattened_gets_its_labels_back(self):
        one = (
            "Insats Fler lampor i {0}\n"
            "Ansvarig enhet\n\nParkenheten\n\n"
            "Stadens åtagande \uf0b7 Byta lampor\n\uf0b7 Klippa buskar vid \ngångvägen\n"
            "Uppföljning Vandring i {0}\n\n"
            "{0}parken\n\nMål: Tryggare {0}.\n"
        )
        found = [
            b.cells for b in blocks("".join(one.format(p) for p in ("Lund", "Dal", "Vik", "Berg", "Ås"))) if b.cells
        ]
        assert len(found) == 20
        assert found[:4] == [
            ("Insats", "Fler lampor i Lund"),
            ("Ansvarig enhet", "Parkenheten"),
            ("Stadens åtagande", "• Byta lampor\n• Klippa buskar vid gångvägen"),
            ("Uppföljning", "Vandring i Lund"),
        ]

    def test_a_table_that_only_white_space_parts_is_rows(self):
        text = (
            "Nr        Område            Fråga                     Underlag\n"
            "1         Organisation      Vilka ingår i arbetet     Namn på dem,\n"
            "                            och hur ofta träffas      antal möten\n"
            "                            de?\n"
            "2                           Vem leder det?\n"
            "3         Ekonomi           Vad har det kostat?       Belopp\n"
        )
        assert [b.cells for b in blocks(text)] == [
            ("Nr", "Område", "Fråga", "Underlag"),
            ("1", "Organisation", "Vilka ingår i arbetet och hur ofta träffas de?", "Namn på dem, antal möten"),
            ("2", "", "Vem leder det?", ""),
            ("3", "Ekonomi", "Vad har det kostat?", "Belopp"),
        ]

    def test_names_that_recur_at_the_head_of_lines_are_no_row_labels(self):
        names = ("Anna Berg", "Bo Dal", "Carl Ek", "Dan Fors")
        lines = [
            f"{names[(n * n + n // 3) % 4]} yrkade bifall till förslaget i ärende {n} om parken." for n in range(40)
        ]
        assert not [b for b in blocks("\n\n".join(lines)) if b.cells]


def page(number, lines=50, start="Sidan börjar med den här raden som är en del av ett längre stycke i texten"):
    return [f" {start} nummer {number} "] + [
        f"rad {number}:{n} i ett stycke som är brutet över flera rader på sidan " for n in range(lines)
    ]


class TestPages:
    def test_a_form_feed_starts_a_page_and_a_sentence_goes_on_over_it(self):
        found = blocks("Nämnden beslutade att ge förvaltningen i uppdrag att måla en\fplan för parken.\n")
        assert [b.text for b in found] == [
            "Nämnden beslutade att ge förvaltningen i uppdrag att måla en plan för parken."
        ]
        assert blocks("Ett.\fTvå.\n")[1].origin.page == 2

    def test_one_leading_space_starts_a_page(self):
        text = "\n".join(line for number in (1, 2, 3) for line in page(number))
        found = blocks(text)
        assert found[0].origin.page == 1
        assert {b.origin.page for b in found} <= {1, 2, 3}

    def test_lost_bullets_are_told_from_page_starts(self):
        lines = []
        for number in range(1, 7):
            lines += [f" Rubrik {number}", ""]
            lines += [
                "Ett stycke som är brutet över två rader på sidan och som slutar med en punkt som ",
                "stycken gör.",
            ] * 8
            lines += ["Listan:", " skadegörelse på skyltar", " klotter i tunneln", " buller om natten"]
            lines += [
                "Ett stycke som är brutet över två rader på sidan och som slutar med en punkt som ",
                "stycken gör.",
            ] * 13
        found = blocks("\n".join(lines) + "\n")
        assert {b.origin.page for b in found} == set(range(1, 7))
        assert sum(b.role is Role.ITEM for b in found) == 18

    def test_page_feet_tell_the_pages_and_leave_the_sentence_whole(self):
        letter = [
            f"{n}. Hur många timmar har ordningsvakterna arbetat i område {n} under året, och vad har de " + "kostat?"
            for n in range(1, 60)
        ]
        found = blocks(renderings.wrapped68(letter))
        assert [b.text for b in found if b.role is Role.ITEM] == letter
        assert {b.origin.page for b in found if b.role is Role.ITEM} >= {1, 2, 3}
        assert [b.text for b in found if b.role is Role.FOOTER] == ["Sida 1 (5)"]

    def test_a_running_head_is_told_once_and_is_not_in_the_text(self):
        sheets = [f"Norrviks stadsdelsnämnd\n\n{LONG}\nStycke nummer {n} av flera.\n" for n in range(4)]
        found = blocks("\f".join(sheets))
        assert [b.text for b in found if b.role is Role.HEADER] == ["Norrviks stadsdelsnämnd"]
        assert sum("stadsdelsnämnd" in b.text for b in found) == 1

    @pytest.mark.parametrize(
        "foot", ["{}", "- {} -", "{} (2)", "Norrviks stadsdelsnämnd  Sida {}", "Norrviks stadsdelsnämnd Sid. {} (2)"]
    )
    def test_a_foot_of_another_look_is_known_though_the_last_page_is_short(self, foot):
        body = "\n".join([*LONG.splitlines()[:2], "", foot.format(1), "", *LONG.splitlines()[2:], "", foot.format(2)])
        assert texts(LONG + "\n" + body + "\n")[:2] == [" ".join(LONG.split())] * 2

    def test_the_tail_of_the_title_on_a_later_page_is_its_running_head(self):
        title = "Tryggare gångvägar och bättre belysning \ni parken - skrivelse från (X) och (Y) \n\n"
        text = f" {title}{LONG}\n\f i parken - skrivelse från (X) och (Y) \n\n{LONG}"
        found = blocks(text)
        assert found[0].role is Role.HEADER
        assert found[0].text == "i parken - skrivelse från (X) och (Y)"

    def test_a_question_at_a_pages_edge_is_no_head(self):
        questions = [
            f"Vad avser nämnden att ta för initiativ för att stadsdelen inom område {n} ska bli tryggare?"
            for n in range(70)
        ]
        kept = texts(renderings.wrapped64(questions))
        assert [text for text in kept if text in questions] == questions

    def test_a_decision_that_ends_many_pages_stays_in_the_text(self):
        sheets = [f"§ {n}\n\n{LONG}\nBeslutsgång\n\nNämnden beslutade notera detta.\n\n{n} (4)\n" for n in range(1, 5)]
        found = [b for b in blocks("\f".join(sheets)) if b.role not in (Role.HEADER, Role.FOOTER)]
        assert sum(b.text == "Nämnden beslutade notera detta." for b in found) == 4

    def test_a_note_at_a_pages_foot_does_not_break_the_paragraph(self):
        text = (
            "Området har ett högre valdeltagande än staden i snitt, och i området finns stödboenden,\n\n"
            "¹ Stadens trygghetsmätning 2023\n\n"
            "behandlingsboenden och en mottagning som har öppet alla dagar.\n"
        )
        found = blocks(text)
        assert [(b.role, b.number) for b in found] == [(Role.PARAGRAPH, None), (Role.FOOTNOTE, "¹")]
        assert found[0].text.endswith("stödboenden, behandlingsboenden och en mottagning som har öppet alla dagar.")

    def test_a_letterhead_in_mid_text_stays_as_short_lines(self):
        head = "Handläggare\nP. Exempel\nTelefon: 08-123 45 67\n\nTill\nNorrviks stadsdelsnämnd\n2024-05-30\n"
        found = texts(f"{LONG}\n{head}\n{LONG}")
        assert found[1:-1] == [line for line in head.split("\n") if line]


class TestHeadings:
    def test_a_short_unmarked_line_over_a_paragraph_is_a_heading(self):
        found = blocks(f"Sammanfattning\n{LONG}\nÄrendet\n{LONG}")
        assert [b.text for b in found if b.role is Role.HEADING] == ["Sammanfattning", "Ärendet"]

    def test_a_heading_over_a_long_word_is_not_joined_to_it(self):
        text = "Synpunkter och förslag \nStadsdelsförvaltningens_arbete_i_hela_området_och_därtill pågår. " + LONG
        assert blocks(text)[0].role is Role.HEADING

    @pytest.mark.parametrize(
        "line", ["2024-05-30", "Anna Exempel (X)", "Dnr NO 2024/1", "exempel@exempel.se", "Källa: SCB"]
    )
    def test_facts_and_names_are_no_headings(self, line):
        assert blocks(f"{LONG}\n{line}\n\n{LONG}")[1].role is Role.PARAGRAPH


class TestMail:
    def test_quoted_lines_are_blocks_of_their_own(self):
        text = (
            "Hej!\n\nHär är frågorna.\n\n> Hur många timmar har vakterna\n> arbetat under året?\n>\n"
            "> Vad kostade det?\n\nHälsningar\n"
        )
        found = blocks(text)
        assert [b.text for b in found if b.style == "quoted"] == [
            "Hur många timmar har vakterna arbetat under året?",
            "Vad kostade det?",
        ]


SWEDISH = "Skrivelse om trygghet\n\nVi vill ställa några frågor på Ängö, där många är oroliga för åren som kommer.\n"


class TestEncodings:
    @pytest.mark.parametrize(
        "data",
        [
            SWEDISH.encode(),
            SWEDISH.encode("utf-8-sig"),
            SWEDISH.encode("utf-16"),
            SWEDISH.encode("utf-16-le"),
            SWEDISH.encode("utf-16-be"),
            SWEDISH.encode("utf-32"),
            SWEDISH.encode("cp1252"),
            SWEDISH.encode("cp850"),
            SWEDISH.encode("mac_roman"),
            SWEDISH.replace("\n", "\r\n").encode("cp1252"),
            SWEDISH.replace("\n", "\r").encode(),
            SWEDISH.encode().decode("cp1252").encode(),  # read wrongly once, and saved again
        ],
    )
    def test_the_same_text_comes_out_of_every_encoding(self, data):
        assert texts(data) == ["Skrivelse om trygghet", SWEDISH.split("\n")[2]]

    def test_decomposed_letters_are_composed(self):
        assert texts("A\u030angmaskiner a\u0308r i drift.") == ["Ångmaskiner är i drift."]

    def test_ligatures_soft_hyphens_odd_spaces_and_invisible_marks(self):
        text = "E\ufb03cient o\ufb03ciell tra\u00adﬁk\u00a0och\u2009\u200bparker\ufeff\u202e.\ufffe"
        assert texts(text) == ["Efficient officiell trafik och parker."]

    def test_a_stray_byte_does_not_spoil_utf8(self):
        assert "år" in texts(SWEDISH.encode() + "på".encode("cp1252") + b" stan\n")[1]

    @pytest.mark.parametrize("data", [bytes(range(256)) * 8, b"\x00\x01\x02\x03" * 99, b"abc\x00def" * 20])
    def test_what_is_no_text_is_refused(self, data):
        with pytest.raises(UnknownFormat, match=r"brev.txt"):
            blocks(data)

    @pytest.mark.parametrize("data", [b"", b" \n\t\n", "\ufeff".encode(), b"\x0c\x0c"])
    def test_an_empty_text_says_so(self, data):
        with pytest.raises(EmptyFile):
            blocks(data)


WORDS = st.lists(st.text("abcdefghijklmnoprstuvåäö", min_size=1, max_size=12), min_size=3, max_size=14)
SENTENCE = WORDS.map(lambda words: " ".join(words).capitalize() + ".")
PARAGRAPH = st.lists(SENTENCE, min_size=1, max_size=5).map(" ".join)
QUESTION = WORDS.map(lambda words: "Hur " + " ".join(words) + "?")


# Lines wrap at a width that only full lines tell: a letter with a single one may be read as two paragraphs.
FULL_LINES = (
    "Parken vid sjön sköts av två personer som också har hand om lekplatserna, och de hinner sällan med båda under "
    "sommaren, när gräset växer som mest och många vill bada, grilla och spela boll på ängen varje kväll."
)


@st.composite
def letters(draw):
    body = [FULL_LINES, *draw(st.lists(PARAGRAPH, min_size=1, max_size=6))]
    questions = draw(st.lists(QUESTION, min_size=1, max_size=9))
    return [*body, "Vi vill därför ställa följande frågor:", *(f"{n}. {q}" for n, q in enumerate(questions, 1))]


class TestProperties:
    @given(letters())
    @settings(max_examples=150, deadline=None)
    def test_a_letter_comes_back_as_it_was_before_it_was_wrapped(self, letter):
        assert [text for text in texts(renderings.wrapped68(letter)) if text in letter] == letter

    @given(letters())
    @settings(max_examples=150, deadline=None)
    def test_questions_come_back_when_no_empty_line_parts_the_paragraphs(self, letter):
        questions = [line for line in letter if line[0].isdigit()]
        assert [text for text in texts(renderings.wrapped64(letter)) if text in questions] == questions

    @given(
        st.lists(
            st.sampled_from(
                ["\n", "\n\n", " ", " ", " ", "\t", ".\n", ",\n", "\n- ", "\n  ", "?\n\n", ": ", "\f", " \n"]
            ),
            max_size=200,
        )
    )
    @settings(max_examples=300, deadline=None)
    def test_no_word_is_lost_or_doubled(self, gaps):
        text = "".join(f"ord{chr(97 + n % 26)}{chr(97 + n // 26)}{gap}" for n, gap in enumerate([*gaps, ""]))
        found = Counter(word for block in blocks(text) for word in re.findall(r"\w+", block.text))
        assert found == Counter(re.findall(r"\w+", text))

    @given(st.text(min_size=1))
    @settings(max_examples=200, deadline=None)
    def test_any_text_is_read_or_refused(self, text):
        try:
            found = blocks(text.encode("utf-8", "surrogatepass"))
        except (EmptyFile, UnknownFormat):
            return
        assert all(b.text == wording.normal(b.text) for b in found)


@shared
class TestSharedLetters:
    @pytest.mark.parametrize(("rendering", "least"), [("clean", 1086), ("wrapped68", 1087), ("wrapped64", 1087)])
    def test_every_question_of_400_letters_comes_back_whole(self, rendering, least):
        whole = 0
        for letter in map(json.loads, (SHARED / "riksdag" / "letters_dev.jsonl").read_text("utf-8").splitlines()):
            found = {text.lstrip("–-• ") for text in texts(getattr(renderings, rendering)(letter["lines"]))}
            gold = (wording.visible(wording.normal(letter["lines"][i])) for i in letter["gold"])
            whole += sum(line.lstrip("–-• ") in found for line in gold)
        assert whole >= least

    @pytest.mark.parametrize(
        ("seed", "pages", "rows", "headings"),
        [("000", 3, 0, 6), ("001", 6, 0, 6), ("002", 2, 0, 1), ("003", 10, 83, 14), ("004", 0, 90, 70)],
    )
    def test_the_real_documents_keep_their_shape(self, seed, pages, rows, headings):
        path = next((SHARED / "seeds").glob(f"{seed}*"))
        found = read_text(path.read_bytes(), path.name).blocks
        assert max((b.origin.page or 0 for b in found if b.role not in (Role.HEADER, Role.FOOTER)), default=0) >= pages
        assert sum(b.role is Role.ROW for b in found) >= rows
        assert sum(b.role is Role.HEADING for b in found) >= headings

    @pytest.mark.parametrize("seed", ["000", "001", "002", "003", "004"])
    def test_no_word_of_the_real_documents_is_lost(self, seed):
        path = next((SHARED / "seeds").glob(f"{seed}*"))
        text = wording.normal(path.read_text(encoding="utf-8"))
        squeezed = re.sub(
            r"[\W_]", "", "".join(b.text for b in read_text(path.read_bytes(), path.name).blocks)
        ).casefold()
        lost = [word for word in re.findall(r"[^\W\d_]{4,}", text) if word.casefold() not in squeezed]
        assert not lost


def test_numbered_headings_rank_by_their_numbers():
    text = (
        "Innehåll\n1 Inledning ...... 2\n1.1 Syfte ...... 2\n1.1.1 Avgränsning ...... 3\n2 Resultat ...... 4\n\n"
        + "".join(
            f"{title}\n\nFörvaltningen har arbetat med belysning längs gångvägarna under hela året.\n\n"
            for title in ("1 Inledning", "1.1 Syfte", "1.1.1 Avgränsning", "2 Resultat")
        )
    )
    found = read_text(text.encode(), "plan.txt").blocks
    assert [(b.text, b.level) for b in found if b.role is Role.HEADING] == [
        ("Innehåll", 2), ("1 Inledning", 1), ("1.1 Syfte", 2), ("1.1.1 Avgränsning", 3), ("2 Resultat", 1),
    ]  # fmt: skip
