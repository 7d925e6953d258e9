"""What every part of a draft is written from: the letter, the evidence, the office, the words. And small helpers."""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from utlatande import phrasing, sentences, structure
from utlatande.model import (
    Confidence,
    DocumentKind,
    Evidence,
    Fact,
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


DEFINITE = {
    DocumentKind.TJANSTEUTLATANDE: "tjänsteutlåtandet",
    DocumentKind.LAGESBILD: "lägesbilden",
    DocumentKind.ATGARDSPLAN: "åtgärdsplanen",
    DocumentKind.MINUTES: "protokollet",
    DocumentKind.SKRIVELSE: "skrivelsen",
    DocumentKind.OTHER: "dokumentet",
}
NO_ANSWER = frozenset(
    ("forslag_till_beslut", "sammanfattning", "arendet", "beredning", "bilagor", "delges", "innehall")
)
WORD, STEM = 3, 6  # letters from which a word says something; letters by which forms of a word are known as one
# Words that every question and every answer has.
COMMON = frozenset(
    ("förval", "stadsd", "nämnde", "arbeta", "arbete", "arbets", "nuläge", "frågan", "frågor", "område", "finns")
)
_EMPTY = frozenset(
    """och att som det den de för med har var vad hur när vem kan ska vid mot hos per sin sitt sina man men där
    här då så ett två tre fyra fem sex sju blir blev inom utan efter innan mer fler alla andra vilka
    vilken vilket finns deras dess denna detta dessa under sedan mellan jämfört samma antal antalet
    andel andelen från till som inte även också har hade varit blivit procent totalt sammanlagt åren
    året första andra januari februari mars april juni juli augusti september oktober november december
    stadsdelsområdet staden norra södra""".split()  # noqa: SIM905 - words read best as text
)


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
        """Return a passage's document for a comment: «tjänsteutlåtande ”Ordningsvakter”», «Lägesbild 2024»."""
        return self.named(passage.origin.document)

    def named(self, name: str) -> str:
        """Return a document for a comment or a list, with its kind and title."""
        source = self.sources.get(name)
        if source is None:
            return f"”{name}”"
        kind, title = KIND_NAMES[source.kind], _title(source)
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

    def is_newest(self, passage: Passage) -> bool:
        """Tell whether no lägesbild is newer than the one that a passage is from."""
        source = self.sources.get(passage.origin.document)
        if source is None or source.kind is not DocumentKind.LAGESBILD:
            return False
        dates = [one.metadata.date or "" for one in self.evidence.sources if one.kind is DocumentKind.LAGESBILD]
        return (source.metadata.date or "") == max(dates, default="")

    @functools.cached_property
    def facts(self) -> tuple[tuple[Fact, frozenset[str]], ...]:
        """The figures that are known, each with the words of its sentence."""
        return tuple((fact, stems(fact.sentence)) for fact in self.evidence.facts)

    @functools.cached_property
    def _places(self) -> re.Pattern[str] | None:
        """All names of places that the evidence knows."""
        known = {fact.place for fact in self.evidence.facts} | {one.plats for one in self.evidence.insatser}
        known |= {source.metadata.area for source in self.evidence.sources} | set(self.settings.areas)
        names = sorted((name for name in known if name and name[0].isupper()), key=len, reverse=True)
        return re.compile(rf"(?<![\w-])({'|'.join(map(re.escape, names))})(?=s?(?![\w-]))") if names else None

    def places_in(self, text: str) -> tuple[str, ...]:
        """Return the known places that a text names, each once."""
        return phrasing.unique(m[1] for m in self._places.finditer(text)) if self._places else ()

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


_MEASURES = re.compile(r"\b\w*(?:insats|åtgärd|satsning|aktivitet)(?:er|erna|en)?\b", re.IGNORECASE)
_DONE = re.compile(
    r"\b(?:vidtagi?ts?|vidtogs?|genomför(?:t|ts|des)|gjor(?:t|ts|des)|satts\s+in|påbörjats|initierats|prövats)\b",
    re.IGNORECASE,
)
# A park or a school lies in the area without being one of its named parts.
_FACILITY = re.compile(
    r"(?:park(?:en)?|torg(?:et)?|skolan?|gården?|station(?:en)?|centrum|hallen|gatan|vägen|stigen|promenaden|badet)$",
    re.IGNORECASE,
)
_WHICH = re.compile(r"\b(?:vilka|vad|lista|förteckning|redovisa)\b", re.IGNORECASE)


def asks_for_insatser(question: Question) -> bool:
    """Tell whether a question asks which insatser were made."""
    text = question.text
    return bool(_WHICH.search(text) and _MEASURES.search(text) and _DONE.search(text))


def stems(text: str) -> frozenset[str]:
    """Return the beginnings of the words of a text that say something."""
    words = (word.lower() for word in sentences.words(text))
    return frozenset(
        word[:STEM] for word in words if len(word) >= WORD and not word[0].isdigit() and word not in _EMPTY
    )


def _year(date: str | None) -> int | None:
    return int(date[:4]) if date and date[:4].isdigit() else None


def _title(source: Source) -> str | None:
    """Return a document's title without «- skrivelse från (M)» and the like."""
    return (
        re.sub(r"\s*[-–,]?\s*(?:svar på\s+)?skrivelse från .*$", "", source.metadata.title or "", flags=re.IGNORECASE)
        or None
    )


def _names_itself(source: Source, title: str) -> bool:
    """Tell whether a title already says what sort of document it is."""
    return any(
        word in title.lower() for word in ("lägesbild", "åtgärdsplan", "insatser", "protokoll", "anteckningar")
    ) and (source.kind is not DocumentKind.TJANSTEUTLATANDE)


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
        and not (match.passage.kind is PassageKind.SECTION and _tells_of_matter(match.passage))
    )


def _tells_of_matter(passage: Passage) -> bool:
    """Tell whether a section is no answer: the summary, the matter, the preparation, the decision of a utlåtande."""
    slots = {structure.slot(heading) for heading in passage.headings}
    return not slots.isdisjoint(NO_ANSWER)


_JOINS = re.compile(r"[\s,;]+(?:och|samt|eller)$|[,;]$")  # what joins a question to the next in the letter's list


def clean(question: Question) -> str:
    """Return a question's text without what joins it to the next; a demand begins with its «att»."""
    text = _JOINS.sub("", " ".join(question.text.split()))
    demand = question.kind is QuestionKind.UPPDRAG and re.match(r"(?:att|och)\b", text) is None and text[:1].islower()
    return f"att {text}" if demand else text


def numbered(question: Question) -> str:
    """Return a question as it was put, with its number as the letter has it."""
    number = question.number
    if not number:
        return clean(question)
    return f"{number}{'.' if number.isdigit() else ')'} {clean(question)}"


def noun(group: Sequence[Question]) -> str:
    """Return what a group of questions is called."""
    return "förslag" if group[0].kind is QuestionKind.UPPDRAG else "fråga"


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
