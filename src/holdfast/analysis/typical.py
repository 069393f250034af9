"""Which campaigns are typical: one of each outcome that matters, to be played again and told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from holdfast.experiment.outcomes import OUTCOMES

MATTERS = 0.02
"""Share of a row's campaigns from which an outcome is told. grade: judgement"""


@dataclass(frozen=True, slots=True)
class Typical:
    """The campaign that stands for an outcome."""

    outcome: str
    share: float
    course: str | None
    future: int
    replication: int


WAY = ("end", "cause", "course")
"""Columns of the way of a campaign before its decisions, those that a run has."""


def typical(frame: pd.DataFrame, at_least: float = MATTERS) -> list[Typical]:
    """For each outcome the campaign of its middle, among those that went its commonest way.

    frame: the campaigns of one row.
    """
    found: list[Typical] = []
    for outcome in OUTCOMES:
        here = frame[frame["outcome"] == outcome]
        share = len(here) / len(frame)
        if share >= at_least:
            found.append(_middle(outcome, share, commonest(here)))
    return sorted(found, key=lambda one: -one.share)


def commonest(frame: pd.DataFrame) -> pd.DataFrame:
    """The campaigns that went the commonest way.

    The way is followed step by step: the commonest end and course, then the commonest answer to
    each decision among those still there, those decisions first about which they agree most. Whole
    patterns of thirty decisions would hardly ever come twice.
    """
    for column in WAY:
        if column in frame and frame[column].notna().any():
            frame = frame[frame[column] == _most(frame[column].dropna().tolist())]
    answers = decided(frame)
    kept = np.ones(len(frame), dtype=bool)
    agreed = [-_agreement(answers[:, n]) for n in range(answers.shape[1])]
    for n in np.argsort(agreed, kind="stable"):
        kept &= answers[:, n] == _most(answers[kept, n].tolist())
    return frame[kept]


def decided(frame: pd.DataFrame) -> npt.NDArray[np.int64]:
    """The answer to each decision: 0 never asked, 1 no, 2 yes; int64[campaign, decision]."""
    fell, yes = (frame[name].to_numpy(dtype=np.int64) for name in ("fell", "decided"))
    count = int(fell.max(initial=0)).bit_length()
    bits = np.arange(count)
    asked = fell[:, None] >> bits & 1
    return np.asarray(asked * (1 + (yes[:, None] >> bits & 1)), dtype=np.int64)


def _most(values: Sequence[object]) -> object:
    """The commonest; of several the first in their order."""
    (found, _), *_ = Counter(sorted(values, key=str)).most_common(1)
    return found


def _agreement(answers: npt.NDArray[np.int64]) -> int:
    return int(np.bincount(answers).max(initial=0))


def _middle(outcome: str, share: float, frame: pd.DataFrame) -> Typical:
    ordered = frame.sort_values(["end_day", "value_lost", "future", "replication"])
    row = ordered.iloc[len(ordered) // 2]
    course = row["course"] if isinstance(row["course"], str) else None
    return Typical(outcome, share, course, int(row["future"]), int(row["replication"]))
