"""Deadlocks of promises, and who could break them by moving first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from holdfast.pacts.answer import Act, Warned
from holdfast.pacts.days import PLAIN, Unfolding, unfold
from holdfast.pacts.diagrams import Diagrams, TooLarge, deep
from holdfast.pacts.file import PactFile
from holdfast.pacts.groups import Reading
from holdfast.pacts.program import Program

_SEPARATOR = "\0"


def deadlocks(program: Program, simultaneous: Reading) -> tuple[tuple[Act, ...], ...]:
    """The groups that only move together, each as its acts in file order, earliest group first."""
    return tuple(
        tuple(dict.fromkeys(program.rows[number].act for number in sorted(members)))
        for members in simultaneous.groups
    )


def first_movers(
    program: Program, file: PactFile, best: Mapping[str, Reading]
) -> tuple[tuple[tuple[Act, ...], ...], list[Warned]]:
    """Minimal sets of acts that, taken unasked on day 0, bring about all that going together does.

    Sought among the acts that the simultaneous reading has and the causal has not.
    """
    causal, simultaneous = best["causal"].course, best["simultaneous"].course
    missing = _rules_by_act(program, _done(program, simultaneous) - _done(program, causal))
    if not missing:
        return (), []
    # acts of one group side by side keep the diagram small
    grouped = [act for group in deadlocks(program, best["simultaneous"]) for act in group]
    order = [act for act in dict.fromkeys([*grouped, *missing]) if act in missing]
    missing = {act: missing[act] for act in order}
    diagrams = Diagrams([_spelt(act) for act in order])
    try:
        with deep(len(missing)):
            enough = _enough(program, file, missing, diagrams)
            sets, cut_short = diagrams.sets(diagrams.minimal(enough))
    except TooLarge:
        return (), [Warned(1, "first movers: too many combinations to be listed")]
    act_of = {_spelt(act): act for act in order}
    movers = tuple(tuple(act_of[one] for one in names) for names in sets)
    told = [Warned(1, "first movers: cut short at the smallest sets")] if cut_short else []
    return movers, told


def unlocked_by(
    program: Program, file: PactFile, movers: Iterable[tuple[Act, ...]]
) -> dict[tuple[Act, ...], tuple[tuple[Act, int], ...]]:
    """For each set of first movers, the acts that follow in the causal reading and their days."""
    choices = dict.fromkeys(file.uncertain, True)
    before = unfold(program, PLAIN, choices)
    found: dict[tuple[Act, ...], tuple[tuple[Act, int], ...]] = {}
    for acts in list(movers)[:20]:
        seeded = {n: True for n, row in enumerate(program.rows) if row.act in acts}
        after = unfold(program, PLAIN, choices, seeded=seeded)
        followed: dict[Act, int] = {}
        for number, row in enumerate(program.rows):
            day = after.day(number)
            if day is not None and before.day(number) is None and row.act not in acts:
                followed[row.act] = min(day, followed.get(row.act, day))
        found[acts] = tuple(sorted(followed.items(), key=lambda pair: pair[1]))
    return found


def _enough(
    program: Program, file: PactFile, missing: Mapping[Act, list[int]], diagrams: Diagrams
) -> Any:
    """The diagram, over who moves unasked, of everything missing coming true."""
    movers = diagrams.choices()
    seeded = {number: movers[_spelt(act)] for act, numbers in missing.items() for number in numbers}
    choices = dict.fromkeys(file.uncertain, diagrams.algebra.true)
    ends = any(rule.ends for rule in program.rules.values())
    body = program if ends else program.timeless()
    course = unfold(body, diagrams.algebra, choices, seeded=seeded)
    enough = diagrams.algebra.true
    # from the last variable up: what is added stands above what is there, and is quickly joined
    for numbers in reversed(list(missing.values())):
        come = diagrams.algebra.false
        for number in numbers:
            come = come | course.final(number)
        enough = enough & come
    return enough.node


def _done(program: Program, course: Unfolding) -> set[Act]:
    return {row.act for number, row in enumerate(program.rows) if course.final(number)}


def _rules_by_act(program: Program, acts: set[Act]) -> dict[Act, list[int]]:
    found: dict[Act, list[int]] = {}
    for number, row in enumerate(program.rows):
        if row.act in acts:
            found.setdefault(row.act, []).append(number)
    return found


def _spelt(act: Act) -> str:
    return _SEPARATOR.join(word or "" for word in act)
