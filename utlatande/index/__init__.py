"""The index: Passages in, Candidates out. The corpus is the truth; this is derived from it and may be deleted.

SQLite (``store``) keeps the records and is durable when ``add`` returns; tantivy (``engine``) finds candidates and
follows at ``publish``, at a search, or at ``close``; ``ranking`` puts them in order.
"""

from __future__ import annotations

import contextlib
import functools
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from utlatande.errors import CorpusError
from utlatande.index import filters, ranking
from utlatande.index.engine import Busy, Engine, Searcher, damaged
from utlatande.index.ranking import Seen
from utlatande.index.store import Entry, Fingerprint, Store, Summary
from utlatande.model import (
    Candidate,
    Earlier,
    Embedder,
    Fact,
    Insats,
    Notice,
    Origin,
    Passage,
    PassageKind,
    Promise,
    Query,
    Source,
)

if TYPE_CHECKING:
    from utlatande.index.vectors import Embedded, Vectors

__all__ = ["Entry", "Fingerprint", "Index"]

_PATIENCE = 10.0  # seconds to wait for another process that is publishing
_PAUSE = 0.05  # between two looks whether it is done
_REMEMBERED = 4_000  # passages kept analysed, some 9 kB each
_NAME = "index.sqlite"
_BATCH = 1_000  # passages a commit when many documents are put in: a commit waits for the disk, some 5 ms


class Index:
    """A searchable index of passages: on disk with :meth:`open`, or of one's own list with :meth:`in_memory`."""

    def __init__(self, store: Store | _Memory, engine: Engine, vectors: Vectors | None = None) -> None:
        self._store = store
        self._engine = engine
        self._vectors = vectors
        self._lock = threading.Lock()
        self._seen: dict[int, Seen] = {}
        self._own: tuple[int, frozenset[str]] = (-1, frozenset())

    @classmethod
    def open(cls, path: Path, embedder: Embedder | None = None) -> Index:
        """Open the index in the folder ``path``, made if it is not there. CorpusError when it cannot be used.

        With an ``embedder`` the passages' meaning counts too, once :meth:`embed` has made their vectors.
        """
        store = Store(path / _NAME)
        try:
            vectors = _vectors(embedder, store)
            return cls(store, Engine(path / "search", store.identity), vectors)
        except OSError as error:
            store.close()
            raise CorpusError(f"Indexet {path} kan inte öppnas ({error.strerror}).", path=path) from error

    @classmethod
    def in_memory(
        cls, passages: Iterable[Passage | str] | Mapping[str, str], embedder: Embedder | None = None
    ) -> Index:
        """Return an index of one's own passages: no file is touched.

        Plain strings will do, in a list (their ids are ``"0"``, ``"1"`` …) or by their ids in a mapping.
        EmbedderError when there is an ``embedder`` and it fails.
        """
        memory = _Memory(_own(passages))
        engine = Engine()
        engine.write(((row, 0, p) for row, p in enumerate(memory.all)), (), 0, anew=True)
        vectors = _vectors(embedder)
        if vectors is not None:
            vectors.hold(memory.all)
        return cls(memory, engine, vectors)

    @property
    def generation(self) -> int:
        """How many changes the index has seen."""
        return self._store.generation

    def search(self, query: Query) -> list[Candidate]:
        """Return the passages that fit the query, best first. Any number of threads may search at once.

        ValueError when ``since`` or ``until`` is no date.
        """
        filters.check(query)
        asked = self._vectors.ask(query.text) if self._vectors is not None else None
        try:
            return self._found(query, asked)
        except BaseException as error:
            if not (isinstance(self._store, Store) and damaged(error)):
                raise
        finally:
            if self._vectors is not None:
                self._vectors.mend()
        with self._lock:
            self._engine.clear()  # its files are broken: the records have it all
        return self._found(query, asked)

    def _found(self, query: Query, asked: Any) -> list[Candidate]:  # noqa: ANN401 - a question's vector, or None
        """Search engine and records as they were at one moment: what is replaced meanwhile is found, old or new."""
        with self._store.reading():
            searcher = self._engine.searcher()
            if searcher.generation == self._store.generation:
                return self._ranked(query, searcher, asked)
        with self._lock, self._caught_up():
            return self._ranked(query, self._engine.searcher(), asked)

    def _ranked(self, query: Query, searcher: Searcher, asked: Any) -> list[Candidate]:  # noqa: ANN401
        own = self._own_names()
        look = functools.partial(self._see, whole=searcher.generation == self._store.generation)
        meanings = self._vectors.meanings(asked) if self._vectors is not None and asked is not None else None
        if meanings is None:
            return ranking.search(query, searcher, look, own)
        from utlatande.index import fusing

        rows: dict[Passage, int] = {}

        def see(wanted: list[int]) -> dict[int, Seen]:
            known = look(wanted)
            rows.update((one.passage, row) for row, one in known.items())
            return known

        return fusing.fused(
            query,
            meanings,
            within=searcher.rows(query),
            find=lambda some, among: ranking.search(some, searcher, see, own, among),
            passages=lambda wanted: {row: one.passage for row, one in see(wanted).items()},
            rows=rows,
        )

    def embed(self, tell: Callable[[int, int], None] | None = None) -> tuple[Notice, ...]:
        """Make the vectors that are missing, where there is an embedder; ``tell`` is given (done, all).

        What was made stays when the embedder fails or the process is killed; a failure is a Notice.
        """
        return self._vectors.follow(tell) if self._vectors is not None else ()

    @property
    def embedded(self) -> Embedded | None:
        """What made the vectors and how many there are; None without an embedder."""
        return self._vectors.state() if self._vectors is not None else None

    @property
    def notices(self) -> tuple[Notice, ...]:
        """What went wrong with the embedder while searching: then the words alone were searched."""
        trouble = self._vectors.trouble if self._vectors is not None else None
        return (trouble,) if trouble is not None else ()

    def add(self, earlier: Earlier, fingerprint: Fingerprint) -> None:
        """Put a document in, whole and durable, in place of an earlier one of the same name."""
        self._disk.add(earlier, fingerprint)

    def add_all(self, documents: Iterable[tuple[Earlier, Fingerprint]]) -> None:
        """Put many documents in, as :meth:`add` does, but with one commit for each thousand passages.

        When it returns all are durable; if it is cut short, what the last commit had is there, each document whole.
        """
        batch: list[tuple[Earlier, Fingerprint]] = []
        size = 0
        for one in documents:
            batch.append(one)
            size += len(one[0].passages) + 1
            if size >= _BATCH:
                self._disk.add_all(batch)
                batch, size = [], 0
        if batch:
            self._disk.add_all(batch)

    def forget(self, name: str) -> None:
        """Take a document out; nothing happens when it is not here."""
        self._disk.forget(name)

    def touch(self, name: str, fingerprint: Fingerprint) -> None:
        """Note a document's new size and time where its content is the same."""
        self._disk.touch(name, fingerprint)

    def documents(self) -> dict[str, Entry]:
        """Return every document's entry by name."""
        return self._disk.documents()

    def summaries(self) -> Iterator[Summary]:
        """Yield every document in one line, in the order of their names; no passage is read."""
        return self._disk.summaries()

    def earlier(self, name: str) -> Earlier:
        """Return a document as it was added; KeyError when it is not here."""
        return self._disk.earlier(name)

    def insatser(self) -> tuple[Insats, ...]:
        """Return every insats, in the order of the documents' names."""
        return self._disk.insatser()

    def facts(self) -> tuple[Fact, ...]:
        """Return every fact, in the order of the documents' names."""
        return self._disk.facts()

    def promises(self) -> tuple[Promise, ...]:
        """Return every promise, in the order of the documents' names."""
        return self._disk.promises()

    def sources(self) -> tuple[Source, ...]:
        """Return what there is to say of every document, in the order of their names."""
        return self._disk.sources()

    def verify(self) -> None:
        """Read the whole of it; CorpusError (code ``index_damaged``) when it is damaged."""
        self._disk.verify()

    def publish(self) -> None:
        """Make all that was added findable; a search does it too, where it is needed."""
        with self._lock, self._caught_up():
            pass

    def close(self) -> None:
        """Publish and close; nothing that was added is lost without it."""
        try:
            if isinstance(self._store, Store):
                self.publish()
        finally:
            self._store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self.close()
        else:
            self._store.close()

    def _see(self, rows: list[int], *, whole: bool) -> dict[int, Seen]:
        """The passages of these rows, analysed; a row's number is never used again, so what was once seen holds.

        ``whole``: engine and records are of one moment, so a row that is not there means broken files (ValueError).
        """
        known = {row: seen for row in rows if (seen := self._seen.get(row)) is not None}
        missing = [row for row in rows if row not in known]
        if missing:
            fresh = {row: ranking.see(p) for row, p in self._store.passages(missing).items()}
            if whole and len(fresh) < len(set(missing)):
                raise ValueError("the engine names passages that are not there")
            if len(self._seen) >= _REMEMBERED:
                self._seen = {}
            self._seen.update(fresh)
            known |= fresh
        return known

    def _own_names(self) -> frozenset[str]:
        """What the authority calls itself, as its own documents say."""
        generation, names = self._own
        if generation != self._store.generation:
            generation = self._store.generation
            names = ranking.own_names(self._store.authorities())
            self._own = generation, names
        return names

    @property
    def _disk(self) -> Store:
        if isinstance(self._store, Store):
            return self._store
        raise TypeError("an index in memory keeps no documents")

    @contextlib.contextmanager
    def _caught_up(self) -> Iterator[None]:
        """One moment of the records with the engine brought up to it, or as far as it is while others write it."""
        deadline = time.monotonic() + _PATIENCE
        while True:
            self._engine.reload()  # before the moment begins: what another process has put in is never later than it
            with self._store.reading():
                if self._followed() or time.monotonic() > deadline:
                    yield
                    return
            time.sleep(_PAUSE)

    def _followed(self) -> bool:
        try:
            self._follow()
        except Busy:
            return False
        return True

    def _follow(self) -> None:
        if not isinstance(self._store, Store):
            return
        try:
            self._write(self._store)
        except (Busy, CorpusError):
            raise
        except BaseException as error:
            if not damaged(error):
                raise
            self._engine.clear()  # broken files; anew from the records, once
            try:
                self._write(self._store)
            except (ValueError, OSError) as again:
                path = self._engine.path
                raise CorpusError(
                    f"Sökindexet {path} kan inte skrivas ({again}); det som är inläst är kvar.", path=path
                ) from again

    def _write(self, store: Store) -> None:
        engine = self._engine
        to, at = store.generation, engine.generation
        if to == at:
            return
        anew = not 0 <= at < to
        at = -1 if anew else at
        engine.write(store.added_between(at, to), store.removed_between(at, to), to, anew=anew)


def _vectors(embedder: Embedder | None, store: Store | None = None) -> Vectors | None:
    if embedder is None:
        return None
    from utlatande.index.vectors import Vectors

    return Vectors(embedder, store)


def _own(given: Iterable[Passage | str] | Mapping[str, str]) -> Iterator[Passage]:
    pairs = given.items() if isinstance(given, Mapping) else ((str(n), one) for n, one in enumerate(given))
    for name, one in pairs:
        if isinstance(one, str):
            yield Passage(id=name, kind=PassageKind.SECTION, text=one, origin=Origin(document=name, block=0))
        else:
            yield one


class _Memory:
    """One's own passages, in place of a store."""

    generation = 0

    def __init__(self, passages: Iterable[Passage]) -> None:
        self.all = tuple(passages)

    def reading(self) -> contextlib.AbstractContextManager[None]:
        return contextlib.nullcontext()

    def passages(self, rows: list[int]) -> dict[int, Passage]:
        return {row: self.all[row] for row in rows}

    def authorities(self) -> dict[tuple[str, ...], int]:
        return Counter((namnd,) for namnd in {p.origin.document: p.namnd for p in self.all}.values() if namnd)

    def close(self) -> None:
        pass
