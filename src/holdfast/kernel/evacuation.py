"""What leaves the country through the door that is still open."""

from __future__ import annotations

from holdfast.kernel import layout as at
from holdfast.kernel.compiled import compiled
from holdfast.kernel.conditions import holds
from holdfast.kernel.types import Array


@compiled
def evacuate(theatre: Array, state: Array) -> None:
    """Move out a day's part of what is to leave, once enough is lost and the neighbour lets in.

    A day's part = (share of the doors that are not lost) x (share of the trains that those who
    come leave free) / `evacuation_days`.
    """
    days = theatre[at.EVACUATION_DAYS, 0, 0]
    late = state[at.VALUE_LOST, 0, 0] >= theatre[at.EVACUATION_FROM, 0, 0]
    if days <= 0.0 or not late:
        return
    if not holds(theatre, state, int(theatre[at.EVACUATION_WHEN, 0, 0])):
        return
    doors, shut = 0.0, 0.0
    for p in range(int(theatre[at.PLACES, 0, 0])):
        if theatre[at.DOOR, p, 0] > 0.0:
            doors += 1.0
            shut += 1.0 if state[at.LOST, p, 0] >= 1.0 else 0.0
    if shut < doors:
        part = (1.0 - shut / doors) * (1.0 - state[at.RAILS_BUSY, 0, 0]) / days
        state[at.EVACUATED, 0, 0] = min(1.0, state[at.EVACUATED, 0, 0] + part)
