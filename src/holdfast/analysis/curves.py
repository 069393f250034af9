"""The race by day: how many futures have collapsed, how many are relieved, where the fronts are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from holdfast.analysis.measures import by_future
from holdfast.analysis.paired import probability

CURVE_DAYS = (
    *range(1, 31), *range(32, 61, 2), *range(65, 121, 5), *range(130, 366, 10), 365,
)  # fmt: skip
"""Days at which curves are drawn: closer where they bend."""

EVENTS = {
    "collapsed, with help": "collapse_day",
    "collapsed, without help": "collapse_day_without",
    "effective relief": "relief_day",
}


@dataclass(frozen=True)
class Curve:
    """Share of campaigns to which something has happened by each day."""

    name: str
    days: tuple[int, ...]
    p: tuple[float, ...]
    low: tuple[float | None, ...]
    high: tuple[float | None, ...]
    """p10 and p90 across futures, chance taken out; None with one replication."""


def race(campaigns: pd.DataFrame, replications: int) -> tuple[Curve, ...]:
    """Collapse with and without help, and relief, by day, with their bands of ignorance.

    campaigns : one row each, future by future.
    """
    return tuple(curve(name, campaigns[column], replications) for name, column in EVENTS.items())


def curve(name: str, days: pd.Series[float], replications: int) -> Curve:
    """The share that an event has reached by each of CURVE_DAYS."""
    table = by_future(days.fillna(np.inf), replications)
    points = [probability(table <= day) for day in CURVE_DAYS]
    bands = [point.across_futures for point in points]
    return Curve(
        name=name,
        days=CURVE_DAYS,
        p=tuple(point.p for point in points),
        low=tuple(band.p10 if band else None for band in bands),
        high=tuple(band.p90 if band else None for band in bands),
    )


def fronts(days: pd.DataFrame, axes: Sequence[str], bins: int) -> pd.DataFrame:
    """Where the fronts stand, by axis and day, among campaigns that still go on with help.

    Columns: axis, day, p10, p50, p90 (share of the axis's length), going_on (campaigns).

    Parameters
    ----------
    days : counts by world, measure, day and bin, as a run keeps them.
    bins : parts of an axis to which fronts were counted.
    """
    mine = days[(days["world"] == "with_help") & days["measure"].isin(list(axes))]
    summed = mine.groupby(["measure", "day", "bin"], as_index=False)["count"].sum()
    rows = []
    for (axis, day), cell in summed.groupby(["measure", "day"]):
        found = binned_quantiles(cell["bin"].to_numpy(), cell["count"].to_numpy(), bins)
        rows.append((axis, int(str(day)), *found, int(cell["count"].sum())))
    return pd.DataFrame(rows, columns=["axis", "day", "p10", "p50", "p90", "going_on"])


def binned_quantiles(
    occupied: npt.NDArray[np.int64], counts: npt.NDArray[np.int64], bins: int
) -> tuple[float, float, float]:
    """Tenth, fiftieth and ninetieth percentile of counts in equal bins of [0, 1].

    Linear within a bin, as if its campaigns were spread evenly over it.

    >>> binned_quantiles(np.array([0]), np.array([10]), 10)[1]
    0.05
    """
    cumulative = np.cumsum(counts)
    low, middle, high = (
        _within(occupied, counts, cumulative, share) / bins for share in (0.1, 0.5, 0.9)
    )
    return low, middle, high


def _within(
    occupied: npt.NDArray[np.int64],
    counts: npt.NDArray[np.int64],
    cumulative: npt.NDArray[np.int64],
    share: float,
) -> float:
    """Where a share of the counts is reached, in bins."""
    wanted = share * cumulative[-1]
    n = int(np.searchsorted(cumulative, wanted))
    before = cumulative[n] - counts[n]
    return float(occupied[n] + (wanted - before) / counts[n])
