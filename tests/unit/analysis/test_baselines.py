"""Baselines: shares that can be counted, and known parameters found again."""

from __future__ import annotations

import math

import numpy as np
import pytest

from holdfast.analysis import baselines
from holdfast.analysis.baselines import Covariates
from holdfast.analysis.scores import CDF_DAYS, Ending, check_cdf

NEVER = Ending(None)


def as_ending(day: float) -> Ending:
    """The ending of a campaign whose collapse would come at a moment after `day` - 1."""
    return Ending(float(math.ceil(day))) if day <= 365 else NEVER


class TestLeaveOneOut:
    def test_the_ending_of_the_campaign_asked_about_is_never_handed_over(self):
        past = [(name, Ending(float(day))) for day, name in enumerate("abc", start=1)]
        seen = baselines.leave_one_out(lambda others, question: (question, others), past)
        assert [question for question, _ in seen] == ["a", "b", "c"]
        for index, (_, others) in enumerate(seen):
            assert others == past[:index] + past[index + 1 :]


class TestBaseRate:
    def test_without_censoring_it_is_the_jeffreys_share(self):
        curve = baselines.base_rate([Ending(5.0), Ending(40.0), NEVER, NEVER])
        assert curve[3] == pytest.approx(0.5 / 5)
        assert curve[4] == pytest.approx(1.5 / 5)
        assert curve[364] == pytest.approx(2.5 / 5)

    def test_a_campaign_still_going_on_counts_as_long_as_it_is_known(self):
        """Day 5: 1 of 4 falls. Day 40: 1 of the 2 still known. S = 3/4 * 1/2 = 3/8."""
        curve = baselines.base_rate([Ending(5.0), Ending(40.0), Ending(None, 20.0), NEVER])
        assert curve[4] == pytest.approx((4 * (1 / 4) + 0.5) / 5)
        assert curve[39] == pytest.approx((4 * (5 / 8) + 0.5) / 5)

    def test_a_campaign_that_ended_otherwise_stays_among_those_that_did_not_fall(self):
        """Had the three not counted after their own ends, day 90 would be 1 of 1."""
        curve = baselines.base_rate([Ending(90.0), NEVER, NEVER, NEVER])
        assert curve[364] == pytest.approx(1.5 / 5)

    def test_a_collapse_beyond_the_year_is_none_within_it(self):
        assert baselines.base_rate([Ending(400.0)])[364] == pytest.approx(0.5 / 2)

    def test_it_needs_another_campaign(self):
        with pytest.raises(ValueError, match="at least one"):
            baselines.base_rate([])


class TestDurationFit:
    def test_without_censoring_it_finds_share_mean_and_spread(self):
        """ln days -1, +1 about 3: mean 3 and sd 1, at the centre of the prior of the spread."""
        days = [math.exp(2.0), math.exp(4.0)] * 10
        fit = baselines.fit_duration([Ending(day) for day in days] + [NEVER] * 20)
        assert fit.collapse_share == pytest.approx(0.5, abs=1e-4)
        assert fit.mean_ln_days == pytest.approx(3.0, abs=0.01)
        assert fit.sd_ln_days == pytest.approx(1.0, abs=0.01)

    def test_one_collapse_or_none_does_not_upset_it(self):
        for endings in ([Ending(12.0)], [NEVER], [Ending(None, 50.0)], []):
            curve = check_cdf(baselines.duration_fit(endings))
            assert 0 < curve[-1] < 1

    def test_it_finds_known_parameters_again_though_many_are_still_going_on(self):
        """n = 4,000, censored at U(20, 200): se .012, .035 and .021; four of each."""
        rng = np.random.default_rng(11)
        n, share, mean, spread = 4000, 0.6, 3.5, 1.0
        day = np.where(rng.random(n) < share, np.exp(rng.normal(mean, spread, n)), np.inf)
        seen_until = rng.uniform(20, 200, n)
        endings = [
            Ending(max(1.0, float(t))) if t <= c else Ending(None, float(c))
            for t, c in zip(day, seen_until, strict=True)
        ]
        fit = baselines.fit_duration(endings)
        assert fit.collapse_share == pytest.approx(share, abs=4 * 0.012)
        assert fit.mean_ln_days == pytest.approx(mean, abs=4 * 0.035)
        assert fit.sd_ln_days == pytest.approx(spread, abs=4 * 0.021)

    def test_taking_the_censored_for_ended_would_lower_the_share(self):
        some = [Ending(day) for day in (10.0, 20.0, 40.0, 80.0)]
        open_ended = baselines.fit_duration([*some, *[Ending(None, 15.0)] * 8])
        ended = baselines.fit_duration([*some, *[NEVER] * 8])
        assert open_ended.collapse_share > ended.collapse_share

    def test_the_curve_is_a_distribution(self):
        check_cdf(baselines.duration_fit([Ending(1.0), Ending(30.0), NEVER]))


class TestOutsideView:
    def test_it_finds_known_parameters_again(self):
        """n = 3,000: standard errors .022 of b, .072 of c, .052 of a(60); four of each."""
        rng = np.random.default_rng(7)
        n, b, c = 3000, 0.5, -0.7
        ratio, isolated = rng.normal(1.0, 1.5, n), rng.random(n) < 0.3
        noise = rng.logistic(size=n)
        # a(t) = -3.5 + .6 ln t: T is the t at which a(t) + b (x - 1) + c isolated passes noise
        days = np.exp((noise + 3.5 - b * (ratio - 1.0) - c * isolated) / 0.6)
        view = baselines.fit_outside_view(
            [Ending(max(1.0, float(t))) if t <= 365 else NEVER for t in days],
            [Covariates(float(x), bool(i)) for x, i in zip(ratio, isolated, strict=True)],
        )
        assert view.per_ln_ratio == pytest.approx(b, abs=4 * 0.022)
        assert view.if_isolated == pytest.approx(c, abs=4 * 0.072)
        level = view.levels[CDF_DAYS.index(60)] + b * (1.0 - view.mean_ln_ratio)
        assert level == pytest.approx(-3.5 + 0.6 * math.log(60), abs=4 * 0.052)

    def test_a_stronger_attacker_is_more_likely_to_win_by_every_day(self):
        endings = [Ending(10.0), Ending(30.0), NEVER, NEVER]
        view = baselines.fit_outside_view(endings, [Covariates(x) for x in (3.0, 2.0, -1.0, 0.0)])
        strong, weak = view.predict(4.0, False), view.predict(-2.0, False)
        assert view.per_ln_ratio > baselines.CAPABILITY_PRIOR[0]
        assert np.all(strong.cdf > weak.cdf)
        check_cdf(strong.cdf)

    def test_without_campaigns_it_is_the_prior(self):
        view = baselines.fit_outside_view([], [])
        assert view.levels[0] == pytest.approx(baselines.FIRST_DAY_PRIOR[0])
        assert view.levels[-1] == pytest.approx(-3.5 + 0.6 * math.log(365))
        assert view.if_isolated == 0.0

    def test_an_unknown_ratio_is_answered_as_the_mean_one_and_said_so(self):
        view = baselines.fit_outside_view(
            [Ending(10.0), NEVER, NEVER],
            [Covariates(2.0), Covariates(0.0), Covariates(None, isolated=True)],
        )
        unknown = view.predict(None, isolated=True)
        assert view.mean_ln_ratio == 1.0
        assert unknown.capability_unknown
        assert not view.predict(1.0, True).capability_unknown
        np.testing.assert_allclose(unknown.cdf, view.predict(1.0, True).cdf)

    def test_a_campaign_still_going_on_says_no_more_than_it_knows(self):
        """Known for a day only, it moves the chance of a year less than one known for it all."""
        base = [Ending(10.0), Ending(100.0), NEVER, NEVER]
        none = [Covariates(None)] * 5

        def by_the_end_of_the_year(ending: Ending) -> float:
            view = baselines.fit_outside_view([*base, ending], none)
            return float(view.predict(None, False).cdf[-1])

        day, month, year = (by_the_end_of_the_year(Ending(None, t)) for t in (1.0, 30.0, 365.0))
        assert day > month > year
        assert by_the_end_of_the_year(Ending(400.0)) == pytest.approx(year)

    def test_its_slope_is_the_derivative_of_its_surprise(self):
        endings = [Ending(1.0), Ending(12.0), Ending(300.0), Ending(None, 77.0), NEVER]
        traits = np.array([[1.0, 0], [-1, 1], [0.5, 0], [2, 1], [0, 0]])
        bracket = baselines._bracket(endings)
        centre, spread = baselines._outside_priors()
        at = centre + 0.3 * spread * np.random.default_rng(2).normal(size=centre.size)
        _, slope = baselines._surprise(at, bracket, traits)
        for index, nudge in enumerate(np.eye(at.size) * 1e-6):
            rise = (
                baselines._surprise(at + nudge, bracket, traits)[0]
                - baselines._surprise(at - nudge, bracket, traits)[0]
            )
            assert slope[index] == pytest.approx(rise / 2e-6, abs=1e-5)

    def test_each_campaign_needs_its_covariates(self):
        with pytest.raises(ValueError, match="1 endings for 0"):
            baselines.fit_outside_view([NEVER], [])
