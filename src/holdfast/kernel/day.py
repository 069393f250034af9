"""The order of a day, one call a line. `holdfast day` prints this file's order."""

from __future__ import annotations

from holdfast.kernel import layout as at
from holdfast.kernel.advance import advance, break_through
from holdfast.kernel.aircraft import fly_in
from holdfast.kernel.arrivals import arrive, open_axes, total_men, weigh
from holdfast.kernel.attrition import bleed, bury
from holdfast.kernel.command import reallocate, turn_flanks
from holdfast.kernel.compiled import compiled
from holdfast.kernel.contact import assault, meet
from holdfast.kernel.draws import Key
from holdfast.kernel.ends import finish, look_ahead, relieve
from holdfast.kernel.evacuation import evacuate
from holdfast.kernel.isolation import starve
from holdfast.kernel.losses import count_losses, take_places
from holdfast.kernel.march import march
from holdfast.kernel.orders import call
from holdfast.kernel.pledges import pledge
from holdfast.kernel.record import note_help
from holdfast.kernel.second_front import press
from holdfast.kernel.types import Array

ORDER = (
    pledge,
    call,
    open_axes,
    arrive,
    march,
    press,
    fly_in,
    note_help,
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
    evacuate,
    count_losses,
    look_ahead,
    finish,
)
"""The phases in the order in which `live` calls them; a test holds the two equal."""


@compiled
def live(theatre: Array, law: Array, state: Array, day: int, key: Key) -> None:
    """One day: in the crisis pacts and calls alone, then the campaign.

    After its end help runs on, so that it is known when relief would have come.
    """
    pledge(theatre, state, day, key)
    call(theatre, state)
    if day < at.FIRST_DAY:
        return
    open_axes(theatre, state, day)
    arrive(theatre, law, state, day)
    march(theatre, law, state, day)
    press(theatre, law, state, day)
    fly_in(theatre, state, day)
    note_help(theatre, state, day)
    fighting = state[at.END, 0, 0] == at.STILL_FIGHTING
    if fighting and not attacker_is_here(theatre, state):
        return
    relieve(theatre, law, state, day)
    if not fighting:
        return
    weigh(theatre, law, state)
    starve(theatre, law, state)
    reallocate(theatre, law, state)
    turn_flanks(theatre, law, state)
    meet(theatre, law, state)
    assault(theatre, law, state, key)
    bleed(theatre, law, state)
    advance(theatre, law, state)
    break_through(theatre, law, state, key)
    bury(theatre, state)
    take_places(theatre, law, state, day)
    evacuate(theatre, state)
    count_losses(theatre, law, state)
    look_ahead(theatre, law, state, day)
    finish(theatre, law, state, day, key)


@compiled
def attacker_is_here(theatre: Array, state: Array) -> bool:
    """Count the days since the attacker appeared; before that nothing happens."""
    axes = int(theatre[at.AXES, 0, 0])
    if total_men(state, axes, at.ATTACKER) > 0.0 or state[at.ACTIVE_DAYS, 0, 0] > 0.0:
        state[at.ACTIVE_DAYS, 0, 0] += 1.0
        return True
    return False
