"""Brings the index in step with the folder: what is new, changed or gone is noticed without opening what is not."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from utlatande.corpus.folder import File, files, told
from utlatande.corpus.reading import Task, digest, nothing, results
from utlatande.corpus.said import Entry, Said, near
from utlatande.model import Earlier, Notice

if TYPE_CHECKING:
    from utlatande.index import Fingerprint, Index

# What reading and parsing is made of: when any of it changes, every document is read anew.
_MADE_BY = (
    "readers",
    "passages",
    "word",
    "language",
    "structure.py",
    "sentences.py",
    "model.py",
    "corpus/reading.py",
    *(f"data/{name}.toml" for name in ("headings", "insatser", "parties", "abbreviations", "words")),
)
_SHOWN = 3  # names in a Notice
_ROUNDS = 3  # of settling copies: an original that went lets its first copy in, which the others are then copies of

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class SyncReport:
    """What a sync did: names of documents, in order. ``skipped`` are files that were left out, each with a Notice."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    skipped: tuple[str, ...] = ()
    notices: tuple[Notice, ...] = ()


@dataclass(frozen=True, slots=True)
class Stamp:
    """What stands beside a document in the index: its content's digest, what it was made with, whether it was left out,
    and the document it is a copy of. It is kept as one text, in the place of the digest."""

    digest: str
    made: str
    left: bool = False
    same_as: str = ""

    @classmethod
    def of(cls, text: str) -> Stamp:
        """Return the stamp that ``str`` wrote."""
        content, made, mark, same = (*text.split(":", 3), "", "", "")[:4]
        return cls(content, made, mark == "-", same)

    def __str__(self) -> str:
        return f"{self.digest}:{self.made}:{'-' if self.left else '+'}:{self.same_as}"


def synced(index: Index, folder: Path, said: Said, areas: Sequence[str], progress: Progress | None) -> SyncReport:
    """Bring ``index`` in step with ``folder`` and return what was done."""
    return _Sync(index, said, tuple(areas), progress).run(folder)


class _Sync:
    """One bringing in step: what the folder has against what the index has."""

    def __init__(self, index: Index, said: Said, areas: tuple[str, ...], progress: Progress | None) -> None:
        self._index = index
        self._said = said
        self._areas = areas
        self._tell = progress
        self._known = {n: (e.fingerprint, Stamp.of(e.fingerprint.sha256)) for n, e in index.documents().items()}
        self._maker = _maker()
        self._made: dict[Entry, str] = {}
        self._outcome: dict[str, str] = {}  # of each document that this run touched
        self._notices: dict[str, tuple[Notice, ...]] = {}

    def run(self, folder: Path) -> SyncReport:
        found: dict[str, File] = {}
        passed: list[str] = []
        unread: list[str] = []
        for file in files(folder, passed, unread):
            found.setdefault(file.name, file)
        gone, kept = self._gone(folder, found, unread)
        for name in gone:
            self._index.forget(name)
            del self._known[name]
        self._read(self._changed(found))
        self._settle(found)
        empty = Notice(text=f"Mappen {folder} har inga tidigare dokument; förslag till svar kan inte ges.")
        more = [one for one in (told(passed), kept, empty if not found and not kept else None) if one is not None]
        more += self._misnamed(found)
        return SyncReport(
            added=self._with("added"),
            changed=self._with("changed"),
            removed=tuple(gone),
            skipped=self._with("skipped"),
            notices=(*(n for name in sorted(self._notices) for n in self._notices[name]), *more),
        )

    def _gone(self, folder: Path, found: dict[str, File], unread: list[str]) -> tuple[list[str], Notice | None]:
        """Return the documents that have gone from the folder, and a Notice of those that are kept all the same: a
        folder that is suddenly empty, or a part that cannot be looked at, is more likely one that is not connected."""
        gone = sorted(self._known.keys() - found.keys())
        if gone and not found and not unread:
            text = (
                f"Mappen {folder} är tom, men hade {len(gone)} dokument förra gången. Inget har tagits bort ur "
                "indexet: kontrollera att mappen är ansluten. Är den tömd med flit, kör utlatande corpus rebuild."
            )
            return [], Notice(text=text)
        if not unread:
            return gone, None
        kept = {name for name in gone if any(name == one or name.startswith(one) for one in unread)}
        shown = ", ".join(sorted(unread)[:_SHOWN])
        text = f"{shown} i {folder} kan inte läsas just nu; det som lästs in därifrån tidigare är kvar."
        return [name for name in gone if name not in kept], Notice(text=text)

    def _misnamed(self, found: dict[str, File]) -> list[Notice]:
        """Return a Notice for each name in corpus.toml that no file has."""
        told_of = []
        for name in sorted(self._said.unmatched(found.keys())):
            hint = near(name, found.keys()) or "Rätta namnet eller ta bort stycket."
            told_of.append(Notice(text=f"corpus.toml nämner {name}, som inte finns i mappen. {hint}"))
        for name in sorted(found):
            other = self._said.of(name).superseded_by
            if other is not None and other not in found:
                hint = near(other, found.keys()) or "Rätta namnet."
                told_of.append(
                    Notice(text=f"corpus.toml säger att {name} är ersatt av {other}, som inte finns. {hint}")
                )
        return told_of

    def _with(self, outcome: str) -> tuple[str, ...]:
        return tuple(sorted(name for name, own in self._outcome.items() if own == outcome))

    def _changed(self, found: dict[str, File]) -> list[Task]:
        """Return what must be read: what is new, changed (a new time alone is confirmed by hash) or said anew."""
        todo = []
        for name, file in sorted(found.items()):
            known = self._known.get(name)
            if known is not None:
                mark, stamp = known
                same = mark.size == file.size and mark.mtime_ns == file.mtime_ns
                if not same and mark.size == file.size and stamp.digest and digest(file.path) == stamp.digest:
                    self._index.touch(name, _fingerprint(file, stamp))
                    same = True
                if same and stamp.made == self._stamp(name):
                    continue
            todo.append(self._task(file))
        return todo

    def _task(self, file: File) -> Task:
        return Task(file, self._said.of(file.name), self._areas)

    def _stamp(self, name: str) -> str:
        """Return the mark of all that a document is made with: our own code, and what corpus.toml says of it."""
        entry = self._said.of(name)
        if entry not in self._made:
            own = f"{self._maker} {entry.kind} {entry.area} {entry.internal} {self._areas}"
            self._made[entry] = hashlib.sha256(own.encode()).hexdigest()[:12]
        return self._made[entry]

    def _read(self, todo: Sequence[Task]) -> None:
        count = 0
        for batch in results(todo):
            there = []
            for task, done in batch:
                name = task.file.name
                if done.left and not done.digest and not task.file.path.exists():
                    text = f"{name} försvann medan mappen lästes; det läses nästa gång."
                    self._notices[name] = (Notice(text=text),)
                    continue
                there.append((task.file, done.earlier, Stamp(done.digest, self._stamp(name), done.left)))
            fresh = {file.name for file, _, _ in there} - self._known.keys()
            self._put(there)
            for file, earlier, stamp in there:
                name = file.name
                self._outcome[name] = "skipped" if stamp.left else "added" if name in fresh else "changed"
                self._notices[name] = earlier.notices if stamp.left else ()
                count += 1
                if self._tell is not None:
                    self._tell(name, count, len(todo))

    def _put(self, there: Sequence[tuple[File, Earlier, Stamp]]) -> None:
        """Put documents in."""
        marked = [(earlier, _fingerprint(file, stamp)) for file, earlier, stamp in there]
        self._index.add_all(marked)
        for (file, _, stamp), (_, mark) in zip(there, marked, strict=True):
            self._known[file.name] = (mark, stamp)

    def _settle(self, found: dict[str, File]) -> None:
        """Let only the first (by name) of identical files count; let a copy in when its original has gone."""
        for _ in range(_ROUNDS):
            alike: dict[str, list[str]] = {}
            for name in sorted(self._known):
                alike.setdefault(self._known[name][1].digest, []).append(name)
            back = [task for key, names in alike.items() if key for task in self._copies(names, found)]
            if not back:
                return
            self._read(back)

    def _copies(self, names: Sequence[str], found: dict[str, File]) -> list[Task]:
        """Mark the copies among files of the same content; return what must be read because it is none now."""
        first, *others = names
        stamp = self._known[first][1]
        if stamp.same_as:
            return [self._task(found[first])]
        for name in others if not stamp.left else ():
            own = self._known[name][1]
            if own.same_as == first:
                continue
            copy = nothing(name, f"{name} är samma fil som {first} och tas inte med två gånger.")
            self._put([(found[name], copy, replace(own, left=True, same_as=first))])
            self._outcome[name], self._notices[name] = "skipped", copy.notices
        return []


def _fingerprint(file: File, stamp: Stamp) -> Fingerprint:
    from utlatande.index import Fingerprint

    return Fingerprint(size=file.size, mtime_ns=file.mtime_ns, sha256=str(stamp))


def _maker() -> str:
    """Return what tells one make of reading and parsing from another."""
    package = Path(__file__).parent.parent
    own = hashlib.sha256()
    for name in _MADE_BY:
        room = package / name
        for path in sorted(room.rglob("*")) if room.is_dir() else [room]:
            if path.suffix in (".py", ".toml"):
                own.update(path.name.encode() + path.read_bytes())
    return own.hexdigest()[:12]
