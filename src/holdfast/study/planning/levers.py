"""Levers: one thing done or left, everything else as in the base plan.

A lever is a project, a stage of the programme, or a what-if. A stage is judged by what is lost
without it: the money that it frees goes to the stages behind it, as it would.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from holdfast.analysis.levers import POINTS, Lever, worth
from holdfast.schema.economy import PreparationEconomy, ProgrammePlan, ProgrammeStage
from holdfast.schema.projects import Project
from holdfast.schema.scenario import Plan
from holdfast.study.planning.candidates import Candidate, Field, OnMade, known
from holdfast.study.planning.ledger import DAYS_HELD, STANDS, Ledger


@dataclass(frozen=True)
class Pull:
    """A lever as two plans: without it and with it."""

    name: str
    title: str
    cost: float | None
    """At middle values; None where nobody has priced it."""
    without: Candidate
    with_it: Candidate


def stages_of(field: Field, base: str) -> Sequence[ProgrammeStage]:
    """The stages of the base plan's programme."""
    economy, programme = field.menu.economy, field.menu.plans[base].programme
    if economy is None:
        return ()
    if programme is not None and programme.orders is not None:
        return programme.orders
    return economy.programme


def all_levers(field: Field, base: str) -> tuple[str, ...]:
    """Every project, then every stage of the programme."""
    return (*field.menu.projects, *(stage.id for stage in stages_of(field, base)))


def known_levers(field: Field, base: str, named: Iterable[str]) -> tuple[str, ...]:
    """The levers that are named, each once; UsageError if there is none of a name."""
    names = [*all_levers(field, base), *field.target.what_ifs()]
    return known(tuple(named), dict.fromkeys(names), "lever")


def pulls(
    field: Field, base: Candidate, named: Sequence[str], on_made: OnMade | None = None
) -> list[Pull]:
    """The levers that are named, each put to the base plan."""
    puller = Puller(field, base, field.menu.plans[base.name])
    made: list[Pull] = []
    for name in named:
        made.append(puller.pull(name))
        if on_made is not None:
            on_made(len(made), len(named))
    return made


@dataclass(frozen=True)
class Puller:
    """Puts levers to a plan."""

    field: Field
    base: Candidate
    plan: Plan

    def pull(self, name: str) -> Pull:
        """One lever: a project, a stage, or else a what-if."""
        projects = self.field.menu.projects
        if name in projects:
            return self._project(name, projects)
        stages = {stage.id: stage for stage in stages_of(self.field, self.base.name)}
        if name in stages:
            return self._stage(stages[name], list(stages.values()))
        return self._what_if(name)

    def _made(self, name: str, plan: Plan) -> Candidate:
        choices = self.field.choices_for(self.base.name)
        return self.field.made(name, plan, choices, plan.title)

    def _project(self, name: str, projects: Mapping[str, Project]) -> Pull:
        """The base plan with all that a project needs, with it and without."""
        behind = [one for one in (*self.plan.projects, *needed(name, projects)) if one != name]
        others = [one for one in dict.fromkeys(behind) if name not in needed(one, projects)]
        without = self.plan.model_copy(update={"projects": others})
        with_it = self.plan.model_copy(update={"projects": [*others, name]})
        return Pull(
            name,
            projects[name].title,
            projects[name].cost.middle() or None,
            self._or_base(f"without {name}", without),
            self._or_base(f"with {name}", with_it),
        )

    def _or_base(self, name: str, plan: Plan) -> Candidate:
        """The base plan itself where nothing is changed, so that it is not played twice."""
        is_same = set(plan.projects) == set(self.plan.projects)
        return self.base if is_same else self._made(name, plan)

    def _stage(self, stage: ProgrammeStage, stages: list[ProgrammeStage]) -> Pull:
        """The base plan, and what is left of it without a stage."""
        programme = self.plan.programme or ProgrammePlan()
        orders = [one for one in stages if one is not stage]
        left = programme.model_copy(update={"orders": orders})
        economy = self.field.menu.economy
        assert economy is not None, "who has stages has an economy"
        return Pull(
            stage.id,
            f"{economy.goods[stage.good].title}: {stage.id}",
            price_of(stage, economy) or None,
            self._made(f"without {stage.id}", self.plan.model_copy(update={"programme": left})),
            self.base,
        )

    def _what_if(self, name: str) -> Pull:
        chosen = self.field.choices.under(
            plan=self.base.name, what_ifs=(*self.field.choices.what_ifs, name)
        )
        title = self.field.target.what_ifs()[name].title
        made = self.field.made(f"with {name}", self.plan, chosen, title)
        return Pull(name, title, None, self.base, made)


def needed(name: str, projects: Mapping[str, Project]) -> list[str]:
    """All that a project needs, and what that needs.

    Projects that need each other in a circle are refused by the checks.
    """
    found: list[str] = []
    for one in projects[name].needs:
        found += [*needed(one, projects), one]
    return list(dict.fromkeys(found))


def price_of(stage: ProgrammeStage, economy: PreparationEconomy) -> float:
    """What a stage costs if all of it is built and armed, at middle values."""
    good = economy.goods[stage.good]
    arming = good.armed.cost.middle() if good.armed is not None else 0.0
    return stage.number.middle() * (good.cost.middle() + arming)


def plans_of(levers: Sequence[Pull]) -> list[Candidate]:
    """Every plan that levers need, each once."""
    return list({one.name: one for pull in levers for one in (pull.without, pull.with_it)}.values())


def valued(ledger: Ledger, levers: Sequence[Pull], futures: int) -> tuple[Lever, ...]:
    """What each lever is worth on so many futures."""
    return tuple(_valued(ledger, one, futures) for one in levers)


def _valued(ledger: Ledger, lever: Pull, futures: int) -> Lever:
    without = ledger.played(lever.without.name, futures)
    with_it = ledger.played(lever.with_it.name, futures)
    shares = {course.name: course.share for course in ledger.courses}
    stands, days = (
        worth(
            {course: one[measure] for course, one in without.items()},
            {course: one[measure] for course, one in with_it.items()},
            shares,
            ledger.design.replications,
        )
        for measure in (STANDS, DAYS_HELD)
    )
    return Lever(lever.name, lever.title, lever.cost, stands.scaled(POINTS), days)
