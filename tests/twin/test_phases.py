"""Each phase of the kernel beside its slow twin: the same numbers, and nothing else touched."""

from __future__ import annotations

import random
from collections import Counter

import numpy as np
import pytest
from hypothesis import given

from holdfast.kernel import campaign, day, draws, pledges
from holdfast.kernel import layout as at
from holdfast.kernel.layout import STATE
from holdfast.kernel.record import MARKS
from strategies import campaigns_at_any_moment, quickly, theatres
from twin import coming, ending, field, promises
from twin import help as aid
from twin.chancery import with_promises
from twin.luck import STREAMS, Luck
from twin.theatres import (
    INVENTED,
    about_to_begin,
    evening_before,
    invented,
    key_of,
    many,
    moments,
    one_future,
    parameters,
    theatre_of,
)
from twin.words import to_words, write_back

TWINS = {
    "pledge": promises.pledge,
    "call": aid.call,
    "open_axes": coming.open_axes,
    "arrive": coming.arrive,
    "march": aid.march,
    "press": aid.press,
    "fly_in": aid.fly_in,
    "note_help": ending.note_help,
    "relieve": coming.relieve,
    "weigh": coming.weigh,
    "starve": coming.starve,
    "reallocate": field.reallocate,
    "turn_flanks": field.turn_flanks,
    "meet": field.meet,
    "assault": field.assault,
    "bleed": field.bleed,
    "advance": field.advance,
    "break_through": field.break_through,
    "bury": field.bury,
    "take_places": ending.take_places,
    "evacuate": aid.evacuate,
    "count_losses": ending.count_losses,
    "look_ahead": ending.look_ahead,
    "finish": ending.finish,
    "await_attack": ending.await_attack,
    "attacker_is_here": ending.attacker_is_here,
}

REASONS = ("core", "army", "hunger", "outlook", "help", "losses", "front", "means")
MAY_WRITE = {
    "pledge": {"clock", "holds", "changed", "next_change", "places_lost", "clause_triggered",
               "clause_done", "clause_moved", "decision_fell", "decided", "first_help_day",
               "arrival_ready", "next_arrival", "last_arrival"},
    "call": {"march_called", "march_begun", "march_route", "front_begun", "wing_sent"},
    "open_axes": {"axis_opened"},
    "arrive": {"men", "arrived", "tanks", "guns", "aircraft", "to_come", "help_men", "drawn_away",
               "held",
               "owed", "first_help_day", "arrival_came", "next_arrival", "helper_day",
               "helper_men"},
    "march": {"men", "arrived", "tanks", "guns", "help_men", "march_begun", "march_route",
              "march_arrived", "neck_left", "rails_busy", "helper_day", "helper_men",
              "first_help_day"},
    "press": {"men", "drawn_away", "owed", "front_ordered", "helper_day", "helper_men",
              "first_help_day"},
    "fly_in": {"aircraft", "wing_here", "helper_day", "helper_aircraft", "first_help_day"},
    "note_help": {f"helper_{what}_by_{mark}" for what in ("men", "aircraft") for mark in MARKS},
    "relieve": {"relief_day"},
    "weigh": {"materiel", "tank_density", "mechanisation", "materiel_edge", "air", "surprise_now"},
    "starve": {"hunger", "stock", "hungry_days", "isolated"},
    "reallocate": {"men", "wanted"},
    "turn_flanks": {"turned"},
    "meet": {"engaged", "ln_engaged", "ratio", "fort", "belt_here", "breakthrough_days",
             "railhead", "supply"},
    "assault": {"fighting", "won", "engaged_days", "pause_days", "assault_clock", "engagements",
                "luck", "ratio_noise", "speed_noise", "loss_noise"},
    "bleed": {"losses"},
    "advance": {"advance", "integrity", "front", "losses"},
    "break_through": {"breakthrough_days", "losses", "breakthrough_clock", "breakthroughs",
                      "pause_days"},
    "bury": {"men", "men_lost"},
    "take_places": {"lost", "value_lost", "capital_day"},
    "evacuate": {"evacuated"},
    "count_losses": {"army_lost", "attacker_lost", "stall", "best_value"},
    "look_ahead": {"prospect", "balance"},
    "finish": {"end", "end_day", "cause", "collapse_clock", "stop_clock"}
    | {f"{reason}_burden" for reason in REASONS},
    "await_attack": {"end", "value_lost", "surprise_level"},
    "attacker_is_here": {"active_days"},
}  # fmt: skip

PHASES = (*day.ORDER, campaign.await_attack, day.attacker_is_here)
BOUND = 1e-12
TOUCHED: Counter[tuple[str, str]] = Counter()


def name_of(phase):
    return phase.__name__


def twin_of(moment, phase):
    """The state as the twin leaves it, and what it answers."""
    war = to_words(moment.theatre, moment.law, moment.state)
    said = {"war": war, "day": moment.day, "luck": Luck(*map(int, moment.key))}
    twin = TWINS[name_of(phase)]
    answer = twin(*(said[name] for name in parameters(twin)))
    state = moment.state.copy()
    write_back(war, state)
    return state, answer


def differing_rows(one, other, bound):
    """The names of the rows in which two states differ by more than a bound."""
    far = np.abs(one - other) > bound * np.maximum(1.0, np.abs(one))
    return {STATE.rows[row].name for row in np.flatnonzero(far.any(axis=(1, 2)))}


def agree(phase, moment):
    """Play a phase of the kernel on a copy and compare it with its twin."""
    expected, expected_answer = twin_of(moment, phase)
    before = moment.state.copy()
    fixed = moment.theatre.copy(), moment.law.copy(), moment.key.copy()
    answer = phase(*moment.given(phase))
    after, moment.state[:] = moment.state.copy(), before
    assert np.isfinite(after).all(), name_of(phase)
    assert not differing_rows(after, expected, BOUND), name_of(phase)
    written = differing_rows(after, before, 0.0)
    assert written <= MAY_WRITE[name_of(phase)]
    TOUCHED.update((name_of(phase), row) for row in written)
    unchanged = zip((moment.theatre, moment.law, moment.key), fixed, strict=True)
    assert all((now == then).all() for now, then in unchanged)
    assert answer == expected_answer


def test_every_phase_of_the_day_has_a_twin():
    assert {name_of(phase) for phase in PHASES} == set(TWINS) == set(MAY_WRITE)


def test_every_phase_and_its_twin_agree_on_any_state():
    TOUCHED.clear()  # what other tests came to, in whatever order, says nothing of these states

    @quickly(many(40, 30))
    @given(campaigns_at_any_moment())
    def each(moments):
        for moment in moments:
            for phase in PHASES:
                agree(phase, moment)

    each()
    for name, may_write in MAY_WRITE.items():
        touched = {row for phase, row in TOUCHED if phase == name}
        assert touched == may_write, f"the states drawn do not try every row of {name}"


@pytest.mark.parametrize("name", INVENTED)
def test_the_phases_and_their_twins_agree_all_through_real_campaigns(name):
    theatre = theatre_of(invented(name), 70)
    for future in range(many(5, 1)):
        for phase, moment in moments(evening_before(theatre, 3, future, 0), many(70, 30)):
            agree(phase, moment)


@pytest.mark.parametrize("seed", range(many(24, 4)))
def test_the_phases_and_their_twins_agree_all_through_campaigns_full_of_promises(seed):
    arrays, law, calendar = one_future(theatre_of(invented("three-friends"), 40), 3, seed)
    arrays = with_promises(arrays, random.Random(seed))
    now = about_to_begin((arrays, law, calendar), key_of(3, seed, 0), seed % 3 > 0)
    for phase, moment in moments(now, many(40, 15)):
        agree(phase, moment)


def test_the_rows_that_looking_ahead_restores_are_those_that_the_pacts_write():
    rows = {STATE.rows[row].name for row in range(pledges.FIRST_ROW, pledges.LAST_ROW + 1)}
    elsewhere = {"clause_moved", "first_help_day", "arrival_ready", "next_arrival", "last_arrival"}
    assert rows == MAY_WRITE["pledge"] - elsewhere


@quickly(many(30, 12))
@given(theatres())
def test_a_campaign_begins_as_its_twin_does(theatre):
    for future in range(2):
        now = evening_before(theatre, 11, future, 4, helped=False)
        war = to_words(now.theatre, now.law, campaign.blank_state(now.theatre))
        ending.begin(war, Luck(11, future, 4))
        expected = campaign.blank_state(now.theatre)
        expected[at.INTEGRITY, :, 0] = 1.0
        write_back(war, expected)
        assert not differing_rows(now.state, expected, BOUND)


def test_beginning_forgets_the_campaign_before():
    arrays, law, _ = one_future(theatre_of(invented("two-roads"), 20), 1, 0)
    fresh, used = campaign.blank_state(arrays), campaign.blank_state(arrays)
    used[:] = 7.0
    for state in (fresh, used):
        campaign.begin(arrays, law, state, key_of(1, 0, 0))
    assert (fresh == used).all()


@quickly(20)
@given(campaigns_at_any_moment())
def test_an_ended_campaign_is_settled_when_its_twin_is(moments):
    for moment in moments:
        war = to_words(moment.theatre, moment.law, moment.state)
        assert campaign.is_settled(moment.state, moment.day) == ending.is_settled(war, moment.day)


def test_the_twins_streams_stand_in_the_kernels_order():
    numbers = [
        draws.IGNORANCE, draws.DECISION, draws.COMMON_CAUSE, draws.ASSAULT,
        draws.ENGAGEMENT_LENGTH, draws.ENGAGEMENT_NOISE, draws.LOSS_NOISE, draws.PAUSE,
        draws.BREAKTHROUGH, draws.COLLAPSE, draws.SETTLEMENT, draws.STOP,
    ]  # fmt: skip
    assert numbers == list(range(len(STREAMS)))
    assert len(draws.stream_names()) == len(STREAMS)
