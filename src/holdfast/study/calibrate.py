"""Calibrate: what the campaigns of the past say of the law's free constants, as a sample.

Population Monte Carlo (Cappé, Guillin, Marin & Robert, J. Comput. Graph. Statist. 13(4), 2004):
draws from the prior are weighed by a tempered likelihood, a Gaussian is laid through them, and
its draws are weighed again. The likelihood of a draw on a campaign is estimated by playing it.
No constant belongs to a campaign or to a side's nationality.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
from scipy.stats import multivariate_normal

from holdfast.analysis.density import ln_density, ln_likelihood
from holdfast.analysis.scores import HORIZON_DAYS, empirical_cdf
from holdfast.experiment.facts import kernel_hash
from holdfast.experiment.simulate import play_futures
from holdfast.scenario.compile.card import compile_card
from holdfast.scenario.law import default_law
from holdfast.scenario.realise import Posterior, inverse_cdf
from holdfast.schema.card import Card
from holdfast.schema.quantity import Lognormal
from holdfast.study.foreknowledge import view

Floats: TypeAlias = npt.NDArray[np.float64]

TEMPER = (0.5, 0.8)
"""Power of the likelihood in the first two rounds, so that they do not narrow too soon.
grade: judgement"""

WIDEN = 1.5
"""Factor on the covariance of each proposal: wider than what it covers. grade: judgement"""

SEED = 20


@dataclass(frozen=True)
class Effort:
    """Draws and plays of each draw on each campaign, for the first rounds and for the last."""

    draws: int = 600
    plays: int = 30
    last_draws: int = 1200
    last_plays: int = 100
    workers: int = 2


@dataclass(frozen=True)
class Calibration:
    """The sample with everything that goes into its file."""

    names: tuple[str, ...]
    draws: Floats
    ln_weight: Floats
    ln_likelihood: Floats
    left_out_cdfs: Floats
    """float64[campaign, day]: each campaign's collapse by day, calibrated without it"""
    campaigns: tuple[str, ...]
    manifest: dict[str, Any]

    def save(self, folder: Path, given: str) -> None:
        """Write <given>.npz and, last, <given>.json."""
        folder.mkdir(parents=True, exist_ok=True)
        arrays = {
            "draws": self.draws,
            "ln_weight": self.ln_weight,
            "ln_likelihood": self.ln_likelihood,
            "left_out_cdfs": self.left_out_cdfs,
        }
        single = {name: values.astype(np.float32) for name, values in arrays.items()}
        np.savez_compressed(folder / f"{given}.npz", **single)  # type: ignore[arg-type]
        text = json.dumps(self.manifest, indent=1)
        (folder / f"{given}.json").write_text(text + "\n", encoding="utf-8")


Told: TypeAlias = Callable[[str, int, int], None]
"""Called with (round, campaigns done, campaigns in all)."""


def calibrate(
    cards: Sequence[Card], given: str, effort: Effort, told: Told | None = None
) -> Calibration:
    """Weigh draws of the calibrated constants by what happened in `cards`."""
    generator = np.random.default_rng(SEED)
    names = tuple(default_law().calibrated)
    draws = from_prior(effort.draws, generator)
    ln_proposal = ln_prior(draws)
    for number, power in enumerate(TEMPER, start=1):
        tell = _teller(told, f"round {number} of {len(TEMPER) + 1}")
        likelihood, _ = weigh(cards, given, draws, effort.plays, effort.workers, tell)
        ln_w = ln_prior(draws) - ln_proposal + power * likelihood.sum(axis=1)
        last = number == len(TEMPER)
        count = effort.last_draws if last else effort.draws
        draws, ln_proposal = propose(draws, ln_w, count, generator)
    tell = _teller(told, f"round {len(TEMPER) + 1} of {len(TEMPER) + 1}")
    likelihood, cdfs = weigh(cards, given, draws, effort.last_plays, effort.workers, tell)
    ln_weight = ln_prior(draws) - ln_proposal
    campaigns = tuple(card.id for card in cards)
    left_out = left_out_cdfs(ln_weight, likelihood, cdfs)
    manifest = _manifest(cards, given, effort, names)
    return Calibration(names, draws, ln_weight, likelihood, left_out, campaigns, manifest)


def _teller(told: Told | None, name: str) -> Callable[[int, int], None] | None:
    return None if told is None else lambda done, total: told(name, done, total)


def left_out_cdfs(ln_weight: Floats, likelihood: Floats, cdfs: npt.NDArray[np.float32]) -> Floats:
    """Collapse by day of each campaign under the weights that leave it out.

    cdfs : float64[campaign, draw, day].
    """
    out = np.empty((likelihood.shape[1], HORIZON_DAYS))
    total = ln_weight + likelihood.sum(axis=1)
    for c in range(likelihood.shape[1]):
        ln_w = total - likelihood[:, c]
        weights = np.exp(ln_w - ln_w.max())
        out[c] = weights / weights.sum() @ cdfs[c]
    return out


def from_prior(count: int, generator: np.random.Generator) -> Floats:
    """Draws of the calibrated constants from their priors: float64[draw, constant]."""
    return np.column_stack(
        [inverse_cdf(prior, generator.uniform(size=count)) for prior in _priors()]
    )


def _priors() -> list[Any]:
    law = default_law()
    return [law.parameters[name].prior for name in law.calibrated]


def ln_prior(draws: Floats) -> Floats:
    """Ln prior density of each draw."""
    columns = [ln_density(prior, draws[:, n]) for n, prior in enumerate(_priors())]
    return np.asarray(np.sum(columns, axis=0))


def _straight(draws: Floats, back: bool = False) -> Floats:
    """Constants with a lognormal prior on their ln scale, or back."""
    out = draws.copy()
    for n, prior in enumerate(_priors()):
        if isinstance(prior.spread, Lognormal):
            out[:, n] = np.exp(draws[:, n]) if back else np.log(draws[:, n])
    return out


def propose(
    draws: Floats, ln_w: Floats, count: int, generator: np.random.Generator
) -> tuple[Floats, Floats]:
    """New draws from a widened Gaussian through the weighted ones, with their ln density."""
    weights = np.exp(ln_w - ln_w.max())
    weights /= weights.sum()
    straight = _straight(draws)
    mean = weights @ straight
    spread = straight - mean
    covariance = WIDEN * (weights[:, None] * spread).T @ spread
    covariance += np.diag(1e-3 * straight.var(axis=0))
    kept: list[Floats] = []
    while sum(map(len, kept)) < count:
        new = generator.multivariate_normal(mean, covariance, size=count)
        kept.append(new[np.isfinite(ln_prior(_straight(new, back=True)))])
    new = np.concatenate(kept)[:count]
    made = _straight(new, back=True)
    logged = [n for n, prior in enumerate(_priors()) if isinstance(prior.spread, Lognormal)]
    density = np.asarray(multivariate_normal(mean, covariance).logpdf(new))
    return made, density - new[:, logged].sum(axis=1)


def weigh(
    cards: Sequence[Card],
    given: str,
    draws: Floats,
    plays: int,
    workers: int,
    tell: Callable[[int, int], None] | None,
) -> tuple[Floats, npt.NDArray[np.float32]]:
    """Ln likelihood[draw, campaign], and collapse by day[campaign, draw, day]."""
    likelihood = np.empty((len(draws), len(cards)))
    cdfs = np.empty((len(cards), len(draws), HORIZON_DAYS), dtype=np.float32)
    with ThreadPoolExecutor(workers) as threads:
        played = threads.map(lambda card: play_draws(view(card, given), draws, plays), cards)
        for c, (end, day) in enumerate(played):
            outcome = cards[c].outcome
            assert outcome is not None, "the calibration set knows its endings"
            likelihood[:, c] = ln_likelihood(end, day, outcome)
            collapse = np.where(end == "collapse", day, np.nan)
            cdfs[c] = [empirical_cdf(row) for row in collapse]
            if tell is not None:
                tell(c + 1, len(cards))
    return likelihood, cdfs


def play_draws(card: Card, draws: Floats, plays: int) -> tuple[npt.NDArray[np.str_], Floats]:
    """End and day of `plays` futures under each draw: [draw, play]; the same futures for all."""
    names = tuple(default_law().calibrated)
    one = Posterior(names, draws[:1], np.ones(1))
    theatre = compile_card(card, one, HORIZON_DAYS)
    return play_futures(theatre, draws, plays, SEED)


def cards_hash(cards: Sequence[Card]) -> str:
    """Twelve hex digits of what the cards say, outcomes included."""
    text = "\n".join(card.model_dump_json(exclude={"forecasts", "sources"}) for card in cards)
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def _manifest(
    cards: Sequence[Card], given: str, effort: Effort, names: tuple[str, ...]
) -> dict[str, Any]:
    content = {
        "given": given,
        "names": list(names),
        "campaigns": [card.id for card in cards],
        "cards_hash": cards_hash(cards),
        "kernel_hash": kernel_hash(),
        "draws": effort.last_draws,
        "plays": effort.last_plays,
        "command": "holdfast calibrate",
    }
    digest = hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()[:12]
    return {"hash": digest, **content}
