"""utlatande: from a skrivelse to the draft of a tjänsteutlåtande.

The public names, and nothing else. Each is loaded when it is first asked for: a part costs only what it needs itself.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from utlatande.corpus import Corpus
    from utlatande.drafting import draft
    from utlatande.errors import (
        CorpusError,
        OutputError,
        ReadError,
        SettingsError,
        TemplateError,
        UtlatandeError,
    )
    from utlatande.evidence import gather
    from utlatande.index import Index
    from utlatande.matching import confidence_of, match, matches
    from utlatande.model import (
        Confidence,
        Document,
        Draft,
        Earlier,
        Evidence,
        Insats,
        Library,
        Match,
        Notice,
        Origin,
        Passage,
        PassageKind,
        Query,
        Question,
        Skrivelse,
    )
    from utlatande.readers import edited, read
    from utlatande.review.check import check
    from utlatande.review.compare import compare
    from utlatande.settings import Settings
    from utlatande.settings import load as load_settings
    from utlatande.skrivelse import parse
    from utlatande.word.write import write

_HOMES = {
    "Corpus": "corpus",
    "draft": "drafting",
    "gather": "evidence",
    "Index": "index",
    "confidence_of": "matching",
    "match": "matching",
    "matches": "matching",
    "read": "readers",
    "edited": "readers",
    "check": "review.check",
    "compare": "review.compare",
    "Settings": "settings",
    "load_settings": "settings:load",
    "parse": "skrivelse",
    "write": "word.write",
    **dict.fromkeys(
        ("CorpusError", "OutputError", "ReadError", "SettingsError", "TemplateError", "UtlatandeError"), "errors"
    ),
    **dict.fromkeys(
        (
            "Confidence",
            "Document",
            "Draft",
            "Earlier",
            "Evidence",
            "Insats",
            "Library",
            "Match",
            "Notice",
            "Origin",
            "Passage",
            "PassageKind",
            "Query",
            "Question",
            "Skrivelse",
        ),
        "model",
    ),
}

__all__ = [
    "Confidence",
    "Corpus",
    "CorpusError",
    "Document",
    "Draft",
    "Earlier",
    "Evidence",
    "Index",
    "Insats",
    "Library",
    "Match",
    "Notice",
    "Origin",
    "OutputError",
    "Passage",
    "PassageKind",
    "Query",
    "Question",
    "ReadError",
    "Settings",
    "SettingsError",
    "Skrivelse",
    "TemplateError",
    "UtlatandeError",
    "check",
    "compare",
    "confidence_of",
    "draft",
    "edited",
    "gather",
    "load_settings",
    "match",
    "matches",
    "parse",
    "read",
    "write",
]


def __getattr__(name: str) -> Any:  # noqa: ANN401 - whatever the public name is
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module, _, attribute = _HOMES[name].partition(":")
    value = getattr(importlib.import_module(f"{__name__}.{module}"), attribute or name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
