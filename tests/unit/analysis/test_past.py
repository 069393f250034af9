"""A hindcast as it is kept: verdicts on each campaign, reliability, losses side by side."""

from dataclasses import replace

import pytest

from holdfast.analysis.past import BINS, FORECAST, PastRecord
from holdfast.analysis.tables.past import LOSSES, SCORES, past_table, scores_table, tables_of_past
from holdfast.errors import StoreError
from pasts import kept, past


def test_it_comes_back_from_its_text_as_it_was():
    for record in (kept(), kept(known=False)):
        assert PastRecord.from_json(record.to_json()) == record


def test_an_edited_text_is_refused():
    text = kept().to_json()
    with pytest.raises(StoreError, match="was edited"):
        PastRecord.from_json(text.replace('"collapse_day":18', '"collapse_day":19', 1))


def test_every_campaign_known_at_a_day_falls_into_one_bin():
    record = kept()
    for day, known in ((30, 4), (60, 3), (180, 3)):
        bins = record.reliability(day)
        assert len(bins) == BINS
        assert sum(one.n for one in bins) == known
        shares = [one.observed * one.n for one in bins if one.n]
        assert sum(shares) == pytest.approx(1)


def test_a_forecast_beside_itself_differs_in_nothing_and_the_difference_has_a_sign():
    record = kept()
    assert record.beside(FORECAST, "brier_30").d == 0
    ours, theirs = (record.scores[name].crps_log_days for name in (FORECAST, "base_rate"))
    assert record.beside("base_rate", "crps_log_days").d == pytest.approx(ours - theirs)


def test_what_nobody_knows_is_not_judged():
    (*_, unknown) = kept().campaigns
    assert (unknown.side, unknown.range, unknown.is_missed) == ("", "", False)
    censored = kept().campaigns[2]
    assert censored.side == "unknown"


def test_a_campaign_outside_its_range_is_missed():
    first = kept().campaigns[0]
    assert replace(first, most=replace(first.most, low=19.0)).range == "MISSED"
    assert first.range == "held"


def test_the_tables_hold_the_scores_as_numbers_with_their_intervals():
    record = kept()
    table = scores_table(record.scores)
    assert table.column("score") == list(SCORES.values())
    flat = table.to_frame()
    assert (flat["forecast_low"].dropna() <= flat["forecast"].dropna()).all()
    assert flat["forecast"][0] == record.scores["forecast"].brier_30
    assert scores_table({}) is None
    beside = tables_of_past(record)["beside"]
    assert len(beside.rows) == len(LOSSES)
    assert set(tables_of_past(kept(known=False))) == {"campaigns"}


def test_a_notebook_shows_the_table_that_is_kept():
    assert past(known=True).table() == past_table(kept().campaigns)
