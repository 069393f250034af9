"""What the kernel is given: arrays for what is certain, cells for what a future fills in.

A *quantity* is what somebody wrote, drawn once a future by its path. A *cell* is a number of an
array that depends on quantities: often one of them as it is, sometimes a product or a table.
Shapes: theatre[row, entity, side], law[row, 0, side], calendar[row, day, 0].
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol, TypeAlias

import numpy as np
import numpy.typing as npt
from pydantic import BaseModel
from scipy import special

from holdfast.errors import UsageError
from holdfast.kernel import draws as kernel_draws
from holdfast.kernel import layout as at
from holdfast.kernel.constants import NAMES
from holdfast.scenario.compile.chain import Chain
from holdfast.scenario.law import in_force, is_disputed
from holdfast.scenario.realise import Floats, Posterior, inverse_cdf, path_hash
from holdfast.schema.constant import HORIZON_DAYS, Constant, Era
from holdfast.schema.paths import figures, identities, identity, key_of, same_key
from holdfast.schema.quantity import Fixed, Quantity

THEATRE, LAW_ARRAY = 0, 1

Drawn: TypeAlias = Mapping[str, Floats]
"""Path -> float64[future], the quantities of a block of futures."""

Number: TypeAlias = Callable[[Drawn], Floats | float]
"""How a cell's number comes from what is drawn."""


class Prepares(Protocol):
    """What a plan's preparation comes to: it is called with what is drawn and gives more of it."""

    @property
    def own(self) -> Mapping[str, Quantity]:
        """Every uncertain quantity that it asks for, by its path."""
        ...

    def __call__(self, drawn: Drawn) -> Drawn:
        """Further entries, by names that no path has."""
        ...


def at_middles(quantities: Mapping[str, Quantity], preparation: Prepares | None = None) -> Drawn:
    """Every quantity at its middle, and what is prepared with them, as if one future were drawn."""
    asked = dict(quantities) if preparation is None else {**preparation.own, **quantities}
    middles = {path: np.array([one.middle()]) for path, one in asked.items()}
    return middles if preparation is None else {**middles, **preparation(middles)}


@dataclass(frozen=True, slots=True)
class Cell:
    """A place in an array and how its number is worked out."""

    array: int
    row: int
    entity: int
    side: int
    number: Number


@dataclass(frozen=True)
class Names:
    """The names that the arrays have lost."""

    axes: tuple[str, ...]
    places: tuple[str, ...]
    decisions: tuple[str, ...] = ()
    helpers: tuple[str, ...] = ()
    clauses: tuple[str, ...] = ()
    chain: Chain = field(default_factory=Chain)
    """What sends whose help, of which the arrays have the outcome alone."""


@dataclass(frozen=True)
class Theatre:
    """A card or scenario as arrays, with the names that the arrays have lost."""

    theatre: Floats
    law: Floats
    calendar: Floats
    quantities: Mapping[str, Quantity]
    """Every uncertain quantity by the path that draws it."""
    cells: tuple[Cell, ...]
    joint: tuple[int, ...]
    """Rows of the law that the posterior fills, in its order; -1 where the user fixed one."""
    posterior: Posterior
    names: Names
    horizon: int = HORIZON_DAYS
    preparation: Prepares | None = None
    """What a plan's programme and projects come to; another one may be put in its place."""

    @property
    def axes(self) -> tuple[str, ...]:
        """The names of the axes, in order."""
        return self.names.axes

    def arrays(self) -> tuple[Floats, Floats, Floats]:
        """What the kernel takes."""
        return self.theatre, self.law, self.calendar

    def slot_table(self) -> npt.NDArray[np.int64]:
        """int64[cell, 4] = array, row, entity, side: the cells, then the joint constants."""
        rows = [(cell.array, cell.row, cell.entity, cell.side) for cell in self.cells]
        rows += [(LAW_ARRAY, row, 0, 0) for row in self.joint if row >= 0]
        return np.array(rows, dtype=np.int64).reshape(len(rows), 4)

    def input_names(self) -> tuple[str, ...]:
        """The columns of the first array of `realise`."""
        kept = (n for n, row in zip(self.posterior.names, self.joint, strict=True) if row >= 0)
        return (*self.quantities, *(f"law.{name}" for name in kept))

    def realise(self, seed: int, futures: npt.NDArray[np.int64]) -> tuple[Floats, Floats]:
        """Draw the inputs of some futures, by their numbers.

        Gives float64[future, input], what was drawn, and float64[future, cell], what the kernel
        writes into its arrays.
        """
        inputs = self._drawn(seed, futures, self.quantities)
        drawn = inputs if self.preparation is None else self._prepared(seed, futures, inputs)
        path = self.posterior.path
        picked = self.posterior.pick(uniforms(seed, futures, [path])[:, 0])
        joint = [picked[:, n] for n, row in enumerate(self.joint) if row >= 0]
        numbers = [np.broadcast_to(cell.number(drawn), len(futures)) for cell in self.cells]
        return _columns([*inputs.values(), *joint], len(futures)), _columns(
            [*numbers, *joint], len(futures)
        )

    @staticmethod
    def _drawn(
        seed: int, futures: npt.NDArray[np.int64], quantities: Mapping[str, Quantity]
    ) -> dict[str, Floats]:
        u = luck(seed, futures, quantities)
        return {path: inverse_cdf(quantity, u[path]) for path, quantity in quantities.items()}

    def _prepared(self, seed: int, futures: npt.NDArray[np.int64], inputs: Drawn) -> Drawn:
        """What is drawn, with what a plan's preparation comes to in each future."""
        assert self.preparation is not None, "somebody prepares"
        further = {path: one for path, one in self.preparation.own.items() if path not in inputs}
        drawn = {**inputs, **self._drawn(seed, futures, further)}
        return {**drawn, **self.preparation(drawn)}


def uniforms(seed: int, futures: npt.NDArray[np.int64], paths: list[str]) -> Floats:
    """float64[future, path]: the uniform that stands for each path's ignorance."""
    hashes = np.array([path_hash(path) for path in paths], dtype=np.uint64)
    out = np.empty((len(futures), len(paths)))
    kernel_draws.ignorance(seed, futures, hashes, out)
    return out


def luck(
    seed: int, futures: npt.NDArray[np.int64], quantities: Mapping[str, Quantity]
) -> dict[str, Floats]:
    """The uniform of each quantity: its own, another's (same_as), or one tied to its group's.

    In a group ranks are tied by a normal copula: z = sqrt(r) z_group + sqrt(1 - r) z_own.
    """
    keys = {path: quantity.same_as or path for path, quantity in quantities.items()}
    groups = {quantity.group for quantity in quantities.values() if quantity.group}
    paths = list(dict.fromkeys([*keys.values(), *(f"groups.{name}" for name in sorted(groups))]))
    u = uniforms(seed, futures, paths)
    by_path = {path: u[:, n] for n, path in enumerate(paths)}
    return {path: _tied(by_path, keys[path], quantity) for path, quantity in quantities.items()}


def _tied(by_path: dict[str, Floats], key: str, quantity: Quantity) -> Floats:
    if quantity.group is None or quantity.correlation is None:
        return by_path[key]
    shared, own = (special.ndtri(by_path[path]) for path in (f"groups.{quantity.group}", key))
    r = quantity.correlation
    tied: Floats = special.ndtr(np.sqrt(r) * shared + np.sqrt(1 - r) * own)
    return tied


def _columns(columns: list[Floats], rows: int) -> Floats:
    if not columns:
        return np.empty((rows, 0))
    return np.ascontiguousarray(np.column_stack(columns))


@dataclass
class Writer:
    """Collects what is certain in arrays, and what is not in quantities and cells."""

    theatre: Floats
    law: Floats = field(default_factory=lambda: np.zeros((len(NAMES), 1, 2)))
    quantities: dict[str, Quantity] = field(default_factory=dict)
    cells: list[Cell] = field(default_factory=list)
    of: BaseModel | None = None
    """What is compiled, in the order of its file: by that its figures have their paths."""
    preparation: Prepares | None = None
    """What stands by the plan's preparation, for numbers that hang on it."""

    def __post_init__(self) -> None:
        told = [] if self.of is None else figures(self.of)
        self._prepared: dict[str, Floats] = {}
        self.paths = {id(figure): path for path, figure in told}
        self.identities = {} if self.of is None else identities(self.of)

    def figure(self, quantity: Quantity, row: int, entity: int = 0, side: int = 0) -> None:
        """Write one quantity of what is compiled as it is; see `put`."""
        self.put(self.path_of(quantity), quantity, row, entity, side)

    def path_of(self, quantity: Quantity) -> str:
        """Where a quantity of what is compiled stands in its file; empty if it is not from it."""
        return self.paths.get(id(quantity), "")

    def put(self, path: str, quantity: Quantity, row: int, entity: int = 0, side: int = 0) -> None:
        """Write one quantity of the theatre as it is; days of entities are whole, at least 1."""
        entry = at.THEATRE.rows[row]
        whole = entry.unit == "day" and entry.entity != "whole"
        number = self.number_of(path, quantity)
        self.work_out(_whole_days(number) if whole else number, row, entity, side)

    def number_of(self, path: str, quantity: Quantity) -> Number:
        """A quantity as a number to work with: drawn under its path where it is uncertain."""
        if isinstance(quantity.spread, Fixed):
            value = quantity.spread.value
            return lambda _: value
        if path not in self.quantities:
            self.quantities[path] = self._by_identity(path, quantity)
        return lambda drawn: drawn[path]

    def _by_identity(self, path: str, quantity: Quantity) -> Quantity:
        """The same quantity, its luck hung on what it is and not on where it stands."""
        own = identity(quantity.same_as or path, self.identities)
        return quantity if own == path else quantity.model_copy(update={"same_as": own})

    def keys(self, kind: str, names: Sequence[str], row: int) -> None:
        """Write the numbers by which the things of a kind draw.

        Raises
        ------
        UsageError
            if two names give one number.
        """
        twins = same_key(kind, names)
        if twins is not None:
            first, second = twins
            raise UsageError(
                f'the {kind}s "{first}" and "{second}" would draw by one number: rename one'
            )
        for entity, name in enumerate(names):
            self.number(key_of(kind, name), row, entity)

    def middle(self, number: Number) -> float:
        """A number with every quantity at its middle, for what must be settled beforehand."""
        middles = at_middles(self.quantities)
        if self.preparation is not None and not self._prepared:
            self._prepared = dict(self.preparation(at_middles(self.preparation.own)))
        return float(np.ravel(number({**middles, **self._prepared}))[0])

    def work_out(self, number: Number, row: int, entity: int = 0, side: int = 0) -> None:
        """Write a number of the theatre that may depend on what is drawn."""
        self._write(Cell(THEATRE, row, entity, side, number))

    def number(self, value: float, row: int, entity: int = 0, side: int = 0) -> None:
        """Write a plain number of the theatre."""
        self._make_room(entity)
        self.theatre[row, entity, side] = value

    def constant(self, path: str, quantity: Quantity, row: int, side: int = 0) -> None:
        """Write one constant of the law."""
        self._write(Cell(LAW_ARRAY, row, 0, side, self.number_of(path, quantity)))

    def _make_room(self, entity: int) -> None:
        """Widen the theatre so that there is a row for an entity."""
        missing = entity + 1 - self.theatre.shape[1]
        if missing > 0:
            rows, entities, sides = self.theatre.shape
            more = np.zeros((rows, max(missing, entities), sides))
            self.theatre = np.concatenate((self.theatre, more), axis=1)

    def _write(self, cell: Cell) -> None:
        self._make_room(cell.entity)
        known = _if_certain(cell.number)
        if known is None:
            self.cells.append(cell)
        else:
            target = self.theatre if cell.array == THEATRE else self.law
            target[cell.row, cell.entity, cell.side] = known


class _Uncertain(Exception):  # noqa: N818 (never reaches a user)
    """Somebody asked what is drawn."""


class _Nothing(dict[str, Floats]):
    """Stands for the draws where there may be none to look at."""

    def __missing__(self, path: str) -> Floats:
        raise _Uncertain(path)


def _if_certain(number: Number) -> float | None:
    """The number itself if it hangs on nothing drawn."""
    try:
        return float(number(_Nothing()))
    except _Uncertain:
        return None


def _whole_days(number: Number) -> Number:
    return lambda drawn: np.maximum(1.0, np.rint(number(drawn)))


def write_law(
    writer: Writer, own: Mapping[str, Constant], era: Era, posterior: Posterior
) -> tuple[int, ...]:
    """Write the law with the user's own constants; give the rows that the posterior fills."""
    for row, name in enumerate(NAMES):
        for side, (label, quantity) in enumerate(in_force(own, name, era)):
            path = f"law.{name}.{label}" if label else f"law.{name}"
            writer.constant(path, quantity, row, side)
    return tuple(
        -1 if is_disputed(own, name, era) else NAMES.index(name) for name in posterior.names
    )
