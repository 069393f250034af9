"""Answers from futures and replications: shares, means, quantiles, paired differences.

Arrays are `[future, replication]`; one axis alone is read as futures with one replication each.
A future is a draw of what we do not know, a replication a throw of chance within it: runs of one
future resemble each other, so errors are reckoned from futures, never from runs. nan and inf in
an array of days mean never.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import betaincinv, ndtri, stdtrit

Runs: TypeAlias = NDArray[np.float64]
"""Numbers of campaigns as float64[future, replication]."""

CONFIDENCE = 0.95
"""Of every interval of Monte Carlo error (INTERFACE.md)."""

BOOTSTRAP_SAMPLES = 2000
"""Resamples for a percentile interval (Efron and Tibshirani 1993, chapter 13)."""

ROUNDING = 1e-9
"""Slack when a share of a count is rounded up to a rank; grade: judgement."""


@dataclass(frozen=True, slots=True)
class Quantiles:
    """The tenth, fiftieth and ninetieth percentile; None: never, or not by the horizon."""

    p10: float | None
    p50: float | None
    p90: float | None


@dataclass(frozen=True, slots=True)
class Estimate:
    """A probability or a mean, with what is not known about it kept in two.

    Attributes
    ----------
    p : float
        The estimate.
    low, high : float | None
        95 % interval of Monte Carlo error; None for a mean from a single future.
    across_futures : Quantiles | None
        Its spread between futures, chance taken out: ignorance; None with one replication, when
        the two cannot be told apart.
    """

    p: float
    low: float | None
    high: float | None
    across_futures: Quantiles | None


@dataclass(frozen=True, slots=True)
class Difference:
    """A paired difference with its 95 % interval; None from fewer than two pairs."""

    d: float
    low: float | None
    high: float | None

    @property
    def is_real(self) -> bool:
        """Whether the interval leaves out zero."""
        return self.low is not None and self.high is not None and not self.low <= 0 <= self.high


@dataclass(frozen=True, slots=True)
class Variance:
    """The variance of one run's outcome, in the square of its unit, in two parts.

    Attributes
    ----------
    ignorance : float
        Between futures: what one would be rid of by knowing every quantity.
    chance : float
        Within a future: what would be left.
    """

    ignorance: float
    chance: float


def paired_difference(base: ArrayLike, other: ArrayLike) -> Difference:
    """Give the mean of other minus base, run by run under common random numbers.

    d = mean over futures of D_f, D_f the mean difference of its replications; interval
    d ± t(.975, F - 1) s(D) / sqrt(F), clustered by future: the paired-t interval (Law 2015,
    chapter 10).

    Parameters
    ----------
    base, other : float[future, replication]
        The same futures and replications in the same order, finite: see `restricted` for days.

    Raises
    ------
    ValueError
        If the two differ in shape, or a number is not finite.

    Examples
    --------
    Differences of 1, 2 and 3: mean 2, standard error 1 / sqrt(3), t = 4.303.

    >>> answer = paired_difference([5.0, 5.0, 5.0], [6.0, 7.0, 8.0])
    >>> answer.d, round(answer.low, 3), round(answer.high, 3), answer.is_real
    (2.0, -0.484, 4.484, False)
    """
    one, two = _two_level(base), _two_level(other)
    if one.shape != two.shape:
        raise ValueError(f"pairs need the same runs: {one.shape} against {two.shape}")
    return Difference(*_mean_interval(two - one))


def paired_bootstrap(base: ArrayLike, other: ArrayLike, seed: int = 0) -> Difference:
    """Compare the scores of two forecasters on the same campaigns.

    Mean of other minus base, with the percentile interval over resampled campaigns (Efron and
    Tibshirani 1993, chapter 13). Pairs in which either is nan are left out.

    Examples
    --------
    A loss that is .1 lower on every campaign is lower by .1, whoever is resampled.

    >>> answer = paired_bootstrap([0.3, 0.5, 0.9], [0.2, 0.4, 0.8])
    >>> round(answer.d, 6), round(answer.low, 6), round(answer.high, 6), answer.is_real
    (-0.1, -0.1, -0.1, True)
    """
    gaps = np.asarray(other, dtype=np.float64) - np.asarray(base, dtype=np.float64)
    gaps = gaps[~np.isnan(gaps)]
    if gaps.size == 0:
        raise ValueError("no campaign was scored for both")
    if gaps.size == 1:
        return Difference(float(gaps[0]), None, None)
    chosen = np.random.default_rng(seed).integers(gaps.size, size=(BOOTSTRAP_SAMPLES, gaps.size))
    tail = (1 - CONFIDENCE) / 2
    low, high = np.quantile(gaps[chosen].mean(axis=1), [tail, 1 - tail])
    return Difference(float(gaps.mean()), float(low), float(high))


def split_variance(values: ArrayLike) -> Variance | None:
    """Part the variance of an outcome into ignorance and chance; None with one replication.

    One-way analysis of variance with random effects: chance = mean over futures of the variance
    within; ignorance = variance of the futures' means - chance / R, not below 0 (Searle, Casella
    and McCulloch 1992, chapter 3).

    Examples
    --------
    Futures (0, 2) and (4, 6): within 2 each; means 1 and 5, variance 8, less 2 / 2.

    >>> split_variance([[0.0, 2.0], [4.0, 6.0]])
    Variance(ignorance=7.0, chance=2.0)
    """
    table = _two_level(values)
    futures, replications = table.shape
    if replications < 2 or futures < 2:
        return None
    chance = float(table.var(axis=1, ddof=1).mean())
    between = float(table.mean(axis=1).var(ddof=1))
    return Variance(max(0.0, between - chance / replications), chance)


def standard_error(values: ArrayLike) -> float | None:
    """Give the standard error of the mean, clustered by future: s(means) / sqrt(F).

    Examples
    --------
    Means 1 and 5: s = sqrt(8), over sqrt(2) is 2. None from a single future.

    >>> standard_error([[0.0, 2.0], [4.0, 6.0]])
    2.0
    """
    means = _two_level(values).mean(axis=1)
    return float(means.std(ddof=1) / math.sqrt(means.size)) if means.size > 1 else None


def probability(happened: ArrayLike) -> Estimate:
    """Give the probability of an event, with Wilson's interval for clustered runs.

    Wilson (1927) with the effective number of runs n* = p (1 - p) / se², se clustered by future
    (Dean and Pagano 2015), kept between the number of futures and the number of runs; at p = 0
    or 1 it is the number of futures, as if all runs of a future were one.

    Parameters
    ----------
    happened : bool[future, replication]
        Whether it happened in each run.

    Examples
    --------
    None in four futures: from 0 to z² / (4 + z²), z = 1.96.

    >>> answer = probability([[False, False]] * 4)
    >>> answer.p, answer.low, round(answer.high, 3)
    (0.0, 0.0, 0.49)
    """
    table = _two_level(happened)
    if np.any((table != 0) & (table != 1)):
        raise ValueError("a probability is counted from what did or did not happen")
    p = float(table.mean())
    low, high = wilson(p, _effective_runs(table, p))
    return Estimate(p, low, high, _chances_across_futures(table, p))


def wilson(p: float, runs: float) -> tuple[float, float]:
    """Give Wilson's 95 % interval of a share p seen in a number of runs.

    (p + z²/2n ± z sqrt(p (1 - p) / n + z²/4n²)) / (1 + z²/n), Wilson (1927).

    Examples
    --------
    >>> tuple(round(end, 3) for end in wilson(0.5, 100))
    (0.404, 0.596)
    """
    z = float(ndtri((1 + CONFIDENCE) / 2))
    shrink = 1 + z**2 / runs
    centre = (p + z**2 / (2 * runs)) / shrink
    half = z * math.sqrt(p * (1 - p) / runs + z**2 / (4 * runs**2)) / shrink
    low = 0.0 if p == 0 else max(0.0, centre - half)
    high = 1.0 if p == 1 else min(1.0, centre + half)
    return low, high


def restricted(days: ArrayLike, horizon: float) -> Runs:
    """Cut days at the horizon: min(T, horizon), never being the horizon.

    Examples
    --------
    >>> restricted([10.0, float("nan"), float("inf"), 400.0], 365).tolist()
    [10.0, 365.0, 365.0, 365.0]
    """
    reached = np.asarray(days, dtype=np.float64)
    return np.where(np.isnan(reached), horizon, np.minimum(reached, horizon))


def restricted_mean(days: ArrayLike, horizon: float) -> Estimate:
    """Give the mean number of days up to the horizon: E min(T, horizon) (Irwin 1949).

    Parameters
    ----------
    days : float[future, replication]  [day]
        Day of the event; nan and inf are never.
    horizon : float  [day]
        Where counting stops.

    Examples
    --------
    >>> restricted_mean([[100.0, float("nan")], [100.0, float("inf")]], 300).p
    200.0
    """
    table = _two_level(restricted(days, horizon))
    return Estimate(*_mean_interval(table), _across_futures(table))


def quantiles(days: ArrayLike, horizon: float = math.inf) -> Quantiles:
    """Give the tenth, fiftieth and ninetieth percentile of all runs; None: not by the horizon.

    The smallest value that at least that share of runs does not exceed (Hyndman and Fan 1996,
    definition 1), so never needs no arithmetic. nan ranks above all; a percentile that falls on
    minus infinity (a margin where relief never comes) is None too.

    Examples
    --------
    >>> quantiles([30.0, 10.0, float("nan"), 20.0])
    Quantiles(p10=10.0, p50=20.0, p90=None)
    """
    flat = np.asarray(days, dtype=np.float64).ravel()
    if flat.size == 0:
        raise ValueError("a quantile needs at least one run")
    ordered = np.sort(np.where(np.isnan(flat), np.inf, flat))
    ranks = [max(0, math.ceil(share * flat.size - ROUNDING) - 1) for share in (0.1, 0.5, 0.9)]
    tenth, middle, ninetieth = (float(ordered[rank]) for rank in ranks)
    return Quantiles(_seen(tenth, horizon), _seen(middle, horizon), _seen(ninetieth, horizon))


def _seen(value: float, horizon: float) -> float | None:
    """Give a value unless it lies beyond the horizon or at infinity."""
    return value if math.isfinite(value) and value <= horizon else None


def _two_level(values: ArrayLike) -> Runs:
    """Read an array as float[future, replication]."""
    table = np.asarray(values, dtype=np.float64)
    table = table.reshape(-1, 1) if table.ndim == 1 else table
    if table.ndim != 2 or table.size == 0:
        raise ValueError(f"runs come as [future, replication], not {table.shape}")
    if not np.all(np.isfinite(table)):
        raise ValueError("a mean needs finite numbers; cut days at the horizon first")
    return table


def _mean_interval(table: Runs) -> tuple[float, float | None, float | None]:
    """Give mean, and Student's 95 % interval of it from the futures' means."""
    centre, error = float(table.mean()), standard_error(table)
    if error is None:
        return centre, None, None
    reach = float(stdtrit(len(table) - 1, (1 + CONFIDENCE) / 2)) * error
    return centre, centre - reach, centre + reach


def _effective_runs(table: Runs, p: float) -> float:
    """Give the number of independent runs that would have the same standard error."""
    futures, runs = table.shape[0], table.size
    error = standard_error(table)
    if error is None or p in (0.0, 1.0):
        return float(futures)
    if error == 0.0:
        return float(runs)
    return min(max(p * (1 - p) / error**2, float(futures)), float(runs))


def _chances_across_futures(table: Runs, p: float) -> Quantiles | None:
    """Give quantiles of the futures' own chances of an event."""
    parts = split_variance(table)
    return None if parts is None else chances(p, parts.ignorance)


def chances(p: float, ignorance: float) -> Quantiles:
    """Give quantiles of chances that have the mean p and the variance `ignorance`.

    Few replications give a future only a few possible shares, so the chances are read off the
    beta law with their mean p and their variance V = ignorance, matched by moments:
    Beta(p n, (1 - p) n), n = p (1 - p) / V - 1 (Griffiths, Biometrics 29, 1973).

    Examples
    --------
    The variance of a uniform is 1/12.

    >>> answer = chances(0.5, 1 / 12)
    >>> round(answer.p10, 6), round(answer.p90, 6)
    (0.1, 0.9)
    """
    most = p * (1 - p)
    if ignorance <= ROUNDING or most == 0.0:
        return Quantiles(p, p, p)
    n = max(most / ignorance - 1, ROUNDING)
    low, middle, high = (float(betaincinv(p * n, (1 - p) * n, share)) for share in (0.1, 0.5, 0.9))
    return Quantiles(low, middle, high)


def _across_futures(table: Runs) -> Quantiles | None:
    """Give quantiles of the futures' own means, chance taken out.

    m + sqrt(ignorance / variance of means) (m_f - m): the means are drawn together until they
    spread as much as ignorance alone would spread them (Louis 1984, constrained estimates).
    """
    parts = split_variance(table)
    if parts is None:
        return None
    means = table.mean(axis=1)
    spread = float(means.var(ddof=1))
    pull = math.sqrt(parts.ignorance / spread) if spread > 0 else 0.0
    return quantiles(means.mean() + pull * (means - means.mean()))
