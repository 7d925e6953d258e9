"""Words and meaning: vectors lie beside the records, are made once, and never keep anything from working."""

import json
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from loopback import serving, vector
from sentence_model import make

from utlatande import Confidence, Corpus, Index, Query, cli, match
from utlatande.embedders.endpoint import Endpoint
from utlatande.embedders.onnx import OnnxModel
from utlatande.errors import EmbedderError
from utlatande.index import Fingerprint
from utlatande.model import DocumentKind, Earlier, Metadata, Origin, Passage, PassageKind

ROOT = Path(__file__).parent.parent
PRINT = Fingerprint(size=1, mtime_ns=1, sha256="x")
TEXTS = {
    "a": "Förvaltningen tar bort graffiti inom ett dygn.",
    "b": "Frågan om klotter är ställd.",
    "c": "Simhall finns i Norrvik.",
    "d": "Kollektivtrafik planeras av regionen.",
    "e": "Budgeten beslutas i november.",
}


class Model:
    """A stranger's callable, with a memory of what it was given."""

    name = "prov"

    def __init__(self, name="prov", size=4, fails=()):
        self.name, self.size, self.fails, self.given = name, size, fails, []

    def __call__(self, texts):
        if len(self.given) in self.fails:
            self.given.append(())
            raise EmbedderError("Modellen svarar inte.")
        self.given.append(tuple(texts))
        return [(vector(text) + [0.0] * self.size)[: self.size] for text in texts]

    @property
    def texts(self):
        return [text for texts in self.given for text in texts]


def passage(name, text, block=0, **more):
    more = {"kind": PassageKind.SECTION} | more
    return Passage(id=f"{name}-{block}", text=text, origin=Origin(document=name, block=block), **more)


def earlier(name, *texts, **more):
    return Earlier(
        document=name,
        kind=DocumentKind.OTHER,
        metadata=Metadata(),
        passages=tuple(passage(name, text, n, **more) for n, text in enumerate(texts)),
    )


def fill(index):
    for name, text in TEXTS.items():
        index.add(earlier(name, text), PRINT)


def found(index, text, **within):
    return [c.passage.origin.document for c in index.search(Query(text=text, **within))]


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "index"


def test_a_text_without_a_common_word_is_found_by_its_meaning():
    plain, index = Index.in_memory(TEXTS), Index.in_memory(TEXTS, vector_of)
    assert "a" not in [m.passage.id for m in match("Vad görs åt klotter?", plain.search)]
    near = {m.passage.id: m for m in match("Vad görs åt klotter?", index.search)}
    assert "a" in near
    assert "Ligger nära frågan i innebörd, enligt språkmodellen." in near["a"].reasons


def vector_of(texts):
    """The least that an embedder is."""
    return [vector(text) for text in texts]


def test_meaning_alone_is_never_called_support():
    index = Index.in_memory(TEXTS, vector_of)
    near = {m.passage.id: m for m in match("Vad görs åt klotter?", index.search)}
    assert near["a"].confidence is Confidence.NONE
    plain = {m.passage.id: m.confidence for m in match("Vad görs åt klotter?", Index.in_memory(TEXTS).search)}
    assert near["b"].confidence is plain["b"]


def test_the_score_by_words_is_kept_beside_the_score_of_both():
    words = {c.passage.id: c.score for c in Index.in_memory(TEXTS).search(Query(text="Frågan om klotter"))}
    both = Index.in_memory(TEXTS, vector_of).search(Query(text="Frågan om klotter"))
    assert {c.passage.id: c.words for c in both if c.words} == words
    assert [c.score for c in both] == sorted((c.score for c in both), reverse=True)
    assert all(0 <= c.score <= 1 and (c.meaning is None or 0 <= c.meaning <= 1) for c in both)
    assert all(c.words is None and c.meaning is None for c in Index.in_memory(TEXTS).search(Query(text="klotter")))


def test_what_a_query_is_kept_to_holds_for_meaning_too():
    passages = [passage(n, t, date=f"20{20 + i}", area=n) for i, (n, t) in enumerate(TEXTS.items())]
    index = Index.in_memory(passages, vector_of)
    assert "a" in found(index, "klotter")
    assert found(index, "klotter", since="2021", until="2021") == ["b"]
    assert "a" not in found(index, "klotter", exclude=("a",))
    assert found(index, "klotter", areas=("c",)) == []
    assert found(index, "klotter", kinds=(PassageKind.MINUTES,)) == []
    assert len(found(index, "klotter", limit=1)) == 1


def test_only_what_is_new_is_given_to_the_model(folder):
    model = Model()
    with Index.open(folder, model) as index:
        fill(index)
        assert index.embed() == ()
        assert len(model.texts) == 5
        index.embed()
        index.add(earlier("f", "Ett bad till."), PRINT)
        index.embed()
        assert len(model.texts) == 6
        index.add(earlier("a", "Ny text om buss."), PRINT)
        index.forget("b")
        index.embed()
        assert len(model.texts) == 7
        assert index.embedded.passages == index.embedded.of == 5
    again = Model()
    with Index.open(folder, again) as index:
        assert index.embed() == ()
        assert "d" in found(index, "buss")
    assert again.texts == ["buss"]


def test_a_passage_is_given_with_its_question_or_its_headings():
    model = Model()
    Index.in_memory(
        [passage("a", "Svar.", question="Fråga?", headings=("X",)), passage("b", "T", headings=("Y", "Z"))], model
    )
    assert model.texts == ["Fråga?\nSvar.", "Y – Z\nT"]


def test_a_question_is_given_to_the_model_once():
    model = Model()
    index = Index.in_memory(TEXTS, model)
    for kind in PassageKind:
        index.search(Query(text="klotter", kinds=(kind,)))
    assert model.texts.count("klotter") == 1


def test_vectors_of_another_model_are_told_and_made_anew(folder):
    with Index.open(folder, Model("ett")) as index:
        fill(index)
        index.embed()
    other = Model("två", size=6)
    with Index.open(folder, other) as index:
        (told,) = index.embed()
        assert "ett" in told.text
        assert "två" in told.text
        assert len(other.texts) == 5
        assert index.embedded == ("två", 6, 5, 5)
        assert "a" in found(index, "klotter")
        assert index.embed() == ()


def test_vectors_of_another_length_under_the_same_name_are_told_and_made_anew(folder):
    with Index.open(folder, Model(size=4)) as index:
        fill(index)
        index.embed()
    with Index.open(folder, Model(size=7)) as index:
        assert index.embed() == ()  # nothing is new: it shows when a question is asked
        assert "b" in found(index, "klotter")
        assert "7 tal i stället för 4" in index.notices[0].text
    with Index.open(folder, Model(size=7)) as index:
        index.embed()
        assert index.embedded == ("prov", 7, 5, 5)
        assert "a" in found(index, "klotter")
        assert index.notices == ()


def test_a_length_that_changes_while_vectors_are_made_makes_all_of_them_anew(folder):
    with Index.open(folder, Model(size=4)) as index:
        fill(index)
        index.embed()
    with Index.open(folder, Model(size=7)) as index:
        index.add(earlier("f", "Ett bad till."), PRINT)
        index.embed()
        assert index.embedded == ("prov", 7, 6, 6)
        assert "a" in found(index, "klotter")


def test_a_model_that_fails_leaves_what_was_made_and_the_words_are_searched(folder):
    model = Model(fails=(1,))
    with Index.open(folder, model) as index:
        index.add(earlier("stor", *(f"Text {n} om klotter." for n in range(100))), PRINT)
        (told,) = index.embed()
        assert told.text == "Modellen svarar inte. Sökningen går bara på orden så länge."
        assert 0 < index.embedded.passages < 100
        calls = len(model.given)
        assert found(index, "klotter")
        assert len(model.given) == calls, "a model that failed is left alone"
        made = index.embedded.passages
        assert index.embed() == ()
        assert len(model.texts) == 100
        assert index.embedded.passages == 100 > made


def test_a_model_that_fails_at_a_question_is_told_and_left_alone_until_the_next_time(folder):
    model = Model(fails=(1,))
    with Index.open(folder, model) as index:
        fill(index)
        index.embed()
        for _ in range(3):
            assert "b" in found(index, "klotter")
        assert len(model.given) == 2
        assert "svarar inte" in index.notices[0].text
        index.embed()
        assert "a" in found(index, "klotter")
        assert index.notices == ()


@pytest.mark.parametrize(
    "vectors",
    [
        [],
        [[1, 2]],
        [[1, 2], [1]],
        [[], []],
        [["a", "b"], ["c", "d"]],
        [[1, float("nan")], [1, 2]],
        [[1, float("inf")], [1, 2]],
        [1, 2],
        7,
        None,
        np.zeros((2, 2, 2)),
        [[10**400], [1]],
    ],
)
def test_what_is_no_vector_for_each_text_is_told(vectors):
    with pytest.raises(EmbedderError, match="vektor"):
        Index.in_memory(["ett", "två"], lambda _: vectors)


def test_vectors_may_be_of_any_length_and_sort():
    for made in (np.eye(2, dtype=np.float64) * 1e20, [[0, 3], [4, 0]], ((0.5,), (0.1,)), np.zeros((2, 3))):
        index = Index.in_memory(["ett", "två"], lambda texts, made=made: made[: len(texts)])
        assert found(index, "ett")[0] == "0"


def test_an_error_of_a_strangers_own_is_not_swallowed():
    def broken(_):
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        Index.in_memory(["ett"], broken)


# -- internal documents ------------------------------------------------------------------------------------------------


def internal(folder, embedder):
    with Index.open(folder, embedder) as index:
        index.add(earlier("hemligt", "Hemlig graffiti.", "Hemligt bad.", internal=True), PRINT)
        index.add(earlier("öppet", "Öppen buss."), PRINT)
        assert index.embed() == ()
        assert index.embed() == ()
        return [c.passage.origin.document for c in index.search(Query(text="klotter"))], index.embedded.passages


def test_texts_of_internal_documents_are_never_sent_to_an_endpoint(folder):
    with serving() as server:
        _, made = internal(folder, Endpoint(server.url))
        Index.in_memory([passage("h", "Hemlig graffiti.", internal=True), passage("ö", "Bad.")], Endpoint(server.url))
    assert made == 1
    assert server.texts
    assert not any("hemlig" in text.lower() for text in server.texts)


def test_nor_are_they_given_to_a_callable_that_does_not_say_it_keeps_them(folder):
    model = Model()
    internal(folder, model)
    assert not any("hemlig" in text.lower() for text in model.texts)


def test_a_model_that_runs_here_may_read_them(folder, tmp_path):
    names, made = internal(folder, OnnxModel(make(tmp_path / "m")))
    assert made == 3
    assert "hemligt" in names


def test_a_document_that_becomes_internal_loses_its_vectors(folder):
    with serving() as server, Index.open(folder, Endpoint(server.url)) as index:
        index.add(earlier("a", "Graffiti."), PRINT)
        index.embed()
        index.add(earlier("a", "Graffiti.", internal=True), PRINT)
        index.embed()
        assert index.embedded.passages == 0


# -- kills and threads -------------------------------------------------------------------------------------------------

KILLED = """
import sys, time
from pathlib import Path
sys.path.insert(0, "tests")
from test_vectors import Index, Model
model = Model()
def slow(texts):
    print(len(texts), flush=True)
    time.sleep(0.02)
    return model(texts)
slow.name = "prov"
with Index.open(Path(sys.argv[1]), slow) as index:
    index.embed()
"""


def rows(index):
    return dict(index._store.rows("SELECT row, body FROM vector ORDER BY row"))


def test_killed_at_any_moment_the_next_run_reaches_the_same_state(folder, tmp_path):
    def many(index):
        for n in range(20):
            index.add(earlier(f"{n}", *(f"Text {n} {k} om klotter och bad." for k in range(40))), PRINT)

    with Index.open(tmp_path / "whole", Model()) as index:
        many(index)
        index.embed()
        wanted = rows(index)
    with Index.open(folder) as index:
        many(index)
    for kill in range(4):
        with subprocess.Popen(
            [sys.executable, "-c", KILLED, str(folder)], stdout=subprocess.PIPE, text=True, cwd=ROOT
        ) as child:
            for _ in range(1 + kill):
                child.stdout.readline()
            child.send_signal(signal.SIGKILL)
    last = Model()
    with Index.open(folder, last) as index:
        index.verify()
        before = index.embedded.passages
        assert 0 < before < 800
        index.embed()
        assert len(last.texts) == 800 - before
        assert rows(index) == wanted


def test_two_that_make_vectors_at_once_make_them_once_each(folder):
    with Index.open(folder) as index:
        for n in range(10):
            index.add(earlier(f"{n}", *(f"Text {n} {k} om klotter." for k in range(40))), PRINT)
    children = [
        subprocess.Popen([sys.executable, "-c", KILLED, str(folder)], stdout=subprocess.DEVNULL, cwd=ROOT)
        for _ in range(2)
    ]
    assert [child.wait(timeout=120) for child in children] == [0, 0]
    with Index.open(folder, Model()) as index:
        assert index.embedded.passages == 400
        assert index.embed() == ()


def test_many_threads_search_while_vectors_are_made(folder):
    with Index.open(folder, Model()) as index, ThreadPoolExecutor(4) as pool:
        fill(index)
        index.embed()
        alone = found(index, "klotter")
        readers = [pool.submit(lambda: [found(index, "klotter") for _ in range(10)]) for _ in range(4)]
        for n in range(8):
            index.add(earlier(f"{n}", f"Text {n} om kollektivtrafik."), PRINT)
            index.embed()
        for reader in readers:
            assert all(set(names) >= set(alone[:2]) for names in reader.result())


# -- through the corpus and the command line ---------------------------------------------------------------------------


@pytest.fixture
def office(tmp_path, monkeypatch, capsys):
    """An office with a small archive; ``office(settings)`` writes the settings and returns the command line."""
    archive = tmp_path / "arkiv"
    archive.mkdir()
    for name, text in {"graffiti": "Förvaltningen tar bort graffiti inom ett dygn.", "budget": TEXTS["e"]}.items():
        (archive / f"{name}.txt").write_text(f"Om {name}\n\n{text} Det gäller hela året.\n", encoding="utf-8")
    (archive / "internt.txt").write_text("Hemligt\n\nHemligt arbete mot klotter pågår hela året.\n", encoding="utf-8")
    (archive / "corpus.toml").write_text('[dokument."internt.txt"]\nintern = true\n', encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("UTLATANDE_DATA", str(tmp_path / "data"))

    def write(text):
        (tmp_path / "utlatande.toml").write_text(f'corpus = "arkiv"\n{text}', encoding="utf-8")

        def run(*arguments):
            code = cli.run(list(arguments))
            said = capsys.readouterr()
            return code, said.out, said.err

        return run

    return write


def test_status_tells_which_model_is_used_and_how_far_it_has_come(office, tmp_path):
    make(tmp_path / "modell")
    run = office('[embeddings]\nmodel = "modell"\n')
    code, out, err = run("corpus", "status")
    assert (code, err) == (0, "")
    assert "Språkmodell: modell" in out
    shape = json.loads(run("corpus", "status", "--json")[1])["embeddings"]
    assert shape["dimension"] == 4
    assert shape["passages"] == shape["of"] > 0
    assert json.loads(office("")("corpus", "status", "--json")[1])["embeddings"] is None


def test_match_uses_an_endpoint_and_never_sends_it_what_is_internal(office):
    with serving() as server:
        run = office(f'[embeddings]\nurl = "{server.url}"\n')
        code, out, err = run("match", "Vad görs åt klotter?", "--json")
        assert (code, err) == (0, "")
        assert "graffiti.txt" in {one["document"] for one in json.loads(out)["matches"]}
    assert server.texts
    assert not any("hemlig" in text.lower() for text in server.texts)


def test_an_endpoint_that_does_not_answer_stops_nothing(office):
    with serving() as server:
        pass
    code, out, err = office(f'[embeddings]\nurl = "{server.url}"\n')("match", "Vad görs åt graffiti?")
    assert code == 0
    assert "graffiti.txt" in out
    assert "svarar inte" in err
    assert len(err.strip().splitlines()) == 1


@pytest.mark.parametrize("url", ["http://10.0.0.1", "https://example.com/v1"])
def test_an_address_elsewhere_is_refused_by_every_command_that_searches(office, url):
    code, _, err = office(f'[embeddings]\nurl = "{url}"\n')("match", "x")
    assert code == 7
    assert "inte på den här datorn" in err
    assert len(err.strip().splitlines()) == 1


LIGHT = """
import sys
from utlatande import cli
code = cli.run(["match", "Vad görs åt graffiti?"])
print(code, *sorted({"numpy", "onnxruntime", "tokenizers", "http.client", "spacy"} & sys.modules.keys()))
"""


def test_without_a_model_nothing_of_it_is_imported(office):
    office("")
    done = subprocess.run([sys.executable, "-c", LIGHT], capture_output=True, text=True, check=True, encoding="utf-8")
    assert done.stdout.splitlines()[-1] == "0"


def test_a_corpus_takes_any_callable(tmp_path):
    folder = tmp_path / "arkiv"
    folder.mkdir()
    (folder / "a.txt").write_text("Om väggar\n\nFörvaltningen tar bort graffiti inom ett dygn.\n", encoding="utf-8")
    model, told = Model(), []
    with Corpus(folder, embedder=model) as corpus:
        corpus.sync(embedded=lambda done, whole: told.append((done, whole)))
        assert [m.passage.origin.document for m in match("Vad görs åt klotter?", corpus.search)] == ["a.txt"]
        made = len(model.texts)
        corpus.rebuild()
        assert len(model.texts) > made
    assert told[-1][0] == told[-1][1] > 0
