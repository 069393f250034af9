"""Plans and levers as people see them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from holdfast.analysis.column import DIFFERENCE, ESTIMATE, PART, Column
from holdfast.analysis.levers import POINTS, Lever, scaled
from holdfast.analysis.paired import Difference, Estimate
from holdfast.analysis.table import Table


class JudgedRow(Protocol):
    """A plan that was judged."""

    @property
    def name(self) -> str:
        """Its name."""
        ...

    @property
    def title(self) -> str:
        """What it is, in words."""
        ...

    @property
    def cost(self) -> float | None:
        """In millions."""
        ...

    @property
    def worst_regret(self) -> float:
        """The greatest of its regrets."""
        ...

    @property
    def worst_between(self) -> tuple[float, float] | None:
        """95 % interval of it."""
        ...

    @property
    def good_enough(self) -> float | None:
        """Share of futures in which it meets the floors."""
        ...


class JudgedPlans(Protocol):
    """Plans that were judged together."""

    @property
    def plans(self) -> Sequence[JudgedRow]:
        """All of them."""
        ...

    @property
    def money(self) -> str | None:
        """The unit of costs."""
        ...

    def average(self, name: str) -> float:
        """Standing over the courses."""
        ...

    def days(self, name: str) -> float | None:
        """Days over the courses."""
        ...


def plans_table(planning: JudgedPlans) -> Table:
    """The plans that were judged to the end, the best on average first."""
    final = [one for one in planning.plans if one.worst_between is not None]
    final.sort(key=lambda one: -planning.average(one.name))
    rows = tuple(
        (
            one.name,
            one.title,
            planning.average(one.name),
            planning.days(one.name),
            _worst(one),
            one.good_enough,
            one.cost,
        )
        for one in final
    )
    has_floors = any(one.good_enough is not None for one in final)
    has_costs = any(one.cost is not None for one in final)
    columns = (
        Column("plan", "Plan", meaning="name of the plan"),
        Column("title", "What it is", meaning="the plan in words", quiet=True),
        Column("stands", "stands", "share", meaning="mean over the courses by their weights"),
        Column("days_held", "days held", "days", meaning="where it is fought, courses by weight"),
        Column("worst_regret", "greatest regret", "share", shape=ESTIMATE, detail=True,
               meaning="what the best plan against the worst course for it would have given more"),
        Column("good_enough", "good enough", "share", quiet=not has_floors,
               meaning="futures in which it meets the floors, courses by weight"),
        Column("cost", "cost", "count", unit=planning.money or "", quiet=not has_costs,
               meaning="what it spends"),
    )  # fmt: skip
    return Table("plans", "The plans that were judged to the end", columns, rows)


def _worst(one: JudgedRow) -> Estimate:
    low, high = one.worst_between or (one.worst_regret, one.worst_regret)
    return Estimate(one.worst_regret, low, high, None)


def levers_table(levers: Sequence[Lever], money: str | None) -> Table:
    """Each lever: what it is worth, for 100 million too, and by which way."""
    rows = tuple(
        (
            one.title,
            one.name,
            as_share(one.points.whole),
            one.days.whole,
            as_share(one.points.given_attack),
            as_share(one.points.deterrence),
            one.cost,
            *((each[0], each[1]) if (each := one.per_hundred_million) else (None, None)),
        )
        for one in levers
    )
    has_costs = any(one.cost is not None for one in levers)
    unit = f"for 100 {money}" if money else "for 100 million"
    columns = (
        Column("title", "What it is", quiet=True, meaning="what is done"),
        Column("lever", "Lever", meaning="name of the lever"),
        Column("stands", "stands", "share", shape=DIFFERENCE, meaning="with it less without"),
        Column("days_held", "days held", "days", shape=DIFFERENCE,
               meaning="where it is fought with it and without"),
        Column("given_attack", "given the attack", "share", shape=PART,
               meaning="of the first: on the battlefield and through help"),
        Column("deterrence", "through deterrence", "share", shape=PART,
               meaning="of the first: no attack comes, or he refuses or yields"),
        Column("cost", "cost", "count", unit=money or "", quiet=not has_costs, meaning="its price"),
        Column("points_each", "points, each 100", "number", unit=unit, shape=PART,
               quiet=True, meaning="percentage points of standing for 100 million"),
        Column("days_each", "days, each 100", "days", unit=unit, shape=PART,
               quiet=True, meaning="days held for 100 million"),
    )  # fmt: skip
    return Table("levers", "What each lever is worth, on the same draws", columns, rows)


def as_share(points: Difference) -> Difference:
    """Percentage points as a share, as tables hold them."""
    return scaled(points, 1 / POINTS)
