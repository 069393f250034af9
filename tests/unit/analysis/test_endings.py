"""When the fighting ends and how, by hand and for any campaigns."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from holdfast.analysis.endings import FIGHTING_DAYS, endings, shares, still_fighting

WORDS = ("collapse", "settlement", "stop", "still_fighting")
CAMPAIGNS = st.lists(st.tuples(st.sampled_from(WORDS), st.integers(1, 365)), min_size=1)


def test_five_campaigns_are_told_in_days_and_shares():
    end = ["collapse", "collapse", "settlement", "stop", "still_fighting"]
    cause = ["core_lost", "army_broken", "terms", "losses", "none"]
    told = endings(end, cause, [12, 40, 60, 90, 365])
    assert (told.end_day.p10, told.end_day.p50, told.end_day.p90) == (12, 60, 365)
    assert (told.collapse_day.p10, told.collapse_day.p90) == (12, 40)
    assert told.how == {"collapse": 0.4, "settlement": 0.2, "still_fighting": 0.2, "stop": 0.2}
    assert told.why["core_lost"] == 0.2
    assert told.still_fighting == {"10": 1.0, "30": 0.8, "60": 0.4, "90": 0.2, "180": 0.2}


def test_none_that_was_fought_tells_nothing():
    assert endings([], [], []) is None


def test_without_a_collapse_there_is_no_day_of_it():
    assert endings(["stop"], ["losses"], [50]).collapse_day.p50 is None


def test_who_still_fights_at_the_horizon_fights_by_every_day():
    assert still_fighting([60], [True]) == dict.fromkeys(map(str, FIGHTING_DAYS), 1.0)


@given(CAMPAIGNS)
def test_shares_add_up_and_fewer_fight_from_day_to_day(campaigns):
    end, day = zip(*campaigns, strict=True)
    told = endings(end, end, day)
    assert sum(told.how.values()) == pytest.approx(1)
    fighting = list(told.still_fighting.values())
    assert fighting == sorted(fighting, reverse=True)
    assert list(told.how.values()) == sorted(told.how.values(), reverse=True)
    assert told.how == shares(end)
    over = np.array([word != "still_fighting" for word in end]) & (np.array(day) <= 60)
    assert told.still_fighting["60"] == pytest.approx(1 - over.mean())
