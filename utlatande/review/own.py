"""The officer's own new text: not what is quoted, retold from the letter, or taken from earlier documents."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from utlatande import language, sentences, structure
from utlatande.model import Block, Query, Role
from utlatande.passages.questions import question_of
from utlatande.passages.retelling import own_words
from utlatande.review.asked import marked, questions
from utlatande.review.paper import Paper, styled, without_gaps

_NOT = frozenset(
    {"forslag_till_beslut", "bilagor", "delges", "innehall", "beslutsunderlag", "fragor", "ersattaryttrande"}
)
_QUOTED = re.compile(r"[”\"“»][^”\"“»«\n]{1,600}[”\"“«»]")
_ROLES = (Role.PARAGRAPH, Role.ITEM, Role.FOOTNOTE)
_SHORTEST = 4  # words of a sentence that is looked for elsewhere
_LOOKED = 300  # characters of a paragraph that is searched for
_PASSAGES = 4


def own(paper: Paper) -> Iterator[tuple[Block, str]]:
    """Yield each block that has new text, with that text: the sentences that stand nowhere else."""
    given = _given(paper)
    asked = questions(paper)
    for section in paper.sections:
        if section.slot in _NOT or (section.slot is None and section.heading is None):
            continue
        for block in section.blocks:
            if (
                block.role not in _ROLES
                or structure.is_signature(block)
                or styled(block, "quote", "note", "alternative")
            ):
                continue
            if question_of(block) is not None or marked(block, asked)[0]:
                continue
            text = own_words(_QUOTED.sub(" … ", without_gaps(block.text)), section.slot)
            known = given | _earlier(paper, text)
            new = [one for one in sentences.sentences(text) if _flat(one) not in known]
            if new:
                yield block, " ".join(new)


def _given(paper: Paper) -> set[str]:
    """Return the sentences that were in the letter, or in the draft as the program wrote it."""
    letter = paper.letter
    texts = [*letter.preamble, *(one.text for one in letter.questions)] if letter else []
    provenance = paper.edited.provenance
    texts += [one.text for one in paper.edited.suggestions]
    texts += [one.text for one in provenance.written] if provenance else []
    return {_flat(one) for text in texts for one in chain(sentences.sentences(text), text.split("\n"))}


def _earlier(paper: Paper, text: str) -> set[str]:
    """Return the sentences of the earlier documents that are most like a text."""
    if paper.search is None or len(language.words(text)) < _SHORTEST:
        return set()
    found = paper.search(Query(text=text[:_LOOKED], limit=_PASSAGES))
    return {_flat(one) for candidate in found for one in sentences.sentences(candidate.passage.text)}


def _flat(text: str) -> str:
    return " ".join(language.words(text))
