"""The units that fields name, and the limits of what may be written in them.

A field is `Annotated[Quantity, Unit("km"), Bounds(0, None)]`: the unit is for readers and for
the reference pages, the bounds are checked wherever a number is read.
"""

from __future__ import annotations

from dataclasses import dataclass

KNOWN_UNITS = frozenset(
    {
        "1",
        "aircraft",
        "day",
        "guns",
        "km",
        "ln ratio",
        "men",
        "men/km",
        "men/km2",
        "per day",
        "per km",
        "probability",
        "share",
        "tanks",
        "per 1000 men",
        "km/day",
        "ln per day",
    }
)


@dataclass(frozen=True, slots=True)
class Unit:
    """The unit a number is written in.

    >>> Unit("km")
    Unit(name='km')
    >>> Unit("furlong")
    Traceback (most recent call last):
    ...
    ValueError: unknown unit 'furlong'
    """

    name: str

    def __post_init__(self) -> None:
        if self.name not in KNOWN_UNITS:
            raise ValueError(f"unknown unit {self.name!r}")


@dataclass(frozen=True, slots=True)
class Bounds:
    """Closed limits of a number; None is open.

    >>> Bounds(0, 1).broken_by(1.5)
    'must be at most 1'
    >>> Bounds(0, None).broken_by(3) is None
    True
    """

    low: float | None = None
    high: float | None = None

    def broken_by(self, value: float) -> str | None:
        """Say in words which limit `value` breaks, or None."""
        if self.low is not None and value < self.low:
            return f"must be at least {self.low:g}"
        if self.high is not None and value > self.high:
            return f"must be at most {self.high:g}"
        return None
