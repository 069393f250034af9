"""Plans that can be played, and the courses that they are played against."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from holdfast.catalog.posterior import PosteriorSample, load_posterior
from holdfast.errors import UsageError
from holdfast.scenario.compile.theatre import Theatre
from holdfast.study.choices import Choices
from holdfast.study.target import Target
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
    """One plan of the defender, compiled for every course."""

    name: str
    title: str
    theatres: Mapping[str, Theatre]
    """By course."""
    cost: float | None = None
    """What it spends, in millions of the economy's money; None where nothing is reckoned."""


OnMade = Callable[[int, int], None]
"""Called with (plans compiled, plans in all)."""


@dataclass(frozen=True)
class Field:
    """Where plans are judged: a scenario, the courses of its attacker, what else is chosen."""

    target: Target
    choices: Choices
    courses: tuple[Course, ...]
    sample: PosteriorSample

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
        sample = load_posterior()
        wanted = _known(named or tuple(menu.courses), menu.courses, "course of action")
        courses = [(name, menu.courses[name]) for name in wanted]
        by_date: dict[str, float] = {}
        for _, one in courses:
            by_date[one.attack_on] = by_date.get(one.attack_on, 0.0) + one.weight
        return cls(
            target,
            choices,
            tuple(
                Course(
                    name,
                    one.title,
                    one.attack_on,
                    one.weight / by_date[one.attack_on] / len(by_date),
                )
                for name, one in courses
            ),
            sample,
        )

    @property
    def shares(self) -> dict[str, float]:
        """The share of each course."""
        return {one.name: one.share for one in self.courses}

    def compiled(self, name: str, title: str, choices: Choices) -> Candidate:
        """What is chosen, compiled against every course."""
        theatres = {
            course.name: self._theatre(choices.under(course=course.name)) for course in self.courses
        }
        return Candidate(name, title, theatres)

    def _theatre(self, choices: Choices) -> Theatre:
        (case,) = self.target.prepare(choices, self.sample).cases
        return case.branches[0].theatre

    def plans(self, named: Iterable[str] = (), on_made: OnMade | None = None) -> list[Candidate]:
        """The plans of the scenario that are named, or all, compiled."""
        titles = self.target.menu().plans
        wanted = self.known_plans(named)
        made: list[Candidate] = []
        for name in wanted:
            made.append(self.compiled(name, titles[name], self.choices.under(plan=name)))
            if on_made is not None:
                on_made(len(made), len(wanted))
        return made

    def known_plans(self, named: Iterable[str] = ()) -> tuple[str, ...]:
        """The plans that are named, or all; UsageError if there is none of a name."""
        plans = self.target.menu().plans
        return _known(tuple(named) or tuple(plans), plans, "plan")


def _known(
    named: Sequence[str], menu: Mapping[str, object], what: str
) -> tuple[str, ...]:  # fmt: skip
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
