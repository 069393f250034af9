"""The simultaneous and mixed readings: sets of promises that wait for one another, going together.

A group is a largest set of clauses of at least two powers, each of which waits, directly or
through the set, for every other; none moves in the reading so far, and on one day all their
conditions hold once the set's own acts count as done. The earliest goes first, all days are
worked out anew, and the next is sought. A loop inside one power never starts itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from holdfast.pacts.days import Algebra, Truth, Unfolding, World, holds, unfold, within
from holdfast.pacts.program import Program

Circle = frozenset[str]


@dataclass(frozen=True, slots=True)
class Reading:
    """The course of all acts under one reading, and the groups that went, earliest first."""

    course: Unfolding
    groups: tuple[tuple[int, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class MutualSet:
    """Clauses of powers that may act together, each waiting for every other by its text."""

    rules: tuple[int, ...]
    waits_for: Mapping[int, frozenset[int]]


def components(waits_for: Mapping[int, frozenset[int]]) -> list[tuple[int, ...]]:
    """The strongly connected sets of a graph, each sorted (Tarjan, SIAM J. Comput. 1(2), 1972).

    >>> components({0: frozenset({1}), 1: frozenset({0}), 2: frozenset({1})})
    [(0, 1), (2,)]
    """
    order: dict[int, int] = {}
    low: dict[int, int] = {}
    stack: list[int] = []
    found: list[tuple[int, ...]] = []
    for root in waits_for:
        if root in order:
            continue
        order[root] = low[root] = len(order)
        stack.append(root)
        path = [(root, iter(sorted(waits_for[root])))]
        while path:
            node, successors = path[-1]
            following = next((one for one in successors if one in waits_for), None)
            if following is None:
                path.pop()
                _close(node, order, low, stack, found)
                if path:
                    low[path[-1][0]] = min(low[path[-1][0]], low[node])
            elif following not in order:
                order[following] = low[following] = len(order)
                stack.append(following)
                path.append((following, iter(sorted(waits_for[following]))))
            elif following in stack:
                low[node] = min(low[node], order[following])
    return sorted(found)


def _close(
    node: int, order: dict[int, int], low: dict[int, int], stack: list[int],
    found: list[tuple[int, ...]],
) -> None:  # fmt: skip
    if low[node] == order[node]:
        at = stack.index(node)
        found.append(tuple(sorted(stack[at:])))
        del stack[at:]


def mutual_sets(program: Program, circles: tuple[Circle, ...]) -> tuple[MutualSet, ...]:
    """The sets in which a group may form: strongly connected clauses of two powers of a circle."""
    found: list[MutualSet] = []
    for circle in sorted(circles, key=sorted):
        inside = {
            number: rule.waits_for for number, rule in program.rules.items() if rule.power in circle
        }
        for numbers in components(inside):
            if len({program.rules[number].power for number in numbers}) > 1:
                members = frozenset(numbers)
                found.append(
                    MutualSet(numbers, {number: inside[number] & members for number in numbers})
                )
    return tuple(found)


def read_together(
    program: Program,
    algebra: Algebra,
    choices: Mapping[str, Truth],
    circles: tuple[Circle, ...],
) -> Reading:
    """The reading in which the powers of each circle may move together.

    No circle: the causal reading. One circle of all powers: the simultaneous reading. The lists
    of `together`: the mixed reading.
    """
    found = mutual_sets(program, circles)
    forced: dict[int, dict[int, Truth]] = {}
    groups: list[tuple[int, ...]] = []
    while True:
        course = unfold(program, algebra, choices, forced)
        going = _GroupSearch(program, course, choices).first(found) if found else []
        if not going:
            return Reading(course, tuple(groups))
        for day, members in going:
            groups.append(tuple(members))
            for number, value in members.items():
                days = forced.setdefault(number, {})
                days[day] = days.get(day, algebra.false) | value


class _GroupSearch:
    """Looks for the first groups that may go, given the course so far."""

    def __init__(self, program: Program, course: Unfolding, choices: Mapping[str, Truth]) -> None:
        self.rules = program.rules
        self.names = dict(enumerate(row.rank for row in program.rows))
        self.course = course
        self.choices = choices
        self.algebra = course.algebra
        self.open = self.algebra.true

    def first(self, found: tuple[MutualSet, ...]) -> list[tuple[int, dict[int, Truth]]]:
        """In each future, the group of the earliest day; on one day, the first by name."""
        going: list[tuple[int, dict[int, Truth]]] = []
        for day in self.days(found):
            candidates = [(self.supported(mutual_set, day), mutual_set) for mutual_set in found]
            roots = sorted(
                (self.names[root], number, root)
                for number, (start, mutual_set) in enumerate(candidates)
                for root in mutual_set.rules
                if start[root] != self.algebra.false
            )
            for _, number, root in roots:
                start, mutual_set = candidates[number]
                members = self.group(mutual_set, root, start, day)
                if members:
                    going.append((day, members))
            if self.open == self.algebra.false:
                break
        return going

    def days(self, found: tuple[MutualSet, ...]) -> list[int]:
        days: set[int] = set()
        for number in {number for mutual_set in found for number in mutual_set.rules}:
            days |= self.rules[number].days
            for awaited in self.rules[number].waits_for:
                days.update(day for day, _ in self.course.changes.get(awaited, ()))
        return sorted(days)

    def supported(self, mutual_set: MutualSet, day: int) -> dict[int, Truth]:
        """The largest part of a set, idle so far, whose conditions hold if it acts as one."""
        idle = {
            number: self.open & self.algebra.negate(self.course.final(number))
            if within(self.rules[number].window, day)
            else self.algebra.false
            for number in mutual_set.rules
        }
        return self.shrink(idle, day)

    def shrink(self, members: dict[int, Truth], day: int) -> dict[int, Truth]:
        """Take out, until nothing changes, whoever would not be moved by the rest."""
        around = {
            awaited: self.course.at(awaited, day)
            for number in members
            for awaited in self.rules[number].waits_for
        }
        while True:
            acts = {
                number: value | members[number] if number in members else value
                for number, value in around.items()
            }
            world = World(self.algebra, self.choices, acts, day)
            smaller = {
                number: value & holds(self.rules[number].condition, world)
                if value != self.algebra.false
                else value
                for number, value in members.items()
            }
            if smaller == members:
                return members
            members = smaller

    def group(
        self, mutual_set: MutualSet, root: int, start: dict[int, Truth], day: int
    ) -> dict[int, Truth] | None:
        """The group around one clause: supported, and each waiting for every other."""
        members = {number: value & self.open for number, value in start.items()}
        while members[root] != self.algebra.false:
            joined = self.connected(mutual_set, root, members)
            if joined == members:
                break
            members = self.shrink(joined, day)
        others = self.algebra.false
        for number, value in members.items():
            if self.rules[number].power != self.rules[root].power:
                others = others | value
        going = members[root] & others
        if going == self.algebra.false:
            return None
        self.open = self.open & self.algebra.negate(going)
        chosen = {number: value & going for number, value in members.items()}
        return {number: value for number, value in chosen.items() if value != self.algebra.false}

    def connected(
        self, mutual_set: MutualSet, root: int, members: dict[int, Truth]
    ) -> dict[int, Truth]:
        """Keep those for whom the root waits and who wait for the root, within the members."""
        awaiting: dict[int, set[int]] = {number: set() for number in mutual_set.rules}
        for number, awaited in mutual_set.waits_for.items():
            for one in awaited:
                awaiting[one].add(number)
        forward = self.reach(root, mutual_set.waits_for, members)
        backward = self.reach(root, awaiting, members)
        return {number: forward[number] & backward[number] for number in members}

    def reach(
        self, root: int, arcs: Mapping[int, frozenset[int]] | Mapping[int, set[int]],
        members: dict[int, Truth],
    ) -> dict[int, Truth]:  # fmt: skip
        reached = dict.fromkeys(members, self.algebra.false)
        reached[root] = members[root]
        waiting = [root]
        while waiting:
            number = waiting.pop()
            for following in arcs[number]:
                value = reached[following] | (reached[number] & members[following])
                if value != reached[following]:
                    reached[following] = value
                    waiting.append(following)
        return reached
