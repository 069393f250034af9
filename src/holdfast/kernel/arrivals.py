"""Who comes: forces, help from other powers, and what their coming makes of the strength."""

from __future__ import annotations

import math

from holdfast.kernel import constants
from holdfast.kernel import layout as at
from holdfast.kernel.compiled import compiled
from holdfast.kernel.conditions import holds
from holdfast.kernel.helpers import credit
from holdfast.kernel.types import Array

PER_THOUSAND = 1000.0


@compiled
def open_axes(theatre: Array, state: Array, day: int) -> None:
    """Open each axis from its day on, once its condition holds; it stays open."""
    for j in range(int(theatre[at.AXES, 0, 0])):
        if state[at.AXIS_OPENED, j, 0] == 0.0 and day >= theatre[at.OPEN_DAY, j, 0]:
            state[at.AXIS_OPENED, j, 0] = holds(theatre, state, int(theatre[at.AXIS_WHEN, j, 0]))


@compiled
def arrive(theatre: Array, law: Array, state: Array, day: int) -> None:
    """Let everyone come who is due and is not here yet; help only in the world with help.

    Second fronts that are owed attackers take them from whoever came, from all axes alike.
    """
    if day >= state[at.NEXT_ARRIVAL, 0, 0]:
        state[at.NEXT_ARRIVAL, 0, 0] = receive(theatre, law, state, day)
    draw_away(theatre, state)


@compiled
def receive(theatre: Array, law: Array, state: Array, day: int) -> float:
    """Let those come who are due today; give the day of the next who is on his way."""
    soonest = at.NO_DAY
    for side in range(2):
        for i in range(int(theatre[at.ARRIVALS, 0, side])):
            if state[at.ARRIVAL_CAME, i, side] == 0.0:
                here = day_of(theatre, state, i, side)
                if here <= day:
                    come(theatre, law, state, i, side, day)
                else:
                    soonest = min(soonest, here)
    return float(soonest)


@compiled
def day_of(theatre: Array, state: Array, i: int, side: int) -> float:
    """The day on which arrival `i` of a side is here, as far as one can say today.

    It comes on its day, but not before its condition has held for the days it needs; help comes
    in the world with help alone.
    """
    ready = state[at.ARRIVAL_READY, i, side]
    helped = state[at.HELPED, 0, 0] > 0.0
    if ready == at.NEVER or (is_help(theatre, i, side) and not helped):
        return at.NO_DAY
    since = ready + theatre[at.ARRIVAL_LAG, i, side] - theatre[at.CRISIS_DAYS, 0, 0]
    return float(max(theatre[at.ARRIVAL_DAY, i, side], since))


@compiled
def is_help(theatre: Array, i: int, side: int) -> bool:
    """Whether arrival `i` of a side is another power's act for the defender."""
    return bool(theatre[at.ARRIVAL_FORM, i, side] == at.HELP_AT_FRONT)


@compiled
def come(theatre: Array, law: Array, state: Array, i: int, side: int, day: int) -> None:
    """Let arrival `i` of a side take the field."""
    state[at.ARRIVAL_CAME, i, side] = 1.0
    men = theatre[at.ARRIVAL_MEN, i, side]
    if theatre[at.ARRIVAL_FORM, i, side] == at.OWN:
        men *= theatre[at.MEN_SCALE, 0, side]
        state[at.TO_COME, 0, side] -= men
        if side == at.ATTACKER and day > at.FIRST_DAY:
            men -= hold_back(theatre, law, state, men, day)
    if is_help(theatre, i, side):
        credit(state, int(theatre[at.ARRIVAL_HELPER, i, 0]), day, men)
        state[at.HELP_MEN, 0, 0] += men
    join(theatre, state, i, side, men)


@compiled
def hold_back(theatre: Array, law: Array, state: Array, men: float, day: int) -> float:
    """Keep at the second fronts of the main attacker a share of those who were due here today.

    The share is that of the front on which he is pressed most: `held_by_offensive`, or
    `held_by_probe` where the ally has only declared war; who stood there before is not counted.
    """
    share = 0.0
    for f in range(int(theatre[at.FRONTS, 0, 0])):
        if state[at.FRONT_BEGUN, f, 0] == at.NEVER or theatre[at.FRONT_OWNER, f, 0] != 0.0:
            continue
        here = 0.0
        if theatre[at.FRONT_MANNER, f, 0] == at.OFFENSIVE:
            here = law[constants.HELD_BY_OFFENSIVE, 0, 0]
        elif theatre[at.FRONT_MANNER, f, 0] == at.PROBE:
            here = law[constants.HELD_BY_PROBE, 0, 0]
        if here > share:
            credit(state, int(theatre[at.FRONT_HELPER, f, 0]), day, (here - share) * men)
            share = here
    state[at.HELD, 0, 0] += share * men
    return float(share * men)


@compiled
def join(theatre: Array, state: Array, i: int, side: int, men: float) -> None:
    """Put arrival `i` of a side on its axis, or on all axes by the side's shares."""
    state[at.ARRIVED, 0, side] += men
    state[at.TANKS, 0, side] += theatre[at.ARRIVAL_TANKS, i, side]
    state[at.GUNS, 0, side] += theatre[at.ARRIVAL_GUNS, i, side]
    state[at.AIRCRAFT, 0, side] += theatre[at.ARRIVAL_AIRCRAFT, i, side]
    axis = int(theatre[at.ARRIVAL_AXIS, i, side])
    if axis != at.NO_AXIS:
        state[at.MEN, axis, side] += men
        return
    shares = 0.0
    axes = int(theatre[at.AXES, 0, 0])
    for j in range(axes):
        shares += theatre[at.SHARE, j, side]
    for j in range(axes):
        state[at.MEN, j, side] += men * theatre[at.SHARE, j, side] / shares


@compiled
def draw_away(theatre: Array, state: Array) -> None:
    """Take attackers out of the theatre because a second front needs them.

    What is not there yet is owed, and taken from those who come later.
    """
    for owner in range(int(theatre[at.OWNERS, 0, 0])):
        if state[at.OWED, owner, 0] > 0.0:
            send_home(theatre, state, owner)


@compiled
def send_home(theatre: Array, state: Array, owner: int) -> None:
    """Take what one attacker owes to second fronts from all axes on which he attacks alike."""
    axes = int(theatre[at.AXES, 0, 0])
    present = 0.0
    for j in range(axes):
        if theatre[at.AXIS_OWNER, j, 0] == owner:
            present += state[at.MEN, j, at.ATTACKER]
    if present <= 0:
        return
    gone = min(state[at.OWED, owner, 0], present)
    for j in range(axes):
        if theatre[at.AXIS_OWNER, j, 0] == owner:
            state[at.MEN, j, at.ATTACKER] *= 1.0 - gone / present
    state[at.OWED, owner, 0] -= gone
    state[at.DRAWN_AWAY, 0, 0] += gone


@compiled
def total_men(state: Array, axes: int, side: int) -> float:
    """Men of a side on all axes."""
    total = 0.0
    for j in range(axes):
        total += state[at.MEN, j, side]
    return total


@compiled
def weigh(theatre: Array, law: Array, state: Array) -> None:
    """Work out what today's materiel, aircraft and surprise are worth.

    Materiel: k = 1 + gun_weight guns/1000 men + tank_weight tanks/1000 men, and ln(kA/kD) to a
    drawn exponent. Air: (A - D)/(A + D + half strength), weighed by era. Surprise: ln(ratio)
    times the CDB90 code, 0 to 3, fading linearly over `surprise_days`.
    """
    for side in range(2):
        thousands = max(state[at.ARRIVED, 0, side], 1.0) / PER_THOUSAND
        tanks = state[at.TANKS, 0, side] / thousands
        guns = state[at.GUNS, 0, side] / thousands
        state[at.MATERIEL, 0, side] = (
            1.0 + law[constants.GUN_WEIGHT, 0, 0] * guns + law[constants.TANK_WEIGHT, 0, 0] * tanks
        )
        if side == at.ATTACKER:
            state[at.TANK_DENSITY, 0, 0] = tanks
            state[at.MECHANISATION, 0, 0] = 1.0 - math.exp(
                -tanks / law[constants.MECHANISATION_SCALE, 0, 0]
            )
    state[at.MATERIEL_EDGE, 0, 0] = law[constants.MATERIEL_EXPONENT, 0, 0] * math.log(
        state[at.MATERIEL, 0, at.ATTACKER] / state[at.MATERIEL, 0, at.DEFENDER]
    )
    over = state[at.AIRCRAFT, 0, at.ATTACKER]
    under = state[at.AIRCRAFT, 0, at.DEFENDER]
    state[at.AIR, 0, 0] = (
        law[constants.AIR_WEIGHT, 0, 0]
        * (over - under)
        / (over + under + law[constants.AIR_HALF_STRENGTH, 0, 0])
    )
    fading = 1.0 - (state[at.ACTIVE_DAYS, 0, 0] - 1.0) / law[constants.SURPRISE_DAYS, 0, 0]
    state[at.SURPRISE_NOW, 0, 0] = (
        math.log(law[constants.SURPRISE_RATIO, 0, 0])
        * state[at.SURPRISE_LEVEL, 0, 0]
        * max(0.0, fading)
    )
