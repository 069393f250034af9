"""Branches: which odds the way that something went shifts, and for which attacks."""

import datetime

import pytest
from scipy.special import logit

from holdfast.scenario.branches import shifts
from scenario_sources import INVENTED, rivers, scenario, written

DRAWN = "branches.how-1938-passed.went"
COURSE = "round-the-works-1939"


def test_a_branch_counts_for_attacks_after_its_day_alone():
    meant = scenario(INVENTED, COURSE)
    assert shifts(meant, datetime.date(1938, 6, 1)) == {}
    (moved,) = shifts(meant, datetime.date(1938, 6, 2)).values()
    assert [one.logits for one in moved] == [0.5]


def chance(way):
    theatre = rivers(f"{DRAWN}={way}", course=COURSE)
    number = theatre.names.decisions.index("WES.stands")
    line = int(written(theatre, "decision_line")[number])
    return written(theatre, "line_chance")[line]


def test_the_way_that_it_went_moves_the_odds_by_its_logits():
    moved, kept = chance("norland-drew-back"), chance("nobody-asked")
    assert logit(moved) - logit(kept) == pytest.approx(0.5)
