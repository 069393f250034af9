"""Sentences say what the record says, in words for a reader of history."""

from __future__ import annotations

import doctest
import re
from dataclasses import replace
from typing import get_args

import pytest

from answers import card, date, scenario
from holdfast.analysis.judgements import Judgements, Mover
from holdfast.analysis.paired import Estimate, Quantiles, Variance
from holdfast.analysis.past_ends import PAST_ENDS
from holdfast.experiment.outcomes import MEANINGS, OUTCOMES
from holdfast.report.figures import charts as figures
from holdfast.report.figures import drawing, pen, scales, tornado
from holdfast.report.maps import symbols
from holdfast.report.terminal import hindcast
from holdfast.report.terminal import layout as tables
from holdfast.report.terminal import pages as terminal
from holdfast.report.wording import evidence, expected, first, narrative, prose
from holdfast.schema.card import Outcome

NEVER = Quantiles(None, None, None)

SHARES = {
    "held_alone": 0.22, "saved": 0.09, "lost_in_spite": 0.05, "too_late": 0.40, "no_help": 0.10,
    "settled": 0.14, "lost_through_help": 0.0,
}  # fmt: skip


def known_row(**changes):
    """A row whose shares are known, for sentences that can be checked by hand."""
    shares = {key: Estimate(p, p, p, None) for key, p in SHARES.items()}
    row = date("1938-10-01")
    return replace(row, fought=replace(row.fought, **{"outcomes": shares, **changes}))


@pytest.mark.parametrize(
    "module",
    [drawing, evidence, expected, figures, first, hindcast, narrative, pen, prose, scales, symbols,
     tables, terminal, tornado],
    ids=lambda module: module.__name__.split(".")[-1],
)  # fmt: skip
def test_the_examples_in_the_docstrings_are_true(module):
    assert doctest.testmod(module).failed == 0


def test_a_date_is_answered_in_one_sentence():
    stands, without = Estimate(0.31, 0.29, 0.33, None), Estimate(0.22, 0.2, 0.24, None)
    row = known_row(stands=stands, stands_without=without)
    said = first.answer_sentence(replace(card(), rows=(row,)))
    assert said == (
        "Of 100 campaigns that are fought, the defence still stands after 365 days, or has "
        "repelled the attacker, in 31 with help (95 % interval 29 to 33) and in 22 without: help "
        "is what saves it in 9."
    )


def test_several_dates_are_answered_in_one_sentence():
    found = scenario()
    assert first.answer_sentence(found) == (
        "Of 100 campaigns that are fought, the defence still stands after 365 days, or has "
        "repelled the attacker, in 31 if the attack comes on 1 October 1938 and 31 on 1 May 1939; "
        "help is what saves it in 9."
    )
    told = first.reason(found)
    assert told.startswith("The main reason: 40 are lost before relief that was on its way.")
    assert "The likeliest helper (France, second front) acts in 32 and is felt in 25." in told
    assert "Of 100 crises 10 to 20 pass without an attack, 10 to 30 end in yielding" in told
    peace = replace(date("1938-10-01", 0.5, 0.5), fought=None, endings=None)
    nothing = replace(card(), rows=(peace,))
    assert first.answer_sentence(nothing) == "None of these campaigns was fought."
    assert first.reason(nothing) == ""
    assert prose.race(peace) == ""
    assert prose.fighting(peace) == ""


def test_what_it_rests_on_is_said_in_two_lines():
    found = card()
    assert first.evidence_line(found) == (
        "What it rests on: of 6 numbers 3 on scholarship and 1 on nothing; 5 of them reach the "
        "answer."
    )
    assert first.judgement_line(found) == ""
    movers = (Mover("a.b", 0.4, 0.5), Mover("c", 0.02, 0.1))
    one = Judgements(movers, 0.1, 20, 60)
    said = first.judgement_line(replace(found, judgements=one))
    assert said == "One judgement moves it above the noise of 60 futures: a.b."
    none = first.judgement_line(replace(found, judgements=replace(one, floor=0.5)))
    assert none.startswith("Of 20 judgements that differ between futures none stands out")


def test_the_race_says_why_it_is_lost_and_by_how_much():
    row = known_row(
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


def test_nothing_lost_and_nothing_known_leave_no_empty_sentence():
    shares = {key: Estimate(0.0, 0.0, 0.0, None) for key in SHARES}
    shares["held_alone"] = Estimate(1.0, 1.0, 1.0, None)
    row = known_row(outcomes=shares, relief_day=NEVER, margin_days=NEVER)
    assert prose.race(row) == prose.relief(NEVER)


def test_ignorance_and_chance_are_parted_or_said_not_to_be():
    question_answer = card()
    parted = replace(question_answer, variance=Variance(0.03, 0.01))
    assert "75 % is ignorance" in prose.variance(parted)
    assert "25 % is chance" in prose.variance(parted)
    assert "--replications 4" in prose.variance(replace(question_answer, variance=None))
    assert "came out alike" in prose.variance(replace(question_answer, variance=Variance(0, 0)))


def test_an_interrupted_run_is_said_to_be():
    question_answer = card()
    assert prose.unfinished(question_answer) == ""
    broken = replace(question_answer, complete=False, campaigns=50)
    assert "50 of 120 campaigns" in prose.unfinished(broken)


def test_an_answer_is_never_called_a_forecast():
    question_answer = card()
    row = question_answer.rows[0]
    told = [first.answer_sentence(question_answer), prose.race(row), first.reason(question_answer),
            prose.reading(question_answer)]  # fmt: skip
    told += [prose.variance(question_answer), *prose.LIMITS, prose.KEY_TO_STANDING]
    assert not any("forecast" in sentence.lower() for sentence in told)
    assert len(re.findall("forecast", prose.validation().lower())) == 1
    assert "not a forecast" in prose.validation()
    assert "not validated" in prose.validation()
    assert "41 past campaigns" in prose.validation(41)


def test_every_outcome_has_a_meaning_and_every_class_of_ending_words():
    assert set(MEANINGS) == set(OUTCOMES)
    assert set(PAST_ENDS) == set(get_args(Outcome.model_fields["class_"].annotation))


def commanded(is_shipped=True, **changes):
    """The command of a question that differs from the invented one."""
    answer = card()
    notes = replace(answer.dossier, is_shipped=is_shipped)
    asked = replace(answer.question, **changes)
    return prose.command(replace(answer, dossier=notes, question=asked))


def test_the_command_of_what_ships_names_its_changes():
    said = commanded(what_ifs=("no-works",), settings=("law.capture=0",), school="arden")
    assert said == (
        "holdfast run invented --school arden --what-if no-works --set law.capture=0 "
        "--futures 60 --replications 2 --seed 1"
    )


def test_the_command_of_what_is_a_strangers_takes_the_copy():
    assert commanded(is_shipped=False).startswith("holdfast run scenario.yaml --futures 60")


def test_a_setting_is_quoted_for_the_shell():
    said = commanded(settings=("inputs.surprise={low: 0, mode: 1, high: 3}",))
    assert "--set 'inputs.surprise={low: 0, mode: 1, high: 3}'" in said
