"""What ships, in the terminal: a line an entry. It reads nothing but the rows it is given."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from rich import box
from rich.console import Group
from rich.table import Table as Grid
from rich.text import Text

from holdfast.analysis.past_ends import PAST_ENDS

NUMBERS = ("axes", "places", "clauses")
"""Columns that are written from the right."""


def cards_page(rows: Sequence[Mapping[str, Any]]) -> Group:
    """The cards, by date."""
    cells = (
        (
            row["id"],
            row["start"],
            row["axes"],
            PAST_ENDS.get(str(row["outcome"]), "never fought: a question"),
        )
        for row in rows
    )
    fought = sum(bool(row["calibration"]) for row in rows)
    return Group(
        grid(("card", "from", "axes", "end"), cells),
        Text(""),
        Text(
            f"{len(rows)} cards, {fought} of them campaigns that were fought: the calibration set. "
            "No program reads how one ended before it has answered.\n"
        ),
        Text("next     holdfast run CARD, or holdfast catalog CARD > my-card.yaml", style="bold"),
        Text("         holdfast catalog scenarios, where crises and promises are played too"),
    )


def scenarios_page(rows: Sequence[Mapping[str, Any]]) -> Group:
    """The scenarios."""
    cells = (
        (row["id"], row["title"], row["as_of"], " ".join(row["attacks"]), row["places"])
        for row in rows
    )
    return Group(
        grid(("id", "title", "as of", "attacks", "places"), cells),
        Text(""),
        Text("next     holdfast run ID; holdfast new DIR --like ID begins another", style="bold"),
    )


def pacts_page(rows: Sequence[Mapping[str, Any]]) -> Group:
    """Treaties, or crises."""
    cells = (
        (row["id"], row["title"], row["signed"] or "", " ".join(row["parties"]), row["clauses"])
        for row in rows
    )
    return Group(
        grid(("id", "title", "signed", "parties", "clauses"), cells),
        Text(""),
        Text("next     holdfast pact ID takes one apart", style="bold"),
    )


def grid(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> Grid:
    """A table without a frame."""
    made = Grid(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for head in heads:
        made.add_column(Text(head), justify="right" if head in NUMBERS else "left")
    for row in rows:
        made.add_row(*(Text(str(cell)) for cell in row))
    return made
