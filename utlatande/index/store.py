"""SQLite keeps the records: one transaction a document, durable when ``add`` returns."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from utlatande.errors import CorpusError
from utlatande.index import records
from utlatande.model import DocumentKind, Earlier, Fact, Insats, Metadata, Notice, Passage, Promise, Source

T = TypeVar("T")

APPLICATION_ID = 0x75746C61  # "utla"
VERSION = 3  # of the tables and of what is in them: an older index is made anew from the corpus
_WAIT = 30.0  # seconds another process may hold the database
_PAUSE = 0.02  # … and between two attempts where SQLite itself does not wait
_SCHEMA = """
CREATE TABLE state (generation INTEGER NOT NULL, identity INTEGER NOT NULL);
INSERT INTO state VALUES (0, abs(random()));
CREATE TABLE document (
    id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL UNIQUE, kind TEXT NOT NULL,
    size INTEGER NOT NULL, mtime_ns INTEGER NOT NULL, sha256 TEXT NOT NULL, generation INTEGER NOT NULL,
    metadata TEXT NOT NULL, insatser TEXT NOT NULL, facts TEXT NOT NULL, promises TEXT NOT NULL,
    notices TEXT NOT NULL);
CREATE INDEX document_generation ON document (generation);
CREATE TABLE passage (
    row INTEGER PRIMARY KEY AUTOINCREMENT, document INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,
    body TEXT NOT NULL);
CREATE INDEX passage_document ON passage (document);
CREATE TABLE removed (document INTEGER PRIMARY KEY, generation INTEGER NOT NULL);
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fingerprint:
    """What tells whether a file has changed."""

    size: int
    mtime_ns: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A document of the index: its fingerprint and its kind."""

    fingerprint: Fingerprint
    kind: DocumentKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """A document of the index in one line: what it says of itself, its notices, and how much was read out of it."""

    name: str
    kind: DocumentKind
    sha256: str
    metadata: Metadata
    notices: tuple[Notice, ...]
    passages: int
    insatser: int
    facts: int


class Store:
    """The records on disk. Reading is safe from many threads; each thread has a connection of its own."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._local = threading.local()
        self._all: list[sqlite3.Connection] = []
        self._lock = threading.Lock()
        with self._guard():
            _make_private(path)
            _patiently(lambda: self._prepare(self._connection()))

    @contextlib.contextmanager
    def reading(self) -> Iterator[None]:
        """Read the records of one moment: what others write meanwhile is not seen by this thread."""
        with self._guard():
            db = self._connection()
            db.execute("BEGIN")
        try:
            yield
        finally:
            _roll_back(db)

    # -- reading ---------------------------------------------------------------------------------------------

    @property
    def generation(self) -> int:
        """How many changes the index has seen."""
        return int(self._one("SELECT generation FROM state")[0])

    @property
    def identity(self) -> int:
        """What tells this database from another that was made in the same place."""
        return int(self._one("SELECT identity FROM state")[0])

    def documents(self) -> dict[str, Entry]:
        """Return every document's entry by name."""
        rows = self._rows("SELECT name, size, mtime_ns, sha256, kind FROM document ORDER BY name")
        return {
            n: Entry(fingerprint=Fingerprint(size=s, mtime_ns=m, sha256=h), kind=DocumentKind(k))
            for n, s, m, h, k in rows
        }

    def summaries(self) -> Iterator[Summary]:
        """Yield every document in one line, in the order of their names; no passage is read."""
        counted = dict(self._rows("SELECT document, COUNT(*) FROM passage GROUP BY document"))
        lengths = "json_array_length(insatser), json_array_length(facts)"
        rows = self._rows(
            f"SELECT id, name, kind, sha256, metadata, notices, {lengths} FROM document ORDER BY name"  # noqa: S608
        )
        with self._guard():
            for number, name, kind, sha256, metadata, notices, insatser, facts in rows:
                yield Summary(
                    name=name,
                    kind=DocumentKind(kind),
                    sha256=sha256,
                    metadata=records.metadata(metadata),
                    notices=records.notices(notices),
                    passages=counted.get(number, 0),
                    insatser=insatser,
                    facts=facts,
                )

    def earlier(self, name: str) -> Earlier:
        """Return a document as it was added; KeyError when it is not here."""
        columns = "id, kind, metadata, insatser, facts, promises, notices"
        rows = self._rows(f"SELECT {columns} FROM document WHERE name = ?", name)  # noqa: S608  # no value in it
        if not rows:
            raise KeyError(name)
        number, kind, metadata, insatser, facts, promises, notices = rows[0]
        bodies = self._rows("SELECT body FROM passage WHERE document = ? ORDER BY row", number)
        with self._guard():
            return Earlier(
                document=name,
                kind=DocumentKind(kind),
                metadata=records.metadata(metadata),
                passages=tuple(records.passage(b) for (b,) in bodies),
                insatser=records.insatser(insatser),
                facts=records.facts(facts),
                promises=records.promises(promises),
                notices=records.notices(notices),
            )

    def insatser(self) -> tuple[Insats, ...]:
        """Return every insats, in the order of the documents' names."""
        rows = self._rows("SELECT insatser FROM document ORDER BY name")
        with self._guard():
            return tuple(i for (text,) in rows for i in records.insatser(text))

    def facts(self) -> tuple[Fact, ...]:
        """Return every fact, in the order of the documents' names."""
        rows = self._rows("SELECT facts FROM document ORDER BY name")
        with self._guard():
            return tuple(f for (text,) in rows for f in records.facts(text))

    def promises(self) -> tuple[Promise, ...]:
        """Return every promise, in the order of the documents' names."""
        rows = self._rows("SELECT promises FROM document ORDER BY name")
        with self._guard():
            return tuple(p for (text,) in rows for p in records.promises(text))

    def sources(self) -> tuple[Source, ...]:
        """Return what there is to say of every document, in the order of their names."""
        rows = self._rows("SELECT name, kind, metadata FROM document ORDER BY name")
        with self._guard():
            return tuple(Source(document=n, kind=DocumentKind(k), metadata=records.metadata(m)) for n, k, m in rows)

    def authorities(self) -> dict[tuple[str, ...], int]:
        """Return how many documents name each nämnd and förvaltning; documents without are left out."""
        names = "json_extract(metadata, '$.namnd'), json_extract(metadata, '$.forvaltning')"
        rows = self._rows(f"SELECT {names}, COUNT(*) FROM document GROUP BY 1, 2")  # noqa: S608  # no value in it
        return {tuple(n for n in found if n): count for *found, count in rows if any(found)}

    def passages(self, rows: list[int]) -> dict[int, Passage]:
        """Return the passages of these rows; rows that are gone are left out."""
        marks = ",".join("?" * len(rows))
        found = self._rows(f"SELECT row, body FROM passage WHERE row IN ({marks})", *rows)  # noqa: S608  # only marks
        with self._guard():
            return {row: records.passage(body) for row, body in found}

    def added_between(self, after: int, to: int) -> Iterator[tuple[int, int, Passage]]:
        """Yield (row, document number, passage) of all that generations after ``after``, up to ``to``, added."""
        sql = (
            "SELECT p.row, p.document, p.body FROM document d JOIN passage p ON p.document = d.id"
            " WHERE d.generation > ? AND d.generation <= ? ORDER BY d.generation, p.row"
        )
        with self._guard():
            for row, document, body in self._connection().execute(sql, (after, to)):
                yield row, document, records.passage(body)

    def removed_between(self, after: int, to: int) -> list[int]:
        """Return the numbers of the documents that these generations took out."""
        return [
            n for (n,) in self._rows("SELECT document FROM removed WHERE generation > ? AND generation <= ?", after, to)
        ]

    def verify(self) -> None:
        """Read the whole database; CorpusError when it is damaged."""
        answer = self._one("PRAGMA integrity_check")[0]
        if answer != "ok":
            raise _damaged(self.path)

    # -- writing ---------------------------------------------------------------------------------------------

    def add(self, earlier: Earlier, fingerprint: Fingerprint) -> None:
        """Put a document in, whole, in place of an earlier one of the same name."""
        self.add_all([(earlier, fingerprint)])

    def add_all(self, documents: Iterable[tuple[Earlier, Fingerprint]]) -> None:
        """Put several documents in, all of them or none."""
        with self._writing() as (db, generation):
            for earlier, fingerprint in documents:
                self._put(db, generation, earlier, fingerprint)

    def forget(self, name: str) -> None:
        """Take a document out; nothing happens when it is not here."""
        with self._writing() as (db, generation):
            self._remove(db, name, generation)

    def touch(self, name: str, fingerprint: Fingerprint) -> None:
        """Note a document's new size and time where its content is the same."""
        with self._writing(changes=False) as (db, _):
            db.execute(
                "UPDATE document SET size = ?, mtime_ns = ?, sha256 = ? WHERE name = ?",
                (fingerprint.size, fingerprint.mtime_ns, fingerprint.sha256, name),
            )

    def close(self) -> None:
        """Close every connection."""
        with self._lock:
            for db in self._all:
                with contextlib.suppress(sqlite3.Error):
                    db.close()
            self._all.clear()
            self._local = threading.local()

    # -- for what is kept beside the records (vectors) ---------------------------------------------------------

    def rows(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        """Return what a query in SQL gives."""
        return self._rows(sql, *values)

    def stream(self, sql: str) -> Iterator[tuple[Any, ...]]:
        """Yield what a query in SQL gives, a row at a time."""
        with self._guard():
            yield from self._connection().execute(sql)

    @contextlib.contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """One transaction that leaves the records' generation as it is."""
        with self._writing(changes=False) as (db, _):
            yield db

    # -- inside ----------------------------------------------------------------------------------------------

    def _put(self, db: sqlite3.Connection, generation: int, earlier: Earlier, fingerprint: Fingerprint) -> None:
        self._remove(db, earlier.document, generation)
        row = db.execute(
            "INSERT INTO document"
            " (name, kind, size, mtime_ns, sha256, generation, metadata, insatser, facts, promises, notices)"
            " VALUES (?,?,?,?,?,?,?,?,?,?,?)",
            (
                earlier.document,
                earlier.kind.value,
                fingerprint.size,
                fingerprint.mtime_ns,
                fingerprint.sha256,
                generation,
                records.dump(earlier.metadata),
                records.dump(earlier.insatser),
                records.dump(earlier.facts),
                records.dump(earlier.promises),
                records.dump(earlier.notices),
            ),
        ).lastrowid
        db.executemany(
            "INSERT INTO passage (document, body) VALUES (?,?)", [(row, records.dump(p)) for p in earlier.passages]
        )

    @staticmethod
    def _remove(db: sqlite3.Connection, name: str, generation: int) -> None:
        for (number,) in db.execute("SELECT id FROM document WHERE name = ?", (name,)).fetchall():
            db.execute("DELETE FROM document WHERE id = ?", (number,))
            db.execute("INSERT INTO removed VALUES (?, ?)", (number, generation))

    def _connection(self) -> sqlite3.Connection:
        db: sqlite3.Connection | None = getattr(self._local, "db", None)
        if db is None:
            db = sqlite3.connect(self.path, timeout=_WAIT, isolation_level=None, check_same_thread=False)
            db.execute("PRAGMA foreign_keys = ON")
            db.execute("PRAGMA synchronous = FULL")
            with self._lock:
                self._all.append(db)
            self._local.db = db
        return db

    def _prepare(self, db: sqlite3.Connection) -> None:
        """Check whose file this is before anything is written; make the tables in a new one."""
        application, version = _number(db, "application_id"), _number(db, "user_version")
        if application == 0 and version == 0 and _number(db, "schema_version") == 0:
            db.execute("PRAGMA journal_mode = WAL")
            db.execute("BEGIN IMMEDIATE")
            try:
                if _number(db, "schema_version") == 0:  # nobody was quicker
                    for statement in filter(str.strip, _SCHEMA.split(";")):
                        db.execute(statement)
                    db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
                    db.execute(f"PRAGMA user_version = {VERSION}")
                db.execute("COMMIT")
            except BaseException:
                _roll_back(db)
                raise
            return
        if application != APPLICATION_ID:
            raise CorpusError(f"Filen {self.path} är inte ett index av utlatande; flytta den.", path=self.path)
        if version > VERSION:
            raise CorpusError(
                f"Indexet {self.path} är gjort av en nyare utlatande; uppdatera programmet eller ta bort indexet.",
                path=self.path,
            )
        if version < VERSION:
            raise _error("index_old", f"Indexet {self.path} är av äldre slag och byggs om ur arkivet.", self.path)
        db.execute("PRAGMA journal_mode = WAL")

    @contextlib.contextmanager
    def _writing(self, *, changes: bool = True) -> Iterator[tuple[sqlite3.Connection, int]]:
        with self._guard():
            db = self._connection()
            _patiently(lambda: db.execute("BEGIN IMMEDIATE"))
            try:
                if changes:
                    db.execute("UPDATE state SET generation = generation + 1")
                yield db, int(db.execute("SELECT generation FROM state").fetchone()[0])
                db.execute("COMMIT")
            except BaseException:
                _roll_back(db)
                raise

    def _rows(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        with self._guard():
            return _patiently(lambda: self._connection().execute(sql, values).fetchall())

    def _one(self, sql: str) -> tuple[Any, ...]:
        rows = self._rows(sql)
        if not rows:
            raise _damaged(self.path)
        return rows[0]

    @contextlib.contextmanager
    def _guard(self) -> Iterator[None]:
        """Turn what SQLite, the disk and broken rows say into one Swedish line."""
        try:
            yield
        except sqlite3.OperationalError as error:
            raise _operational(self.path, error) from error
        except (sqlite3.DatabaseError, ValueError, TypeError) as error:
            raise _damaged(self.path) from error
        except OSError as error:
            raise CorpusError(f"Indexet {self.path} kan inte öppnas ({error.strerror}).", path=self.path) from error


def _make_private(path: Path) -> None:
    """Make the folder and the file readable by their owner only; SQLite gives its side files the same rights."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with contextlib.suppress(FileExistsError):
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))


def _number(db: sqlite3.Connection, pragma: str) -> int:
    return int(db.execute(f"PRAGMA {pragma}").fetchone()[0])


def _roll_back(db: sqlite3.Connection) -> None:
    with contextlib.suppress(sqlite3.Error):
        if db.in_transaction:
            db.execute("ROLLBACK")


def _error(code: str, message: str, path: Path) -> CorpusError:
    error = CorpusError(message, path=path)
    error.code = code
    return error


def _damaged(path: Path) -> CorpusError:
    return _error("index_damaged", f"Indexet {path} är skadat och byggs om ur arkivet.", path)


def _patiently(work: Callable[[], T]) -> T:
    """Do ``work``, waiting for another process: SQLite itself does not wait when the journal's mode is changed, when
    another connection clears up as the last one to close, or while a journal is mended after a crash."""
    deadline = time.monotonic() + _WAIT
    while True:
        try:
            return work()
        except sqlite3.OperationalError as error:
            if not _is_busy(error) or time.monotonic() > deadline:
                raise
        time.sleep(_PAUSE)


def _is_busy(error: sqlite3.OperationalError) -> bool:
    said = str(error).lower()
    return "locked" in said or "busy" in said


def _operational(path: Path, error: sqlite3.OperationalError) -> CorpusError:
    said = str(error).lower()
    if "full" in said or "disk i/o" in said:
        return _error(
            "index_full", f"Disken är full: indexet {path} kunde inte skrivas; det som redan står där är kvar.", path
        )
    if "readonly" in said or "read-only" in said:
        return _error("index_readonly", f"Indexet {path} får inte skrivas; ge skrivrätt till mappen.", path)
    if _is_busy(error):
        return _error("index_busy", f"Indexet {path} används av ett annat program; försök igen om en stund.", path)
    if "unable to open" in said:
        return _error(
            "index_unopened", f"Indexet {path} kan inte öppnas; se till att mappen finns och får läsas.", path
        )
    return _damaged(path)
