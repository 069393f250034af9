"""A case is one date of attack: a future keeps its course, whatever the blocks or the threads."""

import numpy as np
import pyarrow as pa
import pytest

from cards import other_theatre, template_theatre
from holdfast.experiment.cases import Branch, Case
from holdfast.experiment.ensemble import Ensemble
from holdfast.experiment.parts import tables
from holdfast.experiment.simulate import Design, play, play_all, play_case, simulate
from holdfast.experiment.store import Store
from holdfast.kernel import layout as at
from questions import question

QUIET, STRONG = template_theatre(), other_theatre()
TWO = Case("1938-10-01", (Branch("north", 3.0, QUIET), Branch("south", 1.0, STRONG)))
ONE = Case.single("1939-05-01", QUIET, "north")


def begin(folder, design, cases):
    return Store.begin(folder, question(design, cases), "id: x\n", resume=True)


def campaigns(folder, cases, design):
    with begin(folder, design, cases) as store:
        assert simulate(cases, design, store)
    return store.read("campaigns")


def test_courses_are_drawn_by_weight_and_the_same_for_every_date():
    futures = np.arange(4000)
    chosen = TWO.choose(1, futures)
    # standard error of a share of a quarter in 4,000 futures: 0.007
    assert np.mean(chosen == 1) == pytest.approx(0.25, abs=0.03)
    later = Case("1941-05-01", TWO.branches)
    np.testing.assert_array_equal(chosen, later.choose(1, futures))
    np.testing.assert_array_equal(chosen[100:200], TWO.choose(1, futures[100:200]))
    assert (chosen != TWO.choose(2, futures)).any()
    assert TWO.shares() == {"north": 0.75, "south": 0.25}


def test_a_chooser_may_take_the_place_of_weights():
    every_third = Case("hazard", TWO.branches, lambda _, futures: (futures % 3 == 0).astype(int))
    block = every_third.choose(1, np.arange(6))
    np.testing.assert_array_equal(block, [1, 0, 0, 1, 0, 0])


def test_a_future_is_the_same_campaign_in_a_case_as_alone(tmp_path):
    design = Design(40, 2, 1, 2, 9)
    table = campaigns(tmp_path / "run", [TWO], design).to_pandas()
    assert list(table["future"]) == [f for f in range(40) for _ in range(2)]
    chosen = TWO.choose(1, np.arange(40))
    for course, number, theatre in (("north", 0, QUIET), ("south", 1, STRONG)):
        mine = table[table["course"] == course]
        futures = np.flatnonzero(chosen == number)
        np.testing.assert_array_equal(np.unique(mine["future"]), futures)
        ends = play_all(theatre, Design(40, 2)).reshape(40, 2, at.ENDS_ROWS, 2)[futures]
        np.testing.assert_array_equal(mine["end_day"], ends[:, :, at.R_END_DAY, 0].ravel())


def test_cases_do_not_depend_on_threads_or_blocks(tmp_path):
    one = campaigns(tmp_path / "one", [TWO, ONE], Design(30, 2, 1, 1, 30))
    other = campaigns(tmp_path / "other", [TWO, ONE], Design(30, 2, 1, 2, 7))
    assert one.equals(other)
    np.testing.assert_array_equal(
        play_case(TWO, Design(30, 2, 1, 1, 30)), play_case(TWO, Design(30, 2, 1, 2, 7))
    )


def test_cases_come_one_after_another_and_a_resumed_run_ends_with_the_same_rows(tmp_path):
    design = Design(20, 1, 1, 1, 10)
    whole = campaigns(tmp_path / "whole", [TWO, ONE], design)
    assert whole["attack_on"].to_pylist() == ["1938-10-01"] * 20 + ["1939-05-01"] * 20
    store = begin(tmp_path / "halted", design, [TWO, ONE])

    def stop(done, total):
        assert total == 40
        if done >= 20:
            raise KeyboardInterrupt

    with store:
        assert not simulate([TWO, ONE], design, store, stop)
    assert 2 <= len(store.finished_blocks()) < 4
    assert campaigns(tmp_path / "halted", [TWO, ONE], design).equals(whole)


def test_inputs_that_a_course_does_not_draw_are_missing_in_its_rows(tmp_path):
    campaigns(tmp_path / "run", [TWO], Design(40, 1))
    futures = Ensemble.open(tmp_path / "run").futures()
    own = sorted(set(STRONG.input_names()) ^ set(QUIET.input_names()))
    assert own
    for name in own:
        has = "south" if name in STRONG.input_names() else "north"
        assert set(futures[futures[name].notna()]["course"]) == {has}


def test_days_are_counted_by_date_and_course(tmp_path):
    campaigns(tmp_path / "run", [TWO, ONE], Design(20, 2))
    days = Ensemble.open(tmp_path / "run").days()
    first = days[(days["measure"] == "value_lost") & (days["day"] == 1)]
    counted = first[first["world"] == "with_help"].groupby("attack_on")["count"].sum()
    assert counted.to_dict() == {"1938-10-01": 40, "1939-05-01": 40}


def test_a_run_without_help_tells_of_that_world_alone():
    design = Design(30, 2)
    with_help = play(STRONG, design, np.arange(30))
    alone = play(STRONG, Design(30, 2, alone=True), np.arange(30))
    np.testing.assert_array_equal(alone.ends[..., 0], with_help.ends[..., 1])
    np.testing.assert_array_equal(alone.counts[0], with_help.counts[1])
    assert (with_help.whole[:, at.R_FIRST_HELP_DAY, 0] != at.NEVER).any()
    assert (alone.whole[:, at.R_FIRST_HELP_DAY, 0] == at.NEVER).all()


def test_help_is_told_by_helper():
    played = play(QUIET, Design(50, 1), np.arange(50))
    made = tables(ONE, [(ONE.branches[0], played)], 1, 0).tables["campaigns"]
    names = QUIET.names.helpers
    assert set(names) == {"ALLY.air", "ALLY.land"}
    for name in names:
        day = made[f"help.{name}"].to_numpy(zero_copy_only=False)
        assert np.isnan(day).any()
        assert (day[~np.isnan(day)] >= 1).all()
    land = made["men_60.ALLY.land"].to_numpy()
    assert (land >= made["men_30.ALLY.land"].to_numpy()).all()
    assert land.max() > 0
    assert pa.types.is_integer(made["fell"].type)
