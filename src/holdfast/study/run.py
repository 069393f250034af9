"""Ask one card one question: compile it, play its futures into a folder, work out the answer."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path
from typing import Any

import yaml

from holdfast.analysis.answer import Answer, answer
from holdfast.catalog.posterior import load_posterior
from holdfast.experiment.facts import kernel_hash
from holdfast.experiment.simulate import BINS, Design, OnBlock, simulate
from holdfast.experiment.store import ANSWER, Store, question_hash, write_atomically
from holdfast.scenario.compile import HORIZON_DAYS, Theatre, compile_card
from holdfast.scenario.load import Source, card_hash, changed_node, load_card
from holdfast.schema.card import Card
from holdfast.text.nodes import Node, plain

RUNS = Path("runs")
"""Where runs go that were given no folder."""


def run(
    source: Source,
    design: Design,
    folder: Path | None = None,
    resume: bool = False,
    on_block: OnBlock | None = None,
) -> Answer:
    """Play a card's futures and answer.

    Parameters
    ----------
    source : the card, with its what-ifs and settings.
    design : how many futures and replications, from which seed.
    folder : the run folder; runs/<id>-<hash> where none is given.
    resume : keep the finished parts of an interrupted run of the same question.
    on_block : told how far it is.

    Raises
    ------
    ScenarioError
        with every fault of the card.
    StoreError
        if the folder holds something else.
    """
    card = load_card(source)
    node = resolved_node(source)
    sample = load_posterior()
    theatre = compile_card(card, sample.posterior())
    question = ask(source, card, theatre, design)
    question |= {"scenario_hash": card_hash(node), "posterior_hash": sample.manifest["hash"]}
    folder = folder or RUNS / f"{card.id}-{question_hash(question)}"
    store = Store.begin(folder, question, as_yaml(node), resume)
    simulate(theatre, design, store, on_block)
    found = answer(store)
    write_atomically(folder / ANSWER, json.dumps(found.to_dict(), indent=1, allow_nan=False))
    return found


def ask(source: Source, card: Card, theatre: Theatre, design: Design) -> dict[str, Any]:
    """What is asked, in a form that can be hashed; card and sample add their own hashes."""
    return {
        "scenario": card.id,
        "name": card.name,
        "question": card.question,
        "kernel_hash": kernel_hash(),
        "version": version("holdfast"),
        "plan": "as written",
        "what_ifs": list(source.what_ifs),
        "settings": list(source.settings),
        "law": "default",
        "view": "hindsight",
        "attack_on": str(card.start),
        "course": None,
        "seed": design.seed,
        "futures": design.futures,
        "replications": design.replications,
        "block": design.block,
        "horizon": HORIZON_DAYS,
        "bins": BINS,
        "axes": list(theatre.axes),
        "axis_km": [float(axis.to[-1].km.middle()) for axis in card.inputs.axes],
        "decisions": list(theatre.decisions),
    }


def resolved_node(source: Source) -> Node:
    """The card's nodes with its effects done."""
    if not source.what_ifs and not source.settings:
        return source.node
    return changed_node(source, load_card(replace(source, what_ifs=(), settings=())))


def as_yaml(node: Node) -> str:
    """The card as it was run, to be kept in its folder."""
    return str(yaml.safe_dump(plain(node), sort_keys=False, allow_unicode=True))


def with_changes(source: Source, what_ifs: Sequence[str], settings: Sequence[str]) -> Source:
    """The same card under what-ifs and settings."""
    return replace(source, what_ifs=tuple(what_ifs), settings=tuple(settings))
