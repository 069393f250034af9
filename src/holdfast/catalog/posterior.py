"""The posterior sample of the law's calibrated constants, as `holdfast calibrate` wrote it.

posterior/<given>.npz holds draws[draw, constant], the ln weight of each draw before any campaign
(prior over proposal), and ln likelihood[draw, campaign]; posterior/<given>.json names what it was
made from. So the weights without any one campaign are one sum away.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from importlib import resources
from typing import Any

import numpy as np
import numpy.typing as npt

from holdfast.errors import UsageError
from holdfast.scenario.realise import Posterior

GIVEN = ("arrivals", "plans")


@dataclass(frozen=True)
class PosteriorSample:
    """Draws of the constants with what each campaign says of them."""

    names: tuple[str, ...]
    draws: npt.NDArray[np.float64]
    ln_weight: npt.NDArray[np.float64]
    ln_likelihood: npt.NDArray[np.float64]
    left_out_cdfs: npt.NDArray[np.float64]
    """float64[campaign, day]: the model's answer to each campaign, calibrated without it"""
    campaigns: tuple[str, ...]
    manifest: dict[str, Any]

    @property
    def hash(self) -> str:
        """Twelve hex digits of what it was made from."""
        return str(self.manifest["hash"])

    def weights(self, without: str | None = None) -> npt.NDArray[np.float64]:
        """Weight of each draw given all campaigns but `without`; they sum to 1."""
        ln_posterior = self.ln_weight + self.ln_likelihood.sum(axis=1)
        if without in self.campaigns:
            ln_posterior = ln_posterior - self.ln_likelihood[:, self.campaigns.index(str(without))]
        weights = np.exp(ln_posterior - ln_posterior.max())
        return np.asarray(weights / weights.sum())

    def posterior(self, without: str | None = None) -> Posterior:
        """The sample as futures draw from it."""
        return Posterior(self.names, self.draws, self.weights(without))

    def effective_size(self, without: str | None = None) -> float:
        """Kish's effective number of draws, 1/sum of squared weights (Survey Sampling, 1965)."""
        return float(1.0 / np.sum(self.weights(without) ** 2))


def load_posterior(given: str = "arrivals") -> PosteriorSample:
    """The sample that ships.

    Raises
    ------
    UsageError
        if there is none of that kind.
    """
    folder = resources.files("holdfast.catalog") / "posterior"
    if given not in GIVEN:
        raise UsageError(f'"{given}" is not one of {", ".join(GIVEN)}')
    if not (folder / f"{given}.npz").is_file():
        raise UsageError("no posterior sample is shipped: holdfast calibrate makes one")
    manifest = json.loads((folder / f"{given}.json").read_text("utf-8"))
    with resources.as_file(folder / f"{given}.npz") as path, np.load(path) as data:
        return PosteriorSample(
            names=tuple(manifest["names"]),
            draws=data["draws"].astype(np.float64),
            ln_weight=data["ln_weight"].astype(np.float64),
            ln_likelihood=data["ln_likelihood"].astype(np.float64),
            left_out_cdfs=data["left_out_cdfs"].astype(np.float64),
            campaigns=tuple(manifest["campaigns"]),
            manifest=manifest,
        )
