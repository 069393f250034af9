"""The typical campaign of an outcome: the middle one of its commonest way."""

import pandas as pd

from holdfast.analysis.typical import commonest, typical


def frame(rows):
    names = ["outcome", "fell", "decided", "end_day", "value_lost", "future", "replication"]
    return pd.DataFrame(rows, columns=names).assign(course="north")


ROWS = [
    ("no_help", 3, 1, 40, 0.6, 0, 0),
    ("no_help", 3, 1, 10, 0.5, 1, 0),
    ("no_help", 3, 1, 30, 0.5, 2, 0),
    ("no_help", 3, 2, 99, 0.5, 3, 0),
    ("yielded", 1, 0, 0, 0.3, 4, 0),
]


def test_the_middle_campaign_of_the_commonest_way_is_taken():
    found = {one.outcome: one for one in typical(frame(ROWS))}
    assert found["no_help"].future == 2
    assert found["no_help"].share == 0.8
    assert found["yielded"].future == 4
    assert found["yielded"].course == "north"


def test_outcomes_come_by_their_share_and_rare_ones_are_left_out():
    assert [one.outcome for one in typical(frame(ROWS))] == ["no_help", "yielded"]
    assert [one.outcome for one in typical(frame(ROWS), at_least=0.5)] == ["no_help"]


def test_ties_between_ways_are_settled_alike_every_time():
    tied = frame([ROWS[0], ROWS[3]])
    assert len(commonest(tied)) == 1
    assert list(commonest(tied)["future"]) == list(commonest(tied[::-1])["future"])


def test_the_way_is_followed_decision_by_decision():
    """No two campaigns decide alike, yet most of them said yes to the first two questions."""
    ways = [(0b1111, 0b0011), (0b1111, 0b0111), (0b1111, 0b1011), (0b1111, 0b1100), (0b1111, 0)]
    rows = [("no_help", fell, yes, 10 * n, 0.5, n, 0) for n, (fell, yes) in enumerate(ways)]
    assert list(commonest(frame(rows))["future"]) == [0]


def test_the_commonest_end_comes_before_the_decisions():
    rows = frame([("held_alone", 1, 1, 365, 0.1, n, 0) for n in range(5)])
    rows["end"] = ["stop", "still_fighting", "stop", "still_fighting", "stop"]
    assert set(commonest(rows)["end"]) == {"stop"}
