"""What a word or a path names: a card or a scenario."""

from __future__ import annotations

from collections.abc import Sequence

from holdfast.catalog.scenarios import find_any
from holdfast.errors import Fault, ScenarioError, UsageError
from holdfast.scenario.card_source import CardSource, load_cards
from holdfast.scenario.scenario_source import ScenarioSource, inspect
from holdfast.study.target import Target


def find(target: str) -> tuple[Target, ...]:
    """A scenario, or cards, by catalogue id or by path.

    Raises
    ------
    UsageError
        with the nearest id, if the word is neither; ScenarioError if a file cannot be read.
    """
    found = find_any(target)
    return (found,) if isinstance(found, ScenarioSource) else found


def find_one(target: str) -> Target:
    """The one card or scenario that a word or a path names.

    Raises
    ------
    UsageError
        also if a file holds several cards.
    """
    found = find(target)
    if len(found) != 1:
        named = ", ".join(one.id for one in found[:5])
        raise UsageError(
            f"{target} holds {len(found)} cards ({named}, …): this takes one; "
            "holdfast hindcast takes files of many"
        )
    return found[0]


def what_ifs(target: Target) -> dict[str, tuple[str, str | None]]:
    """The what-ifs that a card or scenario names: title, and what is missing to ask it.

    Raises
    ------
    ScenarioError
        with every fault of what is written.
    """
    if isinstance(target, CardSource):
        written = load_cards([target])[0].what_ifs
    else:
        scenario, faults = inspect(target)
        if scenario is None:
            raise ScenarioError(faults)
        written = scenario.what_ifs
    return {name: (one.title, one.missing) for name, one in written.items()}


def faults_of(targets: Sequence[Target]) -> tuple[Fault, ...]:
    """Every fault of cards or of a scenario."""
    found: list[Fault] = []
    for target in targets:
        if isinstance(target, ScenarioSource):
            found += inspect(target)[1]
    cards = [target for target in targets if isinstance(target, CardSource)]
    try:
        load_cards(cards)
    except ScenarioError as error:
        found += error.faults
    return tuple(found)
