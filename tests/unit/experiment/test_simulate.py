"""The same campaigns whatever the threads, the blocks, or how often a run was interrupted."""

import json
import math

import numpy as np
import pytest

from cards import template_theatre
from holdfast.errors import StoreError, UsageError
from holdfast.experiment.cases import Case
from holdfast.experiment.ensemble import Ensemble
from holdfast.experiment.outcomes import (
    CAUSES,
    OUTCOMES,
    causes,
    classify,
    days_held,
    fighting_ends,
)
from holdfast.experiment.simulate import Design, play_all, simulate
from holdfast.experiment.store import Store
from holdfast.kernel import layout as at
from questions import question

THEATRE = template_theatre()
CASE = Case.single("1937-05-01", THEATRE)


def ends_of(design):
    return play_all(THEATRE, design)


def play(folder, design, resume=False, stop_after=None):
    def on_block(done, total):
        if stop_after is not None and done >= stop_after:
            raise KeyboardInterrupt

    with Store.begin(folder, question(design, [CASE]), "id: my-state\n", resume) as store:
        complete = simulate([CASE], design, store, on_block)
    return store, complete


def test_the_campaigns_do_not_depend_on_threads_or_blocks():
    base = ends_of(Design(60, 2, 1, 1, 60))
    np.testing.assert_array_equal(base, ends_of(Design(60, 2, 1, 2, 7)))


def test_a_longer_run_begins_with_the_shorter_one():
    np.testing.assert_array_equal(ends_of(Design(40, 2))[:50], ends_of(Design(25, 2))[:50])


def test_another_seed_gives_other_campaigns():
    assert (ends_of(Design(40, 1, 1)) != ends_of(Design(40, 1, 2))).any()


def test_a_resumed_run_ends_with_the_same_rows_as_an_uninterrupted_one(tmp_path):
    design = Design(60, 2, 1, 1, 10)
    whole, complete = play(tmp_path / "whole", design)
    assert complete
    halted, complete = play(tmp_path / "halted", design, stop_after=20)
    assert not complete
    kept = len(halted.finished_blocks())
    assert 0 < kept < 6
    assert not halted.manifest()["complete"]
    resumed, complete = play(tmp_path / "halted", design, resume=True)
    assert complete
    for kind in ("campaigns", "futures", "days"):
        assert resumed.read(kind).equals(whole.read(kind))


def test_a_run_of_another_question_is_refused_with_what_differs(tmp_path):
    design = Design(20, 1, 1, 1, 10)
    play(tmp_path / "run", design)
    with pytest.raises(StoreError, match="seed"):
        Store.begin(tmp_path / "run", question(Design(20, 1, 2, 1, 10)), "", resume=True)


def test_a_folder_that_is_no_run_is_left_alone(tmp_path):
    (tmp_path / "letter.txt").write_text("dear")
    with pytest.raises(StoreError, match="not a run"):
        Store.begin(tmp_path, question(Design()), "", resume=False)
    with pytest.raises(StoreError, match="holds no run"):
        Store.open(tmp_path)


def test_the_manifest_lists_every_part_with_its_checksum(tmp_path):
    store, _ = play(tmp_path / "run", Design(20, 1, 1, 1, 10))
    manifest = json.loads((tmp_path / "run" / "manifest.json").read_text())
    assert manifest["complete"]
    assert {part["part"] for part in manifest["parts"]} == {
        f"{kind}/part-0000{n}.parquet" for kind in ("campaigns", "futures", "days") for n in (0, 1)
    }
    assert sum(p["rows"] for p in manifest["parts"] if p["part"].startswith("campaigns")) == 20
    assert store.question.target == "my-state"


def test_an_ensemble_answers_in_tables_and_in_sql(tmp_path):
    play(tmp_path / "run", Design(20, 2, 1, 1, 10))
    ensemble = Ensemble.open(tmp_path / "run")
    assert len(ensemble.campaigns()) == 40
    assert len(ensemble.futures()) == 20
    counted = ensemble.sql("select outcome, count(*) as n from campaigns group by outcome")
    assert counted["n"].sum() == 40
    days = ensemble.days()
    first = days[(days["measure"] == "value_lost") & (days["day"] == 1)]
    assert first.groupby("world")["count"].sum().to_dict() == {"with_help": 40, "without_help": 40}


@pytest.mark.parametrize("wrong", [{"futures": 0}, {"workers": 0}, {"seed": -1}, {"seed": 2**32}])
def test_a_design_that_cannot_be_is_refused(wrong):
    with pytest.raises(UsageError, match="must be at least"):
        Design(**wrong)


def pair(end, day, end_without, day_without, relief_day=0):
    ends = np.zeros((1, at.ENDS_ROWS, 2))
    ends[0, at.R_END] = (end, end_without)
    ends[0, at.R_END_DAY] = (day, day_without)
    ends[0, at.R_RELIEF_DAY, 0] = relief_day
    return OUTCOMES[classify(ends)[0]]


FIGHTING, COLLAPSE, SETTLEMENT, STOP, DETERRED, YIELDED = range(6)
CAUSE_CODES = (
    "NO_CAUSE", "CORE_LOST", "ARMY_BROKEN", "CUT_OFF", "GIVES_UP", "TERMS", "AIMS_BEFORE_HELP",
    "LOSSES_BORNE", "FRONT_ELSEWHERE", "MEANS_SPENT", "ORDERED_HOME",
)  # fmt: skip


@pytest.mark.parametrize(
    ("case", "outcome"),
    [
        ((FIGHTING, 365, FIGHTING, 365), "held_alone"),
        ((STOP, 40, FIGHTING, 365), "held_alone"),
        ((STOP, 40, COLLAPSE, 30), "saved"),
        ((FIGHTING, 365, SETTLEMENT, 30), "saved"),
        ((SETTLEMENT, 30, COLLAPSE, 30), "settled"),
        ((COLLAPSE, 30, STOP, 60), "lost_through_help"),
        ((COLLAPSE, 30, COLLAPSE, 25, 20), "lost_in_spite"),
        ((COLLAPSE, 30, COLLAPSE, 25, 30), "lost_in_spite"),
        ((COLLAPSE, 30, COLLAPSE, 25, 31), "too_late"),
        ((COLLAPSE, 30, COLLAPSE, 25), "no_help"),
        ((DETERRED, 0, DETERRED, 0), "deterred"),
        ((YIELDED, 0, YIELDED, 0), "yielded"),
    ],
)
def test_a_pair_of_campaigns_comes_to_one_outcome(case, outcome):
    assert pair(*case) == outcome


@pytest.mark.parametrize(
    ("end", "day", "held"),
    [
        (COLLAPSE, 30, 30),
        (SETTLEMENT, 40, 40),
        (SETTLEMENT, 400, 365),
        (STOP, 50, 365),
        (FIGHTING, 365, 365),
        (DETERRED, 0, math.nan),
        (YIELDED, 0, math.nan),
    ],
)
def test_collapse_and_terms_end_the_days_held_and_who_does_not_fight_has_none(end, day, held):
    ends = np.zeros((1, at.ENDS_ROWS, 2))
    ends[0, at.R_END], ends[0, at.R_END_DAY] = end, day
    assert days_held(ends, 365)[0] == pytest.approx(held, nan_ok=True)


@pytest.mark.parametrize(("end", "day"), [(STOP, 50), (SETTLEMENT, 40), (DETERRED, math.nan)])
def test_the_fighting_ends_on_the_day_of_any_end_of_those_who_fight(end, day):
    ends = np.zeros((1, at.ENDS_ROWS, 2))
    ends[0, at.R_END], ends[0, at.R_END_DAY] = end, np.nan_to_num(day)
    assert fighting_ends(ends)[0] == pytest.approx(day, nan_ok=True)


def test_every_cause_of_the_kernel_has_its_words():
    names = [name for name in vars(at) if name in CAUSE_CODES]
    assert sorted(getattr(at, name) for name in names) == list(range(len(CAUSES)))
    ends = np.zeros((len(CAUSES), at.ENDS_ROWS, 2))
    ends[:, at.R_CAUSE, 0] = np.arange(len(CAUSES))
    assert list(causes(ends)) == list(CAUSES)
