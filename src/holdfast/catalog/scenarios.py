"""The scenarios that ship: a folder each, whose name is its id."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

from holdfast.catalog.cards import card_source
from holdfast.catalog.contents import SCENARIO_FILE, card_ids, scenario_folder, scenario_ids
from holdfast.errors import UsageError
from holdfast.scenario.open_any import Made, open_any
from holdfast.scenario.scenario_source import ScenarioSource, read_scenario
from holdfast.text.spelling import did_you_mean

T = TypeVar("T")


def find_scenario(scenario_id: str) -> ScenarioSource:
    """A scenario of the catalogue, unchecked.

    Raises
    ------
    UsageError
        with the nearest id, if there is none of this name.
    """
    if scenario_id not in scenario_ids():
        known = scenario_ids()
        raise UsageError(
            f'the catalogue has no scenario "{scenario_id}": {did_you_mean(scenario_id, known)}'
        )
    return read_scenario(scenario_folder() / scenario_id, f"{scenario_id}/{SCENARIO_FILE}")


def find_any(target: str, made: Made[T]) -> tuple[T, ...]:
    """A scenario, or cards, by catalogue id or by path; a path wins where it exists.

    made : what is made of either.

    Raises
    ------
    UsageError
        with the nearest id, if the word is neither; ScenarioError if a file cannot be read.
    """
    path = Path(target)
    if path.exists():
        return open_any(path, made, target)
    if path.suffix in (".yaml", ".yml") or "/" in target:
        raise UsageError(f"there is no file {target}")
    if target in scenario_ids():
        return (made.of_scenario(find_scenario(target)),)
    if target in card_ids():
        return (made.of_card(card_source(target)),)
    remedy = did_you_mean(target, (*scenario_ids(), *card_ids()))
    raise UsageError(f'the catalogue has no card or scenario "{target}": {remedy}')
