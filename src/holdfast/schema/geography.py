"""The ground of a scenario: places, links, sectors with their works, axes."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from holdfast.schema.card import Terrain
from holdfast.schema.kinds import Date, DatedShare, DayCount, Km, Name, Share, TrainsADay
from holdfast.schema.quantity import Q, fixed
from holdfast.schema.tables import DQ, BoundedTables
from holdfast.units import Bounds, Unit


class Place(BoundedTables):
    """A place: where it lies, whose it is, what it is worth to the defender."""

    name: str
    lat: Annotated[float, Field(ge=-90, le=90)]
    lon: Annotated[float, Field(ge=-180, le=180)]
    owner: str
    value: Annotated[Q, Unit("share"), Bounds(0, 1)] = fixed(0)
    """Share of the defender's power to go on that is lost with it; they sum to 1."""
    capital: bool = False
    door: bool = False
    """Whether the way out, and in, leads through it."""
    joins: str | None = None
    """The place with which it falls, where no axis leads there; else the nearest."""


class Link(BoundedTables):
    """A road between two places, and the railway beside it."""

    between: Annotated[list[str], Field(min_length=2, max_length=2)]
    road_km: Km
    terrain: Terrain
    frontage_km: Annotated[Q, Unit("km"), Bounds(0.1, 5_000)]
    """Room for an attack along it."""
    border_km: Annotated[float, Field(ge=0)] | None = None
    """Where the frontier crosses it, in km from its first place."""
    sector: str | None = None
    """The sector that it crosses."""
    rail: Literal["none", "single", "double"] = "none"
    rail_km: Km | None = None
    """Length of the railway; that of the road where nothing is written."""
    trains_per_day: TrainsADay | None = None
    """Military trains a day, each way."""
    gauge_break: bool = False
    """Whether trains must be changed, or loads carried across, on it."""
    opens: Date | None = None
    """Day on which the railway is finished."""


class Works(BoundedTables):
    """Fortifications of one kind on a sector."""

    planned: Annotated[Q, Unit("works"), Bounds(0, 100_000)] = fixed(0)
    """How many were to be built; nothing reads it yet."""
    built: Annotated[DQ, Unit("works"), Bounds(0, 100_000)] = fixed(0)
    """How many stand on a date."""


class Sector(BoundedTables):
    """A stretch of frontier with its works."""

    name: str
    neighbour: str
    front_km: Annotated[Q, Unit("km"), Bounds(0.1, 5_000)]
    outline: list[list[float]] = []
    """[longitude, latitude], for the map."""
    heavy: Works = Works()
    light: Works = Works()
    armed: DatedShare = fixed(1)
    """Share of the heavy works that have their guns."""
    depth_km: Annotated[Q, Unit("km"), Bounds(0.1, 200)] = fixed(5)
    """How deep its works lie."""


class RetreatLine(BoundedTables):
    """A line of retreat inside the country: where it crosses which links, how strong it is."""

    name: str
    across: Annotated[
        list[Annotated[list[str], Field(min_length=2, max_length=2)]], Field(min_length=1)
    ]
    depth_km: Annotated[Q, Unit("km"), Bounds(0.1, 200)] = fixed(5)
    strength: Annotated[DQ, Unit("1"), Bounds(0, 1)]


class AxisPath(BoundedTables):
    """An axis: a path of links on which a front runs."""

    id: Name
    name: str | None = None
    power: str
    """Who attacks along it."""
    through: Annotated[list[str], Field(min_length=2)]
    """Places in order; the first lies on the attacker's side."""
    when: str | None = None
    """What must hold before it is opened; nothing for the main attacker's own."""
    opens_after_days: DayCount = fixed(0)
    """First campaign day on which it can open."""
    width_km: Annotated[Q, Unit("km"), Bounds(0.1, 5_000)] | None = None
    """Width of the front; the narrowest frontage of its links where nothing is written."""


class Travel(BoundedTables):
    """How fast and how thick armies move."""

    rail_km_per_day: Annotated[Q, Unit("km/day"), Bounds(1, 2_000)] = fixed(450)
    march_km_per_day: Annotated[Q, Unit("km/day"), Bounds(1, 100)] = fixed(23)
    loading_days: DayCount = fixed(2)
    """To load at the start of a railway and to unload at its end."""
    gauge_break_days: DayCount = fixed(1)
    """Days that a change of gauge takes."""
    gauge_break_trains: TrainsADay = fixed(8)
    """Trains a day that a change of gauge lets through."""
    longest_march_km: Km = fixed(300)
    """How far from a railway carts can feed an army: no route has a longer stretch on foot."""
    road_divisions_per_day: Annotated[Q, Unit("divisions/day"), Bounds(0.01, 50)] = fixed(0.9)
    """Divisions that follow each other on one road in a day."""


class Strength(BoundedTables):
    """How works become the strength of a belt, 0 to 1."""

    light_per_km: Annotated[Q, Unit("1"), Bounds(0, 1)] = fixed(0.03)
    """What one light work to a kilometre of front adds."""
    light_at_most: Share = fixed(0.3)
    """What light works can add."""
    heavy_per_km: Annotated[Q, Unit("1"), Bounds(0, 5)] = fixed(0.5)
    """What one heavy work to a kilometre of front adds."""
    unarmed_factor: Share = fixed(0.5)
    """What a heavy work without its guns counts."""
    at_most: Share = fixed(0.9)
