"""A forecast sees only what could be known on day 1; nothing sees the outcome."""

import pytest

from holdfast.catalog.cards import card_source
from holdfast.scenario.card_source import load_card
from holdfast.study.foreknowledge import AIM_ODDS, KEEPS, view


def card(card_id):
    return load_card(card_source(card_id))


@pytest.mark.parametrize("given", ["plans", "arrivals"])
def test_nobody_sees_the_outcome(given):
    seen = view(card("korea-1950"), given)
    assert seen.outcome is None
    assert seen.forecasts == []


def test_the_real_schedule_is_left_as_it_came():
    whole = card("korea-1950")
    assert view(whole, "arrivals").inputs == whole.inputs


def test_a_forecast_knows_only_planned_forces():
    whole, seen = card("korea-1950"), view(card("korea-1950"), "plans")
    late = [row for row in whole.inputs.attacker.forces if row.known == "late"]
    assert late
    assert len(seen.inputs.attacker.forces) == len(whole.inputs.attacker.forces) - len(late)
    assert all(row.known != "late" for row in seen.inputs.defender.forces)
    assert seen.inputs.relief.arrived == []


def test_a_promise_known_on_day_one_becomes_odds_and_a_delay():
    relief = view(card("poland-1939"), "plans").inputs.relief
    (promise,) = relief.promises
    assert promise.needs == [KEEPS]
    assert promise.men.middle() == 800_000
    assert promise.day.middle() == pytest.approx(16 - 5 + 12)
    assert relief.decisions[KEEPS].p.middle() == pytest.approx(8 / 14)


def test_a_promise_given_later_is_unknown():
    relief = view(card("finland-1939"), "plans").inputs.relief
    assert relief.promised is None
    assert relief.promises == []


def test_one_set_of_aims_stands_for_all_cards():
    seen = view(card("cyprus-1974"), "plans")
    assert seen.inputs.aim == AIM_ODDS
    assert seen.law["aims_drawn"].middle() == 1
