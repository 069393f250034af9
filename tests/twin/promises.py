"""The twin's pacts: a day of promises in sets and lists, from the words of PACTS.md."""

from __future__ import annotations

import copy
import itertools

from twin.coming import NO_DAY, SIDES, true

NO_GROUP = -1


def pledge(war, day, luck):
    """Nobody looks on a day that can bring nothing new; else decisions, acts and sets fall."""
    war.clock = day + war.crisis_days
    war.changed = 0.0
    lost = sum(place.lost >= 1 for place in war.places)
    if war.clock < war.next_change and lost == war.places_lost and day != 1:
        return
    war.places_lost = float(lost)
    before = set(war.holds)
    alone = day >= 1 and not war.helped
    follow(war, luck, alone)
    while members := set_that_goes(war, luck, alone):
        for rule in members:
            rule.clause_triggered = war.clock
        follow(war, luck, alone)
    war.changed = float(war.holds != before)
    war.next_change = min([clock for clock in dates(war, alone) if clock > war.clock] + [NO_DAY])
    if any(rule.clause_helps and rule.clause_done for rule in war.rules):
        war.first_help_day = war.first_help_day or max(1, day)
    summon(war)


def summon(war):
    """Whose condition has come about may come, after his lag."""
    for side in SIDES:
        for force in war.arrivals[side]:
            if not force.ready and true(war, force.when):
                force.ready = war.clock
                war.next_arrival = 0.0
                war.last_arrival = max(war.last_arrival, war.clock + force.lag - war.crisis_days)


# ---------------------------------------------------------------- the causal reading of a day
def follow(war, luck, alone):
    """Acts that are due, clauses that are triggered, decisions, until the day is quiet."""
    while True:
        for rule in war.rules:
            due = rule.clause_triggered and war.clock >= rule.clause_triggered + rule.clause_delay
            if due and not rule.clause_done and not barred(rule, alone):
                rule.clause_done = war.clock
        war.holds = what_holds(war)
        moved = [rule for rule in war.rules if is_moved(war, rule, alone)]
        for rule in moved:
            rule.clause_triggered = war.clock
        if any(rule.clause_delay == 0 for rule in moved):
            continue
        if not somebody_says_yes(war, luck):
            return


def what_holds(war):
    """What is given by all that is so today, and what nothing of it denies."""
    given, denied = set(), set()
    for gives, denies in (*said_so(war), *done_so(war)):
        given |= gives
        denied |= denies
    return given | (war.denials - denied)


def said_so(war):
    """What each fact of today and each yes gives and denies."""
    for fact in war.facts:
        if between(war.clock - 1, fact.fact_from, fact.fact_until):
            yield fact.fact_gives, fact.fact_denies
    for decision in war.decisions:
        if said_yes(war, decision.number):
            yield decision.decision_gives, set()


def done_so(war):
    """What each act and each lost place gives and denies."""
    for rule in war.rules:
        if rule.clause_done:
            yield rule.clause_gives, rule.clause_denies
    for place in war.places:
        if place.lost >= 1:
            yield place.place_gives, place.place_denies


def between(today, first, until):
    """Whether a day lies within a term; without an end it lasts for ever."""
    return today >= first and (until < 0 or today < until)


def said_yes(war, number):
    """Whether a decision fell as a yes."""
    return int(war.decided) // 2 ** int(number) % 2 == 1


def barred(rule, alone):
    """Whether a clause is another power's help where none is given."""
    return alone and rule.clause_helps > 0


def in_force(war, rule):
    """Whether the rule's pact binds today."""
    return between(war.clock - 1, rule.clause_from, rule.clause_until)


def is_moved(war, rule, alone):
    """Whether a clause is triggered today by what holds."""
    free = not rule.clause_triggered and not barred(rule, alone)
    return free and in_force(war, rule) and true(war, rule.clause_when)


def somebody_says_yes(war, luck):
    """Decisions that are asked fall in their order; after a yes the others wait for its effect."""
    for decision in war.decisions:
        ripe = war.clock > decision.decision_day and true(war, decision.decision_asked)
        if decision.decision_fell or not ripe:
            continue
        decision.decision_fell = war.clock
        lines = [line for line in decision.lines if true(war, line.line_when)]
        if lines and drawn(war, decision, luck) < lines[0].line_chance:
            war.decided += 2.0**decision.number
            return True
    return False


def drawn(war, decision, luck):
    """The decision's own draw, or its group's where one speaks for all of it."""
    if decision.decision_group != NO_GROUP:
        group = war.groups[int(decision.decision_group)]
        whether, shared = luck.uniforms("common cause", group.group_key, 0)
        if whether < group.group_chance:
            return shared
    return luck.uniforms("decision", decision.decision_key, 0)[0]


def dates(war, alone):
    """Clocks on which time alone may bring something."""
    for fact in war.facts:
        yield fact.fact_from + 1
        yield fact.fact_until + 1
    for decision in war.decisions:
        if not decision.decision_fell:
            yield decision.decision_day + 1
    for rule in war.rules:
        if not rule.clause_done and not barred(rule, alone):
            waits = rule.clause_triggered + rule.clause_delay
            yield waits if rule.clause_triggered else rule.clause_from + 1


# ---------------------------------------------------------------- those who go together
def set_that_goes(war, luck, alone):
    """The largest set with the clause that stands first, of all sets that may go today."""
    if not all_sets(war, {rule.number for rule in war.rules if rule.clause_triggered}, alone):
        return []
    moved = moved_in_the_end(war, luck, alone)
    for rule in war.rules:
        rule.clause_moved = moved.get(rule.number, 0.0)
    found = all_sets(war, set(moved), alone)
    if not found:
        return []
    first = min(min(numbers) for _, numbers in found)
    deadlock = next(deadlock for deadlock, numbers in found if first in numbers)
    chosen = max((one for k, one in found if k == deadlock and first in one), key=len)
    return [war.rules[number] for number in sorted(chosen)]


def moved_in_the_end(war, luck, alone):
    """The clauses that the causal reading moves, now or later, if places stay as they are."""
    later = copy.deepcopy(war)
    while coming := [clock for clock in dates(later, alone) if clock > later.clock]:
        later.clock = min(coming)
        follow(later, luck, alone)
    return {rule.number: rule.clause_triggered for rule in later.rules if rule.clause_triggered}


def all_sets(war, moved, alone):
    """Every set of idle clauses, with its deadlock, that fulfils the definition of a group.

    All are tried.
    """
    found = []
    for deadlock in war.deadlocks:
        idle = [
            member
            for member in deadlock.members
            if int(member.member_clause) not in moved
            and in_force(war, rule_of(war, member))
            and not barred(rule_of(war, member), alone)
        ]
        for size in range(2, len(idle) + 1):
            for members in itertools.combinations(idle, size):
                if is_group(war, deadlock, members):
                    numbers = {int(member.member_clause) for member in members}
                    found.append((deadlock.number, numbers))
    return found


def rule_of(war, member):
    """The clause that a member of a deadlock is."""
    return war.rules[int(member.member_clause)]


def is_group(war, deadlock, members):
    """Two powers, each waiting for every other, all moved once the set's own acts are done."""
    if len({member.member_power for member in members}) < 2:
        return False
    rules = [rule_of(war, member) for member in members]
    done = war.holds.union(*(rule.clause_gives for rule in rules))
    moved = all(
        any(term <= done for term in war.conditions[int(rule.clause_when)]) for rule in rules
    )
    return moved and all(reaches_all(deadlock, members, member) for member in members)


def reaches_all(deadlock, members, root):
    """Whether one of a set waits for all others of it, through the set."""
    seen, waiting = {root.number}, [root]
    while waiting:
        bits = int(waiting.pop().member_waits)
        for position, member in enumerate(deadlock.members):
            if bits // 2**position % 2 and member in members and member.number not in seen:
                seen.add(member.number)
                waiting.append(member)
    return seen == {member.number for member in members}
