"""Pages for the terminal: right at 80 columns, without colour, and whatever a card is called."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest

from cards import template_source
from holdfast.analysis.answer import answer
from holdfast.cli.console import SafeConsole
from holdfast.experiment.facts import order_of_day
from holdfast.experiment.outcomes import MEANINGS
from holdfast.experiment.simulate import Design
from holdfast.report.terminal.contents import cards_page
from holdfast.report.terminal.pages import (
    answer_page,
    comparison_page,
    day_page,
    hindcast_page,
)
from holdfast.report.wording import prose
from holdfast.study.card_target import CardTarget
from holdfast.study.compare import compare
from pasts import past

COLUMNS = 80


def printed(page, width: int = COLUMNS) -> str:
    """What a terminal without colour shows."""
    out = io.StringIO()
    SafeConsole(file=out, width=width, no_color=True, force_terminal=False).print(page)
    text = out.getvalue()
    assert "\x1b" not in text
    too_long = [line for line in text.splitlines() if len(line.rstrip()) > width]
    assert not too_long, too_long
    return text


def flowing(text: str) -> str:
    """The same without line breaks."""
    return " ".join(text.split())


def test_an_answer_at_80_columns(question_answer):
    text = printed(answer_page(question_answer))
    told = flowing(text)
    assert told.startswith("Case Green, 1 October 1938 Germany attacks on 1 October 1938:")
    for key in question_answer.rows[0].given_attack:
        assert any(line.startswith(MEANINGS[key]) for line in text.splitlines()), key
    assert flowing(prose.validation(question_answer.dossier.weighed_on)) in told
    assert "The Soviet Union, by land" in told
    assert "France, second front" in told
    assert "Effective relief" in told
    assert f"next holdfast report {question_answer.directory}" in told.replace("next  ", "next ")
    assert question_answer.question.target_hash in told


def test_an_answer_of_one_replication_shows_no_range_that_nobody_knows(question_answer):
    row = question_answer.rows[0]
    bare = {key: replace(e, across_futures=None) for key, e in row.given_attack.items()}
    stands = replace(row.fought.stands, across_futures=None)
    rows = (replace(row, fought=replace(row.fought, outcomes=bare, stands=stands)),)
    told = flowing(printed(answer_page(replace(question_answer, rows=rows, variance=None))))
    assert "cannot be told apart" in told
    assert prose.ACROSS.strip() not in told


def test_an_interrupted_run_says_so_first(question_answer):
    told = printed(answer_page(replace(question_answer, complete=False)))
    assert "Interrupted" in told


def test_markup_in_a_cards_name_is_text(hostile_run):
    told = printed(answer_page(answer(hostile_run)))
    assert "<script>alert(1)</script>[/bold]" in told


@pytest.fixture(scope="module")
def comparisons(tmp_path_factory):
    folder = tmp_path_factory.mktemp("compare")
    return compare(
        CardTarget(template_source()), ["no-works", "ally-never-acts"], Design(40, 2, 1, 1), folder
    )


def test_a_comparison_marks_what_is_real_and_says_where_nothing_is_seen(comparisons):
    titles = {"no-works": "The belts were never built"}
    told = printed(comparison_page(comparisons, titles))
    assert "The belts were" in told
    assert "ally-never-acts" in told
    assert "As it is written" in flowing(told)
    real = sum(
        row.difference[key].is_real
        for row in comparisons.rows[1:]
        for key in ("stands", "saved", "days_held")
    )
    marks = told.count("points *") + told.count("days *")
    assert marks == real
    assert told.count("no difference seen") == 6 - real
    assert "not the same as no difference" in flowing(told)


def test_a_hindcast_says_its_limits_before_its_scores():
    told = flowing(printed(hindcast_page(past(known=True))))
    assert told.index("knew the endings") < told.index("Scores on 4 campaigns")
    assert told.index("no evidence of skill") < told.index("Scores on 4 campaigns")
    assert "Coverage of about .7" in told
    assert "0.20 of it the model" in told
    assert "by day 30 0.200 against 0.300" in told


def test_a_hindcast_marks_the_best_of_every_loss_and_no_coverage():
    lines = printed(hindcast_page(past(known=True))).splitlines()
    for start in ("Brier, collapse by day 30", "CRPS of ln days", "log score"):
        assert next(line for line in lines if line.startswith(start)).count("*") >= 1
    assert "*" not in next(line for line in lines if line.startswith("held by the 50 %"))


def test_a_hindcast_shows_failures_as_plainly_as_successes():
    result = past(known=True)
    lines = printed(hindcast_page(result)).splitlines()
    rows = [line for line in lines if line.startswith("a-campaign-of-long")]
    assert len(rows) == len(result.predictions)
    assert ["WRONG" in rows[0], "right" in rows[1], "unknown" in rows[2]] == [True] * 3
    assert rows[0].split()[-4:-2] == ["collapsed", "18"]
    assert "was relieved" in rows[1]
    assert " +" in rows[2]
    assert "not said" in rows[4]
    assert "right on 2, WRONG on 1" in flowing("\n".join(lines))


def test_a_hindcast_without_outcomes_is_answered_and_not_scored():
    told = flowing(printed(hindcast_page(past(known=False))))
    assert "none is scored" in told
    assert "Scores on" not in told


def test_the_catalogue_at_80_columns():
    rows = [
        {"id": "dutch-east-indies-1942", "name": "x", "start": "1942-01-11", "axes": 3,
         "outcome": "defender_collapsed", "calibration": True},
        {"id": "czechoslovakia-1938", "name": "y", "start": "1938-10-01", "axes": 7,
         "outcome": None, "calibration": False},
    ]  # fmt: skip
    told = printed(cards_page(rows))
    assert "collapsed" in told
    assert "never fought: a question" in told
    assert "2 cards, 1 of them" in told


def test_the_order_of_a_day_at_80_columns():
    phases = order_of_day()
    told = printed(day_page(phases))
    assert [told.index(f" {phase.name} ") for phase in phases] == sorted(
        told.index(f" {phase.name} ") for phase in phases
    )
    assert all(phase.file in told for phase in phases)
