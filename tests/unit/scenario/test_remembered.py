"""Routes that are remembered are those that would be found; what moves them is noticed."""

import numpy as np
import pytest

from holdfast.catalog.posterior import load_posterior
from holdfast.scenario.compile.scenario import Options, compile_scenario
from holdfast.scenario.remembered import RouteMemory
from holdfast.scenario.scenario_source import load_scenario
from holdfast.study.find import find_one

SOURCE = find_one("two-rivers").source
COURSE = "north-1938"
LEAVES_ROUTES = (
    ("sectors[*].heavy.built=7",),
    ("powers.NOR.readiness=0.8",),
    ("deployment.north-gate=0.3", "deployment.iron-hills=0.4"),
)
MOVES_ROUTES = (
    "links[*].trains_per_day=3",
    "links[*].rail_km=190",
    "travel.rail_km_per_day=40",
    "travel.longest_march_km=20",
    "powers.EAS.division_trains=70",
    "powers.MID.passage[*].extra_days=9",
    "contingents[id=eastmere-army].to_place=lowmarsh",
)


def compiled(memory, *settings, plan=None):
    scenario = load_scenario(SOURCE, COURSE, plan, (), settings)
    return compile_scenario(scenario, COURSE, load_posterior().posterior(), Options(memory=memory))


def assert_same(one, other):
    assert one.unused == other.unused
    assert list(one.theatre.quantities) == list(other.theatre.quantities)
    assert (one.theatre.slot_table() == other.theatre.slot_table()).all()
    for ours, theirs in zip(one.theatre.arrays(), other.theatre.arrays(), strict=True):
        assert np.array_equal(ours, theirs)
    for ours, theirs in zip(
        one.theatre.realise(3, np.arange(5)), other.theatre.realise(3, np.arange(5)), strict=True
    ):
        assert np.array_equal(ours, theirs)


@pytest.fixture
def memory():
    made = RouteMemory()
    compiled(made)
    return made


@pytest.mark.parametrize("plan", ["historical", "forts-first", "army-first"])
def test_another_plan_seeks_no_route_and_comes_out_alike(memory, plan):
    before = memory.searched
    assert before > 0
    found = compiled(memory, plan=plan)
    assert memory.searched == before
    assert_same(found, compiled(RouteMemory(), plan=plan))


@pytest.mark.parametrize("settings", LEAVES_ROUTES)
def test_numbers_that_are_no_part_of_a_way_leave_it(memory, settings):
    before = memory.searched
    assert_same(compiled(memory, *settings), compiled(RouteMemory(), *settings))
    assert memory.searched == before


@pytest.mark.parametrize("setting", MOVES_ROUTES)
def test_numbers_that_are_part_of_a_way_are_noticed(memory, setting):
    before = memory.searched
    assert_same(compiled(memory, setting), compiled(RouteMemory(), setting))
    assert memory.searched > before
