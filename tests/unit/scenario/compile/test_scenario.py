"""A scenario as a theatre: every row from its section, the crisis, the readings, what is unused."""

from __future__ import annotations

import numpy as np
import pytest

from cards import flat_posterior
from holdfast.kernel import layout as at
from holdfast.kernel.constants import NAMES
from holdfast.scenario.compile.scenario import Options, compile_scenario
from scenario_sources import INVENTED, SEED, compiled, play, rivers, scenario, source, written
from twin.theatres import one_future

COURSE = "north-1938"
POSTERIOR = flat_posterior()


def of_law(theatre, name, future=0):
    return one_future(theatre, SEED, future)[1][NAMES.index(name), 0, 0]


def test_to_compile_twice_gives_the_same():
    one, two = (
        compile_scenario(scenario(INVENTED, COURSE), COURSE, POSTERIOR).theatre for _ in range(2)
    )
    assert all(np.array_equal(a, b) for a, b in zip(one.arrays(), two.arrays(), strict=True))
    assert (one.slot_table() == two.slot_table()).all()
    drawn = [theatre.realise(SEED, np.arange(20))[1] for theatre in (one, two)]
    assert (drawn[0] == drawn[1]).all()


def test_the_theatre_is_no_larger_than_what_it_names():
    theatre = rivers()
    last = theatre.theatre.shape[1] - 1
    named = (theatre.theatre[:, last] != 0).any()
    drawn = any(cell.entity == last for cell in theatre.cells if cell.array == 0)
    assert named or drawn


def test_setting_sides_and_calendar_are_where_the_kernel_looks_for_them():
    theatre = rivers("calendar.horizon_days=200", "calendar.crisis_days=25")
    expected = {
        "horizon": 200, "roads": 2, "crisis_days": 25, "surprise": 1, "surprise_warned": 0.4,
        "men_scale": 1,
    }  # fmt: skip
    for row, number in expected.items():
        assert written(theatre, row)[0] == number, row
    assert theatre.horizon == 200
    assert theatre.calendar.shape[1] == 201
    assert written(theatre, "warned")[0] > at.NEVER_HOLDS


def test_the_aim_is_drawn_by_its_odds():
    theatre = rivers()
    drawn = [written(theatre, "aim", future=n)[0] for n in range(40)]
    assert set(drawn) <= {at.AIM_TOTAL, at.AIM_TERRITORY, at.AIM_COERCION}
    assert np.mean(np.equal(drawn, at.AIM_TOTAL)) > 0.4


# ---------------------------------------------------------------- the crisis
def decision(name):
    return rivers().names.decisions.index(name)


def lines(theatre, name):
    d = decision(name)
    first = int(written(theatre, "decision_line")[d])
    return slice(first, first + int(written(theatre, "decision_lines")[d]))


def test_decisions_stand_in_the_order_in_which_they_fall_with_their_lines_of_odds():
    theatre = rivers("decisions.NOR.attacks.odds[1].p=0.75")
    assert sorted(theatre.names.decisions) == sorted(scenario(INVENTED, COURSE).decisions)
    assert written(theatre, "decisions")[0] == 14
    mine = lines(theatre, "NOR.attacks")
    assert mine.stop - mine.start == 2
    assert written(theatre, "line_when")[mine][0] > at.NEVER_HOLDS
    assert written(theatre, "line_when")[mine][1] == at.ALWAYS
    assert written(theatre, "line_chance")[mine][1] == 0.75
    only = lines(theatre, "NOR.demands")
    assert written(theatre, "line_chance")[only].tolist() == [0.9]


def test_a_decision_has_its_day_its_question_and_its_group():
    theatre = rivers()
    days = written(theatre, "decision_day")
    assert days[decision("WES.stands")] == 6
    assert 8 <= days[decision("TRV.resists")] <= 12
    assert days[decision("TRV.resists")] == np.rint(days[decision("TRV.resists")])
    groups = written(theatre, "decision_group")
    resolve = {"WES.stands", "ISL.stands", "WES.honours", "ISL.honours"}
    for name in theatre.names.decisions:
        expected = 0 if name in resolve else at.NO_GROUP
        assert groups[decision(name)] == expected, name
    asked = written(theatre, "decision_asked")
    assert asked[decision("WES.stands")] == at.ALWAYS
    assert asked[decision("MID.lets_pass")] > at.NEVER_HOLDS
    assert 0.2 <= written(theatre, "group_chance")[0] <= 0.6


def test_the_decisions_that_end_the_crisis_are_known():
    theatre = rivers("crisis.yield_share=0.25")
    assert written(theatre, "resists")[0] == decision("TRV.resists")
    assert written(theatre, "attacks")[0] == decision("NOR.attacks")
    assert written(theatre, "yield_share")[0] == 0.25


def test_a_crisis_of_which_nothing_is_said_ends_in_war():
    meant = scenario(INVENTED, COURSE)
    silent = meant.model_copy(update={"crisis": type(meant.crisis)()})
    theatre = compile_scenario(silent, COURSE, POSTERIOR).theatre
    assert written(theatre, "resists")[0] == written(theatre, "attacks")[0] == at.NO_DECISION
    assert play(theatre, 40).given_attack.all()


def test_the_facts_of_the_attack_hold_from_its_day():
    theatre = rivers("calendar.crisis_days=25")
    count = int(written(theatre, "facts")[0])
    assert count == 3
    assert (written(theatre, "fact_from")[:count] == 25).all()


def test_an_arising_fact_is_a_rule_behind_all_clauses():
    theatre = rivers("arising[0].delay_days=4")
    rules = int(written(theatre, "clauses")[0])
    assert rules == len(theatre.names.clauses) + 1
    assert written(theatre, "clause_delay")[rules - 1] == 4


# ---------------------------------------------------------------- readings and law
@pytest.mark.parametrize(
    ("reading", "what_ifs", "deadlocks"),
    [("listed", (), 0), ("listed", ("staff-talks",), 1), ("causal", ("staff-talks",), 0),
     ("all", (), 1)],
)  # fmt: skip
def test_who_may_move_together_is_as_the_reading_has_it(reading, what_ifs, deadlocks):
    meant = scenario(INVENTED, COURSE, what_ifs)
    theatre = compile_scenario(meant, COURSE, POSTERIOR, Options(reading=reading)).theatre
    assert written(theatre, "deadlocks")[0] == deadlocks


def test_constants_that_the_scenario_writes_are_its_own():
    theatre = rivers("law.capture=0.3", "relief.share=0.2")
    assert of_law(theatre, "capture") == 0.3
    assert of_law(theatre, "relief_share") == 0.2
    drawn = {of_law(rivers(), "capture", future) for future in range(10)}
    assert len(drawn) == 10
    assert all(0.05 <= one <= 0.2 for one in drawn)


def test_a_constant_of_the_posterior_that_is_written_is_drawn_from_it_no_more():
    name = POSTERIOR.names[0]
    theatre = rivers(f"law.{name}=0.7")
    assert theatre.joint[0] == -1
    assert all(row >= 0 for row in theatre.joint[1:])
    assert of_law(theatre, name) == 0.7


# ---------------------------------------------------------------- unused
def test_what_no_number_came_from_is_said():
    unused = set(compiled(INVENTED, COURSE).unused)
    assert {
        "hazard.base", "sectors.north_gate.heavy.planned", "places.grauburg.value",
        "links[2].frontage_km", "courses_of_action.pincer-1938.shares.north-gate",
        "outside_view.WES.acts",
    } <= unused  # fmt: skip
    assert not unused & {
        "links[0].road_km", "relief.share", "law.capture", "powers.NOR.readiness",
        "air.wings[id=eastmere-bombers].range_km", "courses_of_action.north-1938.shares.north-gate",
    }  # fmt: skip


def test_an_event_is_used_once_its_day_has_come():
    before, after = (set(compiled(INVENTED, one).unused) for one in (COURSE, LATER))
    taken = "events[id=palewood].p"
    assert taken in before
    assert taken not in after
    assert "events[id=new-government].p" not in before | after


LATER = "round-the-works-1939"


def test_every_course_compiles_and_names_its_parts():
    for course in source(INVENTED).courses:
        theatre = rivers(course=course)
        assert len(theatre.names.axes) == written(theatre, "axes")[0]
        assert len(theatre.names.places) == written(theatre, "places")[0]
        assert len(theatre.names.helpers) == written(theatre, "helpers")[0]
        assert np.isfinite(play(theatre, 20).rows).all()
