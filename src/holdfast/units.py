"""The units that fields name, and the limits of what may be written in them.

A field is `Annotated[Quantity, Unit("km"), Bounds(0, None)]`: the unit is for readers and for
the reference pages, the bounds are checked wherever a number is read.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

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
        "divisions",
        "divisions/day",
        "trains/day",
        "trains",
        "degrees",
        "works",
        "mm",
        "squadrons",
        "money",
        "months",
        "per month",
        "goods",
        "logits",
        "hours",
        "nautical miles",
        "knots",
        "km/h",
        "berths",
        "flights/day",
        "units",
        "units/day",
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


class Ranged(Protocol):
    """Something that can be any number of a range."""

    def extremes(self) -> tuple[float, float]:
        """The least and the greatest."""
        ...


Number = TypeVar("Number", bound=Ranged)


@dataclass(frozen=True, slots=True)
class Bounds:
    """Closed limits of a number; None is open. Where a field is read, they are checked.

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

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> Any:
        """Check the limits after whatever else the field asks for, wherever they are named."""
        from pydantic_core import core_schema

        return core_schema.no_info_after_validator_function(self.kept_by, handler(source))

    def kept_by(self, value: Number) -> Number:
        """The value itself, if its whole range keeps the limits.

        Raises
        ------
        ValueError
            saying which limit it breaks, and how far it can go.
        """
        low, high = value.extremes()
        broken = self.broken_by(low) or self.broken_by(high)
        if broken:
            shown = f"{low:g}" if low == high else f"{low:g} to {high:g}"
            raise ValueError(f"{broken}: it can be {shown}")
        return value


def numeral(value: float) -> str:
    """A number as it is read: thousands apart, no more than four figures of a fraction.

    >>> numeral(936000.0), numeral(0.35), numeral(18.0)
    ('936,000', '0.35', '18')
    """
    if abs(value) >= 1000:
        return f"{value:,.0f}"
    return f"{value:.4g}"
