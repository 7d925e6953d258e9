"""What every part of a draft is written from: the letter, the evidence, the office, the words. And small helpers."""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from utlatande import phrasing
from utlatande.model import (
    Confidence,
    DocumentKind,
    Evidence,
    Found,
    Insats,
    Mark,
    Match,
    Metadata,
    Paragraph,
    Passage,
    PassageKind,
    Question,
    QuestionKind,
    Run,
    Skrivelse,
    Source,
    Style,
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
        """The letter's title where it does not say «om …»."""
        return None if self.about else self.skrivelse.title

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
            documents = phrasing.unique(self.named(one.origin.document) for one in self.bilaga_insatser)
            names.append(self.words.text("bilaga_insatser", dokument=phrasing.joined(documents)))
        return tuple(names)

    @functools.cached_property
    def bilaga_nummer(self) -> int:
        """The number of the Bilaga with insatser."""
        return len(self.bilagor)

    def proposals(self, kind: QuestionKind) -> tuple[Question, ...]:
        """Return the questions of one kind."""
        return tuple(one for one in self.asked if one.kind is kind)

    def matches(self, group: Iterable[Question]) -> tuple[Match, ...]:
        """Return what was found for a group of questions, each passage once, best first."""
        best: dict[str, Match] = {}
        for one in group:
            for match in self.found[one.id].matches if one.id in self.found else ():
                known = best.get(match.passage.id)
                if known is None or rank(match) < rank(known):
                    best[match.passage.id] = match
        return tuple(sorted(best.values(), key=rank))

    def document(self, passage: Passage) -> str:
        """Return a passage's document in prose: «lägesbild 2024», «tjänsteutlåtande (2018-04-26)»."""
        return self.named(passage.origin.document, passage.date)

    def named(self, name: str, date: str | None = None) -> str:
        """Return a document in prose, with its title when that is known."""
        source = self.sources.get(name)
        if source is None:
            return f"”{name}”"
        when = date or source.metadata.date or source.metadata.meeting_date
        kind, title = KIND_NAMES[source.kind], source.metadata.title
        if title and source.kind in (DocumentKind.LAGESBILD, DocumentKind.ATGARDSPLAN):
            return f"”{title}”" + (f" ({when})" if when and when[:4] not in title else "")
        text = f"{kind} {when[:4]}" if when and source.kind is DocumentKind.LAGESBILD else kind
        text += f" ”{title}”" if title else f" ”{name}”"
        return text if not when or source.kind is DocumentKind.LAGESBILD else f"{text} ({when})"

    def metadata(self, document: str) -> Metadata:
        """Return what a document says of itself; all unknown when the document is."""
        source = self.sources.get(document)
        return source.metadata if source else Metadata()


_MEASURES = re.compile(r"\b\w*(?:insats|åtgärd|satsning|aktivitet)(?:er|erna|en)?\b", re.IGNORECASE)
_DONE = re.compile(
    r"\b(?:har|hade|vidtagit|vidtagits|genomfört|genomförts|gjorts|gjort|genomfördes|pågår|pågående|finns)\b",
    re.IGNORECASE,
)
_WHICH = re.compile(r"\b(?:vilka|vad|lista|förteckning|redovisa)\b", re.IGNORECASE)


def asks_for_insatser(question: Question) -> bool:
    """Tell whether a question asks which insatser were made."""
    text = question.text
    return bool(_WHICH.search(text) and _MEASURES.search(text) and _DONE.search(text))


_BANDS = {Confidence.STRONG: 0, Confidence.POSSIBLE: 1, Confidence.NONE: 2}
_KINDS = {
    PassageKind.ANSWER: 0,
    PassageKind.SECTION: 1,
    PassageKind.LAGESBILD: 2,
    PassageKind.INSATS: 3,
    PassageKind.MINUTES: 4,
}


def rank(match: Match) -> tuple[int, int, float]:
    """Return the key that sorts matches best first: usable ones, then answers before other kinds, then by score."""
    return (_BANDS[match.confidence] // 2, _KINDS[match.passage.kind], -match.score)


def usable(matches: Sequence[Match], *kinds: PassageKind) -> tuple[Match, ...]:
    """Return the matches of these kinds that may stand as text: not weak, not internal, not empty."""
    return tuple(
        match
        for match in matches
        if match.passage.kind in kinds
        and match.confidence is not Confidence.NONE
        and not match.passage.internal
        and match.passage.text.strip()
    )


def numbered(question: Question) -> str:
    """Return a question as it was put, with its number as the letter has it."""
    number = question.number
    if not number:
        return question.text
    return f"{number}{'.' if number.isdigit() else ')'} {question.text}"


def name_of(group: Sequence[Question], desk: Desk) -> str:
    """Return how a group of questions is spoken of: its number, else its position in the letter."""
    if group[0].number:
        return group[0].number
    return str(list(desk.groups).index(tuple(group)) + 1)


def paragraph(
    role: Style,
    *runs: Run | str,
    level: int | None = None,
    question: str | None = None,
    sources: Sequence[str] = (),
    comments: Sequence[str] = (),
) -> Paragraph:
    """Make a paragraph from runs and plain texts."""
    made = tuple(run if isinstance(run, Run) else Run(text=run) for run in runs)
    return Paragraph(
        runs=tuple(run for run in made if run.text or run.replaces),
        role=role,
        level=level,
        question=question,
        sources=tuple(sources),
        comments=tuple(text for text in comments if text),
    )


def gap(text: str) -> Run:
    """Return a yellow placeholder."""
    return Run(text=Gap(text), mark=Mark.PLACEHOLDER)
