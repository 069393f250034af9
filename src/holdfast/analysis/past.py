"""A hindcast as it is kept: what a page of it needs of every campaign, as plain numbers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import ClassVar

import numpy as np
from pydantic import ConfigDict, TypeAdapter

from holdfast.analysis.paired import Difference, paired_difference
from holdfast.analysis.scores import (
    Ending,
    Interval,
    ReliabilityBin,
    Scorecard,
    is_covered,
    reliability,
)
from holdfast.analysis.stack import StackWeight
from holdfast.experiment.typed_json import STRICT, Sealed

FORMAT = 1
"""Of the JSON; another number is not read."""

HINDCAST = "hindcast.json"
"""The file in the folder of a hindcast."""

FORECAST = "forecast"
"""The forecaster that is judged; the others stand beside it."""

JUDGED_DAY = 60
"""Day on which it is said whether the odds lay on the right side."""

BINS = 5
"""Of a reliability plot: few campaigns, few bins."""

RIGHT, WRONG, HELD, MISSED, UNKNOWN = "right", "WRONG", "held", "MISSED", "unknown"


@dataclass(frozen=True, slots=True)
class PastEnd:
    """What happened: how it ended, on which day, and what is known of a collapse."""

    end: str
    day: float
    """Of the collapse or of the relief, or else its last day."""
    collapse_day: float | None
    known_until: float
    """Last day on which it is known that there had been no collapse."""

    @property
    def scored(self) -> Ending:
        """As the scores read it."""
        return Ending(self.collapse_day, self.known_until)


@dataclass(frozen=True, slots=True)
class KeptCampaign:
    """One campaign: what was foretold of its collapse before its outcome was read, and that."""

    id: str
    name: str
    chances: Mapping[str, Mapping[str, float]]
    """By forecaster, then by day: that the defence has collapsed by then."""
    middle: float | None
    """Day by which half of the forecast has it collapsed; None is not within the year."""
    half: Interval
    most: Interval
    """Central intervals of 50 and 90 % of the forecast."""
    losses: Mapping[str, Mapping[str, float | None]] = field(default_factory=dict)
    """By forecaster, then by score; empty where the outcome is not known."""
    end: PastEnd | None = None
    promised: bool = False
    capability_unknown: bool = False

    @property
    def side(self) -> str:
        """Whether the greater odds lay on what was so by JUDGED_DAY; empty if nobody says."""
        if self.end is None:
            return ""
        happened = self.end.scored.collapsed_by(JUDGED_DAY)
        said = self.chances[FORECAST][str(JUDGED_DAY)] >= 0.5
        return UNKNOWN if happened is None else RIGHT if said == happened else WRONG

    @property
    def range(self) -> str:
        """Whether the interval of 90 % held the day of collapse; empty if nobody says."""
        if self.end is None:
            return ""
        held = is_covered(self.most, self.end.scored)
        return UNKNOWN if held is None else HELD if held else MISSED

    @property
    def is_missed(self) -> bool:
        """Whether the forecast was wrong in either way."""
        return self.side == WRONG or self.range == MISSED


@dataclass(frozen=True)
class PastRecord:
    """All of it. Frozen; JSON that is damaged, edited or of another format is refused."""

    given: str
    asked: str | None
    """The file or id that was asked about; None is everything that ships."""
    campaigns: tuple[KeptCampaign, ...]
    stack_weight: StackWeight
    scores: Mapping[str, Scorecard]
    relief_scores: Mapping[str, float | int | None]
    futures: int
    seed: int
    version: str
    kernel_hash: str
    posterior_hash: str

    __pydantic_config__: ClassVar[ConfigDict] = STRICT

    def to_json(self) -> str:
        """All of it; what is empty is left out."""
        return _SEALED.to_text(self)

    @classmethod
    def from_json(cls, text: str, what: str = "the hindcast") -> PastRecord:
        """Read what `to_json` gave.

        Raises
        ------
        StoreError
            if it is damaged, edited, or of another format.
        """
        return _SEALED.from_text(text, what)

    def reliability(self, day: int, forecaster: str = FORECAST) -> tuple[ReliabilityBin, ...]:
        """What was foretold beside how often it was so, on the campaigns known at a day."""
        return reliability(*self._known(day, forecaster), BINS)

    def _known(self, day: int, forecaster: str) -> tuple[list[float], list[bool]]:
        pairs = [
            (one.chances[forecaster][str(day)], happened)
            for one in self.campaigns
            if one.end is not None and (happened := one.end.scored.collapsed_by(day)) is not None
        ]
        return [p for p, _ in pairs], [happened for _, happened in pairs]

    def beside(self, forecaster: str, score: str) -> Difference | None:
        """The forecast's loss less another's, campaign by campaign; None where nothing is known."""
        pairs = list(_known_pairs(self.campaigns, forecaster, score))
        if not pairs:
            return None
        theirs, ours = np.array(pairs).T
        return paired_difference(theirs, ours)


def _known_pairs(
    campaigns: Sequence[KeptCampaign], forecaster: str, score: str
) -> Iterator[tuple[float, float]]:
    """Loss of another forecaster and of the forecast, where both are known."""
    for one in campaigns:
        theirs = one.losses.get(forecaster, {}).get(score)
        ours = one.losses.get(FORECAST, {}).get(score)
        if theirs is not None and ours is not None:
            yield theirs, ours


_SEALED = Sealed("hindcast", FORMAT, TypeAdapter(PastRecord))
