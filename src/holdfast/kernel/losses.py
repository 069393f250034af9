"""What has been lost so far, and whether the attacker still gets anywhere."""

from __future__ import annotations

from holdfast.kernel import constants
from holdfast.kernel import layout as at
from holdfast.kernel.arrivals import total_men
from holdfast.kernel.compiled import compiled
from holdfast.kernel.types import Array


@compiled
def take_places(theatre: Array, law: Array, state: Array, day: int) -> None:
    """Count the value lost: a place is lost when a front has passed it.

    On the way to it, `passing` of its value goes with the distance. The capital's fall is
    remembered.
    """
    places = int(theatre[at.PLACES, 0, 0])
    for p in range(places):
        state[at.LOST, p, 0] = 0.0
    for j in range(int(theatre[at.AXES, 0, 0])):
        threaten(theatre, law, state, j)
    lost = 0.0
    for p in range(places):
        lost += state[at.LOST, p, 0] * theatre[at.VALUE, p, 0]
        fallen = theatre[at.CAPITAL, p, 0] > 0.0 and state[at.LOST, p, 0] >= 1.0
        if fallen and state[at.CAPITAL_DAY, 0, 0] == at.NEVER:
            state[at.CAPITAL_DAY, 0, 0] = day
    state[at.VALUE_LOST, 0, 0] = lost


@compiled
def threaten(theatre: Array, law: Array, state: Array, j: int) -> None:
    """Mark what axis `j` takes of each of its places."""
    behind = 0.0
    first = int(theatre[at.FIRST_LEG, j, 0])
    for leg in range(first, first + int(theatre[at.LEGS, j, 0])):
        ahead = theatre[at.LEG_KM, leg, 0]
        front = state[at.FRONT, j, 0]
        way = min(1.0, max(0.0, (front - behind) / max(1.0, ahead - behind)))
        share = 1.0 if front >= ahead else law[constants.PASSING, 0, 0] * way
        p = int(theatre[at.LEG_PLACE, leg, 0])
        state[at.LOST, p, 0] = max(state[at.LOST, p, 0], share)
        behind = ahead


@compiled
def count_losses(theatre: Array, law: Array, state: Array) -> None:
    """Work out what both armies have lost, and the stall of the attacker.

    stall: less `stall_recovery` on a day with progress (new value taken, or a front moving
    faster than `progress_speed`), else a day more; against an isolated defender only by what
    still comes in to him, for a blockade is progress.
    """
    axes = int(theatre[at.AXES, 0, 0])
    fastest = 0.0
    for j in range(axes):
        fastest = max(fastest, state[at.ADVANCE, j, 0])
    defenders = total_men(state, axes, at.DEFENDER)
    came = max(state[at.ARRIVED, 0, at.DEFENDER], 1.0)
    state[at.ARMY_LOST, 0, 0] = min(1.0, max(0.0, 1.0 - defenders / came))
    brought = max(state[at.ARRIVED, 0, at.ATTACKER], 1.0)
    state[at.ATTACKER_LOST, 0, 0] = min(1.0, state[at.MEN_LOST, 0, at.ATTACKER] / brought)
    taken = (
        state[at.VALUE_LOST, 0, 0]
        > state[at.BEST_VALUE, 0, 0] + law[constants.PROGRESS_VALUE, 0, 0]
    )
    if taken or fastest > law[constants.PROGRESS_SPEED, 0, 0]:
        state[at.STALL, 0, 0] = max(
            0.0, state[at.STALL, 0, 0] - law[constants.STALL_RECOVERY, 0, 0]
        )
    else:
        cut_off = state[at.ISOLATED, 0, 0] > 0.0
        state[at.STALL, 0, 0] += theatre[at.INFLOW, 0, 0] if cut_off else 1.0
    state[at.BEST_VALUE, 0, 0] = max(state[at.BEST_VALUE, 0, 0], state[at.VALUE_LOST, 0, 0])
