"""The folder of earlier documents, kept in step with its index: what is new, changed or gone is noticed by itself.

The folder is the truth and is only read. What is derived lies in the user's data folder and can be deleted at any time.
"""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, TypeVar

from utlatande.corpus.folder import index_path, passed_over
from utlatande.corpus.register import kept_to
from utlatande.corpus.renames import fits, names
from utlatande.corpus.said import NOTHING, Entry, nfc, said
from utlatande.corpus.sync import Progress, Stamp, SyncReport, synced
from utlatande.errors import CorpusError
from utlatande.model import (
    Candidate,
    DocumentKind,
    Earlier,
    Embedder,
    Fact,
    Insats,
    Library,
    Metadata,
    Notice,
    Passage,
    Promise,
    Query,
    Source,
)

if TYPE_CHECKING:
    from utlatande.index import Index
    from utlatande.index.vectors import Embedded

T = TypeVar("T")
_DAMAGED, _OLD = "index_damaged", "index_old"

__all__ = ["Corpus", "DocumentStatus", "Entry", "Status", "SyncReport", "index_path"]


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentStatus:
    """A document of the corpus in one line, with what corpus.toml says of it."""

    name: str
    kind: DocumentKind
    date: str | None
    passages: int
    metadata: Metadata
    said: Entry = field(default_factory=Entry)
    notices: tuple[Notice, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """What is in the corpus, where its index lies, and what was left out and why."""

    folder: Path
    index: Path
    documents: tuple[DocumentStatus, ...]
    left_out: tuple[Notice, ...]
    insatser: int
    facts: int
    embedded: Embedded | None = None


class Corpus:
    """A folder of earlier documents with its index. ``exclude`` names documents that a search must not find.

    >>> with Corpus(Path("corpus")) as corpus:      # doctest: +SKIP
    ...     corpus.sync()
    ...     corpus.search(Query(text="Hur arbetar förvaltningen mot personrån?"))
    """

    def __init__(
        self,
        folder: Path | str,
        *,
        exclude: Sequence[str] = (),
        index: Index | None = None,
        areas: Sequence[str] = (),
        embedder: Embedder | None = None,
    ) -> None:
        self.folder = Path(folder)
        if not self.folder.is_dir():
            raise CorpusError(
                f"Mappen {self.folder} med tidigare dokument finns inte. Ange rätt mapp med --corpus eller i "
                "utlatande.toml, eller anslut nätverksmappen; det som är inläst är kvar.",
                path=self.folder,
            )
        self.exclude = tuple(exclude)
        self.areas = tuple(areas)
        self._said = said(self.folder)
        self._own = index is None
        self._embedder = embedder
        self._index = index if index is not None else _opened(index_path(self.folder), embedder)

    # -- keeping in step ---------------------------------------------------------------------------------------

    def sync(self, progress: Progress | None = None, embedded: Callable[[int, int], None] | None = None) -> SyncReport:
        """Bring the index in step with the folder.

        ``progress`` is told (name, done, all) once a document is safely in. A file that cannot be read is left out with
        a Notice and never stops the rest. Where nothing changed no file is opened. With an embedder the vectors that
        are missing are made last; ``embedded`` is told (done, all).
        """
        report = self._mended(lambda: synced(self._index, self.folder, self._said, self.areas, progress))
        missing = [name for name in self.exclude if self._named(name, self._index.documents()) is None]
        notices = [
            Notice(text=f"”{name}” finns inte bland de tidigare dokumenten och behövde inte lämnas utanför.")
            for name in missing
        ]
        return replace(report, notices=(*report.notices, *notices, *self._index.embed(embedded)))

    def rebuild(
        self, progress: Progress | None = None, embedded: Callable[[int, int], None] | None = None
    ) -> SyncReport:
        """Throw the index away and make it anew from the folder."""
        self._throw_away()
        report = synced(self._index, self.folder, self._said, self.areas, progress)
        return replace(report, notices=(*report.notices, *self._index.embed(embedded)))

    def verify(self) -> None:
        """Read the whole index; CorpusError (code ``index_damaged``) when it is damaged."""
        self._index.verify()

    def _throw_away(self) -> None:
        if self._own:
            with contextlib.suppress(CorpusError):
                self._index.close()
            shutil.rmtree(index_path(self.folder), ignore_errors=True)
            self._index = _opened(index_path(self.folder), self._embedder)
        for name in list(self._index.documents()):  # an index of somebody else's, or files that another program holds
            self._index.forget(name)

    def _mended(self, work: Callable[[], T]) -> T:
        """Do ``work``; when the index shows itself damaged on the way, make it anew and do it again."""
        try:
            return work()
        except CorpusError as error:
            if error.code != _DAMAGED or not self._own:
                raise
        self.rebuild()
        return work()

    # -- searching ---------------------------------------------------------------------------------------------

    def search(self, query: Query) -> Sequence[Candidate]:
        """Return the passages that fit a query, best first, documents of ``exclude`` left out.

        The index is taken as it is: sync first. A name that has changed is also searched for as it was, and as it is;
        what the query is kept to likewise. ``query.exclude`` may name documents as ``exclude`` does.
        """
        renames = self._said.renames
        query = replace(
            query,
            exclude=(*self._excluded(query.exclude), *self._excluded()),
            areas=names(query.areas, renames),
            namnder=names(query.namnder, renames),
            parties=names(query.parties, renames),
        )
        other = [b for old, new in renames for a, b in ((old, new), (new, old)) if a in query.text]
        if other:
            query = replace(query, context=" ".join((query.context, *other)).strip())
        return self._mended(lambda: self._index.search(query))

    @property
    def notices(self) -> tuple[Notice, ...]:
        """What went less well while searching: that the sentence model failed and the words alone were searched."""
        return self._index.notices

    def unknown(self, query: Query) -> tuple[Notice, ...]:
        """Return a Notice for each area, nämnd and party that ``query`` is kept to and no document is of."""
        wanted = {"området": query.areas, "nämnden": query.namnder, "partiet": query.parties}
        if not any(wanted.values()):
            return ()
        known = [source.metadata for source in self.sources()]
        there = {
            "området": {one.area for one in known if one.area},
            "nämnden": {one.namnd for one in known if one.namnd},
            "partiet": {party for one in known for party in one.parties},
        }
        return tuple(
            Notice(text=f"Inget dokument gäller {what} ”{name}”. Det som finns: {', '.join(sorted(own)) or 'inget'}.")
            for what, own in there.items()
            for name in wanted[what]
            if not fits(name, own, self._said.renames, party=what == "partiet")
        )

    # -- what is in it -----------------------------------------------------------------------------------------

    def names(self) -> tuple[str, ...]:
        """Return the names of the documents in the index; what was left out or is in ``exclude`` is not among them."""
        excluded = set(self._excluded())
        return tuple(
            name
            for name, entry in self._index.documents().items()
            if name not in excluded and not Stamp.of(entry.fingerprint.sha256).left
        )

    def show(self, name: str) -> Earlier:
        """Return a document as it was understood. CorpusError when it is not in the corpus."""
        names = self.names()
        found = self._named(name, self._index.documents())
        if found is not None:
            return self._index.earlier(found)
        from difflib import get_close_matches

        near = get_close_matches(nfc(name), names, n=1)
        hint = f" Menade du ”{near[0]}”?" if near else " Se namnen med utlatande corpus list."
        raise CorpusError(
            f"Dokumentet ”{name}” finns inte bland de tidigare dokumenten i {self.folder}.{hint}", path=self.folder
        )

    def status(self) -> Status:
        """Return what is in the index, document by document, and what was left out."""
        documents: list[DocumentStatus] = []
        left: list[Notice] = []
        excluded = set(self._excluded())
        insatser = facts = 0
        for one in self._index.summaries():
            if one.name in excluded:
                continue
            if Stamp.of(one.sha256).left:
                left += one.notices
                continue
            insatser += one.insatser
            facts += one.facts
            documents.append(
                DocumentStatus(
                    name=one.name,
                    kind=one.kind,
                    date=one.metadata.date,
                    passages=one.passages,
                    metadata=one.metadata,
                    said=self._said.of(one.name),
                    notices=one.notices,
                )
            )
        passed = passed_over(self.folder)
        return Status(
            folder=self.folder,
            index=index_path(self.folder),
            documents=tuple(documents),
            left_out=(*left, *((passed,) if passed else ())),
            insatser=insatser,
            facts=facts,
            embedded=self._index.embedded,
        )

    def sources(self) -> tuple[Source, ...]:
        """Return what a draft must say of each document, corpus.toml's words included."""
        kept = set(self.names()) - set(self._excluded())
        return tuple(
            replace(source, valid_until=own.valid_until, superseded_by=own.superseded_by)
            if (own := self._said.of(source.document)) != NOTHING
            else source
            for source in self._index.sources()
            if source.document in kept
        )

    def insatser(
        self,
        *,
        internal: bool = False,
        plats: str | None = None,
        ansvarig: str | None = None,
        malgrupp: str | None = None,
        year: int | None = None,
    ) -> tuple[Insats, ...]:
        """Return the register of insatser, by documents' names; those of internal documents only if asked.

        It is kept to a place, somebody responsible, a target group or a year where they are given, words in any form.
        """
        left = self._unquotable(internal=internal)
        own = tuple(i for i in self._index.insatser() if i.origin.document not in left)
        return kept_to(own, plats=plats, ansvarig=ansvarig, malgrupp=malgrupp, year=year, renames=self._said.renames)

    def facts(self, *, internal: bool = False) -> tuple[Fact, ...]:
        """Return the figures that the documents state; those of internal documents only if asked."""
        left = self._unquotable(internal=internal)
        return tuple(f for f in self._index.facts() if f.origin.document not in left)

    def promises(self, *, internal: bool = False) -> tuple[Promise, ...]:
        """Return what the documents say will be done; what internal documents say only if asked."""
        left = self._unquotable(internal=internal)
        return tuple(p for p in self._index.promises() if p.origin.document not in left)

    def _unquotable(self, *, internal: bool) -> set[str]:
        secret = () if internal else (n for n in self._index.documents() if self._said.of(n).internal)
        return {*self._excluded(), *secret}

    def _excluded(self, more: Sequence[str] | None = None) -> tuple[str, ...]:
        """Return the documents that ``exclude``, or ``more``, names, by whole or last name or a path to the file."""
        wanted = self.exclude if more is None else more
        if not wanted:
            return ()
        known = self._index.documents().keys()
        return tuple(found for name in wanted if (found := self._named(name, known)) is not None)

    def _named(self, name: str, names: Collection[str]) -> str | None:
        """Return the document that a person means: by its name, its path, or its last name if only one has it."""
        wanted = nfc(name).replace("\\", "/").removeprefix("./")
        if wanted in names:
            return wanted
        path = Path(name)
        if path.exists():
            with contextlib.suppress(ValueError):
                inside = nfc(path.resolve().relative_to(self.folder.resolve()).as_posix())
                if inside in names:
                    return inside
        last = wanted.rpartition("/")[2]
        alike = [one for one in names if one.rpartition("/")[2] == last]
        return alike[0] if len(alike) == 1 else None

    def renames(self) -> tuple[tuple[str, str], ...]:
        """Return the names of areas and organisations that changed, (old, new), as corpus.toml has them."""
        return self._said.renames

    def library(self) -> Library:
        """Return all that a draft may use beside what is searched for, without internal documents' own texts."""
        return Library(
            sources=self.sources(),
            insatser=self.insatser(),
            facts=self.facts(),
            promises=self.promises(),
            renames=self.renames(),
            passages_of=self.passages_of,
        )

    def passages_of(self, name: str) -> tuple[Passage, ...]:
        """Return all passages of a document in the order they stand; none when it is left out or not in the corpus."""
        return self._mended(lambda: self._index.earlier(name).passages) if name in self.names() else ()

    def said_of(self, name: str) -> Entry:
        """Return what corpus.toml says of a document."""
        return self._said.of(name)

    def export(self) -> Iterator[dict[str, Any]]:
        """Yield every document and passage as JSON-able dictionaries in a fixed order, without times or row numbers.

        Two indexes of the same folder export the very same.
        """
        for name in sorted(self.names()):
            yield from _exported(self._index.earlier(name))

    def close(self) -> None:
        """Close the index."""
        self._index.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _exported(earlier: Earlier) -> Iterator[dict[str, Any]]:
    whole = _plain(earlier)
    passages = whole.pop("passages")
    yield {"type": "document", **whole}
    for one in passages:
        yield {"type": "passage", **one}


def _plain(value: Any) -> Any:  # noqa: ANN401 - any of the model's values
    """Return frozen values as what JSON knows."""
    from dataclasses import fields, is_dataclass
    from enum import Enum

    if isinstance(value, Enum):
        return value.value
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    return value


def _opened(path: Path, embedder: Embedder | None) -> Index:
    """Open the index; one that is damaged or of an older make is thrown away, for the folder is the truth."""
    from utlatande.index import Index

    try:
        return Index.open(path, embedder)
    except CorpusError as error:
        if error.code not in (_DAMAGED, _OLD):
            raise
        shutil.rmtree(path, ignore_errors=True)
        return Index.open(path, embedder)
