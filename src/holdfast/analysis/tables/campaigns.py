"""The typical campaigns: what each is typical of, how it ends, what is left."""

from __future__ import annotations

from collections.abc import Sequence

from holdfast.analysis.column import Column
from holdfast.analysis.measures import DateAnswer
from holdfast.analysis.table import Table, day_of
from holdfast.analysis.tables.standing import attack_column
from holdfast.experiment.outcomes import name_of


def typical_table(dates: Sequence[DateAnswer]) -> Table | None:
    """One campaign of each outcome that matters; None before they were played again."""
    rows = tuple(
        (
            day_of(date.attack_on),
            name_of(one["outcome"]),
            float(one["share"]),
            one["course"] or "",
            int(one["future"]),
            int(one["replication"]),
            float(one["record"]["end_day"]),
            float(one["record"]["events"]["value_lost"]),
            float(one["record"]["events"]["army_lost"]),
        )
        for date in dates
        for one in date.typical
    )
    columns = (
        attack_column(dates),
        Column("outcome", "Outcome", meaning="what the campaign is typical of"),
        Column("share", "share", "share", meaning="share of the campaigns that end so"),
        Column("course", "course", meaning="what the attacker does"),
        Column("future", "future", "count", meaning="number of the future, to play it again"),
        Column("replication", "replication", "count", meaning="number of the replication"),
        Column("end_day", "ends on", "day", meaning="day on which it ends"),
        Column(
            "value_lost",
            "value lost",
            "share",
            meaning="share of the country's people and industry",
        ),
        Column("army_lost", "army lost", "share", meaning="share of the army"),
    )
    return Table("typical", "Typical campaigns", columns, rows) if rows else None
