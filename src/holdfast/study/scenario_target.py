"""A scenario as something to ask about: a case for each attack date, a branch for each course."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from holdfast.catalog.posterior import PosteriorSample, load_posterior
from holdfast.catalog.shipped import shipped
from holdfast.errors import Fault, ScenarioError
from holdfast.experiment.cases import Branch, Case
from holdfast.experiment.dossier import Dossier
from holdfast.experiment.question import SCENARIO
from holdfast.scenario.compile.scenario import Compiled, Options, compile_scenario
from holdfast.scenario.evidence import coverage
from holdfast.scenario.notes import notes_on
from holdfast.scenario.programme import taken_plan
from holdfast.scenario.realise import Posterior
from holdfast.scenario.scenario_source import ScenarioSource, inspect, load_scenario
from holdfast.scenario.view import contemporary, hindsight
from holdfast.schema.scenario import Scenario
from holdfast.study.choices import HAZARD, HINDSIGHT, Choices
from holdfast.study.dossier.scenario import (
    ReadyScenario,
    input_coverage,
    scenario_dossier,
    unused_of,
)
from holdfast.study.freeze import frozen, set_by
from holdfast.study.hazard import hazard_case
from holdfast.study.prepared import Prepared, as_yaml
from holdfast.study.target import Checked, Menu, NamedCourse, NamedWhatIf
from holdfast.text.files import read_text

BESIDE = ("outlines.yaml", "statements.yaml")
"""Files of a scenario's folder that are no part of it and lie beside it in a run folder too."""

READ_ELSEWHERE = ("outside_view", "courses_of_action")
"""Parts whose numbers stand beside the answer, or belong to one course alone."""


@dataclass(frozen=True)
class ScenarioTarget:
    """One scenario's folder."""

    source: ScenarioSource

    @property
    def id(self) -> str:
        """The scenario's id as it is written."""
        return self.source.id

    def faults(self) -> tuple[Fault, ...]:
        """Every fault of every file, of its choices too."""
        return inspect(self.source)[1]

    def what_ifs(self) -> dict[str, NamedWhatIf]:
        """The what-ifs that the scenario names; ScenarioError with every fault."""
        written = as_written(self.source).what_ifs
        return {name: NamedWhatIf(one.title, one.missing) for name, one in written.items()}

    def menu(self) -> Menu:
        """Its plans and the courses of its attacker; ScenarioError with every fault."""
        written = as_written(self.source)
        courses = {
            name: NamedCourse(one.title, one.attack_on.isoformat(), one.weight)
            for name, one in written.courses_of_action.items()
        }
        return Menu(written.plans, courses, written.projects, written.economy, taken_plan(written))

    def levered(self, choices: Choices, course: str, sample: PosteriorSample) -> Compiled:
        """The scenario for one course, with a preparer of other plans beside its theatre."""
        scenario = loaded_scenario(self.source, choices, course)
        read = replace(read_as(self.source, scenario, choices), levers=True)
        return compile_scenario(scenario, course, sample.posterior(), read)

    def prepare(self, choices: Choices, sample: PosteriorSample) -> Prepared:
        """A case for each attack date, with a branch for each course of that date.

        Raises
        ------
        ScenarioError
            with every fault of every file.
        UsageError
            if something is chosen that there is not, or too little is known of beliefs.
        """
        ready = made_ready(self.source, choices, sample.posterior())
        first = next(iter(ready.loaded.values()))
        return Prepared(
            kind=SCENARIO,
            target=first.id,
            target_hash=self.source.hash,
            choices=replace(choices, plan=choices.plan or taken_plan(first)),
            cases=ready.cases,
            posterior_hash=sample.hash,
            make_dossier=lambda: dossier_of(ready, sample),
            text=as_yaml(self.source.node),
            beside=dict(beside(self.source)),
        )

    def check(self, unread: bool = False) -> Checked:
        """Counts, evidence, joins, what nothing reads; ScenarioError with every fault."""
        scenario = as_written(self.source)
        notes = notes_on(scenario, self.source.node)
        return Checked(
            id=scenario.id,
            kind=SCENARIO,
            title=scenario.title,
            hash=self.source.hash,
            counts=notes.counts,
            evidence=input_coverage(coverage(scenario)),
            joins=notes.joins,
            unused=notes.unused,
            notes=notes.other,
            unread=numbers_unread(self.source) if unread else None,
        )


def as_written(source: ScenarioSource) -> Scenario:
    """The scenario with nothing done to it.

    Raises
    ------
    ScenarioError
        with every fault of every file.
    """
    scenario, faults = inspect(source)
    if scenario is None:
        raise ScenarioError(faults)
    return scenario


def dossier_of(ready: ReadyScenario, sample: PosteriorSample) -> Dossier:
    """The scenario's dossier, with what the catalogue has of it."""
    return replace(
        scenario_dossier(ready),
        weighed_on=len(sample.campaigns),
        is_shipped=shipped(ready.source.id),
    )


def made_ready(source: ScenarioSource, choices: Choices, posterior: Posterior) -> ReadyScenario:
    """Load and compile the scenario, once for each course or for each quarter of the hazard."""
    if choices.attack == HAZARD:
        return any_month(source, choices, posterior)
    loaded = {
        course: loaded_scenario(source, choices, course) for course in courses(source, choices)
    }
    compiled = {
        course: compile_scenario(scenario, course, posterior, read_as(source, scenario, choices))
        for course, scenario in loaded.items()
    }
    return ReadyScenario(
        source=source,
        choices=choices,
        written=as_written(source),
        days={name: one.courses_of_action[name].attack_on for name, one in loaded.items()},
        loaded=loaded,
        compiled=compiled,
        cases=tuple(by_date(loaded, compiled)),
    )


def any_month(source: ScenarioSource, choices: Choices, posterior: Posterior) -> ReadyScenario:
    """The scenario under its hazard of attack."""
    written = as_written(source)
    found = hazard_case(source, choices, posterior, read_as(source, written, choices))
    return ReadyScenario(
        source=source,
        choices=choices,
        written=written,
        days=found.days,
        loaded=found.loaded,
        compiled=found.compiled,
        cases=(found.case,),
        no_attack_within=found.months.never(),
    )


def beside(source: ScenarioSource) -> Iterator[tuple[str, str]]:
    """Outlines and statements of a scenario's folder, where it has any."""
    for name in BESIDE:
        if (source.folder / name).is_file():
            yield name, read_text(source.folder / name, name)


def read_as(source: ScenarioSource, scenario: Scenario, choices: Choices) -> Options:
    """How the scenario is to be read, with the routes that are known of it.

    Raises
    ------
    UsageError
        if too little is known of what contemporaries believed.
    """
    view = hindsight if choices.view == HINDSIGHT else contemporary(scenario)
    return Options(choices.reading, view, source.memory)


def courses(source: ScenarioSource, choices: Choices) -> tuple[str, ...]:
    """The courses to be played: the one that is chosen, or all for which the what-ifs make sense.

    Raises
    ------
    ScenarioError
        with every fault of every file.
    """
    if choices.course is not None:
        return (choices.course,)
    scenario, _ = inspect(source)
    if scenario is None:
        return source.courses
    limits = [
        set(scenario.what_ifs[name].attack_on)
        for name in choices.what_ifs
        if name in scenario.what_ifs and scenario.what_ifs[name].attack_on
    ]
    fitting = tuple(
        name
        for name, course in scenario.courses_of_action.items()
        if all(course.attack_on in dates for dates in limits)
    )
    return fitting or source.courses


def loaded_scenario(source: ScenarioSource, choices: Choices, course: str) -> Scenario:
    """The scenario as it stands for one course, other powers frozen if that is asked."""
    scenario = load_scenario(
        source, course, choices.plan, choices.what_ifs, choices.settings, choices.school
    )
    if not choices.freeze_others:
        return scenario
    return frozen(scenario, set_by(paths_set(scenario, choices), scenario.decisions))


def paths_set(scenario: Scenario, choices: Choices) -> list[str]:
    """The paths that what is chosen sets itself."""
    effects = [effect for name in choices.what_ifs for effect in scenario.what_ifs[name].effects]
    if choices.plan is not None:
        effects += scenario.plans[choices.plan].effects
    if choices.school is not None:
        effects += scenario.schools[choices.school].claims
    typed = [setting.partition("=")[0].strip() for setting in choices.settings]
    return [*(effect.path for effect in effects), *typed]


def by_date(loaded: Mapping[str, Scenario], compiled: Mapping[str, Compiled]) -> list[Case]:
    """One case a date, in the order of the dates."""
    branches: dict[datetime.date, list[Branch]] = {}
    for name, scenario in loaded.items():
        course = scenario.courses_of_action[name]
        branch = Branch(name, course.weight, compiled[name].theatre)
        branches.setdefault(course.attack_on, []).append(branch)
    return [Case(day.isoformat(), tuple(branches[day])) for day in sorted(branches)]


# ---------------------------------------------------------------- what nothing reads
def numbers_unread(source: ScenarioSource) -> dict[str, tuple[str, ...]]:
    """Numbers that no course of action reads, by kind; routes read the links they run over."""
    ready = made_ready(source, Choices(), load_posterior().posterior())
    found: dict[str, tuple[str, ...]] = {}
    for path in sorted(unused_of([one.unused for one in ready.compiled.values()])):
        if not path.startswith(READ_ELSEWHERE):
            kind = kind_of(path)
            found[kind] = (*found.get(kind, ()), path)
    return found


def kind_of(path: str) -> str:
    """A path without the names of things.

    >>> kind_of("sectors.de_labe.heavy.planned"), kind_of("links[3].rail_km")
    ('sectors.*.heavy.planned', 'links[*].rail_km')
    """
    part, _, rest = path.partition(".")
    if "[" in part or part in ("hazard", "travel", "works", "air"):
        return re.sub(r"\[[^\]]*\]", "[*]", path)
    _, _, deeper = rest.partition(".")
    return f"{part}.*.{deeper}"
