"""What the two pages about a comparison show: a tornado and a sentence a change; every number."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

from holdfast.analysis import words
from holdfast.analysis.column import DIFFERENCE, PART, Column
from holdfast.analysis.compared import ComparedChange, ComparisonRecord, whole_of
from holdfast.analysis.table import Table
from holdfast.analysis.tables.comparison import attribution_table, comparison_table
from holdfast.report.figures.drawing import Figure
from holdfast.report.figures.tornado import LOOKS, tornado_figure
from holdfast.report.wording import compared as say
from holdfast.report.wording import prose

Shown: TypeAlias = dict[str, Any]
"""What a template finds by name."""


@dataclass(frozen=True)
class ComparedFigures:
    """What is drawn of a comparison."""

    tornado: Figure

    def every(self) -> tuple[Figure, ...]:
        """All of them."""
        return (self.tornado,)


def figures_of_comparison(record: ComparisonRecord) -> ComparedFigures:
    """Draw a comparison."""
    return ComparedFigures(tornado_figure(record))


def tables_of_comparison(record: ComparisonRecord) -> dict[str, Table]:
    """Every table of a comparison by its name."""
    titles = {one.name: one.title for one in record.changes}
    found = (dates_table(record), comparison_table(record.changes, titles),
             attribution_table(record.changes, titles))  # fmt: skip
    return {table.name: table for table in found}


def dates_table(record: ComparisonRecord) -> Table:
    """The effect on standing, the dates side by side."""
    order = [one.name for one in record.of_date(record.shown)]
    by_key = {(one.name, one.attack_on): one for one in record.changes}
    rows = tuple(
        (name, *(_whole(by_key.get((name, date))) for date in record.dates)) for name in order
    )
    columns = (
        Column("name", "Change"),
        *(Column(f"stands_{date}", words.date(date), "share", shape=PART,
                 meaning="change in how often it stands, in points") for date in record.dates),
    )  # fmt: skip
    note = (
        "Points that stand, more or less than as it is written. * real: the 95 % interval of the "
        "paired difference leaves zero out."
    )
    return Table("by_date", "By date of attack, in points that stand", columns, rows, note)


def _whole(one: ComparedChange | None) -> Any:
    return None if one is None else whole_of(one)


def with_intervals(table: Table) -> Table:
    """The same with the interval of each part in its cell."""
    columns = tuple(
        replace(one, shape=DIFFERENCE) if one.shape == PART else one for one in table.columns
    )
    return replace(table, columns=columns)


def shown_of_comparison(record: ComparisonRecord, other: str) -> Shown:
    """Everything that the page shows which is read."""
    shown = record.of_date(record.shown)
    return common(record, other) | {
        "figures": figures_of_comparison(record),
        "key": list(LOOKS.values()),
        "told": [(one.title, one.name, say.reason(one)) for one in shown if say.is_seen(one)],
        "unseen": say.unseen_sentence(shown),
        "turned": [say.turned_sentence(one) for one in record.turned],
    }


def proof_of_comparison(record: ComparisonRecord, other: str) -> Shown:
    """Everything that the page of numbers shows."""
    tables: Mapping[str, Table] = {
        name: with_intervals(one) for name, one in tables_of_comparison(record).items()
    }
    every = [
        (words.date(date), [(one.title, say.reason(one)) for one in record.of_date(date)])
        for date in record.dates
    ]
    return common(record, other) | {"tables": tables, "every": every}


def common(record: ComparisonRecord, other: str) -> Shown:
    """What both pages need."""
    return {
        "words": words, "say": say, "prose": prose,
        "record": record,
        "asked": record.asked,
        "tables": tables_of_comparison(record),
        "other": other,
    }  # fmt: skip
