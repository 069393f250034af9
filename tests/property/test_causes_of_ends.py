"""No end without the conditions of its cause, in campaigns of invented cards."""

import numpy as np
import pytest

from holdfast.kernel import constants
from holdfast.kernel import layout as at
from holdfast.kernel.causes import COLLAPSE_CAUSES, COLLAPSES, STOP_CAUSES, STOPS
from twin.theatres import evenings, invented, many, run, theatre_of

HORIZON = 80
CARDS = ("two-roads", "three-friends")
HASTY = {"stop_base": 0, "collapse_base": -3}


def last_evenings(name, futures):
    """The evening on which each campaign ended, those that did."""
    card = invented(name)
    card["law"] = HASTY
    theatre = theatre_of(card, HORIZON)
    for future in range(futures):
        for now in evenings(theatre, 5, future):
            if now.state[at.END, 0, 0] != at.STILL_FIGHTING:
                yield now
                break


@pytest.mark.parametrize("name", CARDS)
def test_every_end_has_a_cause_whose_condition_held_that_evening(name):
    burdens = dict(zip(COLLAPSE_CAUSES + STOP_CAUSES, COLLAPSES + STOPS, strict=True))
    seen = 0
    for now in last_evenings(name, many(60, 12)):
        state, law = now.state, now.law
        end, cause = state[at.END, 0, 0], state[at.CAUSE, 0, 0]
        seen += 1
        if end == at.SETTLEMENT:
            assert cause == at.TERMS
        elif end == at.STOP:
            assert cause in STOP_CAUSES
            assert state[burdens[cause], 0, 0] > 0
        else:
            ruined = state[at.VALUE_LOST, 0, 0] > law[constants.RUIN_VALUE, 0, 0]
            ruined |= 1 - state[at.ARMY_LOST, 0, 0] < law[constants.RUIN_ARMY, 0, 0]
            assert cause in COLLAPSE_CAUSES
            assert ruined or state[burdens[cause], 0, 0] > 0
    assert seen


@pytest.mark.parametrize("name", CARDS)
def test_no_attacker_stops_who_neither_stood_still_and_bled_nor_fought_elsewhere(name):
    for now in last_evenings(name, many(60, 12)):
        if now.state[at.END, 0, 0] != at.STOP:
            continue
        away = now.state[at.DRAWN_AWAY, 0, 0] + now.state[at.HELD, 0, 0]
        due = now.state[at.ARRIVED, 0, at.ATTACKER] + now.state[at.HELD, 0, 0]
        stood = now.state[at.STALL, 0, 0] >= now.law[constants.STOP_STALL_FROM, 0, 0]
        bled = now.state[at.ATTACKER_LOST, 0, 0] >= now.law[constants.STOP_LOSSES_LEAST, 0, 0]
        elsewhere = away >= now.law[constants.STOP_FRONT_FROM, 0, 0] * due
        assert elsewhere or (stood and bled)


def test_the_cause_is_on_record_and_only_ends_have_one():
    card = invented("two-roads")
    card["law"] = HASTY
    ends = run(theatre_of(card, HORIZON), many(200, 10))
    over = ends["end"] != at.STILL_FIGHTING
    np.testing.assert_array_equal(ends["cause"] != at.NO_CAUSE, over)


def test_what_recalls_an_attacker_touches_no_other_draw():
    """Same draws: before the day of the recall nothing of the campaign is another."""
    theatres = []
    for recall in (0, 0.05):
        card = invented("two-roads")
        card["law"] = {"recall": recall}
        theatres.append(theatre_of(card, HORIZON))
    for future in range(many(10, 3)):
        pair = zip(*(evenings(theatre, 6, future) for theatre in theatres), strict=False)
        for home, recalled in pair:
            if recalled.state[at.END, 0, 0] == at.STOP:
                break
            rows = [at.MEN, at.FRONT, at.LUCK, at.COLLAPSE_CLOCK]
            assert (home.state[rows] == recalled.state[rows]).all()
