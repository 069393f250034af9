"""A movement becomes a timetable: every number drawn, every carrier in its own measure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

import numpy as np

from holdfast.movement.timetable import (
    STEPS_A_DAY,
    Body,
    Carrier,
    Floats,
    Ints,
    Journey,
    Timetable,
    Use,
    steps_of,
)
from holdfast.scenario.compile.theatre import luck
from holdfast.scenario.movement_source import measure_of
from holdfast.scenario.realise import inverse_cdf
from holdfast.schema.factors import FACTORS, FactorName
from holdfast.schema.movement import (
    BySteps,
    Carrying,
    Itinerary,
    MarchRoad,
    MovedForce,
    Movement,
    RailLine,
    Runway,
    SeaPort,
    Ships,
    Station,
    Transports,
)
from holdfast.schema.quantity import Fixed, Quantity
from holdfast.schema.tables import ByDay
from holdfast.schema.validate import quantities
from holdfast.text.nodes import spell

HOURS_A_DAY = 24.0

BOTH_WAYS_AT_SEA = 2.0
"""A ship goes there and comes back."""


@dataclass(frozen=True, slots=True)
class Carried:
    """One carrier as it stands in a journey: how long it takes, and what it has room for."""

    days: Floats
    limit: Floats | None = None
    """float[draw, step]; None where it takes as many as come."""
    window: Ints | None = None
    lost: Floats | None = None


@dataclass
class MovementDraws:
    """Every number of a movement, drawn for some futures; at its middle where there are none."""

    movement: Movement
    seed: int = 1
    futures: int = 0
    """How many futures are drawn; 0 for the one of middle values."""
    _known: dict[int, Floats] = field(default_factory=dict)

    def __post_init__(self) -> None:
        written = {spell(path): quantity for path, quantity in quantities(self.movement)}
        named = {f"factors.{one.name}": one.quantity for one in FACTORS}
        self.factors = {one.name: named[f"factors.{one.name}"] for one in FACTORS}
        uncertain = {
            path: _by_table(path, quantity)
            for path, quantity in {**written, **named}.items()
            if not isinstance(quantity.spread, Fixed)
        }
        drawn = self._draw(uncertain)
        for path, quantity in {**written, **named}.items():
            if path in drawn:
                self._known[id(quantity)] = drawn[path]

    @property
    def draws(self) -> int:
        """How many rows every array has."""
        return max(1, self.futures)

    @property
    def steps(self) -> int:
        """How many steps are looked at."""
        return self.movement.horizon_days * STEPS_A_DAY

    def _draw(self, uncertain: Mapping[str, Quantity]) -> dict[str, Floats]:
        if not self.futures:
            return {path: np.array([one.middle()]) for path, one in uncertain.items()}
        u = luck(self.seed, np.arange(self.futures, dtype=np.int64), uncertain)
        return {path: inverse_cdf(one, u[path]) for path, one in uncertain.items()}

    def of(self, quantity: Quantity) -> Floats:
        """float[draw]: a quantity."""
        if id(quantity) in self._known:
            return self._known[id(quantity)]
        return np.full(self.draws, quantity.middle())

    def or_factor(self, quantity: Quantity | None, name: FactorName) -> Floats:
        """A quantity, or the planning factor where the file says nothing."""
        return self.of(self.factors[name] if quantity is None else quantity)

    def by_step(self, table: BySteps) -> Floats:
        """float[draw, step]: a table of days, each row from its day on."""
        found = np.zeros((self.draws, self.steps))
        for day in sorted(table.rows):
            found[:, max(0, day - 1) * STEPS_A_DAY :] = self.of(table.rows[day])[:, None]
        return found


def _by_table(path: str, quantity: Quantity) -> Quantity:
    """Rows of one table share their luck: who is high on one day is high on the next."""
    table, _, row = path.rpartition(".rows.")
    if not row or quantity.same_as or quantity.group:
        return quantity
    return quantity.model_copy(update={"same_as": table})


def timetable(movement: Movement, drawn: MovementDraws) -> Timetable:
    """The bodies, journeys and carriers of a movement, drawn.

    movement : checked; the same that was drawn, or one with other forces or openings.
    """
    carried = {name: _carried(one, drawn) for name, one in movement.carriers().items()}
    named = [name for name, one in carried.items() if one.limit is not None]
    numbers = {name: k for k, name in enumerate(named)}
    bodies = tuple(_body(force, movement, drawn, (carried, numbers)) for force in movement.forces)
    return Timetable(bodies, tuple(_carrier(name, carried[name], drawn) for name in named))


def _carrier(name: str, one: Carried, drawn: MovementDraws) -> Carrier:
    assert one.limit is not None
    window = np.ones(drawn.draws, dtype=np.int64) if one.window is None else one.window
    return Carrier(name, one.limit, window)


# ------------------------------------------------------------------ what carries
def _carried(carrier: Carrying, drawn: MovementDraws) -> Carried:
    found = _MAKERS[type(carrier)](carrier, drawn)
    if found.limit is not None:
        for first, last in carrier.shut:
            found.limit[:, max(0, first - 1) * STEPS_A_DAY : last * STEPS_A_DAY] = 0.0
    return found


def _line(line: RailLine, drawn: MovementDraws) -> Carried:
    share = (1 - drawn.of(line.for_others)) * drawn.of(line.friction)
    a_day = drawn.by_step(line.trains_per_day) * share[:, None]
    days = drawn.of(line.km) / drawn.or_factor(line.km_per_day, "train_km_per_day")
    return Carried(days, a_day / STEPS_A_DAY)


def _station(station: Station, drawn: MovementDraws) -> Carried:
    days = drawn.or_factor(station.hours, "ramp_hours") / HOURS_A_DAY
    if station.trains_per_day is None:
        return Carried(days)
    return Carried(days, drawn.by_step(station.trains_per_day) / STEPS_A_DAY)


def _port(port: SeaPort, drawn: MovementDraws) -> Carried:
    days = drawn.of(port.hours) / HOURS_A_DAY
    if port.per_day is not None:
        return Carried(days, drawn.by_step(port.per_day) / STEPS_A_DAY)
    assert port.berths is not None
    assert port.per_berth is not None
    limit = drawn.by_step(port.berths) * drawn.of(port.per_berth)[:, None]
    return Carried(days, limit, np.maximum(1, steps_of(days)))


def _ships(ships: Ships, drawn: MovementDraws) -> Carried:
    knots = drawn.or_factor(ships.knots, "convoy_knots")
    days = drawn.of(ships.nautical_miles) / knots / HOURS_A_DAY
    turnaround = BOTH_WAYS_AT_SEA * days + drawn.or_factor(ships.port_days, "port_days")
    window = np.maximum(1, steps_of(turnaround))
    return Carried(days, drawn.by_step(ships.lift), window, drawn.of(ships.lost))


def _transports(fleet: Transports, drawn: MovementDraws) -> Carried:
    flown = drawn.or_factor(fleet.serviceability, "serviceability") * drawn.or_factor(
        fleet.sorties_per_day, "sorties_per_day"
    )
    a_day = drawn.by_step(fleet.aircraft) * (flown * drawn.of(fleet.load))[:, None]
    days = drawn.of(fleet.hours) / HOURS_A_DAY
    return Carried(days, a_day / STEPS_A_DAY, lost=drawn.of(fleet.lost))


def _runway(runway: Runway, drawn: MovementDraws) -> Carried:
    flights = drawn.by_step(runway.flights_per_day) * drawn.by_step(runway.weather)
    a_day = flights * drawn.of(runway.load)[:, None]
    return Carried(np.zeros(drawn.draws), a_day / STEPS_A_DAY)


def _march(road: MarchRoad, drawn: MovementDraws) -> Carried:
    days = march_days(road, drawn.of(road.km), drawn)
    if road.units_per_day is None:
        return Carried(days)
    return Carried(days, drawn.by_step(road.units_per_day) / STEPS_A_DAY)


_PACES: dict[str, FactorName] = {
    "foot": "foot_km_per_day", "horse": "horse_km_per_day",
    "motor": "motor_km_per_day", "tracks": "tracks_km_per_day",
}  # fmt: skip


def march_days(road: MarchRoad, km: Floats, drawn: MovementDraws) -> Floats:
    """float[draw]: days of a march with its rests; none is due on the day of arrival."""
    days = km / drawn.or_factor(road.km_per_day, _PACES[road.by])
    if road.rest_every is None:
        return days
    rests = np.ceil(days / road.rest_every - 1e-9) - 1
    rested: Floats = days + np.maximum(0.0, rests)
    return rested


_Maker: TypeAlias = Callable[..., Carried]

_MAKERS: dict[type[Carrying], _Maker] = {
    RailLine: _line, Station: _station, SeaPort: _port, Ships: _ships,
    Transports: _transports, Runway: _runway, MarchRoad: _march,
}  # fmt: skip


# ------------------------------------------------------------------ who goes
def _body(
    force: MovedForce,
    movement: Movement,
    drawn: MovementDraws,
    known: tuple[Mapping[str, Carried], Mapping[str, int]],
) -> Body:
    units = drawn.of(force.units)
    journeys = tuple(_journey(way, force, movement, drawn, known) for way in force.routes)
    ready = units[:, None] * _ready(force.ready, drawn)
    return Body(force.id, ready, units, journeys)


def _ready(ready: Quantity | ByDay, drawn: MovementDraws) -> Floats:
    """float[draw, step]: the share that is ready by the end of each step."""
    ends = 1.0 + (1.0 + np.arange(drawn.steps)) / STEPS_A_DAY
    if isinstance(ready, Quantity):
        first = steps_of(drawn.of(ready) - 1.0)
        return (np.arange(drawn.steps)[None, :] >= first[:, None]).astype(float)
    days = sorted(ready.rows)
    at = np.array([float(days[0]), *(day + 1.0 for day in days)])
    shares = np.stack([np.zeros(drawn.draws), *(drawn.of(ready.rows[day]) for day in days)], 1)
    shares = np.clip(np.maximum.accumulate(shares, axis=1), 0.0, 1.0)
    return np.stack([np.interp(ends, at, row) for row in shares])


def _journey(
    way: Itinerary,
    force: MovedForce,
    movement: Movement,
    drawn: MovementDraws,
    known: tuple[Mapping[str, Carried], Mapping[str, int]],
) -> Journey:
    carried, numbers = known
    carriers = movement.carriers()
    days, kept = np.zeros(drawn.draws), np.ones(drawn.draws)
    uses: list[Use] = []
    marched: list[str] = []
    for name in way.by:
        one = carried[name]
        if name in numbers:
            load, feeds = _load(force, carriers[name], drawn)
            uses.append(Use(numbers[name], steps_of(days), load, feeds))
        marched = _marched(marched, name, carriers)
        days = days + (_one_march(marched, carriers, drawn) if marched else one.days)
        kept = kept * (1 - one.lost if one.lost is not None else 1.0)
    interned = drawn.of(way.interned) * kept
    opens = steps_of(np.maximum(drawn.of(way.leave) - 1.0, 0.0))
    name = " - ".join(way.by)
    return Journey(name, tuple(uses), steps_of(days), opens, 1 - kept, interned)


def _marched(so_far: list[str], name: str, carriers: Mapping[str, Carrying]) -> list[str]:
    """The roads of the march that goes on here: the same way of marching all along."""
    road = carriers[name]
    if not isinstance(road, MarchRoad):
        return []
    if so_far and _pace(carriers[so_far[-1]]) == _pace(road):
        return [*so_far, name]
    return [name]


def _pace(road: Carrying) -> dict[str, object]:
    """How one marches on a road, apart from how far."""
    return {key: getattr(road, key) for key in ("by", "km_per_day", "rest_every")}


def _one_march(names: list[str], carriers: Mapping[str, Carrying], drawn: MovementDraws) -> Floats:
    """What the last road of a march adds: rests are due over the whole of it."""
    roads = [road for name in names if isinstance(road := carriers[name], MarchRoad)]
    kms = [drawn.of(road.km) for road in roads]
    whole = march_days(roads[-1], np.sum(kms, axis=0), drawn)
    if len(roads) == 1:
        return whole
    return whole - march_days(roads[-1], np.sum(kms[:-1], axis=0), drawn)


def _load(force: MovedForce, carrier: Carrying, drawn: MovementDraws) -> tuple[Floats, Floats]:
    """What one unit asks of a carrier, and what one that has arrived eats of it in a step."""
    measure = measure_of(carrier)
    none = np.zeros(drawn.draws)
    if measure in (None, "units"):
        return np.ones(drawn.draws), none
    load = drawn.of(getattr(force, str(measure)))
    feeds = drawn.of(force.supply_trains) / STEPS_A_DAY if measure == "trains" else none
    return load, feeds
