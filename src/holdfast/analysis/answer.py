"""The answer to the question of a run: outcomes, days, help, and how well each is known."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from holdfast.analysis.conditional import conditional_mean, conditional_share
from holdfast.analysis.paired import (
    Estimate,
    Quantiles,
    Table,
    Variance,
    probability,
    quantiles,
    restricted_mean,
    split_variance,
    standard_error,
)
from holdfast.experiment.outcomes import BEFORE_THE_ATTACK, MARKS, OUTCOMES, STANDING, STANDS
from holdfast.experiment.outcomes import HELP as HELP
from holdfast.experiment.store import Store

CONTACT_DAYS = (3, 7, 14, 21, 30, 45, 90, 180)
"""Days by which the outside view tells how often help was in contact."""


@dataclass(frozen=True, slots=True)
class Fought:
    """What is asked of the campaigns that were fought alone: the attack came, nobody yielded."""

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
    men_by_day: dict[str, dict[str, Quantiles]]
    aircraft_by_day: dict[str, dict[str, Quantiles]]


@dataclass(frozen=True, slots=True)
class Inside:
    """What clauses and routes give for one helper, among fought campaigns."""

    acts: Estimate | None
    """Whether his own act is done; from a sample of campaigns that were played again."""
    contact_by_day: dict[str, Estimate]


@dataclass(frozen=True, slots=True)
class Row:
    """The answer for one attack date: over all campaigns, and of those that were fought."""

    attack_on: str
    course: str | None
    courses: dict[str, float]
    outcomes: dict[str, Estimate]
    given_attack: dict[str, Estimate]
    attacked: Estimate
    """Share of the campaigns that were fought."""
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
    fought: Fought | None
    inside: dict[str, Inside]
    typical: list[dict[str, Any]]


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
            "reading": asked.get("reading"),
            "school": asked.get("school"),
            "course": asked["course"],
            "help": asked.get("help", True),
            "freeze_others": asked.get("freeze_others", False),
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
            "outside_view": asked.get("outside_view", {}),
            "coverage": asked.get("coverage"),
            "unused": asked.get("unused", []),
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
    asked, manifest, told = store.question, store.manifest(), store.told()
    replications = int(asked["replications"])
    rows = [
        answer_row(here, case, asked, told.get(case["attack_on"], {}))
        for case in asked["cases"]
        if len(here := frame[frame["attack_on"] == case["attack_on"]])
    ]
    first = frame[frame["attack_on"] == rows[0].attack_on]
    stands = by_future(first["outcome"].isin(("saved", "held_alone")), replications)
    return Answer(
        question=asked,
        rows=tuple(rows),
        campaigns=len(frame),
        seconds=manifest.get("seconds"),
        complete=bool(manifest.get("complete", False)),
        variance=split_variance(stands),
        standard_error=standard_error(stands),
        directory=str(store.folder),
    )


def by_future(values: Iterable[Any], replications: int) -> Table:
    """A column of campaigns as float64[future, replication]."""
    return np.asarray(values, dtype=np.float64).reshape(-1, replications)


def answer_row(
    frame: pd.DataFrame, case: Mapping[str, Any], asked: Mapping[str, Any], told: Mapping[str, Any]
) -> Row:
    """The answer for the campaigns of one attack date.

    Parameters
    ----------
    frame : one row a campaign.
    case : the row's date, and its courses with their shares.
    asked : the question of the run.
    told : what was learned by playing campaigns again.
    """
    horizon, replications = float(asked["horizon"]), int(asked["replications"])
    chance = Chances(frame, replications)
    fought = ~frame["outcome"].isin(BEFORE_THE_ATTACK).to_numpy()
    known = [name for name in OUTCOMES if name not in BEFORE_THE_ATTACK]
    courses = dict(case["courses"])
    return Row(
        attack_on=str(case["attack_on"]),
        course=next(iter(courses)) if len(courses) == 1 else None,
        courses=courses,
        outcomes={key: chance.of(frame["outcome"] == key) for key in OUTCOMES},
        given_attack=present({key: chance.among(frame["outcome"] == key, fought) for key in known}),
        attacked=chance.of(fought),
        **common(frame, chance, horizon, np.ones(len(frame), dtype=bool)),
        margin_days=margins(frame["margin_days"].to_numpy()),
        value_held_at_end=quantiles(1.0 - frame["value_lost"].to_numpy()),
        fought=fought_alone(frame, chance, horizon, fought),
        inside=inside(frame, chance, fought, told.get("acts", {})),
        typical=list(told.get("typical", [])),
    )


@dataclass(frozen=True)
class Chances:
    """Shares and means of a row's campaigns, with errors reckoned from futures."""

    frame: pd.DataFrame
    replications: int

    def of(self, happened: Iterable[Any]) -> Estimate:
        """The share of all campaigns in which something happened."""
        return probability(by_future(happened, self.replications))

    def among(self, happened: Iterable[Any], among: Iterable[Any]) -> Estimate | None:
        """The same among some campaigns; None if there are none."""
        tables = by_future(happened, self.replications), by_future(among, self.replications)
        return conditional_share(*tables)

    def mean(self, values: Iterable[Any], among: Iterable[Any], horizon: float) -> Estimate | None:
        """The mean of days up to the horizon among some campaigns; None if there are none."""
        days, asked = by_future(values, self.replications), by_future(among, self.replications)
        return restricted_mean(days, horizon) if asked.all() else conditional_mean(days, asked)


def present(estimates: Mapping[str, Estimate | None]) -> dict[str, Estimate]:
    """Those of some estimates that can be given at all."""
    return {key: one for key, one in estimates.items() if one is not None}


def common(
    frame: pd.DataFrame, chance: Chances, horizon: float, among: npt.NDArray[np.bool_]
) -> dict[str, Any]:
    """What is asked alike of all campaigns and of those that were fought, among the latter."""
    here = frame[among]
    shares = {
        "stands": frame["outcome"].isin(STANDING),
        "stands_without": frame["end_without"].isin(STANDS),
        "any_help": frame["first_help_day"].notna(),
        "relieved": frame["relief_day"].notna(),
    }
    days = ("days_held", "days_held_without")
    names = helpers(frame)
    return {
        **{key: chance.among(happened, among) for key, happened in shares.items()},
        **{key: chance.mean(frame[key], among & frame[key].notna(), horizon) for key in days},
        "first_help_day": quantiles(here["first_help_day"].to_numpy(), horizon),
        "relief_day": quantiles(here["relief_day"].to_numpy(), horizon),
        "relief_by": {name: quantiles(here[f"{HELP}{name}"].to_numpy(), horizon) for name in names},
        "help_comes": present(
            {name: chance.among(frame[f"{HELP}{name}"].notna(), among) for name in names}
        ),
    }


def helpers(frame: pd.DataFrame) -> list[str]:
    """The helpers of a row, in their order."""
    return [name.removeprefix(HELP) for name in frame.columns if name.startswith(HELP)]


def fought_alone(
    frame: pd.DataFrame, chance: Chances, horizon: float, fought: npt.NDArray[np.bool_]
) -> Fought | None:
    """What is asked of the fought campaigns; None if there are none."""
    if not fought.any():
        return None
    here = frame[fought]
    return Fought(
        **common(frame, chance, horizon, fought),
        men_by_day=by_day(here, "men"),
        aircraft_by_day=by_day(here, "aircraft"),
    )


def by_day(frame: pd.DataFrame, what: str) -> dict[str, dict[str, Quantiles]]:
    """Each helper's men, or aircraft, on some days; of those who ever bring any."""
    return {
        name: {
            str(day): quantiles(frame[f"{what}_{day}.{name}"].fillna(0.0).to_numpy())
            for day in MARKS
        }
        for name in helpers(frame)
        if (frame[[f"{what}_{day}.{name}" for day in MARKS]] > 0).any(axis=None)
    }


def inside(
    frame: pd.DataFrame,
    chance: Chances,
    fought: npt.NDArray[np.bool_],
    acts: Mapping[str, Mapping[str, Any]],
) -> dict[str, Inside]:
    """What clauses and routes give for each helper, to stand beside the outside view."""
    found = {}
    for name in helpers(frame):
        shares = {
            str(day): chance.among(frame[f"{HELP}{name}"] <= day, fought) for day in CONTACT_DAYS
        }
        found[name] = Inside(estimate_of(acts.get(name)), present(shares))
    return found


def estimate_of(written: Mapping[str, Any] | None) -> Estimate | None:
    """An estimate as it was kept in a file."""
    if written is None:
        return None
    across = written["across_futures"]
    return Estimate(
        written["p"], written["low"], written["high"], Quantiles(**across) if across else None
    )


def margins(days: npt.NDArray[np.float64]) -> Quantiles:
    """Quantiles of collapse without help minus relief, among campaigns that had both."""
    known = days[~np.isnan(days)]
    if len(known) == 0:
        return Quantiles(None, None, None)
    low, middle, high = np.quantile(known, (0.1, 0.5, 0.9))
    return Quantiles(float(low), float(middle), float(high))
