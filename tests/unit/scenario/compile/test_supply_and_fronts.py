"""What the kernel knows, cards and scenarios both can say: a siege, and men drawn away."""

from __future__ import annotations

import numpy as np
import pytest

from cards import flat_posterior, template_source, with_changes
from holdfast.errors import ScenarioError
from holdfast.experiment.replay import replay
from holdfast.kernel import isolation
from holdfast.kernel import layout as at
from holdfast.kernel.campaign import blank_state
from holdfast.scenario.card_source import load_card
from holdfast.scenario.compile.card import compile_card
from scenario_sources import rivers, scenario, written

STOCKS = "powers.TRV.supply={endurance: {low: 20, mode: 30, high: 40}, inflow: 0.25%s}"


def card(*settings):
    return compile_card(load_card(with_changes(template_source(), [], settings)), flat_posterior())


def test_a_defender_who_is_cut_off_from_the_start_has_his_stocks():
    theatre = rivers(STOCKS % "")
    assert written(theatre, "cut_off_when")[0] == at.ALWAYS
    assert 20 <= written(theatre, "endurance")[0] <= 40
    assert written(theatre, "inflow")[0] == 0.25
    assert written(rivers(), "cut_off_when")[0] == at.NEVER_HOLDS


def test_he_may_be_cut_off_by_the_loss_of_a_place():
    place = next(name for name, one in scenario("two-rivers", "north-1938").places.items()
                 if one.owner == "TRV" and one.value.middle() > 0)  # fmt: skip
    theatre = rivers(STOCKS % f', when: "holds({place}, NOR)"')
    number = int(written(theatre, "cut_off_when")[0])
    assert number > at.NEVER_HOLDS
    state = blank_state(theatre.theatre)
    state[at.STOCK, 0, 0] = 1.0
    arrays = theatre.theatre.copy()
    arrays[at.ENDURANCE, 0, 0] = 10.0
    arrays[at.INFLOW, 0, 0] = 0.0
    isolation.starve(arrays, theatre.law, state)
    assert state[at.ISOLATED, 0, 0] == 0
    assert state[at.STOCK, 0, 0] == 1
    lost = theatre.names.places.index(place)
    state[at.HOLDS, 0] = arrays[at.PLACE_GIVES, lost]
    for _ in range(12):
        isolation.starve(arrays, theatre.law, state)
    assert state[at.ISOLATED, 0, 0] == 1
    assert state[at.HUNGRY_DAYS, 0, 0] >= 2
    assert state[at.HUNGER, 0, 0] < 1


def test_supply_names_a_sentence_that_can_be_read():
    with pytest.raises(ScenarioError, match="no place is called"):
        rivers(STOCKS % ', when: "holds(nowhere, NOR)"')


PROMISE = (
    "inputs.relief.promises=[{power: ALLY, act: second_front, needs: [ALLY.acts], day: 20, "
    "men: 30000}, {power: ALLY, act: land, needs: [ALLY.acts], day: 30, men: 5000}]"
)


def test_a_cards_second_front_is_the_scenarios():
    theatre = card(PROMISE, "inputs.relief.decisions.ALLY.acts.p=1")
    assert theatre.theatre[at.FRONTS, 0, 0] == 1
    assert theatre.theatre[at.FRONT_DAY, 0, 0] == 19
    men = theatre.theatre[at.FRONT_PANIC, 0, 0] * theatre.theatre[at.FRONT_MEN, 0, 0]
    assert men == 30_000
    assert theatre.theatre[at.FRONT_MANNER, 0, 0] == at.OFFENSIVE
    told = theatre.theatre[at.ARRIVAL_FORM, :, at.DEFENDER]
    assert np.count_nonzero(told == at.HELP_AT_FRONT) >= 1


def test_the_men_leave_on_the_day_that_the_card_says():
    still = (
        "law.collapse_base=-50", "law.stop_base=-50", "law.intensity_fighting=0",
        "law.intensity_idle=0", "law.capture=0", "law.turned_loss=0",
        "inputs.relief.decisions.ALLY.acts.p=1", "inputs.attacker.u=1",
        "inputs.attacker.forces=[[1, 200000, 0, 0, 0, null]]",
    )  # fmt: skip
    days = replay(card(PROMISE, *still), 1, 0, 0).days
    men = dict(enumerate(days["attacker_men"].sum(axis=1), start=1))
    assert men[19] == pytest.approx(200_000)
    assert men[20] == pytest.approx(170_000)
