"""Laws of every movement: nobody is lost from the books, nothing carries more than it can."""

from __future__ import annotations

import sys
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from holdfast.movement.fields import land
from holdfast.movement.flow import move
from holdfast.movement.joining import joined
from holdfast.movement.timetable import Timetable
from timetables import STEPS, best_arrivals, body, carrier, journey, use

CLOSE = 1e-6
amounts = st.floats(0.5, 40, allow_nan=False)
lags = st.integers(0, 6)
shares = st.sampled_from([0.0, 0.1, 0.4])


@st.composite
def timetables(draw):
    """Up to three bodies on up to three journeys each over up to five carriers."""
    count = draw(st.integers(1, 5))
    carriers = tuple(
        carrier(f"c{k}", draw(amounts), draw(st.sampled_from([1, 1, 1, 3, 8])))
        for k in range(count)
    )
    bodies = tuple(_body(draw, f"b{n}", count) for n in range(draw(st.integers(1, 3))))
    return Timetable(bodies, carriers)


def _body(draw, name, count):
    journeys = []
    for n in range(draw(st.integers(1, 3))):
        order = draw(st.permutations(range(count)))[: draw(st.integers(1, count))]
        after, uses = 0, []
        for k in order:
            uses.append(use(k, after, draw(st.floats(0.2, 3)), draw(st.sampled_from([0.0, 0.02]))))
            after += draw(lags)
        lost, interned = draw(shares), draw(shares)
        journeys.append(journey(f"{name}-{n}", uses, after, draw(lags), lost, interned))
    return body(name, draw(amounts), journeys, draw(lags))


@given(timetables())
@settings(max_examples=25, deadline=None)
def test_everybody_is_in_exactly_one_place(table):
    moved = move(table)
    places = (moved.home, moved.queue, moved.way, moved.arrived, moved.lost, moved.interned)
    units = np.array([one.units[0] for one in table.bodies])
    np.testing.assert_allclose(sum(places)[0], np.broadcast_to(units[:, None], (len(units), STEPS)))
    for place in places:
        assert (place > -CLOSE).all()


@given(timetables())
@settings(max_examples=25, deadline=None)
def test_nothing_ever_carries_more_than_it_can(table):
    moved = move(table)
    for k, one in enumerate(table.carriers):
        assert (moved.under_way[:, k] <= one.bound() + CLOSE).all()
        window = np.ones(int(one.window[0]))
        summed = np.convolve(moved.carried[0, k], window)[: len(moved.carried[0, k])]
        np.testing.assert_allclose(summed, moved.under_way[0, k], atol=CLOSE)


@given(timetables())
@settings(max_examples=20, deadline=None)
def test_nobody_is_held_up_by_those_who_are_served_after_him(table):
    alone = move(replace(table, bodies=table.bodies[:1]))
    np.testing.assert_allclose(move(table).arrived[:, 0], alone.arrived[:, 0], atol=CLOSE)


@st.composite
def one_force(draw):
    """One force on parallel journeys, each with lines of its own behind one common neck."""
    count = draw(st.integers(1, 3))
    carriers = [carrier("neck", draw(amounts))]
    journeys = []
    for n in range(count):
        own = len(carriers)
        carriers.append(carrier(f"line-{n}", draw(amounts)))
        uses = [use(0, 0), use(own, draw(lags))]
        journeys.append(journey(f"way-{n}", uses, 6 + 2 * n, draw(lags)))
    return Timetable((body("force", draw(amounts), journeys, draw(lags)),), tuple(carriers))


@given(one_force(), st.data(), st.floats(0.1, 20))
@settings(max_examples=25, deadline=None)
def test_more_trains_never_bring_anybody_later(table, data, more):
    k = data.draw(st.integers(0, len(table.carriers) - 1))
    wider = list(table.carriers)
    wider[k] = replace(wider[k], limit=wider[k].limit + more)
    before, after = move(table), move(replace(table, carriers=tuple(wider)))
    assert (after.arrived >= before.arrived - CLOSE).all()


@given(one_force(), st.data(), st.integers(1, 8))
@settings(max_examples=25, deadline=None)
def test_earlier_leave_never_brings_anybody_later(table, data, sooner):
    (force,) = table.bodies
    n = data.draw(st.integers(0, len(force.journeys) - 1))
    ways = list(force.journeys)
    ways[n] = replace(ways[n], opens=np.maximum(ways[n].opens - sooner, 0))
    other = replace(table, bodies=(replace(force, journeys=tuple(ways)),))
    assert (move(other).arrived >= move(table).arrived - CLOSE).all()


@given(timetables(), st.data())
@settings(max_examples=25, deadline=None)
def test_a_link_cut_in_two_changes_nothing(table, data):
    steady = [k for k, one in enumerate(table.carriers) if one.window[0] == 1]
    if not steady:
        return
    k, new = data.draw(st.sampled_from(steady)), len(table.carriers)
    halves = (*table.carriers, replace(table.carriers[k], name="half"))
    bodies = tuple(
        replace(one, journeys=tuple(_cut(way, k, new) for way in one.journeys))
        for one in table.bodies
    )
    cut = joined(Timetable(bodies, halves))
    np.testing.assert_allclose(move(cut).arrived, move(joined(table)).arrived, atol=CLOSE)


def _cut(way, k, new):
    uses = []
    for one in way.uses:
        uses.append(one)
        if one.carrier == k:
            uses.append(replace(one, carrier=new, after=one.after + 1))
    return replace(way, uses=tuple(uses))


def test_shares_of_several_ways_are_near_the_best_there_is(capsys):
    """Greedy, with its priorities, against HiGHS on the same journeys without any."""
    widths = {"a": 8, "b": 12, "neck": 14}
    carriers = tuple(carrier(name, wide, steps=28) for name, wide in widths.items())
    first = body(
        "first", 12, [journey("a", [use(0, 0), use(2, 2)], 4), journey("b", [use(1, 0)], 9)],
        steps=28,
    )  # fmt: skip
    second = body("second", 15, [journey("b", [use(1, 0), use(2, 3)], 6)], ready=4, steps=28)
    table = Timetable((first, second), carriers)
    ours = move(table).arrived[0].sum(axis=0)
    best = best_arrivals(table)
    assert (ours <= best + CLOSE).all()
    gap = 1 - ours.sum() / best.sum()
    with capsys.disabled():
        sys.stdout.write(f"\ngreedy {gap:.1%} under HiGHS, {ours[-1]:.0f} of {best[-1]:.0f}")
    assert gap < 0.1
    assert ours[-1] == pytest.approx(best[-1])


@given(one_force())
@settings(max_examples=5, deadline=None)
def test_behind_one_neck_no_timetable_is_better(table):
    best = best_arrivals(table, at_steps=(12, 20, 30))
    np.testing.assert_allclose(move(table).arrived[0, 0, [12, 20, 30]], best, atol=1e-4)


def test_supply_of_those_who_have_come_eats_trains():
    """dN/dt = (C - s N) / T: N tends to C / s."""
    ways = [journey("line", [use(0, 0, 10.0, 0.5)], 4)]
    table = Timetable((body("force", 1000, ways, steps=600),), (carrier("line", 40, steps=600),))
    there = move(table).arrived[0, 0]
    assert there[-1] == pytest.approx(40 / 4 / 0.5, rel=0.02)
    assert (np.diff(there) >= -CLOSE).all()


@given(
    st.lists(st.floats(0, 300), min_size=1, max_size=4), st.lists(st.integers(1, 9), min_size=4),
    st.floats(0, 500),
)  # fmt: skip
@settings(max_examples=25, deadline=None)
def test_every_aircraft_finds_a_place_or_is_turned_away(aircraft, days, room):
    wings, on = np.array([aircraft]), np.array([days[: len(aircraft)]], dtype=float)
    landed = land(wings, on, np.array([room]), 10)
    both = landed.housed + landed.turned_away
    np.testing.assert_allclose(both[0, :, -1], aircraft)
    assert (landed.housed.sum(axis=1) <= room + CLOSE).all()
    assert landed.housed[0, :, -1].sum() == pytest.approx(min(room, sum(aircraft)))
