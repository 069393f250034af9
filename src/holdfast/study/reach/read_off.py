"""What both answers share: arrivals by power and day, and what one thing more is worth."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np

from holdfast.analysis.paired import Quantiles
from holdfast.analysis.reach import DAYS, OneMore, spread
from holdfast.movement.flow import Moved, move
from holdfast.movement.reading import arrived_by, busy
from holdfast.movement.timetable import STEPS_A_DAY, Carrier, Floats, Timetable

TOLD = 4
"""Narrowest carriers of which it is told what more is worth."""

SELDOM = 0.05
"""Share of the time below which a carrier is not worth asking about. grade: judgement"""

HARDLY = 0.05
"""Units below which nothing is gained that anybody would see. grade: judgement"""

A_MONTH = 30


def rows_of(names: Sequence[str]) -> dict[str, list[int]]:
    """The rows of each name, in the order in which it comes first."""
    rows: dict[str, list[int]] = {}
    for n, name in enumerate(names):
        rows.setdefault(name, []).append(n)
    return rows


def by_day(moved: Moved, names: Sequence[str]) -> dict[str, dict[str, Quantiles]]:
    """Arrivals by name and day; a day after the horizon is as the horizon."""
    rows = rows_of(names)
    return {
        name: {str(day): spread(arrived_by(moved, day)[:, mine].sum(axis=1)) for day in DAYS}
        for name, mine in rows.items()
    }


def curves(moved: Moved, names: Sequence[str], days: int) -> dict[str, tuple[Quantiles, ...]]:
    """Arrivals by name at the end of each day."""
    return {
        name: tuple(
            spread(arrived_by(moved, day)[:, mine].sum(axis=1)) for day in range(1, days + 1)
        )
        for name, mine in rows_of(names).items()
    }


def worth_of_more(
    table: Timetable, moved: Moved, named: Callable[[int], str], more: Callable[[int], Floats]
) -> Iterator[OneMore]:
    """What one more of each of the narrowest carriers is worth, by day.

    named : what one more of a carrier is called.
    more : float[draw, step], what it adds to the carrier's limit.
    """
    full = busy(table, moved)
    for k in np.argsort(-full, kind="stable")[:TOLD]:
        if full[k] >= SELDOM:
            wider = move(widened(table, int(k), more(int(k))))
            gains = _gains(moved, wider, 0)
            if any((one.p90 or 0.0) >= HARDLY for one in gains.values()):
                yield OneMore(named(int(k)), "units", gains)


def worth_of_a_month(moved: Moved) -> OneMore:
    """What it is worth that order and leave come a month sooner: the same curve, moved."""
    gains = {
        str(day): spread((arrived_by(moved, day + A_MONTH) - arrived_by(moved, day)).sum(axis=1))
        for day in DAYS
        if (day + A_MONTH) * STEPS_A_DAY <= moved.arrived.shape[2]
    }
    return OneMore("order and leave a month earlier", "units", gains)


def _gains(base: Moved, other: Moved, later: int) -> Mapping[str, Quantiles]:
    return {
        str(day): spread((arrived_by(other, day + later) - arrived_by(base, day)).sum(axis=1))
        for day in DAYS
        if day * STEPS_A_DAY <= base.arrived.shape[2]
    }


def widened(table: Timetable, k: int, more: Floats) -> Timetable:
    """The same with one carrier wider; where it is shut it stays so."""
    carrier: Carrier = table.carriers[k]
    limit = np.where(carrier.limit > 0, carrier.limit + more, 0.0)
    carriers = list(table.carriers)
    carriers[k] = replace(carrier, limit=limit)
    return replace(table, carriers=tuple(carriers))
