"""Where help is lost on its way from a promise to a saved defence: shares, losses, reasons."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from holdfast.analysis.paired import Estimate, Quantiles, wilson
from holdfast.experiment.outcomes import Floats
from holdfast.experiment.reached import STEPS, Reached


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
        of `experiment.reached`; None where nothing is lost.
    of_lost : float | None
        Share of what is lost that has this reason.
    """

    step: str
    share: Estimate
    lost: float
    reason: str | None
    of_lost: float | None


def funnel(reached: Sequence[Reached], weights: Floats | None = None) -> tuple[FunnelStep, ...]:
    """The steps of one helper; shares of what is left multiply to the share of any later step.

    Parameters
    ----------
    reached : how far he came in each campaign, one of each future.
    weights : what each campaign counts, with the sum 1; all alike where none are given. The
        interval is Wilson's for as many campaigns as are worth the weighted ones, 1 / sum of w²
        (Kish 1965).

    Examples
    --------
    >>> steps = funnel([Reached(0, "a"), Reached(2, "b"), Reached(2, "c"), Reached(2, "b")])
    >>> [(one.step, one.share.p, one.lost, one.reason) for one in steps[:3]]
    [('bound', 0.75, 0.25, 'a'), ('decides', 0.75, 0.0, None), ('acts', 0.0, 0.75, 'b')]
    """
    count = len(reached)
    counts = np.full(count, 1 / count) if weights is None else weights
    passed = np.array([one.steps for one in reached])
    worth = 1 / float((counts**2).sum())
    found = []
    for n, step in enumerate(STEPS):
        p = _share(counts, passed > n)
        why = _reasons(reached, counts, n)
        lost = _share(counts, passed == n)
        reason = min(why, key=lambda name: (-why[name], name)) if why else None
        share = Estimate(p, *wilson(p, worth), None)
        found.append(FunnelStep(step, share, lost, reason, why[reason] / lost if reason else None))
    return tuple(found)


def _share(counts: Floats, among: npt.NDArray[np.bool_]) -> float:
    """The weight of some campaigns; of none and of all exactly 0 and 1."""
    return 1.0 if among.all() else float(counts[among].sum())


def _reasons(reached: Sequence[Reached], counts: Floats, step: int) -> dict[str, float]:
    """The weight of each reason for which help is lost at a step."""
    why: dict[str, float] = {}
    for one, weight in zip(reached, counts, strict=True):
        if one.steps == step:
            why[one.reason] = why.get(one.reason, 0.0) + float(weight)
    return why


def weights(sampled: npt.NDArray[np.int64], every: npt.NDArray[np.int64]) -> Floats:
    """What each campaign of a sample counts, so that the sample has the make-up of the whole.

    Post-stratified (Holt and Smith 1979): a campaign counts its stratum's share of all campaigns,
    over the stratum's number in the sample. A stratum of which the sample has none is left out.

    sampled, every : the stratum of each campaign, by number.

    Examples
    --------
    Half of all are of stratum 1, and one of three in the sample.

    >>> weights(np.array([0, 0, 1]), np.array([0, 1, 0, 1])).tolist()
    [0.25, 0.25, 0.5]
    """
    wanted = np.bincount(every, minlength=int(sampled.max()) + 1)[sampled]
    there = np.bincount(sampled)[sampled]
    counts = wanted / there
    made: Floats = counts / counts.sum()
    return made


def kept(steps: Sequence[FunnelStep]) -> list[float]:
    """Of those who passed the step before the share that passes each; 0 where nobody did."""
    before = [1.0, *(one.share.p for one in steps)]
    return [one.share.p / was if was else 0.0 for one, was in zip(steps, before, strict=False)]


def funnel_dict(steps: Sequence[FunnelStep]) -> list[dict[str, Any]]:
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
