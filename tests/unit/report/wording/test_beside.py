"""A run and a hindcast of one card each say what they are, and what the other says."""

from dataclasses import replace

import pytest

from answers import card
from holdfast.experiment.dossier import OutsideCollapse
from holdfast.report.wording.beside import beside_hindcast, beside_run


def told(seen, is_shipped=True):
    answer = card()
    dossier = replace(answer.dossier, outside_collapse=seen, is_shipped=is_shipped)
    return beside_run(replace(answer, dossier=dossier))


@pytest.mark.parametrize(
    ("seen", "said"),
    [
        (OutsideCollapse(278.0, 41), "half of such defences collapsed by day 278."),
        (OutsideCollapse(None, 41), "fewer than half of such defences collapse within the year."),
        (OutsideCollapse(9.0, 41, True), "by day 9 (national capabilities are not known here)."),
    ],
)
def test_a_run_says_that_it_is_the_model_alone_and_what_the_outside_view_says(seen, said):
    sentence = told(seen)
    assert "the model alone" in sentence
    assert f"holdfast hindcast {card().question.target} stacks it" in sentence
    assert sentence.endswith(said)


def test_a_card_that_does_not_ship_is_not_named_by_its_id():
    assert "holdfast hindcast FILE" in told(OutsideCollapse(8.0, 41), is_shipped=False)


def test_where_there_is_no_hindcast_none_is_named():
    assert told(None) == ""


def test_a_hindcast_of_one_card_says_what_a_run_would_say():
    sentence = beside_hindcast("kut-1915", 278.0, None)
    assert "by day 278, the model alone by no day of the year" in sentence
    assert "holdfast run kut-1915 plays the model alone" in sentence
