"""Where the armies meet: who finds room, behind what, with what strength, and who attacks."""

from __future__ import annotations

import math

from holdfast.kernel import constants, draws
from holdfast.kernel import layout as at
from holdfast.kernel.command import is_done
from holdfast.kernel.compiled import compiled
from holdfast.kernel.draws import Key
from holdfast.kernel.types import Array

ONE_MAN = 1.0
NO_BELT = -1.0
SURE = 1.0 - 1e-9


@compiled
def logistic(x: float) -> float:
    """1/(1 + e^-x)."""
    return 1.0 / (1.0 + math.exp(-x))


@compiled
def quality(law: Array) -> float:
    """The campaign's unknown ln ratio of effectiveness: spread times a standard normal."""
    return float(law[constants.QUALITY_SPREAD, 0, 0] * law[constants.QUALITY_DRAW, 0, 0])


@compiled
def meet(theatre: Array, law: Array, state: Array) -> None:
    """Work out, axis by axis, who is in contact and at what ratio of effective strength.

    Where there is no contact, a breakthrough is over.

    ln ratio = ln(EA/ED) + materiel + ln(supply)/2 - ln(hunger)
    - ln[posture (1 + rugged_defence rug)(1 + fort_weight F)] + air + quality + surprise + turned.
    """
    for j in range(int(theatre[at.AXES, 0, 0])):
        open_today = state[at.AXIS_OPENED, j, 0] > 0.0 and not is_done(theatre, state, j)
        if not open_today or state[at.MEN, j, at.ATTACKER] < ONE_MAN:
            state[at.ENGAGED, j, at.ATTACKER] = 0.0
            state[at.ENGAGED, j, at.DEFENDER] = 0.0
            state[at.RATIO, j, 0] = 0.0
            state[at.BREAKTHROUGH_DAYS, j, 0] = 0.0
            continue
        find_room(theatre, law, state, j)
        find_belt(theatre, law, state, j)
        supply(theatre, law, state, j)
        state[at.RATIO, j, 0] = effective_ratio(theatre, law, state, j)


@compiled
def find_room(theatre: Array, law: Array, state: Array, j: int) -> None:
    """Men who can fight: the attacker less his rear security, both at most so dense.

    Rear security = min(limit of his men, density x width x km behind the front).
    """
    width = theatre[at.WIDTH, j, 0]
    men = state[at.MEN, j, at.ATTACKER]
    rear = min(
        law[constants.SECURITY_LIMIT, 0, 0] * men,
        law[constants.SECURITY_DENSITY, 0, 0] * width * max(0.0, state[at.FRONT, j, 0]),
    )
    state[at.ENGAGED, j, at.ATTACKER] = max(
        ONE_MAN, min(men - rear, law[constants.DENSITY, 0, at.ATTACKER] * width)
    )
    state[at.ENGAGED, j, at.DEFENDER] = max(
        ONE_MAN, min(state[at.MEN, j, at.DEFENDER], law[constants.DENSITY, 0, at.DEFENDER] * width)
    )
    for side in range(2):
        state[at.LN_ENGAGED, j, side] = math.log(state[at.ENGAGED, j, side])


@compiled
def find_belt(theatre: Array, law: Array, state: Array, j: int) -> None:
    """The belt that the front stands in, its strength by what is left of it.

    A turned axis has only `turned_belt` of it; a belt above `breakthrough_fort` ends a
    breakthrough.
    """
    front = state[at.FRONT, j, 0]
    state[at.FORT, j, 0] = 0.0
    state[at.BELT_HERE, j, 0] = NO_BELT
    first = int(theatre[at.FIRST_BELT, j, 0])
    for b in range(first, first + int(theatre[at.BELTS, j, 0])):
        begins = theatre[at.BELT_AT, b, 0]
        if begins <= front < begins + theatre[at.BELT_DEPTH, b, 0]:
            state[at.FORT, j, 0] = theatre[at.BELT_STRENGTH, b, 0] * state[at.INTEGRITY, b, 0]
            state[at.BELT_HERE, j, 0] = b
    if state[at.TURNED, j, 0] > 0.0:
        state[at.FORT, j, 0] *= law[constants.TURNED_BELT, 0, 0]
    if state[at.FORT, j, 0] > law[constants.BREAKTHROUGH_FORT, 0, 0]:
        state[at.BREAKTHROUGH_DAYS, j, 0] = 0.0


@compiled
def supply(theatre: Array, law: Array, state: Array, j: int) -> None:
    """What distance from the railhead leaves of the attacker's strength.

    The railhead follows the front at `railhead_speed` times the road class;
    supply = 1/(1 + (gap/radius)^2), not below `supply_floor`.
    """
    front = max(0.0, state[at.FRONT, j, 0])
    step = law[constants.RAILHEAD_SPEED, 0, 0] * theatre[at.ROADS, 0, 0] * state[at.TRAFFIC, 0, 0]
    state[at.RAILHEAD, j, 0] = min(front, state[at.RAILHEAD, j, 0] + step)
    radius = (
        law[constants.SUPPLY_RADIUS, 0, 0]
        * theatre[at.ROAD_FACTOR, 0, 0]
        * (1.0 + law[constants.SUPPLY_RADIUS_MECHANISED, 0, 0] * state[at.MECHANISATION, 0, 0])
    )
    gap = (front - state[at.RAILHEAD, j, 0]) / radius
    state[at.SUPPLY, j, 0] = max(law[constants.SUPPLY_FLOOR, 0, 0], 1.0 / (1.0 + gap * gap))


@compiled
def posture(law: Array, state: Array, j: int) -> float:
    """Advantage of the defender's posture: none in a breakthrough, else by the belt."""
    if state[at.BREAKTHROUGH_DAYS, j, 0] > 0.0:
        return 1.0
    fort = state[at.FORT, j, 0]
    if fort < law[constants.PREPARED_FROM, 0, 0]:
        return float(law[constants.POSTURE_HASTY, 0, 0])
    if fort < law[constants.FORTIFIED_FROM, 0, 0]:
        return float(law[constants.POSTURE_PREPARED, 0, 0])
    return float(law[constants.POSTURE_FORTIFIED, 0, 0])


@compiled
def effective_ratio(theatre: Array, law: Array, state: Array, j: int) -> float:
    """Ln ratio of effective strength on axis `j`, before the engagement's own noise."""
    men = state[at.LN_ENGAGED, j, at.ATTACKER] - state[at.LN_ENGAGED, j, at.DEFENDER]
    rugged = 1.0 + law[constants.RUGGED_DEFENCE, 0, 0] * theatre[at.RUGGEDNESS, j, 0]
    works = 1.0 + law[constants.FORT_WEIGHT, 0, 0] * state[at.FORT, j, 0]
    ground = math.log(posture(law, state, j) * rugged * works)
    fed = 0.5 * math.log(state[at.SUPPLY, j, 0]) - math.log(state[at.HUNGER, 0, 0])
    air = law[constants.AIR_IN_CONTACT, 0, 0] * state[at.AIR, 0, 0]
    turned = law[constants.TURNED_EDGE, 0, 0] * state[at.TURNED, j, 0]
    edge = state[at.MATERIEL_EDGE, 0, 0] + quality(law) + state[at.SURPRISE_NOW, 0, 0]
    return float(men + fed - ground + air + turned + edge)


@compiled
def assault(theatre: Array, law: Array, state: Array, key: Key) -> None:
    """Open engagements, run those going on, and say who has the better of it today.

    An assault begins with the daily chance logistic(slope (ln ratio - middle)) x trafficability,
    as a hazard against an Exp(1) threshold; each engagement draws its luck once.
    """
    for j in range(int(theatre[at.AXES, 0, 0])):
        state[at.FIGHTING, j, 0] = 0.0
        state[at.WON, j, 0] = 0.0
        if state[at.ENGAGED, j, at.ATTACKER] <= 0.0:
            continue
        if state[at.ENGAGED_DAYS, j, 0] <= 0.0:
            wait(theatre, law, state, key, j)
        if state[at.ENGAGED_DAYS, j, 0] > 0.0:
            fight_on(law, state, j)


@compiled
def wait(theatre: Array, law: Array, state: Array, key: Key, j: int) -> None:
    """Let the pause run, then the hazard of the next assault."""
    if state[at.PAUSE_DAYS, j, 0] > 0.0:
        state[at.PAUSE_DAYS, j, 0] -= 1.0
        return
    tempted = law[constants.ASSAULT_SLOPE, 0, 0] * (
        state[at.RATIO, j, 0] - law[constants.ASSAULT_MIDDLE, 0, 0]
    )
    chance = min(SURE, logistic(tempted) * state[at.TRAFFIC, 0, 0])
    state[at.ASSAULT_CLOCK, j, 0] += math.log1p(-chance)
    if state[at.ASSAULT_CLOCK, j, 0] <= 0.0:
        open_engagement(theatre, law, state, key, j)


@compiled
def open_engagement(theatre: Array, law: Array, state: Array, key: Key, j: int) -> None:
    """Draw all the luck of one engagement, by its ordinal on the axis."""
    state[at.ENGAGEMENTS, j, 0] += 1.0
    n, own = int(state[at.ENGAGEMENTS, j, 0]), int(theatre[at.AXIS_KEY, j, 0])
    state[at.ASSAULT_CLOCK, j, 0] = draws.exponentials(key, draws.ASSAULT, own, n)[0]
    length, luck = draws.uniforms(key, draws.ENGAGEMENT_LENGTH, own, n)
    more = math.floor(-math.log(length) * law[constants.ENGAGEMENT_MEAN, 0, 0])
    state[at.ENGAGED_DAYS, j, 0] = law[constants.ENGAGEMENT_SHORTEST, 0, 0] + more
    state[at.LUCK, j, 0] = luck
    strength, speed = draws.normals(key, draws.ENGAGEMENT_NOISE, own, n)
    state[at.RATIO_NOISE, j, 0] = law[constants.RATIO_NOISE, 0, 0] * strength
    state[at.SPEED_NOISE, j, 0] = law[constants.SPEED_NOISE, 0, 0] * speed
    losses = draws.normals(key, draws.LOSS_NOISE, own, n)
    for side in range(2):
        spread = law[constants.LOSS_NOISE, 0, side]
        state[at.LOSS_NOISE, j, side] = spread * losses[side] - 0.5 * spread * spread


@compiled
def fight_on(law: Array, state: Array, j: int) -> None:
    """One more day of the engagement; it is won where its luck is below the odds.

    odds = logistic(success_base + success_ratio (ln ratio + noise)).
    """
    state[at.FIGHTING, j, 0] = 1.0
    state[at.ENGAGED_DAYS, j, 0] -= 1.0
    ratio = state[at.RATIO, j, 0] + state[at.RATIO_NOISE, j, 0]
    odds = logistic(law[constants.SUCCESS_BASE, 0, 0] + law[constants.SUCCESS_RATIO, 0, 0] * ratio)
    if state[at.LUCK, j, 0] < odds:
        state[at.WON, j, 0] = 1.0
