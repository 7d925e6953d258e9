"""Tables on the terminal: with rich where somebody looks, plain columns into a pipe, where nothing may be cut."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import click

_GAP = "  "
_PADDED = 60  # characters that a column into a pipe is padded to; a longer cell stands out of it


def show(headers: Sequence[str], rows: Sequence[Sequence[str]], *, framed: bool = False, ruled: bool = False) -> None:
    """Print a table; on a terminal ``framed`` with a frame, or also ``ruled`` with a line between rows."""
    if sys.stdout.isatty():
        _drawn(headers, rows, framed=framed or ruled, ruled=ruled)
        return
    whole = [[" ".join(cell.split()) for cell in row] for row in (headers, *rows)]
    widths = [min(_PADDED, max(map(len, column))) for column in zip(*whole, strict=True)]
    for row in whole:
        click.echo(_GAP.join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


def _drawn(headers: Sequence[str], rows: Sequence[Sequence[str]], *, framed: bool, ruled: bool) -> None:
    from rich import box
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    table = Table(*headers, box=box.HEAVY_HEAD if framed else None, pad_edge=False, show_lines=ruled)
    for row in rows:
        table.add_row(*map(escape, row))
    Console(highlight=False).print(table)
