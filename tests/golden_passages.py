"""An earlier document as text for golden files: its kind, what it says of itself, each passage's beginning and end."""

from __future__ import annotations

from dataclasses import asdict

from utlatande.model import Earlier

_LONGEST = 160


def as_text(earlier: Earlier) -> str:
    """Return the whole document as it was understood, long texts cut in the middle."""
    lines = [f"{earlier.document}", f"slag: {earlier.kind.value}"]
    lines += [f"{key}: {_plain(value)}" for key, value in asdict(earlier.metadata).items() if value]
    lines += [f"! {notice.text}" for notice in earlier.notices]
    for passage in earlier.passages:
        page = f" s. {passage.origin.page}" if passage.origin.page else ""
        lines += ["", f"[{passage.kind.value}{page}] {' > '.join(passage.headings)}"]
        if passage.question:
            lines.append(f"? {passage.question}")
        lines += [f"  {_short(line)}" for line in passage.text.split("\n") if line]
    for insats in earlier.insatser:
        values = {
            key: value for key, value in asdict(insats).items() if value and key not in ("id", "passage", "origin")
        }
        lines += ["", "INSATS", *(f"  {key}: {_plain(value)}" for key, value in values.items())]
    if earlier.facts:
        lines += ["", "UPPGIFTER"]
    lines += [f"  {f.measure} | {f.place or '–'} | {f.year or '–'} | {f.figure}" for f in earlier.facts]
    return "\n".join(lines) + "\n"


def _plain(value: object) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{key} {one}" for key, one in value.items() if one)
    if isinstance(value, (list, tuple)):
        return "; ".join(_plain(one) for one in value)
    return " / ".join(str(value).split("\n"))


def _short(line: str) -> str:
    line = line.replace("\t", " | ")
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 50]} … {line[-45:]} ({len(line)})"
