"""The ground as a map has it: kilometres, frontiers, works, who holds what."""

import datetime

import pytest

from holdfast.catalog.scenarios import find_scenario
from holdfast.experiment.ground_map import across
from holdfast.scenario.scenario_source import load_scenario
from holdfast.study.dossier.ground import (
    Projection,
    belts_of,
    chained,
    is_inside,
    states_of,
    theatre_of,
)

SQUARE = [[12.0, 48.0], [18.0, 48.0], [18.0, 51.0], [12.0, 51.0]]
"""Holds all places of the defender, two of the attacker's, and Palewood."""


@pytest.fixture(scope="module")
def scenario():
    return load_scenario(find_scenario("two-rivers"), "north-1938")


@pytest.fixture(scope="module")
def theatre(scenario):
    return theatre_of(scenario, datetime.date(1938, 5, 1), {"TRV": SQUARE})


def axis(theatre, name):
    return next(one for one in theatre.axes if one.id == name)


def test_a_degree_of_latitude_is_as_long_everywhere_and_one_of_longitude_shorter(scenario):
    onto = Projection(scenario.places.values())
    north = onto.at(onto.lon, onto.lat + 1)
    east = onto.at(onto.lon + 1, onto.lat)
    assert north == pytest.approx((0.0, 111.2))
    assert east[1] == 0.0
    assert east[0] == pytest.approx(111.2 * 0.65, rel=0.02)


def test_an_axis_begins_at_the_frontier_and_runs_by_road(theatre):
    north = axis(theatre, "north-gate")
    assert north.kms == (0.0, 70.0, 175.0, 340.0)
    assert north.stops == ("northgate", "rivermeet", "eastbridge")
    assert north.length_km == 340.0
    assert north.opens_at_once
    assert not axis(theatre, "west-march").opens_at_once
    assert not axis(theatre, "south-march").is_main


def test_the_frontier_lies_where_the_link_says(theatre):
    north = axis(theatre, "north-gate")
    start, border, end = north.outside[0], north.way[0], north.way[1]
    assert (border[1] - start[1]) / (end[1] - start[1]) == pytest.approx(25 / 95)


def test_a_front_moves_along_the_links(theatre):
    north = axis(theatre, "north-gate")
    places = {spot.id: spot.at for spot in theatre.spots}
    assert north.point(70.0) == pytest.approx(places["northgate"])
    assert north.point(1_000.0) == pytest.approx(places["eastbridge"])
    halfway = north.point(122.5)
    assert halfway[1] == pytest.approx((places["northgate"][1] + places["rivermeet"][1]) / 2)
    assert north.up_to(122.5) == (north.way[0], north.way[1], pytest.approx(halfway))


def test_a_front_stands_square_to_its_axis(theatre):
    north = axis(theatre, "north-gate")
    (x1, y1), (x2, y2) = across(north, 10.0, 40.0)
    east, to_north = north.heading(10.0)
    assert (x2 - x1) * east + (y2 - y1) * to_north == pytest.approx(0.0, abs=1e-9)
    assert (x2 - x1) ** 2 + (y2 - y1) ** 2 == pytest.approx(40.0**2)


def test_works_grow_stronger_with_the_years(scenario, theatre):
    later = theatre_of(scenario, datetime.date(1939, 5, 1))
    one, other = (
        {stretch.name: stretch.strength for stretch in map_.stretches} for map_ in (theatre, later)
    )
    assert set(one) == {"North Gate", "the Iron Hills", "the West March", "the South March"}
    assert other["North Gate"] > one["North Gate"] > one["the South March"] > 0


def test_a_state_belongs_to_whoever_owns_most_of_its_places(scenario):
    onto = Projection(scenario.places.values())
    spots = {name: onto.at(place.lon, place.lat) for name, place in scenario.places.items()}
    (land,) = states_of(scenario, {"PAL": SQUARE}, onto, spots)
    assert (land.power, land.holder) == ("PAL", "TRV")


def test_without_outlines_there_are_no_states_and_still_a_map(scenario):
    bare = theatre_of(scenario, datetime.date(1938, 5, 1))
    assert bare.states == ()
    assert all(bare.frame.holds(spot.at) for spot in bare.spots if spot.is_own)


def test_a_railway_that_is_not_finished_is_not_shown(scenario, theatre):
    later = theatre_of(scenario, datetime.date(1939, 5, 1))
    assert len(later.roads) == len(theatre.roads) + 1


def test_a_line_of_retreat_runs_through_the_middles_of_its_links(scenario, theatre):
    ((name, line),) = theatre.belts
    places = {spot.id: spot.at for spot in theatre.spots}
    north = sum(places[one][1] for one in ("northgate", "rivermeet")) / 2
    assert name == "the Middle Heights"
    assert sorted(y for _, y in line)[1] == pytest.approx(north) or line[0][1] == pytest.approx(
        north
    )


def test_a_line_across_one_link_is_a_tick_across_it(scenario):
    lone = scenario.lines["middle_heights"].model_copy(
        update={"across": [["northgate", "rivermeet"]]}
    )
    changed = scenario.model_copy(update={"lines": {"lone": lone}})
    spots = {"northgate": (0.0, 40.0), "rivermeet": (0.0, 0.0)}
    assert list(belts_of(changed, spots)) == [("the Middle Heights", ((-10.0, 20.0), (10.0, 20.0)))]


def test_points_are_chained_to_their_nearest():
    assert chained([(5.0, 0.0), (0.0, 0.0), (9.0, 0.0), (2.0, 0.0)])[0] in ((0.0, 0.0), (9.0, 0.0))


@pytest.mark.parametrize(("point", "inside"), [((15.0, 49.0), True), ((19.0, 49.0), False)])
def test_a_point_is_inside_or_not(point, inside):
    assert is_inside(point, tuple(map(tuple, SQUARE))) is inside


def test_the_halves_of_a_frame_cover_it(theatre):
    west, east = theatre.frame.halves()
    assert (west.left, east.right) == (theatre.frame.left, theatre.frame.right)
    assert west.right > east.left
