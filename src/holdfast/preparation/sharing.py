"""How money and capacity of one month are shared among those who want them at the same time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from holdfast.preparation.economy import Floats

Needs: TypeAlias = Mapping[int, Floats]
"""What one takes of each resource that it uses, float[future] by the number of the resource."""

SPENT = 1e-9
"""A resource of which only this share is left counts as used up."""


def share(wants: Sequence[Floats], needs: Sequence[Needs], left: Floats) -> list[Floats]:
    """What each of several gets, taken from what is left.

    Everyone gets the same share of what he wants, until a resource that he needs is used up; the
    others go on. Nothing is left over that somebody could still have used.

    Parameters
    ----------
    wants : float[future] each, how many each would begin.
    needs : how much of every resource one takes.
    left : float[resource, future], what there is; what is taken is taken from it.

    >>> left = np.array([[15.0]])
    >>> got = share([np.array([10.0])] * 2, [{0: np.array([1.0])}, {0: np.array([2.0])}], left)
    >>> [float(one[0]) for one in got], left.tolist()
    ([5.0, 5.0], [[0.0]])
    """
    if len(wants) == 1:
        got = np.minimum(wants[0], room(needs[0], left))
        take(got, needs[0], left)
        return [got]
    return shared(wants, needs, left)


def shared(wants: Sequence[Floats], needs: Sequence[Needs], left: Floats) -> list[Floats]:
    """`share` among more than one: all rise together, whoever meets an empty resource stops."""
    got = [np.zeros_like(one) for one in wants]
    active = [one > 0 for one in wants]
    level = np.zeros_like(wants[0])
    scarce = {resource: SPENT * left[resource] for one in needs for resource in one}
    for _ in range(len(wants) + len(scarce)):
        rising = [np.where(on, want, 0.0) for on, want in zip(active, wants, strict=True)]
        step = np.minimum(room(summed(rising, needs), left), 1.0 - level)
        level = level + step
        for n, (one, uses) in enumerate(zip(rising, needs, strict=True)):
            got[n] += step * one
            take(step * one, uses, left)
        empty = {resource: left[resource] <= least for resource, least in scarce.items()}
        active = [
            on & (level < 1.0) & ~stopped(n, empty) for on, n in zip(active, needs, strict=True)
        ]
        if not any(on.any() for on in active):
            break
    return got


def summed(rising: Sequence[Floats], needs: Sequence[Needs]) -> Needs:
    """What all take together of each resource."""
    total: dict[int, Floats] = {}
    for one, uses in zip(rising, needs, strict=True):
        for resource, need in uses.items():
            total[resource] = total.get(resource, 0.0) + one * need
    return total


def stopped(needs: Needs, empty: Mapping[int, npt.NDArray[np.bool_]]) -> npt.NDArray[np.bool_]:
    """Whether something that is needed is used up, bool[future]."""
    found = np.zeros_like(next(iter(empty.values())))
    for resource, need in needs.items():
        found |= empty[resource] & (need > 0)
    return found


def room(needs: Needs, left: Floats) -> Floats:
    """How many can be had of what is left, float[future]; without need, without end."""
    most = np.full(left.shape[1], np.inf)
    for resource, need in needs.items():
        np.minimum(most, of(left[resource], need), out=most)
    return most


def of(left: Floats, need: Floats) -> Floats:
    """How many can be had of one resource, float[future]."""
    return np.divide(left, need, out=np.full_like(left, np.inf), where=need > 0)


def take(got: Floats, needs: Needs, left: Floats) -> None:
    """Take what was got from what is left; rounding leaves nothing below none."""
    for resource, need in needs.items():
        np.maximum(left[resource] - got * need, 0.0, out=left[resource])


def scarcest(needs: Needs, left: Floats) -> npt.NDArray[np.int8]:
    """Which resource allows the fewest, int[future]; 0 where none is needed."""
    most = np.full(left.shape[1], np.inf)
    found = np.zeros(left.shape[1], np.int8)
    for resource, need in needs.items():
        fewer = of(left[resource], need)
        found[fewer < most] = resource
        np.minimum(most, fewer, out=most)
    return found
