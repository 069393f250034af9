"""What nobody beats: plans of which no other costs as little and gives as much."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike


def front(cost: ArrayLike, gain: ArrayLike) -> tuple[int, ...]:
    """The numbers of what is not dominated, the cheapest first.

    One dominates another that costs no more, gives no less, and is better in one of the two. Of
    those that are alike in both all are kept.

    Parameters
    ----------
    cost : float[n]
    gain : float[n]
        nan, of either: not known, and never on the front.

    Examples
    --------
    >>> front([1, 2, 2, 3], [5, 4, 7, 7])
    (0, 2)
    """
    costs, gains = (np.asarray(one, dtype=np.float64) for one in (cost, gain))
    if costs.shape != gains.shape or costs.ndim != 1:
        raise ValueError("a front needs one cost and one gain of each")
    known = np.flatnonzero(np.isfinite(costs) & np.isfinite(gains))
    kept: list[int] = []
    best, at = -np.inf, -np.inf
    for n in sorted(known, key=lambda n: (costs[n], -gains[n], n)):
        if gains[n] > best or (gains[n] == best and costs[n] == at):
            kept.append(int(n))
            best, at = gains[n], costs[n]
    return tuple(kept)
