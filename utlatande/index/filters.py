"""What a search is kept to: kind, time, area, nämnd, party, and documents left out. tantivy does it, before the limit.

A name is compared by its words, folded: «norrviks stadsdelsnämnd» and «Norrvik» both fit «Norrviks stadsdelsnämnd».
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import tantivy

from utlatande import language, settings
from utlatande.model import Passage, PassageKind, Query

_DATE = re.compile(r"(\d{4})(?:-(\d\d?))?(?:-(\d\d?))?")
_LAST = 99  # of a month or a day that is not known: no other day of that year or month is later
_GENITIVE = 4  # letters from which a name's last s is left out: Norrviks and Norrvik


class Days(NamedTuple):
    """The days that a date may be, as numbers (20240523): a shortened date is any day of its year or month."""

    first: int
    last: int


def days(date: str) -> Days | None:
    """Return the days that an ISO date, whole or shortened, may be; None when it is none.

    >>> days("2024-05")
    Days(first=20240500, last=20240599)
    """
    found = _DATE.fullmatch(str(date).strip())
    if found is None:
        return None
    year, month, day = found[1], found[2], found[3]
    first, last = (
        int(year) * 10_000 + int(month or unknown) * 100 + int((day if month else None) or unknown)
        for unknown in (0, _LAST)
    )
    return Days(first, last)


def folded(name: str) -> tuple[str, ...]:
    """Return a name's words as they are compared: in lower case, without the genitive's s."""
    return tuple(w[:-1] if w.endswith("s") and len(w) > _GENITIVE else w for w in language.words(name))


def mark(party: str) -> str:
    """Return the mark by which a party is compared, of its name or its mark: «Moderaterna», «(M)» and «m» alike."""
    words = " ".join(language.words(party))
    return _marks().get(words, words)


@functools.cache
def _marks() -> dict[str, str]:
    table = settings.data("parties")["parties"].items()
    return {
        " ".join(language.words(name)): short.lower()
        for short, names in table
        for name in ((names,) if isinstance(names, str) else names)
    }


def check(query: Query) -> None:
    """Raise ValueError when a bound of the query is no date."""
    for bound in (query.since, query.until):
        if bound and days(bound) is None:
            raise ValueError(f"{bound!r} is no date: write YYYY, YYYY-MM or YYYY-MM-DD")


def declare(builder: tantivy.SchemaBuilder) -> None:
    """Add the fields that :func:`fill` fills."""
    for field in ("kind", "name", "party"):
        builder.add_text_field(field, tokenizer_name="raw", index_option="basic")
    for field in ("area", "namnd"):
        builder.add_text_field(field, tokenizer_name="spaces", index_option="basic")
    for field in Days._fields:
        builder.add_unsigned_field(field, fast=True)


def fill(document: tantivy.Document, passage: Passage) -> None:
    """Put in what a passage can be filtered by."""
    document.add_text("kind", passage.kind.value)
    document.add_text("name", passage.origin.document)
    for party in passage.parties:
        document.add_text("party", mark(party))
    for field in ("area", "namnd"):
        document.add_text(field, " ".join(folded(getattr(passage, field) or "")))
    known = days(passage.date) if passage.date else None
    for field, day in zip(Days._fields, known or (), strict=False):
        document.add_unsigned(field, day)


def clauses(query: Query, schema: tantivy.Schema) -> Iterator[tuple[tantivy.Occur, tantivy.Query]]:
    """Yield what a passage must and must not be; nothing for a query without filters. None of it gives a score."""
    must = [_any_of(schema, "kind", [kind.value for kind in query.kinds])] if query.kinds else []
    must += [_period(schema, query)] if query.since or query.until else []
    must += [_named(schema, "area", query.areas)] if query.areas else []
    must += [_named(schema, "namnd", query.namnder)] if query.namnder else []
    must += [_any_of(schema, "party", [mark(party) for party in query.parties])] if query.parties else []
    for one in must:
        yield tantivy.Occur.Must, tantivy.Query.const_score_query(one, 0.0)
    if query.exclude:
        yield tantivy.Occur.MustNot, _any_of(schema, "name", query.exclude)


def among(rows: Sequence[int], schema: tantivy.Schema) -> Iterator[tuple[tantivy.Occur, tantivy.Query]]:
    """Yield what keeps a search to rows; nothing for no rows."""
    if rows:
        chosen = tantivy.Query.term_set_query(schema, "row", list(rows))
        yield tantivy.Occur.Must, tantivy.Query.const_score_query(chosen, 0.0)


def any_kind(schema: tantivy.Schema) -> tuple[tantivy.Occur, tantivy.Query]:
    """Return what every passage is, and nothing else in the index."""
    return tantivy.Occur.Must, _any_of(schema, "kind", [kind.value for kind in PassageKind])


def _any_of(schema: tantivy.Schema, field: str, terms: Sequence[str]) -> tantivy.Query:
    return tantivy.Query.term_set_query(schema, field, list(terms))


def _named(schema: tantivy.Schema, field: str, names: Sequence[str]) -> tantivy.Query:
    """One of the names, by all of its words; a name without words is nobody's."""
    must, should = tantivy.Occur.Must, tantivy.Occur.Should
    whole = [
        tantivy.Query.boolean_query([(must, _any_of(schema, field, [word])) for word in words])
        for name in names
        if (words := folded(name))
    ]
    return tantivy.Query.boolean_query([(should, one) for one in whole]) if whole else tantivy.Query.empty_query()


def _period(schema: tantivy.Schema, query: Query) -> tantivy.Query:
    """A date that may lie within: what has none is left out."""
    since, until = (days(bound) if bound else None for bound in (query.since, query.until))
    pieces = [_range(schema, "last", since=since.first)] if since else []
    pieces += [_range(schema, "first", until=until.last)] if until else []
    return tantivy.Query.boolean_query([(tantivy.Occur.Must, piece) for piece in pieces])


def _range(schema: tantivy.Schema, field: str, *, since: int | None = None, until: int | None = None) -> tantivy.Query:
    return tantivy.Query.range_query(schema, field, tantivy.FieldType.Unsigned, since, until)
