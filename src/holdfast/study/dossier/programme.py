"""The programmes of a scenario month by month, for its dossier."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from holdfast.experiment.outcomes import Floats
from holdfast.experiment.programme_notes import (
    OrderLine,
    ProgrammeNotes,
    PurseLine,
    RecordedLine,
)
from holdfast.preparation import Built, build
from holdfast.preparation.months import month_name
from holdfast.scenario.check_programmes import last_month
from holdfast.scenario.compile.figures import Figures
from holdfast.scenario.compile.preparer import Preparer
from holdfast.scenario.compile.reckoning import PROJECT, Reckoning
from holdfast.scenario.compile.theatre import Drawn, Writer, at_middles
from holdfast.scenario.programme import base_plan, month_number, taken_plan
from holdfast.scenario.reach import reached
from holdfast.schema.economy import PreparationEconomy
from holdfast.schema.scenario import Scenario
from holdfast.schema.tables import Dated, middle_at


def programmes_of(scenario: Scenario) -> tuple[ProgrammeNotes, ...]:
    """The programme of the plan that is taken, and the base programme where that is another."""
    if scenario.economy is None:
        return ()
    names = dict.fromkeys((taken_plan(scenario), base_plan(scenario)))
    found = [programme_notes(scenario, scenario.economy, name) for name in names]
    alike = len(found) > 1 and found[0].orders == found[1].orders
    return tuple(found[:1] if alike else found)


def programme_notes(scenario: Scenario, economy: PreparationEconomy, plan: str) -> ProgrammeNotes:
    """A plan's programme until the last vote ends or the last attack comes, at middle values."""
    figures = Figures(scenario, last_month(scenario, economy), Writer(np.zeros((0, 0, 0))))
    preparation = Preparer(figures, scenario, frozenset()).of(scenario.plans[plan])
    assert preparation.plan is not None, "there is an economy"
    drawn = at_middles(preparation.own)
    built = build(preparation.plan.economy(drawn))
    first = month_number(preparation.plan.programme.first)
    return ProgrammeNotes(
        plan=plan,
        title=scenario.plans[plan].title,
        unit=economy.unit,
        months=tuple(month_name(first + n) for n in range(built.begun.shape[2])),
        attacks=tuple(sorted({one.attack_on for one in scenario.courses_of_action.values()})),
        orders=tuple(_orders(scenario, preparation.plan, built, drawn)),
        purses=tuple(_purses(economy, built)),
        recorded=tuple(recorded(scenario, economy)),
    )


def _orders(scenario: Scenario, plan: Reckoning, built: Built, drawn: Drawn) -> Iterator[OrderLine]:
    assert scenario.economy is not None, "whoever has a programme has an economy"
    first, placed = month_number(plan.programme.first), plan.programme.orders
    for row, (name, good, number, begins, _) in enumerate(plan.orders):
        project = name.startswith(PROJECT)
        title = (
            scenario.projects[name.removeprefix(PROJECT)].title
            if project
            else scenario.economy.goods[good].title
        )
        yield OrderLine(
            id=name.removeprefix(PROJECT),
            good=title,
            sector="" if project else placed[row].sector,
            begins=month_name(first + begins),
            number=round(float(np.ravel(number(drawn))[0]), 3),
            begun=_rounded(built.begun[0, row]),
            done=_rounded(built.done[0, row]),
            armed=_rounded(built.armed[0, row]),
            bound=tuple(bound_words(scenario.economy, built, row)),
        )


def bound_words(economy: PreparationEconomy, built: Built, row: int) -> Iterator[str]:
    """What binds an order in each month: the money of a purpose, or a capacity; then its arming."""
    names = {
        **{name: f"money: {one.title}" for name, one in economy.purposes.items()},
        **{name: one.title for name, one in economy.capacities.items()},
    }
    for begins, arms in zip(built.bound[0, row], built.arming_bound[0, row], strict=True):
        first = names.get(built.binds[begins], "")
        then = names.get(built.binds[arms], "")
        yield first or (f"arming: {then}" if then else "")


def _purses(economy: PreparationEconomy, built: Built) -> Iterator[PurseLine]:
    for row, purpose in enumerate(built.purposes):
        spent = np.cumsum(built.spent[0, row])
        yield PurseLine(
            economy.purposes[purpose].title, _rounded(built.drawn[0, row]), _rounded(spent)
        )


def recorded(scenario: Scenario, economy: PreparationEconomy) -> Iterator[RecordedLine]:
    """What is on record of each good that only adds, on the dates of its tables."""
    goods: dict[str, list[str]] = {}
    for line in economy.stands:
        if line.of == "built" and line.op == "add":
            goods.setdefault(line.path, []).append(economy.goods[line.good].title)
    for path, titles in goods.items():
        numbers = [one.number for one in reached(scenario, path) if one.written]
        dates = sorted({on for one in numbers if isinstance(one, Dated) for on in one.rows})
        for on in dates:
            total = sum(middle_at(one, on) for one in numbers)
            yield RecordedLine(tuple(titles), on, round(total, 3))


def _rounded(numbers: Floats) -> tuple[float, ...]:
    return tuple(round(float(one), 3) for one in numbers)
