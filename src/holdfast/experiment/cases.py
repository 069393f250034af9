"""Cases: what one row of an answer is about.

A case is one date of attack. Where the attacker has several courses for that date, each is a
branch with its weight, and every future belongs to one of them. All cases see the same futures.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from holdfast.experiment.outcomes import Floats
from holdfast.kernel import layout as at
from holdfast.scenario.compile.theatre import THEATRE, Theatre, at_middles, uniforms

Numbers: TypeAlias = npt.NDArray[np.int64]

COURSE = "course"
"""The path whose uniform picks the course of a future, for every date alike."""

Chooser: TypeAlias = Callable[[int, Numbers], Numbers]
"""(seed, futures) -> the number of the branch of each."""


@dataclass(frozen=True)
class Branch:
    """One course of action, compiled; a card has one branch without a name."""

    course: str | None
    weight: float
    theatre: Theatre


@dataclass(frozen=True)
class Case:
    """One row of the answer."""

    attack_on: str
    branches: tuple[Branch, ...]
    chooser: Chooser | None = None
    """Says which branch a future belongs to; by weight where there is none."""

    @classmethod
    def single(cls, attack_on: str, theatre: Theatre, course: str | None = None) -> Case:
        """A case of one branch."""
        return cls(attack_on, (Branch(course, 1.0, theatre),))

    def choose(self, seed: int, futures: Numbers) -> Numbers:
        """The number of the branch of each future: int64[future].

        By weight: the branch in whose share of the unit interval the uniform of `course` falls.
        """
        if self.chooser is not None:
            return self.chooser(seed, futures)
        edges = np.cumsum([branch.weight for branch in self.branches])
        u: Floats = uniforms(seed, futures, [COURSE])[:, 0]
        found = np.searchsorted(edges, u * edges[-1], side="right")
        chosen: Numbers = np.minimum(found, len(self.branches) - 1).astype(np.int64)
        return chosen

    def shares(self) -> dict[str, float]:
        """The weight of each course, as a share."""
        total = sum(branch.weight for branch in self.branches)
        named = [branch for branch in self.branches if branch.course is not None]
        return {str(branch.course): branch.weight / total for branch in named}


def axis_km(theatre: Theatre) -> list[float]:
    """The length of each axis, with every quantity at its middle."""
    middles = at_middles(theatre.quantities, theatre.preparation)
    lengths = theatre.theatre[at.LENGTH, :, 0].copy()
    for cell in theatre.cells:
        if (cell.array, cell.row) == (THEATRE, at.LENGTH):
            lengths[cell.entity] = np.ravel(cell.number(middles))[0]
    return [float(km) for km in lengths[: len(theatre.axes)]]
