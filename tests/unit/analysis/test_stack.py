"""The stack: weights that can be reckoned, and a weight that was hidden found again."""

from __future__ import annotations

import numpy as np
import pytest

from holdfast.analysis import stack
from holdfast.analysis.scores import Ending

NEVER = Ending(None)


def level(height: float) -> np.ndarray:
    """A forecast of collapse on day 1 with this probability, else never."""
    return np.full(365, height)


class TestStacked:
    def test_the_ends_of_the_scale_are_the_two_forecasts(self):
        model, outside = level(0.9), level(0.3)
        np.testing.assert_array_equal(stack.stacked(model, outside, 1.0), model)
        np.testing.assert_array_equal(stack.stacked(model, outside, 0.0), outside)

    @pytest.mark.parametrize("weight", [-0.1, 1.1, float("nan")])
    def test_a_weight_outside_the_scale_is_refused(self, weight):
        with pytest.raises(ValueError, match="between 0 and 1"):
            stack.stacked(level(0.5), level(0.5), weight)

    def test_what_is_no_distribution_is_refused(self):
        with pytest.raises(ValueError, match="365"):
            stack.stacked(np.zeros(3), level(0.5), 0.5)


class TestTheWeight:
    def test_without_evidence_it_is_a_fifth(self):
        prior = stack.fit_weight([], [], [])
        assert prior.mean == pytest.approx(1 / 5, abs=1e-5)
        assert prior.standard_deviation**2 == pytest.approx(1 * 4 / (25 * 6), abs=1e-5)

    def test_forecasts_that_agree_teach_nothing(self):
        fit = stack.fit_weight([level(0.4)] * 9, [level(0.4)] * 9, [NEVER] * 9)
        assert fit.mean == pytest.approx(1 / 5, abs=1e-5)

    def test_one_campaign_that_the_model_knew_counts_once_not_three_times(self):
        """Model 1, outside .5 and a collapse: likelihood (1 + x)/2 about, prior 4 (1 - x)^3.

        Mean = (1/20 + 1/60) / (1/4 + 1/20) = 2/9; clipping at .995 moves it by less than 1e-4.
        """
        fit = stack.fit_weight([level(1.0)], [level(0.5)], [Ending(1.0)])
        assert fit.mean == pytest.approx(2 / 9, abs=1e-4)

    def test_a_better_model_earns_weight_and_a_worse_one_loses_it(self):
        endings = [Ending(10.0)] * 10 + [NEVER] * 10
        good = [level(0.9)] * 10 + [level(0.1)] * 10
        bad = [level(0.1)] * 10 + [level(0.9)] * 10
        flat = [level(0.5)] * 20
        assert stack.fit_weight(good, flat, endings).mean > 0.6
        assert stack.fit_weight(bad, flat, endings).mean < 0.1

    def test_a_campaign_still_going_on_counts_on_the_days_that_are_known(self):
        day_30_only = Ending(None, known_until=40.0)
        knew = stack.fit_weight([level(0.0)], [level(0.5)], [day_30_only])
        assert knew.mean == pytest.approx(2 / 9, abs=1e-4)
        unknown = Ending(None, known_until=10.0)
        assert stack.fit_weight([level(0.0)], [level(0.5)], [unknown]).mean == pytest.approx(
            1 / 5, abs=1e-5
        )

    def test_a_hidden_weight_is_found_again(self):
        """3,000 campaigns from a mixture with lambda .7: standard error .026; four of it."""
        rng = np.random.default_rng(5)
        model = rng.random(3000)
        fell = rng.random(3000) < 0.7 * model + 0.3 * 0.5
        endings = [Ending(1.0) if one else NEVER for one in fell]
        found = stack.fit_weight([level(p) for p in model], [level(0.5)] * 3000, endings)
        assert found.standard_deviation == pytest.approx(0.026, abs=0.002)
        assert found.mean == pytest.approx(0.7, abs=4 * 0.026)


class TestLeavingOneOut:
    def test_each_weight_is_that_of_all_others(self):
        endings = [Ending(10.0), NEVER, Ending(90.0), NEVER]
        model = [level(p) for p in (0.8, 0.3, 0.9, 0.6)]
        outside = [level(0.5)] * 4
        weights = stack.leave_one_out_weights(model, outside, endings)
        for index, weight in enumerate(weights):
            others = [i for i in range(4) if i != index]
            assert weight == stack.fit_weight(
                [model[i] for i in others],
                [outside[i] for i in others],
                [endings[i] for i in others],
            )

    def test_forecasts_and_endings_must_match(self):
        with pytest.raises(ValueError, match="one model"):
            stack.fit_weight([level(0.5)], [], [NEVER])
