"""A scenario's help as a timetable: every ally's contingent on its routes, with fighting off.

Given that the helper acts and mobilises on day 0 and leave is given where it is asked for. The
routes are those of the campaign; here each of their links is a carrier of its own, so that routes
that share any part of a line share what it carries.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from holdfast.kernel import layout as at
from holdfast.movement.timetable import (
    STEPS_A_DAY,
    Body,
    Carrier,
    Floats,
    Journey,
    Timetable,
    Use,
    steps_of,
)
from holdfast.scenario.compile.figures import Figures, View, least, plain, plus, times
from holdfast.scenario.compile.forces import hop_days
from holdfast.scenario.compile.help import great_circle_km
from holdfast.scenario.compile.theatre import Drawn, Number, Writer, luck
from holdfast.scenario.in_order import in_order
from holdfast.scenario.network import Hop, Network
from holdfast.scenario.realise import inverse_cdf
from holdfast.scenario.routes import Route, alternatives, routes
from holdfast.scenario.view import hindsight
from holdfast.schema.forces import Contingent, Wing
from holdfast.schema.scenario import Scenario

HALF = 0.5
"""Of the days of loading, before a ride; the other half after it."""

MOST = 8
"""Paths of one contingent that are kept, the quickest. grade: judgement"""

NO_TRAINS = 1e9
"""Trains that a unit needs where a state leaves it none: it never goes."""


@dataclass(frozen=True)
class Inroad:
    """One route of one contingent, with what it asks of whom."""

    contingent: Contingent
    route: Route
    decisions: tuple[str, ...]
    """Sentences that must hold: the ally acts, each state lets it pass."""
    days: Number
    trains: Number | None
    """Trains a day of its narrowest railway that are left to the ally; None on foot."""


@dataclass(frozen=True)
class Kept:
    """A contingent or a wing that cannot come, and why."""

    power: str
    name: str
    why: str


@dataclass
class Inroads:
    """The routes of every ally's contingent on a date, ready to be drawn.

    leave : the third states that let allies pass; None for every one that may.
    """

    scenario: Scenario
    on: datetime.date
    leave: frozenset[str] | None = None
    view: View = hindsight
    ways: dict[str, tuple[Inroad, ...]] = field(default_factory=dict)
    kept: list[Kept] = field(default_factory=list)

    def __post_init__(self) -> None:
        writer = Writer(np.zeros((len(at.THEATRE.rows), 1, 2)))
        ordered = in_order(self.scenario)
        self.figures = Figures(ordered, self.on, writer, self.view, self.scenario)
        self.network = Network(ordered, self.on)
        self.links: dict[tuple[str, str], Number] = {}
        self.contingents = [
            one for one in ordered.contingents if ordered.powers[one.power].role == "ally"
        ]
        for contingent in self.contingents:
            self.ways[contingent.id] = tuple(self._inroads(contingent))
        going = [one for one in self.contingents if self.ways[one.id]]
        self.bodies = [self._numbers(one) for one in sorted(going, key=self._soonest)]
        self.wings = [one for one in ordered.air.wings if self._may_fly(one)]
        self.flights = [self._flight(one) for one in self.wings]
        self.room = plus(*self._rooms())
        self.squadron = self.figures.number(ordered.air.aircraft_per_squadron)

    # ---------------------------------------------------------------- by which ways
    def _inroads(self, contingent: Contingent) -> Iterator[Inroad]:
        if contingent.from_place is None or contingent.to_place is None:
            self._keep(contingent, "it is not said where it gathers, or to which railhead it comes")
            return
        found = routes(self.figures.scenario, contingent, self.on, self.network)
        if not found:
            self._keep(contingent, "no road or railway leads there over states that may let it by")
        given = [one for one in found if self._has_leave(one.states)]
        if found and not given:
            needs = sorted({state for route in found for state in route.states})
            self._keep(contingent, f"it needs the leave of {' or '.join(needs)}")
        scenario = self.figures.scenario
        others = [one for r in given for one in alternatives(scenario, contingent, r, self.network)]
        paths = {route.places: route for route in reversed([*given, *others])}
        inroads = [self._inroad(contingent, route) for route in paths.values()]
        yield from sorted(inroads, key=self._quickest)[:MOST]

    def _quickest(self, inroad: Inroad) -> tuple[float, tuple[str, ...]]:
        return round(self._middle(inroad.days), 6), inroad.route.places

    def _has_leave(self, states: Iterable[str]) -> bool:
        return self.leave is None or set(states) <= self.leave

    def _keep(self, contingent: Contingent, why: str) -> None:
        self.kept.append(Kept(contingent.power, contingent.id, why))

    def _inroad(self, contingent: Contingent, route: Route) -> Inroad:
        gates = [contingent.when, *(passage.when for passage in route.leave)]
        factors = [self.figures.number(one.trains_factor) for one in route.leave]
        trains = None
        if route.railways:
            narrow = [self._line(hop) for hop in route.hops if hop.by_rail]
            narrow += [self._change()] if route.changes else []
            trains = times(least(*narrow), *factors)
        return Inroad(
            contingent, route, tuple(gate for gate in gates if gate), self._days(route), trains
        )

    def _line(self, hop: Hop) -> Number:
        """Trains a day of a link, a break of gauge allowed for."""
        link = hop.link
        key = (min(link.between), max(link.between))
        if key not in self.links:
            assert link.trains_per_day is not None
            carried = self.figures.number(link.trains_per_day)
            self.links[key] = least(carried, self._change()) if link.gauge_break else carried
        return self.links[key]

    def _change(self) -> Number:
        return self.figures.number(self.figures.scenario.travel.gauge_break_trains)

    def _days(self, route: Route) -> Number:
        return plus(*(days for _, days in self._along(route)))

    def _along(self, route: Route) -> Iterator[tuple[Hop | None, Number]]:
        """Every part of a route in order with its days: waits, loading, links."""
        travel, figures = self.figures.scenario.travel, self.figures
        for passage in route.leave:
            yield None, figures.number(passage.extra_days)
        half = times(plain(HALF), figures.number(travel.loading_days))
        change = times(plain(float(route.changes)), figures.number(travel.gauge_break_days))
        yield None, change
        riding = False
        for stretch in route.stretches:
            if stretch.is_ride != riding:
                yield None, half
            riding = stretch.is_ride
            for hop in stretch.hops:
                yield hop, hop_days(figures, hop)
        if riding:
            yield None, half

    # ---------------------------------------------------------------- how many
    def _soonest(self, contingent: Contingent) -> tuple[float, str]:
        """Who could be there first is served first: days at middle values, with half ready."""
        days = min(self._middle(one.days) for one in self.ways[contingent.id])
        curve = self.figures.scenario.powers[contingent.power].mobilisation
        half = 0.0
        if curve is not None and not contingent.in_being:
            ready = [day for day, share in self.figures.steps(curve) if self._middle(share) >= HALF]
            half = float(min(ready, default=0))
        return round(days + half + self.figures.middle(contingent.delay_days), 6), contingent.id

    def _middle(self, number: Number) -> float:
        return self.figures.writer.middle(number)

    def _numbers(self, contingent: Contingent) -> _BodyNumbers:
        figures, power = self.figures, self.figures.scenario.powers[contingent.power]
        assert contingent.divisions is not None
        curve = None if contingent.in_being else power.mobilisation
        return _BodyNumbers(
            contingent=contingent,
            divisions=figures.number(contingent.divisions),
            trains=figures.number(power.division_trains),
            supply=figures.number(power.supply_trains),
            delay=figures.number(contingent.delay_days),
            steps=() if curve is None else tuple(figures.steps(curve)),
            along=tuple(tuple(self._along(one.route)) for one in self.ways[contingent.id]),
            factors=tuple(
                times(*(figures.number(leave.trains_factor) for leave in one.route.leave))
                for one in self.ways[contingent.id]
            ),
            roads=figures.number(figures.scenario.travel.road_divisions_per_day),
            change=self._change(),
        )

    # ---------------------------------------------------------------- by air
    def _may_fly(self, wing: Wing) -> bool:
        """Whether some state lets a wing fly over, where leave is asked."""
        over = [
            name
            for name, power in self.figures.scenario.powers.items()
            for passage in power.passage
            if passage.form == "air" and passage.ally == wing.power
        ]
        if over and self.leave is not None and not set(over) & self.leave:
            why = f"it needs the leave of {' or '.join(sorted(set(over)))} to fly over"
            self.kept.append(Kept(wing.power, wing.id, why))
            return False
        return True

    def _flight(self, wing: Wing) -> tuple[Wing, Number, Number]:
        """A wing, its aircraft, and the day on which it lands."""
        places = self.figures.scenario.places
        start, goal = places[wing.from_place], places[wing.to_place]
        km = great_circle_km(start.lat, start.lon, goal.lat, goal.lon)
        flights = max(1, int(np.ceil(km / max(1.0, self.figures.middle(wing.range_km)))))
        days = plus(self.figures.number(wing.delay_days), plain(float(flights)))
        return wing, self.figures.number(wing.aircraft), days

    def _rooms(self) -> Iterator[Number]:
        air = self.figures.scenario.air
        for site in air.sites:
            if site.ready is None or site.ready <= self.on:
                number = self.figures.number(site.squadrons)
                yield times(number, self.figures.number(air.aircraft_per_squadron))

    # ---------------------------------------------------------------- drawn
    def draw(self, seed: int, futures: int) -> Drawn:
        """Every quantity that is asked for, drawn as the campaign draws it."""
        known = self.figures.writer.quantities
        u = luck(seed, np.arange(futures, dtype=np.int64), known)
        return {path: inverse_cdf(one, u[path]) for path, one in known.items()}

    def timetable(self, drawn: Drawn, futures: int, days: int) -> DrawnInroads:
        """The bodies on their journeys, drawn."""
        return _Drawing(self, drawn, futures, days * STEPS_A_DAY).made()


@dataclass(frozen=True)
class _BodyNumbers:
    """What of a contingent is drawn."""

    contingent: Contingent
    divisions: Number
    trains: Number
    supply: Number
    delay: Number
    steps: tuple[tuple[int, Number], ...]
    along: tuple[tuple[tuple[Hop | None, Number], ...], ...]
    factors: tuple[Number, ...]
    roads: Number
    change: Number


@dataclass(frozen=True)
class DrawnInroads:
    """A timetable, and which link each of its carriers is."""

    table: Timetable
    links: tuple[tuple[str, str], ...]
    """The two ends of each carrier's link."""
    by_rail: tuple[bool, ...]


@dataclass
class _Drawing:
    """Makes the timetable of some futures."""

    ways: Inroads
    drawn: Drawn
    futures: int
    steps: int
    carriers: dict[tuple[str, str, str], Carrier] = field(default_factory=dict)

    def made(self) -> DrawnInroads:
        bodies = tuple(self._body(numbers) for numbers in self.ways.bodies)
        names = tuple(self.carriers)
        table = Timetable(bodies, tuple(self.carriers.values()))
        return DrawnInroads(
            table, tuple((a, b) for _, a, b in names), tuple(how != "road" for how, _, _ in names)
        )

    def _of(self, number: Number) -> Floats:
        found: Floats = np.broadcast_to(np.asarray(number(self.drawn), dtype=float), self.futures)
        return found.copy()

    def _body(self, numbers: _BodyNumbers) -> Body:
        units = self._of(numbers.divisions)
        ways = self.ways.ways[numbers.contingent.id]
        journeys = tuple(self._journey(numbers, n) for n in range(len(ways)))
        return Body(numbers.contingent.id, units[:, None] * self._ready(numbers), units, journeys)

    def _ready(self, numbers: _BodyNumbers) -> Floats:
        """float[draw, step]: straight lines from nobody on the day of the call."""
        if not numbers.steps:
            return np.ones((self.futures, self.steps))
        ends = (1.0 + np.arange(self.steps)) / STEPS_A_DAY
        at_days = [-1e-9, *(float(day) for day, _ in numbers.steps)]
        shares = [np.zeros(self.futures), *(self._of(share) for _, share in numbers.steps)]
        table = np.clip(np.maximum.accumulate(np.stack(shares, 1), axis=1), 0.0, 1.0)
        return np.stack([np.interp(ends, at_days, row) for row in table])

    def _journey(self, numbers: _BodyNumbers, n: int) -> Journey:
        days = np.zeros(self.futures)
        factor = np.maximum(self._of(numbers.factors[n]), 1.0 / NO_TRAINS)
        trains = self._of(numbers.trains) / factor
        feeds = self._of(numbers.supply) / factor / STEPS_A_DAY
        uses: list[Use] = []
        changed = False
        route = self.ways.ways[numbers.contingent.id][n].route
        for hop, takes in numbers.along[n]:
            if hop is not None:
                kind = "rail" if hop.by_rail else "road"
                load = (trains, feeds) if hop.by_rail else (np.ones(self.futures), 0.0 * feeds)
                number = self._carrier(kind, hop, numbers)
                uses.append(Use(number, steps_of(days), *load))
                if hop.by_rail and route.changes and not changed:
                    changed = True
                    number = self._carrier("change", hop, numbers)
                    uses.append(Use(number, steps_of(days), *load))
            days = days + self._of(takes)
        days = days + self._of(numbers.delay)
        none = np.zeros(self.futures)
        opens = np.zeros(self.futures, dtype=np.int64)
        return Journey(" - ".join(route.places), tuple(uses), steps_of(days), opens, none, none)

    def _carrier(self, kind: str, hop: Hop, numbers: _BodyNumbers) -> int:
        ends = (min(hop.link.between), max(hop.link.between))
        key = (kind, *ends)
        if key not in self.carriers:
            number = {"road": numbers.roads, "change": numbers.change}.get(kind)
            a_day = self._of(number if number is not None else self.ways.links[ends])
            limit = np.repeat(a_day[:, None] / STEPS_A_DAY, self.steps, axis=1)
            window = np.ones(self.futures, dtype=np.int64)
            self.carriers[key] = Carrier(" - ".join(ends), limit, window)
        return list(self.carriers).index(key)


def air_arrays(
    ways: Inroads, drawn: Drawn, futures: int
) -> tuple[Floats, Floats, Floats, Sequence[Wing]]:
    """Aircraft and day of each wing, and the places for them, drawn."""

    def of(number: Number) -> Floats:
        return np.broadcast_to(np.asarray(number(drawn), dtype=float), futures).copy()

    empty = np.zeros((futures, 0))
    aircraft = [of(number) for _, number, _ in ways.flights]
    days = [of(number) for _, _, number in ways.flights]
    return (
        np.stack(aircraft, 1) if aircraft else empty,
        np.ceil(np.stack(days, 1)) if days else empty,
        of(ways.room),
        ways.wings,
    )
