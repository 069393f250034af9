"""Routes that were found before: many plans leave the railways as they are.

What a route depends on is told in a key: links, owners of places, travel, passages, the way and the
weight of every contingent, the date. Where the key is the same the routes are, and only their links
and passages are those of the scenario at hand, by whose figures they are written.
"""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from pydantic import BaseModel

from holdfast.scenario.network import Hop, Network
from holdfast.scenario.routes import Route, routes
from holdfast.schema.forces import Contingent, Passage
from holdfast.schema.geography import Link
from holdfast.schema.scenario import Scenario

MOST = 512
"""Contingents whose routes are kept; then all are forgotten. grade: judgement"""


@dataclass(frozen=True)
class Found:
    """Routes of a contingent, and the links among which they were found."""

    routes: tuple[Route, ...]
    links: Sequence[Link]
    passages: Mapping[str, Sequence[Passage]]

    @cached_property
    def numbers(self) -> dict[int, int]:
        """The place of each link in the file."""
        return {id(link): number for number, link in enumerate(self.links)}

    def among(self, scenario: Scenario) -> tuple[Route, ...]:
        """The same routes over the links of another scenario that has the same key."""
        return tuple(self._of(route, scenario) for route in self.routes)

    def _of(self, route: Route, scenario: Scenario) -> Route:
        stretches = tuple(
            replace(one, hops=tuple(self._hop(hop, scenario) for hop in one.hops))
            for one in route.stretches
        )
        leave = tuple(
            scenario.powers[state].passage[_place(self.passages[state], passage)]
            for state, passage in zip(route.states, route.leave, strict=True)
        )
        return replace(route, stretches=stretches, leave=leave)

    def _hop(self, hop: Hop, scenario: Scenario) -> Hop:
        return replace(hop, link=scenario.links[self.numbers[id(hop.link)]])


def _place(passages: Sequence[Passage], wanted: Passage) -> int:
    return next(n for n, one in enumerate(passages) if one is wanted)


@dataclass
class RouteMemory:
    """Routes by what they depend on; shared by the compilings of one scenario."""

    known: dict[tuple[str, str], Found] = field(default_factory=dict)
    searched: int = 0
    """How often routes had to be sought."""

    def routes(
        self, scenario: Scenario, contingent: Contingent, network: Network, key: str
    ) -> tuple[Route, ...]:
        """The routes of a contingent, the best first; `key` is `key_of` the scenario."""
        found = self.known.get((key, contingent.id))
        if found is not None:
            return found.among(scenario)
        self.searched += 1
        made = routes(scenario, contingent, network.on, network)
        if len(self.known) >= MOST:
            self.known.clear()
        passages = {name: tuple(power.passage) for name, power in scenario.powers.items()}
        self.known[key, contingent.id] = Found(made, tuple(scenario.links), passages)
        return made


def key_of(scenario: Scenario, on: datetime.date) -> str:
    """All that routes depend on, as a hash."""
    told = hashlib.blake2b(digest_size=16)
    for text in (
        on.isoformat(),
        scenario.sides.defender,
        _json(scenario.travel),
        *(_json(link) for link in scenario.links),
        *(f"{name}:{place.owner}" for name, place in scenario.places.items()),
        *(f"{one.id}:{one.power}:{one.from_place}:{one.to_place}" for one in scenario.contingents),
        *(_of_power(name, scenario) for name in scenario.powers),
    ):
        told.update(text.encode() + b"\0")
    return told.hexdigest()


def _of_power(name: str, scenario: Scenario) -> str:
    power = scenario.powers[name]
    return "|".join((name, _json(power.division_trains), *map(_json, power.passage)))


def _json(part: BaseModel) -> str:
    return part.model_dump_json()
