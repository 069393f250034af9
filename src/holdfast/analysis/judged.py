"""The judgements of a run set beside its answer: their grades, and what they move."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from holdfast.analysis.judgements import Judgements, graded, influence, judgements
from holdfast.experiment.dossier import Dossier
from holdfast.experiment.outcomes import BEFORE_THE_ATTACK, STANDING
from holdfast.experiment.store import Store

NOT_DRAWN = ("attack_on", "course", "future")
"""Columns of the futures that are no inputs."""


def judged(store: Store, frame: pd.DataFrame) -> Judgements | None:
    """The judgements that move the share of the fought campaigns that stand, over all dates.

    A judgement is a number whose evidence has grade D. None where nothing differs.

    frame : the campaigns of the run.
    """
    futures = store.read("futures").to_pandas()
    names = [str(name) for name in futures.columns if name not in NOT_DRAWN]
    mine = [names[n] for n in graded(names, grades_of(store.dossier))]
    if not mine:
        return None
    drawn = futures.groupby("future", sort=True)[mine].first()
    moved = moved_by_future(frame).reindex(drawn.index, fill_value=0.0)
    return judgements(drawn.to_numpy(np.float64, na_value=np.nan), mine, moved.to_numpy())


def moved_by_future(frame: pd.DataFrame) -> pd.Series:
    """How much each future moves the share that stands where it is fought, summed over dates."""
    fought = ~frame["outcome"].isin(BEFORE_THE_ATTACK)
    told = pd.DataFrame(
        {
            "attack_on": frame["attack_on"],
            "future": frame["future"],
            "fought": fought.astype(float),
            "stood": (fought & frame["outcome"].isin(STANDING)).astype(float),
        }
    )
    means = told.groupby(["attack_on", "future"])[["stood", "fought"]].mean()
    moved = [
        pd.Series(influence(here["stood"].to_numpy(), here["fought"].to_numpy()),
                  index=here.index.get_level_values("future"))
        for _, here in means.groupby(level="attack_on")
    ]  # fmt: skip
    return pd.concat(moved).groupby(level=0).sum()


def grades_of(dossier: Dossier) -> Mapping[str, str]:
    """The grade of each number by its path, with those of the constants that are not weighed."""
    law = {f"law.{one.name}": "" if one.is_weighed else one.grade for one in dossier.constants}
    return law | dict(dossier.coverage.grades)


def labels_of_inputs(dossier: Dossier) -> Mapping[str, str]:
    """What a reader calls each input: the thing and what of it."""
    found = {
        fact.path: f"{item.title}: {fact.label}" if item.title else fact.label
        for section in dossier.sections
        for item in section.items
        for fact in item.facts
    }
    return found | {f"law.{one.name}": f"the law: {one.meaning}" for one in dossier.constants}


def label_of(name: str, labels: Mapping[str, str]) -> str:
    """What a reader calls one input; a line of a table has its date behind it.

    >>> label_of("a.b[1938-05-01]", {"a.b": "the wall: built"})
    'the wall: built (1938-05-01)'
    >>> label_of("x.y", {})
    'x.y'
    """
    if name in labels:
        return labels[name]
    path, _, line = name.rpartition("[")
    return f"{labels[path]} ({line.rstrip(']')})" if path in labels else name
