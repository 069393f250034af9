"""The programmes of a dossier: months, money and orders, and what is on record beside them."""

from __future__ import annotations

import datetime

import pytest
from pydantic import TypeAdapter

from holdfast.experiment.programme_notes import ProgrammeNotes
from holdfast.scenario.scenario_source import load_scenario
from holdfast.study.dossier.programme import programmes_of, recorded
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


def test_goods_that_one_number_stands_for_are_on_record_together():
    meant = load_scenario(source("czechoslovakia-1936"), "pincer-1938")
    assert meant.economy is not None
    tanks = [one for one in recorded(meant, meant.economy) if "light tanks" in one.goods]
    assert {one.goods for one in tanks} == {("light tanks", "light tanks vz. 38")}
    assert len({one.on for one in tanks}) == len(tanks)


def test_what_binds_an_order_is_named_where_it_waits_and_not_before_its_month(historical):
    named = {what for order in historical.orders for what in order.bound}
    assert {"", "sites of heavy works", "money: Fortification"} <= named
    for order in historical.orders:
        early = [what for month, what in zip(historical.months, order.bound, strict=True)
                 if month < order.begins]  # fmt: skip
        assert set(early) <= {""}
        assert len(order.bound) == len(historical.months)
