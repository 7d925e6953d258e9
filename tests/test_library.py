"""The matcher inside another program: its own texts, one by one, from many threads."""

import itertools
import json
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from utlatande import Corpus, Index, Origin, Passage, PassageKind, Query, match, matches
from utlatande.index import Fingerprint
from utlatande.model import DocumentKind, Earlier, Metadata

PRINT = Fingerprint(size=1, mtime_ns=1, sha256="x")
THINGS = ("klotter", "belysning", "snöröjning", "parklek", "fritidsgård", "hemtjänst", "simhall", "bibliotek")
PLACES = ("torget", "parken", "skolan", "stationen", "hamnen")
TEXTS = {
    f"{thing}/{place}": f"Förvaltningen ser över {thing} vid {place} varje vecka."
    for thing, place in itertools.product(THINGS, PLACES)
}


def test_plain_strings_by_their_ids_are_enough():
    index = Index.in_memory(TEXTS)
    assert match("Hur sköts snöröjningen vid skolan?", index.search)[0].passage.id == "snöröjning/skolan"
    assert match("Hur sköts snöröjningen vid skolan?", index.search)[0].passage.text == TEXTS["snöröjning/skolan"]


def test_a_list_of_strings_is_numbered_and_may_come_one_by_one():
    index = Index.in_memory(text for text in ("Parkleken öppnar i april.", "Fältassistenter arbetar på kvällar."))
    assert [m.passage.id for m in match("När arbetar fältassistenterna?", index.search)] == ["1"]


def test_strings_and_passages_may_be_mixed():
    own = Passage(id="p", kind=PassageKind.ANSWER, text="Gräset klipps.", origin=Origin(document="a", block=0))
    index = Index.in_memory(["Bussen går.", own])
    assert match("Klipps gräset?", index.search)[0].passage == own
    assert index.search(Query(text="bussen", kinds=(PassageKind.SECTION,)))[0].passage.id == "0"


def test_matches_come_one_by_one_best_first_each_once_and_all_of_them():
    about = {str(n): f"Klottret på torg {n} tvättas {'ofta ' * (n % 7)}bort." for n in range(200)}
    index = Index.in_memory(
        about | TEXTS | {f"annat {n}": f"Hur det går med ärende {n} får vi se." for n in range(400)}
    )
    asked = []

    def search(query):
        asked.append(query.limit)
        return index.search(query)

    found = matches("Hur tvättas klottret bort?", search)
    first = next(found)
    assert len(asked) == 1
    rest = list(found)
    ids = [p.id for one in (first, *rest) for p in (one.passage, *one.variants)]
    assert len(ids) == len(set(ids))
    assert set(about) <= set(ids)
    assert first.score >= max(one.score for one in rest) - 0.2
    assert all(0 <= one.score <= 1 for one in (first, *rest))


def test_matches_of_nothing_are_none():
    assert list(matches("Klotter?", Index.in_memory([]).search)) == []
    assert list(matches("Klotter?", Index.in_memory(["Bussen går."]).search)) == []
    assert list(matches("Klotter?", Index.in_memory(["Om klotter."]).search, kinds=(PassageKind.ANSWER,))) == []


def test_many_threads_find_just_what_one_does():
    index = Index.in_memory(TEXTS)
    questions = [f"Hur sköts {thing} vid {place}?" for thing, place in itertools.product(THINGS, PLACES)] * 4
    alone = [match(q, index.search) for q in questions]
    fresh = Index.in_memory(TEXTS)
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(lambda q: match(q, fresh.search), questions))
    assert together == alone


def document(name, number):
    text = f"Om klotter, gång {number}."
    origin = Origin(document=name, block=0)
    return Earlier(
        document=name,
        kind=DocumentKind.OTHER,
        metadata=Metadata(),
        passages=(Passage(id=f"{name}-{number}", kind=PassageKind.SECTION, text=text, origin=origin),),
    )


@pytest.mark.parametrize("publish", [False, True], ids=["found at the next search", "published by the writer"])
def test_what_is_replaced_again_and_again_is_found_at_each_moment_once_and_whole(tmp_path, publish):
    names = ["a", "b", "c"]
    with Index.open(tmp_path / "index") as index, ThreadPoolExecutor(4) as pool:
        for name in names:
            index.add(document(name, 0), PRINT)
        done = threading.Event()

        def read(_):
            found = []
            while not done.is_set() or len(found) < 3:
                found.append(sorted(c.passage.origin.document for c in index.search(Query(text="klotter"))))
            return found

        readers = [pool.submit(read, n) for n in range(4)]
        for number in range(1, 25):
            index.add(document(names[number % 3], number), PRINT)
            if publish:
                index.publish()
        done.set()
        for reader in readers:
            assert all(found == names for found in reader.result())


def test_a_corpus_is_searched_by_threads_while_it_is_brought_in_step(tmp_path):
    folder = tmp_path / "arkiv"
    folder.mkdir()
    text = "Om klotter\n\nFörvaltningen tvättar bort klottret på torget inom ett dygn, gång {}.\n"
    (folder / "a.txt").write_text(text.format(0), encoding="utf-8")
    with Corpus(folder) as corpus, ThreadPoolExecutor(4) as pool:
        corpus.sync()
        done = threading.Event()

        def read(_):
            found = []
            while not done.is_set():
                found.append(len(match("Hur tvättas klottret bort?", corpus.search)))
            return found

        readers = [pool.submit(read, n) for n in range(3)]
        for number in range(1, 6):
            (folder / f"{number}.txt").write_text(text.format(f"{number} " * (number + 9)), encoding="utf-8")
            corpus.sync()
        done.set()
        counts = [n for reader in readers for n in reader.result()]
        assert counts
        assert min(counts) >= 1
        assert len(corpus.search(Query(text="klottret på torget"))) >= 6


def test_what_was_found_can_be_told_as_json():
    from utlatande import shapes

    found = match("Hur sköts simhallen?", Index.in_memory(TEXTS).search)
    assert json.loads(json.dumps([shapes.match(one) for one in found]))[0]["id"].startswith("simhall/")
