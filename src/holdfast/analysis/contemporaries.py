"""What contemporaries expected of a fight alone, beside the days that a model gives.

Both sides are quantiles of the day on which organised resistance ends. A model's day that lies
beyond its horizon is only known to be later: such a quantile is None, and is later than any other.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Floats: TypeAlias = npt.NDArray[np.float64]

QUANTILES = (0.1, 0.25, 0.5, 0.75, 0.9)
NAMES = ("p10", "p25", "p50", "p75", "p90")
QUARTILES = ("p25", "p50", "p75")
RANGE = (0.05, 0.95)
"""The range of the model beyond which a single forecast is counted: 90 %."""

NEAR = 2.0
"""Quartiles within this factor are called near. grade: judgement, of a historian"""


@dataclass(frozen=True)
class Expectation:
    """Days that contemporaries would have put, and days of the model, by quantile."""

    contemporaries: dict[str, float]
    model: dict[str, float | None]
    near: bool
    """Whether the model's quartiles lie within a factor of two of theirs."""
    forecasts: int
    """Single forecasts with days."""
    beyond: float | None
    """Share of these whose likeliest day lies beyond the model's 90 % range; None without any."""


def beside(
    end_days: Floats, ended: npt.NDArray[np.bool_], pooled: Mapping[str, float],
    forecasts: Sequence[Sequence[float]] = (),
) -> Expectation:  # fmt: skip
    """Set days of the model beside what was expected.

    Parameters
    ----------
    end_days : float64[campaign], day on which the fighting alone ended, given an attack.
    ended : bool[campaign], False where resistance was still organised on that day.
    pooled : days by quantile, p10 to p90.
    forecasts : days of single forecasts, from the least to the most, the likeliest between.

    Raises
    ------
    ValueError
        if there is no campaign.

    >>> expected = {"p25": 14.0, "p50": 25.0, "p75": 50.0}
    >>> found = beside(np.array([10.0, 20, 30]), np.ones(3, bool), expected)
    >>> found.model["p50"], found.near
    (20.0, True)
    """
    if len(end_days) == 0:
        raise ValueError("no campaign was fought")
    model: dict[str, float | None] = dict(
        zip(NAMES, quantiles(end_days, ended, QUANTILES), strict=True)
    )
    low, high = quantiles(end_days, ended, RANGE)
    middles = [likeliest(days) for days in forecasts if days]
    outside = [day for day in middles if is_beyond(day, low, high)]
    return Expectation(
        contemporaries=dict(pooled),
        model=model,
        near=all(_is_near(model[name], pooled[name]) for name in QUARTILES if name in pooled),
        forecasts=len(middles),
        beyond=len(outside) / len(middles) if middles else None,
    )


def quantiles(
    end_days: Floats, ended: npt.NDArray[np.bool_], at: Sequence[float]
) -> list[float | None]:
    """Days by quantile; None where the quantile lies among those that had not ended."""
    days = np.sort(np.where(ended, end_days, np.inf))
    places = np.clip(np.ceil(np.asarray(at) * len(days)).astype(int) - 1, 0, len(days) - 1)
    return [float(day) if np.isfinite(day) else None for day in days[places]]


def likeliest(days: Sequence[float]) -> float:
    """The likeliest day of a forecast; the geometric middle where only the ends are known."""
    if len(days) == 2:
        return float(np.sqrt(days[0] * days[1]))
    return float(days[len(days) // 2])


def is_beyond(day: float, low: float | None, high: float | None) -> bool:
    """Whether a day lies beyond a range whose ends may be later than anything known."""
    return low is None or day < low or (high is not None and day > high)


def _is_near(day: float | None, expected: float) -> bool:
    return day is not None and expected / NEAR <= day <= expected * NEAR
