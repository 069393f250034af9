"""A situation as a user writes it (SCENARIO.md): who, where, with what, bound by which promises.

Words only. `scenario/compile` makes arrays of it; `scenario/check.py` holds it together.
Sentences (`when`, `asked`) are in the language of the pacts (PACTS.md).
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from holdfast.schema.card import Climate, Forecast
from holdfast.schema.constant import HORIZON_DAYS, Constant, Era, Horizon
from holdfast.schema.economy import PreparationEconomy, ProgrammePlan
from holdfast.schema.effects import Effect, WhatIf
from holdfast.schema.forces import Air, Contingent, Power
from holdfast.schema.geography import AxisPath, Link, Place, RetreatLine, Sector, Strength, Travel
from holdfast.schema.kinds import (
    Date,
    DatedProbability,
    DatedShare,
    DayCount,
    Name,
    Probability,
    Share,
)
from holdfast.schema.projects import Project
from holdfast.schema.quantity import Q, fixed
from holdfast.schema.tables import BoundedTables, Word
from holdfast.units import Bounds, Unit


class Setting(BoundedTables):
    """Age, climate and roads of the theatre."""

    era: Era
    climate: Climate
    roads: Annotated[int, Field(ge=1, le=3)]
    """3 dense, 2 middling, 1 few: what they leave of marches and supply."""


class Sides(BoundedTables):
    """Who defends and who attacks; everybody else is an ally or a third."""

    defender: str
    attacker: str


class Calendar(BoundedTables):
    """When preparation begins, how long the crisis lasts, how far the campaign is looked at."""

    preparation_from: Date | None = None
    crisis_days: Annotated[int, Field(ge=0, le=365)] = 30
    """Days of crisis before the first shot."""
    horizon_days: Horizon = HORIZON_DAYS
    """Last day of the campaign that is looked at."""


class Hazard(BoundedTables):
    """The attack may come in any month: odds a month that answer what can be seen.

    ln odds = base + readiness x the attacker's readiness + works x share of the planned works
    that stand + wall x share of his western wall that stands.
    """

    first: Date
    last: Date
    base: Annotated[Q, Unit("ln per day"), Bounds(-20, 5)]
    readiness: Annotated[Q, Unit("1"), Bounds(-20, 20)] = fixed(0)
    works: Annotated[Q, Unit("1"), Bounds(-20, 20)] = fixed(0)
    wall: Annotated[Q, Unit("1"), Bounds(-20, 20)] = fixed(0)


class Event(BoundedTables):
    """Something that happens on a date, with some chance, and what it changes."""

    id: Name
    title: str
    on: Date
    p: Probability = fixed(1)
    """1 if it happened, 0 if it did not."""
    effects: Annotated[list[Effect], Field(min_length=1)]


class Odds(BoundedTables):
    """One line of odds: the first whose sentence holds counts."""

    when: str | None = None
    """What must hold for this line; the last has none."""
    p: DatedProbability
    """Odds of a yes, which may stand by date of the attack."""


class Decision(BoundedTables):
    """An uncertain yes or no; odds may depend on what is known when it falls."""

    p: DatedProbability | None = None
    """Odds that hang on nothing but the date."""
    odds: list[Odds] = []
    """Lines of odds: the first whose sentence holds counts."""
    day: DayCount = fixed(0)
    """First day of the crisis on which it can fall."""
    asked: str | None = None
    """What must hold before anybody asks."""
    group: str | None = None
    """Decisions that share their draw in part of the futures."""
    meaning: str
    """What a yes says, in words."""

    @model_validator(mode="after")
    def _one_way(self) -> Decision:
        if (self.p is None) == (not self.odds):
            raise ValueError("needs either p or odds")
        return self


class Crisis(BoundedTables):
    """Which decisions can end the crisis without a shot."""

    resists: str | None = None
    """The decision to refuse; a no ends the crisis in terms."""
    attacks: str | None = None
    """The decision to attack; a no ends it without a war."""
    yield_share: DatedShare = fixed(0.3)
    """Share of the country's value that is ceded where the defender yields."""


class Possibility(BoundedTables):
    """One way in which a thing may have gone before the attack."""

    meaning: str
    effects: list[Effect] = []
    """Shifts of the odds of decisions, in logits, and nothing else."""


class Turning(BoundedTables):
    """What went one way or another before the attack: one way is drawn in each future."""

    title: str
    after: Date
    """It counts for attacks later than this day."""
    went: Word
    """The ways, by how often each is drawn."""
    ways: Annotated[dict[str, Possibility], Field(min_length=2)]


class PooledForecast(BoundedTables):
    """Days that a well-read contemporary of a date would have put, fought alone."""

    p10: Annotated[float, Field(ge=0)]
    p25: Annotated[float, Field(ge=0)]
    p50: Annotated[float, Field(ge=0)]
    p75: Annotated[float, Field(ge=0)]
    p90: Annotated[float, Field(ge=0)]

    @model_validator(mode="after")
    def _rising(self) -> PooledForecast:
        days = [self.p10, self.p25, self.p50, self.p75, self.p90]
        if days != sorted(days):
            raise ValueError("days by quantile may not fall")
        return self


class Arising(BoundedTables):
    """A fact that comes true in the campaign."""

    fact: str
    when: str
    delay_days: DayCount = fixed(0)


class Evacuation(BoundedTables):
    """What leaves through the open door, and how long it takes."""

    when: str
    """What must hold for the neighbour to admit."""
    days: Annotated[Q, Unit("day"), Bounds(1, 3_650)]
    """Days that it takes with every train free."""
    from_value_lost: Share = fixed(0.1)
    """Share of the value whose loss starts it."""


class CourseOfAction(BoundedTables):
    """A course of action of the attacker: when, where, how much."""

    title: str
    attack_on: Date
    weight: Annotated[float, Field(gt=0)] = 1.0
    """How often it is taken among courses of the same date."""
    shares: dict[str, Annotated[Q, Unit("share"), Bounds(0, 1)]]
    """The attacker's shares of the axes; they sum to 1."""
    effects: list[Effect] = []


class Plan(BoundedTables):
    """One choice of the defender's levers, as changes of what is written."""

    title: str
    programme: ProgrammePlan | None = None
    """What it changes of the economy's programme; the base programme where nothing is written."""
    projects: list[str] = []
    """The projects that it takes; the others are left."""
    deployment: dict[str, Annotated[Q, Unit("share"), Bounds(0, 1)]] | None = None
    """Shares of the axes in place of the scenario's; they sum to 1."""
    effects: list[Effect] = []


class School(BoundedTables):
    """Claims of one author, taken together."""

    title: str
    claims: Annotated[list[Effect], Field(min_length=1)]


class ReliefRule(BoundedTables):
    """When help counts as relief."""

    share: Annotated[Q, Unit("share"), Bounds(0, 1)]


class Outside(BoundedTables):
    """The outside view of one ally's help: what became of comparable promises."""

    route: Literal["adjacent", "overseas", "third_state"]
    promise: Literal["treaty", "guarantee", "declaration", "staff_agreement", "expectation"]
    helpers: Annotated[list[str], Field(min_length=1)]
    """Which of the answer's helpers it stands beside, such as SUN.land."""
    acts: Probability
    contact_if_acts: Probability
    contact_by_day: dict[str, Annotated[float, Field(ge=0, le=1)]]
    """Share of comparable promises in contact by that day."""


class Scenario(BoundedTables):
    """A whole source."""

    holdfast: Literal[1]
    id: Name
    title: str
    question: str
    """What is asked, in one sentence."""
    as_of: Date
    """The day with whose knowledge it is asked."""
    setting: Setting
    sides: Sides
    calendar: Calendar = Calendar()
    hazard: Hazard | None = None
    powers: Annotated[dict[str, Power], Field(min_length=2)]
    places: Annotated[dict[str, Place], Field(min_length=1)]
    links: Annotated[list[Link], Field(min_length=1)]
    sectors: dict[str, Sector] = {}
    lines: dict[str, RetreatLine] = {}
    axes: Annotated[list[AxisPath], Field(min_length=1)]
    works: Strength = Strength()
    travel: Travel = Travel()
    contingents: Annotated[list[Contingent], Field(min_length=1)]
    deployment: dict[str, Annotated[Q, Unit("share"), Bounds(0, 1)]] = {}
    """The defender's shares of the axes, for what covers no sector."""
    air: Air = Air()
    economy: PreparationEconomy | None = None
    """How money and years become what stands."""
    projects: dict[str, Project] = {}
    """Trades, buildings and talks that a plan takes or leaves."""
    events: list[Event] = []
    pacts: dict[str, Any] = {}
    """A pact file (PACTS.md) without its decisions, which stand below."""
    decisions: dict[str, Decision] = {}
    branches: dict[str, Turning] = {}
    """What went one way or another before the attack, and which odds answer it."""
    groups: dict[str, Probability] = {}
    """Chance that one draw decides for all decisions of the group."""
    arising: list[Arising] = []
    crisis: Crisis = Crisis()
    evacuation: Evacuation | None = None
    courses_of_action: Annotated[dict[str, CourseOfAction], Field(min_length=1)]
    plans: Annotated[dict[str, Plan], Field(min_length=1)]
    plan: str | None = None
    """The plan that is taken where none is named; `historical`, or else the first."""
    what_ifs: dict[str, WhatIf] = {}
    schools: dict[str, School] = {}
    outside_view: dict[str, Outside] = {}
    forecasts: list[Forecast] = []
    """What contemporaries expected. Nothing reads it before the program has answered."""
    pooled_forecasts: dict[Date, PooledForecast] = {}
    """What a well-read contemporary would have put, by date of attack."""
    relief: ReliefRule | None = None
    law: dict[str, Constant] = {}
    """Constants of the law, in place of the default's."""
    sources: dict[str, str] = {}
