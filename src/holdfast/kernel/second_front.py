"""Second fronts: what an ally's offensive elsewhere draws out of the theatre."""

from __future__ import annotations

from holdfast.kernel import constants
from holdfast.kernel import layout as at
from holdfast.kernel.arrivals import draw_away
from holdfast.kernel.compiled import compiled
from holdfast.kernel.helpers import credit
from holdfast.kernel.march import ready
from holdfast.kernel.types import Array


@compiled
def press(theatre: Array, law: Array, state: Array, day: int) -> None:
    """Let the attacker move to each second front the divisions that he misses there.

    Only an offensive draws any away: in 1939 France declared war, went a few kilometres, and no
    division left Poland for it. A card, which has no map, says how many men are moved and when:
    that is a front without divisions whose men are sent at once.
    """
    if state[at.HELPED, 0, 0] == 0.0:
        return
    ordered = False
    for f in range(int(theatre[at.FRONTS, 0, 0])):
        begun = state[at.FRONT_BEGUN, f, 0] != at.NEVER
        if not begun or theatre[at.FRONT_MANNER, f, 0] != at.OFFENSIVE:
            continue
        moved = missed(theatre, law, state, f) - state[at.FRONT_ORDERED, f, 0]
        if moved > 0.0:
            men = moved * theatre[at.FRONT_MEN, f, 0]
            state[at.FRONT_ORDERED, f, 0] += moved
            credit(state, int(theatre[at.FRONT_HELPER, f, 0]), day, men)
            state[at.OWED, int(theatre[at.FRONT_OWNER, f, 0]), 0] += men
            ordered = True
    if ordered:
        draw_away(theatre, state)


@compiled
def missed(theatre: Array, law: Array, state: Array, f: int) -> float:
    """Divisions from the theatre that the attacker has by now for second front `f`.

    He misses F / (ratio (1 + wall weight x wall)) less those posted there, F the divisions that
    attacked `front_lag` days ago; from the first attack at least `front_panic`.
    """
    since = state[at.CLOCK, 0, 0] - state[at.FRONT_BEGUN, f, 0]
    if since < theatre[at.FRONT_DAY, f, 0]:
        return 0.0
    before = since - theatre[at.FRONT_LAG, f, 0]
    needed = 0.0
    if before >= theatre[at.FRONT_DAY, f, 0]:
        share = ready(
            theatre,
            int(theatre[at.FRONT_MUSTER, f, 0]),
            int(theatre[at.FRONT_MUSTERS, f, 0]),
            before,
        )
        wall = 1.0 + law[constants.SECOND_FRONT_WALL, 0, 0] * theatre[at.FRONT_WALL, f, 0]
        needed = share * theatre[at.FRONT_DIVISIONS, f, 0]
        needed = needed / (law[constants.SECOND_FRONT_RATIO, 0, 0] * wall)
        needed -= theatre[at.FRONT_POSTED, f, 0]
    return float(max(needed, theatre[at.FRONT_PANIC, f, 0]))
