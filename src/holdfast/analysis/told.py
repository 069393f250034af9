"""Which of the typical campaigns of several dates are told where there is room for few."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from holdfast.analysis.measures import DateAnswer

MOST = 6
"""Campaigns that are told on a page that is read. grade: judgement"""


def told_once(rows: Sequence[DateAnswer]) -> list[list[Mapping[str, Any]]]:
    """The typical campaigns to tell at each date: the commonest outcomes, each where it is that.

    The evidence of a report has them all.
    """
    outcomes = {str(one["outcome"]) for row in rows for one in row.typical}
    told = sorted(outcomes, key=lambda outcome: -max(_share_of(row, outcome) for row in rows))
    most = {outcome: _commonest(rows, outcome) for outcome in told[:MOST]}
    return [
        [one for one in row.typical if most.get(str(one["outcome"])) == number]
        for number, row in enumerate(rows)
    ]


def _commonest(rows: Sequence[DateAnswer], outcome: str) -> int:
    """The number of the row in which an outcome is commonest."""
    shares = [_share_of(row, outcome) for row in rows]
    return shares.index(max(shares))


def _share_of(row: DateAnswer, outcome: str) -> float:
    return max((one["share"] for one in row.typical if one["outcome"] == outcome), default=-1.0)
