"""What the code words of a card stand for: terrain, climate, roads.

They are codings of inputs, not constants of the law; all are `grade: judgement`, as MODEL.md §5
of the design had them.
"""

from __future__ import annotations

import calendar as gregorian
import datetime

import numpy as np
import numpy.typing as npt

RUGGEDNESS = {
    "open": 0.0, "desert": 0.0, "mixed": 0.3, "rough": 0.6, "forest": 0.6, "urban": 0.7,
    "jungle": 0.9, "mountain": 1.0,
}  # fmt: skip
"""Ruggedness of a terrain, 0 to 1."""

ROAD_FACTOR = {1: 0.6, 2: 0.8, 3: 1.0}
"""What a sparse, medium or dense road net leaves of marches and of supply."""

AIMS = ("total", "territory", "coercion")
"""In the order of the kernel's codes."""

TRAFFICABILITY = {
    "temperate": (0.6, 0.6, 0.75, 0.9, 1, 1, 1, 1, 1, 0.85, 0.7, 0.6),
    "continental": (0.6, 0.6, 0.55, 0.75, 1, 1, 1, 1, 1, 0.75, 0.55, 0.6),
    "boreal": (0.6, 0.7, 0.7, 0.5, 0.7, 1, 1, 1, 0.9, 0.7, 0.5, 0.55),
    "medmountain": (0.45, 0.45, 0.55, 0.8, 1, 1, 1, 1, 1, 0.8, 0.55, 0.45),
    "tropical": (1, 1, 1, 1, 0.9, 0.7, 0.65, 0.65, 0.65, 0.7, 0.8, 0.9),
    "monsoon": (1, 1, 1, 0.9, 0.75, 0.8, 0.7, 0.75, 0.85, 1, 1, 1),
    "desert": (0.8, 0.85, 1, 1, 1, 0.95, 0.9, 0.9, 1, 1, 0.9, 0.8),
    "highland": (1, 1, 0.9, 0.9, 0.9, 0.6, 0.5, 0.5, 0.65, 0.9, 1, 1),
    "mediterranean": (0.65, 0.65, 0.75, 0.95, 1, 1, 1, 1, 1, 0.85, 0.7, 0.6),
    "southern": (1, 1, 1, 0.9, 0.7, 0.6, 0.6, 0.6, 0.75, 0.9, 1, 1),
}
"""Share of normal movement that each month leaves, January to December."""

assert all(len(months) == len(gregorian.month_name) - 1 for months in TRAFFICABILITY.values())


def trafficability(climate: str, start: datetime.date, day: int) -> float:
    """Trafficability of campaign day `day` (1 is the start).

    >>> trafficability("boreal", datetime.date(1939, 11, 30), 2)
    0.55
    """
    date = start + datetime.timedelta(days=day - 1)
    return float(TRAFFICABILITY[climate][date.month - 1])


def calendar(climate: str, start: datetime.date, horizon: int) -> npt.NDArray[np.float64]:
    """The kernel's calendar, float64[row, day, 0], for days 0 to the horizon."""
    days = np.ones((1, horizon + 1, 1))
    for day in range(1, horizon + 1):
        days[0, day, 0] = trafficability(climate, start, day)
    return days
