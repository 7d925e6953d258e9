"""Earlier documents as many offices write them: all that is expected of each comes out, and nothing else."""

import earlier_documents
import pytest


@pytest.mark.parametrize("name", earlier_documents.expected())
def test_all_that_is_expected_of_a_document_comes_out(name):
    assert [(sort, about) for sort, holds, about in earlier_documents.checked(name) if not holds] == []


def test_every_document_has_its_expectations():
    kept = {path.name for path in earlier_documents.FOLDER.iterdir() if not path.name.startswith("expected")}
    assert kept == set(earlier_documents.expected())
