"""Contingents, second fronts, wings and the open door, worked out by hand."""

from __future__ import annotations

import numpy as np
import pytest

from helping import Waiting
from holdfast.kernel import constants, march
from holdfast.kernel import layout as at
from holdfast.kernel.conditions import holds


@pytest.fixture
def waiting():
    return Waiting()


# ---------------------------------------------------------------- conditions
def test_condition_0_always_holds_and_condition_1_never(waiting):
    assert holds(waiting.theatre, waiting.state, at.ALWAYS)
    assert not holds(waiting.theatre, waiting.state, at.NEVER_HOLDS)


@pytest.mark.parametrize("atom", [0, 1, 51, 52, 103])
def test_a_condition_holds_once_its_atom_does(waiting, atom):
    condition = waiting.when(atom)
    assert not holds(waiting.theatre, waiting.state, condition)
    waiting.give(atom)
    assert holds(waiting.theatre, waiting.state, condition)


def test_a_term_needs_all_its_atoms_and_a_condition_any_of_its_terms(waiting):
    both = waiting.when(3, 60)
    waiting.when(7)
    waiting.put("condition", both, terms=2)
    waiting.give(3)
    assert not holds(waiting.theatre, waiting.state, both)
    waiting.give(60)
    assert holds(waiting.theatre, waiting.state, both)
    waiting.take(3)
    assert not holds(waiting.theatre, waiting.state, both)
    waiting.give(7)
    assert holds(waiting.theatre, waiting.state, both)


# ---------------------------------------------------------------- mobilisation
@pytest.mark.parametrize(
    ("days", "share"), [(-1, 0), (0, 0), (1, 0.3), (2, 0.6), (3, 0.7), (6, 1), (60, 1)]
)
def test_a_muster_goes_in_straight_lines_from_step_to_step(waiting, days, share):
    first, steps = waiting.muster(((2, 0.6), (6, 1)))
    assert march.ready(waiting.theatre, first, steps, days) == pytest.approx(share)


def test_those_who_are_never_ready_stay_at_home(waiting):
    first, steps = waiting.muster(((0, 0.1), (5, 0.8)))
    assert march.ready(waiting.theatre, first, steps, 0) == 0.1
    assert march.ready(waiting.theatre, first, steps, 99) == 0.8


def test_with_no_steps_all_are_ready_when_they_are_called(waiting):
    assert march.ready(waiting.theatre, 0, 0, 0) == 1
    assert march.ready(waiting.theatre, 0, 0, -1) == 0


def test_a_contingent_that_is_called_musters_before_it_may_march(waiting):
    """Called on day 1, ordered on day 5: what took four days of mobilisation is not taken again."""
    road = waiting.route(divisions=100)
    waiting.contingent([road], muster=((4, 1),), called=at.ALWAYS, when=waiting.when(1))
    assert waiting.arrivals(4) == [0, 0, 0, 0]
    waiting.give(1)
    assert waiting.arrivals(1) == [10]
    assert waiting.state[at.MARCH_CALLED, 0, 0] == 1
    assert waiting.state[at.MARCH_BEGUN, 0, 0] == 5


def test_orders_to_march_are_a_call(waiting):
    road = waiting.route(divisions=100)
    waiting.contingent([road], muster=((4, 1),), when=waiting.when(1))
    waiting.play(4)
    waiting.give(1)
    assert waiting.arrivals(5) == pytest.approx([0, 2.5, 5, 7.5, 10])


def test_days_of_the_crisis_count():
    waiting = Waiting(crisis_days=3)
    road = waiting.route(divisions=100, days=3)
    waiting.contingent([road])
    assert waiting.arrivals(4) == [0, 0, 0, 10]
    assert waiting.day == 1


def test_whoever_has_his_orders_keeps_them(waiting):
    road = waiting.route(divisions=1, when=waiting.when(2))
    waiting.contingent([road], when=waiting.when(1))
    waiting.give(1)
    waiting.play(1)
    waiting.take(1)
    waiting.give(2)
    assert waiting.arrivals(2) == [1, 2]


# ---------------------------------------------------------------- routes
def test_a_road_takes_so_many_divisions_a_day_after_so_many_days(waiting):
    road = waiting.route(divisions=4, days=2)
    waiting.contingent([road])
    assert waiting.arrivals(6) == [0, 0, 4, 8, 10, 10]


def test_trains_that_feed_those_who_came_bring_nobody(waiting):
    """dN/dt = (C - s N)/T with C 20, s 2, T 10: 2 divisions, then (20 - 4)/10 more, and so on."""
    rails = waiting.route(trains=20)
    waiting.contingent([rails], supply=2)
    expected, n = [], 0.0
    for _ in range(30):
        n = min(10, n + (20 - 2 * n) / 10)
        expected.append(n)
    assert waiting.arrivals(30) == pytest.approx(expected)
    assert expected[-1] == pytest.approx(10, abs=0.05)


def test_a_line_that_can_feed_no_more_brings_no_more(waiting):
    rails = waiting.route(trains=6)
    waiting.contingent([rails], supply=2)
    assert waiting.arrivals(200)[-1] == pytest.approx(3, abs=1e-3)


def test_contingents_share_the_trains_of_their_route_in_the_order_of_the_file(waiting):
    rails = waiting.route(trains=20)
    waiting.contingent([rails], divisions=3, trains=10, supply=1)
    waiting.contingent([rails], divisions=10, trains=5)
    waiting.play(1)
    assert (waiting.arrived(0), waiting.arrived(1)) == (2, 0)
    waiting.play(1)
    assert (waiting.arrived(0), waiting.arrived(1)) == pytest.approx((3, (20 - 2 - 10) / 5))
    waiting.play(1)
    assert waiting.arrived(1) == pytest.approx(8 / 5 + (20 - 3) / 5)


def test_routes_through_one_neck_share_what_it_carries_each_as_far_as_it_can(waiting):
    """Half of the neck's day is taken by the first; to the second half of its own is left."""
    near, far = waiting.route(trains=20, neck=3), waiting.route(trains=12, neck=3)
    waiting.contingent([near], divisions=1)
    waiting.contingent([far], divisions=5)
    waiting.play(1)
    assert (waiting.arrived(0), waiting.arrived(1)) == pytest.approx((1, 0.6))
    assert waiting.state[at.NECK_LEFT, 3, 0] == pytest.approx(0)
    waiting.play(1)
    assert waiting.arrived(1) == pytest.approx(0.6 + 1.2)


def test_a_line_whose_trains_are_all_stopped_brings_nobody(waiting):
    waiting.contingent([waiting.route(trains=10)], trains=0)
    waiting.state[at.AIR], waiting.law[constants.AIR_INTERDICTION] = 1, 1
    waiting.play(3)
    assert waiting.arrived() == 0


def test_contingents_share_a_road(waiting):
    road = waiting.route(divisions=3)
    waiting.contingent([road], divisions=4)
    waiting.contingent([road], divisions=9)
    waiting.play(2)
    assert (waiting.arrived(0), waiting.arrived(1)) == (4, 2)


def test_those_whom_trains_need_not_move_come_at_once(waiting):
    rails = waiting.route(trains=1)
    waiting.contingent([rails], trains=0)
    assert waiting.arrivals(1) == [10]


def with_two_roads(waiting):
    """A wide road that needs leave (atom 1), then a narrow one."""
    wide = waiting.route(divisions=9, when=waiting.when(1))
    waiting.contingent([wide, waiting.route(divisions=2)])


def test_a_contingent_takes_the_first_route_that_is_permitted(waiting):
    with_two_roads(waiting)
    waiting.give(1)
    assert waiting.arrivals(1) == [9]


def test_who_is_under_way_does_not_turn_round_for_a_better_route(waiting):
    with_two_roads(waiting)
    waiting.play(1)
    waiting.give(1)
    waiting.play(1)
    assert waiting.state[at.MARCH_ROUTE, 0, 0] == 2
    assert waiting.arrived() == 4


def test_nobody_comes_without_permission(waiting):
    waiting.contingent([waiting.route(divisions=9, when=waiting.when(1))])
    assert waiting.arrivals(50)[-1] == 0
    waiting.give(1)
    assert waiting.arrivals(1) == [9]


def test_who_loses_his_route_begins_again_on_the_next_best(waiting):
    town = waiting.place()
    near = waiting.route(divisions=1, days=2, through=[town])
    far = waiting.route(divisions=2, days=4)
    waiting.contingent([near, far])
    assert waiting.arrivals(3) == [0, 0, 1]
    waiting.lose(town, 0.9)
    assert waiting.arrivals(1) == [2]
    waiting.lose(town)
    assert waiting.arrivals(6) == [2, 2, 2, 2, 4, 6]
    assert waiting.state[at.MARCH_BEGUN, 0, 0] == 5


def test_who_has_no_route_left_stands_still_until_one_opens(waiting):
    towns = [waiting.place(), waiting.place()]
    only = waiting.route(divisions=1, days=1, through=towns)
    waiting.contingent([only])
    assert waiting.arrivals(3) == [0, 1, 2]
    waiting.lose(towns[1])
    assert waiting.arrivals(9)[-1] == 2
    assert waiting.state[at.MARCH_ROUTE, 0, 0] == 0
    waiting.lose(towns[1], 0)
    assert waiting.arrivals(2) == [2, 3]


def test_permission_taken_back_closes_a_route(waiting):
    waiting.contingent([waiting.route(divisions=1, when=waiting.when(1))])
    waiting.give(1)
    waiting.play(2)
    waiting.take(1)
    waiting.play(5)
    assert waiting.arrived() == 2


@pytest.mark.parametrize(("air", "weight", "share"), [
    (0.5, 1, 0.8), (0.1, 0.2, 0.8), (-0.5, 1, 1), (0.5, 0, 1), (1, 0.15, 0),
])  # fmt: skip
def test_an_enemy_in_the_air_stops_a_share_of_the_trains(waiting, air, weight, share):
    waiting.contingent([waiting.route(trains=10)])
    waiting.state[at.AIR, 0, 0] = air
    waiting.law[constants.AIR_WEIGHT], waiting.law[constants.AIR_INTERDICTION] = weight, 0.4
    assert waiting.arrivals(1) == pytest.approx([share])


def test_an_enemy_in_the_air_does_not_stop_marchers(waiting):
    waiting.contingent([waiting.route(divisions=1)])
    waiting.state[at.AIR], waiting.law[constants.AIR_INTERDICTION] = 1, 0.4
    assert waiting.arrivals(1) == [1]


def test_what_comes_is_counted_and_stands_where_the_enemy_may_come(waiting):
    waiting.contingent([waiting.route(divisions=4)], tanks=30, guns=50, men=12_000, helper=2)
    waiting.play(1)
    state = waiting.state
    assert list(state[at.MEN, :2, at.DEFENDER]) == [36_000, 12_000]
    assert state[at.HELP_MEN, 0, 0] == state[at.ARRIVED, 0, at.DEFENDER] == 48_000
    assert state[at.TANKS, 0, at.DEFENDER] == 120
    assert state[at.GUNS, 0, at.DEFENDER] == 200
    assert state[at.HELPER_MEN, 2, 0] == 48_000
    state[at.AXIS_OPENED, 0, 0] = 0
    waiting.play(1)
    assert list(state[at.MEN, :2, at.DEFENDER]) == [36_000, 60_000]
    state[at.AXIS_OPENED, 1, 0] = 0
    waiting.theatre[at.SHARE] *= 2
    waiting.play(1)
    assert list(state[at.MEN, :2, at.DEFENDER]) == [54_000, 66_000]
    assert state[at.HELPER_DAY, 2, 0] == state[at.FIRST_HELP_DAY, 0, 0] == 1
    assert not state[at.HELPER_DAY, :2].any()


def test_who_sets_out_in_the_crisis_stands_at_the_front_on_day_1_at_the_earliest():
    """What the road carries in a day is not saved up for him."""
    waiting = Waiting(crisis_days=10)
    waiting.contingent([waiting.route(divisions=1, days=4, when=waiting.when(1))])
    waiting.wing(9, days=4)
    waiting.place(room=9)
    waiting.play(2)
    waiting.give(1)
    assert waiting.arrivals(10) == [0] * 8 + [1, 2]
    assert waiting.state[at.MARCH_BEGUN, 0, 0] == 3
    assert waiting.state[at.HELPER_DAY, 0, 0] == waiting.state[at.FIRST_HELP_DAY, 0, 0] == 1
    assert waiting.state[at.WING_HERE, 0, 0] == 9


def test_nobody_is_called_on_a_day_without_news(waiting):
    """What holds does not change but on days of news, so there is nothing to look for on others."""
    waiting.play(1)
    waiting.wing(9)
    waiting.place(room=9)
    waiting.play(3)
    assert waiting.state[at.WING_SENT, 0, 0] == 0
    waiting.give(1)
    waiting.play(1)
    assert waiting.state[at.WING_SENT, 0, 0] == 5


def test_help_that_is_still_on_its_way_has_had_no_effect(waiting):
    waiting.contingent([waiting.route(divisions=1, days=3)])
    felt = [waiting.state[at.HELPER_DAY, 0, 0] for _ in waiting.days(5)]
    assert felt == [0, 0, 0, 4, 4]


# ---------------------------------------------------------------- second fronts
def test_the_attacker_sends_what_he_misses_against_an_offensive(waiting):
    """60 divisions against 2:1 and half a wall: 60 / (2 x 1.5) = 20 hold them, 12 are there."""
    waiting.front(posted=12, wall=0.5, day=3, lag=2, helper=1)
    waiting.state[at.MEN, :2, at.ATTACKER] = 30_000, 10_000
    ordered = [waiting.state[at.FRONT_ORDERED, 0, 0] for _ in waiting.days(8)]
    assert ordered == pytest.approx([0, 0, 0, 0, 0, 8, 8, 8])
    assert waiting.state[at.DRAWN_AWAY, 0, 0] == pytest.approx(8000)
    assert waiting.state[at.MEN, :2, at.ATTACKER] == pytest.approx([24_000, 8_000])
    assert waiting.state[at.HELPER_DAY, 1, 0] == 6
    assert waiting.state[at.HELPER_MEN, 1, 0] == pytest.approx(8000)


def test_an_offensive_grows_with_its_muster(waiting):
    waiting.front(muster=((10, 1),), posted=0, lag=0)
    waiting.play(6)
    assert waiting.state[at.FRONT_ORDERED, 0, 0] == pytest.approx(60 * 0.5 / 2)


def test_panic_moves_divisions_at_once_whatever_is_missed(waiting):
    waiting.front(posted=500, day=2, lag=9, panic=3)
    ordered = [waiting.state[at.FRONT_ORDERED, 0, 0] for _ in waiting.days(40)]
    assert ordered[:4] == [0, 0, 3, 3]
    assert ordered[-1] == 3


def test_panic_is_the_least_that_is_moved_not_something_on_top(waiting):
    waiting.front(posted=20, day=0, lag=2, panic=3)
    ordered = [waiting.state[at.FRONT_ORDERED, 0, 0] for _ in waiting.days(4)]
    assert ordered == pytest.approx([3, 3, 10, 10])


@pytest.mark.parametrize("manner", [at.NO_MANNER, at.PROBE])
def test_a_probe_as_in_1939_draws_nobody_away(waiting, manner):
    waiting.front(manner=manner, panic=9)
    waiting.state[at.MEN, 0, at.ATTACKER] = 50_000
    waiting.play(60)
    assert waiting.state[at.FRONT_BEGUN, 0, 0] == 1
    assert not waiting.state[[at.FRONT_ORDERED, at.OWED, at.DRAWN_AWAY, at.HELPER_DAY]].any()


def test_a_front_opens_when_its_condition_holds(waiting):
    waiting.front(when=waiting.when(4), day=1, lag=0)
    waiting.play(5)
    assert not waiting.state[at.FRONT_BEGUN].any()
    waiting.give(4)
    ordered = [waiting.state[at.FRONT_ORDERED, 0, 0] for _ in waiting.days(2)]
    assert ordered == [0, 30]


def test_what_the_attacker_has_not_got_yet_stays_owed(waiting):
    waiting.front()
    waiting.state[at.MEN, 0, at.ATTACKER] = 10_000
    waiting.play(1)
    assert waiting.state[at.DRAWN_AWAY, 0, 0] == 10_000
    assert waiting.state[at.OWED, 0, 0] == 20_000


def test_a_front_draws_from_the_axes_of_the_attacker_whom_it_attacks(waiting):
    waiting.theatre[at.OWNERS, 0, 0] = 2
    waiting.theatre[at.AXIS_OWNER, 1, 0] = 1
    waiting.front(owner=1)
    waiting.state[at.MEN, :2, at.ATTACKER] = 90_000, 40_000
    waiting.play(1)
    assert list(waiting.state[at.MEN, :2, at.ATTACKER]) == [90_000, 10_000]


# ---------------------------------------------------------------- wings
def test_a_wing_lands_after_its_days_of_flight_and_counts_what_it_is_worth(waiting):
    waiting.place(room=100)
    waiting.wing(60, days=2, worth=0.5, helper=3)
    here = [waiting.state[at.AIRCRAFT, 0, at.DEFENDER] for _ in waiting.days(4)]
    assert here == [0, 0, 30, 30]
    assert waiting.state[at.WING_HERE, 0, 0] == waiting.state[at.HELPER_AIRCRAFT, 3, 0] == 60
    assert waiting.state[at.HELPER_DAY, 3, 0] == 3
    assert waiting.state[at.HELPER_MEN, 3, 0] == 0


def test_the_first_wing_of_the_file_has_the_first_places(waiting):
    field, other = waiting.place(room=50), waiting.place(room=30)
    waiting.wing(60)
    waiting.wing(60)
    waiting.play(1)
    assert list(waiting.state[at.WING_HERE, :2, 0]) == [60, 20]
    waiting.lose(field, 0.5)
    waiting.play(1)
    assert list(waiting.state[at.WING_HERE, :2, 0]) == [55, 0]
    assert waiting.state[at.AIRCRAFT, 0, at.DEFENDER] == 55
    waiting.lose(other)
    waiting.lose(field)
    waiting.play(1)
    assert waiting.state[at.AIRCRAFT, 0, at.DEFENDER] == 0
    assert waiting.state[at.HELPER_AIRCRAFT, 0, 0] == 0
    waiting.lose(field, 0)
    waiting.play(1)
    assert list(waiting.state[at.WING_HERE, :2, 0]) == [50, 0]


def test_a_wing_that_is_not_sent_takes_no_room(waiting):
    waiting.place(room=50)
    waiting.wing(60, when=waiting.when(9))
    waiting.wing(60)
    waiting.play(2)
    assert list(waiting.state[at.WING_HERE, :2, 0]) == [0, 50]
    assert list(waiting.state[at.WING_SENT, :2, 0]) == [0, 1]


def test_wings_without_room_have_no_effect(waiting):
    waiting.place(room=0)
    waiting.wing(60)
    waiting.play(3)
    assert not waiting.state[[at.WING_HERE, at.HELPER_DAY, at.AIRCRAFT]].any()


# ---------------------------------------------------------------- the door
def leaving(doors, days=10, **more):
    waiting = Waiting()
    waiting.put("evacuation", 0, days=days, **more)
    return waiting, [waiting.place(door=True) for _ in range(doors)]


def evacuated(waiting, count):
    return [waiting.state[at.EVACUATED, 0, 0] for _ in waiting.days(count)]


def test_all_has_left_after_the_days_that_it_takes_and_no_more_than_all():
    waiting, _ = leaving(1, days=4)
    assert evacuated(waiting, 6) == [0.25, 0.5, 0.75, 1, 1, 1]


def test_nothing_leaves_until_enough_is_lost_and_the_neighbour_lets_in():
    waiting, _ = leaving(1, **{"from": 0.3})
    waiting.put("evacuation", 0, when=waiting.when(1))
    waiting.give(1)
    assert evacuated(waiting, 1) == [0]
    waiting.state[at.VALUE_LOST, 0, 0] = 0.3
    assert evacuated(waiting, 1) == [0.1]
    waiting.take(1)
    assert evacuated(waiting, 1) == [0.1]


def test_half_of_the_doors_let_half_out_and_none_nobody():
    waiting, doors = leaving(2)
    waiting.lose(doors[0], 0.99)
    assert evacuated(waiting, 1) == [0.1]
    waiting.lose(doors[0])
    assert evacuated(waiting, 1) == pytest.approx([0.15])
    waiting.lose(doors[1])
    assert evacuated(waiting, 1) == pytest.approx([0.15])


def test_a_country_without_a_door_or_without_an_evacuation_lets_nothing_out():
    waiting, _ = leaving(0)
    waiting.place()
    assert evacuated(waiting, 3)[-1] == 0
    waiting, _ = leaving(1, days=0)
    assert evacuated(waiting, 3)[-1] == 0


def test_trains_that_bring_and_feed_allies_take_nothing_out():
    """20 trains a day: two divisions take them all, the third and their food leave some."""
    waiting, _ = leaving(1)
    rails = waiting.route(trains=20)
    waiting.contingent([rails], divisions=3, supply=2)
    assert evacuated(waiting, 1) == [0]
    assert waiting.state[at.RAILS_BUSY, 0, 0] == 1
    waiting.play(1)
    left = 20 - 2 * 2 - 10 * 1
    assert waiting.state[at.EVACUATED, 0, 0] == pytest.approx(left / 20 / 10)
    waiting.play(1)
    assert waiting.state[at.EVACUATED, 0, 0] == pytest.approx((left + 20 - 6) / 20 / 10)


def test_a_free_line_takes_its_part_and_a_closed_one_none():
    waiting, _ = leaving(1)
    permitted = waiting.when(1)
    town = waiting.place()
    routes = [waiting.route(trains=30, when=permitted), waiting.route(trains=10, through=[town])]
    waiting.contingent(routes)
    waiting.play(1)
    assert waiting.state[at.RAILS_BUSY, 0, 0] == 1
    waiting.give(1)
    waiting.play(1)
    assert waiting.state[at.RAILS_BUSY, 0, 0] == pytest.approx(10 / 40)
    waiting.lose(town)
    waiting.take(1)
    waiting.play(1)
    assert waiting.state[at.RAILS_BUSY, 0, 0] == 0


def test_roads_are_not_trains():
    waiting, _ = leaving(1)
    waiting.contingent([waiting.route(divisions=1)])
    assert evacuated(waiting, 1) == [0.1]
    waiting, _ = leaving(1)
    waiting.contingent([waiting.route(divisions=1)])
    waiting.contingent([waiting.route(trains=40)], divisions=1)
    waiting.play(1)
    assert waiting.state[at.RAILS_BUSY, 0, 0] == pytest.approx(10 / 40)


def test_trains_that_the_enemy_stops_carry_nobody_in_or_out():
    waiting, _ = leaving(1)
    waiting.contingent([waiting.route(trains=40)], divisions=1)
    waiting.state[at.AIR], waiting.law[constants.AIR_INTERDICTION] = 1, 0.5
    waiting.play(1)
    assert waiting.state[at.RAILS_BUSY, 0, 0] == pytest.approx(10 / 20)


# ---------------------------------------------------------------- without help
def test_in_the_world_without_help_nobody_moves_and_the_door_is_open():
    waiting = Waiting(helped=False)
    waiting.put("evacuation", 0, days=10)
    waiting.place(room=9, door=True)
    waiting.contingent([waiting.route(divisions=9)])
    waiting.front(panic=3)
    waiting.wing(9)
    before = waiting.state.copy()
    waiting.play(30)
    changed = {at.STATE.rows[row].name for row in np.argwhere(waiting.state != before)[:, 0]}
    assert changed == {"clock", "evacuated"}
