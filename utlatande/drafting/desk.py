"""What every part of a draft is written from: the letter, the evidence, the office, the words. And small helpers."""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from utlatande import phrasing
from utlatande.drafting.pieces import answering, asks_for_insatser, rank, spoken, usable
from utlatande.figures import Figures
from utlatande.model import (
    DocumentKind,
    Evidence,
    Found,
    Insats,
    Match,
    Metadata,
    Passage,
    PassageKind,
    Question,
    QuestionKind,
    Skrivelse,
    Source,
)
from utlatande.settings import Settings
from utlatande.templating import Gap, Words

KIND_NAMES = {
    DocumentKind.TJANSTEUTLATANDE: "tjänsteutlåtande",
    DocumentKind.LAGESBILD: "lägesbild",
    DocumentKind.ATGARDSPLAN: "åtgärdsplan",
    DocumentKind.MINUTES: "protokoll",
    DocumentKind.SKRIVELSE: "skrivelse",
    DocumentKind.OTHER: "dokument",
}


DEFINITE = {
    DocumentKind.TJANSTEUTLATANDE: "tjänsteutlåtandet",
    DocumentKind.LAGESBILD: "lägesbilden",
    DocumentKind.ATGARDSPLAN: "åtgärdsplanen",
    DocumentKind.MINUTES: "protokollet",
    DocumentKind.SKRIVELSE: "skrivelsen",
    DocumentKind.OTHER: "dokumentet",
}


@dataclass(frozen=True)
class Desk:
    """Everything a draft is made from. ``date`` is the draft's own."""

    skrivelse: Skrivelse
    evidence: Evidence
    settings: Settings
    words: Words
    date: dt.date | None

    @functools.cached_property
    def sources(self) -> dict[str, Source]:
        """The documents that may be reused, by name."""
        return {source.document: source for source in self.evidence.sources}

    @functools.cached_property
    def found(self) -> dict[str, Found]:
        """What was found, by question id."""
        return {one.question: one for one in self.evidence.found}

    @functools.cached_property
    def insatser(self) -> dict[str, Insats]:
        """The register's insatser by the id of their passage."""
        return {one.passage: one for one in self.evidence.insatser}

    @functools.cached_property
    def asked(self) -> tuple[Question, ...]:
        """The questions that are answered one by one."""
        return tuple(one for one in self.skrivelse.questions if one.answerable)

    @functools.cached_property
    def groups(self) -> tuple[tuple[Question, ...], ...]:
        """The questions in order; several put under one number are one group."""
        groups: list[list[Question]] = []
        for one in self.asked:
            last = groups[-1][-1] if groups else None
            if last and one.number and (one.number, one.parent, one.kind) == (last.number, last.parent, last.kind):
                groups[-1].append(one)
            else:
                groups.append([one])
        return tuple(tuple(group) for group in groups)

    @functools.cached_property
    def namnd(self) -> str:
        """The nämnd that decides, or a gap."""
        name = self.settings.namnd or self.skrivelse.recipient
        return phrasing.board(name) if name else Gap("nämnd")

    @property
    def knows_namnd(self) -> bool:
        """Whether the nämnd that decides is known."""
        return not isinstance(self.namnd, Gap)

    @functools.cached_property
    def sender(self) -> str | None:
        """Who asks, in prose."""
        return phrasing.sender(self.skrivelse.signatories, self.skrivelse.parties)

    @functools.cached_property
    def about(self) -> str | None:
        """What the letter is about, «om …»."""
        return phrasing.about(self.skrivelse.title)

    @functools.cached_property
    def rubrik(self) -> str | None:
        """The letter's title where it does not say «om …»; one all in capitals is written as a sentence."""
        title = self.skrivelse.title
        if self.about or not title:
            return None
        known = "\n".join((f"i {self.namnd}", *(f"i {area}" for area in self.settings.areas), *self.skrivelse.preamble))
        return phrasing.subject(title, known) if title.isupper() else title

    @functools.cached_property
    def bilaga_insatser(self) -> tuple[Insats, ...]:
        """The insatser of the Bilaga: those found for the questions that ask which were made, best first."""
        chosen: dict[str, Insats] = {}
        for group in self.groups:
            if any(asks_for_insatser(one) for one in group):
                for match in usable(self.matches(group), PassageKind.INSATS):
                    if match.passage.id in self.insatser:
                        chosen[match.passage.id] = self.insatser[match.passage.id]
        return tuple(chosen.values())

    @functools.cached_property
    def bilagor(self) -> tuple[str, ...]:
        """The names of the Bilagor, in order."""
        marks = phrasing.marks(self.skrivelse.parties)
        names = [self.words.text("bilaga_skrivelse", marken=marks, om=self.about, rubrik=self.rubrik)]
        if self.bilaga_insatser:
            names.append(self._titled() or self.words.text("bilaga_insatser", dokument=self.bilaga_dokument))
        return tuple(names)

    @functools.cached_property
    def bilaga_dokument(self) -> str:
        """The documents that the Bilaga with insatser is made from, in prose."""
        return phrasing.joined(phrasing.unique(self.prose(one.origin.document) for one in self.bilaga_insatser))

    def _titled(self) -> str | None:
        """Return the title of the only document behind the Bilaga when it is a list of insatser already."""
        title = self.bilaga_dokument.strip("”")
        return title if "insatser" in title.lower() and "”" not in title else None

    @functools.cached_property
    def bilaga_nummer(self) -> int:
        """The number of the Bilaga with insatser."""
        return len(self.bilagor)

    def proposals(self, kind: QuestionKind) -> tuple[Question, ...]:
        """Return the questions of one kind."""
        return tuple(one for one in self.asked if one.kind is kind)

    def matches(self, group: Sequence[Question]) -> tuple[Match, ...]:
        """Return what was found for a group of questions, each passage once, best first."""
        key = group[0].id
        if key not in self._matches:
            self._matches[key] = self._sorted(group)
        return self._matches[key]

    @functools.cached_property
    def _matches(self) -> dict[str, tuple[Match, ...]]:
        return {}

    @functools.cached_property
    def beside(self) -> dict[str, tuple[Passage, ...]]:
        """All passages, in order, of the documents in which a text points at something; each text once."""
        found: dict[str, dict[tuple[int, str], Passage]] = {}
        for one in self.evidence.beside:
            found.setdefault(one.origin.document, {}).setdefault((one.origin.block, one.text), one)
        return {name: tuple(passages.values()) for name, passages in found.items()}

    @functools.cached_property
    def tables(self) -> dict[str, str]:
        """The passages whose tables stand in the draft so far, with the id of the question that they stand under."""
        return {}

    def label(self, question: str | None) -> str | None:
        """Return how the question with an id is spoken of; None for none."""
        return next((name_of(group, self) for group in self.groups if group[0].id == question), None)

    @functools.cached_property
    def chosen(self) -> frozenset[str]:
        """The passages that are the best answer to some question."""
        return frozenset(match.passage.id for group in self.groups for match in answering(self.matches(group))[:1])

    def is_told(self, passage: Passage) -> bool:
        """Tell whether a passage is of a document that answers nothing itself: a plan, minutes, a lägesbild."""
        source = self.sources.get(passage.origin.document)
        return source is not None and source.kind is not DocumentKind.TJANSTEUTLATANDE

    def _is_plan(self, passage: Passage) -> bool:
        """Tell whether a passage is of a plan, minutes or a lägesbild; a document of another kind may well answer."""
        return self.is_told(passage) and self.sources[passage.origin.document].kind is not DocumentKind.OTHER

    def _sorted(self, group: Iterable[Question]) -> tuple[Match, ...]:
        best: dict[str, tuple[tuple[int, ...], Match]] = {}
        for one in group:
            for place, match in enumerate(self.found[one.id].matches if one.id in self.found else ()):
                key = rank(match, place, told=self._is_plan(match.passage))
                if match.passage.id not in best or key < best[match.passage.id][0]:
                    best[match.passage.id] = (key, match)
        return tuple(match for _, match in sorted(best.values(), key=lambda found: found[0]))

    def document(self, passage: Passage) -> str:
        """Return a passage's document for a comment: «tjänsteutlåtande ”Ordningsvakter”», «Lägesbild 2024»."""
        return self.named(passage.origin.document)

    def named(self, name: str, *, definite: bool = False) -> str:
        """Return a document for a comment or a list, with its kind and title; ``definite`` as a sentence speaks of it
        («lägesbilden ”Läget på torget”»)."""
        source = self.sources.get(name)
        if source is None:
            return f"dokumentet ”{name}”" if definite else f"”{name}”"
        kind, title = (DEFINITE if definite else KIND_NAMES)[source.kind], _title(source)
        if not title:
            return f"{kind} ”{name.rpartition('/')[2]}”"
        return f"”{title}”" if _names_itself(source, title) else f"{kind} ”{title}”"

    def prose(self, name: str) -> str:
        """Return a document as running text speaks of it: «lägesbilden för 2024», «protokollet från 30 maj 2024»."""
        source = self.sources.get(name)
        if source is None:
            return f"dokumentet ”{name}”"
        title, kind = _title(source), source.kind
        date = source.metadata.date or source.metadata.meeting_date
        if title and _names_itself(source, title):
            return f"”{title}”"
        if kind is DocumentKind.LAGESBILD and date:
            return f"{DEFINITE[kind]} för {date[:4]}"
        if kind is DocumentKind.MINUTES and date:
            notes = "minnes" in (name + (title or "")).lower()
            return f"{'minnesanteckningarna' if notes else DEFINITE[kind]} från {phrasing.swedish_date(date)}"
        return f"{DEFINITE[kind]} ”{title or name.rpartition('/')[2]}”" + (f" från {date[:4]}" if date else "")

    def year(self, passage: Passage) -> int | None:
        """Return the year a passage is from."""
        return _year(passage.date or self.metadata(passage.origin.document).date)

    @functools.cached_property
    def newest_year(self) -> int:
        """The year of the newest known document, or of the draft."""
        years = [_year(source.metadata.date) or 0 for source in self.evidence.sources]
        return max([*years, self.date.year if self.date else 0], default=0)

    def is_over(self, passage: Passage) -> bool:
        """Whether the document's time is over on the draft's date, as the office says in corpus.toml."""
        source = self.sources.get(passage.origin.document)
        until = source.valid_until if source else None
        return bool(until and self.date and until < self.date.isoformat()[: len(until)])

    def is_newest(self, passage: Passage) -> bool:
        """Tell whether no lägesbild is newer than the one that a passage is from."""
        source = self.sources.get(passage.origin.document)
        if source is None or source.kind is not DocumentKind.LAGESBILD:
            return False
        dates = [one.metadata.date or "" for one in self.evidence.sources if one.kind is DocumentKind.LAGESBILD]
        return (source.metadata.date or "") == max(dates, default="")

    @functools.cached_property
    def figures(self) -> Figures:
        """The figures and the places that are known."""
        names = {one.plats for one in self.evidence.insatser} | set(self.settings.areas)
        names |= {source.metadata.area for source in self.evidence.sources}
        return Figures(self.evidence.facts, self.evidence.renames, tuple(name for name in names if name))

    def places_in(self, text: str) -> tuple[str, ...]:
        """Return the known places that a text names, each once."""
        return self.figures.places_in(text)

    def today(self, name: str) -> str:
        """Return the bare name that a place or its nämnd has today, so that «Norrvik» and «Norrviks nämnd» are one."""
        return self.figures.today(name)

    @functools.cached_property
    def _own(self) -> frozenset[str]:
        """The places that the asking area and the letter have."""
        letter = self.skrivelse
        asked = "\n".join((letter.title or "", *letter.preamble, *(one.text for one in letter.questions)))
        old = [name for pair in self.evidence.renames for name in pair]
        return frozenset(name.casefold() for name in (*self.settings.areas, *self.places_in(asked), *old))

    def foreign_in(self, text: str) -> tuple[str, ...]:
        """Return the places in a text that are neither the asking area's nor the letter's."""
        if not self.settings.areas:
            return ()
        return tuple(
            name
            for name in self.places_in(text)
            if not _FACILITY.search(name) and not any(own in name.casefold() for own in self._own)
        )

    def metadata(self, document: str) -> Metadata:
        """Return what a document says of itself; all unknown when the document is."""
        source = self.sources.get(document)
        return source.metadata if source else Metadata()

    def avdelning(self, document: str) -> str | None:
        """Return the avdelning that answered, as it stands in running text."""
        name = (self.metadata(document).avdelning or "").split("\t")[0].strip()
        return name[:1].lower() + name[1:] if name else None


# A park or a school lies in the area without being one of its named parts.
_FACILITY = re.compile(
    r"(?:park(?:en)?|torg(?:et)?|skolan?|gården?|station(?:en)?|centrum|hallen|gatan|vägen|stigen|promenaden|badet)$",
    re.IGNORECASE,
)


def _year(date: str | None) -> int | None:
    return int(date[:4]) if date and date[:4].isdigit() else None


def _title(source: Source) -> str | None:
    """Return a document's title without «- skrivelse från (M)», «från (MP) och (C)» and the like."""
    title = re.sub(
        r"\s*[-–,]?\s*(?:svar på\s+)?skrivelse från .*$", "", source.metadata.title or "", flags=re.IGNORECASE
    )
    return re.sub(r"\s+från\s+\([A-ZÅÄÖ]{1,4}\).{0,80}$", "", title, flags=re.IGNORECASE) or None


def _names_itself(source: Source, title: str) -> bool:
    """Tell whether a title already says what sort of document it is."""
    return any(
        word in title.lower() for word in ("lägesbild", "åtgärdsplan", "insatser", "protokoll", "anteckningar")
    ) and (source.kind is not DocumentKind.TJANSTEUTLATANDE)


def name_of(group: Sequence[Question], desk: Desk) -> str:
    """Return how a group of questions is spoken of: its number, else its place among the questions or the proposals."""
    if group[0].number:
        return spoken(group[0].number)
    alike = [some for some in desk.groups if some[0].kind is group[0].kind]
    return str(alike.index(tuple(group)) + 1)
