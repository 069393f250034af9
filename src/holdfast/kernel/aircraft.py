"""Allied aircraft: they fly in as far as there is room for them on the ground."""

from __future__ import annotations

from holdfast.kernel import layout as at
from holdfast.kernel.compiled import compiled
from holdfast.kernel.helpers import any_begun, credit
from holdfast.kernel.types import Array


@compiled
def fly_in(theatre: Array, state: Array, day: int) -> None:
    """Land the wings that were sent and have had their days of flight, by name."""
    if state[at.HELPED, 0, 0] == 0.0:
        return
    wings = int(theatre[at.WINGS, 0, 0])
    if not any_begun(state, at.WING_SENT, wings):
        return
    left = room(theatre, state)
    for w in range(wings):
        left -= land(theatre, state, w, left, day)


@compiled
def room(theatre: Array, state: Array) -> float:
    """Free places for allied aircraft today, on what is not lost."""
    free = 0.0
    for p in range(int(theatre[at.PLACES, 0, 0])):
        free += theatre[at.SQUADRON_ROOM, p, 0] * (1.0 - state[at.LOST, p, 0])
    return free


@compiled
def land(theatre: Array, state: Array, w: int, left: float, day: int) -> float:
    """Let wing `w` take its places of those that are left; give the places taken.

    It may be that yesterday there were more: then some of it leaves.
    """
    sent = state[at.WING_SENT, w, 0]
    if sent == at.NEVER or state[at.CLOCK, 0, 0] < sent + theatre[at.WING_DAYS, w, 0]:
        return 0.0
    here = min(theatre[at.WING_AIRCRAFT, w, 0], left)
    more = here - state[at.WING_HERE, w, 0]
    if more != 0.0:
        helper = int(theatre[at.WING_HELPER, w, 0])
        state[at.WING_HERE, w, 0] = here
        state[at.AIRCRAFT, 0, at.DEFENDER] += more * theatre[at.WING_WORTH, w, 0]
        state[at.HELPER_AIRCRAFT, helper, 0] += more
        credit(state, helper, day, 0.0)
    return float(here)
