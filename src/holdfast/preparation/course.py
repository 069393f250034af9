"""The months of an economy, one after the other.

The order of a month: what may be drawn and what each capacity has; finished shells that have waited
long enough are armed, the first stage first; then every stage begins what it can, the first stage
first, and is charged for it. Money that was not used waits for the next month, capacity does not.
A good that changes its model takes more capacity for one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from holdfast.preparation.economy import Amount, Economy, Floats
from holdfast.preparation.lots import Lot, Rows, Whole, rows_of, spread
from holdfast.preparation.money import drawable
from holdfast.preparation.rates import available
from holdfast.preparation.sharing import Needs, scarcest, share

NOTHING, TIME, FIRST_RESOURCE = 0, 1, 2
"""What binds: nothing, its time, and from here on purposes and capacities."""

ENOUGH = 1e-9
"""A want smaller than this share of what is wanted is none."""

Codes: TypeAlias = npt.NDArray[np.int8]

Delay: TypeAlias = Mapping[int, Whole]
"""Which futures take how many months."""


@dataclass(frozen=True)
class Course:
    """Everything that was reckoned, the month first: float[month, row, future].

    Of `had` and `left` the rows are purposes, then capacities: what was there in the month, and
    what of it was not used. What binds is said by lot, and only if it is watched.
    """

    rows: Rows
    begun: Floats
    armed: Floats
    drawn: Floats
    had: Floats
    left: Floats
    bound: Codes | None
    arming_bound: Codes | None


@dataclass(frozen=True)
class Delays:
    """Months of each good from its beginning.

    Attributes
    ----------
    done : until it stands.
    ready : until it can be armed.
    """

    done: tuple[Delay, ...]
    ready: tuple[Delay, ...]


def reckon(economy: Economy, months: int, watch: bool = False) -> Course:
    """Go through the first months; watch: note what binds."""
    rows = rows_of(economy)
    shape = months, len(rows.number), economy.futures
    drawn, rates = drawable(economy)[:months], available(economy)[:months]
    had = np.concatenate([np.diff(drawn, axis=0, prepend=0.0), rates], axis=1)
    codes = (np.zeros((months, len(rows.lots), economy.futures), np.int8) for _ in range(2))
    bound, arming_bound = codes if watch else (None, None)
    course = Course(
        rows, np.zeros(shape), np.zeros(shape), drawn, had, np.zeros_like(had), bound, arming_bound
    )
    delays, effort = delays_of(economy), efforts(economy)
    to_arm = tuple(lot for lot in rows.lots if lot.arms is not None)
    purposes = drawn.shape[1]
    for month in range(months):
        if month:
            course.begun[month] = course.begun[month - 1]
            course.armed[month] = course.armed[month - 1]
            course.had[month, :purposes] += course.left[month - 1, :purposes]
        course.left[month] = course.had[month]
        arm_shells(course, month, to_arm, delays)
        begin_works(course, month, effort)
    return course


def arm_shells(course: Course, month: int, lots: tuple[Lot, ...], delays: Delays) -> None:
    """Arm the shells that have waited long enough, the first stage first."""
    left = course.left[month]
    for lot in lots:
        if month < min(delays.ready[lot.good]):
            continue
        assert lot.arms is not None
        ready = as_of(course.begun, month, lot.rows, delays.ready[lot.good])
        wants = np.maximum(ready - course.armed[month, lot.rows], 0.0)
        total = wants.sum(axis=0)
        if not total.any():
            continue
        (got,) = share([total], [lot.arms], left)
        course.armed[month, lot.rows] += portion(wants, total, got)
        if course.arming_bound is not None:
            course.arming_bound[month, lot.index] = what_binds(total - got, total, lot.arms, left)


def begin_works(course: Course, month: int, effort: Floats) -> None:
    """Begin what every stage can, the first stage first."""
    left, purposes = course.left[month], course.drawn.shape[1]
    for stage in course.rows.stages:
        wants = {lot.index: wanting(course, month, lot) for lot in stage}
        lots = [lot for lot in stage if wants[lot.index].any()]
        if not lots:
            continue
        totals = [wants[lot.index].sum(axis=0) for lot in lots]
        needs = [needed(lot, effort[month, lot.good], purposes) for lot in lots]
        shares = share(totals, needs, left)
        for lot, need, total, got in zip(lots, needs, totals, shares, strict=True):
            course.begun[month, lot.rows] += portion(wants[lot.index], total, got)
            if course.bound is not None:
                course.bound[month, lot.index] = what_binds(total - got, total, need, left)


def wanting(course: Course, month: int, lot: Lot) -> Floats:
    """How many of each row are still to be begun, float[row, future]."""
    rest = course.rows.wanted(month, lot.rows) - course.begun[month, lot.rows]
    return np.maximum(rest, 0.0, out=rest)


def portion(wants: Floats, total: Floats, got: Floats) -> Floats:
    """What each row of a lot gets of what the lot got: alike in proportion to its wants."""
    part = np.divide(got, total, out=np.zeros_like(total), where=total > 0)
    return wants * np.minimum(part, 1.0)


def what_binds(rest: Floats, total: Floats, needs: Needs, left: Floats) -> Codes:
    """What kept the rest of a lot from being had, int[future]."""
    lacks = rest > ENOUGH * np.maximum(total, ENOUGH)
    return np.asarray(np.where(lacks, FIRST_RESOURCE + scarcest(needs, left), NOTHING), np.int8)


def needed(lot: Lot, effort: Floats, purposes: int) -> Needs:
    """What one of a lot takes this month: more capacity while its model changes."""
    if (effort == 1.0).all():
        return lot.needs
    return {n: need * effort if n >= purposes else need for n, need in lot.needs.items()}


def efforts(economy: Economy) -> Floats:
    """How much more capacity one takes while its model changes, float[month, good, future]."""
    effort = np.ones((economy.months, len(economy.goods), economy.futures))
    goods = {good.id: n for n, good in enumerate(economy.goods)}
    months = np.arange(economy.months)[:, None]
    for change in economy.model_changes:
        dip = np.maximum(spread(change.dip, economy), 1e-9)
        since = months - change.on
        during = (since >= 0) & (since < spread(change.months, economy))
        effort[:, goods[change.good]] *= np.where(during, 1.0 / dip, 1.0)
    return effort


def delays_of(economy: Economy) -> Delays:
    """The months that each good takes."""
    done, ready = [], []
    for good in economy.goods:
        gap = good.armed.after_months if good.armed else 0.0
        done.append(whole(good.months, economy))
        ready.append(whole(good.months + np.asarray(gap), economy))
    return Delays(tuple(done), tuple(ready))


def whole(amount: Amount, economy: Economy) -> Delay:
    """Months of an amount, a part of one counting as one, with the futures that take so many."""
    months = np.ceil(spread(amount, economy) - 1e-9).astype(np.int64)
    return {int(one): np.flatnonzero(months == one) for one in np.unique(months)}


def as_of(history: Floats, month: int, rows: slice, delay: Delay) -> Floats:
    """The rows as they were some months before, float[row, future]; nothing before month 0."""
    if len(delay) == 1 and month >= min(delay):
        return history[month - min(delay), rows]
    seen = np.zeros_like(history[0, rows])
    for months, futures in delay.items():
        if months <= month:
            seen[:, futures] = history[month - months, rows][:, futures]
    return seen
