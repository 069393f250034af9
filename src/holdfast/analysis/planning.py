"""The answer to the question which plan: values, regrets, who answers what, what a lever is worth.

Every plan stands in one table. Plans that were dropped after fewer futures have the value of the
best plan against each course, less what they fell short of it on the futures that both have; so the
regret of every plan is the greatest value of a column less its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, ClassVar

import pandas as pd
from pydantic import ConfigDict, TypeAdapter

from holdfast.analysis import pareto
from holdfast.analysis.levers import Lever
from holdfast.analysis.regret import averaged
from holdfast.analysis.showing import page_of
from holdfast.analysis.table import Table
from holdfast.analysis.tables.planning import levers_table, plans_table
from holdfast.experiment.typed_json import STRICT, Sealed


@dataclass(frozen=True, slots=True)
class CourseJudged:
    """A course of the attacker, with its share of all."""

    name: str
    title: str
    attack_on: str
    share: float


@dataclass(frozen=True, slots=True)
class PlanJudged:
    """A plan, and what it came to against each course."""

    name: str
    title: str
    futures: int
    value: tuple[float, ...]
    """Share of campaigns that stand, by course."""
    days: tuple[float | None, ...]
    """Mean days held where it is fought, by course; None where it never is."""
    regret: tuple[float, ...]
    regret_between: tuple[tuple[float, float], ...] = ()
    """95 % interval of each regret; none of plans that were dropped."""
    worst_between: tuple[float, float] | None = None
    """Of the greatest regret."""
    best_in: float | None = None
    """Share of resamples in which it is best on average."""
    least_regret_in: float | None = None
    good_enough: float | None = None
    """Share of futures in which it meets the floors; None where none was stated."""
    cost: float | None = None
    """In millions of the economy's money."""

    @property
    def is_final(self) -> bool:
        """Whether it was judged to the end."""
        return self.worst_between is not None

    @property
    def worst_regret(self) -> float:
        """The greatest of its regrets."""
        return max(self.regret)


@dataclass(frozen=True, slots=True)
class Answered:
    """A plan that the attacker sees, and the course that he then takes."""

    plan: str
    course: str
    value: float


@dataclass(frozen=True, slots=True)
class HiddenGame:
    """What both would mix if neither saw what the other does, and what that is worth."""

    value: float
    plans: Mapping[str, float]
    courses: Mapping[str, float]


@dataclass(frozen=True)
class Choice:
    """Which plans come out first, and by what."""

    best_on_average: str
    minimax_regret: str
    leader_follower: Answered
    hidden: HiddenGame

    @property
    def plans(self) -> tuple[str, ...]:
        """Every plan that comes first by something."""
        named = (self.best_on_average, self.minimax_regret, self.leader_follower.plan)
        return tuple(dict.fromkeys((*named, *self.hidden.plans)))


@dataclass(frozen=True, repr=False)
class Planning:
    """Plans against courses on common draws. Frozen; the same seed and budget give the same."""

    scenario: str
    base: str
    """The plan beside which others are told, and to which levers are put."""
    courses: tuple[CourseJudged, ...]
    plans: tuple[PlanJudged, ...]
    choice: Choice
    indistinguishable: tuple[tuple[str, str], ...]
    """Pairs judged to the end whose means over the courses cannot be told apart."""
    answers: Mapping[str, str]
    """The course that the attacker takes who sees a plan."""
    levers: tuple[Lever, ...] = ()
    floors: Mapping[str, float] = field(default_factory=dict)
    money: str | None = None
    """The unit of costs, such as million Kcs."""
    seed: int = 1
    replications: int = 1
    campaigns: int = 0
    budget: int = 0
    lever_futures: int = 0
    """On which levers were judged."""
    searched: int = 0
    """Plans that the search found."""
    complete: bool = True
    """Whether it was judged to the end; Ctrl-C ends it before."""

    __pydantic_config__: ClassVar[ConfigDict] = STRICT

    def plan(self, name: str) -> PlanJudged:
        """The plan of a name."""
        return next(one for one in self.plans if one.name == name)

    def average(self, name: str) -> float:
        """A plan's standing over the courses by their shares."""
        shares = [one.share for one in self.courses]
        return float(averaged([list(self.plan(name).value)], shares)[0])

    def days(self, name: str) -> float | None:
        """A plan's days over the courses in which it is fought, by their shares."""
        told = [
            (one.share, days)
            for one, days in zip(self.courses, self.plan(name).days, strict=True)
            if days is not None
        ]
        total = sum(share for share, _ in told)
        return sum(share * days for share, days in told) / total if told else None

    def like(self, name: str) -> tuple[str, ...]:
        """The plans that cannot be told from one."""
        return tuple(
            other
            for pair in self.indistinguishable
            if name in pair
            for other in pair
            if other != name
        )

    def fronts(self) -> dict[str, tuple[str, ...]]:
        """Plans of which no other costs as little and stands as often, or holds as many days."""
        priced = [one for one in self.plans if one.cost is not None]
        costs = [one.cost or 0.0 for one in priced]
        gains = {
            "stands": [self.average(one.name) for one in priced],
            "days_held": [self.days(one.name) or 0.0 for one in priced],
        }
        return {
            key: tuple(priced[n].name for n in pareto.front(costs, gain))
            for key, gain in gains.items()
        }

    def to_dict(self) -> dict[str, Any]:
        """As INTERFACE.md has it, and more beside."""
        return {
            "scenario": self.scenario,
            "base": self.base,
            "plans": [one.name for one in self.plans],
            "courses": [one.name for one in self.courses],
            "value": [list(one.value) for one in self.plans],
            "regret": [list(one.regret) for one in self.plans],
            "best_on_average": self.choice.best_on_average,
            "minimax_regret": self.choice.minimax_regret,
            "leader_follower": asdict(self.choice.leader_follower),
            "hidden": asdict(self.choice.hidden),
            "indistinguishable": [list(pair) for pair in self.indistinguishable],
            "levers": [one.to_dict() for one in self.levers],
            "answers": dict(self.answers),
            "days_held": [list(one.days) for one in self.plans],
            "details": [asdict(one) for one in self.plans],
            "course_details": [asdict(one) for one in self.courses],
            "fronts": {key: list(names) for key, names in self.fronts().items()},
            "floors": dict(self.floors),
            "money": self.money,
            "seed": self.seed,
            "replications": self.replications,
            "campaigns": self.campaigns,
            "budget": self.budget,
            "lever_futures": self.lever_futures,
            "searched": self.searched,
            "complete": self.complete,
        }

    def to_json(self) -> str:
        """Everything, with its hash, so that an edit is seen."""
        return _SEALED.to_text(self)

    @classmethod
    def from_json(cls, text: str, what: str = "the planning") -> Planning:
        """Read what `to_json` gave; StoreError if it is damaged, edited, or of another format."""
        return _SEALED.from_text(text, what)

    def to_frame(self) -> pd.DataFrame:
        """One row a plan and course."""
        return pd.DataFrame(
            {
                "plan": plan.name,
                "course": course.name,
                "attack_on": course.attack_on,
                "futures": plan.futures,
                "stands": plan.value[n],
                "days_held": plan.days[n],
                "regret": plan.regret[n],
                "cost": plan.cost,
            }
            for plan in self.plans
            for n, course in enumerate(self.courses)
        )

    def table(self) -> Table:
        """The plans that were judged to the end, as people see them."""
        return plans_table(self)

    def levers_table(self) -> Table:
        """The levers as people see them."""
        return levers_table(self.levers, self.money)

    def tables(self) -> dict[str, Table]:
        """Every table of the choice by its name: what of it is exported."""
        found = (self.table(), *((self.levers_table(),) if self.levers else ()))
        return {one.name: one for one in found}

    def __repr__(self) -> str:
        """A page: what was judged, the plans that count, how many there are in all."""
        head = f"{self.scenario}: {len(self.plans)} plans against {len(self.courses)} courses"
        return page_of([head], self.table(), "to_frame has every plan and course")

    def _repr_html_(self) -> str:
        """A notebook's view: the same table."""
        return self.table()._repr_html_()


FORMAT = 1
"""Of the JSON; another number is not read."""

FILE = "planning.json"
"""Where it lies in a folder."""

_SEALED = Sealed("planning", FORMAT, TypeAdapter(Planning))
