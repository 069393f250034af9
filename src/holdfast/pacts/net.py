"""Who waits for whom: the acts of a pact file as a net of numbers, for drawings and tables."""

from __future__ import annotations

from dataclasses import dataclass

from holdfast.pacts.answer import Act, ActRow, PactAnswer
from holdfast.pacts.program import compile_program


@dataclass(frozen=True, slots=True)
class PromiseNet:
    """The acts of an answer, what each waits for, and which wait for one another."""

    acts: tuple[ActRow, ...]
    waits_for: tuple[tuple[int, ...], ...]
    """Of each act the numbers of the acts that it waits for."""
    hangs_on: tuple[tuple[str, ...], ...]
    """Of each act the decisions that it hangs on."""
    deadlocks: tuple[tuple[Act, ...], ...] = ()
    critical: tuple[str, ...] = ()
    """The decisions whose refusal alone kills a question."""


def net_of(answer: PactAnswer) -> PromiseNet:
    """The net of an answer.

    >>> from holdfast.pacts import answer, parse
    >>> said = "pacts: {p: {parties: [A, B], clauses: [{id: I, obligor: A, act: aid}]}}"
    >>> net_of(answer(parse(said))).waits_for
    ((),)
    """
    program = compile_program(answer.file)
    rules = [program.rules[number] for number in range(len(program.rows))]
    found = (finding["simultaneous"] for finding in answer.ask.values())
    return PromiseNet(
        acts=answer.acts,
        waits_for=tuple(tuple(sorted(rule.waits_for)) for rule in rules),
        hangs_on=tuple(tuple(sorted(rule.choices)) for rule in rules),
        deadlocks=answer.deadlocks,
        critical=tuple(sorted({name for one in found for name in one.single_points})),
    )
