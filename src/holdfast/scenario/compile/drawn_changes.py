"""Changes that hold in some futures and not in others: the one way in which numbers are lifted.

An effect of an event that may not happen, of a project to which somebody may not consent, and what
a plan's programme makes more or less: each is a change of the number at a path, kept by that path
and done where the number is read (`Figures.number`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from pydantic import TypeAdapter, ValidationError
from scipy import special

from holdfast.errors import UsageError
from holdfast.scenario.compile.theatre import Drawn, Number
from holdfast.scenario.reach import NumberAt, reached
from holdfast.scenario.realise import Floats
from holdfast.schema.effects import Effect
from holdfast.schema.quantity import Q, Quantity
from holdfast.schema.scenario import Scenario
from holdfast.units import Bounds

Lift: TypeAlias = Callable[[Number], Number]
"""What makes another number of one."""

Lifts: TypeAlias = dict[str, list[Lift]]
"""The changes of the numbers at paths, in the order in which they are done."""

Values: TypeAlias = Floats | float


def shifted_by(number: Values, logits: Values) -> Values:
    """A probability whose logit is moved; 0 and 1 stay."""
    moved: Floats = special.expit(special.logit(np.asarray(number, dtype=float)) + logits)
    return moved


OPERATIONS: dict[str, Callable[[Values, Values], Values]] = {
    "set": lambda _, value: value,
    "scale": lambda number, value: number * value,
    "add": lambda number, value: number + value,
    "shift": shifted_by,
}
"""What can be done to a number that is drawn."""


@dataclass(frozen=True)
class DrawnChange:
    """What is done to a number, and in which futures (1) or not (0)."""

    holds: Number
    op: str
    value: Number

    def lift(self, bounds: Bounds | None) -> Lift:
        """The change of one number, within its limits."""
        operation, kept = OPERATIONS[self.op], within(bounds)

        def lifted(number: Number) -> Number:
            def drawn_number(drawn: Drawn) -> Values:
                before = number(drawn)
                after = kept(operation(before, self.value(drawn)))
                return np.where(np.asarray(self.holds(drawn)) > 0, after, before)

            return drawn_number

        return lifted


def within(bounds: Bounds | None) -> Callable[[Values], Values]:
    """Cut a number to its limits."""
    low = -np.inf if bounds is None or bounds.low is None else bounds.low
    high = np.inf if bounds is None or bounds.high is None else bounds.high
    return lambda number: np.clip(number, low, high)


def drawn_value(effect: Effect) -> Quantity | None:
    """The value of an effect as a number that may be drawn; None if it is none."""
    try:
        value: Quantity = _QUANTITY.validate_python(effect.value)
    except (ValidationError, ValueError):
        return None
    return value


_QUANTITY: TypeAdapter[Quantity] = TypeAdapter(Q)


def lift_all(lifts: Lifts, scenario: Scenario, path: str, change: DrawnChange) -> None:
    """Note a change of every number that a path reaches.

    Raises
    ------
    UsageError
        if it reaches no number that is written.
    """
    found = list(written_at(scenario, path))
    if not found:
        raise UsageError(
            f'the path "{path}" leads to no number that is written, and a drawn change needs one'
        )
    for one in found:
        lifts.setdefault(one.path, []).append(change.lift(one.bounds))


def written_at(scenario: Scenario, path: str) -> Iterator[NumberAt]:
    """The numbers of a path that somebody wrote."""
    return (one for one in reached(scenario, path) if one.written)
