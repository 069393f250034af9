"""By which way an ally's forces can come: the best path through states that may let them pass.

A path is good if five divisions are soon there: days under way, and then as many divisions a day
as its narrowest railway carries or its roads. For each width of railway that the network has the
quickest path over lines at least so wide is sought, and the best of them kept.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, combinations, product

from holdfast.scenario.network import Hop, Neck, Network, Stretch, Way
from holdfast.schema.forces import Contingent, Passage
from holdfast.schema.geography import Link
from holdfast.schema.scenario import Scenario

FORCE = 5
"""Divisions by whose arrival a path is judged. grade: judgement"""


@dataclass(frozen=True, slots=True)
class Route:
    """A path with the leave that it needs."""

    stretches: tuple[Stretch, ...]
    leave: tuple[Passage, ...]
    """The passage that each third state on the way grants."""
    changes: int = 0
    """How often gauge is changed by walking round a break."""
    junction: str = ""
    """Where the road from its start first meets others."""
    states: tuple[str, ...] = ()
    """Whose each passage under `leave` is, in the same order."""

    @property
    def hops(self) -> tuple[Hop, ...]:
        """Every link of it."""
        return tuple(hop for stretch in self.stretches for hop in stretch.hops)

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
        return max((one.km for one in self.stretches if not one.is_ride), default=0.0)

    @property
    def loadings(self) -> int:
        """How often trains are loaded and unloaded again."""
        rides = [one.is_ride for one in self.stretches]
        return sum(now and not before for before, now in zip([False, *rides], rides, strict=False))

    @property
    def neck(self) -> Neck:
        """The line of its narrowest railway; its first road if it is all road."""
        told = [(one.trains, one.neck) for one in self.stretches if one.neck is not None]
        if told:
            return min(told)[1]
        return tuple(sorted((self.hops[0].start, self.junction))), False


def days_for(network: Network, route: Route, trains_a_division: float) -> float:
    """Days until FORCE divisions are there by a route, at middle values."""
    travel = network.scenario.travel
    days = sum(one.days for one in route.stretches)
    days += route.loadings * network.loading + route.changes * network.change_days
    days += sum(passage.extra_days.middle() for passage in route.leave)
    a_day = travel.road_divisions_per_day.middle()
    if route.railways:
        carried = min(one.trains for one in route.stretches if one.is_ride)
        if route.changes:
            carried = min(carried, network.change_trains)
        for passage in route.leave:
            carried *= passage.trains_factor.middle()
        a_day = carried / trains_a_division
    return days + FORCE / max(a_day, 1e-9)


def routes(
    scenario: Scenario,
    contingent: Contingent,
    on: datetime.date,
    network: Network | None = None,
) -> tuple[Route, ...]:
    """The routes of an ally's contingent, the best first: one for each way of getting leave."""
    assert contingent.from_place is not None
    assert contingent.to_place is not None
    network = network or Network(scenario, on)
    ends = (contingent.from_place, contingent.to_place)
    trains = scenario.powers[contingent.power].division_trains.middle()
    passers = _passers(scenario, contingent.power)
    found: list[Route] = []
    for states in _sets(passers):
        owners = frozenset({contingent.power, scenario.sides.defender, *states})
        ways = [way for way in network.ways(owners, ends) if _crossed(scenario, way) >= set(states)]
        for leave in product(*(passers[state] for state in states)):
            options = [
                Route(way.stretches, leave, way.changes, way.junction, states) for way in ways
            ]
            if options:
                found.append(min(options, key=lambda one: _soonest(network, one, trains)))
    return tuple(sorted(found, key=lambda route: _soonest(network, route, trains)))


def alternatives(
    scenario: Scenario, contingent: Contingent, route: Route, network: Network
) -> Iterator[Route]:
    """Other paths over the same states by the same leave: the quickest for each other width.

    The campaign takes one path; who asks how much can come in all may share his trains on several.
    """
    assert contingent.from_place is not None
    assert contingent.to_place is not None
    ends = (contingent.from_place, contingent.to_place)
    owners = frozenset({contingent.power, scenario.sides.defender, *route.states})
    for way in network.ways(owners, ends):
        other = Route(way.stretches, route.leave, way.changes, way.junction, route.states)
        if other.places != route.places and _crossed(scenario, way) >= set(route.states):
            yield other


def _soonest(
    network: Network, route: Route, trains: float
) -> tuple[float, tuple[str, ...], tuple[str, ...]]:
    """By what a route is better than another; of two alike the first by name."""
    leave = tuple(passage.manner for passage in route.leave)
    return round(days_for(network, route, trains), 9), leave, route.places


def _passers(scenario: Scenario, ally: str) -> dict[str, list[Passage]]:
    """States that may let an ally's army pass, with the ways in which they may."""
    found = {
        name: [one for one in power.passage if one.ally == ally and one.form == "land"]
        for name, power in sorted(scenario.powers.items())
    }
    return {name: passages for name, passages in found.items() if passages}


def _sets(states: dict[str, list[Passage]]) -> Iterator[tuple[str, ...]]:
    """Every set of states, the smaller first."""
    names = list(states)
    return chain.from_iterable(combinations(names, n) for n in range(len(names) + 1))


def _crossed(scenario: Scenario, way: Way) -> set[str]:
    """The states on whose ground a path runs, the one in which it begins too."""
    hops = [hop for stretch in way.stretches for hop in stretch.hops]
    return {scenario.places[end].owner for hop in hops for end in (hop.start, hop.end)}
