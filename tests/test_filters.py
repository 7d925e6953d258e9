"""A search is kept to a kind, a time, an area, a nämnd, a party; and documents are left out."""

import itertools

import pytest

from utlatande.corpus import Corpus
from utlatande.corpus.renames import names
from utlatande.index import Fingerprint, Index
from utlatande.matching import match
from utlatande.model import DocumentKind, Earlier, Metadata, Origin, Passage, PassageKind, Query

PRINT = Fingerprint(size=1, mtime_ns=1, sha256="x")
YEARS = ("2018", "2019-05", "2020-02-29", "2021-12-31", "2022-01-01", None)


def passage(text="Om klotter på torget.", document="svar.docx", block=0, **more):
    more = {"kind": PassageKind.ANSWER, "id": f"{document}-{block}"} | more
    return Passage(text=text, origin=Origin(document=document, block=block), **more)


def dated():
    return Index.in_memory([passage(document=f"{date}.docx", date=date) for date in YEARS])


def found(index, **within):
    return {c.passage.origin.document for c in index.search(Query(text="klotter på torget", **within))}


def dates(**within):
    return {name.removesuffix(".docx") for name in found(dated(), **within)}


def test_from_a_year_to_a_year_both_included():
    assert dates(since="2019", until="2021") == {"2019-05", "2020-02-29", "2021-12-31"}
    assert dates(since="2022") == {"2022-01-01"}
    assert dates(until="2018") == {"2018"}
    assert dates() == {str(date) for date in YEARS}


def test_a_month_and_a_day_bound_as_well_as_a_year():
    assert dates(since="2021-12-31", until="2021-12-31") == {"2021-12-31"}
    assert dates(since="2022-01", until="2022-01") == {"2022-01-01"}
    assert dates(since="2020-02", until="2021-12-30") == {"2020-02-29"}


def test_a_shortened_date_counts_as_any_day_it_may_be():
    assert "2018" in dates(since="2018-06-15")
    assert "2019-05" in dates(until="2019-05-02")
    assert "2019-05" not in dates(until="2019-04-30")


def test_what_has_no_date_or_none_that_can_be_read_is_left_out_of_a_period():
    index = Index.in_memory([passage(document="a.docx"), passage(document="b.docx", date="våren")])
    assert found(index, since="1900") == set()
    assert found(index) == {"a.docx", "b.docx"}


@pytest.mark.parametrize("wrong", ["i fjol", "20", "2020/01", "-1"])
def test_a_bound_that_is_no_date_says_so(wrong):
    with pytest.raises(ValueError, match="no date"):
        dated().search(Query(text="klotter", since=wrong))


def named():
    return Index.in_memory(
        [
            passage(document="n.docx", area="Norrvik", namnd="Norrviks stadsdelsnämnd", parties=("M", "L")),
            passage(document="s.docx", area="Södra Ängsö", namnd="Ängsö stadsdelsnämnd", parties=("NVP",)),
            passage(document="u.docx"),
        ]
    )


@pytest.mark.parametrize("name", ["Norrvik", "norrvik", "NORRVIKS", "Norrviks", " Norrvik "])
def test_an_area_is_compared_without_regard_to_case_and_genitive(name):
    assert found(named(), areas=(name,)) == {"n.docx"}


@pytest.mark.parametrize("name", ["Ängsö", "ängsö", "A\u0308ngso\u0308", "södra ängsö", "Ängsö Södra"])
def test_swedish_letters_count_in_either_form_and_some_words_of_a_name_are_enough(name):
    assert found(named(), areas=(name,)) == {"s.docx"}


@pytest.mark.parametrize("name", ["Angso", "Norr", "Norra Ängsö", "", "!"])
def test_another_name_or_none_fits_nothing(name):
    assert found(named(), areas=(name,)) == set()


def test_a_namnd_by_its_whole_name_or_its_place():
    assert found(named(), namnder=("Norrviks stadsdelsnämnd",)) == {"n.docx"}
    assert found(named(), namnder=("norrvik",)) == {"n.docx"}
    assert found(named(), namnder=("stadsdelsnämnd",)) == {"n.docx", "s.docx"}
    assert found(named(), namnder=("Norrvik", "Ängsö")) == {"n.docx", "s.docx"}


@pytest.mark.parametrize("party", ["M", "m", "(M)", "Moderaterna", "moderata samlingspartiet", "Liberalerna", "L"])
def test_a_party_by_mark_or_name(party):
    assert found(named(), parties=(party,)) == {"n.docx"}


def test_a_party_that_no_list_knows_is_found_by_its_mark():
    assert found(named(), parties=("nvp",)) == {"s.docx"}
    assert found(named(), parties=("V",)) == set()


def test_filters_together_must_all_fit():
    assert found(named(), areas=("Norrvik",), parties=("M",)) == {"n.docx"}
    assert found(named(), areas=("Norrvik",), parties=("NVP",)) == set()
    assert found(named(), parties=("M", "NVP"), exclude=("n.docx",)) == {"s.docx"}


def test_what_is_wanted_is_found_behind_any_number_of_better_texts():
    many = [passage("Klotter på torget. " * 3, f"{n}.docx", date="2024", area="Norrvik") for n in range(300)]
    index = Index.in_memory([*many, passage("Klotter.", "gammal.docx", date="2011", area="Lillby", parties=("S",))])
    for within in ({"until": "2012"}, {"areas": ("lillby",)}, {"parties": ("S",)}):
        assert found(index, limit=1, **within) == {"gammal.docx"}
    assert found(index, limit=1, exclude=tuple(f"{n}.docx" for n in range(300))) == {"gammal.docx"}


def test_filters_do_not_change_a_score():
    index = named()
    plain = {c.passage.id: c.score for c in index.search(Query(text="klotter på torget"))}
    kept = index.search(
        Query(text="klotter på torget", areas=("Norrvik",), kinds=(PassageKind.ANSWER,), exclude=("u",))
    )
    assert [c.score for c in kept] == [plain["n.docx-0"]]


def test_filters_hold_while_documents_come_and_go(tmp_path):
    def earlier(name, date):
        own = (passage(document=name, date=date, area="Norrvik"),)
        return Earlier(document=name, kind=DocumentKind.OTHER, metadata=Metadata(), passages=own)

    with Index.open(tmp_path / "index") as index:
        index.add(earlier("a.docx", "2019"), PRINT)
        assert found(index, since="2020") == set()
        index.add(earlier("b.docx", "2021"), PRINT)
        assert found(index, since="2020", areas=("norrvik",)) == {"b.docx"}
        index.add(earlier("a.docx", "2022"), PRINT)
        assert found(index, since="2020") == {"a.docx", "b.docx"}
        index.forget("b.docx")
        assert found(index, since="2020") == {"a.docx"}


def test_match_takes_the_filters_as_they_are():
    texts = [passage(f"Klottret på torget tvättas bort, {n}.", f"{n}.docx", date=str(n)) for n in range(2015, 2025)]
    search = Index.in_memory(texts).search
    got = match("Vad görs åt klottret på torget?", search, since="2018", until="2019", exclude=("2018.docx",))
    assert [m.passage.date for m in got] == ["2019"]


# -- names that changed ------------------------------------------------------------------------------------------------

MERGED = (("Norrvik-Lövsta stadsdelsnämnd", "Norrviks stadsdelsnämnd"), ("Lillåsens nämnd", "Norrviks stadsdelsnämnd"))


def reaches(asked, name, renames):
    index = Index.in_memory([passage(namnd=name)])
    return bool(found(index, namnder=names([asked], renames)))


def test_todays_name_finds_what_it_was_called_before():
    for asked, before in itertools.product(("Norrviks stadsdelsnämnd", "norrvik"), dict(MERGED)):
        assert reaches(asked, before, MERGED)


def test_one_of_several_that_were_put_together_is_not_the_whole():
    assert reaches("Lillåsens nämnd", "Lillåsens nämnd", MERGED)
    assert not reaches("Lillåsens nämnd", "Norrviks stadsdelsnämnd", MERGED)
    assert not reaches("Lillåsens nämnd", "Norrvik-Lövsta stadsdelsnämnd", MERGED)


def test_a_name_that_merely_changed_is_the_same_either_way_and_through_several_changes():
    chain = (("Socialnämnden", "Omsorgsnämnden"), ("Omsorgsnämnden", "Välfärdsnämnden"))
    for one, other in itertools.product(("socialnämnden", "Omsorgsnämnden", "Välfärdsnämnden"), repeat=2):
        assert reaches(one, other, chain)
    assert not reaches("Socialnämnden", "Kulturnämnden", chain)


def test_names_that_lead_in_a_circle_come_to_an_end():
    assert set(names(["Ett"], [("Ett", "Två"), ("Två", "Ett")])) >= {"Ett", "två"}


def test_an_area_changed_with_its_namnd():
    index = Index.in_memory([passage(area="Norrvik-Lövsta")])
    assert found(index, areas=names(["Norrvik"], MERGED))


@pytest.fixture
def archive(tmp_path):
    folder = tmp_path / "arkiv"
    folder.mkdir()
    for name, namnd, year, party in (("ny", "Norrviks", 2023, "M"), ("gammal", "Lillåsens", 2017, "V")):
        (folder / f"{name}.txt").write_text(
            f"Tjänsteutlåtande\n\nDnr NOR {year}/1\n\n{year}-03-01\n\n{namnd} stadsdelsnämnd\n\n"
            f"Svar på skrivelse om klotter från ({party})\n\nFörslag till beslut\n\nSkrivelsen anses besvarad.\n\n"
            f"Förvaltningens synpunkter\n\nKlottret på torget tvättas bort inom ett dygn sedan {year}, varje gång.\n",
            encoding="utf-8",
        )
    (folder / "corpus.toml").write_text('[namn]\n"Lillåsens stadsdelsnämnd" = "Norrviks stadsdelsnämnd"\n')
    with Corpus(folder) as corpus:
        corpus.sync()
        yield corpus


def test_a_corpus_searches_through_its_own_renames(archive):
    def got(**within):
        return {c.passage.origin.document for c in archive.search(Query(text="klotter på torget", **within))}

    assert got(namnder=("Norrviks stadsdelsnämnd",)) == {"ny.txt", "gammal.txt"}
    assert got(namnder=("Norrvik",), until="2020") == {"gammal.txt"}
    assert got(parties=("Vänsterpartiet",)) == {"gammal.txt"}
    assert got(exclude=("ny.txt",)) == {"gammal.txt"}


def test_a_name_that_nothing_carries_is_told(archive):
    asked = Query(text="x", areas=("Lillåsen",), namnder=("norrvik", "Ängsö nämnd"), parties=("m", "KD"))
    told = [notice.text for notice in archive.unknown(asked)]
    assert len(told) == 2
    assert "”Ängsö nämnd”" in told[0]
    assert "Norrviks stadsdelsnämnd" in told[0]
    assert "”KD”" in told[1]
