"""The ground of a scenario as a front meets it: stops, lines across, places that fall with others.

Words and kilometres; no arrays.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

from holdfast.schema.geography import AxisPath, Link, Place, RetreatLine, Sector
from holdfast.schema.scenario import Scenario


@dataclass(frozen=True, slots=True)
class Leg:
    """One link as an axis takes it, and how much of it lies beyond the frontier."""

    link: Link
    start: str
    end: str
    enters: bool
    """Whether the frontier is crossed on it."""

    def foreign_km(self) -> float:
        """Kilometres before the frontier."""
        if not self.enters:
            return 0.0
        road = self.link.road_km.middle()
        border = road / 2 if self.link.border_km is None else self.link.border_km
        return border if self.link.between[0] == self.start else road - border


@dataclass(frozen=True, slots=True)
class Approach:
    """An axis from the frontier to its last place."""

    axis: AxisPath
    legs: tuple[Leg, ...]
    """From the leg that crosses the frontier on."""

    @property
    def stops(self) -> tuple[str, ...]:
        """Own places in the order in which the front reaches them."""
        return tuple(leg.end for leg in self.legs)

    @property
    def sector(self) -> str | None:
        """The sector that it crosses."""
        return self.legs[0].link.sector


def attackers(scenario: Scenario) -> list[str]:
    """The states that attack along some axis, the main attacker first."""
    return list(dict.fromkeys([scenario.sides.attacker, *(axis.power for axis in scenario.axes)]))


def links_by_ends(scenario: Scenario) -> dict[frozenset[str], Link]:
    """Each link by the two places it joins."""
    return {frozenset(link.between): link for link in scenario.links}


def course_of(scenario: Scenario, axis: AxisPath) -> Approach:
    """The legs of an axis from the frontier on; places before it lie on foreign ground."""
    links = links_by_ends(scenario)
    own = {name for name, place in scenario.places.items() if is_own(scenario, place)}
    legs: list[Leg] = []
    for start, end in zip(axis.through, axis.through[1:], strict=False):
        if end in own:
            legs.append(Leg(links[frozenset((start, end))], start, end, start not in own))
    return Approach(axis, tuple(legs))


def is_own(scenario: Scenario, place: Place) -> bool:
    """Whether a place is the defender's."""
    return place.owner == scenario.sides.defender


def crossings(scenario: Scenario, course: Approach) -> Iterator[tuple[int, Sector | RetreatLine]]:
    """What lies across an axis: the number of the leg, and the sector or line of retreat."""
    if course.sector is not None and course.sector in scenario.sectors:
        yield 0, scenario.sectors[course.sector]
    for number, leg in enumerate(course.legs):
        for line in scenario.lines.values():
            if any(set(ends) == set(leg.link.between) for ends in line.across):
                yield number, line


def road_distances(scenario: Scenario, goals: list[str]) -> tuple[list[str], list[list[float]]]:
    """Kilometres by road from each goal to every place: place names, then rows by goal."""
    names = list(scenario.places)
    number = {name: n for n, name in enumerate(names)}
    ends = [[number[name] for name in link.between] for link in scenario.links]
    km = [link.road_km.middle() for link in scenario.links]
    shape = (len(names), len(names))
    roads: Any = csr_array((km, ([a for a, _ in ends], [b for _, b in ends])), shape=shape)
    found = dijkstra(roads, directed=False, indices=[number[goal] for goal in goals])
    return names, found.tolist()


@dataclass(frozen=True, slots=True)
class Joined:
    """A place that no axis reaches: with which one it falls, and how far that is by road."""

    place: str
    falls_with: str
    km: float


def joined_places(scenario: Scenario, on_axes: list[str]) -> dict[str, Joined]:
    """Every own place off the axes, with the place on an axis that it falls with."""
    off = [
        name
        for name, place in scenario.places.items()
        if is_own(scenario, place) and name not in on_axes
    ]
    if not off or not on_axes:
        return {}
    names, rows = road_distances(scenario, on_axes)
    column = {name: n for n, name in enumerate(names)}
    found: dict[str, Joined] = {}
    for name in off:
        by_goal = {goal: rows[n][column[name]] for n, goal in enumerate(on_axes)}
        wanted = scenario.places[name].joins
        nearest = wanted if wanted in by_goal else min(by_goal, key=lambda goal: by_goal[goal])
        found[name] = Joined(name, nearest, by_goal[nearest])
    return found


def ground_of(scenario: Scenario) -> tuple[tuple[Approach, ...], dict[str, Joined]]:
    """The courses of all axes, and the places that join them."""
    courses = tuple(course_of(scenario, axis) for axis in scenario.axes)
    on_axes = list(dict.fromkeys(stop for course in courses for stop in course.stops))
    return courses, joined_places(scenario, on_axes)
