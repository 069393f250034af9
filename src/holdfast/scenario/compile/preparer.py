"""From a scenario's economy, projects and events to the changes of numbers that futures draw."""

from __future__ import annotations

import copy
import datetime
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from holdfast.pacts.expressions import ALWAYS
from holdfast.scenario.changes import chance_of
from holdfast.scenario.compile.drawn_changes import (
    DrawnChange,
    Lifts,
    Values,
    drawn_value,
    lift_all,
)
from holdfast.scenario.compile.figures import Figures, View, plain, plus, times
from holdfast.scenario.compile.preparing import FactRow, Preparation, ProjectRow
from holdfast.scenario.compile.reckoning import Reckoner
from holdfast.scenario.compile.sentences import Sentences
from holdfast.scenario.compile.tallies import StandingRow
from holdfast.scenario.compile.theatre import Drawn, Number, Writer
from holdfast.scenario.in_order import in_order
from holdfast.scenario.programme import (
    PlanProgramme,
    base_plan,
    programme_of,
    taken_plan,
)
from holdfast.scenario.reach import NumberAt, put, reached
from holdfast.scenario.view import hindsight
from holdfast.schema.economy import PreparationEconomy, SeenStanding, StandsAs
from holdfast.schema.projects import DrawnEffect, Project
from holdfast.schema.quantity import Fixed, Quantity, Uniform, fixed
from holdfast.schema.scenario import Plan, Scenario

SECTORS = "sectors"

DAYS_A_MONTH = 365.25 / 12

TOLD = (".gives[", ".receives[")
"""Numbers of projects that are told and reckoned with nowhere."""

LUCK = Quantity(spread=Uniform(min=0.0, max=1.0))
"""What a consent or an event is drawn with, against its odds."""


def spelt_out(scenario: Scenario) -> tuple[Scenario, frozenset[str]]:
    """The scenario with a nought wherever the economy stands and nothing is recorded.

    Gives the paths of these numbers too: there the economy's own number is to stand.
    """
    lines = () if scenario.economy is None else scenario.economy.stands
    bare = {one.keys: one.path for line in lines for one in reached(scenario, line.path)
            if not one.written}  # fmt: skip
    for keys in bare:
        scenario = put(scenario, keys, fixed(0))
    return scenario, frozenset(bare.values())


def figures_at(
    scenario: Scenario, on: datetime.date, writer: Writer, view: View = hindsight
) -> Figures:
    """The figures of a scenario at a date, with every change that is drawn."""
    file, unrecorded = spelt_out(scenario)
    figures = Figures(in_order(file), on, writer, view, file)
    prepare(figures, unrecorded)
    return figures


def prepare(figures: Figures, unrecorded: frozenset[str], levers: bool = False) -> Preparer | None:
    """Let figures read what events and the plan's preparation leave of their numbers.

    Parameters
    ----------
    unrecorded : paths at which the economy's own numbers are to stand (`spelt_out`).
    levers : whether other plans are to be put in the place of the one that is taken: then
        everything that any of them could move waits for what is drawn.
    """
    file = figures.file or figures.scenario
    _lift_events(figures, file)
    if file.economy is None and not file.projects:
        return None
    preparer = Preparer(figures, file, unrecorded)
    preparer.prepare(levers)
    return preparer if levers else None


def _lift_events(figures: Figures, file: Scenario) -> None:
    """Events that may or may not have happened: each is drawn once a future."""
    for event in sorted(file.events, key=lambda one: one.on):
        if event.on >= figures.on or chance_of(event) is not None:
            continue
        holds = happens(figures, f"events[id={event.id}].happens", event.p)
        for n, effect in enumerate(event.effects):
            if effect.since is None or effect.since <= figures.on:
                path = f"events[id={event.id}].effects[{n}].value"
                value = drawn_value(effect)
                assert value is not None, "the checks let numbers through alone"
                change = DrawnChange(holds, effect.op, figures.writer.number_of(path, value))
                lift_all(figures.lifts, file, effect.path, change)


@dataclass(frozen=True)
class Preparer:
    """Makes preparations of plans, for one date of attack."""

    figures: Figures
    file: Scenario
    """In the order of its file, by which paths are told."""
    unrecorded: frozenset[str]

    @property
    def economy(self) -> PreparationEconomy | None:
        """The economy that is reckoned, if there is one."""
        return self.file.economy

    def of(self, plan: Plan) -> Preparation:
        """What a plan's programme and projects come to; its other changes are not looked at."""
        reader = aside(self.figures)
        projects = tuple(self._projects(reader, frozenset(plan.projects)))
        if self.economy is None:
            return Preparation(projects=projects, own=reader.writer.quantities)
        wanted = programme_of(self.economy, plan.programme, plan.projects)
        history = self.file.plans[base_plan(self.file)]
        given = programme_of(self.economy, None, history.projects)
        reckoner = Reckoner(reader, self.economy, self.file.projects)
        return Preparation(
            plan=reckoner.reckoning(wanted),
            base=None if wanted == given else reckoner.reckoning(given),
            standing=tuple(self._standing(reader)),
            projects=projects,
            facts=tuple(self._facts(reader, given)),
            own=reader.writer.quantities,
        )

    def prepare(self, levers: bool) -> None:
        """Let the figures read what stands by the plan that is taken."""
        plan = self.file.plans[taken_plan(self.file)]
        reader = aside(self.figures)
        taken = frozenset(self.file.projects) if levers else frozenset(plan.projects)
        preparation = self.of(plan)
        moves = (lambda _: True) if levers else preparation.moves
        lifts = self.lifts(reader, taken, moves)
        for part in ("plans.", "projects."):
            self.figures.note(part)
        self.figures.read.difference_update(set(_told(self.figures)))
        if not (lifts or preparation.facts):
            return
        writer = self.figures.writer
        writer.quantities.update({**reader.writer.quantities, **preparation.own})
        writer.preparation = preparation
        for path, more in lifts.items():
            self.figures.lifts.setdefault(path, []).extend(more)

    # ------------------------------------------------------------ what stands
    def places(self) -> Iterator[tuple[str, StandsAs, NumberAt]]:
        """Every number that the economy moves, with the name of its entry."""
        for n, line in enumerate(() if self.economy is None else self.economy.stands):
            for one in reached(self.file, line.path):
                yield self._key(f"stands {n} {one.path}"), line, one

    def row(self, reader: Figures, key: str, line: StandsAs, one: NumberAt) -> StandingRow:
        """What a good becomes at one number."""
        assert self.economy is not None, "who has a line that stands has an economy"
        good = self.economy.goods[line.good]
        scaled = line.op == "scale" and one.path not in self.unrecorded
        return StandingRow(
            key=key,
            good=line.good,
            sectors=(str(one.keys[1]),) if one.keys[0] == SECTORS else (),
            of=line.of,
            op=line.op,
            recorded=one.path not in self.unrecorded,
            per=reader.number(line.per),
            stood=reader.number(good.stood) if scaled else plain(0.0),
        )

    def _standing(self, reader: Figures) -> Iterator[StandingRow]:
        for key, line, one in self.places():
            yield self.row(reader, key, line, one)

    def _facts(self, reader: Figures, given: PlanProgramme) -> Iterator[FactRow]:
        assert self.economy is not None
        for one in self.economy.facts:
            yield FactRow(
                fact=one.fact,
                key=fact_key(self.figures.on, one),
                good=one.good,
                sectors=tuple(one.sectors),
                share=one.share,
                ordered=plus(*_ordered(reader, given, one)),
            )

    def _key(self, name: str) -> str:
        return f"{self.figures.on} {name}"

    # ------------------------------------------------------------ projects
    def done_key(self, name: str) -> str:
        """The entry that says where a project is done."""
        return self._key(f"done {name}")

    def begun_key(self, name: str) -> str:
        """The entry that says where it is begun."""
        return self._key(f"begun {name}")

    def _projects(self, reader: Figures, taken: frozenset[str]) -> Iterator[ProjectRow]:
        for name, one in self.file.projects.items():
            number = reader if name in taken else aside(reader)
            paid = one.purpose is not None and self.economy is not None
            yield ProjectRow(
                name=name,
                taken=name in taken,
                agreed=_agreed(number, name, one),
                begun=one.begins < self.figures.on,
                in_time=None if paid else _in_time(number, one, self.figures.on),
                needs=tuple(one.needs),
                key=self.done_key(name),
                begun_key=self.begun_key(name),
            )

    def lifts(
        self, reader: Figures, taken: frozenset[str], moves: Callable[[StandingRow], bool]
    ) -> Lifts:
        """The changes that the economy and the projects of a plan make, by path.

        moves : whether a good may move a number.
        """
        found: Lifts = {}
        for key, line, one in self.places():
            row = self.row(reader, key, line, one)
            if moves(row):
                found.setdefault(one.path, []).append(row.lift(one.bounds))
        for name in self.file.projects:
            number, lifts = (reader, found) if name in taken else (aside(reader), {})
            self._lift_project(number, name, lifts)
        return found

    def _lift_project(self, reader: Figures, name: str, lifts: Lifts) -> None:
        one = self.file.projects[name]
        when_done = (*one.effects, *goodwill(one, self.file))
        for effect, key in (
            *((effect, self.done_key(name)) for effect in when_done),
            *((effect, self.begun_key(name)) for effect in one.provokes),
        ):
            value = reader.number(effect.value)
            if effect.since is None or effect.since <= self.figures.on:
                change = DrawnChange(_entry(key), effect.op, value)
                lift_all(lifts, self.file, effect.path, change)


def write_facts(figures: Figures, sentences: Sentences) -> None:
    """Let the economy's facts arise with the crisis, in the futures in which they hold."""
    economy = figures.scenario.economy
    for one in () if economy is None else economy.facts:
        delay = _entry(fact_key(figures.on, one))
        sentences.pledges.arises(sentences.promises.sentences[one.fact], ALWAYS, delay)


def fact_key(on: datetime.date, one: SeenStanding) -> str:
    """The name of a fact's entry."""
    return f"{on} fact {one.fact}"


def _entry(key: str) -> Number:
    return lambda drawn: drawn[key]


def goodwill(project: Project, scenario: Scenario) -> Iterator[DrawnEffect]:
    """What a project moves of the partner's decisions, as changes of their odds."""
    if project.goodwill is None:
        return
    for name in project.goodwill_of:
        line = "p" if scenario.decisions[name].p is not None else "odds[*].p"
        path = f"decisions.{name}.{line}"
        yield DrawnEffect.model_construct(path=path, op="shift", value=project.goodwill)


def _told(figures: Figures) -> Iterator[str]:
    """Numbers of projects that are told to a reader and move nothing."""
    return (path for path in figures.read if any(one in path for one in TOLD))


def aside(figures: Figures) -> Figures:
    """Reads the same figures, and remembers that it read them, into a book of its own."""
    reader = copy.copy(figures)
    reader.writer = Writer(np.zeros((0, 0, 0)))
    reader.writer.identities = figures.writer.identities
    return reader


def _ordered(reader: Figures, given: PlanProgramme, one: SeenStanding) -> Iterator[Number]:
    """What the base programme orders of a good, order by order."""
    for order in given.orders:
        if order.good == one.good and (not one.sectors or order.sector in one.sectors):
            part = order.part
            share = plain(part) if isinstance(part, int | float) else reader.number(part)
            yield times(reader.number(order.number), share)


def _agreed(reader: Figures, name: str, project: Project) -> Number:
    """1 where whoever must agree does."""
    if project.consent is None:
        return plain(1.0)
    return happens(reader, f"projects.{name}.consent", project.consent.p)


def happens(figures: Figures, path: str, odds: Quantity) -> Number:
    """1 in the futures in which something of these odds happens, drawn under a path."""
    chance = figures.number(odds)
    if isinstance(odds.spread, Fixed) and odds.spread.value in (0, 1):
        return chance
    luck = figures.writer.number_of(path, LUCK)

    def comes(drawn: Drawn) -> Values:
        return (np.asarray(luck(drawn)) < chance(drawn)).astype(np.float64)

    return comes


def _in_time(reader: Figures, project: Project, on: datetime.date) -> Number:
    """1 where the months of a project have passed by the attack."""
    months, had = reader.number(project.months), (on - project.begins).days / DAYS_A_MONTH
    return lambda drawn: (np.asarray(months(drawn)) <= had).astype(np.float64)
