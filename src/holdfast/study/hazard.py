"""The attack in any month: a case whose branches are months, chosen by a hazard.

What raises or lowers the odds is what the attacker can see on the date: his own readiness, the
works that stand, the wall at his back (schema.scenario.Hazard). The month is drawn given that an
attack comes within the span; how often none would come is told beside it.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from holdfast.errors import UsageError
from holdfast.experiment.cases import Branch, Case, Numbers
from holdfast.experiment.outcomes import Floats
from holdfast.scenario.compile.figures import Figures, plain, plus, times
from holdfast.scenario.compile.preparer import figures_at
from holdfast.scenario.compile.scenario import Compiled, Options, compile_scenario
from holdfast.scenario.compile.theatre import Drawn, Number, Prepares, Writer, luck, uniforms
from holdfast.scenario.realise import Posterior, inverse_cdf
from holdfast.scenario.scenario_source import ScenarioSource, inspect, load_scenario
from holdfast.schema.quantity import Quantity
from holdfast.schema.scenario import Hazard, Scenario
from holdfast.study.choices import HAZARD, Choices

ANY_MONTH = "any month"
"""What the case is called."""

MONTHS_A_YEAR = 12

LOOKED_AT = 2000
"""Futures by which the chance of no attack, and each quarter's, are told."""

LEAST_SHARE = 0.5
"""Of those futures, for a quarter that none of them fell into."""

MONTHS_A_BRANCH = 3
"""Months that share the forces of their first: a theatre is made for each quarter of a year."""


@dataclass(frozen=True)
class Months:
    """The odds of an attack in each month, as numbers that hang on what is drawn."""

    odds: tuple[Number, ...]
    quantities: dict[str, Quantity]
    prepared: tuple[Prepares, ...] = ()
    """What the plan's preparation comes to by each month."""

    def survival(self, seed: int, futures: Numbers) -> Floats:
        """float64[future, month]: chance that no attack has come by the end of each month."""
        u = luck(seed, futures, self.quantities)
        drawn: Drawn = {path: inverse_cdf(one, u[path]) for path, one in self.quantities.items()}
        for preparation in self.prepared:
            drawn = {**drawn, **preparation(drawn)}
        rows = [np.broadcast_to(number(drawn), len(futures)) for number in self.odds]
        left = np.cumprod(1.0 / (1.0 + np.exp(np.column_stack(rows))), axis=1)
        return np.asarray(left, dtype=np.float64)

    def choose(self, seed: int, futures: Numbers) -> Numbers:
        """The branch of each future's month, given that the attack comes within the span."""
        fallen = 1.0 - self.survival(seed, futures)
        u = uniforms(seed, futures, [HAZARD])[:, 0] * fallen[:, -1]
        chosen: Numbers = (fallen < u[:, None]).sum(axis=1).astype(np.int64)
        return np.minimum(chosen, len(self.odds) - 1) // MONTHS_A_BRANCH

    def never(self) -> float:
        """Chance that no attack comes within the span, over the first futures of seed 1."""
        return float(self.survival(1, np.arange(LOOKED_AT))[:, -1].mean())


@dataclass(frozen=True)
class AnyMonth:
    """An attack in any month, made ready."""

    case: Case
    months: Months
    days: dict[str, datetime.date]
    """Of each branch the first day of its quarter."""
    loaded: dict[str, Scenario]
    """The scenario on that day."""
    compiled: dict[str, Compiled]


def hazard_case(
    source: ScenarioSource, choices: Choices, posterior: Posterior, options: Options
) -> AnyMonth:
    """One case with a branch for each quarter of the scenario's hazard.

    Raises
    ------
    ScenarioError
        with every fault of every file.
    UsageError
        if the scenario has no hazard.
    """
    written, _ = inspect(source)
    if written is None or written.hazard is None:
        raise UsageError(
            f"{source.id} has no hazard of attack: write hazard: {{first, last, base}}"
        )
    writer = Writer(np.zeros((0, 0, 0)))
    if choices.course is not None or choices.freeze_others:
        raise UsageError("--attack hazard chooses the course itself, and freezes nobody")
    branches: list[Branch] = []
    odds: list[Number] = []
    prepared: list[Prepares] = []
    days: dict[str, datetime.date] = {}
    loaded: dict[str, Scenario] = {}
    made: dict[str, Compiled] = {}
    for number, month in enumerate(months(written.hazard)):
        scenario = load_scenario(
            source, month, choices.plan, choices.what_ifs, choices.settings, choices.school
        )
        course = nearest_course(scenario, month)
        dated = at_month(scenario, course, month)
        if number % MONTHS_A_BRANCH == 0:
            compiled = compile_scenario(dated, course, posterior, options)
            name = f"{month:%Y-%m}"
            branches.append(Branch(name, 1.0, compiled.theatre))
            made[name], loaded[name], days[name] = compiled, scenario, month
        odds.append(log_odds(figures_at(dated, month, writer, options.view)))
        if writer.preparation is not None:
            prepared.append(writer.preparation)
            writer.preparation = None
    found = Months(tuple(odds), dict(writer.quantities), tuple(prepared))
    shares = np.bincount(found.choose(1, np.arange(LOOKED_AT)), minlength=len(branches))
    weighed = tuple(
        replace(branch, weight=max(float(share), LEAST_SHARE))
        for branch, share in zip(branches, shares, strict=True)
    )
    case = Case(ANY_MONTH, weighed, found.choose)
    return AnyMonth(case, found, days, loaded, made)


def months(hazard: Hazard) -> Iterator[datetime.date]:
    """The first day of every month of the span."""
    number = hazard.first.year * MONTHS_A_YEAR + hazard.first.month - 1
    last = hazard.last.year * MONTHS_A_YEAR + hazard.last.month - 1
    for month in range(number, last + 1):
        yield datetime.date(month // MONTHS_A_YEAR, month % MONTHS_A_YEAR + 1, 1)


def nearest_course(scenario: Scenario, month: datetime.date) -> str:
    """The course whose date lies nearest: its shares of the axes are taken."""
    courses = scenario.courses_of_action
    return min(courses, key=lambda name: abs((courses[name].attack_on - month).days))


def at_month(scenario: Scenario, course: str, month: datetime.date) -> Scenario:
    """The scenario with one course moved to a month."""
    moved = scenario.courses_of_action[course].model_copy(update={"attack_on": month})
    return scenario.model_copy(
        update={"courses_of_action": {**scenario.courses_of_action, course: moved}}
    )


def log_odds(figures: Figures) -> Number:
    """Ln of the odds of an attack in the month: base + what the attacker can see, weighed."""
    scenario, hazard = figures.scenario, figures.scenario.hazard
    assert hazard is not None
    attacker = scenario.powers[scenario.sides.attacker]
    seen = [
        (hazard.readiness, figures.number(attacker.readiness)),
        (hazard.works, works_share(figures)),
        (hazard.wall, wall_share(figures)),
    ]
    weighed = [times(figures.number(weight), share) for weight, share in seen]
    return plus(figures.number(hazard.base), *weighed)


def works_share(figures: Figures) -> Number:
    """Share of the planned heavy works that stand, over all sectors."""
    works = [sector.heavy for sector in figures.scenario.sectors.values()]
    built = plus(*(figures.number(one.built) for one in works))
    planned = plus(*(figures.number(one.planned) for one in works))

    def share(drawn: Drawn) -> Floats | float:
        return np.minimum(1.0, built(drawn) / np.maximum(1.0, planned(drawn)))

    return share


def wall_share(figures: Figures) -> Number:
    """How much of the wall stands against the first ally who may open a second front."""
    attacker = figures.scenario.sides.attacker
    for power in figures.scenario.powers.values():
        if power.second_front is not None and power.second_front.against == attacker:
            return figures.number(power.second_front.wall)
    return plain(0.0)
