"""What the engine is given: bodies of troops, their journeys, and what carries them.

Time runs in steps of a quarter of a day; step 0 is the first quarter of day 1. Every number has a
row for each draw, so that one pass answers for many futures. Nothing here knows a word of the
field but *carrier*: a line, a ramp, a port, ships, aircraft, a runway or a road is one of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Floats: TypeAlias = npt.NDArray[np.float64]
Ints: TypeAlias = npt.NDArray[np.int64]

STEPS_A_DAY = 4
"""Quarters of a day: a schedule says "in the evening", and no more. grade: definition"""


@dataclass(frozen=True, slots=True)
class Carrier:
    """What carries at most `limit` in any `window` steps.

    A line has a window of one step. Ships, berths and aircraft come back after theirs.
    """

    name: str
    limit: Floats
    """float[draw, step], in what it counts: trains, men, tons, flights, units."""
    window: Ints
    """int[draw], at least 1."""

    def bound(self) -> Floats:
        """float[draw, step]: what may be under way at the end of each step.

        Ships that are taken away are missed when they are back, not at sea.
        """
        bound = self.limit.copy()
        for back in range(1, int(self.window.max())):
            away = (back < self.window)[:, None]
            earlier = np.zeros_like(bound)
            earlier[:, back:] = self.limit[:, :-back]
            bound = np.where(away, np.maximum(bound, earlier), bound)
        return bound


@dataclass(frozen=True, slots=True)
class Use:
    """What a journey asks of one carrier, and how long after setting out."""

    carrier: int
    after: Ints
    """int[draw] steps from setting out."""
    load: Floats
    """float[draw] of the carrier's measure for one unit."""
    feeds: Floats
    """float[draw] of the carrier's measure a step for each unit that has arrived."""


@dataclass(frozen=True, slots=True)
class Journey:
    """A way for one body of troops from home to where it is wanted."""

    name: str
    uses: tuple[Use, ...]
    steps: Ints
    """int[draw] from setting out to having arrived."""
    opens: Ints
    """int[draw], the first step on which anybody may set out: the day of leave."""
    lost: Floats
    """float[draw], share that is lost on the way."""
    interned: Floats
    """float[draw], share that a state on the way keeps."""


@dataclass(frozen=True, slots=True)
class Body:
    """A body of troops: how many units, when they are ready, by which journeys they may go."""

    name: str
    ready: Floats
    """float[draw, step], units that are ready by the end of each step; never falls."""
    units: Floats
    """float[draw], all of them."""
    journeys: tuple[Journey, ...]
    """The quickest first: what one cannot take the next does."""


@dataclass(frozen=True, slots=True)
class Timetable:
    """Bodies in the order in which they are served, and the carriers that they share."""

    bodies: tuple[Body, ...]
    carriers: tuple[Carrier, ...]

    @property
    def shape(self) -> tuple[int, int]:
        """Draws and steps."""
        draws, steps = self.bodies[0].ready.shape
        return int(draws), int(steps)


def steps_of(days: Floats) -> Ints:
    """Days as whole steps, to the nearest.

    >>> steps_of(np.array([0.1, 0.2, 1.0]))
    array([0, 1, 4])
    """
    return np.floor(np.asarray(days, dtype=float) * STEPS_A_DAY + 0.5).astype(np.int64)
