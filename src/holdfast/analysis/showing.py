"""How a result shows itself where it is printed: a page of 60 lines at 80 columns."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

from holdfast.analysis.table import Table

LINES, COLUMNS = 60, 80


def page_of(head: Sequence[str], table: Table | None, foot: str = "") -> str:
    """A heading, a table and a last line; what finds no room is counted.

    Parameters
    ----------
    head : sentences above the table.
    foot : where the rest is to be had.
    """
    above = [line for said in head for line in textwrap.wrap(said, COLUMNS)]
    body = table.to_text(COLUMNS).splitlines() if table is not None else []
    below = textwrap.wrap(foot, COLUMNS)
    room = LINES - len(above) - len(below) - 2
    if len(body) > room:
        left = len(body) - room + 1
        body = [*body[: room - 1], f"… and {left} lines more"]
    return "\n".join([*above, "", *body, "", *below]).rstrip()
