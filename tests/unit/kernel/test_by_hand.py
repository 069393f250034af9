"""Numbers of single laws that can be worked out on paper from MODEL.md, section 5."""

from __future__ import annotations

import math

import pytest

from holdfast.kernel import (
    advance,
    arrivals,
    attrition,
    command,
    constants,
    contact,
    ends,
    isolation,
    losses,
)
from holdfast.kernel import layout as at

ATTACKER, DEFENDER = at.ATTACKER, at.DEFENDER


def test_even_odds_are_a_half_and_log_odds_of_ln_3_are_three_quarters():
    assert contact.logistic(0.0) == 0.5
    assert contact.logistic(math.log(3)) == pytest.approx(0.75)


def test_ten_guns_and_ten_tanks_for_a_thousand_men_are_worth_what_the_law_says(theatre, law, state):
    state[at.ARRIVED, 0] = 20_000, 1_000
    state[at.GUNS, 0, ATTACKER] = state[at.TANKS, 0, ATTACKER] = 200
    law[constants.GUN_WEIGHT], law[constants.TANK_WEIGHT], law[constants.MATERIEL_EXPONENT] = (
        0.1,
        0.15,
        0.5,
    )
    arrivals.weigh(theatre, law, state)
    assert state[at.MATERIEL, 0, ATTACKER] == pytest.approx(1 + 1 + 1.5)
    assert state[at.MATERIEL, 0, DEFENDER] == 1
    assert state[at.MATERIEL_EDGE, 0, 0] == pytest.approx(0.5 * math.log(3.5))
    assert state[at.TANK_DENSITY, 0, 0] == pytest.approx(10)


def test_forty_aircraft_against_twenty_are_a_quarter_of_superiority(theatre, law, state):
    state[at.AIRCRAFT, 0] = 40, 20
    law[constants.AIR_WEIGHT], law[constants.AIR_HALF_STRENGTH] = 1, 20
    arrivals.weigh(theatre, law, state)
    assert state[at.AIR, 0, 0] == pytest.approx(20 / 80)


def test_surprise_has_half_faded_at_half_of_its_days(theatre, law, state):
    state[at.SURPRISE_LEVEL, 0, 0] = 3
    law[constants.SURPRISE_RATIO], law[constants.SURPRISE_DAYS] = 1.3, 12
    state[at.ACTIVE_DAYS, 0, 0] = 7
    arrivals.weigh(theatre, law, state)
    assert state[at.SURPRISE_NOW, 0, 0] == pytest.approx(0.5 * math.log(1.3**3))


def test_stocks_for_ten_days_with_half_coming_in_last_twenty(theatre, law, state):
    theatre[at.CUT_OFF_WHEN, 0, 0] = at.ALWAYS
    theatre[at.ENDURANCE, 0, 0], theatre[at.INFLOW, 0, 0] = 10, 0.5
    state[at.STOCK, 0, 0] = 1
    for _ in range(19):
        isolation.starve(theatre, law, state)
    assert state[at.HUNGRY_DAYS, 0, 0] == 0
    for _ in range(2):
        isolation.starve(theatre, law, state)
    assert state[at.HUNGRY_DAYS, 0, 0] > 0


def test_a_day_moves_the_share_of_the_gap_that_the_law_and_the_roads_give(theatre, law, state):
    law[constants.SHIFT, 0] = 0.01, 0.01
    law[constants.FOLLOW] = 0
    state[at.MEN, :2, DEFENDER] = 1000, 0
    command.reallocate(theatre, law, state)
    assert state[at.MEN, :2, DEFENDER] == pytest.approx([990, 10])


def test_the_rear_keeps_men_back_and_the_width_keeps_men_out(theatre, law, state):
    law[constants.SECURITY_DENSITY], law[constants.SECURITY_LIMIT] = 0.5, 0.8
    law[constants.DENSITY, 0] = 1000, 300
    state[at.FRONT, 0, 0] = 20
    state[at.MEN, 0] = 5_100, 8_000
    contact.find_room(theatre, law, state, 0)
    assert state[at.ENGAGED, 0] == pytest.approx([5_000, 3_000])


def test_one_radius_from_the_railhead_half_of_the_strength_is_left(theatre, law, state):
    law[constants.SUPPLY_RADIUS], law[constants.SUPPLY_FLOOR], law[constants.RAILHEAD_SPEED] = (
        40,
        0.1,
        5,
    )
    state[at.FRONT, 0, 0], state[at.RAILHEAD, 0, 0] = 60, 10
    contact.supply(theatre, law, state, 0)
    assert state[at.RAILHEAD, 0, 0] == 20
    assert state[at.SUPPLY, 0, 0] == pytest.approx(0.5)


def test_losses_of_20000_against_as_many_are_the_base_of_the_law(theatre, law, state):
    state[at.ENGAGED, 0] = 20_000
    state[at.LN_ENGAGED, 0] = math.log(20_000)
    state[at.FIGHTING, 0, 0] = 1
    law[constants.INTENSITY_FIGHTING], law[constants.LOSS_ERA] = 0.5, 0
    law[constants.LOSS_BASE, 0] = math.log(0.02), math.log(0.04)
    attrition.bleed(theatre, law, state)
    assert state[at.LOSSES, 0] == pytest.approx([200, 400])


def test_a_front_that_cannot_fight_its_way_further_marches_no_further(theatre, law, state):
    law[constants.SPEED] = 1e6
    law[constants.MARCH_FOOT] = 18
    state[at.SUPPLY, 0, 0] = 0.5
    assert advance.speed(theatre, law, state, 0) == pytest.approx(9)


def test_a_place_half_way_has_lost_half_of_what_passing_takes(theatre, law, state):

    law[constants.PASSING] = 0.2
    state[at.FRONT, 0, 0] = 50
    losses.take_places(theatre, law, state, 3)
    assert state[at.VALUE_LOST, 0, 0] == pytest.approx(0.1)
    state[at.FRONT, 1, 0] = 100
    losses.take_places(theatre, law, state, 4)
    assert state[at.VALUE_LOST, 0, 0] == 1


def test_a_promise_fades_to_a_third_in_the_days_that_the_law_gives_it(theatre, law, state):
    theatre[at.PROMISED_DAY, 0, 0], theatre[at.PROMISED_MEN, 0, 0] = 10, 500
    state[at.MEN, 0, ATTACKER] = 1000
    law[constants.OVERDUE_DAYS] = 20
    for day, hope in ((5, 0.5), (10, 0.5), (30, 0.5 / math.e)):
        ends.look_ahead(theatre, law, state, day)
        assert state[at.PROSPECT, 0, 0] == pytest.approx(hope)


def test_relief_is_effective_when_it_weighs_its_share_of_the_attacker(theatre, law, state):
    law[constants.RELIEF_SHARE] = 0.2
    state[at.MEN, :2, ATTACKER] = 500
    state[at.HELP_MEN, 0, 0], state[at.DRAWN_AWAY, 0, 0] = 100, 99
    ends.relieve(theatre, law, state, 8)
    assert state[at.RELIEF_DAY, 0, 0] == at.NEVER
    state[at.HELD, 0, 0] = 1
    ends.relieve(theatre, law, state, 9)
    assert state[at.RELIEF_DAY, 0, 0] == 9


def test_a_small_theatre_burns_down_faster_only_where_that_is_switched_on(theatre, law):
    law[constants.TEMPO_LENGTH], law[constants.TEMPO_LIMIT] = 400, 4
    assert attrition.tempo(theatre, law) == 1
    law[constants.SMALL_THEATRE_TEMPO] = 0.5
    assert attrition.tempo(theatre, law) == pytest.approx(2)
    law[constants.SMALL_THEATRE_TEMPO] = 2
    assert attrition.tempo(theatre, law) == 4
