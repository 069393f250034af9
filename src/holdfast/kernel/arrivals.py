"""Who comes: forces, help from other powers, and what their coming makes of the strength."""

from __future__ import annotations

import math

from holdfast.kernel import draws, rule
from holdfast.kernel import layout as at
from holdfast.kernel.compiled import compiled
from holdfast.kernel.draws import Key
from holdfast.kernel.types import Array

PER_THOUSAND = 1000.0


@compiled
def decide(theatre: Array, state: Array, key: Key) -> None:
    """Let every other power make up its mind, once a replication.

    One uniform a decision: yes if U < p. With the chance `common_cause` one draw stands for
    all of them (PACTS.md, Chance), so that marginal odds stay as they are.
    """
    shared, common = draws.uniforms(key, draws.COMMON_CAUSE, 0, 0)
    together = shared < theatre[at.COMMON_CAUSE_CHANCE, 0, 0]
    bits = 0
    for d in range(int(theatre[at.DECISIONS, 0, 0])):
        own, _ = draws.uniforms(key, draws.DECISION, d, 0)
        luck = common if together else own
        if luck < theatre[at.DECISION_CHANCE, d, 0]:
            bits |= 1 << d
    state[at.DECIDED, 0, 0] = bits


@compiled
def arrive(theatre: Array, state: Array, day: int) -> None:
    """Add the forces that reach the front today to their axes, men by the side's factor.

    Help comes only in the world with help, and only if every decision it needs fell as a yes.
    Help elsewhere takes attackers out of the theatre, from all axes alike.
    """
    helped = state[at.HELPED, 0, 0] > 0.0
    decided = int(state[at.DECIDED, 0, 0])
    for side in range(2):
        for i in range(int(theatre[at.ARRIVALS, 0, side])):
            if theatre[at.ARRIVAL_DAY, i, side] != day:
                continue
            form = theatre[at.ARRIVAL_FORM, i, side]
            needs = int(theatre[at.ARRIVAL_NEEDS, i, side])
            if form != at.OWN and (not helped or needs & decided != needs):
                continue
            if form == at.HELP_ELSEWHERE:
                state[at.OWED, 0, 0] += theatre[at.ARRIVAL_MEN, i, side]
            else:
                join(theatre, state, i, side)
            if form != at.OWN and state[at.FIRST_HELP_DAY, 0, 0] == at.NEVER:
                state[at.FIRST_HELP_DAY, 0, 0] = day
    if state[at.OWED, 0, 0] > 0.0:
        draw_away(theatre, state)


@compiled
def join(theatre: Array, state: Array, i: int, side: int) -> None:
    """Put arrival `i` of a side on its axis, or on all axes by the side's shares."""
    own = theatre[at.ARRIVAL_FORM, i, side] == at.OWN
    men = theatre[at.ARRIVAL_MEN, i, side]
    if own:
        men *= theatre[at.MEN_SCALE, 0, side]
        state[at.TO_COME, 0, side] -= men
    else:
        state[at.HELP_MEN, 0, 0] += men
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
    axes = int(theatre[at.AXES, 0, 0])
    present = total_men(state, axes, at.ATTACKER)
    if present <= 0:
        return
    gone = min(state[at.OWED, 0, 0], present)
    for j in range(axes):
        state[at.MEN, j, at.ATTACKER] *= 1.0 - gone / present
    state[at.OWED, 0, 0] -= gone
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
            1.0 + law[rule.GUN_WEIGHT, 0, 0] * guns + law[rule.TANK_WEIGHT, 0, 0] * tanks
        )
        if side == at.ATTACKER:
            state[at.TANK_DENSITY, 0, 0] = tanks
            state[at.MECHANISATION, 0, 0] = 1.0 - math.exp(
                -tanks / law[rule.MECHANISATION_SCALE, 0, 0]
            )
    state[at.MATERIEL_EDGE, 0, 0] = law[rule.MATERIEL_EXPONENT, 0, 0] * math.log(
        state[at.MATERIEL, 0, at.ATTACKER] / state[at.MATERIEL, 0, at.DEFENDER]
    )
    over = state[at.AIRCRAFT, 0, at.ATTACKER]
    under = state[at.AIRCRAFT, 0, at.DEFENDER]
    state[at.AIR, 0, 0] = (
        law[rule.AIR_WEIGHT, 0, 0]
        * (over - under)
        / (over + under + law[rule.AIR_HALF_STRENGTH, 0, 0])
    )
    fading = 1.0 - (state[at.ACTIVE_DAYS, 0, 0] - 1.0) / law[rule.SURPRISE_DAYS, 0, 0]
    state[at.SURPRISE_NOW, 0, 0] = (
        math.log(law[rule.SURPRISE_RATIO, 0, 0]) * theatre[at.SURPRISE, 0, 0] * max(0.0, fading)
    )
