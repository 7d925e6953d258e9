"""Vectors beside the records, made by a sentence model: which passages lie near a question in meaning.

A row's vector is stored with what made it (name and dimension). It is missing or it holds: rows are never changed and
never used again, so a run that was killed goes on where it was, and what is taken out takes its vectors along.
"""

from __future__ import annotations

import itertools
import threading
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from utlatande.errors import EmbedderError
from utlatande.index import records
from utlatande.index.store import Store
from utlatande.model import Embedder, Notice, Passage

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_BATCH = 64  # passages in a transaction: so many are made again after a kill
_LONGEST = 8_000  # characters of a passage that a model is given
_MOST_NUMBERS = 16_384  # in a vector
_READ = 4_096  # vectors read at a time
_REMEMBERED = 500  # questions
_SPREAD = 1e-6  # between the nearest and the rest, below which they are all as near
_TINY = 1e-30  # the length of a vector of zeros, instead of dividing by it
_BEGIN = """
CREATE TABLE IF NOT EXISTS embedder (
    name TEXT NOT NULL, private INTEGER NOT NULL, dimension INTEGER NOT NULL, changes INTEGER NOT NULL,
    whole INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS vector (row INTEGER PRIMARY KEY REFERENCES passage ON DELETE CASCADE, body BLOB NOT NULL);
DELETE FROM vector;
DELETE FROM embedder
"""

Tell = Callable[[int, int], None]


class Embedded(NamedTuple):
    """What made the vectors, how many numbers each has, how many passages have one, and how many may have one."""

    name: str
    dimension: int
    passages: int
    of: int


class Meanings:
    """How near each passage is to one question, by the passages' rows."""

    def __init__(self, rows: NDArray[np.int64], near: NDArray[np.float32]) -> None:
        import numpy as np

        self._rows = rows
        # Models put all texts of one language near each other: what counts is how much nearer than the rest.
        rest, best = (float(near.mean()), float(near.max())) if len(near) else (0.0, 0.0)
        self._near = np.clip((near - rest) / (best - rest) if best - rest > _SPREAD else near, 0.0, 1.0)

    def of(self, row: int) -> float | None:
        """Return how near a row is, 0–1; None when it has no vector."""
        at = int(self._rows.searchsorted(row))
        return float(self._near[at]) if at < len(self._rows) and self._rows[at] == row else None

    def nearest(self, limit: int, within: Sequence[int] | None) -> list[int]:
        """Return the nearest rows, nearest first; of those in ``within`` where it is given."""
        import numpy as np

        places = np.arange(len(self._rows)) if within is None else np.flatnonzero(np.isin(self._rows, within))
        near = self._near[places]
        if len(near) > limit:
            chosen = np.argpartition(-near, limit)[:limit]
            places, near = places[chosen], near[chosen]
        order = np.argsort(-near, kind="stable")
        return [int(row) for row, value in zip(self._rows[places[order]], near[order], strict=True) if value > 0]


class Vectors:
    """The vectors of the passages of a store, by one embedder; or, without a store, of passages that are given."""

    def __init__(self, embedder: Embedder, store: Store | None = None) -> None:
        self.name = str(getattr(embedder, "name", None) or getattr(embedder, "__qualname__", type(embedder).__name__))
        # What we do not know may send what it is given somewhere: it never gets an internal text.
        self.private = getattr(embedder, "private", False) is True
        self.trouble: Notice | None = None
        self._embedder = embedder
        self._store = store
        self._lock = threading.Lock()
        self._asked: dict[str, NDArray[np.float32]] = {}
        self._held: tuple[object, Any, Any] | None = None
        self._ready = False  # whether the tables are there
        self._off = False  # it failed: left alone
        self._unlike = False  # the vectors that are there and what the model gives now

    # -- making ------------------------------------------------------------------------------------------------

    def follow(self, tell: Tell | None = None) -> tuple[Notice, ...]:
        """Make the vectors that are missing; ``tell`` is given (done, all). What went wrong is a Notice."""
        if self._store is None:
            return ()
        self.trouble, self._off = None, False
        kept = self._kept(self._store)
        if kept is not None and kept.mine and kept.whole == self._store.generation:
            return ()
        notices = self._begin(self._store, kept)
        try:
            self._fill(self._store, tell)
        except EmbedderError as error:
            self._off = True
            return (*notices, _words_only(error))
        return notices

    def hold(self, passages: Sequence[Passage]) -> None:
        """Make the vectors of passages that lie in no store. EmbedderError when it cannot be done."""
        import numpy as np

        rows = [row for row, passage in enumerate(passages) if self._may_have(passage)]
        pieces = [self._made([passages[r] for r in rows[at : at + _BATCH]]) for at in range(0, len(rows), _BATCH)]
        if len({piece.shape[1] for piece in pieces}) > 1:
            raise self._wrong()
        whole = np.concatenate(pieces) if pieces else np.zeros((0, 0), dtype=np.float32)
        self._held = (None, np.array(rows, dtype=np.int64), whole)

    def _fill(self, store: Store, tell: Tell | None) -> None:
        done, whole = 0, self._count_missing(store)
        after = -1
        while batch := self._missing(store, after):
            vectors = self._made([passage for _, passage in batch])
            if not self._put(store, [row for row, _ in batch], vectors):
                after = -1  # of another dimension than what was there: all anew
                done, whole = 0, self._count_missing(store)
                continue
            after = batch[-1][0]
            done += len(batch)
            if tell is not None:
                tell(done, max(done, whole))
        with store.writing() as db:
            if not db.execute(f"SELECT 1 {self._lacking()} LIMIT 1").fetchone():
                db.execute("UPDATE embedder SET whole = (SELECT generation FROM state) WHERE name = ?", (self.name,))

    def _begin(self, store: Store, kept: _Kept | None) -> tuple[Notice, ...]:
        """Make room for our vectors; those of another model are thrown away, and that is told."""
        if kept is not None and kept.mine:
            return ()
        with store.writing() as db:
            for statement in _BEGIN.split(";"):
                db.execute(statement)
            db.execute("INSERT INTO embedder VALUES (?, ?, 0, 0, -1)", (self.name, self.private))
        if kept is None or not kept.dimension:
            return ()
        return (Notice(text=f"Vektorerna i indexet gjordes med {kept.name} och görs om med {self.name}."),)

    def _put(self, store: Store, rows: Sequence[int], vectors: NDArray[np.float32]) -> bool:
        """Store vectors; False when those that are there are of another dimension: they are thrown away."""
        dimension = vectors.shape[1]
        with store.writing() as db:
            found = db.execute("SELECT name, dimension FROM embedder").fetchone()
            if found is None or found[0] != self.name:
                raise EmbedderError(f"Ett annat program gör om vektorerna med {found[0] if found else 'annat'}.")
            db.execute("UPDATE embedder SET dimension = ?, changes = changes + 1", (dimension,))
            if found[1] not in (0, dimension):
                db.execute("DELETE FROM vector")
                return False
            # A document may have gone meanwhile, and another process may have made the same.
            db.executemany(
                "INSERT OR IGNORE INTO vector SELECT row, ? FROM passage WHERE row = ?",
                [(vector.tobytes(), row) for row, vector in zip(rows, vectors, strict=True)],
            )
        return True

    def _lacking(self) -> str:
        return f"FROM passage p LEFT JOIN vector v ON v.row = p.row WHERE v.row IS NULL{self._secret()}"

    def _secret(self) -> str:
        return "" if self.private else " AND NOT coalesce(json_extract(p.body, '$.internal'), 0)"

    def _missing(self, store: Store, after: int) -> list[tuple[int, Passage]]:
        sql = f"SELECT p.row, p.body {self._lacking()} AND p.row > ? ORDER BY p.row LIMIT {_BATCH}"
        return [(row, records.passage(body)) for row, body in store.rows(sql, after)]

    def _count_missing(self, store: Store) -> int:
        return int(store.rows(f"SELECT COUNT(*) {self._lacking()}")[0][0])

    def _may_have(self, passage: Passage) -> bool:
        return self.private or not passage.internal

    def _made(self, passages: Sequence[Passage]) -> NDArray[np.float32]:
        if not all(map(self._may_have, passages)):
            raise AssertionError("an internal text on its way to a model that is not private")
        return self._checked(self._embedder([_text(p) for p in passages]), len(passages))

    def _checked(self, vectors: Iterable[Iterable[float]], count: int) -> NDArray[np.float32]:
        """The vectors with length 1; EmbedderError when they are no such vectors."""
        import numpy as np

        try:
            found = np.asarray(vectors if hasattr(vectors, "__array__") else [list(v) for v in vectors], np.float32)
        except (TypeError, ValueError, OverflowError):
            raise self._wrong() from None
        if found.ndim != 2 or len(found) != count or not 0 < found.shape[1] <= _MOST_NUMBERS:  # noqa: PLR2004
            raise self._wrong()
        lengths = np.linalg.norm(found.astype(np.float64), axis=1, keepdims=True)
        if not np.isfinite(lengths).all():
            raise self._wrong()
        made: NDArray[np.float32] = (found / np.maximum(lengths, _TINY)).astype(np.float32)
        return made

    def _wrong(self) -> EmbedderError:
        return EmbedderError(f"Språkmodellen {self.name} gav inte en vektor av tal, lika lång, för varje text.")

    # -- asking ------------------------------------------------------------------------------------------------

    def ask(self, question: str) -> NDArray[np.float32] | None:
        """Return a question's vector; None when the model fails, which ``trouble`` then tells.

        After a failure the model is left alone until :meth:`follow`: a draft must not wait for it at each question.
        """
        if self._off or not question.strip():
            return None
        try:
            return self._question(question)
        except EmbedderError as error:
            self.trouble, self._off = _words_only(error), True
            return None

    def meanings(self, asked: NDArray[np.float32]) -> Meanings | None:
        """Return how near the passages are to a question's vector; None when there are none to compare it with."""
        rows, matrix = self._vectors()
        if not len(rows):
            return None
        if asked.shape[0] != matrix.shape[1]:
            now, then = asked.shape[0], matrix.shape[1]
            self.trouble = Notice(
                text=f"Språkmodellen {self.name} ger nu {now} tal i stället för {then}; vektorerna görs om nästa gång."
            )
            self._unlike = self._off = True
            return None
        return Meanings(rows, matrix @ asked)

    def mend(self) -> None:
        """Throw away vectors that proved to be unlike what the model gives now."""
        if self._unlike and self._store is not None:
            self._unlike = False
            self._begin(self._store, None)

    def state(self) -> Embedded:
        """Return what there is of vectors."""
        if self._store is None:
            rows, matrix = self._vectors()
            return Embedded(self.name, matrix.shape[1], len(rows), len(rows))
        kept = self._kept(self._store)
        mine = kept is not None and kept.mine
        made = int(self._store.rows("SELECT COUNT(*) FROM vector")[0][0]) if mine else 0
        whole = int(self._store.rows(f"SELECT COUNT(*) FROM passage p WHERE 1{self._secret()}")[0][0])  # noqa: S608
        return Embedded(self.name, kept.dimension if kept is not None and mine else 0, made, whole)

    def _question(self, text: str) -> NDArray[np.float32]:
        known: NDArray[np.float32] | None = self._asked.get(text)
        if known is not None:
            return known
        ask = getattr(self._embedder, "questions", self._embedder)
        vector: NDArray[np.float32] = self._checked(ask([text[:_LONGEST]]), 1)[0]
        if len(self._asked) >= _REMEMBERED:
            self._asked = {}
        self._asked[text] = vector
        return vector

    def _vectors(self) -> tuple[Any, Any]:
        """The rows that have a vector, rising, and their vectors, a row each."""
        import numpy as np

        held = self._held
        if self._store is None:
            return (held[1], held[2]) if held else (np.zeros(0, dtype=np.int64), np.zeros((0, 0), dtype=np.float32))
        kept = self._kept(self._store)
        at = (self._store.generation, kept)
        if held is None or held[0] != at:
            with self._lock:
                held = self._held
                if held is None or held[0] != at:
                    held = self._held = (at, *_read(self._store, kept))
        return held[1], held[2]

    def _kept(self, store: Store) -> _Kept | None:
        """What the store says of its vectors; None when it never had any."""
        if not self._ready:
            self._ready = bool(store.rows("SELECT 1 FROM sqlite_master WHERE name = 'vector'"))
        rows = store.rows("SELECT name, private, dimension, changes, whole FROM embedder") if self._ready else []
        if not rows:
            return None
        name, private, dimension, changes, whole = rows[0]
        mine = name == self.name and bool(private) == self.private
        return _Kept(name, dimension, changes, whole, mine)


class _Kept(NamedTuple):
    """What the store says of its vectors; ``whole`` is the generation of which all are there."""

    name: str
    dimension: int
    changes: int
    whole: int
    mine: bool


def _words_only(error: EmbedderError) -> Notice:
    return Notice(text=f"{error.message} Sökningen går bara på orden så länge.")


def _read(store: Store, kept: _Kept | None) -> tuple[Any, Any]:
    import numpy as np

    if kept is None or not kept.mine or not kept.dimension:
        return np.zeros(0, dtype=np.int64), np.zeros((0, 0), dtype=np.float32)
    count = int(store.rows("SELECT COUNT(*) FROM vector")[0][0])
    rows = np.zeros(count, dtype=np.int64)
    matrix = np.zeros((count, kept.dimension), dtype=np.float32)
    stored = store.stream("SELECT row, body FROM vector ORDER BY row")
    for at in range(0, count, _READ):
        some = list(itertools.islice(stored, _READ))
        rows[at : at + len(some)] = [row for row, _ in some]
        bodies = b"".join([body for _, body in some])
        matrix[at : at + len(some)] = np.frombuffer(bodies, dtype=np.float32).reshape(len(some), -1)
    return rows, matrix


def _text(passage: Passage) -> str:
    """What a model reads of a passage: its question or else its headings, and the text."""
    before = passage.question or " – ".join(passage.headings)
    return f"{before}\n{passage.text}".strip()[:_LONGEST]
