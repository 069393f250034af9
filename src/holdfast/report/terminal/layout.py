"""The pieces that terminal pages are made of: paragraphs and plain tables.

Names come from cards that anybody may have written, so that they go in as text, never as markup.
"""

from __future__ import annotations

from collections.abc import Callable

from rich import box
from rich.console import JustifyMethod
from rich.padding import Padding
from rich.table import Table as Grid
from rich.text import Text

from holdfast.analysis.table import Table


def plain_cell(row: int, column: int) -> str:
    """No cell is marked."""
    return ""


def line(text: str, style: str = "") -> Padding:
    """A paragraph with an empty line under it."""
    return Padding(Text(text, style=style), (0, 0, 1, 0))


def rendered(table: Table, mark: Callable[[int, int], str] = plain_cell) -> Padding:
    """A table at the width of the terminal; what differs for certain may be marked.

    mark : the style of the cell in a row and a column that is shown.
    """
    seen = table.shown()
    made = empty_table(table.title)
    for n, (head, is_number) in enumerate(zip(seen.heads, seen.is_number, strict=True)):
        side: JustifyMethod = "right" if is_number else "left"
        is_broken = any("\n" in row[n] for row in seen.rows)
        made.add_column(Text(head), justify=side, overflow="fold", no_wrap=is_broken)
    for n, row in enumerate(seen.rows):
        made.add_row(*(Text(cell, style=mark(n, m)) for m, cell in enumerate(row)))
    return Padding(made, (0, 0, 1, 0))


def empty_table(title: str = "", show_lines: bool = False) -> Grid:
    """A table without a frame, to be filled."""
    return Grid(
        title=Text(title, style="bold") if title else None,
        title_justify="left",
        box=box.SIMPLE_HEAD,
        pad_edge=False,
        show_edge=False,
        show_lines=show_lines,
    )
