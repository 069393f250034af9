"""Sentences say what the record says, in words for a reader of history."""

from __future__ import annotations

import doctest
import re
from dataclasses import replace

import pytest

from holdfast.analysis import words
from holdfast.analysis.paired import Estimate, Quantiles, Variance
from holdfast.catalog.cards import card_ids
from holdfast.experiment.outcomes import BEFORE_THE_ATTACK, OUTCOMES
from holdfast.report.figures import charts as figures
from holdfast.report.figures import drawing
from holdfast.report.page import constants, inputs, mechanisms
from holdfast.report.terminal import hindcast
from holdfast.report.terminal import layout as tables
from holdfast.report.terminal import pages as terminal
from holdfast.report.wording import prose
from holdfast.scenario.law import default_law

NEVER = Quantiles(None, None, None)

SHARES = {
    "held_alone": 0.22, "saved": 0.09, "lost_in_spite": 0.05, "too_late": 0.40, "no_help": 0.10,
    "settled": 0.14, "lost_through_help": 0.0,
}  # fmt: skip


def known_row(question_answer, **changes):
    """A row whose shares are known, for sentences that can be checked by hand."""
    shares = {key: Estimate(p, p, p, None) for key, p in SHARES.items()}
    return replace(question_answer.rows[0], given_attack=shares, **changes)


@pytest.mark.parametrize(
    "module",
    [constants, drawing, figures, hindcast, inputs, mechanisms, prose, tables, terminal, words],
    ids=lambda module: module.__name__.split(".")[-1],
)
def test_the_examples_in_the_docstrings_are_true(module):
    assert doctest.testmod(module).failed == 0


def test_the_answer_counts_campaigns_of_a_hundred(question_answer):
    stands, without = Estimate(0.31, 0.29, 0.33, None), Estimate(0.22, 0.2, 0.24, None)
    row = replace(known_row(question_answer), stands=stands, stands_without=without)
    sentence = prose.answer_sentence(row)
    assert "in about 31 of 100 campaigns with help (95 % interval 29 to 33)" in sentence
    assert "in 22 without: help saves it in 9." in sentence
    assert "collapses in 55 and ends on terms in 14" in sentence


def test_the_race_says_why_it_is_lost_and_by_how_much(question_answer):
    row = known_row(
        question_answer,
        relief_day=Quantiles(20.0, 44.0, None),
        margin_days=Quantiles(-31.0, -12.0, 5.0),
    )
    told = prose.race(row)
    assert "10 with no relief by the last day, 40 before relief that was on its way and 5" in told
    assert "mostly because relief, though on its way, comes too late" in told
    assert "in half by day 44, and in at least a tenth never" in told
    assert "12 days after that collapse in the middle campaign" in told
    assert "between 31 days after and 5 days before it" in told


def test_relief_that_hardly_ever_comes_is_said_to():
    assert "fewer than one campaign in ten" in prose.relief(NEVER)
    assert "fewer than half" in prose.relief(Quantiles(30.0, None, None))
    assert "in nine tenths by day 38" in prose.relief(Quantiles(11.0, 20.0, 38.0))


def test_nothing_lost_and_nothing_known_leave_no_empty_sentence(question_answer):
    shares = {key: Estimate(0.0, 0.0, 0.0, None) for key in SHARES}
    shares["held_alone"] = Estimate(1.0, 1.0, 1.0, None)
    row = replace(question_answer.rows[0], given_attack=shares, relief_day=NEVER, margin_days=NEVER)
    assert prose.race(row) == prose.relief(NEVER)


def test_ignorance_and_chance_are_parted_or_said_not_to_be(question_answer):
    parted = replace(question_answer, variance=Variance(0.03, 0.01))
    assert "75 % is ignorance" in prose.variance(parted)
    assert "25 % is chance" in prose.variance(parted)
    assert "--replications 4" in prose.variance(replace(question_answer, variance=None))
    assert "came out alike" in prose.variance(replace(question_answer, variance=Variance(0, 0)))


def test_an_interrupted_run_is_said_to_be(question_answer):
    assert prose.unfinished(question_answer) == ""
    broken = replace(question_answer, complete=False, campaigns=50)
    assert "50 of 120 campaigns" in prose.unfinished(broken)


def test_a_scenarios_answer_is_never_called_a_forecast(question_answer):
    row = question_answer.rows[0]
    told = [prose.answer_sentence(row), prose.race(row), prose.reading(row)]
    told += [prose.variance(question_answer), *prose.LIMITS, prose.KEY_TO_STANDING]
    assert not any("forecast" in sentence.lower() for sentence in told)
    assert len(re.findall("forecast", prose.validation().lower())) == 1
    assert "not a forecast" in prose.validation()
    assert "not validated" in prose.validation()
    assert str(len(card_ids()) - 1) in prose.validation()


def test_every_outcome_has_a_meaning_and_every_class_of_ending_words():
    assert {prose.meaning(key) for key in OUTCOMES if key not in BEFORE_THE_ATTACK}
    assert set(prose.OUTCOME_CLASSES) == set(hindcast.ENDINGS)


def test_the_command_of_a_shipped_card_names_its_changes(question_answer):
    asked = {**question_answer.question, "what_ifs": ["no-works"], "settings": ["law.capture=0"]}
    assert prose.command(asked) == (
        "holdfast run czechoslovakia-1938 --what-if no-works --set law.capture=0 "
        "--futures 60 --replications 2 --seed 1"
    )


def test_the_command_of_a_strangers_card_takes_the_copy_in_which_all_is_done(question_answer):
    asked = {**question_answer.question, "scenario": "elsewhere", "what_ifs": ["no-works"]}
    assert prose.command(asked).startswith("holdfast run scenario.yaml --futures 60")


def test_a_setting_is_quoted_for_the_shell(question_answer):
    asked = {**question_answer.question, "settings": ["inputs.surprise={low: 0, mode: 1, high: 3}"]}
    assert "--set 'inputs.surprise={low: 0, mode: 1, high: 3}'" in prose.command(asked)


def test_every_constant_of_the_law_belongs_to_one_mechanism():
    placed = [name for names in mechanisms.groups().values() for name in names]
    assert sorted(placed) == sorted(default_law().parameters)


def test_no_mechanism_is_said_to_be_better_than_its_constants():
    for one in mechanisms.mechanisms():
        assert one.standing.startswith(mechanisms.SCORED) == (one.weighed > 0), one
        assert ("in part" in one.standing) == bool(one.judged and (one.weighed or one.published))
    help_comes = mechanisms.mechanisms()[0]
    assert (help_comes.standing, help_comes.note[-13:]) == ("judgement", "not validated")
