"""What the powers have promised and what they do about it: the pacts, day by day (PACTS.md).

Clauses, decisions and facts are read in the mixed reading: nobody moves unless moved, and those
who may move together do so where each waits for all others. Nothing is worked out on a day that
can bring no change.
"""

from __future__ import annotations

import numpy as np

from holdfast.kernel import deadlocks, draws
from holdfast.kernel import layout as at
from holdfast.kernel.compiled import compiled
from holdfast.kernel.conditions import holds
from holdfast.kernel.draws import Key
from holdfast.kernel.types import Array

FIRST_ROW, LAST_ROW = at.CLOCK, at.DECIDED
"""Rows of the state that the pacts write, and nobody else."""


@compiled
def pledge(theatre: Array, state: Array, day: int, key: Key) -> None:
    """Let the powers decide and act today, by themselves or as one, and note what holds then.

    Acts of other powers for the defender do not fall in the world without help once the campaign
    has begun; its crisis is that of the world with help.
    """
    clock = day + theatre[at.CRISIS_DAYS, 0, 0]
    lost = places_lost(theatre, state)
    state[at.CLOCK, 0, 0] = clock
    state[at.CHANGED, 0, 0] = 0.0
    calm = clock < state[at.NEXT_CHANGE, 0, 0] and lost == state[at.PLACES_LOST, 0, 0]
    if calm and day != at.FIRST_DAY:
        return
    state[at.PLACES_LOST, 0, 0] = lost
    alone = day >= at.FIRST_DAY and state[at.HELPED, 0, 0] == 0.0
    now, also = state[at.HOLDS, 0, 0], state[at.HOLDS, 0, 1]
    while True:
        settle(theatre, state, key, alone)
        if not go_together(theatre, state, key, alone):
            break
    if state[at.HOLDS, 0, 0] != now or state[at.HOLDS, 0, 1] != also:
        state[at.CHANGED, 0, 0] = 1.0
    state[at.NEXT_CHANGE, 0, 0] = next_change(theatre, state, alone)
    note_first_help(theatre, state, day)
    call_up(theatre, state)


@compiled
def places_lost(theatre: Array, state: Array) -> int:
    """How many places the attacker has taken."""
    lost = 0
    for p in range(int(theatre[at.PLACES, 0, 0])):
        if state[at.LOST, p, 0] >= 1.0:
            lost += 1
    return lost


@compiled
def settle(theatre: Array, state: Array, key: Key, alone: bool) -> None:
    """The causal reading of one day, until nothing changes.

    First the acts that are due fall. Then clauses are triggered by what holds, all by the same,
    again and again while that makes acts fall today. Then the first decision that is asked falls,
    and so on.
    """
    more = True
    while more:
        act(theatre, state, alone)
        work_out(theatre, state)
        more = trigger(theatre, state, alone)
        if not more:
            more = decide(theatre, state, key)


@compiled
def work_out(theatre: Array, state: Array) -> None:
    """Work out what holds now: what facts, acts, decisions and lost places give.

    What holds unless denied (`not` a fact) holds but for what these deny.
    """
    for word in range(at.WORDS):
        given, denied = by_facts(theatre, state, word)
        more, less = by_rules(theatre, state, word)
        lost, gone = by_places(theatre, state, word)
        given |= more | lost | by_decisions(theatre, state, word)
        denied |= less | gone
        state[at.HOLDS, 0, word] = given | (int(theatre[at.DENIALS, 0, word]) & ~denied)


@compiled
def by_facts(theatre: Array, state: Array, word: int) -> tuple[int, int]:
    """What the facts of today give and deny."""
    today = int(state[at.CLOCK, 0, 0]) - 1
    given, denied = 0, 0
    for f in range(int(theatre[at.FACTS, 0, 0])):
        if is_within(theatre[at.FACT_FROM, f, 0], theatre[at.FACT_UNTIL, f, 0], today):
            given |= int(theatre[at.FACT_GIVES, f, word])
            denied |= int(theatre[at.FACT_DENIES, f, word])
    return given, denied


@compiled
def by_rules(theatre: Array, state: Array, word: int) -> tuple[int, int]:
    """What the acts done so far give and deny."""
    given, denied = 0, 0
    for r in range(int(theatre[at.CLAUSES, 0, 0])):
        if state[at.CLAUSE_DONE, r, 0] != at.NEVER:
            given |= int(theatre[at.CLAUSE_GIVES, r, word])
            denied |= int(theatre[at.CLAUSE_DENIES, r, word])
    return given, denied


@compiled
def by_decisions(theatre: Array, state: Array, word: int) -> int:
    """What the decisions give that fell as a yes."""
    yes = int(state[at.DECIDED, 0, 0])
    given = 0
    for d in range(int(theatre[at.DECISIONS, 0, 0])):
        if yes >> d & 1:
            given |= int(theatre[at.DECISION_GIVES, d, word])
    return given


@compiled
def by_places(theatre: Array, state: Array, word: int) -> tuple[int, int]:
    """What the places that are lost give and deny."""
    given, denied = 0, 0
    for p in range(int(theatre[at.PLACES, 0, 0])):
        if state[at.LOST, p, 0] >= 1.0:
            given |= int(theatre[at.PLACE_GIVES, p, word])
            denied |= int(theatre[at.PLACE_DENIES, p, word])
    return given, denied


@compiled
def is_within(first: float, until: float, today: int) -> bool:
    """Whether a pact day lies between the first and, not with it, the last; below 0 no last."""
    return first <= today and (until < 0.0 or today < until)


@compiled
def bars(theatre: Array, r: int, alone: bool) -> bool:
    """Whether rule `r` is an act of help in a campaign that is fought alone."""
    return alone and theatre[at.CLAUSE_HELPS, r, 0] > 0.0


@compiled
def trigger(theatre: Array, state: Array, alone: bool) -> bool:
    """Trigger every rule whose condition holds while its pact is in force.

    Gives whether any of the acts falls today.
    """
    clock = state[at.CLOCK, 0, 0]
    today = False
    for r in range(int(theatre[at.CLAUSES, 0, 0])):
        if state[at.CLAUSE_TRIGGERED, r, 0] != at.NEVER or bars(theatre, r, alone):
            continue
        first, until = theatre[at.CLAUSE_FROM, r, 0], theatre[at.CLAUSE_UNTIL, r, 0]
        if is_within(first, until, int(clock) - 1) and holds(
            theatre, state, int(theatre[at.CLAUSE_WHEN, r, 0])
        ):
            state[at.CLAUSE_TRIGGERED, r, 0] = clock
            today = today or theatre[at.CLAUSE_DELAY, r, 0] == 0.0
    return today


@compiled
def act(theatre: Array, state: Array, alone: bool) -> None:
    """Do every act that is due by now."""
    clock = state[at.CLOCK, 0, 0]
    for r in range(int(theatre[at.CLAUSES, 0, 0])):
        since = state[at.CLAUSE_TRIGGERED, r, 0]
        if since == at.NEVER or state[at.CLAUSE_DONE, r, 0] != at.NEVER:
            continue
        if clock >= since + theatre[at.CLAUSE_DELAY, r, 0] and not bars(theatre, r, alone):
            state[at.CLAUSE_DONE, r, 0] = clock


@compiled
def decide(theatre: Array, state: Array, key: Key) -> bool:
    """Let the decisions that are asked fall, in their order, up to the first yes.

    Their order is that in which they hear of one another, then by name (scenario/compile/heed.py).

    Gives whether there was a yes: then the next decision knows it, and all that follows from it.
    """
    clock = state[at.CLOCK, 0, 0]
    for d in range(int(theatre[at.DECISIONS, 0, 0])):
        if state[at.DECISION_FELL, d, 0] != at.NEVER or clock <= theatre[at.DECISION_DAY, d, 0]:
            continue
        if not holds(theatre, state, int(theatre[at.DECISION_ASKED, d, 0])):
            continue
        state[at.DECISION_FELL, d, 0] = clock
        if luck_of(theatre, key, d) < odds(theatre, state, d):
            state[at.DECIDED, 0, 0] += 1 << d
            return True
    return False


@compiled
def odds(theatre: Array, state: Array, d: int) -> float:
    """Odds of a yes: those of the first line that holds, else none."""
    first = int(theatre[at.DECISION_LINE, d, 0])
    for line in range(first, first + int(theatre[at.DECISION_LINES, d, 0])):
        if holds(theatre, state, int(theatre[at.LINE_WHEN, line, 0])):
            return float(theatre[at.LINE_CHANCE, line, 0])
    return 0.0


@compiled
def luck_of(theatre: Array, key: Key, d: int) -> float:
    """One uniform a decision; with its group's chance one draw stands for all of the group.

    So marginal odds stay as they are (PACTS.md, Chance).
    """
    own, _ = draws.uniforms(key, draws.DECISION, int(theatre[at.DECISION_KEY, d, 0]), 0)
    group = int(theatre[at.DECISION_GROUP, d, 0])
    if group != at.NO_GROUP:
        named = int(theatre[at.GROUP_KEY, group, 0])
        shared, common = draws.uniforms(key, draws.COMMON_CAUSE, named, 0)
        if shared < theatre[at.GROUP_CHANCE, group, 0]:
            return common
    return own


@compiled
def next_change(theatre: Array, state: Array, alone: bool) -> float:
    """Clock of the next day on which time itself brings a change."""
    clock = state[at.CLOCK, 0, 0]
    soonest = at.NO_DAY
    for r in range(int(theatre[at.CLAUSES, 0, 0])):
        if state[at.CLAUSE_DONE, r, 0] == at.NEVER and not bars(theatre, r, alone):
            due = theatre[at.CLAUSE_FROM, r, 0] + 1.0
            if state[at.CLAUSE_TRIGGERED, r, 0] != at.NEVER:
                due = state[at.CLAUSE_TRIGGERED, r, 0] + theatre[at.CLAUSE_DELAY, r, 0]
            soonest = sooner(soonest, due, clock)
    for f in range(int(theatre[at.FACTS, 0, 0])):
        soonest = sooner(soonest, theatre[at.FACT_FROM, f, 0] + 1.0, clock)
        soonest = sooner(soonest, theatre[at.FACT_UNTIL, f, 0] + 1.0, clock)
    for d in range(int(theatre[at.DECISIONS, 0, 0])):
        if state[at.DECISION_FELL, d, 0] == at.NEVER:
            soonest = sooner(soonest, theatre[at.DECISION_DAY, d, 0] + 1.0, clock)
    return float(soonest)


@compiled
def sooner(soonest: float, due: float, clock: float) -> float:
    """The sooner of two clocks, of which the second counts only if it is still to come."""
    return min(soonest, due) if due > clock else soonest


@compiled
def go_together(theatre: Array, state: Array, key: Key, alone: bool) -> bool:
    """Let the first set of clauses go that wait for nobody but each other; say if there is one.

    Whoever will be moved without it does not count. That is worked out only where there is a set
    to be seen at all.
    """
    if theatre[at.DEADLOCKS, 0, 0] == 0.0:
        return False
    _, members = deadlocks.find(theatre, state, at.CLAUSE_TRIGGERED, alone)
    if members == 0:
        return False
    look_ahead(theatre, state, key, alone)
    deadlock, members = deadlocks.find(theatre, state, at.CLAUSE_MOVED, alone)
    if members == 0:
        return False
    first = int(theatre[at.DEADLOCK_FIRST, deadlock, 0])
    for m in range(int(theatre[at.DEADLOCK_MEMBERS, deadlock, 0])):
        if members >> m & 1:
            r = int(theatre[at.MEMBER_CLAUSE, first + m, 0])
            state[at.CLAUSE_TRIGGERED, r, 0] = state[at.CLOCK, 0, 0]
    return True


@compiled
def look_ahead(theatre: Array, state: Array, key: Key, alone: bool) -> None:
    """Note in `clause_moved` who is moved, now or later, if no set goes.

    The causal reading runs on to its end, event by event, with the places lost today and with
    decisions as they will be drawn; then all is again as it was.
    """
    now = np.empty((LAST_ROW + 1 - FIRST_ROW, state.shape[1], at.WORDS))
    copy_rows(state, FIRST_ROW, now, 0)
    clock = next_change(theatre, state, alone)
    while clock < at.NO_DAY:
        state[at.CLOCK, 0, 0] = clock
        settle(theatre, state, key, alone)
        clock = next_change(theatre, state, alone)
    for r in range(int(theatre[at.CLAUSES, 0, 0])):
        state[at.CLAUSE_MOVED, r, 0] = state[at.CLAUSE_TRIGGERED, r, 0]
    copy_rows(now, 0, state, FIRST_ROW)


@compiled
def copy_rows(source: Array, first: int, target: Array, to: int) -> None:
    """Copy the rows that the pacts write, from one array to another."""
    for row in range(LAST_ROW + 1 - FIRST_ROW):
        for n in range(source.shape[1]):
            for word in range(at.WORDS):
                target[to + row, n, word] = source[first + row, n, word]


@compiled
def note_first_help(theatre: Array, state: Array, day: int) -> None:
    """Note the day of the first act for the defender; what came before the first shot is day 1."""
    if state[at.FIRST_HELP_DAY, 0, 0] != at.NEVER:
        return
    for r in range(int(theatre[at.CLAUSES, 0, 0])):
        if theatre[at.CLAUSE_HELPS, r, 0] > 0.0 and state[at.CLAUSE_DONE, r, 0] != at.NEVER:
            state[at.FIRST_HELP_DAY, 0, 0] = max(at.FIRST_DAY, day)


@compiled
def call_up(theatre: Array, state: Array) -> None:
    """Note the clock on which the condition of an arrival first holds, and when it will be here."""
    clock = state[at.CLOCK, 0, 0]
    for side in range(2):
        for i in range(int(theatre[at.ARRIVALS, 0, side])):
            if state[at.ARRIVAL_READY, i, side] == at.NEVER and holds(
                theatre, state, int(theatre[at.ARRIVAL_WHEN, i, side])
            ):
                state[at.ARRIVAL_READY, i, side] = clock
                state[at.NEXT_ARRIVAL, 0, 0] = at.NEVER
                here = clock + theatre[at.ARRIVAL_LAG, i, side] - theatre[at.CRISIS_DAYS, 0, 0]
                state[at.LAST_ARRIVAL, 0, 0] = max(state[at.LAST_ARRIVAL, 0, 0], here)
