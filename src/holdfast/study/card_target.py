"""A card made ready: one case of one branch."""

from __future__ import annotations

from dataclasses import replace

from holdfast.errors import UsageError
from holdfast.experiment.cases import Case, axis_km
from holdfast.scenario.card_source import CardSource, card_hash, changed_node, load_card
from holdfast.scenario.compile.card import compile_card
from holdfast.scenario.realise import Posterior
from holdfast.study.choices import AS_WRITTEN, Choices
from holdfast.study.prepared import Prepared, as_yaml, of_cases
from holdfast.text.nodes import Node


def of_card(source: CardSource, choices: Choices, posterior: Posterior) -> Prepared:
    """A card: one case of one branch."""
    if beyond := choices.beyond_a_card():
        asked = ", ".join(f"--{name.replace('_', '-')}" for name in beyond)
        raise UsageError(f"{source.id} is a card: {asked} can be asked of a scenario alone")
    source = replace(
        source,
        what_ifs=(*source.what_ifs, *choices.what_ifs),
        settings=(*source.settings, *choices.settings),
    )
    card = load_card(source)
    node = resolved_node(source)
    theatre = compile_card(card, posterior)
    case = Case.single(str(card.start), theatre)
    question = {
        "kind": "card",
        "scenario": card.id,
        "name": card.name,
        "question": card.question,
        "scenario_hash": card_hash(node),
        "plan": AS_WRITTEN,
        "what_ifs": list(source.what_ifs),
        "settings": list(source.settings),
        "view": choices.view,
        "course": None,
        "axis_km": axis_km(theatre),
    }
    return Prepared((case,), question | of_cases([case]), as_yaml(node))


def resolved_node(source: CardSource) -> Node:
    """The card's nodes with its effects done."""
    if not source.what_ifs and not source.settings:
        return source.node
    return changed_node(source, load_card(replace(source, what_ifs=(), settings=())))
