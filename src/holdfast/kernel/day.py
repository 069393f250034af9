"""The order of a day, one call a line. `holdfast day` prints this file's order."""

from __future__ import annotations

from holdfast.kernel import layout as at
from holdfast.kernel.advance import advance, break_through
from holdfast.kernel.arrivals import arrive, total_men, weigh
from holdfast.kernel.attrition import bleed, bury
from holdfast.kernel.command import reallocate, turn_flanks
from holdfast.kernel.compiled import compiled
from holdfast.kernel.contact import assault, meet
from holdfast.kernel.draws import Key
from holdfast.kernel.ends import finish, look_ahead, relieve
from holdfast.kernel.isolation import starve
from holdfast.kernel.toll import count_losses, take_places
from holdfast.kernel.types import Array

ORDER = (
    arrive,
    relieve,
    weigh,
    starve,
    reallocate,
    turn_flanks,
    meet,
    assault,
    bleed,
    advance,
    break_through,
    bury,
    take_places,
    count_losses,
    look_ahead,
    finish,
)
"""The phases in the order in which `live` calls them; a test holds the two equal."""


@compiled
def live(theatre: Array, law: Array, state: Array, day: int, key: Key) -> None:
    """One day of a campaign that is still going on."""
    arrive(theatre, state, day)
    if not attacker_is_here(theatre, state):
        return
    relieve(theatre, law, state, day)
    weigh(theatre, law, state)
    starve(theatre, law, state)
    reallocate(theatre, law, state, day)
    turn_flanks(theatre, law, state, day)
    meet(theatre, law, state, day)
    assault(theatre, law, state, key)
    bleed(theatre, law, state)
    advance(theatre, law, state)
    break_through(theatre, law, state, key)
    bury(theatre, state)
    take_places(theatre, law, state, day)
    count_losses(theatre, law, state)
    look_ahead(theatre, law, state, day)
    finish(theatre, law, state, day, key)


@compiled
def outlive(theatre: Array, law: Array, state: Array, day: int) -> None:
    """One day after the end: arrivals run on, so that it is known when relief would have come."""
    arrive(theatre, state, day)
    relieve(theatre, law, state, day)


@compiled
def attacker_is_here(theatre: Array, state: Array) -> bool:
    """Count the days since the attacker appeared; before that nothing happens."""
    axes = int(theatre[at.AXES, 0, 0])
    if total_men(state, axes, at.ATTACKER) > 0.0 or state[at.ACTIVE_DAYS, 0, 0] > 0.0:
        state[at.ACTIVE_DAYS, 0, 0] += 1.0
        return True
    return False
