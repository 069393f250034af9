"""The answer to the question of a run: outcomes, days, help, and how well each is known."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
import pandas as pd

from holdfast.analysis.paired import (
    Estimate,
    Quantiles,
    Variance,
    probability,
    quantiles,
    restricted_mean,
    split_variance,
    standard_error,
)
from holdfast.experiment.outcomes import BEFORE_THE_ATTACK, OUTCOMES, STANDING, STANDS
from holdfast.experiment.store import Store

HELP = "help."
"""What the columns of each power's help begin with."""


@dataclass(frozen=True, slots=True)
class Row:
    """The answer for one attack date."""

    attack_on: str
    course: str | None
    outcomes: dict[str, Estimate]
    given_attack: dict[str, Estimate]
    stands: Estimate
    stands_without: Estimate
    any_help: Estimate
    relieved: Estimate
    days_held: Estimate
    days_held_without: Estimate
    first_help_day: Quantiles
    relief_day: Quantiles
    relief_by: dict[str, Quantiles]
    help_comes: dict[str, Estimate]
    margin_days: Quantiles
    value_held_at_end: Quantiles


@dataclass(frozen=True)
class Answer:
    """What a run came to, with everything that names the question."""

    question: dict[str, Any]
    rows: tuple[Row, ...]
    campaigns: int
    seconds: float | None
    complete: bool
    variance: Variance | None
    standard_error: float | None
    directory: str

    def to_dict(self) -> dict[str, Any]:
        """The answer as INTERFACE.md has it: keys are stable, null is never."""
        asked = self.question
        speed = self.campaigns / self.seconds if self.seconds else None
        return {
            "scenario": asked["scenario"],
            "scenario_hash": asked["scenario_hash"],
            "kernel_hash": asked["kernel_hash"],
            "plan": asked["plan"],
            "what_ifs": asked["what_ifs"],
            "settings": asked["settings"],
            "law": asked["law"],
            "view": asked["view"],
            "seed": asked["seed"],
            "futures": asked["futures"],
            "replications": asked["replications"],
            "campaigns": self.campaigns,
            "complete": self.complete,
            "seconds": self.seconds,
            "campaigns_per_second": speed,
            "directory": self.directory,
            "rows": [asdict(row) for row in self.rows],
            "variance": asdict(self.variance) if self.variance else None,
            "standard_error": self.standard_error,
        }

    def to_frame(self) -> pd.DataFrame:
        """One row an outcome and attack date: share, interval."""
        return pd.DataFrame(
            {"attack_on": row.attack_on, "outcome": key, "p": e.p, "low": e.low, "high": e.high}
            for row in self.rows
            for key, e in row.outcomes.items()
        )

    def _repr_html_(self) -> str:
        """A notebook's view: the outcome table."""
        return str(self.to_frame().to_html(index=False))


def answer(store: Store) -> Answer:
    """Work out the answer from a run folder, also from one that was interrupted."""
    frame = store.read("campaigns").to_pandas()
    asked, manifest = store.question, store.manifest()
    replications = int(asked["replications"])
    stands = by_future(frame["outcome"].isin(("saved", "held_alone")), replications)
    return Answer(
        question=asked,
        rows=(answer_row(frame, asked, replications),),
        campaigns=len(frame),
        seconds=manifest.get("seconds"),
        complete=bool(manifest.get("complete", False)),
        variance=split_variance(stands),
        standard_error=standard_error(stands),
        directory=str(store.folder),
    )


def by_future(values: Iterable[Any], replications: int) -> np.ndarray[Any, np.dtype[np.float64]]:
    """A column of campaigns as float64[future, replication]."""
    return np.asarray(values, dtype=np.float64).reshape(-1, replications)


def answer_row(frame: pd.DataFrame, asked: dict[str, Any], replications: int) -> Row:
    """The answer for the campaigns of one attack date."""
    horizon = float(asked["horizon"])
    shares = {
        key: probability(by_future(frame["outcome"] == key, replications)) for key in OUTCOMES
    }
    helpers = [name for name in frame.columns if name.startswith(HELP)]
    return Row(
        attack_on=str(asked["attack_on"]),
        course=asked["course"],
        outcomes=shares,
        given_attack={k: e for k, e in shares.items() if k not in BEFORE_THE_ATTACK},
        stands=probability(by_future(frame["outcome"].isin(STANDING), replications)),
        stands_without=probability(by_future(frame["end_without"].isin(STANDS), replications)),
        any_help=probability(by_future(frame["first_help_day"].notna(), replications)),
        relieved=probability(by_future(frame["relief_day"].notna(), replications)),
        days_held=restricted_mean(by_future(frame["days_held"], replications), horizon),
        days_held_without=restricted_mean(
            by_future(frame["days_held_without"], replications), horizon
        ),
        first_help_day=quantiles(frame["first_help_day"].to_numpy(), horizon),
        relief_day=quantiles(frame["relief_day"].to_numpy(), horizon),
        relief_by={
            name.removeprefix(HELP): quantiles(frame[name].to_numpy(), horizon) for name in helpers
        },
        help_comes={
            name.removeprefix(HELP): probability(by_future(frame[name].notna(), replications))
            for name in helpers
        },
        margin_days=margins(frame["margin_days"].to_numpy()),
        value_held_at_end=quantiles(1.0 - frame["value_lost"].to_numpy()),
    )


def margins(days: np.ndarray[Any, np.dtype[np.float64]]) -> Quantiles:
    """Quantiles of collapse without help minus relief, among campaigns that had both."""
    known = days[~np.isnan(days)]
    if len(known) == 0:
        return Quantiles(None, None, None)
    low, middle, high = np.quantile(known, (0.1, 0.5, 0.9))
    return Quantiles(float(low), float(middle), float(high))
