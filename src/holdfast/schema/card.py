"""A campaign of the past on one page (MODEL.md §10): what a card may say.

Rows may be written as short lists, in the order of the fields, or as mappings that carry their
evidence. Every number may be uncertain.
"""

from __future__ import annotations

import datetime
from typing import Annotated, Literal, TypeAlias

from pydantic import BeforeValidator, Field, model_validator

from holdfast.schema.base import Written
from holdfast.schema.constant import HORIZON_DAYS, Constant, Era, Horizon
from holdfast.schema.dates import read_day
from holdfast.schema.effects import WhatIf
from holdfast.schema.quantity import Bounded, Q, Quantity, fixed
from holdfast.units import Bounds, Unit

Climate: TypeAlias = Literal[
    "temperate", "continental", "boreal", "medmountain", "mediterranean", "tropical", "monsoon",
    "desert", "highland", "southern",
]  # fmt: skip
Terrain: TypeAlias = Literal[
    "open", "desert", "mixed", "rough", "forest", "urban", "jungle", "mountain"
]

Day = Annotated[Q, Unit("day"), Bounds(0, 10_000)]
PromisedDay = Annotated[Q, Unit("day"), Bounds(-400, 10_000)]
Men = Annotated[Q, Unit("men"), Bounds(0, 50_000_000)]
Count = Annotated[Q, Unit("guns"), Bounds(0, 1_000_000)]
Km = Annotated[Q, Unit("km"), Bounds(0, 20_000)]
Share = Annotated[Q, Unit("share"), Bounds(0, 1)]

ROUNDING = 0.011
"""Shares and odds have two decimals: a sum may be off by one in the last. grade: judgement"""

FORCE_ROW = ("day", "men", "tanks", "guns", "aircraft", "axis", "known")
STOP_ROW = ("place", "km")
BELT_ROW = ("at_km", "depth_km", "strength")
PLACE_ROW = ("value", "capital")
PROMISED_ROW = ("day", "men")

COLUMNS = {
    name: index
    for row in (FORCE_ROW, STOP_ROW, BELT_ROW, PLACE_ROW)
    for index, name in enumerate(row)
}
"""Where each field stands in a row that is written as a list."""


def _row(names: tuple[str, ...], least: int) -> BeforeValidator:
    """Read a list as a mapping of `names`; the last ones may be left out."""

    def read(value: object) -> object:
        if not isinstance(value, list):
            return value
        if not least <= len(value) <= len(names):
            shown = ", ".join(names)
            raise ValueError(f"a row here is [{shown}]: this one has {len(value)} items")
        return dict(zip(names, value, strict=False))

    return BeforeValidator(read)


def _three(value: object) -> object:
    """Read [low, mode, high] as a triangular spread."""
    if isinstance(value, list):
        if len(value) != len(("low", "mode", "high")):
            raise ValueError("needs [low, mode, high]")
        return dict(zip(("low", "mode", "high"), value, strict=True))
    return value


Three = Annotated[Q, BeforeValidator(_three)]


class Force(Bounded):
    """Men who reach the front on a day; `known` says who could know of them on day 1."""

    day: Day
    men: Men
    tanks: Annotated[Q, Unit("tanks"), Bounds(0, 1_000_000)] = fixed(0)
    guns: Count = fixed(0)
    aircraft: Annotated[Q, Unit("aircraft"), Bounds(0, 1_000_000)] = fixed(0)
    axis: str | None = None
    known: Literal["plan", "late"] | None = None


ForceRow = Annotated[Force, _row(FORCE_ROW, 6)]


class Side(Bounded):
    """The forces of one side; `u` is the factor on all its men that sources leave open."""

    u: Annotated[Three, Unit("1"), Bounds(0.01, 10)] = fixed(1)
    forces: Annotated[list[ForceRow], Field(min_length=1)]


class Isolation(Bounded):
    """A besieged or blockaded defender."""

    endurance: Annotated[Three, Unit("day"), Bounds(0.5, 10_000)]
    inflow: Annotated[Q, Unit("share"), Bounds(0, 1)]


class Site(Bounded):
    """A place: its share of the defender's power to go on, and whether it is the capital."""

    value: Share
    capital: Annotated[bool, BeforeValidator(lambda v: bool(v) if v in (0, 1) else v)] = False


class Stop(Bounded):
    """A place on an axis, by its distance from the start line."""

    place: str
    km: Annotated[Q, Unit("km"), Bounds(0.1, 20_000)]


class Belt(Bounded):
    """A line of works across an axis."""

    at_km: Km
    depth_km: Annotated[Q, Unit("km"), Bounds(0.1, 1_000)]
    strength: Annotated[Q, Unit("1"), Bounds(0, 1)]


class Axis(Bounded):
    """A way into the country on which a front runs."""

    name: str
    to: Annotated[list[Annotated[Stop, _row(STOP_ROW, 2)]], Field(min_length=1)]
    terrain: Terrain
    width_km: Annotated[Q, Unit("km"), Bounds(0.1, 5_000)]
    belts: list[Annotated[Belt, _row(BELT_ROW, 3)]] = []
    a: Share
    d: Share
    open_day: Day = fixed(1)


class Promised(Bounded):
    """Relief as it was promised: how many men for which day."""

    day: PromisedDay
    men: Men


class CardDecision(Bounded):
    """An uncertain yes or no of another power; `needs` names others that must be yes."""

    p: Annotated[Q, Unit("probability"), Bounds(0, 1)]
    needs: list[str] = []


class Promise(Bounded):
    """Help that comes if every decision it needs is a yes.

    `act` land or air: forces reach the front; second_front: attackers are drawn out of the
    theatre, so many `men` of them.
    """

    power: str
    act: Literal["land", "air", "second_front"] = "land"
    needs: Annotated[list[str], Field(min_length=1)]
    day: Day
    men: Men = fixed(0)
    tanks: Annotated[Q, Unit("tanks"), Bounds(0, 1_000_000)] = fixed(0)
    guns: Count = fixed(0)
    aircraft: Annotated[Q, Unit("aircraft"), Bounds(0, 1_000_000)] = fixed(0)
    axis: str | None = None


class Relief(Bounded):
    """Help: what was promised, what came, and what might come by whose decision."""

    promised: Annotated[Promised, _row(PROMISED_ROW, 2)] | None = None
    known_day: PromisedDay = fixed(1)
    arrived: list[ForceRow] = []
    decisions: dict[str, CardDecision] = {}
    promises: list[Promise] = []
    common_cause: Annotated[Q, Unit("probability"), Bounds(0, 1)] = fixed(0)


class Aim(Written):
    """Odds of what the attacker wants, as contemporaries saw them before day 1."""

    total: Annotated[float, Field(ge=0, le=1)]
    territory: Annotated[float, Field(ge=0, le=1)]
    coercion: Annotated[float, Field(ge=0, le=1)]

    @model_validator(mode="after")
    def _sums(self) -> Aim:
        if abs(self.total + self.territory + self.coercion - 1) > ROUNDING:
            raise ValueError("the odds of the aims must sum to 1")
        return self


class Capability(Written):
    """National capabilities of the year before (Correlates of War, NMC 7.0)."""

    state: str
    year: int
    cinc: Annotated[float, Field(gt=0, lt=1)] | None = None
    milex: float | None = None
    milper: float | None = None
    pec: float | None = None
    tpop: float | None = None


class Capabilities(Bounded):
    """The main power on each side."""

    attacker: Capability
    defender: Capability


class CardInputs(Bounded):
    """Everything that could be written before the first shot."""

    era: Era
    climate: Climate
    roads: Annotated[int, Field(ge=1, le=3)]
    surprise: Annotated[Q, Unit("1"), Bounds(0, 3)]
    capability: Capabilities | None = None
    aim: Aim | None = None
    attacker: Side
    defender: Side
    isolation: Isolation | None = None
    places: Annotated[dict[str, Annotated[Site, _row(PLACE_ROW, 2)]], Field(min_length=1)]
    axes: Annotated[list[Axis], Field(min_length=1)]
    relief: Relief = Relief()
    est: list[str] = []


class Outcome(Written):
    """What happened. Nothing reads it before the program has answered."""

    class_: Literal[
        "defender_collapsed", "negotiated", "attacker_gave_up", "relieved", "defender_held"
    ] = Field(alias="class")
    duration_days: float
    collapse_day: float | None = None
    censored_day: float | None = None
    capital_day: float | None = None
    relief_day: float | None = None
    relief_men: float | None = None
    army_survived: bool | None = None
    attacker_aim_reached: bool | None = None


Saying = Literal[
    "forecast", "target", "boast", "premise", "journalism", "hindsight", "qualitative", "gap"
]
"""What kind of expectation it is: a reckoning, a wish, a threat, what a plan stood on."""


class Forecast(Written):
    """What a contemporary expected.

    `expects` is words, or days: `{days: [11, 11]}` from the least to the most, with what was
    likeliest between them where it is known.
    """

    who: str
    date: str
    expects: str | dict[str, list[float]]
    about: str | None = None
    """What was expected to last, to fall or to happen."""
    attack: str | None = None
    """Month of the attack that was meant."""
    given: Literal["alone", "with_allies", "not_said"] | None = None
    """Whether help was reckoned with."""
    kind: Saying | None = None
    interest: str | None = None
    source: str | None = None
    grade: str | None = None


class Card(Bounded):
    """A campaign on one page."""

    id: Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.-]*$")]
    name: str
    start: Annotated[datetime.date, BeforeValidator(read_day)]
    horizon_days: Horizon = HORIZON_DAYS
    """Last day of the campaign that is looked at."""
    question: str | None = None
    inputs: CardInputs
    law: dict[str, Constant] = {}
    """Constants of the law, in place of the default's."""
    what_ifs: dict[str, WhatIf] = {}
    outcome: Outcome | None = None
    forecasts: list[Forecast] = []
    sources: list[str] | dict[str, str] = []

    def without_outcome(self) -> Card:
        """The card as it could have been written on the evening before day 1."""
        return self.model_copy(update={"outcome": None, "forecasts": []})


__all__ = ["Aim", "Axis", "Card", "CardInputs", "Force", "Outcome", "Promise", "Quantity", "Relief"]
