"""An invented hindcast of five campaigns, for tests of tables and pages: nothing is played."""

from __future__ import annotations

import numpy as np

from holdfast.analysis.past import PastRecord
from holdfast.analysis.scores import HORIZON_DAYS, Ending, scorecard
from holdfast.analysis.stack import StackWeight
from holdfast.schema.card import Outcome
from holdfast.study.hindcast import FORECASTERS, Hindcast, PlayedPast, Prediction

OUTCOMES_OF_PAST = (
    {"class": "defender_collapsed", "duration_days": 18, "collapse_day": 18},
    {"class": "relieved", "duration_days": 90, "relief_day": 12},
    {"class": "defender_held", "duration_days": 50, "censored_day": 50},
    {"class": "negotiated", "duration_days": 33},
    None,
)


def invented(number: int) -> Prediction:
    """A prediction in which the defence collapses evenly over the year."""
    cdf = np.linspace(0.2, 0.9, HORIZON_DAYS)
    return Prediction(
        id=f"a-campaign-of-long-{number:04d}",
        name="A campaign",
        cdfs={name: np.minimum(1.0, cdf * (1 + n / 50)) for n, name in enumerate(FORECASTERS)},
        played=PlayedPast(cdf, cdf, cdf),
        weight=0.2,
        promised=number == 1,
        capability_unknown=number == 2,
    )


def past(known: bool) -> Hindcast:
    predictions = tuple(invented(n) for n in range(len(OUTCOMES_OF_PAST)))
    outcomes = tuple(Outcome.model_validate(o) if o and known else None for o in OUTCOMES_OF_PAST)
    pairs = [(p, o) for p, o in zip(predictions, outcomes, strict=True) if o is not None]
    endings = [Ending(o.collapse_day, o.censored_day or HORIZON_DAYS) for _, o in pairs]
    scores = {
        name: scorecard([p.cdfs[name] for p, _ in pairs], endings) for name in FORECASTERS if pairs
    }
    relief = {"campaigns": 1, "brier_30": 0.2, "brier_30_never": 0.3}
    weight = StackWeight(0.2, 0.1, 41)
    return Hindcast("plans", predictions, outcomes, weight, scores, relief if known else {})


def kept(known: bool = True) -> PastRecord:
    """The same as it is kept in a folder."""
    found = past(known)
    return PastRecord(
        given=found.given, asked=None, campaigns=found.campaigns,
        stack_weight=found.stack_weight, scores=found.scores, relief_scores=found.relief_scores,
        futures=10, seed=1, version="0.1.0", kernel_hash="k" * 12, posterior_hash="p" * 12,
    )  # fmt: skip
