"""How many futures a wanted standard error needs."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np

from holdfast.analysis.paired import standard_error
from holdfast.experiment.outcomes import OUTCOMES, classify
from holdfast.experiment.simulate import Design, play_case
from holdfast.study.prepared import Prepared

PILOT = 500
"""Futures of the first look."""

MARGIN = 1.1
"""More futures than the first look asks for, since it may have been lucky. grade: judgement"""

COUNTED = ("held_alone", "saved")
"""What the standard error of an answer is of (INTERFACE.md)."""


def enough(prepared: Prepared, design: Design, wanted: float) -> Design:
    """The same design with as many futures as bring the error of the first row down to `wanted`.

    A first look at few futures tells how large the error is, and it falls with their root. It
    looks again, at as many futures as that asks for, until they are enough.
    """
    futures = min(PILOT, design.futures)
    while True:
        error = error_with(prepared, replace(design, futures=futures))
        if error <= wanted:
            return replace(design, futures=futures)
        futures = math.ceil(MARGIN * futures * (error / wanted) ** 2)


def error_with(prepared: Prepared, design: Design) -> float:
    """Standard error of the chance to stand in the first row."""
    ends = play_case(prepared.cases[0], design)
    stands = np.isin(classify(ends), [OUTCOMES.index(key) for key in COUNTED])
    error = standard_error(stands.reshape(-1, design.replications))
    return math.inf if error is None else error
