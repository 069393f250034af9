"""When the fighting ends and how: what an answer says beside the days held.

All take columns of fought campaigns: `end_day`, the day on which the fighting ends, however it
does (the horizon where it goes on), `end` and `cause`, the words for how and why.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from holdfast.analysis.paired import Quantiles, quantiles

FIGHTING_DAYS = (10, 30, 60, 90, 180)
"""Days by which it is told how many campaigns are still being fought."""


@dataclass(frozen=True, slots=True)
class Endings:
    """How the fighting ends in the campaigns that are fought."""

    end_day: Quantiles
    """the middle and 80 % range of the day on which the fighting ends, however it does"""
    collapse_day: Quantiles
    """the same of the day of collapse, among those that collapse; None where none does"""
    how: Mapping[str, float]
    """share of each end"""
    why: Mapping[str, float]
    """share of each cause; those that are still fought have none"""
    still_fighting: Mapping[str, float]
    """share in which the fighting has not ended by the end of a day"""


def endings(end: Sequence[str], cause: Sequence[str], end_day: ArrayLike) -> Endings | None:
    """What is told of the ends of some fought campaigns; None of none.

    Examples
    --------
    >>> told = endings(["collapse", "stop"], ["core_lost", "losses"], [20, 70])
    >>> told.how, told.still_fighting["30"], told.collapse_day.p50
    ({'collapse': 0.5, 'stop': 0.5}, 0.5, 20.0)
    """
    days = np.asarray(end_day, dtype=np.float64)
    if days.size == 0:
        return None
    ends = np.asarray(end)
    fallen = days[ends == "collapse"]
    return Endings(
        end_day=quantiles(days),
        collapse_day=quantiles(fallen) if fallen.size else Quantiles(None, None, None),
        how=shares(end),
        why=shares(cause),
        still_fighting=still_fighting(days, ends == "still_fighting"),
    )


def shares(words: Sequence[str]) -> dict[str, float]:
    """The share of each word, the commonest first.

    Examples
    --------
    >>> shares(["terms", "losses", "terms", "terms"])
    {'terms': 0.75, 'losses': 0.25}
    """
    found, counts = np.unique(np.asarray(words), return_counts=True)
    order = np.argsort(-counts, kind="stable")
    return {str(found[n]): float(counts[n] / len(words)) for n in order}


def still_fighting(days: ArrayLike, going_on: ArrayLike) -> dict[str, float]:
    """The share of campaigns in which the fighting has not ended by the end of each day.

    Examples
    --------
    >>> still_fighting([10, 11, 365], [False, False, True])["10"]
    0.6666666666666666
    >>> still_fighting([180], [True])["180"]
    1.0
    """
    ended = np.where(np.asarray(going_on, dtype=bool), np.inf, np.asarray(days, dtype=np.float64))
    return {str(day): float(np.mean(ended > day)) for day in FIGHTING_DAYS}
