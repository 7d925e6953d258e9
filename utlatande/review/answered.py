"""Which text of a tjänsteutlåtande answers which question: under it, under its number, or in running prose."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from utlatande import language, sentences
from utlatande.language import asked
from utlatande.model import Block, Question, Role
from utlatande.passages.common import Unit, units, without_signatures
from utlatande.passages.laidout import out_of_tables
from utlatande.passages.pairing import CLEAR, HOLDS, assign, content, scores
from utlatande.passages.questions import question_of
from utlatande.review.asked import REFERS, answering, as_block, leads, marked, name_of, of_numbers, questions
from utlatande.review.paper import Paper, gaps, styled, without_gaps

UNSURE = 0.22  # share of a question's weight that prose holds, from which it may be an answer
FITS = 0.7  # share of what a question asks that a text speaks of, from which it may be an answer
SIMILAR = 0.3  # … from which a question in other words is taken for it, where both stand in the same place
_MOSTLY = 0.5  # … and from which that is sure
_KIN = 0.6  # of a word that the text has by another of its concept group
_WORDS = re.compile(r"[^\W_]")
_BEGINNING = 300  # characters of an answer in which it says that it answers several questions
_TOGETHER = re.compile(
    r"\b(?:be)?svar\w*\b[^.]{0,60}\b(?:gemensamt|samlat|tillsammans|sammanhang)\b"
    r"|\b(?:gemensamt|samlat)\b[^.]{0,40}\bsvar\w*|\b(?:båda|samtliga|alla|dessa|de (?:två|tre|fyra)) frågorna\b",
    re.IGNORECASE,
)
_ANSWER = re.compile(r"(?:(?:Stadsdels)?[Ff]örvaltningens |Kontorets )?[Ss]var(?:et)?\s*[:–-]?\s*$")


@dataclass(slots=True, kw_only=True)
class Answer:
    """A question and what answers it. ``mark`` is where it is repeated or named; ``pieces`` the text that answers,
    ``gaps`` the placeholders there, ``blocks`` the positions of all that stands under it; ``sure`` is False where only
    a few words tell that it is its answer; ``shared`` are the other questions that the same text answers."""

    question: Question
    name: str
    mark: Block | None = None
    pieces: tuple[Unit, ...] = ()
    gaps: tuple[str, ...] = ()
    blocks: tuple[int, ...] = ()
    sure: bool = True
    shared: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """All that answers it."""
        return "\n".join(piece.text for piece in self.pieces)


@dataclass(slots=True)
class _Spot:
    """A run of questions that stand on end, and the blocks under the last of them."""

    questions: list[str]
    blocks: list[Block] = field(default_factory=list)
    marks: dict[str, Block] = field(default_factory=dict)
    head: Block | None = None  # a question in the document's own words, which may be one of the letter's


# --- locating -----------------------------------------------------------------------------------------------------


def answers(paper: Paper) -> tuple[Answer, ...]:
    """Return each question with what answers it; ``pieces`` are empty where nothing does."""
    asked_ = questions(paper)
    if not asked_:
        return ()
    spots, loose = _walked(paper, asked_)
    spots = _in_other_words(spots, loose, asked_)
    if not any(spot.marks for spot in spots):
        return _in_prose(paper, asked_, loose)
    found = []
    for one in asked_:
        spot = next((s for s in spots if one.id in s.marks), None)
        name = name_of(one, asked_)
        found.append(
            _under(paper, one, name, spot, asked_)
            if spot
            else _elsewhere(paper, one, name, spots=spots, loose=loose, all_of=asked_)
        )
    return tuple(found)


def _walked(paper: Paper, all_of: Sequence[Question]) -> tuple[list[_Spot], list[Block]]:
    """Return the questions that stand in the answers, each with what stands under it, and what stands under none."""
    spots: list[_Spot] = []
    loose: list[Block] = []
    current: _Spot | None = None
    depth = 0
    for section in answering(paper):
        blocks = _unsigned(out_of_tables(tuple(_out_of_rows(section.blocks, all_of))))
        if section.heading:
            heading = as_block(section, paper)
            if marked(heading, all_of)[0] or _begun(heading, all_of) is not None:
                blocks.insert(0, heading)
            elif section.level <= depth:
                current = None
        for block in blocks:
            hit, rest = marked(block, all_of)
            if not hit and (begun := _begun(block, all_of)) is not None:
                current = begun
                spots.append(current)
                continue
            if not hit:
                (current.blocks if current is not None else loose).append(block)
                continue
            if current is None or current.blocks or not current.marks:
                current = _Spot([])
                spots.append(current)
            current.questions += hit
            current.marks.update({one: block for one in hit if one not in current.marks})
            depth = section.level + (block.role is not Role.HEADING)
            if rest:
                current.blocks.append(replace(block, text=rest, number=None))
    return spots, loose


def _begun(block: Block, all_of: Sequence[Question]) -> _Spot | None:
    """Return what begins with a line that leads in to sub-questions, or with a question in other words; else None."""
    if under := leads(block, all_of):
        return _Spot(under)
    heads = block.strong or block.number or block.role is Role.HEADING
    return _Spot([], head=block) if heads and question_of(block) is not None else None


def _out_of_rows(blocks: Iterable[Block], all_of: Sequence[Question]) -> Iterator[Block]:
    """Turn each row that has a question and, in the cell after it, an answer into a question and its paragraphs."""
    for block in blocks:
        cells = [replace(block, role=Role.PARAGRAPH, text=cell, cells=(), table=None) for cell in block.cells]
        asks = (n for n, cell in enumerate(cells[:-1]) if cells[n + 1].text and marked(cell, all_of)[0])
        place = next(asks, None)
        if place is None:
            yield block
            continue
        yield replace(cells[place], strong=True)
        yield from (replace(cells[place], text=line.strip()) for line in cells[place + 1].text.split("\n"))


def _in_other_words(spots: list[_Spot], loose: list[Block], all_of: Sequence[Question]) -> list[_Spot]:
    """Give the questions in the document's own words to those of the letter that stand between the same neighbours;
    what is nobody's question goes on in the answer before it."""
    for n, one in enumerate(all_of):
        if any(one.id in spot.marks for spot in spots):
            continue
        earlier, later = ({other.id for other in some} for some in (all_of[:n], all_of[n + 1 :]))
        first = max((i for i, spot in enumerate(spots) if earlier & spot.marks.keys()), default=-1)
        last = min((i for i, spot in enumerate(spots) if later & spot.marks.keys()), default=len(spots))
        free = [spot for spot in spots[first + 1 : last] if spot.head is not None and not spot.marks]
        best = max(free, key=lambda spot: fit(one, spot.head.text if spot.head else ""), default=None)
        if best is not None and best.head is not None and fit(one, best.head.text) >= SIMILAR:
            best.questions.append(one.id)
            best.marks[one.id] = best.head
    kept: list[_Spot] = []
    for spot in spots:
        if spot.head is None or spot.marks:
            kept.append(spot)
        else:
            (kept[-1].blocks if kept else loose).extend([spot.head, *spot.blocks])
    return kept


def _unsigned(blocks: Iterable[Block]) -> list[Block]:
    """Return the blocks without the signatures at the end, also those that nobody has filled in yet."""
    found = list(without_signatures(tuple(blocks)))
    while found and found[-1].role is Role.ROW and not _WORDS.search(without_gaps(found[-1].text)):
        found.pop()
    return found


# --- under its question -------------------------------------------------------------------------------------------


def _under(paper: Paper, one: Question, name: str, spot: _Spot, all_of: Sequence[Question]) -> Answer:
    pieces, holes = _pieces(spot.blocks)
    under = tuple(block.origin.block for block in spot.blocks)
    found = Answer(question=one, name=name, mark=spot.marks[one.id], pieces=pieces, gaps=holes, blocks=under)
    others = [other for other in spot.questions if other != one.id]
    if not others or not pieces:
        return found
    found.shared = tuple(others)
    if spot.questions[-1] == one.id:
        return found
    # Several questions on end over one text: is this one answered there, or was its own answer left out?
    text = found.text
    numbers = {n for m in REFERS.finditer(text) for n in of_numbers(m["numbers"], all_of)}
    same_number = bool(one.number) and all(o.number == one.number for o in all_of if o.id in spot.questions)
    if same_number or one.id in numbers or _TOGETHER.search(text[:_BEGINNING]):
        return found
    if _share(paper, one, pieces) >= HOLDS and fit(one, text) >= FITS:
        found.sure = False
    else:
        found.pieces = ()
    return found


def _elsewhere(
    paper: Paper,
    one: Question,
    name: str,
    *,
    spots: Sequence[_Spot],
    loose: Sequence[Block],
    all_of: Sequence[Question],
) -> Answer:
    """Look for the answer to a question that is not repeated: with its sisters, in what names it, anywhere."""
    number = re.sub(r"\D", "", one.number or "")
    sisters = {o.id for o in all_of if number and re.sub(r"\D", "", o.number or "") == number} | {one.parent or ""}
    near = [b for spot in spots if sisters & set(spot.questions) for b in spot.blocks]
    led, _ = _pieces([b for spot in spots if one.id in spot.questions and not spot.marks for b in spot.blocks])
    said = fit(replace(one, searches=()), "\n".join(piece.text for piece in led))
    if led:  # it stands under the line that leads in to it and to its sisters
        return Answer(question=one, name=name, pieces=led, sure=said >= _MOSTLY)
    everything = [*loose, *(b for spot in spots for b in spot.blocks)]
    for blocks, enough in ((near, CLEAR), (everything, HOLDS)):
        pieces, _ = _pieces(blocks)
        named = tuple(p for p in pieces if one.id in _named(p.text, all_of))
        if named:
            return Answer(question=one, name=name, pieces=named)
        held = _best(paper, one, pieces)
        if held and held[0] >= enough and fit(one, held[1].text) >= FITS:
            return Answer(question=one, name=name, pieces=(held[1],), sure=held[0] >= HOLDS)
    return Answer(question=one, name=name)


def _named(text: str, all_of: Sequence[Question]) -> set[str]:
    return {n for m in REFERS.finditer(text) for n in of_numbers(m["numbers"], all_of)}


# --- in running prose ---------------------------------------------------------------------------------------------


def _in_prose(paper: Paper, all_of: Sequence[Question], blocks: Sequence[Block]) -> tuple[Answer, ...]:
    pieces, holes = _pieces(blocks)
    if len(pieces) < len(all_of):  # several are answered in one paragraph
        pieces = tuple(replace(piece, text=one) for piece in pieces for one in sentences.sentences(piece.text))
    texts = [piece.text for piece in pieces]
    pairs = assign([_whole(one) for one in all_of], texts, paper.topic) if pieces else []
    told = _by_provenance(paper)
    found = []
    for position, one in enumerate(all_of):
        name = name_of(one, all_of)
        own = tuple(
            piece
            for piece, answered in zip(pieces, pairs, strict=True)
            if position in answered
            or one.id in told.get(piece.origin.block, ())
            or one.id in _named(piece.text, all_of)
        )
        sure = True
        if not own and (near := _nearest(paper, one, pieces)):
            own, sure = (near,), False
        left = tuple(hole for hole in holes if one.id in _named(hole, all_of))
        found.append(Answer(question=one, name=name, pieces=() if left else own, gaps=left, sure=sure))
    return tuple(found)


def _by_provenance(paper: Paper) -> dict[int, set[str]]:
    """Return which questions a paragraph of our own draft was suggested for."""
    asked_for = {one.bookmark: one.question for one in paper.edited.suggestions if one.question}
    found: dict[int, set[str]] = {}
    for bookmark, blocks in paper.edited.places:
        for block in blocks:
            if bookmark in asked_for:
                found.setdefault(block, set()).add(str(asked_for[bookmark]))
    return found


# --- pieces -------------------------------------------------------------------------------------------------------


def _pieces(blocks: Iterable[Block]) -> tuple[tuple[Unit, ...], tuple[str, ...]]:
    """Return the text that can answer, in pieces, and the placeholders left among it."""
    kept: list[Block] = []
    holes: list[str] = []
    for block in blocks:
        if styled(block, "note", "alternative"):
            continue
        found = gaps(block.text)
        holes += found
        text = without_gaps(block.text)
        if not _WORDS.search(text) or _ANSWER.fullmatch(text.strip()):
            continue
        if question_of(block) is not None and block.role is not Role.HEADING and not found:
            continue  # a question asks; it answers nothing
        kept.append(block)
    return units(kept), tuple(holes)


def _whole(one: Question) -> str:
    return one.searches[0] if one.searches else one.text


def _share(paper: Paper, one: Question, pieces: Sequence[Unit]) -> float:
    held = _best(paper, one, pieces)
    return held[0] if held else 0.0


def _best(paper: Paper, one: Question, pieces: Sequence[Unit]) -> tuple[float, Unit] | None:
    """Return the piece that holds most of a question, with the share of the question's weight that it holds, 0–1."""
    if not pieces:
        return None
    shares, _ = scores(_whole(one), [piece.text for piece in pieces], paper.topic)
    best = max(range(len(pieces)), key=lambda i: shares[i])
    return shares[best], pieces[best]


def _nearest(paper: Paper, one: Question, pieces: Sequence[Unit]) -> Unit | None:
    """Return the piece that may be an answer to a question that nothing clearly answers."""
    held = _best(paper, one, pieces)
    if held is None or held[0] >= UNSURE:
        return held and held[1]
    fits = [fit(one, piece.text) for piece in pieces]
    best = max(range(len(pieces)), key=lambda i: fits[i])
    return pieces[best] if fits[best] >= FITS else None


def fit(question: Question, text: str) -> float:
    """Return how much of what a question asks a text speaks of, 0–1: words weigh by how rare they are in Swedish."""
    there = [language.analyse(word) for word in dict.fromkeys(language.words(text))]
    stems = {stem for known in there for stem in (known.stem, *known.parts)}
    inside = {part for known in there for part in known.parts}
    groups = {group for known in there for group in known.concepts}
    whole = held = 0.0
    for term in asked.terms(_whole(question)):
        weight = term.weight * asked.rarity(term.word.stem)
        if weight <= 0 or not content(term.text):
            continue
        part = 1.0 if term.word.stem in inside else asked.share(term.word, stems)
        if not part and not groups.isdisjoint(term.word.concepts):
            part = _KIN
        whole += weight
        held += weight * part
    return held / whole if whole else 0.0
