"""What the flagship must show, whatever its numbers: no shot, no help; one crisis, two worlds."""

from __future__ import annotations

import numpy as np
import pytest

from holdfast.experiment.replay import Stage
from holdfast.kernel import layout as at
from scenario_sources import FLAGSHIP, IN_1938, SEED, campaigns, compiled, flagship, play, source
from twin.theatres import many

FUTURES = many(2000, 30)
REPLAYED = many(20, 2)
COURSES = (
    "pincer-1937", "through-austria-1937", IN_1938, "praha-first-1938", "pincer-1939",
    "pincer-1941",
)  # fmt: skip
HELP = (
    "first_help_day", "relief_day", "capital_day", "help_men", "drawn_away", "held", "army_lost",
    "attacker_lost", "evacuated",
)  # fmt: skip
FOR_EACH_HELPER = [row.name for row in at.ENDS.rows if row.entity == "helper"]
PROBE = ("powers.FRA.second_front.manner=probe",)
PROBE_HOLDS_NOBODY = (*PROBE, "law.held_by_probe=0")
EARNEST = ("powers.FRA.second_front.manner=offensive",)
MUNICH = 0.05
"""What history did must not be nearly ruled out by odds that were written in hindsight."""


def test_every_course_is_asked():
    assert source(FLAGSHIP).courses == COURSES


@pytest.mark.parametrize("course", COURSES)
def test_every_course_gives_numbers(course):
    ends = play(flagship(course=course), many(100, 5))
    assert np.isfinite(ends.rows).all()
    assert ends.given_attack.any()


def test_all_courses_of_one_date_are_read_alike():
    one, two = (compiled(FLAGSHIP, course) for course in (IN_1938, "praha-first-1938"))
    assert set(one.unused) ^ set(two.unused) == {
        f"courses_of_action.{course}.shares.{axis}"
        for course in (IN_1938, "praha-first-1938")
        for axis in one.theatre.axes
        if not axis.startswith(("hungary-", "poland-"))
    }


# ---------------------------------------------------------------- no shot, no help
@pytest.mark.parametrize(
    ("end", "lost"), [(at.DETERRED, False), (at.YIELDED, True)], ids=["deterred", "yielded"]
)
def test_a_crisis_without_a_shot_has_no_campaign(end, lost):
    ends = campaigns(FUTURES)
    ended = ends["end"][:, at.WITH_HELP] == end
    assert ended.any()
    assert not ends["end_day"][ended].any()
    assert ((ends["value_lost"][ended] > 0) == lost).all()
    for row in HELP:
        assert not ends[row][ended].any(), row
    for helper in ends.theatre.names.helpers:
        for row in FOR_EACH_HELPER:
            assert not ends.of(helper, row)[ended].any(), (helper, row)


def test_who_yields_was_asked_and_said_no_and_who_is_spared_was_not_attacked():
    ends = campaigns(FUTURES)
    end = ends["end"][:, at.WITH_HELP]
    assert ((end == at.YIELDED) == ends.said("CSK.resists", yes=False)).all()
    assert not ends.said("DEU.attacks")[end == at.DETERRED].any()
    assert ends.said("DEU.attacks")[ends.given_attack].all()


def test_what_happened_in_1938_has_a_chance():
    ends = campaigns(FUTURES)
    as_it_went = ends.said("FRA.stands", yes=False) & ends.said("CSK.resists", yes=False)
    assert as_it_went.mean() > MUNICH
    assert (ends["end"][as_it_went] == at.YIELDED).all()


# ---------------------------------------------------------------- one crisis, two worlds
def test_the_crisis_ends_alike_with_and_without_help():
    ends = campaigns(FUTURES)
    with_help, without = ends["end"].T
    for end in (at.DETERRED, at.YIELDED):
        assert ((with_help == end) == (without == end)).all()
    before = ~ends.given_attack
    for row in ("decided", "fell", "value_lost"):
        assert (ends[row][before, at.WITH_HELP] == ends[row][before, at.WITHOUT_HELP]).all()


def clocks(stage, future, helped):
    """The clocks of acts and decisions of a campaign, and which acts help the defender."""
    stage.play(future, 0, helped)
    acts, decisions = (stage.state[row, :, 0].copy() for row in (at.CLAUSE_DONE, at.DECISION_FELL))
    return acts, decisions, stage.arrays[0][at.CLAUSE_HELPS, :, 0] > 0


def in_the_crisis(clock, days):
    return np.where(clock <= days, clock, at.NEVER)


def test_the_same_is_done_and_decided_before_the_first_shot():
    stage = Stage(flagship(), SEED, range(REPLAYED))
    days = stage.arrays[0][at.CRISIS_DAYS, 0, 0]
    done = 0
    for future in range(REPLAYED):
        with_help, without = (clocks(stage, future, helped) for helped in (True, False))
        for one, other in zip(with_help[:2], without[:2], strict=True):
            assert (in_the_crisis(one, days) == in_the_crisis(other, days)).all()
            done += (in_the_crisis(one, days) > 0).sum()
    assert done


def test_alone_no_act_of_help_is_done_once_the_campaign_has_begun():
    settings = ("decisions.FRA.acts_alone.p=1", "decisions.FRA.honours.odds[*].p=1")
    stage = Stage(flagship(settings=settings), SEED, range(2 * REPLAYED))
    days = stage.arrays[0][at.CRISIS_DAYS, 0, 0]
    helped = 0
    for future in range(2 * REPLAYED):
        acts, _, helps = clocks(stage, future, helped=True)
        helped += (acts[helps] > days).sum()
        acts, _, helps = clocks(stage, future, helped=False)
        assert not (acts[helps] > days).any()
        assert not stage.state[at.HELPER_DAY].any()
        assert not stage.state[[at.HELP_MEN, at.DRAWN_AWAY, at.HELD]].any()
    assert helped


# ---------------------------------------------------------------- France as in 1939
def drawn_by_france(settings):
    ends = campaigns(FUTURES, "france-attacks-in-earnest", settings=settings)
    return ends, ends.of("FRA.second_front", "helper_men_60")


def test_france_as_in_1939_draws_no_division_away():
    ends, men = drawn_by_france(PROBE_HOLDS_NOBODY)
    assert ends.said("FRA.honours")[ends.given_attack].all()
    assert not men.any()
    assert not ends.of("FRA.second_front", "helper_day").any()


def test_france_as_in_1939_keeps_some_of_the_second_wave():
    """What it keeps it does not draw: the two worlds differ in nobody who was here on day 1."""
    _, men = drawn_by_france(PROBE)
    assert men.any()
    _, most = drawn_by_france(("powers.FRA.second_front.manner=probe", "law.held_by_probe=1"))
    assert (most >= men).all()


def test_a_french_attack_in_earnest_draws_some_away():
    _, men = drawn_by_france(EARNEST)
    assert men.any()
