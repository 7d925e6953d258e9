"""Reading Word: every pitfall of word_cases, and that no word is lost, nothing hostile gets through, nothing crashes."""
# ruff: noqa: E501 - a piece of XML is best read on one line

import json
import random
import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from word_builder import box, docx, p, relation, strict, style, t, tbl, tc, tr, word_parts, zipped
from word_builder import field as complex_field
from word_cases import AUTHOR, CASES, DECIMAL, OUTLINE, control, gone, ins

from utlatande import readers
from utlatande.errors import ReadError
from utlatande.model import Role
from utlatande.readers import render
from utlatande.word.numbering import written
from utlatande.word.read import read_word

SHARED = Path(__file__).parent.parent.parent / "shared" / "skrivelser"


@pytest.fixture
def reading(tmp_path):
    """Write bytes as a file and read it."""

    def reading(data, *, view="accepted"):
        path = tmp_path / "brev.docx"
        path.write_bytes(data)
        return read_word(path, view=view)

    return reading


def shown(document):
    return "\n".join(f"{b.number} {b.text}" if b.number else b.text for b in document.blocks)


def numbers(document):
    return [b.number for b in document.blocks if b.number]


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("form", ["transitional", "strict"])
def test_every_pitfall(reading, name, form):
    case = CASES[name]
    parts = word_parts(case.body, **case.more)
    document = reading(zipped(strict(parts) if form == "strict" else parts), view=case.view)
    text = shown(document)
    for wanted in case.has:
        assert wanted in text
        assert text.count(wanted) == 1 or len(wanted) < 3, f"doubled: {wanted}"
    for unwanted in case.lacks:
        assert unwanted not in text
    if case.numbers:
        assert numbers(document) == case.numbers
    assert [b.origin.block for b in document.blocks] == list(range(len(document.blocks)))


@pytest.mark.parametrize(
    ("number", "style", "expected"),
    [
        (4, "lowerRoman", "iv"), (1999, "upperRoman", "MCMXCIX"), (4000, "lowerRoman", "4000"), (0, "upperRoman", "0"),
        (26, "lowerLetter", "z"), (27, "lowerLetter", "aa"), (53, "upperLetter", "AAA"), (0, "lowerLetter", "0"),
        (21, "ordinal", "21:a"), (12, "ordinal", "12:e"), (5, "chicago", "**"), (20, "cardinalText", "Tjugo"),
        (21, "cardinalText", "21"), (-1, "decimal", "-1"), (21, "decimalEnclosedCircle", "21"), (10, "hex", "A"),
    ],
)  # fmt: skip
def test_numbers_are_written_as_word_writes_them(number, style, expected):
    assert written(number, style) == expected


def test_roles_levels_and_styles(reading):
    document = reading(
        docx(
            p("Rubrik", style="H2") + p("Text") + p("Punkt", num=(1, 1)) + tbl(tr("cell")) + p(box(p("ruta"))) + p("Direkt", more='<w:outlineLvl w:val="2"/>'),
            numbering=OUTLINE,
            styles=style("Normal", default=True) + style("H2", title="heading 2", paragraph='<w:outlineLvl w:val="1"/>', run="<w:b/>"),
            headers=[("header", "default", tbl(tr("Dnr", "5")))],
        )
    )  # fmt: skip
    assert [(b.role, b.level, b.style) for b in document.blocks] == [
        (Role.HEADER, None, None),
        (Role.HEADING, 2, "heading 2"),
        (Role.PARAGRAPH, None, "Normal"),
        (Role.ITEM, 1, "Normal"),
        (Role.ROW, None, None),
        (Role.BOX, None, "Normal"),
        (Role.HEADING, 3, "Normal"),
    ]
    assert document.blocks[0].cells == ("Dnr", "5")
    assert [b.strong for b in document.blocks] == [False, True, False, False, False, False, False]


def test_strong_is_all_bold_or_larger_than_most_of_the_text(reading):
    def run(text, properties):
        return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"

    twelve = '<w:sz w:val="24"/>'
    document = reading(
        docx(
            p(run("Stor", '<w:sz w:val="32"/>'))
            + p(run("Fet", f"<w:b/>{twelve}"))
            + p(run("Halvfet", f"<w:b/>{twelve}") + run(" text", twelve))
            + p(run("Vanlig text i tolv punkter, den vanligaste storleken", twelve))
            + p(run("Inte fet", f'<w:b w:val="0"/>{twelve}'))
        )
    )
    assert [b.strong for b in document.blocks] == [True, True, False, False, False]


def test_tables_are_numbered_and_nested_ones_belong_to_theirs(reading):
    document = reading(docx(tbl(tr("a"), tr(tc(tbl(tr("b")) + p("c")))) + p("mellan") + tbl(tr("d"))))
    assert [(b.table, b.text) for b in document.blocks] == [(0, "a"), (0, "b\nc"), (None, "mellan"), (1, "d")]


BREAK, RENDERED = '<w:r><w:br w:type="page"/></w:r>', "<w:r><w:lastRenderedPageBreak/></w:r>"


@pytest.mark.parametrize(
    ("body", "pages"),
    [
        (p("a") + p("b"), [None, None]),
        (p("a") + p(BREAK) + p("b"), [1, 2]),
        (p("a") + p(RENDERED + t("b")) + p("c") + p(RENDERED + t("d")), [1, 2, 2, 3]),
        (p("a") + p(BREAK) + p(RENDERED + t("b")), [1, 2]),  # Word notes its own mark after a typed break
        (p(t("a ") + RENDERED + t("fortsätter")) + p("b"), [1, 2]),
        (p("a") + p("b", more="<w:pageBreakBefore/>"), [1, 2]),
        (tbl(tr(tc(p(t("a") + RENDERED)), tc(p(t("b") + RENDERED)))) + p("c"), [1, 2]),
        (p(RENDERED + t("a") + box(p("ruta"))) + p("c"), [2, 2, 2]),
    ],
)
def test_pages_are_counted_where_the_file_knows_them(reading, body, pages):
    assert [b.origin.page for b in reading(docx(body)).blocks] == pages


def test_comments_know_their_block_author_and_date(reading):
    comment = (
        f'<w:comment w:id="4" w:author="Per Holm" w:date="2024-05-01T10:00:00Z">{p("Ska vi?")}{p("Ja.")}</w:comment>'
    )
    document = reading(docx(p("a") + p(t("b") + '<w:r><w:commentReference w:id="4"/></w:r>'), comments=comment))
    (found,) = document.comments
    assert (found.text, found.author, found.date, found.origin.block) == (
        "Ska vi?\nJa.",
        "Per Holm",
        "2024-05-01T10:00:00Z",
        1,
    )


@pytest.mark.parametrize("line", ["strike", "dstrike"])
def test_a_person_is_told_of_struck_text(reading, line):
    read = reading(docx(p(f"<w:r><w:rPr><w:{line}/></w:rPr><w:t>struket</w:t></w:r>" + t("kvar"))))
    (notice,) = read.notices
    assert "överstruken text (7 tecken)" in notice.text
    assert [(one.text, one.origin.block) for one in read.struck] == [("struket", 0)]
    assert "[Överstruket] struket" in render.as_text(read)


def test_what_is_struck_in_cells_notes_and_whole_paragraphs_is_kept_apart_too(reading):
    def line(text):
        return f'<w:r><w:rPr><w:strike/></w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'

    note = '<w:footnote w:id="2">' + p(t("Not.") + line("borta i not")) + "</w:footnote>"
    body = p(line("helt borta")) + tbl(tr(tc(p(t("Cell") + line("borta i cell"))), "Två"))
    body += p(t("Sist") + line("ett ") + t("kvar") + line("två") + '<w:r><w:footnoteReference w:id="2"/></w:r>')
    read = reading(docx(body, footnotes=note))
    assert [one.text for one in read.struck] == ["helt borta", "borta i cell", "ett två", "borta i not"]
    assert not any("borta" in block.text for block in read.blocks)


def test_a_person_is_told_of_changes_macros_inserted_files_objects_and_hidden_text(reading):
    body = (
        p(gone("x") + "<w:r><w:object/></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>dolt</w:t></w:r>" + t("a"))
        + '<w:altChunk r:id="c"/>'
    )
    document = reading(
        docx(body, parts={"word/vbaProject.bin": b"MZ"}, relations=relation("c", "aFChunk", "bilaga.html"))
    )
    told = " ".join(notice.text for notice in document.notices)
    for word in ("spårade ändringar", "makron", "annan fil", "inbäddade objekt", "dold text"):
        assert word in told
    assert [b.text for b in document.blocks] == ["a"]


def test_a_document_without_text_says_so(reading):
    picture = p("<w:r><w:drawing><a:graphic><a:blip/></a:graphic></w:drawing></w:r>")
    assert "bara bilder" in reading(docx(picture)).notices[0].text
    assert "ingen text" in reading(docx(p())).notices[0].text


def test_properties_are_read_under_plain_names(reading):
    core = (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Om kameror</dc:title><dc:creator>Anna</dc:creator></cp:coreProperties>'
    )
    custom = (
        '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" xmlns:vt="v">'
        '<property name="utlatande-draft"><vt:lpwstr>abc</vt:lpwstr></property></Properties>'
    )
    document = reading(
        docx(
            p("a"),
            parts={"docProps/core.xml": core, "docProps/custom.xml": custom},
            top=relation(
                "c1",
                "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
                "docProps/core.xml",
            )
            + relation("c2", "custom-properties", "docProps/custom.xml"),
        )
    )
    assert dict(document.properties) == {"title": "Om kameror", "author": "Anna", "utlatande-draft": "abc"}


@pytest.mark.parametrize(
    "more",
    [
        {"main": "word/document2.xml"},
        {"main": "text/huvud.xml"},
        {"type": "application/vnd.ms-word.document.macroEnabled.main+xml"},
        {"type": "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"},
        {
            "relations": relation("a", "header", "NULL")
            + relation("b", "footer", "#_top")
            + relation("c", "styles", "saknas.xml")
        },
        {
            "relations": relation("a", "image", "file:///etc/passwd", external=True)
            + relation("b", "styles", "../../../etc/passwd")
        },
        {"relations": relation("a", "numbering", "/word/lista.xml"), "parts": {"word/lista.xml": "<x/>"}},
        {"relations": '<Relationship/><Annat xmlns="x"/>'},
        {"parts": {"[Content_Types].xml": '<Types xmlns="x"/>'}},
        {"styles": "<w:skräp/>", "numbering": "<w:skräp/>"},
    ],
)
def test_odd_packages_are_read_all_the_same(reading, more):
    assert [b.text for b in reading(docx(p("Hur?"), **more)).blocks] == ["Hur?"]


def test_names_with_backslashes_or_other_case_are_found(reading):
    parts = {
        name.replace("/", "\\").upper() if name.startswith("word") else name: text
        for name, text in word_parts(p("Hur?")).items()
    }
    assert [b.text for b in reading(zipped(parts)).blocks] == ["Hur?"]


def test_parts_in_utf_16_are_read(reading):
    parts = word_parts(p("Hur går det på ön?"))
    main = "word/document.xml"
    parts[main] = ('<?xml version="1.0" encoding="UTF-16"?>' + parts[main]).encode("utf-16")
    assert [b.text for b in reading(zipped(parts)).blocks] == ["Hur går det på ön?"]


def test_a_broken_part_beside_the_text_is_told_and_the_text_is_read(reading):
    parts = word_parts(p("Hur?", num=(1, 0)), numbering=DECIMAL)
    parts["word/numbering.xml"] = "<w:numbering"
    document = reading(zipped(parts))
    assert [b.text for b in document.blocks] == ["Hur?"]
    assert "word/numbering.xml" in document.notices[0].text


# --- nothing lost, nothing doubled -----------------------------------------------------------------------------------

_count = [0]


def _word():
    _count[0] += 1
    return f"ord{_count[0]}x"


def _made(kind):
    """Make a piece of a document around fresh words; return its XML and the words that show."""
    word, other = _word(), _word()
    return {
        "plain": (p(word), [word]),
        "two runs": (p(t(word[:3]) + t(word[3:])), [word]),
        "numbered": (p(word, num=(1, 0)), [word]),
        "inserted": (p(ins(t(word)) + gone(other)), [word]),
        "joined": (p(t(f"{word} "), mark=f"<w:del {AUTHOR}/>") + p(other), [word, other]),
        "removed": (p(gone(word), mark=f"<w:del {AUTHOR}/>"), []),
        "box": (p(t(f"{word} ") + box(p(other))), [word, other]),
        "field": (p(complex_field(other, t(word))), [word]),
        "broken field": (p('<w:r><w:fldChar w:fldCharType="begin"/></w:r>' + t(word)) + p(other), [word, other]),
        "link": (p(f"<w:hyperlink>{t(word)}</w:hyperlink>"), [word]),
        "control": (control(p(word) + p(other)), [word, other]),
        "break": (p(t(word) + "<w:r><w:br/></w:r>" + t(other)), [word, other]),
        "footnote": (p(t(word) + '<w:r><w:footnoteReference w:id="99"/></w:r>'), [word]),
        "hidden": (p(f"<w:r><w:rPr><w:vanish/></w:rPr><w:t>{other}</w:t></w:r>" + t(word)), [word]),
        "page": (p(t(word) + BREAK + t(other)), [word, other]),
    }[kind]


KINDS = st.sampled_from(
    ["plain", "two runs", "numbered", "inserted", "joined", "removed", "box", "field", "broken field", "link", "control", "break",
     "footnote", "hidden", "page"]
)  # fmt: skip
PIECES = st.recursive(KINDS, lambda inner: st.tuples(st.sampled_from(["table", "box", "control"]), st.lists(inner, min_size=1, max_size=3)), max_leaves=12)  # fmt: skip


def _xml(piece):
    if isinstance(piece, str):
        return _made(piece)
    around, inner = piece
    made = [_xml(one) for one in inner]
    body, words = "".join(xml for xml, _ in made), [word for _, words in made for word in words]
    if around == "table":
        return tbl(tr(tc(body + p()), "")) + p(), words
    if around == "box":
        return p(box(body)), words
    return control(body), words


@settings(max_examples=150, deadline=None)
@given(pieces=st.lists(PIECES, max_size=6))
def test_no_visible_word_is_lost_or_doubled(tmp_path_factory, pieces):
    made = [_xml(piece) for piece in pieces]
    path = tmp_path_factory.getbasetemp() / "egenskap.docx"
    path.write_bytes(docx("".join(xml for xml, _ in made), numbering=DECIMAL))
    text = shown(read_word(path))
    assert Counter(re.findall(r"ord\d+x", text)) == Counter(word for _, words in made for word in words)


def _whole():
    return docx(
        p("Hur?", num=(1, 0)) + tbl(tr("a", "b")) + p(box(p("ruta"))),
        numbering=DECIMAL, styles=style("Normal", default=True), footnotes='<w:footnote w:id="1"><w:p/></w:footnote>',
        headers=[("header", "default", p("Dnr"))],
    )  # fmt: skip


def read_or_refuse(path):
    """Read the file, or see it refused in one line that names it; anything else fails the test."""
    try:
        read_word(path)
    except ReadError as error:
        message = error.message
    else:
        return
    assert path.name in message
    assert "\n" not in message


@pytest.mark.parametrize("seed", range(20))
def test_damaged_bytes_are_read_or_refused_but_never_a_crash(tmp_path, seed):
    chance = random.Random(seed)
    whole = _whole()
    path = tmp_path / "brev.docx"
    for _ in range(60):
        data = bytearray(whole)
        for _ in range(chance.choice([1, 1, 2, 8, 40])):
            data[chance.randrange(len(data))] = chance.randrange(256)
        path.write_bytes(bytes(data[: chance.randrange(len(data))]) if chance.random() < 0.3 else bytes(data))
        read_or_refuse(path)


@pytest.mark.parametrize("seed", range(20))
def test_shuffled_xml_is_read_or_refused_but_never_a_crash(tmp_path, seed):
    chance = random.Random(seed)
    path = tmp_path / "brev.docx"
    bodies = [case.body for case in CASES.values()]
    tags = re.compile(r"<[^>]+>|[^<]+")
    for _ in range(40):
        pieces = tags.findall(chance.choice(bodies) + chance.choice(bodies))
        for _ in range(chance.randrange(1, 4)):
            place = chance.randrange(len(pieces))
            if chance.random() < 0.5:
                pieces.insert(place, chance.choice(["<w:p/>", "<w:tbl/>", "<w:tr/>", "<w:tc/>", "<w:r/>", "<w:txbxContent/>", "<w:numPr/>", '<w:fldChar w:fldCharType="end"/>', "<w:vMerge/>", "x"]))  # fmt: skip
            else:
                pieces[place] = chance.choice(pieces)
        path.write_bytes(docx("".join(pieces), numbering=OUTLINE))
        read_or_refuse(path)


# --- the shared letters ----------------------------------------------------------------------------------------------


def _bare(text):
    return re.sub(r"\s+", " ", text).strip(" .,;:?")


@pytest.mark.skipif(not SHARED.exists(), reason="the shared letters are not here")
@pytest.mark.parametrize("path", sorted(SHARED.glob("*.docx")) if SHARED.exists() else [], ids=lambda path: path.stem)
def test_the_shared_letters_hold_their_questions_and_numbers(path):
    expected = json.loads(path.with_suffix("").with_suffix(".expected.json").read_text(encoding="utf-8"))
    document = read_word(path)
    for question in expected["fragor"]:
        wanted = _bare(question["text"])
        block = next(b for b in document.blocks if wanted in _bare(b.text))
        number = (question["nr"] or "")[-1:]
        before = _bare(f"{block.number or ''} {block.text}")
        assert re.search(rf"(?:^|\s){number}[.)]?\s(?:\S+ )?{re.escape(wanted)}", before) or not number


def test_two_hundred_thousand_paragraphs_take_no_more_memory_than_their_text(reading):
    body = "".join(p(f"Stycke nummer {n} om trygghet, belysning och kameror i parken.") for n in range(20_000))
    assert len(reading(docx(body)).blocks) == 20_000


def test_what_is_written_about_a_picture_is_kept_apart(reading):
    picture = '<w:r><w:drawing><wp:inline><wp:docPr id="1" name="Bild 1" descr="En karta över parken"/></wp:inline></w:drawing></w:r>'
    old = '<w:r><w:pict><v:shape alt="En lyktstolpe"><v:imagedata o:title="img2"/></v:shape></w:pict></w:r>'
    document = reading(docx(p(old) + p(t("Text.") + picture) + p("Mer.") + tbl(tr(tc(p(t("cell") + picture))))))
    assert [b.text for b in document.blocks] == ["Text.", "Mer.", "cell"]
    assert [(one.text, one.origin and one.origin.block) for one in document.pictures] == [
        ("En lyktstolpe", None),
        ("En karta över parken", 0),
        ("En karta över parken", 2),
    ]
    assert render.as_text(document).splitlines()[:3] == ["[Bild] En lyktstolpe", "Text.", "[Bild] En karta över parken"]


def chunk(tmp_path, name, data, body=None):
    path = tmp_path / "brev.docx"
    body = body or p("Före") + '<w:altChunk r:id="c"/>' + p("Efter")
    parts = {f"word/{name}": data if isinstance(data, bytes) else data.encode()}
    path.write_bytes(docx(body, parts=parts, relations=relation("c", "aFChunk", name)))
    return readers.read(path)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("del.docx", docx(p("Hur många lampor?"))),
        ("del.html", "<html><body><p>Hur många lampor?</p></body></html>"),
        ("del.txt", "Hur många lampor?"),
        ("del.mht", "MIME-Version: 1.0\r\nContent-Type: text/html\r\n\r\n<html><p>Hur många lampor?</p></html>"),
    ],
)
def test_a_file_that_is_set_in_whole_is_read_where_it_stands(tmp_path, name, data):
    document = chunk(tmp_path, name, data)
    assert [b.text for b in document.blocks] == ["Före", "Hur många lampor?", "Efter"]
    assert [b.origin.block for b in document.blocks] == [0, 1, 2]
    assert not document.notices


def test_a_file_that_is_set_in_but_cannot_be_read_is_told(tmp_path):
    document = chunk(tmp_path, "del.bin", b"\x89PNG\r\n\x1a\n" + bytes(90))
    assert [b.text for b in document.blocks] == ["Före", "Efter"]
    assert "annan fil" in document.notices[0].text


def test_files_set_in_each_other_end_somewhere(tmp_path):
    inner = docx(p("Innerst"))
    for _ in range(6):
        inner = docx(
            '<w:altChunk r:id="c"/>', parts={"word/d.docx": inner}, relations=relation("c", "aFChunk", "d.docx")
        )
    assert "annan fil" in chunk(tmp_path, "d.docx", inner).notices[0].text


def test_the_words_of_a_chart_are_read(reading):
    space = "http://schemas.openxmlformats.org/drawingml/2006/chart"
    drawing = "http://schemas.openxmlformats.org/drawingml/2006/main"
    body = p(
        f'<w:r><w:drawing><wp:inline><a:graphic><a:graphicData><c:chart xmlns:c="{space}" r:id="c"/></a:graphicData>'
        "</a:graphic></wp:inline></w:drawing></w:r>"
    )
    cache = "<c:strRef><c:strCache><c:pt><c:v>{}</c:v></c:pt></c:strCache></c:strRef>"
    chart = (
        f'<c:chartSpace xmlns:c="{space}" xmlns:a="{drawing}"><c:title><a:p><a:r><a:t>Anmälda </a:t></a:r><a:r><a:t>rån'
        f"</a:t></a:r></a:p></c:title><c:ser><c:tx>{cache.format('Norrvik')}</c:tx><c:cat>{cache.format('2023')}</c:cat>"
        "<c:val><c:numRef><c:numCache><c:pt><c:v>12</c:v></c:pt></c:numCache></c:numRef></c:val></c:ser></c:chartSpace>"
    )
    parts = {"word/charts/chart1.xml": chart.encode()}
    document = reading(docx(p("Text") + body, parts=parts, relations=relation("c", "chart", "charts/chart1.xml")))
    assert [(b.role, b.text) for b in document.blocks][1:] == [
        (Role.BOX, "Anmälda rån"), (Role.BOX, "Norrvik"), (Role.BOX, "2023"),
    ]  # fmt: skip


SPACES = 'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'


def drawn(reading, name, kind, part):
    """The boxes of a document with a drawing whose words lie in a part of its own."""
    body = p(f"<w:r><w:drawing><wp:inline><a:graphic><a:graphicData>{name}</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>")  # fmt: skip
    data = docx(p("Text") + body, parts={"word/d.xml": part}, relations=relation("c", kind, "d.xml"))
    return [block.text for block in reading(data).blocks if block.role is Role.BOX]


def series(name, categories, values, *, labels="", code="General"):
    """A chart's series."""
    points = ["".join(f'<c:pt idx="{n}"><c:v>{v}</c:v></c:pt>' for n, v in enumerate(row)) for row in (categories, values)]  # fmt: skip
    return (
        f"<c:ser><c:tx><c:strRef><c:strCache><c:pt><c:v>{name}</c:v></c:pt></c:strCache></c:strRef></c:tx>{labels}<c:cat>"
        f"<c:strRef><c:strCache>{points[0]}</c:strCache></c:strRef></c:cat><c:val><c:numRef><c:numCache>"
        f"<c:formatCode>{code}</c:formatCode>{points[1]}</c:numCache></c:numRef></c:val></c:ser>"
    )


SHOWN = '<c:dLbls><c:showVal val="1"/></c:dLbls>'


@pytest.mark.parametrize(
    ("plot", "expected"),
    [
        (series("Rån", ["2023", "2024"], ["12", "15"]), ["Rån", "2023", "2024"]),
        (series("Rån", ["2023", "2024"], ["12", "15"], labels=SHOWN), ["Rån", "2023: 12", "2024: 15"]),
        (
            series("Rån", ["2023", "2024"], ["12", "15"]) + series("Inbrott", ["2023", "2024"], ["1.5", "0.25"]) + SHOWN,
            ["Rån", "2023: 12; 1,5", "2024: 15; 0,25", "Inbrott"],
        ),
        (series("Andel", ["Kvinnor"], ["0.345"], labels=SHOWN, code="0.0%"), ["Andel", "Kvinnor: 34,5 %"]),
        (series("Kronor", ["År"], ["1234567.8"], labels=SHOWN, code="#,##0"), ["Kronor", "År: 1 234 568"]),
        (series("Rån", ["2023"], ["12"]) + "<c:dTable/>", ["Rån", "2023: 12"]),
        (series("Rån", ["2023"], ["12"], labels='<c:dLbls><c:showVal val="0"/></c:dLbls>') + SHOWN, ["Rån", "2023"]),
    ],
)  # fmt: skip
def test_the_figures_that_a_chart_shows_are_read(reading, plot, expected):
    chart = f"<c:chartSpace {SPACES}><c:barChart>{plot}</c:barChart></c:chartSpace>"
    assert drawn(reading, f'<c:chart {SPACES} r:id="c"/>', "chart", chart) == expected


def test_categories_in_several_levels_and_newer_charts_are_read(reading):
    levels = "<c:cat><c:multiLvlStrRef><c:multiLvlStrCache><c:lvl><c:pt><c:v>Vår</c:v></c:pt></c:lvl><c:lvl><c:pt><c:v>2024</c:v></c:pt></c:lvl></c:multiLvlStrCache></c:multiLvlStrRef></c:cat>"
    chart = f"<c:chartSpace {SPACES}><c:ser>{levels}</c:ser></c:chartSpace>"
    assert drawn(reading, f'<c:chart {SPACES} r:id="c"/>', "chart", chart) == ["Vår", "2024"]
    space = 'xmlns:cx="http://schemas.microsoft.com/office/drawing/2014/chartex"'
    newer = (
        f'<cx:chartSpace {space}><cx:strDim><cx:lvl><cx:pt idx="0">Norrvik</cx:pt></cx:lvl></cx:strDim></cx:chartSpace>'
    )
    assert drawn(reading, f'<cx:chart {space} r:id="c"/>', "chartEx", newer) == ["Norrvik"]


def test_the_paragraphs_of_a_smart_art_shape_stay_apart(reading):
    space = f'xmlns:d="http://schemas.openxmlformats.org/drawingml/2006/diagram" {SPACES}'
    part = f"<d:dataModel {space}><d:ptLst><d:pt><d:t><a:p><a:r><a:t>Ett </a:t></a:r><a:r><a:t>steg</a:t></a:r></a:p><a:p><a:r><a:t>Två</a:t></a:r></a:p></d:t></d:pt></d:ptLst></d:dataModel>"
    assert drawn(reading, f'<d:relIds {space} r:dm="c"/>', "diagramData", part) == ["Ett steg", "Två"]


def test_what_is_written_about_a_picture_in_a_note_is_kept(reading):
    picture = (
        '<w:r><w:drawing><wp:inline><wp:docPr id="1" name="Bild 1" descr="En karta"/></wp:inline></w:drawing></w:r>'
    )
    note = f'<w:footnote w:id="2">{p(t("Se kartan.") + picture)}</w:footnote>'
    document = reading(docx(p(t("Text") + '<w:r><w:footnoteReference w:id="2"/></w:r>'), footnotes=note))
    assert [one.text for one in document.pictures] == ["En karta"]
    assert [block.text for block in document.blocks] == ["Text", "Se kartan."]
