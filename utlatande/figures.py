"""Figures that earlier documents give: which of them are newer than what a text says, of the same thing and place."""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from utlatande import phrasing, sentences
from utlatande.model import Fact

WORD, STEM = 3, 5  # letters from which a word says something; letters by which forms of a word are known as one
NEWER = 2  # newer figures named for one text
BEGINNING = 40  # letters of a fact's sentence by which it is looked for
SHARED = 3  # words that two sentences must share to be about the same thing
ANY = frozenset(("anmäl", "perso", "antal", "brott", "över"))  # words of any measure
_EMPTY = frozenset(
    """och att som det den de för med har var vad hur när vem kan ska vid mot hos per sin sitt sina man men där
    här då så ett två tre fyra fem sex sju blir blev inom utan efter innan mer fler alla andra vilka
    vilken vilket finns deras dess denna detta dessa under sedan mellan jämfört samma antal antalet
    andel andelen från till som inte även också har hade varit blivit procent totalt sammanlagt åren
    genomsnitt genomsnittligt ungefär omkring cirka drygt knappt nästan uppgick fanns
    året första andra januari februari mars april juni juli augusti september oktober november december
    stadsdelsområdet staden norra södra""".split()  # noqa: SIM905 - words read best as text
)

YEAR = re.compile(r"(?<![\d/.-])(?:19|20)\d{2}(?![\d/])")
FIGURE = re.compile(
    r"(?<![\w/.:-])(?<!klockan )(?<!kl\. )(?<!§ )(?<!bilaga )(?<!fråga )(?<!den )(?<!Den )"
    r"(?i:(?<!tabell )(?<!diagram )(?<!figur )(?<!karta )(?<!avsnitt ))"
    # school years: «årskurs 7», «åk 4–6», «F–3»
    r"(?i:(?<!årskurs )(?<!årskurserna )(?<!\båk )(?<!\båk\. )(?<!klass )(?<!\bår )(?<!\bf–)"
    r"(?<!årskurs \d–)(?<!årskurserna \d–)(?<!\båk \d–)(?<!\båk\. \d–)(?<!klass \d–)(?<!\bår \d–)"
    r"(?<!årskurs \d och )(?<!årskurs \d eller )(?<!\båk \d och )(?<!\båk \d eller )(?<!klass \d och ))"
    r"(?:\d{1,3}(?:[ \u00a0]\d{3})+|\d+)(?:,\d+)?(?:[ \u00a0]?(?:%|procent|kronor|mnkr|tkr|miljon(?:er)? kronor))?"
    r"(?![\w/:-])"
)
AGE = re.compile(r"\s+år\b(?!\s+(?:19|20)\d{2}\b)")  # «65 år»: of somebody; «37 procent år 2024» is a count
AHEAD = re.compile(
    r"\b(?:ska|kommer\s+att|avser|planerar|planeras|beräknas|återkommer|väntas|senast|börjar|öppnar?|startar|införs)\b",
    re.IGNORECASE,
)


@functools.lru_cache(maxsize=4096)
def stems(text: str) -> frozenset[str]:
    """Return the beginnings of the words of a text that say something."""
    words = (word.lower() for word in sentences.words(text))
    return frozenset(
        word[:STEM] for word in words if len(word) >= WORD and not word[0].isdigit() and word not in _EMPTY
    )


Key = tuple[str, str | None]  # what is measured, and the place


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """The facts of one measure in one place, each with its position among all: the words measured, the place today."""

    facts: tuple[tuple[int, Fact], ...]
    measure: frozenset[str]
    place: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Newer:
    """A newer figure: what the text says (``figure``, of the year ``when``, in ``sentence``), and the fact that is
    newer."""

    figure: str
    when: int
    sentence: str
    fact: Fact


@dataclass(frozen=True)
class Figures:
    """The figures that are known. ``renames`` are (old, new) names; ``names`` are further names of places."""

    facts: tuple[Fact, ...]
    renames: tuple[tuple[str, str], ...] = ()
    names: tuple[str, ...] = ()

    @functools.cached_property
    def _series(self) -> dict[Key, Series]:
        """The facts by what two figures of one thing in one place share: a corpus has far fewer such than facts."""
        found: dict[Key, list[tuple[int, Fact]]] = {}
        for position, fact in enumerate(self.facts):
            found.setdefault((fact.measure.casefold(), fact.place), []).append((position, fact))
        return {
            (measure, place): Series(
                facts=tuple(facts),
                measure=stems(measure) - stems(place or "") - ANY,
                place=self.today(place) if place else None,
            )
            for (measure, place), facts in found.items()
        }

    @functools.cached_property
    def _told(self) -> tuple[dict[str, list[tuple[str, Key]]], tuple[int, ...]]:
        """The facts' sentences on one line with their series, by how they begin; and how long those beginnings are."""
        found: dict[str, list[tuple[str, Key]]] = {}
        for key, series in self._series.items():
            for _, fact in series.facts:
                flat = _flat(fact.sentence)
                found.setdefault(flat[:BEGINNING], []).append((flat, key))
        return found, tuple(sorted({len(beginning) for beginning in found}))

    def _stands(self, flat: str) -> set[Key]:
        """Return the series with a sentence that stands in a text on one line, also of a place that was renamed."""
        by_beginning, lengths = self._told
        found: set[Key] = set()
        for start in (0, *(m.end() for m in re.finditer(" ", flat))):
            for length in lengths:
                for known, key in by_beginning.get(flat[start : start + length], ()):
                    if flat.startswith(known, start):
                        found.update(self._by_place[key[0], self._series[key].place])
        return found

    @functools.cached_property
    def _by_stem(self) -> dict[str, list[Key]]:
        """The series by the rarest words of their measure: so many that a sentence with half of its words has one."""
        often: Counter[str] = Counter(stem for one in self._series.values() for stem in one.measure)
        found: dict[str, list[Key]] = {}
        for key, one in self._series.items():
            fewest = (len(one.measure) + 1) // 2  # that a sentence must have
            rare = sorted(one.measure, key=lambda stem: (often[stem], stem))[: len(one.measure) - fewest + 1]
            for stem in rare:
                found.setdefault(stem, []).append(key)
        return found

    @functools.cached_property
    def _by_place(self) -> dict[Key, list[Key]]:
        """The series by their measure and the place as it is called today."""
        found: dict[Key, list[Key]] = {}
        for key, one in self._series.items():
            found.setdefault((key[0], one.place), []).append(key)
        return found

    @functools.cached_property
    def _places(self) -> re.Pattern[str] | None:
        known = {fact.place for fact in self.facts} | set(self.names)
        names = sorted((name for name in known if name and name[0].isupper()), key=len, reverse=True)
        return re.compile(rf"(?<![\w-])({'|'.join(map(re.escape, names))})(?=s?(?![\w-]))") if names else None

    def places_in(self, text: str) -> tuple[str, ...]:
        """Return the known places that a text names, each once."""
        return phrasing.unique(m[1] for m in self._places.finditer(text)) if self._places else ()

    def today(self, name: str) -> str:
        """Return the bare name that a place or its nämnd has today, so that «Norrvik» and «Norrviks nämnd» are one."""
        return self._renamed.get(_core(name), _core(name))

    @functools.cached_property
    def _renamed(self) -> dict[str, str]:
        return {_core(old): _core(new) for old, new in self.renames}

    def newer(self, text: str, year: int) -> Iterator[Newer]:
        """Yield the newer figures that are known for what a text's own figures say, two at most.

        ``year`` is the text's, for sentences that name none.
        """
        told: set[Fact] = set()
        for sentence in sentences.sentences(text):
            figure, when = latest(sentence, year)
            if figure is None or len(told) >= NEWER:
                continue
            own, words = sort(figure), stems(sentence)
            best: Fact | None = None
            for fact in self._same_thing(sentence, when):
                if best is not None and fact.year != best.year:
                    break
                if fact in told or sort(fact.figure) != own:
                    continue
                if best is None or len(stems(fact.sentence) & words) > len(stems(best.sentence) & words):
                    best = fact
            if best is not None:
                told.add(best)
                yield Newer(figure=figure, when=when, sentence=sentence, fact=best)

    def _same_thing(self, sentence: str, when: int) -> Iterator[Fact]:
        """Yield the facts later than ``when`` that measure what a sentence measures in the same place, newest first."""
        flat, words = _flat(sentence), stems(sentence)
        places = {self.today(place) for place in self.places_in(sentence)}
        same = self._stands(flat)
        found: list[tuple[int, int, Key]] = []
        for key in same | {key for stem in words for key in self._by_stem.get(stem, ())}:
            one = self._series[key]
            near = not places or one.place is None or one.place in places
            if key in same or (near and _measures(one, words)):
                found += ((-(fact.year or 0), position, key) for position, fact in one.facts if (fact.year or 0) > when)
        for _, position, key in sorted(found):
            fact = self.facts[position]
            if (key in same or _shares(fact, words)) and _flat(fact.sentence) not in flat:
                yield fact


def sort(figure: str) -> str:
    """Return what sort of figure it is: "share", "money" or "count". Only those of one sort can be older and newer."""
    return (
        "share" if re.search(r"%|procent", figure) else "money" if re.search(r"kr|miljon|miljard", figure) else "count"
    )


def latest(sentence: str, year: int) -> tuple[str | None, int]:
    """Return the figure nearest to the last year of a sentence, and that year; ``year`` where it names none."""
    years = [(int(m[0]), m.start()) for m in YEAR.finditer(sentence)]
    figures = [
        m for m in FIGURE.finditer(sentence) if not YEAR.fullmatch(m[0]) and AGE.match(sentence, m.end()) is None
    ]
    when, at = max(years, default=(year, 0))
    nearest = min(figures, key=lambda m: abs(m.start() - at), default=None)
    return nearest and nearest[0], when


def due(text: str, since: int, now: int) -> set[int]:
    """Return the years from ``since`` to ``now`` for which a text says what will be done."""
    ahead = (sentence for sentence in sentences.sentences(text) if AHEAD.search(sentence))
    return {int(m[0]) for sentence in ahead for m in YEAR.finditer(sentence) if since <= int(m[0]) <= now}


def _measures(one: Series, words: frozenset[str]) -> bool:
    """Tell whether most of what facts measure stands in a sentence."""
    return bool(one.measure) and len(one.measure & words) * 2 >= len(one.measure)


def _shares(fact: Fact, words: frozenset[str]) -> bool:
    """Tell whether a fact's sentence shares its other words with a sentence too."""
    own = stems(fact.sentence)
    return len(own & words) >= min(SHARED, len(own))


def _flat(sentence: str) -> str:
    return " ".join(sentence.split())


def _core(name: str) -> str:
    return re.sub(r"s?\s+(?:stadsdels)?(?:nämnd|förvaltning|område)(?:en|et)?$|s$", "", name.strip().casefold())
