"""A campaign from the first day to the horizon, twice on the same draws, and blocks of them."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from holdfast.kernel import draws
from holdfast.kernel import layout as at
from holdfast.kernel.attrition import tempo
from holdfast.kernel.compiled import compiled
from holdfast.kernel.conditions import holds
from holdfast.kernel.day import live
from holdfast.kernel.draws import Key
from holdfast.kernel.ends import give_way
from holdfast.kernel.record import write_day, write_end
from holdfast.kernel.types import Array

THEATRE_SLOT = 0
LAW_SLOT = 1


@compiled
def begin(theatre: Array, law: Array, state: Array, key: Key) -> None:
    """Set the state of the evening before the first day, of the crisis if there is one."""
    state[:] = 0.0
    state[at.TEMPO, 0, 0] = tempo(theatre, law)
    state[at.STOCK, 0, 0] = 1.0
    state[at.HUNGER, 0, 0] = 1.0
    state[at.INTEGRITY, :, 0] = 1.0
    state[at.SURPRISE_LEVEL, 0, 0] = theatre[at.SURPRISE, 0, 0]
    if has_help_under_way(theatre):
        state[at.LAST_ARRIVAL, 0, 0] = theatre[at.HORIZON, 0, 0]
    for side in range(2):
        for i in range(int(theatre[at.ARRIVALS, 0, side])):
            state[at.LAST_ARRIVAL, 0, 0] = max(
                state[at.LAST_ARRIVAL, 0, 0], theatre[at.ARRIVAL_DAY, i, side]
            )
            if theatre[at.ARRIVAL_FORM, i, side] == at.OWN:
                state[at.TO_COME, 0, side] += (
                    theatre[at.ARRIVAL_MEN, i, side] * theatre[at.MEN_SCALE, 0, side]
                )
    for j in range(int(theatre[at.AXES, 0, 0])):
        own = int(theatre[at.AXIS_KEY, j, 0])
        state[at.ASSAULT_CLOCK, j, 0] = draws.exponentials(key, draws.ASSAULT, own, 0)[0]
        state[at.BREAKTHROUGH_CLOCK, j, 0] = draws.exponentials(key, draws.BREAKTHROUGH, own, 0)[0]
    state[at.COLLAPSE_CLOCK, 0, 0] = draws.exponentials(key, draws.COLLAPSE, 0, 0)[0]
    state[at.STOP_CLOCK, 0, 0] = draws.exponentials(key, draws.STOP, 0, 0)[0]


@compiled
def has_help_under_way(theatre: Array) -> bool:
    """Whether anybody comes by himself, on no day that is given."""
    coming = theatre[at.CONTINGENTS, 0, 0] + theatre[at.FRONTS, 0, 0] + theatre[at.WINGS, 0, 0]
    return bool(coming > 0.0)


@compiled
def await_attack(theatre: Array, state: Array, day: int) -> None:
    """See on a day of the crisis who is warned, and on the last whether there is a war.

    A condition that ever held in the crisis takes surprise away.
    """
    if holds(theatre, state, int(theatre[at.WARNED, 0, 0])):
        state[at.SURPRISE_LEVEL, 0, 0] = theatre[at.SURPRISE_WARNED, 0, 0]
    if day == at.FIRST_DAY - 1:
        give_way(theatre, state)


@compiled
def play(theatre: Array, law: Array, calendar: Array, state: Array, days: Array, key: Key) -> int:
    """Play one campaign in the world that `state` is set to; give the last day recorded."""
    last = 0
    first = at.FIRST_DAY - int(theatre[at.CRISIS_DAYS, 0, 0])
    for day in range(first, int(theatre[at.HORIZON, 0, 0]) + 1):
        fighting = state[at.END, 0, 0] == at.STILL_FIGHTING
        if not fighting and is_settled(state, day):
            break
        state[at.TRAFFIC, 0, 0] = calendar[at.TRAFFICABILITY, max(0, day), 0]
        live(theatre, law, state, day, key)
        if day < at.FIRST_DAY:
            await_attack(theatre, state, day)
        elif fighting:
            write_day(theatre, state, days, day)
            last = day
    return last


@compiled
def is_settled(state: Array, day: int) -> bool:
    """Whether an ended campaign has nothing more to tell about relief.

    It ended without a shot, or nobody is on his way, and time alone will make nobody move.
    """
    late = day > state[at.LAST_ARRIVAL, 0, 0] and state[at.NEXT_CHANGE, 0, 0] >= at.NO_DAY
    without_a_shot = state[at.END_DAY, 0, 0] == at.NEVER
    return bool(late or without_a_shot or state[at.HELPED, 0, 0] == 0.0)


@compiled
def play_world(
    arrays: tuple[Array, Array, Array], state: Array, days: Array, key: Key, helped: bool
) -> int:
    """Begin and play one campaign with or without the acts of other powers."""
    theatre, law, calendar = arrays
    begin(theatre, law, state, key)
    state[at.HELPED, 0, 0] = 1.0 if helped else 0.0
    return play(theatre, law, calendar, state, days, key)


@compiled
def blank_state(theatre: Array) -> Array:
    """An empty state for this theatre."""
    return np.zeros((at.STATE_ROWS, theatre.shape[1], 2))


@compiled
def patch(
    theatre: Array,
    law: Array,
    slots: npt.NDArray[np.int64],
    values: npt.NDArray[np.float64],
) -> None:
    """Write one future's drawn quantities where they stand.

    slots : int64[quantity, 4] = array (0 theatre, 1 law), row, entity, side.
    """
    for n in range(slots.shape[0]):
        target = theatre if slots[n, 0] == THEATRE_SLOT else law
        target[slots[n, 1], slots[n, 2], slots[n, 3]] = values[n]


@compiled
def tally(counts: npt.NDArray[np.int64], value: float, world: int, measure: int, day: int) -> None:
    """Add one to the bin of a value in [0, 1]."""
    bins = counts.shape[3]
    counts[world, measure, day, min(bins - 1, max(0, int(value * bins)))] += 1


@compiled
def count(
    theatre: Array, days: Array, counts: npt.NDArray[np.int64], last: int, world: int
) -> None:
    """Add one campaign's days to counts[world, measure, day, bin].

    Measures: value lost, army lost, then each axis's front as a share of its length; only days
    on which the campaign went on are counted.
    """
    for day in range(1, last + 1):
        tally(counts, days[at.D_VALUE_LOST, day, 0], world, 0, day)
        tally(counts, days[at.D_ARMY_LOST, day, 0], world, 1, day)
        for j in range(int(theatre[at.AXES, 0, 0])):
            gone = days[at.D_FRONT, day, j] / theatre[at.LENGTH, j, 0]
            tally(counts, gone, world, 2 + j, day)


@compiled
def run_block(
    arrays: tuple[Array, Array, Array],
    cells: tuple[npt.NDArray[np.int64], npt.NDArray[np.float64]],
    futures: npt.NDArray[np.int64],
    run: tuple[int, int, int],
    ends: npt.NDArray[np.float64],
    counts: npt.NDArray[np.int64],
) -> None:
    """Play a block of futures, each `replications` times, each in both worlds.

    cells : int64[cell, 4], where each cell stands, and float64[future, cell], its numbers.
    futures : int64[future], their numbers.
    run : seed, replications, worlds (2: with and without help; 1: with help alone, as in
    hindcasts).
    ends : float64[future x replication, row, helper, world], filled; rows of the whole use
    helper 0.
    counts : int64[world, measure, day, bin], added to.
    """
    theatre = arrays[0].copy()
    law = arrays[1].copy()
    calendar = arrays[2]
    state = blank_state(theatre)
    days = np.zeros((at.DAYS_ROWS, calendar.shape[1], theatre.shape[1]))
    key = np.zeros(3, np.uint64)
    slots, values = cells
    seed, replications, worlds = run
    key[0] = seed
    for f in range(values.shape[0]):
        patch(theatre, law, slots, values[f])
        key[1] = futures[f]
        for r in range(replications):
            key[2] = r
            for world in range(worlds):
                helped = world == at.WITH_HELP
                last = play_world((theatre, law, calendar), state, days, key, helped)
                write_end(theatre, state, ends[f * replications + r], world)
                count(theatre, days, counts, last, world)
