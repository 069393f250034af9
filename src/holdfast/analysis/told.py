"""Which of the typical campaigns of several dates are told where there is room for few."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from holdfast.analysis.measures import DateAnswer


def told_once(rows: Sequence[DateAnswer]) -> list[list[Mapping[str, Any]]]:
    """The typical campaigns to tell at each date: each outcome where it is commonest.

    The evidence of a report has them all.
    """
    outcomes = {str(one["outcome"]) for row in rows for one in row.typical}
    most = {outcome: _commonest(rows, outcome) for outcome in outcomes}
    return [
        [one for one in row.typical if most[one["outcome"]] == number]
        for number, row in enumerate(rows)
    ]


def _commonest(rows: Sequence[DateAnswer], outcome: str) -> int:
    """The number of the row in which an outcome is commonest."""
    shares = [_share_of(row, outcome) for row in rows]
    return shares.index(max(shares))


def _share_of(row: DateAnswer, outcome: str) -> float:
    return max((one["share"] for one in row.typical if one["outcome"] == outcome), default=-1.0)
