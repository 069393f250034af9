"""Who can reach the theatre, by which way, when, how many, and what more capacity is worth."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

import pandas as pd

from holdfast.analysis.column import Column, Value
from holdfast.analysis.paired import Quantiles, quantiles
from holdfast.analysis.showing import page_of
from holdfast.analysis.table import Table
from holdfast.movement.timetable import Floats

DAYS = (10, 20, 30, 60)
"""Days by whose end arrivals are told."""


@dataclass(frozen=True, slots=True)
class RouteRow:
    """One way in, taken alone."""

    power: str
    form: str
    places: tuple[str, ...]
    bottleneck: tuple[str, ...] | None
    """The two ends of what is narrowest most often; None where nothing limits it."""
    trains_per_day: Quantiles | None
    """That are left to the ally on its narrowest railway; None without a railway."""
    decisions: tuple[str, ...]
    """What must hold for it: sentences of the scenario."""
    first_day: Quantiles
    """Day by whose end the first unit has come, if it has the way to itself."""
    who: tuple[str, ...] = ()
    """The contingents that may take it."""


@dataclass(frozen=True, slots=True)
class CannotArrive:
    """Somebody who does not come by the horizon, in most futures, and why."""

    power: str
    name: str
    why: str


@dataclass(frozen=True, slots=True)
class OneMore:
    """What one thing more is worth."""

    of: str
    measure: str
    by_day: Mapping[str, Quantiles]


@dataclass(frozen=True, slots=True)
class BesideRecord:
    """A movement of the past: what was, and what the program says."""

    what: str
    day: float
    amount: float
    answer: float
    """The day by which the amount has come, or the amount that has come by the day."""
    in_days: bool
    tolerance: float
    within: bool
    given: str | None = None


@dataclass(frozen=True, repr=False)
class ReachAnswer:
    """The answer of `holdfast reach`, with its question."""

    target: str
    kind: str
    title: str
    hash: str
    start: datetime.date
    seed: int
    futures: int
    unit: str
    given: tuple[str, ...]
    """What the answer takes as given."""
    routes: tuple[RouteRow, ...]
    divisions_by_day: Mapping[str, Mapping[str, Quantiles]]
    aircraft_by_day: Mapping[str, Mapping[str, Quantiles]]
    turned_away: Mapping[str, Quantiles]
    """Aircraft that come and find no place, by power."""
    squadron_places: Quantiles | None
    """Places for aircraft on the fields that are ready; None in a movement."""
    cannot: tuple[CannotArrive, ...]
    worth: tuple[OneMore, ...]
    record: tuple[BesideRecord, ...] = ()
    curves: Mapping[str, tuple[Quantiles, ...]] = field(default_factory=dict)
    """Units that have come by the end of each day from 1 on, by power."""

    def to_dict(self) -> dict[str, Any]:
        """As `holdfast reach --json` prints it."""
        told = asdict(self)
        told["start"] = self.start.isoformat()
        told.pop("curves")
        return told

    def to_frame(self) -> pd.DataFrame:
        """One row a power and day: units that have arrived, p10, p50, p90."""
        return self.arrivals_table().to_frame()

    def arrivals_table(self) -> Table:
        """Units by power and day."""
        columns = (
            Column("power", "who"),
            *(
                Column(f"day_{day}", f"day {day}", "number", self.unit, shape="quantiles")
                for day in DAYS
            ),
        )
        rows: tuple[tuple[Value | None, ...], ...] = tuple(
            (power, *(tenths(by_day[str(day)]) for day in DAYS))
            for power, by_day in self.divisions_by_day.items()
        )
        title = f"Arrived by the end of the day, in {self.unit}s: middle (p10–p90)"
        return Table("arrivals", title, columns, rows)

    def __repr__(self) -> str:
        """A page: what it is, who arrives by when."""
        foot = "to_dict has routes, aircraft, who cannot arrive, and what more is worth"
        return page_of([self.title, *self.given], self.arrivals_table(), foot)

    def _repr_html_(self) -> str:
        return self.arrivals_table()._repr_html_()


def spread(values: Floats) -> Quantiles:
    """Three quantiles of the draws; those that are infinite are None.

    >>> spread(np.array([1.0, 2.0, np.inf]))
    Quantiles(p10=1.0, p50=2.0, p90=None)
    """
    found = quantiles(values)
    return Quantiles(*(None if one is None else round(one, 4) + 0.0 for one in astuple(found)))


def astuple(found: Quantiles) -> tuple[float | None, float | None, float | None]:
    """The three numbers."""
    return found.p10, found.p50, found.p90


def tenths(found: Quantiles | None) -> Quantiles | None:
    """The same to one decimal, as a reader wants it."""
    if found is None:
        return None
    return Quantiles(*(None if one is None else round(one, 1) + 0.0 for one in astuple(found)))
