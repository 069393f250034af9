"""What holds on every evening of every campaign: men are not made, ground is not given back."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given

from holdfast.kernel import arrivals, command
from holdfast.kernel import layout as at
from strategies import campaigns_at_any_moment, quickly, theatres
from twin.theatres import INVENTED, evening_before, evenings, invented, many, theatre_of

ROUNDING = 1e-9
"""Share of the men by which sums over axes and days may differ."""


def men(state):
    """Men on all axes, of each side."""
    return state[at.MEN].sum(axis=0)


def some_campaigns():
    for name in INVENTED:
        theatre = theatre_of(invented(name), 100)
        for future in range(many(8, 2)):
            for helped in (True, False):
                yield evenings(theatre, 17, future, 1, helped, many(100, 50))


@quickly(many(60, 30))
@given(campaigns_at_any_moment())
def test_shifting_men_between_axes_makes_and_loses_none(moments):
    for now in moments:
        before = men(now.state)
        command.reallocate(now.theatre, now.law, now.state)
        assert men(now.state) == pytest.approx(before, rel=1e-12)
        assert (now.state[at.MEN] >= 0).all()


@quickly(many(60, 30))
@given(campaigns_at_any_moment())
def test_men_drawn_away_are_the_men_who_are_missing(moments):
    for now in moments:
        before = men(now.state)[at.ATTACKER] + now.state[at.DRAWN_AWAY, 0, 0]
        owed = now.state[at.OWED, 0, 0] = 30_000.0
        arrivals.draw_away(now.theatre, now.state)
        after = men(now.state)[at.ATTACKER] + now.state[at.DRAWN_AWAY, 0, 0]
        assert after == pytest.approx(before, rel=1e-12)
        assert (now.state[at.MEN] >= 0).all()
        assert 0 <= now.state[at.OWED, 0, 0] <= owed


def test_men_and_losses_and_men_drawn_away_are_those_who_came():
    for campaign in some_campaigns():
        for now in campaign:
            gone = now.state[at.MEN_LOST, 0].copy()
            gone[at.ATTACKER] += now.state[at.DRAWN_AWAY, 0, 0]
            came = now.state[at.ARRIVED, 0]
            assert men(now.state) + gone == pytest.approx(came, rel=ROUNDING)
            assert (now.state[at.MEN] >= 0).all()


def test_those_who_came_and_those_to_come_are_all_of_a_sides_own_men():
    for campaign in some_campaigns():
        whole = None
        for now in campaign:
            helped = np.array([0.0, now.state[at.HELP_MEN, 0, 0]])
            kept = np.array([now.state[at.HELD, 0, 0], 0.0])
            own = now.state[at.ARRIVED, 0] + now.state[at.TO_COME, 0] + kept - helped
            whole = own if whole is None else whole
            assert own == pytest.approx(whole, rel=ROUNDING)


def test_no_front_goes_back_or_beyond_its_axis():
    for campaign in some_campaigns():
        yesterday = 0.0
        for now in campaign:
            fronts = now.state[at.FRONT, :, 0]
            assert (fronts >= yesterday).all()
            axes = int(now.theatre[at.AXES, 0, 0])
            assert (fronts[:axes] <= now.theatre[at.LENGTH, :axes, 0]).all()
            assert (now.state[at.RAILHEAD, :, 0] <= fronts).all()
            yesterday = fronts.copy()


def test_shares_stay_between_nothing_and_everything():
    rows = (at.VALUE_LOST, at.BEST_VALUE, at.ARMY_LOST, at.INTEGRITY, at.LOST, at.HUNGER, at.SUPPLY)
    for campaign in some_campaigns():
        for now in campaign:
            shares = now.state[rows, :, 0]
            assert (shares >= 0).all()
            assert (shares <= 1 + ROUNDING).all()


def test_value_and_works_once_lost_stay_lost():
    for campaign in some_campaigns():
        value, integrity, fallen = 0.0, 1.0, 0.0
        for now in campaign:
            state = now.state
            assert state[at.VALUE_LOST, 0, 0] >= value
            assert (state[at.INTEGRITY, :, 0] <= integrity).all()
            assert fallen in (0.0, state[at.CAPITAL_DAY, 0, 0])
            value, fallen = state[at.VALUE_LOST, 0, 0], state[at.CAPITAL_DAY, 0, 0]
            integrity = state[at.INTEGRITY, :, 0].copy()


def test_after_the_end_only_help_goes_on():
    changing = {"men", "arrived", "tanks", "guns", "aircraft", "to_come", "help_men", "drawn_away",
                "held", "first_help_day", "relief_day", "clock", "traffic", "places_lost",
                "axis_opened", "arrival_came", "next_arrival"}  # fmt: skip
    for campaign in some_campaigns():
        end = None
        for now in campaign:
            if end is not None:
                changed = np.flatnonzero((now.state != end).any(axis=(1, 2)))
                names = {at.STATE.rows[row].name for row in changed}
                assert {name for name in names if not name.startswith("helper")} <= changing
            elif now.state[at.END, 0, 0] != at.STILL_FIGHTING:
                assert now.state[at.END_DAY, 0, 0] == now.day
                end = now.state.copy()


@quickly(many(25, 10))
@given(theatres())
def test_nothing_that_might_be_drawn_breaks_a_campaign(theatre):
    for now in evenings(theatre, 23, 0, horizon=many(40, 25)):
        assert np.isfinite(now.state).all()
        assert (now.state[at.MEN] >= 0).all()


def test_nothing_happens_before_the_attacker_appears():
    late = invented("two-roads")
    for force in late["inputs"]["attacker"]["forces"]:
        force[0] = 12
    for now in evenings(theatre_of(late, 12), 1, 0):
        quiet = not (now.state[at.LOSSES].any() or now.state[at.FRONT].any())
        assert quiet or now.day == 12
        assert now.state[at.ACTIVE_DAYS, 0, 0] == (now.day == 12)


def test_the_evening_before_holds_no_men():
    now = evening_before(theatre_of(invented("fortress"), 10), 1, 0, 0)
    assert not now.state[at.MEN].any()
    assert not now.state[at.ARRIVED].any()
