"""The dossier of a run of a scenario."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from holdfast.experiment.cases import Case, axis_km
from holdfast.experiment.dossier import (
    AxisNote,
    AxisStop,
    ClauseAct,
    CourseNote,
    DateNotes,
    Dossier,
    Naming,
    OutsideNote,
    SourceNote,
)
from holdfast.experiment.ground_map import TheatreMap
from holdfast.experiment.inputs import BeliefCoverage, InputCoverage, InputSection, Spread
from holdfast.pacts import ActRow, answer
from holdfast.pacts.net import PromiseNet, net_of
from holdfast.scenario.compile.scenario import Compiled
from holdfast.scenario.compile.theatre import Theatre
from holdfast.scenario.evidence import Coverage, coverage
from holdfast.scenario.promises import promises
from holdfast.scenario.realise import inverse_cdf
from holdfast.scenario.scenario_source import ScenarioSource
from holdfast.scenario.view import beliefs_of
from holdfast.schema.constant import Constant
from holdfast.schema.quantity import Quantity
from holdfast.schema.scenario import Outside, Scenario
from holdfast.study.choices import DATES, HINDSIGHT, Choices
from holdfast.study.dossier.constants import constants_of
from holdfast.study.dossier.expected import expected, pooled_for
from holdfast.study.dossier.forces import scenario_decisions, scenario_forces
from holdfast.study.dossier.ground import theatre_of
from holdfast.study.dossier.inputs import WrittenPart, sections_of
from holdfast.study.dossier.labels import SCENARIO_PARTS
from holdfast.study.dossier.numbers import PERCENTILES
from holdfast.study.dossier.programme import programmes_of
from holdfast.study.dossier.texts import Outlines, outlines_of, text_notes
from holdfast.study.dossier.ways import ways_in


@dataclass(frozen=True)
class ReadyScenario:
    """A scenario made ready, as its dossier is made from it."""

    source: ScenarioSource
    choices: Choices
    written: Scenario
    """As it was written, nothing done to it."""
    days: Mapping[str, datetime.date]
    """Of each branch of any case, by its name, the day for which the scenario was loaded."""
    loaded: Mapping[str, Scenario]
    """As it stands for each branch."""
    compiled: Mapping[str, Compiled]
    cases: tuple[Case, ...]
    no_attack_within: float | None = None


def scenario_dossier(ready: ReadyScenario) -> Dossier:
    """Everything that a reader of the run needs."""
    found = coverage(ready.written)
    outlines = outlines_of(ready.source)
    dates = tuple(date_notes(ready, case, outlines) for case in ready.cases)
    likeliest = ready.loaded[likeliest_of(ready.cases[0])]
    return Dossier(
        title=likeliest.title,
        question=likeliest.question,
        naming=naming_of(likeliest, ready.cases[0].branches[0].theatre, dates[0]),
        dates=dates,
        sections=scenario_sections(ready.written, found),
        coverage=replace(input_coverage(found), beliefs=beliefs(likeliest, ready.choices)),
        unused=unused_of([one.unused for one in ready.compiled.values()]),
        outside_view={ally: outside(one) for ally, one in likeliest.outside_view.items()},
        no_attack_within=ready.no_attack_within,
        text=text_notes(ready.source),
        programmes=programmes_of(likeliest),
        expected=tuple(expected(one) for one in ready.written.forecasts),
        sources=tuple(SourceNote(key, text) for key, text in ready.written.sources.items()),
        constants=tuple(constants_of(likeliest.setting.era, own_law(likeliest))),
    )


def own_law(scenario: Scenario) -> dict[str, Constant]:
    """The constants that the scenario puts in place of the law's."""
    relief = {} if scenario.relief is None else {"relief_share": scenario.relief.share}
    return {**scenario.law, **relief}


def scenario_sections(written: Scenario, found: Coverage) -> tuple[InputSection, ...]:
    """Every part that was written, its things in their order."""
    parts = [
        WrittenPart(title, name, getattr(written, name))
        for name, title in SCENARIO_PARTS.items()
        if name in written.model_fields_set
    ]
    return sections_of(parts, {one.path: one for one in found.numbers})


def input_coverage(found: Coverage) -> InputCoverage:
    """How well the numbers are backed, as plain numbers."""
    return InputCoverage(
        numbers=len(found.numbers),
        own=found.own,
        inherited=found.inherited,
        bare=found.bare,
        claims=found.claims,
        by_grade=found.by_grade,
        grades={one.path: one.grade for one in found.numbers if one.holds},
    )


def beliefs(scenario: Scenario, choices: Choices) -> BeliefCoverage | None:
    """How many beliefs a contemporary view rests on; None in hindsight."""
    if choices.view == HINDSIGHT:
        return None
    found = beliefs_of(scenario, scenario.as_of)
    return BeliefCoverage(found.coverage, found.widened)


# ---------------------------------------------------------------- names
def clause_acts(names: Sequence[str], acts: Sequence[ActRow]) -> dict[str, ClauseAct]:
    """What each clause of a theatre does; the acts stand in another order, so names join them."""
    by_name = {
        name: ClauseAct(row.power, row.act, row.beneficiary)
        for row in acts
        for name in (row.clause, f"{row.clause} ({row.power})")
    }
    return {name: by_name[name] for name in names}


def naming_of(scenario: Scenario, theatre: Theatre, first: DateNotes) -> Naming:
    """What a reader calls powers, sides and places, and what each clause does."""
    acts = () if first.promises is None else first.promises.acts
    return Naming(
        powers={code: power.name for code, power in scenario.powers.items()},
        places={code: place.name for code, place in scenario.places.items()},
        clauses=clause_acts(theatre.names.clauses, acts),
        axes=tuple(axis_notes(theatre, first.ground)),
        decisions=theatre.names.decisions,
        helpers=theatre.names.helpers,
        defender=scenario.sides.defender,
        attacker=scenario.sides.attacker,
        resists=scenario.crisis.resists,
        attacks=scenario.crisis.attacks,
    )


def axis_notes(theatre: Theatre, ground: TheatreMap | None) -> Iterator[AxisNote]:
    """The axes with their lengths, and the places on them."""
    lines = {} if ground is None else {line.id: line for line in ground.axes}
    for name, km in zip(theatre.axes, axis_km(theatre), strict=True):
        line = lines.get(name)
        stops = () if line is None else zip(line.stops, line.kms[1:], strict=True)
        yield AxisNote(
            name,
            name if line is None else line.name,
            km,
            tuple(AxisStop(place, at) for place, at in stops),
        )


# ---------------------------------------------------------------- dates
def likeliest_of(case: Case) -> str:
    """The likeliest course of a case, or its likeliest quarter of a year."""
    shares = case.shares()
    return max(shares, key=lambda name: shares[name])


def date_notes(ready: ReadyScenario, case: Case, outlines: Outlines) -> DateNotes:
    """What there is to tell of one date, as its likeliest course has it."""
    name = likeliest_of(case)
    scenario, on = ready.loaded[name], ready.days[name]
    dated = ready.choices.attack == DATES
    return DateNotes(
        attack_on=case.attack_on,
        on=on,
        is_dated=dated,
        courses=tuple(course_notes(scenario, case)) if dated else (),
        ground=theatre_of(scenario, on, outlines),
        ways=tuple(ways_in(scenario, on, ready.compiled[name].ways)),
        forces=tuple(scenario_forces(scenario, on)),
        promises=promise_net(scenario, on, ready.choices.reading),
        decisions=tuple(scenario_decisions(scenario, on)),
        expected_alone=pooled_for(ready.written.pooled_forecasts, on) if dated else {},
    )


def course_notes(scenario: Scenario, case: Case) -> Iterator[CourseNote]:
    """What the attacker may do on a date."""
    for name, share in case.shares().items():
        yield CourseNote(name, scenario.courses_of_action[name].title, share)


def promise_net(scenario: Scenario, on: datetime.date, reading: str) -> PromiseNet:
    """What the promises come to by themselves, without further questions."""
    said = promises(scenario, on, reading)
    return net_of(answer(replace(said.file, ask=())))


# ---------------------------------------------------------------- the outside view
def outside(view: Outside) -> OutsideNote:
    """The outside view of one ally's help; shares as quantiles of what is known."""
    return OutsideNote(
        route=view.route,
        promise=view.promise,
        helpers=tuple(view.helpers),
        acts=known_share(view.acts),
        contact_if_acts=known_share(view.contact_if_acts),
        contact_by_day=dict(view.contact_by_day),
    )


def known_share(quantity: Quantity) -> Spread:
    """What is known of a share."""
    low, middle, high = inverse_cdf(quantity, np.array(PERCENTILES))
    return Spread("worked_out", float(low), float(middle), float(high))


def unused_of(lists: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """What no row of any theatre came from, in the order of the first."""
    first, *others = lists
    kept = [set(other) for other in others]
    return tuple(path for path in first if all(path in other for other in kept))
