"""The flagship's campaigns as a historian looks at them: one row a campaign, taken once.

Rules P1 to P9 and P18 of the historian's eighteen are rows of RULES, each with what it says, how
it is measured and its bound; `python docs/make_plausibility.py` prints them beside what the code
before the causes of ends did. Nothing here decides how a campaign ends.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass
from importlib import resources

import numpy as np
import pandas as pd

from holdfast.catalog.posterior import load_posterior
from holdfast.experiment.outcomes import ENDS
from holdfast.experiment.replay import Stage
from holdfast.kernel import layout as at
from holdfast.scenario.scenario_source import read_scenario
from holdfast.study.choices import Choices
from holdfast.study.target import prepare

FLAGSHIP = "czechoslovakia-1936"
FUTURES = 400
SEED = 7
HEAVY = 0.3
"""Strength of a belt at the frontier that light works alone do not reach at their middle."""

DEEP_KM = 30.0
"""A front so far beyond the frontier is a deep breach."""

SOUTHERN = ("wien-brno-olomouc", "wien-bratislava", "linz-budejovice-praha", "passau-budejovice")
WAIST = ("brno", "olomouc")
"""With both lost Bohemia and Moravia are cut off from Slovakia."""


@dataclass(frozen=True)
class Rule:
    """One rule of plausibility as a row of the table."""

    id: str
    what: str
    measure: Callable[[pd.DataFrame], float]
    low: float = -np.inf
    high: float = np.inf
    broken_by: str = ""
    """Why the model breaks it, where it does: the reason stands in the decision record."""

    def holds(self, taken: pd.DataFrame) -> bool:
        """Whether what is measured lies within the bounds."""
        return bool(self.low <= self.measure(taken) <= self.high)

    @property
    def bound(self) -> str:
        """The bounds in words."""
        if np.isinf(self.low):
            return f"at most {self.high:g}"
        return f"at least {self.low:g}" if np.isinf(self.high) else f"{self.low:g} to {self.high:g}"


# ------------------------------------------------------------------------------ what is measured
@functools.cache
def taken(futures: int = FUTURES, seed: int = SEED) -> pd.DataFrame:
    """Every campaign of the flagship at its four dates, with and without help, once a session."""
    source = read_scenario(resources.files("holdfast.catalog") / "scenarios" / FLAGSHIP)
    prepared = prepare(source, Choices(), load_posterior())
    rows = []
    for case in prepared.cases:
        numbers = np.arange(futures)
        chosen = case.choose(seed, numbers)
        for b, branch in enumerate(case.branches):
            mine = [int(f) for f in numbers[chosen == b]]
            stage = Stage(branch.theatre, seed, mine)
            for future in mine:
                for helped in (True, False):
                    last = stage.play(future, 0, helped)
                    rows.append(
                        {"date": case.attack_on[:7], "future": future, "helped": helped}
                        | facts(stage, branch.theatre.axes, last)
                    )
    return pd.DataFrame(rows)


def facts(stage: Stage, axes: tuple[str, ...], last: int) -> dict[str, object]:
    """What one campaign came to, of what the rules ask."""
    theatre = stage.arrays[0]
    fronts = stage.days[at.D_FRONT, 1 : last + 1, : len(axes)]
    end = ENDS[int(stage.number(at.END))]
    day = int(stage.number(at.END_DAY)) if end != "still_fighting" else stage.horizon
    capital = stage.number(at.CAPITAL_DAY)
    lost = {name for n, name in enumerate(stage.names.places) if stage.number(at.LOST, n) >= 1.0}
    fronts_open = [f for f in range(int(theatre[at.FRONTS, 0, 0]))
                   if stage.number(at.FRONT_BEGUN, f) != at.NEVER]  # fmt: skip
    brought = max(1.0, float(stage.state[at.ARRIVED, 0, at.ATTACKER]))
    return {
        "end": end,
        "end_day": day,
        "fought": end not in ("deterred", "yielded"),
        "cause": cause_of(stage),
        "capital_day": capital if capital else np.nan,
        "value_lost": stage.number(at.VALUE_LOST),
        "army_lost": stage.number(at.ARMY_LOST),
        "attacker_lost": stage.number(at.ATTACKER_LOST),
        "drawn": (stage.number(at.DRAWN_AWAY) + held(stage)) / brought,
        "fronts_open": len(fronts_open),
        "waist_cut": all(place in lost for place in WAIST),
        "left_behind": left_behind(stage, len(axes)),
        **passing(stage, axes, fronts),
    }


def held(stage: Stage) -> float:
    """Attackers whom second fronts kept from coming, where the code knows of them."""
    row = getattr(at, "HELD", None)
    return 0.0 if row is None else stage.number(row)


def cause_of(stage: Stage) -> str:
    """The cause of the end, where the code tells one."""
    row = getattr(at, "CAUSE", None)
    if row is None:
        return ""
    from holdfast.experiment.outcomes import CAUSES

    return list(CAUSES)[int(stage.number(row))]


def left_behind(stage: Stage, axes: int) -> float:
    """Share of the defender's men left who stand on axes that the attacker has gone to the end."""
    men = stage.state[at.MEN, :axes, at.DEFENDER]
    done = stage.state[at.FRONT, :axes, 0] >= stage.arrays[0][at.LENGTH, :axes, 0]
    return float(men[done].sum() / max(1.0, men.sum()))


def passing(stage: Stage, axes: tuple[str, ...], fronts: np.ndarray) -> dict[str, object]:
    """On which day the first heavy sector was passed, and where the first deep breach was."""
    theatre = stage.arrays[0]
    heavy, nachod, deep = [], np.nan, []
    for j, name in enumerate(axes):
        b = int(theatre[at.FIRST_BELT, j, 0])
        if theatre[at.BELTS, j, 0] and theatre[at.BELT_AT, b, 0] == 0.0:
            beyond = np.flatnonzero(fronts[:, j] >= theatre[at.BELT_DEPTH, b, 0])
            day = float(beyond[0]) + 1 if len(beyond) else np.inf
            if theatre[at.BELT_STRENGTH, b, 0] >= HEAVY:
                heavy.append(day)
            if name == "nachod-praha":
                nachod = day
        beyond = np.flatnonzero(fronts[:, j] >= DEEP_KM)
        if len(beyond):
            deep.append((int(beyond[0]), name in SOUTHERN))
    first = min(deep)[1] if deep else None
    return {
        "heavy_day": min(heavy) if heavy else np.nan,
        "heavy_sectors": len(heavy),
        "nachod_day": nachod,
        "first_deep_south": first,
        "deep_day": min(deep)[0] + 1 if deep else np.nan,
    }
