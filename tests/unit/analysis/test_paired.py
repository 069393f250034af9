"""Shares, means, quantiles and paired differences of runs in futures."""

from __future__ import annotations

import math

import numpy as np
import pytest

from holdfast.analysis import paired
from holdfast.analysis.paired import Quantiles

NAN, INF = math.nan, math.inf


class TestPairedDifferences:
    def test_a_constant_gain_is_certain_whatever_the_runs(self):
        base = np.array([[3.0, 9.0], [100.0, 40.0]])
        answer = paired.paired_difference(base, base + 5)
        assert (answer.d, answer.low, answer.high) == (5.0, 5.0, 5.0)
        assert answer.is_real

    def test_the_interval_is_reckoned_from_futures_not_from_runs(self):
        """Two futures, gains 0 and 2: mean 1, se 1, t(.975, 1) = 12.706, however many runs."""
        for replications in (1, 2, 50):
            gains = np.repeat([[0.0], [2.0]], replications, axis=1)
            answer = paired.paired_difference(np.zeros_like(gains), gains)
            assert answer.d == 1.0
            assert answer.high == pytest.approx(1 + 12.7062, abs=1e-3)
            assert not answer.is_real

    def test_one_future_has_no_interval(self):
        answer = paired.paired_difference([[1.0, 2.0]], [[2.0, 3.0]])
        assert (answer.d, answer.low, answer.high) == (1.0, None, None)
        assert not answer.is_real

    def test_a_mean_between_events_is_a_difference_of_probabilities(self):
        answer = paired.paired_difference([False, False, True, True], [True, False, True, True])
        assert answer.d == 0.25

    def test_pairs_must_be_of_the_same_runs_and_finite(self):
        with pytest.raises(ValueError, match="same runs"):
            paired.paired_difference([1.0, 2.0], [1.0])
        with pytest.raises(ValueError, match="finite"):
            paired.paired_difference([1.0, 2.0], [1.0, NAN])
        with pytest.raises(ValueError, match="future, replication"):
            paired.paired_difference([], [])

    def test_nineteen_intervals_in_twenty_hold_the_truth(self):
        """1,000 studies of 40 futures and 3 runs: se of .95 is .0069; four of it."""
        rng = np.random.default_rng(8)
        held = 0
        for _ in range(1000):
            gains = rng.normal(1.0, 2.0, (40, 1)) + rng.normal(0.0, 3.0, (40, 3))
            answer = paired.paired_difference(np.zeros_like(gains), gains)
            held += answer.low <= 1.0 <= answer.high
        assert held / 1000 == pytest.approx(0.95, abs=4 * 0.0069)


class TestBootstrapOfScores:
    def test_a_campaign_that_one_was_not_scored_on_is_left_out(self):
        assert paired.paired_bootstrap([0.5, NAN, 0.5], [0.25, 0.1, 0.25]).d == -0.25

    def test_one_campaign_has_no_interval_and_none_no_answer(self):
        assert paired.paired_bootstrap([0.5], [0.25]).low is None
        with pytest.raises(ValueError, match="no campaign"):
            paired.paired_bootstrap([NAN], [0.25])

    def test_its_interval_is_the_textbook_one_for_many_campaigns(self):
        """400 gaps of -1 and +1: se = .05, interval ± .098; 2,000 resamples blur it by .003."""
        gaps = np.tile([-1.0, 1.0], 200)
        answer = paired.paired_bootstrap(np.zeros(400), gaps, seed=1)
        assert answer.d == 0.0
        assert answer.low == pytest.approx(-0.098, abs=4 * 0.003)
        assert answer.high == pytest.approx(0.098, abs=4 * 0.003)

    def test_the_same_seed_gives_the_same_interval(self):
        args = ([0.1, 0.5, 0.2], [0.3, 0.1, 0.6])
        assert paired.paired_bootstrap(*args, seed=2) == paired.paired_bootstrap(*args, seed=2)


class TestIgnoranceAndChance:
    def test_futures_that_never_waver_are_all_ignorance(self):
        parts = paired.split_variance([[0.0, 0.0], [1.0, 1.0]])
        assert parts is not None
        assert (parts.ignorance, parts.chance) == (0.5, 0.0)

    def test_futures_that_differ_less_than_their_runs_are_all_chance(self):
        parts = paired.split_variance([[0.0, 1.0], [1.0, 0.0]])
        assert parts is not None
        assert (parts.ignorance, parts.chance) == (0.0, 0.5)

    def test_one_replication_cannot_tell_them_apart(self):
        assert paired.split_variance([0.0, 1.0, 1.0]) is None
        assert paired.split_variance([[0.0, 1.0]]) is None

    def test_known_parts_are_found_again(self):
        """4,000 futures, 3 runs, parts 4 and 9: standard errors .16 and .14; four of each."""
        rng = np.random.default_rng(3)
        values = rng.normal(0, 2, (4000, 1)) + rng.normal(0, 3, (4000, 3))
        parts = paired.split_variance(values)
        assert parts is not None
        assert parts.ignorance == pytest.approx(4.0, abs=4 * 0.16)
        assert parts.chance == pytest.approx(9.0, abs=4 * 0.14)


class TestProbabilities:
    def test_independent_runs_have_the_usual_wilson_interval(self):
        """50 of 100: .5 ± 1.96 * sqrt(.25 / 100 + ...) / ...: from .404 to .596."""
        answer = paired.probability([[True, False]] * 50)
        assert answer.p == 0.5
        assert (answer.low, answer.high) == pytest.approx((0.4038, 0.5962), abs=1e-4)

    def test_runs_that_repeat_their_future_count_once(self):
        """Each future's two runs agree: 50 independent futures, nearly Wilson's with n = 49."""
        answer = paired.probability([[True, True], [False, False]] * 25)
        low, high = paired.wilson(0.5, 50)
        assert answer.low == pytest.approx(low, abs=1e-9)
        assert answer.high == pytest.approx(high, abs=1e-9)

    def test_what_never_happened_is_not_impossible(self):
        answer = paired.probability([[False] * 4] * 100)
        assert (answer.p, answer.low) == (0.0, 0.0)
        assert answer.high == pytest.approx(1.96**2 / (100 + 1.96**2), abs=1e-4)

    def test_a_single_future_counts_as_one_run(self):
        answer = paired.probability([[True, False]])
        assert (answer.low, answer.high) == paired.wilson(0.5, 1)
        assert answer.across_futures is None

    def test_a_share_is_not_an_event(self):
        with pytest.raises(ValueError, match="did or did not"):
            paired.probability([0.5, 0.7])

    def test_nineteen_intervals_in_twenty_hold_the_truth_though_runs_cluster(self):
        """600 studies, p = .2 from Beta(.4, 1.6) futures: se of .95 is .009; four of it."""
        rng = np.random.default_rng(9)
        held = 0
        for _ in range(600):
            happened = rng.random((100, 4)) < rng.beta(0.4, 1.6, (100, 1))
            answer = paired.probability(happened)
            held += answer.low <= 0.2 <= answer.high
        assert held / 600 == pytest.approx(0.95, abs=4 * 0.009)

    def test_spread_across_futures_leaves_chance_out(self):
        """Every future has the same .3: raw shares of four runs spread over 0 … .5, truth not.

        Ignorance of 0 is estimated with se .0022, so its root is below .09 with 4 se.
        """
        rng = np.random.default_rng(6)
        spread = paired.probability(rng.random((3000, 4)) < 0.3).across_futures
        assert spread is not None
        assert spread.p10 == pytest.approx(0.3, abs=0.1)
        assert spread.p90 == pytest.approx(0.3, abs=0.1)

    def test_spread_across_futures_keeps_ignorance(self):
        spread = paired.probability([[False, False]] * 5 + [[True, True]] * 5).across_futures
        assert spread is not None
        assert spread.p10 == pytest.approx(0.0, abs=1e-6)
        assert spread.p90 == pytest.approx(1.0, abs=1e-6)

    def test_spread_across_futures_is_that_of_their_true_chances(self):
        """Chances from Beta(1, 3): p10 .0345, p50 .206, p90 .536; four runs each, 4,000 futures.

        Over 200 seeds the estimates had standard deviations of .004, .005 and .010.
        """
        rng = np.random.default_rng(8)
        chances = rng.beta(1.0, 3.0, (4000, 1))
        spread = paired.probability(rng.random((4000, 4)) < chances).across_futures
        assert spread is not None
        assert spread.p10 == pytest.approx(0.0345, abs=0.024)
        assert spread.p50 == pytest.approx(0.206, abs=0.024)
        assert spread.p90 == pytest.approx(0.536, abs=0.04)


class TestDays:
    def test_days_held_stop_at_the_horizon(self):
        """(100 + 300 + 200 + 300) / 4 = 225, futures 200 and 250, se 25."""
        answer = paired.restricted_mean([[100.0, NAN], [200.0, 400.0]], 300.0)
        assert answer.p == 225.0
        assert paired.standard_error([[100.0, 300.0], [200.0, 300.0]]) == pytest.approx(25.0)
        assert answer.high == pytest.approx(225 + 12.7062 * 25, abs=0.01)

    def test_one_replication_has_an_interval_but_no_spread(self):
        answer = paired.restricted_mean([100.0, INF], 300.0)
        assert answer.p == 200.0
        assert answer.low is not None
        assert answer.across_futures is None

    def test_a_single_future_has_no_standard_error(self):
        assert paired.standard_error([[1.0, 2.0]]) is None

    def test_percentiles_are_days_that_were_run(self):
        assert paired.quantiles(np.arange(10.0, 110.0, 10.0)) == Quantiles(10.0, 50.0, 90.0)
        assert paired.quantiles(np.arange(1.0, 31.0)) == Quantiles(3.0, 15.0, 27.0)
        assert paired.quantiles([7.0]) == Quantiles(7.0, 7.0, 7.0)

    def test_never_is_none_in_every_spelling(self):
        assert paired.quantiles([10.0, NAN, INF]) == Quantiles(10.0, None, None)
        assert paired.quantiles([10.0, 400.0, 500.0], horizon=365) == Quantiles(10.0, None, None)

    def test_a_margin_may_be_negative_or_without_a_day(self):
        assert paired.quantiles([-INF, -20.0, 5.0]) == Quantiles(None, -20.0, 5.0)

    def test_no_runs_have_no_percentile(self):
        with pytest.raises(ValueError, match="at least one run"):
            paired.quantiles([])
