"""A column of a table that people see: what its cells are, in which unit, and what they mean."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from holdfast.analysis.paired import Difference, Estimate, Quantiles

Value: TypeAlias = str | float | int | bool | datetime.date | Estimate | Quantiles | Difference
"""What a cell may hold; None is missing, and of a day: never."""

KINDS = {
    "text": "",
    "share": "share",
    "days": "days",
    "day": "day of the campaign",
    "date": "date",
    "men": "men",
    "count": "",
    "number": "",
    "score": "",
    "quantity": "",
}
"""What a column is of, with the unit that goes without saying. A `quantity` is a number whose unit
differs from row to row and stands in a column of its own."""

PLAIN, ESTIMATE, QUANTILES, DIFFERENCE = "plain", "estimate", "quantiles", "difference"
PART = "part"
"""A difference that adds up with others to a whole: read as a number alone."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: a key that is stable, a head that is read, unit, kind and meaning.

    Attributes
    ----------
    kind : one of KINDS.
    shape : how many numbers a cell is: plain, an estimate, quantiles, a difference, a part of one.
    detail : whether interval and range stand beside the number where a table is read; files
        always have them.
    quiet : whether it stands in files alone.
    """

    key: str
    head: str
    kind: str = "text"
    unit: str = ""
    meaning: str = ""
    shape: str = PLAIN
    detail: bool = False
    quiet: bool = False

    def __post_init__(self) -> None:
        if self.kind not in KINDS or self.shape not in PARTS:
            raise ValueError(f"column {self.key}: no kind {self.kind} of shape {self.shape}")

    @property
    def measured_in(self) -> str:
        """The unit, also where the kind tells it."""
        return self.unit or KINDS[self.kind]

    def parts(self) -> Iterator[Column]:
        """The plain columns that it becomes in a file: an interval is two, quantiles are three."""
        for part in PARTS[self.shape]:
            yield Column(
                key=f"{self.key}_{part.key}" if part.key else self.key,
                head=f"{self.head}, {part.head}" if part.head else self.head,
                kind=self.kind,
                unit=self.measured_in,
                meaning="; ".join(said for said in (self.meaning, part.meaning) if said),
            )

    def numbers(self, value: Value | None) -> Iterator[Any]:
        """The numbers of a cell, in the order of `parts`."""
        for part in PARTS[self.shape]:
            yield None if value is None else part.of(value)


@dataclass(frozen=True, slots=True)
class ColumnPart:
    """One of the numbers of a cell: what is put to key and head, and how it is read off."""

    key: str
    head: str
    meaning: str
    of: Callable[[Any], Any]


def _across(quantile: str) -> Callable[[Estimate], float | None]:
    return lambda one: getattr(one.across_futures, quantile, None)


_DIFFERENCE = (
    ColumnPart("", "", "", lambda one: one.d),
    ColumnPart("low", "95 % low", "lower end of the 95 % interval", lambda one: one.low),
    ColumnPart("high", "95 % high", "upper end of the 95 % interval", lambda one: one.high),
)

PARTS: Mapping[str, tuple[ColumnPart, ...]] = {
    PLAIN: (ColumnPart("", "", "", lambda value: value),),
    ESTIMATE: (
        ColumnPart("", "", "", lambda one: one.p),
        ColumnPart("low", "95 % low", "lower end of the 95 % interval", lambda one: one.low),
        ColumnPart("high", "95 % high", "upper end of the 95 % interval", lambda one: one.high),
        ColumnPart("p10", "p10", "exceeded in nine futures of ten", _across("p10")),
        ColumnPart("p50", "p50", "middle of the futures", _across("p50")),
        ColumnPart("p90", "p90", "exceeded in one future of ten", _across("p90")),
    ),
    QUANTILES: (
        ColumnPart("p10", "p10", "not exceeded in one of ten", lambda one: one.p10),
        ColumnPart("p50", "p50", "middle", lambda one: one.p50),
        ColumnPart("p90", "p90", "not exceeded in nine of ten", lambda one: one.p90),
    ),
    DIFFERENCE: _DIFFERENCE,
    PART: _DIFFERENCE,
}
"""The numbers of a cell by its shape."""
