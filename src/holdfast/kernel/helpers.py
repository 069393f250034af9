"""Whose help it was: what a reader wants to know of each kind of help."""

from __future__ import annotations

from holdfast.kernel import layout as at
from holdfast.kernel.compiled import compiled
from holdfast.kernel.types import Array


@compiled
def credit(state: Array, helper: int, day: int, men: float) -> None:
    """Note a helper's men in contact or drawn away, and the day of the first effect."""
    state[at.HELPER_MEN, helper, 0] += men
    if state[at.HELPER_DAY, helper, 0] == at.NEVER:
        state[at.HELPER_DAY, helper, 0] = day
    if state[at.FIRST_HELP_DAY, 0, 0] == at.NEVER:
        state[at.FIRST_HELP_DAY, 0, 0] = day


@compiled
def any_begun(state: Array, row: int, things: int) -> bool:
    """Whether a row of clocks has one that is not never, among so many things."""
    latest = at.NEVER
    for n in range(things):
        latest = max(latest, state[row, n, 0])
    return bool(latest != at.NEVER)
