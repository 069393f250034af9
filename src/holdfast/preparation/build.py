"""Money, capacity and months become what stands: a pure function of an economy."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from holdfast.preparation.course import (
    ENOUGH,
    NOTHING,
    TIME,
    Codes,
    Course,
    as_of,
    delays_of,
    reckon,
)
from holdfast.preparation.economy import Economy, Floats

WORDS = ("", "time")
"""What keeps an order from going on besides money and capacity: nothing, its month."""


@dataclass(frozen=True)
class Built:
    """What an economy has done by the end of every month.

    Attributes
    ----------
    orders, purposes, capacities, exports : what the rows of the arrays are; exports by their good.
    begun : float[future, order, month], how many have been begun, and charged, so far.
    done : how many stand as shells so far, or are delivered where nothing arms them.
    armed : how many are armed so far; where nothing arms them, the same as done.
    drawn : float[future, purpose, month], money that could have been drawn so far.
    spent : money spent in the month.
    available, used : float[future, capacity, month], what there was and what was taken.
    exported : float[future, export, month], how many were made for abroad so far.
    bound : int[future, order, month], what kept more from being begun: an index into `binds`.
    arming_bound : the same for arming shells that have waited long enough.
    binds : "" nothing, "time" its month has not come, then purposes (money), then capacities.
    """

    orders: tuple[str, ...]
    purposes: tuple[str, ...]
    capacities: tuple[str, ...]
    exports: tuple[str, ...]
    begun: Floats
    done: Floats
    armed: Floats
    drawn: Floats
    spent: Floats
    available: Floats
    used: Floats
    exported: Floats
    bound: Codes
    arming_bound: Codes
    binds: tuple[str, ...]


@dataclass(frozen=True)
class Standing:
    """What stands at the end of one month: float[future, order] each, as in `Built`."""

    begun: Floats
    done: Floats
    armed: Floats


def build(economy: Economy) -> Built:
    """All that an economy does, month by month (`holdfast.preparation.course`).

    >>> from holdfast.preparation.economy import Capacity, Good, Order, Vote
    >>> fort = Good("fort", "works", cost=2.0, uses={"sites": 2.0}, months=2)
    >>> built = build(Economy(
    ...     months=6, votes=(Vote("works", 0, 1, 10.0),), capacities=(Capacity("sites", 4.0),),
    ...     goods=(fort,), orders=(Order("line", "fort", 8.0),)))
    >>> built.begun[0, 0].tolist(), built.done[0, 0].tolist()
    ([2.0, 4.0, 5.0, 5.0, 5.0, 5.0], [0.0, 0.0, 2.0, 4.0, 5.0, 5.0])
    >>> [built.binds[n] for n in built.bound[0, 0]][:3]
    ['sites', 'sites', 'works']
    """
    course = reckon(economy, economy.months, watch=True)
    done, armed = finished(economy, course, range(economy.months))
    place, count = course.rows.place, len(economy.orders)
    orders, exports = place[:count], place[count:]
    purses, used = len(economy.purposes), turned(course.had - course.left)
    capacities = tuple(one.id for one in economy.capacities)
    assert course.bound is not None
    assert course.arming_bound is not None
    return Built(
        orders=tuple(one.id for one in economy.orders),
        purposes=economy.purposes,
        capacities=capacities,
        exports=tuple(one.good for one in economy.exports),
        begun=turned(course.begun[:, orders]),
        done=turned(done[:, orders]),
        armed=turned(armed[:, orders]),
        drawn=turned(course.drawn),
        spent=used[:, :purses],
        available=turned(course.had)[:, purses:],
        used=used[:, purses:],
        exported=turned(done[:, exports]),
        bound=by_order(economy, course, course.bound, wait=True),
        arming_bound=by_order(economy, course, course.arming_bound, wait=False),
        binds=(*WORDS, *economy.purposes, *capacities),
    )


def standing(economy: Economy, month: int) -> Standing:
    """What stands at the end of one month; less to reckon than all of `build`."""
    return standings(economy, (month,))[month]


def standings(economy: Economy, months: Sequence[int]) -> dict[int, Standing]:
    """What stands at the end of some months, reckoned once until the last."""
    course = reckon(economy, max(months) + 1)
    orders = course.rows.place[: len(economy.orders)]
    found: dict[int, Standing] = {}
    for month in months:
        done, armed = finished(economy, course, range(month, month + 1))
        begun = course.begun[month, orders]
        found[month] = Standing(begun.T.copy(), done[0, orders].T, armed[0, orders].T)
    return found


def finished(economy: Economy, course: Course, months: range) -> tuple[Floats, Floats]:
    """What is done and what is armed by the end of some months, float[month, row, future] each."""
    done, delays = np.zeros((len(months), *course.begun.shape[1:])), delays_of(economy).done
    armed = course.armed[months.start : months.stop].copy()
    for lot in course.rows.lots:
        for n, month in enumerate(months):
            done[n, lot.rows] = as_of(course.begun, month, lot.rows, delays[lot.good])
        if lot.arms is None:
            armed[:, lot.rows] = done[:, lot.rows]
    return done, armed


def by_order(economy: Economy, course: Course, by_lot: Codes, wait: bool) -> Codes:
    """What binds each order, int[future, order, month]; before its month, its time does."""
    rows = course.rows
    lots = np.repeat(range(len(rows.lots)), [lot.rows.stop - lot.rows.start for lot in rows.lots])
    orders = rows.place[: len(economy.orders)]
    codes = by_lot[:, lots[orders]]
    early = np.arange(economy.months)[:, None] < rows.begins[orders]
    codes[early] = TIME if wait else NOTHING
    if wait:
        lacking = rows.number[orders] - course.begun[:, orders] > ENOUGH * rows.number[orders]
        codes[~lacking & ~early[:, :, None]] = NOTHING
    return codes.transpose(2, 1, 0)


def turned(values: Floats) -> Floats:
    """[month, row, future] as [future, row, month]."""
    return values.transpose(2, 1, 0)
