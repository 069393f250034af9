"""Relief as it is promised: computed from acts and contingents, never typed.

With every decision taken and all powers moving together, each ally's contingent that would march
is promised for the day of its act and its time under way, at middle values; a second front for
the attackers it would draw away.
"""

from __future__ import annotations

from holdfast.kernel import layout as at
from holdfast.pacts.futures import read_one_future
from holdfast.pacts.program import compile_program
from holdfast.scenario.compile.forces import Forces
from holdfast.scenario.law import in_force
from holdfast.scenario.promises import Promises
from holdfast.schema.forces import SecondFront
from holdfast.schema.scenario import Scenario

KNOWN_DAY = 1
"""A promise that stands in a treaty is known before the first shot."""


def write_prospect(forces: Forces, said: Promises) -> None:
    """Write the men that are promised and the first day for which they are."""
    days = act_days(said)
    crisis = forces.figures.scenario.calendar.crisis_days
    men, first = 0.0, None
    for day, promised in [*_marches(forces, days), *_fronts(forces, days)]:
        men += promised
        campaign_day = max(1.0, day - crisis + 1)
        first = campaign_day if first is None else min(first, campaign_day)
    writer = forces.figures.writer
    writer.number(KNOWN_DAY, at.PROMISE_KNOWN)
    writer.number(men, at.PROMISED_MEN)
    writer.number(0.0 if first is None else first, at.PROMISED_DAY)


def act_days(said: Promises) -> dict[str, int | None]:
    """The pact day of each sentence when every decision is a yes and all may move together."""
    program = compile_program(said.file)
    best = read_one_future(said.file, program, said.file.uncertain)["simultaneous"]
    numbers = {name: len(program.rows) + n for n, name in enumerate(program.questions)}
    return {text: best.course.day(numbers[name]) for text, name in said.questions.items()}


def _marches(forces: Forces, days: dict[str, int | None]) -> list[tuple[float, float]]:
    """Day and men of every contingent of an ally that would come."""
    found: list[tuple[float, float]] = []
    scenario, figures = forces.figures.scenario, forces.figures
    for contingent in scenario.contingents:
        if scenario.powers[contingent.power].role != "ally" or contingent.when is None:
            continue
        acted = days[contingent.when]
        ways = forces.ways[contingent.id]
        if acted is None or not ways:
            continue
        way = figures.writer.middle(forces.days(ways[0]))
        men = figures.writer.middle(forces.men(contingent))
        found.append((acted + way, men))
    return found


def _fronts(forces: Forces, days: dict[str, int | None]) -> list[tuple[float, float]]:
    """Day and attackers that each second front would draw away, were it an offensive."""
    found: list[tuple[float, float]] = []
    for power in forces.figures.scenario.powers.values():
        front = power.second_front
        if front is not None and (acted := days[front.when]) is not None:
            day = acted + forces.figures.middle(front.first_day)
            found.append((day, _drawn_away(forces, front)))
    return found


def _drawn_away(forces: Forces, front: SecondFront) -> float:
    """Men to be moved against the whole front: F / (ratio (1 + wall weight x wall)) - posted."""
    figures = forces.figures
    ratio = _constant(figures.scenario, "second_front_ratio")
    wall = _constant(figures.scenario, "second_front_wall") * figures.middle(front.wall)
    needed = figures.middle(front.divisions) / (ratio * (1 + wall))
    against = figures.scenario.powers[front.against]
    missing = max(0.0, needed - figures.middle(front.posted))
    return missing * figures.middle(against.division_men) * figures.middle(against.efficiency)


def _constant(scenario: Scenario, name: str) -> float:
    """The middle of a constant that both sides share, as the scenario has it."""
    return next(value for _, value in in_force(scenario.law, name, scenario.setting.era)).middle()
