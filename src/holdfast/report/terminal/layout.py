"""The pieces that terminal pages are made of: paragraphs and plain tables.

Names come from cards that anybody may have written, so that they go in as text, never as markup.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich import box
from rich.padding import Padding
from rich.table import Table
from rich.text import Text


def line(text: str, style: str = "") -> Padding:
    """A paragraph with an empty line under it."""
    return Padding(Text(text, style=style), (0, 0, 1, 0))


def table(title: str, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Padding:
    """A table whose first column is words and whose others are numbers."""
    made = empty_table(title)
    made.add_column(Text(heads[0]), overflow="fold")
    for head in heads[1:]:
        made.add_column(Text(head), justify="right", overflow="fold")
    for row in rows:
        made.add_row(*(Text(cell) for cell in row))
    return Padding(made, (0, 0, 1, 0))


def empty_table(title: str = "", show_lines: bool = False) -> Table:
    """A table without a frame, to be filled."""
    return Table(
        title=Text(title, style="bold") if title else None,
        title_justify="left",
        box=box.SIMPLE_HEAD,
        pad_edge=False,
        show_edge=False,
        show_lines=show_lines,
    )
