"""Which judgements move the answer most: a first cut from the futures that a run has kept.

For each input its first-order share: of all that differs between futures, how much goes with it.
Inputs are put into bins of equal count and what the bins explain by chance alone is taken off. The
floor is the largest share that any input reaches where the futures are shuffled: what does not
rise above it may be noise. It is no full analysis: inputs that act only together are not seen.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

Floats: TypeAlias = npt.NDArray[np.float64]
Labels: TypeAlias = npt.NDArray[np.int64]

MOST_BINS, LEAST_IN_A_BIN = 10, 25
"""Bins of an input, and futures in each. grade: judgement"""

SHUFFLES = 19
"""The largest of so many shuffled runs is passed by chance in one run of twenty."""

SHOWN = 10
"""Judgements that are named."""


@dataclass(frozen=True, slots=True)
class Mover:
    """An input with its share of what differs, and whether more of it means more standing."""

    name: str
    share: float
    rank: float
    """Rank correlation with standing, -1 to 1."""


@dataclass(frozen=True, slots=True)
class Judgements:
    """The judgements that differ between futures, those of them that move most first."""

    movers: tuple[Mover, ...]
    floor: float
    """Share that shuffled futures reach."""
    looked_at: int
    """Judgements that differ between futures at all."""
    futures: int

    @property
    def above(self) -> tuple[Mover, ...]:
        """Those that stand out above the noise."""
        return tuple(one for one in self.movers if one.share > self.floor)

    def to_dict(self) -> dict[str, Any]:
        """As the answer's JSON has it."""
        return {
            "looked_at": self.looked_at,
            "futures": self.futures,
            "noise_floor": self.floor,
            "movers": [
                {"input": one.name, "share": one.share, "rank_correlation": one.rank,
                 "above_noise": one.share > self.floor}
                for one in self.movers
            ],
        }  # fmt: skip


def judgements(
    drawn: Floats, names: Sequence[str], moved: Floats, seed: int = 1
) -> Judgements | None:
    """The inputs that go most with what is moved; None where no input or nothing moved differs.

    Parameters
    ----------
    drawn : float64[future, input]; nan where an input was not drawn.
    names : of the inputs.
    moved : float64[future], such as the share of replications that stand.
    seed : of the shuffles.
    """
    labels = [labels_of(drawn[:, n]) for n in range(drawn.shape[1])]
    varied = [*alone(labels)]
    if not varied or np.ptp(moved) == 0:
        return None
    chosen = np.stack([labels[n] for n in varied], axis=1)
    random = np.random.default_rng(seed)
    shuffled = [random.permutation(moved) for _ in range(SHUFFLES)]
    shares = explained(chosen, np.stack([moved, *shuffled]))
    order = sorted(range(len(varied)), key=lambda n: (-shares[0, n], names[varied[n]]))
    found = tuple(
        Mover(names[varied[n]], float(shares[0, n]), rank_correlation(drawn[:, varied[n]], moved))
        for n in order[:SHOWN]
    )
    return Judgements(found, float(shares[1:].max()), len(varied), len(moved))


def alone(labels: Sequence[Labels]) -> Iterator[int]:
    """The inputs that differ, of those that rise and fall as one the first."""
    seen: set[bytes] = set()
    for n, one in enumerate(labels):
        mark = one.tobytes()
        if one.max(initial=0) > 0 and mark not in seen:
            seen.add(mark)
            yield n


def labels_of(values: Floats) -> Labels:
    """The bin of each value: bins of equal count, or each value its own where they are few.

    >>> labels_of(np.array([3.0, 3.0, 1.0])).tolist(), labels_of(np.array([2.0, 2.0])).tolist()
    ([1, 1, 0], [0, 0])
    """
    bins = int(np.clip(len(values) // LEAST_IN_A_BIN, 2, MOST_BINS))
    own, number = np.unique(values, return_inverse=True, equal_nan=True)
    if len(own) <= bins:
        return np.asarray(number, dtype=np.int64)
    return np.asarray(number.argsort(kind="stable").argsort(kind="stable") * bins // len(values))


def explained(labels: Labels, moved: Floats) -> Floats:
    """Share of the variance of each row of `moved` that the bins of each input explain.

    What as many bins explain by chance is taken off, so that a share may fall below nothing.

    labels : int64[future, input]. moved : float64[row, future]. Gives float64[row, input].
    """
    futures = labels.shape[0]
    centred = moved - moved.mean(axis=1, keepdims=True)
    total = (centred**2).sum(axis=1, keepdims=True)
    between = np.zeros((len(moved), labels.shape[1]))
    bins = np.zeros(labels.shape[1])
    for number in range(int(labels.max()) + 1):
        here = (labels == number).astype(np.float64)
        count = here.sum(axis=0)
        between += np.where(count > 0, (centred @ here) ** 2 / np.maximum(count, 1), 0.0)
        bins += count > 0
    left = np.maximum(futures - bins, 1)
    within = (total - between) / left
    return np.asarray((between - (bins - 1) * within) / total)


def rank_correlation(values: Floats, moved: Floats) -> float:
    """Spearman's, of the futures in which the input was drawn; ties share their middle rank.

    >>> rank_correlation(np.array([1.0, 2.0, 9.0]), np.array([3.0, 2.0, 1.0]))
    -1.0
    """
    there = ~np.isnan(values)
    one, other = middle_ranks(values[there]), middle_ranks(moved[there])
    spread = float(one.std() * other.std()) if len(one) else 0.0
    if spread == 0:
        return 0.0
    return round(float(((one - one.mean()) * (other - other.mean())).mean()) / spread, 12)


def middle_ranks(values: Floats) -> Floats:
    """The rank of each value, the middle of theirs for those that are alike."""
    _, number, count = np.unique(values, return_inverse=True, return_counts=True)
    last = np.cumsum(count)
    return np.asarray((last - (count - 1) / 2)[number], dtype=np.float64)


def influence(stood: Floats, fought: Floats) -> Floats:
    """How much each future moves the share of the fought campaigns that stand.

    A share among some campaigns is a ratio of two sums; this is what a future adds to it.

    stood, fought : float64[future], shares of its replications.

    >>> influence(np.array([1.0, 0.0]), np.array([1.0, 1.0])).tolist()
    [0.5, -0.5]
    """
    every = fought.sum()
    return stood - (stood.sum() / every if every else 0.0) * fought


def graded(names: Sequence[str], grades: Mapping[str, str], grade: str = "D") -> list[int]:
    """Which inputs rest on evidence of a grade; a line of a table has the grade of the table."""
    return [n for n, name in enumerate(names) if grade_of(name, grades) == grade]


def grade_of(name: str, grades: Mapping[str, str]) -> str:
    """The grade of an input by the longest path that is known of it; empty where none is.

    >>> grade_of("powers.NOR.wall[1938-05-01]", {"powers.NOR": "C", "powers.NOR.wall": "D"})
    'D'
    """
    at = len(name)
    while at > 0:
        if found := grades.get(name[:at]):
            return found
        at = max(name.rfind(mark, 0, at) for mark in (".", "["))
    return ""
