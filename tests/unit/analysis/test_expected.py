"""Which forecasts are set beside a date, and what of the campaigns stands beside them."""

import datetime

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import answers
from holdfast.analysis.expected import expectations, forecasts_for, pooled_from
from holdfast.analysis.tables.contemporaries import contemporaries_table
from holdfast.experiment.dossier import DateNotes, ExpectedThen
from holdfast.report.wording.expected import said_of

OCTOBER = DateNotes("1938-10-01", datetime.date(1938, 10, 1), True)
POOLED = {"p10": 9.0, "p25": 14.0, "p50": 25.0, "p75": 50.0, "p90": 100.0}


def said(days, **more):
    return ExpectedThen("somebody", "1938-09", spans={"days": days}, **more)


@pytest.mark.parametrize(
    "other",
    [
        {"given": "with_allies"}, {"given": "not_said"}, {"kind": "boast"}, {"kind": "hindsight"},
        {"attack": "1937-05"},
    ],
)  # fmt: skip
def test_what_speaks_of_something_else_is_no_forecast_of_a_fight_alone(other):
    here = said((7.0, 14.0, 30.0), given="alone", kind="forecast", attack="1938-10")
    found = forecasts_for([here, said((1.0, 1.0), **{"given": "alone", **other})], OCTOBER)
    assert list(found) == [(7.0, 14.0, 30.0)]


@given(st.lists(st.lists(st.floats(1, 365), min_size=1, max_size=3).map(sorted), min_size=1))
def test_forecasts_pooled_hold_every_one_of_them(forecasts):
    found = pooled_from(forecasts)
    assert found["least"] <= found["p50"] <= found["most"]
    assert all(found["least"] <= day <= found["most"] for days in forecasts for day in days)


def campaigns(**changes):
    """Five campaigns: one yields, of four fought alone three end on days 10, 20 and 30."""
    columns = {
        "attack_on": ["1938-10-01"] * 5,
        "outcome": ["yielded", "no_help", "too_late", "settled", "held_alone"],
        "end_without": ["yielded", "collapse", "collapse", "settlement", "still_fighting"],
        "days_held_without": [None, 10.0, 20.0, 30.0, 365.0],
    }  # fmt: skip
    return pd.DataFrame({**columns, **changes})


def notes(pooled):
    made = answers.notes("1938-10-01")
    date = DateNotes("1938-10-01", datetime.date(1938, 10, 1), True, expected_alone=pooled)
    return type(made)(**{**vars(made), "dates": (date,)})


def test_the_model_is_that_of_the_fought_without_help_and_who_stands_is_later_than_known():
    (found,) = expectations(campaigns(), notes(POOLED)).values()
    assert found.contemporaries == POOLED
    assert (found.model["p10"], found.model["p50"], found.model["p90"]) == (10.0, 20.0, None)


def test_nothing_is_set_beside_where_nothing_was_expected_or_fought():
    assert expectations(campaigns(), notes({})) == {}
    assert expectations(campaigns(outcome=["yielded"] * 5), notes(POOLED)) == {}


def test_the_sentence_has_both_and_says_what_is_later_than_the_last_day():
    (found,) = expectations(campaigns(), notes(POOLED)).values()
    assert said_of(found, "1938-10-01", 365) == (
        "Fought alone, contemporaries expected 25 days in the middle (9 to 100) in 1938; this "
        "model says 20 (10 to more than 365)."
    )


def test_the_table_has_a_row_a_date_and_is_not_there_without_one():
    table = contemporaries_table(expectations(campaigns(), notes(POOLED)))
    assert table.shown().rows == (("day 25 (9–100)", "day 20 (10–never)", "yes"),)
    assert contemporaries_table({}) is None
