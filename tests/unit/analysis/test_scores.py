"""Scores: numbers that a pencil can check, and properness."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from holdfast.analysis import scores
from holdfast.analysis.scores import Ending, Interval

DAYS = np.arange(1, 366)
NEVER = Ending(None)
GOING_ON = Ending(None, known_until=160.0)


def step(day: int, height: float = 1.0) -> np.ndarray:
    """A forecast that puts `height` on one day and the rest on never."""
    return np.where(day <= DAYS, height, 0.0)


def crps_by_quadrature(cdf: np.ndarray, day: float, points: int = 400_000) -> float:
    """The same integral by brute force, on the scale of logarithms."""
    s = (np.arange(points) + 0.5) / points * math.log(365)
    t = np.exp(s)
    height = cdf[np.minimum(t.astype(int), 365) - 1]
    return float(np.mean((height - (day <= t)) ** 2) * math.log(365))


@st.composite
def distributions_of_the_day_of_collapse(draw: st.DrawFn) -> np.ndarray:
    """A daily distribution with a few jumps and some chance of never."""
    jumps = draw(st.lists(st.integers(1, 365), min_size=1, max_size=5, unique=True))
    masses = draw(st.lists(st.integers(1, 9), min_size=len(jumps) + 1, max_size=len(jumps) + 1))
    cdf = np.zeros(365)
    for day, mass in zip(jumps, masses, strict=False):
        cdf[day - 1 :] += mass / sum(masses)
    return scores.check_cdf(cdf)


def expected(score, forecast: np.ndarray, truth: np.ndarray) -> float:
    """The mean of a score when the day of collapse is drawn from `truth`."""
    masses = np.diff(truth, prepend=0.0)
    total = (1 - truth[-1]) * score(forecast, NEVER)
    for index in np.flatnonzero(masses > 0):
        total += masses[index] * score(forecast, Ending(float(index + 1)))
    return float(total)


class TestWhatIsKnownOfAnEnding:
    def test_a_collapse_is_known_on_every_day(self):
        assert Ending(36.0).collapsed_by(35) is False
        assert Ending(36.0).collapsed_by(36) is True

    def test_a_campaign_that_ended_otherwise_never_collapses(self):
        assert NEVER.collapsed_by(365) is False
        assert not NEVER.is_censored

    def test_a_campaign_still_going_on_is_not_known_later(self):
        assert GOING_ON.collapsed_by(160) is False
        assert GOING_ON.collapsed_by(161) is None
        assert GOING_ON.is_censored

    @pytest.mark.parametrize("wrong", [(0.0, 365.0), (None, 0.0), (math.nan, 365.0)])
    def test_days_count_from_one(self, wrong):
        with pytest.raises(ValueError, match="day 1 or later"):
            Ending(*wrong)


class TestDistributions:
    def test_a_printed_distribution_goes_through_its_points(self):
        printed = [day / 400 for day in scores.CDF_DAYS]
        daily = scores.daily_cdf(scores.CDF_DAYS, printed)
        read = scores.on_cdf_days(daily)
        assert tuple(day for day, _ in read) == scores.CDF_DAYS
        assert [height for _, height in read] == pytest.approx(printed)

    def test_before_the_first_day_given_it_is_zero_and_after_the_last_level(self):
        daily = scores.daily_cdf([10, 100], [0.2, 0.6])
        assert daily[8] == 0.0
        assert daily[9] == 0.2
        assert daily[-1] == 0.6

    def test_half_way_in_logarithms_is_half_way_up(self):
        daily = scores.daily_cdf([4, 100], [0.2, 0.6])
        assert daily[19] == pytest.approx(0.4)  # 20 = sqrt(4 * 100)

    @pytest.mark.parametrize(
        ("days", "heights"), [([], []), ([0.5, 2], [0.1, 0.2]), ([3, 3], [0.1, 0.2])]
    )
    def test_days_that_do_not_rise_are_refused(self, days, heights):
        with pytest.raises(ValueError, match="must rise"):
            scores.daily_cdf(days, heights)

    @pytest.mark.parametrize(
        ("cdf", "why"),
        [
            (np.zeros(364), "365 numbers"),
            (np.full(365, 1.2), "between 0 and 1"),
            (np.full(365, np.nan), "between 0 and 1"),
            (np.linspace(1, 0, 365), "cannot fall"),
        ],
    )
    def test_what_is_no_distribution_is_refused(self, cdf, why):
        with pytest.raises(ValueError, match=why):
            scores.check_cdf(cdf)

    def test_runs_make_a_distribution_and_never_stays_outside_it(self):
        cdf = scores.empirical_cdf([[5.0, np.nan], [5.0, 400.0]])
        assert cdf[3] == 0.0
        assert cdf[4] == cdf[364] == 0.5

    def test_no_runs_make_none(self):
        with pytest.raises(ValueError, match="at least one run"):
            scores.empirical_cdf([])

    @pytest.mark.parametrize("day", [0, 366])
    def test_a_day_outside_the_year_is_refused(self, day):
        with pytest.raises(ValueError, match="not between"):
            scores.probability_by(step(10), day)


class TestBrierAndLogarithm:
    def test_an_even_chance_costs_a_quarter_either_way(self):
        assert scores.brier(step(1, 0.5), Ending(36.0), 60) == 0.25
        assert scores.brier(step(1, 0.5), NEVER, 60) == 0.25

    def test_ever_means_within_the_year(self):
        assert scores.brier(step(300, 0.9), Ending(350.0)) == pytest.approx(0.01)
        assert scores.brier(step(300, 0.9), Ending(400.0)) == pytest.approx(0.81)

    def test_nothing_is_scored_that_is_not_known(self):
        assert scores.brier(step(10), GOING_ON, 180) is None
        assert scores.brier(step(10), GOING_ON) is None
        assert scores.log_score(step(10), GOING_ON, 180) is None
        assert scores.brier(step(10), GOING_ON, 60) == 1.0

    def test_certainty_of_the_wrong_thing_costs_the_clip(self):
        assert scores.log_score(step(10), NEVER) == pytest.approx(-math.log(scores.LOG_CLIP))
        assert scores.log_score(step(10), Ending(5.0)) == pytest.approx(-math.log(0.995))

    def test_four_equal_classes_cost_the_logarithm_of_four(self):
        even = dict.fromkeys(("saved", "too_late", "no_help", "settled"), 0.25)
        assert scores.log_score_of_classes(even, "no_help") == pytest.approx(math.log(4))

    def test_a_class_called_impossible_costs_the_clip(self):
        certain = {"saved": 1.0, "too_late": 0.0}
        assert scores.log_score_of_classes(certain, "too_late") == pytest.approx(math.log(200))
        assert scores.log_score_of_classes(certain, "saved") == 0.0

    def test_classes_must_be_named_and_add_up(self):
        with pytest.raises(ValueError, match="no probability was given"):
            scores.log_score_of_classes({"saved": 1.0}, "lost")
        with pytest.raises(ValueError, match="add up to 1"):
            scores.log_score_of_classes({"saved": 0.5}, "saved")


class TestTheWholeDistribution:
    def test_certainty_of_the_right_day_costs_nothing(self):
        assert scores.crps_log_days(step(36), Ending(36.0)) == 0.0

    def test_twice_too_early_costs_as_much_as_twice_too_late(self):
        early = scores.crps_log_days(step(10), Ending(20.0))
        late = scores.crps_log_days(step(40), Ending(20.0))
        assert early == pytest.approx(math.log(2))
        assert late == pytest.approx(math.log(2))

    def test_calling_never_costs_the_days_that_were_left(self):
        assert scores.crps_log_days(np.zeros(365), Ending(73.0)) == pytest.approx(math.log(5))

    def test_half_a_chance_costs_a_quarter_of_the_way(self):
        assert scores.crps_log_days(step(1, 0.5), NEVER) == pytest.approx(math.log(365) / 4)

    def test_a_campaign_still_going_on_is_judged_to_that_day(self):
        assert scores.crps_log_days(step(40), GOING_ON) == pytest.approx(math.log(4))
        assert scores.crps_log_days(step(200), GOING_ON) == 0.0

    def test_a_collapse_in_the_middle_of_a_day_is_exact_too(self):
        assert scores.crps_log_days(step(10), Ending(12.5)) == pytest.approx(math.log(1.25))

    @settings(max_examples=15, deadline=None)
    @given(distributions_of_the_day_of_collapse(), st.floats(1, 365))
    def test_it_agrees_with_brute_force(self, cdf, day):
        exact = scores.crps_log_days(cdf, Ending(day))
        assert exact == pytest.approx(crps_by_quadrature(cdf, day), abs=2e-4)

    def test_relief_is_scored_by_the_same_law(self):
        assert scores.crps_relief_day(step(10), 20.0) == pytest.approx(math.log(2))

    def test_a_defence_that_fell_first_tells_only_that_none_had_come(self):
        assert scores.crps_relief_day(step(10), None, known_until=30.0) == pytest.approx(
            math.log(3)
        )
        assert scores.crps_relief_day(step(50), None, known_until=30.0) == 0.0


class TestProperness:
    @settings(max_examples=40, deadline=None)
    @given(distributions_of_the_day_of_collapse(), distributions_of_the_day_of_collapse())
    def test_no_other_forecast_expects_a_better_score_than_the_truth(self, truth, other):
        for score in (scores.brier, scores.crps_log_days, scores.log_score):
            assert expected(score, truth, truth) <= expected(score, other, truth) + 1e-12

    @pytest.mark.parametrize("chance", [0.1, 0.35, 0.5, 0.8])
    def test_expected_brier_is_least_at_the_true_chance(self, chance):
        truth = step(20, chance)
        called = np.linspace(0, 1, 101)
        losses = [expected(scores.brier, step(20, p), truth) for p in called]
        assert called[int(np.argmin(losses))] == pytest.approx(chance)
        assert min(losses) == pytest.approx(chance * (1 - chance))


class TestIntervals:
    def test_quartiles_are_the_days_by_which_those_shares_fell(self):
        cdf = scores.empirical_cdf([4.0, 9.0, 20.0, 50.0])
        assert scores.central_interval(cdf, 0.5) == Interval(4.0, 20.0)
        assert scores.quantile_day(cdf, 0.5) == 9.0

    def test_a_future_without_collapse_lies_beyond_the_horizon(self):
        assert scores.central_interval(step(12, 0.6), 0.5) == Interval(12.0, None)
        assert scores.central_interval(step(12, 0.2), 0.5) == Interval(None, None)

    @pytest.mark.parametrize(
        ("interval", "ending", "verdict"),
        [
            (Interval(4.0, 20.0), Ending(4.0), True),
            (Interval(4.0, 20.0), Ending(21.0), False),
            (Interval(4.0, 20.0), NEVER, False),
            (Interval(4.0, None), NEVER, True),
            (Interval(None, None), NEVER, True),
            (Interval(None, None), Ending(300.0), False),
            (Interval(4.0, None), Ending(400.0), True),
            (Interval(4.0, 20.0), GOING_ON, False),
            (Interval(4.0, 200.0), GOING_ON, None),
            (Interval(4.0, None), GOING_ON, True),
            (Interval(180.0, None), GOING_ON, None),
            (Interval(None, None), GOING_ON, None),
        ],
    )
    def test_coverage_of_each_kind_of_ending(self, interval, ending, verdict):
        assert scores.is_covered(interval, ending) is verdict

    def test_a_perfect_forecaster_covers_at_least_the_nominal_share(self):
        """2,000 draws: standard error of a share .5 is .011, of .9 .007; false alarm 1e-4."""
        rng = np.random.default_rng(20)
        days = np.exp(rng.normal(3.5, 1.0, 2000))
        truth = scores.empirical_cdf(np.exp(np.random.default_rng(21).normal(3.5, 1.0, 200_000)))
        for mass, error in ((0.5, 0.011), (0.9, 0.007)):
            interval = scores.central_interval(truth, mass)
            held = [scores.is_covered(interval, Ending(max(1.0, math.ceil(day)))) for day in days]
            assert np.mean(held) > mass - 3.7 * error


class TestScorecards:
    def test_means_are_taken_over_the_campaigns_that_can_be_scored(self):
        card = scores.scorecard([step(1, 0.5)] * 3, [Ending(20.0), NEVER, GOING_ON])
        assert card.brier_60 == 0.25
        assert card.brier_180 == 0.25
        assert dict(zip(scores.SCORE_KEYS, card.scored, strict=True))["brier_180"] == 2
        assert card.campaigns == 3

    def test_its_keys_are_those_that_hindcast_prints(self):
        card = scores.scorecard([step(1, 0.5)], [NEVER])
        assert list(card.to_dict()) == [
            "brier_30",
            "brier_60",
            "brier_180",
            "brier_ever",
            "log_score_60",
            "crps_log_days",
            "coverage_50",
            "coverage_90",
        ]

    def test_a_single_campaign_has_no_standard_error(self):
        assert scores.scorecard([step(1, 0.5)], [NEVER]).standard_error.brier_60 is None

    def test_what_no_campaign_tells_is_none_without_a_warning(self):
        card = scores.scorecard([step(9)] * 2, [Ending(None, 20.0)] * 2)
        assert card.brier_30 is None
        assert card.standard_error.brier_30 is None
        assert scores.scorecard([], []).crps_log_days is None

    def test_the_bootstrap_finds_the_textbook_standard_error(self):
        """Half of 100 campaigns score 1, half 0: se = .05; 1,000 resamples know it to 2.2 %."""
        endings = [Ending(20.0)] * 50 + [NEVER] * 50
        card = scores.scorecard([step(10)] * 100, endings, seed=4)
        assert card.brier_60 == 0.5
        assert card.standard_error.brier_60 == pytest.approx(0.05, rel=4 * 0.022)

    def test_the_same_seed_gives_the_same_error(self):
        args = ([step(10, 0.4), step(50, 0.7), step(90)], [Ending(20.0), NEVER, Ending(70.0)])
        assert scores.scorecard(*args, seed=3) == scores.scorecard(*args, seed=3)
        assert scores.scorecard(*args, seed=3) != scores.scorecard(*args, seed=5)

    def test_each_campaign_needs_its_forecast(self):
        with pytest.raises(ValueError, match="1 forecasts for 2 campaigns"):
            scores.scorecard([step(3)], [NEVER, NEVER])


class TestReliability:
    def test_bins_hold_their_own_forecasts_and_the_last_holds_one(self):
        table = scores.reliability([0.0, 0.5, 0.5, 1.0], [False, True, False, True], bins=2)
        assert [(row.n, row.forecast, row.observed) for row in table] == [
            (1, 0.0, 0.0),
            (3, pytest.approx(2 / 3), pytest.approx(2 / 3)),
        ]

    def test_an_empty_bin_says_so(self):
        row = scores.reliability([0.9], [True], bins=10)[0]
        assert (row.low, row.high, row.forecast, row.observed, row.n) == (0.0, 0.1, None, None, 0)

    def test_what_is_no_probability_is_refused(self):
        with pytest.raises(ValueError, match="one probability"):
            scores.reliability([1.2], [True])
        with pytest.raises(ValueError, match="one probability"):
            scores.reliability([0.2, 0.3], [True])
