"""What a reader wants: the day's record, and the campaign's."""

from __future__ import annotations

from holdfast.kernel import layout as at
from holdfast.kernel.compiled import compiled
from holdfast.kernel.types import Array

MARKS = (10, 20, 30, 60)
"""Days on which the help of each helper is looked at, and for each the rows that tell of it."""

MEN_BY = (
    at.HELPER_MEN_BY_10, at.HELPER_MEN_BY_20, at.HELPER_MEN_BY_30, at.HELPER_MEN_BY_60,
)  # fmt: skip
AIRCRAFT_BY = (
    at.HELPER_AIRCRAFT_BY_10, at.HELPER_AIRCRAFT_BY_20, at.HELPER_AIRCRAFT_BY_30,
    at.HELPER_AIRCRAFT_BY_60,
)  # fmt: skip
R_MEN = (at.R_HELPER_MEN_10, at.R_HELPER_MEN_20, at.R_HELPER_MEN_30, at.R_HELPER_MEN_60)
R_AIRCRAFT = (
    at.R_HELPER_AIRCRAFT_10, at.R_HELPER_AIRCRAFT_20, at.R_HELPER_AIRCRAFT_30,
    at.R_HELPER_AIRCRAFT_60,
)  # fmt: skip


@compiled
def write_day(theatre: Array, state: Array, days: Array, day: int) -> None:
    """Note today's fronts, men and losses in days[row, day, axis]."""
    for j in range(int(theatre[at.AXES, 0, 0])):
        days[at.D_FRONT, day, j] = state[at.FRONT, j, 0]
        days[at.D_ATTACKER, day, j] = state[at.MEN, j, at.ATTACKER]
        days[at.D_DEFENDER, day, j] = state[at.MEN, j, at.DEFENDER]
        days[at.D_WON, day, j] = state[at.ADVANCE, j, 0]
    days[at.D_VALUE_LOST, day, 0] = state[at.VALUE_LOST, 0, 0]
    days[at.D_ARMY_LOST, day, 0] = state[at.ARMY_LOST, 0, 0]
    days[at.D_PROSPECT, day, 0] = state[at.PROSPECT, 0, 0]
    days[at.D_HELP_MEN, day, 0] = state[at.HELP_MEN, 0, 0]


@compiled
def note_help(theatre: Array, state: Array, day: int) -> None:
    """Keep the men and aircraft of each helper as they stand on the days that are asked for."""
    for n in range(len(MARKS)):
        if day == MARKS[n]:
            for h in range(int(theatre[at.HELPERS, 0, 0])):
                state[MEN_BY[n], h, 0] = state[at.HELPER_MEN, h, 0]
                state[AIRCRAFT_BY[n], h, 0] = state[at.HELPER_AIRCRAFT, h, 0]


@compiled
def write_end(theatre: Array, state: Array, ends: Array, world: int) -> None:
    """Note how the campaign ended in ends[row, helper, world]."""
    fighting = state[at.END, 0, 0] == at.STILL_FIGHTING
    horizon = theatre[at.HORIZON, 0, 0]
    ends[at.R_END, 0, world] = state[at.END, 0, 0]
    ends[at.R_END_DAY, 0, world] = horizon if fighting else state[at.END_DAY, 0, 0]
    ends[at.R_FIRST_HELP_DAY, 0, world] = state[at.FIRST_HELP_DAY, 0, 0]
    ends[at.R_RELIEF_DAY, 0, world] = state[at.RELIEF_DAY, 0, 0]
    ends[at.R_CAPITAL_DAY, 0, world] = state[at.CAPITAL_DAY, 0, 0]
    ends[at.R_VALUE_LOST, 0, world] = state[at.VALUE_LOST, 0, 0]
    ends[at.R_ARMY_LOST, 0, world] = state[at.ARMY_LOST, 0, 0]
    ends[at.R_ATTACKER_LOST, 0, world] = state[at.ATTACKER_LOST, 0, 0]
    ends[at.R_HELP_MEN, 0, world] = state[at.HELP_MEN, 0, 0]
    ends[at.R_DRAWN_AWAY, 0, world] = state[at.DRAWN_AWAY, 0, 0]
    ends[at.R_HELD, 0, world] = state[at.HELD, 0, 0]
    ends[at.R_CAUSE, 0, world] = state[at.CAUSE, 0, 0]
    ends[at.R_DECIDED, 0, world] = state[at.DECIDED, 0, 0]
    ends[at.R_FELL, 0, world] = fell(theatre, state)
    ends[at.R_EVACUATED, 0, world] = state[at.EVACUATED, 0, 0]
    write_help(theatre, state, ends, world)


@compiled
def fell(theatre: Array, state: Array) -> int:
    """Bits: the decisions that fell at all."""
    bits = 0
    for d in range(int(theatre[at.DECISIONS, 0, 0])):
        if state[at.DECISION_FELL, d, 0] != at.NEVER:
            bits |= 1 << d
    return bits


@compiled
def write_help(theatre: Array, state: Array, ends: Array, world: int) -> None:
    """Note what became of each kind of help.

    A campaign that was not looked at as far as a day stands on it as it was left.
    """
    looked_at = state[at.CLOCK, 0, 0] - theatre[at.CRISIS_DAYS, 0, 0]
    for h in range(int(theatre[at.HELPERS, 0, 0])):
        ends[at.R_HELPER_DAY, h, world] = state[at.HELPER_DAY, h, 0]
        for n in range(len(MARKS)):
            kept = looked_at >= MARKS[n]
            men = MEN_BY[n] if kept else at.HELPER_MEN
            aircraft = AIRCRAFT_BY[n] if kept else at.HELPER_AIRCRAFT
            ends[R_MEN[n], h, world] = state[men, h, 0]
            ends[R_AIRCRAFT[n], h, world] = state[aircraft, h, 0]
