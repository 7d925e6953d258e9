"""The words of what is drawn: shapes, charts with their figures where those show, SmartArt."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from lxml.etree import _Element as Element

DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
CHARTEX = "{http://schemas.microsoft.com/office/drawing/2014/chartex}"
DIAGRAM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"
_SERIES, _VALUE, _POINT = f"{CHART}ser", f"{CHART}v", f"{CHART}pt"
_MOST_POINTS = 10_000  # of a chart: nobody draws so many that their figures can be read
_DIGITS = 15  # more of a figure is what the computer's arithmetic left behind


def text_of_paragraph(element: Element) -> str:
    """Return the text of a paragraph of DrawingML; a break in it is a space."""
    nodes = element.iter(f"{DRAWING}t", f"{DRAWING}br")
    return "".join(" " if node.tag == f"{DRAWING}br" else node.text or "" for node in nodes)


def diagram_texts(root: Element) -> list[str]:
    """Return the texts of a SmartArt drawing, a paragraph each."""
    return [text_of_paragraph(line) for point in root.iter(f"{DIAGRAM}pt") for line in point.iter(f"{DRAWING}p")]


def chart_texts(root: Element) -> list[str]:
    """Return the words of a chart: its title and its axes, then each series and category once, with the figures that
    the chart shows in print after their category."""
    titles = [text_of_paragraph(line) for line in root.iter(f"{DRAWING}p")]
    names, figures = dict.fromkeys(_names(root)), _figures(root)
    for text in figures:
        names.setdefault(text)
    found = [f"{text}: {'; '.join(figures[text])}" if text in figures else text for text in names]
    newer = (data.text or "" for data in root.iter(f"{CHARTEX}pt", f"{CHARTEX}v"))
    return list(dict.fromkeys(text for text in (*titles, *found, *newer) if text.strip(" :")))


def _names(root: Element) -> Iterator[str]:
    caches = root.iter(f"{CHART}strCache", f"{CHART}strLit", f"{CHART}multiLvlStrCache")
    return (value.text or "" for cache in caches for value in cache.iter(_VALUE))


def _figures(root: Element) -> dict[str, list[str]]:
    """Return the figures that stand at their category, or in a table below the chart, by category."""
    found: dict[str, list[str]] = {}
    table = next(root.iter(f"{CHART}dTable"), None) is not None
    for series in root.iter(_SERIES):
        around = series.getparent()
        values = next(series.iterchildren(f"{CHART}val"), None)
        if values is None or not (table or _labelled(series, around)):
            continue
        labels = next(series.iterchildren(f"{CHART}cat"), None)
        categories = _points(labels.iter(_POINT)) if labels is not None else {}
        code = next(values.iter(f"{CHART}formatCode"), None)
        for place, value in _points(values.iter(_POINT)).items():
            shown = figure(value, "" if code is None else code.text or "")
            found.setdefault(categories.get(place, ""), []).append(shown)
    return found


def _labelled(series: Element, around: Element | None) -> bool:
    """Tell whether a series, or else all of its chart, has its figures written out."""
    for owner in (series, around):
        labels = None if owner is None else owner.find(f"{CHART}dLbls")
        if labels is not None:
            shows = labels.find(f"{CHART}showVal")
            return shows is not None and shows.get("val", "1") in ("1", "true")
    return False


def _points(points: Iterable[Element]) -> dict[str, str]:
    found: dict[str, str] = {}
    for point in points:
        if len(found) >= _MOST_POINTS:
            break
        if (value := point.find(_VALUE)) is not None and point.get("idx", "") not in found:
            found[point.get("idx", "")] = value.text or ""
    return found


def figure(value: str, code: str) -> str:
    """Return a stored figure as its format code shows it: percent, decimals, thousands; otherwise as it is stored."""
    try:
        number = float(value)
    except ValueError:
        return value
    shape = re.sub(r'"[^"]*"|\\.|\[[^\]]*\]', "", code.partition(";")[0])
    zeros = re.search(r"[#0][#0,. ]*", shape)
    if zeros is None or code == "General":
        return f"{number:.{_DIGITS}g}".replace(".", ",")
    percent = "%" in shape
    decimals = min(len(zeros[0].rpartition(".")[2].strip()) if "." in zeros[0] else 0, _DIGITS)
    written = f"{number * (100 if percent else 1):,.{decimals}f}"
    apart = " " if "," in zeros[0] else ""
    return written.replace(",", apart).replace(".", ",") + (" %" if percent else "")
