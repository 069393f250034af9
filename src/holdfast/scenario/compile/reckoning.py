"""A programme in words becomes an economy in numbers: `holdfast.preparation` reckons with it.

Every quantity is drawn by its own path, so that two programmes of one future share its luck.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from holdfast.preparation import (
    NEVER,
    Arming,
    Capacity,
    Economy,
    Export,
    Good,
    Lag,
    ModelChange,
    Order,
    Vote,
)
from holdfast.preparation.economy import YEAR
from holdfast.preparation.factors import default_factors
from holdfast.scenario.compile.figures import Figures, plain, times
from holdfast.scenario.compile.theatre import Drawn, Number
from holdfast.scenario.programme import PlanProgramme, month_number
from holdfast.scenario.realise import Floats
from holdfast.schema.economy import ArmedBy, PreparationEconomy
from holdfast.schema.projects import Project
from holdfast.schema.quantity import Quantity, Triangular

FIRST_OF_ALL = -1
"""Stage of what a plan takes beside its programme: it is served before all orders."""

NOTHING = plain(0.0)

PROJECT = "project "
"""Before the name of a project in those of goods and orders; no id has a blank."""


@dataclass(frozen=True)
class NumberedGood:
    """A good, its numbers still to be drawn."""

    id: str
    purpose: str
    cost: Number
    months: Number
    uses: Mapping[str, Number]
    arms: Mapping[str, Number] | None = None
    after_months: Number = NOTHING
    arms_cost: Number = NOTHING

    def drawn(self, drawn: Drawn) -> Good:
        """The good in some futures."""
        armed = None
        if self.arms is not None:
            uses = all_of(self.arms, drawn)
            armed = Arming(uses, self.after_months(drawn), self.arms_cost(drawn))
        uses = all_of(self.uses, drawn)
        return Good(self.id, self.purpose, self.cost(drawn), uses, self.months(drawn), armed)


@dataclass(frozen=True)
class NumberedCapacity:
    """A capacity, its numbers still to be drawn."""

    id: str
    per_month: Number
    begins: int
    was: Number
    ramp_months: Number
    first_share: Number
    season: tuple[float, ...]

    def drawn(self, drawn: Drawn) -> Capacity:
        """The capacity in some futures."""
        return Capacity(
            self.id,
            self.per_month(drawn),
            self.begins,
            self.ramp_months(drawn),
            self.first_share(drawn),
            self.was(drawn),
            self.season,
        )


@dataclass(frozen=True)
class Reckoning:
    """A programme until an attack, its amounts still to be drawn.

    Attributes
    ----------
    months : whole months from the first that is reckoned until the attack.
    first : the calendar month of the first, 1 to 12.
    """

    programme: PlanProgramme
    months: int
    first: int
    votes: tuple[tuple[str, int, int, Number], ...]
    capacities: tuple[NumberedCapacity, ...]
    goods: tuple[NumberedGood, ...]
    orders: tuple[tuple[str, str, Number, int, int], ...]
    model_changes: tuple[tuple[str, int, Number, Number], ...]
    exports: tuple[tuple[str, Number, int, int], ...]
    lag: tuple[tuple[float, ...], tuple[float, ...]]
    overrun: Number
    haste: Number
    threat_rises: int

    def economy(self, drawn: Drawn) -> Economy:
        """The economy in some futures."""
        return Economy(
            months=max(1, self.months),
            votes=tuple(
                Vote(purpose, begins, ends, voted(drawn))
                for purpose, begins, ends, voted in self.votes
            ),
            capacities=tuple(one.drawn(drawn) for one in self.capacities),
            goods=tuple(one.drawn(drawn) for one in self.goods),
            orders=tuple(
                Order(name, good, number(drawn), begins, stage)
                for name, good, number, begins, stage in self.orders
            ),
            model_changes=tuple(
                ModelChange(good, on, dip(drawn), months(drawn))
                for good, on, dip, months in self.model_changes
            ),
            exports=tuple(
                Export(good, number(drawn), begins, ends)
                for good, number, begins, ends in self.exports
            ),
            lag=Lag(*self.lag, self.overrun(drawn), self.haste(drawn)),
            threat_rises=self.threat_rises,
            futures=futures_of(drawn),
            first=self.first,
        )


def futures_of(drawn: Drawn) -> int:
    """How many futures are drawn; 1 where nothing is."""
    return next((len(one) for one in drawn.values()), 1)


def all_of(numbers: Mapping[str, Number], drawn: Drawn) -> dict[str, Floats | float]:
    """Numbers by name, drawn."""
    return {name: number(drawn) for name, number in numbers.items()}


@dataclass(frozen=True)
class Reckoner:
    """Makes reckonings of programmes, for one date of attack."""

    figures: Figures
    economy: PreparationEconomy
    projects: Mapping[str, Project]

    def reckoning(self, programme: PlanProgramme) -> Reckoning:
        """A programme until the attack."""
        first = month_number(programme.first)
        number, economy = self.figures.number, self.economy
        paid = self._paid(programme)
        return Reckoning(
            programme=programme,
            months=self._month(self.figures.on, first),
            first=programme.first.month,
            votes=tuple(
                (one.purpose, self._month(one.on, first), self._month(one.until, first) + 1,
                 self._product(one.sum, one.share))
                for one in programme.votes
            ),
            capacities=tuple(self._capacities(programme, first)),
            goods=(*self._goods(), *(self._project_good(name) for name in paid)),
            orders=(*self._orders(programme, first), *self._project_orders(paid, first)),
            model_changes=tuple(
                (one.good, self._month(one.on, first), self._or_factor(one.dip, "model_dip"),
                 self._or_factor(one.months, "model_months"))
                for one in economy.changes_of_model
            ),
            exports=tuple(
                (one.good, number(one.number), self._month(one.begins, first),
                 self._month(one.ends, first) + 1)
                for one in economy.exports
            ),
            lag=self._lag(),
            overrun=self._or_factor(None, "overrun"),
            haste=self._or_factor(None, "haste"),
            threat_rises=self._threat(first),
        )  # fmt: skip

    @staticmethod
    def _month(day: datetime.date, first: int) -> int:
        return month_number(day) - first

    def _threat(self, first: int) -> int:
        rises = self.economy.threat_rises
        return NEVER if rises is None else self._month(rises, first)

    def _or_factor(self, written: Quantity | None, name: str) -> Number:
        """What is written, or what programmes of many states share."""
        if written is not None:
            return self.figures.number(written)
        return self.figures.writer.number_of(f"factors.{name}", usual(name))

    def _product(self, number: Quantity, share: Quantity | float | None) -> Number:
        whole = self.figures.number(number)
        if share is None:
            return whole
        part = plain(share) if isinstance(share, int | float) else self.figures.number(share)
        return times(whole, part)

    def _lag(self) -> tuple[tuple[float, ...], tuple[float, ...]]:
        written = self.economy.lag
        rows = _usual_lag() if written is None else {float(k): v for k, v in written.rows.items()}
        knots = sorted({0.0: 0.0, **rows}.items())
        return tuple(time for time, _ in knots), tuple(share for _, share in knots)

    def _capacities(self, programme: PlanProgramme, first: int) -> Iterator[NumberedCapacity]:
        for name, one in self.economy.capacities.items():
            begins = programme.begins.get(name)
            new = begins is not None
            at_once = plain(0.0)
            yield NumberedCapacity(
                id=name,
                per_month=self.figures.number(one.per_month),
                begins=0 if begins is None else self._month(begins, first),
                was=self.figures.number(one.was),
                ramp_months=self._or_factor(one.ramp_months, "ramp_months") if new else at_once,
                first_share=self._or_factor(one.first_share, "first_share") if new else at_once,
                season=season_of(one.season),
            )

    def _goods(self) -> Iterator[NumberedGood]:
        for name, one in self.economy.goods.items():
            shell = NumberedGood(
                id=name,
                purpose=one.purpose,
                cost=self.figures.number(one.cost),
                months=self.figures.number(one.months),
                uses={key: self.figures.number(use) for key, use in one.uses.items()},
            )
            yield shell if one.armed is None else self._armed(shell, one.armed)

    def _armed(self, shell: NumberedGood, armed: ArmedBy) -> NumberedGood:
        """A good that waits for its arms."""
        return replace(
            shell,
            arms={key: self.figures.number(use) for key, use in armed.uses.items()},
            after_months=self._or_factor(armed.after_months, "gap"),
            arms_cost=self.figures.number(armed.cost),
        )

    def _orders(
        self, programme: PlanProgramme, first: int
    ) -> Iterator[tuple[str, str, Number, int, int]]:
        for one in programme.orders:
            number = self._product(one.number, one.part)
            yield one.id, one.good, number, self._month(one.begins, first), one.stage

    # ------------------------------------------------------------ projects that cost money
    def _paid(self, programme: PlanProgramme) -> list[str]:
        """The projects of a plan for which votes pay."""
        return [one for one in programme.projects if self.projects[one].purpose is not None]

    def _project_good(self, name: str) -> NumberedGood:
        one = self.projects[name]
        assert one.purpose is not None, "it is paid"
        cost, months = self.figures.number(one.cost), self.figures.number(one.months)
        return NumberedGood(f"{PROJECT}{name}", one.purpose, cost, months, {})

    def _project_orders(
        self, paid: list[str], first: int
    ) -> Iterator[tuple[str, str, Number, int, int]]:
        for name in paid:
            begins = self._month(self.projects[name].begins, first)
            yield f"{PROJECT}{name}", f"{PROJECT}{name}", plain(1.0), begins, FIRST_OF_ALL


def usual(name: str) -> Quantity:
    """What programmes of many states had in common, with its range.

    >>> usual("ramp_months").middle()
    22.0
    """
    one = default_factors()[name]
    return Quantity(spread=Triangular(low=one.low, mode=one.value, high=one.high))


def _usual_lag() -> dict[float, float]:
    lag = default_factors().lag
    return dict(zip(lag.times, lag.shares, strict=True))


def season_of(table: Mapping[str, float]) -> tuple[float, ...]:
    """Twelve factors, January first; none where nothing is written."""
    return tuple(table.get(str(month + 1), 1.0) for month in range(YEAR)) if table else ()
