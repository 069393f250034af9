"""The defender's economy: what was voted, what could be made, what was ordered, what it became.

Money and years become what stands on the day of the attack. Every number may be uncertain and may
carry its evidence; ramps, lags, dips and gaps that are left out come from the factors of
`preparation/factors.yaml`, which programmes of many states share.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, field_validator

from holdfast.schema.base import EVIDENCE_KEYS
from holdfast.schema.kinds import Date, Name, Share
from holdfast.schema.quantity import Q, fixed
from holdfast.schema.tables import BoundedTables
from holdfast.units import Bounds, Unit

Money = Annotated[Q, Unit("money"), Bounds(0, 1_000_000_000)]
PerMonth = Annotated[Q, Unit("per month"), Bounds(0, 1_000_000_000)]
Months = Annotated[Q, Unit("months"), Bounds(0, 240)]
Number = Annotated[Q, Unit("goods"), Bounds(0, 10_000_000)]
Uses = dict[str, Annotated[Q, Unit("per month"), Bounds(0, 1_000_000)]]
"""What one piece takes of each capacity, by the name of the capacity."""

MONTHS_OF_A_YEAR = frozenset(range(1, 13))


def _months(table: object) -> object:
    """Keys of a season as words, all of them months."""
    if not isinstance(table, dict):
        return table
    for key in table:
        if not str(key).isdigit() or int(str(key)) not in MONTHS_OF_A_YEAR:
            raise ValueError(f'"{key}" is no month: write 1 for January to 12 for December')
    return {str(key): value for key, value in table.items()}


Season = Annotated[dict[str, Annotated[float, Field(ge=0, le=2)]], BeforeValidator(_months)]
"""Factor on a capacity by month of the year, 1 to 12; 1 where nothing is written."""


class VoteLag(BoundedTables):
    """Which share of a vote may be drawn by which share of its time: {0.16: 0.05, 1: 1}."""

    rows: Annotated[dict[str, Annotated[float, Field(ge=0, le=1)]], Field(min_length=1)]

    @field_validator("rows")
    @classmethod
    def _rising(cls, rows: dict[str, float]) -> dict[str, float]:
        times = {key: _share_of_time(key) for key in rows}
        shares = [rows[key] for key in sorted(rows, key=lambda key: times[key])]
        if shares != sorted(shares):
            raise ValueError("what may be drawn of a vote never falls")
        return rows


def _share_of_time(key: str) -> float:
    try:
        share = float(key)
    except ValueError:
        share = -1.0
    if not 0 <= share <= 1:
        raise ValueError(f'"{key}" is no share of the time of a vote: write 0 to 1')
    return share


def _lag(value: object) -> object:
    """The rows of a lag apart from its evidence."""
    if not isinstance(value, dict):
        return value
    evidence = {key: item for key, item in value.items() if key in EVIDENCE_KEYS}
    rows = {str(key): item for key, item in value.items() if key not in EVIDENCE_KEYS}
    return {**evidence, "rows": rows}


Lag = Annotated[VoteLag, BeforeValidator(_lag)]


class Purpose(BoundedTables):
    """What money is voted for."""

    title: str


class VotedSum(BoundedTables):
    """A sum voted for a purpose, to be spent between two days."""

    purpose: str
    on: Date
    until: Date
    sum: Money


class Bottleneck(BoundedTables):
    """A capacity: what can be done in a month by all orders together."""

    title: str
    per_month: PerMonth
    """The full rate."""
    begins: Date | None = None
    """Month in which its plant is begun; it was there from the start where nothing is written."""
    was: PerMonth = fixed(0)
    """The rate before that, from which it grows."""
    ramp_months: Months | None = None
    """Months from there to the full rate; by the shared factors where nothing is written."""
    first_share: Share | None = None
    """Share of the full rate in its first year; by the shared factors where nothing is written."""
    season: Season = {}


class ArmedBy(BoundedTables):
    """What makes a finished shell fit to fight: it comes from other makers, and later."""

    uses: Uses = {}
    after_months: Months | None = None
    """Months from the shell to its arms; by the shared factors where nothing is written."""
    cost: Money = fixed(0)
    """What arming one costs beside the shell."""


class MadeGood(BoundedTables):
    """Something that can be ordered: its price, what it takes, how long one is in the making."""

    title: str
    purpose: str
    cost: Money
    """Of one, without what arms it."""
    uses: Uses = {}
    months: Months
    """From its beginning to its end."""
    armed: ArmedBy | None = None
    stood: Number = fixed(0)
    """How many stood before the first month that is reckoned, for changes by a ratio."""


class ProgrammeStage(BoundedTables):
    """An order: of what, how many, from when, where. Orders before it in the list come first."""

    id: Name
    good: str
    sectors: list[str] = []
    """Where it is built, side by side; none for what stands nowhere. (`at` is evidence.)"""
    shares: dict[str, Share] = {}
    """Each sector's share of the number, where they are not alike; they sum to 1."""
    number: Number
    """In all its sectors together."""
    begins: Date
    by: Date | None = None
    """The month by which it must stand: what money or capacity forbid by then is refused."""


class NewModel(BoundedTables):
    """A change of model: what is made of a good falls for a while."""

    good: str
    on: Date
    dip: Annotated[Q, Unit("share"), Bounds(0, 1)] | None = None
    """What is left of the rate; by the shared factors where nothing is written."""
    months: Months | None = None


class SoldAbroad(BoundedTables):
    """Goods made for another power: they take what they use of the capacities."""

    good: str
    to: str
    number: Number
    begins: Date
    ends: Date


class StandsAs(BoundedTables):
    """What a good of the economy is in the scenario, at the date of the attack.

    A number that is written there is what the base programme gave: another plan stands at that
    number and what the economy makes more or less under it (add), or in the same ratio (scale).
    Where nothing is written the economy's own number stands.
    """

    good: str
    of: Literal["built", "armed"] = "built"
    """How many are built; or which share of them is armed."""
    path: Annotated[str, Field(min_length=1)]
    op: Literal["add", "scale"] = "add"
    per: Annotated[Q, Unit("1"), Bounds(0, 1_000_000)] = fixed(1)
    """What one of the good adds to the number."""


class SeenStanding(BoundedTables):
    """A fact of which sentences may speak: so much of a good stands on the day of the attack.

    It holds, from the first day of the crisis, in the futures in which the plan has built at least
    this share of what the base programme orders (in these sectors).
    """

    fact: str
    """Such as fact(works_stand): odds of decisions may ask `when: fact(works_stand)`."""
    good: str
    sectors: list[str] = []
    """The sectors that are looked at; all where nothing is written."""
    share: Annotated[float, Field(gt=0, le=1)]


class ProgrammePlan(BoundedTables):
    """A plan's programme, as what it changes of the base programme; nothing changes nothing."""

    shares: dict[str, Share] | None = None
    """The sum of all votes divided anew among the purposes, on the same dates; they sum to 1."""
    order: list[list[str]] = []
    """Sectors in stages: what is built in them comes in this order, the rest behind."""
    start_months: int | dict[str, int] = 0
    """Months by which votes, orders and capacities begin earlier (below 0) or later; by purpose."""
    orders: list[ProgrammeStage] | None = None
    """Orders in place of the base programme's; an empty list orders nothing."""


class PreparationEconomy(BoundedTables):
    """The economy that prepares for the attack, reckoned month by month."""

    power: str
    begins: Date
    """First month that is reckoned."""
    unit: str
    """What money is counted in."""
    purposes: Annotated[dict[str, Purpose], Field(min_length=1)]
    votes: Annotated[list[VotedSum], Field(min_length=1)]
    lag: Lag | None = None
    """By the shared factors where nothing is written."""
    threat_rises: Date | None = None
    """From here votes are drawn faster, and overrun."""
    capacities: dict[str, Bottleneck] = {}
    goods: Annotated[dict[str, MadeGood], Field(min_length=1)]
    programme: list[ProgrammeStage] = []
    """The base programme: what was really ordered, in the order of its priority."""
    changes_of_model: list[NewModel] = []
    exports: list[SoldAbroad] = []
    stands: list[StandsAs] = []
    facts: list[SeenStanding] = []
