"""Plans that can be played, and the courses that they are played against.

A scenario is compiled once for each course. What a plan prepares, its programme and its projects,
is then put in the place of what another prepared; only a plan that changes other things is compiled
for itself.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from holdfast.catalog.posterior import PosteriorSample, load_posterior
from holdfast.errors import UsageError
from holdfast.scenario.compile.scenario import Compiled
from holdfast.scenario.compile.theatre import Theatre
from holdfast.scenario.programme import month_number
from holdfast.schema.scenario import Plan
from holdfast.study.choices import Choices
from holdfast.study.planning.reckoned import ReckonedBefore, Spent, key_of, spent_on
from holdfast.study.target import Menu, Target
from holdfast.text.spelling import did_you_mean


@dataclass(frozen=True, slots=True)
class Course:
    """One course of the attacker, with its share of all."""

    name: str
    title: str
    attack_on: str
    share: float
    """Every date of attack counts alike, and of one date each course by its weight."""


@dataclass(frozen=True)
class Candidate:
    """One plan of the defender, ready to be played against every course."""

    name: str
    title: str
    theatres: Mapping[str, Theatre]
    """By course."""
    cost: float | None = None
    """Spent by the day of the attack, at middle values, courses by their shares, in millions of
    the economy's money; None where no money is reckoned."""


@dataclass(frozen=True)
class Workshop:
    """What was compiled under some choices, into which preparations are put."""

    courses: Mapping[str, Compiled]
    economies: Mapping[str, str]
    """The key of each course's economy."""
    before: ReckonedBefore


OnMade = Callable[[int, int], None]
"""Called with (plans made, plans in all)."""


@dataclass(frozen=True)
class Field:
    """Where plans are judged: a scenario, the courses of its attacker, what else is chosen."""

    target: Target
    choices: Choices
    courses: tuple[Course, ...]
    sample: PosteriorSample
    menu: Menu
    compiled: dict[Choices, Workshop]
    """What was compiled, by what was chosen for it."""

    @classmethod
    def of(cls, target: Target, choices: Choices, named: Sequence[str] = ()) -> Field:
        """The scenario with the courses that are named, or with all.

        Raises
        ------
        ScenarioError
            with every fault of what is written.
        UsageError
            if it is a card, or has no course of a name.
        """
        menu = target.menu()
        wanted = known(named or tuple(menu.courses), menu.courses, "course of action")
        courses = [(name, menu.courses[name]) for name in wanted]
        by_date: dict[str, float] = {}
        for _, one in courses:
            by_date[one.attack_on] = by_date.get(one.attack_on, 0.0) + one.weight
        dates = len(by_date)
        told = tuple(
            Course(name, one.title, one.attack_on, one.weight / by_date[one.attack_on] / dates)
            for name, one in courses
        )
        return cls(target, choices, told, load_posterior(), menu, {})

    @property
    def shares(self) -> dict[str, float]:
        """The share of each course."""
        return {one.name: one.share for one in self.courses}

    def known_plans(self, named: Iterable[str] = ()) -> tuple[str, ...]:
        """The plans that are named, or all; UsageError if there is none of a name."""
        return known(tuple(named) or tuple(self.menu.plans), self.menu.plans, "plan")

    def plans(self, named: Iterable[str] = (), on_made: OnMade | None = None) -> list[Candidate]:
        """The plans of the scenario that are named, or all."""
        wanted = self.known_plans(named)
        made: list[Candidate] = []
        for name in wanted:
            made.append(self.made(name, self.menu.plans[name], self.choices_for(name)))
            if on_made is not None:
                on_made(len(made), len(wanted))
        return made

    def choices_for(self, name: str) -> Choices:
        """What is chosen to compile a plan: itself, or one plan for all that prepare alone."""
        alike = (one for one, plan in self.menu.plans.items() if is_preparation(plan))
        if is_preparation(self.menu.plans[name]):
            return self.choices.under(plan=next(alike, name))
        return self.choices.under(plan=name)

    def made(self, name: str, plan: Plan, choices: Choices, title: str = "") -> Candidate:
        """A plan put into what was compiled under some choices."""
        compiled = self._compiled(choices)
        theatres: dict[str, Theatre] = {}
        spent: Spent | None = None
        for course in self.courses:
            one = compiled.courses[course.name]
            theatres[course.name] = one.theatre
            if one.preparer is not None:
                prepared = one.preparer.of(plan)
                shared = compiled.before.shared(prepared, compiled.economies[course.name])
                theatres[course.name] = replace(one.theatre, preparation=shared)
                if spent is None and one.preparer.economy is not None:
                    spent = spent_on(prepared, compiled.before.attacks)
        return Candidate(name, title or plan.title, theatres, self._cost(spent))

    def _cost(self, spent: Spent | None) -> float | None:
        """What is spent by the day of the attack, courses by their shares."""
        if spent is None:
            return None
        dates = ((one.share, datetime.date.fromisoformat(one.attack_on)) for one in self.courses)
        return sum(share * spent(month_number(day)) for share, day in dates)

    def _compiled(self, choices: Choices) -> Workshop:
        if choices not in self.compiled:
            made = {
                course.name: self.target.levered(
                    choices.under(course=course.name), course.name, self.sample
                )
                for course in self.courses
            }
            dates = [datetime.date.fromisoformat(course.attack_on) for course in self.courses]
            economies = {
                name: key_of(None if one.preparer is None else one.preparer.economy)
                for name, one in made.items()
            }
            self.compiled[choices] = Workshop(made, economies, ReckonedBefore.until(dates))
        return self.compiled[choices]


def is_preparation(plan: Plan) -> bool:
    """Whether all that a plan does is to prepare: programme and projects."""
    return not plan.effects and plan.deployment is None


def known(named: Sequence[str], menu: Mapping[str, object], what: str) -> tuple[str, ...]:
    """The names, each once.

    Raises
    ------
    UsageError
        with the nearest name, if there is none of a name.
    """
    for name in named:
        if name not in menu:
            raise UsageError(f'there is no {what} "{name}": {did_you_mean(name, menu)}')
    return tuple(dict.fromkeys(named))
