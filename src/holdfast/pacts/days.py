"""The causal reading: nobody moves unless moved, and each act falls on its earliest day.

Label-setting over days (Möhring, Skutella & Stork, SIAM J. Comput. 33(2), 2004): all delays are
whole and not negative, so days can be settled in their order. The values may be plain truth,
for one future, or decision diagrams, for all futures at once: the same few lines run on both.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from holdfast.pacts.program import Condition, Done, Program, Rule, Spans, WhenDecided
from holdfast.pacts.spans import within

Truth: TypeAlias = Any
"""A value of the algebra in use: a bool, or a decision diagram. Both know `&` and `|`."""


@dataclass(frozen=True, slots=True)
class Algebra:
    """The constants of a two-valued algebra and its negation.

    Whatever is simply true or false in it is one of these two objects, so `is` tells constants.
    """

    false: Truth
    true: Truth
    negate: Callable[[Truth], Truth]


PLAIN = Algebra(False, True, lambda value: not value)


@dataclass(slots=True)
class World:
    """What holds on one day: the acts done, and the decisions."""

    algebra: Algebra
    choices: Mapping[str, Truth]
    acts: dict[int, Truth]
    day: int = 0


def holds(condition: Condition, world: World) -> Truth:
    """The value of a condition on the world's day."""
    algebra = world.algebra
    if isinstance(condition, Spans):
        return algebra.true if within(condition.spans, world.day) else algebra.false
    if isinstance(condition, WhenDecided):
        return world.choices[condition.name] if world.day >= condition.day else algebra.false
    if isinstance(condition, Done):
        return _any_of(condition.rules, world)
    values = (holds(part, world) for part in condition.parts)
    return at_least(condition.count, values, algebra)


def _any_of(rules: tuple[int, ...], world: World) -> Truth:
    value = world.algebra.false
    for number in rules:
        done = world.acts[number]
        if done is world.algebra.true:
            return done
        if done is not world.algebra.false:
            value = value | done
    return value


def at_least(count: int, values: Iterable[Truth], algebra: Algebra) -> Truth:
    """The value of `count` or more of the values being true; constants are only counted.

    >>> at_least(2, [True, False, True], PLAIN), at_least(0, [], PLAIN)
    (True, True)
    """
    open_values: list[Truth] = []
    for value in values if count > 0 else ():
        if value is not algebra.true and value is not algebra.false:
            open_values.append(value)
            continue
        count -= value is algebra.true
        if count == 0:
            return algebra.true
    if count <= 0 or count > len(open_values):
        return algebra.true if count <= 0 else algebra.false
    reached = [algebra.true] + [algebra.false] * count
    for number, value in enumerate(open_values):
        low = max(1, count - (len(open_values) - number) + 1)
        for level in range(count, low - 1, -1):
            reached[level] = reached[level] | (reached[level - 1] & value)
    return reached[count]


@dataclass(slots=True)
class Unfolding:
    """How every act, and every question, comes true: (day, value from that day), in order."""

    algebra: Algebra
    changes: dict[int, list[tuple[int, Truth]]] = field(default_factory=dict)

    def at(self, number: int, day: int) -> Truth:
        """The value of a rule's act on a day."""
        value = self.algebra.false
        for since, settled in self.changes.get(number, ()):
            if since > day:
                break
            value = settled
        return value

    def final(self, number: int) -> Truth:
        """The value of a rule's act in the end."""
        changes = self.changes.get(number)
        return changes[-1][1] if changes else self.algebra.false

    def day(self, number: int) -> int | None:
        """The first day of a rule's act, in plain truth; None is never."""
        changes = self.changes.get(number)
        return changes[0][0] if changes else None


Forced: TypeAlias = Mapping[int, Mapping[int, Truth]]


def unfold(
    program: Program,
    algebra: Algebra,
    choices: Mapping[str, Truth],
    forced: Forced | None = None,
    seeded: Mapping[int, Truth] | None = None,
) -> Unfolding:
    """The causal reading of a program.

    Parameters
    ----------
    program : Program
    algebra : Algebra
    choices : mapping of decision to its value
    forced : for a rule, the days on which it is triggered whatever it waits for
        The clauses of a group that goes on its day.
    seeded : for a rule, the value with which its act is done from day 0, unasked
    """
    return _Unfolding(program, World(algebra, choices, {}), forced or {}, seeded or {}).run()


class _Unfolding:
    """The agenda of days; within a day, rules are looked at again until nothing changes."""

    def __init__(
        self, program: Program, world: World, forced: Forced, seeded: Mapping[int, Truth]
    ) -> None:
        self.rules = program.rules
        self.world = world
        self.forced = forced
        false = world.algebra.false
        world.acts.update(dict.fromkeys(self.rules, false))
        self.triggered: dict[int, Truth] = dict.fromkeys(self.rules, false)
        self.course = Unfolding(world.algebra)
        self.followers: dict[int, list[int]] = {}
        self.agenda: dict[int, set[int]] = {}
        self.due: dict[int, dict[int, Truth]] = {0: dict(seeded)}
        for number, rule in self.rules.items():
            for awaited in rule.waits_for:
                self.followers.setdefault(awaited, []).append(number)
            for day in (*rule.days, *forced.get(number, ())):
                self.agenda.setdefault(day, set()).add(number)
        self.days = sorted(self.agenda)

    def run(self) -> Unfolding:
        last = -1
        while self.days:
            day = heapq.heappop(self.days)
            if day != last:
                self.settle(day)
            last = day
        return self.course

    def settle(self, day: int) -> None:
        self.world.day = day
        waiting = self.agenda.pop(day, set())
        for number, value in self.due.pop(day, {}).items():
            waiting.update(self.act(number, value))
        # who needs fewest goes first: a chain is through in one sweep, in whatever order it stands
        while waiting:
            for number in sorted(waiting, key=lambda one: (self.rules[one].needs, one)):
                waiting.remove(number)
                waiting.update(self.look(number))

    def look(self, number: int) -> list[int]:
        """Trigger a rule if its conditions hold today; the rules to look at again for it."""
        rule: Rule = self.rules[number]
        value = self.triggered[number]
        if value is self.world.algebra.true:
            return []
        if within(rule.window, self.world.day):
            value = value | holds(rule.condition, self.world)
        value = value | self.forced.get(number, {}).get(self.world.day, self.world.algebra.false)
        if value == self.triggered[number]:
            return []
        self.triggered[number] = value
        if rule.delay == 0:
            return self.act(number, value)
        day = self.world.day + rule.delay
        self.due.setdefault(day, {})[number] = value
        heapq.heappush(self.days, day)
        return []

    def act(self, number: int, value: Truth) -> list[int]:
        value = value | self.world.acts[number]
        if value == self.world.acts[number]:
            return []
        self.world.acts[number] = value
        changes = self.course.changes.setdefault(number, [])
        if changes and changes[-1][0] == self.world.day:
            changes.pop()
        changes.append((self.world.day, value))
        return self.followers.get(number, [])
