"""What became of a draft is told right, however people edited it."""

import editing
import pytest
from written import whole_file

from utlatande.errors import DraftUnknown
from utlatande.model import Fate
from utlatande.review.compare import compare
from utlatande.word.edited import read_edited

FIRST, LIGHT, STATEMENT, ITEM, WALKS, YOUTH, TABLE = (f"_utl_p{n:03d}" for n in range(1, 8))


@pytest.fixture
def desk():
    return editing.Desk(whole_file())


@pytest.fixture
def told(tmp_path):
    """Compares what stands on a desk: (edits by bookmark, all edits)."""

    def tell(desk, draft=None):
        found = compare(read(tmp_path, desk.packed()), draft)
        return {edit.bookmark: edit for edit in found if edit.bookmark}, found

    return tell


def read(tmp_path, data):
    path = tmp_path / "redigerat.docx"
    path.write_bytes(data)
    return read_edited(path)


def fates(edits):
    return {name: (edit.fate, edit.moved) for name, edit in edits.items()}


def test_a_draft_that_nobody_touched_is_kept_whole(desk, told):
    edits, every = told(desk)
    assert fates(edits) == desk.truth
    assert {(edit.fate, edit.kept) for edit in every} == {(Fate.KEPT, 1.0)}
    assert edits[LIGHT].sources == ("p1",)
    assert (edits[LIGHT].question, edits[LIGHT].role) == ("q1", "reused")
    assert edits[LIGHT].before == edits[LIGHT].after == desk.texts[LIGHT]


def test_a_file_that_does_not_say_what_was_suggested_needs_the_draft(desk, tmp_path):
    from word_builder import docx, p

    draft = read(tmp_path, desk.packed())
    desk.shorten(LIGHT)
    desk.files = {name: data for name, data in desk.files.items() if not name.startswith("customXml/item")}
    lost = read(tmp_path, desk.packed())
    with pytest.raises(DraftUnknown, match="--draft"):
        compare(lost)
    with pytest.raises(DraftUnknown, match="inget utkast härifrån"):
        compare(read(tmp_path, docx(p("Något annat"))))
    edits = {edit.bookmark: edit for edit in compare(lost, draft)}
    assert edits[LIGHT].fate is Fate.EDITED
    assert edits[LIGHT].sources == ("p1",)
