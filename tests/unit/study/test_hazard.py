"""The attack in any month: odds that answer what can be seen, months that share their forces."""

from __future__ import annotations

import datetime
from types import SimpleNamespace

import numpy as np
import pytest

from cards import flat_posterior
from holdfast.errors import UsageError
from holdfast.scenario.compile.scenario import Options
from holdfast.study.choices import Choices
from holdfast.study.hazard import MONTHS_A_BRANCH, Months, hazard_case, months
from scenario_sources import source

FUTURES = np.arange(400)


@pytest.fixture(scope="module")
def case_and_months():
    return hazard_case(source("two-rivers"), Choices(), flat_posterior(), Options())


def test_there_is_a_branch_for_every_quarter(case_and_months):
    case, found = case_and_months.case, case_and_months.months
    assert len(case.branches) == len(found.odds) / MONTHS_A_BRANCH
    assert case.branches[0].course == "1938-01"


def test_a_future_belongs_to_one_quarter_whatever_else_is_asked(case_and_months):
    case = case_and_months.case
    chosen = case.choose(3, FUTURES)
    assert set(chosen) <= set(range(len(case.branches)))
    assert (case.choose(3, FUTURES[100:200]) == chosen[100:200]).all()
    assert len(set(chosen)) > 1


def test_even_odds_every_month_halve_what_is_left():
    even = Months((lambda _: 0.0, lambda _: 0.0), {})
    assert even.survival(1, FUTURES)[0] == pytest.approx([0.5, 0.25])
    assert even.never() == pytest.approx(0.25)


def test_a_month_without_odds_is_not_chosen():
    late = Months((lambda _: -50.0,) * 3 + (lambda _: 0.0,) * 3, {})
    assert set(late.choose(1, FUTURES)) == {1}


def test_a_span_has_every_month(case_and_months):
    assert len(case_and_months.months.odds) == 24


def test_months_run_over_the_turn_of_the_year():
    span = SimpleNamespace(first=datetime.date(1937, 11, 1), last=datetime.date(1938, 2, 1))
    assert [f"{month:%Y-%m}" for month in months(span)] == [
        "1937-11", "1937-12", "1938-01", "1938-02",
    ]  # fmt: skip


def test_the_hazard_chooses_the_course_itself():
    with pytest.raises(UsageError, match="chooses the course itself"):
        hazard_case(source("two-rivers"), Choices(course="north-1938"), flat_posterior(), Options())
