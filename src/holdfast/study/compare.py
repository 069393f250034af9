"""Compare changes with the base under common random numbers: which differences are real."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from holdfast.analysis import attribution
from holdfast.analysis.answer import Answer
from holdfast.analysis.attribution import Attribution
from holdfast.analysis.compared import TurnedChange
from holdfast.analysis.conditional import known_difference
from holdfast.analysis.measures import DateAnswer, by_future
from holdfast.analysis.paired import Difference, Estimate
from holdfast.analysis.showing import page_of
from holdfast.analysis.table import Table
from holdfast.analysis.tables.comparison import attribution_table, comparison_table
from holdfast.experiment.outcomes import OUTCOMES, STANDING, Floats
from holdfast.experiment.simulate import Design
from holdfast.experiment.store import Store
from holdfast.study.choices import Choices, names_in
from holdfast.study.run import RUNS, run
from holdfast.study.target import Target

BASE = "base"
WHOLE = "whole"
"""What a table of differences calls one that is not split."""

FROZEN, FREE = "frozen", "free"
"""Folders of the runs with other powers' decisions held, and with them free."""


@dataclass(frozen=True)
class Variation:
    """One change that is compared with the base: its name, and what is then chosen."""

    name: str
    choices: Choices


@dataclass(frozen=True)
class Comparison:
    """One change beside the base, for one attack date."""

    name: str
    attack_on: str
    row: DateAnswer
    campaigns: int
    difference: dict[str, Difference]
    split: dict[str, Attribution] = field(default_factory=dict)
    """What the differences are made of, by measure: see `analysis.attribution`."""

    @property
    def stands(self) -> Estimate:
        """Of all crises, under the change."""
        return self.row.crises.stands

    @property
    def saved(self) -> Estimate:
        """Of all crises, those that help saves, under the change."""
        return self.row.crises.outcomes["saved"]

    @property
    def days_held(self) -> Estimate | None:
        """Mean days of organised defence under the change; None where none is fought."""
        return self.row.crises.days_held


@dataclass(frozen=True, repr=False)
class Comparisons:
    """All of them, the base first; it differs from itself in nothing."""

    base: str
    rows: tuple[Comparison, ...]
    freeze_others: bool = False
    reversals: tuple[TurnedChange, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """As INTERFACE.md has it."""
        return {
            "base": self.base,
            "rows": [
                {
                    "name": row.name,
                    "attack_on": row.attack_on,
                    "outcomes": {key: asdict(one) for key, one in row.row.outcomes.items()},
                    "difference": {key: asdict(one) for key, one in row.difference.items()},
                    "split": attribution.split_dict(row.split),
                }
                for row in self.rows
            ],
            "freeze_others": self.freeze_others,
            "reversals": [asdict(one) for one in self.reversals],
        }

    def to_frame(self) -> pd.DataFrame:
        """One row a change, attack date and measure, then one a part of it where it is split."""
        return pd.DataFrame(
            {
                "name": row.name,
                "attack_on": row.attack_on,
                "measure": key,
                "part": part,
                "d": d.d,
                "low": d.low,
                "high": d.high,
            }
            for row in self.rows
            for key, part, d in _lines(row)
        )

    def table(self) -> Table:
        """The changes as people see them: paired differences in what matters most."""
        return comparison_table([row for row in self.rows if row.name != BASE], {})

    def split_table(self) -> Table:
        """What the changes are made of, as people see it."""
        return attribution_table([row for row in self.rows if row.name != BASE], {})

    def __repr__(self) -> str:
        """A page: what was compared, the differences, how many rows there are in all."""
        count = self.rows[0].campaigns if self.rows else 0
        head = f"{self.base}: changes compared, {count:,} campaigns each"
        return page_of([head], self.table(), "to_frame has every measure")

    def _repr_html_(self) -> str:
        """A notebook's view: the same table."""
        return self.table()._repr_html_()


def _lines(row: Comparison) -> Iterator[tuple[str, str, Difference]]:
    """Every measure whole, then every part of those that are split."""
    for key, one in row.difference.items():
        yield key, WHOLE, one
    yield from attribution.rows(row.split)


def variations(
    base: Choices,
    *,
    what_ifs: str | Iterable[str] = (),
    plans: str | Iterable[str] = (),
    courses: str | Iterable[str] = (),
    schools: str | Iterable[str] = (),
    views: str | Iterable[str] = (),
) -> list[Variation]:
    """The base but for one what-if, plan, course, school or view each; a lone string is one."""
    more = [(*base.what_ifs, one) for one in names_in(what_ifs)]
    return [
        *(Variation(names[-1], base.under(what_ifs=names)) for names in more),
        *(Variation(one, base.under(plan=one)) for one in names_in(plans)),
        *(Variation(one, base.under(course=one)) for one in names_in(courses)),
        *(Variation(one, base.under(school=one)) for one in names_in(schools)),
        *(Variation(one, base.under(view=one)) for one in names_in(views)),
    ]


def compare(
    target: Target,
    changes: Sequence[str | Variation],
    design: Design,
    folder: Path | None = None,
    on_start: Callable[[str], None] | None = None,
    base: Choices | None = None,
) -> Comparisons:
    """Run the base and every change on the same draws; give the paired differences.

    Parameters
    ----------
    target : a card or a scenario.
    changes : variations of the base; a plain word is one of the what-ifs.
    folder : where the runs go, each in a folder of its name.
    on_start : told the name of each run as it begins.
    base : what is chosen in the base. With `freeze_others` everything is played twice, with
        other powers' decisions held and with them free, and what turns its sign is listed.
    """
    base = base or Choices()
    named = [one if isinstance(one, Variation) else what_if(base, one) for one in changes]
    folder = folder or RUNS / f"{target.id}-compare"
    if not base.freeze_others:
        return Comparisons(target.id, rows_of(target, (base, named), design, folder, on_start))
    rows = rows_of(target, (base, named), design, folder / FROZEN, on_start)
    freed = [Variation(one.name, one.choices.under(freeze_others=False)) for one in named]
    loose = base.under(freeze_others=False)
    free = rows_of(target, (loose, freed), design, folder / FREE, on_start)
    return Comparisons(target.id, rows, True, reversals(rows, free))


def what_if(base: Choices, name: str) -> Variation:
    """The base under one what-if more."""
    return variations(base, what_ifs=[name])[0]


def rows_of(
    target: Target,
    asked: tuple[Choices, Sequence[Variation]],
    design: Design,
    folder: Path,
    on_start: Callable[[str], None] | None,
) -> tuple[Comparison, ...]:
    """Play the base and every change, and set them side by side for each attack date."""
    base, changes = asked
    first: pd.DataFrame | None = None
    found: list[Comparison] = []
    for one in (Variation(BASE, base), *changes):
        if on_start is not None:
            on_start(one.name)
        answer = run(target, design, folder / one.name, choices=one.choices)
        table = Store.open(folder / one.name).read("campaigns").to_pandas()
        first = table if first is None else first
        found += beside(one.name, answer, first, table, design)
    return tuple(found)


def beside(
    name: str, answer: Answer, base: pd.DataFrame, other: pd.DataFrame, design: Design
) -> list[Comparison]:
    """One change beside the base, for every attack date that both have."""
    found: list[Comparison] = []
    for row in answer.rows:
        ours, theirs = (frame[frame["attack_on"] == row.attack_on] for frame in (base, other))
        if len(ours):
            made = differences(ours, theirs, design)
            why = attribution.split(ours, theirs, design.replications)
            found.append(Comparison(name, row.attack_on, row, len(theirs), made, why))
    return found


def differences(base: pd.DataFrame, other: pd.DataFrame, design: Design) -> dict[str, Difference]:
    """Other less base, paired by future, in every measure that INTERFACE.md names."""
    n = design.replications
    ours, theirs = measures(base), measures(other)
    return {
        key: known_difference(by_future(ours[key], n), by_future(theirs[key], n)) for key in ours
    }


def measures(frame: pd.DataFrame) -> dict[str, Floats]:
    """Every compared measure, one number a campaign."""
    shares = {key: np.asarray(frame["outcome"] == key, dtype=float) for key in OUTCOMES}
    return shares | {
        "stands": np.asarray(frame["outcome"].isin(STANDING), dtype=float),
        "days_held": np.asarray(frame["days_held"], dtype=float),
        "relief_by_horizon": np.asarray(frame["relief_day"].notna(), dtype=float),
    }


def reversals(held: Iterable[Comparison], free: Iterable[Comparison]) -> tuple[TurnedChange, ...]:
    """Differences that are real either way and have opposite signs."""
    loose = {(row.name, row.attack_on): row.difference for row in free}
    return tuple(
        TurnedChange(row.name, row.attack_on, key, one, loose[row.name, row.attack_on][key])
        for row in held
        for key, one in row.difference.items()
        if turns(one, loose[row.name, row.attack_on][key])
    )


def turns(one: Difference, other: Difference) -> bool:
    """Whether two differences are both real and point opposite ways.

    >>> turns(Difference(1.0, 0.5, 1.5), Difference(-1.0, -1.5, -0.5))
    True
    >>> turns(Difference(1.0, 0.5, 1.5), Difference(-1.0, -2.5, 0.5))
    False
    """
    return one.is_real and other.is_real and one.d * other.d < 0
