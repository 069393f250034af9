"""What-ifs beside the base in the terminal: paired differences, and which of them are real."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from rich.console import Group, RenderableType
from rich.text import Text

from holdfast.analysis import words
from holdfast.analysis.paired import Difference
from holdfast.analysis.table import Table
from holdfast.analysis.tables.comparison import attribution_table, comparison_table
from holdfast.report.terminal.layout import line, rendered
from holdfast.report.wording import prose, why
from holdfast.report.wording.compared import base_sentence, turned_sentence
from holdfast.study.compare import BASE, Comparison, Comparisons


def comparison_page(comparisons: Comparisons, titles: Mapping[str, str]) -> Group:
    """What-ifs beside the base: paired differences, and which of them are real."""
    changes = [row for row in comparisons.rows if row.name != BASE]
    count = comparisons.rows[0].campaigns if comparisons.rows else 0
    table = comparison_table(changes, titles)
    return Group(
        Text(f"{comparisons.base}: changes compared", style="bold"),
        line(f"{count:,} campaigns each. Differences are in percentage points and in days."),
        *(line(base_sentence(row)) for row in comparisons.rows if row.name == BASE),
        rendered(table, lambda row, column: "bold" if is_real(table, row, column) else ""),
        line(
            "* real: the 95 % interval of the paired difference leaves out zero. Where it does "
            f"not, no difference is seen: that is not the same as no difference. {table.note}"
        ),
        *_split(changes, titles),
        *_reversals(comparisons, titles),
        line(prose.validation(), "italic"),
    )


def is_real(table: Table, row: int, column: int) -> bool:
    """Whether a cell that is shown is a difference that is real."""
    shown = [n for n, one in enumerate(table.columns) if not one.quiet]
    value = table.rows[row][shown[column]]
    return isinstance(value, Difference) and value.is_real


def _split(
    changes: Sequence[Comparison], titles: Mapping[str, str]
) -> Iterator[RenderableType]:  # fmt: skip
    """Whole and parts of every change, and in a sentence which part is the most of it."""
    table = attribution_table(changes, titles)
    yield rendered(table, lambda row, column: "bold" if is_real(table, row, column) else "")
    yield line(table.note)
    is_dated = len({one.attack_on for one in changes}) > 1
    for one in changes:
        if "stands" in one.split:
            when = f", attack on {words.date(one.attack_on)}" if is_dated else ""
            title = titles.get(one.name, one.name)
            yield line(f"{title}{when}: {why.split_sentence(one.split['stands'])}")


def _reversals(comparisons: Comparisons, titles: Mapping[str, str]) -> Iterator[RenderableType]:
    """What turns its sign once other powers are free to decide otherwise."""
    if not comparisons.freeze_others:
        return
    yield line("The odds of other powers' decisions were held: what differs is the change alone.")
    for one in comparisons.reversals:
        yield line(turned_sentence(one, titles), "bold")
    if not comparisons.reversals:
        yield line("No difference turns its sign where they are free.")
