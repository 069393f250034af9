"""Timetables for tests: small networks in plain numbers, and what the best timetable could do."""

from __future__ import annotations

import numpy as np
from scipy.optimize import linprog

from holdfast.movement.timetable import (
    STEPS_A_DAY,
    Body,
    Carrier,
    Journey,
    Timetable,
    Use,
)

STEPS = 40


def carrier(name, a_day, window=1, draws=1, steps=STEPS):
    """A carrier: so many a day (a number, or one a step), or so many on each trip of `window`."""
    share = np.broadcast_to(np.asarray(a_day, dtype=float), (draws, steps)).copy()
    limit = share / STEPS_A_DAY if window == 1 else share
    return Carrier(name, limit, np.full(draws, window))


def use(number, after, load=1.0, feeds=0.0, draws=1):
    """What a journey asks of a carrier."""
    return Use(number, np.full(draws, after), np.full(draws, load), np.full(draws, feeds))


def journey(name, uses, steps, opens=0, lost=0.0, interned=0.0, draws=1):
    """A way."""
    return Journey(
        name, tuple(uses), np.full(draws, steps), np.full(draws, opens),
        np.full(draws, lost), np.full(draws, interned),
    )  # fmt: skip


def body(name, units, journeys, ready=0, draws=1, steps=STEPS):
    """A body of troops that is ready all at once."""
    curve = np.where(np.arange(steps) >= ready, float(units), 0.0)
    return Body(name, np.tile(curve, (draws, 1)), np.full(draws, float(units)), tuple(journeys))


def best_arrivals(table: Timetable, at_steps=None) -> np.ndarray:
    """float[step]: the most units that any timetable on the same journeys could have there by then.

    One linear programme a step (HiGHS): who sets out when, by which journey, no carrier over its
    limit, nobody before he is ready. Of the first draw, carriers of one step, no supply.
    """
    steps = table.shape[1]
    names = [
        (b, j, t)
        for b, one in enumerate(table.bodies)
        for j, _ in enumerate(one.journeys)
        for t in range(steps)
    ]
    rows, limits = _limits(table, names)
    gain = np.zeros((steps, len(names)))
    for n, (b, j, t) in enumerate(names):
        way = table.bodies[b].journeys[j]
        if t >= way.opens[0] and t + way.steps[0] < steps:
            gain[t + way.steps[0] :, n] = 1 - way.lost[0] - way.interned[0]
    bounds = [(0, None if gain[-1, n] else 0) for n in range(len(names))]
    found = []
    for step in range(steps) if at_steps is None else at_steps:
        solved = linprog(-gain[step], A_ub=rows, b_ub=limits, bounds=bounds, method="highs")
        found.append(-solved.fun)
    return np.array(found)


def _limits(table, names):
    carried = [
        (_asks(table, names, k, step), one.limit[0, step])
        for k, one in enumerate(table.carriers)
        for step in range(table.shape[1])
    ]
    ready = [
        (np.array([float(who == b and t <= step) for who, _, t in names]), one.ready[0, step])
        for b, one in enumerate(table.bodies)
        for step in range(table.shape[1])
    ]
    both = [(row, limit) for row, limit in (*carried, *ready) if row.any()]
    return np.array([row for row, _ in both]), np.array([limit for _, limit in both])


def _asks(table, names, k, step):
    """What each who sets out asks of a carrier at a step."""
    return np.array([
        sum(
            asked.load[0]
            for asked in table.bodies[b].journeys[j].uses
            if asked.carrier == k and t + asked.after[0] == step
        )
        for b, j, t in names
    ], dtype=float)  # fmt: skip


__all__ = ["STEPS", "best_arrivals", "body", "carrier", "journey", "use"]
