"""Reads and parses documents: each by itself, so that one that cannot be read is a Notice and never stops the rest."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from utlatande.corpus.folder import File
from utlatande.corpus.said import Entry
from utlatande.errors import UtlatandeError
from utlatande.model import DocumentKind, Earlier, Metadata, Notice

MANY = 8  # documents from which worker processes earn their start


@dataclass(frozen=True, slots=True)
class Task:
    """A document to be read, and what corpus.toml says of it."""

    file: File
    entry: Entry
    areas: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Done:
    """A document that was read. ``left``: it stays out, and its Notice says why."""

    earlier: Earlier
    digest: str = ""
    left: bool = False


def results(todo: Sequence[Task]) -> Iterator[list[tuple[Task, Done]]]:
    """Yield documents once they are read: in this process when they are few, else in a worker for each core."""
    if not todo:
        return
    if len(todo) < MANY:
        from utlatande.readers import pdf

        with pdf.pool():
            for task in todo:
                yield [(task, understand(task))]
        return
    from utlatande.corpus.workers import spread

    yield from spread(todo)


def understand(task: Task) -> Done:
    """Read and parse one document. What is wrong with a file becomes a Notice, never an exception."""
    file = task.file
    try:
        return replace(_understood(task), digest=digest(file.path))
    except UtlatandeError as error:
        return Done(nothing(file.name, error.message), _digest_or_none(file.path), left=True)
    except OSError as error:
        return Done(nothing(file.name, f"{file.name} kan inte läsas ({error.strerror}) och är inte med."), left=True)
    except Exception as error:  # noqa: BLE001 - a defect of ours in one document must not keep the others out; it is told
        text = f"{file.name} är inte med: ett fel i programmet ({type(error).__name__}: {error}). Anmäl det gärna."
        return Done(nothing(file.name, text), _digest_or_none(file.path), left=True)


def nothing(name: str, text: str) -> Earlier:
    """Return a document that was left out, with the reason."""
    return Earlier(document=name, kind=DocumentKind.OTHER, metadata=Metadata(), notices=(Notice(text=text),))


def digest(path: Path) -> str:
    """Return the SHA-256 of a file's content."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _digest_or_none(path: Path) -> str:
    try:
        return digest(path)
    except OSError:
        return ""


def _understood(task: Task) -> Done:
    from utlatande import passages, readers
    from utlatande.word import marks

    file, entry = task.file, task.entry
    document = readers.read(file.path, name=file.name)
    if marks.PROPERTY in dict(document.properties):
        text = f"{file.name} är ett utkast som inte är färdigt och är inte med. Kör utlatande finalize först."
        return Done(nothing(file.name, text), left=True)
    earlier = passages.parse(document, kind=entry.kind, area=entry.area, internal=entry.internal, areas=task.areas)
    return Done(earlier)
