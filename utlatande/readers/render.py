"""Shows what was read: as text for a person who wants to see what the program saw, as JSON for another program."""

from __future__ import annotations

from typing import Any

from utlatande.model import Block, Document, Picture, Role, Struck

SCHEMA = 1
_MARKS = {
    Role.ROW: "[Tabell]",
    Role.BOX: "[Textruta]",
    Role.FOOTNOTE: "[Fotnot]",
    Role.ENDNOTE: "[Slutnot]",
    Role.HEADER: "[Sidhuvud]",
    Role.FOOTER: "[Sidfot]",
}


def as_text(document: Document) -> str:
    """Return all that was read, in order; tables, boxes, notes, headers and footers are each marked
    once, and so is each file attached to an e-mail. What is written about a picture, and what is struck through, stands
    after the block that it belongs to."""
    lines: list[str] = []
    beside: dict[int, list[str]] = {}
    for mark, found in (("[Bild]", document.pictures), ("[Överstruket]", document.struck)):
        for one in found:
            beside.setdefault(_place(one), []).append(f"{mark} {one.text}")
    lines += beside.get(-1, [])
    before: tuple[Role, int | None] | None = None
    mailed = any(block.part for block in document.blocks)
    part: str | None = ""
    for block in document.blocks:
        if mailed and block.part != part:
            part, before = block.part, None
            lines += ["", f"[Bilaga: {part}]" if part else "[E-postmeddelande]"]
        place = (block.role, block.table) if block.role in _MARKS else None
        if place is not None and (place != before or block.role in (Role.FOOTNOTE, Role.ENDNOTE)):
            lines += ["", _MARKS[block.role]] if lines and lines[-1] else [_MARKS[block.role]]
        elif (place is None and before is not None) or (block.role is Role.HEADING and lines):
            lines.append("")
        lines.append(_shown(block))
        lines += beside.get(block.origin.block, [])
        before = place
    return "\n".join(lines).strip("\n")


def _place(one: Picture | Struck) -> int:
    return -1 if one.origin is None else one.origin.block


def _shown(block: Block) -> str:
    text = " | ".join(" / ".join(cell.split("\n")) for cell in block.cells) if block.cells else block.text
    return f"{block.number} {text}" if block.number else text


def as_json(document: Document) -> dict[str, Any]:
    """Return all that was read as plain values; unknown is None, never missing."""
    return {
        "schema": SCHEMA,
        "document": document.name,
        "format": document.format,
        "properties": dict(document.properties),
        "blocks": [
            {
                "role": block.role.value,
                "level": block.level,
                "number": block.number,
                "page": block.origin.page,
                "text": block.text,
                "cells": list(block.cells),
                "table": block.table,
                "strong": block.strong,
                "style": block.style,
                "part": block.part,
            }
            for block in document.blocks
        ],
        "pictures": [
            {"text": p.text, "block": None if p.origin is None else p.origin.block} for p in document.pictures
        ],
        "struck": [{"text": s.text, "block": None if s.origin is None else s.origin.block} for s in document.struck],
        "comments": [
            {"text": c.text, "author": c.author, "date": c.date, "block": None if c.origin is None else c.origin.block}
            for c in document.comments
        ],
        "notices": [notice.text for notice in document.notices],
    }
