"""One stem for all forms of a word: Snowball's, mended by an ending table and by ``data/words.toml``.

Measured on the forms that 700 parliamentary letters and five municipal documents have of one lemma, weighted by how
often they occur: Snowball alone brings .61 of the pairs together, this does .82, with as few words merged wrongly.
"""

from __future__ import annotations

import functools
import re
from typing import Any

from utlatande import settings

_SHORT = 4  # shorter words are left as they are
_GENITIVE = re.compile(r"(?:en|et|an|na|ar|er|or|ing|het|ion|dom|åd|ond|ag)s$")
_ENDINGS = r"(?:s|en|ens|et|ets|er|ers|erna|ernas|ar|ars|arna|arnas|or|ors|orna|ornas|na|nas|n|ns|a|as|an|ans)?$"
_LEFT = re.compile(r"(?:et|an|at|ad|ade|ats|ande|it|in|n)$")  # endings that Snowball leaves
_KEPT = re.compile(r"(?:itet|[^gmtp]in|[^aeiouyåäö]n|en|on|än|ån|un)$")
_NEUTER = re.compile(r"(?<=[a-zåäö]{3})(ell|al|iv|ig|bar|sam|isk|ös)t$")
_VOWEL = re.compile(r"[aeiouyåäö]")


def stem(word: str) -> str:
    """Return the stem of one word in lower case; not a word one could read, only a key that its forms share."""
    if not word.isalpha():
        return word
    exact, endings, whole = _table()
    if (base := exact.get(word)) is not None:
        return base
    for form, base in endings:
        if word.endswith(form) and len(word) >= len(form) + 2:
            return word[: -len(form)] + base
    if len(word) < _SHORT:
        return word
    if found := whole.match(word):
        return found[1]
    if _GENITIVE.search(word):
        word = word[:-1]
    short = str(_snowball().stemWord(word))
    if short == word:
        short = _cut(_NEUTER.sub(r"\1", word))
    return short[:-1] if len(short) >= _SHORT and short[-1] in "aeo" else short


def _cut(word: str) -> str:
    ending = _LEFT.search(word)
    if ending is None or _KEPT.search(word):
        return word
    left = word[: ending.start()]
    return left if len(left) >= _SHORT - 1 and _VOWEL.search(left) else word


@functools.cache
def _table() -> tuple[dict[str, str], tuple[tuple[str, str], ...], re.Pattern[str]]:
    exact: dict[str, str] = {}
    endings: list[tuple[str, str]] = []
    known = settings.data("words")
    for line in known["irregular"]:
        base, forms = line.split(":")
        anywhere = base.startswith("-")
        base = base.removeprefix("-")
        for form in (base, *forms.split()):
            exact[form] = base
            if anywhere and len(form) >= _SHORT - 1:
                endings.append((form, base))
    endings.sort(key=lambda pair: -len(pair[0]))
    whole = "|".join(sorted(known["whole"], key=len, reverse=True))
    return exact, tuple(endings), re.compile(rf"(.*(?:{whole})){_ENDINGS}")


@functools.cache
def _snowball() -> Any:  # noqa: ANN401  # snowballstemmer has no types
    from snowballstemmer.swedish_stemmer import SwedishStemmer

    return SwedishStemmer()
