"""Help on its way, for any contingents, routes, fronts and wings: nobody is made or lost."""

from __future__ import annotations

import copy

import hypothesis.strategies as st
import numpy as np
import pytest
from hypothesis import given

from helping import Waiting
from holdfast.kernel import constants
from holdfast.kernel import layout as at
from strategies import quickly, whole
from twin.theatres import many

DAYS = 40
PERMISSIONS = 4
NEARLY = 1e-9

shares = st.sampled_from((0.0, 0.1, 0.5, 1.0))
conditions = st.sampled_from((at.ALWAYS, at.ALWAYS, *range(2, 2 + PERMISSIONS)))


@st.composite
def musters(draw):
    """Steps in order, shares that only grow."""
    due = draw(st.lists(whole(0, 20), max_size=3, unique=True).map(sorted))
    up = draw(st.lists(shares, min_size=len(due), max_size=len(due)).map(sorted))
    return tuple(zip(due, up, strict=True))


def routes_of(draw, waiting, places, most):
    """A few routes, by rail or by road."""
    found = []
    for _ in range(draw(whole(1, most))):
        rail = draw(st.booleans())
        flow = draw(st.sampled_from((0.5, 5.0, 20.0)))
        found.append(
            waiting.route(
                trains=flow if rail else 0.0,
                divisions=0.0 if rail else flow,
                days=draw(whole(0, 8)),
                when=draw(conditions),
                neck=draw(whole(0, 2)),
                through=draw(st.lists(st.sampled_from(places), max_size=2)),
            )
        )
    return found


@st.composite
def helped_theatres(draw):
    """A theatre with help of every kind on its way, and what holds and falls on which day."""
    waiting = Waiting(crisis_days=draw(st.sampled_from((0, 5))))
    for atom in range(PERMISSIONS):
        waiting.when(atom)
    places = [waiting.place(draw(st.sampled_from((0.0, 40.0))), n > 1) for n in range(4)]
    waiting.law[constants.AIR_INTERDICTION] = draw(shares)
    waiting.theatre[at.OWNERS, 0, 0] = 2
    waiting.theatre[at.AXIS_OWNER, 1, 0] = draw(whole(0, 1))
    waiting.state[at.AIR] = draw(st.sampled_from((-1.0, 0.0, 0.6)))
    waiting.state[at.MEN, :2, at.ATTACKER] = 40_000, draw(st.sampled_from((0, 90_000)))
    ways = routes_of(draw, waiting, places, 4)
    for n in range(draw(whole(0, 3))):
        waiting.contingent(
            ways[draw(whole(0, len(ways) - 1)) :],
            divisions=draw(whole(1, 12)),
            muster=draw(musters()),
            supply=draw(st.sampled_from((0.0, 0.3, 2.0))),
            when=draw(conditions),
            called=draw(conditions),
            tanks=5 * n,
            helper=n,
        )
    for n in range(draw(whole(0, 2))):
        waiting.front(
            muster=draw(musters()),
            manner=draw(st.sampled_from((at.NO_MANNER, at.PROBE, at.OFFENSIVE, at.OFFENSIVE))),
            when=draw(conditions),
            day=draw(whole(0, 9)),
            lag=draw(whole(0, 9)),
            panic=draw(st.sampled_from((0, 2))),
            owner=draw(whole(0, 1)),
            posted=draw(st.sampled_from((0, 10))),
            wall=draw(shares),
            helper=n,
        )
    for n in range(draw(whole(0, 3))):
        waiting.wing(
            draw(whole(1, 80)), when=draw(conditions), days=draw(whole(0, 6)), worth=0.5, helper=n
        )
    waiting.put("evacuation", 0, days=draw(st.sampled_from((0, 10))), when=draw(conditions))
    return waiting, draw(events())


@st.composite
def events(draw):
    """On which day each permission is given, and each place lost; a day after the last is never."""
    given = [draw(whole(0, DAYS + 9)) for _ in range(PERMISSIONS)]
    lost = [draw(whole(0, DAYS + 40)) for _ in range(4)]
    return given, lost


def through(scene, days=DAYS):
    """Play the days of a scene, with what happens on them; give the state of every evening."""
    waiting, (given, lost) = copy.deepcopy(scene)
    for n in range(days):
        for atom, day in enumerate(given):
            if day == n:
                waiting.give(atom)
        for place, day in enumerate(lost):
            if day == n:
                waiting.lose(place)
        waiting.play(1)
        yield waiting


def by_day(scene, *rows):
    """float64[day, row, entity] of some rows of the state."""
    return np.array([waiting.state[list(rows), :, 0].copy() for waiting in through(scene)])


def each(scene, things):
    """Numbers of the things of a kind."""
    return range(int(scene[0].theatre[things, 0, 0]))


def more(scene, row, factor=2.0):
    """The scene with so many times a row."""
    changed = copy.deepcopy(scene)
    changed[0].theatre[row] *= factor
    return changed


EXAMPLES = many(150, 30)


@quickly(EXAMPLES)
@given(helped_theatres())
def test_men_are_neither_made_nor_lost_on_the_way(scene):
    start = scene[0].state[at.MEN, :2, at.ATTACKER].sum()
    for waiting in through(scene):
        theatre, state = waiting.theatre, waiting.state
        came = (state[at.MARCH_ARRIVED, :, 0] * theatre[at.CONTINGENT_MEN, :, 0]).sum()
        assert state[at.HELP_MEN, 0, 0] == pytest.approx(came)
        assert state[at.ARRIVED, 0, at.DEFENDER] == pytest.approx(came)
        assert state[at.MEN, :2, at.DEFENDER].sum() == pytest.approx(came)
        ordered = (state[at.FRONT_ORDERED, :, 0] * theatre[at.FRONT_MEN, :, 0]).sum()
        gone = state[at.DRAWN_AWAY, 0, 0]
        assert gone + state[at.OWED, :, 0].sum() == pytest.approx(ordered)
        assert state[at.MEN, :2, at.ATTACKER].sum() == pytest.approx(start - gone)
        assert state[at.HELPER_MEN, :, 0].sum() == pytest.approx(came + ordered)
        assert (state[at.MEN] >= -NEARLY).all()


@quickly(EXAMPLES)
@given(helped_theatres())
def test_no_contingent_brings_more_divisions_than_it_has_and_none_goes_home(scene):
    divisions = scene[0].theatre[at.CONTINGENT_DIVISIONS, :, 0]
    arrived = by_day(scene, at.MARCH_ARRIVED)[:, 0]
    assert (arrived <= divisions + NEARLY).all()
    assert (np.diff(arrived, axis=0) >= 0).all()


@quickly(EXAMPLES)
@given(helped_theatres())
def test_nobody_comes_sooner_than_his_route_takes_or_without_leave(scene):
    theatre = scene[0].theatre
    before = np.zeros(theatre.shape[1])
    for waiting in through(scene):
        state = waiting.state
        for c in each(scene, at.CONTINGENTS):
            if state[at.MARCH_ARRIVED, c, 0] > before[c]:
                route = int(state[at.MARCH_ROUTE, c, 0]) - 1
                leave = int(theatre[at.ROUTE_WHEN, route, 0])
                assert leave == at.ALWAYS or int(state[at.HOLDS, 0, 0]) >> (leave - 2) & 1
                days = state[at.CLOCK, 0, 0] - state[at.MARCH_BEGUN, c, 0]
                assert days >= theatre[at.ROUTE_DAYS, route, 0]
        before = state[at.MARCH_ARRIVED, :, 0].copy()


@quickly(EXAMPLES)
@given(helped_theatres())
def test_a_neck_lets_through_in_a_day_no_more_than_it_can(scene):
    """Each route takes the part of its neck that its divisions are of what it could carry."""
    theatre = scene[0].theatre
    capacity = np.maximum(theatre[at.ROUTE_TRAINS, :, 0], theatre[at.ROUTE_DIVISIONS, :, 0])
    before = np.zeros(theatre.shape[1])
    for waiting in through(scene):
        now = waiting.state[at.MARCH_ARRIVED, :, 0].copy()
        part = np.zeros(theatre.shape[1])
        for c in each(scene, at.CONTINGENTS):
            route = int(waiting.state[at.MARCH_ROUTE, c, 0]) - 1
            by_rail = theatre[at.ROUTE_TRAINS, route, 0] > 0
            load = theatre[at.CONTINGENT_TRAINS, c, 0] if by_rail else 1
            if route >= 0:
                neck = int(theatre[at.ROUTE_NECK, route, 0])
                part[neck] += (now - before)[c] * load / capacity[route]
        assert (part <= 1 + NEARLY).all()
        before = now


@quickly(EXAMPLES)
@given(helped_theatres())
def test_without_permission_nobody_comes(scene):
    shut = copy.deepcopy(scene)
    shut[0].theatre[at.ROUTE_WHEN] = at.NEVER_HOLDS
    shut[0].theatre[at.WING_WHEN] = at.NEVER_HOLDS
    shut[0].theatre[at.FRONT_WHEN] = at.NEVER_HOLDS
    for waiting in through(shut):
        help_ = waiting.state[[at.HELP_MEN, at.OWED, at.DRAWN_AWAY, at.HELPER_DAY, at.AIRCRAFT]]
        assert not help_.any()


@quickly(EXAMPLES)
@given(helped_theatres())
def test_more_trains_and_wider_roads_never_bring_fewer_by_any_day(scene):
    """One contingent; where several share a route, who comes first may eat what the next needs."""
    scene[0].theatre[at.CONTINGENTS, 0, 0] = min(1, scene[0].theatre[at.CONTINGENTS, 0, 0])
    arrived = by_day(scene, at.MARCH_ARRIVED)
    for row in (at.ROUTE_TRAINS, at.ROUTE_DIVISIONS):
        assert (by_day(more(scene, row), at.MARCH_ARRIVED) >= arrived - NEARLY).all()


@quickly(EXAMPLES)
@given(helped_theatres(), st.sampled_from((at.NO_MANNER, at.PROBE)))
def test_a_probe_draws_nobody_away(scene, manner):
    scene[0].theatre[at.FRONT_MANNER] = manner
    drawn = by_day(scene, at.DRAWN_AWAY, at.OWED, at.FRONT_ORDERED)
    assert not drawn.any()


@quickly(EXAMPLES)
@given(helped_theatres())
def test_a_bigger_offensive_draws_no_fewer_and_a_better_wall_no_more(scene):
    def ordered(changed):
        return by_day(changed, at.FRONT_ORDERED)

    usual = ordered(scene)
    assert (ordered(more(scene, at.FRONT_DIVISIONS)) >= usual - NEARLY).all()
    assert (ordered(more(scene, at.FRONT_WALL)) <= usual + NEARLY).all()
    assert (ordered(more(scene, at.FRONT_POSTED)) <= usual + NEARLY).all()


@quickly(EXAMPLES)
@given(helped_theatres())
def test_wings_fit_into_their_room_and_more_room_never_keeps_any_out(scene):
    waiting = scene[0]
    here = by_day(scene, at.WING_HERE)[:, 0]
    assert (here.sum(axis=1) <= waiting.theatre[at.SQUADRON_ROOM].sum() + NEARLY).all()
    assert (here <= waiting.theatre[at.WING_AIRCRAFT, :, 0]).all()
    wider = by_day(more(scene, at.SQUADRON_ROOM), at.WING_HERE)[:, 0]
    assert (wider >= here - NEARLY).all()


@quickly(EXAMPLES)
@given(helped_theatres())
def test_aircraft_here_are_those_of_the_wings(scene):
    worth = scene[0].theatre[at.WING_WORTH, :, 0]
    for waiting in through(scene):
        here = waiting.state[at.WING_HERE, :, 0]
        assert waiting.state[at.AIRCRAFT, 0, at.DEFENDER] == pytest.approx((here * worth).sum())
        assert waiting.state[at.HELPER_AIRCRAFT, :, 0].sum() == pytest.approx(here.sum())


@quickly(EXAMPLES)
@given(helped_theatres(), whole(1, DAYS - 1))
def test_closing_the_door_stops_arrivals_and_departures(scene, day):
    """All routes lead through one place, which is also the only door; it falls."""
    waiting, (given, lost) = scene
    waiting.theatre[at.DOOR] = 0
    waiting.theatre[at.DOOR, 0, 0] = 1
    waiting.theatre[at.ROUTE_PLACES] = 1
    waiting.theatre[at.PASSAGE_PLACE] = 0
    seen = by_day((waiting, (given, [day, *lost[1:]])), at.MARCH_ARRIVED, at.EVACUATED)
    assert (seen[day:] == seen[day - 1]).all()
    still_open = by_day((waiting, (given, [DAYS + 1, *lost[1:]])), at.MARCH_ARRIVED, at.EVACUATED)
    assert (seen[:day] == still_open[:day]).all()


@quickly(EXAMPLES)
@given(helped_theatres())
def test_what_has_left_is_never_more_than_all_and_never_comes_back(scene):
    left = by_day(scene, at.EVACUATED)[:, 0, 0]
    assert ((left >= 0) & (left <= 1)).all()
    assert (np.diff(left) >= 0).all()


def test_the_scenes_that_are_drawn_have_help_of_every_kind():
    seen = np.zeros(at.STATE_ROWS, dtype=bool)

    @quickly(EXAMPLES)
    @given(helped_theatres())
    def look(scene):
        *_, last = through(scene)
        seen[last.state.any(axis=(1, 2))] = True

    look()
    expected = ("march_arrived", "front_ordered", "drawn_away", "owed", "wing_here", "evacuated",
                "helper_men", "helper_aircraft", "rails_busy")  # fmt: skip
    assert not [name for name in expected if not seen[at.STATE.number(name)]]
