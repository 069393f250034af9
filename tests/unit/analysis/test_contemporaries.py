"""The days of the model beside what contemporaries expected."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from holdfast.analysis.contemporaries import beside, is_beyond, likeliest, quantiles

POOLED = {"p10": 9.0, "p25": 14.0, "p50": 25.0, "p75": 50.0, "p90": 100.0}
DAYS = st.lists(st.floats(1, 365), min_size=1, max_size=50)


def all_ended(days):
    return np.array(days, dtype=np.float64), np.ones(len(days), dtype=bool)


@given(DAYS)
def test_quantiles_rise_and_are_days_of_campaigns(days):
    found = quantiles(*all_ended(days), (0.1, 0.25, 0.5, 0.75, 0.9))
    assert found == sorted(found)
    assert set(found) <= set(days)


@given(DAYS, st.integers(0, 50))
def test_who_had_not_ended_is_later_than_any_day(days, still):
    ends, ended = all_ended([*days, *[400.0] * still])
    ended[len(days) :] = False
    (middle,) = quantiles(ends, ended, (0.5,))
    assert (middle is None) == (still > len(days))
    assert (quantiles(ends, ended, (1.0,)) == [None]) == (still > 0)


def test_a_model_that_says_the_same_is_near_and_one_that_says_thrice_is_not():
    days = np.array([POOLED["p25"]] * 30 + [POOLED["p50"]] * 30 + [POOLED["p75"]] * 30)
    assert beside(*all_ended(days), POOLED).near
    assert not beside(*all_ended(3 * days), POOLED).near


def test_forecasts_beyond_nine_tenths_of_the_campaigns_are_counted():
    found = beside(*all_ended(range(1, 101)), POOLED, [[4, 4, 8], [90, 135, 180], [60, 90], []])
    assert (found.forecasts, found.beyond) == (3, 2 / 3)
    assert beside(*all_ended([5.0]), POOLED).beyond is None


def test_the_likeliest_of_two_ends_is_their_geometric_middle():
    assert likeliest([10, 40]) == pytest.approx(20)
    assert likeliest([21, 111, 120]) == 111
    assert likeliest([11]) == 11


def test_a_range_that_is_later_than_anything_known_has_nothing_beyond_its_end():
    assert not is_beyond(1000, 10, None)
    assert is_beyond(5, None, None)


def test_without_a_campaign_there_is_nothing_to_set_beside():
    with pytest.raises(ValueError, match="no campaign"):
        beside(np.array([]), np.array([], dtype=bool), POOLED)
