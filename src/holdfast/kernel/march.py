"""Allied contingents on their way: mustered, by a route that lets them, to the front."""

from __future__ import annotations

from holdfast.kernel import constants
from holdfast.kernel import layout as at
from holdfast.kernel.compiled import compiled
from holdfast.kernel.conditions import holds
from holdfast.kernel.helpers import any_begun, credit
from holdfast.kernel.types import Array

LESS_THAN_A_MAN = 1e-5
"""Divisions; fewer are nobody, so that no rounding is taken for the first who come."""


@compiled
def march(theatre: Array, law: Array, state: Array, day: int) -> None:
    """Bring up the contingents that are under way, by name.

    Those who come through one neck share what it carries in a day.
    """
    if state[at.HELPED, 0, 0] == 0.0:
        return
    contingents = int(theatre[at.CONTINGENTS, 0, 0])
    if not any_begun(state, at.MARCH_BEGUN, contingents):
        return
    spared = spared_by_air(law, state)
    clear_routes(theatre, state, contingents)
    for c in range(contingents):
        if state[at.MARCH_BEGUN, c, 0] != at.NEVER:
            choose_route(theatre, state, c)
            come = carried(theatre, state, c, spared)
            if come > 0.0:
                take_the_field(theatre, state, c, come, day)
    if theatre[at.EVACUATION_DAYS, 0, 0] > 0.0:
        state[at.RAILS_BUSY, 0, 0] = busy(theatre, state, contingents, spared)


@compiled
def spared_by_air(law: Array, state: Array) -> float:
    """Share of the trains that enemy aircraft let through: 1 - interdiction max(0, a).

    a is yesterday's superiority in the air before it was weighed by era.
    """
    weight = law[constants.AIR_WEIGHT, 0, 0]
    if weight <= 0.0:
        return 1.0
    over = max(0.0, state[at.AIR, 0, 0] / weight)
    return float(max(0.0, 1.0 - law[constants.AIR_INTERDICTION, 0, 0] * over))


@compiled
def clear_routes(theatre: Array, state: Array, contingents: int) -> None:
    """Give every neck all that it carries today."""
    routes = 0
    for c in range(contingents):
        last = int(theatre[at.CONTINGENT_ROUTE, c, 0] + theatre[at.CONTINGENT_ROUTES, c, 0])
        routes = max(routes, last)
    for r in range(routes):
        state[at.NECK_LEFT, int(theatre[at.ROUTE_NECK, r, 0]), 0] = 1.0


@compiled
def capacity(theatre: Array, r: int, spared: float) -> float:
    """What route `r` carries a day: trains that enemy aircraft let through, or divisions."""
    trains = theatre[at.ROUTE_TRAINS, r, 0]
    return float(trains * spared if trains > 0.0 else theatre[at.ROUTE_DIVISIONS, r, 0])


@compiled
def is_open(theatre: Array, state: Array, r: int) -> bool:
    """Whether route `r` is permitted and none of its passages is lost."""
    if not holds(theatre, state, int(theatre[at.ROUTE_WHEN, r, 0])):
        return False
    first = int(theatre[at.ROUTE_PLACE, r, 0])
    for n in range(first, first + int(theatre[at.ROUTE_PLACES, r, 0])):
        if state[at.LOST, int(theatre[at.PASSAGE_PLACE, n, 0]), 0] >= 1.0:
            return False
    return True


@compiled
def choose_route(theatre: Array, state: Array, c: int) -> None:
    """Keep contingent `c` on its route while it is open, else put it on the best that is.

    Whoever changes routes starts again; with none open it stands still.
    """
    taken = int(state[at.MARCH_ROUTE, c, 0])
    if taken > 0 and is_open(theatre, state, taken - 1):
        return
    state[at.MARCH_ROUTE, c, 0] = 0.0
    first = int(theatre[at.CONTINGENT_ROUTE, c, 0])
    for r in range(first, first + int(theatre[at.CONTINGENT_ROUTES, c, 0])):
        if is_open(theatre, state, r):
            state[at.MARCH_ROUTE, c, 0] = r + 1.0
            state[at.MARCH_BEGUN, c, 0] = state[at.CLOCK, 0, 0]
            return


@compiled
def ready(theatre: Array, first: int, steps: int, days: float) -> float:
    """Share that is ready so many days after the call.

    Straight lines from nobody on the day of the call through the steps `first`, `first` + 1, …;
    the last step's share stays. With no steps all are ready at once.
    """
    if days < 0.0:
        return 0.0
    if steps == 0:
        return 1.0
    since, share = 0.0, 0.0
    for n in range(first, first + steps):
        due = theatre[at.MUSTER_DAY, n, 0]
        then = theatre[at.MUSTER_SHARE, n, 0]
        if days < due:
            return float(share + (then - share) * (days - since) / (due - since))
        since, share = due, then
    return float(share)


@compiled
def carried(theatre: Array, state: Array, c: int, spared: float) -> float:
    """Divisions of contingent `c` that reach the front today; what they use, their neck lacks.

    By rail dN/dt <= (C - s N) / T: C trains left at the neck today, s that feed one of the N
    divisions that have come, T that move one. By road at most what the roads still carry. Nobody
    comes who was not ready as many days ago as the route takes, or before the route was taken.
    """
    r = int(state[at.MARCH_ROUTE, c, 0]) - 1
    if r < 0:
        return 0.0
    carries = capacity(theatre, r, spared)
    if carries <= 0.0:
        return 0.0
    here = state[at.MARCH_ARRIVED, c, 0]
    neck = int(theatre[at.ROUTE_NECK, r, 0])
    left = carries * state[at.NECK_LEFT, neck, 0]
    load = 1.0
    if theatre[at.ROUTE_TRAINS, r, 0] > 0.0:
        left = max(0.0, left - theatre[at.CONTINGENT_SUPPLY, c, 0] * here)
        load = theatre[at.CONTINGENT_TRAINS, c, 0]
    come = 0.0
    left_home = state[at.CLOCK, 0, 0] - theatre[at.ROUTE_DAYS, r, 0]
    if left_home >= state[at.MARCH_BEGUN, c, 0]:
        share = ready(
            theatre,
            int(theatre[at.CONTINGENT_MUSTER, c, 0]),
            int(theatre[at.CONTINGENT_MUSTERS, c, 0]),
            left_home - state[at.MARCH_CALLED, c, 0],
        )
        come = max(0.0, share * theatre[at.CONTINGENT_DIVISIONS, c, 0] - here)
        if load * come > left:
            come = left / load
        if come < LESS_THAN_A_MAN:
            come = 0.0
    state[at.NECK_LEFT, neck, 0] = max(0.0, left - load * come) / carries
    return float(come)


@compiled
def take_the_field(theatre: Array, state: Array, c: int, divisions: float, day: int) -> None:
    """Put divisions of contingent `c` on the axes open to the enemy, by the defender's shares."""
    men = divisions * theatre[at.CONTINGENT_MEN, c, 0]
    state[at.MARCH_ARRIVED, c, 0] += divisions
    state[at.HELP_MEN, 0, 0] += men
    state[at.ARRIVED, 0, at.DEFENDER] += men
    state[at.TANKS, 0, at.DEFENDER] += divisions * theatre[at.CONTINGENT_TANKS, c, 0]
    state[at.GUNS, 0, at.DEFENDER] += divisions * theatre[at.CONTINGENT_GUNS, c, 0]
    credit(state, int(theatre[at.CONTINGENT_HELPER, c, 0]), day, men)
    axes = int(theatre[at.AXES, 0, 0])
    shares, opened = 0.0, 0.0
    for j in range(axes):
        shares += theatre[at.SHARE, j, at.DEFENDER]
        opened += theatre[at.SHARE, j, at.DEFENDER] * state[at.AXIS_OPENED, j, 0]
    for j in range(axes):
        share = theatre[at.SHARE, j, at.DEFENDER]
        if opened > 0.0:
            state[at.MEN, j, at.DEFENDER] += men * share * state[at.AXIS_OPENED, j, 0] / opened
        else:
            state[at.MEN, j, at.DEFENDER] += men * share / shares


@compiled
def busy(theatre: Array, state: Array, contingents: int, spared: float) -> float:
    """Share that contingents under way use today of the trains of all railways open to them.

    0 if there are none. Whoever never sets out counts for nothing.
    """
    carry, left = 0.0, 0.0
    for c in range(contingents):
        if state[at.MARCH_BEGUN, c, 0] == at.NEVER:
            continue
        first = int(theatre[at.CONTINGENT_ROUTE, c, 0])
        for r in range(first, first + int(theatre[at.CONTINGENT_ROUTES, c, 0])):
            if theatre[at.ROUTE_TRAINS, r, 0] > 0.0 and is_open(theatre, state, r):
                trains = capacity(theatre, r, spared)
                carry += trains
                left += trains * state[at.NECK_LEFT, int(theatre[at.ROUTE_NECK, r, 0]), 0]
    return float(1.0 - left / carry) if carry > 0.0 else 0.0
