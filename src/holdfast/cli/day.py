"""`holdfast day`: the order of a day in the kernel."""

from __future__ import annotations

from dataclasses import asdict

from holdfast.cli import options as o
from holdfast.cli import output


def day(json: o.Json = False) -> None:
    """Print the order in which the phases of a day run, as the kernel has it.

    Example: holdfast day
    """
    from holdfast.experiment.facts import order_of_day

    phases = order_of_day()
    if json:
        o.print_json({"phases": [asdict(phase) for phase in phases]})
        return
    from holdfast.report.terminal.pages import day_page

    output.console().print(day_page(phases))
