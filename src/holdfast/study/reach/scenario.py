"""`holdfast reach` of a scenario: who can come by a date of attack, with fighting off."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import numpy as np

from holdfast.analysis.paired import Quantiles
from holdfast.analysis.reach import DAYS, CannotArrive, OneMore, ReachAnswer, RouteRow, spread
from holdfast.errors import UsageError
from holdfast.movement.fields import Landed, land
from holdfast.movement.flow import Moved, move
from holdfast.movement.reading import arrived_by
from holdfast.movement.timetable import STEPS_A_DAY, Floats
from holdfast.scenario.compile.reach import DrawnInroads, Inroad, Inroads, air_arrays
from holdfast.scenario.compile.theatre import Drawn, Number
from holdfast.scenario.scenario_source import ScenarioSource
from holdfast.schema.scenario import Scenario
from holdfast.study.choices import Choices
from holdfast.study.reach.read_off import (
    A_MONTH,
    by_day,
    curves,
    rows_of,
    worth_of_a_month,
    worth_of_more,
)
from holdfast.study.scenario_target import as_written, loaded_scenario
from holdfast.text.spelling import did_you_mean

HORIZON = DAYS[-1] + A_MONTH
"""Days that are looked at: the last that is told, and a month more."""

NOBODY = 1e-6


def reach_scenario(
    source: ScenarioSource,
    choices: Choices | None = None,
    leave: Sequence[str] | None = None,
    futures: int = 100,
    seed: int = 1,
) -> ReachAnswer:
    """Who can come, given that every ally acts and mobilises on day 0.

    Parameters
    ----------
    source : a scenario.
    choices : at whose date of attack, with what changed; the weightiest course where none is named.
    leave : third states that let allies pass; None: every one that may, empty: none.

    Raises
    ------
    ScenarioError
        with every fault.
    UsageError
        if something of a name does not exist.
    """
    choices = choices or Choices()
    course = choices.course or weightiest(source)
    scenario = loaded_scenario(source, choices, course)
    _check_leave(scenario, leave)
    on = scenario.courses_of_action[course].attack_on
    ways = Inroads(scenario, on, None if leave is None else frozenset(leave))
    drawn = ways.draw(seed, futures)
    made = ways.timetable(drawn, futures, HORIZON)
    moved = move(made.table) if ways.bodies else None
    powers = [one.contingent.power for one in ways.bodies]
    landed, squadron = _landed(ways, drawn, futures)
    flyers = [wing.power for wing in ways.wings]
    return ReachAnswer(
        target=source.id,
        kind="scenario",
        title=f"Help that can reach {scenario.sides.defender}: {scenario.title}",
        hash=source.hash,
        start=on,
        seed=seed,
        futures=futures,
        unit="division",
        given=_given(leave),
        routes=tuple(_route_rows(ways, drawn, futures)),
        divisions_by_day={} if moved is None else by_day(moved, powers),
        aircraft_by_day=_flown(landed.housed, flyers),
        turned_away={
            power: spread(landed.turned_away[:, mine, DAYS[-1] - 1].sum(axis=1))
            for power, mine in rows_of(flyers).items()
        },
        squadron_places=spread(air_arrays(ways, drawn, futures)[2]) if ways.wings else None,
        cannot=tuple(_cannot(ways, moved)),
        worth=tuple(_worths(made, moved, landed, squadron)),
        curves={} if moved is None else curves(moved, powers, DAYS[-1]),
    )


def weightiest(source: ScenarioSource) -> str:
    """The course that is drawn most often; the first of several."""
    known = as_written(source).courses_of_action
    return max(known, key=lambda name: known[name].weight)


def _check_leave(scenario: Scenario, leave: Sequence[str] | None) -> None:
    known = [name for name, power in scenario.powers.items() if power.passage]
    for name in leave or ():
        if name not in known:
            raise UsageError(f'nobody asks for the leave of "{name}": {did_you_mean(name, known)}')


def _given(leave: Sequence[str] | None) -> tuple[str, ...]:
    if leave is None:
        said = "Every third state that may let allies pass does so from day 0."
    elif leave:
        said = f"Leave is given by {', '.join(leave)} from day 0, by nobody else."
    else:
        said = "No third state gives leave."
    return (
        "Fighting is off: nothing is cut, captured or bombed.",
        "Every ally acts and mobilises on day 0.",
        said,
    )


# ------------------------------------------------------------------ routes
def _route_rows(ways: Inroads, drawn: Drawn, futures: int) -> Iterator[RouteRow]:
    """One row for each power and path; contingents from the same place share it."""
    rows: dict[tuple[str, tuple[str, ...]], list[Inroad]] = {}
    for found in ways.ways.values():
        for inroad in found:
            key = (inroad.contingent.power, inroad.route.places)
            rows.setdefault(key, []).append(inroad)
    told = (
        _route_row(ways, power, places, inroads, drawn, futures)
        for (power, places), inroads in rows.items()
    )
    yield from sorted(told, key=_by_first_day)


def _by_first_day(row: RouteRow) -> tuple[float, tuple[str, ...]]:
    return row.first_day.p50 or np.inf, row.places


def _route_row(
    ways: Inroads,
    power: str,
    places: tuple[str, ...],
    inroads: list[Inroad],
    drawn: Drawn,
    futures: int,
) -> RouteRow:
    first = inroads[0]

    def of(number: Number) -> Floats:
        return np.broadcast_to(np.asarray(number(drawn), dtype=float), futures)

    numbers = next(one for one in ways.bodies if one.contingent is first.contingent)
    days = of(first.days) + of(numbers.delay)
    trains = None if first.trains is None else of(first.trains)
    if trains is None:
        takes = 1.0 / np.maximum(of(numbers.roads), 1e-9)
    else:
        takes = of(numbers.trains) / np.maximum(trains, 1e-9)
    return RouteRow(
        power=power,
        form="rail" if first.route.railways else "foot",
        places=places,
        bottleneck=_narrowest(ways, first, of),
        trains_per_day=None if trains is None else spread(trains),
        decisions=first.decisions,
        first_day=spread(np.ceil(days + takes)),
        who=tuple(one.contingent.id for one in inroads),
    )


def _narrowest(
    ways: Inroads, inroad: Inroad, of: Callable[[Number], Floats]
) -> tuple[str, ...] | None:
    """The link that carries least in most futures; the first of several alike."""
    links = [hop.link for hop in inroad.route.hops if hop.by_rail]
    if not links:
        return None
    keys = [(min(link.between), max(link.between)) for link in links]
    table = np.stack([of(ways.links[key]) for key in keys])
    narrow = np.bincount(np.argmin(table, axis=0), minlength=len(keys))
    return keys[int(np.argmax(narrow))]


# ------------------------------------------------------------------ aircraft
def _landed(ways: Inroads, drawn: Drawn, futures: int) -> tuple[Landed, Floats]:
    aircraft, days, room, _ = air_arrays(ways, drawn, futures)
    squadron = np.broadcast_to(np.asarray(ways.squadron(drawn), dtype=float), futures)
    one_more = land(aircraft, days, room + squadron, DAYS[-1])
    landed = land(aircraft, days, room, DAYS[-1])
    gain = one_more.housed[:, :, -1].sum(axis=1) - landed.housed[:, :, -1].sum(axis=1)
    return landed, gain


def _flown(aircraft: Floats, powers: list[str]) -> dict[str, dict[str, Quantiles]]:
    return {
        power: {str(day): spread(aircraft[:, mine, day - 1].sum(axis=1)) for day in DAYS}
        for power, mine in rows_of(powers).items()
    }


# ------------------------------------------------------------------ who cannot, what more is worth
def _cannot(ways: Inroads, moved: Moved | None) -> Iterator[CannotArrive]:
    for kept in ways.kept:
        yield CannotArrive(kept.power, kept.name, kept.why)
    if moved is None:
        return
    there = np.median(arrived_by(moved, DAYS[-1]), axis=0)
    for numbers, came in zip(ways.bodies, there, strict=True):
        if came <= NOBODY:
            why = f"nobody of it has come by day {DAYS[-1]}: the way is too long or too crowded"
            yield CannotArrive(numbers.contingent.power, numbers.contingent.id, why)


def _worths(
    made: DrawnInroads, moved: Moved | None, landed: Landed, squadron: Floats
) -> Iterator[OneMore]:
    if moved is not None:

        def named(k: int) -> str:
            one, other = made.links[k]
            if made.by_rail[k]:
                return f"one more train a day between {one} and {other}"
            return f"one more division a day on the road between {one} and {other}"

        def more(k: int) -> Floats:
            limit = made.table.carriers[k].limit
            return np.full_like(limit, 1.0 / STEPS_A_DAY)

        yield from worth_of_more(made.table, moved, named, more)
        yield worth_of_a_month(moved)
    if landed.housed.shape[1]:
        last = str(DAYS[-1])
        yield OneMore("one more field for a squadron", "aircraft", {last: spread(squadron)})
