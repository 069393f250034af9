"""The powers of a scenario and what they can send: men, trains, aircraft."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from holdfast.schema.card import Aim
from holdfast.schema.kinds import (
    Aircraft,
    Date,
    DatedShare,
    DayCount,
    Divisions,
    Factor,
    Guns,
    Km,
    Men,
    Name,
    Share,
    Tanks,
    Trains,
)
from holdfast.schema.quantity import Q, fixed
from holdfast.schema.tables import DQ, BoundedTables, Days, Word
from holdfast.units import Bounds, Unit

MANNERS = ("none", "probe", "offensive")
"""How an ally may open a second front, in the order of the kernel's codes."""


class Nationality(BoundedTables):
    """Part of those called up, and how many of them come."""

    share: Share
    reports: Share


class Supply(BoundedTables):
    """What the defender lives on once he is cut off from every supply."""

    endurance: Annotated[Q, Unit("day"), Bounds(0.5, 10_000)]
    """Days that stocks last with nothing coming in."""
    inflow: Share = fixed(0)
    """Share of what is used up that still comes in."""
    when: str | None = None
    """What must hold for him to be cut off; from the start where nothing is written."""


class SecondFront(BoundedTables):
    """An ally with a frontier of his own attacks the attacker there."""

    against: str
    """The attacker from whom it draws."""
    when: str
    """The ally's act that opens it."""
    first_day: DayCount
    """Days from the act to the first attack."""
    manner: Word
    """`none`, `probe` or `offensive`; only the last draws anybody away."""
    divisions: Divisions
    """The ally's divisions that can attack at most."""
    divisions_by_day: Days
    """Share of `divisions` that can attack, by day since he acts."""
    posted: Divisions
    """Divisions of the attacker that stand there before the first day."""
    wall: DatedShare = fixed(0)
    """Share of the attacker's works there that stand."""
    panic_divisions: Annotated[Q, Unit("divisions"), Bounds(0, 1_000)] = fixed(0)
    """Divisions that a scare makes him send at least."""
    rail_lag_days: DayCount = fixed(0)
    """Days until what is missed is moved."""

    @model_validator(mode="after")
    def _manners(self) -> SecondFront:
        for word in self.manner.choices:
            if word not in MANNERS:
                raise ValueError(f'"{word}" is no manner: known are {", ".join(MANNERS)}')
        return self


class Passage(BoundedTables):
    """One way in which a third state lets an ally's forces pass, and what it costs them."""

    ally: str
    form: Literal["land", "air"] = "land"
    manner: Literal["peace", "crisis", "unasked"]
    """Leave in peace, leave in the crisis, or none asked."""
    when: str
    trains_factor: Annotated[Q, Unit("1"), Bounds(0, 1)] = fixed(1)
    """Share of the trains that are then left to the ally."""
    extra_days: DayCount = fixed(0)
    """Days lost at the frontier and on the way."""


class Power(BoundedTables):
    """A state: its part, how fast it mobilises, what its formations are worth."""

    name: str
    role: Literal["defender", "attacker", "ally", "third"]
    mobilised_when: str | None = None
    """When its mobilisation is ordered; forces in being need none."""
    mobilisation: Days | None = None
    """Share of the mobilised strength by day since the order."""
    nationality: dict[str, Nationality] = {}
    division_men: Annotated[Q, Unit("men"), Bounds(0, 100_000)] = fixed(15_000)
    """Men of a division who count at the front, with their share of army troops."""
    efficiency: Factor = fixed(1)
    """What a man of this power counts beside a man of a settled army."""
    readiness: Factor = fixed(1)
    """Share of its contingents that is fit to be used on the date."""
    surprise: Annotated[Q, Unit("1"), Bounds(0, 3)] = fixed(0)
    """0 none to 3 complete: the attacker's advantage of the first days."""
    surprise_if_warned: Annotated[Q, Unit("1"), Bounds(0, 3)] = fixed(0)
    """The same, once `warned_when` holds."""
    warned_when: str | None = None
    """What must hold for the attack to be expected."""
    aim: Aim | None = None
    division_trains: Trains = fixed(50)
    """Trains that move one of its divisions."""
    supply_trains: Annotated[Q, Unit("trains/day"), Bounds(0, 20)] = fixed(0.3)
    """Trains a day that one of its divisions in contact eats."""
    supply: Supply | None = None
    """The defender's stocks, where he is or may be cut off."""
    second_front: SecondFront | None = None
    passage: list[Passage] = []


class Contingent(BoundedTables):
    """Forces of one power: how many, where, from when, for what."""

    id: Name
    power: str
    kind: Literal["infantry", "fast", "armoured", "cavalry", "frontier", "replacements", "air"] = (
        "infantry"
    )
    divisions: Divisions | None = None
    men: Men | None = None
    """Usable men; divisions x division_men where only divisions are written."""
    tanks: Tanks = fixed(0)
    guns: Guns = fixed(0)
    aircraft: Aircraft = fixed(0)
    serviceability: Annotated[DQ, Unit("share"), Bounds(0, 1)] = fixed(1)
    """Share of the aircraft that can fly."""
    in_being: bool = False
    """Whether it stands ready without mobilisation."""
    day: DayCount = fixed(1)
    """First campaign day on which it can be at the front."""
    axis: str | None = None
    """The axis it goes to, for who joins the attacker."""
    covers: list[str] = []
    """Sectors that it holds; it stands on the axes that cross them."""
    reserve: bool = False
    """Sent where it is needed: by shares to every axis."""
    from_place: str | None = None
    """Where an ally's contingent gathers."""
    to_place: str | None = None
    """Railhead of the defender to which it comes."""
    when: str | None = None
    """What must hold before it moves: an ally's act, a third state's decision."""
    called_when: str | None = None
    """What musters it; its own mobilisation, if that comes first, also does."""
    delay_days: DayCount = fixed(0)
    """Days added to its way."""


class Wing(BoundedTables):
    """Allied aircraft that fly in."""

    id: Name
    power: str
    type: str
    aircraft: Aircraft
    serviceability: Annotated[DQ, Unit("share"), Bounds(0, 1)] = fixed(0.6)
    sorties_per_day: Annotated[Q, Unit("per day"), Bounds(0, 10)] = fixed(1)
    range_km: Km
    """Longest flight; a longer way takes several."""
    from_place: str
    to_place: str
    when: str
    """What must hold before it is sent."""
    delay_days: DayCount = fixed(1)


class SquadronSite(BoundedTables):
    """A field on which allied squadrons can stand."""

    id: Name
    name: str
    lat: Annotated[float, Field(ge=-90, le=90)]
    lon: Annotated[float, Field(ge=-180, le=180)]
    place: str | None = None
    """The place with which it is lost; the nearest where nothing is written."""
    squadrons: Annotated[Q, Unit("squadrons"), Bounds(0, 20)] = fixed(1)
    ready: Date | None = None
    """Day on which it is finished; ready from the start where nothing is written."""


class Air(BoundedTables):
    """Fields for allied squadrons and the wings that may come."""

    aircraft_per_squadron: Annotated[Q, Unit("aircraft"), Bounds(0, 100)] = fixed(12)
    sites: list[SquadronSite] = []
    wings: list[Wing] = []
