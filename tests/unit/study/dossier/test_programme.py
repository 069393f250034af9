"""The programmes of a dossier: months, money and orders, and what is on record beside them."""

from __future__ import annotations

import datetime

import pytest
from pydantic import TypeAdapter

from holdfast.experiment.programme_notes import ProgrammeNotes
from holdfast.scenario.scenario_source import load_scenario
from holdfast.study.dossier.programme import programmes_of
from scenario_sources import source


def notes(plan=None):
    return programmes_of(load_scenario(source("two-rivers"), "north-1938", plan))


@pytest.fixture(scope="module")
def historical():
    (only,) = notes()
    return only


def test_every_line_has_a_number_for_every_month(historical):
    assert historical.months[0] == "1936-06"
    assert historical.months[-1] == "1940-05"
    for order in historical.orders:
        assert {len(order.begun), len(order.done), len(order.armed)} == {len(historical.months)}
    for purse in historical.purses:
        assert len(purse.spent) == len(purse.drawable) == len(historical.months)


def test_no_more_is_spent_than_may_be_drawn_and_nothing_stands_that_was_not_begun(historical):
    for purse in historical.purses:
        pairs = zip(purse.spent, purse.drawable, strict=True)
        assert all(spent <= drawable + 0.01 for spent, drawable in pairs)
    for order in historical.orders:
        months = zip(order.begun, order.done, order.armed, strict=True)
        assert all(order.number + 0.01 >= a >= b >= c for a, b, c in months)


def test_what_is_on_record_is_added_up_over_the_sectors(historical):
    heavy = {one.on: one.number for one in historical.recorded if one.goods == ("heavy works",)}
    assert heavy[datetime.date(1938, 5, 1)] == 32 + 15


def test_another_programme_stands_beside_the_base_and_a_project_is_a_line_of_it():
    ours, base = notes("east-first")
    assert (ours.plan, base.plan) == ("east-first", "historical")
    strips = next(one for one in ours.orders if one.id == "strips")
    assert strips.sector == ""
    assert strips.done[-1] == 1
    assert [one.plan for one in notes("forts-first")] == ["forts-first"]


def test_a_scenario_without_an_economy_has_none():
    meant = load_scenario(source("two-rivers"), "north-1938")
    assert programmes_of(meant.model_copy(update={"economy": None})) == ()


def test_programmes_are_read_as_they_were_written(historical):
    kept = TypeAdapter(ProgrammeNotes)
    assert kept.validate_json(kept.dump_json(historical)) == historical
