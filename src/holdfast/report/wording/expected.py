"""What contemporaries expected of a fight alone and what the model says, in a sentence."""

from __future__ import annotations

from holdfast.analysis.answer import Answer
from holdfast.analysis.contemporaries import Expectation
from holdfast.analysis.paired import Quantiles
from holdfast.analysis.tables.contemporaries import expected_days, model_days

FEW = 3
"""Fewer single forecasts are not counted."""


def expected_sentence(answer: Answer, attack_on: str) -> str:
    """Both sides of one date in a sentence; empty where nothing was expected in days."""
    found = answer.contemporaries.get(attack_on)
    return "" if found is None else said_of(found, attack_on, answer.question.horizon)


def said_of(found: Expectation, attack_on: str, horizon: int) -> str:
    """The sentence about one date.

    >>> one = Expectation({"p10": 9.0, "p50": 25.0, "p90": 100.0},
    ...                   {"p10": 14.0, "p50": 47.0, "p90": None}, False, 0, None)
    >>> said_of(one, "1938-10-01", 365)[:77]
    'Fought alone, contemporaries expected 25 days in the middle (9 to 100) in 193'
    """
    expected, model = expected_days(found), model_days(found)
    theirs = (
        f"{expected.p50:.0f} days in the middle ({expected.p10:.0f} to {expected.p90:.0f})"
        if expected.p10 != expected.p90
        else f"{expected.p50:.0f} days"
    )
    said = f"Fought alone, contemporaries expected {theirs} in {attack_on[:4]}; this model says "
    return f"{said}{_model(model, horizon)}.{_beyond(found)}"


def _model(days: Quantiles, horizon: int) -> str:
    later = f"more than {horizon}"
    if days.p50 is None:
        first = "" if days.p10 is None else f", {days.p10:.0f} or fewer in one campaign of ten"
        return f"{later} in the middle{first}"
    last = later if days.p90 is None else f"{days.p90:.0f}"
    first = later if days.p10 is None else f"{days.p10:.0f}"
    return f"{days.p50:.0f} ({first} to {last})"


def _beyond(found: Expectation) -> str:
    """How many single forecasts lie where the model hardly ever comes; a few are not counted."""
    if found.beyond is None or found.forecasts < FEW:
        return ""
    many = round(found.beyond * found.forecasts)
    count = {0: "none", found.forecasts: "all"}.get(many, str(many))
    return f" Beyond its 90 % range lie {count} of {found.forecasts} single forecasts."
