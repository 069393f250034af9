"""The one reader that tells a card's file from a scenario's: a scenario says `holdfast: 1`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Generic, TypeVar

from holdfast.scenario.card_source import CardSource, card_sources
from holdfast.scenario.scenario_source import (
    SCENARIO_FILE,
    ScenarioSource,
    read_scenario,
    text_scenario,
)
from holdfast.text.files import read_text
from holdfast.text.walk import under
from holdfast.text.yaml import parse

T = TypeVar("T")


@dataclass(frozen=True)
class Made(Generic[T]):
    """What is made of a card and what of a scenario, by whoever opens a file of either."""

    of_card: Callable[[CardSource], T]
    of_scenario: Callable[[ScenarioSource], T]


def open_any(path: Path, made: Made[T], shown_as: str | None = None) -> tuple[T, ...]:
    """A scenario from its folder or its own file, or every card of a file.

    Raises
    ------
    ScenarioError
        if it cannot be read, or holds neither.
    """
    shown = shown_as or str(path)
    if path.is_dir():
        return (made.of_scenario(read_scenario(path, str(PurePath(shown) / SCENARIO_FILE))),)
    text = read_text(path, shown)
    documents = parse(text, shown)
    if documents and under(documents[0], "holdfast") is not None:
        return (made.of_scenario(text_scenario(text, path.parent, shown)),)
    return tuple(made.of_card(source) for source in card_sources(documents, shown))
