"""Futures: every uncertain quantity by the inverse CDF of its own uniform.

A quantity's uniform is keyed by (seed, future, hash of its path). So a longer run begins with the
shorter one, and a what-if that fixes one quantity leaves all others as they were.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
from scipy import special

from holdfast.schema.quantity import (
    Beta,
    Chance,
    Fixed,
    Lognormal,
    Normal,
    Quantity,
    Simple,
    Triangular,
    Uniform,
    middle_of,
)

Floats: TypeAlias = npt.NDArray[np.float64]


def path_hash(path: str) -> int:
    """The stable 64-bit number of a path.

    >>> path_hash("inputs.attacker.u") == path_hash("inputs.attacker.u")
    True
    """
    return int.from_bytes(hashlib.blake2b(path.encode(), digest_size=8).digest(), "big")


def _triangular(spread: Triangular, u: Floats) -> Floats:
    low, mode, high = spread.low, spread.mode, spread.high
    if high == low:
        return np.full_like(u, mode)
    rising = low + np.sqrt(u * (high - low) * (mode - low))
    falling = high - np.sqrt((1 - u) * (high - low) * (high - mode))
    return np.where(u < (mode - low) / (high - low), rising, falling)


_INVERSE: dict[type[Simple], Callable[[Any, Floats], Floats]] = {
    Fixed: lambda spread, u: np.full_like(u, spread.value),
    Triangular: _triangular,
    Uniform: lambda spread, u: spread.min + (spread.max - spread.min) * u,
    Normal: lambda spread, u: spread.mean + spread.sd * special.ndtri(u),
    Lognormal: lambda s, u: s.plus + s.median * np.exp(np.log(s.factor) * special.ndtri(u)),
    Chance: lambda spread, u: (u < spread.p).astype(np.float64),
    Beta: lambda spread, u: special.betaincinv(spread.beta[0], spread.beta[1], u),
}


def _by_value(branch: tuple[float, Simple]) -> tuple[float, str, float]:
    """Where a claim lies beside its rivals: by its middle, then by its spread, then by weight."""
    weight, spread = branch
    return middle_of(spread), repr(spread), weight


def inverse_cdf(quantity: Quantity, u: Floats) -> Floats:
    """Values of a quantity at the uniforms `u`; rival claims share the unit interval by weight.

    Claims lie on it by what they say, the lower first, so that their order in a file says nothing.

    >>> from holdfast.schema.quantity import Quantity, Uniform
    >>> inverse_cdf(Quantity(spread=Uniform(min=1, max=3)), np.array([0.25]))
    array([1.5])
    """
    branches = sorted(quantity.branches(), key=_by_value)
    total = sum(weight for weight, _ in branches)
    out = np.empty_like(u)
    begins = 0.0
    for index, (weight, spread) in enumerate(branches):
        share = weight / total
        last = index == len(branches) - 1
        mine = (u >= begins) & (True if last else u < begins + share)
        inside = np.clip((u[mine] - begins) / share, 1e-12, 1 - 1e-12)
        out[mine] = _INVERSE[type(spread)](spread, inside)
        begins += share
    return out


@dataclass(frozen=True)
class Posterior:
    """Joint draws of the calibrated constants: one uniform picks a row, by its weight."""

    names: tuple[str, ...]
    draws: Floats
    """float64[draw, constant]"""
    weights: Floats
    """float64[draw], sum 1"""

    path = "law.posterior"

    def pick(self, u: Floats) -> Floats:
        """Rows of the sample at the uniforms `u`: float64[future, constant]."""
        edges = np.cumsum(self.weights)
        rows = np.searchsorted(edges, u * edges[-1], side="right")
        chosen: Floats = self.draws[np.minimum(rows, len(edges) - 1)]
        return chosen
