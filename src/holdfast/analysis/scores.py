"""How good was a forecast of the day of collapse? Proper scores, coverage and reliability.

A forecast is a daily distribution function, `float[day]  [probability]`: element t - 1 is the
probability that the defence has collapsed by the end of day t, for t = 1 … 365. What is missing
from one at day 365 is the probability that it does not collapse within the year. Every score is
a loss: lower is better. What history does not tell is not scored: None.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from typing import TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

Daily: TypeAlias = NDArray[np.float64]

HORIZON_DAYS = 365
"""The last day that a forecast covers (design: MODEL.md, section 1, horizon)."""

CDF_DAYS = (1, 2, 3, 5, 7, 10, 14, 21, 30, 45, 60, 90, 120, 180, 270, 365)
"""The days on which a distribution is printed (INTERFACE.md, hindcast)."""

LOG_CLIP = 0.005
"""No probability below this enters a log score: one card in 200. grade: judgement."""

BOOTSTRAP_SAMPLES = 1000
"""Resamples for a standard error; 200 are enough (Efron and Tibshirani 1993, chapter 6)."""

ROUNDING = 1e-9
"""How far a sum of floats may stray from a probability; grade: judgement."""

_EDGES = np.log(np.arange(1.0, HORIZON_DAYS + 1))


@dataclass(frozen=True, slots=True)
class Ending:
    """What became of a campaign, as far as it is known.

    Attributes
    ----------
    collapse_day : float | None
        Day of collapse, the first day of the campaign being 1; None if none is known.
    known_until : float
        Last day on which it is known that there had been no collapse. 365 for a campaign that
        ended in another way: its collapse never came (T = infinity). The day of censoring for
        one that was still going on. It says nothing about a campaign that did collapse.

    Examples
    --------
    >>> Ending(36.0).collapsed_by(30), Ending(36.0).collapsed_by(60)
    (False, True)
    >>> Ending(None, known_until=160.0).collapsed_by(180) is None
    True
    """

    collapse_day: float | None
    known_until: float = float(HORIZON_DAYS)

    def __post_init__(self) -> None:
        if not self.known_until >= 1:
            raise ValueError(f"known_until must be day 1 or later, not {self.known_until}")
        if self.collapse_day is not None and not self.collapse_day >= 1:
            raise ValueError(f"collapse_day must be day 1 or later, not {self.collapse_day}")

    @property
    def is_censored(self) -> bool:
        """Whether the campaign was still going on, without collapse, before the horizon."""
        return self.collapse_day is None and self.known_until < HORIZON_DAYS

    def collapsed_by(self, day: float) -> bool | None:
        """Say whether the defence had collapsed by `day`, or None where that is not known."""
        if self.collapse_day is not None:
            return self.collapse_day <= day
        return False if day <= self.known_until else None


@dataclass(frozen=True, slots=True)
class Interval:
    """A central interval of the day of collapse; None is beyond the horizon."""

    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Scores:
    """The losses of one campaign, or their mean, or their standard error; None: not known.

    Attributes
    ----------
    brier_30, brier_60, brier_180, brier_ever : float | None
        Brier score of "collapsed by that day"; ever: within 365 days.
    log_score_60 : float | None
        Negative natural logarithm of the probability given to what was so on day 60.
    crps_log_days : float | None
        Continuous ranked probability score of the logarithm of the day of collapse.
    coverage_50, coverage_90 : float | None
        Whether (share of campaigns where) the central interval held the day of collapse.
    """

    brier_30: float | None
    brier_60: float | None
    brier_180: float | None
    brier_ever: float | None
    log_score_60: float | None
    crps_log_days: float | None
    coverage_50: float | None
    coverage_90: float | None


SCORE_KEYS = tuple(field.name for field in fields(Scores))
"""The names of the scores, in the order of the columns of a scorecard."""


@dataclass(frozen=True, slots=True)
class Scorecard(Scores):
    """Mean scores of one forecaster over campaigns, and how much they could vary.

    Attributes
    ----------
    standard_error : Scores
        Bootstrap standard error of each mean, campaigns resampled; None below two campaigns.
    scored : tuple[int, ...]
        How many campaigns could be scored, in the order of `SCORE_KEYS`.
    campaigns : int
        How many campaigns there were.
    """

    standard_error: Scores
    scored: tuple[int, ...]
    campaigns: int

    def to_dict(self) -> dict[str, float | None]:
        """Give the eight means by name, as `hindcast` prints them."""
        return {key: getattr(self, key) for key in SCORE_KEYS}


@dataclass(frozen=True, slots=True)
class ReliabilityBin:
    """Forecasts of about one probability, beside what happened; None in an empty bin.

    `low` belongs to the bin, `high` to the next; the last bin holds 1 too.
    """

    low: float
    high: float
    forecast: float | None
    observed: float | None
    n: int


def daily_cdf(days: Sequence[float], probabilities: Sequence[float]) -> Daily:
    """Spread a distribution given on some days over every day of the year.

    Linear in ln t between the days given; zero before the first, level after the last.

    Raises
    ------
    ValueError
        If the days do not rise from day 1 on, or the probabilities fall or leave 0 … 1.

    Examples
    --------
    Day 2 lies half-way between days 1 and 4 on a scale of logarithms:

    >>> daily_cdf([1, 4], [0.2, 0.4])[:5].round(3).tolist()
    [0.2, 0.3, 0.358, 0.4, 0.4]
    """
    at = np.asarray(days, dtype=np.float64)
    if at.size == 0 or at[0] < 1 or np.any(np.diff(at) <= 0):
        raise ValueError("the days of a distribution must rise, from day 1 or later")
    cdf = np.interp(_EDGES, np.log(at), np.asarray(probabilities, dtype=np.float64), left=0.0)
    return check_cdf(cdf)


def empirical_cdf(days: ArrayLike) -> Daily:
    """Turn the days of collapse of many runs into a distribution; nan and inf are never.

    F(t) = (number of runs with T <= t) / (number of runs).

    Examples
    --------
    >>> empirical_cdf([2.0, 3.0, float("nan"), float("inf")])[:4].tolist()
    [0.0, 0.25, 0.5, 0.5]
    """
    drawn = np.asarray(days, dtype=np.float64).ravel()
    if drawn.size == 0:
        raise ValueError("a distribution needs at least one run")
    ordered = np.sort(np.where(np.isnan(drawn), np.inf, drawn))
    reached = np.searchsorted(ordered, np.arange(1, HORIZON_DAYS + 1), side="right")
    return np.asarray(reached / drawn.size, dtype=np.float64)


def check_cdf(cdf: Daily) -> Daily:
    """Return a daily distribution, limited to 0 … 1, or say what is wrong with it.

    Raises
    ------
    ValueError
        If it has not 365 numbers, if one is not a probability, or if they fall.
    """
    if cdf.shape != (HORIZON_DAYS,):
        raise ValueError(f"a daily distribution has {HORIZON_DAYS} numbers, not {cdf.shape}")
    if not np.all((cdf >= -ROUNDING) & (cdf <= 1 + ROUNDING)):
        raise ValueError("a probability of collapse must lie between 0 and 1")
    if np.any(np.diff(cdf) < -ROUNDING):
        raise ValueError("the probability of having collapsed cannot fall from day to day")
    return np.clip(cdf, 0.0, 1.0)


def on_cdf_days(cdf: Daily) -> tuple[tuple[int, float], ...]:
    """Read a daily distribution on the days that are printed.

    Examples
    --------
    >>> on_cdf_days(empirical_cdf([2.0, 400.0]))[:3]
    ((1, 0.0), (2, 0.5), (3, 0.5))
    """
    return tuple((day, probability_by(cdf, day)) for day in CDF_DAYS)


def probability_by(cdf: Daily, day: int) -> float:
    """Give the probability of collapse by the end of a day from 1 to 365."""
    if not 1 <= day <= HORIZON_DAYS:
        raise ValueError(f"day {day} is not between 1 and {HORIZON_DAYS}")
    return float(cdf[day - 1])


def brier(cdf: Daily, ending: Ending, day: int = HORIZON_DAYS) -> float | None:
    """Score "collapsed by that day": (F(day) - 1{T <= day})², Brier (1950).

    Without a day: collapsed ever, that is within 365 days. None if not known at that day.

    Examples
    --------
    A third on collapse by day 60, and it held: 1/9.

    >>> round(brier(empirical_cdf([20.0, 99.0, 400.0]), Ending(None), 60), 4)
    0.1111
    """
    happened = ending.collapsed_by(day)
    return None if happened is None else (probability_by(cdf, day) - happened) ** 2


def log_score(cdf: Daily, ending: Ending, day: int = 60) -> float | None:
    """Score "collapsed by that day" by -ln of the probability of what happened, Good (1952).

    The probability is first brought into LOG_CLIP … 1 - LOG_CLIP, so that a forecast from a
    finite number of runs, none of which collapsed, is not damned for ever.

    Examples
    --------
    An even chance costs ln 2; certainty of the wrong thing -ln 0.005.

    >>> even = empirical_cdf([20.0, 400.0])
    >>> round(log_score(even, Ending(36.0)), 4)
    0.6931
    >>> round(log_score(empirical_cdf([400.0]), Ending(36.0)), 4)
    5.2983
    """
    happened = ending.collapsed_by(day)
    if happened is None:
        return None
    p = float(np.clip(probability_by(cdf, day), LOG_CLIP, 1 - LOG_CLIP))
    return -math.log(p if happened else 1 - p)


def log_score_of_classes(probabilities: Mapping[str, float], happened: str) -> float:
    """Score a forecast of several exclusive outcomes: -ln p(what happened), at least LOG_CLIP.

    Raises
    ------
    ValueError
        If the probabilities do not add up to 1, or what happened is not among them.

    Examples
    --------
    >>> round(log_score_of_classes({"saved": 0.25, "too_late": 0.75}, "saved"), 4)
    1.3863
    """
    if happened not in probabilities:
        raise ValueError(f"no probability was given for {happened!r}")
    if abs(sum(probabilities.values()) - 1) > ROUNDING:
        raise ValueError("the probabilities of exclusive outcomes must add up to 1")
    return -math.log(min(1.0, max(LOG_CLIP, probabilities[happened])))


def crps_log_days(cdf: Daily, ending: Ending) -> float:
    """Score the whole distribution of the day of collapse on a scale of logarithms.

    CRPS = integral over s = ln t from 0 to ln H of (F(e^s) - 1{T <= e^s})² ds, F being a step
    function that changes at each whole day: exact, no quadrature. H is 365, or the day of
    censoring of a campaign that was still going on (a threshold-weighted score, Gneiting and
    Ranjan 2011: still proper): such a campaign is judged by fewer days, so it counts for less.

    Returns
    -------
    float
        [ln days]; 0 for certainty of the right day, at most ln 365 = 5.9.

    Examples
    --------
    Certain of day 10 when day 20 came: wrong from ln 10 to ln 20, so ln 2. Even chances of day
    10 and never when it never came: a quarter of ln(365 / 10).

    >>> round(crps_log_days(empirical_cdf([10.0]), Ending(20.0)), 4)
    0.6931
    >>> round(crps_log_days(empirical_cdf([10.0, 400.0]), Ending(None)), 4)
    0.8993
    """
    return _crps_of_log(cdf, ending.collapse_day, ending.known_until)


def crps_relief_day(
    cdf: Daily, relief_day: float | None, known_until: float = float(HORIZON_DAYS)
) -> float:
    """Score a distribution of the day of relief, by the law of `crps_log_days`.

    A defence that collapsed before help came tells only that none had come by then: its
    `known_until` is the day of collapse.

    Examples
    --------
    Relief called certain for day 5; the place fell on day 10 without any: ln 2 lost.

    >>> round(crps_relief_day(empirical_cdf([5.0]), None, known_until=10.0), 4)
    0.6931
    """
    return _crps_of_log(cdf, relief_day, known_until)


def _crps_of_log(cdf: Daily, day: float | None, known_until: float) -> float:
    """Integrate cell by cell: the cell of day t runs from ln t to ln(t + 1)."""
    last = known_until if day is None else HORIZON_DAYS
    edges = np.minimum(_EDGES, math.log(min(last, HORIZON_DAYS)))
    event = math.inf if day is None else math.log(day)
    before = np.diff(np.minimum(edges, event))
    after = np.diff(edges) - before
    held = cdf[:-1]
    return float(np.sum(before * held**2 + after * (1 - held) ** 2))


def quantile_day(cdf: Daily, share: float) -> float | None:
    """Give the first day by which a share of all futures has collapsed; None: not by day 365.

    Examples
    --------
    >>> quantile_day(empirical_cdf([4.0, 9.0, 400.0]), 0.5)
    9.0
    >>> quantile_day(empirical_cdf([4.0, 9.0, 400.0]), 0.9) is None
    True
    """
    index = int(np.searchsorted(cdf, share - ROUNDING, side="left"))
    return float(index + 1) if index < HORIZON_DAYS else None


def central_interval(cdf: Daily, mass: float) -> Interval:
    """Give the central interval of the day of collapse among all futures.

    From the quantile (1 - mass) / 2 to the quantile (1 + mass) / 2 of T, where a future without
    collapse is one with T beyond the horizon. Quantiles in days and in ln days are the same.

    Examples
    --------
    >>> central_interval(empirical_cdf([4.0, 9.0, 20.0, 400.0]), 0.5)
    Interval(low=4.0, high=20.0)
    """
    return Interval(quantile_day(cdf, (1 - mass) / 2), quantile_day(cdf, (1 + mass) / 2))


def is_covered(interval: Interval, ending: Ending) -> bool | None:
    """Say whether an interval holds the day of collapse, or None where that is not known.

    A collapse that never came lies beyond the horizon, so it is covered if and only if the upper
    end does too. Since T has atoms (whole days; never), a perfect forecaster covers at least
    the nominal share, and more when "never" is likely.

    Examples
    --------
    >>> is_covered(Interval(4.0, 20.0), Ending(20.0))
    True
    >>> is_covered(Interval(4.0, 20.0), Ending(None))
    False
    >>> is_covered(Interval(4.0, 200.0), Ending(None, known_until=160.0)) is None
    True
    """
    low = math.inf if interval.low is None else interval.low
    high = math.inf if interval.high is None else interval.high
    if not ending.is_censored:
        day = math.inf if ending.collapse_day is None else ending.collapse_day
        return low <= (day if day <= HORIZON_DAYS else math.inf) <= high
    if high <= ending.known_until:
        return False
    return True if low <= ending.known_until and high == math.inf else None


def score(cdf: Daily, ending: Ending) -> Scores:
    """Score one forecast of one campaign in every way.

    Examples
    --------
    >>> one = score(empirical_cdf([20.0, 400.0]), Ending(36.0))
    >>> one.brier_30, one.brier_60, one.coverage_50
    (0.25, 0.25, 1.0)
    """
    sound = check_cdf(cdf)
    half, most = (is_covered(central_interval(sound, mass), ending) for mass in (0.5, 0.9))
    return Scores(
        brier_30=brier(sound, ending, 30),
        brier_60=brier(sound, ending, 60),
        brier_180=brier(sound, ending, 180),
        brier_ever=brier(sound, ending),
        log_score_60=log_score(sound, ending, 60),
        crps_log_days=crps_log_days(sound, ending),
        coverage_50=None if half is None else float(half),
        coverage_90=None if most is None else float(most),
    )


def scorecard(cdfs: Sequence[Daily], endings: Sequence[Ending], seed: int = 0) -> Scorecard:
    """Average the scores of one forecaster over campaigns, with bootstrap standard errors.

    Parameters
    ----------
    cdfs : sequence of float[day]  [probability]
        One forecast a campaign.
    endings : sequence of Ending
        What happened, in the same order.
    seed : int
        Seed of the resampling; the same seed resamples the same campaigns for every forecaster.

    Notes
    -----
    Standard error = standard deviation of the mean over BOOTSTRAP_SAMPLES resamples of whole
    campaigns (Efron and Tibshirani 1993, chapter 6).

    Examples
    --------
    >>> card = scorecard([empirical_cdf([20.0, 400.0])] * 2, [Ending(36.0), Ending(None, 59.0)])
    >>> card.brier_60, card.scored[:2], card.campaigns
    (0.25, (2, 1), 2)
    """
    if len(cdfs) != len(endings):
        raise ValueError(f"{len(cdfs)} forecasts for {len(endings)} campaigns")
    rows = [asdict(score(cdf, ending)) for cdf, ending in zip(cdfs, endings, strict=True)]
    table = np.array([[row[key] for key in SCORE_KEYS] for row in rows], dtype=np.float64)
    table = table.reshape(len(rows), len(SCORE_KEYS))
    return Scorecard(
        **_named(_mean_known(table)),
        standard_error=Scores(**_named(_bootstrap_error(table, seed))),
        scored=tuple(int(n) for n in np.sum(~np.isnan(table), axis=0)),
        campaigns=len(rows),
    )


def _mean_known(table: Daily) -> Daily:
    """Average over the campaigns, the second axis from the end; nan where none is known."""
    known = ~np.isnan(table)
    count = known.sum(axis=-2)
    total = np.where(known, table, 0.0).sum(axis=-2)
    return np.where(count > 0, total / np.maximum(count, 1), np.nan)


def _bootstrap_error(table: Daily, seed: int) -> Daily:
    """Give the standard deviation of each column's mean when campaigns are resampled."""
    campaigns = len(table)
    if campaigns < 2:
        return np.full(table.shape[1], np.nan)
    chosen = np.random.default_rng(seed).integers(campaigns, size=(BOOTSTRAP_SAMPLES, campaigns))
    means = _mean_known(table[chosen])
    around = _mean_known((means - _mean_known(means)) ** 2)
    return np.asarray(np.sqrt(around), dtype=np.float64)


def _named(values: Daily) -> dict[str, float | None]:
    """Give the columns of a table their names; nan becomes None."""
    return {
        key: None if math.isnan(value) else float(value)
        for key, value in zip(SCORE_KEYS, values, strict=True)
    }


def reliability(
    probabilities: ArrayLike, happened: ArrayLike, bins: int = 10
) -> tuple[ReliabilityBin, ...]:
    """Set forecast probabilities beside observed shares, bin by bin of equal width.

    Parameters
    ----------
    probabilities : float[campaign]  [probability]
        What was forecast.
    happened : bool[campaign]
        What was so; leave out campaigns where it is not known.
    bins : int
        How many bins between 0 and 1.

    Notes
    -----
    Murphy and Winkler (1977): a reliable forecaster's observed share equals his mean forecast.

    Examples
    --------
    >>> table = reliability([0.1, 0.3, 0.9], [False, True, True], bins=2)
    >>> [(one.n, round(one.forecast, 2), one.observed) for one in table]
    [(2, 0.2, 0.5), (1, 0.9, 1.0)]
    """
    forecast = np.asarray(probabilities, dtype=np.float64)
    observed = np.asarray(happened, dtype=np.float64)
    if forecast.shape != observed.shape or not np.all((forecast >= 0) & (forecast <= 1)):
        raise ValueError("reliability needs one probability and one event for each campaign")
    edges = np.linspace(0.0, 1.0, bins + 1)
    index = np.searchsorted(edges[1:-1], forecast, side="right")
    return tuple(
        _reliability_bin((float(edges[b]), float(edges[b + 1])), forecast, observed, index == b)
        for b in range(bins)
    )


def _reliability_bin(
    limits: tuple[float, float], forecast: Daily, observed: Daily, inside: NDArray[np.bool_]
) -> ReliabilityBin:
    """Average forecasts and events inside one bin."""
    n = int(inside.sum())
    if n == 0:
        return ReliabilityBin(*limits, None, None, 0)
    return ReliabilityBin(
        *limits, float(forecast[inside].mean()), float(observed[inside].mean()), n
    )
