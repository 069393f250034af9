"""How money and capacity of one month are shared among those who want them at the same time."""

from __future__ import annotations

import numpy as np

from holdfast.preparation.economy import Floats

SPENT = 1e-9
"""A resource of which only this share is left counts as used up."""


def share(wants: Floats, needs: Floats, left: Floats) -> Floats:
    """What each of several gets: all rise together until what they need of something is used up.

    Everyone gets the same share of what he wants, until a resource that he needs is used up; the
    others go on. Nothing is left over that somebody could still have used.

    Parameters
    ----------
    wants : float[lot, future], how many each would begin.
    needs : float[lot, resource, future], how much of a resource one takes.
    left : float[resource, future], what there is.

    Returns
    -------
    float[lot, future], how many each begins.

    >>> needs = np.array([[[1.0]], [[2.0]]])
    >>> share(np.array([[10.0], [10.0]]), needs, np.array([[15.0]])).ravel().tolist()
    [5.0, 5.0]
    """
    if len(wants) == 1:
        return np.asarray(np.minimum(wants, most(needs[0], left))[0:1])
    got, rest, level = np.zeros_like(wants), left.copy(), np.zeros(wants.shape[1])
    active = wants > 0
    for _ in range(len(wants) + len(left)):
        rising = np.where(active, wants, 0.0)
        demand = (rising[:, None, :] * needs).sum(axis=0)
        step = np.minimum(most(demand, rest), 1.0 - level)
        got += step * rising
        level += step
        rest = np.maximum(rest - step * demand, 0.0)
        empty = rest <= SPENT * left
        active &= ~((needs > 0) & empty[None, :, :]).any(axis=1) & (level < 1.0)
        if not active.any():
            break
    return got


def most(needs: Floats, left: Floats) -> Floats:
    """How many can be had of what is left, float[future]; without need, without end."""
    rooms = np.full(np.broadcast_shapes(needs.shape, left.shape), np.inf)
    np.divide(left, needs, out=rooms, where=np.broadcast_to(needs > 0, rooms.shape))
    return np.asarray(rooms.min(axis=0))


def scarcest(needs: Floats, left: Floats) -> np.ndarray[tuple[int, ...], np.dtype[np.intp]]:
    """Which resource allows the fewest, int[future]."""
    rooms = np.full(np.broadcast_shapes(needs.shape, left.shape), np.inf)
    np.divide(left, needs, out=rooms, where=np.broadcast_to(needs > 0, rooms.shape))
    return np.asarray(rooms.argmin(axis=0))
