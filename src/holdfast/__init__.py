"""Holdfast: does a threatened state hold until help comes?

import holdfast as hf

card = hf.load("czechoslovakia-1938")
ensemble = hf.simulate(card, futures=1000, seed=1)
hf.answer(ensemble)
hf.compare(card, what_ifs=["no-works"])
hf.plan("two-rivers", levers=["strips"], futures=200)
hf.report(ensemble, "report.html")
hf.hindcast("my-cards.yaml")
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

# Loaded first, so that the functions below keep their names when a submodule is imported later.
import holdfast.catalog as _catalog  # noqa: F401
import holdfast.report as _report  # noqa: F401
from holdfast.errors import Fault, HoldfastError, ScenarioError, StoreError, UsageError

if TYPE_CHECKING:
    from holdfast.analysis.answer import Answer
    from holdfast.analysis.pacts import PactResult
    from holdfast.analysis.planning import Planning
    from holdfast.analysis.reach import ReachAnswer
    from holdfast.catalog.shipped import Catalog
    from holdfast.experiment.ensemble import Ensemble
    from holdfast.study.compare import Comparisons
    from holdfast.study.hindcast import Hindcast
    from holdfast.study.target import Target

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
    "plan",
    "reach",
    "report",
    "simulate",
]


def load(target: str | Path) -> Target:
    """Read and check one card or scenario, by catalogue id or path.

    Raises
    ------
    ScenarioError
        with every fault, each with its file, line and column.
    """
    from holdfast.study.find import find_one

    found = find_one(str(target))
    if faults := found.faults():
        raise ScenarioError(faults)
    return found


def check(target: str | Path) -> tuple[Fault, ...]:
    """Every fault of a scenario or of a file of cards; none: empty."""
    from holdfast.study.find import faults_of, find

    try:
        return faults_of(find(str(target)))
    except ScenarioError as error:
        return error.faults


def catalog() -> Catalog:
    """The scenarios and cards that ship: id, kind and title of each."""
    from holdfast.catalog.shipped import catalog as listed

    return listed()


def simulate(
    scenario: Target | str,
    *,
    futures: int = 2500,
    replications: int = 4,
    seed: int = 1,
    workers: int = 2,
    folder: str | Path | None = None,
    **choices: Any,
) -> Ensemble:
    """Play the futures of a card or scenario, with and without help, into a run folder.

    `choices` are those of `holdfast run`: plan, course, school, what_ifs, settings, view, reading.
    A lone string is one name.
    """
    from holdfast.experiment.ensemble import Ensemble
    from holdfast.experiment.simulate import Design
    from holdfast.study.choices import Choices
    from holdfast.study.run import run

    target = load(scenario) if isinstance(scenario, str) else scenario
    design = Design(futures, replications, seed, workers)
    where = Path(folder) if folder else None
    found = run(target, design, where, choices=Choices.of(**choices))
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
    scenario: Target | str,
    what_ifs: str | Sequence[str] = (),
    *,
    futures: int = 1000,
    replications: int = 4,
    seed: int = 1,
    workers: int = 2,
    **choices: Any,
) -> Comparisons:
    """What-ifs beside the base on the same draws: paired differences with intervals.

    `choices` are those of the base, as in `simulate`, and freeze_others; `plans`, `courses` and
    `schools` are compared beside the what-ifs. A lone string is one name.
    """
    from holdfast.experiment.simulate import Design
    from holdfast.study.choices import Choices
    from holdfast.study.compare import compare as play
    from holdfast.study.compare import variations

    target = load(scenario) if isinstance(scenario, str) else scenario
    others = {name: choices.pop(name, ()) for name in ("plans", "courses", "schools")}
    base = Choices.of(**choices)
    changes = variations(base, what_ifs=what_ifs, **others)
    return play(target, changes, Design(futures, replications, seed, workers), base=base)


def plan(  # noqa: PLR0913 (named options of a question, as in the command)
    scenario: Target | str,
    *,
    plans: str | Sequence[str] = (),
    courses: str | Sequence[str] = (),
    levers: str | Sequence[str] | None = None,
    floors: Mapping[str, float] | None = None,
    search: int = 0,
    budget: int = 240_000,
    futures: int = 2500,
    replications: int = 2,
    seed: int = 1,
    workers: int = 2,
    **choices: Any,
) -> Planning:
    """Plans against every course of the attacker on the same draws: which to choose.

    `levers` are projects, stages of the programme or what-ifs; every project and stage where none
    is named. `floors` say what is good enough, such as {"stands": 0.2}. `search` programmes are
    tried beside the plans. `choices` hold for all plans: what_ifs, settings, view, reading.
    """
    from holdfast.experiment.simulate import Design
    from holdfast.study.choices import Choices, names_in
    from holdfast.study.planning.plan import AskedPlans
    from holdfast.study.planning.plan import plan as judge

    target = load(scenario) if isinstance(scenario, str) else scenario
    asked = AskedPlans(
        names_in(plans), names_in(courses), None if levers is None else names_in(levers),
        search=search, budget=budget, floors=floors or {},
    )  # fmt: skip
    return judge(target, asked, Design(futures, replications, seed, workers), Choices.of(**choices))


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
    from holdfast.scenario.card_source import load_cards
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


def reach(
    target: str | Path,
    *,
    leave: str | Sequence[str] | None = None,
    futures: int = 100,
    seed: int = 1,
    **choices: Any,
) -> ReachAnswer:
    """Who can come, by which ways and when: of a scenario, or of a movement's file.

    `leave` names the third states that let allies pass; left out, every one that may.
    `choices` are those of a run: course, what_ifs, settings. A lone string is one name.
    """
    from holdfast.study.choices import Choices, names_in
    from holdfast.study.reach.target import reach as work_out

    given = None if leave is None else names_in(leave)
    return work_out(str(target), Choices.of(**choices), given, futures, seed)


def report(ensemble: Ensemble, path: str | Path) -> Path:
    """Write the run as a self-contained HTML page, and its evidence in a second one beside it."""
    from holdfast.report.page.write import write_page

    write_page(ensemble.store, Path(path))
    return Path(path)
