"""Compare what-ifs with the base under common random numbers: which differences are real."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from holdfast.analysis.answer import Answer, by_future
from holdfast.analysis.paired import Difference, paired_difference
from holdfast.experiment.outcomes import OUTCOMES, STANDING
from holdfast.experiment.simulate import Design
from holdfast.experiment.store import Store
from holdfast.scenario.load import Source
from holdfast.study.run import RUNS, run, with_changes

BASE = "base"


@dataclass(frozen=True)
class Comparison:
    """One what-if beside the base."""

    name: str
    answer: Answer
    difference: dict[str, Difference]


@dataclass(frozen=True)
class Comparisons:
    """All of them, the base first; it differs from itself in nothing."""

    base: str
    rows: tuple[Comparison, ...]

    def to_dict(self) -> dict[str, Any]:
        """As INTERFACE.md has it."""
        return {
            "base": self.base,
            "rows": [
                {
                    "name": row.name,
                    "attack_on": row.answer.rows[0].attack_on,
                    "outcomes": {k: asdict(e) for k, e in row.answer.rows[0].outcomes.items()},
                    "difference": {key: asdict(d) for key, d in row.difference.items()},
                }
                for row in self.rows
            ],
        }

    def to_frame(self) -> pd.DataFrame:
        """One row a what-if and measure."""
        return pd.DataFrame(
            {"name": row.name, "measure": key, "d": d.d, "low": d.low, "high": d.high}
            for row in self.rows
            for key, d in row.difference.items()
        )


def compare(
    source: Source,
    what_ifs: Sequence[str],
    design: Design,
    folder: Path | None = None,
    on_start: Callable[[str], None] | None = None,
) -> Comparisons:
    """Run the base and every what-if on the same draws; give the paired differences."""
    folder = folder or RUNS / f"{source.id}-compare"
    tables: dict[str, pd.DataFrame] = {}
    answers: dict[str, Answer] = {}
    for name in (BASE, *what_ifs):
        if on_start is not None:
            on_start(name)
        added = () if name == BASE else (name,)
        changed = with_changes(source, (*source.what_ifs, *added), source.settings)
        answers[name] = run(changed, design, folder / name)
        tables[name] = Store.open(folder / name).read("campaigns").to_pandas()
    rows = [
        Comparison(name, answers[name], differences(tables[BASE], tables[name], design))
        for name in answers
    ]
    return Comparisons(source.id, tuple(rows))


def differences(base: pd.DataFrame, other: pd.DataFrame, design: Design) -> dict[str, Difference]:
    """Other less base, paired by future, in every measure that INTERFACE.md names."""
    n = design.replications
    ours, theirs = measures(base), measures(other)
    return {
        key: paired_difference(by_future(ours[key], n), by_future(theirs[key], n)) for key in ours
    }


def measures(frame: pd.DataFrame) -> dict[str, Any]:
    """Every compared measure, one number a campaign."""
    shares = {key: np.asarray(frame["outcome"] == key, dtype=float) for key in OUTCOMES}
    return shares | {
        "stands": np.asarray(frame["outcome"].isin(STANDING), dtype=float),
        "days_held": np.asarray(frame["days_held"], dtype=float),
        "relief_by_horizon": np.asarray(frame["relief_day"].notna(), dtype=float),
    }
