"""What a capacity gives in each month: the ramp of a new plant, and the season."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from holdfast.preparation.economy import YEAR, Amount, Capacity, Economy, Floats

FULL = 0.95
"""Share of its plateau at which a logistic counts as full; grade: judgement."""

HALVINGS = 40


def available(economy: Economy) -> Floats:
    """What each capacity has in each month, float[month, capacity, future]."""
    shape = economy.months, len(economy.capacities), economy.futures
    rates = np.zeros(shape)
    for n, capacity in enumerate(economy.capacities):
        rates[:, n, :] = rate(capacity, economy)
    return rates


def rate(capacity: Capacity, economy: Economy) -> Floats:
    """What one capacity has in each month: was + (full - was) x ramp, by season."""
    months = np.arange(economy.months)
    share = ramp(months - capacity.begins, capacity.ramp_months, capacity.first_share)
    grown = capacity.was + (capacity.per_month - np.asarray(capacity.was)) * share
    if capacity.season:
        grown = grown * np.array(capacity.season)[(economy.first - 1 + months) % YEAR][:, None]
    return np.maximum(grown, 0.0) * np.ones(economy.futures)


def ramp(months: npt.NDArray[np.integer], full_after: Amount, first_share: Amount) -> Floats:
    """Share of the full rate in the middle of each month since the plant was ordered.

    A logistic 1 / (1 + exp(-(m - h) / w)) that is at 95 % after `full_after` months, counted there
    as full, and whose first twelve months give `first_share` of a year at the full rate. A month
    before the order has none; a plant that is full at once has all.

    Returns
    -------
    float[month, future]

    >>> by_month = ramp(np.arange(36), 22.0, 0.3)
    >>> round(float(by_month[:12].mean()), 2), round(float(by_month[22:].min()), 2)
    (0.3, 1.0)
    """
    since: Floats = months[:, None].astype(np.float64) + 0.5
    full = np.atleast_1d(np.asarray(full_after, dtype=np.float64))
    span = np.maximum(full, 1e-9)
    half = half_time(span, np.atleast_1d(np.asarray(first_share, dtype=float)))
    share = np.where(full > 0, risen(since, half, span), 1.0)
    return np.where(since > 0, share, 0.0)


def risen(since: Floats, half: Floats, span: Floats) -> Floats:
    """The logistic with half of its rise at `half` and 95 % at `span`, 1 from there on."""
    width = np.maximum((span - half) / np.log(FULL / (1 - FULL)), 1e-9)
    power = np.clip((since - half) / width, -50.0, 50.0)
    return np.where(since >= span, 1.0, np.minimum(1.0 / (1.0 + np.exp(-power)) / FULL, 1.0))


def half_time(span: Floats, first_share: Floats) -> Floats:
    """The month of half the rise with which the first year gives its share, by halving.

    What cannot be had is met as nearly as it can: a plant full after six months gives at least half
    of its first year.
    """
    span, first_share = np.broadcast_arrays(span, first_share)
    low, high = -3.0 * span, span.copy()
    year: Floats = np.arange(YEAR, dtype=np.float64)[:, None] + 0.5
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        early = risen(year, middle, span).mean(axis=0) > first_share
        low, high = np.where(early, middle, low), np.where(early, high, middle)
    return (low + high) / 2
