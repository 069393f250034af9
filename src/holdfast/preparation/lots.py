"""The orders of an economy as plain arrays, gathered into lots that are served together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby
from math import inf

import numpy as np
import numpy.typing as npt

from holdfast.preparation.economy import Amount, Economy, Export, Floats, Good, Order
from holdfast.preparation.sharing import Needs

Whole = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Lot:
    """Rows of one good in one stage: they are paid and made alike, and share what they get.

    Attributes
    ----------
    index : its number among the lots.
    good : which good, by number.
    rows : which rows.
    needs : what one takes of each purpose's money and of each capacity.
    arms : the same for arming a finished one; None where nothing arms it.
    """

    index: int
    good: int
    rows: slice
    needs: Needs
    arms: Needs | None


@dataclass(frozen=True)
class Rows:
    """Orders and exports as arrays, lot by lot.

    Attributes
    ----------
    number : float[row, future].
    begins, ends : float[row]; an order is wanted whole from its first month on, an export bit by
        bit until `ends`.
    stages : the lots of each stage, the first stage first.
    place : where each order, and then each export, stands among the rows.
    """

    number: Floats
    begins: Floats
    ends: Floats
    stages: tuple[tuple[Lot, ...], ...]
    place: Whole

    @property
    def lots(self) -> tuple[Lot, ...]:
        """All lots, the first stage first."""
        return tuple(lot for stage in self.stages for lot in stage)

    def wanted(self, month: int, rows: slice) -> Floats:
        """How many of some rows are wanted by a month in all, float[row, future]."""
        begins, ends = self.begins[rows], self.ends[rows]
        if month + 1 >= ends.max():
            return self.number[rows]
        share = np.clip((month + 1 - begins) / (ends - begins), 0.0, 1.0)
        return np.asarray(self.number[rows] * share[:, None])


@dataclass(frozen=True)
class _Row:
    """An order or an export with what decides whose turn it is."""

    stage: float
    good: int
    paid: bool
    asked: Order | Export

    @property
    def lot(self) -> tuple[float, int, bool]:
        """What rows of one lot have in common."""
        return self.stage, self.good, self.paid

    @property
    def ends(self) -> int:
        """The first month in which all of it is wanted, and one more."""
        return self.asked.ends if isinstance(self.asked, Export) else self.asked.begins + 1


def rows_of(economy: Economy) -> Rows:
    """The orders and exports of an economy as arrays."""
    goods = {good.id: n for n, good in enumerate(economy.goods)}
    found = [_Row(float(one.stage), goods[one.good], True, one) for one in economy.orders]
    found += [
        _Row(-inf if one.first else inf, goods[one.good], False, one) for one in economy.exports
    ]
    order = sorted(range(len(found)), key=lambda n: found[n].lot)
    rows = [found[n] for n in order]
    numbers = [spread(row.asked.number, economy) for row in rows]
    return Rows(
        number=np.array(numbers).reshape(len(rows), economy.futures),
        begins=np.array([row.asked.begins for row in rows], dtype=float),
        ends=np.array([row.ends for row in rows], dtype=float),
        stages=stages_of(economy, rows),
        place=np.argsort(np.array(order, dtype=np.int64)),
    )


def stages_of(economy: Economy, rows: list[_Row]) -> tuple[tuple[Lot, ...], ...]:
    """Rows in their order, gathered into lots, and lots into stages."""
    stages: dict[float, list[Lot]] = {}
    first = index = 0
    for (stage, good, paid), alike in groupby(rows, key=lambda row: row.lot):
        end = first + len(list(alike))
        one = economy.goods[good]
        arms = taken(economy, one, 0.0, one.armed.uses) if one.armed and paid else None
        needs = taken(economy, one, one.price if paid else 0.0, one.uses)
        stages.setdefault(stage, []).append(Lot(index, good, slice(first, end), needs, arms))
        first, index = end, index + 1
    return tuple(tuple(lots) for lots in stages.values())


def taken(economy: Economy, good: Good, price: Amount, uses: Mapping[str, Amount]) -> Needs:
    """What one takes of every resource that it uses: purposes first, then capacities."""
    numbers = {one.id: len(economy.purposes) + n for n, one in enumerate(economy.capacities)}
    needs = {economy.purposes.index(good.purpose): spread(price, economy)}
    needs |= {numbers[name]: spread(amount, economy) for name, amount in uses.items()}
    return {resource: need for resource, need in needs.items() if need.any()}


def spread(amount: Amount, economy: Economy) -> Floats:
    """An amount in every future, float[future]."""
    return np.broadcast_to(np.asarray(amount, dtype=np.float64), economy.futures)
