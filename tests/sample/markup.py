"""Reads the sample's marked-up texts: see build.py for the marks."""

from __future__ import annotations

import re

INLINE = re.compile(r"(\*\*.+?\*\*|\+\+.+?\+\+|~~.+?~~|\^\[.+?\]|\\\\|«tab»)")
ITEM = re.compile(r"(?P<indent> *)(?P<mark>\d+\.|[a-z]\)|-) +(?P<text>.*)")


def parse(text):
    """Return the head as a dictionary and the body as a list of (kind, marker, text) blocks."""
    head, body = text.split("\n---\n", 1)
    fields = dict(line.split(": ", 1) for line in head.splitlines() if ": " in line)
    blocks = []
    for chunk in re.split(r"\n\s*\n", body.strip("\n")):
        blocks += blocks_of(chunk.rstrip())
    return fields, blocks


def blocks_of(chunk):
    lines = chunk.split("\n")
    if lines[0].startswith("#"):
        marks, text = lines[0].split(" ", 1)
        return [("heading", len(marks), " ".join([text, *lines[1:]]))]
    if lines[0].startswith("|"):
        return [("table", None, [line.strip() for line in lines])]
    if lines[0].startswith("!"):
        word, _, rest = lines[0].partition(" ")
        return [(word[1:], None, rest)]
    if ITEM.match(lines[0]):
        return items_of(lines)
    return [("text", None, " ".join(line.strip() for line in lines))]


def items_of(lines):
    items = []
    for line in lines:
        if found := ITEM.match(line):
            items.append(["bullet" if found["mark"] == "-" else "item", found["mark"], found["text"]])
        else:
            items[-1][2] += " " + line.strip()
    return [tuple(item) for item in items]
