"""Ways from Lakesend to Eastbridge: the direct line, once it is built, or the road."""

from __future__ import annotations

import datetime

import numpy as np
import pytest

from holdfast.kernel import layout as at
from holdfast.scenario.ground import links_by_ends
from holdfast.scenario.network import Network
from holdfast.scenario.routes import days_for, routes
from holdfast.schema.quantity import fixed
from scenario_sources import INVENTED, rivers, scenario, written

SPRING = {
    "north-1938": datetime.date(1938, 5, 1),
    "round-the-works-1939": datetime.date(1939, 5, 1),
}
WIDE_LINE = "links[12].trains_per_day=25"
THROUGH = ("links[13].gauge_break=false", WIDE_LINE)
BEFORE, AFTER = SPRING
"""Courses before and after the direct line is finished."""


def ways(course, *settings, farthest=300):
    """The routes of the army of Eastmere."""
    meant = scenario(INVENTED, course, (), settings)
    travel = meant.travel.model_copy(update={"longest_march_km": fixed(farthest)})
    army = next(one for one in meant.contingents if one.id == "eastmere-army")
    return routes(meant.model_copy(update={"travel": travel}), army, SPRING[course])


def by_rail(route):
    return [hop.by_rail for hop in route.hops]


def test_before_the_line_is_built_the_last_stretch_is_on_foot():
    best = ways(BEFORE)[0]
    assert best.places == ("lakesend", "crosswater", "eastbridge")
    assert by_rail(best) == [True, False]
    assert best.longest_march_km == 135
    assert best.loadings == 1


def test_once_it_is_built_trains_run_through():
    best = ways(AFTER, *THROUGH)[0]
    assert best.places == ("lakesend", "crosswater", "eastbridge")
    assert by_rail(best) == [True, True]
    assert best.longest_march_km == 0


def test_whom_a_break_of_gauge_holds_up_longer_than_a_march_walks_over_it():
    assert by_rail(ways(AFTER, WIDE_LINE, "travel.gauge_break_trains=3")[0]) == [False, True]
    assert by_rail(ways(AFTER, WIDE_LINE, "travel.gauge_break_trains=25")[0]) == [True, True]


def test_there_is_one_route_for_each_way_of_getting_leave_the_best_first():
    for course in SPRING:
        assert [route.leave[0].manner for route in ways(course)] == ["peace", "unasked"]


def test_nobody_marches_farther_from_a_railway_than_carts_can_feed_him():
    assert ways(BEFORE, farthest=135)
    assert ways(BEFORE, farthest=134) == ()
    assert ways(AFTER, farthest=134)


def test_nobody_passes_a_state_that_has_no_way_of_giving_leave():
    assert ways(AFTER, "powers.MID.passage=[]") == ()


def test_a_break_of_gauge_narrows_a_line_and_costs_days():
    meant = scenario(INVENTED, AFTER)
    network = Network(meant, SPRING[AFTER])
    by_ends = links_by_ends(meant)
    frontier = by_ends[frozenset(("lakesend", "crosswater"))]
    assert network.trains(frontier) == 8 < frontier.trains_per_day.middle() == 30
    travel = meant.travel
    assert network.rail_days(frontier) == pytest.approx(
        190 / travel.rail_km_per_day.middle() + travel.gauge_break_days.middle()
    )


def test_days_by_a_route_are_those_under_way_and_those_for_five_divisions():
    meant = scenario(INVENTED, AFTER)
    travel, best = meant.travel, ways(AFTER, *THROUGH)[0]
    under_way = (
        (190 + 148) / travel.rail_km_per_day.middle()
        + travel.loading_days.middle()
        + best.leave[0].extra_days.middle()
    )
    trains = 25 * best.leave[0].trains_factor.middle()
    network = Network(meant, SPRING[AFTER])
    assert days_for(network, best, 45) == pytest.approx(under_way + 5 * 45 / trains)


# ---------------------------------------------------------------- as rows
KNOWN = (
    "travel.rail_km_per_day=400", "travel.loading_days=2", "travel.gauge_break_days=1",
    "travel.march_km_per_day=20",
    "powers.MID.passage[0].trains_factor=0.75", "powers.MID.passage[0].extra_days=2",
    "contingents[id=eastmere-army].delay_days=3",
)  # fmt: skip


def test_a_route_is_as_wide_as_its_narrowest_line_in_every_future():
    theatre = rivers(*KNOWN, "travel.gauge_break_trains=15", course=AFTER)
    found = [written(theatre, "route_trains", future=n)[0] for n in range(60)]
    assert max(found) == pytest.approx(0.75 * 15), "the break of gauge, where the line carries more"
    assert 0.75 * 6 <= min(found) < 0.75 * 12


def test_days_under_way_are_added_up_and_whole():
    through = written(rivers(*KNOWN, *THROUGH, course=AFTER), "route_days")[0]
    assert through == np.rint((190 + 148) / 400 + 2 + 2 + 3)
    on_foot = written(rivers(*KNOWN, course=BEFORE), "route_days")[0]
    assert on_foot == np.rint(190 / 400 + 1 + 135 / 20 + 2 + 2 + 3)


def test_a_route_needs_the_defenders_places_on_it_and_leave():
    theatre = rivers(course=AFTER)
    assert written(theatre, "route_places")[:2].tolist() == [1, 1]
    assert theatre.names.places[int(written(theatre, "passage_place")[0])] == "eastbridge"
    leave = written(theatre, "route_when")[:2]
    assert leave[0] != leave[1]
    assert (leave > at.NEVER_HOLDS).all()
    assert written(theatre, "contingent_routes")[0] == 2
