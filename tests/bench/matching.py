"""The matcher beside its peers, on the same passages in one run: ``python tests/bench/matching.py``.

Quality: swefaq's 110 questions, pooled over all answers and within their category, questions of parliamentary letters,
and what is held back of the two sets in tests/eval, with bootstrap intervals of the difference to "4-grams + .35 words"
(MATCHING.md's best row without its bigrams, written out here). "Is the top hit right": AUROC and calibration error,
cross-validated by question.
Speed: 1,000, 10,000 and 100,000 generated passages of 55 words, each engine warm, ours also cold and on disk; a million
with ``--speed 1000000``. Peers that are not installed are left out (``pip install .[bench]`` brings them).
"""

import argparse
import importlib.util
import itertools
import math
import random
import resource
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "eval")]

import matching as measured  # noqa: E402  # tests/eval/matching.py

from utlatande import language  # noqa: E402
from utlatande.index import Fingerprint, Index  # noqa: E402
from utlatande.language import compounds  # noqa: E402
from utlatande.matching import match  # noqa: E402
from utlatande.model import DocumentKind, Earlier, Metadata, Origin, Passage, PassageKind, Query  # noqa: E402

FOLDS = 10


def installed(*names):
    return all(importlib.util.find_spec(name) for name in names)


# -- peers: each takes passages and gives a function question -> scores of all passages --------------------------------


class BM25:
    """Okapi's weighing over any cut of the text."""

    def __init__(self, texts, cut, k1=0.9, b=0.75):
        self.cut = cut
        docs = [Counter(cut(t)) for t in texts]
        sizes = [sum(d.values()) for d in docs]
        mean = sum(sizes) / len(sizes)
        held = Counter(t for d in docs for t in d)
        self.n = len(docs)
        self.posts = {}
        for at, (doc, size) in enumerate(zip(docs, sizes, strict=True)):
            length = k1 * (1 - b + b * size / mean)
            for t, tf in doc.items():
                idf = math.log(1 + (self.n - held[t] + 0.5) / (held[t] + 0.5))
                self.posts.setdefault(t, []).append((at, idf * tf * (k1 + 1) / (tf + length)))

    def __call__(self, question):
        scores = [0.0] * self.n
        for t, times in Counter(self.cut(question)).items():
            for at, weight in self.posts.get(t, ()):
                scores[at] += times * weight
        return scores


def top_normalised(scores):
    top = max(scores) or 1.0
    return [s / top for s in scores]


def stems_of(text):
    return [language.analyse(w).stem for w in language.words(text)]


def baseline(texts):
    grams, words = BM25(texts, language.grams), BM25(texts, snowball_words)
    return lambda q: [g + 0.35 * w for g, w in zip(top_normalised(grams(q)), top_normalised(words(q)), strict=True)]


def snowball_words(text):
    from utlatande.language.stems import snowball

    return [snowball(w) for w in language.words(text)]


def ours(texts):
    index = Index.in_memory(measured.passages(texts))

    def scores(question):
        found = [0.0] * len(texts)
        for c in index.search(Query(text=question, limit=len(texts))):
            found[int(c.passage.id)] = c.score
        return found

    return scores


def rank_bm25_plain(texts):
    from rank_bm25 import BM25Okapi

    made = BM25Okapi([list(language.words(t)) for t in texts])
    return lambda q: list(made.get_scores(list(language.words(q))))


def bm25s_snowball(texts):
    import bm25s

    made = bm25s.BM25()
    made.index([snowball_words(t) for t in texts], show_progress=False)

    def scores(question):
        known = [w for w in snowball_words(question) if w in made.vocab_dict]
        return list(made.get_scores(known)) if known else [0.0] * len(texts)

    return scores


def rapidfuzz_token_set(texts):
    from rapidfuzz.fuzz import token_set_ratio

    lowered = [language.normal(t) for t in texts]
    return lambda q: [token_set_ratio(language.normal(q), t) for t in lowered]


def tfidf_345(texts):
    from sklearn.feature_extraction.text import TfidfVectorizer

    cutter = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True)
    matrix = cutter.fit_transform(texts)
    return lambda q: list((cutter.transform([q]) @ matrix.T).toarray()[0])


def tantivy_swedish(texts):
    import tantivy

    return _tantivy(
        texts, lambda t: t, tantivy.Tokenizer.simple(), tantivy.Filter.lowercase(), tantivy.Filter.stemmer("swedish")
    )


def _tantivy(texts, cut, tokenizer, *filters):
    import tantivy

    builder = tantivy.SchemaBuilder()
    builder.add_text_field("text", tokenizer_name="own", index_option="freq")
    builder.add_unsigned_field("row", fast=True)
    schema = builder.build()
    index = tantivy.Index(schema)
    analyser = tantivy.TextAnalyzerBuilder(tokenizer)
    for one in filters:
        analyser = analyser.filter(one)
    analyser = analyser.build()
    index.register_tokenizer("own", analyser)
    writer = index.writer(60_000_000, 1)
    for row, text in enumerate(texts):
        document = tantivy.Document()
        document.add_text("text", cut(text))
        document.add_unsigned("row", row)
        writer.add_document(document)
    writer.commit()
    index.reload()
    searcher = index.searcher()

    def scores(question, limit=None):
        should = [
            (tantivy.Occur.Should, tantivy.Query.term_query(schema, "text", t, "freq"))
            for t in analyser.analyze(cut(question))
        ]
        hits = searcher.search(tantivy.Query.boolean_query(should), limit or len(texts), count=False).hits
        if limit:
            return hits
        found = [0.0] * len(texts)
        for (score, _), row in zip(hits, searcher.fast_field_values("row", [a for _, a in hits]), strict=True):
            found[row] = score
        return found

    return scores


def tantivy_grams(texts):
    import tantivy

    return _tantivy(texts, lambda t: " ".join(language.grams(t)), tantivy.Tokenizer.whitespace())


def fts5(tokenizer, cut):
    def made(texts):
        db = sqlite3.connect(":memory:")
        db.execute(f"CREATE VIRTUAL TABLE t USING fts5(text, tokenize='{tokenizer}')")
        db.executemany("INSERT INTO t(rowid, text) VALUES (?, ?)", list(enumerate(texts)))

        def scores(question):
            found = [0.0] * len(texts)
            terms = " OR ".join(f'"{t}"' for t in dict.fromkeys(cut(question)))
            if terms:
                for row, score in db.execute("SELECT rowid, -bm25(t) FROM t WHERE t MATCH ?", (terms,)):
                    found[row] = score
            return found

        return scores

    return made


def trigrams(text):
    text = language.normal(text).replace('"', " ")
    return [text[i : i + 3] for i in range(len(text) - 2)]


PEERS = {
    "rapidfuzz token_set": (rapidfuzz_token_set, "rapidfuzz"),
    "rank_bm25 plain": (rank_bm25_plain, "rank_bm25"),
    "bm25s + Snowball": (bm25s_snowball, "bm25s"),
    "tantivy, Swedish stemmer": (tantivy_swedish, "tantivy"),
    "SQLite FTS5 words": (fts5("unicode61", language.words), "sqlite3"),
    "SQLite FTS5 trigrams": (fts5("trigram", trigrams), "sqlite3"),
    "char 3–5 TF-IDF": (tfidf_345, "sklearn"),
    "4-grams alone": (lambda texts: BM25(texts, language.grams), "utlatande"),
    "4-grams + .35 words": (baseline, "utlatande"),
    "ours": (ours, "utlatande"),
}


BEST = "4-grams + .35 words"


def orders_of(make, questions, texts):
    scores = make(texts)
    return [sorted(range(len(texts)), key=lambda n: -s[n]) for s in map(scores, questions)]


def quality():
    """Print every peer's acc@1/nDCG@10 on each set, and by how much ours leads the best of the rows of MATCHING.md."""
    questions, answers, right, categories = measured.faq()
    asked, preambles, own = measured.letters()
    sets = {"swefaq": (answers, questions, right), "letters": (preambles, asked[::4], own[::4])}
    for name in measured.WRITTEN:
        texts, halves = measured.written(name)
        sets[f"{name}, held"] = (texts, *halves["held"])
    sizes = "  ".join(f"{name} ({len(some)} in {len(texts)})" for name, (texts, some, _) in sets.items())
    print(f"\nacc@1/nDCG@10: swefaq in category  {sizes}")
    first = {}
    for name, (make, needs) in PEERS.items():
        if not installed(needs):
            print(f"{name:26} not installed")
            continue
        cells = []
        for key, (texts, some, good) in sets.items():
            orders = orders_of(make, some, texts)
            first[name, key] = [float(order[0] in mine) for order, mine in zip(orders, good, strict=True)]
            if key == "swefaq":
                inside = [[n for n in order if n in cat] for order, cat in zip(orders, categories, strict=True)]
                cells.append((inside, good))
            cells.append((orders, good))
        print(f"{name:26} " + "   ".join(f"{measured.accuracy(*c):.3f}/{measured.ndcg(*c):.3f}" for c in cells))
    leads = {key: [a - b for a, b in zip(first["ours", key], first[BEST, key], strict=True)] for key in sets}
    for key, lead in {**leads, "all of these": [one for some in leads.values() for one in some]}.items():
        low, middle, high = bootstrap(lead)
        print(f"ours over {BEST}, acc@1, {key}: {middle:+.3f} (95 %: {low:+.3f} to {high:+.3f})")


def bootstrap(values, times=5_000):
    rng = random.Random(1)
    means = sorted(sum(rng.choices(values, k=len(values))) / len(values) for _ in range(times))
    return means[int(0.025 * times)], sum(values) / len(values), means[int(0.975 * times)]


def sureness():
    print('\n"the top hit is right", each question asked with its answer there and without: AUROC (95 %), error')
    questions, answers, right, _ = measured.faq()
    asked, preambles, own = measured.letters()
    sets = {"swefaq": (answers, questions, right), "letters": (preambles, asked[::2], own[::2])}
    for name in measured.WRITTEN:
        texts, halves = measured.written(name)
        sets[f"{name}, held"] = (texts, *halves["held"])
    for name, (texts, some, good) in sets.items():
        rows = measured.sureness(Index.in_memory(measured.passages(texts)), some, good)
        labels = [y for _, _, y in rows]
        chances = cross_validated([(math.sqrt(max(0.0, lead)), score) for lead, score, _ in rows], labels)
        rng = random.Random(1)
        aurocs = []
        for _ in range(300):
            drawn = rng.choices(list(zip(chances, labels, strict=True)), k=len(rows))
            aurocs.append(measured.auroc(*zip(*drawn, strict=True)))
        aurocs.sort()
        area, error = measured.auroc(chances, labels), calibration(chances, labels)
        print(f"{name:16} {area:.3f} ({aurocs[7]:.3f}–{aurocs[-8]:.3f}), {error:.3f}")


def cross_validated(features, labels):
    """Chances by a logistic regression that has never seen the question (two rows a question, side by side)."""
    chances = [0.0] * len(labels)
    for fold in range(FOLDS):
        seen = [n for n in range(len(labels)) if n // 2 % FOLDS != fold]
        weights, centre, spread = logistic([features[n] for n in seen], [labels[n] for n in seen])
        for n in (n for n in range(len(labels)) if n // 2 % FOLDS == fold):
            chances[n] = chance(weights, [(x - c) / s for x, c, s in zip(features[n], centre, spread, strict=True)])
    return chances


def logistic(rows, labels, steps=300, rate=0.5):
    centre = [statistics.mean(c) for c in zip(*rows, strict=True)]
    spread = [statistics.pstdev(c) or 1.0 for c in zip(*rows, strict=True)]
    scaled = [[(x - c) / s for x, c, s in zip(row, centre, spread, strict=True)] for row in rows]
    weights = [0.0] * (len(centre) + 1)
    for _ in range(steps):
        slopes = [0.0] * len(weights)
        for row, label in zip(scaled, labels, strict=True):
            off = chance(weights, row) - label
            slopes[0] += off
            for k, x in enumerate(row, 1):
                slopes[k] += off * x
        weights = [w - rate * g / len(rows) for w, g in zip(weights, slopes, strict=True)]
    return weights, centre, spread


def chance(weights, row):
    return 1 / (1 + math.exp(-(weights[0] + sum(w * x for w, x in zip(weights[1:], row, strict=True)))))


def calibration(chances, labels, bins=10):
    error = 0.0
    for low in range(bins):
        inside = [n for n, c in enumerate(chances) if min(int(c * bins), bins - 1) == low]
        if inside:
            said, was = (statistics.mean(v[n] for n in inside) for v in (chances, labels))
            error += len(inside) / len(chances) * abs(said - was)
    return error


# -- speed -------------------------------------------------------------------------------------------------------------


def vocabulary(size=60_000):
    rng = random.Random(1)
    known = list(compounds.background())
    stems = [w for w in known if len(w) > 3]
    made = dict.fromkeys(known)
    while len(made) < size:
        made[rng.choice(stems) + rng.choice(["", "s"]) + rng.choice(stems) + rng.choice(["", "en", "er", "arna"])] = (
            None
        )
    return list(made)


def generated(count):
    rng = random.Random(2)
    words = vocabulary()
    rising = list(itertools.accumulate(1 / (n + 3) for n in range(len(words))))
    kinds = (PassageKind.ANSWER, PassageKind.SECTION, PassageKind.LAGESBILD)
    for n in range(count):
        text = rng.choices(words, cum_weights=rising, k=55)
        question = " ".join(text[3:13]) + "?" if n % 3 == 0 else None
        origin = Origin(document=f"d{n // 20}.docx", block=n % 20)
        yield Passage(id=str(n), kind=kinds[n % 3], text=" ".join(text), origin=origin, question=question)


def asked_of(words, count=200):
    rng = random.Random(3)
    return [
        "Hur arbetar förvaltningen med " + " ".join(rng.choices(words[:3_000], k=7) + rng.choices(words, k=2)) + "?"
        for _ in range(count)
    ]


COLD = """
import sys, time
start = time.perf_counter()
def _memory():  # of this very process: what resource says includes the parent's before the start
    with open("/proc/self/status") as file:
        return next(int(line.split()[1]) // 1024 for line in file if line.startswith("VmHWM"))
sys.path.insert(0, sys.argv[1])
from pathlib import Path
from utlatande.index import Index
from utlatande.matching import match
with Index.open(Path(sys.argv[2])) as index:
    match(sys.argv[3], index.search)
print(time.perf_counter() - start, _memory())
"""


def _tantivy_ten(texts, cut):
    import tantivy

    search = _tantivy(texts, lambda t: " ".join(cut(t)), tantivy.Tokenizer.whitespace())
    return lambda q: search(q, 10)


def _bm25s_ten(texts):
    import bm25s

    made = bm25s.BM25()
    made.index([snowball_words(t) for t in texts], show_progress=False)
    return lambda q: made.retrieve([[w for w in snowball_words(q) if w in made.vocab_dict]], k=10, show_progress=False)


def _fts5_ten(texts, tokenizer, cut):
    db = sqlite3.connect(":memory:")
    db.execute(f"CREATE VIRTUAL TABLE t USING fts5(text, tokenize='{tokenizer}')")
    db.executemany("INSERT INTO t(rowid, text) VALUES (?, ?)", list(enumerate(texts)))

    def ten(question):
        terms = " OR ".join(f'"{t}"' for t in dict.fromkeys(cut(question)))
        return db.execute("SELECT rowid FROM t WHERE t MATCH ? ORDER BY bm25(t) LIMIT 10", (terms,)).fetchall()

    return ten


# Each gives what answers a question with its best ten of some passages, and the most passages it is tried on.
SPEED_PEERS = {
    "tantivy, 4-grams": (lambda texts: _tantivy_ten(texts, language.grams), "tantivy", 1_000_000),
    "tantivy, words": (lambda texts: _tantivy_ten(texts, language.words), "tantivy", 1_000_000),
    "bm25s + Snowball": (_bm25s_ten, "bm25s", 1_000_000),
    "SQLite FTS5 words": (lambda texts: _fts5_ten(texts, "unicode61", language.words), "sqlite3", 100_000),
    "SQLite FTS5 trigrams": (lambda texts: _fts5_ten(texts, "trigram", trigrams), "sqlite3", 10_000),
    "rank_bm25 plain": (rank_bm25_plain, "rank_bm25", 10_000),
    "rapidfuzz token_set": (rapidfuzz_token_set, "rapidfuzz", 10_000),
    "char 3–5 TF-IDF": (tfidf_345, "sklearn", 10_000),
}


def speed(sizes, peers):
    questions = asked_of(vocabulary())
    print("\npassages  engine               indexed/s  a cpu-s  warm ms   95th   cold s      MB  disk MB")
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            row(size, "ours", _ours(size, Path(folder) / "index", questions))
        for name in peers:
            make, needs, most = SPEED_PEERS[name]
            if size <= most and installed(needs):
                print(f"{size:8}  {name:20} {_peer(size, make, questions)}", flush=True)


def row(size, name, measured_):
    pace, warm, cold, memory, disk = measured_
    print(
        f"{size:8}  {name:20} {pace[0]:9.0f} {pace[1]:8.0f} {warm[0]:8.2f} {warm[1]:6.2f}"
        f" {cold:8.3f} {memory:8} {disk:8.1f}",
        flush=True,
    )


def _ours(size, folder, questions):
    rows = list(generated(size))
    mark = Fingerprint(size=1, mtime_ns=1, sha256="")
    began, busy = time.perf_counter(), time.process_time()
    with Index.open(folder) as index:
        index.add_all((document(at // 20, rows[at : at + 20]), mark) for at in range(0, size, 20))
        index.publish()
        pace = size / (time.perf_counter() - began), size / (time.process_time() - busy)
        warm = timed(lambda q: match(q, index.search), questions)
    colds = []
    for question in questions[:5]:
        whole = time.perf_counter()
        done = subprocess.run(
            [sys.executable, "-c", COLD, str(ROOT), str(folder), question], capture_output=True, text=True, check=True
        )
        colds.append((time.perf_counter() - whole, int(done.stdout.split()[1])))
    disk = sum(f.stat().st_size for f in folder.rglob("*") if f.is_file()) / 1e6
    return pace, warm, statistics.median(c for c, _ in colds), max(m for _, m in colds), disk


def document(number, rows):
    return Earlier(document=f"d{number}.docx", kind=DocumentKind.OTHER, metadata=Metadata(), passages=tuple(rows))


def _peer(size, make, questions):
    texts = [p.text for p in generated(size)]
    began, busy = time.perf_counter(), time.process_time()
    ask = make(texts)
    pace = size / (time.perf_counter() - began), size / (time.process_time() - busy)
    warm = timed(ask, questions)
    return f"{pace[0]:9.0f} {pace[1]:8.0f} {warm[0]:8.2f} {warm[1]:6.2f}"


def timed(ask, questions):
    """Return median and 95th percentile in ms; of each question the quickest of three: other work may come between."""
    for question in questions[:20]:
        ask(question)
    took = sorted(min(_once(ask, question) for _ in range(3)) for question in questions)
    return statistics.median(took), took[int(0.95 * len(took))]


def _once(ask, question):
    began = time.perf_counter()
    ask(question)
    return (time.perf_counter() - began) * 1000


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--speed", nargs="*", type=int, help="speed alone, at these sizes (1000 10000 100000)")
    parser.add_argument("--quality", action="store_true", help="quality alone")
    parser.add_argument(
        "--peers", nargs="*", default=list(SPEED_PEERS), choices=SPEED_PEERS, help="speed of these alone"
    )
    given = parser.parse_args()
    if given.speed is None:
        if (ROOT.parent / "shared" / "swefaq").is_dir():
            quality()
            sureness()
        else:
            print("../shared is not here: no quality to measure.")
    if not given.quality:
        speed(given.speed or [1_000, 10_000, 100_000], given.peers)
    print(f"\nthis process: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB at most")


if __name__ == "__main__":
    main()
