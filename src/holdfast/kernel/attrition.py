"""What a day of contact costs: daily losses as fitted on the battles of CDB90."""

from __future__ import annotations

import math

from holdfast.kernel import constants
from holdfast.kernel import layout as at
from holdfast.kernel.compiled import compiled
from holdfast.kernel.types import Array

LN_REFERENCE_FORCE = math.log(20_000.0)


@compiled
def tempo(theatre: Array, law: Array) -> float:
    """How much faster a small theatre burns down: (reference length/length)^exponent, bounded.

    A structural alternative: the exponent 0, the default, makes it 1.
    """
    longest = 1.0
    for j in range(int(theatre[at.AXES, 0, 0])):
        longest = max(longest, theatre[at.LENGTH, j, 0])
    exponent = law[constants.SMALL_THEATRE_TEMPO, 0, 0]
    faster = math.exp(exponent * math.log(law[constants.TEMPO_LENGTH, 0, 0] / longest))
    return float(min(law[constants.TEMPO_LIMIT, 0, 0], max(1.0, faster)))


@compiled
def bleed(theatre: Array, law: Array, state: Array) -> None:
    """Work out today's losses of both sides on every axis in contact."""
    pace = state[at.TEMPO, 0, 0]
    for j in range(int(theatre[at.AXES, 0, 0])):
        for side in range(2):
            engaged = state[at.ENGAGED, j, side]
            state[at.LOSSES, j, side] = 0.0
            if state[at.ENGAGED, j, at.ATTACKER] > 0.0:
                share = loss_share(law, state, j, side)
                state[at.LOSSES, j, side] = engaged * min(
                    law[constants.LOSS_LIMIT, 0, 0], pace * share
                )


@compiled
def loss_share(law: Array, state: Array, j: int, side: int) -> float:
    """Share of the men engaged that a side loses in a day.

    f = intensity exp(base + era + ratio ln(EA/ED) + size ln(E/20,000) + noise).
    """
    ratio = state[at.LN_ENGAGED, j, at.ATTACKER] - state[at.LN_ENGAGED, j, at.DEFENDER]
    size = state[at.LN_ENGAGED, j, side] - LN_REFERENCE_FORCE
    exponent = (
        law[constants.LOSS_BASE, 0, side]
        + law[constants.LOSS_ERA, 0, side]
        + law[constants.LOSS_RATIO, 0, side] * ratio
        + law[constants.LOSS_SIZE, 0, side] * size
    )
    if state[at.BREAKTHROUGH_DAYS, j, 0] > 0.0:
        exponent += law[constants.LOSS_BREAKTHROUGH, 0, side]
    if state[at.FIGHTING, j, 0] == 0.0:
        return float(law[constants.INTENSITY_IDLE, 0, 0] * math.exp(exponent))
    noisy = exponent + state[at.LOSS_NOISE, j, side]
    return float(law[constants.INTENSITY_FIGHTING, 0, 0] * math.exp(noisy))


@compiled
def bury(theatre: Array, state: Array) -> None:
    """Take today's losses off the men; nobody dies twice."""
    for j in range(int(theatre[at.AXES, 0, 0])):
        for side in range(2):
            gone = min(state[at.LOSSES, j, side], state[at.MEN, j, side])
            state[at.MEN, j, side] -= gone
            state[at.MEN_LOST, 0, side] += gone
