"""A scenario made ready: a case for each attack date, with a branch for each of its courses."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from holdfast.experiment.cases import Branch, Case, axis_km
from holdfast.pacts.program import compile_program
from holdfast.scenario.compile.scenario import Compiled, Options, compile_scenario
from holdfast.scenario.compile.theatre import Theatre
from holdfast.scenario.evidence import coverage
from holdfast.scenario.promises import promises
from holdfast.scenario.realise import Posterior, inverse_cdf
from holdfast.scenario.scenario_source import ScenarioSource, inspect, load_scenario
from holdfast.scenario.view import beliefs_of, contemporary, hindsight
from holdfast.schema.quantity import Quantity
from holdfast.schema.scenario import Outside, Scenario
from holdfast.study.choices import HAZARD, HINDSIGHT, Choices
from holdfast.study.freeze import frozen, set_by
from holdfast.study.hazard import hazard_case
from holdfast.study.prepared import Prepared, as_yaml, of_cases
from holdfast.text.files import read_text

BESIDE = ("outlines.yaml", "statements.yaml")
"""Files of a scenario's folder that are no part of it and that its report shows."""


def of_scenario(source: ScenarioSource, choices: Choices, posterior: Posterior) -> Prepared:
    """A scenario: a case for each attack date, with a branch for each course of that date."""
    loaded = {
        course: loaded_scenario(source, choices, course) for course in courses(source, choices)
    }
    compiled = {
        course: compile_scenario(scenario, course, posterior, options(scenario, choices))
        for course, scenario in loaded.items()
    }
    first = next(iter(loaded.values()))
    cases, asked = by_date(loaded, compiled), {}
    if choices.attack == HAZARD:
        read = options(first, choices)
        case, months = hazard_case(source, choices, posterior, read)
        cases, asked = [case], {"no_attack_within": months.never()}
    theatre = cases[0].branches[0].theatre
    question = {
        "kind": "scenario",
        "scenario": first.id,
        "name": first.title,
        "question": first.question,
        "scenario_hash": source.hash,
        "plan": choices.plan or default_plan(first),
        "what_ifs": list(choices.what_ifs),
        "settings": list(choices.settings),
        "school": choices.school,
        "view": choices.view,
        "reading": choices.reading,
        "attack": choices.attack,
        "freeze_others": choices.freeze_others,
        "axis_km": axis_km(theatre),
        "course": choices.course,
        "coverage": covered(first, choices),
        **names(first, theatre),
        "outside_view": {ally: outside(one) for ally, one in first.outside_view.items()},
        "unused": unused(list(compiled.values())),
    }
    return Prepared(
        tuple(cases),
        question | asked | of_cases(cases),
        as_yaml(source.node),
        dict(beside(source)),
    )


def beside(source: ScenarioSource) -> Iterator[tuple[str, str]]:
    """Outlines and statements of a scenario's folder, where it has any: the report shows them."""
    for name in BESIDE:
        if (source.folder / name).is_file():
            yield name, read_text(source.folder / name, name)


def options(scenario: Scenario, choices: Choices) -> Options:
    """How the scenario is to be read.

    Raises
    ------
    UsageError
        if too little is known of what contemporaries believed.
    """
    view = hindsight if choices.view == HINDSIGHT else contemporary(scenario)
    return Options(reading=choices.reading, view=view)


def covered(scenario: Scenario, choices: Choices) -> dict[str, Any]:
    """How many numbers are backed, by grade; and how many beliefs a contemporary view rests on."""
    found = coverage(scenario)
    told = found.to_dict() | {"share": found.share, "bare": len(found.bare)}
    if choices.view != HINDSIGHT:
        beliefs = beliefs_of(scenario, scenario.as_of)
        told["beliefs"] = {"share": beliefs.coverage, "widened": list(beliefs.widened)}
    return told


def names(scenario: Scenario, theatre: Theatre) -> dict[str, Any]:
    """What a reader calls powers, sides and places, and what each clause does."""
    course = next(iter(scenario.courses_of_action.values()))
    rows = compile_program(promises(scenario, course.attack_on).file).rows
    return {
        "sides": scenario.sides.model_dump(include={"defender", "attacker"}),
        "crisis": scenario.crisis.model_dump(include={"resists", "attacks"}),
        "powers": {code: power.name for code, power in scenario.powers.items()},
        "places": {code: place.name for code, place in scenario.places.items()},
        "acts": {
            rule: list(row.act) for rule, row in zip(theatre.names.clauses, rows, strict=True)
        },
    }


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


def default_plan(scenario: Scenario) -> str:
    """The plan that is taken where none is named."""
    return "historical" if "historical" in scenario.plans else next(iter(scenario.plans))


def unused(compiled: Sequence[Compiled]) -> list[str]:
    """What no row of any theatre came from, in the order of the first."""
    lists = [one.unused for one in compiled]
    return [path for path in lists[0] if all(path in other for other in lists[1:])]


def outside(view: Outside) -> dict[str, Any]:
    """The outside view of one ally's help as plain data; shares as quantiles of what is known."""
    return {
        "route": view.route,
        "promise": view.promise,
        "helpers": list(view.helpers),
        "acts": spread_of(view.acts),
        "contact_if_acts": spread_of(view.contact_if_acts),
        "contact_by_day": dict(view.contact_by_day),
    }


def spread_of(quantity: Quantity) -> dict[str, float]:
    """The tenth, fiftieth and ninetieth percentile of a quantity."""
    low, middle, high = inverse_cdf(quantity, np.array([0.1, 0.5, 0.9]))
    return {"p10": float(low), "p50": float(middle), "p90": float(high)}
