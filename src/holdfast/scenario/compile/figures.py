"""What a scenario writes as numbers to work with: tables read at a date, words as codes."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeAlias

import numpy as np

from holdfast.scenario.compile.theatre import Drawn, Number, Writer
from holdfast.scenario.realise import Floats
from holdfast.scenario.view import hindsight
from holdfast.schema.paths import figures, identities
from holdfast.schema.quantity import Fixed, Quantity
from holdfast.schema.scenario import Scenario
from holdfast.schema.tables import ByDay, Dated, DrawnWord

View: TypeAlias = Callable[[str, Quantity], Quantity]
"""What is taken of a quantity: hindsight, or what contemporaries believed."""


@dataclass
class Figures:
    """Reads a scenario's quantities at one date, and remembers which were read."""

    scenario: Scenario
    on: datetime.date
    writer: Writer
    view: View = hindsight
    file: Scenario | None = None
    """The scenario in the order of its file, by which paths are told; the same if left out."""
    read: set[str] = field(default_factory=set)
    lifts: dict[str, list[Callable[[Number], Number]]] = field(default_factory=dict)
    """Changes of numbers that hold in some futures and not in others, by path."""

    def __post_init__(self) -> None:
        written = self.file or self.scenario
        self._kept = list(figures(written))
        self.writer.identities = identities(written)
        self._paths = {id(figure): path for path, figure in self._kept}

    def unread(self) -> list[str]:
        """The paths of what was written and never asked for."""
        return [path for path, _ in self._kept if path not in self.read]

    def path(self, figure: object) -> str:
        """Where a figure stands; "" for a default that nobody wrote."""
        path = self._paths.get(id(figure), "")
        if path:
            self.read.add(path)
        return path

    def number(self, figure: Quantity | Dated) -> Number:
        """A quantity, or a table at the date of the attack."""
        path = self.path(figure)
        if isinstance(figure, Dated):
            number = self._at_date(path, figure)
        else:
            number = self._drawn(path, figure)
        for lift in self.lifts.get(path, ()):
            number = lift(number)
        return number

    def note(self, part: str) -> None:
        """Count everything in a part as read: whoever is asked for would read it."""
        self.read.update(path for path, _ in self._kept if path.startswith(part))

    def middle(self, figure: Quantity | Dated) -> float:
        """A central value, for what must be settled before anything is drawn."""
        path = self.path(figure)
        if isinstance(figure, Quantity):
            return self.view(path, figure).middle()
        before, after, share = self._rows(figure)
        first, second = (self.view(path, one[1]).middle() for one in (before, after))
        return (1 - share) * first + share * second

    def word(self, figure: DrawnWord, words: tuple[str, ...]) -> Number:
        """A drawn word as its place in `words`."""
        return self._drawn(self.path(figure), figure.quantity(words))

    def steps(self, figure: ByDay) -> list[tuple[int, Number]]:
        """Day and share, in the order of the days; one draw for the whole table."""
        path = self.path(figure)
        return [(day, self._row(path, str(day), figure.rows[day])) for day in sorted(figure.rows)]

    def _drawn(self, path: str, quantity: Quantity) -> Number:
        assert path or quantity.is_fixed, "a quantity of another scenario has no path here"
        return self.writer.number_of(path, self.view(path, quantity) if path else quantity)

    def _row(self, path: str, label: str, quantity: Quantity) -> Number:
        """One row of a table: all rows share the luck of the table."""
        if isinstance(quantity.spread, Fixed):
            return self._drawn(f"{path}[{label}]", quantity)
        tied = quantity if quantity.same_as or quantity.group else _tied(quantity, path)
        return self._drawn(f"{path}[{label}]", tied)

    def _rows(
        self, table: Dated
    ) -> tuple[tuple[datetime.date, Quantity], tuple[datetime.date, Quantity], float]:
        """The rows before and after the date, and how far the date lies between them."""
        before, after, share = table.around(self.on)
        return (before, table.rows[before]), (after, table.rows[after]), share

    def _at_date(self, path: str, table: Dated) -> Number:
        before, after, share = self._rows(table)
        first = self._row(path, before[0].isoformat(), before[1])
        if share == 0.0:
            return first
        second = self._row(path, after[0].isoformat(), after[1])
        return lambda drawn: (1 - share) * first(drawn) + share * second(drawn)


def _tied(quantity: Quantity, path: str) -> Quantity:
    return quantity.model_copy(update={"same_as": path})


def times(*numbers: Number) -> Number:
    """Their product."""

    def product(drawn: Drawn) -> Floats | float:
        value: Floats | float = 1.0
        for number in numbers:
            value = value * number(drawn)
        return value

    return product


def plus(*numbers: Number) -> Number:
    """Their sum."""

    def total(drawn: Drawn) -> Floats | float:
        value: Floats | float = 0.0
        for number in numbers:
            value = value + number(drawn)
        return value

    return total


def least(*numbers: Number) -> Number:
    """The smallest of them."""

    def smallest(drawn: Drawn) -> Floats | float:
        value: Floats | float = np.inf
        for number in numbers:
            value = np.minimum(value, number(drawn))
        return value

    return smallest


def plain(value: float) -> Number:
    """A known number."""
    return lambda _: value


def whole(number: Number, low: float = 0.0) -> Number:
    """Rounded to a whole number, at least `low`."""
    return lambda drawn: np.maximum(low, np.rint(number(drawn)))
