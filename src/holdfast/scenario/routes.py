"""By which way an ally's forces can come: the best path through states that may let them pass.

A path is good if five divisions are soon there: days under way, and then as many divisions a day
as its narrowest railway carries or its roads. For each width of railway that the network has the
quickest path over lines at least so wide is sought, and the best of them kept.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, combinations, pairwise, product

import numpy as np
from scipy.sparse.csgraph import dijkstra

from holdfast.schema.forces import Contingent, Passage
from holdfast.schema.geography import Link
from holdfast.schema.scenario import Scenario

FORCE = 5
"""Divisions by whose arrival a path is judged. grade: judgement"""

RAIL, FOOT = 0, 1


@dataclass(frozen=True, slots=True)
class Hop:
    """One link of a path, by rail or on foot."""

    link: Link
    start: str
    end: str
    by_rail: bool


@dataclass(frozen=True, slots=True)
class Route:
    """A path with the leave that it needs."""

    hops: tuple[Hop, ...]
    leave: tuple[Passage, ...]
    """The passage that each third state on the way grants."""

    @property
    def places(self) -> tuple[str, ...]:
        """All places on it, in order."""
        return (self.hops[0].start, *(hop.end for hop in self.hops))

    @property
    def railways(self) -> tuple[Link, ...]:
        """The links that trains use."""
        return tuple(hop.link for hop in self.hops if hop.by_rail)

    @property
    def longest_march_km(self) -> float:
        """The longest stretch on foot, from railway to railway."""
        longest = here = 0.0
        for hop in self.hops:
            here = 0.0 if hop.by_rail else here + hop.link.road_km.middle()
            longest = max(longest, here)
        return longest

    @property
    def loadings(self) -> int:
        """How often trains are loaded and unloaded again."""
        rides = [hop.by_rail for hop in self.hops]
        return sum(now and not before for before, now in zip([False, *rides], rides, strict=False))


class Network:
    """The links that are open on a date, as one ally may use them."""

    def __init__(self, scenario: Scenario, on: datetime.date) -> None:
        self.scenario = scenario
        self.on = on
        self.number = {name: n for n, name in enumerate(scenario.places)}
        self.names = list(scenario.places)
        travel = scenario.travel
        self.march = travel.march_km_per_day.middle()
        self.ride = travel.rail_km_per_day.middle()
        self.change_days = travel.gauge_break_days.middle()
        self.change_trains = travel.gauge_break_trains.middle()

    def has_rail(self, link: Link) -> bool:
        """Whether trains run on a link on the date."""
        built = link.opens is None or link.opens <= self.on
        return link.rail != "none" and link.trains_per_day is not None and built

    def trains(self, link: Link) -> float:
        """Trains a day that a link carries, a break of gauge allowed for."""
        assert link.trains_per_day is not None
        carried = link.trains_per_day.middle()
        if link.gauge_break:
            carried = min(carried, self.change_trains)
        return carried

    def rail_days(self, link: Link) -> float:
        """Days by train over a link."""
        km = (link.rail_km or link.road_km).middle()
        return km / self.ride + (self.change_days if link.gauge_break else 0.0)

    def foot_days(self, link: Link) -> float:
        """Days on foot over a link."""
        return link.road_km.middle() / self.march

    def paths(self, start: str, goal: str, owners: frozenset[str]) -> Iterator[tuple[Hop, ...]]:
        """The quickest path over railways of each least width, and the one on foot alone."""
        usable = [
            link
            for link in self.scenario.links
            if all(self.scenario.places[end].owner in owners for end in link.between)
        ]
        widths = sorted({self.trains(link) for link in usable if self.has_rail(link)})
        for width in [*widths, None]:
            found = self.quickest(start, goal, usable, width)
            if found:
                yield found

    def quickest(
        self, start: str, goal: str, usable: list[Link], width: float | None
    ) -> tuple[Hop, ...]:
        """The quickest path over roads and railways of at least `width`; () if there is none."""
        size = len(self.names)
        rows: dict[tuple[int, int], float] = {}
        by_ends: dict[tuple[int, int], tuple[Link, bool]] = {}

        def add(a: int, b: int, days: float, what: tuple[Link, bool] | None) -> None:
            if days < rows.get((a, b), float("inf")):
                rows[a, b] = days
                if what is not None:
                    by_ends[a, b] = what

        for link in usable:
            one, two = (self.number[end] for end in link.between)
            for a, b in ((one, two), (two, one)):
                add(a, b, self.foot_days(link), (link, False))
                if width is not None and self.has_rail(link) and self.trains(link) >= width:
                    add(a + size, b + size, self.rail_days(link), (link, True))
        loading = self.scenario.travel.loading_days.middle() / 2
        for n in range(size):
            add(n, n + size, max(loading, 1e-6), None)
            add(n + size, n, max(loading, 1e-6), None)
        way = _walk(rows, 2 * size, self.number[start], self.number[goal])
        return tuple(
            Hop(link, self.names[a % size], self.names[b % size], by_rail)
            for a, b in pairwise(way)
            if (a, b) in by_ends
            for link, by_rail in [by_ends[a, b]]
        )

    def days_for(self, route: Route, trains_a_division: float) -> float:
        """Days until FORCE divisions are there by a route, at middle values."""
        travel = self.scenario.travel
        days = sum(
            self.rail_days(hop.link) if hop.by_rail else self.foot_days(hop.link)
            for hop in route.hops
        )
        days += route.loadings * travel.loading_days.middle()
        days += sum(passage.extra_days.middle() for passage in route.leave)
        a_day = travel.road_divisions_per_day.middle()
        if route.railways:
            carried = min(map(self.trains, route.railways))
            for passage in route.leave:
                carried *= passage.trains_factor.middle()
            a_day = carried / trains_a_division
        return days + FORCE / max(a_day, 1e-9)


def _walk(rows: dict[tuple[int, int], float], size: int, start: int, goal: int) -> list[int]:
    """The numbers of the nodes on the shortest path; [] if there is none."""
    graph = np.zeros((size, size))
    for ends, days in rows.items():
        graph[ends] = days
    distances, parents = dijkstra(graph, indices=[start], return_predecessors=True)
    before = parents[0]
    if np.isinf(distances[0, goal]):
        return []
    way = [goal]
    while way[-1] != start:
        way.append(int(before[way[-1]]))
    return way[::-1]


def routes(scenario: Scenario, contingent: Contingent, on: datetime.date) -> tuple[Route, ...]:
    """The routes of an ally's contingent, the best first: one for each way of getting leave."""
    assert contingent.from_place is not None
    assert contingent.to_place is not None
    network = Network(scenario, on)
    trains = scenario.powers[contingent.power].division_trains.middle()
    found: list[Route] = []
    for states in _sets(_passers(scenario, contingent.power)):
        owners = frozenset({contingent.power, scenario.sides.defender, *states})
        ways = [
            hops
            for hops in network.paths(contingent.from_place, contingent.to_place, owners)
            if _crossed(scenario, hops) >= set(states)
        ]
        for leave in product(*(_passers(scenario, contingent.power)[state] for state in states)):
            possible = (Route(hops, leave) for hops in ways)
            farthest = scenario.travel.longest_march_km.middle()
            options = [route for route in possible if route.longest_march_km <= farthest]
            if options:
                found.append(min(options, key=lambda route: network.days_for(route, trains)))
    return tuple(sorted(found, key=lambda route: network.days_for(route, trains)))


def _passers(scenario: Scenario, ally: str) -> dict[str, list[Passage]]:
    """States that may let an ally's army pass, with the ways in which they may."""
    found = {
        name: [one for one in power.passage if one.ally == ally and one.form == "land"]
        for name, power in scenario.powers.items()
    }
    return {name: passages for name, passages in found.items() if passages}


def _sets(states: dict[str, list[Passage]]) -> Iterator[tuple[str, ...]]:
    """Every set of states, the smaller first."""
    names = list(states)
    return chain.from_iterable(combinations(names, n) for n in range(len(names) + 1))


def _crossed(scenario: Scenario, hops: tuple[Hop, ...]) -> set[str]:
    """The states on whose ground a path runs."""
    return {scenario.places[hop.end].owner for hop in hops}
