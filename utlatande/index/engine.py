"""tantivy finds candidates among the passages: fast, derived, and never the truth.

What is in it is one generation of the store, written in it as a document of its own in the same commit, so that the
two can be compared. Words are cut by ``utlatande.language`` and split at spaces here; 4-grams tantivy cuts by itself,
in a thread of its own, from what ``language.edged`` gives, into what ``language.grams`` would.
"""

from __future__ import annotations

import contextlib
import math
import shutil
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import tantivy

from utlatande import language
from utlatande.index import filters
from utlatande.language import compounds, concepts
from utlatande.model import Passage, Query

_FORMAT = 3  # of the fields below; with the data that cuts words it tells whether an index is of today's make
FIELDS = ("question_grams", "answer_grams", "question_words", "answer_words")
_SOUGHT = {cut: (f"question_{cut}", f"answer_{cut}") for cut in ("grams", "words")}
_HEAP = 50_000_000  # bytes the writer may use (30 to 140 MB: the same pace); tantivy asks for 15 MB at least
# In a tiny corpus how rare a word is says little: the background counts as so many passages more.
_BACKGROUND = 20  # swefaq, 110 answers: acc@1 .655 at 0, .664 at 20, .655 at 50; three passages can be searched
_TINY = 2_000  # passages from which it is left out
_UNSEEN = 0.001  # the share of texts that have a term the background does not know
_LETTER = 0.9  # and of those that have a word of one letter: i, å
_COMMON = 0.1  # and of those that have a concept group
_KEPT = 16  # filters whose rows are kept
RARITY = 1.25  # IDF's power; ``ranking`` has what set it
_REMEMBERED = 50_000  # terms that are kept
_MARK = "mark"  # the field of the document that holds the generation


class Busy(Exception):  # not an error: somebody else is writing
    """Another process is writing the engine's files."""


def damaged(error: BaseException) -> bool:
    """Tell whether an error is tantivy's about its own files: it panics over some of them."""
    return isinstance(error, (ValueError, OSError, OverflowError)) or type(error).__name__ == "PanicException"


class Hit(NamedTuple):
    """A row that was found and its score."""

    row: int
    score: float


class Known(NamedTuple):
    """What is known of a term: how rare it is, what it weighs, and the queries that find it with tantivy's boost each.

    tantivy weighs a term by its own IDF; the boost makes that ours.
    """

    rarity: float  # our IDF in the answers
    weight: float  # the same to the power of RARITY
    queries: tuple[tuple[tantivy.Query, float], ...]  # in the questions and in the answers, where it occurs


class Engine:
    """tantivy's index, on disk or (without a path) in memory."""

    def __init__(self, path: Path | None = None, identity: int = 0) -> None:
        self.path = path
        self._schema = _schema()
        self._make = zlib.crc32(f"{_FORMAT} {concepts.fingerprint()} {identity}".encode())
        self._view: Searcher | None = None
        self._index = self._open()

    def _open(self) -> tantivy.Index:
        if self.path is None:
            index = tantivy.Index(self._schema)
        else:
            self.path.mkdir(parents=True, exist_ok=True, mode=0o700)
            try:
                index = tantivy.Index(self._schema, str(self.path))
                index.searcher()
            except BaseException as error:
                if not damaged(error):
                    raise
                shutil.rmtree(self.path, ignore_errors=True)
                self.path.mkdir(parents=True, exist_ok=True, mode=0o700)
                index = tantivy.Index(self._schema, str(self.path))
        index.register_tokenizer("spaces", tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build())
        index.register_tokenizer("grams", gram_analyser())
        index.config_reader("Manual")
        index.reload()
        return index

    @property
    def generation(self) -> int:
        """The store's generation that the engine holds; -1 when it holds none of ours."""
        return self.searcher().generation

    def _number(self, field: str, number: int) -> tantivy.Query:
        return tantivy.Query.term_query(self._schema, field, number, "basic")

    def reload(self) -> None:
        """See what was committed since, by this process or another."""
        self._index.reload()
        self._view = None

    def clear(self) -> None:
        """Throw the files away and begin anew."""
        if self.path is not None:
            shutil.rmtree(self.path, ignore_errors=True)
        self._view = None
        self._index = self._open()

    def write(
        self, added: Iterable[tuple[int, int, Passage]], removed: Iterable[int], generation: int, *, anew: bool
    ) -> None:
        """Take documents out and passages in, and commit it all as ``generation``.

        Raises Busy, and writes nothing, when another process writes, or has written since this one last looked.
        """
        before = self.generation
        try:
            writer = self._index.writer(_HEAP, 1)
        except ValueError as error:
            if "lock" in str(error).lower():
                raise Busy from error
            raise
        try:
            self.reload()  # the lock is ours: what is there now stays
            if self.generation != before:
                raise Busy
            if anew:
                writer.delete_all_documents()
            else:
                # By query: deleting by term silently misses numbers.
                writer.delete_documents_by_query(self._number(_MARK, self._make))
            for document in removed:
                writer.delete_documents_by_query(self._number("document", document))
            for row, document, passage in added:
                writer.add_document(_document(row, document, passage))
            mark = tantivy.Document()
            mark.add_unsigned(_MARK, self._make)
            mark.add_unsigned("row", generation)
            writer.add_document(mark)
            writer.commit()
            writer.garbage_collect_files()
        finally:
            del writer
        self.reload()
        self._make_private()

    def _make_private(self) -> None:
        if self.path is not None:
            for file in self.path.iterdir():
                with contextlib.suppress(OSError):
                    file.chmod(0o600)

    def searcher(self) -> Searcher:
        """Return a view of what was committed when the index was last loaded."""
        view = self._view
        if view is None:
            searcher = self._index.searcher()
            hits = searcher.search(self._number(_MARK, self._make), 1, count=False).hits
            generation = int(searcher.fast_field_values("row", [hits[0][1]])[0] or 0) if hits else -1
            view = self._view = Searcher(self._schema, searcher, generation)
        return view


class Searcher:
    """A view of the engine at one moment; safe to use from several threads."""

    def __init__(self, schema: tantivy.Schema, searcher: tantivy.Searcher, generation: int) -> None:
        self._schema = schema
        self._searcher = searcher
        self.generation = generation
        self.count = max(0, searcher.num_docs - 1)  # the mark is no passage
        self._known: dict[str, dict[str, Known]] = {cut: {} for cut in _SOUGHT}
        self._allowed: dict[Query, list[int] | None] = {}

    def known(self, cut: str, terms: Iterable[str]) -> list[Known]:
        """What is known of each term among the "grams" or the "words"."""
        kept = self._known[cut]
        if len(kept) >= _REMEMBERED:
            kept.clear()
        return [kept.get(term) or kept.setdefault(term, self._look_up(cut, term)) for term in terms]

    def _look_up(self, cut: str, term: str) -> Known:
        ours = 0.0
        queries = []
        for field in _SOUGHT[cut]:
            df = min(self.count, int(self._searcher.doc_freq(field, term)))
            theirs = ours = math.log(1 + (self.count - df + 0.5) / (df + 0.5))
            if self.count < _TINY:
                part = _BACKGROUND / (_BACKGROUND + self.count)
                ours = -math.log((1 - part) * (df + 0.5) / (self.count + 1) + part * _share(cut, term))
            if df:
                query = tantivy.Query.term_query(self._schema, field, term, "freq")
                queries.append((query, ours**RARITY / theirs))
        return Known(ours, ours**RARITY, tuple(queries))

    def find(
        self,
        terms: Sequence[tuple[tantivy.Query, float]],
        limit: int,
        within: Query,
        among: Sequence[int] = (),
    ) -> list[Hit]:
        """Return the best rows for weighted terms, best first, of those ``within`` allows.

        Of the rows ``among`` only, where any are given.
        """
        boost, should = tantivy.Query.boost_query, tantivy.Occur.Should
        schema = self._schema
        query = tantivy.Query.boolean_query([(should, boost(term, weight)) for term, weight in terms])
        if kept := [*filters.clauses(within, schema), *filters.among(among, schema)]:
            query = tantivy.Query.boolean_query([(tantivy.Occur.Must, query), *kept])
        hits = self._searcher.search(query, limit, count=False).hits
        rows = self._searcher.fast_field_values("row", [address for _, address in hits])
        return [Hit(int(row or 0), float(score or 0)) for (score, _), row in zip(hits, rows, strict=True)]

    def rows(self, within: Query) -> list[int] | None:
        """Return all rows that ``within`` allows; None when it allows every one."""
        key = replace(within, text="", context="", limit=0)
        if key not in self._allowed:
            kept = list(filters.clauses(key, self._schema))
            if len(self._allowed) >= _KEPT:
                self._allowed.clear()
            self._allowed[key] = (
                self._all(tantivy.Query.boolean_query([filters.any_kind(self._schema), *kept])) if kept else None
            )
        return self._allowed[key]

    def _all(self, query: tantivy.Query) -> list[int]:
        hits = self._searcher.search(query, self.count + 1, count=False).hits
        return [int(row or 0) for row in self._searcher.fast_field_values("row", [address for _, address in hits])]


def _share(cut: str, term: str) -> float:
    """In which share of Swedish texts the term stands, as far as the background knows."""
    if len(term) == 1:
        return _LETTER
    if cut == "grams":
        return language.gram_shares().get(term, _UNSEEN)
    return _COMMON if term.startswith(language.CONCEPT) else compounds.background().get(term, _UNSEEN)


def gram_analyser() -> tantivy.TextAnalyzer:
    """Return what cuts the text of ``language.edged`` into 4-grams."""
    cutter = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.ngram(language.GRAM, language.GRAM, False))  # noqa: FBT003
    return cutter.filter(tantivy.Filter.alphanum_only()).build()


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    for field in FIELDS:
        cut = "grams" if field.endswith("_grams") else "spaces"
        builder.add_text_field(field, tokenizer_name=cut, index_option="freq")
    filters.declare(builder)
    builder.add_unsigned_field("document", indexed=True)
    builder.add_unsigned_field("row", fast=True, indexed=True)
    builder.add_unsigned_field(_MARK, indexed=True)
    return builder.build()


def _document(row: int, number: int, passage: Passage) -> tantivy.Document:
    document = tantivy.Document()
    for name, text in (("question", passage.question or ""), ("answer", " ".join((*passage.headings, passage.text)))):
        if text:
            words = language.words(text)
            document.add_text(f"{name}_grams", language.edged(words))
            document.add_text(f"{name}_words", " ".join([language.analyse(word).terms for word in words]))
    filters.fill(document, passage)
    document.add_unsigned("document", number)
    document.add_unsigned("row", row)
    return document
