"""The forecast of a hindcast: how far to trust the model beside the outside view.

F(t) = lambda model(t) + (1 - lambda) outside(t). The model was built by people who knew the
endings, so lambda starts small and has to be earned (design: MODEL.md, section 7, rule 1).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from holdfast.analysis.scores import LOG_CLIP, Daily, Ending, check_cdf, probability_by

WEIGHT_PRIOR = (1.0, 4.0)
"""Beta prior of lambda: mean .2, most likely 0. grade: judgement (small weights favoured)."""

WEIGHT_DAYS = (30, 60, 180)
"""The days whose log scores earn the model its weight (design: MODEL.md, section 9)."""

WEIGHT_CELLS = 400
"""Cells of the grid of lambda; its midpoints keep the posterior mean good to 1e-5."""


@dataclass(frozen=True, slots=True)
class StackWeight:
    """The weight of the model in the stack.

    Attributes
    ----------
    mean, standard_deviation : float
        Of lambda under its posterior.
    campaigns : int
        How many campaigns it was fitted to.
    """

    mean: float
    standard_deviation: float
    campaigns: int


def stacked(model: Daily, outside: Daily, weight: float) -> Daily:
    """Mix two distributions: weight * model + (1 - weight) * outside (Stone 1961).

    Raises
    ------
    ValueError
        If the weight is not between 0 and 1, or one of the two is not a distribution.

    Examples
    --------
    >>> float(stacked(np.full(365, 0.8), np.full(365, 0.4), 0.25)[0])
    0.5
    """
    if not 0 <= weight <= 1:
        raise ValueError(f"a weight lies between 0 and 1, not {weight}")
    return weight * check_cdf(model) + (1 - weight) * check_cdf(outside)


def fit_weight(
    model_cdfs: Sequence[Daily], outside_cdfs: Sequence[Daily], endings: Sequence[Ending]
) -> StackWeight:
    """Weigh the model against the outside view by their log scores on past campaigns.

    Posterior of lambda on a grid: Beta(1, 4) times the product over campaigns of
    exp(mean over days 30, 60, 180 of ln P(what was so on that day; lambda)). The mean, not the
    sum, over days: the three tell of one campaign, which counts once. A campaign still going on
    counts on the days at which its state is known. Probabilities are clipped as in `log_score`.

    Parameters
    ----------
    model_cdfs, outside_cdfs : sequences of float[day]  [probability]
        Each forecast made without the campaign it is for.
    endings : sequence of Ending
        What happened, in the same order.

    Examples
    --------
    Without a campaign the prior stands, mean 1 / (1 + 4):

    >>> round(fit_weight([], [], []).mean, 3)
    0.2
    """
    gains = _gains(model_cdfs, outside_cdfs, endings)
    return _posterior(gains.sum(axis=0), len(endings))


def leave_one_out_weights(
    model_cdfs: Sequence[Daily], outside_cdfs: Sequence[Daily], endings: Sequence[Ending]
) -> tuple[StackWeight, ...]:
    """Give each campaign the weight fitted to all others.

    Examples
    --------
    >>> sure, unsure = np.full(365, 0.9), np.full(365, 0.5)
    >>> [w.campaigns for w in leave_one_out_weights([sure] * 3, [unsure] * 3, [Ending(1.0)] * 3)]
    [2, 2, 2]
    """
    gains = _gains(model_cdfs, outside_cdfs, endings)
    return tuple(
        _posterior(np.delete(gains, index, axis=0).sum(axis=0), len(endings) - 1)
        for index in range(len(endings))
    )


def _weights() -> Daily:
    """Give the midpoints of the cells into which 0 … 1 is cut."""
    return (np.arange(WEIGHT_CELLS) + 0.5) / WEIGHT_CELLS


def _gains(
    model_cdfs: Sequence[Daily], outside_cdfs: Sequence[Daily], endings: Sequence[Ending]
) -> Daily:
    """Give float[campaign, weight]: ln likelihood of each campaign at each weight."""
    if not len(model_cdfs) == len(outside_cdfs) == len(endings):
        raise ValueError("a stack needs one model, one outside view and one ending a campaign")
    rows = [_gain(*one) for one in zip(model_cdfs, outside_cdfs, endings, strict=True)]
    return np.array(rows, dtype=np.float64).reshape(len(rows), WEIGHT_CELLS)


def _gain(model: Daily, outside: Daily, ending: Ending) -> Daily:
    """Average the log score of one campaign over the days known, at each weight."""
    weights = _weights()
    total, known = np.zeros(WEIGHT_CELLS), 0
    for day in WEIGHT_DAYS:
        happened = ending.collapsed_by(day)
        if happened is None:
            continue
        p = weights * probability_by(model, day) + (1 - weights) * probability_by(outside, day)
        p = np.clip(p, LOG_CLIP, 1 - LOG_CLIP)
        total += np.log(p if happened else 1 - p)
        known += 1
    return total / max(known, 1)


def _posterior(ln_likelihood: Daily, campaigns: int) -> StackWeight:
    """Combine with the prior, and take mean and standard deviation."""
    weights = _weights()
    one, other = WEIGHT_PRIOR
    ln_density = ln_likelihood + (one - 1) * np.log(weights) + (other - 1) * np.log1p(-weights)
    density = np.exp(ln_density - ln_density.max())
    share = density / density.sum()
    mean = float(share @ weights)
    spread = float(share @ (weights - mean) ** 2)
    return StackWeight(mean, spread**0.5, campaigns)
