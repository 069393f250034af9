"""The simultaneous and mixed readings: sets of promises that wait for one another, going together.

A group is a largest set of clauses of at least two powers, each of which waits, directly or
through the set, for every other; none moves in the reading so far, and on one day all their
conditions hold once the set's own acts count as done. The earliest goes first, all days are
worked out anew, and the next is sought. A loop inside one power never starts itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from holdfast.pacts.days import Algebra, Truth, Unfolding, World, holds, unfold
from holdfast.pacts.program import Program
from holdfast.pacts.spans import within

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


def set_apart(program: Program, found: tuple[MutualSet, ...]) -> frozenset[int]:
    """The sets, by number, for which no clause of another set waits, not even through others.

    When one of them goes, no other set sees a difference.
    """
    members: dict[int, list[int]] = {}
    for number, mutual_set in enumerate(found):
        for rule in mutual_set.rules:
            members.setdefault(rule, []).append(number)
    awaited: set[int] = set()
    for number, mutual_set in enumerate(found):
        for rule in program.closed(mutual_set.rules).rules:
            awaited.update(one for one in members.get(rule, ()) if one != number)
    return frozenset(range(len(found))) - awaited


def read_together(
    program: Program,
    algebra: Algebra,
    choices: Mapping[str, Truth],
    circles: tuple[Circle, ...],
    causal: Unfolding | None = None,
) -> Reading:
    """The reading in which the powers of each circle may move together.

    No circle: the causal reading. One circle of all powers: the simultaneous reading. The lists
    of `together`: the mixed reading.

    causal : the causal course of the same program, where it is known already
    """
    course = unfold(program, algebra, choices) if causal is None else causal
    found = mutual_sets(program, circles)
    apart = set_apart(program, found)
    forced: dict[int, dict[int, Truth]] = {}
    groups: list[tuple[int, ...]] = []
    while going := _GroupSearch(program, course, choices, apart).first(found):
        for day, members in going:
            groups.append(tuple(members))
            for number, value in members.items():
                days = forced.setdefault(number, {})
                days[day] = days.get(day, algebra.false) | value
        course = unfold(program, algebra, choices, forced)
    return Reading(course, tuple(groups))


def read_all(
    program: Program,
    algebra: Algebra,
    choices: Mapping[str, Truth],
    circles: Mapping[str, tuple[Circle, ...]],
) -> dict[str, Reading]:
    """Each reading by its name; what two of them share is worked out once."""
    causal = unfold(program, algebra, choices)
    worked = {
        one: read_together(program, algebra, choices, one, causal) for one in {*circles.values()}
    }
    return {name: worked[one] for name, one in circles.items()}


class _GroupSearch:
    """Looks for the next groups that may go, given the course so far.

    One group is sought at a time, for what goes may move others. But after a set that stands
    apart, and whose rest can form no second group, the next is sought in the same course: nothing
    in it can have changed.
    """

    def __init__(
        self,
        program: Program,
        course: Unfolding,
        choices: Mapping[str, Truth],
        apart: frozenset[int],
    ) -> None:
        self.rules = program.rules
        self.rows = program.rows
        self.course = course
        self.choices = choices
        self.algebra = course.algebra
        self.apart = apart
        self.open = self.algebra.true
        self.gone: dict[int, Truth] = {}

    def first(self, found: tuple[MutualSet, ...]) -> list[tuple[int, dict[int, Truth]]]:
        """In each future, the group of the earliest day; on one day, the first by name."""
        going: list[tuple[int, dict[int, Truth]]] = []
        for day in self.days(found):
            candidates = [self.supported(number, one, day) for number, one in enumerate(found)]
            roots = sorted(
                (self.rows[root].rank, number, root)
                for number, start in enumerate(candidates)
                for root, value in start.items()
                if value != self.algebra.false
            )
            for _, number, root in roots:
                start = self.free(number, candidates[number])
                members = self.group(found[number], root, start, day)
                if members:
                    going.append((day, members))
                    self.close(number, found[number], members)
            if self.open == self.algebra.false:
                break
        return going

    def free(self, number: int, start: Mapping[int, Truth]) -> dict[int, Truth]:
        """A set in the futures that are still open and in which it has not gone."""
        gone = self.gone.get(number, self.algebra.false)
        free = self.open & self.algebra.negate(gone)
        return {rule: value & free for rule, value in start.items()}

    def close(self, number: int, mutual_set: MutualSet, members: Mapping[int, Truth]) -> None:
        """After a group of a set went: where anything may differ now, look no further."""
        going = self.algebra.false
        for value in members.values():
            going = going | value
        self.gone[number] = self.gone.get(number, self.algebra.false) | going
        if number not in self.apart or self.may_go_again(mutual_set, members, going):
            self.open = self.open & self.algebra.negate(going)

    def may_go_again(
        self, mutual_set: MutualSet, members: Mapping[int, Truth], going: Truth
    ) -> bool:
        """Whether clauses of a set that stayed idle could, by their texts, form a group."""
        false, negate = self.algebra.false, self.algebra.negate
        idle = {
            rule: mutual_set.waits_for[rule]
            for rule in mutual_set.rules
            if going & negate(self.course.final(rule)) & negate(members.get(rule, false)) != false
        }
        return any(
            len({self.rules[rule].power for rule in rules}) > 1 for rules in components(idle)
        )

    def days(self, found: tuple[MutualSet, ...]) -> list[int]:
        days: set[int] = set()
        for number in {number for mutual_set in found for number in mutual_set.rules}:
            days |= self.rules[number].days
            for awaited in self.rules[number].waits_for:
                days.update(day for day, _ in self.course.changes.get(awaited, ()))
        return sorted(days)

    def supported(self, number: int, mutual_set: MutualSet, day: int) -> dict[int, Truth]:
        """The largest part of a set, idle so far, whose conditions hold if it acts as one."""
        idle = self.free(number, {
            rule: self.algebra.negate(self.course.final(rule))
            if within(self.rules[rule].window, day)
            else self.algebra.false
            for rule in mutual_set.rules
        })  # fmt: skip
        return self.shrink(idle, day)

    def shrink(self, members: dict[int, Truth], day: int) -> dict[int, Truth]:
        """Take out, until nothing changes, whoever would not be moved by the rest."""
        if all(value == self.algebra.false for value in members.values()):
            return members
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
        members = start
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
