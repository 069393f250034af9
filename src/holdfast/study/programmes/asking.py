"""What is asked of a programme, what is said of it, and the draws from which it is said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from holdfast.analysis.foretold import Measure
from holdfast.preparation.economy import Floats
from holdfast.preparation.factors import Factor, Factors
from holdfast.study.programmes.document import Document, Row, number

SEED = 1936
FUTURES = 400
YEAR = 12


@dataclass(frozen=True)
class Sought:
    """One thing to be foretold, without its record.

    Attributes
    ----------
    what, unit, measure : as it is shown, and what kind of number it is.
    at : the month for which it is asked.
    item : the words of the row that it is about.
    row : the name of that row, where it must be found again.
    plan : the number that was planned, and `plan_at` the month for which, if they were.
    years : the years that it is about.
    tolerance : how nearly, where the sentence itself says it.
    """

    what: str
    unit: str
    measure: Measure
    at: int | None = None
    item: str = ""
    row: str = ""
    plan: float | None = None
    plan_at: int | None = None
    years: tuple[int, ...] = ()
    tolerance: str = ""


@dataclass(frozen=True)
class Recorded:
    """A target, and what became of it; whoever foretells sees the target alone."""

    target: Sought
    record: float | None


@dataclass(frozen=True)
class Said:
    """What is foretold of a target: draws, or why there are none; what naive rules say."""

    draws: Floats | None = None
    plan_met: float | None = None
    last_growth: float | None = None
    reason: str = ""


@dataclass(frozen=True)
class Sight:
    """All that may be used to foretell: the document as known, the factors, other programmes."""

    known: Document
    factors: Factors
    others: Mapping[str, Document] = field(default_factory=dict)

    @property
    def until(self) -> int:
        """The last month that is known."""
        return self.known.until


def dice() -> np.random.Generator:
    """Draws that are the same whenever the same is asked."""
    return np.random.default_rng(SEED)


def drawn(factor: Factor, rng: np.random.Generator, number: int = FUTURES) -> Floats:
    """A factor in every future: a triangle in logarithms, its corner at the central value."""
    low, middle, high = np.log([factor.low, factor.value, factor.high])
    if high - low < 1e-12:
        return np.full(number, factor.value)
    return np.exp(rng.triangular(low, min(max(middle, low), high), high, number))


def evenly(full_after: Floats) -> Floats:
    """The share of its first year that a number gives which rises evenly until it is full.

    >>> evenly(np.array([6.0, 24.0])).tolist()
    [0.75, 0.25]
    """
    return np.where(full_after < YEAR, 1.0 - full_after / (2 * YEAR), YEAR / (2 * full_after))


def planned(row: Row) -> float | None:
    """The number that a row planned, if it is one."""
    return number(row.get("planned")) or None
