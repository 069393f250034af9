"""A scenario without faults is counted, and what nothing reads is named."""

import datetime

import pytest

from holdfast.catalog.scenarios import find_scenario
from holdfast.scenario.notes import notes_on
from holdfast.scenario.scenario_source import inspect, load_scenario
from holdfast.schema.quantity import fixed
from holdfast.schema.scenario import Decision

SITUATION = find_scenario("two-rivers")
SCENARIO, _ = inspect(SITUATION)


def notes(**changes):
    return notes_on(SCENARIO.model_copy(update=changes), SITUATION.node)


def test_things_are_counted():
    counts = notes().counts
    assert (counts["places"], counts["links"], counts["axes"]) == (14, 14, 4)
    assert (counts["pacts"], counts["clauses"]) == (5, 12)


def test_places_off_every_axis_are_told_with_the_one_they_fall_with():
    told = {one.place: (one.falls_with, one.km) for one in notes().joins}
    assert told == {"highfield": ("northgate", 60), "lowmarsh": ("southwell", 64)}


def test_the_normative_example_says_nothing_in_vain():
    assert notes().unused == ()
    assert notes().other == ()


def test_decisions_groups_and_sectors_that_nothing_hangs_on_are_named():
    idle = {**SCENARIO.decisions, "SOU.sleeps": Decision(meaning="it sleeps", p=0.5)}
    assert "decisions.SOU.sleeps: nothing hangs on it" in notes(decisions=idle).unused
    groups = {**SCENARIO.groups, "luck": fixed(0.5)}
    assert "groups.luck: no decision is in it" in notes(groups=groups).unused
    sectors = {**SCENARIO.sectors, "bay": SCENARIO.sectors["north_gate"]}
    assert "sectors.bay: no axis crosses it" in notes(sectors=sectors).unused


def test_a_table_that_ends_before_an_attack_is_told():
    course = SCENARIO.courses_of_action["north-1938"]
    late = {"late": course.model_copy(update={"attack_on": datetime.date(1941, 5, 1)})}
    told = notes(courses_of_action={**SCENARIO.courses_of_action, **late}).other
    assert any("1941-05-01 its nearest row stands" in one for one in told)


@pytest.mark.parametrize("course", SITUATION.courses)
def test_a_loaded_scenario_can_be_told_as_well(course):
    assert notes_on(load_scenario(SITUATION, course), SITUATION.node).counts["events"] == 2


def test_the_seasons_of_the_other_half_of_the_earth_are_told():
    mirrored = {
        name: one.model_copy(update={"lat": -one.lat}) for name, one in SCENARIO.places.items()
    }
    assert any("south of the equator" in one for one in notes(places=mirrored).other)
    southern = SCENARIO.setting.model_copy(update={"climate": "southern"})
    assert notes(places=mirrored, setting=southern).other == ()
    assert any("north of the equator" in one for one in notes(setting=southern).other)


def test_an_attack_before_the_models_time_is_told_with_its_calendar():
    course = SCENARIO.courses_of_action["north-1938"]
    early = {"early": course.model_copy(update={"attack_on": datetime.date(1582, 10, 10)})}
    told = notes(courses_of_action=early).other
    assert any("1582-10-10 lies before 1815" in one for one in told)
