"""What one lever is worth: a plan with it less the same plan without, on the same draws.

A lever is judged against every course at once, courses by their weights. Of days, which only a
fought campaign has, the pairs count that are fought twice; so a worth is a ratio of two sums over
futures, with the ratio estimator's error (see `conditional`).
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.special import stdtrit

from holdfast.analysis.attribution import (
    BATTLEFIELD,
    HELP_PART,
    NO_ATTACK,
    REFUSAL,
    Worlds,
    parts,
)
from holdfast.analysis.measures import by_future
from holdfast.analysis.paired import CONFIDENCE, Difference, Runs
from holdfast.experiment.outcomes import Floats

GIVEN_ATTACK, DETERRENCE = "given_attack", "deterrence"

POINTS, HUNDRED = 100.0, 100.0
"""Percentage points in a share of 1; the sum, in millions, by which worth is told."""


@dataclass(frozen=True, slots=True)
class Worth:
    """What a lever is worth in one measure: whole, and split in two that sum to it."""

    whole: Difference
    given_attack: Difference
    """Where both campaigns are fought: on the battlefield, and through help."""
    deterrence: Difference
    """Where one of the two is not fought: no attack comes, or the demand is refused or granted."""

    def scaled(self, factor: float) -> Worth:
        """The same in another unit."""
        return Worth(*(scaled(one, factor) for one in (self.whole, *self.halves)))

    @property
    def halves(self) -> tuple[Difference, Difference]:
        """Given the attack, and through deterrence."""
        return self.given_attack, self.deterrence


@dataclass(frozen=True, slots=True)
class Lever:
    """One lever of a plan, judged."""

    name: str
    title: str
    cost: float | None
    """In millions of the economy's money; None: nobody has priced it."""
    points: Worth
    """Percentage points of standing."""
    days: Worth

    @property
    def per_hundred_million(self) -> tuple[Difference, Difference] | None:
        """Points and days for 100 million; None of what is not priced or costs nothing."""
        if not self.cost or self.cost < 0:
            return None
        share = HUNDRED / self.cost
        return scaled(self.points.whole, share), scaled(self.days.whole, share)

    def to_dict(self) -> dict[str, Any]:
        """As INTERFACE.md has it, with cost, worth per 100 million, and the two halves."""
        each = self.per_hundred_million
        return {
            "lever": self.name,
            "title": self.title,
            "cost": self.cost,
            "points": _dict(self.points.whole),
            "days": _dict(self.days.whole),
            "per_100_million": each
            and {"points": _dict(each[0]), "days": _dict(each[1])},
            GIVEN_ATTACK: {
                "points": _dict(self.points.given_attack),
                "days": _dict(self.days.given_attack),
            },
            DETERRENCE: {
                "points": _dict(self.points.deterrence),
                "days": _dict(self.days.deterrence),
            },
        }  # fmt: skip


def _dict(one: Difference) -> dict[str, float | None]:
    return {"d": one.d, "low": one.low, "high": one.high}


def scaled(one: Difference, factor: float) -> Difference:
    """A difference in another unit.

    >>> scaled(Difference(0.1, 0.0, 0.2), 100.0)
    Difference(d=10.0, low=0.0, high=20.0)
    """
    low, high = (None if end is None else end * factor for end in (one.low, one.high))
    return Difference(one.d * factor, low, high)


def worth(
    without: Mapping[str, Worlds],
    with_it: Mapping[str, Worlds],
    weights: Mapping[str, float],
    replications: int,
) -> Worth:
    """A lever's worth in one measure over all courses.

    Parameters
    ----------
    without, with_it : by course, the campaigns of the plan without the lever and with it.
    weights : of the courses.
    """
    pairs = [(without[name], with_it[name]) for name in weights]
    told = [_told(*pair) for pair in pairs]
    shares = list(weights.values())
    found = {
        name: weighed([by_future(one[name], replications) for one in told], shares)
        for name in ("", GIVEN_ATTACK, DETERRENCE)
    }
    return Worth(found[""], found[GIVEN_ATTACK], found[DETERRENCE])


def _told(without: Worlds, with_it: Worlds) -> dict[str, Floats]:
    """The whole of each pair and its two halves; nan where a campaign has no such number."""
    whole = with_it.helped - without.helped
    split = parts(without, with_it)
    told = {
        "": whole,
        GIVEN_ATTACK: split[BATTLEFIELD] + split[HELP_PART],
        DETERRENCE: split[NO_ATTACK] + split[REFUSAL],
    }
    return {name: np.where(np.isnan(whole), np.nan, values) for name, values in told.items()}


def weighed(values: Sequence[Runs], weights: Sequence[float]) -> Difference:
    """The mean of what is known, courses by weight, with Student's interval over futures.

    Parameters
    ----------
    values : float[future, replication] of each course; nan is not known.

    Examples
    --------
    >>> weighed([np.array([[1.0], [3.0]]), np.array([[5.0], [np.nan]])], [1, 1]).d
    3.0
    """
    known = [np.isfinite(one) for one in values]
    size = sum(w * one.sum(axis=1) for w, one in zip(weights, known, strict=True))
    total = sum(
        w * np.where(seen, one, 0.0).sum(axis=1)
        for w, one, seen in zip(weights, values, known, strict=True)
    )
    sizes, totals = np.asarray(size, dtype=float), np.asarray(total, dtype=float)
    if sizes.sum() == 0:
        return Difference(0.0, None, None)
    ratio = float(totals.sum() / sizes.sum())
    futures = len(sizes)
    if futures < 2:
        return Difference(ratio, None, None)
    residuals = (totals - ratio * sizes) / sizes.mean()
    error = float(residuals.std(ddof=1)) / math.sqrt(futures)
    reach = float(stdtrit(futures - 1, (1 + CONFIDENCE) / 2)) * error
    return Difference(ratio, ratio - reach, ratio + reach)
