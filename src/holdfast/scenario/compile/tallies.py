"""What stands on the day of the attack, told for the numbers of a scenario that it becomes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from holdfast.preparation import Standing, standing
from holdfast.scenario.compile.drawn_changes import Lift, Values, within
from holdfast.scenario.compile.reckoning import PROJECT, Reckoning, futures_of
from holdfast.scenario.compile.theatre import Drawn, Number
from holdfast.scenario.programme import SectorOrder
from holdfast.scenario.realise import Floats
from holdfast.units import Bounds

Reckons: TypeAlias = Callable[[Reckoning, Drawn], Standing]
"""What stands of a programme in the month before the attack, in the futures that are drawn."""

DONE = 1 - 1e-6
"""Of a project that is paid bit by bit: this much of it is all. grade: definition"""


@dataclass(frozen=True)
class Tally:
    """What has been made of a programme by the day of the attack, in some futures."""

    orders: tuple[SectorOrder, ...]
    rows: tuple[str, ...]
    """The names of the orders and paid projects, as the engine has them."""
    stands: Standing

    def built(self, good: str, sectors: tuple[str, ...] = ()) -> Floats:
        """How many stand, as shells at least, in some sectors or in all: float[future]."""
        return self._sum(self.stands.done, good, sectors)

    def armed_share(self, good: str, sectors: tuple[str, ...] = ()) -> Floats:
        """The share of them that is armed; NaN where none stands."""
        built = self.built(good, sectors)
        armed = self._sum(self.stands.armed, good, sectors)
        share: Floats = np.where(built > 0, armed / np.where(built > 0, built, 1.0), np.nan)
        return share

    def finished(self, project: str) -> Floats:
        """Whether a project that is paid is paid and done."""
        row = self.rows.index(f"{PROJECT}{project}")
        done: Floats = (self.stands.done[:, row] >= DONE).astype(np.float64)
        return done

    def _sum(self, numbers: Floats, good: str, sectors: tuple[str, ...]) -> Floats:
        chosen = list(self._rows_of(good, sectors))
        total: Floats = numbers[:, chosen].sum(axis=1)
        return total

    def _rows_of(self, good: str, sectors: tuple[str, ...]) -> Iterator[int]:
        for row, one in enumerate(self.orders):
            if one.good == good and (not sectors or one.sector in sectors):
                yield row


def reckoned(reckoning: Reckoning, drawn: Drawn) -> Standing:
    """What stands in the month before the attack, reckoned anew."""
    return standing(reckoning.economy(drawn), reckoning.months - 1)


def tally(reckoning: Reckoning, drawn: Drawn, reckon: Reckons = reckoned) -> Tally:
    """Reckon a programme until the month before the attack.

    reckon : anew, or by way of somebody who remembers.
    """
    rows = tuple(name for name, *_ in reckoning.orders)
    if reckoning.months > 0 and rows:
        stands = reckon(reckoning, drawn)
    else:
        none: Floats = np.zeros((futures_of(drawn), len(rows)))
        stands = Standing(none, none, none)
    return Tally(reckoning.programme.orders, rows, stands)


@dataclass(frozen=True)
class StandingRow:
    """What a good becomes at one number of the scenario.

    Attributes
    ----------
    key : the name of its entry among what is drawn.
    sectors : the sector that is looked at; empty: everywhere.
    of : `built` or `armed`.
    op : `add` or `scale`, for a number that is recorded.
    recorded : whether the scenario writes the number that the base programme gave.
    per : what one of the good adds.
    stood : how many stood before the first month.
    """

    key: str
    good: str
    sectors: tuple[str, ...]
    of: str
    op: str
    recorded: bool
    per: Number
    stood: Number

    def is_of(self, order: SectorOrder) -> bool:
        """Whether an order adds to it."""
        return order.good == self.good and (not self.sectors or order.sector in self.sectors)

    def entry(self, plan: Tally, base: Tally, drawn: Drawn) -> Values:
        """The entry: a change, a ratio, or the number itself where nothing is recorded."""
        if self.of == "armed":
            return self._armed(plan, base)
        ours = plan.built(self.good, self.sectors)
        if not self.recorded:
            return ours * self.per(drawn)
        theirs = base.built(self.good, self.sectors)
        if self.op == "scale":
            return _ratio(ours + self.stood(drawn), theirs + self.stood(drawn))
        return (ours - theirs) * self.per(drawn)

    def _armed(self, plan: Tally, base: Tally) -> Values:
        ours = plan.armed_share(self.good, self.sectors)
        if not self.recorded:
            return np.nan_to_num(ours, nan=1.0)
        return np.nan_to_num(ours - base.armed_share(self.good, self.sectors), nan=0.0)

    @property
    def unchanged(self) -> float:
        """The entry of the base programme itself."""
        return 1.0 if self.op == "scale" else 0.0

    def lift(self, bounds: Bounds | None) -> Lift:
        """What the entry makes of the number that is recorded."""
        kept = within(bounds)

        def lifted(record: Number) -> Number:
            def number(drawn: Drawn) -> Values:
                entry = np.asarray(drawn[self.key])
                if not self.recorded:
                    return kept(entry)
                before = record(drawn)
                after = before * entry if self.op == "scale" else before + entry
                return np.where(entry == self.unchanged, before, kept(after))

            return number

        return lifted


def _ratio(over: Floats, under: Floats) -> Floats:
    """One by the other; 1 where there is nothing below."""
    ratio: Floats = np.where(under > 0, over / np.where(under > 0, under, 1.0), 1.0)
    return ratio
