"""How often the defence stands, and how long: a row a date of attack, of those that are fought."""

from __future__ import annotations

from collections.abc import Sequence

from holdfast.analysis.column import ESTIMATE, QUANTILES, Column
from holdfast.analysis.measures import DateAnswer
from holdfast.analysis.table import Table, day_of

KEY = (
    "Of the fought campaigns. Stands: still fighting at the end of the time looked at, or the "
    "attacker repelled. Saved by help: stands with it, would not have without."
)


def attack_column(dates: Sequence[DateAnswer]) -> Column:
    """The date of attack; where there is one alone, no reader need be told it in every row."""
    return Column(
        "attack_on", "Attack on", "date", meaning="day of the attack", quiet=len(dates) == 1
    )


def standing_table(dates: Sequence[DateAnswer]) -> Table | None:
    """How often it stands; None where no campaign was fought."""
    rows = tuple(
        (
            day_of(date.attack_on),
            date.attacked,
            date.fought.stands,
            date.given_attack["saved"],
            date.fought.stands_without,
        )
        for date in dates
        if date.fought is not None
    )
    columns = (
        Column("attack_on", "Attack on", "date", meaning="day of the attack"),
        Column("attacked", "fought", "share", meaning="share of all crises that are fought",
               shape=ESTIMATE, quiet=not any(date.is_crisis for date in dates)),
        Column("stands", "stands", "share", shape=ESTIMATE, detail=True,
               meaning="stands at the horizon, or the attacker is repelled, with help"),
        Column("saved", "saved by help", "share", shape=ESTIMATE,
               meaning="stands with help, would not have without"),
        Column("stands_without", "stands without", "share", shape=ESTIMATE,
               meaning="stands though nobody helps"),
    )  # fmt: skip
    return Table("standing", "Does it stand?", columns, rows, KEY) if rows else None


def days_table(dates: Sequence[DateAnswer]) -> Table | None:
    """How long it holds, by how much relief is early, what is left; None where none was fought."""
    rows = tuple(
        (
            day_of(date.attack_on),
            date.fought.days_held,
            date.fought.days_held_without,
            date.fought.margin_days,
            date.fought.value_held_at_end,
        )
        for date in dates
        if date.fought is not None
    )
    columns = (
        Column("attack_on", "Attack on", "date", meaning="day of the attack"),
        Column("days_held", "days of defence", "days", shape=ESTIMATE,
               meaning="mean days of organised defence, with help"),
        Column("days_held_without", "without help", "days", shape=ESTIMATE,
               meaning="mean days of organised defence, nobody helping"),
        Column("margin_days", "relief before collapse", "days", shape=QUANTILES,
               meaning="days by which relief comes before the collapse without help, where both "
               "come"),
        Column("value_held_at_end", "value held", "share", shape=QUANTILES,
               meaning="share of the country's people and industry that is held at the end"),
    )  # fmt: skip
    return Table("days", "Days and value", columns, rows) if rows else None
