"""A scenario becomes a theatre: one for each course of action, by the table of SCENARIO.md."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from holdfast.kernel import layout as at
from holdfast.scenario import codes
from holdfast.scenario.compile.card import aim_quantity
from holdfast.scenario.compile.crisis import write_crisis
from holdfast.scenario.compile.figures import Figures, View, plain
from holdfast.scenario.compile.forces import Forces
from holdfast.scenario.compile.ground import Ground, write_ground
from holdfast.scenario.compile.heed import heeding
from holdfast.scenario.compile.help import write_air, write_evacuation, write_second_fronts
from holdfast.scenario.compile.helping import chain_of
from holdfast.scenario.compile.pledges import Pledges
from holdfast.scenario.compile.preparer import Preparer, prepare, spelt_out, write_facts
from holdfast.scenario.compile.prospect import write_prospect
from holdfast.scenario.compile.sentences import Sentences
from holdfast.scenario.compile.theatre import Names, Theatre, Writer, write_law
from holdfast.scenario.ground import attackers
from holdfast.scenario.in_order import in_order
from holdfast.scenario.law import in_force
from holdfast.scenario.promises import promises
from holdfast.scenario.realise import Posterior
from holdfast.scenario.remembered import RouteMemory
from holdfast.scenario.routes import Route
from holdfast.scenario.view import hindsight
from holdfast.schema.constant import Constant
from holdfast.schema.scenario import Scenario

ROOM = 128
"""Entities to begin with; the theatre grows as it must and is cut to those that are used."""


@dataclass(frozen=True)
class Options:
    """How a scenario is to be read."""

    reading: str = "listed"
    """Who may move together: as `listed`, nobody (`causal`), or everybody (`all`)."""
    view: View = hindsight
    """What is taken of each quantity: hindsight, or what was believed."""
    memory: RouteMemory = field(default_factory=RouteMemory)
    """Routes that other compilings of the same scenario have found."""
    levers: bool = False
    """Whether other programmes and projects are to be put in the place of the plan's."""


@dataclass(frozen=True)
class Compiled:
    """A theatre, and what of the scenario no row of it came from."""

    theatre: Theatre
    unused: tuple[str, ...]
    ways: Mapping[str, tuple[Route, ...]]
    """The routes of each ally's contingent, the best first."""
    preparer: Preparer | None = None
    """Makes preparations of other plans, to be put into the theatre; None without `levers`."""


def compile_scenario(
    scenario: Scenario, course: str, posterior: Posterior, options: Options | None = None
) -> Compiled:
    """Compile a scenario to arrays, for one course of action.

    Parameters
    ----------
    scenario : checked, with the events before the attack and the effects of the course done.
    course : key of `courses_of_action`.
    posterior : joint sample of the law's calibrated constants.
    options : reading of the pacts, view of the quantities.
    """
    options = options or Options()
    on = scenario.courses_of_action[course].attack_on
    file, unrecorded = spelt_out(scenario)
    scenario = in_order(file)
    horizon = scenario.calendar.horizon_days
    writer = Writer(np.zeros((len(at.THEATRE.rows), ROOM, 2)))
    scenario, said = heeding(scenario, promises(scenario, on, options.reading))
    figures = Figures(scenario, on, writer, options.view, file)
    preparer = prepare(figures, unrecorded, options.levers)
    _note_events(figures)
    ground = Ground.of(figures)
    pledges = Pledges(said.file, scenario.sides.defender)
    sentences = Sentences(said, pledges)
    forces = Forces(figures, ground, sentences, memory=options.memory)
    write_crisis(figures, ground, sentences)
    write_facts(figures, sentences)
    write_ground(figures, ground)
    _write_setting(figures, ground, sentences, course)
    forces.write()
    write_second_fronts(forces)
    write_air(forces)
    write_evacuation(forces)
    write_prospect(forces, said)
    pledges.write(writer)
    writer.number(len(forces.rows.helpers), at.HELPERS)
    joint = write_law(writer, _law(scenario, figures), scenario.setting.era, posterior)
    theatre = Theatre(
        theatre=writer.theatre[:, : _used(writer), :].copy(),
        law=writer.law,
        calendar=codes.calendar(scenario.setting.climate, on, horizon),
        quantities=writer.quantities,
        cells=tuple(writer.cells),
        joint=joint,
        posterior=posterior,
        names=Names(
            axes=tuple(one.axis.id for one in ground.courses),
            places=ground.places,
            decisions=tuple(scenario.decisions),
            helpers=tuple(forces.rows.helpers),
            clauses=pledges.clause_names,
            chain=chain_of(forces),
        ),
        horizon=horizon,
        preparation=writer.preparation,
    )
    unused = tuple(path for path in figures.unread() if path not in unrecorded)
    return Compiled(theatre, unused, dict(forces.ways), preparer)


def _note_events(figures: Figures) -> None:
    """Events before the attack have had their effects by now: their chances were read."""
    for event in figures.scenario.events:
        if event.on < figures.on:
            figures.path(event.p)


def _used(writer: Writer) -> int:
    """How many entities any row names, certain or drawn."""
    written = np.flatnonzero(np.any(writer.theatre != 0, axis=(0, 2)))
    last = int(written[-1]) + 1 if len(written) else 1
    return max([last, *(cell.entity + 1 for cell in writer.cells if cell.array == 0)])


def _law(scenario: Scenario, figures: Figures) -> Mapping[str, Constant]:
    """The constants of the law that the scenario sets itself."""
    own = dict(scenario.law)
    if scenario.relief is not None:
        own["relief_share"] = scenario.relief.share
        figures.path(scenario.relief.share)
    for name in scenario.law:
        for _, quantity in in_force(scenario.law, name, scenario.setting.era):
            figures.path(quantity)
    return own


def _write_setting(figures: Figures, ground: Ground, sentences: Sentences, course: str) -> None:
    scenario, writer = figures.scenario, figures.writer
    attacker = scenario.powers[scenario.sides.attacker]
    writer.number(scenario.calendar.horizon_days, at.HORIZON)
    writer.number(scenario.setting.roads, at.ROADS)
    writer.number(codes.ROAD_FACTOR[scenario.setting.roads], at.ROAD_FACTOR)
    writer.work_out(figures.number(attacker.surprise), at.SURPRISE)
    writer.work_out(figures.number(attacker.surprise_if_warned), at.SURPRISE_WARNED)
    warned = attacker.warned_when
    writer.number(at.NEVER_HOLDS if warned is None else sentences.condition(warned), at.WARNED)
    if attacker.aim is not None:
        aim = aim_quantity(attacker.aim.model_dump())
        writer.put(f"powers.{scenario.sides.attacker}.aim", aim, at.AIM)
    for side in range(len(at.SIDES)):
        writer.number(1.0, at.MEN_SCALE, side=side)
    _write_supply(figures, sentences)
    _write_shares(figures, ground, sentences, course)


def _write_supply(figures: Figures, sentences: Sentences) -> None:
    """What the defender has once he is cut off, and when he is."""
    supply = figures.scenario.powers[figures.scenario.sides.defender].supply
    if supply is None:
        figures.writer.number(at.NEVER_HOLDS, at.CUT_OFF_WHEN)
        return
    figures.writer.number(sentences.condition(supply.when), at.CUT_OFF_WHEN)
    figures.writer.work_out(figures.number(supply.endurance), at.ENDURANCE)
    figures.writer.work_out(figures.number(supply.inflow), at.INFLOW)


def _write_shares(figures: Figures, ground: Ground, sentences: Sentences, course: str) -> None:
    """Each side's shares of the axes, and what opens them."""
    scenario, writer = figures.scenario, figures.writer
    shares = scenario.courses_of_action[course].shares
    owners = attackers(scenario)
    writer.number(len(owners), at.OWNERS)
    for j, one in enumerate(ground.courses):
        name = one.axis.id
        for side, written in ((at.ATTACKER, shares), (at.DEFENDER, scenario.deployment)):
            number = figures.number(written[name]) if name in written else plain(0.0)
            writer.work_out(number, at.SHARE, j, side)
        writer.number(sentences.condition(one.axis.when), at.AXIS_WHEN, j)
        writer.number(owners.index(one.axis.power), at.AXIS_OWNER, j)
