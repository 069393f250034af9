"""One more place on an unchanged line changes nothing: a map may be coarse or fine."""

from __future__ import annotations

import functools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from holdfast.scenario.network import Network
from holdfast.scenario.routes import days_for, routes
from holdfast.schema.quantity import fixed
from scenario_sources import FLAGSHIP, IN_1938, INVENTED, scenario
from strategies import quickly
from twin.theatres import many

COURSES = ((INVENTED, "north-1938"), (INVENTED, "round-the-works-1939"), (FLAGSHIP, IN_1938))
HALFWAY = "halfway"


def halves(link, share):
    """Two links in place of one, with the same totals; the gauge breaks where it did."""
    one, two = link.between
    road = link.road_km.middle()
    border = road / 2 if link.border_km is None else link.border_km
    first_has_it = share * road >= border
    for part, ends, has_it in (
        (share, [one, HALFWAY], first_has_it), (1 - share, [HALFWAY, two], not first_has_it),
    ):  # fmt: skip
        lengths = {"road_km": fixed(part * road)}
        if link.rail_km is not None:
            lengths["rail_km"] = fixed(part * link.rail_km.middle())
        broken = {"gauge_break": link.gauge_break and has_it, "border_km": None}
        yield link.model_copy(update={"between": ends} | lengths | broken)


def divided(meant, number, share):
    """A scenario one of whose links has a place more on it."""
    link = meant.links[number]
    parts = list(halves(link, share))
    before_the_border = not parts[0].gauge_break and share * link.road_km.middle() < (
        link.road_km.middle() / 2 if link.border_km is None else link.border_km
    )
    end = link.between[0 if before_the_border else 1]
    like = meant.places[end].model_copy(update={"value": fixed(0), "capital": False, "door": False})
    links = [*meant.links[:number], *parts, *meant.links[number + 1 :]]
    return meant.model_copy(
        update={"links": links, "places": {HALFWAY: like.model_copy(update={"joins": end})}
                | meant.places}
    )  # fmt: skip


def told(meant, on):
    """Every route of every army: its leave, trains, neck, days for five divisions, kilometres."""
    network = Network(meant, on)
    found = {}
    for army in meant.contingents:
        if army.from_place is None:
            continue
        trains = meant.powers[army.power].division_trains.middle()
        found[army.id] = [
            (
                tuple(passage.manner for passage in route.leave),
                [one.trains for one in route.stretches],
                route.neck,
                route.changes,
                pytest.approx(days_for(network, route, trains), abs=1e-6),
                pytest.approx(sum(one.km for one in route.stretches), abs=1e-6),
            )
            for route in routes(meant, army, on, network)
        ]
    return found


@functools.cache
def undivided(name, course):
    """A scenario as it is, the day of its attack, and its routes."""
    meant = scenario(name, course)
    on = meant.courses_of_action[course].attack_on
    return meant, on, told(meant, on)


@quickly(many(40, 10))
@given(st.sampled_from(COURSES), st.integers(0, 10**6), st.floats(0.02, 0.98))
def test_a_link_in_two_parts_is_the_same_line(which, number, share):
    meant, on, before = undivided(*which)
    assert any(before.values())
    assert told(divided(meant, number % len(meant.links), share), on) == before


def test_whoever_walks_round_a_break_of_gauge_still_changes_gauge():
    """A break between two junctions: the road round it is short, the other trains are as few."""
    meant = scenario(INVENTED, "round-the-works-1939")
    on = meant.courses_of_action["round-the-works-1939"].attack_on
    army = next(one for one in meant.contingents if one.id == "eastmere-army")
    meant = divided(meant, len(meant.links) - 1, 0.5)
    outpost = meant.places["lakesend"]
    spur = meant.links[0].model_copy(
        update={"between": ["lakesend", "mill"], "road_km": fixed(400), "sector": None}
    )
    ring = spur.model_copy(update={"between": ["mill", HALFWAY]})
    meant = meant.model_copy(
        update={
            "places": {**meant.places, "mill": outpost},
            "links": [*meant.links, spur, ring],
            "travel": meant.travel.model_copy(
                update={"longest_march_km": fixed(100), "gauge_break_days": fixed(20)}
            ),
        }
    )
    found = routes(meant, army, on)
    assert found
    for route in found:
        assert route.changes == 1 or any(link.gauge_break for link in route.railways)


def test_no_march_is_longer_than_carts_can_feed_however_many_links_it_has():
    for which in COURSES:
        meant, on, _ = undivided(*which)
        network = Network(meant, on)
        for army in meant.contingents:
            if army.from_place is not None:
                for route in routes(meant, army, on, network):
                    assert route.longest_march_km <= network.farthest + 1e-6
