"""Successive halving: many plans on few futures, the better of them on more.

Karnin, Koren and Somekh (2013) halve; here a third goes on, so that each round costs about as
much. A round is judged only when all its campaigns are played: the table depends on the seed and
on the budget, never on threads. A plan goes on if it is among the best by its mean over the
courses, by its greatest regret, or by its worst course: each is somebody's reason to choose it.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from holdfast.analysis.regret import averaged, regret
from holdfast.errors import UsageError
from holdfast.experiment.outcomes import Floats
from holdfast.study.planning.candidates import Candidate
from holdfast.study.planning.ledger import Ledger

KEPT = 3
"""One plan in so many goes on, on so many times the futures."""

LEAST_PLANS = 6
"""Plans that are judged to the end. grade: judgement"""

STEP = 10
"""Futures of the first round come in steps of so many."""

LEVERS_SHARE = 0.4
"""Share of the budget for levers, where there are any. grade: judgement"""

RESERVE = 0.1
"""Share of the rest for plans that win on few futures and are played to the end: judgement."""


@dataclass(frozen=True, slots=True)
class Round:
    """One round: how many plans at most are in it, and to how many futures they are played."""

    plans: int
    futures: int


@dataclass(frozen=True, slots=True)
class Size:
    """What is to be judged, and with how many campaigns."""

    plans: int
    courses: int
    replications: int
    budget: int
    futures: int
    """That no plan exceeds."""
    levers: int = 0
    """Plans that are played for the levers alone."""

    @property
    def for_levers(self) -> int:
        """Campaigns that are kept for the levers."""
        return math.floor(self.budget * LEVERS_SHARE) if self.levers else 0


def rounds(size: Size) -> tuple[Round, ...]:
    """The rounds that a budget allows.

    Raises
    ------
    UsageError
        with the least budget, if it is too small.

    Examples
    --------
    >>> [(one.plans, one.futures) for one in rounds(Size(60, 4, 2, 60_000, 2000))]
    [(60, 40), (20, 120), (7, 360), (6, 1080)]
    """
    counts = [size.plans]
    while counts[-1] > LEAST_PLANS:
        counts.append(max(LEAST_PLANS, math.ceil(counts[-1] / KEPT)))
    widths = [KEPT**n for n in range(len(counts))]
    steps = [
        widths[0],
        *(after - before for before, after in itertools.pairwise(widths)),
    ]
    unit = sum(count * step for count, step in zip(counts, steps, strict=True))
    unit *= size.courses * size.replications
    affordable = math.floor((size.budget - size.for_levers) * (1 - RESERVE) / unit)
    begin = min(affordable, size.futures // widths[-1]) // STEP * STEP
    if affordable < STEP or lever_futures(size) < STEP:
        raise UsageError(
            f"{size.plans} plans and {size.levers} levers against {size.courses} courses need "
            f"--budget {_least(size, unit):,} at least, not {size.budget:,}: allow more, or ask "
            "of fewer plans, levers or courses"
        )
    if begin < STEP:
        raise UsageError(
            f"{size.plans} plans need --futures {STEP * widths[-1]} at least, not {size.futures}"
        )
    return tuple(Round(count, begin * width) for count, width in zip(counts, widths, strict=True))


def _least(size: Size, unit: int) -> int:
    """The least budget for plans of which a future costs `unit` campaigns."""
    share = LEVERS_SHARE if size.levers else 0.0
    judged = STEP * unit / (1 - RESERVE) / (1 - share)
    beside = STEP * size.levers * size.courses * size.replications / LEVERS_SHARE
    return math.ceil(max(judged, beside)) + 1


def lever_futures(size: Size) -> int:
    """Futures on which the levers are judged: as many as their part of the budget allows."""
    if not size.levers:
        return size.futures
    each = size.levers * size.courses * size.replications
    return min(size.futures, size.for_levers // each // STEP * STEP)


def halve(
    ledger: Ledger, plans: Sequence[Candidate], made: Sequence[Round], always: str
) -> tuple[list[Candidate], int]:
    """Play the rounds; give the plans that were judged last, and on how many futures.

    always : a plan that no round drops, beside which others are told.
    """
    kept = list(plans)
    judged: tuple[list[Candidate], int] = ([], 0)
    for number, one in enumerate(made):
        if not ledger.play_to(kept, one.futures):
            return judged if judged[1] else _whole(ledger, kept, one.futures)
        judged = (kept, one.futures)
        if number + 1 < len(made):
            table = ledger.stands([plan.name for plan in kept], one.futures).mean(axis=2)
            shares = [course.share for course in ledger.courses]
            best = set(better(table, shares, made[number + 1].plans))
            kept = [plan for n, plan in enumerate(kept) if n in best or plan.name == always]
    return judged


def _whole(ledger: Ledger, plans: Sequence[Candidate], futures: int) -> tuple[list[Candidate], int]:
    """The plans of a first round that was stopped which are played to its end."""
    done = [plan for plan in plans if ledger.futures(plan.name) >= futures]
    return done, futures if done else 0


def better(value: Floats, shares: Sequence[float], count: int) -> list[int]:
    """The plans that go on: each reason to choose one has its order, and the first of each go.

    >>> better(np.array([[0.5, 0.5], [0.9, 0.0], [0.1, 0.1]]), [0.5, 0.5], 2)
    [0, 1]
    """
    mean = averaged(value, shares)
    orders = [
        np.argsort(np.argsort(-score, kind="stable"), kind="stable")
        for score in (mean, -regret(value).max(axis=1), value.min(axis=1))
    ]
    rank = np.min(orders, axis=0)
    chosen = sorted(range(len(value)), key=lambda n: (rank[n], -mean[n], n))[:count]
    return sorted(chosen)
