"""What is read off a movement: arrivals by day, the day of the n-th unit, where it was narrow."""

from __future__ import annotations

import numpy as np

from holdfast.movement.flow import Moved
from holdfast.movement.timetable import STEPS_A_DAY, Floats, Timetable

FULL = 0.999
"""Share of what a carrier can carry from which it is full: the rest is rounding."""

NOBODY_WAITS = 1e-6
"""Units in a queue that are rounding."""

WHOLE = 1e-6
"""What a unit may lack and count as one: rounding."""


def arrived_by(moved: Moved, day: float) -> Floats:
    """float[draw, body]: units that have arrived by the end of a day; 0 before day 1."""
    last = round(day * STEPS_A_DAY) - 1
    if last < 0:
        return np.zeros(moved.arrived.shape[:2])
    return moved.arrived[:, :, min(last, moved.arrived.shape[2] - 1)]


def day_of(arrivals: Floats, amount: Floats) -> Floats:
    """float[draw]: the day by whose end an amount has come; infinite if it never does.

    arrivals : float[draw, step], never falling.
    amount : float[draw].

    >>> day_of(np.array([[0.0, 0.0, 1.0, 2.0, 3.0]]), np.array([2.0]))
    array([1.])
    """
    there = arrivals >= (np.asarray(amount) * (1 - WHOLE))[:, None]
    first = np.argmax(there, axis=1)
    return np.where(there.any(axis=1), (first + 1) / STEPS_A_DAY, np.inf)


def busy(table: Timetable, moved: Moved) -> Floats:
    """float[carrier]: share of the draws and steps with somebody waiting in which each was full."""
    waiting = (moved.queue > NOBODY_WAITS).any(axis=1)
    total = max(1, int(waiting.sum()))
    found = []
    for k, carrier in enumerate(table.carriers):
        bound = carrier.bound()
        full = (moved.under_way[:, k] >= FULL * bound) & (bound > 0)
        found.append(float((full & waiting).sum()) / total)
    return np.array(found)
