"""Ask one question: compile it, play its futures into a folder, work out the answer."""

from __future__ import annotations

import json
from pathlib import Path

from holdfast.analysis.answer import Answer, answer
from holdfast.catalog.posterior import load_posterior
from holdfast.experiment.simulate import Design, OnBlock, simulate
from holdfast.experiment.store import ANSWER, DOSSIER, Store
from holdfast.study.choices import Choices
from holdfast.study.prepared import Prepared, ask
from holdfast.study.replays import tell
from holdfast.study.target import Target

RUNS = Path("runs")
"""Where runs go that were given no folder."""


def run(
    target: Target,
    design: Design,
    folder: Path | None = None,
    resume: bool = False,
    on_block: OnBlock | None = None,
    choices: Choices | None = None,
) -> Answer:
    """Play the futures of a card or a scenario and answer.

    Parameters
    ----------
    target : the card or scenario.
    design : how many futures and replications, from which seed.
    folder : the run folder; runs/<id>-<hash> where none is given.
    resume : keep the finished parts of an interrupted run of the same question.
    on_block : told how far it is.
    choices : plan, course, what-ifs and the like; as history had it where none are given.

    Raises
    ------
    ScenarioError
        with every fault of what is written.
    StoreError
        if the folder holds something else.
    """
    prepared = target.prepare(choices or Choices(), load_posterior())
    return play(prepared, design, folder, resume, on_block)


def play(
    prepared: Prepared,
    design: Design,
    folder: Path | None = None,
    resume: bool = False,
    on_block: OnBlock | None = None,
) -> Answer:
    """Play what was made ready, into its folder; give the answer."""
    question = ask(prepared, design)
    folder = folder or RUNS / f"{question.target}-{question.hash}"
    with Store.begin(folder, question, prepared.text, resume) as store:
        store.keep(DOSSIER, prepared.make_dossier().to_json())
        for name, text in prepared.beside.items():
            store.keep(name, text)
        simulate(prepared.cases, design, store, on_block)
        if store.finished_blocks():
            tell(store, prepared.cases, design)
        found = answer(store)
        store.keep(ANSWER, json.dumps(found.to_dict(), indent=1, allow_nan=False))
    return found
