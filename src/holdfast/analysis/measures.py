"""What is asked of campaigns: how they end, how long, whose help when.

The same is asked of all crises of a date and of those that were fought. A card begins with the
attack: it is the case in which every campaign is fought.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from holdfast.analysis.conditional import conditional_mean, conditional_share
from holdfast.analysis.endings import Endings, endings
from holdfast.analysis.funnel import FunnelStep, funnel_dict, funnel_of, read_estimate
from holdfast.analysis.paired import (
    Estimate,
    Quantiles,
    Runs,
    probability,
    quantiles,
    restricted_mean,
)
from holdfast.experiment.outcomes import BEFORE_THE_ATTACK, HELP, MARKS, OUTCOMES, STANDING, STANDS
from holdfast.experiment.question import AskedCase

CONTACT_DAYS = (3, 7, 14, 21, 30, 45, 90, 180)
"""Days by which the outside view tells how often help was in contact."""

IN_WAR = tuple(key for key in OUTCOMES if key not in BEFORE_THE_ATTACK)
"""The outcomes that a campaign which is fought may have."""

FORCES = ("men", "aircraft")
"""What helpers bring."""

BY_DAY = ("men_by_day", "aircraft_by_day", "arrivals")
"""Measures that the answer gives of fought campaigns alone, which alone can have them."""

OF_ALL = ("outcomes", "margin_days", "value_held_at_end")
"""Measures that the answer gives of all campaigns alone."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """What a helper brings: in how many campaigns any by the last of MARKS, and how much then."""

    comes: Estimate
    by_day: dict[str, Quantiles]


@dataclass(frozen=True, slots=True)
class Measures:
    """What is asked alike of all crises of a date and of those that were fought."""

    outcomes: dict[str, Estimate]
    stands: Estimate
    stands_without: Estimate
    any_help: Estimate
    relieved: Estimate
    days_held: Estimate | None
    """Mean days of organised defence of those that were fought; None where none was."""
    days_held_without: Estimate | None
    first_help_day: Quantiles
    relief_day: Quantiles
    relief_by: dict[str, Quantiles]
    help_comes: dict[str, Estimate]
    margin_days: Quantiles
    value_held_at_end: Quantiles
    men_by_day: dict[str, dict[str, Quantiles]]
    aircraft_by_day: dict[str, dict[str, Quantiles]]
    arrivals: dict[str, dict[str, Arrival]]
    """By men and aircraft, then by helper: of the campaigns in which he brings any."""

    def to_dict(self, without: Sequence[str] = ()) -> dict[str, Any]:
        """The measures as plain data, some of them left out."""
        return {key: one for key, one in asdict(self).items() if key not in without}


@dataclass(frozen=True, slots=True)
class Inside:
    """What clauses and routes give for one helper, among fought campaigns."""

    acts: Estimate | None
    """Whether his own act is done; from a sample of campaigns that were played again."""
    contact_by_day: dict[str, Estimate]


@dataclass(frozen=True, slots=True)
class Decided:
    """How a decision fell: in how many crises the question came up, how often it was a yes then."""

    came_up: Estimate
    yes: Estimate | None


@dataclass(frozen=True, slots=True)
class DateAnswer:
    """The answer for one date of attack: of all its crises, and of those that were fought."""

    attack_on: str
    course: str | None
    courses: dict[str, float]
    attacked: Estimate
    """Share of the crises that were fought."""
    crises: Measures
    fought: Measures | None
    """None where no crisis was fought."""
    endings: Endings | None
    """When and why the fighting ends; None where no crisis was fought."""
    inside: dict[str, Inside]
    decisions: dict[str, Decided]
    typical: list[dict[str, Any]]
    funnel: dict[str, tuple[FunnelStep, ...]] = field(default_factory=dict)
    """For each helper where his help is lost on its way; from the same sample as who acts."""

    @property
    def outcomes(self) -> dict[str, Estimate]:
        """How all crises end."""
        return self.crises.outcomes

    @property
    def given_attack(self) -> dict[str, Estimate]:
        """How those end that are fought; they sum to 1."""
        return self.fought.outcomes if self.fought else {}

    @property
    def is_crisis(self) -> bool:
        """Whether some campaigns end before the first shot."""
        return any(self.outcomes[key].p > 0 for key in BEFORE_THE_ATTACK)

    def to_dict(self) -> dict[str, Any]:
        """As INTERFACE.md has a row: its keys are stable."""
        fought = self.fought.to_dict(OF_ALL) if self.fought else None
        return {
            "attack_on": self.attack_on,
            "course": self.course,
            "courses": self.courses,
            "outcomes": {key: asdict(one) for key, one in self.outcomes.items()},
            "given_attack": {key: asdict(one) for key, one in self.given_attack.items()},
            "attacked": asdict(self.attacked),
            **self.crises.to_dict(("outcomes", *BY_DAY)),
            "fought": fought,
            "endings": asdict(self.endings) if self.endings else None,
            "inside": {name: asdict(one) for name, one in self.inside.items()},
            "decisions": {name: asdict(one) for name, one in self.decisions.items()},
            "typical": self.typical,
            "funnel": {name: funnel_dict(steps) for name, steps in self.funnel.items()},
        }


def by_future(values: Iterable[Any], replications: int) -> Runs:
    """A column of campaigns as float64[future, replication]."""
    return np.asarray(values, dtype=np.float64).reshape(-1, replications)


@dataclass(frozen=True)
class Chances:
    """Shares and means of a date's campaigns, with errors reckoned from futures."""

    frame: pd.DataFrame
    replications: int
    horizon: float

    def of(self, happened: Iterable[Any]) -> Estimate:
        """The share of all campaigns in which something happened."""
        return probability(by_future(happened, self.replications))

    def among(self, happened: Iterable[Any], among: Iterable[Any]) -> Estimate | None:
        """The same among some campaigns; None if there are none."""
        tables = by_future(happened, self.replications), by_future(among, self.replications)
        return conditional_share(*tables)

    def mean(self, values: Iterable[Any], among: Iterable[Any]) -> Estimate | None:
        """The mean of days up to the horizon among some campaigns; None if there are none."""
        days, asked = by_future(values, self.replications), by_future(among, self.replications)
        every = bool(asked.all())
        return restricted_mean(days, self.horizon) if every else conditional_mean(days, asked)


def date_answer(
    chance: Chances, case: AskedCase, decisions: Sequence[str], told: Mapping[str, Any]
) -> DateAnswer:
    """The answer for the campaigns of one attack date.

    Parameters
    ----------
    chance : the date's campaigns, one row each.
    case : the date, and the attacker's courses with their shares.
    decisions : their names, in the order of the bits in which campaigns hold them.
    told : what was learned by playing campaigns again.
    """
    frame = chance.frame
    fought = ~frame["outcome"].isin(BEFORE_THE_ATTACK).to_numpy()
    crises = measures(chance, np.ones(len(frame), dtype=bool), OUTCOMES)
    assert crises is not None, "a date has campaigns"
    return DateAnswer(
        attack_on=case.attack_on,
        course=next(iter(case.courses)) if len(case.courses) == 1 else None,
        courses=dict(case.courses),
        attacked=chance.of(fought),
        crises=crises,
        fought=measures(chance, fought, IN_WAR),
        endings=endings_of(frame[fought]),
        inside=inside(chance, fought, told.get("acts", {})),
        decisions={name: decided(chance, n) for n, name in enumerate(decisions)},
        typical=list(told.get("typical", [])),
        funnel={name: funnel_of(steps) for name, steps in told.get("funnel", {}).items()},
    )


def endings_of(fought: pd.DataFrame) -> Endings | None:
    """When and why the fighting ends in some campaigns that were fought."""
    return endings(fought["end"].tolist(), fought["cause"].tolist(), fought["end_day"].to_numpy())


def measures(
    chance: Chances, among: npt.NDArray[np.bool_], keys: Sequence[str]
) -> Measures | None:  # fmt: skip
    """What is asked of some campaigns; None if there are none.

    keys : the outcomes that they may have.
    """
    if not among.any():
        return None
    frame, here = chance.frame, chance.frame[among]
    shares = {
        "stands": frame["outcome"].isin(STANDING),
        "stands_without": frame["end_without"].isin(STANDS),
        "any_help": frame["first_help_day"].notna(),
        "relieved": frame["relief_day"].notna(),
    }
    days = ("days_held", "days_held_without")
    found: dict[str, Any] = {key: chance.among(one, among) for key, one in shares.items()}
    found |= {key: chance.mean(frame[key], among & frame[key].notna().to_numpy()) for key in days}
    return Measures(
        outcomes=present({key: chance.among(frame["outcome"] == key, among) for key in keys}),
        margin_days=margins(here["margin_days"].to_numpy()),
        value_held_at_end=quantiles(1.0 - here["value_lost"].to_numpy()),
        **found,
        **_help_measures(chance, among),
    )


def _help_measures(chance: Chances, among: npt.NDArray[np.bool_]) -> dict[str, Any]:
    """Whose help comes when, and what it brings."""
    frame, here, horizon = chance.frame, chance.frame[among], chance.horizon
    names = helpers(frame)
    return {
        "first_help_day": quantiles(here["first_help_day"].to_numpy(), horizon),
        "relief_day": quantiles(here["relief_day"].to_numpy(), horizon),
        "relief_by": {name: quantiles(here[f"{HELP}{name}"].to_numpy(), horizon) for name in names},
        "help_comes": present(
            {name: chance.among(frame[f"{HELP}{name}"].notna(), among) for name in names}
        ),
        "men_by_day": by_day(here, "men"),
        "aircraft_by_day": by_day(here, "aircraft"),
        "arrivals": {what: arrivals(chance, what, among) for what in FORCES},
    }


def present(estimates: Mapping[str, Estimate | None]) -> dict[str, Estimate]:
    """Those of some estimates that can be given at all."""
    return {key: one for key, one in estimates.items() if one is not None}


def helpers(frame: pd.DataFrame) -> list[str]:
    """The helpers of a date, in their order."""
    return [name.removeprefix(HELP) for name in frame.columns if name.startswith(HELP)]


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


def arrivals(chance: Chances, what: str, among: npt.NDArray[np.bool_]) -> dict[str, Arrival]:
    """What each helper brings by each of MARKS, of the campaigns in which he brings any at all."""
    frame = chance.frame
    found = {}
    for name in helpers(frame):
        comes = (frame[f"{what}_{MARKS[-1]}.{name}"] > 0).to_numpy()
        share = chance.among(comes, among)
        here = frame[comes & among]
        if share is not None and len(here):
            days = {str(day): quantiles(here[f"{what}_{day}.{name}"].to_numpy()) for day in MARKS}
            found[name] = Arrival(share, days)
    return found


def inside(
    chance: Chances, fought: npt.NDArray[np.bool_], acts: Mapping[str, Mapping[str, Any]]
) -> dict[str, Inside]:
    """What clauses and routes give for each helper, to stand beside the outside view."""
    frame = chance.frame
    found = {}
    for name in helpers(frame):
        shares = {
            str(day): chance.among(frame[f"{HELP}{name}"] <= day, fought) for day in CONTACT_DAYS
        }
        found[name] = Inside(estimate_of(acts.get(name)), present(shares))
    return found


def decided(chance: Chances, number: int) -> Decided:
    """In how many campaigns a decision fell, and how often it was a yes then.

    number : of the decision, which is its bit in the columns of the campaigns.
    """
    fell, yes = (
        chance.frame[column].to_numpy(dtype=np.int64) >> number & 1 > 0
        for column in ("fell", "decided")
    )
    return Decided(chance.of(fell), chance.among(fell & yes, fell))


def estimate_of(written: Mapping[str, Any] | None) -> Estimate | None:
    """An estimate as it was kept in a file, if it was."""
    return None if written is None else read_estimate(written)


def margins(days: npt.NDArray[np.float64]) -> Quantiles:
    """Quantiles of collapse without help minus relief, among campaigns that had both."""
    known = days[~np.isnan(days)]
    if len(known) == 0:
        return Quantiles(None, None, None)
    low, middle, high = np.quantile(known, (0.1, 0.5, 0.9))
    return Quantiles(float(low), float(middle), float(high))
