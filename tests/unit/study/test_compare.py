"""Changes beside the base, by date; with other powers' decisions held, and free."""

import math

import pytest

from holdfast.analysis.funnel import kept
from holdfast.analysis.paired import Difference
from holdfast.catalog.scenarios import find_scenario
from holdfast.experiment.reached import STEPS
from holdfast.experiment.simulate import Design
from holdfast.scenario.scenario_source import load_scenario
from holdfast.study.choices import Choices
from holdfast.study.compare import BASE, Comparison, Variation, compare, reversals, variations
from holdfast.study.freeze import frozen, set_by, unconditional
from holdfast.study.scenario_target import ScenarioTarget

DESIGN = Design(60, 2, 1, 2)
RIVERS = ScenarioTarget(find_scenario("two-rivers"))
NORTH = load_scenario(find_scenario("two-rivers"), "north-1938")


@pytest.fixture(scope="module")
def compared(tmp_path_factory):
    changes = ["no-works", "class-of-1920", *variations(Choices(), plans=["army-first"])]
    return compare(RIVERS, changes, DESIGN, tmp_path_factory.mktemp("compare"))


def named(result):
    return [(row.name, row.attack_on) for row in result.rows]


def test_every_change_is_compared_for_every_date_that_it_has(compared):
    assert named(compared) == [
        (BASE, "1938-05-01"), (BASE, "1939-05-01"),
        ("no-works", "1938-05-01"), ("no-works", "1939-05-01"),
        ("class-of-1920", "1939-05-01"),
        ("army-first", "1938-05-01"), ("army-first", "1939-05-01"),
    ]  # fmt: skip


def test_the_base_differs_from_itself_in_nothing(compared):
    for row in compared.rows[:2]:
        assert all(one.d == 0 for one in row.difference.values())
    assert any(not all(d.d == 0 for d in row.difference.values()) for row in compared.rows[2:])


def test_differences_of_outcomes_sum_to_nothing(compared):
    for row in compared.rows:
        total = sum(row.difference[key].d for key in row.row.outcomes)
        assert total == pytest.approx(0, abs=1e-9)


def test_works_change_no_crisis(compared):
    """What hangs on decisions alone is drawn alike in base and what-if."""
    for row in compared.rows:
        if row.name == "no-works":
            assert row.difference["yielded"].d == 0
            assert row.difference["deterred"].d == 0


def test_what_a_change_is_made_of_sums_to_it_for_every_change_and_date(compared):
    frame = compared.to_frame()
    for (_, _, measure), rows in frame.groupby(["name", "attack_on", "measure"]):
        whole = rows[rows["part"] == "whole"]["d"].item()
        parts = rows[rows["part"] != "whole"]["d"]
        assert len(parts) == (4 if measure in ("stands", "days_held") else 0)
        if len(parts):
            assert parts.sum() == pytest.approx(whole, abs=1e-9)
    assert frame[frame["part"] == "battlefield"]["d"].abs().max() > 0


def test_steps_of_help_multiply_to_the_share_felt_in_every_run(compared):
    for row in compared.rows:
        assert row.row.funnel
        for steps in row.row.funnel.values():
            felt = next(n for n, one in enumerate(steps) if one.step == "felt")
            assert math.prod(kept(steps)[: felt + 1]) == pytest.approx(steps[felt].share.p)
    told = compared.rows[0].row.to_dict()["funnel"]
    assert all([one["step"] for one in steps] == list(STEPS) for steps in told.values())


def test_who_is_felt_is_told_alike_in_the_table_of_help_and_in_the_funnel(compared):
    """But where it is so rare that the sample has none."""
    for row in compared.rows:
        for name, steps in row.row.funnel.items():
            (felt,) = (one.share.p for one in steps if one.step == "felt")
            comes = row.row.fought.help_comes[name].p
            assert felt == pytest.approx(comes, abs=1e-9 if felt else 0.05)


def test_who_acts_is_told_alike_beside_the_outside_view_and_in_the_funnel(compared):
    for row in compared.rows:
        for name, steps in row.row.funnel.items():
            (acts,) = (one.share for one in steps if one.step == "acts")
            assert row.row.inside[name].acts == acts


def test_works_change_the_battlefield_and_help_alone(compared):
    """No crisis hangs on works in this scenario: see the test above."""
    for row in compared.rows:
        if row.name == "no-works":
            parts = row.split["stands"].parts
            assert parts["no_attack"].d == parts["refusal"].d == 0


def test_as_plain_data_and_as_a_frame(compared):
    told = compared.to_dict()
    assert told["base"] == "two-rivers"
    assert not told["freeze_others"]
    assert told["reversals"] == []
    assert set(told["rows"][0]) == {"name", "attack_on", "outcomes", "difference", "split"}
    frame = compared.to_frame()
    assert (frame["part"] == "whole").sum() == len(compared.rows) * len(compared.rows[0].difference)
    assert len(compared.split_table().rows) == len(compared.rows) - 2


def test_frozen_powers_decide_by_their_last_line_alone():
    held = frozen(NORTH)
    assert [odds.when for odds in held.decisions["MID.lets_pass"].odds] == [None]
    assert held.decisions["MID.lets_pass"].odds[0] == NORTH.decisions["MID.lets_pass"].odds[-1]
    assert held.decisions["TRV.resists"] == NORTH.decisions["TRV.resists"]
    assert held.decisions["NOR.attacks"] == NORTH.decisions["NOR.attacks"]
    free = frozen(NORTH, {"MID.lets_pass"})
    assert free.decisions["MID.lets_pass"] == NORTH.decisions["MID.lets_pass"]


def test_a_decision_that_has_no_line_for_all_cases_is_frozen_as_a_no():
    lines = NORTH.decisions["MID.lets_pass"].odds[:1]
    decision = NORTH.decisions["MID.lets_pass"].model_copy(update={"odds": lines})
    (line,) = unconditional(decision).odds
    assert line.when is None
    assert line.p.middle() == 0


def test_what_a_change_sets_itself_is_not_frozen():
    names = list(NORTH.decisions)
    assert set_by(["decisions.SOU.joins_attacker.odds[*].p"], names) == {"SOU.joins_attacker"}
    assert set_by(["places.rivermeet.value", "decisions.WES.stands"], names) == {"WES.stands"}


def test_held_and_free_are_both_played(tmp_path):
    told = []
    result = compare(
        RIVERS, ["southmark-attacks"], DESIGN, tmp_path, told.append,
        Choices(course="north-1938", freeze_others=True),
    )  # fmt: skip
    assert told == [BASE, "southmark-attacks"] * 2
    assert named(result) == [(BASE, "1938-05-01"), ("southmark-attacks", "1938-05-01")]
    assert result.to_dict()["freeze_others"]
    assert (tmp_path / "frozen" / BASE / "answer.json").exists()
    assert (tmp_path / "free" / BASE / "answer.json").exists()


def beside(d):
    return [Comparison("x", "1938-05-01", None, 10, {"stands": Difference(d, d - 0.01, d + 0.01)})]


def test_a_reversal_is_a_real_difference_that_turns_its_sign():
    (one,) = reversals(beside(0.05), beside(-0.05))
    assert (one.name, one.measure, one.frozen.d, one.free.d) == ("x", "stands", 0.05, -0.05)
    assert reversals(beside(0.05), beside(0.04)) == ()
    assert reversals(beside(0.05), beside(-0.005)) == ()


def test_a_variation_is_the_base_but_for_one_thing():
    base = Choices(what_ifs=("no-works",), reading="causal")
    (made,) = variations(base, what_ifs=["staff-talks"])
    assert made == Variation(
        "staff-talks", Choices(what_ifs=("no-works", "staff-talks"), reading="causal")
    )
