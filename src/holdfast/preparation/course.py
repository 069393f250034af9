"""The months of an economy, one after the other.

The order of a month: what may be drawn and what each capacity has; finished shells that have waited
long enough are armed, the first stage first; then every stage begins what it can, the first stage
first, and is charged for it. Money that was not used waits for the next month, capacity does not.
A good that changes its model takes more capacity for one.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from holdfast.preparation.economy import Amount, Economy, Floats
from holdfast.preparation.lots import Lot, Rows, Whole, rows_of, spread
from holdfast.preparation.money import drawable
from holdfast.preparation.rates import available
from holdfast.preparation.sharing import scarcest, share

NOTHING, TIME, FIRST_RESOURCE = 0, 1, 2
"""What binds: nothing, its time, and from here on purposes and capacities."""

ENOUGH = 1e-9
"""A want smaller than this share of what is wanted is none."""

Codes = npt.NDArray[np.int8]


@dataclass(frozen=True)
class Course:
    """Everything that was reckoned, the month first: float[month, row, future].

    Rows are orders, then exports; of `left` they are purposes, then capacities: what was there in
    the month, and what of it was not used.
    """

    rows: Rows
    begun: Floats
    armed: Floats
    drawn: Floats
    had: Floats
    left: Floats
    bound: Codes
    arming_bound: Codes


@dataclass(frozen=True)
class Delays:
    """Months of each good from its beginning, one number or one a future.

    Attributes
    ----------
    done : until it stands.
    ready : until it can be armed.
    """

    done: tuple[int | Whole, ...]
    ready: tuple[int | Whole, ...]


def reckon(economy: Economy) -> Course:
    """Go through the months."""
    rows = rows_of(economy)
    shape = economy.months, len(rows.number), economy.futures
    drawn, rates = drawable(economy), available(economy)
    had = np.concatenate([np.diff(drawn, axis=0, prepend=0.0), rates], axis=1)
    course = Course(
        rows=rows,
        begun=np.zeros(shape),
        armed=np.zeros(shape),
        drawn=drawn,
        had=had,
        left=np.zeros_like(had),
        bound=np.zeros(shape, np.int8),
        arming_bound=np.zeros(shape, np.int8),
    )
    delays, effort = delays_of(economy), efforts(economy)
    purposes = drawn.shape[1]
    for month in range(economy.months):
        if month:
            course.begun[month] = course.begun[month - 1]
            course.armed[month] = course.armed[month - 1]
            course.had[month, :purposes] += course.left[month - 1, :purposes]
        course.left[month] = course.had[month]
        arm_shells(course, month, delays)
        begin_works(course, month, effort[month])
    return course


def arm_shells(course: Course, month: int, delays: Delays) -> None:
    """Arm the shells that have waited long enough, the first stage first."""
    for lot in (lot for stage in course.rows.stages for lot in stage if lot.arms is not None):
        assert lot.arms is not None
        ready = as_of(course.begun, month, lot.rows, delays.ready[lot.good])
        wants = np.maximum(ready - course.armed[month, lot.rows], 0.0)
        got = serve(wants.sum(axis=0)[None], lot.arms[None], course.left[month])
        course.armed[month, lot.rows] += portion(wants, got[0])
        rest = wants - portion(wants, got[0])
        course.arming_bound[month, lot.rows] = what_binds(rest, wants, lot.arms, course.left[month])


def begin_works(course: Course, month: int, effort: Floats) -> None:
    """Begin what every stage can, the first stage first."""
    wanted = course.rows.wanted(month)
    wants = np.maximum(wanted - course.begun[month], 0.0)
    purposes = course.drawn.shape[1]
    course.bound[month] = np.where(course.rows.begins > month, TIME, NOTHING)[:, None]
    for stage in course.rows.stages:
        alike = [wants[lot.rows].sum(axis=0) for lot in stage]
        needs = np.array([needed(lot, effort, purposes) for lot in stage])
        got = serve(np.array(alike), needs, course.left[month])
        for lot, need, number in zip(stage, needs, got, strict=True):
            begun = portion(wants[lot.rows], number)
            course.begun[month, lot.rows] += begun
            bound = what_binds(wants[lot.rows] - begun, wants[lot.rows], need, course.left[month])
            started = course.rows.begins[lot.rows] <= month
            course.bound[month, lot.rows[started]] = bound[started]


def serve(wants: Floats, needs: Floats, left: Floats) -> Floats:
    """Share what is left among lots, and take it away."""
    got = share(wants, needs, left)
    np.maximum(left - (needs * got[:, None, :]).sum(axis=0), 0.0, out=left)
    return got


def portion(wants: Floats, got: Floats) -> Floats:
    """What each row of a lot gets of what the lot got: alike in proportion to its wants."""
    total = wants.sum(axis=0)
    part = np.divide(got, total, out=np.zeros_like(total), where=total > 0)
    return wants * np.minimum(part, 1.0)


def what_binds(rest: Floats, wants: Floats, needs: Floats, left: Floats) -> Codes:
    """What kept the rest from being had, int[row, future]."""
    code = FIRST_RESOURCE + scarcest(needs, left)
    return np.asarray(
        np.where(rest > ENOUGH * np.maximum(wants, 1e-12), code, NOTHING), dtype=np.int8
    )


def needed(lot: Lot, effort: Floats, purposes: int) -> Floats:
    """What one of a lot takes this month: more capacity while its model changes."""
    needs = lot.needs.copy()
    needs[purposes:] *= effort[lot.good]
    return needs


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
    gaps = [good.armed.after_months if good.armed else 0.0 for good in economy.goods]
    months = [good.months for good in economy.goods]
    ready = [whole(one + gap, economy) for one, gap in zip(months, gaps, strict=True)]
    return Delays(tuple(whole(one, economy) for one in months), tuple(ready))


def whole(amount: Amount, economy: Economy) -> int | Whole:
    """Months of an amount, a part of one counting as one: one number if all futures agree."""
    months = np.ceil(spread(amount, economy) - 1e-9).astype(np.int64)
    return int(months[0]) if (months == months[0]).all() else months


def as_of(history: Floats, month: int, rows: Whole, delay: int | Whole) -> Floats:
    """The rows as they were some months before, float[row, future]; nothing before month 0."""
    if isinstance(delay, int):
        return history[month - delay, rows] if month >= delay else np.zeros_like(history[0, rows])
    at = month - delay
    seen = history[np.maximum(at, 0), rows[:, None], np.arange(history.shape[2])]
    return np.where(at >= 0, seen, 0.0)
