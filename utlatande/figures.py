"""Figures that earlier documents give: which of them are newer than what a text says, of the same thing and place."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from utlatande import phrasing, sentences
from utlatande.model import Fact

WORD, STEM = 3, 5  # letters from which a word says something; letters by which forms of a word are known as one
NEWER = 2  # newer figures named for one text
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
    def _series(self) -> dict[tuple[str, str | None], Series]:
        """The facts by what two figures of one thing in one place share: a corpus has far fewer such than facts."""
        found: dict[tuple[str, str | None], list[tuple[int, Fact]]] = {}
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
    def _sentences(self) -> dict[str, set[tuple[str, str | None]]]:
        """The facts' sentences on one line, each with the measures and places it gives figures of."""
        found: dict[str, set[tuple[str, str | None]]] = {}
        for (measure, _), series in self._series.items():
            for _, fact in series.facts:
                found.setdefault(_flat(fact.sentence), set()).add((measure, series.place))
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
            own = sort(figure)
            fits = [f for f in self._same_thing(sentence, when) if f not in told and sort(f.figure) == own]
            if fits:
                words = stems(sentence)
                best = max(fits, key=lambda fact: (fact.year or 0, len(stems(fact.sentence) & words)))
                told.add(best)
                yield Newer(figure=figure, when=when, sentence=sentence, fact=best)

    def _same_thing(self, sentence: str, when: int) -> Iterator[Fact]:
        """Yield the facts later than ``when`` that measure what a sentence measures, in the same place."""
        flat, words = _flat(sentence), stems(sentence)
        places = {self.today(place) for place in self.places_in(sentence)}
        keys = {key for known, of in self._sentences.items() if known in flat for key in of}
        found: list[tuple[int, Fact]] = []
        for (measure, _), one in self._series.items():
            same = (measure, one.place) in keys
            near = not places or one.place is None or one.place in places
            if not same and not (near and _measures(one, words)):
                continue
            later = ((position, fact) for position, fact in one.facts if (fact.year or 0) > when)
            found += (pair for pair in later if same or _shares(pair[1], words))
        return (fact for _, fact in sorted(found, key=lambda pair: pair[0]) if _flat(fact.sentence) not in flat)


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
