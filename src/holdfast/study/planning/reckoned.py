"""Programmes that were reckoned already: all dates of attack are months of one reckoning.

A plan is played against courses of several dates in the same futures. What stands in the month
before each of them comes from one reckoning until the last; the base programme, with which every
plan is compared, is reckoned once for all plans.
"""

from __future__ import annotations

import datetime
import hashlib
import threading
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace

import numpy as np

from holdfast.preparation import Standing, build, standings
from holdfast.scenario.compile.preparing import Preparation
from holdfast.scenario.compile.reckoning import Reckoning
from holdfast.scenario.compile.theatre import Drawn, at_middles
from holdfast.scenario.programme import PlanProgramme, month_number
from holdfast.schema.economy import PreparationEconomy

MOST = 64
"""Reckonings that are kept; the oldest is forgotten first. grade: judgement"""


@dataclass
class ReckonedBefore:
    """Remembers what stands at every date of attack."""

    attacks: tuple[int, ...]
    """Month numbers of all dates."""
    kept: dict[tuple[str, str], Mapping[int, Standing]] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)

    @classmethod
    def until(cls, dates: Iterable[datetime.date]) -> ReckonedBefore:
        """For these dates of attack."""
        return cls(tuple(sorted({month_number(day) for day in dates})))

    def shared(self, preparation: Preparation, economy: str) -> Preparation:
        """A preparation that asks here before it reckons anew.

        economy : `key_of` the economy of which it is.
        """
        keys = {
            id(one): economy + programme_key(one.programme)
            for one in (preparation.plan, preparation.base)
            if one is not None
        }
        paths = tuple(sorted(preparation.own))

        def reckon(reckoning: Reckoning, drawn: Drawn) -> Standing:
            luck = hashlib.blake2b(digest_size=16)
            for path in paths:
                luck.update(path.encode() + np.ascontiguousarray(drawn[path]).tobytes())
            return self._standing(reckoning, drawn, (keys[id(reckoning)], luck.hexdigest()))

        return replace(preparation, reckon=reckon)

    def _standing(self, reckoning: Reckoning, drawn: Drawn, key: tuple[str, str]) -> Standing:
        month = reckoning.months - 1
        with self.lock:
            if month not in self.kept.get(key, {}):
                self.kept[key] = self._reckoned(reckoning, drawn)
                if len(self.kept) > MOST:
                    del self.kept[next(iter(self.kept))]
            return self.kept[key][month]

    def _reckoned(self, reckoning: Reckoning, drawn: Drawn) -> Mapping[int, Standing]:
        months = self.months(reckoning)
        economy = replace(reckoning.economy(drawn), months=max(months) + 1)
        return standings(economy, months)

    def months(self, reckoning: Reckoning) -> tuple[int, ...]:
        """The month before each date of attack that a programme reaches, its own among them."""
        first = month_number(reckoning.programme.first)
        found = {attack - first - 1 for attack in self.attacks} | {reckoning.months - 1}
        return tuple(sorted(month for month in found if month >= 0))


def key_of(economy: PreparationEconomy | None) -> str:
    """All that an economy says, as a hash."""
    text = "" if economy is None else economy.model_dump_json()
    return hashlib.blake2b(text.encode(), digest_size=16).hexdigest()


def programme_key(programme: PlanProgramme) -> str:
    """All that a programme says, as a hash."""
    return hashlib.blake2b(repr(programme).encode(), digest_size=16).hexdigest()


Spent = Callable[[int], float]
"""Money spent by the day of an attack, by its month number."""


def spent_on(preparation: Preparation, attacks: Iterable[int]) -> Spent:
    """Money spent at middle values, reckoned once until the last attack."""
    plan = preparation.plan
    if plan is None:
        return lambda attack: 0.0
    first = month_number(plan.programme.first)
    economy = plan.economy(at_middles(preparation.own))
    built = build(replace(economy, months=max(1, max(attacks) - first)))
    by_month = np.concatenate(([0.0], np.cumsum(built.spent[0].sum(axis=0))))
    return lambda attack: float(by_month[max(0, attack - first)])
