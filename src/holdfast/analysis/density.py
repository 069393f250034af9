"""Densities of the calibrated constants' priors, and what a played campaign says of a draw."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from holdfast.errors import SimulationError
from holdfast.schema.card import Outcome
from holdfast.schema.quantity import Lognormal, Normal, Quantity, Simple, Uniform

Floats: TypeAlias = npt.NDArray[np.float64]

KERNEL_WIDTH = 0.5
"""Standard deviation in ln days of the kernel about the day of an end. grade: judgement"""

FLOOR = 0.02
"""Chance that a campaign ends for a reason that the model does not have. grade: judgement"""

_HALF_LN_2PI = 0.5 * math.log(2 * math.pi)


def _uniform(spread: Uniform, x: Floats) -> Floats:
    inside = (x >= spread.min) & (x <= spread.max)
    return np.where(inside, -math.log(spread.max - spread.min), -np.inf)


def _normal(spread: Normal, x: Floats) -> Floats:
    z = (x - spread.mean) / spread.sd
    return np.asarray(-0.5 * z * z - math.log(spread.sd) - _HALF_LN_2PI)


def _lognormal(spread: Lognormal, x: Floats) -> Floats:
    sd = math.log(spread.factor)
    with np.errstate(divide="ignore", invalid="ignore"):
        ln = np.log(x)
        z = (ln - math.log(spread.median)) / sd
        inside = -0.5 * z * z - math.log(sd) - _HALF_LN_2PI - ln
    return np.where(x > 0, inside, -np.inf)


_LN_DENSITY: dict[type[Simple], Callable[[Any, Floats], Floats]] = {
    Uniform: _uniform,
    Normal: _normal,
    Lognormal: _lognormal,
}


def ln_density(prior: Quantity, x: Floats) -> Floats:
    """Ln of a prior's density at `x`.

    >>> round(float(ln_density(Quantity(spread=Uniform(min=0, max=2)), np.array([1.0]))[0]), 4)
    -0.6931
    """
    assert prior.spread is not None
    kind = type(prior.spread)
    if kind not in _LN_DENSITY:
        raise SimulationError(f"a calibrated constant cannot have the prior {kind.__name__}")
    return _LN_DENSITY[kind](prior.spread, x)


ENDS_LIKE = {
    "defender_collapsed": ("collapse",),
    "negotiated": ("settlement", "stop"),
    "attacker_gave_up": ("stop", "settlement"),
}
"""Ends of the model that count as a class of outcome on a card. A campaign that was relieved, or
still went on, only tells that the defender had not collapsed by its last day."""


def ln_likelihood(end: npt.NDArray[np.str_], end_day: Floats, outcome: Outcome) -> Floats:
    """What one campaign says of each draw: ln likelihood, float64[draw].

    Gaussian kernel in ln days about the day of the end, among plays that ended alike; for a
    relieved or unfinished campaign the share of plays without collapse by then. With a floor.

    end, end_day : [draw, play].
    """
    day = outcome.collapse_day or outcome.censored_day or outcome.duration_days
    alike = ENDS_LIKE.get(outcome.class_)
    if alike is None:
        share = ((end != "collapse") | (end_day > day)).mean(axis=1)
    else:
        z = (np.log(end_day) - math.log(day)) / KERNEL_WIDTH
        height = np.exp(-0.5 * z * z - _HALF_LN_2PI) / KERNEL_WIDTH
        share = (np.isin(end, alike) * height).mean(axis=1)
    return np.asarray(np.log(share + FLOOR))
