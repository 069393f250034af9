"""Every act and question under every reading, over all futures of the uncertain decisions.

Loops are solved first, day by day, and what comes out is a diagram over decisions. Where nothing
ever ends and no power waits for itself, truth does not depend on days and they are left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from holdfast.pacts.chance import Measured, PactChances
from holdfast.pacts.days import PLAIN
from holdfast.pacts.diagrams import Diagrams, TooLarge, deep
from holdfast.pacts.file import PactFile
from holdfast.pacts.groups import Circle, Reading, components, read_all
from holdfast.pacts.program import Condition, Done, Program, Quorum, WhenDecided

MAX_LOOP_DECISIONS = 20


@dataclass(frozen=True, slots=True)
class Truths:
    """When one act or question comes true, as a diagram for each reading."""

    measured: Measured
    nodes: Mapping[str, Any]


def circles_of(file: PactFile) -> dict[str, tuple[Circle, ...]]:
    """For each reading, the circles of powers that may move together."""
    return {
        "causal": (),
        "simultaneous": (frozenset(file.powers),),
        "mixed": tuple(frozenset(powers) for powers in file.together),
    }


def read_one_future(file: PactFile, program: Program, made: Iterable[str]) -> dict[str, Reading]:
    """All three readings with these decisions made and the other uncertain ones refused."""
    chosen = frozenset(made)
    choices = {name: name in chosen for name in file.uncertain}
    return read_all(program, PLAIN, choices, circles_of(file))


def looping(program: Program) -> frozenset[int]:
    """The rules that wait for themselves, directly or through others."""
    waits = {number: rule.waits_for for number, rule in program.rules.items()}
    return frozenset(number for numbers in _circular(waits) for number in numbers)


def _circular(waits: Mapping[int, frozenset[int]]) -> Iterator[tuple[int, ...]]:
    """The strongly connected sets in which something waits for itself."""
    for numbers in components(waits):
        if len(numbers) > 1 or any(number in waits[number] for number in numbers):
            yield numbers


def loops_inside_one_power(program: Program) -> tuple[tuple[int, ...], ...]:
    """Sets of clauses of a single power that wait for one another: they never start themselves."""
    found: list[tuple[int, ...]] = []
    for power in dict.fromkeys(rule.power for rule in program.rules.values() if rule.power):
        own = {n: rule.waits_for for n, rule in program.rules.items() if rule.power == power}
        found.extend(_circular(own))
    return tuple(found)


def decisions_behind(program: Program) -> frozenset[str]:
    """The uncertain decisions that a program's rules hang on."""
    return frozenset(name for rule in program.rules.values() for name in rule.choices)


def all_futures(file: PactFile, program: Program) -> dict[int, Truths | None]:
    """Each rule's truth over all futures; None where it is too large to be exact."""
    loops = looping(program)
    counted: dict[frozenset[int], int] = {}
    allowed: list[int] = []
    for number in program.rules:
        through = loops.intersection(program.closed([number]).rules) if loops else frozenset()
        if through not in counted:
            counted[through] = len(decisions_behind(program.closed(through)))
        if counted[through] <= MAX_LOOP_DECISIONS:
            allowed.append(number)
    found: dict[int, Truths | None] = dict.fromkeys(program.rules)
    try:
        found.update(_over_all(file, program.closed(allowed)))
    except TooLarge:
        for number in allowed:
            found[number] = _alone(file, program, number)
    return found


def _alone(file: PactFile, program: Program, number: int) -> Truths | None:
    try:
        return _over_all(file, program.closed([number]))[number]
    except TooLarge:
        return None


def _over_all(file: PactFile, program: Program) -> dict[int, Truths]:
    names = variable_order(program)
    chances = PactChances((one for one in file.decisions if one.name in names), file.groups or {})
    diagrams = Diagrams(chances.order(names))
    ends = any(rule.ends for rule in program.rules.values())
    dated = ends or bool(loops_inside_one_power(program))
    with deep(len(diagrams.order)):
        finals: dict[str, Callable[[int], Any]] = {}
        for timed, circles in _by_days(file, ends, dated):
            body = program if timed else program.timeless()
            found = read_all(body, diagrams.algebra, diagrams.choices(), circles)
            finals.update({reading: one.course.final for reading, one in found.items()})
        measured = Measured(diagrams, chances)
    return {
        number: Truths(
            measured, {reading: finals[reading](number).node for reading in circles_of(file)}
        )
        for number in program.rules
    }


def _by_days(
    file: PactFile, ends: bool, dated: bool
) -> Iterator[tuple[bool, dict[str, tuple[Circle, ...]]]]:
    """The readings whose truth needs days, and those that can do without."""
    for timed in (True, False):
        circles = {
            reading: one
            for reading, one in circles_of(file).items()
            if (dated if one else ends) == timed
        }
        if circles:
            yield timed, circles


def variable_order(program: Program) -> list[str]:
    """Decisions in the order in which a reader meets them, starting from the questions."""
    order: dict[str, None] = {}
    seen: set[int] = set()
    for root in sorted(program.rules, key=lambda one: (program.rules[one].power is not None, one)):
        path: list[Iterator[str | int]] = [iter((root,))]
        while path:
            step = next(path[-1], None)
            if step is None:
                path.pop()
            elif isinstance(step, str):
                order.setdefault(step)
            elif step not in seen:
                seen.add(step)
                path.append(_met(program.rules[step].condition))
    return list(order)


def _met(condition: Condition) -> Iterator[str | int]:
    if isinstance(condition, WhenDecided):
        yield condition.name
    elif isinstance(condition, Done):
        yield from condition.rules
    elif isinstance(condition, Quorum):
        for part in condition.parts:
            yield from _met(part)
