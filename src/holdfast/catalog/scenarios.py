"""The scenarios that ship: a folder each, whose name is its id."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, TypeVar

from holdfast.catalog.cards import card_ids, card_source
from holdfast.errors import UsageError
from holdfast.scenario.open_any import Made, open_any
from holdfast.scenario.scenario_source import (
    SCENARIO_FILE,
    ScenarioSource,
    read_scenario,
)
from holdfast.text.nodes import plain
from holdfast.text.spelling import did_you_mean

T = TypeVar("T")


def scenario_folder() -> Traversable:
    """Where the scenarios lie."""
    return resources.files("holdfast.catalog") / "scenarios"


def scenario_ids() -> tuple[str, ...]:
    """The ids of all scenarios, in alphabetical order.

    >>> "two-rivers" in scenario_ids()
    True
    """
    found = (one.name for one in scenario_folder().iterdir() if (one / SCENARIO_FILE).is_file())
    return tuple(sorted(found))


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


def scenario_files(scenario_id: str) -> Iterator[tuple[str, str]]:
    """The files of a scenario by name, its own first, with their texts."""
    files = [one for one in (scenario_folder() / scenario_id).iterdir() if one.is_file()]
    for one in sorted(files, key=lambda file: (file.name != SCENARIO_FILE, file.name)):
        yield one.name, one.read_text("utf-8")


def listed() -> list[dict[str, Any]]:
    """What the catalogue's scenarios are about: id, title, as_of, attacks, number of places."""
    return [_listed(find_scenario(name)) for name in scenario_ids()]


def _listed(source: ScenarioSource) -> dict[str, Any]:
    written = plain(source.node)
    assert isinstance(written, dict), "a scenario is a mapping"
    courses = written["courses_of_action"]
    assert isinstance(courses, dict), "courses go by name"
    dates = {str(one["attack_on"]) for one in courses.values() if isinstance(one, dict)}
    places = written["places"]
    return {
        "id": source.id,
        "title": written["title"],
        "as_of": written["as_of"],
        "attacks": sorted(dates),
        "places": len(places) if isinstance(places, dict) else 0,
    }


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
