"""Campaigns of the past, answered blind and scored beside what needs no model.

The forecast is a stack: lambda x model + (1 - lambda) x outside view. A card of the calibration
set is always answered by what was learned from the others. Nothing reads an outcome before every
card has been answered.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd

from holdfast.analysis.baselines import (
    base_rate,
    duration_fit,
    fit_outside_view,
)
from holdfast.analysis.past import KeptCampaign, PastEnd
from holdfast.analysis.scores import (
    HORIZON_DAYS,
    Ending,
    Interval,
    Scorecard,
    central_interval,
    crps_log_days,
    crps_relief_day,
    empirical_cdf,
    on_cdf_days,
    probability_by,
    quantile_day,
    score,
    scorecard,
)
from holdfast.analysis.showing import page_of
from holdfast.analysis.stack import StackWeight, fit_weight, leave_one_out_weights, stacked
from holdfast.analysis.table import Table
from holdfast.analysis.tables.past import past_table
from holdfast.catalog.posterior import PosteriorSample
from holdfast.experiment.outcomes import collapse_day, end_days, relief_days
from holdfast.experiment.simulate import Design, play_all
from holdfast.scenario.compile.card import compile_card
from holdfast.schema.card import Card, Outcome
from holdfast.study.foreknowledge import view
from holdfast.study.outside import covariates

Daily: TypeAlias = npt.NDArray[np.float64]

FORECASTERS = ("forecast", "model", "outside_view", "base_rate", "duration_fit")
"""In the order in which tables list them."""

PROBABILITY_DAYS = (30, 60, 180)


@dataclass(frozen=True)
class PlayedPast:
    """What the model says of one card: collapse, any end, relief, by day."""

    collapse: Daily
    end: Daily
    relief: Daily


@dataclass(frozen=True)
class Prediction:
    """One card answered by every forecaster; written before any outcome is read."""

    id: str
    name: str
    cdfs: Mapping[str, Daily]
    played: PlayedPast
    weight: float
    promised: bool
    capability_unknown: bool

    @property
    def forecast(self) -> Daily:
        """The stacked forecast of collapse by day."""
        return self.cdfs["forecast"]


@dataclass(frozen=True, repr=False)
class Hindcast:
    """Predictions with their scores, where outcomes are known."""

    given: str
    predictions: tuple[Prediction, ...]
    outcomes: tuple[Outcome | None, ...]
    stack_weight: StackWeight
    scores: Mapping[str, Scorecard]
    relief_scores: Mapping[str, float | int | None]

    def to_dict(self) -> dict[str, Any]:
        """As INTERFACE.md has it."""
        pairs = zip(self.predictions, self.outcomes, strict=True)
        return {
            "given": self.given,
            "campaigns": [campaign_dict(one, outcome) for one, outcome in pairs],
            "stack_weight": self.stack_weight.mean,
            "scores": {name: card.to_dict() for name, card in self.scores.items()},
            "scores_standard_error": {
                name: {k: getattr(card.standard_error, k) for k in card.to_dict()}
                for name, card in self.scores.items()
            },
            "scored": next((card.campaigns for card in self.scores.values()), 0),
            "relief_scores": dict(self.relief_scores),
        }

    def to_frame(self) -> pd.DataFrame:
        """One row a campaign and forecaster: P(collapsed by 30, 60, 180 days), ever."""
        return pd.DataFrame(
            {
                "id": one.id,
                "forecaster": name,
                **{f"p{day}": probability_by(cdf, day) for day in PROBABILITY_DAYS},
                "ever": float(cdf[-1]),
            }
            for one in self.predictions
            for name, cdf in one.cdfs.items()
        )

    @property
    def campaigns(self) -> tuple[KeptCampaign, ...]:
        """Every campaign as it is kept."""
        pairs = zip(self.predictions, self.outcomes, strict=True)
        return tuple(past_campaign(one, outcome) for one, outcome in pairs)

    def table(self) -> Table:
        """Every campaign: its chances to have collapsed by some days, and how it ended."""
        return past_table(self.campaigns)

    def __repr__(self) -> str:
        """A page: the scores beside the baselines, and every campaign."""
        scores = (f"{name.replace('_', ' ')} {one.crps_log_days:.3f}"
                  for name, one in self.scores.items())  # fmt: skip
        said = ", ".join(scores) or "no outcome is known"
        head = [f"Hindcast, given {self.given}. CRPS of ln days, lower is better: {said}"]
        return page_of(head, self.table(), "to_dict has every score and curve")

    def _repr_html_(self) -> str:
        """A notebook's view: every campaign."""
        return self.table()._repr_html_()


def campaign_dict(one: Prediction, outcome: Outcome | None) -> dict[str, Any]:
    """One campaign as INTERFACE.md has it."""
    cdf = one.forecast
    half, most = central_interval(cdf, 0.5), central_interval(cdf, 0.9)
    return {
        "id": one.id,
        "name": one.name,
        "p_collapse_by": {str(day): probability_by(cdf, day) for day in PROBABILITY_DAYS},
        "collapse_cdf": pairs_of(cdf),
        "model_cdf": pairs_of(one.cdfs["model"]),
        "outside_cdf": pairs_of(one.cdfs["outside_view"]),
        "end_cdf": pairs_of(one.played.end),
        "relief_cdf": pairs_of(one.played.relief),
        "interval_50": interval_list(half),
        "interval_90": interval_list(most),
        "median_day": quantile_day(cdf, 0.5),
        "stack_weight": one.weight,
        "capability_unknown": one.capability_unknown,
        "outcome": outcome.model_dump(by_alias=True) if outcome else None,
        "crps_log_days": crps_log_days(cdf, ending(outcome)) if outcome else None,
    }


def past_campaign(one: Prediction, outcome: Outcome | None) -> KeptCampaign:
    """One campaign as it is kept: odds on some days, intervals, losses, what happened."""
    cdf = one.forecast
    return KeptCampaign(
        id=one.id,
        name=one.name,
        chances={
            name: {str(day): probability_by(each, day) for day in (*PROBABILITY_DAYS, HORIZON_DAYS)}
            for name, each in one.cdfs.items()
        },
        middle=quantile_day(cdf, 0.5),
        half=central_interval(cdf, 0.5),
        most=central_interval(cdf, 0.9),
        losses=losses_of(one, outcome) if outcome else {},
        end=past_end(outcome) if outcome else None,
        promised=one.promised,
        capability_unknown=one.capability_unknown,
    )


def losses_of(one: Prediction, outcome: Outcome) -> dict[str, dict[str, float | None]]:
    """What every forecaster loses on one campaign, by score."""
    known = ending(outcome)
    return {name: asdict(score(cdf, known)) for name, cdf in one.cdfs.items()}


def past_end(outcome: Outcome) -> PastEnd:
    """What happened, as it is kept."""
    known = ending(outcome)
    relieved = outcome.relief_day if outcome.class_ == "relieved" else None
    day = outcome.collapse_day or relieved or outcome.duration_days
    return PastEnd(outcome.class_, day, known.collapse_day, known.known_until)


def pairs_of(cdf: Daily) -> list[list[float]]:
    """[[day, p], …] on the days that INTERFACE.md names."""
    return [[day, p] for day, p in on_cdf_days(cdf)]


def interval_list(interval: Interval) -> list[float | None]:
    """[low, high]; null is beyond the horizon."""
    return [interval.low, interval.high]


def ending(outcome: Outcome) -> Ending:
    """What is scored: the day of collapse, or how long it is known that there was none."""
    return Ending(outcome.collapse_day, outcome.censored_day or HORIZON_DAYS)


@dataclass(frozen=True)
class Past:
    """The calibration set with all that is learned from it."""

    cards: tuple[Card, ...]
    sample: PosteriorSample

    def others(self, card: Card) -> list[Card]:
        """The campaigns that may inform the answer to `card`."""
        return [other for other in self.cards if other.id != card.id]


def hindcast(
    cards: Sequence[Card],
    past: Past,
    given: str,
    design: Design,
    told: Callable[[int, int], None] | None = None,
) -> Hindcast:
    """Answer every card blind, then score those whose outcome is known."""
    blind = [card.without_outcome() for card in cards]
    weights = stack_weights(past)
    with ThreadPoolExecutor(design.workers) as threads:
        played = []
        jobs = threads.map(lambda card: play(card, past, given, design), blind)
        for done, one in enumerate(jobs, start=1):
            played.append(one)
            if told is not None:
                told(done, len(blind))
    predictions = tuple(
        predict(card, one, past, weights) for card, one in zip(blind, played, strict=True)
    )
    outcomes = tuple(card.outcome for card in cards)
    return Hindcast(
        given=given,
        predictions=predictions,
        outcomes=outcomes,
        stack_weight=weights.of_all,
        scores=score_all(predictions, outcomes),
        relief_scores=score_relief(predictions, outcomes),
    )


def play(card: Card, past: Past, given: str, design: Design) -> PlayedPast:
    """Play a card's futures under what was learned without it."""
    theatre = compile_card(view(card, given), past.sample.posterior(without=card.id), HORIZON_DAYS)
    alone = Design(design.futures, 1, design.seed, 1, design.block)
    ends = play_all(theatre, alone, worlds=1)
    return PlayedPast(
        collapse=empirical_cdf(collapse_day(ends)),
        end=empirical_cdf(end_days(ends)),
        relief=empirical_cdf(relief_days(ends)),
    )


@dataclass(frozen=True)
class Weights:
    """Lambda of the stack: from all campaigns, and for each without it."""

    of_all: StackWeight
    left_out: Mapping[str, float]

    def of(self, card: Card) -> float:
        """The weight of the model in the answer to a card."""
        return self.left_out.get(card.id, self.of_all.mean)


def stack_weights(past: Past) -> Weights:
    """Fit lambda on answers that had left each campaign out."""
    endings = [known_ending(card) for card in past.cards]
    outside = [outside_view(card, past)[0] for card in past.cards]
    model = list(past.sample.left_out_cdfs)
    left_out = leave_one_out_weights(model, outside, endings)
    by_id = {card.id: w.mean for card, w in zip(past.cards, left_out, strict=True)}
    return Weights(fit_weight(model, outside, endings), by_id)


def known_ending(card: Card) -> Ending:
    """The ending of a campaign of the calibration set."""
    assert card.outcome is not None, f"{card.id} belongs to the calibration set"
    return ending(card.outcome)


def outside_view(card: Card, past: Past) -> tuple[Daily, bool]:
    """What capabilities alone foretell, fitted on the other campaigns."""
    others = past.others(card)
    fit = fit_outside_view([known_ending(c) for c in others], [covariates(c) for c in others])
    traits = covariates(card)
    seen = fit.predict(traits.ln_cinc_ratio, traits.isolated)
    return seen.cdf, seen.capability_unknown


def predict(card: Card, played: PlayedPast, past: Past, weights: Weights) -> Prediction:
    """Every forecaster's answer to a card."""
    endings = [known_ending(other) for other in past.others(card)]
    outside, unknown = outside_view(card, past)
    weight = weights.of(card)
    relief = card.inputs.relief
    return Prediction(
        id=card.id,
        name=card.name,
        cdfs={
            "forecast": stacked(played.collapse, outside, weight),
            "model": played.collapse,
            "outside_view": outside,
            "base_rate": base_rate(endings),
            "duration_fit": duration_fit(endings),
        },
        played=played,
        weight=weight,
        promised=relief.promised is not None,
        capability_unknown=unknown,
    )


def score_all(
    predictions: Sequence[Prediction], outcomes: Sequence[Outcome | None]
) -> dict[str, Scorecard]:
    """Scores of every forecaster on the cards whose outcome is known; none: no scores."""
    known = [(one, o) for one, o in zip(predictions, outcomes, strict=True) if o is not None]
    if not known:
        return {}
    endings = [ending(outcome) for _, outcome in known]
    return {name: scorecard([one.cdfs[name] for one, _ in known], endings) for name in FORECASTERS}


def score_relief(
    predictions: Sequence[Prediction], outcomes: Sequence[Outcome | None]
) -> dict[str, float | int | None]:
    """Brier scores of relief by 30 and 60 days and CRPS of its day, on cards with a promise.

    Beside them the same for one who expects no relief at all. Relief is not validated: the delay
    model was fitted on other promises, and these cards are few.
    """
    rows = [
        (one.played.relief, outcome)
        for one, outcome in zip(predictions, outcomes, strict=True)
        if outcome is not None and one.promised
    ]
    if not rows:
        return {"campaigns": 0}
    unrelieved = [(np.zeros(HORIZON_DAYS), outcome) for _, outcome in rows]
    came = [outcome.relief_day for _, outcome in rows]
    until = [outcome.collapse_day or outcome.censored_day or HORIZON_DAYS for _, outcome in rows]
    crps = [
        crps_relief_day(cdf, day, max(last, day or 0.0))
        for (cdf, _), day, last in zip(rows, came, until, strict=True)
    ]
    return {
        "campaigns": len(rows),
        "brier_30": relief_brier(rows, 30),
        "brier_60": relief_brier(rows, 60),
        "brier_30_never": relief_brier(unrelieved, 30),
        "brier_60_never": relief_brier(unrelieved, 60),
        "crps_log_days": float(np.mean(crps)),
    }


def relief_brier(rows: Sequence[tuple[Daily, Outcome]], day: int) -> float:
    """Mean of (P(relief by day) - 1{relief by day})^2."""
    errors = [
        (probability_by(cdf, day) - float(o.relief_day is not None and o.relief_day <= day)) ** 2
        for cdf, o in rows
    ]
    return float(np.mean(errors))
