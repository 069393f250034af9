"""Why a campaign may end: the reasons of both sides, each with its own condition.

A hazard runs only while there is a reason. The reasons that are there share it in proportion to
what each adds to its exponent, so that the reason in whose share the clock runs out is the cause:
competing hazards, with no luck of their own.
"""

from __future__ import annotations

from holdfast.kernel import constants
from holdfast.kernel import layout as at
from holdfast.kernel.compiled import compiled
from holdfast.kernel.types import Array

LEAST = 1e-6
"""What a reason weighs at least that is there, so that it can be told from one that is not."""

COLLAPSES = (at.CORE_BURDEN, at.ARMY_BURDEN, at.HUNGER_BURDEN, at.OUTLOOK_BURDEN)
COLLAPSE_CAUSES = (at.CORE_LOST, at.ARMY_BROKEN, at.CUT_OFF, at.GIVES_UP)
STOPS = (at.HELP_BURDEN, at.LOSSES_BURDEN, at.FRONT_BURDEN, at.MEANS_BURDEN)
STOP_CAUSES = (at.AIMS_BEFORE_HELP, at.LOSSES_BORNE, at.FRONT_ELSEWHERE, at.MEANS_SPENT)


@compiled
def burden(there: bool, weight: float) -> float:
    """What a reason weighs: nothing where its condition is not met, else at least a little."""
    return max(LEAST, weight) if there else 0.0


@compiled
def weigh_defender(theatre: Array, law: Array, state: Array) -> None:
    """Weigh what may make the defender give up.

    Core: the capital is lost, or more value than terms are given for. Army: a share `broken_from`
    of it is gone, prisoners counted. Hunger: encircled, and the stocks are gone. Outlook: the ln
    balance less what he may hope for is beyond all that counts.
    """
    value, army = state[at.VALUE_LOST, 0, 0], state[at.ARMY_LOST, 0, 0]
    fallen = state[at.CAPITAL_DAY, 0, 0] != at.NEVER
    core = law[constants.COLLAPSE_VALUE, 0, 0] * value
    if fallen:
        core += law[constants.COLLAPSE_CAPITAL, 0, 0]
    hungry = state[at.HUNGRY_DAYS, 0, 0]
    limit = law[constants.BALANCE_LIMIT, 0, 0]
    odds = state[at.BALANCE, 0, 0] - state[at.PROSPECT, 0, 0]
    state[at.CORE_BURDEN, 0, 0] = burden(
        fallen or value >= law[constants.SETTLEMENT_VALUE, 0, 0], core
    )
    state[at.ARMY_BURDEN, 0, 0] = burden(
        army >= law[constants.BROKEN_FROM, 0, 0], law[constants.COLLAPSE_ARMY, 0, 0] * army
    )
    state[at.HUNGER_BURDEN, 0, 0] = burden(
        state[at.ISOLATED, 0, 0] > 0.0 and hungry > 0.0,
        law[constants.COLLAPSE_HUNGER, 0, 0] * hungry,
    )
    state[at.OUTLOOK_BURDEN, 0, 0] = burden(
        odds >= limit, law[constants.COLLAPSE_BALANCE, 0, 0] * limit
    )


@compiled
def weigh_attacker(law: Array, state: Array) -> None:
    """Weigh what may make the attacker stop; a pause between assaults is none of it.

    Front: elsewhere it has taken or kept `stop_front_from` of his men. All else needs a standstill
    of `stop_stall_from` days and bloodshed, `stop_losses_least`. Losses: he has lost
    `stop_losses_from`. Help: effective relief has come. Means: `stop_means_days` have passed.
    """
    stall = state[at.STALL, 0, 0]
    counted = law[constants.STOP_STALL, 0, 0] * min(law[constants.STOP_STALL_LIMIT, 0, 0], stall)
    lost = state[at.ATTACKER_LOST, 0, 0]
    away = elsewhere(state)
    failed = (
        stall >= law[constants.STOP_STALL_FROM, 0, 0]
        and lost >= law[constants.STOP_LOSSES_LEAST, 0, 0]
    )
    state[at.HELP_BURDEN, 0, 0] = burden(
        failed and state[at.RELIEF_DAY, 0, 0] != at.NEVER,
        law[constants.STOP_PROSPECT, 0, 0] * state[at.PROSPECT, 0, 0],
    )
    state[at.LOSSES_BURDEN, 0, 0] = burden(
        failed and lost >= law[constants.STOP_LOSSES_FROM, 0, 0],
        law[constants.STOP_LOSSES, 0, 0] * lost + counted,
    )
    state[at.FRONT_BURDEN, 0, 0] = burden(
        away >= law[constants.STOP_FRONT_FROM, 0, 0], law[constants.STOP_LOSSES, 0, 0] * away
    )
    state[at.MEANS_BURDEN, 0, 0] = burden(
        failed and state[at.ACTIVE_DAYS, 0, 0] >= law[constants.STOP_MEANS_DAYS, 0, 0], counted
    )


@compiled
def elsewhere(state: Array) -> float:
    """Share of the attackers who came or were due whom second fronts took away or kept."""
    away = state[at.DRAWN_AWAY, 0, 0] + state[at.HELD, 0, 0]
    due = state[at.ARRIVED, 0, at.ATTACKER] + state[at.HELD, 0, 0]
    return float(away / max(1.0, due))


@compiled
def total_burden(state: Array, rows: tuple[int, ...]) -> float:
    """What all reasons weigh together; 0 where there is none."""
    total = 0.0
    for n in range(len(rows)):
        total += state[rows[n], 0, 0]
    return total


@compiled
def cause_of(
    state: Array, rows: tuple[int, ...], causes: tuple[float, ...], reached: float
) -> float:
    """The cause in whose part the clock ran out; `reached` is the share of the day it had run."""
    left = reached * total_burden(state, rows)
    found = causes[0]
    for n in range(len(rows)):
        if state[rows[n], 0, 0] > 0.0 and left >= 0.0:
            found = causes[n]
        left -= state[rows[n], 0, 0]
    return found
