"""What an economy of preparation is made of: money voted, capacity, goods, orders, exports.

Months count from 0, the first month that is reckoned; a month below 0 lies before it. An `Amount`
is a number, or a number of each future, `float[future]`. Nothing here belongs to one country: what
all programmes on record share stands in `factors.yaml`.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from holdfast.errors import UsageError

Floats: TypeAlias = npt.NDArray[np.float64]
Amount: TypeAlias = "float | Floats"

NEVER = 1_000_000
"""A month that does not come."""

YEAR = 12

NONE_USED: Mapping[str, Amount] = MappingProxyType({})


@dataclass(frozen=True)
class Vote:
    """Money voted for one purpose, to be spent between two months.

    Attributes
    ----------
    purpose : what it may be spent on.
    begins : month of the vote; below 0 where it was voted before the first month.
    ends : the first month after the time for which it was voted.
    sum : all of it, in the unit of money of the economy.
    """

    purpose: str
    begins: int
    ends: int
    sum: Amount

    def __post_init__(self) -> None:
        if self.ends <= self.begins:
            raise UsageError(f"the vote for {self.purpose} ends before it begins")


@dataclass(frozen=True)
class Capacity:
    """Something of which a month has so much and no more: sites, guns made, labour, cement.

    What is not used in a month is lost. A plant of a new kind comes to its full rate along a
    logistic; of what existed before (`was`), nothing is lost on the way.

    Attributes
    ----------
    id : name by which goods ask for it.
    per_month : full rate.
    begins : month in which it is ordered or opened; none of it before, but for `was`.
    ramp_months : months from there until the full rate; 0: at once.
    first_share : output of the first twelve months over twelve months at the full rate.
    was : rate before, and from which it grows.
    season : share of the rate that January, February, … allow; empty: all of it always.
    """

    id: str
    per_month: Amount
    begins: int = 0
    ramp_months: Amount = 0.0
    first_share: Amount = 0.3
    was: Amount = 0.0
    season: tuple[float, ...] = ()

    def __post_init__(self) -> None:
        if self.season and len(self.season) != YEAR:
            raise UsageError(f"the season of {self.id} has {len(self.season)} months, not twelve")


@dataclass(frozen=True)
class Arming:
    """What a finished shell waits for: guns, sights, embrasures of other makers.

    Attributes
    ----------
    uses : of each capacity, how much arms one.
    after_months : months from the finished shell until it can be armed at the earliest.
    cost : money for one, of the purpose of the work; it is ordered, and booked, with the work.
    """

    uses: Mapping[str, Amount] = field(default_factory=lambda: NONE_USED)
    after_months: Amount = 0.0
    cost: Amount = 0.0


@dataclass(frozen=True)
class Good:
    """A kind of thing that money and capacity become: a heavy work, a tank, a division.

    Attributes
    ----------
    id : name by which orders ask for it.
    purpose : whose votes pay for it.
    cost : money for one.
    uses : of each capacity, how much one takes in the month in which it is begun.
    months : months from there until it stands, or is delivered; a part of a month counts as one.
    armed : what it then waits for; None: nothing.
    """

    id: str
    purpose: str
    cost: Amount
    uses: Mapping[str, Amount] = field(default_factory=lambda: NONE_USED)
    months: Amount = 0.0
    armed: Arming | None = None

    @property
    def price(self) -> Amount:
        """Money that is booked when one is begun: the thing and what arms it."""
        return self.cost if self.armed is None else self.cost + self.armed.cost


@dataclass(frozen=True)
class Order:
    """So many of a good, wanted from a month on.

    Attributes
    ----------
    id : its name.
    good : what is ordered.
    number : how many.
    begins : month in which work may begin.
    stage : orders of a lower stage are served first; those of one stage share alike.
    """

    id: str
    good: str
    number: Amount
    begins: int = 0
    stage: int = 0


@dataclass(frozen=True)
class ModelChange:
    """A good changes its model: for some months its makers give only a share of what they gave."""

    good: str
    on: int
    dip: Amount
    months: Amount


@dataclass(frozen=True)
class Export:
    """Goods made for a buyer abroad between two months: capacity that the home orders lack.

    Attributes
    ----------
    good : what is sold; its purpose does not pay.
    number : how many.
    begins, ends : the first month of making, and the first after it; what is late is made up.
    first : whether the buyer is served before home orders, or after them.
    """

    good: str
    number: Amount
    begins: int
    ends: int
    first: bool = True

    def __post_init__(self) -> None:
        if self.ends <= self.begins:
            raise UsageError(f"the export of {self.good} ends before it begins")


@dataclass(frozen=True)
class Lag:
    """How a vote is drawn: by share of its time, and faster once the threat has risen.

    Attributes
    ----------
    times, shares : knots of the share that may be drawn by a share of the time, from 0 to 1.
    overrun : all that is drawn in the end over what was voted, where the threat rose first.
    haste : how much faster the time of a vote runs once the threat has risen.
    """

    times: tuple[float, ...] = (0.0, 1.0)
    shares: tuple[float, ...] = (0.0, 1.0)
    overrun: Amount = 1.0
    haste: Amount = 1.0

    def __post_init__(self) -> None:
        if len(self.times) != len(self.shares) or list(self.times) != sorted(set(self.times)):
            raise UsageError("a lag needs a share for every time, and times that rise")
        if list(self.shares) != sorted(self.shares):
            raise UsageError("what may be drawn of a vote never shrinks: shares must rise")


AT_ONCE = Lag((0.0,), (1.0,))
"""All of a vote may be drawn in its first month."""


@dataclass(frozen=True)
class Economy:
    """All that decides what stands in which month.

    Attributes
    ----------
    months : how many months are reckoned.
    futures : how many futures its arrays have; 1 where all amounts are numbers.
    first : calendar month of month 0: 1 is January.
    votes, capacities, goods, orders, model_changes, exports : as their classes say.
    lag : how votes are drawn.
    threat_rises : month from which they are drawn faster and overrun.
    """

    months: int
    votes: tuple[Vote, ...] = ()
    capacities: tuple[Capacity, ...] = ()
    goods: tuple[Good, ...] = ()
    orders: tuple[Order, ...] = ()
    model_changes: tuple[ModelChange, ...] = ()
    exports: tuple[Export, ...] = ()
    lag: Lag = AT_ONCE
    threat_rises: int = NEVER
    futures: int = 1
    first: int = 1

    def __post_init__(self) -> None:
        """Every name that is used must be there, once."""
        capacities = known("capacity", [one.id for one in self.capacities])
        goods = known("good", [one.id for one in self.goods])
        known("order", [one.id for one in self.orders])
        for good in self.goods:
            arms = good.armed.uses if good.armed else ()
            require(f"good {good.id}", "capacity", [*good.uses, *arms], capacities)
        asked = [one.good for one in self.orders]
        asked += [one.good for one in self.exports]
        asked += [one.good for one in self.model_changes]
        require("an order, export or change", "good", asked, goods)

    @property
    def purposes(self) -> tuple[str, ...]:
        """What money is voted for or spent on, in the order in which it is named."""
        named = [*(one.purpose for one in self.votes), *(one.purpose for one in self.goods)]
        return tuple(dict.fromkeys(named))


def known(what: str, names: list[str]) -> set[str]:
    """The names, each once."""
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise UsageError(f"{what} {twice[0]} is there twice")
    return set(names)


def require(who: str, what: str, asked: Collection[str], there: set[str]) -> None:
    """Refuse a name that is not there."""
    missing = [name for name in asked if name not in there]
    if missing:
        raise UsageError(f"{who} names the {what} {missing[0]}, which is not there")
