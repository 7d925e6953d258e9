"""Letters as people really send them: what a careful registrar would find in each, that must be found."""

import re

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from letters_as_sent import TEXTS, WORDS

from utlatande import parse, read

# --- Word letters ----------------------------------------------------------------------------------------------------
LISTS = {
    "dec": (("decimal", "%1."), ("decimal", "%1.%2")),
    "abc": (("decimal", "%1."), ("lowerLetter", "%2)")),
    "rom": (("upperRoman", "%1."), ("lowerRoman", "%2)")),
    "fra": (("decimal", "Fråga %1:"), ("lowerLetter", "%2)")),
    "bul": (("bullet", "•"), ("bullet", "–")),
}
MARKED = re.compile(r"(\*\*.+?\*\*|~~.+?~~)")


def word(lines):
    """A Word file of the lines."""
    made = Document()
    numbering = made.part.numbering_part.element
    lists, table = {}, None
    for name, levels in LISTS.items():
        inside = "".join(
            f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="{fmt}"/><w:lvlText w:val="{text}"/></w:lvl>'
            for n, (fmt, text) in enumerate(levels)
        )
        at = 80 + len(lists)
        numbering.insert(0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{at}">{inside}</w:abstractNum>'))
        lists[name] = numbering.add_num(at).numId
    for line in lines:
        if line.startswith("<w:"):
            made.add_paragraph()._p.append(parse_xml(line.replace(">", f" {nsdecls('w')}>", 1)))
        elif " | " in line:
            cells = line.split(" | ")
            table = made.add_table(0, len(cells)) if table is None else table
            for cell, text in zip(table.add_row().cells, cells, strict=True):
                _cell(cell, text, lists)
            continue
        else:
            _line(made, line, lists)
        table = None
    return made


def _cell(cell, text, lists):
    for number, part in enumerate(text.split("\n")):
        _fill(cell.paragraphs[0] if number == 0 else cell.add_paragraph(), part, lists)


def _line(made, line, lists):
    m = re.match(r"(#+) ", line)
    paragraph = made.add_heading("", len(m[1])) if m else made.add_paragraph()
    _fill(paragraph, line[m.end() :] if m else line, lists)


def _fill(paragraph, text, lists):
    if m := re.match(r"<(\w+):(\d)> ", text):
        properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
        properties.get_or_add_ilvl().val, properties.get_or_add_numId().val = int(m[2]), lists[m[1]]
        text = text[m.end() :]
    bold, struck = text.startswith("* "), text.startswith("~ ")
    for piece in MARKED.split(text[2:] if bold or struck else text):
        run = paragraph.add_run(piece[2:-2] if MARKED.fullmatch(piece) else piece)
        run.bold = bold or piece.startswith("**") or None
        run.font.strike = struck or piece.startswith("~~") or None


# --- the tests -------------------------------------------------------------------------------------------------------


def heard(body, folder):
    """The letter as it is understood when it has been written to a file and read again."""
    if isinstance(body, str):
        place = folder / "brev.txt"
        place.write_text(body, encoding="utf-8")
    else:
        place = folder / "brev.docx"
        word(body).save(place)
    return parse(read(place))


LETTERS = {
    **{f"txt: {name}": one for name, one in TEXTS.items()},
    **{f"docx: {name}": one for name, one in WORDS.items()},
}


def those(which):
    """Run a test on the letters that ``which`` picks."""
    return pytest.mark.parametrize("name", [name for name, one in LETTERS.items() if which(one)])


def shown(number, text, kind, under, mere):
    """One line a question: «u» before the number of an uppdrag, «=» after it where there is nothing to answer."""
    label = f"{'u' if kind == 'uppdrag' else ''}{(number or '').lower()}{'=' if mere else ''}"
    return f"[{label}{f' < {under}' if under else ''}] {text}"


@those(lambda _: True)
def test_every_question_of_the_letter_is_found_and_nothing_else(name, tmp_path):
    found = heard(LETTERS[name].body, tmp_path).questions
    names = {question.id: question.number or question.text for question in found}
    got = [shown(q.number, q.text, q.kind, names.get(q.parent), not q.answerable) for q in found]
    assert got == [shown(q.number, q.text, q.kind, q.under, q.mere) for q in LETTERS[name].asked]


@those(lambda one: any(question.stem for question in one.asked))
def test_what_is_searched_for_carries_the_stem(name, tmp_path):
    found = {question.text: question.searches for question in heard(LETTERS[name].body, tmp_path).questions}
    stems = {question.text: question.stem for question in LETTERS[name].asked if question.stem}
    carried = {text: any(stem in search for search in found.get(text, ())) for text, stem in stems.items()}
    assert carried == dict.fromkeys(stems, True)


@those(lambda one: any(question.mere for question in one.asked))
def test_a_mere_stem_or_heading_is_searched_for_in_no_way(name, tmp_path):
    found = {question.text: question.searches for question in heard(LETTERS[name].body, tmp_path).questions}
    mere = [question.text for question in LETTERS[name].asked if question.mere]
    assert [found.get(text) for text in mere] == [()] * len(mere)


@those(lambda one: not one.asked)
def test_a_letter_that_asks_nothing_says_so(name, tmp_path):
    (notice,) = heard(LETTERS[name].body, tmp_path).notices
    assert "ingen fråga" in notice.text.lower() or "inga frågor" in notice.text.lower()


@those(lambda one: re.search("~ |~~|strike", str(one.body)))
def test_what_is_struck_through_is_told(name, tmp_path):
    assert any("struk" in notice.text for notice in heard(LETTERS[name].body, tmp_path).notices)


@those(lambda _: True)
def test_the_letter_says_what_it_is_about_who_writes_to_whom_and_when(name, tmp_path):
    found, expected = heard(LETTERS[name].body, tmp_path), LETTERS[name]
    got = {"title": found.title, "parties": found.parties, "recipient": found.recipient, "date": found.date}
    assert got == {key: getattr(expected, key) for key in got}
