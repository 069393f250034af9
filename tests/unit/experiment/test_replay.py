"""A campaign played again tells what happened in it, by name and day."""

import numpy as np

from cards import template_theatre
from holdfast.experiment.funnel import Funnel
from holdfast.experiment.reached import ACTS
from holdfast.experiment.replay import Stage, replay
from holdfast.experiment.simulate import Design, play
from holdfast.kernel import layout as at

THEATRE = template_theatre()
FUTURES = 12
PLAYED = play(THEATRE, Design(FUTURES, 1, 1), np.arange(FUTURES))


def records():
    return [replay(THEATRE, 1, future, 0) for future in range(FUTURES)]


def test_a_record_ends_as_the_campaign_did():
    days = [record.end_day for record in records()]
    np.testing.assert_array_equal(days, PLAYED.whole[:, at.R_END_DAY, 0])
    lost = [record.events.value_lost for record in records()]
    np.testing.assert_array_equal(lost, PLAYED.whole[:, at.R_VALUE_LOST, 0])


def test_help_and_decisions_are_told_by_name():
    for future, record in enumerate(records()):
        helpers = record.events.helpers
        for n, name in enumerate(THEATRE.names.helpers):
            day = PLAYED.ends[future, at.R_HELPER_DAY, n, 0]
            assert (name in helpers) == (day != at.NEVER)
            assert day == (helpers[name].day if name in helpers else at.NEVER)
        bits = int(PLAYED.whole[future, at.R_DECIDED, 0])
        fell = record.events.decisions
        for n, name in enumerate(THEATRE.names.decisions):
            assert (name in fell and fell[name].yes) == bool(bits >> n & 1)
    assert any(record.events.helpers for record in records())


def test_places_fall_in_order_and_not_before_a_front_stood_there():
    for record in records():
        days = list(record.events.places.values())
        assert days == sorted(days)
        if record.events.capital_day is not None:
            assert record.events.capital_day in days
    assert any(record.events.places for record in records())


def test_who_acted_is_who_had_all_the_decisions_that_he_waits_for():
    stage = Stage(THEATRE, 1, range(FUTURES))
    reader, seen = Funnel(stage), []
    for future in range(FUTURES):
        stage.play(future, 0)
        came = {name for name, one in replay(THEATRE, 1, future, 0).events.helpers.items()}
        here = {name for name, one in reader.reached("no_help").items() if one.steps >= ACTS}
        assert came <= here
        seen.append(bool(here))
    assert {True, False} == set(seen)


def test_a_stage_that_is_used_again_plays_the_same_campaign():
    stage = Stage(THEATRE, 1, [3, 5])
    for future in (3, 5, 3):
        stage.play(future, 0)
        assert stage.number(at.END_DAY) in (0, PLAYED.whole[future, at.R_END_DAY, 0])
        assert stage.number(at.VALUE_LOST) == PLAYED.whole[future, at.R_VALUE_LOST, 0]
