"""What-ifs beside the base: paired differences, of which one sees what is real."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from holdfast.analysis.column import DIFFERENCE, ESTIMATE, Column, Value
from holdfast.analysis.measures import DateAnswer
from holdfast.analysis.paired import Difference
from holdfast.analysis.table import Table, day_of

MEASURES = {
    "stands": ("stands", "share"),
    "saved": ("saved by help", "share"),
    "days_held": ("days held", "days"),
}
"""What is compared: its head and kind."""

BASE_NOTE = (
    "Days held: of organised defence, in campaigns that are fought with and without the change; a "
    "repelled attacker gives the whole time looked at."
)


class Compared(Protocol):
    """One change beside the base, for one attack date."""

    @property
    def name(self) -> str:
        """Of the change."""

    @property
    def attack_on(self) -> str:
        """The date."""

    @property
    def row(self) -> DateAnswer:
        """The answer under the change."""

    @property
    def difference(self) -> Mapping[str, Difference]:
        """Less the base, by measure."""


def comparison_table(rows: Sequence[Compared], titles: Mapping[str, str]) -> Table:
    """Each change at each date: how it comes out, and what differs from the base.

    titles : what is shown of each change instead of its name.
    """
    cells = tuple(
        (day_of(one.attack_on), one.name, titles.get(one.name, one.name), *_cells(one))
        for one in rows
    )
    is_dated = len({one.attack_on for one in rows}) > 1
    columns = (
        Column("attack_on", "Attack on", "date", meaning="day of the attack", quiet=not is_dated),
        Column("name", "Name", meaning="name of the change", quiet=True),
        Column("change", "What if", meaning="the change"),
        *(
            Column(f"{key}_difference", head, kind, shape=DIFFERENCE,
                   meaning="paired with the base on the same draws")
            for key, (head, kind) in MEASURES.items()
        ),
        Column("stands", "stands, with it", "share", shape=ESTIMATE, quiet=True,
               meaning="stands though nobody attacks, alone, or with help"),
        Column("saved", "saved, with it", "share", shape=ESTIMATE, quiet=True,
               meaning="stands with help, would not have without"),
        Column("days_held", "days, with it", "days", shape=ESTIMATE, quiet=True,
               meaning="mean days of organised defence"),
    )  # fmt: skip
    return Table("comparison", "What changes, on the same draws", columns, cells, BASE_NOTE)


def _cells(one: Compared) -> tuple[Value | None, ...]:
    crises = one.row.crises
    return (
        *(one.difference[key] for key in MEASURES),
        crises.stands,
        crises.outcomes["saved"],
        crises.days_held,
    )
