"""Where help is lost on its way from a promise to a saved defence: shares, losses, reasons."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from holdfast.analysis.paired import Estimate, Quantiles, probability
from holdfast.experiment.funnel import STEPS, Reached


@dataclass(frozen=True, slots=True)
class FunnelStep:
    """One step of one helper, among campaigns that are fought.

    Attributes
    ----------
    step : str
        One of STEPS.
    share : Estimate
        Of the campaigns, those in which he passes it, and so every step before it.
    lost : float
        Share of the campaigns in which he passed the step before and not this one.
    reason : str | None
        The commonest of why not: an atom that did not hold, in the words of the pacts, or a word
        of `experiment.funnel`; None where nothing is lost.
    of_lost : float | None
        Share of what is lost that has this reason.
    """

    step: str
    share: Estimate
    lost: float
    reason: str | None
    of_lost: float | None


def funnel(reached: Sequence[Reached]) -> tuple[FunnelStep, ...]:
    """The steps of one helper; shares of what is left multiply to the share of any later step.

    reached : how far he came in each campaign, one of each future.

    Examples
    --------
    >>> steps = funnel([Reached(0, "a"), Reached(2, "b"), Reached(2, "c"), Reached(2, "b")])
    >>> [(one.step, one.share.p, one.lost, one.reason) for one in steps[:3]]
    [('bound', 0.75, 0.25, 'a'), ('decides', 0.75, 0.0, None), ('acts', 0.0, 0.75, 'b')]
    """
    steps = np.array([one.steps for one in reached])
    found = []
    for n, step in enumerate(STEPS):
        why = Counter(one.reason for one in reached if one.steps == n)
        reason, count = min(why.items(), key=_commonest) if why else (None, 0)
        lost = sum(why.values())
        share = probability(steps > n)
        of_lost = count / lost if lost else None
        found.append(FunnelStep(step, share, lost / len(reached), reason, of_lost))
    return tuple(found)


def _commonest(one: tuple[str, int]) -> tuple[int, str]:
    """The most frequent first, of equals the first by name."""
    return -one[1], one[0]


def kept(steps: Sequence[FunnelStep]) -> list[float]:
    """Of those who passed the step before the share that passes each; 0 where nobody did."""
    before = [1.0, *(one.share.p for one in steps)]
    return [one.share.p / was if was else 0.0 for one, was in zip(steps, before, strict=False)]


def plain(steps: Sequence[FunnelStep]) -> list[dict[str, Any]]:
    """As it is kept in the run folder and as INTERFACE.md has it."""
    return [asdict(one) for one in steps]


def funnel_of(written: Sequence[Mapping[str, Any]]) -> tuple[FunnelStep, ...]:
    """Steps as they were kept in a file."""
    return tuple(
        FunnelStep(
            one["step"], read_estimate(one["share"]), one["lost"], one["reason"], one["of_lost"]
        )
        for one in written
    )


def read_estimate(written: Mapping[str, Any]) -> Estimate:
    """An estimate as it was kept in a file."""
    across = written["across_futures"]
    quantiles = Quantiles(**across) if across else None
    return Estimate(written["p"], written["low"], written["high"], quantiles)
