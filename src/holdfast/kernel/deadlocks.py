"""Sets of clauses that wait for one another and may go together: the deadlocks of promises.

A deadlock is a set of clauses of powers that may act together, each waiting for every other by its
text; at most 52, so that a part of it is one whole number with a bit for each member.
"""

from __future__ import annotations

from holdfast.kernel import layout as at
from holdfast.kernel.compiled import compiled
from holdfast.kernel.conditions import holds
from holdfast.kernel.types import Array

NO_DEADLOCK = -1


@compiled
def find(theatre: Array, state: Array, moved: int, alone: bool) -> tuple[int, int]:
    """The deadlock and, in bits, the members of the set that goes today; no members if none does.

    moved : the row of the state that is not 0 for those who are moved anyway. Of several sets
    that of the clause that comes first by name goes.
    """
    earliest = int(theatre[at.CLAUSES, 0, 0])
    deadlock, members = NO_DEADLOCK, 0
    for k in range(int(theatre[at.DEADLOCKS, 0, 0])):
        start = shrink(theatre, state, k, idle(theatre, state, moved, k, alone))
        first = int(theatre[at.DEADLOCK_FIRST, k, 0])
        for m in range(int(theatre[at.DEADLOCK_MEMBERS, k, 0])):
            root = int(theatre[at.MEMBER_CLAUSE, first + m, 0])
            if root >= earliest:
                break
            if start >> m & 1:
                around = set_around(theatre, state, k, m, start)
                if around != 0:
                    earliest, deadlock, members = root, k, around
    return deadlock, members


@compiled
def idle(theatre: Array, state: Array, moved: int, k: int, alone: bool) -> int:
    """Members of deadlock `k` whom nothing moves so far, who are bound and free to act today."""
    today = state[at.CLOCK, 0, 0] - 1.0
    first = int(theatre[at.DEADLOCK_FIRST, k, 0])
    members = 0
    for m in range(int(theatre[at.DEADLOCK_MEMBERS, k, 0])):
        r = int(theatre[at.MEMBER_CLAUSE, first + m, 0])
        if state[moved, r, 0] != at.NEVER or (alone and theatre[at.CLAUSE_HELPS, r, 0] > 0.0):
            continue
        until = theatre[at.CLAUSE_UNTIL, r, 0]
        if theatre[at.CLAUSE_FROM, r, 0] <= today and (until < 0.0 or today < until):
            members |= 1 << m
    return members


@compiled
def shrink(theatre: Array, state: Array, k: int, members: int) -> int:
    """Take out, until nothing changes, whoever would not be moved if the rest acted now."""
    first = int(theatre[at.DEADLOCK_FIRST, k, 0])
    now, also = state[at.HOLDS, 0, 0], state[at.HOLDS, 0, 1]
    before = 0
    while members != before:
        before = members
        suppose(theatre, state, first, members, int(now), int(also))
        for m in range(int(theatre[at.DEADLOCK_MEMBERS, k, 0])):
            r = int(theatre[at.MEMBER_CLAUSE, first + m, 0])
            if before >> m & 1 and not holds(theatre, state, int(theatre[at.CLAUSE_WHEN, r, 0])):
                members ^= 1 << m
    state[at.HOLDS, 0, 0], state[at.HOLDS, 0, 1] = now, also
    return members


@compiled
def suppose(theatre: Array, state: Array, first: int, members: int, now: int, also: int) -> None:
    """Let hold what holds now and what the members' acts would give."""
    m = 0
    while members >> m != 0:
        if members >> m & 1:
            r = int(theatre[at.MEMBER_CLAUSE, first + m, 0])
            now |= int(theatre[at.CLAUSE_GIVES, r, 0])
            also |= int(theatre[at.CLAUSE_GIVES, r, 1])
        m += 1
    state[at.HOLDS, 0, 0], state[at.HOLDS, 0, 1] = now, also


@compiled
def set_around(theatre: Array, state: Array, k: int, root: int, members: int) -> int:
    """The set around one member: each waits for every other, and all are moved; 0 if there is none.

    Powers of at least two must be in it: a loop inside one power never starts itself.
    """
    while members >> root & 1:
        joined = connected(theatre, k, root, members)
        if joined == members:
            return members if has_two_powers(theatre, k, members) else 0
        members = shrink(theatre, state, k, joined)
    return 0


@compiled
def connected(theatre: Array, k: int, root: int, members: int) -> int:
    """Those for whom the root waits and who wait for the root, within the members."""
    first = int(theatre[at.DEADLOCK_FIRST, k, 0])
    forward = backward = 1 << root
    more = True
    while more:
        before, behind = forward, backward
        for m in range(int(theatre[at.DEADLOCK_MEMBERS, k, 0])):
            waits = int(theatre[at.MEMBER_WAITS, first + m, 0]) & members
            if forward >> m & 1:
                forward |= waits
            if members >> m & 1 and waits & backward != 0:
                backward |= 1 << m
        more = forward != before or backward != behind
    return forward & backward


@compiled
def has_two_powers(theatre: Array, k: int, members: int) -> bool:
    """Whether clauses of more than one power are among the members."""
    first = int(theatre[at.DEADLOCK_FIRST, k, 0])
    power = -1.0
    for m in range(int(theatre[at.DEADLOCK_MEMBERS, k, 0])):
        if members >> m & 1:
            one = theatre[at.MEMBER_POWER, first + m, 0]
            if power >= 0.0 and one != power:
                return True
            power = one
    return False
