"""The days of a run set beside what contemporaries expected of a fight alone, date by date."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
import pandas as pd

from holdfast.analysis.contemporaries import Expectation, beside, likeliest
from holdfast.experiment.dossier import DateNotes, Dossier, ExpectedThen
from holdfast.experiment.outcomes import BEFORE_THE_ATTACK, STANDS

DAYS = "days"
"""The span of a forecast that is days."""

COUNTED = (None, "forecast")
"""Kinds of what was said that count: no wish, no boast, nothing that was said afterwards."""

ALONE = (None, "alone")
"""Whether help was reckoned with, in what counts; a card does not say."""


def expectations(campaigns: pd.DataFrame, notes: Dossier) -> dict[str, Expectation]:
    """What was expected beside the model's days without help, by date of attack.

    A date of which nothing was expected in days, or which is never fought, is left out.

    campaigns : one row each.
    """
    found = {date.attack_on: _of_date(campaigns, date, notes.expected) for date in notes.dates}
    return {attack_on: one for attack_on, one in found.items() if one is not None}


def _of_date(
    campaigns: pd.DataFrame, date: DateNotes, said: Sequence[ExpectedThen]
) -> Expectation | None:
    single = list(forecasts_for(said, date))
    pooled = date.expected_alone or pooled_from(single)
    here = campaigns[campaigns["attack_on"] == date.attack_on]
    fought = here[~here["outcome"].isin(BEFORE_THE_ATTACK)]
    if not pooled or fought.empty:
        return None
    ended = ~fought["end_without"].isin(STANDS).to_numpy()
    days = fought["days_held_without"].to_numpy(dtype=np.float64)
    return beside(days, ended, pooled, single)


def forecasts_for(
    said: Sequence[ExpectedThen], date: DateNotes
) -> Iterator[tuple[float, ...]]:  # fmt: skip
    """The days of the forecasts that speak of a fight alone after an attack on a date.

    Where dates have expectations of their own, a forecast must name its month.
    """
    month = f"{date.on:%Y-%m}"
    for one in said:
        unnamed = "" if date.expected_alone else month
        is_of_it = (one.attack or unnamed).startswith(month)
        if DAYS in one.spans and one.kind in COUNTED and one.given in ALONE and is_of_it:
            yield one.spans[DAYS]


def pooled_from(forecasts: Sequence[Sequence[float]]) -> Mapping[str, float]:
    """Single forecasts as one: the least and the most that was said, the middle of the likeliest.

    >>> pooled_from([(11.0, 11.0), (21.0, 60.0), (60.0, 90.0)])["least"]
    11.0
    """
    if not forecasts:
        return {}
    return {
        "least": min(map(min, forecasts)),
        "p50": float(np.median([likeliest(days) for days in forecasts])),
        "most": max(map(max, forecasts)),
    }
