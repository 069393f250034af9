"""What an isolated defender still has to eat and to fire."""

from __future__ import annotations

from holdfast.kernel import constants
from holdfast.kernel import layout as at
from holdfast.kernel.compiled import compiled
from holdfast.kernel.conditions import holds
from holdfast.kernel.types import Array


@compiled
def starve(theatre: Array, law: Array, state: Array) -> None:
    """See whether the defender is cut off; use up stocks, and let hunger tell once they are gone.

    stock -= (1 - inflow)/endurance a day; after that the defender's fighting power falls by
    `hunger_per_day` a day to a floor that rises with what still comes in.
    """
    state[at.HUNGER, 0, 0] = 1.0
    state[at.ISOLATED, 0, 0] = 0.0
    if not holds(theatre, state, int(theatre[at.CUT_OFF_WHEN, 0, 0])):
        return
    state[at.ISOLATED, 0, 0] = 1.0
    inflow = theatre[at.INFLOW, 0, 0]
    state[at.STOCK, 0, 0] -= (1.0 - inflow) / theatre[at.ENDURANCE, 0, 0]
    if state[at.STOCK, 0, 0] > 0.0:
        return
    state[at.HUNGRY_DAYS, 0, 0] += 1.0
    floor = law[constants.HUNGER_FLOOR, 0, 0]
    floor += (1.0 - floor) * inflow
    left = 1.0 - law[constants.HUNGER_PER_DAY, 0, 0] * state[at.HUNGRY_DAYS, 0, 0]
    state[at.HUNGER, 0, 0] = max(floor, left)
