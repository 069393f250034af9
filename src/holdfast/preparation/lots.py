"""The orders of an economy as plain arrays, gathered into lots that are served together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import inf

import numpy as np
import numpy.typing as npt

from holdfast.preparation.economy import Amount, Economy, Export, Floats, Good, Order

Whole = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Lot:
    """Rows of one good in one stage: they are paid and made alike, and share what they get.

    Attributes
    ----------
    good : which good, by number.
    rows : which rows of orders and exports.
    needs : float[resource, future], what one takes of each purpose's money and each capacity.
    arms : the same for arming a finished one; None where nothing arms it.
    """

    good: int
    rows: Whole
    needs: Floats
    arms: Floats | None


@dataclass(frozen=True)
class Rows:
    """Orders, then exports, as arrays.

    Attributes
    ----------
    number : float[row, future].
    begins, ends : float[row]; an order is wanted whole from its first month on, an export bit by
        bit until `ends`.
    stages : the lots of each stage, the first stage first.
    """

    number: Floats
    begins: Floats
    ends: Floats
    stages: tuple[tuple[Lot, ...], ...]

    def wanted(self, month: int) -> Floats:
        """How many of each row are wanted by a month in all, float[row, future]."""
        share = (month + 1 - self.begins) / (self.ends - self.begins)
        whole = np.where(self.ends > self.begins + 1, np.minimum(share, 1.0), 1.0)
        return self.number * np.where(month >= self.begins, whole, 0.0)[:, None]


def rows_of(economy: Economy) -> Rows:
    """The orders and exports of an economy as arrays."""
    goods = {good.id: n for n, good in enumerate(economy.goods)}
    asked: tuple[Order | Export, ...] = (*economy.orders, *economy.exports)
    named = [goods[one.good] for one in asked]
    stage = [float(one.stage) for one in economy.orders]
    stage += [-inf if one.first else inf for one in economy.exports]
    begins = [one.begins for one in asked]
    ends = [one.begins + 1 for one in economy.orders] + [one.ends for one in economy.exports]
    numbers = [spread(one.number, economy) for one in asked]
    lots: dict[tuple[float, int, bool], list[int]] = {}
    for row, key in enumerate(zip(stage, named, strict=True)):
        lots.setdefault((*key, row < len(economy.orders)), []).append(row)
    stages: dict[float, list[Lot]] = {}
    for (at, good, paid), rows in sorted(lots.items(), key=lambda item: item[0]):
        stages.setdefault(at, []).append(lot(economy, good, rows, paid))
    return Rows(
        number=np.array(numbers).reshape(len(named), economy.futures),
        begins=np.array(begins, dtype=float),
        ends=np.array(ends, dtype=float),
        stages=tuple(tuple(one) for one in stages.values()),
    )


def lot(economy: Economy, good: int, rows: list[int], paid: bool) -> Lot:
    """A lot of rows of a good; goods for abroad are paid there, and armed there."""
    one = economy.goods[good]
    armed = one.armed if paid else None
    arms = None if armed is None else taken(economy, one, 0.0, armed.uses)
    needs = taken(economy, one, one.price if paid else 0.0, one.uses)
    return Lot(good, np.array(rows), needs, arms)


def taken(economy: Economy, good: Good, price: Amount, uses: Mapping[str, Amount]) -> Floats:
    """What one takes of every resource: purposes, then capacities, float[resource, future]."""
    purposes = [price if one == good.purpose else 0.0 for one in economy.purposes]
    capacities = [uses.get(one.id, 0.0) for one in economy.capacities]
    return np.array([spread(one, economy) for one in (*purposes, *capacities)]).reshape(
        -1, economy.futures
    )


def spread(amount: Amount, economy: Economy) -> Floats:
    """An amount in every future, float[future]."""
    return np.broadcast_to(np.asarray(amount, dtype=float), economy.futures)
