"""Pages for the terminal: tables that read at 80 columns and without colour."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from rich.console import Group
from rich.padding import Padding
from rich.text import Text

from holdfast.experiment.facts import Phase
from holdfast.report.terminal.answer import answer_page
from holdfast.report.terminal.comparison import comparison_page
from holdfast.report.terminal.hindcast import hindcast_page
from holdfast.report.terminal.layout import empty_table, line
from holdfast.report.wording import prose

__all__ = ["answer_page", "catalog_page", "comparison_page", "day_page", "hindcast_page"]


def catalog_page(rows: Sequence[Mapping[str, Any]]) -> Group:
    """The cards that ship, by date."""
    cells = [
        (
            str(row["id"]),
            str(row["start"]),
            str(row["axes"]),
            prose.OUTCOME_CLASSES.get(str(row["outcome"]), "never fought: a question"),
        )
        for row in rows
    ]
    made = empty_table()
    for head, side in (("card", "left"), ("from", "left"), ("axes", "right"), ("end", "left")):
        made.add_column(Text(head), justify="right" if side == "right" else "left")
    for row_cells in cells:
        made.add_row(*(Text(cell) for cell in row_cells))
    fought = sum(bool(row["calibration"]) for row in rows)
    return Group(
        Padding(made, (0, 0, 1, 0)),
        line(
            f"{len(rows)} cards, {fought} of them campaigns that were fought: the calibration set. "
            "No program reads how one ended before it has answered."
        ),
        Text("next     holdfast run CARD, or holdfast catalog CARD > my-card.yaml", style="bold"),
    )


def day_page(phases: Sequence[Phase]) -> Group:
    """The order of a day in the kernel."""
    made = empty_table()
    made.add_column(Text("#"), justify="right")
    made.add_column(Text("phase"))
    made.add_column(Text("what it does"))
    for phase in phases:
        told = Text(phase.purpose)
        told.append(f"  {phase.file}", style="dim")
        made.add_row(Text(str(phase.number)), Text(phase.name, style="bold"), told)
    return Group(
        line("The order of a day, as the kernel runs it", "bold"), Padding(made, (0, 0, 1, 0))
    )
