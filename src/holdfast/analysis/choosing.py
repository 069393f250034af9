"""From campaigns to a choice: one table of plans, who comes first, who cannot be told apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from holdfast.analysis import games
from holdfast.analysis.paired import paired_difference
from holdfast.analysis.planning import Answered, Choice, HiddenGame, PlanJudged
from holdfast.analysis.regret import (
    Resampled,
    averaged,
    best_on_average,
    least_regret,
    regret,
    resampled,
)
from holdfast.experiment.outcomes import Floats


@dataclass(frozen=True)
class Values:
    """What every plan came to, `[plan, course]`, in one order of plans."""

    names: tuple[str, ...]
    value: Floats


def tabled(stands: Mapping[str, Floats]) -> Values:
    """One table of plans of which some were played longer than others.

    Parameters
    ----------
    stands : of each plan float64[course, future], always the first futures.

    Examples
    --------
    The second was dropped after two futures, in which it fell short of the first by a half.

    >>> made = tabled({"a": np.array([[1.0, 1.0, 0.0, 0.0]]), "b": np.array([[1.0, 0.0]])})
    >>> made.value.ravel().tolist()
    [0.5, 0.0]
    """
    names = tuple(stands)
    most = max(one.shape[1] for one in stands.values())
    full = [name for name in names if stands[name].shape[1] == most]
    means = np.array([stands[name].mean(axis=1) for name in full])
    anchors = [stands[full[n]][c] for c, n in enumerate(means.argmax(axis=0))]
    rows = [_value(stands[name], anchors) for name in names]
    return Values(names, np.clip(np.array(rows), 0.0, 1.0))


def _value(own: Floats, anchors: Sequence[Floats]) -> list[float]:
    """The mean by course, by way of the best plan against it, on the futures that both have."""
    futures = own.shape[1]
    return [
        float(anchor.mean() + (mine - anchor[:futures]).mean())
        for mine, anchor in zip(own, anchors, strict=True)
    ]


def choose(values: Values, courses: Sequence[str], shares: Sequence[float]) -> Choice:
    """Who comes first: on average, by least regret, where the attacker sees, where he does not.

    He is taken to gain what the defender loses.
    """
    names, table = values.names, values.value
    seen = games.leader_follower(table, -table)
    mixed = games.equilibrium(table)
    return Choice(
        names[best_on_average(table, shares)],
        names[least_regret(table)],
        Answered(names[seen.row], courses[seen.column], seen.value),
        HiddenGame(
            mixed.value,
            {name: p for name, p in zip(names, mixed.rows, strict=True) if p > 0},
            {name: p for name, p in zip(courses, mixed.columns, strict=True) if p > 0},
        ),
    )


def answers(values: Values, courses: Sequence[str]) -> dict[str, str]:
    """The course that an attacker takes who sees a plan, of each plan."""
    return {
        name: courses[int(row.argmin())]
        for name, row in zip(values.names, values.value, strict=True)
    }


def alike(stands: Mapping[str, Floats], shares: Sequence[float]) -> list[tuple[str, str]]:
    """Pairs of plans, all on the same futures, whose means over the courses are not told apart."""
    means = {name: averaged([one], shares)[0] for name, one in stands.items()}
    names = list(means)
    return [
        (one, other)
        for n, one in enumerate(names)
        for other in names[n + 1 :]
        if not paired_difference(means[one], means[other]).is_real
    ]


def judged_plans(
    values: Values, stands: Mapping[str, Floats], days: Mapping[str, Sequence[float | None]],
    titles: Mapping[str, str], shares: Sequence[float], seed: int,
) -> list[PlanJudged]:  # fmt: skip
    """Every plan with its regrets; those with all futures also with intervals."""
    most = max(one.shape[1] for one in stands.values())
    full = [name for name in values.names if stands[name].shape[1] == most]
    told = resampled(np.array([stands[name] for name in full]), shares, seed)
    missed = regret(values.value)
    found = []
    for n, name in enumerate(values.names):
        plain = PlanJudged(
            name,
            titles[name],
            stands[name].shape[1],
            tuple(map(float, values.value[n])),
            tuple(days[name]),
            tuple(map(float, missed[n])),
        )
        found.append(_with_intervals(plain, told, full.index(name)) if name in full else plain)
    return found


def _with_intervals(plain: PlanJudged, told: Resampled, n: int) -> PlanJudged:
    return replace(
        plain,
        regret_between=tuple(
            (float(low), float(high)) for low, high in zip(told.low[n], told.high[n], strict=True)
        ),
        worst_between=(float(told.worst_low[n]), float(told.worst_high[n])),
        best_in=float(told.best_on_average[n]),
        least_regret_in=float(told.least_regret[n]),
    )
