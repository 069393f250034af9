"""What is learned by playing some campaigns again: typical ones, and how far help comes."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from holdfast.analysis.funnel import FunnelStep, funnel, funnel_dict, weights
from holdfast.analysis.paired import Estimate
from holdfast.analysis.typical import Typical, typical
from holdfast.experiment.cases import Branch, Case
from holdfast.experiment.funnel import Funnel
from holdfast.experiment.outcomes import BEFORE_THE_ATTACK, HELP, Floats
from holdfast.experiment.reached import Reached
from holdfast.experiment.replay import Record, Stage, replay
from holdfast.experiment.simulate import Design
from holdfast.experiment.store import TOLD, Store

PLAYED_AGAIN = 400
"""Futures of a row in which it is looked how far help comes, one fought campaign of each: a share
of a half is then known within 5 points (95 %). grade: judgement"""


def tell(store: Store, cases: Sequence[Case], design: Design) -> None:
    """Play typical campaigns again, and a sample for how far help comes; keep what is learned."""
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
    """One row: its typical campaigns, and for each helper in which share he acts, and why not."""

    typical: tuple[ToldCampaign, ...]
    acts: dict[str, Estimate]
    funnel: dict[str, tuple[FunnelStep, ...]]

    def to_dict(self) -> dict[str, Any]:
        """Plain data."""
        return {
            "typical": [one.to_dict() for one in self.typical],
            "acts": {name: asdict(one) for name, one in self.acts.items()},
            "funnel": {name: funnel_dict(steps) for name, steps in self.funnel.items()},
        }


def told(case: Case, frame: pd.DataFrame, design: Design) -> ToldDate:
    """One row: its typical campaigns with what happened in them, and how far each helper comes."""
    campaigns = tuple(record_of(case, one, design) for one in typical(frame))
    fought = frame[~frame["outcome"].isin(BEFORE_THE_ATTACK)]
    played, seen = sample(case, fought, design)
    funnels = {
        name: funnel([one[name] for one in seen], make_up(played, fought, name))
        for name in (seen[0] if seen else ())
    }
    shares = {name: {one.step: one.share for one in steps} for name, steps in funnels.items()}
    return ToldDate(campaigns, {name: one["acts"] for name, one in shares.items()}, funnels)


def make_up(played: pd.DataFrame, fought: pd.DataFrame, helper: str) -> Floats:
    """What each campaign of the sample counts, so that as many are felt as of all.

    As many are saved, too, unless none of the sample is.
    """
    ours, every = strata(played, helper), strata(fought, helper)
    if not np.isin(every, ours).all():
        ours, every = ours // 2, every // 2
    return weights(ours, every)


def strata(frame: pd.DataFrame, helper: str) -> npt.NDArray[np.int64]:
    """Whether help was felt, and whether it saved: known of every campaign, not of a sample."""
    felt, saved = frame[f"{HELP}{helper}"].notna(), frame["outcome"] == "saved"
    return np.asarray(2 * felt.to_numpy() + saved.to_numpy(), dtype=np.int64)


def branch_of(case: Case, course: str | None) -> Branch:
    """The branch of a course."""
    return next(branch for branch in case.branches if branch.course == course)


def record_of(case: Case, one: Typical, design: Design) -> ToldCampaign:
    """A typical campaign with its events."""
    theatre = branch_of(case, one.course).theatre
    record = replay(theatre, design.seed, one.future, one.replication, not design.alone)
    return ToldCampaign(one, record)


def sample(
    case: Case, fought: pd.DataFrame, design: Design
) -> tuple[pd.DataFrame, list[dict[str, Reached]]]:
    """How far each helper came, in one fought campaign of each of the first futures.

    Gives the campaigns, and of each what was seen.
    """
    first = fought.drop_duplicates("future").head(PLAYED_AGAIN)
    seen: list[dict[str, Reached]] = []
    parts = [first[:0]]
    for branch in case.branches:
        mine = first if branch.course is None else first[first["course"] == branch.course]
        keys = list(zip(mine["future"], mine["replication"], mine["outcome"], strict=True))
        stage = Stage(branch.theatre, design.seed, [int(future) for future, _, _ in keys])
        reader = Funnel(stage)
        for future, replication, outcome in keys:
            stage.play(int(future), int(replication), not design.alone)
            seen.append(reader.reached(str(outcome)))
        parts.append(mine)
    return pd.concat(parts), seen
