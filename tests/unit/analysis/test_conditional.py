"""Shares and means among the runs that count: right by hand, and with the error they claim."""

import numpy as np
import pytest

from holdfast.analysis.conditional import conditional_mean, conditional_share, conditional_split
from holdfast.analysis.paired import probability, restricted_mean, split_variance

SEED = 5


def draws(futures, replications, seed=SEED):
    """Runs of which about half count, in which an event has a chance that its future draws."""
    generator = np.random.default_rng(seed)
    own = generator.beta(2, 6, size=(futures, 1))
    among = generator.uniform(size=(futures, replications)) < generator.uniform(size=(futures, 1))
    return generator.uniform(size=among.shape) < own, among


def test_where_every_run_counts_it_is_the_plain_estimate():
    happened, _ = draws(50, 4)
    everything = np.ones_like(happened)
    assert conditional_share(happened, everything) == probability(happened)
    days = happened * 10.0
    ours, plain = conditional_mean(days, everything), restricted_mean(days, 365)
    assert (ours.p, ours.low, ours.high) == pytest.approx((plain.p, plain.low, plain.high))
    parts, plainly = conditional_split(happened * 1.0, everything * 1.0), split_variance(happened)
    assert (parts.ignorance, parts.chance) == pytest.approx((plainly.ignorance, plainly.chance))


def test_among_none_there_is_no_share():
    assert conditional_share([[True]], [[False]]) is None
    assert conditional_mean([[1.0]], [[False]]) is None


def test_runs_that_do_not_count_change_nothing():
    happened, among = draws(60, 4)
    assert conditional_share(happened, among) == conditional_share(happened | ~among, among)


def test_the_interval_holds_the_truth_about_as_often_as_it_says():
    """Truth .25 (mean of Beta(2, 6)); 95 % of 200 intervals: 190, standard error 3."""
    held = 0
    for seed in range(200):
        estimate = conditional_share(*draws(80, 4, seed))
        held += estimate.low <= 0.25 <= estimate.high
    assert 180 <= held <= 199


def test_chance_is_taken_out_of_the_range_across_futures():
    """Chances of Beta(2, 6): percentiles .079, .228, .453."""
    across = conditional_share(*draws(4000, 4)).across_futures
    assert (across.p10, across.p50, across.p90) == pytest.approx((0.079, 0.228, 0.453), abs=0.03)


def test_one_future_has_no_error_and_one_run_each_no_range():
    estimate = conditional_mean([[1.0, 2.0, 3.0]], [[True, True, False]])
    assert (estimate.p, estimate.low, estimate.high) == (1.5, None, None)
    lone = conditional_share([[True], [False], [True]], [[True], [True], [False]])
    assert lone.across_futures is None
