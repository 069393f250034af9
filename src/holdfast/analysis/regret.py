"""Which plan one would rue least: regret, its greatest, and how often a plan is good enough.

Values are `[plan, course, future]`: what a plan came to against a course in each future, the mean
of its campaigns, all on the same draws. Regret is what the best plan against a course would have
given more (Savage 1951); the plan whose greatest regret is least is robust in that sense. The share
of futures in which a plan is good enough is Starr's domain criterion (1962; Lempert, Popper and
Bankes 2003), under floors that are stated.

Intervals are percentiles of resamples of the futures, all plans together: see `paired`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

from holdfast.analysis.paired import BOOTSTRAP_SAMPLES, CONFIDENCE

Floats: TypeAlias = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Resampled:
    """What resampling the futures says of a table of regrets.

    Attributes
    ----------
    low, high : Floats
        95 % interval of each regret, `[plan, course]`.
    worst_low, worst_high : Floats
        Of each plan's greatest regret.
    best_on_average, least_regret : Floats
        Share of the resamples in which each plan is the one.
    """

    low: Floats
    high: Floats
    worst_low: Floats
    worst_high: Floats
    best_on_average: Floats
    least_regret: Floats


def regret(value: ArrayLike) -> Floats:
    """What the best plan against each course would have given more: `[plan, course]`.

    >>> regret([[0.2, 0.5], [0.3, 0.1]]).round(3).tolist()
    [[0.1, 0.0], [0.0, 0.4]]
    """
    table = np.asarray(value, dtype=np.float64)
    return np.asarray(table.max(axis=-2, keepdims=True) - table)


def least_regret(value: ArrayLike) -> int:
    """The plan whose greatest regret is least; of several the first.

    >>> least_regret([[0.2, 0.5], [0.3, 0.1]])
    0
    """
    return int(regret(value).max(axis=1).argmin())


def best_on_average(value: ArrayLike, weights: ArrayLike) -> int:
    """The plan with the highest mean over the courses by their weights; of several the first.

    >>> best_on_average([[0.2, 0.5], [0.3, 0.1]], [1, 9])
    0
    """
    return int(averaged(value, weights).argmax())


def averaged(value: ArrayLike, weights: ArrayLike) -> Floats:
    """Means over the courses, the second axis, by their weights.

    >>> averaged([[0.2, 0.6]], [1, 3]).round(3).tolist()
    [0.5]
    """
    shares = np.asarray(weights, dtype=np.float64)
    table = np.asarray(value, dtype=np.float64)
    return np.asarray(np.einsum("pc...,c->p...", table, shares / shares.sum()))


def good_enough(met: ArrayLike, weights: ArrayLike) -> Floats:
    """Share of futures, courses by their weights, in which each plan meets every floor.

    Parameters
    ----------
    met : bool[floor, plan, course, future]

    Examples
    --------
    >>> good_enough([[[[True, False]]], [[[True, True]]]], [1]).tolist()
    [0.5]
    """
    every = np.asarray(met, dtype=bool).all(axis=0).astype(np.float64)
    return averaged(every.mean(axis=2), weights)


def resampled(values: ArrayLike, weights: ArrayLike, seed: int = 1) -> Resampled:
    """Resample the futures of `[plan, course, future]`, whole columns of it at a time."""
    table = np.asarray(values, dtype=np.float64)
    plans, courses, futures = table.shape
    draws = np.random.default_rng(seed)
    counts = draws.multinomial(futures, np.full(futures, 1 / futures), size=BOOTSTRAP_SAMPLES)
    means = (counts @ table.reshape(-1, futures).T / futures).reshape(-1, plans, courses)
    missed = regret(means)
    worst = missed.max(axis=2)
    shares = np.asarray(weights, dtype=np.float64)
    chosen = (means @ (shares / shares.sum())).argmax(axis=1)
    tail = (1 - CONFIDENCE) / 2
    low, high = np.quantile(missed, [tail, 1 - tail], axis=0)
    worst_low, worst_high = np.quantile(worst, [tail, 1 - tail], axis=0)
    return Resampled(
        low,
        high,
        worst_low,
        worst_high,
        np.bincount(chosen, minlength=plans) / BOOTSTRAP_SAMPLES,
        np.bincount(worst.argmin(axis=1), minlength=plans) / BOOTSTRAP_SAMPLES,
    )
