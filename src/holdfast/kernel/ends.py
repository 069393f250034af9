"""How a campaign ends: collapse, terms, or an attacker who has had enough."""

from __future__ import annotations

import math

from holdfast.kernel import constants, draws
from holdfast.kernel import layout as at
from holdfast.kernel.arrivals import total_men
from holdfast.kernel.causes import (
    COLLAPSE_CAUSES,
    COLLAPSES,
    STOP_CAUSES,
    STOPS,
    cause_of,
    elsewhere,
    total_burden,
    weigh_attacker,
    weigh_defender,
)
from holdfast.kernel.compiled import compiled
from holdfast.kernel.contact import ONE_MAN, quality
from holdfast.kernel.draws import Key
from holdfast.kernel.types import Array


@compiled
def give_way(theatre: Array, state: Array) -> None:
    """End the crisis without a shot: the defender yields, or else the attacker does not dare.

    A defender who was never asked whether he resists fights.
    """
    resists, attacks = int(theatre[at.RESISTS, 0, 0]), int(theatre[at.ATTACKS, 0, 0])
    yes = int(state[at.DECIDED, 0, 0])
    if resists != at.NO_DECISION and asked_in_vain(state, yes, resists):
        state[at.END, 0, 0] = at.YIELDED
        state[at.VALUE_LOST, 0, 0] = theatre[at.YIELD_SHARE, 0, 0]
    elif attacks != at.NO_DECISION and not yes >> attacks & 1:
        state[at.END, 0, 0] = at.DETERRED


@compiled
def asked_in_vain(state: Array, yes: int, decision: int) -> bool:
    """Whether a decision fell, and as a no."""
    return bool(state[at.DECISION_FELL, decision, 0] != at.NEVER and not yes >> decision & 1)


@compiled
def look_ahead(theatre: Array, law: Array, state: Array, day: int) -> None:
    """What the defender may still hope for, and how the whole armies stand.

    prospect = promised men/attackers, fading exp(-overdue/overdue_days) once late; at least
    what help is there; plus own men still to come, as a share of the attackers, at most 1.
    """
    axes = int(theatre[at.AXES, 0, 0])
    attackers = max(ONE_MAN, total_men(state, axes, at.ATTACKER))
    defenders = max(ONE_MAN, total_men(state, axes, at.DEFENDER))
    prospect = 0.0
    if day >= theatre[at.PROMISE_KNOWN, 0, 0]:
        overdue = max(0.0, day - theatre[at.PROMISED_DAY, 0, 0])
        promised = min(1.0, theatre[at.PROMISED_MEN, 0, 0] / attackers)
        prospect = promised * math.exp(-overdue / law[constants.OVERDUE_DAYS, 0, 0])
    prospect = max(prospect, min(1.0, state[at.HELP_MEN, 0, 0] / attackers))
    prospect += min(1.0, max(0.0, state[at.TO_COME, 0, at.DEFENDER]) / attackers)
    state[at.PROSPECT, 0, 0] = prospect
    state[at.BALANCE, 0, 0] = (
        math.log(attackers / defenders) + state[at.MATERIEL_EDGE, 0, 0] + quality(law)
    )


@compiled
def finish(theatre: Array, law: Array, state: Array, day: int, key: Key) -> None:
    """Let the campaign end today if it must: collapse, then terms, then the attacker's stop."""
    collapse(theatre, law, state, key)
    if state[at.END, 0, 0] == at.STILL_FIGHTING:
        reach_aim(theatre, law, state)
    if state[at.END, 0, 0] == at.STILL_FIGHTING:
        stop(theatre, law, state)
    if state[at.END, 0, 0] != at.STILL_FIGHTING:
        state[at.END_DAY, 0, 0] = day


@compiled
def reach_aim(theatre: Array, law: Array, state: Array) -> None:
    """An attacker with a limited aim settles once he has it (structural alternative)."""
    aim = theatre[at.AIM, 0, 0]
    if law[constants.AIMS_DRAWN, 0, 0] == 0.0 or aim == at.AIM_TOTAL:
        return
    share = law[constants.AIM_TERRITORY_SHARE, 0, 0]
    if aim == at.AIM_COERCION:
        share = law[constants.AIM_COERCION_SHARE, 0, 0]
    if state[at.VALUE_LOST, 0, 0] >= share:
        state[at.END, 0, 0], state[at.CAUSE, 0, 0] = at.SETTLEMENT, at.TERMS


@compiled
def collapse_hazard(theatre: Array, law: Array, state: Array) -> float:
    """Hazard a day of collapse: none without a reason to give up.

    ln h = base + draw + value V + army L + balance clip(b, 0, limit) - prospect
    + hunger x hungry days + capital; h is at most 1, then times tempo.
    """
    weigh_defender(theatre, law, state)
    if total_burden(state, COLLAPSES) <= 0.0:
        return 0.0
    balance = min(law[constants.BALANCE_LIMIT, 0, 0], max(0.0, state[at.BALANCE, 0, 0]))
    exponent = (
        law[constants.COLLAPSE_BASE, 0, 0]
        + law[constants.COLLAPSE_DRAW, 0, 0]
        + law[constants.COLLAPSE_VALUE, 0, 0] * state[at.VALUE_LOST, 0, 0]
        + law[constants.COLLAPSE_ARMY, 0, 0] * state[at.ARMY_LOST, 0, 0]
        + law[constants.COLLAPSE_BALANCE, 0, 0] * balance
        - state[at.PROSPECT, 0, 0]
        + law[constants.COLLAPSE_HUNGER, 0, 0] * state[at.HUNGRY_DAYS, 0, 0]
    )
    if state[at.CAPITAL_DAY, 0, 0] != at.NEVER:
        exponent += law[constants.COLLAPSE_CAPITAL, 0, 0]
    return float(state[at.TEMPO, 0, 0] * math.exp(min(0.0, exponent)))


@compiled
def collapse(theatre: Array, law: Array, state: Array, key: Key) -> None:
    """Run the hazard of collapse against its threshold; ruin needs no luck."""
    left = state[at.COLLAPSE_CLOCK, 0, 0]
    hazard = collapse_hazard(theatre, law, state)
    state[at.COLLAPSE_CLOCK, 0, 0] = left - hazard
    nothing_left = state[at.VALUE_LOST, 0, 0] > law[constants.RUIN_VALUE, 0, 0]
    nobody_left = 1.0 - state[at.ARMY_LOST, 0, 0] < law[constants.RUIN_ARMY, 0, 0]
    if hazard > 0.0 and left <= hazard:
        state[at.CAUSE, 0, 0] = cause_of(state, COLLAPSES, COLLAPSE_CAUSES, left / hazard)
    elif nothing_left or nobody_left:
        state[at.CAUSE, 0, 0] = at.CORE_LOST if nothing_left else at.ARMY_BROKEN
    else:
        return
    state[at.END, 0, 0] = at.COLLAPSE
    if settles(theatre, law, state, key):
        state[at.END, 0, 0], state[at.CAUSE, 0, 0] = at.SETTLEMENT, at.TERMS


@compiled
def settles(theatre: Array, law: Array, state: Array, key: Key) -> bool:
    """Whether what would be a collapse becomes terms: capital and enough else still held."""
    value = state[at.VALUE_LOST, 0, 0]
    if state[at.CAPITAL_DAY, 0, 0] != at.NEVER or state[at.ISOLATED, 0, 0] > 0.0:
        return False
    if value >= law[constants.SETTLEMENT_VALUE, 0, 0]:
        return False
    if state[at.ARMY_LOST, 0, 0] >= law[constants.SETTLEMENT_ARMY, 0, 0]:
        return False
    luck, _ = draws.uniforms(key, draws.SETTLEMENT, 0, 0)
    return bool(luck < law[constants.SETTLEMENT_ODDS, 0, 0] * (1.0 - value))


@compiled
def stop_hazard(theatre: Array, law: Array, state: Array) -> float:
    """Hazard a day that the attacker gives up: none without a reason to.

    ln h = base + draw + losses x share of his men lost, taken or kept elsewhere + stall x days
    + balance clip(-b, 0, limit) + prospect x the defender's, less his own men still to come where
    that alternative is on; h is at most 1, then times tempo.
    """
    weigh_attacker(law, state)
    if total_burden(state, STOPS) <= 0.0:
        return 0.0
    axes = int(theatre[at.AXES, 0, 0])
    attackers = max(ONE_MAN, total_men(state, axes, at.ATTACKER))
    coming = min(1.0, max(0.0, state[at.TO_COME, 0, at.ATTACKER]) / attackers)
    weakness = min(law[constants.BALANCE_LIMIT, 0, 0], max(0.0, -state[at.BALANCE, 0, 0]))
    stalled = min(law[constants.STOP_STALL_LIMIT, 0, 0], state[at.STALL, 0, 0])
    exponent = (
        law[constants.STOP_BASE, 0, 0]
        + law[constants.STOP_DRAW, 0, 0]
        + law[constants.STOP_LOSSES, 0, 0] * (state[at.ATTACKER_LOST, 0, 0] + elsewhere(state))
        + law[constants.STOP_STALL, 0, 0] * stalled
        + law[constants.STOP_BALANCE, 0, 0] * weakness
        + law[constants.STOP_PROSPECT, 0, 0] * state[at.PROSPECT, 0, 0]
        - law[constants.ATTACKER_PROSPECT, 0, 0] * coming
    )
    return float(state[at.TEMPO, 0, 0] * math.exp(min(0.0, exponent)))


@compiled
def stop(theatre: Array, law: Array, state: Array) -> None:
    """Run the hazard of the attacker's stop against its threshold.

    That he is ordered home, from outside the theatre, is a hazard beside it (`recall`).
    """
    left = state[at.STOP_CLOCK, 0, 0]
    hazard = stop_hazard(theatre, law, state)
    recall = law[constants.RECALL, 0, 0]
    state[at.STOP_CLOCK, 0, 0] = left - hazard - recall
    if left > hazard + recall or hazard + recall <= 0.0:
        return
    state[at.END, 0, 0], state[at.CAUSE, 0, 0] = at.STOP, at.ORDERED_HOME
    if left <= hazard:
        state[at.CAUSE, 0, 0] = cause_of(state, STOPS, STOP_CAUSES, left / hazard)


@compiled
def relieve(theatre: Array, law: Array, state: Array, day: int) -> None:
    """Effective relief: help in contact, attackers drawn away and those held reach a share.

    It is noted once and ends nothing.
    """
    weight = state[at.HELP_MEN, 0, 0] + state[at.DRAWN_AWAY, 0, 0] + state[at.HELD, 0, 0]
    if state[at.RELIEF_DAY, 0, 0] != at.NEVER or weight <= 0.0:
        return
    attackers = total_men(state, int(theatre[at.AXES, 0, 0]), at.ATTACKER)
    if weight >= law[constants.RELIEF_SHARE, 0, 0] * attackers:
        state[at.RELIEF_DAY, 0, 0] = day
