"""Ground: how far the front moves, what belts cost, where an axis tears open."""

from __future__ import annotations

import math

from holdfast.kernel import constants, draws
from holdfast.kernel import layout as at
from holdfast.kernel.command import is_done
from holdfast.kernel.compiled import compiled
from holdfast.kernel.draws import Key
from holdfast.kernel.types import Array


@compiled
def advance(theatre: Array, law: Array, state: Array) -> None:
    """Move the fronts that were won, wear down the belts, and let turned flanks fall back."""
    for j in range(int(theatre[at.AXES, 0, 0])):
        state[at.ADVANCE, j, 0] = 0.0
        if state[at.ENGAGED, j, at.ATTACKER] <= 0.0:
            continue
        if state[at.WON, j, 0] > 0.0:
            state[at.ADVANCE, j, 0] = speed(theatre, law, state, j)
        wear_belt(theatre, law, state, j)
        move(theatre, state, j, state[at.ADVANCE, j, 0])
        if state[at.TURNED, j, 0] > 0.0 and state[at.BREAKTHROUGH_DAYS, j, 0] <= 0.0:
            fall_back(theatre, law, state, j)


@compiled
def speed(theatre: Array, law: Array, state: Array, j: int) -> float:
    """Kilometres gained on a day that was won.

    v = v0 exp(tanks + air + ratio - rugged + level + draw + noise) x trafficability x supply,
    v0 = speed exp(-speed_in_belt F), faster in a breakthrough; never faster than men march.
    """
    mechanised = state[at.MECHANISATION, 0, 0]
    through = state[at.BREAKTHROUGH_DAYS, j, 0] > 0.0
    if through:
        on_foot = law[constants.SPEED_ON_FOOT, 0, 0]
        base = law[constants.SPEED_IN_BREAKTHROUGH, 0, 0] * (on_foot + (1.0 - on_foot) * mechanised)
    else:
        fort = state[at.FORT, j, 0]
        base = law[constants.SPEED, 0, 0] * math.exp(-law[constants.SPEED_IN_BELT, 0, 0] * fort)
    ratio = state[at.RATIO, j, 0] + state[at.RATIO_NOISE, j, 0]
    exponent = (
        law[constants.SPEED_TANKS, 0, 0] * state[at.TANK_DENSITY, 0, 0]
        + law[constants.SPEED_AIR, 0, 0] * state[at.AIR, 0, 0]
        + law[constants.SPEED_RATIO, 0, 0] * ratio
        + law[constants.SPEED_RUGGED, 0, 0] * theatre[at.RUGGEDNESS, j, 0]
        + law[constants.SPEED_LEVEL, 0, 0]
        + law[constants.SPEED_DRAW, 0, 0]
        + state[at.SPEED_NOISE, j, 0]
    )
    fed = state[at.SUPPLY, j, 0]
    fought = base * math.exp(exponent) * state[at.TRAFFIC, 0, 0] * fed
    march = law[constants.MARCH_FOOT, 0, 0] + law[constants.MARCH_MECHANISED, 0, 0] * mechanised
    bounded = min(fought, march * theatre[at.ROAD_FACTOR, 0, 0] * fed)
    bounded = min(bounded, belt_pace(theatre, law, state, j))
    return float(min(bounded, last_stand(theatre, law, state, j)))


@compiled
def belt_pace(theatre: Array, law: Array, state: Array, j: int) -> float:
    """Most kilometres a day through the works that the front stands in; infinite elsewhere.

    A town on the frontier is not the line: works that no breakthrough passes take
    belt_days x (their strength today) days, however fast the army is that has broken into them.
    """
    b = int(state[at.BELT_HERE, j, 0])
    fort = state[at.FORT, j, 0]
    days = law[constants.BELT_DAYS, 0, 0] * fort
    if b < 0 or fort < law[constants.BREAKTHROUGH_FORT, 0, 0] or days <= 0.0:
        return math.inf
    return float(theatre[at.BELT_DEPTH, b, 0] / days)


@compiled
def last_stand(theatre: Array, law: Array, state: Array, j: int) -> float:
    """Most kilometres a day against a besieged defender near his end; infinite elsewhere.

    limit = last_stand_speed x (defender's daily loss share) x km left.
    """
    left = theatre[at.LENGTH, j, 0] - state[at.FRONT, j, 0]
    if state[at.ISOLATED, 0, 0] == 0.0 or left > law[constants.LAST_STAND_KM, 0, 0]:
        return math.inf
    share = state[at.LOSSES, j, at.DEFENDER] / state[at.ENGAGED, j, at.DEFENDER]
    return float(law[constants.LAST_STAND_SPEED, 0, 0] * share * max(2.0, left))


@compiled
def wear_belt(theatre: Array, law: Array, state: Array, j: int) -> None:
    """Fire wears a belt down on every day of fighting, crossing it the more."""
    b = int(state[at.BELT_HERE, j, 0])
    if b < 0 or state[at.FIGHTING, j, 0] == 0.0:
        return
    fire = law[constants.BELT_FIRE, 0, 0] * state[at.MATERIEL, 0, at.ATTACKER]
    crossed = state[at.ADVANCE, j, 0] / theatre[at.BELT_DEPTH, b, 0]
    worn = fire + law[constants.BELT_CROSSING, 0, 0] * crossed
    state[at.INTEGRITY, b, 0] = max(0.0, state[at.INTEGRITY, b, 0] - worn)


@compiled
def move(theatre: Array, state: Array, j: int, km: float) -> None:
    """Push the front forward, not past the end of the axis."""
    state[at.FRONT, j, 0] = min(theatre[at.LENGTH, j, 0], state[at.FRONT, j, 0] + km)


@compiled
def fall_back(theatre: Array, law: Array, state: Array, j: int) -> None:
    """A defender whose flank is turned gives ground and loses men on the way."""
    turned = state[at.TURNED, j, 0]
    lost = law[constants.TURNED_LOSS, 0, 0] * turned * state[at.MEN, j, at.DEFENDER]
    state[at.LOSSES, j, at.DEFENDER] += lost
    km = law[constants.TURNED_RETREAT, 0, 0] * theatre[at.ROADS, 0, 0] * state[at.TRAFFIC, 0, 0]
    km = min(km, theatre[at.LENGTH, j, 0] - state[at.FRONT, j, 0])
    move(theatre, state, j, km)
    state[at.ADVANCE, j, 0] += km


@compiled
def break_through(theatre: Array, law: Array, state: Array, key: Key) -> None:
    """Let axes tear open, run breakthroughs, and set the pause after an engagement."""
    for j in range(int(theatre[at.AXES, 0, 0])):
        if is_done(theatre, state, j):
            take_stragglers(law, state, j)
            continue
        if state[at.ENGAGED, j, at.ATTACKER] <= 0.0:
            continue
        if state[at.BREAKTHROUGH_DAYS, j, 0] > 0.0:
            cut_off(law, state, j)
        elif state[at.WON, j, 0] > 0.0:
            tear_open(theatre, law, state, key, j)
        pause(theatre, law, state, key, j)


@compiled
def cut_off(law: Array, state: Array, j: int) -> None:
    """One day of a breakthrough: a share of the defenders is captured."""
    state[at.BREAKTHROUGH_DAYS, j, 0] -= 1.0
    take_stragglers(law, state, j)


@compiled
def take_stragglers(law: Array, state: Array, j: int) -> None:
    """Capture a share of the defenders who stand behind the front of a breakthrough.

    So do those who have not yet marched off an axis that the attacker has gone to its end.
    """
    on_foot = law[constants.BREAKTHROUGH_ON_FOOT, 0, 0]
    reach = on_foot + (1.0 - on_foot) * state[at.MECHANISATION, 0, 0]
    share = law[constants.CAPTURE, 0, 0] * reach
    state[at.LOSSES, j, at.DEFENDER] += share * state[at.MEN, j, at.DEFENDER]


@compiled
def tear_open(theatre: Array, law: Array, state: Array, key: Key, j: int) -> None:
    """The hazard of a breakthrough on a day that was won outside strong works.

    h = hazard (on foot + mechanisation) logistic(slope (ln ratio - middle)).
    """
    if state[at.FORT, j, 0] >= law[constants.BREAKTHROUGH_FORT, 0, 0]:
        return
    ratio = state[at.RATIO, j, 0] + state[at.RATIO_NOISE, j, 0]
    steep = law[constants.BREAKTHROUGH_SLOPE, 0, 0] * (
        ratio - law[constants.BREAKTHROUGH_MIDDLE, 0, 0]
    )
    reach = law[constants.BREAKTHROUGH_ON_FOOT, 0, 0] + state[at.MECHANISATION, 0, 0]
    odds = 1.0 / (1.0 + math.exp(-steep))
    state[at.BREAKTHROUGH_CLOCK, j, 0] -= law[constants.BREAKTHROUGH_HAZARD, 0, 0] * reach * odds
    if state[at.BREAKTHROUGH_CLOCK, j, 0] > 0.0:
        return
    state[at.BREAKTHROUGHS, j, 0] += 1.0
    n, own = int(state[at.BREAKTHROUGHS, j, 0]), int(theatre[at.AXIS_KEY, j, 0])
    threshold, length = draws.exponentials(key, draws.BREAKTHROUGH, own, n)
    state[at.BREAKTHROUGH_CLOCK, j, 0] = threshold
    more = math.floor(length * law[constants.BREAKTHROUGH_MEAN, 0, 0])
    state[at.BREAKTHROUGH_DAYS, j, 0] = law[constants.BREAKTHROUGH_SHORTEST, 0, 0] + more


@compiled
def pause(theatre: Array, law: Array, state: Array, key: Key, j: int) -> None:
    """After an engagement that failed or met works the attacker prepares the next."""
    ended = state[at.FIGHTING, j, 0] > 0.0 and state[at.ENGAGED_DAYS, j, 0] <= 0.0
    fort = state[at.FORT, j, 0]
    if not ended or (state[at.WON, j, 0] > 0.0 and fort < law[constants.PREPARED_FROM, 0, 0]):
        return
    n, own = int(state[at.ENGAGEMENTS, j, 0]), int(theatre[at.AXIS_KEY, j, 0])
    drawn, _ = draws.exponentials(key, draws.PAUSE, own, n)
    mean = law[constants.PAUSE_MEAN, 0, 0] + law[constants.PAUSE_PER_FORT, 0, 0] * fort
    state[at.PAUSE_DAYS, j, 0] = math.floor(law[constants.PAUSE_SHORTEST, 0, 0] + mean * drawn)
