"""The ground as a map shows it on one date: kilometres on paper, and what stands where."""

from __future__ import annotations

import datetime
import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

Point: TypeAlias = tuple[float, float]
"""Kilometres east and north of the middle of the map."""

Ring: TypeAlias = tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Frame:
    """The part of the ground that is shown, in kilometres."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def width(self) -> float:
        """From west to east."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """From south to north."""
        return self.top - self.bottom

    def holds(self, point: Point) -> bool:
        """Whether a point is shown."""
        return self.left <= point[0] <= self.right and self.bottom <= point[1] <= self.top

    def halves(self, overlap: float = 0.04) -> tuple[Frame, Frame]:
        """The western and the eastern half, with a little of each other."""
        middle = (self.left + self.right) / 2
        more = overlap * self.width
        return (
            Frame(self.left, self.bottom, middle + more, self.top),
            Frame(middle - more, self.bottom, self.right, self.top),
        )


@dataclass(frozen=True, slots=True)
class State:
    """The outline of a state, and who holds it on the date."""

    power: str
    holder: str
    name: str
    ring: Ring


@dataclass(frozen=True, slots=True)
class SectorLine:
    """A sector of the frontier with the strength of its works, 0 to 1."""

    name: str
    line: Ring
    strength: float


@dataclass(frozen=True, slots=True)
class Road:
    """A railway between two places."""

    ends: tuple[Point, Point]
    is_double: bool


@dataclass(frozen=True, slots=True)
class AxisLine:
    """An axis on the map: its way from outside, and its way by kilometres from the frontier."""

    id: str
    name: str
    power: str
    is_main: bool
    opens_at_once: bool
    """Whether nothing must hold before it is opened."""
    outside: Ring
    """From its first place to the frontier."""
    way: Ring
    """From the frontier to its last place."""
    kms: tuple[float, ...]
    """Kilometres by road from the frontier to each point of `way`."""
    width_km: float
    stops: tuple[str, ...]

    @property
    def length_km(self) -> float:
        """Of the whole axis, by road."""
        return self.kms[-1]

    def up_to(self, km: float) -> Ring:
        """The way from the frontier to a distance.

        >>> way, kms = ((0.0, 0.0), (10.0, 0.0)), (0.0, 20.0)
        >>> line = AxisLine("a", "a", "P", True, True, (), way, kms, 5, ())
        >>> line.up_to(5.0)
        ((0.0, 0.0), (2.5, 0.0))
        """
        passed = [point for point, at in zip(self.way, self.kms, strict=True) if at < km]
        return (*(passed or self.way[:1]), self.point(km))

    def point(self, km: float) -> Point:
        """The point at a distance from the frontier."""
        east, north = zip(*self.way, strict=True)
        return float(np.interp(km, self.kms, east)), float(np.interp(km, self.kms, north))

    def heading(self, km: float) -> Point:
        """The direction in which the axis runs there, of length 1."""
        leg = min(max(int(np.searchsorted(self.kms, km)), 1), len(self.way) - 1)
        (x1, y1), (x2, y2) = self.way[leg - 1], self.way[leg]
        long = math.hypot(x2 - x1, y2 - y1) or 1.0
        return (x2 - x1) / long, (y2 - y1) / long


@dataclass(frozen=True, slots=True)
class Spot:
    """A place on the map."""

    id: str
    name: str
    at: Point
    value: float
    is_own: bool
    is_capital: bool
    is_door: bool
    begins_axis: bool


@dataclass(frozen=True, slots=True)
class Airfield:
    """A field for allied squadrons."""

    name: str
    at: Point
    is_ready: bool


@dataclass(frozen=True)
class TheatreMap:
    """Everything that a map of a scenario shows, on one date."""

    on: datetime.date
    frame: Frame
    defender: str
    attacker: str
    names: Mapping[str, str]
    """Of the powers, by their codes."""
    states: tuple[State, ...]
    stretches: tuple[SectorLine, ...]
    roads: tuple[Road, ...]
    axes: tuple[AxisLine, ...]
    belts: tuple[tuple[str, Ring], ...]
    spots: tuple[Spot, ...]
    fields: tuple[Airfield, ...]


def across(axis: AxisLine, km: float, width: float) -> tuple[Point, Point]:
    """The ends of a front of some width that stands across an axis."""
    x, y = axis.point(km)
    east, north = axis.heading(km)
    half = width / 2
    return (x - north * half, y + east * half), (x + north * half, y - east * half)
