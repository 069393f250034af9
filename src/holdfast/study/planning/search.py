"""A search over plans: points of a space become plans, and the better of them breed.

Differential evolution (Storn and Price 1997) through scipy, begun at the plans that are written.
It climbs noise as gladly as hills, so that it only proposes: what it found is judged with all
others, on more futures (decision 10).
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt
from scipy.optimize import differential_evolution

from holdfast.analysis.regret import averaged
from holdfast.experiment.outcomes import Floats
from holdfast.study.planning.candidates import Candidate
from holdfast.study.planning.ledger import DAYS_HELD, STANDS, Ledger

LEVEL = 0.1
"""How much the share of the time held counts beside standing where that is level: judgement."""

LEAST_TRIED = 5
"""Points that a generation of differential evolution needs."""

LARGEST_GENERATION = 40
"""Plans of a generation. grade: judgement"""

MOST_IDLE = 20
"""Generations on end without a new plan after which the space is taken to be small: judgement."""

FAR = 2.0
"""What a point costs that was not tried."""


class PlanSpace(Protocol):
    """Plans as points: each number lies between 0 and 1 and means what the space says."""

    @property
    def numbers(self) -> int:
        """How many numbers a point has."""
        ...

    def written(self) -> Sequence[Floats]:
        """Points of the plans that are written, as near as the space comes to them."""
        ...

    def plan(self, point: Floats) -> Candidate | None:
        """The plan of a point, named by what it does; None if nobody could carry it out."""
        ...


@dataclass
class Search:
    """Tries points of a space until its count is spent."""

    space: PlanSpace
    ledger: Ledger
    futures: int
    """On which each plan is tried."""
    most: int
    """Plans at most."""
    horizon: float
    """Days of a campaign."""
    found: dict[str, Candidate] = field(default_factory=dict)
    scores: dict[str, float] = field(default_factory=dict)
    idle: int = 0
    """Generations on end in which nothing new was found."""

    def run(self, seed: int) -> list[Candidate]:
        """Every plan that was tried, in the order in which it was."""
        if self.most < 1 or self.space.numbers < 1:
            return []
        first = self._first(seed)
        evolve: Any = differential_evolution  # its types know no generation at once
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # scipy renames its argument for the draws
            evolve(
                self._costs,
                bounds=[(0.0, 1.0)] * self.space.numbers,
                init=first,
                maxiter=max(1, 10 * self.most),
                polish=False,
                vectorized=True,
                updating="deferred",
                callback=self._is_over,
                tol=0.0,
                seed=np.random.default_rng(seed),
            )
        return list(self.found.values())

    def _first(self, seed: int) -> Floats:
        """The first generation: the plans that are written, then points all over the space."""
        wanted = min(LARGEST_GENERATION, max(LEAST_TRIED, self.most // 4))
        points = [np.clip(point, 0.0, 1.0) for point in self.space.written()][:wanted]
        draws = np.random.default_rng(seed)
        more = max(0, wanted - len(points))
        return np.array([*points, *draws.random((more, self.space.numbers))])

    def _is_over(self, intermediate_result: Any) -> bool:
        """Whether the count is spent, or somebody asked to stop."""
        spent = len(self.found) >= self.most or self.idle >= MOST_IDLE
        return spent or bool(self.ledger.stop)

    def _costs(self, points: Floats) -> Floats:
        """Less is better, for one generation: float64[point] of float64[number, point]."""
        plans = [self.space.plan(point) for point in np.atleast_2d(points.T)]
        self._try([plan for plan in plans if plan is not None])
        costs = [-self.scores.get(plan.name, -FAR) if plan else FAR for plan in plans]
        return np.array(costs)

    def _try(self, plans: Sequence[Candidate]) -> None:
        """Play what is new, as far as the count goes."""
        fresh = {plan.name: plan for plan in plans if plan.name not in self.found}
        taken = list(fresh.values())[: max(0, self.most - len(self.found))]
        self.idle = 0 if taken else self.idle + 1
        if not taken or not self.ledger.play_to(taken, self.futures):
            return
        self.found |= {plan.name: plan for plan in taken}
        self.scores |= dict(self._scored(taken))

    def _scored(self, plans: Sequence[Candidate]) -> Iterator[tuple[str, float]]:
        """Mean standing over the courses, and a little for time held."""
        shares = [course.share for course in self.ledger.courses]
        for plan in plans:
            stands, days = (
                np.array([_mean(one) for one in self.ledger.runs(plan.name, key, self.futures)])
                for key in (STANDS, DAYS_HELD)
            )
            score = averaged([stands + LEVEL * days / self.horizon], shares)
            yield plan.name, float(score[0])


def _mean(runs: npt.NDArray[np.float64]) -> float:
    """The mean of what is known; all of the time where nobody had to fight."""
    known = runs[np.isfinite(runs)]
    return float(known.mean()) if known.size else 0.0
