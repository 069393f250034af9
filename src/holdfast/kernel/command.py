"""What commanders do: shift men between axes, and fall back where a flank is turned."""

from __future__ import annotations

from holdfast.kernel import constants
from holdfast.kernel import layout as at
from holdfast.kernel.arrivals import total_men
from holdfast.kernel.compiled import compiled
from holdfast.kernel.types import Array


@compiled
def is_done(theatre: Array, state: Array, j: int) -> bool:
    """Whether the attacker has gone axis `j` to its end."""
    return bool(state[at.FRONT, j, 0] >= theatre[at.LENGTH, j, 0])


@compiled
def reallocate(theatre: Array, law: Array, state: Array) -> None:
    """Shift a share of both armies a day towards where they are wanted.

    The attacker wants his planned shares on the axes still open, twice that where he is
    through; the defender a mean of his own plan and of where the attacker stands (`follow`).
    A share `shift` times the road class moves a day.
    """
    axes = int(theatre[at.AXES, 0, 0])
    if axes == 1:
        return
    for side in range(2):
        shift_side(theatre, law, state, side)


@compiled
def want(theatre: Array, law: Array, state: Array, side: int) -> None:
    """Weigh every axis by how much a side wants its men there.

    0 where there is nothing to do: the axis is done, or not yet open to the attacker.
    """
    axes = int(theatre[at.AXES, 0, 0])
    attackers = max(total_men(state, axes, at.ATTACKER), 1.0)
    follow = law[constants.FOLLOW, 0, 0] if side == at.DEFENDER else 0.0
    for j in range(axes):
        weight = (1.0 - follow) * theatre[at.SHARE, j, side]
        weight += follow * state[at.MEN, j, at.ATTACKER] / attackers
        if side == at.ATTACKER and state[at.BREAKTHROUGH_DAYS, j, 0] > 0.0:
            weight *= 2.0
        shut = side == at.ATTACKER and state[at.AXIS_OPENED, j, 0] == 0.0
        state[at.WANTED, j, 0] = 0.0 if shut or is_done(theatre, state, j) else weight


@compiled
def may_move(theatre: Array, state: Array, j: int, side: int) -> bool:
    """Whether men march to and from axis `j`.

    No defender joins or leaves a breakthrough, no attacker an axis that is not open yet; whoever
    joins the attacker keeps to the axes that he opens.
    """
    if side == at.DEFENDER:
        return bool(state[at.BREAKTHROUGH_DAYS, j, 0] <= 0.0)
    return bool(state[at.AXIS_OPENED, j, 0] > 0.0 and theatre[at.AXIS_OWNER, j, 0] == 0.0)


@compiled
def shift_side(theatre: Array, law: Array, state: Array, side: int) -> None:
    """Move the men who may move towards what their side wants; none are made or lost."""
    axes = int(theatre[at.AXES, 0, 0])
    want(theatre, law, state, side)
    wanted = 0.0
    free = 0.0
    for j in range(axes):
        if may_move(theatre, state, j, side):
            wanted += state[at.WANTED, j, 0]
            free += state[at.MEN, j, side]
    if wanted <= 0.0:
        return
    share = law[constants.SHIFT, 0, side] * theatre[at.ROADS, 0, 0]
    for j in range(axes):
        if may_move(theatre, state, j, side):
            target = state[at.WANTED, j, 0] / wanted * free
            state[at.MEN, j, side] += share * (target - state[at.MEN, j, side])


@compiled
def turn_flanks(theatre: Array, law: Array, state: Array) -> None:
    """See where a neighbour stands behind the next place of an axis, or is about to.

    Axis j is threatened (1) when an axis that shares j's next place has gone `turned_way` of
    its way there and has less than `turned_nearer` of j's remaining way left, while that is more
    than `turned_clear`; it is turned (2) when the neighbour holds the place.
    """
    axes = int(theatre[at.AXES, 0, 0])
    for j in range(axes):
        state[at.TURNED, j, 0] = 0.0
        leg = next_leg(theatre, state, j)
        if leg < 0 or state[at.MEN, j, at.ATTACKER] <= 0.0:
            continue
        for i in range(axes):
            if i != j and state[at.AXIS_OPENED, i, 0] > 0.0:
                state[at.TURNED, j, 0] = max(
                    state[at.TURNED, j, 0], threat(theatre, law, state, i, j, leg)
                )


@compiled
def next_leg(theatre: Array, state: Array, j: int) -> int:
    """Number of the leg whose place axis `j` reaches next, or -1."""
    first = int(theatre[at.FIRST_LEG, j, 0])
    for leg in range(first, first + int(theatre[at.LEGS, j, 0])):
        if theatre[at.LEG_KM, leg, 0] > state[at.FRONT, j, 0]:
            return leg
    return -1


@compiled
def threat(theatre: Array, law: Array, state: Array, i: int, j: int, leg: int) -> float:
    """How axis `i` threatens the place at the end of `leg` of axis `j`: 0, 1 or 2."""
    if state[at.MEN, i, at.ATTACKER] <= 0.0:
        return 0.0
    remaining = theatre[at.LEG_KM, leg, 0] - state[at.FRONT, j, 0]
    worst = 0.0
    first = int(theatre[at.FIRST_LEG, i, 0])
    for other in range(first, first + int(theatre[at.LEGS, i, 0])):
        if theatre[at.LEG_PLACE, other, 0] != theatre[at.LEG_PLACE, leg, 0]:
            continue
        way = theatre[at.LEG_KM, other, 0]
        left = way - state[at.FRONT, i, 0]
        gone = state[at.FRONT, i, 0] > law[constants.TURNED_WAY, 0, 0] * way
        clear = remaining > law[constants.TURNED_CLEAR, 0, 0]
        if left <= 0.0:
            worst = 2.0
        elif gone and clear and left < law[constants.TURNED_NEARER, 0, 0] * remaining:
            worst = max(worst, 1.0)
    return worst
