"""Holdfast: does a threatened state hold until help comes?

import holdfast as hf

card = hf.load("czechoslovakia-1938")
ensemble = hf.simulate(card, futures=1000, seed=1)
hf.answer(ensemble)
hf.compare(card, what_ifs=["no-works"])
hf.report(ensemble, "report.html")
hf.hindcast("my-cards.yaml")
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

# Loaded first, so that the functions below keep their names when a submodule is imported later.
import holdfast.catalog as _catalog  # noqa: F401
import holdfast.report as _report  # noqa: F401
from holdfast.errors import Fault, HoldfastError, ScenarioError, StoreError, UsageError

if TYPE_CHECKING:
    from holdfast.analysis.answer import Answer
    from holdfast.analysis.pacts import PactResult
    from holdfast.experiment.ensemble import Ensemble
    from holdfast.scenario.load import Source
    from holdfast.study.compare import Comparisons
    from holdfast.study.hindcast import Hindcast

__all__ = [
    "Fault",
    "HoldfastError",
    "ScenarioError",
    "StoreError",
    "UsageError",
    "answer",
    "catalog",
    "check",
    "compare",
    "hindcast",
    "load",
    "open_run",
    "pact",
    "report",
    "simulate",
]


def load(target: str | Path) -> Source:
    """Read and check one card, by catalogue id or path.

    Raises
    ------
    ScenarioError
        with every fault, each with its file, line and column.
    """
    from holdfast.catalog.cards import find
    from holdfast.scenario.load import load_cards

    sources = find(str(target))
    load_cards(sources)
    if len(sources) != 1:
        raise UsageError(f"{target} holds {len(sources)} cards: hindcast takes files of many")
    (source,) = sources
    return source


def check(target: str | Path) -> tuple[Fault, ...]:
    """Every fault of a file of cards; none: empty."""
    from holdfast.catalog.cards import find
    from holdfast.scenario.load import load_cards

    try:
        load_cards(find(str(target)))
    except ScenarioError as error:
        return error.faults
    return ()


def catalog() -> tuple[str, ...]:
    """Ids of the campaign cards that ship."""
    from holdfast.catalog.cards import card_ids

    return card_ids()


def simulate(
    scenario: Source | str,
    *,
    futures: int = 2500,
    replications: int = 4,
    seed: int = 1,
    workers: int = 2,
    folder: str | Path | None = None,
) -> Ensemble:
    """Play a card's futures, with and without help, into a run folder."""
    from holdfast.experiment.ensemble import Ensemble
    from holdfast.experiment.simulate import Design
    from holdfast.study.run import run

    source = load(scenario) if isinstance(scenario, str) else scenario
    design = Design(futures, replications, seed, workers)
    found = run(source, design, Path(folder) if folder else None)
    return Ensemble.open(found.directory)


def open_run(folder: str | Path) -> Ensemble:
    """A run folder that is there already."""
    from holdfast.experiment.ensemble import Ensemble

    return Ensemble.open(folder)


def answer(ensemble: Ensemble) -> Answer:
    """The answer of a run: outcomes, days, help, with their errors."""
    from holdfast.analysis.answer import answer as work_out

    return work_out(ensemble.store)


def compare(
    scenario: Source | str,
    what_ifs: Sequence[str],
    *,
    futures: int = 1000,
    replications: int = 4,
    seed: int = 1,
    workers: int = 2,
) -> Comparisons:
    """What-ifs beside the base on the same draws: paired differences with intervals."""
    from holdfast.experiment.simulate import Design
    from holdfast.study.compare import compare as play

    source = load(scenario) if isinstance(scenario, str) else scenario
    return play(source, what_ifs, Design(futures, replications, seed, workers))


def hindcast(
    target: str | Path | None = None,
    *,
    given: str = "plans",
    futures: int = 2000,
    seed: int = 1,
    workers: int = 2,
) -> Hindcast:
    """Campaigns of the past answered blind and scored; the whole calibration set by default."""
    from holdfast.catalog.cards import calibration_sources, find
    from holdfast.catalog.posterior import load_posterior
    from holdfast.experiment.simulate import Design
    from holdfast.scenario.load import load_cards
    from holdfast.study.hindcast import Past
    from holdfast.study.hindcast import hindcast as play

    calibration = load_cards(list(calibration_sources()))
    cards = load_cards(find(str(target))) if target is not None else calibration
    past = Past(calibration, load_posterior(given))
    return play(cards, past, given, Design(futures, 1, seed, workers))


def pact(target: str | Path) -> PactResult:
    """What a pact file, a treaty or a crisis of the catalogue binds whom to, and when it fires."""
    from holdfast.analysis.pacts import pact as work_out

    return work_out(str(target))


def report(ensemble: Ensemble, path: str | Path) -> Path:
    """Write the run as one self-contained HTML file."""
    from holdfast.report.page import write_page

    write_page(ensemble.store, Path(path))
    return Path(path)
