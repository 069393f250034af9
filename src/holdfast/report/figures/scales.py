"""Scales of a figure: days by square roots, which give the first weeks room, and plain numbers."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from holdfast.report.figures.drawing import GRID, INK, Size
from holdfast.report.figures.pen import line, width_of, words_at

STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)
"""Tidy steps between ticks, times a power of ten."""


@dataclass(frozen=True, slots=True)
class Days:
    """Days from the first to the last, from one edge of a frame to the other."""

    left: float
    width: float
    last: float

    def at(self, day: float) -> float:
        """Where a day stands."""
        along = (math.sqrt(day) - 1) / (math.sqrt(self.last) - 1)
        return self.left + min(1.0, max(0.0, along)) * self.width

    def grid(self, ticks: Sequence[int], frame: tuple[float, float], size: Size) -> Iterator[str]:
        """A line and a number for each tick; numbers that would run into each other are left out.

        frame : top and foot of the lines.
        """
        top, foot = frame
        beyond = -math.inf
        for tick in (one for one in ticks if one <= self.last):
            x = self.at(tick)
            yield line([(x, foot), (x, top)], GRID, 1)
            text = f"{'day ' if tick == 1 else ''}{tick}"
            room = len(text) * size.font * 0.28 + 3
            if x - room > beyond:
                yield words_at(x, foot + 15, text, size.font - 2, INK, "middle")
                beyond = x + room


@dataclass(frozen=True, slots=True)
class Plain:
    """Numbers from one end of a frame to the other, both ends named."""

    start: float
    end: float
    low: float
    high: float

    def at(self, value: float) -> float:
        """Where a number stands; beyond an end, at that end."""
        along = (value - self.low) / (self.high - self.low)
        return self.start + min(1.0, max(0.0, along)) * (self.end - self.start)


YEAR = 12
"""MonthScale."""


@dataclass(frozen=True, slots=True)
class MonthScale:
    """MonthScale months, counted from the year 0, from one edge of a frame to the other.

    last : the first month that is drawn no more.
    """

    left: float
    width: float
    first: float
    last: float

    def at(self, month: float) -> float:
        """Where a month begins, or a part of it."""
        along = (month - self.first) / max(self.last - self.first, 1e-9)
        return self.left + min(1.0, max(0.0, along)) * self.width

    def ticks(self) -> list[tuple[int, str]]:
        """The first months of years with their names; of quarters, where it is not two years."""
        inside = range(math.ceil(self.first), math.floor(self.last) + 1)
        years = [(n, str(n // YEAR)) for n in inside if n % YEAR == 0]
        if len(years) > 1:
            return years
        return [(n, f"{n // YEAR}-{n % YEAR + 1:02d}") for n in inside if n % 3 == 0]

    def grid(self, frame: tuple[float, float], size: Size) -> Iterator[str]:
        """A line for each tick from top to foot, and its name where it finds room."""
        top, foot = frame
        beyond = -math.inf
        for month, text in self.ticks():
            x = self.at(month)
            yield line([(x, foot), (x, top)], GRID, 1)
            room = width_of(text, size.font - 2) / 2 + 3
            if x - room > max(beyond, -3) and x + room - 3 <= size.width:
                yield words_at(x, foot + 15, text, size.font - 2, INK, "middle")
                beyond = x + room


def ticks_between(low: float, high: float, about: int) -> list[float]:
    """Tidy numbers between two, about so many of them.

    >>> ticks_between(0.0, 0.47, 4), ticks_between(-12.0, 31.0, 5)
    ([0.0, 0.2, 0.4], [-10.0, 0.0, 10.0, 20.0, 30.0])
    """
    rough = (high - low) / about
    power = 10 ** math.floor(math.log10(rough))
    step = next(one * power for one in STEPS if one * power >= rough * 0.999)
    first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
    return [round(n * step, 10) for n in range(first, last + 1)]
