"""Aircraft that fly in, against the places that are there for them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from holdfast.movement.timetable import Floats


@dataclass(frozen=True, slots=True)
class Landed:
    """Who found a place and who was turned away, by day."""

    housed: Floats
    """float[draw, wing, day], aircraft on a field by the end of each day."""
    turned_away: Floats
    """float[draw, wing, day], aircraft that have come and found none."""


def land(aircraft: Floats, days: Floats, room: Floats, horizon: int) -> Landed:
    """Give each wing what places are left when it comes; earlier days first, then the order given.

    Parameters
    ----------
    aircraft : float[draw, wing].
    days : float[draw, wing], the day on which each comes, 1 the first; infinite for never.
    room : float[draw], places in all.

    Examples
    --------
    >>> both = land(np.array([[30.0, 30.0]]), np.array([[2.0, 1.0]]), np.array([40.0]), 2)
    >>> both.housed[0].tolist(), both.turned_away[0, :, 1].tolist()
    ([[0.0, 10.0], [30.0, 30.0]], [20.0, 0.0])
    """
    on = np.arange(1, horizon + 1)[None, None, :]
    come = np.where(days[:, :, None] <= on, aircraft[:, :, None], 0.0)
    order = np.argsort(days, axis=1, kind="stable")
    housed = np.zeros_like(come)
    left = np.asarray(room, dtype=float).copy()
    rows = np.arange(len(order))
    for place in range(order.shape[1]):
        wing = order[:, place]
        taken = np.minimum(aircraft[rows, wing], left)
        comes = np.isfinite(days[rows, wing])
        left = left - np.where(comes, taken, 0.0)
        housed[rows, wing] = np.minimum(come[rows, wing], taken[:, None])
    return Landed(housed, come - housed)
