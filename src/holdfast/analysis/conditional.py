"""Shares and means among some of the runs: among the campaigns that were fought, above all.

How many runs of a future are among them is itself a matter of chance, so these are ratios of two
sums over futures. Their standard error is that of the ratio estimator (Cochran, Sampling
Techniques, 1977, chapter 6): s(z) / sqrt(F), z_f = (y_f - r x_f) / mean of x.

Arrays are `[future, replication]`, as in `paired`.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import stdtrit

from holdfast.analysis.paired import (
    CONFIDENCE,
    ROUNDING,
    Difference,
    Estimate,
    Quantiles,
    Runs,
    Variance,
    chances,
    paired_difference,
    probability,
    quantiles,
    wilson,
)


def conditional_share(happened: ArrayLike, among: ArrayLike) -> Estimate | None:
    """Give the share of an event among some runs, with Wilson's interval; None among none.

    Parameters
    ----------
    happened, among : bool[future, replication]
        Whether it happened; which runs are asked about.

    Examples
    --------
    Two of the three runs that count.

    >>> round(conditional_share([[True, False], [True, True]], [[True, True], [False, True]]).p, 3)
    0.667
    """
    event, asked = _table(happened) * _table(among), _table(among)
    if not asked.any():
        return None
    if asked.all():
        return probability(event)
    p = float(event.sum() / asked.sum())
    low, high = wilson(p, _effective_runs(event, asked, p))
    parts = conditional_split(event, asked)
    return Estimate(p, low, high, chances(p, parts.ignorance) if parts else None)


def conditional_mean(values: ArrayLike, among: ArrayLike) -> Estimate | None:
    """Give the mean of some runs, with Student's interval; None among none.

    Examples
    --------
    >>> conditional_mean([[1.0, 5.0], [9.0, 3.0]], [[True, False], [False, True]]).p
    2.0
    """
    asked = _table(among)
    numbers = np.where(asked > 0, np.asarray(values, dtype=np.float64).reshape(asked.shape), 0.0)
    if not asked.any():
        return None
    centre = float(numbers.sum() / asked.sum())
    error = _error(numbers, asked, centre)
    across = _across_futures(numbers, asked)
    if error is None:
        return Estimate(centre, None, None, across)
    reach = float(stdtrit(len(asked) - 1, (1 + CONFIDENCE) / 2)) * error
    return Estimate(centre, centre - reach, centre + reach, across)


def conditional_split(values: Runs, among: Runs) -> Variance | None:
    """Part the variance among some runs into ignorance and chance; None where it cannot be.

    One-way analysis of variance with groups of unequal size (Searle, Casella and McCulloch 1992,
    chapter 3): ignorance = (MS between - MS within) / n0, n0 = (N - sum n² / N) / (k - 1).

    Examples
    --------
    With groups of one size it is that of `split_variance`.

    >>> conditional_split(np.array([[0.0, 2.0], [4.0, 6.0]]), np.ones((2, 2)))
    Variance(ignorance=7.0, chance=2.0)
    """
    size = among.sum(axis=1)
    kept = size > 0
    values, among, size = values[kept], among[kept], size[kept]
    total, groups = float(size.sum()), len(size)
    if groups < 2 or total <= groups:
        return None
    means = (values * among).sum(axis=1) / size
    centre = float((means * size).sum() / total)
    within = float((among * (values - means[:, None]) ** 2).sum()) / (total - groups)
    between = float((size * (means - centre) ** 2).sum()) / (groups - 1)
    n0 = (total - float((size**2).sum()) / total) / (groups - 1)
    return Variance(max(0.0, (between - within) / n0), within)


def _across_futures(values: Runs, among: Runs) -> Quantiles | None:
    """Quantiles of the futures' own means, drawn together as in `paired`."""
    parts = conditional_split(values, among)
    if parts is None:
        return None
    kept = among.sum(axis=1) > 0
    means = values[kept].sum(axis=1) / among[kept].sum(axis=1)
    spread = float(means.var(ddof=1))
    pull = math.sqrt(min(1.0, parts.ignorance / spread)) if spread > 0 else 0.0
    return quantiles(means.mean() + pull * (means - means.mean()))


def _effective_runs(event: Runs, asked: Runs, p: float) -> float:
    """The number of independent runs that would have the same standard error."""
    futures, runs = float((asked.sum(axis=1) > 0).sum()), float(asked.sum())
    error = _error(event, asked, p)
    if error is None or p in (0.0, 1.0):
        return futures
    if error <= ROUNDING:
        return runs
    return min(max(p * (1 - p) / error**2, futures), runs)


def _error(values: Runs, asked: Runs, ratio: float) -> float | None:
    """Standard error of the ratio of two sums over futures; None from a single future."""
    if len(asked) < 2:
        return None
    size = asked.sum(axis=1)
    residuals = (values.sum(axis=1) - ratio * size) / size.mean()
    return float(residuals.std(ddof=1) / math.sqrt(len(asked)))


def _table(values: ArrayLike) -> Runs:
    """Read what did or did not happen as float64[future, replication]."""
    table = np.asarray(values, dtype=np.float64)
    return table.reshape(-1, 1) if table.ndim == 1 else table


def known_difference(one: Runs, two: Runs) -> Difference:
    """Two less one, paired by future, among the runs that are known in both (nan: not known).

    >>> import numpy as np
    >>> known_difference(np.array([[5.0], [np.nan], [5.0]]), np.array([[6.0], [7.0], [8.0]])).d
    2.0
    """
    known = np.isfinite(one) & np.isfinite(two)
    if known.all():
        return paired_difference(one, two)
    found = conditional_mean(two - one, known)
    return Difference(found.p, found.low, found.high) if found else Difference(0.0, None, None)
