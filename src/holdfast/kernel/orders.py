"""Who of those who would help is called, ordered to march, to attack or to fly, and when."""

from __future__ import annotations

from holdfast.kernel import layout as at
from holdfast.kernel.compiled import compiled
from holdfast.kernel.conditions import holds
from holdfast.kernel.march import choose_route
from holdfast.kernel.types import Array

FIRST_CLOCK = 1.0


@compiled
def call(theatre: Array, state: Array) -> None:
    """Note the clock of every call and order on the day on which it is given, the crisis included.

    On days on which nothing new holds nobody is called. Orders once given are not taken back.
    """
    news = state[at.CHANGED, 0, 0] > 0.0 or state[at.CLOCK, 0, 0] <= FIRST_CLOCK
    if not news or state[at.HELPED, 0, 0] == 0.0:
        return
    for c in range(int(theatre[at.CONTINGENTS, 0, 0])):
        call_contingent(theatre, state, c)
    for f in range(int(theatre[at.FRONTS, 0, 0])):
        note(theatre, state, int(theatre[at.FRONT_WHEN, f, 0]), at.FRONT_BEGUN, f)
    for w in range(int(theatre[at.WINGS, 0, 0])):
        note(theatre, state, int(theatre[at.WING_WHEN, w, 0]), at.WING_SENT, w)


@compiled
def note(theatre: Array, state: Array, condition: int, row: int, entity: int) -> None:
    """Write the clock into a row of the state the first time that a condition holds."""
    if state[row, entity, 0] == at.NEVER and holds(theatre, state, condition):
        state[row, entity, 0] = state[at.CLOCK, 0, 0]


@compiled
def call_contingent(theatre: Array, state: Array, c: int) -> None:
    """Call contingent `c`, or set it on its way; orders to march are a call too.

    It sets out in the crisis if it may, but reaches the front on day 1 at the earliest.
    """
    note(theatre, state, int(theatre[at.CONTINGENT_CALLED, c, 0]), at.MARCH_CALLED, c)
    note(theatre, state, int(theatre[at.CONTINGENT_WHEN, c, 0]), at.MARCH_BEGUN, c)
    if state[at.MARCH_BEGUN, c, 0] != at.NEVER:
        if state[at.MARCH_CALLED, c, 0] == at.NEVER:
            state[at.MARCH_CALLED, c, 0] = state[at.MARCH_BEGUN, c, 0]
        choose_route(theatre, state, c)
