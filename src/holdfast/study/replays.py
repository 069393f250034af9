"""What is learned by playing some campaigns of a run again: typical ones, and who acted."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
import pandas as pd

from holdfast.analysis.paired import Estimate, probability
from holdfast.analysis.typical import Typical, typical
from holdfast.experiment.cases import Branch, Case
from holdfast.experiment.outcomes import BEFORE_THE_ATTACK
from holdfast.experiment.replay import Record, Stage, acted, replay
from holdfast.experiment.simulate import Design
from holdfast.experiment.store import TOLD, Store

PLAYED_AGAIN = 400
"""Futures of a row that are looked at for who acted, one fought campaign of each: a share of a
half is then known within 5 points (95 %). grade: judgement"""


def tell(store: Store, cases: Sequence[Case], design: Design) -> None:
    """Play typical campaigns again, and a sample for who acted; keep that in the run folder."""
    frame = store.read("campaigns").to_pandas()
    rows = {
        case.attack_on: told(case, here, design).to_dict()
        for case in cases
        if len(here := frame[frame["attack_on"] == case.attack_on])
    }
    store.keep(TOLD, json.dumps(rows, indent=1, allow_nan=False))


@dataclass(frozen=True)
class ToldCampaign:
    """A typical campaign with what happened in it."""

    typical: Typical
    record: Record

    def to_dict(self) -> dict[str, Any]:
        """Plain data, the days of the campaign left out."""
        kept = {key: value for key, value in self.record.to_dict().items() if key != "days"}
        return asdict(self.typical) | {"record": kept}


@dataclass(frozen=True)
class ToldDate:
    """One row: its typical campaigns, and for each helper the share in which he acts."""

    typical: tuple[ToldCampaign, ...]
    acts: dict[str, Estimate]

    def to_dict(self) -> dict[str, Any]:
        """Plain data."""
        return {
            "typical": [one.to_dict() for one in self.typical],
            "acts": {name: asdict(one) for name, one in self.acts.items()},
        }


def told(case: Case, frame: pd.DataFrame, design: Design) -> ToldDate:
    """One row: its typical campaigns with what happened in them, and shares of acts."""
    campaigns = tuple(record_of(case, one, design) for one in typical(frame))
    return ToldDate(campaigns, acts(case, frame, design))


def branch_of(case: Case, course: str | None) -> Branch:
    """The branch of a course."""
    return next(branch for branch in case.branches if branch.course == course)


def record_of(case: Case, one: Typical, design: Design) -> ToldCampaign:
    """A typical campaign with its events."""
    theatre = branch_of(case, one.course).theatre
    record = replay(theatre, design.seed, one.future, one.replication, not design.alone)
    return ToldCampaign(one, record)


def acts(case: Case, frame: pd.DataFrame, design: Design) -> dict[str, Estimate]:
    """For each helper the share of fought campaigns in which he acts, from a sample."""
    fought = frame[~frame["outcome"].isin(BEFORE_THE_ATTACK)]
    fought = fought.drop_duplicates("future").head(PLAYED_AGAIN)
    seen: list[dict[str, bool]] = []
    for branch in case.branches:
        mine = fought if branch.course is None else fought[fought["course"] == branch.course]
        keys = [(int(f), int(r)) for f, r in zip(mine["future"], mine["replication"], strict=True)]
        stage = Stage(branch.theatre, design.seed, [future for future, _ in keys])
        for key in keys:
            stage.play(*key, not design.alone)
            seen.append(acted(stage))
    names = seen[0] if seen else {}
    return {name: probability(np.array([one[name] for one in seen])) for name in names}
