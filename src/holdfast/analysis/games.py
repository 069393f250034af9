"""Two players: what one answers who sees the other's choice, and what both do who see nothing.

Payoffs are tables `[row, column]`. What is visible is a game of leader and follower (von
Stackelberg 1934; Conitzer and Sandholm 2006, section 3.1, in pure courses): the leader chooses a
row, the follower sees it and takes the column that pays him best. What is hidden is the zero-sum
game of von Neumann (1928): each mixes, and a linear programme gives the mixture (Dantzig 1951),
here by HiGHS (Huangfu and Hall 2018) through scipy.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.optimize import linprog

Matrix: TypeAlias = NDArray[np.float64]

ALIKE = 1e-9
"""Payoffs that differ by less are a tie."""


@dataclass(frozen=True, slots=True)
class Commitment:
    """What the leader does, what the follower answers, and what that pays each."""

    row: int
    column: int
    value: float
    """To the leader."""
    to_follower: float


@dataclass(frozen=True, slots=True)
class Equilibrium:
    """A pair of mixtures of which none gains by leaving it, and what the game is worth."""

    value: float
    """To the player who chooses a row."""
    rows: tuple[float, ...]
    columns: tuple[float, ...]


def leader_follower(leader: ArrayLike, follower: ArrayLike) -> Commitment:
    """The strong Stackelberg equilibrium in pure courses: ties of the follower help the leader.

    Of rows that pay the leader alike the first is taken.

    Examples
    --------
    Conitzer and Sandholm (2006), figure 1: the upper row is better against either column, and
    the follower's answer to it leaves 2; who commits to the lower row has 3.

    >>> leader_follower([[2, 4], [1, 3]], [[1, 0], [0, 1]])
    Commitment(row=1, column=1, value=3.0, to_follower=1.0)
    """
    ours, theirs = _table(leader), _table(follower)
    if ours.shape != theirs.shape:
        raise ValueError(f"both players' payoffs need one shape: {ours.shape}, {theirs.shape}")
    best = theirs >= theirs.max(axis=1, keepdims=True) - ALIKE
    answered = np.where(best, ours, -np.inf)
    columns = answered.argmax(axis=1)
    worth = answered[np.arange(len(ours)), columns]
    row = int(worth.argmax())
    column = int(columns[row])
    return Commitment(row, column, float(worth[row]), float(theirs[row, column]))


def equilibrium(payoffs: ArrayLike) -> Equilibrium:
    """The mixed equilibrium of a zero-sum game; payoffs are those of who chooses a row.

    max v subject to sum_i x_i a_ij >= v for every column j, sum x = 1, x >= 0; the other's mixture
    is the dual solution.

    Examples
    --------
    Matching pennies.

    >>> equilibrium([[1, -1], [-1, 1]])
    Equilibrium(value=0.0, rows=(0.5, 0.5), columns=(0.5, 0.5))
    """
    table = _table(payoffs)
    rows, columns = table.shape
    spread = float(table.max() - table.min()) or 1.0
    scaled = (table - table.min()) / spread
    found = linprog(
        np.append(np.zeros(rows), -1.0),
        A_ub=np.column_stack((-scaled.T, np.ones(columns))),
        b_ub=np.zeros(columns),
        A_eq=np.append(np.ones(rows), 0.0)[None, :],
        b_eq=[1.0],
        bounds=[(0.0, None)] * rows + [(None, None)],
        method="highs",
    )
    if found.status != 0 or found.x is None:
        raise ArithmeticError(f"the linear programme of a game was not solved: {found.message}")
    mixed, answer = _mixture(found.x[:rows]), _mixture(-found.ineqlin.marginals)
    value = float(np.asarray(mixed) @ table @ np.asarray(answer))
    return Equilibrium(round(value, 12) + 0.0, mixed, answer)


def security(payoffs: ArrayLike) -> float:
    """What the row player has for certain by a single row, though it is seen.

    >>> security([[1, -1], [-1, 1]])
    -1.0
    """
    return float(_table(payoffs).min(axis=1).max())


def _mixture(weights: Matrix) -> tuple[float, ...]:
    """Shares of 1, without what the solver's rounding left of nothing."""
    kept = np.where(weights > ALIKE, weights, 0.0)
    return tuple(round(float(share), 12) for share in kept / kept.sum())


def _table(payoffs: ArrayLike) -> Matrix:
    table = np.asarray(payoffs, dtype=np.float64)
    if table.ndim != 2 or table.size == 0 or not np.isfinite(table).all():
        raise ValueError("a game needs a table of finite payoffs, one row and column at least")
    return table
