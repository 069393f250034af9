"""Pages for the terminal: tables that read at 80 columns and without colour."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Group
from rich.padding import Padding
from rich.text import Text

from holdfast.experiment.facts import Phase
from holdfast.report.terminal.answer import answer_page
from holdfast.report.terminal.comparison import comparison_page
from holdfast.report.terminal.hindcast import hindcast_page
from holdfast.report.terminal.layout import empty_table, line
from holdfast.report.terminal.planning import planning_page

__all__ = ["answer_page", "comparison_page", "day_page", "hindcast_page", "planning_page"]


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
