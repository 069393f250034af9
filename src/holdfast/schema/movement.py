"""A movement: what was to be moved, over what, and what is on record of it (`movement: 1`).

Days count from 1, the day of `start`; 1.5 is its noon, 2 the midnight that ends it. A number by day
holds from that day until the next that is written.
"""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

from pydantic import BeforeValidator, Field, model_validator

from holdfast.schema.base import Evidenced, Written
from holdfast.schema.kinds import Date, Km, Name, Share
from holdfast.schema.quantity import Bounded, Q, Quantity, fixed
from holdfast.schema.tables import ByDay, Days, rows_by_day
from holdfast.units import Bounds, Unit

Measure: TypeAlias = Literal["trains", "men", "tons", "units"]
"""What a carrier counts."""

FROM_THE_START = 0
"""Day of a number that is written without one."""


class BySteps(Evidenced):
    """A number that changes on some days: each holds until the next; nothing before the first."""

    rows: Annotated[dict[int, Q], Field(min_length=1)]

    def extremes(self) -> tuple[float, float]:
        """The least and the greatest value of any row."""
        ends = [quantity.extremes() for quantity in self.rows.values()]
        return min(low for low, _ in ends), max(high for _, high in ends)


class _OneNumber(Evidenced):
    value: Q


def _stepped(value: object) -> object:
    """A mapping of days, or one number for all of them."""
    if isinstance(value, BySteps):
        return value
    if isinstance(value, dict) and any(str(key).isdigit() for key in value):
        return rows_by_day(value)
    return {"rows": {FROM_THE_START: _OneNumber.model_validate({"value": value}).value}}


Steps: TypeAlias = Annotated[BySteps, BeforeValidator(_stepped)]
"""The type of a number that may change by day."""

MovementDay = Annotated[Q, Unit("day"), Bounds(0, 3_650)]
Hours = Annotated[Q, Unit("hours"), Bounds(0, 8_760)]


class Carrying(Bounded):
    """What every carrier may say."""

    name: str | None = None
    shut: list[Annotated[list[int], Field(min_length=2, max_length=2)]] = []
    """Days from the first to the last on which nothing sets out over it: ice, a cut, a strike."""


class RailLine(Carrying):
    """A railway, by its weakest section."""

    trains_per_day: Annotated[Steps, Unit("trains/day"), Bounds(0, 2_000)]
    """Military trains a day in the direction of the move; by day where output grows."""
    km: Km
    km_per_day: Annotated[Q, Unit("km/day"), Bounds(1, 3_000)] | None = None
    """How far a train comes in a day; left out: the planning factor."""
    for_others: Share = fixed(0)
    """Share of the trains that carry supply, late troops, refugees or the post."""
    friction: Share = fixed(1)
    """Share of the planned trains that run."""


class Station(Carrying):
    """Where trains are loaded, unloaded or changed; a halt, where nothing is said of trains."""

    hours: Hours | None = None
    """What it takes; left out: the planning factor of a ramp."""
    trains_per_day: Annotated[Steps, Unit("trains/day"), Bounds(0, 2_000)] | None = None


class SeaPort(Carrying):
    """A port by its berths, or by what it takes in a day."""

    counts: Measure = "men"
    per_day: Annotated[Steps, Unit("units/day"), Bounds(0, None)] | None = None
    """Of what it counts."""
    berths: Annotated[Steps, Unit("berths"), Bounds(0, 1_000)] | None = None
    per_berth: Annotated[Q, Unit("units"), Bounds(0, None)] | None = None
    """Of what it counts, in one ship at a berth."""
    hours: Hours = fixed(24)
    """That a ship lies there, and that it takes to get through."""

    @model_validator(mode="after")
    def _one_way(self) -> SeaPort:
        if (self.per_day is None) == (self.berths is None):
            raise ValueError("needs either per_day, or berths and per_berth")
        if (self.berths is None) != (self.per_berth is None):
            raise ValueError("berths and per_berth stand together")
        return self


class Ships(Carrying):
    """Ships that go and come back."""

    counts: Measure = "men"
    lift: Annotated[Steps, Unit("units"), Bounds(0, None)]
    """What all of them carry on one voyage, of what is counted."""
    nautical_miles: Annotated[Q, Unit("nautical miles"), Bounds(1, 30_000)]
    knots: Annotated[Q, Unit("knots"), Bounds(1, 60)] | None = None
    """Left out: the planning factor of a convoy."""
    port_days: Annotated[Q, Unit("day"), Bounds(0, 365)] | None = None
    """Of one round trip, in both ports together; left out: the planning factor."""
    lost: Share = fixed(0)
    """Share that is sunk on the way, escorted as they are."""


class Transports(Carrying):
    """Transport aircraft that fly day after day."""

    counts: Measure = "tons"
    aircraft: Annotated[Steps, Unit("aircraft"), Bounds(0, 100_000)]
    load: Annotated[Q, Unit("units"), Bounds(0.01, 1_000)]
    """Of what is counted, in one aircraft."""
    serviceability: Share | None = None
    sorties_per_day: Annotated[Q, Unit("per day"), Bounds(0, 24)] | None = None
    """Round trips of a serviceable aircraft; both left out: the planning factors."""
    hours: Hours = fixed(2)
    """Of one flight."""
    lost: Share = fixed(0)


class Runway(Carrying):
    """An airfield, or a corridor of the air, by its landings."""

    flights_per_day: Annotated[Steps, Unit("flights/day"), Bounds(0, 10_000)]
    weather: Annotated[Steps, Unit("share"), Bounds(0, 1)] = BySteps(rows={0: fixed(1)})
    """Share of the flights that the weather lets in."""
    load: Annotated[Q, Unit("units"), Bounds(0.01, 1_000)]
    """What an aircraft brings, of what its users count."""
    counts: Measure = "tons"


class MarchRoad(Carrying):
    """A march."""

    km: Km
    by: Literal["foot", "horse", "motor", "tracks"] = "foot"
    km_per_day: Annotated[Q, Unit("km/day"), Bounds(1, 1_000)] | None = None
    """Of a marching day; left out: the planning factor."""
    rest_every: Annotated[int, Field(ge=1)] | None = None
    """Marching days after which a day of rest is due; none where left out."""
    units_per_day: Annotated[Steps, Unit("units/day"), Bounds(0, None)] | None = None
    """That can follow each other; left out: as many as come."""


class Itinerary(Bounded):
    """One way: names of carriers in order; `leave` is the day from which it may be taken."""

    by: Annotated[list[str], Field(min_length=1)]
    leave: MovementDay = fixed(1)
    interned: Share = fixed(0)
    """Share that a state on the way keeps."""


def _itinerary(value: object) -> object:
    """A plain list is a way that needs no leave."""
    return {"by": value} if isinstance(value, list) else value


def _readiness(value: object) -> object:
    """A mapping of days is a curve of mobilisation; anything else is one day."""
    if isinstance(value, dict) and any(str(key).isdigit() for key in value):
        return _Curve.model_validate({"value": value}).value
    return value if isinstance(value, ByDay) else _ReadyDay.model_validate({"value": value}).value


class _Curve(Evidenced):
    value: Days


class _ReadyDay(Evidenced):
    value: MovementDay


Readiness: TypeAlias = Annotated[Quantity | ByDay, BeforeValidator(_readiness)]
"""The type of a field that holds a day, or shares by day."""


class MovedForce(Bounded):
    """What is to be moved together: so many units, each so many trains or men."""

    id: Name
    name: str | None = None
    power: str | None = None
    units: Annotated[Q, Unit("units"), Bounds(0, None)]
    unit: str = "division"
    """What a unit is called."""
    trains: Annotated[Q, Unit("trains"), Bounds(0, None)] | None = None
    men: Annotated[Q, Unit("men"), Bounds(0, None)] | None = None
    tons: Annotated[Q, Unit("units"), Bounds(0, None)] | None = None
    """What one unit takes on each kind of carrier; men, tons or trains where it uses them."""
    ready: Readiness = fixed(1)
    """The day on which all are ready to be loaded, or the share of them by the end of each day."""
    supply_trains: Annotated[Q, Unit("trains/day"), Bounds(0, 100)] = fixed(0)
    """That one unit that has arrived eats, over the same way."""
    routes: Annotated[list[Annotated[Itinerary, BeforeValidator(_itinerary)]], Field(min_length=1)]
    """The quickest first."""


class OnRecord(Bounded):
    """What is on record of the outcome: nothing reads it before the program has answered."""

    what: str
    forces: Annotated[list[str], Field(min_length=1)]
    day: Annotated[float, Field(ge=0)]
    """The day by whose end it was so."""
    amount: Annotated[Q, Unit("units"), Bounds(0, None)]
    """Units of those forces that had arrived; `share` of them where `as_share` is true."""
    as_share: bool = False
    since: Annotated[float, Field(ge=0)] | None = None
    """Counted from the end of this day on: what came in a month, not since the start."""
    within_days: Annotated[float, Field(ge=0)] | None = None
    within_share: Annotated[float, Field(ge=0)] | None = None
    """How well the sources agree: in days, or as a share of the amount."""
    no_later: bool = False
    """Whether it is a latest day: to be sooner is no fault."""
    given: str | None = None
    """Why the answer could not but come out so, where an input says it."""
    differs: str | None = None
    """Why the answer is another, where it is known to be."""

    @model_validator(mode="after")
    def _one_measure(self) -> OnRecord:
        if (self.within_days is None) == (self.within_share is None):
            raise ValueError("needs either within_days or within_share")
        return self


class Movement(Bounded):
    """A schedule of the past, or a plan."""

    movement: Literal[1]
    id: Name
    title: str
    start: Date
    horizon_days: Annotated[int, Field(ge=1, le=1_500)] = 90
    forces: Annotated[list[MovedForce], Field(min_length=1)]
    """In the order in which they are served where they share something."""
    lines: dict[str, RailLine] = {}
    stations: dict[str, Station] = {}
    ports: dict[str, SeaPort] = {}
    ships: dict[str, Ships] = {}
    aircraft: dict[str, Transports] = {}
    airfields: dict[str, Runway] = {}
    marches: dict[str, MarchRoad] = {}
    record: list[OnRecord] = []
    caveats: list[str] = []
    sources: dict[str, str] = {}

    def carriers(self) -> dict[str, Carrying]:
        """Everything that carries, by its name."""
        return {name: one for part in CARRIER_PARTS for name, one in getattr(self, part).items()}


CARRIER_PARTS = ("lines", "stations", "ports", "ships", "aircraft", "airfields", "marches")
"""The parts of a movement in which carriers stand."""

__all__ = ["Movement", "Quantity", "Written"]
