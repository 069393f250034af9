"""A choice among plans in the terminal: sentences first, then plans and levers."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.text import Text

from holdfast.analysis.planning import Planning
from holdfast.report.terminal.layout import line, rendered
from holdfast.report.wording import planning as say
from holdfast.report.wording import prose


def planning_page(planning: Planning) -> Group:
    """What to choose, what he would answer, what each lever is worth."""
    table = planning.table()
    return Group(
        Text(f"{planning.scenario}: which plan", style="bold"),
        line(say.head_sentence(planning)),
        *(line(sentence) for sentence in say.said_of(planning)),
        rendered(table),
        *_levers(planning),
        line(prose.validation(), "italic"),
    )


def _levers(planning: Planning) -> Iterator[RenderableType]:
    """What each lever is worth, put to the base plan."""
    if not planning.levers:
        return
    yield rendered(planning.levers_table())
    yield line(
        f"Each lever is put to {planning.base}. * real: the 95 % interval leaves out zero. The "
        "two parts sum to what stands."
    )
    for lever in planning.levers:
        yield line(say.lever_sentence(lever, planning.money))
