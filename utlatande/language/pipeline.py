"""The spaCy side: our components as factories that any spaCy user can ``add_pipe``.

    import utlatande.language.pipeline          # registers the factories
    nlp = spacy.blank("sv")
    nlp.add_pipe("utlatande_sentences")         # Doc.sents by utlatande.sentences
    nlp.add_pipe("utlatande_search")            # Token._.search: the very tokens that the index searches with
    nlp.add_pipe("utlatande_entities")          # Doc.ents: places, organisations, parties, amounts and dates, by rules

A draft over an indexed corpus never comes here: spaCy takes over a second to import.
"""

from __future__ import annotations

import functools
import importlib.util
import re
from collections.abc import Iterator
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span, Token
from spacy.util import filter_spans

from utlatande import language, sentences

TRAINED = ("sv_core_news_lg", "sv_core_news_md", "sv_core_news_sm")
SENTENCES, SEARCH, ENTITIES = "utlatande_sentences", "utlatande_search", "utlatande_entities"

_MONTH = "januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december"
_CAPITAL = r"[A-ZÅÄÖ][\wåäöéü]*"
_NAME = rf"{_CAPITAL}(?:[-/]{_CAPITAL})*"
_UNIT = r"procentenheter|procent|%|miljoner\skronor|miljarder\skronor|tusen\skronor|kronor|kr|mnkr|tkr"
_PARTY = "S|M|SD|C|V|KD|L|MP|FI|FP"
_PARTIES = (
    "Socialdemokraterna|Moderaterna|Sverigedemokraterna|Centerpartiet|Vänsterpartiet|Kristdemokraterna|Liberalerna"
)
_BODY = r"förvaltning(?:en)?|nämnd(?:en)?|kontoret|myndigheten|rådet|verket|styrelsen"
_BEFORE = "I|På|För|Av|Till|Med|Inom|Från|Mellan|Hos|Vid|Under|Om|Enligt|Genom"
_PLACE = "centrum|torg|station|park|gård|stad|kommun|stadsdelsområde"
# A rule's first group is the entity. An earlier rule's finding is not touched by a later one.
_RULES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (label, re.compile(rule))
    for label, rule in (
        ("DATE", rf"\b(\d{{4}}-\d\d-\d\d|(?:den\s)?\d{{1,2}}\s(?:{_MONTH})(?:\s\d{{4}})?|(?:{_MONTH})\s\d{{4}})\b"),
        ("DATE", r"\b((?:våren|sommaren|hösten|vintern|år)\s(?:19|20)\d\d)\b"),
        ("DATE", r"(?<![\d/])((?:19|20)\d\d(?:\s?[–-]\s?(?:19|20)\d\d)?)(?![\d/])"),
        ("AMOUNT", rf"\b(\d[\d\s\u00a0]*(?:,\d+)?\s?(?:{_UNIT}))(?!\w)"),
        ("AMOUNT", r"(?<![\d/-])(\d{1,3}(?:[ \u00a0]\d{3})+|\d+,\d+|\d{2,4})(?![\d/-])"),
        ("PARTY", rf"\(((?:{_PARTY})(?:,\s(?:{_PARTY}))*)\)"),
        ("PARTY", rf"\b({_PARTIES}|Miljöpartiet)\b"),
        ("ORG", rf"\b((?:(?!(?:{_BEFORE})\s){_NAME}\s)?(?!\w*områd)(?:{_CAPITAL}|[a-zåäö]+)(?:{_BODY})s?)\b"),
        ("ORG", r"\b(Polisregion\s\w+|Polisens?|Brå|BRÅ|[A-ZÅÄÖ]{2,6}(?:-[A-ZÅÄÖ]+)*)\b"),
        ("LOC", rf"\b((?!(?:{_BEFORE}|Ett|En)\s){_NAME}s?\s(?:{_PLACE}))\b"),
        ("LOC", rf"\b(?:i|på|vid|kring|runt|till|från|mellan|norra|södra)\s({_NAME})"),
        ("PERSON", rf"\b({_CAPITAL}\s{_NAME})(?=\s(?:m\.fl\.|\())"),
    )
)


@functools.cache
def nlp() -> Language:
    """Return our pipeline: a trained Swedish model where one is installed, else a blank one; ours on top of it."""
    model = next((name for name in TRAINED if importlib.util.find_spec(name)), None)
    made = spacy.load(model) if model else spacy.blank("sv")
    made.add_pipe(SENTENCES, first=True)
    made.add_pipe(SEARCH)
    made.add_pipe(ENTITIES)
    return made


@Language.component(SENTENCES, assigns=["token.is_sent_start", "doc.sents"])
def _sentences(doc: Doc) -> Doc:
    """Set sentence starts where ``utlatande.sentences`` has them."""
    starts = {start for start, _ in sentences.spans(doc.text)}
    waiting = False
    for token in doc:
        waiting |= any(at in starts for at in range(token.idx, token.idx + len(token)))
        begins = token.i == 0 or (waiting and not token.is_space)
        token.is_sent_start = begins
        waiting &= not begins
    return doc


@Language.component(SEARCH, assigns=["token._.search", "doc._.search"])
def _search(doc: Doc) -> Doc:
    """Give each token the search tokens of the words that begin in it: in all, ``language.tokens(doc.text)``."""
    by_start: dict[int, list[str]] = {}
    for start, word in language.spans(doc.text):
        known = language.analyse(word)
        by_start.setdefault(start, []).extend((known.stem, *known.parts))
    for token in doc:
        token._.search = tuple(t for at in range(token.idx, token.idx + len(token)) for t in by_start.get(at, ()))
    return doc


@Language.component(ENTITIES, assigns=["doc.ents"])
def _entities(doc: Doc) -> Doc:
    """Add what the rules find to what a trained model found; the model's stand where both have something."""
    found = [span for span in _found(doc) if not any(span.start < e.end and e.start < span.end for e in doc.ents)]
    doc.ents = filter_spans([*doc.ents, *found])
    return doc


def _found(doc: Doc) -> Iterator[Span]:
    taken: list[tuple[int, int]] = []
    for label, rule in _RULES:
        for match in rule.finditer(doc.text):
            start, end = match.span(1)
            if any(start < e and s < end for s, e in taken):
                continue
            span = doc.char_span(start, end, label=label, alignment_mode="expand")
            if span is not None:
                taken.append((start, end))
                yield span


def _tokens_of(doc: Any) -> tuple[str, ...]:  # noqa: ANN401  # a Doc or a Span
    return tuple(t for token in doc for t in token._.search)


def _extend() -> None:
    if not Token.has_extension("search"):
        Token.set_extension("search", default=())
    for kind in (Doc, Span):
        if not kind.has_extension("search"):
            kind.set_extension("search", getter=_tokens_of)


_extend()
