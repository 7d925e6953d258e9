"""Insatser in running text: what is promised («Trygghetsvandringar ska genomföras i …»), and what a list names."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from dataclasses import replace

from utlatande import settings
from utlatande.model import Block, Insats, Passage, PassageKind, Role
from utlatande.passages.common import Context, passage, shown
from utlatande.passages.dates import first_year_in
from utlatande.sentences import sentences
from utlatande.structure import Section

_LONGEST = 1000  # characters of a sentence that are looked at
_SHORTEST = 12  # characters of an item
_WILL = re.compile(r"\b(?:ska|skall|kommer att)\b")
_ABOUT = re.compile(r"\b(?:\w*insats\w*|åtgärd(?:er|erna)?|aktiviteter(?:na)?)\b", re.IGNORECASE)
_NAMED = re.compile(r"(?P<name>[A-ZÅÄÖ][^:.–]{2,60}?)\s*(?::| –)\s+(?=\S)")
_RESPONSIBLE = re.compile(r"\bAnsvarig(?:a)?:\s*(?P<who>[^.;\n]+)")
_NAME = r"[A-ZÅÄÖ][\wåäö]+(?:[ /-][A-ZÅÄÖ][\wåäö]+){0,3}"
_PLACES = re.compile(rf"\b(?:i|på|vid|kring|runt) (?P<places>{_NAME}(?:(?:, | och | samt ){_NAME})*)")


def promised(passages: Sequence[Passage]) -> list[Insats]:
    """Return the insatser that running text promises, with who will do it and where."""
    found: dict[str, Insats] = {}
    for own in passages:
        for sentence in sentences(own.text) if _WILL.search(own.text) else ():
            if m := _promise().match(sentence[:_LONGEST]):
                active = m["verb"].lower() in _active()
                what = f"{m['verb']} {m['what'].strip()}" if active else m["who"]
                insats = Insats(
                    id=f"i{own.id}{len(found)}",
                    passage=own.id,
                    atgard=what[:1].upper() + what[1:],
                    origin=own.origin,
                    year=int(own.date[:4]) if own.date else None,
                    ansvarig=m["who"] if active else None,
                    plats=", ".join([m["places"], *(more["places"] for more in _PLACES.finditer(m["tail"]))]),
                )
                found.setdefault(sentence, insats)
    return list(found.values())


def listed(context: Context) -> tuple[Context, list[Passage], list[Insats]]:
    """Return a plan without its lists of insatser, a passage for each item, and what they add to the register."""
    kept: list[Section] = []
    passages: list[Passage] = []
    found: list[Insats] = []
    for section in context.sections:
        about = any(_ABOUT.search(text) for text in (*section.path, context.metadata.title or ""))
        rest: list[Block] = []
        for group in _groups(section.blocks):
            text = "\n".join(shown(block) for block in group)
            if not about or group[0].role is not Role.ITEM or len(text) < _SHORTEST:
                rest += group
                continue
            own = passage(context, PassageKind.INSATS, text, group[0].origin, headings=section.path)
            passages.append(own)
            found.append(_insats(own, group))
        kept.append(replace(section, blocks=tuple(rest)))
    return replace(context, sections=tuple(kept)), passages, found


def _groups(blocks: Sequence[Block]) -> list[list[Block]]:
    """Return each block by itself, an item with the items below it."""
    groups: list[list[Block]] = []
    for block in blocks:
        below = block.role is Role.ITEM and groups and groups[-1][0].role is Role.ITEM
        if below and (block.level or 0) > (groups[-1][0].level or 0):
            groups[-1].append(block)
        else:
            groups.append([block])
    return groups


def _insats(own: Passage, group: Sequence[Block]) -> Insats:
    first, *rest = sentences(group[0].text)
    named = _NAMED.match(group[0].text)
    promise = _promise().match(first[:_LONGEST])
    places = _PLACES.search(group[0].text)
    responsible = _RESPONSIBLE.search(group[0].text)
    active = promise is not None and promise["verb"].lower() in _active()
    if named:
        rest = list(sentences(group[0].text[named.end() :]))
    return Insats(
        id=f"i{own.id}",
        passage=own.id,
        atgard=named["name"] if named else first,
        origin=own.origin,
        year=int(own.date[:4]) if own.date else first_year_in(group[0].text),
        ansvarig=responsible["who"] if responsible else promise["who"] if promise is not None and active else None,
        aktiviteter=(*(text for text in rest if not _RESPONSIBLE.match(text)), *(block.text for block in group[1:])),
        plats=places["places"] if places else None,
    )


@functools.cache
def _active() -> frozenset[str]:
    return frozenset(v for v in settings.data("insatser")["lopande_text"]["verb"] if not v.endswith("s"))


@functools.cache
def _promise() -> re.Pattern[str]:
    verbs = "|".join(
        re.escape(v) for v in sorted(settings.data("insatser")["lopande_text"]["verb"], key=len, reverse=True)
    )
    return re.compile(
        rf"(?P<who>[A-ZÅÄÖ][^.;:,]{{2,80}}?) (?:ska|skall|kommer att) (?:även |också |under \w+ )?"
        rf"(?P<verb>{verbs})\b(?P<what>[^.;:]{{0,120}}?)"
        rf" (?:i|på|vid|kring) (?P<places>{_NAME}(?:(?:, | och | samt ){_NAME})*)(?P<tail>[^.;:]{{0,160}})\.?$"
    )
