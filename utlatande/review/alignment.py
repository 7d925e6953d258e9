"""Which words of a draft stand where in the edited document: paragraphs split, joined, moved and changed."""

from __future__ import annotations

import heapq
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from utlatande.model import Role
from utlatande.review import ordering, rows
from utlatande.review.likeness import SHORT, Text, as_text, cut, fits, holds, shingles
from utlatande.review.wording import common, runs_of
from utlatande.word.watch import Piece

_PLACEHOLDER = re.compile(r"\[[^\[\]]{2,80}\]")

COMMON = 20  # paragraphs that may share a pair of words before the pair says nothing
NEAREST = 6  # candidates looked at for one paragraph
FAR = 12  # paragraphs around one that are looked at for where it stood
IN_PLACE = 0.2  # how much it counts that a text stands where it stood
MOST_EQUAL = 250_000  # pairs of paragraphs of the very same words that are weighed
GAP, A_FEW = 2, 0.1  # from one neighbour to the other with one between; share of the shorter text's words
MARKED = 0.35  # the same under its own bookmark


Index = dict[tuple[int, ...], list[int]]


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch ``start``-``end`` (characters) of the new paragraph ``new``, with how many old words it holds."""

    new: int
    start: int
    end: int
    words: int


@dataclass(slots=True)
class Aligned:
    """What became of each old paragraph: ``parts`` where it stands now, ``moved`` those in another order; ``free`` are
    new paragraphs that were never there."""

    olds: list[Text]
    news: list[Text]
    parts: list[tuple[Part, ...]]
    moved: frozenset[int]
    free: tuple[int, ...]
    shared: list[tuple[tuple[int, int, int], ...]]  # for each new paragraph its stretches: old, start, end
    found: list[list[int]]  # for each old word the new paragraph it stands in, or -1

    def kept(self, old: int) -> int:
        """Return how many words of an old paragraph are left."""
        return sum(part.words for part in self.parts[old])


def align(before: Sequence[Piece], after: Sequence[Piece]) -> Aligned:
    """Find every paragraph of ``before`` in ``after``: in tables by row and cell, else by its very text, by our
    bookmark, by common words, and last by its place."""
    known: dict[str, int] = {}
    cells = Counter(name for piece in before if piece.table is not None for name, _ in piece.covers)
    whole = {name for name, count in cells.items() if count > 1}  # a table's bookmark says nothing of a single cell
    work = _Work([as_text(piece, known, whole) for piece in before], [as_text(piece, known, whole) for piece in after])
    for old, new in rows.pairs(before, after):
        work.pair(old, new)
    work.exact()
    work.marked()
    work.alike()
    work.split()
    work.rewritten()
    work.filled()
    work.between()
    return work.result()


@dataclass(slots=True)
class _Work:
    """An alignment in the making."""

    olds: list[Text]
    news: list[Text]
    found: list[list[int]] = field(default_factory=list)  # of each old word: the new paragraph it stands in, or -1
    owner: list[list[int]] = field(default_factory=list)  # of each new word: the old paragraph it is from, or -1
    paired: dict[int, int] = field(default_factory=dict)  # old to new, also where they have no word in common
    taken: dict[int, int] = field(default_factory=dict)  # the same, new to old
    counts: list[Counter[int]] = field(default_factory=list)  # of each old paragraph: its words in each new one
    copies: set[int] = field(default_factory=set)  # new paragraphs with the words of one that was found elsewhere

    def __post_init__(self) -> None:
        self.found = [[-1] * len(one.words) for one in self.olds]
        self.owner = [[-1] * len(one.words) for one in self.news]
        self.counts = [Counter() for _ in self.olds]

    # --- claims --------------------------------------------------------------------------------------------------

    def pair(self, old: int, new: int) -> None:
        """Hold a new paragraph for the old one, whatever words they share."""
        self.paired[old] = new
        self.taken[new] = old
        self.claim(old, new)

    def claim(self, old: int, new: int, span: tuple[int, int] | None = None) -> int:
        """Let the words that an old paragraph shares with a new one (or its words in ``span``) be its own."""
        left, (start, end) = self.left(old), self.free(old, new, span)
        if not left or start == end:
            return 0
        theirs = self.news[new].words
        total = 0
        for run in runs_of([self.olds[old].words[place] for place in left], theirs[start:end]):
            total += run.length
            self.counts[old][new] += run.length
            for offset in range(run.length):
                self.found[old][left[run.old + offset]] = new
                self.owner[new][start + run.new + offset] = old
        return total

    def left(self, old: int) -> list[int]:
        """Return the places of an old paragraph's words that were not found yet."""
        return [place for place, where in enumerate(self.found[old]) if where < 0]

    def free(self, old: int, new: int, span: tuple[int, int] | None = None) -> tuple[int, int]:
        """Return the stretch of a new paragraph's words that no other has claimed and that shares most with an old."""
        first, last = span or (0, len(self.owner[new]))
        stretches: list[tuple[int, int]] = []
        start = first
        for place in range(first, last + 1):
            if place == last or self.owner[new][place] not in (-1, old):
                if start < place:
                    stretches.append((start, place))
                start = place + 1
        if not stretches:
            return (first, first)
        if len(stretches) == 1:
            return stretches[0]
        mine = [self.olds[old].words[place] for place in self.left(old)]
        words = self.news[new].words
        return max(stretches, key=lambda one: common(mine, words[one[0] : one[1]]))

    def is_found(self, old: int) -> bool:
        """Tell whether something of an old paragraph was found."""
        return old in self.paired or bool(self.counts[old])

    def is_free(self, new: int) -> bool:
        """Tell whether no part of a new paragraph is from the draft."""
        return new not in self.taken and all(owner < 0 for owner in self.owner[new])

    def home(self, old: int) -> int | None:
        """Return the new paragraph that holds most of an old one."""
        if old in self.paired:
            return self.paired[old]
        counts = self.counts[old]
        return min(counts, key=lambda new: (-counts[new], new)) if counts else None

    # --- ways to find --------------------------------------------------------------------------------------------

    def exact(self) -> None:
        """Pair paragraphs with the very same words: by bookmark, then by their neighbours, then in order."""
        groups: dict[object, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
        for side, texts, done in ((0, self.olds, self.paired), (1, self.news, self.taken)):
            for place, one in enumerate(texts):
                if place not in done:
                    groups[tuple(one.words) or one.piece.text][side].append(place)
        both = [group for group in groups.values() if group[0] and group[1]]
        for olds, news in sorted(both, key=lambda group: len(group[0]) * len(group[1])):
            for old, new in self._matched(olds, news):
                self.pair(old, new)
            self.copies.update(new for new in news if new not in self.taken and not self.news[new].names)

    def _matched(self, olds: list[int], news: list[int]) -> Iterator[tuple[int, int]]:
        """Yield pairs of paragraphs of the same words."""
        by_name = {name: new for new in reversed(news) for name in self.news[new].names}
        left, free = [], dict.fromkeys(news)
        for old in olds:
            new = next((by_name[name] for name in self.olds[old].names if name in by_name), None)
            if new is not None and new in free:
                del free[new]
                yield old, new
            else:
                left.append(old)
        free = {new: None for new in free if not self.news[new].names}  # under the bookmark of another: that one's
        if len(left) != len(free) and len(left) * len(free) <= MOST_EQUAL:
            near = sorted((-self._support(old, new), old, new) for old in left for new in free)
            for _, old, new in near:
                if old in left and new in free:
                    left.remove(old)
                    del free[new]
                    yield old, new
        yield from zip(left, free, strict=False)

    def _support(self, old: int, new: int) -> int:
        """Return how well an old and a new paragraph stand in the same place, by their neighbours."""
        beside = (self.paired.get(old - 1) == new - 1) + (self.paired.get(old + 1) == new + 1)
        return 2 * beside + self._in_place(old, new)

    def marked(self) -> None:
        """Find what stands under our bookmarks."""
        under: dict[str, list[int]] = defaultdict(list)
        for place, one in enumerate(self.news):
            for name in one.names:
                under[name].append(place)
        wanted = [
            (-self._share(old, new), old, new)
            for old, one in enumerate(self.olds)
            for name in sorted(one.names)
            for new in under[name]
        ]
        for _, old, new in sorted(wanted):
            if len(self.news[new].names) > 1:  # paragraphs that were joined: each has its own stretch
                span = self._covered(old, new)
                if self._share(old, new, span) >= MARKED:
                    self.claim(old, new, span)
        for _, old, new in sorted(wanted):
            if self.taken.get(new, old) == old and self._share(old, new) >= MARKED:
                self.claim(old, new)

    def _share(self, old: int, new: int, span: tuple[int, int] | None = None) -> float:
        """Return the share of words in common of the shorter: what is left of an old paragraph, or free of a new."""
        left, (start, end) = self.left(old), self.free(old, new, span)
        if not left or start == end:
            return 0.0
        same = common([self.olds[old].words[place] for place in left], self.news[new].words[start:end])
        return same / min(len(left), end - start)

    def _covered(self, old: int, new: int) -> tuple[int, int]:
        """Return which words of a new paragraph stand under an old one's bookmark."""
        text = self.news[new]
        for name, covered in text.piece.covers:
            start = text.piece.text.find(covered)
            if name in self.olds[old].names and start >= 0:
                inside = [n for n, span in enumerate(text.spans) if start <= span[0] < start + len(covered)]
                return (inside[0], inside[-1] + 1) if inside else (0, 0)
        return (0, 0)

    def alike(self) -> None:
        """Find paragraphs by the words they share, the surest first."""
        index: Index = defaultdict(list)
        for place, one in enumerate(self.news):
            if place not in self.taken:
                for shingle in set(shingles(one.words)):
                    index[shingle].append(place)
        wanted = [old for old in range(len(self.olds)) if old not in self.paired and self.left(old)]
        queue = [(-self._score(old, new), old, new) for old in wanted for new in self._candidates(old, index)]
        heapq.heapify(queue)
        while queue:
            score, old, new = heapq.heappop(queue)
            now = -self._score(old, new)
            if score < now < 0:  # something was claimed meanwhile
                heapq.heappush(queue, (now, old, new))
            elif now < 0:
                self.claim(old, new)

    def _candidates(self, old: int, index: Index) -> list[int]:
        """Return the new paragraphs that share most pairs of words with an old one, and its neighbours' own."""
        shares: Counter[int] = Counter()
        words = [self.olds[old].words[place] for place in self.left(old)]
        for shingle in set(shingles(words)):
            places = index.get(shingle, ())
            if len(places) <= COMMON:
                shares.update(places)
        near = [new for new, _ in shares.most_common(NEAREST)]
        for place in (old - 1, old + 1):
            home = self.home(place) if 0 <= place < len(self.olds) else None
            near += [] if home is None else [home]
        return [new for new in dict.fromkeys(near) if new not in self.copies or self._goes_on(old, new)]

    def _goes_on(self, old: int, new: int) -> bool:
        """Tell whether a new paragraph stands beside one that holds some of an old paragraph."""
        home = self.home(old)
        return home is not None and abs(home - new) == 1

    def _score(self, old: int, new: int) -> float:
        """Return how sure it is, above 0, that an old paragraph (what is left of it) stands in a new one."""
        left, (start, end) = self.left(old), self.free(old, new)
        shorter, longer = sorted((len(left), end - start))
        if not shorter:
            return 0.0
        same = common([self.olds[old].words[place] for place in left], self.news[new].words[start:end])
        again = len(left) < len(self.found[old])
        in_place = self._in_place(old, new)
        if not fits(same, shorter, longer, again=again, in_place=in_place):
            words, theirs = self.olds[old].words, self.news[new].words[start:end]
            if again or not in_place or len(words) < SHORT - 1 or not holds(theirs, words):
                return 0.0
        return 0.6 * same / shorter + 0.4 * same / longer + IN_PLACE * in_place

    def _in_place(self, old: int, new: int) -> bool:
        """Tell whether a new paragraph stands between the neighbours of the old one."""
        before = [h for one in range(max(old - FAR, 0), old) if (h := self.home(one)) is not None][-1:]
        after = [h for one in range(old + 1, min(old + FAR, len(self.olds))) if (h := self.home(one)) is not None][:1]
        return (not before or before[0] <= new) and (not after or new <= after[0])

    def split(self) -> None:
        """Find the last or first words of a paragraph that stand by themselves beside the rest of it."""
        for old, where in enumerate(self.found):
            found = [place for place, new in enumerate(where) if new >= 0]
            if not found or old in self.paired:
                continue
            words = self.olds[old].words
            tail, head = words[found[-1] + 1 :], words[: found[0]]
            after, before = where[found[-1]] + 1, where[found[0]] - 1
            if tail and after < len(self.news) and self.is_free(after) and self.news[after].words[: len(tail)] == tail:
                self.claim(old, after, (0, len(tail)))
            if head and before >= 0 and self.is_free(before) and self.news[before].words[-len(head) :] == head:
                self.claim(old, before)

    def rewritten(self) -> None:
        """Give what stands under a bookmark, or alone where a text stood, to it: few words in common are enough."""
        places = {name: new for new in reversed(range(len(self.news))) for name in self.news[new].names}
        for old, one in enumerate(self.olds):
            new = next((places[name] for name in sorted(one.names) if name in places), None)
            if self.is_found(old):
                continue
            if new is None:
                new = self._instead(old)
            if new is not None and self.is_free(new) and self.news[new].words:
                self.pair(old, new)

    def _instead(self, old: int) -> int | None:
        """Return the one new paragraph where the old one alone stood, when they share a few words."""
        before = self.home(old - 1) if old else -1
        after = self.home(old + 1) if old + 1 < len(self.olds) else len(self.news)
        if before is None or after is None or after - before != GAP:
            return None
        return before + 1 if self._share(old, before + 1) >= A_FEW else None

    def filled(self) -> None:
        """Give what stands in the place of a placeholder to it."""
        for old, one in enumerate(self.olds):
            if self.is_found(old) or one.names or not _PLACEHOLDER.search(one.piece.text):
                continue
            before = self.home(old - 1) if old else -1
            if before is not None and before + 1 < len(self.news) and self.is_free(before + 1):
                self.pair(old, before + 1)

    def between(self) -> None:
        """Pair in order what is left between two neighbours that were found, as many new paragraphs as old ones and of
        the same sort: with no bookmark in the whole document, nothing else tells that a text was rewritten."""
        if any(one.names for one in self.news):
            return
        runs: list[list[int]] = []
        for old, one in enumerate(self.olds):
            if self.is_found(old) or not one.words:
                continue
            if runs and runs[-1][-1] == old - 1:
                runs[-1].append(old)
            else:
                runs.append([old])
        for olds in runs:
            before = self.home(olds[0] - 1) if olds[0] else -1
            after = self.home(olds[-1] + 1) if olds[-1] + 1 < len(self.olds) else len(self.news)
            if before is None or after is None or after - before != len(olds) + 1:
                continue
            pairs = list(zip(olds, range(before + 1, after), strict=True))
            if all(self.is_free(new) and self._one_sort(old, new) for old, new in pairs):
                for old, new in pairs:
                    self.pair(old, new)

    def _one_sort(self, old: int, new: int) -> bool:
        """Tell whether two paragraphs may be one text before and after: neither in a table, styled as one another."""
        mine, theirs = self.olds[old].piece, self.news[new].piece
        same = (mine.role, mine.style) == (theirs.role, theirs.style) and mine.table is None and theirs.table is None
        return same and mine.role != Role.HEADING and bool(self.news[new].words)

    # --- the outcome ---------------------------------------------------------------------------------------------

    def result(self) -> Aligned:
        """Return what was found, each character of a new paragraph given to one old or none."""
        shared = [self._shared(new) for new in range(len(self.news))]
        parts: list[list[Part]] = [[] for _ in self.olds]
        for new, stretches in enumerate(shared):
            for old, start, end, words in stretches:
                parts[old].append(Part(new, start, end, words))
        homes: list[tuple[int, int] | None] = []
        for old in range(len(self.olds)):
            home = self.home(old)
            start = next((one[1] for one in shared[home] if one[0] == old), 0) if home is not None else 0
            homes.append(None if home is None else (home, start))
        return Aligned(
            olds=self.olds,
            news=self.news,
            parts=[tuple(some) for some in parts],
            moved=ordering.out_of_order([one.piece for one in self.olds], homes),
            free=tuple(new for new, stretches in enumerate(shared) if not stretches),
            shared=[tuple((old, start, end) for old, start, end, _ in some) for some in shared],
            found=self.found,
        )

    def _shared(self, new: int) -> list[tuple[int, int, int, int]]:
        """Return the stretches of a new paragraph: old, start, end, and how many words they have in common."""
        text = self.news[new]
        held: list[list[int]] = []  # old, its first word, its last, how many
        for place, old in enumerate(self.owner[new]):
            if old < 0:
                continue
            if held and held[-1][0] == old:
                held[-1][2:] = [place, held[-1][3] + 1]
            else:
                held.append([old, place, place, 1])
        if not held:
            return [(self.taken[new], 0, len(text.piece.text), 0)] if new in self.taken else []
        cuts = [0, *(cut(text, one[2], following[1]) for one, following in pairwise(held)), len(text.piece.text)]
        return [(old, cuts[n], cuts[n + 1], words) for n, (old, _, _, words) in enumerate(held)]
