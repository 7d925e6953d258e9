"""Our own eyes see what the validator misses: each fault, put into a sound file, is found."""

import io
import zipfile

import invented
import ooxml
import pytest

from utlatande.word.write import render

SOUND, _ = render(invented.draft())


def with_change(part, old, new, count=1):
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(SOUND)) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            if name == part:
                assert old.encode() in data
                data = data.replace(old.encode(), new.encode(), count)
            target.writestr(name, data)
    return out.getvalue()


DOCUMENT = "word/document.xml"
FAULTS = {
    "a cell without a paragraph": (
        DOCUMENT,
        '<w:p><w:pPr><w:pStyle w:val="UtlTabelltext"/></w:pPr></w:p></w:tc>',
        "</w:tc>",
    ),
    "a bookmark name twice": (DOCUMENT, 'w:name="_utl_p002"', 'w:name="_utl_p001"'),
    "deleted text as w:t": (DOCUMENT, "w:delText", "w:t", 2),
    "a comment without its anchor": (DOCUMENT, '<w:commentRangeEnd w:id="0"/>', ""),
    "an anchor without its comment": (DOCUMENT, '<w:commentReference w:id="0"/>', '<w:commentReference w:id="77"/>'),
    "a style that is not there": (DOCUMENT, '<w:pStyle w:val="Rubrik1"/>', '<w:pStyle w:val="Rubrik77"/>'),
    "a list that is not there": (DOCUMENT, '<w:numId w:val="4"/>', '<w:numId w:val="77"/>'),
    "a relation to nothing": ("word/_rels/document.xml.rels", 'Target="styles.xml"', 'Target="stilar.xml"'),
    "a change without content": (DOCUMENT, "<w:r><w:t>Norrviks stadsdelsområde</w:t></w:r>", ""),
    "two tables in a row": (DOCUMENT, "</w:tbl><w:p>", "</w:tbl><w:tbl><w:tblPr/><w:tblGrid/></w:tbl><w:p>"),
    "spaces that are dropped": (DOCUMENT, ' xml:space="preserve"', "", 99),
}


def test_a_sound_file_has_no_problem():
    assert ooxml.problems(SOUND) == []


@pytest.mark.parametrize("fault", FAULTS)
def test_each_fault_is_seen(fault):
    assert ooxml.problems(with_change(*FAULTS[fault]))
