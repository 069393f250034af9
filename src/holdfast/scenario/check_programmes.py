"""What a sound scenario's preparation must keep once it is reckoned, at middle values.

The economy stands for numbers that exist; what is drawn changes numbers that are written; what a
plan takes beside the base programme can be paid and made, else it is refused with the sum and the
month.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from holdfast.errors import Fault
from holdfast.preparation import Amount, Built, Economy, build
from holdfast.scenario.changes import LISTS, chance_of, part_of
from holdfast.scenario.compile.figures import Figures
from holdfast.scenario.compile.preparer import Preparer
from holdfast.scenario.compile.reckoning import PROJECT, Reckoning
from holdfast.scenario.compile.theatre import Writer, at_middles
from holdfast.scenario.effects import missing
from holdfast.scenario.programme import MONTHS_A_YEAR, month_number, moved
from holdfast.scenario.reach import reached
from holdfast.scenario.steps import parse_path
from holdfast.schema.economy import PreparationEconomy
from holdfast.schema.scenario import Plan, Scenario
from holdfast.schema.validate import find
from holdfast.text.nodes import Node, Path, Position, spell
from holdfast.units import numeral

NOT_DRAWN = LISTS | {"economy", "projects"}
"""Parts that no drawn change may reach: they are read before anything is drawn."""

LEAST = 1e-6
"""A lack smaller than this share of what is ordered is none."""


def preparation_holds(node: Node, scenario: Scenario) -> list[Fault]:
    """Every fault of a scenario's preparation that only reckoning shows."""
    found = [*stands_reach_numbers(node, scenario), *drawn_changes_reach_numbers(node, scenario)]
    return found or list(plans_can_be_paid(node, scenario))


# ---------------------------------------------------------------- what is reached
def stands_reach_numbers(node: Node, scenario: Scenario) -> Iterator[Fault]:
    """Every line of `stands` leads to numbers, and a share armed to a good that is armed."""
    economy = scenario.economy
    for index, line in enumerate(() if economy is None else economy.stands):
        at: Path = ("economy", "stands", index)
        yield from _leads(node, scenario, line.path, (*at, "path"), written=False)
        assert economy is not None
        if line.of == "armed" and economy.goods[line.good].armed is None:
            yield find(node, (*at, "of")).fault(
                f"nothing arms {line.good}: all of it is armed",
                f"write armed: under economy.goods.{line.good}, or leave out of:",
                spell((*at, "of")),
            )


def drawn_changes_reach_numbers(node: Node, scenario: Scenario) -> Iterator[Fault]:
    """What projects and uncertain events change are numbers that somebody wrote."""
    for name, project in scenario.projects.items():
        for key in ("effects", "provokes"):
            for index, effect in enumerate(getattr(project, key)):
                at: Path = ("projects", name, key, index, "path")
                yield from _leads(node, scenario, effect.path, at)
    for number, event in enumerate(scenario.events):
        for index, change in enumerate(event.effects if chance_of(event) is None else ()):
            yield from _leads(
                node, scenario, change.path, ("events", number, "effects", index, "path")
            )


def _leads(
    node: Node, scenario: Scenario, path: str, at: Path, written: bool = True
) -> Iterator[Fault]:
    """A fault where a path leads to no number that may be changed in a future."""
    position, shown = find(node, at), spell(at)
    try:
        found = reached(scenario, path)
    except ValueError as error:
        yield position.fault(str(error), "", shown)
        return
    if part_of(path) in NOT_DRAWN:
        yield position.fault(
            f"{part_of(path)} is read before anything is drawn",
            "change a number of the ground, the forces, the powers or the decisions",
            shown,
        )
    elif not found:
        remedy = missing(node, parse_path(path), Scenario)
        whole = "name a number, or a table by date as a whole"
        yield position.fault(f'the path "{path}" leads to no number', remedy or whole, shown)
    elif written and not any(one.written for one in found):
        yield position.fault(
            f'nothing is written at "{path}" that could be changed in some futures',
            "write the number that it has otherwise",
            shown,
        )


# ---------------------------------------------------------------- what can be paid and made
def plans_can_be_paid(node: Node, scenario: Scenario) -> Iterator[Fault]:
    """What a plan orders itself, and the projects that it takes, are paid and made in time."""
    if scenario.economy is None:
        return
    for name, plan in scenario.plans.items():
        asked = [one for one in plan.projects if scenario.projects[one].purpose is not None]
        own = plan.programme is not None and plan.programme.orders
        if asked or own:
            yield from _Trial(node, scenario, scenario.economy, name, plan).faults(asked)


def last_month(scenario: Scenario, economy: PreparationEconomy) -> datetime.date:
    """A month after the last day for which anything is voted, or the last attack."""
    attacks = [course.attack_on for course in scenario.courses_of_action.values()]
    ends = [moved(vote.until, 1) for vote in economy.votes]
    return max(*attacks, *ends)


@dataclass(frozen=True)
class _Trial:
    """A plan reckoned at middle values until the last vote ends or the last attack comes."""

    node: Node
    scenario: Scenario
    economy: PreparationEconomy
    name: str
    plan: Plan

    def faults(self, asked: list[str]) -> Iterator[Fault]:
        """Every order and project that cannot be paid or made."""
        on = last_month(self.scenario, self.economy)
        figures = Figures(self.scenario, on, Writer(np.zeros((0, 0, 0))))
        preparation = Preparer(figures, self.scenario, frozenset()).of(self.plan)
        assert preparation.plan is not None, "there is an economy"
        economy = preparation.plan.economy(at_middles(preparation.own))
        told = _Told(self.economy.unit, economy, build(economy), preparation.plan)
        own = self.plan.programme is not None and self.plan.programme.orders is not None
        for row, order in enumerate(preparation.plan.programme.orders if own else ()):
            at = self._order_at(order.stage)
            yield from told.lack(row, order.by, find(self.node, at), spell(at))
        for index, project in enumerate(self.plan.projects):
            if project in asked:
                row = told.built.orders.index(f"{PROJECT}{project}")
                at = ("plans", self.name, "projects", index)
                yield from told.lack(row, None, find(self.node, at), spell(at))

    def _order_at(self, number: int) -> Path:
        return ("plans", self.name, "programme", "orders", number)


@dataclass(frozen=True)
class _Told:
    """Tells what an order lacks, and what of: money or a capacity."""

    unit: str
    economy: Economy
    built: Built
    reckoning: Reckoning

    def lack(
        self, row: int, by: datetime.date | None, position: Position, path: str
    ) -> Iterator[Fault]:
        """A fault where an order is not begun by the end, or does not stand by its month."""
        order, end = self.economy.orders[row], self.economy.months - 1
        first = month_number(self.reckoning.programme.first)
        month = end if by is None else max(0, min(end, month_number(by) - first))
        wanted = float(np.ravel(order.number)[0])
        reached = self.built.begun if by is None else self.built.done
        left = wanted - float(reached[0, row, month])
        if left > LEAST * max(1.0, wanted):
            message, remedy = self._words(row, month, left, wanted)
            yield position.fault(f"{order.id.removeprefix(PROJECT)} {message}", remedy, path)

    def _words(self, row: int, month: int, left: float, wanted: float) -> tuple[str, str]:
        """What is lacking by a month, of what, since when, and what to do."""
        binds, by = self._binds(row, month), self._month(month)
        if not binds:
            return (
                f"takes longer: by {by} {numeral(left)} of {numeral(wanted)} do not stand yet",
                "begin earlier, or name a later month",
            )
        since = f"{binds} falls short from {self._month(self._since(row, month, binds))} on"
        if binds in self.built.capacities:
            return (
                f"is over capacity: by {by} {numeral(left)} of {numeral(wanted)} are missing; "
                f"{since}",
                f"order less, begin earlier, or raise {binds}",
            )
        price = self._price(self.economy.orders[row].good)
        return (
            f"is over budget: by {by} {numeral(left * price)} of the "
            f"{numeral(wanted * price)} "
            f"{self.unit} that it costs are missing; {since}",
            f"order less, or give {binds} a larger share of the votes",
        )

    def _binds(self, row: int, month: int) -> str:
        """What kept the order back last, up to a month; "" if its months alone did."""
        codes = self.built.bound[0, row, : month + 1]
        names = [self.built.binds[code] for code in codes]
        return next((one for one in reversed(names) if one not in ("", "time")), "")

    def _since(self, row: int, month: int, binds: str) -> int:
        """The first month from which it has kept the order back without a break."""
        codes = [self.built.binds[code] for code in self.built.bound[0, row, : month + 1]]
        last = max(n for n, one in enumerate(codes) if one == binds)
        while last > 0 and codes[last - 1] == binds:
            last -= 1
        return last

    def _price(self, good: str) -> float:
        price: Amount = next(one.price for one in self.economy.goods if one.id == good)
        return float(np.ravel(price)[0])

    def _month(self, number: int) -> str:
        month = month_number(self.reckoning.programme.first) + number
        return f"{month // MONTHS_A_YEAR}-{month % MONTHS_A_YEAR + 1:02}"
