"""Reasons to end a campaign, by hand: when each is there, what it weighs, whom the clock names."""

import math

import numpy as np
import pytest

from holdfast.kernel import advance, arrivals, causes, constants, ends
from holdfast.kernel import layout as at
from holdfast.kernel.causes import COLLAPSE_CAUSES, COLLAPSES, STOP_CAUSES, STOPS

ATTACKER, DEFENDER = at.ATTACKER, at.DEFENDER
KEY = np.array((1, 2, 3), dtype=np.uint64)


def there(state, rows):
    """Which of some reasons are there."""
    return [bool(state[row, 0, 0]) for row in rows]


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ({at.CAPITAL_DAY: 9}, 0),
        ({at.VALUE_LOST: 0.5}, 0),
        ({at.ARMY_LOST: 0.2}, 1),
        ({at.BALANCE: 1.5}, 3),
    ],
)
def test_the_defender_has_a_reason_once_its_condition_is_met(theatre, law, state, written, reason):
    law[constants.BROKEN_FROM], law[constants.BALANCE_LIMIT] = 0.12, 1.5
    law[constants.SETTLEMENT_VALUE] = 0.5
    for row, value in written.items():
        state[row, 0, 0] = value
    causes.weigh_defender(theatre, law, state)
    assert there(state, COLLAPSES) == [n == reason for n in range(4)]
    for row, value in written.items():
        state[row, 0, 0] = 0 if row == at.CAPITAL_DAY else 0.99 * value
    state[at.ARMY_LOST, 0, 0] = min(0.1199, state[at.ARMY_LOST, 0, 0])
    causes.weigh_defender(theatre, law, state)
    assert there(state, COLLAPSES) == [False] * 4


def test_hope_of_relief_takes_the_outlook_away(theatre, law, state):
    law[constants.BALANCE_LIMIT] = 1.5
    state[at.BALANCE, 0, 0], state[at.PROSPECT, 0, 0] = 1.9, 0.5
    causes.weigh_defender(theatre, law, state)
    assert there(state, COLLAPSES) == [False] * 4


def test_hunger_is_a_reason_for_who_is_encircled_alone(theatre, law, state):
    law[constants.BROKEN_FROM], law[constants.SETTLEMENT_VALUE] = 0.12, 0.5
    state[at.HUNGRY_DAYS, 0, 0] = 3
    for isolated in (0, 1):
        state[at.ISOLATED, 0, 0] = isolated
        causes.weigh_defender(theatre, law, state)
        assert there(state, COLLAPSES) == [False, False, bool(isolated), False]


def stalled(law, state):
    """An attacker who has stood still for long enough and bled for it."""
    law[constants.STOP_STALL_FROM], law[constants.STOP_LOSSES_LEAST] = 14, 0.05
    law[constants.STOP_LOSSES_FROM], law[constants.STOP_FRONT_FROM] = 0.08, 0.25
    law[constants.STOP_MEANS_DAYS] = 45
    state[at.STALL, 0, 0], state[at.ATTACKER_LOST, 0, 0] = 14, 0.06
    state[at.ARRIVED, 0, ATTACKER] = 1000


@pytest.mark.parametrize(
    ("row", "value", "reason"),
    [(at.RELIEF_DAY, 3, 0), (at.ATTACKER_LOST, 0.08, 1), (at.ACTIVE_DAYS, 45, 3)],
)
def test_a_stalled_attacker_has_a_reason_with_help_losses_or_no_means(
    theatre, law, state, row, value, reason
):
    stalled(law, state)
    causes.weigh_attacker(law, state)
    assert there(state, STOPS) == [False] * 4
    state[row, 0, 0] = value
    causes.weigh_attacker(law, state)
    assert there(state, STOPS) == [n == reason for n in range(4)]


@pytest.mark.parametrize(("row", "value"), [(at.STALL, 13), (at.ATTACKER_LOST, 0.049)])
def test_a_pause_or_a_cheap_day_is_no_stop(law, state, row, value):
    stalled(law, state)
    state[at.RELIEF_DAY, 0, 0], state[at.ACTIVE_DAYS, 0, 0] = 3, 200
    state[row, 0, 0] = value
    causes.weigh_attacker(law, state)
    assert there(state, STOPS) == [False] * 4


def test_a_front_elsewhere_counts_whom_it_drew_and_whom_it_keeps(law, state):
    stalled(law, state)
    state[at.STALL, 0, 0] = state[at.ATTACKER_LOST, 0, 0] = 0
    state[at.DRAWN_AWAY, 0, 0], state[at.HELD, 0, 0] = 150, 200
    assert causes.elsewhere(state) == pytest.approx(350 / 1200)
    causes.weigh_attacker(law, state)
    assert there(state, STOPS) == [False, False, True, False]
    state[at.DRAWN_AWAY, 0, 0] = 50
    causes.weigh_attacker(law, state)
    assert there(state, STOPS) == [False] * 4


@pytest.mark.parametrize(("reached", "cause"), [(0.01, 0), (0.29, 0), (0.31, 2), (0.6, 3), (1, 3)])
def test_the_cause_is_in_whose_part_the_clock_runs_out(state, reached, cause):
    """Weights 3, none, 2 and 5: the day is parted at .3 and .5."""
    for row, weight in zip(COLLAPSES, (3.0, 0.0, 2.0, 5.0), strict=True):
        state[row, 0, 0] = weight
    found = causes.cause_of(state, COLLAPSES, COLLAPSE_CAUSES, reached)
    assert found == COLLAPSE_CAUSES[cause]


def test_without_a_reason_no_hazard_runs_however_the_clock_stands(theatre, law, state):
    stalled(law, state)
    state[at.ATTACKER_LOST, 0, 0] = state[at.STALL, 0, 0] = 0
    law[constants.STOP_BASE] = law[constants.COLLAPSE_BASE] = 0
    assert ends.stop_hazard(theatre, law, state) == 0
    law[constants.BROKEN_FROM], law[constants.SETTLEMENT_VALUE] = 0.12, 0.5
    assert ends.collapse_hazard(theatre, law, state) == 0


def test_who_is_recalled_stops_for_no_reason_of_the_theatre(theatre, law, state):
    stalled(law, state)
    state[at.STALL, 0, 0] = 0
    state[at.STOP_CLOCK, 0, 0] = 0.025
    law[constants.RECALL] = 0.01
    for _ in range(2):
        ends.stop(theatre, law, state)
    assert state[at.END, 0, 0] == at.STILL_FIGHTING
    ends.stop(theatre, law, state)
    assert (state[at.END, 0, 0], state[at.CAUSE, 0, 0]) == (at.STOP, at.ORDERED_HOME)


def test_the_reasons_of_a_side_and_their_causes_are_as_many():
    assert len(COLLAPSES) == len(COLLAPSE_CAUSES)
    assert len(STOPS) == len(STOP_CAUSES)


def second_wave(theatre, state, manner, begun=1.0):
    """A thousand attackers due today, and a second front of a helper."""
    theatre[at.ARRIVALS, 0, ATTACKER] = 1
    theatre[at.ARRIVAL_MEN, 0, ATTACKER], theatre[at.ARRIVAL_DAY, 0, ATTACKER] = 1000, 20
    theatre[at.ARRIVAL_AXIS, 0, ATTACKER] = at.NO_AXIS
    state[at.ARRIVAL_READY, 0, ATTACKER] = 1
    theatre[at.FRONTS, 0, 0], theatre[at.FRONT_MANNER, 0, 0] = 1, manner
    state[at.FRONT_BEGUN, 0, 0] = begun
    state[at.HELPED, 0, 0] = 1


@pytest.mark.parametrize(
    ("manner", "begun", "kept"),
    [(at.OFFENSIVE, 1, 600), (at.PROBE, 1, 200), (at.NO_MANNER, 1, 0), (at.OFFENSIVE, 0, 0)],
)
def test_a_second_front_keeps_its_share_of_who_was_due(theatre, law, state, manner, begun, kept):
    law[constants.HELD_BY_OFFENSIVE], law[constants.HELD_BY_PROBE] = 0.6, 0.2
    second_wave(theatre, state, manner, begun)
    arrivals.arrive(theatre, law, state, 20)
    assert state[at.HELD, 0, 0] == pytest.approx(kept)
    assert state[at.ARRIVED, 0, ATTACKER] == pytest.approx(1000 - kept)
    assert state[at.HELPER_MEN, 0, 0] == pytest.approx(kept)
    assert state[at.HELPER_DAY, 0, 0] == (20 if kept else at.NEVER)
    assert state[at.DRAWN_AWAY, 0, 0] == 0


def test_who_stood_on_the_theatre_on_the_first_day_is_kept_by_nobody(theatre, law, state):
    second_wave(theatre, state, at.OFFENSIVE)
    theatre[at.ARRIVAL_DAY, 0, ATTACKER] = 1
    arrivals.arrive(theatre, law, state, 1)
    assert state[at.HELD, 0, 0] == 0


def test_a_belt_takes_the_days_of_its_strength_however_fast_the_army(theatre, law, state):
    law[constants.BELT_DAYS], law[constants.BREAKTHROUGH_FORT] = 8, 0.25
    theatre[at.BELT_DEPTH, 0, 0] = 6
    state[at.FORT, 0, 0] = 0.5
    assert advance.belt_pace(theatre, law, state, 0) == pytest.approx(6 / 4)
    state[at.BELT_HERE, 0, 0] = -1
    assert advance.belt_pace(theatre, law, state, 0) == math.inf
    state[at.BELT_HERE, 0, 0], state[at.FORT, 0, 0] = 0, 0.24
    assert advance.belt_pace(theatre, law, state, 0) == math.inf
    state[at.FORT, 0, 0], law[constants.BELT_DAYS] = 0.5, 0
    assert advance.belt_pace(theatre, law, state, 0) == math.inf


def test_defenders_on_an_axis_gone_to_its_end_are_taken_bit_by_bit(theatre, law, state):
    law[constants.CAPTURE], law[constants.BREAKTHROUGH_ON_FOOT] = 0.06, 0.5
    state[at.FRONT, 0, 0] = 100
    state[at.MEN, :2, DEFENDER] = 1000
    advance.break_through(theatre, law, state, KEY)
    assert state[at.LOSSES, :2, DEFENDER] == pytest.approx([30, 0])
