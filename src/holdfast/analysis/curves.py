"""The race by day: how many futures have collapsed, how many are relieved, where the fronts are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from holdfast.analysis.conditional import conditional_share
from holdfast.analysis.measures import by_future
from holdfast.analysis.paired import Estimate, Runs
from holdfast.experiment.outcomes import BEFORE_THE_ATTACK

CURVE_DAYS = (
    *range(1, 31), *range(32, 61, 2), *range(65, 121, 5), *range(130, 361, 10),
)  # fmt: skip
"""Days of the first year at which curves are drawn: closer where they bend."""

A_MONTH = 30
"""Days from one point of a curve to the next after that."""


def curve_days(horizon: int) -> tuple[int, ...]:
    """The days at which curves are drawn, to the last that is looked at.

    >>> curve_days(365)[-3:], curve_days(1000)[-3:], curve_days(30)[-1]
    ((350, 360, 365), (960, 990, 1000), 30)
    """
    later = range(CURVE_DAYS[-1] + A_MONTH, horizon, A_MONTH)
    return (*(day for day in (*CURVE_DAYS, *later) if day < horizon), horizon)


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


def race(campaigns: pd.DataFrame, replications: int, horizon: int) -> tuple[Curve, ...]:
    """Collapse with and without help, and relief, by day, with their bands of ignorance.

    Of the campaigns that were fought: a crisis that passes is no race.

    campaigns : one row each, future by future.
    """
    looked_at = curve_days(horizon)
    fought = by_future(~campaigns["outcome"].isin(BEFORE_THE_ATTACK), replications)
    return tuple(
        curve(name, by_future(campaigns[column].fillna(np.inf), replications), fought, looked_at)
        for name, column in EVENTS.items()
    )


def curve(name: str, table: Runs, fought: Runs, looked_at: tuple[int, ...]) -> Curve:
    """The share that an event has reached by each day: of its days, [future, replication]."""
    found = [conditional_share(table <= day, fought) for day in looked_at]
    points = [one or Estimate(0.0, None, None, None) for one in found]
    bands = [point.across_futures for point in points]
    return Curve(
        name=name,
        days=looked_at,
        p=tuple(point.p for point in points),
        low=tuple(band.p10 if band else None for band in bands),
        high=tuple(band.p90 if band else None for band in bands),
    )


def fronts(days: pa.Table, axes: Sequence[str], bins: int) -> pd.DataFrame:
    """Where the fronts stand, by axis and day, among campaigns that still go on with help.

    Columns: axis, day, p10, p50, p90 (share of the axis's length), going_on (campaigns).

    Parameters
    ----------
    days : counts by world, measure, day and bin, as a run keeps them; others are left out.
    bins : parts of an axis to which fronts were counted.
    """
    every_day = days["day"].unique().to_pylist()
    grouped = days.filter(of_fronts(axes, every_day)).group_by(["measure", "day", "bin"])
    summed = grouped.aggregate([("count", "sum")]).to_pandas()
    summed = summed.sort_values(["measure", "day", "bin"])
    rows = []
    for (axis, day), cell in summed.groupby(["measure", "day"]):
        counts = cell["count_sum"].to_numpy()
        found = binned_quantiles(cell["bin"].to_numpy(), counts, bins)
        rows.append((axis, int(str(day)), *found, int(counts.sum())))
    return pd.DataFrame(rows, columns=["axis", "day", "p10", "p50", "p90", "going_on"])


def of_fronts(axes: Sequence[str], looked_at: Sequence[int]) -> pc.Expression:
    """What picks the counts of fronts with help on some days out of all that are kept."""
    is_front = (pc.field("world") == "with_help") & pc.field("measure").isin(list(axes))
    return is_front & pc.field("day").isin(list(looked_at))


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
