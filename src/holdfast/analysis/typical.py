"""Which campaigns are typical: one of each outcome that matters, to be played again and told."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

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


def typical(frame: pd.DataFrame, at_least: float = MATTERS) -> list[Typical]:
    """For each outcome the campaign of its middle, among those that went its commonest way.

    The commonest way is the pattern of decisions that most campaigns of the outcome share; the
    middle is by the day of the end, then by the value lost. frame: the campaigns of one row.
    """
    found: list[Typical] = []
    for outcome in OUTCOMES:
        here = frame[frame["outcome"] == outcome]
        share = len(here) / len(frame)
        if share >= at_least:
            found.append(_middle(outcome, share, commonest(here)))
    return sorted(found, key=lambda one: -one.share)


def commonest(frame: pd.DataFrame) -> pd.DataFrame:
    """The campaigns in which decisions fell in the way in which they fell most often."""
    ways = list(zip(frame["fell"], frame["decided"], strict=True))
    (commonest_way, _), *_ = Counter(sorted(ways)).most_common(1)
    return frame[[way == commonest_way for way in ways]]


def _middle(outcome: str, share: float, frame: pd.DataFrame) -> Typical:
    ordered = frame.sort_values(["end_day", "value_lost", "future", "replication"])
    row = ordered.iloc[len(ordered) // 2]
    course = row["course"] if isinstance(row["course"], str) else None
    return Typical(outcome, share, course, int(row["future"]), int(row["replication"]))
