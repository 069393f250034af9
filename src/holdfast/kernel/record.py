"""What a reader wants: the day's record, and the campaign's."""

from __future__ import annotations

from holdfast.kernel import layout as at
from holdfast.kernel.compiled import compiled
from holdfast.kernel.types import Array


@compiled
def write_day(theatre: Array, state: Array, days: Array, day: int) -> None:
    """Note today's fronts, men and tolls in days[row, day, axis]."""
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
def write_end(theatre: Array, state: Array, ends: Array, world: int) -> None:
    """Note how the campaign ended in ends[row, 0, world]."""
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
    ends[at.R_DECIDED, 0, world] = state[at.DECIDED, 0, 0]
