"""How well passages are found for questions, by match() as it is.

``pooled``: each of swefaq's 110 questions against all 110 answers; ``category``: against those of its own category.
``letters``: each question of the development letters against the preambles of all of them, right when it finds its own
letter's. Two sets were written for this, and lie here: ``everyday`` (everyday.jsonl), 200 questions as people ask them,
each against all 200 answers as authorities give them, and ``namnd`` (namnd.jsonl), 196 questions of politicians against
240 passages of an invented district; a third to a half of their questions share hardly a word with what answers them.
Weights are chosen on the letters and on ``tuned``, every second subject of the two; ``held`` is only measured.
``sure`` is the AUROC of "the top hit is right", every question asked once with its answer there and once without;
``elsewhere`` the share of questions about quite other things that are told that nothing was found, ``robbed`` of those
whose answer was taken away, and ``kept`` of those with the right passage on top that are not told so.
"""

import dataclasses
import json
import math
from pathlib import Path

from utlatande.index import Index
from utlatande.matching import confidence_of, match
from utlatande.model import Confidence, Origin, Passage, PassageKind, Query

HERE = Path(__file__).parent
SHARED = HERE.parent.parent.parent / "shared"
_CHUNK = 60  # words of a preamble that make a passage
_SHORTEST = 6  # words of a question that can be searched for
_TOP = 10
WRITTEN = ("everyday", "namnd")


def passages(texts):
    return [
        Passage(id=str(n), kind=PassageKind.SECTION, text=text, origin=Origin(document=f"d{n}", block=0))
        for n, text in enumerate(texts)
    ]


def faq():
    """Return (questions, answers, right answers' numbers, numbers of each category's answers)."""
    rows = _rows(SHARED / "swefaq" / "dev.jsonl")
    number = {}
    for row in rows:
        for answer in row["candidate_answers"]:
            number.setdefault(answer, len(number))
    right = [{number[row["candidate_answers"][row["label"]]]} for row in rows]
    categories = [{number[a] for a in row["candidate_answers"]} for row in rows]
    return [row["question"] for row in rows], list(number), right, categories


def letters():
    """Return (questions, passages of preambles, numbers of each question's own letter's)."""
    questions, texts, right = [], [], []
    for row in _rows(SHARED / "riksdag" / "letters_dev.jsonl"):
        asked = set(row["gold"])
        mine = set()
        chunk = []
        for line in (line for n, line in enumerate(row["lines"]) if n not in asked):
            chunk.append(line)
            if sum(len(part.split()) for part in chunk) >= _CHUNK:
                mine.add(len(texts))
                texts.append(" ".join(chunk))
                chunk = []
        if chunk and mine:
            texts[-1] += " " + " ".join(chunk)
        elif chunk:
            mine.add(len(texts))
            texts.append(" ".join(chunk))
        for n in sorted(asked):
            if len(row["lines"][n].split()) >= _SHORTEST:
                questions.append(row["lines"][n])
                right.append(mine)
    return questions, texts, right


def written(name):
    """Return (texts, {"tuned" and "held": (questions, their right texts' numbers)}) of a set that lies here."""
    rows = _rows(HERE / f"{name}.jsonl")
    halves = {"tuned": ([], []), "held": ([], [])}
    subjects = []
    for n, row in enumerate(rows):
        subject = row.get("category") or row["topic"]
        if subject not in subjects:
            subjects.append(subject)
        questions, right = halves[("tuned", "held")[subjects.index(subject) % 2]]
        for question in row.get("questions", [row.get("question")]):
            questions.append(question)
            right.append({n})
    return [row.get("answer") or f"{row['heading']}. {row['text']}" for row in rows], halves


def ranked(index, question, limit, exclude=()):
    return [int(c.passage.id) for c in index.search(Query(text=question, limit=limit, exclude=exclude))]


def accuracy(orders, right):
    return sum(bool(order) and order[0] in good for order, good in zip(orders, right, strict=True)) / len(right)


def ndcg(orders, right):
    total = 0.0
    for order, good in zip(orders, right, strict=True):
        got = sum(1 / math.log2(at + 2) for at, n in enumerate(order[:_TOP]) if n in good)
        total += got / sum(1 / math.log2(at + 2) for at in range(min(_TOP, len(good))))
    return total / len(right)


def auroc(scores, labels):
    ups = [s for s, y in zip(scores, labels, strict=True) if y]
    downs = [s for s, y in zip(scores, labels, strict=True) if not y]
    return sum((u > d) + (u == d) / 2 for u in ups for d in downs) / (len(ups) * len(downs))


def sureness(index, questions, right):
    """Return (lead, score, whether the best match is right): every question with its answer there, then without.

    The lead is of the best match's score, before it is bent to 0–1, over the mean of the next four.
    """
    rows = []
    for question, good in zip(questions, right, strict=True):
        for exclude in ((), tuple(f"d{n}" for n in good)):
            found = match(question, index.search, exclude=exclude)
            if found:
                raw = [-math.log(max(1 - m.score, 1e-9)) for m in found]
                told = {int(p.id) for p in (found[0].passage, *found[0].variants)}
                rows.append((raw[0] - sum(raw[1:]) / max(1, len(raw) - 1), raw[0], bool(told & good)))
    return rows


def elsewhere(index, questions):
    """Return the share of questions that find nothing, and how many strong matches there were."""
    bands = [confidence_of(match(question, index.search)) for question in questions]
    return sum(b is Confidence.NONE for b in bands) / len(bands), sum(b is Confidence.STRONG for b in bands)


def robbed(index, questions, right):
    """Return what share of questions whose answer is taken away is told that nothing was found; others stay."""
    bands = [
        confidence_of(match(q, index.search, exclude=tuple(f"d{n}" for n in good)))
        for q, good in zip(questions, right, strict=True)
    ]
    return sum(b is Confidence.NONE for b in bands) / len(bands)


def kept(index, questions, right):
    """Return what share of questions whose right passage comes first is not told that nothing was found."""
    told = []
    for question, good in zip(questions, right, strict=True):
        found = match(question, index.search)
        if found and int(found[0].passage.id) in good:
            told.append(confidence_of(found) is not Confidence.NONE)
    return sum(told) / len(told)


def repeated(index, questions, right):
    """Return the share of questions, asked again in other standing words, whose first match is strong and theirs."""
    good = 0
    for question, mine in zip(questions, right, strict=True):
        first = match(question, index.search)[:1]
        good += bool(first) and first[0].confidence is Confidence.STRONG and int(first[0].passage.id) in mine
    return good / len(questions)


def measure():
    questions, answers, right, categories = faq()
    index = Index.in_memory(passages(answers))
    orders = [ranked(index, q, len(answers)) for q in questions]
    inside = [[n for n in order if n in cat] for order, cat in zip(orders, categories, strict=True)]
    asked, preambles, own = letters()
    preamble_index = Index.in_memory(passages(preambles))
    found = [ranked(preamble_index, q, _TOP) for q in asked]
    ours = {name: written(name) for name in WRITTEN}
    indexes = {name: Index.in_memory(passages(texts)) for name, (texts, _) in ours.items()}
    sure, letters_sure = sureness(index, questions, right), sureness(preamble_index, asked[::3], own[::3])
    nothing, strong = elsewhere(index, asked[::4])
    with_questions = [dataclasses.replace(p, question=q) for p, q in zip(_by(right, answers), questions, strict=True)]
    again = [f"Hur ser det ut: {q[0].lower()}{q[1:]}" for q in questions]
    return {
        "pooled": {"acc1": _r(accuracy(orders, right)), "ndcg10": _r(ndcg(orders, right))},
        "category": {"acc1": _r(accuracy(inside, right)), "ndcg10": _r(ndcg(inside, right))},
        "letters": {"acc1": _r(accuracy(found, own)), "ndcg10": _r(ndcg(found, own))},
        **{name: _halves(indexes[name], ours[name][1]) for name in WRITTEN},
        "sure": {
            "faq": _r(_sure(sure)),
            "letters": _r(_sure(letters_sure)),
            **{name: _r(_sure(sureness(indexes[name], *ours[name][1]["held"]))) for name in WRITTEN},
        },
        "robbed": {
            "faq": _r(robbed(index, questions, right)),
            "letters": _r(robbed(preamble_index, asked[::3], own[::3])),
            **{name: _r(robbed(indexes[name], *ours[name][1]["held"])) for name in WRITTEN},
        },
        "kept": {
            "faq": _r(kept(index, questions, right)),
            "letters": _r(kept(preamble_index, asked[::3], own[::3])),
            **{name: _r(kept(indexes[name], *ours[name][1]["held"])) for name in WRITTEN},
        },
        "elsewhere": {"none": _r(nothing), "never_strong": int(strong == 0)},
        "repeated": {"strong": _r(repeated(Index.in_memory(with_questions), again, [{n} for n in range(len(again))]))},
    }


def _halves(index, halves):
    told = {}
    for half, (questions, right) in halves.items():
        orders = [ranked(index, q, _TOP) for q in questions]
        told[half] = {"acc1": _r(accuracy(orders, right)), "ndcg10": _r(ndcg(orders, right))}
    return told


def _by(right, answers):
    return passages([answers[next(iter(good))] for good in right])


def _sure(rows):
    """The AUROC of the plain lead: nothing is learned."""
    return auroc([lead for lead, _, _ in rows], [y for _, _, y in rows])


def _r(value):
    return round(value, 3)


def _rows(path):
    with path.open(encoding="utf-8") as file:
        return [json.loads(line) for line in file]


if __name__ == "__main__":
    print(json.dumps(measure(), indent=2))
